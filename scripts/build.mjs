// Builds dist/: Prisma's client, the program, the sandbox's page.
//   --if-stale     does nothing when dist/ was made from exactly these sources
//   --if-possible  (npm's prepare) is content without the development tools, so that `npm ci --omit=dev` passes
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { generateClient } from './generate.mjs';
import {
  at,
  compiler,
  contentHash,
  filesUnder,
  hasPage,
  main,
  pageFolder,
  prisma,
  Refusal,
  runNode,
} from './project.mjs';

const stamp = 'dist/.stamp';
const lock = '.build.lock';
/** Built beside dist/ and swapped in at the end: a build that ends badly leaves the last good one. */
const staging = '.build';
/** Longer than any build takes; a lock older than this was left by a killed process. */
const lockStaleAfterMs = 600_000;

/** Files below src/ that stand beside the code and go into dist/ as they are. */
const served = /\.(html|css|svg|png|ico|json|webmanifest)$/;

main(() => {
  const ifStale = process.argv.includes('--if-stale');
  const ifPossible = process.argv.includes('--if-possible');
  const built = existsSync(at('dist/main.js'));
  // A deployed copy may hold dist/ alone.
  if (!existsSync(at('src')) && built) return;
  if (ifStale && isFresh()) return;
  if (!existsSync(at(compiler)) || !existsSync(at(prisma))) return withoutTools({ built, ifPossible });
  whileLocked(() => {
    if (ifStale && isFresh()) return;
    try {
      build();
    } finally {
      rmSync(at(staging), { recursive: true, force: true });
    }
  });
});

function build() {
  rmSync(at(staging), { recursive: true, force: true }); // what a killed build left
  generateClient();
  const sources = sourceHash();
  runNode('Compiling src/', [compiler, '-p', 'tsconfig.build.json', '--outDir', `${staging}/dist`]);
  buildPage();
  for (const path of filesUnder('src', (path) => served.test(path) && !path.endsWith('tsconfig.json'))) {
    copyInto(path, `${staging}/dist/${relative('src', path)}`);
  }
  writeFileSync(at(staging, 'dist/.stamp'), sources);
  if (existsSync(at('dist'))) renameSync(at('dist'), at(staging, 'previous'));
  renameSync(at(staging, 'dist'), at('dist'));
}

/** The page has its own compiler settings (DOM) and may import types of the core, which leave nothing behind. */
function buildPage() {
  if (!hasPage()) return;
  const out = `${staging}/page`;
  runNode('Compiling the page', [compiler, '-p', pageFolder, '--noEmit', 'false', '--rootDir', 'src', '--outDir', out]);
  const emitted = `${out}/${relative('src', pageFolder)}`;
  if (existsSync(at(emitted))) copyInto(emitted, `${staging}/dist/${relative('src', pageFolder)}`);
}

function copyInto(from, to) {
  mkdirSync(dirname(at(to)), { recursive: true });
  cpSync(at(from), at(to), { recursive: true, filter: (path) => !/\.test\.js(\.map)?$/.test(path) });
}

function sourceHash() {
  const sources = filesUnder('src', (path) => !path.startsWith('src/gen/') && !/(\.test\.ts|\.md|\.snap)$/.test(path));
  const schema = filesUnder('prisma/schema');
  const settings = ['package.json', 'prisma.config.ts', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build.mjs'];
  return contentHash([...sources, ...schema, ...settings.filter((path) => existsSync(at(path)))]);
}

function isFresh() {
  const made = existsSync(at('src/gen')) || filesUnder('prisma/schema').length === 0 || !existsSync(at(prisma));
  return made && existsSync(at(stamp)) && readFileSync(at(stamp), 'utf8') === sourceHash();
}

function withoutTools({ built, ifPossible }) {
  if (built) {
    if (!ifPossible)
      console.error('dist/ was built from other sources than these. To rebuild: npm ci && npm run build');
    return;
  }
  const sentence =
    'Gongyu is not built yet and the development tools are not installed. To build: npm ci && npm run build';
  if (!ifPossible) throw new Refusal(sentence);
  console.error(sentence);
}

/** Two commands started together (a test run and a start) build once. */
function whileLocked(work) {
  const waitMs = 200;
  for (;;) {
    try {
      writeFileSync(at(lock), String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned()) rmSync(at(lock), { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMs);
  }
  try {
    work();
  } finally {
    rmSync(at(lock), { force: true });
  }
}

function isAbandoned() {
  try {
    if (Date.now() - statSync(at(lock)).mtimeMs > lockStaleAfterMs) return true;
    const holder = Number(readFileSync(at(lock), 'utf8'));
    // The holder may be between creating the file and writing its number.
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
