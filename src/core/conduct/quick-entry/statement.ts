import type { Token } from './token.js';

/** What one line says about one list of people. */
export type Statement = readonly Token[];

export function isTarget(token: Token | undefined): boolean {
  return token?.kind === 'who' || token?.kind === 'digits';
}

export function isAction(token: Token | undefined): boolean {
  return token?.kind === 'points' || token?.kind === 'item' || token?.kind === 'note';
}

/**
 * Cuts "张三 +1，李四 迟到" in two. A new statement begins where somebody is named after a comma (after a space only when
 * points stand on both sides) and has points or an item of his own; anything less clear stays together and is asked.
 */
export function statementsIn(tokens: readonly Token[]): Statement[] {
  const statements: Token[][] = [];
  let current: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    if (beginsStatement(tokens, index, current)) {
      statements.push(current);
      current = [];
    }
    current.push(token);
  }
  return current.length > 0 ? [...statements, current] : statements;
}

function beginsStatement(tokens: readonly Token[], index: number, current: readonly Token[]): boolean {
  const token = tokens[index];
  if (token === undefined || !current.some(isAction) || isTarget(current.at(-1))) return false;
  const parted = token.gap === 'comma' || token.gap === 'and' || token.gap === 'mark';
  const counted = current.some(isSigned);
  // "张三 +1，王武 -1": nobody is called so, but he is meant.
  if (token.kind === 'text') return parted && counted && isSigned(tokens[index + 1]);
  if (!isTarget(token) || !current.some(isTarget)) return false;
  const next = tokens.slice(index).find((one) => !isTarget(one) && one.kind !== 'filler' && one.kind !== 'aside');
  return parted ? isAction(next) : counted && isSigned(next);
}

function isSigned(token: Token | undefined): boolean {
  return token?.kind === 'points' && token.points.signed;
}
