import { may } from '../access/may.js';
import type { LocalDate } from '../calendar/local-date.js';
import {
  type Approved,
  type ApproveInput,
  approveDigest,
  ownDigest,
  reachOf,
  refuseDigest,
} from '../digests/approve.js';
import { sendHeldNote } from '../digests/notes.js';
import { renderDigest } from '../digests/weekly-digests.js';
import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { actions, type Block, type Card, notice, paragraph } from '../message/card.js';
import type { Reply } from '../message/reply.js';
import type { StoredAction } from '../ports/action-store.js';
import type { ChatMembership } from '../ports/channel-store.js';
import type { Digest } from '../ports/digest-store.js';
import { isNoteComing } from '../week/notes-moment.js';
import { offersFor } from './entry-conversation.js';
import { createNames } from './names.js';
import { idOf, type Press } from './press.js';
import { slipLinks } from './slip-links.js';

/** A link that shows a class's notes to whoever holds it ends soon; `digest` gives another. */
export const slipDays = 1;

const input = (turn: Turn, digestId: string): ApproveInput => ({
  school: turn.school,
  person: turn.speaker.person,
  roles: turn.speaker.roles,
  digestId,
});

const whatOf = ({ language }: Turn, { audience, facts }: Digest) =>
  say(language, `digest.waiting.${audience}`, { className: facts.className, week: facts.week.number ?? 0 });

/** The card as its readers would see it, who they are, what was left out, and the three ways to decide. */
async function previewCard(turn: Turn, digestId: string): Promise<Card> {
  const { ports, school, language } = turn;
  const digest = await ownDigest(ports, ports.database, input(turn, digestId));
  const { channel, membership, obstacle } = await reachOf(ports.database, school, digest);
  const shown = renderDigest(digest, channel?.language ?? school.language);
  const offers = offersFor(turn, 7);
  const payload = { digestId };
  const blocks: Block[] = [...shown.card.blocks, { kind: 'divider' }];
  if (membership) {
    const { members, known, unknown } = membership;
    blocks.push(paragraph(say(language, 'digest.readers', { members, known, unknown: unknown.length })));
    if (unknown.length > 0) {
      const named = unknown.flatMap((one) => one.displayName ?? []);
      const nameless = unknown.length - named.length;
      const names = nameless > 0 ? [...named, say(language, 'digest.nameless', { count: nameless })] : named;
      blocks.push(paragraph(say(language, 'digest.unknownNames', { names })));
    }
  }
  const left = [...new Set(shown.refused)];
  if (left.length > 0) {
    const reasons = left.map((reason) =>
      say(language, `why.${reason}`, { count: shown.refused.filter((one) => one === reason).length }),
    );
    blocks.push(paragraph(reasons.join(' ')));
  }
  if (obstacle)
    blocks.push(
      paragraph([{ text: say(language, `why.${obstacle}`, { count: membership?.unknown.length ?? 0 }), strong: true }]),
    );
  if ((obstacle === 'unknownMembers' || obstacle === 'membersUnseen') && channel && membership) {
    const seen = { channelId: channel.id, digestId, unknown: idsOf(membership) };
    blocks.push(actions(offers.button('channel.confirm', say(language, 'digest.confirmMembers'), seen)));
  }
  blocks.push(
    actions(
      offers.button('digest.approve', say(language, 'digest.approve'), payload, { style: 'primary' }),
      offers.button('digest.hold', say(language, 'digest.hold'), payload),
      offers.button('digest.decline', say(language, 'digest.decline'), payload),
    ),
  );
  await offers.save(ports.database, turn.now);
  return {
    title: say(language, 'digest.previewTitle', { what: shown.card.title ?? whatOf(turn, digest) }),
    tone: 'attention',
    blocks,
  };
}

/** What became of each, with the way to paper for those that go. */
async function approve(turn: Turn, digestIds: readonly string[]): Promise<Card> {
  const lines: string[] = [];
  const decided: Digest[] = [];
  for (const digestId of digestIds) {
    const approved = await approveDigest(turn.ports, input(turn, digestId));
    lines.push(approvedText(turn, approved));
    decided.push(approved.digest);
  }
  const offers = offersFor(turn, slipDays);
  const links = slipLinks(turn, decided, offers);
  await offers.save(turn.ports.database, turn.now);
  return { tone: 'done', blocks: [...lines.map((line) => paragraph(line)), ...links] };
}

function approvedText(turn: Turn, { digest, obstacle, unknown, now }: Approved): string {
  const what = whatOf(turn, digest);
  if (now) return say(turn.language, obstacle ? 'digest.approvedOnPaper' : 'digest.approvedOne', { what });
  if (!obstacle) return say(turn.language, 'digest.decidedBefore');
  return say(turn.language, 'digest.notSent', {
    what,
    reason: say(turn.language, `why.${obstacle}`, { count: unknown }),
  });
}

const refuse =
  (to: 'held' | 'declined'): Press =>
  async (turn, action) => {
    const { digest, now } = await refuseDigest(turn.ports, input(turn, idOf(action, 'digestId')), to);
    const key = now ? (`digest.${to}One` as const) : 'digest.decidedBefore';
    return { card: notice(say(turn.language, key, { what: whatOf(turn, digest) }), 'done') };
  };

const idsOf = ({ unknown }: ChatMembership) => unknown.map((one) => one.externalId).join(' ');

/** Confirms those whom the preview named; whoever came since is shown first. */
async function confirmMembers(turn: Turn, action: StoredAction): Promise<Reply> {
  const channelId = idOf(action, 'channelId');
  const digestId = idOf(action, 'digestId');
  const { ports, school, speaker, now, today, language } = turn;
  const channel = (await ports.database.channels.list(school.id)).find((one) => one.id === channelId);
  const [place] = channel?.classId ? await ports.database.classes.find(school.id, [channel.classId]) : [];
  const at = { schoolId: school.id, gradeId: place?.gradeId ?? '', classId: place?.id ?? '', groupId: null };
  if (!channel || !may(speaker.roles, 'approve', at, today)) throw new Refusal('digest.notYours');
  const confirmed = await ports.database.transaction(async (stores) => {
    if (idsOf(await stores.channels.membership(channel.id)) !== idOf(action, 'unknown')) return false;
    await stores.channels.confirmMembers(channel.id, speaker.person.id, now);
    return true;
  });
  if (!confirmed) return { toast: say(language, 'digest.membersChanged'), card: await previewCard(turn, digestId) };
  return { toast: say(language, 'digest.membersConfirmed'), card: await previewCard(turn, digestId) };
}

/** "I will call first": the homeroom teacher keeps one child's note back, and lets it go with one press. */
async function holdNote(turn: Turn, pupilId: string, monday: LocalDate): Promise<Reply> {
  const { ports, school, speaker, language, now } = turn;
  const { pupil, place, name } = await ownPupil(turn, pupilId);
  if (!(await isNoteComing(turn, place, monday))) throw new Refusal('note.gone');
  await ports.database.transaction((stores) =>
    stores.digests.holdNote({
      id: ports.ids.next(),
      schoolId: school.id,
      classId: pupil.classId,
      pupilId,
      weekOn: monday,
      heldById: speaker.person.id,
      heldAt: now,
    }),
  );
  const offers = offersFor(turn, 14);
  const release = offers.button('note.release', say(language, 'note.release', { name }), {
    pupilId,
    monday,
  });
  await offers.save(ports.database, now);
  return {
    card: {
      tone: 'done',
      blocks: [paragraph(say(language, 'note.held', { name })), actions(release)],
    },
  };
}

async function releaseNote(turn: Turn, pupilId: string, monday: LocalDate): Promise<Reply> {
  const { ports, school, language, now } = turn;
  const { name, place } = await ownPupil(turn, pupilId);
  const held = await ports.database.digests.heldNotes(school.id, place.id, monday);
  // Before its moment it simply goes with the others; after it, it goes now, and first: a kill in between leaves it held.
  if (held.includes(pupilId) && !(await isNoteComing(turn, place, monday))) {
    await sendHeldNote(ports, school, place, pupilId, monday);
  }
  await ports.database.digests.releaseNote(school.id, pupilId, monday, now);
  await ports.bell.ring('deliver');
  return { card: notice(say(language, 'note.released', { name }), 'done') };
}

async function ownPupil(turn: Turn, pupilId: string) {
  const { ports, school, speaker, today } = turn;
  const [pupil] = await ports.database.classes.pupilsAt(school.id, [pupilId], today);
  const [place] = pupil ? await ports.database.classes.find(school.id, [pupil.classId]) : [];
  if (!pupil || !place) throw new Refusal('press.gone');
  const at = { schoolId: school.id, gradeId: place.gradeId, classId: place.id, groupId: null };
  if (!may(speaker.roles, 'decide', at, today)) throw new Refusal('people.notYourClass');
  const pupils = await ports.database.classes.roster(school.id, place.id, today);
  const names = createNames({ classes: [place], pupils, groups: [], rubric: [] }, turn.language);
  return { pupil, place, name: names.pupil(pupilId) };
}

const mondayOf = (action: Parameters<Press>[1]) => idOf(action, 'monday') as LocalDate;

export const digestPresses: Readonly<Record<string, Press>> = {
  'digest.preview': async (turn, action, value) => ({
    card: await previewCard(turn, value ?? idOf(action, 'digestId')),
  }),
  'digest.approve': async (turn, action) => ({ card: await approve(turn, [idOf(action, 'digestId')]) }),
  'digest.approveAll': async (turn, action) => ({ card: await approve(turn, idOf(action, 'digestIds').split(' ')) }),
  'digest.hold': refuse('held'),
  'digest.decline': refuse('declined'),
  'channel.confirm': confirmMembers,
  'note.hold': (turn, action, value) => holdNote(turn, value ?? idOf(action, 'pupilId'), mondayOf(action)),
  'note.release': (turn, action) => releaseNote(turn, idOf(action, 'pupilId'), mondayOf(action)),
};
