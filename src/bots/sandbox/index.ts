import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { languageOf } from '../../core/language/language.js';
import type { Inbound } from '../../core/message/inbound.js';
import type { Reply } from '../../core/message/reply.js';
import type { Clock } from '../../core/ports/clock.js';
import type { Messenger } from '../../core/ports/messenger.js';
import type { Transcript } from '../../core/ports/transcript.js';
import { createDesk } from './desk.js';
import { answerTo } from './errors.js';
import { createGestures } from './gestures.js';
import { createGuard } from './guard.js';
import type { SandboxHost } from './host.js';
import { createLive } from './live.js';
import { createMessenger } from './outbound.js';
import { servePage, servePageFiles } from './pages.js';
import { createRoutes } from './routes.js';
import { createStream } from './stream.js';
import type { Problem } from './wire.js';
import { createWork } from './work.js';

export interface SandboxDependencies {
  /** On a client of its own; the sandbox is a platform and shares no transaction with the program. */
  readonly transcript: Transcript;
  readonly receive: (inbound: Inbound) => Promise<Reply>;
  readonly host: SandboxHost;
  readonly clock: Clock;
  /** Further name under which the page may be asked for; localhost always is. */
  readonly publicUrl?: string | undefined;
  /** Told what went wrong on our side, without anything that a person wrote. */
  readonly log?: (fault: { readonly error: string; readonly at: string }) => void;
}

export interface Sandbox {
  readonly messenger: Messenger;
  /** Serves `/` and everything below `/sandbox`; other paths pass through. */
  readonly router: Router;
  /** Ends the open event streams, without which an HTTP server does not close. */
  close(): void;
}

/** A messenger that is a web page: the third platform, for trying everything without an account anywhere. */
export function createSandbox(dependencies: SandboxDependencies): Sandbox {
  const { transcript, receive, host, clock, publicUrl } = dependencies;
  const logFault = (error: unknown) => dependencies.log?.(faultOf(error));
  const live = createLive(transcript, logFault);
  const stream = createStream(live, host);
  const posted = () => live.ring();

  const told = (error: unknown, request: Request) => {
    const answer = answerTo(error, languageOf(request.headers['accept-language']));
    if (answer.ours) logFault(error);
    return answer;
  };

  const router = express.Router();
  const guard = createGuard(publicUrl);
  router.get('/', guard, servePage());
  router.use('/sandbox', guard);
  router.use('/sandbox/page', servePageFiles());
  router.use(
    '/sandbox',
    createRoutes({
      host,
      desk: createDesk(transcript, host),
      gestures: createGestures({ transcript, receive, host, clock, posted }),
      work: createWork((error, request) => told(error, request).sentence),
      stream,
    }),
  );
  router.use('/sandbox', (error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const { status, sentence } = told(error, request);
    response.status(status).json({ error: sentence } satisfies Problem);
  });

  return {
    messenger: createMessenger(transcript, host, clock, posted),
    router,
    close: () => {
      stream.close();
      live.close();
    },
  };
}

/** Where it happened and of what kind; messages of a database repeat what people wrote. */
function faultOf(error: unknown): { readonly error: string; readonly at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: '' };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: at.slice(0, 6).join('\n') };
}
