import type { Turn } from '../../inbox/turn.js';
import { say } from '../../language/say.js';
import { notice } from '../../message/card.js';
import type { Reply } from '../../message/reply.js';
import { undoLastLines } from '../draft-presses.js';
import { answerLines } from '../entry-conversation.js';

/** `points 张三 +2 帮扶`: the same as the line itself, for where a verb is needed. Its answer goes to the asker alone. */
export async function points(turn: Turn, rest: string): Promise<Reply> {
  if (rest === '') return { card: notice(say(turn.language, 'talk.helpPoints')) };
  const answer = await answerLines(turn, rest, null, turn.inbound.chat.kind === 'direct');
  if (answer.kind === 'card') return { card: answer.card };
  return { card: notice(say(turn.language, answer.kind === 'noScope' ? 'entry.noScope' : 'entry.no.notAnEntry')) };
}

export async function undo(turn: Turn): Promise<Reply> {
  return { card: await undoLastLines(turn) };
}
