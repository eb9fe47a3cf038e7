import { type LocalDate, localDateAt } from '../calendar/local-date.js';
import { suggestTerm } from '../calendar/suggest-term.js';
import { defaultRubric } from '../conduct/default-rubric.js';
import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';

export interface NewSchoolRequest {
  readonly name: string;
  readonly language: Language;
  /** IANA zone. */
  readonly zone: string;
  /** Public calendar: CN, US, GB … */
  readonly calendar: string;
  /** Where the data must stay. */
  readonly region: string;
  readonly demo?: boolean;
  /** Whose the school is; a new tenant's unless said. */
  readonly tenantId?: string;
  readonly settings?: unknown;
  /** The present term; a usual one for the calendar when nobody says. */
  readonly term?: { readonly startsOn: LocalDate; readonly endsOn: LocalDate; readonly weekOneOn: LocalDate };
  /** The day from which its rubric holds; today unless said. */
  readonly since?: LocalDate;
}

/** A school with its term and the rubric that everybody starts with; its people come with a roster. */
export async function createSchool(
  ports: Pick<Ports, 'ids' | 'clock'>,
  stores: Stores,
  request: NewSchoolRequest,
): Promise<string> {
  const { name, language, zone, calendar, region, demo = false, settings = {} } = request;
  const now = ports.clock.school();
  const today = localDateAt(now, zone);
  const schoolId = ports.ids.next();
  await stores.schools.create({
    id: schoolId,
    tenantId: request.tenantId ?? ports.ids.next(),
    tenantName: name,
    region,
    name,
    zone,
    language,
    calendar,
    demo,
    settings,
    createdAt: now,
  });
  const term = request.term ?? suggestTerm(calendar, today);
  await stores.schools.addTerm(schoolId, {
    id: ports.ids.next(),
    name: say(language, 'school.term', { year: term.startsOn.slice(0, 4), month: Number(term.startsOn.slice(5, 7)) }),
    startsOn: term.startsOn,
    endsOn: term.endsOn,
    weekOneOn: term.weekOneOn,
  });
  await addDefaultRubric(ports, stores, schoolId, request.since ?? (term.startsOn < today ? term.startsOn : today));
  return schoolId;
}

/** Item ids are the school's own: one school's rubric never touches another's. */
async function addDefaultRubric(ports: Pick<Ports, 'ids'>, stores: Stores, schoolId: string, from: LocalDate) {
  const items = defaultRubric.map((item) => ({ ...item, id: ports.ids.next() }));
  await stores.rubric.add(schoolId, items, from, 0);
}
