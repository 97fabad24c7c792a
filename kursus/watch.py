"""What happens while somebody works on a module: saves, verdicts, keys.

`happenings` only tells; `kursus watch` prints. A save in the middle of a run ends that run, so
that what is shown is always about the file as it is.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import watchfiles

from kursus import runner
from kursus.catalog import Module
from kursus.errors import KursusError
from kursus.results import PASSED, CheckResult, Report, TaskResult, file_hash, judge

SLOW = 0.1  # seconds from which a check has to wait for the others


@dataclass(frozen=True)
class Saved:
    """The file has changed; a run begins."""


@dataclass(frozen=True)
class Gone:
    """The file is not there any more."""


@dataclass(frozen=True)
class Verdict:
    """A task is decided: a check of it has failed, or all have passed."""

    result: TaskResult


@dataclass(frozen=True)
class Done:
    """A run has ended."""

    report: Report


@dataclass(frozen=True)
class Key:
    """A key was pressed."""

    name: str


Happening = Saved | Gone | Verdict | Done | Key | KursusError


def happenings(
    module: Module,
    start: Callable[[], runner.Process],
    keys: Callable[[threading.Event, Callable[[str], None]], None],
) -> Generator[Happening]:
    """All that happens, until the iterator is closed; the file is checked once at the beginning.

    Args:
        module: whose file is watched.
        start: gives the processes for its checks.
        keys: calls its second argument with each key, until its first is set.
    """
    found: queue.Queue[Any] = queue.Queue()
    stop = threading.Event()
    threads = [
        threading.Thread(target=_watch, args=(module.script, stop, found.put), daemon=True),
        threading.Thread(target=keys, args=(stop, lambda key: found.put(Key(key))), daemon=True),
    ]
    for thread in threads:
        thread.start()
    running = _Running(module, start, found.put)
    digest = file_hash(module.script)
    try:
        yield Saved() if digest else Gone()
        running.begin(digest)
        while True:
            happening = found.get()
            if isinstance(happening, Saved):
                seen, digest = digest, file_hash(module.script)
                if digest == seen:  # written once more, or only touched
                    continue
                running.cancel()
                yield Saved() if digest else Gone()
                running.begin(digest)
            elif isinstance(happening, tuple):
                number, what = happening
                if number == running.number:  # of this run, not of one that was cancelled
                    yield what
            else:
                yield happening
    finally:
        stop.set()
        running.cancel()
        for thread in threads:
            thread.join()


class _Running:
    """The run under way, in a thread of its own."""

    def __init__(
        self, module: Module, start: Callable[[], runner.Process], put: Callable[[Any], None]
    ) -> None:
        self.module = module
        self.start = start
        self.put = put
        self.number = 0
        self.seconds: dict[str, float] = {}
        self.thread: threading.Thread | None = None

    def begin(self, digest: str) -> None:
        """Check the file, if it is there."""
        self.number += 1
        if digest:
            self.stop = threading.Event()
            self.thread = threading.Thread(target=self._run, args=(self.number, self.stop))
            self.thread.start()

    def cancel(self) -> None:
        """End the run; nothing of it remains."""
        if self.thread is not None:
            self.stop.set()
            self.thread.join()
            self.thread = None

    def _run(self, number: int, stop: threading.Event) -> None:
        listener = _Listener(self.module, lambda what: self.put((number, what)))
        # Quick ones first, in the order of the tasks; then what trains.
        slow = sorted((s, name) for name, s in self.seconds.items() if s >= SLOW)
        order = [name for name in self.seconds if self.seconds[name] < SLOW]
        order += [name for _, name in slow]
        try:
            report = runner.check(
                self.module, order=order, listener=listener, cancel=stop, start=self.start
            )
        except runner.Cancelled:
            return
        except KursusError as error:
            self.put((number, error))
            return
        for result in report.tasks:
            self.seconds.update({check.id: check.seconds for check in result.checks})
        self.put((number, Done(report)))


class _Listener(runner.Listener):
    """Turns results of checks into verdicts on tasks, each as early as it is certain."""

    def __init__(self, module: Module, put: Callable[[Verdict], None]) -> None:
        self.module = module
        self.put = put
        self.open: dict[str, int] = {}  # task -> checks that are still to come
        self.results: list[CheckResult] = []

    def expect(self, checks: dict[str, str]) -> None:
        """Count the checks of every task."""
        for task in checks.values():
            self.open[task] = self.open.get(task, 0) + 1

    def tell(self, result: CheckResult) -> None:
        """A verdict, if this is the first check of the task to fail or the last to pass."""
        self.results.append(result)
        if result.task not in self.open:
            return
        self.open[result.task] -= 1
        if result.outcome == PASSED and self.open[result.task]:
            return
        del self.open[result.task]
        for judged in judge(self.module, self.results, self.module.tasks):
            if judged.task.id == result.task:
                self.put(Verdict(judged))


def _watch(script: Path, stop: threading.Event, put: Callable[[Saved], None]) -> None:
    """Tell of every change of a file, whichever way an editor writes it."""
    while not stop.is_set():
        try:
            # The folder, since an editor may put a new file in the place of the old one.
            for _ in watchfiles.watch(
                script.parent,
                watch_filter=lambda _, path: Path(path).name == script.name,
                debounce=200,
                step=20,
                stop_event=stop,
                rust_timeout=500,
                recursive=False,
                raise_interrupt=False,
            ):
                put(Saved())
        except OSError:  # the folder itself has gone, and may come back
            put(Saved())
            stop.wait(1)


@contextlib.contextmanager
def _single_keys() -> Iterator[None]:
    """Let the terminal give every key at once, unseen."""
    import termios
    import tty

    before = termios.tcgetattr(0)
    try:
        tty.setcbreak(0)
        yield
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, before)


def read_keys(stop: threading.Event, put: Callable[[str], None]) -> None:
    """Keys of the terminal, as long as ``stop`` is not set; none where there is no terminal."""
    if not sys.stdin.isatty():
        return
    if os.name == "nt":
        import msvcrt

        while not stop.wait(0.05):
            while msvcrt.kbhit():  # type: ignore[attr-defined, unused-ignore]
                put(msvcrt.getwch().lower())  # type: ignore[attr-defined, unused-ignore]
    else:
        import select

        with _single_keys():
            while not stop.is_set():
                if select.select([0], [], [], 0.1)[0]:
                    put(os.read(0, 1).decode("ascii", "replace").lower())
