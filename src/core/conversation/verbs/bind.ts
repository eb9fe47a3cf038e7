import type { Purpose } from '../../channels/bind-chat.js';
import { classKeys } from '../../conduct/quick-entry/class-names.js';
import { keyOf } from '../../conduct/quick-entry/fold.js';
import { Refusal } from '../../errors.js';
import type { Turn } from '../../inbox/turn.js';
import type { Reply } from '../../message/reply.js';
import type { ChannelAudience } from '../../ports/channel-store.js';
import type { ClassInfo } from '../../ports/class-store.js';
import { askPurpose, offerPurposes, requireAdministrator, unbind } from '../bind-presses.js';
import { classNamed } from '../class-choice.js';
import { unlinkVerb } from './unlink.js';

const audienceWords: Readonly<Record<ChannelAudience, readonly string[]>> = {
  staff: ['staff', '教师', '教师群', '老师', '老师群'],
  classParents: ['parents', 'families', '家长', '家长群'],
  community: ['community', '共同体', '共同体群'],
};

const noneWords: readonly string[] = ['none', 'off', '解绑', '无'];

/**
 * In the group chat that it is about: `bind` shows what the chat may be, `bind parents 七3` asks about one of them,
 * `bind none` ends it. What may be said there follows from the binding, so only an administrator may do it.
 */
export async function bindVerb(turn: Turn, rest: string): Promise<Reply> {
  const { ports, inbound, school, today } = turn;
  if (inbound.chat.kind !== 'group') throw new Refusal('bind.inGroup');
  requireAdministrator(turn);
  const at = { workspaceId: inbound.workspaceId, chat: inbound.chat.externalId };
  const [word = '', ...more] = rest.split(/\s+/);
  if (noneWords.includes(word.toLowerCase())) return { card: await unbind(turn, at) };
  const classes = await ports.database.classes.list(school.id, today);
  const purpose = purposeIn(word.toLowerCase(), more.join(' '), classes);
  return { card: purpose ? await askPurpose(turn, at, purpose) : await offerPurposes(turn, at) };
}

/** Ends the binding of the chat in which it is said; in a direct chat only the own account can be meant. */
export async function unbindVerb(turn: Turn): Promise<Reply> {
  if (turn.inbound.chat.kind === 'direct') return unlinkVerb(turn, '');
  return bindVerb(turn, 'none');
}

/** null: the words leave open what the chat is, so it is asked. */
function purposeIn(word: string, named: string, classes: readonly ClassInfo[]): Purpose | null {
  const audience = (Object.keys(audienceWords) as ChannelAudience[]).find((key) => audienceWords[key].includes(word));
  if (!audience) return null;
  if (named === '') return audience === 'classParents' ? null : { audience, classId: null };
  const schoolClass = classNamed(classes, named) ?? classes.find((one) => classKeys([one.name]).has(keyOf(named)));
  if (!schoolClass) throw new Refusal('bind.whichClass', { names: classes.map((one) => one.name) });
  return { audience, classId: audience === 'community' ? null : schoolClass.id };
}
