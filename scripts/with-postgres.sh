#!/usr/bin/env bash
# Runs a command with a PostgreSQL server of its own on loopback, named by TEST_DATABASE_URL; takes it down afterwards, whatever happens.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
dir=$(mktemp -d)
# A free one: two runs on one machine must not meet.
free='const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
port=${TEST_POSTGRES_PORT:-$(node -e "$free")}
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
stop() { as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$dir"; }
trap stop EXIT

cd "$dir"
as "$bin/initdb" -D "$dir/data" -U desk --auth=trust >/dev/null
as "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$dir" start >/dev/null
cd - >/dev/null
export TEST_DATABASE_URL="postgres://desk@127.0.0.1:$port/postgres"
"$@"
