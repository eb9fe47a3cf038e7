import { unescapeMarkup } from '../../../support/markup.js';
import { elementsOf } from '../blocks/check.js';
import { actionsOf, optionsOf, readable, type SeenAction } from '../plain.js';
import type { Channel, Message, Metadata, View, Workspace, World } from '../state.js';
import { firstValue } from './values.js';

// What one person sees in their Slack.

export interface SeenMessage {
  readonly ts: string;
  readonly channel: string;
  /** 'bot', 'me', or the id of somebody else. */
  readonly author: string;
  /** Nobody else sees it. */
  readonly alone: boolean;
  /** The fallback that a notification shows. */
  readonly text: string;
  /** The words that stand there. */
  readonly plain: string;
  readonly blocks: readonly unknown[];
  readonly actions: readonly SeenAction[];
  readonly metadata: Metadata | null;
  readonly edited: boolean;
  readonly thread: string | null;
  /** When it last changed, in the world's moments. */
  readonly changed: number;
}

export interface SeenField {
  readonly blockId: string;
  readonly actionId: string;
  readonly kind: string;
  readonly label: string;
  readonly hint: string | null;
  readonly optional: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: unknown;
}

export interface SeenView {
  readonly id: string;
  readonly title: string;
  readonly submit: string | null;
  readonly callbackId: string;
  readonly privateMetadata: string;
  readonly hash: string;
  readonly plain: string;
  readonly fields: readonly SeenField[];
  readonly actions: readonly SeenAction[];
  readonly errors: Readonly<Record<string, string>>;
  readonly blocks: readonly unknown[];
  readonly changed: number;
}

export interface SeenChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: Channel['kind'];
  readonly members: number;
  readonly archived: boolean;
  readonly messages: readonly SeenMessage[];
}

export interface Desk {
  readonly moment: number;
  readonly user: { readonly id: string; readonly name: string };
  readonly channels: readonly SeenChannel[];
  /** What is open, the topmost last. */
  readonly views: readonly SeenView[];
  readonly home: SeenView | null;
}

export function deskOf(world: World, workspace: Workspace, userId: string): Desk {
  const user = workspace.users.get(userId);
  const home = workspace.homes.get(userId);
  return {
    moment: world.moment,
    user: { id: userId, name: user?.name ?? userId },
    channels: [...workspace.channels.values()]
      .filter((channel) => channel.members.has(userId))
      .map((channel) => ({
        id: channel.id,
        name: channel.kind === 'im' ? world.profile.app.name : channel.name,
        kind: channel.kind,
        members: channel.members.size,
        archived: channel.archived,
        messages: channel.messages
          .filter((message) => message.to === null || message.to === userId)
          .map((message) => seenMessage(workspace, channel, message, userId)),
      })),
    views: (workspace.stacks.get(userId) ?? []).map(seenView),
    home: home ? seenView(home) : null,
  };
}

function seenMessage(workspace: Workspace, channel: Channel, message: Message, userId: string): SeenMessage {
  const author = message.user === workspace.botUserId ? 'bot' : message.user === userId ? 'me' : message.user;
  return {
    ts: message.ts,
    channel: channel.id,
    author,
    alone: message.to !== null,
    text: unescapeMarkup(message.text),
    plain: readable(message.text, message.blocks),
    blocks: message.blocks ?? [],
    actions: actionsOf(message.blocks ?? []),
    metadata: message.metadata,
    edited: message.edited !== null,
    thread: message.threadTs,
    changed: message.changed,
  };
}

function seenView(view: View): SeenView {
  const { content } = view;
  const fields = content.blocks.flatMap((block): SeenField[] => {
    if (block.type !== 'input') return [];
    const [element] = elementsOf(block);
    if (!element) return [];
    const name = `${block.block_id} ${element.action_id}`;
    return [
      {
        blockId: block.block_id ?? '',
        actionId: element.action_id ?? '',
        kind: element.type,
        label: block.label.text,
        hint: block.hint?.text ?? null,
        optional: block.optional ?? false,
        options: optionsOf(element).map(({ value, text }) => ({ value, label: text.text })),
        value: view.typed.has(name) ? view.typed.get(name) : firstValue(block.element),
      },
    ];
  });
  return {
    id: view.id,
    title: content.type === 'modal' ? content.title.text : '',
    submit: content.type === 'modal' ? (content.submit?.text ?? null) : null,
    callbackId: content.callback_id ?? '',
    privateMetadata: content.private_metadata ?? '',
    hash: view.hash,
    plain: readable('', content.blocks),
    fields,
    actions: actionsOf(content.blocks),
    errors: view.errors,
    blocks: content.blocks,
    changed: view.changed,
  };
}
