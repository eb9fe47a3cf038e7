import type { DraftRole } from '../roster/draft.js';
import type { DemoStaff, StaffKey } from './cast.js';
import type { DemoEdition } from './edition.js';
import type { AdultKind, Namer } from './namer.js';
import { createRandom } from './random.js';

type RoleDraft = Omit<DraftRole, 'at'>;

/** The grown-ups of the house: four homeroom teachers, who also teach, and everybody a school's week needs beside them. */
export function makeStaff(edition: DemoEdition, namer: Namer): readonly DemoStaff[] {
  const { classes, subjects } = edition;
  const random = createRandom(7);
  const classScope = (index: number) => {
    const { grade = '', section = '' } = classes[index] ?? {};
    return { kind: 'class', grade, section } as const;
  };
  const gradeScope = (grade: number) => ({ kind: 'grade', grade: classes[grade * 2]?.grade ?? '' }) as const;
  const whole = { kind: 'school' } as const;
  const teaches = (classIndexes: readonly number[], subject: string): RoleDraft[] =>
    classIndexes.map((index) => ({ kind: 'subjectTeacher', scope: classScope(index), subjects: [subject] }));
  const plain = (kind: RoleDraft['kind'], scope: RoleDraft['scope']): RoleDraft => ({ kind, scope, subjects: [] });

  const staff = (key: StaffKey, kind: AdultKind, roles: readonly RoleDraft[]): DemoStaff => ({
    key,
    name: namer.adult(namer.surname(random), kind),
    phone: namer.phone(),
    roles,
  });
  const pairs = [
    [0, 1],
    [2, 3],
  ] as const;
  return [
    ...pairs.flatMap(([first, second]) =>
      ([first, second] as const).map((index, place) =>
        staff(`homeroom${index}`, place === 0 ? 'women' : 'men', [
          { kind: 'homeroomTeacher', scope: classScope(index), subjects: [subjects.homeroom[place] ?? ''] },
          ...teaches([first, second], subjects.homeroom[place] ?? ''),
        ]),
      ),
    ),
    ...pairs.flatMap((both, grade) =>
      subjects.grade.map((subject, place) =>
        staff(`teacher${grade}-${place}`, place === 0 ? 'women' : 'men', teaches(both, subject)),
      ),
    ),
    staff('sports', 'men', teaches([0, 1, 2, 3], subjects.sports)),
    staff('counsellor', 'women', [
      ...teaches([0, 1], subjects.counselling),
      plain('mentor', { ...classScope(0), kind: 'group', number: 1 }),
    ]),
    staff('checker0', 'men', [plain('checker', gradeScope(0))]),
    staff('checker1', 'women', [plain('checker', gradeScope(1))]),
    staff('gradeHead0', 'women', [plain('gradeHead', gradeScope(0))]),
    staff('gradeHead1', 'men', [plain('gradeHead', gradeScope(1))]),
    staff('studentAffairs', 'men', [plain('studentAffairs', whole)]),
    staff('principal', 'women', [plain('principal', whole)]),
    staff('administrator', 'men', [plain('administrator', whole)]),
  ];
}
