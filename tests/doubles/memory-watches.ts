import type { WatchStore } from '../../src/core/ports/watch-store.js';

export function createMemoryWatches(): WatchStore {
  const watches = new Map<string, { holder: string; until: number }>();
  return {
    async take(name, holder, machine, until) {
      const current = watches.get(name);
      if (current && current.holder !== holder && current.until > machine.getTime()) return false;
      watches.set(name, { holder, until: until.getTime() });
      return true;
    },
    async release(name, holder) {
      if (watches.get(name)?.holder === holder) watches.delete(name);
    },
    async releaseAll() {
      watches.clear();
    },
  };
}
