// What Feishu takes in one card, from open.feishu.cn/document as it stood in November 2026. Lengths of texts are counted
// in UTF-16 units, of which there are never fewer than characters. How fast we may go is in timing.ts.

// --- a card: server-docs/im-v1/message/create, feishu-cards/card-json-v2-structure -----------------------------------

/**
 * The card as it goes out: JSON within the JSON of the request (`sizeOfJson` in wire.ts). Feishu takes 30 KB (230025) and
 * says that it counts more than it is sent; the rest is room for that.
 */
export const cardBytes = 26_000;

/** Header, summary, the frame of a form and its button: their share of those bytes; ours. */
export const frameBytes = 3_000;

/** 200 elements and components, each text counted too; with room for those of the header. */
export const elementsPerCard = 190;

export const tablesPerCard = 5;

/** Four lines (content-components/title) on a narrow telephone, every letter wide. */
export const headerTitle = 72;

/** Of the list of chats; ours. */
export const summaryText = 100;

// --- texts: content-components/plain-text, rich-text -----------------------------------------------------------------

/** One text of ours: small enough that several fit, however many bytes its signs take, and that a card is cut near where it is full. */
export const richText = 1_500;

/** What holds a run, and a field's label and value, in the same sum; ours. */
export const sizePerRun = 10;
export const sizePerField = 2 * sizePerRun;

export const linkLength = 1_000;

// --- tables: content-components/table --------------------------------------------------------------------------------

export const tableColumns = 50;
/** Rows that a table shows before one has to turn its page. */
export const tablePage = 10;
/** Ours: it is read page by page. */
export const tableRows = 100;
/** Bytes of one table; ours, so that its title and its buttons stay in the same card. */
export const tableBytes = 14_000;
/** Ours: what does not show in a row of the height that Feishu allows (124 px) is read better outside a table. */
export const tableCell = 120;

// --- what is pressed: interactive-components/button, single-select-dropdown-menu -------------------------------------

export const buttonText = 100;
export const placeholder = 100;
/** Of the question before a press, and of an option; not documented, ours. */
export const confirmTitle = 100;
export const confirmText = 300;
export const optionText = 100;
/** Elements of a row flow into the next line by themselves; ours. */
export const buttonsPerRow = 10;
export const optionsPerSelect = 100;
/** Bytes of a row of buttons, or of one select; ours: it stays in one card with what stands before it. */
export const actionsBytes = 8_000;
/** The inbound contract's own limits. */
export const tokenLength = 100;
export const optionValue = 200;
export const sessionLength = 100;

// --- forms: containers/form-container, interactive-components/input, multi-select-dropdown-menu ----------------------

/** `max_length` of an input: no larger one is allowed. */
export const inputText = 1_000;
/** Inputs under each other for one text; ours. */
export const boxesPerText = 3;
/** Bytes kept free for every sign that may still be typed into an input, so that a page is the same before and after. */
export const bytesPerTyped = 3;
/** Options of one question: as many as fit into one card. */
export const optionsPerField = 150;
/** Elements and bytes kept free for why an answer was not taken. */
export const errorElements = 2;
export const errorBytes = 300;
/** Of a field's id; ours. */
export const fieldIdLength = 100;
/** Of a number in its input. */
export const numberBytes = 20;

// --- texts in place of cards: server-docs/im-v1/message/create -------------------------------------------------------

/** One text message; 150 KB, of which a sign takes no more than four bytes. */
export const textMessage = 20_000;
