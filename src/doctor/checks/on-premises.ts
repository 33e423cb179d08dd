// What only the other side can show: the connector's rights, writeback's switch and events, and AD FS's own list of endpoints.
import type { Facts } from '../facts.ts';
import { about, type Finding } from '../finding.ts';
import type { OnPremises } from '../on-premises/result.ts';
import { ADFS } from '../tenant.ts';
import { DAY, day, listed, quoted } from '../words.ts';

/** Cloud sync writes back from this version on. */
const LEAST_AGENT = '1.1.977.0';
const STALE = 30 * DAY;
/** Writeback that does not start, cannot reach the service, lacks rights, or met a restriction. 31019 is its heartbeat. */
const TROUBLE: Readonly<Record<number, string>> = {
  6329: 'the directory refused a password',
  6800: 'the writeback endpoint did not start',
  31034: 'no way to the service bus',
  31044: 'password writeback does not work',
  32001: 'no connection',
  32002: 'no connection',
  32011: 'no connection',
  33004: 'the connector account lacks rights',
  33009: 'the configuration of AD is wrong',
};
const RIGHTS = {
  resetPassword: 'Reset password',
  changePassword: 'Change password',
  writeLockoutTime: 'Write lockoutTime',
  writePwdLastSet: 'Write pwdLastSet',
  unexpirePassword: 'Unexpire Password',
} as const;
const SETUP = 'npm run -s doctor -- --on-prem-setup > setup.ps1; run it with -WhatIf first.';

export function onPremisesChecks(facts: Facts, result: OnPremises | undefined): readonly Finding[] {
  const judging = about('on-premises.result', 'The on-premises script');
  const organization = 'value' in facts.organization ? facts.organization.value : undefined;
  const federated = 'value' in facts.domains && facts.domains.value.some(({ provider }) => provider === 'adfs');
  if (organization && !organization.onPremisesSyncEnabled && !federated) return [];
  if (!result)
    return [
      judging.unknown(
        'Was not run: rights of the connector account, events, controllers and AD FS’s endpoints are not known.',
        'npm run -s doctor -- --on-prem > check.ps1; on the Connect server (or the agent’s, and once on AD FS) in Windows PowerShell as an admin: .\\check.ps1 | Out-File -Encoding utf8 result.json',
        'npm run doctor -- --with result.json (and --with adfs.json, where AD FS is another server)',
      ),
    ];
  const age = facts.now - Date.parse(result.madeAt);
  return [
    age > STALE
      ? judging.warn(
          `Made on ${day(Date.parse(result.madeAt))} on ${result.machine}: things have changed since.`,
          'Run it again.',
        )
      : result.notes.length > 0
        ? judging.warn(
            `On ${result.machine}; could not look at: ${listed(result.notes)}.`,
            'Run it as an admin of the machine, on the Connect server and on AD FS.',
          )
        : judging.pass(`Made on ${day(Date.parse(result.madeAt))} on ${result.machine}.`),
    ...(result.agent.kind === 'none' ? [] : [agent(result)]),
    // A cloud sync agent has no switch of its own: it is the portal's, and attested.
    ...(result.agent.kind === 'connect' ? [switched(result)] : []),
    ...result.domains.flatMap(domain => [
      rights(domain, result),
      inheritance(domain),
      controller(domain),
      minimumAge(domain),
    ]),
    ...(result.events.length > 0 || result.agent.kind !== 'none' ? [events(result, facts.now)] : []),
    ...(result.outbound.length > 0 ? [outbound(result)] : []),
    ...(result.endpoints.length > 0 ? Object.values(ADFS).map(path => endpoint(path, result)) : []),
  ];
}

function agent({ agent: { kind, version } }: OnPremises): Finding {
  const judging = about('on-premises.agent', 'What writes passwords back, and its version');
  const name = kind === 'connect' ? 'Microsoft Entra Connect' : 'Cloud sync agent';
  if (version === null)
    return judging.unknown(
      `${name}, of a version that could not be read.`,
      'Run the script as an admin of that machine.',
    );
  return kind === 'cloud-sync' && older(version, LEAST_AGENT)
    ? judging.fail(
        `${name} ${version}: it writes back from ${LEAST_AGENT} on.`,
        'Entra admin center, Identity, Hybrid management, Microsoft Entra Connect, Cloud sync, Agents, Download on-premises agent; install it on each agent’s server.',
      )
    : judging.pass(`${name} ${version}.`);
}

function switched({ agent: { writeback } }: OnPremises): Finding {
  const judging = about('on-premises.writeback', 'Password writeback, as the server has it');
  if (writeback === null) return judging.unknown('Could not be read here.', 'Run the script where Connect runs.');
  return writeback
    ? judging.pass('On.')
    : judging.fail(
        'Off.',
        'Connect server: Microsoft Entra Connect, Customize synchronization options, Optional features: Password writeback.',
        SETUP,
      );
}

type Domain = OnPremises['domains'][number];

function rights(domain: Domain, { connector, agent: { kind } }: OnPremises): Finding {
  const judging = about(`on-premises.${domain.name}.rights`, `${domain.name}: rights of the connector account`);
  const lacking = Object.entries(RIGHTS).filter(([name]) => domain[name as keyof typeof RIGHTS] === false);
  const unread = Object.keys(RIGHTS).some(name => domain[name as keyof typeof RIGHTS] === null);
  const command =
    kind === 'cloud-sync'
      ? 'Set-AADCloudSyncPermissions -PermissionType PasswordWriteBack -EACredential (Get-Credential)'
      : `Set-ADSyncPasswordWritebackPermissions -ADConnectorAccountName ${quoted((connector ?? 'MSOL_…').split('\\').at(-1) ?? '')} -ADConnectorAccountDomain ${quoted(domain.name)}`;
  if (lacking.length > 0)
    return judging.fail(
      `${connector ?? 'The connector account'} lacks: ${listed(lacking.map(([, title]) => title))}.`,
      `On the Connect or agent server, as a domain admin: ${command}. It takes up to an hour to replicate.`,
      SETUP,
    );
  return unread
    ? judging.unknown(
        'Could not be read.',
        'Run the script as a domain user who may read permissions; name the account with -Connector where it was not found.',
      )
    : judging.pass(`${connector ?? 'The connector account'} has all five on the root.`);
}

function inheritance({ name, inheritance: on }: Domain): Finding {
  const judging = about(`on-premises.${name}.inheritance`, `${name}: whether rights reach the people`);
  if (on === null) return judging.unknown('Could not be read.');
  return on
    ? judging.pass('Inheritance is on.')
    : judging.fail(
        'Inheritance is off somewhere on the way: those below are refused (SSPR_0029).',
        'Active Directory Users and Computers, View, Advanced Features; the unit, Properties, Security, Advanced: Enable inheritance. Not on AdminSDHolder: protected accounts stay protected.',
      );
}

function controller({ name, writableController }: Domain): Finding {
  const judging = about(`on-premises.${name}.controller`, `${name}: a writable domain controller in reach`);
  return writableController
    ? judging.pass(`${writableController}.`)
    : judging.fail(
        'None answers: no password can be written.',
        `nltest /dsgetdc:${name} /writable; then DNS, the firewall (88, 135, 389, 445, 636, 49152-65535), and the controller itself.`,
      );
}

function minimumAge({ name, minimumPasswordAge: days }: Domain): Finding {
  const judging = about(`on-premises.${name}.minimum-age`, `${name}: minimum password age`);
  if (days === null) return judging.unknown('Could not be read.', 'PowerShell: Get-ADDefaultDomainPasswordPolicy');
  return days === 0
    ? judging.pass('0 days.')
    : judging.warn(
        `${days} days: a second reset, or a change right after one, may be refused until then.`,
        `PowerShell: Set-ADDefaultDomainPasswordPolicy -Identity ${quoted(name)} -MinPasswordAge 0.00:00:00 (or the Default Domain Policy; look at fine-grained ones, too).`,
      );
}

function events({ events: all }: OnPremises, now: number): Finding {
  const judging = about('on-premises.events', 'Writeback in the event log, the last 7 days');
  const recent = all.filter(({ at }) => now - Date.parse(at) < 7 * DAY);
  const bad = recent.filter(({ id }) => id in TROUBLE);
  if (bad.length > 0) {
    const said = [...new Set(bad.map(({ id }) => `${id}, ${TROUBLE[id] ?? ''}`))];
    return judging.fail(`${listed(said)}.`, 'docs/runbooks/writeback-failing.md has each of them.');
  }
  return recent.some(({ id }) => id === 31019)
    ? judging.pass('Its heartbeat (31019), and no trouble.')
    : judging.pass('No trouble.');
}

function outbound({ outbound: hosts, machine }: OnPremises): Finding {
  const judging = about('on-premises.outbound', `From ${machine} to Microsoft`);
  const shut = hosts.filter(({ open }) => !open).map(({ host }) => host);
  return shut.length === 0
    ? judging.pass('Open.')
    : judging.fail(
        `Shut: ${listed(shut)}.`,
        'Firewall and proxy: allow TCP 443 to *.passwordreset.microsoftonline.com and *.servicebus.windows.net, without breaking TLS.',
      );
}

function endpoint(path: string, { endpoints }: OnPremises): Finding {
  const judging = about(`on-premises.adfs.${path}`, `AD FS: ${path}, as the farm has it`);
  const same = (one: string) => one.replace(/\/$/, '').toLowerCase() === path.replace(/\/$/, '').toLowerCase();
  const found = endpoints.find(one => same(one.path));
  if (found?.enabled && found.proxy) return judging.pass('Enabled, and on the proxy.');
  const how = found?.enabled ? 'Enabled, and not on the proxy: people at home cannot reach it.' : 'Not enabled.';
  const judge = found?.enabled ? judging.warn : judging.fail;
  return judge(
    how,
    `Set-AdfsEndpoint -TargetAddressPath ${quoted(path)} -Proxy $true (and Enable-AdfsEndpoint); then on every node: Restart-Service adfssrv`,
    SETUP,
  );
}

function older(version: string, least: string): boolean {
  const [have, want] = [version, least].map(text => text.split('.').map(Number));
  for (const [at, number] of (want ?? []).entries()) {
    const own = have?.[at] ?? 0;
    if (own !== number) return own < number;
  }
  return false;
}
