import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Compiled {
  readonly program: URL;
  remove(): Promise<void>;
}

/**
 * A program of the tests and everything in src/, compiled as a release is: it starts in half the time that the sources
 * take, which counts where it is started hundreds of times.
 * @param file the program's path in the repository.
 */
export async function compile(file: string): Promise<Compiled> {
  // Within node_modules, so that the packages are found from there.
  const folder = join(root, 'node_modules/.cache/gongyu', `compiled-${process.pid}-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  for (const name of ['package.json', 'prisma']) await symlink(join(root, name), join(folder, name));
  const options = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { noEmit: false, noCheck: true, rootDir: root, outDir: folder },
    include: [join(root, 'src'), join(root, file)],
    exclude: [join(root, 'src/**/*.test.ts'), join(root, 'src/bots/sandbox/page')],
  };
  const config = join(folder, 'tsconfig.json');
  await writeFile(config, JSON.stringify(options));
  const compiler = spawn(process.execPath, [join(root, 'node_modules/typescript-native/bin/tsc'), '-p', config], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(compiler, 'exit');
  const compiled = join(folder, file.replace(/\.ts$/, '.js'));
  if (!existsSync(compiled)) throw new Error(`${file} was not compiled.`);
  return { program: pathToFileURL(compiled), remove: () => rm(folder, { recursive: true, force: true }) };
}
