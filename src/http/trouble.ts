// Everything that goes wrong, as a value with words of its own. What really happened goes to the log under the reference.
import type { Key, Words } from '../../locales/words.ts';
import type { RefusalCode } from '../core/refusals.ts';
import { type Answer, json, text } from './answer.ts';
import { html, page } from './page.ts';

const STATUS = {
  'bad-request': 400,
  session: 401,
  token: 401,
  'not-found': 404,
  method: 405,
  'too-large': 413,
  'content-type': 415,
  broken: 500,
} as const;

export type Trouble = {
  readonly trouble: string;
  readonly status: number;
  readonly words: Key;
  readonly headers?: Readonly<Record<string, string>>;
};

/** How a route talks, also when it must say no: to a program, to a person in a browser, or in a plain line. */
export type Speech = 'json' | 'page' | 'text';

export function trouble(code: keyof typeof STATUS, headers: Readonly<Record<string, string>> = {}): Trouble {
  return { trouble: code, status: STATUS[code], words: `pages.trouble.${code}`, headers };
}

/** A refusal of the desk towards the tracker: 403 for the wrong page or person, 410 for what is over, 409 for what is not so now. */
export function refusal(code: RefusalCode, words: Words): Trouble {
  const key = `tracker.refused.${code}`;
  const status = FORBIDDEN.includes(code) ? 403 : OVER.includes(code) ? 410 : 409;
  return { trouble: code, status, words: words.knows(key) ? key : 'tracker.refused.other' };
}

const FORBIDDEN: readonly RefusalCode[] = ['not-yours', 'other-page', 'newer-page', 'wrong-tenant'];
const OVER: readonly RefusalCode[] = ['handed-over', 'reread-over', 'no-password', 'no-such-request'];

export function isTrouble(value: object): value is Trouble {
  return 'trouble' in value;
}

/** @param reference what the person can read out to whoever looks into the log */
export function tell(found: Trouble, speech: Speech, words: Words, reference: string): Answer {
  const { status, trouble: code, headers = {} } = found;
  const said = words.say(found.words);
  if (speech === 'json') return json(status, { code, words: said, reference }, headers);
  const traced = words.say('pages.reference', { reference });
  if (speech === 'text') return text(status, `${said}\n${traced}`, headers);
  const body = html`<p>${said}</p><p class="quiet">${traced}</p>`;
  return { ...page(words, { title: words.say('pages.trouble.title'), body, status }), headers };
}
