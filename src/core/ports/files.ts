/** A rectangle of cells that a spreadsheet shows as one; counted from 0, both ends included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One sheet as the person who made it sees it: `rows[0]` is row 1, numbers and days are text. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** The value of a merged area stands in its first cell only. */
  readonly merges: readonly CellRange[];
  readonly hidden: boolean;
}

/** Why a file could not be read as sheets; each has its own sentence and remedy in the catalogue (`roster.file.…`). */
export type SheetFault =
  /** The old binary workbook. */
  | 'xls'
  | 'encrypted'
  | 'macro'
  /** A web page or an XML table that some programs save under a spreadsheet's name. */
  | 'markup'
  /** A spreadsheet of another kind: .ods, .numbers, .xlsb. */
  | 'other-spreadsheet'
  /** Neither a spreadsheet nor text. */
  | 'unknown-format'
  /** The name says one format, the content is another. */
  | 'wrong-extension'
  | 'empty'
  | 'damaged'
  /** A quotation mark in a text table that is opened and never closed: `line` says where. */
  | 'open-quote'
  /** More bytes than a roster can have. */
  | 'too-large'
  /** Small when packed, enormous when unpacked. */
  | 'bomb'
  | 'too-many-parts'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-many-merges'
  | 'too-much-text'
  /** Declares XML entities, which no spreadsheet program writes. */
  | 'entities'
  | 'out-of-memory'
  | 'out-of-time';

/** What went wrong and the number that helps to mend it (a limit, a line), where there is one. */
export interface SheetProblem {
  readonly fault: SheetFault;
  readonly params: Readonly<Record<string, string | number>>;
}

export type SheetsResult =
  | { readonly ok: true; readonly sheets: readonly Sheet[] }
  | { readonly ok: false; readonly problem: SheetProblem };

/** Reads a file that a person handed in. Hostile or broken bytes are an answer, never an exception. */
export interface SheetReader {
  readSheets(bytes: Uint8Array, fileName: string): Promise<SheetsResult>;
}
