import type { RecordRight } from '../access/record-right.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { Language } from '../language/language.js';
import type { Subject } from './ledger.js';
import type { QuickEntryReading, Target } from './quick-entry/reading.js';
import type { RubricItem } from './rubric.js';

/** One line about to be recorded or proposed, resolved to ids: what a preview shows and what is written, word for word. */
export interface EntryLine {
  readonly classId: string;
  readonly subject: Subject;
  readonly rubricItemId: string;
  readonly itemCode: string;
  /** What the rubric gave for the item when the line was shown; if that has changed since, the line is asked again. */
  readonly rubricPoints: number;
  readonly points: number;
  /** The rubric's wording in the school's language. */
  readonly familyText: string;
  readonly staffNote: string | null;
  readonly occurredOn: LocalDate;
  readonly as: RecordRight;
  /** It stands for "each of …": with minus points that is refused, nobody answers for what others did (SYSTEMS C2). */
  readonly everyone: boolean;
}

/** "Each of …" as it stood in a message, and who that was when it was shown. */
export interface LineWhole {
  readonly kind: 'class' | 'group' | 'dormitory';
  readonly id: string;
  readonly pupilIds: readonly string[];
}

/** The rubric's wording of an item, in a language. */
export function wordingOf(item: Pick<RubricItem, 'nameZh' | 'nameEn'>, language: Language): string {
  return language === 'zh-CN' ? item.nameZh : item.nameEn;
}

/** A line for the subject with the item's wording, as the rubric has it now. */
export function lineOf(
  item: RubricItem,
  line: Omit<EntryLine, 'rubricItemId' | 'itemCode' | 'rubricPoints' | 'familyText'>,
  language: Language,
): EntryLine {
  return {
    ...line,
    rubricItemId: item.id,
    itemCode: item.code,
    rubricPoints: item.points,
    familyText: wordingOf(item, language),
  };
}

/** What a read message would record: a line for each target, in the order of the message. Questions and refusals give none. */
export function linesOf(
  reading: QuickEntryReading,
  rubric: readonly RubricItem[],
  at: { readonly occurredOn: LocalDate; readonly language: Language },
): { readonly lines: readonly EntryLine[]; readonly wholes: readonly LineWhole[] } {
  const items = new Map(rubric.map((item) => [item.id, item]));
  const parts = reading.lines.flatMap((part) => (part.kind === 'entries' ? [part] : []));
  return {
    lines: parts.flatMap(({ itemId, targets, wholes, points, note, as }) => {
      const item = items.get(itemId);
      if (!item) return [];
      const common = { points, staffNote: note, occurredOn: at.occurredOn, as, everyone: wholes.length > 0 };
      return targets.map((target) =>
        lineOf(item, { ...common, classId: target.classId, subject: subjectOf(target) }, at.language),
      );
    }),
    wholes: parts.flatMap(({ wholes, targets }) =>
      wholes.map(({ kind, id }) => ({
        kind,
        id,
        pupilIds: targets.flatMap((target) => (target.kind === 'pupil' ? target.pupilId : [])),
      })),
    ),
  };
}

function subjectOf(target: Target): Subject {
  return target.kind === 'pupil' ? { kind: 'pupil', id: target.pupilId } : { kind: 'group', id: target.groupId };
}
