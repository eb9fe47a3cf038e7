import type { Language } from '../../core/language/language.js';
import { languageSoon } from '../../core/language/language-soon.js';
import { say } from '../../core/language/say.js';
import type { Inbound } from '../../core/message/inbound.js';
import type { Reply } from '../../core/message/reply.js';
import type { Accept } from '../../core/ports/accept.js';
import type { Clock } from '../../core/ports/clock.js';
import {
  type Addressee,
  type AnswerContext,
  answerOf,
  type CallbackAnswer,
  giveLate,
  post,
  showReply,
  tell,
  toast,
} from './answers.js';
import type { Installation, LarkHost } from './host.js';
import { type Callback, type Incoming, readPayload } from './inbound.js';
import { afterAnswerMs, answerWithinMs, languageWithinMs, oldestEventMs } from './timing.js';

export interface IntakeContext extends AnswerContext {
  readonly host: LarkHost;
  readonly accept: Accept;
  readonly clock: Clock;
}

/** An event of which it was checked that it came from Feishu, and for which app. */
export interface Arrived {
  readonly appId: string;
  readonly body: unknown;
}

export interface Intake {
  /**
   * Resolves once the event is stored, with what Feishu is answered. Rejects when it could not be stored: then Feishu must
   * not be told that it arrived.
   */
  take(arrived: Arrived): Promise<CallbackAnswer>;
  /** Until what was promised is said. */
  idle(): Promise<void>;
}

type Known = Exclude<Incoming, { kind: 'ignored' }>;

const nothing: CallbackAnswer = {};

export function createIntake(context: IntakeContext): Intake {
  const { host, accept, clock, wait, fault } = context;
  const running = new Set<Promise<unknown>>();

  function later(work: Promise<unknown>): void {
    const tracked = work.catch(fault).finally(() => running.delete(tracked));
    running.add(tracked);
  }

  async function take({ appId, body }: Arrived): Promise<CallbackAnswer> {
    // Feishu's three seconds run from here, the time for storing included.
    const inTime = new AbortController();
    const late = wait(answerWithinMs, inTime.signal).then(() => 'late' as const);
    try {
      const of = await host.ofApp(appId);
      const incoming = readPayload(body, of);
      if (incoming.kind === 'ignored') return nothing;
      if (isOld(incoming)) {
        fault(new OldEvent());
        return nothing;
      }
      if (!of) return await refuse(appId, incoming);
      if (incoming.kind === 'unknown') return await answerUnknown(of, incoming);
      return await handle(of, incoming, late);
    } finally {
      inTime.abort();
    }
  }

  /** The inbox may have forgotten that it was here before, and nobody waits for it any more. */
  function isOld({ at }: Known): boolean {
    return at !== null && clock.machine().getTime() - at > oldestEventMs;
  }

  async function handle(
    of: Installation,
    { inbound, way }: Extract<Known, { kind: 'inbound' }>,
    late: Promise<'late'>,
  ): Promise<CallbackAnswer> {
    const placed = { ...inbound, workspaceId: of.workspaceId } as Inbound;
    if (way.by === 'message') {
      await accept(placed, 'message');
      return nothing;
    }
    const accepted = await accept(placed, 'reply');
    const user = 'actor' in inbound ? inbound.actor.externalId : '';
    const to = async (given: Reply | null): Promise<Addressee> => {
      const language = given?.language ?? (await languageFor(of, user));
      return { of, user, key: inbound.key, language };
    };
    // It is stored and will be done: what goes wrong from here on says nothing else.
    return answer(way, accepted, late, to).catch((error: unknown) => {
      fault(error);
      return nothing;
    });
  }

  async function answer(
    way: Callback,
    { repeated, reply }: Awaited<ReturnType<Accept>>,
    late: Promise<'late'>,
    to: (given: Reply | null) => Promise<Addressee>,
  ): Promise<CallbackAnswer> {
    const first = await Promise.race([reply, late]);
    if (first !== 'late' && first !== null) {
      const addressee = await to(first);
      const shown = showReply(context, way, first, addressee.language);
      // Sent again by Feishu, it is answered again, and nothing is posted twice.
      if (!repeated && shown.further.length > 0) later(post(context, addressee, shown.further));
      return answerOf(shown);
    }
    // Its twin, which came a moment before, is being answered.
    if (repeated) return nothing;
    if (first === 'late') later(answerLate(way, reply, to));
    return { toast: toast(say((await to(null)).language, 'lark.talk.working')) };
  }

  async function answerLate(
    way: Callback,
    reply: Promise<Reply | null>,
    to: (given: Reply) => Promise<Addressee>,
  ): Promise<void> {
    const given = await reply;
    if (given === null) return;
    const addressee = await to(given);
    await afterwards();
    await giveLate(context, addressee, way, showReply(context, way, given, addressee.language));
  }

  /** Once Feishu has shown what it was answered. */
  function afterwards(): Promise<void> {
    return wait(afterAnswerMs, new AbortController().signal);
  }

  function languageFor(of: Installation, user: string): Promise<Language> {
    return languageSoon(host.languageOf(of.workspaceId, user), wait, languageWithinMs);
  }

  async function answerUnknown(
    of: Installation,
    { user, key, way }: Extract<Known, { kind: 'unknown' }>,
  ): Promise<CallbackAnswer> {
    const language = await languageFor(of, user);
    if (way.by === 'callback') return { toast: toast(say(language, 'lark.talk.unknown'), 'warning') };
    later(tell(context, { of, user, key, language }, say(language, 'lark.talk.onlyText')));
    return nothing;
  }

  /** No school is set up for this app, and nothing can be kept for it: whoever asked is told. */
  async function refuse(appId: string, incoming: Known): Promise<CallbackAnswer> {
    const asked = askedBy(incoming);
    const app = (await host.apps()).find((one) => one.appId === appId);
    if (asked === null || !app) return nothing;
    const of = { ...app, workspaceId: '', botOpenId: '' };
    const language = await languageFor(of, asked.user);
    const words = say(language, 'lark.talk.notReady');
    if (incoming.way.by === 'callback') return { toast: toast(words, 'warning') };
    later(tell(context, { of, ...asked, language }, words));
    return nothing;
  }

  return {
    take,
    async idle() {
      await Promise.allSettled(running);
    },
  };
}

/** Feishu sends nothing that is so old: a copy, or a clock that is wrong. */
class OldEvent extends Error {
  override readonly name = 'OldEvent';
}

/** Whoever waits for a word, as opposed to news of a chat. */
function askedBy(incoming: Known): { readonly user: string; readonly key: string } | null {
  if (incoming.kind === 'unknown') return { user: incoming.user, key: incoming.key };
  const { inbound } = incoming;
  const asks = ['said', 'commanded', 'pressed', 'submitted'].includes(inbound.kind);
  return asks && 'actor' in inbound ? { user: inbound.actor.externalId, key: inbound.key } : null;
}
