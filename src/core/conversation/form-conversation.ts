import { expiresAfter } from '../actions/offers.js';
import { Refusal } from '../errors.js';
import { advance, type FormEffect, type FormEvent } from '../forms/advance.js';
import { formCard } from '../forms/form-card.js';
import { type FormAction, pressedEvent } from '../forms/pressed.js';
import { saidEvent } from '../forms/said.js';
import { sayFormChange } from '../forms/show-answer.js';
import { type FormState, parseFormState, startForm } from '../forms/state.js';
import { wholeView } from '../forms/whole-view.js';
import { sayReason } from '../forms/words.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { type Card, notice, paragraph } from '../message/card.js';
import type { InboundOf } from '../message/inbound.js';
import type { Reply } from '../message/reply.js';
import type { FormSession } from '../ports/form-session-store.js';
import { loadAnswerForm } from './answer-form.js';
import { offersFor } from './entry-conversation.js';
import type { FormSubject, LoadForm } from './form-subject.js';
import { idOf, type Press } from './press.js';
import { loadRoundForm } from './round-form.js';

/** The forms that can be filled in; a new one is a file beside `round-form.ts` and a line here. */
const forms = { round: loadRoundForm, answer: loadAnswerForm } as const satisfies Record<string, LoadForm>;

export type FormName = keyof typeof forms;

/** A form begun is kept for so long; long enough for a week with holidays in it. */
const keptDays = 21;

/** Opens the form whole, as a page, a modal or a form card; what was answered before is in it. */
export async function openForm(turn: Turn, name: FormName, subjectId: string): Promise<Reply> {
  const { session, subject, state } = await begin(turn, name, subjectId, false);
  return { open: wholeView(subject.form, state, { language: turn.language, session: session.id }) };
}

/** Asks one question after the other in the chat. */
export async function askForm(turn: Turn, name: FormName, subjectId: string): Promise<Reply> {
  const { session, subject, state } = await begin(turn, name, subjectId, true);
  return { card: await showForm(turn, session, subject, state) };
}

async function begin(turn: Turn, name: FormName, subjectId: string, asking: boolean) {
  const { ports, school, speaker, now } = turn;
  const subject = await forms[name](turn, subjectId);
  const opened = await ports.database.formSessions.open({
    id: ports.ids.secret(),
    schoolId: school.id,
    personId: speaker.person.id,
    formId: name,
    formVersion: subject.form.version,
    subjectId,
    state: startForm(subject.form, now, subject.environment),
    status: 'live',
    asking,
    revision: 0,
    openedAt: now,
    expiresAt: expiresAfter(now, keptDays),
  });
  const state = parseFormState(opened.state) ?? startForm(subject.form, now, subject.environment);
  if (opened.asking === asking) return { session: opened, subject, state };
  const session = { ...opened, state, asking };
  await ports.database.formSessions.save(session, now);
  return { session: { ...session, revision: session.revision + 1 }, subject, state };
}

/**
 * A form sent whole: what sending it did, or the form again with what is wrong at its fields. A page of it: the form as it
 * then stands.
 */
export async function answerForm(turn: Turn, inbound: InboundOf<'submitted'>): Promise<Reply> {
  const session = await ownSession(turn, inbound.session);
  const raw = inbound.answers;
  const event: FormEvent = inbound.partial ? { kind: 'fill', raw, how: 'chosen' } : { kind: 'answerAll', raw };
  const { effects, subject, state, card } = await step(turn, session, event);
  const open = () => wholeView(subject.form, state, { language: turn.language, session: session.id });
  const rejected = effects.flatMap((effect) => (effect.kind === 'reject' ? [effect] : []));
  if (rejected.length > 0) {
    const errors = rejected.map(({ fieldId, reason }) => [fieldId, sayReason(turn.language, reason)] as const);
    return { errors: Object.fromEntries(errors), open: open() };
  }
  const closed = effects.some((effect) => effect.kind === 'closed');
  return inbound.partial && !closed ? { open: open() } : { card: await card() };
}

/** Typed words while a form asks in the chat; null when they say nothing to it. */
export async function answerOpenForm(turn: Turn, text: string): Promise<Reply | null> {
  const { ports, school, speaker, now } = turn;
  const session = await ports.database.formSessions.asking(school.id, speaker.person.id, now);
  const name = formName(session?.formId);
  if (!session || !name) return null;
  const subject = await forms[name](turn, session.subjectId).catch(ended);
  const state = parseFormState(session.state);
  const event = subject && state ? saidEvent(subject.form, state, text) : null;
  if (!event) return null;
  return { card: await (await step(turn, session, event)).card() };
}

/** A form whose matter has ended asks nothing any more. */
function ended(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}

const pressForm: Press = async (turn, action, value) => {
  const session = await ownSession(turn, idOf(action, 'session'));
  const said = action.payload['value'];
  const event = pressedEvent(idOf(action, 'action'), typeof said === 'string' ? said : undefined, value ?? undefined);
  if (!event) throw new Refusal('press.gone');
  return { card: await (await step(turn, session, event)).card() };
};

export const formPresses: Readonly<Record<string, Press>> = { form: pressForm };

interface Stepped {
  readonly effects: readonly FormEffect[];
  readonly subject: FormSubject;
  readonly state: FormState;
  /** What the chat shows of it; made only where it is shown. */
  card(): Promise<Card>;
}

/** One event of the form: the pure step, what it causes, and the state kept. */
async function step(turn: Turn, session: FormSession, event: FormEvent): Promise<Stepped> {
  const { ports, now, language } = turn;
  const name = formName(session.formId);
  if (!name) throw new Refusal('press.gone');
  const subject = await forms[name](turn, session.subjectId);
  const stored = parseFormState(session.state);
  const before = stored ?? startForm(subject.form, now, subject.environment);
  const { state, effects } = advance(subject.form, before, event, now, subject.environment);
  const submitted = effects.find((effect) => effect.kind === 'submitted');
  // First what sending causes, named by the session, then the session itself: killed between, it is sent again and is one.
  const done = submitted
    ? await subject.submit(submitted.values, `form:${session.id}:${session.openedAt.toISOString()}`)
    : null;
  const status = state.phase === 'submitted' || state.phase === 'cancelled' ? state.phase : 'live';
  // Filled in whole, it does not go on asking in the chat.
  const asking = session.asking && status === 'live' && event.kind !== 'fill';
  const next = { ...session, state, status, asking } as const;
  if (state !== before && !(await ports.database.formSessions.save(next, now))) {
    // Two answers at once: the other one stands, and this one is asked again.
    const current = await ownSession(turn, session.id);
    const kept = parseFormState(current.state) ?? before;
    return { effects: [], subject, state: kept, card: () => showForm(turn, current, subject, kept) };
  }
  return { effects, subject, state, card };

  async function card(): Promise<Card> {
    if (done) return done;
    const closed = effects.find((effect) => effect.kind === 'closed');
    if (closed) {
      const key = closed.as === 'submitted' ? 'forms.alreadySent' : 'forms.alreadyCancelled';
      return notice(say(language, key), 'done');
    }
    const shown = await showForm(turn, next, subject, state);
    const told = effects.find((effect) => effect.kind === 'tellVersionChanged');
    const first = [
      ...(told ? [paragraph(sayFormChange(subject.form, told, language))] : []),
      ...(stored ? [] : [paragraph(say(language, 'forms.startedOver'))]),
    ];
    return first.length > 0 ? { ...shown, blocks: [...first, ...shown.blocks] } : shown;
  }
}

async function showForm(turn: Turn, session: FormSession, subject: FormSubject, state: FormState): Promise<Card> {
  const offers = offersFor(turn, keptDays);
  const card = formCard(subject.form, state, {
    language: turn.language,
    token(action: FormAction, value?: string) {
      const button = offers.button('form', '', { session: session.id, action, value: value ?? null });
      return button.token;
    },
  });
  await offers.save(turn.ports.database, turn.now);
  return card;
}

export async function findSession(
  stores: Turn['ports']['database'],
  sessionId: string,
): Promise<Pick<FormSession, 'schoolId'> | null> {
  return stores.formSessions.find(sessionId);
}

async function ownSession(turn: Turn, sessionId: string): Promise<FormSession> {
  const session = await turn.ports.database.formSessions.find(sessionId);
  if (!session || session.personId !== turn.speaker.person.id) throw new Refusal('press.gone');
  if (session.expiresAt <= turn.now) throw new Refusal('press.expired');
  return session;
}

function formName(id: string | undefined): FormName | null {
  return id !== undefined && Object.hasOwn(forms, id) ? (id as FormName) : null;
}
