// Three identity models, one desk: the same stories, the same crashes, the same end; only the name in Entra's audit differs.
import assert from 'node:assert/strict';
import type { Rule } from '../../sandbox/faults.ts';
import type { HandsModel } from './hands.ts';
import { inOneCompany } from './mishaps.ts';

const reset = (act: Rule['act']): readonly Rule[] => [{ service: 'graph', request: 'POST resetPassword', nth: 1, act }];

const ACTORS: Readonly<Record<HandsModel, string>> = {
  'service-account': 'svc-resetdesk@finch-cloud.example',
  'guest-admin': 'kim_vendor.example#EXT#@finch-cloud.example',
  approver: 'hana.weber@finch-cloud.example',
};

describe('whoever’s hands reset', function () {
  this.timeout(180_000);

  for (const [model, actor] of Object.entries(ACTORS) as [HandsModel, string][]) {
    it(`${model}: the person is back in, whatever Graph does, and Entra’s audit names ${actor}`, async () => {
      const mishaps = [reset({ status: 429, retryAfter: 1 }), reset({ killBot: 'after' })] as const;
      const audited: string[] = [];
      const played = await inOneCompany(mishaps, { hands: model }, ({ world }) => {
        for (const { activityDisplayName, initiatedBy } of world.audits)
          if (activityDisplayName === 'Reset password (by admin)')
            audited.push(initiatedBy?.user?.userPrincipalName ?? '');
      });
      assert.deepEqual(
        played.map(({ state, accepted, unmet }) => ({ state, accepted, unmet })),
        Array(2).fill({ state: 'completed', accepted: 1, unmet: [] }),
      );
      assert.deepEqual(audited, Array(2).fill(actor));
    });
  }
});
