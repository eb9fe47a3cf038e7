import { appendFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBytes } from '../slack/body.js';
import { appApis } from './api/app.js';
import { cardApis } from './api/cards.js';
import { chatApis } from './api/chats.js';
import { contactApis } from './api/contacts.js';
import { messageApis } from './api/messages.js';
import { resourceApis } from './api/resources.js';
import { createCallbacks } from './callbacks.js';
import { commandSchema } from './control.js';
import { createFaults } from './faults.js';
import { answerCall, type Gateway, withFaults } from './gateway.js';
import type { LedgerEntry } from './ledger.js';
import { createPace } from './limits.js';
import { Impossible, jsonOf } from './people/context.js';
import { perform, type Screws } from './perform.js';
import { profileSchema } from './profile.js';
import { createPusher } from './push.js';
import { createSockets } from './socket.js';
import { createWorld } from './state.js';
import { createTokens } from './tokens.js';

// A Feishu in a process of its own. Started with the ledger's path; is told its profile by its parent, tells its port.

const [ledger] = process.argv.slice(2);
if (!ledger || !process.send) throw new Error('The fake Feishu is started by a test.');
process.on('disconnect', () => process.exit());
process.once('message', start);

const tokenPath = 'auth/v3/tenant_access_token/internal';
const tokenSchema = z.strictObject({ app_id: z.string(), app_secret: z.string() });

function write(entry: LedgerEntry): void {
  appendFileSync(ledger as string, `${JSON.stringify({ at: Date.now(), ...entry })}\n`);
}

function start(profileMessage: unknown): void {
  const profile = profileSchema.parse(profileMessage);
  let origin = '';
  const world = createWorld(profile, write);
  const pace = createPace(world);
  const pusher = createPusher(world);
  world.deliver = pusher.deliver;
  const callbacks = createCallbacks(world);
  const faults = createFaults(profile);
  const tokens = createTokens(world);
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
  const apis = [
    ...appApis,
    ...messageApis(pace),
    ...cardApis(pace, callbacks),
    ...chatApis,
    ...contactApis,
    ...resourceApis,
  ];
  const gateway: Gateway = { world, pace, faults, tokens, apis };
  const screws: Screws = { world, pusher, callbacks, faults, tokens, disconnect: sockets.disconnect };

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', origin);
    const bytes = await readBytes(request);
    const reply = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body) ?? 'null');
    const answered = (name: string, body: () => Readonly<Record<string, unknown>>) =>
      withFaults(gateway, name, response, () => ({ status: 200, headers: {}, body: body() }));

    if (pathname === '/control') {
      try {
        reply(200, await perform(screws, commandSchema.parse(JSON.parse(bytes.toString('utf8')))));
      } catch (error) {
        // The test asked for what cannot be; it is told, and nothing is put down as the program's doing.
        reply(error instanceof Impossible ? 409 : 500, { error: (error as Error).message });
      }
      return;
    }
    if (pathname === '/callback/ws/endpoint' && request.method === 'POST')
      return answered('ws.endpoint', () => sockets.endpoint(jsonOf(bytes.toString('utf8'))));
    const [, path = ''] = /^\/open-apis\/(.*)$/.exec(pathname) ?? [];
    if (path === tokenPath && request.method === 'POST')
      return answered('auth.token', () => {
        const given = tokenSchema.safeParse(jsonOf(bytes.toString('utf8')));
        const answer = given.success ? tokens.issue(given.data) : { code: 10003, msg: 'invalid param' };
        write({ kind: 'call', app: given.data?.app_id ?? '', method: 'auth.token', code: Number(answer['code']) });
        return answer;
      });
    return answerCall(gateway, path, request, bytes, response);
  }

  server.keepAliveTimeout = 30_000;
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    origin = `http://127.0.0.1:${port}`;
    process.send?.({ port });
  });
}
