// The cards of the personal chat: a fresh sign-in, consent, Microsoft's own reset, a refusal, the end.
import assert from 'node:assert/strict';
import { consentCard } from '../../cards/consent.ts';
import { doneCard } from '../../cards/done.ts';
import { guidanceCard } from '../../cards/guidance.ts';
import { refusedCard } from '../../cards/refused.ts';
import { stepUpCard } from '../../cards/step-up.ts';
import { wordsFor } from '../../locales/words.ts';
import type { Sspr } from '../../src/core/account.ts';
import { DIAGNOSIS } from '../../src/core/diagnosis.ts';
import type { Request } from '../../src/core/request.ts';
import { aRequest, EVERY_ROW, inRow, NOW, RITA } from './a-request.ts';
import { actionsOf, readingOf } from './tree.ts';

const words = wordsFor('en-GB');
const URL_ = 'https://desk.example/page';

function clicks(rendered: Parameters<typeof actionsOf>[0]) {
  return actionsOf(rendered).map(({ type, data, url }) => ({
    type,
    does: (data as Record<string, unknown>)?.['msteams'] ?? url,
  }));
}

function guided(sspr: Partial<Sspr> | 'unknown') {
  const known = { capable: true, enabled: true, registered: true, methods: [], asOf: NOW };
  const account = { ...RITA, sspr: sspr === 'unknown' ? sspr : { ...known, ...sspr } };
  return guidanceCard({ request: aRequest('guided', { account }), url: URL_, securityInfo: URL_ }, words);
}

function guidanceOf(request: Request) {
  return guidanceCard({ request, url: URL_, securityInfo: URL_ }, words);
}

describe('the step-up card', () => {
  it('has one button, into Teams’ own sign-in popup, and warns of the forgotten password', () => {
    const rendered = stepUpCard({ request: aRequest('open'), url: URL_ }, words);
    assert.deepEqual(clicks(rendered), [{ type: 'Action.Submit', does: { type: 'signin', value: URL_ } }]);
    assert.match(readingOf(rendered), /passkey, Windows Hello or the Authenticator/);
    assert.match(readingOf(rendered), /write “it wants my password”/);
  });
});

describe('the consent card', () => {
  it('answers in the chat in the person’s own words', () => {
    assert.deepEqual(clicks(consentCard({ request: aRequest('open') }, words)), [
      { type: 'Action.Submit', does: { type: 'imBack', value: 'yes' } },
      { type: 'Action.Submit', does: { type: 'imBack', value: 'no' } },
    ]);
  });

  it('speaks of Windows only to those whose password travels there', () => {
    assert.match(readingOf(consentCard({ request: inRow('open', 'synced', true) }, words)), /Windows/);
    assert.doesNotMatch(readingOf(consentCard({ request: inRow('open', 'cloud', false) }, words)), /Windows/);
  });
});

describe('the guidance card', () => {
  it('opens Microsoft’s page and takes the outcome', () => {
    assert.deepEqual(clicks(guided({})), [
      { type: 'Action.OpenUrl', does: URL_ },
      { type: 'Action.Submit', does: { type: 'imBack', value: 'it worked' } },
      { type: 'Action.Submit', does: { type: 'imBack', value: 'it did not work' } },
    ]);
  });

  it('names the means the person set up, and none that the page does not take or nobody knows', () => {
    const reading = readingOf(
      guided({ methods: ['mobilePhone', 'email', 'fido2', 'methodOfTomorrow', 'constructor'] }),
    );
    assert.match(reading, /what you have set up:\n• your mobile phone[^\n]*\n• your other mail address/);
    assert.doesNotMatch(reading, /fido2|methodOfTomorrow|constructor/);
  });

  it('does not speak of means it does not know', () => {
    for (const sspr of ['unknown', { methods: ['fido2'] }] as const)
      assert.doesNotMatch(readingOf(guided(sspr)), /you have set up/);
  });

  it('names unlocking only where there is an on-premises account to unlock', () => {
    assert.match(readingOf(guided({})), /only locked out/);
    assert.doesNotMatch(readingOf(guidanceOf(inRow('guided', 'sspr', false))), /only locked out/);
  });

  it('promises unlocking only where an admin attested it, and does not offer it to who has forgotten', () => {
    const able = aRequest('guided');
    const locked = (offer: 'unlock' | 'unlock-perhaps') =>
      readingOf(guidanceOf({ ...able, said: 'locked', verdict: { ...able.verdict, offers: [offer] } }));
    assert.match(locked('unlock'), /You do not need a new one/);
    assert.match(locked('unlock'), /I know my password, but still/);
    assert.match(locked('unlock-perhaps'), /see whether the page offers/);
    assert.doesNotMatch(readingOf(guidanceOf({ ...able, said: 'forgot' })), /only locked out|let it only unlock/);
  });

  it('says what the new password does on premises, to whom it reaches there', () => {
    assert.match(readingOf(guided({})), /reaches the company network/);
    assert.doesNotMatch(readingOf(guidanceOf(inRow('guided', 'sspr', false))), /company network/);
  });
});

describe('the refusal card', () => {
  it('says why and what to do instead, for every row that refuses', () => {
    const said = new Set(
      EVERY_ROW.map(row => readingOf(refusedCard({ request: inRow('refused', row), links: [] }, words))),
    );
    assert.equal(said.size, DIAGNOSIS.filter(({ route }) => route === 'refused').length);
  });

  it('leads first to what the admin configured for this row, by the other system’s name where it has one', () => {
    const url = 'https://reset.example/';
    const shown = (link: { url: string; name?: string }) =>
      actionsOf(
        refusedCard(
          {
            request: aRequest('refused', { verdict: { ...inRow('refused', 'elsewhere').verdict, link } }),
            links: [{ title: 'Home page', url: URL_ }],
          },
          words,
        ),
      ).map(({ title, url: to, style }) => [title, to, style]);
    assert.deepEqual(shown({ url, name: 'Okta' }), [
      ['Open Okta', url, 'positive'],
      ['Home page', URL_, 'default'],
    ]);
    assert.deepEqual(shown({ url })[0], ['Where to turn', url, 'positive']);
  });

  it('leads on by the links it is given, the first one first', () => {
    const links = ['Call the helpdesk', 'Home page'].map(title => ({ title, url: URL_ }));
    const actions = actionsOf(refusedCard({ request: inRow('refused', 'guest'), links }, words));
    assert.deepEqual(
      actions.map(({ title, style }) => [title, style]),
      [
        ['Call the helpdesk', 'positive'],
        ['Home page', 'default'],
      ],
    );
  });
});

describe('the last card', () => {
  it('lists where the old password still hides', () => {
    const reading = readingOf(doneCard({ request: aRequest('completed'), securityInfo: URL_ }, words));
    for (const place of [/phone/, /Wi-Fi/, /network drives/, /Credential Manager/, /Scheduled tasks/])
      assert.match(reading, place);
    assert.match(reading, /I have seen you sign in/);
  });

  it('nudges to register whoever may help themselves and has set nothing up, and nobody else', () => {
    const done = aRequest('completed');
    const offered = (offers: Request['verdict']['offers'] = []) =>
      doneCard({ request: { ...done, verdict: { ...done.verdict, offers } }, securityInfo: URL_ }, words);
    assert.match(readingOf(offered(['register-afterwards'])), /save you all this next time/);
    assert.deepEqual(clicks(offered(['register-afterwards'])), [{ type: 'Action.OpenUrl', does: URL_ }]);
    assert.doesNotMatch(readingOf(offered(['sspr-off'])), /next time/);
    assert.deepEqual(clicks(offered()), []);
  });

  it('does not claim to have seen what was only said', () => {
    const reading = readingOf(
      doneCard({ request: aRequest('completed', { evidence: 'said-so' }), securityInfo: URL_ }, words),
    );
    assert.doesNotMatch(reading, /I have seen/);
  });
});
