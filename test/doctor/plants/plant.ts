// One thing wrong in a tenant: how it comes to be wrong, what the doctor must say of it, and the step that mends it.
import type { World } from '../../../sandbox/world.ts';
import type { Verdict } from '../../../src/doctor/finding.ts';
import type { Bent, Tenant } from '../a-tenant.ts';

export type Plant = {
  readonly name: string;
  readonly plant?: (world: World, tenant: Tenant) => void | Promise<void>;
  readonly bent?: Bent;
  /** Everything that must not pass, and nothing else may. */
  readonly finds: Readonly<Record<string, Exclude<Verdict, 'pass'>>>;
  /** In the steps of the first of them. */
  readonly mend: RegExp;
};

export const DAY = 86_400_000;
export const NOBODY = '00000000-1111-4222-8333-444444444444';
export const APPROVERS = '6a000000-0000-4000-8000-000000000001';

/** In days from now, an hour later, so that a day's rounding is on the far side. */
export const soon = (days: number): string => new Date(Date.now() + days * DAY + 3_600_000).toISOString();
