// The script that sets the other side up. Written down for an admin to read and run: Reset Desk itself changes nothing there.
import { ADFS } from '../tenant.ts';
import { quoted } from '../words.ts';

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
  # DOMAIN\\name of Connect's account; found by itself where it can be.
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
  if (-not $ConnectorAccount) {
    $found = Get-ADSyncADConnectorAccount | Select-Object -First 1
    $ConnectorAccount = '{0}\\{1}' -f $found.ADConnectorAccountDomain, $found.ADConnectorAccountName
  }
  $domain, $name = $ConnectorAccount -split '\\\\', 2
  if (-not $name) { throw 'ConnectorAccount must be DOMAIN\\name.' }
  # Reset Password, Change Password, write lockoutTime and pwdLastSet, Unexpire Password, on every domain of the forest.
  if ($PSCmdlet.ShouldProcess($ConnectorAccount, 'Set-ADSyncPasswordWritebackPermissions')) {
    Set-ADSyncPasswordWritebackPermissions -ADConnectorAccountName $name -ADConnectorAccountDomain $domain -Confirm:$false
  }
  $cloud = Get-ADSyncConnector | Where-Object { $_.Name -like '* - AAD' } | Select-Object -First 1
  if ($PSCmdlet.ShouldProcess($cloud.Name, 'Set-ADSyncAADPasswordResetConfiguration -Enable $true')) {
    Set-ADSyncAADPasswordResetConfiguration -Connector $cloud.Name -Enable $true
  }
}

if ($CloudSync) {
  $module = Join-Path $env:ProgramFiles 'Microsoft Azure AD Connect Provisioning Agent\\Microsoft.CloudSync.PowerShell.dll'
  Import-Module $module
  if ($PSCmdlet.ShouldProcess('the account of the agent', 'Set-AADCloudSyncPermissions -PermissionType PasswordWriteBack')) {
    $admin = Get-Credential -Message 'An enterprise admin of the forest'
    Set-AADCloudSyncPermissions -PermissionType PasswordWriteBack -EACredential $admin
  }
}

if ($Adfs) {
  $changed = $false
  foreach ($path in $paths) {
    $endpoint = Get-AdfsEndpoint -AddressPath $path
    if (-not $endpoint.Enabled -and $PSCmdlet.ShouldProcess($path, 'Enable-AdfsEndpoint')) {
      Enable-AdfsEndpoint -TargetAddressPath $path
      $changed = $true
    }
    if ($Proxy -and -not $endpoint.Proxy -and $PSCmdlet.ShouldProcess($path, 'Set-AdfsEndpoint -Proxy $true')) {
      Set-AdfsEndpoint -TargetAddressPath $path -Proxy $true
      $changed = $true
    }
  }
  if (-not $Nodes) {
    $Nodes = @((Get-AdfsFarmInformation).FarmNodes | ForEach-Object { $_.FQDN })
  }
  # A change counts on a node once its service was started again: sign-ins there stop for a moment.
  if ($changed) {
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
