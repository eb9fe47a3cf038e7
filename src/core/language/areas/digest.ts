import { defineMessages } from '../define.js';

export const digest = defineMessages({
  'digest.classTitle': { 'zh-CN': '{className} 第{week}周班级周报', 'en-US': '{className} weekly digest, week {week}' },
  'digest.staffTitle': { 'zh-CN': '{className} 第{week}周汇总', 'en-US': '{className} summary, week {week}' },
  'digest.classPlus': {
    'zh-CN': '{count, plural, =0 {这一周平稳度过，感谢各位家长的配合。} other {本周班里共记下 # 次表扬。}}',
    'en-US':
      '{count, plural, =0 {A calm week. Thank you for your support at home.} one {One recognition was recorded in class this week.} other {# recognitions were recorded in class this week.}}',
  },
  'digest.classTotals': {
    'zh-CN': '加分 {plus} 条，减分 {minus} 条。',
    'en-US':
      '{plus, plural, =0 {No recognitions} one {One recognition} other {# recognitions}}, {minus, plural, =0 {no support entries} one {one support entry} other {# support entries}}.',
  },
  'digest.titles': { 'zh-CN': '本周小组', 'en-US': 'Groups of the week' },
  'digest.bestManaged': { 'zh-CN': '管理优胜小组：{groups}', 'en-US': 'Best-managed: {groups}' },
  'digest.mostImproved': { 'zh-CN': '进步最大小组：{groups}', 'en-US': 'Most improved: {groups}' },
  'digest.bestManagedShort': { 'zh-CN': '管理优胜', 'en-US': 'best-managed' },
  'digest.mostImprovedShort': { 'zh-CN': '进步最大', 'en-US': 'most improved' },
  'digest.praise': { 'zh-CN': '值得表扬', 'en-US': 'Well done' },
  'digest.groups': { 'zh-CN': '小组得分', 'en-US': 'Group scores' },
  'digest.group': { 'zh-CN': '小组', 'en-US': 'Group' },
  'digest.score': { 'zh-CN': '得分', 'en-US': 'Score' },
  'digest.rank': { 'zh-CN': '名次', 'en-US': 'Rank' },
  'digest.title': { 'zh-CN': '称号', 'en-US': 'Title' },
  'digest.notices': { 'zh-CN': '近期安排', 'en-US': 'Coming up' },
  'digest.groupNumber': { 'zh-CN': '第{number}组', 'en-US': 'Group {number}' },
  'digest.groupNamed': { 'zh-CN': '第{number}组（{name}）', 'en-US': 'Group {number} ({name})' },
  'digest.askPrivately': {
    'zh-CN': '孩子个人的情况只会私下发给您；有问题请直接给我发消息，班主任会回复您。',
    'en-US':
      'News about your own child comes to you privately. Questions? Send me a direct message and the homeroom teacher will answer.',
  },
  'note.title': { 'zh-CN': '第{week}周 孩子在校情况', 'en-US': 'Week {week} at school' },
  'note.child': { 'zh-CN': '{name}（{className}）', 'en-US': '{name} ({className})' },
  'note.good': {
    'zh-CN': '这一周有 {count} 件值得高兴的事：',
    'en-US':
      '{count, plural, one {One good thing to tell you this week:} other {# good things to tell you this week:}}',
  },
  'note.neutral': { 'zh-CN': '这一周的情况如下。', 'en-US': 'Here is the week.' },
  'note.quiet': { 'zh-CN': '这一周一切正常，没有新的记录。', 'en-US': 'A normal week: nothing new was recorded.' },
  'note.quietCircular': {
    'zh-CN': '您的孩子这一周一切正常，没有新的记录。',
    'en-US': 'A normal week for your family: nothing new was recorded.',
  },
  'note.award': { 'zh-CN': '获得称号：{title}', 'en-US': 'Award: {title}' },
  'note.toTalk': { 'zh-CN': '可以和孩子聊一聊：', 'en-US': 'Worth a talk at home:' },
  'note.seen': { 'zh-CN': '出勤与说明：', 'en-US': 'Attendance and remarks:' },
  'note.corrections': { 'zh-CN': '对之前记录的更正：', 'en-US': 'Corrections of earlier entries:' },
  'note.visit': { 'zh-CN': '家访：{on}', 'en-US': 'Home visit: {on}' },
  'note.total': {
    'zh-CN': '本月操行分 {total}（本周 {change}）。',
    'en-US': 'Conduct points this month: {total} ({change} this week).',
  },
  'note.ask': {
    'zh-CN': '有疑问或觉得记录有误，直接回复这条消息，班主任会看到并答复您。',
    'en-US': 'Anything unclear or not right? Just reply here: the homeroom teacher sees it and will answer.',
  },
});
