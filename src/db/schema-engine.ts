import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type * as Wasm from '@prisma/schema-engine-wasm/schema_engine_bg';
import { DatabaseError, type Pool, type QueryArrayConfig } from 'pg';

export type SchemaEngine = Wasm.SchemaEngine;

/** The part of the WebAssembly API used here; TypeScript has it only in its browser library. */
type WebAssemblyApi = {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: Record<string, object>): Promise<{ exports: Record<string, unknown> }>;
};

let loaded: Promise<typeof Wasm> | undefined;

/** Prisma's own migration engine as WebAssembly: works offline, where its native binary would be downloaded. */
async function loadEngine(): Promise<typeof Wasm> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  // Node 20 cannot import .wasm; the package leaves the wiring to the bundler, so it is done here.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
  const binary = await WebAssembly.compile(await readFile(script.replace(/\.js$/, '.wasm')));
  const instance = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': engine });
  // Where the engine leaves the text of a panic just before it aborts.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: rememberPanic } });
  const wiring = engine as unknown as { __wbg_set_wasm(exports: unknown): void };
  wiring.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  return engine;
}

let lastPanic: string | undefined;

function rememberPanic(text: string): void {
  lastPanic = text;
}

/** What the engine said before it aborted: its own error is only "unreachable". */
export function enginePanic(): string | undefined {
  return lastPanic;
}

export type ScriptOptions = {
  /** SQL that belongs to the transaction of every script. */
  afterScript?: string;
  /** The server's own words about a script it refused; the engine's error wraps them. */
  onRefusal?(error: Error): void;
};

/**
 * An engine over a pool that belongs to it alone: it takes an advisory lock and leaves it to the end of the
 * connection, so the caller ends the pool afterwards.
 */
export async function createSchemaEngine(
  pool: Pool,
  { afterScript = '', onRefusal }: ScriptOptions = {},
): Promise<SchemaEngine> {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const { disguised, reveal } = disguiseLetters(pool);
  const factory = new PrismaPg(disguised);
  const wholeScripts: SqlMigrationAwareDriverAdapterFactory = {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect(): Promise<SqlDriverAdapter> {
      const adapter = await factory.connect();
      // The stock adapter cuts scripts at every `;`, inside functions and strings too. One simple query is run by
      // the server as one transaction: a script that stops half-way leaves nothing behind.
      adapter.executeScript = async (script) => {
        await pool.query(script + afterScript).catch((error: unknown) => {
          if (!(error instanceof DatabaseError)) throw error;
          onRefusal?.(error);
          throw described(error);
        });
      };
      return reveal(adapter);
    },
    connectToShadowDb(): Promise<SqlDriverAdapter> {
      throw new Error('No shadow database is used: compare against an applied one.');
    },
  };
  return SchemaEngine.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(wholeScripts));
}

function described(error: DatabaseError): DriverAdapterError {
  const { code = 'N/A', severity = 'N/A', message, detail, column, hint } = error;
  return new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
}

const letterType = 18;
const textType = 25;

/**
 * The adapter refuses the catalogue's one-letter type, in which the engine asks for kinds of constraints when it reads
 * a live schema. So such a column passes the adapter as text and is handed to the engine as a letter.
 */
function disguiseLetters(pool: Pool): { disguised: Pool; reveal(adapter: SqlDriverAdapter): SqlDriverAdapter } {
  const letters = new Set<string>();
  const disguised: Pool = Object.create(pool);
  const query = async (config: QueryArrayConfig) => {
    const result = await pool.query(config);
    for (const field of result.fields) {
      if (field.dataTypeID !== letterType) continue;
      field.dataTypeID = textType;
      letters.add(field.name);
    }
    return result;
  };
  return {
    disguised: Object.assign(disguised, { query }),
    reveal(adapter) {
      const queryRaw = adapter.queryRaw.bind(adapter);
      adapter.queryRaw = async (sql) => {
        letters.clear();
        const result = await queryRaw(sql);
        result.columnNames.forEach((name, at) => {
          if (letters.has(name)) result.columnTypes[at] = ColumnTypeEnum.Character;
        });
        return result;
      };
      return adapter;
    },
  };
}
