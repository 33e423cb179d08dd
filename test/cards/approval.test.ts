// The helpdesk's card: what an approver can see and do, state by state.
import assert from 'node:assert/strict';
import { wordsFor } from '../../locales/words.ts';
import { CALM, demandOf } from '../../src/core/demand.ts';
import type { Viewer } from '../../src/core/desk/view.ts';
import { isLive } from '../../src/core/lifecycle.ts';
import { mayHaveSet } from '../../src/core/lockout.ts';
import type { Request } from '../../src/core/request.ts';
import { aRequest, DAY, EVERY_STATE, MINUTE, NOW, RITA } from './a-request.ts';
import { approvalOf, POLICY } from './every-card.ts';
import { actionsOf, inputsOf, partsOf, readingOf, verbsOf } from './tree.ts';

const words = wordsFor('en-GB');
const draw = (...args: Parameters<typeof approvalOf>) => approvalOf(...args)(words);

describe('the approval card', () => {
  it('offers approve and deny while the request is pending, and nothing to decide once it is not', () => {
    for (const state of EVERY_STATE) {
      const rendered = draw(aRequest(state));
      const deciding = verbsOf(rendered).filter(verb => verb !== 'freeze');
      assert.deepEqual(deciding, state === 'pending' ? ['approve', 'deny', 'claim', 'ask-call'] : [], state);
      assert.equal(inputsOf(rendered).length, state === 'pending' ? 1 : 0, state);
      assert.equal('refresh' in rendered.card, state === 'pending' || state === 'frozen', state);
    }
  });

  it('lets the desk stop what is under way, and for a week what has set a password, behind a second button', () => {
    const stops = (request: Request) => verbsOf(draw(request)).includes('freeze');
    for (const state of EVERY_STATE) {
      const request = aRequest(state);
      assert.equal(stops(request), state !== 'frozen' && (isLive(state) || mayHaveSet(request)), state);
    }
    assert.equal(stops(aRequest('completed', { landedAt: NOW - 8 * DAY, since: NOW - 7 * DAY })), true);
    assert.equal(stops(aRequest('completed', { landedAt: NOW - 8 * DAY, since: NOW - 7 * DAY - 1 })), false);
    const { card } = draw(aRequest('approved'));
    const hidden = partsOf(card).filter(part => part['isVisible'] === false);
    assert.deepEqual(
      hidden.map(part => [part['id'], JSON.stringify(part).includes('"verb":"freeze"')]),
      [['freeze-for-sure', true]],
    );
  });

  it('lets an approver approve without the reason that only a denial needs', () => {
    const [approve, , deny] = actionsOf(draw(aRequest('pending')));
    assert.equal(approve?.['associatedInputs'], 'none');
    assert.notEqual(deny?.['associatedInputs'], 'none');
    const [reason] = inputsOf(draw(aRequest('pending')));
    assert.deepEqual([reason?.['id'], reason?.['isRequired'], reason?.['maxLength']], ['reason', true, 500]);
  });

  it('opens the reason only for those who want to deny', () => {
    const { card } = draw(aRequest('pending'));
    const hidden = partsOf(card).find(part => part['isVisible'] === false);
    const toggle = partsOf(card).find(({ type }) => type === 'Action.ToggleVisibility');
    assert.deepEqual(toggle?.['targetElements'], [hidden?.['id']]);
    assert.ok(JSON.stringify(hidden).includes('"verb":"deny"'));
  });

  it('brings itself up to date for whoever looks, while what they may do depends on who they are', () => {
    const action = { type: 'Action.Execute', verb: 'refresh', data: { request: 'request-7' } };
    for (const state of ['pending', 'frozen'] as const)
      assert.deepEqual(draw(aRequest(state)).card['refresh'], { action });
  });

  it('says who asks, what is known of them and who vouched, and until when to decide', () => {
    const reading = readingOf(draw(aRequest('pending')));
    for (const fact of ['Rita Reyes', RITA.upn, 'Shipping', 'Clerk', 'Mona Marsh', '“I forgot it on holiday”'])
      assert.ok(reading.includes(fact), fact);
    assert.match(reading, /Mona Marsh, who heard two digits from them, 08:49 UTC/);
    assert.match(reading, /A fresh sign-in without a password, 08:48 UTC/);
    assert.match(reading, /Decide before\n09:20 UTC/);
  });

  it('says what the diagnosis found for the helpdesk alone', () => {
    const { verdict, ...rest } = aRequest('pending');
    const known = (...offers: NonNullable<Request['verdict']['offers']>) =>
      readingOf(draw({ ...rest, verdict: { ...verdict, offers } }));
    assert.match(
      known('my-security-info', 'sspr-off', 'writeback-connect'),
      /Good to know\n.*not switched on.*Connect/,
    );
    assert.doesNotMatch(known('my-security-info'), /Good to know/);
  });

  it('counts the person’s other resets and denials, and never this one', () => {
    const now = aRequest('landed');
    assert.match(readingOf(draw(now, { recent: [now] })), /None of late\./);
    const past = [
      aRequest('completed', { id: 'a', landedAt: Date.UTC(2026, 10, 1, 12) }),
      aRequest('failed', { id: 'b', attempt: { ...attemptOf(), begunAt: Date.UTC(2026, 10, 3, 12) } }),
      aRequest('denied', { id: 'c' }),
      aRequest('cancelled', { id: 'd' }),
    ];
    assert.match(
      readingOf(draw(now, { recent: past })),
      /2 of late, the last on 3 November 2026.*; 1 request denied\./,
    );
  });

  it('tells who approved, and what an approval waits for', () => {
    const until = NOW + 30 * MINUTE;
    assert.match(
      readingOf(draw(aRequest('approved'))),
      /Approved by Hank Field, 08:55 UTC\.\nThe reset starts in a moment/,
    );
    const held = (why: 'owner' | 'hands' | 'directory') =>
      readingOf(draw(aRequest('approved', { hold: { why, since: NOW, until } })));
    assert.match(held('owner'), /Waiting for its owner to open their page, until 09:30 UTC\. Nothing has changed yet/);
    assert.match(held('hands'), /must be connected again by an administrator/);
    assert.match(held('directory'), /directory cannot be read/);
  });

  it('says how many approvals are still needed', () => {
    const demand = { ...demandOf(aRequest('pending'), POLICY, CALM), approvals: 2 };
    const rendered = draw(aRequest('pending', { approvals: aRequest('approved').approvals, demand }));
    assert.match(readingOf(rendered), /Approved by Hank Field.*\nOne more approval is needed, by somebody else/);
    assert.deepEqual(verbsOf(rendered), ['approve', 'deny', 'claim', 'ask-call', 'freeze']);
  });

  it('says what is asked beyond the usual, and every reason for it', () => {
    const usual = demandOf(aRequest('pending'), POLICY, CALM);
    assert.doesNotMatch(readingOf(draw(aRequest('pending', { demand: usual }))), /Asks for|Because/);
    const why = ['policy', 'shields', 'rule:Wards [1](x)', 'shields'] as const;
    const reading = readingOf(
      draw(aRequest('pending', { demand: { ...usual, approvals: 2, approverStepUp: true, why } })),
    );
    assert.match(reading, /Asks for\n2 approvals, each by somebody else, with a fresh sign-in of whoever approves\./);
    assert.match(reading, /Because\nThe shields are up\. Rule “Wards \[1\]\(x\)”\.\n/);
  });

  it('cannot be approved while less was proved than is asked by now, and says so', () => {
    const demand = demandOf(aRequest('pending'), POLICY, CALM);
    const rendered = draw(aRequest('pending', { demand, proofs: aRequest('pending').proofs.slice(0, 1) }));
    assert.deepEqual(verbsOf(rendered), ['deny', 'claim', 'ask-call', 'freeze']);
    assert.match(readingOf(rendered), /it cannot be approved/);
  });

  it('has a banner while shields are up and the request lives, with who raised them and why', () => {
    const shields = { since: NOW, until: NOW + 60 * MINUTE, why: '**calls**', by: { id: 's', name: 'Sue' } };
    for (const state of EVERY_STATE) {
      const reading = readingOf(draw(aRequest(state), { shields }));
      assert.equal(
        /The shields are up\nRaised by Sue until 10:00 UTC: “\*\*calls\*\*”/.test(reading),
        isLive(state),
        state,
      );
    }
  });

  it('shows the number and the words of a call that is to be made, and nothing to decide yet', () => {
    const call = { number: '+49 151 2345678', words: 'amber otter' };
    const rendered = draw(aRequest('open'), { call });
    assert.match(readingOf(rendered), /on this number:\n\+49 151 2345678\n.*\namber otter/);
    assert.deepEqual(verbsOf(rendered), ['freeze']);
    assert.doesNotMatch(readingOf(draw(aRequest('pending'), { call })), /\+49/);
  });

  it('gives whoever calls the words that the person was told to hear first', () => {
    const call = { number: '+49 151 2345678', words: 'garden lamp' };
    const says = /Say “amber otter”\. They see the same words in their chat\./;
    assert.match(readingOf(draw(aRequest('open'), { call })), says);
    assert.match(readingOf(draw(aRequest('pending'))), says);
    assert.doesNotMatch(readingOf(draw(aRequest('open'))), says);
  });

  it('keeps the groups of a number in their order between Arabic words', () => {
    const call = { number: '+49 151 2345678', words: 'amber otter' };
    const rendered = approvalOf(aRequest('open'), { call })(wordsFor('ar'));
    assert.match(readingOf(rendered), /\u2066\+49 151 2345678\u2069/);
  });

  it('gives its viewer the buttons they may press, and says why when there are none', () => {
    const hank = { id: 'hank-id', mayFreeze: false, mayLift: false };
    const claim = { id: 'hank-id', name: 'Hank Field', at: NOW };
    const verbs = (row: Partial<Request>, viewer: Viewer) => verbsOf(draw(aRequest('pending', row), { viewer }));
    assert.deepEqual(verbs({}, hank), ['approve', 'deny', 'claim', 'ask-call']);
    assert.deepEqual(verbs({}, { ...hank, mayFreeze: true }).at(-1), 'freeze');
    assert.deepEqual(verbs({ claim }, hank), ['approve', 'deny', 'hand-over', 'ask-call']);
    assert.deepEqual(verbs({ claim: { ...claim, id: 'x' } }, hank), ['approve', 'deny', 'claim', 'ask-call']);
    const vouched = draw(aRequest('pending'), { viewer: { ...hank, refused: 'you-vouched' } });
    assert.deepEqual([actionsOf(vouched).length, inputsOf(vouched).length], [0, 0]);
    assert.match(readingOf(vouched), /You vouched for this person/);
  });

  it('leads to a fresh sign-in where one is asked for, and keeps the button that makes a new link to it', () => {
    const viewer = {
      id: 'hank-id',
      mayFreeze: true,
      mayLift: false,
      signIn: 'https://desk.example/sign-in/approve?ticket=t',
    };
    const rendered = draw(aRequest('pending'), { viewer });
    assert.deepEqual(verbsOf(rendered), ['approve', 'deny', 'claim', 'ask-call', 'freeze']);
    assert.equal(actionsOf(rendered).find(({ type }) => type === 'Action.OpenUrl')?.['url'], viewer.signIn);
    assert.match(readingOf(rendered), /Nothing is approved yet/);
  });

  it('lets those who may lift a freeze do so with a reason, and shows it to nobody else', () => {
    const lifting = (viewer?: Viewer) => verbsOf(draw(aRequest('frozen'), viewer ? { viewer } : {}));
    assert.deepEqual(lifting({ id: 'sue-id', mayFreeze: false, mayLift: true, refused: 'not-an-approver' }), ['lift']);
    assert.deepEqual([lifting(), lifting({ id: 'hank-id', mayFreeze: false, mayLift: false })], [[], []]);
  });

  it('never says that a reset did not happen when nobody knows', () => {
    const lost = aRequest('resetting', { attempt: { ...attemptOf(), unknownSince: NOW } });
    assert.match(readingOf(draw(lost)), /may or may not have happened/);
    const unknown = readingOf(draw(aRequest('failed', { failure: { code: 'unknown-outcome' } })));
    assert.doesNotMatch(unknown, /Nothing was changed/);
  });

  it('says who denied and why', () => {
    assert.match(readingOf(draw(aRequest('denied'))), /Denied by Hilda Holt, 08:57 UTC.*\n“Please come to the desk”/);
  });

  it('gives the admin the meaning, the mend, and Microsoft’s own words of a failure', () => {
    const reading = readingOf(draw(aRequest('failed')));
    assert.match(reading, /Password writeback may not change this account/);
    assert.match(reading, /Look at the permissions of the Entra Connect account/);
    assert.match(reading, /word for word\nAdminActionRequired/);
    assert.match(reading, /graph-9/);
    const strange = readingOf(draw(aRequest('failed', { failure: { code: 'from tomorrow' } })));
    assert.match(strange, /words that Reset Desk does not know/);
  });

  it('says how far an expired request came', () => {
    const expired = (from: 'open' | 'pending' | 'approved' | 'landed', over = {}) =>
      readingOf(draw({ ...aRequest(from, over), state: 'expired' }));
    assert.match(expired('open'), /never completed/);
    assert.match(expired('pending'), /Nobody decided in time/);
    assert.match(expired('approved'), /could not start in time/);
    assert.match(expired('approved', { hold: { why: 'owner', since: NOW, until: NOW } }), /its owner was not there/);
    assert.match(expired('landed'), /nobody took the temporary one/);
    assert.match(expired('landed', { opened: { session: 's', at: NOW } }), /no sign-in was seen/);
  });

  it('names the person and the state in its summary, and no reason', () => {
    const { summary } = draw(aRequest('pending'), { recent: [] });
    assert.equal(summary, 'Rita Reyes asks for a password reset. Waiting for your decision.');
  });
});

function attemptOf() {
  const { attempt } = aRequest('resetting');
  assert.ok(attempt);
  return attempt;
}
