import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import type { Reply } from '../message/reply.js';
import type { StoredAction } from '../ports/action-store.js';
import { bindPresses } from './bind-presses.js';
import { digestPresses } from './digest-presses.js';
import { draftPresses } from './draft-presses.js';
import { formPresses } from './form-conversation.js';
import { homePresses } from './home.js';
import { linkPresses } from './link-presses.js';
import { peoplePresses } from './people-presses.js';
import type { Press } from './press.js';
import { proposalPresses } from './proposal-cards.js';
import { roundPresses } from './round-presses.js';
import { settingsPresses } from './verbs/settings.js';

const presses: Readonly<Record<string, Press>> = {
  ...bindPresses,
  ...digestPresses,
  ...draftPresses,
  ...formPresses,
  ...homePresses,
  ...linkPresses,
  ...peoplePresses,
  ...proposalPresses,
  ...roundPresses,
  ...settingsPresses,
};

/** Every kind of button there is. */
export const pressKinds: readonly string[] = Object.keys(presses);

/** Anybody who sees a message can press its buttons: who may is decided here and in the handler, never by the card. */
export async function press(turn: Turn, action: StoredAction | null, value: string | null): Promise<Reply> {
  if (!action || action.schoolId !== turn.school.id) throw new Refusal('press.gone');
  if (action.personId !== null && action.personId !== turn.speaker.person.id) throw new Refusal('press.notYours');
  if (action.expiresAt <= turn.now) throw new Refusal('press.expired');
  const run = Object.hasOwn(presses, action.kind) ? presses[action.kind] : undefined;
  if (!run) throw new Refusal('press.gone');
  return run(turn, action, value);
}
