import { expect, test } from 'vitest';
import { addressOf } from './address.js';

const origin = 'https://school.example';

test('a web address is one, and so is a path of ours where our address is known', () => {
  expect(addressOf('http://school.example/a', undefined)?.href).toBe('http://school.example/a');
  expect(addressOf('/slips/1', origin)?.href).toBe('https://school.example/slips/1');
  expect(addressOf('/slips/1', undefined)).toBeNull();
});

test.each(['javascript:alert(1)', 'mailto:a@b.example', '//elsewhere.example', '/\\elsewhere.example', 'slips', ''])(
  '%j leads nowhere',
  (link) => {
    expect(addressOf(link, origin)).toBeNull();
  },
);
