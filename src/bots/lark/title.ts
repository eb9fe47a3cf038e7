import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import { type Block, type Card, heading, paragraph } from '../../core/message/card.js';
import { plainOf, type RichText, type Run, runsOf } from '../../core/message/rich-text.js';
import { toneSigns } from '../../core/message/signs.js';
import { isBlank, oneLine, visible } from '../../core/message/visible.js';
import { headerTitle } from './limits.js';
import { clip } from './text.js';

/** A card as it stands under its header. */
export interface Titled {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Whether the title adds nothing to what stands below: that says it in full, or the title is only our name. */
  readonly saidBelow: boolean;
}

/**
 * Every card has a title, because an old client shows nothing else: its own, or the heading or the first sentence that it
 * begins with, which then is not said once more below. A title that is cut with … stands in full below.
 */
export function titled({ title, tone, blocks }: Card, language: Language): Titled {
  const sign = toneSigns[tone];
  const fits = (text: string) => sign.length + text.length <= headerTitle;
  const own = oneLine(title ?? '');
  if (own !== '') {
    if (fits(own)) return { title: sign + own, blocks, saidBelow: false };
    return { title: clip(sign + own, headerTitle), blocks: [heading(own), ...blocks], saidBelow: true };
  }
  const [first, ...rest] = blocks;
  if (first?.kind === 'heading') {
    const words = oneLine(first.text);
    if (words !== '' && fits(words)) return { title: sign + words, blocks: rest, saidBelow: false };
  }
  if (first?.kind === 'paragraph') {
    const cut = cutSentence(first.text);
    if (cut && fits(cut.sentence)) {
      const below = cut.rest === null ? rest : [paragraph(cut.rest), ...rest];
      return { title: sign + cut.sentence, blocks: below, saidBelow: false };
    }
  }
  return { title: sign + say(language, 'lark.app'), blocks, saidBelow: true };
}

/** To the end of a sentence or a line. The full stop of an abbreviation ends none: it comes after fewer small letters. */
const firstSentence = /^[^\n]*?(?:[。！？]+[”’」』）]*|[!?]+(?=\s|$)|\p{Ll}{4}\.(?=\s|$)|(?=\n)|$)/u;

/** The first sentence, and what comes after it; null when a link is in it, which a title could not show. */
function cutSentence(text: RichText): { readonly sentence: string; readonly rest: RichText | null } | null {
  const runs = runsOf(text).map((run): Run => ({ ...run, text: visible(run.text) }));
  const all = plainOf(runs);
  const start = all.length - all.trimStart().length;
  // A longer one is no title.
  const [sentence = ''] = firstSentence.exec(all.slice(start, start + 2 * headerTitle)) ?? [];
  if (isBlank(sentence)) return null;
  const end = start + sentence.length;
  if (linksBefore(runs, end)) return null;
  const rest = dropped(runs, all.length - all.slice(end).trimStart().length);
  return { sentence: oneLine(sentence), rest: isBlank(plainOf(rest)) ? null : rest };
}

function linksBefore(runs: readonly Run[], end: number): boolean {
  let at = 0;
  return runs.some((run) => {
    const within = at < end;
    at += run.text.length;
    return within && 'link' in run;
  });
}

/** The runs without their first so many units. */
function dropped(runs: readonly Run[], count: number): readonly Run[] {
  let left = count;
  return runs.flatMap((run) => {
    const text = run.text.slice(left);
    left = Math.max(0, left - run.text.length);
    return text === '' ? [] : [{ ...run, text }];
  });
}
