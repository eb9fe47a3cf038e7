import { z } from 'zod';
import { DeliveryError, type DeliveryFault } from '../../core/errors.js';
import { chatRestMs, connectAgainMs, retryAfterMs } from './timing.js';

/** An answer that says no. Nothing of its text is kept but numbers and names of permissions: it can repeat what was sent. */
export class Rejection extends Error {
  /** Of HTTP. */
  readonly status: number;
  /** Feishu's own; null: there was none. */
  readonly code: number | null;
  /** The code within the code, where a card could not be built. */
  readonly detail: string | null;
  readonly resetMs: number | null;
  /** Permissions, each of which would have been enough. */
  readonly permissions: readonly string[];

  constructor(status: number, resetMs: number | null, body: unknown) {
    const { data } = refusalSchema.safeParse(body);
    super(`${status}: ${data?.code ?? 'no code'}`);
    this.name = 'Rejection';
    this.status = status;
    this.code = data?.code ?? null;
    this.detail = /ErrCode: ?(\d{1,12})/.exec(data?.msg ?? '')?.[1] ?? null;
    this.resetMs = resetMs;
    const named = data?.error?.permission_violations?.map(({ subject }) => subject) ?? [];
    const listed = /\[([\w:., -]{1,1000})\]/.exec(data?.msg ?? '')?.[1]?.split(/, ?/) ?? [];
    this.permissions = (named.length > 0 ? named : listed).filter((one) => /^[\w.]+:[\w:.]{1,100}$/.test(one));
  }
}

/** There is no token to call with: whatever was to be called, was not. */
export class NotIssued extends Error {
  constructor(cause: unknown) {
    super('no token', { cause });
    this.name = 'NotIssued';
  }
}

const refusalSchema = z.object({
  code: z.number().int(),
  msg: z.string().default(''),
  error: z
    .object({ permission_violations: z.array(z.object({ subject: z.string().default('') })).optional() })
    .optional()
    .catch(undefined),
});

const sets = (...codes: readonly number[]): ReadonlySet<number> => new Set(codes);

// What Feishu's codes mean for a message, from the pages of each call and api-call-guide/generic-error-code at
// open.feishu.cn (2025-08). A code in none of the lists was an answer all the same: it was refused.

/** The gateway's rate, and the system's of the older calls: whatever the app calls must wait. */
const limited = sets(99991400, 11232);
/** One chat's or one person's rate, or the same message is being sent at this moment. */
const chatLimited = sets(230020, 230049, 11233);
/** The message cannot be changed any more: recalled, deleted, older than fourteen days, edited twenty times. */
const fixed = sets(230011, 230110, 230031, 230072);
const gone = sets(
  // The chat: the bot is not in it, it is dissolved, it lets nobody write, no such chat, the bot is not let see it.
  ...[230002, 232009, 230018, 232006, 232010, 232011],
  // The person: cannot use the app or has left, has left, no such person, silenced the bot, does not take it.
  ...[230013, 230029, 230034, 230053, 230035],
  // The id: nobody has it, it is another app's.
  ...[99992351, 99992361],
);
const invalidToken = sets(99991661, 99991663, 99991664, 99991668, 99991671, 99991677);
const locked = sets(
  ...invalidToken,
  // A permission is missing; the month's calls are used up.
  ...[99991672, 99991403],
  // The app is switched off; this machine's address is not on the app's list.
  ...[99991662, 99991673, 99991401],
  // The app has no bot, or it is switched off; the app's id or its secret is wrong.
  ...[230006, 232025, 10003, 10014],
);
/** "Internal error", whatever the status beside it. */
const ambiguous = sets(1500, 1503, 2200);
/** The card could not be built, or is too long once Feishu has built it. */
const notDrawn = sets(230099, 230025);

const notUnderstood = 'answer_not_understood';

/** Nobody took the request, so nothing was applied. */
const notSent = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);

export function classify(error: unknown): DeliveryFault {
  if (error instanceof DeliveryError) return error.fault;
  if (error instanceof NotIssued) return classifyRefusedEntry(classify(error.cause));
  if (error instanceof Rejection) return classifyAnswer(error);
  if (error instanceof z.ZodError) return { kind: 'unknown', code: notUnderstood };
  const code = causeOf(error);
  return notSent.has(code) ? later(connectAgainMs, 'workspace') : { kind: 'unknown', code };
}

/** Feishu's code, or the system's word. */
export function codeOf(error: unknown): string {
  const first = causesOf(error).find((one) => !(one instanceof DeliveryError || one instanceof NotIssued)) ?? error;
  if (first instanceof Rejection) return nameOf(first);
  const fault = classify(first);
  return 'code' in fault ? fault.code : first instanceof DeliveryError ? fault.kind : causeOf(first);
}

/** What the app may not do, where that was why: each of these would have been enough. */
export function missingPermissions(error: unknown): readonly string[] {
  return causesOf(error).flatMap((one) => (one instanceof Rejection ? one.permissions : []));
}

/** The app's token is not taken: a new one may be. */
export function isInvalidToken(error: unknown): boolean {
  return error instanceof Rejection && error.code !== null && invalidToken.has(error.code);
}

/** Feishu did not take the card that a message is drawn as. */
export function refusedCard(fault: DeliveryFault): boolean {
  return fault.kind === 'refused' && notDrawn.has(Number.parseInt(fault.code, 10));
}

/** What was sent stays as it is: only a new message can say what this one should. */
export function cannotChange(fault: DeliveryFault): boolean {
  return fault.kind === 'gone' && fixed.has(Number(fault.code));
}

/** The app lacks a permission. */
export function lacksPermission(fault: DeliveryFault): boolean {
  return fault.kind === 'locked' && fault.code === '99991672';
}

/** An app that gets no token is not let in. Where nobody knows why, a later try may be luckier: nothing was said to anybody. */
function classifyRefusedEntry(fault: DeliveryFault): DeliveryFault {
  if (fault.kind === 'unknown') return later(retryAfterMs, 'workspace');
  return fault.kind === 'refused' ? { kind: 'locked', code: fault.code } : fault;
}

function nameOf({ status, code }: Rejection): string {
  return code === null ? `http_${status}` : String(code);
}

function classifyAnswer(rejection: Rejection): DeliveryFault {
  const { status, code, detail, resetMs } = rejection;
  const name = nameOf(rejection);
  if (code !== null) {
    if (limited.has(code)) return later(resetMs ?? retryAfterMs, 'workspace');
    if (chatLimited.has(code)) return later(resetMs ?? chatRestMs, 'chat');
    if (gone.has(code) || fixed.has(code)) return { kind: 'gone', code: name };
    if (locked.has(code)) return { kind: 'locked', code: name };
    if (notDrawn.has(code)) return { kind: 'refused', code: detail === null ? name : `${name}/${detail}` };
  }
  if (status === 429) return later(resetMs ?? retryAfterMs, 'workspace');
  if (status >= 500 || code === null || ambiguous.has(code)) return { kind: 'unknown', code: name };
  return { kind: 'refused', code: name };
}

function later(afterMs: number, scope: 'chat' | 'workspace'): DeliveryFault {
  return { kind: 'later', afterMs, scope };
}

/** The system's code of what broke, deep in the chain of causes. */
function causeOf(error: unknown): string {
  for (const one of causesOf(error)) {
    if (one.name === 'TimeoutError' || one.name === 'AbortError') return 'timeout';
    if ('code' in one && typeof one.code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(one.code)) return one.code;
  }
  return 'broken';
}

function causesOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let one = error; one instanceof Error && chain.length < 8; one = one.cause) chain.push(one);
  return chain;
}
