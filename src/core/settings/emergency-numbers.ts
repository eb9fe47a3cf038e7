import { type Language, languages } from '../language/language.js';
import { say } from '../language/say.js';
import type { Settings } from './settings.js';

export interface EmergencyNumber {
  readonly name: string;
  readonly number: string;
}

/** The school's own emergency numbers, or the national ones where it has set none. */
export function emergencyNumbers(
  settings: Pick<Settings, 'emergency'>,
  publicCalendar: string,
  language: Language,
): readonly EmergencyNumber[] {
  const own = settings.emergency.numbers.map(({ name, number }) => ({
    name: name[language] ?? languages.map((other) => name[other]).find((text) => text !== undefined) ?? '',
    number,
  }));
  if (own.length > 0) return own;
  const national = nationalNumbers[publicCalendar.split('-')[0] ?? ''] ?? [];
  return national.map(([key, number]) => ({ name: say(language, key), number }));
}

type NameKey = `settings.emergency.${'police' | 'ambulance' | 'any' | 'youthLine' | 'crisisLine'}`;

/** Only numbers that are the same in the whole country. Checked 2025; a school confirms its own in its settings. */
const nationalNumbers: Readonly<Record<string, readonly (readonly [NameKey, string])[]>> = {
  CN: [
    ['settings.emergency.police', '110'],
    ['settings.emergency.ambulance', '120'],
    ['settings.emergency.crisisLine', '12356'],
    ['settings.emergency.youthLine', '12355'],
  ],
  US: [
    ['settings.emergency.any', '911'],
    ['settings.emergency.crisisLine', '988'],
  ],
  GB: [
    ['settings.emergency.any', '999'],
    ['settings.emergency.crisisLine', '116 123'],
    ['settings.emergency.youthLine', '0800 1111'],
  ],
};
