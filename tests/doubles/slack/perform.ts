import { setTimeout as pause } from 'node:timers/promises';
import type { CommandOf, ParsedCommand } from './control.js';
import type { Faults } from './faults.js';
import { actorOf, channelOf, type Stage, teamOf } from './people/context.js';
import { deskOf } from './people/desk.js';
import { close, submit, type as typeInto } from './people/forms.js';
import {
  addChannel,
  addUser,
  archive,
  changeScopes,
  changeUser,
  invite,
  kick,
  newWorkspace,
  reinstall,
  rename,
  revoke,
  uninstall,
} from './people/members.js';
import { forge, press } from './people/press.js';
import { botSays, command, edit, openHome, say, takeBack } from './people/speak.js';
import { readable } from './plain.js';
import type { Attempt } from './push.js';

/** What a test may turn beside the people. */
export interface Screws extends Stage {
  readonly faults: Faults;
  readonly disconnect: (options: CommandOf<'disconnect'>) => number;
}

/** Does what the test asked; the answer is plain data. @throws Impossible */
export async function perform(stage: Screws, given: ParsedCommand): Promise<unknown> {
  const { world, pusher, faults } = stage;
  switch (given.do) {
    case 'say':
      return say(stage, given);
    case 'edit':
      return edit(stage, given);
    case 'takeBack':
      return takeBack(stage, given);
    case 'botSays':
      return botSays(stage, given);
    case 'command':
      return command(stage, given);
    case 'press':
      return press(stage, given);
    case 'forge':
      return forge(stage, given);
    case 'type':
      return typeInto(stage, given).id;
    case 'submit':
      return submit(stage, given);
    case 'close':
      return close(stage, given);
    case 'openHome':
      return openHome(stage, given);
    case 'invite':
      return invite(stage, given);
    case 'kick':
      return kick(stage, given);
    case 'archive':
      return archive(stage, given);
    case 'rename':
      return rename(stage, given);
    case 'addChannel':
      return addChannel(stage, given);
    case 'addUser':
      return addUser(stage, given);
    case 'changeUser':
      return changeUser(stage, given);
    case 'addWorkspace':
      return newWorkspace(stage, given);
    case 'uninstall':
      return uninstall(stage, given);
    case 'reinstall':
      return reinstall(stage, given);
    case 'revoke':
      return revoke(stage, given);
    case 'scopes':
      return changeScopes(stage, given);
    case 'look':
      return look(stage, given);
    case 'await':
      return waitFor(stage, given);
    case 'channel':
      return channelSeen(stage, given);
    case 'settled':
      return pusher.settled(given.withinMs);
    case 'push':
      return pusher.attempts(given.push);
    case 'connect':
      pusher.setUrl(given.url);
      return null;
    case 'configure':
      Object.assign(world.profile.limits, given.limits);
      Object.assign(world.profile.faults, given.faults);
      Object.assign(world.profile.push, given.push);
      if (given.clockOffsetMs !== undefined) world.setClock(given.clockOffsetMs);
      return null;
    case 'fault':
      faults.plan(given.method, given.fault, given.times);
      return null;
    case 'release':
      return pusher.release(given.order);
    case 'again':
      return pusher.again(given.push, given.reason);
    case 'raw':
      return pusher.raw(given);
    case 'disconnect':
      return stage.disconnect(given);
    default:
      return given satisfies never;
  }
}

function look({ world }: Screws, { team, user }: Pick<CommandOf<'look'>, 'team' | 'user'>) {
  const workspace = teamOf(world, team);
  actorOf(workspace, user);
  return deskOf(world, workspace, user);
}

/** The desk, once something on it is newer than the moment, or as it is when the time is over. */
async function waitFor(stage: Screws, given: CommandOf<'await'>) {
  const over = pause(given.withinMs, 'over', { ref: false });
  for (;;) {
    const desk = look(stage, given);
    const pages = desk.home ? [...desk.views, desk.home] : desk.views;
    const seen = [...desk.channels.flatMap((channel) => channel.messages), ...pages];
    if (seen.some((one) => one.changed > given.after && !('author' in one && one.author === 'me'))) return desk;
    if ((await Promise.race([stage.world.stirred(), over])) === 'over') return desk;
  }
}

/** A channel as nobody in particular sees it: everything that was posted for all. */
function channelSeen({ world }: Screws, { team, channel }: CommandOf<'channel'>) {
  const found = channelOf(teamOf(world, team), channel);
  return found.messages
    .filter((message) => message.to === null)
    .map(({ ts, user, text, blocks, metadata }) => ({ ts, user, text, plain: readable(text, blocks), metadata }));
}

/** What each question is answered with; the rest of what people do is answered with `Done`. */
export interface Answers {
  readonly submit: Awaited<ReturnType<typeof submit>>;
  readonly type: string;
  readonly look: ReturnType<typeof look>;
  readonly await: ReturnType<typeof look>;
  readonly channel: ReturnType<typeof channelSeen>;
  readonly settled: boolean;
  readonly push: readonly Attempt[];
  readonly connect: null;
  readonly configure: null;
  readonly fault: null;
  readonly release: readonly string[];
  readonly again: Attempt;
  readonly raw: Attempt;
  readonly disconnect: number;
  readonly addChannel: { readonly id: string };
  readonly addWorkspace: { readonly id: string; readonly botUserId: string; readonly botId: string };
  readonly reinstall: object;
  readonly scopes: object;
}
