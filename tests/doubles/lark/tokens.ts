import { randomBytes } from 'node:crypto';
import { type App, findApp, type World } from './state.js';

// Tenant access tokens: two hours at most; the same one while half an hour of it remains, then a second beside it.

interface Token {
  readonly text: string;
  readonly app: App;
  readonly expiresAtMs: number;
  dropped: boolean;
}

export interface Tokens {
  issue(given: { readonly app_id: string; readonly app_secret: string }): Readonly<Record<string, unknown>>;
  /** Whose it is; null: it is none, or no more. */
  owner(text: string): App | null;
  /** Every token of the app is dead at once, as after a change of its secret. */
  drop(app: string): void;
}

export function createTokens(world: World): Tokens {
  const tokens = new Map<string, Token>();

  function liveOf(app: App): Token | undefined {
    const { tokenRenewMs, tokenMs } = world.profile.limits;
    return [...tokens.values()].findLast((one) => {
      const leftMs = one.expiresAtMs - world.now();
      // What outlives any token was made before the clock was set back.
      return one.app === app && !one.dropped && leftMs >= tokenRenewMs && leftMs <= tokenMs;
    });
  }

  return {
    issue({ app_id, app_secret }) {
      const app = findApp(world, app_id);
      if (!app) return { code: 10003, msg: 'invalid param' };
      if (app.secret !== app_secret) return { code: 10014, msg: 'app secret invalid' };
      const known = liveOf(app);
      const token = known ?? {
        text: `t-g${randomBytes(20).toString('hex')}`,
        app,
        expiresAtMs: world.now() + world.profile.limits.tokenMs,
        dropped: false,
      };
      tokens.set(token.text, token);
      const expire = Math.floor((token.expiresAtMs - world.now()) / 1_000);
      return { code: 0, msg: 'ok', tenant_access_token: token.text, expire };
    },
    owner(text) {
      const token = tokens.get(text);
      return token && !token.dropped && token.expiresAtMs > world.now() ? token.app : null;
    },
    drop(app) {
      for (const token of tokens.values()) if (token.app.id === app) token.dropped = true;
    },
  };
}
