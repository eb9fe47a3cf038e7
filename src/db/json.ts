/** JSON that PostgreSQL takes: it has no NUL in text and refuses half of a surrogate pair. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll('\0', '') : part,
  );
}
