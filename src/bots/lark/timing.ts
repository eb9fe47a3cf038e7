// How long things take and how fast we may go, on Feishu's side and on ours. What a message may hold is in limits.ts.

// the way out

/** Ours: a call that has not come back by then may or may not have been applied. */
export const callTimeoutMs = 6_000;

/** A picture or a file of up to 30 MB takes longer on a school's line. */
export const uploadTimeoutMs = 60_000;

/**
 * The last part of a long card is begun within this, so that it has come back, or timed out, before the engine gives the
 * whole attempt up (12 s).
 */
export const partsWithinMs = 5_000;

/** Five a second to one chat or one person, shared by all its bots; open.feishu.cn, im-v1/message/create, 2025-08. */
export const perChatMs = 250;

/** Fifty a second and a thousand a minute for each call; open.feishu.cn, api-call-guide/frequency-control, 2024-10. */
export const perWorkspacePerSecond = 40;

/** For so long the same `uuid` is the same message; open.feishu.cn, im-v1/message/create, 2025-08. */
export const sameMessageMs = 60 * 60_000;

/** Where the gateway refuses for its rate and does not say for how long; a window of its own is a minute at most. */
export const retryAfterMs = 5_000;

/** Nothing says how long a chat that was written to too fast must rest: its limit is counted by the second. */
export const chatRestMs = 1_500;

/** Nobody took the call: it is tried again soon. */
export const connectAgainMs = 1_000;

/** A token is replaced so long before it ends, or earlier by a quarter of its life where that is shorter. */
export const tokenAheadMs = 3 * 60_000;

/** How long who is in a chat and what a chat is called are believed. */
export const peopleStaleMs = 10 * 60_000;
