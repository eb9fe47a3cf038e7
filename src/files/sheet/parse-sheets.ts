import type { SheetsResult } from '../../core/ports/files.js';
import { parseCsv } from './csv.js';
import { classifySheetFile } from './format.js';
import type { SheetLimits } from './limits.js';
import { SheetRefusal } from './refuse.js';
import { parseXlsx } from './xlsx.js';

/**
 * Reads a file in this process. Only the child process does it on real files: what is handed in may take any amount of
 * memory and time before a limit in here speaks up.
 */
export async function parseSheets(bytes: Uint8Array, fileName: string, limits: SheetLimits): Promise<SheetsResult> {
  try {
    if (bytes.length > limits.fileBytes) {
      throw new SheetRefusal('too-large', { limit: Math.floor(limits.fileBytes / 1024 / 1024) });
    }
    const kind = classifySheetFile(bytes, fileName);
    const sheets = kind === 'workbook' ? await parseXlsx(bytes, limits) : parseCsv(bytes, fileName, limits);
    if (sheets.every((sheet) => sheet.rows.length === 0)) throw new SheetRefusal('empty');
    return { ok: true, sheets };
  } catch (error) {
    if (error instanceof SheetRefusal) return { ok: false, problem: error.problem };
    return { ok: false, problem: { fault: 'damaged', params: {} } };
  }
}
