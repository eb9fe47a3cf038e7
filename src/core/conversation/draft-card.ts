import type { Offers } from '../actions/offers.js';
import type {
  EntriesReading,
  LineReading,
  Option,
  QuestionReading,
  QuickEntryReading,
  RefusalReading,
  Target,
} from '../conduct/quick-entry/reading.js';
import { maxLines, maxPoints } from '../conduct/quick-entry/reading.js';
import type { Language } from '../language/language.js';
import { say, sayList, sayPoints } from '../language/say.js';
import { actions, type Block, type Card, list, paragraph } from '../message/card.js';
import type { Names } from './names.js';

/** More buttons than this under one question become a list to choose from. */
const maxButtonsPerQuestion = 4;

export interface DraftFrame {
  readonly draftId: string;
  /** The card shows this version of the draft; a press on an older one records nothing. */
  readonly version: number;
  readonly names: Names;
  /** What the school calls the office that hears of serious matters. */
  readonly office: string;
  readonly language: Language;
}

/** What will be recorded, what is still open and what was not understood, each with its buttons. */
export function draftCard(reading: QuickEntryReading, frame: DraftFrame, offers: Offers): Card {
  const { language, draftId, version } = frame;
  const clear = reading.lines.filter((line) => line.kind === 'entries');
  const count = countOf(reading.lines);
  const open = reading.lines.some((line) => line.kind === 'question');
  const blocks: Block[] = [];
  if (clear.length > 0) blocks.push(list(clear.map((line) => entryText(line, frame))));
  reading.lines.forEach((line, index) => {
    if (line.kind === 'question') blocks.push(...questionBlocks(line, index, frame, offers));
    if (line.kind === 'refusal') blocks.push(...refusalBlocks(line, index, frame, offers));
  });
  if (reading.unread) {
    const first = `${reading.unread.fromLine + 1}`;
    blocks.push(paragraph(say(language, 'entry.tooMany', { max: maxLines, text: first })));
  }
  const cancel = offers.button('draft.cancel', say(language, 'entry.cancel'), { draftId });
  const label = say(language, open ? 'entry.recordClear' : 'entry.record', { count });
  const record = offers.button('draft.record', label, { draftId, version }, { style: 'primary' });
  blocks.push(actions(...(count > 0 ? [record, cancel] : [cancel])));
  return { title: say(language, 'entry.title', { count }), tone: open ? 'attention' : 'plain', blocks };
}

/** One entry for each target. */
function countOf(lines: readonly LineReading[]): number {
  return lines.reduce((sum, line) => sum + (line.kind === 'entries' ? line.targets.length : 0), 0);
}

/** "林小满、周一鸣  −1  迟到", with what staff alone see, and a mark where it was read between the lines. */
export function entryText(line: EntriesReading, { names, language }: Pick<DraftFrame, 'names' | 'language'>): string {
  const who = sayList(
    language,
    line.targets.map((target) => targetName(target, names)),
  );
  let text = say(language, 'entry.line', { who, points: sayPoints(line.points), item: names.item(line.itemId) });
  if (line.note) text = say(language, 'entry.noted', { line: text, note: line.note });
  if (line.as === 'propose') text = say(language, 'entry.proposed', { line: text });
  return line.exact ? text : say(language, 'entry.unsure', { line: text });
}

function targetName(target: Target, names: Names): string {
  return target.kind === 'pupil' ? names.pupil(target.pupilId) : names.group(target.groupId);
}

function questionBlocks(line: QuestionReading, index: number, frame: DraftFrame, offers: Offers): Block[] {
  const question = say(frame.language, `entry.ask.${line.about}`, { said: line.said });
  return [paragraph([{ text: question, strong: true }]), choices(line.options, index, frame, offers)];
}

function refusalBlocks(line: RefusalReading, index: number, frame: DraftFrame, offers: Offers): Block[] {
  const { language, names, office } = frame;
  const why = say(language, `entry.no.${line.code}`, {
    said: '',
    max: maxPoints,
    office,
    item: line.itemId ? names.item(line.itemId) : '',
    ...line.params,
  });
  const text = paragraph(say(language, 'entry.refusal', { text: line.source.text.trim(), why }));
  if (line.code === 'seriousItem' && line.targets.length > 0) {
    const report = offers.button('draft.report', say(language, 'entry.report', { office }), {
      draftId: frame.draftId,
      version: frame.version,
      line: index,
    });
    return [text, actions(report)];
  }
  return line.options.length > 0 ? [text, choices(line.options, index, frame, offers)] : [text];
}

function choices(options: readonly Option[], line: number, frame: DraftFrame, offers: Offers): Block {
  const { draftId, version, language } = frame;
  if (options.length > maxButtonsPerQuestion) {
    const labels = options.map((option, index) => ({ value: String(index), label: optionText(option, frame) }));
    return actions(
      offers.select('draft.choose', say(language, 'entry.option.choose'), { draftId, version, line }, labels),
    );
  }
  return actions(
    ...options.map((option, index) =>
      offers.button('draft.choose', optionText(option, frame), { draftId, version, line, option: index }),
    ),
  );
}

function optionText(option: Option, { names, language }: DraftFrame): string {
  switch (option.kind) {
    case 'who': {
      if (option.whole?.kind === 'group') {
        return say(language, 'entry.option.whole', { who: names.group(option.whole.id) });
      }
      return sayList(
        language,
        option.targets.map((target) => targetName(target, names)),
      );
    }
    case 'what':
      return say(language, 'entry.option.what', { item: names.item(option.itemId), points: sayPoints(option.points) });
    case 'asNote':
      return say(language, 'entry.option.asNote');
    case 'leaveOut':
      return say(language, 'entry.option.leaveOut');
    default:
      return option satisfies never;
  }
}
