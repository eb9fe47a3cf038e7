import { describe, expect, it } from 'vitest';
import { dangerIn } from './danger.js';

describe('words that may mean danger', () => {
  it.each([
    ['孩子说不想活了', 'selfHarm'],
    ['我发现他手上有 割 腕 的痕迹', 'selfHarm'],
    ['她说 she wants to die', 'selfHarm'],
    ['He has been cutting himself', 'selfHarm'],
    ['my daughter talks about self harm', 'selfHarm'],
    ['他爸爸家暴', 'abuse'],
    ['somebody touched her on the bus', 'abuse'],
    ['孩子在学校被欺负了，不敢去上学', 'bullying'],
    ['He is being BULLIED every day', 'bullying'],
    ['她到现在还没到家', 'missingChild'],
    ['My son didn’t come home', 'missingChild'],
    ['孩子离家出走了', 'missingChild'],
  ] as const)('%s → %s', (text, danger) => {
    expect(dangerIn(text)).toBe(danger);
  });

  it.each([
    '孩子最近吃得好吗？',
    '明天请假，去医院看牙',
    'Can she skip the worksheet?',
    'When is the parents’ meeting?',
    'The grapefruit was great',
    '他今天打篮球很开心',
    'A scraped knee, nothing bad',
  ])('nothing in: %s', (text) => {
    expect(dangerIn(text)).toBeNull();
  });

  it('names the gravest when a text speaks of several', () => {
    expect(dangerIn('被同学欺负，说不想活了')).toBe('selfHarm');
  });
});
