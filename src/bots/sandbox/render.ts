import type { FieldView, FormView } from '../../core/forms/view.js';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import type { Action, Block, Card } from '../../core/message/card.js';
import { type RichText, type Run, runsOf } from '../../core/message/rich-text.js';
import { type Html, html } from './html.js';
import { optionsInSight } from './limits.js';

/** The card as the page shows it. Pure and total; text is text wherever it came from. */
export function renderCard(card: Card, language: Language): string {
  return html`<article class="card tone-${card.tone}" lang="${language}">${
    card.title ? html`<h3 class="card-title">${toneWord(card, language)}${card.title}</h3>` : toneWord(card, language)
  }${card.blocks.map((block) => renderBlock(block, language))}${
    card.footer ? html`<footer class="card-footer">${card.footer}</footer>` : undefined
  }</article>`.markup;
}

/** What a person typed. */
export function renderSaid(text: string): string {
  return html`<p class="said">${text}</p>`.markup;
}

/** The colour says it to the eye, this to the ear. */
function toneWord(card: Card, language: Language): Html | undefined {
  if (card.tone !== 'attention') return undefined;
  return html`<span class="unseen">${say(language, 'sandbox.attention')} </span>`;
}

function renderBlock(block: Block, language: Language): Html {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${renderText(block.text)}</p>`;
    case 'heading':
      return html`<h4>${block.text}</h4>`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${renderText(item)}</li>`)}</ul>`;
    case 'fields':
      return html`<dl>${block.fields.map(
        (field) => html`<div><dt>${field.label}</dt><dd>${field.value}</dd></div>`,
      )}</dl>`;
    case 'table':
      return renderTable(block, language);
    case 'progress':
      return renderProgress(block);
    case 'divider':
      return html`<hr>`;
    case 'actions':
      return html`<div class="actions">${block.actions.map((action) => renderAction(action, language))}</div>`;
    default:
      return block satisfies never;
  }
}

function renderText(text: RichText): readonly Html[] {
  return runsOf(text).map(renderRun);
}

function renderRun(run: Run): Html {
  if ('link' in run) {
    const address = safeAddress(run.link);
    if (address === null) return html`<span>${run.text}</span>`;
    return html`<a href="${address}" target="_blank" rel="noopener noreferrer">${run.text}</a>`;
  }
  return run.strong ? html`<strong>${run.text}</strong>` : html`<span>${run.text}</span>`;
}

/** Web addresses and paths of this server; never a script, never another scheme. */
function safeAddress(link: string): string | null {
  if (/^\/(?![/\\])/.test(link)) return link;
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

function renderTable(table: Extract<Block, { kind: 'table' }>, language: Language): Html {
  const side = (index: number) => table.columns[index]?.align === 'end' && html` class="number-cell"`;
  // A wide table scrolls by itself, also from the keyboard.
  return html`<div class="table-scroll" role="region" tabindex="0" aria-label="${say(language, 'sandbox.table')}">
<table><thead><tr>${table.columns.map(
    (column, index) => html`<th scope="col"${side(index)}>${column.title}</th>`,
  )}</tr></thead><tbody>${table.rows.map(
    (row) => html`<tr>${row.map((cell, index) => html`<td${side(index)}>${cell}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

function renderProgress({ label, done, total }: Extract<Block, { kind: 'progress' }>): Html {
  // A bar without a positive maximum is not HTML; the numbers are shown as they came.
  const max = total > 0 && Number.isFinite(total) ? total : 1;
  const value = Number.isFinite(done) ? Math.min(Math.max(done, 0), max) : 0;
  return html`<div class="progress"><span>${label}</span> <span class="count">${done}/${total}</span>
<progress max="${max}" value="${value}" aria-label="${label}"></progress></div>`;
}

function renderAction(action: Action, language: Language): Html {
  switch (action.kind) {
    case 'button':
      return html`<button type="button" class="button ${action.style}" data-press="${action.token}"${
        action.confirm &&
        html` data-question="${action.confirm.question}" data-yes="${action.confirm.yes}" data-no="${action.confirm.no}"`
      }>${action.label}</button>`;
    case 'select':
      // Chosen first and sent with its own button: arrow keys alone must not send anything.
      return html`<span class="choose"><select aria-label="${action.placeholder}">
<option value="" selected disabled>${action.placeholder}</option>${action.options.map(
        (option) => html`<option value="${option.value}">${option.label}</option>`,
      )}</select><button type="button" class="button plain" data-choose="${action.token}" disabled>${say(
        language,
        'sandbox.choose',
      )}</button></span>`;
    default:
      return action satisfies never;
  }
}

/**
 * The form as the page shows it whole. A field's place carries its id in `data-field` and its kind in `data-kind`; the
 * page reads the answers from there and puts the errors there.
 */
export function renderForm(view: FormView, language: Language): string {
  return html`<form class="form" data-session="${view.session}" lang="${language}" novalidate>${
    view.intro ? html`<p class="intro">${view.intro}</p>` : undefined
  }${view.fields.map((field, index) => renderField(field, `field-${index}`, language))}
<div class="form-end"><button type="button" class="button plain" data-cancel>${say(
    language,
    'common.cancel',
  )}</button><button type="submit" class="button primary">${view.submit}</button></div></form>`.markup;
}

function renderField(field: FieldView, id: string, language: Language): Html {
  const required = field.required && html`<span class="required">${say(language, 'sandbox.required')}</span>`;
  const under = html`${
    field.hint ? html`<p class="hint" id="${id}-hint">${field.hint}</p>` : undefined
  }<p class="error" id="${id}-error"${!field.error && html` hidden`}>${field.error}</p>`;
  const described = html`aria-describedby="${field.hint ? `${id}-hint ` : ''}${id}-error"${
    field.error && html` aria-invalid="true"`
  }`;
  const frame = html`class="field" data-field="${field.id}" data-kind="${field.kind}"`;
  if (isGroup(field)) {
    const options = renderOptions(field, id, language);
    return html`<fieldset ${frame} ${described}><legend>${field.label}${required}</legend>${options}${under}</fieldset>`;
  }
  if (field.kind === 'confirm') {
    return html`<div ${frame}><label class="option"><input type="checkbox" ${described}${
      field.value && html` checked`
    }><span>${field.label}${required}</span></label>${under}</div>`;
  }
  const label = html`<label for="${id}">${field.label}${required}</label>`;
  return html`<div ${frame}>${label}${renderControl(field, html`id="${id}" ${described}`, language)}${under}</div>`;
}

type OptionsField = Extract<FieldView, { kind: 'choice' | 'choices' }>;

/** Several boxes, or few enough radio buttons, stand in a fieldset; one long choice is a menu. */
function isGroup(field: FieldView): field is OptionsField {
  return field.kind === 'choices' || (field.kind === 'choice' && field.options.length <= optionsInSight);
}

function renderOptions(field: OptionsField, id: string, language: Language): Html {
  const type = field.kind === 'choice' ? 'radio' : 'checkbox';
  // A radio button cannot be taken back by itself.
  const none = { value: '', label: say(language, 'sandbox.none') };
  const options = field.kind === 'choice' && !field.required ? [...field.options, none] : field.options;
  return html`<div class="options">${options.map(
    (option) =>
      html`<label class="option"><input type="${type}" name="${id}" value="${option.value}"${
        isChosen(field, option.value) && html` checked`
      }><span>${option.label}</span></label>`,
  )}</div>`;
}

function isChosen(field: OptionsField, value: string): boolean {
  return value === '' && field.kind === 'choice' ? field.value.length === 0 : field.value.includes(value);
}

function renderControl(field: Exclude<FieldView, { kind: 'confirm' }>, attributes: Html, language: Language): Html {
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return html`<select ${attributes}><option value="">${say(language, 'sandbox.pick')}</option>${field.options.map(
        (option) =>
          html`<option value="${option.value}"${
            field.value.includes(option.value) && html` selected`
          }>${option.label}</option>`,
      )}</select>`;
    case 'number':
      return html`<div class="number"><button type="button" class="step" data-step="-1" tabindex="-1" aria-hidden="true">−</button><input type="number" inputmode="decimal" ${attributes} min="${
        field.min
      }" max="${field.max}" step="${field.step}" value="${
        field.value ?? ''
      }"><button type="button" class="step" data-step="1" tabindex="-1" aria-hidden="true">+</button></div>`;
    case 'text':
      // No maxlength: a browser counts otherwise than people do, and cuts what is pasted without a word.
      return field.long
        ? // The first line break after the tag is dropped by every browser: ours is there to be dropped.
          html`<textarea ${attributes} rows="4">
${field.value}</textarea>`
        : html`<input type="text" ${attributes} value="${field.value}" autocomplete="off">`;
    default:
      return field satisfies never;
  }
}
