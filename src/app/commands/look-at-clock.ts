import { type Finding, fail, ok, warn } from './finding.js';

const second = 1_000;
/** Half of what signatures allow for is left for the network. */
const clockToleranceMs = 60 * second;
/** Of Slack's signatures and of Feishu's. */
const signatureWindowMs = 300 * second;

/** @param aheadMs of the platform's clock; null: the platform did not say. */
export function lookAtClock(platform: string, about: string, aheadMs: number | null): readonly Finding[] {
  if (aheadMs === null) return [];
  const off = Math.abs(aheadMs);
  if (off <= clockToleranceMs) return [ok(about, `This machine’s clock agrees with ${platform}’s.`)];
  const text = `This machine’s clock is ${off / second} s ${aheadMs > 0 ? 'ahead of' : 'behind'} ${platform}’s.`;
  const remedy = 'Let the system set the clock (NTP: timedatectl set-ntp true).';
  if (off <= signatureWindowMs) return [warn(about, text, remedy)];
  return [fail(about, `${text} Everything from ${platform} is refused as too old or not yet signed.`, remedy)];
}
