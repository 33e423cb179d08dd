// The script that looks at the other side: Connect or cloud sync, Active Directory, AD FS. It reads; result.ts reads what it writes.
// Where each cmdlet and property comes from: docs/readiness.md.
import { ADFS } from '../tenant.ts';
import { quoted } from '../words.ts';
import { DIRECTORY } from './check-directory.ts';
import { HEARTBEAT, TROUBLE } from './events.ts';

/**
 * One of each name that the firewall must let through (troubleshoot-sspr-writeback names this service bus for a try; of the US Government's
 * it names none).
 */
const HOSTS = {
  public: [
    'login.microsoftonline.com',
    'passwordreset.microsoftonline.com',
    'ssprdedicatedsbprodscu.servicebus.windows.net',
  ],
  usgov: ['login.microsoftonline.us', 'passwordreset.microsoftonline.us'],
} as const;
/** Extended rights and attributes as AD's schema numbers them; pwdLastSet may come by its property set, User-Account-Restrictions. */
export const GUIDS = {
  resetPassword: ['00299570-246d-11d0-a768-00aa006e0529'],
  changePassword: ['ab721a53-1e2f-11d0-9819-00aa0040529b'],
  writeLockoutTime: ['28630ebf-41d5-11d1-a9c1-0000f80367c1'],
  writePwdLastSet: ['bf967a0a-0de6-11d0-a285-00aa003049e2', '4c164200-20c0-11d0-a768-00aa006e0529'],
  unexpirePassword: ['ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501'],
} as const;

/** Windows PowerShell 5.1, as it is on those servers. */
export function checkScript(): string {
  return `${HEAD}
$paths = @(${Object.values(ADFS).map(quoted).join(', ')})
$hosts = @{
${table(HOSTS)}
}
$heartbeat = ${HEARTBEAT}
$trouble = @(${Object.keys(TROUBLE).join(', ')})
$guids = @{
${table(GUIDS)}
}
${BODY}`;
}

function table(rows: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(rows)
    .map(([name, values]) => `  ${name} = @(${values.map(quoted).join(', ')})`)
    .join('\n');
}

const HEAD = `#Requires -Version 5.1
# Reset Desk, readiness: what only the on-premises side can show. It looks, and changes nothing.
# Run as an admin in Windows PowerShell, on the server of Microsoft Entra Connect or of the cloud sync agent, and where AD FS runs:
#   .\\check.ps1 | Out-File -Encoding utf8 result.json
# Then, where Reset Desk runs:  npm run doctor -- --with result.json (--with once for each server)
[CmdletBinding()]
param(
  # DOMAIN\\name of the account that writes passwords back; found by itself where it can be.
  [string] $Connector,
  # Whose addresses are tried: Microsoft's public cloud (GCC too), or that of the US Government (GCC High, DoD).
  [ValidateSet('public', 'usgov')] [string] $Cloud = 'public'
)
$ErrorActionPreference = 'Stop'
$notes = New-Object System.Collections.ArrayList

# One look that may fail: then it is noted, and gives $null.
function Look {
  param([string] $What, [scriptblock] $Block)
  try { & $Block } catch { [void] $notes.Add(('{0}: {1}' -f $What, $_.Exception.Message)); $null }
}
`;

const BODY = `
# --- What writes passwords back -------------------------------------------------------------------------------------
# Connect has an account in each forest; here counts that of this one.
function Get-ConnectAccount {
  Import-Module (Join-Path $env:ProgramFiles 'Microsoft Azure Active Directory Connect\\AdSyncConfig\\AdSyncConfig.psm1')
  $accounts = @(Get-ADSyncADConnectorAccount)
  $forest = [System.DirectoryServices.ActiveDirectory.Forest]::GetCurrentForest().Name
  $here = @($accounts | Where-Object { $_.ADConnectorName -eq $forest })
  foreach ($other in $accounts) {
    if ($here -notcontains $other) {
      [void] $notes.Add(('forest {0}: run this on a server of it, with -Connector {1}\\{2}' -f $other.ADConnectorName, $other.ADConnectorAccountDomain, $other.ADConnectorAccountName))
    }
  }
  if ($here.Count -eq 0) { throw 'Connect names none for this forest; name it with -Connector' }
  '{0}\\{1}' -f $here[0].ADConnectorAccountDomain, $here[0].ADConnectorAccountName
}

# The agent runs as its group managed service account; an older one as a virtual account, which has no rights in the directory.
function Get-AgentAccount {
  $name = (Get-CimInstance -ClassName Win32_Service -Filter 'Name = ''AADConnectProvisioningAgent''').StartName
  if ($name -like '*\\*' -and $name -notlike 'NT *') { return $name }
  $searcher = New-Object System.DirectoryServices.DirectorySearcher
  $searcher.Filter = '(&(objectClass=msDS-GroupManagedServiceAccount)(|(cn=provAgentgMSA*)(sAMAccountName=pGMSA_*)))'
  $one = $searcher.FindOne()
  if ($null -eq $one) { throw 'it runs as no account of the domain; name its account with -Connector' }
  '{0}\\{1}' -f [System.DirectoryServices.ActiveDirectory.Domain]::GetComputerDomain().Name, $one.Properties['samaccountname'][0]
}

# No page of Microsoft's names its properties. Those who use it read Enabled.
function Test-Writeback {
  Import-Module ADSync
  $cloudSide = @(Get-ADSyncConnector | Where-Object { $_.Name -like '*AAD' })
  if ($cloudSide.Count -ne 1) { throw ('{0} connectors to Entra ID' -f $cloudSide.Count) }
  $set = Get-ADSyncAADPasswordResetConfiguration -Connector $cloudSide[0].Name
  $flag = $set.PSObject.Properties | Where-Object { $_.Name -match '^(Is)?Enabled?$' } | Select-Object -First 1
  if ($null -eq $flag) { throw 'it names no property Enabled' }
  [bool] $flag.Value
}

function Get-Version {
  param([string] $Path)
  (Get-Item -LiteralPath (Join-Path $env:ProgramFiles $Path)).VersionInfo.ProductVersion
}

$agent = @{ kind = 'none'; version = $null; writeback = $null }
if (Get-Service -Name 'ADSync' -ErrorAction SilentlyContinue) {
  $agent.kind = 'connect'
  $agent.version = Look 'version of Connect' { Get-Version 'Microsoft Azure AD Sync\\Bin\\miiserver.exe' }
  $agent.writeback = Look 'writeback switch of Connect' { Test-Writeback }
  if (-not $Connector) { $Connector = Look 'connector account' { Get-ConnectAccount } }
} elseif (Get-Service -Name 'AADConnectProvisioningAgent' -ErrorAction SilentlyContinue) {
  $agent.kind = 'cloud-sync'
  $agent.version = Look 'version of the agent' {
    Get-Version 'Microsoft Azure AD Connect Provisioning Agent\\AADConnectProvisioningAgent.exe'
  }
  if (-not $Connector) { $Connector = Look 'account of the agent' { Get-AgentAccount } }
}

${DIRECTORY}# --- Event log, outbound, AD FS -------------------------------------------------------------------------------------
# An empty week is an answer; a log that may not be read is none.
function Get-Events {
  param([int[]] $Ids, [int] $Most)
  $wanted = @{ LogName = 'Application'; Id = $Ids; StartTime = (Get-Date).AddDays(-7) }
  try { Get-WinEvent -FilterHashtable $wanted -MaxEvents $Most } catch {
    if ($_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*') { throw }
  }
}

# The heartbeat is written every five minutes: asked for apart, or a week of it would leave no room for the others.
$events = @()
if ($agent.kind -eq 'connect') {
  $events = @(Look 'event log' {
    # Other programs use such numbers, too.
    @(Get-Events $trouble 200) + @(Get-Events $heartbeat 1) |
      Where-Object { @('PasswordResetService', 'ADSync') -contains $_.ProviderName } |
      ForEach-Object { @{ id = [int] $_.Id; at = $_.TimeCreated.ToUniversalTime().ToString('o'); source = [string] $_.ProviderName } }
  } | Where-Object { $null -ne $_ })
}

# Any answer counts, a refusal too: it came through. The proxy of the system is used, as the services do.
function Test-Outbound {
  param([string] $Name)
  try {
    $null = Invoke-WebRequest -UseBasicParsing -Method Get -TimeoutSec 10 -Uri ('https://{0}/' -f $Name)
    $true
  } catch { [bool] ($_.Exception.PSObject.Properties['Response'] -and $_.Exception.Response) }
}

# For this process alone: Windows PowerShell may begin with a TLS that nobody speaks any more.
[System.Net.ServicePointManager]::SecurityProtocol = [System.Net.SecurityProtocolType]::Tls12
$outbound = @()
if ($agent.kind -ne 'none') {
  $outbound = @($hosts[$Cloud] | ForEach-Object { @{ host = $_; open = Test-Outbound $_ } })
}

$endpoints = @()
if (Get-Command -Name 'Get-AdfsEndpoint' -ErrorAction SilentlyContinue) {
  $endpoints = @(Look 'endpoints of AD FS' {
    $all = Get-AdfsEndpoint
    foreach ($path in $paths) {
      $one = $all | Where-Object { ([string] $_.AddressPath).TrimEnd('/') -eq $path.TrimEnd('/') } | Select-Object -First 1
      @{ path = $path; enabled = [bool] ($one -and $one.Enabled); proxy = [bool] ($one -and $one.Proxy) }
    }
  } | Where-Object { $null -ne $_ })
}

@{
  schema = 1
  madeAt = (Get-Date).ToUniversalTime().ToString('o')
  machine = [string] $env:COMPUTERNAME
  connector = $(if ($Connector) { $Connector } else { $null })
  agent = $agent
  domains = $domains
  events = $events
  outbound = $outbound
  endpoints = $endpoints
  notes = @($notes | Select-Object -First 100 | ForEach-Object { $_.Substring(0, [math]::Min(1000, $_.Length)) })
} | ConvertTo-Json -Depth 6
`;
