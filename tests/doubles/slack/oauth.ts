import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { installBot } from './people/members.js';
import type { Workspace, World } from './state.js';

// Installing by OAuth: the consent page, the code it gives, the tokens for it, and their rotation.

/** docs.slack.dev/authentication/installing-with-oauth. */
const codeMs = 600_000;
/** docs.slack.dev/authentication/using-token-rotation: more than two live ones, and the oldest is revoked. */
const mostLive = 2;

interface Code {
  readonly team: string;
  readonly user: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string | null;
  readonly issuedAtMs: number;
  /** Given for a whole organisation. */
  readonly organisation: boolean;
}

const grantSchema = z.object({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  code: z.string().optional(),
  grant_type: z.string().optional(),
  refresh_token: z.string().optional(),
  redirect_uri: z.string().optional(),
});

type Reply = Readonly<Record<string, unknown>>;

export interface Signing {
  /**
   * What a person meets at /oauth/v2/authorize: the address to which their browser is sent, or Slack's word for what is
   * wrong. The query may say who they are (`team`, `as`), that they refuse (`deny`) and that
   * they install for their whole organisation (`organisation`).
   */
  consent(query: URLSearchParams): { readonly location: string } | { readonly error: string };
  /** oauth.v2.access. */
  access(given: Record<string, unknown> | null, authorization: string | undefined): Reply;
}

export function createSigning(world: World): Signing {
  const codes = new Map<string, Code>();
  /** By refresh token: single use. */
  const refreshes = new Map<string, string>();
  const { app, limits } = world.profile;

  function grant(workspace: Workspace, scopes: readonly string[], user: string | null): Reply {
    const rotates = app.rotation;
    const token = `${rotates ? 'xoxe.xoxb-1-' : 'xoxb-'}${workspace.id}-${randomBytes(12).toString('hex')}`;
    const expiresAtMs = rotates ? world.now() + limits.tokenMs : null;
    installBot(world, workspace, { token, scopes, expiresAtMs });
    retire(workspace);
    const refresh = `xoxe-1-${randomBytes(16).toString('hex')}`;
    if (rotates) refreshes.set(refresh, workspace.id);
    return {
      ok: true,
      access_token: token,
      token_type: 'bot',
      scope: workspace.scopes.join(','),
      bot_user_id: workspace.botUserId,
      app_id: app.id,
      team: { id: workspace.id, name: workspace.name },
      enterprise: null,
      is_enterprise_install: false,
      ...(user === null ? {} : { authed_user: { id: user } }),
      ...(rotates ? { expires_in: Math.floor(limits.tokenMs / 1_000), refresh_token: refresh } : {}),
    };
  }

  function retire(workspace: Workspace): void {
    const live = [...world.tokens.values()].filter(
      (one) => one.team === workspace.id && one.kind === 'bot' && one.state === 'live' && one.expiresAtMs !== null,
    );
    for (const token of live.slice(0, -mostLive)) token.state = 'revoked';
  }

  return {
    consent(query) {
      const redirect = query.get('redirect_uri');
      if (query.get('client_id') !== app.clientId) return { error: 'invalid_client_id' };
      if (redirect !== null && !app.redirectUrls.some((allowed) => redirect.startsWith(allowed))) {
        return { error: 'bad_redirect_uri' };
      }
      const target = new URL(redirect ?? app.redirectUrls[0] ?? 'http://127.0.0.1');
      const state = query.get('state');
      if (state !== null) target.searchParams.set('state', state);
      if (query.has('deny')) {
        target.searchParams.set('error', 'access_denied');
        return { location: target.href };
      }
      const scopes = (query.get('scope') ?? '').split(/[,\s]+/).filter(Boolean);
      if (scopes.length === 0) return { error: 'invalid_scope' };
      const workspace = world.workspaces.get(query.get('team') ?? '') ?? [...world.workspaces.values()][0];
      if (!workspace) return { error: 'team_not_found' };
      const user = query.get('as') ?? [...workspace.users.keys()][0] ?? 'U0NOBODY';
      const code = `${workspace.id}.${randomBytes(16).toString('hex')}`;
      codes.set(code, {
        team: workspace.id,
        user,
        scopes,
        redirectUri: redirect,
        issuedAtMs: world.now(),
        organisation: query.has('organisation'),
      });
      target.searchParams.set('code', code);
      return { location: target.href };
    },
    access(given, authorization) {
      const parsed = grantSchema.safeParse(given ?? {});
      if (!parsed.success) return { ok: false, error: 'invalid_arguments' };
      const { code, grant_type, refresh_token, redirect_uri, ...credentials } = parsed.data;
      const [id, secret] = /^Basic (.+)$/.test(authorization ?? '')
        ? Buffer.from((authorization ?? '').slice(6), 'base64')
            .toString()
            .split(':')
        : [credentials.client_id, credentials.client_secret];
      if (id !== app.clientId) return { ok: false, error: 'invalid_client_id' };
      if (secret !== app.clientSecret) return { ok: false, error: 'bad_client_secret' };
      if (grant_type === 'refresh_token') {
        const team = refreshes.get(refresh_token ?? '');
        const workspace = world.workspaces.get(team ?? '');
        if (!workspace?.installed) return { ok: false, error: 'invalid_refresh_token' };
        refreshes.delete(refresh_token ?? '');
        return grant(workspace, workspace.scopes, null);
      }
      if (grant_type !== undefined && grant_type !== 'authorization_code')
        return { ok: false, error: 'invalid_grant_type' };
      const known = codes.get(code ?? '');
      codes.delete(code ?? '');
      const workspace = world.workspaces.get(known?.team ?? '');
      if (!known || !workspace || world.now() - known.issuedAtMs > codeMs) return { ok: false, error: 'invalid_code' };
      if ((redirect_uri ?? null) !== known.redirectUri) return { ok: false, error: 'bad_redirect_uri' };
      const granted = grant(workspace, known.scopes, known.user);
      if (!known.organisation) return granted;
      return { ...granted, team: null, enterprise: { id: 'E0ALL', name: 'All' }, is_enterprise_install: true };
    },
  };
}
