// The closed lists of small words in the grammar, as regular expressions that are tried at one place of the folded line
// ('y'). None has nested repetition: each look costs what it consumes.

/** Joins names in a list, where a name may follow. */
export const andWord = /(?:[和与及跟]|以及|and(?![a-z]))/y;

/** Says nothing by itself. */
export const filler =
  /请?给|[请帮为的又再被在得了]|因为?|由于|再次|(?:for|to|because of|because|was|is|were|got|gets|has|had|please|give|gave|again|a|an|the|of|by|in|at|on|with)(?![a-z])/y;

const weekday = '(?:周|星期|礼拜)[一二三四五六日天]';
const lesson = '第?(?:[一二三四五六七八九十]|\\d{1,2})节课?';
const date = '\\d{1,2}月\\d{1,2}[日号]|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}:\\d{2}';
const english =
  '(?:this |yesterday |last )?(?:morning|afternoon|evening)|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:1st|2nd|3rd|[4-9]th|first|second|third|fourth|fifth|sixth|seventh|eighth) (?:period|hour|lesson)|period \\d';

/** Leads from what was given to why, and is no part of the reason. */
export const connective = /^(?:因为?|由于|for|because(?: of)?)$/iu;

/** When it was. Not understood as a date: it goes into the note. */
export const aside = new RegExp(
  `(?:${date}|今天|昨天|前天|明天|后天|今早|昨晚|今晚|刚才|早上|上午|中午|下午|晚上|${weekday}|${lesson}|早自习|晚自习|(?:${english})(?![a-z]))`,
  'y',
);

/** Not today: the entry is dated today, so somebody has to look at it. */
export const otherDay = new RegExp(
  `${date}|${weekday}|昨|前天|明天|后天|上周|yesterday|last |(?:mon|tues|wednes|thurs|fri|satur|sun)day`,
  'iu',
);

/** Every member of what stands before it: 2组 全员. */
export const allOfIt =
  / ?(?:全体(?:成员|组员|同学)?|全员|全组|每人|每个人|所有人|各人|成员|组员|同学们?|都|各|(?:all|everyone|everybody|each|members)(?![a-z]))/y;

/** Every member of what stands behind it: all of group 2. */
export const allOf = /(?:全体|所有|(?:all|everyone|everybody|each)(?: (?:of|in))?(?: the)?(?![a-z])) ?/y;

/** The whole class. */
export const everybody =
  /(?:全班(?:同学|人)?|全体(?:同学|学生)?|所有(?:人|同学)|大家|每个人|每人|(?:the )?(?:whole class|entire class|class)(?![a-z])|(?:all|everyone|everybody)(?: (?:of|in) (?:the )?class)?(?![a-z]))/y;

export const allBut = /(?:除了?|不含|不包括|(?:except|excluding|but not|but|without)(?![a-z]))/y;

/** "备注：" and what follows it. */
export const noteMark = /(?:备注|附注|注|说明|note|notes|ps) ?[:]/y;

/** What may hang on an item's word without changing it: 迟到了, 迟到两次. */
export const harmlessTail = /(?:[了过啦]|(?:[一二两三四五]|\d)[次回节])(?!\p{Script=Han})/uy;

/** 同学 after a name, and other politeness. */
export const politeTail = / ?(?:同学|小朋友)(?!\p{Script=Han}*们)/uy;

/** Says the opposite of the word it stands with. */
export const denial = /[没未不无别误]|not|n['’]t|never|without/iu;

export function at(expression: RegExp, text: string, from: number): number | null {
  expression.lastIndex = from;
  return expression.test(text) ? expression.lastIndex : null;
}
