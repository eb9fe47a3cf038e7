import { type Scope, scopeOf } from '../../access/scope.js';
import type { Turn } from '../../inbox/turn.js';
import { catalogue, type MessageKey } from '../../language/catalogue.js';
import type { Language } from '../../language/language.js';
import { type Params, say } from '../../language/say.js';
import { sayMoment } from '../../language/say-date.js';
import { list, notice } from '../../message/card.js';
import type { Reply } from '../../message/reply.js';
import type { Outcome } from '../../ports/decision-store.js';
import type { SentFilter } from '../../ports/report-store.js';

/** How far `why` looks back, and how much of it it tells. */
const lookBackDays = 14;
const mostLines = 12;

/** Reasons that say by themselves what happened; others explain an outcome. */
const wholeStories: ReadonlySet<string> = new Set(['approved', 'noConsent', 'noAccounts', 'heldByTeacher']);

/** What staff may be told about the classes in their scope; everything else is between the school and one person. */
const aboutClasses = /^(?:note|digest|round)(?:\.|$)/;

interface Happening {
  readonly at: Date;
  readonly kind: string;
  readonly subjectId: string | null;
  readonly personId: string | null;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly params: Params;
}

/**
 * Why messages were or were not sent: to a guardian about the own messages, to staff about the classes in their scope.
 * Decisions hold codes only; the sentences are made here.
 */
export async function why(turn: Turn): Promise<Reply> {
  const { ports, school, speaker, language, now, today } = turn;
  const { database } = ports;
  const since = new Date(now.getTime() - lookBackDays * 86_400_000);
  const scope = scopeOf(speaker.roles, school.id, 'see', today);
  const classes = (await database.classes.list(school.id, today)).filter((one) => inScope(scope, one));
  const happenings = async (filter: Pick<SentFilter, 'subjectIds' | 'personId'>): Promise<Happening[]> => {
    const decided = await database.decisions.of(school.id, { ...filter, since }, mostLines);
    const sent = await database.reports.sent(school.id, { ...filter, since }, mostLines);
    const delivered = { outcome: 'sent', reason: 'delivered', params: {} } as const;
    return [...decided, ...sent.map(({ sentAt, ...one }) => ({ ...one, ...delivered, at: sentAt }))];
  };
  const own = await happenings({ personId: speaker.person.id });
  const ofClasses = classes.length > 0 ? await happenings({ subjectIds: classes.map((one) => one.id) }) : [];
  const newest = distinct([...own, ...ofClasses.filter((one) => aboutClasses.test(one.kind))])
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, mostLines);
  if (newest.length === 0) return { card: notice(say(language, 'why.nothing')) };
  const names = new Map(classes.map((one) => [one.id, one.name]));
  const people = await database.people.find(newest.flatMap((one) => [one.personId, one.params['by']].filter(isId)));
  const personNames = new Map(people.map((person) => [person.id, person.name]));
  const lines = newest.map((one) =>
    say(language, wholeStories.has(one.reason) ? 'why.story' : 'why.line', {
      at: sayMoment(language, one.at, school.zone),
      what: whatOf(one, language, names.get(one.subjectId ?? '') ?? '', personNames.get(one.personId ?? '') ?? ''),
      outcome: say(language, `why.outcome.${one.outcome}`),
      reason: reasonOf(one, language, personNames),
    }),
  );
  return { card: { title: say(language, 'why.title'), tone: 'plain', blocks: [list(lines)] } };
}

function inScope(scope: Scope, one: { readonly id: string; readonly gradeId: string }): boolean {
  return scope.wholeSchool || scope.gradeIds.includes(one.gradeId) || scope.classIds.includes(one.id);
}

function whatOf({ kind }: Happening, language: Language, about: string, who: string): string {
  // What was decided for a whole class names no person.
  const key = kind === 'note' && who === '' ? 'why.what.notes' : `why.what.${kind}`;
  return isKey(key) ? say(language, key, { about, who }) : say(language, 'why.what.other');
}

function reasonOf({ reason, params }: Happening, language: Language, people: ReadonlyMap<string, string>): string {
  const key = `why.${reason}`;
  const name = people.get(String(params['by'] ?? '')) ?? '';
  return isKey(key) ? say(language, key, { name, ...params }) : say(language, 'why.other', { code: reason });
}

function isId(one: unknown): one is string {
  return typeof one === 'string';
}

function isKey(key: string): key is MessageKey {
  return Object.hasOwn(catalogue, key);
}

function distinct(happenings: readonly Happening[]): Happening[] {
  return [
    ...new Map(
      happenings.map((one) => [`${one.at.getTime()} ${one.kind} ${one.subjectId} ${one.personId} ${one.reason}`, one]),
    ).values(),
  ];
}
