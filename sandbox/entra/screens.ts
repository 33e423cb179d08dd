// What a person sees of Entra's sign-in at each step.

import { alert, button, field, form, type Html, html, type Page } from '../pages.ts';
import type { Method } from '../people.ts';
import { isFederated } from '../world.ts';
import { errorPage, HOUSE, refusal } from './aadsts.ts';
import { type Attempt, passwordless, type Step, secondFactors } from './attempt.ts';

/** The page of a step; `complaint` says what was wrong with the last answer. */
export function screen(attempt: Attempt, step: Exclude<Step, 'done'>, complaint?: string): Page {
  switch (step) {
    case 'who':
      return who(attempt, complaint);
    case 'credentials':
      return credentials(attempt, complaint);
    case 'gesture':
      return page(
        attempt,
        'Use a passwordless method',
        html`${alert(complaint)}
<p>Your organisation asks for a passkey or the Authenticator app here, each time.</p>${gestures(attempt)}`,
      );
    case 'second-factor':
      return secondFactor(attempt, complaint);
    case 'guest':
      return page(
        attempt,
        'Sign in at your own organisation',
        html`<p>${attempt.person?.name ?? ''}, you are a guest here.
Your password lives at ${attempt.person?.homeDomain ?? 'your home organisation'}; go there to sign in or to reset it.</p>`,
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
export function change(attempt: Attempt, complaint?: string): Page {
  return page(
    attempt,
    'Update your password',
    html`${alert(complaint)}
<p>You need to update your password because this is the first time you are signing in, or because it has expired.</p>
${step(
  attempt,
  html`${field('old', 'Current password', { type: 'password', autocomplete: 'current-password' })}
${field('fresh', 'New password', { type: 'password', autocomplete: 'new-password' })}
${field('again', 'Confirm password', { type: 'password', autocomplete: 'new-password' })}
${button('do', 'change', 'Sign in')}`,
)}`,
  );
}

/** `response_mode=form_post`, for a browser without scripts. */
export function handBack(to: string, fields: Readonly<Record<string, string>>): Page {
  return { title: 'Working…', house: HOUSE, body: form(to, fields, html`<button>Continue</button>`) };
}

function who(attempt: Attempt, complaint?: string): Page {
  const tiles = [...attempt.visitor.sessions.keys()].map(person =>
    button('account', person.upn, `${person.name} (${person.upn})`),
  );
  const known = tiles.length > 0 ? html`${step(attempt, html`${tiles}`)}<h2>Another account</h2>` : undefined;
  return page(
    attempt,
    tiles.length > 0 ? 'Pick an account' : 'Sign in',
    html`${alert(complaint)}${known}
${step(
  attempt,
  html`${field('username', 'Email or user name', { value: attempt.asked.loginHint, autocomplete: 'username' })}
${button('do', 'who', 'Next')}`,
)}`,
  );
}

function credentials(attempt: Attempt, complaint?: string): Page {
  const person = attempt.person;
  const password =
    person && isFederated(person)
      ? step(attempt, button('do', 'federate', 'Use your password at Alder & Finch'))
      : step(
          attempt,
          html`${field('password', 'Password', { type: 'password', autocomplete: 'current-password' })}
${button('do', 'password', 'Sign in')}`,
        );
  return page(
    attempt,
    'Enter password',
    html`<p>${person?.upn}</p>${alert(complaint)}${password}${gestures(attempt)}
${step(attempt, button('do', 'another', 'Use another account', true))}`,
  );
}

const GESTURES: Partial<Record<Method, string>> = {
  fido2: 'Sign in with a passkey',
  microsoftAuthenticator: 'Approve in Authenticator',
};

function gestures(attempt: Attempt): Html | undefined {
  const methods = attempt.person ? passwordless(attempt.person) : [];
  if (methods.length === 0) return undefined;
  return step(attempt, html`${methods.map(method => button('do', method, GESTURES[method] ?? method))}`);
}

function secondFactor(attempt: Attempt, complaint?: string): Page {
  const methods = attempt.person ? secondFactors(attempt.person) : [];
  const sent = attempt.code;
  const text =
    sent === undefined
      ? undefined
      : html`<p>The sandbox shows you the code, since it has no phones.</p>
<p class="code" data-code="${sent}">${sent}</p>
${step(attempt, html`${field('code', 'Code', { autocomplete: 'one-time-code' })}${button('do', 'code', 'Verify')}`)}`;
  return page(
    attempt,
    'Verify your identity',
    html`${alert(complaint)}${text}
${step(attempt, html`${methods.map(method => button('do', `second:${method}`, SECOND[method]))}`)}`,
  );
}

const SECOND: Record<Method, string> = {
  fido2: 'Use a passkey',
  microsoftAuthenticator: 'Approve the request in Authenticator',
  mobilePhone: 'Text a code to my phone',
  email: 'Email',
};

/** Every page has its way out: back to the application, with `access_denied`. */
function page(attempt: Attempt, title: string, body: Html): Page {
  return { title, house: HOUSE, body: html`${body}${step(attempt, button('do', 'cancel', 'Cancel', true))}` };
}

function step(attempt: Attempt, body: Html): Html {
  return form('/login/sign-in', { attempt: attempt.id }, body);
}
