import { ConfigError } from '../config.js';
import { Refusal } from '../core/errors.js';
import type { Language } from '../core/language/language.js';
import { say } from '../core/language/say.js';
import { DatabaseProblem, systemCode } from '../db/problem.js';

/** Said instead of a result: what happened and what to do. */
export class Unsuitable extends Error {
  override readonly name = 'Unsuitable';
}

/** What an operator is told about an error: a sentence with a remedy, never a stack and never what a person wrote. */
export function complaintOf(error: unknown, language: Language): string {
  if (error instanceof Refusal) return say(language, error.key, error.params);
  if (error instanceof ConfigError || error instanceof DatabaseProblem || error instanceof Unsuitable) {
    return error.message;
  }
  const code = systemCode(error) ?? '';
  return systemSentences[code]?.(placeOf(error)) ?? unknownSentence(error, code);
}

/** Errors of the operating system and of PostgreSQL that an operator can put right. */
const systemSentences: Readonly<Record<string, (place: string) => string>> = {
  EADDRINUSE: (place) => `${place || 'The port'} is in use by another program. Stop it, or choose another with --port.`,
  EACCES: (place) => `${place || 'A file'} may not be used by this user. Give it the right, or choose another place.`,
  ENOENT: (place) => `There is no file ${place}. Check the path.`,
  EISDIR: (place) => `${place} is a folder, not a file.`,
  ECONNREFUSED: (place) => `Nothing answers at ${place}. Start the server, or correct its address in the environment.`,
  ENOTFOUND: (place) => `The name ${place} is not known. Correct the address in the environment.`,
  ETIMEDOUT: (place) => `${place} does not answer. Check the network and the address in the environment.`,
  '28P01': () => 'PostgreSQL refuses the password. Correct it in DATABASE_URL.',
  '28000': () => 'PostgreSQL does not let this user in. Correct DATABASE_URL or the rights of the user.',
  '3D000': () => 'PostgreSQL has no database of this name. Create it (createdb), or correct DATABASE_URL.',
  '42501': () => 'The PostgreSQL user may not create tables. Make it the owner of the database.',
};

function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { path, address, hostname, port } = error as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly hostname?: string;
    readonly port?: number;
  };
  if (path) return path;
  const host = address ?? hostname ?? '';
  return port === undefined ? host : `${host}:${port}`;
}

/** Type, code and place: messages of libraries repeat what they were given, which may be somebody's data. */
function unknownSentence(error: unknown, code: string): string {
  const { name = typeof error, stack = '' } = error instanceof Error ? error : {};
  const at = stack.split('\n').find((line) => /^\s+at .*(src|dist)\//.test(line));
  const what = code ? `${name} ${code}` : name;
  return `Something is wrong in Gongyu itself: ${what}${at ? ` (${at.trim()})` : ''}. Nothing was changed; please report this line.`;
}
