import type { DeskView, Language, MessageView, PersonView } from '../wire.js';
import { act, newKey, onOutcome } from './acts.js';
import { post, read } from './api.js';
import { chatsPane, drawChats } from './chats.js';
import { clockBar, keepTime, onClock, onMoved, refreshState } from './clock.js';
import { arrived, onOutgoing } from './composer.js';
import { arrange, el, hasKeyboard, isNarrow } from './dom.js';
import { openForm } from './forms.js';
import { importDialog } from './importing.js';
import { listen } from './live.js';
import { messagesIn, model, sitDown, upsert } from './model.js';
import { peoplePane } from './people.js';
import { currentRoute } from './route.js';
import { language } from './speech.js';
import { startPane } from './start.js';
import { drawThread, threadPane } from './thread.js';
import { announce, complain, mountToast } from './toast.js';
import { nameOf } from './who.js';
import { speak, t } from './words.js';

const languageKey = 'gongyu.language';
const app = document.querySelector('#app') ?? document.body;
const panes = el('main', { class: 'panes' });
const offline = el('p', { class: 'offline', role: 'status', hidden: true });
let leave: () => void = () => undefined;

/** Draws the whole page: after a start, a choice of person or chat, a change of language. */
function draw(): void {
  const { state, me, chat } = model;
  if (!state) return;
  const pickLanguage = (wanted: Language) => void switchLanguage(wanted);
  if (state.empty) {
    arrange(app, [startPane(pickLanguage, reload)]);
    return;
  }
  document.body.dataset['view'] = me ? (chat === null ? 'chats' : 'thread') : 'people';
  arrange(panes, [peoplePane(pickLanguage), chatsPane(pickLanguage), threadPane()]);
  arrange(app, [drawClock(), offline, panes]);
  drawThread();
  drawChats();
}

function drawClock(): HTMLElement {
  const update = el('button', { type: 'button', class: 'link', onclick: () => importDialog(reload) }, t('importAgain'));
  return clockBar(update);
}

/** What came in: drawn where it belongs, and said to those who cannot see it. */
function takeIn(messages: readonly MessageView[]): void {
  arrived(messages.map((message) => message.key));
  const fresh = upsert(messages).filter((message) => message.author !== model.me?.id);
  drawThread();
  drawChats();
  const last = fresh.at(-1);
  if (last) announce(t('announced', { name: nameOf(last.author), text: last.preview }));
}

async function switchLanguage(wanted: Language): Promise<void> {
  try {
    if (model.me) await post('language', { as: model.me.id, language: wanted });
    else localStorage.setItem(languageKey, wanted);
    await speak(wanted);
    await reload();
  } catch (error) {
    complain(error);
  }
}

/** Everything anew: the school was filled, or the words changed. */
async function reload(): Promise<void> {
  await refreshState();
  model.people = model.state?.empty ? [] : await read<readonly PersonView[]>('people');
  if (model.me) await take(model.me.id);
  draw();
}

/** Becomes somebody: their language, their chats, their news. */
async function take(person: string): Promise<void> {
  leave();
  const desk = await read<DeskView>('desk', { as: person });
  await speak(desk.person.language);
  sitDown(desk);
  leave = listen(person, desk.mark, {
    onMessages: takeIn,
    onLink: (up) => {
      offline.textContent = t('offline');
      offline.hidden = up;
    },
  });
}

async function follow(): Promise<void> {
  const { person, chat } = currentRoute();
  try {
    if (person === null) {
      leave();
      model.me = null;
      model.chats = [];
    } else if (model.me?.id !== person) {
      const spoken = language();
      await take(person);
      if (language() !== spoken) {
        await refreshState();
        model.people = await read<readonly PersonView[]>('people');
      }
    }
  } catch (error) {
    model.me = null;
    complain(error);
  }
  const known = model.chats.some((one) => one.id === chat);
  // On a wide screen there is room for a chat at once.
  model.chat = known ? chat : isNarrow() ? null : (model.chats[0]?.id ?? null);
  draw();
  settle();
  visit();
}

/** Puts the cursor where the reader goes on: into the message box, or to the head of the pane that came up. */
function settle(): void {
  const box = document.querySelector<HTMLElement>('.composer-box');
  const title = document.querySelector<HTMLElement>(`#${document.body.dataset['view']}-title`);
  if (model.chat !== null && hasKeyboard() && box) box.focus();
  else if (isNarrow()) title?.focus({ preventScroll: true });
}

let visited = '';

/** Tells the bot that its direct chat was opened; only where nothing stands in it, so that a greeting greets once. */
function visit(): void {
  const { me } = model;
  const chat = model.chats.find((one) => one.id === model.chat);
  if (!me || chat?.kind !== 'direct' || visited === me.id || messagesIn(chat.id).length > 0) return;
  visited = me.id;
  act({ kind: 'open' }, { as: me.id, chat: chat.id }, newKey()).catch(complain);
}

async function begin(): Promise<void> {
  mountToast();
  onOutcome({ onMessages: () => takeIn([]), onForm: openForm });
  onOutgoing(drawThread);
  onClock(() => void drawClock());
  onMoved(reload);
  const remembered = localStorage.getItem(languageKey);
  await speak(remembered === 'zh-CN' || remembered === 'en-US' ? remembered : language());
  await reload();
  window.addEventListener('hashchange', () => void follow());
  document.addEventListener('visibilitychange', drawThread);
  if (!model.state?.empty) await follow();
  keepTime();
}

begin().catch((error: unknown) => {
  const loading = document.querySelector('#loading');
  if (loading) loading.textContent = t('offline');
  complain(error);
});
