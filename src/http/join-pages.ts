// What a person sees who joins a request from any device: the door, the proofs, the hand-off; and the page that stops it all.
import type { Words } from '../../locales/words.ts';
import type { Available } from '../core/desk/proofs/proofs.ts';
import type { Refused } from '../core/refusals.ts';
import { challenge, type Request } from '../core/request.ts';
import type { Answer } from './answer.ts';
import { type Html, html, page as sheet } from './page.ts';

const OURS = ["'self'"];

export type JoinView = {
  readonly request: Request;
  /** The page's key. */
  readonly page: string;
  /** While proofs are asked for: those still missing, and whether they could be enough. */
  readonly available: readonly Available[];
  readonly enough: boolean;
  /** How a person reaches the helpdesk without this page. */
  readonly contact: string | undefined;
  readonly now: number;
  readonly loginOrigin: string;
  readonly why?: Refused;
};

export function enterPage(words: Words, why?: Refused, upn = ''): Answer {
  const body = html`${alert(words, why)}<p>${words.say('pages.join.lead')}</p>
<form method="post" action="/join">
<label for="upn">${words.say('pages.join.upn')}</label>
<input id="upn" name="upn" required maxlength="256" value="${upn}" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false">
<label for="code">${words.say('pages.join.code')}</label>
<input id="code" name="code" required maxlength="7" pattern="[0-9 ]{6,7}" inputmode="numeric" autocomplete="one-time-code">
<button class="primary">${words.say('pages.join.enter')}</button>
</form>`;
  const status = why === undefined ? 200 : why.refused === 'too-many-tries' ? 429 : 403;
  return sheet(words, { title: words.say('pages.join.title'), body, forms: OURS, status });
}

export function joinedPage(words: Words, view: JoinView): Answer {
  const { request, why } = view;
  const { account, onBehalf, openedAt } = request;
  const by = onBehalf?.by.name ?? '';
  const time = words.moment(openedAt);
  const body = html`${alert(words, why)}<p>${words.say('pages.join.for', { name: account.name, upn: account.upn, by, time })}</p>
${request.proofs.map(proof => html`<p>${passedWords(words, proof)}</p>`)}
${stateOf(words, view)}`;
  return sheet(words, {
    title: words.say('pages.join.heading'),
    body,
    // The sign-in leads to the login, and from there to a company's own page.
    forms: [...OURS, 'https:', view.loginOrigin],
    status: why ? 409 : 200,
  });
}

export function elsewherePage(words: Words, url: string): Answer {
  const body = html`<p>${words.say('pages.join.elsewhere', { url })}</p>
<p><a class="button" href="${url}">${words.say('pages.join.enter')}</a></p>`;
  return sheet(words, { title: words.say('pages.join.title'), body, status: 403 });
}

/** A link in a mail is fetched by previews: it takes the button to stop anything. */
export function stopPage(words: Words, { request, key }: { readonly request: string; readonly key: string }): Answer {
  const body = html`<p>${words.say('pages.stop.lead')}</p>
<form method="post" action="/join/stop">
<input type="hidden" name="request" value="${request}">
<input type="hidden" name="key" value="${key}">
<button class="danger">${words.say('pages.stop.button')}</button>
</form>`;
  return sheet(words, { title: words.say('pages.stop.title'), body, forms: OURS });
}

export function stopDonePage(words: Words, done: boolean): Answer {
  const body = html`<p>${words.say(done ? 'pages.stop.done' : 'pages.stop.late')}</p>`;
  return sheet(words, { title: words.say('pages.stop.title'), body, status: done ? 200 : 410 });
}

function alert(words: Words, why: Refused | undefined): Html | undefined {
  if (!why) return undefined;
  const said = why.refused === 'code-wrong' ? 'pages.join.hand-off-wrong' : (`chat.refusal.${why.refused}` as const);
  return html`<p role="alert">${words.say(said)}</p>`;
}

function passedWords(words: Words, { kind, by }: Request['proofs'][number]): string {
  return kind === 'vouch'
    ? words.say('pages.join.passed-vouch', { by: by?.name ?? '' })
    : words.say('pages.join.passed-step-up');
}

function stateOf(words: Words, view: JoinView): Html {
  const { state } = view.request;
  switch (state) {
    case 'open':
      return html`${view.available.length === 0 ? consent(words, view) : proofs(words, view)}
${foot(words, view)}`;
    case 'pending':
    case 'approved':
    case 'resetting':
    case 'landed':
      return html`<p>${words.say(state === 'pending' ? 'pages.join.pending' : 'pages.join.approved')}</p>
${handOff(words, view)}
${foot(words, view)}`;
    default:
      return html`<p>${words.say(`chat.state.${state}`)}</p>`;
  }
}

function consent(words: Words, view: JoinView): Html {
  return html`<p>${words.say('pages.join.consent')}</p>
${step(view, 'file', words.say('pages.join.file'), 'primary')}`;
}

/** Nobody begins with the half of what would not be enough, or goes to somebody for nothing. */
function proofs(words: Words, view: JoinView): Html {
  const { available, enough, contact } = view;
  if (enough) return html`${available.map(one => proof(words, view, one))}`;
  const why = available.flatMap(one => (one.ready ? [] : [one]));
  return html`<p role="alert">${words.say('pages.join.none-left')}</p>
${why.map(one => proof(words, view, one))}
<p>${contact ? words.say('chat.person', { contact }) : words.say('chat.person.no-contact')}</p>`;
}

function proof(words: Words, view: JoinView, one: Available): Html {
  if (!one.ready) return html`<p class="quiet">${words.say(`chat.refusal.${one.why}`)}</p>`;
  if (one.kind === 'step-up')
    return html`<p>${words.say('pages.join.sign-in-lead')}</p>${step(view, 'sign-in', words.say('pages.join.sign-in'), 'primary')}`;
  const offered = challenge(view.request, 'vouch');
  if (!offered || offered.spent || view.now > offered.expiresAt)
    return html`<p>${words.say('pages.join.vouch-lead')}</p>${step(view, 'vouch', words.say('pages.join.vouch'))}`;
  return html`<p>${words.say('pages.join.digits', { voucher: offered.voucher.name })}</p>
<p class="code">${offered.digits}</p>
<p class="quiet">${words.say('pages.join.digits-until', { until: words.time(offered.expiresAt) })}</p>`;
}

function handOff(words: Words, view: JoinView): Html {
  const fields = html`<label for="code">${words.say('pages.join.hand-off')}</label>
<input id="code" name="code" required maxlength="100" autocomplete="off" autocapitalize="none" spellcheck="false">
<label for="app">${words.say('pages.join.app')}</label>
<input id="app" name="app" maxlength="7" inputmode="numeric" autocomplete="one-time-code">`;
  return step(view, 'hand-off', words.say('pages.join.open'), 'primary', fields);
}

/** No script, so whoever waits looks again by hand. */
function foot(words: Words, view: JoinView): Html {
  const stoppable = ['open', 'pending', 'approved'].includes(view.request.state);
  return html`${step(view, 'look', words.say('pages.join.look'))}
<p class="quiet">${words.say('pages.join.keep')}</p>
${stoppable ? html`<p class="quiet">${words.say('pages.join.cancel-lead')}</p>${step(view, 'cancel', words.say('pages.join.cancel'), 'danger')}` : undefined}`;
}

function step({ request, page }: JoinView, what: string, label: string, look = '', fields?: Html): Html {
  return html`<form method="post" action="/join/step">
<input type="hidden" name="request" value="${request.id}">
<input type="hidden" name="page" value="${page}">
${fields}
<button name="do" value="${what}" class="${look}">${label}</button>
</form>`;
}
