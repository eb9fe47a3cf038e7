import type { SeenMessage } from '../doubles/lark/people/desk.js';
import type { SeenAction } from '../doubles/lark/plain.js';
import type { FormSeen } from './lark-form.js';
import { escapeMarkup } from './markup.js';

// What stands in Feishu, written as the sandbox page writes it, so that one story reads both.

export function markupOf(seen: Pick<SeenMessage, 'plain' | 'actions'>): string {
  // The words of the buttons stand in the plain text too; here they belong to the buttons alone.
  const labels = new Set(seen.actions.flatMap((one) => [one.label, ...one.options.map((option) => option.label)]));
  const lines = seen.plain.split('\n').filter((line) => line.trim() !== '' && !labels.has(line));
  return [...lines.map((line) => `<p>${escapeMarkup(line)}</p>`), ...seen.actions.map(actionMarkup)].join('');
}

function actionMarkup({ kind, at, label, confirm, options }: SeenAction): string {
  if (kind !== 'select') {
    const asked = confirm ? ` data-question="${quoted(confirm.text)}"` : '';
    return `<button data-press="${quoted(at)}"${asked}>${escapeMarkup(label)}</button>`;
  }
  const listed = options.map((one) => `<option value="${quoted(one.value)}">${escapeMarkup(one.label)}</option>`);
  return `<select aria-label="${quoted(label)}">${listed.join('')}</select><button data-choose="${quoted(at)}"></button>`;
}

/** A form: its words and its fields by id. */
export function formMarkup({ plain, fields }: FormSeen): string {
  const listed = fields.map((field) => {
    const options = field.options.map((option) => `<option>${escapeMarkup(option.label)}</option>`).join('');
    return `<label data-field="${quoted(field.id)}">${escapeMarkup(field.label)}</label>${options}`;
  });
  const labels = new Set(fields.flatMap((field) => [field.label, ...field.options.map((option) => option.label)]));
  const lines = plain.split('\n').filter((line) => line.trim() !== '' && !labels.has(line));
  return [...lines.map((line) => `<p>${escapeMarkup(line)}</p>`), ...listed].join('');
}

const quoted = (text: string) => escapeMarkup(text).replace(/"/g, '&quot;');
