import type { ChoiceField, ChoicesField, ConfirmField, NumberField, Option, PointsField, TextField } from './field.js';
import type { Words } from './words.js';

// One function per kind of field. A field that says nothing about it is optional.

interface Spec<Required extends boolean> {
  readonly label: Words;
  readonly hint?: Words;
  readonly required?: Required;
  readonly aliases?: readonly string[];
}

const requiredOf = <R extends boolean>(spec: Spec<R>): R => (spec.required ?? false) as R;

export function choice<const R extends boolean = false>(
  spec: Spec<R> & { readonly options: readonly Option[]; readonly prefill?: string | null },
): ChoiceField<R> {
  return { ...spec, kind: 'choice', required: requiredOf(spec) };
}

export function choices<const R extends boolean = false>(
  spec: Spec<R> & {
    readonly options: readonly Option[];
    readonly min?: number;
    readonly max?: number;
    readonly prefill?: readonly string[] | null;
  },
): ChoicesField<R> {
  return { min: 1, max: spec.options.length, ...spec, kind: 'choices', required: requiredOf(spec) };
}

export function number<const R extends boolean = false>(
  spec: Spec<R> & {
    readonly min: number;
    readonly max: number;
    readonly step?: number;
    readonly prefill?: number | null;
  },
): NumberField<R> {
  return { step: 1, ...spec, kind: 'number', required: requiredOf(spec) };
}

type TextSpec<R extends boolean> = Spec<R> & { readonly maxLength?: number; readonly prefill?: string | null };

export function shortText<const R extends boolean = false>(spec: TextSpec<R>): TextField<R> {
  return { maxLength: 60, ...spec, kind: 'text', long: false, required: requiredOf(spec) };
}

export function longText<const R extends boolean = false>(spec: TextSpec<R>): TextField<R> {
  return { maxLength: 1000, ...spec, kind: 'text', long: true, required: requiredOf(spec) };
}

export function points<const R extends boolean = false>(spec: TextSpec<R>): PointsField<R> {
  return { maxLength: 2000, ...spec, kind: 'points', required: requiredOf(spec) };
}

export function confirm<const R extends boolean = false>(
  spec: Spec<R> & { readonly mustAgree?: boolean; readonly prefill?: boolean | null },
): ConfirmField<R> {
  return { mustAgree: false, ...spec, kind: 'confirm', required: requiredOf(spec) };
}

export interface PupilChoice {
  readonly id: string;
  readonly name: string;
  readonly classNumber: number | null;
}

export interface GroupChoice {
  readonly id: string;
  readonly number: number;
  readonly name?: string | null;
}

/** Pupils as options: the number stands beside a name that several have. */
function pupilOptions(pupils: readonly PupilChoice[]): readonly Option[] {
  const times = new Map<string, number>();
  for (const { name } of pupils) times.set(name, (times.get(name) ?? 0) + 1);
  return pupils.map(({ id, name, classNumber }) => ({
    value: id,
    label:
      classNumber !== null && (times.get(name) ?? 0) > 1
        ? { key: 'forms.pupilNumbered', params: { name, number: classNumber } }
        : name,
    aliases: classNumber === null ? [name] : [name, `${classNumber}`, `${classNumber}号`, `#${classNumber}`],
  }));
}

function groupOptions(groups: readonly GroupChoice[]): readonly Option[] {
  return groups.map((group) => ({
    value: group.id,
    label: groupWords(group),
    aliases: [`${group.number}`, ...groupAliases(group)],
  }));
}

function groupWords({ number, name }: GroupChoice): Words {
  return name ? { key: 'forms.groupNamed', params: { number, name } } : { key: 'forms.group', params: { number } };
}

/** What people write for a group in front of something else: 3组, 第三组, group 3, 星火组. */
export function groupAliases({ number, name }: GroupChoice): readonly string[] {
  const written = chineseNumber(number);
  const numbered = [`${number}组`, `第${number}组`, `${written}组`, `第${written}组`, `group ${number}`, `g${number}`];
  return name ? [...numbered, name, `${name}组`] : numbered;
}

/** One pupil of those given. */
export function pupil<const R extends boolean = false>(
  spec: Spec<R> & { readonly pupils: readonly PupilChoice[]; readonly prefill?: string | null },
): ChoiceField<R> {
  const { pupils: all, ...rest } = spec;
  return { ...rest, kind: 'choice', options: pupilOptions(all), required: requiredOf(spec) };
}

/** Any of the pupils given. */
export function pupils<const R extends boolean = false>(
  spec: Spec<R> & {
    readonly pupils: readonly PupilChoice[];
    readonly min?: number;
    readonly max?: number;
    readonly prefill?: readonly string[] | null;
  },
): ChoicesField<R> {
  const { pupils: all, ...rest } = spec;
  return {
    min: 1,
    max: all.length,
    ...rest,
    kind: 'choices',
    options: pupilOptions(all),
    required: requiredOf(spec),
  };
}

/** One group of those given. */
export function group<const R extends boolean = false>(
  spec: Spec<R> & { readonly groups: readonly GroupChoice[]; readonly prefill?: string | null },
): ChoiceField<R> {
  const { groups: all, ...rest } = spec;
  return { ...rest, kind: 'choice', options: groupOptions(all), required: requiredOf(spec) };
}

/** Any of the groups given. */
export function groups<const R extends boolean = false>(
  spec: Spec<R> & {
    readonly groups: readonly GroupChoice[];
    readonly min?: number;
    readonly max?: number;
    readonly prefill?: readonly string[] | null;
  },
): ChoicesField<R> {
  const { groups: all, ...rest } = spec;
  return {
    min: 1,
    max: all.length,
    ...rest,
    kind: 'choices',
    options: groupOptions(all),
    required: requiredOf(spec),
  };
}

function chineseNumber(number: number): string {
  const digits = '零一二三四五六七八九';
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  if (number > 99) return String(number);
  if (tens === 0) return digits.charAt(ones);
  return `${tens === 1 ? '' : digits.charAt(tens)}十${ones === 0 ? '' : digits.charAt(ones)}`;
}
