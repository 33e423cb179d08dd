// `npm run doctor` as an admin types it: what it prints, where it prints it, and what it ends with.
import assert from 'node:assert/strict';
import { doctorCommand } from '../../src/cli/doctor/command.ts';
import type { Report } from '../../src/doctor/doctor.ts';
import { systemWorld } from '../../src/world.ts';
import { openTenant, type Tenant, wellOnPremises } from '../doctor/a-tenant.ts';
import { ON_PREMISES } from '../doctor/plants/on-premises.ts';

describe('npm run doctor', () => {
  const open: { tenant?: Tenant } = {};
  const tenant = (): Tenant => open.tenant ?? assert.fail('no tenant');
  const files: Record<string, string> = { 'result.json': JSON.stringify(wellOnPremises()), 'odd.json': '{}' };

  before(async () => {
    open.tenant = await openTenant();
  });
  after(() => open.tenant?.close());
  beforeEach(() => tenant().heal());

  async function run(args: readonly string[], env: NodeJS.ProcessEnv = tenant().settings) {
    const said = { out: '', err: '' };
    const code = await doctorCommand(args, {
      env,
      readFile: path => files[path] ?? tenant().read(path),
      print: text => {
        said.out += text;
      },
      complain: text => {
        said.err += text;
      },
      world: systemWorld,
    });
    return { code, ...said };
  }

  it('ends with 0 when all is well, and keeps its progress out of the report', async () => {
    const { code, out, err } = await run(['--json', '--with', 'result.json']);
    assert.equal(code, 0, out);
    const report = JSON.parse(out) as { verdict: string };
    assert.equal(report.verdict, 'pass');
    assert.match(err, /^Looking at the app registrations …$/m);
  });

  it('ends with 1 when something could not be seen, and with 2 when something must be mended', async () => {
    const unseen = await run([]);
    assert.equal(unseen.code, 1);
    assert.match(unseen.out, /^Not known\n\n {2}The on-premises script \[on-premises\.result\]\n {5}Was not run/m);
    tenant().world.estate.contexts = [];
    const wrong = await run(['--markdown', '--with', 'result.json']);
    assert.equal(wrong.code, 2);
    assert.match(wrong.out, /^\| fail \| Authentication context c1 \|/m);
  });

  for (const { name, plant, bent, finds, mend } of ON_PREMISES) {
    const result = bent?.onPremises ? bent.onPremises(wellOnPremises()) : wellOnPremises();
    if (result)
      it(`reads from a file that ${name}, and how to mend it`, async () => {
        await plant?.(tenant().world, tenant());
        files['planted.json'] = JSON.stringify(result, null, 4);
        const { code, out } = await run(['--json', '--with', 'planted.json']);
        const found = (JSON.parse(out) as Report).sections.flatMap(({ findings }) => findings);
        const wrong = found.filter(({ verdict }) => verdict !== 'pass');
        assert.deepEqual(Object.fromEntries(wrong.map(({ id, verdict }) => [id, verdict])), finds);
        assert.equal(code, Object.values(finds).includes('fail') ? 2 : 1);
        assert.match(wrong[0]?.mend.join('\n') ?? '', mend);
      });
  }

  it('prints the scripts without any settings, and nothing else with them', async () => {
    for (const [flag, name] of [
      ['--on-prem', 'only the on-premises side'],
      ['--on-prem-setup', 'SupportsShouldProcess'],
    ] as const) {
      const { code, out, err } = await run([flag], {});
      assert.deepEqual([code, err], [0, '']);
      assert.match(out, new RegExp(`^#Requires[\\s\\S]*${name}`));
    }
  });

  it('ends with 2 and a sentence when it cannot look', async () => {
    for (const [args, env, why] of [
      [['--sideways'], undefined, /^Usage/],
      [['--json', '--markdown'], undefined, /^Usage/],
      [['--with', 'gone.json'], undefined, /gone\.json cannot be read/],
      [['--with', 'odd.json'], undefined, /odd\.json is no result of check\.ps1: schema/],
      [[], {}, /There are no settings/],
      [[], { TENANT_ID: 'x' }, /TENANT_ID: is no GUID/],
    ] as const) {
      const { code, out, err } = await run(args, env ?? tenant().settings);
      assert.deepEqual([code, out], [2, ''], err);
      assert.match(err, why);
    }
  });
});
