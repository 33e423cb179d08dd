// What check.ps1 wrote, on its way back: read, merged, or refused with words that say what to do.
import assert from 'node:assert/strict';
import { merged, type OnPremises, readResult } from '../../src/doctor/on-premises/result.ts';
import { wellOnPremises } from './a-tenant.ts';

describe('a result of check.ps1', () => {
  it('is read, with the mark that Windows PowerShell writes before it', () => {
    const result = wellOnPremises();
    assert.deepEqual(readResult(`\uFEFF${JSON.stringify(result)}`), result);
  });

  it('makes one picture of what several servers saw', () => {
    const well = wellOnPremises();
    const [domain] = well.domains;
    const blind = { ...well, endpoints: [], domains: well.domains.map(one => ({ ...one, writableController: null })) };
    const adfs = {
      ...well,
      machine: 'ADFS01',
      connector: null,
      agent: { kind: 'none', version: null, writeback: null } as const,
      domains: well.domains.map(one => ({ ...one, resetPassword: null })),
      events: [],
      outbound: [],
    };
    for (const both of [
      [blind, adfs],
      [adfs, blind],
    ] as const) {
      const { machine, domains, endpoints, agent, connector, events } = merged(both);
      assert.match(machine, /SYNC01.*ADFS01|ADFS01.*SYNC01/);
      assert.deepEqual({ domains, endpoints, agent, connector, events }, { ...pick(well), domains: [domain] });
    }
    assert.deepEqual(merged([well]), well);
  });

  it('is refused when it is none, or not the whole of one, with what to do instead', () => {
    const whole = JSON.stringify(wellOnPremises(), null, 2);
    const { domains } = wellOnPremises();
    const named = (name: string) => JSON.stringify({ ...wellOnPremises(), domains: [{ ...domains[0], name }] });
    for (const [text, problem] of [
      ['PS C:\\>', /no JSON.*Out-File -Encoding utf8 result\.json/],
      ['', /no JSON, or not the whole of it/],
      [whole.slice(0, whole.length / 2), /not the whole of it.*copy the file whole/],
      // As a reader of UTF-8 sees what `>` wrote.
      [Buffer.from(`\uFEFF${whole}`, 'utf16le').toString('utf8'), /UTF-16, as `>` does.*Out-File -Encoding utf8/],
      [JSON.stringify({ ...wellOnPremises(), schema: 2 }), /check\.ps1 of another version.*Print it again/],
      ['[]', /^is no result of check\.ps1: .*expected object/],
      ['null', /^is no result of check\.ps1/],
      ['{}', /: schema: /],
      [JSON.stringify({ ...wellOnPremises(), extra: 1 }), /extra/],
      [JSON.stringify({ ...wellOnPremises(), madeAt: 'yesterday' }), /: madeAt: /],
      [
        JSON.stringify({ ...wellOnPremises(), agent: { kind: 'other', version: null, writeback: null } }),
        /agent\.kind/,
      ],
      // Names stand in commands that an admin may paste.
      [named("corp'; Remove-Item *"), /domains\.0\.name: is no name/],
      [named('corp.example\u001b[2J'), /domains\.0\.name: is no name/],
      [named('$(x).example'), /domains\.0\.name: is no name/],
    ] as const) {
      const read = readResult(text);
      assert.match('problem' in read ? read.problem : 'taken', problem);
    }
  });
});

function pick({ domains, endpoints, agent, connector, events }: OnPremises) {
  return { domains, endpoints, agent, connector, events };
}
