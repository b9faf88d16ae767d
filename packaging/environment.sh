# Read by every script in bin/: where things are, which Node, how to speak and how to give up.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

node_version=24
export PATH="$root/build/node/node_modules/node/bin:$root/build/node/node_modules/.bin:$PATH"
export CCACHE_SLOPPINESS=pch_defines,time_macros # else ccache leaves out what uses a precompiled header
export LC_ALL=C.UTF-8 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
# The Node from npm trusts what this Debian trusts.
export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
give_up() {
  printf '\nonthaal: %s\n' "$1" >&2
  shift
  [ $# -eq 0 ] || printf '  What to do: %s\n' "$@" >&2
  exit 1
}

node_is_new_enough() {
  local version
  version=$(node --version 2>/dev/null) || return 1
  version=${version#v}
  [ "${version%%.*}" -ge "$node_version" ]
}
