// The sandbox's own numbers. It is our platform, so none of them was learnt from a vendor: each says what it is for.

/** A gesture of the page as JSON; the longest message (`textLength`) in the widest script fits several times. */
export const jsonBodyBytes = 1024 * 1024;

/** A roster file; the largest school we know has one of under 2 MB. */
export const uploadBytes = 5 * 1024 * 1024;

/** One message typed by a person; the inbound contract's own limit. */
export const textLength = 40_000;

/** One slash command; the inbound contract's own limit. */
export const commandLength = 4_000;

/** How often the transcript is asked for news while somebody listens. What this process posts itself is shown at once. */
export const pollEveryMs = 500;

/** A comment on an idle event stream, so that proxies keep it open. */
export const heartbeatEveryMs = 15_000;

/** After this a listener's chats are asked for again: groups are bound while the page is open. */
export const chatsStaleAfterMs = 10_000;

/** Messages shown when a chat is opened, and per step back into its past. */
export const historyPerChat = 40;

/** News taken from the transcript in one question. */
export const newsAtOnce = 200;

/** Unread bytes a slow page may pile up before its stream is ended; it comes back and asks from its last mark. */
export const streamBacklogBytes = 1024 * 1024;

/** Pages listening at the same time. */
export const listenersAtOnce = 200;

/** Buttons and selects in one card: more than any other platform allows, so that it never decides. */
export const maxButtons = 50;

/** A transcript row keeps its key as long as it exists. */
export const keyKeptMs = 10 * 365 * 24 * 3_600_000;

/** Fast enough never to be waited for, slow enough that a page can draw what it gets. */
export const perChatMs = 5;
export const perWorkspacePerSecond = 500;

/** Up to here a choice is shown as radio buttons or boxes, above it as one menu. */
export const optionsInSight = 8;

/** The line under a chat's name. */
export const previewLength = 80;
