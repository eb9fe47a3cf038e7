import type { InboundOf } from '../message/inbound.js';
import type { Reply } from '../message/reply.js';
import type { Ports } from '../ports/ports.js';

/** Who is in a bound chat decides what may be said there; an unbound chat is none of our business. */
export async function noteMembers(ports: Ports, inbound: InboundOf<'members'>): Promise<Reply> {
  const now = ports.clock.school();
  await ports.database.transaction(async (stores) => {
    const channel = await stores.channels.findByChat(inbound.workspaceId, inbound.chat.externalId);
    if (channel) await stores.channels.setMembers(channel, inbound.members, ports.ids.next, now);
  });
  return {};
}
