// The script that sets the other side up. Written down for an admin to read and run: Reset Desk itself changes nothing there.
import { ADFS } from '../tenant.ts';
import { PASSWORD_RESET, quoted } from '../words.ts';
import { GUIDS } from './check-script.ts';

/** Windows PowerShell 5.1. `-WhatIf` shows each step; without it each is asked for. */
export function setupScript(): string {
  return `#Requires -Version 5.1
# Reset Desk: sets up what a reset needs on premises. Read it before you run it.
#   .\\setup.ps1 -WhatIf -Connect -ConnectorAccount 'CONTOSO\\MSOL_0123456789ab'   shows what it would do
# Each step asks. Run it as a domain admin (rights), and as an admin of the primary AD FS server (endpoints).
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
  # On the Connect server: gives the connector account its rights on each domain, and switches writeback on.
  [switch] $Connect,
  # DOMAIN\\name of Connect's account for this forest; found by itself where it can be.
  [string] $ConnectorAccount,
  # On a server of the cloud sync agent: gives its account the rights.
  [switch] $CloudSync,
  # On the primary AD FS server: enables the pages, and with -Proxy shows them to the internet.
  [switch] $Adfs,
  # The page where a password is changed asks for no second factor. On the proxy, that is the whole internet.
  [switch] $Proxy,
  # Every node of the farm; found by itself on AD FS 2016 and later.
  [string[]] $Nodes
)
$ErrorActionPreference = 'Stop'
$paths = @(${Object.values(ADFS).map(quoted).join(', ')})

if (-not ($Connect -or $CloudSync -or $Adfs)) {
  Write-Warning 'Nothing to do: say -Connect, -CloudSync or -Adfs. Try it with -WhatIf first.'
  return
}

if ($Connect) {
  Import-Module ADSync
  Import-Module (Join-Path $env:ProgramFiles 'Microsoft Azure Active Directory Connect\\AdSyncConfig\\AdSyncConfig.psm1')
  $forest = [System.DirectoryServices.ActiveDirectory.Forest]::GetCurrentForest()
  if (-not $ConnectorAccount) {
    $found = @(Get-ADSyncADConnectorAccount | Where-Object { $_.ADConnectorName -eq $forest.Name })
    if ($found.Count -ne 1) { throw 'Which account writes to this forest? Name it with -ConnectorAccount.' }
    $ConnectorAccount = '{0}\\{1}' -f $found[0].ADConnectorAccountDomain, $found[0].ADConnectorAccountName
  }
  $domain, $name = $ConnectorAccount -split '\\\\', 2
  if (-not $name) { throw 'ConnectorAccount must be DOMAIN\\name.' }
  # Reset Password, write lockoutTime and pwdLastSet, over the people of every domain of the forest. Older releases would add the protected
  # accounts unless told not to: those stay protected.
  $given = @{ ADConnectorAccountName = $name; ADConnectorAccountDomain = $domain }
  if ((Get-Command -Name Set-ADSyncPasswordWritebackPermissions).Parameters.ContainsKey('SkipAdminSdHolders')) {
    $given.SkipAdminSdHolders = $true
  }
  if ($PSCmdlet.ShouldProcess($ConnectorAccount, 'Set-ADSyncPasswordWritebackPermissions')) {
    Set-ADSyncPasswordWritebackPermissions @given -Confirm:$false
  }
  # What that cmdlet leaves to the defaults of the domain, said for this account.
  $rights = @(
    @{ title = 'Change Password'; guid = ${quoted(GUIDS.changePassword[0])}; reach = 'Descendents'; class = 'bf967aba-0de6-11d0-a285-00aa003049e2' }
    @{ title = 'Unexpire Password'; guid = ${quoted(GUIDS.unexpirePassword[0])}; reach = 'All'; class = '00000000-0000-0000-0000-000000000000' }
  )
  $sid = (New-Object System.Security.Principal.NTAccount($ConnectorAccount)).Translate([System.Security.Principal.SecurityIdentifier])
  foreach ($one in $forest.Domains) {
    foreach ($right in $rights) {
      if ($PSCmdlet.ShouldProcess($one.Name, ('{0} for {1}' -f $right.title, $ConnectorAccount))) {
        $root = $one.GetDirectoryEntry()
        $root.psbase.Options.SecurityMasks = 'Dacl'
        $root.psbase.ObjectSecurity.AddAccessRule((New-Object System.DirectoryServices.ActiveDirectoryAccessRule($sid, 'ExtendedRight', 'Allow', [guid] $right.guid, $right.reach, [guid] $right.class)))
        $root.psbase.CommitChanges()
      }
    }
  }
  $cloud = @(Get-ADSyncConnector | Where-Object { $_.Name -like '*AAD' })
  if ($cloud.Count -ne 1) { throw 'Connect has not just one connector to Entra ID: switch writeback on in its wizard, Optional features.' }
  if ($PSCmdlet.ShouldProcess($cloud[0].Name, 'Set-ADSyncAADPasswordResetConfiguration -Enable $true')) {
    Set-ADSyncAADPasswordResetConfiguration -Connector $cloud[0].Name -Enable $true
  }
}

if ($CloudSync) {
  Import-Module (Join-Path $env:ProgramFiles 'Microsoft Azure AD Connect Provisioning Agent\\Microsoft.CloudSync.Powershell.dll')
  if ($PSCmdlet.ShouldProcess('the account of the agent', 'Set-AADCloudSyncPermissions -PermissionType PasswordWriteBack')) {
    $admin = Get-Credential -Message 'An enterprise admin of the forest'
    Set-AADCloudSyncPermissions -PermissionType PasswordWriteBack -EACredential $admin
  }
  Write-Output 'Its switch is in the portal: ${PASSWORD_RESET}, On-premises integration, Write back passwords with Microsoft Entra Connect cloud sync.'
}

if ($Adfs) {
  $changed = $false
  $all = Get-AdfsEndpoint
  foreach ($path in $paths) {
    $endpoint = $all | Where-Object { ([string] $_.AddressPath).TrimEnd('/') -eq $path.TrimEnd('/') } | Select-Object -First 1
    if ($null -eq $endpoint) {
      Write-Warning ('This AD FS has no {0}.' -f $path)
      continue
    }
    if (-not $endpoint.Enabled -and $PSCmdlet.ShouldProcess($path, 'Enable-AdfsEndpoint')) {
      Enable-AdfsEndpoint -TargetAddressPath $endpoint.AddressPath
      $changed = $true
    }
    if ($Proxy -and -not $endpoint.Proxy -and $PSCmdlet.ShouldProcess($path, 'Set-AdfsEndpoint -Proxy $true')) {
      Set-AdfsEndpoint -TargetAddressPath $endpoint.AddressPath -Proxy $true
      $changed = $true
    }
  }
  # A change counts on a node once its service was started again: sign-ins there stop for a moment.
  if ($changed) {
    if (-not $Nodes) { $Nodes = @((Get-AdfsFarmInformation).FarmNodes | ForEach-Object { $_.FQDN }) }
    foreach ($node in $Nodes) {
      if ($PSCmdlet.ShouldContinue(('Restart AD FS on {0} now? Nobody can sign in there meanwhile.' -f $node), 'Restart-Service adfssrv')) {
        Invoke-Command -ComputerName $node -ScriptBlock { Restart-Service -Name adfssrv }
      }
    }
  }
}

Write-Output 'Done. Rights take up to an hour to replicate. Look again with check.ps1.'
`;
}
