import type { LarkCard } from './card-json.js';

/*
 * A press does not say whether its card stands in a direct chat or in a group: both have ids alike, and nothing in the
 * callback tells them apart. So a card that goes to a person says so itself, in what its buttons bring back.
 */

const mark = { d: 1 } as const;

/** The card as it goes into a person's direct chat. */
export function forDirectChat(card: LarkCard): LarkCard {
  return marked(card) as LarkCard;
}

function marked(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(marked);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, marked(value)] as const);
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  const { value } = copy;
  return copy['type'] === 'callback' && typeof value === 'object' ? { ...copy, value: { ...value, ...mark } } : copy;
}

/** What a callback calls its `action`. Without the mark the card may be everybody's. */
export function isInDirectChat(action: unknown): boolean {
  if (typeof action !== 'object' || action === null || !('value' in action)) return false;
  const { value } = action;
  return typeof value === 'object' && value !== null && 'd' in value && value.d === mark.d;
}
