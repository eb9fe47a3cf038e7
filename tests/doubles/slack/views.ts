import { newHash, viewOf } from './api/content.js';
import { SlackError } from './api/method.js';
import { elementsOf } from './blocks/check.js';
import type { ViewContent } from './blocks/view.js';
import { openView, type View, type Workspace, type World } from './state.js';

// A person's stack of modals and the home page: what opens, replaces and closes them.

/** docs.slack.dev/surfaces/modals: three views at most lie on one another. */
const mostViews = 3;

/** Puts a view on the person's stack. @throws SlackError when Slack would not show it. */
export function pushView(world: World, workspace: Workspace, user: string, content: unknown, by: string): View {
  const checked = viewOf(content, 'modal');
  const stack = by === 'views.open' ? [] : (workspace.stacks.get(user) ?? []);
  const below = stack.at(-1);
  if (by !== 'views.open' && !below) throw new SlackError('not_found');
  if (stack.length >= mostViews) throw new SlackError('push_limit_reached');
  if (checked.external_id !== undefined && taken(workspace, checked.external_id)) {
    throw new SlackError('duplicate_external_id');
  }
  const id = world.id('V');
  const view: View = {
    id,
    user,
    content: checked,
    hash: newHash(),
    typed: new Map(),
    errors: {},
    root: below?.root ?? id,
    previous: below?.id ?? null,
    changed: world.stir(),
  };
  // Opening a view anew puts away what was open.
  workspace.stacks.set(user, [...stack, view]);
  world.note({ kind: 'view', team: workspace.id, user, view: id, by });
  return view;
}

/** Shows something else in an open view; what was typed stays where block and action are the same. */
export function replaceView(world: World, workspace: Workspace, view: View, content: unknown, by: string): View {
  const checked = viewOf(content, view.content.type);
  const kept = new Set(
    checked.blocks.flatMap((block) => elementsOf(block).map((one) => `${block.block_id} ${one.action_id}`)),
  );
  for (const name of view.typed.keys()) if (!kept.has(name)) view.typed.delete(name);
  Object.assign(view, { content: checked, hash: newHash(), errors: {}, changed: world.stir() });
  world.note({ kind: 'view', team: workspace.id, user: view.user, view: view.id, by });
  return view;
}

/** The topmost view is sent or put away. */
export function closeView(world: World, workspace: Workspace, view: View): void {
  const stack = workspace.stacks.get(view.user) ?? [];
  workspace.stacks.set(
    view.user,
    stack.filter((one) => one !== view),
  );
  world.stir();
}

export function clearViews(world: World, workspace: Workspace, user: string): void {
  workspace.stacks.set(user, []);
  world.stir();
}

/** @throws SlackError not_found when it is not open; hash_conflict when it changed since. */
export function viewToChange(
  workspace: Workspace,
  which: {
    readonly view_id?: string | undefined;
    readonly external_id?: string | undefined;
    readonly hash?: string | undefined;
  },
): View {
  const view =
    which.view_id === undefined
      ? [...workspace.stacks.values()].flat().find((one) => one.content.external_id === which.external_id)
      : openView(workspace, which.view_id);
  if (!view || (which.view_id === undefined && which.external_id === undefined)) throw new SlackError('not_found');
  if (which.hash !== undefined && which.hash !== view.hash) throw new SlackError('hash_conflict');
  return view;
}

/** Publishes a person's home page, the whole of it. */
export function publishHome(
  world: World,
  workspace: Workspace,
  user: string,
  content: unknown,
  hash: string | undefined,
): View {
  const checked = viewOf(content, 'home');
  const known = workspace.homes.get(user);
  if (hash !== undefined && known && hash !== known.hash) throw new SlackError('hash_conflict');
  const id = known?.id ?? world.id('V');
  const view: View = {
    id,
    user,
    content: checked,
    hash: newHash(),
    typed: new Map(),
    errors: {},
    root: id,
    previous: null,
    changed: world.stir(),
  };
  workspace.homes.set(user, view);
  world.note({ kind: 'view', team: workspace.id, user, view: id, by: 'views.publish' });
  return view;
}

function taken(workspace: Workspace, externalId: string): boolean {
  const open = [...[...workspace.stacks.values()].flat(), ...workspace.homes.values()];
  return open.some((view) => view.content.external_id === externalId);
}

/** A view as the Web API and the payloads write it. */
export function wireView(world: World, workspace: Workspace, view: View, state: object = { values: {} }) {
  return {
    id: view.id,
    team_id: workspace.id,
    ...frameOf(view.content),
    blocks: view.content.blocks,
    private_metadata: view.content.private_metadata ?? '',
    callback_id: view.content.callback_id ?? '',
    external_id: view.content.external_id ?? '',
    state,
    hash: view.hash,
    root_view_id: view.root,
    previous_view_id: view.previous,
    app_id: world.profile.app.id,
    app_installed_team_id: workspace.id,
    bot_id: workspace.botId,
  };
}

function frameOf(content: ViewContent) {
  if (content.type === 'home') {
    return { type: content.type, title: { type: 'plain_text', text: 'View Title' }, close: null, submit: null };
  }
  const { type, title, close = null, submit = null, clear_on_close = false, notify_on_close = false } = content;
  return { type, title, close, submit, clear_on_close, notify_on_close };
}
