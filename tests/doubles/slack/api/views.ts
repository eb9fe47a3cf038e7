import { z } from 'zod';
import type { Triggers } from '../triggers.js';
import { publishHome, pushView, replaceView, viewToChange, wireView } from '../views.js';
import { knownUser } from './access.js';
import { embedded, type Method, method, SlackError, tier } from './method.js';

/** The methods that show views. Every scope suffices; a trigger is spent before the view is looked at. */
export function viewMethods(triggers: Triggers): Readonly<Record<string, Method>> {
  const opening = { trigger_id: z.string(), view: embedded };
  return {
    'views.open': method({
      perMinute: tier.four,
      args: opening,
      run({ world, workspace, args }) {
        const { user } = triggers.spend(workspace, args.trigger_id);
        const view = pushView(world, workspace, user, args.view, 'views.open');
        return { view: wireView(world, workspace, view) };
      },
    }),
    'views.push': method({
      perMinute: tier.four,
      args: opening,
      run({ world, workspace, args }) {
        const trigger = triggers.spend(workspace, args.trigger_id);
        // Only what was pressed inside a modal may put another on top of it.
        if (trigger.view === null) throw new SlackError('invalid_trigger_id');
        const view = pushView(world, workspace, trigger.user, args.view, 'views.push');
        return { view: wireView(world, workspace, view) };
      },
    }),
    'views.update': method({
      perMinute: tier.four,
      args: {
        view: embedded,
        view_id: z.string().optional(),
        external_id: z.string().optional(),
        hash: z.string().optional(),
      },
      run({ world, workspace, args }) {
        const view = viewToChange(workspace, args);
        return { view: wireView(world, workspace, replaceView(world, workspace, view, args.view, 'views.update')) };
      },
    }),
    'views.publish': method({
      perMinute: tier.four,
      args: { user_id: z.string(), view: embedded, hash: z.string().optional() },
      run({ world, workspace, args }) {
        const user = knownUser(workspace, args.user_id);
        const view = publishHome(world, workspace, user.id, args.view, args.hash);
        return { view: wireView(world, workspace, view) };
      },
    }),
  };
}
