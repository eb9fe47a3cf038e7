import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from '../src/app/build.js';
import type { Program } from '../src/app/program.js';
import { importIntoSchool } from '../src/app/school-import.js';
import { readConfig } from '../src/config.js';
import type { Bench } from './support/bench.js';
import { makePlace } from './support/place.js';
import { atMost, ms, type Row } from './support/report.js';
import { pupilSheet } from './support/roster.js';
import { environmentOf, fillSchool } from './support/school.js';
import { addDeliveries, addWorkspace, messengerTo, openPlatform } from './support/sending.js';

// How long the main thread keeps everybody waiting while the embedded database is busy, against the idle program. A
// request that comes in meanwhile waits as long.

/** How often the delay is looked at; it is part of what the histogram says, and taken off again. */
const resolution = 2;

interface Lag {
  readonly p99: number;
  readonly max: number;
}

async function lagDuring(work: () => Promise<unknown>): Promise<Lag> {
  const histogram: IntervalHistogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  await work();
  histogram.disable();
  const lag = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution);
  return { p99: lag(histogram.percentile(99)), max: lag(histogram.max) };
}

async function importMore(program: Program, pupils: number): Promise<void> {
  const { report } = await importIntoSchool(program.ports, program.files, {
    // Other names than those that are there: nearly every row is a change.
    bytes: new TextEncoder().encode(pupilSheet(pupils, 9)),
    fileName: 'pupils.csv',
    dryRun: false,
    schoolName: null,
    language: 'zh-CN',
    zone: 'Asia/Shanghai',
    calendar: 'CN',
    region: 'CN',
    accept: 'all',
  });
  if (report.outcome !== 'imported') throw new Error(`The roster was ${report.outcome}.`);
}

function row(what: string, busy: Lag, idle: Lag, bound: number | null, n: string): Row {
  return {
    what: `event-loop lag: ${what}`,
    where: 'embedded',
    ours: `p99 ${ms(busy.p99)}, max ${ms(busy.max)}`,
    baseline: `p99 ${ms(idle.p99)}, max ${ms(idle.max)} (idle)`,
    ratio: null,
    target: bound === null ? null : atMost(Math.round(busy.max), bound, ' ms at most'),
    n,
  };
}

export const eventLoop: Bench = {
  name: 'event-loop',
  async run({ quick, say }) {
    const messages = quick ? 1_000 : 3_000;
    const pupils = quick ? 500 : 2_000;
    const place = await makePlace('embedded');
    say(`importing a school of ${pupils} pupils`);
    await fillSchool(place, pupils);
    const platform = await openPlatform(place.folder);
    const program = await build(readConfig(environmentOf(place)), { messengers: [messengerTo(platform)] });
    try {
      await program.start('all');
      await pause(2_000);
      say('idle');
      const idle = await lagDuring(() => pause(quick ? 3_000 : 10_000));
      say(`${messages} deliveries`);
      const workspaceId = await addWorkspace(program.database);
      const sending = await lagDuring(async () => {
        await addDeliveries(program.ports.database, workspaceId, messages, messages / 2);
        if (!(await program.settle(300_000))) throw new Error('Not everything was sent.');
      });
      say(`a roster of ${pupils} pupils`);
      const importing = await lagDuring(() => importMore(program, pupils));
      return [
        row(`burst of ${messages} deliveries`, sending, idle, 200, `${messages} messages`),
        row(`import of ${pupils} pupils`, importing, idle, null, `${pupils} pupils`),
      ];
    } finally {
      await program.stop();
      await platform.stop();
      await place.remove();
    }
  },
};
