import { expiresAfter } from '../actions/offers.js';
import { addDays, type LocalDate, monthOf } from '../calendar/local-date.js';
import { tellPerson } from '../deliveries/tell.js';
import { type Language, languages } from '../language/language.js';
import type { ClassInfo } from '../ports/class-store.js';
import type { Decision } from '../ports/decision-store.js';
import type { Guardian } from '../ports/people-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { type School, todayIn } from '../school/school.js';
import { piecesOf } from './facts.js';
import { admitAll } from './gate.js';
import { type ChildNote, composeGuardian, composeQuietCircular } from './guardian.js';
import { loadClassWeek } from './load-facts.js';
import type { Piece } from './piece.js';

/** How long a note is worth having: until the next school week is under way. */
const usefulDays = 5;
/** Deliveries written in one transaction: recording waits no longer than that. */
const atOnce = 100;

interface NoteFor {
  readonly guardian: Guardian;
  readonly children: {
    readonly classId: string;
    readonly pupilId: string;
    readonly name: string;
    readonly className: string;
    readonly pieces: readonly Piece[];
  }[];
}

/**
 * Private notes for the classes whose week ends now: one message per guardian over all their children, each through the
 * gate. Run again after a kill, nothing is sent twice: a note is named by its week, its guardian and the children's classes.
 * @returns what is to be written down together with the end of this work, so that it too is there once.
 */
export async function sendNotes(
  ports: Ports,
  school: School,
  classes: readonly ClassInfo[],
  monday: LocalDate,
): Promise<readonly Decision[]> {
  const { database } = ports;
  if (!school.settings.audiences.guardians) {
    return classes.map((one) => decision(ports, school, one.id, null, 'refused', 'audienceOff'));
  }
  const decisions: Decision[] = [];
  const notes = new Map<string, NoteFor>();
  for (const schoolClass of classes) {
    const held = await database.digests.heldNotes(school.id, schoolClass.id, monday);
    if (held.length > 0) {
      decisions.push(decision(ports, school, schoolClass.id, null, 'held', 'heldByTeacher', { count: held.length }));
    }
    await gatherClass(ports, school, schoolClass, monday, (pupilId) => !held.includes(pupilId), notes);
  }
  const all = [...notes.values()];
  const unreached = new Map<string, number>();
  for (let from = 0; from < all.length; from += atOnce) {
    await database.transaction(async (stores) => {
      for (const note of all.slice(from, from + atOnce)) {
        if (await sendNote(ports, stores, school, monday, note)) continue;
        for (const classId of classIdsOf(note)) unreached.set(classId, (unreached.get(classId) ?? 0) + 1);
      }
    });
  }
  for (const [classId, count] of unreached) {
    decisions.push(decision(ports, school, classId, null, 'notReached', 'noAccounts', { count }));
  }
  return decisions;
}

const classIdsOf = ({ children }: NoteFor) => [...new Set(children.map((child) => child.classId))].sort();

/** The note of one child, when the teacher who held it lets it go. */
export async function sendHeldNote(
  ports: Ports,
  school: School,
  schoolClass: ClassInfo,
  pupilId: string,
  monday: LocalDate,
) {
  if (!school.settings.audiences.guardians) return;
  const notes = new Map<string, NoteFor>();
  await gatherClass(ports, school, schoolClass, monday, (id) => id === pupilId, notes);
  await ports.database.transaction(async (stores) => {
    for (const note of notes.values()) await sendNote(ports, stores, school, monday, note, pupilId);
  });
}

async function gatherClass(
  ports: Ports,
  school: School,
  schoolClass: ClassInfo,
  monday: LocalDate,
  goes: (pupilId: string) => boolean,
  notes: Map<string, NoteFor>,
): Promise<void> {
  const { database } = ports;
  const today = todayIn(school, ports.clock.school());
  const lastDay = school.days.lastSchoolDayOf(monday, schoolClass.gradeId) ?? addDays(monday, 6);
  const roster = await database.classes.roster(school.id, schoolClass.id, lastDay);
  const wanted = roster.filter((pupil) => goes(pupil.id));
  const guardians = await database.people.guardiansOf(
    school.id,
    wanted.map((pupil) => pupil.id),
    today,
  );
  const totals = await database.standings.totalsOf(
    school.id,
    schoolClass.id,
    { monthOn: monthOf(lastDay), throughOn: lastDay },
    school.settings,
  );
  const pieces = new Map<Language, readonly Piece[]>();
  for (const language of languages) {
    const request = { schoolClass, monday, language, standings: [], totals };
    pieces.set(language, piecesOf(await loadClassWeek(database, school, request)));
  }
  const names = new Map(wanted.map((pupil) => [pupil.id, pupil.name]));
  for (const guardian of guardians) {
    if (!guardian.receivesNotes) continue;
    const note = notes.get(guardian.person.id) ?? { guardian, children: [] };
    const language = guardian.person.language ?? school.language;
    note.children.push({
      classId: schoolClass.id,
      pupilId: guardian.pupilId,
      name: names.get(guardian.pupilId) ?? '',
      className: schoolClass.name,
      pieces: pieces.get(language) ?? [],
    });
    notes.set(guardian.person.id, note);
  }
}

/** @returns false when no account reaches the guardian. */
async function sendNote(
  ports: Ports,
  stores: Stores,
  school: School,
  monday: LocalDate,
  note: NoteFor,
  onlyPupilId: string | null = null,
): Promise<boolean> {
  const { guardian, children } = note;
  const { person } = guardian;
  const language = person.language ?? school.language;
  // Each child's pieces pass the gate for this guardian and this child alone.
  const shown = children.map((child): ChildNote => {
    const audience = { kind: 'guardian', pupilIds: [child.pupilId] } as const;
    const { admitted } = admitAll<'guardian'>(audience, child.pieces);
    return { name: child.name, className: child.className, pieces: admitted };
  });
  // The classes are in the name: grades whose weeks end on different days write to a family of both at different moments.
  const named = [...classIdsOf(note), ...(onlyPupilId ? [onlyPupilId] : [])];
  const key = ['note', school.id, monday, person.id, ...named].join(':');
  const quiet = shown.every((child) => child.pieces.every((piece) => piece.kind !== 'entry'));
  if (quiet && !school.settings.notes.nothingNew) {
    const skipped = decision(ports, school, children[0]?.pupilId ?? school.id, person.id, 'skipped', 'nothingNew');
    await stores.decisions.add([{ ...skipped, id: `skipped:${key}` }]);
    return true;
  }
  const weekNumber = school.days.weekOf(monday)?.number ?? null;
  const now = ports.clock.school();
  const deliveryId = await tellPerson(ports, stores, school, {
    person,
    kind: quiet ? 'note.quiet' : 'note',
    key,
    subjectId: children.map((child) => child.pupilId).join(' '),
    card: composeGuardian(shown, { weekNumber }, language),
    urgency: 2,
    uselessAfter: expiresAfter(now, usefulDays),
    // Awards, visits and notices are somebody's own.
    ...(shown.every((child) => child.pieces.every((piece) => piece.kind === 'total'))
      ? {
          circular: {
            name: ['note.quiet', school.id, monday, language].join(':'),
            card: composeQuietCircular({ weekNumber }, language),
          },
        }
      : {}),
  });
  return deliveryId !== null;
}

function decision(
  ports: Ports,
  school: School,
  subjectId: string,
  personId: string | null,
  outcome: Decision['outcome'],
  reason: string,
  params: Decision['params'] = {},
): Decision {
  return {
    id: ports.ids.next(),
    schoolId: school.id,
    kind: 'note',
    audience: 'guardian',
    subjectId,
    personId,
    outcome,
    reason,
    params,
    deliveryId: null,
    at: ports.clock.school(),
  };
}
