// What a manager sees when somebody they know is locked out, and what the locked-out person sees of it.
import assert from 'node:assert/strict';
import { digitsCard } from '../../cards/digits.ts';
import { vouchCard } from '../../cards/vouch.ts';
import { wordsFor } from '../../locales/words.ts';
import type { Request } from '../../src/core/request.ts';
import { aRequest, DIGITS, MINUTE, NOW } from './a-request.ts';
import { inputsOf, readingOf, verbsOf } from './tree.ts';

const words = wordsFor('en-GB');
const open = aRequest('open');
const spent: Request = {
  ...open,
  challenges: open.challenges.map(one => (one.kind === 'vouch' ? { ...one, spent: true } : one)),
};
const draw = (request: Request, now = NOW, recent = [request]) => vouchCard({ request, now, recent }, words);

describe('the manager’s card', () => {
  it('warns while shields are up', () => {
    const warned = vouchCard({ request: open, now: NOW, recent: [], shieldsUp: true }, words);
    assert.match(readingOf(warned), /on its guard/);
    assert.doesNotMatch(readingOf(draw(open)), /on its guard/);
  });

  it('tells how often the person asked for such help in the last month', () => {
    assert.match(readingOf(draw(open)), /have not asked for such help/);
    const before = [aRequest('denied', { id: 'r1' }), aRequest('completed', { id: 'r2' })];
    assert.match(readingOf(draw(open, NOW, [open, ...before])), /asked for such help 2 times before/);
  });

  it('asks for two digits and for the word that they were heard', () => {
    const rendered = draw(open);
    assert.deepEqual(verbsOf(rendered), ['vouch', 'not-them']);
    const [digits, attest] = inputsOf(rendered);
    assert.deepEqual([digits?.['id'], digits?.['maxLength'], digits?.['isRequired']], ['digits', 2, true]);
    const allows = new RegExp(String(digits?.['regex']));
    assert.ok(allows.test('47') && !allows.test('4') && !allows.test('4a'));
    assert.deepEqual([attest?.['id'], attest?.['isRequired'], attest?.['value']], ['attest', true, 'false']);
    assert.equal(attest?.['title'], 'I heard them say it, live or in person, not in a chat');
    assert.match(readingOf(rendered), /Rita Reyes\nrita@adatum\.example\nShipping/);
  });

  it('lets “that was not them” through without digits', () => {
    const notThem = JSON.stringify(draw(open).card).match(/\{[^{}]*"verb":"not-them"[^{}]*/)?.[0] ?? '';
    assert.match(notThem, /"associatedInputs":"none"/);
  });

  it('takes no more digits after the one try, after the time, or when the request has moved on', () => {
    const passed: Request = { ...spent, proofs: aRequest('pending').proofs };
    const before: Request = { ...spent, proofs: passed.proofs.map(proof => ({ ...proof, at: NOW - 30 * MINUTE })) };
    const cases: readonly (readonly [ReturnType<typeof draw>, RegExp])[] = [
      [draw(spent), /The digits were wrong/],
      [draw(before), /The digits were wrong/],
      [draw(open, NOW + 60 * MINUTE), /No longer needed/],
      [draw({ ...open, state: 'cancelled' }), /No longer needed/],
      [draw({ ...open, challenges: [] }), /No longer needed/],
      [draw(passed), /You confirmed it/],
      [draw({ ...passed, state: 'pending' }), /You confirmed it/],
      [draw(aRequest('frozen')), /security has been told/],
    ];
    for (const [rendered, says] of cases) {
      assert.match(readingOf(rendered), says);
      assert.deepEqual(inputsOf(rendered), []);
      assert.ok(!verbsOf(rendered).includes('vouch'));
    }
  });

  it('can be used to stop a request for as long as it lives', () => {
    assert.deepEqual(verbsOf(draw(spent)), ['not-them']);
    assert.deepEqual(verbsOf(draw(aRequest('pending'))), ['not-them']);
    for (const state of ['frozen', 'cancelled', 'completed'] as const)
      assert.deepEqual(verbsOf(draw(aRequest(state))), [], state);
  });

  it('says what that button is for wherever it stands, and nowhere else', () => {
    const late: Request = { ...open, challenges: [] };
    for (const request of [open, spent, late, aRequest('pending'), aRequest('frozen'), aRequest('cancelled')])
      assert.equal(
        readingOf(draw(request)).includes(words.say('cards.vouch.stop')),
        verbsOf(draw(request)).includes('not-them'),
        request.state,
      );
    assert.doesNotMatch(readingOf(draw(late)), /nothing for you to do/);
  });

  it('thanks only the manager who was asked this time', () => {
    const other = { id: 'other', name: 'Olaf' };
    const proofs = aRequest('pending').proofs.map(proof => (proof.by ? { ...proof, by: other } : proof));
    assert.doesNotMatch(readingOf(draw({ ...open, proofs })), /You confirmed it/);
  });
});

describe('the card with the two digits', () => {
  it('shows them big, says whom to call, and not to write them', () => {
    const { card, summary } = digitsCard({ request: open }, words);
    assert.match(
      readingOf({ card, summary }),
      new RegExp(`Call Mona Marsh.*\n${DIGITS}\n.*Do not send them in a chat`),
    );
    assert.equal(summary, 'Call Mona Marsh and read out the two digits on this card.');
  });

  it('shows them no more once they are used or nobody asks for them', () => {
    for (const request of [spent, { ...open, challenges: [] }, { ...open, state: 'pending' } as const])
      assert.doesNotMatch(JSON.stringify(digitsCard({ request }, words)), new RegExp(DIGITS));
  });
});
