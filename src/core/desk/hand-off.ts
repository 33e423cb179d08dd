// How the tracker comes to a device that no Teams vouches for: by the person's own authenticator and the desk's words, or face to face.

import { sameCode } from '../codes.ts';
import { digitsIn, spokenIn } from '../heard.ts';
import { type Named, named, type Person, same } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { isRefused, type RefusalCode, type Refused, refuse } from '../refusals.ts';
import type { HandOff, Request, RequestId } from '../request.ts';
import { act, type Done } from './act.ts';
import { ownerOf } from './answer.ts';
import { isPageOf, notOfDesk, type PageKey } from './join.ts';
import { compare, unusable } from './proofs/totp.ts';
import { forgiveTry, spendTry } from './proofs/tries.ts';
import type { Tools } from './tools.ts';

const WORDS = 3;
/** From the button to the person's own device, both in the same room. */
const IN_PERSON = 60_000;

/** What somebody of the desk may read out, for their eyes alone. */
export type HandOffCode = { readonly how: HandOff['how']; readonly code: string; readonly until: number };

export function handingOff(tools: Tools) {
  async function begin(actor: Person & Named, id: RequestId, command: CommandId, how: HandOff['how']) {
    const known = await tools.requests.find(id);
    if (!known?.onBehalf) return refuse('no-such-request');
    const no =
      (await notOfDesk(tools, known, actor)) ?? (how === 'spoken' ? await notEnrolled(tools, known) : undefined);
    if (no) return no;
    return act(tools, id, command, request => {
      const late =
        tooLate(request) ?? (how === 'in-person' ? (ownPage(request, actor) ?? alone(request, actor)) : undefined);
      if (late) return refuse(late);
      const now = tools.world.now();
      const handOff: HandOff = {
        how,
        code: tools.codes.name(),
        by: { id: actor.id, name: actor.name },
        issuedAt: now,
        expiresAt: now + (how === 'spoken' ? tools.policy.codeValid : IN_PERSON),
      };
      return { event: 'note', actor: named(actor), next: { handOff }, facts: { what: `hand-off ${how}` } };
    });
  }

  return {
    /** Words for the phone. Worth nothing without a code of the authenticator that the person enrolled. */
    speakCode: (actor: Person & Named, id: RequestId, command: CommandId): Promise<Done | Refused> =>
      begin(actor, id, command, 'spoken'),

    /**
     * "They are here in front of me." Nothing technical keeps whoever says so from using the digits themselves. So it takes two people of the
     * desk: another one must have approved. The row and every address name who stood for it.
     */
    inPerson: (actor: Person & Named, id: RequestId, command: CommandId): Promise<Done | Refused> =>
      begin(actor, id, command, 'in-person'),

    /**
     * Typed on the joined page. When it is right, a tracker may be opened for it: once for each hand-off.
     * @param app the code of their own authenticator; looked at only where the desk's words were right, so that it is not used up in vain
     */
    async takeOver(
      id: RequestId,
      page: PageKey,
      code: string,
      app: string,
      command: CommandId,
    ): Promise<Done | Refused> {
      const { failedProofsPerDay: count, proofCoolDown: per } = tools.policy;
      const seen = await tools.requests.find(id);
      if (!seen || !isPageOf(seen, page)) return refuse('join-over');
      const late = tooLate(seen);
      if (late) return refuse(late);
      const key = `hand-off:${id}`;
      const spent = await tools.limits.spend(key, { count, per });
      if ('until' in spent) return refuse('too-many-tries', spent);
      const { handOff } = seen;
      const right =
        handOff !== undefined && usable(tools, handOff) && sameCode(codeOf(tools, seen, handOff), heard(handOff, code));
      const no = right ? await wrongApp(tools, seen, handOff, app, command) : refuse('code-wrong', spent);
      if (no) {
        await act(tools, id, command, () => ({
          event: 'note',
          actor: { kind: 'desk' },
          facts: { what: 'hand-off failed', why: no.refused },
        }));
        return no;
      }
      const done = await act(tools, id, command, request => {
        const gone = tooLate(request) ?? stillAlone(request);
        if (gone) return refuse(gone);
        // Once: another page, or another press, was faster with the same code.
        if (!isPageOf(request, page) || request.handOff?.code !== handOff?.code) return refuse('join-over');
        if (!request.handOff || request.handOff.opened !== undefined) return refuse('code-used');
        const { how, by } = request.handOff;
        const at = tools.world.now();
        return {
          event: 'note',
          actor: ownerOf(request),
          next: { handOff: { ...request.handOff, opened: at }, touchedAt: at },
          facts: { what: 'handed off', how },
          personal: { attestedBy: by },
          tell: [
            { kind: 'hand-off-mail', audience: 'person' },
            { kind: 'hand-off-mail', audience: 'manager' },
          ],
        };
      });
      if (!isRefused(done)) await tools.limits.forgive(key);
      return isRefused(done) || !done.repeated ? done : refuse('code-used');
    },
  };
}

/** For whoever pressed the button, and nobody else; undefined once it is of no use. */
export function handOffCode(
  tools: Pick<Tools, 'codes' | 'world'>,
  request: Request,
  actor: Person,
): HandOffCode | undefined {
  const { handOff, tenant } = request;
  if (!handOff || !usable(tools, handOff) || tooLate(request)) return undefined;
  if (!same({ tenant, id: handOff.by.id }, actor)) return undefined;
  return { how: handOff.how, code: codeOf(tools, request, handOff), until: handOff.expiresAt };
}

/** Only what is approved is handed off, and only until it was. */
function tooLate({ state, handedOver }: Request): RefusalCode | undefined {
  if (handedOver !== undefined) return 'handed-over';
  return ['approved', 'resetting', 'landed'].includes(state) ? undefined : 'hand-off-not-now';
}

/** Where a fresh gesture was asked of each approver, it is asked of whoever hands off as well: they are one of them. */
function alone({ approvals, demand }: Request, { id }: Pick<Person, 'id'>): RefusalCode | undefined {
  const mine = (one: { readonly id: string }) => one.id.toLowerCase() === id.toLowerCase();
  if (!approvals.some(one => !mine(one))) return 'second-approver-needed';
  const stepped = approvals.some(one => mine(one) && one.steppedUpAt !== undefined);
  return demand?.approverStepUp && !stepped ? 'second-approver-needed' : undefined;
}

/**
 * The page was joined with a code that they gave out themselves, so it may as well be theirs. Face to face, the person comes with a page that
 * somebody else let them join.
 */
function ownPage({ joining }: Request, { id }: Pick<Person, 'id'>): RefusalCode | undefined {
  const letIn = joining?.letIn ?? joining?.by;
  return letIn?.toLowerCase() === id.toLowerCase() ? 'page-by-you' : undefined;
}

/** Since the button was pressed the other one's approval may have been called back, and their own be the only one. */
function stillAlone(request: Request): RefusalCode | undefined {
  if (request.handOff?.how !== 'in-person') return undefined;
  return ownPage(request, request.handOff.by) ?? alone(request, request.handOff.by);
}

async function notEnrolled(tools: Tools, { tenant, person }: Request): Promise<Refused | undefined> {
  const no = unusable(tools, await tools.enrolments.find({ tenant, id: person }));
  return no && refuse('owner-not-enrolled');
}

/** A try of the person's own, over all their requests: it is the same authenticator that proves them elsewhere. */
async function wrongApp(
  tools: Tools,
  request: Request,
  { how }: HandOff,
  app: string,
  command: CommandId,
): Promise<Refused | undefined> {
  if (how === 'in-person') return undefined;
  const spent = await spendTry(tools, request, command);
  if (spent === 'repeated') return refuse('busy');
  if ('until' in spent) return refuse('too-many-tries', spent);
  const compared = await compare(tools, { tenant: request.tenant, id: request.person }, app);
  if (compared !== 'right') return refuse(compared, { left: spent.left });
  await forgiveTry(tools, request);
  return undefined;
}

function usable(tools: Pick<Tools, 'world'>, { opened, expiresAt }: HandOff): boolean {
  return opened === undefined && tools.world.now() <= expiresAt;
}

function codeOf(tools: Pick<Tools, 'codes'>, { tenant, person, id }: Request, { how, code }: HandOff): string {
  const binding = `${tenant}|${person}|${id}|hand-off ${how}`;
  return how === 'spoken' ? tools.codes.words(code, binding, WORDS).join(' ') : tools.codes.digits(code, binding);
}

function heard({ how }: HandOff, text: string): string {
  return how === 'spoken' ? spokenIn(text).join(' ') : digitsIn(text);
}
