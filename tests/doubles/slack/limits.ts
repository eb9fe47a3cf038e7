import { TooMany } from './api/method.js';
import type { Channel, Workspace, World } from './state.js';

const minuteMs = 60_000;

/** How fast a workspace's app may call and a channel may be written to; machine time. */
export interface Pace {
  /** Counts the call. @throws TooMany */
  call(workspace: Workspace, method: string, perMinute: number): void;
  /** Counts the message. @throws TooMany */
  post(workspace: Workspace, channel: Channel): void;
}

export function createPace(world: World): Pace {
  const calls = new Map<string, number[]>();
  /** Where a channel's schedule of one message a second stands; a burst may run ahead of the clock. */
  const schedules = new Map<string, number>();
  const { limits } = world.profile;

  return {
    call(workspace, method, perMinute) {
      if (perMinute === 0 || limits.tiers === 0) return;
      const name = `${workspace.id} ${method}`;
      const recent = calls.get(name) ?? [];
      calls.set(name, recent);
      const now = world.machineNow();
      const most = Math.max(1, Math.floor(perMinute * limits.tiers));
      forget(recent, now - minuteMs);
      const oldest = recent[0];
      if (recent.length >= most && oldest !== undefined) throw new TooMany(oldest + minuteMs - now, 'tier');
      recent.push(now);
    },
    post(workspace, channel) {
      const now = world.machineNow();
      forget(workspace.recentPosts, now - minuteMs);
      const oldest = workspace.recentPosts[0];
      if (workspace.recentPosts.length >= limits.postsPerMinute && oldest !== undefined) {
        throw new TooMany(oldest + minuteMs - now, 'workspace');
      }
      const name = `${workspace.id} ${channel.id}`;
      const free = Math.max(schedules.get(name) ?? 0, now - (limits.burst - 1) * limits.perChannelMs);
      if (free > now) throw new TooMany(free - now, 'channel', channel.id);
      schedules.set(name, free + limits.perChannelMs);
      workspace.recentPosts.push(now);
    },
  };
}

function forget(moments: number[], until: number): void {
  while (moments[0] !== undefined && moments[0] <= until) moments.shift();
}
