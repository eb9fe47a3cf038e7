// Prisma's client in src/gen, made from prisma/schema. It is not in the repository; a stamp tells when it is out of date.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { at, contentHash, filesUnder, prisma, runNode } from './project.mjs';

const stamp = 'src/gen/.stamp';

/** Generates the client if the schema (or the pinned Prisma) changed since the last time. */
export function generateClient() {
  const schema = filesUnder('prisma/schema', (path) => path.endsWith('.prisma'));
  if (schema.length === 0) return;
  const { devDependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const wanted = `${devDependencies.prisma} ${contentHash([...schema, 'prisma.config.ts'])}`;
  if (existsSync(at(stamp)) && readFileSync(at(stamp), 'utf8') === wanted) return;
  rmSync(at(stamp), { force: true });
  runNode('Generating the Prisma client', [prisma, 'generate']);
  writeFileSync(at(stamp), wanted);
}
