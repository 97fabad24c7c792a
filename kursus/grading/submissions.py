"""Finds what was handed in and reads the learners' files out of it.

Whatever lies in a submission is hostile. Nothing of it is ever executed or written
to disk: archives are read in memory, forwards, with a bound on everything that the
archive itself could make large. What cannot be taken becomes a
:class:`~kursus.grading.verdicts.Note`; one submission never disturbs another.
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import hashlib
import itertools
import lzma
import os
import re
import stat
import tarfile
import tomllib
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, cast

from kursus.catalog import Course, Module
from kursus.errors import KursusError
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

TAR_HEADER = 64 * 1024  # bytes of one header; a path takes 4 KiB at most
TAR_HEADERS = 32 * 2**20  # bytes of all headers of an archive: each costs time
TAR_DIGITS = re.compile(rb"\d{64}")  # older versions of tarfile search long runs again and again
TAR_KEYWORDS = 100  # pax keywords for all files; tarfile copies them for each file
PATH = 4096  # bytes of a path that a file system could hold
ZIP_RECORD = 256  # bytes of the zip's directory for each member, on average
PYPROJECT = 64 * 1024  # bytes of a pyproject.toml that is worth parsing

MOODLE = re.compile(r"(?P<student>.+_\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?")
CANVAS = re.compile(r"(?P<name>[^_]+)_(?:LATE_)?(?P<user>\d+)_(?P<upload>\d{3,})_(?P<file>.+)")
# What browsers and file managers make of a name: "(1)", "- Copy", "- Salinan"; or what a
# student puts before it.
COPY = re.compile(r"(?P<stem>.+?)(?: ?\(\d+\)| - (?:Copy|Salinan)(?: ?\(\d+\))?)(?P<suffix>\.py)")
RESUBMITTED = re.compile(r"(?P<stem>.+)-(?P<number>\d+)(?P<suffix>(?:\.tar)?\.\w+)")


@dataclass(frozen=True)
class Limits:
    """How much of one submission is read.

    Attributes:
        file: bytes of one learner's file.
        members: entries of one archive or folder.
        unpacked: bytes read from one submission, after decompression.
        archive: bytes of an archive on disk.
        depth: parts of a path inside a submission.
    """

    file: int = 2**20
    members: int = 20_000
    unpacked: int = 256 * 2**20
    archive: int = 128 * 2**20
    depth: int = 20


LIMITS = Limits()


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
                groups.setdefault(_normal(source.student.casefold()), []).append(source)
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
    name = _clean(path.name)
    student, problem = name, None
    mode = path.lstat().st_mode
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        problem = Note("submission_link", {"name": _shown(name)})
    elif found := MOODLE.fullmatch(name):
        student = found["student"]
    elif stat.S_ISREG(mode) and (found := CANVAS.fullmatch(name)):
        student = f"{found['name']}_{found['user']}"
    elif stat.S_ISREG(mode) and name.endswith(tuple(f"_{script}" for script in scripts)):
        student = next(name.removesuffix(f"_{s}") for s in scripts if name.endswith(f"_{s}"))
    elif name.lower().endswith(FOREIGN) and stat.S_ISREG(mode):
        problem = Note("submission_foreign", {"name": _shown(name)})
    elif not name.lower().endswith(ARCHIVES) and stat.S_ISREG(mode):
        problem = Note("submission_stray", {"name": _shown(name)})
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
    names = _shown(", ".join(_clean(path.name) for path in paths))
    return Source(student, paths, Note("submission_twice", {"names": names}))


def _uploaded(path: Path) -> re.Match[str] | None:
    """The parts of a name that a learning platform gave."""
    name = _clean(path.name)
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
        return _clean(path.name)
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


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _clean(text: str) -> str:
    """Without what steers a terminal, turns the writing direction, or is no character at all."""
    return "".join(
        "\ufffd"
        if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\u200c\u200d"
        else c  # the two joiners belong to the spelling of names in several scripts
        for c in _normal(text)
    )


def _shown(name: str | Sequence[str]) -> str:
    """A name, or the parts of a path, for a sentence."""
    text = _clean(name if isinstance(name, str) else "/".join(name))
    return text if len(text) <= 120 else f"{text[:60]}…{text[-59:]}"


# --- staging ----------------------------------------------------------------------

FILE, FOLDER, LINK = "file", "folder", "link"  # LINK: or anything else that is not regular


class _RefusedError(Exception):
    """Something cannot be taken; the note says why."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.note = Note(key, fields)


@dataclass(frozen=True)
class _Entry:
    """One entry of a folder or archive.

    Attributes:
        parts: of its path inside the submission.
        kind: FILE, FOLDER or LINK.
        read: gives the bytes of a FILE; from an archive, before the next entry is asked for.
        path: on disk; None for what stands in an archive.
    """

    parts: tuple[str, ...]
    kind: str
    read: Callable[[], bytes]
    path: Path | None = None


class _Budget:
    """Counts what is read of one submission."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.left = limits.unpacked

    def spend(self, count: int) -> None:
        """Refuse the submission when more than its share has been read."""
        self.left -= count
        if self.left < 0:
            raise _RefusedError(
                "submission_unpacked", name=self.name, size=_mebibytes(self.limits.unpacked)
            )

    def check_members(self, count: int) -> None:
        """Refuse the submission when it has too many entries."""
        if count > self.limits.members:
            raise _RefusedError(
                "submission_members", name=self.name, count=str(self.limits.members)
            )

    def check_file(self, parts: Sequence[str], size: int) -> None:
        """Refuse a file that is too large."""
        if size > self.limits.file:
            size_shown = str(self.limits.file // 1024)
            raise _RefusedError("submission_file_size", file=_shown(parts), size=size_shown)


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

    def offer(self, place: int, parts: tuple[str, ...], kind: str, entry: _Entry) -> None:
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
                raise _RefusedError(key, file=_shown(parts))
            data = entry.read()
            if tie and data != self.data:
                both = {"first": _shown(self.parts), "second": _shown(parts)}
                raise _RefusedError("submission_file_differs", **both)
            self.data, self.problem = data, None
        except _RefusedError as refusal:
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
        self.archives: list[_Entry] = []
        self.foreign: list[_Entry] = []
        self.students: set[str] = set()  # that names given by a platform speak of
        self.files = 0

    @property
    def filled(self) -> bool:
        """Whether there is a candidate for any module."""
        return any(slot.regular for slot in self.slots.values())

    def ignore(self, key: str, name: str | Sequence[str]) -> None:
        """Remember for a note that something is ignored."""
        first, count = self.ignored.get(key) or (_shown(name), 0)
        self.ignored[key] = (first, count + 1)

    def take(self, entry: _Entry) -> None:
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

    def _take_check(self, entry: _Entry) -> None:
        parts = entry.parts
        if parts[-3:-1] == ("tests", "modules") and parts[-1] in self.checks:
            self.checks[parts[-1]][1].offer(0, parts, FILE, entry)

    def _offer(self, parts: tuple[str, ...], kind: str, entry: _Entry) -> None:
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
                fields = {"file": _shown(parts), "wanted": module.script.name}
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
            yield Note("submission_version", {"theirs": _shown(theirs), "ours": ours})
        for module in itertools.chain.from_iterable(self.modules.values()):
            data = self.slots[module.name].data
            if data is not None and not data.strip():
                yield Note("submission_file_empty", {"file": module.script.name})
            elif data is not None and _same(data, _handed_out(module)):
                yield Note("submission_unchanged", {"file": module.script.name})

    def problem(self, name: str) -> Note:
        """Why there is no candidate at all."""
        if self.archives:
            first = _shown(self.archives[0].parts)
            count = str(len(self.archives))
            return Note("submission_archives", {"name": name, "count": count, "first": first})
        if self.foreign:
            return Note("submission_foreign", {"name": _shown(self.foreign[0].parts)})
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
    name = _shown(source.paths[0].name if len(source.paths) == 1 else source.student)
    try:
        return _stage(source, name, _Desk(course, modules, limits))
    except _RefusedError as refusal:
        note = refusal.note
    except (MemoryError, RecursionError):
        note = Note("submission_memory", {"name": name})
    except OSError:
        note = Note("submission_unreadable", {"name": name})
    return Staged({}, problem=note)


def _stage(source: Source, name: str, desk: _Desk) -> Staged:
    budget = _Budget(name, desk.limits)
    for path in source.paths:
        for entry in _entries(path, desk, budget):
            desk.take(entry)
    if not desk.filled and len(desk.archives) == 1:
        archive = desk.archives.pop()
        assert archive.path is not None  # so far there were only entries on disk
        for entry in _archive_entries(archive.path, _shown(archive.parts), desk, budget):
            desk.take(entry)
    if len(desk.students) > 1:
        count = str(len(desk.students))
        raise _RefusedError("submission_download", name=name, count=count)
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


def _mebibytes(count: int) -> str:
    return str(count // 2**20)


# --- folders ----------------------------------------------------------------------


def _entries(path: Path, desk: _Desk, budget: _Budget) -> Iterator[_Entry]:
    """Entries of a submission's folder, or its one file."""
    mode = path.lstat().st_mode
    if stat.S_ISDIR(mode):
        yield from _folder_entries(path, desk, budget)
        return
    parts = (_file_name(path),)
    kind = FILE if stat.S_ISREG(mode) else LINK
    yield _Entry(parts, kind, partial(_read, path, parts, budget), path)


def _folder_entries(root: Path, desk: _Desk, budget: _Budget) -> Iterator[_Entry]:
    """Everything below a folder but links' targets and what is always ignored."""
    waiting: list[tuple[str, ...]] = [()]
    count = 0
    while waiting:
        above = waiting.pop()
        try:
            with os.scandir(root.joinpath(*above)) as found:
                # One more than allowed is enough to know.
                items = list(itertools.islice(found, budget.limits.members - count + 1))
        except OSError:
            if not above:
                raise
            desk.ignore("submission_locked", above)
            continue
        count += len(items)
        budget.check_members(count)
        folders = []
        for item in sorted(items, key=lambda item: item.name):
            parts, path = (*above, item.name), Path(item.path)
            if item.is_dir(follow_symlinks=False):
                if item.name.lower() not in IGNORED - {"tests"}:
                    folders.append(parts)
                kind = FOLDER
            else:
                kind = FILE if item.is_file(follow_symlinks=False) else LINK
            yield _Entry(parts, kind, partial(_read, path, parts, budget), path)
        waiting += [parts for parts in reversed(folders) if len(parts) <= budget.limits.depth]


def _open(path: Path, name: str | Sequence[str]) -> IO[bytes]:
    """Open a regular file of which no second name exists; nothing else is even waited for."""
    flags = os.O_RDONLY
    for extra in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, extra, 0)
    try:
        number = os.open(path, flags)
    except OSError:
        raise _RefusedError("submission_unreadable", name=_shown(name)) from None
    status = os.fstat(number)
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        os.close(number)
        raise _RefusedError("submission_file_link", file=_shown(name))
    return os.fdopen(number, "rb")


def _read(path: Path, parts: Sequence[str], budget: _Budget) -> bytes:
    with _open(path, parts) as file:
        try:
            data = file.read(budget.limits.file + 1)
        except OSError:
            raise _RefusedError("submission_unreadable", name=_shown(parts)) from None
    budget.spend(len(data))
    budget.check_file(parts, len(data))
    return data


# --- archives ---------------------------------------------------------------------


def _archive_entries(path: Path, name: str, desk: _Desk, budget: _Budget) -> Iterator[_Entry]:
    """Entries of an archive; its first bytes tell what it is, not its name."""
    with _open(path, name) as file:
        if os.fstat(file.fileno()).st_size > budget.limits.archive:
            size = _mebibytes(budget.limits.archive)
            raise _RefusedError("submission_archive_size", name=name, size=size)
        head = file.read(6)
        file.seek(0)
        opened = _zip_entries if head.startswith((b"PK\3\4", b"PK\5\6")) else _tar_entries
        with _damage(name):
            for raw, kind, read in opened(file, name, budget):
                parts = _parts(raw)
                if parts is None:
                    desk.ignore("submission_paths", raw)
                elif parts:
                    yield _Entry(parts, kind, partial(read, parts))


_Member = tuple[str, str, Callable[[Sequence[str]], bytes]]  # raw name, kind, read(parts)


@contextlib.contextmanager
def _damage(name: str) -> Iterator[None]:
    """Whatever the standard library raises while it reads an archive: the archive is damaged."""
    try:
        yield
    except (_RefusedError, MemoryError, RecursionError):
        raise
    except Exception:
        raise _RefusedError("submission_damaged", name=name) from None


def _parts(name: str) -> tuple[str, ...] | None:
    """Parts of a member's path; None if it leads out of the archive or can be none."""
    if len(name) > PATH or "\0" in name:
        return None
    name = name.replace("\\", "/")  # as some programs on Windows write it
    parts = tuple(part for part in name.split("/") if part not in ("", "."))
    outside = name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name)
    return None if outside else parts


class _Short:
    """A file for zipfile that never gives more at once than the directory may be long."""

    def __init__(self, file: IO[bytes], budget: _Budget) -> None:
        self.file = file
        self.budget = budget
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """Bytes; refuses the archive when there are more than a directory may have."""
        most = max(self.budget.limits.members * ZIP_RECORD, 2**20)
        data = self.file.read(size if 0 <= size <= most else most + 1)
        if len(data) > most:
            self.budget.check_members(self.budget.limits.members + 1)
        return data


def _zip_entries(file: IO[bytes], name: str, budget: _Budget) -> Iterator[_Member]:
    with zipfile.ZipFile(cast("IO[bytes]", _Short(file, budget))) as archive:
        budget.check_members(len(archive.infolist()))
        for info in archive.infolist():
            form = stat.S_IFMT(info.external_attr >> 16)
            if info.is_dir() or form == stat.S_IFDIR:
                kind = FOLDER
            else:
                kind = FILE if form in (0, stat.S_IFREG) else LINK

            yield info.orig_filename, kind, partial(_read_zipped, archive, info, budget)


def _read_zipped(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget, parts: Sequence[str]
) -> bytes:
    shown = _shown(parts)
    if info.flag_bits & 1:
        raise _RefusedError("submission_encrypted", file=shown)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # zipfile unpacks the others without a bound.
        raise _RefusedError("submission_compression", file=shown)
    budget.check_file(parts, info.file_size)
    with _damage(shown), archive.open(info) as member:
        data = member.read(info.file_size + 1)
        budget.spend(len(data))
        if len(data) != info.file_size:
            raise EOFError
        return data


class _Forward:
    """A stream for tarfile that goes forwards only, and counts.

    A member with a negative size cannot lead tarfile in circles, and a header cannot
    make it ask for more memory than a header needs.
    """

    def __init__(self, stream: IO[bytes], budget: _Budget) -> None:
        self.stream = stream
        self.budget = budget
        self.position = 0
        self.headers = 0  # bytes of headers
        self.last = b""  # the header that was read last

    def take(self, size: int) -> bytes:
        """The next bytes, fewer at the end."""
        data = self.stream.read(size)
        self.position += len(data)
        self.budget.spend(len(data))
        return data

    def read(self, size: int) -> bytes:
        """Bytes of a header."""
        if not 0 <= size <= TAR_HEADER:
            raise ValueError(size)
        self.last = self.take(size)
        self.headers += size
        if self.headers > TAR_HEADERS or TAR_DIGITS.search(self.last):
            raise ValueError(size)
        return self.last

    def tell(self) -> int:
        """Bytes taken so far."""
        return self.position

    def seek(self, position: int) -> None:
        """Skip bytes."""
        if position < self.position:
            raise ValueError(position)
        while self.position < position:
            if not self.take(min(position - self.position, TAR_HEADER)):
                raise EOFError


def _tar_entries(file: IO[bytes], name: str, budget: _Budget) -> Iterator[_Member]:
    forward = _Forward(_decompressed(file), budget)
    count = 0
    with tarfile.TarFile(
        fileobj=cast("IO[bytes]", forward), encoding="utf-8", errors="surrogateescape"
    ) as archive:
        while (member := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined]  # it would keep them all
            count += 1
            budget.check_members(count)
            if len(archive.pax_headers) > TAR_KEYWORDS or member.size < 0:
                raise tarfile.HeaderError
            regular = member.isreg() and not member.issparse()
            kind = FOLDER if member.isdir() else FILE if regular else LINK
            yield member.name, kind, partial(_read_tarred, forward, member.size, name)
    # tarfile also stops at a header that it cannot read, and at a missing end.
    if forward.last.strip(b"\0") or not forward.last:
        raise EOFError
    while forward.take(TAR_HEADER):  # up to the checksum of the compressed stream
        pass


def _read_tarred(forward: _Forward, size: int, name: str, parts: Sequence[str]) -> bytes:
    forward.budget.check_file(parts, size)
    with _damage(name):
        return forward.take(size)  # where the archive is cut short, the next header is missing


def _decompressed(file: IO[bytes]) -> IO[bytes]:
    """The tar inside a file, whatever it is packed with."""
    head = file.read(6)
    file.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=file))
    if head.startswith(b"BZh"):
        return cast("IO[bytes]", bz2.BZ2File(file))
    if head.startswith(b"\xfd7zXZ\0"):
        return cast("IO[bytes]", lzma.open(file))
    return file
