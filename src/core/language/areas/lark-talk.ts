import { defineMessages } from '../define.js';

/** What Feishu's adapter says of itself, where the product has nothing to say. */
export const larkTalk = defineMessages({
  'lark.talk.working': {
    'zh-CN': '已收到，正在处理，结果稍后显示。',
    'en-US': 'Received. The result will follow in a moment.',
  },
  'lark.talk.inDirectChat': {
    'zh-CN': '结果只发给你：请看与共育的单聊。',
    'en-US': 'The answer is for you alone: see your direct chat with Gongyu.',
  },
  'lark.talk.onlyText': {
    'zh-CN': '共育只看得懂文字。请把要说的打成字，或发送“帮助”查看可以做什么。',
    'en-US': 'Gongyu understands text only. Please write it in words, or send “help” to see what it can do.',
  },
  'lark.talk.unknown': {
    'zh-CN': '共育不认识这个操作。在单聊里发送“帮助”查看可以做什么。',
    'en-US': 'Gongyu does not know this. Send “help” in the direct chat to see what it can do.',
  },
  'lark.talk.notReady': {
    'zh-CN': '这里还没有接入学校。请学校管理员在服务器上导入花名册后再试。',
    'en-US': 'No school is set up here yet. Ask your administrator to import the roster, then try again.',
  },
});
