import { defineMessages } from '../define.js';

/** What the weekly round says in chats; its form is in round-form.ts, its refusals in round.ts. */
export const roundCard = defineMessages({
  'round.openTitle': { 'zh-CN': '{className} 第{week}周登记', 'en-US': '{className}: week {week} check-in' },
  'round.openIntro': {
    'zh-CN':
      '这一周共 {plus} 条加分、{minus} 条减分{neutral, plural, =0 {} other {、# 条说明}}。没有补充的话，按一下“原样提交”就好。',
    'en-US':
      'This week: {plus, plural, =0 {no recognitions} one {one recognition} other {# recognitions}}, {minus, plural, =0 {no support entries} one {one support entry} other {# support entries}}{neutral, plural, =0 {} one {, one observation} other {, # observations}}. Nothing to add? One press submits it as it is.',
  },
  'round.openNothing': {
    'zh-CN': '这一周还没有记录。没有补充的话，按一下“原样提交”就好。',
    'en-US': 'Nothing has been recorded this week. Nothing to add? One press submits it as it is.',
  },
  'round.openProposals': {
    'zh-CN': '还有 {count} 条值周员提交的等您确认。',
    'en-US': '{count, plural, one {One observation waits} other {# observations wait}} for you to confirm.',
  },
  'round.openLocks': {
    'zh-CN': '{at} 锁定，之前都可以修改；漏记的直接发一行就行。',
    'en-US': 'It locks {at}; until then everything can be changed, and a forgotten line can simply be typed.',
  },
  'round.asIs': { 'zh-CN': '原样提交', 'en-US': 'Submit as it is' },
  'round.fillIn': { 'zh-CN': '给小组打分', 'en-US': 'Score the groups' },
  'round.oneByOne': { 'zh-CN': '一项一项来', 'en-US': 'One by one' },
  'round.remindTitle': {
    'zh-CN': '{className} 第{week}周还没有登记',
    'en-US': '{className}: week {week} is still open',
  },
  'round.announce': {
    'zh-CN': '如果到 {at} 还没有登记，会告诉{who}。',
    'en-US': 'If it is still open {at}, {who} will be told.',
  },
  'round.escalateTitle': { 'zh-CN': '还没有完成本周登记的班级', 'en-US': 'Classes whose check-in is still open' },
  'round.escalateLine': { 'zh-CN': '{className}（{teachers}）', 'en-US': '{className} ({teachers})' },
  'round.submitted': {
    'zh-CN': '已登记，谢谢您。{until} 之前还可以修改。',
    'en-US': 'Done, thank you. It can be changed until {until}.',
  },
  'round.unclearLine': {
    'zh-CN': '这一行还不明确：“{text}”。请改一下，或直接在聊天里发，我会问您。',
    'en-US': 'This line is not clear yet: “{text}”. Please change it, or type it in the chat and I will ask.',
  },
  'round.tooManyLines': {
    'zh-CN': '行数太多了，请在聊天里分几次发。',
    'en-US': 'Too many lines; please send them in the chat in parts.',
  },
  'week.title': { 'zh-CN': '{className} 第{week}周', 'en-US': '{className}, week {week}' },
  'week.counts': {
    'zh-CN':
      '本周已记：加分 {plus} 条，减分 {minus} 条{neutral, plural, =0 {} other {，说明 # 条}}。{proposals, plural, =0 {} other {另有 # 条待确认。}}',
    'en-US':
      'So far this week: {plus, plural, =0 {no recognitions} one {one recognition} other {# recognitions}}, {minus, plural, =0 {no support entries} one {one support entry} other {# support entries}}{neutral, plural, =0 {} one {, one observation} other {, # observations}}.{proposals, plural, =0 {} one { One more waits to be confirmed.} other { # more wait to be confirmed.}}',
  },
  'week.familiesOff': {
    'zh-CN': '学校还没有开启给家长的消息，暂时看不到孩子的记录。有话想说请直接发给我，老师会看到。',
    'en-US':
      'The school has not turned on news for families yet, so there is nothing to read here. Anything you write to me reaches the teacher.',
  },
  'week.noNotes': {
    'zh-CN': '按学校的登记，您不接收孩子的每周情况。如需更改，请联系班主任。',
    'en-US':
      'The school’s list says that you do not receive weekly news. Please ask the homeroom teacher to change that.',
  },
  'week.held': {
    'zh-CN': '{name}：这一周的情况老师会直接和您说。',
    'en-US': '{name}: the teacher will talk with you about this week in person.',
  },
  'week.nothing': { 'zh-CN': '这一周还没有记录。', 'en-US': 'Nothing has been recorded this week.' },
  'week.state.none': { 'zh-CN': '登记将在 {at} 开始。', 'en-US': 'The weekly check-in opens {at}.' },
  'week.state.open': { 'zh-CN': '登记进行中，{at} 锁定。', 'en-US': 'The weekly check-in is open and locks {at}.' },
  'week.state.submitted': { 'zh-CN': '已登记，{at} 锁定。', 'en-US': 'Submitted; it locks {at}.' },
  'week.state.locked': { 'zh-CN': '已锁定。', 'en-US': 'Locked.' },
  'week.state.skipped': {
    'zh-CN': '这一周上课日太少，不登记。',
    'en-US': 'Too few school days: no check-in this week.',
  },
  'week.recent': { 'zh-CN': '最近的记录', 'en-US': 'Latest entries' },
  'week.children': { 'zh-CN': '孩子这一周', 'en-US': 'Your child’s week' },
  'week.guardianNote': {
    'zh-CN': '完整的情况会在本周最后一个上课日傍晚私下发给您。',
    'en-US': 'The full note comes to you privately at the end of the school week.',
  },
  'week.outside': { 'zh-CN': '现在不在教学周内。', 'en-US': 'There is no school week at the moment.' },
  'week.whichClass': {
    'zh-CN': '您负责多个班，请写上班级，例如：本周 {example}',
    'en-US': 'You have several classes; please name one, like: week {example}',
  },
});
