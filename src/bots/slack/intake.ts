import { App, type Receiver } from '@slack/bolt';
import { DeliveryError } from '../../core/errors.js';
import { pageAfter } from '../../core/forms/page-after.js';
import type { Language } from '../../core/language/language.js';
import { languageSoon } from '../../core/language/language-soon.js';
import { say } from '../../core/language/say.js';
import { type Card, notice } from '../../core/message/card.js';
import type { Inbound } from '../../core/message/inbound.js';
import type { Reply } from '../../core/message/reply.js';
import { Unrenderable } from '../../core/message/unrenderable.js';
import type { Accept } from '../../core/ports/accept.js';
import { type AnswerContext, giveAnswer, tell } from './answers.js';
import type { Homes } from './homes.js';
import type { Installation, SlackHost } from './host.js';
import { type Incoming, readPayload, type Telling, type Way } from './inbound.js';
import { quietLogger } from './quiet.js';
import { errorsFor } from './read-submission.js';
import { pagesOf, renderForm } from './render-form.js';
import { renderNotice } from './render-notice.js';
import { afterAcknowledgementMs, formAnswerWithinMs, languageWithinMs } from './timing.js';

export interface IntakeContext extends AnswerContext {
  readonly host: SlackHost;
  readonly accept: Accept;
  readonly homes: Homes;
  /** Told of a fault without anything that a person wrote. */
  readonly fault: (error: unknown) => void;
}

/** An event whose signature was checked, and how Slack is told that it has arrived. */
export interface Arrived {
  readonly body: unknown;
  readonly retryNum?: number | undefined;
  readonly retryReason?: string | undefined;
}

/** What Slack gets as acknowledgement: nothing, or the body of its answer. */
export type Acknowledgement = object | undefined;

export interface Intake {
  /**
   * Resolves once the event is stored, with what Slack is told. Rejects when it could not be stored: then Slack must not
   * be told that it arrived.
   */
  take(arrived: Arrived): Promise<Acknowledgement>;
  /** Until what was promised is said. */
  idle(): Promise<void>;
}

type Placed = Extract<Incoming, { kind: 'inbound' }>;
type Form = Extract<Way, { by: 'form' }>;

/**
 * A Bolt app whose one middleware stores what comes in before anybody acknowledges it. Bolt's own clients, stores and
 * acknowledgements are not used: authorizing needs no call, and its receivers are ours (http.ts, socket.ts).
 */
export function createIntake(context: IntakeContext): Intake {
  const { host, accept, homes, wait, api, origin } = context;
  const running = new Set<Promise<unknown>>();

  function later(work: Promise<unknown>): void {
    const tracked = work.catch(context.fault).finally(() => running.delete(tracked));
    running.add(tracked);
  }

  async function handle(incoming: Exclude<Incoming, { kind: 'ignored' }>): Promise<Acknowledgement> {
    // Slack's three seconds run from here, the time for storing included.
    const inTime = new AbortController();
    const late = wait(formAnswerWithinMs, inTime.signal).then(() => 'late' as const);
    try {
      const of = await host.ofTeam(incoming.teamId);
      if (incoming.kind === 'unknown') return await sayTo(of, incoming.user, incoming.how, 'slack.unknown');
      if (!of) return await refuse(incoming);
      const inbound = { ...incoming.inbound, workspaceId: of.workspaceId } as Inbound;
      const user = actorOf(incoming);
      // To look is no event: nothing is kept of it, and a page that was not shown is shown at the next look.
      if (inbound.kind === 'opened') {
        later(homes.open(of, user));
        return undefined;
      }
      const { repeated, reply } = await accept(inbound, incoming.way.by === 'message' ? 'message' : 'reply');
      later(reply.then(() => homes.changed(of, user)));
      if (incoming.way.by === 'form') return await answerForm(of, incoming, incoming.way, reply, late);
      // Sent again by Slack: whoever caused it has had the answer.
      if (!repeated) later(reply.then((given) => given && answer(of, incoming, incoming.way, given)));
      return undefined;
    } finally {
      inTime.abort();
    }
  }

  function actorOf(incoming: Placed): string {
    return 'actor' in incoming.inbound ? incoming.inbound.actor.externalId : '';
  }

  async function answer(of: Installation, incoming: Placed, way: Way, reply: Reply): Promise<void> {
    if (way.by === 'form' || way.by === 'message') return;
    const user = actorOf(incoming);
    const language = reply.language ?? (await host.languageOf(of.workspaceId, user));
    await giveAnswer(context, { of, way, user, language }, reply);
  }

  function languageFor(of: Installation | null, user: string): Promise<Language> {
    return languageSoon(host.languageOf(of?.workspaceId ?? '', user), wait, languageWithinMs);
  }

  /** What is wrong with a form is said in the same breath; what takes longer follows in the same window. */
  async function answerForm(
    of: Installation,
    incoming: Placed,
    way: Form,
    reply: Promise<Reply | null>,
    late: Promise<'late'>,
  ): Promise<Acknowledgement> {
    const user = actorOf(incoming);
    const first = await Promise.race([reply, late]);
    if (first !== 'late' && first !== null) {
      return shown(way, first, first.language ?? (await languageFor(of, user)));
    }
    const language = await languageFor(of, user);
    later(reply.then((given) => given && answerFormLate(of, user, way, given, given.language ?? language)));
    return { response_action: 'update', view: renderNotice(notice(say(language, 'slack.working')), language, origin) };
  }

  /** In the window that says that it is being worked on; once that is closed, in the direct chat. */
  async function answerFormLate(of: Installation, user: string, way: Form, reply: Reply, language: Language) {
    await wait(afterAcknowledgementMs, new AbortController().signal);
    const view = viewOf(way, reply, language) ?? renderNotice(notice(say(language, 'slack.done')), language, origin);
    try {
      await api.updateView(of, way.view.id, view);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const card = reply.open ? notice(say(language, 'inbox.openAgain'), 'attention') : cardOf(reply);
      if (card) await tell(context, of, user, card, language);
    }
  }

  function shown(way: Form, reply: Reply, language: Language): Acknowledgement {
    const errors = reply.errors ? errorsFor(way.view, reply.errors) : null;
    if (errors) return errors;
    const view = viewOf(way, reply, language);
    return view ? { response_action: 'update', view } : undefined;
  }

  function viewOf(way: Form, reply: Reply, language: Language) {
    try {
      if (reply.open) {
        const page = pageAfter(way.page, reply.open, pagesOf(reply.open, language));
        return renderForm(reply.open, language, page);
      }
    } catch (error) {
      // Stored and done: nobody is told that it failed.
      if (!(error instanceof Unrenderable)) throw error;
      context.fault(error);
    }
    const card = cardOf(reply);
    return card && renderNotice(card, language, origin);
  }

  /** Nothing is set up for this workspace, and nothing can be kept for it: whoever asked is told. */
  async function refuse(incoming: Placed): Promise<Acknowledgement> {
    const { way } = incoming;
    const how: Telling | null =
      way.by === 'form' ? { by: 'form' } : 'url' in way && way.url !== null ? { by: 'url', url: way.url } : null;
    return how ? sayTo(null, actorOf(incoming), how, 'slack.notReady') : undefined;
  }

  /** At once, in words, the way that came with the event. */
  async function sayTo(
    of: Installation | null,
    user: string,
    how: Telling,
    key: 'slack.unknown' | 'slack.notReady',
  ): Promise<Acknowledgement> {
    const language = await languageFor(of, user);
    const card = notice(say(language, key), 'attention');
    if (how.by === 'form') return { response_action: 'update', view: renderNotice(card, language, origin) };
    if (how.by === 'url') {
      later(api.respond(how.url, { text: say(language, key), blocks: [], replace_original: false }));
    } else if (of) {
      const way = { by: 'home', user, trigger: how.trigger } as const;
      later(giveAnswer(context, { of, way, user, language }, { card }));
    }
    return undefined;
  }

  // The bodies come from http.ts and socket.ts, straight to `processEvent`.
  const receiver: Receiver = {
    init() {},
    start: async () => undefined,
    stop: async () => undefined,
  };
  const app = new App({
    receiver,
    authorize: async () => ({}),
    // An in-process store that is asked on every event.
    convoStore: false,
    ignoreSelf: false,
    logger: quietLogger,
  });
  app.use(async ({ context: { gongyu } }) => {
    // Stored before anything is acknowledged; Bolt acknowledges events by itself, which our receivers do not pass on.
    await (gongyu as Handed).take();
  });
  app.error(async (error) => {
    throw error;
  });

  return {
    async take({ body, retryNum, retryReason }) {
      const incoming = readPayload(body);
      if (incoming.kind === 'ignored') return undefined;
      let taken: Promise<Acknowledgement> | null = null;
      const handed: Handed = {
        take() {
          taken ??= handle(incoming);
          return taken;
        },
      };
      try {
        await app.processEvent({
          body: body as Record<string, unknown>,
          ack: async () => {},
          customProperties: { gongyu: handed },
          ...(retryNum === undefined ? {} : { retryNum }),
          ...(retryReason === undefined ? {} : { retryReason }),
        });
      } catch (error) {
        // What we understand and Bolt cannot take apart is taken all the same.
        if (taken !== null) throw error;
      }
      return handed.take();
    },
    async idle() {
      await Promise.allSettled(running);
    },
  };
}

interface Handed {
  take(): Promise<Acknowledgement>;
}

/** What a form's answer says, where it is no form again. */
function cardOf(reply: Reply): Card | null {
  const words = Object.values(reply.errors ?? {}).join('\n') || reply.toast;
  return reply.card ?? (words ? notice(words, 'attention') : null);
}
