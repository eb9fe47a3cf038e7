import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Transcript, TranscriptPost } from '../../src/core/ports/transcript.js';
import { createTranscript } from '../../src/db/transcript-store.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';

const at = new Date('2026-09-20T03:30:00.123Z');

describeBackends('the transcript', (backend) => {
  let database: TestDatabase;
  let transcript: Transcript;

  beforeAll(async () => {
    database = await openTestDatabase({ backend });
    transcript = createTranscript(database.prisma);
  });
  beforeEach(() => database.reset());
  afterAll(() => database?.close());

  const message = (key: string, more: Partial<TranscriptPost> = {}): TranscriptPost => ({
    chat: 'a',
    key,
    author: 'bot',
    onlyFor: null,
    body: { text: key },
    ...more,
  });
  const newest = (viewer: string, perChat = 10, before: string | null = null) =>
    transcript.latest({ chats: ['a', 'b'], viewer, perChat, before });

  test('what is posted is there as it was, with its moment in school time', async () => {
    const body = { text: '“张三” \' " \\ \u2028 😀', list: [1, null, true] };
    const posted = await transcript.post(message('one', { body }), at);
    expect(posted).toMatchObject({ chat: 'a', key: 'one', author: 'bot', onlyFor: null, body, at });
    expect(await transcript.find('a', 'one')).toEqual(posted);
    expect(await newest('wang')).toEqual([posted]);
  });

  test('a known key changes nothing and gives the first post', async () => {
    const first = await transcript.post(message('one'), at);
    const again = await transcript.post(message('one', { body: { text: 'other' } }), new Date(at.getTime() + 1000));
    expect(again).toEqual(first);
    expect(await newest('wang')).toEqual([first]);
  });

  test('the same key posted many times at once is one message', async () => {
    const posts = await Promise.all(Array.from({ length: 20 }, () => transcript.post(message('one'), at)));
    expect(new Set(posts.map((post) => post.ref)).size).toBe(1);
    expect(await newest('wang')).toHaveLength(1);
  });

  test('a change replaces the body, keeps the place and is news; the same change again is none', async () => {
    const first = await transcript.post(message('one'), at);
    const second = await transcript.post(message('two'), at);
    expect(await transcript.change(first.ref, { text: 'changed' })).toBe(true);
    const [changed] = await transcript.since(['a'], second.mark, 10);
    expect(changed).toMatchObject({ ref: first.ref, body: { text: 'changed' }, at });
    expect((await newest('wang')).map((one) => one.key)).toEqual(['one', 'two']);
    expect(await transcript.change(first.ref, { text: 'changed' })).toBe(true);
    expect(await transcript.since(['a'], changed?.mark ?? 0, 10)).toEqual([]);
  });

  test.each(['999999', '0', '-1', 'x', '', '1e3', '99999999999999999999'])('no message has the ref %j', async (ref) => {
    expect(await transcript.change(ref, {})).toBe(false);
  });

  test('the newest of each chat come oldest first, a page at a time, without what is for others alone', async () => {
    for (const number of [1, 2, 3, 4]) {
      await transcript.post(message(`a${number}`), at);
      await transcript.post(message(`b${number}`, { chat: 'b' }), at);
      await transcript.post(message(`w${number}`, { onlyFor: 'wang' }), at);
    }
    expect((await newest('li', 2)).map((one) => one.key)).toEqual(['a3', 'b3', 'a4', 'b4']);
    expect((await newest('wang', 2)).map((one) => one.key)).toEqual(['b3', 'a4', 'b4', 'w4']);
    const page = await newest('li', 2);
    expect((await newest('li', 2, page[0]?.ref ?? null)).map((one) => one.key)).toEqual(['a1', 'b1', 'a2', 'b2']);
    expect(await transcript.latest({ chats: [], viewer: 'li', perChat: 5, before: null })).toEqual([]);
  });

  test('news are those of the chats asked for, in the order of their marks, no more than asked for', async () => {
    const posts = [];
    for (const key of ['one', 'two', 'three']) posts.push(await transcript.post(message(key), at));
    await transcript.post(message('elsewhere', { chat: 'b' }), at);
    expect((await transcript.since(['a'], posts[0]?.mark ?? 0, 10)).map((one) => one.key)).toEqual(['two', 'three']);
    expect((await transcript.since(['a'], 0, 2)).map((one) => one.key)).toEqual(['one', 'two']);
    expect(await transcript.since([], 0, 2)).toEqual([]);
  });

  test('whoever follows the marks while others write at the same time misses nothing', async () => {
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let number = 0; number < 15; number += 1) {
        const { ref } = await transcript.post(message(`${writer}-${number}`), at);
        await transcript.change(ref, { text: 'changed' });
      }
    });
    let writing = true;
    const done = Promise.all(writers).finally(() => {
      writing = false;
    });
    const seen = new Map<string, unknown>();
    let mark = 0;
    for (let last = false; !last; ) {
      last = !writing;
      const news = await transcript.since(['a'], mark, 1000);
      for (const one of news) seen.set(one.key, one.body);
      mark = news.at(-1)?.mark ?? mark;
    }
    await done;
    expect(seen.size).toBe(90);
    expect(new Set([...seen.values()].map((body) => JSON.stringify(body)))).toEqual(new Set(['{"text":"changed"}']));
  });
});
