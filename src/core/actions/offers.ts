import type { Action } from '../message/card.js';
import type { ActionDraft } from '../ports/action-store.js';
import type { Ids } from '../ports/clock.js';
import type { Stores } from '../ports/stores.js';

/** What can be pressed on the cards of one answer, gathered while they are composed and stored with them. */
export interface Offers {
  button(kind: string, label: string, payload: ActionDraft['payload'], look?: Look): Action;
  select(kind: string, placeholder: string, payload: ActionDraft['payload'], options: readonly Option[]): Action;
  /** Everything offered so far becomes pressable; call it in the transaction that stores or sends the card. */
  save(stores: Stores, now: Date): Promise<void>;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface Look {
  readonly style?: 'primary' | 'plain' | 'danger';
  readonly confirm?: { readonly question: string; readonly yes: string; readonly no: string };
}

/** @param personId the one person who may press; null = whoever the kind's own rule allows. */
export function createOffers(
  ids: Ids,
  scope: { readonly schoolId: string; readonly personId: string | null; readonly expiresAt: Date },
): Offers {
  const drafts: ActionDraft[] = [];
  const tokenFor = (kind: string, payload: ActionDraft['payload']) => {
    const token = ids.secret();
    drafts.push({ token, kind, payload, ...scope });
    return token;
  };
  return {
    button(kind, label, payload, { style = 'plain', confirm } = {}) {
      return { kind: 'button', token: tokenFor(kind, payload), label, style, ...(confirm ? { confirm } : {}) };
    },
    select(kind, placeholder, payload, options) {
      return { kind: 'select', token: tokenFor(kind, payload), placeholder, options };
    },
    async save(stores, now) {
      await stores.actions.add(drafts.splice(0), now);
    },
  };
}

/** How long a button stays good unless its matter ends sooner. */
export function expiresAfter(now: Date, days: number): Date {
  return new Date(now.getTime() + days * 86_400_000);
}
