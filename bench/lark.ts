import { join } from 'node:path';
import { chatIdOf } from '../tests/doubles/lark/ids.js';
import type { Lark } from '../tests/doubles/lark/lark.js';
import type { Bench } from './support/bench.js';
import { createClient } from './support/client.js';
import { type Actor, type Contenders, inTurn, recordButton, rowsOf, type Signed, sayRows } from './support/gestures.js';
import * as gesture from './support/lark-gestures.js';
import * as stage from './support/lark-stage.js';
import { type Backend, backendName, backends, makePlace } from './support/place.js';
import { dist, requireBuild, serve } from './support/process.js';
import type { Row } from './support/report.js';
import { environmentOf, fillSchool } from './support/school.js';
import { noteCard } from './support/sending.js';

// Gestures as Feishu encrypts and signs them, beside Express with the dispatcher of Feishu's own library.

const pupils = 1_000;
/** As many teachers as there are classes. */
const lanes = 20;

interface Teacher {
  readonly actor: Actor;
  readonly place: gesture.Place;
}

interface Gesture {
  readonly what: string;
  /** So many of a teacher's, ready to be posted to the program, and the like for those who do nothing with them. */
  make(on: Contenders, teacher: Teacher, count: number): Promise<readonly Signed[]>;
  like(teacher: Teacher): Signed;
}

const many = <T>(count: number, one: (index: number) => T) => Array.from({ length: count }, (_, index) => one(index));

const gestures: readonly Gesture[] = [
  {
    what: 'event (a message: help)',
    make: async (_, { place }, count) => many(count, () => gesture.message(place, '帮助')),
    like: ({ place }) => gesture.message(place, '帮助'),
  },
  {
    what: 'card callback (a button that records)',
    async make(on, { actor, place }, count) {
      const made: Signed[] = [];
      for (let index = 0; index < count; index += 1) {
        made.push(gesture.press(place, await recordButton(on, actor, index)));
      }
      return made;
    },
    like: ({ place }) => gesture.press(place, crypto.randomUUID()),
  },
];

/** Each teacher's direct chat with a card of ours in it. */
async function placesOf(lark: Lark, actors: readonly Actor[]): Promise<readonly gesture.Place[]> {
  const places: gesture.Place[] = [];
  for (const [index, { workspaceId, externalId: account }] of actors.entries()) {
    const { messenger } = await stage.messengerTo(lark, workspaceId);
    const post = { workspaceId, chat: account, key: `place ${index}`, card: noteCard, language: 'zh-CN' } as const;
    const { messageRef: card } = await messenger.send(post);
    places.push({ index, account, chat: chatIdOf(`${stage.app.appId} ${stage.userOf(index)}`), card });
  }
  return places;
}

/** The library answers 200 to what it does not believe, too, with nothing in it. */
async function requireTaken({ client, stored, bare }: Contenders, { place }: Teacher): Promise<void> {
  for (const url of [stored, bare]) {
    for (const { body, headers } of [gesture.message(place, '帮助'), gesture.press(place, 'a-token')]) {
      const answer = await client.send(url, body, headers);
      if (answer !== '{}') throw new Error(`The library did not take it, and answered: ${answer}`);
    }
  }
}

async function onBackend(backend: Backend, quick: boolean, say: (line: string) => void): Promise<Row[]> {
  const place = await makePlace(backend);
  const empty = await makePlace(backend);
  say(`importing a school of ${pupils} pupils (${backend})`);
  await fillSchool(place, pupils);
  const lark = await stage.openLarkDouble(place.folder, lanes, stage.unlimited);
  const environment = stage.larkEnvironment(lark);
  const program = { ...environmentOf(place), ...environment, LARK_MONTHLY_CALLS: '0', SANDBOX: '0' };
  const ours = await serve(new URL('servers/gongyu.mjs', import.meta.url), [dist.href], program);
  const sdk = new URL('servers/lark-sdk.mjs', import.meta.url);
  const stored = await serve(sdk, [dist.href, empty.url ?? join(empty.folder, 'database')], environment);
  const bare = await serve(sdk, [dist.href], environment);
  try {
    const client = createClient();
    const { url, actors } = await client.post<{ url: string; actors: Actor[] }>(`${ours.url}/actors`, {
      platform: 'lark',
      accounts: many(lanes, stage.accountOf),
    });
    const places = await placesOf(lark, actors);
    const on: Contenders = {
      client,
      library: 'the library',
      ours: ours.url,
      events: `${url}lark/events`,
      stored: `${stored.url}/lark/events`,
      bare: `${bare.url}/lark/events`,
    };
    const teachers = places.flatMap((where) => {
      const actor = actors[where.index];
      return actor ? [{ actor, place: where }] : [];
    });
    if (teachers[0]) await requireTaken(on, teachers[0]);
    const rows: Row[] = [];
    for (const { what, make, like } of gestures) {
      for (const inFlight of [1, lanes]) {
        say(`${what}, ${inFlight} in flight (${backend})`);
        const each = inFlight === 1 ? (quick ? 30 : 150) : quick ? 6 : 20;
        const some = teachers.slice(0, inFlight);
        const measured = await inTurn(
          on,
          quick ? 3 : 6,
          async () => {
            const signed: (readonly Signed[])[] = [];
            for (const teacher of some) signed.push(await make(on, teacher, each));
            return signed;
          },
          () => some.map((teacher) => many(each, () => like(teacher))),
        );
        const figures = rowsOf(what, `${backendName[backend]}, ${inFlight} in flight`, on.library, measured);
        sayRows(figures, say);
        rows.push(...figures);
      }
    }
    return rows;
  } finally {
    await ours.stop();
    await stored.stop();
    await bare.stop();
    await lark.stop();
    await place.remove();
    await empty.remove();
  }
}

export const lark: Bench = {
  name: 'lark',
  async run({ quick, say }) {
    requireBuild();
    const rows: Row[] = [];
    for (const backend of backends()) rows.push(...(await onBackend(backend, quick, say)));
    return rows;
  },
};
