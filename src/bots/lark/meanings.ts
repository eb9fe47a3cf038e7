import { asciiJson } from '../../core/message/ascii-json.js';

/** What the signs of a form stand for, as its button carries it along. */
export function writeMeanings(meanings: Readonly<Record<string, string>>): string {
  return asciiJson(meanings);
}

/** What `writeMeanings` wrote, whatever became of it. */
export function readMeanings(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
}
