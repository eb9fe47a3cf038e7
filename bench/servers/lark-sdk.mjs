// What Feishu's way in is compared with: Express with the dispatcher of Feishu's own library, which stores what came in one
// row, durably, on the same backend, and then answers. Arguments: the built program's folder, the database's folder or URL;
// without the latter it answers and stores nothing.
import { randomUUID } from 'node:crypto';
import { adaptExpress, EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk';
import express from 'express';

const [dist, where] = process.argv.slice(2);
const { openDatabase } = await import(new URL('db/open.js', dist));

const onFatal = (problem) => {
  throw problem;
};
const mode = where?.includes('://') ? { mode: 'postgres', url: where } : { mode: 'embedded', folder: where, onFatal };
const database = where ? await openDatabase({ ...mode, log() {} }) : null;

const insert = `INSERT INTO "InboundEvent" ("id", "workspaceId", "key", "actor", "event", "receivedAt")
  VALUES ($1, $2, $3, $4, $5, $6)`;

async function store(app, key, user, event) {
  const row = [randomUUID(), app, key, user, JSON.stringify(event), new Date()];
  await database?.pool.query(insert, row);
}

const dispatcher = new EventDispatcher({
  encryptKey: process.env.LARK_ENCRYPT_KEY,
  verificationToken: process.env.LARK_VERIFICATION_TOKEN,
  loggerLevel: LoggerLevel.error,
}).register({
  'im.message.receive_v1': async (event) => {
    await store(event.app_id, event.message.message_id, event.sender.sender_id.open_id, event);
    return {};
  },
  'card.action.trigger': async (event) => {
    await store(event.app_id, event.token, event.operator.open_id, event);
    return {};
  },
});

const app = express();
app.get('/readyz', (_request, response) => response.send('ready\n'));
app.use('/lark/events', adaptExpress(dispatcher));
const server = app.listen(Number(process.env.PORT), '127.0.0.1');

process.once('SIGTERM', async () => {
  server.close();
  server.closeAllConnections();
  await database?.close();
  process.exit(0);
});
