import type { Offers } from '../actions/offers.js';
import type { RoundContext } from '../forms/catalog/weekly-round.js';
import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import { actions, type Block, type Card, paragraph } from '../message/card.js';

export interface RoundCardFacts {
  readonly roundId: string;
  readonly context: RoundContext;
  /** When it locks, in words. */
  readonly locks: string;
  /** A reminder says so in its title; one that announces the escalation names who will be told. */
  readonly reminder: boolean;
  readonly announce: { readonly at: string; readonly who: string } | null;
}

/** The round as the homeroom teacher meets it: the week in one line, and one press that answers it. */
export function roundCard(facts: RoundCardFacts, language: Language, offers: Offers): Card {
  const { roundId, context, locks, reminder, announce } = facts;
  const { className, weekNumber: week, summary } = context;
  const { plus, minus, neutral, proposals } = summary;
  const button = (
    kind: string,
    key: 'round.asIs' | 'round.fillIn' | 'round.oneByOne',
    style: 'primary' | 'plain' = 'plain',
  ) => offers.button(kind, say(language, key), { roundId }, { style });
  const blocks: (Block | null)[] = [
    paragraph(
      say(language, plus + minus + neutral > 0 ? 'round.openIntro' : 'round.openNothing', { plus, minus, neutral }),
    ),
    proposals > 0 ? paragraph(say(language, 'round.openProposals', { count: proposals })) : null,
    paragraph(say(language, 'round.openLocks', { at: locks })),
    announce ? paragraph(say(language, 'round.announce', announce)) : null,
    actions(
      button('round.asIs', 'round.asIs', 'primary'),
      button('round.fillIn', 'round.fillIn'),
      button('round.oneByOne', 'round.oneByOne'),
    ),
  ];
  return {
    title: say(language, reminder ? 'round.remindTitle' : 'round.openTitle', { className, week }),
    tone: reminder ? 'attention' : 'plain',
    blocks: blocks.filter((block) => block !== null),
  };
}
