"""Runs the checks of a module in a child process, with a time limit for each.

An endless loop, a crash in native code or ``os._exit`` costs the check that met
it; the child is started again for the rest. Which checks there are is told by
the course before any of the learner's code runs.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import queue
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from kursus.catalog import Module, Task
from kursus.errors import KursusError
from kursus.results import (
    ERROR,
    TIMEOUT,
    CheckResult,
    Failure,
    Report,
    file_hash,
    how_it_ended,
    judge,
)

START_LIMIT = 180.0  # seconds to start Python and load libraries, on a slow disk
LOAD_LIMIT = 20.0  # seconds that the learner's file itself may take to load
KEPT_OUTPUT = 4_000  # characters kept of what a check prints


class Listener:
    """Is told how a run goes on."""

    def expect(self, checks: dict[str, str]) -> None:
        """Which checks there will be: name -> task."""

    def begin(self, check: str) -> None:
        """A check starts."""

    def tell(self, result: CheckResult) -> None:
        """What has become of a check."""


class Cancelled(Exception):  # noqa: N818 (no error, but somebody's wish)
    """Nobody wants to know any more."""


def check(
    module: Module,
    *,
    tasks: Iterable[Task] | None = None,
    script: Path | None = None,
    seed: int | None = None,
    order: Iterable[str] = (),
    listener: Listener | None = None,
    cancel: threading.Event | None = None,
    start: Callable[[], Process] | None = None,
) -> Report:
    """Run the checks of a module's tasks and judge them.

    Args:
        module: what to check.
        tasks: only these; all by default.
        script: file to check instead of the learner's.
        seed: of the checks' random values; drawn if not given.
        order: names of checks that are to come first.
        listener: is told how the run goes on.
        cancel: ends the run when it is set.
        start: gives processes that wait for a job, if not those of this module.

    Raises:
        Cancelled: ``cancel`` was set; the child is gone by then.
        KursusError: the check file itself is broken.
        KeyboardInterrupt: Ctrl-C; the child is gone by then.
    """
    wanted = tuple(module.tasks if tasks is None else tasks)
    path = module.script if script is None else script
    seed = secrets.randbelow(2**31) if seed is None else seed
    digest = file_hash(path)
    begin = time.perf_counter()
    run = _Run(
        module=module,
        tasks={task.id: task for task in wanted},
        script=path.resolve(),
        seed=seed,
        order=list(order),
        listener=listener or Listener(),
        cancel=cancel or threading.Event(),
        start=start or Process,
    )
    while run.unfinished:
        run.session()
    # A check that was announced and gave no result did not pass.
    checks = [
        run.results.get(name, CheckResult(name, task, ERROR, Failure("lost")))
        for name, task in (run.expected or {}).items()
    ]
    seconds = time.perf_counter() - begin
    return Report(module, tuple(judge(module, checks, wanted)), seed, digest, seconds)


@dataclasses.dataclass
class _Run:
    """State of one call of :func:`check`, over as many child processes as it takes."""

    module: Module
    tasks: dict[str, Task]
    script: Path
    seed: int
    order: list[str]
    listener: Listener
    cancel: threading.Event
    start: Callable[[], Process]
    expected: dict[str, str] | None = None  # check -> task, from the first child
    results: dict[str, CheckResult] = dataclasses.field(default_factory=dict)
    unfinished: bool = True

    def job(self, marker: str) -> dict[str, Any]:
        """What a child is to do: all that has no result yet."""
        return {
            "script": str(self.script),
            "checks": str(self.module.checks.resolve()),
            "cwd": os.getcwd(),
            "tasks": list(self.tasks),
            "skip": list(self.results),
            "order": self.order,
            "seed": self.seed,
            "marker": marker,
        }

    def session(self) -> None:
        """One child process: until it has finished, crashed or run out of time."""
        child = _Child(self.start())
        child.process.send(self.job(child.marker))
        phase, current, limit = "starting", "", START_LIMIT
        ended: list[str] = []
        try:
            while True:
                event = child.next_event(limit, self.cancel)
                if event is None or event["event"] == "timeout":
                    self._cut_short(phase, current, limit, child, timeout=event is not None)
                    break
                kind = event["event"]
                if kind == "broken":
                    raise KursusError(
                        "checks_broken", file=self.module.checks, what=event["text"], exit_code=1
                    )
                if kind == "collected" and self.expected is None:
                    self.expected = dict(event["checks"])
                    if {*self.expected.values()} != {*self.tasks}:
                        lost = ", ".join(sorted({*self.tasks} - {*self.expected.values()}))
                        raise KursusError(
                            "checks_broken", file=self.module.checks, what=f"0: {lost}", exit_code=1
                        )
                    self.listener.expect(self.expected)
                elif kind == "loading":
                    phase, limit = kind, LOAD_LIMIT
                elif kind == "loaded":
                    phase, limit = kind, START_LIMIT
                elif kind == "start":
                    phase, current = kind, event["check"]
                    limit = self.tasks[(self.expected or {})[current]].time_limit
                    self.listener.begin(current)
                elif kind == "end":
                    phase, limit = kind, START_LIMIT
                    ended.append(event["check"])
                    self._keep(event, child.output.part(len(ended) - 1))
                elif kind == "finished":
                    # Early, if a check ended the session; then another child does the rest.
                    self.unfinished = bool(ended) and self._missing()
                    break
        finally:
            outputs = child.close()
        for name, output in zip([*ended, current], outputs, strict=False):
            if output and name in self.results:
                self.results[name] = dataclasses.replace(self.results[name], output=output)

    def _keep(self, event: dict[str, Any], output: str) -> None:
        name = event["check"]
        failure = Failure(**event["failure"]) if event["failure"] else None
        task = (self.expected or {})[name]
        result = CheckResult(name, task, event["outcome"], failure, event["seconds"], output)
        self.results[name] = result
        self.listener.tell(result)

    def _cut_short(
        self, phase: str, current: str, limit: float, child: _Child, timeout: bool
    ) -> None:
        """Note what a child's early end means, and whether another one is worth starting."""
        how = f"{limit:g} s" if timeout else child.how_it_ended()
        outcome = TIMEOUT if timeout else ERROR
        if phase == "starting":
            text = child.stop_and_read() or how
            raise KursusError("checks_broken", file=self.module.checks, what=text, exit_code=1)
        if phase == "loading":
            kind = "file_timeout" if timeout else "file_crash"
            failure = Failure(kind, where=self.script.name, error=how)
            for name, task in (self.expected or {}).items():
                self.results.setdefault(name, CheckResult(name, task, outcome, failure))
            self.unfinished = False
            return
        if phase == "start":
            task = (self.expected or {})[current]
            failure = Failure("timeout" if timeout else "crash", error=how)
            self.results[current] = CheckResult(current, task, outcome, failure, limit)
            self.listener.tell(self.results[current])
            # Its siblings would most likely meet the same fate; the task has failed anyway.
            for name, other in (self.expected or {}).items():
                if other == task and name not in self.results:
                    self.results[name] = CheckResult(
                        name, task, outcome, Failure("not_run", call=current)
                    )
            self.unfinished = self._missing()
        else:  # died between two checks: nobody's check, so do not try for ever
            self.unfinished = False

    def _missing(self) -> bool:
        """Whether a check that was announced has no result yet."""
        return len(self.results) < len(self.expected or {})


class Process:
    """A process that waits for one job: ``python -m kursus.worker``.

    Attributes:
        events: what it tells, as lines of JSON.
        output: what the learner's code prints.
    """

    events: IO[bytes]
    output: IO[bytes]

    def __init__(self) -> None:
        environment = {
            "OMP_NUM_THREADS": "1",  # checks are tiny, and bits must not depend on the machine
            **os.environ,
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "MPLBACKEND": "Agg",  # a forgotten plt.show() must not wait for a click
            "PYTHONBREAKPOINT": "0",  # nor a forgotten breakpoint() for a key
        }
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kursus.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=os.name == "posix",  # Ctrl-C is ours to handle; kill takes the group
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        assert self.process.stdout is not None  # pipes were asked for
        assert self.process.stderr is not None
        self.events, self.output = self.process.stdout, self.process.stderr

    def send(self, job: dict[str, Any]) -> None:
        """Hand over the job."""
        assert self.process.stdin is not None  # a pipe was asked for
        try:
            self.process.stdin.write(json.dumps(job).encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            pass  # it died at once; the end of its events says so

    def exit_code(self, seconds: float) -> int | None:
        """How it ended; None if it has not after these seconds."""
        try:
            return self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return None

    def end(self) -> None:
        """End it with all it has started."""
        if os.name == "posix":
            kill_group(self.process.pid)
        elif self.process.poll() is None:
            tree = ["taskkill", "/F", "/T", "/PID", str(self.process.pid)]
            subprocess.run(tree, capture_output=True, check=False)
        self.process.wait()
        assert self.process.stdin is not None  # a pipe was asked for
        with contextlib.suppress(OSError):  # the other end is gone, which is what was wanted
            self.process.stdin.close()


def kill_group(group: int) -> None:
    """End all processes of a group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):  # all gone already
        os.killpg(group, signal.SIGKILL)


class _Child:
    """A process at work, its events and its output."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.marker = f"\x00{secrets.token_hex(16)}\x00"
        self.events: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.output = _Output(self.marker.encode())
        self.threads = [
            threading.Thread(target=self._read_events, daemon=True),
            threading.Thread(target=self._read_output, daemon=True),
        ]
        for thread in self.threads:
            thread.start()

    def next_event(self, limit: float, cancel: threading.Event) -> dict[str, Any] | None:
        """The next event; None when the process has ended, ``timeout`` after ``limit`` seconds."""
        deadline = time.monotonic() + limit
        while True:
            if cancel.is_set():
                raise Cancelled
            try:
                # Short waits: on Windows a long one could not be interrupted with Ctrl-C.
                return self.events.get(timeout=min(0.1, max(0.0, deadline - time.monotonic())))
            except queue.Empty:
                if time.monotonic() >= deadline:
                    return {"event": "timeout"}

    def how_it_ended(self) -> str:
        """Signal or exit code of a process whose events have stopped."""
        code = self.process.exit_code(5)
        return "?" if code is None else how_it_ended(code)

    def stop_and_read(self) -> str:
        """End the process; the last lines that it wrote."""
        return "\n".join(" ".join(self.close()).strip().splitlines()[-3:])

    def close(self) -> list[str]:
        """End the process with all it has started; what was printed, check by check."""
        self.process.end()
        for thread in self.threads:
            # A process that the learner's code has cut loose may still hold the other end.
            thread.join(timeout=1)
        return self.output.parts()

    def _read_events(self) -> None:
        with self.process.events as stream:
            for line in stream:
                with contextlib.suppress(ValueError):
                    event = json.loads(line)
                    if isinstance(event, dict) and "event" in event:
                        self.events.put(event)
        self.events.put(None)

    def _read_output(self) -> None:
        with self.process.output as stream:
            while chunk := os.read(stream.fileno(), 1 << 16):
                self.output.feed(chunk)


class _Output:
    """The learner's prints: split at the markers, and only the beginning of each part kept."""

    def __init__(self, marker: bytes) -> None:
        self.marker = marker
        self.fed = threading.Condition()
        self.done: list[str] = []
        self.kept = b""
        self.tail = b""  # not yet judged: may be the beginning of a marker

    def feed(self, chunk: bytes) -> None:
        """Take in what was just read."""
        with self.fed:
            self.tail += chunk
            while self.marker in self.tail:
                before, self.tail = self.tail.split(self.marker, 1)
                self._keep(before)
                self.done.append(self._text())
                self.kept = b""
            safe = max(0, len(self.tail) - len(self.marker))
            self._keep(self.tail[:safe])
            self.tail = self.tail[safe:]
            self.fed.notify()

    def part(self, number: int) -> str:
        """What a check printed that has just ended; what is read too late, `parts` will hold."""
        with self.fed:
            self.fed.wait_for(lambda: len(self.done) > number, timeout=0.1)
            return self.done[number] if len(self.done) > number else ""

    def parts(self) -> list[str]:
        """What each check printed; last, what came after the last marker."""
        self._keep(self.tail)
        self.tail = b""
        return [*self.done, self._text()]

    def _keep(self, data: bytes) -> None:
        self.kept += data[: max(0, KEPT_OUTPUT - len(self.kept))]

    def _text(self) -> str:
        return self.kept.decode("utf-8", "replace")
