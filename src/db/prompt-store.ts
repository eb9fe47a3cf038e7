import type { PromptStore } from '../core/ports/prompt-store.js';
import type { Client } from './client.js';
import { toDate } from './dates.js';

export function createPromptStore(client: Client): PromptStore {
  return {
    async countOf(schoolId, personId, weekOn) {
      return client.prompt.count({ where: { schoolId, personId, weekOn: toDate(weekOn) } });
    },
    async add({ weekOn, ...prompt }) {
      await client.prompt.createMany({ data: [{ ...prompt, weekOn: toDate(weekOn) }], skipDuplicates: true });
    },
  };
}
