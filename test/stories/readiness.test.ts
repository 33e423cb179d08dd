// Whoever watches a running desk gets the doctor's report over the network, with the token alone, and it is the one an admin gets by hand.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { doctorCommand } from '../../src/cli/doctor/command.ts';
import type { Report } from '../../src/doctor/doctor.ts';
import { systemWorld } from '../../src/world.ts';
import { withCompany } from './company.ts';

describe('the readiness of a running desk', () => {
  it('is shown to who has the token, and to nobody else, as the admin’s own command shows it', () =>
    withCompany({}, async ({ world, settings }) => {
      const { HEALTH_TOKEN: token = assert.fail('no token') } = settings as Readonly<Record<string, string>>;
      const ask = (headers: Record<string, string> = {}) => fetch(`${world.botOrigin}/readyz?deep`, { headers });
      for (const wrong of [{}, { authorization: `Bearer ${token}x` }, { authorization: 'Bearer undefined' }]) {
        const refused = await ask(wrong);
        assert.equal(refused.status, 401);
        assert.doesNotMatch(await refused.text(), /verdict|findings/);
      }
      const answer = await ask({ authorization: `Bearer ${token}` });
      assert.equal(answer.status, 200);
      const overTheNetwork = findingsIn((await answer.json()) as Report);
      assert.ok(Object.keys(overTheNetwork).length >= 60);
      assert.deepEqual(overTheNetwork, findingsIn(await byHand(settings)));
    }));
});

async function byHand(env: NodeJS.ProcessEnv): Promise<Report> {
  const out: string[] = [];
  await doctorCommand(['--json'], {
    env,
    readFile: path => readFileSync(path, 'utf8'),
    print: text => void out.push(text),
    complain: () => {},
    world: systemWorld,
  });
  return JSON.parse(out.join('')) as Report;
}

function findingsIn({ sections }: Report): Readonly<Record<string, string>> {
  const all = sections.flatMap(({ findings }) => findings);
  return Object.fromEntries(all.map(({ id, verdict }) => [id, verdict]));
}
