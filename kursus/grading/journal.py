"""The record of a batch: verdicts, one line of JSON each, on disk before the next begins.

A journal is appended to and never rewritten, so that after a power cut all but the
line in writing is there. The newest verdict on a student is the one that counts.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from kursus.errors import KursusError
from kursus.grading.verdicts import SCHEMA, Provenance, Verdict, from_json, to_json
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
        if not path.exists():
            header = {"journal": SCHEMA, "provenance": dataclasses.asdict(provenance)}
            write_whole(path, json.dumps(header) + "\n")
        with contextlib.ExitStack() as stack:
            self.output = stack.enter_context(_open(path))
            super().__init__(folder)
            stack.enter_context(self.file)
            for field in dataclasses.fields(Provenance):
                old, new = getattr(self.provenance, field.name), getattr(provenance, field.name)
                if old != new:
                    raise KursusError(
                        "journal_other", file=path, what=field.name, old=str(old), new=str(new)
                    )
            self.output.truncate(self.end)
            stack.pop_all()  # nothing is wrong: both files stay open

    def done(self, student: str, sha256: str) -> bool:
        """Whether this very submission has been graded; a fault of the grader is tried again."""
        if student not in self.places:
            return False
        verdict = self.verdict(student)
        notes = [verdict.problem, *(module.problem for module in verdict.modules)]
        return verdict.sha256 == sha256 and not any(
            note.key == "grader_fault" for note in notes if note
        )

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
        line = json.dumps(to_json(verdict)).encode() + b"\n"
        try:
            self.output.seek(self.end)
            self.output.write(line)
            self.output.flush()
            os.fsync(self.output.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):
                self.output.truncate(self.end)
            key = "disk_full" if error.errno == errno.ENOSPC else "not_writable"
            raise KursusError(key, file=self.path, what=error.strerror, exit_code=1) from None
        self.places[verdict.student] = self.end
        self.end += len(line)

    def close(self) -> None:
        """Let go of the files."""
        self.output.close()
        super().close()


def seed_of(folder: Path) -> int | None:
    """Seed of the journal in a folder; None if there is none yet."""
    if not (folder / NAME).exists():
        return None
    journal = Journal(folder)
    journal.close()
    return journal.provenance.seed


def _open(path: Path) -> BinaryIO:
    try:
        output = path.open("r+b", buffering=0)
    except OSError as error:
        raise KursusError("not_writable", file=path, what=error.strerror, exit_code=1) from None
    try:
        fcntl.flock(output, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        output.close()
        raise KursusError("journal_busy", file=path) from None
    return output
