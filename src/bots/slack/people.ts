import type { Clock } from '../../core/ports/clock.js';
import type { Installation } from './host.js';
import { peopleStaleMs } from './timing.js';
import type { SlackUser, WebApi } from './web-api.js';

/** Who people are on Slack, asked again only after a while: when a class comes into a chat one by one, each is asked once. */
export interface People {
  of(installation: Installation, ids: readonly string[]): Promise<readonly SlackUser[]>;
}

export function createPeople(api: Pick<WebApi, 'users'>, clock: Clock): People {
  const known = new Map<string, { readonly user: SlackUser; readonly at: number }>();
  return {
    async of(installation, ids) {
      const now = clock.machine().getTime();
      const nameOf = (id: string) => `${installation.teamId} ${id}`;
      const fresh = (id: string) => now - (known.get(nameOf(id))?.at ?? Number.NEGATIVE_INFINITY) < peopleStaleMs;
      const asked = ids.filter((id) => !fresh(id));
      for (const user of asked.length > 0 ? await api.users(installation, asked) : []) {
        known.set(nameOf(user.id), { user, at: now });
      }
      // People whom nobody asked about for long.
      for (const [name, { at }] of known) if (now - at >= peopleStaleMs) known.delete(name);
      return ids.flatMap((id) => known.get(nameOf(id))?.user ?? []);
    },
  };
}
