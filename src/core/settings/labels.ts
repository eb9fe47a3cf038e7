import type { RoleKind } from '../access/role.js';
import { catalogue, type MessageKey } from '../language/catalogue.js';
import { type Language, languages } from '../language/language.js';
import { say } from '../language/say.js';
import type { Settings } from './settings.js';

/** The name of a role as the school calls it. */
export function sayRole(settings: Pick<Settings, 'labels'>, language: Language, kind: RoleKind): string {
  return settings.labels.roles[kind]?.[language] ?? say(language, `settings.role.${kind}`);
}

/** The name of a band as the school calls it; its key where nobody named it in any language. */
export function sayBand(settings: Pick<Settings, 'labels'>, language: Language, key: string): string {
  const own = settings.labels.bands[key];
  if (own?.[language]) return own[language];
  const known = `settings.band.${key}`;
  if (isMessageKey(known)) return say(language, known);
  return languages.map((other) => own?.[other]).find((name) => name !== undefined) ?? key;
}

function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(catalogue, key);
}
