import { v7 } from 'uuid';
import { createSecrets } from '../../src/app/secrets.js';
import type { DemoRequest } from '../../src/core/demo/seed-demo.js';
import type { Language } from '../../src/core/language/language.js';
import type { Ports } from '../../src/core/ports/ports.js';
import { createDatabase } from '../../src/db/database.js';
import type { OpenDatabase } from '../../src/db/open.js';
import { noChats } from '../doubles/no-chats.js';

const now = new Date('2026-11-21T12:00:00Z');

/** Ports of a program that has nothing yet, on a Saturday in November. */
export function demoPorts(database: OpenDatabase): Ports {
  return {
    database: createDatabase(database.prisma),
    clock: { school: () => now, machine: () => now },
    ids: { next: () => v7(), secret: () => v7(), code: () => v7() },
    bell: { ring: async () => {} },
    secrets: createSecrets('the secret of a school that is nowhere'),
    chats: noChats,
  };
}

export function demoRequest(language: Language): DemoRequest {
  const workspace = { id: 'sandbox-t', tenantId: 't', platform: 'sandbox', externalId: 'sandbox-t', name: 'sandbox' };
  return { language, calendar: language === 'zh-CN' ? 'CN' : 'US', workspace, now };
}
