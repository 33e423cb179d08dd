// What no card of ours sends, and what its sender may not do: a clear answer, and the request is left exactly as it was.
import assert from 'node:assert/strict';
import { type Key, wordsFor } from '../../locales/words.ts';
import { approvalCard } from '../../sandbox/rehearse/desk.ts';
import { type Outcome, outcomeOf } from '../../sandbox/teams/outcome.ts';
import type { Company } from './company.ts';
import { type Click, clicks, files, POLICY, row } from './filed.ts';
import { inEachModel } from './hands.ts';

const words = wordsFor('en');
/** Markdown, a link, HTML, a bell, a turned reading direction, and a word to find it all again. */
const HOSTILE = 'zebra **bold** [free](https://evil.example) <b>html</b> \u0007\u202egnp.exe\u202c $(1+1)';
const SHOWN = 'zebra **bold** [free](https://evil.example) <b>html</b> gnp.exe $(1+1)';
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

const waiting = { policy: POLICY, first: (company: Company) => files(company, 'freya', HOSTILE) };

inEachModel('a request that waits for the helpdesk', waiting, theCompany => {
  /** Does something to Freya's request that must come to nothing: a line in the audit at the most, which is a version of its own. */
  async function inVain(by: string, where: 'channel' | 'chat', click: (id: string) => Click): Promise<Outcome> {
    const company = theCompany();
    const before = await row(company, 'freya');
    assert.equal(before?.state, 'pending');
    const outcome = await clicks(company, by, where, click(before.id));
    const after = await row(company, 'freya');
    assert.deepEqual({ ...after, version: before.version }, before);
    assert.equal(company.world.resets.length, 0);
    return outcome;
  }

  function says(outcome: Outcome, key: Key, own = words): void {
    assert.ok(outcome.kind === 'message' || outcome.kind === 'error', `it was answered with a ${outcome.kind}`);
    assert.equal(outcome.text, own.say(key));
  }

  describe('and a click that no card of ours makes', () => {
    for (const verb of ['reset', 'approve ', 'APPROVE', '', '__proto__', 'constructor', 'toString'])
      it(`is refused: the verb “${verb}”`, async () =>
        says(await inVain('hana', 'channel', request => ({ verb, data: { request } })), 'chat.click.unknown'));

    const bad: readonly (readonly [string, string, (request: string) => unknown])[] = [
      ['an extra field', 'approve', request => ({ request, approver: 'somebody' })],
      ['an approver of one’s own', 'approve', request => ({ request, actor: { id: 'x' } })],
      ['an array for an id', 'approve', request => ({ request: [request] })],
      ['an object for an id', 'approve', () => ({ request: { $ne: '' } })],
      ['a number for an id', 'approve', () => ({ request: 7 })],
      ['an id that is a path', 'approve', request => ({ request: `../${request}` })],
      ['data that is an array', 'approve', request => [request]],
      ['data that is text', 'approve', request => request],
      ['a reason that is an array', 'deny', request => ({ request, reason: ['no'] })],
      ['a reason that is an object', 'deny', request => ({ request, reason: { text: 'no' } })],
      ['no reason at all', 'deny', request => ({ request })],
      ['a reason far too long', 'deny', request => ({ request, reason: 'n'.repeat(4_001) })],
    ];
    for (const [what, verb, data] of bad)
      it(`is refused: ${verb} with ${what}`, async () =>
        says(await inVain('hana', 'channel', request => ({ verb, data: data(request) })), 'chat.click.bad-data'));

    it('is refused: an id nobody knows', async () => {
      const click = { verb: 'approve', data: { request: '00000000-0000-4000-8000-000000000000' } };
      says(await inVain('hana', 'channel', () => click), 'chat.refusal.no-such-request');
    });

    it('is refused: a denial without a word of reason', async () => {
      const click = (request: string) => ({ verb: 'deny', data: { request, reason: ' \u200b\n ' } });
      says(await inVain('hana', 'channel', click), 'chat.refusal.reason-empty');
    });

    it('is refused: no action, an action that is text, no data, a verb that is an array', async () => {
      const company = theCompany();
      const before = await row(company, 'freya');
      for (const value of [
        undefined,
        'approve',
        {},
        { action: 'approve' },
        { action: { verb: 'approve' } },
        { action: { verb: ['approve'], data: {} } },
      ]) {
        const activity = { type: 'invoke', name: 'adaptiveCard/action', ...(value === undefined ? {} : { value }) };
        says(outcomeOf(await company.actor('hana').teams.inChannel().deliver(activity)), 'chat.click.unknown');
      }
      assert.deepEqual(await row(company, 'freya'), before);
    });
  });

  describe('and somebody who may not', () => {
    const approve = (request: string) => ({ verb: 'approve', data: { request } });

    it('a stranger in the channel cannot approve it', async () =>
      says(await inVain('sten', 'channel', approve), 'chat.refusal.not-an-approver'));

    it('its own person cannot approve it', async () =>
      says(await inVain('freya', 'channel', approve), 'chat.refusal.own-request'));

    it('its own person cannot approve it, not even as an approver', async () => {
      const { groups } = theCompany().actor('freya').person;
      groups.add('approvers');
      try {
        says(await inVain('freya', 'channel', approve), 'chat.refusal.own-request');
      } finally {
        groups.delete('approvers');
      }
    });

    it('the manager who vouched cannot approve it, not even as an approver', async () => {
      const { groups } = theCompany().actor('marcus').person;
      groups.add('approvers');
      try {
        says(await inVain('marcus', 'channel', approve), 'chat.refusal.you-vouched');
      } finally {
        groups.delete('approvers');
      }
    });

    it('an approver who has left the group a moment ago cannot approve it', async () => {
      const { groups } = theCompany().actor('hugo').person;
      groups.delete('approvers');
      try {
        says(await inVain('hugo', 'channel', approve), 'chat.refusal.not-an-approver', wordsFor('fr-FR'));
      } finally {
        groups.add('approvers');
      }
    });

    it('an approver cannot approve it outside the helpdesk channel', async () =>
      says(await inVain('hana', 'chat', approve), 'chat.click.elsewhere'));

    it('another person cannot cancel it', async () => {
      const cancel = (request: string) => ({ verb: 'cancel', data: { request } });
      says(await inVain('sam', 'chat', cancel), 'chat.refusal.not-yours');
    });

    it('another person cannot vouch for it, nor say that it is not them', async () => {
      const vouch = (request: string) => ({ verb: 'vouch', data: { request, digits: '42', attest: 'true' } });
      says(await inVain('hana', 'chat', vouch), 'chat.refusal.not-yours');
      const notThem = (request: string) => ({ verb: 'not-them', data: { request } });
      says(await inVain('sam', 'chat', notThem), 'chat.refusal.not-yours');
    });

    it('another person cannot open its tracker', async () => {
      const company = theCompany();
      const before = await row(company, 'freya');
      const value = { data: { request: before?.id, pane: 'tracker' }, context: { theme: 'default' } };
      const { body } = await company.actor('sam').teams.deliver({ type: 'invoke', name: 'task/fetch', value });
      assert.deepEqual(body, { task: { type: 'message', value: words.say('chat.refusal.not-yours') } });
      assert.deepEqual(await row(company, 'freya'), before);
    });
  });

  it('shows what its person typed as text, on every card and in every message and mail', async () => {
    const company = theCompany();
    const card = await approvalCard(company.actor('hana'), company.actor('freya'));
    assert.ok(card.words.includes(SHOWN), 'word for word, without what cannot be seen');
    const sent = company.world.events.filter(({ kind }) => kind === 'connector').map(({ detail }) => detail);
    const told = sent
      .flatMap(detail => strings((detail as { body?: unknown }).body))
      .filter(({ text }) => text.includes('zebra'));
    assert.ok(told.length > 0);
    for (const { text, key, within } of told) {
      const asText = within['type'] === 'TextRun' || ['summary', 'speak', 'fallbackText'].includes(key);
      assert.ok(asText || (key === 'text' && within['textFormat'] === 'plain'), `${key} of ${String(within['type'])}`);
      assert.doesNotMatch(text, UNSEEN);
    }
    for (const { html } of company.world.mails) assert.ok(!html.includes('<b>html</b>'));
  });
});

type Told = { readonly text: string; readonly key: string; readonly within: Readonly<Record<string, unknown>> };

function strings(value: unknown): Told[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    typeof inside === 'string' ? [{ text: inside, key, within: value as Told['within'] }] : strings(inside),
  );
}
