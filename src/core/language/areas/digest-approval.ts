import { defineMessages } from '../define.js';

export const digestApproval = defineMessages({
  'digest.waitingTitle': {
    'zh-CN': '有 {count} 份周报等您批准',
    'en-US': '{count, plural, one {One digest waits} other {# digests wait}} for your approval',
  },
  'digest.waitingAgain': {
    'zh-CN': '还有 {count} 份周报没有批准（只提醒这一次）',
    'en-US': '{count, plural, one {One digest is} other {# digests are}} still waiting (this is the only reminder)',
  },
  'digest.waitingHow': {
    'zh-CN': '可以逐份预览，看清谁会看到，再批准。不批准就不会发出。',
    'en-US': 'Preview each one and see who will read it before you approve. Without a yes nothing goes out.',
  },
  'digest.waiting.classParents': {
    'zh-CN': '{className} 第{week}周 → 家长群',
    'en-US': '{className}, week {week} → families’ chat',
  },
  'digest.waiting.staffChannel': {
    'zh-CN': '{className} 第{week}周 → 教师群',
    'en-US': '{className}, week {week} → staff chat',
  },
  'digest.choosePreview': { 'zh-CN': '预览哪一份？', 'en-US': 'Preview which one?' },
  'digest.approve': { 'zh-CN': '批准发出', 'en-US': 'Approve' },
  'digest.approveAll': {
    'zh-CN': '{count, plural, =1 {批准发出} other {全部批准（#）}}',
    'en-US': '{count, plural, one {Approve it} other {Approve all #}}',
  },
  'digest.approveAllAsk': {
    'zh-CN': '{count} 份周报会发到各自的群。确定吗？',
    'en-US': '{count, plural, one {One digest goes} other {# digests go}} to their chats. Sure?',
  },
  'digest.hold': { 'zh-CN': '先不发', 'en-US': 'Not now' },
  'digest.decline': { 'zh-CN': '不发这份', 'en-US': 'Do not send' },
  'digest.confirmMembers': { 'zh-CN': '这些人可以看，确认', 'en-US': 'They belong here' },
  'digest.readers': {
    'zh-CN': '谁会看到：群里 {members} 人，认识 {known} 人，不认识 {unknown} 人。',
    'en-US': 'Who will see this: {members} people in the chat, {known} known, {unknown} unknown.',
  },
  'digest.nameless': {
    'zh-CN': '{count} 位没有显示名的成员',
    'en-US': '{count, plural, one {one member} other {# members}} without a display name',
  },
  'digest.unknownNames': { 'zh-CN': '不认识的成员：{names}', 'en-US': 'Unknown members: {names}' },
  'digest.previewTitle': { 'zh-CN': '预览：{what}', 'en-US': 'Preview: {what}' },
  'digest.approvedOne': { 'zh-CN': '已批准，正在发出：{what}', 'en-US': 'Approved and on its way: {what}' },
  'digest.approvedOnPaper': {
    'zh-CN': '已批准：{what}。还没有绑定群，请复制全文或打印纸条带给家长。',
    'en-US': 'Approved: {what}. No chat is bound, so please copy the text or print slips for the families.',
  },
  'digest.approvedMany': {
    'zh-CN': '已批准 {count} 份，正在发出。',
    'en-US': '{count, plural, one {One digest} other {# digests}} approved and on the way.',
  },
  'digest.notSent': { 'zh-CN': '{what}：没有发出。{reason}', 'en-US': '{what}: not sent. {reason}' },
  'digest.heldOne': {
    'zh-CN': '先不发：{what}。明天会再提醒一次。',
    'en-US': 'Held: {what}. There will be one reminder.',
  },
  'digest.declinedOne': { 'zh-CN': '不会发出：{what}', 'en-US': 'It will not be sent: {what}' },
  'digest.decidedBefore': { 'zh-CN': '这份周报之前已经处理过了。', 'en-US': 'This digest had been decided before.' },
  'digest.notYours': { 'zh-CN': '这份周报不由您批准。', 'en-US': 'This digest is not yours to approve.' },
  'digest.none': { 'zh-CN': '目前没有等待批准的周报。', 'en-US': 'No digest is waiting at the moment.' },
  'digest.copyText': { 'zh-CN': '复制全文', 'en-US': 'Copy as text' },
  'digest.slips': { 'zh-CN': '打印成纸条（A4）', 'en-US': 'Print slips (A4)' },
  'digest.slipsGone': {
    'zh-CN': '这个链接已失效，或周报还没有批准。请先批准，再从“周报”里重新打开。',
    'en-US':
      'This link has ended, or the digest is not approved yet. Approve it first, then open it again from “digest”.',
  },
  'digest.membersConfirmed': {
    'zh-CN': '已确认群成员，现在可以批准了。',
    'en-US': 'Members confirmed; you can approve now.',
  },
  'digest.membersChanged': {
    'zh-CN': '刚才又有成员变动，请再看一遍名单。',
    'en-US': 'The members have changed since. Please look at the list again.',
  },
  'note.gone': {
    'zh-CN': '这一周的私信已经发出，或不再发送，没法暂缓了。',
    'en-US': 'The notes of this week have gone out, or none will; there is nothing left to hold.',
  },
  'note.hold': { 'zh-CN': '我先打电话', 'en-US': 'I will call first' },
  'note.holdChoose': { 'zh-CN': '哪个孩子的私信先不发？', 'en-US': 'Whose note should wait?' },
  'note.held': {
    'zh-CN': '{name}这一周的私信先不发，等您通知。',
    'en-US': 'The note about {name} waits for your word this week.',
  },
  'note.release': { 'zh-CN': '发出{name}的私信', 'en-US': 'Send the note about {name}' },
  'note.released': { 'zh-CN': '{name}的私信已发出。', 'en-US': 'The note about {name} is on its way.' },
  'note.heldTitle': { 'zh-CN': '您暂缓的私信', 'en-US': 'Notes that you are holding' },
});
