// The least that can serve a school's database: PGlite in the program's own worker thread, with its parameters and on a copy
// of its data, and node:http. Arguments: the built program's folder, the database's folder.
import { createServer } from 'node:http';

const [dist, folder] = process.argv.slice(2);
const { startThread } = await import(new URL('db/embedded/thread-host.js', dist));
const { simpleQuery } = await import(new URL('db/embedded/pglite-stream.js', dist));

const onFatal = (problem) => {
  throw problem;
};
const host = startThread({ folder, fsync: true, watchdogMs: 60_000, onFatal, log() {} });
await host.ready;
const server = createServer(async (_request, response) => {
  await host.exec(simpleQuery('SELECT 1'));
  response.end('ready\n');
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', async () => {
  server.close();
  server.closeAllConnections();
  await host.close();
  process.exit(0);
});
