import { defineMessages } from '../define.js';

// What is found when a roster is compared with what the school has. Questions say what accepting them means.

export const rosterChange = defineMessages({
  'roster.issue.demo-school': {
    'zh-CN': '这是演示学校，里面的人都是虚构的，不能导入真实的名单。请用一个新的数据文件夹。',
    'en-US': 'This is the demo school; everyone in it is made up. Import a real roster into a data folder of its own.',
  },
  'roster.issue.pupil-number-changed': {
    'zh-CN':
      '{name}（{number}）是新学号，但本校已有一个{name}（{other}）不在这份名单里。如果是同一个学生，请改回学号 {other}；如果是新来的同名学生，请确认后再导入。',
    'en-US':
      '{name} ({number}) would be a new student, but the school has a {name} ({other}) who is not in this file. If it is the same student, keep the ID {other}; if it is a new student of that name, accept this.',
  },
  'roster.issue.pupil-name-of-another': {
    'zh-CN':
      '学号 {number} 原来是{before}，现在是{name}；而{name}原来的学号是 {other}。学号可能填错了行，导入会让两家的记录对调。请核对；确实无误再确认。',
    'en-US':
      'ID {number} was {before} and is now {name}, whose ID was {other}. The rows may have slipped, and importing would swap the two students’ records. Check them; accept only if the file is right.',
  },
  'roster.issue.pupil-renamed-entirely': {
    'zh-CN':
      '学号 {number} 原来是{before}，现在是{name}，家长也都不同。如果是改名，请确认；如果是另一个学生，请给他一个新学号。',
    'en-US':
      'ID {number} was {before} and is now {name}, with none of the same guardians. Accept this if the student changed names; if it is another student, give them a new ID.',
  },
  'roster.issue.pupil-renamed': {
    'zh-CN': '学号 {number} 的姓名由{before}改为{name}。',
    'en-US': 'Student {number} is renamed from {before} to {name}.',
  },
  'roster.issue.many-leavers': {
    'zh-CN': '{name}原有 {all} 人，其中 {count} 人不在名单里，将记为已离班。如果名单不完整，请先补全；确实如此再确认。',
    'en-US':
      '{count} of the {all} students of {name} are not in the file and would be recorded as having left. Complete the file if it was cut short; accept this if it is right.',
  },
  'roster.issue.pupil-not-in-file': {
    'zh-CN': '{class}的{name}（{value}）不在名单里，未做改动。如果已离校，请选择“名单外的学生记为离校”。',
    'en-US':
      '{name} ({value}) of {class} is not in the file and was left as is. If students like this have left, choose to end those who are not in the file.',
  },
  'roster.issue.guardian-of-nobody': {
    'zh-CN': '没有学号是“{value}”的学生，家长{name}没有着落。请核对学号（包括前面的 0）。',
    'en-US':
      'No student has the ID “{value}”, so guardian {name} belongs to nobody. Check the ID, including zeros in front.',
  },
  'roster.issue.guardian-ended': {
    'zh-CN': '{value}曾是{pupil}的家长，后来在系统里被解除，没有重新加上。如果要恢复，请由管理员办理。',
    'en-US':
      '{value} was a guardian of {pupil} until the school removed them, and was not added again. An administrator can restore the link.',
  },
  'roster.issue.guardian-not-in-file': {
    'zh-CN': '{pupil}（{number}）的家长{value}不在名单里，未做改动。',
    'en-US': '{value}, guardian of {pupil} ({number}), is not in the file and was left as is.',
  },
  'roster.issue.guardian-elsewhere': {
    'zh-CN':
      '{value}已是本校另一个孩子的家长或本校教师（同名同电话）。为稳妥起见，在{pupil}名下单独登记，不会自动看到{pupil}的消息。如果是同一个人，请选择“兄弟姐妹共用家长”。',
    'en-US':
      '{value} is already known here as another child’s guardian or as staff (same name and phone). To be safe, {pupil} gets a separate entry and the known account sees nothing new. If it is one person, choose to join guardians of siblings.',
  },
  'roster.issue.guardian-renamed': {
    'zh-CN': '家长{before}改名为{value}（电话和关系未变）。如果其实换了人，请改用新的一行。',
    'en-US':
      'Guardian {before} is renamed to {value} (same phone or relation). If it is another person, use a new row.',
  },
  'roster.issue.guardian-rows-disagree': {
    'zh-CN':
      '名单里关于{value}的{what, select, name {姓名} phone {电话} email {邮箱} other {语言}}有不同的写法，保留了原来的。请改成一致。',
    'en-US':
      'The file gives different {what, select, name {names} phone {phone numbers} email {e-mail addresses} other {languages}} for {value}; what was known is kept. Make the rows agree.',
  },
  'roster.issue.phone-of-another': {
    'zh-CN': '{name}的新电话 {value} 原是{other}的电话。请核对是否填错了行。',
    'en-US': 'The new phone number of {name}, {value}, was that of {other}. Check that the rows have not slipped.',
  },
  'roster.issue.restriction-lifted': {
    'zh-CN': '{name}在系统里是受限制的家长，名单却写“否”。解除限制后，对方会看到孩子的消息。确实要解除，请确认。',
    'en-US':
      '{name} is a restricted guardian here, but the file says no. Without the restriction they will be told about the child. Accept this only if it is to be lifted.',
  },
  'roster.issue.families-swapped': {
    'zh-CN':
      '{name}（{number}）原来的家长都不在名单里，换成了另一个孩子的家长{guardian}。可能串行了。请核对；确实无误再确认。',
    'en-US':
      'None of the known guardians of {name} ({number}) is in the file; instead it lists {guardian}, a guardian of another child. The rows may have slipped. Accept only if the file is right.',
  },
  'roster.issue.scope-unknown': {
    'zh-CN': '学校里没有“{value}”。请先导入这个班的学生，或改正班级的写法。',
    'en-US': 'The school has no “{value}”. Import that class’s students first, or correct the class.',
  },
  'roster.issue.staff-several': {
    'zh-CN': '学校里有 {count} 位教师都叫{value}，看不出是哪一位。请写上电话或邮箱。',
    'en-US': 'The school has {count} staff members called {value}. Add a phone number or e-mail to say which.',
  },
  'roster.issue.staff-renamed': {
    'zh-CN':
      '{name}的电话或邮箱原来属于{before}。确认后，{before}的账号会成为{name}，并得到这里的职务；如果是两个人，请改正电话。',
    'en-US':
      'The phone number or e-mail of {name} belonged to {before}. If you accept, {before}’s account becomes {name} with these roles; if they are two people, correct the number.',
  },
  'roster.issue.staff-name-changed': {
    'zh-CN': '教师{before}改名为{value}（电话或邮箱未变）。',
    'en-US': 'Staff member {before} is renamed to {value} (same phone or e-mail).',
  },
  'roster.issue.staff-phone-changed': {
    'zh-CN': '教师{name}的电话由 {before} 改为 {value}。如果是另一位同名的教师，请写上邮箱。',
    'en-US':
      'The phone number of {name} changes from {before} to {value}. If it is another person of that name, add an e-mail.',
  },
  'roster.issue.two-homerooms': {
    'zh-CN': '{class}有不止一位班主任（{value}）。两位都会收到本周登记；如果不对，请只留一位。',
    'en-US':
      '{class} has more than one homeroom teacher ({value}). Each is asked for the week; keep one if that is wrong.',
  },
  'roster.issue.homeroom-replaced': {
    'zh-CN': '{class}的班主任换人：{value}不再担任。',
    'en-US': '{class} has a new homeroom teacher; {value} no longer is.',
  },
});
