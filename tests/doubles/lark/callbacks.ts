import { randomBytes } from 'node:crypto';
import { LarkError } from './api/method.js';
import type { Card } from './cards/card.js';
import type { App, Message, World } from './state.js';

interface Callback {
  readonly app: App;
  readonly message: Message;
  readonly issuedAtMs: number;
  answered: boolean;
  uses: number;
  /** What the card was before an update that came too early: the answer brings it back. */
  early: Card | null;
}

/** The proof that somebody just used a card: after the answer, half an hour long and twice, it may be updated by it. */
export interface Callbacks {
  issue(app: App, message: Message): string;
  /** The app has answered, or did not in time. */
  close(token: string): void;
  /** @throws LarkError */
  spend(app: App, token: string): { readonly message: Message; readonly answered: boolean };
}

export function createCallbacks(world: World): Callbacks {
  const callbacks = new Map<string, Callback>();
  return {
    issue(app, message) {
      const token = `c-${randomBytes(20).toString('hex')}`;
      callbacks.set(token, { app, message, issuedAtMs: world.now(), answered: false, uses: 0, early: null });
      return token;
    },
    close(token) {
      const callback = callbacks.get(token);
      if (!callback) return;
      callback.answered = true;
      if (callback.early === null) return;
      Object.assign(callback.message, { card: callback.early, changed: world.stir() });
      callback.early = null;
    },
    spend(app, token) {
      const callback = callbacks.get(token);
      const { cardTokenMs, cardTokenUses } = world.profile.limits;
      if (!callback || callback.app !== app) throw new LarkError(300040, 'token is invalid');
      if (world.now() - callback.issuedAtMs > cardTokenMs) throw new LarkError(300041, 'token is expired');
      if (callback.uses >= cardTokenUses) throw new LarkError(300042, 'token has been used up');
      callback.uses += 1;
      if (!callback.answered) {
        callback.early ??= callback.message.card;
        world.note({ kind: 'wrong', what: 'a card was updated before its callback was answered', details: [] });
      }
      return { message: callback.message, answered: callback.answered };
    },
  };
}
