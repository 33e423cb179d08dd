// The on-premises side decided by a real directory: the writeback agent with its delegated account, and AD FS, both over LDAPS.
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'ldapts';
import { replace } from '../../credentials.ts';
import type { World } from '../../world.ts';
import { type OnPremises, REPORTS, Unreachable } from '../on-premises.ts';
import type { Controller } from './controller.ts';
import { ADFS, ADMINISTRATOR, BASE, CONNECTOR, POLICY, REALM } from './domain.ts';
import { type Account, as, bindRefusal, find, modifyRefusal, newPassword, ownPassword, set } from './ldap.ts';

export type AgentOptions = {
  /** Whose rights the agent has; its delegated account unless something else is to be shown. */
  readonly connector?: typeof CONNECTOR | typeof ADFS;
  /** How long it goes on asking for a domain controller, in milliseconds, before it reports that none answers. Assumed: Microsoft says "several minutes". */
  readonly patience?: number;
};

const BETWEEN_TRIES = 500;
const TOO_LONG_FOR_ANYBODY = 120;
const RULES = { minPwdLength: POLICY.minimumLength, pwdHistoryLength: POLICY.remembered };

/** No rule stands here: whatever is refused, the directory refused, and this only says it in Microsoft's words. */
export function createAgent(world: World, controller: Controller, options: AgentOptions = {}): OnPremises {
  const { connector = CONNECTOR, patience = 60_000 } = options;
  const { server, secrets } = controller;
  const service = (name: keyof typeof secrets): Account => ({ name: `${name}@${REALM}`, password: secrets[name] });

  /** The agent's work on one account: what Microsoft would be told, or undefined. */
  async function writing(
    upn: string,
    work: (client: Client, dn: string) => Promise<void>,
  ): Promise<string | undefined> {
    const until = world.now() + patience;
    for (;;) {
      try {
        return await as(server, service(connector), async client => {
          const dn = await find(client, upn);
          // Assumed, like every other refusal nobody foresaw: somebody must look at the account or the rights.
          if (dn === undefined) return REPORTS.adminActionRequired;
          await work(client, dn);
          return undefined;
        });
      } catch (fault) {
        if (fault instanceof Unreachable && world.now() < until) await delay(BETWEEN_TRIES);
        else return reported(fault);
      }
    }
  }

  const asAdministrator = <Result>(work: (client: Client) => Promise<Result>) =>
    as(server, service(ADMINISTRATOR), work);

  /** Another value for one of the domain's own rules, as long as the work lasts. */
  async function ruled(rule: keyof typeof RULES, value: number, work: () => Promise<void>): Promise<void> {
    const rules = (now: number) => asAdministrator(client => client.modify(BASE, set(rule, `${now}`)));
    await rules(value);
    try {
      await work();
    } finally {
      await rules(RULES[rule]);
    }
  }

  async function signIn(upn: string, plain: string) {
    try {
      await as(server, { name: upn, password: plain }, async () => undefined);
      return 'ok';
    } catch (fault) {
      const refusal = bindRefusal(fault);
      if (refusal === undefined) throw fault;
      return refusal;
    }
  }

  return {
    // An empty password is an anonymous bind (RFC 4513, 5.1.2), which proves nothing about anybody.
    signIn: async (person, plain) => (plain === '' ? 'wrong' : signIn(person.upn, plain)),

    async change(person, old, fresh) {
      const verdict = old === '' ? 'wrong' : await signIn(person.upn, old);
      if (verdict === 'disabled') return 'disabled';
      if (verdict === 'wrong' || verdict === 'locked') return 'wrong';
      try {
        await as(server, service(ADFS), async client =>
          client.modify((await find(client, person.upn)) ?? '', ownPassword(old, fresh)),
        );
      } catch (fault) {
        const refusal = modifyRefusal(fault);
        if (refusal === undefined) throw fault;
        return refusal === 'policy' ? 'policy' : 'wrong';
      }
      replace(world, person.ad, fresh, false);
      return 'ok';
    },

    async write(person, fresh, { mustChange, old }) {
      const strict = world.quirks.policyRefusesNext;
      world.quirks.policyRefusesNext = false;
      const reset = [newPassword(fresh), set('lockoutTime', '0'), set('pwdLastSet', mustChange ? '0' : '-1')];
      const refusal = await writing(person.upn, (client, dn) => {
        const modify = () => client.modify(dn, old === undefined ? reset : ownPassword(old, fresh));
        return strict ? ruled('minPwdLength', TOO_LONG_FOR_ANYBODY, modify) : modify();
      });
      if (refusal === undefined) replace(world, person.ad, fresh, mustChange);
      return refusal;
    },

    unlock: person => writing(person.upn, (client, dn) => client.modify(dn, set('lockoutTime', '0'))),

    async restore(person) {
      await asAdministrator(async client => {
        const dn = await find(client, person.upn);
        const first = [newPassword(person.password), set('lockoutTime', '0'), set('pwdLastSet', '-1')];
        if (dn === undefined) return;
        // Set twice while only one is remembered (Samba keeps the last but one as well), it is all that the directory remembers.
        await ruled('pwdHistoryLength', 1, async () => {
          await client.modify(dn, first);
          await client.modify(dn, first);
        });
      });
      if (person.ad) Object.assign(person.ad, { value: person.password, mustChange: false, history: [] });
    },
  };
}

function reported(fault: unknown): string {
  const refusal = modifyRefusal(fault);
  // The connection broke: before the question or after it, the agent cannot tell.
  if (refusal === undefined) return REPORTS.unreachable;
  return refusal === 'policy' ? REPORTS.policy : REPORTS.adminActionRequired;
}
