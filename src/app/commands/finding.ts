import { z } from 'zod';

/** One thing that the doctor looked at. */
export const findingSchema = z.object({
  /** fail: Gongyu does not work like this · warn: it works, and somebody should do something. */
  level: z.enum(['ok', 'warn', 'fail']),
  /** What was looked at; stays the same between versions, for scripts. */
  about: z.string(),
  text: z.string(),
  /** What to do; null where nothing is to be done. */
  remedy: z.string().nullable(),
});

export type Finding = z.infer<typeof findingSchema>;

export const ok = (about: string, text: string): Finding => ({ level: 'ok', about, text, remedy: null });
export const warn = (about: string, text: string, remedy: string): Finding => ({ level: 'warn', about, text, remedy });
export const fail = (about: string, text: string, remedy: string): Finding => ({ level: 'fail', about, text, remedy });

const signs = { ok: '✔', warn: '!', fail: '✘' } as const;

export function renderFinding({ level, text, remedy }: Finding): string {
  return `${signs[level]} ${text}${remedy === null ? '' : `\n    → ${remedy}`}`;
}
