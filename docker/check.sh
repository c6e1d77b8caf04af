#!/bin/sh
# Tries an installed program the way the container runs it: docker/check.sh FOLDER, with FOLDER from install.sh.
# Without a network, its own folder and its input only to read, as another user: as far as this machine can do that.
set -eu

if [ "${2:-}" = --confined ]; then # within namespaces of its own: FOLDER --confined WORK COMMAND...
    folder=$1 work=$3
    shift 3
    for place in "$folder" "$work/invoer"; do
        mount --bind "$place" "$place"
        mount -o remount,bind,ro "$place"
    done
    other='setpriv --reuid=10001 --regid=10001 --clear-groups --no-new-privs'
    if $other env "$folder/bin/poortwachter" --version > /dev/null 2>&1; then
        exec $other "$@"
    fi
    echo 'Another user may not run this Python: tried as the same one.' >&2
    exec "$@"
fi

folder=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/invoer" "$work/uitvoer" "$work/tmp"
samples=$("$folder/bin/python" -c 'from pipeline.resources import data_root; print(data_root("samples") / "dossiers")')
cp "$samples"/*minimaal* "$work/invoer"
chmod a+rx "$work"
chmod a+rwx "$work/uitvoer" "$work/tmp"

confine=
if [ "$(id -u)" -eq 0 ] && unshare --net --mount mount --bind "$work" "$work" 2> /dev/null; then
    confine="unshare --net --mount sh $0 $folder --confined $work"
else
    echo 'This machine cannot take rights away: tried as the user who runs it, with a network.'
fi

run() {
    code=0
    $confine env -i HOME=/nonexistent TMPDIR="$work/tmp" LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
        "$folder/bin/poortwachter" "$@" || code=$?
    if [ "$code" -gt 1 ]; then
        echo "poortwachter $1 ended with $code"
        exit 1
    fi
}

run doctor
run validate "$work/invoer"
run build "$work/invoer" --out "$work/uitvoer/documenten" --quiet
test -n "$(find "$work/uitvoer/documenten" -name '*.docx')"
if [ -n "$confine" ]; then
    $confine sh -c "! touch '$folder/x' '$work/invoer/x' 2> /dev/null" || {
        echo 'It could write where it may only read.'
        exit 1
    }
fi
