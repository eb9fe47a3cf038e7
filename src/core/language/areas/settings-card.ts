import { defineMessages } from '../define.js';

/** What `settings` shows; the names and errors of single settings are in settings.ts. */
export const settingsCard = defineMessages({
  'settings.title': { 'zh-CN': '设置', 'en-US': 'Settings' },
  'settings.languageNow': { 'zh-CN': '我和您用中文交流，可以换成：', 'en-US': 'I write to you in English. Switch to:' },
  'settings.atOnceOn': {
    'zh-CN': '每一行都完全明确时，直接记录（可随时撤销）：已开启',
    'en-US': 'Record at once when every line is exact (you can always undo): on',
  },
  'settings.atOnceOff': {
    'zh-CN': '每一行都完全明确时，直接记录（可随时撤销）：未开启',
    'en-US': 'Record at once when every line is exact (you can always undo): off',
  },
  'settings.turnOn': { 'zh-CN': '开启', 'en-US': 'Turn on' },
  'settings.turnOff': { 'zh-CN': '关闭', 'en-US': 'Turn off' },
  'settings.audience.classParents.on': {
    'zh-CN': '家长群的班级周报：已开启',
    'en-US': 'Class digest to families’ chats: on',
  },
  'settings.audience.classParents.off': {
    'zh-CN': '家长群的班级周报：未开启',
    'en-US': 'Class digest to families’ chats: off',
  },
  'settings.audience.guardians.on': {
    'zh-CN': '发给家长本人的私信：已开启',
    'en-US': 'Private notes to guardians: on',
  },
  'settings.audience.guardians.off': {
    'zh-CN': '发给家长本人的私信：未开启',
    'en-US': 'Private notes to guardians: off',
  },
  'settings.audienceAsk.classParents': {
    'zh-CN': '开启后，每周周报经批准会发到家长群。请先用“周报”预览过一周。确定开启吗？',
    'en-US':
      'From now on each approved digest goes to the families’ chat. Please preview one week with “digest” first. Turn it on?',
  },
  'settings.audienceAsk.guardians': {
    'zh-CN': '开启后，每周最后一个上课日傍晚会私下发给每位家长自己孩子的情况。确定开启吗？',
    'en-US':
      'From now on every guardian gets a private note about their own child at the end of each school week. Turn it on?',
  },
});
