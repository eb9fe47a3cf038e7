/** How a text is made to fit where a messenger counts in its own way. */
export interface Cut {
  /** What a text counts: as much as its signs one by one, and never less than its UTF-16 units. */
  readonly sizeOf: (text: string) => number;
  /** The text in pieces of a size, in order and complete; cut after a line or a word where one ends near, never inside a character. */
  pieces(text: string, size: number): readonly string[];
  /** The text, or its beginning with … where it is too long. Whoever uses it shows the whole text elsewhere. */
  clip(text: string, size: number): string;
}

export function cutBy(sizeOf: Cut['sizeOf']): Cut {
  return {
    sizeOf,
    pieces(text, size) {
      const found: string[] = [];
      let rest = text;
      while (rest.length > size || sizeOf(rest) > size) {
        const hard = hardCut(rest, size, sizeOf);
        const soft = Math.max(rest.lastIndexOf('\n', hard - 1), rest.lastIndexOf(' ', hard - 1)) + 1;
        const cut = soft > hard * 0.75 && characterAt(rest, soft) === soft ? soft : hard;
        found.push(rest.slice(0, cut));
        rest = rest.slice(cut);
      }
      return rest === '' ? found : [...found, rest];
    },
    clip(text, size) {
      return sizeOf(text) <= size ? text : `${text.slice(0, hardCut(text, size - 1, sizeOf)).trimEnd()}…`;
    },
  };
}

const characters = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

/** Where the longest beginning of the size ends, between two characters as people see them. */
function hardCut(text: string, size: number, sizeOf: Cut['sizeOf']): number {
  let end = 0;
  let counted = 0;
  for (const sign of text) {
    counted += sizeOf(sign);
    if (counted > size) break;
    end += sign.length;
  }
  // Marks piled on one letter without end are cut where they must.
  return characterAt(text, end) || end;
}

/** Longer than any character that somebody reads. */
const longestCharacter = 32;

/** Where the character begins that holds the place. */
function characterAt(text: string, place: number): number {
  return characters.segment(text.slice(0, place + longestCharacter)).containing(place)?.index ?? place;
}
