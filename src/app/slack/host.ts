import type { SlackHost } from '../../bots/slack/index.js';
import { DeliveryError } from '../../core/errors.js';
import { languageOf } from '../../core/language/language.js';
import type { Ports } from '../../core/ports/ports.js';
import type { EnvironmentWorkspace } from './environment.js';
import type { Installations } from './installations.js';
import { workspaceIdOf } from './workspace.js';

/**
 * What Slack is told by the program around it: of the workspace whose token stands in the environment, and of those that
 * installed the app by themselves. Everything is known here or read from our own database; nothing of it calls Slack.
 */
export function createSlackHost(
  { database: { schools, people } }: Pick<Ports, 'database'>,
  environment: EnvironmentWorkspace | null,
  installations: Installations,
): SlackHost {
  return {
    async ofTeam(teamId) {
      if (environment?.teamId() === teamId) return environment.installation();
      const installed = await installations.ofTeam(teamId);
      // Perhaps it is the environment's, and not known yet whose that is: Slack sends its events again.
      if (!installed && environment?.teamId() === null) throw new Error('Slack has not said yet whose token it is.');
      return installed;
    },
    async ofWorkspace(workspaceId) {
      const teamId = environment?.teamId();
      if (environment && teamId && workspaceIdOf(teamId) === workspaceId) return environment.installation();
      const installed = await installations.ofWorkspace(workspaceId);
      // Before it is known whose the environment's token is, this may be its workspace.
      if (!installed && environment && !teamId) {
        throw new DeliveryError({ kind: 'later', afterMs: 500, scope: 'workspace' });
      }
      return installed;
    },
    async languageOf(workspaceId, externalId) {
      const person = await people.findByAccount(workspaceId, externalId);
      return person?.language ?? (await schools.list())[0]?.language ?? languageOf(null);
    },
  };
}
