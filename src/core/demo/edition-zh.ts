import { renderClassName, renderGrade } from '../roster/class-name.js';
import type { ClassWords, DemoEdition } from './edition.js';
import { chineseNames } from './names-zh.js';

function classOf(grade: string, section: string): ClassWords {
  const gradeName = renderGrade(grade, 'zh-CN');
  return { grade, section, gradeName, name: renderClassName(gradeName, section, 'zh-CN') };
}

const relationWords: Readonly<Record<string, string>> = {
  mother: '妈妈',
  father: '爸爸',
  paternalGrandmother: '奶奶',
  paternalGrandfather: '爷爷',
  aunt: '姑姑',
};

export const chineseEdition: DemoEdition = {
  language: 'zh-CN',
  schoolName: '青麦中学',
  names: chineseNames,
  classes: [classOf('7', '1'), classOf('7', '2'), classOf('8', '1'), classOf('8', '2')],
  alphabetical: false,
  notable: [
    [
      { name: '王浩宇', sex: 'male', surname: '王' },
      { name: '王浩宇', sex: 'male', surname: '王' },
      { name: '阿依古丽·买买提', sex: 'female', father: '买买提·依明', mother: '热孜万古丽·吾守尔' },
      { name: '李𬭎', sex: 'male', surname: '李' },
      { name: '欧阳若兰', sex: 'female', surname: '欧阳', fatherReads: 'en-US' },
    ],
    [
      { name: '王明', sex: 'male', surname: '王' },
      { name: '王明远', sex: 'male', surname: '王' },
      { name: '文静', sex: 'female', surname: '文' },
      { name: '扎西次仁', sex: 'male', father: '次仁多吉', mother: '卓玛央金' },
      { name: '王㛃', sex: 'female', surname: '王' },
      { name: '张子涵', sex: 'female', surname: '张' },
    ],
    [
      { name: '李欣怡', sex: 'female', surname: '李' },
      { name: '李欣怡', sex: 'female', surname: '李' },
      { name: '迪力夏提·吐尔逊', sex: 'male', father: '吐尔逊·艾山', mother: '帕提古丽·热合曼' },
      { name: '张䶮', sex: 'male', surname: '张' },
      { name: '司徒子墨', sex: 'male', surname: '司徒' },
    ],
    [
      { name: '高兴', sex: 'male', surname: '高' },
      { name: '张子涵', sex: 'male', surname: '张' },
      { name: '叶尔兰·哈德尔', sex: 'male', father: '哈德尔·努尔兰', mother: '古丽娜·胡安' },
      { name: '陈頔', sex: 'female', surname: '陈' },
      { name: '诸葛明轩', sex: 'male', surname: '诸葛' },
    ],
  ],
  subjects: { homeroom: ['语文', '数学'], grade: ['英语', '生物'], sports: '体育', counselling: '心理' },
  groupNames: ['追光', '星火', '远航', '晨曦', '青松', '雏鹰', '扬帆', '知行'],
  grandparents: { woman: 'paternalGrandmother', man: 'paternalGrandfather' },
  aunt: 'aunt',
  staffChannel: '青麦中学教师群',
  parentsChannel: (className) => `${className}家长群`,
  chatName: (pupilName, relation) => `${pupilName}${relationWords[relation] ?? '家长'}`,
  strangers: ['静待花开', '阳光正好', '豆豆姥爷'],
  notes: {
    ATT03: ['早读迟到约5分钟，说公交晚点', '本周第二次，已和家长沟通', '送妹妹上学，情况属实'],
    CLS05: ['提醒一次后改正', '和同桌讲话，已单独提醒'],
    CLS07: ['忘带练习册', '没带圆规'],
    CLS08: ['课后谈过话，情绪已平复'],
    HMW03: ['说落在家里，约定明早补交', '数学练习册缺两页'],
    CLN04: ['午餐后在操场边，已捡起'],
    MAN02: ['与同学争执，双方已道歉'],
    NET01: ['课间查看消息，手机已交班主任保管，放学归还'],
    SAF02: ['二楼走廊'],
    OBS01: ['发烧，家长早上来电', '肠胃不适，下午返校'],
    OBS02: ['请假半天看牙', '家里有事，家长已说明'],
    CLS03: ['给同桌讲了两道应用题', '带着小组订正错题'],
    IMP03: ['连续两周按时到校', '作业书写明显工整'],
    HLP02: ['结对同学单词听写从60分到85分'],
    MAN05: ['捡到饭卡交到政教处'],
  },
  reasons: {
    plus: ['主动组织班会材料', '运动会入场式排练积极', '替班级出了一期黑板报'],
    minus: ['午休时间在教室外逗留'],
  },
  roundRemarks: [
    '本周早读有起色，下周抓课间秩序。',
    '值日组配合好，作业上交还要再盯一盯。',
    '期中后状态平稳，几位同学进步明显。',
  ],
  groupRemarks: ['讨论时人人有发言', '值日提前完成', '作业互查做得细', '组长很负责'],
};
