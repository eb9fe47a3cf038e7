import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import { type Action, actions, type Block, type Card, fields, heading, notice, paragraph } from '../message/card.js';
import type { Field } from './field.js';
import { type Form, fieldIds, fieldOf } from './form.js';
import type { FormAction } from './pressed.js';
import { showAnswer } from './show-answer.js';
import { answerOf, type FormState, missingFields, refusalOf, valueAt } from './state.js';
import { optionViews, saySubmit } from './whole-view.js';
import { sayReason, sayWords } from './words.js';

/** How a form is shown in a chat. */
export interface CardTexts {
  readonly language: Language;
  /** Makes an opaque token for what a press means; `pressedEvent` turns the pair back into an event. */
  token(action: FormAction, value?: string): string;
}

/** Past these, buttons become a list to choose from. */
const mostButtons = 5;
const mostTicks = 8;
const mostEdits = 3;
/** A number with more values than this is typed. */
const mostNumbers = 25;

/** The card for where the form stands. */
export function formCard(form: Form, state: FormState, texts: CardTexts): Card {
  if (state.phase === 'asking') return stepCard(form, state, texts);
  if (state.phase === 'reviewing') return reviewCard(form, state, texts);
  return closedCard(form, state, texts.language);
}

/** One question, its ways to answer it, and the ways out. */
function stepCard(form: Form, state: FormState, texts: CardTexts): Card {
  const { language } = texts;
  const field = fieldOf(form, state.at);
  if (!field || state.at === null) return reviewCard(form, state, texts);
  const ids = fieldIds(form);
  const refused = refusalOf(state, state.at);
  const now = showAnswer(form, state, state.at, language);
  const blocks: readonly (Block | null)[] = [
    ids.length > 1 && !state.editing
      ? {
          kind: 'progress',
          label: say(language, 'forms.progress'),
          done: ids.filter((id) => answerOf(state, id)?.settled).length,
          total: ids.length,
        }
      : null,
    heading(sayWords(language, field.label)),
    field.hint ? paragraph(sayWords(language, field.hint)) : null,
    now === null ? null : paragraph(say(language, 'forms.now', { answer: now })),
    refused ? paragraph([{ text: sayReason(language, refused.reason), strong: true }]) : null,
    paragraph(sayHow(field, language)),
    answerActions(field, state, state.at, texts),
    actions(...wayActions(form, state, field, state.at, texts)),
  ];
  return {
    title: sayWords(language, form.title),
    tone: refused ? 'attention' : 'plain',
    blocks: blocks.filter((block) => block !== null),
  };
}

/** Everything answered so far, ready to be sent or mended. */
function reviewCard(form: Form, state: FormState, texts: CardTexts): Card {
  const { language, token } = texts;
  const ids = fieldIds(form);
  const problems = ids.flatMap((id) => {
    const refused = refusalOf(state, id);
    if (!refused) return [];
    const reason = sayReason(language, refused.reason);
    return [say(language, 'forms.problem', { field: labelOf(form, id, language), reason })];
  });
  const missing = missingFields(form, state);
  const edits = ids.map((id) => ({ value: id, label: labelOf(form, id, language) }));
  const edit: readonly Action[] =
    edits.length > mostEdits
      ? [{ kind: 'select', token: token('edit'), placeholder: say(language, 'forms.edit'), options: edits }]
      : edits.map(({ value, label }) => ({
          kind: 'button',
          token: token('edit', value),
          label: say(language, 'forms.editField', { field: label }),
          style: 'plain',
        }));
  const stepwise = form.start === 'review' && edits.length > 1;
  return {
    title: sayWords(language, form.title),
    tone: problems.length > 0 || missing.length > 0 ? 'attention' : 'plain',
    blocks: [
      ...(form.intro ?? []).map((words) => paragraph(sayWords(language, words))),
      ...summary(form, state, language),
      ...problems.map((problem) => paragraph([{ text: problem, strong: true }])),
      actions(
        { kind: 'button', token: token('submit'), label: saySubmit(form, state, language), style: 'primary' },
        ...(stepwise
          ? [{ kind: 'button', token: token('begin'), label: say(language, 'forms.begin'), style: 'plain' } as const]
          : []),
        ...edit,
        cancelButton(texts),
      ),
    ],
  };
}

/** What became of the form, with nothing left to press. */
export function closedCard(form: Form, state: FormState, language: Language): Card {
  const title = sayWords(language, form.title);
  if (state.phase !== 'submitted') return { title, ...notice(say(language, 'forms.cancelled')) };
  return {
    title,
    tone: 'done',
    blocks: [paragraph(say(language, 'forms.sent')), ...summary(form, state, language)],
  };
}

function summary(form: Form, state: FormState, language: Language): readonly Block[] {
  const rows = fieldIds(form).map((id) => ({
    label: labelOf(form, id, language),
    value:
      showAnswer(form, state, id, language) ??
      say(language, form.fields[id]?.required ? 'forms.missing' : 'forms.empty'),
  }));
  return rows.length > 0 ? [fields(...rows)] : [];
}

function answerActions(field: Field, state: FormState, id: string, { language, token }: CardTexts): Block | null {
  const press = (value: string, label: string): Action => ({
    kind: 'button',
    token: token('answer', `${id}=${value}`),
    label,
    style: 'plain',
  });
  switch (field.kind) {
    case 'choice': {
      const options = optionViews(field, language);
      if (options.length === 0) return null;
      if (options.length <= mostButtons) return actions(...options.map(({ value, label }) => press(value, label)));
      const placeholder = say(language, 'forms.choose');
      return actions({ kind: 'select', token: token('answer', id), placeholder, options });
    }
    case 'choices': {
      const ticked = valueAt(state, id);
      const options = optionViews(field, language).map(({ value, label }) => ({
        value,
        label: Array.isArray(ticked) && ticked.includes(value) ? `✓ ${label}` : label,
      }));
      if (options.length === 0) return null;
      if (options.length > mostTicks) {
        return actions({
          kind: 'select',
          token: token('toggle', id),
          placeholder: say(language, 'forms.tick'),
          options,
        });
      }
      return actions(
        ...options.map(
          ({ value, label }): Action => ({
            kind: 'button',
            token: token('toggle', `${id}=${value}`),
            label,
            style: 'plain',
          }),
        ),
      );
    }
    case 'number': {
      const steps = Math.floor((field.max - field.min) / field.step + 1e-9);
      if (steps + 1 > mostNumbers) return null;
      const options = Array.from({ length: steps + 1 }, (_, step) => {
        const value = String(Number((field.min + step * field.step).toFixed(6)));
        return { value, label: value };
      });
      const placeholder = say(language, 'forms.choose');
      return actions({ kind: 'select', token: token('answer', id), placeholder, options });
    }
    case 'confirm':
      return actions(press('true', say(language, 'common.yes')), press('false', say(language, 'common.no')));
    case 'text':
    case 'points':
      return null;
    default:
      return field satisfies never;
  }
}

/** Back, on without a new answer, out. */
function wayActions(form: Form, state: FormState, field: Field, id: string, texts: CardTexts): readonly Action[] {
  const { language, token } = texts;
  const button = (action: FormAction, label: string, style: 'primary' | 'plain' = 'plain'): Action => ({
    kind: 'button',
    token: token(action, id),
    label,
    style,
  });
  const canGoBack = state.editing || form.start === 'review' || fieldIds(form)[0] !== id;
  const answered = valueAt(state, id) !== null;
  const ticking = field.kind === 'choices' && answered && answerOf(state, id)?.settled === false;
  const on = answered
    ? button('skip', say(language, ticking ? 'forms.tickedAll' : 'forms.keep'), ticking ? 'primary' : 'plain')
    : button('skip', say(language, 'common.skip'));
  return [
    ...(canGoBack ? [button('back', say(language, state.editing ? 'forms.toReview' : 'common.back'))] : []),
    ...(answered || !field.required ? [on] : []),
    cancelButton(texts),
  ];
}

function cancelButton({ language, token }: CardTexts): Action {
  return {
    kind: 'button',
    token: token('cancel'),
    label: say(language, 'common.cancel'),
    style: 'danger',
    confirm: {
      question: say(language, 'forms.cancelQuestion'),
      yes: say(language, 'forms.cancelYes'),
      no: say(language, 'forms.cancelNo'),
    },
  };
}

function sayHow(field: Field, language: Language): string {
  switch (field.kind) {
    case 'choice':
    case 'confirm':
      return say(language, 'forms.how.choice');
    case 'choices':
      return say(language, 'forms.how.choices', { min: field.min, max: field.max });
    case 'number':
      return say(language, 'forms.how.number', { min: field.min, max: field.max, step: field.step });
    case 'text':
      return say(language, 'forms.how.text', { max: field.maxLength });
    case 'points':
      return say(language, 'forms.how.points');
    default:
      return field satisfies never;
  }
}

function labelOf(form: Form, id: string, language: Language): string {
  const field = fieldOf(form, id);
  return field ? sayWords(language, field.label) : id;
}
