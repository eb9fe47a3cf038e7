import { defineMessages } from '../define.js';

export const inbox = defineMessages({
  'inbox.received': {
    'zh-CN': '收到了，还在处理，稍后回复您。',
    'en-US': 'Got it. This takes a moment; the answer will follow.',
  },
  'inbox.openAgain': {
    'zh-CN': '刚才准备得慢了一些，表格没能打开。请再点一次。',
    'en-US': 'That took too long to open the form. Please press the button again.',
  },
  'inbox.parked': {
    'zh-CN': '您刚才的操作没有做完，管理员可以看到原因。请先看看结果，再试一次。',
    'en-US':
      'Your last request did not go through to the end; the administrator can see why. Please check, then try again.',
  },
});
