/** What a roster may cost us. A school of 20,000 rows with 30 columns is about 3 MB as .xlsx and 30 MB unpacked. */
export interface SheetLimits {
  readonly fileBytes: number;
  /** Parts in a workbook's archive; Excel writes about ten and two a sheet. */
  readonly parts: number;
  /** Unpacked bytes, declared and counted. */
  readonly unpackedBytes: number;
  /** Unpacked bytes a packed byte; real workbooks stay below 40. */
  readonly ratio: number;
  readonly rows: number;
  readonly columns: number;
  /** Merged areas of one sheet: ten for each of ten thousand pupils. */
  readonly merges: number;
  /** Characters handed on; one shared string may be used by a million cells. */
  readonly characters: number;
  readonly heapMegabytes: number;
  readonly timeMs: number;
}

export const sheetLimits: SheetLimits = {
  fileBytes: 5 * 1024 * 1024,
  parts: 1_000,
  unpackedBytes: 50 * 1024 * 1024,
  ratio: 100,
  rows: 20_000,
  columns: 200,
  merges: 100_000,
  characters: 6_000_000,
  heapMegabytes: 256,
  timeMs: 20_000,
};
