import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { type SeenMessage, type Visit, type Visitor, visit } from '../support/sandbox-visitor.js';
import { importSchool } from '../support/school.js';
import { type SpawnedProgram, spawnProgram, startClock } from '../support/spawned-program.js';

const title = 'a week with one web process and one worker, on PostgreSQL and Redis';
const missing = ['TEST_DATABASE_URL', 'TEST_REDIS_URL'].filter((name) => !process.env[name]);

if (missing.length === 0) describe(title, theWeek);
else if (process.env['CI_REQUIRE_SERVERS'] === '1') {
  test(title, () => expect.fail(`${missing.join(' and ')} not set and CI_REQUIRE_SERVERS=1.`));
} else describe.skip(`${title} (not set: ${missing.join(', ')})`, theWeek);

function theWeek(): void {
  let database: TestDatabase;
  let web: SpawnedProgram;
  let worker: SpawnedProgram;
  let page: Visit;
  let wang: Visitor;
  let principal: Visitor;
  const clock = startClock('2026-09-18T10:30:00+08:00');
  let startWorker: () => Promise<SpawnedProgram>;

  beforeAll(async () => {
    database = await openTestDatabase({ backend: 'postgres' });
    const environment = {
      DATABASE_URL: database.url ?? '',
      REDIS_URL: process.env['TEST_REDIS_URL'] ?? '',
      GONGYU_SECRET: randomBytes(32).toString('base64'),
    };
    startWorker = () => spawnProgram('worker', clock, environment);
    [web, worker] = await Promise.all([spawnProgram('web', clock, environment), startWorker()]);
    page = visit(web.url, 'zh-CN');
  }, 90_000);
  afterAll(async () => {
    await Promise.all([web?.stop(), worker?.stop()]);
    await database?.close();
  });

  /**
   * What the worker brings arrives by itself: nothing here asks the web process to send. A killed worker's leases hold
   * for 30 seconds, so what it had in hand, and what waits behind that in the same chat, may take as long.
   */
  const arrives = (reader: Visitor, text: string, where?: RegExp) =>
    expect
      .poll(async () => (await reader.messages(where)).some((one) => one.text.includes(text)), {
        timeout: 60_000,
        interval: 200,
      })
      .toBe(true);

  test('lines are recorded in the web process', async () => {
    await importSchool(page);
    wang = await page.as('王芳');
    principal = await page.as('高远');
    const admin = await page.as('管文');
    for (let settings = (await admin.say('设置')).card; settings?.text.includes('未开启'); ) {
      settings = (await admin.press(settings, '开启')).card;
    }
    const { card } = await wang.say('林小满 +2 帮助同学\n周一鸣 迟到');
    expect((await wang.press(card ?? none(), '记录这 2 条')).card?.text).toContain('已记录 2 条');
  });

  test('a question reaches the homeroom teacher through the worker, also after the worker was killed', async () => {
    const father = await page.as('周建');
    await father.say('一鸣的水杯落在学校了吗？');
    await arrives(wang, '一鸣的水杯落在学校了吗');
    await worker.kill();
    await father.say('谢谢老师，找到了。');
    worker = await startWorker();
    await arrives(wang, '谢谢老师，找到了');
  }, 150_000);

  test('the round is answered, locked, approved, and the digest arrives once', async () => {
    await page.to('2026-09-20T16:01');
    await wang.press(await wang.find('第3周登记'), '原样提交');
    await page.to('2026-09-23T18:02');
    const waiting = await principal.find('等您批准');
    const preview = await principal.press(waiting, '预览', /1班.*家长群/);
    await principal.press(preview.card ?? none(), '批准发出');
    const mother = await page.as('苏梅');
    await arrives(mother, '班级周报', /1班/);
    const notes = (await mother.messages()).filter((one) => one.text.includes('在校情况'));
    expect(notes).toHaveLength(1);
    const digests = (await mother.messages(/1班/)).filter((one) => one.text.includes('班级周报'));
    expect(digests).toHaveLength(1);
  }, 120_000);
}

function none(): SeenMessage {
  return expect.fail('there is no card');
}
