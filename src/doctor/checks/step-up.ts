// Step-up: the authentication context, and a policy that really asks for a gesture in it, everybody, every time.
import type { ConditionalAccessPolicy } from '@microsoft/microsoft-graph-types';
import { enforces } from '../../graph/gesture-policy.ts';
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, type Finding, known, seeFirst } from '../finding.ts';
import { ENTRA, listed } from '../words.ts';

const CA = `${ENTRA}, Conditional Access`;
const REGISTERING = 'urn:user:registersecurityinfo';

export function stepUpChecks(facts: Facts, { stepUpContext: context }: Desk): readonly Finding[] {
  const published = about('step-up.context', `Authentication context ${context}`);
  const asked = about('step-up.policy', `Conditional Access: a policy that asks for a gesture in ${context}`);
  const all = about('step-up.everybody', `Conditional Access: whom the policy for ${context} meets`);
  const always = about('step-up.every-time', `Conditional Access: how often the policy for ${context} asks`);
  const registering = about('security-info.policy', 'Conditional Access: registering ways to sign in');
  const good = 'Users: All users. Target resources: Authentication context';
  const policy = `${CA}, New policy: ${good} ${context}. Grant: Require authentication strength, Passwordless MFA (or Phishing-resistant MFA). Session: Sign-in frequency, Every time. Enable policy: On.`;
  return [
    known(published, facts.contexts, contexts => {
      const found = contexts.find(({ id }) => id?.toLowerCase() === context);
      if (!found)
        return published.fail(
          'It does not exist: no step-up can be asked for.',
          `${CA}, Authentication contexts, New authentication context: ID ${context}, Publish to apps.`,
        );
      return found.isAvailable === false
        ? published.fail(
            'It is not published to apps, so Entra does not know it in a sign-in.',
            `${CA}, Authentication contexts, "${found.displayName ?? context}": Publish to apps.`,
          )
        : published.pass(`"${found.displayName ?? context}", published.`);
    }),
    known(asked, facts.policies, policies => {
      const aiming = policies.filter(one => aims(one, context));
      const verdicts = aiming.map(one => enforces(one, context));
      if (verdicts.includes(true)) return asked.pass(`${listed(aiming.map(nameOf))}.`);
      if (verdicts.includes('unknown'))
        return asked.unknown('Which methods its authentication strength allows could not be read.', policy);
      const off = aiming.find(({ state }) => state !== 'enabled');
      if (off)
        return asked.fail(
          `"${nameOf(off)}" is ${off.state === 'disabled' ? 'off' : 'report-only'}: Entra gives the context away for nothing.`,
          `${CA}, Policies, "${nameOf(off)}", Enable policy: On.`,
        );
      return aiming.length > 0
        ? asked.fail(
            `${listed(aiming.map(nameOf))}: a forgotten password or a code would pass, or it asks only in some places.`,
            `${CA}, Policies, "${nameOf(aiming[0])}", Grant: Require authentication strength, Passwordless MFA, and nothing beside it; no conditions.`,
          )
        : asked.fail('No policy targets it: Entra gives the context away for nothing.', policy);
    }),
    known(all, facts.policies, policies => {
      const enforced = policies.filter(one => enforces(one, context) === true);
      if (enforced.length === 0) return all.unknown('No enforced policy, so nobody.', seeFirst('step-up.policy'));
      const wide = enforced.find(({ conditions }) => (conditions?.users?.includeUsers ?? []).includes('All'));
      const left = excluded(wide ?? enforced[0]);
      const [name] = [nameOf(wide ?? enforced[0])];
      if (!wide)
        return all.warn(
          `"${name}" meets some only; the gesture of everybody else does not count.`,
          `${CA}, Policies, "${name}", Users: Include All users.`,
        );
      return left > 0
        ? all.warn(
            `"${name}" leaves ${left} out (people, groups or roles): their gesture does not count.`,
            `${CA}, Policies, "${name}", Users, Exclude: break-glass accounts alone, and name those in NEVER_RESET.`,
          )
        : all.pass('Everybody.');
    }),
    known(always, facts.policies, policies => {
      const enforced = policies.filter(one => enforces(one, context) === true);
      if (enforced.length === 0) return always.unknown('There is no enforced policy.', seeFirst('step-up.policy'));
      const every = enforced.some(({ sessionControls }) => {
        const { isEnabled, frequencyInterval } = sessionControls?.signInFrequency ?? {};
        return isEnabled === true && frequencyInterval === 'everyTime';
      });
      return every
        ? always.pass('Every time.')
        : always.warn(
            'Not every time: a sign-in of this morning may pass, which the desk then refuses as too old.',
            `${CA}, Policies, "${nameOf(enforced[0])}", Session, Sign-in frequency: Every time.`,
          );
    }),
    known(registering, facts.policies, policies => {
      const found = policies.filter(({ conditions }) =>
        (conditions?.applications?.includeUserActions ?? []).includes(REGISTERING),
      );
      if (found.some(({ state }) => state === 'enabled')) return registering.pass(`${listed(found.map(nameOf))}.`);
      return registering.warn(
        found.length > 0
          ? `"${nameOf(found[0])}" is not enforced: who has a fresh password may register any method, and keep the account.`
          : 'Nothing guards it: who has a fresh password may register any method, and keep the account.',
        `${CA}, New policy from template, "Securing security info registration"; Users: All users without guests and break-glass; User actions: Register security information; Grant: MFA, or trusted locations; Enable policy: On.`,
      );
    }),
  ];
}

function aims({ conditions }: ConditionalAccessPolicy, context: string): boolean {
  const aimed = conditions?.applications?.includeAuthenticationContextClassReferences ?? [];
  return aimed.some(one => one.toLowerCase() === context);
}

function excluded(policy: ConditionalAccessPolicy | undefined): number {
  const { excludeUsers, excludeGroups, excludeRoles } = policy?.conditions?.users ?? {};
  return [excludeUsers, excludeGroups, excludeRoles].reduce((sum, list) => sum + (list ?? []).length, 0);
}

function nameOf(policy: ConditionalAccessPolicy | undefined): string {
  return policy?.displayName ?? 'unnamed';
}
