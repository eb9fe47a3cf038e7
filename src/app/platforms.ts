import type { Chats } from '../core/ports/chats.js';
import type { Messenger } from '../core/ports/messenger.js';
import type { Ports } from '../core/ports/ports.js';

/** The messengers that are on, and which of them speaks for a workspace. */
export interface Platforms {
  add(messenger: Messenger): void;
  /** Learns which workspace belongs to which platform and which are open; asked again when one turns up or changes. */
  load(): Promise<void>;
  /** Null while the workspace's platform is off, or the workspace lets us in no longer: its deliveries wait. */
  messengerOf(workspaceId: string): Messenger | null;
  /** Asks the workspace's own messenger. */
  readonly chats: Chats;
}

export function createPlatforms(ports: Pick<Ports, 'database'>, messengers: readonly Messenger[]): Platforms {
  const byPlatform = new Map(messengers.map((messenger) => [messenger.platform, messenger]));
  const workspaces = new Map<string, { readonly platform: string; readonly open: boolean }>();
  async function load(): Promise<void> {
    for (const { id, ...one } of await ports.database.schools.workspaces()) workspaces.set(id, one);
  }
  function messengerOf(workspaceId: string): Messenger | null {
    const workspace = workspaces.get(workspaceId);
    // A workspace made, or opened by another process, since the last look; the next round finds it.
    if (!workspace?.open) load().catch(() => {});
    return workspace?.open ? (byPlatform.get(workspace.platform) ?? null) : null;
  }
  /** Who waits for an answer is not told to ask again because the workspace is new. */
  async function known(workspaceId: string): Promise<Messenger | null> {
    if (!workspaces.has(workspaceId)) await load();
    return messengerOf(workspaceId);
  }
  return {
    add: (messenger) => byPlatform.set(messenger.platform, messenger),
    load,
    messengerOf,
    chats: {
      look: async (workspaceId, chat) => (await known(workspaceId))?.look(workspaceId, chat) ?? null,
      takesCirculars: (workspaceId) => Boolean(messengerOf(workspaceId)?.capabilities.circulars),
      emailOf: async (workspaceId, account) => (await known(workspaceId))?.emailOf(workspaceId, account) ?? null,
    },
  };
}
