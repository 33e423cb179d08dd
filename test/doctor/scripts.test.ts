// The scripts for the other side, as PowerShell's own grammar reads them: they parse, the one that looks only looks, the one that sets up asks.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { domainChecks } from '../../src/doctor/checks/domain.ts';
import { federationChecks } from '../../src/doctor/checks/federation.ts';
import type { Desk } from '../../src/doctor/desk.ts';
import type { Facts } from '../../src/doctor/facts.ts';
import { checkScript } from '../../src/doctor/on-premises/check-script.ts';
import { RESULT } from '../../src/doctor/on-premises/result.ts';
import { setupScript } from '../../src/doctor/on-premises/setup-script.ts';
import { quoted } from '../../src/doctor/words.ts';
import { wellOnPremises } from './a-tenant.ts';
import { assigned, commands, expandable, faults, functions, literals, methods, redirected } from './powershell.ts';

const SCRIPTS = { 'check.ps1': checkScript(), 'setup.ps1': setupScript() };

const words = (text: string) => text.trim().split(/\s+/);

/** Everything check.ps1 may call. Whoever adds to these lists says that it leaves everything as it is; what the last three do is looked at apart. */
const LOOKS = words(`
  ConvertTo-Json ForEach-Object Join-Path Select-Object Where-Object
  Get-CimInstance Get-Command Get-Date Get-Item Get-Service Get-WinEvent
  Get-ADSyncAADPasswordResetConfiguration Get-ADSyncADConnectorAccount Get-ADSyncConnector Get-AdfsEndpoint
  Import-Module Invoke-WebRequest New-Object`);
/** Those of the directory read, or fill an object in memory. */
const METHODS = words(`
  [System.DirectoryServices.ActiveDirectory.Domain]::GetComputerDomain
  [System.DirectoryServices.ActiveDirectory.Forest]::GetCurrentForest
  .FindAll .FindDomainController .FindOne .GetAccessRules .GetDirectoryEntry .RefreshCache
  .SetSecurityDescriptorBinaryForm .Translate
  [math]::Abs [math]::Min [math]::Round [timespan]::FromTicks
  .Add .AddDays .Contains .Substring .ToString .ToUniversalTime .TrimEnd`);
const OBJECTS = [
  'System.Collections.ArrayList',
  'System.DirectoryServices.ActiveDirectorySecurity',
  'System.DirectoryServices.DirectorySearcher',
  'System.Security.Principal.NTAccount',
  'System.Security.Principal.SecurityIdentifier',
];
/** Of this run alone: its own tables, its searches, and which TLS its own process speaks. */
const ASSIGNED = /^\$(agent|facts|searcher)(\.|\[)|^\[System\.Net\.ServicePointManager\]::SecurityProtocol$/;

/** What is wrong with a script that should only look. */
function writes(script: string): readonly string[] {
  const own = [...functions(script), '$Block'];
  return [
    ...commands(script).flatMap(({ name, text }) => (own.includes(name) || LOOKS.includes(name) ? [] : [text])),
    ...methods(script).flatMap(({ name, text }) => (METHODS.includes(name) ? [] : [text])),
    ...created(script).filter(type => !OBJECTS.includes(type)),
    ...assigned(script).filter(target => !ASSIGNED.test(target)),
    ...redirected(script),
    ...expandable(script),
  ];
}

function created(script: string): readonly string[] {
  const made = commands(script).filter(({ name }) => name === 'New-Object');
  return made.map(({ text }) => /^New-Object ([\w.]+)/.exec(text)?.[1] ?? text);
}

const POWERSHELL = spawnSync('pwsh', ['-NoProfile', '-Command', 'exit 0']).status === 0;

describe('the PowerShell for the other side', () => {
  for (const [name, script] of Object.entries(SCRIPTS)) {
    it(`${name} is whole, by the grammar of PowerShell`, () => {
      assert.deepEqual(faults(script), []);
      assert.ok(commands(script).length > 25);
    });

    if (POWERSHELL)
      it(`${name} parses in PowerShell itself`, () => {
        const counted =
          '$e = $null; $t = $null; [void][System.Management.Automation.Language.Parser]::ParseInput([Console]::In.ReadToEnd(), [ref]$t, [ref]$e); $e | ForEach-Object { $_.ToString() }; exit $e.Count';
        const ran = spawnSync('pwsh', ['-NoProfile', '-Command', counted], { input: script, encoding: 'utf8' });
        assert.equal(ran.status, 0, ran.stdout);
      });

    it(`${name} is plain ASCII, as Windows PowerShell reads a file without a mark`, () => {
      assert.match(script, /^\p{ASCII}*$/u);
    });

    it(`${name} takes a name that it is given for a name, whatever is in it`, () => {
      const invoked = commands(script).filter(({ text }) => /^[&.]/.test(text));
      assert.deepEqual(
        invoked.filter(({ name: target }) => target !== '$Block'),
        [],
      );
      assert.deepEqual(
        commands(script).filter(({ name: one }) => /^(iex|Invoke-Expression|Start-Process|cmd|powershell)$/i.test(one)),
        [],
      );
      assert.deepEqual(expandable(script), []);
      assert.doesNotMatch(script, /scriptblock\]::|\.Invoke\(|ExpandString/i);
    });
  }

  it('is not taken for whole with a mistake in it', () => {
    const script = checkScript();
    for (const [whole, broken] of [
      ["'Base')", "'Base)"],
      ['$facts.inheritance = Look', '$facts.inheritance = ) Look'],
      ["if ($agent.kind -eq 'connect') {", "if $agent.kind -eq 'connect' {"],
      ['} | ConvertTo-Json -Depth 6', '| ConvertTo-Json -Depth 6'],
      ['} | ConvertTo-Json -Depth 6', '} | | ConvertTo-Json -Depth 6'],
      ['foreach ($path in $paths)', 'foreach ($path of $paths)'],
      ['@(Get-ADSyncADConnectorAccount)', '@(if ($true) { Get-ADSyncADConnectorAccount } | Select-Object)'],
      ['[void] $notes.Add(', '[void $notes.Add('],
    ] as const) {
      assert.ok(script.includes(whole), whole);
      assert.notDeepEqual(faults(script.replace(whole, broken)), [], broken);
    }
  });

  it('check.ps1 only looks', () => {
    const script = checkScript();
    assert.deepEqual(writes(script), []);
    const [asked] = commands(script).filter(({ name }) => name === 'Invoke-WebRequest');
    assert.match(asked?.text ?? '', /-Method Get .*-Uri \('https:\/\/\{0\}\/' -f \$Name\)$/);
    const modules = commands(script).flatMap(({ name, text }) => (name === 'Import-Module' ? [text] : []));
    assert.deepEqual(
      modules.filter(text => !/ ADSync$|\\AdSyncConfig\.psm1'\)$/.test(text)),
      [],
    );
  });

  it('would be found to write, if it did', () => {
    for (const line of [
      'Set-ADUser freya -Enabled $false',
      "Remove-Item 'C:\\x'",
      "Get-Date > 'C:\\x'",
      "'x' | Out-File 'C:\\x'",
      "[System.IO.File]::WriteAllText('C:\\x', 'x')",
      '$root.CommitChanges()',
      '$root.psbase.ObjectSecurity.AddAccessRule($rule)',
      '$root.lockoutTime = 0',
      'New-Object System.Net.WebClient',
      '& $Connector',
      'Invoke-Expression $Connector',
      'Get-Item "$Connector"',
    ])
      assert.notDeepEqual(writes(line), [], line);
  });

  /** What setup.ps1 changes, each with the question it stands under. */
  const changes = () => [
    ...commands(setupScript()).filter(
      ({ name }) =>
        !LOOKS.includes(name) && !/^(Write-(Output|Warning)|Get-(AdfsFarmInformation|Credential))$/.test(name),
    ),
    ...methods(setupScript()).filter(
      ({ name }) => !METHODS.includes(name) && !['.ContainsKey', '.ShouldProcess', '.ShouldContinue'].includes(name),
    ),
  ];

  it('setup.ps1 changes nothing that was not asked about first, and starts AD FS again only after one more question', () => {
    assert.match(setupScript(), /SupportsShouldProcess = \$true, ConfirmImpact = 'High'/);
    assert.deepEqual(
      changes().map(({ name }) => name),
      [
        'Set-ADSyncPasswordWritebackPermissions',
        'Set-ADSyncAADPasswordResetConfiguration',
        'Set-AADCloudSyncPermissions',
        'Enable-AdfsEndpoint',
        'Set-AdfsEndpoint',
        'Invoke-Command',
        'Restart-Service',
        '.AddAccessRule',
        '.CommitChanges',
      ],
    );
    for (const { name, asked } of changes()) {
      const question = /^(Invoke-Command|Restart-Service)$/.test(name) ? '.ShouldContinue(' : '.ShouldProcess(';
      assert.ok(
        asked.some(condition => condition.includes(`$PSCmdlet${question}`)),
        `${name} is not asked about`,
      );
    }
    assert.deepEqual([...redirected(setupScript()), ...expandable(setupScript())], []);
  });

  it('setup.ps1 leaves protected accounts protected, with the releases of Connect that would not', () => {
    assert.match(setupScript(), /ContainsKey\('SkipAdminSdHolders'\)\) \{\s+\$given\.SkipAdminSdHolders = \$true/);
    assert.doesNotMatch(setupScript(), /IncludeAdminSdHolders/);
  });

  it('says in check.ps1 just what is read back', () => {
    const shape = RESULT.shape;
    const script = checkScript();
    for (const name of [...Object.keys(shape), ...Object.keys(shape.domains.element.shape)])
      assert.match(script, new RegExp(`\\b${name} = `), name);
  });

  it('gives no name of the directory a meaning in a command that an admin may paste', () => {
    const hostile = "corp'; Remove-Item * # $(x)";
    const facts = { now: Date.now(), domains: { value: [{ name: hostile, federation: null, provider: 'other' }] } };
    const [domain = assert.fail('no domain')] = wellOnPremises().domains;
    const seen = { ...wellOnPremises(), connector: `CORP\\${hostile}` };
    const steps = [
      ...federationChecks(facts as unknown as Facts, { attested: {} } as unknown as Desk),
      ...domainChecks({ ...domain, resetPassword: false, unexpirePassword: false }, seen),
    ].flatMap(({ mend }) => mend);
    const commanding = steps.filter(step => /[A-Z][a-z]+-(Mg|AD)\w+ -/.test(step) && step.includes('Remove-Item'));
    assert.equal(commanding.length, 2, steps.join('\n'));
    for (const step of commanding) assert.ok(!step.replaceAll(quoted(hostile), '').includes('Remove-Item'), step);
  });

  it('quotes a name so that it stays a name', () => {
    for (const [name, same = name] of [
      ["O'Brien"],
      ['$(Remove-Item *)'],
      ['`"$env:USERNAME`"'],
      ["x'; Remove-Item * #"],
      ['a\nRemove-Item *\r\n', 'a Remove-Item * '],
      ['@(1) {2} | Out-File x; & y'],
    ] as const) {
      const line = `Get-ADUser -Identity ${quoted(name)} -Verbose`;
      assert.deepEqual(faults(line), [], line);
      assert.deepEqual(literals(line), [same]);
      assert.equal(commands(line).length, 1, line);
      assert.equal(line.split('\n').length, 1);
    }
    // PowerShell ends a string at these, too; to double them keeps one.
    assert.equal(quoted('x’; Remove-Item *'), "'x’’; Remove-Item *'");
  });
});
