// What Slack's way in is compared with: bare Bolt with its own Express receiver, which stores what came in one row, durably,
// on the same backend, and then acknowledges. Arguments: the built program's folder, the database's folder or URL; without
// the latter it acknowledges and stores nothing.
import { randomUUID } from 'node:crypto';
import bolt from '@slack/bolt';

const [dist, where] = process.argv.slice(2);
const { openDatabase } = await import(new URL('db/open.js', dist));

const onFatal = (problem) => {
  throw problem;
};
const mode = where?.includes('://') ? { mode: 'postgres', url: where } : { mode: 'embedded', folder: where, onFatal };
const database = where ? await openDatabase({ ...mode, log() {} }) : null;

const insert = `INSERT INTO "InboundEvent" ("id", "workspaceId", "key", "actor", "event", "receivedAt")
  VALUES ($1, $2, $3, $4, $5, $6)`;

async function store(team, key, user, body) {
  const row = [randomUUID(), team, key, user, JSON.stringify(body), new Date()];
  await database?.pool.query(insert, row);
}

const receiver = new bolt.ExpressReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  endpoints: '/slack/events',
  logLevel: bolt.LogLevel.ERROR,
});
const app = new bolt.App({
  receiver,
  token: 'xoxb-bare',
  botId: 'B0BARE',
  botUserId: 'U0BARE',
  tokenVerificationEnabled: false,
  // An in-process store that would be asked on every event; the program switches it off, too.
  convoStore: false,
  logLevel: bolt.LogLevel.ERROR,
});
app.command('/gongyu', async ({ body, ack }) => {
  await store(body.team_id, body.trigger_id, body.user_id, body);
  await ack();
});
app.action(/.*/, async ({ body, ack }) => {
  await store(body.team.id, body.trigger_id, body.user.id, body);
  await ack();
});
app.view(/.*/, async ({ body, ack }) => {
  await store(body.team.id, `${body.view.id}:${body.view.hash}`, body.user.id, body);
  await ack();
});
receiver.router.get('/readyz', (_request, response) => response.send('ready\n'));
const server = await app.start({ port: Number(process.env.PORT), host: '127.0.0.1' });

process.once('SIGTERM', async () => {
  server.close();
  server.closeAllConnections();
  await database?.close();
  process.exit(0);
});
