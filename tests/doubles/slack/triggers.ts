import { randomBytes } from 'node:crypto';
import { SlackError } from './api/method.js';
import type { Workspace, World } from './state.js';

interface Trigger {
  readonly team: string;
  readonly user: string;
  /** The view from which it came. */
  readonly view: string | null;
  readonly issuedAt: number;
  spent: boolean;
}

/** The proof that somebody just did something: lives three seconds, opens one view. */
export interface Triggers {
  issue(workspace: Workspace, user: string, view?: string): string;
  /** @throws SlackError invalid_trigger_id, expired_trigger_id, exchanged_trigger_id */
  spend(workspace: Workspace, id: string): { readonly user: string; readonly view: string | null };
}

export function createTriggers(world: World): Triggers {
  const triggers = new Map<string, Trigger>();
  let issued = 0;
  return {
    issue(workspace, user, view) {
      issued += 1;
      const id = `${issued}.${workspace.id.length}${issued}.${randomBytes(16).toString('hex')}`;
      const team = workspace.id;
      triggers.set(id, { team, user, view: view ?? null, issuedAt: world.machineNow(), spent: false });
      return id;
    },
    spend(workspace, id) {
      const trigger = triggers.get(id);
      if (!trigger || trigger.team !== workspace.id) throw new SlackError('invalid_trigger_id');
      if (trigger.spent) throw new SlackError('exchanged_trigger_id');
      if (world.machineNow() - trigger.issuedAt > world.profile.limits.triggerMs) {
        throw new SlackError('expired_trigger_id');
      }
      trigger.spent = true;
      return { user: trigger.user, view: trigger.view };
    },
  };
}
