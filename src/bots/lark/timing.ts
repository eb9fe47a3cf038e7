// How long things take and how fast we may go, on Feishu's side and on ours. What a message may hold is in limits.ts.

// the way out

/** Ours: a call that has not come back by then may or may not have been applied. */
export const callTimeoutMs = 6_000;

/** A kept connection that nobody used for so long is closed by us before somebody between us and Feishu does. */
export const idleMs = 30_000;

/** Of one answer; the largest, a page of a hundred people, is a hundredth of it. */
export const answerBytes = 4 * 1024 * 1024;

/** A picture or a file of up to 30 MB takes longer on a school's line. */
export const uploadTimeoutMs = 60_000;

/**
 * The last part of a long card is begun within this, so that it has come back, or timed out, before the engine gives the
 * whole attempt up (12 s).
 */
export const partsWithinMs = 5_000;

/** Five a second to one chat or one person, shared by all its bots; open.feishu.cn, im-v1/message/create, 2025-08. */
export const perChatMs = 200;

/** Fifty a second and a thousand a minute for each call; open.feishu.cn, api-call-guide/frequency-control, 2024-10. */
export const perWorkspacePerSecond = 50;
export const perWorkspacePerMinute = 1_000;

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

// the way in

/** To both sides; ours. Feishu signs each delivery as it sends it, a repeated one too. */
export const signatureWindowSeconds = 5 * 60;

/** Ours: a card of 30 KB comes back with far less, and a message holds 150 KB. */
export const bodyBytes = 256 * 1024;

/** An unsigned body that may be the console's look at the address; ours. */
export const probeBytes = 4 * 1024;

/** A press or a form is answered within this, storing included: the rest of the three seconds is the network's. */
export const answerWithinMs = 2_300;

/** In which language something must be said is learnt within this, or guessed. */
export const languageWithinMs = 200;

/** A later answer leaves this long after the first: Feishu would lay the first over it; delay-update-message-card, 2025. */
export const afterAnswerMs = 500;

/** How long an answer in parts waits in all for a chat that takes no more now. */
export const answerPatienceMs = 20_000;

/** The last redelivery comes seven hours later; what is older than this the inbox may have forgotten. */
export const oldestEventMs = 24 * 60 * 60_000;

/** A long connection that has not come about by then is tried again; its handshake within this. */
export const socketOpensWithinMs = 20_000;
export const handshakeMs = 10_000;

/**
 * Without an answer to a ping for so long, the line is dead. Less than what lies between two pings (Feishu says two
 * minutes): the library begins to wait anew with each.
 */
export const pongWithinSeconds = 10;

/** Before a connection that failed is tried again: at first, doubled each time, and at most. */
export const reconnectMs = 500;
export const longestReconnectMs = 60_000;

/** The same where Feishu refuses the app: somebody has to change something first. */
export const refusedAgainMs = 60_000;
export const longestRefusedMs = 30 * 60_000;

/** A connection that lasted so long was a good one: the next is opened at once. */
export const steadyMs = 60_000;
