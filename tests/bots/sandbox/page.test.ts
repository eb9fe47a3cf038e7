import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as limits from '../../../src/bots/sandbox/limits.js';
import { textsFor } from '../../../src/bots/sandbox/pages.js';

const folder = join(import.meta.dirname, '../../../src/bots/sandbox/page');
const files = readdirSync(folder);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const scripts = files.filter((name) => name.endsWith('.ts')).map((name) => ({ name, text: read(name) }));
const texts = textsFor('zh-CN');

describe('the words of the page', () => {
  // Names in quotes or back-quotes after t( …, whole or up to a ${place}.
  const used = [...scripts.map((one) => one.text), read('index.html')].flatMap((text) =>
    [...text.matchAll(/\bt\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\{\{(\w+)\}\}/g)].flatMap(([, call, place]) =>
      place
        ? [place]
        : [...(call ?? '').matchAll(/['`]([\w.]+)(\$\{\w+\}\w*)?['`]/g)].map(([, name, rest]) =>
            rest ? `${name}*` : (name ?? ''),
          ),
    ),
  );
  const isUsed = (key: string) =>
    used.includes(key) || used.some((one) => one.endsWith('*') && key.startsWith(one.slice(0, -1)));

  test('all stand in the catalogue', () => {
    const missing = used.filter(
      (one) => !one.endsWith('*') && !(one in texts) && !['zh-CN', 'en-US', ' · '].includes(one),
    );
    expect(missing).toEqual([]);
  });

  test('that stand in the catalogue are all used', () => {
    const named = (key: string) => scripts.some((one) => one.text.includes(`'${key}'`)) || /Text$/.test(key);
    expect(Object.keys(texts).filter((key) => !isUsed(key) && !named(key))).toEqual([]);
  });

  test('have the same places in both languages, without formats that the page does not know', () => {
    const english = textsFor('en-US');
    const places = (text: string | undefined) =>
      [...(text ?? '').matchAll(/\{([^}]*)\}/g)].map(([, place]) => place).sort();
    for (const [key, text] of Object.entries(texts)) {
      expect(places(english[key]), key).toEqual(places(text));
      expect(
        places(text).every((place) => /^\w+$/.test(place ?? '')),
        key,
      ).toBe(true);
      expect(`${text}${english[key]}`, key).not.toContain("''");
    }
  });
});

describe('the page', () => {
  test('makes markup out of text in one file only', () => {
    const makers = scripts.filter((one) =>
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML/.test(one.text),
    );
    expect(makers.map((one) => one.name)).toEqual(['markup.ts']);
  });

  test('agrees with the server on what fits', () => {
    expect(read('model.ts')).toContain(`const pageOfHistory = ${limits.historyPerChat};`);
    expect(limits.uploadBytes).toBe(5 * 1024 * 1024);
    expect(read('importing.ts')).toContain('const largestBytes = 5 * 1024 * 1024;');
  });

  test('never lets a browser cut what was typed or pasted', () => {
    expect(scripts.filter((one) => /maxlength/i.test(one.text)).map((one) => one.name)).toEqual([]);
  });
});

describe('its colours', () => {
  const themes = [...read('base.css').matchAll(/:root \{([^}]*)\}/g)].map(
    ([, body]) =>
      new Map([...(body ?? '').matchAll(/--([\w-]+): (#[\da-f]{6})/g)].map(([, name, value]) => [name, value])),
  );
  const light = themes[0] ?? new Map();
  const dark = new Map([...light, ...(themes[1] ?? new Map())]);

  // Text and the grounds on which it stands.
  const pairs = {
    ink: ['paper', 'pane', 'raised', 'sunken', 'brand-soft', 'warn-soft'],
    quiet: ['paper', 'pane', 'raised', 'sunken', 'brand-soft'],
    'on-brand': ['brand', 'brand-strong'],
    'brand-strong': ['raised', 'paper', 'brand-soft'],
    warn: ['raised', 'warn-soft'],
    danger: ['raised', 'pane', 'paper', 'danger-soft'],
    raised: ['danger'],
    'on-banner': ['banner'],
    paper: ['ink'],
  };

  test.each([
    ['light', light],
    ['dark', dark],
  ])('%s: every text has a contrast of 4.5 to its ground', (_name, theme) => {
    const weak = Object.entries(pairs).flatMap(([text, grounds]) =>
      grounds
        .map((ground) => ({ text, ground, ratio: contrast(theme.get(text), theme.get(ground)) }))
        .filter((one) => !(one.ratio >= 4.5)),
    );
    expect(weak).toEqual([]);
  });

  test('white initials stand out on every picture', () => {
    const hues = [...read('parts.css').matchAll(/\.hue-\d \{\s*background: (#[\da-f]{6})/g)].map(([, value]) => value);
    expect(hues).toHaveLength(8);
    expect(hues.filter((hue) => contrast('#ffffff', hue) < 4.5)).toEqual([]);
  });
});

/** WCAG 2.2, 1.4.3. */
function contrast(one: string | undefined, other: string | undefined): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string | undefined): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour?.slice(at, at + 2) ?? '', 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
