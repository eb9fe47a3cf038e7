import { resolve } from 'node:path';
import { addDays } from '../../core/calendar/local-date.js';
import type { Stores } from '../../core/ports/stores.js';
import { loadSchool, type School, todayIn } from '../../core/school/school.js';
import { listBackups } from '../../db/backup.js';
import { lookAtRedis } from '../../jobs/look-at-redis.js';
import type { Program } from '../program.js';
import { backupFolder } from '../upkeep.js';
import { sizeOf } from './backup.js';
import type { Command } from './command.js';
import { type Finding, fail, ok, warn } from './finding.js';

/** What only a program with the database open can see; a finding a line, for `doctor` to print. */
export const examine: Command = async (program, _input, output) => {
  const { ports, database, config, clock } = program;
  const findings: Finding[] = [await lookAtDatabase(program)];
  if (config.redisUrl) findings.push(...(await lookAtQueue(config.redisUrl)));
  if (database.embedded) findings.push(await lookAtBackups(backupFolder(config), new Date()));
  if (config.slack) {
    const { examineSlack } = await import('./examine-slack.js');
    findings.push(...(await examineSlack(program, config.slack)));
  }
  if (config.lark) {
    const { examineLark } = await import('./examine-lark.js');
    findings.push(...(await examineLark(program, config.lark)));
  }
  const ahead = clock.offsetMs();
  if (ahead > 0)
    findings.push(ok('clock', `School time is ${hoursOf(ahead)} ahead: the sandbox's time machine moved it.`));
  const schools = await ports.database.schools.list();
  if (schools.length === 0) {
    const remedy = 'gongyu import <roster.xlsx> --school <name>, or gongyu demo';
    findings.push(warn('school', 'There is no school yet.', remedy));
  }
  for (const { id } of schools) {
    const school = await loadSchool(ports.database, id);
    findings.push(...(await lookAtSchool(ports.database, school, clock.school())));
  }
  for (const finding of findings) output.line(JSON.stringify(finding));
  return 0;
};

const oldestPostgres = 140_000;

async function lookAtDatabase({ database, config }: Program): Promise<Finding> {
  if (database.embedded)
    return ok('database', `The embedded database in ${resolve(config.dataFolder)} opens and is up to date.`);
  const { rows } = await database.pool.query<{ server_version_num: string; server_version: string }>(
    `SELECT current_setting('server_version_num') AS server_version_num, current_setting('server_version') AS server_version`,
  );
  const [version] = rows;
  const text = `PostgreSQL ${version?.server_version ?? ''} answers and is up to date.`;
  if (Number(version?.server_version_num) >= oldestPostgres) return ok('database', text);
  return fail('database', `PostgreSQL ${version?.server_version ?? ''} is too old.`, 'Use PostgreSQL 14 or newer.');
}

async function lookAtQueue(url: string): Promise<readonly Finding[]> {
  const { answers, remarks } = await lookAtRedis(url);
  if (!answers) {
    const remedy = 'Start Redis, or correct REDIS_URL; without REDIS_URL the queue lives in PostgreSQL.';
    return [fail('queue', 'Redis does not answer. Nothing is lost, but everything is late.', remedy)];
  }
  if (remarks.length === 0) return [ok('queue', 'Redis answers and is set up as it should be.')];
  return remarks.map((remark) => {
    // Each remark is "what is so. What to do."
    const cut = remark.lastIndexOf('. ', remark.length - 2) + 1;
    return warn('queue', remark.slice(0, cut), remark.slice(cut).trim());
  });
}

const hourMs = 3_600_000;
const backupLateMs = 48 * hourMs;

async function lookAtBackups(folder: string, now: Date): Promise<Finding> {
  const backups = await listBackups(folder, now);
  const [newest] = backups;
  if (!newest) {
    const remedy =
      'gongyu backup makes one now; a running program makes one every night. Keep copies on another machine.';
    return warn('backup', 'There is no backup yet.', remedy);
  }
  const text = `${backups.length} ${backups.length === 1 ? 'backup' : 'backups'}, the newest ${hoursOf(newest.ageMs)} old (${sizeOf(newest.bytes)}).`;
  if (newest.ageMs <= backupLateMs) return ok('backup', text);
  return warn('backup', text, 'gongyu backup makes one now; a running program makes one every night.');
}

function hoursOf(ms: number): string {
  const hours = Math.round(ms / hourMs);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** Far enough ahead that somebody can still find the notice of the next year's holidays. */
const yearsAheadDays = 60;

async function lookAtSchool(stores: Stores, school: School, now: Date): Promise<readonly Finding[]> {
  const { name } = school;
  const today = todayIn(school, now);
  const findings: Finding[] = [];
  const classes = await stores.classes.list(school.id, today);
  const members = await stores.people.everybody(school.id, today);
  const staff = members.filter((member) => member.roles.length > 0);
  const guardians = (await stores.reports.reach(school.id, today)).reduce(
    (sum, one) => ({ all: sum.all + one.guardians, reached: sum.reached + one.reached }),
    { all: 0, reached: 0 },
  );
  findings.push(
    ok(
      'school',
      `${name}: ${classes.length} classes, ${staff.length} staff, ${guardians.all} guardians who get notes.`,
    ),
  );

  const calendar = await stores.schools.calendarOf(school.id);
  if (!calendar.terms.some((term) => term.startsOn <= today && today <= term.endsOn)) {
    const next = calendar.terms.find((term) => term.startsOn > today);
    const text = next
      ? `${name}: no lessons until ${next.startsOn}.`
      : `${name}: the last term has ended; no week opens.`;
    findings.push(warn('term', text, 'Enter the term: gongyu import <roster> --term 2026-09-01..2027-01-20'));
  }
  const years = school.days.unconfirmedYears(today, addDays(today, yearsAheadDays));
  if (years.length > 0) {
    const text = `${name}: nobody has confirmed the holidays and make-up days of ${years.join(', ')}.`;
    findings.push(warn('calendar', text, 'An administrator confirms them in the chat when the notice is out.'));
  }
  const off = (['classParents', 'guardians'] as const).filter((audience) => !school.settings.audiences[audience]);
  if (off.length > 0) {
    const text = `${name}: nothing goes to ${off.map((audience) => audienceWords[audience]).join(' and ')} yet.`;
    findings.push(warn('audiences', text, 'After a previewed week an administrator switches it on: /gongyu settings'));
  }
  if (school.settings.emergency.alertPersonIds.length < 2) {
    const text = `${name}: fewer than two people are named for messages that may mean danger, so the administrators are told.`;
    findings.push(warn('alerts', text, 'See that the administrators have accounts: they are told at any hour.'));
  }
  const led = await stores.people.homeroomTeachersOf(
    school.id,
    classes.map((one) => one.id),
    today,
  );
  const alone = classes.filter((one) => !led.some(({ classId }) => classId === one.id));
  if (alone.length > 0) {
    const text = `${name}: no homeroom teacher in ${alone.map((one) => one.name).join(', ')}; nobody is asked about these weeks.`;
    findings.push(warn('homeroom', text, 'Import a staff list that names them.'));
  }
  const reached = new Set(
    (await stores.people.accountsOf(staff.map(({ person }) => person.id))).map((one) => one.personId),
  );
  const silent = staff.length - reached.size;
  if (silent > 0) {
    findings.push(
      warn('accounts', `${name}: ${silent} of ${staff.length} staff have no account.`, 'gongyu invite --staff'),
    );
  }
  if (guardians.reached < guardians.all) {
    const text = `${name}: ${guardians.all - guardians.reached} of ${guardians.all} guardians have no account and are not reached.`;
    findings.push(
      warn('accounts', text, 'gongyu invite --class <name> prints codes; digests can also be taken on paper.'),
    );
  }
  findings.push(...(await lookAtDeliveries(stores, school, now)));
  return findings;
}

const audienceWords = { classParents: 'the families’ group chats', guardians: 'guardians in private' } as const;
const weekMs = 7 * 24 * hourMs;

async function lookAtDeliveries(stores: Stores, school: School, now: Date): Promise<readonly Finding[]> {
  const { id, name } = school;
  const week = { from: new Date(now.getTime() - weekMs), to: now };
  const figures = await stores.reports.deliveries(id, week, 'all', todayIn(school, now));
  const count = (...states: string[]) =>
    figures.filter((one) => states.includes(one.state)).reduce((sum, one) => sum + one.count, 0);
  const lost = count('failed', 'unknown');
  if (lost === 0)
    return [ok('deliveries', `${name}: ${count('sent')} messages sent in the last seven days, none failed.`)];
  const text = `${name}: ${lost} messages of the last seven days did not arrive, or nobody knows (${count('sent')} did).`;
  return [warn('deliveries', text, '/gongyu report deliveries says which, /gongyu why says why.')];
}
