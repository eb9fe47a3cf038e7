import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import type { GroupName } from './piece.js';

/** 第3组（星火） / Group 3 (Spark). */
export function groupLabel(group: GroupName, language: Language): string {
  return group.name
    ? say(language, 'digest.groupNamed', { number: group.number, name: group.name })
    : say(language, 'digest.groupNumber', { number: group.number });
}
