import type { RecorderCode, RecordRight } from '../access/record-right.js';

/** A rule of the school's rubric 细则: what it is called, what it is worth and who may record it. */
export interface RubricItem {
  readonly id: string;
  readonly code: string;
  readonly category: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Short words that people really type, in any language. */
  readonly aliases: readonly string[];
  /** In steps of 0.5; 0 for a neutral observation. */
  readonly points: number;
  /** Grants as `RecorderGrant`: "CT:give", "DO:propose". None at all: whoever may record in the class. */
  readonly recorders: readonly string[];
  /** Never points by a line: it opens a private report to student affairs. */
  readonly serious: boolean;
  readonly kind: 'plus' | 'minus' | 'neutral';
}

/**
 * The two items that take any points of their sign, for what the rubric has no word for; the reason is a staff note. A
 * rubric may go without them.
 */
export const generalCodes = { plus: 'GEN+', minus: 'GEN-' } as const;

export function isGeneral(item: Pick<RubricItem, 'code'>): boolean {
  return item.code === generalCodes.plus || item.code === generalCodes.minus;
}

/** The neutral item whose whole content is its note. */
export const noteCode = 'OBS04';

/** What a person who holds these recorder codes may do with the item. `recordRight` also asks where and when. */
export function mayRecord(item: Pick<RubricItem, 'recorders'>, codes: ReadonlySet<RecorderCode>): RecordRight | 'no' {
  const granted = (right: RecordRight) => [...codes].some((code) => item.recorders.includes(`${code}:${right}`));
  if (item.recorders.length === 0 || granted('give')) return 'give';
  return granted('propose') ? 'propose' : 'no';
}
