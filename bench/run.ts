import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { closing } from './closing.js';
import { deliveries } from './deliveries.js';
import { eventLoop } from './event-loop.js';
import { inbound } from './inbound.js';
import { lark } from './lark.js';
import { larkNotes } from './lark-notes.js';
import { limits } from './limits.js';
import { quickEntry } from './quick-entry.js';
import { slack } from './slack.js';
import { start } from './start.js';
import type { Bench } from './support/bench.js';
import { removePlaces } from './support/place.js';
import { type Row, renderTable } from './support/report.js';

// npm run bench [-- names… --quick]: each benchmark beside its baseline, as a table. docs/benchmarks.md says how to read it.

const benches: readonly Bench[] = [
  start,
  quickEntry,
  deliveries,
  limits,
  eventLoop,
  inbound,
  slack,
  lark,
  larkNotes,
  closing,
];
const names = benches.map((bench) => bench.name);

type Told = { readonly said: string } | { readonly rows: readonly Row[] };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, child: { type: 'string' } },
});

if (values.child) await runHere(values.child);
else await runAll();

async function runHere(name: string): Promise<void> {
  for (const end of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
    process.once(end, () => removePlaces().finally(() => process.exit(1)));
  }
  const bench = benches.find((one) => one.name === name);
  const tell = (told: Told) => process.send?.(told);
  const rows = (await bench?.run({ quick: values.quick, say: (said) => tell({ said }) })) ?? [];
  process.send?.({ rows } satisfies Told, () => process.exit(0));
}

async function runAll(): Promise<void> {
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no benchmark called ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(`${cpus().length} cores, ${memory} GB, Node ${process.versions.node}`);
  for (const name of positionals.length > 0 ? positionals : names) {
    const rows = await runApart(name);
    if (rows.length > 0) console.log(`\n${renderTable(rows)}`);
  }
}

async function runApart(name: string): Promise<readonly Row[]> {
  const args = ['--child', name, ...(values.quick ? ['--quick'] : [])];
  const child = fork(fileURLToPath(import.meta.url), args);
  const stop = () => child.kill('SIGTERM');
  process.once('SIGTERM', stop);
  const rows: Row[] = [];
  child.on('message', (told: Told) => {
    if ('rows' in told) rows.push(...told.rows);
    else console.error(`${name}: ${told.said}`);
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGTERM', stop);
  if (code !== 0) {
    console.error(`${name} ended with ${code} and is left out of the table.`);
    process.exitCode = 1;
  }
  return rows;
}
