"""The process that a learner's file is checked in.

``kursus.runner`` starts it with ``python -m kursus.worker``, hands it one job as
a line of JSON on standard input, and reads events as lines of JSON from standard
output. All that the learner's code prints goes to standard error, with a marker
after each check. When standard input closes, the parent is gone and the process
ends, so that an endless loop of Python never outlives its terminal.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal, TextIO

import pytest

from kursus import diagnosis, plugin
from kursus.loader import LoadError, parse, preload
from kursus.practice import Practice
from kursus.results import PASSED, Failure

Emit = Callable[..., None]


class Reporter:
    """pytest hooks that choose the checks and say what becomes of them.

    Args:
        job: ``script``, ``tasks`` (ids), ``skip`` (checks that are not to run), ``order``
            (names of checks that are to come first), ``seed`` and ``marker``.
        emit: sends one event to the parent.
    """

    def __init__(self, job: dict[str, Any], emit: Emit) -> None:
        self.job = job
        self.emit = emit
        self.script = Path(job["script"])
        self.error: BaseException | None = None

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A check file that cannot be read is the course's fault, never the learner's."""
        if report.failed:
            self.emit("broken", text=str(report.longrepr)[-2000:])

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the checks of the wanted tasks; announce them before any learner's code runs."""
        items[:] = self.choose(items)

    def choose(self, items: list[pytest.Item]) -> list[pytest.Item]:
        """The checks that this job is to run, in the order that it asks for."""
        chosen = [item for item in items if task_of(item) in self.job["tasks"]]
        self.emit("collected", checks=[[item.name, task_of(item)] for item in chosen])
        place = {name: n for n, name in enumerate(self.job.get("order", ()))}
        chosen.sort(key=lambda item: place.get(item.name, len(place)))
        return [item for item in chosen if item.name not in self.job["skip"]]

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Load the learner's file."""
        os.chdir(self.job.get("cwd", "."))
        session.config.stash[plugin.SIDE] = self.open_side()

    def open_side(self) -> Any:
        """The learner's side; libraries are loaded before its clock runs."""
        try:
            preload(parse(self.script))
        except LoadError:
            pass  # loading the file below says so
        self.emit("loading")
        side = Practice(self.script)
        side.reset(0)
        # Whatever the file raises, every check will be told.
        with contextlib.suppress(BaseException):
            _ = side.student
        self.emit("loaded")
        return side

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Frame a check with the events ``start`` and ``end``."""
        self.error = None
        self.begin(item)
        self.emit("start", check=item.name)
        begin = time.process_time()
        try:
            return (yield)
        except BaseException as error:  # KeyboardInterrupt, pytest.exit: pytest ends the session
            self.error = error
            raise
        finally:
            self._end(item, time.process_time() - begin)

    def begin(self, item: pytest.Item) -> None:
        """Prepare for a check before it starts."""

    def diagnose(self, task: str) -> tuple[str, Failure | None]:
        """Outcome and failure of the check that has just ended."""
        if self.error is None:
            return PASSED, None
        return diagnosis.diagnose(self.error, self.script, task)

    def printed(self) -> dict[str, str]:
        """What a check printed, where it does not go to standard error."""
        return {}

    def _end(self, item: pytest.Item, seconds: float) -> None:
        """Say what became of a check."""
        outcome, failure = self.diagnose(task_of(item))
        # The learner's code may have closed or replaced what it prints to.
        with contextlib.suppress(Exception):
            sys.stdout.flush()
        with contextlib.suppress(OSError):
            os.write(2, self.job.get("marker", "").encode())
        self.emit(
            "end",
            check=item.name,
            outcome=outcome,
            failure=asdict(failure) if failure else None,
            seconds=seconds,
            **self.printed(),
        )

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        """Remember the first exception of a check; rendering its traceback would only cost time."""
        if call.excinfo is not None and self.error is None:
            self.error = call.excinfo.value
        outcome: Literal["passed", "failed"] = "failed" if call.excinfo else "passed"
        phase = "call" if call.when == "collect" else call.when  # never collect, for an item
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, phase)

    def pytest_sessionfinish(self) -> None:
        """Say that nothing more will come."""
        self.emit("finished")


def task_of(item: pytest.Item) -> str:
    """Id of the task that a check is marked with."""
    mark = item.get_closest_marker("task")
    return str(mark.args[0]) if mark and mark.args else ""


def _open_channels() -> tuple[TextIO, TextIO]:
    """Take events and jobs away from file descriptors that the learner's code can reach by name."""
    events = os.fdopen(os.dup(1), "w", encoding="utf-8")
    jobs = os.fdopen(os.dup(0), "r", encoding="utf-8")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (lives as long as we do)
    return events, jobs


def run(
    job: dict[str, Any],
    emit: Emit,
    reporter: Callable[[dict[str, Any], Emit], Reporter] = Reporter,
) -> None:
    """Run the checks of a job in this process.

    Args:
        job: as for :class:`Reporter`, and ``checks``, the check file.
        emit: is called with the name of each event and its fields.
        reporter: says where the learner's code runs.
    """
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    checks, home = Path(job["checks"]), Path.cwd()
    # pytest would read "[" or "::" in a path as the name of a test, so it gets a bare
    # name in its folder; collection_finish goes back before any learner's code runs.
    os.chdir(checks.parent)
    try:
        pytest.main(
            [
                checks.name,
                f"--check-seed={job['seed']}",
                f"-c{Path(__file__).with_name('checks.ini')}",
                "--rootdir=.",
                "--import-mode=importlib",
                "--noconftest",
                "--capture=no",
                "-pno:terminal",
                "-pno:cacheprovider",
                "-pno:faulthandler",
                "-pno:junitxml",
                "-pno:debugging",
                "-pno:unraisableexception",  # collects garbage, and only to warn
                "-pno:threadexception",
            ],
            plugins=[plugin, reporter({**job, "cwd": str(home)}, emit)],
        )
    finally:
        os.chdir(home)


def begin(events: TextIO, jobs: TextIO) -> Emit:
    """What sends events to the parent; from now on this process ends when the parent does."""

    def emit(event: str, **fields: Any) -> None:
        events.write(json.dumps({"event": event, **fields}) + "\n")
        events.flush()

    def end_with_parent() -> None:
        jobs.read()  # returns when the parent closes its end
        os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()
    return emit


def main() -> None:
    """Do one job and end, whatever threads the learner's code has left behind."""
    events, jobs = _open_channels()
    job = json.loads(jobs.readline())
    if job.get("wait"):
        from kursus import prepared

        prepared.wait_once(job["checks"], job["script"], jobs, events)
    else:
        run(job, begin(events, jobs))
    os._exit(0)


if __name__ == "__main__":
    main()
