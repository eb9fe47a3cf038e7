import { defineMessages } from '../define.js';

/** What the bot says about itself and about a conversation. */
export const talk = defineMessages({
  'talk.former': {
    'zh-CN': '您目前在学校没有任务或孩子的记录，所以这里没有可以做的事。如有变动，请联系学校管理员。',
    'en-US':
      'You have no role and no child at the school at the moment, so there is nothing to do here. An administrator can change that.',
  },
  'talk.severalSchools': {
    'zh-CN': '您在几所学校都有身份：{names}。请在消息里写上学校名再发一次。',
    'en-US': 'You belong to several schools: {names}. Please name the school in your message and send it again.',
  },
  'talk.helpTitle': { 'zh-CN': '我能帮您做什么', 'en-US': 'What I can do for you' },
  'talk.helpPoints': {
    'zh-CN': '记分：直接发一行，如 张三 +2 帮助同学；一条消息可以写很多行。发“撤销”取回。',
    'en-US':
      'Points: just type a line, like Maria Lopez +2 helping. One message can hold many lines. “undo” takes it back.',
  },
  'talk.helpPropose': {
    'zh-CN': '检查：直接发一行，如 七3 12号 迟到；由班主任确认后才计分。',
    'en-US': 'Checks: just type a line, like 7B no. 12 late. It counts once the homeroom teacher confirms.',
  },
  'talk.helpWeek': { 'zh-CN': '本周：这一周的情况和登记', 'en-US': 'week: this week and its check-in' },
  'talk.helpReport': {
    'zh-CN': '报表 本周 ｜ 报表 缺 ｜ 报表 发送 ｜ 报表 班级 七3',
    'en-US': 'report week | report missing | report deliveries | report class 7B',
  },
  'talk.helpDigest': { 'zh-CN': '周报：预览和批准要发出的周报', 'en-US': 'digest: preview and approve what goes out' },
  'talk.helpWhy': { 'zh-CN': '为什么：某条消息为什么发了或没发', 'en-US': 'why: why a message was or was not sent' },
  'talk.helpAdminister': {
    'zh-CN': '绑定账号：还没有绑定的账号是谁 ｜ 在群里发“绑定群”：这个群收什么 ｜ 解除绑定 姓名',
    'en-US': 'link: who the unlinked accounts are | in a group, “bind”: what it gets | unlink and a name',
  },
  'talk.helpUnlink': {
    'zh-CN': '解除绑定：学校的消息不再发到这个账号',
    'en-US': 'unlink: nothing from the school comes to this account any more',
  },
  'talk.helpSettings': { 'zh-CN': '设置：语言等', 'en-US': 'settings: language and more' },
  'talk.helpGuardian': {
    'zh-CN': '有话想对班主任说，直接发给我就行，老师会在这里答复您。',
    'en-US': 'Anything for the homeroom teacher? Just write it here; the teacher answers here.',
  },
  'talk.helpNotes': {
    'zh-CN': '每周最后一个上课日傍晚，孩子的在校情况会私下发给您。',
    'en-US': 'In the evening of the last school day of each week you get a private note about your child.',
  },
  'talk.notUnderstood': {
    'zh-CN': '没看懂这句话。发“帮助”看看能做什么。',
    'en-US': 'I could not make sense of this. Type “help” to see what I can do.',
  },
  'talk.groupHint': {
    'zh-CN': '我在群里只回应“共育 ……”的指令；个人的事请和我私聊。',
    'en-US': 'In a group I answer commands only; for anything personal, please write to me directly.',
  },
  'press.gone': { 'zh-CN': '这个按钮对应的事已经不在了。', 'en-US': 'What this button was for is no longer here.' },
  'press.notYours': { 'zh-CN': '这个按钮是给别人的。', 'en-US': 'This button is for somebody else.' },
  'press.expired': {
    'zh-CN': '这张卡片已过期。发“本周”可以看到现在的情况。',
    'en-US': 'This card has run out. Type “week” to see how things stand now.',
  },
});
