import { createServer, type Server } from 'node:http';
import express, { type Express, type Router } from 'express';
import type { Config } from '../config.js';
import type { Ports } from '../core/ports/ports.js';
import type { OpenDatabase } from '../db/open.js';
import { createMetrics } from './metrics.js';
import { slips } from './slips.js';

interface HttpParts {
  readonly ports: Ports;
  readonly database: OpenDatabase;
  /** Those that listen over HTTP. */
  readonly platforms: readonly (Router | null | undefined)[];
}

/** The one HTTP server. Platforms mount before any body parser: they need the bytes as they came. */
export function createHttp({ ports, database, platforms }: HttpParts): Express {
  const app = express();
  app.disable('x-powered-by');
  const metrics = createMetrics(ports);
  app.get('/healthz', (_request, response) => {
    response.type('text/plain').send('ok\n');
  });
  app.get('/readyz', async (_request, response) => {
    const ready = await database.pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
    response
      .status(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'ready\n' : 'the database does not answer\n');
  });
  app.get('/metrics', async (_request, response) => {
    response.type('text/plain; version=0.0.4').send(await metrics());
  });
  app.use('/slips', slips(ports));
  for (const router of platforms) if (router) app.use(router);
  return app;
}

/** Slow readers are cut off: a header in ten seconds, a request in thirty. */
export function listen(app: Express, config: Config): Promise<Server> {
  const server = createServer(app);
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => resolve(server));
  });
}

export function closeHttp(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
