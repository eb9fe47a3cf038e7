import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const impure = [
  'Date.now()',
  'new Date()',
  '[1].map(Date.now)',
  'Math.random()',
  'Temporal.Now.instant()',
  'crypto.randomUUID()',
  'performance.now()',
  'setTimeout(() => {}, 1)',
  'globalThis.Date',
];
const pure = ['new Date(0)', 'Date.UTC(2026, 8, 1)', 'Math.max(1, 2)'];
const environment = ["process.env['PORT']", 'process.env.PORT'];

let tree = '';
const refused = new Map<string, string[]>();

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'gongyu-core-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  };
  // Biome asks for an ignore file, and takes an empty one for none.
  write('.gitignore', 'dist/\n');
  for (const file of ['biome.json', 'scripts/core-is-pure.grit']) cpSync(join(root, file), join(tree, file));
  const plant = (folder: string) => (text: string, index: number) =>
    write(`src/${folder}/${index}.ts`, `export const planted = ${text};\n`);
  impure.forEach(plant('core/impure'));
  pure.forEach(plant('core/pure'));
  environment.forEach(plant('jobs'));
  write('src/config.ts', `export const planted = ${environment[0]};\n`);

  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const ended = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', 'src'], { cwd: tree, encoding: 'utf8' });
  const found: { category: string; location: { path: string } }[] = JSON.parse(ended.stdout).diagnostics;
  for (const { category, location } of found) {
    refused.set(location.path, [...(refused.get(location.path) ?? []), category]);
  }
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

test.each(impure.map((text, index) => [text, index] as const))('%s is refused in the core', (_, index) => {
  const categories = refused.get(`src/core/impure/${index}.ts`) ?? [];
  expect(categories.some((category) => category === 'plugin' || category === 'lint/style/noRestrictedGlobals')).toBe(
    true,
  );
});

test.each(pure.map((text, index) => [text, index] as const))('%s is welcome in the core', (_, index) => {
  expect(refused.has(`src/core/pure/${index}.ts`)).toBe(false);
});

test.each(environment.map((text, index) => [text, index] as const))(
  '%s is refused outside src/config.ts',
  (_, index) => {
    expect(refused.get(`src/jobs/${index}.ts`)).toContain('lint/style/noProcessEnv');
  },
);

test('src/config.ts reads the environment', () => {
  expect(refused.has('src/config.ts')).toBe(false);
});
