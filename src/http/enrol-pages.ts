// Setting up an authenticator: the QR code, the first code, and the page of whoever was told of it and did not do it.
import { generateURI, ScureBase32Plugin } from 'otplib';
import type { Words } from '../../locales/words.ts';
import type { RefusalCode } from '../core/refusals.ts';
import type { Request } from '../core/request.ts';
import type { Secret } from '../core/secret.ts';
import type { Answer } from './answer.ts';
import { type Html, html, page } from './page.ts';
import { qrCode } from './qr.ts';
import type { Asked } from './route.ts';

const OURS = ["'self'"];

export function enrolPage(words: Words, upn: string, secret: Secret, ticket: string): Answer {
  // The plain text leaves `use` because it leaves the process next, in this page alone.
  const key = secret.use(base64 => new ScureBase32Plugin().encode(Buffer.from(base64, 'base64')));
  const uri = generateURI({ issuer: words.say('pages.brand'), label: upn, secret: key });
  const body = html`<p>${words.say('pages.enrol.lead')}</p>
${qrCode(uri, words.say('pages.enrol.qr'))}
<p>${words.say('pages.enrol.key')}</p>
<p dir="ltr" class="code">${key.match(/.{1,4}/g)?.join(' ')}</p>
${codeForm(words, ticket)}
<p class="quiet">${words.say('pages.enrol.alone')}</p>`;
  return page(words, { title: words.say('pages.enrol.title'), body, forms: OURS });
}

/** The app has the secret already, or the typing was at fault: the QR code is not shown twice. */
export function enrolAgainPage(words: Words, ticket: string, left: number): Answer {
  const body = html`<p role="alert">${words.say('pages.enrol.wrong', { left })}</p>
${left > 0 ? codeForm(words, ticket) : undefined}`;
  return page(words, { title: words.say('pages.enrol.again'), body, forms: OURS, status: 422 });
}

function codeForm(words: Words, ticket: string): Html {
  return html`<form method="post" action="/enrol/confirm">
<input type="hidden" name="ticket" value="${ticket}">
<label for="code">${words.say('pages.enrol.code')}</label>
<input id="code" name="code" required maxlength="7" pattern="[0-9 ]{6,7}" inputmode="numeric" autocomplete="one-time-code">
<button class="primary">${words.say('pages.enrol.button')}</button>
</form>`;
}

export function enrolDonePage(words: Words, from: number): Answer {
  const body = html`<p>${words.say('pages.enrol-done.lead', { from: words.moment(from) })}</p>`;
  return page(words, { title: words.say('pages.enrol-done.title'), body });
}

/** For the owner and for their manager; `ticket` is what the button brings. */
export function enrolToldPage(words: Words, { account, enrolling, state }: Request, ticket: string): Answer {
  const { name, upn } = account;
  const on = enrolling?.usableFrom !== undefined && enrolling.removedAt === undefined && state !== 'frozen';
  const status = on
    ? words.say('pages.enrol-told.on', { name, upn, from: words.moment(enrolling?.usableFrom ?? 0) })
    : words.say('pages.enrol-told.off', { name, upn });
  const body = html`<p>${status}</p>
<p>${words.say('pages.enrol-told.stop')}</p>
<form method="post" action="/enrol/stop">
<input type="hidden" name="ticket" value="${ticket}">
<button class="danger">${words.say('pages.enrol-told.button')}</button>
</form>`;
  return page(words, { title: words.say('pages.enrol-told.title'), body, forms: OURS });
}

export function enrolStoppedPage(words: Words): Answer {
  const body = html`<p>${words.say('pages.enrol-stopped.lead')}</p>`;
  return page(words, { title: words.say('pages.enrol-stopped.title'), body });
}

/** Not set up, or not stopped: why, and what to do. */
export function enrolRefusedPage({ words, reference }: Asked, code: RefusalCode): Answer {
  const key = `pages.enrol-refused.${code}`;
  const body = html`<p>${words.say(words.knows(key) ? key : 'pages.enrol-refused.other')}</p>
<p class="quiet">${words.say('pages.reference', { reference })}</p>`;
  return page(words, { title: words.say('pages.enrol-refused.title'), body, status: 409 });
}
