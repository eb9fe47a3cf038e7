import fc from 'fast-check';

/**
 * Properties are tried with the same cases every time, so that a change is never refused for something that was there
 * before it. `npm run test:properties` tries cases of its own; PROPERTY_SEED=<number> repeats such a run.
 */
const given = process.env['PROPERTY_SEED'] ?? '20260901';

fc.configureGlobal(given === 'chance' ? {} : { seed: Number(given) });
