"""What the tests of the course share: both modes, and what ``--thorough`` adds."""

import signal
import sys
from pathlib import Path

import pytest

from kursus import worker
from kursus.catalog import find_course
from kursus.results import CheckResult, Failure, judge

COURSE = find_course(Path(__file__).parent)
# Whoever starts the tests in the background has Ctrl-C ignored, and children inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter):
    """How many answers were judged rightly."""
    passed = [r.location[2] for r in terminalreporter.getreports("passed") if r.when == "call"]
    for kind, test in (
        ("wrong answers rejected with their diagnosis", "test_wrong_answer_fails"),
        ("right answers accepted", "test_right_answer_passes"),
    ):
        if count := sum(name.startswith(test) for name in passed):
            terminalreporter.write_line(f"{kind}: {count}")


@pytest.fixture
def thorough(request):
    """Whether what takes long is to be done."""
    return request.config.getoption("--thorough")


@pytest.fixture(scope="session")
def practise():
    """``practise(module, script, seed, tasks)``: results by task id, from this very process."""
    return _practise


def _practise(module, script, seed, tasks):
    """Results of these tasks for this file, by task id."""
    expected, checks = {}, []

    def emit(event, **fields):
        if event == "collected":
            expected.update(fields["checks"])
        elif event == "end":
            failure = Failure(**fields["failure"]) if fields["failure"] else None
            task = expected[fields["check"]]
            checks.append(CheckResult(fields["check"], task, fields["outcome"], failure))

    job = {
        "checks": str(module.checks),
        "script": str(script),
        "tasks": [task.id for task in tasks],
        "skip": [],
        "seed": seed,
    }
    worker.run(job, emit)
    assert len(checks) == len(expected) > 0
    return {result.task.id: result for result in judge(module, checks, tasks)}


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
