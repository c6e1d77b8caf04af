#!/bin/sh
# Installs the program from its wheel and its lock into an environment of its own: docker/install.sh FOLDER [PYTHON].
# Run from the checkout, after `make wheel`. The Dockerfile does this in an image, CI does it as it is.
set -eu
folder=$1
python=${2:-python3}

"$python" -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir --require-hashes -r requirements.lock
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir --no-deps dist/poortwachter-*.whl
# Whoever runs it may write nothing here, so what Python would keep for next time is made now.
"$folder/bin/python" -m compileall -qq "$folder/lib" || true  # olefile has a file for Python 2
"$folder/bin/python" -m pip --version > /dev/null
"$folder/bin/python" -m pip uninstall --quiet --yes pip
