// The dictionary of failures: what each leaves changed decides whether anybody may try again.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { EXPLAINED_CODES, type Explained, explain, mendingOf } from '../../src/core/faults.ts';

type Code = Explained['code'];

/** Every code and text Microsoft documents for the reset and for writeback, and HTTP errors seen in public. */
const said: readonly (readonly [Code, ...string[]])[] = [
  ['success-cloud-failure', 'OnPremisesSuccessCloudFailure', 'OnPremisesSuccessCloudFailure: cloud policy violation'],
  ['connectivity', 'SSPR_0030: OnPremisesConnectivityError', 'OnPremisesConnectivityError = 30'],
  ['connectivity', '31034 ServiceBusListenerError', '31044', 'event 32001', 'event 32002', 'event 32011'],
  [
    'admin-action-required',
    'SSPR_0029: OnPremisesAdminActionRequired',
    'Writeback Failed: AdminActionRequired',
    'SSPR_29',
  ],
  ['admin-action-required', 'event 33003', 'event 33004', 'event 33005', 'event 33006', 'event 33009'],
  ['admin-action-required', 'ADSync 6329, hr=8023061f', 'HR 80230402'],
  ['policy', 'OnPremisesPolicyViolation', 'On-premises policy violation', 'FuzzyPolicyViolationInvalidPassword'],
  ['policy', "Password doesn't comply with fuzzy policy", 'PasswordPolicy', 'event 33008', 'ADSync 6329 hr=80230619'],
  ['policy', 'badRequest It contains a word, phrase, or pattern that makes your password easily guessable.'],
  ['policy', "you cannot reset this user's password because your on-premises policy does not allow it"],
  ['writeback-off', 'SSPR_0010', 'WritebackNotEnabled = 10'],
  ['not-set-up', 'SSPR_0009', 'SSPR_0011', 'SSPR_0012', 'SSPR_0013', 'SSPR_0014', 'TenantSSPRFlagDisabled = 9'],
  ['not-set-up', 'SsprNotEnabledInUserPolicy', 'UserNotLicensed', 'UserNotMemberOfScopedAccessGroup'],
  ['not-set-up', 'UserNotProperlyConfigured = 14'],
  ['denied', 'Authorization_RequestDenied Insufficient privileges to complete the operation.', 'accessDenied'],
  ['denied', 'Management rights are limited to administrators scoped on that administrative unit', 'http_403'],
  ['not-found', 'Request_ResourceNotFound', 'itemNotFound', 'http_404', 'event 33002'],
  [
    'bad-request',
    'BadRequest UserPrincipalName value in token was missing or invalid',
    'Request_BadRequest',
    'http_400',
  ],
  ['bad-request', 'The method is not supported for this URL'],
  ['unknown', '', 'something nobody has written down', 'SSPR_0290', 'SSPR_0001', 'InternalServerError', 'ResetSuccess'],
  // Documented, but they say nothing of what a reset left behind: a general failure, a wrong current password, events of the agent itself.
  ['unknown', 'event 33001', 'event 33007', '31011 ResetUserPasswordByAdminFail', '31019', '6800'],
];

describe('the dictionary of failures', () => {
  for (const [code, ...texts] of said)
    for (const text of texts)
      it(`reads "${text}" as ${code}`, () => {
        assert.equal(explain(text).code, code);
      });

  it('knows nothing about silence', () => {
    assert.deepEqual(explain(undefined), { code: 'unknown', changed: 'unknown', again: 'never' });
  });

  it('lets only a refused password be followed by another one', () => {
    for (const [code, ...texts] of said)
      for (const { changed, again } of texts.map(explain)) {
        assert.equal(again === 'fresh-password', code === 'policy');
        if (again === 'fresh-password') assert.equal(changed, 'nothing');
        if (again === 'on-evidence') assert.equal(changed, 'unknown');
      }
  });

  it('takes for changed, or possibly changed, what may have been', () => {
    const changed = (text: string) => explain(text).changed;
    assert.equal(changed('OnPremisesSuccessCloudFailure'), 'on-premises');
    assert.equal(changed('SSPR_0030'), 'unknown');
    assert.equal(changed('what is this'), 'unknown');
  });

  it('believes the worse of two things that are said at once', () => {
    assert.equal(explain('PasswordPolicy; OnPremisesConnectivityError').changed, 'unknown');
    assert.equal(explain('BadRequest: OnPremisesSuccessCloudFailure after a policy violation').changed, 'on-premises');
  });

  it('names for each code who must act, and a page that is there', () => {
    const codes = [...EXPLAINED_CODES, 'throttled', 'not-eligible', 'no-privileged-identity', 'unknown-outcome'];
    for (const code of [...codes, 'of another release', 'constructor']) {
      const { who, runbook } = mendingOf(code);
      assert.ok(['nobody', 'entra', 'directory', 'desk'].includes(who), code);
      assert.ok(existsSync(new URL(`../../../docs/runbooks/${runbook}.md`, import.meta.url)), runbook);
    }
    assert.deepEqual(mendingOf('of another release'), mendingOf('unknown'));
  });

  it('has a case here for every row', () => {
    assert.deepEqual(new Set(said.map(([code]) => code)), new Set(EXPLAINED_CODES));
  });
});
