// The on-premises side decided by a real Active Directory: what both makers do, and what only a directory can show.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { Unreachable } from '../../sandbox/on-premises/on-premises.ts';
import { createAgent } from '../../sandbox/on-premises/samba/agent.ts';
import type { Controller } from '../../sandbox/on-premises/samba/controller.ts';
import { ADFS, ADMINISTRATOR, BASE, CONNECTOR, REALM } from '../../sandbox/on-premises/samba/domain.ts';
import { as, modifyRefusal, newPassword } from '../../sandbox/on-premises/samba/ldap.ts';
import { adminReset } from '../../sandbox/passwords.ts';
import { createWorld } from '../../sandbox/world.ts';
import { someone } from '../sandbox/identity.ts';
import { ROOT } from '../stories/company.ts';
import { enters, openDomain, sambaIsHere } from './a-domain.ts';
import { type Bench, onPremisesContract } from './on-premises.ts';

if (sambaIsHere())
  describe('a real Active Directory', function () {
    this.timeout(120_000);
    const run: { controller?: Controller; bench?: Bench } = {};
    before(async () => {
      const controller = await openDomain();
      const world = createWorld();
      world.onPremises = createAgent(world, controller, { patience: 0 });
      const bench = { world, domain: world.onPremises, enters: enters.bind(undefined, controller) };
      Object.assign(run, { controller, bench });
    });
    after(() => run.controller?.close());
    const bench = () => run.bench ?? assert.fail('there is no domain');
    const controller = () => run.controller ?? assert.fail('there is no domain');
    const service = (name: typeof CONNECTOR | typeof ADFS) => ({
      name: `${name}@${REALM}`,
      password: controller().secrets[name],
    });

    onPremisesContract('Samba', bench);

    it('has an agent that is nobody: in no group, and without rights on anybody but the staff', async () => {
      const others = [`CN=${ADMINISTRATOR},CN=Users,${BASE}`, `CN=${ADFS},OU=Service,${BASE}`];
      await as(controller().server, service(CONNECTOR), async client => {
        const own = `CN=${CONNECTOR},OU=Service,${BASE}`;
        const { searchEntries } = await client.search(own, { scope: 'base', attributes: ['memberOf', 'adminCount'] });
        assert.deepEqual(searchEntries, [{ dn: own, memberOf: [], adminCount: [] }]);
        for (const dn of others) {
          const refused = await client.modify(dn, newPassword('Violet-Teapot-1')).catch(modifyRefusal);
          assert.equal(refused, 'refused', dn);
        }
      });
    });

    it('answers an agent without rights as Microsoft reports it, and nothing has changed', async () => {
      const { world, domain } = bench();
      const sam = someone(world, 'sam');
      await domain.restore(sam);
      world.onPremises = createAgent(world, controller(), { connector: ADFS, patience: 0 });
      try {
        const end = await adminReset(world, sam, 'Violet-Teapot-2');
        assert.deepEqual(end, { outcome: 'failed', statusDetail: 'SSPR_0029: OnPremisesAdminActionRequired' });
      } finally {
        world.onPremises = domain;
      }
      assert.equal(await bench().enters(sam, sam.password), 'ok');
    });

    it('does not let anybody change a password again on the same day', async () => {
      const { world, domain } = bench();
      const selma = someone(world, 'selma');
      // Hers is as old here as in Entra.
      assert.equal(await domain.change(selma, selma.password, 'Violet-Teapot-3'), 'ok');
      assert.equal(await domain.change(selma, 'Violet-Teapot-3', 'Violet-Teapot-4'), 'policy');
      assert.equal(await bench().enters(selma, 'Violet-Teapot-3'), 'ok');
    });

    it('cannot decide history and minimum age of a reset, as Windows does on policy hints, nor knows people’s names', async () => {
      const { world, domain } = bench();
      const sam = someone(world, 'sam');
      await domain.restore(sam);
      for (const plain of ['Violet-Teapot-5', 'Violet-Teapot-5', 'Copper-Iyer-Kettle-9'])
        assert.equal(await domain.write(sam, plain, { mustChange: false }), undefined);
    });

    it('when it is down, is reported so at once, or waited for while the agent is patient', async () => {
      const { world, domain } = bench();
      const sam = someone(world, 'sam');
      await domain.restore(sam);
      await controller().stop();
      assert.equal(
        await domain.write(sam, 'Violet-Teapot-6', { mustChange: true }),
        'SSPR_0030: OnPremisesConnectivityError',
      );
      await assert.rejects(domain.signIn(sam, sam.password), Unreachable);
      const patient = createAgent(world, controller()).write(sam, 'Violet-Teapot-7', { mustChange: true });
      await controller().start();
      assert.equal(await patient, undefined);
      assert.equal(await bench().enters(sam, 'Violet-Teapot-6'), 'wrong');
      assert.equal(await bench().enters(sam, 'Violet-Teapot-7'), 'must-change');
    });

    it('leaves nothing behind when it is closed, and no process even if its owner is killed', async () => {
      const closed = await openDomain();
      await closed.close();
      assert.ok(!existsSync(closed.folder));
      assert.equal(await answers(closed.address), false);

      const module = new URL('../../sandbox/on-premises/samba/controller.js', import.meta.url).href;
      const script = `import { createController } from ${JSON.stringify(module)};
        const controller = await createController(${JSON.stringify(ROOT)});
        await controller.start();
        console.log(controller.address + ' ' + controller.folder);`;
      const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = (await once(createInterface(owner.stdout), 'line')) as [string];
      const [address = '', folder = ''] = line.split(' ');
      assert.equal(await answers(address), true);
      owner.kill('SIGKILL');
      while (await answers(address)) await new Promise(resolve => setTimeout(resolve, 20));
      rmSync(folder, { recursive: true });
    });
  });

function answers(address: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: address, port: 636 });
    socket.once('error', () => resolve(false)).once('connect', () => resolve(true));
    socket.once('connect', () => socket.destroy());
  });
}
