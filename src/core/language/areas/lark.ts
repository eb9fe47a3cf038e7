import { defineMessages } from '../define.js';

export const lark = defineMessages({
  'lark.app': { 'zh-CN': '共育', 'en-US': 'Gongyu' },
  'lark.part': { 'zh-CN': '第 {part} 条，共 {parts} 条', 'en-US': 'Part {part} of {parts}' },
  'lark.page': { 'zh-CN': '第 {page} 页，共 {pages} 页', 'en-US': 'Page {page} of {pages}' },
  'lark.next': { 'zh-CN': '下一页', 'en-US': 'Next' },
  'lark.pick': { 'zh-CN': '请选择', 'en-US': 'Choose…' },
  'lark.none': { 'zh-CN': '不选', 'en-US': 'None' },
  'lark.noOptions': { 'zh-CN': '现在没有可以选的。', 'en-US': 'There is nothing to choose from now.' },
  'lark.range': { 'zh-CN': '{min} 到 {max}', 'en-US': '{min} to {max}' },
  'lark.rangeInSteps': {
    'zh-CN': '{min} 到 {max}，每 {step} 一档',
    'en-US': '{min} to {max}, in steps of {step}',
  },
  'lark.goOn': { 'zh-CN': '写不下时接着写在这里', 'en-US': 'Goes on here when the box above is full' },
  'lark.restOfText': {
    'zh-CN': '输入框最多放得下 {max} 个字。之前写的后面还有：',
    'en-US': 'The boxes hold {max} characters. What was written goes on:',
  },
  'lark.mend': { 'zh-CN': '请看标红的地方', 'en-US': 'Please look at what is in red' },
  'lark.nothing': { 'zh-CN': '（没有内容）', 'en-US': '(Nothing to show)' },
});
