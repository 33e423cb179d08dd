// Rita's way to the helpdesk, walked as far as a test needs it.
import type { InvokeResponse } from 'botbuilder';
import type { SignedIn } from '../../src/core/desk/proofs/step-up.ts';
import { challenge, type Request } from '../../src/core/request.ts';
import { type Bot, MAX, RITA, type Somebody, STEP_UP } from '../teams/a-bot.ts';

export const OPENING = 'I forgot my password';
export const REASON = 'I came back from leave and cannot remember it';

export async function toReason(bot: Bot): Promise<Request> {
  await bot.says(RITA, OPENING);
  return bot.request();
}

export async function toStepUp(bot: Bot): Promise<Request> {
  await toReason(bot);
  await bot.says(RITA, REASON);
  return bot.request();
}

export async function toVouch(bot: Bot): Promise<Request> {
  await toStepUp(bot);
  await signsIn(bot);
  await bot.work();
  return bot.request();
}

export async function toConsent(bot: Bot): Promise<Request> {
  await toVouch(bot);
  await vouches(bot);
  await bot.work();
  return bot.request();
}

/** The request is with the helpdesk, and its card in their channel. */
export async function filed(bot: Bot): Promise<Request> {
  await toConsent(bot);
  await bot.says(RITA, 'yes');
  await bot.work();
  return bot.request();
}

/** What the popup's page would hand over after a sign-in, as a one-time code. */
export async function codeFor(bot: Bot, who: Partial<SignedIn> = {}, owner: Somebody = RITA): Promise<string> {
  const { id: request } = await bot.request();
  const { tenant, id, contexts, authTime } = {
    tenant: owner.tenant,
    id: owner.id,
    contexts: [STEP_UP],
    authTime: bot.world.now(),
    ...who,
  };
  const subject = { request, person: owner.id, tenant, id, contexts: contexts.join(' '), authTime: String(authTime) };
  return bot.store.tickets.issue('step-up', subject, 600_000);
}

/** Teams brings the code back from Rita's own chat. */
export async function signsIn(bot: Bot, who: Partial<SignedIn> = {}): Promise<InvokeResponse | undefined> {
  const state = await codeFor(bot, who);
  return (await bot.deliver(bot.invoked(RITA, 'signin/verifyState', { state }))).answer;
}

export async function digitsOf(bot: Bot): Promise<string> {
  const offered = challenge(await bot.request(), 'vouch');
  if (!offered) throw new Error('nobody was asked to vouch');
  return offered.digits;
}

/** The manager types what was read out, or something else. */
export async function vouches(bot: Bot, over: Record<string, unknown> = {}): Promise<InvokeResponse | undefined> {
  const { id: request } = await bot.request();
  return bot.clicks(MAX, 'vouch', { request, digits: await digitsOf(bot), attest: 'true', ...over });
}

export async function wrongDigits(bot: Bot): Promise<string> {
  return (await digitsOf(bot)) === '11' ? '12' : '11';
}
