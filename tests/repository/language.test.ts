import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { catalogue, type MessageKey } from '../../src/core/language/catalogue.js';
import { languages } from '../../src/core/language/language.js';

const root = fileURLToPath(new URL('../../src', import.meta.url));
const areas = join(root, 'core/language/areas');
const keys = Object.keys(catalogue) as MessageKey[];

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => join(root, name))
  .filter(
    (path) => path.endsWith('.ts') && !path.startsWith(areas) && !path.includes('/gen/') && !path.endsWith('.test.ts'),
  )
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** Beginnings of keys that are put together: `why.${reason}`. */
const composed = [...sources.matchAll(/[`'"]([a-z][\w-]*(?:\.[\w-]+)*\.[\w-]*)(?:\$\{|['"] \+)/gu)].map(
  (match) => match[1] ?? '',
);

describe('what people read', () => {
  it.each(languages)('is a well-formed message, every one, in %s', (language) => {
    for (const key of keys) {
      expect(
        () => new IntlMessageFormat(catalogue[key][language], language, undefined, { ignoreTag: true }),
        key,
      ).not.toThrow();
    }
  });

  it('is written in its own language', () => {
    for (const key of keys) {
      const { 'zh-CN': chinese, 'en-US': english } = catalogue[key];
      expect(
        /\p{Script=Han}/u.test(english.replace(/[“"][^”"]*[”"]/gu, '')) && !/Gongyu/.test(english),
        `${key}: ${english}`,
      ).toBe(false);
      // A message of places and signs alone is the same in both.
      if (/[a-z]{4}/iu.test(english.replace(/\{[^}]*\}/gu, ''))) expect(chinese, key).not.toBe(english);
    }
  });

  it('is used: no sentence stands in the catalogue that nobody can meet', () => {
    const unused = keys.filter(
      (key) =>
        !sources.includes(`'${key}'`) &&
        !sources.includes(`\`${key}\``) &&
        !composed.some((start) => key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });

  it('stands in one area only', () => {
    const all = readdirSync(areas).flatMap((name) =>
      [...readFileSync(join(areas, name), 'utf8').matchAll(/^ {2}'([^']+)': \{/gmu)].map((match) => match[1] ?? ''),
    );
    expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([]);
    expect(new Set(all)).toEqual(new Set(keys));
  });
});
