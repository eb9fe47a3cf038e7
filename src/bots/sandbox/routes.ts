import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../../core/errors.js';
import { type Language, languageOf, languages } from '../../core/language/language.js';
import type { Desk } from './desk.js';
import { personView, type SandboxHost } from './host.js';
import { parseGesture } from './inbound.js';
import { jsonBodyBytes, uploadBytes } from './limits.js';
import { textsFor } from './pages.js';
import { stateView } from './state.js';
import type { Stream } from './stream.js';
import type { Gesture, GestureAnswer } from './wire.js';
import type { Work } from './work.js';

interface RouteDependencies {
  readonly host: SandboxHost;
  readonly desk: Desk;
  readonly gestures: (gesture: Gesture, language: Language) => Promise<GestureAnswer>;
  readonly work: Work;
  readonly stream: Stream;
}

const mark = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const queries = {
  as: z.object({ as: z.string().min(1).max(200) }),
  news: z.object({ as: z.string().min(1).max(200), after: mark }),
  earlier: z.object({ as: z.string().min(1).max(200), chat: z.string().max(200), before: z.string().max(20) }),
  upload: z.object({
    fileName: z.string().min(1).max(255),
    dryRun: z.enum(['true', 'false']),
    schoolName: z.string().max(200).optional(),
  }),
};
const bodies = {
  language: z.strictObject({ as: z.string().min(1).max(200), language: z.enum(languages) }),
  clock: z.strictObject({ to: z.union([z.literal('next'), z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)]) }),
};

/** Everything that the page asks for, below /sandbox. */
export function createRoutes({ host, desk, gestures, work, stream }: RouteDependencies): Router {
  const router = express.Router();
  const json = express.json({ limit: jsonBodyBytes });
  // Answers change with every message; nothing on the way may keep them.
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/texts', (request, response) => {
    response.json(textsFor(asked(request)));
  });
  router.get('/state', async (request, response) => {
    response.json(stateView(await host.state(asked(request)), asked(request)));
  });
  router.get('/people', async (request, response) => {
    response.json((await host.cast(asked(request))).people.map(personView));
  });
  router.get('/desk', async (request, response) => {
    response.json(await desk.open(understood(queries.as, request.query).as, asked(request)));
  });
  router.get('/earlier', async (request, response) => {
    const { as, chat, before } = understood(queries.earlier, request.query);
    response.json(await desk.earlier(as, chat, before, asked(request)));
  });
  router.get('/news', async (request, response) => {
    const { as, after } = understood(queries.news, request.query);
    response.json(await desk.news(as, after, asked(request)));
  });
  router.get('/events', async (request, response) => {
    const { as, after } = understood(queries.news, request.query);
    // A browser that comes back says where it stopped.
    const resumed = mark.safeParse(request.headers['last-event-id']);
    stream.join(response, await desk.seatOf(as, asked(request)), resumed.data ?? after);
  });

  router.post('/gestures', json, async (request, response) => {
    response.json(await gestures(parseGesture(request.body), asked(request)));
  });
  router.post('/language', json, async (request, response) => {
    const { as, language } = understood(bodies.language, request.body);
    await desk.seatOf(as, language);
    await host.setLanguage(as, language);
    response.status(204).end();
  });
  router.post('/clock', json, async (request, response) => {
    const { to } = understood(bodies.clock, request.body);
    const language = asked(request);
    await work(request, response, async (report) => {
      await (to === 'next' ? host.clock.toNext(language, report) : host.clock.to(to, language, report));
      return { ok: true, lines: [] };
    });
  });
  router.post('/demo', json, async (request, response) => {
    await work(request, response, async (report) => {
      await host.playDemo(asked(request), report);
      return { ok: true, lines: [] };
    });
  });
  router.post(
    '/roster',
    express.raw({ type: 'application/octet-stream', limit: uploadBytes }),
    async (request, response) => {
      const { fileName, dryRun, schoolName } = understood(queries.upload, request.query);
      const bytes: unknown = request.body;
      if (!(bytes instanceof Uint8Array)) throw new Refusal('sandbox.notUnderstood');
      const file = { fileName, bytes, dryRun: dryRun === 'true', schoolName: schoolName?.trim() || null };
      await work(request, response, (report) => host.importRoster(file, asked(request), report));
    },
  );
  router.use(() => {
    throw new Refusal('sandbox.notUnderstood');
  });
  return router;
}

function asked(request: Request): Language {
  return languageOf(request.headers['accept-language']);
}

function understood<T>(schema: z.ZodType<T>, value: unknown): T {
  const { data, success } = schema.safeParse(value);
  if (!success) throw new Refusal('sandbox.notUnderstood');
  return data;
}
