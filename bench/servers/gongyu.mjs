// The built program, measured where a platform's route will stand: POST /receive hands an event to `receive` and answers with
// the reply. Beside it: who can send events, where the program's own pages are, how many SQL statements were asked, and when
// it has nothing in hand any more. For Slack and Feishu: the teachers are given accounts there, and forms to send.
// Argument: the built program's folder. The rest stands in the environment, as for the program.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import express from 'express';
import pg from 'pg';

const [dist] = process.argv.slice(2);
const port = Number(process.env.PORT);
const quietMs = 200;

let statements = 0;
let askedAt = 0;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function counted(...args) {
  statements += 1;
  askedAt = performance.now();
  return query.apply(this, args);
};

const { readConfig } = await import(new URL('config.js', dist));
const { build } = await import(new URL('app/build.js', dist));
const { directChat } = await import(new URL('bots/sandbox/host.js', dist));
const program = await build(readConfig({ ...process.env, PORT: '0' }));
const { url } = await program.start('all');

/** Every homeroom teacher with the pupils of the class. */
async function actors() {
  const roles = await program.database.prisma.role.findMany({
    where: { kind: 'homeroomTeacher' },
    include: { person: { include: { accounts: true } } },
  });
  return Promise.all(
    roles.map(async ({ scopeId, person }) => {
      const members = await program.database.prisma.classMembership.findMany({
        where: { classId: scopeId },
        include: { pupil: true },
      });
      const { workspaceId, externalId } = person.accounts[0];
      const pupils = members.map(({ pupil }) => pupil.studentNumber);
      return { workspaceId, externalId, direct: directChat(externalId), pupils };
    }),
  );
}

/** What was acknowledged is done, and nothing was asked of the database for a while. */
async function idle() {
  for (;;) {
    while (performance.now() - askedAt < quietMs) await pause(quietMs / 4);
    if ((await program.database.prisma.inboundEvent.count({ where: { state: 'received' } })) === 0) return;
  }
}

/** Links each homeroom teacher to the account of that place in the platform's workspace; in the order of the classes. */
async function actorsOn(platform, accounts) {
  const { prisma } = program.database;
  let workspace = null;
  while (!workspace) workspace = (await prisma.workspace.findFirst({ where: { platform } })) ?? (await pause(50));
  const roles = await prisma.role.findMany({ where: { kind: 'homeroomTeacher' }, orderBy: { scopeId: 'asc' } });
  return Promise.all(
    roles.slice(0, accounts.length).map(async ({ scopeId, personId, schoolId }, index) => {
      const externalId = accounts[index];
      const account = { id: randomUUID(), workspaceId: workspace.id, externalId, personId, linkedAt: new Date() };
      await prisma.account.create({ data: account });
      const members = await prisma.classMembership.findMany({ where: { classId: scopeId }, include: { pupil: true } });
      const pupils = members.map(({ pupil }) => pupil.studentNumber);
      return { workspaceId: workspace.id, externalId, personId, schoolId, classId: scopeId, pupils };
    }),
  );
}

/** Guardians' questions to a teacher, each with the form of its answer open. */
async function forms({ schoolId, personId, classId, count }) {
  const { prisma } = program.database;
  const { pupilId } = await prisma.classMembership.findFirst({ where: { classId } });
  const { personId: guardianId } = await prisma.guardianship.findFirst({ where: { pupilId } });
  const now = new Date();
  const made = Array.from({ length: count }, () => ({ question: randomUUID(), session: randomUUID() }));
  await prisma.question.createMany({
    data: made.map(({ question: id }) => ({
      ...{ id, schoolId, classId, pupilId, guardianId, assignedToId: personId, askedAt: now, sourceKey: id },
      text: '这个周末需要带什么？',
    })),
  });
  await prisma.formSession.createMany({
    data: made.map(({ question: subjectId, session: id }) => ({
      ...{ id, schoolId, personId, subjectId, formId: 'answer', formVersion: 1, state: {}, openedAt: now },
      expiresAt: new Date(now.getTime() + 86_400_000),
    })),
  });
  return made.map(({ session }) => session);
}

const app = express();
app.get('/readyz', (_request, response) => response.send('ready\n'));
app.get('/program', async (_request, response) => response.json({ url, actors: await actors() }));
app.get('/statements', (_request, response) => response.json({ statements }));
app.get('/idle', (_request, response) => idle().then(() => response.json({})));
app.post('/actors', express.json(), async ({ body: { platform, accounts } }, response) => {
  response.json({ url, actors: await actorsOn(platform, accounts) });
});
app.post('/forms', express.json(), async (request, response) => response.json(await forms(request.body)));
app.post('/receive', express.json(), async (request, response) => {
  response.json(await program.receive(request.body));
});
const server = app.listen(port, '127.0.0.1');

process.once('SIGTERM', async () => {
  server.close();
  server.closeAllConnections();
  await program.stop();
  process.exit(0);
});
