/** One line of the table. */
export interface Row {
  /** What was measured. */
  readonly what: string;
  readonly where: string;
  readonly ours: string;
  readonly baseline: string;
  /** Ours to the baseline's; null where a figure stands alone. */
  readonly ratio: number | null;
  readonly target: Target | null;
  readonly n: string;
}

/** A bound on the ratio, or on a figure of its own. */
export type Target = { readonly says: string; readonly met: boolean };

export const atMost = (value: number, bound: number, unit = '×'): Target => ({
  says: `≤ ${bound}${unit}`,
  met: value <= bound,
});

export const atLeast = (value: number, bound: number, unit = '×'): Target => ({
  says: `≥ ${bound}${unit}`,
  met: value >= bound,
});

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
export const perSecond = (value: number): string => `${value < 100 ? value.toFixed(1) : value.toFixed(0)}/s`;
export const megabytes = (value: number): string => `${value.toFixed(0)} MB`;

/** The rows as a table in Markdown, columns aligned for the terminal too. */
export function renderTable(rows: readonly Row[]): string {
  const head = ['what', 'where', 'Gongyu', 'baseline', 'ratio', 'target', 'N'];
  const lines = rows.map((row) => [
    row.what,
    row.where,
    row.ours,
    row.baseline,
    row.ratio === null ? '' : `${row.ratio.toFixed(2)}×`,
    row.target === null ? '' : `${row.target.says} ${row.target.met ? '✓' : '✗'}`,
    row.n,
  ]);
  const widths = head.map((title, column) => Math.max(...[head, ...lines].map((line) => width(line[column] ?? title))));
  const render = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))).join(' | ')} |`;
  const rule = `| ${widths.map((columns) => '-'.repeat(columns)).join(' | ')} |`;
  return [render(head), rule, ...lines.map(render)].join('\n');
}

const width = (text: string): number => [...text].length;
