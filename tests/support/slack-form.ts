import type { SeenView } from '../doubles/slack/people/desk.js';
import type { Given } from '../doubles/slack/people/values.js';

/** A modal carries its form's session in its metadata, alone or as a field of JSON. */
export function sessionOf({ privateMetadata }: SeenView): string {
  try {
    const parsed: unknown = JSON.parse(privateMetadata);
    if (typeof parsed === 'object' && parsed !== null && 'session' in parsed) return String(parsed.session);
  } catch {
    // Not JSON: the session itself.
  }
  return privateMetadata;
}

/** An answer as a person gives it; of options, the one with that value or those words. */
export function typed(answer: unknown, options: readonly { readonly value: string; readonly label: string }[]): Given {
  const pick = (one: unknown) =>
    options.find((option) => option.value === one || option.label === one)?.value ?? String(one);
  if (Array.isArray(answer)) return answer.map(pick);
  if (answer === null || answer === undefined || answer === '') return null;
  if (typeof answer === 'number' || typeof answer === 'boolean') return answer;
  return options.length > 0 ? pick(answer) : String(answer);
}
