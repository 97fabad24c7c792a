"""The pytest plugin: fixtures ``student``, ``rng`` and ``lib`` for the checks.

This is practice mode: ``student`` is the learner's module in this process. A
grader puts its own side into ``config.stash[SIDE]``, and the checks stay as they are.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kursus.practice import Practice

SIDE = pytest.StashKey[Any]()
SEED = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options for those who run a check file with pytest alone."""
    group = parser.getgroup("kursus")
    group.addoption("--script", type=Path, help="file to check instead of the learner's")
    group.addoption("--check-seed", type=int, default=0, help="seed of the checks' random values")


def pytest_configure(config: pytest.Config) -> None:
    """Know the mark, and the seed of this run."""
    config.addinivalue_line("markers", "task(id): the task that a check belongs to")
    config.stash[SEED] = config.getoption("--check-seed")


@pytest.fixture(scope="module")
def _practice(request: pytest.FixtureRequest) -> Practice:
    """The learner's file as it is; loaded when the first check asks for it."""
    return Practice(request.config.getoption("--script") or script_of(request.path))


@pytest.fixture
def _side(request: pytest.FixtureRequest, _practice: Practice) -> Any:
    """Where the learner's code runs, in a known state."""
    side = request.config.stash.get(SIDE, _practice)
    # The learner's side must not learn from its own seed what the check is going to draw.
    side.reset(_seed(request, "learner") % 2**32)  # 32 bits: all that torch and NumPy take
    return side


def script_of(check_file: Path) -> Path:
    """The learner's file that belongs to ``tests/modules/test_NN_topic.py``."""
    name = check_file.stem.removeprefix("test_")
    topic = name.split("_", 1)[-1]
    return check_file.resolve().parents[2] / "modules" / name / f"{topic}.py"


def _seed(request: pytest.FixtureRequest, whose: str) -> int:
    """Own stream of random values for every check and side, from the seed of the run."""
    text = f"{whose} {request.config.stash[SEED]} {request.node.name}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


@pytest.fixture
def student(_side: Any) -> Any:
    """The learner's code."""
    return _side.student


@pytest.fixture
def lib(_side: Any) -> Any:
    """Libraries on the learner's side."""
    return _side.lib


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """Random values of this check, on the checks' side."""
    return np.random.default_rng(_seed(request, "check"))
