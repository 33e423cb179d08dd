// The bot is killed at every one of its calls to Graph, to Teams and to Entra, started again, and the person goes on as if nothing had been.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TENANT } from '../../sandbox/company.ts';
import type { Act, Rule, Service } from '../../sandbox/faults.ts';
import { isLive } from '../../src/core/lifecycle.ts';
import type { Request } from '../../src/core/request.ts';
import { type Company, withCompany } from './company.ts';
import { inLanes } from './lanes.ts';
import { type Recovered, recovers } from './robot.ts';

const KINDS: readonly (readonly [Service, string])[] = [
  ['graph', 'GET users'],
  ['graph', 'GET transitiveMemberOf'],
  ['graph', 'GET userRegistrationDetails'],
  ['graph', 'GET domains'],
  ['graph', 'GET federationConfiguration'],
  ['graph', 'POST checkMemberGroups'],
  ['graph', 'GET operations'],
  ['graph', 'POST sendMail'],
  ['connector', 'POST activities'],
  ['connector', 'PUT activities'],
  ['connector', 'POST conversations'],
  ['entra', 'POST token'],
];
const MOMENTS = ['before', 'after', 'afterAnswer'] as const;
const POLICY = { evidenceFor: '6s', draftsPerHour: 100 };
const COMPANIES = 2;
const LONG = 180_000;

type Played = Recovered & {
  /** Faults that never struck, in words; a story that met none proves nothing. */
  readonly unmet: readonly Rule[];
  readonly deaths: number;
  /** Resets Graph accepted in this story, and when the bot asked for one. */
  readonly accepted: number;
  readonly asked: readonly number[];
  readonly request: Request | undefined;
};

/** One story of Freya's, with something going wrong in it. */
async function plays(company: Company, rule: Rule, fresh: string): Promise<Played> {
  const before = company.world.resets.length;
  const deaths = { count: 0 };
  const stops = [company.risesAgain(), company.bot.onExit(() => (deaths.count += 1))];
  const asked: number[] = [];
  const onRequest = ({ method, url }: { method?: string; url?: string }) => {
    if (method === 'POST' && url?.includes('resetPassword')) asked.push(Date.now());
  };
  httpOf(company).on('request', onRequest);
  company.faults.clear();
  company.faults.add(rule);
  try {
    const recovered = await recovers(company, 'freya', { fresh, within: 90_000 });
    const accepted = company.world.resets.length - before;
    const person = { tenant: TENANT, id: company.actor('freya').person.id };
    const request = await company.store(store => store.requests.latest(person));
    return { ...recovered, unmet: company.faults.list(), deaths: deaths.count, accepted, asked, request };
  } finally {
    for (const stop of stops) stop();
    httpOf(company).off('request', onRequest);
  }
}

/** What must hold of every company in the end, whatever happened in it. */
async function checkEvidence(company: Company): Promise<void> {
  await company.bot.stop();
  const person = { tenant: TENANT, id: company.actor('freya').person.id };
  await company.store(async store => {
    for (const request of await store.requests.recent(person, 0)) {
      assert.deepEqual(await store.audit.verify(request.id), { whole: true }, 'the audit chain is whole');
      assert.ok(!isLive(request.state), `a request was left ${request.state}`);
      assert.equal(await store.requests.sealed(request.id), undefined, 'a closed request has no box');
    }
  });
}

function httpOf({ server }: Company) {
  return (server as unknown as { server: NodeJS.EventEmitter }).server;
}

function stories(): Record<string, () => Promise<Played[]>> {
  const crashes = KINDS.map(([service, request]) => {
    const moments = MOMENTS.map(killBot => ({ service, request, nth: 1, act: { killBot } }));
    const second = request === 'GET operations' ? moments.map(rule => ({ ...rule, nth: 2 })) : [];
    return [request, () => inOneCompany([...moments, ...second])] as const;
  });
  const reset = (act: Act): Rule => ({ service: 'graph', request: 'POST resetPassword', nth: 1, act });
  return {
    // The longest waits first.
    hang: () => inOneCompany([reset({ hang: 20_500, hold: 'before' })], { ...POLICY, evidenceFor: '40s' }),
    'POST resetPassword': () => inOneCompany(MOMENTS.map(killBot => reset({ killBot }))),
    ...Object.fromEntries(crashes),
    drops: () => inOneCompany([reset({ drop: 'before' }), reset({ drop: 'after' })]),
    answers: () =>
      inOneCompany([reset({ status: 429, retryAfter: 2 }), reset({ status: 503 }), reset({ unreadable: true })]),
    redirect: () => withTrap(address => inOneCompany([reset({ redirect: address })])),
  };
}

async function inOneCompany(rules: readonly Rule[], policy: Record<string, string | number> = POLICY): Promise<Played[]> {
  return withCompany({ policy }, async company => {
    const played: Played[] = [];
    for (const [index, rule] of rules.entries()) {
      // Caches of the story before would spare the bot the very calls it is to be killed at.
      if (index > 0) await company.bot.restart();
      played.push(await plays(company, rule, `Walnut-Ferry-Lantern-${10 + index}`));
    }
    await checkEvidence(company);
    return played;
  });
}

/** An address that must never be visited. */
async function withTrap(story: (address: string) => Promise<Played[]>): Promise<Played[]> {
  let visits = 0;
  const trap = createServer((_request, response) => {
    visits += 1;
    response.end();
  });
  await new Promise<void>(done => trap.listen(0, '127.0.0.1', done));
  try {
    const played = await story(`http://127.0.0.1:${(trap.address() as AddressInfo).port}/`);
    assert.equal(visits, 0, 'the password was carried to another address');
    return played;
  } finally {
    await new Promise(done => trap.close(done));
  }
}

describe('a bot that is killed in the middle', function () {
  this.timeout(LONG);
  const run: { ending?: (name: string) => Promise<Played[]> } = {};
  before(() => {
    run.ending = inLanes(COMPANIES, stories());
  });
  const ending = async (name: string, at = 0): Promise<Played> => {
    const played = (await run.ending?.(name))?.[at];
    assert.ok(played, `${name} was played`);
    assert.deepEqual(played.unmet, [], 'what was to go wrong did go wrong');
    return played;
  };

  for (const [_service, request] of KINDS) {
    const times = request === 'GET operations' ? ['first', 'second'] : ['first'];
    for (const [turn, time] of times.entries())
      for (const [index, moment] of MOMENTS.entries())
        it(`at the ${time} ${request}, ${inWords(moment)}, still gets the person in with one reset`, async () => {
          const played = await ending(request, turn * MOMENTS.length + index);
          assert.equal(played.deaths, 1);
          assert.equal(played.state, 'completed');
          assert.equal(played.request?.state, 'completed');
          assert.equal(played.accepted, 1);
          assert.equal(played.asked.length, 1);
        });
  }

  it('before Graph took the reset, gives up rather than send a second one on a guess', async () => {
    const played = await ending('POST resetPassword', 0);
    assert.equal(played.state, 'failed');
    assert.equal(played.request?.failure?.code, 'unknown-outcome');
    assert.deepEqual([played.asked.length, played.accepted], [1, 0]);
  });

  for (const [index, moment] of (['after', 'afterAnswer'] as const).entries())
    it(`at the reset itself, ${inWords(moment)}, finds in the directory what it did, and sends no second one`, async () => {
      const played = await ending('POST resetPassword', index + 1);
      assert.deepEqual([played.asked.length, played.accepted], [1, 1]);
      assert.equal(played.state, 'completed');
    });
});

describe('a reset whose answer is no answer', function () {
  this.timeout(LONG);
});

function inWords(moment: (typeof MOMENTS)[number]): string {
  return { before: 'before the work', after: 'after the work and unanswered', afterAnswer: 'once answered' }[moment];
}
