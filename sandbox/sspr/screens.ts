// What a visitor of SSPR sees at each step.

import { alert, button, field, form, type Html, html, type Page } from '../pages.ts';
import type { Method } from '../people.ts';
import { usable, type Visit } from './visit.ts';

const HOUSE = 'Get back into your account (SSPR)';
const LABELS: Record<Method, string> = {
  microsoftAuthenticator: 'Enter a code from my authenticator app',
  mobilePhone: 'Send a text to my mobile phone',
  email: 'Email my alternate email',
  fido2: 'Passkey',
};

export function who(name: string, complaint?: string): Page {
  return page(
    'Who are you?',
    undefined,
    html`${alert(complaint)}
${field('username', 'Email or user name', { value: name, autocomplete: 'username' })}
${button('step', 'who', 'Next')}`,
  );
}

export function choice(visit: Visit, mayUnlock: boolean): Page {
  return page(
    'Why are you having trouble signing in?',
    visit,
    html`${button('step', 'forgot', 'I forgot my password')}
${mayUnlock ? button('step', 'unlock', "I know my password, but still can't sign in") : undefined}`,
  );
}

/** One form a method, so that each button says by itself what it is for. */
export function method(visit: Visit): Page {
  const offers = usable(visit.person).map(one =>
    step(visit, html`<input type="hidden" name="method" value="${one}">${button('step', 'method', LABELS[one])}`),
  );
  return frame('Verify who you are', html`${offers}`);
}

export function code(visit: Visit, sent: { method: Method; value: string }, complaint?: string): Page {
  return page(
    'Enter your verification code',
    visit,
    html`${alert(complaint)}
<p>${LABELS[sent.method]}: the sandbox shows you the code, since it has no phones.</p>
<p class="code" data-code="${sent.value}">${sent.value}</p>
${field('code', 'Code', { autocomplete: 'one-time-code' })}
${button('step', 'code', 'Next')}`,
  );
}

export function password(visit: Visit, complaint?: string): Page {
  return page(
    'Choose a new password',
    visit,
    html`${alert(complaint)}
${field('password', 'New password', { type: 'password', autocomplete: 'new-password' })}
${field('again', 'Confirm new password', { type: 'password', autocomplete: 'new-password' })}
${button('step', 'password', 'Finish')}`,
  );
}

export function done(): Page {
  return frame('Your password has been reset', html`<p>Sign in with your new password from now on.</p>`);
}

export function unlocked(): Page {
  return frame('Your account has been unlocked', html`<p>Sign in with the password you know.</p>`);
}

export function contactAdministrator(): Page {
  return frame(
    "You can't reset your own password",
    html`<p>Password reset is not turned on for your account, or you are
not registered for it. Please contact your administrator.</p>`,
  );
}

/** A failed reset in words. */
export function why(statusDetail: string): string {
  if (statusDetail.startsWith('Fuzzy')) return 'Choose a password that is harder to guess.';
  if (/Policy/.test(statusDetail))
    return 'This password does not meet your company’s length, complexity or history rules.';
  if (statusDetail.startsWith('SSPR_0030')) return 'We could not reach your company’s network. Try again later.';
  return 'We could not reset your password. Please contact your administrator.';
}

function page(title: string, visit: Visit | undefined, body: Html): Page {
  return frame(title, step(visit, body));
}

function step(visit: Visit | undefined, body: Html): Html {
  return form('/sspr/', visit ? { visit: visit.id } : {}, body);
}

function frame(title: string, body: Html): Page {
  return { title, house: HOUSE, body };
}
