"""Examines the installation and names the cure for what it finds."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from packaging.requirements import Requirement

from kursus import datasets
from kursus.catalog import Course
from kursus.errors import KursusError
from kursus.messages import say

LOW_DISK = 1.0  # GB: room for MNIST unpacked, checkpoints and pictures


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    ok: bool
    key: str
    fields: dict[str, Any]

    def sentence(self, lang: str) -> str:
        """The finding in words, with the cure if there must be one."""
        return say(self.key, lang, **self.fields)


def examine(course: Course) -> Iterator[Finding]:
    """Look at Python, packages, torch's pair, the course, the disk, the screen and the data."""
    version = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < (3, 11)
    yield Finding(not old, "doctor_python_old" if old else "doctor_python", {"version": version})
    installed = True
    for finding in _packages(course):
        installed &= finding.ok
        yield finding
    needed = {requirement.name for requirement in _requirements(course)}
    if installed and {"torch", "torchvision"} <= needed:
        yield _pair()
    yield from _course(course)
    free = shutil.disk_usage(course.root).free / 1e9
    low = free < LOW_DISK
    fields = {"free": free, "folder": course.root}
    yield Finding(not low, "doctor_disk_low" if low else "doctor_disk", fields)
    yield _writable(course)
    encoding = (sys.stdout.encoding or "ascii").upper()
    wide = "UTF" in encoding
    yield Finding(True, "doctor_encoding" if wide else "doctor_encoding_narrow", {"name": encoding})
    yield from _data(course)


def _packages(course: Course) -> Iterator[Finding]:
    for requirement in _requirements(course):
        name = requirement.name
        fields = {"name": name, "python": sys.executable, "range": str(requirement.specifier)}
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield Finding(False, "doctor_package_missing", fields)
            continue
        fits = requirement.specifier.contains(version, prereleases=True)
        key = "doctor_package" if fits else "doctor_package_old"
        yield Finding(fits, key, {**fields, "version": version})


def _requirements(course: Course) -> list[Requirement]:
    text = (course.root / "requirements.txt").read_text("utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [Requirement(line) for line in lines if line]


def _pair() -> Finding:
    """A torch from one index beside a torchvision from another fails at import."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", "import torch, torchvision"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return Finding(True, "doctor_pair", {})
    what = (done.stderr.strip().splitlines() or ["?"])[-1]
    return Finding(False, "doctor_pair_broken", {"what": what, "python": sys.executable})


def _course(course: Course) -> Iterator[Finding]:
    count = 0
    for name in course.names:
        try:
            course.module(name)
            count += 1
        except KursusError as error:
            yield Finding(False, error.key, error.fields)
    yield Finding(True, "doctor_modules", {"count": count})


def _writable(course: Course) -> Finding:
    probe = course.state / f"probe-{os.getpid()}"
    try:
        course.state.mkdir(exist_ok=True)
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        return Finding(False, "not_writable", {"file": course.state, "what": error.strerror})
    return Finding(True, "doctor_write", {})


def _data(course: Course) -> Iterator[Finding]:
    try:
        root = datasets.data_root(None, course.root)
        sources = datasets.read_sources(course.root / "datasets" / "sources.toml")
    except KursusError as error:
        yield Finding(False, error.key, error.fields)
        return
    for name, data_set in sources.items():
        found = len(datasets.locate(data_set, root))
        fields = {"name": name, "count": found, "total": len(data_set.files), "folder": root}
        yield Finding(True, "doctor_data", fields)
