// (b) A fresh passwordless gesture, demanded by Entra in a sign-in of its own: never the password that was forgotten.
import { type Person, same } from '../../person.ts';
import type { CommandId } from '../../ports.ts';
import { isRefused, type Refused, refuse } from '../../refusals.ts';
import type { Request, RequestId } from '../../request.ts';
import { act } from '../act.ts';
import { asOwner, ownerOf } from '../answer.ts';
import type { Tools } from '../tools.ts';
import { turnAway } from '../turned-away.ts';
import { accountNow, asked, offering, openChallenge, passed, tooNew, unsettled, type Way } from './challenge.ts';
import { forgiveTry, spendTry } from './tries.ts';

/** auth_time has whole seconds and another machine's clock. */
const SKEW = 5_000;

/** What Entra said of a sign-in, as far as a step-up needs it. */
export type SignedIn = {
  readonly tenant: string;
  readonly id: string;
  readonly authTime?: number;
  readonly contexts: readonly string[];
};

export function stepUp(tools: Tools) {
  const way: Way = {
    kind: 'step-up',
    hindrance: async request => (await uncovered(tools, request)) ?? tooNew(tools, 'step-up', request.account),
  };
  return {
    way,
    verbs: {
      /** Opens (or re-opens) the step-up; the sign-in must come after this moment. */
      offerStepUp(person: Person, id: RequestId, command: CommandId) {
        return act(
          tools,
          id,
          command,
          asOwner(tools, person, async request => {
            const no = (await asked(tools, request, 'step-up')) ?? (await uncovered(tools, request));
            if (no) return no;
            const account = await accountNow(tools, request);
            if (isRefused(account)) return account;
            const shaky = unsettled(tools, 'step-up', account);
            if (shaky) return shaky;
            const now = tools.world.now();
            return offering(request, { kind: 'step-up', issuedAt: now, expiresAt: now + tools.policy.stepUpValid });
          }),
        );
      },

      /** The sign-in came back through the chat. Wrong person, stale or weak sign-ins count as failed tries. */
      async passStepUp(person: Person, id: RequestId, who: SignedIn, command: CommandId) {
        const request = await tools.requests.find(id);
        if (!request) return refuse('no-such-request');
        if (!isOf(request, person)) return refuse('not-yours');
        if (await tools.requests.answered(id, command)) return { done: request, repeated: true as const };
        const away = (no: Refused) => turnAway(tools, request, { ...triedAs(request, who), command }, no);
        // What is too late anyway costs no try, and neither does what the tenant or its admins have not set up.
        const late = openChallenge(tools, request, 'step-up');
        if (isRefused(late)) return away(late);
        const account = await accountNow(tools, request);
        if (isRefused(account)) return account;
        const no =
          (await asked(tools, request, 'step-up')) ??
          (await uncovered(tools, request)) ??
          unsettled(tools, 'step-up', account);
        if (no) return away(no);
        const spent = await spendTry(tools, request, command);
        if (spent === 'repeated') return { done: request, repeated: true as const };
        if ('until' in spent) return away(refuse('too-many-tries', spent));
        const result = await act(
          tools,
          id,
          command,
          asOwner(tools, person, current => {
            const offered = openChallenge(tools, current, 'step-up');
            if (isRefused(offered)) return offered;
            if (!same({ tenant: who.tenant, id: who.id }, person)) return refuse('proof-wrong-person');
            if (!who.contexts.includes(tools.stepUpContext)) return refuse('proof-not-passwordless');
            if (who.authTime === undefined || who.authTime < offered.issuedAt - SKEW) return refuse('proof-not-fresh');
            // The conversation is told by a notice, not by this call: the sign-in may have come back through any door.
            return { ...passed(tools, current, 'step-up'), tell: [{ kind: 'resume', audience: 'person' }] };
          }),
        );
        if (isRefused(result)) return away(result);
        await forgiveTry(tools, request);
        return result;
      },

      /**
       * Somebody else's account came back from the sign-in, and is turned away on the page. It costs no try, for browsers like to use whoever
       * was there last; but it is remembered.
       */
      async noteWrongAccount(person: Person, id: RequestId, who: Person, command: CommandId): Promise<void> {
        const request = await tools.requests.find(id);
        if (!request || !isOf(request, person)) return;
        await turnAway(tools, request, { ...triedAs(request, who), command }, refuse('proof-wrong-person'));
      },
    },
  };
}

function isOf({ tenant, person }: Request, who: Person): boolean {
  return same({ tenant, id: person }, who);
}

/** As whom they signed in, beside the line: it may be nobody of this company. */
function triedAs(request: Request, { tenant, id }: Person) {
  return { what: 'step-up', actor: ownerOf(request), personal: { signedInAs: { tenant, id } } };
}

/**
 * Where no enforced policy asks this person for it, Entra gives the authentication context away unasked, and what came back would show
 * nothing. So does a policy nobody could read, as far as anybody knows: another proof serves then, and the log tells the admin.
 */
async function uncovered(tools: Tools, request: Request): Promise<Refused | undefined> {
  const policy = await tools.directory.stepUpPolicy({ tenant: request.tenant, id: request.person });
  if (policy === 'covered') return undefined;
  tools.log.warn({ request: request.id, policy, context: tools.stepUpContext }, 'a step-up would show nothing here');
  return refuse(policy === 'unknown' ? 'step-up-unreadable' : 'step-up-not-covered');
}
