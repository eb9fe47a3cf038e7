import { fsyncSync } from 'node:fs';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

export type EngineOptions = {
  folder: string;
  /** False only where losing the last second in a power cut does not matter: tests. */
  fsync: boolean;
  onStderr(line: string): void;
  /** A tar of a data folder to begin with, for an empty folder. */
  load?: Blob;
};

/** PostgreSQL on a folder, in this thread, which it blocks while it works. */
export type Engine = {
  exec(message: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  /** The whole folder as one tar. Nothing else may run meanwhile. */
  dump(): Promise<Uint8Array<ArrayBuffer>>;
  /** How often the disk was asked to keep what it was given. */
  fsyncs(): number;
  close(): Promise<void>;
};

export async function openEngine({ folder, fsync, onStderr, load }: EngineOptions): Promise<Engine> {
  const files = new DurableFiles(folder);
  const options: PGliteOptions = {
    fs: files,
    startParams: startParams(fsync),
    onStderr: (line) => {
      onStderr(line);
      return false;
    },
    ...(load ? { loadDataDir: load } : {}),
  };
  const db = await PGlite.create(options);
  if (!files.patched) throw new Error('PGlite has changed: fsync could not be given back to it.');
  return {
    async exec(message) {
      const parts: Uint8Array[] = [];
      // Each part is a view on memory that the next one overwrites.
      await db.execProtocolRawStream(message, { syncToFs: false, onRawData: (part) => parts.push(part.slice()) });
      return concat(parts);
    },
    async dump() {
      return new Uint8Array(await (await db.dumpDataDir('none')).arrayBuffer());
    },
    fsyncs: () => files.fsyncs,
    close: () => db.close(),
  };
}

function startParams(fsync: boolean): string[] {
  const params = PGlite.defaultStartParams.filter((param) => !fsync || param !== '-F');
  const path = params.indexOf('search_path=public');
  if (path < 0) throw new Error('PGlite has changed: its search_path is set in another way.');
  // public first: what Prisma creates without naming a schema must not land among the queue's tables.
  params[path] = 'search_path=public,bullmq';
  // fdatasync, the usual method, does nothing in PGlite. Small buffers: 192 MB of memory instead of 330.
  return [...params, '-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=32MB'];
}

/** The part of Emscripten's file system over Node that is touched. */
type NodeFiles = {
  stream_ops?: { open?: unknown; fsync?: (stream: { nfd: number }) => number };
  tryFSOperation?: <T>(operation: () => T) => T;
};

/** PGlite's folder with the one operation it leaves out; put in before PostgreSQL starts, so recovery has it too. */
class DurableFiles extends NodeFS {
  fsyncs = 0;
  patched = false;

  override async init(
    pg: Parameters<NodeFS['init']>[0],
    options: Parameters<NodeFS['init']>[1],
  ): ReturnType<NodeFS['init']> {
    const made = await super.init(pg, options);
    const { preRun } = made.emscriptenOpts;
    const steps = Array.isArray(preRun) ? preRun : preRun ? [preRun] : [];
    const patch = (module: unknown) => this.#patch((module as { NODEFS?: NodeFiles }).NODEFS);
    return { emscriptenOpts: { ...made.emscriptenOpts, preRun: [patch, ...steps] as typeof steps } };
  }

  #patch(files: NodeFiles | undefined): void {
    const attempt = files?.tryFSOperation;
    if (!attempt || !files.stream_ops?.open) return;
    files.stream_ops.fsync = (stream) => {
      this.fsyncs += 1;
      attempt(() => fsyncSync(stream.nfd));
      return 0;
    };
    this.patched = true;
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((bytes, part) => bytes + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
