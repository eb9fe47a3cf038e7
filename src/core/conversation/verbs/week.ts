import { mondayOf } from '../../calendar/local-date.js';
import { weekMoments } from '../../calendar/week-moments.js';
import { piecesOf } from '../../digests/facts.js';
import { admitAll } from '../../digests/gate.js';
import { composeGuardian } from '../../digests/guardian.js';
import { loadClassWeek } from '../../digests/load-facts.js';
import type { RoundContext } from '../../forms/catalog/weekly-round.js';
import type { Turn } from '../../inbox/turn.js';
import { say } from '../../language/say.js';
import { sayMoment } from '../../language/say-date.js';
import { actions, type Block, type Card, heading, list, notice, paragraph } from '../../message/card.js';
import type { Reply } from '../../message/reply.js';
import type { ClassInfo } from '../../ports/class-store.js';
import type { Round } from '../../ports/round-store.js';
import { isNoteComing } from '../../week/notes-moment.js';
import { roundContext } from '../../week/round-context.js';
import { classesWith, classNamed } from '../class-choice.js';
import { lineText, offersFor } from '../entry-conversation.js';
import { createNames, type Names } from '../names.js';
import { proposalNames, proposalsCard } from '../proposal-cards.js';

/** How many of the latest entries are read out. */
const latest = 8;

/** This week: for a teacher the class and its round, for a guardian the own children. */
export async function showWeek(turn: Turn, rest: string): Promise<Reply> {
  const { language, speaker } = turn;
  const classes = await classesWith(turn, 'see');
  if (classes.length === 0 && speaker.childIds.length > 0) return { card: await childrenCard(turn) };
  const own = speaker.roles.find((role) => role.kind === 'homeroomTeacher')?.scopeId;
  const chosen = classNamed(classes, rest) ?? (rest === '' ? classes.find((one) => one.id === own) : undefined);
  if (!chosen) {
    const example = classes[0]?.name;
    return { card: notice(say(language, example ? 'week.whichClass' : 'entry.noScope', { example: example ?? '' })) };
  }
  return { card: await classCard(turn, chosen) };
}

async function classCard(turn: Turn, schoolClass: ClassInfo): Promise<Card> {
  const { ports, school, speaker, language, now, today } = turn;
  const { database } = ports;
  const monday = mondayOf(today);
  const week = school.days.weekOf(monday, schoolClass.gradeId);
  if (!week) return notice(say(language, 'week.outside'));
  await auditViews(turn, 'class', [schoolClass.id]);
  const round = await database.rounds.ofClass(school.id, schoolClass.id, monday);
  const context = await roundContext(
    database,
    school,
    round ?? unopened(turn, schoolClass, week.schoolDays),
    schoolClass,
  );
  const offers = offersFor(turn, 7);
  const blocks: Block[] = [paragraph(countsOf(turn, context.summary)), paragraph(stateOf(turn, schoolClass, round))];
  const entries = await database.conduct.ofWeeks(school.id, schoolClass.id, monday, monday);
  const rubric = await database.rubric.find(school.id, [...new Set(entries.flatMap((one) => one.rubricItemId ?? []))]);
  const pupils = await database.classes.roster(school.id, schoolClass.id, today);
  const groups = await database.classes.groupsOf(school.id, [schoolClass.id], today);
  const names = createNames({ classes: [schoolClass], pupils, groups, rubric }, language);
  if (entries.length > 0) {
    blocks.push(heading(say(language, 'week.recent')));
    blocks.push(list(entries.slice(-latest).map((entry) => lineText(entry, names, turn))));
  }
  const decides = speaker.roles.some((role) => role.kind === 'homeroomTeacher' && role.scopeId === schoolClass.id);
  if (decides) {
    if (round && round.state !== 'locked' && round.state !== 'skipped') {
      const payload = { roundId: round.id };
      blocks.push(
        actions(
          offers.button('round.asIs', say(language, 'round.asIs'), payload, { style: 'primary' }),
          offers.button('round.fillIn', say(language, 'round.fillIn'), payload),
          offers.button('round.oneByOne', say(language, 'round.oneByOne'), payload),
        ),
      );
    }
    const proposals = await database.proposals.openOf(school.id, [schoolClass.id]);
    if (proposals.length > 0) {
      const proposed = await proposalNames(database, school, proposals, language, turn);
      const card = proposalsCard(proposals, proposed, language, offers);
      blocks.push(heading(card.title ?? ''), ...card.blocks);
    }
    blocks.push(...(await holdBlocks(turn, schoolClass, pupils, names, offers)));
  }
  await offers.save(database, now);
  return {
    title: say(language, 'week.title', { className: schoolClass.name, week: week.number }),
    tone: 'plain',
    blocks,
  };
}

/** The children whose note of this week may still be held, and those who are. */
async function holdBlocks(
  turn: Turn,
  schoolClass: ClassInfo,
  pupils: readonly { readonly id: string }[],
  names: Names,
  offers: ReturnType<typeof offersFor>,
): Promise<Block[]> {
  const { ports, school, language, today } = turn;
  const monday = mondayOf(today);
  if (!school.settings.audiences.guardians) return [];
  const coming = await isNoteComing(turn, schoolClass, monday);
  const held = await ports.database.digests.heldNotes(school.id, schoolClass.id, monday);
  const free = pupils.filter((pupil) => !held.includes(pupil.id));
  const hold = offers.select(
    'note.hold',
    say(language, 'note.holdChoose'),
    { monday },
    free.map((pupil) => ({ value: pupil.id, label: names.pupil(pupil.id) })),
  );
  const release = pupils
    .filter((pupil) => held.includes(pupil.id))
    .map((pupil) =>
      offers.button('note.release', say(language, 'note.release', { name: names.pupil(pupil.id) }), {
        pupilId: pupil.id,
        monday,
      }),
    );
  return [
    ...(coming ? [heading(say(language, 'note.hold')), actions(hold)] : []),
    ...(release.length > 0 ? [paragraph(say(language, 'note.heldTitle')), actions(...release)] : []),
  ];
}

async function auditViews(
  { ports, school, speaker, now }: Turn,
  subjectKind: 'class' | 'pupil',
  ids: readonly string[],
) {
  await ports.database.audit.add(
    ids.map((subjectId) => ({
      id: ports.ids.next(),
      schoolId: school.id,
      actorId: speaker.person.id,
      action: 'week.view',
      subjectKind,
      subjectId,
      at: now,
    })),
  );
}

function countsOf({ language }: Turn, summary: RoundContext['summary']): string {
  const nothing = Object.values(summary).every((count) => count === 0);
  return nothing ? say(language, 'week.nothing') : say(language, 'week.counts', summary);
}

function stateOf({ school, language, today }: Turn, schoolClass: ClassInfo, round: Round | null): string {
  const moments = weekMoments(school.days, mondayOf(today), schoolClass.gradeId, school.settings);
  const at = round ? (round.locksAt ?? moments?.locksAt) : moments?.roundOpensAt;
  const said = at ? sayMoment(language, at, school.zone) : '';
  if (!round) return moments ? say(language, 'week.state.none', { at: said }) : say(language, 'week.state.skipped');
  return say(language, `week.state.${round.state}`, { at: said });
}

/** A week whose round has not opened yet, for counting what it holds so far. */
function unopened(turn: Turn, schoolClass: ClassInfo, schoolDays: Round['schoolDays']): Round {
  const weekOn = mondayOf(turn.today);
  return {
    id: '',
    schoolId: turn.school.id,
    classId: schoolClass.id,
    weekOn,
    monthOn: weekOn,
    schoolDays,
    state: 'open',
    skipReason: null,
    openedAt: turn.now,
    submittedAt: null,
    submittedById: null,
    remark: null,
    locksAt: null,
    lockedAt: null,
    lockedSeq: null,
  };
}

/**
 * A guardian's own children so far, through the same gate as the weekly note and as far as the link allows. A child whose
 * teacher wants to call first is left to the call.
 */
async function childrenCard(turn: Turn): Promise<Card> {
  const { ports, school, speaker, language, today } = turn;
  const { database } = ports;
  const monday = mondayOf(today);
  if (!school.settings.audiences.guardians) return notice(say(language, 'week.familiesOff'));
  const links = await database.people.guardiansOf(school.id, speaker.childIds, today);
  const mine = links.filter((link) => link.person.id === speaker.person.id && link.receivesNotes);
  const childIds = mine.map((link) => link.pupilId);
  if (childIds.length === 0) return notice(say(language, 'week.noNotes'));
  await auditViews(turn, 'pupil', childIds);
  const children = await database.classes.pupilsAt(school.id, childIds, today);
  const notes = [];
  const held: Block[] = [];
  for (const child of children) {
    const [schoolClass] = await database.classes.find(school.id, [child.classId]);
    if (!schoolClass) continue;
    if ((await database.digests.heldNotes(school.id, child.classId, monday)).includes(child.id)) {
      held.push(paragraph(say(language, 'week.held', { name: child.name })));
      continue;
    }
    const facts = await loadClassWeek(database, school, {
      schoolClass,
      monday,
      language,
      standings: [],
      totals: new Map(),
    });
    const { admitted } = admitAll<'guardian'>({ kind: 'guardian', pupilIds: [child.id] }, piecesOf(facts));
    notes.push({ name: child.name, className: schoolClass.name, pieces: admitted });
  }
  const weekNumber = school.days.weekOf(monday)?.number ?? null;
  const card = composeGuardian(notes, { weekNumber }, language);
  return {
    ...card,
    title: say(language, 'week.children'),
    blocks: [...held, ...card.blocks, paragraph(say(language, 'week.guardianNote'))],
  };
}
