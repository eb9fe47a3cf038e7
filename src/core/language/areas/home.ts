import { defineMessages } from '../define.js';

/** The person's own page. */
export const home = defineMessages({
  'home.title': { 'zh-CN': '{name}，您好', 'en-US': 'Hello, {name}' },
  'home.waits': { 'zh-CN': '等您处理', 'en-US': 'Waiting for you' },
  'home.moreQuestions': {
    'zh-CN': '另有 {count} 条家长留言在与共育的私聊里。',
    'en-US': '{count, plural, one {# more message} other {# more messages}} from families in your direct chat.',
  },
  'home.way.week': { 'zh-CN': '本周', 'en-US': 'This week' },
  'home.way.report': { 'zh-CN': '谁还没有登记', 'en-US': 'Who has not answered' },
  'home.way.digest': { 'zh-CN': '周报', 'en-US': 'Digests' },
  'home.way.why': { 'zh-CN': '为什么', 'en-US': 'Why' },
  'home.way.settings': { 'zh-CN': '设置', 'en-US': 'Settings' },
});
