import { parseEmail, parsePhone } from './contact.js';
import type { IssueLog, IssuePlace } from './issue.js';

/** A number that cannot be read is told and left out: a wrong one could reach another family. */
export function readPhone(text: string, place: IssuePlace, log: IssueLog): string | null {
  if (text === '') return null;
  const result = parsePhone(text);
  if (!result.ok) {
    log.warn(result.fault === 'shortened' ? 'phone-shortened' : 'phone-unreadable', place, text);
    return null;
  }
  if (result.more.length > 0) log.warn('phone-second', place, text, { phone: result.phone });
  return result.phone;
}

/** Like `readPhone`, for an address. */
export function readEmail(text: string, place: IssuePlace, log: IssueLog): string | null {
  if (text === '') return null;
  const email = parseEmail(text);
  if (!email) log.warn('email-unreadable', place, text);
  return email;
}
