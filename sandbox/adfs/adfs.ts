// The company's AD FS: its sign-in page, to which Entra sends federated people, and the page where they change a password.
import type { Request, Server } from 'restify';
import { COMPANY } from '../company.ts';
import { Unreachable } from '../on-premises/on-premises.ts';
import { type Answer, alert, button, field, form, given, type Html, html, say, show } from '../pages.ts';
import { changePassword, verifyPassword } from '../passwords.ts';
import { backToEntra } from '../trust.ts';
import { byUserName } from '../user-name.ts';
import type { Person, World } from '../world.ts';
import { endpoints } from './endpoints.ts';

const HOUSE = say('adfs.house', { company: COMPANY });
const SIGN_IN = '/adfs/ls/';
const UPDATE = '/adfs/portal/updatepassword/';

const REFUSALS = {
  wrong: say('adfs.no.wrong'),
  disabled: say('adfs.no.disabled'),
  locked: say('adfs.no.locked'),
  policy: say('adfs.no.policy'),
  same: say('adfs.no.same'),
  again: say('outside.no-match'),
  unreachable: say('adfs.no.unreachable'),
} as const;

/** Adds the two pages, and the addresses that machines ask. AD FS keeps no session of its own here: it always asks for the password. */
export function adfs(server: Server, world: World): void {
  endpoints(server, world);
  for (const path of [SIGN_IN, SIGN_IN.slice(0, -1)]) {
    server.get(path, async (req, res) => show(res, signInPage(req)));
    server.post(path, async (req, res) => show(res, await signIn(world, req).catch(trouble(req, signInPage))));
  }
  for (const path of [UPDATE, UPDATE.slice(0, -1)]) {
    server.get(path, async (req, res) => {
      if (world.estate.adfsOff.has(UPDATE)) res.send(503);
      else show(res, given(req, 'status') === '0' ? updated(req) : updatePage(req, notice(given(req, 'pcsrc'))));
    });
    server.post(path, async (req, res) =>
      show(res, await update(world, req).catch(trouble(req, (asked, why) => updatePage(asked, REFUSALS[why])))),
    );
  }
}

function signInPage(req: Request, refusal?: keyof typeof REFUSALS): Answer {
  const name = given(req, 'UserName') || given(req, 'username');
  return {
    title: say('adfs.sign-in'),
    house: HOUSE,
    body: form(
      SIGN_IN,
      { wctx: given(req, 'wctx') },
      html`${alert(refusal && REFUSALS[refusal])}
${field('UserName', say('adfs.user'), { value: name, autocomplete: 'username' })}
${field('Password', say('outside.password'), { type: 'password', autocomplete: 'current-password' })}
${button('AuthMethod', 'FormsAuthentication', say('entra.sign-in'))}
<p><a href="${UPDATE}?${new URLSearchParams({ username: name }).toString()}">${say('adfs.update')}</a></p>`,
    ),
  };
}

/** What its pages say when no domain controller answers. */
function trouble(req: Request, page: (req: Request, why: 'unreachable') => Answer) {
  return (fault: unknown): Answer => {
    if (fault instanceof Unreachable) return page(req, 'unreachable');
    throw fault;
  };
}

async function signIn(world: World, req: Request): Promise<Answer> {
  const person = inDomain(world, given(req, 'UserName'));
  const verdict = person ? await verifyPassword(world, person, given(req, 'Password'), 'ad') : 'wrong';
  const context = given(req, 'wctx');
  world.tell('page', `AD FS: ${person?.name ?? 'somebody unknown'} gave a password (${verdict})`);
  if (!person) return signInPage(req, 'wrong');
  if (verdict === 'must-change') {
    return {
      to: `${UPDATE}?${new URLSearchParams({ username: person.upn, pcsrc: 'expired', wctx: context }).toString()}`,
    };
  }
  if (verdict !== 'ok') return signInPage(req, verdict);
  if (!context)
    return { title: say('adfs.signed-in'), house: HOUSE, body: html`<p>${say('adfs.as', { upn: person.upn })}</p>` };
  return { to: backToEntra(world, 'adfs', person, context) };
}

function updatePage(req: Request, complaint?: Html): Answer {
  const name = given(req, 'UserName') || given(req, 'username');
  return {
    title: say('adfs.update'),
    house: HOUSE,
    body: form(
      UPDATE,
      { wctx: given(req, 'wctx') },
      html`${alert(complaint)}
${field('UserName', say('adfs.user'), { value: name, autocomplete: 'username' })}
${field('OldPassword', say('adfs.old'), { type: 'password', autocomplete: 'current-password' })}
${field('NewPassword', say('outside.new-password'), { type: 'password', autocomplete: 'new-password' })}
${field('ConfirmNewPassword', say('outside.confirm-new'), { type: 'password', autocomplete: 'new-password' })}
${button('update', '1', say('adfs.submit'))}`,
    ),
  };
}

/** A change, not a reset: the old (or temporary) password is the proof, and there is no second factor (Microsoft: "Update password customization"). */
async function update(world: World, req: Request): Promise<Answer> {
  const fresh = given(req, 'NewPassword');
  if (fresh !== given(req, 'ConfirmNewPassword')) return updatePage(req, REFUSALS.again);
  const person = inDomain(world, given(req, 'UserName'));
  const outcome = person ? await changePassword(world, person, given(req, 'OldPassword'), fresh, 'ad') : 'wrong';
  world.tell('page', `AD FS: ${person?.name ?? 'somebody unknown'} updated a password (${outcome})`);
  if (outcome !== 'ok') return updatePage(req, REFUSALS[outcome]);
  const context = given(req, 'wctx');
  const kept = context ? `&${new URLSearchParams({ wctx: context, username: person?.upn ?? '' }).toString()}` : '';
  return { to: `${UPDATE}?status=0${kept}` };
}

function updated(req: Request): Answer {
  const context = given(req, 'wctx');
  const onward = `${SIGN_IN}?${new URLSearchParams({ wctx: context, username: given(req, 'username') }).toString()}`;
  return {
    title: say('adfs.updated'),
    house: HOUSE,
    body: context
      ? html`<p><a href="${onward}">${say('adfs.onward')}</a></p>`
      : html`<p>${say('adfs.updated-then')}</p>`,
  };
}

function notice(reason: string): Html | undefined {
  return reason === 'expired' ? say('adfs.expired') : undefined;
}

/** Somebody who lives in the cloud alone is a stranger to the domain. */
function inDomain(world: World, name: string): Person | undefined {
  const person = byUserName(world, name);
  return person?.ad ? person : undefined;
}
