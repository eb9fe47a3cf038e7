import { defineMessages } from '../define.js';

export const schoolDay = defineMessages({
  'schoolDay.how': {
    'zh-CN': '请写成：设置 2026-10-10 上课，或 设置 2026-10-10 放假；只改一个年级时在后面写年级名。',
    'en-US':
      'Please write: settings 2026-10-10 school, or settings 2026-10-10 free; add the grade to change one grade only.',
  },
  'schoolDay.whichGrade': {
    'zh-CN': '没有这个年级。现有：{names}',
    'en-US': 'There is no such grade. There are: {names}',
  },
  'schoolDay.school': {
    'zh-CN': '已改：{who}{on}上课。登记和提醒会跟着调整。',
    'en-US': 'Changed: {on} is a school day for {who}. Check-ins and reminders follow.',
  },
  'schoolDay.free': {
    'zh-CN': '已改：{who}{on}不上课。登记和提醒会跟着调整。',
    'en-US': 'Changed: there is no school for {who} on {on}. Check-ins and reminders follow.',
  },
  'schoolDay.confirm': { 'zh-CN': '已核对 {year} 年的安排', 'en-US': 'The days of {year} are right' },
  'schoolDay.confirmed': {
    'zh-CN': '{year} 年的安排已确认。个别日子仍可以用“设置 日期 上课/放假”来改。',
    'en-US': 'The days of {year} are confirmed. Single days can still be changed with “settings <date> school|free”.',
  },
});
