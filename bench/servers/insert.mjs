// What is compared with: Express that stores the event in one row, durably, on the same backend, and then answers.
// Arguments: the built program's folder, the database's folder or URL.
import { randomUUID } from 'node:crypto';
import express from 'express';

const [dist, where] = process.argv.slice(2);
const { openDatabase } = await import(new URL('db/open.js', dist));

const onFatal = (problem) => {
  throw problem;
};
const mode = where.includes('://') ? { mode: 'postgres', url: where } : { mode: 'embedded', folder: where, onFatal };
const database = await openDatabase({ ...mode, log() {} });

const insert = `INSERT INTO "InboundEvent" ("id", "workspaceId", "key", "actor", "event", "receivedAt")
  VALUES ($1, $2, $3, $4, $5, $6)`;

const app = express();
app.get('/readyz', (_request, response) => response.send('ready\n'));
app.post('/receive', express.json(), async (request, response) => {
  const { workspaceId, key, actor } = request.body;
  const row = [randomUUID(), workspaceId, key, actor.externalId, JSON.stringify(request.body), new Date()];
  await database.pool.query(insert, row);
  response.json({});
});
const server = app.listen(Number(process.env.PORT), '127.0.0.1');

process.once('SIGTERM', async () => {
  server.close();
  server.closeAllConnections();
  await database.close();
  process.exit(0);
});
