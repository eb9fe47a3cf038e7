import { describe, expect, it } from 'vitest';
import { looksLikeCode, normalizeCode } from './code.js';

describe('an invitation code', () => {
  it.each(['ABCD-EFGH-JKMN', 'abcd efgh jkmn', 'ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ', 'ABCDEFGHJKMN', 'ABCD—EFGH–JKMN'])(
    'reads %s',
    (text) => {
      expect(normalizeCode(text)).toBe('ABCDEFGHJKMN');
      expect(looksLikeCode(text)).toBe(true);
    },
  );

  it.each(['hello', '张三 +2', 'ABCD-EFGH-JKM', 'ABCD-EFGH-JKMO', '20260101'])('is not %s', (text) => {
    expect(looksLikeCode(text)).toBe(false);
  });
});
