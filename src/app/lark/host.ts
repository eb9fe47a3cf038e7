import type { LarkHost } from '../../bots/lark/host.js';
import type { LarkKeys } from '../../config.js';
import { DeliveryError } from '../../core/errors.js';
import { languageOf } from '../../core/language/language.js';
import type { Ports } from '../../core/ports/ports.js';
import type { EnvironmentApp } from './environment.js';
import type { Installations } from './installations.js';
import { workspaceIdOf } from './workspace.js';

/**
 * What Feishu is told by the program around it: of the app that stands in the environment, and of those that were added to
 * it. Everything is known here or read from our own database; nothing of it calls Feishu.
 */
export function createLarkHost(
  { database: { schools, people } }: Pick<Ports, 'database'>,
  environment: EnvironmentApp,
  keys: LarkKeys | null,
  installations: Installations,
): LarkHost {
  const { appId: ownId, appSecret } = environment;
  return {
    async ofApp(appId) {
      if (appId !== ownId) return installations.ofApp(appId);
      // It is not known yet who is mentioned when the bot is: Feishu sends its events again.
      if (!environment.isKnown()) throw new Error('Feishu has not said yet who the bot is.');
      return environment.installation();
    },
    async ofWorkspace(workspaceId) {
      if (workspaceId !== workspaceIdOf(ownId)) return installations.ofWorkspace(workspaceId);
      // A message that comes before the bot is known is no message that Feishu does not take.
      if (!environment.isKnown()) throw new DeliveryError({ kind: 'later', afterMs: 500, scope: 'workspace' });
      return environment.installation();
    },
    async doorOf(appId) {
      if (appId !== null && appId !== ownId) return installations.doorOf(appId);
      return keys && { appId: ownId, ...keys };
    },
    apps: async () => [{ appId: ownId, appSecret }, ...(await installations.apps())],
    async languageOf(workspaceId, externalId) {
      const person = await people.findByAccount(workspaceId, externalId);
      return person?.language ?? (await schools.list())[0]?.language ?? languageOf(null);
    },
  };
}
