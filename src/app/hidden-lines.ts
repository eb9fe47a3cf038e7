import type { Sink } from './terminal.js';

/** What a command reads from: the process's own standard input, or a test's. */
export interface Source extends AsyncIterable<unknown> {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  on(event: 'data', heard: (text: string) => void): unknown;
  off(event: 'data', heard: (text: string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

const mostPiped = 64 * 1_024;

/**
 * Lines that must not be seen: typed after each question without being shown, or piped in. Neither stands among the words
 * of the command, which everybody on the machine can read.
 */
export async function readHidden(
  source: Source,
  sink: Sink,
  questions: readonly string[],
): Promise<readonly string[] | null> {
  return source.isTTY ? typed(source, sink, questions) : piped(source);
}

async function piped(source: Source): Promise<readonly string[]> {
  source.setEncoding('utf8');
  let text = '';
  for await (const part of source) {
    text += String(part);
    if (text.length > mostPiped) return [];
  }
  return text.trim().split(/\r?\n/);
}

const enter: ReadonlySet<string> = new Set(['\r', '\n', '\u0004']);
const back: ReadonlySet<string> = new Set(['\b', '\u007f']);
const interrupt = '\u0003';

/** Null: given up with Ctrl+C. */
function typed(source: Source, sink: Sink, questions: readonly string[]): Promise<readonly string[] | null> {
  return new Promise((resolve) => {
    const answers: string[] = [];
    let answer = '';
    let before = '';
    const ask = () => sink.write(`${questions[answers.length]}: `);
    const end = (result: readonly string[] | null) => {
      source.off('data', hear);
      source.setRawMode?.(false);
      source.pause();
      resolve(result);
    };
    const hear = (text: string) => {
      for (const sign of text) {
        // What is pasted may end its lines with two signs.
        const isSecond = before === '\r' && sign === '\n';
        before = sign;
        if (isSecond) continue;
        if (sign === interrupt) {
          sink.write('\n');
          return end(null);
        }
        if (back.has(sign)) answer = answer.slice(0, -1);
        else if (!enter.has(sign)) answer += sign;
        else {
          sink.write('\n');
          answers.push(answer.trim());
          answer = '';
          if (answers.length === questions.length) return end(answers);
          ask();
        }
      }
    };
    source.setEncoding('utf8');
    source.setRawMode?.(true);
    source.on('data', hear);
    source.resume();
    ask();
  });
}
