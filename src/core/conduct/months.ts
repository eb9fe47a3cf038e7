import { addDays, type LocalDate, monthOf, nextMonthOf } from '../calendar/local-date.js';
import { Refusal } from '../errors.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { type School, todayIn } from '../school/school.js';

export interface ClosedMonth {
  readonly classId: string;
  readonly monthOn: LocalDate;
}

/**
 * Closes the month, and earlier ones still open, for classes whose weeks give no occasion: the end of a term. Usually a month
 * closes by itself with the lock of the last week that touches it. Closing twice changes nothing.
 */
export async function closeMonth(
  ports: Ports,
  input: { readonly school: School; readonly classIds: readonly string[]; readonly monthOn: LocalDate },
): Promise<readonly ClosedMonth[]> {
  const { school, classIds } = input;
  const monthOn = monthOf(input.monthOn);
  const after = nextMonthOf(monthOn);
  if (todayIn(school, ports.clock.school()) < after) throw new Refusal('round.monthNotOver');
  return ports.database.transaction(async (stores) => {
    await stores.conduct.hold(school.id, 'closer');
    const open = await stores.rounds.unlockedOf(school.id, classIds, addDays(after, -1));
    if (open.length > 0) throw new Refusal('round.monthHasOpenWeeks');
    const seq = await stores.conduct.seal();
    return closeBefore(ports, stores, school, new Map(classIds.map((classId) => [classId, after])), seq);
  });
}

/** With each class's newest locked week: every month that ends on or before its Sunday. The caller holds the books as a closer. */
export async function closeFinishedMonths(
  ports: Ports,
  stores: Stores,
  school: School,
  newestLocked: ReadonlyMap<string, LocalDate>,
  seq: number,
): Promise<readonly ClosedMonth[]> {
  const firstUnfinished = new Map([...newestLocked].map(([id, weekOn]) => [id, monthOf(addDays(weekOn, 7))]));
  return closeBefore(ports, stores, school, firstUnfinished, seq);
}

/** Closes each class's months before the one given, in order, from the first of which anything is known. */
async function closeBefore(
  ports: Ports,
  stores: Stores,
  school: School,
  before: ReadonlyMap<string, LocalDate>,
  seq: number,
): Promise<readonly ClosedMonth[]> {
  const closed: ClosedMonth[] = [];
  for (const { classId, closedThrough, firstMonthOn } of await stores.standings.monthsOf(school.id, [
    ...before.keys(),
  ])) {
    const end = before.get(classId);
    let monthOn = closedThrough === null ? firstMonthOn : nextMonthOf(closedThrough);
    for (; end !== undefined && monthOn !== null && monthOn < end; monthOn = nextMonthOf(monthOn)) {
      closed.push({ classId, monthOn });
    }
  }
  for (const monthOn of [...new Set(closed.map((one) => one.monthOn))].sort()) {
    const closes = closed
      .filter((one) => one.monthOn === monthOn)
      .map(({ classId }) => ({
        id: ports.ids.next(),
        schoolId: school.id,
        classId,
        monthOn,
        closedAt: ports.clock.school(),
        lockedSeq: seq,
      }));
    await stores.standings.writeMonth(closes, school.settings);
  }
  return closed;
}
