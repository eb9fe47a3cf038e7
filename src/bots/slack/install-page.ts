import { type Language, languages } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import { cleanText } from '../../core/message/rich-text.js';

/** What the visitor meets: the beginning, the good end, and every way in which it may not come to one. */
export type PageName =
  | 'begin'
  | 'done'
  | 'cancelled'
  | 'expired'
  | 'noSchool'
  | 'needsLink'
  | 'othersWorkspace'
  | 'organisation'
  | 'noAnswer';

export interface PageFacts {
  /** What the workspace is called: somebody else's words. */
  readonly workspace?: string;
  /** Where the button leads. */
  readonly url?: string;
  /** Where one begins again. */
  readonly again?: string;
}

/** Pages after which beginning again helps. */
const again: ReadonlySet<PageName> = new Set(['cancelled', 'expired', 'organisation', 'noAnswer']);

/** One page in both languages, the visitor's own first: what happened, and what comes next. */
export function installPage(name: PageName, language: Language, facts: PageFacts): string {
  const others = languages.filter((one) => one !== language);
  const own = partOf(name, language, facts);
  const rest = others.map((one) => `<section class="other" lang="${one}">${partOf(name, one, facts)}</section>`);
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title(name, language, facts)}</title><style>${style}</style></head>
<body><main class="${name === 'begin' || name === 'done' ? 'good' : 'halt'}"><section>${own}</section>${rest.join('')}</main></body></html>
`;
}

function partOf(name: PageName, language: Language, facts: PageFacts): string {
  const words = (part: 'text' | 'next') => markup(say(language, `slack.install.${name}.${part}`));
  return `<h1>${title(name, language, facts)}</h1><p>${words('text')}</p><p class="next">${words('next')}</p>${button(name, language, facts)}`;
}

function title(name: PageName, language: Language, { workspace = '' }: PageFacts): string {
  return markup(say(language, `slack.install.${name}.title`, { workspace }));
}

function button(name: PageName, language: Language, facts: PageFacts): string {
  const href = again.has(name) ? facts.again : facts.url;
  if (href === undefined) return '';
  const words = again.has(name)
    ? say(language, 'slack.install.again')
    : say(language, name === 'done' ? 'slack.install.done.button' : 'slack.install.begin.button');
  return `<a href="${markup(href)}">${markup(words)}</a>`;
}

function markup(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The sandbox page's colours; every pair of text and ground has a contrast of at least 4.5:1. */
const style = `
:root { color-scheme: light dark; --paper: #f3f1ec; --raised: #fff; --ink: #22302c; --quiet: #5b6763; --line: #dcd8ce; --brand: #0f6b5c; --on-brand: #fff; --halt: #a64a06 }
@media (prefers-color-scheme: dark) { :root { --paper: #111715; --raised: #1f2926; --ink: #e7ece9; --quiet: #a3b0ab; --line: #33403c; --brand: #62c9b2; --on-brand: #07211b; --halt: #f3b263 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; background: var(--paper); color: var(--ink);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif }
main { width: 100%; max-width: 34rem; background: var(--raised); border: 1px solid var(--line); border-top: 4px solid var(--brand); border-radius: 14px; overflow: hidden }
main.halt { border-top-color: var(--halt) }
section { padding: 24px }
section.other { border-top: 1px solid var(--line); color: var(--quiet); font-size: 14px }
h1 { margin: 0 0 12px; font-size: 1.35em; line-height: 1.3; overflow-wrap: anywhere }
p { margin: 0 0 12px; overflow-wrap: anywhere }
a { display: block; margin-top: 20px; padding: 12px 16px; border-radius: 10px; background: var(--brand); color: var(--on-brand); text-align: center; text-decoration: none; font-weight: 600 }
section.other a { background: none; border: 1px solid var(--line); color: inherit; font-weight: 400 }
a:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }`;
