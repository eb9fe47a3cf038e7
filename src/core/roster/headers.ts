import { foldLabel } from './text.js';

/** What a column of a roster can hold. */
export type Field =
  | 'studentNumber'
  /** A number that stands in when there is no student number. */
  | 'otherNumber'
  | 'name'
  | 'pupilName'
  | 'firstName'
  | 'lastName'
  | 'sex'
  | 'grade'
  | 'class'
  | 'classNumber'
  | 'group'
  | 'memberNumber'
  | 'seat'
  | 'aliases'
  | 'guardianName'
  | 'relation'
  | 'phone'
  | 'email'
  | 'guardianKind'
  | 'receivesNotes'
  | 'restricted'
  | 'language'
  | 'staffName'
  | 'homeroomName'
  | 'role'
  | 'scope'
  | 'subjects';

/** A column's meaning; `slot` tells the guardians of one row apart ('father', 'guardian 2'), null where none is named. */
export interface Heading {
  readonly field: Field;
  readonly slot: string | null;
}

/** Folded headers (simplified script, no spaces, no signs) as schools write them. */
const words: Readonly<Record<Field, readonly string[]>> = {
  studentNumber: [
    ...['学号', '学生学号', '学生编号', '学生号', '学生证号', '校内学号'],
    ...['studentnumber', 'studentid', 'studentno', 'studentnum', 'student#', 'pupilnumber', 'pupilid', 'pupilno'],
    ...['sid', 'studentidnumber', 'localid', 'localstudentid'],
  ],
  // 编号 and "No." are not here: in most files they count the rows.
  otherNumber: ['学籍号', '全国学籍号', '学籍编号', '国网学籍号', 'id', 'stateid', 'statestudentid', 'ssid'],
  name: ['姓名', '名字', 'name', 'fullname'],
  pupilName: [
    ...['学生姓名', '学生名字', '学生', '孩子姓名', '子女姓名', '幼儿姓名', '所属学生'],
    ...['studentname', 'pupilname', 'student', 'pupil', 'childname', 'child', 'childsname', 'studentsname'],
    'studentfullname',
  ],
  firstName: ['名', 'firstname', 'givenname', 'studentfirstname', 'first', 'forename'],
  lastName: ['姓', '姓氏', 'lastname', 'surname', 'familyname', 'studentlastname', 'last'],
  sex: ['性别', 'sex', 'gender', 'mf'],
  grade: ['年级', '所在年级', '年级名称', 'grade', 'gradelevel', 'year', 'yeargroup', 'yearlevel'],
  class: [
    ...['班级', '班', '班别', '班级名称', '所在班级', '所属班级', '行政班', '行政班级', '班号', '班名'],
    ...['class', 'classname', 'homeroom', 'homeroomclass', 'section', 'homeroomsection', 'form', 'room'],
  ],
  classNumber: [
    ...['班内号', '班内序号', '班内编号', '班内学号', '班级序号', '班级内序号', '座号'],
    ...['classnumber', 'classno', 'numberinclass', 'noinclass', 'rollnumber', 'rollno', 'roll', 'class#'],
  ],
  group: [
    ...['小组', '组', '组别', '组号', '小组号', '小组名称', '小组编号', '成长小组', '学习小组', '合作小组', '所在小组'],
    ...['group', 'groupnumber', 'groupno', 'groupname', 'team', 'growthgroup', 'group#'],
  ],
  memberNumber: [
    ...['组内号', '组内序号', '组内编号', '组员号', '组员编号', '成员号'],
    ...['membernumber', 'memberno', 'numberingroup', 'noingroup', 'member#'],
  ],
  seat: ['座位', '座位号', '座次', 'seat', 'seatnumber', 'seatno', 'desk'],
  aliases: [
    ...['别名', '昵称', '小名', '称呼', '曾用名', '英文名', '其他名字', '又名'],
    ...[
      'alias',
      'aliases',
      'nickname',
      'nicknames',
      'preferredname',
      'goesby',
      'knownas',
      'englishname',
      'alsoknownas',
    ],
  ],
  guardianName: ['guardianname', 'parentname', 'guardiansname', 'parentsname', '监护人姓名', '家长姓名'],
  relation: [
    ...['关系', '与学生关系', '与孩子关系', '与本人关系', '与学生的关系', '亲属关系', '亲子关系', '称谓', '家庭关系'],
    ...['relation', 'relationship', 'relationtostudent', 'relationshiptostudent', 'relationtochild', 'relationtopupil'],
  ],
  phone: [
    ...['电话', '手机', '手机号', '手机号码', '电话号码', '联系电话', '联系方式', '联系手机', '移动电话', '号码'],
    ...['phone', 'phonenumber', 'mobile', 'mobilephone', 'mobilenumber', 'cell', 'cellphone', 'tel', 'telephone'],
    ...['contactnumber', 'contactphone', 'phoneno', 'cellnumber'],
  ],
  email: ['邮箱', '电子邮箱', '电子邮件', '邮件', '邮箱地址', '电邮', 'email', 'emailaddress', 'mail'],
  guardianKind: [
    ...['监护类型', '监护人类型', '监护人类别', '类型', '类别', '身份', '监护身份', '监护'],
    ...['kind', 'type', 'guardiantype', 'guardiankind', 'contacttype', 'custody', 'status'],
  ],
  receivesNotes: [
    ...['接收通知', '是否接收通知', '是否接收', '收通知', '接收周报', '接收消息', '接收反馈', '是否收周报', '通知'],
    ...['receivesnotes', 'receivenotes', 'getsnotes', 'receivesupdates', 'receivesmessages', 'receivesnotices'],
    ...['notify', 'notes', 'notices', 'contactallowed', 'sendnotes'],
  ],
  restricted: [
    ...['限制', '受限', '限制接触', '限制联系', '限制访问', '不得接触', '禁止接触', '是否限制', '禁止联系'],
    ...[
      'restricted',
      'restriction',
      'nocontact',
      'custodyrestriction',
      'restrictedaccess',
      'courtorder',
      'donotcontact',
    ],
  ],
  language: [
    ...['语言', '语种', '首选语言', '使用语言', '沟通语言'],
    ...['language', 'preferredlanguage', 'homelanguage', 'contactlanguage', 'correspondencelanguage'],
  ],
  staffName: [
    ...['教师姓名', '教师', '老师', '老师姓名', '教职工姓名', '教职工', '教工姓名', '任课教师', '科任教师', '任课老师'],
    ...['staffname', 'staff', 'teacher', 'teachername', 'employee', 'employeename', 'staffmember'],
  ],
  homeroomName: [
    ...['班主任', '班主任姓名', '班主任老师', '导师班主任'],
    ...['homeroomteacher', 'homeroomteachername', 'classteacher', 'formteacher'],
  ],
  role: [
    '职务',
    '角色',
    '岗位',
    '担任职务',
    '职位',
    '职责',
    '工作岗位',
    'role',
    'roles',
    'position',
    'jobtitle',
    'job',
    'duty',
  ],
  scope: [
    ...[
      '范围',
      '任教班级',
      '管理范围',
      '负责班级',
      '负责年级',
      '所带班级',
      '任课班级',
      '所教班级',
      '管理班级',
      '职责范围',
    ],
    ...['scope', 'classes', 'teaches', 'classestaught', 'assignedclasses', 'classesassigned', 'assignment', 'sections'],
  ],
  subjects: [
    ...['学科', '科目', '任教学科', '任教科目', '所教学科', '任课科目', '课程', '教学科目'],
    ...['subject', 'subjects', 'subjectstaught', 'course', 'courses', 'department'],
  ],
};

/** Who a guardian's column may be about; the first group of each pattern is the number. Longer words come first. */
const slots: readonly (readonly [slot: string, pattern: RegExp])[] = [
  ['father', /^(?:父亲|爸爸|父|fathers?|dads?)()/],
  ['mother', /^(?:母亲|妈妈|母(?!语)|mothers?|moms?|mums?)()/],
  ['paternalGrandfather', /^(?:爷爷|祖父)()/],
  ['paternalGrandmother', /^(?:奶奶|祖母)()/],
  ['maternalGrandfather', /^(?:外公|外祖父|姥爷)()/],
  ['maternalGrandmother', /^(?:外婆|外祖母|姥姥)()/],
  ['grandfather', /^grandfathers?()/],
  ['grandmother', /^grandmothers?()/],
  ['guardian', /^第?(\d)?(?:法定)?监护人(\d)?/],
  ['parent', /^第?(\d)?(?:学生)?家长(\d)?/],
  ['contact', /^第?(\d)?(?:紧急|备用|家庭)?联系人(\d)?/],
  ['guardian', /^(?:primary|legal)?(?:parentorguardian|parentguardian|guardian)s?(\d)?s?/],
  ['parent', /^(?:primary)?parents?(\d)?s?/],
  ['contact', /^(?:emergencycontact|primarycontact|contact(?!number|phone|type|allowed|language))(\d)?/],
];

const guardianFields: ReadonlySet<Field> = new Set([
  'guardianName',
  'relation',
  'phone',
  'email',
  'guardianKind',
  'receivesNotes',
  'restricted',
  'language',
]);

const fieldOf = new Map<string, Field>(
  (Object.keys(words) as Field[]).flatMap((field) => words[field].map((word) => [word, field] as const)),
);

const numbers: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4', '①': '1', '②': '2', '③': '3' };

/** What a header says its column holds, or null when it is none of ours (身高, 民族, Bus route …). */
export function recognizeHeading(header: string): Heading | null {
  const plain = foldLabel(
    header.replace(/[(（【[]?(必填|选填|必選|請填寫|文本格式|required|optional)[)）】\]]?/gi, ''),
  );
  if (plain === '' || plain.length > 40) return null;
  return recognizeGuardian(plain) ?? recognizePlain(plain);
}

function recognizePlain(plain: string): Heading | null {
  const field = fieldOf.get(plain);
  if (field) return { field, slot: null };
  const numbered = /^(.+?)(\d)$/.exec(plain);
  const repeated = numbered?.[1] ? fieldOf.get(numbered[1]) : undefined;
  return repeated && guardianFields.has(repeated) ? { field: repeated, slot: numbered?.[2] ?? null } : null;
}

function recognizeGuardian(plain: string): Heading | null {
  const counted = plain.replace(/[一二三四①②③](?=(?:法定)?监护人|(?:学生)?家长|联系人)/, toDigit);
  const numbered = counted.replace(/(?<=监护人|家长|联系人)[一二三四①②③]/, toDigit);
  for (const [slot, pattern] of slots) {
    const match = pattern.exec(numbered);
    if (!match) continue;
    const [rest, number] = splitNumber(numbered.slice(match[0].length));
    const field =
      rest === '' || rest === 'name' || rest === 'fullname' || rest === 's' ? 'guardianName' : fieldOf.get(rest);
    const known = field === 'name' ? 'guardianName' : field;
    if (!known || !guardianFields.has(known)) continue;
    return { field: known, slot: `${slot}${match[1] || match[2] || number || ''}` };
  }
  return null;
}

function splitNumber(rest: string): readonly [string, string] {
  const match = /^(.*?)(\d)$/.exec(rest);
  return match ? [match[1] ?? '', match[2] ?? ''] : [rest, ''];
}

function toDigit(sign: string): string {
  return numbers[sign] ?? sign;
}
