// Microsoft's self-service password reset: user name, what is wrong, a registered method, a new password.
import { randomInt, randomUUID } from 'node:crypto';
import type { Request, Server } from 'restify';
import { type Answer, given, say, show } from '../pages.ts';
import { selfServiceReset, unlock } from '../passwords.ts';
import { byUserName } from '../user-name.ts';
import { isOnPremises, type World } from '../world.ts';
import { auditRow } from './audit.ts';
import * as screens from './screens.ts';
import { usable, type Visit } from './visit.ts';

const PATH = '/sspr/';
const LIFETIME = 15 * 60_000;
const WRONG_CODES = 3;

/** Adds the pages. `?username=` fills in the name; `?mkt=` is taken and has no effect: the pages are in the browser's language. */
export function sspr(server: Server, world: World): void {
  const visits = new Map<string, Visit>();
  for (const path of [PATH, PATH.slice(0, -1)]) {
    server.get(path, async (req, res) => show(res, screens.who(given(req, 'username'))));
    server.post(path, async (req, res) => show(res, await answer(world, visits, req)));
  }
}

async function answer(world: World, visits: Map<string, Visit>, req: Request): Promise<Answer> {
  const step = given(req, 'step');
  if (step === 'who') return begin(world, visits, given(req, 'username'));
  const visit = visits.get(given(req, 'visit'));
  if (!visit || world.now() - visit.at > LIFETIME) return screens.who('', say('sspr.visit-over'));
  if (step === 'forgot' || step === 'unlock') {
    visit.wish = step;
    return screens.method(visit);
  }
  if (step === 'method' && visit.wish) return sendCode(visit, given(req, 'method'));
  if (step === 'code' && visit.code) return checkCode(visits, visit, given(req, 'code'), world);
  if (step === 'password' && visit.verified && visit.wish === 'forgot') return choose(world, visits, visit, req);
  return screens.who(visit.person.upn, say('sspr.lost'));
}

function begin(world: World, visits: Map<string, Visit>, name: string): Answer {
  for (const old of visits.values()) if (world.now() - old.at > LIFETIME) visits.delete(old.id);
  const person = byUserName(world, name);
  if (!person) return screens.who(name, say('sspr.unknown'));
  const allowed = person.sspr?.enabled && person.sspr.registered && person.accountEnabled && usable(person).length > 0;
  world.tell('page', `SSPR: ${person.name} ${allowed ? 'started' : 'was sent to the administrator'}`);
  if (!allowed) return screens.contactAdministrator();
  const visit: Visit = { id: randomUUID(), at: world.now(), person, wish: undefined, code: undefined, verified: false };
  visits.set(visit.id, visit);
  return screens.choice(visit, isOnPremises(person));
}

function sendCode(visit: Visit, wanted: string): Answer {
  const method = usable(visit.person).find(one => one === wanted);
  if (!method) return screens.method(visit);
  visit.code = { method, value: String(randomInt(1_000_000)).padStart(6, '0'), wrong: 0 };
  return screens.code(visit, visit.code);
}

async function checkCode(visits: Map<string, Visit>, visit: Visit, typed: string, world: World): Promise<Answer> {
  const code = visit.code;
  if (!code) return screens.method(visit);
  if (typed.trim() !== code.value) {
    code.wrong += 1;
    if (code.wrong < WRONG_CODES) return screens.code(visit, code, say('sspr.code-wrong'));
    visits.delete(visit.id);
    return screens.who(visit.person.upn, say('sspr.codes-over'));
  }
  visit.verified = true;
  visit.code = undefined;
  if (visit.wish === 'forgot') return screens.password(visit);
  visits.delete(visit.id);
  const refusal = await unlock(world, visit.person);
  const end = refusal ? 'failed' : 'succeeded';
  world.audit(auditRow(world, visit.person, 'Unlock user account (self-service)', refusal ?? 'Success', end));
  if (refusal) return screens.contactAdministrator();
  world.tell('page', `SSPR: ${visit.person.name} unlocked the account`);
  return screens.unlocked();
}

async function choose(world: World, visits: Map<string, Visit>, visit: Visit, req: Request): Promise<Answer> {
  const fresh = given(req, 'password');
  if (fresh !== given(req, 'again')) return screens.password(visit, say('outside.no-match'));
  const end = await selfServiceReset(world, visit.person, fresh);
  world.audit(auditRow(world, visit.person, 'Reset password (self-service)', end.statusDetail, end.outcome));
  world.tell('page', `SSPR: ${visit.person.name} chose a new password (${end.statusDetail})`);
  if (end.outcome === 'failed') return screens.password(visit, screens.why(end.statusDetail));
  visits.delete(visit.id);
  return screens.done();
}
