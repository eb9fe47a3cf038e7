import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environmentSchema } from '../../src/config.js';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest: {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
} = JSON.parse(read('package.json'));

function filesUnder(...folders: string[]): string[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('src/gen/') && !path.startsWith('tests/fixtures/'))
    .sort();
}

describe('files', () => {
  const written = filesUnder('src', 'tests', 'bench', 'scripts').filter((path) => /\.(ts|mjs|css|html)$/.test(path));
  const long = written
    .map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
    .filter((one) => one.lines > 300);

  test('no file passes 500 lines', () => {
    expect(long.filter((one) => one.lines > 500)).toEqual([]);
  });

  test('a file past 300 lines says at its top why it is long ("long because …")', () => {
    expect(long.filter((one) => !/long because/i.test(read(one.path).split('\n').slice(0, 10).join('\n')))).toEqual([]);
  });

  test('every messenger has the same files', () => {
    const bots = readdirSync(join(root, 'src/bots'))
      .map((name) => ({ name, files: readdirSync(join(root, 'src/bots', name)) }))
      .filter((bot) => bot.files.some((file) => file.endsWith('.ts')));
    const shared = ['index.ts', 'inbound.ts', 'outbound.ts', 'render.ts', 'limits.ts', 'errors.ts', 'README.md'];
    const missing = bots.flatMap(({ name, files }) =>
      shared.filter((file) => !files.includes(file)).map((file) => `src/bots/${name}/${file}`),
    );
    expect(missing).toEqual([]);
  });

  test('the decisions are numbered without a gap', () => {
    const pages = readdirSync(join(root, 'docs/decisions')).sort();
    const wanted = pages.map((_, index) => String(index + 1).padStart(4, '0'));
    expect(pages.map((page) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(page)?.[1])).toEqual(wanted);
  });
});

describe('packages', () => {
  const direct = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort();
  const explained = [...read('docs/dependencies.md').matchAll(/^- `([^`]+)`: \S.{15,}$/gm)].map(([, name]) => name);

  test('every direct dependency has its reason in docs/dependencies.md, and nothing else has', () => {
    expect(explained.toSorted()).toEqual(direct);
  });

  test('every version is exact', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^(npm:[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('the lockfile knows the binaries of every platform, so that npm ci passes everywhere', () => {
    const { packages }: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } = JSON.parse(
      read('package-lock.json'),
    );
    const missing = Object.entries(packages).flatMap(([wantedBy, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages || `${wantedBy}/node_modules/${name}` in packages),
      ),
    );
    expect(missing, 'run: npm run lockfile').toEqual([]);
  });

  test('the lockfile names no registry', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved":/);
  });
});

describe('settings', () => {
  test('.env.example names what the program reads, no more and no less', () => {
    const named = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(Object.keys(environmentSchema.shape).toSorted());
  });
});

describe.each(['README.md', 'CONTRIBUTING.md', ...filesUnder('docs').filter((path) => path.endsWith('.md'))])(
  '%s',
  (page) => {
    const text = read(page);

    test('names only paths that exist', () => {
      const words = text.split(/[\s`()[\]<>"',;]+/).map((word) => word.replace(/[.:#]+$/, ''));
      const paths = words.filter((word) => /^(\.\/)?(\.ci|src|tests|docs|scripts|prisma|bench)\/[\w./-]*$/.test(word));
      const missing = paths.filter((path) => !existsSync(join(root, path)));
      expect(missing.filter((path) => !existsSync(join(root, page, '..', path)))).toEqual([]);
    });

    test('names only commands that exist', () => {
      const named = [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name]) => name ?? '');
      expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
    });
  },
);

describe('tests', () => {
  const tests = [...filesUnder('tests'), ...filesUnder('src').filter((path) => path.endsWith('.test.ts'))].filter(
    (path) => path.endsWith('.ts'),
  );
  const naming = (pattern: RegExp, among: string[]) => among.filter((path) => pattern.test(read(path)));

  test('none replaces a module', () => {
    expect(naming(/\bvi\s*\.\s*(mock|doMock)\b/, tests)).toEqual([]);
  });

  test('none sleeps', () => {
    // What waits for an event stands in tests/support; a double of a platform may answer late, as the platform does; a kill
    // comes at a random moment.
    const told = tests.filter((path) => !/^tests\/(support|doubles|faults)\//.test(path));
    expect(naming(/timers\/promises|setTimeout\(\s*(resolve|done|r|ok)\b/, told)).toEqual([]);
  });

  test('none is left switched off or alone', () => {
    expect(naming(/\b(test|it|describe)\.(only|todo|fails)\b/, tests)).toEqual([]);
  });
});
