"""A miniature course for the tests of the tool: one module, three tasks, no torch."""

import signal

import pytest
from click.testing import CliRunner

from kursus.cli import cli

# Whoever starts the tests in the background has Ctrl-C ignored, and children inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

MODULE_TOML = """\
minutes = 10
demo = []

[title]
id = "Modul mini"
en = "Mini module"

[shows]
id = "dua kali lipat"
en = "doubling"

[[task]]
id = "1.1"
function = "double"
points = 2
needs = []
time_limit = 3
hints.id = ["satu", "dua", "tiga"]
hints.en = ["one", "two", "three"]

[[task]]
id = "1.2"
function = "quadruple"
points = 1
needs = ["1.1"]
time_limit = 3
hints.id = ["satu", "dua", "tiga"]
hints.en = ["one", "two", "three"]

[[task]]
id = "1.3"
function = "Counter.count"
points = 1
needs = []
time_limit = 3
hints.id = ["satu", "dua", "tiga"]
hints.en = ["one", "two", "three"]

[mistakes.squared]
id = "Ini kuadrat, bukan dua kali."
en = "This is the square, not the double."
"""

SOLUTION = '''\
"""A mini script."""

import sys

import numpy as np

# --- Task 1.1 ---


def double(x):
    """Twice x."""
    # Step 1: multiply by two.
    return 2 * x


# --- Task 1.2 ---


def quadruple(x):
    """Four times x."""
    # Step 1: double twice.
    return double(double(x))


class Counter:
    """Counts."""

    # --- Task 1.3 ---

    def count(self, items):
        """Number of items."""
        # Step 1: count.
        return len(items)


# --- Given ---


def main(argv=None):
    print("arguments", argv)
    print("result", double(np.array([1.0]))[0])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
'''

CHECKS = '''\
"""Checks for the mini module."""

import numpy as np
import pytest

from kursus.testing import expect_close, expect_equal, expect_kept


@pytest.mark.task("1.1")
def test_three_doubled_is_six(student):
    expect_close(
        student.double(np.array([3.0])),
        np.array([6.0]),
        call="double([3])",
        mistakes={"squared": np.array([9.0])},
    )


@pytest.mark.task("1.1")
def test_double_leaves_its_argument(student):
    expect_kept(student.double, np.array([1.0, 2.0]), call="double(x)")


@pytest.mark.task("1.2")
def test_quadruple(student, rng):
    x = rng.normal(size=3)
    expect_close(student.quadruple(x), 4 * x, call="quadruple(x)")


@pytest.mark.task("1.3")
@pytest.mark.parametrize("items", [[], [1, 2]], ids=["none", "two"])
def test_count(student, items):
    expect_equal(student.Counter().count(items), len(items), call=f"count({items})")
'''


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Root of a miniature course; the current directory is there, the language English."""
    files = {
        "modules/01_mini/module.toml": MODULE_TOML,
        "modules/01_mini/lesson.id.md": "# 01 · Modul mini\n",
        "modules/01_mini/lesson.en.md": "# 01 · Mini module\n",
        "solutions/01_mini/mini.py": SOLUTION,
        "tests/modules/test_01_mini.py": CHECKS,
        "datasets/sources.toml": "",
        "requirements.txt": "click >= 8\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KURSUS_LANG", "en")
    monkeypatch.delenv("KURSUS_DATA", raising=False)
    result = CliRunner().invoke(cli, ["reset", "01"])
    assert result.exit_code == 0, result.output
    return tmp_path


@pytest.fixture
def script(course):
    """The learner's file."""
    return course / "modules" / "01_mini" / "mini.py"


@pytest.fixture
def solve(course, script):
    """Write the solution's text, changed by (old, new) pairs, into the learner's file."""

    def write(*pairs):
        text = SOLUTION
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        script.write_text(text, "utf-8")

    return write


@pytest.fixture
def kursus(course):
    """Call the command line; its result has ``exit_code``, ``output``, ``stdout``, ``stderr``."""

    def call(*arguments, **options):
        result = CliRunner().invoke(cli, list(arguments), **options)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call
