import { addDays, type LocalDate, mondayOf, monthOf, nextMonthOf } from '../calendar/local-date.js';

/** Where an entry counts: the week known by its Monday, the month by its first day. */
export interface Period {
  readonly weekOn: LocalDate;
  readonly monthOn: LocalDate;
}

/** How far the books of a subject are closed: the newest locked week and the newest closed month; null = none yet. */
export interface Marks {
  readonly lockedThrough: LocalDate | null;
  readonly closedThrough: LocalDate | null;
}

export function naturalPeriod(occurredOn: LocalDate): Period {
  return { weekOn: mondayOf(occurredOn), monthOn: monthOf(occurredOn) };
}

/**
 * The period in which an entry written on the day counts. An open week or month keeps it. What comes after a week's lock
 * counts in the week in which it is written (or the first open one after the lock, should that be locked too); what comes after
 * a month's close counts in the next open month. Week and month are judged apart: a line for a locked week still belongs to
 * its month while that is open.
 *
 * Everything at or before a mark is closed, weeks without a round included, so that nothing can be added behind a standing.
 */
export function periodOf(natural: Period, marks: Marks, writtenOn: LocalDate): Period {
  const { lockedThrough, closedThrough } = marks;
  return {
    weekOn:
      lockedThrough === null || natural.weekOn > lockedThrough
        ? natural.weekOn
        : later(mondayOf(writtenOn), addDays(lockedThrough, 7)),
    monthOn: closedThrough === null || natural.monthOn > closedThrough ? natural.monthOn : nextMonthOf(closedThrough),
  };
}

/** Whether both the week and the month are still open. */
export function isOpen(period: Period, { lockedThrough, closedThrough }: Marks): boolean {
  return (
    (lockedThrough === null || period.weekOn > lockedThrough) &&
    (closedThrough === null || period.monthOn > closedThrough)
  );
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
