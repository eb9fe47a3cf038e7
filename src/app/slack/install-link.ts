import { timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../../core/ports/secrets.js';

const of = (tenantId: string) => `slack install link ${tenantId}`;

/** What a link to the install page carries: which customer the workspace will belong to, said by us. */
export function writeInstallLink(secrets: Pick<Secrets, 'fingerprint'>, tenantId: string): string {
  return `${tenantId}.${secrets.fingerprint(of(tenantId))}`;
}

/** The customer that the link is for; null: it is not one of ours. */
export function readInstallLink(secrets: Pick<Secrets, 'fingerprint'>, link: string): string | null {
  const dot = link.lastIndexOf('.');
  const tenantId = link.slice(0, Math.max(0, dot));
  const given = Buffer.from(link.slice(dot + 1));
  const ours = Buffer.from(secrets.fingerprint(of(tenantId)));
  return given.length === ours.length && timingSafeEqual(given, ours) ? tenantId : null;
}
