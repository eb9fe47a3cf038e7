import { appendFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { appMethods } from './api/app.js';
import { chatMethods } from './api/chat.js';
import { conversationMethods } from './api/conversations.js';
import { createFiles } from './api/files.js';
import { userMethods } from './api/users.js';
import { viewMethods } from './api/views.js';
import { argumentsOf, readBytes, uploadedBytes } from './body.js';
import { commandSchema } from './control.js';
import { createFaults } from './faults.js';
import { answerCall, type Gateway } from './gateway.js';
import type { LedgerEntry } from './ledger.js';
import { createPace } from './limits.js';
import { createSigning } from './oauth.js';
import { Impossible } from './people/context.js';
import { perform, type Screws } from './perform.js';
import { profileSchema } from './profile.js';
import { createPusher } from './push.js';
import { createResponseUrls } from './respond.js';
import { createSockets } from './socket.js';
import { createWorld } from './state.js';
import { createTriggers } from './triggers.js';

// A Slack in a process of its own. Started with the ledger's path; is told its profile by its parent, tells its port.

const [ledger] = process.argv.slice(2);
if (!ledger || !process.send) throw new Error('The fake Slack is started by a test.');
process.on('disconnect', () => process.exit());
process.once('message', start);

function write(entry: LedgerEntry): void {
  appendFileSync(ledger as string, `${JSON.stringify({ at: Date.now(), ...entry })}\n`);
}

function start(profileMessage: unknown): void {
  const profile = profileSchema.parse(profileMessage);
  let origin = '';
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
  const responseUrls = createResponseUrls(world, pace, () => origin);
  const faults = createFaults(profile);
  const files = createFiles(world, pace);
  const signing = createSigning(world);
  const server = createServer((request, response) => {
    response.on('error', () => {});
    route(request, response).catch((error: Error) => {
      write({ kind: 'unplanned', message: `${request.url}: ${error.stack ?? error.message}` });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const sockets = createSockets(world, server, () => origin);
  pusher.setSocket(sockets.carrier);
  const gateway: Gateway = {
    world,
    pace,
    faults,
    origin: () => origin,
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

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    const [, head = '', name = ''] = pathname.split('/');
    const bytes = await readBytes(request);
    const reply = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body) ?? 'null');
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
        const met = signing.consent(searchParams);
        if ('location' in met) response.writeHead(302, { location: met.location }).end();
        else reply(400, { ok: false, error: met.error });
        return;
      }
      case 'upload': {
        const taken = files.receive(name, await uploadedBytes(request, bytes));
        response.writeHead(taken ? 200 : 400).end(taken ? `OK - ${bytes.byteLength}` : 'invalid upload');
        return;
      }
      case 'control':
        try {
          reply(200, await perform(screws, commandSchema.parse(JSON.parse(bytes.toString('utf8')))));
        } catch (error) {
          // The test asked for what cannot be; it is told, and nothing is put down as the program's doing.
          reply(error instanceof Impossible ? 409 : 500, { error: (error as Error).message });
        }
        return;
      default:
        reply(404, { ok: false, error: 'not_found' });
    }
  }

  server.keepAliveTimeout = 30_000;
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    origin = `http://127.0.0.1:${port}`;
    process.send?.({ port });
  });
}
