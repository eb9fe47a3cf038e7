import { defineMessages } from '../define.js';

/** Making the demo school: what keeps it from being made, and how far it is. */
export const demo = defineMessages({
  'demo.platform': {
    'zh-CN': '已经接入了 {platform}，不能在这里建演示学校。请换一个空的数据目录，并且不要设置该平台的变量。',
    'en-US':
      '{platform} is connected here, so no demo school can be made. Use an empty data folder without that platform’s variables.',
  },
  'demo.realPeople': {
    'zh-CN':
      '这里已有真实的学校“{school}”。演示学校不能和真实的人放在一起：请换一个空的数据目录（GONGYU_DATA=./demo）。',
    'en-US':
      '“{school}” is a real school. Made-up people cannot live beside real ones: use an empty data folder (GONGYU_DATA=./demo).',
  },
  'demo.already': {
    'zh-CN': '演示学校“{school}”已经建好了，直接启动（npm start）就能使用。想重来一遍，请换一个空的数据目录。',
    'en-US':
      'The demo school “{school}” is already here: start it (npm start). To begin again, use an empty data folder.',
  },
  'demo.people': {
    'zh-CN': '正在编排人物：{pupils} 名学生、{guardians} 位监护人、{staff} 名教职工……',
    'en-US': 'Making up {pupils} students, {guardians} family members and {staff} staff …',
  },
  'demo.week': {
    'zh-CN': '正在演出第 {week} 周……',
    'en-US': 'Playing week {week} …',
  },
  'demo.chats': { 'zh-CN': '正在建群……', 'en-US': 'Setting up the group chats …' },
});
