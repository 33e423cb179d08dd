// One Active Directory domain, as check.ps1 saw it: the connector's rights, whether they reach the people, a writable controller, minimum age.
import { about, type Finding } from '../finding.ts';
import type { OnPremises } from '../on-premises/result.ts';
import { listed, quoted } from '../words.ts';

export const SETUP = 'npm run -s doctor -- --on-prem-setup > setup.ps1; run it with -WhatIf first.';

type Domain = OnPremises['domains'][number];
type Right = keyof typeof RIGHTS;

/** tutorial-enable-sspr-writeback, and for cloud sync tutorial-enable-cloud-sync-sspr-writeback, which leaves out the second. */
const RIGHTS = {
  resetPassword: 'Reset password',
  changePassword: 'Change password',
  writeLockoutTime: 'Write lockoutTime',
  writePwdLastSet: 'Write pwdLastSet',
  unexpirePassword: 'Unexpire Password',
} as const;

export function domainChecks(domain: Domain, result: OnPremises): readonly Finding[] {
  return [rights(domain, result), inheritance(domain), controller(domain), minimumAge(domain)];
}

function rights(domain: Domain, { connector, agent: { kind } }: OnPremises): Finding {
  const judging = about(`on-premises.${domain.name}.rights`, `${domain.name}: rights of the account that writes back`);
  const account = connector ?? 'The account';
  const needed = (Object.keys(RIGHTS) as Right[]).filter(right => kind !== 'cloud-sync' || right !== 'changePassword');
  const lacking = needed.filter(right => domain[right] === false);
  const all = listed(needed.map(right => RIGHTS[right]));
  if (lacking.length > 0) {
    // A reset asks for the others: without this one, people who know their password cannot change it in the cloud.
    const judge = lacking.every(right => right === 'changePassword') ? judging.warn : judging.fail;
    return judge(
      `${account} lacks ${listed(lacking.map(right => RIGHTS[right]))}; it needs ${all}.`,
      ...(kind === 'cloud-sync' ? AGENT_STEPS : connectorSteps(domain, connector, lacking)),
      'It takes an hour to reach everybody.',
    );
  }
  return needed.some(right => domain[right] === null)
    ? judging.unknown(
        'Could not be read.',
        'Run check.ps1 there as a user of the domain who may read permissions; name the account with -Connector where it was not found.',
      )
    : judging.pass(`${account} has ${all}.`);
}

const AGENT_STEPS = [
  'On the agent’s server: Set-AADCloudSyncPermissions -PermissionType PasswordWriteBack -EACredential (Get-Credential), as an enterprise admin.',
];

/** Microsoft's cmdlet gives three of the five; the others a domain gives to everybody, unless somebody took them away. */
function connectorSteps({ name }: Domain, connector: string | null, lacking: readonly Right[]): readonly string[] {
  const account = (connector ?? 'MSOL_…').split('\\').at(-1) ?? '';
  const byHand = lacking.filter(right => right === 'changePassword' || right === 'unexpirePassword');
  const places = {
    changePassword: 'Descendant User objects',
    unexpirePassword: 'This object and all descendant objects',
  };
  return [
    ...(byHand.length < lacking.length
      ? [
          `On the Connect server, as a domain admin: Set-ADSyncPasswordWritebackPermissions -ADConnectorAccountName ${quoted(account)} -ADConnectorAccountDomain ${quoted(name)}`,
        ]
      : []),
    ...byHand.map(
      right =>
        `Active Directory Users and Computers, View, Advanced Features; the domain, Properties, Security, Advanced, Add: that account, applies to ${places[right]}, ${RIGHTS[right]}.`,
    ),
    `Or all at once: ${SETUP}`,
  ];
}

function inheritance({ name, inheritance: on }: Domain): Finding {
  const judging = about(`on-premises.${name}.inheritance`, `${name}: whether rights reach the people`);
  if (on === null) return judging.unknown('Could not be read.', 'Run check.ps1 as a domain admin.');
  return on
    ? judging.pass('Inheritance is on.')
    : judging.fail(
        'An organizational unit does not inherit: resets of those below are refused (SSPR_0029).',
        'On the Connect server: Get-ADSyncObjectsWithInheritanceDisabled -SearchBase, and the domain’s distinguished name, says which.',
        'Active Directory Users and Computers, View, Advanced Features; the unit, Properties, Security, Advanced: Enable inheritance. Not on AdminSDHolder: protected accounts stay protected.',
      );
}

function controller({ name, writableController }: Domain): Finding {
  const judging = about(`on-premises.${name}.controller`, `${name}: a writable domain controller in reach`);
  return writableController
    ? judging.pass(`${writableController}.`)
    : judging.fail(
        'None answers: no password can be written.',
        `On that server: nltest /dsgetdc:${name} /writable; then DNS, the firewall (88, 135, 389, 445, 636, 49152-65535), and the controller itself.`,
      );
}

function minimumAge({ name, minimumPasswordAge: days }: Domain): Finding {
  const judging = about(`on-premises.${name}.minimum-age`, `${name}: minimum password age`);
  if (days === null)
    return judging.unknown(
      'Could not be read.',
      `PowerShell: (Get-ADDefaultDomainPasswordPolicy -Identity ${quoted(name)}).MinPasswordAge`,
    );
  return days === 0
    ? judging.pass('0 days.')
    : judging.warn(
        `${days} days: a second reset, or a change right after one, may be refused until then.`,
        'Group Policy Management, Default Domain Policy: Computer Configuration, Policies, Windows Settings, Security Settings, Account Policies, Password Policy: Minimum password age = 0. Look at fine-grained policies, too.',
        `PowerShell: Set-ADDefaultDomainPasswordPolicy -Identity ${quoted(name)} -MinPasswordAge 0.00:00:00`,
      );
}
