import { say } from '../language/say.js';
import { notice } from '../message/card.js';
import { decideInvites } from '../people/decide-invites.js';
import { handOverQuestion } from '../questions/answer.js';
import { directQuestion } from '../questions/ask.js';
import { takeAlert } from '../questions/take-alert.js';
import { openForm } from './form-conversation.js';
import { idOf, type Press } from './press.js';

const decide =
  (accepted: boolean): Press =>
  async (turn, action) => {
    const count = await decideInvites(turn, idOf(action, 'inviteIds').split(' '), accepted);
    return { card: notice(say(turn.language, accepted ? 'people.accepted' : 'people.declined', { count }), 'done') };
  };

export const peoplePresses: Readonly<Record<string, Press>> = {
  'invite.accept': decide(true),
  'invite.decline': decide(false),
  'question.answer': (turn, action) => openForm(turn, 'answer', idOf(action, 'questionId')),
  'question.about': async (turn, action) => ({
    card: await directQuestion(turn, idOf(action, 'questionId'), idOf(action, 'pupilId')),
  }),
  'question.handOver': async (turn, action) => ({ card: await handOverQuestion(turn, idOf(action, 'questionId')) }),
  'alert.take': async (turn, action) => ({ card: await takeAlert(turn, idOf(action, 'alertId')) }),
};
