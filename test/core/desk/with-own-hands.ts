// A desk where approvers reset with their own hands, and what their sign-ins bring.
import { Secret } from '../../../src/core/secret.ts';
import { seenOf } from '../../../src/core/seen.ts';
import type { OwnHands } from '../../../src/core/sign-in.ts';
import { anAccount } from '../../contracts/a-request.ts';
import type { Answer } from '../a-company.ts';
import { abe, aDesk, ada, type Bench, MINUTE, type Someone } from '../a-desk.ts';

export const TOKEN_LIFE = 70 * MINUTE;

/** Rita's request, with the helpdesk. */
export async function filed(answers: Answer[] = ['accepted']) {
  const bench = aDesk();
  Object.assign(bench.company.state, { ownHands: true, answers, stepUpPolicy: 'not-covered' });
  for (const { id, name } of [ada, abe])
    bench.company.state.people.set(id, anAccount({ id, name, roles: ['Authentication Administrator'] }));
  const { company, store, world } = bench;
  company.state.stepUpPolicy = 'covered';
  const { id } = await bench.filed();
  company.state.stepUpPolicy = 'not-covered';
  const own = (who: Someone): OwnHands => ({
    token: new Secret(`token of ${who.name}`),
    as: who.id,
    until: world.now() + TOKEN_LIFE,
  });
  const signedIn = (who: Someone) => ({ authTime: world.now(), askedAt: world.now(), own: own(who) });
  const approve = (who: Someone, more: object = {}) =>
    bench.desk.approve(who, id, bench.click(), {
      contexts: [],
      seen: seenOf(bench.row(id)),
      ...signedIn(who),
      ...more,
    });
  const burned = () => store.hands.has(id) === false && bench.row(id).hands === undefined;
  return { ...bench, id, approve, signedIn, burned };
}

/** As whom each reset of the request was begun; who approved is personal, and stands nowhere else. */
export const as = ({ store }: Pick<Bench, 'store'>) =>
  store.lines
    .filter(({ event }) => event === 'begin')
    .map(({ facts, personal }) => (facts['as'] === undefined ? personal['as'] : 'in the facts'));
