"""A release: the course for students, without the answers, and the proof that none is in it.

A release is built in memory from named places of the course, written beside its
folder, searched for everything that could give an answer away, and only then gets
its name. It holds no time and no path of this machine: two releases of one course
are equal, byte for byte.
"""

from __future__ import annotations

import ast
import bz2
import errno
import gzip
import html
import io
import lzma
import os
import re
import shutil
import stat
import struct
import tarfile
import tomllib
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from kursus import stubs
from kursus.catalog import Course, Module
from kursus.errors import KursusError
from kursus.messages import LANGUAGES

TOOL = Path(__file__).parent
TEMPLATES = TOOL / "release_files"

# Template -> place in a release. The two READMEs carry a table of the modules.
FILES = {
    "README.en.md": "README.md",
    "README.id.md": "README.id.md",
    "Makefile": "Makefile",
    "grade.yml": ".github/workflows/grade.yml",
    "autograder.md": "autograder/README.md",
    "setup.sh": "autograder/setup.sh",
    "run_autograder": "autograder/run_autograder",
}
EXECUTABLE = ("autograder/setup.sh", "autograder/run_autograder")
TABLE = "<!-- modules -->\n"

# What the course has at its root and a student needs, too.
ROOT_FILES = (
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "conftest.py",
    "datasets/README.md",
    "datasets/sources.toml",
    "docs/grading.md",
    "requirements.txt",
)
# Parts of the tool that only a teacher uses.
TEACHERS = (
    "mutants.py",
    "release",
    "report/page",
    "report/similar.py",
)
MAINTAINERS = ("tool.mypy", "tool.pytest", "tool.ruff")  # tables of pyproject.toml

# No part of a release, wherever in it and whatever they hold.
FORBIDDEN = {
    ".git",
    ".kursus",
    ".venv",
    "__pycache__",
    "outputs",
    "right_answers",
    "solutions",
    "wrong_answers",
}
FORBIDDEN_TESTS = ("tests/course", "tests/tooling")


@dataclass(frozen=True)
class Release:
    """What was written.

    Attributes:
        folder: the course for students.
        modules: names of its modules.
        files: every file in it, relative to ``folder``, with slashes, sorted.
    """

    folder: Path
    modules: tuple[str, ...]
    files: tuple[str, ...]


def write_release(course: Course, out: Path, names: Sequence[str]) -> Release:
    """Write a course for students into the folder ``out``; all of it, or nothing.

    Args:
        course: one with answers.
        out: absent, or an empty folder.
        names: full names of the modules that it is to have.

    Raises:
        KursusError: ``out`` holds something, an answer file is missing, something would
            give an answer away, or there is no room or no permission to write.
    """
    out = out.resolve()
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise KursusError("release_exists", folder=out)
    try:
        contents = _contents(course, [course.module(name) for name in names])
    except OSError as error:
        raise KursusError("data_unreadable", path=error.filename, reason=error.strerror) from None
    unfinished = out.with_name(f".{out.name}.{os.getpid()}.unfinished")
    try:
        for name, data in contents.items():
            path = unfinished / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            if name in EXECUTABLE:
                path.chmod(0o755)
        found = leaks(course, unfinished, names)
        if found:
            file, what = found[0].split(": ", 1)
            fields = {"file": file, "what": what, "count": len(found)}
            raise KursusError("release_leak", **fields, exit_code=1)
        if out.exists():
            out.rmdir()  # Windows moves nothing onto a folder, not even onto an empty one
        unfinished.rename(out)
    except OSError as error:
        key = "disk_full" if error.errno == errno.ENOSPC else "not_writable"
        raise KursusError(key, file=out, what=error.strerror, exit_code=1) from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return Release(out, tuple(names), tuple(contents))


# --- what a release holds ---------------------------------------------------------


def _contents(course: Course, modules: Sequence[Module]) -> dict[str, bytes]:
    """Every file of a release, by its name, sorted."""
    root = course.root
    found: dict[str, bytes] = {}
    for module in modules:
        stub = _stub(module)
        copied = [module.checks, *_files(module.folder)]
        found |= {path.relative_to(root).as_posix(): path.read_bytes() for path in copied}
        found[module.script.relative_to(root).as_posix()] = stub
        found[module.kept_stub.relative_to(root).as_posix()] = stub
    for name in ROOT_FILES:
        if (root / name).is_file():
            found[name] = (root / name).read_bytes()
    project = root / "pyproject.toml"
    if project.is_file():
        found["pyproject.toml"] = _for_learners(project.read_text("utf-8")).encode()
    for template, name in FILES.items():
        found[name] = (TEMPLATES / template).read_bytes()
    for lang, name in (("en", "README.md"), ("id", "README.id.md")):
        found[name] = found[name].replace(TABLE.encode(), _table(modules, lang).encode())
    for path in _files(root / "datasets" / "samples"):
        found[path.relative_to(root).as_posix()] = path.read_bytes()
    # What grades on a push is the same that practises, so only the teacher's part is left out.
    for path in _files(TOOL):
        name = path.relative_to(TOOL).as_posix()
        if not name.startswith(TEACHERS):
            found[f"kursus/{name}"] = path.read_bytes()
    return {name: _plain_picture(found[name]) for name in sorted(found)}


def _files(folder: Path) -> list[Path]:
    """Files of a folder and of those below it, without hidden and compiled ones."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "." and name != "__pycache__"]
        found += [Path(place, name) for name in names if name[0] != "." and name[-1] != "~"]
    return sorted(found)


def _stub(module: Module) -> bytes:
    """The learner's file, rendered anew: what stands in the folder may be half solved."""
    try:
        return stubs.render(module.solution.read_text("utf-8"), module).encode()
    except FileNotFoundError:
        shown = module.solution.relative_to(module.root).as_posix()
        raise KursusError("release_no_answers", file=shown, exit_code=1) from None


def _table(modules: Iterable[Module], lang: str) -> str:
    """Rows of the README's table of modules."""
    return "".join(
        f"| [{module.number} {module.title[lang]}]"
        f"({module.lesson(lang).relative_to(module.root).as_posix()})"
        f" | {module.shows[lang]} | {len(module.tasks)} |\n"
        for module in modules
    )


def _for_learners(project: str) -> str:
    """``pyproject.toml`` without the tables that only the course's own tests need."""
    tables = re.split(r"^(?=\[)", project, flags=re.MULTILINE)
    kept = [table for table in tables if not table.lstrip("[").startswith(MAINTAINERS)]
    text = "".join(kept).rstrip() + "\n"
    tomllib.loads(text)  # a bracket at the start of a line need not open a table
    return text


# --- pictures ---------------------------------------------------------------------

PNG = b"\x89PNG\r\n\x1a\n"
# The picture itself, and how to show it. All other chunks can carry text.
CHUNKS = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "sBIT", "sRGB", "bKGD", "pHYs"}


def _plain_picture(data: bytes) -> bytes:
    """A PNG without the chunks that can carry text; anything else as it is."""
    if not data.startswith(PNG):
        return data
    return PNG + b"".join(chunk for name, chunk in _chunks(data) if name in CHUNKS)


def _chunks(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of a PNG's chunks; ``damaged`` or ``tail`` for what is none."""
    start, name = len(PNG), ""
    while start < len(data) and name != "IEND":
        end = start + 12 + int.from_bytes(data[start : start + 4], "big")
        name = data[start + 4 : start + 8].decode("latin-1")
        if end > len(data):
            name = "damaged"
        yield name, data[start:end]
        start = end
    if start < len(data):
        yield "tail", data[start:]


# --- the proof --------------------------------------------------------------------

# A run of an answer's lines gives it away if it has this many characters, blanks, comments
# and the heads of blocks (``for _ in range(epochs):``) not counted. Below that, answers share
# idioms with any code. The kept answers of tests/*_answers are many, and share more.
RUN = {"solutions": 40, "right_answers": 60, "wrong_answers": 60}
# So does a right answer as a whole, however short. A wrong one may be a formula that the
# checks need, too.
WHOLE = 9


def leaks(course: Course, out: Path, names: Sequence[str]) -> list[str]:
    """What in the folder ``out`` would give an answer of ``course`` away.

    Every file is looked into: text in its plain form and without the escapes of JSON and
    HTML, archives member by member, pictures chunk by chunk. A file that cannot be looked
    into is a finding. Two things are none:

    - the given code of the stubs of ``names``: it is handed out on purpose, and what is an
      exercise in one module may be given in a later one;
    - what their hints say: three steps towards the answer, the last almost there, by design.

    What these two say is no finding elsewhere either; a run of lines that goes beyond it is.
    An answer with other names in it is not recognised.

    Returns:
        ``file: what``, e.g. ``modules/01_mini/lesson.en.md: 1.1 double``.
    """
    secrets = _Secrets(course, [course.module(name) for name in names])
    found: list[str] = []
    for place, folders, files in os.walk(out):
        for name in sorted([*folders, *files]):
            path = Path(place, name)
            shown = path.relative_to(out).as_posix()
            mode = path.lstat().st_mode
            if name in FORBIDDEN or shown in FORBIDDEN_TESTS:
                found.append(f"{shown}: {name}")
            elif stat.S_ISREG(mode):
                compiled = {".pyc", ".pyo"} & {path.suffix.lower()}
                whats = dict.fromkeys([*compiled, *secrets.look(path.read_bytes())])
                found += [f"{shown}: {what}" for what in whats]
            elif not stat.S_ISDIR(mode):
                found.append(f"{shown}: {'symlink' if stat.S_ISLNK(mode) else 'device'}")
        folders[:] = [name for name in folders if name not in FORBIDDEN]  # one finding each
    return sorted(found)


class _Secrets:
    """The answers of a course in every form in which they are looked for."""

    def __init__(self, course: Course, modules: Sequence[Module]) -> None:
        public = "\n".join(
            _blind(text)
            for module in modules
            for text in (
                _stub(module).decode(),
                *(hint for task in module.tasks for lang in LANGUAGES for hint in task.hints[lang]),
            )
        )
        windows: dict[str, str] = {}  # run of blinded lines -> whose answer
        self.bytecode: dict[bytes, str] = {}
        for module in map(course.module, course.names):
            if module.solution.is_file():
                for what, body, code in _reference(module):
                    windows |= dict.fromkeys(_windows(body, "solutions"), what)
                    self.bytecode |= dict.fromkeys(_instructions(code), what)
        for kind in ("right_answers", "wrong_answers"):
            for path in sorted((course.root / "tests" / kind).glob("*.py")):
                for task, body in _kept_answers(path):
                    found = _windows(body, kind)
                    windows |= dict.fromkeys(found - windows.keys(), f"{task} {kind}")
        self.windows = {run: what for run, what in windows.items() if run not in public}
        # Looked up by how they begin: tens of thousands of searches in each file take long.
        self.start = min(map(len, self.windows), default=0)
        self.begun: dict[str, list[str]] = {}
        for run in self.windows:
            self.begun.setdefault(run[: self.start], []).append(run)

    def _said(self, blind: str) -> Iterator[str]:
        """Whose answers a blinded text holds."""
        starts = {blind[i : i + self.start] for i in range(len(blind) - self.start + 1)}
        for start in starts & self.begun.keys():
            yield from (self.windows[run] for run in self.begun[start] if run in blind)

    def look(self, data: bytes, depth: int = 4) -> Iterator[str]:
        """What in the bytes of one file gives an answer away."""
        if data.startswith(PNG):
            bad = [name for name, _ in _chunks(data) if name not in CHUNKS]
            yield from (f"PNG {name}" for name in dict.fromkeys(bad))
            return
        blind = _blind(data.decode("utf-8", "replace"))
        yield from dict.fromkeys(self._said(blind))
        members = _members(data) if depth else None
        if members is not None:
            for name, content in members:
                yield from (f"{name}: {what}" for what in self.look(content, depth - 1))
        elif not _is_text(data):
            compiled = (what for code, what in self.bytecode.items() if code in data)
            yield from (f"bytecode {what}" for what in dict.fromkeys(compiled))
            yield "binary"


def _reference(module: Module) -> Iterator[tuple[str, str, CodeType]]:
    """(``1.1 double``, text of the body, compiled function) of all that the tasks ask for."""
    source = module.solution.read_text("utf-8")
    lines = stubs.split_lines(source)
    compiled = {code.co_qualname: code for code in _code(compile(source, module.name, "exec"))}
    for task in module.tasks:
        for function in task.functions:
            for name, (first, last) in stubs.bodies(source, function).items():
                yield f"{task.id} {name}", "".join(lines[first - 1 : last]), compiled[name]


def _code(code: CodeType) -> Iterator[CodeType]:
    """A code object and all that it holds."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _code(constant)


def _instructions(function: CodeType) -> set[bytes]:
    return {code.co_code for code in _code(function)}


def _kept_answers(path: Path) -> Iterator[tuple[str, str]]:
    """(task, body of a function) of every answer in a file of ``tests/*_answers``."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if not isinstance(node, ast.Dict):
            continue
        entry = {
            key.value: value.value
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
        }
        code = entry.get("code")
        if isinstance(code, str):
            for body in _bodies(code):
                yield str(entry.get("task", path.stem)), body


def _bodies(code: str) -> Iterator[str]:
    """Bodies of the functions and methods in a piece of code; all of it if it is not Python."""
    try:
        nodes: list[ast.stmt] = ast.parse(code).body
    except SyntaxError:
        yield code
        return
    lines = stubs.split_lines(code)
    while nodes:
        node = nodes.pop(0)
        if isinstance(node, ast.ClassDef):
            nodes += node.body
        elif isinstance(node, ast.FunctionDef):
            yield "".join(lines[node.body[0].lineno - 1 : node.end_lineno])


def _windows(body: str, kind: str) -> set[str]:
    """The runs of an answer's lines that give it away, blinded; ``kind`` is a key of RUN."""
    lines = [line for line in map(_blind_line, body.splitlines()) if line]
    whole = "".join(lines)
    found = {whole} if kind != "wrong_answers" and len(whole) >= WHOLE else set()
    for first in range(len(lines)):
        counted = 0
        for last in range(first, len(lines)):
            counted += 0 if lines[last].endswith(":") else len(lines[last])
            if counted >= RUN[kind]:
                found.add("".join(lines[first : last + 1]))
                break
    return found


def _blind_line(line: str) -> str:
    """A line of code without blanks and without what looks like a comment."""
    return "".join(line.partition("#")[0].split())


def _blind(text: str) -> str:
    """All readings of a text, without blanks; a run of blinded lines is searched in it."""
    joined = re.sub(r'\\n",\s*"', r"\\n", text)  # a notebook keeps its lines in a list
    unescaped = re.sub(r"\\(?:[nrt]|(.))", lambda found: found[1] or "\n", joined)
    readings = []
    for reading in (text, html.unescape(unescaped)):
        readings.append("".join(reading.split()))
        readings.append("".join(map(_blind_line, reading.splitlines())))
    return "\n".join(dict.fromkeys(readings))


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(c < " " and c not in "\t\n\r\f" for c in text)


def _members(data: bytes) -> list[tuple[str, bytes]] | None:
    """Names and bytes of what is packed into a file; None if it is no archive we can open."""
    try:
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return [(info.filename, archive.read(info)) for info in archive.infolist()]
        if data[257:262] == b"ustar":
            with tarfile.open(fileobj=io.BytesIO(data)) as tape:
                opened = [(info.name, tape.extractfile(info)) for info in tape if info.isfile()]
                return [(name, file.read()) for name, file in opened if file]
        if data.startswith(b"\x1f\x8b"):
            return [("gzip", gzip.decompress(data))]
        if data.startswith(b"BZh"):
            return [("bzip2", bz2.decompress(data))]
        if data.startswith(b"\xfd7zXZ"):
            return [("xz", lzma.decompress(data))]
        if data[:1] == b"\x78" and not _is_text(data):  # as git keeps its objects
            return [("zlib", zlib.decompress(data))]
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, struct.error):
        return None  # damaged or encrypted
    except (zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error):
        return None
    return None
