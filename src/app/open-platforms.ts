import type { Config } from '../config.js';
import type { OpenPlatform, PlatformParts } from './open-platform.js';

/** Those that are configured; a vendor's library is loaded only for its own platform. */
export function openPlatforms({ slack, lark }: Config, parts: PlatformParts): Promise<readonly OpenPlatform[]> {
  const opening: Promise<OpenPlatform>[] = [];
  if (slack) opening.push(import('./slack/open.js').then(({ openSlack }) => openSlack({ ...parts, config: slack })));
  if (lark) opening.push(import('./lark/open.js').then(({ openLark }) => openLark({ ...parts, config: lark })));
  return Promise.all(opening);
}
