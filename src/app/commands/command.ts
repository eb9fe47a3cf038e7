import type { Program } from '../program.js';

/** What a command prints, and how far it is; on the terminal itself or sent back over the control socket. */
export interface Output {
  line(text: string): void;
  /** Shown while it works, where stderr is a terminal; not part of the result. */
  progress(text: string): void;
  /** Why it was not done and what to do; to stderr, so that a script's input stays clean. */
  complain(text: string): void;
}

/** 0 = done, 1 = not done (the lines say why and what to do), 2 = the words of the command are off. */
export type Status = 0 | 1 | 2;

/** Everything a command needs, as plain data: it may be carried out by another process. */
export type CommandInput = Readonly<Record<string, string | number | boolean | null>>;

export type Command = (program: Program, input: CommandInput, output: Output) => Promise<Status>;
