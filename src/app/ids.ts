import { randomBytes, randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import type { Ids } from '../core/ports/clock.js';

/** No 0 O 1 I L U: what is read from paper is typed right the first time. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export const ids: Ids = {
  next: () => v7(),
  secret: () => randomBytes(16).toString('base64url'),
  code: () =>
    Array.from({ length: 3 }, () =>
      Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join(''),
    ).join('-'),
};
