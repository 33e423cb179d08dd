// What was really granted to each registration: nothing missing, nothing more.
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, type Finding, known } from '../finding.ts';
import { APPLICATION, DELEGATED, isDangerous, SIGN_IN } from '../permissions.ts';
import { REGISTRATIONS, type Which } from '../sources.ts';
import { inPortal, listed, NAMES } from '../words.ts';

export function permissionChecks(facts: Facts, desk: Desk): readonly Finding[] {
  return [
    ...REGISTRATIONS.flatMap(which => [missing(facts, which), excess(facts, which)]),
    seenLess(facts),
    // Approvers bring tokens of their own, each for one request.
    ...(desk.hands.model === 'approver' ? [] : delegated(facts)),
  ];
}

function missing({ granted }: Facts, which: Which): Finding {
  const judging = about(`permissions.${which}.missing`, `Application permissions of "${NAMES[which]}": missing`);
  return known(judging, granted[which], held => {
    const lacking = APPLICATION[which].required.filter(permission => !held.includes(permission));
    if (lacking.length === 0)
      return judging.pass(APPLICATION[which].required.length === 0 ? 'It needs none.' : 'None: all that it needs.');
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

function delegated({ hands }: Facts): readonly Finding[] {
  const lack = about('permissions.hands.delegated', `Delegated permissions of "${NAMES.hands}": missing`);
  const more = about(
    'permissions.hands.delegated-excess',
    `Delegated permissions of "${NAMES.hands}": more than it needs`,
  );
  const none = 'No token is held, so none says what it may.';
  return [
    known(lack, hands, ({ scopes }) => {
      if (!scopes) return lack.unknown(none, 'npm run connect');
      const lacking = DELEGATED.filter(scope => !scopes.includes(scope));
      return lacking.length === 0
        ? lack.pass('None: all that it needs.')
        : lack.fail(
            `Not granted: ${listed(lacking)}.`,
            `${inPortal('hands', 'API permissions, Add a permission, Microsoft Graph, Delegated permissions')}: ${lacking.join(', ')}; then Grant admin consent, and npm run connect.`,
          );
    }),
    known(more, hands, ({ scopes }) => {
      if (!scopes) return more.unknown(none, 'npm run connect');
      const known: readonly string[] = [...DELEGATED, ...SIGN_IN];
      const others = scopes.filter(scope => !known.includes(scope));
      return others.length === 0
        ? more.pass('None.')
        : more.fail(
            `Also granted: ${listed(others, 20)}.`,
            `${inPortal('hands', 'API permissions')}: … beside each, Revoke admin consent, then Remove permission; then npm run connect.`,
          );
    }),
  ];
}
