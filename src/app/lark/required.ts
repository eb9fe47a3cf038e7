import type { Config, LarkConfig } from '../../config.js';
import { Unsuitable } from '../complaint.js';

/** @throws Unsuitable where Feishu is off. */
export function requireLark({ lark }: Pick<Config, 'lark'>): LarkConfig {
  if (lark) return lark;
  throw new Unsuitable(
    'Feishu is off. Set LARK_APP_ID and LARK_APP_SECRET of the first app in the environment; docs/guides/feishu.md says how.',
  );
}
