import type { Turn } from '../../inbox/turn.js';
import { say } from '../../language/say.js';
import { notice } from '../../message/card.js';
import type { Reply } from '../../message/reply.js';
import { linkByCode } from '../../people/link.js';
import { mayAdminister } from '../administer.js';
import { listUnlinked } from '../link-presses.js';
import { help } from './help.js';
import { unlinkVerb } from './unlink.js';

const offWords: readonly string[] = ['off', 'none', '解除'];

/**
 * A further code of somebody we know: a second child, or a role at another school. Without one, an administrator sees
 * the accounts that nobody is known by; for everybody else it is a call for help.
 */
export async function linkAgain(turn: Turn, rest: string): Promise<Reply> {
  if (offWords.includes(rest.toLowerCase())) return unlinkVerb(turn, '');
  if (rest === '') return mayAdminister(turn) ? { card: await listUnlinked(turn) } : help(turn);
  const { ports, inbound, language, speaker } = turn;
  const outcome = await linkByCode(ports, { workspaceId: inbound.workspaceId, ...inbound.actor, code: rest });
  if (outcome.kind === 'refused') return { card: notice(say(language, `people.${outcome.why}`), 'attention') };
  if (outcome.kind === 'waiting') return { card: notice(say(language, 'people.waiting'), 'good') };
  const school = (await ports.database.schools.find(outcome.schoolId))?.name ?? '';
  return { card: notice(say(language, 'people.linked', { name: speaker.person.name, school }), 'good') };
}
