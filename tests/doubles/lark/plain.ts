import { unescapeMarkup } from '../../support/markup.js';
import { type Card, childrenOf, type Element, everyElement, type Words } from './cards/card.js';

// A card as a person reads it: the words, and what can be pressed.

/** Something that can be operated on a card, outside its forms. */
export interface SeenAction {
  readonly kind: 'button' | 'link' | 'select' | 'date' | 'input' | 'tick' | 'overflow' | 'area';
  /** Where it stands in the card: how a press says what it means. */
  readonly at: string;
  /** A button's words, otherwise the placeholder. */
  readonly label: string;
  readonly style: string | null;
  readonly disabled: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly confirm: { readonly title: string; readonly text: string } | null;
  /** What its app put into it. */
  readonly value: unknown;
}

export interface SeenField {
  readonly name: string;
  readonly kind: string;
  /** Its own label, otherwise the words that stand right above it. */
  readonly label: string;
  /** The words in red among those: what was wrong with the last answer. */
  readonly error: string | null;
  readonly placeholder: string;
  readonly required: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: unknown;
}

export interface SeenForm {
  readonly name: string;
  readonly plain: string;
  readonly fields: readonly SeenField[];
  /** The buttons that send it, and others in it. */
  readonly buttons: readonly {
    readonly name: string;
    readonly label: string;
    readonly sends: boolean;
    readonly value: unknown;
  }[];
}

/** The words of a card for the language of a client. */
export function readable(card: Card, language: string, nameOf: (openId: string) => string = (id) => id): string {
  const { header, body } = card;
  const top = [header?.title, header?.subtitle, ...(header?.text_tag_list ?? []).map((one) => one.text)];
  const words = createWords(language, nameOf);
  return [...top.map(words.of), ...body.elements.map(words.element)].filter(Boolean).join('\n');
}

export function titleOf(card: Card, language: string): string {
  return createWords(language, (id) => id).of(card.header?.title);
}

/** What a notification and the list of chats show. */
export function summaryOf({ config, header }: Card, language: string): string {
  const words = createWords(language, (id) => id);
  const own = words.of({ tag: 'plain_text', ...config?.summary });
  return own || words.of(header?.title);
}

function createWords(language: string, nameOf: (openId: string) => string) {
  const locale = language === 'zh-CN' ? 'zh_cn' : 'en_us';
  function of(words: Words | undefined): string {
    if (!words) return '';
    const content = words.i18n_content?.[locale] ?? words.content ?? '';
    return words.tag === 'lark_md' ? shown(content) : content;
  }
  const shown = (content: string) => readMarkdown(content, nameOf);

  function element(one: Element): string {
    const text = one['text'] as Words | undefined;
    switch (one.tag) {
      case 'markdown': {
        const inLanguages = one['i18n_content'] as Record<string, string> | undefined;
        return shown(inLanguages?.[locale] ?? String(one['content']));
      }
      case 'table':
        return tableWords(one, shown);
      case 'button':
      case 'div':
      case 'checker':
        return of(text);
      case 'collapsible_panel': {
        const { title } = one['header'] as { title: Words | { tag: 'markdown'; content: string } };
        const head = title.tag === 'markdown' ? shown(title.content) : of(title);
        return [head, ...childrenOf(one).map(element)].filter(Boolean).join('\n');
      }
      case 'img':
        return [of(one['title'] as Words), of(one['alt'] as Words)].filter(Boolean).join('\n');
      case 'person':
        return nameOf(String(one['user_id']));
      case 'person_list':
        return (one['persons'] as readonly { id: string }[]).map(({ id }) => nameOf(id)).join(' ');
      default: {
        const own = [one['label'], one['placeholder']].map((words) => of(words as Words | undefined));
        const options = optionsOf(one, of).map((option) => option.label);
        return [...own, ...options, ...childrenOf(one).map(element)].filter(Boolean).join('\n');
      }
    }
  }
  return { of, element };
}

function tableWords(table: Element, shown: (content: string) => string): string {
  const columns = table['columns'] as readonly { name: string; display_name?: string; data_type: string }[];
  const rows = table['rows'] as readonly Record<string, unknown>[];
  const cell = (value: unknown, kind: string) => {
    if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? one : one.text)).join('、');
    const text = value === undefined ? '' : String(value);
    return kind === 'markdown' || kind === 'lark_md' ? shown(text) : text;
  };
  const lines = rows.map((row) => columns.map(({ name, data_type }) => cell(row[name], data_type)).join(' '));
  return [columns.map((one) => one.display_name ?? one.name).join(' '), ...lines].join('\n');
}

/** Markup is what a person does not see; what was escaped stands there as it is. */
export function readMarkdown(content: string, nameOf: (openId: string) => string): string {
  const lines = content
    .replace(/```\w*\n?/g, '')
    .split('\n')
    .filter((line) => !/^\s*(<hr\s*\/?>|-{3,}|\|?(\s*:?-+:?\s*\|)+(\s*:?-+:?)?)\s*$/.test(line))
    .map((line) => (/^\s*\|.*\|\s*$/.test(line) ? line.replace(/\|/g, ' ').trim() : line))
    .map((line) => line.replace(/^#{1,6}\s+/, '').replace(/^\s*>\s+/, ''));
  const bare = lines
    .join('\n')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<(?:at|person)\s+[^>]*?=\s*["']?([\w,]+)["']?[^>]*>(?:[^<]*<\/(?:at|person)>)?/g, (_, ids: string) =>
      ids
        .split(',')
        .map((id) => `@${nameOf(id)}`)
        .join(' '),
    )
    .replace(/<\/?(?:font|text_tag|link|number_tag|u|s|i|b)\b[^>]*>/g, '')
    .replace(/!?\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)/g, '$1')
    .replace(/(\*\*\*|\*\*|~~|`)(\S(?:.*?\S)?)\1/g, '$2')
    .replace(/(^|[^*\w])\*(\S(?:[^*\n]*\S)?)\*(?!\w)/g, '$1$2');
  return unescapeMarkup(bare.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))));
}

type Option = { readonly value?: string; readonly text?: Words };

function optionsOf(element: Element, of: (words: Words | undefined) => string) {
  const options = (element['options'] ?? []) as readonly Option[];
  return options.map(({ value = '', text }) => ({ value, label: text ? of(text) : value }));
}

const kinds: Readonly<Record<string, SeenAction['kind']>> = {
  button: 'button',
  select_static: 'select',
  select_person: 'select',
  date_picker: 'date',
  picker_time: 'date',
  picker_datetime: 'date',
  input: 'input',
  checker: 'tick',
  overflow: 'overflow',
  interactive_container: 'area',
};

/** What the app is told of when it is used. */
export function callbackOf(element: Element): { readonly value: unknown } | null {
  const behaviors = (element['behaviors'] ?? []) as readonly { type: string; value?: unknown }[];
  const found = behaviors.find((one) => one.type === 'callback');
  return found ? { value: found.value } : null;
}

/** What can be pressed, in the order in which it stands there; what belongs to a form is not among it. */
export function actionsOf(card: Card, language: string): readonly SeenAction[] {
  const words = createWords(language, (id) => id);
  const found: SeenAction[] = [];
  for (const { element, path, around } of everyElement(card.body.elements)) {
    const kind = kinds[element.tag];
    if (!kind || around.some((one) => one.tag === 'form')) continue;
    const callback = callbackOf(element);
    if (kind === 'area' && !callback) continue;
    const confirm = element['confirm'] as { title: Words; text: Words } | undefined;
    found.push({
      kind: kind === 'button' && !callback ? 'link' : kind,
      at: path,
      label: words.of((element['text'] ?? element['placeholder']) as Words | undefined),
      style: (element['type'] as string | undefined) ?? null,
      disabled: element['disabled'] === true,
      options: optionsOf(element, words.of),
      confirm: confirm ? { title: words.of(confirm.title), text: words.of(confirm.text) } : null,
      value: callback?.value ?? null,
    });
  }
  return found;
}

/** The forms of a card. */
export function formsOf(card: Card, language: string): readonly SeenForm[] {
  const words = createWords(language, (id) => id);
  return card.body.elements
    .filter((one) => one.tag === 'form')
    .map((form) => {
      const fields: SeenField[] = [];
      const buttons: SeenForm['buttons'][number][] = [];
      let above: { readonly text: string; readonly red: boolean }[] = [];
      for (const { element } of everyElement(childrenOf(form))) {
        if (element.tag === 'button') {
          buttons.push({
            name: String(element['name']),
            label: words.of(element['text'] as Words | undefined),
            sends: element['form_action_type'] === 'submit',
            value: callbackOf(element)?.value ?? null,
          });
        } else if (typeof element['name'] === 'string') {
          const own = words.of((element['label'] ?? element['text']) as Words | undefined);
          fields.push({
            name: element['name'],
            kind: element.tag,
            label: own || (above[0]?.text ?? ''),
            error: above.find((one) => one.red)?.text ?? null,
            placeholder: words.of(element['placeholder'] as Words | undefined),
            required: element['required'] === true,
            options: optionsOf(element, words.of),
            value: firstValue(element),
          });
          above = [];
        } else if (['markdown', 'div'].includes(element.tag)) {
          above = [...above, { text: words.element(element), red: isRed(element) }];
        }
      }
      return {
        name: String(form['name']),
        plain: childrenOf(form).map(words.element).filter(Boolean).join('\n'),
        fields,
        buttons,
      };
    });
}

function isRed(element: Element): boolean {
  const { text_color } = (element['text'] ?? {}) as { readonly text_color?: string };
  return text_color === 'red' || /<font color=["']?red/.test(String(element['content'] ?? ''));
}

/** What stands in a field when the card opens. */
export function firstValue(element: Element): unknown {
  const { tag } = element;
  if (tag === 'input') return element['default_value'] ?? '';
  if (tag === 'checker') return element['checked'] === true;
  if (tag.startsWith('multi_')) return element['selected_values'] ?? [];
  const index = element['initial_index'];
  if (typeof index === 'number') return (element['options'] as readonly Option[])[index - 1]?.value ?? null;
  return (
    element['initial_option'] ??
    element['initial_date'] ??
    element['initial_time'] ??
    element['initial_datetime'] ??
    null
  );
}
