import { el, hasKeyboard, returnToPlace } from './dom.js';
import { t } from './words.js';

/** A modal sheet with a title and a way out. @returns the dialog and what closes it. */
export function sheet(title: string, content: HTMLElement, onClose: () => void): HTMLDialogElement {
  const dialog = el('dialog', { class: 'sheet', 'aria-labelledby': 'sheet-title' });
  dialog.append(
    el(
      'header',
      { class: 'sheet-head' },
      el('h2', { id: 'sheet-title' }, title),
      el(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': t('close'), onclick: () => dialog.close() },
        '✕',
      ),
    ),
    content,
  );
  dialog.addEventListener('close', () => {
    onClose();
    dialog.remove();
    if (document.activeElement === document.body) returnToPlace();
  });
  document.body.append(dialog);
  dialog.showModal();
  if (hasKeyboard()) content.querySelector<HTMLElement>('input, select, textarea')?.focus();
  return dialog;
}

/** Asks before something that cannot be taken back lightly. Escape and the backdrop mean no. */
export function confirmed(question: string, yes: string, no: string, style: string): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = el('dialog', { class: 'ask', 'aria-labelledby': 'ask-question' });
    const answer = (value: string) => () => dialog.close(value);
    dialog.append(
      el('p', { id: 'ask-question' }, question),
      el(
        'div',
        { class: 'ask-end' },
        el('button', { type: 'button', class: 'button plain', onclick: answer('no') }, no),
        el('button', { type: 'button', class: `button ${style}`, onclick: answer('yes') }, yes),
      ),
    );
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'yes');
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
