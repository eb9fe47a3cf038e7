import { defineMessages } from '../define.js';

/** Quick entry: the preview, its questions, and why a line was not understood. */
export const entry = defineMessages({
  'entry.title': {
    'zh-CN': '{count, plural, =0 {还没有可以记录的} other {将记录 # 条}}',
    'en-US': '{count, plural, =0 {Nothing to record yet} one {One entry to record} other {# entries to record}}',
  },
  'entry.line': { 'zh-CN': '{who}  {points}  {item}', 'en-US': '{who}  {points}  {item}' },
  'entry.proposed': { 'zh-CN': '{line}（提交班主任确认）', 'en-US': '{line} (for the homeroom teacher to confirm)' },
  'entry.noted': { 'zh-CN': '{line}（备注，仅教师可见：{note}）', 'en-US': '{line} (note for staff only: {note})' },
  'entry.unsure': { 'zh-CN': '{line}  ← 请核对', 'en-US': '{line}  ← please check' },
  'entry.record': {
    'zh-CN': '{count, plural, other {记录这 # 条}}',
    'en-US': '{count, plural, one {Record it} other {Record all #}}',
  },
  'entry.recordClear': {
    'zh-CN': '先记录已明确的 {count} 条',
    'en-US': '{count, plural, one {Record the clear one} other {Record the # clear ones}}',
  },
  'entry.cancel': { 'zh-CN': '不记录', 'en-US': 'Do not record' },
  'entry.undo': { 'zh-CN': '撤销', 'en-US': 'Undo' },
  'entry.recorded': {
    'zh-CN': '{count, plural, =0 {没有记录任何内容。} other {已记录 # 条。}}',
    'en-US': '{count, plural, =0 {Nothing was recorded.} one {One entry recorded.} other {# entries recorded.}}',
  },
  'entry.proposedDone': {
    'zh-CN': '已提交 {count} 条，等班主任确认。',
    'en-US': '{count, plural, one {One observation} other {# observations}} sent to the homeroom teacher.',
  },
  'entry.already': {
    'zh-CN': '这条消息已经记录过了，没有重复记录。',
    'en-US': 'This message was recorded before; nothing was recorded twice.',
  },
  'entry.cancelled': { 'zh-CN': '好的，没有记录。', 'en-US': 'All right, nothing was recorded.' },
  'entry.expired': {
    'zh-CN': '这张卡片已过期，没有记录。请把内容再发一次。',
    'en-US': 'This card has run out and nothing was recorded. Please send the lines again.',
  },
  'entry.changed': {
    'zh-CN': '名单或细则在这期间有变化，请再核对一遍。',
    'en-US': 'The roster or the rubric has changed in the meantime. Please look again.',
  },
  'entry.undoneTitle': {
    'zh-CN': '已撤销 {count} 条：',
    'en-US': '{count, plural, one {One entry undone:} other {# entries undone:}}',
  },
  'entry.closed': {
    'zh-CN': '这些所在的周已经锁定，不能撤销。需要更正时，请在本周记一条相反的分数，会标为更正：',
    'en-US':
      'The week of these is locked, so they stay. To correct one, record the opposite this week; it counts as a correction:',
  },
  'entry.nothingToUndo': { 'zh-CN': '没有可以撤销的记录。', 'en-US': 'There is nothing of yours to undo.' },
  'entry.noScope': {
    'zh-CN': '您目前没有可以记分的班级。如有变动，请管理员更新花名册。',
    'en-US': 'You have no class to record for at the moment. An administrator can change that in the roster.',
  },
  'entry.movedToDirect': {
    'zh-CN': '记分请在和我的私聊里进行，我已经私下回复您。',
    'en-US': 'Let us do that in our direct chat; I have answered you there.',
  },
  'entry.tooMany': {
    'zh-CN': '一条消息最多读 {max} 行；从“{text}”起没有读，请分开发。',
    'en-US': 'One message holds up to {max} lines; nothing from “{text}” on was read. Please send the rest separately.',
  },
  'entry.ask.who': { 'zh-CN': '“{said}”是哪一位？', 'en-US': 'Who is “{said}”?' },
  'entry.ask.item': { 'zh-CN': '“{said}”是哪一条？', 'en-US': 'Which item is “{said}”?' },
  'entry.ask.points': {
    'zh-CN': '“{said}”与细则的分值不同，按哪个记？',
    'en-US': '“{said}” differs from the rubric. Which one should count?',
  },
  'entry.ask.sign': { 'zh-CN': '“{said}”是加还是减？', 'en-US': 'Is “{said}” plus or minus?' },
  'entry.option.what': { 'zh-CN': '{item} {points}', 'en-US': '{item} {points}' },
  'entry.option.whole': { 'zh-CN': '{who} 全体', 'en-US': 'everyone in {who}' },
  'entry.option.asNote': { 'zh-CN': '不是人名，作为备注', 'en-US': 'not a name, keep as a note' },
  'entry.option.leaveOut': { 'zh-CN': '不记这一个', 'en-US': 'leave this one out' },
  'entry.option.choose': { 'zh-CN': '请选择', 'en-US': 'Choose' },
  'entry.inClass': { 'zh-CN': '{className} {name}', 'en-US': '{name} ({className})' },
  'entry.withNumber': { 'zh-CN': '{name}（{number}号）', 'en-US': '{name} (no. {number})' },
  'entry.refusal': { 'zh-CN': '“{text}”：{why}', 'en-US': '“{text}”: {why}' },
  'entry.no.notAnEntry': {
    'zh-CN': '没看懂。可以这样写：张三 +2 帮助同学',
    'en-US': 'I could not read this. Try: Maria Lopez +2 helping',
  },
  'entry.no.tooLong': { 'zh-CN': '这一行太长了，请分成几行。', 'en-US': 'This line is too long; please split it.' },
  'entry.no.unknownName': { 'zh-CN': '班里没有“{said}”。', 'en-US': 'There is no “{said}” here.' },
  'entry.no.unknownNumber': {
    'zh-CN': '没有“{said}”，请核对号码。',
    'en-US': 'There is no “{said}”; please check the number.',
  },
  'entry.no.unknownGroup': {
    'zh-CN': '没有“{said}”，请核对组号。',
    'en-US': 'There is no “{said}”; please check the group.',
  },
  'entry.no.unknownDormitory': { 'zh-CN': '没有宿舍“{said}”。', 'en-US': 'There is no dormitory “{said}”.' },
  'entry.no.outsideScope': { 'zh-CN': '“{said}”不在您负责的范围内。', 'en-US': '“{said}” is outside your classes.' },
  'entry.no.unclearClass': {
    'zh-CN': '“{said}”是哪个班？请在前面写班级，例如 七3 张三 +1。',
    'en-US': 'Which class is “{said}”? Please put the class first, like 7B Maria +1.',
  },
  'entry.no.tooManyMatches': {
    'zh-CN': '符合“{said}”的太多了，请写全名或学号。',
    'en-US': 'Too many match “{said}”; please write the full name or student number.',
  },
  'entry.no.nobodyNamed': { 'zh-CN': '没写是谁。', 'en-US': 'Nobody is named.' },
  'entry.no.nobodyThere': { 'zh-CN': '那里目前没有成员。', 'en-US': 'Nobody is in there at the moment.' },
  'entry.no.allBut': {
    'zh-CN': '“除了……”请改为逐个写名字。',
    'en-US': 'Please list the names instead of “all but …”.',
  },
  'entry.no.nothingToRecord': {
    'zh-CN': '要记什么？请写分数或事项，例如 +1 或 迟到。',
    'en-US': 'What happened? Add points or an item, like +1 or late.',
  },
  'entry.no.unknownItem': { 'zh-CN': '细则里没有“{said}”。', 'en-US': 'The rubric has no “{said}”.' },
  'entry.no.howManyPoints': { 'zh-CN': '几分？', 'en-US': 'How many points?' },
  'entry.no.unclearNumber': { 'zh-CN': '“{said}”是几分？', 'en-US': 'How many points is “{said}”?' },
  'entry.no.notHalfStep': { 'zh-CN': '分数以 0.5 为一档。', 'en-US': 'Points go in steps of 0.5.' },
  'entry.no.zeroPoints': {
    'zh-CN': '0 分不用记；只想留个说明请写“备注”。',
    'en-US': 'Zero points need no entry; to leave a remark write “note”.',
  },
  'entry.no.tooManyPoints': {
    'zh-CN': '一次最多 {max} 分，请检查是否多打了数字。',
    'en-US': 'At most {max} points at once; is there a digit too many?',
  },
  'entry.no.twoPoints': {
    'zh-CN': '一行里有两个分数，请分成两行。',
    'en-US': 'There are two values in one line; please use two lines.',
  },
  'entry.no.emptyNote': { 'zh-CN': '备注没有内容。', 'en-US': 'The note is empty.' },
  'entry.no.seriousItem': {
    'zh-CN': '严重事件不按行记分。可以私下报告{office}，由老师处理。',
    'en-US': 'Serious matters are not recorded by a line. You can report it privately to {office}.',
  },
  'entry.no.notYours': { 'zh-CN': '“{item}”由其他老师记录。', 'en-US': '“{item}” is recorded by other staff.' },
  'entry.no.minusForAll': {
    'zh-CN': '不能因为个别人给全体减分。请写明是谁，或只给小组本身记。',
    'en-US': 'Nobody loses points for what others did. Name who it was, or record it for the group itself.',
  },
  'entry.report': { 'zh-CN': '私下报告{office}', 'en-US': 'Report privately to {office}' },
  'entry.reported': {
    'zh-CN': '已私下报告，不计分，班级和家长都看不到。',
    'en-US': 'Reported privately. No points; neither the class nor families see it.',
  },
  'entry.reportTitle': { 'zh-CN': '一起严重事件的报告', 'en-US': 'A serious matter was reported' },
  'entry.reportLine': { 'zh-CN': '{className} {name}：{item}', 'en-US': '{name} ({className}): {item}' },
  'entry.reportBy': { 'zh-CN': '报告人：{name}', 'en-US': 'Reported by {name}' },
  'entry.take': { 'zh-CN': '我来处理', 'en-US': 'I will take it' },
  'entry.taken': { 'zh-CN': '{name} 已接手。', 'en-US': '{name} has taken it.' },
});
