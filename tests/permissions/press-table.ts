import type { ActionDraft } from '../../src/core/ports/action-store.js';

/** Monday of the week in which the presses happen. */
export const monday = '2026-09-14';

/** The cast: whose matters there are, and who has nothing to do with them. */
export const homeroom = '王芳';
export const father = '林国强';
const administrator = '管文';
const affairs = '钱政';
export const outsiders = ['周建', '李强', '孙值', '赵敏'] as const;

export interface Facts {
  readonly ids: Readonly<Record<string, string>>;
}

interface Row {
  readonly owner: string;
  payload(facts: Facts): ActionDraft['payload'];
  value?(facts: Facts): string;
  /** Whose matter it is by nature: pressed by another, it is about that other's own things. */
  readonly own?: true;
  /** Theirs also when the class is theirs no longer: their own message, or a family's words that they were given. */
  readonly keeps?: true;
}

const of = (...names: string[]): Row['payload'] => {
  return ({ ids }) => Object.fromEntries(names.map((name) => [name, ids[name] ?? '']));
};

const bindTo =
  (audience: string): Row['payload'] =>
  (facts) => ({ ...of('workspaceId', 'chat')(facts), audience, classId: null });

/** Every kind of button, who may press it, and what it is about. A new kind needs a line here. */
export const rows: Readonly<Record<string, Row>> = {
  'draft.choose': {
    owner: homeroom,
    keeps: true,
    payload: (facts) => ({ ...of('draftId')(facts), version: 1, line: 0, option: 0 }),
  },
  'draft.report': {
    owner: homeroom,
    keeps: true,
    payload: (facts) => ({ ...of('draftId')(facts), version: 1, line: 0 }),
  },
  'draft.record': { owner: homeroom, keeps: true, payload: (facts) => ({ ...of('draftId')(facts), version: 1 }) },
  'draft.cancel': { owner: homeroom, keeps: true, payload: of('draftId') },
  'entries.undo': { owner: homeroom, own: true, payload: of('of') },
  'serious.take': { owner: affairs, payload: of('reportId') },
  'alert.take': { owner: affairs, payload: of('alertId') },
  'proposal.decline': { owner: homeroom, payload: of('proposalIds') },
  'proposal.confirm': { owner: homeroom, payload: of('proposalIds') },
  'round.fillIn': { owner: homeroom, payload: of('roundId') },
  'round.oneByOne': { owner: homeroom, payload: of('roundId') },
  'round.asIs': { owner: homeroom, payload: of('roundId') },
  verb: { owner: homeroom, own: true, payload: () => ({ verb: 'week', rest: '' }) },
  form: { owner: homeroom, payload: (facts) => ({ ...of('session')(facts), action: 'cancel', value: null }) },
  'invite.decline': { owner: homeroom, payload: of('inviteIds') },
  'invite.accept': { owner: homeroom, payload: of('inviteIds') },
  'question.about': { owner: father, payload: of('questionId', 'pupilId') },
  'question.answer': { owner: homeroom, keeps: true, payload: of('questionId') },
  'question.handOver': { owner: homeroom, keeps: true, payload: of('questionId') },
  'digest.preview': { owner: homeroom, payload: of(), value: ({ ids }) => ids['digestId'] ?? '' },
  'channel.confirm': { owner: homeroom, payload: (facts) => ({ ...of('channelId', 'digestId')(facts), unknown: '' }) },
  'digest.hold': { owner: homeroom, payload: of('digestId') },
  'digest.decline': { owner: homeroom, payload: of('digestId') },
  'digest.approve': { owner: homeroom, payload: of('digestId') },
  'digest.approveAll': { owner: homeroom, payload: (facts) => ({ digestIds: facts.ids['digestId'] ?? '' }) },
  'note.hold': { owner: homeroom, payload: () => ({ monday }), value: ({ ids }) => ids['pupilId'] ?? '' },
  'note.release': { owner: homeroom, payload: (facts) => ({ ...of('pupilId')(facts), monday }) },
  'bind.choose': { owner: administrator, payload: bindTo('staff') },
  'bind.confirm': { owner: administrator, payload: bindTo('staff') },
  'bind.other': { owner: administrator, payload: of('workspaceId', 'chat') },
  'bind.none': { owner: administrator, payload: of('workspaceId', 'chat') },
  'link.list': { owner: administrator, payload: of() },
  'link.account': { owner: administrator, payload: of('workspaceId'), value: ({ ids }) => ids['account'] ?? '' },
  'link.person': {
    owner: administrator,
    payload: of('workspaceId', 'account'),
    value: ({ ids }) => ids['personId'] ?? '',
  },
  'link.confirm': { owner: administrator, payload: of('workspaceId', 'account', 'personId') },
  'unlink.account': { owner: administrator, payload: of('accountId', 'personId') },
  'unlink.own': { owner: father, payload: of('accountId', 'personId') },
  'consent.praise': { owner: father, payload: (facts) => ({ ...of('pupilId')(facts), grant: true }) },
  'settings.language': { owner: father, own: true, payload: () => ({ language: 'zh-CN' }) },
  'settings.atOnce': { owner: homeroom, own: true, payload: () => ({ on: false }) },
  'year.confirm': { owner: administrator, payload: () => ({ year: '2027' }) },
  'settings.audience': { owner: administrator, payload: () => ({ audience: 'classParents', on: true }) },
};
