// The rows SSPR leaves in the directory audit.
import { randomUUID } from 'node:crypto';
import type { DirectoryAudit } from '@microsoft/microsoft-graph-types';
import { isOnPremises, type Person, type World } from '../world.ts';

/** One row by and about the person themselves (shape: `directoryAudit` in Graph; names: "SSPR reporting"). */
export function auditRow(
  world: World,
  person: Person,
  activity: string,
  reason: string,
  outcome: 'succeeded' | 'failed' = 'succeeded',
): DirectoryAudit {
  const user = { id: person.id, displayName: person.name, userPrincipalName: person.upn };
  return {
    id: `SSPR_${randomUUID()}`,
    activityDateTime: new Date(world.now()).toISOString(),
    activityDisplayName: activity,
    category: 'UserManagement',
    correlationId: randomUUID(),
    loggedByService: 'Self-service Password Management',
    operationType: 'Update',
    result: outcome === 'succeeded' ? 'success' : 'failure',
    resultReason: reason,
    initiatedBy: { user: { ...user, ipAddress: '127.0.0.1' } },
    targetResources: [{ ...user, type: 'User', modifiedProperties: [] }],
    additionalDetails: [{ key: 'OnPremisesAgent', value: isOnPremises(person) ? 'Microsoft Entra Connect' : 'None' }],
  };
}
