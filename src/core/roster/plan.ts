import type { LocalDate } from '../calendar/local-date.js';
import type { Ids } from '../ports/clock.js';
import { type Notation, usualNotation } from './class-name.js';
import type { RosterDraft } from './draft.js';
import { createIssueLog, type RosterIssue } from './issue.js';
import { planPlaces } from './plan-classes.js';
import { planFamilies } from './plan-families.js';
import { planPupils } from './plan-pupils.js';
import { planStaff } from './plan-staff.js';
import type { RosterCounts } from './report.js';
import { emptyPlan, type RosterPlan } from './roster-plan.js';
import type { RosterSnapshot } from './snapshot.js';

export interface PlanOptions {
  /** What becomes of pupils of the file's classes who are not in it. */
  readonly leavers?: 'keep' | 'end';
  /** Whether a guardian whom the school knows from another child is the same person here (by name and number). */
  readonly siblings?: 'separate' | 'join';
  readonly notation?: Notation;
}

export interface PlannedRoster {
  readonly plan: RosterPlan;
  readonly counts: RosterCounts;
  /** An error or an unanswered question among them means that the plan must not be carried out. */
  readonly issues: readonly RosterIssue[];
}

/** What has to be written so that the school is as the file says from `asOf` on. The same file again plans nothing. */
export function planRoster(
  draft: RosterDraft,
  snapshot: RosterSnapshot,
  asOf: LocalDate,
  ids: Ids,
  { leavers = 'keep', siblings = 'separate', notation = usualNotation }: PlanOptions = {},
): PlannedRoster {
  const log = createIssueLog();
  const plan = emptyPlan(asOf);
  const places = planPlaces(draft, snapshot, notation, ids, plan);
  const pupils = planPupils(draft, snapshot, places, leavers, ids, plan, log);
  const guardians = planFamilies(draft, snapshot, pupils, siblings, ids, plan, log);
  const staff = planStaff(draft, snapshot, places, ids, plan, log);
  const counts: RosterCounts = {
    pupils: pupils.counts,
    guardians,
    staff,
    gradesAdded: plan.grades.added.length,
    classesAdded: plan.classes.added.length,
    groupsAdded: plan.groups.added.length,
  };
  return { plan, counts, issues: log.issues };
}
