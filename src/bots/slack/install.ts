import type { IncomingMessage, ServerResponse } from 'node:http';
import { ErrorCode, type Installation as Granted, InstallProvider } from '@slack/oauth';
import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import { type Language, languageOf, languages } from '../../core/language/language.js';
import type { Clock } from '../../core/ports/clock.js';
import { installPage, type PageName } from './install-page.js';
import { quietLogger } from './quiet.js';
import { neededScopes } from './scopes.js';
import { callTimeoutMs } from './timing.js';

export interface InstallSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** Under which browsers reach this program; no slash at the end. */
  readonly origin: string;
  /** Another server than Slack's; for tests. */
  readonly apiUrl: string | undefined;
}

/** What Slack gave for one workspace. */
export interface GrantedWorkspace {
  readonly teamId: string;
  readonly teamName: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly installedBy: string;
  readonly scopes: readonly string[];
  readonly tokens: Tokens;
}

/** The token of the app's bot, and with rotation what its successor is asked with. */
export interface Tokens {
  readonly access: string;
  readonly refresh: string | null;
  /** Milliseconds of machine time. */
  readonly expiresAt: number | null;
}

/** What the program around it decides. */
export interface InstallHost {
  /** Whether somebody who came with this link, or with none, may begin. */
  mayBegin(link: string | null): Promise<'yes' | 'noSchool' | 'needsLink'>;
  /** Keeps what was given, or says why not; `link` is the one that the installation began with. */
  keep(granted: GrantedWorkspace, link: string | null): Promise<'kept' | 'needsLink' | 'othersWorkspace'>;
}

export interface InstallContext {
  readonly settings: InstallSettings;
  readonly host: InstallHost;
  readonly clock: Clock;
  readonly fault: (error: unknown) => void;
}

const installPath = '/slack/install';
const returnPath = '/slack/oauth_redirect';

/** Where a link of ours leads that one customer's workspaces are connected with; null: anybody's first one. */
export function installAddress(origin: string, link: string | null): string {
  return `${origin}${installPath}${link === null ? '' : `?school=${encodeURIComponent(link)}`}`;
}

/** What a page says beside its words. */
const statuses: Readonly<Record<PageName, number>> = {
  begin: 200,
  done: 200,
  cancelled: 200,
  expired: 400,
  noSchool: 409,
  needsLink: 403,
  othersWorkspace: 403,
  organisation: 409,
  noAnswer: 502,
};

/**
 * `GET /slack/install` and `GET /slack/oauth_redirect`: a workspace lets the app in. The consent, its signed state and the
 * exchange of its code are the library's; what is kept, and what people read, is ours.
 */
export function createInstallRoutes({ settings, host, clock, fault }: InstallContext): Router {
  const { origin, apiUrl, ...app } = settings;
  const options = { scopes: [...neededScopes], redirectUri: `${origin}${returnPath}` };

  /** The library draws its page without knowing who asks for it, so that each language has a provider of its own. */
  function providerFor(language: Language): InstallProvider {
    return new InstallProvider({
      ...app,
      logger: quietLogger,
      clientOptions: {
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: callTimeoutMs,
        allowAbsoluteUrls: false,
        ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
      },
      ...(apiUrl ? { authorizationUrl: new URL('../oauth/v2/authorize', apiUrl).href } : {}),
      renderHtmlForInstallPath: (url) => installPage('begin', language, { url }),
      // What was given is kept before the person is told; see `afterInstallation`.
      installationStore: { storeInstallation: async () => {}, fetchInstallation: () => Promise.reject(new Error()) },
    });
  }
  const providers = Object.fromEntries(languages.map((language) => [language, providerFor(language)]));

  function show(
    request: IncomingMessage,
    response: ServerResponse,
    name: PageName,
    more: Parameters<typeof installPage>[2] = {},
  ) {
    response.writeHead(statuses[name], { 'content-type': 'text/html; charset=utf-8' });
    response.end(installPage(name, languageFor(request), { again: installPath, ...more }));
  }

  const router = express.Router();
  router.use([installPath, returnPath], (_request, response, next) => {
    response.set(headers);
    next();
  });
  router.get(installPath, async (request, response) => {
    const link = linkIn(request);
    const may = await host.mayBegin(link);
    if (may !== 'yes') return show(request, response, may);
    const begun = { ...options, ...(link === null ? {} : { metadata: link }) };
    await providers[languageFor(request)]?.handleInstallPath(request, response, undefined, begun);
  });
  router.get(returnPath, async (request, response) => {
    await providers[languageFor(request)]?.handleCallback(request, response, {
      async afterInstallation(given, begun) {
        const granted = grantedOf(given, clock.machine());
        if (granted === null) {
          show(request, response, given.isEnterpriseInstall ? 'organisation' : 'noAnswer');
          return false;
        }
        const kept = await host.keep(granted, begun.metadata ?? null);
        const team = { workspace: granted.teamName };
        if (kept === 'kept') {
          const home = new URL('https://slack.com/app_redirect');
          home.searchParams.set('app', given.appId ?? '');
          home.searchParams.set('team', granted.teamId);
          show(request, response, 'done', { ...team, url: home.href });
        } else show(request, response, kept, team);
        return false;
      },
      failure(error) {
        const name = failures[error.code] ?? 'noAnswer';
        // A code that was used already, or Slack itself: the operator may want to know; the visitor can only begin again.
        if (name === 'noAnswer') fault(error);
        show(request, response, name);
      },
    });
  });
  return router;
}

const failures: Readonly<Record<string, PageName>> = {
  [ErrorCode.AuthorizationError]: 'cancelled',
  [ErrorCode.InvalidStateError]: 'expired',
  [ErrorCode.MissingStateError]: 'expired',
  [ErrorCode.MissingCodeError]: 'expired',
};

/** Nothing of these pages is kept, framed or told to the next one. */
const headers = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
};

function grantedOf(given: Granted, now: Date): GrantedWorkspace | null {
  const { team, bot, user, isEnterpriseInstall } = given;
  if (isEnterpriseInstall || !team || !bot) return null;
  // The library counts from its own clock, in seconds.
  const expiresAt = bot.expiresAt === undefined ? null : now.getTime() + bot.expiresAt * 1_000 - Date.now();
  return {
    teamId: team.id,
    teamName: team.name ?? team.id,
    botUserId: bot.userId,
    botId: bot.id,
    installedBy: user.id,
    scopes: bot.scopes,
    tokens: { access: bot.token, refresh: bot.refreshToken ?? null, expiresAt },
  };
}

function linkIn(request: Request): string | null {
  return z.string().max(500).safeParse(request.query['school']).data ?? null;
}

function languageFor(request: IncomingMessage): Language {
  return languageOf(request.headers['accept-language']);
}
