import { carries } from '../../access/may.js';
import type { Turn } from '../../inbox/turn.js';
import type { MessageKey } from '../../language/catalogue.js';
import { say } from '../../language/say.js';
import { list } from '../../message/card.js';
import type { Reply } from '../../message/reply.js';

/** What this person can do here, and nothing else. */
export async function help({ speaker, language }: Turn): Promise<Reply> {
  const has = (power: Parameters<typeof carries>[1]) => speaker.roles.some((role) => carries(role.kind, power));
  const lines: readonly (readonly [boolean, MessageKey])[] = [
    [has('record'), 'talk.helpPoints'],
    [!has('record') && has('propose'), 'talk.helpPropose'],
    [has('see'), 'talk.helpWeek'],
    [has('see'), 'talk.helpReport'],
    [has('approve'), 'talk.helpDigest'],
    [speaker.childIds.length > 0, 'talk.helpNotes'],
    [speaker.childIds.length > 0, 'talk.helpGuardian'],
    [true, 'talk.helpWhy'],
    [has('administer'), 'talk.helpAdminister'],
    [true, 'talk.helpSettings'],
    [true, 'talk.helpUnlink'],
  ];
  return {
    card: {
      title: say(language, 'talk.helpTitle'),
      tone: 'plain',
      blocks: [list(lines.flatMap(([wanted, key]) => (wanted ? [say(language, key)] : [])))],
    },
  };
}
