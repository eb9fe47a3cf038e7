import { defineMessages } from '../define.js';
import { slackInstall } from './slack-install.js';

export const slack = defineMessages({
  ...slackInstall,
  'slack.part': { 'zh-CN': '第 {part} 条，共 {parts} 条', 'en-US': 'Part {part} of {parts}' },
  'slack.restInMessage': {
    'zh-CN': '……其余内容见消息本身。',
    'en-US': '… The rest is in the message itself.',
  },
  'slack.more': {
    'zh-CN': '……还有 {count} 项没有显示',
    'en-US': '… and {count} more',
  },
  'slack.page': { 'zh-CN': '第 {page} 页，共 {pages} 页', 'en-US': 'Page {page} of {pages}' },
  'slack.next': { 'zh-CN': '下一页', 'en-US': 'Next' },
  'slack.submitMeans': { 'zh-CN': '下方的提交按钮：{submit}', 'en-US': 'The button below: {submit}' },
  'slack.pick': { 'zh-CN': '请选择', 'en-US': 'Choose…' },
  'slack.none': { 'zh-CN': '不选', 'en-US': 'None' },
  'slack.noOptions': { 'zh-CN': '现在没有可以选的。', 'en-US': 'There is nothing to choose from now.' },
  'slack.restOfText': {
    'zh-CN': '输入框最多放得下 {max} 个字。之前写的后面还有：',
    'en-US': 'The box holds {max} characters. What was written goes on:',
  },
  'slack.nothing': { 'zh-CN': '（没有内容）', 'en-US': '(Nothing to show)' },
  'slack.app': { 'zh-CN': '共育', 'en-US': 'Gongyu' },
  'slack.close': { 'zh-CN': '关闭', 'en-US': 'Close' },
  'slack.openAgain': {
    'zh-CN': '表单没能及时打开。没有丢失任何内容，请再按一次按钮。',
    'en-US': 'The form could not open in time. Nothing is lost: please press the button again.',
  },
  'slack.working': {
    'zh-CN': '已收到，正在处理……结果马上显示在这里。',
    'en-US': 'Received. The result will be shown here in a moment.',
  },
  'slack.done': { 'zh-CN': '完成。', 'en-US': 'Done.' },
  'slack.unknown': {
    'zh-CN': '共育不认识这个操作。输入 /gongyu 查看可以做什么。',
    'en-US': 'Gongyu does not know this. Type /gongyu to see what it can do.',
  },
  'slack.notReady': {
    'zh-CN': '这个工作区还没有接入学校。请学校管理员在服务器上导入花名册后再试。',
    'en-US': 'No school is set up for this workspace yet. Ask your administrator to import the roster, then try again.',
  },
});
