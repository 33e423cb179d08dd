// Letters: to whom, about what, and with the moment it happened rather than the moment it was written.
import assert from 'node:assert/strict';
import { wordsFor } from '../../locales/words.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import type { Audience, Letter, NoticeKind } from '../../src/core/ports.ts';
import type { Request } from '../../src/core/request.ts';
import { letterFor } from '../../src/teams/mails.ts';
import { anAccount, aRequest } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';

const words = wordsFor('en');
const NOW = START + 3_600_000;
const URL_ = 'https://desk.example/sign-in/tracker?request=request-1';
const writing = {
  adminMail: 'admins@corp.example',
  trackerUrl: () => URL_,
  now: NOW,
  policy: DEFAULT_POLICY,
  mailedCode: () => undefined,
  joinUrl: 'https://desk.example/join',
  lockOutUrl: (request: string) => `https://desk.example/sign-in/lock-out?request=${request}`,
  stopUrl: () => undefined,
};

function letter(kind: NoticeKind, audience: Audience, part: Partial<Request> = {}): Letter | undefined {
  return letterFor(kind, audience, aRequest(part), words, writing);
}

describe('a letter', () => {
  it('to the person goes to every address the directory knows, each once', () => {
    const account = anAccount({ mail: 'rita@corp.example', otherMails: ['rita@home.example', 'rita@corp.example'] });
    assert.deepEqual(letter('filed-mail', 'person', { account })?.to, ['rita@corp.example', 'rita@home.example']);
    const { mail: _, ...rest } = anAccount();
    assert.deepEqual(letter('filed-mail', 'person', { account: rest })?.to, ['rita@home.example']);
  });

  it('is not written to nobody', () => {
    const { mail: _, ...rest } = anAccount({ otherMails: [] });
    for (const kind of ['filed-mail', 'changed-mail', 'frozen-mail'] as const) {
      assert.equal(letter(kind, 'person', { account: rest }), undefined);
      for (const manager of [null, 'unknown', { id: 'm', name: 'Max' }] as const)
        assert.equal(letter(kind, 'manager', { account: anAccount({ manager }) }), undefined);
    }
  });

  it('is written only for what is a mail', () => {
    for (const kind of ['card', 'landed', 'resume', 'called'] as const) assert.equal(letter(kind, 'person'), undefined);
  });

  it('tells the admins of what policy wants them to know, and of a freeze that nobody lifts, while it is so', () => {
    const lockout = { number: 1, begunAt: NOW, correlation: 'c', nextAt: NOW };
    const failure = { code: 'unknown-outcome' };
    for (const [kind, part, about] of [
      ['alarm-filed', { state: 'pending' }, /Policy says/],
      ['alarm-frozen', { state: 'frozen' }, /Nobody has lifted it yet/],
      ['alarm-lockout', { state: 'frozen', lockout: { ...lockout, ended: 'failed' } }, /Reset the password by hand/],
      [
        'alarm-lockout',
        { state: 'frozen', lockout: { ...lockout, waits: true }, failure },
        /signs in at https:\/\/desk\.example\/sign-in\/lock-out\?request=/,
      ],
    ] as const) {
      const written = letter(kind, 'admins', part);
      assert.deepEqual(written?.to, ['admins@corp.example']);
      assert.match(written?.text ?? '', about);
      assert.equal(letter(kind, 'admins', { ...part, state: 'cancelled' }), undefined);
      assert.doesNotMatch(written?.text ?? '', /outcome-unknown/);
    }
  });

  it('goes to the group whose turn it is to decide, while nobody has', () => {
    const escalation = [
      { group: 'night', after: 600_000, mail: 'night@corp.example' },
      { group: 'leads', after: 900_000 },
    ];
    const write = (part: Partial<Request>) => {
      const request = aRequest({ state: 'pending', since: NOW - 600_000, ...part });
      return letterFor('escalated-mail', 'helpdesk', request, words, {
        ...writing,
        policy: { ...DEFAULT_POLICY, escalation },
      });
    };
    const written = write({ escalated: 1 });
    assert.deepEqual(written?.to, ['night@corp.example']);
    assert.match(written?.text ?? '', /for 10 minutes\. From now on your group may decide too/);
    for (const none of [{}, { escalated: 2 }, { escalated: 1, state: 'approved' }] as const)
      assert.equal(write(none), undefined);
  });

  it('names the moment when it happened, although the row has moved on', () => {
    const moved = {
      consentAt: START + 60_000,
      landedAt: START + 120_000,
      since: START + 180_000,
      state: 'completed',
    } as const;
    for (const audience of ['person', 'manager'] as const) {
      assert.ok(letter('filed-mail', audience, moved)?.text.includes(words.moment(moved.consentAt)));
      assert.ok(letter('changed-mail', audience, moved)?.text.includes(words.moment(moved.landedAt)));
      assert.ok(letter('frozen-mail', audience, moved)?.text.includes(words.moment(moved.since)));
    }
  });

  it('shows the person, and not the manager, where to stop it', () => {
    for (const kind of ['filed-mail', 'changed-mail'] as const) {
      assert.ok(letter(kind, 'person')?.text.includes(URL_));
      assert.ok(!letter(kind, 'manager')?.text.includes(URL_));
    }
  });

  it('never holds the reason, the digits or anything else that was said', () => {
    const said = {
      reason: 'what-they-said',
      challenges: [
        { kind: 'vouch', issuedAt: START, expiresAt: NOW, voucher: { id: 'm', name: 'Max' }, digits: '7391' },
      ],
    } as const;
    for (const [kind, audience] of [
      ['filed-mail', 'person'],
      ['filed-mail', 'manager'],
      ['changed-mail', 'person'],
      ['changed-mail', 'manager'],
      ['frozen-mail', 'person'],
      ['frozen-mail', 'manager'],
      ['alarm-page', 'admins'],
    ] as const) {
      const written = letter(kind, audience, said);
      assert.ok(written && written.text.length > 0 && written.subject.length > 0);
      assert.doesNotMatch(JSON.stringify(written), /what-they-said|7391/);
    }
  });
});

describe('an alarm', () => {
  it('goes to the admins alone, and says what happened to whom, and what to do', () => {
    const causes = [
      ['alarm', 'failed', { failure: { code: 'policy', said: 'SSPR_0030', requestId: 'graph-7' } }, 'failed', 'policy'],
      ['alarm', 'failed', { failure: { code: 'of tomorrow', said: 'X' } }, 'failed', 'unknown'],
      ['alarm', 'failed', {}, 'failed', 'other'],
      ['alarm', 'expired', {}, 'expired', 'other'],
      ['alarm', 'frozen', {}, 'frozen', 'other'],
      ['alarm-held', 'approved', { hold: { why: 'hands', since: START, until: NOW } }, 'held', 'held'],
      ['alarm', 'pending', {}, 'recalled', 'other'],
      ['alarm-page', 'landed', {}, 'other-page', 'other'],
    ] as const;
    for (const [kind, state, part, what, why] of causes) {
      const written = letter(kind, 'admins', { state, ...part });
      assert.deepEqual(written?.to, ['admins@corp.example']);
      const name = 'Rita Reset';
      assert.equal(written.subject, words.say('mail.alarm.subject', { what: words.say(`mail.alarm.${what}`), name }));
      assert.ok(written.text.startsWith(words.say(`mail.explain.${why}`)), `${state}: ${written.text}`);
      assert.ok(written.text.includes('rita@corp.example') && written.text.includes('request-1'));
    }
  });

  it('says who must act and where it is written how, also while a company’s network is waited for', () => {
    const failure = { code: 'admin-action-required', said: 'SSPR_0029' };
    const failed = letter('alarm', 'admins', { state: 'failed', failure })?.text ?? '';
    assert.match(failed, /whoever administers Active Directory.*docs\/runbooks\/writeback-failing\.md/s);
    const setbacks = [{ code: 'connectivity', said: 'SSPR_0030: words of theirs' }];
    const hold = { why: 'network', since: START, until: NOW } as const;
    const held = letter('alarm-held', 'admins', { state: 'approved', hold, setbacks })?.text ?? '';
    assert.ok(held.startsWith(words.say('mail.explain.unreached')));
    assert.match(held, /SSPR_0030: words of theirs.*writeback-failing/s);
    assert.doesNotMatch(letter('alarm', 'admins', { state: 'expired' })?.text ?? '', /runbooks/);
  });

  it('is not raised about hands that are back, or a story that went well', () => {
    assert.equal(letter('alarm-held', 'admins', { state: 'resetting' }), undefined);
    assert.equal(letter('alarm', 'admins', { state: 'completed' }), undefined);
  });

  it('gives the service’s own words and its request id', () => {
    const failure = { code: 'unknown', said: 'SomethingNew: {0} <b>', requestId: 'graph-7' };
    const text = letter('alarm', 'admins', { state: 'failed', failure })?.text ?? '';
    assert.ok(text.includes('SomethingNew: {0} <b>') && text.includes('graph-7'));
  });
});

describe('a letter about proofs', () => {
  const code = { to: 'rita@home.example', digits: '123456', expiresAt: NOW };

  it('with a code goes to the one address that was chosen, and is not written once the code is over', () => {
    const write = (mailedCode: () => typeof code | undefined) =>
      letterFor('code-mail', 'person', aRequest(), words, { ...writing, mailedCode });
    const written = write(() => code);
    assert.deepEqual(written?.to, ['rita@home.example']);
    assert.match(written.text, /your code is 123456\./);
    assert.equal(
      write(() => undefined),
      undefined,
    );
  });

  it('tells owner and manager of an authenticator that was set up, removed or stopped, and how to stop it', () => {
    const enrolling = { code: 'k1.x', shownAt: START, usableFrom: START + 72 * 3_600_000 };
    const row = { purpose: 'enrol', state: 'completed', enrolling } as const;
    const person = letter('enrolment-mail', 'person', row);
    assert.deepEqual(person?.to, ['rita@corp.example', 'rita@home.example']);
    assert.match(person.text, /From November 5, 2026/);
    assert.ok(person.text.includes(URL_));
    assert.deepEqual(letter('enrolment-mail', 'manager', row)?.to, ['max@corp.example']);
    const removed = { ...row, enrolling: { ...enrolling, removedAt: START + 1 } };
    assert.match(letter('enrolment-mail', 'person', removed)?.subject ?? '', /was removed/);
    const frozen = { ...row, state: 'frozen' } as const;
    assert.match(letter('frozen-mail', 'manager', frozen)?.subject ?? '', /was stopped/);
    assert.equal(letter('enrolment-mail', 'person', frozen), undefined);
    assert.equal(letter('enrolment-mail', 'person', { purpose: 'enrol' }), undefined);
  });
});
