import type { FormEvent } from './advance.js';

/** What a button of a form's card can mean. */
export type FormAction = 'answer' | 'toggle' | 'skip' | 'back' | 'begin' | 'edit' | 'submit' | 'cancel';

/**
 * The event that a press stands for: the action and value that the token was made for, and what was chosen where it
 * was a list. Null when they make no sense together.
 */
export function pressedEvent(action: string, value: string | undefined, chosen: string | undefined): FormEvent | null {
  const [fieldId = '', ...rest] = (value ?? '').split('=');
  const option = rest.length > 0 ? rest.join('=') : chosen;
  switch (action) {
    case 'answer':
      return fieldId && option !== undefined ? { kind: 'answer', fieldId, raw: option, how: 'chosen' } : null;
    case 'toggle':
      return fieldId && option !== undefined ? { kind: 'toggle', fieldId, option } : null;
    case 'edit': {
      const edited = fieldId || chosen;
      return edited ? { kind: 'edit', fieldId: edited } : null;
    }
    case 'skip':
    case 'back':
      return { kind: action, ...(fieldId ? { fieldId } : {}) };
    case 'begin':
    case 'submit':
    case 'cancel':
      return { kind: action };
    default:
      return null;
  }
}
