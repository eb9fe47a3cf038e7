import { unescapeMarkup } from '../../support/markup.js';
import type { Block } from './blocks/block.js';
import { elementsOf } from './blocks/check.js';

// Blocks as a person reads them: the words, and what can be pressed.

/** Something that can be pressed or chosen on a message or in a view. */
export interface SeenAction {
  readonly kind: 'button' | 'select' | 'multiselect' | 'checkboxes' | 'radio' | 'overflow' | 'date';
  readonly actionId: string;
  readonly blockId: string;
  /** A button's words, otherwise the placeholder. */
  readonly label: string;
  readonly style: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly confirm: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string } | null;
}

/** The words of a message: its blocks', or its text where it has none. */
export function readable(text: string, blocks: readonly Block[] | null): string {
  return blocks ? blocks.map(wordsOf).filter(Boolean).join('\n') : unescapeMarkup(text);
}

type TextObject = { readonly type: 'plain_text' | 'mrkdwn'; readonly text: string };

function wordsOf(block: Block): string {
  switch (block.type) {
    case 'section':
      return [block.text, ...(block.fields ?? [])]
        .map((one) => (one ? shown(one) : ''))
        .filter(Boolean)
        .join('\n');
    case 'header':
      return block.text.text;
    case 'context':
      return block.elements.map((one) => (one.type === 'image' ? one.alt_text : shown(one))).join(' ');
    case 'image':
      return [block.title?.text, block.alt_text].filter(Boolean).join('\n');
    case 'input':
      return [block.label.text, block.hint?.text].filter(Boolean).join('\n');
    case 'rich_text':
      return block.elements.map(richWords).join('\n');
    case 'table':
      return block.rows
        .map((row) => row.map((cell) => (cell.type === 'raw_text' ? cell.text : wordsOf(cell))).join(' '))
        .join('\n');
    case 'actions':
      return actionsOf([block])
        .map((one) => [one.label, ...one.options.map((option) => option.label)].join('\n'))
        .join('\n');
    case 'divider':
      return '';
    default:
      return block satisfies never;
  }
}

type RichElement = Extract<Block, { type: 'rich_text' }>['elements'][number];

function richWords(element: RichElement): string {
  if (element.type === 'rich_text_list') return element.elements.map(richWords).join('\n');
  return element.elements
    .map((part) => {
      switch (part.type) {
        case 'text':
          return part.text;
        case 'link':
          return part.text ?? part.url;
        case 'emoji':
          return `:${part.name}:`;
        case 'user':
          return `<@${part.user_id}>`;
        case 'usergroup':
          return `<!subteam^${part.usergroup_id}>`;
        case 'channel':
          return `<#${part.channel_id}>`;
        case 'broadcast':
          return `<!${part.range}>`;
        case 'date':
          return part.fallback ?? part.format;
        default:
          return part satisfies never;
      }
    })
    .join('');
}

/** Markup of mrkdwn is what a person does not see. */
function shown(text: TextObject): string {
  if (text.type === 'plain_text') return text.text;
  return unescapeMarkup(
    text.text.replace(/<(https?:[^|>]+)\|([^>]+)>/g, '$2').replace(/(^|\W)[*_~`](\S[^*_~`\n]*)[*_~`](?=\W|$)/g, '$1$2'),
  );
}

const kinds = {
  button: 'button',
  static_select: 'select',
  multi_static_select: 'multiselect',
  checkboxes: 'checkboxes',
  radio_buttons: 'radio',
  overflow: 'overflow',
  datepicker: 'date',
} as const;

/** What can be pressed, in the order in which it stands there; inputs of a form are not among it. */
export function actionsOf(blocks: readonly Block[]): readonly SeenAction[] {
  return blocks.flatMap((block) => {
    if (block.type === 'input') return [];
    return elementsOf(block).flatMap((element): SeenAction[] => {
      if (element.type === 'plain_text_input' || element.type === 'number_input') return [];
      const { confirm } = element;
      const common = {
        kind: kinds[element.type],
        actionId: element.action_id ?? '',
        blockId: block.block_id ?? '',
        confirm: confirm
          ? { title: confirm.title.text, text: confirm.text.text, yes: confirm.confirm.text, no: confirm.deny.text }
          : null,
      };
      if (element.type === 'button') {
        return [{ ...common, label: element.text.text, style: element.style ?? null, options: [] }];
      }
      const label = 'placeholder' in element ? (element.placeholder?.text ?? '') : '';
      return [
        {
          ...common,
          label,
          style: null,
          options: optionsOf(element).map(({ value, text }) => ({ value, label: text.text })),
        },
      ];
    });
  });
}

interface Choice {
  readonly value: string;
  readonly text: { readonly text: string };
}

/** The options of whatever has some. */
export function optionsOf(element: object): readonly Choice[] {
  const { options, option_groups } = element as {
    readonly options?: readonly Choice[];
    readonly option_groups?: readonly { readonly options: readonly Choice[] }[];
  };
  return options ?? option_groups?.flatMap((group) => group.options) ?? [];
}
