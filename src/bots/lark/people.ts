import { DeliveryError } from '../../core/errors.js';
import type { ChatFacts } from '../../core/ports/chats.js';
import type { Installation } from './host.js';
import type { WebApi } from './web-api.js';

/** Who is in a chat, and who of them is from another organisation. */
export interface People {
  look(of: Installation, chat: string): Promise<ChatFacts>;
}

export function createPeople(api: Pick<WebApi, 'chat' | 'chats' | 'members'>): People {
  /** By app: the key of its own organisation, which no call simply tells. */
  const homes = new Map<string, string>();

  /** Chats that no stranger can be in belong to it. null: the bot is in none. */
  async function homeOf(of: Installation): Promise<string | null> {
    const known = homes.get(of.appId);
    if (known !== undefined) return known;
    const own = (await api.chats(of)).find(({ external, tenantKey }) => !external && tenantKey !== '');
    if (own) homes.set(of.appId, own.tenantKey);
    return own?.tenantKey ?? null;
  }

  return {
    async look(of, chat) {
      const { name, external, dissolved, tenantKey } = await api.chat(of, chat);
      if (dissolved) throw new DeliveryError({ kind: 'gone', code: 'dissolved' });
      const members = await api.members(of, chat);
      if (!external && tenantKey !== '') homes.set(of.appId, tenantKey);
      // Where we cannot tell who is one of us, nobody is.
      const home = await homeOf(of);
      const people = members.map((member) => ({
        externalId: member.openId,
        displayName: member.name === '' ? undefined : member.name,
        guest: member.tenantKey !== home,
      }));
      const theirs = external && home !== null && tenantKey !== '' && tenantKey !== home;
      const outsiders = external || people.some(({ guest }) => guest);
      const openTo = theirs ? 'organizations' : outsiders ? 'outsiders' : 'nobody';
      return { name, openTo, archived: false, members: people };
    },
  };
}
