import { defineMessages } from '../define.js';

export const settings = defineMessages({
  'settings.administratorsOnly': {
    'zh-CN': '这项设置由学校管理员来改。',
    'en-US': 'Only a school administrator can change this.',
  },
  'settings.unknown': {
    'zh-CN': '没有“{field}”这项设置。发送“设置”可以看到全部设置项。',
    'en-US': 'There is no setting called “{field}”. Send “settings” to see them all.',
  },
  'settings.bad': {
    'zh-CN': '设置项“{field}”的内容无法使用，请检查写法后再试。',
    'en-US': 'The value for “{field}” can’t be used. Check how it is written and try again.',
  },
  'settings.tooSmall': {
    'zh-CN':
      '{unit, select, length {“{field}”至少要写 {min} 个字。} count {“{field}”至少要有 {min} 项。} other {“{field}”不能小于 {min}。}}',
    'en-US':
      '{unit, select, length {“{field}” needs at least {min} characters.} count {“{field}” needs at least {min, plural, one {# entry} other {# entries}}.} other {“{field}” can’t be less than {min}.}}',
  },
  'settings.tooBig': {
    'zh-CN':
      '{unit, select, length {“{field}”最多写 {max} 个字。} count {“{field}”最多 {max} 项。} other {“{field}”不能大于 {max}。}}',
    'en-US':
      '{unit, select, length {“{field}” can have at most {max} characters.} count {“{field}” can have at most {max, plural, one {# entry} other {# entries}}.} other {“{field}” can’t be more than {max}.}}',
  },
  'settings.badStep': {
    'zh-CN': '“{field}”要按 {step} 分一档填写。',
    'en-US': '“{field}” goes in steps of {step}.',
  },
  'settings.badChoice': {
    'zh-CN': '“{field}”只能是：{allowed}。',
    'en-US': '“{field}” has to be one of: {allowed}.',
  },
  'settings.badKind': {
    'zh-CN':
      '“{field}”要填{kind, select, number {一个数字} boolean {“是”或“否”} text {文字} list {一个列表} other {一组设置}}。',
    'en-US':
      '“{field}” has to be {kind, select, number {a number} boolean {yes or no} text {text} list {a list} other {a group of settings}}.',
  },
  'settings.badTime': {
    'zh-CN': '“{field}”要写成 24 小时制的时间，例如 16:00。',
    'en-US': 'Write “{field}” as a 24-hour time, like 16:00.',
  },
  'settings.tooEarly': {
    'zh-CN': '“{field}”请选 03:00 以后的时间：换夏令时或冬令时的那天，凌晨的钟点可能不存在或出现两次。',
    'en-US':
      'Choose a time after 03:00 for “{field}”: when the clocks change, an earlier hour can be skipped or repeated.',
  },
  'settings.badOrder': {
    'zh-CN': '“{field}”要从高到低排列，并且不能有相同的分数。',
    'en-US': '“{field}” goes from high to low, with no two starting at the same score.',
  },
  'settings.role.homeroomTeacher': { 'zh-CN': '班主任', 'en-US': 'Homeroom teacher' },
  'settings.role.subjectTeacher': { 'zh-CN': '任课教师', 'en-US': 'Subject teacher' },
  'settings.role.mentor': { 'zh-CN': '导师', 'en-US': 'Mentor' },
  'settings.role.checker': { 'zh-CN': '值周员', 'en-US': 'Duty monitor' },
  'settings.role.gradeHead': { 'zh-CN': '年级组长', 'en-US': 'Grade lead' },
  'settings.role.studentAffairs': { 'zh-CN': '政教处', 'en-US': 'Student affairs' },
  'settings.role.principal': { 'zh-CN': '校长', 'en-US': 'Principal' },
  'settings.role.administrator': { 'zh-CN': '管理员', 'en-US': 'Administrator' },
  'settings.band.excellent': { 'zh-CN': '优秀', 'en-US': 'Excellent' },
  'settings.band.good': { 'zh-CN': '良好', 'en-US': 'Good' },
  'settings.band.fair': { 'zh-CN': '合格', 'en-US': 'On track' },
  'settings.band.care': { 'zh-CN': '需要关心', 'en-US': 'Needs support' },
  'settings.emergency.police': { 'zh-CN': '报警', 'en-US': 'Police' },
  'settings.emergency.ambulance': { 'zh-CN': '急救', 'en-US': 'Ambulance' },
  'settings.emergency.any': { 'zh-CN': '紧急求助', 'en-US': 'Emergency' },
  'settings.emergency.youthLine': { 'zh-CN': '青少年服务热线', 'en-US': 'Youth helpline' },
  'settings.emergency.crisisLine': { 'zh-CN': '心理援助热线', 'en-US': 'Crisis line (call any time)' },
});
