export function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** "Smith 8 Lee 3": words with how often they occur. */
export function weightsOf(text: string): readonly (readonly [string, number])[] {
  const all = wordsOf(text);
  return all.flatMap((word, index) => (index % 2 === 0 ? [[word, Number(all[index + 1])] as const] : []));
}
