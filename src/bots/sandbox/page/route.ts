/** Where the reader is, as the address bar says it: #/<person>/<chat>; so the browser's back button works. */
export interface Route {
  readonly person: string | null;
  readonly chat: string | null;
}

export function currentRoute(): Route {
  const [, person, chat] = location.hash.split('/');
  return { person: decoded(person), chat: decoded(chat) };
}

export function go(person: string | null, chat: string | null = null): void {
  const parts = [person, chat].filter((part) => part !== null).map((part) => `/${encodeURIComponent(part)}`);
  location.hash = `#${parts.join('') || '/'}`;
}

function decoded(part: string | undefined): string | null {
  if (!part) return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
