import { type ZipPart, zip } from './zip.js';

/** A cell as a spreadsheet program writes it. */
export type XlsxCell =
  | string
  | number
  | boolean
  | null
  | { readonly number: number; readonly format: 'zeros' | 'date' | 'money' }
  | { readonly rich: readonly string[] }
  | { readonly shared: string }
  | { readonly error: string }
  | { readonly formula: string; readonly value: string };

export interface XlsxSheet {
  readonly name: string;
  readonly rows: readonly (readonly XlsxCell[])[];
  /** Such as 'A1:C1'. */
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
}

const styleOf = { zeros: 1, date: 2, money: 3 } as const;

/** A workbook written by hand, not by the library that reads it. */
export function xlsx(sheets: readonly XlsxSheet[], extra: readonly ZipPart[] = []): Buffer {
  return zip([...xlsxParts(sheets), ...extra]);
}

export function xlsxParts(sheets: readonly XlsxSheet[]): ZipPart[] {
  const shared: string[] = [];
  const bodies = sheets.map((sheet) => renderSheet(sheet, shared));
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const each = (line: (index: number) => string) => sheets.map((_, index) => line(index + 1)).join('');
  return [
    {
      name: '[Content_Types].xml',
      data: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${types}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${types}.sharedStrings+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map((sheet, index) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}"${sheet.hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each((n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId${sheets.length + 2}" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `${head}<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="00000000"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="166" formatCode="#,##0.00"/></numFmts><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="166" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      data: `${head}<sst xmlns="${main}" count="${shared.length}" uniqueCount="${shared.length}">${shared.join('')}</sst>`,
    },
    ...bodies.map((body, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      data: `${head}<worksheet xmlns="${main}">${body}</worksheet>`,
    })),
  ];
}

function renderSheet(sheet: XlsxSheet, shared: string[]): string {
  const rows = sheet.rows
    .map((cells, row) => {
      const inner = cells.map((cell, column) => renderCell(cell, `${letter(column)}${row + 1}`, shared)).join('');
      return inner === '' ? '' : `<row r="${row + 1}">${inner}</row>`;
    })
    .join('');
  const merges = sheet.merges ?? [];
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<sheetData>${rows}</sheetData>${merges.length ? `<mergeCells count="${merges.length}">${merged}</mergeCells>` : ''}`;
}

function renderCell(cell: XlsxCell, ref: string, shared: string[]): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${ref}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  if ('number' in cell) return `<c r="${ref}" s="${styleOf[cell.format]}"><v>${cell.number}</v></c>`;
  if ('error' in cell) return `<c r="${ref}" t="e"><v>${cell.error}</v></c>`;
  if ('formula' in cell)
    return `<c r="${ref}" t="str"><f>${escapeXml(cell.formula)}</f><v>${escapeXml(cell.value)}</v></c>`;
  const text =
    'rich' in cell
      ? `<si>${cell.rich.map((run) => `<r><rPr><b/></rPr><t xml:space="preserve">${escapeXml(run)}</t></r>`).join('')}<rPh sb="0" eb="1"><t>ふりがな</t></rPh></si>`
      : `<si><t>${escapeXml(cell.shared)}</t></si>`;
  shared.push(text);
  return `<c r="${ref}" t="s"><v>${shared.length - 1}</v></c>`;
}

function letter(index: number): string {
  return (index >= 26 ? letter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
