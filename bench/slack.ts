import { join } from 'node:path';
import type { Bench } from './support/bench.js';
import { createClient } from './support/client.js';
import { type Actor, type Contenders, inTurn, recordButton, rowsOf, type Signed, sayRows } from './support/gestures.js';
import { type Backend, backendName, backends, makePlace } from './support/place.js';
import { dist, requireBuild, serve } from './support/process.js';
import type { Row } from './support/report.js';
import { environmentOf, fillSchool } from './support/school.js';
import * as stage from './support/slack-stage.js';

// Gestures as Slack signs them, beside bare Bolt.

const pupils = 1_000;
/** As many teachers as there are classes, each one thing after the other. */
const lanes = 20;

interface Teacher {
  readonly actor: Actor;
  readonly place: stage.Place;
}

interface Stage extends Contenders {
  readonly teachers: readonly Teacher[];
}

interface Gesture {
  readonly what: string;
  /** So many of a teacher's, ready to be posted to the program, and the like for those who do nothing with them. */
  make(stage: Stage, teacher: Teacher, count: number): Promise<readonly Signed[]>;
  like(teacher: Teacher): Signed;
}

const many = <T>(count: number, one: (index: number) => T) => Array.from({ length: count }, (_, index) => one(index));

const gestures: readonly Gesture[] = [
  {
    what: 'command (help)',
    make: async (_, { place }, count) => many(count, () => stage.command(place, 'help')),
    like: ({ place }) => stage.command(place, 'help'),
  },
  {
    what: 'button that records',
    async make(on, teacher, count) {
      const made: Signed[] = [];
      for (let index = 0; index < count; index += 1) {
        made.push(stage.press(teacher.place, await recordButton(on, teacher.actor, index)));
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
  return inTurn(
    on,
    rounds,
    async () => {
      const lanes: (readonly Signed[])[] = [];
      for (const teacher of teachers) lanes.push(await gesture.make(on, teacher, each));
      return lanes;
    },
    () => teachers.map((teacher) => many(each, () => gesture.like(teacher))),
  );
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
    const accounts = many(lanes, (index) => `U0T${index}`);
    const { url, actors } = await client.post<{ url: string; actors: Actor[] }>(`${ours.url}/actors`, {
      platform: 'slack',
      accounts,
    });
    const places = await stage.placesOf(slack, accounts);
    const on: Stage = {
      client,
      library: 'Bolt',
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
        const where = `${backendName[backend]}, ${inFlight} in flight`;
        const figures = rowsOf(gesture.what, where, on.library, measured);
        sayRows(figures, say);
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
