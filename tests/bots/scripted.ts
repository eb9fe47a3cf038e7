import type { Inbound } from '../../src/core/message/inbound.js';
import type { Reply } from '../../src/core/message/reply.js';
import type { Accept } from '../../src/core/ports/accept.js';

/** Keeps what arrived and answers it, once for each key. */
export function scripted(answer: (inbound: Inbound) => Reply | Promise<Reply>) {
  const accepted: Inbound[] = [];
  const ways: string[] = [];
  const replies = new Map<string, Promise<Reply>>();
  const accept: Accept = async (inbound, way) => {
    const known = replies.get(inbound.key);
    if (known) return { repeated: true, reply: known };
    accepted.push(inbound);
    ways.push(way);
    const reply = Promise.resolve(answer(inbound));
    replies.set(inbound.key, reply);
    return { repeated: false, reply: way === 'message' ? reply.then(() => null) : reply };
  };
  return { accept, accepted, ways };
}
