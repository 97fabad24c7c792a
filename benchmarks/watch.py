"""How long a learner waits from saving a file to the verdict.

From the repository root:

    python benchmarks/watch.py                   # kursus watch against kursus check, in turn
    python benchmarks/watch.py --quick           # the same in a minute
    python benchmarks/watch.py --saves 1000      # does it grow?

The solution of a module is saved again and again, with another comment at its end.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from common import machine

ROOT = Path(__file__).resolve().parents[1]


@contextlib.contextmanager
def course() -> Iterator[Path]:
    """A copy of what the checks need, so that nobody's work is touched."""
    with tempfile.TemporaryDirectory() as place:
        for part in ("modules", "tests/modules"):
            shutil.copytree(ROOT / part, Path(place, part))
        yield Path(place)


def listen(stop: threading.Event, put: object) -> None:
    """No keys."""


class Learner:
    """Somebody who saves a module's solution under a watch."""

    def __init__(self, folder: Path, number: str, kind: str) -> None:
        from kursus import warm, watch
        from kursus.catalog import Course

        self.watch = watch
        self.module = Course(folder).module(number)
        own = Course(ROOT).module(number)
        self.text = own.solution.read_text("utf-8")
        kinds = {"forks": lambda: warm.Forks(Course(folder), self.module)}
        self.start = kinds.get(kind, lambda: warm.Spares(self.module))()
        self.stream = watch.happenings(self.module, self.start, listen)
        self._follow(time.perf_counter())

    def _follow(self, begin: float) -> tuple[float, float]:
        first = None
        for happening in self.stream:
            if isinstance(happening, self.watch.Verdict) and first is None:
                first = time.perf_counter() - begin
            if isinstance(happening, self.watch.Done):
                return first or 0.0, time.perf_counter() - begin
        raise RuntimeError("the watch ended")

    def save(self, number: int) -> tuple[float, float]:
        """Seconds from saving to the first verdict, and to the end."""
        begin = time.perf_counter()
        self.module.script.write_text(f"{self.text}\n# {number}\n", "utf-8")
        return self._follow(begin)

    def memory(self) -> float:
        """MiB of the watch and of the process that forks."""
        processes = ["self", str(self.start.server.pid)]
        status = [Path(f"/proc/{process}/status").read_text() for process in processes]
        return sum(int(text.split("VmRSS:")[1].split()[0]) for text in status) / 1024

    def close(self) -> None:
        """End the watch."""
        self.stream.close()
        self.start.close()


def cold(folder: Path, number: str) -> float:
    """Seconds of ``kursus check`` without a watch."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "kursus.cli", "check", number]
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def compare(number: str, rounds: int, saves: int, kind: str) -> None:
    """A few saves and one cold check, in turn."""
    first, whole, checks = [], [], []
    with course() as folder, course() as other:
        learner = Learner(folder, number, kind)
        shutil.copy(ROOT / "solutions" / learner.module.name / learner.module.script.name,
                    other / "modules" / learner.module.name)  # fmt: skip
        cold(other, number)  # warm the disk for both
        for turn in range(rounds):
            for n in range(saves):
                if kind == "spares":
                    time.sleep(8)  # as long as somebody takes to write a line
                seconds = learner.save(turn * saves + n)
                first.append(seconds[0])
                whole.append(seconds[1])
            checks.append(cold(other, number))
        learner.close()
    middle = statistics.median
    print(
        f"module {number}, {kind}, {rounds * saves} saves: first verdict after "
        f"{middle(first):.2f} s (slowest {max(first):.2f}), all after {middle(whole):.2f} s "
        f"(slowest {max(whole):.2f}); kursus check alone {middle(checks):.2f} s, "
        f"{middle(checks) / middle(whole):.1f} times as long"
    )


def endure(number: str, saves: int) -> None:
    """Save very often; memory and open files before and after."""
    with course() as folder:
        learner = Learner(folder, number, "forks")
        for n in range(saves):
            learner.save(n)
            if n in (9, saves - 1):
                files = len(os.listdir("/proc/self/fd"))
                threads = threading.active_count()
                print(
                    f"after {n + 1} saves: {learner.memory():.0f} MiB, {files} open files, "
                    f"{threads} threads"
                )
        learner.close()


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one module, few saves")
    parser.add_argument("--saves", type=int, metavar="N", help="save N times; does it grow?")
    args = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    print(machine("watchfiles"))
    if args.saves:
        endure("01", args.saves)
    elif args.quick:
        compare("04", rounds=2, saves=3, kind="forks")
    else:
        for number in ("01", "04", "05"):
            compare(number, rounds=4, saves=5, kind="forks")
        compare("04", rounds=2, saves=3, kind="spares")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
