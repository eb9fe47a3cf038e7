import { DeliveryError, type DeliveryFault, Refusal } from '../../core/errors.js';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';

/**
 * The transcript did not answer. Nothing says whether it wrote before that; the key makes another try harmless, and the
 * delivery engine decides about it.
 */
export function classify(error: unknown): DeliveryFault {
  if (error instanceof DeliveryError) return error.fault;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return { kind: 'unknown', code: typeof code === 'string' ? code : 'transcript' };
}

/** An error as the page is told it: a status and a sentence. `ours` is one that somebody should look into. */
export interface Answer {
  readonly status: number;
  readonly sentence: string;
  readonly ours: boolean;
}

/** What Express and its body parsers throw, by the `type` they carry. */
const parserRefusals = {
  'entity.too.large': { status: 413, key: 'sandbox.tooLarge' },
  'entity.parse.failed': { status: 400, key: 'sandbox.notUnderstood' },
  'encoding.unsupported': { status: 415, key: 'sandbox.notUnderstood' },
  'charset.unsupported': { status: 415, key: 'sandbox.notUnderstood' },
  'request.aborted': { status: 400, key: 'sandbox.notUnderstood' },
} as const;

export function answerTo(error: unknown, language: Language): Answer {
  if (error instanceof Refusal) return { status: 422, sentence: say(language, error.key, error.params), ours: false };
  const type = typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : '';
  const known = Object.entries(parserRefusals).find(([name]) => name === type)?.[1];
  if (known) return { status: known.status, sentence: say(language, known.key), ours: false };
  return { status: 500, sentence: say(language, 'sandbox.fault'), ours: true };
}
