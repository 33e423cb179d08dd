// What was really granted to each registration: nothing missing, nothing more.
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, both, type Finding, known } from '../finding.ts';
import { APPLICATION, DELEGATED, isDangerous, SIGN_IN } from '../permissions.ts';
import { REGISTRATIONS, type Which } from '../sources.ts';
import { inPortal, listed, NAMES } from '../words.ts';
import { accountsOf, type Resetter } from './resetter.ts';

export function permissionChecks(facts: Facts, desk: Desk): readonly Finding[] {
  return [
    ...REGISTRATIONS.flatMap(which => [missing(facts, which), excess(facts, which), elsewhere(facts, which)]),
    seenLess(facts),
    ...accountsOf(desk).flatMap(resetter => delegated(facts, resetter)),
  ];
}

function missing({ granted }: Facts, which: Which): Finding {
  const judging = about(`permissions.${which}.missing`, `Application permissions of "${NAMES[which]}": missing`);
  return known(judging, granted[which], held => {
    const lacking = APPLICATION[which].required.filter(permission => !held.includes(permission));
    if (lacking.length === 0)
      return judging.pass(
        APPLICATION[which].required.length === 0 ? 'Nothing: it needs none.' : 'Nothing: it has all that it needs.',
      );
    return judging.fail(
      `Not granted: ${listed(lacking, 20)}. docs/permissions.md says what each is for.`,
      `${inPortal(which, 'API permissions, Add a permission, Microsoft Graph, Application permissions')}: ${lacking.join(', ')}.`,
      'There, too: Grant admin consent. Asking for a permission grants nothing.',
    );
  });
}

function excess({ granted }: Facts, which: Which): Finding {
  const judging = about(
    `permissions.${which}.excess`,
    `Application permissions of "${NAMES[which]}": more than it needs`,
  );
  const { required, optional } = APPLICATION[which];
  return known(judging, granted[which], held => {
    const more = held.filter(permission => !required.includes(permission) && !(permission in optional));
    if (more.length === 0) return judging.pass('None.');
    const judge = which !== 'desk' || more.some(isDangerous) ? judging.fail : judging.warn;
    return judge(
      `Also granted: ${listed(more, 20)}. Whoever steals its secret has them, too.`,
      `${inPortal(which, 'API permissions')}: … beside each, Revoke admin consent, then Remove permission.`,
    );
  });
}

/** What Entra put into a token for Graph says nothing of other services. An API of that name that is not Graph has power over itself alone. */
function elsewhere({ principals, assignments }: Facts, which: Which): Finding {
  const judging = about(
    `permissions.${which}.elsewhere`,
    `Application permissions of "${NAMES[which]}" on other services than Graph`,
  );
  return known(judging, both(principals[which], assignments[which]), ([, rows]) => {
    const others = rows
      .map(({ resourceDisplayName }) => resourceDisplayName)
      .filter(name => name !== 'Microsoft Graph');
    return others.length === 0
      ? judging.pass('None.')
      : judging.fail(
          `Granted on ${listed([...new Set(others)])}: it needs none there, and whoever steals its secret has it.`,
          `${inPortal(which, 'API permissions')}: … beside each, Revoke admin consent, then Remove permission.`,
        );
  });
}

function seenLess({ granted }: Facts): Finding {
  const judging = about('permissions.desk.optional', `Application permissions of "${NAMES.desk}": optional`);
  return known(judging, granted.desk, held => {
    const lacking = Object.entries(APPLICATION.desk.optional).filter(([permission]) => !held.includes(permission));
    if (lacking.length === 0) return judging.pass('All granted.');
    return judging.warn(
      lacking.map(([permission, without]) => `Without ${permission} ${without}.`).join(' '),
      `${inPortal('desk', 'API permissions')}: add ${lacking.map(([permission]) => permission).join(', ')} and grant admin consent, or leave it so on purpose.`,
    );
  });
}

function delegated({ hands, privilegedHands }: Facts, { id, account, command }: Resetter): readonly Finding[] {
  const name = id === 'identity' ? 'hands' : id;
  const held = id === 'identity' ? hands : privilegedHands;
  const title = `Delegated permissions of "${NAMES.hands}", as ${account}`;
  const lack = about(`permissions.${name}.delegated`, `${title}: missing`);
  const more = about(`permissions.${name}.delegated-excess`, `${title}: more than it needs`);
  const none = 'No token is held, so none says what it may.';
  return [
    known(lack, held, ({ scopes }) => {
      if (!scopes) return lack.unknown(none, command);
      const lacking = DELEGATED.filter(scope => !scopes.includes(scope));
      return lacking.length === 0
        ? lack.pass('Nothing: it has all that it needs.')
        : lack.fail(
            `Not granted: ${listed(lacking)}.`,
            `${inPortal('hands', 'API permissions, Add a permission, Microsoft Graph, Delegated permissions')}: ${lacking.join(', ')}; then Grant admin consent, and ${command}.`,
          );
    }),
    known(more, held, ({ scopes }) => {
      if (!scopes) return more.unknown(none, command);
      const known: readonly string[] = [...DELEGATED, ...SIGN_IN];
      const others = scopes.filter(scope => !known.includes(scope));
      return others.length === 0
        ? more.pass('None.')
        : more.fail(
            `Also granted: ${listed(others, 20)}.`,
            `${inPortal('hands', 'API permissions')}: … beside each, Revoke admin consent, then Remove permission; then ${command}.`,
          );
    }),
  ];
}
