import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionsOf, type Card } from '../../src/core/message/card.js';
import type { Inbound } from '../../src/core/message/inbound.js';
import { renderPlain } from '../../src/core/message/plain.js';
import { clockFrom, startProgram, type TestProgram } from '../support/program.js';
import { type Visit, type Visitor, visit } from '../support/sandbox-visitor.js';
import { importSchool } from '../support/school.js';

let school: TestProgram;
let page: Visit;

beforeAll(async () => {
  school = await startProgram('embedded', { machine: clockFrom('2026-09-16T10:00:00+08:00') });
  page = visit(school.url, 'zh-CN');
  await importSchool(page);
}, 60_000);
afterAll(() => school?.stop());

async function comes(visitor: Visitor, what: { kind: 'opened' } | { kind: 'pressed'; token: string }): Promise<Card> {
  const [record] = await school.program.ports.database.schools.list();
  const inbound = {
    ...what,
    key: randomUUID(),
    workspaceId: `sandbox-${record?.tenantId}`,
    actor: { externalId: visitor.id },
    chat: { externalId: `direct-${visitor.id}`, kind: 'direct' },
  } as Inbound;
  const { card } = await school.program.receive(inbound);
  return card ?? expect.fail(`${visitor.name} is shown nothing`);
}

test('a homeroom teacher’s page has the class this week and the questions that wait, each with its answer', async () => {
  const wang = await page.as('王芳');
  const { card } = await wang.say('林小满 +2 帮助同学');
  await wang.press(card ?? expect.fail('no card'), '记录');
  await (await page.as('周建')).say('一鸣的水杯落在学校了吗？');
  const home = await comes(wang, { kind: 'opened' });
  const text = renderPlain(home);
  expect(text).toContain('王芳，您好');
  expect(text).toContain('一鸣的水杯落在学校了吗？');
  expect(text).toContain('加分 1 条');
  expect(actionsOf(home).map((one) => (one.kind === 'button' ? one.label : ''))).toEqual(
    expect.arrayContaining(['答复', '本周', '谁还没有登记']),
  );
});

test('a button of the page does what could have been typed', async () => {
  const wang = await page.as('王芳');
  const home = await comes(wang, { kind: 'opened' });
  const button = actionsOf(home).find((one) => one.kind === 'button' && one.label === '本周');
  const week = await comes(wang, { kind: 'pressed', token: button?.token ?? '' });
  expect(week.title).toBe('七年级1班 第3周');
});

test('a guardian’s page has the own child and nothing of what teachers do', async () => {
  const home = await comes(await page.as('周建'), { kind: 'opened' });
  const labels = actionsOf(home).map((one) => (one.kind === 'button' ? one.label : ''));
  expect(labels).toEqual(['本周', '为什么', '设置']);
  expect(renderPlain(home)).not.toContain('林小满');
});

test('a principal’s page says what can be asked for, without a class that is not theirs', async () => {
  const home = await comes(await page.as('高远'), { kind: 'opened' });
  expect(renderPlain(home)).toContain('高远，您好');
  expect(renderPlain(home)).not.toContain('第3周');
});
