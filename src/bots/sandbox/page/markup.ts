// The only place where text becomes markup: what render.ts made on the server, in which every text is escaped already.

interface MarkupPolicy {
  createHTML(markup: string): string;
}

declare global {
  interface Window {
    readonly trustedTypes?: { createPolicy(name: string, rules: MarkupPolicy): MarkupPolicy };
  }
}

const policy: MarkupPolicy = window.trustedTypes?.createPolicy('gongyu', { createHTML: (markup) => markup }) ?? {
  createHTML: (markup) => markup,
};

/** The first element of rendered markup. */
export function fromServer(markup: string): HTMLElement {
  const template = document.createElement('template');
  template.innerHTML = policy.createHTML(markup);
  const first = template.content.firstElementChild;
  return first instanceof HTMLElement ? first : document.createElement('p');
}
