// One plain look for every page, and HTML that cannot be broken by what is put into it. No page needs a script to work.
import type { Words } from '../../locales/words.ts';
import type { Answer } from './answer.ts';

/** HTML that is safe to put into a page. Made by `html` alone. */
export type Html = { readonly html: string };
type Part = string | number | Html | undefined | readonly Html[];

/** Template tag: what is put in is escaped, unless it is `Html` itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.reduce((all, string, index) => all + render(parts[index - 1]) + string) };
}

export type PageView = {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  /** Address of a script of ours. */
  readonly script?: string;
  /** Addresses of the stylesheets; the look of all pages by default. */
  readonly styles?: readonly string[];
  /** Not one sheet with one thing to say, but room for many. */
  readonly wide?: boolean;
  readonly frames?: readonly string[];
  readonly forms?: readonly string[];
};

const LOOK = ['/assets/look.css'];

export function page(words: Words, view: PageView): Answer {
  const { title, body, status = 200, script, styles = LOOK, wide = false, frames = [], forms = [] } = view;
  const tone = status >= 400 ? 'sorry' : 'calm';
  const inner = html`<h1>${title}</h1>
${body}`;
  const whole = html`<!doctype html>
<html lang="${words.locale}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
${styles.map(address => html`<link rel="stylesheet" href="${address}">`)}
${script === undefined ? undefined : html`<script type="module" src="${script}"></script>`}
</head>
<body>
<header class="brand"><img src="/assets/mark.svg" width="28" height="28" alt="">${words.say('pages.brand')}</header>
<main>
${wide ? inner : html`<div class="sheet" data-tone="${tone}">${inner}</div>`}
</main>
</body>
</html>
`;
  return { status, type: 'text/html; charset=utf-8', body: whole.html, frames, forms };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number')
    return String(part).replace(/[&<>"']/g, sign => ESCAPES[sign] ?? '');
  return 'html' in part ? part.html : part.map(one => one.html).join('');
}
