import { defineMessages } from '../define.js';

/** Why something about points was not done, and what to do instead. */
export const conduct = defineMessages({
  'conduct.notYours': {
    'zh-CN': '“{item}”不能由您在这个班记录，没有记下任何内容。可以请班主任来记。',
    'en-US': '“{item}” is not yours to record in this class, so nothing was recorded. The homeroom teacher can do it.',
  },
  'conduct.notInClass': {
    'zh-CN': '{on} 那天有学生不在这个班，没有记下任何内容。请核对日期和班级后再发一次。',
    'en-US':
      'A student was not in this class on {on}, so nothing was recorded. Check the date and the class, then send it again.',
  },
  'conduct.itemEnded': {
    'zh-CN': '细则里已经没有“{item}”，没有记下任何内容。请换一条再记。',
    'en-US': '“{item}” is no longer in the rubric, so nothing was recorded. Please choose another item.',
  },
  'conduct.serious': {
    'zh-CN': '“{item}”是严重事件，不记分。请改用私下报告。',
    'en-US': '“{item}” is a serious matter and never becomes points. Please report it privately instead.',
  },
  'conduct.points': {
    'zh-CN': '“{item}”不能记 {points} 分：以 0.5 为一档，每次最多 {max} 分，加减要与细则一致。',
    'en-US':
      '“{item}” cannot count {points}: points go in steps of 0.5, at most {max} at once, with the sign of the rubric.',
  },
  'conduct.minusForAll': {
    'zh-CN': '不能因为个别人给全体减分，没有记下任何内容。请写明是谁，或只给小组本身记。',
    'en-US':
      'Nobody loses points for what others did, so nothing was recorded. Name who it was, or record it for the group itself.',
  },
  'conduct.future': {
    'zh-CN': '{on} 还没有到，没有记下任何内容。请改成今天或之前的日期。',
    'en-US': '{on} is still to come, so nothing was recorded. Use today or an earlier date.',
  },
  'conduct.draftGone': {
    'zh-CN': '找不到这张卡片对应的内容。请把要记的内容再发一次。',
    'en-US': 'What this card stood for is no longer here. Please send the lines again.',
  },
  'conduct.notYourDraft': {
    'zh-CN': '这张卡片是另一位老师的，请由本人确认。',
    'en-US': 'This card belongs to somebody else, who has to confirm it.',
  },
  'conduct.notYourEntry': {
    'zh-CN': '这条记录由记录人或班主任更正。',
    'en-US': 'Only the person who recorded this, or the homeroom teacher, can correct it.',
  },
  'conduct.notYourClass': {
    'zh-CN': '这件事由该班班主任决定。',
    'en-US': 'This is for the homeroom teacher of the class to decide.',
  },
  'conduct.minusOneByOne': {
    'zh-CN': '减分要一条一条确认，加分可以一次确认。',
    'en-US': 'Please confirm entries that take points away one at a time; recognitions can be confirmed together.',
  },
  'conduct.reportGone': {
    'zh-CN': '找不到这份报告。',
    'en-US': 'This report is no longer here.',
  },
  'conduct.notForYou': {
    'zh-CN': '这份报告由负责老师处理。',
    'en-US': 'This report is handled by the people in charge of serious matters.',
  },
});
