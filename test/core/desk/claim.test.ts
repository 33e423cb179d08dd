// Approvers share the work: who looks after a request, who gives it back, who wants to speak with the person first.
import assert from 'node:assert/strict';
import { abe, aDesk, ada, done, MINUTE, max, rita, said, stranger } from '../a-desk.ts';

describe('a claim', () => {
  it('says who looks after a request, and keeps nobody from deciding', async () => {
    const { desk, filed, click, row, world } = aDesk();
    const { id } = await filed();
    done(await desk.claim(ada, id, click()));
    assert.deepEqual(row(id).claim, { id: ada.id, name: ada.name, at: world.now() });
    const { version } = row(id);
    done(await desk.claim(ada, id, click()));
    assert.equal(row(id).version, version);
    done(await desk.approve(abe, id, click()));
    assert.equal(row(id).state, 'approved');
  });

  it('is taken over by a colleague, and given back by its owner alone, which the desk hears', async () => {
    const { desk, filed, click, row, store } = aDesk();
    const { id } = await filed();
    done(await desk.claim(ada, id, click()));
    done(await desk.claim(abe, id, click()));
    assert.equal(row(id).claim?.id, abe.id);
    assert.equal(said(await desk.handOver(ada, id, click())), 'not-yours');
    done(await desk.handOver(abe, id, click()));
    assert.equal(row(id).claim, undefined);
    assert.deepEqual(store.told.at(-1), { kind: 'handed-over', audience: 'helpdesk', request: id });
    done(await desk.handOver(abe, id, click()));
    assert.equal(store.told.filter(({ kind }) => kind === 'handed-over').length, 1);
  });

  it('and a call are for those who may decide, while there is something to decide', async () => {
    const { desk, filed, click, row, company } = aDesk();
    const { id } = await filed();
    company.state.approvers.add(rita.id).add(max.id);
    const { version } = row(id);
    for (const [actor, why] of [
      [stranger, 'not-an-approver'],
      [rita, 'own-request'],
      [max, 'you-vouched'],
    ] as const)
      for (const verb of ['claim', 'handOver', 'askForCall'] as const)
        assert.equal(said(await desk[verb](actor, id, click())), why);
    assert.equal(row(id).version, version);
    done(await desk.deny(ada, id, 'no', click()));
    for (const verb of ['claim', 'handOver', 'askForCall'] as const)
      assert.equal(said(await desk[verb](abe, id, click())), 'already-decided');
  });
});

describe('a wish for a call', () => {
  it('is told to the person, and its approver looks after the request', async () => {
    const { desk, filed, click, row, store, world } = aDesk();
    const { id } = await filed();
    done(await desk.askForCall(ada, id, click()));
    const mark = { id: ada.id, name: ada.name, at: world.now() };
    assert.deepEqual([row(id).callWanted, row(id).claim], [mark, mark]);
    assert.deepEqual(store.told.at(-1), { kind: 'call-wanted', audience: 'person', request: id });
  });

  it('rings in the person’s chat once in ten minutes, however often it is pressed', async () => {
    const { desk, filed, click, store, world } = aDesk();
    const { id } = await filed();
    const rings = () => store.told.filter(({ kind }) => kind === 'call-wanted').length;
    for (let press = 0; press < 5; press++) done(await desk.askForCall(ada, id, click()));
    assert.equal(rings(), 1);
    world.advance(10 * MINUTE);
    done(await desk.askForCall(ada, id, click()));
    assert.equal(rings(), 2);
  });
});
