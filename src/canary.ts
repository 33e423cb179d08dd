// The canary as the settings name it, and the job that looks after it. Without one in the settings, or with approvers' own hands, there is none.
import type { Config } from './config/config.ts';
import type { Instant } from './core/account.ts';
import { createCanary } from './core/canary.ts';
import type { Directory, Log, Resets, Taken, World } from './core/ports.ts';
import type { Store } from './store/open.ts';

export function openCanary(deps: {
  readonly config: Pick<Config, 'tenant' | 'canary' | 'policy'>;
  readonly store: Pick<Store, 'memory' | 'jobs'>;
  readonly directory: Directory;
  readonly resets: Resets;
  readonly take: (() => Promise<Taken>) | undefined;
  readonly world: World;
  readonly log: Log;
}) {
  const { config, store, take, world } = deps;
  const { tenant, canary: account, policy } = config;
  const limits = { passwordLength: policy.passwordLength, within: policy.evidenceFor };
  const canary =
    account !== undefined && take !== undefined
      ? createCanary({ ...deps, ...limits, tenant, account, take, memory: store.memory })
      : undefined;
  return {
    /** A job of days when there was one is simply done with. */
    look: async (): Promise<Instant | undefined> => canary?.look(),
    /** At every start; a canary that was reset today says so itself. */
    async plan(): Promise<void> {
      if (canary) await store.jobs.put('canary:daily', world.now());
    },
  };
}
