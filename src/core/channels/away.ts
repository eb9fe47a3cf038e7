import { say } from '../language/say.js';
import { notice } from '../message/card.js';
import { administratorsOf, tellAdministrators } from '../people/administrators.js';
import type { AwayReason, Channel } from '../ports/channel-store.js';
import type { ChatFacts } from '../ports/chats.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { loadSchool } from '../school/school.js';
import { type ChatRef, lookAt } from './see-chat.js';

/**
 * The bot is not in a bound chat any more, or the chat takes no messages: what is meant for it waits, and the school's
 * administrators are told. Once: however many events say the same, they change nothing until it is back.
 * @param cause names what told us, in the message to the administrators.
 */
export async function noteAway(ports: Ports, channel: Channel, reason: AwayReason, cause: string): Promise<void> {
  const { database } = ports;
  const now = ports.clock.school();
  const school = await loadSchool(database, channel.schoolId);
  await database.transaction(async (stores) => {
    if (!(await stores.channels.leave(channel.id, reason, now))) return;
    await tellAdministrators(ports, stores, school, await administratorsOf(stores, school, now), {
      kind: 'chat.away',
      key: `chat.away:${channel.id}:${cause}`,
      subjectId: channel.classId ?? school.id,
      card: (language) => notice(say(language, `chat.away.${reason}`, { name: channel.name }), 'attention'),
    });
  });
  await ports.bell.ring('deliver');
}

/** The platform refused a message because the chat is not there for us: events can be lost, too. */
export async function noteChatGone(ports: Ports, at: ChatRef, cause: string): Promise<void> {
  const channel = await ports.database.channels.findByChat(at.workspaceId, at.chat);
  if (channel) await noteAway(ports, channel, 'gone', cause);
}

/**
 * The chat is there again: what waited for it goes on, unless it has become useless. Who is in it now is looked at
 * first; unseen, its members count as unknown, so that no name is shown to whoever came meanwhile.
 */
export async function noteBack(ports: Ports, channel: Channel): Promise<void> {
  const { database } = ports;
  const { workspaceId, externalId } = channel;
  const looked = await lookAt(ports, { workspaceId, chat: externalId });
  if (looked === 'gone' || looked?.archived) return;
  await database.transaction(async (stores) => {
    await noteWhoIsThere(ports, stores, channel, looked);
    if (looked && looked.name !== channel.name) await stores.channels.rename(channel.id, looked.name);
    await stores.channels.comeBack(channel.id);
    await stores.deliveries.release(workspaceId, externalId);
  });
  await ports.bell.ring('deliver');
}

/** Somebody came or left. When nobody can be seen now, who is there counts as unknown until somebody has looked. */
export async function noteMembersChanged(ports: Ports, channel: Channel): Promise<void> {
  const looked = await lookAt(ports, { workspaceId: channel.workspaceId, chat: channel.externalId });
  if (looked === 'gone') return;
  await ports.database.transaction((stores) => noteWhoIsThere(ports, stores, channel, looked));
}

async function noteWhoIsThere(ports: Ports, stores: Stores, channel: Channel, looked: ChatFacts | null): Promise<void> {
  if (!looked) return stores.channels.forgetMembers(channel.id);
  await stores.channels.setMembers(channel, looked.members, ports.ids.next, ports.clock.school());
}
