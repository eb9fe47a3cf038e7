import { defineConfig } from 'prisma/config';

// The generator needs no native engine; naming any existing binary stops Prisma from trying to download one.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;
process.env['CHECKPOINT_DISABLE'] ??= '1';

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
});
