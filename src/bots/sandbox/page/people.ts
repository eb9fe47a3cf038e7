import type { Language, PersonGroup, PersonView } from '../wire.js';
import { avatar, el } from './dom.js';
import { model } from './model.js';
import { go } from './route.js';
import { language } from './speech.js';
import { t } from './words.js';

const groups: readonly PersonGroup[] = ['homeroom', 'teacher', 'checker', 'leader', 'guardian', 'other'];

/** Rows drawn of one group; a district has thousands of families. */
const rowsAtOnce = 60;

const pane = el('section', { class: 'pane people', 'aria-labelledby': 'people-title' });
const head = el('header', { class: 'pane-head' });
const note = el('p', { class: 'note', hidden: true });
const search = el('input', { type: 'search', class: 'search', oninput: () => drawRows() });
const list = el('div', { class: 'people-list' });
pane.append(head, el('div', { class: 'scroll' }, note, search, list));

/** What the rows were drawn from: nothing is drawn anew for a choice, so that a long list stays where it was scrolled. */
let drawn: { people: readonly PersonView[]; language: Language } | null = null;

/** The picker: who to be. */
export function peoplePane(onLanguage: (wanted: Language) => void): HTMLElement {
  head.replaceChildren(el('h2', { id: 'people-title', tabindex: -1 }, t('people')));
  if (!model.me) head.append(languageSwitch(language(), onLanguage));
  note.textContent = t('administratorCode');
  note.hidden = !model.state?.administratorCodeNeeded;
  search.placeholder = t('search');
  search.setAttribute('aria-label', t('search'));
  if (drawn?.people !== model.people || drawn.language !== language()) drawRows();
  for (const button of list.querySelectorAll<HTMLElement>('[data-person]')) {
    if (button.dataset['person'] === model.me?.id) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }
  return pane;
}

/** Two languages side by side, each in its own name. */
export function languageSwitch(current: Language, onPick: (wanted: Language) => void): HTMLElement {
  const options: readonly (readonly [Language, string, string])[] = [
    ['zh-CN', '中文', '中文'],
    ['en-US', 'EN', 'English'],
  ];
  return el(
    'div',
    { class: 'switch', role: 'group', 'aria-label': t('language') },
    ...options.map(([tag, sign, name]) =>
      el(
        'button',
        {
          type: 'button',
          lang: tag,
          'aria-label': name,
          'aria-pressed': String(tag === current),
          onclick: () => onPick(tag),
        },
        sign,
      ),
    ),
  );
}

function drawRows(): void {
  drawn = { people: model.people, language: language() };
  const wanted = search.value.trim().toLowerCase();
  const found = model.people.filter((person) => `${person.name} ${person.role}`.toLowerCase().includes(wanted));
  const featured = wanted === '' ? found.filter((person) => person.featured) : [];
  const sections = groups.map((group) =>
    section(
      group,
      found.filter((person) => person.group === group),
    ),
  );
  list.replaceChildren(
    ...[section('featured', featured), ...sections].filter((one) => one !== null),
    ...(found.length === 0 ? [el('p', { class: 'quiet center' }, t('noneFound'))] : []),
  );
}

function section(group: PersonGroup | 'featured', members: readonly PersonView[]): HTMLElement | null {
  if (members.length === 0) return null;
  const more = members.length - rowsAtOnce;
  return el(
    'section',
    { class: 'people-group' },
    el('h3', {}, t(`group.${group}`)),
    el('ul', { class: 'rows' }, ...members.slice(0, rowsAtOnce).map(row)),
    more > 0 ? el('p', { class: 'quiet more' }, t('moreFound', { count: more })) : null,
  );
}

function row(person: PersonView): HTMLElement {
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: 'row',
        'data-person': person.id,
        'aria-current': model.me?.id === person.id && 'true',
        onclick: () => go(person.id),
      },
      avatar(person.name),
      el(
        'span',
        { class: 'row-text' },
        el('span', { class: 'row-name' }, person.name),
        el('span', { class: 'row-line' }, person.role),
      ),
    ),
  );
}
