// What Slack takes in one message, one modal and one Home page, from docs.slack.dev as it stood in November 2026. Lengths
// are measured by `sizeOf` in text.ts, which never counts less than Slack does. How fast we may go is in timing.ts.

// --- a message: reference/methods/chat.postMessage, chat.update ------------------------------------------------------

export const blocksPerMessage = 50;

/**
 * All texts of the blocks of one message together. Not documented: `msg_blocks_too_long` came at about 12,000 with "a buffer
 * for block containers" (github.com/slackapi/bolt-js, issues 2509 and 2867: seen from 11,300 on).
 */
export const blockTextPerMessage = 10_000;

/** "Part 2 of 3" and its block; ours. */
export const partLineSize = 150;

/** What the containers of those texts may count in the same sum; ours, on the safe side. */
export const sizePerBlock = 40;
export const sizePerElement = 10;
/** Its label, what stands after it, and its value. */
export const sizePerField = 3 * sizePerElement;

/** The text beside the blocks; chat.update refuses more, chat.postMessage advises no more. */
export const fallbackText = 4_000;

// --- blocks: reference/block-kit/blocks ------------------------------------------------------------------------------

export const headerText = 150;
export const elementsPerActions = 25;
export const blockIdLength = 255;
export const inputLabel = 2_000;
export const inputHint = 2_000;

export const tableRows = 100;
export const tableColumns = 20;
export const tablesPerMessage = 1;
/** 10,000 for all cells of a message; ours, so that its title and its buttons stay in the same message. */
export const tableSize = 8_000;
/** Ours: a longer cell is read better outside a table. */
export const tableCell = 1_000;

/** One text of ours: less than the 3,000 of a text object (composition-objects/text-object), small enough that several fit, and that a message is cut near where it is full. */
export const richText = 2_500;

// --- elements: reference/block-kit/block-elements and composition-objects --------------------------------------------

export const buttonText = 75;
export const actionIdLength = 255;
export const linkLength = 3_000;
export const optionText = 75;
/** The page says 150, @slack/types 3.2 says 75: what both allow. */
export const optionValue = 75;
export const optionsPerList = 100;
export const groupsPerSelect = 100;
export const groupLabel = 75;
/** Its first and its last option, with a dash between them. */
export const groupEnd = 35;
export const radioButtons = 10;
export const checkboxes = 10;
export const placeholder = 150;
export const confirmTitle = 100;
export const confirmText = 300;
export const confirmButton = 30;
/** `min_length`, `max_length` of plain_text_input; what a person can type into it. */
export const inputText = 3_000;
/** Of one block of actions; ours: it stays in one message with what stands before it. */
export const actionsSize = 6_000;

// --- views: surfaces/modals, reference/views/modal-views, reference/views/home-tab-views -----------------------------

export const blocksPerView = 100;
export const viewTitle = 24;
export const viewButton = 24;
export const privateMetadata = 3_000;
/** 250 KB (`view_too_large`), with room for what Slack adds. */
export const viewBytes = 200_000;
/** The inbound contract's own limit. */
export const sessionLength = 100;
