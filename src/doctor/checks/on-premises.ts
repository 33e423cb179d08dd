// What only the other side can show: whether the script's result can be believed, writeback's switch and events, and AD FS's own list of endpoints.
import type { Facts } from '../facts.ts';
import { about, type Finding, known } from '../finding.ts';
import { BROKEN, HEARTBEAT, REFUSED } from '../on-premises/events.ts';
import type { OnPremises } from '../on-premises/result.ts';
import { ADFS } from '../tenant.ts';
import { CLOUD_SYNC, DAY, day, HOUR, listed, quoted, span } from '../words.ts';
import { domainChecks, SETUP } from './domain.ts';

/** Cloud sync writes back from this version on (tutorial-enable-cloud-sync-sspr-writeback). */
const LEAST_AGENT = '1.1.977.0';
const STALE = 30 * DAY;
const RUN = [
  'npm run -s doctor -- --on-prem > check.ps1; on the Connect server (or the agent’s, and once on AD FS) in Windows PowerShell as an admin: .\\check.ps1 | Out-File -Encoding utf8 result.json',
  'npm run doctor -- --with result.json (and --with adfs.json, where AD FS is another server)',
] as const;

export function onPremisesChecks(facts: Facts, result: OnPremises | undefined): readonly Finding[] {
  const judging = about('on-premises.result', 'The on-premises script');
  const organization = 'value' in facts.organization ? facts.organization.value : undefined;
  const federated = 'value' in facts.domains && facts.domains.value.some(({ provider }) => provider === 'adfs');
  if (organization && !organization.onPremisesSyncEnabled && !federated) return [];
  if (!result)
    return [
      judging.unknown(
        'Was not run: rights of the connector account, events, controllers and AD FS’s endpoints are not known.',
        ...RUN,
      ),
    ];
  const elsewhere = foreign(facts, result);
  if (elsewhere) return [judging.fail(elsewhere, ...RUN)];
  return [
    age(result, facts.now),
    ...(result.domains.length > 0 ? [covered(facts, result)] : []),
    ...(result.agent.kind === 'none' ? [] : [agent(result)]),
    // A cloud sync agent has no switch of its own: it is the portal's, and attested. Its events are in a log of its own, which nobody documents.
    ...(result.agent.kind === 'connect' ? [switched(result), events(result)] : []),
    ...result.domains.flatMap(domain => domainChecks(domain, result)),
    ...(result.outbound.length > 0 ? [outbound(result)] : []),
    ...(result.endpoints.length > 0 ? Object.values(ADFS).map(path => endpoint(path, result)) : []),
  ];
}

function missing({ homes }: Facts, { domains }: OnPremises): readonly string[] {
  const seen = domains.map(({ name }) => name.toLowerCase());
  return 'value' in homes ? homes.value.filter(home => !seen.includes(home)) : [];
}

/** None of its domains is one that people come from: then nothing in it says anything about this company. */
function foreign(facts: Facts, result: OnPremises): string | undefined {
  const { homes } = facts;
  const none = 'value' in homes && homes.value.length > 0 && missing(facts, result).length === homes.value.length;
  return none && result.domains.length > 0
    ? `It was made in another forest (${listed(result.domains.map(({ name }) => name))}); people here come from ${listed(homes.value)}. Nothing in it was believed.`
    : undefined;
}

function covered(facts: Facts, result: OnPremises): Finding {
  const judging = about('on-premises.domains', 'Whether the script saw every domain that people come from');
  return known(judging, facts.homes, () => {
    const rest = missing(facts, result);
    return rest.length === 0
      ? judging.pass(`${listed(result.domains.map(({ name }) => name))}.`)
      : judging.unknown(
          `Not ${listed(rest)}: how resets fare there is not known.`,
          'Run check.ps1 on a server of that forest, too, with -Connector DOMAIN\\name (Connect has an account in each); then --with once for each result.',
        );
  });
}

function age({ madeAt, machine, notes }: OnPremises, now: number): Finding {
  const judging = about('on-premises.result', 'The on-premises script');
  const made = Date.parse(madeAt);
  const when = `Made on ${day(made)} on ${machine}`;
  if (made - now > HOUR)
    return judging.warn(
      `${when}, which is still to come: the clock of that server is wrong.`,
      'w32tm /resync; then run it again.',
    );
  if (now - made > STALE) return judging.warn(`${when}: things have changed since.`, 'Run it again.');
  return notes.length > 0
    ? judging.warn(
        `On ${machine}; could not look at: ${listed(notes)}.`,
        'Run it as an admin of the machine who is also a user of the domain, on the Connect server and on AD FS.',
      )
    : judging.pass(`${when}.`);
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
        `${CLOUD_SYNC}, Agents, Download on-premises agent; install it on each agent’s server.`,
      )
    : judging.pass(`${name} ${version}.`);
}

function switched({ agent: { writeback } }: OnPremises): Finding {
  const judging = about('on-premises.writeback', 'Password writeback, as the server has it');
  if (writeback === null)
    return judging.unknown(
      'Could not be read here.',
      'Run the script where Connect runs, as a member of ADSyncAdmins.',
    );
  return writeback
    ? judging.pass('On.')
    : judging.fail(
        'Off.',
        'Connect server: Microsoft Entra Connect, Configure, Customize synchronization options, Optional features: Password writeback.',
        SETUP,
      );
}

function events({ events: all, madeAt, agent: { writeback } }: OnPremises): Finding {
  const judging = about('on-premises.events', 'Writeback in the event log, the 7 days before');
  const newest = (ids: Readonly<Record<number, string>>) =>
    Math.max(0, ...all.filter(({ id }) => id in ids).map(({ at }) => Date.parse(at)));
  const said = (ids: Readonly<Record<number, string>>) =>
    listed([...new Set(all.filter(({ id }) => id in ids).map(({ id }) => `${id} (${ids[id] ?? ''})`))]);
  const beat = newest({ [HEARTBEAT]: '' });
  const runbook = 'docs/runbooks/writeback-failing.md has each of them.';
  if (newest(BROKEN) > beat) return judging.fail(`${said(BROKEN)}, and no heartbeat since.`, runbook);
  if (writeback !== false && Date.parse(madeAt) - beat > HOUR)
    return judging.fail(
      `No heartbeat (${HEARTBEAT}, every five minutes)${beat > 0 ? ` for ${span(Date.parse(madeAt) - beat)}` : ''}: nobody listens for passwords.`,
      'On the Connect server: Restart-Service ADSync, then look for 31019 in the Application log.',
      'docs/runbooks/writeback-failing.md, Connectivity.',
    );
  if (newest(REFUSED) > 0)
    return judging.warn(
      `It listens. Of single people: ${said(REFUSED)}.`,
      'One person each, as a rule: too weak a choice, or a protected account. If it is everybody, docs/runbooks/writeback-failing.md has each of them.',
    );
  return judging.pass(
    `Its heartbeat (${HEARTBEAT})${newest(BROKEN) > 0 ? `; before it ${said(BROKEN)}, which is over` : ', and no trouble'}.`,
  );
}

function outbound({ outbound: hosts, machine }: OnPremises): Finding {
  const judging = about('on-premises.outbound', `From ${machine} to Microsoft`);
  const shut = hosts.filter(({ open }) => !open).map(({ host }) => host);
  return shut.length === 0
    ? judging.pass('Open.')
    : judging.fail(
        `Shut: ${listed(shut)}.`,
        'Firewall and proxy: allow TCP 443 to *.passwordreset.microsoftonline.com and *.servicebus.windows.net (US Government: *.passwordreset.microsoftonline.us and *.servicebus.usgovcloudapi.net), without breaking TLS.',
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
