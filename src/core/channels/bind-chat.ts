import { Refusal } from '../errors.js';
import type { Channel, ChannelAudience } from '../ports/channel-store.js';
import type { Ports } from '../ports/ports.js';
import type { School } from '../school/school.js';
import { type ChatRef, obstacleTo, type SeenChat } from './see-chat.js';

/** What a chat is to be. */
export interface Purpose {
  readonly audience: ChannelAudience;
  /** null: of the whole school. */
  readonly classId: string | null;
}

export interface BindRequest {
  readonly school: School;
  readonly personId: string;
  readonly at: ChatRef;
  readonly purpose: Purpose;
  readonly seen: SeenChat;
  /** What the chat is called when nobody knows its own name. */
  readonly otherwiseNamed: string;
}

/**
 * Binds the chat, with those who are seen in it now. Bound before, it changes; whoever confirmed its members for the
 * old audience did not confirm them for the new one.
 */
export async function bindChat(ports: Ports, request: BindRequest): Promise<Channel> {
  const { school, personId, at, purpose, seen } = request;
  const obstacle = obstacleTo(purpose.audience, seen.facts);
  if (obstacle) throw new Refusal(obstacle);
  const now = ports.clock.school();
  return ports.database.transaction(async (stores) => {
    const before = await stores.channels.findByChat(at.workspaceId, at.chat);
    if (before && before.schoolId !== school.id) throw new Refusal('bind.otherSchool');
    const channel = await stores.channels.bind(
      {
        id: ports.ids.next(),
        schoolId: school.id,
        workspaceId: at.workspaceId,
        externalId: at.chat,
        name: seen.name ?? request.otherwiseNamed,
        ...purpose,
        language: before?.language ?? null,
        confirmedAt: null,
      },
      personId,
      now,
    );
    // Whatever waited while it was away is asked again whether it may go here.
    await stores.deliveries.release(at.workspaceId, at.chat);
    if (seen.facts) await stores.channels.setMembers(channel, seen.members, ports.ids.next, now);
    await stores.audit.add([
      {
        id: ports.ids.next(),
        schoolId: school.id,
        actorId: personId,
        action: `channel.bind.${purpose.audience}`,
        subjectKind: 'channel',
        subjectId: channel.id,
        at: now,
      },
    ]);
    return channel;
  });
}

/**
 * Nothing goes to the chat any more; what waits for it is not sent.
 * @throws Refusal when it is not bound, or another school's.
 */
export async function unbindChat(ports: Ports, school: School, personId: string, at: ChatRef): Promise<Channel> {
  const now = ports.clock.school();
  return ports.database.transaction(async (stores) => {
    const channel = await stores.channels.findByChat(at.workspaceId, at.chat);
    if (!channel) throw new Refusal('bind.notBound');
    if (channel.schoolId !== school.id) throw new Refusal('bind.otherSchool');
    await stores.channels.unbind(channel.id, now);
    // What is held for it is looked at once more, and ends with the reason that no chat is bound.
    await stores.deliveries.release(at.workspaceId, at.chat);
    await stores.audit.add([
      {
        id: ports.ids.next(),
        schoolId: school.id,
        actorId: personId,
        action: 'channel.unbind',
        subjectKind: 'channel',
        subjectId: channel.id,
        at: now,
      },
    ]);
    return channel;
  });
}
