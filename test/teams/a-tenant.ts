// A directory that knows Rita, a Graph that takes every reset, and a log that can be read.
import type { Account } from '../../src/core/account.ts';
import type { Directory, Log, Resets } from '../../src/core/ports.ts';
import type { Secret } from '../../src/core/secret.ts';
import { anAccount, MAX, TENANT } from '../contracts/a-request.ts';

export function aDirectory(rita: Account, approvers: readonly string[]) {
  const max = anAccount({ id: MAX.id, name: 'Max Manager', upn: 'max@corp.example', manager: null });
  const accounts = new Map([rita, max].map(account => [account.id, account]));
  const state = {
    down: false,
    approvers: new Set(approvers),
    admins: new Set<string>(),
    changedAt: 'unknown' as number | 'unknown',
    stepUpPolicy: 'covered' as Awaited<ReturnType<Directory['stepUpPolicy']>>,
  };
  function reached<T>(value: T): T {
    if (state.down) throw new Error('the directory is down');
    return value;
  }
  const port: Directory = {
    account: async person => reached(accounts.get(person.id)),
    async find(asked, under) {
      const fits = [...reached(accounts).values()].filter(
        ({ name, upn, manager }) =>
          [name, upn].some(one => one.toLowerCase() === asked.toLowerCase()) &&
          (!under || (manager as { id?: string } | null)?.id === under.id),
      );
      return fits.map(({ id, name, upn }) => ({ tenant: TENANT, id, name, upn }));
    },
    isApprover: async person => (state.down ? 'unknown' : state.approvers.has(person.id)),
    isAdmin: async person => state.admins.has(person.id),
    stepUpPolicy: async () => state.stepUpPolicy,
    evidence: async () => reached({ what: 'nothing-yet' as const }),
    passwordChangedAt: async () => reached(state.changedAt),
    endSessions: async () => reached(undefined),
  };
  return { ...port, state, accounts };
}

/** Takes every reset, and is done with it at the first look. */
export function aGraph(): Resets & { readonly taken: readonly Secret[] } {
  const taken: Secret[] = [];
  return {
    taken,
    async begin(_token, _target, password) {
      taken.push(password);
      return { result: 'accepted', operation: 'https://graph.example/operations/1' };
    },
    look: async () => ({ result: 'succeeded' }),
  };
}

export function aLog(lines: string[]): Log {
  const note = (level: string) => (facts: object, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(facts)}`);
  };
  return { info: note('info'), warn: note('warn'), error: note('error') };
}
