import type { Gesture, GestureAnswer, Problem, WorkLine } from '../wire.js';
import { language } from './speech.js';

/** The server said in words why it did not do it. */
export class Declined extends Error {}

/** The server did not answer at all. */
class Unreachable extends Error {}

/** Waits between repeated attempts; the same key goes along, so that nothing happens twice. */
const retryAfterMs = [400, 1_000, 2_500, 5_000];

/** What a proxy answers while the program restarts. */
const passing = [502, 503, 504];

export async function read<T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T> {
  const response = await attempt(path, query, { method: 'GET' });
  return (await response.json()) as T;
}

export async function gesture(what: Gesture): Promise<GestureAnswer> {
  return (await (await post('gestures', what)).json()) as GestureAnswer;
}

/** Posts JSON and asks again by itself while nobody answers. */
export async function post(path: string, body: unknown): Promise<Response> {
  const request = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  for (const waitMs of retryAfterMs) {
    try {
      return await attempt(path, {}, request);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  return attempt(path, {}, request);
}

/** Long work: every line is told as it comes. */
export async function work(
  path: string,
  query: Readonly<Record<string, string>>,
  body: Blob | object,
  tell: (line: string) => void,
): Promise<Extract<WorkLine, { done: true }>> {
  const sent =
    body instanceof Blob
      ? { headers: { 'Content-Type': 'application/octet-stream' }, body }
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await attempt(path, query, { method: 'POST', ...sent });
  for await (const line of linesOf(response)) {
    const said = JSON.parse(line) as WorkLine;
    if ('done' in said) return said;
    if ('error' in said) throw new Declined(said.error);
    tell(said.line);
  }
  throw new Unreachable();
}

async function attempt(path: string, query: Readonly<Record<string, string>>, request: RequestInit): Promise<Response> {
  const asked = new URLSearchParams(query).toString();
  const headers = { ...request.headers, 'Accept-Language': language() };
  let response: Response;
  try {
    response = await fetch(`/sandbox/${path}${asked && `?${asked}`}`, { ...request, headers, cache: 'no-store' });
  } catch {
    throw new Unreachable();
  }
  if (response.ok) return response;
  if (passing.includes(response.status)) throw new Unreachable();
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  throw new Declined(problem.error ?? response.statusText);
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const part = await reader?.read().catch(() => undefined);
    if (!part || part.done) return;
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
}
