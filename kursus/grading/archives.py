"""Reads what is in a folder or an archive, entry by entry, with a bound on everything.

Nothing is written or executed, no link is followed, and an archive is read in
memory, forwards. What the standard library would let grow without end (headers,
directories, what a compressed stream unpacks to) is counted here.
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import itertools
import lzma
import os
import re
import stat
import tarfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, cast

from kursus.grading.verdicts import Note

TAR_HEADER = 64 * 1024  # bytes of one header; a path takes 4 KiB at most
TAR_HEADERS = 32 * 2**20  # bytes of all headers of an archive: each costs time
TAR_DIGITS = re.compile(rb"\d{64}")  # older versions of tarfile search long runs again and again
TAR_KEYWORDS = 100  # pax keywords for all files; tarfile copies them for each file
PATH = 4096  # bytes of a path that a file system could hold
ZIP_RECORD = 256  # bytes of the zip's directory for each member, on average


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

Ignore = Callable[[str, "str | Sequence[str]"], None]  # told the key of a note, and a name


def normal(text: str) -> str:
    """Text in the one form that equal names have in common (NFC)."""
    return unicodedata.normalize("NFC", text)


def clean_name(text: str) -> str:
    """Without what steers a terminal, turns the writing direction, or is no character at all."""
    return "".join(
        "\ufffd"
        if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\u200c\u200d"
        else c  # the two joiners belong to the spelling of names in several scripts
        for c in normal(text)
    )


def shown(name: str | Sequence[str]) -> str:
    """A name, or the parts of a path, for a sentence."""
    text = clean_name(name if isinstance(name, str) else "/".join(name))
    return text if len(text) <= 120 else f"{text[:60]}…{text[-59:]}"


FILE, FOLDER, LINK = "file", "folder", "link"  # LINK: or anything else that is not regular


class RefusedError(Exception):
    """Something cannot be taken; the note says why."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.note = Note(key, fields)


@dataclass(frozen=True)
class Entry:
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


class Budget:
    """Counts what is read of one submission."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.left = limits.unpacked

    def spend(self, count: int) -> None:
        """Refuse the submission when more than its share has been read."""
        self.left -= count
        if self.left < 0:
            raise RefusedError(
                "submission_unpacked", name=self.name, size=_mebibytes(self.limits.unpacked)
            )

    def check_members(self, count: int) -> None:
        """Refuse the submission when it has too many entries."""
        if count > self.limits.members:
            raise RefusedError("submission_members", name=self.name, count=str(self.limits.members))

    def check_file(self, parts: Sequence[str], size: int) -> None:
        """Refuse a file that is too large."""
        if size > self.limits.file:
            size_shown = str(self.limits.file // 1024)
            raise RefusedError("submission_file_size", file=shown(parts), size=size_shown)


def _mebibytes(count: int) -> str:
    return str(count // 2**20)


# --- folders ----------------------------------------------------------------------


def entries(
    path: Path, name: str, skip: Set[str], ignore: Ignore, budget: Budget
) -> Iterator[Entry]:
    """Entries of a folder, or the one file, as if it stood in a folder under ``name``.

    Args:
        path: of the folder or file; links' targets are never read.
        name: for the file.
        skip: names of folders, in small letters, that are not looked into.
        ignore: is told what is left out.
        budget: counts what is read.

    Raises:
        RefusedError: there is more than the budget allows.
    """
    mode = path.lstat().st_mode
    if stat.S_ISDIR(mode):
        yield from _folder_entries(path, skip, ignore, budget)
        return
    parts = (name,)
    kind = FILE if stat.S_ISREG(mode) else LINK
    yield Entry(parts, kind, partial(_read, path, parts, budget), path)


def _folder_entries(root: Path, skip: Set[str], ignore: Ignore, budget: Budget) -> Iterator[Entry]:
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
            ignore("submission_locked", above)
            continue
        count += len(items)
        budget.check_members(count)
        folders = []
        for item in sorted(items, key=lambda item: item.name):
            parts, path = (*above, item.name), Path(item.path)
            if item.is_dir(follow_symlinks=False):
                if item.name.lower() not in skip:
                    folders.append(parts)
                kind = FOLDER
            else:
                kind = FILE if item.is_file(follow_symlinks=False) else LINK
            yield Entry(parts, kind, partial(_read, path, parts, budget), path)
        waiting += [parts for parts in reversed(folders) if len(parts) <= budget.limits.depth]


def _open(path: Path, name: str | Sequence[str]) -> IO[bytes]:
    """Open a regular file of which no second name exists; nothing else is even waited for."""
    flags = os.O_RDONLY
    for extra in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, extra, 0)
    try:
        number = os.open(path, flags)
    except OSError:
        raise RefusedError("submission_unreadable", name=shown(name)) from None
    status = os.fstat(number)
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        os.close(number)
        raise RefusedError("submission_file_link", file=shown(name))
    return os.fdopen(number, "rb")


def _read(path: Path, parts: Sequence[str], budget: Budget) -> bytes:
    with _open(path, parts) as file:
        try:
            data = file.read(budget.limits.file + 1)
        except OSError:
            raise RefusedError("submission_unreadable", name=shown(parts)) from None
    budget.spend(len(data))
    budget.check_file(parts, len(data))
    return data


# --- archives ---------------------------------------------------------------------


def members(path: Path, name: str, ignore: Ignore, budget: Budget) -> Iterator[Entry]:
    """Entries of an archive; its first bytes tell what it is, not its name."""
    with _open(path, name) as file:
        if os.fstat(file.fileno()).st_size > budget.limits.archive:
            size = _mebibytes(budget.limits.archive)
            raise RefusedError("submission_archive_size", name=name, size=size)
        head = file.read(6)
        file.seek(0)
        opened = _zip_entries if head.startswith((b"PK\3\4", b"PK\5\6")) else _tar_entries
        with _damage(name):
            for raw, kind, read in opened(file, name, budget):
                parts = _parts(raw)
                if parts is None:
                    ignore("submission_paths", raw)
                elif parts:
                    yield Entry(parts, kind, partial(read, parts))


_Member = tuple[str, str, Callable[[Sequence[str]], bytes]]  # raw name, kind, read(parts)


@contextlib.contextmanager
def _damage(name: str) -> Iterator[None]:
    """Whatever the standard library raises while it reads an archive: the archive is damaged."""
    try:
        yield
    except (RefusedError, MemoryError, RecursionError):
        raise
    except Exception:
        raise RefusedError("submission_damaged", name=name) from None


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

    def __init__(self, file: IO[bytes], budget: Budget) -> None:
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


def _zip_entries(file: IO[bytes], name: str, budget: Budget) -> Iterator[_Member]:
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
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget, parts: Sequence[str]
) -> bytes:
    name = shown(parts)
    if info.flag_bits & 1:
        raise RefusedError("submission_encrypted", file=name)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # zipfile unpacks the others without a bound.
        raise RefusedError("submission_compression", file=name)
    budget.check_file(parts, info.file_size)
    with _damage(name), archive.open(info) as member:
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

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
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


def _tar_entries(file: IO[bytes], name: str, budget: Budget) -> Iterator[_Member]:
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
