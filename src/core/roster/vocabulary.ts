import type { RoleKind } from '../access/role.js';
import type { Language } from '../language/language.js';
import { foldLabel } from './text.js';

// What people write into the cells of a roster, folded as headers are (simplified script, lower case, no signs).

export type Sex = 'female' | 'male';
export type GuardianKind = 'legal' | 'entrusted' | 'contact';

const sexes: Readonly<Record<Sex, readonly string[]>> = {
  female: ['女', '女生', '女孩', 'f', 'female', 'girl', 'woman'],
  male: ['男', '男生', '男孩', 'm', 'male', 'boy', 'man'],
};

const answers: Readonly<Record<'yes' | 'no', readonly string[]>> = {
  yes: ['是', '有', '接收', '收', '需要', '限制', '受限', '同意', 'y', 'yes', 'true', '1', 'x', '对'],
  no: ['否', '不', '不是', '没有', '不接收', '不收', '不需要', '不限制', 'n', 'no', 'false', '0', '错'],
};

/** Relations with a word of their own in both languages; any other is kept as it was written. */
export const relations = {
  mother: ['母亲', '妈妈', '母', '妈', '母子', '母女', 'mother', 'mom', 'mum', 'mommy'],
  father: ['父亲', '爸爸', '父', '爸', '父子', '父女', 'father', 'dad', 'daddy'],
  stepmother: ['继母', '后妈', 'stepmother', 'stepmom'],
  stepfather: ['继父', '后爸', 'stepfather', 'stepdad'],
  paternalGrandmother: ['奶奶', '祖母'],
  paternalGrandfather: ['爷爷', '祖父'],
  maternalGrandmother: ['外婆', '姥姥', '外祖母'],
  maternalGrandfather: ['外公', '姥爷', '外祖父'],
  grandmother: ['grandmother', 'grandma', 'granny', 'nana'],
  grandfather: ['grandfather', 'grandpa', 'granddad'],
  aunt: ['姑姑', '姑妈', '阿姨', '姨妈', '婶婶', '舅妈', '伯母', 'aunt', 'auntie'],
  uncle: ['叔叔', '舅舅', '伯伯', '伯父', '姑父', '姨父', '姑丈', 'uncle'],
  sister: ['姐姐', '姐', 'sister'],
  brother: ['哥哥', '哥', 'brother'],
  fosterParent: ['养父', '养母', '养父母', '寄养家庭', 'fosterparent', 'fostermother', 'fosterfather'],
  guardian: ['监护人', '法定监护人', '其他监护人', 'guardian', 'legalguardian'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type KnownRelation = keyof typeof relations;

/** Those whom the law makes guardians without a further paper. */
export const parents: ReadonlySet<string> = new Set(['mother', 'father', 'fosterParent']);

const guardianKinds: Readonly<Record<GuardianKind, readonly string[]>> = {
  legal: ['法定监护人', '法定', '监护人', '第一监护人', '第二监护人', 'legal', 'legalguardian', 'guardian', 'parent'],
  entrusted: [
    ...['委托照护人', '受委托照护人', '委托照护', '受委托人', '委托监护人', '被委托人', '临时照护人', '照护人', '托管'],
    ...['entrusted', 'entrustedcarer', 'carer', 'caregiver', 'caretaker', 'delegated', 'kinshipcarer'],
  ],
  contact: [
    ...['联系人', '紧急联系人', '备用联系人', '其他联系人', '一般联系人'],
    ...['contact', 'emergency', 'emergencycontact', 'emergencyonly', 'pickup', 'other'],
  ],
};

const languageNames: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': [
    '中文',
    '汉语',
    '简体中文',
    '普通话',
    '国语',
    '华语',
    'zh',
    'zhcn',
    'chinese',
    'mandarin',
    'simplifiedchinese',
  ],
  'en-US': ['英文', '英语', 'en', 'enus', 'engb', 'english'],
};

const roleNames: Readonly<Record<RoleKind, readonly string[]>> = {
  homeroomTeacher: [
    ...['班主任', '正班主任', '副班主任', '班主任老师', '级任老师', '导师兼班主任'],
    ...['homeroom', 'homeroomteacher', 'classteacher', 'formteacher', 'advisoryteacher', 'hrteacher'],
  ],
  subjectTeacher: [
    ...['任课教师', '任课老师', '科任教师', '科任老师', '科任', '任课', '学科教师', '教师', '老师', '专任教师'],
    ...['subjectteacher', 'teacher', 'courseteacher', 'classroomteacher', 'specialist'],
  ],
  mentor: ['导师', '成长导师', '学生导师', '德育导师', '小组导师', 'mentor', 'advisor', 'adviser', 'tutor'],
  checker: [
    ...[
      '值周员',
      '值周',
      '值周生',
      '值周教师',
      '值日员',
      '检查员',
      '督查员',
      '学生会',
      '学生会干部',
      '宿管',
      '宿管员',
      '门卫',
    ],
    ...['checker', 'monitor', 'hallmonitor', 'duty', 'dutystaff', 'dormsupervisor', 'dormparent'],
  ],
  gradeHead: [
    ...['年级主任', '年级组长', '级长', '年级长', '级部主任', '年级负责人', '级组长'],
    ...[
      'gradehead',
      'headofgrade',
      'gradedean',
      'gradeleader',
      'gradelevellead',
      'gradelead',
      'headofyear',
      'yearhead',
    ],
  ],
  studentAffairs: [
    ...[
      '政教处',
      '政教主任',
      '政教处主任',
      '德育处',
      '德育主任',
      '德育处主任',
      '学生处',
      '学生处主任',
      '学工处',
      '政教',
    ],
    ...['studentaffairs', 'dean', 'deanofstudents', 'studentservices', 'studentsupport', 'pastoralhead'],
  ],
  principal: [
    ...['校长', '副校长', '书记', '校领导', '分管副校长', '执行校长'],
    ...['principal', 'viceprincipal', 'assistantprincipal', 'headteacher', 'headofschool', 'head', 'headmaster'],
  ],
  administrator: [
    ...['管理员', '系统管理员', '信息管理员', '平台管理员', '信息员', '网管'],
    ...['administrator', 'admin', 'systemadministrator', 'datamanager', 'registrar', 'itadmin'],
  ],
};

function invert<T extends string>(table: Readonly<Record<T, readonly string[]>>): (text: string) => T | null {
  const found = new Map<string, T>();
  for (const key of Object.keys(table) as T[]) for (const word of table[key]) found.set(word, key);
  return (text) => found.get(foldLabel(text)) ?? null;
}

const answerOf = invert(answers);

export const parseSex = invert(sexes);
export const parseRelation = invert<KnownRelation>(relations);
export const parseGuardianKind = invert(guardianKinds);
export const parseLanguage = invert(languageNames);
export const parseRoleKind = invert(roleNames);

/** Yes or no, in words, digits or ticks; null when it is neither. */
export function parseYesNo(text: string): boolean | null {
  if (/^\s*[√✓✔☑]\s*$/.test(text)) return true;
  if (/^\s*[×✗✘☒]\s*$/.test(text)) return false;
  const answer = answerOf(text);
  return answer === null ? null : answer === 'yes';
}

/** Subjects by which people call a teacher (语文老师) without naming a role. */
const subjectNames =
  /^(语文|数学|英语|外语|物理|化学|生物|历史|地理|政治|道法|道德与法治|科学|体育|音乐|美术|信息|信息技术|劳动|心理|书法|通用技术|综合实践|math|english|science|history|music|art|pe|ela)(教师|老师|teacher)?$/i;

/** The subject in 语文老师 or "Math teacher", else null. */
export function parseSubjectTeacher(text: string): string | null {
  return subjectNames.exec(text.replace(/\s+/g, ''))?.[1] ?? null;
}
