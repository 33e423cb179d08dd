// The doctor finds nothing in a tenant where all is well, and each thing that is wrong in one where one thing is.
import assert from 'node:assert/strict';
import type { Report } from '../../src/doctor/doctor.ts';
import { markdown, written } from '../../src/doctor/report.ts';
import { files, read } from '../core/house.ts';
import { type Bent, openTenant, type Tenant } from './a-tenant.ts';
import { PLANTS } from './plants.ts';

describe('the doctor', () => {
  const open: { tenant?: Tenant } = {};
  const tenant = (): Tenant => open.tenant ?? assert.fail('no tenant');

  before(async () => {
    open.tenant = await openTenant();
  });
  after(() => open.tenant?.close());
  beforeEach(() => tenant().heal());

  it('finds nothing where all is well, looks at everything, and has steps for nothing', async () => {
    const report = await tenant().report();
    assert.deepEqual(wrongIn(report), {});
    assert.equal(report.verdict, 'pass');
    const all = findingsIn(report);
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length, 'two checks share a name');
    assert.ok(all.length >= 90, `${all.length} checks`);
    assert.deepEqual(
      all.filter(({ mend }) => mend.length > 0),
      [],
    );
  });

  it('knows enough ways to be wrong', () => assert.ok(PLANTS.length >= 30));

  for (const { name, plant, bent, finds, mend } of PLANTS)
    it(`finds that ${name}, and says how to mend it`, async () => {
      await plant?.(tenant().world, tenant());
      const report = await tenant().report(bent);
      assert.deepEqual(wrongIn(report), finds);
      const [first = ''] = Object.keys(finds);
      const { mend: steps } = findingsIn(report).find(({ id }) => id === first) ?? assert.fail(first);
      assert.match(steps.join('\n'), mend);
      assert.deepEqual(
        findingsIn(report).filter(({ verdict, mend: none }) => verdict !== 'pass' && none.length === 0),
        [],
        'a step for each',
      );
    });

  it('has a row in docs/readiness.md for each check, which says where it is planted, and no other row', async () => {
    const [, table = ''] = read('docs/readiness.md').split('## What it looks at');
    const rows = [...table.matchAll(/^\| .* \| (`.*`) \| ([\w-]+) \|$/gm)].map(([, names = '', file = '']) => ({
      names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      file,
    }));
    const patterns = rows.flatMap(({ names }) => names);
    const fits = (id: string, pattern: string) =>
      new RegExp(`^${pattern.split('*').map(escaped).join('.+')}$`).test(id);
    const seen = findingsIn(await tenant().report()).map(({ id }) => id);
    const known = [...seen, ...PLANTS.flatMap(({ finds }) => Object.keys(finds))];
    assert.ok(rows.length > 20);
    assert.deepEqual(
      known.filter(id => !patterns.some(pattern => fits(id, pattern))),
      [],
    );
    assert.deepEqual(
      patterns.filter(pattern => !known.some(id => fits(id, pattern))),
      [],
    );
    const there = files('test/doctor/plants', '.ts');
    assert.deepEqual(
      rows.filter(({ file }) => !there.includes(`test/doctor/plants/${file}.ts`)),
      [],
    );
  });

  it('counts those who are asked later among those who can decide, each once', async () => {
    const step = { group: '6a000000-0000-4000-8000-000000000002', after: 600_000, mail: 'night@alderfinch.example' };
    const enough = async () => {
      const report = await tenant().report({ policy: { approvals: 2, escalation: [step] } });
      return findingsIn(report).find(({ id }) => id === 'groups.enough')?.verdict;
    };
    assert.equal(await enough(), 'pass');
    tenant().person('ada').groups.delete('admins');
    tenant().person('hana').groups.add('admins');
    assert.equal(await enough(), 'fail');
  });

  it('names those accounts that nobody is, and none that is there', async () => {
    const ada = tenant().person('ada');
    const report = await tenant().report({
      settings: { NEVER_RESET: `breakglas@finch-cloud.example, ${ada.upn.toUpperCase()}` },
      policy: { never: { accounts: [ada.id, 'svc-*@finch-cloud.example', 'breakglas@finch-cloud.example'] } },
    });
    const { found } = findingsIn(report).find(({ id }) => id === 'policy.never') ?? assert.fail();
    assert.match(found, /^Nobody is called breakglas@finch-cloud\.example: /);
    const well = await tenant().report({ settings: { NEVER_RESET: ada.upn } });
    const { verdict, found: all } = findingsIn(well).find(({ id }) => id === 'policy.never') ?? assert.fail();
    assert.deepEqual([verdict, all], ['pass', '1 account, and all are there.']);
  });

  it('asks of a guest’s account nothing that only its home could mend', async () => {
    const { world } = tenant();
    world.estate.domains['finch-cloud.example'] = { passwordValidityPeriodInDays: 90 };
    const report = await tenant().report({ settings: { HANDS_MODEL: 'guest-admin' } });
    assert.deepEqual(wrongIn(report), {});
  });

  it('asks no Change password of a cloud sync agent, and no heartbeat', async () => {
    const onPremises: Bent['onPremises'] = well => ({
      ...well,
      agent: { kind: 'cloud-sync', version: '1.1.1586.0', writeback: null },
      domains: well.domains.map(domain => ({ ...domain, changePassword: false })),
      events: [],
    });
    assert.deepEqual(wrongIn(await tenant().report({ onPremises })), {});
  });

  it('believes writeback again once a heartbeat followed its trouble', async () => {
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const onPremises: Bent['onPremises'] = well => ({
      ...well,
      events: [
        { id: 31034, at: at(30), source: 'PasswordResetService' },
        { id: 31019, at: at(5), source: 'PasswordResetService' },
      ],
    });
    assert.deepEqual(wrongIn(await tenant().report({ onPremises })), {});
  });

  it('looks for no account where approvers reset with their own hands', async () => {
    for (const key of ['hana', 'hugo'])
      Object.assign(tenant().person(key), { roles: ['Authentication Administrator'] });
    const report = await tenant().report({ settings: { HANDS_MODEL: 'approver', HANDS_ACCOUNT: '' } });
    assert.deepEqual(wrongIn(report), {});
  });

  it('changes nothing in the tenant, and asks for nothing but reads', async () => {
    const { world } = tenant();
    const from = world.events.length;
    await tenant().report();
    const asked = world.events.slice(from).filter(({ kind }) => ['graph', 'connector', 'mail'].includes(kind));
    assert.ok(asked.length > 20);
    assert.deepEqual(
      asked.filter(({ title }) => !title.startsWith('GET ')),
      [],
    );
  });

  it('shows no secret of any kind', async () => {
    const { world } = tenant();
    const settings: Readonly<Record<string, string>> = tenant().settings;
    delete world.estate.applications.bot;
    const report = await tenant().report();
    const said = JSON.stringify(report) + written(report) + markdown(report);
    for (const name of ['BOT_SECRET', 'DESK_CLIENT_SECRET', 'HANDS_CLIENT_SECRET', 'SEAL_KEYS'])
      assert.ok(!said.includes(settings[name] ?? assert.fail(name)), name);
  });

  it('says in the terminal and in Markdown what it says in JSON', async () => {
    tenant().world.contexts.clear();
    const report = await tenant().report();
    for (const text of [written(report), markdown(report)])
      for (const part of ['step-up.policy', 'No policy targets it', 'Enable policy: On', '1 to mend'])
        assert.ok(text.replaceAll(/\s+/g, ' ').includes(part), `${part}\n${text}`);
  });

  it('lets no name of the directory draw in a Markdown report', async () => {
    tenant().world.estate.groups.approvers = { displayName: '<img src=x> | [x](http://x) `y`' };
    const text = markdown(await tenant().report());
    assert.ok(text.includes('\\<img src=x\\> \\| \\[x\\](http://x) \\`y\\`'), text);
  });
});

/** As text in a pattern. */
function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function findingsIn({ sections }: Report) {
  return sections.flatMap(({ findings }) => findings);
}

function wrongIn(report: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(
    findingsIn(report)
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ id, verdict }) => [id, verdict]),
  );
}
