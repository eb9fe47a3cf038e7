// long because each kind of reply is given in time, late and again.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wait } from '../../../src/app/wait.js';
import { afterAnswerMs, answerWithinMs, languageWithinMs } from '../../../src/bots/lark/timing.js';
import type { FormView } from '../../../src/core/forms/view.js';
import { say } from '../../../src/core/language/say.js';
import { type Card, notice } from '../../../src/core/message/card.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import type { Reply } from '../../../src/core/message/reply.js';
import {
  app,
  callback,
  chatEvent,
  directMessage,
  entered,
  mention,
  menu,
  picture,
  press,
  submission,
  wang,
} from '../../support/lark-payloads.js';
import { scripted } from '../scripted.js';
import { type Edge, openEdge, type Served, serveLark, type Took } from './serve.js';

interface CallbackAnswer {
  readonly toast?: { readonly type: string; readonly content: string };
  readonly card?: { readonly type: string; readonly data: object };
}

let edge: Edge;
let served: Served;
let accepted: readonly Inbound[];
let ways: readonly string[];
let answer: (inbound: Inbound) => Reply | Promise<Reply>;
/** The three seconds are over at once. */
let late = false;
/** Calls that Feishu refuses, by the code. */
let refuses: (took: Took) => number | undefined;
/** How far machine time is ahead: waiting takes none of ours. */
let ahead = 0;

beforeEach(async () => {
  late = false;
  ahead = 0;
  refuses = () => undefined;
  answer = () => ({});
  edge = await openEdge((took) => {
    const code = refuses(took);
    return code === undefined ? undefined : { status: 400, code, msg: 'no' };
  });
  const script = scripted((inbound) => answer(inbound));
  ({ accepted, ways } = script);
  served = await serveLark({
    domain: edge.domain,
    accept: script.accept,
    now: () => new Date(Date.now() + ahead),
    async wait(ms, signal) {
      if (ms === answerWithinMs) return late ? undefined : wait(ms, signal);
      if (ms === languageWithinMs) return wait(ms, signal);
      ahead += ms;
    },
  });
});
afterEach(async () => {
  await served.close();
  await edge.close();
});

async function pushed(payload: object): Promise<CallbackAnswer> {
  const given = await served.push(payload);
  expect(given.status).toBe(200);
  return given.json<CallbackAnswer>();
}

/** What was posted once everything that was promised is said. */
async function posts(): Promise<readonly Took[]> {
  await served.lark.close();
  return edge.took;
}

const words = (took: Took | object) => JSON.stringify(took);
/** A card of many parts. */
const long: Card = {
  title: 'A long card',
  tone: 'plain',
  blocks: Array.from({ length: 400 }, (_, place) => ({ kind: 'paragraph', text: `${place} ${'长'.repeat(60)}` })),
};
const form = (fields: FormView['fields']): FormView => ({ session: 's-1', title: 'A form', submit: 'Send', fields });
const note = {
  id: 'note',
  label: 'Note',
  required: false,
  kind: 'text',
  long: false,
  maxLength: 9,
  value: '',
} as const;
/** One that no card holds whole. */
const longForm = form(
  Array.from({ length: 60 }, (_, place) => ({ ...note, id: `n${place}`, label: `Note ${place}`, maxLength: 200 })),
);
/** One that cannot be drawn. */
const broken = { ...form([note]), session: '' };

describe('what is said and chosen is answered by a message of its own', () => {
  test.each([
    ['a message', () => directMessage('week')],
    ['a mention', () => mention('@_user_1 week')],
    ['an item of the menu', () => menu('gongyu:week')],
    ['the first sight of the chat', () => entered()],
    ['coming into a group', () => chatEvent('im.chat.member.bot.added_v1')],
  ])('%s', async (_what, payload) => {
    answer = () => ({ card: notice('the week') });
    expect(await pushed(payload())).toEqual({});
    expect(ways).toEqual(['message']);
    expect(await posts()).toEqual([]);
  });

  test('a picture is answered in words, and the same one sent again is the same answer', async () => {
    const sent = picture();
    for (let time = 0; time < 2; time += 1) expect(await pushed(sent)).toEqual({});
    const [first, second] = await posts();
    expect(words(first ?? {})).toContain('understands text only');
    expect(first?.query.get('receive_id_type')).toBe('open_id');
    expect(first?.body).toMatchObject({ receive_id: wang, uuid: second?.body['uuid'] });
    expect(String(first?.body['uuid']).length).toBeLessThanOrEqual(50);
    expect(accepted).toEqual([]);
  });
});

describe('a press in the direct chat is answered in the same breath', () => {
  test('with a card in the place of the one that was pressed', async () => {
    answer = () => ({ card: notice('done'), toast: 'Written.' });
    const given = await pushed(press('t'));
    expect(given).toMatchObject({ toast: { type: 'info', content: 'Written.' }, card: { type: 'raw' } });
    expect(words(given.card?.data ?? {})).toContain('done');
    expect(ways).toEqual(['reply']);
    expect(await posts()).toEqual([]);
  });

  test('with a word alone, or with nothing', async () => {
    answer = () => ({ toast: 'Already done by 刘强.' });
    expect(await pushed(press('t'))).toEqual({ toast: { type: 'info', content: 'Already done by 刘强.' } });
    answer = () => ({});
    expect(await pushed(press('t'))).toEqual({});
    expect(await posts()).toEqual([]);
  });

  test('what does not fit into one card follows in order, and the buttons of all know that they are one person’s', async () => {
    const button = { kind: 'button', token: 'next', label: 'Next', style: 'plain' } as const;
    const card: Card = { ...long, blocks: [...long.blocks, { kind: 'actions', actions: [button] }] };
    answer = () => ({ card });
    const given = await pushed(press('t'));
    const rest = await posts();
    expect(rest.length).toBeGreaterThan(0);
    const cards = [given.card?.data ?? {}, ...rest.map(({ body }) => JSON.parse(String(body['content'])))];
    const shown = cards.map((card) => words('body' in card ? card.body : {}));
    const places = shown.flatMap((part) => [...part.matchAll(/"(\d+) 长/g)].map(([, place]) => Number(place)));
    expect(places).toEqual(long.blocks.map((_, place) => place));
    expect(shown.at(-1)).toContain('{"t":"next","d":1}');
    expect(new Set(rest.map(({ body }) => body['uuid'])).size).toBe(rest.length);
  });

  test('a form comes as a message of its own', async () => {
    answer = () => ({ open: form([note]) });
    expect(await pushed(press('t'))).toEqual({});
    const [opened, ...others] = await posts();
    expect(others).toEqual([]);
    expect(opened?.body).toMatchObject({ receive_id: wang, msg_type: 'interactive' });
    expect(words(opened ?? {})).toContain('A form');
  });

  test('sent again, it is answered again with the same, and nothing is posted twice', async () => {
    answer = () => ({ card: long, open: form([note]) });
    const pressed = press('t');
    const first = await pushed(pressed);
    const posted = (await posts()).length;
    expect(await pushed(pressed)).toEqual(first);
    expect(await pushed({ ...pressed, header: { ...pressed.header, event_id: 'another' } })).toEqual(first);
    expect(await posts()).toHaveLength(posted);
    expect(accepted).toHaveLength(1);
  });

  test('what we do not know is said to be so', async () => {
    const given = await pushed(callback({ tag: 'button', value: { of: 'another program' } }));
    expect(given).toEqual({ toast: { type: 'warning', content: say('en-US', 'lark.talk.unknown') } });
    expect(accepted).toEqual([]);
  });

  test('a card that cannot be drawn is a fault of ours, and the press was done', async () => {
    answer = () => ({ open: broken, toast: 'Written.' });
    expect(await pushed(press('t'))).toEqual({ toast: { type: 'info', content: 'Written.' } });
    expect(served.faults).toMatchObject([{ error: 'Unrenderable' }]);
  });

  test('whatever goes wrong once it is stored is a fault of ours, and no reason to send it again', async () => {
    answer = () => ({ card: { tone: 'plain' } as Card });
    expect(await pushed(press('t'))).toEqual({});
    expect(accepted).toHaveLength(1);
    expect(served.faults).toMatchObject([{ error: 'TypeError' }]);
  });

  test('a card that Feishu refuses is said in words', async () => {
    refuses = ({ body }) => (body['msg_type'] === 'interactive' ? 230_099 : undefined);
    answer = () => ({ card: notice('for you') });
    await pushed(press('t', { in: 'group' }));
    const sent = await posts();
    expect(sent.map(({ body }) => body['msg_type'])).toEqual(['interactive', 'text']);
    expect(words(sent[1] ?? {})).toContain('for you');
  });

  test('a chat that takes no more now is waited for', async () => {
    let refused = 0;
    refuses = () => (refused++ < 2 ? 230_020 : undefined);
    answer = () => ({ open: form([note]) });
    await pushed(press('t'));
    expect((await posts()).length).toBeGreaterThan(0);
    expect(served.faults).toEqual([]);
  });
});

describe('a card in a group is everybody’s: whoever presses is answered alone', () => {
  test('in the direct chat, and told so', async () => {
    answer = () => ({ card: notice('林小满 +2') });
    const given = await pushed(press('t', { in: 'group' }));
    expect(given).toEqual({ toast: { type: 'info', content: say('en-US', 'lark.talk.inDirectChat') } });
    const [sent, ...others] = await posts();
    expect(others).toEqual([]);
    expect(sent?.body).toMatchObject({ receive_id: wang });
    expect(words(sent ?? {})).toContain('林小满');
  });

  test('a form, too; a word goes over the screen of the one who pressed', async () => {
    answer = () => ({ open: form([note]), toast: 'Here you are.' });
    const given = await pushed(press('t', { in: 'group' }));
    expect(given).toEqual({ toast: { type: 'info', content: 'Here you are.' } });
    expect((await posts()).map(({ body }) => body['receive_id'])).toEqual([wang]);
  });
});

describe('a form that was sent', () => {
  test('is replaced by what came of it', async () => {
    answer = () => ({ card: notice('Thank you.') });
    const given = await pushed(submission());
    expect(words(given.card?.data ?? {})).toContain('Thank you.');
    expect(accepted).toMatchObject([{ kind: 'submitted', session: 's-1', answers: { note: 'all well' } }]);
    expect(await posts()).toEqual([]);
  });

  test('goes on with its next page in the same place', async () => {
    answer = () => ({ open: longForm });
    const given = await pushed(submission({ page: 0, pages: 2 }));
    expect(accepted).toMatchObject([{ partial: true }]);
    const shown = words(given.card?.data ?? {});
    expect(shown).toContain('"p":1');
    expect(shown).not.toContain('"Note 0"');
    expect(await posts()).toEqual([]);
  });

  test('comes back on the page where something has to be mended, with the words at the place', async () => {
    const [first, ...others] = longForm.fields;
    const fields = first ? [{ ...first, error: 'Too short.' }, ...others] : [];
    answer = () => ({ open: { ...longForm, fields }, errors: { n0: 'Too short.' } });
    const given = await pushed(submission({ page: 1, pages: 2 }));
    expect(given.toast).toEqual({ type: 'error', content: 'Too short.' });
    const shown = words(given.card?.data ?? {});
    expect(shown).toContain('"p":0');
    expect(shown).toContain('Too short.');
  });

  test('stays as it is when only words say what is wrong', async () => {
    answer = () => ({ errors: { note: 'Too short.', elsewhere: 'Unheard of.' } });
    expect(await pushed(submission())).toEqual({ toast: { type: 'error', content: 'Too short.\nUnheard of.' } });
  });

  test('is in a person’s own chat, whatever its card says', async () => {
    answer = () => ({ card: notice('Thank you.') });
    expect(await pushed(submission({ in: 'group' }))).toHaveProperty('card');
  });
});

describe('an answer that takes longer than Feishu waits', () => {
  const working = { toast: { type: 'info', content: say('en-US', 'lark.talk.working') } };

  /** What is posted after the word that it takes longer. */
  async function afterwards(payload: object, reply: Reply): Promise<readonly Took[]> {
    late = true;
    let release = () => {};
    answer = () =>
      new Promise((resolve) => {
        release = () => resolve(reply);
      });
    expect(await pushed(payload)).toEqual(working);
    // Feishu would lay what it was answered over a card that came earlier.
    expect(edge.took).toEqual([]);
    release();
    return posts();
  }

  test('comes into the card with the token of the press', async () => {
    const [given, ...others] = await afterwards(press('t', { token: 'c-1' }), { card: notice('done') });
    expect(others).toEqual([]);
    expect(given).toMatchObject({ method: 'POST', path: 'interactive/v1/card/update', body: { token: 'c-1' } });
    expect(words(given ?? {})).toContain('done');
  });

  test('by the message, where the token is of no use', async () => {
    refuses = ({ path }) => (path.startsWith('interactive/') ? 300_041 : undefined);
    const sent = await afterwards(press('t', { messageId: 'om_1' }), { card: notice('done') });
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST interactive/v1/card/update',
      'PATCH im/v1/messages/om_1',
    ]);
  });

  test('in the direct chat, where the card cannot be changed any more', async () => {
    refuses = ({ path }) => (path === 'im/v1/messages' ? undefined : 230_031);
    const sent = await afterwards(press('t'), { card: notice('done') });
    expect(sent.at(-1)).toMatchObject({ path: 'im/v1/messages', body: { receive_id: wang } });
    expect(words(sent.at(-1) ?? {})).toContain('done');
  });

  test('a word alone takes no card’s place', async () => {
    const sent = await afterwards(press('t'), { toast: 'Already done.' });
    expect(sent.map(({ path }) => path)).toEqual(['im/v1/messages']);
    expect(words(sent[0] ?? {})).toContain('Already done.');
  });

  test('a form’s next page takes the place of the last', async () => {
    const sent = await afterwards(submission({ page: 0, pages: 2 }), { open: longForm });
    expect(sent.map(({ path }) => path)).toEqual(['interactive/v1/card/update']);
  });

  test('in a group it changes nothing for the others', async () => {
    const sent = await afterwards(press('t', { in: 'group' }), { card: notice('for you') });
    expect(sent.map(({ path }) => path)).toEqual(['im/v1/messages']);
  });

  test('sent again meanwhile, it is answered once', async () => {
    late = true;
    let release = () => {};
    answer = () =>
      new Promise((resolve) => {
        release = () => resolve({ card: notice('done') });
      });
    const pressed = press('t');
    expect(await pushed(pressed)).toEqual(working);
    for (let time = 0; time < 2; time += 1) expect(await pushed(pressed)).toEqual({});
    release();
    expect(await posts()).toHaveLength(1);
  });

  test('what needs no answer gets none', async () => {
    expect(await afterwards(press('t'), {})).toEqual([]);
  });

  test('half a second lies between the two', async () => {
    const waited: number[] = [];
    const alone = await serveLark({
      domain: edge.domain,
      accept: async () => ({ repeated: false, reply: Promise.resolve().then(() => ({ card: notice('done') })) }),
      wait: async (ms) => {
        waited.push(ms);
      },
    });
    await alone.push(press('t'));
    await alone.close();
    expect(waited[0]).toBe(answerWithinMs);
    expect(answerWithinMs).toBeLessThan(2_500);
    expect(afterAnswerMs).toBeGreaterThanOrEqual(500);
  });
});

describe('where there is no school yet', () => {
  const words = say('en-US', 'lark.talk.notReady');

  async function alone() {
    const other = await serveLark({
      domain: edge.domain,
      accept: async () => expect.fail('stored without a place'),
      host: { ofApp: async () => null },
    });
    return other;
  }

  test('whoever writes, chooses or opens the chat is told so in the direct chat', async () => {
    const other = await alone();
    for (const payload of [directMessage('week'), menu('week'), entered()]) {
      expect((await other.push(payload)).json()).toEqual({});
    }
    await other.close();
    expect(edge.took.map(({ body }) => body['receive_id'])).toEqual([wang, wang, wang]);
    for (const one of edge.took) expect(JSON.stringify(one)).toContain('No school is set up');
  });

  test('whoever presses is told so over the screen', async () => {
    const other = await alone();
    for (const payload of [press('t'), submission()]) {
      expect((await other.push(payload)).json()).toEqual({ toast: { type: 'warning', content: words } });
    }
    await other.close();
    expect(edge.took).toEqual([]);
  });

  test('what happens to groups is nobody’s', async () => {
    const other = await alone();
    for (const payload of [chatEvent('im.chat.member.bot.added_v1'), mention('@_user_1 week')]) {
      expect((await other.push(payload)).json()).toEqual({});
    }
    await other.close();
    expect(edge.took).toEqual([]);
  });
});

describe('what is so old that it may have been here before', () => {
  test.each([
    ['in milliseconds', () => String(Date.now() - 25 * 3_600_000)],
    ['in microseconds', () => `${Date.now() - 25 * 3_600_000}000`],
  ])('said %s, it is not done again; the operator hears of it', async (_how, time) => {
    expect(await pushed(directMessage('林小满 +2', {}, {}, { create_time: time() }))).toEqual({});
    expect(accepted).toEqual([]);
    expect(served.faults).toMatchObject([{ error: 'OldEvent' }]);
  });

  test('what Feishu sends for the last time, seven hours later, is taken', async () => {
    const time = String(Date.now() - 7.5 * 3_600_000);
    await pushed(directMessage('林小满 +2', {}, {}, { create_time: time }));
    expect(accepted).toHaveLength(1);
  });
});

describe('whose organisation somebody is of', () => {
  test('changes nothing of what is taken: what they may do is for the product to say', async () => {
    await pushed(
      press('t', { event: { operator: { open_id: wang, tenant_key: 'another' } }, header: { app_id: app } }),
    );
    expect(accepted).toMatchObject([{ kind: 'pressed', workspaceId: 'w1', actor: { externalId: wang } }]);
    expect(accepted[0]).not.toHaveProperty('actor.displayName');
  });
});
