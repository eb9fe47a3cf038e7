type Child = Node | string | null | undefined | false;
type Attribute = string | number | boolean | undefined | ((event: Event) => void);

/** An element with its attributes, listeners (`onclick: …`) and children; strings become text, never markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(
    ...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** Makes the element's children these, touching only what differs, so that focus and open menus stay. */
export function arrange(parent: Element, wanted: readonly Element[]): void {
  wanted.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
  while (parent.children.length > wanted.length) parent.lastElementChild?.remove();
}

/** A round picture of a name: its last character in Chinese, initials otherwise, in one of eight quiet colours. */
export function avatar(name: string): HTMLElement {
  const chinese = /\p{Script=Han}/u.test(name);
  const words = name.trim().split(/\s+/);
  const signs = chinese ? [...name.trim()].slice(-1) : words.slice(0, 2).map((word) => [...word][0] ?? '');
  const hue = [...name].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % 8;
  return el('span', { class: `avatar hue-${hue}`, 'aria-hidden': 'true' }, signs.join('').toUpperCase());
}

/** The bot's own picture. */
export function botAvatar(): HTMLElement {
  return el('span', { class: 'avatar bot', 'aria-hidden': 'true' });
}

let origin: HTMLElement | null = null;

/** Where the reader was when a dialog came up: a pressed button is disabled by then, so that the browser forgets it. */
export function rememberPlace(element: HTMLElement): void {
  origin = element;
}

export function returnToPlace(): void {
  if (origin?.isConnected) origin.focus();
  else document.querySelector<HTMLElement>('.composer-box')?.focus();
}

/** True where one pane fills the screen. */
export function isNarrow(): boolean {
  return window.matchMedia('(max-width: 719px)').matches;
}

/** True where a keyboard is likely, so that putting the cursor into a field does not raise one over the page. */
export function hasKeyboard(): boolean {
  return window.matchMedia('(hover: hover) and (pointer: fine)').matches;
}
