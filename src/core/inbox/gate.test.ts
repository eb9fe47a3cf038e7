import { describe, expect, test } from 'vitest';
import type { Wait } from '../ports/clock.js';
import { createGate } from './gate.js';

/** Waits end when a test says so, by their length. */
function scripted() {
  const waiting: { readonly ms: number; readonly done: () => void }[] = [];
  const wait: Wait = (ms) => new Promise((done) => waiting.push({ ms, done }));
  return {
    wait,
    async pass(ms: number) {
      for (const one of waiting.splice(0)) one.ms === ms ? one.done() : waiting.push(one);
      await settled();
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when it is told to. */
function work(begun: string[], name: string) {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return {
    run: () => {
      begun.push(name);
      return promise;
    },
    end: async () => {
      resolve();
      await settled();
    },
  };
}

const quietMs = 5;
const longestMs = 100;

describe('what waits for a quiet moment', () => {
  test('begins at once when nothing urgent goes on, as much as there is room for', async () => {
    const begun: string[] = [];
    const gate = createGate({ atOnce: 2, quietMs, longestMs, wait: scripted().wait });
    const [one, two, three] = ['one', 'two', 'three'].map((name) => work(begun, name));
    for (const each of [one, two, three]) if (each) gate.enter(each.run);
    await settled();
    expect(begun).toEqual(['one', 'two']);
    await one?.end();
    expect(begun).toEqual(['one', 'two', 'three']);
  });

  test('waits while something urgent goes on, and a little longer, in case there is more', async () => {
    const begun: string[] = [];
    const time = scripted();
    const gate = createGate({ atOnce: 2, quietMs, longestMs, wait: time.wait });
    const first = work([], 'urgent');
    gate.giveWay(first.run());
    gate.enter(work(begun, 'one').run);
    await first.end();
    expect(begun).toEqual([]);
    const second = work([], 'urgent');
    gate.giveWay(second.run());
    await time.pass(quietMs);
    expect(begun).toEqual([]);
    await second.end();
    await time.pass(quietMs);
    expect(begun).toEqual(['one']);
  });

  test('begins in the end even if it never becomes quiet, one thing at a time', async () => {
    const begun: string[] = [];
    const time = scripted();
    const gate = createGate({ atOnce: 2, quietMs, longestMs, wait: time.wait });
    gate.giveWay(new Promise(() => {}));
    const one = work(begun, 'one');
    gate.enter(one.run);
    gate.enter(work(begun, 'two').run);
    await settled();
    await time.pass(longestMs);
    expect(begun).toEqual(['one']);
    await one.end();
    expect(begun).toEqual(['one', 'two']);
  });

  test('makes room again when it fails', async () => {
    const begun: string[] = [];
    const gate = createGate({ atOnce: 1, quietMs, longestMs, wait: scripted().wait });
    await expect(gate.enter(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    gate.enter(work(begun, 'next').run);
    await settled();
    expect(begun).toEqual(['next']);
  });
});
