import { expiresAfter } from '../actions/offers.js';
import type { InviteKind, NewInvite } from '../ports/invite-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { normalizeCode } from './code.js';

/** How long an invitation is good; the first administrator's code stands on a terminal, so only a day. */
export const inviteDays = { administrator: 1, staff: 14, guardian: 14 } as const satisfies Record<InviteKind, number>;

export interface InviteRequest {
  readonly tenantId: string;
  readonly schoolId: string | null;
  readonly kind: InviteKind;
  readonly personId: string | null;
  readonly pupilId: string | null;
  readonly createdById: string | null;
}

/**
 * Makes an invitation and gives its code, which is shown once and stored only as a fingerprint. One code lets one adult in,
 * for one pupil, once.
 */
export async function invite(
  ports: Ports,
  stores: Stores,
  requests: readonly InviteRequest[],
): Promise<readonly string[]> {
  const now = ports.clock.school();
  const codes = requests.map(() => ports.ids.code());
  const invites = requests.map(
    (request, index): NewInvite => ({
      ...request,
      id: ports.ids.next(),
      codeHash: ports.secrets.fingerprint(normalizeCode(codes[index] ?? '')),
      createdAt: now,
      expiresAt: expiresAfter(now, inviteDays[request.kind]),
    }),
  );
  await stores.invites.add(invites);
  return codes;
}
