import type { FormEvent } from './advance.js';
import { plainEnvironment } from './field.js';
import { type Form, fieldIds, fieldOf } from './form.js';
import { readField } from './read-field.js';
import { fold, foldedNames, readOption } from './read-options.js';
import type { FormState } from './state.js';

/**
 * What a typed message does to the form: an answer where a question is open, otherwise a word that stands on a button.
 * Null when it says nothing to the form; then it is an ordinary message.
 */
export function saidEvent(form: Form, state: FormState, text: string): FormEvent | null {
  if (state.phase === 'asking' && state.at !== null) {
    return spoken(form, state, text, true) ?? { kind: 'answer', fieldId: state.at, raw: text, how: 'typed' };
  }
  if (state.phase !== 'reviewing') return null;
  return spoken(form, state, text, false) ?? editOf(form, text) ?? fillOf(form, text);
}

const words: readonly (readonly [RegExp, 'back' | 'skip' | 'cancel' | 'submit' | 'begin'])[] = [
  [/^(上一步|返回|后退|back|previous)$/u, 'back'],
  [/^(跳过|略过|不改|保留|skip|keep|next|下一步)$/u, 'skip'],
  [/^(取消|退出|算了|cancel|quit|exit)$/u, 'cancel'],
  [/^(提交|原样提交|确认提交|就这样|submit|send|submit as is|submit it as it is)$/u, 'submit'],
  [/^(逐项填写|逐项|开始|step by step|begin|start)$/u, 'begin'],
];

/**
 * A word of the buttons, unless the open question has an option of that name. A review may lie open for days: there a
 * mere "ok" or "cancel", perhaps meant for another message, does nothing.
 */
function spoken(form: Form, state: FormState, text: string, isAsking: boolean): FormEvent | null {
  if (text.length > 40) return null;
  const field = fieldOf(form, state.at);
  if (field && 'options' in field && readOption(field.options, text).ok) return null;
  const word = fold(text);
  const kind = words.find(([pattern]) => pattern.test(word))?.[1];
  if (kind === undefined || (isAsking ? kind === 'begin' : kind === 'skip' || kind === 'cancel')) return null;
  return { kind };
}

/** "修改 第3组", "edit remark", or the question's name alone. */
function editOf(form: Form, text: string): FormEvent | null {
  if (text.length > 100) return null;
  const named = fold(text.replace(/^\s*(修改|更改|改|edit|change)\s*[:：]?\s*/iu, ''));
  const found = fieldIds(form).filter((id) => namesOf(form, id).includes(named));
  const [only, ...others] = found;
  return only !== undefined && others.length === 0 ? { kind: 'edit', fieldId: only } : null;
}

/**
 * Several answers in one line, each behind its question's name: "1组 9，2组 8.5". Taken only when every part is an
 * answer: "3组 +3 卫生" speaks of points and is no part of the form.
 */
function fillOf(form: Form, text: string): FormEvent | null {
  if (text.length > 2000) return null;
  const parts = text.split(/[,，、;；\n]+/u).filter((part) => part.trim() !== '');
  const raw: Record<string, string> = {};
  for (const part of parts) {
    const pair = pairOf(form, part);
    if (!pair || Object.hasOwn(raw, pair.id)) return null;
    raw[pair.id] = pair.rest;
  }
  return parts.length > 0 ? { kind: 'fill', raw, how: 'typed' } : null;
}

function pairOf(form: Form, part: string): { readonly id: string; readonly rest: string } | null {
  const line = fold(part);
  let best: { id: string; name: string } | null = null;
  for (const id of fieldIds(form)) {
    for (const name of namesOf(form, id)) {
      if (line.startsWith(name) && name.length > (best?.name.length ?? 0)) best = { id, name };
    }
  }
  const field = fieldOf(form, best?.id ?? null);
  if (!best || !field || field.kind === 'points' || field.kind === 'text') return null;
  const rest = line.slice(best.name.length);
  // "group 12" is not group 1 with a 2.
  if (/\d$/.test(best.name) && /^[\d.]/.test(rest)) return null;
  const answer = rest.replace(/^[\s:=]+/u, '');
  const read = answer === '' ? null : readField(field, answer, 'typed', plainEnvironment);
  return read?.ok ? { id: best.id, rest: answer } : null;
}

function namesOf(form: Form, id: string): readonly string[] {
  const field = fieldOf(form, id);
  return field ? foldedNames(field.label, field.aliases) : [];
}
