// Whether Entra ID Protection calls somebody at risk. One question a second for the whole tenant: nobody is made to wait for it.
import type { RiskyUser } from '@microsoft/microsoft-graph-types';
import type { Account } from '../core/account.ts';
import type { World } from '../core/ports.ts';
import type { Question } from './batch.ts';
import { type Cache, createCache } from './cache.ts';
import { GraphFault } from './fault.ts';

type Risk = Account['risk'];

const REMEMBERED = 60_000;
/** "Identity Protection APIs: one request a second per tenant, for all apps" (Graph's throttling limits). */
const PACE = 1_000;
const SAFE: readonly (string | null | undefined)[] = ['none', 'confirmedSafe', 'remediated', 'dismissed'];
const RISKY: readonly (string | null | undefined)[] = ['atRisk', 'confirmedCompromised'];

export function createRisk(world: World) {
  const known: Cache<Risk> = createCache(world, REMEMBERED);
  const pace: Cache<true> = createCache(world, PACE);
  return {
    /** Nothing to ask when it is known, or when somebody was just asked about. */
    question(id: string, fresh: boolean): { readonly risk?: Question } {
      if ((!fresh && known.find(id) !== undefined) || pace.find('tenant')) return {};
      pace.keep('tenant', true);
      return { risk: { path: `/identityProtection/riskyUsers/${id}?$select=id,riskState`, hint: true } };
    },
    known: (id: string): Risk => known.find(id) ?? 'unknown',
    keep(id: string, risk: Risk): Risk {
      if (risk !== 'unknown') known.keep(id, risk);
      return risk;
    },
  };
}

export function riskOf({ riskState }: RiskyUser): Risk {
  if (RISKY.includes(riskState)) return 'at-risk';
  return SAFE.includes(riskState) ? 'none' : 'unknown';
}

/** Only people who ever were at risk are listed. */
export function notListed(error: unknown): Risk | undefined {
  return error instanceof GraphFault && error.status === 404 ? 'none' : undefined;
}
