#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image of the autograder.
set -euo pipefail
cd /autograder/source

# The image's own Python if it is new enough, else the newest one that its Ubuntu offers.
export DEBIAN_FRONTEND=noninteractive
apt-get update
python=
for candidate in python3 python3.13 python3.12 python3.11; do
    apt-get install -y "$candidate" "$candidate-venv" || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "This image offers no Python 3.11 or newer; choose a newer Ubuntu in the autograder's settings." >&2
    exit 1
fi

"$python" -m venv /autograder/venv
/autograder/venv/bin/python -m pip install torch torchvision --index-url https://download.pytorch.org/whl/cpu
/autograder/venv/bin/python -m pip install .

# The learner's code runs under a user of its own: that user may read the libraries, not the checks.
chmod -R a+rX /autograder/venv
chmod -R go-rwx /autograder/source
