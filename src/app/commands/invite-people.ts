import { z } from 'zod';
import { type Language, languages } from '../../core/language/language.js';
import { type InviteRequest, invite, inviteDays } from '../../core/people/invite.js';
import type { ClassInfo } from '../../core/ports/class-store.js';
import type { SchoolRecord } from '../../core/ports/school-store.js';
import type { Stores } from '../../core/ports/stores.js';
import { sayRelation } from '../../core/roster/relation.js';
import { loadSchool, todayIn } from '../../core/school/school.js';
import { sayRole } from '../../core/settings/labels.js';
import { Unsuitable } from '../complaint.js';
import { sandboxPlatform } from '../sandbox-seats.js';
import type { Command, Output } from './command.js';

const inputSchema = z.object({
  admin: z.boolean(),
  staff: z.boolean(),
  class: z.string().nullable(),
  school: z.string().nullable(),
  format: z.enum(['text', 'csv', 'json']),
  language: z.enum(languages),
});

/** One code for one adult: what stands on the slip that goes home. */
interface Slip {
  readonly className: string;
  readonly pupil: string;
  readonly person: string;
  /** Relation to the child, or the office. */
  readonly as: string;
  readonly request: InviteRequest;
}

/**
 * Codes for everybody who has no account yet. They are printed here and nowhere else: the database keeps fingerprints, and
 * nothing is logged.
 */
export const invitePeople: Command = async ({ ports, clock }, given, output) => {
  const input = inputSchema.parse(given);
  const school = await chosenSchool(ports.database, input.school);
  const slips = await ports.database.transaction(async (stores) => {
    const wanted = input.admin
      ? [administratorSlip(school)]
      : await slipsOf(stores, school, clock.school(), input, input.language);
    const codes = await invite(
      ports,
      stores,
      wanted.map((slip) => slip.request),
    );
    return wanted.map((slip, index) => ({ ...slip, code: codes[index] ?? '' }));
  });
  print(slips, input.format, output);
  if (input.format !== 'text') return 0;
  if (slips.length === 0) output.line('Everybody here has an account already; there is nobody to invite.');
  else {
    const days = input.admin ? inviteDays.administrator : inviteDays.guardian;
    const count = `${slips.length} ${slips.length === 1 ? 'code' : 'codes'}`;
    const sentences = [`${count}, each for one adult, once, for ${days === 1 ? '24 hours' : `${days} days`}.`];
    if (!input.admin) sentences.push('A guardian is let in when the homeroom teacher has said yes.');
    output.line(sentences.join(' '));
  }
  return 0;
};

async function chosenSchool(stores: Stores, name: string | null): Promise<SchoolRecord> {
  const schools = await stores.schools.list();
  const [school, another] = name === null ? schools : schools.filter((one) => one.name === name);
  if (school && !another) return school;
  if (schools.length === 0) throw new Unsuitable('There is no school yet. Import a roster first: gongyu import <file>');
  throw new Unsuitable(`Which school? --school ${schools.map((one) => `"${one.name}"`).join(' or --school ')}`);
}

function administratorSlip(school: SchoolRecord): Slip {
  const request = { tenantId: school.tenantId, schoolId: school.id, personId: null, pupilId: null, createdById: null };
  return { className: '', pupil: '', person: '', as: 'administrator', request: { ...request, kind: 'administrator' } };
}

async function slipsOf(
  stores: Stores,
  record: SchoolRecord,
  now: Date,
  wanted: { readonly staff: boolean; readonly class: string | null },
  language: Language,
): Promise<readonly Slip[]> {
  const school = await loadSchool(stores, record.id);
  const today = todayIn(school, now);
  const classes = await stores.classes.list(school.id, today);
  const chosen = wanted.class === null ? classes : classes.filter((one) => one.name === wanted.class);
  if (chosen.length === 0 && wanted.class !== null) {
    throw new Unsuitable(
      `There is no class ${wanted.class}. The classes are: ${classes.map((one) => one.name).join(', ')}`,
    );
  }
  const slips: Slip[] = [];
  const common = { tenantId: school.tenantId, schoolId: school.id, createdById: null };
  if (wanted.class === null) {
    for (const { person, roles } of await stores.people.everybody(school.id, today)) {
      const [role] = roles;
      if (!role) continue;
      const request: InviteRequest = { ...common, kind: 'staff', personId: person.id, pupilId: null };
      slips.push({
        className: classes.find((one) => one.id === role.place)?.name ?? '',
        pupil: '',
        person: person.name,
        as: sayRole(school.settings, language, role.kind),
        request,
      });
    }
  }
  if (!wanted.staff) {
    for (const one of chosen) slips.push(...(await guardianSlips(stores, one, today, common, language)));
  }
  return withoutAccount(stores, slips);
}

async function guardianSlips(
  stores: Stores,
  schoolClass: ClassInfo,
  today: Parameters<Stores['classes']['roster']>[2],
  common: Pick<InviteRequest, 'tenantId' | 'schoolId' | 'createdById'>,
  language: Language,
): Promise<readonly Slip[]> {
  const pupils = await stores.classes.roster(schoolClass.schoolId, schoolClass.id, today);
  const ids = pupils.map((pupil) => pupil.id);
  const guardians = await stores.people.guardiansOf(schoolClass.schoolId, ids, today);
  return pupils.flatMap((pupil) =>
    guardians
      .filter((guardian) => guardian.pupilId === pupil.id)
      .map(({ person, relation }) => ({
        className: schoolClass.name,
        pupil: pupil.name,
        person: person.name,
        as: sayRelation(language, relation),
        request: { ...common, kind: 'guardian' as const, personId: person.id, pupilId: pupil.id },
      })),
  );
}

/** Whoever is in, is in; a seat in the sandbox is for playing. One code is enough for a guardian of two children. */
async function withoutAccount(stores: Stores, slips: readonly Slip[]): Promise<readonly Slip[]> {
  const ids = slips.flatMap((slip) => slip.request.personId ?? []);
  const accounts = (await stores.people.accountsOf(ids)).filter((account) => account.platform !== sandboxPlatform);
  const seen = new Set(accounts.map((account) => account.personId));
  return slips.filter(({ request: { personId } }) => {
    if (personId === null || seen.has(personId)) return personId === null;
    seen.add(personId);
    return true;
  });
}

function print(slips: readonly (Slip & { readonly code: string })[], format: 'text' | 'csv' | 'json', output: Output) {
  const rows = slips.map(({ className, pupil, person, as, code }) => ({ class: className, pupil, person, as, code }));
  if (format === 'json') return output.line(JSON.stringify(rows));
  if (format === 'csv') output.line('class,pupil,person,as,code');
  for (const row of rows) {
    const { class: className, pupil, person, as, code } = row;
    if (format === 'csv') output.line([className, pupil, person, as, code].map(cell).join(','));
    else output.line([code, className, pupil, person, as].filter((part) => part !== '').join('  '));
  }
}

/** A cell that begins like a formula is kept a text, whatever a spreadsheet program would make of it. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
