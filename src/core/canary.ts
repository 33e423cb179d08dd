// The canary: an account that is nobody's, reset once a day from end to end, so that admins hear of broken writeback before a person does.
import type { Account, Instant } from './account.ts';
import { explain } from './faults.ts';
import type { Memory } from './keeping.ts';
import { temporaryPassword } from './password.ts';
import type { Directory, Log, Resets, Taken, World } from './ports.ts';

/** Why an account cannot be the canary: nobody may be locked out by a wrong id in the settings, nor power be reset without an approval. */
export type Unfit = 'gone' | 'name' | 'disabled' | 'not-synced' | 'power' | 'unreadable';

/** How a try ended. `unknown`: sent, and nobody saw what became of it. */
export type CanaryEnd = 'arrived' | 'failed' | 'unknown' | Unfit;

export type CanaryFacts = {
  /** Sent, or about to be: whoever finds it may only look. */
  readonly open?: { readonly at: Instant; readonly as: string; readonly operation?: string };
  readonly last?: { readonly at: Instant; readonly ended: Instant; readonly how: CanaryEnd; readonly said?: string };
};

const KEY = 'canary';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What it must be called in the directory, before the `@`. */
const NAME = /^canary/i;

export async function canaryFacts(memory: Memory): Promise<CanaryFacts> {
  const kept = await memory.read(KEY);
  return kept === undefined ? {} : (JSON.parse(kept) as CanaryFacts);
}

/**
 * A reset that nobody asked for and nobody approves, so it can reach one account alone. Its password is random, shown to nobody and kept nowhere.
 * @param account object id
 * @param take a token of the desk's own identity
 * @param within milliseconds in which an operation must have ended
 */
export function createCanary(tools: {
  readonly tenant: string;
  readonly account: string;
  readonly directory: Pick<Directory, 'account'>;
  readonly take: () => Promise<Taken>;
  readonly resets: Resets;
  readonly memory: Memory;
  readonly passwordLength: number;
  readonly within: number;
  readonly world: World;
  readonly log: Log;
}) {
  const { tenant, directory, take, resets, memory, passwordLength, within, world, log } = tools;

  async function keep(facts: CanaryFacts): Promise<void> {
    await memory.write(KEY, JSON.stringify(facts));
  }

  /** @returns when the next one is due */
  async function end(at: Instant, how: CanaryEnd, said?: string): Promise<Instant> {
    log.info({ account: tools.account, how, said, took: world.now() - at }, 'the canary had its turn');
    await keep({ last: { at, ended: world.now(), how, ...(said === undefined ? {} : { said }) } });
    return at + DAY;
  }

  async function begin(facts: CanaryFacts): Promise<Instant> {
    const at = world.now();
    const account = await directory.account({ tenant, id: tools.account }, { fresh: true });
    if (!account) return end(at, 'gone');
    const unfit = unfitFor(account);
    if (unfit) return end(at, unfit);
    const taken = await take();
    // The sign-in has a check and a mail of its own.
    if ('held' in taken) return at + 10 * MINUTE;
    const open = { at, as: taken.as };
    await keep({ ...facts, open });
    const password = temporaryPassword(world, account, passwordLength);
    const answer = await resets.begin(taken.token, account.id, password, world.id());
    switch (answer.result) {
      case 'accepted':
        if (answer.operation === undefined) return end(at, 'arrived');
        await keep({ ...facts, open: { ...open, operation: answer.operation } });
        return world.now() + (answer.lookAfter ?? SECOND);
      case 'nothing-happened':
        await keep(facts);
        return world.now() + Math.max(answer.after, HOUR);
      case 'refused':
        return end(at, 'failed', `${answer.code} ${answer.said ?? ''}`.trim());
      case 'unknown':
        return end(at, 'unknown', answer.said);
    }
  }

  async function see({ at, operation }: NonNullable<CanaryFacts['open']>): Promise<Instant> {
    if (operation === undefined) return end(at, 'unknown');
    const taken = await take();
    const looked = 'token' in taken ? await resets.look(taken.token, operation) : undefined;
    if (looked?.result === 'succeeded') return end(at, 'arrived');
    if (looked?.result === 'failed') {
      const { changed } = explain(looked.said);
      return end(at, changed === 'on-premises' ? 'arrived' : 'failed', looked.said);
    }
    return world.now() >= at + within ? end(at, 'unknown') : world.now() + 10 * SECOND;
  }

  return {
    /** Does the next thing, and says when it must look again. Rejects when the directory cannot be read. */
    async look(): Promise<Instant> {
      const facts = await canaryFacts(memory);
      if (facts.open) return see(facts.open);
      const due = (facts.last?.at ?? 0) + DAY;
      return world.now() < due ? due : begin(facts);
    },
  };
}

/** What cannot be read is not taken for well. */
function unfitFor(account: Account): Unfit | undefined {
  const { upn, enabled, external, synced, restricted } = account;
  const powers = [account.roles, account.eligibleRoles, account.ownsRoleGroups, account.deskPower];
  if (!NAME.test(upn)) return 'name';
  if ([...powers, enabled, external, synced, restricted].includes('unknown')) return 'unreadable';
  if (enabled === false) return 'disabled';
  if (external === true || synced === false) return 'not-synced';
  return restricted === true || powers.some(power => power.length > 0) ? 'power' : undefined;
}
