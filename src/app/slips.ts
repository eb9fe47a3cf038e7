import express, { type Router } from 'express';
import { composeSlips } from '../core/digests/slips.js';
import { say } from '../core/language/say.js';
import type { Card } from '../core/message/card.js';
import { renderPlain } from '../core/message/plain.js';
import type { Ports } from '../core/ports/ports.js';

/** `/slips/<token>`: a page to print, cut and send home; `/slips/<token>.txt`: the digest to paste elsewhere. */
export function slips(ports: Ports): Router {
  const router = express.Router();
  router.get('/:name', async (request, response) => {
    const name = request.params.name;
    const asText = name.endsWith('.txt');
    const made = await composeSlips(ports, asText ? name.slice(0, -4) : name);
    response.set({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    if (!made) {
      const words = (['zh-CN', 'en-US'] as const).map((language) => say(language, 'digest.slipsGone')).join('\n\n');
      return void response.status(404).type('text/plain').send(`${words}\n`);
    }
    if (asText) return void response.type('text/plain').send(`${renderPlain(made.digest)}\n`);
    response.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
    response.type('text/html').send(page(made.school.language, made.className, made.notes));
  });
  return router;
}

/** Two to four slips fit on a sheet; none is cut in two. */
const style = `
@page { size: A4; margin: 12mm }
body { font: 11pt/1.5 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0; color: #000 }
main { columns: 2; column-gap: 8mm }
article { break-inside: avoid; border: 1px dashed #888; padding: 5mm; margin: 0 0 6mm; white-space: pre-line }
@media screen { body { max-width: 190mm; margin: 10mm auto } }
@media screen and (max-width: 600px) { main { columns: 1 } body { margin: 5mm } }`;

function page(language: string, title: string, notes: readonly Card[]): string {
  const articles = notes.map((note) => `<article>${markup(renderPlain(note))}</article>`).join('\n');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${markup(title)}</title><style>${style}</style></head><body><main>
${articles}
</main></body></html>
`;
}

function markup(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
