import { DeliveryError } from '../../core/errors.js';

/** Feishu's ids by what stands in front of them; open.feishu.cn, im-v1, 2025-08. */
const shapes = {
  message: /^om_[\w-]{1,100}$/,
  chat: /^oc_[\w-]{1,100}$/,
  person: /^ou_[\w-]{1,100}$/,
  command: /^[\w-]{1,100}$/,
} as const;

/** An id as a piece of an address. One of another shape would be another call. */
export function idOf(kind: keyof typeof shapes, id: string): string {
  if (!shapes[kind].test(id)) throw new DeliveryError({ kind: 'refused', code: `${kind}_id` });
  return id;
}

export function isPerson(chat: string): boolean {
  return shapes.person.test(chat);
}
