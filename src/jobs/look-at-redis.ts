import { Redis } from 'ioredis';
import { checkRedis } from './redis-settings.js';

/** What a look at Redis found: whether it answers, and what in its settings should be otherwise, in sentences. */
export interface RedisLook {
  readonly answers: boolean;
  readonly remarks: readonly string[];
}

const waitMs = 5_000;

/** Asks a Redis how it is set up, and leaves it as it is. */
export async function lookAtRedis(url: string): Promise<RedisLook> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: waitMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => {});
  const remarks: string[] = [];
  try {
    await redis.connect();
    await redis.ping();
    await checkRedis(redis, { ...silent, warn: (_fields: object, text: string) => remarks.push(text) });
    return { answers: true, remarks };
  } catch {
    return { answers: false, remarks: [] };
  } finally {
    redis.disconnect();
  }
}

const silent = { info() {}, error() {}, debug() {} };
