import { model } from './model.js';
import { t } from './words.js';

/** The author of everything that the bot posts. */
export const botId = 'bot';

/** What an author is called on the page. */
export function nameOf(author: string): string {
  if (author === botId) return t('name');
  if (author === model.me?.id) return t('you');
  return model.people.find((person) => person.id === author)?.name ?? t('someone');
}
