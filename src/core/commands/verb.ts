/** Everything that can be asked for by a word, in English and Chinese (DESIGN §5). */
export const verbs = {
  help: ['help', '帮助', '?', '？'],
  link: ['link', '绑定账号', '绑定'],
  unlink: ['unlink', '解除绑定', '解绑账号'],
  points: ['points', '记分'],
  undo: ['undo', '撤销'],
  week: ['week', '本周'],
  report: ['report', '报表'],
  digest: ['digest', '周报'],
  bind: ['bind', '绑定群'],
  unbind: ['unbind', '解绑群', '解绑'],
  why: ['why', '为什么'],
  settings: ['settings', '设置'],
} as const;

export type Verb = keyof typeof verbs;

export interface Command {
  readonly verb: Verb;
  /** What follows the verb, as it was typed. */
  readonly rest: string;
}

// `/gongyu week`, `共育 本周`, `本周`; the longest word wins, so that 绑定群 is not read as 绑定 with a rest.
const name = /^\s*(?:\/?(?:gongyu|共育)[\s:：]*)/iu;
const words = Object.entries(verbs)
  .flatMap(([verb, names]) => names.map((word) => ({ verb: verb as Verb, word })))
  .sort((one, other) => other.word.length - one.word.length);

/** Whether the text calls Gongyu by its name. */
function isCalled(text: string): boolean {
  return name.test(text);
}

/**
 * The command that the text is, or null. A verb stands alone or before a space; a Chinese one may be followed at once by
 * what it is about (本周七3), but only when Gongyu is called by its name: otherwise 本周迟到的 would be a command.
 */
export function parseCommand(text: string): Command | null {
  const called = isCalled(text);
  const said = text.replace(name, '').trim();
  const folded = said.toLowerCase();
  for (const { verb, word } of words) {
    if (!folded.startsWith(word)) continue;
    const rest = said.slice(word.length);
    if (rest === '' || /^[\s:：]/u.test(rest) || (called && !/^[a-z]/iu.test(word))) {
      return { verb, rest: rest.replace(/^[\s:：]+/u, '').trim() };
    }
  }
  return called && said === '' ? { verb: 'help', rest: '' } : null;
}
