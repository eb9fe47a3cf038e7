import express, { type Request, type Response, type Router } from 'express';
import type { Clock } from '../../core/ports/clock.js';
import type { Intake } from './intake.js';
import { isSigned } from './signature.js';
import { bodyBytes, probeBytes } from './timing.js';

export interface HttpContext {
  readonly intake: Intake;
  readonly clock: Clock;
  /** The signing secret, and while it is being replaced the one before it. */
  readonly secrets: readonly string[];
  readonly fault: (error: unknown) => void;
}

/**
 * `POST /slack/events`: events, commands and everything pressed. The bytes are read here, because the signature is over
 * them: mount it before any body parser.
 */
export function createHttpRoutes({ intake, clock, secrets, fault }: HttpContext): Router {
  const router = express.Router();
  router.post(
    '/slack/events',
    express.raw({ type: () => true, limit: bodyBytes, inflate: false }),
    async (request, response) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const timestamp = request.get('x-slack-request-timestamp');
      const signature = request.get('x-slack-signature');
      const form = isForm(request);
      if (!isSigned({ timestamp, signature, body }, secrets, clock.machine().getTime())) {
        // Slack looks whether the address answers; nothing is done for it.
        return end(response, form && isProbe(body) ? 200 : 401);
      }
      if (form && isProbe(body)) return end(response, 200);
      const payload = payloadOf(body, form);
      if (payload === null) return end(response, 400);
      if (payload['type'] === 'url_verification') {
        const { challenge } = payload;
        response.type('text/plain').send(typeof challenge === 'string' ? challenge : '');
        return;
      }
      try {
        const acknowledgement = await intake.take({
          body: payload,
          retryNum: numberOf(request.get('x-slack-retry-num')),
          retryReason: request.get('x-slack-retry-reason'),
        });
        if (acknowledgement === undefined) end(response, 200);
        else response.status(200).json(acknowledgement);
      } catch (error) {
        // Not stored, so it did not arrive: Slack sends events again, and tells people that a command failed.
        fault(error);
        end(response, 503);
      }
    },
  );
  router.use('/slack/events', (error: unknown, _request: Request, response: Response, _next: unknown) => {
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 400;
    end(response, status >= 400 && status < 500 ? status : 400);
  });
  return router;
}

function end(response: Response, status: number): void {
  response.status(status).end();
}

/** `ssl_check=1`, in a body as small as that of a command. */
function isProbe(body: Buffer): boolean {
  return body.length <= probeBytes && new URLSearchParams(body.toString()).get('ssl_check') === '1';
}

/** Slack's own type may carry a charset. */
function isForm(request: Request): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(request.get('content-type') ?? '');
}

function payloadOf(body: Buffer, form: boolean): Record<string, unknown> | null {
  if (!form) return objectOf(body.toString());
  const fields = new URLSearchParams(body.toString());
  const payload = fields.get('payload');
  return payload === null ? Object.fromEntries(fields) : objectOf(payload);
}

function objectOf(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}
