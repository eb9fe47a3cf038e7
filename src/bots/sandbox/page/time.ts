import { model } from './model.js';
import { language } from './speech.js';

const shapes = {
  clock: { hour: 'numeric', minute: '2-digit' },
  day: { month: 'long', day: 'numeric', weekday: 'long' },
  shortDay: { month: 'numeric', day: 'numeric' },
  isoDay: { year: 'numeric', month: '2-digit', day: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** An instant on the school's wall clock. `list`: the time today, the day before that. */
export function timeIn(at: string, shape: 'clock' | 'day' | 'list'): string {
  if (shape !== 'list') return formatted(at, shape);
  const today = model.state?.now.wall.slice(0, 10);
  return dayOf(at) === today ? formatted(at, 'clock') : formatted(at, 'shortDay');
}

/** 'YYYY-MM-DD' at school. */
export function dayOf(at: string): string {
  return formatted(at, 'isoDay', 'sv-SE');
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatted(at: string, shape: keyof typeof shapes, locale: string = language()): string {
  const timeZone = model.state?.zone ?? 'UTC';
  const key = `${locale} ${timeZone} ${shape}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...shapes[shape] });
  formats.set(key, format);
  return format.format(new Date(at));
}
