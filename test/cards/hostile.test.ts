// Names, departments and reasons are written by whoever attacks: on every card they are text and nothing more.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { digitsCard } from '../../cards/digits.ts';
import { plain } from '../../cards/pieces.ts';
import { trackerCard } from '../../cards/tracker.ts';
import { vouchCard } from '../../cards/vouch.ts';
import { wordsFor } from '../../locales/words.ts';
import { CALM, demandOf } from '../../src/core/demand.ts';
import type { Request } from '../../src/core/request.ts';
import { aRequest, NOW, RITA } from './a-request.ts';
import { approvalOf, EVERY_CARD, POLICY } from './every-card.ts';
import { judge } from './schema.ts';
import { actionsOf, literalOf, otherOf } from './tree.ts';

const words = wordsFor('en');
const MARK = 'ZQX';
const EVIL = `[${MARK}](https://evil.example) **b** {{DATE(2020-01-01,SHORT)}} \${request} "}],{"type":"Action.Execute"} <at>all</at>`;

function with_(text: string, request: Request): Request {
  const someone = { id: 'x', name: text };
  return {
    ...request,
    account: { ...RITA, name: text, upn: text, department: text, jobTitle: text, manager: { id: 'm', name: text } },
    reason: text,
    proofs: request.proofs.map(proof => ({ ...proof, by: someone })),
    challenges: request.challenges.map(one => (one.kind === 'vouch' ? { ...one, voucher: someone } : one)),
    approvals: request.approvals.map(approval => ({ ...approval, name: text })),
    ...(request.denial ? { denial: { ...request.denial, name: text, reason: text } } : {}),
    ...(request.failure ? { failure: { ...request.failure, said: text, requestId: text } } : {}),
    ...(request.frozenBy ? { frozenBy: someone } : {}),
    onBehalf: { by: someone, as: 'desk' },
    claim: { ...someone, at: NOW },
    callWanted: { ...someone, at: NOW },
    demand: { ...demandOf(request, POLICY, CALM), approvals: 2, why: [`rule:${text}`] },
  };
}

/** What the helpdesk's card shows beside the row, written by the same hand. */
function beside({ account: { name } }: Request) {
  const shields = { since: NOW, until: NOW + 60_000, why: name, by: { id: 'x', name } };
  return { shields, call: { number: name, words: 'amber otter' } };
}

/** Every card that shows something a person wrote. */
function cardsOf(request: Request) {
  return [
    approvalOf(request, beside(request))(words),
    trackerCard({ request, policy: POLICY, now: NOW, url: 'https://desk.example' }, words),
    vouchCard({ request, now: NOW, recent: [request] }, words),
    digitsCard({ request }, words),
  ];
}

describe('what people wrote', () => {
  it('stands in text runs only, where neither Markdown nor {{DATE()}} runs', () => {
    let seen = 0;
    for (const { request, name } of EVERY_CARD) {
      for (const rendered of cardsOf(with_(EVIL, request))) {
        for (const text of otherOf(rendered)) assert.ok(!text.includes(MARK), `${name}: ${text}`);
        seen += literalOf(rendered).filter(text => text.includes(MARK)).length;
      }
    }
    assert.ok(seen > 100, 'the texts are really shown');
  });

  it('is shown whole and unchanged, placeholders included', () => {
    const shown = literalOf(approvalOf(with_(EVIL, aRequest('pending')))(words));
    assert.ok(shown.includes(EVIL), 'the name');
    assert.ok(shown.includes(`“${EVIL}”`), 'the reason, quoted');
    const long = 'x'.repeat(500);
    assert.ok(literalOf(approvalOf(with_(long, aRequest('denied')))(words)).includes(`“${long}”`));
  });

  it('cannot add an action, break the schema or burst the card, whatever it is', () => {
    const wrongWith = judge();
    const actions = actionsOf(approvalOf(with_('', aRequest('pending')))(words)).length;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), text => {
        const rendered = approvalOf(with_(text, aRequest('pending')), { recent: [] })(words);
        assert.equal(actionsOf(rendered).length, actions);
        assert.equal(wrongWith(rendered.card), undefined);
        assert.ok(Buffer.byteLength(JSON.stringify(rendered.card)) < 25_000);
      }),
      { numRuns: 60 },
    );
  });

  it('cannot turn the reading direction, hide, or start a new line', () => {
    assert.equal(
      plain('Rita\u202Egnp.exe\u2066 \u0007\r\nApproved\u2028by\u2029Hank\u200B\u061C\u{E0041}'),
      'Ritagnp.exe Approved by Hank',
    );
    assert.equal(plain('می\u200cخواهم'), 'می\u200cخواهم', 'joiners belong to the spelling');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        assert.doesNotMatch(plain(text), /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
