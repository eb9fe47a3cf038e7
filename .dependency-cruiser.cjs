// The law of direction, executable: each rule below is one line of it, and tests/repository/law.test.ts plants a
// breach of each. Run by `npm run law` (scripts/law.mjs); CONTRIBUTING.md explains what to do when a rule says no.
//
//   main → app → bots, db, files, jobs → core
//
// `app` alone sees all. Inversion is by argument: a bot is given `receive`, a job its use case, a use case its ports.

/** Tests that stand beside what they test; they obey the layers, but may use the test tools and Node. */
const besideCode = '\\.test\\.ts$';

/** Libraries that compute and nothing else: no input or output, no clock. */
const pureLibraries = [
  'zod',
  'temporal-polyfill',
  'pinyin-pro',
  'opencc-js',
  'tyme4ts',
  'date-holidays',
  'intl-messageformat',
  'fastest-levenshtein',
];

/** A package is named by its folder when it is installed and by its bare name when it is not. */
const packages = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;
const types = (...names) => names.map((name) => `@types/${name}`);

const installed = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'npm-bundled'];

/** @returns {import('dependency-cruiser').IForbiddenRuleType} */
function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

/** `layer` imports only what stands in `allowed`, as far as src/ goes. */
function layer(name, comment, folder, ...allowed) {
  return forbid(
    name,
    comment,
    { path: `^src/${folder}` },
    { path: '^src/', pathNot: allowed.map((one) => `^src/${one}`) },
  );
}

/** A vendor's library is imported only below `folders`; tests outside src/ may use it to play the other side. */
function fence(name, comment, folders, ...names) {
  return forbid(
    name,
    comment,
    { path: '^src/', pathNot: folders.map((folder) => `^src/${folder}`) },
    { path: packages(...names, ...types(...names)) },
  );
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    // The core
    layer('core-imports-core', 'The product knows no platform, queue, database or file.', 'core/', 'core/'),
    forbid(
      'core-has-no-node',
      'Input, output, time and chance come in as arguments.',
      { path: '^src/core/', pathNot: besideCode },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'core-uses-pure-libraries',
      `The core may use ${pureLibraries.join(', ')}.`,
      { path: '^src/core/', pathNot: besideCode },
      { dependencyTypes: installed, pathNot: packages(...pureLibraries) },
    ),
    forbid(
      'message-and-forms-know-no-product',
      'Cards are drawn and forms are run for any feature; what they are for stays with the feature.',
      { path: '^src/core/(message|forms)/' },
      {
        path: '^src/core/[^/]+/',
        pathNot: ['^src/core/(message|forms|language)/', '^src/core/calendar/local-date\\.ts$'],
      },
    ),
    forbid(
      'ports-are-types',
      'A port is a shape that somebody else fills in; nothing in it runs.',
      { path: '^src/core/ports/' },
      { path: '^src/', pathNot: ['^src/core/ports/', '^src/core/errors\\.ts$'], dependencyTypesNot: ['type-only'] },
    ),

    // The bots
    forbid(
      'bots-know-no-product',
      'An adapter knows messages, forms, languages, ports and errors. It is given the rest.',
      { path: '^src/bots/' },
      { path: '^src/(?!bots/)', pathNot: ['^src/core/(message|forms|language|ports)/', '^src/core/errors\\.ts$'] },
    ),
    forbid(
      'bots-do-not-meet',
      'A platform can be added or taken away without touching another.',
      { path: '^src/bots/([^/]+)/' },
      { path: '^src/bots/', pathNot: '^src/bots/$1/' },
    ),
    forbid(
      'bots-use-their-own-library',
      'A bot uses its vendor’s library, Express for its routes and zod for what comes in.',
      { path: '^src/bots/', pathNot: besideCode },
      {
        dependencyTypes: installed,
        pathNot: packages('@slack', '@larksuiteoapi', 'express', ...types('express'), 'zod'),
      },
    ),
    forbid(
      'page-imports-itself',
      'The page runs in a browser: it has its own files and the types of what goes over the wire.',
      { path: '^src/bots/sandbox/page/', pathNot: besideCode },
      { pathNot: ['^src/bots/sandbox/page/', '^src/bots/sandbox/wire\\.ts$', '^src/core/message/'] },
    ),
    forbid(
      'page-takes-types-only',
      'Neither the core nor the server is sent to the browser.',
      { path: '^src/bots/sandbox/page/', pathNot: besideCode },
      { path: ['^src/core/', '^src/bots/sandbox/wire\\.ts$'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'page-is-not-imported',
      'The page is served, never run by the program.',
      { path: '^src/(?!bots/sandbox/page/)' },
      { path: '^src/bots/sandbox/page/' },
    ),

    // Database, files, jobs
    layer(
      'db-imports-core',
      'The stores serve the core and know nobody who calls them.',
      'db/',
      'db/',
      'gen/',
      'core/',
    ),
    layer(
      'files-import-core',
      'Whatever reads or writes bytes is handed them and hands them back.',
      'files/',
      'files/',
      'core/',
    ),
    layer('jobs-import-core', 'A job is given its use case and its stores by app.', 'jobs/', 'jobs/', 'core/'),

    // The edge
    layer('config-stands-alone', 'Settings are read before anything else exists.', 'config\\.ts$', 'config\\.ts$'),
    layer('main-is-thin', 'The first file only chooses.', 'main\\.ts$', 'main\\.ts$', 'app/', 'config\\.ts$'),
    forbid(
      'app-is-the-root',
      'What everything depends on from above is imported by main alone.',
      { path: '^src/', pathNot: ['^src/app/', '^src/main\\.ts$'] },
      { path: '^src/app/' },
    ),
    forbid(
      'config-is-an-argument',
      'Below app, settings are plain values that were passed in.',
      { path: '^src/', pathNot: ['^src/app/', '^src/(main|config)\\.ts$'] },
      { path: '^src/config\\.ts$' },
    ),

    // Fences around vendors
    fence('fence-slack', 'One folder speaks to Slack.', ['bots/slack/'], '@slack'),
    fence('fence-lark', 'One folder speaks to Feishu and Lark.', ['bots/lark/'], '@larksuiteoapi'),
    fence('fence-queue', 'The queue can be changed without the product noticing.', ['jobs/'], 'bullmq', 'ioredis'),
    fence(
      'fence-database',
      'SQL and Prisma’s types stay in the stores.',
      ['db/', 'gen/'],
      'prisma',
      '@prisma',
      'pg',
      '@electric-sql',
    ),
    forbid(
      'fence-generated-client',
      'Prisma’s client is the stores’ own business.',
      { path: '^src/', pathNot: '^src/(db|gen)/' },
      { path: '^src/gen/' },
    ),
    fence('fence-http', 'One HTTP server, owned by app; bots add their routes.', ['app/', 'bots/'], 'express'),

    // Everywhere
    forbid(
      'program-does-not-import-tests',
      'What is shipped never needs what is not.',
      { path: '^src/', pathNot: besideCode },
      { path: '^(tests|bench|scripts)/' },
    ),
    forbid(
      'program-uses-shipped-libraries',
      'A development dependency is not there after `npm ci --omit=dev`.',
      { path: '^src/', pathNot: [besideCode, '^src/gen/'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: packages('@types') },
    ),
    forbid(
      'stories-use-the-front-door',
      'A story tells what people see: it builds the whole program and looks at it from outside.',
      { path: '^tests/stories/' },
      {
        path: '^(src|tests|bench)/',
        pathNot: ['^src/app/', '^src/config\\.ts$', '^tests/(stories|doubles|fixtures|support)/'],
      },
    ),
    forbid(
      'no-cycles',
      'Two files that need each other are one idea, or three.',
      { pathNot: '^src/gen/' },
      { circular: true },
    ),
    forbid(
      'no-orphans',
      'A file that nothing uses and that uses nothing is left over.',
      { orphan: true, pathNot: ['\\.d\\.ts$', '\\.config\\.ts$', '^src/gen/', '^src/bots/sandbox/page/', besideCode] },
      {},
    ),
    forbid('no-unresolvable', 'An import leads somewhere.', { pathNot: '^src/gen/' }, { couldNotResolve: true }),
  ],
  options: {
    // Sees `import type` too: a forbidden type is a forbidden import.
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^src/gen/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default', 'require'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
