import { createDecipheriv, createHash } from 'node:crypto';

const block = 16;

/**
 * What Feishu encrypted with the app's key: AES-256-CBC under its SHA-256, the first block being the start vector
 * (open.feishu.cn, encrypt-key-encryption-configuration-case, 2025-06). Null: with another key, or not whole.
 */
export function decrypt(encrypted: string, encryptKey: string): string | null {
  if (encrypted.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(encrypted)) return null;
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length < 2 * block || bytes.length % block !== 0) return null;
  const key = createHash('sha256').update(encryptKey).digest();
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, block));
  try {
    return textOf(Buffer.concat([decipher.update(bytes.subarray(block)), decipher.final()]));
  } catch {
    return null;
  }
}

/** Null: not UTF-8, or cut in the middle of a character. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
