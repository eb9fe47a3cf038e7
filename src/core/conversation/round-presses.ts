import { submitRound } from '../conduct/rounds.js';
import { askForm, openForm } from './form-conversation.js';
import { idOf, type Press } from './press.js';
import { roundOf, submittedCard } from './round-form.js';

export const roundPresses: Readonly<Record<string, Press>> = {
  /** The week stands as it is: nothing to fill in. Scores that were given before stay. */
  'round.asIs': async (turn, action) => {
    const { ports, school, speaker } = turn;
    const { round } = await roundOf(turn, idOf(action, 'roundId'));
    const scores = await ports.database.rounds.scoresOf(school.id, round.id);
    const { id: roundId, remark } = round;
    await submitRound(ports, { school, personId: speaker.person.id, roundId, scores, remark });
    return { card: submittedCard(turn, round) };
  },
  'round.fillIn': (turn, action) => openForm(turn, 'round', idOf(action, 'roundId')),
  'round.oneByOne': (turn, action) => askForm(turn, 'round', idOf(action, 'roundId')),
};
