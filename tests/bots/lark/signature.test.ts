import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decrypt } from '../../../src/bots/lark/decrypt.js';
import { isSigned, isToken } from '../../../src/bots/lark/signature.js';
import { encrypted, encryptKey as key, signed } from '../../support/lark-payloads.js';

const timestamp = '1790000000';
const nonce = 'e2f8a1c0-77';
const now = Number(timestamp) * 1_000;
const body = Buffer.from('{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}');
const request = { timestamp, nonce, body, signature: signed(body, timestamp, nonce) };

describe('what Feishu signed is known by its bytes, within five minutes', () => {
  test('its own signature is taken, and one with another key is not', () => {
    expect(isSigned(request, key, now)).toBe(true);
    expect(isSigned(request, 'another key', now)).toBe(false);
  });

  test('the reference’s way of signing is ours: SHA-256 over time, nonce, key and the bytes', () => {
    // sha256("1790000000" + "n" + "k" + "{}"), computed by sha256sum.
    const digest = 'cb42c9f5863828ba9cd74d2f7b6c4cb516f39fa525bedc5f71c49da0db3d83e6';
    const small = { timestamp, nonce: 'n', body: Buffer.from('{}') };
    expect(isSigned({ ...small, signature: signed(small.body, timestamp, 'n', 'k') }, 'k', now)).toBe(true);
    expect(signed(small.body, timestamp, 'n', 'k')).toBe(digest);
  });

  test('five minutes are allowed to both sides, and no second more', () => {
    for (const seconds of [-300, -299, -1, 0, 1, 299, 300]) {
      expect(isSigned(request, key, now + seconds * 1_000), String(seconds)).toBe(true);
    }
    for (const seconds of [-3_600, -301, 301, 3_600, 86_400]) {
      expect(isSigned(request, key, now + seconds * 1_000), String(seconds)).toBe(false);
    }
  });

  test('without a key nobody can sign, least of all everybody', () => {
    expect(isSigned({ ...request, signature: signed(body, timestamp, nonce, '') }, '', now)).toBe(false);
  });

  test('a header that is missing or of another shape is no signature', () => {
    const { signature } = request;
    for (const wrong of [undefined, '', signature.toUpperCase(), `${signature} `, `${signature}00`, 'zz'.repeat(32)]) {
      expect(isSigned({ ...request, signature: wrong }, key, now), String(wrong)).toBe(false);
    }
    for (const stamp of [undefined, '', '1e9', '-1', ' 1790000000', '1790000000.5', '9'.repeat(13)]) {
      const other = { ...request, timestamp: stamp, signature: signed(body, stamp ?? '', nonce) };
      expect(isSigned(other, key, now), String(stamp)).toBe(false);
    }
    for (const odd of [undefined, '', 'a b', 'é', 'x'.repeat(129)]) {
      const other = { ...request, nonce: odd, signature: signed(body, timestamp, odd ?? '') };
      expect(isSigned(other, key, now), String(odd)).toBe(false);
    }
  });

  test('any bytes are signed as they came, and any change to them is noticed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, at, change) => {
          const whole = { timestamp, nonce, body: bytes, signature: signed(bytes, timestamp, nonce) };
          expect(isSigned(whole, key, now)).toBe(true);
          const other = Buffer.from(bytes);
          if (other.length > 0) {
            other[at % other.length] = (other[at % other.length] ?? 0) ^ change;
            expect(isSigned({ ...whole, body: other }, key, now)).toBe(false);
          }
          expect(isSigned({ ...whole, timestamp: String(Number(timestamp) + 1) }, key, now)).toBe(false);
          expect(isSigned({ ...whole, nonce: `${nonce}0` }, key, now)).toBe(false);
        },
      ),
    );
  });

  test('a token is ours when it is the same text, and never when there is none', () => {
    expect(isToken('abc', 'abc')).toBe(true);
    for (const other of ['ab', 'abcd', 'ABC', '', undefined, null, 7, ['abc'], { toString: () => 'abc' }]) {
      expect(isToken(other, 'abc')).toBe(false);
    }
    expect(isToken('', '')).toBe(false);
  });
});

describe('what Feishu encrypted is read with the app’s key and no other', () => {
  test('the example of Feishu’s own page', () => {
    expect(decrypt('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=', 'test key')).toBe('hello world');
  });

  test('any text comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(decrypt(encrypted(text), key)).toBe(text.toWellFormed());
      }),
    );
  });

  test.each([
    ['nothing', ''],
    ['four signs', 'AAAA'],
    ['one block, which is only the start', Buffer.alloc(16).toString('base64')],
    ['not whole blocks', Buffer.alloc(40).toString('base64')],
    ['random blocks', Buffer.alloc(64, 3).toString('base64')],
    ['signs that are no base64', '@@@@'],
    ['base64 of another alphabet', encrypted('hello world').replaceAll('+', '-').replaceAll('/', '_').slice(0, -1)],
    ['with white space', ` ${encrypted('hello')}`],
  ])('%s: nothing is read', (_what, text) => {
    expect(decrypt(text, key)).toBeNull();
  });

  test('cut anywhere, changed at its end, or with another key: nothing is read, and nothing is thrown', () => {
    const whole = encrypted('{"schema":"2.0","text":"林小满"}');
    for (let size = 0; size < whole.length; size += 1) {
      const read = decrypt(whole.slice(0, size), key);
      expect(read, String(size)).toBeNull();
    }
    expect(decrypt(whole, 'another key')).toBeNull();
  });

  test('a text that was cut in the middle of a character is none', () => {
    const bytes = Buffer.from('林小满');
    expect(decrypt(encrypted(bytes.subarray(0, 4)), key)).toBeNull();
    expect(decrypt(encrypted(bytes), key)).toBe('林小满');
  });
});
