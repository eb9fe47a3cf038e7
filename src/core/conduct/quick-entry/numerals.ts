const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

const englishNumbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** What a number in a line may be made of, as the inside of a regular expression. */
export const wholeNumber = '\\d{1,4}|[零〇一二两三四五六七八九十]{1,4}';

/** 12, 十二, 二十 (up to 99); null when it is no number. */
export function parseWhole(text: string): number | null {
  if (/^\d+$/u.test(text)) return Number(text);
  const tens = /^([一二两三四五六七八九])?十([一二三四五六七八九])?$/u.exec(text);
  if (tens) return (digits[tens[1] ?? '一'] ?? 1) * 10 + (digits[tens[2] ?? '零'] ?? 0);
  return digits[text] ?? null;
}

/** 2, 0.5, .5, 1½, 半, 一点五, two, half; null when it is no number. */
export function parseAmount(text: string): number | null {
  if (/^(?:\d+(?:\.\d+)?|\.\d+)$/u.test(text)) return Number(text);
  const half = /^(\d*)½$/u.exec(text);
  if (half) return Number(half[1]) + 0.5;
  if (text === '半' || /^(?:half(?: an?)?|a half)$/u.test(text)) return 0.5;
  const point = text.indexOf('点');
  if (point > 0) {
    const before = parseWhole(text.slice(0, point));
    const behind = digits[text.slice(point + 1)];
    return before === null || behind === undefined ? null : before + behind / 10;
  }
  const english = englishNumbers.indexOf(text);
  return english >= 0 ? english : parseWhole(text);
}
