// What the company's directories hold about everybody: enough to understand a route, and no password that is in use.
import { isOnPremises, type Person, providerOf, type World } from '../world.ts';
import type { AccountView } from './protocol.ts';

export function accounts(world: World): AccountView[] {
  return world.people.map(account);
}

function account(person: Person): AccountView {
  const held = person.ad ?? person.cloud;
  return {
    key: person.key,
    name: person.name,
    upn: person.upn,
    enabled: person.accountEnabled,
    kind: kindOf(person),
    roles: [...(person.roles ?? [])],
    groups: [...person.groups],
    methods: [...person.methods],
    selfService: person.sspr?.enabled === true && person.sspr.registered,
    changedAt: held?.changedAt ?? person.lastPasswordChangeAt,
    mustChange: held?.mustChange ?? false,
    wrongTries: person.badPasswords,
    sessionsFrom: person.sessionsValidFrom,
    remembers: person.password,
    stillWorks: held?.value === person.password,
  };
}

function kindOf(person: Person): AccountView['kind'] {
  if (person.userType === 'Guest') return 'guest';
  return providerOf(person) ?? (isOnPremises(person) ? 'synced' : 'cloud');
}
