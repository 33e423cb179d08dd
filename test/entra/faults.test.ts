// The table of what went wrong at Entra, each case as MSAL really throws it.
import assert from 'node:assert/strict';
import { Secret } from '../../src/core/secret.ts';
import { classify, type EntraFaultKind } from '../../src/entra/faults.ts';
import { createMsal } from '../../src/entra/msal.ts';
import { type Answer, CLIENT, type FakeEntra, refusal, startEntra, TENANT } from './fake-entra.ts';

describe('what Entra’s refusals mean', () => {
  let entra: FakeEntra;
  before(async () => {
    entra = await startEntra();
  });
  after(() => entra.close());

  const cases: readonly (readonly [EntraFaultKind, Answer])[] = [
    ['mfa-required', refusal('invalid_grant', 50076, 'basic_action')],
    ['mfa-required', refusal('interaction_required', 50076)],
    ['consent-required', refusal('invalid_grant', 65001, 'consent_required')],
    ['password-expired', refusal('invalid_grant', 50055, 'user_password_expired')],
    ['reauth-required', refusal('invalid_grant', 50173, 'bad_token')],
    ['reauth-required', refusal('invalid_grant', 700082, 'bad_token')],
    ['reauth-required', refusal('invalid_grant', 700082)],
    ['bad-credentials', refusal('invalid_grant', 50126)],
    ['account-disabled', refusal('invalid_grant', 50057)],
    ['account-locked', refusal('invalid_grant', 50053)],
    ['unknown-user', refusal('invalid_grant', 50034)],
    ['assertion-rejected', refusal('invalid_grant', 500133)],
    ['app-misconfigured', refusal('invalid_client', 7000215, undefined, 401)],
    ['app-misconfigured', refusal('unauthorized_client', 700016)],
    ['unavailable', refusal('invalid_request', 90055, undefined, 429)],
    ['refused', refusal('invalid_grant', 999999)],
  ];
  for (const [kind, answer] of cases) {
    const { error, error_codes } = (answer as { body: { error: string; error_codes: number[] } }).body;
    it(`${error} with AADSTS${error_codes[0]} is ${kind}`, async () => {
      entra.answer(answer);
      const registration = { cloud: entra.cloud, tenant: TENANT, clientId: CLIENT, secret: new Secret('shh') };
      const asked = createMsal(registration).acquireTokenByRefreshToken({ refreshToken: 'r', scopes: ['User.Read'] });
      const fault = await asked.then(() => assert.fail('it was granted'), classify);
      assert.equal(fault.kind, kind);
      assert.equal(fault.number, error_codes[0]);
    });
  }

  it('an error of our own is not taken for an answer of Entra', () => {
    assert.equal(classify(new Error('the database is gone')).kind, 'unexpected');
    assert.equal(classify(undefined).kind, 'unexpected');
  });
});
