import { setMaxListeners } from 'node:events';
import type { Wait } from '../core/ports/clock.js';

/** Machine time passing. */
export const wait: Wait = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    // Many may wait for the same end.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', done, { once: true });
  });
