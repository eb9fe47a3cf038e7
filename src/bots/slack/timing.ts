// How long things take and how fast we may go, on Slack's side and on ours. What a message may hold is in limits.ts.

/** To both sides; docs.slack.dev/authentication/verifying-requests-from-slack, 2026. */
export const signatureWindowSeconds = 5 * 60;

/** An unsigned body that may be Slack's probe of the address; ours. */
export const probeBytes = 4 * 1024;

/** In which language something must be said is learnt within this, or guessed. */
export const languageWithinMs = 200;

/** A form's later answer leaves this long after the first: Slack would lay the first over it. */
export const afterAcknowledgementMs = 500;

/** How long an answer in parts waits in all for a channel that takes no more now. */
export const answerPatienceMs = 20_000;

/** A form that was sent waits for what is wrong with it only so long: the rest of the three seconds is the network's. */
export const formAnswerWithinMs = 2_000;

/** A trigger opens one modal, for three seconds; docs.slack.dev/surfaces/modals, 2026. */
export const triggerLifeMs = 3_000;

/** Ours: a call that has not come back by then may or may not have been applied. */
export const callTimeoutMs = 6_000;

/**
 * The last part of a long card is begun within this, so that it has come back, or timed out, before the engine gives the
 * whole attempt up (12 s): nothing of an attempt may still be on its way when the next one looks what is there.
 */
export const partsWithinMs = 5_000;

/** About one message a second in a channel, whatever the route; docs.slack.dev/apis/web-api/rate-limits, 2026. */
export const perChatMs = 1_000;

/** "Several hundred" a minute in a workspace, by the same page; below what it begins to refuse. */
export const perWorkspacePerSecond = 5;

/** Where a 429 does not say for how long. */
export const retryAfterMs = 30_000;

/** How long after an ambiguous call a message may still appear: longer than Slack works on one, and than our time-out. */
export const quarantineMs = 15_000;

/** A message is looked for no further back than the engine tries to send it. */
export const lookBackMs = 26 * 60 * 60_000;

/** Messages read at a time; conversations.history takes 999, a smaller page answers sooner. */
export const historyPage = 200;

/** Of the pages that people have open, the latest; and for how long one counts as looked at. */
export const homesKept = 2_000;
export const homeStaleMs = 60 * 60_000;

/** How long a name and the kind of an account are believed. */
export const peopleStaleMs = 10 * 60_000;

/** Bolt's own limit; the largest form of ours comes back with far less. */
export const bodyBytes = 4 * 1024 * 1024;

/** Connections in Socket Mode, so that there is one while Slack recycles the other; it allows ten. */
export const sockets = 2;

/** A connection that has not come about by then is tried again. */
export const socketOpensWithinMs = 20_000;

/** How long a connection may take to close. */
export const farewellMs = 1_000;

/** Before a connection that failed is tried again: at first, doubled each time, and at most. */
export const reconnectMs = 500;
export const longestReconnectMs = 60_000;
