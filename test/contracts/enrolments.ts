// The contract of enrolments: one authenticator a person, and each of its codes once.
import { deepEqual, equal } from 'node:assert/strict';
import type { Sealed } from '../../src/core/seal.ts';
import { MAX, RITA } from './a-request.ts';
import { START } from './a-world.ts';
import { countOf, type Open, onBench, TWENTY, viewFor } from './bench.ts';

const enrolment = { person: RITA, secret: 'sealed' as Sealed, enrolledAt: START, usableFrom: START + 1 };

export function enrolmentsContract(name: string, open: Open): void {
  describe(`enrolments on ${name}`, () => {
    const bench = onBench(open);

    it('gives back what was saved, to that person alone, however their id is written', async () => {
      const { enrolments } = bench().store;
      equal(await enrolments.find(RITA), undefined);
      await enrolments.save(enrolment);
      deepEqual(await enrolments.find(RITA), enrolment);
      const shouted = { ...RITA, id: RITA.id.toUpperCase() };
      equal((await enrolments.find(shouted))?.secret, 'sealed');
      for (const other of [MAX, { ...RITA, tenant: 'elsewhere' }]) equal(await enrolments.find(other), undefined);
    });

    it('lets one of twenty use a step, and none use it or an older one again', async () => {
      const { enrolments } = bench().store;
      equal(await enrolments.use(RITA, 7), false);
      await enrolments.save(enrolment);
      const used = await Promise.all(TWENTY.map(caller => viewFor(bench(), caller).enrolments.use(RITA, 7)));
      equal(countOf(used, true), 1);
      deepEqual(await Promise.all([6, 7].map(step => enrolments.use(RITA, step))), [false, false]);
      equal(await enrolments.use(RITA, 8), true);
      equal((await enrolments.find(RITA))?.usedStep, 8);
    });

    it('replaces an old one, with its steps, and takes it away', async () => {
      const { enrolments } = bench().store;
      await enrolments.save(enrolment);
      await enrolments.use(RITA, 7);
      const fresh = { ...enrolment, secret: 'another' as Sealed, enrolledAt: START + 5, usableFrom: START + 6 };
      await enrolments.save(fresh);
      deepEqual(await enrolments.find(RITA), fresh);
      await enrolments.remove(RITA);
      equal(await enrolments.find(RITA), undefined);
      equal(await enrolments.use(RITA, 9), false);
    });
  });
}
