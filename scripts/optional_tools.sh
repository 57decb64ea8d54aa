#!/usr/bin/env bash
# Installs what a few checks use when it is there: psql and pg_prove for the .sql tests, PgBouncer for the pooling tests. On Debian
# and Ubuntu, as root; anywhere else it says what is missing. Nothing of Tenet needs them to run.
set -u
packages=()
command -v psql >/dev/null || packages+=(postgresql-client)
command -v pg_prove >/dev/null || packages+=(libtap-parser-sourcehandler-pgtap-perl)
command -v pgbouncer >/dev/null || [ -x /usr/sbin/pgbouncer ] || packages+=(pgbouncer)
if [ ${#packages[@]} -eq 0 ]; then
  echo 'Optional tools: all there.'
  exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "Optional tools: ${packages[*]} are missing; on Debian install them with apt-get as root."
  exit 1
fi
echo "Optional tools: installing ${packages[*]} with apt-get."
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update >/dev/null && apt-get -qq install --yes --no-install-recommends "${packages[@]}" >/dev/null
