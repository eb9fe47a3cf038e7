import { defineMessages } from '../define.js';

export const roundForm = defineMessages({
  'roundForm.title': { 'zh-CN': '{className} 第{week}周登记', 'en-US': '{className}: week {week} check-in' },
  'roundForm.summary': {
    'zh-CN': '本周已记：加分 {plus} 条，减分 {minus} 条{neutral, plural, =0 {} other {，说明 # 条}}。',
    'en-US':
      'Recorded this week: {plus, plural, one {# recognition} other {# recognitions}}, {minus, plural, one {# support entry} other {# support entries}}{neutral, plural, =0 {} one {, # note} other {, # notes}}.',
  },
  'roundForm.nothing': {
    'zh-CN': '本周还没有记录。可以直接原样提交，也可以在下面补记。',
    'en-US': 'Nothing has been recorded this week. You can submit as is, or add entries below.',
  },
  'roundForm.proposals': {
    'zh-CN': '还有 {count} 条值周员的登记等您确认，不影响提交。',
    'en-US':
      '{count, plural, one {# duty observation is} other {# duty observations are}} waiting for your yes. You can submit without them.',
  },
  'roundForm.locks': {
    'zh-CN': '{at} 之前都可以再改。',
    'en-US': 'You can change it until {at}.',
  },
  'roundForm.submitAsIs': { 'zh-CN': '原样提交', 'en-US': 'Submit as is' },
  'roundForm.submit': { 'zh-CN': '提交本周登记', 'en-US': 'Submit the week' },
  'roundForm.score': { 'zh-CN': '第{number}组 得分', 'en-US': 'Group {number} score' },
  'roundForm.scoreNamed': { 'zh-CN': '第{number}组（{name}）得分', 'en-US': 'Group {number} ({name}) score' },
  'roundForm.remark': { 'zh-CN': '班级小结', 'en-US': 'Class remark' },
  'roundForm.remarkHint': {
    'zh-CN': '写给班级的一两句话；请不要写学生姓名和个人情况。',
    'en-US': 'A line or two about the class. Please leave out names and anything about one student.',
  },
  'roundForm.points': { 'zh-CN': '补记', 'en-US': 'Anything still to record?' },
  'roundForm.pointsHint': {
    'zh-CN': '这一周还有要补记的吗？没有就留空。',
    'en-US': 'Anything from this week that isn’t in yet? Leave blank if not.',
  },
});
