import { join } from 'node:path';
import type { Bench } from './support/bench.js';
import { interleave, median, type Pairs, ratioOf } from './support/measure.js';
import { makePlace } from './support/place.js';
import { dist, requireBuild, serve, settledMemory } from './support/process.js';
import { atMost, megabytes, ms, type Row } from './support/report.js';
import { environmentOf, fillSchool } from './support/school.js';

// From the start of the process to the first "ready" over HTTP, and the memory that it then keeps, on a school of 2,000.

const pupils = 2_000;
const baseline = new URL('servers/bare.mjs', import.meta.url);

interface Started {
  readonly readyMs: number;
  readonly memory: number;
}

async function startOnce(
  file: URL,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Started> {
  const served = await serve(file, args, environment);
  try {
    return { readyMs: served.readyMs, memory: await settledMemory(served.pid) };
  } finally {
    await served.stop();
  }
}

export const start: Bench = {
  name: 'start',
  async run({ quick, say }) {
    requireBuild();
    const place = await makePlace('embedded');
    try {
      say(`importing a school of ${pupils} pupils`);
      await fillSchool(place, pupils);
      const rounds = quick ? 2 : 7;
      const pairs = await interleave(
        rounds,
        (round) => {
          say(`round ${round} of ${rounds}`);
          return startOnce(new URL('main.js', dist), ['start'], environmentOf(place));
        },
        () => startOnce(baseline, [dist.href, join(place.folder, 'database')], {}),
      );
      const where = `embedded, ${pupils} pupils`;
      return [
        row('start to ready', where, pairs, (one) => one.readyMs, ms),
        row('memory after settling', where, pairs, (one) => one.memory, megabytes),
      ];
    } finally {
      await place.remove();
    }
  },
};

function row(
  what: string,
  where: string,
  pairs: Pairs<Started>,
  figure: (one: Started) => number,
  render: (value: number) => string,
): Row {
  const ratio = ratioOf(pairs, figure);
  return {
    what,
    where,
    ours: render(median(pairs.ours.map(figure))),
    baseline: render(median(pairs.baseline.map(figure))),
    ratio,
    target: atMost(ratio, 2),
    n: `${pairs.ours.length} starts each`,
  };
}
