"""The checks see small mistakes: all mutants of the cheap modules, and the record of the others.

``python -m kursus.mutants`` tries all of them.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kursus import mutants
from kursus.catalog import find_course

COURSE = find_course(Path(__file__).parent)


def test_survivors_on_record_are_mutants_of_the_solutions_and_have_reasons():
    known = mutants.recorded(COURSE)
    made = {
        (mutant.task, mutant.function, mutant.change)
        for name in COURSE.names
        for mutant in mutants.mutants(COURSE.module(name))
    }
    assert known.keys() - made == set()
    assert all(why.strip() for why in known.values())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="trying mutants needs fork")
def test_no_unknown_mutant_of_the_first_modules_survives():
    result = subprocess.run(
        [sys.executable, "-m", "kursus.mutants", "01", "02", "03"],
        cwd=COURSE.root,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, result.stdout + result.stderr
