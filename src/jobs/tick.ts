import type { Queue } from 'bullmq';

const id = 'tick';
const template = { name: 'tick', data: {}, opts: { attempts: 1, removeOnComplete: true, removeOnFail: { count: 20 } } };

/**
 * A wake-up at regular intervals of machine time, whatever is rung. Written only when it is missing or different:
 * writing it again deletes the wake-up that is already waiting. `lost`: no wake-up has come for long, so it is written
 * anyway.
 */
export async function keepTicking(queue: Queue, everyMs: number, lost: boolean): Promise<void> {
  const current = await queue.getJobScheduler(id);
  if (!lost && current?.every === everyMs) return;
  await queue.upsertJobScheduler(id, { every: everyMs }, template);
}
