import type { LocalDate } from '../core/calendar/local-date.js';
import { Refusal } from '../core/errors.js';
import type { Language } from '../core/language/language.js';
import { say } from '../core/language/say.js';
import { sayFullDate } from '../core/language/say-date.js';
import type { SheetReader } from '../core/ports/files.js';
import type { Ports } from '../core/ports/ports.js';
import type { SchoolRecord } from '../core/ports/school-store.js';
import type { Stores } from '../core/ports/stores.js';
import { importLimitMs, importRoster } from '../core/roster/import-roster.js';
import type { RosterReport } from '../core/roster/report.js';
import { createSchool } from '../core/school/create-school.js';
import { todayIn } from '../core/school/school.js';

export interface SchoolImport {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly dryRun: boolean;
  /** Needed for the first import; later it chooses among schools. */
  readonly schoolName: string | null;
  readonly language: Language;
  /** In which the sentences about what was made are; the school's unless said. */
  readonly reportLanguage?: Language;
  readonly zone: string;
  readonly calendar: string;
  readonly region: string;
  /** Of a new school; the usual one of its calendar unless said. */
  readonly term?: { readonly startsOn: LocalDate; readonly endsOn: LocalDate; readonly weekOneOn: LocalDate };
  readonly accept?: ReadonlySet<string> | 'all';
  readonly leavers?: 'keep' | 'end';
  /** Whether a guardian whom the school knows from another child is the same person here. */
  readonly siblings?: 'separate' | 'join';
}

export interface SchoolImported {
  readonly report: RosterReport;
  readonly school: SchoolRecord;
  /** What else was (or would be) made: a sentence each. */
  readonly made: readonly string[];
}

/** Thrown to roll everything back: a dry run goes the whole way and leaves nothing. */
class DryRun extends Error {
  readonly result: SchoolImported;

  constructor(result: SchoolImported) {
    super('dry run');
    this.result = result;
  }
}

/**
 * Imports a roster into the school it is meant for, and makes the school when there is none: with its term and the rubric
 * that everybody starts with. All or nothing, the new school included.
 */
export async function importIntoSchool(
  ports: Ports,
  files: SheetReader,
  request: SchoolImport,
  afterwards: (stores: Stores, school: SchoolRecord) => Promise<void> = async () => {},
): Promise<SchoolImported> {
  // Read before the transaction: a slow file must not hold up everybody else.
  const read = await files.readSheets(request.bytes, request.fileName);
  const importAll = async (stores: Stores): Promise<SchoolImported> => {
    const made: string[] = [];
    const school = (await chosenSchool(stores, request)) ?? (await newSchool(ports, stores, request, made));
    const report = await importRoster(
      {
        files: { readSheets: async () => read },
        ids: ports.ids,
        database: { ...stores, transaction: (work) => work(stores) },
      },
      {
        schoolId: school.id,
        bytes: request.bytes,
        fileName: request.fileName,
        asOf: await firstDay(ports, stores, school),
        now: ports.clock.school(),
        actorId: null,
        dryRun: request.dryRun,
        ...(request.accept ? { accept: request.accept } : {}),
        ...(request.leavers ? { leavers: request.leavers } : {}),
        ...(request.siblings ? { siblings: request.siblings } : {}),
      },
    );
    const result = { report, school, made };
    if (request.dryRun || (report.outcome !== 'imported' && report.outcome !== 'unchanged')) throw new DryRun(result);
    await afterwards(stores, school);
    return result;
  };
  try {
    return await ports.database.transaction(importAll, { limitMs: importLimitMs });
  } catch (error) {
    if (error instanceof DryRun) return error.result;
    throw error;
  }
}

/**
 * The first day on which a file holds: today. On the day on which a school is made it holds from the beginning of the term,
 * because its classes were there before we were.
 */
async function firstDay(ports: Ports, stores: Stores, school: SchoolRecord): Promise<LocalDate> {
  const today = todayIn(school, ports.clock.school());
  if (todayIn(school, school.createdAt) !== today) return today;
  const { terms } = await stores.schools.calendarOf(school.id);
  const term = terms.find((one) => one.startsOn <= today && today <= one.endsOn);
  return term?.startsOn ?? today;
}

async function chosenSchool(stores: Stores, { schoolName }: SchoolImport): Promise<SchoolRecord | null> {
  const schools = await stores.schools.list();
  if (schoolName === null && schools.length > 1) throw new Refusal('school.nameWanted');
  return schools.find((one) => schoolName === null || one.name === schoolName) ?? null;
}

async function newSchool(ports: Ports, stores: Stores, request: SchoolImport, made: string[]): Promise<SchoolRecord> {
  const { schoolName: name, reportLanguage: language = request.language } = request;
  if (name === null || name.trim() === '') throw new Refusal('school.nameWanted');
  const id = await createSchool(ports, stores, { ...request, name: name.trim() });
  const school = await stores.schools.find(id);
  if (!school) throw new Error('The school that was just made is not there.');
  const [term] = (await stores.schools.calendarOf(id)).terms;
  const rubric = await stores.rubric.list(id, todayIn(school, ports.clock.school()));
  made.push(
    say(language, 'school.created', {
      name: school.name,
      from: term ? sayFullDate(language, term.startsOn) : '–',
      to: term ? sayFullDate(language, term.endsOn) : '–',
      items: rubric.length,
    }),
  );
  return school;
}
