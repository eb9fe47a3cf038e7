import { type Double, type Materials, serveDouble, type Visit } from '../support/serve.js';
import { appMethods } from './api/app.js';
import { chatMethods } from './api/chat.js';
import { conversationMethods } from './api/conversations.js';
import { createFiles } from './api/files.js';
import { userMethods } from './api/users.js';
import { viewMethods } from './api/views.js';
import { argumentsOf, uploadedBytes } from './body.js';
import { commandSchema } from './control.js';
import { createFaults } from './faults.js';
import { answerCall, type Gateway } from './gateway.js';
import type { LedgerEntry } from './ledger.js';
import { createPace } from './limits.js';
import { createSigning } from './oauth.js';
import { perform, type Screws } from './perform.js';
import { profileSchema } from './profile.js';
import { createPusher } from './push.js';
import { createResponseUrls } from './respond.js';
import { createSockets } from './socket.js';
import { createWorld } from './state.js';
import { createTriggers } from './triggers.js';

// A Slack in a process of its own.

serveDouble(createSlack);

function createSlack({ profile: given, server, origin, write }: Materials<LedgerEntry>): Double {
  const profile = profileSchema.parse(given);
  const world = createWorld(profile, write);
  world.tokens.set(profile.app.appToken, {
    token: profile.app.appToken,
    team: '',
    kind: 'app',
    scopes: ['connections:write'],
    expiresAtMs: null,
    state: 'live',
  });
  const pace = createPace(world);
  const pusher = createPusher(world);
  world.deliver = pusher.deliver;
  const triggers = createTriggers(world);
  const responseUrls = createResponseUrls(world, pace, origin);
  const faults = createFaults(profile);
  const files = createFiles(world, pace);
  const signing = createSigning(world);
  const sockets = createSockets(world, server, origin);
  pusher.setSocket(sockets.carrier);
  const gateway: Gateway = {
    world,
    pace,
    faults,
    origin,
    methods: {
      ...appMethods(sockets.open),
      ...chatMethods(pace),
      ...conversationMethods,
      ...files.methods,
      ...userMethods,
      ...viewMethods(triggers),
    },
  };
  const screws: Screws = { world, pusher, triggers, responseUrls, faults, disconnect: sockets.disconnect };

  async function answer({ url, request, bytes, response, reply }: Visit): Promise<void> {
    const [, head = '', name = ''] = url.pathname.split('/');
    switch (head) {
      case 'api':
        if (name === 'oauth.v2.access') {
          const given = await argumentsOf(request, bytes);
          reply(200, signing.access(given, request.headers.authorization));
          return;
        }
        return answerCall(gateway, name, request, bytes, response);
      case 'hooks': {
        const { status, body } = responseUrls.take(name, await argumentsOf(request, bytes));
        reply(status, body);
        return;
      }
      case 'oauth': {
        const met = signing.consent(url.searchParams);
        if ('location' in met) response.writeHead(302, { location: met.location }).end();
        else reply(400, { ok: false, error: met.error });
        return;
      }
      case 'upload': {
        const taken = files.receive(name, await uploadedBytes(request, bytes));
        response.writeHead(taken ? 200 : 400).end(taken ? `OK - ${bytes.byteLength}` : 'invalid upload');
        return;
      }
      default:
        reply(404, { ok: false, error: 'not_found' });
    }
  }

  return { answer, perform: (command) => perform(screws, commandSchema.parse(command)) };
}
