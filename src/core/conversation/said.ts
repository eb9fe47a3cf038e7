import { carries } from '../access/may.js';
import { looksLikeQuickEntry } from '../conduct/quick-entry/looks-like.js';
import { tellPerson } from '../deliveries/tell.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { notice } from '../message/card.js';
import type { Reply } from '../message/reply.js';
import { looksLikeCode } from '../people/code.js';
import { askSchool } from '../questions/ask.js';
import { answerLines } from './entry-conversation.js';
import { answerOpenForm } from './form-conversation.js';
import { linkAgain } from './verbs/link.js';

/**
 * Free words in a direct chat. A form that waits for an answer comes first; then a staff member's words are tried as quick
 * entry, and a guardian's go to the homeroom teacher. Somebody who is both is a teacher while the words read as lines, and a
 * parent otherwise.
 */
export async function answerPerson(turn: Turn, text: string): Promise<Reply> {
  const { speaker, language } = turn;
  if (looksLikeCode(text)) return linkAgain(turn, text);
  // Lines are lines even while a form asks: a question that was left open days ago must not swallow them.
  const waiting = looksLikeQuickEntry(text) ? null : await answerOpenForm(turn, text);
  if (waiting) return waiting;
  const writes = speaker.roles.some((role) => carries(role.kind, 'record') || carries(role.kind, 'propose'));
  if (writes) {
    const answer = await answerLines(turn, text, null, true);
    if (answer.kind === 'card') return { card: answer.card };
    if (speaker.childIds.length === 0) {
      return { card: notice(say(language, answer.kind === 'noScope' ? 'entry.noScope' : 'talk.notUnderstood')) };
    }
  }
  if (speaker.childIds.length > 0) return askSchool(turn, text);
  return { card: notice(say(language, 'talk.notUnderstood')) };
}

/**
 * Words in a group that mention the bot. Lines about pupils are never answered there with a name: the card goes to the
 * writer's direct chat, and the group reads only that. Only a staff chat bound to the class lends its class to them.
 */
export async function answerGroup(turn: Turn, text: string): Promise<Reply> {
  const { ports, inbound, school, speaker, language } = turn;
  if (!looksLikeQuickEntry(text)) return { card: notice(say(language, 'talk.groupHint')) };
  const channel = await ports.database.channels.findByChat(inbound.workspaceId, inbound.chat.externalId);
  const bound = channel?.audience === 'staff' ? channel.classId : null;
  const answer = await answerLines(turn, text, bound, false);
  const card = answer.kind === 'card' ? answer.card : notice(say(language, 'talk.notUnderstood'));
  await ports.database.transaction((stores) =>
    tellPerson(ports, stores, school, {
      person: speaker.person,
      kind: 'entry.moved',
      key: `entry.moved:${turn.eventId}`,
      subjectId: null,
      card,
      urgency: 0,
      atAnyHour: true,
    }),
  );
  await ports.bell.ring('deliver');
  return { card: notice(say(language, 'entry.movedToDirect')) };
}
