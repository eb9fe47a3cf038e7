interface Named {
  readonly name: string;
  readonly aliases: readonly string[];
}

/**
 * The people of the list whose name stands in the text: free words to a guardian must not speak of another child. A full
 * name counts anywhere; a Latin name only as whole words, so that “Al” is not found in “also”.
 */
export function namesIn<P extends Named>(text: string, people: readonly P[]): readonly P[] {
  const folded = fold(text);
  return people.filter((person) => [person.name, ...person.aliases].some((name) => stands(folded, fold(name))));
}

function stands(text: string, name: string): boolean {
  if ([...name].length < 2) return false;
  if (!/^[\p{Script=Latin}\p{M}'’\- ]+$/u.test(name)) return text.includes(name);
  const at = text.indexOf(name);
  if (at === -1) return false;
  const before = text[at - 1] ?? ' ';
  const after = text[at + name.length] ?? ' ';
  return !/\p{L}/u.test(before) && !/\p{L}/u.test(after);
}

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘]/gu, "'")
    .replace(/(?<=\p{Script=Han})[\s·]+(?=\p{Script=Han})/gu, '');
