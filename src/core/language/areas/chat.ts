import { defineMessages } from '../define.js';

/** What happens to chats and workspaces on their platforms. */
export const chat = defineMessages({
  'chat.joined.hello': {
    'zh-CN': '我被加进了这个群。绑定之后才会往里发内容；也可以在群里发“绑定群”。',
    'en-US': 'I was added to this chat. Nothing is posted there until it is bound; “bind” typed in it does the same.',
  },
  'chat.joined.told': {
    'zh-CN': '我来了。这个群要由学校管理员绑定后才会收到内容，我已经告诉他们。',
    'en-US': 'I am here. A school administrator has to bind this chat before anything is posted; I have told them.',
  },
  'chat.away.removed': {
    'zh-CN': '我被移出了群“{name}”。要发到那里的内容先留着；把我加回去，还有用的会接着发。这件事只提醒一次。',
    'en-US':
      'I was removed from the chat “{name}”. What is meant for it waits; add me again, and whatever is still useful goes on. This is the only reminder.',
  },
  'chat.away.archived': {
    'zh-CN': '群“{name}”已归档，发不了内容。要发到那里的先留着；取消归档，还有用的会接着发。这件事只提醒一次。',
    'en-US':
      'The chat “{name}” was archived and takes no messages. What is meant for it waits; unarchive it, and whatever is still useful goes on. This is the only reminder.',
  },
  'chat.away.gone': {
    'zh-CN':
      '平台说找不到群“{name}”，可能我被移出，或者群被删除了。要发到那里的内容先留着：把我加回去会接着发；群没有了，请绑定另一个。这件事只提醒一次。',
    'en-US':
      'The platform cannot find the chat “{name}”: I may have been removed, or it was deleted. What is meant for it waits. Add me again, or bind another chat. This is the only reminder.',
  },
  'chat.callsLow': {
    'zh-CN':
      '“{name}”本月的平台调用次数已用 {used, number}（共 {allowed, number}），照现在的速度月底约 {expected, number}。快用完时，先停“本周无新记录”的私信，再停提醒和教师群汇总，然后是其他私信和家长群周报；要紧的消息照常。可以升级平台的版本，或在“设置”里关闭“无新记录也发”。',
    'en-US':
      '“{name}” has used {used, number} of this month’s {allowed, number} platform calls; at this pace it will be about {expected, number}. When few are left, notes without news stop first, then reminders and staff summaries, then other notes and families’ digests; what matters most still goes. You can move to a larger edition, or turn notes without news off in “settings”.',
  },
  'chat.workspaceClosed': {
    'zh-CN': '“{name}”断开了和我的连接，发到那里的消息都先留着。请管理员重新安装应用，还有用的会接着发。',
    'en-US':
      '“{name}” disconnected me, so every message there waits. Please have the app installed again; whatever is still useful goes on then.',
  },
});
