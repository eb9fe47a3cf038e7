import { Unrenderable } from '../message/unrenderable.js';

/** How a messenger fills one page of a form. */
export interface Pages<Group, Page> {
  readonly empty: Page;
  readonly add: (page: Page, group: Group) => Page;
  readonly fits: (page: Page) => boolean;
}

/**
 * What stays together, in order, on as few pages as it fits; a form has one page at least.
 * @throws Unrenderable when something does not fit on a page of its own.
 */
export function layOut<Group, Page>(
  groups: readonly Group[],
  { empty, add, fits }: Pages<Group, Page>,
): readonly Page[] {
  const pages: Page[] = [];
  for (const group of groups) {
    const more = add(pages.at(-1) ?? empty, group);
    const alone = add(empty, group);
    if (fits(more)) pages.splice(-1, 1, more);
    else if (fits(alone)) pages.push(alone);
    else throw new Unrenderable('form');
  }
  return pages.length > 0 ? pages : [empty];
}
