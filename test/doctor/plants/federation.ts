// Federated domains whose people could not finish, and an AD FS that does not show its pages.
import { signingCertificate } from '../../../sandbox/certificate.ts';
import { DAY, type Plant } from './plant.ts';

const ADFS = 'federation.alderfinch.example';

export const FEDERATION: readonly Plant[] = [
  {
    name: 'a federated domain has no known provider and says no page',
    plant: ({ estate }) => {
      estate.federations['alderfinch.example'] = { passiveSignInUri: 'https://id.alderfinch.example/sso' };
    },
    finds: { [`${ADFS}.configuration`]: 'warn', [`${ADFS}.finishing`]: 'fail' },
    mend: /finishingLinks/,
  },
  {
    name: 'a federated domain names a page without https',
    plant: ({ estate }) => {
      estate.federations['alderfinch.example'] = { passwordResetUri: 'http://reset.alderfinch.example' };
    },
    finds: { [`${ADFS}.finishing`]: 'warn' },
    mend: /-PasswordResetUri/,
  },
  {
    name: 'the certificate that Entra believes ends in 20 days',
    plant: ({ estate }) => {
      estate.federations['alderfinch.example'] = {
        signingCertificate: signingCertificate('AD FS', Date.now() + 20 * DAY),
      };
    },
    finds: { [`${ADFS}.certificate`]: 'warn' },
    mend: /Update AD FS trust/,
  },
  {
    name: 'the certificate that Entra believes is no certificate',
    plant: ({ estate }) => {
      estate.federations['alderfinch.example'] = { signingCertificate: 'AAAA' };
    },
    finds: { [`${ADFS}.certificate`]: 'unknown' },
    mend: /Update-AdfsCertificate/,
  },
  ...(
    [
      ['update-password', '/adfs/portal/updatepassword/'],
      ['configuration', '/adfs/.well-known/openid-configuration'],
      ['userinfo', '/adfs/userinfo'],
      ['mex', '/adfs/services/trust/mex'],
      ['keys', '/adfs/discovery/keys'],
    ] as const
  ).map(
    ([page, path]): Plant => ({
      name: `AD FS does not show ${path}`,
      plant: ({ estate }) => void estate.adfsOff.add(path),
      finds: { [`${ADFS}.adfs.${page}`]: 'fail' },
      mend: /Restart-Service adfssrv/,
    }),
  ),
];
