#!/usr/bin/env bash
# Installs the system packages that a fuller test run uses, on Debian and its kin, as root. Usage: system-packages.sh chromium postgresql
set -euo pipefail

declare -A packages=(
  [chromium]="chromium fonts-noto-core"
  [postgresql]="postgresql"
)
declare -A proofs=(
  [chromium]="command -v chromium"
  [postgresql]="ls /usr/lib/postgresql/*/bin/initdb"
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
# A database server must not start by itself: the tests bring up their own, on loopback, and take it down.
printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
rm -f /usr/sbin/policy-rc.d
