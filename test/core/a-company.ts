// The outside in memory: a directory, hands, and Graph's reset with its documented misbehaviours. It knows what really happened.
import type { Account } from '../../src/core/account.ts';
import type { Begun, Directory, Hands, Looked, Resets, World } from '../../src/core/ports.ts';
import type { Sealed } from '../../src/core/seal.ts';
import { Secret } from '../../src/core/secret.ts';
import { anAccount, MAX, RITA } from '../contracts/a-request.ts';

/** How Graph answers one POST. `-after`: the reset was accepted although the answer says nothing of it. */
export const ANSWERS = [
  'accepted',
  'accepted-without-operation',
  'policy',
  'forbidden',
  'throttled',
  'unauthorized',
  'error',
  'error-after',
  'timeout-before',
  'timeout-after',
] as const;
export type Answer = (typeof ANSWERS)[number];

/** How an accepted reset ends: `statusDetail` of a failure, or one of three fates. */
export const FATES = [
  'succeeds',
  'never',
  'OnPremisesPolicyViolation',
  'SSPR_0029: OnPremisesAdminActionRequired',
  'SSPR_0030: OnPremisesConnectivityError',
  'SSPR_0030: OnPremisesConnectivityError, nobody was there',
  'OnPremisesSuccessCloudFailure',
  'words nobody has written down',
] as const;
export type Fate = (typeof FATES)[number];

export const MONA = { id: '22222222-aaaa-4bbb-8ccc-000000000009' };

const HER = anAccount();
const ABOVE: readonly Account[] = [
  anAccount({
    id: MAX.id,
    name: 'Max Manager',
    upn: 'max@corp.example',
    manager: { id: MONA.id, name: 'Mona Chief' },
  }),
  anAccount({ id: MONA.id, name: 'Mona Chief', upn: 'mona@corp.example', manager: null }),
];

export const HANDS = 'reset-desk@corp.example';
/** What an account says of whoever decides at this desk. */
const APPROVERS = { as: 'member', of: 'Helpdesk' } as const;
const OPERATION = 'https://graph.microsoft.com/v1.0/users/u/authentication/operations/';

export type Reset = {
  readonly target: string;
  readonly correlation: string;
  readonly password: string;
  readonly fate: Fate;
  readonly endsAt: number;
};
export type Company = ReturnType<typeof aCompany>;

export function aCompany(world: World) {
  const accepted: Reset[] = [];
  const boxes = new Map<string, { readonly plain: string; readonly as: string }>();
  /** What tests turn: the next answers and fates (the first of each is taken, the last stays), and what is out of order. */
  const state = {
    account: HER as Account | undefined,
    /** Everybody else: those above her, who may vouch, and whoever a test adds. */
    people: new Map(ABOVE.map(account => [account.id, account])),
    stepUpPolicy: 'covered' as Awaited<ReturnType<Directory['stepUpPolicy']>>,
    readable: true,
    approvers: new Set<string>(),
    admins: new Set<string>(),
    /** The groups a request may be escalated to. */
    groups: new Map<string, ReadonlySet<string>>(),
    membersReadable: true,
    connected: true,
    /** Approvers reset with their own hands. */
    ownHands: false,
    /** There is an identity for those with power over others. */
    privilegedHands: false,
    answers: ['accepted'] as Answer[],
    fates: ['succeeds'] as Fate[],
    operationTakes: 5_000,
    operationsReadable: true,
    /** Milliseconds until the directory shows what happened. */
    lag: 60_000,
    /** How far the directory's clock is ahead of ours. */
    ahead: 0,
    /** When somebody changed Rita's password without us. */
    changedAt: undefined as number | undefined,
    sessionsEnded: 0,
    posts: 0,
  };

  const ended = () => accepted.filter(reset => reset.fate !== 'never' && reset.endsAt <= world.now());
  const seenOf = (id: string) =>
    ended().filter(reset => reset.target === id && reset.endsAt + state.lag <= world.now());
  const record = (id: string) => state.people.get(id) ?? (id === RITA.id ? state.account : undefined);

  function lastChange(id: string): number {
    const ours = seenOf(id).filter(reset => changes(reset.fate));
    return Math.max(
      record(id)?.passwordChangedAt as number,
      id === RITA.id ? (state.changedAt ?? 0) : 0,
      ...ours.map(one => one.endsAt + state.ahead),
    );
  }

  const directory: Directory = {
    async account({ id }) {
      if (!state.readable) throw new Error('Graph said 503');
      const found = record(id);
      return found && state.approvers.has(id) ? { ...found, deskPower: [APPROVERS] } : found;
    },
    async find(asked, under) {
      if (!state.readable) throw new Error('Graph said 503');
      const all = [...state.people.values(), ...(state.account ? [state.account] : [])];
      const reports = all.filter(({ manager }) => !under || (manager as { id?: string } | null)?.id === under.id);
      const wanted = asked.toLowerCase();
      const fits = reports.filter(({ upn, name }) => upn === wanted || name.toLowerCase().startsWith(wanted));
      return fits.map(({ id, name, upn }) => ({ tenant: RITA.tenant, id, name, upn }));
    },
    stepUpPolicy: async () => state.stepUpPolicy,
    isApprover: async (person, also = []) => {
      const groups = [state.approvers, ...also.map(group => state.groups.get(group))];
      return state.membersReadable ? groups.some(group => group?.has(person.id)) : 'unknown';
    },
    isAdmin: async person => state.admins.has(person.id),
    async evidence({ id }, since, as, known) {
      if (!state.readable) throw new Error('Graph said 503');
      const rows = as === HANDS ? seenOf(id).filter(reset => reset.endsAt + state.ahead >= since) : [];
      if (rows.some(row => changes(row.fate))) return { what: 'our-reset-succeeded' };
      const failed = rows.at(-1);
      if (failed) return { what: 'our-reset-failed', said: failed.fate };
      const last = lastChange(id);
      const changed = last >= since && (known === 'unknown' || last > known);
      return { what: changed ? 'changed-since' : 'nothing-yet' };
    },
    async passwordChangedAt({ id }) {
      if (!state.readable) throw new Error('Graph said 503');
      return lastChange(id);
    },
    async endSessions() {
      if (!state.readable) throw new Error('Graph said 503');
      state.sessionsEnded += 1;
    },
  };

  const hands: Hands = {
    get whose() {
      return state.ownHands ? 'approver' : 'desk';
    },
    offer: (request, approver, { token, as }) =>
      token.use(plain => {
        boxes.set(`${request.id} ${approver}`, { plain, as });
        return `box of ${approver}` as Sealed;
      }),
    async take({ request, privileged = false }) {
      if (state.ownHands) {
        const box =
          request.hands && world.now() < request.hands.until && boxes.get(`${request.id} ${request.hands.by}`);
        return box ? { token: new Secret(box.plain), as: box.as } : { held: 'approver-gone' };
      }
      if (privileged && !state.privilegedHands) return { held: 'no-privileged-identity' };
      return state.connected ? { token: new Secret('token'), as: HANDS } : { held: 'sign-in-needed' };
    },
    state: async () => ({ connected: state.connected }),
  };

  function accept(target: string, correlation: string, password: string): Reset {
    const fate = next(state.fates);
    const reset = { target, correlation, password, fate, endsAt: world.now() + state.operationTakes };
    accepted.push(reset);
    return reset;
  }

  const resets: Resets = {
    async begin(_token, target, password, correlation): Promise<Begun> {
      state.posts += 1;
      const answer = next(state.answers);
      const plain = password.use(text => text);
      switch (answer) {
        case 'accepted':
          accept(target, correlation, plain);
          return { result: 'accepted', operation: OPERATION + correlation, requestId: 'graph-1' };
        case 'accepted-without-operation':
          accept(target, correlation, plain);
          return { result: 'accepted' };
        case 'error-after':
        case 'timeout-after':
          accept(target, correlation, plain);
          return { result: 'unknown', said: 'timeout' };
        case 'error':
        case 'timeout-before':
          return { result: 'unknown', said: 'timeout' };
        case 'policy':
          return { result: 'refused', code: 'badRequest', said: 'makes your password easily guessable' };
        case 'forbidden':
          return { result: 'refused', code: 'Authorization_RequestDenied', requestId: 'graph-2' };
        case 'throttled':
          return { result: 'nothing-happened', why: 'throttled', after: 30_000 };
        case 'unauthorized':
          return { result: 'nothing-happened', why: 'token', after: 5_000 };
      }
    },
    async look(_token, operation): Promise<Looked> {
      const reset = accepted.find(one => OPERATION + one.correlation === operation);
      if (!reset || !state.operationsReadable) return { result: 'unknown' };
      if (reset.fate === 'never' || reset.endsAt > world.now()) return { result: 'running' };
      return reset.fate === 'succeeds' ? { result: 'succeeded' } : { result: 'failed', said: reset.fate };
    },
  };

  return { state, directory, hands, resets, accepted, ended };
}

/** Whether a reset of this fate left a new password in force. The worst comes true of whatever proves nothing. Not asked of the product's own dictionary. */
export function changes(fate: Fate): boolean {
  return ![
    'never',
    'OnPremisesPolicyViolation',
    'SSPR_0029: OnPremisesAdminActionRequired',
    'SSPR_0030: OnPremisesConnectivityError, nobody was there',
  ].includes(fate);
}

function next<T>(list: T[]): T {
  const [first] = list.length > 1 ? list.splice(0, 1) : list;
  return first as T;
}
