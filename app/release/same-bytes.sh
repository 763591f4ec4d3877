#!/bin/sh
# same-bytes.sh CHECKOUT FOLDER MVN: builds what is committed a second time, in a folder of its own, and compares the bytes of
# every artefact with those of the first build. A release is made of what is committed, so that a change which is not makes
# a difference here.
set -eu
checkout=$(cd "$1" && pwd)
rm -rf "$2"
git clone --quiet "$checkout" "$2"
"$3" -B -q -ntp -f "$2/pom.xml" -Prelease -Dsecond.build=true -Dgpg.skip -DskipTests package

cd "$2"
find . -path '*/target/eckart-*' \( -name '*.jar' -o -name '*.tar.gz' -o -name '*.zip' \) ! -path '*/target/*/*' | sort >artefacts
xargs <artefacts sha256sum >sums
compared=$(wc -l <sums)
[ "$compared" -gt 0 ] || { echo "same-bytes: the second build has no artefact" >&2; exit 1; }
cd "$checkout"
sha256sum --check --quiet "$2/sums" || { echo "same-bytes: two builds differ; is everything committed?" >&2; exit 1; }
echo "$compared artefacts of two builds have the same bytes"
