import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import type { Reply } from '../message/reply.js';
import type { StoredAction } from '../ports/action-store.js';

/** What a kind of button does. Whether it may still be done is asked of the matter itself, in its own transaction. */
export type Press = (turn: Turn, action: StoredAction, value: string | null) => Promise<Reply>;

/** An id of the payload; a card of ours always has it. */
export function idOf(action: StoredAction, name: string): string {
  const value = action.payload[name];
  if (typeof value !== 'string') throw new Refusal('press.gone');
  return value;
}
