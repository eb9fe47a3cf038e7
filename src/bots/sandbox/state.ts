import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import type { SandboxState } from './host.js';
import type { StateView } from './wire.js';

/** The state in words: the school's wall clock with weekday and week. */
export function stateView(state: SandboxState, language: Language): StateView {
  const { workspaceId, empty, demo, schoolName, zone, now, week, next, clockMoves, administratorCodeNeeded } = state;
  return {
    workspace: workspaceId,
    empty,
    demo,
    school: schoolName,
    zone,
    now: {
      text: timeText(now, zone, language, 'long'),
      short: timeText(now, zone, language, 'short'),
      wall: wallOf(now, zone),
    },
    week: week === null ? null : say(language, 'sandbox.week', { week }),
    next: next && { text: nextText(now, next.at, zone, language), label: next.label },
    clockMoves,
    administratorCodeNeeded,
  };
}

/** Today needs no date. */
function nextText(now: Date, at: Date, zone: string, language: Language): string {
  const today = wallOf(now, zone).slice(0, 10) === wallOf(at, zone).slice(0, 10);
  return timeText(at, zone, language, today ? 'time' : 'short');
}

const lengths = {
  long: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  short: { month: 'short', day: 'numeric', weekday: 'short' },
  time: {},
} satisfies Record<string, Intl.DateTimeFormatOptions>;

function timeText(at: Date, zone: string, language: Language, length: keyof typeof lengths): string {
  const time = { timeZone: zone, hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(language, { ...time, ...lengths[length] }).format(at);
}

/** As a `datetime-local` field writes it. */
function wallOf(at: Date, zone: string): string {
  // Swedish dates are ISO dates.
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  return text.replace(' ', 'T');
}
