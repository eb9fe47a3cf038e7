// What stands in a form is known by its name. Feishu does not say which letters a name may have; these are of its own
// examples. A name tells how the answer is to be read: `t1_…` is the first input of a text, `s_…` a choice.

export const formName = 'form';
export const submitName = 'submit';

const shape = /^(?:s|t([1-9]))_([A-Za-z0-9_]+)$/;

export const choiceName = (fieldId: string): string => `s_${plainLetters(fieldId)}`;
export const textName = (fieldId: string, box = 1): string => `t${box}_${plainLetters(fieldId)}`;

function plainLetters(fieldId: string): string {
  return fieldId.replace(/[^A-Za-z0-9]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`);
}

/** Null when it is not a name of ours. */
export function readName(name: string): { readonly fieldId: string; readonly box: number | null } | null {
  const [, digit, letters = ''] = shape.exec(name) ?? [];
  const fieldId = letters.replace(/_([0-9a-f]{1,6})_/g, (whole, code: string) => {
    const point = Number.parseInt(code, 16);
    return point > 0x10ffff ? whole : String.fromCodePoint(point);
  });
  const box = digit === undefined ? null : Number(digit);
  const same = box === null ? choiceName(fieldId) : textName(fieldId, box);
  // Ids of ours have no controls in them, which no database takes.
  return same === name && fieldId.isWellFormed() && !/\p{Cc}/u.test(fieldId) ? { fieldId, box } : null;
}
