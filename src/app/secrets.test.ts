import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSecrets } from './secrets.js';

const secret = 'a secret of at least thirty-two characters';
const former = 'the secret that was in use until last week';
const seal = (owner: string) => ({ purpose: 'workspace credentials', owner }) as const;

describe('what is sealed', () => {
  const secrets = createSecrets(secret);

  test('opens as it was, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, owner) => {
        const sealed = secrets.seal(seal(owner), text);
        expect(secrets.open(seal(owner), sealed)).toBe(text);
        expect(secrets.seal(seal(owner), text)).not.toBe(sealed);
      }),
    );
  });

  test('opens for nobody else', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, owner, other) => {
        fc.pre(owner !== other);
        expect(secrets.open(seal(other), secrets.seal(seal(owner), text))).toBeNull();
      }),
    );
  });

  test('does not open when one bit of it was changed, or some of it is missing', () => {
    const sealed = secrets.seal(seal('slack-T1'), 'xoxb-the-token');
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(secrets.open(seal('slack-T1'), `v1.${changed.toString('base64url')}`)).toBeNull();
    }
    for (let kept = 0; kept < sealed.length - 1; kept += 1) {
      expect(secrets.open(seal('slack-T1'), sealed.slice(0, kept))).toBeNull();
    }
  });

  test('opens with the secret before the last change, and is sealed with the new one', () => {
    const old = createSecrets(former).seal(seal('slack-T1'), 'xoxb-the-token');
    const both = createSecrets(secret, former);
    expect(both.open(seal('slack-T1'), old)).toBe('xoxb-the-token');
    expect(secrets.open(seal('slack-T1'), old)).toBeNull();
    expect(secrets.open(seal('slack-T1'), both.seal(seal('slack-T1'), 'again'))).toBe('again');
  });
});
