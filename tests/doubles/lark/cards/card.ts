/** A card that Feishu took, JSON 2.0. What a component holds beside its tag is its kind's own (elements.ts). */
export interface Card {
  readonly schema: '2.0';
  readonly config?: {
    readonly update_multi?: true;
    readonly enable_forward?: boolean;
    readonly enable_forward_interaction?: boolean;
    readonly summary?: { readonly content?: string; readonly i18n_content?: Readonly<Record<string, string>> };
  };
  readonly header?: {
    readonly title: Words;
    readonly subtitle?: Words;
    readonly text_tag_list?: readonly { readonly text: Words }[];
    readonly template?: string;
  };
  readonly body: { readonly elements: readonly Element[] };
}

export interface Words {
  readonly tag: 'plain_text' | 'lark_md';
  readonly content?: string;
  readonly i18n_content?: Readonly<Record<string, string>>;
}

export interface Element {
  readonly tag: string;
  readonly [property: string]: unknown;
}

/** Every component of the lists, from the top, each with those that lie around it. */
export function* everyElement(
  elements: readonly Element[],
  path = 'body',
  around: readonly Element[] = [],
): Generator<{ readonly element: Element; readonly path: string; readonly around: readonly Element[] }> {
  for (const [index, element] of elements.entries()) {
    const here = `${path}/${index}`;
    yield { element, path: here, around };
    yield* everyElement(childrenOf(element), here, [...around, element]);
  }
}

/** What lies in a container: columns, elements, the buttons of a ticked line. */
export function childrenOf(element: Element): readonly Element[] {
  const listed = element.tag === 'column_set' ? element['columns'] : element['elements'];
  return Array.isArray(listed) ? (listed as Element[]) : [];
}
