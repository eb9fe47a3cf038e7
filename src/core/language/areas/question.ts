import { defineMessages } from '../define.js';

export const question = defineMessages({
  'question.forwarded': {
    'zh-CN': '已转给班主任，老师会在这里答复您。紧急的事请直接打电话给{school}。',
    'en-US': 'The homeroom teacher has your message and will answer here. If it is urgent, please phone {school}.',
  },
  'question.whichChild': { 'zh-CN': '这是关于哪个孩子的？', 'en-US': 'Which child is this about?' },
  'question.nobodyThere': {
    'zh-CN': '学校还没有设置班主任，请直接打电话给{school}。',
    'en-US': 'The school has not named a homeroom teacher yet. Please phone {school}.',
  },
  'question.title': { 'zh-CN': '家长{name}的留言', 'en-US': 'A message from {name}' },
  'question.about': { 'zh-CN': '关于：{names}', 'en-US': 'About: {names}' },
  'question.answer': { 'zh-CN': '答复', 'en-US': 'Answer' },
  'question.handOver': { 'zh-CN': '转给学校', 'en-US': 'Hand over' },
  'question.answerTitle': { 'zh-CN': '{name}老师的答复', 'en-US': '{name} answers' },
  'question.answerMore': { 'zh-CN': '还有问题，直接回复即可。', 'en-US': 'Anything else? Just reply.' },
  'question.answerSent': { 'zh-CN': '答复已发给家长。', 'en-US': 'Your answer is on its way.' },
  'question.answered': { 'zh-CN': '这条留言已经有人答复了。', 'en-US': 'Somebody has already answered this one.' },
  'question.gone': { 'zh-CN': '这条留言已不存在。', 'en-US': 'This message is no longer here.' },
  'question.notGuardian': {
    'zh-CN': '对方已不是这个孩子的监护人，或被限制了解孩子的情况，答复没有发出。需要联系时请先问政教处。',
    'en-US':
      'That person is no longer a guardian of the child, or is restricted, so nothing was sent. Please ask student affairs before you get in touch.',
  },
  'question.nobodyElse': {
    'zh-CN': '学校还没有设置可以接手的人。请管理员在花名册里加上政教处或校长。',
    'en-US':
      'There is nobody to hand it to yet. Ask an administrator to add student affairs or a principal to the roster.',
  },
  'question.handedOver': {
    'zh-CN': '已转给{name}，也告诉了家长。',
    'en-US': 'Handed to {name}; the family has been told.',
  },
  'question.handedOverGuardian': {
    'zh-CN': '您的留言已转给{name}，由{name}答复您。',
    'en-US': 'Your message is now with {name}, who will answer you.',
  },
  'question.otherChild': {
    'zh-CN': '答复里提到了另一个孩子“{name}”。发给家长的话只能谈自己的孩子，请改一下再发。',
    'en-US':
      'Your answer names another student, “{name}”. A message to a family speaks of their own child only; please change it.',
  },
  'question.formTitle': { 'zh-CN': '答复家长', 'en-US': 'Answer the family' },
  'question.formText': { 'zh-CN': '您的答复', 'en-US': 'Your answer' },
  'danger.reply': {
    'zh-CN': '谢谢您告诉我们。如果孩子现在有危险，请马上拨打：',
    'en-US': 'Thank you for telling us. If a child is in danger right now, please call:',
  },
  'danger.told': {
    'zh-CN': '学校的负责老师已经收到通知，会尽快与您联系。',
    'en-US': 'The people in charge at school have been alerted and will get in touch with you.',
  },
  'danger.phoneSchool': {
    'zh-CN': '请同时直接打电话给学校，我现在联系不上学校的负责老师。',
    'en-US': 'Please phone the school as well: I cannot reach the people in charge from here.',
  },
  'danger.alertTitle': {
    'zh-CN': '请马上看：可能有孩子处于危险',
    'en-US': 'Please read now: a child may be in danger',
  },
  'danger.selfHarm': {
    'zh-CN': '留言里有可能涉及自伤的话。',
    'en-US': 'The message has words that may mean self-harm.',
  },
  'danger.abuse': {
    'zh-CN': '留言里有可能涉及伤害或虐待的话。',
    'en-US': 'The message has words that may mean abuse.',
  },
  'danger.bullying': {
    'zh-CN': '留言里有可能涉及欺凌的话。',
    'en-US': 'The message has words that may mean bullying.',
  },
  'danger.missingChild': {
    'zh-CN': '留言里有可能涉及孩子走失的话。',
    'en-US': 'The message has words that may mean a missing child.',
  },
  'danger.from': { 'zh-CN': '来自：{name}（孩子：{children}）', 'en-US': 'From {name}, family of {children}' },
  'danger.callNow': {
    'zh-CN': '请先打电话，不要只在这里回复。学校依法有报告义务。',
    'en-US': 'Please phone first instead of only replying here. The school may have a legal duty to report.',
  },
  'danger.take': { 'zh-CN': '我来处理', 'en-US': 'I am on it' },
  'danger.taken': { 'zh-CN': '{name} 已在处理。', 'en-US': '{name} is on it.' },
});
