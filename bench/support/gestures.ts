import type { Reply } from '../../src/core/message/reply.js';
import { type Client, latencies } from './client.js';
import { median, quantile, rotate } from './measure.js';
import { atMost, ms, type Row } from './report.js';

// From a gesture as a platform signs it to the acknowledgement, beside the platform's own library that stores the same event
// in one row first, and beside the library that stores nothing. What is promised by acknowledging is then done: before the
// next contender's turn.

/** What is posted, with its headers. */
export interface Signed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Somebody of the school whose gestures these are. */
export interface Actor {
  readonly workspaceId: string;
  readonly externalId: string;
  readonly personId: string;
  readonly schoolId: string;
  readonly classId: string;
  readonly pupils: readonly string[];
}

/** Where each contender is posted to. */
export interface Contenders {
  readonly client: Client;
  /** What the measured program tells of itself, and its own way in. */
  readonly ours: string;
  readonly events: string;
  readonly stored: string;
  readonly bare: string;
  /** How the two beside us are called. */
  readonly library: string;
}

/** Several lanes, each one thing after the other. */
type Lanes = readonly (readonly Signed[])[];

/** The button that records a line, out of the card that asks for it. */
export async function recordButton({ client, ours }: Contenders, actor: Actor, index: number): Promise<string> {
  // On a busy machine the card may come later, as a message; then another line is tried.
  for (let tries = 0; tries < 10; tries += 1) {
    const { card } = await client.post<Reply>(`${ours}/receive`, {
      key: `bench:${crypto.randomUUID()}`,
      workspaceId: actor.workspaceId,
      actor: { externalId: actor.externalId },
      chat: { externalId: actor.externalId, kind: 'direct' },
      kind: 'said',
      text: `${actor.pupils[index % actor.pupils.length]} +1 早读`,
    });
    const buttons = card?.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : [])) ?? [];
    const yes = buttons.find((button) => button.kind === 'button' && button.style === 'primary');
    if (yes) return yes.token;
    await client.get(`${ours}/idle`);
  }
  throw new Error('No draft came back.');
}

/**
 * In turn, round by round; each lane posts one thing after the other.
 * @param make what the program is to be sent; @param like the same for those who do nothing with it.
 */
export async function inTurn(
  { client, ours, events, stored, bare }: Contenders,
  rounds: number,
  make: () => Promise<Lanes>,
  like: () => Lanes,
): Promise<readonly (readonly number[][])[]> {
  const post = (url: string, signed: Lanes) =>
    latencies(
      signed.length,
      signed.map((lane) => lane.map((one) => () => client.send(url, one.body, one.headers))),
    );
  const idle = () => client.get(`${ours}/idle`);
  return rotate(rounds, [
    async () => {
      const signed = await make();
      await idle();
      const taken = await post(events, signed);
      await idle();
      return taken;
    },
    () => post(stored, like()),
    () => post(bare, like()),
  ]);
}

export function rowsOf(
  what: string,
  where: string,
  library: string,
  [ours = [], stored = [], bare = []]: readonly (readonly number[][])[],
): Row[] {
  const ratio = (to: readonly number[][], share: number) =>
    median(ours.map((one, round) => quantile(one, share) / quantile(to[round] ?? one, share)));
  const all = (of: readonly number[][], share: number) => ms(quantile(of.flat(), share));
  const n = `${ours.flat().length} each`;
  const rows: Row[] = [];
  for (const [name, share, bound] of [
    ['p50', 0.5, 1.5],
    ['p99', 0.99, 2],
  ] as const) {
    const toStored = ratio(stored, share);
    const figures = { where, ours: all(ours, share), n };
    rows.push({
      ...figures,
      what: `${what}: ${name}, to ${library} that stores a row`,
      baseline: all(stored, share),
      ratio: toStored,
      target: atMost(toStored, bound),
    });
    rows.push({
      ...figures,
      what: `${what}: ${name}, to ${library} that stores nothing`,
      baseline: all(bare, share),
      ratio: ratio(bare, share),
      target: null,
    });
  }
  const slowest = quantile(ours.flat(), 0.999);
  rows.push({
    what: `${what}: p99.9`,
    where,
    ours: ms(slowest),
    baseline: all(stored, 0.999),
    ratio: null,
    target: { says: '< 1 s', met: slowest < 1_000 },
    n,
  });
  return rows;
}

export function sayRows(rows: readonly Row[], say: (line: string) => void): void {
  for (const { what, ours, baseline, ratio } of rows) {
    say(`  ${what}: ${ours}, ${baseline}${ratio === null ? '' : `, ${ratio.toFixed(2)}×`}`);
  }
}
