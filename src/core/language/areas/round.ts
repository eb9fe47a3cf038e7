import { defineMessages } from '../define.js';

/** Why something about a week's round or a month was not done, and what to do instead. */
export const round = defineMessages({
  'round.gone': {
    'zh-CN': '找不到这一周的登记。',
    'en-US': 'This week’s check-in is no longer here.',
  },
  'round.notYours': {
    'zh-CN': '本周登记由该班班主任填写。',
    'en-US': 'The homeroom teacher of the class answers the weekly check-in.',
  },
  'round.locked': {
    'zh-CN': '这一周已经锁定，没有改动。需要更正的请直接记分，会作为更正计入下一周。',
    'en-US':
      'This week is locked and stays as it is. Record what needs correcting: it will count next week, as a correction.',
  },
  'round.otherGroup': {
    'zh-CN': '有小组不属于这个班，没有保存。请重新打开本周登记。',
    'en-US': 'One of the groups is not in this class, so nothing was saved. Please open the weekly check-in again.',
  },
  'round.score': {
    'zh-CN': '小组评分以 0.5 为一档，从 {min} 到 {max}。',
    'en-US': 'Group scores go in steps of 0.5, from {min} to {max}.',
  },
  'round.twice': {
    'zh-CN': '同一个小组评了两次分，没有保存。请每组只填一次。',
    'en-US': 'One group was scored twice, so nothing was saved. Please score each group once.',
  },
  'round.monthNotOver': {
    'zh-CN': '这个月还没有结束，月底之后再结算。',
    'en-US': 'This month is not over yet; it can be closed once it is.',
  },
  'round.monthHasOpenWeeks': {
    'zh-CN': '这个月还有没锁定的周次，锁定之后会自动结算。',
    'en-US': 'Some weeks of this month are not locked yet; the month closes by itself when they are.',
  },
});
