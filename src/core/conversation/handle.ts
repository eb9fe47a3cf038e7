import { parseCommand } from '../commands/verb.js';
import { looksLikeQuickEntry } from '../conduct/quick-entry/looks-like.js';
import { marked } from '../deliveries/tell.js';
import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { notice } from '../message/card.js';
import { type Inbound, type InboundOf, isNews } from '../message/inbound.js';
import type { Reply } from '../message/reply.js';
import type { StoredAction } from '../ports/action-store.js';
import type { Ports } from '../ports/ports.js';
import { askSchool } from '../questions/ask.js';
import { dangerIn } from '../questions/danger.js';
import { todayIn } from '../school/school.js';
import { answerForm, findSession } from './form-conversation.js';
import { answerFormer } from './former.js';
import { showHome } from './home.js';
import { identify, languageOfWords, textOf } from './identify.js';
import { takeNews } from './news.js';
import { press } from './presses.js';
import { answerGroup, answerPerson } from './said.js';
import { answerStranger } from './stranger.js';
import { runVerb } from './verbs/run-verb.js';

/**
 * One event → what it causes → what is answered at once. Every effect names the event, so that a second run of the same
 * event adds nothing. A refusal is an answer, not a failure.
 */
export async function handle(ports: Ports, inbound: Inbound, eventId: string): Promise<Reply> {
  if (isNews(inbound)) return takeNews(ports, inbound, eventId);
  const { database } = ports;
  const now = ports.clock.school();
  const action = inbound.kind === 'pressed' ? await database.actions.find(inbound.token) : null;
  const session = inbound.kind === 'submitted' ? await findSession(database, inbound.session) : null;
  const channel =
    inbound.chat.kind === 'group'
      ? await database.channels.findByChat(inbound.workspaceId, inbound.chat.externalId)
      : null;
  const schoolId = action?.schoolId ?? session?.schoolId ?? channel?.schoolId ?? null;
  const identity = await identify(database, inbound, now, schoolId);
  switch (identity.kind) {
    case 'stranger':
      return answerStranger(ports, inbound, action);
    case 'former':
      return answerFormer(ports, inbound, identity.person);
    case 'severalSchools': {
      const language = identity.person.language ?? languageOfWords(textOf(inbound), 'zh-CN');
      const names = identity.schools.map((school) => school.schoolName).join(' / ');
      return { card: notice(say(language, 'talk.severalSchools', { names }), 'attention'), language };
    }
    case 'known': {
      const { school, speaker } = identity;
      const language = speaker.person.language ?? school.language;
      const turn: Turn = { ports, inbound, eventId, now, today: todayIn(school, now), school, speaker, language };
      try {
        const reply = await answer(turn, action);
        return { ...reply, ...(reply.card ? { card: marked(school, reply.card, language) } : {}), language };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const text = say(language, error.key, error.params);
        return inbound.kind === 'pressed' ? { toast: text, language } : { card: notice(text, 'attention'), language };
      }
    }
    default:
      return identity satisfies never;
  }
}

function answer(turn: Turn, action: StoredAction | null): Promise<Reply> {
  const { inbound } = turn;
  switch (inbound.kind) {
    case 'pressed':
      return press(turn, action, inbound.value ?? null);
    case 'submitted':
      return answerForm(turn, inbound);
    case 'opened':
      return showHome(turn);
    case 'commanded':
      if (speaksOfDanger(turn, inbound.text)) return askSchool(turn, inbound.text);
      return runVerb(turn, parseCommand(inbound.text) ?? { verb: 'help', rest: inbound.text });
    case 'said':
      return saidSomething(turn, inbound);
    default:
      return inbound satisfies never;
  }
}

/** A family in need types what comes to mind: “help, she is missing” is no call for the help page. */
function speaksOfDanger({ speaker }: Turn, text: string): boolean {
  if (speaker.childIds.length === 0 || dangerIn(text) === null) return false;
  return speaker.roles.length === 0 || !looksLikeQuickEntry(text);
}

function saidSomething(turn: Turn, inbound: InboundOf<'said'>): Promise<Reply> {
  if (speaksOfDanger(turn, inbound.text)) return askSchool(turn, inbound.text);
  const command = parseCommand(inbound.text);
  if (command) return runVerb(turn, command);
  return inbound.chat.kind === 'group' ? answerGroup(turn, inbound.text) : answerPerson(turn, inbound.text);
}
