// Microsoft's Security info, as far as it concerns a password: who is still signed in with a second factor chooses a new one without the old.
import type { Server } from 'restify';
import { alert, button, field, form, given, type Html, html, type Page, say, show } from './pages.ts';
import { selfServiceReset } from './passwords.ts';
import { auditRow } from './sspr/audit.ts';
import { why } from './sspr/screens.ts';
import { byUserName } from './user-name.ts';
import type { Person, World } from './world.ts';

const PATH = '/mysignins/';
const HOUSE = say('security-info.house');

/** Adds the page. It has no sign-in of its own: whose session of before this browser has, is said and not proved. */
export function securityInfo(server: Server, world: World): void {
  for (const path of [PATH, PATH.slice(0, -1)]) {
    server.get(path, async (_req, res) => show(res, whose('')));
    server.post(path, async (req, res) => {
      const name = given(req, 'username');
      const person = byUserName(world, name);
      if (!person?.accountEnabled || person.methods.length === 0)
        return show(res, whose(name, say('security-info.no-session')));
      const fresh = given(req, 'password');
      if (fresh === '') return show(res, choose(person));
      if (fresh !== given(req, 'again')) return show(res, choose(person, say('outside.no-match')));
      show(res, await change(world, person, fresh));
    });
  }
}

async function change(world: World, person: Person, fresh: string): Promise<Page> {
  const end = await selfServiceReset(world, person, fresh);
  world.audit(auditRow(world, person, 'Change password (self-service)', end.statusDetail, end.outcome));
  world.tell('page', `Security info: ${person.name} chose a new password (${end.statusDetail})`);
  if (end.outcome === 'failed') return choose(person, why(end.statusDetail));
  return page(say('security-info.changed'), html`<p data-done="changed">${say('sspr.reset-then')}</p>`);
}

function whose(name: string, complaint?: Html): Page {
  return page(
    say('security-info.whose'),
    html`<p>${say('security-info.about')}</p>${alert(complaint)}
${form(
  PATH,
  {},
  html`${field('username', say('outside.user'), { value: name, autocomplete: 'username' })}${button('do', 'who', say('outside.next'))}`,
)}`,
  );
}

function choose({ upn }: Person, complaint?: Html): Page {
  return page(
    say('security-info.change'),
    html`<p>${upn}</p>${alert(complaint)}
${form(
  PATH,
  { username: upn },
  html`${field('password', say('outside.new-password'), { type: 'password', autocomplete: 'new-password' })}
${field('again', say('outside.confirm-new'), { type: 'password', autocomplete: 'new-password' })}
${button('do', 'change', say('security-info.submit'))}`,
)}`,
  );
}

function page(title: Html, body: Html): Page {
  return { title, house: HOUSE, body };
}
