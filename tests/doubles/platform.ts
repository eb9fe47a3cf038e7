import type { LedgerLine, PlatformProfile } from './platform-wire.js';
import { type Child, startChild } from './support/child.js';

const program = new URL('./platform-server.ts', import.meta.url);

/** The strict platform, in a process of its own. */
export type Platform = Child<LedgerLine>;

export function startPlatform(profile: PlatformProfile, ledgerPath: string): Promise<Platform> {
  return startChild(program, profile, ledgerPath);
}
