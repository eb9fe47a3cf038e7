import { z } from 'zod';
import { jsonOf } from '../../support/body.js';
import { Impossible } from '../../support/impossible.js';
import { idsOf, tenantKeyOf } from '../api/access.js';
import { wordsOf } from '../api/content.js';
import { childrenOf, everyElement } from '../cards/card.js';
import { checkCard, flawText } from '../cards/check.js';
import type { CommandOf } from '../control.js';
import { envelope } from '../events.js';
import { callbackOf } from '../plain.js';
import type { Attempt } from '../push.js';
import type { App, Chat, Message, User } from '../state.js';
import { addMessage, findMessage } from '../state.js';
import { actorOf, appOf, type Done, messageBefore, type Stage, seatOf } from './context.js';
import { operated, readForm } from './values.js';

// A press on a card, a choice, a form that is sent; and what the client does with the answer.

/** A client that did not get what it should says one of these (feishu-cards, "card-callback-communication"). */
const problems = {
  timeout: '200341',
  connection: '200342',
  status: '200671',
  body: '200672',
  card: '200673',
  version: '200830',
  unset: '200340',
  /** In the long connection an answer without data. */
  noAnswer: '108002',
} as const;

const answerSchema = z.strictObject({
  toast: z
    .strictObject({
      type: z.enum(['info', 'success', 'error', 'warning']).optional(),
      content: z.string().optional(),
      i18n: z.record(z.string().regex(/^[a-z]{2}_[a-z]{2}$/), z.string()).optional(),
    })
    .optional(),
  card: z.strictObject({ type: z.literal('raw'), data: z.record(z.string(), z.unknown()) }).optional(),
});

export async function press(stage: Stage, given: CommandOf<'press'>): Promise<Done> {
  const scene = sceneOf(stage, given);
  const { element, around } = elementAt(scene.message, given.at);
  if (element['disabled'] === true) throw new Impossible('It is greyed out.');
  if (around.some((one) => one.tag === 'form') && element.tag !== 'button')
    throw new Impossible('What stands in a form is sent with the form.');
  if (element['form_action_type'] === 'submit') throw new Impossible('That sends the form: submit it.');
  const callback = callbackOf(element);
  // A link, or something that only the client keeps.
  if (!callback) return { pushes: [], ack: null };
  return use(stage, scene, { value: callback.value, tag: element.tag, ...operated(element, given.value) }, given.twice);
}

export interface Submitted extends Done {
  /** What the client itself says beside the fields, by name. */
  readonly errors: Readonly<Record<string, string>>;
}

export async function submit(stage: Stage, given: CommandOf<'submit'>): Promise<Submitted> {
  const scene = sceneOf(stage, given);
  const forms = scene.message.card?.body.elements.filter((one) => one.tag === 'form') ?? [];
  const form = given.form === undefined ? forms[0] : forms.find((one) => one['name'] === given.form);
  if (!form) throw new Impossible('There is no such form.');
  const within = [...everyElement(childrenOf(form))].map(({ element }) => element);
  const button = within.find(
    (one) =>
      one.tag === 'button' &&
      (given.button === undefined ? one['form_action_type'] === 'submit' : one['name'] === given.button),
  );
  if (!button || button['disabled'] === true) throw new Impossible('There is no button that sends it.');
  const read = readForm(within, given.values);
  if ('errors' in read) return { pushes: [], ack: null, errors: read.errors };
  const value = callbackOf(button)?.value;
  const action = {
    ...(value === undefined ? {} : { value }),
    tag: 'button',
    name: button['name'],
    form_value: read.values,
  };
  return { ...(await use(stage, scene, action, false)), errors: {} };
}

/** A callback for what this person was never shown. */
export async function forge(stage: Stage, given: CommandOf<'forge'>): Promise<Done> {
  const app = appOf(stage.world, given.app);
  const user = actorOf(app, given.user);
  const found = findMessage(app.tenant, given.message);
  if (!found) throw new Impossible(`There is no message ${given.message}.`);
  return use(stage, { app, user, ...found }, { value: given.value, tag: 'button' }, false);
}

/** Hands a card on; whether it may be pressed there the card says itself. */
export function forward({ world }: Stage, given: CommandOf<'forward'>): { readonly message: string } {
  const app = appOf(world, given.app);
  const user = actorOf(app, given.user);
  const { message } = messageBefore(app, user, given.message);
  if (message.card?.config?.enable_forward === false) throw new Impossible('The card may not be forwarded.');
  const { type, content, card, author, cardOf } = message;
  const copy = addMessage(world, seatOf(app, user, given.to), {
    author: { kind: 'user', user: user.id },
    type,
    content,
    card,
    cardOf: cardOf ?? (author.kind === 'app' ? author.app : null),
  });
  return { message: copy.id };
}

interface Scene {
  readonly app: App;
  readonly user: User;
  readonly chat: Chat;
  readonly message: Message;
}

/** Who presses where; the app is the one that made the card. */
function sceneOf({ world }: Stage, given: CommandOf<'press'> | CommandOf<'submit'>): Scene {
  const seen = appOf(world, given.app);
  const user = actorOf(seen, given.user);
  const { chat, message } = messageBefore(seen, user, given.message);
  const { card, author, cardOf } = message;
  if (!card) throw new Impossible('That is no card.');
  if (message.dead) throw new Impossible('What was sent in a batch does not call back.');
  if (cardOf !== null && card.config?.enable_forward_interaction !== true)
    throw new Impossible('A card that was handed on cannot be pressed.');
  if (world.now() - message.createdMs > world.profile.limits.cardMs) throw new Impossible('The card is too old.');
  return { app: appOf(world, cardOf ?? (author.kind === 'app' ? author.app : '')), user, chat, message };
}

function elementAt(message: Message, at: string) {
  for (const one of everyElement(message.card?.body.elements ?? [])) if (one.path === at) return one;
  throw new Impossible(`Nothing stands at ${at}.`);
}

async function use(
  stage: Stage,
  scene: Scene,
  action: Readonly<Record<string, unknown>>,
  twice: boolean,
): Promise<Done> {
  const { world, pusher, callbacks } = stage;
  const { app, user, chat, message } = scene;
  const type = 'card.action.trigger';
  if (!app.events.includes(type)) return complain(stage, scene, { pushes: [], ack: null }, problems.unset);
  const token = callbacks.issue(app, message);
  const event = {
    operator: { tenant_key: tenantKeyOf(app, user), ...idsOf(app, user.id) },
    token,
    action: { ...action, timezone: 'Asia/Shanghai' },
    host: 'im_message',
    context: { open_message_id: message.id, open_chat_id: chat.id },
  };
  const deliver = () =>
    world.deliver({ app, what: 'callback', type, payload: envelope(world, app, type, event, true) });
  const pushes = twice ? [deliver(), deliver()] : [deliver()];
  const [ack] = await Promise.all(pushes.map((push) => pusher.firstAnswer(push)));
  callbacks.close(token);
  const done: Done = { pushes, ack: ack ?? null };
  return ack ? obey(stage, scene, done, ack) : done;
}

/** Does with the card what the app answered. */
function obey(stage: Stage, scene: Scene, done: Done, { failure, body, by }: Attempt): Done {
  const { world } = stage;
  const { user, message, app } = scene;
  const wrong = (problem: string, details: string) => {
    world.note({ kind: 'wrong', what: `answer to a card: ${problem}`, details: [details, body.slice(0, 500)] });
    return complain(stage, scene, done, problem);
  };
  if (failure !== null) return complain(stage, scene, done, problems[failure]);
  if (body === '' && by === 'socket') return wrong(problems.noAnswer, 'no answer at all');
  const parsed = answerSchema.safeParse(jsonOf(body));
  if (!parsed.success) return wrong(problems.body, parsed.error.issues[0]?.message ?? '');
  const { card, toast } = parsed.data;
  if (card) {
    if (card.data['schema'] !== '2.0') return wrong(problems.version, 'the schema of the card is another');
    const checked = checkCard(card.data);
    if ('flaw' in checked) return wrong(problems.card, flawText(checked.flaw));
    Object.assign(message, { card: checked.card, content: JSON.stringify(card.data), changed: world.stir() });
    Object.assign(message, { updatedMs: world.now(), edits: message.edits + 1 });
    const text = wordsOf(message, user.language);
    world.note({ kind: 'change', app: app.id, chat: message.chat, message: message.id, text, by: 'callback' });
  }
  if (toast) {
    const inLanguage = toast.i18n?.[user.language === 'zh-CN' ? 'zh_cn' : 'en_us'];
    show(stage, scene, toast.type ?? 'info', inLanguage ?? toast.content ?? '');
  }
  return done;
}

function complain(stage: Stage, scene: Scene, done: Done, problem: string): Done {
  show(stage, scene, 'problem', problem);
  return { ...done, problem };
}

function show({ world }: Stage, { app, user }: Scene, type: string, content: string): void {
  const { passing } = app.tenant;
  passing.set(user.id, [...(passing.get(user.id) ?? []), { type, content, changed: world.stir() }]);
}
