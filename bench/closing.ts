import { ids } from '../src/app/ids.js';
import { createSecrets } from '../src/app/secrets.js';
import { addDays, instantAt, type LocalDate } from '../src/core/calendar/local-date.js';
import { createSweeper } from '../src/core/due/sweep.js';
import type { Ports } from '../src/core/ports/ports.js';
import { weekHandlers } from '../src/core/week/handlers.js';
import { createPlanner } from '../src/core/week/plan.js';
import { createDatabase } from '../src/db/database.js';
import { noChats } from '../tests/doubles/no-chats.js';
import type { Bench } from './support/bench.js';
import { weekOne, writeSchool, writeWeek } from './support/district.js';
import { interleave, median, type Pairs, ratioOf, timedMs } from './support/measure.js';
import { type Backend, backendName, backends, makePlace, openPlace } from './support/place.js';
import { atMost, type Row } from './support/report.js';

// Closing a week as it happens: every class's round is due, is locked, its standings are computed, its digests composed.
// The baseline of a large school is a small one: what one pupil costs may not depend on how many others there are.

interface School {
  /** Closes the week with this number; milliseconds for each pupil. */
  close(week: number): Promise<number>;
  remove(): Promise<void>;
}

async function openSchool(backend: Backend, pupils: number): Promise<School> {
  const place = await makePlace(backend);
  const database = await openPlace(place);
  let now = instantAt('2026-09-01', '12:00', 'Asia/Shanghai');
  const ports: Ports = {
    database: createDatabase(database.prisma),
    clock: { school: () => now, machine: () => new Date() },
    ids,
    secrets: createSecrets('the secret of a school that is nowhere'),
    chats: noChats,
    bell: { ring: async () => {} },
  };
  const schoolId = await writeSchool(database, ports, pupils);
  const lock = weekHandlers(ports)['round.lock'];
  if (!lock) throw new Error('Nothing locks a round.');
  const faults: unknown[] = [];
  const sweeper = createSweeper({
    ports,
    handlers: { 'round.lock': lock },
    plan: createPlanner(ports),
    instance: 'bench',
    observe: (event) => event.kind === 'fault' && faults.push(event.error),
  });
  return {
    async close(week) {
      const monday = addDays(weekOne, 7 * week);
      await writeWeek(database, schoolId, monday);
      await travelTo(addDays(monday, 6));
      now = instantAt(addDays(monday, 10), '00:30', 'Asia/Shanghai');
      const ms = await timedMs(() => sweeper.sweep());
      if (faults.length > 0) throw faults[0];
      const locked = await database.prisma.standing.count({ where: { weekOn: new Date(monday), kind: 'pupil' } });
      if (locked !== pupils) throw new Error(`${locked} of ${pupils} pupils have a standing.`);
      return ms / pupils;
    },
    async remove() {
      await database.close();
      await place.remove();
    },
  };

  /** What is due in the meantime (nothing but the plan of the next weeks) is not part of the closing. */
  async function travelTo(on: LocalDate): Promise<void> {
    now = instantAt(on, '12:00', 'Asia/Shanghai');
    await sweeper.sweep();
  }
}

function row(where: string, small: string, pairs: Pairs<number>, bound: number | null): Row {
  const ratio = ratioOf(pairs, (one) => one);
  const figure = (values: readonly number[]) => `${median(values).toFixed(2)} ms a pupil`;
  return {
    what: 'closing a week',
    where,
    ours: figure(pairs.ours),
    baseline: `${figure(pairs.baseline)} (${small})`,
    ratio,
    target: bound === null ? null : atMost(ratio, bound),
    n: `${pairs.ours.length} weeks each`,
  };
}

async function compare(
  large: readonly [Backend, number],
  small: readonly [Backend, number],
  weeks: number,
): Promise<Pairs<number>> {
  const ours = await openSchool(...large);
  const baseline = await openSchool(...small);
  try {
    return await interleave(weeks, ours.close, baseline.close);
  } finally {
    await ours.remove();
    await baseline.remove();
  }
}

export const closing: Bench = {
  name: 'closing',
  async run({ quick, say }) {
    const weeks = quick ? 2 : 6;
    const backend = backends().at(-1) ?? 'embedded';
    const small = 1_000;
    const large = quick ? 3_000 : 10_000;
    say(`${large} pupils beside ${small} (${backend})`);
    const name = backendName[backend];
    const rows = [
      row(`${name}, ${large} pupils`, `${small} pupils`, await compare([backend, large], [backend, small], weeks), 1.2),
    ];
    if (backend === 'embedded') return rows;
    say(`embedded beside ${name}, ${small} pupils`);
    const pairs = await compare(['embedded', small], [backend, small], weeks);
    return [...rows, row(`embedded, ${small} pupils`, `${name}`, pairs, null)];
  },
};
