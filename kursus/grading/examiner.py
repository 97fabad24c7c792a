"""The trusted side of grading: pytest and the checks, without any of the learner's code.

``python -m kursus.grading.examiner SOCKET CHECKS...`` loads the check files once and forks a
child for each connection. The child takes one order: to read a submission, or to run
the checks of a module on a file, which a process forked by the zygote loads.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import socket
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kursus import forkserver, worker
from kursus.catalog import Course
from kursus.grading.channel import Channel, Closed
from kursus.grading.proxy import Box, GraderFault, Side
from kursus.results import Failure

READING_MEMORY = 1 << 30  # bytes that reading one submission may take
CHECKING_MEMORY = 6 << 30  # and the checks of one module, whatever they are answered
READING_SECONDS = 60

_NO_LEARNER = {"script": os.devnull, "skip": [], "seed": 0}


def main() -> None:
    """Load libraries and serve."""
    path, *checks = sys.argv[1:]
    sys.stdout, standard = open(os.devnull, "w"), sys.stdout  # noqa: SIM115 (ends with the process)
    for file in checks:  # collecting loads what pytest and the checks load lazily
        told: dict[str, Any] = {}
        job = {"checks": file, "tasks": [], **_NO_LEARNER}
        worker.run(job, lambda event, told=told, **fields: told.update({event: fields}))
        if "broken" in told:
            print(json.dumps({"file": file, "what": told["broken"]["text"]}), file=standard)
            return
    forkserver.load(["kursus.grading.submissions"])
    sys.stdout = standard
    forkserver.serve(path, _obey)


def _obey(connection: socket.socket) -> None:
    """Do what one order says."""
    channel = Channel(connection)
    with contextlib.suppress(Closed):  # whoever gave the order has gone
        order, buffers = channel.receive()
        if order["do"] == "read":
            _read(channel, order)
        else:
            _check(channel, order, bytes(buffers[0]))


def _read(channel: Channel, order: dict[str, Any]) -> None:
    """Read a submission, whatever it may do to whoever reads it."""
    _limit_memory(READING_MEMORY)
    resource.setrlimit(resource.RLIMIT_CPU, (READING_SECONDS, READING_SECONDS))
    from kursus.grading import submissions

    course = Course(Path(order["course"]))
    source = submissions.Source(order["student"], tuple(map(Path, order["paths"])), None)
    staged = submissions.stage(source, course, [course.module(name) for name in order["modules"]])
    names = sorted(staged.files)
    channel.send(
        {
            "files": names,
            "notes": [asdict(note) for note in staged.notes],
            "problem": asdict(staged.problem) if staged.problem else None,
            "problems": {name: asdict(note) for name, note in staged.problems.items()},
        },
        [staged.files[name] for name in names],
    )


def _limit_memory(count: int) -> None:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + count
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


class _Examination(worker.Reporter):
    """Runs the checks against a learner's file in another process."""

    side: Side

    def open_side(self) -> Side:
        """Have the learner's file loaded behind its walls."""
        job = self.job
        script, source = job["script"], job["source"]
        self.side = Side(lambda: Box(job["zygote"], script, source), job["limits"])
        self.side.load()
        return self.side

    def begin(self, item: Any) -> None:
        """Tell the learner's side which check comes."""
        self.side.begin(worker.task_of(item), item.name)

    def diagnose(self, task: str) -> tuple[str, Failure | None]:
        """As in practice; but a check whose process was ended has not passed, whatever it says."""
        if isinstance(self.error, GraderFault):
            raise self.error
        cut, self.side.cut = self.side.cut, None
        if cut is not None:
            return cut.outcome, cut.failure
        return super().diagnose(task)

    def printed(self) -> dict[str, str]:
        """What the learner's code printed."""
        return {"output": self.side.printed()}

    def pytest_internalerror(self, excrepr: object) -> None:
        """Whatever went wrong here is the grader's fault, and ends the examination."""
        self.emit("fault", text=str(excrepr)[-500:])

    def pytest_sessionfinish(self) -> None:
        """End the learner's process, and tell what it used."""
        self.side.close()
        own = time.process_time()
        self.emit("used", cpu=self.side.cpu, memory=self.side.memory, examiner=own)
        super().pytest_sessionfinish()


def _check(channel: Channel, order: dict[str, Any], source: bytes) -> None:
    """Run the checks and tell their outcomes as they come."""

    def emit(event: str, **fields: Any) -> None:
        channel.send({"event": event, **fields})

    _limit_memory(CHECKING_MEMORY)
    job = {**order, "source": source, "skip": []}
    worker.run(job, emit, _Examination)


if __name__ == "__main__":
    main()
