import type { Random } from './random.js';

/** How a payload is changed in a few places: values of other types, missing and doubled keys, cut and torn bytes. */
export interface Mutation {
  /** From 0. */
  below(size: number): number;
  pick<T>(choices: readonly T[]): T;
  /** With one change at one place of its tree. */
  changed(payload: unknown): unknown;
  /** With a few changes at any places. */
  torn(bytes: Buffer): Buffer;
}

export interface Oddities {
  /** What one platform in particular would not expect. */
  readonly words: readonly string[];
  /** A payload of the platform's, inside another one. */
  readonly payload: () => unknown;
}

const words: readonly string[] = [
  ...['', ' ', '\0', 'a\0b', '\ud800', '\udfff x', '\u202e\u200b', '__proto__', "'; DROP TABLE x;--", 'true'],
  ...['x'.repeat(300), '汉'.repeat(5_000), '😀'.repeat(2_100), 'null', '[object Object]', '%00'],
  ...['file:///etc/passwd', 'http://127.0.0.1:1/', 'http://[::1]:1/', '//'],
];
const values: readonly unknown[] = [0, -1, 1.5, 1e308, 2 ** 53, true, false, null, undefined];

export function createMutation(random: Random, odd: Oddities): Mutation {
  const below = (size: number) => Math.floor(random.next() * size);
  const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;
  const oddities = [...words, ...odd.words, ...values];
  const structures: readonly (() => unknown)[] = [
    () => ({}),
    () => [],
    () => [null],
    () => ({ id: null }),
    () => ({ id: 'U1' }),
    () => JSON.parse('{"toString":1,"valueOf":1,"toJSON":1,"then":1}'),
    () => ({ length: -1, constructor: { prototype: 1 } }),
    () => JSON.parse('{"__proto__":{"id":"U1","polluted":true}}'),
    () => nested(below(500)),
    () => Array.from({ length: below(1_000) }, (_, place) => place),
    () => Object.fromEntries(Array.from({ length: below(200) }, (_, place) => [`k${place}\0`, place])),
    odd.payload,
  ];
  const anything = () => (random.next() < 0.7 ? pick(oddities) : pick(structures)());

  function changed(payload: unknown): unknown {
    let left = below(placesOf(payload));
    const how = below(5);
    const walk = (node: unknown): unknown => {
      if (left-- === 0) return how === 0 ? [node] : how === 1 ? textOf(node) : anything();
      if (Array.isArray(node)) return node.map(walk);
      if (typeof node !== 'object' || node === null) return node;
      const entries = Object.entries(node).flatMap(([key, value]): [string, unknown][] => {
        const here = left === 0 && how > 2;
        const walked = walk(value);
        if (!here) return [[key, walked]];
        // Gone, or under another name.
        return how === 3 ? [] : [[textOf(anything()), value]];
      });
      return Object.fromEntries(entries);
    };
    return walk(payload);
  }

  function torn(bytes: Buffer): Buffer {
    let torn = Buffer.from(bytes);
    for (let times = below(4); times >= 0 && torn.length > 0; times -= 1) {
      const at = below(torn.length);
      const how = below(5);
      if (how === 0) torn[at] = below(256);
      else if (how === 1) torn = torn.subarray(0, at);
      else if (how === 2) torn = Buffer.concat([torn.subarray(0, at), torn.subarray(below(torn.length))]);
      else if (how === 3) torn = Buffer.concat([torn.subarray(0, at), Buffer.of(below(256), 0), torn.subarray(at)]);
      else
        torn = Buffer.concat([
          torn.subarray(0, at),
          Buffer.from(pick(['"', '}', '{"', ',', '%', '&', '=', '\\u0000', '\\ud800'])),
          torn.subarray(at),
        ]);
    }
    return torn;
  }

  return { below, pick, changed, torn };
}

function nested(depth: number): unknown {
  let node: unknown = 'x';
  for (let level = 0; level < depth; level += 1) node = level % 2 ? [node] : { id: node };
  return node;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function placesOf(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 1;
  return Object.values(node).reduce((sum: number, value) => sum + placesOf(value), 1);
}
