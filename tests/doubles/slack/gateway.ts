import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { befall, type Outcome, send } from '../support/weather.js';
import { needScope } from './api/access.js';
import { type Method, SlackError, TooMany } from './api/method.js';
import { argumentsOf } from './body.js';
import type { Faults } from './faults.js';
import type { Pace } from './limits.js';
import type { Token, Workspace, World } from './state.js';

export interface Gateway {
  readonly world: World;
  readonly methods: Readonly<Record<string, Method>>;
  readonly pace: Pace;
  readonly faults: Faults;
  readonly origin: () => string;
}

/** Takes a call of the Web API: who calls, may they, how fast, with what; and what goes wrong with it. */
export async function answerCall(
  gateway: Gateway,
  name: string,
  request: IncomingMessage,
  bytes: Buffer,
  response: ServerResponse,
): Promise<void> {
  const given = await argumentsOf(request, bytes);
  const token = tokenOf(gateway.world, request, given);
  const team = typeof token === 'string' ? '' : token.team;
  const apply = () => outcomeOf(gateway, name, token, given);
  const { profile } = gateway.world;
  const fault = gateway.faults.next(name);
  if (fault) gateway.world.note({ kind: 'fault', team, method: name, fault });
  switch (fault) {
    case null: {
      const outcome = apply();
      const { answerMs } = profile.faults;
      if (answerMs > 0) await pause(gateway.faults.between(0, answerMs));
      return send(response, outcome);
    }
    case 'tooMany': {
      const seconds = Math.round(gateway.faults.between(1, profile.faults.retryAfterSeconds));
      return send(response, refused(gateway.world, team, name, new TooMany(seconds * 1_000, 'luck')));
    }
    case 'internalBefore':
      return send(response, internal);
    case 'internalAfter':
      apply();
      return send(response, internal);
    default:
      return befall(fault, { response, apply, broken, between: gateway.faults.between, ...profile.faults });
  }
}

const broken: Outcome = { status: 500, headers: {}, body: {} };
const internal: Outcome = { status: 200, headers: {}, body: { ok: false, error: 'internal_error' } };

/** The token of the call, or Slack's word for what is wrong with it. */
function tokenOf(world: World, request: IncomingMessage, given: Record<string, unknown> | null): Token | string {
  const [, bearer] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  const text = bearer ?? given?.['token'];
  if (typeof text !== 'string' || text === '') return 'not_authed';
  const token = world.tokens.get(text);
  if (!token) return 'invalid_auth';
  if (token.state === 'revoked') return 'token_revoked';
  if (token.state === 'inactive') return 'account_inactive';
  return token.expiresAtMs !== null && token.expiresAtMs <= world.now() ? 'token_expired' : token;
}

function outcomeOf(
  gateway: Gateway,
  name: string,
  token: Token | string,
  given: Record<string, unknown> | null,
): Outcome {
  const { world, methods, pace } = gateway;
  const team = typeof token === 'string' ? '' : token.team;
  const shown = typeof token === 'string' ? '' : token.token.slice(-6);
  try {
    const method = methods[name];
    if (!method) throw new SlackError('unknown_method');
    if (typeof token === 'string') throw new SlackError(token);
    if (token.kind !== method.kind) throw new SlackError('not_allowed_token_type');
    const workspace = workspaceOf(world, token);
    pace.call(workspace, name, method.perMinute);
    needScope({ token }, ...method.scopes);
    if (!given) throw new SlackError('invalid_form_data');
    if (given['team_id'] !== undefined && given['team_id'] !== workspace.id) throw new SlackError('team_not_found');
    const args = method.args.safeParse(given);
    if (!args.success) {
      const messages = args.error.issues.map(
        (issue) => `[ERROR] ${issue.message} [json-pointer:/${issue.path.join('/')}]`,
      );
      throw new SlackError('invalid_arguments', { response_metadata: { messages } });
    }
    const result = method.run({ world, workspace, token, args: args.data, origin: gateway.origin() });
    world.note({ kind: 'call', team, method: name, token: shown, error: null });
    const headers = { 'x-oauth-scopes': token.scopes.join(','), 'x-accepted-oauth-scopes': method.scopes.join(',') };
    return { status: 200, headers, body: { ok: true, ...result } };
  } catch (error) {
    if (error instanceof TooMany) return refused(world, team, name, error);
    if (!(error instanceof SlackError)) throw error;
    const { messages } = (error.more['response_metadata'] ?? {}) as { messages?: readonly string[] };
    world.note({
      kind: 'call',
      team,
      method: name,
      token: shown,
      error: error.error,
      ...(messages ? { details: messages } : {}),
    });
    return { status: 200, headers: {}, body: { ok: false, error: error.error, ...error.more } };
  }
}

function workspaceOf(world: World, token: Token): Workspace {
  // An app's own token belongs to no workspace; whichever is first stands for all.
  const workspace = world.workspaces.get(token.team) ?? world.workspaces.values().next().value;
  if (!workspace) throw new SlackError('team_not_found');
  return workspace;
}

function refused(world: World, team: string, method: string, { afterMs, why, channel }: TooMany): Outcome {
  world.note({ kind: 'refused', team, method, why, afterMs, ...(channel ? { channel } : {}) });
  const seconds = Math.max(1, Math.ceil(afterMs / 1_000));
  return { status: 429, headers: { 'retry-after': String(seconds) }, body: { ok: false, error: 'ratelimited' } };
}
