import type { KnownBlock } from '@slack/types';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import type { Card } from '../../core/message/card.js';
import { pack } from '../../core/message/pack.js';
import { labelsOf } from '../../core/message/plain.js';
import { drawCard, type Piece } from './draw.js';
import { fallbackOf } from './fallback.js';
import * as limits from './limits.js';
import type { Tables } from './parts.js';
import { plain } from './wire.js';

/** One message as chat.postMessage takes it. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/**
 * The card as one message, or as several in order where one cannot hold it. Pure and total: everything that the card says
 * is in the messages, text from people always as literal text.
 *
 * What is too long for a label (75 on a button, 30 on a confirmation) is cut there with … and stands in full in a list
 * before the buttons.
 * @param tables 'text': tables in fixed-width letters, for a Slack that refuses its own.
 * @param origin the program's own address (PUBLIC_URL); without it a link to a path of ours is shown as text.
 * @throws Unrenderable when an action has no token, or an option a value, that Slack would carry back.
 */
export function renderCard(
  card: Card,
  language: Language,
  tables: Tables = 'native',
  origin?: string,
): readonly [SlackMessage, ...SlackMessage[]] {
  const pieces = drawCard(card, { language, tables, origin });
  const groups = pack(pieces, fitInMessage);
  const [first, ...rest] = groups;
  if (!first) return [nothing(language)];
  const message = (group: readonly Piece[], place: number): SlackMessage => {
    const part = groups.length > 1 ? say(language, 'slack.part', { part: place + 1, parts: groups.length }) : null;
    const blocks = group.flatMap((piece) => piece.blocks);
    const words = [...group.map((piece) => piece.plain), part ?? ''].filter((one) => one !== '').join('\n');
    return {
      text: fallbackOf(words.trim() === '' ? onButtons(card) : words, language),
      blocks: part === null ? blocks : [...blocks, { type: 'context', elements: [plain(part)] }],
    };
  };
  return [message(first, 0), ...rest.map((group, place) => message(group, place + 1))];
}

/** A card of buttons alone says what they say. */
function onButtons(card: Card): string {
  return labelsOf(card)
    .map((label) => label || '…')
    .join(' · ');
}

/** With room for the line that says which part it is. */
function fitInMessage(pieces: readonly Piece[]): boolean {
  const sum = (of: (piece: Piece) => number) => pieces.reduce((all, piece) => all + of(piece), 0);
  return (
    sum(({ blocks }) => blocks.length) < limits.blocksPerMessage &&
    sum(({ size }) => size) <= limits.blockTextPerMessage - limits.partLineSize &&
    sum(({ table }) => (table ? 1 : 0)) <= limits.tablesPerMessage
  );
}

function nothing(language: Language): SlackMessage {
  const text = say(language, 'slack.nothing');
  return { text, blocks: [{ type: 'context', elements: [plain(text)] }] };
}
