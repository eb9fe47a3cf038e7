import { AsyncLocalStorage } from 'node:async_hooks';

const urgency = new AsyncLocalStorage<true>();

/** What `work` asks of the database goes before everything that only waits for a session. */
export function urgently<T>(work: () => Promise<T>): Promise<T> {
  return urgency.run(true, work);
}

export function isUrgent(): boolean {
  return urgency.getStore() === true;
}
