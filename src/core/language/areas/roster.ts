import { defineMessages } from '../define.js';

// What can be wrong with the cells of a roster, each with what to do about it. Read by office staff in front of the file.

export const roster = defineMessages({
  'roster.issue.formula-error': {
    'zh-CN': '单元格里是公式的错误值“{value}”。请改成实际的内容，或在表格软件里修好公式。',
    'en-US': 'This cell shows a formula error, “{value}”. Type the value itself or mend the formula.',
  },
  'roster.issue.columns-side-by-side': {
    'zh-CN': '同样的列出现了两次，像是左右并排放了两张表。请把右边的表剪切到左边的下面，再导入。',
    'en-US': 'This column appears twice, as if two lists stood side by side. Move the right one below the left one.',
  },
  'roster.issue.column-twice': {
    'zh-CN': '这一列和前面一列的意思相同，只读了前面那列。如果这里才是对的，请删去另一列或改列名。',
    'en-US': 'An earlier column has the same meaning; only that one was read. Delete or rename one of the two.',
  },
  'roster.issue.columns-unclear': {
    'zh-CN': '看不出这些列属于哪一位家长，没有读取：{value}。请在列名前写明，例如“监护人1电话”“母亲电话”。',
    'en-US':
      'It isn’t clear whose these columns are, so they were not read: {value}. Name them, for example “Guardian 1 phone”.',
  },
  'roster.issue.too-many-merges': {
    'zh-CN': '这张表合并的单元格太多，不像花名册。请选中全表，取消合并后再导入。',
    'en-US':
      'This sheet has too many merged cells for a roster. Select the sheet, unmerge the cells, and import again.',
  },
  'roster.issue.sheet-hidden': {
    'zh-CN': '这张工作表是隐藏的，没有读取。如果需要导入，请取消隐藏。',
    'en-US': 'This sheet is hidden and was not read. Unhide it if it should be imported.',
  },
  'roster.issue.sheet-not-read': {
    'zh-CN': '没有在这张工作表里找到花名册的表头，没有读取。如果需要导入，请确认表头里有“学号”“姓名”等列名。',
    'en-US':
      'No roster header was found in this sheet, so it was not read. A roster needs columns such as “Student ID” and “Name”.',
  },
  'roster.issue.nothing-found': {
    'zh-CN':
      '整个文件里没有找到学生、家长或教师的名单。请确认表头里有“学号”“姓名”“班级”（学生），或“姓名”“职务”（教师）。',
    'en-US':
      'No list of students, guardians, or staff was found in this file. A list of students needs the columns “Student ID”, “Name”, and “Class”; a list of staff needs “Name” and “Role”.',
  },
  'roster.issue.no-number-column': {
    'zh-CN': '这张表没有“学号”列。姓名会重复，只有学号能认准一个学生。请加上“学号”列。',
    'en-US': 'This sheet has no “Student ID” column. Names repeat; only the ID tells students apart. Please add it.',
  },
  'roster.issue.no-guardian-column': {
    'zh-CN': '这张表没有家长姓名的列。请加上“监护人姓名”列。',
    'en-US': 'This sheet has no column for guardians’ names. Please add a “Guardian name” column.',
  },
  'roster.issue.number-missing': {
    'zh-CN': '这一行（{name}）没有学号。请补上学号；如果这一行不是学生，请删去。',
    'en-US': 'This row ({name}) has no student ID. Add the ID, or delete the row if it is not a student.',
  },
  'roster.issue.number-shortened': {
    'zh-CN': '学号被表格软件改成了“{value}”，后面的数字已经丢失。请把这一列设为“文本”格式，重新填写学号。',
    'en-US':
      'The spreadsheet turned this ID into “{value}” and its last digits are lost. Format the column as text and enter the ID again.',
  },
  'roster.issue.number-unreadable': {
    'zh-CN': '学号“{value}”里有不能用的符号，或者太长。学号只能有字母、数字、短横线，最多 40 个。',
    'en-US':
      'The ID “{value}” has signs that can’t be used, or is too long. Use letters, digits, and hyphens, at most 40.',
  },
  'roster.issue.name-missing': {
    'zh-CN': '学号 {number} 没有姓名。请补上姓名。',
    'en-US': 'Student ID {number} has no name. Please add the name.',
  },
  'roster.issue.name-odd': {
    'zh-CN': '“{value}”不太像一个姓名，已照原样读取。如果里面混有备注，请把备注移到别的列。',
    'en-US': '“{value}” doesn’t look like a name; it was taken as it stands. Move remarks to another column.',
  },
  'roster.issue.number-twice': {
    'zh-CN': '学号 {number} 有两个学生：这里是{name}，工作表“{sheet}”第 {row} 行是{other}。请改正其中一个学号。',
    'en-US':
      'Student ID {number} stands for two students: {name} here and {other} in sheet “{sheet}”, row {row}. Correct one of the IDs.',
  },
  'roster.issue.pupil-in-two-classes': {
    'zh-CN': '{name}（{number}）在这里和工作表“{sheet}”第 {row} 行写了不同的班级。请留下对的那一个。',
    'en-US': '{name} ({number}) has another class in sheet “{sheet}”, row {row}. Keep the right one.',
  },
  'roster.issue.pupil-rows-differ': {
    'zh-CN': '{name}（{number}）在这里和工作表“{sheet}”第 {row} 行的内容不一致（性别、座位、小组等）。请改成一致。',
    'en-US':
      '{name} ({number}) is described differently in sheet “{sheet}”, row {row} (sex, seat, group, …). Make the rows agree.',
  },
  'roster.issue.sex-unreadable': {
    'zh-CN': '性别“{value}”看不懂，留空了。请写“男”或“女”。',
    'en-US': 'The sex “{value}” could not be read and was left empty. Write F or M.',
  },
  'roster.issue.small-number-unreadable': {
    'zh-CN': '“{value}”不是一个号码，留空了。请写 1、2、3 这样的数字。',
    'en-US': '“{value}” is not a number and was left empty. Write 1, 2, 3, and so on.',
  },
  'roster.issue.group-unreadable': {
    'zh-CN': '小组“{value}”看不懂，留空了。请写“3”“3组”或小组的名字。',
    'en-US': 'The group “{value}” could not be read and was left empty. Write 3, “Group 3”, or the group’s name.',
  },
  'roster.issue.grade-unreadable': {
    'zh-CN': '年级“{value}”看不懂。请写“七年级”“初一”“高一”或数字 1 到 12。',
    'en-US': 'The grade “{value}” could not be read. Write 7, “Grade 7”, or K.',
  },
  'roster.issue.class-missing': {
    'zh-CN': '这一行没有班级。请补上，例如“七年级3班”。',
    'en-US': 'This row has no class. Add it, for example “7-3” or “7B”.',
  },
  'roster.issue.class-is-a-day': {
    'zh-CN': '班级被表格软件当成了日期（{value}）。请把这一列设为“文本”格式，重新填写，例如“七年级3班”。',
    'en-US':
      'The spreadsheet took this class for a date ({value}). Format the column as text and enter it again, for example “7-3”.',
  },
  'roster.issue.class-unreadable': {
    'zh-CN': '班级“{value}”看不懂。请写成“七年级3班”“初一（3）班”“703”或“7-3”。',
    'en-US': 'The class “{value}” could not be read. Write it as “7-3”, “7B”, “703”, or “Grade 7-3”.',
  },
  'roster.issue.grade-and-class-differ': {
    'zh-CN': '年级写的是“{grade}”，班级写的是“{value}”，两处不一致。请改正其中一处。',
    'en-US': 'The grade says “{grade}” but the class says “{value}”. Correct one of them.',
  },
  'roster.issue.grade-missing': {
    'zh-CN': '只知道班级是“{value}”，不知道是哪个年级。请加上“年级”列，或写成“七年级3班”。',
    'en-US': 'The class “{value}” doesn’t say its grade. Add a “Grade” column, or write “7-3”.',
  },
  'roster.issue.class-two-ways': {
    'zh-CN': '这些写法读成了同一个班：{names}。如果是不同的班，请把班级写完整。',
    'en-US': 'These were read as one class: {names}. If they are different classes, write the classes in full.',
  },
  'roster.issue.class-number-twice': {
    'zh-CN': '班内号 {value} 有几个学生：{names}。用号码记分时会再问是谁。请改正号码。',
    'en-US':
      'Class number {value} belongs to several students: {names}. Entries by number will have to ask who is meant. Correct the numbers.',
  },
  'roster.issue.member-number-twice': {
    'zh-CN': '同一小组里组内号 {value} 有几个学生：{names}。请改正号码。',
    'en-US': 'Member number {value} belongs to several students of one group: {names}. Correct the numbers.',
  },
  'roster.issue.guardian-without-name': {
    'zh-CN': '学号 {number} 的家长只有电话（{value}），没有姓名，没有读取。请补上姓名。',
    'en-US': 'A guardian of student {number} has a phone number ({value}) but no name and was not read. Add the name.',
  },
  'roster.issue.guardians-in-one-cell': {
    'zh-CN': '“{value}”里有几位家长，和电话的个数对不上，电话没有读取。请一位家长用一列或一行。',
    'en-US':
      '“{value}” names several guardians, but not as many phone numbers; the numbers were not read. Use a column or row for each guardian.',
  },
  'roster.issue.phone-shortened': {
    'zh-CN': '电话被表格软件改成了“{value}”，数字已经丢失，没有读取。请把这一列设为“文本”格式，重新填写。',
    'en-US':
      'The spreadsheet turned this phone number into “{value}” and digits are lost; it was not read. Format the column as text and enter it again.',
  },
  'roster.issue.phone-unreadable': {
    'zh-CN': '电话“{value}”不像一个电话号码，没有读取。请核对。',
    'en-US': '“{value}” doesn’t look like a phone number and was not read. Please check it.',
  },
  'roster.issue.phone-second': {
    'zh-CN': '“{value}”里有几个电话，只读了第一个（{phone}）。',
    'en-US': '“{value}” holds several phone numbers; only the first ({phone}) was read.',
  },
  'roster.issue.email-unreadable': {
    'zh-CN': '“{value}”不是邮箱地址，没有读取。请核对。',
    'en-US': '“{value}” is not an e-mail address and was not read. Please check it.',
  },
  'roster.issue.answer-unreadable': {
    'zh-CN': '“{value}”看不懂。请写“是”或“否”；监护类型请写“法定监护人”“委托照护人”或“联系人”。',
    'en-US':
      '“{value}” could not be read. Write yes or no; for the kind of guardian write legal guardian, caregiver, or contact.',
  },
  'roster.issue.restricted-receives': {
    'zh-CN': '这位家长标了“限制”，又标了接收通知。已按限制处理：不会收到这个孩子的任何消息。',
    'en-US':
      'This guardian is marked as restricted and as receiving notes. The restriction wins: nothing about this child is sent.',
  },
  'roster.issue.guardian-two-phones': {
    'zh-CN': '{name}有两个不同的电话，读了 {phone}，没有读 {value}。如果不对，请只留一个。',
    'en-US': '{name} has two phone numbers; {phone} was read and {value} was not. Keep only one.',
  },
  'roster.issue.guardian-rows-differ': {
    'zh-CN': '学号 {number} 的家长{name}，几行的监护类型、接收通知或限制写得不一致。请改成一致。',
    'en-US':
      '{name}, guardian of student {number}, is described differently in several rows (kind, notes, or restriction). Make them agree.',
  },
  'roster.issue.guardian-of-another-name': {
    'zh-CN': '学号 {number} 是{name}，这一行写的学生却是“{value}”。可能串行了，请核对这一行的学号。',
    'en-US': 'Student ID {number} is {name}, but this row says “{value}”. The rows may have slipped; check the ID.',
  },
  'roster.issue.pupil-under-two-numbers': {
    'zh-CN': '{name}有两个学号（{other} 和 {value}），班级和家长电话都相同。如果是同一个学生，请删去一行。',
    'en-US':
      '{name} appears under two IDs ({other} and {value}) with the same class and guardian’s phone. If it is one student, delete a row.',
  },
  'roster.issue.staff-name-missing': {
    'zh-CN': '这一行没有教师姓名。请补上，或删去这一行。',
    'en-US': 'This row has no staff name. Add it, or delete the row.',
  },
  'roster.issue.staff-ambiguous': {
    'zh-CN': '有几位教师都叫{value}，这一行看不出是哪一位。请给每一行都写上电话或邮箱。',
    'en-US':
      'Several staff members are called {value}, and this row doesn’t say which. Add a phone number or e-mail to each row.',
  },
  'roster.issue.staff-joined': {
    'zh-CN': '有 {count} 行都叫{value}，没有电话，读成了同一位教师。如果不是同一个人，请写上电话。',
    'en-US':
      '{count} rows are called {value} and have no phone number; they were read as one person. If they are not, add phone numbers.',
  },
  'roster.issue.role-unknown': {
    'zh-CN': '职务“{value}”看不懂。可以写：班主任、任课教师、导师、值周员、年级主任、政教处、校长、管理员。',
    'en-US':
      'The role “{value}” could not be read. Use: homeroom teacher, subject teacher, mentor, monitor, grade head, student affairs, principal, administrator.',
  },
  'roster.issue.role-missing': {
    'zh-CN': '这位教师没有职务。请补上，例如“班主任”或“任课教师”。',
    'en-US': 'This person has no role. Add one, for example “homeroom teacher” or “subject teacher”.',
  },
  'roster.issue.role-scope-missing': {
    'zh-CN':
      '{role, select, homeroomTeacher {班主任要写明是哪个班。} gradeHead {年级主任要写明是哪个年级。} mentor {导师要写明是哪个班或哪个小组，例如“七3班2组”。} other {要写明任教哪些班。}}请填在“班级”或“任教班级”列。',
    'en-US':
      '{role, select, homeroomTeacher {A homeroom teacher needs a class.} gradeHead {A grade head needs a grade.} mentor {A mentor needs a class or a group, for example “7-3 group 2”.} other {This role needs classes.}} Put it in the column “Class” or “Classes taught”.',
  },
});
