// What Samba and Kerberos are told: one process, one loopback address, nothing of this machine's own configuration.
import { HOST, NETBIOS, REALM } from './domain.ts';

/** The folders in it, relative to the controller's own. */
export const FOLDERS = ['etc', 'run/ncalrpc', 'cache', 'log'];

/**
 * smb.conf of a domain controller in `folder`, listening on `address` only (LDAP's ports cannot be chosen, so it has an address of its own).
 * Source of the options: smb.conf(5); `/8` because Samba finds no interface for a single loopback address.
 */
export function smbConf(folder: string, address: string): string {
  return `[global]
  realm = ${REALM.toUpperCase()}
  workgroup = ${NETBIOS}
  netbios name = ${HOST.toUpperCase()}
  server role = active directory domain controller
  server services = ldap, cldap, kdc
  interfaces = ${address}/8
  bind interfaces only = yes
  disable netbios = yes
  private dir = ${folder}/private
  state directory = ${folder}/state
  lock directory = ${folder}
  cache directory = ${folder}/cache
  binddns dir = ${folder}/bind-dns
  pid directory = ${folder}/run
  ncalrpc dir = ${folder}/run/ncalrpc
  winbindd socket directory = ${folder}/run/winbindd
  ntp signd socket directory = ${folder}/run/ntp
  log file = ${folder}/log/samba.log
  # Samba's own default lets the old password open doors for an hour after a change.
  old password allowed period = 0
`;
}

/** For `kinit` and its kin: KRB5_CONFIG. */
export function krb5Conf(address: string): string {
  const realm = REALM.toUpperCase();
  return `[libdefaults]
  default_realm = ${realm}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  rdns = false
  dns_canonicalize_hostname = false
  udp_preference_limit = 1
[realms]
  ${realm} = {
    kdc = ${address}
    kpasswd_server = ${address}
  }
`;
}
