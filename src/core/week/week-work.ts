import type { OccurrenceHandler } from '../due/sweep.js';
import type { Occurrence } from '../ports/occurrence-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { loadSchool, type School } from '../school/school.js';

/** Why nothing was done; a sentence in the catalogue (`why.<reason>`), or null when it was done. */
export type Skipped = string | null;

/** What is due, with its school and the moment. */
export interface Due {
  readonly ports: Ports;
  readonly school: School;
  readonly occurrence: Occurrence;
  readonly now: Date;
}

/**
 * Work at an occurrence. What it prepares may have transactions of its own that bear a second run; what it says is
 * said in the transaction that settles the occurrence, so that it is said once.
 */
export type WeekWork = (due: Due) => Promise<(stores: Stores) => Promise<Skipped>>;

/** How late a prompt may still come after the program was down; later it is skipped and says so. */
const welcomeMs = 6 * 60 * 60 * 1_000;

export function isLate({ occurrence, now }: Due, withinMs: number = welcomeMs): boolean {
  return now.getTime() - occurrence.dueAt.getTime() > withinMs;
}

export function toHandler(ports: Ports, work: WeekWork): OccurrenceHandler {
  return async (occurrence, settle) => {
    const school = await loadSchool(ports.database, occurrence.schoolId);
    const finish = await work({ ports, school, occurrence, now: ports.clock.school() });
    await ports.database.transaction(async (stores) => {
      const skipped = await finish(stores);
      await settle(stores, skipped === null ? { state: 'done' } : { state: 'skipped', reason: skipped });
    });
    await ports.bell.ring('deliver');
  };
}
