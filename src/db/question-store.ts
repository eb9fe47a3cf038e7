import type { Question, QuestionStore } from '../core/ports/question-store.js';
import type { Danger } from '../core/questions/danger.js';
import type { Question as Row } from '../gen/client.js';
import type { Client } from './client.js';

const questionOf = ({ answeredById: _, answeredAt: __, state, ...row }: Row): Question => ({
  ...row,
  state: state === 'answered' ? 'answered' : 'open',
});

export function createQuestionStore(client: Client): QuestionStore {
  return {
    async ask(question) {
      await client.question.createMany({ data: [question], skipDuplicates: true });
      const row = await client.question.findUniqueOrThrow({ where: { sourceKey: question.sourceKey } });
      return row.id;
    },
    async direct(questionId, { pupilId, classId, personId }) {
      const { count } = await client.question.updateMany({
        where: { id: questionId, assignedToId: null, state: 'open' },
        data: { pupilId, classId, assignedToId: personId },
      });
      return count === 1;
    },
    async undirected(schoolId, before) {
      const rows = await client.question.findMany({
        where: { schoolId, assignedToId: null, state: 'open', askedAt: { lt: before } },
        orderBy: { askedAt: 'asc' },
        take: 100,
      });
      return rows.map(questionOf);
    },
    async find(questionId) {
      const row = await client.question.findUnique({ where: { id: questionId } });
      return row && questionOf(row);
    },
    async answer(questionId, text, answeredById, now) {
      const { count } = await client.question.updateMany({
        where: { id: questionId, state: 'open' },
        data: { state: 'answered', answer: text, answeredById, answeredAt: now },
      });
      return count === 1;
    },
    async assign(questionId, personId) {
      const { count } = await client.question.updateMany({
        where: { id: questionId, state: 'open' },
        data: { assignedToId: personId },
      });
      return count === 1;
    },
    async openOf(schoolId, personId) {
      const rows = await client.question.findMany({
        where: { schoolId, assignedToId: personId, state: 'open' },
        orderBy: { askedAt: 'asc' },
      });
      return rows.map(questionOf);
    },
    async raise(alert) {
      const { count } = await client.alert.createMany({ data: [alert], skipDuplicates: true });
      return count === 1;
    },
    async take(alertId, personId, now) {
      const { count } = await client.alert.updateMany({
        where: { id: alertId, takenById: null },
        data: { takenById: personId, takenAt: now },
      });
      return count === 1;
    },
    async findAlert(alertId) {
      const row = await client.alert.findUnique({ where: { id: alertId } });
      return row && { ...row, category: row.category as Danger };
    },
  };
}
