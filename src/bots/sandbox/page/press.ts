import { act, here, newKey } from './acts.js';
import { confirmed } from './dialogs.js';
import { rememberPlace, returnToPlace } from './dom.js';
import { complain } from './toast.js';

/** Hears every press on the cards of a list: one listener, because cards come and go. */
export function listenToPresses(list: HTMLElement): void {
  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.dataset['press'] !== undefined) void press(button, button.dataset['press']);
    else if (button?.dataset['choose'] !== undefined) void press(button, button.dataset['choose'], chosen(button));
  });
  list.addEventListener('change', (event) => {
    const menu = event.target;
    const button = menu instanceof HTMLSelectElement ? menu.parentElement?.querySelector('button') : null;
    if (button) button.disabled = false;
  });
}

/** A press that was not answered keeps its key on the button, so that pressing again repeats it and does nothing twice. */
const keys = new WeakMap<HTMLButtonElement, string>();

async function press(button: HTMLButtonElement, token: string, value?: string): Promise<void> {
  const where = here();
  const message = button.closest<HTMLElement>('[data-key]');
  if (!where || !message) return;
  const { question, yes, no } = button.dataset;
  const style = button.classList.contains('danger') ? 'danger' : 'primary';
  if (question !== undefined && !(await confirmed(question, yes ?? '', no ?? '', style))) return;
  const key = keys.get(button) ?? newKey();
  keys.set(button, key);
  const release = hold(message, button);
  try {
    const deed = { kind: 'press', token, message: message.dataset['key'] ?? '' } as const;
    await act(value === undefined ? deed : { ...deed, value }, where, key);
    keys.delete(button);
  } catch (error) {
    complain(error);
  } finally {
    release();
  }
}

function chosen(button: HTMLButtonElement): string {
  return button.parentElement?.querySelector('select')?.value ?? '';
}

/** Nothing on the card can be pressed while an answer is awaited. */
function hold(message: HTMLElement, pressed: HTMLButtonElement): () => void {
  const controls = [
    ...message.querySelectorAll<HTMLButtonElement | HTMLSelectElement>('.actions button, .actions select'),
  ];
  const free = controls.filter((control) => !control.disabled);
  rememberPlace(pressed);
  for (const control of free) control.disabled = true;
  pressed.setAttribute('aria-busy', 'true');
  return () => {
    for (const control of free) control.disabled = false;
    pressed.removeAttribute('aria-busy');
    if (document.activeElement === document.body) returnToPlace();
  };
}
