import { defineMessages } from '../define.js';

export const forms = defineMessages({
  'forms.submit': { 'zh-CN': '提交', 'en-US': 'Submit' },
  'forms.begin': { 'zh-CN': '逐项填写', 'en-US': 'Go step by step' },
  'forms.edit': { 'zh-CN': '修改某一项…', 'en-US': 'Change something…' },
  'forms.editField': { 'zh-CN': '修改“{field}”', 'en-US': 'Change “{field}”' },
  'forms.keep': { 'zh-CN': '不改，继续', 'en-US': 'Keep and continue' },
  'forms.choose': { 'zh-CN': '请选择', 'en-US': 'Choose' },
  'forms.tick': { 'zh-CN': '点选或取消', 'en-US': 'Add or remove' },
  'forms.tickedAll': { 'zh-CN': '选好了', 'en-US': 'Done choosing' },
  'forms.toReview': { 'zh-CN': '返回汇总', 'en-US': 'Back to summary' },
  'forms.progress': { 'zh-CN': '已填', 'en-US': 'Answered' },
  'forms.now': { 'zh-CN': '现在是：{answer}', 'en-US': 'Now: {answer}' },
  'forms.empty': { 'zh-CN': '未填', 'en-US': 'Left blank' },
  'forms.missing': { 'zh-CN': '还没填（必填）', 'en-US': 'Still needed' },
  'forms.cancelQuestion': {
    'zh-CN': '取消后，这份表里已经填的内容不会提交。确定取消吗？',
    'en-US': 'Nothing filled in here will be sent. Cancel this form?',
  },
  'forms.cancelYes': { 'zh-CN': '取消填写', 'en-US': 'Cancel form' },
  'forms.cancelNo': { 'zh-CN': '继续填写', 'en-US': 'Keep going' },
  'forms.cancelled': { 'zh-CN': '已取消，没有提交任何内容。', 'en-US': 'Cancelled. Nothing was sent.' },
  'forms.sent': { 'zh-CN': '已提交。', 'en-US': 'Sent.' },
  'forms.alreadySent': {
    'zh-CN': '这份表已经提交过了，这次没有改动任何内容。',
    'en-US': 'This form was already sent. Nothing was changed just now.',
  },
  'forms.alreadyCancelled': {
    'zh-CN': '这份表已经取消。需要的话可以重新打开。',
    'en-US': 'This form was cancelled. You can open a new one.',
  },
  'forms.changed': {
    'zh-CN':
      '这份表有更新。{kept, plural, =0 {} other {之前填的 # 项还在。}}{dropped, plural, =0 {} other {有 # 项现在没有对应的位置，没有带过来。}}{added, select, none {} other {新增：{added}。}}请看一遍再提交。',
    'en-US':
      'This form has changed. {kept, plural, =0 {} one {# earlier answer was kept. } other {# earlier answers were kept. }}{dropped, plural, =0 {} one {# no longer has a place and was left out. } other {# no longer have a place and were left out. }}{added, select, none {} other {New: {added}. }}Please look it over before sending.',
  },
  'forms.startedOver': {
    'zh-CN': '这份表更新过，之前填的内容打不开了，请重新填写。抱歉给您添麻烦。',
    'en-US':
      'This form was updated and your earlier answers could not be opened. Please fill it in again. Sorry about that.',
  },
  'forms.required': { 'zh-CN': '这一项必须填写。', 'en-US': 'This one needs an answer.' },
  'forms.problem': { 'zh-CN': '{field}：{reason}', 'en-US': '{field}: {reason}' },
  'forms.again': {
    'zh-CN': '没看懂这个回答，请重新填写。',
    'en-US': 'That answer wasn’t clear. Please answer once more.',
  },
  'forms.goneField': {
    'zh-CN': '表里已经没有这一项了。下面是现在的内容。',
    'en-US': 'That question is no longer part of the form. Here is where it stands now.',
  },
  'forms.goneOption': {
    'zh-CN': '这个选项现在没有了，请从下面的选项里选。',
    'en-US': 'That option is no longer available. Please choose one of these.',
  },
  'forms.notAnOption': {
    'zh-CN': '选项里没有“{word}”，请选下面的一项，或回复序号。',
    'en-US': '“{word}” isn’t one of the options. Pick one below or reply with its number.',
  },
  'forms.ambiguous': {
    'zh-CN': '有 {count} 个“{word}”，请用名单里的写法或序号说明是哪一个。',
    'en-US': 'There are {count} matches for “{word}”. Please pick from the list or reply with the number.',
  },
  'forms.tooFew': {
    'zh-CN': '至少选 {min} 项。',
    'en-US': 'Choose at least {min, plural, one {# option} other {# options}}.',
  },
  'forms.tooMany': {
    'zh-CN': '最多选 {max} 项，请先取消一项。',
    'en-US': 'Choose at most {max, plural, one {# option} other {# options}}: take one off first.',
  },
  'forms.notANumber': {
    'zh-CN': '请填一个数字，{min} 到 {max}，例如 {max}。',
    'en-US': 'Please enter a number from {min} to {max}, like {max}.',
  },
  'forms.outOfRange': { 'zh-CN': '要在 {min} 到 {max} 之间。', 'en-US': 'It has to be from {min} to {max}.' },
  'forms.offStep': {
    'zh-CN': '从 {min} 起，每 {step} 为一档。',
    'en-US': 'From {min} up, it goes in steps of {step}.',
  },
  'forms.tooLong': {
    'zh-CN': '最多 {max} 个字，请精简后再填。写的内容还在。',
    'en-US': 'At most {max} characters. Your text is kept: shorten it and send it again.',
  },
  'forms.yesOrNo': { 'zh-CN': '请回答“是”或“否”。', 'en-US': 'Please answer yes or no.' },
  'forms.mustAgree': {
    'zh-CN': '需要选“是”才能继续。不想继续可以取消。',
    'en-US': 'It takes a yes to go on. You can also cancel.',
  },
  'forms.noPointsHere': {
    'zh-CN': '这里不能记分，请把这一项留空，另发一条消息记分。',
    'en-US': 'Points can’t be recorded here. Leave this blank and send them as a separate message.',
  },
  'forms.how.choice': { 'zh-CN': '点一下，或直接回复选项。', 'en-US': 'Tap one, or reply with it.' },
  'forms.how.choices': {
    'zh-CN': '{max, plural, =1 {选 1 项} other {选 {min} 到 {max} 项}}，也可以直接回复，用顿号隔开。',
    'en-US': '{max, plural, =1 {Choose one} other {Choose {min} to {max}}}, or reply with them, separated by commas.',
  },
  'forms.how.number': {
    'zh-CN': '{min} 到 {max}，每 {step} 一档，直接回复数字即可。',
    'en-US': '{min} to {max}, in steps of {step}. Just reply with the number.',
  },
  'forms.how.text': { 'zh-CN': '直接回复文字，最多 {max} 个字。', 'en-US': 'Just reply, up to {max} characters.' },
  'forms.how.points': {
    'zh-CN': '和平时记分一样写，一行一条，例如：张三 +2 帮扶。',
    'en-US': 'Write points as usual, one per line, like: Maria +2 helping.',
  },
  'forms.pupilNumbered': { 'zh-CN': '{name}（{number}号）', 'en-US': '{name} (#{number})' },
  'forms.group': { 'zh-CN': '第{number}组', 'en-US': 'Group {number}' },
  'forms.groupNamed': { 'zh-CN': '第{number}组（{name}）', 'en-US': 'Group {number} ({name})' },
});
