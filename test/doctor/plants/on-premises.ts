// What the script from the other side may bring back.
import type { Bent } from '../a-tenant.ts';
import { type Plant, soon } from './plant.ts';

const domainWith = (part: object): Bent => ({
  onPremises: well => ({ ...well, domains: well.domains.map(domain => ({ ...domain, ...part })) }),
});
const CORP = 'on-premises.corp.alderfinch.example';

export const ON_PREMISES: readonly Plant[] = [
  {
    name: 'the script was never run',
    bent: { onPremises: () => undefined },
    finds: { 'on-premises.result': 'unknown' },
    mend: /--on-prem > check\.ps1/,
  },
  {
    name: 'the script ran two months ago',
    bent: { onPremises: well => ({ ...well, madeAt: soon(-60), events: [] }) },
    finds: { 'on-premises.result': 'warn' },
    mend: /Run it again/,
  },
  {
    name: 'the connector account may not unlock',
    bent: domainWith({ writeLockoutTime: false }),
    finds: { [`${CORP}.rights`]: 'fail' },
    mend: /Set-ADSyncPasswordWritebackPermissions -ADConnectorAccountName 'MSOL_0123456789ab'/,
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
    mend: /nltest \/dsgetdc/,
  },
  {
    name: 'passwords must be a day old',
    bent: domainWith({ minimumPasswordAge: 1 }),
    finds: { [`${CORP}.minimum-age`]: 'warn' },
    mend: /-MinPasswordAge 0/,
  },
  {
    name: 'writeback is off in Connect',
    bent: { onPremises: well => ({ ...well, agent: { ...well.agent, writeback: false } }) },
    finds: { 'on-premises.writeback': 'fail' },
    mend: /Optional features: Password writeback/,
  },
  {
    name: 'the cloud sync agent is too old to write back',
    bent: {
      onPremises: well => ({ ...well, agent: { kind: 'cloud-sync', version: '1.1.587.0', writeback: null } }),
    },
    finds: { 'on-premises.agent': 'fail' },
    mend: /Download on-premises agent/,
  },
  {
    name: 'the event log has trouble of the service bus',
    bent: {
      onPremises: well => ({ ...well, events: [{ id: 31034, at: soon(-1), source: 'PasswordResetService' }] }),
    },
    finds: { 'on-premises.events': 'fail' },
    mend: /writeback-failing\.md/,
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
];
