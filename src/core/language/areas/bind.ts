import { defineMessages } from '../define.js';

export const bind = defineMessages({
  'bind.inGroup': {
    'zh-CN': '请在要绑定的群里发这条指令。',
    'en-US': 'Please type this in the group chat that you want to bind.',
  },
  'bind.administratorsOnly': {
    'zh-CN': '绑定群聊由学校管理员来做。',
    'en-US': 'Only a school administrator can bind a chat.',
  },
  'bind.whichClass': { 'zh-CN': '哪个班？现有：{names}', 'en-US': 'Which class? There are: {names}' },
  'bind.title': { 'zh-CN': '绑定群“{name}”', 'en-US': 'Binding “{name}”' },
  'bind.titleNameless': { 'zh-CN': '绑定这个群', 'en-US': 'Binding this chat' },
  'bind.purpose': { 'zh-CN': '{where}的{audience}', 'en-US': '{audience} of {where}' },
  'bind.staff': { 'zh-CN': '教师群', 'en-US': 'the staff chat' },
  'bind.classParents': { 'zh-CN': '家长群', 'en-US': 'the families’ chat' },
  'bind.community': { 'zh-CN': '共同体群', 'en-US': 'the community chat' },
  'bind.nowFree': {
    'zh-CN': '这个群还没有绑定，我不会往里发任何内容。',
    'en-US': 'This chat is not bound yet, so nothing is posted here.',
  },
  'bind.nowBound': { 'zh-CN': '现在绑定为：{purpose}。', 'en-US': 'At present it is {purpose}.' },
  'bind.whichOne': {
    'zh-CN': '它是哪一种群？选一项，先看清谁会看到，再确认。',
    'en-US': 'What is this chat? Choose, see who would read it, then confirm.',
  },
  'bind.chooseFamilies': { 'zh-CN': '哪个班的家长群？', 'en-US': 'Families of which class?' },
  'bind.chooseClassStaff': { 'zh-CN': '哪个班的教师群？', 'en-US': 'Staff of which class?' },
  'bind.whole.staff': { 'zh-CN': '全校教师群', 'en-US': 'Staff of the whole school' },
  'bind.whole.community': { 'zh-CN': '共同体群', 'en-US': 'The community' },
  'bind.wouldBe': { 'zh-CN': '这个群将成为：{purpose}。', 'en-US': 'This chat would become {purpose}.' },
  'bind.follows.staff': {
    'zh-CN': '会发到这里：班级和小组的汇总、缺什么、点名的表扬。不会有学生的扣分和总分。',
    'en-US': 'Posted here: results of classes and groups, what is missing, praise. Never a student’s minus or total.',
  },
  'bind.follows.classParents': {
    'zh-CN': '会发到这里：经批准的班级周报、通知、家长同意公开的表扬。不会有任何孩子的扣分和排名。',
    'en-US':
      'Posted here: the approved class digest, notices, and praise that families agreed to. Never anything negative about a child.',
  },
  'bind.follows.community': {
    'zh-CN': '会发到这里：几所学校共同的事，只有数量和比例，没有任何学生。',
    'en-US': 'Posted here: matters between schools, as counts and rates only. Never a student.',
  },
  'bind.unseen': {
    'zh-CN': '我现在看不到群里有哪些人。在看到并由人确认之前，不会发出带姓名的内容。',
    'en-US':
      'I cannot see who is in this chat right now. Until I can, and somebody has confirmed them, nothing with a name is posted.',
  },
  'bind.confirm': { 'zh-CN': '是，绑定', 'en-US': 'Yes, bind it' },
  'bind.other': { 'zh-CN': '是别的群', 'en-US': 'It is something else' },
  'bind.change': { 'zh-CN': '选错了，重新选', 'en-US': 'Wrong? Choose again' },
  'bind.unbind': { 'zh-CN': '解绑', 'en-US': 'Unbind' },
  'bind.unbindAsk': {
    'zh-CN': '解绑后，这个群收不到任何内容，正在等待的也不再发。确定吗？',
    'en-US': 'Once unbound, nothing goes to this chat, and what waits for it is not sent. Sure?',
  },
  'bind.done': {
    'zh-CN': '已绑定：本群现在是{purpose}。群里有我不认识的人时，不会发出带姓名的内容。',
    'en-US': 'Bound: this chat is now {purpose}. While somebody here is unknown to me, nothing with a name is posted.',
  },
  'bind.unbound': {
    'zh-CN': '已解绑，这个群不再收到任何内容。发“绑定群”可以重新绑定。',
    'en-US': 'Unbound: nothing goes to this chat any more. Type “bind” to bind it again.',
  },
  'bind.notBound': { 'zh-CN': '这个群没有绑定。', 'en-US': 'This chat is not bound.' },
  'bind.otherSchool': {
    'zh-CN': '这个群已经绑定给另一所学校。请先让那所学校的管理员在群里发“解绑”。',
    'en-US': 'This chat is bound to another school. An administrator there has to type “bind none” in it first.',
  },
  'bind.notInChat': {
    'zh-CN': '我不在这个群里，看不到它。请先把我加进群，再发一次。',
    'en-US': 'I am not in this chat and cannot see it. Please add me to it first, then try again.',
  },
  'bind.archived': {
    'zh-CN': '这个群已归档，发不了内容，所以不能绑定。请先取消归档，再发一次“绑定群”。',
    'en-US':
      'This chat is archived and takes no messages, so it cannot be bound. Unarchive it, then type “bind” again.',
  },
  'bind.sharedOnlyCommunity': {
    'zh-CN':
      '这个群和别的单位共用，里面可能有校外的人，所以只能绑定为共同体群。教师群和家长群请另建一个只属于本校的群。',
    'en-US':
      'This chat is shared with another organization, so it can only be the community chat. For staff or families, create a chat that belongs to your school alone.',
  },
  'bind.outsidersNotStaff': {
    'zh-CN': '这是外部群，校外的人可以进来，所以不能绑定为教师群。请另建一个只有本校成员的群。',
    'en-US':
      'This is an external chat that people from outside can join, so it cannot be a staff chat. Create a chat for members of your school alone.',
  },
  'bind.guestsNotStaff': {
    'zh-CN': '群里有访客账号（校外的人），所以不能绑定为教师群。请先把访客移出群，或另建一个教师群。',
    'en-US':
      'There are guests (people from outside) in this chat, so it cannot be a staff chat. Remove the guests first, or create another chat for staff.',
  },
});
