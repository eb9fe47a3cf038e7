// What the other scripts share: where the project stands, which files it has, how a tool is run.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

export const at = (...parts) => join(root, ...parts);

/** The compiler that checks and emits. `typescript` itself is 5.9, kept only for dependency-cruiser (docs/decisions/0004). */
export const compiler = 'node_modules/typescript-native/bin/tsc';
export const prisma = 'node_modules/prisma/build/index.js';

export const pageFolder = 'src/bots/sandbox/page';

/** The compiler takes a folder without sources for a mistake. */
export const hasPage = () => filesUnder(pageFolder, (path) => path.endsWith('.ts')).length > 0;

/** A sentence for the person at the terminal; the script that catches it prints the sentence without a stack. */
export class Refusal extends Error {}

/** Files below a folder or the file itself, as sorted paths relative to the project; a missing path has none. */
export function filesUnder(path, keep = () => true) {
  const absolute = at(path);
  if (!existsSync(absolute)) return [];
  const found = readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  return found.filter(keep).sort();
}

/** One hash over names and contents: times of modification differ between clones, contents do not. */
export function contentHash(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(at(path)))
      .update('\0');
  return hash.digest('hex');
}

/** Runs a Node program of ours or of a development tool; its output is shown when it ends badly. */
export function runNode(title, args, { quiet = true } = {}) {
  const ended = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: quiet ? 'pipe' : 'inherit',
    env: {
      ...process.env,
      // Prisma would look for a native engine and for a newer version of itself; the generator needs neither.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (ended.status === 0) return;
  if (quiet) process.stderr.write(`${ended.stdout ?? ''}${ended.stderr ?? ''}`);
  throw new Refusal(
    `${title} did not pass (${ended.error?.message ?? ended.signal ?? `exit status ${ended.status}`}).`,
  );
}

/** Runs a script's work and turns a refusal into one sentence and exit status 1. */
export function main(work) {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
