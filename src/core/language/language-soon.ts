import type { Wait } from '../ports/clock.js';
import { type Language, languageOf } from './language.js';

/** Somebody's language when it is known in time: nothing that must be said at once waits for it, or fails with it. */
export async function languageSoon(asked: Promise<Language>, wait: Wait, withinMs: number): Promise<Language> {
  const inTime = new AbortController();
  const known = asked.catch(() => languageOf(null));
  const guess = wait(withinMs, inTime.signal).then(() => languageOf(null));
  const language = await Promise.race([known, guess]);
  inTime.abort();
  return language;
}
