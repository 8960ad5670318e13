#!/bin/sh
# Puts a Chromium on this machine for tests/browser where there is none: sh tests/browser/install.sh [PYTHON]
# As root on Debian or Ubuntu it is the distribution's, which brings its libraries along; elsewhere the one that Playwright downloads.
set -eu
cd "$(dirname "$0")/../.."
python=${1:-python}

found() { "$python" -m tests.browser.finding >/dev/null 2>&1; }

found && exit 0
if [ -n "${CHROMIUM:-}" ]; then
    echo "CHROMIUM=$CHROMIUM: no program is there; give the path of a Chromium, or unset it" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || echo "apt-get has no chromium" >&2
    found && exit 0
fi
"$python" -m playwright install chromium
found
