"""Data sets of the course: what they are, where they lie, and how to get them.

The facts stand in ``datasets/sources.toml``. Nothing here prints.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from kursus.errors import KursusError
from kursus.messages import LANGUAGES

CHUNK = 1 << 14  # bytes written at a time
ATTEMPTS = 3  # tries at each mirror
PAUSE = 1.0  # seconds before the second try, twice that before the third
TIMEOUT = (10.0, 30.0)  # seconds to connect, seconds of silence

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class DataFile:
    """One file of a data set: its name, SHA-256 and size in bytes."""

    name: str
    sha256: str
    size: int  # bytes


@dataclass(frozen=True)
class DataSet:
    """One table of ``sources.toml``; ``title`` and ``size`` are texts by language."""

    name: str
    title: Mapping[str, str]
    licence: str
    size: Mapping[str, str]
    origin: str
    folders: tuple[str, ...]
    urls: tuple[str, ...]
    files: tuple[DataFile, ...]


def read_sources(path: Path) -> dict[str, DataSet]:
    """Every data set that the file ``path`` describes, by name."""
    raw = b""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:  # not UTF-8, or not TOML
        place = re.search(r"line (\d+)", str(error))
        before = raw[: getattr(error, "start", len(raw))].rstrip()
        line = int(place[1]) if place else before.count(b"\n") + 1
        problem = str(error).partition(" (at ")[0]
        raise KursusError("data_sources_syntax", path=path, line=line, problem=problem) from error

    def take(table: Any, key: str, kind: type[Kind], header: str, nth: int = 0) -> Kind:
        value = table.get(key) if isinstance(table, dict) else None
        if isinstance(value, kind) and value:
            return value
        lines = [n for n, row in enumerate(text.splitlines(), 1) if row.startswith(header)]
        line = lines[nth] if nth < len(lines) else 1
        raise KursusError("data_sources_key", path=path, line=line, table=header, entry=key)

    found = {}
    for name, table in tables.items():
        top, each = f"[{name}]", f"[[{name}.file]]"
        found[name] = DataSet(
            name=name,
            title={key: take(take(table, "title", dict, top), key, str, top) for key in LANGUAGES},
            licence=take(table, "licence", str, top),
            size={key: take(take(table, "size", dict, top), key, str, top) for key in LANGUAGES},
            origin=take(table, "origin", str, top),
            folders=tuple(take(table, "folders", list, top)),
            urls=tuple(take(table, "urls", list, top)),
            files=tuple(
                DataFile(
                    name=take(file, "name", str, each, nth),
                    sha256=take(file, "sha256", str, each, nth),
                    size=take(file, "size", int, each, nth),
                )
                for nth, file in enumerate(take(table, "file", list, top))
            ),
        )
    return found


def data_root(option: Path | None, course_root: Path) -> Path:
    """Folder that holds the data: the option's, ``KURSUS_DATA``'s, else the course's own."""
    if option is not None:
        return option
    wanted = os.environ.get("KURSUS_DATA")
    if not wanted:
        return course_root / "datasets"
    root = Path(wanted).expanduser()
    if not root.is_dir():
        raise KursusError("data_root_missing", path=root)
    return root


def locate(data_set: DataSet, root: Path) -> dict[str, Path]:
    """Files of the set that lie below ``root``; one of the right size comes before others."""
    found = {}
    for file in data_set.files:
        paths = [root / folder / file.name for folder in data_set.folders]
        there = [path for path in paths if os.path.isfile(path)]
        if there:
            found[file.name] = min(there, key=lambda path: not _has_size(path, file.size))
    return found


def status(data_set: DataSet, root: Path) -> dict[str, Literal["missing", "present"]]:
    """A quick look, without reading: ``present`` is a file of the right size."""
    found = locate(data_set, root)
    return {
        file.name: "present" if _has_size(found.get(file.name), file.size) else "missing"
        for file in data_set.files
    }


def verify(data_set: DataSet, root: Path) -> dict[str, Literal["ok", "missing", "damaged"]]:
    """A thorough look: ``ok`` is a file whose SHA-256 is the one in ``sources.toml``."""
    found = locate(data_set, root)
    verdicts: dict[str, Literal["ok", "missing", "damaged"]] = {}
    for file in data_set.files:
        path = found.get(file.name)
        if path is None:
            verdicts[file.name] = "missing"
        else:
            verdicts[file.name] = "ok" if _sha256(path) == file.sha256 else "damaged"
    return verdicts


def fetch(data_set: DataSet, root: Path, *, progress: bool) -> list[Path]:
    """Download the files that are missing or damaged below ``root``; return the new ones.

    A file gets its name, or takes the place of a damaged one, only when it is whole.
    """
    verdicts = verify(data_set, root)
    wanted = [file for file in data_set.files if verdicts[file.name] != "ok"]
    folder = root / data_set.folders[0]
    mirrors = list(data_set.urls)
    new: list[Path] = []
    for file in wanted:
        part = folder / f"{file.name}.{uuid4().hex}.part"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            try:
                good = _download(file, mirrors, part, progress)
                part.replace(folder / file.name)
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise KursusError(
                "data_disk_full" if full else "data_folder",
                exit_code=1,
                file=file.name,
                folder=folder,
                megabytes=sum(rest.size for rest in wanted[len(new) :]) // 1_000_000 + 1,
                reason=error.strerror or error,
            ) from error
        new.append(folder / file.name)
        mirrors.sort(key=lambda base: base != good)  # the next file asks this one first
    return new


def _download(file: DataFile, mirrors: list[str], part: Path, progress: bool) -> str:
    """Fill ``part`` with the right bytes and return the mirror that had them."""
    from requests import RequestException

    failed: dict[str, str] = {}
    wrong: list[str] = []
    for base in mirrors:
        host = urlsplit(base).netloc
        for attempt in range(ATTEMPTS):
            time.sleep(PAUSE * attempt)
            try:
                _stream(f"{base.rstrip('/')}/{file.name}", file, part, progress)
            except RequestException as error:
                code = 0 if error.response is None else error.response.status_code
                failed[host] = f"{host} ({code})" if code >= 400 else host
                if 400 <= code < 500:
                    break  # this server does not have it; asking again changes nothing
            else:
                if _sha256(part) == file.sha256:
                    return base
                wrong.append(host)
                break
    raise KursusError(
        "data_checksum" if wrong else "data_unreachable",
        exit_code=1,
        file=file.name,
        folder=part.parent,
        hosts=", ".join(wrong or failed.values()),
    )


def _stream(url: str, file: DataFile, part: Path, progress: bool) -> None:
    """Write what ``url`` answers into ``part``, with a bar if there is a terminal for it."""
    from pooch import HTTPDownloader
    from requests import Response
    from tqdm import tqdm

    hidden = None if progress else True  # None: tqdm looks whether there is a terminal
    bar = tqdm(
        desc=file.name, total=file.size, unit="B", unit_scale=True, leave=False, disable=hidden
    )
    answers: list[Response] = []  # pooch leaves them open when something goes wrong
    download = HTTPDownloader(
        progressbar=bar,
        chunk_size=CHUNK,
        timeout=TIMEOUT,
        headers={"Accept-Encoding": "identity"},  # the very bytes that were summed
        hooks={"response": lambda answer, **_: answers.append(answer)},
    )
    try:
        with bar, open(part, "wb") as out:
            download(url, out, None)
    finally:
        for answer in answers:
            answer.close()


def _has_size(path: Path | None, size: int) -> bool:
    return path is not None and path.stat().st_size == size


def _sha256(path: Path) -> str:
    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> KursusError:
    return KursusError("data_unreadable", path=path, reason=error.strerror or error)
