import { randomUUID } from 'node:crypto';
import { escapeMarkup } from '../../../support/markup.js';
import { jsonOf } from '../../support/body.js';
import { Impossible } from '../../support/impossible.js';
import { SlackError } from '../api/method.js';
import type { CommandOf } from '../control.js';
import { tell, tellChange, tellMessage } from '../events.js';
import { addMessage, messageOf, type Workspace } from '../state.js';
import { wireView } from '../views.js';
import { actorOf, channelOf, type Done, outcomeOf, payloadChannel, type Stage, seatOf, teamOf } from './context.js';

// What people type: messages, mentions, slash commands.

export async function say(stage: Stage, command: CommandOf<'say'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, command.team);
  const user = actorOf(workspace, command.user);
  const channel = seatOf(world, workspace, user.id, command.channel);
  if (channel.archived) throw new Impossible(`${channel.id} is archived.`);
  const message = addMessage(world, channel, {
    user: user.id,
    text: asSent(workspace, command.text),
    clientMsgId: randomUUID(),
    threadTs: command.thread ?? null,
  });
  const { ts, text } = message;
  world.note({ kind: 'said', team: workspace.id, channel: channel.id, user: user.id, ts, text });
  return { ...(await outcomeOf(stage, tellMessage(world, workspace, channel, message))), ts };
}

/** A client sends the three characters of markup escaped, and a mention as an id. */
function asSent(workspace: Workspace, text: string): string {
  return escapeMarkup(text).replace(/@bot\b/g, `<@${workspace.botUserId}>`);
}

export async function edit(stage: Stage, command: CommandOf<'edit'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, command.team);
  const user = actorOf(workspace, command.user);
  const channel = seatOf(world, workspace, user.id, command.channel);
  const message = messageOf(channel, command.ts);
  if (!message || message.user !== user.id) throw new Impossible('Only an own message can be edited.');
  Object.assign(message, { text: asSent(workspace, command.text), edited: world.ts(), changed: world.stir() });
  const push = tellChange(world, workspace, channel, message, 'message_changed');
  return outcomeOf(stage, push ? [push] : []);
}

export async function takeBack(stage: Stage, command: CommandOf<'takeBack'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, command.team);
  const channel = seatOf(world, workspace, command.user, command.channel);
  const message = messageOf(channel, command.ts);
  if (!message || message.user !== command.user) throw new Impossible('Only an own message can be deleted.');
  channel.messages = channel.messages.filter((one) => one !== message);
  world.stir();
  const push = tellChange(world, workspace, channel, message, 'message_deleted');
  return outcomeOf(stage, push ? [push] : []);
}

export async function botSays(stage: Stage, command: CommandOf<'botSays'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, command.team);
  const channel = channelOf(workspace, command.channel);
  const message = addMessage(world, channel, {
    user: 'UOTHERBOT',
    botId: 'BOTHERBOT',
    appId: 'AOTHERAPP',
    subtype: 'bot_message',
    text: asSent(workspace, command.text),
  });
  return { ...(await outcomeOf(stage, tellMessage(world, workspace, channel, message))), ts: message.ts };
}

/** A slash command: also where the bot is not. Its acknowledgement may be the answer. */
export async function command(stage: Stage, given: CommandOf<'command'>): Promise<Done> {
  const { world, triggers, responseUrls, pusher } = stage;
  const { app } = world.profile;
  const workspace = teamOf(world, given.team);
  const user = actorOf(workspace, given.user);
  const channel = seatOf(world, workspace, user.id, given.channel);
  const name = given.command ?? app.command;
  if (!workspace.installed || !workspace.scopes.includes('commands')) {
    throw new Impossible(`${name} is not a command of ${workspace.name}.`);
  }
  const occasion = { workspace, channel, user: user.id, original: null };
  const shown = payloadChannel(channel);
  const push = world.deliver({
    team: workspace.id,
    what: 'command',
    type: name,
    payload: {
      token: 'not-used-any-more',
      team_id: workspace.id,
      team_domain: workspace.domain,
      channel_id: shown.id,
      channel_name: shown.name,
      user_id: user.id,
      user_name: user.name,
      command: name,
      text: given.text,
      api_app_id: app.id,
      is_enterprise_install: 'false',
      response_url: responseUrls.issue(occasion),
      trigger_id: triggers.issue(workspace, user.id),
    },
  });
  const done = await outcomeOf(stage, [push]);
  if (!done.ack) return done;
  const { failure, body } = await pusher.firstAnswer(push);
  if (failure !== null) return { ...done, problem: 'operation_timeout' };
  if (body === '') return done;
  try {
    responseUrls.answer(occasion, jsonOf(body) ?? { text: body });
    return done;
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    world.note({ kind: 'wrong', what: `answer to ${name}: ${error.error}`, details: [body.slice(0, 500)] });
    return { ...done, problem: error.error };
  }
}

/** Somebody looks at the app's home page or at the chat with it. */
export async function openHome(stage: Stage, given: CommandOf<'openHome'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, given.team);
  const user = actorOf(workspace, given.user);
  const channel = seatOf(world, workspace, user.id, 'direct');
  const home = workspace.homes.get(user.id);
  const push = tell(world, workspace, {
    name: 'app_home_opened',
    event: {
      type: 'app_home_opened',
      user: user.id,
      channel: channel.id,
      tab: given.tab,
      ...(home && given.tab === 'home' ? { view: wireView(world, workspace, home) } : {}),
    },
  });
  return outcomeOf(stage, push ? [push] : []);
}
