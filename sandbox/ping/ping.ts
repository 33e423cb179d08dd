// The PingFederate of a company that was bought: the sign-in page to which Entra sends its people, and the page where they change a
// password. Addresses as Ping documents them for Office 365 (WS-Federation), and of its HTML Form Adapter; it asks the same Active Directory.
import type { Request, Server } from 'restify';
import { PROVIDERS, SIGN_INS } from '../company.ts';
import { Unreachable } from '../on-premises/on-premises.ts';
import { type Answer, alert, button, field, form, given, html, say, show } from '../pages.ts';
import { changePassword, verifyPassword } from '../passwords.ts';
import { backToEntra } from '../trust.ts';
import { byUserName } from '../user-name.ts';
import { domainOf, type Person, type World } from '../world.ts';

const HOUSE = say('ping.house', { company: PROVIDERS.ping.brand });
const SIGN_IN = SIGN_INS.ping;
/** What an admin writes into the policy file for people of this provider. */
export const CHANGE = '/ext/pwdchange/Identify?AdapterId=HTMLForm';
const CHANGE_PATH = new URL(CHANGE, 'http://path').pathname;

const REFUSALS = {
  wrong: say('adfs.no.wrong'),
  disabled: say('adfs.no.disabled'),
  locked: say('adfs.no.locked'),
  policy: say('adfs.no.policy'),
  same: say('entra.same'),
  again: say('outside.no-match'),
  unreachable: say('adfs.no.unreachable'),
} as const;
type Refusal = keyof typeof REFUSALS;

export function ping(server: Server, world: World): void {
  const serve = (path: string, page: Shown, answer: (world: World, req: Request) => Promise<Answer>) => {
    server.get(path, async (req, res) => show(res, page(req)));
    server.post(path, async (req, res) => show(res, await answer(world, req).catch(trouble(req, page))));
  };
  serve(SIGN_IN, signInPage, signIn);
  serve(CHANGE_PATH, changePage, change);
}

type Shown = (req: Request, refusal?: Refusal) => Answer;

/** What its pages say when no domain controller answers. */
function trouble(req: Request, page: Shown) {
  return (fault: unknown): Answer => {
    if (fault instanceof Unreachable) return page(req, 'unreachable');
    throw fault;
  };
}

function signInPage(req: Request, refusal?: Refusal): Answer {
  return {
    title: say('adfs.sign-in'),
    house: HOUSE,
    body: form(
      SIGN_IN,
      { wctx: given(req, 'wctx') },
      html`${alert(refusal && REFUSALS[refusal])}
${field('pf.username', say('adfs.user'), { value: nameIn(req), autocomplete: 'username' })}
${field('pf.pass', say('outside.password'), { type: 'password', autocomplete: 'current-password' })}
${button('pf.ok', 'clicked', say('entra.sign-in'))}
<p><a href="${CHANGE}">${say('security-info.submit')}</a></p>`,
    ),
  };
}

async function signIn(world: World, req: Request): Promise<Answer> {
  const person = inDomain(world, nameIn(req));
  const verdict = person ? await verifyPassword(world, person, given(req, 'pf.pass'), 'ad') : 'wrong';
  world.tell('page', `PingFederate: ${person?.name ?? 'somebody unknown'} gave a password (${verdict})`);
  if (!person) return signInPage(req, 'wrong');
  // Assumed: whoever must change it is shown the form at once, as where the adapter allows changes.
  if (verdict === 'must-change') return changePage(req);
  if (verdict !== 'ok') return signInPage(req, verdict);
  const context = given(req, 'wctx');
  if (!context)
    return { title: say('adfs.signed-in'), house: HOUSE, body: html`<p>${say('adfs.as', { upn: person.upn })}</p>` };
  return { to: backToEntra(world, 'ping', person, context) };
}

function changePage(req: Request, refusal?: Refusal): Answer {
  return {
    title: say('security-info.change'),
    house: HOUSE,
    body: form(
      CHANGE,
      { wctx: given(req, 'wctx') },
      html`${alert(refusal && REFUSALS[refusal])}
${field('pf.username', say('adfs.user'), { value: nameIn(req), autocomplete: 'username' })}
${field('pf.pass', say('entra.current'), { type: 'password', autocomplete: 'current-password' })}
${field('pf.new.pass1', say('outside.new-password'), { type: 'password', autocomplete: 'new-password' })}
${field('pf.new.pass2', say('outside.confirm-new'), { type: 'password', autocomplete: 'new-password' })}
${button('pf.ok', 'clicked', say('security-info.submit'))}`,
    ),
  };
}

/** The current (or temporary) password is the proof. */
async function change(world: World, req: Request): Promise<Answer> {
  const fresh = given(req, 'pf.new.pass1');
  if (fresh !== given(req, 'pf.new.pass2')) return changePage(req, 'again');
  const person = inDomain(world, nameIn(req));
  const outcome = person ? await changePassword(world, person, given(req, 'pf.pass'), fresh, 'ad') : 'wrong';
  world.tell('page', `PingFederate: ${person?.name ?? 'somebody unknown'} changed a password (${outcome})`);
  if (!person || outcome !== 'ok') return changePage(req, outcome === 'ok' ? 'wrong' : outcome);
  const context = given(req, 'wctx');
  if (context) return { to: backToEntra(world, 'ping', person, context) };
  return {
    title: say('security-info.changed'),
    house: HOUSE,
    body: html`<p data-done="changed">${say('adfs.updated-then')}</p>`,
  };
}

/** The name that was typed, or the one that Entra sent along. */
function nameIn(req: Request): string {
  return given(req, 'pf.username') || given(req, 'username');
}

/** It serves its own domain and nobody else. */
function inDomain(world: World, name: string): Person | undefined {
  const person = byUserName(world, name);
  return person && domainOf(person) === 'wren.example' ? person : undefined;
}
