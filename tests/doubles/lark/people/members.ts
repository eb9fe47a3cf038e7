import { Impossible } from '../../support/impossible.js';
import { idsOf, tenantKeyOf } from '../api/access.js';
import type { CommandOf } from '../control.js';
import { chatEvent, tell } from '../events.js';
import { type App, addApp, addChat, type Chat, type User } from '../state.js';
import { appOf, chatOf, type Done, outcomeOf, type Stage } from './context.js';

// Who is in which chat, and what administrators do: rename, disband, let people go, change the app.

type Coming = CommandOf<'invite'> | CommandOf<'kick'>;

export const invite = (stage: Stage, given: CommandOf<'invite'>): Promise<Done> => move(stage, given, 'added');
export const kick = (stage: Stage, given: CommandOf<'kick'>): Promise<Done> => move(stage, given, 'deleted');

async function move(stage: Stage, given: Coming, what: 'added' | 'deleted'): Promise<Done> {
  const { world } = stage;
  const app = appOf(world, given.app);
  const chat = chatOf(app, given.chat);
  const operator = operatorOf(app, chat, given.by);
  const change = (set: Set<string>, id: string) => (what === 'added' ? set.add(id) : set.delete(id));
  if (given.user === 'bot') {
    change(chat.bots, app.id);
    world.stir();
    const type = `im.chat.member.bot.${what}_v1`;
    return outcomeOf(stage, tell(world, app, { type, event: chatEvent(app, chat, operator) }));
  }
  const user = app.tenant.users.get(given.user);
  if (!user) throw new Impossible(`There is nobody called ${given.user}.`);
  change(chat.members, user.id);
  world.stir();
  const type = `im.chat.member.user.${what}_v1`;
  return toldAll(stage, app, chat, (one) => ({
    type,
    event: {
      ...chatEvent(one, chat, operator),
      users: [{ name: user.name, tenant_key: tenantKeyOf(one, user), user_id: idsOf(one, user.id) }],
    },
  }));
}

export async function disband(stage: Stage, given: CommandOf<'disband'>): Promise<Done> {
  const app = appOf(stage.world, given.app);
  const chat = chatOf(app, given.chat);
  const operator = operatorOf(app, chat, given.by);
  chat.dissolved = true;
  stage.world.stir();
  return toldAll(stage, app, chat, (one) => ({ type: 'im.chat.disbanded_v1', event: chatEvent(one, chat, operator) }));
}

export async function rename(stage: Stage, given: CommandOf<'rename'>): Promise<Done> {
  const app = appOf(stage.world, given.app);
  const chat = chatOf(app, given.chat);
  const operator = operatorOf(app, chat, given.by);
  const before = chat.name;
  chat.name = given.name;
  stage.world.stir();
  return toldAll(stage, app, chat, (one) => {
    const { name: _, i18n_names: __, ...event } = chatEvent(one, chat, operator);
    const changes = { after_change: { name: given.name }, before_change: { name: before } };
    return { type: 'im.chat.updated_v1', event: { ...event, ...changes } };
  });
}

function toldAll(
  stage: Stage,
  app: App,
  chat: Chat,
  happening: (app: App) => { readonly type: string; readonly event: Readonly<Record<string, unknown>> },
): Promise<Done> {
  const present = [...app.tenant.apps.values()].filter((one) => chat.bots.has(one.id));
  return outcomeOf(
    stage,
    present.flatMap((one) => tell(stage.world, one, happening(one))),
  );
}

/** Who does it: whoever is named, or the first who is there. */
function operatorOf(app: App, chat: Chat, by: string | undefined): User {
  const [first] = chat.members;
  const user = app.tenant.users.get(by ?? first ?? '') ?? app.tenant.users.values().next().value;
  if (!user) throw new Impossible('Nobody is there to do it.');
  return user;
}

export function newChat({ world }: Stage, given: CommandOf<'addChat'>): { readonly id: string } {
  const { id } = addChat(appOf(world, given.app).tenant, given.chat);
  world.stir();
  return { id };
}

export function newUser({ world }: Stage, given: CommandOf<'addUser'>): { readonly id: string } {
  const { users } = appOf(world, given.app).tenant;
  users.set(given.user.id, { ...given.user });
  world.stir();
  return { id: given.user.id };
}

/** Another name or address; whoever resigns is told of, and leaves every chat. */
export async function changeUser(stage: Stage, given: CommandOf<'changeUser'>): Promise<Done> {
  const { world } = stage;
  const app = appOf(world, given.app);
  const user = app.tenant.users.get(given.user);
  if (!user) throw new Impossible(`There is nobody called ${given.user}.`);
  const goes = given.to.resigned === true && !user.resigned;
  Object.assign(user, given.to);
  world.stir();
  if (!goes) return { pushes: [], ack: null };
  for (const chat of app.tenant.chats.values()) if (chat.kind === 'group') chat.members.delete(user.id);
  const pushes = [...app.tenant.apps.values()].flatMap((one) => {
    const { open_id, union_id } = idsOf(one, user.id);
    const event = { object: { open_id, union_id, name: user.name }, old_object: { status: { is_resigned: false } } };
    return tell(world, one, { type: 'contact.user.deleted_v3', event });
  });
  return outcomeOf(stage, pushes);
}

export function newApp({ world }: Stage, given: CommandOf<'addApp'>): { readonly id: string } {
  const tenant = world.tenants.find((one) => one.key === given.tenant);
  if (!tenant) throw new Impossible(`There is no tenant ${given.tenant}.`);
  return { id: addApp(tenant, given.app).id };
}

export function changeApp({ world }: Stage, given: CommandOf<'changeApp'>): null {
  Object.assign(appOf(world, given.app), given.to);
  return null;
}
