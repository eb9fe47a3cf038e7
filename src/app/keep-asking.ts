/** Between two tries: at first, doubled each time, and at most. */
const firstAgainMs = 500;
const longestAgainMs = 15_000;

export interface KeptAsking {
  open(): void;
  close(): void;
}

/**
 * Asks until it is answered: a platform that is not there yet when the program starts is met a moment later.
 * @param failed told of each try that failed, by the words of its error.
 */
export function keepAsking(ask: () => Promise<void>, failed: (why: string) => void): KeptAsking {
  let again: NodeJS.Timeout | undefined;
  let closed = false;

  async function tryOnce(waitMs: number): Promise<void> {
    try {
      await ask();
    } catch (error) {
      if (closed) return;
      failed(error instanceof Error ? error.message : 'unknown');
      again = setTimeout(tryOnce, waitMs, Math.min(2 * waitMs, longestAgainMs)).unref();
    }
  }

  return {
    open() {
      tryOnce(firstAgainMs);
    },
    close() {
      closed = true;
      clearTimeout(again);
    },
  };
}
