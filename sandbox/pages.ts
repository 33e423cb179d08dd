// One plain look for every page of the sandbox, in its reader's language, and HTML that cannot be broken by what is put into it.
import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'restify';
import type { OutsideSentences } from './words/sentences.ts';
import { spokenOf, type Values, type Words, wordsFor } from './words/words.ts';

/** HTML that is safe to put into a page, in the words of whoever reads it. Made by `html` and `say` alone. */
export type Html = (words: Words) => string;
export type Part = string | number | Html | undefined | readonly Html[];

/** Template tag: what is put in is escaped, unless it is `Html` itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return words => strings.reduce((all, string, i) => all + render(parts[i - 1], words) + string);
}

/** A sentence in the reader's language. */
export function say(key: keyof OutsideSentences, values: Values = {}): Html {
  return words => escaped(words.say(key, values));
}

/** One page. `house` names the service that is played, e.g. "Sign-in (Entra ID)". */
export type Page = { readonly title: Part; readonly house: Part; readonly body: Html; readonly status?: number };

/** What a service answers a browser: a page, or where to go next; either may set a cookie. */
export type Answer = (Page | { readonly to: string }) & { readonly cookie?: string };

export function show(res: Response, answer: Answer): void {
  const cookie = answer.cookie === undefined ? {} : { 'set-cookie': answer.cookie };
  const headers = { 'cache-control': 'no-store', ...cookie };
  if ('to' in answer) {
    res.sendRaw(302, '', { location: answer.to, ...headers });
    return;
  }
  // As Microsoft's pages do it: by what the browser asks for, and not by whose account it is.
  const words = wordsFor(spokenOf(languagesOf(res)));
  res.sendRaw(answer.status ?? 200, whole(answer, words)(words), {
    'content-type': 'text/html; charset=utf-8',
    'content-language': words.locale,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
    'x-content-type-options': 'nosniff',
    ...headers,
  });
}

/** A form that posts its hidden state and whatever `body` holds. */
export function form(action: string, hidden: Readonly<Record<string, string>>, body: Html): Html {
  const state = Object.entries(hidden).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="${action}">${state}${body}</form>`;
}

/** A labelled text or password input. */
export function field(
  name: string,
  label: Part,
  options: { type?: string; value?: string; autocomplete?: string } = {},
): Html {
  const { type = 'text', value = '', autocomplete = 'off' } = options;
  return html`<p><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" required></p>`;
}

/** A submit button; `quiet` ones are the way out, and ask for no filled fields. */
export function button(name: string, value: string, label: Part, quiet = false): Html {
  return quiet
    ? html`<button name="${name}" value="${value}" class="quiet" formnovalidate>${label}</button>`
    : html`<button name="${name}" value="${value}">${label}</button>`;
}

/** Something that went wrong, read out at once by a screen reader. */
export function alert(text: Part): Html {
  return text === undefined ? html`` : html`<p class="alert" role="alert">${text}</p>`;
}

/** A value sent once: the first of a repeated field or parameter, and nothing for anything that is not text. */
export function given(req: Request, name: string): string {
  const from: unknown = req.method === 'POST' ? req.body : req.query;
  if (typeof from !== 'object' || from === null) return '';
  const value: unknown = (from as Record<string, unknown>)[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}

/** A cookie the browser sent. */
export function cookie(req: Request, name: string): string | undefined {
  const pairs = (req.headers.cookie ?? '').split(/; */).map(pair => pair.split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

/** The most wanted first; their weights are in that order already wherever it comes from a browser. */
function languagesOf({ req }: Response & { readonly req?: IncomingMessage }): string[] {
  return (req?.headers['accept-language'] ?? '').split(',').map(one => one.split(';')[0]?.trim() ?? '');
}

function whole(page: Page, { locale, dir }: Words): Html {
  return html`<!doctype html>
<html lang="${locale}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="house">${page.house}</p>
<h1>${page.title}</h1>
${page.body}
</main>
<footer>${say('outside.footer')}</footer>
</body>
</html>`;
}

function render(part: Part, words: Words): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return typeof part === 'function' ? part(words) : part.map(one => one(words)).join('\n');
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, mark => entities[mark] ?? mark);
}

const STYLE: Html = () => `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; grid-template-rows: 1fr auto; background: light-dark(#eef1f4, #17191c); }
main { place-self: center; box-sizing: border-box; width: min(27rem, 100%); padding: 2rem; border-radius: .5rem;
  background: light-dark(#fff, #22262b); box-shadow: 0 1px 6px #0003; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 1rem; }
.house, footer { font-size: .85rem; color: light-dark(#566, #aab4bd); }
.house { margin: 0 0 .25rem; }
footer { padding: 1rem; text-align: center; }
label { display: block; font-weight: 600; }
input:not([type=hidden]) { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; border: 1px solid #888; border-radius: .25rem; }
button { display: block; width: 100%; margin: .5rem 0; padding: .6rem; font: inherit; text-align: start; cursor: pointer;
  border: 1px solid #0b5cad; border-radius: .25rem; background: #0b5cad; color: #fff; }
button.quiet { background: none; color: inherit; border-color: #888; }
:focus-visible { outline: 3px solid #d98a00; outline-offset: 2px; }
.alert { padding: .6rem; border-inline-start: 4px solid #c0392b; background: light-dark(#fbeceb, #3a2222); }
.code { font: 1.3rem ui-monospace, monospace; letter-spacing: .1em; }`;
