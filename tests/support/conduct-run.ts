import { expect } from 'vitest';
import { addDays, monthOf } from '../../src/core/calendar/local-date.js';
import { type EntryLine, lineOf } from '../../src/core/conduct/entry-line.js';
import { foldMonth } from '../../src/core/conduct/ledger.js';
import { closeMonth } from '../../src/core/conduct/months.js';
import { recordEntries } from '../../src/core/conduct/record.js';
import { lockRounds, openRound, submitRound } from '../../src/core/conduct/rounds.js';
import type { Standing } from '../../src/core/conduct/standings.js';
import { reverseEntries } from '../../src/core/conduct/undo.js';
import { Refusal } from '../../src/core/errors.js';
import {
  classIds,
  firstDay,
  type Happening,
  happen,
  newModel,
  pupilIds,
  type Resolved,
  type ResolvedLine,
  resolve,
} from './conduct-commands.js';
import type { ConductModel } from './conduct-model.js';
import { type ConductSchool, makeSchool, movePupil, plainRubric } from './conduct-school.js';
import type { TestDatabase } from './database.js';

/** Does the same to the model and to a school in the database, by the use cases, and compares everything at the end. */
export async function compareWithModel(
  database: TestDatabase,
  rules: ConductModel['rules'],
  story: readonly Happening[],
): Promise<void> {
  const model = newModel(rules);
  const world = await makeSchool(database, {
    today: firstDay,
    termFrom: firstDay,
    since: addDays(firstDay, -60),
    settings: { ...rules, bands: [...rules.bands], shortWeek: 'run' },
    classes: {
      A: { A1: ['p0', 'p2'], A2: ['p1', 'p3'] },
      B: { B1: ['p4', 'p6'], B2: ['p5', 'p7'] },
    },
  });
  const run = new Run(database, world);
  for (const happening of story) {
    const what = resolve(model, happening);
    if (!what) continue;
    await run.happen(what);
    happen(model, what);
    world.setDay(model.today);
  }
  await run.compare(model);
}

class Run {
  readonly #database: TestDatabase;
  readonly #world: ConductSchool;
  /** Ids of the entries and rounds in the order of the model's. */
  readonly #entryIds: string[] = [];
  readonly #roundIds: string[] = [];
  #said = 0;

  constructor(database: TestDatabase, world: ConductSchool) {
    this.#database = database;
    this.#world = world;
  }

  async happen(what: Resolved): Promise<void> {
    const { ports, school, teacherId: personId, id } = this.#world;
    this.#said += 1;
    const sourceKey = `message ${this.#said}`;
    switch (what.kind) {
      case 'days':
        return;
      case 'record': {
        const lines = what.lines.map((line) => this.#lineOf(line));
        const { entries } = await recordEntries(ports, { school, personId, sourceKey, lines });
        this.#entryIds.push(...entries.map((entry) => entry.id));
        return;
      }
      case 'reverse': {
        const entryIds = [this.#entryIds[what.entry] ?? ''];
        const closed = what.correct ? 'correct' : 'refuse';
        await reverseEntries(ports, { school, personId, sourceKey, entryIds, closed });
        const reversals = await ports.database.conduct.ofSource(school.id, sourceKey);
        this.#entryIds.push(...reversals.map((entry) => entry.id));
        return;
      }
      case 'moveGroup':
        return movePupil(this.#database, this.#world, what.pupilId, { group: what.groupId }, this.#today());
      case 'moveClass':
        return movePupil(
          this.#database,
          this.#world,
          what.pupilId,
          { className: what.classId, group: what.groupId },
          this.#today(),
        );
      case 'open': {
        const round = await openRound(ports, { school, classId: id(what.classId), weekOn: what.weekOn });
        if (round && !this.#roundIds.includes(round.id)) this.#roundIds.push(round.id);
        return;
      }
      case 'submit': {
        const scores = [...what.scores].map(([group, score]) => ({ groupId: id(group), score, remark: null }));
        const roundId = this.#roundIds[what.round] ?? '';
        await allowing('round.locked', submitRound(ports, { school, personId, roundId, scores, remark: null }));
        return;
      }
      case 'lock':
        await lockRounds(ports, { school, roundIds: [this.#roundIds[what.round] ?? ''] });
        return;
      case 'closeMonth': {
        const wish = closeMonth(ports, { school, classIds: [id(what.classId)], monthOn: what.monthOn });
        await allowing('round.month', wish);
        return;
      }
      default:
        what satisfies never;
    }
  }

  async compare(model: ConductModel): Promise<void> {
    const { ports, school, id, nameOf } = this.#world;
    const { conduct, rounds, standings } = ports.database;

    const entries = await conduct.find(school.id, this.#entryIds);
    expect(entries.map((entry) => [nameOf(entry.subject.id), entry.points, entry.weekOn, entry.monthOn])).toEqual(
      model.entries.map((entry) => [entry.subject.id, entry.points, entry.weekOn, entry.monthOn]),
    );

    for (const [index, round] of model.rounds.entries()) {
      const stored = await rounds.find(school.id, this.#roundIds[index] ?? '');
      expect([stored?.weekOn, stored?.state === 'locked']).toEqual([round.weekOn, round.lockedSeq !== null]);
      const rows = await standings.ofRound(school.id, stored?.id ?? '');
      expect(bySubject(rows.map((row) => renamed(row, nameOf)))).toEqual(bySubject(round.standings));
    }

    for (const { classId, monthOn, totals } of model.months) {
      const rows = await standings.monthTotals(school.id, id(classId), monthOn);
      expect(new Map(rows?.map((row) => [nameOf(row.pupilId), row.total]))).toEqual(new Map([...totals].sort()));
    }

    const view = { monthOn: monthOf(model.today), throughOn: model.today };
    for (const classId of classIds) {
      const inClass = pupilIds.filter((pupilId) => model.classOf(pupilId, model.today) === classId);
      const live = await standings.totalsOf(school.id, id(classId), view, model.rules);
      expect(new Map([...live].map(([pupilId, total]) => [nameOf(pupilId), total]))).toEqual(
        foldMonth(model.entries, inClass, model.rules, view),
      );
    }
  }

  #today() {
    const now = this.#world.ports.clock.school();
    return now.toISOString().slice(0, 10) as ConductModel['today'];
  }

  #lineOf({ classId, kind, id, points, occurredOn }: ResolvedLine): EntryLine {
    const code = points > 0 ? 'PLUS' : points < 0 ? 'MINUS' : 'NOTE';
    const item = plainRubric.find((one) => one.code === code);
    if (!item) throw new Error(code);
    return lineOf(
      { ...item, id: this.#world.id(item.id) },
      {
        classId: this.#world.id(classId),
        subject: { kind, id: this.#world.id(id) },
        points,
        staffNote: null,
        occurredOn,
        as: 'give',
        everyone: false,
      },
      'zh-CN',
    );
  }
}

async function allowing(refusal: string, wish: Promise<unknown>): Promise<void> {
  await wish.catch((error: unknown) => {
    if (!(error instanceof Refusal && error.key.startsWith(refusal))) throw error;
  });
}

function renamed(row: Standing, nameOf: (id: string) => string): Standing {
  const subjectId = nameOf(row.subjectId);
  return row.kind === 'pupil' ? { ...row, subjectId } : { ...row, subjectId, members: row.members.map(nameOf) };
}

const bySubject = (rows: readonly Standing[]) =>
  [...rows].sort((a, b) => (`${a.kind}${a.subjectId}` < `${b.kind}${b.subjectId}` ? -1 : 1));
