import { join } from 'node:path';
import type { Reply } from '../src/core/message/reply.js';
import type { Bench } from './support/bench.js';
import { type Client, createClient, latencies } from './support/client.js';
import { median, quantile, rotate } from './support/measure.js';
import { type Backend, backendName, backends, makePlace } from './support/place.js';
import { dist, requireBuild, serve } from './support/process.js';
import { atMost, ms, type Row } from './support/report.js';
import { environmentOf, fillSchool } from './support/school.js';
import * as stage from './support/slack-stage.js';

// From a gesture as Slack signs it to the acknowledgement, beside bare Bolt that stores the same event in one row first, and
// beside bare Bolt that stores nothing. What is promised by acknowledging is then done: before the next contender's turn.

const pupils = 1_000;
/** As many teachers as there are classes, each one thing after the other. */
const lanes = 20;

interface Actor {
  readonly workspaceId: string;
  readonly externalId: string;
  readonly personId: string;
  readonly schoolId: string;
  readonly classId: string;
  readonly pupils: readonly string[];
}

interface Teacher {
  readonly actor: Actor;
  readonly place: stage.Place;
}

interface Stage {
  readonly client: Client;
  /** The measured program: what it tells of itself, and its own way in. */
  readonly ours: string;
  readonly events: string;
  readonly stored: string;
  readonly bare: string;
  readonly teachers: readonly Teacher[];
}

interface Gesture {
  readonly what: string;
  /** So many of a teacher's, ready to be posted to the program, and the like for those who do nothing with them. */
  make(stage: Stage, teacher: Teacher, count: number): Promise<readonly stage.Signed[]>;
  like(teacher: Teacher): stage.Signed;
}

const many = <T>(count: number, one: (index: number) => T) => Array.from({ length: count }, (_, index) => one(index));

/** The button that records a line, out of the card that asks for it. */
async function recordButton({ client, ours }: Stage, { actor }: Teacher, index: number): Promise<string> {
  // On a busy machine the card may come later, as a message; then another line is tried.
  for (let tries = 0; tries < 10; tries += 1) {
    const { card } = await client.post<Reply>(`${ours}/receive`, {
      key: `bench:${crypto.randomUUID()}`,
      workspaceId: actor.workspaceId,
      actor: { externalId: actor.externalId },
      chat: { externalId: actor.externalId, kind: 'direct' },
      kind: 'said',
      text: `${actor.pupils[index % actor.pupils.length]} +1 早读`,
    });
    const buttons = card?.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : [])) ?? [];
    const yes = buttons.find((button) => button.kind === 'button' && button.style === 'primary');
    if (yes) return yes.token;
    await client.get(`${ours}/idle`);
  }
  throw new Error('No draft came back.');
}

const gestures: readonly Gesture[] = [
  {
    what: 'command (help)',
    make: async (_, { place }, count) => many(count, () => stage.command(place, 'help')),
    like: ({ place }) => stage.command(place, 'help'),
  },
  {
    what: 'button that records',
    async make(on, teacher, count) {
      const made: stage.Signed[] = [];
      for (let index = 0; index < count; index += 1) {
        made.push(stage.press(teacher.place, await recordButton(on, teacher, index)));
      }
      return made;
    },
    like: ({ place }) => stage.press(place, crypto.randomUUID()),
  },
  {
    what: 'form sent, checked and done',
    async make({ client, ours }, { actor, place }, count) {
      const sessions = await client.post<string[]>(`${ours}/forms`, { ...actor, count });
      return sessions.map((session) => stage.submission(place, session));
    },
    like: ({ place }) => stage.submission(place, crypto.randomUUID()),
  },
];

async function measure(on: Stage, gesture: Gesture, inFlight: number, rounds: number, each: number) {
  const teachers = on.teachers.slice(0, inFlight);
  const post = (url: string, signed: readonly (readonly stage.Signed[])[]) =>
    latencies(
      inFlight,
      signed.map((lane) =>
        lane.map(
          ({ body, headers }) =>
            () =>
              on.client.send(url, body, headers),
        ),
      ),
    );
  const idle = () => on.client.get(`${on.ours}/idle`);
  const others = (url: string) => () =>
    post(
      url,
      teachers.map((teacher) => many(each, () => gesture.like(teacher))),
    );
  return rotate(rounds, [
    async () => {
      const signed: (readonly stage.Signed[])[] = [];
      for (const teacher of teachers) signed.push(await gesture.make(on, teacher, each));
      await idle();
      const taken = await post(on.events, signed);
      await idle();
      return taken;
    },
    others(on.stored),
    others(on.bare),
  ]);
}

function rowsOf(what: string, where: string, [ours = [], stored = [], bare = []]: readonly (readonly number[][])[]) {
  const ratio = (to: readonly number[][], share: number) =>
    median(ours.map((one, round) => quantile(one, share) / quantile(to[round] ?? one, share)));
  const all = (of: readonly number[][], share: number) => ms(quantile(of.flat(), share));
  const n = `${ours.flat().length} each`;
  const rows: Row[] = [];
  for (const [name, share, bound] of [
    ['p50', 0.5, 1.5],
    ['p99', 0.99, 2],
  ] as const) {
    const toStored = ratio(stored, share);
    const figures = { where, ours: all(ours, share), n };
    rows.push({
      ...figures,
      what: `${what}: ${name}, to Bolt that stores a row`,
      baseline: all(stored, share),
      ratio: toStored,
      target: atMost(toStored, bound),
    });
    rows.push({
      ...figures,
      what: `${what}: ${name}, to Bolt that stores nothing`,
      baseline: all(bare, share),
      ratio: ratio(bare, share),
      target: null,
    });
  }
  const slowest = quantile(ours.flat(), 0.999);
  rows.push({
    what: `${what}: p99.9`,
    where,
    ours: ms(slowest),
    baseline: all(stored, 0.999),
    ratio: null,
    target: { says: '< 1 s', met: slowest < 1_000 },
    n,
  });
  return rows;
}

async function onBackend(backend: Backend, quick: boolean, say: (line: string) => void): Promise<Row[]> {
  const place = await makePlace(backend);
  const empty = await makePlace(backend);
  say(`importing a school of ${pupils} pupils (${backend})`);
  await fillSchool(place, pupils);
  const slack = await stage.openSlackDouble(place.folder, lanes);
  const secret = { SLACK_SIGNING_SECRET: stage.signingSecret };
  const program = { ...environmentOf(place), ...stage.slackEnvironment(slack), SANDBOX: '0' };
  const ours = await serve(new URL('servers/gongyu.mjs', import.meta.url), [dist.href], program);
  const bolt = new URL('servers/bolt.mjs', import.meta.url);
  const stored = await serve(bolt, [dist.href, empty.url ?? join(empty.folder, 'database')], secret);
  const bare = await serve(bolt, [dist.href], secret);
  try {
    const client = createClient();
    const { url, actors } = await client.get<{ url: string; actors: Actor[] }>(`${ours.url}/slack`);
    const places = await stage.placesOf(
      slack,
      actors.slice(0, lanes).map(({ externalId }) => externalId),
    );
    const on: Stage = {
      client,
      ours: ours.url,
      events: `${url}slack/events`,
      stored: `${stored.url}/slack/events`,
      bare: `${bare.url}/slack/events`,
      teachers: places.flatMap((where, index) => (actors[index] ? [{ actor: actors[index], place: where }] : [])),
    };
    const rows: Row[] = [];
    for (const gesture of gestures) {
      for (const inFlight of [1, lanes]) {
        say(`${gesture.what}, ${inFlight} in flight (${backend})`);
        const each = inFlight === 1 ? (quick ? 30 : 150) : quick ? 6 : 20;
        const measured = await measure(on, gesture, inFlight, quick ? 3 : 6, each);
        const figures = rowsOf(gesture.what, `${backendName[backend]}, ${inFlight} in flight`, measured);
        for (const { what, ours: taken, baseline, ratio } of figures) {
          say(`  ${what}: ${taken}, ${baseline}${ratio === null ? '' : `, ${ratio.toFixed(2)}×`}`);
        }
        rows.push(...figures);
      }
    }
    return rows;
  } finally {
    await ours.stop();
    await stored.stop();
    await bare.stop();
    await slack.stop();
    await place.remove();
    await empty.remove();
  }
}

export const slack: Bench = {
  name: 'slack',
  async run({ quick, say }) {
    requireBuild();
    const rows: Row[] = [];
    for (const backend of backends()) rows.push(...(await onBackend(backend, quick, say)));
    return rows;
  },
};
