import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type LocalDate, mondayOf, monthOf } from '../../src/core/calendar/local-date.js';
import { foldMonth, isCorrection, type PointEntry, type Subject, totalOf } from '../../src/core/conduct/ledger.js';
import { happen, happenings, newModel, resolve, rulesOf } from '../support/conduct-commands.js';
import { type ConductModel, type ModelRound, standingIn } from '../support/conduct-model.js';

const runs = 1_000;

/** How often the interesting things came about: a law that was never put to the test would hold too. */
const seen = { entries: 0, reversals: 0, corrections: 0, standings: 0, lateMonths: 0, closedTotals: 0, floors: 0 };

/**
 * A school's book as somebody would keep it on paper: a line waits until a lock comes that counts its week. One that is late,
 * because a lock has gone over its week before it was written, waits for the lock of the week in which it was written, or
 * of the first that is open, should that one be locked too.
 */
class PaperBook {
  readonly #waiting = new Map<string, { countsFrom: LocalDate; points: number }[]>();

  write(entry: PointEntry, model: ConductModel): void {
    const original = model.entries.find((one) => one.id === entry.reversesId);
    const own = original?.weekOn ?? mondayOf(entry.occurredOn);
    const over = model.rounds.filter(
      (round) => isLocked(round) && (round.classId === entry.classId || standingIn(round, entry.subject)),
    );
    let week = own;
    if (over.some((round) => round.weekOn >= own)) {
      week = mondayOf(model.today);
      while (over.some((round) => round.weekOn >= week)) week = addDays(week, 7);
    }
    const line = { countsFrom: week, points: entry.points };
    this.#waiting.set(entry.subject.id, [...(this.#waiting.get(entry.subject.id) ?? []), line]);
  }

  /** What the lock of the week counts for the subject; it is counted then. */
  count(subject: Subject, weekOn: LocalDate): number {
    const lines = this.#waiting.get(subject.id) ?? [];
    this.#waiting.set(
      subject.id,
      lines.filter((line) => line.countsFrom > weekOn),
    );
    return lines.filter((line) => line.countsFrom <= weekOn).reduce((sum, line) => sum + line.points, 0);
  }
}

function tellAndCheck(model: ConductModel, story: readonly Parameters<typeof resolve>[1][]): void {
  const paper = new PaperBook();
  for (const happening of story) {
    const what = resolve(model, happening);
    if (!what) continue;
    const [before, locked] = [model.entries.length, new Set(model.rounds.filter(isLocked))];
    happen(model, what);
    for (const entry of model.entries.slice(before)) {
      paper.write(entry, model);
      checkNewLine(model, entry);
    }
    const newlyLocked = model.rounds.filter((round) => isLocked(round) && !locked.has(round));
    for (const round of newlyLocked.sort((a, b) => (a.weekOn < b.weekOn ? -1 : 1))) {
      for (const { kind, subjectId, week } of round.standings) {
        const counted = paper.count({ kind, id: subjectId }, round.weekOn);
        if (kind === 'pupil') expect(week).toBe(counted);
      }
    }
  }
}

/** A line lands behind no lock and no close; where none has been, it lands in its own week and month. */
function checkNewLine(model: ConductModel, entry: PointEntry): void {
  for (const round of model.rounds.filter(isLocked)) {
    if (round.classId === entry.classId || standingIn(round, entry.subject)) {
      expect(entry.weekOn > round.weekOn).toBe(true);
    }
  }
  for (const month of model.months) {
    const concerns = month.classId === entry.classId || month.totals.has(entry.subject.id);
    if (concerns) expect(entry.monthOn > month.monthOn).toBe(true);
  }
  if (model.months.length === 0 && !model.rounds.some(isLocked)) {
    expect([entry.weekOn, entry.monthOn]).toEqual([mondayOf(entry.occurredOn), monthOf(entry.occurredOn)]);
    expect(isCorrection(entry)).toBe(false);
  }
  seen.corrections += Number(isCorrection(entry));
  seen.lateMonths += Number(entry.monthOn > monthOf(entry.occurredOn));
}

/** At the end of everything, what was locked and closed on the way is still what the ledger says. */
function checkTotals(model: ConductModel): void {
  for (const { monthOn, totals } of model.months) {
    const view = { monthOn, throughOn: addDays(monthOn, 62) };
    expect(foldMonth(model.entries, [...totals.keys()], model.rules, view)).toEqual(totals);
    seen.closedTotals += totals.size;
  }
  for (const round of model.rounds.filter(isLocked)) {
    const sunday = addDays(round.weekOn, 6);
    for (const standing of round.standings) {
      if (standing.kind !== 'pupil') continue;
      const counted = model.entries.filter(
        (entry) =>
          entry.subject.id === standing.subjectId &&
          entry.seq < (round.lockedSeq ?? 0) &&
          entry.monthOn === round.monthOn &&
          entry.occurredOn <= sunday,
      );
      const sum = counted.reduce((points, entry) => points + entry.points, 0);
      expect(standing.total).toBe(totalOf(sum, model.rules));
      seen.standings += 1;
      seen.floors += Number(standing.total > model.rules.base + sum);
    }
  }
}

function checkReversals(model: ConductModel): void {
  const reversals = model.entries.filter((entry) => entry.reversesId !== null);
  expect(new Set(reversals.map((entry) => entry.reversesId)).size).toBe(reversals.length);
  for (const reversal of reversals) {
    const original = model.entries.find((entry) => entry.id === reversal.reversesId);
    expect(original?.points).toBe(0 - reversal.points);
  }
  seen.entries += model.entries.length;
  seen.reversals += reversals.length;
}

const isLocked = (round: ModelRound) => round.lockedSeq !== null;

describe('entries, reversals, moves, locks and month ends in any order', () => {
  test(`${runs} random histories keep every total equal to its fold, and count every line exactly once`, () => {
    fc.assert(
      fc.property(rulesOf, happenings(60), (rules, story) => {
        const model = newModel(rules);
        tellAndCheck(model, story);
        checkTotals(model);
        checkReversals(model);
      }),
      { numRuns: runs },
    );
    // Of the order of a tenth of what comes about.
    expect(seen.standings).toBeGreaterThan(1_000);
    expect(seen.closedTotals).toBeGreaterThan(1_000);
    expect(seen.corrections).toBeGreaterThan(500);
    expect(seen.lateMonths).toBeGreaterThan(200);
    expect(seen.reversals).toBeGreaterThan(200);
    expect(seen.floors).toBeGreaterThan(20);
  });
});
