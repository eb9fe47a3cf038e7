import { addDays, instantAt, type LocalDate } from '../calendar/local-date.js';
import { weekMoments } from '../calendar/week-moments.js';
import { type EntryLine, lineOf } from '../conduct/entry-line.js';
import { confirmProposals, declineProposals, lapseProposals } from '../conduct/proposals.js';
import { recordEntries } from '../conduct/record.js';
import { lockRounds, openRound, submitRound } from '../conduct/rounds.js';
import type { RubricItem } from '../conduct/rubric.js';
import { reverseEntries, undoLast } from '../conduct/undo.js';
import type { Ports } from '../ports/ports.js';
import type { School } from '../school/school.js';
import type { DemoStart } from './calendar.js';
import type { DemoCast } from './cast.js';
import type { DemoLine, DemoMessage, DemoSubject } from './day-messages.js';
import type { DemoEdition } from './edition.js';
import type { Random } from './random.js';
import type { DemoPlaces } from './roster.js';
import type { DemoScript } from './script.js';

/** Something that happened at a moment of school time. */
export interface DemoStep {
  readonly at: Date;
  run(ports: Ports): Promise<unknown>;
}

export interface HistoryFacts {
  readonly school: School;
  readonly edition: DemoEdition;
  readonly start: DemoStart;
  readonly places: DemoPlaces;
  readonly rubric: readonly RubricItem[];
  readonly script: DemoScript;
  readonly castOn: (on: LocalDate) => DemoCast;
  readonly random: Random;
}

/** The class whose homeroom teacher has not answered last week's round. */
const unansweredClass = 1;

/** What people did in the weeks before, through the use cases that they would have caused. Unordered. */
export function historySteps(facts: HistoryFacts): readonly DemoStep[] {
  const { school, start, script } = facts;
  return [
    ...script.messages.map((message, index) => recordStep(facts, message, `message:${index}`)),
    ...script.proposals.flatMap((message, index) => proposalSteps(facts, message, `proposal:${index}`)),
    ...script.slips.flatMap((message, index) => slipSteps(facts, message, `slip:${index}`)),
    recordStep(facts, script.waiting, waitingSource),
    ...correctionSteps(facts),
    ...start.history.flatMap((monday) => roundSteps(facts, monday)),
    ...school.days.schoolDaysIn(addDays(start.history[0], 1), start.on).map((on) => ({
      at: moment(facts, on, '03:30'),
      run: (ports: Ports) => lapseProposals(ports, school),
    })),
  ].filter((step) => step.at <= start.at);
}

/** By which the proposal that still waits is found again. */
export const waitingSource = 'demo:waiting';

const sourceKey = (name: string) => (name === waitingSource ? name : `demo:${name}`);
const moment = ({ school }: HistoryFacts, on: LocalDate, time: string) => instantAt(on, time, school.zone);
const after = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

function recordStep(facts: HistoryFacts, message: DemoMessage, name: string): DemoStep {
  const { school, places } = facts;
  return {
    at: moment(facts, message.on, message.time),
    run: (ports) =>
      recordEntries(ports, {
        school,
        personId: places.staffId(message.author),
        sourceKey: sourceKey(name),
        lines: message.lines.flatMap((line) => entryLines(facts, message, line)),
      }),
  };
}

function entryLines(facts: HistoryFacts, message: DemoMessage, line: DemoLine): readonly EntryLine[] {
  const { places, rubric, school, castOn } = facts;
  const { on } = message;
  const { classIndex } = line;
  const item = rubric.find((one) => one.code === line.code);
  if (!item) throw new Error(`The rubric has no ${line.code}`);
  const common = {
    classId: places.classIds[classIndex] ?? '',
    points: line.points ?? item.points,
    staffNote: line.note ?? null,
    occurredOn: on,
    as: message.author.startsWith('checker') ? 'propose' : 'give',
    everyone: line.who.kind === 'members',
  } as const;
  return subjectsOf(places, castOn(on), classIndex, line.who).map((subject) =>
    lineOf(item, { ...common, subject }, school.language),
  );
}

function subjectsOf(places: DemoPlaces, cast: DemoCast, classIndex: number, who: DemoSubject) {
  switch (who.kind) {
    case 'pupil':
      return [{ kind: 'pupil', id: places.pupilId(who.number) } as const];
    case 'group':
      return [{ kind: 'group', id: places.groupId(classIndex, who.group) } as const];
    case 'members':
      return cast.pupils
        .filter((pupil) => pupil.classIndex === classIndex && pupil.group === who.group)
        .map((pupil) => ({ kind: 'pupil', id: places.pupilId(pupil.number) }) as const);
    default:
      return who satisfies never;
  }
}

/** The checker proposes at noon; before going home each homeroom teacher decides about the own class, or lets it lapse. */
function proposalSteps(facts: HistoryFacts, message: DemoMessage, name: string): readonly DemoStep[] {
  const { school, places, random, start } = facts;
  const decide = (classIndex: number): DemoStep => {
    const decision = random.weighted([
      ['confirm', 72],
      ['decline', 16],
      ['leave', message.on >= start.thisWeek ? 0 : 12],
    ] as const);
    const personId = places.staffId(`homeroom${classIndex}`);
    return {
      at: moment(facts, message.on, '17:20'),
      async run(ports) {
        const proposals = (await ports.database.proposals.ofSource(school.id, sourceKey(name))).filter(
          (one) => one.classId === places.classIds[classIndex],
        );
        const good = proposals.filter((one) => one.points >= 0).map((one) => one.id);
        const others = proposals.filter((one) => one.points < 0).map((one) => one.id);
        const confirm = (proposalIds: readonly string[], key: string) =>
          confirmProposals(ports, { school, personId, proposalIds, sourceKey: sourceKey(key) });
        if (good.length > 0) await confirm(good, `${name}:${classIndex}:good`);
        if (others.length === 0 || decision === 'leave') return;
        if (decision === 'decline') await declineProposals(ports, { school, personId, proposalIds: others });
        else for (const [index, id] of others.entries()) await confirm([id], `${name}:${classIndex}:${index}`);
      },
    };
  };
  const classes = [...new Set(message.lines.map((line) => line.classIndex))];
  return [recordStep(facts, message, name), ...classes.map(decide)];
}

/** Written down, seen to be wrong, taken back. */
function slipSteps(facts: HistoryFacts, message: DemoMessage, name: string): readonly DemoStep[] {
  const { school, places } = facts;
  const written = recordStep(facts, message, name);
  const undo = { school, personId: places.staffId(message.author), sourceKey: sourceKey(`${name}:undo`) };
  return [written, { at: after(written.at, 3), run: (ports) => undoLast(ports, undo) }];
}

/** One line is corrected after its week was locked, one while it is open. */
function correctionSteps(facts: HistoryFacts): readonly DemoStep[] {
  const { school, places, start } = facts;
  const correct = (classIndex: number, weekOn: LocalDate, at: Date, name: string): DemoStep => ({
    at,
    async run(ports) {
      const lines = await ports.database.conduct.ofWeeks(school.id, places.classIds[classIndex] ?? '', weekOn, weekOn);
      const wrong = lines.find((one) => one.points < 0 && one.reversesId === null);
      await reverseEntries(ports, {
        school,
        personId: places.staffId(`homeroom${classIndex}`),
        sourceKey: sourceKey(name),
        entryIds: wrong ? [wrong.id] : [],
        closed: 'correct',
      });
    },
  });
  return [
    correct(3, start.history[1], moment(facts, addDays(start.history[2], 3), '12:10'), 'correction:locked'),
    correct(0, start.thisWeek, moment(facts, addDays(start.thisWeek, 1), '09:05'), 'correction:open'),
  ];
}

/** The class's week: opened by the clock, answered by its homeroom teacher, locked by the clock. */
function roundSteps(facts: HistoryFacts, monday: LocalDate): readonly DemoStep[] {
  const { school, places, start } = facts;
  const moments = weekMoments(school.days, monday, null, school.settings);
  if (!moments) return [];
  const { roundOpensAt, remindAt, locksAt } = moments;
  const late = after(remindAt[1] ?? roundOpensAt, 12);
  const answeredAt = [after(roundOpensAt, 22), late, after(roundOpensAt, 250), after(roundOpensAt, 75)];
  const roundOf = async (ports: Ports, classId: string) => {
    const round = await ports.database.rounds.ofClass(school.id, classId, monday);
    if (!round) throw new Error('A round of the demo school did not open');
    return round.id;
  };
  return [
    ...places.classIds.map((classId) => ({
      at: roundOpensAt,
      run: (ports: Ports) => openRound(ports, { school, classId, weekOn: monday }),
    })),
    ...places.classIds.flatMap((classId, index): DemoStep[] => {
      const answer = answerOf(facts, index);
      if (monday === start.history[2] && index === unansweredClass) return [];
      return [
        {
          at: answeredAt[index] ?? late,
          run: async (ports) =>
            submitRound(ports, {
              school,
              personId: places.staffId(`homeroom${index}`),
              roundId: await roundOf(ports, classId),
              ...answer,
            }),
        },
      ];
    }),
    {
      at: locksAt,
      async run(ports) {
        const roundIds = [];
        for (const classId of places.classIds) roundIds.push(await roundOf(ports, classId));
        await lockRounds(ports, { school, roundIds });
      },
    },
  ];
}

function answerOf({ edition, places, random }: HistoryFacts, classIndex: number) {
  const scores = Array.from({ length: 8 }, (_, group) => ({
    groupId: places.groupId(classIndex, group + 1),
    score: 6 + random.int(8) / 2,
    remark: random.chance(0.2) ? random.pick(edition.groupRemarks) : null,
  }));
  return { scores, remark: random.chance(0.6) ? random.pick(edition.roundRemarks) : null };
}
