import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import { befall, type Outcome, send } from '../support/weather.js';
import { type Api, LarkError, TooMany } from './api/method.js';
import type { Faults } from './faults.js';
import type { Pace } from './limits.js';
import type { App, World } from './state.js';
import type { Tokens } from './tokens.js';

export interface Gateway {
  readonly world: World;
  readonly apis: readonly Api[];
  readonly pace: Pace;
  readonly faults: Faults;
  readonly tokens: Tokens;
}

/** A request, taken apart as far as can be done before it is known what it asks for. */
interface Asked {
  readonly api: Api;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** null: the body is not what its type says. */
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly bytes: number;
  readonly bearer: string | null;
}

/** Takes a call of the open API: who calls, may they, how fast, with what; and what goes wrong with it. */
export async function answerCall(
  gateway: Gateway,
  path: string,
  request: IncomingMessage,
  bytes: Buffer,
  response: ServerResponse,
): Promise<void> {
  const asked = await askedFor(gateway, path, request, bytes);
  if (!asked) {
    gateway.world.note({ kind: 'unplanned', message: `nothing answers ${request.method} ${path}` });
    response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found');
    return;
  }
  const name = asked.api.name;
  await withFaults(gateway, name, response, () => outcomeOf(gateway, asked));
}

/** Answers, unless something befalls the call. */
export async function withFaults(
  { world, faults }: Pick<Gateway, 'world' | 'faults'>,
  name: string,
  response: ServerResponse,
  apply: () => Outcome,
): Promise<void> {
  const { profile } = world;
  const fault = faults.next(name);
  if (fault === null) {
    const outcome = apply();
    const { answerMs } = profile.faults;
    if (answerMs > 0) await pause(faults.between(0, answerMs));
    return send(response, outcome);
  }
  if (typeof fault === 'object') {
    world.note({ kind: 'call', app: '', method: name, code: fault.code, details: ['as planned'] });
    return send(response, failed(new LarkError(fault.code, fault.msg, fault.status)));
  }
  world.note({ kind: 'fault', app: '', method: name, fault });
  switch (fault) {
    case 'tooMany': {
      const seconds = Math.round(faults.between(1, profile.faults.resetSeconds));
      return send(response, refused(world, '', name, new TooMany(seconds * 1_000, 'luck')));
    }
    case 'busy':
      return send(response, failed(new LarkError(230049, 'The message is being sent.')));
    default:
      return befall(fault, { response, apply, broken, between: faults.between, ...profile.faults });
  }
}

const broken: Outcome = { status: 502, headers: {}, body: {} };

async function askedFor(
  { apis }: Gateway,
  path: string,
  request: IncomingMessage,
  bytes: Buffer,
): Promise<Asked | null> {
  const { searchParams } = new URL(request.url ?? '/', 'http://feishu');
  for (const one of apis) {
    if (one.verb !== request.method) continue;
    const params = paramsOf(one.path, path);
    if (!params) continue;
    const [, bearer = null] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    const body = await bodyOf(request, bytes);
    return { api: one, params, query: Object.fromEntries(searchParams), body, bytes: bytes.length, bearer };
  }
  return null;
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const here = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(here);
    else if (part !== here) return null;
  }
  return params;
}

async function bodyOf(request: IncomingMessage, bytes: Buffer): Promise<Record<string, unknown> | null> {
  if (bytes.length === 0) return {};
  const type = request.headers['content-type'] ?? '';
  try {
    if (type.startsWith('multipart/form-data')) {
      const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
      const fields: Record<string, unknown> = {};
      form.forEach((value, name) => {
        fields[name] = value;
      });
      return fields;
    }
    if (!type.startsWith('application/json')) return null;
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function outcomeOf(gateway: Gateway, asked: Asked): Outcome {
  const { world, pace } = gateway;
  const { api } = asked;
  let app: App | null = null;
  try {
    app = callerOf(gateway, asked.bearer);
    spend(world, app, api);
    pace.call(app, api.name);
    needScope(app, api.scopes);
    needScope(app, api.alsoScopes);
    if (asked.body === null) throw new LarkError(9499, 'Bad Request');
    const result = api.run({
      world,
      app,
      params: taking(api.params, asked.params),
      query: taking(api.query, asked.query),
      body: taking(api.body, asked.body),
      bytes: asked.bytes,
    });
    world.note({ kind: 'call', app: app.id, method: api.name, code: 0 });
    const { data = {}, whole, msg = 'success' } = result;
    return { status: 200, headers: {}, body: { code: 0, msg, ...(whole ?? { data }) } };
  } catch (error) {
    const id = app?.id ?? '';
    if (error instanceof TooMany) return refused(world, id, api.name, error);
    if (!(error instanceof LarkError)) throw error;
    world.note({ kind: 'call', app: id, method: api.name, code: error.code, details: [error.message] });
    return failed(error);
  }
}

function callerOf({ tokens }: Gateway, bearer: string | null): App {
  if (bearer === null)
    throw new LarkError(99991661, 'Missing access token for authorization. Please make a request with token attached.');
  const app = tokens.owner(bearer);
  if (!app)
    throw new LarkError(99991663, 'Invalid access token for authorization. Please make a request with a valid token.');
  if (!app.active) throw new LarkError(99991662, 'app not in used');
  return app;
}

function spend({ profile }: World, app: App, api: Api): void {
  if (!api.billed) return;
  const { monthlyCalls } = profile.limits;
  if (monthlyCalls !== null && app.tenant.billedCalls >= monthlyCalls) {
    throw new LarkError(99991403, "This month's API call quota has been exceeded");
  }
  app.tenant.billedCalls += 1;
}

/** @throws LarkError 99991672, which names what would do */
function needScope(app: App, scopes: readonly string[]): void {
  if (scopes.length === 0 || scopes.some((scope) => app.scopes.includes(scope))) return;
  throw new LarkError(
    99991672,
    `Access denied. One of the following scopes is required: [${scopes.join(', ')}].应用尚未开通所需的应用身份权限：[${scopes.join(', ')}]`,
    400,
    { error: { permission_violations: scopes.map((subject) => ({ type: 'action_scope_required', subject })) } },
  );
}

function taking<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const violations = parsed.error.issues.map((issue) => ({
    field: issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.'),
    description: issue.message,
  }));
  const said = violations.map(({ field, description }) => `${field}: ${description}`).join('; ');
  throw new LarkError(99992402, `field validation failed: ${said}`, 400, { error: { field_violations: violations } });
}

function failed({ code, message, status, more }: LarkError): Outcome {
  const { error, ...rest } = more as { error?: object };
  return { status, headers: {}, body: { code, msg: message, ...rest, error: { log_id: 'of-the-double', ...error } } };
}

function refused(world: World, app: string, method: string, { afterMs, why }: TooMany): Outcome {
  const code = why === 'chat' || why === 'card' ? 230020 : 99991400;
  world.note({ kind: 'refused', app, method, why, code, afterMs: Math.round(afterMs) });
  if (code === 230020) return failed(new LarkError(code, 'This operation triggers the frequency limit.'));
  const seconds = String(Math.max(1, Math.ceil(afterMs / 1_000)));
  const limited = failed(new LarkError(code, 'request trigger frequency limit', 429));
  return { ...limited, headers: { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': seconds } };
}
