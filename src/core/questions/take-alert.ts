import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { type Card, notice } from '../message/card.js';
import { alertListeners } from './listeners.js';

/** Somebody is on it; the others can see who. */
export async function takeAlert(turn: Turn, alertId: string): Promise<Card> {
  const { ports, school, speaker, language, now } = turn;
  return ports.database.transaction(async (stores) => {
    const alert = await stores.questions.findAlert(alertId);
    if (!alert || alert.schoolId !== school.id) throw new Refusal('press.gone');
    const told = await alertListeners(turn, stores);
    if (!told.some((person) => person.id === speaker.person.id)) throw new Refusal('press.notYours');
    const mine = await stores.questions.take(alertId, speaker.person.id, now);
    const [taker] = mine ? [speaker.person] : await stores.people.find([alert.takenById ?? '']);
    return notice(say(language, 'danger.taken', { name: taker?.name ?? '' }), 'done');
  });
}
