"""Grades many submissions: deals them out, keeps every verdict, goes on where it stopped."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field

from kursus.errors import KursusError
from kursus.grading.journal import Writer
from kursus.grading.service import Job
from kursus.grading.submissions import Source, submission_hash
from kursus.grading.verdicts import UNGRADABLE, Note, Verdict

LAST_WAIT = 3.0  # seconds that Ctrl-C waits for submissions under way

Listener = Callable[[str], None]


@dataclass
class Tally:
    """What a run did.

    Attributes:
        total: submissions.
        kept: of them, those that an earlier run had graded already.
        ungradable: names of those that somebody must look at.
        seconds: wall time.
    """

    total: int
    kept: int = 0
    ungradable: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, verdict: Verdict, *, new: bool) -> None:
        """Take in one verdict."""
        if verdict.status == UNGRADABLE:
            self.ungradable.append(verdict.student)
        else:
            self.kept += not new


def run(
    sources: Sequence[Source],
    read: Callable[[Source], Job],
    grade: Callable[[Job], Verdict],
    executor: Executor,
    journal: Writer,
    width: int,
    listener: Listener,
) -> Tally:
    """Grade all submissions that the journal does not hold yet.

    Args:
        sources: the submissions.
        read: reads one; called here, so that only what was read is sent away.
        grade: judges one, wherever the executor runs it; a pure function of its job.
        executor: any executor of the standard interface.
        journal: takes the verdicts, in the order in which they come.
        width: how many submissions may be under way at once.
        listener: is told the name of each student who is done.

    Raises:
        KursusError: the journal cannot be written, or the grader cannot work at all.
    """
    begin, tally = time.perf_counter(), Tally(len(sources))
    waiting = deque(sources)
    under_way: dict[Future[Verdict], Job] = {}
    try:
        while waiting or under_way:
            while waiting and len(under_way) < width:
                job = read(waiting.popleft())
                digest = submission_hash(job.files) if job.files else ""
                if known := journal.known(job.student, digest, job.problem, job.problems):
                    tally.count(known, new=False)
                    listener(job.student)
                else:
                    under_way[executor.submit(grade, job)] = job
            for future in _first(under_way):
                job = under_way.pop(future)
                verdict = _verdict(future, job)
                journal.append(verdict, dict(job.files))
                tally.count(verdict, new=True)
                listener(job.student)
    except KeyboardInterrupt:
        # What is nearly done shall not be done again.
        running = [future for future in under_way if not future.cancel()]
        for future in wait(running, timeout=LAST_WAIT).done:
            job = under_way[future]
            journal.append(_verdict(future, job), dict(job.files))
        raise
    finally:
        for future in under_way:
            future.cancel()
    tally.seconds = time.perf_counter() - begin
    return tally


def _first(under_way: Iterable[Future[Verdict]]) -> set[Future[Verdict]]:
    """The futures that are done, after at least one is."""
    done, _ = wait(list(under_way), return_when=FIRST_COMPLETED)
    return done


def _verdict(future: Future[Verdict], job: Job) -> Verdict:
    """The verdict, or an ungradable one where it was lost on the way."""
    try:
        return future.result()
    except KursusError:
        raise
    except Exception as error:
        note = Note("grader_fault", {"what": f"{type(error).__name__}: {error}"[:500]})
        return Verdict(
            student=job.student,
            source=job.source,
            sha256=submission_hash(job.files) if job.files else "",
            provenance=job.provenance,
            problem=note,
            notes=job.notes,
        )


def default_jobs() -> int:
    """How many submissions this machine grades well at once."""
    return len(os.sched_getaffinity(0))
