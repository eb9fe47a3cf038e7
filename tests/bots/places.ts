import type { FieldView } from '../../src/core/forms/view.js';
import type { Action, Block, Card } from '../../src/core/message/card.js';

// Where words can stand that somebody typed.

export const ours = 'https://school.example/slips/1';
export const card = (...blocks: readonly Block[]): Card => ({ tone: 'plain', blocks });
export const pressed = (action: Action): Card => card({ kind: 'actions', actions: [action] });
export const button = { kind: 'button', token: 't', label: 'OK', style: 'plain' } as const;
export const confirm = { question: 'Sure?', yes: 'Yes', no: 'No' };
const select = { kind: 'select', token: 't', placeholder: 'Who' } as const;

/** A card with the text at one place of it: every place that a card has for words. */
export const cards: readonly ((text: string) => Card)[] = [
  (text) => ({ title: text, tone: 'plain', blocks: [] }),
  (text) => ({ tone: 'attention', blocks: [], footer: text }),
  (text) => card({ kind: 'paragraph', text }),
  (text) => card({ kind: 'paragraph', text: [{ text }, { text: 'slips', link: ours }] }),
  (text) => card({ kind: 'heading', text }),
  (text) => card({ kind: 'list', items: [text, 'two'] }),
  (text) => card({ kind: 'fields', fields: [{ label: text, value: 'v' }] }),
  (text) => card({ kind: 'fields', fields: [{ label: 'l', value: text }] }),
  (text) => card({ kind: 'table', columns: [{ title: text, align: 'start' }], rows: [['c']] }),
  (text) => card({ kind: 'table', columns: [{ title: 't', align: 'end' }], rows: [[text], ['c', text]] }),
  (text) => card({ kind: 'table', columns: [], rows: Array.from({ length: 120 }, () => [text.slice(0, 60)]) }),
  (text) => card({ kind: 'progress', label: text, done: 1, total: 2 }),
  (text) => pressed({ ...button, label: text }),
  (text) => pressed({ ...button, confirm: { ...confirm, question: text } }),
  (text) => pressed({ ...select, placeholder: text, options: [{ value: 'v', label: text }] }),
  (text) => pressed({ ...select, placeholder: text, options: [] }),
];

const frame = { id: 'f', label: 'Field', required: false };
const options = [{ value: 'v', label: 'l' }];

/** A form's field with the text at one place of it. */
export const fields: readonly ((text: string) => FieldView)[] = [
  (text) => ({ ...frame, label: text, kind: 'confirm', value: true }),
  (text) => ({ ...frame, hint: text, error: text, kind: 'number', min: 0, max: 1, step: 1, value: null }),
  (text) => ({ ...frame, kind: 'text', long: true, maxLength: 2_000, value: text }),
  (text) => ({ ...frame, kind: 'text', long: false, maxLength: 100, value: text }),
  (text) => ({ ...frame, kind: 'choice', options: [{ value: 'v', label: text }], value: ['v'] }),
  (text) => ({ ...frame, label: text, kind: 'choices', options, value: [] }),
];
