import { defineMessages } from '../define.js';

export const proposal = defineMessages({
  'proposal.title': {
    'zh-CN': '值周员提交了 {count} 条，请您确认',
    'en-US': '{count, plural, one {One observation} other {# observations}} for you to confirm',
  },
  'proposal.confirm': {
    'zh-CN': '{count, plural, =1 {确认} other {确认这 # 条}}',
    'en-US': '{count, plural, one {Confirm} other {Confirm all #}}',
  },
  'proposal.decline': {
    'zh-CN': '{count, plural, =1 {不采纳} other {都不采纳}}',
    'en-US': '{count, plural, one {Decline} other {Decline all}}',
  },
  'proposal.lapses': {
    'zh-CN': '到{on}还没有确认的会自动失效，不计分。',
    'en-US': 'What is not confirmed by {on} lapses and does not count.',
  },
  'proposal.confirmed': {
    'zh-CN':
      '{confirmed, plural, =0 {} other {已确认 # 条。}}{lapsed, plural, =0 {} other {有 # 条已过期，没有计分。}}{before, plural, =0 {} other {有 # 条之前已处理。}}',
    'en-US':
      '{confirmed, plural, =0 {} one {One confirmed. } other {# confirmed. }}{lapsed, plural, =0 {} one {One had lapsed and does not count. } other {# had lapsed and do not count. }}{before, plural, =0 {} one {One had been decided before.} other {# had been decided before.}}',
  },
  'proposal.declined': {
    'zh-CN': '{count} 条没有采纳，不计分。',
    'en-US': '{count, plural, one {One declined; it does not count.} other {# declined; they do not count.}}',
  },
});
