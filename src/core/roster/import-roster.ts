import type { LocalDate } from '../calendar/local-date.js';
import { Refusal } from '../errors.js';
import type { Ids } from '../ports/clock.js';
import type { SheetReader } from '../ports/files.js';
import type { RosterStore } from '../ports/roster-store.js';
import type { Database } from '../ports/stores.js';
import { usualNotation } from './class-name.js';
import type { RosterIssue } from './issue.js';
import { type PlanOptions, planRoster } from './plan.js';
import type { RosterReport } from './report.js';
import { isEmptyPlan } from './roster-plan.js';
import { understandRoster } from './understand.js';

/** What an import is given: a reader of files, the store's transactions, ids. */
export interface RosterPorts {
  readonly files: SheetReader;
  readonly ids: Ids;
  readonly database: Database;
}

export interface RosterRequest extends PlanOptions {
  readonly schoolId: string;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** The first day on which the file holds; what was before stays as it was. */
  readonly asOf: LocalDate;
  readonly now: Date;
  readonly actorId: string | null;
  /** True: say what would change and write nothing. */
  readonly dryRun?: boolean;
  /** Keys of the questions that somebody has said yes to, or 'all'. */
  readonly accept?: ReadonlySet<string> | 'all';
}

/**
 * Imports a roster: all of the file or nothing of it.
 * @throws Refusal when the file cannot be read as sheets (`roster.file.…`) or there is no such school.
 */
export async function importRoster(ports: RosterPorts, request: RosterRequest): Promise<RosterReport> {
  const read = await ports.files.readSheets(request.bytes, request.fileName);
  if (!read.ok) throw new Refusal(`roster.file.${read.problem.fault}`, read.problem.params);
  const school = await ports.database.schools.find(request.schoolId);
  if (!school) throw new Refusal('roster.file.no-school');
  // Outside the transaction: on the embedded database everybody else waits for it.
  const understood = understandRoster(read.sheets, {
    language: school.language,
    notation: request.notation ?? usualNotation,
  });
  const work = ({ rosters }: Pick<Database, 'rosters'>) => write(rosters, ports.ids, request, understood);
  return ports.database.transaction(work, { limitMs: importLimitMs });
}

/** 20,000 pupils with 40,000 guardians take about ten seconds on two busy cores. */
export const importLimitMs = 120_000;

async function write(
  rosters: RosterStore,
  ids: Ids,
  request: RosterRequest,
  { roster, issues: found }: ReturnType<typeof understandRoster>,
): Promise<RosterReport> {
  const snapshot = await rosters.loadSnapshot(request.schoolId);
  if (!snapshot) throw new Refusal('roster.file.no-school');
  const planned = planRoster(roster, snapshot, request.asOf, ids, request);
  const issues = [...found, ...planned.issues, ...(snapshot.demo ? [demoSchool] : [])];
  const open = issues.filter((issue) => issue.severity === 'question' && !isAccepted(issue, request.accept));
  const report = { sheets: roster.sheets, counts: planned.counts, issues };
  // What could not be read is missing from the comparison: its counts would mislead.
  if (issues.some((issue) => issue.severity === 'error')) return { ...report, counts: null, outcome: 'refused' };
  if (open.length > 0) return { ...report, outcome: 'asked' };
  if (isEmptyPlan(planned.plan)) return { ...report, outcome: 'unchanged' };
  if (request.dryRun) return { ...report, outcome: 'previewed' };
  await rosters.apply(request.schoolId, planned.plan, { id: ids.next(), actorId: request.actorId, now: request.now });
  return { ...report, outcome: 'imported' };
}

const demoSchool: RosterIssue = {
  severity: 'error',
  code: 'demo-school',
  place: null,
  value: null,
  params: {},
  question: null,
};

function isAccepted(issue: RosterIssue, accept: RosterRequest['accept']): boolean {
  return accept === 'all' || (issue.question !== null && accept?.has(issue.question) === true);
}
