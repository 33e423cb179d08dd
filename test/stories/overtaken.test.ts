// Approve on a card that has been overtaken: answered with the card as it is now, and nothing else comes of it.
import assert from 'node:assert/strict';
import { wordsFor } from '../../locales/words.ts';
import { approvalCard } from '../../sandbox/rehearse/desk.ts';
import type { Seen } from '../../sandbox/teams/sight.ts';
import { type Company, withCompany } from './company.ts';
import { files, POLICY, row } from './filed.ts';
import { inEachModel } from './hands.ts';

const words = wordsFor('en');

inEachModel('a request that is over', { policy: POLICY }, (theCompany, hands) => {
  it('is not approved after it was denied: the card shows who denied it, and why', async () => {
    const company = theCompany();
    await files(company, 'sam', 'I forgot it.');
    const stale = await approvalCard(company.actor('hugo'), company.actor('sam'));
    const denied = await company.actor('hana').teams.inChannel().execute(stale, 'deny', { reason: 'no **zebra**' });
    assert.equal(denied.kind, 'card');
    await tooLate(company, 'sam', stale, 'denied');
    const told = await company.actor('sam').teams.waitFor(({ text }) => text.includes('zebra'), { what: 'the reason' });
    assert.deepEqual([told.activity.textFormat, told.text.includes('**zebra**')], ['plain', true]);
  });

  it('is not approved after its person cancelled it', async () => {
    const company = theCompany();
    await files(company, 'clara', 'I forgot it.');
    const stale = await approvalCard(company.actor('hugo'), company.actor('clara'));
    await company.actor('clara').teams.say('cancel');
    await tooLate(company, 'clara', stale, 'cancelled');
  });

  it('is not approved after it expired', () =>
    withCompany({ hands, policy: { ...POLICY, reminderAfter: '1s', pendingFor: '3s' } }, async company => {
      await files(company, 'freya', 'I forgot it.');
      const stale = await approvalCard(company.actor('hugo'), company.actor('freya'));
      const expired = ({ text }: Seen) => text === words.say('chat.expired');
      await company.actor('freya').teams.waitFor(expired, { what: 'the end' });
      await tooLate(company, 'freya', stale, 'expired');
    }));
});

async function tooLate(company: Company, key: string, stale: Seen, state: string): Promise<void> {
  const before = await row(company, key);
  assert.equal(before?.state, state);
  const outcome = await company.actor('hugo').teams.inChannel().execute(stale, 'approve');
  assert.equal(outcome.kind, 'card');
  assert.ok(!JSON.stringify(outcome.card).includes('"approve"'), 'there is nothing to press any more');
  assert.deepEqual(await row(company, key), before);
  assert.equal(company.world.resets.length, 0);
}
