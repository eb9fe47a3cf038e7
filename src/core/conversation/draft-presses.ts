import { createOffers, expiresAfter } from '../actions/offers.js';
import { cancelDraft, changeDraft, confirmDraft } from '../conduct/drafts.js';
import type { EntryDraft } from '../conduct/entry-draft.js';
import { resolveQuestion } from '../conduct/quick-entry/settle.js';
import { reportSerious, takeSerious } from '../conduct/report-serious.js';
import { undoLast } from '../conduct/undo.js';
import { tellPerson } from '../deliveries/tell.js';
import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { actions, type Card, list, notice, paragraph } from '../message/card.js';
import type { Reply } from '../message/reply.js';
import type { StoredAction } from '../ports/action-store.js';
import { lineText, namesOf, recordedCard, showDraft } from './entry-conversation.js';
import { createNames } from './names.js';
import { idOf, type Press } from './press.js';
import { tellProposals } from './proposal-cards.js';
import { recorderScope } from './recorder.js';

const scopeNow = (turn: Turn) => recorderScope(turn.ports.database, turn.school, turn.speaker.roles, turn.today, null);

/** The draft of a card, if the card still shows it as it is. */
async function draftOf(turn: Turn, action: StoredAction): Promise<{ draft: EntryDraft; current: boolean }> {
  const draft = await turn.ports.database.entryDrafts.find(turn.school.id, idOf(action, 'draftId'));
  if (!draft || draft.personId !== turn.speaker.person.id) throw new Refusal('press.gone');
  return { draft, current: draft.state === 'open' && draft.version === action.payload['version'] };
}

async function record(turn: Turn, action: StoredAction): Promise<Reply> {
  const { ports, school, speaker, language } = turn;
  const confirmed = await confirmDraft(ports, {
    school,
    personId: speaker.person.id,
    draftId: idOf(action, 'draftId'),
    version: Number(action.payload['version']),
  });
  const scope = await scopeNow(turn);
  switch (confirmed.kind) {
    case 'cancelled':
      return { card: notice(say(language, 'entry.cancelled')) };
    case 'expired':
      return { card: notice(say(language, 'entry.expired'), 'attention') };
    case 'changed':
      return { toast: say(language, 'entry.changed'), card: await showDraft(turn, confirmed.draft, scope) };
    case 'recorded': {
      await tellProposals(turn, confirmed.proposals);
      const card = await recordedCard(turn, confirmed, namesOf(turn, scope));
      if (!confirmed.rest) return { card };
      const rest = await showDraft(turn, confirmed.rest, scope);
      return { card: { ...rest, blocks: [...card.blocks, { kind: 'divider' }, ...rest.blocks] } };
    }
    default:
      return confirmed satisfies never;
  }
}

async function choose(turn: Turn, action: StoredAction, value: string | null): Promise<Reply> {
  const { ports, school, speaker, language } = turn;
  const { draft, current } = await draftOf(turn, action);
  const scope = await scopeNow(turn);
  if (draft.state !== 'open') return { card: notice(say(language, 'entry.expired'), 'attention') };
  if (!current) return { toast: say(language, 'entry.changed'), card: await showDraft(turn, draft, scope) };
  const index = Number(action.payload['line']);
  const line = draft.reading.lines[index];
  const option = Number(value ?? action.payload['option']);
  if (!line) throw new Refusal('press.gone');
  const settled = resolveQuestion(line, option);
  const lines = draft.reading.lines.map((one, at) => (at === index ? settled : one));
  const changed = await changeDraft(ports, {
    school,
    personId: speaker.person.id,
    draft,
    reading: { ...draft.reading, lines },
    rubric: scope.rubric,
  });
  return { card: await showDraft(turn, changed, scope) };
}

/** @param of the message whose card was pressed; a word typed means the last one. */
async function undo(turn: Turn, of?: string): Promise<Card> {
  const { ports, school, speaker, language, eventId } = turn;
  const { undone, withdrawn, closed } = await undoLast(ports, {
    school,
    personId: speaker.person.id,
    sourceKey: eventId,
    ...(of === undefined ? {} : { of }),
  });
  const names = namesOf(turn, await scopeNow(turn));
  const lines = [...undone, ...withdrawn].map((one) => lineText(one, names, turn));
  if (lines.length === 0 && closed.length === 0) return notice(say(language, 'entry.nothingToUndo'));
  return {
    tone: 'done',
    blocks: [
      ...(lines.length > 0
        ? [paragraph(say(language, 'entry.undoneTitle', { count: lines.length })), list(lines)]
        : []),
      ...(closed.length > 0
        ? [paragraph(say(language, 'entry.closed')), list(closed.map((one) => lineText(one, names, turn)))]
        : []),
    ],
  };
}

/** A serious line: told to student affairs in private, never points. */
async function report(turn: Turn, action: StoredAction): Promise<Reply> {
  const { ports, school, speaker, language, now, today } = turn;
  const { draft } = await draftOf(turn, action);
  const line = draft.reading.lines[Number(action.payload['line'])];
  if (line?.kind !== 'refusal' || line.itemId === null) throw new Refusal('press.gone');
  const [item] = await ports.database.rubric.find(school.id, [line.itemId]);
  if (!item) throw new Refusal('press.gone');
  const pupilIds = line.targets.flatMap((target) => (target.kind === 'pupil' ? [target.pupilId] : []));
  await reportSerious(
    ports,
    {
      school,
      personId: speaker.person.id,
      sourceKey: `${draft.sourceKey}:${line.source.line}`,
      itemCode: item.code,
      pupilIds,
      note: line.draft?.note ?? null,
    },
    async (stores, reports, receivers) => {
      const pupils = await stores.classes.pupilsAt(school.id, pupilIds, today);
      const classes = await stores.classes.find(school.id, [...new Set(pupils.map((pupil) => pupil.classId))]);
      const everybody = [];
      for (const { id } of classes) everybody.push(...(await stores.classes.roster(school.id, id, today)));
      for (const one of reports) {
        const pupil = pupils.find((each) => each.id === one.pupilId);
        for (const person of receivers) {
          const to = person.language ?? school.language;
          const names = createNames({ classes: [], pupils: everybody, groups: [], rubric: [item] }, to);
          const offers = createOffers(ports.ids, {
            schoolId: school.id,
            personId: null,
            expiresAt: expiresAfter(now, 30),
          });
          const card: Card = {
            title: say(to, 'entry.reportTitle'),
            tone: 'attention',
            blocks: [
              paragraph(
                say(to, 'entry.reportLine', {
                  className: classes.find((each) => each.id === pupil?.classId)?.name ?? '',
                  name: names.pupil(one.pupilId),
                  item: names.item(item.id),
                }),
              ),
              ...(one.note ? [paragraph(one.note)] : []),
              paragraph(say(to, 'entry.reportBy', { name: speaker.person.name })),
              actions(offers.button('serious.take', say(to, 'entry.take'), { reportId: one.id }, { style: 'primary' })),
            ],
          };
          await offers.save(stores, now);
          await tellPerson(ports, stores, school, {
            person,
            kind: 'serious',
            key: `serious:${one.id}:${person.id}`,
            subjectId: one.classId,
            card,
            urgency: 1,
          });
        }
      }
    },
  );
  await ports.bell.ring('deliver');
  return { toast: say(language, 'entry.reported') };
}

export { undo as undoLastLines };

export const draftPresses: Readonly<Record<string, Press>> = {
  'draft.record': record,
  'draft.choose': choose,
  'draft.report': report,
  'draft.cancel': async (turn, action) => {
    const { ports, school, speaker, language } = turn;
    await cancelDraft(ports, { school, personId: speaker.person.id, draftId: idOf(action, 'draftId') });
    return { card: notice(say(language, 'entry.cancelled')) };
  },
  'entries.undo': async (turn, action) => ({ card: await undo(turn, idOf(action, 'of')) }),
  'serious.take': async (turn, action) => {
    const { ports, school, speaker, language } = turn;
    const { report: one, taken } = await takeSerious(ports, {
      school,
      personId: speaker.person.id,
      reportId: idOf(action, 'reportId'),
    });
    const [taker] = taken ? [speaker.person] : await ports.database.people.find([one.takenById ?? '']);
    return { card: notice(say(language, 'entry.taken', { name: taker?.name ?? '' }), 'done') };
  },
};
