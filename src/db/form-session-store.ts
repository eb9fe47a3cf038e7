import type { FormSession, FormSessionStore } from '../core/ports/form-session-store.js';
import type { Prisma, FormSession as Row } from '../gen/client.js';
import type { Client } from './client.js';

const sessionOf = ({ settledAt: _, status, ...row }: Row): FormSession => ({
  ...row,
  status: status as FormSession['status'],
});

const json = (state: unknown) => state as Prisma.InputJsonValue;

export function createFormSessionStore(client: Client): FormSessionStore {
  return {
    async open({ state, ...session }) {
      const { personId, formId, subjectId } = session;
      const key = { personId, formId, subjectId };
      await client.formSession.createMany({ data: [{ ...session, state: json(state) }], skipDuplicates: true });
      const { id: _, ...fresh } = session;
      await client.formSession.updateMany({
        where: { ...key, OR: [{ status: { not: 'live' } }, { expiresAt: { lte: session.openedAt } }] },
        data: { ...fresh, state: json(state), settledAt: null },
      });
      return sessionOf(await client.formSession.findUniqueOrThrow({ where: { personId_formId_subjectId: key } }));
    },
    async find(sessionId) {
      const row = await client.formSession.findUnique({ where: { id: sessionId } });
      return row && sessionOf(row);
    },
    async asking(schoolId, personId, now) {
      const row = await client.formSession.findFirst({
        where: { schoolId, personId, status: 'live', asking: true, expiresAt: { gt: now } },
        orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
      });
      return row && sessionOf(row);
    },
    async save(session, now) {
      const { count } = await client.formSession.updateMany({
        where: { id: session.id, revision: session.revision, status: 'live' },
        data: {
          state: json(session.state),
          status: session.status,
          asking: session.asking,
          revision: session.revision + 1,
          settledAt: session.status === 'live' ? null : now,
        },
      });
      return count === 1;
    },
  };
}
