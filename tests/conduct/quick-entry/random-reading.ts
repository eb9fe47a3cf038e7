import fc from 'fast-check';
import type {
  EntriesReading,
  QuickEntryContext,
  Target,
  Whole,
} from '../../../src/core/conduct/quick-entry/reading.js';
import { isGeneral, noteCode } from '../../../src/core/conduct/rubric.js';

/** Any entries that a line could come to in the context: pupils of all its classes, groups, wholes, free points, notes. */
export function anyEntries(context: QuickEntryContext): fc.Arbitrary<EntriesReading> {
  const items = context.rubric.filter((item) => !item.serious && context.recorder.mayGive(item) !== 'no');
  return fc
    .record({
      item: fc.constantFrom(...items),
      steps: fc.option(fc.integer({ min: 1, max: 40 }), { freq: 3 }),
      targets: fc.uniqueArray(fc.constantFrom(...targetsOf(context)), { minLength: 1, maxLength: 5 }),
      whole: fc.option(fc.constantFrom(...wholesOf(context)), { freq: 4 }),
      note: fc.option(anyNote),
    })
    .map(({ item, steps, targets, whole, note }) => {
      const free = steps !== null && item.kind !== 'neutral' && (isGeneral(item) || item.points !== 0);
      const points = free ? (Math.sign(item.points) * steps) / 2 : item.points;
      const each = whole !== null && points >= 0 ? [whole] : [];
      const all = [...each.flatMap(([, members]) => members), ...targets];
      return {
        kind: 'entries',
        source: { line: 0, text: '' },
        targets: [...new Map(all.map((target) => [JSON.stringify(target), target])).values()],
        wholes: each.map(([one]) => one),
        itemId: item.id,
        points,
        as: context.recorder.proposesOnly || context.recorder.mayGive(item) === 'propose' ? 'propose' : 'give',
        note: item.code === noteCode ? (note ?? 'x') : note,
        exact: true,
      };
    });
}

/** As a note comes out of a line: one line, no invisible marks, single spaces. */
const anyNote = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom('+1 李四', '迟到，王五 -1', '备注：', '打架', '=-3'),
  )
  .map((note) =>
    note
      .normalize('NFC')
      .replace(/\p{Cf}/gu, '')
      .replace(/\s+/gu, ' ')
      .trim(),
  )
  .filter((note) => note !== '');

function targetsOf(context: QuickEntryContext): Target[] {
  return context.classes.flatMap(({ id: classId, pupils, groups }) => [
    ...pupils.map((pupil) => ({ kind: 'pupil', classId, pupilId: pupil.id }) as const),
    ...groups.map((group) => ({ kind: 'group', classId, groupId: group.id }) as const),
  ]);
}

function wholesOf(context: QuickEntryContext): (readonly [Whole, readonly Target[]])[] {
  const pupils = context.classes.flatMap((one) => one.pupils.map((pupil) => ({ ...pupil, classId: one.id })));
  const members = (in_: (pupil: (typeof pupils)[number]) => boolean) =>
    pupils.filter(in_).map(({ id, classId }) => ({ kind: 'pupil', classId, pupilId: id }) as const);
  return [
    ...context.classes.map(({ id }) => [{ kind: 'class', id }, members((pupil) => pupil.classId === id)] as const),
    ...context.classes.flatMap(({ groups }) =>
      groups.map(({ id }) => [{ kind: 'group', id }, members((pupil) => pupil.groupId === id)] as const),
    ),
    ...(context.dormitories ?? []).map(
      ({ id, pupilIds }) => [{ kind: 'dormitory', id }, members((pupil) => pupilIds.includes(pupil.id))] as const,
    ),
  ];
}
