import { describe, expect, test } from 'vitest';
import { gongyu, startGongyu } from '../support/cli.js';

const nowhere = { GONGYU_DATA: '/nonexistent/gongyu' };
const commands = ['start', 'migrate', 'import', 'demo', 'invite', 'backup', 'restore', 'doctor', 'feishu'];

describe('the words of a command', () => {
  test.each([[], ...commands.map((name) => [name])])('help is an answer, not an error: %s', async (...words) => {
    const { status, out } = await gongyu(nowhere, ...words, '--help');
    expect(status).toBe(0);
    expect(out).toContain('Usage: gongyu');
  });

  test.each([
    [['nothing'], "unknown command 'nothing'"],
    [['import'], "missing required argument 'file'"],
    [['restore'], "missing required argument 'file'"],
    [['start', '--role', 'everything'], 'Allowed choices are all, web, worker'],
    [['start', '--port', '70000'], 'A port is a number from 0 to 65535'],
    [['feishu', 'add'], "missing required argument 'app-id'"],
    [['feishu', 'remove', '--all'], "unknown option '--all'"],
    [['doctor', '--quickly'], "unknown option '--quickly'"],
    [['invite', '--csv', '--json'], 'cannot be used with'],
    [['demo', '--lang', 'fr'], 'It is one of: zh-CN, en-US'],
  ])('%j ends with status 2 and says what is off', async (words, sentence) => {
    const { status, out, err } = await gongyu(nowhere, ...words);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(sentence);
  });

  test('a variable that cannot be used is named with its remedy, and nothing happens', async () => {
    const { status, err } = await gongyu({ ...nowhere, REDIS_URL: 'redis://localhost' }, 'backup');
    expect(status).toBe(1);
    expect(err).toContain('REDIS_URL needs DATABASE_URL');
  });

  test('the status is the one of the process, and no stack is shown', async () => {
    const { status, err } = await startGongyu(nowhere, 'import', '/nonexistent/roster.csv').ended();
    expect(status).toBe(1);
    expect(err).toBe('There is no file /nonexistent/roster.csv. Check the path.\n');
  });
});
