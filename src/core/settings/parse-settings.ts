import type { z } from 'zod';
import { Refusal } from '../errors.js';
import { type Settings, settingsSchema } from './settings.js';

/** What School.settings holds: only what differs from the defaults, and perhaps keys of a newer version. */
export type StoredSettings = Readonly<Record<string, unknown>>;

/**
 * The school's settings with every default filled in. Keys that this version does not know are left out here and stay
 * in what is stored.
 * @throws Refusal that names the field when a value cannot be used.
 */
export function parseSettings(json: unknown): Settings {
  const result = settingsSchema.safeParse(json ?? {});
  if (result.success) return result.data;
  throw refusalOf(result.error.issues[0]);
}

/**
 * What to store when a person sets one field ('round.opensAt'): everything stored before, unknown keys included, with
 * the one value changed; `undefined` takes the field back to its default.
 * @throws Refusal when there is no such setting, or the value cannot be used.
 */
export function changeSettings(stored: unknown, field: string, value: unknown): StoredSettings {
  const path = field.split('.');
  const changed = setIn(isRecord(stored) ? stored : {}, path, value);
  const parsed = parseSettings(changed);
  if (getIn(parsed, path) === undefined && (value !== undefined || getIn(parseSettings({}), path) === undefined)) {
    throw new Refusal('settings.unknown', { field });
  }
  return changed;
}

/** The paths of stored values that this version does not know, for `doctor` and the settings page. */
export function unknownSettings(stored: unknown): readonly string[] {
  if (!isRecord(stored)) return [];
  const known = parseSettings(stored);
  const unknown: string[] = [];
  const look = (there: Readonly<Record<string, unknown>>, here: unknown, at: readonly string[]): void => {
    for (const [key, value] of Object.entries(there)) {
      const path = [...at, key];
      if (!isRecord(here) || !Object.hasOwn(here, key)) unknown.push(path.join('.'));
      else if (isRecord(value)) look(value, here[key], path);
    }
  };
  look(stored, known, []);
  return unknown;
}

function refusalOf(issue: z.core.$ZodIssue | undefined, above: readonly PropertyKey[] = []): Refusal {
  if (!issue) return new Refusal('settings.bad', { field: '' });
  const path = [...above, ...issue.path];
  const field = path.map(String).join('.');
  switch (issue.code) {
    case 'invalid_union': {
      // The branch that got furthest is the one that was meant.
      const branches = issue.errors.map((errors) => errors[0]).filter((error) => error !== undefined);
      const meant = branches.sort((a, b) => b.path.length - a.path.length)[0];
      return meant ? refusalOf(meant, path) : new Refusal('settings.bad', { field });
    }
    case 'too_small':
    case 'too_big':
      return issue.code === 'too_small'
        ? new Refusal('settings.tooSmall', { field, min: Number(issue.minimum), unit: unitOf(issue.origin) })
        : new Refusal('settings.tooBig', { field, max: Number(issue.maximum), unit: unitOf(issue.origin) });
    case 'not_multiple_of':
      return new Refusal('settings.badStep', { field, step: Number(issue.divisor) });
    case 'invalid_value':
      return new Refusal('settings.badChoice', { field, allowed: issue.values.map(String).join(' | ') });
    case 'invalid_type':
      return new Refusal('settings.badKind', { field, kind: kindOf(issue.expected) });
    case 'invalid_format':
      return new Refusal(field.endsWith('number') || field.endsWith('key') ? 'settings.bad' : 'settings.badTime', {
        field,
      });
    case 'custom':
      return new Refusal(issue.params?.['why'] === 'early' ? 'settings.tooEarly' : 'settings.badOrder', { field });
    default:
      return new Refusal('settings.bad', { field });
  }
}

function unitOf(origin: string): 'value' | 'length' | 'count' {
  if (origin === 'string') return 'length';
  return origin === 'array' || origin === 'set' || origin === 'map' ? 'count' : 'value';
}

function kindOf(expected: string): 'number' | 'boolean' | 'text' | 'list' | 'record' {
  if (expected === 'number' || expected === 'int') return 'number';
  if (expected === 'boolean') return 'boolean';
  if (expected === 'string') return 'text';
  return expected === 'array' ? 'list' : 'record';
}

function setIn(target: unknown, path: readonly string[], value: unknown): StoredSettings {
  const [key = '', ...rest] = path;
  const { [key]: before, ...others } = isRecord(target) ? target : {};
  if (rest.length > 0) return { ...others, [key]: setIn(before, rest, value) };
  return value === undefined ? others : { ...others, [key]: value };
}

function getIn(target: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined), target);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
