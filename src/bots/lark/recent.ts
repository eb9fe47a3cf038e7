/** The latest so many of what is good to know and can be forgotten. */
export interface Recent<T> {
  get(name: string): T | undefined;
  set(name: string, value: T): void;
  delete(name: string): void;
}

export function createRecent<T>(most: number): Recent<T> {
  const kept = new Map<string, T>();
  return {
    get: (name) => kept.get(name),
    set(name, value) {
      kept.delete(name);
      kept.set(name, value);
      for (const [oldest] of kept) {
        if (kept.size <= most) return;
        kept.delete(oldest);
      }
    },
    delete: (name) => void kept.delete(name),
  };
}
