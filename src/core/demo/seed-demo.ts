import { instantAt, type LocalDate } from '../calendar/local-date.js';
import { tellProposals } from '../conversation/proposal-cards.js';
import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import { seatPeople } from '../people/seat.js';
import type { Ports } from '../ports/ports.js';
import type { WorkspaceRecord } from '../ports/school-store.js';
import type { Stores } from '../ports/stores.js';
import { createSchool } from '../school/create-school.js';
import { loadSchool, todayIn } from '../school/school.js';
import { defaultSettings } from '../settings/settings.js';
import { type DemoStart, findDemoStart, schoolYearOf } from './calendar.js';
import type { DemoCast } from './cast.js';
import { bindDemoChats } from './chats.js';
import { consentRows } from './consents.js';
import { whyNoDemo } from './demo-allowed.js';
import type { DemoEdition } from './edition.js';
import { editionOf } from './editions.js';
import { type DemoStep, historySteps, waitingSource } from './history.js';
import { makeCast, swapGroups } from './make-cast.js';
import { createRandom, type Random } from './random.js';
import { type DemoPlaces, importCast, placesOf } from './roster.js';
import { writeScript } from './script.js';

export interface DemoRequest {
  readonly language: Language;
  /** The public calendar, and with it the zone. */
  readonly calendar: 'CN' | 'US';
  /** Where its people are seated; added, with its tenant, when it is not there. */
  readonly workspace: WorkspaceRecord;
  /** School time; the demo begins at or after it. */
  readonly now: Date;
  /** Where the data must stay; the calendar's country unless said. */
  readonly region?: string;
  /** The same seed gives the same people, lines and scores. */
  readonly seed?: number;
}

export interface SeededDemo {
  readonly schoolId: string;
  /** To which school time has to be moved, forward: the demo's first morning. */
  readonly startAt: Date;
}

const zones = { CN: 'Asia/Shanghai', US: 'America/New_York' } as const;
const usualSeed = 2026;
/** A slow machine takes a minute over what takes some seconds here; then something else is wrong. */
const limitMs = 180_000;

/**
 * Makes the demo school with three weeks behind it: the people as an import would bring them, the weeks through the use cases
 * that they would have caused. All of it or nothing.
 * @throws Refusal beside real people, or when it is there already.
 */
export async function seedDemo(
  ports: Ports,
  request: DemoRequest,
  progress: (line: string) => void = () => {},
): Promise<SeededDemo> {
  const refusal = await whyNoDemo(ports.database);
  if (refusal) throw refusal;
  const start = findDemoStart(request.now, zones[request.calendar], request.calendar);
  const schoolId = await ports.database.transaction((stores) => play(ports, stores, request, start, progress), {
    limitMs,
  });
  return { schoolId, startAt: start.at };
}

async function play(
  ports: Ports,
  stores: Stores,
  request: DemoRequest,
  start: DemoStart,
  progress: (line: string) => void,
): Promise<string> {
  const { language, calendar, workspace, seed = usualSeed } = request;
  const edition = editionOf(language);
  const random = createRandom(seed);
  const cast = makeCast(edition, random.fork(1), schoolYearOf(start.on));
  const { pupils, guardians, staff } = cast;
  const families = new Set(guardians.map((one) => one.phone));
  progress(say(language, 'demo.people', { pupils: pupils.length, guardians: families.size, staff: staff.length }));

  const schoolId = await openSchool(portsAt(ports, stores, start.at), stores, request, start);
  const asOf = start.term.weekOneOn;
  const enrolledAt = instantAt(asOf, '08:00', zones[calendar]);
  const plan = await importCast(stores, ports.ids, { schoolId, cast, asOf, now: enrolledAt });
  const places = placesOf(cast, plan);
  await stores.schools.setSettings(schoolId, settingsOf(places));
  const withdrawnAt = instantAt(start.history[1], '12:00', zones[calendar]);
  await stores.consents.add(consentRows(ports.ids, schoolId, cast, places, enrolledAt, withdrawnAt));

  await playWeeks(ports, stores, { schoolId, edition, cast, places, start, random, progress });

  progress(say(language, 'demo.chats'));
  await seatPeople(stores, ports.ids, workspace.id, places.seated, start.at);
  const chats = { schoolId, workspaceId: workspace.id, edition, cast, places, now: start.at };
  await bindDemoChats(stores, ports.ids, chats);
  await tellWhatWaits(portsAt(ports, stores, start.at), schoolId, start);
  return schoolId;
}

/** The school as it stands on the first morning: what was due before is told by the history, not made up for later. */
async function openSchool(
  ports: Ports,
  stores: Stores,
  { language, calendar, workspace, region = calendar }: DemoRequest,
  start: DemoStart,
): Promise<string> {
  const schoolId = await createSchool(ports, stores, {
    name: editionOf(language).schoolName,
    language,
    zone: zones[calendar],
    calendar,
    region,
    demo: true,
    tenantId: workspace.tenantId,
    term: start.term,
    since: start.term.weekOneOn,
  });
  if (!(await stores.schools.findWorkspace(workspace.id))) await stores.schools.addWorkspace(workspace);
  return schoolId;
}

/** Everything that can be seen is switched on; a last reminder meets whoever has not answered when the demo begins. */
function settingsOf(places: DemoPlaces): unknown {
  return {
    audiences: { classParents: true, guardians: true },
    emergency: { alertPersonIds: [places.staffId('studentAffairs'), places.staffId('counsellor')] },
    round: { reminders: [...defaultSettings.round.reminders, { schoolDaysAfter: 3, at: '08:00' }] },
  };
}

interface Weeks {
  readonly schoolId: string;
  readonly edition: DemoEdition;
  readonly cast: DemoCast;
  readonly places: DemoPlaces;
  readonly start: DemoStart;
  readonly random: Random;
  readonly progress: (line: string) => void;
}

async function playWeeks(ports: Ports, stores: Stores, weeks: Weeks): Promise<void> {
  const { schoolId, edition, cast, places, start, random, progress } = weeks;
  const school = await loadSchool(stores, schoolId);
  const regroupedOn = start.history[2];
  const regrouped = swapGroups(cast);
  const castOn = (on: LocalDate) => (on < regroupedOn ? cast : regrouped);
  const rubric = await stores.rubric.list(schoolId, start.term.weekOneOn);
  const script = writeScript(cast, edition, school.days, start, random.fork(2));
  const regroupedAt = instantAt(regroupedOn, '07:30', school.zone);
  const regrouping: DemoStep = {
    at: regroupedAt,
    run: () => importCast(stores, ports.ids, { schoolId, cast: regrouped, asOf: regroupedOn, now: regroupedAt }),
  };
  const settled = reading(stores);
  const steps = historySteps({ school, edition, start, places, rubric, script, castOn, random: random.fork(3) });
  let week: number | null = null;
  for (const step of [regrouping, ...steps].toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const now = school.days.weekOf(todayIn(school, step.at))?.number ?? null;
    if (now !== null && now !== week) progress(say(school.language, 'demo.week', { week: now }));
    week = now;
    await step.run(portsAt(ports, settled, step.at));
  }
}

/** The ports as they were at a moment of the past, within the one transaction. Nobody is woken: it is long over. */
function portsAt(ports: Ports, stores: Stores, at: Date): Ports {
  return {
    ...ports,
    database: { ...stores, transaction: (work) => work(stores) },
    clock: { ...ports.clock, school: () => at },
    bell: { ring: async () => {} },
  };
}

/** What stays as it is while the weeks are played is read once; hundreds of messages ask for it. */
function reading(stores: Stores): Stores {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const found = (known.get(key) as Promise<T> | undefined) ?? read();
    known.set(key, found);
    return found;
  };
  const { rubric, people, classes } = stores;
  return {
    ...stores,
    rubric: { ...rubric, list: (schoolId, on) => once('rubric', () => rubric.list(schoolId, on)) },
    people: {
      ...people,
      rolesAt: (schoolId, personId, on) => once(`roles ${personId}`, () => people.rolesAt(schoolId, personId, on)),
    },
    classes: {
      ...classes,
      find: (schoolId, ids) => once(`classes ${ids.join()}`, () => classes.find(schoolId, ids)),
      groupsOf: (schoolId, ids, on) => once(`groups ${ids.join()}`, () => classes.groupsOf(schoolId, ids, on)),
    },
  };
}

/** What the first homeroom teacher finds in the morning: yesterday's proposal, with its buttons. */
async function tellWhatWaits(ports: Ports, schoolId: string, start: DemoStart): Promise<void> {
  const school = await loadSchool(ports.database, schoolId);
  const waiting = await ports.database.proposals.ofSource(schoolId, waitingSource);
  await tellProposals({ ports, school, now: start.at, today: start.on }, waiting);
}
