import { TooMany } from './api/method.js';
import type { App, World } from './state.js';

const secondMs = 1_000;
const minuteMs = 60_000;

/** How fast an app may call, and a chat and a card may be written to; machine time. */
export interface Pace {
  /** Counts the call. @throws TooMany */
  call(app: App, method: string): void;
  /** Counts the message: one chat, one person, whichever bot writes. @throws TooMany */
  post(chat: string): void;
  /** Counts the change of a card. @throws TooMany */
  change(message: string): void;
}

export function createPace(world: World): Pace {
  const moments = new Map<string, number[]>();
  const { limits } = world.profile;

  /** How long until there is room for one more within the window; 0: now. */
  function wait(name: string, most: number, windowMs: number): number {
    const recent = moments.get(name) ?? [];
    moments.set(name, recent);
    const now = world.machineNow();
    while (recent[0] !== undefined && recent[0] <= now - windowMs) recent.shift();
    const oldest = recent[0];
    return most > 0 && recent.length >= most && oldest !== undefined ? oldest + windowMs - now : 0;
  }
  const count = (name: string) => moments.get(name)?.push(world.machineNow());

  function limit(name: string, most: number, why: TooMany['why']): void {
    const afterMs = wait(name, most, secondMs);
    if (afterMs > 0) throw new TooMany(afterMs, why);
    count(name);
  }

  return {
    call(app, method) {
      const second = `second ${app.id} ${method}`;
      const minute = `minute ${app.id} ${method}`;
      const inSecond = wait(second, limits.perApiPerSecond, secondMs);
      if (inSecond > 0) throw new TooMany(inSecond, 'second');
      const inMinute = wait(minute, limits.perApiPerMinute, minuteMs);
      if (inMinute > 0) throw new TooMany(inMinute, 'minute');
      count(second);
      count(minute);
    },
    post: (chat) => limit(`chat ${chat}`, limits.perChatPerSecond, 'chat'),
    change: (message) => limit(`card ${message}`, limits.patchesPerSecond, 'card'),
  };
}
