// The card that calls a person to their tracker page, and answers `status`.
import assert from 'node:assert/strict';
import { trackerCard } from '../../cards/tracker.ts';
import { wordsFor } from '../../locales/words.ts';
import type { Request } from '../../src/core/request.ts';
import { aRequest, EVERY_STATE, MINUTE, NOW } from './a-request.ts';
import { POLICY } from './every-card.ts';
import { actionsOf, readingOf, verbsOf } from './tree.ts';

const words = wordsFor('en-GB');
const URL_ = 'https://desk.example/sign-in/tracker?request=request-7';
const draw = (request: Request) => trackerCard({ request, policy: POLICY, now: NOW, url: URL_ }, words);

describe('the tracker card', () => {
  it('opens the page in Teams or in the browser while there is something to follow', () => {
    for (const state of EVERY_STATE) {
      const opens = ['pending', 'approved', 'resetting', 'landed'].includes(state);
      const actions = actionsOf(draw(aRequest(state)));
      const [open, browser] = actions.filter(({ type }) => type !== 'Action.Execute');
      assert.equal(actions.filter(({ type }) => type !== 'Action.Execute').length, opens ? 2 : 0, state);
      if (!opens) continue;
      assert.deepEqual(open?.['data'], { request: 'request-7', pane: 'tracker', msteams: { type: 'task/fetch' } });
      assert.deepEqual([browser?.['type'], browser?.['url']], ['Action.OpenUrl', URL_]);
    }
  });

  it('offers to cancel as long as nobody has begun', () => {
    for (const state of EVERY_STATE) {
      const may = ['open', 'guided', 'pending', 'approved'].includes(state);
      assert.deepEqual(verbsOf(draw(aRequest(state))), may ? ['cancel'] : [], state);
    }
  });

  it('lists the landings with their times once the desk was asked', () => {
    const reading = readingOf(draw(aRequest('resetting')));
    assert.match(
      reading,
      /✓ Asked: done, 08:50 UTC\n✓ Approved by the helpdesk: done, 08:55 UTC\n✓ Accepted by Microsoft: done, 08:59 UTC/,
    );
    assert.match(reading, /▸ Arrived in your organisation’s Active Directory: now\n○ New password in force: to come/);
    assert.doesNotMatch(readingOf(draw(aRequest('open'))), /Asked/);
    assert.match(readingOf(draw(aRequest('failed'))), /✕ Arrived in .*: stopped here/);
  });

  it('says that nothing has changed yet when the approval waits for its owner', () => {
    const waiting = aRequest('approved', { hold: { why: 'owner', since: NOW, until: NOW + 30 * MINUTE } });
    assert.match(
      readingOf(draw(waiting)),
      /Now it waits for you\..*Nothing has changed yet\. It waits until 09:30 UTC/,
    );
  });

  it('follows the temporary password from ready to taken', () => {
    const opened = { session: 's', at: NOW - MINUTE };
    assert.match(readingOf(draw(aRequest('landed'))), /waits on your page until 09:29 UTC/);
    assert.match(readingOf(draw(aRequest('landed', { opened }))), /look again until 09:09 UTC/);
    assert.match(readingOf(draw(aRequest('landed', { opened, handedOver: NOW }))), /Sign in to check/);
  });

  it('claims "not changed" only where that is known', () => {
    const failed = (code: string) => readingOf(draw(aRequest('failed', { failure: { code } })));
    assert.match(failed('denied'), /was not changed/);
    for (const code of ['unknown', 'unknown-outcome', 'connectivity'])
      assert.match(failed(code), /cannot tell yet whether/, code);
    assert.match(readingOf(draw({ ...aRequest('landed'), state: 'expired' })), /Your password was reset/);
  });

  it('gives the helpdesk’s reason for a no, word for word', () => {
    assert.match(readingOf(draw(aRequest('denied'))), /Hilda Holt decided .*\n“Please come to the desk”/);
  });

  it('promises nothing more once the request is over or frozen', () => {
    for (const state of ['denied', 'cancelled', 'expired', 'failed', 'frozen', 'completed'] as const)
      assert.doesNotMatch(readingOf(draw(aRequest(state))), /to come|: now/, state);
  });

  it('never shows an admin’s words to the person', () => {
    assert.doesNotMatch(JSON.stringify(draw(aRequest('failed'))), /AdminActionRequired|graph-9/);
  });
});
