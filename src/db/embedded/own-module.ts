import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * How to start a file of this folder in a thread or process of its own: the compiled file when it lies beside this
 * one, else its TypeScript source through a starter that is not part of the built program.
 */
export function ownModule(name: string): { file: URL; argv: string[] } {
  const compiled = new URL(`./${name}.js`, import.meta.url);
  if (existsSync(fileURLToPath(compiled))) return { file: compiled, argv: [] };
  const starter = new URL('../../../scripts/run-source.mjs', import.meta.url);
  return { file: starter, argv: [new URL(`./${name}.ts`, import.meta.url).href] };
}
