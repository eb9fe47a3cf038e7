import { addDays, type LocalDate } from '../calendar/local-date.js';
import type { SchoolCalendar } from '../calendar/school-calendar.js';
import type { DemoStart } from './calendar.js';
import type { DemoCast } from './cast.js';
import { checkerRound, classDay, type DemoMessage, type DemoSubject } from './day-messages.js';
import type { DemoEdition } from './edition.js';
import type { Random } from './random.js';

/** Everything that was written in the weeks before the demo begins. */
export interface DemoScript {
  readonly messages: readonly DemoMessage[];
  readonly proposals: readonly DemoMessage[];
  /** Messages that were taken back a little later. */
  readonly slips: readonly DemoMessage[];
  /** What the checker of the younger grade saw yesterday; nobody has decided about it. */
  readonly waiting: DemoMessage;
}

export function writeScript(
  cast: DemoCast,
  edition: DemoEdition,
  days: SchoolCalendar,
  start: DemoStart,
  random: Random,
): DemoScript {
  const yesterday = addDays(start.on, -1);
  const schoolDays = days.schoolDaysIn(start.history[0], yesterday);
  const classes = cast.classes.map((_, index) => index);
  const each = (draw: (classIndex: number, on: LocalDate, day: number) => readonly DemoMessage[]) =>
    schoolDays.flatMap((on, day) => classes.flatMap((classIndex) => draw(classIndex, on, day)));
  const messages = each((classIndex, on, day) =>
    classDay(cast, edition, classIndex, on, day, random.fork(100 + day * 4 + classIndex)),
  );
  const proposals = each((classIndex, on, day) =>
    // Yesterday's of the first class is the one that waits.
    on === yesterday && classIndex === 0
      ? []
      : checkerRound(cast, edition, classIndex, on, random.fork(1000 + day * 4 + classIndex)),
  );
  return {
    messages: inOneGo(messages),
    proposals: inOneGo(proposals),
    slips: [slip(2, addDays(start.history[1], 3), 'CLS05'), slip(1, start.thisWeek, 'HMW03')],
    waiting: {
      on: yesterday,
      time: '12:45',
      author: 'checker0',
      lines: [{ classIndex: 0, code: 'CLN02', who: pupilOf(0, 5) }],
    },
  };

  /** The homeroom teacher took one pupil for another. */
  function slip(classIndex: number, on: LocalDate, code: string): DemoMessage {
    const lines = [{ classIndex, code, who: pupilOf(classIndex, 8) }];
    return { on, time: '11:30', author: `homeroom${classIndex}`, lines };
  }

  function pupilOf(classIndex: number, place: number): DemoSubject {
    const own = cast.pupils.filter((pupil) => pupil.classIndex === classIndex && pupil.temper === 'steady');
    return { kind: 'pupil', number: own[place]?.number ?? '' };
  }
}

/** A teacher of two classes writes once for both, before noon and after it. */
function inOneGo(messages: readonly DemoMessage[]): readonly DemoMessage[] {
  const joined = new Map<string, DemoMessage>();
  for (const message of messages) {
    const key = `${message.on} ${message.time < '12:30'} ${message.author}`;
    const before = joined.get(key);
    const time = before && before.time > message.time ? before.time : message.time;
    joined.set(key, { ...message, time, lines: [...(before?.lines ?? []), ...message.lines] });
  }
  return [...joined.values()];
}
