import { z } from 'zod';

/** What the strict platform may be asked. */
export const callSchema = z.discriminatedUnion('call', [
  z.strictObject({ call: z.literal('send'), chat: z.string(), key: z.string().max(50), text: z.string() }),
  z.strictObject({ call: z.literal('update'), ref: z.string(), text: z.string() }),
  z.strictObject({ call: z.literal('direct'), account: z.string() }),
  z.strictObject({ call: z.literal('look'), chat: z.string() }),
  z.strictObject({ call: z.literal('find'), chat: z.string(), key: z.string() }),
]);

export type PlatformCall = z.infer<typeof callSchema>;

export interface PlatformProfile {
  readonly seed: number;
  /** How a repeated message is made harmless: by its key, or only by reading back. */
  readonly personality: 'key' | 'readBack';
  /** Shares of calls: 429; 500, half of them after applying; applied and not answered; applied late and not answered. */
  readonly rates: {
    readonly tooMany: number;
    readonly broken: number;
    readonly dropped: number;
    readonly late: number;
  };
  readonly retryAfterMs: number;
  /** The latest that a message appears after its call. */
  readonly lateMs: number;
  /** The longest that an ordinary answer takes. */
  readonly answerMs: number;
  /** The least time between two messages of a chat; 0: no limit. */
  readonly perChatMs: number;
  /** Messages that are taken in any one second, whatever their chats; absent: no limit. */
  readonly perSecond?: number;
}

export const badDay = { tooMany: 0.1, broken: 0.05, dropped: 0.03, late: 0.01 } as const;

export type LedgerLine =
  | { readonly kind: 'post'; readonly at: number; readonly chat: string; readonly key: string; readonly text: string }
  | { readonly kind: 'repeat' | 'change' | 'refused' | 'tooEarly'; readonly at: number }
  | { readonly kind: 'unplanned'; readonly at: number; readonly message: string };
