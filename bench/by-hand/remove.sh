#!/bin/bash
# Removes what deploy.sh has made.
#
# remove.sh PROJECT PREFIX
set -euo pipefail
project=$1 prefix=$2
incus --project "$project" delete --force "$prefix-1" "$prefix-2" "$prefix-3" "$prefix-router"
