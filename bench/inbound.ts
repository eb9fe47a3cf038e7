import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { InboundOf } from '../src/core/message/inbound.js';
import type { Reply } from '../src/core/message/reply.js';
import type { Bench } from './support/bench.js';
import { type Client, createClient, latencies } from './support/client.js';
import { interleave, quantile, ratioOf } from './support/measure.js';
import { type Backend, backendName, backends, makePlace } from './support/place.js';
import { dist, requireBuild, serve } from './support/process.js';
import { atMost, ms, type Row } from './support/report.js';
import { environmentOf, fillSchool } from './support/school.js';

// A gesture over HTTP until it is answered, against Express that stores the same event in one row and answers. Ours has
// done by then what the gesture is for.

const pupils = 1_000;
/** As many teachers as there are classes write at the same time; one teacher's events wait for each other. */
const lanes = 20;

interface Actor {
  readonly workspaceId: string;
  readonly externalId: string;
  readonly direct: string;
  readonly pupils: readonly string[];
}

/** The two servers, and who writes. */
interface Stage {
  readonly client: Client;
  readonly ours: string;
  readonly sandbox: string;
  readonly baseline: string;
  readonly actors: readonly Actor[];
}

interface Gesture {
  readonly what: string;
  readonly path: 'receive' | 'sandbox';
  /** What one teacher sends; made before it is timed. */
  make(stage: Stage, actor: Actor, index: number): Promise<unknown>;
}

function envelope({ workspaceId, externalId, direct }: Actor) {
  return {
    key: randomUUID(),
    workspaceId,
    actor: { externalId },
    chat: { externalId: direct, kind: 'direct' as const },
  };
}

function line(actor: Actor, index: number): InboundOf<'said'> {
  return { ...envelope(actor), kind: 'said', text: `${actor.pupils[index % actor.pupils.length]} +1 早读` };
}

async function press(stage: Stage, actor: Actor, index: number): Promise<InboundOf<'pressed'>> {
  const { card } = await stage.client.post<Reply>(`${stage.ours}/receive`, line(actor, index));
  const buttons = card?.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : [])) ?? [];
  const yes = buttons.find((button) => button.kind === 'button' && button.style === 'primary');
  if (!yes) throw new Error(`No draft came back: ${JSON.stringify(card)}`);
  return { ...envelope(actor), kind: 'pressed', token: yes.token };
}

const gestures: readonly Gesture[] = [
  {
    what: 'command (help)',
    path: 'receive',
    make: async (_, actor) => ({ ...envelope(actor), kind: 'commanded', text: 'help' }),
  },
  { what: 'line of points, read and shown', path: 'receive', make: async (_, actor, index) => line(actor, index) },
  { what: 'press that records', path: 'receive', make: press },
  {
    what: 'command on the sandbox page',
    path: 'sandbox',
    make: async (_, { externalId, direct }) => ({
      key: randomUUID(),
      as: externalId,
      chat: direct,
      kind: 'say',
      text: '/gongyu help',
    }),
  },
];

async function measure(stage: Stage, gesture: Gesture, inFlight: number, rounds: number, each: number) {
  const ours = gesture.path === 'receive' ? `${stage.ours}/receive` : `${stage.sandbox}sandbox/gestures`;
  const actors = stage.actors.slice(0, inFlight);
  const pairs = await interleave(
    rounds,
    async (round) => {
      const prepared: (() => Promise<unknown>)[][] = [];
      // One after the other: what is prepared must not be answered late.
      for (const actor of actors) {
        const lane: (() => Promise<unknown>)[] = [];
        for (let index = 0; index < each; index += 1) {
          const body = await gesture.make(stage, actor, round * each + index);
          lane.push(() => stage.client.post(ours, body));
        }
        prepared.push(lane);
      }
      return latencies(inFlight, prepared);
    },
    () => {
      const bodies = actors.map((actor) => Array.from({ length: each }, (_, index) => line(actor, index)));
      const prepared = bodies.map((lane) =>
        lane.map((body) => () => stage.client.post(`${stage.baseline}/receive`, body)),
      );
      return latencies(inFlight, prepared);
    },
  );
  return pairs;
}

/** How many statements one gesture costs, the clock's own work left out by taking the least of several. */
async function statementsOf(stage: Stage, gesture: Gesture): Promise<number> {
  const [actor] = stage.actors;
  if (!actor) throw new Error('Nobody teaches here.');
  const ours = gesture.path === 'receive' ? `${stage.ours}/receive` : `${stage.sandbox}sandbox/gestures`;
  const asked = async () => (await stage.client.get<{ statements: number }>(`${stage.ours}/statements`)).statements;
  const counts: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    const body = await gesture.make(stage, actor, index);
    const before = await asked();
    await stage.client.post(ours, body);
    counts.push((await asked()) - before);
  }
  return Math.min(...counts);
}

async function onBackend(backend: Backend, quick: boolean, say: (line: string) => void): Promise<Row[]> {
  const place = await makePlace(backend);
  const empty = await makePlace(backend);
  say(`importing a school of ${pupils} pupils (${backend})`);
  await fillSchool(place, pupils);
  const ours = await serve(new URL('servers/gongyu.mjs', import.meta.url), [dist.href], environmentOf(place));
  const where = empty.url ?? join(empty.folder, 'database');
  const baseline = await serve(new URL('servers/insert.mjs', import.meta.url), [dist.href, where], {});
  try {
    const client = createClient();
    const { url, actors } = await client.get<{ url: string; actors: Actor[] }>(`${ours.url}/program`);
    const stage: Stage = {
      client,
      ours: ours.url,
      sandbox: url,
      baseline: baseline.url,
      actors: actors.slice(0, lanes),
    };
    const rows: Row[] = [];
    for (const gesture of gestures) {
      const statements = await statementsOf(stage, gesture);
      for (const inFlight of [1, lanes]) {
        say(`${gesture.what}, ${inFlight} in flight (${backend})`);
        const rounds = quick ? 2 : 5;
        const each = (inFlight === 1 ? 4 : 1) * (quick ? 5 : 25);
        const pairs = await measure(stage, gesture, inFlight, rounds, each);
        for (const [name, share, bound] of [
          ['p50', 0.5, 1.5],
          ['p99', 0.99, 2],
        ] as const) {
          const ratio = ratioOf(pairs, (taken) => quantile(taken, share));
          rows.push({
            what: `${gesture.what}, ${statements} statements: ${name}`,
            where: `${backendName[backend]}, ${inFlight} in flight`,
            ours: ms(quantile(pairs.ours.flat(), share)),
            baseline: ms(quantile(pairs.baseline.flat(), share)),
            ratio,
            target: gesture.path === 'receive' ? atMost(ratio, bound) : null,
            n: `${pairs.ours.flat().length} each`,
          });
        }
      }
    }
    return rows;
  } finally {
    await ours.stop();
    await baseline.stop();
    await place.remove();
    await empty.remove();
  }
}

export const inbound: Bench = {
  name: 'inbound',
  async run({ quick, say }) {
    requireBuild();
    const rows: Row[] = [];
    for (const backend of quick ? backends().slice(0, 1) : backends())
      rows.push(...(await onBackend(backend, quick, say)));
    return rows;
  },
};
