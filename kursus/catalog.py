"""The course as data: modules, tasks, points, hints and known mistakes.

Which modules the course has is told by its check files
(``tests/modules/test_NN_topic.py``); every fact about a module stands in its
``module.toml``. Nothing here imports a learner's file, NumPy or PyTorch.
"""

from __future__ import annotations

import difflib
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kursus.errors import KursusError
from kursus.messages import LANGUAGES

TIME_LIMIT = 10.0  # seconds a check may take where module.toml says nothing else

Text = Mapping[str, str]  # language -> sentence


@dataclass(frozen=True)
class Task:
    """One exercise: a function, several, or all methods of a class."""

    id: str
    functions: tuple[str, ...]
    points: int
    needs: tuple[str, ...]
    time_limit: float
    hints: Mapping[str, tuple[str, ...]]

    @property
    def name(self) -> str:
        """What headings and tables call the task."""
        return ", ".join(self.functions)

    @property
    def heading(self) -> str:
        """Heading of the task in both lessons."""
        return f"{self.id} {self.name}"

    @property
    def anchor(self) -> str:
        """Fragment that a forge gives to the heading."""
        return re.sub(r"[^\w\- ]", "", self.heading.lower()).replace(" ", "-")


@dataclass(frozen=True)
class Module:
    """One folder of the course with everything that module.toml says of it."""

    root: Path
    name: str
    title: Text
    shows: Text
    minutes: int
    demo: tuple[str, ...]
    tasks: tuple[Task, ...]
    mistakes: Mapping[str, Text]

    @property
    def number(self) -> str:
        """``01`` of ``01_numpy_neuron``."""
        return self.name.split("_", 1)[0]

    @property
    def folder(self) -> Path:
        """The learner's folder."""
        return self.root / "modules" / self.name

    @property
    def script(self) -> Path:
        """The one file that the learner edits."""
        return self.folder / _script_name(self.name)

    @property
    def solution(self) -> Path:
        """The reference; the file may be absent in a course for students."""
        return self.root / "solutions" / self.name / _script_name(self.name)

    @property
    def kept_stub(self) -> Path:
        """The learner's file as it was handed out; only a course without answers has it."""
        return self.root / "stubs" / self.name / _script_name(self.name)

    @property
    def checks(self) -> Path:
        """The check file."""
        return self.root / "tests" / "modules" / f"test_{self.name}.py"

    @property
    def points(self) -> int:
        """Points of all tasks."""
        return sum(task.points for task in self.tasks)

    def lesson(self, lang: str) -> Path:
        """The lesson in one language."""
        return self.folder / f"lesson.{lang}.md"

    def task(self, name: str) -> Task:
        """Task by its id or by the name of its function.

        Raises:
            KursusError: no such task.
        """
        for task in self.tasks:
            if name == task.id or name in task.functions:
                return task
        names = [task.id for task in self.tasks] + [f for t in self.tasks for f in t.functions]
        near = difflib.get_close_matches(name, names, 3, 0.5) or [t.id for t in self.tasks]
        raise KursusError("unknown_task", name=name, near=", ".join(near))


@dataclass(frozen=True)
class Course:
    """A checkout of the course."""

    root: Path

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all modules, in order."""
        files = (self.root / "tests" / "modules").glob("test_[0-9][0-9]_*.py")
        return tuple(sorted(file.stem.removeprefix("test_") for file in files))

    @property
    def state(self) -> Path:
        """Folder of what kursus remembers; never holds the learner's only copy of anything."""
        return self.root / ".kursus"

    def find(self, name: str) -> str:
        """Full name of a module from ``1``, ``01``, ``numpy_neuron``, its folder or its script.

        Raises:
            KursusError: no such module.
        """
        wanted = name.replace("\\", "/").rstrip("/")
        parts = wanted.split("/")
        if parts[-1].endswith((".py", ".md", ".toml")) and len(parts) > 1:
            parts.pop()
        wanted = parts[-1].removesuffix(".py").lower()
        for full in self.names:
            number, topic = full.split("_", 1)
            if wanted in (full, topic, number) or (
                wanted.isdecimal() and int(wanted) == int(number)
            ):
                return full
        candidates = [*self.names, *(full.split("_", 1)[1] for full in self.names)]
        near = difflib.get_close_matches(wanted, candidates, 3, 0.5) or self.names
        raise KursusError("unknown_module", name=name, near=", ".join(near))

    def module(self, name: str) -> Module:
        """Module by any of the names that :meth:`find` takes.

        Raises:
            KursusError: no such module, its folder is missing, or its module.toml is broken.
        """
        full = self.find(name)
        folder = self.root / "modules" / full
        if not folder.is_dir():
            others = sorted(f.name for f in folder.parent.glob(f"{full[:2]}*") if f.is_dir())
            if others:
                raise KursusError("module_renamed", found=f"modules/{others[0]}", want=full)
            raise KursusError("module_missing", folder=f"modules/{full}")
        return read_module(self.root, full)

    def select(self, text: str) -> tuple[str, ...]:
        """Names of the modules that ``01-05``, ``01,03``, ``01-03,05`` or ``all`` means.

        Raises:
            KursusError: no such module, or no such way to name several.
        """
        if text.strip().lower() == "all":
            return self.names
        chosen: set[str] = set()
        for part in text.split(","):
            ends = [end.strip() for end in part.split("-")]
            if len(ends) > 2 or not all(ends):
                raise KursusError("modules_unclear", text=text)
            first, last = (self.names.index(self.find(end)) for end in (ends[0], ends[-1]))
            if last < first:
                raise KursusError("modules_unclear", text=text)
            chosen.update(self.names[first : last + 1])
        return tuple(name for name in self.names if name in chosen)

    def of_task(self, task_id: str) -> Module:
        """The module that holds a task id such as ``3.2``.

        Raises:
            KursusError: no such module.
        """
        return self.module(task_id.split(".", 1)[0])


def find_course(start: Path) -> Course:
    """The course around the folder ``start``.

    Raises:
        KursusError: ``start`` is not inside a course; the sentence names the one that
            kursus was installed from, if it is one.
    """
    for folder in (start, *start.parents):
        if (folder / "modules").is_dir() and (folder / "tests" / "modules").is_dir():
            return Course(folder)
    home = Path(__file__).resolve().parents[1]
    known = (home / "tests" / "modules").is_dir()
    raise KursusError("no_course", folder=start, home=home if known else "FOLDER")


def read_module(root: Path, name: str) -> Module:
    """Read and verify ``modules/NAME/module.toml``.

    Raises:
        KursusError: the file is missing or broken; the sentence names file and line.
    """
    path = root / "modules" / name / "module.toml"
    shown = path.relative_to(root).as_posix()
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise KursusError("toml_missing", file=shown) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise KursusError("toml_broken", file=shown, line=line, what="UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise KursusError("toml_broken", file=shown, line=line, what=what) from None
    return _Reader(shown, text).module(root, name, data)


class _Reader:
    """Turns the parsed TOML into a Module and names the line of what is wrong."""

    def __init__(self, shown: str, text: str) -> None:
        self.shown = shown
        self.lines = text.splitlines()

    def fail(self, what: str, header: str = "", nth: int = 0, key: str = "") -> KursusError:
        """Error at the line of ``key`` behind the ``nth`` line that starts with ``header``."""
        heads = [i for i, line in enumerate(self.lines) if line.strip().startswith(header)]
        start = heads[nth] if header and nth < len(heads) else 0
        line = start
        for i in range(start, len(self.lines)):
            if i > start and header and self.lines[i].startswith("[["):
                break
            if key and re.match(rf"\s*{re.escape(key)}\b", self.lines[i]):
                line = i
                break
        return KursusError("toml_broken", file=self.shown, line=line + 1, what=what)

    def text(self, table: Any, header: str) -> Text:
        """A table with one text for each language."""
        if not isinstance(table, dict) or any(
            not isinstance(table.get(lang), str) or not table[lang].strip() for lang in LANGUAGES
        ):
            raise self.fail(f"{header}: id, en", header)
        return {lang: table[lang] for lang in LANGUAGES}

    def module(self, root: Path, name: str, data: dict[str, Any]) -> Module:
        """The whole file."""
        known = {"title", "shows", "minutes", "demo", "task", "mistakes"}
        for key in data.keys() - known:
            raise self.fail(f"{key}?", key=key)
        minutes = data.get("minutes")
        if type(minutes) is not int or minutes < 1:
            raise self.fail("minutes = 90", key="minutes")
        tables = data.get("task")
        if not isinstance(tables, list) or not tables:
            raise self.fail("[[task]]")
        tasks: list[Task] = []
        for nth, table in enumerate(tables):
            tasks.append(self.task(table, nth, [task.id for task in tasks]))
        mistakes = data.get("mistakes", {})
        return Module(
            root=root,
            name=name,
            title=self.text(data.get("title"), "[title]"),
            shows=self.text(data.get("shows"), "[shows]"),
            minutes=minutes,
            demo=self.strings(data.get("demo", []), "demo"),
            tasks=tuple(tasks),
            mistakes={key: self.text(mistakes[key], f"[mistakes.{key}]") for key in mistakes},
        )

    def strings(self, value: Any, key: str, nth: int = -1) -> tuple[str, ...]:
        """A list of strings, or one string alone."""
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or any(not isinstance(item, str) for item in value):
            header, number = ("", 0) if nth < 0 else ("[[task]]", nth)
            raise self.fail(f'{key} = ["..."]', header, number, key)
        return tuple(value)

    def task(self, table: dict[str, Any], nth: int, earlier: Iterable[str]) -> Task:
        """One ``[[task]]``; it may need only earlier ones."""

        def wrong(what: str, key: str) -> KursusError:
            return self.fail(what, "[[task]]", nth, key)

        known = {"id", "function", "points", "needs", "time_limit", "hints"}
        for key in table.keys() - known:
            raise wrong(f"{key}?", key)
        task_id, points = table.get("id"), table.get("points")
        if not isinstance(task_id, str) or not re.fullmatch(r"\d+\.\d+", task_id):
            raise wrong('id = "1.1"', "id")
        if task_id in earlier:
            raise wrong(f"id = {task_id}: 2x", "id")
        if type(points) is not int or points < 1:
            raise wrong("points = 2", "points")
        functions = self.strings(table.get("function"), "function", nth)
        needs = self.strings(table.get("needs", []), "needs", nth)
        for need in needs:
            if need not in earlier:
                raise wrong(f"needs: {need}?", "needs")
        limit = table.get("time_limit", TIME_LIMIT)
        if not isinstance(limit, (int, float)) or not limit > 0:
            raise wrong("time_limit = 10", "time_limit")
        hints = table.get("hints")
        if not isinstance(hints, dict) or set(hints) != set(LANGUAGES):
            raise wrong("hints.id, hints.en", "hints")
        shown = {lang: self.strings(hints[lang], f"hints.{lang}", nth) for lang in LANGUAGES}
        return Task(task_id, functions, points, needs, float(limit), shown)


def _script_name(name: str) -> str:
    """``numpy_neuron.py`` of ``01_numpy_neuron``."""
    return f"{name.split('_', 1)[1]}.py"
