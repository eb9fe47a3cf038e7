import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { languageOf } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';

const localNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * No script but our own files, no markup that becomes a script, nothing from elsewhere, in nobody's frame. The page may
 * turn text into markup in one place only (page/markup.ts).
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types gongyu',
].join('; ');

/**
 * The sandbox has no log-in, so that being asked by the right page is all there is to check. A foreign site must not
 * reach it through the browser of somebody at this machine: neither under a name of its own that it lets point here
 * (DNS rebinding: the Host header tells) nor by posting across origins.
 */
export function createGuard(publicUrl: string | undefined): RequestHandler {
  const ours = publicUrl === undefined ? null : new URL(publicUrl);
  const names = new Set([...localNames, ...(ours ? [ours.hostname] : [])]);

  return (request: Request, response: Response, next: NextFunction) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    const language = languageOf(request.headers['accept-language']);
    const host = request.headers.host;
    if (!names.has(nameOf(host))) {
      response.status(403).json({ error: say(language, 'sandbox.otherHost', { host: nameOf(host) || '?' }) });
      return;
    }
    if (changes(request) && !sameOrigin(request, ours)) {
      response.status(403).json({ error: say(language, 'sandbox.otherOrigin') });
      return;
    }
    next();
  };
}

function changes(request: Request): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD';
}

/** Browsers send an origin with every post; a program without one is no browser and could do anything anyway. */
function sameOrigin(request: Request, ours: URL | null): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host;
  return from === host || from === ours?.host;
}

function nameOf(host: string | undefined): string {
  return /^(\[[\da-f:.]+\]|[^\s:/@\\]+)(:\d+)?$/i.exec(host ?? '')?.[1]?.toLowerCase() ?? '';
}
