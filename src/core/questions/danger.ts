import { cleanText } from '../message/rich-text.js';

/** What a message may mean; nobody is judged by it, two people are told. */
export type Danger = 'selfHarm' | 'abuse' | 'bullying' | 'missingChild';

/**
 * Phrases that a family writes when a child may be in danger. Chosen to be found too often rather than too seldom: a false
 * alarm costs a teacher one minute. Latin ones match whole words; spaces inside match any white space.
 */
const phrases: Readonly<Record<Danger, readonly string[]>> = {
  selfHarm: [
    '自杀',
    '自残',
    '自伤',
    '割腕',
    '跳楼',
    '轻生',
    '寻死',
    '想死',
    '不想活',
    '活不下去',
    '活着没意思',
    '遗书',
    '结束生命',
    'suicide',
    'suicidal',
    'kill himself',
    'kill herself',
    'kill myself',
    'kill themselves',
    'self harm',
    'self-harm',
    'cut himself',
    'cut herself',
    'cutting himself',
    'cutting herself',
    'hurt himself',
    'hurt herself',
    'hurting himself',
    'hurting herself',
    'want to die',
    'wants to die',
    'end his life',
    'end her life',
    'end my life',
    'no reason to live',
  ],
  abuse: [
    '家暴',
    '虐待',
    '性侵',
    '猥亵',
    '侵犯',
    '被打伤',
    '打得很重',
    '往死里打',
    '摸她',
    '摸他',
    '不让吃饭',
    '关起来',
    'abuse',
    'abused',
    'abusing',
    'molested',
    'molest',
    'raped',
    'rape',
    'beaten',
    'beats him',
    'beats her',
    'hits him',
    'hits her',
    'touched her',
    'touched him',
    'locked in',
    'starved',
  ],
  bullying: [
    '霸凌',
    '欺凌',
    '被欺负',
    '欺负他',
    '欺负她',
    '被打了',
    '被围殴',
    '被孤立',
    '勒索',
    '敲诈',
    '被威胁',
    '校园暴力',
    'bullied',
    'bullying',
    'bully',
    'beaten up',
    'beat him up',
    'beat her up',
    'threatened',
    'threatening',
    'extort',
    'blackmail',
  ],
  missingChild: [
    '失踪',
    '走失',
    '离家出走',
    '没回家',
    '没有回家',
    '找不到孩子',
    '孩子不见',
    '联系不上孩子',
    '还没到家',
    '没到家',
    'missing child',
    'is missing',
    'ran away',
    'run away',
    'runaway',
    'did not come home',
    "didn't come home",
    'not come home',
    'has not come home',
    "hasn't come home",
    'cannot find my',
    "can't find my",
    'never came home',
    'not home yet',
  ],
};

const patterns = Object.entries(phrases).map(([danger, list]) => ({
  danger: danger as Danger,
  pattern: new RegExp(list.map(toPattern).join('|'), 'iu'),
}));

/** The first danger that the text may speak of, gravest first; null when none. */
export function dangerIn(text: string): Danger | null {
  const said = cleanText(text).normalize('NFKC').replace(/[’‘]/gu, "'");
  const squeezed = said.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
  return patterns.find(({ pattern }) => pattern.test(squeezed))?.danger ?? null;
}

function toPattern(phrase: string): string {
  const text = phrase.replace(/[-]/gu, '[- ]?').replace(/ /gu, '\\s+');
  return /^[a-z]/iu.test(phrase) ? `(?<![a-z])${text}(?![a-z])` : text;
}
