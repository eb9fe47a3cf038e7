/** Feishu's library logs secrets, tokens and what people wrote; nothing of it is kept. What went wrong reaches us as errors. */
export const quietLogger = {
  fatal() {},
  error() {},
  warn() {},
  info() {},
  debug() {},
  trace() {},
};
