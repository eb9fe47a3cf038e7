import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { maintain } from '../../src/db/maintain.js';
import { type EmbeddedOptions, type OpenDatabase, openDatabase } from '../../src/db/open.js';
import type { DatabaseProblem } from '../../src/db/problem.js';
import type { ChildMessage } from '../support/db-child.js';
import { killRounds, startChild } from '../support/kill-rounds.js';
import { copyTemplate } from '../support/template.js';

let folder: string;
let opened: OpenDatabase[];
let fatal: DatabaseProblem[];

beforeEach(async () => {
  folder = await copyTemplate();
  opened = [];
  fatal = [];
});
afterEach(async () => {
  await Promise.all(opened.map((database) => database.close()));
  await rm(dirname(folder), { recursive: true, force: true });
});

async function open(options: Partial<EmbeddedOptions> = {}): Promise<OpenDatabase> {
  const database = await openDatabase({
    mode: 'embedded',
    folder,
    fsync: false,
    onFatal: (problem) => fatal.push(problem),
    log: () => {},
    ...options,
  });
  opened.push(database);
  return database;
}

describe('one folder, one program', () => {
  test('a second program is refused and told who holds the folder; the first goes on', async () => {
    const database = await open();
    const other = startChild(folder, 'hold');
    const [answer] = (await once(other, 'message')) as [Extract<ChildMessage, { kind: 'refused' }>];
    expect(answer.code).toBe('in-use');
    expect(answer.message).toContain(`process ${process.pid} on ${hostname()}`);
    expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await database.close();
    // And once it is free, it is free.
    await (await open()).pool.query('SELECT 1');
  });

  test('the same program is refused too, also through another name of the folder', async () => {
    await open();
    await expect(open({ folder: join(folder, '..', 'db') })).rejects.toMatchObject({ code: 'in-use' });
  });

  test('a lock of a killed program is no obstacle', async () => {
    const other = startChild(folder, 'hold');
    await once(other, 'message');
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(await readdir(dirname(folder))).toContain('db.lock');
    await open();
  });

  test('another machine’s lock is respected while it beats, and for a minute after', async () => {
    const lock = `${folder}.lock`;
    const holder = { pid: 17, host: 'the-other-one', startedAt: '2026-09-01T00:00:00Z', nonce: 'x', bornAtTicks: '1' };
    await writeFile(lock, JSON.stringify(holder));
    await expect(open()).rejects.toThrow(/process 17 on the-other-one.*try again in a minute/);
    const longAgo = new Date(Date.now() - 61_000);
    await utimes(lock, longAgo, longAgo);
    await open();
  });
});

describe('what was acknowledged is kept', () => {
  test('four programs killed while they write lose no row, and the folder opens each time', async () => {
    const report = await killRounds(folder, 4);
    expect(report).toMatchObject({ lost: 0, torn: 0 });
    expect(report.acknowledged).toBeGreaterThanOrEqual(4 * 20);
    expect(report.slowestOpenMs).toBeLessThan(15_000);
  }, 300_000);

  test('every commit asks the disk to keep it', async () => {
    const database = await open({ fsync: true });
    await database.pool.query('CREATE TABLE note (id int)');
    const before = (await database.embedded?.fsyncs()) ?? 0;
    for (let id = 0; id < 20; id += 1) await database.pool.query('INSERT INTO note VALUES ($1)', [id]);
    expect((await database.embedded?.fsyncs()) ?? 0).toBeGreaterThanOrEqual(before + 20);
  });
});

describe('the session', () => {
  test('carries megabytes in both directions', async () => {
    const database = await open();
    const text = '见贤思齐'.repeat(450_000);
    const { rows } = await database.pool.query('SELECT length($1::text) AS length, $1::text AS text', [text]);
    expect(rows[0].length).toBe(text.length);
    expect(rows[0].text === text).toBe(true);
  });

  test('is as good as new for the next one after a client was lost in a transaction', async () => {
    const database = await open();
    await database.pool.query('CREATE TABLE note (id int)');
    const broken = database.withClient(async (client) => {
      await client.query('BEGIN');
      await client.query('INSERT INTO note VALUES (1)');
      await client.query(`SET search_path = nowhere`);
      throw new Error('gave up');
    });
    await expect(broken).rejects.toThrow('gave up');
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS n, current_setting('search_path') AS path FROM note`,
    );
    expect(rows).toEqual([{ n: 0, path: 'public,bullmq' }]);
  });

  test('tells listeners what was notified, once each, also after it was renewed', async () => {
    const database = await open();
    const heard: string[] = [];
    const listen = async (name: string, channel: string) => {
      const listener = await database.bullConnection.connect();
      listener.on('notification', ({ payload }) => heard.push(`${name} ${payload}`));
      await listener.query(`-- as the queue does\nLISTEN ${channel}`);
      return listener;
    };
    await listen('first', 'bullmq_jobs');
    const second = await listen('second', 'bullmq_jobs');
    await listen('other', 'bullmq_events');
    await database.pool.query(`SELECT pg_notify('bullmq_jobs', 'one')`);
    second.release();
    await database.withOwnPool((pool) => pool.query('SELECT 1'));
    await database.pool.query(`SELECT pg_notify('bullmq_jobs', 'two')`);
    await database.pool.query(`SELECT pg_notify('bullmq_events', 'three')`);
    expect(heard).toEqual(['first one', 'second one', 'first two', 'other three']);
  });
});

describe('when it goes wrong', () => {
  test('a query that hangs ends the database and is reported, and nobody waits for ever', async () => {
    const database = await open({ watchdogMs: 300 });
    const hanging = database.pool.query('SELECT count(*) FROM generate_series(1, 100000000)');
    const waiting = database.pool.query('SELECT 1');
    await expect(hanging).rejects.toThrow();
    await expect(waiting).rejects.toThrow();
    expect(fatal).toMatchObject([{ code: 'stuck' }]);
    await database.close();
    // Its lock is gone and the folder is whole.
    await (await open()).pool.query('SELECT 1');
  });

  test('a folder that holds something else, or a damaged database, is left as it is', async () => {
    const other = join(dirname(folder), 'photos');
    await mkdir(other);
    await writeFile(join(other, 'spring.jpg'), '');
    await expect(open({ folder: other })).rejects.toMatchObject({ code: 'not-a-database' });
    await rm(join(folder, 'global', 'pg_control'));
    await expect(open()).rejects.toThrow(/does not open.*rename the folder, restore/s);
    expect(fatal).toEqual([]);
    await expect(open({ folder: join(folder, 'PG_VERSION', 'db') })).rejects.toMatchObject({ code: 'unwritable' });
  });

  test('a first start makes the database beside its place and moves it there whole', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'gongyu-first-'));
    await mkdir(join(parent, 'db.new-1-1'));
    const lines: string[] = [];
    const database = await open({ folder: join(parent, 'db'), log: (line) => lines.push(line) });
    expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(lines).toHaveLength(1);
    await database.close();
    expect(await readdir(parent)).toEqual(['db']);
    await rm(parent, { recursive: true });
  }, 180_000);
});

test('maintenance clears dead rows and empties the write-ahead log', async () => {
  const database = await open();
  await database.pool.query('CREATE TABLE hot (id int PRIMARY KEY, n int)');
  await database.pool.query('INSERT INTO hot SELECT at, 0 FROM generate_series(1, 2000) AS at');
  for (let round = 0; round < 20; round += 1) await database.pool.query('UPDATE hot SET n = n + 1');
  const sizes = async () =>
    (
      await database.pool.query(`SELECT pg_relation_size('hot')::int AS hot,
        (pg_current_wal_lsn() - (SELECT redo_lsn FROM pg_control_checkpoint()))::int AS wal`)
    ).rows[0];
  const before = await sizes();
  await maintain(database, ['hot', 'bullmq.job', 'not made yet']);
  await database.pool.query('UPDATE hot SET n = n + 1');
  const after = await sizes();
  // The dead rows' room was used again, and recovery would begin here.
  expect(after.hot).toBeLessThanOrEqual(before.hot);
  expect(after.wal).toBeLessThan(before.wal / 4);
  await maintain(database, 'all');
});
