import { defineMessages } from '../define.js';

/** Which account is whose. */
export const link = defineMessages({
  'link.list': { 'zh-CN': '还没有绑定的账号', 'en-US': 'Accounts that are not linked' },
  'link.administratorsOnly': {
    'zh-CN': '别人的账号由学校管理员来绑定和解除。',
    'en-US': 'Only a school administrator can link or unlink somebody else’s account.',
  },
  'link.noAccounts': {
    'zh-CN': '没有还没绑定的账号。对方先给我发一句话，或者先进入已绑定的群，就会出现在这里。',
    'en-US':
      'Every account that I have seen is linked. Somebody appears here after writing to me, or after joining a bound chat.',
  },
  'link.accountsTitle': {
    'zh-CN': '{count} 个账号还没有绑定',
    'en-US': '{count, plural, one {One account is} other {# accounts are}} not linked',
  },
  'link.accountsHow': {
    'zh-CN': '选一个账号，再选它是谁。拿不准的请不要绑定，让对方用邀请码。学生的账号不绑定。',
    'en-US':
      'Choose an account, then who it is. When in doubt, let them use an invitation code. Accounts of students are never linked.',
  },
  'link.chooseAccount': { 'zh-CN': '哪个账号？', 'en-US': 'Which account?' },
  'link.nameless': { 'zh-CN': '没有显示名的账号', 'en-US': 'account without a display name' },
  'link.personTitle': { 'zh-CN': '账号“{account}”是谁？', 'en-US': 'Who is “{account}”?' },
  'link.personHow': {
    'zh-CN': '显示名相近的排在前面。显示名是自己取的，不能证明身份，请先和本人核对。',
    'en-US':
      'Similar names come first. A display name is chosen by its owner and proves nothing: please check with the person.',
  },
  'link.choosePerson': { 'zh-CN': '花名册里的哪一位？', 'en-US': 'Who in the roster?' },
  'link.morePersons': {
    'zh-CN': '还有 {count} 位没有列出。不在名单里的，请对方用邀请码绑定。',
    'en-US':
      '{count, plural, one {One person more is} other {# people more are}} not listed; for them, please use an invitation code.',
  },
  'link.otherAccount': { 'zh-CN': '换一个账号', 'en-US': 'Another account' },
  'link.who': { 'zh-CN': '{name}（{what}）', 'en-US': '{name} ({what})' },
  'link.ask': { 'zh-CN': '把账号“{account}”绑定为 {person}？', 'en-US': 'Link “{account}” to {person}?' },
  'link.followsFamily': {
    'zh-CN': '绑定后，孩子的消息会私下发到这个账号。',
    'en-US': 'From then on, news about the child goes to this account privately.',
  },
  'link.followsStaff': {
    'zh-CN': '绑定后，这个账号能看到和操作此人负责的范围。',
    'en-US': 'From then on, this account sees and does what the person is responsible for.',
  },
  'link.confirm': { 'zh-CN': '核对过了，绑定', 'en-US': 'Checked; link it' },
  'link.done': { 'zh-CN': '已绑定为{name}，并告诉了对方。', 'en-US': 'Linked to {name}, and the account was told.' },
  'link.byAdministrator': {
    'zh-CN': '管理员把您的账号绑定为{school}的{name}。如果不是您，请发“解除绑定”。',
    'en-US': 'An administrator linked your account to {name} at {school}. If that is not you, please type “unlink”.',
  },
  'link.taken': {
    'zh-CN': '这个账号已经绑定，或者已经不在了。',
    'en-US': 'This account is linked by now, or is no longer here.',
  },
  'link.personGone': {
    'zh-CN': '这个人目前在学校没有任务，也没有孩子，所以不能绑定。',
    'en-US': 'That person has no role and no child at the school at the moment, so no account can be linked.',
  },
  'link.pupil': {
    'zh-CN': '这个账号的显示名和一名学生相同。学生的账号不绑定；如果是家长，请对方用邀请码。',
    'en-US':
      'This account is named like a student, and accounts of students are never linked. A guardian can use the invitation code.',
  },
  'link.byEmail': { 'zh-CN': '用我的工作邮箱查找', 'en-US': 'Look me up by my work e-mail' },
  'link.byEmailHow': {
    'zh-CN': '也可以按下面的按钮：我会向平台问您的邮箱，只用来和学校的花名册比对，不保存。',
    'en-US':
      'Or press the button: I ask the platform for your e-mail address, compare it with the school’s roster, and do not keep it.',
  },
  'unlink.ownTitle': { 'zh-CN': '解除这个账号的绑定？', 'en-US': 'Unlink this account?' },
  'unlink.ownFollows': {
    'zh-CN': '解除后，学校的任何消息都不再发到这里，还没发出的也不发；要恢复需要新的邀请码。',
    'en-US':
      'Nothing from the school comes here any more, not even what is waiting. To come back you need a new invitation code.',
  },
  'unlink.ownConfirm': { 'zh-CN': '解除绑定', 'en-US': 'Unlink' },
  'unlink.ownDone': {
    'zh-CN': '已解除绑定，学校的消息不再发到这里。',
    'en-US': 'Unlinked: nothing from the school comes here any more.',
  },
  'unlink.title': { 'zh-CN': '解除哪个账号？', 'en-US': 'Unlink which account?' },
  'unlink.follows': {
    'zh-CN': '解除后，什么都不再发到那个账号，对方算作没有送到。',
    'en-US': 'Nothing goes to that account any more, and the person counts as not reached.',
  },
  'unlink.confirm': { 'zh-CN': '解除 {name}（{platform}）', 'en-US': 'Unlink {name} ({platform})' },
  'unlink.done': { 'zh-CN': '已解除绑定。', 'en-US': 'Unlinked.' },
  'unlink.notLinked': { 'zh-CN': '这个账号已经不再绑定。', 'en-US': 'This account is not linked any more.' },
  'unlink.nobody': {
    'zh-CN': '没有叫“{name}”而且绑定了账号的人。',
    'en-US': 'Nobody called “{name}” has a linked account.',
  },
});
