// What the script from the other side may bring back.
import type { Bent } from '../a-tenant.ts';
import { DAY, type Plant, soon } from './plant.ts';

const domainWith = (part: object): Bent => ({
  onPremises: well => ({ ...well, domains: well.domains.map(domain => ({ ...domain, ...part })) }),
});
const BEAT = { id: 31019, source: 'PasswordResetService' } as const;
const agentWith = (part: object): Bent => ({ onPremises: well => ({ ...well, agent: { ...well.agent, ...part } }) });
const CORP = 'on-premises.corp.alderfinch.example';
/** Days ago, each with the number of what was written. */
const eventsOf =
  (...found: readonly (readonly [days: number, id: number])[]): NonNullable<Bent['onPremises']> =>
  well => ({
    ...well,
    events: found.map(([days, id]) => ({
      id,
      at: new Date(Date.parse(well.madeAt) - days * DAY).toISOString(),
      source: 'PasswordResetService',
    })),
  });

export const ON_PREMISES: readonly Plant[] = [
  {
    name: 'the script was never run',
    bent: { onPremises: () => undefined },
    finds: { 'on-premises.result': 'unknown' },
    mend: /--on-prem > check\.ps1/,
  },
  {
    name: 'the script ran two months ago',
    bent: { onPremises: well => ({ ...well, madeAt: soon(-60), events: [{ ...BEAT, at: soon(-60) }] }) },
    finds: { 'on-premises.result': 'warn' },
    mend: /Run it again/,
  },
  {
    name: 'the script ran on a server whose clock is a day ahead',
    bent: { onPremises: well => ({ ...well, madeAt: soon(1), events: [{ ...BEAT, at: soon(1) }] }) },
    finds: { 'on-premises.result': 'warn' },
    mend: /w32tm \/resync/,
  },
  {
    name: 'the script could not look at something',
    bent: { onPremises: well => ({ ...well, notes: ['event log: Access is denied'] }) },
    finds: { 'on-premises.result': 'warn' },
    mend: /as an admin of the machine/,
  },
  {
    name: 'the result was made in another company’s forest',
    bent: domainWith({ name: 'ad.elsewhere.example', resetPassword: false }),
    finds: { 'on-premises.result': 'fail' },
    mend: /check\.ps1 \| Out-File/,
  },
  {
    name: 'people come from a second domain that the script did not see',
    plant: ({ estate }) => {
      estate.users = { freya: { onPremisesDomainName: 'emea.alderfinch.example' } };
    },
    finds: { 'on-premises.domains': 'unknown' },
    mend: /--with once for each/,
  },
  {
    name: 'the connector account may not reset',
    bent: domainWith({ resetPassword: false, writePwdLastSet: false }),
    finds: { [`${CORP}.rights`]: 'fail' },
    mend: /Set-ADSyncPasswordWritebackPermissions -ADConnectorAccountName 'MSOL_0123456789ab' -ADConnectorAccountDomain 'corp\.alderfinch\.example'/,
  },
  {
    name: 'the connector account may not unlock',
    bent: domainWith({ writeLockoutTime: false }),
    finds: { [`${CORP}.rights`]: 'fail' },
    mend: /Set-ADSyncPasswordWritebackPermissions/,
  },
  {
    name: 'nobody may unexpire passwords, as everybody may where nobody took it away',
    bent: domainWith({ unexpirePassword: false }),
    finds: { [`${CORP}.rights`]: 'fail' },
    mend: /This object and all descendant objects, Unexpire Password/,
  },
  {
    name: 'people’s own changes are not carried on, though resets are',
    bent: domainWith({ changePassword: false }),
    finds: { [`${CORP}.rights`]: 'warn' },
    mend: /Descendant User objects, Change password/,
  },
  {
    name: 'rights could not be read',
    bent: domainWith({ resetPassword: null, changePassword: null }),
    finds: { [`${CORP}.rights`]: 'unknown' },
    mend: /-Connector/,
  },
  {
    name: 'the account of the cloud sync agent lacks a right',
    bent: {
      onPremises: well => ({
        ...well,
        agent: { kind: 'cloud-sync', version: '1.1.1586.0', writeback: null },
        domains: well.domains.map(domain => ({ ...domain, writePwdLastSet: false })),
      }),
    },
    finds: { [`${CORP}.rights`]: 'fail' },
    mend: /Set-AADCloudSyncPermissions -PermissionType PasswordWriteBack/,
  },
  {
    name: 'inheritance is off on a unit',
    bent: domainWith({ inheritance: false }),
    finds: { [`${CORP}.inheritance`]: 'fail' },
    mend: /Enable inheritance/,
  },
  {
    name: 'no writable controller answers',
    bent: domainWith({ writableController: null }),
    finds: { [`${CORP}.controller`]: 'fail' },
    mend: /nltest \/dsgetdc:corp\.alderfinch\.example \/writable/,
  },
  {
    name: 'passwords must be a day old',
    bent: domainWith({ minimumPasswordAge: 1 }),
    finds: { [`${CORP}.minimum-age`]: 'warn' },
    mend: /-MinPasswordAge 0/,
  },
  {
    name: 'writeback is off in Connect',
    bent: agentWith({ writeback: false }),
    finds: { 'on-premises.writeback': 'fail' },
    mend: /Optional features: Password writeback/,
  },
  {
    name: 'Connect does not say whether writeback is on',
    bent: agentWith({ writeback: null }),
    finds: { 'on-premises.writeback': 'unknown' },
    mend: /ADSyncAdmins/,
  },
  {
    name: 'the version of Connect could not be read',
    bent: agentWith({ version: null }),
    finds: { 'on-premises.agent': 'unknown' },
    mend: /as an admin of that machine/,
  },
  {
    name: 'the cloud sync agent is too old to write back',
    bent: agentWith({ kind: 'cloud-sync', version: '1.1.587.0', writeback: null }),
    finds: { 'on-premises.agent': 'fail' },
    mend: /Download on-premises agent/,
  },
  {
    name: 'the service bus is not reached, and has not been since',
    bent: { onPremises: eventsOf([0.03, 31019], [0.01, 31034]) },
    finds: { 'on-premises.events': 'fail' },
    mend: /writeback-failing\.md/,
  },
  {
    name: 'writeback had no heartbeat for a day',
    bent: { onPremises: eventsOf([1, 31019]) },
    finds: { 'on-premises.events': 'fail' },
    mend: /Restart-Service ADSync/,
  },
  {
    name: 'writeback had no heartbeat at all',
    bent: { onPremises: eventsOf() },
    finds: { 'on-premises.events': 'fail' },
    mend: /Restart-Service ADSync/,
  },
  {
    name: 'Active Directory refused a password',
    bent: { onPremises: eventsOf([0, 31019], [1, 6329], [1, 31011]) },
    finds: { 'on-premises.events': 'warn' },
    mend: /a protected account/,
  },
  {
    name: 'the firewall is shut',
    bent: { onPremises: well => ({ ...well, outbound: [{ host: 'x.servicebus.windows.net', open: false }] }) },
    finds: { 'on-premises.outbound': 'fail' },
    mend: /TCP 443/,
  },
  {
    name: 'the update page is not on the proxy',
    bent: {
      onPremises: well => ({
        ...well,
        endpoints: well.endpoints.map(one => ({ ...one, proxy: !one.path.includes('updatepassword') })),
      }),
    },
    finds: { 'on-premises.adfs./adfs/portal/updatepassword/': 'warn' },
    mend: /-Proxy \$true/,
  },
  {
    name: 'the update page is not enabled',
    bent: {
      onPremises: well => ({
        ...well,
        endpoints: well.endpoints.map(one => ({ ...one, enabled: !one.path.includes('updatepassword') })),
      }),
    },
    finds: { 'on-premises.adfs./adfs/portal/updatepassword/': 'fail' },
    mend: /Enable-AdfsEndpoint/,
  },
];
