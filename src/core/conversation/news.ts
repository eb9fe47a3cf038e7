import { noteAway, noteBack, noteMembersChanged } from '../channels/away.js';
import type { InboundOf, News } from '../message/inbound.js';
import type { Reply } from '../message/reply.js';
import { noteAccount } from '../people/account-changed.js';
import type { Ports } from '../ports/ports.js';
import { noteWorkspace } from '../school/workspace-changed.js';
import { greetChat } from './greeting.js';
import { noteMembers } from './members.js';

/** What changed on a platform. Every effect bears a second run: the matter itself says whether it is new. */
export async function takeNews(ports: Ports, news: News, eventId: string): Promise<Reply> {
  switch (news.kind) {
    case 'members':
      return noteMembers(ports, news);
    case 'chatChanged':
      return noteChat(ports, news, eventId);
    case 'accountChanged':
      await noteAccount(ports, news.workspaceId, news.actor.externalId, news.active);
      return {};
    case 'workspaceChanged':
      await noteWorkspace(ports, news, eventId);
      return {};
    default:
      return news satisfies never;
  }
}

/** A chat that is not bound is none of our business, except that somebody invited us there for something. */
async function noteChat(ports: Ports, news: InboundOf<'chatChanged'>, eventId: string): Promise<Reply> {
  const { database } = ports;
  const channel = await database.channels.findByChat(news.workspaceId, news.chat.externalId);
  if (!channel) return news.change === 'joined' ? greetChat(ports, news) : {};
  switch (news.change) {
    case 'removed':
    case 'archived':
      await noteAway(ports, channel, news.change, eventId);
      return {};
    case 'joined':
    case 'restored':
      await noteBack(ports, channel);
      return {};
    case 'members':
      await noteMembersChanged(ports, channel);
      return {};
    case 'renamed':
      if (news.name) await database.channels.rename(channel.id, news.name);
      return {};
    default:
      return news.change satisfies never;
  }
}
