"""What the tests of the course share: a grader that is started once."""

import signal
import sys
from pathlib import Path

import pytest

from kursus.catalog import find_course

COURSE = find_course(Path(__file__).parent)
# Whoever starts the tests in the background has Ctrl-C ignored, and children inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser):
    parser.addoption(
        "--thorough", action="store_true", help="every answer meets every check, in both modes"
    )


def pytest_configure(config):
    config.addinivalue_line("markers", "thorough: left out unless --thorough is given")


def pytest_collection_modifyitems(config, items):
    """Leave out what takes long."""
    if not config.getoption("--thorough"):
        long = {item for item in items if item.get_closest_marker("thorough")}
        config.hook.pytest_deselected(items=list(long))
        items[:] = [item for item in items if item not in long]


@pytest.fixture(scope="session")
def grader():
    """A grader with the best isolation of this machine; None on a system without grading."""
    if sys.platform != "linux":
        yield None
        return
    from kursus.grading import service

    modules = [COURSE.module(name) for name in COURSE.names]
    with service.Service(COURSE, modules, service.choose_isolation(None, None)) as found:
        yield found
