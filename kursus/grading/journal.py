"""The record of a batch: verdicts, one line of JSON each, on disk before the next begins.

A journal is appended to and never rewritten, so that after a power cut all but the
line in writing is there. The newest verdict on a student is the one that counts.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from kursus.errors import KursusError
from kursus.grading.verdicts import SCHEMA, Note, Provenance, Verdict, from_json, to_json
from kursus.results import write_whole

NAME = "journal.jsonl"
FILES = "files"  # folder of the graded files, each under the SHA-256 of its verdict


class Journal:
    """The journal of an output folder, open for reading.

    Args:
        folder: what ``kursus grade`` writes to.

    Raises:
        KursusError: there is none, it is of another schema, or it is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / NAME
        try:
            self.file: BinaryIO = self.path.open("rb")
        except OSError:
            raise KursusError("journal_missing", folder=folder) from None
        self.places: dict[str, int] = {}  # student -> where the newest verdict begins
        try:
            self.provenance = self._index()
        except KursusError:
            self.file.close()
            raise

    def _index(self) -> Provenance:
        self.file.seek(0)
        header = self._parse(self.file.readline(), 1)
        if header.get("journal") != SCHEMA:
            found = str(header.get("journal", "?"))
            raise KursusError("journal_schema", file=self.path, found=found, want=str(SCHEMA))
        provenance = header["provenance"]
        number, place = 2, self.file.tell()
        while line := self.file.readline():
            if not line.endswith(b"\n"):
                break  # the power went while it was written
            self.places[self._parse(line, number)["student"]] = place
            number, place = number + 1, self.file.tell()
        self.end = place
        return Provenance(**{**provenance, "modules": tuple(provenance["modules"])})

    def _parse(self, line: bytes, number: int) -> dict[str, Any]:
        try:
            found = json.loads(line)
            if isinstance(found, dict):
                return found
        except ValueError:
            pass
        raise KursusError("journal_broken", file=self.path, line=number)

    def verdicts(self) -> Iterator[Verdict]:
        """The newest verdict on each student, sorted by name."""
        for student in sorted(self.places):
            yield self.verdict(student)

    def verdict(self, student: str) -> Verdict:
        """The newest verdict on a student; KeyError if there is none."""
        self.file.seek(self.places[student])
        return from_json(json.loads(self.file.readline()))

    def text(self, sha256: str) -> str | None:
        """Text of a graded file."""
        try:
            return (self.folder / FILES / f"{sha256}.py").read_bytes().decode("utf-8", "replace")
        except OSError:
            return None

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()


class Writer(Journal):
    """A journal to go on with, or a new one; at most one at a time in a folder.

    Args:
        folder: made if it is not there.
        provenance: of the verdicts to come; a journal of other verdicts is refused.

    Raises:
        KursusError: as :class:`Journal`; or it belongs to another course, other modules,
            another seed or level; or another process writes it; or it cannot be written.
    """

    def __init__(self, folder: Path, provenance: Provenance) -> None:
        path = folder / NAME
        with contextlib.ExitStack() as stack:
            self.output = stack.enter_context(_open(path))
            if not path.stat().st_size:
                header = {"journal": SCHEMA, "provenance": dataclasses.asdict(provenance)}
                self.end = 0
                self._write(path, json.dumps(header).encode() + b"\n")
            super().__init__(folder)
            stack.enter_context(self.file)
            for what in ("modules", "course", "checks", "seed", "isolation", "versions"):
                old, new = (_short(getattr(p, what)) for p in (self.provenance, provenance))
                if old != new:
                    raise KursusError("journal_other", file=path, what=what, old=old, new=new)
            self.output.truncate(self.end)
            stack.pop_all()  # nothing is wrong: both files stay open

    def known(
        self, student: str, sha256: str, problem: Note | None, problems: Mapping[str, Note]
    ) -> Verdict | None:
        """The verdict on this very submission; None if it is new, or the grader failed on it."""
        if student not in self.places:
            return None
        verdict = self.verdict(student)
        told = {module.name: module.problem for module in verdict.modules if module.problem}
        # A fault of the grader is no problem of the submission, so that it is tried again.
        same = (verdict.sha256, verdict.problem, told) == (sha256, problem, dict(problems))
        return verdict if same else None

    def append(self, verdict: Verdict, files: dict[str, bytes]) -> None:
        """Keep a verdict, and the files that it is about, for good.

        Args:
            verdict: whose modules' ``sha256`` names the files.
            files: module name -> bytes.

        Raises:
            KursusError: no room, or no permission; the journal stays as it was.
        """
        for module in verdict.modules:
            path = self.folder / FILES / f"{module.sha256}.py"
            if module.sha256 and not path.exists():
                write_whole(path, files[module.name])
        place = self.end
        self._write(self.path, json.dumps(to_json(verdict)).encode() + b"\n")
        self.places[verdict.student] = place

    def _write(self, path: Path, line: bytes) -> None:
        """Append a line, or leave the file as it was."""
        try:
            self.output.seek(self.end)
            left = memoryview(line)
            while left:  # a disk that is nearly full takes a part of it
                left = left[self.output.write(left) :]
            os.fsync(self.output.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):
                self.output.truncate(self.end)
            key = "disk_full" if error.errno == errno.ENOSPC else "not_writable"
            raise KursusError(key, file=path, what=error.strerror, exit_code=1) from None
        self.end += len(line)

    def close(self) -> None:
        """Let go of the files."""
        self.output.close()
        super().close()


def _short(value: object) -> str:
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return text[:16] if re.fullmatch("[0-9a-f]{64}", text) else text


def seed_of(folder: Path) -> int | None:
    """Seed of the journal in a folder; None if there is none yet."""
    if not (folder / NAME).exists() or not (folder / NAME).stat().st_size:
        return None
    journal = Journal(folder)
    journal.close()
    return journal.provenance.seed


def _open(path: Path) -> BinaryIO:
    import fcntl  # reading a journal must do without: not every system has it

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        output = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0)
    except OSError as error:
        raise KursusError("not_writable", file=path, what=error.strerror, exit_code=1) from None
    try:
        fcntl.flock(output, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        output.close()
        raise KursusError("journal_busy", file=path) from None
    return output
