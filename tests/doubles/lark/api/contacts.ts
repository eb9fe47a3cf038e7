import { z } from 'zod';
import { openIdOf, unionIdOf } from '../ids.js';
import type { User } from '../state.js';
import { knownUser } from './access.js';
import { type Api, api, LarkError } from './method.js';

const mostAtOnce = 50;

export const contactApis: readonly Api[] = [
  api({
    name: 'contact.user.batch_get_id',
    verb: 'POST',
    path: 'contact/v3/users/batch_get_id',
    scopes: ['contact:user.id:readonly'],
    billed: false,
    query: { user_id_type: z.enum(['open_id', 'union_id']).optional() },
    body: {
      emails: z.array(z.string()).max(mostAtOnce).optional(),
      mobiles: z.array(z.string()).max(mostAtOnce).optional(),
      include_resigned: z.boolean().optional(),
    },
    run({ app, query, body }) {
      const mine = [...app.tenant.users.values()].filter((one) => one.strangerOf === null);
      const found = (fits: (user: User) => boolean) => {
        const user = mine.find((one) => fits(one) && (!one.resigned || body.include_resigned === true));
        if (!user) return {};
        const user_id = query.user_id_type === 'union_id' ? unionIdOf(user.id) : openIdOf(app.id, user.id);
        return { user_id, status: statusOf(user) };
      };
      const user_list = [
        ...(body.emails ?? []).map((email) => ({ email, ...found((user) => user.email === email) })),
        ...(body.mobiles ?? []).map((mobile) => ({ mobile, ...found((user) => sameNumber(user.mobile, mobile)) })),
      ];
      return { data: { user_list } };
    },
  }),
  api({
    name: 'contact.user.get',
    verb: 'GET',
    path: 'contact/v3/users/:user_id',
    scopes: ['contact:contact.base:readonly', 'contact:contact:readonly', 'contact:contact:readonly_as_app'],
    billed: false,
    params: { user_id: z.string() },
    query: {
      user_id_type: z.literal('open_id').optional(),
      department_id_type: z.enum(['department_id', 'open_department_id']).optional(),
    },
    run({ world, app, params }) {
      const user = knownUser(world, app, params.user_id);
      // A foreigner or somebody outside the range of contacts is nobody.
      if (user.strangerOf !== null || !user.available) throw new LarkError(41050, 'no user authority error');
      const may = (scope: string) => app.scopes.includes(scope);
      const seen = {
        open_id: openIdOf(app.id, user.id),
        union_id: unionIdOf(user.id),
        ...(may('contact:user.base:readonly') ? { name: user.name, status: statusOf(user) } : {}),
        ...(may('contact:user.email:readonly') && user.email ? { email: user.email } : {}),
        ...(may('contact:user.phone:readonly') && user.mobile ? { mobile: user.mobile } : {}),
      };
      return { data: { user: seen } };
    },
  }),
];

function statusOf(user: User) {
  return { is_frozen: false, is_resigned: user.resigned, is_activated: true, is_exited: false, is_unjoin: false };
}

/** Numbers of mainland China are found with their +86 or without; others need theirs. */
function sameNumber(known: string | undefined, asked: string): boolean {
  const bare = (number: string) => number.replace(/^\+86/, '');
  return known !== undefined && bare(known) === bare(asked);
}
