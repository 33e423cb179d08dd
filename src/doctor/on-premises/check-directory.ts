// The part of check.ps1 that looks at Active Directory: rights on each domain root, inheritance, a writable controller, minimum age.

export const DIRECTORY = `# --- Active Directory -----------------------------------------------------------------------------------------------
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

`;
