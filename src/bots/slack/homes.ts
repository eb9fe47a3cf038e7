import { languageOf } from '../../core/language/language.js';
import type { Reply } from '../../core/message/reply.js';
import type { Clock } from '../../core/ports/clock.js';
import type { Installation } from './host.js';
import { renderHome } from './render-home.js';
import { homeStaleMs, homesKept } from './timing.js';
import type { WebApi } from './web-api.js';

export interface HomesContext {
  readonly api: Pick<WebApi, 'publishHome'>;
  readonly clock: Clock;
  readonly origin: string | undefined;
  /** The person's page as it is now; it is looked at, and nothing is caused. */
  readonly homeOf: (workspaceId: string, externalId: string) => Promise<Reply>;
}

/** The pages that people have open: published again when something of theirs has changed. */
export interface Homes {
  /** Somebody opened their page. */
  open(of: Installation, user: string): Promise<void>;
  /** Something changed for somebody; a page that nobody looked at for an hour is left until it is opened. */
  changed(of: Installation, user: string): Promise<void>;
}

export function createHomes({ api, clock, origin, homeOf }: HomesContext): Homes {
  /** When each page was last opened, the one opened longest ago first. */
  const opened = new Map<string, number>();
  /** One publication of a page at a time: the last one asked for is the last one shown. */
  const publishing = new Map<string, { again: boolean; done: Promise<void> }>();

  async function publish(of: Installation, user: string): Promise<void> {
    const name = `${of.workspaceId} ${user}`;
    const running = publishing.get(name);
    if (running) {
      running.again = true;
      return running.done;
    }
    const turn = { again: false, done: Promise.resolve() };
    turn.done = (async () => {
      do {
        turn.again = false;
        const { card, language = languageOf(null) } = await homeOf(of.workspaceId, user);
        if (card) await api.publishHome(of, user, renderHome([card], language, origin));
      } while (turn.again);
    })().finally(() => publishing.delete(name));
    publishing.set(name, turn);
    return turn.done;
  }

  return {
    async open(of, user) {
      const name = `${of.workspaceId} ${user}`;
      opened.delete(name);
      opened.set(name, clock.machine().getTime());
      if (opened.size > homesKept) opened.delete(opened.keys().next().value ?? '');
      await publish(of, user);
    },
    async changed(of, user) {
      const at = opened.get(`${of.workspaceId} ${user}`);
      if (at !== undefined && clock.machine().getTime() - at < homeStaleMs) await publish(of, user);
    },
  };
}
