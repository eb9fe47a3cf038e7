import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { createFolder, inspectFolder } from './embedded/create-folder.js';
import { lockFolder } from './embedded/lock.js';
import { syncFile, syncFolder } from './embedded/sync-tree.js';
import type { OpenDatabase } from './open.js';
import { DatabaseProblem } from './problem.js';

/** One backup: a compressed copy of the database folder, with a note beside it. */
export type Backup = { file: string; createdAt: Date; bytes: number; ageMs: number };

/** The note beside a backup. Of the secret it holds a fingerprint only: enough to refuse another one. */
type Note = { format: 1; createdAt: string; bytes: number; sha256: string; secretFingerprint: string };

const keepBackups = 14;
const namePattern = /^gongyu-(\d{4})-(\d{2})-(\d{2})T(\d{2})(\d{2})(\d{2})Z\.tar\.gz$/;

/**
 * Copies the database as it stands at one moment, while it is in use: others wait for the copy (a fraction of a
 * second for a school), not for its compression. The newest 14 are kept.
 */
export async function backup(
  database: OpenDatabase,
  options: { folder: string; secret: string; now: Date },
): Promise<Backup> {
  const { folder, secret, now } = options;
  const embedded = database.embedded;
  if (!embedded) {
    throw new Error(
      'A PostgreSQL server is backed up with its own tools (pg_dump); this copies the embedded database.',
    );
  }
  await mkdir(folder, { recursive: true });
  const tar = await database.withClient(async (client) => {
    await client.query('CHECKPOINT');
    return embedded.dump();
  });
  const file = join(folder, `gongyu-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z.tar.gz`);
  const making = `${file}.tmp`;
  try {
    await pipeline(Readable.from(slices(tar)), createGzip(), createWriteStream(making, { mode: 0o600 }));
    await syncFile(making);
    const { size: bytes } = await stat(making);
    const note: Note = {
      format: 1,
      createdAt: now.toISOString(),
      bytes,
      sha256: await hashOf(making),
      secretFingerprint: fingerprint(secret),
    };
    // The note first: a backup without one is never taken for whole.
    await writeFile(noteOf(file), `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600, flush: true });
    await rename(making, file);
    await syncFolder(folder);
    await removeOld(folder, now);
    return { file, createdAt: now, bytes, ageMs: 0 };
  } catch (error) {
    await rm(making, { force: true });
    throw error;
  }
}

/** Complete backups of a folder, newest first; none when the folder does not exist yet. */
export async function listBackups(folder: string, now: Date): Promise<Backup[]> {
  const names: string[] = await readdir(folder).catch(() => []);
  const found: Backup[] = [];
  for (const name of names.sort().reverse()) {
    const createdAt = momentOf(name);
    if (!createdAt || !names.includes(noteOf(name))) continue;
    const file = join(folder, name);
    const { size: bytes } = await stat(file);
    found.push({ file, createdAt, bytes, ageMs: now.getTime() - createdAt.getTime() });
  }
  return found;
}

/**
 * Makes the database folder from a backup, and opens it once to see that it is whole. Only into an absent or empty
 * folder, only with the secret it was made under (one of those given: the present and perhaps the previous one): with
 * another, what is encrypted in it could never be read.
 */
export async function restore(options: { file: string; folder: string; secrets: readonly string[] }): Promise<void> {
  const { file, secrets } = options;
  const note = await readNote(file);
  if (!secrets.some((secret) => sameText(note.secretFingerprint, fingerprint(secret)))) {
    throw new DatabaseProblem(
      'wrong-secret',
      `The backup ${file} was made under another GONGYU_SECRET. Set the one of that time, then restore again.`,
      { file },
    );
  }
  if ((await hashOf(file)) !== note.sha256) throw damaged(file, 'its content has changed since it was made');
  const lock = await lockFolder(options.folder, () => {});
  const tar = `${lock.folder}.restoring-${process.pid}.tar`;
  try {
    if ((await inspectFolder(lock.folder).catch(() => 'present')) === 'present') {
      throw new DatabaseProblem(
        'folder-not-empty',
        `${lock.folder} is not empty. Rename it first, and keep it until the restored school has been looked at.`,
        { folder: lock.folder },
      );
    }
    await mkdir(dirname(lock.folder), { recursive: true });
    await pipeline(createReadStream(file), createGunzip(), createWriteStream(tar, { mode: 0o600 }));
    await createFolder(lock.folder, tar);
  } finally {
    await rm(tar, { force: true });
    await lock.release();
  }
}

async function readNote(file: string): Promise<Note> {
  let note: Partial<Note>;
  try {
    note = JSON.parse(await readFile(noteOf(file), 'utf8')) as Partial<Note>;
  } catch {
    throw damaged(file, `its note ${noteOf(file)} is missing or unreadable`);
  }
  if (note.format !== 1 || !note.sha256 || !note.secretFingerprint) throw damaged(file, 'its note is incomplete');
  return note as Note;
}

function damaged(file: string, reason: string): DatabaseProblem {
  return new DatabaseProblem('backup-damaged', `The backup ${file} cannot be used: ${reason}. Take an older one.`, {
    file,
  });
}

async function removeOld(folder: string, now: Date): Promise<void> {
  for (const { file } of (await listBackups(folder, now)).slice(keepBackups)) {
    await rm(file, { force: true });
    await rm(noteOf(file), { force: true });
  }
  // Left by a backup that was cut short; the one being made has been renamed by now.
  for (const name of await readdir(folder)) {
    if (name.endsWith('.tar.gz.tmp')) await rm(join(folder, name), { force: true });
  }
}

function momentOf(name: string): Date | null {
  const found = namePattern.exec(name);
  if (!found) return null;
  const [, year, month, day, hour, minute, second] = found;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function noteOf(file: string): string {
  return file.replace(/\.tar\.gz$/, '.json');
}

function fingerprint(secret: string): string {
  return createHmac('sha256', secret).update('gongyu backup').digest('hex');
}

function sameText(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** In pieces, so that compressing it leaves the main thread room for everything else. */
function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  const pieceBytes = 1 << 20;
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}
