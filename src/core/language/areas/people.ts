import { defineMessages } from '../define.js';

export const people = defineMessages({
  'people.administrator': { 'zh-CN': '管理员', 'en-US': 'Administrator' },
  'people.unknownCode': {
    'zh-CN': '没有找到这个邀请码。请照着纸条再输一遍；还是不行，请向班主任或管理员要一个新的。',
    'en-US': 'I do not know this code. Please type it again as it stands on the slip, or ask the school for a new one.',
  },
  'people.codeExpired': {
    'zh-CN': '这个邀请码已过期。请向班主任或管理员要一个新的。',
    'en-US': 'This code has run out. Please ask the homeroom teacher or an administrator for a new one.',
  },
  'people.codeUsed': {
    'zh-CN': '这个邀请码已经用过了，每个码只能用一次。请向班主任或管理员要一个新的。',
    'en-US': 'This code has been used; each one works once. Please ask the school for a new one.',
  },
  'people.noSchool': {
    'zh-CN': '还没有学校。请先导入花名册（npx gongyu import 花名册.xlsx），再发一次这个码。',
    'en-US':
      'There is no school yet. Import a roster first (npx gongyu import roster.xlsx), then send this code again.',
  },
  'people.otherTenant': {
    'zh-CN': '这个邀请码属于另一个单位，不能在这里使用。',
    'en-US': 'This code belongs to another organization and cannot be used here.',
  },
  'people.otherPerson': {
    'zh-CN':
      '这个邀请码是发给花名册里另一个人的，而这个账号已经绑定了一个人。如果两处都是您，请管理员在花名册里写上同一个电话，重新导入。',
    'en-US':
      'This code was made for another entry in the roster, and your account is already linked to one. If both are you, ask an administrator to give both the same phone number and import the roster again.',
  },
  'people.accountTaken': {
    'zh-CN': '其中一个账号已经绑定了花名册里的另一个人，没有确认任何人。请先和家长核对，再请管理员修改花名册。',
    'en-US':
      'One of these accounts is already linked to another entry in the roster, so nobody was confirmed. Please check with the family, then ask an administrator to correct the roster.',
  },
  'people.noEmail': {
    'zh-CN': '平台现在没有告诉我您的邮箱。请把学校给您的邀请码发给我，或过一会儿再试。',
    'en-US':
      'The platform does not tell me your address at the moment. Please send me the code from the school, or try later.',
  },
  'people.emailUnverified': {
    'zh-CN': '平台还没有验证过您的邮箱，所以不能凭它绑定。请先在平台上验证邮箱，或者把邀请码发给我。',
    'en-US':
      'The platform has not verified your address, so it proves nothing. Verify it there first, or send me the code from the school.',
  },
  'people.emailUnknown': {
    'zh-CN': '花名册里没有这个邮箱。请把学校给您的邀请码发给我，或请管理员在花名册里补上邮箱。',
    'en-US':
      'The roster does not have your address. Please send me the code from the school, or ask an administrator to add the address.',
  },
  'people.emailShared': {
    'zh-CN': '花名册里有不止一个人用这个邮箱，不知道您是哪一位。请把学校给您的邀请码发给我。',
    'en-US': 'More than one person in the roster has this address. Please send me the code from the school.',
  },
  'people.linked': {
    'zh-CN': '绑定成功，{name}，欢迎使用{school}的共育。发“帮助”看看能做什么。',
    'en-US': 'You are in, {name}. Welcome to Gongyu at {school}. Type “help” to see what you can do.',
  },
  'people.waiting': {
    'zh-CN': '找到了。班主任确认后您就能收到孩子的消息，确认时会告诉您。',
    'en-US': 'Found. Once the homeroom teacher confirms, news about your child comes here; I will tell you.',
  },
  'people.stranger': {
    'zh-CN': '您好，我是共育。我还不认识您：请把学校给您的邀请码发给我（形如 ABCD-EFGH-JKMN）。',
    'en-US':
      'Hello, I am Gongyu. I do not know you yet: please send me the code from the school (like ABCD-EFGH-JKMN).',
  },
  'people.waitingTitle': {
    'zh-CN': '{count} 位家长等待确认',
    'en-US': '{count, plural, one {One guardian is waiting} other {# guardians are waiting}}',
  },
  'people.waitingIntro': {
    'zh-CN': '他们用学校发的邀请码或登记的邮箱绑定。确认后才会收到孩子的消息；不认识的请先不要确认。',
    'en-US':
      'They used a code from the school, or an e-mail address in the roster. News about the child goes to them only after your yes; do not confirm anyone you cannot place.',
  },
  'people.waitingLine': {
    'zh-CN': '{pupil} 的{relation}：{person}（账号显示名：{account}）',
    'en-US': '{person}, {relation} of {pupil} (account shows “{account}”)',
  },
  'people.acceptAll': {
    'zh-CN': '{count, plural, =1 {确认} other {全部确认（#）}}',
    'en-US': '{count, plural, one {Confirm} other {Confirm all #}}',
  },
  'people.declineAll': {
    'zh-CN': '{count, plural, =1 {不是本班家长} other {都不是本班家长}}',
    'en-US': '{count, plural, one {Not a guardian here} other {None of them}}',
  },
  'people.accepted': {
    'zh-CN': '已确认 {count} 位家长。',
    'en-US': '{count, plural, one {One guardian confirmed.} other {# guardians confirmed.}}',
  },
  'people.declined': {
    'zh-CN': '已拒绝 {count} 个绑定请求，对方收不到任何孩子的消息。',
    'en-US':
      '{count, plural, one {One request declined} other {# requests declined}}; nothing about a child goes there.',
  },
  'people.notYourClass': {
    'zh-CN': '只有该班班主任可以这样做。',
    'en-US': 'Only the homeroom teacher of that class can do this.',
  },
  'people.welcomeGuardian': {
    'zh-CN': '班主任已确认：今后{pupil}在{school}的消息会私下发到这里。有话想说直接回复，班主任会看到。',
    'en-US':
      'The homeroom teacher confirmed you: news about {pupil} at {school} will come here privately. Reply any time; the teacher sees it.',
  },
});
