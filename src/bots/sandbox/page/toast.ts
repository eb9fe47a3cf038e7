import { Declined } from './api.js';
import { el } from './dom.js';
import { t } from './words.js';

const shownMs = 6_000;

/** Words over the screen, read aloud, gone by themselves; the newest replaces the one before. */
const line = el('div', { class: 'toast', role: 'status', 'aria-live': 'polite', hidden: true });
/** Read aloud and not seen: what came in while the reader was elsewhere. */
const ear = el('div', { class: 'unseen', 'aria-live': 'polite' });
let timer = 0;

export function mountToast(): void {
  document.body.append(line, ear);
}

export function toast(text: string): void {
  // A modal dialog makes everything outside of it inert: the words go where they can be heard.
  const modal = document.querySelector('dialog[open]') ?? document.body;
  if (line.parentElement !== modal) modal.append(line);
  line.textContent = text;
  line.hidden = false;
  window.clearTimeout(timer);
  timer = window.setTimeout(hide, shownMs);
}

function hide(): void {
  line.hidden = true;
  if (line.parentElement !== document.body) document.body.append(line);
}

export function announce(text: string): void {
  ear.textContent = text;
}

/** What went wrong, in the server's words where it had some. */
export function complain(error: unknown): void {
  toast(sentenceOf(error));
}

export function sentenceOf(error: unknown): string {
  return error instanceof Declined ? error.message : t('noAnswer');
}
