// Checks the law of direction (.dependency-cruiser.cjs) over the whole tree.
//   --root <folder>  another tree than this project's (the test of the law plants breaches in one)
//   --json           prints the breaches as JSON
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { generateClient } from './generate.mjs';
import { root } from './project.mjs';

const { values } = parseArgs({ options: { root: { type: 'string', default: root }, json: { type: 'boolean' } } });
const tree = resolve(values.root);
if (tree === root) generateClient();

const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const folders = ['src', 'tests', 'bench'].filter((folder) => existsSync(join(tree, folder)));
const { output } = await cruise(
  folders,
  { ...options, ruleSet: { forbidden }, validate: true, baseDir: tree, outputType: 'json' },
  options.enhancedResolveOptions,
  { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) },
);
const { modules, summary } = JSON.parse(output);

// With a compiler whose API it does not know, dependency-cruiser reads nothing and is content. So every file must have
// been read, and the program's imports must have been found: a tree with fewer imports than files is not ours.
const read = new Set(modules.map((one) => one.source));
const unread = folders
  .flatMap((folder) => readdirSync(join(tree, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(tree, join(entry.parentPath, entry.name)))
  .filter((path) => !path.startsWith('src/gen/') && !read.has(path));
const blind =
  summary.totalCruised === 0 || unread.length > 0 || summary.totalDependenciesCruised < summary.totalCruised >> 1;

const breaches = summary.violations
  .filter((one) => one.rule.severity === 'error')
  .map((one) => ({ rule: one.rule.name, from: one.from, to: one.to }));

if (values.json) console.log(JSON.stringify(breaches));
else {
  for (const { rule, from, to } of breaches) {
    const { comment } = forbidden.find((one) => one.name === rule);
    console.error(`${rule}: ${from}${from === to ? '' : ` → ${to}`}\n  ${comment}`);
  }
}
if (blind) {
  console.error(
    `The law was not checked: ${summary.totalCruised} modules and ${summary.totalDependenciesCruised} imports read, ` +
      `${unread.length} files not read (${unread.slice(0, 3).join(', ')}). Is typescript 5.9 installed?`,
  );
}
if (!values.json && !blind) {
  console.log(
    `${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports, ${breaches.length} breaches`,
  );
}
process.exitCode = breaches.length > 0 || blind ? 1 : 0;
