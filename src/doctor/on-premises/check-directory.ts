// The part of check.ps1 that looks at Active Directory: rights on each domain root, inheritance, a writable controller, minimum age.

export const DIRECTORY = `# --- Active Directory -----------------------------------------------------------------------------------------------
# The account, every group it is in, and everybody: a right may have been given to any of them. A fresh domain lets Authenticated Users
# unexpire passwords.
function Get-HolderSids {
  param([string] $Account)
  $sid = (New-Object System.Security.Principal.NTAccount($Account)).Translate([System.Security.Principal.SecurityIdentifier])
  $sids = @($sid.Value, 'S-1-1-0', 'S-1-5-11')
  $entry = [ADSI] ('LDAP://{0}/<SID={1}>' -f ($Account -split '\\\\')[0], $sid.Value)
  $entry.psbase.RefreshCache(@('tokenGroups'))
  foreach ($bytes in $entry.psbase.Properties['tokenGroups']) {
    $sids += (New-Object System.Security.Principal.SecurityIdentifier($bytes, 0)).Value
  }
  $sids
}

# Whether the rules of a root give this right and none takes it away: over the people below, or anywhere.
function Test-Right {
  param($Rules, [string[]] $Holders, [string[]] $Guids, [System.DirectoryServices.ActiveDirectoryRights] $Right, [switch] $OverPeople)
  $user = 'bf967aba-0de6-11d0-a285-00aa003049e2'
  $all = [guid]::Empty.ToString()
  $found = @($Rules | Where-Object {
    $Holders -contains $_.IdentityReference.Value -and
    ($_.ActiveDirectoryRights -band $Right) -eq $Right -and
    (@($Guids) + $all) -contains $_.ObjectType.ToString() -and
    (-not $OverPeople -or ($_.InheritanceType -ne 'None' -and @($user, $all) -contains $_.InheritedObjectType.ToString()))
  })
  $given = @($found | Where-Object { $_.AccessControlType -eq 'Allow' })
  $taken = @($found | Where-Object { $_.AccessControlType -eq 'Deny' })
  $given.Count -gt 0 -and $taken.Count -eq 0
}

# New people come with the right for everybody to change their password who knows the old one. Where the schema still says so, no rule of
# the root is needed.
function Test-EverybodyMayChange {
  $schema = ([ADSI] 'LDAP://RootDSE').psbase.Properties['schemaNamingContext'][0]
  $class = [ADSI] ('LDAP://CN=User,{0}' -f $schema)
  $shipped = [string] $class.psbase.Properties['defaultSecurityDescriptor'][0]
  $shipped.Contains(('(OA;;CR;{0};;WD)' -f $guids.changePassword[0]))
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
    $stopped = @($searcher.FindAll() | Where-Object {
      $security = New-Object System.DirectoryServices.ActiveDirectorySecurity
      $security.SetSecurityDescriptorBinaryForm($_.Properties['ntsecuritydescriptor'][0])
      $security.AreAccessRulesProtected
    })
    $stopped.Count -eq 0
  }
  if (-not $Account) { return $facts }
  $rights = Look ('rights in {0}' -f $Domain.Name) {
    $rules = $root.psbase.ObjectSecurity.GetAccessRules($true, $true, [System.Security.Principal.SecurityIdentifier])
    $holders = @(Get-HolderSids $Account)
    @{
      resetPassword = Test-Right $rules $holders $guids.resetPassword 'ExtendedRight' -OverPeople
      changePassword = (Test-Right $rules $holders $guids.changePassword 'ExtendedRight' -OverPeople) -or (Test-EverybodyMayChange)
      writeLockoutTime = Test-Right $rules $holders $guids.writeLockoutTime 'WriteProperty' -OverPeople
      writePwdLastSet = Test-Right $rules $holders $guids.writePwdLastSet 'WriteProperty' -OverPeople
      unexpirePassword = Test-Right $rules $holders $guids.unexpirePassword 'ExtendedRight'
    }
  }
  if ($rights) { foreach ($name in $rights.Keys) { $facts[$name] = $rights[$name] } }
  $facts
}

$domains = @(Look 'domains of the forest' {
  foreach ($domain in [System.DirectoryServices.ActiveDirectory.Forest]::GetCurrentForest().Domains) {
    Get-DomainFacts $domain $Connector
  }
} | Where-Object { $null -ne $_ })

`;
