// The script that looks at the other side: Connect or cloud sync, Active Directory, AD FS. It reads; result.ts reads what it writes.
import { ADFS } from '../tenant.ts';
import { quoted } from '../words.ts';
import { DIRECTORY } from './check-directory.ts';

/** Of writeback in trouble. A week of the event log is enough, and quick. */
const EVENTS = [6329, 6800, 31034, 31044, 32001, 32002, 32011, 33004, 33009];
/** Written every five minutes: asked for apart, or a week of it would leave no room for the others. */
const HEARTBEAT = 31019;
/** One of each name that the firewall must let through (troubleshoot-sspr-writeback names this service bus for a try). */
const HOSTS = [
  'login.microsoftonline.com',
  'passwordreset.microsoftonline.com',
  'ssprdedicatedsbprodscu.servicebus.windows.net',
];
/**
 * Extended rights and attributes as AD's schema names them (MS-ADTS, MS-ADA1, MS-ADA3); pwdLastSet may come by its property set,
 * User-Account-Restrictions.
 */
const GUIDS = {
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
$hosts = @(${HOSTS.map(quoted).join(', ')})
$eventIds = @(${EVENTS.join(', ')})
$heartbeat = ${HEARTBEAT}
$guids = @{
${Object.entries(GUIDS)
  .map(([name, guids]) => `  ${name} = @(${guids.map(quoted).join(', ')})`)
  .join('\n')}
}
${BODY}`;
}

const HEAD = `#Requires -Version 5.1
# Reset Desk, readiness: what only the on-premises side can show. It looks, and changes nothing.
# Run as an admin in Windows PowerShell, on the server of Microsoft Entra Connect or of the cloud sync agent, and where AD FS runs:
#   .\\check.ps1 | Out-File -Encoding utf8 result.json
# Then, where Reset Desk runs:  npm run doctor -- --with result.json (--with once for each server)
[CmdletBinding()]
param(
  # DOMAIN\\name of the account that writes passwords back; found by itself where it can be.
  [string] $Connector
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
$agent = @{ kind = 'none'; version = $null; writeback = $null }
$connect = Get-Service -Name 'ADSync' -ErrorAction SilentlyContinue
$cloudSync = Get-Service -Name 'AADConnectProvisioningAgent' -ErrorAction SilentlyContinue
if ($connect) {
  $agent.kind = 'connect'
  $agent.version = Look 'version of Connect' {
    $exe = Join-Path $env:ProgramFiles 'Microsoft Azure AD Sync\\Bin\\miiserver.exe'
    (Get-Item -LiteralPath $exe).VersionInfo.ProductVersion
  }
  $agent.writeback = Look 'writeback switch of Connect' {
    Import-Module ADSync
    $cloud = Get-ADSyncConnector | Where-Object { $_.Name -like '* - AAD' } | Select-Object -First 1
    $set = Get-ADSyncAADPasswordResetConfiguration -Connector $cloud.Name
    # The cmdlet's reference does not name the property.
    $flag = $set.PSObject.Properties | Where-Object { $_.Name -match '^(Is)?Enabled?$' } | Select-Object -First 1
    if ($null -eq $flag) { throw 'it names no property Enabled' }
    [bool] $flag.Value
  }
  if (-not $Connector) {
    $Connector = Look 'connector account' {
      Import-Module (Join-Path $env:ProgramFiles 'Microsoft Azure Active Directory Connect\\AdSyncConfig\\AdSyncConfig.psm1')
      $found = Get-ADSyncADConnectorAccount | Select-Object -First 1
      '{0}\\{1}' -f $found.ADConnectorAccountDomain, $found.ADConnectorAccountName
    }
  }
} elseif ($cloudSync) {
  $agent.kind = 'cloud-sync'
  $agent.version = Look 'version of the agent' {
    $exe = Join-Path $env:ProgramFiles 'Microsoft Azure AD Connect Provisioning Agent\\AADConnectProvisioningAgent.exe'
    (Get-Item -LiteralPath $exe).VersionInfo.ProductVersion
  }
  if (-not $Connector) {
    $Connector = Look 'account of the agent' {
      $searcher = New-Object System.DirectoryServices.DirectorySearcher
      $searcher.Filter = '(&(objectClass=msDS-GroupManagedServiceAccount)(|(sAMAccountName=provAgentgMSA*)(sAMAccountName=pGMSA_*)))'
      $one = $searcher.FindOne()
      if ($null -eq $one) { throw 'no group managed service account of the agent; name it with -Connector' }
      '{0}\\{1}' -f $env:USERDOMAIN, $one.Properties['samaccountname'][0]
    }
  }
}

${DIRECTORY}# --- Event log, outbound, AD FS -------------------------------------------------------------------------------------
$events = @(Look 'event log' {
  $week = (Get-Date).AddDays(-7)
  $trouble = @{ LogName = 'Application'; Id = $eventIds; StartTime = $week }
  $beat = @{ LogName = 'Application'; Id = $heartbeat; StartTime = $week }
  # Other programs use such numbers, too.
  & {
    Get-WinEvent -FilterHashtable $trouble -MaxEvents 200 -ErrorAction SilentlyContinue
    Get-WinEvent -FilterHashtable $beat -MaxEvents 1 -ErrorAction SilentlyContinue
  } | Where-Object { $_.ProviderName -match 'PasswordReset|ADSync|Directory Synchronization' } | ForEach-Object {
    @{ id = [int] $_.Id; at = $_.TimeCreated.ToUniversalTime().ToString('o'); source = [string] $_.ProviderName }
  }
} | Where-Object { $null -ne $_ })

# Any answer counts, a refusal too: it came through. The proxy of the system is used, as the services do.
$outbound = @()
# For this process alone: Windows PowerShell may begin with a TLS that nobody speaks any more.
[System.Net.ServicePointManager]::SecurityProtocol = [System.Net.SecurityProtocolType]::Tls12
if ($agent.kind -ne 'none') {
  foreach ($name in $hosts) {
    $open = $false
    try {
      $null = Invoke-WebRequest -UseBasicParsing -Method Get -TimeoutSec 10 -Uri ('https://{0}/' -f $name)
      $open = $true
    } catch {
      $open = [bool] ($_.Exception.PSObject.Properties['Response'] -and $_.Exception.Response)
    }
    $outbound += @{ host = $name; open = $open }
  }
}

$endpoints = @()
if (Get-Command -Name 'Get-AdfsEndpoint' -ErrorAction SilentlyContinue) {
  $endpoints = @(Look 'endpoints of AD FS' {
    $all = Get-AdfsEndpoint
    foreach ($path in $paths) {
      $one = $all | Where-Object { $_.AddressPath.TrimEnd('/') -eq $path.TrimEnd('/') } | Select-Object -First 1
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
