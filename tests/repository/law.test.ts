import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const rules: string[] = createRequire(import.meta.url)('../../.dependency-cruiser.cjs').forbidden.map(
  (rule: { name: string }) => rule.name,
);

/** A small tree that keeps the law: every layer imports what it may. */
const lawful: Record<string, string> = {
  'src/main.ts': `import { build } from './app/build.js';\nimport { config } from './config.js';\nbuild(config);`,
  'src/config.ts': `import { z } from 'zod';\nexport const config = z;`,
  'src/app/build.ts': `
    import express from 'express';
    import { createSlackBot } from '../bots/slack/index.js';
    import { createSandboxBot } from '../bots/sandbox/index.js';
    import { createStores } from '../db/stores.js';
    import { readSheet } from '../files/sheet.js';
    import { createQueue } from '../jobs/queue.js';
    import { receive } from '../core/inbox/receive.js';
    export const build = (config: unknown) => [config, express, createSlackBot, createSandboxBot, createStores, readSheet, createQueue, receive];`,
  'src/core/errors.ts': `export const fault = 'ours';`,
  'src/core/message/card.ts': `import { z } from 'zod';\nexport type Card = z;\nexport const card = z;`,
  'src/core/forms/form.ts': `import type { Card } from '../message/card.js';\nexport type Form = Card;\nexport const form = 1;`,
  'src/core/ports/messenger.ts': `import type { Card } from '../message/card.js';\nexport type Messenger = Card;`,
  'src/core/inbox/receive.ts': `import type { Messenger } from '../ports/messenger.js';\nimport { form } from '../forms/form.js';\nexport const receive = (to: Messenger) => [to, form];`,
  'src/core/inbox/receive.test.ts': `import { receive } from './receive.js';\nimport { test } from 'vitest';\ntest('', () => receive);`,
  'src/bots/slack/index.ts': `
    import { App } from '@slack/bolt';
    import express from 'express';
    import { createServer } from 'node:http';
    import type { Messenger } from '../../core/ports/messenger.js';
    import { fault } from '../../core/errors.js';
    export const createSlackBot = (): Messenger => [App, express, createServer, fault];`,
  'src/bots/sandbox/index.ts': `import type { Messenger } from '../../core/ports/messenger.js';\nexport const createSandboxBot = (): Messenger => 1;`,
  'src/bots/sandbox/page/page.ts': `import type { Card } from '../../../core/message/card.js';\nimport type { Wire } from '../wire.js';\nimport { draw } from './draw.js';\nexport const page = (card: Card | Wire) => draw(card);`,
  'src/bots/sandbox/wire.ts': `import { z } from 'zod';\nexport type Wire = z;\nexport const wire = z;`,
  'src/bots/sandbox/page/draw.ts': `export const draw = (card: unknown) => card;`,
  'src/db/stores.ts': `import pg from 'pg';\nimport { PrismaClient } from '../gen/client.js';\nexport const createStores = () => [pg, PrismaClient];`,
  'src/gen/client.ts': `export class PrismaClient {}`,
  'src/files/sheet.ts': `import { fault } from '../core/errors.js';\nexport const readSheet = () => fault;`,
  'src/jobs/queue.ts': `import { Queue } from 'bullmq';\nimport { fault } from '../core/errors.js';\nexport const createQueue = () => [Queue, fault];`,
  'tests/stories/week.test.ts': `import { build } from '../../src/app/build.js';\nimport { school } from '../fixtures/school.js';\nbuild(school);`,
  'tests/fixtures/school.ts': `import { fault } from '../../src/core/errors.js';\nexport const school = fault;`,
};

const shipped = [
  'zod',
  'express',
  '@slack/bolt',
  '@larksuiteoapi/node-sdk',
  'bullmq',
  'ioredis',
  'pg',
  '@prisma/client',
];
const development = ['vitest', 'fast-check'];

/** One breach or more for each rule: which file, and the line it must not hold. */
const breaches: { rule: string; file: string; line: string }[] = [
  {
    rule: 'core-imports-core',
    file: 'src/core/visits/a.ts',
    line: `import { createStores } from '../../db/stores.js';`,
  },
  {
    rule: 'core-imports-core',
    file: 'src/core/visits/b.ts',
    line: `import type { App } from '../../bots/slack/index.js';`,
  },
  { rule: 'core-has-no-node', file: 'src/core/visits/c.ts', line: `import { readFileSync } from 'node:fs';` },
  { rule: 'core-has-no-node', file: 'src/core/visits/d.ts', line: `import { randomUUID } from 'crypto';` },
  { rule: 'core-uses-pure-libraries', file: 'src/core/visits/e.ts', line: `import express from 'express';` },
  { rule: 'core-uses-pure-libraries', file: 'src/core/visits/f.ts', line: `import type { Pool } from 'pg';` },
  {
    rule: 'message-and-forms-know-no-product',
    file: 'src/core/message/a.ts',
    line: `import type { Messenger } from '../ports/messenger.js';`,
  },
  {
    rule: 'message-and-forms-know-no-product',
    file: 'src/core/forms/a.ts',
    line: `import { receive } from '../inbox/receive.js';`,
  },
  { rule: 'ports-are-types', file: 'src/core/ports/a.ts', line: `import { receive } from '../inbox/receive.js';` },
  {
    rule: 'bots-know-no-product',
    file: 'src/bots/slack/a.ts',
    line: `import type { receive } from '../../core/inbox/receive.js';`,
  },
  {
    rule: 'bots-know-no-product',
    file: 'src/bots/slack/b.ts',
    line: `import { createStores } from '../../db/stores.js';`,
  },
  { rule: 'bots-do-not-meet', file: 'src/bots/lark/a.ts', line: `import { createSlackBot } from '../slack/index.js';` },
  { rule: 'bots-use-their-own-library', file: 'src/bots/lark/b.ts', line: `import { Queue } from 'bullmq';` },
  {
    rule: 'page-imports-itself',
    file: 'src/bots/sandbox/page/a.ts',
    line: `import type { createSandboxBot } from '../index.js';`,
  },
  {
    rule: 'page-imports-itself',
    file: 'src/bots/sandbox/page/b.ts',
    line: `import { readFile } from 'node:fs/promises';`,
  },
  {
    rule: 'page-takes-types-only',
    file: 'src/bots/sandbox/page/c.ts',
    line: `import { card } from '../../../core/message/card.js';`,
  },
  { rule: 'page-takes-types-only', file: 'src/bots/sandbox/page/d.ts', line: `import { wire } from '../wire.js';` },
  { rule: 'page-is-not-imported', file: 'src/bots/sandbox/a.ts', line: `import { draw } from './page/draw.js';` },
  { rule: 'db-imports-core', file: 'src/db/a.ts', line: `import type { App } from '../bots/slack/index.js';` },
  { rule: 'db-imports-core', file: 'src/db/b.ts', line: `import { createQueue } from '../jobs/queue.js';` },
  { rule: 'files-import-core', file: 'src/files/a.ts', line: `import { createStores } from '../db/stores.js';` },
  { rule: 'jobs-import-core', file: 'src/jobs/a.ts', line: `import type { createStores } from '../db/stores.js';` },
  { rule: 'config-stands-alone', file: 'src/config.ts', line: `import { fault } from './core/errors.js';` },
  { rule: 'main-is-thin', file: 'src/main.ts', line: `import { createStores } from './db/stores.js';` },
  { rule: 'app-is-the-root', file: 'src/jobs/b.ts', line: `import type { build } from '../app/build.js';` },
  { rule: 'config-is-an-argument', file: 'src/db/c.ts', line: `import type { config } from '../config.js';` },
  { rule: 'fence-slack', file: 'src/app/a.ts', line: `import { App } from '@slack/bolt';` },
  { rule: 'fence-slack', file: 'src/bots/lark/c.ts', line: `import type { KnownBlock } from '@slack/types';` },
  { rule: 'fence-lark', file: 'src/bots/slack/c.ts', line: `import { Client } from '@larksuiteoapi/node-sdk';` },
  { rule: 'fence-queue', file: 'src/app/b.ts', line: `import type { Job } from 'bullmq';` },
  { rule: 'fence-queue', file: 'src/db/d.ts', line: `import { Redis } from 'ioredis';` },
  { rule: 'fence-database', file: 'src/app/c.ts', line: `import pg from 'pg';` },
  { rule: 'fence-database', file: 'src/jobs/c.ts', line: `import type { Prisma } from '@prisma/client';` },
  {
    rule: 'fence-generated-client',
    file: 'src/app/d.ts',
    line: `import type { PrismaClient } from '../gen/client.js';`,
  },
  { rule: 'fence-http', file: 'src/jobs/d.ts', line: `import type { Request } from 'express';` },
  {
    rule: 'program-does-not-import-tests',
    file: 'src/app/e.ts',
    line: `import { school } from '../../tests/fixtures/school.js';`,
  },
  { rule: 'program-uses-shipped-libraries', file: 'src/app/f.ts', line: `import fc from 'fast-check';` },
  {
    rule: 'stories-use-the-front-door',
    file: 'tests/stories/a.test.ts',
    line: `import type { receive } from '../../src/core/inbox/receive.js';`,
  },
  { rule: 'no-cycles', file: 'src/core/message/card.ts', line: `import type { Form } from '../forms/form.js';` },
  { rule: 'no-orphans', file: 'src/core/visits/left-over.ts', line: '' },
  { rule: 'no-unresolvable', file: 'src/app/g.ts', line: `import { nothing } from './nothing.js';` },
];

let tree = '';

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
}

function law(): { status: number | null; breaches: { rule: string; from: string; to: string }[]; said: string } {
  const ended = spawnSync(process.execPath, ['scripts/law.mjs', '--json', '--root', tree], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status: ended.status, breaches: JSON.parse(ended.stdout || '[]'), said: ended.stderr };
}

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'gongyu-law-'));
  for (const name of [...shipped, ...development]) {
    write({
      [`node_modules/${name}/package.json`]: JSON.stringify({
        name,
        version: '1.0.0',
        main: 'index.js',
        types: 'index.d.ts',
      }),
      [`node_modules/${name}/index.js`]: '',
      [`node_modules/${name}/index.d.ts`]: 'export {};',
    });
  }
  const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  write({
    'package.json': JSON.stringify({
      type: 'module',
      dependencies: versions(shipped),
      devDependencies: versions(development),
    }),
    ...lawful,
  });
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('the law of direction', () => {
  test('a tree that keeps the law passes', () => {
    expect(law()).toEqual({ status: 0, breaches: [], said: '' });
  });

  test('every rule finds what it forbids, types included', () => {
    write(Object.fromEntries(breaches.map(({ file, line }) => [file, `${line}\n${lawful[file] ?? ''}`])));
    const found = law();
    expect(found.status).toBe(1);
    // A cycle is reported where the search entered it, which may be the file at its other end.
    const named = (rule: string, file: string) =>
      found.breaches.some(
        (one) => one.rule === rule && (one.from === file || (rule === 'no-cycles' && one.to === file)),
      );
    expect(breaches.filter(({ rule, file }) => !named(rule, file))).toEqual([]);
  });

  test('no rule is without a planted breach', () => {
    expect(rules.filter((rule) => !breaches.some((breach) => breach.rule === rule))).toEqual([]);
  });

  test('a tree of which nothing was read does not pass', () => {
    rmSync(join(tree, 'src'), { recursive: true });
    rmSync(join(tree, 'tests'), { recursive: true });
    const found = law();
    expect(found.status).toBe(1);
    expect(found.said).toContain('The law was not checked');
  });
});
