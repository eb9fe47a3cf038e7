import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import { type KnownRelation, relations } from './vocabulary.js';

/** How a guardian is related to the child, in the reader's language; a word that only the school uses as it wrote it. */
export function sayRelation(language: Language, relation: string): string {
  return isKnown(relation) ? say(language, `roster.relation.${relation}`) : relation;
}

function isKnown(relation: string): relation is KnownRelation {
  return Object.hasOwn(relations, relation);
}
