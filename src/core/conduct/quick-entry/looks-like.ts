import { fold } from './fold.js';

const amount = '(?:\\d{1,2}(?:\\.\\d)?½?|\\.5|½)(?![\\d\\-:%/.=]| ?\\d| ?(?:点|时|月|年|岁|度|元|块|am|pm))';

// Each is tried at one short line. What is close to points but is not: 10-2, 2026-09-18, 18:30-19:00, covid-19, +86 138…

/** Points behind a word or a space: 张三+2, 张三 -1, Emma: +1. */
const signed = new RegExp(`(?:^|[^\\d+=])\\+ ?${amount}|(?:[ :]|[\\p{Script=Han})]) ?-{1,2}${amount}`, 'u');
const spoken =
  /[加扣减奖罚][上掉除了]? ?(?:\d{1,2}(?:\.\d)?|[一二两三四五六七八九十半]分|[一零]点五分)(?!\d|分钟)|(?:plus|minus|deduct) (?:\d{1,2}|one|two|three|half)(?![\da-z])/u;
const unsigned = /^(?:\S+ ){1,3}\d(?:\.5)? ?(?:分(?!钟)|points?|pts)/u;
/** What is most often reported without points, in few words; and the rubric's codes. */
const item =
  /^.{0,32}(?:迟到|早退|旷课|缺勤|病假|事假|没交作业|乱扔垃圾|帮扶|值日|早读|(?<![a-z])(?:late|tardy|absent|littering|no homework|talking in class)(?![a-z])|(?<![a-z])[a-z]{3}\d{2}(?![\da-z])).{0,12}$/u;

const longest = 120;

/**
 * Whether words in a group read like points for pupils, so that the bot answers there without a name. Knows no roster: it
 * looks at the shape of each line, and takes what is in doubt for points.
 */
export function looksLikeQuickEntry(text: string): boolean {
  return text
    .slice(0, 8000)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 2 && line.length <= longest)
    .map((line) => fold(line).text)
    .some((line) => /\p{L}|^\d{5,} /u.test(line) && [signed, spoken, unsigned, item].some((shape) => shape.test(line)));
}
