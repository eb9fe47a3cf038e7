import type { LineReading, Option, Target, Whole } from '../../../src/core/conduct/quick-entry/reading.js';

// The whole reading in one line of text, so that a row of the corpus can say all that is expected:
//
//   each of group 七3/G2 (5) | CLS09 +1        each member of a whole, and how many they are
//   张三 李四 | ATT03 -1 | "第二节" | ~        entries: who | item and points | staff note | ~ = not exact, propose
//   ? who “张伟”: 张伟#1 / 张伟#2 / note / skip question: what is asked “about which words”: the options
//   ! unknownName “王武”: 王五                 refusal: why “which words”: what is offered instead

export function describeReading(line: LineReading): string {
  switch (line.kind) {
    case 'entries':
      return [
        line.wholes.length > 0
          ? `${line.wholes.map(whole).join(' ')} (${line.targets.length})`
          : line.targets.map(target).join(' '),
        `${line.itemId} ${signed(line.points)}`,
        ...(line.note === null ? [] : [`"${line.note}"`]),
        ...(line.as === 'propose' ? ['propose'] : []),
        ...(line.exact ? [] : ['~']),
      ].join(' | ');
    case 'question':
      return `? ${line.about} “${line.said}”: ${line.options.map(option).join(' / ')}`;
    case 'refusal': {
      const said = line.params['said'] === undefined ? '' : ` “${line.params['said']}”`;
      const about = [line.itemId ?? [], line.targets.map(target)].flat();
      const offered = line.options.length === 0 ? '' : `: ${line.options.map(option).join(' / ')}`;
      return `! ${line.code}${said}${about.length === 0 ? '' : ` (${about.join(' ')})`}${offered}`;
    }
    default:
      return line satisfies never;
  }
}

function option(one: Option): string {
  switch (one.kind) {
    case 'who':
      return one.whole === null ? one.targets.map(target).join('+') : whole(one.whole);
    case 'what':
      return `${one.itemId} ${signed(one.points)}${one.note === null ? '' : ` "${one.note}"`}`;
    case 'asNote':
      return 'note';
    case 'leaveOut':
      return 'skip';
    default:
      return one satisfies never;
  }
}

function target(one: Target): string {
  return one.kind === 'pupil' ? one.pupilId.replaceAll(' ', '_') : one.groupId;
}

function whole({ kind, id }: Whole): string {
  return `each of ${kind} ${id}`;
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points === 0 ? 0 : points);
}
