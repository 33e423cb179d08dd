// Entra ID Protection: people who are, or once were, at risk. A tenant without P2 has none of it.
import { entity, seconds } from './odata.ts';
import { notFound, refuse } from './refusals.ts';
import type { Answers } from './types.ts';

const RISKY = 'microsoft.graph.riskyUser';

export const riskAnswers: Answers<'GET /identityProtection/riskyUsers/{user}'> = {
  'GET /identityProtection/riskyUsers/{user}': call => {
    // Assumed wording; public issues show the status.
    if (call.world.licence !== 'P2') return refuse(403, 'Forbidden', 'Your tenant is not licensed for this feature.');
    const id = call.params['user'] ?? '';
    const person = call.world.people.find(one => one.id === id.toLowerCase());
    // Whoever never was at risk is not listed.
    if (person?.risk === undefined) return notFound(id);
    const all = {
      id: person.id,
      isDeleted: false,
      isProcessing: false,
      riskDetail: 'none',
      riskLastUpdatedDateTime: seconds(call.world.now()),
      riskLevel: person.risk === 'atRisk' ? 'high' : 'none',
      riskState: person.risk,
      userDisplayName: person.name,
      userPrincipalName: person.upn,
    };
    return entity('identityProtection/riskyUsers', call, all, Object.keys(all), RISKY);
  },
};
