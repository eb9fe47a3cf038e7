import { defineMessages } from '../define.js';

/** Why a message was or was not sent: one sentence for each reason that a decision can have. */
export const why = defineMessages({
  'why.title': { 'zh-CN': '为什么发了，为什么没发', 'en-US': 'Why it was sent, or not' },
  'why.nothing': {
    'zh-CN': '最近两周没有与您有关的记录。',
    'en-US': 'Nothing in the last two weeks concerns you.',
  },
  'why.line': { 'zh-CN': '{at}  {what}：{outcome}。{reason}', 'en-US': '{at}  {what}: {outcome}. {reason}' },
  'why.story': { 'zh-CN': '{at}  {what}：{reason}', 'en-US': '{at}  {what}: {reason}' },
  'why.outcome.sent': { 'zh-CN': '已发出', 'en-US': 'sent' },
  'why.outcome.refused': { 'zh-CN': '没有发', 'en-US': 'not sent' },
  'why.outcome.held': { 'zh-CN': '暂缓', 'en-US': 'held back' },
  'why.outcome.skipped': { 'zh-CN': '跳过', 'en-US': 'skipped' },
  'why.outcome.merged': { 'zh-CN': '合并', 'en-US': 'merged' },
  'why.outcome.waiting': { 'zh-CN': '等待', 'en-US': 'waiting' },
  'why.outcome.notReached': { 'zh-CN': '没有送到', 'en-US': 'not reached' },
  'why.outcome.checking': { 'zh-CN': '核实中', 'en-US': 'being checked' },
  'why.what.note': { 'zh-CN': '给{who}的每周私信', 'en-US': 'weekly note to {who}' },
  'why.what.note.quiet': { 'zh-CN': '给{who}的每周私信', 'en-US': 'weekly note to {who}' },
  'why.what.digest.classParents': { 'zh-CN': '{about}家长群周报', 'en-US': 'families’ digest of {about}' },
  'why.what.digest.staffChannel': { 'zh-CN': '{about}教师群汇总', 'en-US': 'staff summary of {about}' },
  'why.what.round.open': { 'zh-CN': '{about}本周登记', 'en-US': 'weekly check-in of {about}' },
  'why.what.round.remind': { 'zh-CN': '{about}登记提醒', 'en-US': 'reminder for {about}' },
  'why.what.round.escalate': { 'zh-CN': '{about}未登记的上报', 'en-US': 'escalation for {about}' },
  'why.what.notes': { 'zh-CN': '{about}家长的每周私信', 'en-US': 'weekly notes to families of {about}' },
  'why.what.digests.ask': { 'zh-CN': '周报等待批准的通知', 'en-US': 'request to approve digests' },
  'why.what.digests.remind': { 'zh-CN': '周报批准的提醒', 'en-US': 'reminder to approve digests' },
  'why.what.proposal': { 'zh-CN': '待确认的检查', 'en-US': 'observations to confirm' },
  'why.what.entry.moved': { 'zh-CN': '群里那条记分的答复', 'en-US': 'answer to lines sent in a group' },
  'why.what.serious': { 'zh-CN': '严重事件的报告', 'en-US': 'report of a serious matter' },
  'why.what.alert': { 'zh-CN': '紧急通知', 'en-US': 'urgent alert' },
  'why.what.question': { 'zh-CN': '家长留言', 'en-US': 'message from a family' },
  'why.what.question.answer': { 'zh-CN': '对留言的答复', 'en-US': 'answer to your message' },
  'why.what.question.handedOver': { 'zh-CN': '留言转交的通知', 'en-US': 'word that your message was handed over' },
  'why.what.invite.waiting': {
    'zh-CN': '{about}家长绑定的确认',
    'en-US': 'families of {about} waiting to be confirmed',
  },
  'why.what.invite.accepted': { 'zh-CN': '绑定成功的通知', 'en-US': 'welcome message' },
  'why.what.account.linked': { 'zh-CN': '账号已绑定的通知', 'en-US': 'notice that an account was linked' },
  'why.what.year.unconfirmed': { 'zh-CN': '确认放假安排的提醒', 'en-US': 'notice about unconfirmed holidays' },
  'why.what.other': { 'zh-CN': '消息', 'en-US': 'message' },
  'why.delivered': { 'zh-CN': '平台已收下。', 'en-US': 'The platform has taken it.' },
  'why.neverForThisAudience': {
    'zh-CN': '这类内容从不发给这个对象。',
    'en-US': 'This kind of content is never shown to this audience.',
  },
  'why.outsideScope': { 'zh-CN': '不在对方负责的范围内。', 'en-US': 'It is outside that person’s scope.' },
  'why.anotherClass': { 'zh-CN': '属于另一个班。', 'en-US': 'It belongs to another class.' },
  'why.anotherChild': { 'zh-CN': '是别的孩子。', 'en-US': 'It is about another child.' },
  'why.noConsent': {
    'zh-CN': '有 {count} 条点名表扬没有公开：家长没有同意公开姓名。',
    'en-US':
      '{count, plural, one {One recognition with a name was} other {# recognitions with names were}} left out: no consent to be named.',
  },
  'why.tooFew': {
    'zh-CN': '人数太少，公开会认出个人。',
    'en-US': 'Too few people stand behind the figure; somebody could be recognized.',
  },
  'why.membersChanged': {
    'zh-CN': '小组成员刚有变动，公开均分会推算出个人的分数。',
    'en-US': 'The group’s members changed; its mean would give one student’s score away.',
  },
  'why.complementTooFew': {
    'zh-CN': '剩下的人太少，会被推算出来。',
    'en-US': 'The few who are left out could be worked out.',
  },
  'why.callBudget': {
    'zh-CN': '本月平台的调用次数快用完了，留给更要紧的消息。管理员可以用“报表 发送”查看。',
    'en-US':
      'The platform’s calls for this month are nearly used up and kept for what matters more. Administrators see them in “report deliveries”.',
  },
  'why.audienceOff': {
    'zh-CN': '学校还没有开启这个对象。管理员可以在“设置”里开启。',
    'en-US': 'The school has not turned this audience on. An administrator can do so in “settings”.',
  },
  'why.awaitsApproval': { 'zh-CN': '等待批准。', 'en-US': 'It waits for approval.' },
  'why.declined': { 'zh-CN': '{name}决定不发。', 'en-US': '{name} decided not to send it.' },
  'why.approved': { 'zh-CN': '{name}已批准。', 'en-US': '{name} approved it.' },
  'why.heldByTeacher': {
    'zh-CN': '老师想先打电话，{count} 个孩子的私信暂缓。',
    'en-US': 'The teacher wants to call first, so {count, plural, one {one note waits} other {# notes wait}}.',
  },
  'why.unknownMembers': {
    'zh-CN': '群里有 {count} 位不认识的成员，要有人确认后才能发带姓名的内容。',
    'en-US':
      '{count, plural, one {One member} other {# members}} of the chat unknown: somebody has to confirm them first.',
  },
  'why.membersUnseen': {
    'zh-CN': '还不知道群里有哪些人，要有人看过群成员、确认后才能发带姓名的内容。',
    'en-US':
      'Nobody has told me who is in this chat: somebody has to look at its members and confirm them before a name is shown.',
  },
  'why.noChannel': {
    'zh-CN': '还没有绑定群。可以把全文复制到别的群，或打印成纸条。',
    'en-US': 'No chat is bound. You can copy the text elsewhere or print slips.',
  },
  'why.noAccounts': {
    'zh-CN': '有 {count} 位家长还没有绑定账号，没有送到；可以打印纸条带回家。',
    'en-US':
      '{count, plural, one {One guardian has} other {# guardians have}} no account and could not be reached. Slips can be printed for them.',
  },
  'why.noAccount': {
    'zh-CN': '还没有绑定账号，算作没有送到。',
    'en-US': 'No account is linked, so it counts as not reached.',
  },
  'why.nothingNew': {
    'zh-CN': '这一周没有新的记录，学校设为不打扰。',
    'en-US': 'Nothing was recorded, and the school chose not to write then.',
  },
  'why.budget': {
    'zh-CN': '这位老师本周的提醒已到上限，改为并入下一条。',
    'en-US': 'The weekly limit of prompts was reached; it is merged into the next one.',
  },
  'why.answered': { 'zh-CN': '已经登记，不再提醒。', 'en-US': 'It has been answered, so nobody is reminded.' },
  'why.locked': { 'zh-CN': '已经锁定。', 'en-US': 'It is locked already.' },
  'why.noRound': { 'zh-CN': '这一周没有登记。', 'en-US': 'There was no check-in that week.' },
  'why.noTeacher': {
    'zh-CN': '没有班主任。请在花名册里补上。',
    'en-US': 'The class has no homeroom teacher. Please add one to the roster.',
  },
  'why.firstWeeks': { 'zh-CN': '启用后的头两周不上报。', 'en-US': 'Nothing is escalated in the first weeks.' },
  'why.tooLate': { 'zh-CN': '已过了有意义的时间。', 'en-US': 'It was too late to be of use.' },
  'why.notGuardian': {
    'zh-CN': '已不是这个孩子的监护人，或被限制。',
    'en-US': 'That person is no longer a guardian of the child, or is restricted.',
  },
  'why.strangerCame': {
    'zh-CN': '批准之后群里来了不认识的人，所以没有发。请重新预览并确认成员。',
    'en-US':
      'After the approval somebody unknown joined the chat, so it was not sent. Please preview it again and confirm the members.',
  },
  'why.useless': { 'zh-CN': '送出前已过了有意义的时间。', 'en-US': 'Before it could be sent, its time had passed.' },
  'why.targetNotSent': {
    'zh-CN': '原消息没有发出，不用更新。',
    'en-US': 'The message it would change was never sent.',
  },
  'why.platformRefused': {
    'zh-CN': '平台拒绝了这条消息。管理员可以运行 doctor 查看原因。',
    'en-US': 'The platform refused it. An administrator can run doctor to see why.',
  },
  'why.what.chat.away': { 'zh-CN': '群收不到消息的通知', 'en-US': 'notice that a chat cannot be reached' },
  'why.what.chat.joined': { 'zh-CN': '新群可以绑定的通知', 'en-US': 'notice that a chat can be bound' },
  'why.what.workspace.closed': { 'zh-CN': '平台断开的通知', 'en-US': 'notice that a workspace was disconnected' },
  'why.chatAway': {
    'zh-CN': '我不在那个群里，或者群已归档。群恢复后，还有用的会接着发。',
    'en-US': 'I am not in that chat, or it is archived. Once it is back, what is still useful goes on.',
  },
  'why.accountOff': {
    'zh-CN': '账号在平台上已停用，算作没有送到。',
    'en-US': 'The account was deactivated on its platform, so it counts as not reached.',
  },
  'why.accountUnlinked': {
    'zh-CN': '账号已不再属于这个人，算作没有送到。',
    'en-US': 'The account is no longer linked to that person, so it counts as not reached.',
  },
  'why.chatGone': { 'zh-CN': '聊天已不存在，或对方已离开。', 'en-US': 'The chat is gone, or the person has left.' },
  'why.gaveUp': { 'zh-CN': '多次尝试都没有成功，已停止。', 'en-US': 'It was tried many times without success.' },
  'why.checking': {
    'zh-CN': '平台没有回答是否收到；为避免重复，没有再发，请人工核实。',
    'en-US': 'The platform never said whether it arrived. It was not sent again, to avoid a double; please check.',
  },
  'why.other': { 'zh-CN': '原因代码：{code}', 'en-US': 'Reason code: {code}' },
});
