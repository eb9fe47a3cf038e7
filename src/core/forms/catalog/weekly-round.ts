import type { NumberField } from '../field.js';
import { groupAliases, longText, number, points } from '../fields.js';
import { defineForm } from '../form.js';
import type { Words } from '../words.js';

interface RoundGroup {
  readonly id: string;
  readonly number: number;
  readonly name?: string | null;
  /** A score given before, on a round that is answered again. */
  readonly score?: number | null;
}

/** What the homeroom teacher's week looks like before a word is typed. */
export interface RoundContext {
  readonly className: string;
  readonly weekNumber: number;
  readonly groups: readonly RoundGroup[];
  /** Entries of the week; proposals still waiting for a yes. */
  readonly summary: {
    readonly plus: number;
    readonly minus: number;
    readonly neutral: number;
    readonly proposals: number;
  };
  /** Until when it can be changed, by the school's clock. */
  readonly locks?: { readonly moment: Date; readonly zone: string };
  readonly remark?: string | null;
}

/** Scores that a teacher gives to a group for its week. */
const groupScore = { min: 0, max: 10, step: 0.5 } as const;

export const scoreField = (groupId: string): `score:${string}` => `score:${groupId}`;

/** 本周登记: the prefilled week, one score per group, a remark, and what is still to record. One press sends it. */
export const weeklyRound = defineForm({
  id: 'weekly-round',
  version: 1,
  build: (context: RoundContext) => ({
    title: { key: 'roundForm.title', params: { className: context.className, week: context.weekNumber } },
    intro: introOf(context),
    submit: { key: 'roundForm.submit' },
    submitAsIs: { key: 'roundForm.submitAsIs' },
    start: 'review',
    // Not a spread: that would lose the type of the score fields.
    fields: Object.assign(scoreFields(context.groups), {
      remark: longText({
        label: { key: 'roundForm.remark' },
        hint: { key: 'roundForm.remarkHint' },
        maxLength: 300,
        prefill: context.remark ?? null,
      }),
      points: points({ label: { key: 'roundForm.points' }, hint: { key: 'roundForm.pointsHint' } }),
    }),
  }),
});

function scoreFields(groups: readonly RoundGroup[]): Readonly<Record<`score:${string}`, NumberField<false>>> {
  const ordered = groups.toSorted((a, b) => a.number - b.number);
  return Object.fromEntries(
    ordered.map((group) => [
      scoreField(group.id),
      number({ label: scoreLabel(group), ...groupScore, aliases: groupAliases(group), prefill: group.score ?? null }),
    ]),
  );
}

function scoreLabel({ number, name }: RoundGroup): Words {
  return name
    ? { key: 'roundForm.scoreNamed', params: { number, name } }
    : { key: 'roundForm.score', params: { number } };
}

function introOf({ summary, locks }: RoundContext): readonly Words[] {
  const { plus, minus, neutral, proposals } = summary;
  const nothing = plus + minus + neutral === 0;
  return [
    nothing ? { key: 'roundForm.nothing' } : { key: 'roundForm.summary', params: { plus, minus, neutral } },
    ...(proposals > 0 ? [{ key: 'roundForm.proposals', params: { count: proposals } } as const] : []),
    ...(locks ? [{ key: 'roundForm.locks', params: { at: locks } } as const] : []),
  ];
}
