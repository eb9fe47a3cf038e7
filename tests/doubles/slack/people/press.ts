import { Impossible } from '../../support/impossible.js';
import { wireMessage } from '../api/access.js';
import type { Block } from '../blocks/block.js';
import { elementsOf } from '../blocks/check.js';
import type { ActionElement } from '../blocks/elements.js';
import type { CommandOf } from '../control.js';
import { optionsOf } from '../plain.js';
import { type Channel, type Message, messageOf, openView, type User, type View, type Workspace } from '../state.js';
import { wireView } from '../views.js';
import {
  actorOf,
  type Done,
  outcomeOf,
  payloadChannel,
  payloadTeam,
  payloadUser,
  type Stage,
  seatOf,
  teamOf,
} from './context.js';
import { inputsOf, readInput } from './values.js';

// A press on a button, a choice in a select: on a message that the person sees, or in a view that is open.

export async function press(stage: Stage, given: CommandOf<'press'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, given.team);
  const user = actorOf(workspace, given.user);
  const spot = 'view' in given.on ? viewSpot(workspace, user.id, given.on.view) : messageSpot(stage, given);
  const { block, element } = pressedIn(spot.blocks, given);
  const action = {
    action_id: element.action_id ?? '',
    block_id: block.block_id ?? '',
    type: element.type,
    ...chosen(element, given.value),
    action_ts: world.ts(),
  };
  const place = spot.view
    ? {
        container: { type: 'view', view_id: spot.view.id },
        view: wireView(world, workspace, spot.view, stateOf(spot.view)),
      }
    : messagePlace(stage, workspace, user, spot);
  return send(stage, workspace, user, { ...place, actions: [action] }, spot.view?.id);
}

/** A press on a message that the person was never shown, or on what is not there any more, in their direct chat. */
export async function forge(stage: Stage, given: CommandOf<'forge'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, given.team);
  const user = actorOf(workspace, given.user);
  const channel = seatOf(world, workspace, user.id, 'direct');
  const text = { type: 'plain_text', text: '' };
  const option = given.value === undefined ? {} : { selected_option: { text, value: given.value } };
  const action = {
    action_id: given.actionId,
    block_id: 'forged',
    type: given.value === undefined ? 'button' : 'static_select',
    ...option,
    action_ts: world.ts(),
  };
  return send(stage, workspace, user, {
    container: { type: 'message', message_ts: given.ts, channel_id: channel.id, is_ephemeral: false },
    channel: payloadChannel(channel),
    state: { values: {} },
    response_url: stage.responseUrls.issue({ workspace, channel, user: user.id, original: null }),
    actions: [action],
  });
}

async function send(stage: Stage, workspace: Workspace, user: User, about: object, view?: string): Promise<Done> {
  const { world, triggers } = stage;
  const push = world.deliver({
    team: workspace.id,
    what: 'interaction',
    type: 'block_actions',
    payload: {
      type: 'block_actions',
      user: payloadUser(workspace, user),
      api_app_id: world.profile.app.id,
      token: 'not-used-any-more',
      trigger_id: triggers.issue(workspace, user.id, view),
      team: payloadTeam(workspace),
      enterprise: null,
      is_enterprise_install: false,
      ...about,
    },
  });
  const done = await outcomeOf(stage, [push]);
  // The person sees a small warning triangle beside the button.
  return done.ack && done.ack.failure !== null ? { ...done, problem: 'warning' } : done;
}

interface OnMessage {
  readonly channel: Channel;
  readonly message: Message;
}

function messagePlace(
  { responseUrls }: Stage,
  workspace: Workspace,
  user: User,
  { channel, message }: OnMessage,
): object {
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.to !== null,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    channel: payloadChannel(channel),
    // Slack does not send along what only one person saw.
    ...(message.to === null ? { message: wireMessage(workspace, message) } : {}),
    state: { values: {} },
    response_url: responseUrls.issue({ workspace, channel, user: user.id, original: message }),
  };
}

type Spot = { readonly blocks: readonly Block[] } & ({ readonly view: View } | ({ readonly view: null } & OnMessage));

function messageSpot({ world }: Stage, { team, user, on }: CommandOf<'press'>): Spot {
  if ('view' in on) throw new Impossible('That is no message.');
  const channel = seatOf(world, teamOf(world, team), user, on.channel);
  const message = messageOf(channel, on.ts);
  if (!message || (message.to !== null && message.to !== user)) throw new Impossible(`${user} does not see ${on.ts}.`);
  return { blocks: message.blocks ?? [], view: null, channel, message };
}

function viewSpot(workspace: Workspace, user: string, id: string): Spot {
  const view = openView(workspace, id);
  if (!view || view.user !== user) throw new Impossible(`${user} does not see the view ${id}.`);
  return { blocks: view.content.blocks, view };
}

function pressedIn(blocks: readonly Block[], { actionId, blockId }: CommandOf<'press'>) {
  for (const block of blocks) {
    if (block.type === 'input' || (blockId !== undefined && block.block_id !== blockId)) continue;
    const element = elementsOf(block).find((one): one is ActionElement => one.action_id === actionId);
    if (element) return { block, element };
  }
  throw new Impossible(`Nothing there has the action_id ${actionId}.`);
}

/** What the element says of itself when it is used. */
function chosen(element: ActionElement, value: string | readonly string[] | undefined): object {
  const wanted = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  const pick = () =>
    wanted.map((one) => {
      const option = optionsOf(element).find((candidate) => candidate.value === one);
      if (!option) throw new Impossible(`There is no option ${one}.`);
      return option;
    });
  switch (element.type) {
    case 'button':
      return {
        text: element.text,
        ...(element.value === undefined ? {} : { value: element.value }),
        ...(element.style ? { style: element.style } : {}),
      };
    case 'static_select':
    case 'overflow':
    case 'radio_buttons': {
      const [option] = pick();
      if (!option) throw new Impossible('One option has to be chosen.');
      return { selected_option: option };
    }
    case 'multi_static_select':
    case 'checkboxes':
      return { selected_options: pick() };
    case 'datepicker':
      return { selected_date: wanted[0] ?? null };
    default:
      return element satisfies never;
  }
}

/** What the inputs of an open view hold while something else in it is pressed. */
function stateOf(view: View): object {
  const values: Record<string, object> = {};
  for (const { element, block_id = '' } of inputsOf(view)) {
    const name = `${block_id} ${element.action_id}`;
    const read = readInput(element, (view.typed.get(name) ?? null) as string | null);
    if ('value' in read) values[block_id] = { [element.action_id ?? '']: read.value };
  }
  return { values };
}
