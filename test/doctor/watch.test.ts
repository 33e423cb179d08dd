// The daily look: admins hear of what has newly come to fail, once; and who asks often is not looked for often.
import assert from 'node:assert/strict';
import type { Letter } from '../../src/core/ports.ts';
import type { Report } from '../../src/doctor/doctor.ts';
import { createWatch } from '../../src/doctor/watch.ts';

const START = Date.parse('2026-11-20T08:00:00Z');

function aWatch(failing: { ids: readonly string[] }) {
  const letters: Letter[] = [];
  const kept = new Map<string, string>();
  const clock = { now: START };
  const looks = { count: 0 };
  const mail = { works: true };
  const watch = createWatch({
    async report() {
      looks.count += 1;
      return reportOf(failing.ids, clock.now);
    },
    memory: { read: async key => kept.get(key), write: async (key, value) => void kept.set(key, value) },
    async mail(letter) {
      if (!mail.works) throw new Error('no relay');
      letters.push(letter);
    },
    adminMail: 'admins@corp.example',
    locale: 'en',
    world: { now: () => clock.now, id: () => 'id', random: bytes => Buffer.alloc(bytes) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  return { watch, letters, clock, looks, mail };
}

function reportOf(ids: readonly string[], now: number): Report {
  const findings = ids.map(id => ({
    id,
    lookedAt: `Look at ${id}`,
    verdict: 'fail' as const,
    found: 'It is wrong.',
    mend: ['Set it right.'],
  }));
  return {
    at: new Date(now).toISOString(),
    verdict: ids.length > 0 ? 'fail' : 'pass',
    counts: { pass: 0, warn: 0, unknown: 0, fail: ids.length },
    sections: [{ title: 'All', findings }],
  };
}

describe('the daily look', () => {
  it('tells admins of each thing once, with its steps, and again when it comes back', async () => {
    const failing = { ids: ['one'] as readonly string[] };
    const { watch, letters } = aWatch(failing);
    await watch.daily();
    await watch.daily();
    failing.ids = ['one', 'two'];
    await watch.daily();
    failing.ids = [];
    await watch.daily();
    failing.ids = ['one'];
    await watch.daily();
    const told = letters.map(({ text }) => ['one', 'two'].filter(id => text.includes(`Look at ${id}: It is wrong.`)));
    assert.deepEqual(told, [['one'], ['two'], ['one']]);
    assert.deepEqual(letters[0]?.to, ['admins@corp.example']);
    assert.match(letters[0]?.text ?? '', /1\. Set it right\./);
  });

  it('says nothing while all is well', async () => {
    const { watch, letters } = aWatch({ ids: [] });
    await watch.daily();
    assert.deepEqual(letters, []);
  });

  it('tells it with the next look, when the relay was away', async () => {
    const { watch, letters, mail } = aWatch({ ids: ['one'] });
    mail.works = false;
    await assert.rejects(watch.daily());
    mail.works = true;
    await watch.daily();
    assert.equal(letters.length, 1);
  });

  it('gives the same answer for a quarter of an hour, and looks once for many who ask together', async () => {
    const { watch, clock, looks } = aWatch({ ids: [] });
    await Promise.all([watch.recent(), watch.recent(), watch.recent()]);
    clock.now += 14 * 60_000;
    await watch.recent();
    assert.equal(looks.count, 1);
    clock.now += 2 * 60_000;
    await watch.recent();
    assert.equal(looks.count, 2);
  });
});
