import type { Inbound } from '../message/inbound.js';
import type { Reply } from '../message/reply.js';

/** What the program does with an event that a bot took apart; see the inbox. */
export type Accept = (
  inbound: Inbound,
  answer: 'reply' | 'message',
) => Promise<{ readonly repeated: boolean; readonly reply: Promise<Reply | null> }>;
