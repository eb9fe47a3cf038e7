import { describe, expect, it } from 'vitest';
import { parseCommand } from './verb.js';

describe('a command', () => {
  it.each([
    ['/gongyu week', { verb: 'week', rest: '' }],
    ['/gongyu   REPORT  missing', { verb: 'report', rest: 'missing' }],
    ['共育 报表 本周', { verb: 'report', rest: '本周' }],
    ['共育报表 本周', { verb: 'report', rest: '本周' }],
    ['共育：本周七3', { verb: 'week', rest: '七3' }],
    ['本周', { verb: 'week', rest: '' }],
    ['绑定群 家长群', { verb: 'bind', rest: '家长群' }],
    ['解除绑定', { verb: 'unlink', rest: '' }],
    ['link off', { verb: 'link', rest: 'off' }],
    ['解绑', { verb: 'unbind', rest: '' }],
    ['绑定 ABCD-EFGH', { verb: 'link', rest: 'ABCD-EFGH' }],
    ['link ABCD-EFGH', { verb: 'link', rest: 'ABCD-EFGH' }],
    ['/gongyu', { verb: 'help', rest: '' }],
    ['？', { verb: 'help', rest: '' }],
  ])('%s', (text, command) => {
    expect(parseCommand(text)).toEqual(command);
  });

  it.each(['本周迟到的有谁', '张三 +2 帮扶', 'weekly plan', 'undoing', '', 'reporter'])('is not %s', (text) => {
    expect(parseCommand(text)).toBeNull();
  });
});
