"""Grades on more than one machine, with Dask.

Each worker runs in a folder of the same course and keeps one :class:`Service`. A job
goes out as data and a verdict comes back as data; both are a function of nothing else,
so that a job whose worker died is simply done again by another one.
"""

from __future__ import annotations

import atexit
import dataclasses
import threading
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from kursus.catalog import find_course
from kursus.errors import KursusError
from kursus.grading.service import Job, Service, choose_isolation
from kursus.grading.verdicts import Provenance, Verdict, checks_hash, library_versions

RETRIES = 3  # of a job whose worker was lost

_lock = threading.Lock()
_services: dict[Provenance, Service] = {}  # by provenance without the seed


@contextmanager
def connect(address: str) -> Iterator[tuple[Executor, int]]:
    """An executor over all workers of a Dask scheduler, and how many threads they have.

    Raises:
        KursusError: Dask is not installed, nobody answers, or no worker is there.
    """
    try:
        from distributed import Client
    except ImportError:
        raise KursusError("cluster_missing") from None
    try:
        client = Client(address, timeout=20)
    except (OSError, ValueError) as error:
        raise KursusError("cluster_silent", address=address, what=error) from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise KursusError("cluster_empty", address=address)
        yield client.get_executor(pure=False, retries=RETRIES), threads


def grade(job: Job) -> Verdict:
    """Grade on a worker.

    Raises:
        KursusError: this worker would judge differently: other checks, or another level.
    """
    return _service(job.provenance).grade(job)


def _service(provenance: Provenance) -> Service:
    """The service of this worker, started when the first job comes."""
    kind = dataclasses.replace(provenance, seed=0)
    with _lock:
        if kind not in _services:
            course = find_course(Path.cwd())
            modules = [course.module(name) for name in provenance.modules]
            own = checks_hash(modules), library_versions()
            if own != (provenance.checks, provenance.versions):
                raise KursusError("cluster_differs", folder=course.root)
            level = choose_isolation(provenance.isolation, provenance.isolation)
            service = Service(course, modules, level)
            service.__enter__()
            atexit.register(service.__exit__)
            service.rehearse(provenance.seed)
            _services[kind] = service
        return _services[kind]
