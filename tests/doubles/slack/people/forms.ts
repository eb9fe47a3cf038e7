import { z } from 'zod';
import { jsonOf } from '../../support/body.js';
import { Impossible } from '../../support/impossible.js';
import { SlackError } from '../api/method.js';
import { asMessage } from '../blocks/check.js';
import { checkView } from '../blocks/view.js';
import type { CommandOf } from '../control.js';
import type { View, Workspace } from '../state.js';
import { clearViews, closeView, pushView, replaceView, wireView } from '../views.js';
import { actorOf, type Done, outcomeOf, payloadTeam, payloadUser, type Stage, teamOf } from './context.js';
import { fill, inputsOf } from './values.js';

// A modal form: what is typed into it, sent off, and done with what the app answers.

export interface Submitted extends Done {
  /** What stands beside the inputs now, by block: the client's own remark or the app's. */
  readonly errors: Readonly<Record<string, string>>;
  /** Whether the view was closed. */
  readonly closed: boolean;
}

/** Types into the inputs, by block. */
export function type(
  stage: Stage,
  { team, user, view: id, values }: Pick<CommandOf<'type'>, 'team' | 'user' | 'view' | 'values'>,
): View {
  const workspace = teamOf(stage.world, team);
  const view = topmost(workspace, actorOf(workspace, user).id, id);
  for (const [blockId, value] of Object.entries(values)) {
    const block = inputsOf(view).find((one) => one.block_id === blockId);
    if (!block) throw new Impossible(`The form has no input ${blockId}.`);
    view.typed.set(`${blockId} ${block.element.action_id}`, value);
  }
  return view;
}

export async function submit(stage: Stage, given: CommandOf<'submit'>): Promise<Submitted> {
  const { world, triggers, pusher } = stage;
  const workspace = teamOf(world, given.team);
  const user = actorOf(workspace, given.user);
  const view = type(stage, given);
  if (view.content.type !== 'modal' || !view.content.submit) throw new Impossible('The form has no button to send it.');
  const filled = fill(view);
  if (!filled.ok) {
    Object.assign(view, { errors: filled.errors, changed: world.stir() });
    return { pushes: [], ack: null, errors: filled.errors, closed: false };
  }
  const push = world.deliver({
    team: workspace.id,
    what: 'interaction',
    type: 'view_submission',
    payload: {
      type: 'view_submission',
      team: payloadTeam(workspace),
      user: payloadUser(workspace, user),
      api_app_id: world.profile.app.id,
      token: 'not-used-any-more',
      trigger_id: triggers.issue(workspace, user.id, view.id),
      view: wireView(world, workspace, view, filled.state),
      response_urls: [],
      is_enterprise_install: false,
      enterprise: null,
    },
  });
  const done = await outcomeOf(stage, [push]);
  if (!done.ack) return { ...done, errors: {}, closed: false };
  const { failure, body } = await pusher.firstAnswer(push);
  // "We had some trouble connecting. Try again?"
  if (failure !== null) return { ...done, errors: {}, closed: false, problem: 'trouble connecting' };
  return { ...done, ...obey(stage, workspace, view, body) };
}

export async function close(stage: Stage, given: CommandOf<'close'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, given.team);
  const user = actorOf(workspace, given.user);
  const view = topmost(workspace, user.id, given.view);
  const { content } = view;
  if (content.type === 'modal' && content.clear_on_close) clearViews(world, workspace, user.id);
  else closeView(world, workspace, view);
  if (content.type !== 'modal' || !content.notify_on_close) return { pushes: [], ack: null };
  const push = world.deliver({
    team: workspace.id,
    what: 'interaction',
    type: 'view_closed',
    payload: {
      type: 'view_closed',
      team: payloadTeam(workspace),
      user: payloadUser(workspace, user),
      api_app_id: world.profile.app.id,
      token: 'not-used-any-more',
      view: wireView(world, workspace, view),
      is_cleared: content.clear_on_close ?? false,
      is_enterprise_install: false,
      enterprise: null,
    },
  });
  return outcomeOf(stage, [push]);
}

function topmost(workspace: Workspace, user: string, id: string): View {
  const view = workspace.stacks.get(user)?.at(-1);
  if (!view || view.id !== id) throw new Impossible(`${id} is not the view that ${user} has before them.`);
  return view;
}

const answerSchema = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.strictObject({ response_action: z.literal('clear') }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
]);

/** Does with the view what the app answered. */
function obey(
  { world }: Stage,
  workspace: Workspace,
  view: View,
  body: string,
): { readonly errors: Readonly<Record<string, string>>; readonly closed: boolean; readonly problem?: string } {
  const wrong = (what: string, details: readonly string[] = []) => {
    world.note({
      kind: 'wrong',
      what: `answer to view_submission: ${what}`,
      details: [...details, body.slice(0, 500)],
    });
    return { errors: {}, closed: false, problem: what };
  };
  const given = body === '' ? {} : jsonOf(body);
  if (!given) return wrong('not JSON');
  if (Object.keys(given).length === 0) {
    closeView(world, workspace, view);
    return { errors: {}, closed: true };
  }
  const parsed = answerSchema.safeParse(given);
  if (!parsed.success)
    return wrong(
      'not an answer',
      parsed.error.issues.map((issue) => issue.message),
    );
  const answer = parsed.data;
  switch (answer.response_action) {
    case 'errors': {
      const inputs = inputsOf(view).map((block) => block.block_id);
      const strange = Object.keys(answer.errors).filter((id) => !inputs.includes(id));
      if (strange.length > 0 || Object.keys(answer.errors).length === 0)
        return wrong('errors without their inputs', strange);
      Object.assign(view, { errors: answer.errors, changed: world.stir() });
      return { errors: answer.errors, closed: false };
    }
    case 'clear':
      clearViews(world, workspace, view.user);
      return { errors: {}, closed: true };
    case 'update':
    case 'push': {
      const checked = checkView(answer.view, 'modal');
      if (checked.flaws) return wrong('a view that Slack does not show', checked.flaws.map(asMessage));
      try {
        if (answer.response_action === 'update') replaceView(world, workspace, view, answer.view, 'response_action');
        else pushView(world, workspace, view.user, answer.view, 'response_action');
        return { errors: {}, closed: false };
      } catch (error) {
        if (!(error instanceof SlackError)) throw error;
        return wrong(error.error);
      }
    }
    default:
      return answer satisfies never;
  }
}
