import type { FieldView } from './view.js';

/** The option that takes a choice back. */
export const none = '~none';
/** The two answers to a yes-or-no question. */
export const yes = '~yes';
export const no = '~no';

/** What goes to a messenger in place of an option's value, and what it stands for. */
export interface OptionSigns {
  signOf(value: string): string;
  /** Of the options of some fields; only values that do not go as they are. */
  meaningsOf(fields: readonly FieldView[]): Readonly<Record<string, string>>;
}

/** Letters that come back as they went, and never a beginning like that of a sign. */
const asItIs = /^[\w.:=@/-]+$/;

/**
 * A value that is plain and no longer than the messenger takes one goes as it is; any other is counted, and the form carries
 * along what it was.
 */
export function signOptions(fields: readonly FieldView[], longest: number): OptionSigns {
  const goesAsItIs = (value: string) => value.length <= longest && asItIs.test(value);
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

function valuesOf(field: FieldView): readonly string[] {
  return field.kind === 'choice' || field.kind === 'choices' ? field.options.map(({ value }) => value) : [];
}
