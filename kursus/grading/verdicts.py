"""What grading finds out: one :class:`Verdict` for each submission.

The schema of ``journal.jsonl`` and ``results.json``; its number rises with every change.
A verdict proper is a function of the submission and its provenance, so that it comes out
equal, byte for byte, wherever the processors compute alike.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import importlib.metadata
import json
import platform
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kursus.catalog import Course, Module
from kursus.results import PASSED, CheckResult, Failure, Report, TaskResult

SCHEMA = 1

GRADED = "graded"  # the checks ran, or there was nothing for them to run on
UNGRADABLE = "ungradable"  # somebody must look: not the same as zero points


@dataclass(frozen=True)
class Note:
    """A sentence for a person: a key of ``messages.SENTENCES`` and its fields."""

    key: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Provenance:
    """What a verdict depends on beside the submission.

    Attributes:
        course: version of the course.
        checks: SHA-256 of the check files and tasks of the graded modules.
        modules: names of the graded modules.
        seed: of the checks' random values.
        isolation: level that shut the learner's code in: full, strong, partial or none.
        versions: of Python and of the libraries that compute.
    """

    course: str
    checks: str
    modules: tuple[str, ...]
    seed: int
    isolation: str
    versions: str = ""


@dataclass(frozen=True)
class TaskVerdict:
    """Outcome of one task.

    Attributes:
        id: of the task, e.g. ``3.2``.
        outcome: as in ``results.OUTCOMES``; only ``passed`` earns points.
        points: earned.
        of: points that the task is worth.
        checks: name -> outcome of every check.
        decisive: the check to look at first; None if all passed.
        failure: why that check did not pass.
        output: what the learner's code printed during it, shortened.
    """

    id: str
    outcome: str
    points: int
    of: int
    checks: Mapping[str, str]
    decisive: str | None = None
    failure: Failure | None = None
    output: str = ""


@dataclass(frozen=True)
class ModuleVerdict:
    """Outcome of one module.

    Attributes:
        name: e.g. ``04_pytorch_xor``.
        sha256: of the learner's file; empty if there was none.
        tasks: in the order of the course.
        problem: why the module could not be graded; None if it was.
    """

    name: str
    sha256: str
    tasks: tuple[TaskVerdict, ...]
    problem: Note | None = None


@dataclass(frozen=True)
class Verdict:
    """Everything that is recorded about one submission.

    Attributes:
        student: name of the submission: of its folder or archive.
        source: name of what was handed in, as found in the folder.
        sha256: of the graded files; empty if there were none.
        provenance: what else the verdict depends on.
        modules: in the order of the course; empty if ``problem`` stopped all of it.
        problem: why nothing could be graded; None if something was.
        notes: what the teacher should know, e.g. that the submission's own checks were ignored.
        resources: seconds of CPU of the learner's code (``cpu``) and of the checks
            (``examiner``), wall seconds, peak memory in bytes; no part of the verdict proper.
    """

    student: str
    source: str
    sha256: str
    provenance: Provenance
    modules: tuple[ModuleVerdict, ...] = ()
    problem: Note | None = None
    notes: tuple[Note, ...] = ()
    resources: Mapping[str, float] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """GRADED, or UNGRADABLE if any part of it could not be graded."""
        broken = self.problem or any(module.problem for module in self.modules)
        return UNGRADABLE if broken else GRADED

    @property
    def points(self) -> int:
        """Points earned in all modules."""
        return sum(task.points for module in self.modules for task in module.tasks)

    @property
    def of(self) -> int:
        """Points of all graded tasks."""
        return sum(task.of for module in self.modules for task in module.tasks)


def of_task(result: TaskResult) -> TaskVerdict:
    """The verdict on a task from the results of its checks."""
    decisive = result.decisive
    points = result.task.points
    return TaskVerdict(
        id=result.task.id,
        outcome=result.outcome,
        points=points if result.outcome == PASSED else 0,
        of=points,
        checks={check.id: check.outcome for check in result.checks},
        decisive=decisive.id if decisive else None,
        failure=decisive.failure if decisive else None,
        output=decisive.output if decisive else "",
    )


def decisive_check(task: TaskVerdict) -> CheckResult | None:
    """The check to look at first, as the terminal's report takes it."""
    if task.decisive is None:
        return None
    outcome = task.checks[task.decisive]
    return CheckResult(task.decisive, task.id, outcome, task.failure, output=task.output)


def as_report(module: Module, verdict: ModuleVerdict, seed: int) -> Report:
    """A module's verdict as what practice gives, for those who show both."""
    results = []
    for task in verdict.tasks:
        checks = tuple(
            decisive_check(task) if name == task.decisive else CheckResult(name, task.id, outcome)
            for name, outcome in task.checks.items()
        )
        known = tuple(check for check in checks if check)
        results.append(TaskResult(module.task(task.id), known))
    return Report(module, tuple(results), seed, verdict.sha256)


# --- as JSON ----------------------------------------------------------------------


def to_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as plain data; ``status``, ``points`` and ``of`` are there for readers' ease."""
    data = dataclasses.asdict(verdict)
    for module in data["modules"]:
        for task in module["tasks"]:
            if task["failure"]:
                task["failure"] = {key: text for key, text in task["failure"].items() if text}
    return {
        "schema": SCHEMA,
        "status": verdict.status,
        "points": verdict.points if verdict.status == GRADED else None,
        "of": verdict.of,
        **data,
    }


def from_json(data: Mapping[str, Any]) -> Verdict:
    """The verdict that :func:`to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: it is none, or of another schema.
    """
    if data["schema"] != SCHEMA:
        raise ValueError(f"schema {data['schema']}")
    provenance = {**data["provenance"], "modules": tuple(data["provenance"]["modules"])}
    return Verdict(
        student=data["student"],
        source=data["source"],
        sha256=data["sha256"],
        provenance=Provenance(**provenance),
        modules=tuple(_module(module) for module in data["modules"]),
        problem=_note(data["problem"]),
        notes=tuple(Note(**note) for note in data["notes"]),
        resources=data["resources"],
    )


def proper(verdict: Verdict) -> str:
    """The verdict proper as canonical JSON: what must come out equal everywhere.

    Not part of it are the resources used, and what the learner's code printed: times, say.
    """
    data = {key: value for key, value in to_json(verdict).items() if key != "resources"}
    for module in data["modules"]:
        for task in module["tasks"]:
            del task["output"]
    return json.dumps(data, sort_keys=True)


def _module(data: Mapping[str, Any]) -> ModuleVerdict:
    tasks = tuple(
        TaskVerdict(**{**task, "failure": Failure(**task["failure"]) if task["failure"] else None})
        for task in data["tasks"]
    )
    return ModuleVerdict(data["name"], data["sha256"], tasks, _note(data["problem"]))


def _note(data: Mapping[str, Any] | None) -> Note | None:
    return Note(**data) if data else None


# --- provenance -------------------------------------------------------------------


def course_version(course: Course) -> str:
    """Version of a course, from its pyproject.toml; that of the tool where it has none."""
    try:
        data = tomllib.loads((course.root / "pyproject.toml").read_text("utf-8"))
        return str(data["project"]["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return importlib.metadata.version("kursus")


def library_versions() -> str:
    """Versions of Python and of the libraries that compute, as far as they are there."""
    found = [f"python {platform.python_version()}"]
    for name in ("numpy", "torch"):
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found.append(f"{name} {importlib.metadata.version(name)}")
    return ", ".join(found)


def checks_hash(modules: Iterable[Module]) -> str:
    """SHA-256 over the check files of modules, and over tasks, points and time limits."""
    digest = hashlib.sha256()
    for module in modules:
        tasks = [(task.id, task.points, task.needs, task.time_limit) for task in module.tasks]
        head = json.dumps([module.name, tasks])
        for part in (head.encode(), module.checks.read_bytes()):
            digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()
