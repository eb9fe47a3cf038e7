import { type Logger, pino } from 'pino';
import type { Config } from '../config.js';

export type Log = Logger;

/**
 * One JSON line an event, on stderr, so that what a command prints stays clean. A line holds codes, ids, counts and times:
 * never a name, a text or a token. Errors are cut to their type, code and place, because messages of databases and
 * platforms quote what they were given.
 */
export function createLog(level: Config['logLevel']): Log {
  return pino(
    {
      level,
      base: null,
      serializers: {
        err: (error: unknown) => {
          if (!(error instanceof Error)) return { type: typeof error };
          const at = error.stack?.split('\n').find((line) => line.trim().startsWith('at '));
          return { type: error.name, ...('code' in error ? { code: String(error.code) } : {}), at: at?.trim() };
        },
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
