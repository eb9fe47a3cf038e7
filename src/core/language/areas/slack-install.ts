import { defineMessages } from '../define.js';

/** What the pages say on which a workspace lets the app in. */
export const slackInstall = defineMessages({
  'slack.install.begin.title': { 'zh-CN': '把共育接入你的 Slack 工作区', 'en-US': 'Connect your Slack workspace' },
  'slack.install.begin.text': {
    'zh-CN':
      '由工作区的所有者或管理员操作一次即可。共育只在被邀请的频道里发言，只读写给它的话，不读大家之间的聊天；频道的历史只用来核对自己的消息是否已经发出。',
    'en-US':
      'An owner or administrator of the workspace does this once. Gongyu writes only in channels that it is invited to, and reads only what is said to it, not what people say to one another; the history of a channel is looked at only to find its own messages.',
  },
  'slack.install.begin.next': {
    'zh-CN': '接下来 Slack 会列出这些权限并征求同意，然后回到这里。',
    'en-US': 'Slack now lists these rights and asks for your consent; then you come back here.',
  },
  'slack.install.begin.button': { 'zh-CN': '前往 Slack', 'en-US': 'Continue to Slack' },
  'slack.install.done.title': { 'zh-CN': '“{workspace}”已接入', 'en-US': '{workspace} is connected' },
  'slack.install.done.text': {
    'zh-CN': '共育已经在你的工作区里了。在有人邀请之前，它不会在任何频道发言。',
    'en-US': 'Gongyu is in your workspace now. It says nothing in any channel until somebody invites it there.',
  },
  'slack.install.done.next': {
    'zh-CN':
      '接下来：打开 Slack 里的共育，把管理员验证码发给它（在服务器上用 npx gongyu invite --admin 得到）；再把它邀请进教师频道，输入 /gongyu bind。',
    'en-US':
      'Next: open Gongyu in Slack and send it the administrator’s code (npx gongyu invite --admin prints one on the server); then invite it into the staff channel and type /gongyu bind there.',
  },
  'slack.install.done.button': { 'zh-CN': '打开 Slack', 'en-US': 'Open Slack' },
  'slack.install.cancelled.title': { 'zh-CN': '没有接入', 'en-US': 'Nothing was connected' },
  'slack.install.cancelled.text': {
    'zh-CN': '你在 Slack 的页面上没有同意，什么都没有改变。',
    'en-US': 'You did not agree on Slack’s page, and nothing was changed.',
  },
  'slack.install.cancelled.next': { 'zh-CN': '想接入时，重新开始即可。', 'en-US': 'Begin again whenever you like.' },
  'slack.install.expired.title': { 'zh-CN': '这次操作已经过期', 'en-US': 'This page is out of date' },
  'slack.install.expired.text': {
    'zh-CN': '可能超过了十分钟，或者换了浏览器。什么都没有改变。',
    'en-US': 'More than ten minutes have passed, or another browser was used. Nothing was changed.',
  },
  'slack.install.expired.next': {
    'zh-CN': '请在同一个浏览器里从头再来一次。',
    'en-US': 'Begin again, and stay in the same browser.',
  },
  'slack.install.noSchool.title': { 'zh-CN': '还没有学校', 'en-US': 'There is no school yet' },
  'slack.install.noSchool.text': {
    'zh-CN': '工作区要属于一所学校，而这台服务器上还没有学校。',
    'en-US': 'A workspace belongs to a school, and there is none on this server.',
  },
  'slack.install.noSchool.next': {
    'zh-CN': '请先在服务器上导入花名册（npx gongyu import），再打开这个页面。',
    'en-US': 'Import the roster on the server first (npx gongyu import), then open this page again.',
  },
  'slack.install.needsLink.title': { 'zh-CN': '需要学校自己的链接', 'en-US': 'This needs your school’s own link' },
  'slack.install.needsLink.text': {
    'zh-CN': '这台服务器上已经接入了别的工作区，光凭这个地址不知道你的工作区属于谁。什么都没有保存。',
    'en-US':
      'Another workspace is connected to this server already, and this address does not say whose yours is. Nothing was kept.',
  },
  'slack.install.needsLink.next': {
    'zh-CN': '请向服务器的管理者要链接：npx gongyu doctor 会显示它。',
    'en-US': 'Ask whoever runs the server for the link: npx gongyu doctor prints it.',
  },
  'slack.install.othersWorkspace.title': {
    'zh-CN': '“{workspace}”属于另一所学校',
    'en-US': '{workspace} belongs to another school',
  },
  'slack.install.othersWorkspace.text': {
    'zh-CN': '这个工作区在这台服务器上已经由另一方使用，什么都没有改变。',
    'en-US': 'Somebody else uses this workspace on this server already, and nothing was changed.',
  },
  'slack.install.othersWorkspace.next': {
    'zh-CN': '请与服务器的管理者确认，然后在正确的工作区里重新开始。',
    'en-US': 'Ask whoever runs the server, then begin again in the right workspace.',
  },
  'slack.install.organisation.title': { 'zh-CN': '请选择一个工作区', 'en-US': 'Choose one workspace' },
  'slack.install.organisation.text': {
    'zh-CN': 'Slack 把应用装给了整个组织，而共育只为单个工作区服务。什么都没有保存。',
    'en-US': 'Slack installed the app for a whole organisation, and Gongyu serves single workspaces. Nothing was kept.',
  },
  'slack.install.organisation.next': {
    'zh-CN': '请从组织里移除这个应用，再重新开始，并在 Slack 页面右上角选择一个工作区。',
    'en-US':
      'Remove the app from the organisation, begin again, and choose a workspace at the top right of Slack’s page.',
  },
  'slack.install.noAnswer.title': { 'zh-CN': 'Slack 没有完成接入', 'en-US': 'Slack did not finish' },
  'slack.install.noAnswer.text': {
    'zh-CN': 'Slack 没有给出可用的回答，什么都没有改变。',
    'en-US': 'Slack gave no answer that can be used, and nothing was changed.',
  },
  'slack.install.noAnswer.next': {
    'zh-CN': '请过一分钟再试。如果还是这样，请服务器的管理者运行 npx gongyu doctor。',
    'en-US': 'Try again in a minute. If it stays so, ask whoever runs the server to run npx gongyu doctor.',
  },
  'slack.install.again': { 'zh-CN': '重新开始', 'en-US': 'Begin again' },
});
