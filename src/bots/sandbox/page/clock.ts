import type { StateView } from '../wire.js';
import { read, work } from './api.js';
import { el } from './dom.js';
import { model } from './model.js';
import { sentenceOf } from './toast.js';
import { t } from './words.js';

const refreshEveryMs = 20_000;
const shownMs = 8_000;

const bar = el('header', { class: 'clock', 'aria-label': '' });
const progress = el('p', { class: 'clock-progress', role: 'status', 'aria-live': 'polite', hidden: true });
let busy = false;
let timer = 0;
let open = false;
let moved: () => Promise<void> = async () => undefined;

/** Told when school time has jumped. */
export function onMoved(handler: () => Promise<void>): void {
  moved = handler;
}

/** School time, what comes next, and the time machine. `extra` stands at the end of the opened panel. */
export function clockBar(extra: HTMLElement | null): HTMLElement {
  const { state } = model;
  if (!state) return bar;
  const panel = el('div', { class: 'clock-panel', id: 'clock-panel' }, ...machine(state), extra);
  const toggle = el(
    'button',
    {
      type: 'button',
      class: 'clock-now',
      'aria-expanded': String(open),
      'aria-controls': 'clock-panel',
      onclick: () => {
        open = !open;
        bar.classList.toggle('open', open);
        toggle.setAttribute('aria-expanded', String(open));
      },
    },
    el(
      'span',
      { class: 'clock-time' },
      el('span', { class: 'clock-long' }, state.now.text),
      el('span', { class: 'clock-short' }, state.now.short),
      state.week === null ? null : el('span', { class: 'clock-week' }, state.week),
    ),
    el('span', { class: 'clock-plan' }, nextText(state)),
  );
  bar.classList.toggle('open', open);
  bar.setAttribute('aria-label', t('clock'));
  bar.replaceChildren(
    el(
      'div',
      { class: 'clock-line' },
      el('span', { class: 'logo bot', 'aria-hidden': 'true' }),
      el(
        'div',
        { class: 'brand' },
        el('h1', {}, t('name')),
        state.school === null ? null : el('span', { class: 'school' }, state.school),
      ),
      toggle,
      state.clockMoves && !state.empty ? nextButton(state) : null,
    ),
    panel,
    progress,
  );
  return bar;
}

function nextText({ next }: StateView): string {
  return next ? t('next', { time: next.text, label: next.label }) : t('nothingNext');
}

function nextButton(state: StateView): HTMLElement {
  return el(
    'button',
    {
      type: 'button',
      class: 'button primary small to-next',
      title: t('toNext'),
      'aria-label': t('toNext'),
      disabled: busy || state.next === null,
      onclick: () => void travel('next'),
    },
    el('span', { 'aria-hidden': 'true' }, '▸▸'),
    el('span', { class: 'to-next-text' }, t('toNext')),
  );
}

function machine(state: StateView): (HTMLElement | null)[] {
  const picked = el('input', {
    type: 'datetime-local',
    id: 'clock-to',
    min: state.now.wall,
    value: state.now.wall,
    disabled: busy,
    required: true,
  });
  return [
    state.demo ? el('p', { class: 'demo-mark' }, t('demoSchool')) : null,
    el('p', { class: 'clock-next' }, nextText(state)),
    state.clockMoves
      ? el(
          'form',
          {
            class: 'clock-to',
            onsubmit: (event: Event) => {
              event.preventDefault();
              if (picked.reportValidity()) void travel(picked.value.slice(0, 16));
            },
          },
          el('label', { for: 'clock-to' }, t('toTime')),
          picked,
          el('button', { type: 'submit', class: 'button plain small', disabled: busy }, t('go')),
        )
      : null,
    el('p', { class: 'quiet' }, state.clockMoves ? t('forwardOnly') : t('clockFixed')),
  ];
}

async function travel(to: string): Promise<void> {
  if (busy) return;
  busy = true;
  say(t('moving'));
  redraw();
  try {
    await work('clock', {}, { to }, say);
    await refreshState();
    await moved();
    say(t('arrived', { time: model.state?.now.text ?? '' }), true);
  } catch (error) {
    say(sentenceOf(error));
  } finally {
    busy = false;
    redraw();
  }
}

/** Says it under the bar; what is over and good is taken away again. */
function say(line: string, over = false): void {
  window.clearTimeout(timer);
  progress.textContent = line;
  progress.hidden = false;
  if (over) timer = window.setTimeout(() => (progress.hidden = true), shownMs);
}

let redraw: () => void = () => undefined;

/** Told when the bar has to be drawn again. */
export function onClock(draw: () => void): void {
  redraw = draw;
}

export async function refreshState(): Promise<void> {
  model.state = await read<StateView>('state');
}

/** Keeps the shown time going while somebody looks. */
export function keepTime(): void {
  window.setInterval(async () => {
    if (document.visibilityState !== 'visible' || busy) return;
    // Somebody is choosing a time: a redraw would take the field from under the cursor.
    if (bar.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement) return;
    const before = JSON.stringify(model.state);
    await refreshState().catch(() => undefined);
    if (JSON.stringify(model.state) !== before) redraw();
  }, refreshEveryMs);
}
