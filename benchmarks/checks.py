"""What the checks of each module cost, beyond loading the libraries.

From the repository root:

    python benchmarks/checks.py            # every module, the median of three runs
    python benchmarks/checks.py --quick    # one run
    python benchmarks/checks.py --each     # every check that takes 0.1 s or more, too

The solution is checked in a process that has its libraries loaded.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import statistics
from pathlib import Path

from common import machine

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 6.0  # CPU seconds that the checks of a module may take


def main() -> int:
    """Check every solution and print what it took; exit code 1 if a module takes too long."""
    from kursus import runner, warm
    from kursus.catalog import Course

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one run instead of three")
    parser.add_argument("--each", action="store_true", help="name the dear checks, too")
    args = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    print(machine("pytest"))
    course, slow = Course(ROOT), False
    for name in course.names:
        module = course.module(name)
        cpu, reports = [], []
        with contextlib.closing(warm.Spares(module)) as start:
            for seed in range(1 if args.quick else 3):
                reports.append(runner.check(module, script=module.solution, seed=seed, start=start))
                cpu.append(sum(check.seconds for r in reports[-1].tasks for check in r.checks))
        assert all(report.passed for report in reports), name
        seconds = statistics.median(cpu)
        slow |= seconds > LIMIT
        checks = [check for result in reports[-1].tasks for check in result.checks]
        print(f"{name:22}{len(checks):4} checks {seconds:6.2f} s")
        for check in sorted(checks, key=lambda check: -check.seconds):
            if args.each and check.seconds >= 0.1:
                print(f"    {check.seconds:5.2f} s  {check.id}")
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"CPU of all processes, libraries included: {children.ru_utime + children.ru_stime:.0f} s"
    )
    return int(slow)


if __name__ == "__main__":
    raise SystemExit(main())
