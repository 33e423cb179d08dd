// What a visitor of SSPR sees at each step.

import { alert, button, field, form, type Html, html, type Page, say } from '../pages.ts';
import type { Method } from '../people.ts';
import { usable, type Visit } from './visit.ts';

const HOUSE = say('sspr.house');

export function who(name: string, complaint?: Html): Page {
  return page(
    say('sspr.who'),
    undefined,
    html`${alert(complaint)}
${field('username', say('outside.user'), { value: name, autocomplete: 'username' })}
${button('step', 'who', say('outside.next'))}`,
  );
}

export function choice(visit: Visit, mayUnlock: boolean): Page {
  return page(
    say('sspr.why'),
    visit,
    html`${button('step', 'forgot', say('sspr.forgot'))}
${mayUnlock ? button('step', 'unlock', say('sspr.unlock')) : undefined}`,
  );
}

/** One form a method, so that each button says by itself what it is for. */
export function method(visit: Visit): Page {
  const offers = usable(visit.person).map(one =>
    step(
      visit,
      html`<input type="hidden" name="method" value="${one}">${button('step', 'method', say(`sspr.by.${one}`))}`,
    ),
  );
  return frame(say('sspr.verify'), html`${offers}`);
}

export function code(visit: Visit, sent: { method: Method; value: string }, complaint?: Html): Page {
  return page(
    say('sspr.code'),
    visit,
    html`${alert(complaint)}
<p>${say(`sspr.by.${sent.method}`)}</p>
<p>${say('outside.code-shown')}</p>
<p class="code" data-code="${sent.value}">${sent.value}</p>
${field('code', say('outside.code'), { autocomplete: 'one-time-code' })}
${button('step', 'code', say('outside.next'))}`,
  );
}

export function password(visit: Visit, complaint?: Html): Page {
  return page(
    say('sspr.choose'),
    visit,
    html`${alert(complaint)}
${field('password', say('outside.new-password'), { type: 'password', autocomplete: 'new-password' })}
${field('again', say('outside.confirm-new'), { type: 'password', autocomplete: 'new-password' })}
${button('step', 'password', say('sspr.finish'))}`,
  );
}

export function done(): Page {
  return frame(say('sspr.reset'), html`<p data-done="reset">${say('sspr.reset-then')}</p>`);
}

export function unlocked(): Page {
  return frame(say('sspr.unlocked'), html`<p data-done="unlocked">${say('sspr.unlocked-then')}</p>`);
}

export function contactAdministrator(): Page {
  return frame(say('sspr.admin'), html`<p>${say('sspr.admin-why')}</p>`);
}

/** A failed reset in words. */
export function why(statusDetail: string): Html {
  if (statusDetail.startsWith('Fuzzy')) return say('sspr.no.guess');
  if (/Policy/.test(statusDetail)) return say('sspr.no.policy');
  if (statusDetail.startsWith('SSPR_0030')) return say('sspr.no.network');
  return say('sspr.no.other');
}

function page(title: Html, visit: Visit | undefined, body: Html): Page {
  return frame(title, step(visit, body));
}

function step(visit: Visit | undefined, body: Html): Html {
  return form('/sspr/', visit ? { visit: visit.id } : {}, body);
}

function frame(title: Html, body: Html): Page {
  return { title, house: HOUSE, body };
}
