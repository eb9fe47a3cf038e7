import { chmodSync, existsSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { CommandInput, Output, Status } from './commands/command.js';

/**
 * One data folder has one process. A command that finds it in use hands its work to that process over a socket inside the
 * folder, which only its owner can open, and prints what comes back.
 */
const requestSchema = z.object({
  command: z.string(),
  input: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const answerSchema = z.union([
  z.object({ line: z.string() }),
  z.object({ progress: z.string() }),
  z.object({ complaint: z.string() }),
  z.object({ status: z.union([z.literal(0), z.literal(1), z.literal(2)]) }),
]);

/** A socket's path may have about a hundred bytes; from the working folder it is mostly shorter. */
function socketPath(dataFolder: string): string {
  const full = join(dataFolder, 'control.sock');
  const short = relative(process.cwd(), full);
  return short.length < full.length ? short : full;
}

export type CarryOut = (command: string, input: CommandInput, output: Output) => Promise<Status>;

/** Call only while holding the folder's lock: a socket that is left over is then nobody's. */
export async function listenForCommands(dataFolder: string, carryOut: CarryOut): Promise<Server> {
  const path = socketPath(dataFolder);
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    const send = (answer: z.infer<typeof answerSchema>) => socket.write(`${JSON.stringify(answer)}\n`);
    socket.on('error', () => socket.destroy());
    createInterface({ input: socket }).once('line', async (line) => {
      const request = readRequest(line);
      const output: Output = {
        line: (text) => send({ line: text }),
        progress: (text) => send({ progress: text }),
        complain: (text) => send({ complaint: text }),
      };
      const status = request ? await carryOut(request.command, request.input, output).catch(() => 1 as const) : 2;
      send({ status });
      socket.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return server;
}

function readRequest(line: string): z.infer<typeof requestSchema> | null {
  try {
    return requestSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** @returns null when nobody listens there. */
export async function handOver(
  dataFolder: string,
  command: string,
  input: CommandInput,
  output: Output,
): Promise<Status | null> {
  const path = socketPath(dataFolder);
  if (!existsSync(path)) return null;
  return new Promise((resolve) => {
    let status: Status | null = null;
    const socket = createConnection(path);
    socket.once('error', () => resolve(null));
    socket.once('connect', () => socket.write(`${JSON.stringify({ command, input })}\n`));
    const lines = createInterface({ input: socket });
    lines.on('error', () => {});
    lines.on('line', (line) => {
      const answer = answerSchema.parse(JSON.parse(line));
      if ('line' in answer) output.line(answer.line);
      else if ('progress' in answer) output.progress(answer.progress);
      else if ('complaint' in answer) output.complain(answer.complaint);
      else status = answer.status;
    });
    lines.on('close', () => resolve(status));
  });
}
