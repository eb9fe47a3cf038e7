import type { FieldView } from '../../core/forms/view.js';
import { optionValue } from './limits.js';

/** The option that takes a choice back. */
export const none = '~none';
/** The two answers to a yes-or-no question. */
export const yes = '~yes';
export const no = '~no';

/** What goes to Feishu in place of an option's value, and what it stands for. */
export interface OptionSigns {
  signOf(value: string): string;
  /** Of the options of some fields; only values that do not go as they are. */
  meaningsOf(fields: readonly FieldView[]): Readonly<Record<string, string>>;
}

/** Letters that come back as they went, and never a beginning like that of a sign. */
const asItIs = /^[\w.:=@/-]+$/;

/** A value that is short and plain goes as it is; any other is counted, and the form's button carries along what it was. */
export function signOptions(fields: readonly FieldView[]): OptionSigns {
  const signs = new Map<string, string>();
  for (const value of fields.flatMap(valuesOf)) {
    if (!goesAsItIs(value) && !signs.has(value)) signs.set(value, `~${signs.size}`);
  }
  return {
    signOf: (value) => signs.get(value) ?? value,
    meaningsOf: (some) =>
      Object.fromEntries(
        some.flatMap(valuesOf).flatMap((value) => {
          const sign = signs.get(value);
          return sign === undefined ? [] : [[sign, value]];
        }),
      ),
  };
}

/** As JSON in signs that nothing on the way escapes or normalises. */
export function writeMeanings(meanings: Readonly<Record<string, string>>): string {
  const json = JSON.stringify(meanings);
  return json.replace(/[^ -~]|[&<>]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What `writeMeanings` wrote, whatever became of it. */
export function readMeanings(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
}

function goesAsItIs(value: string): boolean {
  return value.length <= optionValue && asItIs.test(value);
}

function valuesOf(field: FieldView): readonly string[] {
  return field.kind === 'choice' || field.kind === 'choices' ? field.options.map(({ value }) => value) : [];
}
