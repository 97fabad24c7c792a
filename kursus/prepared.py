"""A worker that has loaded the libraries and the checks of a module before there is a job.

``python -m kursus.prepared SOCKET CHECKS SCRIPT`` forks a child for every job, see
:mod:`kursus.forkserver`; :func:`wait_once` makes a worker wait for a single one.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import pytest

from kursus import forkserver, plugin, worker
from kursus.loader import LoadError, parse, preload


class _Prepared(worker.Reporter):
    """Stops pytest where the checks are collected, and goes on when there is a job."""

    def __init__(self, job: dict[str, Any], emit: worker.Emit, wait: Callable[..., None]) -> None:
        super().__init__(job, emit)
        self.wait = wait

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep all: which are wanted, a job will say."""

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Load what the learner's file imports, as far as it can be read now."""
        with contextlib.suppress(LoadError):
            preload(parse(self.script))
        forkserver.load([])

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Wait for jobs."""
        self.wait(self, session)
        return True

    def pytest_sessionfinish(self) -> None:
        """Each job has said so itself."""

    def perform(self, session: pytest.Session, job: dict[str, Any], emit: worker.Emit) -> None:
        """Do one job, as a worker that has just been started would."""
        self.job, self.emit, self.script = job, emit, Path(job["script"])
        items = self.choose(session.items)
        session.config.stash[plugin.SEED] = job["seed"]
        session.config.stash[plugin.SIDE] = self.open_side()
        with contextlib.suppress(BaseException):  # pytest.exit and the like end the session
            for item, following in zip(items, [*items[1:], None], strict=True):
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        emit("finished")


def _prepare(checks: str, script: str, wait: Callable[..., None]) -> None:
    """Collect the checks, then hand over to ``wait``."""
    job = {"checks": checks, "script": script, "seed": 0}
    worker.run(job, lambda event, **fields: None, functools.partial(_Prepared, wait=wait))


def _fork_for_all(path: str, reporter: _Prepared, session: pytest.Session) -> None:
    forkserver.serve(path, lambda connection: _obey(connection, reporter, session))


def _obey(connection: socket.socket, reporter: _Prepared, session: pytest.Session) -> None:
    """Fork once more: the child does the job, its parent tells how it ended."""
    _, fds, _, _ = socket.recv_fds(connection, 1, 2)
    process = os.fork()
    if process:
        for fd in fds:
            os.close(fd)
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        with contextlib.suppress(OSError):  # whoever asked has gone
            connection.sendall(f"{code}\n".encode())
        return
    os.setsid()
    connection.sendall(f"{os.getpid()}\n".encode())
    events, output = fds
    os.dup2(output, 1)
    os.dup2(output, 2)
    for name, fd in (("stdout", 1), ("stderr", 2)):  # the old ones remember what they wrote to
        setattr(sys, name, os.fdopen(fd, "w", encoding="utf-8", errors="replace", closefd=False))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    jobs = connection.makefile("r", encoding="utf-8")
    job = json.loads(jobs.readline())
    os.chdir(job["cwd"])
    reporter.perform(session, job, worker.begin(os.fdopen(events, "w", encoding="utf-8"), jobs))
    os._exit(0)


def wait_once(checks: str, script: str, jobs: TextIO, events: TextIO) -> None:
    """In a spare process: get ready, take one job, do it."""

    def wait(reporter: _Prepared, session: pytest.Session) -> None:
        line = jobs.readline()
        if line:
            reporter.perform(session, json.loads(line), worker.begin(events, jobs))

    _prepare(checks, script, wait)


if __name__ == "__main__":
    socket_path, checks, script = sys.argv[1:]
    _prepare(checks, script, functools.partial(_fork_for_all, socket_path))
