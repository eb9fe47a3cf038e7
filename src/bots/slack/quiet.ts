import type { Logger } from '@slack/bolt';
import { LogLevel } from '@slack/web-api';

/** The vendor's libraries log what people wrote; nothing of it is kept. What went wrong reaches us as errors. */
export const quietLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
