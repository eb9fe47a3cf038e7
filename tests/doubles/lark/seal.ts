import { createCipheriv, createHash, randomBytes } from 'node:crypto';

// How Feishu hides and signs what it pushes (open.feishu.cn, "encrypt-key-encryption-configuration-case").

/** AES-256-CBC under the hash of the key; the initial vector stands in front. */
export function encrypt(text: string, encryptKey: string, iv = randomBytes(16)): string {
  const key = createHash('sha256').update(encryptKey).digest();
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

/** Over the bytes as they are sent. */
export function signatureOf(timestamp: string, nonce: string, encryptKey: string, body: string): string {
  return createHash('sha256').update(`${timestamp}${nonce}${encryptKey}`).update(body).digest('hex');
}
