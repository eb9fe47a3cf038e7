import type { Clock } from '../../core/ports/clock.js';
import type { AppCredentials } from './host.js';
import { tokenAheadMs } from './timing.js';

export interface Issued {
  readonly token: string;
  /** From when it was asked for. */
  readonly lifeMs: number;
}

/** The tenant access token that each app speaks with. */
export interface Tokens {
  of(app: AppCredentials): Promise<string>;
  /** It is not taken any more. The one that may have come in its place meanwhile stays. */
  drop(app: AppCredentials, token: string): void;
}

interface Kept {
  readonly secret: string;
  readonly token: string;
  readonly until: number;
}

/** @param issue asks Feishu for one; asked once, however many wait for it. */
export function createTokens(issue: (app: AppCredentials) => Promise<Issued>, clock: Clock): Tokens {
  const kept = new Map<string, Kept>();
  const asked = new Map<string, Promise<string>>();
  const now = () => clock.machine().getTime();
  // Whoever knows another secret of the app must not be let in by the token of the right one.
  const nameOf = ({ appId, appSecret }: AppCredentials) => `${appId} ${appSecret}`;

  async function ask(app: AppCredentials): Promise<string> {
    const since = now();
    const { token, lifeMs } = await issue(app);
    // A short life is used up, too: replaced at once, a token would be asked for with every call.
    const until = since + lifeMs - Math.min(tokenAheadMs, lifeMs / 4);
    kept.set(app.appId, { secret: app.appSecret, token, until });
    return token;
  }

  return {
    of(app) {
      const known = kept.get(app.appId);
      if (known?.secret === app.appSecret && known.until > now()) return Promise.resolve(known.token);
      const name = nameOf(app);
      const flying = asked.get(name);
      if (flying) return flying;
      const flight = ask(app).finally(() => asked.delete(name));
      asked.set(name, flight);
      return flight;
    },
    drop({ appId }, token) {
      if (kept.get(appId)?.token === token) kept.delete(appId);
    },
  };
}
