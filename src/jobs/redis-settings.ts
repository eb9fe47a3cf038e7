import type { Redis } from 'ioredis';
import type { JobLog } from './log.js';

/**
 * What in Redis' settings would slow us down after a crash. Nothing is lost by any of it: the rows know what is due. So
 * each is said once, in words, and the program goes on.
 */
export async function checkRedis(redis: Pick<Redis, 'config'>, log: JobLog): Promise<void> {
  try {
    const policy = await settingOf(redis, 'maxmemory-policy');
    if (policy !== null && policy !== 'noeviction') {
      const message =
        `Redis may throw away wake-ups when its memory is full (maxmemory-policy is ${policy}). ` +
        'Set maxmemory-policy to noeviction.';
      log.warn({ setting: 'maxmemory-policy' }, message);
    }
    if ((await settingOf(redis, 'appendonly')) === 'no') {
      const message =
        'Redis forgets its wake-ups when it restarts (appendonly is no). Messages are not lost, but some go out up to ' +
        'half a minute later. Set appendonly to yes.';
      log.warn({ setting: 'appendonly' }, message);
    }
  } catch {
    const message =
      'Redis does not say how it is set up. Make sure that maxmemory-policy is noeviction and appendonly is yes.';
    log.warn({ setting: 'unknown' }, message);
  }
}

async function settingOf(redis: Pick<Redis, 'config'>, name: string): Promise<string | null> {
  const answer = (await redis.config('GET', name)) as unknown;
  const value = Array.isArray(answer) ? answer[1] : null;
  return typeof value === 'string' ? value : null;
}
