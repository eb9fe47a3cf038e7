import { expect, test } from 'vitest';
import type { ClaimRequest, DeliveryStore, Settlement } from '../../src/core/ports/delivery-store.js';
import { after, draft, noon, updateOf, workspaceId } from '../support/reliable.js';

const leaseMs = 30_000;
let leases = 0;

export function request(parts: Partial<ClaimRequest> = {}): ClaimRequest {
  leases += 1;
  const machine = parts.machine ?? noon;
  return {
    workspaceId,
    lease: `test:${leases}`,
    leaseUntil: after(leaseMs, machine),
    school: noon,
    machine,
    limit: 10,
    without: [],
    ...parts,
  };
}

export function settlement(row: { id: string; lease: string }, parts: Partial<Settlement>): Settlement {
  return {
    id: row.id,
    lease: row.lease,
    state: 'sent',
    nextAttemptAt: null,
    counts: true,
    messageRef: parts.state === undefined || parts.state === 'sent' ? `ref-${row.id}` : null,
    sentAt: null,
    failure: null,
    decision: null,
    ...parts,
  };
}

/** What every delivery store promises, the double of the property tests included. */
export function deliveryStoreContract(open: () => DeliveryStore): void {
  const keysOf = (rows: readonly { card: { blocks: readonly unknown[] } }[]) =>
    rows.map((row) => (row.card.blocks[0] as { text: string }).text);

  test('a message added twice is one delivery', async () => {
    const store = open();
    const first = await store.add(draft('a', 'C1'));
    expect(await store.add(draft('a', 'C1'))).toBe(first);
    expect(await store.addAll([draft('a', 'C1'), draft('b', 'C1')])).toEqual([first, expect.any(String)]);
    expect(await store.claim(request())).toHaveLength(1);
    expect(await store.unfinished(noon)).toBe(2);
  });

  test('only the first message of each chat can be taken, and the next one when it has ended', async () => {
    const store = open();
    await store.addAll(['a', 'b', 'c'].map((key) => draft(key, 'C1')));
    await store.add(draft('d', 'C2'));
    const rows = await store.claim(request());
    expect(keysOf(rows).sort()).toEqual(['a', 'd']);
    expect(await store.claim(request())).toEqual([]);
    expect(await store.settle(rows.map((row) => settlement(row, {})))).toEqual(new Set(rows.map((row) => row.id)));
    expect(keysOf(await store.claim(request()))).toEqual(['b']);
  });

  test('a message that was moved by a change is where the next change looks for it', async () => {
    const store = open();
    const id = await store.add(draft('a', 'C1'));
    const [sent] = await store.claim(request());
    if (sent) await store.settle([settlement(sent, { messageRef: 'one' })]);
    await store.add(updateOf(id, 'b'));
    const [first] = await store.claim(request());
    expect(first?.target).toEqual({ state: 'sent', messageRef: 'one' });
    if (first) await store.settle([settlement(first, { messageRef: 'one and more' })]);
    await store.add(updateOf(id, 'c'));
    const [second] = await store.claim(request());
    expect(second?.target).toEqual({ state: 'sent', messageRef: 'one and more' });
  });

  test('further copies of a circular are taken where nothing goes before them in their chats', async () => {
    const store = open();
    const copy = (key: string, to: string, parts: Parameters<typeof draft>[2] = {}) =>
      draft(key, { account: to }, { circular: 'quiet', ...parts });
    await store.add(draft('first', { account: 'u3' }));
    await store.addAll([copy('c1', 'u1'), copy('c2', 'u2'), copy('c3', 'u3'), copy('c4', 'u4')]);
    await store.add(copy('other', 'u5', { circular: 'another' }));
    await store.add(copy('later', 'u6', { notBefore: after(60_000) }));
    const [first] = await store.claim(request({ limit: 1 }));
    expect(keysOf(first ? [first] : [])).toEqual(['first']);
    const taken = await store.claimCopies(request({ limit: 2 }), 'quiet');
    expect(keysOf(taken)).toEqual(['c1', 'c2']);
    expect(taken.map((row) => row.circular)).toEqual(['quiet', 'quiet']);
    expect(keysOf(await store.claimCopies(request({ without: ['@u4'] }), 'quiet'))).toEqual([]);
    expect(keysOf(await store.claimCopies(request(), 'quiet'))).toEqual(['c4']);
    if (first) await store.settle([settlement(first, {})]);
    expect(keysOf(await store.claimCopies(request(), 'quiet'))).toEqual(['c3']);
    expect(keysOf(await store.claim(request()))).toEqual(['other']);
  });

  test('within a chat, messages go in the order in which they become due', async () => {
    const store = open();
    await store.add(draft('tomorrow', 'C1', { notBefore: after(86_400_000) }));
    await store.add(draft('evening', 'C1', { notBefore: after(6 * 3_600_000) }));
    await store.add(draft('now', 'C1'));
    const [now] = await store.claim(request());
    if (!now) throw new Error('nothing was taken');
    expect(keysOf([now])).toEqual(['now']);
    await store.settle([settlement(now, {})]);
    expect(await store.claim(request())).toEqual([]);
    expect(await store.nextDue(noon)).toEqual(after(6 * 3_600_000));
    expect(keysOf(await store.claim(request({ school: after(2 * 86_400_000) })))).toEqual(['evening']);
  });

  test('a chat goes as early as its most urgent message, and its own order holds', async () => {
    const store = open();
    await store.add(draft('a', 'C1'));
    await store.add(draft('b1', 'C2'));
    await store.add(draft('b2', 'C2', { urgency: 0 }));
    expect(keysOf(await store.claim(request({ limit: 1 })))).toEqual(['b1']);
  });

  test('thousands in a chat that must wait do not hide the others', async () => {
    const store = open();
    await store.addAll(Array.from({ length: 300 }, (_, index) => draft(`many${index}`, 'C1', { urgency: 0 })));
    await store.add(draft('one', 'C2'));
    expect(keysOf(await store.claim(request({ limit: 1, without: ['C1'] })))).toEqual(['one']);
    const [head] = await store.claim(request({ limit: 1 }));
    if (!head) throw new Error('nothing was taken');
    await store.settle([settlement(head, { state: 'pending', nextAttemptAt: after(3_600_000), counts: false })]);
    await store.add(draft('two', 'C3'));
    expect(keysOf(await store.claim(request({ limit: 5 })))).toEqual(['two']);
  });

  test('a chat whose message waits for another try waits with it', async () => {
    const store = open();
    await store.addAll([draft('a', 'C1'), draft('b', 'C1')]);
    const [row] = await store.claim(request());
    if (!row) throw new Error('nothing was taken');
    await store.settle([settlement(row, { state: 'pending', nextAttemptAt: after(5_000), counts: false })]);
    expect(await store.claim(request({ machine: after(4_999) }))).toEqual([]);
    expect(await store.nextAttempt(workspaceId, noon, noon)).toEqual(after(5_000));
    const [again] = await store.claim(request({ machine: after(5_000) }));
    expect(again).toMatchObject({ id: row.id, attempts: 1, unresolved: false, triedSince: noon });
  });

  test('a try that was put off does not count, one that was made does', async () => {
    const store = open();
    await store.add(draft('a', 'C1'));
    for (const counts of [false, true, true]) {
      const [row] = await store.claim(request());
      if (!row) throw new Error('nothing was taken');
      await store.settle([settlement(row, { state: 'pending', nextAttemptAt: noon, counts })]);
    }
    expect((await store.claim(request()))[0]?.attempts).toBe(3);
  });

  test('when a lease has run out, the delivery is one that may have arrived, and its chat waits until that is known', async () => {
    const store = open();
    await store.addAll([draft('a', 'C1'), draft('b', 'C1')]);
    const [first] = await store.claim(request());
    expect(first).toMatchObject({ unresolved: false, sendingSince: noon });
    expect(await store.claim(request({ machine: after(leaseMs - 1) }))).toEqual([]);
    expect(await store.nextAttempt(workspaceId, noon, noon)).toEqual(after(leaseMs));
    const [second] = await store.claim(request({ machine: after(leaseMs) }));
    expect(second).toMatchObject({ id: first?.id, unresolved: true, sendingSince: noon, attempts: 2 });
  });

  test('a process that was paused past its lease cannot settle any more', async () => {
    const store = open();
    await store.add(draft('a', 'C1'));
    const [slow] = await store.claim(request());
    const [quick] = await store.claim(request({ machine: after(leaseMs) }));
    if (!slow || !quick) throw new Error('nothing was taken');
    expect(await store.settle([settlement(slow, { messageRef: 'late' })])).toEqual(new Set());
    expect(await store.settle([settlement(quick, {})])).toEqual(new Set([quick.id]));
    expect(await store.settle([settlement(quick, {})])).toEqual(new Set());
  });

  test('an attempt of unknown outcome is looked into at its time, before everything new', async () => {
    const store = open();
    await store.add(draft('a', 'C1'));
    const [row] = await store.claim(request());
    if (!row) throw new Error('nothing was taken');
    await store.settle([settlement(row, { state: 'sending', nextAttemptAt: after(60_000), failure: 'timeout' })]);
    await store.add(draft('urgent', 'C2', { urgency: 0 }));
    expect(await store.workspacesDue(noon, noon)).toEqual([workspaceId]);
    const [later] = await store.claim(request({ machine: after(60_000), limit: 1 }));
    expect(later).toMatchObject({ id: row.id, unresolved: true, sendingSince: noon });
  });

  test('a change of a message waits for the message, and knows what it changes', async () => {
    const store = open();
    const id = await store.add(draft('a', 'C1', { notBefore: after(3_600_000) }));
    await store.add(updateOf(id, 'a2'));
    expect(await store.claim(request())).toEqual([]);
    const school = after(3_600_000);
    const [send] = await store.claim(request({ school }));
    if (!send) throw new Error('nothing was taken');
    await store.settle([settlement(send, { messageRef: 'm1', sentAt: school })]);
    expect(await store.claim(request({ school }))).toMatchObject([
      { verb: 'update', line: 'C1', target: { state: 'sent', messageRef: 'm1' }, superseded: false },
    ]);
  });

  test('of several changes that wait, all but the newest know that they are superseded', async () => {
    const store = open();
    const id = await store.add(draft('a', 'C1'));
    const [send] = await store.claim(request());
    if (!send) throw new Error('nothing was taken');
    await store.settle([settlement(send, {})]);
    await store.addAll([updateOf(id, 'u1'), updateOf(id, 'u2')]);
    const seen: boolean[] = [];
    for (const _ of [1, 2]) {
      const [row] = await store.claim(request());
      if (!row) throw new Error('nothing was taken');
      seen.push(row.superseded);
      await store.settle([settlement(row, { state: 'skipped', failure: 'replaced' })]);
    }
    expect(seen).toEqual([true, false]);
    expect(await store.unfinished(noon)).toBe(0);
  });

  test('a message to a person is for their account until the direct chat is known', async () => {
    const store = open();
    await store.add(draft('a', { account: 'U1' }));
    expect(await store.claim(request())).toMatchObject([{ line: '@U1', account: 'U1', chat: null }]);
  });

  test('an empty workspace is not looked at', async () => {
    const store = open();
    expect(await store.workspacesDue(noon, noon)).toEqual([]);
    await store.add(draft('a', 'C1', { notBefore: after(1) }));
    expect(await store.workspacesDue(noon, noon)).toEqual([]);
    expect(await store.nextAttempt(workspaceId, noon, noon)).toBeNull();
    expect(await store.workspacesDue(after(1), noon)).toEqual([workspaceId]);
    expect(await store.nextAttempt(workspaceId, after(1), noon)).toEqual(noon);
  });

  test('what is held is tried again when its chat is released, in order and as if it had never been tried', async () => {
    const store = open();
    await store.addAll([draft('a', 'C1'), draft('b', 'C1'), draft('other', 'C2')]);
    for (const _ of ['a', 'b']) {
      for (const row of await store.claim(request())) {
        await store.settle([settlement(row, { state: 'held', failure: 'chatAway' })]);
      }
    }
    expect([await store.unfinished(noon), await store.nextAttempt(workspaceId, noon, noon)]).toEqual([0, null]);
    await store.release(workspaceId, 'C1');
    const [first, ...more] = await store.claim(request({ machine: after(9 * 86_400_000) }));
    expect([first?.attempts, first?.triedSince, more]).toEqual([1, after(9 * 86_400_000), []]);
    expect(keysOf(first ? [first] : [])).toEqual(['a']);
    if (first) await store.settle([settlement(first, {})]);
    expect(keysOf(await store.claim(request()))).toEqual(['b']);
  });

  test('what waited in a closed workspace counts as never tried when it opens', async () => {
    const store = open();
    await store.add(draft('a', 'C1'));
    const [row] = await store.claim(request());
    if (!row) throw new Error('nothing was taken');
    await store.settle([settlement(row, { state: 'pending', nextAttemptAt: after(60_000) })]);
    await store.resume(workspaceId);
    expect(await store.claim(request())).toMatchObject([{ id: row.id, attempts: 1, triedSince: noon }]);
  });

  test('released leases leave what was in the air to be looked into at once', async () => {
    const store = open();
    await store.add(draft('a', 'C1'));
    const [row] = await store.claim(request());
    await store.releaseLeases(after(1));
    expect(await store.claim(request({ machine: after(1) }))).toMatchObject([{ id: row?.id, unresolved: true }]);
  });
}
