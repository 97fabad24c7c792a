"""What a check says, and what kursus remembers of it.

Data flows one way: check -> :class:`CheckResult` -> :class:`TaskResult` ->
terminal and ``.kursus/``. Progress is derived from stored results that carry
the hash of the learner's file.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import hashlib
import json
import os
import signal
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kursus.catalog import Course, Module, Task
from kursus.errors import KursusError

SCHEMA = 1

PASSED, FAILED, TODO, BLOCKED, ERROR, TIMEOUT = (
    "passed",
    "failed",
    "todo",
    "blocked",
    "error",
    "timeout",
)
OUTCOMES = (PASSED, FAILED, TODO, BLOCKED, ERROR, TIMEOUT)
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # Unicode's categories


@dataclass(frozen=True)
class Failure:
    """Why a check did not pass, as plain text fields; the sentences are made later.

    Attributes:
        kind: what went wrong; ``failure_KIND`` names the sentence in messages.
        call: the call that was judged, e.g. ``sigmoid(z)``.
        got: what came back.
        want: what was due.
        difference: first place where they part.
        mistake: id of the known mistake that gives this answer.
        task: for a blocked check, the task that is needed first.
        argument: which argument was changed, counted from 1.
        where: ``file:line`` in the learner's file.
        code: that line.
        error: name and text of the exception.
    """

    kind: str
    call: str = ""
    got: str = ""
    want: str = ""
    difference: str = ""
    mistake: str = ""
    task: str = ""
    argument: str = ""
    where: str = ""
    code: str = ""
    error: str = ""


@dataclass(frozen=True)
class CheckResult:
    """Outcome of one check."""

    id: str
    task: str
    outcome: str
    failure: Failure | None = None
    seconds: float = 0.0
    output: str = ""


@dataclass(frozen=True)
class TaskResult:
    """Outcome of one task: passed only if every one of its checks passed."""

    task: Task
    checks: tuple[CheckResult, ...]

    @property
    def decisive(self) -> CheckResult | None:
        """The check that the learner should look at first; None if all passed.

        An argument changed in place comes before all else: it falsifies what the
        other checks compare with.
        """
        for check in self.checks:
            if check.failure and check.failure.kind == "changed" and check.outcome == FAILED:
                return check
        for outcomes in ((FAILED, ERROR, TIMEOUT), (TODO,), (BLOCKED,)):
            for check in self.checks:
                if check.outcome in outcomes:
                    return check
        return None

    @property
    def outcome(self) -> str:
        """Outcome of the decisive check; a task without checks is an error, never a pass."""
        if not self.checks:
            return ERROR
        return self.decisive.outcome if self.decisive else PASSED


@dataclass(frozen=True)
class Report:
    """Everything that one run of a module's checks found out."""

    module: Module
    tasks: tuple[TaskResult, ...]
    seed: int
    sha256: str
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether every task that was checked passed."""
        return all(result.outcome == PASSED for result in self.tasks)

    @property
    def points(self) -> int:
        """Points earned in this run."""
        return sum(r.task.points for r in self.tasks if r.outcome == PASSED)


def judge(module: Module, checks: Iterable[CheckResult], tasks: Iterable[Task]) -> list[TaskResult]:
    """Group checks by task, and blame a failure on the earlier task that causes it.

    A task that fails while a task it needs has failed, too, counts as blocked
    by that one: the learner should mend the first cause first.
    """
    found = list(checks)
    results: dict[str, TaskResult] = {}
    for task in tasks:
        mine = tuple(check for check in found if check.task == task.id)
        broken = {
            need
            for need in _all_needs(module, task)
            if need in results and results[need].outcome in (FAILED, ERROR, TIMEOUT)
        }
        if broken:
            first = min(broken, key=lambda need: [t.id for t in module.tasks].index(need))
            mine = tuple(_blame(check, first) for check in mine)
        results[task.id] = TaskResult(task, mine)
    return list(results.values())


def _blame(check: CheckResult, need: str) -> CheckResult:
    if check.outcome not in (FAILED, ERROR, TIMEOUT):
        return check
    # A file that does not load concerns every task alike and is nobody's consequence;
    # a recognised mistake is the task's own.
    if check.failure and (check.failure.mistake or check.failure.kind.startswith("file_")):
        return check
    return dataclasses.replace(check, outcome=BLOCKED, failure=Failure("blocked", task=need))


def _all_needs(module: Module, task: Task) -> set[str]:
    needs = set(task.needs)
    for other in reversed(module.tasks):
        if other.id in needs:
            needs.update(other.needs)
    return needs


@dataclass
class Progress:
    """What is stored about one module.

    Attributes:
        outcomes: task id -> {outcome, sha256, seed} of its newest run.
        hints: task id -> how many hints were shown.
    """

    outcomes: dict[str, dict[str, Any]] = field(default_factory=dict)
    hints: dict[str, int] = field(default_factory=dict)

    def outcome(self, task: Task) -> str | None:
        """Newest outcome of a task, or None if it was never checked."""
        stored = self.outcomes.get(task.id, {}).get("outcome")
        return stored if stored in OUTCOMES else None

    def stale(self, task: Task, sha256: str) -> bool:
        """Whether the learner's file has changed since the task was checked."""
        return bool(self.outcomes.get(task.id, {}).get("sha256") != sha256)


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes; empty for a file that is not there."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def clean(text: str) -> str:
    """Text without what could steer a terminal, a page or a log: control and bidi characters."""
    return "".join(
        c if c in "\n\t" or unicodedata.category(c) not in _UNSEEN else "\ufffd" for c in text
    )


def how_it_ended(code: int) -> str:
    """Signal or exit code of a process, from its status as ``subprocess`` gives it."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def load_progress(course: Course, module: str) -> Progress:
    """Stored progress of a module; an unreadable or foreign file counts as none."""
    try:
        data = json.loads(_path(course, module).read_bytes())
        if data.get("schema") != SCHEMA:
            return Progress()
        outcomes, hints = data["outcomes"], data["hints"]
    except (OSError, ValueError, KeyError, AttributeError):
        return Progress()
    if not isinstance(outcomes, dict) or not isinstance(hints, dict):
        return Progress()
    return Progress(
        {task: entry for task, entry in outcomes.items() if isinstance(entry, dict)},
        {task: count for task, count in hints.items() if type(count) is int},
    )


def save_progress(course: Course, module: str, progress: Progress) -> None:
    """Store progress; the older file stays whole until the new one is.

    Raises:
        KursusError: no room, or no permission to write.
    """
    path = _path(course, module)
    write_whole(path, json.dumps({"schema": SCHEMA, **dataclasses.asdict(progress)}, indent=1))


def record(course: Course, report: Report) -> None:
    """Store what a run found out, beside what is known of the other tasks."""
    progress = load_progress(course, report.module.name)
    for result in report.tasks:
        progress.outcomes[result.task.id] = {
            "outcome": result.outcome,
            "sha256": report.sha256,
            "seed": report.seed,
        }
    save_progress(course, report.module.name, progress)


def write_whole(path: Path, text: str | bytes) -> None:
    """Write a file so that it is either the old one or the new one, never half.

    Raises:
        KursusError: no room, or no permission to write.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    data = text.encode() if isinstance(text, str) else text
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        if error.errno == errno.ENOSPC:
            raise KursusError("disk_full", file=path, exit_code=1) from None
        raise KursusError("not_writable", file=path, what=error.strerror, exit_code=1) from None


def _path(course: Course, module: str) -> Path:
    return course.state / "progress" / f"{module}.json"
