import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { addDays, type LocalDate, mondayOf, parseLocalDate, weekdayOf } from '../../core/calendar/local-date.js';
import { isPublicYearKnown } from '../../core/calendar/public-calendar.js';
import { type Language, languages } from '../../core/language/language.js';
import type { Sheet, SheetReader } from '../../core/ports/files.js';
import { renderRosterReport, sayRosterIssue } from '../../core/roster/render-report.js';
import { Unsuitable } from '../complaint.js';
import type { Program } from '../program.js';
import { seatSchool } from '../sandbox-seats.js';
import { importIntoSchool, type SchoolImported } from '../school-import.js';
import type { Command, Output, Status } from './command.js';

const inputSchema = z.object({
  file: z.string(),
  school: z.string().nullable(),
  newSchool: z.boolean(),
  dryRun: z.boolean(),
  zone: z.string().nullable(),
  calendar: z.string().nullable(),
  term: z.string().nullable(),
  accept: z.string().nullable(),
  leavers: z.enum(['keep', 'end']),
  siblings: z.enum(['separate', 'join']),
  language: z.enum(languages),
  json: z.boolean(),
});

type Input = z.infer<typeof inputSchema>;

/** More than a roster can have is not even read into memory; the reader has its own, smaller limit and its own words. */
const mostBytes = 64 * 1024 * 1024;

/** Imports a roster, and makes the school when there is none. */
export const importFile: Command = async (program, given, output) => {
  const input = inputSchema.parse(given);
  const term = input.term === null ? null : parseTerm(input.term);
  const fileName = basename(input.file);
  output.progress(`Reading ${fileName} …`);
  const about = await stat(input.file);
  if (!about.isFile()) throw new Unsuitable(`${input.file} is not a file.`);
  if (about.size > mostBytes) throw new Unsuitable(`${fileName} is far too large for a roster.`);
  const bytes = await readFile(input.file);
  const read = await program.files.readSheets(bytes, fileName);
  await refuseUnknownSchool(program, input);
  const home = await homeOf(program, input, read.ok ? read.sheets : []);
  output.progress('Comparing it with the school …');
  // What was read is handed on: reading is a process of its own and need not happen twice.
  const files: SheetReader = { readSheets: async () => read };
  const { ports, config } = program;
  const imported = await importIntoSchool(
    ports,
    files,
    {
      bytes,
      fileName,
      dryRun: input.dryRun,
      schoolName: input.school,
      reportLanguage: input.language,
      region: config.region,
      leavers: input.leavers,
      siblings: input.siblings,
      ...home,
      ...(term ? { term } : {}),
      ...(input.accept === null ? {} : { accept: acceptedOf(input.accept) }),
    },
    async (stores, school) => {
      if (config.sandbox) await seatSchool(stores, ports.ids, school, ports.clock.school());
      if (!term) return;
      const { terms } = await stores.schools.calendarOf(school.id);
      // A new school was made with it.
      if (terms.some((one) => one.startsOn === term.startsOn && one.endsOn === term.endsOn)) return;
      const name = `${term.startsOn}–${term.endsOn}`;
      await stores.schools.addTerm(school.id, { ...term, id: ports.ids.next(), name });
    },
  );
  await ports.bell.ring('due');
  return print(imported, input, output);
};

const acceptedOf = (text: string): 'all' | ReadonlySet<string> =>
  text === 'all' ? 'all' : new Set(text.split(',').map((key) => key.trim()));

/** The first school needs a name; a slip in it later would make a second school, so that has to be said. */
async function refuseUnknownSchool({ ports }: Program, { school, newSchool }: Input): Promise<void> {
  const names = (await ports.database.schools.list()).map((one) => one.name);
  if (names.length === 0 && school === null) {
    throw new Unsuitable('This is the first import and makes the school. Say what it is called: --school "<name>"');
  }
  if (newSchool || school === null || names.length === 0 || names.includes(school)) return;
  const known = names.map((name) => `"${name}"`).join(', ');
  throw new Unsuitable(
    `There is no school "${school}" here; there is ${known}. To add another school, say --new-school.`,
  );
}

interface Home {
  readonly language: Language;
  readonly zone: string;
  readonly calendar: string;
}

/** Where a new school is. A Chinese roster is taken for one of China; for any other somebody has to say. */
async function homeOf(program: Program, input: Input, sheets: readonly Sheet[]): Promise<Home> {
  const chinese = isChinese(sheets);
  const language: Language = chinese ? 'zh-CN' : 'en-US';
  const zone = input.zone ?? (chinese ? 'Asia/Shanghai' : null);
  const calendar = input.calendar ?? (chinese ? 'CN' : null);
  if (zone !== null && !isZone(zone)) {
    throw new Unsuitable(`There is no time zone ${zone}. Name one as in --zone America/New_York.`);
  }
  const year = program.ports.clock.school().getUTCFullYear();
  if (calendar !== null && calendar !== 'none' && !isPublicYearKnown(calendar, year)) {
    throw new Unsuitable(
      `No public holidays of ${year} are known for ${calendar}. Name a country as in --calendar US or US-CA, or --calendar none and enter the free days yourself.`,
    );
  }
  const schools = await program.ports.database.schools.list();
  const isNew = sheets.length > 0 && !schools.some((one) => input.school === null || one.name === input.school);
  if (isNew && (zone === null || calendar === null)) {
    const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
    throw new Unsuitable(
      `This roster makes a new school. Say where it is, for example: --zone ${guess} --calendar US (country of its public holidays)`,
    );
  }
  return { language, zone: zone ?? 'UTC', calendar: calendar ?? 'none' };
}

/** More Han characters than Latin letters: a district's export has both. */
function isChinese(sheets: readonly Sheet[]): boolean {
  const text = sheets.flatMap((sheet) => sheet.rows.slice(0, 200).flat()).join('');
  return (text.match(/\p{Script=Han}/gu)?.length ?? 0) > (text.match(/\p{Script=Latin}/gu)?.length ?? 0);
}

function isZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

interface Term {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly weekOneOn: LocalDate;
}

/** '2026-09-01..2027-01-20'. Registration on a weekend lies before week 1. */
function parseTerm(text: string): Term {
  const [from = '', to = ''] = text.split('..');
  try {
    const startsOn = parseLocalDate(from);
    const endsOn = parseLocalDate(to);
    const weekOneOn = weekdayOf(startsOn) > 5 ? addDays(mondayOf(startsOn), 7) : mondayOf(startsOn);
    if (startsOn < endsOn) return { startsOn, endsOn, weekOneOn };
  } catch {
    // The same sentence for days that do not exist and for texts that are none.
  }
  throw new Unsuitable(`${text} is no term. Write its first and last day: --term 2026-09-01..2027-01-20`);
}

function print({ report, school, made }: SchoolImported, { language, json }: Input, output: Output): Status {
  const done = report.outcome === 'imported' || report.outcome === 'unchanged' || report.outcome === 'previewed';
  if (json) {
    const issues = report.issues.map((issue) => ({ ...issue, text: sayRosterIssue(issue, language) }));
    const { outcome, counts, sheets } = report;
    output.line(
      JSON.stringify({ outcome, school: { id: school.id, name: school.name }, made, counts, sheets, issues }),
    );
  } else for (const line of [...made, ...renderRosterReport(report, language)]) output.line(line);
  return done ? 0 : 1;
}
