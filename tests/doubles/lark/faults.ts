import { type Faults as AnyFaults, createFaults as create } from '../support/faults.js';
import { type FaultKind, faultKinds, type Profile } from './profile.js';

/** A refusal that a test planned: Feishu's code for it. */
export interface Refusal {
  readonly code: number;
  readonly status: number;
  readonly msg: string;
}

export type Faults = AnyFaults<FaultKind, FaultKind | Refusal>;

const spared = ['auth.token', 'ws.endpoint'];

export function createFaults(profile: Profile): Faults {
  return create(profile, faultKinds, spared);
}
