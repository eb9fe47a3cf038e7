import { Prisma } from '../gen/client.js';

/**
 * Marks a statement that each session parses and plans once and then keeps, under the name. For the few that people wait
 * for and whose text is always the same: every other text would be kept as well, for ever.
 */
export function kept(name: string): Prisma.Sql {
  return Prisma.raw(`/* kept: ${name} */`);
}

/** The name of a statement that is kept; '' (none) for every other. */
export function keptName(sql: string): string {
  return /^\s*\/\* kept: ([a-z0-9-]+) \*\//.exec(sql)?.[1] ?? '';
}
