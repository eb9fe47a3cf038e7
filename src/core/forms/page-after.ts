import type { FormView } from './view.js';

/**
 * Of a form in pages: where it goes on after one of them was sent. The first on which something has to be mended, or the next.
 * @param pages the ids of the fields on each.
 */
export function pageAfter(
  page: number,
  { fields }: Pick<FormView, 'fields'>,
  pages: readonly (readonly string[])[],
): number {
  const wrong = new Set(fields.flatMap(({ id, error }) => (error === undefined ? [] : [id])));
  const found = pages.findIndex((ids) => ids.some((id) => wrong.has(id)));
  return found < 0 ? page + 1 : found;
}
