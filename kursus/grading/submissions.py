"""Finds what was handed in and reads the learners' files out of it.

Whatever lies in a submission is hostile. Nothing of it is ever executed or written
to disk; :mod:`kursus.grading.archives` reads it. What cannot be taken becomes a
:class:`~kursus.grading.verdicts.Note`; one submission never disturbs another.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kursus.catalog import Course, Module
from kursus.errors import KursusError
from kursus.grading import archives
from kursus.grading.archives import (
    FILE,
    FOLDER,
    LIMITS,
    LINK,
    Budget,
    Entry,
    Limits,
    RefusedError,
    clean_name,
    normal,
    shown,
)
from kursus.grading.verdicts import Note, course_version

ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
FOREIGN = (".rar", ".7z", ".zst")  # only a program that is not part of Python opens these
IGNORED = {
    "solutions",
    "tests",
    ".git",
    ".venv",
    "venv",
    "node_modules",
    "site-packages",
    "__macosx",
    ".kursus",
    "backups",
}
CLUTTER = {"__macosx", "thumbs.db", "desktop.ini"}

PYPROJECT = 64 * 1024  # bytes of a pyproject.toml that is worth parsing

MOODLE = re.compile(r"(?P<student>.+_\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?")
CANVAS = re.compile(r"(?P<name>[^_]+)_(?:LATE_)?(?P<user>\d+)_(?P<upload>\d{3,})_(?P<file>.+)")
# What browsers and file managers make of a name: "(1)", "- Copy", "- Salinan"; or what a
# student puts before it.
COPY = re.compile(r"(?P<stem>.+?)(?: ?\(\d+\)| - (?:Copy|Salinan)(?: ?\(\d+\))?)(?P<suffix>\.py)")
RESUBMITTED = re.compile(r"(?P<stem>.+)-(?P<number>\d+)(?P<suffix>(?:\.tar)?\.\w+)")


@dataclass(frozen=True)
class Source:
    """What one student handed in, found without reading it.

    Attributes:
        student: name of the folder or archive, fit to be printed; unique.
        paths: the folder, the archive, or the files that a platform stores side by side.
        problem: why it cannot be graded; None if it may be.
    """

    student: str
    paths: tuple[Path, ...]
    problem: Note | None = None


@dataclass(frozen=True)
class Staged:
    """What was read from one submission.

    Attributes:
        files: module name -> bytes of the learner's file.
        notes: what a teacher should know.
        problem: why nothing could be read; None if something was.
        problems: module name -> why that module's file could not be taken.
    """

    files: Mapping[str, bytes]
    notes: tuple[Note, ...] = ()
    problem: Note | None = None
    problems: Mapping[str, Note] = field(default_factory=dict)


def submission_hash(files: Mapping[str, bytes]) -> str:
    """SHA-256 over the sorted names and contents, each behind its length."""
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()


# --- finding ----------------------------------------------------------------------


def find_sources(folder: Path, scripts: Sequence[str] = ()) -> list[Source]:
    """All submissions in a folder, sorted by student.

    Files of one student that a learning platform stores side by side are one submission.
    Files that are none, and students with more than one submission, have a problem.

    Args:
        folder: of the submissions.
        scripts: names of learners' files; what stands before one is the student's name.

    Raises:
        KursusError: the folder is missing, no folder, one submission itself, or holds none.
    """
    groups: dict[str, list[Source]] = {}
    try:
        for path in sorted(folder.iterdir()):
            if not path.name.startswith(".") and path.name.lower() not in CLUTTER:
                source = _source(path, scripts)
                # Equal here: names that one file system keeps apart and another one does not.
                groups.setdefault(normal(source.student.casefold()), []).append(source)
        if any((folder / "modules").glob("[0-9][0-9]_*")):
            raise KursusError("submissions_single", path=folder)
    except FileNotFoundError:
        raise KursusError("submissions_missing", path=folder) from None
    except NotADirectoryError:
        raise KursusError("submissions_no_folder", path=folder) from None
    except OSError:
        raise KursusError("submissions_unreadable", path=folder) from None
    sources = [_merge(group) for group in groups.values()]
    if all(source.problem and source.problem.key == "submission_stray" for source in sources):
        raise KursusError("submissions_none", path=folder)
    return sorted(sources, key=lambda source: source.student)


def single_source(path: Path) -> Source:
    """One submission: a folder, an archive or one topic file. A link to it is followed.

    Raises:
        KursusError: there is nothing of that name.
    """
    real = Path(os.path.realpath(path))
    if not real.exists():
        raise KursusError("submissions_missing", path=path)
    source = _source(real, ())
    if real.suffix == ".py" and real.is_file():
        return Source(source.student.removesuffix(".py"), source.paths)
    return source


def _source(path: Path, scripts: Sequence[str]) -> Source:
    """One entry of the folder by itself."""
    name = clean_name(path.name)
    student, problem = name, None
    mode = path.lstat().st_mode
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        problem = Note("submission_link", {"name": shown(name)})
    elif found := MOODLE.fullmatch(name):
        student = found["student"]
    elif stat.S_ISREG(mode) and (found := CANVAS.fullmatch(name)):
        student = f"{found['name']}_{found['user']}"
    elif stat.S_ISREG(mode) and name.endswith(tuple(f"_{script}" for script in scripts)):
        student = next(name.removesuffix(f"_{s}") for s in scripts if name.endswith(f"_{s}"))
    elif name.lower().endswith(FOREIGN) and stat.S_ISREG(mode):
        problem = Note("submission_foreign", {"name": shown(name)})
    elif not name.lower().endswith(ARCHIVES) and stat.S_ISREG(mode):
        problem = Note("submission_stray", {"name": shown(name)})
    return Source(_without_suffix(student), (path,), problem)


def _merge(group: Sequence[Source]) -> Source:
    """One source of all entries that bear one student's name."""
    if len(group) == 1:
        return group[0]
    student = group[0].student
    paths = tuple(path for source in group for path in source.paths)
    files = [path.suffix == ".py" and not source.problem for source in group for path in paths]
    if all(files) or all(not s.problem and _uploaded(s.paths[0]) for s in group):
        newest: dict[str, Path] = {}
        for path in sorted(paths, key=_age):
            newest[_file_name(path)] = path
        return Source(student, tuple(sorted(newest.values())))
    names = shown(", ".join(clean_name(path.name) for path in paths))
    return Source(student, paths, Note("submission_twice", {"names": names}))


def _uploaded(path: Path) -> re.Match[str] | None:
    """The parts of a name that a learning platform gave."""
    name = clean_name(path.name)
    return MOODLE.fullmatch(name) or CANVAS.fullmatch(name)


def _age(path: Path) -> tuple[int, int, str]:
    """Sorts what one student uploaded: the newest last."""
    found = _uploaded(path)
    again = RESUBMITTED.fullmatch(found["file"] or "") if found else None
    upload = found.groupdict().get("upload") if found else None
    return int(again["number"]) if again else 0, int(upload or 0), path.name


def _file_name(path: Path) -> str:
    """What the student called a file, before a platform put names and numbers around it."""
    found = _uploaded(path)
    if not found:
        return clean_name(path.name)
    name = found["file"] or path.name
    again = RESUBMITTED.fullmatch(name) if found.re is CANVAS else None
    return again["stem"] + again["suffix"] if again else name


def _without_suffix(name: str) -> str:
    """A student's name from that of the archive."""
    for suffix in (*ARCHIVES, *FOREIGN):
        if name.lower().endswith(suffix):
            name = name[: -len(suffix)]
            break
    return name.strip() or "\ufffd"


# --- staging ----------------------------------------------------------------------


class _Slot:
    """The best candidate for one file, of all that are offered."""

    def __init__(self) -> None:
        self.rank: tuple[bool, int, int] | None = None  # not regular?, kind of place, depth
        self.parts: tuple[str, ...] = ()
        self.data: bytes | None = None
        self.problem: Note | None = None

    @property
    def regular(self) -> bool:
        """Whether a regular file has been offered."""
        return self.rank is not None and not self.rank[0]

    def offer(self, place: int, parts: tuple[str, ...], kind: str, entry: Entry) -> None:
        """Keep this candidate if none was better; of equally good ones all must be equal."""
        rank = (kind != FILE, place, len(parts))
        if self.rank is not None and rank > self.rank:
            return
        tie = rank == self.rank
        if tie and self.problem:
            return
        try:
            if kind != FILE:
                key = "submission_file_folder" if kind == FOLDER else "submission_file_link"
                raise RefusedError(key, file=shown(parts))
            data = entry.read()
            if tie and data != self.data:
                both = {"first": shown(self.parts), "second": shown(parts)}
                raise RefusedError("submission_file_differs", **both)
            self.data, self.problem = data, None
        except RefusedError as refusal:
            self.data, self.problem = None, refusal.note
        self.rank, self.parts = rank, parts


class _Desk:
    """Where the entries of one submission are sorted."""

    def __init__(self, course: Course, modules: Sequence[Module], limits: Limits) -> None:
        self.course = course
        self.limits = limits
        self.modules: dict[str, list[Module]] = {}  # by the name of the learner's file
        for module in modules:
            self.modules.setdefault(module.script.name, []).append(module)
        self.slots = {module.name: _Slot() for module in modules}
        self.checks = {module.checks.name: (module, _Slot()) for module in modules}
        self.pyproject = _Slot()
        self.ignored: dict[str, tuple[str, int]] = {}  # key of a note -> the first, how many
        self.archives: list[Entry] = []
        self.foreign: list[Entry] = []
        self.students: set[str] = set()  # that names given by a platform speak of
        self.files = 0

    @property
    def filled(self) -> bool:
        """Whether there is a candidate for any module."""
        return any(slot.regular for slot in self.slots.values())

    def ignore(self, key: str, name: str | Sequence[str]) -> None:
        """Remember for a note that something is ignored."""
        first, count = self.ignored.get(key) or (shown(name), 0)
        self.ignored[key] = (first, count + 1)

    def take(self, entry: Entry) -> None:
        """Put an entry where it belongs."""
        parts = entry.parts
        above = {part.lower() for part in parts[:-1]} & IGNORED
        if above == {"tests"} and entry.kind == FILE:
            self._take_check(entry)
        if above:
            return
        if len(parts) > self.limits.depth:
            self.ignore("submission_deep", parts)
            return
        if entry.kind == LINK:
            self.ignore("submission_links", parts)
        if len(parts) == 1 and (given := MOODLE.fullmatch(parts[0]) or CANVAS.fullmatch(parts[0])):
            self.students.add(given.groupdict().get("student") or given["user"])
        for end in range(1, len(parts) + 1):  # an archive need not name its folders
            self._offer(parts[:end], entry.kind if end == len(parts) else FOLDER, entry)
        if entry.kind != FILE:
            return
        name = parts[-1].lower()
        if name.endswith(ARCHIVES):
            self.archives.append(entry)
            return
        self.files += 1
        if name == "pyproject.toml":
            self.pyproject.offer(0, parts, FILE, entry)
        elif name.endswith(FOREIGN):
            self.foreign.append(entry)

    def _take_check(self, entry: Entry) -> None:
        parts = entry.parts
        if parts[-3:-1] == ("tests", "modules") and parts[-1] in self.checks:
            self.checks[parts[-1]][1].offer(0, parts, FILE, entry)

    def _offer(self, parts: tuple[str, ...], kind: str, entry: Entry) -> None:
        name = self._wanted(parts[-1]) if kind == FILE else parts[-1]
        for module in self.modules.get(name, ()):
            folder = parts[-2] if len(parts) > 1 else ""
            if name != parts[-1]:
                place = 3
            elif parts[-3:-1] == ("modules", module.name):
                place = 0
            elif folder == module.name:
                place = 1
            elif folder in self.course.names:  # another module whose file has the same name
                continue
            else:
                place = 2
            self.slots[module.name].offer(place, parts, kind, entry)

    def _wanted(self, name: str) -> str:
        """The name that a learner's file had before it was copied or renamed."""
        if name in self.modules:
            return name
        if found := COPY.fullmatch(name):
            name = found["stem"] + found["suffix"]
        ends = [wanted for wanted in self.modules if name.endswith(f"_{wanted}")]
        if name.startswith("test_"):
            return name
        return ends[0] if len(ends) == 1 and name not in self.modules else name

    def notes(self) -> Iterator[Note]:
        """What a teacher should know."""
        for module in itertools.chain.from_iterable(self.modules.values()):
            parts = self.slots[module.name].parts
            if parts and parts[-1] != module.script.name:
                fields = {"file": shown(parts), "wanted": module.script.name}
                yield Note("submission_renamed", fields)
        for key, (first, count) in sorted(self.ignored.items()):
            yield Note(key, {"count": str(count), "first": first})
        own = [
            name
            for name, (module, slot) in self.checks.items()
            if slot.regular and (slot.data is None or not _same(slot.data, module.checks))
        ]
        if own:
            yield Note("submission_own_tests", {"files": ", ".join(own)})
        theirs, ours = _version(self.pyproject.data), course_version(self.course)
        if theirs and theirs != ours:
            yield Note("submission_version", {"theirs": shown(theirs), "ours": ours})
        for module in itertools.chain.from_iterable(self.modules.values()):
            data = self.slots[module.name].data
            if data is not None and not data.strip():
                yield Note("submission_file_empty", {"file": module.script.name})
            elif data is not None and _same(data, _handed_out(module)):
                yield Note("submission_unchanged", {"file": module.script.name})

    def problem(self, name: str) -> Note:
        """Why there is no candidate at all."""
        if self.archives:
            first = shown(self.archives[0].parts)
            count = str(len(self.archives))
            return Note("submission_archives", {"name": name, "count": count, "first": first})
        if self.foreign:
            return Note("submission_foreign", {"name": shown(self.foreign[0].parts)})
        if not self.files:
            return Note("submission_empty", {"name": name})
        return Note("submission_no_script", {"name": name, "files": ", ".join(self.modules)})


def stage(
    source: Source, course: Course, modules: Sequence[Module], limits: Limits = LIMITS
) -> Staged:
    """Read the learner's files of ``modules`` out of a submission.

    Never raises because of what a submission holds; a process with a memory limit may
    call it. The result depends on the submission and the course alone.
    """
    if source.problem:
        return Staged({}, problem=source.problem)
    name = shown(source.paths[0].name if len(source.paths) == 1 else source.student)
    try:
        return _stage(source, name, _Desk(course, modules, limits))
    except RefusedError as refusal:
        note = refusal.note
    except (MemoryError, RecursionError):
        note = Note("submission_memory", {"name": name})
    except OSError:
        note = Note("submission_unreadable", {"name": name})
    return Staged({}, problem=note)


def _stage(source: Source, name: str, desk: _Desk) -> Staged:
    budget = Budget(name, desk.limits)
    for path in source.paths:
        name_of_file, skip = _file_name(path), IGNORED - {"tests"}
        for entry in archives.entries(path, name_of_file, skip, desk.ignore, budget):
            desk.take(entry)
    if not desk.filled and len(desk.archives) == 1:
        archive = desk.archives.pop()
        assert archive.path is not None  # so far there were only entries on disk
        inner = shown(archive.parts)
        for entry in archives.members(archive.path, inner, desk.ignore, budget):
            desk.take(entry)
    if len(desk.students) > 1:
        count = str(len(desk.students))
        raise RefusedError("submission_download", name=name, count=count)
    files = {key: slot.data for key, slot in desk.slots.items() if slot.data is not None}
    problems = {key: slot.problem for key, slot in desk.slots.items() if slot.problem}
    problem = None if files or problems else desk.problem(name)
    return Staged(files, tuple(desk.notes()), problem, problems)


def _handed_out(module: Module) -> Path:
    """The file that the learner was given: in a course for learners, their own stands in place."""
    return module.kept_stub if module.kept_stub.is_file() else module.script


def _same(data: bytes, path: Path) -> bool:
    """Whether ``data`` is the course's file, in whatever way the lines end."""
    with contextlib.suppress(OSError):
        return data.replace(b"\r\n", b"\n") == path.read_bytes().replace(b"\r\n", b"\n")
    return False


def _version(pyproject: bytes | None) -> str:
    """Version of the course that a submission names; empty if it names none."""
    if pyproject is None or len(pyproject) > PYPROJECT:
        return ""
    try:
        version = tomllib.loads(pyproject.decode("utf-8-sig"))["project"]["version"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return version if isinstance(version, str) else ""
