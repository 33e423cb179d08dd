// One story of Freya's in which something goes wrong: what came of it, and what Graph was asked and did.
import assert from 'node:assert/strict';
import { TENANT } from '../../sandbox/company.ts';
import type { Rule } from '../../sandbox/faults.ts';
import { resetsAs, resetters } from '../../sandbox/hands.ts';
import { isLive } from '../../src/core/lifecycle.ts';
import type { Request } from '../../src/core/request.ts';
import { type Company, type CompanyOptions, withCompany } from './company.ts';
import { type Recovered, recovers } from './robot.ts';

/** `calm`: nothing goes wrong. `mail`: the bot is killed as the first mail leaves it. */
export type Mishap = readonly Rule[] | 'calm' | 'mail';

export type Played = Recovered & {
  /** Rules that never struck: a story that met none proves nothing. */
  readonly unmet: readonly Rule[];
  readonly deaths: number;
  /** Resets Graph accepted in this story. */
  readonly accepted: number;
  /** When the bot asked for one. */
  readonly asked: readonly number[];
  readonly request: Request | undefined;
};

export const POLICY = { evidenceFor: '6s', draftsPerHour: 100, resetsPerDay: 20 };

/** What a fresh bot asks once and then remembers: to be killed there again, it must forget. */
const REMEMBERED = ['GET domains', 'GET federationConfiguration', 'POST token'];

/** Plays the mishaps one after the other in one company, and checks in the end what must hold whatever happened. */
export async function inOneCompany(
  mishaps: readonly Mishap[],
  { first, ...options }: CompanyOptions & { readonly first?: (company: Company) => unknown } = {},
): Promise<Played[]> {
  return withCompany({ policy: POLICY, ...options }, async company => {
    first?.(company);
    const played: Played[] = [];
    for (const [index, mishap] of mishaps.entries()) {
      if (
        index > 0 &&
        mishap !== 'calm' &&
        mishap !== 'mail' &&
        mishap.some(({ request }) => REMEMBERED.includes(request))
      )
        await startsAfresh(company);
      played.push(await plays(company, mishap, `Walnut-Ferry-Lantern-${10 + index}`));
    }
    await checkEvidence(company);
    return played;
  });
}

async function startsAfresh({ bot }: Company): Promise<void> {
  await bot.kill();
  await bot.start();
}

async function plays(company: Company, mishap: Mishap, fresh: string): Promise<Played> {
  const { world, faults, bot } = company;
  const before = world.resets.length;
  const deaths = { count: 0 };
  const asked: number[] = [];
  const onRequest = ({ method, url }: { method?: string; url?: string }) => {
    if (method === 'POST' && url?.includes('resetPassword')) asked.push(Date.now());
  };
  const stops = [company.risesAgain(), bot.onExit(() => void deaths.count++), listen(company, onRequest)];
  faults.clear();
  if (typeof mishap === 'object') for (const rule of mishap) faults.add(rule);
  if (mishap === 'mail') stops.push(once(company, () => world.killBot()));
  try {
    const recovered = await recovers(company, 'freya', { fresh, within: 90_000 });
    const accepted = world.resets.length - before;
    const request = await company.store(store => store.requests.latest(freya(company)));
    return { ...recovered, unmet: faults.list(), deaths: deaths.count, accepted, asked, request };
  } finally {
    for (const stop of stops) stop();
  }
}

/** Of every request there ever was: closed, its box burned, its audit chain whole. And nobody else's hands have reset. */
async function checkEvidence(company: Company): Promise<void> {
  const right = resetsAs(company.world, 'hana');
  assert.deepEqual(
    resetters(company.world).filter(name => name !== right),
    [],
  );
  await company.bot.kill();
  await company.store(async store => {
    for (const request of await store.requests.recent(freya(company), 0)) {
      assert.deepEqual(await store.audit.verify(request.id), { ok: true, count: request.version });
      assert.ok(!isLive(request.state), `a request was left ${request.state}`);
      assert.equal(await store.requests.sealed(request.id), undefined, 'the box of a closed request is gone');
    }
  });
}

function freya(company: Company) {
  return { tenant: TENANT, id: company.actor('freya').person.id };
}

function listen({ server }: Company, listener: (request: { method?: string; url?: string }) => void): () => void {
  const http = (server as unknown as { server: NodeJS.EventEmitter }).server;
  http.on('request', listener);
  return () => void http.off('request', listener);
}

function once({ world }: Company, strike: () => void): () => void {
  const stop = world.watch(({ kind }) => {
    if (kind !== 'mail') return;
    stop();
    strike();
  });
  return stop;
}
