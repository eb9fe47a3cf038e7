import { readFile } from 'node:fs/promises';
import { openEngine } from './engine.js';
import { simpleQuery } from './pglite-stream.js';
import { syncTree } from './sync-tree.js';

// A process of its own: making a database takes 800 MB which a process that lives on would never give back.
// Arguments: the folder to make and, to restore, the tar to fill it with.
const [folder, tar] = process.argv.slice(2);
if (!folder) throw new Error('create-child needs the folder to make.');

// Nobody is waiting any more: the folder has a throw-away name, so leaving it half made is harmless.
process.on('disconnect', () => process.exit(1));

const stderr: string[] = [];
try {
  const load = tar ? new Blob([await readFile(tar)]) : undefined;
  const engine = await openEngine({
    folder,
    fsync: true,
    onStderr: (line) => stderr.push(line),
    ...(load ? { load } : {}),
  });
  const answer = await engine.exec(simpleQuery('SELECT count(*) FROM pg_catalog.pg_class'));
  // 'D' is a row, 'E' an error.
  if (!answer.includes(0x44)) throw new Error('the new database answers nothing');
  await engine.close();
  await syncTree(folder);
  process.exit(0);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${[reason, ...stderr.slice(-5)].join('\n')}\n`, () => process.exit(1));
}
