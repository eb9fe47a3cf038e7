import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What any network and any server can do to a call. "Cut" and "dropped" close the connection: before and after the call took effect. */
export type Weather =
  | 'cut'
  | 'dropped'
  | 'brokenBefore'
  | 'brokenAfter'
  | 'late'
  | 'hangBefore'
  | 'hangAfter'
  | 'malformed';

export interface Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A call that has not been answered yet. */
export interface Call {
  readonly response: ServerResponse;
  /** Lets it take effect. */
  readonly apply: () => Outcome;
  /** What a server says that is broken. */
  readonly broken: Outcome;
  readonly between: (low: number, high: number) => number;
  readonly lateMs: number;
  readonly hangMs: number;
}

export function send(response: ServerResponse, { status, headers, body }: Outcome, cut = 0): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(cut > 0 ? text.slice(0, -cut) : text);
}

export async function befall(
  weather: Weather,
  { response, apply, broken, between, lateMs, hangMs }: Call,
): Promise<void> {
  const vanish = () => response.socket?.destroy();
  switch (weather) {
    case 'cut':
      vanish();
      return;
    case 'dropped':
      apply();
      vanish();
      return;
    case 'brokenBefore':
      return send(response, broken);
    case 'brokenAfter':
      apply();
      return send(response, broken);
    case 'late':
      vanish();
      await pause(between(0, lateMs));
      apply();
      return;
    case 'hangBefore':
    case 'hangAfter':
      if (weather === 'hangAfter') apply();
      await pause(hangMs);
      vanish();
      return;
    case 'malformed':
      return send(response, apply(), 2);
    default:
      return weather satisfies never;
  }
}
