import { defineMessages } from '../define.js';

export const calendar = defineMessages({
  'calendar.week': { 'zh-CN': '第{number}周', 'en-US': 'Week {number}' },
  'calendar.unconfirmed': {
    'zh-CN':
      '{years} 年的放假和调休安排还没有确认。在确认之前，我按普通的周末和固定日期安排登记和提醒，可能会有一两天不准。通知公布后，请管理员核对，改好不同的日子，再按下面的按钮确认。',
    'en-US':
      'The holidays for {years} haven’t been confirmed yet. Until they are, I plan with ordinary weekends and fixed dates, so a day or two may be off. Once they are published, please enter the days that differ and press the button below.',
  },
  'calendar.day.weekday': { 'zh-CN': '{day}正常上课。', 'en-US': '{day} is a regular school day.' },
  'calendar.day.weekend': { 'zh-CN': '{day}是周末，不上课。', 'en-US': '{day} is a weekend day: no school.' },
  'calendar.day.holiday': { 'zh-CN': '{day}放假（{name}）。', 'en-US': '{day} is a holiday ({name}): no school.' },
  'calendar.day.makeUp': {
    'zh-CN': '{day}调休上课（{name}）。',
    'en-US': '{day} is a make-up school day ({name}).',
  },
  'calendar.day.noTerm': {
    'zh-CN': '{day}不在学期内，不上课。',
    'en-US': '{day} is outside the term: no school.',
  },
  'calendar.day.ownOpen': {
    'zh-CN': '按学校的安排，{day}上课{name, select, none {} other {（{name}）}}。',
    'en-US': 'By the school’s own calendar, {day} is a school day{name, select, none {} other { ({name})}}.',
  },
  'calendar.day.ownClosed': {
    'zh-CN': '按学校的安排，{day}不上课{name, select, none {} other {（{name}）}}。',
    'en-US': 'By the school’s own calendar, there is no school on {day}{name, select, none {} other { ({name})}}.',
  },
  'calendar.holiday.newYear': { 'zh-CN': '元旦', 'en-US': 'New Year’s Day' },
  'calendar.holiday.springFestival': { 'zh-CN': '春节', 'en-US': 'Lunar New Year' },
  'calendar.holiday.qingming': { 'zh-CN': '清明节', 'en-US': 'Qingming Festival' },
  'calendar.holiday.labourDay': { 'zh-CN': '劳动节', 'en-US': 'Labor Day' },
  'calendar.holiday.dragonBoat': { 'zh-CN': '端午节', 'en-US': 'Dragon Boat Festival' },
  'calendar.holiday.midAutumn': { 'zh-CN': '中秋节', 'en-US': 'Mid-Autumn Festival' },
  'calendar.holiday.nationalDay': { 'zh-CN': '国庆节', 'en-US': 'National Day' },
  'calendar.holiday.nationalMidAutumn': {
    'zh-CN': '国庆节、中秋节',
    'en-US': 'National Day and Mid-Autumn Festival',
  },
  'calendar.holiday.victoryDay': { 'zh-CN': '抗战胜利日', 'en-US': 'Victory Day' },
});
