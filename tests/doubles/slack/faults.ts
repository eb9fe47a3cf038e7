import { type Faults as AnyFaults, createFaults as create } from '../support/faults.js';
import { type FaultKind, faultKinds, type Profile } from './profile.js';

export type Faults = AnyFaults<FaultKind>;

const spared = ['auth.test', 'oauth.v2.access', 'apps.connections.open'];

export function createFaults(profile: Profile): Faults {
  return create(profile, faultKinds, spared);
}
