import { setTimeout as pause } from 'node:timers/promises';
import { jsonOf } from '../support/body.js';
import { Impossible } from '../support/impossible.js';
import { wordsOf } from './api/content.js';
import type { CommandOf, ParsedCommand } from './control.js';
import type { Faults } from './faults.js';
import { actorOf, appOf, chatOf, type Stage } from './people/context.js';
import { deskOf } from './people/desk.js';
import { changeApp, changeUser, disband, invite, kick, newApp, newChat, newUser, rename } from './people/members.js';
import { forge, forward, press, submit } from './people/press.js';
import { botSays, enter, menu, recall, say, send } from './people/speak.js';
import type { Attempt } from './push.js';
import type { App, SlashCommand } from './state.js';
import type { Tokens } from './tokens.js';

/** What a test may turn beside the people. */
export interface Screws extends Stage {
  readonly faults: Faults;
  readonly tokens: Tokens;
  readonly disconnect: (app: App) => number;
}

/** Does what the test asked; the answer is plain data. @throws Impossible */
export async function perform(stage: Screws, given: ParsedCommand): Promise<unknown> {
  const { world, pusher, faults } = stage;
  switch (given.do) {
    case 'say':
      return say(stage, given);
    case 'send':
      return send(stage, given);
    case 'recall':
      return recall(stage, given);
    case 'botSays':
      return botSays(stage, given);
    case 'press':
      return press(stage, given);
    case 'submit':
      return submit(stage, given);
    case 'forge':
      return forge(stage, given);
    case 'forward':
      return forward(stage, given);
    case 'enter':
      return enter(stage, given);
    case 'menu':
      return menu(stage, given);
    case 'invite':
      return invite(stage, given);
    case 'kick':
      return kick(stage, given);
    case 'disband':
      return disband(stage, given);
    case 'rename':
      return rename(stage, given);
    case 'addChat':
      return newChat(stage, given);
    case 'addUser':
      return newUser(stage, given);
    case 'changeUser':
      return changeUser(stage, given);
    case 'addApp':
      return newApp(stage, given);
    case 'changeApp':
      return changeApp(stage, given);
    case 'dropTokens':
      stage.tokens.drop(given.app);
      return null;
    case 'look':
      return look(stage, given);
    case 'await':
      return waitFor(stage, given);
    case 'chat':
      return chatSeen(stage, given);
    case 'settled':
      return pusher.settled(given.withinMs);
    case 'push':
      return pusher.attempts(given.push);
    case 'slashCommands':
      return [...appOf(world, given.app).slashCommands.values()];
    case 'connect':
      return connect(stage, given);
    case 'configure':
      Object.assign(world.profile.limits, given.limits);
      Object.assign(world.profile.faults, given.faults);
      Object.assign(world.profile.push, given.push);
      if (given.clockOffsetMs !== undefined) world.setClock(given.clockOffsetMs);
      return null;
    case 'fault':
      faults.plan(given.method, given.fault, given.times);
      return null;
    case 'refuse':
      faults.plan(given.method, { code: given.code, msg: given.msg, status: given.status }, given.times);
      return null;
    case 'release':
      return pusher.release(given.order);
    case 'again':
      return pusher.again(given.push);
    case 'raw':
      return pusher.raw(appOf(world, given.app), given);
    case 'disconnect':
      return stage.disconnect(appOf(world, given.app));
    default:
      return given satisfies never;
  }
}

/** Saves the request address, as the console does: only if it answers the challenge. */
async function connect({ world, pusher }: Screws, given: CommandOf<'connect'>): Promise<Attempt | null> {
  const app = appOf(world, given.app);
  pusher.setUrl(app, given.url);
  if (given.url === null || !given.challenge) return null;
  const answer = await pusher.challenge(app);
  if (answer.failure === null && jsonOf(answer.body)?.['challenge'] === 'are-you-there') return answer;
  pusher.setUrl(app, null);
  throw new Impossible(`The address did not answer the challenge: ${answer.failure ?? answer.body.slice(0, 200)}.`);
}

function look({ world }: Screws, given: Pick<CommandOf<'look'>, 'app' | 'user'>) {
  const app = appOf(world, given.app);
  return deskOf(world, app, actorOf(app, given.user));
}

/** The desk, once something on it is newer than the moment, or as it is when the time is over. */
async function waitFor(stage: Screws, given: CommandOf<'await'>) {
  const over = pause(given.withinMs, 'over', { ref: false });
  for (;;) {
    const desk = look(stage, given);
    const seen = desk.chats.flatMap((chat) => chat.messages);
    const fresh = seen.some((one) => one.changed > given.after && one.author !== 'me');
    if (fresh || desk.toasts.some((one) => one.changed > given.after)) return desk;
    if ((await Promise.race([stage.world.stirred(), over])) === 'over') return desk;
  }
}

/** A chat as nobody in particular sees it: everything that was written for all. */
function chatSeen({ world }: Screws, given: CommandOf<'chat'>) {
  return chatOf(appOf(world, given.app), given.chat)
    .messages.filter((message) => message.to === null && !message.recalled)
    .map((message) => {
      const { id, author, type, content } = message;
      return { id, author, type, content, plain: wordsOf(message, 'zh-CN') };
    });
}

/** What each question is answered with; the rest of what people do is answered with `Done`. */
export interface Answers {
  readonly submit: Awaited<ReturnType<typeof submit>>;
  readonly forward: ReturnType<typeof forward>;
  readonly look: ReturnType<typeof look>;
  readonly await: ReturnType<typeof look>;
  readonly chat: ReturnType<typeof chatSeen>;
  readonly settled: boolean;
  readonly push: readonly Attempt[];
  readonly slashCommands: readonly SlashCommand[];
  readonly connect: Attempt | null;
  readonly configure: null;
  readonly fault: null;
  readonly refuse: null;
  readonly release: readonly string[];
  readonly again: Attempt;
  readonly raw: Attempt;
  readonly disconnect: number;
  readonly addChat: { readonly id: string };
  readonly addUser: { readonly id: string };
  readonly addApp: { readonly id: string };
  readonly changeApp: null;
  readonly dropTokens: null;
}
