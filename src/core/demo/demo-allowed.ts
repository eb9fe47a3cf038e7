import { Refusal } from '../errors.js';
import type { Stores } from '../ports/stores.js';

/** Made-up people among real ones would be taken for real, or the other way round: the demo has an installation to itself. */
export async function isDemoAllowed(
  stores: Pick<Stores, 'schools'>,
  platforms: readonly string[] = [],
): Promise<boolean> {
  return (await whyNoDemo(stores, platforms)) === null;
}

/**
 * What speaks against making the demo school here; null when nothing does.
 * @param platforms the messengers that are on, beside the sandbox.
 */
export async function whyNoDemo(
  stores: Pick<Stores, 'schools'>,
  platforms: readonly string[] = [],
): Promise<Refusal | null> {
  const [platform] = platforms;
  if (platform !== undefined) return new Refusal('demo.platform', { platform });
  const schools = await stores.schools.list();
  const real = schools.find((school) => !school.demo);
  if (real) return new Refusal('demo.realPeople', { school: real.name });
  const demo = schools.find((school) => school.demo);
  return demo ? new Refusal('demo.already', { school: demo.name }) : null;
}
