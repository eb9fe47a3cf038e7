import { plainOf, unescapeMarkup } from './markup.js';
import type { Told } from './sandbox-visitor.js';

/** What may stand in the other script: names that people gave, and words that both languages write alike. */
const sameInBoth = ['Gongyu', 'English', '中文', 'A4'];

interface Blemish {
  readonly what: string;
  readonly pattern: RegExp;
}

const han = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/u;
const latin = /[A-Za-z]{2,}/;

/** What embarrasses in either language. */
const anywhere: readonly Blemish[] = [
  { what: 'a hole', pattern: /\b(undefined|null|NaN)\b|\[object|[{}]/ },
  { what: 'an id', pattern: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/i },
  { what: 'a date as computers write it', pattern: /\b\d{4}-\d\d-\d\d\b|\b\d\d-\d\d\b/ },
  { what: 'two stops', pattern: /[。，；：！？、]{2}|[.,;:!?][,;:.](?!\d)|[。，；：！？][.,;:!?]/u },
  { what: 'a space before a stop', pattern: /\S [,.;:!?。，；：！？、](\s|$)/u },
  { what: 'a bracket with nothing in it', pattern: /[（(]\s*[)）]|“\s*”/u },
];

const english: readonly Blemish[] = [
  { what: 'Chinese', pattern: han },
  { what: 'one of many', pattern: /(?<![\d.,:/−+-])1 (?!is|was|has|this|less)[a-z]+s\b/ },
];

const chinese: readonly Blemish[] = [{ what: 'English', pattern: latin }];

/**
 * What a careful reader would mark in everything that was shown: the other language, holes, ids, raw dates, empty lines.
 * @param names words of the school's own that may be written in the other script.
 */
export function blemishesOf(
  told: readonly Told[],
  language: 'zh-CN' | 'en-US',
  names: readonly string[] = [],
): readonly string[] {
  const rules = [...anywhere, ...(language === 'en-US' ? english : chinese)];
  const found = told.flatMap(({ to, html }) => {
    const texts = [plainOf(html), ...spokenAttributes(html)];
    const marks = texts.flatMap((text) =>
      text.split('\n').flatMap((line) => {
        const read = [...sameInBoth, ...names].reduce((rest, name) => rest.replaceAll(name, '·'), line);
        return rules.flatMap(({ what, pattern }) => (pattern.test(read) ? [`${what}: ${line.trim()}`] : []));
      }),
    );
    const empty = /<(p|li|h3|h4|dd|dt|ul|article)(?![^>]*class="error")[^>]*>\s*(<span>\s*<\/span>\s*)*<\/\1>/.exec(
      html,
    );
    return [...marks, ...(empty ? [`an empty line: ${plainOf(html)}`] : [])].map((mark) => `${to} is shown ${mark}`);
  });
  return [...new Set(found)];
}

/** What is read out or asked although it does not stand on the card. */
function spokenAttributes(html: string): readonly string[] {
  return [...html.matchAll(/(?:aria-label|data-question|data-yes|data-no)="([^"]*)"/g)].map(([, text = '']) =>
    unescapeMarkup(text),
  );
}
