import { defineMessages } from '../define.js';

// Keys below `sandbox.page.` are sent to the browser, where a place is a plain {name}: no plurals, no formats.
export const sandbox = defineMessages({
  'sandbox.attention': { 'zh-CN': '请注意：', 'en-US': 'Please note:' },
  'sandbox.choose': { 'zh-CN': '确定', 'en-US': 'OK' },
  'sandbox.table': { 'zh-CN': '表格', 'en-US': 'Table' },
  'sandbox.required': { 'zh-CN': '必填', 'en-US': 'Required' },
  'sandbox.pick': { 'zh-CN': '请选择', 'en-US': 'Choose…' },
  'sandbox.none': { 'zh-CN': '不选', 'en-US': 'None' },
  'sandbox.week': { 'zh-CN': '第{week}周', 'en-US': 'Week {week}' },
  'sandbox.unreadable': {
    'zh-CN': '这条消息来自另一个版本，这里无法显示。',
    'en-US': 'This message comes from another version and cannot be shown here.',
  },

  'sandbox.notUnderstood': {
    'zh-CN': '页面发来的内容看不懂，什么都没有改变。请刷新页面再试一次。',
    'en-US': 'The page sent something this version does not know. Nothing was changed. Reload the page and try again.',
  },
  'sandbox.nothingSaid': {
    'zh-CN': '还没有写内容，请先写再发送。',
    'en-US': 'There is nothing to send yet. Write something first.',
  },
  'sandbox.textTooLong': {
    'zh-CN': '内容太长，一条最多 {limit} 个字。请分成几条发送。',
    'en-US': 'That is too long for one message (the limit is {limit} characters). Send it in parts.',
  },
  'sandbox.tooLarge': {
    'zh-CN': '内容太大，没有收下。名单文件最多 5 MB：只保留名单本身，去掉图片和其他工作表后再上传。',
    'en-US':
      'That is too large and was not taken. A roster file can have up to 5 MB: keep the roster alone, without pictures and other sheets.',
  },
  'sandbox.personUnknown': {
    'zh-CN': '名单里现在没有这个人。请刷新页面，重新选择。',
    'en-US': 'This person is not in the roster now. Reload the page and choose again.',
  },
  'sandbox.chatUnknown': {
    'zh-CN': '这个人不在这个聊天里。请刷新页面，重新选择聊天。',
    'en-US': 'This person is not in that chat. Reload the page and choose a chat again.',
  },
  'sandbox.busy': {
    'zh-CN': '时间或名单正在变动中，请等它完成再操作。',
    'en-US': 'Time is moving or a roster is being imported. Wait until that is done.',
  },
  'sandbox.tooManyPages': {
    'zh-CN': '打开的页面太多了。请关掉几个，再刷新这一个。',
    'en-US': 'Too many pages are open. Close a few and reload this one.',
  },
  'sandbox.fault': {
    'zh-CN': '程序这边出了问题，不是您的操作。请再试一次；仍然不行时，请看终端里的记录。',
    'en-US':
      'Something went wrong on our side, not yours. Try again; if it happens again, the terminal shows what it was.',
  },
  'sandbox.otherHost': {
    'zh-CN': '沙盒没有登录，只在本机地址上打开，而这个页面是用 {host} 访问的。要用别的地址，请设置 PUBLIC_URL。',
    'en-US':
      'The sandbox has no log-in and opens under this machine’s own address only, but was asked for as {host}. To use another address, set PUBLIC_URL.',
  },
  'sandbox.otherOrigin': {
    'zh-CN': '这个请求来自别的网站，没有执行。',
    'en-US': 'This request came from another website and was not carried out.',
  },

  'sandbox.page.title': { 'zh-CN': '共育 · 沙盒', 'en-US': 'Gongyu · Sandbox' },
  'sandbox.page.name': { 'zh-CN': '共育', 'en-US': 'Gongyu' },
  'sandbox.page.banner': {
    'zh-CN': '沙盒：没有登录，任何能打开此页的人都能扮演任何人。',
    'en-US': 'Sandbox: there is no log-in. Anyone who can open this page can act as anyone.',
  },
  'sandbox.page.noScript': {
    'zh-CN': '这个页面需要 JavaScript。请在浏览器里打开它，然后刷新。',
    'en-US': 'This page needs JavaScript. Switch it on in your browser and reload.',
  },
  'sandbox.page.loading': { 'zh-CN': '正在打开……', 'en-US': 'Opening…' },
  'sandbox.page.language': { 'zh-CN': '语言', 'en-US': 'Language' },
  'sandbox.page.demoSchool': { 'zh-CN': '演示学校，人物均为虚构', 'en-US': 'Demo school: everyone here is made up' },
  'sandbox.page.close': { 'zh-CN': '关闭', 'en-US': 'Close' },
  'sandbox.page.cancel': { 'zh-CN': '取消', 'en-US': 'Cancel' },

  'sandbox.page.people': { 'zh-CN': '选择您要扮演的人', 'en-US': 'Choose who you are' },
  'sandbox.page.changePerson': { 'zh-CN': '换一个人', 'en-US': 'Be someone else' },
  'sandbox.page.search': { 'zh-CN': '按姓名或身份查找', 'en-US': 'Find by name or role' },
  'sandbox.page.noneFound': { 'zh-CN': '没有找到。试试更短的词。', 'en-US': 'Nobody found. Try fewer letters.' },
  'sandbox.page.moreFound': {
    'zh-CN': '还有 {count} 人。输入姓名可以缩小范围。',
    'en-US': '{count} more. Type a name to narrow the list.',
  },
  'sandbox.page.group.featured': { 'zh-CN': '从这里开始', 'en-US': 'Start here' },
  'sandbox.page.group.homeroom': { 'zh-CN': '班主任', 'en-US': 'Homeroom teachers' },
  'sandbox.page.group.teacher': { 'zh-CN': '任课教师', 'en-US': 'Subject teachers' },
  'sandbox.page.group.checker': { 'zh-CN': '值周员', 'en-US': 'Duty monitors' },
  'sandbox.page.group.leader': { 'zh-CN': '学校管理', 'en-US': 'School leadership' },
  'sandbox.page.group.guardian': { 'zh-CN': '家长', 'en-US': 'Families' },
  'sandbox.page.group.other': { 'zh-CN': '其他人', 'en-US': 'Others' },
  'sandbox.page.administratorCode': {
    'zh-CN':
      '还没有管理员：启动程序的终端里有一个一次性管理员码。选择要当管理员的人，在与共育的聊天里发送“绑定 管理员码”。',
    'en-US':
      'There is no administrator yet. The terminal that started the program shows a one-time code: choose the person who should be administrator and send Gongyu “link CODE”.',
  },

  'sandbox.page.chats': { 'zh-CN': '聊天', 'en-US': 'Chats' },
  'sandbox.page.noChats': { 'zh-CN': '这个人还没有聊天。', 'en-US': 'This person has no chats yet.' },
  'sandbox.page.choosePerson': { 'zh-CN': '先选择一个人。', 'en-US': 'Choose a person first.' },
  'sandbox.page.pickChat': { 'zh-CN': '选择一个聊天开始。', 'en-US': 'Choose a chat to begin.' },
  'sandbox.page.unread': { 'zh-CN': '{count} 条未读', 'en-US': 'Unread: {count}' },
  'sandbox.page.members': { 'zh-CN': '{count} 人', 'en-US': 'People: {count}' },
  'sandbox.page.directWith': { 'zh-CN': '只有您和共育', 'en-US': 'Only you and Gongyu' },
  'sandbox.page.back': { 'zh-CN': '返回', 'en-US': 'Back' },
  'sandbox.page.messages': { 'zh-CN': '消息', 'en-US': 'Messages' },
  'sandbox.page.noMessages': { 'zh-CN': '还没有消息。', 'en-US': 'No messages yet.' },
  'sandbox.page.earlier': { 'zh-CN': '更早的消息', 'en-US': 'Earlier messages' },
  'sandbox.page.newBelow': { 'zh-CN': '有新消息 ↓', 'en-US': 'New messages ↓' },
  'sandbox.page.onlyYou': { 'zh-CN': '仅您可见', 'en-US': 'Only you can see this' },
  'sandbox.page.you': { 'zh-CN': '您', 'en-US': 'You' },
  'sandbox.page.someone': { 'zh-CN': '聊天成员', 'en-US': 'Member of this chat' },
  'sandbox.page.announced': { 'zh-CN': '{name}：{text}', 'en-US': '{name}: {text}' },

  'sandbox.page.write': { 'zh-CN': '写消息', 'en-US': 'Write a message' },
  'sandbox.page.writeStaff': { 'zh-CN': '张三 +2 帮扶，或“帮助”', 'en-US': 'Maria +2 helping, or “help”' },
  'sandbox.page.writeGuardian': { 'zh-CN': '有什么想问班主任的？', 'en-US': 'A question for the homeroom teacher?' },
  'sandbox.page.writeGroup': {
    'zh-CN': '以 @共育 开头说话',
    'en-US': 'Begin with @Gongyu',
  },
  'sandbox.page.mention': { 'zh-CN': '@共育', 'en-US': '@Gongyu' },
  'sandbox.page.mentionHint': { 'zh-CN': '插入 @共育', 'en-US': 'Insert @Gongyu' },
  'sandbox.page.send': { 'zh-CN': '发送', 'en-US': 'Send' },
  'sandbox.page.keys': {
    'zh-CN': 'Enter 发送，Shift + Enter 换行',
    'en-US': 'Enter sends, Shift + Enter starts a new line',
  },
  'sandbox.page.sending': { 'zh-CN': '正在发送……', 'en-US': 'Sending…' },
  'sandbox.page.notSent': {
    'zh-CN': '还没有发出去，服务器没有回应。',
    'en-US': 'Not sent yet: the server did not answer.',
  },
  'sandbox.page.again': { 'zh-CN': '再试一次', 'en-US': 'Try again' },
  'sandbox.page.offline': {
    'zh-CN': '连不上服务器。程序还在运行吗？会自动重试。',
    'en-US': 'The server does not answer. Is the program still running? Trying again by itself.',
  },
  'sandbox.page.noAnswer': {
    'zh-CN': '服务器没有回应。请稍后再按一次，重复按不会重复登记。',
    'en-US': 'The server did not answer. Press again in a moment: nothing is recorded twice.',
  },
  'sandbox.page.mendFields': { 'zh-CN': '有 {count} 处需要修改。', 'en-US': 'Fields to look at again: {count}' },

  'sandbox.page.clock': { 'zh-CN': '学校时间', 'en-US': 'School time' },
  'sandbox.page.next': { 'zh-CN': '接下来：{time} {label}', 'en-US': 'Next: {time}, {label}' },
  'sandbox.page.nothingNext': { 'zh-CN': '接下来没有安排', 'en-US': 'Nothing is planned next' },
  'sandbox.page.toNext': { 'zh-CN': '快进到下一件事', 'en-US': 'Go to the next event' },
  'sandbox.page.toTime': { 'zh-CN': '选择时间', 'en-US': 'Choose a time' },
  'sandbox.page.go': { 'zh-CN': '前往', 'en-US': 'Go' },
  'sandbox.page.forwardOnly': {
    'zh-CN': '学校时间只能向前；路上到期的事会按顺序一件件办完。',
    'en-US': 'School time moves forward only; whatever falls due on the way is handled in order.',
  },
  'sandbox.page.moving': { 'zh-CN': '时间正在前进……', 'en-US': 'Time is moving…' },
  'sandbox.page.arrived': { 'zh-CN': '到了：{time}', 'en-US': 'It is now {time}' },
  'sandbox.page.clockFixed': {
    'zh-CN': '已接入真实平台，学校时间就是真实时间。',
    'en-US': 'A real platform is connected: school time is real time.',
  },

  'sandbox.page.welcome': {
    'zh-CN': '在一个页面里，看一所学校的一周',
    'en-US': 'Watch a school’s week happen on one page',
  },
  'sandbox.page.welcomeText': {
    'zh-CN': '共育是住在学校聊天软件里的助手：老师一句话记分，周末一键确认，家长收到看得懂的周报。这里是试用它的沙盒。',
    'en-US':
      'Gongyu lives in the messengers a school already uses: teachers record points in one line, confirm the week with one press, and families get a digest they can read. This is the sandbox to try it in.',
  },
  'sandbox.page.nothingYet': {
    'zh-CN': '现在还是空的。在您选择之前，不会写入任何东西。',
    'en-US': 'It is empty now. Nothing is written until you choose.',
  },
  'sandbox.page.playDemo': { 'zh-CN': '演示学校', 'en-US': 'Play the demo school' },
  'sandbox.page.playDemoText': {
    'zh-CN': '一所虚构的学校：4 个班，约 190 名学生，已有三周记录。',
    'en-US': 'A made-up school: 4 classes, about 190 students, three weeks of history.',
  },
  'sandbox.page.importRoster': { 'zh-CN': '导入我的名单', 'en-US': 'Import my roster' },
  'sandbox.page.importRosterText': {
    'zh-CN': '.xlsx 或 .csv。先检查，不写入；您看过结果再导入。',
    'en-US': '.xlsx or .csv. First a check that writes nothing; you see the result, then import.',
  },
  'sandbox.page.importAgain': { 'zh-CN': '导入或更新名单', 'en-US': 'Import or update a roster' },
  'sandbox.page.schoolName': { 'zh-CN': '学校名称', 'en-US': 'School name' },
  'sandbox.page.rosterFile': { 'zh-CN': '名单文件（最多 5 MB）', 'en-US': 'Roster file (up to 5 MB)' },
  'sandbox.page.pickFile': { 'zh-CN': '选择文件', 'en-US': 'Choose a file' },
  'sandbox.page.noFile': { 'zh-CN': '还没有选择文件', 'en-US': 'No file chosen yet' },
  'sandbox.page.check': { 'zh-CN': '检查（不写入）', 'en-US': 'Check (writes nothing)' },
  'sandbox.page.import': { 'zh-CN': '导入', 'en-US': 'Import' },
  'sandbox.page.checking': { 'zh-CN': '正在检查……', 'en-US': 'Checking…' },
  'sandbox.page.importing': { 'zh-CN': '正在导入……', 'en-US': 'Importing…' },
  'sandbox.page.checkedGood': {
    'zh-CN': '检查通过，还没有写入。确认无误后按“导入”。',
    'en-US': 'The check passed and nothing has been written. If it looks right, press Import.',
  },
  'sandbox.page.checkedBad': {
    'zh-CN': '有几处需要修改，什么都没有写入。改好文件后再检查一次。',
    'en-US': 'A few places need mending; nothing was written. Mend the file and check it again.',
  },
  'sandbox.page.imported': { 'zh-CN': '名单已导入。', 'en-US': 'The roster is in.' },
  'sandbox.page.chooseFile': { 'zh-CN': '请先选择名单文件。', 'en-US': 'Choose a roster file first.' },
  'sandbox.page.tooLargeFile': {
    'zh-CN': '这个文件超过 5 MB。只保留名单本身，去掉图片和其他工作表后再试。',
    'en-US': 'This file has more than 5 MB. Keep the roster alone, without pictures and other sheets.',
  },
  'sandbox.page.filling': { 'zh-CN': '正在准备演示学校……', 'en-US': 'Preparing the demo school…' },
});
