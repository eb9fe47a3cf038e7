import { serveWithInbox } from '../bots/lark/with-inbox.js';
import { createAnswers, type FuzzReport, fuzz } from './fuzz.js';
import { createMutants } from './lark-mutants.js';
import { directMessage } from './lark-payloads.js';
import { createRandom } from './random.js';

/** Besides being taken: refused as unreadable, as another app's or nobody's, or as too large. */
const declared = [400, 401, 413];

/** The real door, intake, inbox and database, under bodies that are signed and wrong. */
export async function fuzzLark(bodies: number, seed: number): Promise<FuzzReport> {
  const served = await serveWithInbox(createAnswers());
  const make = createMutants(createRandom(seed));
  try {
    const report = await fuzz(
      {
        ...served,
        post(number) {
          const { what, body } = make(number);
          return { what, body, answer: served.post(body) };
        },
        async settle() {
          await served.idle();
          await served.lark.close();
          served.edge.forget();
        },
        async alive() {
          const { status } = await served.push(directMessage('alive?'));
          await served.idle();
          return status === 200 && served.effects.some((one) => 'text' in one && one.text === 'alive?');
        },
      },
      bodies,
      declared,
    );
    // A time that was changed may be one of long ago, and that is told.
    const isOld = (fault: unknown) =>
      typeof fault === 'object' && fault !== null && 'error' in fault && fault.error === 'OldEvent';
    return { ...report, faults: report.faults.filter((fault) => !isOld(fault)) };
  } finally {
    await served.close();
  }
}
