import type { Output } from './commands/command.js';

/** What of a stream is used. */
export interface Sink {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): boolean;
}

const clearLine = '\r\u001b[K';

/** Lines to stdout; how far a long work is to stderr, where a person watches it: one line, written over and over. */
export function createTerminal(stdout: Sink, stderr: Sink): Output {
  let showing = false;
  const clear = () => {
    if (showing) stderr.write(clearLine);
    showing = false;
  };
  return {
    line(text) {
      clear();
      stdout.write(`${text}\n`);
    },
    complain(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    progress(text) {
      if (!stderr.isTTY) return;
      clear();
      stderr.write([...text].slice(0, Math.max(20, (stderr.columns ?? 80) - 2)).join(''));
      showing = true;
    },
  };
}
