import type { SeenMessage, SeenView } from '../doubles/slack/people/desk.js';
import type { SeenAction } from '../doubles/slack/plain.js';
import { escapeMarkup } from './markup.js';

// What stands in Slack, written as the sandbox page writes it, so that one story reads both.

/** A message, or a view that only tells something. */
export function markupOf(seen: Pick<SeenMessage | SeenView, 'plain' | 'actions'>): string {
  // The words of the buttons stand in the plain text too; here they belong to the buttons alone.
  const labels = new Set(seen.actions.flatMap((one) => [one.label, ...one.options.map((option) => option.label)]));
  const lines = seen.plain.split('\n').filter((line) => line.trim() !== '' && !labels.has(line));
  return [...lines.map((line) => `<p>${escapeMarkup(line)}</p>`), ...seen.actions.map(actionMarkup)].join('');
}

function actionMarkup(action: SeenAction): string {
  const token = quoted(action.actionId);
  if (action.kind === 'button') {
    const { confirm } = action;
    const asked = confirm
      ? ` data-question="${quoted(confirm.text)}" data-yes="${quoted(confirm.yes)}" data-no="${quoted(confirm.no)}"`
      : '';
    return `<button data-press="${token}"${asked}>${escapeMarkup(action.label)}</button>`;
  }
  const options = action.options.map(
    ({ value, label }) => `<option value="${quoted(value)}">${escapeMarkup(label)}</option>`,
  );
  return `<select aria-label="${quoted(action.label)}">${options.join('')}</select><button data-choose="${token}"></button>`;
}

/** A form: its words and its fields by id. */
export function formMarkup(view: SeenView): string {
  const fields = view.fields.map((field) => {
    const options = field.options.map((option) => `<option>${escapeMarkup(option.label)}</option>`).join('');
    return `<label data-field="${quoted(field.blockId)}">${escapeMarkup(field.label)}</label>${options}`;
  });
  const labels = new Set(view.fields.flatMap((field) => [field.label, field.hint]));
  const lines = view.plain.split('\n').filter((line) => line.trim() !== '' && !labels.has(line));
  const hints = view.fields.flatMap((field) => (field.hint ? [field.hint] : []));
  return [...[...lines, ...hints].map((line) => `<p>${escapeMarkup(line)}</p>`), ...fields].join('');
}

const quoted = (text: string) => escapeMarkup(text).replace(/"/g, '&quot;');
