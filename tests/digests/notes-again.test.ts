import { afterEach, beforeEach, expect, test } from 'vitest';
import { ids } from '../../src/app/ids.js';
import { createSecrets } from '../../src/app/secrets.js';
import type { Ports } from '../../src/core/ports/ports.js';
import { loadSchool } from '../../src/core/school/school.js';
import { weekHandlers } from '../../src/core/week/handlers.js';
import { occurrencesOf } from '../../src/core/week/plan.js';
import { createDatabase } from '../../src/db/database.js';
import { noChats } from '../doubles/no-chats.js';
import { seedWeekSchool } from '../faults/week-school.js';
import { unreached } from '../faults/week-script.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let open: TestDatabase;

beforeEach(async () => {
  open = await openTestDatabase();
});
afterEach(() => open.close());

/** The week school on the evening of its notes. */
async function eveningOfNotes(takesCirculars: boolean) {
  const database = createDatabase(open.prisma);
  await seedWeekSchool(database);
  const now = new Date('2026-09-11T18:00:00+08:00');
  const ports: Ports = {
    database,
    clock: { school: () => now, machine: () => now },
    ids,
    secrets: createSecrets('the secret of a school that is nowhere'),
    chats: { ...noChats, takesCirculars: () => takesCirculars },
    bell: { ring: async () => {} },
  };
  const [record] = await database.schools.list();
  const school = await loadSchool(database, record?.id ?? '');
  const classes = await database.classes.list(school.id, '2026-09-11');
  const due = occurrencesOf(school, classes, '2026-09-11').find(
    (one) => one.kind === 'notes.send' && one.dueKey.startsWith('2026-09-07'),
  );
  if (!due) expect.fail('No notes are planned.');
  await database.occurrences.plan([{ ...due, id: 'notes' }]);
  const send = weekHandlers(ports)['notes.send'];
  return (complete: () => Promise<void>) => send?.({ ...due, id: 'notes', lease: 'one', attempts: 1 }, complete);
}

test('notes whose sending was cut short are each written once, and so is whom they did not reach', async () => {
  const send = await eveningOfNotes(false);
  await expect(
    send(async () => {
      throw new Error('killed');
    }),
  ).rejects.toThrow('killed');
  await send(async () => {});

  expect(await open.prisma.delivery.count({ where: { kind: { startsWith: 'note' } } })).toBeGreaterThanOrEqual(200);
  const missed = await open.prisma.decision.findMany({ where: { kind: { startsWith: 'note' }, reason: 'noAccount' } });
  expect(missed).toHaveLength(unreached.length);
  const told = await open.prisma.decision.findMany({ where: { kind: { startsWith: 'note' }, reason: 'noAccounts' } });
  expect(new Set(told.map((one) => one.subjectId)).size).toBe(told.length);
  expect(told.length).toBeGreaterThan(0);
});

test('where one call writes to many, families without news get the same words, with nobody’s name, and the others their own', async () => {
  const send = await eveningOfNotes(true);
  await send(async () => {});
  const notes = await open.prisma.delivery.findMany({ where: { kind: { startsWith: 'note' } } });
  const copies = notes.filter((one) => one.circular !== null);
  expect(copies.length).toBeGreaterThan(0);
  // One in each language.
  const circulars = new Set(copies.map((one) => one.circular));
  expect(new Set(copies.map((one) => JSON.stringify(one.card))).size).toBe(circulars.size);
  expect(circulars.size).toBeLessThanOrEqual(2);
  const pupils = await open.prisma.pupil.findMany({ select: { name: true } });
  expect(pupils.filter(({ name }) => copies.some((one) => JSON.stringify(one.card).includes(name)))).toEqual([]);
  for (const own of notes.filter((one) => one.circular === null)) {
    expect(pupils.some(({ name }) => JSON.stringify(own.card).includes(name))).toBe(true);
  }
});
