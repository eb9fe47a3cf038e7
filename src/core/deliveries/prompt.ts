import { mondayOf } from '../calendar/local-date.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { type School, todayIn } from '../school/school.js';
import { type ToPerson, tellPerson } from './tell.js';

/**
 * A message that asks something of a person. Each has one weekly budget over all features: what exceeds it is merged into
 * what the person has in front of them already, and that is written down.
 * @returns whether the person was asked.
 */
export async function promptPerson(ports: Ports, stores: Stores, school: School, message: ToPerson): Promise<boolean> {
  const now = ports.clock.school();
  const weekOn = mondayOf(todayIn(school, now));
  const { person, kind } = message;
  const subjectId = message.subjectId ?? school.id;
  const count = await stores.prompts.countOf(school.id, person.id, weekOn);
  if (count >= school.settings.promptBudget) {
    await stores.decisions.add([
      {
        id: ports.ids.next(),
        schoolId: school.id,
        kind,
        audience: 'person',
        subjectId,
        personId: person.id,
        outcome: 'merged',
        reason: 'budget',
        params: { budget: school.settings.promptBudget },
        deliveryId: null,
        at: now,
      },
    ]);
    return false;
  }
  const deliveryId = await tellPerson(ports, stores, school, message);
  if (deliveryId === null) return false;
  await stores.prompts.add({
    id: ports.ids.next(),
    schoolId: school.id,
    personId: person.id,
    weekOn,
    kind,
    subjectId,
    at: now,
  });
  return true;
}
