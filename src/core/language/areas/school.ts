import { defineMessages } from '../define.js';

export const school = defineMessages({
  'school.term': { 'zh-CN': '{year}年{month}月起的学期', 'en-US': 'Term from {month}/{year}' },
  'school.classStaff': { 'zh-CN': '{school} 教师群', 'en-US': '{school} staff' },
  'school.classParents': { 'zh-CN': '{className} 家长群', 'en-US': '{className} families' },
  'school.readersStaff': { 'zh-CN': '全体教师', 'en-US': 'all staff' },
  'school.readersParents': { 'zh-CN': '{className}的家长', 'en-US': 'families of {className}' },
  'school.direct': { 'zh-CN': '共育', 'en-US': 'Gongyu' },
  'school.directReaders': { 'zh-CN': '只有您和共育', 'en-US': 'only you and Gongyu' },
  'school.roleAt': { 'zh-CN': '{places}{role}', 'en-US': '{role}, {places}' },
  'school.guardianOf': { 'zh-CN': '{children}的{relation}', 'en-US': '{relation} of {children}' },
  'school.restricted': { 'zh-CN': '受限制的监护人', 'en-US': 'guardian without access' },
  'school.somebodyNew': { 'zh-CN': '一位新来的人', 'en-US': 'Somebody new' },
  'school.somebodyNewRole': { 'zh-CN': '还没有绑定，可以试邀请码', 'en-US': 'not linked yet; try an invitation code' },
  'school.exists': { 'zh-CN': '这里已经有学校了。', 'en-US': 'There is a school here already.' },
  'school.nameWanted': {
    'zh-CN': '这是第一次导入，请写上学校的名字。',
    'en-US': 'This is the first import: please say what the school is called.',
  },
  'school.created': {
    'zh-CN': '新建学校“{name}”，学期 {from} 至 {to}（可以在设置里改），默认细则 {items} 条。',
    'en-US': 'New school “{name}”, term {from} to {to} (you can change it), {items} items in the starting rubric.',
  },
  'school.administratorCode': {
    'zh-CN': '“{name}”还没有管理员。把这个一次性邀请码私下发给共育，您就是管理员（24 小时内有效）：{code}',
    'en-US':
      '“{name}” has no administrator yet. Send this one-time code to Gongyu in a direct chat and you are (valid for 24 hours): {code}',
  },
  'school.goOnMeansYes': {
    'zh-CN': '如果以上问题的答案都是“是”，继续导入即可；否则请先改文件。',
    'en-US': 'If the answer to each question above is yes, go on and import; otherwise change the file first.',
  },
  'school.onlyForward': {
    'zh-CN': '时间只能往前走，请选一个更晚的时刻。',
    'en-US': 'Time only moves forward; please choose a later moment.',
  },
  'school.next.round.open': { 'zh-CN': '本周登记开始', 'en-US': 'the weekly check-in opens' },
  'school.next.round.remind': { 'zh-CN': '提醒还没登记的班', 'en-US': 'a reminder for classes that are still open' },
  'school.next.round.escalate': { 'zh-CN': '上报还没登记的班', 'en-US': 'open classes are reported' },
  'school.next.round.lock': { 'zh-CN': '本周登记锁定', 'en-US': 'the week locks' },
  'school.next.notes.send': { 'zh-CN': '给家长的私信', 'en-US': 'private notes to guardians' },
  'school.next.digests.ask': { 'zh-CN': '周报等待批准', 'en-US': 'digests wait for approval' },
  'school.next.digests.remind': { 'zh-CN': '再提醒一次批准', 'en-US': 'the reminder to approve' },
  'school.next.year.unconfirmed': { 'zh-CN': '提醒确认放假安排', 'en-US': 'a notice about unconfirmed holidays' },
  'school.next.message': { 'zh-CN': '一条定时的消息', 'en-US': 'a message that waits for its time' },
});
