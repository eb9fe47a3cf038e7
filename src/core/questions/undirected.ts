import { type Answering, sendQuestion } from './ask.js';
import { officeOf } from './listeners.js';

/** How long a guardian may leave "about which child?" unanswered before the office has the question. */
const waitMs = 12 * 60 * 60 * 1_000;

/** Questions that reached nobody because the guardian never said which child they are about: the office reads them. */
export async function forwardUndirected(at: Answering): Promise<void> {
  const { ports, school, now, today } = at;
  await ports.database.transaction(async (stores) => {
    const [first] = await officeOf(at, stores);
    if (!first) return;
    for (const question of await stores.questions.undirected(school.id, new Date(now.getTime() - waitMs))) {
      const [from] = await stores.people.find([question.guardianId]);
      const childIds = await stores.people.childrenOf(school.id, question.guardianId, today);
      const children = await stores.classes.pupilsAt(school.id, childIds, today);
      if (!from || !(await stores.questions.assign(question.id, first.id))) continue;
      await sendQuestion(at, stores, { id: question.id, text: question.text, children, from, to: first });
    }
  });
}
