import type { Language } from '../language/language.js';
import type { KnownRelation } from '../roster/vocabulary.js';
import type { NameBook } from './names.js';

/** Everything about the demo school that is a word. It is data, like a roster: no sentence of the program stands here. */
export interface DemoEdition {
  readonly language: Language;
  readonly schoolName: string;
  readonly names: NameBook;
  /** In the order of the classes; the two halves are the two grades. */
  readonly classes: readonly [ClassWords, ClassWords, ClassWords, ClassWords];
  /** Whether a class list goes by the alphabet. */
  readonly alphabetical: boolean;
  /** Pupils who have to be there, by class: namesakes, rare characters, names that programs trip over. */
  readonly notable: readonly [readonly Notable[], readonly Notable[], readonly Notable[], readonly Notable[]];
  readonly subjects: {
    /** Taught by the homeroom teachers, the first in both classes of the grade by the first of them. */
    readonly homeroom: readonly [string, string];
    readonly grade: readonly [string, string];
    readonly sports: string;
    readonly counselling: string;
  };
  readonly groupNames: readonly string[];
  readonly grandparents: {
    readonly woman: KnownRelation;
    readonly man: KnownRelation;
  };
  readonly aunt: KnownRelation;
  readonly staffChannel: string;
  readonly parentsChannel: (className: string) => string;
  /** How a guardian calls herself in a chat: 李晓明妈妈. */
  readonly chatName: (pupilName: string, relation: string, personName: string) => string;
  /** Members of a families' chat whom the school does not know. */
  readonly strangers: readonly [string, string, string];
  /** Staff notes, by item. */
  readonly notes: Readonly<Record<string, readonly string[]>>;
  /** For the items that take any reason. */
  readonly reasons: { readonly plus: readonly string[]; readonly minus: readonly string[] };
  readonly roundRemarks: readonly string[];
  readonly groupRemarks: readonly string[];
}

export interface ClassWords {
  readonly grade: string;
  readonly section: string;
  readonly gradeName: string;
  readonly name: string;
}

export interface Notable {
  readonly name: string;
  readonly sex: 'female' | 'male';
  /** By which the parents are called, where their names do not stand here. */
  readonly surname?: string;
  readonly father?: string;
  readonly mother?: string;
  /** The language in which the father is written to, where it is not the school's. */
  readonly fatherReads?: Language;
}
