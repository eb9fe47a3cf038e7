import type { Block, Tone } from './card.js';

/** What the eye should feel first, before the first words; where a messenger has colours, they say the same. */
export const toneSigns = { plain: '', good: '✨ ', attention: '⚠️ ', done: '✓ ' } as const satisfies Record<
  Tone,
  string
>;

const barLength = 10;

/** A bar for the eye, and the numbers as they came. */
export function progressBar({ done, total }: Omit<Extract<Block, { kind: 'progress' }>, 'kind' | 'label'>): string {
  const share = done / total;
  const filled = total > 0 && Number.isFinite(share) ? Math.round(Math.min(Math.max(share, 0), 1) * barLength) : 0;
  return `${'▰'.repeat(filled)}${'▱'.repeat(barLength - filled)}  ${done}/${total}`;
}
