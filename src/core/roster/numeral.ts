const digits = '零一二三四五六七八九';

/** A whole number from 0 to 99 in digits or Chinese characters, else null: 3, 03, 三, 十二, 二十三, 两. */
export function parseNumeral(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const plain = text.replaceAll('〇', '零').replaceAll('两', '二').replaceAll('廿', '二十');
  const match = /^([一二三四五六七八九])?(十)?([零一二三四五六七八九])?$/.exec(plain);
  if (!match || plain === '') return null;
  const [, tens, ten, ones] = match;
  if (!ten) return tens && ones ? null : digits.indexOf(tens ?? ones ?? '');
  if (ones === '零') return null;
  return (tens ? digits.indexOf(tens) : 1) * 10 + (ones ? digits.indexOf(ones) : 0);
}

/** 1 to 99 in Chinese characters. */
export function renderNumeral(number: number): string {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  if (tens === 0) return digits[ones] ?? '';
  return `${tens === 1 ? '' : digits[tens]}十${ones === 0 ? '' : digits[ones]}`;
}
