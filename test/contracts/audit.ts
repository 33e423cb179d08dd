// The contract of the audit: every commit leaves a line, lines cannot be changed unseen, personal data can be erased.
import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { hashOf } from '../../src/store/chain.ts';
import type { Store } from '../../src/store/open.ts';
import { changing, drafted } from './a-change.ts';
import { START } from './a-world.ts';
import { type Open, onBench } from './bench.ts';

/** Four lines: the draft and three notes. */
async function fourLines(store: Store): Promise<string> {
  let request = await drafted(store);
  for (const step of [2, 3, 4]) {
    const change = changing(request, { reason: `step ${step}` });
    await store.requests.commit(change);
    request = change.after;
  }
  return request.id;
}

export function auditContract(name: string, open: Open): void {
  describe(`audit on ${name}`, () => {
    const bench = onBench(open);

    it('keeps who did what, and the command behind it', async () => {
      const { store } = bench();
      const request = await drafted(store);
      const [line] = await store.audit.lines(request.id);
      deepEqual(
        { ...line, personalHash: '', hash: '' },
        {
          request: request.id,
          version: 1,
          at: START,
          event: 'draft',
          from: 'nothing',
          to: 'open',
          command: 'draft',
          facts: { route: 'helpdesk' },
          personal: { actor: { kind: 'person', id: request.person, name: 'Rita Reset' } },
          personalHash: '',
          previousHash: '',
          hash: '',
        },
      );
    });

    it('finds an untouched chain whole', async () => {
      const { store } = bench();
      const id = await fourLines(store);
      deepEqual(await store.audit.verify(id), { ok: true, count: 4 });
    });

    const tampering: readonly [string, string, number][] = [
      ['a fact was changed', `update audit set facts = '{"route":"sspr"}' where version = 1`, 1],
      ['the time of a line was moved', 'update audit set at = at + 1 where version = 2', 2],
      ['a line was taken out', 'delete from audit_personal where version = 2; delete from audit where version = 2', 2],
      [
        'the last line was cut off',
        'delete from audit_personal where version = 4; delete from audit where version = 4',
        4,
      ],
      ['the link to the line before was replaced', `update audit set previous_hash = '' where version = 3`, 3],
      [
        'somebody else was named as the actor',
        `update audit_personal set body = '{"actor":{"kind":"clock"}}' where version = 3`,
        3,
      ],
    ];
    for (const [what, statements, at] of tampering) {
      it(`shows that ${what}`, async () => {
        const { store, run } = bench();
        const id = await fourLines(store);
        for (const statement of statements.split('; ')) await run(statement);
        const verdict = await store.audit.verify(id);
        equal(verdict.ok, false);
        equal(!verdict.ok && verdict.at, at);
      });
    }

    it('shows that a line was rewritten together with its own hash', async () => {
      const { store, run } = bench();
      const id = await fourLines(store);
      const line = (await store.audit.lines(id))[1];
      if (!line) throw new Error('there is no second line');
      const forged = hashOf({ ...line, facts: { forged: true } });
      await run(`update audit set facts = '{"forged":true}', hash = '${forged}' where version = 2`);
      deepEqual(await store.audit.verify(id), {
        ok: false,
        at: 3,
        what: 'altered',
        why: 'the line does not follow the one before it',
      });
    });

    it('shows that the request says something else than its last line', async () => {
      const { store, run } = bench();
      const id = await fourLines(store);
      await run(`update requests set state = 'completed'`);
      const verdict = await store.audit.verify(id);
      deepEqual(verdict.ok ? [] : [verdict.at, verdict.what], [4, 'altered']);
    });

    it('finds the requests that something happened to since a moment, and all it ever heard of', async () => {
      const { store } = bench();
      const id = await fourLines(store);
      const openedAt = START + 60_000;
      await drafted(store, { id: 'request-0', person: 'another', openedAt, since: openedAt });
      deepEqual(await store.audit.since(START), [id, 'request-0']);
      deepEqual(await store.audit.since(openedAt), ['request-0']);
      deepEqual(await store.audit.known(), ['request-0', id]);
    });

    it('hides equal personal data behind different hashes', async () => {
      const { store } = bench();
      const lines = await store.audit.lines(await fourLines(store));
      deepEqual(lines[1]?.personal, lines[2]?.personal);
      notEqual(lines[1]?.personalHash, lines[2]?.personalHash);
    });
  });
}
