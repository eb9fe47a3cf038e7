import type { Chats } from './chats.js';
import type { Clock, Ids } from './clock.js';
import type { Bell } from './queue.js';
import type { Secrets } from './secrets.js';
import type { Database } from './stores.js';

/** What a use case is given. */
export interface Ports {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly bell: Bell;
  readonly secrets: Secrets;
  readonly chats: Chats;
}
