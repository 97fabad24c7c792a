"""Processes in which the libraries and the checks of one module are loaded already.

A run of checks takes a process of its own, and loading torch most of that run's time. Here it
is loaded beforehand, by :mod:`kursus.prepared`. On Linux one such process forks a child for
every run; `kursus check` may ask it, too. Elsewhere, where forking is unknown or unsafe, the
next process is started while the learner still writes.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kursus import forkserver
from kursus.catalog import Course, Module
from kursus.results import write_whole
from kursus.runner import Process, kill_group

FORKS = sys.platform == "linux"  # macOS has fork, but its libraries do not survive it


def keep(course: Course, module: Module) -> Forks | Spares:
    """Processes for the checks of this module, in the way that suits the system."""
    return Forks(course, module) if FORKS else Spares(module)


class Forks:
    """Starts the process that forks, and asks it for a child for every run."""

    def __init__(self, course: Course, module: Module) -> None:
        self.module = module
        self.folder = Path(tempfile.mkdtemp(prefix="kursus-"))
        self.path = self.folder / "socket"
        self.note = _note(course)
        self._launch()
        write_whole(self.note, json.dumps({"module": module.name, "socket": str(self.path)}))

    def _launch(self) -> None:
        """Start loading; the first run waits for its end."""
        self.path.unlink(missing_ok=True)
        self.ready = False
        self.server = subprocess.Popen(
            [
                *(sys.executable, "-P", "-m", "kursus.prepared", str(self.path)),
                *(str(self.module.checks.resolve()), str(self.module.script.resolve())),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **forkserver.ENVIRONMENT, "PYTHONBREAKPOINT": "0"},
            start_new_session=True,
        )

    def __call__(self) -> Process:
        """A fork; a process of the usual kind if there is none to be had."""
        if self.server.poll() is not None:  # killed, by the system or by somebody
            self._stop()
            self._launch()
        if not self.ready:
            assert self.server.stdout is not None  # a pipe was asked for
            self.ready = self.server.stdout.readline() == b"ready\n"
        return _fork(self.path)

    def _stop(self) -> None:
        for pipe in (self.server.stdin, self.server.stdout):
            assert pipe is not None  # both were asked for
            pipe.close()
        self.server.kill()
        self.server.wait()

    def close(self) -> None:
        """End the server, and tell nobody of it any more."""
        self._stop()
        self.note.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)


class Spares:
    """Keeps one process ready that has its libraries loaded."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.spare = self._start()

    def _start(self) -> Process:
        process = Process()
        checks, script = self.module.checks.resolve(), self.module.script.resolve()
        process.send({"wait": True, "checks": str(checks), "script": str(script)})
        return process

    def __call__(self) -> Process:
        """The process that waits; another one takes its place."""
        process, self.spare = self.spare, self._start()
        return process

    def close(self) -> None:
        """End the one that waits."""
        self.spare.end()
        self.spare.events.close()
        self.spare.output.close()


class Fork(Process):
    """A child of the process that forks; one end of its pipes is here."""

    def __init__(self, path: Path) -> None:
        self.connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self.connection.connect(str(path))
        except OSError:
            self.connection.close()
            raise
        pipes = [os.pipe(), os.pipe()]
        socket.send_fds(self.connection, [b"\n"], [write for _, write in pipes])
        for _, write in pipes:
            os.close(write)
        self.events, self.output = (os.fdopen(read, "rb") for read, _ in pipes)
        self.told = self.connection.makefile("r", encoding="ascii")
        self.group = int(self.told.readline() or 0)

    def send(self, job: dict[str, Any]) -> None:
        """Hand over the job."""
        with contextlib.suppress(OSError):  # it died at once; the end of its events says so
            self.connection.sendall(json.dumps(job).encode() + b"\n")

    def exit_code(self, seconds: float) -> int | None:
        """How it ended, as ``subprocess`` tells it."""
        self.connection.settimeout(seconds)
        try:
            return int(self.told.readline())
        except (OSError, ValueError):
            return None

    def end(self) -> None:
        """End it with all it has started."""
        if self.group:
            kill_group(self.group)
        self.told.close()
        self.connection.close()


def borrow(course: Course, module: Module) -> Callable[[], Process] | None:
    """Processes of a watch that is running for this module; None if there is none."""
    try:
        note = json.loads(_note(course).read_bytes())
        path = Path(note["socket"])
        there = FORKS and note["module"] == module.name and path.is_socket()
    except (OSError, ValueError, KeyError, TypeError):
        there = False
    return (lambda: _fork(path)) if there else None


def _fork(path: Path) -> Process:
    try:
        return Fork(path)
    except OSError:  # it has gone, or could not load the checks; a new process will say why
        return Process()


def _note(course: Course) -> Path:
    return course.state / "watch.json"
