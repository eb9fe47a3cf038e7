import type { Turn } from '../../inbox/turn.js';
import type { Reply } from '../../message/reply.js';
import { offerOwnUnlink, offerUnlink } from '../link-presses.js';

/** Ends the link between an account and a person: the own one, or, for an administrator, that of somebody named. */
export async function unlinkVerb(turn: Turn, rest: string): Promise<Reply> {
  return { card: rest === '' ? await offerOwnUnlink(turn) : await offerUnlink(turn, rest) };
}
