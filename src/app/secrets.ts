import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.js';
import type { Seal, Secrets } from '../core/ports/secrets.js';

const fileName = 'secret.key';

/** Version of how a text is sealed: AES-256-GCM, a nonce of 96 bits before the text, a tag of 128 after it. */
const sealVersion = 'v1.';
const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Each use of the one secret has a key of its own, so that a fingerprint or a seal can never stand for something else.
 * @param previous the secret before the last change; what it sealed can still be opened
 */
export function createSecrets(secret: string, previous: string | null = null): Secrets {
  const key = createHmac('sha256', secret).update('gongyu fingerprint v1').digest();
  const known = previous === null ? [secret] : [secret, previous];
  return {
    fingerprint: (text) => createHmac('sha256', key).update(text).digest('base64url'),
    seal(seal, text) {
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, sealKey(secret, seal), nonce).setAAD(Buffer.from(seal.owner));
      const hidden = [nonce, sealing.update(text, 'utf8'), sealing.final()];
      return sealVersion + Buffer.concat([...hidden, sealing.getAuthTag()]).toString('base64url');
    },
    open(seal, sealed) {
      if (!sealed.startsWith(sealVersion)) return null;
      const bytes = Buffer.from(sealed.slice(sealVersion.length), 'base64url');
      if (bytes.length < nonceBytes + tagBytes) return null;
      for (const one of known) {
        const text = openWith(sealKey(one, seal), seal.owner, bytes);
        if (text !== null) return text;
      }
      return null;
    },
  };
}

function sealKey(secret: string, { purpose }: Seal): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `gongyu seal v1 ${purpose}`, 32));
}

function openWith(key: Uint8Array, owner: string, bytes: Buffer): string | null {
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opening.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-tagBytes));
  try {
    return opening.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + opening.final('utf8');
  } catch {
    return null;
  }
}

/** Where an embedded school keeps its secret while GONGYU_SECRET is not set. */
export const secretFile = (config: Pick<Config, 'dataFolder'>): string => join(config.dataFolder, fileName);

/**
 * The installation's secret: of the environment, or, for an embedded school, a file in the data folder that the first
 * start makes (mode 0600). It never goes into a backup.
 */
export function secretOf(config: Config): string {
  if (config.secret) return config.secret;
  const file = secretFile(config);
  if (!existsSync(file)) {
    mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}
