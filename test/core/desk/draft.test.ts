// A person says they are locked out: one request a person, on the road its account allows.
import assert from 'node:assert/strict';
import { isRefused } from '../../../src/core/refusals.ts';
import { anAccount } from '../../contracts/a-request.ts';
import { START } from '../../contracts/a-world.ts';
import { aDesk, HOUR, max, ok, rita, said } from '../a-desk.ts';

const capable = { capable: true, enabled: true, registered: true, methods: ['mobilePhone'], asOf: START };

describe('drafting a request', () => {
  it('opens one for a person whose password the helpdesk must reset', async () => {
    const { desk, store, click } = aDesk();
    const request = ok(await desk.draft(rita, { locale: 'en-GB', command: click() }));
    assert.deepEqual(
      [request.state, request.version, request.locale, request.verdict.row, request.account.name],
      ['open', 1, 'en-GB', 'federated-adfs', 'Rita Reset'],
    );
    assert.deepEqual(store.find(request.id), request);
    assert.deepEqual(store.told, []);
  });

  it('sends a person who can help herself to SSPR', async () => {
    const { desk, company, click } = aDesk();
    company.state.account = anAccount({ sspr: capable });
    assert.equal(ok(await desk.draft(rita, { locale: 'en', command: click() })).state, 'guided');
  });

  it('refuses an administrator, and leaves nothing under way', async () => {
    const { desk, company, store, click } = aDesk();
    company.state.account = anAccount({ roles: ['Helpdesk Administrator'] });
    const request = ok(await desk.draft(rita, { locale: 'en', command: click() }));
    assert.deepEqual([request.state, request.verdict.row], ['refused', 'privileged']);
    assert.equal(store.jobs.size, 0);
  });

  it('gives a person the request they already have, from whatever device they ask', async () => {
    const { desk, store, company, click } = aDesk();
    const first = ok(await desk.draft(rita, { locale: 'en', command: click() }));
    company.state.readable = false;
    const second = ok(await desk.draft(rita, { locale: 'de', command: click() }));
    assert.deepEqual(second, first);
    assert.equal(store.all().length, 1);
  });

  it('is not handed the request that somebody else opened for her in the same moment', async () => {
    let raced = false;
    const bench: ReturnType<typeof aDesk> = aDesk({
      async hook(point) {
        if (point !== 'before commit' || raced) return;
        raced = true;
        ok(await bench.desk.draftFor(max, 'rita@corp.example', { locale: 'en', command: 'for her' }));
      },
    });
    assert.equal(said(await bench.desk.draft(rita, { locale: 'en', command: 'mine' })), 'asked-by-another');
    assert.equal(bench.store.all().length, 1);
  });

  it('opens one request when two devices ask at the same moment', async () => {
    const { desk, store, click } = aDesk();
    const asked = await Promise.all([1, 2, 3].map(() => desk.draft(rita, { locale: 'en', command: click() })));
    assert.equal(new Set(asked.map(request => ok(request).id)).size, 1);
    assert.equal(store.all().length, 1);
  });

  it('opens separate requests for separate people', async () => {
    const { desk, store, click } = aDesk();
    await desk.draft(rita, { locale: 'en', command: click() });
    await desk.draft(max, { locale: 'en', command: click() });
    assert.equal(store.all().length, 2);
  });

  it('refuses when the directory cannot be read, and when it knows no such account', async () => {
    const { desk, company, store, click, logged } = aDesk();
    company.state.readable = false;
    assert.equal(said(await desk.draft(rita, { locale: 'en', command: click() })), 'directory-unavailable');
    assert.equal(logged.length, 1);
    company.state.readable = true;
    company.state.account = undefined;
    assert.equal(said(await desk.draft(rita, { locale: 'en', command: click() })), 'no-such-account');
    assert.equal(store.all().length, 0);
  });

  it('refuses the eleventh draft within an hour, and nobody else’s', async () => {
    const { desk, click, world } = aDesk();
    const draft = () => desk.draft(rita, { locale: 'en', command: click() });
    for (let count = 0; count < 10; count++) {
      const { id } = ok(await draft());
      await desk.cancel(rita, id, click());
    }
    assert.equal(said(await draft()), 'too-many-drafts');
    assert.ok(!isRefused(await desk.draft(max, { locale: 'en', command: click() })));
    world.advance(HOUR);
    assert.equal(said(await draft()), 'done');
  });

  it('takes the first step later when the process dies between opening and taking it', async () => {
    let commits = 0;
    const dying = (point: string) => {
      if (point === 'before commit' && ++commits === 2) throw new Error('the process died');
    };
    const { desk, company, store, click } = aDesk({ hook: dying });
    company.state.account = anAccount({ sspr: capable });
    await assert.rejects(desk.draft(rita, { locale: 'en', command: click() }));
    assert.equal(store.all()[0]?.state, 'open');
    assert.equal(ok(await desk.draft(rita, { locale: 'en', command: click() })).state, 'guided');
    assert.equal(store.all().length, 1);
  });
});
