import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attend, gongyu, makeDataFolder } from '../support/cli.js';
import { rosterCsv, staffCsv } from '../support/school.js';

const example = fileURLToPath(new URL('../../examples/roster.zh-CN.xlsx', import.meta.url));

describe('a school from the command line', () => {
  let data: Awaited<ReturnType<typeof makeDataFolder>>;
  let program: Awaited<ReturnType<typeof attend>>;
  const run = (...words: string[]) => gongyu({ GONGYU_DATA: data.folder, PORT: '0' }, ...words);
  const file = (name: string) => join(data.folder, name);

  beforeAll(async () => {
    data = await makeDataFolder();
    await writeFile(file('roster.csv'), rosterCsv);
    await writeFile(file('staff.csv'), staffCsv);
    await writeFile(file('english.csv'), 'Student ID,Class,Name\n1,7A,Ann Lee\n');
    program = await attend(data.folder);
  });
  afterAll(async () => {
    await program.stop();
    await data.remove();
  });

  test('the example is understood, and a dry run leaves nothing', async () => {
    const { status, out } = await run('import', example, '--school', '示例学校', '--dry-run', '--lang', 'zh');
    expect(status).toBe(0);
    expect(out).toContain('新建学校“示例学校”');
    const { out: doctor } = await run('doctor', '--json');
    expect(JSON.parse(doctor)).toContainEqual(expect.objectContaining({ about: 'school', level: 'warn' }));
  });

  test('the first import needs a name, and a roster that is not in Chinese a place', async () => {
    const nameless = await run('import', file('roster.csv'));
    expect(nameless).toMatchObject({ status: 1, out: '' });
    expect(nameless.err).toContain('--school');
    const placeless = await run('import', file('english.csv'), '--school', 'Lantern School');
    expect(placeless.status).toBe(1);
    expect(placeless.err).toContain('--calendar US');
    const wrong = await run('import', file('english.csv'), '--school', 'L', '--zone', 'Mars/Base', '--calendar', 'US');
    expect(wrong.err).toContain('There is no time zone Mars/Base');
  });

  test('a roster makes the school with its term, and the same file twice changes nothing', async () => {
    const words = ['--school', '育新实验学校', '--term', '2026-09-01..2027-01-20', '--json'];
    const first = await run('import', file('roster.csv'), ...words);
    expect({ status: first.status, err: first.err }).toEqual({ status: 0, err: '' });
    expect(JSON.parse(first.out)).toMatchObject({ outcome: 'imported', counts: { pupils: { added: 12 } } });
    const again = await run('import', file('roster.csv'), '--json');
    expect(JSON.parse(again.out)).toMatchObject({ outcome: 'unchanged', made: [] });
    expect((await run('import', file('staff.csv'), '--lang', 'en')).out).toContain('7 added');
  });

  test('a slip in the name makes no second school', async () => {
    const { status, err } = await run('import', file('staff.csv'), '--school', '育新学校');
    expect(status).toBe(1);
    expect(err).toContain('there is "育新实验学校"');
  });

  test('everybody gets one code, a guardian of two children too', async () => {
    const { out } = await run('invite', '--json', '--lang', 'zh');
    const slips = JSON.parse(out) as { class: string; pupil: string; person: string; as: string; code: string }[];
    expect(new Set(slips.map((slip) => slip.code)).size).toBe(slips.length);
    for (const { code } of slips) expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(slips.filter((slip) => slip.person === '林国强')).toHaveLength(1);
    expect(slips).toContainEqual(expect.objectContaining({ person: '王芳', as: '班主任', pupil: '' }));
    const table = await run('invite', '--class', '七年级2班', '--csv');
    expect(table.out.split('\n')[0]).toBe('class,pupil,person,as,code');
    expect(table.out).toContain('七年级2班,吴桐,吴刚,');
    expect(table.out).not.toContain('七年级1班');
    expect((await run('invite', '--admin')).out).toContain('24 hours');
    expect((await run('invite', '--class', '9')).err).toContain('The classes are: 七年级1班, 七年级2班');
  });

  test('made-up people are refused beside real ones', async () => {
    const { status, err } = await run('demo', '--lang', 'en');
    expect(status).toBe(1);
    expect(err).toMatch(/real|真实/);
  });

  test('the doctor names what to do, and finds nothing that stops the school', async () => {
    const { status, out } = await run('doctor');
    expect(status).toBe(0);
    expect(out).toContain('✔ The configuration can be read');
    expect(out).toContain('! There is no backup yet.');
    expect(out).toContain('nothing goes to the families’ group chats');
    expect(out).not.toContain('✘');
  });
});
