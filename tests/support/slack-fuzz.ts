import { serveWithInbox } from '../bots/slack/with-inbox.js';
import { createAnswers, type FuzzReport, fuzz } from './fuzz.js';
import { createRandom } from './random.js';
import { createMutants } from './slack-mutants.js';
import { command } from './slack-payloads.js';

/** Besides being taken: refused as unreadable, too large or packed. */
const declared = [400, 413, 415];

/** The real door, intake, inbox and database, under bodies that are signed and wrong. */
export async function fuzzSlack(bodies: number, seed: number): Promise<FuzzReport> {
  const served = await serveWithInbox(createAnswers());
  const make = createMutants(createRandom(seed), served.edge.hook);
  try {
    return await fuzz(
      {
        ...served,
        post(number) {
          const { what, body, contentType } = make(number);
          return { what, body, answer: served.post(body, { contentType }) };
        },
        async settle() {
          await served.slack.close();
          served.edge.forget();
        },
        async alive() {
          const { status } = await served.push(command('alive?', { response_url: served.edge.hook('alive') }));
          await served.edge.until(({ path }) => path === '/hooks/alive');
          return status === 200;
        },
      },
      bodies,
      declared,
    );
  } finally {
    await served.close();
  }
}
