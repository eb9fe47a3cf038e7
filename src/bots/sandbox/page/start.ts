import type { Language } from '../wire.js';
import { work } from './api.js';
import { el } from './dom.js';
import { importDialog } from './importing.js';
import { languageSwitch } from './people.js';
import { language } from './speech.js';
import { sentenceOf } from './toast.js';
import { t } from './words.js';

/** The first page of an empty installation: two ways to begin, neither taken by itself. */
export function startPane(onLanguage: (wanted: Language) => void, filled: () => Promise<void>): HTMLElement {
  const progress = el('p', { class: 'start-progress', role: 'status', 'aria-live': 'polite', hidden: true });
  const say = (line: string) => {
    progress.textContent = line;
    progress.hidden = false;
  };
  const play = async () => {
    for (const button of [demo, roster]) button.disabled = true;
    say(t('filling'));
    try {
      await work('demo', {}, {}, say);
      await filled();
    } catch (error) {
      say(sentenceOf(error));
      for (const button of [demo, roster]) button.disabled = false;
    }
  };
  const demo = choice('playDemo', () => void play(), 'primary');
  const roster = choice('importRoster', () => importDialog(filled), 'plain');
  return el(
    'main',
    { class: 'start' },
    el('header', { class: 'start-head' }, languageSwitch(language(), onLanguage)),
    el('span', { class: 'start-logo bot', 'aria-hidden': 'true' }),
    el('h1', {}, t('welcome')),
    el('p', { class: 'lead' }, t('welcomeText')),
    el('p', { class: 'quiet' }, t('nothingYet')),
    el('div', { class: 'choices' }, demo, roster),
    progress,
  );
}

function choice(name: 'playDemo' | 'importRoster', onclick: () => void, style: string): HTMLButtonElement {
  return el(
    'button',
    { type: 'button', class: `choice ${style}`, onclick },
    el('strong', {}, t(name)),
    el('span', {}, t(`${name}Text`)),
  );
}
