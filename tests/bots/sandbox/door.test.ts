import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { directChat } from '../../../src/bots/sandbox/host.js';
import type { Problem } from '../../../src/bots/sandbox/wire.js';
import type { Transcript } from '../../../src/core/ports/transcript.js';
import { createScriptedHost, type ScriptedHost } from '../../doubles/sandbox-host.js';
import { type Served, serve } from './serve.js';

let served: Served;
let host: ScriptedHost;
let received = 0;
const now = new Date('2026-09-20T03:30:00Z');
const english = { 'accept-language': 'en-US' };

/** Enough of a transcript to let a message in: what stands behind the door is tested elsewhere. */
const transcript: Transcript = {
  post: async (message, at) => ({ ...message, at, ref: '1', mark: 1 }),
  change: async () => false,
  find: async () => null,
  latest: async () => [],
  since: async () => [],
};

beforeAll(async () => {
  host = createScriptedHost();
  served = await serve({
    transcript,
    receive: async () => {
      received += 1;
      return {};
    },
    host,
    clock: { school: () => now, machine: () => now },
    publicUrl: 'https://sandbox.school.example/',
  });
});
beforeEach(() => {
  received = 0;
});
afterAll(() => served?.close());

describe('the door', () => {
  const say = (headers: Record<string, string>) =>
    served.ask('/sandbox/gestures', {
      body: { key: randomUUID(), as: 'wang', chat: directChat('wang'), kind: 'say', text: 'hello' },
      headers,
    });

  test.each(['localhost:3000', '127.0.0.1', '[::1]:3000', 'sandbox.school.example'])('%s is ours', async (name) => {
    expect((await served.ask('/', { headers: { host: name } })).status).toBe(200);
  });

  test.each([
    'evil.example',
    'localhost.evil.example:3000',
    '192.168.1.7:3000',
    'localhost@evil.example',
    'evil.example@localhost',
  ])('a page asked for as %j is refused, whatever that name points to', async (name) => {
    for (const path of ['/', '/sandbox/people', '/sandbox/page/main.js', '/sandbox/events?as=wang&after=0']) {
      const refused = await served.ask(path, { headers: { host: name, ...english } });
      expect(refused.status).toBe(403);
      expect(refused.text).toContain('PUBLIC_URL');
    }
  });

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:9' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('a post from elsewhere (%o) changes nothing', async (headers) => {
    expect((await say(headers as Record<string, string>)).status).toBe(403);
    expect(received).toBe(0);
  });

  test('a post from the page itself, under either of its names, is taken', async () => {
    const here = `127.0.0.1:${served.port}`;
    expect((await say({ origin: `http://${here}`, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await say({ origin: 'https://sandbox.school.example' })).status).toBe(200);
  });

  test('what is not JSON is not read, and what is too large is refused with what to do', async () => {
    expect(
      (await served.ask('/sandbox/gestures', { body: '{"kind":', headers: { 'content-type': 'application/json' } }))
        .status,
    ).toBe(400);
    expect(
      (await served.ask('/sandbox/gestures', { body: 'a=b', headers: { 'content-type': 'text/plain' } })).status,
    ).toBe(422);
    const long = await served.ask('/sandbox/gestures', { body: { text: 'x'.repeat(1024 * 1024) } });
    expect([long.status, long.json<Problem>().error]).toEqual([413, expect.stringContaining('5 MB')]);
    const file = await served.ask('/sandbox/roster?fileName=a.csv&dryRun=true', {
      body: Buffer.alloc(5 * 1024 * 1024 + 1),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(file.status).toBe(413);
  });

  test('the page comes with a policy that lets no foreign or inline script run', async () => {
    const page = await served.ask('/', { headers: english });
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';/);
    expect(page.headers['content-security-policy']).not.toMatch(/unsafe|\*|data:/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.text).toContain('<html lang="en-US">');
    expect(page.text).toContain('there is no log-in');
    expect(page.text).not.toMatch(/\{\{|<script(?![^>]*\bsrc=)|\son\w+=|style=/);
  });

  test('the page’s files are served, its sources are not', async () => {
    expect((await served.ask('/sandbox/page/base.css')).headers['content-type']).toContain('text/css');
    for (const path of ['main.ts', 'tsconfig.json', '../index.ts', '..%2findex.ts', 'index.html', '.stamp']) {
      expect((await served.ask(`/sandbox/page/${path}`)).status).toBe(404);
    }
  });

  test('other routes of the server are left alone', async () => {
    expect((await served.ask('/healthz', { headers: { host: 'anything.example' } })).text).toBe('well');
  });
});

describe('long work', () => {
  const lines = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  test('the time machine, the demo and the import say what they are at and how it ended', async () => {
    const next = await served.ask('/sandbox/clock', { body: { to: 'next' } });
    expect(lines(next.text)).toEqual([{ line: '2026-09-20 18:00' }, { done: true, ok: true, lines: [] }]);
    const demo = await served.ask('/sandbox/demo', { body: {}, headers: english });
    expect(lines(demo.text)).toEqual([{ line: 'one' }, { line: 'two' }, { done: true, ok: true, lines: [] }]);
    expect(host.asked.at(-1)).toEqual({ what: 'demo', with: 'en-US' });
  });

  test('time moves forward only', async () => {
    const back = await served.ask('/sandbox/clock', { body: { to: '2026-09-20T11:29' } });
    expect(lines(back.text)).toEqual([{ error: expect.stringContaining('刷新页面') }]);
    expect((await served.ask('/sandbox/clock', { body: { to: 'yesterday' } })).status).toBe(422);
  });

  test('an uploaded roster arrives byte by byte, first as a dry run', async () => {
    const upload = (fileName: string, dryRun: boolean) =>
      served.ask(`/sandbox/roster?${new URLSearchParams({ fileName, dryRun: String(dryRun), schoolName: ' 青禾 ' })}`, {
        body: Buffer.from('姓名,班级'),
        headers: { 'content-type': 'application/octet-stream' },
      });
    expect(lines((await upload('花名册.csv', true)).text).at(-1)).toEqual({ done: true, ok: true, lines: ['186'] });
    expect(lines((await upload('bad.csv', false)).text).at(-1)).toMatchObject({ ok: false });
    expect(host.asked.slice(-2).map((one) => one.with)).toEqual([
      { fileName: '花名册.csv', bytes: '姓名,班级', dryRun: true, schoolName: '青禾' },
      { fileName: 'bad.csv', bytes: '姓名,班级', dryRun: false, schoolName: '青禾' },
    ]);
  });
});
