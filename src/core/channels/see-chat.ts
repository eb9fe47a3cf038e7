import { DeliveryError, Refusal } from '../errors.js';
import type { ChannelAudience, ChatMember } from '../ports/channel-store.js';
import type { ChatFacts } from '../ports/chats.js';
import type { Ports } from '../ports/ports.js';

/** A group chat on its platform. */
export interface ChatRef {
  readonly workspaceId: string;
  readonly chat: string;
}

/** A group chat as far as it can be seen now. */
export interface SeenChat {
  /** null: the platform does not say at the moment; name and members are those last heard of. */
  readonly facts: ChatFacts | null;
  readonly name: string | null;
  readonly members: readonly ChatMember[];
}

/**
 * Looks at the chat. What the platform will not tell now is no reason to stop: then what was last heard of it counts.
 * @throws Refusal when the chat does not let the bot in.
 */
export async function seeChat(ports: Pick<Ports, 'chats' | 'database'>, at: ChatRef): Promise<SeenChat> {
  const facts = await lookAt(ports, at);
  if (facts === 'gone') throw new Refusal('bind.notInChat');
  if (facts) return { facts, name: facts.name, members: facts.members };
  const known = await ports.database.channels.known(at.workspaceId, at.chat);
  return { facts: null, name: known?.name ?? null, members: known?.members ?? [] };
}

/** 'gone': the chat is not there for the bot; null: its platform is off, or does not answer now. */
export async function lookAt(
  { chats }: Pick<Ports, 'chats'>,
  { workspaceId, chat }: ChatRef,
): Promise<ChatFacts | 'gone' | null> {
  try {
    return await chats.look(workspaceId, chat);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return error.fault.kind === 'gone' ? 'gone' : null;
  }
}

export type BindObstacle =
  | 'bind.archived'
  | 'bind.sharedOnlyCommunity'
  | 'bind.outsidersNotStaff'
  | 'bind.guestsNotStaff';

/** Why a chat like this may not be bound to the audience; the codes are sentences that say what to do. */
export function obstacleTo(audience: ChannelAudience, facts: ChatFacts | null): BindObstacle | null {
  if (!facts) return null;
  if (facts.archived) return 'bind.archived';
  if (facts.openTo === 'organizations' && audience !== 'community') return 'bind.sharedOnlyCommunity';
  if (facts.openTo === 'outsiders' && audience === 'staff') return 'bind.outsidersNotStaff';
  if (audience === 'staff' && facts.members.some((one) => one.guest)) return 'bind.guestsNotStaff';
  return null;
}
