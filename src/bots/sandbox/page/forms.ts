import type { GestureAnswer } from '../wire.js';
import { act, newKey, type Where } from './acts.js';
import { sheet } from './dialogs.js';
import { fromServer } from './markup.js';
import { complain, toast } from './toast.js';
import { t } from './words.js';

/** Answers in the shape of the form's values: lists of options, number or null, text, true or false. */
type Answers = Record<string, unknown>;

/** Opens a form as a sheet; what was answered before it was closed is still there when it is opened again. */
export function openForm(form: NonNullable<GestureAnswer['form']>, where: Where): void {
  const element = fromServer(form.html);
  if (!(element instanceof HTMLFormElement)) return;
  const draftKey = `gongyu.form.${form.session}`;
  restore(element, draftKey);
  let sent = false;

  const dialog = sheet(form.title, element, () => {
    if (sent) sessionStorage.removeItem(draftKey);
    else sessionStorage.setItem(draftKey, JSON.stringify(answersOf(element)));
  });
  element.querySelector('[data-cancel]')?.addEventListener('click', () => dialog.close());
  for (const step of element.querySelectorAll<HTMLButtonElement>('[data-step]')) {
    step.addEventListener('click', () => stepNumber(step));
  }

  // What is being mended is not wrong any more, as far as anybody knows.
  element.addEventListener('input', ({ target }) => {
    const field = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null;
    if (field) showError(field, undefined);
  });

  let key = newKey();
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    setBusy(element, true);
    try {
      const deed = { kind: 'submit', session: form.session, answers: answersOf(element) } as const;
      const { errors } = await act(deed, where, key);
      // Answers that were mended are another submission; one that was not answered keeps its key.
      key = newKey();
      if (errors && Object.keys(errors).length > 0) return showErrors(element, errors);
      sent = true;
      dialog.close();
    } catch (error) {
      complain(error);
    } finally {
      setBusy(element, false);
    }
  });
}

function fieldsOf(form: HTMLFormElement): readonly HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>('[data-field]')];
}

function answersOf(form: HTMLFormElement): Answers {
  return Object.fromEntries(fieldsOf(form).map((field) => [field.dataset['field'] ?? '', answerOf(field)]));
}

function answerOf(field: HTMLElement): unknown {
  const inputs = [...field.querySelectorAll<HTMLInputElement>('input')];
  const menu = field.querySelector('select');
  switch (field.dataset['kind']) {
    case 'choice':
    case 'choices':
      if (menu) return menu.value === '' ? [] : [menu.value];
      return inputs.filter((input) => input.checked && input.value !== '').map((input) => input.value);
    case 'confirm':
      return inputs[0]?.checked ?? false;
    case 'number':
      return inputs[0] && Number.isFinite(inputs[0].valueAsNumber) ? inputs[0].valueAsNumber : null;
    default:
      return field.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea')?.value ?? '';
  }
}

function restore(form: HTMLFormElement, draftKey: string): void {
  const draft = sessionStorage.getItem(draftKey);
  if (draft === null) return;
  const answers = JSON.parse(draft) as Answers;
  for (const field of fieldsOf(form)) {
    const answer = answers[field.dataset['field'] ?? ''];
    if (answer === undefined) continue;
    for (const input of field.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
      'input, textarea, select',
    )) {
      if (input instanceof HTMLInputElement && (input.type === 'radio' || input.type === 'checkbox')) {
        input.checked = Array.isArray(answer) ? isChosen(input, answer) : answer === true;
      } else {
        input.value = Array.isArray(answer) ? String(answer[0] ?? '') : String(answer ?? '');
      }
    }
  }
}

/** Nothing chosen is the button without a value. */
function isChosen(input: HTMLInputElement, values: readonly unknown[]): boolean {
  return input.value === '' ? values.length === 0 : values.includes(input.value);
}

/** Puts each error at its field, and the cursor into the first. */
function showErrors(form: HTMLFormElement, errors: Readonly<Record<string, string>>): void {
  const wrong = fieldsOf(form).filter((field) => {
    const text = errors[field.dataset['field'] ?? ''];
    showError(field, text);
    return text !== undefined;
  });
  toast(t('mendFields', { count: wrong.length }));
  wrong[0]?.querySelector<HTMLElement>('input, textarea, select')?.focus();
}

function showError(field: HTMLElement, text: string | undefined): void {
  const line = field.querySelector<HTMLElement>('.error');
  if (line) {
    line.textContent = text ?? '';
    line.hidden = text === undefined;
  }
  for (const input of field.querySelectorAll('input, textarea, select')) {
    if (text === undefined) input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
  }
}

function stepNumber(step: HTMLButtonElement): void {
  const input = step.parentElement?.querySelector('input');
  if (!input) return;
  if (Number(step.dataset['step']) > 0) input.stepUp();
  else input.stepDown();
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function setBusy(form: HTMLFormElement, busy: boolean): void {
  form.setAttribute('aria-busy', String(busy));
  for (const button of form.querySelectorAll('button')) button.disabled = busy;
}
