import { z } from 'zod';
import { jsonOf } from '../support/body.js';
import { type Double, type Materials, serveDouble, type Visit } from '../support/serve.js';
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
import { perform, type Screws } from './perform.js';
import { profileSchema } from './profile.js';
import { createPusher } from './push.js';
import { createSockets } from './socket.js';
import { createWorld } from './state.js';
import { createTokens } from './tokens.js';

// A Feishu in a process of its own.

const tokenPath = 'auth/v3/tenant_access_token/internal';
const tokenSchema = z.strictObject({ app_id: z.string(), app_secret: z.string() });

serveDouble(createFeishu);

function createFeishu({ profile: given, server, origin, write }: Materials<LedgerEntry>): Double {
  const profile = profileSchema.parse(given);
  const world = createWorld(profile, write);
  const pace = createPace(world);
  const pusher = createPusher(world);
  world.deliver = pusher.deliver;
  const callbacks = createCallbacks(world);
  const faults = createFaults(profile);
  const tokens = createTokens(world);
  const sockets = createSockets(world, server, origin);
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

  function answer({ url: { pathname }, request, bytes, response }: Visit): Promise<void> {
    const answered = (name: string, body: () => Readonly<Record<string, unknown>>) =>
      withFaults(gateway, name, response, () => ({ status: 200, headers: {}, body: body() }));

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

  return { answer, perform: (command) => perform(screws, commandSchema.parse(command)) };
}
