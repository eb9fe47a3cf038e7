import { defineMessages } from '../define.js';

export const consent = defineMessages({
  'consent.granted': {
    'zh-CN': '表扬{name}时，班级群里可以写出名字。',
    'en-US': 'The class digest may name {name} with a recognition.',
  },
  'consent.notGranted': {
    'zh-CN': '表扬{name}时，班级群里不写名字（默认）。同意公开吗？随时可以收回，不影响孩子的任何待遇。',
    'en-US':
      'May the class digest name {name} with a recognition? At the moment it does not. You can change this at any time, and nothing else depends on it.',
  },
  'consent.grant': { 'zh-CN': '同意写名字', 'en-US': 'Yes, it may' },
  'consent.withdraw': { 'zh-CN': '收回同意', 'en-US': 'Take it back' },
});
