import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSigned } from '../../../src/bots/slack/signature.js';

const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const timestamp = '1531420618';
const now = Number(timestamp) * 1_000;
const body = Buffer.from(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
);
const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
const request = { timestamp, signature, body };

function sign(bytes: Uint8Array, at: string, key = secret, version = 'v0'): string {
  return `v0=${createHmac('sha256', key).update(`${version}:${at}:`).update(bytes).digest('hex')}`;
}

describe('two-sided 5-min window, v0 only, timing-safe, raw bytes; two secrets accepted in rotation', () => {
  test('the example of Slack’s own page is signed', () => {
    expect(isSigned(request, [secret], now)).toBe(true);
    expect(isSigned(request, ['another secret'], now)).toBe(false);
  });

  test('five minutes are allowed to both sides, and no second more', () => {
    for (const seconds of [-300, -299, -1, 0, 1, 299, 300]) {
      expect(isSigned(request, [secret], now + seconds * 1_000), String(seconds)).toBe(true);
    }
    for (const seconds of [-3_600, -301, 301, 3_600, 86_400]) {
      expect(isSigned(request, [secret], now + seconds * 1_000), String(seconds)).toBe(false);
    }
  });

  test('only version 0 counts, written as Slack writes it', () => {
    const hex = signature.slice(3);
    for (const other of [
      undefined,
      '',
      hex,
      `v1=${hex}`,
      `v9=${hex}`,
      `V0=${hex}`,
      `v0=${hex.toUpperCase()}`,
      `v0=${hex} `,
      ` v0=${hex}`,
      `v0=${hex}00`,
      `v0=${hex.slice(2)}`,
      `v0=${hex},v0=${hex}`,
      `${signature}, ${signature}`,
      `v0=${'zz'.repeat(32)}`,
    ]) {
      expect(isSigned({ ...request, signature: other }, [secret], now), String(other)).toBe(false);
    }
    expect(isSigned({ ...request, signature: sign(body, timestamp, secret, 'v1') }, [secret], now)).toBe(false);
  });

  test('a time stamp is a whole number of seconds, or it is none', () => {
    const stamps = [
      undefined,
      '',
      'now',
      '1531420618.5',
      '-1531420618',
      '+1531420618',
      '1.5e9',
      '0x5b47a48a',
      ' 1531420618',
    ];
    for (const stamp of [...stamps, '9'.repeat(13), 'Infinity', 'NaN', '１５３１４２０６１８']) {
      const signed = { body, timestamp: stamp, signature: sign(body, stamp ?? '') };
      expect(isSigned(signed, [secret], now), String(stamp)).toBe(false);
    }
  });

  test('while the secret is replaced the old and the new one both count, in either order, and no third', () => {
    for (const secrets of [
      [secret, 'the next secret'],
      ['the next secret', secret],
    ]) {
      expect(isSigned(request, secrets, now)).toBe(true);
      const fresh = { body, timestamp, signature: sign(body, timestamp, 'the next secret') };
      expect(isSigned(fresh, secrets, now)).toBe(true);
      const third = { body, timestamp, signature: sign(body, timestamp, 'a third secret') };
      expect(isSigned(third, secrets, now)).toBe(false);
    }
    expect(isSigned(request, [], now)).toBe(false);
  });

  test('any bytes are signed as they came, and any change to them is noticed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, place, change) => {
          const signed = { body: bytes, timestamp, signature: sign(bytes, timestamp) };
          expect(isSigned(signed, [secret], now)).toBe(true);
          const other = Buffer.from(bytes);
          if (other.length > 0) {
            other[place % other.length] = (other[place % other.length] ?? 0) ^ change;
            expect(isSigned({ ...signed, body: other }, [secret], now)).toBe(false);
          }
          expect(isSigned({ ...signed, body: Buffer.concat([bytes, Buffer.of(change)]) }, [secret], now)).toBe(false);
          const later = String(Number(timestamp) + 1);
          expect(isSigned({ ...signed, timestamp: later }, [secret], now)).toBe(false);
        },
      ),
    );
  });

  test('a signature that is wrong in any one place is refused', () => {
    for (let place = 3; place < signature.length; place += 1) {
      const digit = signature[place] === '0' ? '1' : '0';
      const wrong = signature.slice(0, place) + digit + signature.slice(place + 1);
      expect(isSigned({ ...request, signature: wrong }, [secret], now), wrong).toBe(false);
    }
  });
});
