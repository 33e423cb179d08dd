// What a person sees of Entra's sign-in at each step.
import { PROVIDERS } from '../company.ts';
import { alert, button, field, form, type Html, html, type Page, say } from '../pages.ts';
import type { Method } from '../people.ts';
import { providerOf } from '../world.ts';
import { errorPage, HOUSE, refusal } from './aadsts.ts';
import { type Attempt, passwordless, type Step, secondFactors } from './attempt.ts';

/** The page of a step; `complaint` says what was wrong with the last answer. */
export function screen(attempt: Attempt, step: Exclude<Step, 'done'>, complaint?: Html): Page {
  switch (step) {
    case 'who':
      return who(attempt, complaint);
    case 'credentials':
      return credentials(attempt, complaint);
    case 'gesture':
      return page(
        attempt,
        say('entra.passwordless'),
        html`${alert(complaint)}
<p>${say('entra.passwordless-why')}</p>${gestures(attempt)}`,
      );
    case 'second-factor':
      return secondFactor(attempt, complaint);
    case 'guest':
      return page(
        attempt,
        say('entra.guest'),
        html`<p>${say('entra.guest-why', { name: attempt.person?.name ?? '', home: attempt.person?.homeDomain ?? '' })}</p>`,
      );
    case 'disabled':
      return errorPage(refusal('disabled'));
    case 'context-unmet':
      return errorPage(refusal('contextUnmet'));
    case 'no-second-factor':
      return errorPage(refusal('cannotMfa'));
  }
}

/** The temporary password was right and has had its day. */
export function change(attempt: Attempt, complaint?: Html): Page {
  return page(
    attempt,
    say('entra.update'),
    html`${alert(complaint)}
<p>${say('entra.update-why')}</p>
${step(
  attempt,
  html`${field('old', say('entra.current'), { type: 'password', autocomplete: 'current-password' })}
${field('fresh', say('outside.new-password'), { type: 'password', autocomplete: 'new-password' })}
${field('again', say('entra.confirm'), { type: 'password', autocomplete: 'new-password' })}
${button('do', 'change', say('entra.sign-in'))}`,
)}`,
  );
}

/** `response_mode=form_post`, for a browser without scripts. */
export function handBack(to: string, fields: Readonly<Record<string, string>>): Page {
  return {
    title: say('entra.working'),
    house: HOUSE,
    body: form(to, fields, html`<button>${say('entra.continue')}</button>`),
  };
}

function who(attempt: Attempt, complaint?: Html): Page {
  const tiles = [...attempt.visitor.sessions.keys()].map(person =>
    button('account', person.upn, `${person.name} (${person.upn})`),
  );
  const known = tiles.length > 0 ? html`${step(attempt, html`${tiles}`)}<h2>${say('entra.another')}</h2>` : undefined;
  return page(
    attempt,
    say(tiles.length > 0 ? 'entra.pick' : 'entra.sign-in'),
    html`${alert(complaint)}${known}
${step(
  attempt,
  html`${field('username', say('outside.user'), { value: attempt.asked.loginHint, autocomplete: 'username' })}
${button('do', 'who', say('outside.next'))}`,
)}`,
  );
}

function credentials(attempt: Attempt, complaint?: Html): Page {
  const person = attempt.person;
  const provider = person && providerOf(person);
  const password = provider
    ? step(attempt, button('do', 'federate', say('entra.federate', { company: PROVIDERS[provider].brand })))
    : step(
        attempt,
        html`${field('password', say('outside.password'), { type: 'password', autocomplete: 'current-password' })}
${button('do', 'password', say('entra.sign-in'))}`,
      );
  return page(
    attempt,
    say('entra.enter-password'),
    html`<p>${person?.upn}</p>${alert(complaint)}${password}${gestures(attempt)}
${step(attempt, button('do', 'another', say('entra.use-another'), true))}`,
  );
}

const GESTURES: Partial<Record<Method, Html>> = {
  fido2: say('entra.passkey'),
  microsoftAuthenticator: say('entra.authenticator'),
};

function gestures(attempt: Attempt): Html | undefined {
  const methods = attempt.person ? passwordless(attempt.person) : [];
  if (methods.length === 0) return undefined;
  return step(attempt, html`${methods.map(method => button('do', method, GESTURES[method] ?? method))}`);
}

function secondFactor(attempt: Attempt, complaint?: Html): Page {
  const methods = attempt.person ? secondFactors(attempt.person) : [];
  const sent = attempt.code;
  const text =
    sent === undefined
      ? undefined
      : html`<p>${say('outside.code-shown')}</p>
<p class="code" data-code="${sent}">${sent}</p>
${step(attempt, html`${field('code', say('outside.code'), { autocomplete: 'one-time-code' })}${button('do', 'code', say('entra.verify-code'))}`)}`;
  return page(
    attempt,
    say('entra.verify'),
    html`${alert(complaint)}${text}
${step(attempt, html`${methods.map(method => button('do', `second:${method}`, say(`entra.second.${method}`)))}`)}`,
  );
}

/** Every page has its way out: back to the application, with `access_denied`. */
function page(attempt: Attempt, title: Html, body: Html): Page {
  return {
    title,
    house: HOUSE,
    body: html`${body}${step(attempt, button('do', 'cancel', say('outside.cancel'), true))}`,
  };
}

function step(attempt: Attempt, body: Html): Html {
  return form('/login/sign-in', { attempt: attempt.id }, body);
}
