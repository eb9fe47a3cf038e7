const digits = '零一二三四五六七八九';

/**
 * A number as people type it: 8.5, ８．５, 8,5, 八点五, 八分半, 十二分, 两分, 半分. Null when the text is anything else. A sign of
 * plus is not read: "+3" speaks of points, not of a number to fill in.
 */
export function readNumber(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[−–—－]/g, '-')
    .replace(/(分|points?|pts?)(?=半?$)/iu, '')
    .toLowerCase();
  const half = /^(.*)半$/.exec(plain);
  if (half) {
    const whole = half[1] === '' ? 0 : wholeNumber(half[1] ?? '');
    return whole === null ? null : whole + 0.5;
  }
  if (/^-?\d{1,12}([.,。]\d{1,6})?$/.test(plain)) return Number(plain.replace(/[,。]/, '.')) + 0;
  return chineseNumber(plain);
}

function wholeNumber(text: string): number | null {
  return /^\d{1,12}$/.test(text) ? Number(text) : chineseInteger(text);
}

function chineseNumber(text: string): number | null {
  const [sign, rest] = /^[负-]/.test(text) ? [-1, text.slice(1)] : [1, text];
  const [before = '', after, ...more] = rest.split('点');
  const whole = chineseInteger(before);
  if (whole === null || more.length > 0) return null;
  if (after === undefined) return sign * whole + 0;
  const fraction = [...after].map((one) => digits.indexOf(one));
  if (fraction.length === 0 || fraction.length > 6 || fraction.includes(-1)) return null;
  return sign * Number(`${whole}.${fraction.join('')}`) + 0;
}

/** 0 to 9999 in Chinese characters. */
function chineseInteger(text: string): number | null {
  const plain = text.replaceAll('〇', '零').replaceAll('两', '二').replaceAll('廿', '二十');
  if (plain === '零') return 0;
  const match =
    /^(?:([一二三四五六七八九])千零?)?(?:([一二三四五六七八九])百零?)?(?:([一二三四五六七八九]?)(十))?([一二三四五六七八九])?$/.exec(
      plain,
    );
  if (!match || plain === '') return null;
  const [, thousands, hundreds, tens, ten, ones] = match;
  const of = (digit: string | undefined) => (digit ? digits.indexOf(digit) : 0);
  return of(thousands) * 1000 + of(hundreds) * 100 + (ten ? (tens ? of(tens) : 1) * 10 : 0) + of(ones);
}
