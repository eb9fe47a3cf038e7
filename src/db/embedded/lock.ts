import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, realpath, rename, rm, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseProblem, systemCode } from '../problem.js';

/**
 * Two programs on one PGlite folder lose acknowledged rows without any error, so the folder is locked before it is
 * opened. On Linux the kernel holds the lock (an abstract socket: gone with the process, however it ends). The file
 * beside the folder names the holder, and is the lock on other systems and on volumes shared between machines.
 */
export type FolderLock = { readonly folder: string; release(): Promise<void> };

/** The holder, as written in the lock file. */
type Holder = { pid: number; host: string; startedAt: string; nonce: string; bornAtTicks: string | null };

const beatEveryMs = 10_000;
/** A holder that misses this many milliseconds of beats is taken for dead (another host may have lost its power). */
const staleAfterMs = 60_000;

export async function lockFolder(folder: string, onLost: (problem: DatabaseProblem) => void): Promise<FolderLock> {
  const real = await canonical(folder);
  const socket = process.platform === 'linux' ? await bindSocket(real) : null;
  const path = `${real}.lock`;
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    startedAt: new Date().toISOString(),
    nonce: randomUUID(),
    bornAtTicks: await bornAtTicks(process.pid),
  };
  try {
    await writeLock(path, holder);
  } catch (error) {
    socket?.close();
    throw error instanceof DatabaseProblem ? error : unwritable(real, error);
  }
  const beat = setInterval(() => {
    keepAlive(path, holder).catch((problem: DatabaseProblem) => {
      clearInterval(beat);
      onLost(problem);
    });
  }, beatEveryMs);
  beat.unref();
  return {
    folder: real,
    async release() {
      clearInterval(beat);
      if ((await readHolder(path))?.nonce === holder.nonce) await rm(path, { force: true });
      if (socket) await new Promise((done) => socket.close(done));
    },
  };
}

/** One name for a folder, however it is reached and whether or not it exists yet. */
async function canonical(folder: string): Promise<string> {
  const path = resolve(folder);
  try {
    return await realpath(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw unwritable(path, error);
  }
  try {
    await mkdir(dirname(path), { recursive: true });
    return join(await realpath(dirname(path)), basename(path));
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(folder: string, cause: unknown): DatabaseProblem {
  const code = systemCode(cause) ?? String(cause);
  return new DatabaseProblem(
    'unwritable',
    `The data folder ${folder} cannot be written (${code}). Give this user the right to write there, or choose another folder.`,
    { folder, code },
  );
}

async function bindSocket(folder: string): Promise<Server> {
  const server = createServer();
  server.unref();
  const name = `\0gongyu-${createHash('sha1').update(folder).digest('hex')}`;
  const taken = await new Promise<boolean>((settle, reject) => {
    server.once('listening', () => settle(false));
    server.once('error', (error) => (systemCode(error) === 'EADDRINUSE' ? settle(true) : reject(error)));
    server.listen(name);
  });
  if (taken) throw inUse(folder, await readHolder(`${folder}.lock`));
  return server;
}

async function writeLock(path: string, holder: Holder): Promise<void> {
  for (;;) {
    try {
      await writeFile(path, JSON.stringify(holder), { flag: 'wx' });
      return;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
    const found = await readHolder(path);
    if (!(await isStale(path, found))) throw inUse(path.replace(/\.lock$/, ''), found);
    await removeStale(path, found);
  }
}

/** Two programs may find the same stale lock; moving it away shows the slower one that it holds somebody's new lock. */
async function removeStale(path: string, found: Holder | null): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved?.nonce !== found?.nonce) await link(aside, path).catch(() => {});
  await unlink(aside);
}

async function isStale(path: string, holder: Holder | null): Promise<boolean> {
  const age = await stat(path).then(
    (file) => Date.now() - file.mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
  if (age > staleAfterMs) return true;
  // Unreadable and fresh: somebody is writing it this moment.
  if (!holder) return false;
  if (holder.host !== hostname()) return false;
  // In a container every life has the same numbers; the moment of birth tells them apart.
  if (holder.bornAtTicks !== null) return (await bornAtTicks(holder.pid)) !== holder.bornAtTicks;
  return !isRunning(holder.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Clock ticks between boot and the start of a process; null where the system does not say. */
async function bornAtTicks(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The second field, the program's name in brackets, may hold spaces; `starttime` is the 22nd field.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

/** @throws DatabaseProblem only when the lock is somebody else's; a disk that cannot be read for a moment is no proof. */
async function keepAlive(path: string, holder: Holder): Promise<void> {
  try {
    const now = new Date();
    if ((await readHolder(path))?.nonce === holder.nonce) return await utimes(path, now, now);
    // Somebody tidied it away: then it is put back, unless another program was quicker.
    await writeFile(path, JSON.stringify(holder), { flag: 'wx' });
  } catch (error) {
    const found = await readHolder(path);
    if (systemCode(error) === 'EEXIST' && found && found.nonce !== holder.nonce) throw lost(path);
  }
}

function lost(path: string): DatabaseProblem {
  return new DatabaseProblem(
    'lock-lost',
    `Another program took over ${path}, so this one stops before both write there. Let only one of them run.`,
  );
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function inUse(folder: string, holder: Holder | null): DatabaseProblem {
  const who = holder ? `process ${holder.pid} on ${holder.host} (since ${holder.startedAt})` : 'another program';
  const elsewhere = holder && holder.host !== hostname();
  return new DatabaseProblem(
    'in-use',
    `The data folder ${folder} is in use by ${who}. Stop it first: two programs on one folder would lose data.` +
      (elsewhere ? ` If ${holder.host} is gone, try again in a minute.` : ''),
    holder ? { folder, pid: holder.pid, host: holder.host } : { folder },
  );
}
