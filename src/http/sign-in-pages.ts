// What a person sees around a sign-in: the button before it, and what came of it.
import type { Key, Words } from '../../locales/words.ts';
import type { RefusalCode } from '../core/refusals.ts';
import type { Request } from '../core/request.ts';
import type { Failed, Purpose } from '../core/sign-in.ts';
import type { Answer } from './answer.ts';
import { type Html, html, page } from './page.ts';
import type { Asked } from './route.ts';

export type SignInLook = {
  /** Address of the script that talks to Teams in its popup. */
  readonly script: string;
  /** Hosts to be told to teams-js beside Microsoft's own. */
  readonly hosts: string;
  /** Where the form may lead in the end, besides https pages: the login origin. */
  readonly loginOrigin: string;
};

/** What a start page carries: a ticket; or the request alone, or for the tracker nothing, where the sign-in itself decides. */
export type Start = { readonly ticket?: string | undefined; readonly request?: string | undefined };

type Who = { readonly upn: string };

/**
 * One button, so that a link's preview burns nothing. In the Teams popup the script presses it. Browsers hold a form's redirects against
 * form-action, and a federated sign-in goes on to the company's own page: hence any https page, not only the login origin.
 */
export function startPage(words: Words, look: SignInLook, purpose: Purpose, { ticket, request }: Start): Answer {
  const [name, value] = ticket === undefined ? ['request', request] : ['ticket', ticket];
  const carried = value === undefined ? undefined : html`<input type="hidden" name="${name}" value="${value}">`;
  const popup = purpose === 'prove' || purpose === 'finish';
  const body = html`<p>${words.say(`pages.start.${purpose}.lead`)}</p>
<form method="post" action="/sign-in/${purpose}" id="start" data-hosts="${look.hosts}">
${carried}
<button class="primary">${words.say(`pages.start.${purpose}.button`)}</button>
</form>
<p class="quiet">${words.say('pages.start.where', { host: new URL(look.loginOrigin).host })}</p>`;
  return page(words, {
    title: words.say(`pages.start.${purpose}.title`),
    body,
    forms: ["'self'", 'https:', look.loginOrigin],
    ...(popup ? { script: look.script } : {}),
  });
}

/** The code travels to the chat by itself where Teams opened this page; else the person carries it. */
export function codePage(words: Words, look: SignInLook, code: string): Answer {
  const body = html`<p id="sent" role="status">${words.say('pages.code.lead')}</p>
<p>${words.say('pages.code.or')}</p>
<p class="code" id="code" data-code="${code}" data-hosts="${look.hosts}">${code}</p>
<p class="quiet">${words.say('pages.code.alone')}</p>`;
  return page(words, { title: words.say('pages.code.title'), body, script: look.script });
}

export function donePage(words: Words, request: string): Answer {
  const body = html`<p>${words.say('pages.done.lead')}</p>${toTracker(words, request)}`;
  return page(words, { title: words.say('pages.done.title'), body });
}

/** Approvers go on in Teams: the tracker is not theirs. */
export function approvedPage(words: Words, { approvals, demand }: Pick<Request, 'approvals' | 'demand'>): Answer {
  const more = Math.max(0, (demand?.approvals ?? 1) - approvals.length);
  const body = html`<p>${words.say('pages.approved.lead', { more })}</p>`;
  return page(words, { title: words.say('pages.approved.title'), body });
}

export function notApprovedPage(asked: Asked, code: RefusalCode): Answer {
  const why = asked.words.say(`chat.refusal.${code}`);
  const body = html`<p>${asked.words.say('pages.not-approved.lead', { why })}</p>`;
  return sorry(asked, 'pages.not-approved.title', body, 409);
}

/** It goes on without whoever lent their hands. */
export function lentPage(words: Words): Answer {
  return page(words, { title: words.say('pages.lent.title'), body: html`<p>${words.say('pages.lent.lead')}</p>` });
}

export function notLentPage(asked: Asked, code: RefusalCode): Answer {
  const why = asked.words.say(`chat.refusal.${code}`);
  return sorry(asked, 'pages.not-lent.title', html`<p>${asked.words.say('pages.not-lent.lead', { why })}</p>`, 409);
}

export function notDonePage(asked: Asked, code: RefusalCode, request: string): Answer {
  const { words } = asked;
  const key = `pages.not-done.${code}`;
  const why = html`<p>${words.say(words.knows(key) ? key : 'pages.not-done.other')}</p>`;
  return sorry(asked, 'pages.not-done.title', html`${why}${toTracker(words, request)}`, 409);
}

/** Signed in as oneself, and nothing to follow. */
export function noRequestPage(words: Words): Answer {
  const body = html`<p>${words.say('pages.no-request.lead')}</p>`;
  return page(words, { title: words.say('pages.no-request.title'), body });
}

/** What one check of the account found, and the steps that mend it, as the doctor writes them. */
export type Advice = { readonly lookedAt: string; readonly found: string; readonly mend: readonly string[] };

export function connectedPage(words: Words, upn: string, advice: readonly Advice[]): Answer {
  const items = advice.map(
    ({ lookedAt, found, mend }) =>
      html`<li>${lookedAt}. ${found}<ol>${mend.map(step => html`<li>${step}</li>`)}</ol></li>`,
  );
  const still = advice.length === 0 ? undefined : html`<p>${words.say('pages.connected.still')}</p><ul>${items}</ul>`;
  const body = html`<p>${words.say('pages.connected.lead', { upn })}</p>${still}`;
  return page(words, { title: words.say('pages.connected.title'), body });
}

/** The account is right, but the permission to reset was never consented to. */
export function notGrantedPage(asked: Asked): Answer {
  return sorry(asked, 'pages.not-granted.title', html`<p>${asked.words.say('pages.not-granted.lead')}</p>`, 403);
}

export function wrongAccountPage(asked: Asked, who: Who, purpose?: 'connect'): Answer {
  const lead = purpose === 'connect' ? 'pages.wrong-account.connect' : 'pages.wrong-account.lead';
  return sorry(asked, 'pages.wrong-account.title', html`<p>${asked.words.say(lead, { upn: who.upn })}</p>`, 403);
}

const STATUS = { cancelled: 200, expired: 410, mismatch: 400, unavailable: 503, refused: 403 } as const;

export function failedPage(asked: Asked, { why, purpose, subject }: Failed): Answer {
  const { words } = asked;
  const again = purpose === 'tracker' && subject?.['request'] ? toTracker(words, subject['request']) : undefined;
  const where = subject?.['join'] === undefined ? purpose : 'join';
  const next = where === undefined ? undefined : html`<p>${words.say(`pages.failed.next.${where}`)}</p>`;
  const body = html`<p>${words.say(`pages.failed.${why}`)}</p>${next}${again}`;
  return sorry(asked, 'pages.failed.title', body, STATUS[why]);
}

function sorry({ words, reference }: Asked, title: Key, body: Html, status: number): Answer {
  const traced = html`<p class="quiet">${words.say('pages.reference', { reference })}</p>`;
  return page(words, { title: words.say(title), body: html`${body}${traced}`, status });
}

/** Without a ticket: in the tab that had the page it opens again, anywhere else it asks for a sign-in. */
function toTracker(words: Words, request: string): Html {
  const address = `/tracker?${new URLSearchParams({ request }).toString()}`;
  return html`<p><a class="button" href="${address}">${words.say('pages.to-tracker')}</a></p>`;
}
