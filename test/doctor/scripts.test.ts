// The scripts for the other side: they parse, the one that looks only looks, the one that sets up asks, and what is written is read back.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { checkScript } from '../../src/doctor/on-premises/check-script.ts';
import { merged, type OnPremises, RESULT, readResult } from '../../src/doctor/on-premises/result.ts';
import { setupScript } from '../../src/doctor/on-premises/setup-script.ts';
import { quoted } from '../../src/doctor/words.ts';
import { wellOnPremises } from './a-tenant.ts';
import { commands, tokens } from './powershell.ts';

const SCRIPTS = { 'check.ps1': checkScript(), 'setup.ps1': setupScript() };

/** Verbs that leave everything as it is. `New-Object` makes one in memory, `Import-Module` reads, `Invoke-WebRequest` is looked at below. */
const LOOKING = /^(Get|Test|Where|ForEach|Select|Join|ConvertTo)-|^(New-Object|Import-Module|Invoke-WebRequest)$/;

/** Where there is none, the reader of powershell.ts is the judge. */
const POWERSHELL = spawnSync('pwsh', ['-NoProfile', '-Command', 'exit 0']).status === 0;

describe('the PowerShell for the other side', () => {
  for (const [name, script] of Object.entries(SCRIPTS)) {
    it(`${name} is whole: every string ends, every bracket has its twin`, () => {
      assert.ok(tokens(script).length > 200);
    });

    if (POWERSHELL)
      it(`${name} parses`, () => {
        const counted =
          '$e = $null; $t = $null; [void][System.Management.Automation.Language.Parser]::ParseInput([Console]::In.ReadToEnd(), [ref]$t, [ref]$e); $e | ForEach-Object { $_.ToString() }; exit $e.Count';
        const ran = spawnSync('pwsh', ['-NoProfile', '-Command', counted], { input: script, encoding: 'utf8' });
        assert.equal(ran.status, 0, ran.stdout);
      });

    it(`${name} is plain ASCII, as Windows PowerShell reads a file without a mark`, () => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
      assert.match(script, /^[\x00-\x7F]*$/);
    });
  }

  it('check.ps1 only looks', () => {
    const own = [...checkScript().matchAll(/^function ([\w-]+)/gm)].map(([, name]) => name ?? '');
    const foreign = commands(checkScript()).filter(command => !own.includes(command));
    assert.ok(foreign.length > 20, foreign.join(' '));
    assert.deepEqual(
      foreign.filter(command => !LOOKING.test(command)),
      [],
    );
    assert.match(checkScript(), /Invoke-WebRequest -UseBasicParsing -Method Get /);
    assert.doesNotMatch(checkScript(), /CommitChanges|\.Save\(|SetInfo|SetPassword|Out-File -Enc.*\n.*[^#]Out-File/);
  });

  it('setup.ps1 changes nothing that was not asked about first', () => {
    const script = setupScript();
    assert.match(script, /SupportsShouldProcess = \$true, ConfirmImpact = 'High'/);
    const lines = script.split('\n');
    const changing = lines.flatMap((line, at) => (/^\s*(Set|Enable)-A/.test(line) ? [at] : []));
    assert.ok(changing.length >= 4);
    for (const at of changing)
      assert.ok(
        lines.slice(at - 2, at).some(line => line.includes('$PSCmdlet.ShouldProcess(')),
        lines[at],
      );
    const restart = lines.findIndex(line => line.includes('{ Restart-Service'));
    assert.match(lines[restart - 1] ?? '', /\$PSCmdlet\.ShouldContinue\(/);
  });

  it('says in check.ps1 just what is read back', () => {
    const shape = RESULT.shape;
    const script = checkScript();
    for (const name of [...Object.keys(shape), ...Object.keys(shape.domains.element.shape)])
      assert.match(script, new RegExp(`\\b${name} = `), name);
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

  it('refuses what is no result, and says what is wrong with it', () => {
    for (const [text, problem] of [
      ['PS C:\\>', /no JSON/],
      ['[]', /^is no result of check\.ps1: .*expected object/],
      [JSON.stringify({ ...wellOnPremises(), schema: 2 }), /: schema: /],
      [JSON.stringify({ ...wellOnPremises(), extra: 1 }), /extra/],
      [JSON.stringify({ ...wellOnPremises(), madeAt: 'yesterday' }), /: madeAt: /],
    ] as const) {
      const read = readResult(text);
      assert.match('problem' in read ? read.problem : 'taken', problem);
    }
  });

  it('quotes a name so that it stays a name', () => {
    assert.equal(quoted("O'Brien"), "'O''Brien'");
    assert.equal(quoted('x’; Remove-Item *'), "'x’’; Remove-Item *'");
    for (const name of ["a'b", 'a‘b', '$(x)', '"`'])
      assert.equal(tokens(quoted(name).replaceAll(/[‘’]/g, "'")).length, 1);
  });
});

function pick({ domains, endpoints, agent, connector, events }: OnPremises) {
  return { domains, endpoints, agent, connector, events };
}
