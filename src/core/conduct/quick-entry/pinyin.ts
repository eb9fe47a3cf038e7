import { pinyin } from 'pinyin-pro';
import { fold } from './fold.js';

/** One way to read a name: its syllables without tones, ü as v. */
export type Syllables = readonly string[];

/**
 * Every way in which the name may be read. Surnames are read as surnames (单 shan, 万俟 mo qi), but the rule is one-sided
 * (翟 is zhai or di, 单于 chan yu), so that all readings of the first character count too.
 */
export function readingsOf(name: string, corrected: readonly string[] = []): Syllables[] {
  const given = corrected
    .map((one) =>
      fold(one)
        .text.trim()
        .split(/[\s'-]+/u),
    )
    .filter((one) => one[0] !== '');
  if (given.length > 0) return given;
  const whole = pinyin(name, { surname: 'head', toneType: 'none', type: 'array', v: true });
  const first = [...name][0] ?? '';
  const heads = pinyin(first, { multiple: true, toneType: 'none', type: 'array', v: true });
  const others = heads.filter((head) => head !== whole[0]).map((head) => [head, ...whole.slice(1)]);
  return [whole, ...others].map((syllables) => syllables.map((one) => one.toLowerCase()));
}

/** How it sounds, for finding the name or word that an input method mistook. */
export function soundOf(words: string): string {
  return pinyin(words, { surname: 'head', toneType: 'none', type: 'array', v: true }).join('');
}

const wordSounds = new Map<string, string>();

/** `soundOf` for the words of a rubric, which come again. */
export function wordSound(word: string): string {
  let sound = wordSounds.get(word);
  if (sound === undefined) {
    if (wordSounds.size > 5000) wordSounds.clear();
    sound = soundOf(word);
    wordSounds.set(word, sound);
  }
  return sound;
}

/** The spellings of joined syllables: 吕 as lv, lu and, as passports have it, lyu. */
export function spellings(joined: string): string[] {
  if (!joined.includes('v')) return [joined];
  return [joined, joined.replaceAll('v', 'u'), joined.replaceAll('v', 'yu')];
}
