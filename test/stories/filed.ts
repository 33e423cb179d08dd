// Requests that wait for the helpdesk, and clicks made by hand.
import { TEAM, TENANT } from '../../sandbox/company.ts';
import { asksReason, begins, consents, hasDigits, isSignIn, saysYes } from '../../sandbox/rehearse/chat.ts';
import { isVouchedFor, showsPasskey } from '../../sandbox/rehearse/proofs.ts';
import { address } from '../../sandbox/teams/delivery.ts';
import { type Outcome, outcomeOf } from '../../sandbox/teams/outcome.ts';
import type { Request } from '../../src/core/request.ts';
import type { Company } from './company.ts';

export const POLICY = { decisionsPer10Minutes: 200, draftsPerHour: 100 };

export type Click = { readonly verb: string; readonly data: unknown };

/** The person's newest request as it is kept. */
export const row = (company: Company, key: string): Promise<Request | undefined> =>
  company.store(store => store.requests.latest({ tenant: TENANT, id: company.actor(key).person.id }));

const invoke = ({ verb, data }: Click) => ({
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
});

/** A click made by hand, in the helpdesk channel or in one's own chat, whether or not Teams would show the card there. */
export async function clicks(company: Company, by: string, where: 'channel' | 'chat', click: Click): Promise<Outcome> {
  const { person, teams } = company.actor(by);
  const activity =
    where === 'chat' ? teams.compose(invoke(click)) : address(company.world, person, TEAM.channel.id, invoke(click));
  return outcomeOf(await company.teams.deliver(activity));
}

/** Everything until the request is with the helpdesk; the tracker is closed again. */
export async function files(company: Company, key: string, reason: string): Promise<void> {
  const who = company.actor(key);
  await begins(company.story, who, asksReason, 'the question for a reason');
  const since = who.teams.now();
  await who.teams.say(reason);
  const signIn = await who.teams.waitFor(isSignIn, { what: 'the sign-in card', since });
  const digits = await showsPasskey(company.story, who, signIn, hasDigits, 'the two digits');
  await isVouchedFor(company.story, who, digits, saysYes, 'the question for consent');
  (await consents(company.story, who)).close();
}
