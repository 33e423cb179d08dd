#!/usr/bin/env bash
# Installs the system packages that a fuller test run uses, on Debian and its kin, as root. Usage: system-packages.sh chromium postgresql samba
set -euo pipefail

declare -A packages=(
  [chromium]="chromium fonts-noto-core"
  [postgresql]="postgresql"
  [samba]="samba-ad-dc samba-dsdb-modules samba-ad-provision krb5-user openssl"
)
declare -A proofs=(
  [chromium]="command -v chromium"
  [postgresql]="ls /usr/lib/postgresql/*/bin/initdb"
  # The scripts ask Debian's Python for Samba's own modules.
  [samba]="samba --version && command -v kinit openssl && /usr/bin/python3 -c 'import samba.provision'"
)

missing=()
for name in "$@"; do
  [ -n "${packages[$name]:-}" ] || { echo "system-packages.sh knows: ${!packages[*]}" >&2; exit 2; }
  eval "${proofs[$name]}" >/dev/null 2>&1 || missing+=(${packages[$name]})
done
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
  echo "Not installed, and this is not a Debian root: ${missing[*]}. The tests that need them will say so." >&2
  exit 1
fi
echo "Installing ${missing[*]} …" >&2
# No server may start by itself: the tests bring up their own, on loopback, and take them down. A container may have said so already.
guard=/usr/sbin/policy-rc.d
if [ ! -e "$guard" ]; then
  trap 'rm -f "$guard"' EXIT
  printf '#!/bin/sh\nexit 101\n' > "$guard" && chmod 755 "$guard"
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
