"""Grades one submission after the other on this machine, from any number of threads.

A :class:`Service` owns two processes that fork: the examiner, which is trusted, and
the zygote of the learners' processes. It turns what the examiner tells into verdicts.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kursus import forkserver
from kursus.catalog import Course, Module
from kursus.errors import KursusError
from kursus.grading import sandbox, submissions
from kursus.grading.channel import Channel, Closed, ProtocolError, TimeUp, deadline
from kursus.grading.proxy import PATIENCE
from kursus.grading.sandbox import LEVELS
from kursus.grading.verdicts import ModuleVerdict, Note, Provenance, Verdict, of_task
from kursus.results import PASSED, TODO, CheckResult, Failure, clean, judge

START_LIMIT = 300.0  # seconds to import libraries, on a slow and crowded disk
LOST = 300.0  # seconds beyond all time limits after which an examiner is taken for lost
READ_LIMIT = 120.0  # seconds to read a submission
UNTRUSTED = 3  # exit code: somebody must look
TRIES = 2  # a fault of the machine may be gone at the second time


@dataclass(frozen=True)
class Job:
    """One submission as it was read: all that a verdict needs beside the course.

    Attributes:
        files: module name -> bytes of the learner's file.
        problems: module name -> why its file could not be read.
    """

    student: str
    source: str
    provenance: Provenance
    files: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    problem: Note | None = None
    problems: Mapping[str, Note] = field(default_factory=dict)


class Fault(Exception):  # noqa: N818 (it is one)
    """The grader could not do its work; nobody's answer is wrong."""


def choose_isolation(wanted: str | None, required: str | None) -> str:
    """The level to grade at.

    Args:
        wanted: level to use; by default the strongest that this machine gives.
        required: level that it must at least be.

    Raises:
        KursusError: the machine does not give it; the sentence says which layer fails.
    """
    found = sandbox.probe()
    level = wanted or sandbox.best(found)
    if level == sandbox.NONE and wanted is None and required is None:
        # Only somebody who asks for it gets no isolation.
        raise KursusError("isolation_missing", level=sandbox.STRONG, why=found[sandbox.STRONG])
    if found[level]:
        raise KursusError("isolation_missing", level=level, why=found[level])
    if required and LEVELS.index(level) > LEVELS.index(required):
        if wanted:
            raise KursusError("isolation_weaker", level=wanted, required=required)
        raise KursusError("isolation_missing", level=required, why=found[required])
    return level


class Service:
    """Grades at one isolation level, for as long as it is open.

    Args:
        course: whose checks decide.
        modules: that can be graded.
        isolation: one of ``sandbox.LEVELS``; None for a service that only reads submissions.
    """

    def __init__(self, course: Course, modules: Sequence[Module], isolation: str | None) -> None:
        self.course = course
        self.modules = {module.name: module for module in modules}
        self.isolation = isolation
        self.lock = threading.Lock()
        self.closed = True
        self.folder = ""
        self.numbers = itertools.count(1)
        self.servers: dict[str, _Server] = {}

    def __enter__(self) -> Service:
        self._refuse_exposed_course()
        self.closed = False
        # Only its owner can enter, so nobody else can talk to the servers.
        self.folder = tempfile.mkdtemp(prefix="kursus-")
        try:
            for name in ("examiner", "zygote") if self.isolation else ("examiner",):
                self.servers[name] = self._launch(name)
            for server in self.servers.values():  # both load their libraries at the same time
                server.wait_until_ready()
        except BaseException:  # Ctrl-C, too
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with self.lock:
            self.closed = True
            for server in self.servers.values():
                server.stop()
            self.servers.clear()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _refuse_exposed_course(self) -> None:
        """Refuse a course that lies among the libraries, which every learner's process may read."""
        for module in self.modules.values() if self.isolation else ():
            for path in sandbox.library_paths():
                if any(f.resolve().is_relative_to(path) for f in (module.checks, module.solution)):
                    raise KursusError("course_exposed", folder=self.course.root, path=path)

    def rehearse(self, seed: int) -> None:
        """Grade the references, where the course has them, as any submission.

        Raises:
            KursusError: one does not get full marks here, so nobody's marks could be trusted.
        """
        for module in self.modules.values():
            if not module.solution.is_file():
                continue
            provenance = Provenance("", "", (module.name,), seed, self.isolation or "")
            files = {module.name: module.solution.read_bytes()}
            (verdict,) = self.grade(Job("", "", provenance, files)).modules
            wrong = [task for task in verdict.tasks if task.outcome != PASSED]
            if verdict.problem or wrong:
                why = wrong[0].failure if wrong else None
                what = f"{wrong[0].id}: {why.error or why.kind}" if why else str(verdict.problem)
                raise KursusError(
                    "rehearsal_failed", file=module.solution, what=what, exit_code=UNTRUSTED
                )

    # --- one submission ---------------------------------------------------------------

    def read(self, source: submissions.Source, provenance: Provenance) -> Job:
        """Read what a student handed in."""
        name = ", ".join(path.name for path in source.paths)
        job = Job(source.student, clean(name), provenance, problem=source.problem)
        if source.problem:
            return job
        order = {
            "do": "read",
            "course": str(self.course.root),
            "student": source.student,
            "paths": [str(path) for path in source.paths],
            "modules": list(self.modules),
        }
        for _ in range(TRIES):
            try:
                channel, _ = self._connect()
                with contextlib.closing(channel):
                    channel.send(order)
                    told, buffers = channel.receive(deadline(READ_LIMIT))
            except (Closed, TimeUp, ProtocolError, OSError):
                continue  # too much for the memory or the time that reading may take, or a fault
            return Job(
                source.student,
                job.source,
                provenance,
                dict(zip(told["files"], map(bytes, buffers), strict=True)),
                tuple(Note(**note) for note in told["notes"]),
                Note(**told["problem"]) if told["problem"] else None,
                {module: Note(**note) for module, note in told["problems"].items()},
            )
        return Job(source.student, job.source, provenance, problem=Note("submission_too_much"))

    def grade(self, job: Job) -> Verdict:
        """The verdict on a submission. A fault of the grader is told in it, never raised."""
        begin = time.perf_counter()
        used = {"cpu": 0.0, "examiner": 0.0, "memory": 0.0}
        modules: list[ModuleVerdict] = []
        for name in job.provenance.modules if job.problem is None else ():
            modules.append(self._grade_module(job, self.modules[name], used))
        resources = {**used, "wall": time.perf_counter() - begin}
        return Verdict(
            student=job.student,
            source=job.source,
            sha256=submissions.submission_hash(job.files) if job.files else "",
            provenance=job.provenance,
            modules=tuple(modules),
            problem=job.problem,
            notes=job.notes,
            resources={name: round(value, 3) for name, value in resources.items()},
        )

    def _grade_module(self, job: Job, module: Module, used: dict[str, float]) -> ModuleVerdict:
        name = module.name
        if name in job.problems:
            return ModuleVerdict(name, "", (), job.problems[name])
        if name not in job.files:
            failure = Failure("not_handed_in", where=module.script.name)
            checks = [CheckResult("", task.id, TODO, failure) for task in module.tasks]
            tasks = tuple(map(of_task, judge(module, checks, module.tasks)))
            return ModuleVerdict(name, "", tasks)
        source = job.files[name]
        digest = submissions.submission_hash({name: source})
        text = ""
        for _ in range(TRIES):
            try:
                checks = self._examine(module, source, job.provenance.seed, used)
                return ModuleVerdict(
                    name, digest, tuple(map(of_task, judge(module, checks, module.tasks)))
                )
            except Fault as fault:
                text = str(fault)
        return ModuleVerdict(name, digest, (), Note("grader_fault", {"what": text[:500]}))

    def _examine(
        self, module: Module, source: bytes, seed: int, used: dict[str, float]
    ) -> list[CheckResult]:
        """Results of the checks of a module.

        Raises:
            Fault: there are none, for no fault of the learner.
        """
        order = {
            "do": "check",
            "checks": str(module.checks.resolve()),
            "script": module.script.name,
            "tasks": [task.id for task in module.tasks],
            "limits": {task.id: task.time_limit for task in module.tasks},
            "seed": seed,
        }
        expected: dict[str, str] = {}
        found: dict[str, CheckResult] = {}
        try:
            channel, zygote = self._connect()
            with contextlib.closing(channel):
                channel.send({**order, "zygote": zygote}, [source])
                # Every single wait has its own limit over there; this one is for a lost process.
                left = deadline(LOST + 2 * PATIENCE * sum(task.time_limit for task in module.tasks))
                while True:
                    event, _ = channel.receive(left)
                    if event["event"] == "fault":
                        raise Fault(event["text"])
                    if event["event"] == "broken":
                        raise Fault(event["text"])
                    if event["event"] == "finished":
                        break
                    self._note(event, expected, found, used)
        except (Closed, TimeUp, ProtocolError, OSError) as error:
            raise Fault(f"the examiner stopped: {type(error).__name__} {error}") from None
        if set(expected.values()) != {task.id for task in module.tasks} or set(found) != set(
            expected
        ):
            raise Fault("not every check was run")
        return [found[name] for name in expected]

    @staticmethod
    def _note(
        event: dict[str, Any],
        expected: dict[str, str],
        found: dict[str, CheckResult],
        used: dict[str, float],
    ) -> None:
        if event["event"] == "collected":
            expected.update(event["checks"])
        elif event["event"] == "used":
            used["cpu"] += event["cpu"]
            used["examiner"] += event["examiner"]
            used["memory"] = max(used["memory"], event["memory"])
        elif event["event"] == "end":
            name = event["check"]
            failure = Failure(**event["failure"]) if event["failure"] else None
            found[name] = CheckResult(
                name, expected[name], event["outcome"], failure, output=event["output"]
            )

    # --- the two processes --------------------------------------------------------------

    def _connect(self) -> tuple[Channel, str]:
        """A fresh child of the examiner, and the path of the zygote's socket.

        A server that has died is started again; the other one goes on with what it does.
        """
        with self.lock:
            if self.closed:
                raise Fault("the grader was stopped")
            for name, server in self.servers.items():
                if server.process.poll() is not None:
                    server.stop()
                    self.servers[name] = self._launch(name)
                    self.servers[name].wait_until_ready()
            zygote = self.servers.get("zygote")
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.connect(self.servers["examiner"].path)
        return Channel(connection), zygote.path if zygote else ""

    def _arguments(self, name: str) -> list[str]:
        modules = self.modules.values()
        if name == "zygote":
            return [str(self.isolation), *libraries([module.script for module in modules])]
        if self.isolation is None:  # it only reads
            return []
        return [str(module.checks.resolve()) for module in modules]

    def _launch(self, name: str) -> _Server:
        """Start one server."""
        path = str(Path(self.folder, f"{name}-{next(self.numbers)}"))
        process = subprocess.Popen(
            [
                *(sys.executable, "-P", "-m", f"kursus.grading.{name}"),
                *(path, *self._arguments(name)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=forkserver.environment(),
            start_new_session=True,
        )
        return _Server(process, path)


@dataclass(frozen=True)
class _Server:
    """A process that forks, and the path of its socket."""

    process: subprocess.Popen[bytes]
    path: str

    def wait_until_ready(self) -> None:
        """Wait until the server has loaded its libraries.

        Raises:
            KursusError: it cannot, or the checks of a module cannot be loaded.
        """
        assert self.process.stdout is not None  # a pipe was asked for
        ready, _, _ = select.select([self.process.stdout], [], [], START_LIMIT)
        said = self.process.stdout.readline().decode() if ready else ""
        if said.startswith("{"):
            raise KursusError("checks_broken", **json.loads(said), exit_code=1)
        if said != "ready\n":
            raise KursusError("grader_not_started", exit_code=1)

    def stop(self) -> None:
        """End the process; it ends by itself when its input closes."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self.process.kill()
        self.process.wait()


def libraries(files: Sequence[Path]) -> list[str]:
    """What Python files import at their top, for :func:`forkserver.load`."""
    import ast

    names: set[str] = set()
    for file in files:
        for node in ast.parse(file.read_bytes()).body:
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.update(f"{node.module}:{alias.name}" for alias in node.names)
    return sorted(name for name in names if not name.startswith("__future__"))
