#!/bin/sh
# /usr/local/bin/accord: the command with the settings of this installation, for root.
set -eu
set -a
. /etc/accord/environment
set +a
exec runuser -u accord -- /opt/accord/bin/accord "$@"
