import { keyOf } from './fold.js';
import { type NamedMatch, nobody, numberList, numbersIn, pupilsAs, run, someOf } from './named.js';
import type { PeopleIndex } from './people-index.js';
import type { WhoOption } from './reading.js';
import { type ClassInView, classesInView, eachOf, loosely, pupilsOf } from './who.js';
import { allOfIt, at } from './words.js';

const classNumber = new RegExp(`第?(${numberList}) ?号(?![楼线店])`, 'y');
const englishNumber = /(?:no\.? ?|number |num ?|№ ?|# ?)(\d{1,3})(?![a-z0-9])/y;
const studentNumber = /(?:学号|student (?:no\.?|number|id)|id(?=[ :])) ?:? ?([a-z]{0,4}-?\d[a-z0-9-]{0,19})/y;
const dormitory = /([a-z0-9]{1,6}) ?号?(?:寝室|宿舍|寝)(?!友)/y;
const namedDormitory = /(?:寝室|宿舍|dorm(?:itory)? ?|room ?)#?([a-z0-9]{1,6})(?![a-z0-9])/y;

/** Reads class numbers (12号), a student number with its name (学号20250312) or a dormitory (301寝室). */
export function numberAt(people: PeopleIndex, text: string, from: number, view: ClassInView): NamedMatch | null {
  return (
    dormitoryAt(people, text, from) ?? studentNumberAt(people, text, from) ?? classNumberAt(people, text, from, view)
  );
}

function classNumberAt(people: PeopleIndex, text: string, from: number, view: ClassInView): NamedMatch | null {
  const match = run(classNumber, text, from) ?? run(englishNumber, text, from);
  if (match === null) return null;
  const inView = classesInView(people, view).flatMap((classId) => pupilsOf(people, classId));
  const named = numbersIn(match.words).map((number) => {
    const pupils = inView.filter((pupil) => pupil.classNumber === number);
    return pupilsAs('number', pupils, 'unknownNumber');
  });
  return { to: match.to, named };
}

function studentNumberAt(people: PeopleIndex, text: string, from: number): NamedMatch | null {
  const match = run(studentNumber, text, from);
  if (match === null) return null;
  const pupil = people.studentNumbers.get(keyOf(match.words));
  return { to: match.to, named: [pupilsAs('number', pupil === undefined ? [] : [pupil], 'unknownNumber')] };
}

function dormitoryAt(people: PeopleIndex, text: string, from: number): NamedMatch | null {
  const match = run(dormitory, text, from) ?? run(namedDormitory, text, from);
  if (match === null) return null;
  const to = at(allOfIt, text, match.to) ?? match.to;
  const room = people.dormitories.get(keyOf(match.words));
  if (room === undefined) return { to, named: [nobody('all', 'unknownDormitory')] };
  const pupils = room.pupilIds.flatMap((id) => people.pupilById.get(id) ?? []);
  return { to, named: [someOf('all', [eachOf({ kind: 'dormitory', id: room.id }, pupils)], 'unknownDormitory')] };
}

/** A full student number that stands alone. */
export function studentNumberAlone(people: PeopleIndex, digits: string): NamedMatch['named'] | null {
  const pupil = people.studentNumbers.get(digits);
  if (pupil !== undefined && digits.length > 2) return [pupilsAs('number', [pupil], 'unknownNumber')];
  return digits.length > 4 ? [nobody('number', 'unknownNumber')] : null;
}

/** Those whom a short bare number may mean: by class number, or by the end of the student number. Always asked. */
export function byBareNumber(people: PeopleIndex, digits: string, view: ClassInView): WhoOption[] {
  return classesInView(people, view)
    .flatMap((classId) => pupilsOf(people, classId))
    .filter(
      (pupil) => pupil.classNumber === Number(digits) || (digits.length > 1 && pupil.studentNumber.endsWith(digits)),
    )
    .map((pupil) => loosely(pupil.target));
}
