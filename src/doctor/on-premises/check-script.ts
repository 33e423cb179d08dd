// The script that looks at the other side: Connect or cloud sync, Active Directory, AD FS. It reads; result.ts reads what it writes.
import { ADFS } from '../tenant.ts';
import { quoted } from '../words.ts';

/** A week of the event log is enough, and quick. */
const EVENTS = [6329, 6800, 31019, 31034, 31044, 32001, 32002, 32011, 33004, 33009];
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
# Then, where Reset Desk runs:  npm run doctor -- --with result.json
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

# --- Active Directory -----------------------------------------------------------------------------------------------
# The account and every group it is in: a right may have been given to any of them.
function Get-HolderSids {
  param([string] $Account)
  $sid = (New-Object System.Security.Principal.NTAccount($Account)).Translate([System.Security.Principal.SecurityIdentifier])
  $sids = @($sid.Value)
  $entry = [ADSI]('LDAP://<SID={0}>' -f $sid.Value)
  $entry.RefreshCache(@('tokenGroups'))
  foreach ($bytes in $entry.Properties['tokenGroups']) {
    $sids += (New-Object System.Security.Principal.SecurityIdentifier($bytes, 0)).Value
  }
  $sids
}

# Whether a rule of the root gives this right over the people below.
function Test-Right {
  param($Rules, [string[]] $Holders, [string[]] $Guids, [System.DirectoryServices.ActiveDirectoryRights] $Right)
  $user = 'bf967aba-0de6-11d0-a285-00aa003049e2'
  $all = [guid]::Empty.ToString()
  $found = $Rules | Where-Object {
    $_.AccessControlType -eq 'Allow' -and
    $Holders -contains $_.IdentityReference.Value -and
    $_.InheritanceType -ne 'None' -and
    @($user, $all) -contains $_.InheritedObjectType.ToString() -and
    ($_.ActiveDirectoryRights -band $Right) -eq $Right -and
    ((@($Guids) + $all) -contains $_.ObjectType.ToString())
  }
  [bool] $found
}

function Get-DomainFacts {
  param($Domain, [string] $Account)
  $facts = @{
    name = $Domain.Name; resetPassword = $null; changePassword = $null; writeLockoutTime = $null; writePwdLastSet = $null
    unexpirePassword = $null; inheritance = $null; writableController = $null; minimumPasswordAge = $null
  }
  $facts.writableController = Look ('writable controller of {0}' -f $Domain.Name) {
    $Domain.FindDomainController([System.DirectoryServices.ActiveDirectory.LocatorOptions]::WriteableRequired).Name
  }
  $root = Look ('root of {0}' -f $Domain.Name) { $Domain.GetDirectoryEntry() }
  if ($null -eq $root) { return $facts }
  $facts.minimumPasswordAge = Look ('password age of {0}' -f $Domain.Name) {
    $searcher = New-Object System.DirectoryServices.DirectorySearcher($root, '(objectClass=domainDNS)', @('minPwdAge'), 'Base')
    $ticks = [long] $searcher.FindOne().Properties['minpwdage'][0]
    [math]::Round([timespan]::FromTicks([math]::Abs($ticks)).TotalDays, 2)
  }
  $facts.inheritance = Look ('inheritance in {0}' -f $Domain.Name) {
    $searcher = New-Object System.DirectoryServices.DirectorySearcher($root, '(objectClass=organizationalUnit)')
    $searcher.PageSize = 500
    $searcher.SecurityMasks = 'Dacl'
    [void] $searcher.PropertiesToLoad.Add('nTSecurityDescriptor')
    $stopped = $searcher.FindAll() | Where-Object {
      $security = New-Object System.DirectoryServices.ActiveDirectorySecurity
      $security.SetSecurityDescriptorBinaryForm($_.Properties['ntsecuritydescriptor'][0])
      $security.AreAccessRulesProtected
    }
    -not $stopped
  }
  if ($Account) {
    $rights = Look ('rights in {0}' -f $Domain.Name) {
      $rules = $root.ObjectSecurity.GetAccessRules($true, $true, [System.Security.Principal.SecurityIdentifier])
      $holders = @(Get-HolderSids $Account)
      @{
        resetPassword = Test-Right $rules $holders $guids.resetPassword 'ExtendedRight'
        changePassword = Test-Right $rules $holders $guids.changePassword 'ExtendedRight'
        writeLockoutTime = Test-Right $rules $holders $guids.writeLockoutTime 'WriteProperty'
        writePwdLastSet = Test-Right $rules $holders $guids.writePwdLastSet 'WriteProperty'
      }
    }
    # Unexpire Password stands on the root itself, for the domain object: its rule need not reach anybody below.
    $unexpire = Look ('Unexpire Password in {0}' -f $Domain.Name) {
      $rules = $root.ObjectSecurity.GetAccessRules($true, $true, [System.Security.Principal.SecurityIdentifier])
      $holders = @(Get-HolderSids $Account)
      $extended = [System.DirectoryServices.ActiveDirectoryRights]::ExtendedRight
      $wanted = @($guids.unexpirePassword) + [guid]::Empty.ToString()
      $found = $rules | Where-Object {
        $_.AccessControlType -eq 'Allow' -and $holders -contains $_.IdentityReference.Value -and
        ($_.ActiveDirectoryRights -band $extended) -eq $extended -and
        $wanted -contains $_.ObjectType.ToString()
      }
      [bool] $found
    }
    if ($rights) { foreach ($name in $rights.Keys) { $facts[$name] = $rights[$name] } }
    $facts.unexpirePassword = $unexpire
  }
  $facts
}

$domains = @(Look 'domains of the forest' {
  foreach ($domain in [System.DirectoryServices.ActiveDirectory.Forest]::GetCurrentForest().Domains) {
    Get-DomainFacts $domain $Connector
  }
} | Where-Object { $null -ne $_ })

# --- Event log, outbound, AD FS -------------------------------------------------------------------------------------
$events = @(Look 'event log' {
  $filter = @{ LogName = 'Application'; Id = $eventIds; StartTime = (Get-Date).AddDays(-7) }
  Get-WinEvent -FilterHashtable $filter -MaxEvents 200 -ErrorAction SilentlyContinue | ForEach-Object {
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
  notes = @($notes)
} | ConvertTo-Json -Depth 6
`;
