import type { FieldView, FormView } from '../../src/core/forms/view.js';

// Forms as examples need them.

export const frame = { id: 'f', label: '第1组', required: false };

export const optionList = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ value: `p${place}`, label: `学生${place}` }));

export const formOf = (...fields: readonly FieldView[]): FormView => ({
  session: 's1',
  title: '本周登记',
  submit: '提交',
  fields,
});

/** A long one has a box of several lines. */
export const text = (id: string, maxLength = 60): FieldView => ({
  id,
  label: id,
  required: false,
  kind: 'text',
  long: maxLength > 60,
  maxLength,
  value: '',
});
