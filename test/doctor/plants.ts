// Tenants with one thing wrong each, in the order in which the doctor looks.
import { DESK } from './plants/desk.ts';
import { FEDERATION } from './plants/federation.ts';
import { GROUPS } from './plants/groups.ts';
import { HYBRID } from './plants/hybrid.ts';
import { IDENTITY } from './plants/identity.ts';
import { MODELS } from './plants/models.ts';
import { ON_PREMISES } from './plants/on-premises.ts';
import { PERMISSIONS } from './plants/permissions.ts';
import type { Plant } from './plants/plant.ts';
import { REGISTRATIONS } from './plants/registrations.ts';
import { SECRETS } from './plants/secrets.ts';
import { SELF_SERVICE } from './plants/self-service.ts';
import { STEP_UP } from './plants/step-up.ts';

export const PLANTS: readonly Plant[] = [
  ...REGISTRATIONS,
  ...SECRETS,
  ...PERMISSIONS,
  ...IDENTITY,
  ...MODELS,
  ...GROUPS,
  ...STEP_UP,
  ...SELF_SERVICE,
  ...HYBRID,
  ...FEDERATION,
  ...ON_PREMISES,
  ...DESK,
];
