import { DeliveryError, type DeliveryFault } from '../../src/core/errors.js';
import type { AccountEmail, ChatFacts } from '../../src/core/ports/chats.js';
import type { Wait } from '../../src/core/ports/clock.js';
import type { Capabilities, Messenger, Post } from '../../src/core/ports/messenger.js';

/** What the platform does with one call. */
export type Behaviour =
  | 'takes'
  /** 429, and nothing happens. */
  | 'later'
  /** The answer does not come back; the message appears at once, after a while, or never. */
  | 'appliedUnanswered'
  | 'appliedLate'
  | 'droppedUnanswered'
  | 'refuses'
  | 'gone'
  | 'locked'
  | 'hangs';

type Call = 'send' | 'sendCircular' | 'update' | 'find' | 'openDirect' | 'look' | 'emailOf';

export interface Appeared {
  readonly chat: string;
  readonly key: string;
  readonly text: string;
  readonly at: number;
}

/** A platform in memory with the time of the test; what appeared in its chats is the oracle. */
export interface MemoryPlatform extends Messenger {
  readonly appeared: readonly Appeared[];
  readonly calls: readonly { readonly call: string; readonly chat: string; readonly at: number }[];
  /** The text that a message shows now. */
  shown(messageRef: string): string | undefined;
  /** Decides about each call from now on. */
  behave(decide: (call: Call, post: { chat: string }) => Behaviour): void;
  /** The group chats there are; any other one is gone when it is looked at. */
  readonly chats: Map<string, ChatFacts>;
  /** What it tells of accounts, by their external ids. */
  readonly emails: Map<string, AccountEmail>;
}

export interface PlatformOptions {
  readonly now: () => number;
  readonly wait: Wait;
  readonly capabilities: Capabilities;
  /** How long an answer travels. */
  readonly answerMs?: number;
  readonly lateMs?: number;
  readonly retryAfterMs?: number;
  /** `find` says null. */
  readonly silent?: boolean;
}

const faults: Partial<Record<Behaviour, DeliveryFault>> = {
  appliedUnanswered: { kind: 'unknown', code: 'reset' },
  appliedLate: { kind: 'unknown', code: 'reset' },
  droppedUnanswered: { kind: 'unknown', code: 'reset' },
  refuses: { kind: 'refused', code: 'invalid_blocks' },
  gone: { kind: 'gone', code: 'channel_not_found' },
  locked: { kind: 'locked', code: 'token_revoked' },
};

export function createMemoryPlatform(options: PlatformOptions): MemoryPlatform {
  const { now, wait, capabilities, answerMs = 0, lateMs = 3_000, retryAfterMs = 1_000, silent = false } = options;
  const appeared: Appeared[] = [];
  const texts = new Map<string, string>();
  const chats = new Map<string, ChatFacts>();
  const emails = new Map<string, AccountEmail>();
  const calls: { call: string; chat: string; at: number }[] = [];
  const never = new AbortController().signal;
  let decide: Parameters<MemoryPlatform['behave']>[0] = () => 'takes';

  const refOf = (chat: string, key: string) => `${chat}/${key}`;
  const textOf = (post: Post) => {
    const [block] = post.card.blocks;
    return block?.kind === 'paragraph' ? String(block.text) : '';
  };

  function apply(post: Post): string {
    const ref = refOf(post.chat, post.key);
    const { repeat } = capabilities;
    const known = appeared.findLast((one) => one.key === post.key);
    if (known && repeat.by === 'key' && now() - known.at < repeat.withinMs) return ref;
    appeared.push({ chat: post.chat, key: post.key, text: textOf(post), at: now() });
    texts.set(ref, textOf(post));
    return ref;
  }

  async function answer<T>(call: Parameters<typeof decide>[0], chat: string, work: () => T): Promise<T> {
    calls.push({ call, chat, at: now() });
    const behaviour = decide(call, { chat });
    if (behaviour === 'hangs') await new Promise(() => {});
    const value = behaviour === 'takes' || behaviour === 'appliedUnanswered' ? work() : null;
    if (behaviour === 'appliedLate') wait(lateMs, never).then(work);
    if (answerMs > 0) await wait(answerMs, never);
    if (behaviour === 'later') throw new DeliveryError({ kind: 'later', afterMs: retryAfterMs, scope: 'chat' });
    const fault = faults[behaviour];
    if (fault) throw new DeliveryError(fault);
    return value as T;
  }

  return {
    platform: 'memory',
    capabilities,
    appeared,
    calls,
    shown: (messageRef) => texts.get(messageRef),
    chats,
    emails,
    behave(next) {
      decide = next;
    },
    send: (post) => answer('send', post.chat, () => ({ messageRef: apply(post) })),
    sendCircular: (circular) =>
      answer('sendCircular', circular.accounts.join(' '), () => {
        const reached = circular.accounts.filter((account) => !account.startsWith('left-'));
        const copies = reached.map((account) => ({
          ...circular,
          chat: `D-${account}`,
          key: `circular ${calls.length} ${account}`,
        }));
        for (const copy of copies) apply(copy);
        return {
          messageRef: `circular-${calls.length}`,
          unreached: circular.accounts.filter((one) => !reached.includes(one)),
        };
      }),
    update: (post, messageRef) =>
      answer('update', post.chat, () => {
        texts.set(messageRef, textOf(post));
        return { messageRef };
      }),
    openDirect: (_workspaceId, account) => answer('openDirect', account, () => `D-${account}`),
    find: (_workspaceId, chat, key) =>
      answer('find', chat, () => {
        if (silent) return null;
        const found = appeared.some((one) => one.chat === chat && one.key === key);
        return found ? { messageRef: refOf(chat, key) } : 'absent';
      }),
    look: (_workspaceId, chat) =>
      answer('look', chat, () => {
        const facts = chats.get(chat);
        if (!facts) throw new DeliveryError({ kind: 'gone', code: 'channel_not_found' });
        return facts;
      }),
    emailOf: (_workspaceId, account) => answer('emailOf', account, () => emails.get(account) ?? null),
  };
}
