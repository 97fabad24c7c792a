"""How fast a class is graded, and whether a long run survives what may happen to it.

From the repository root:

    python benchmarks/grading.py                 # against one pytest process per submission
    python benchmarks/grading.py --quick         # the same in a minute
    python benchmarks/grading.py --endurance 2000  # killed twice, resumed, compared

The submissions are made of the course's kept right and wrong answers and of the
attacks of the grader's own suite.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import random
import resource
import runpy
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from common import machine

ROOT = Path(__file__).resolve().parents[1]
MODULE = "04_pytorch_xor"  # what is timed
ENDURED = "01_numpy_neuron"  # what is graded by the thousand
JOBS = 2
ONE_THREAD = {"OMP_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


def submissions(name: str) -> list[str]:
    """Sources of right and wrong submissions, taken in turn."""
    tools = runpy.run_path(str(ROOT / "tests" / "course" / "test_answers.py"))
    module = tools["COURSE"].module(name)
    reference = module.solution.read_text("utf-8")
    kinds = []
    for kind in ("right_answers", "wrong_answers"):
        path = ROOT / "tests" / kind / f"{name}.py"
        answers = runpy.run_path(str(path))["ANSWERS"]
        kinds.append([tools["splice"](reference, module, answer) for answer in answers])
    return [text for pair in itertools.zip_longest(*kinds) for text in pair if text]


# --- speed ------------------------------------------------------------------------


def with_kursus(service, module, texts: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds for each submission, two at a time, in a running grader."""
    from kursus.grading.service import Job
    from kursus.grading.verdicts import Provenance

    provenance = Provenance("", "", (module.name,), 7, service.isolation)
    jobs = [Job("x", "x", provenance, {module.name: text.encode()}) for text in texts]
    begin, own = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(JOBS) as executor:
        verdicts = list(executor.map(service.grade, jobs))
    wall, own = time.perf_counter() - begin, time.process_time() - own
    assert all(verdict.status == "graded" for verdict in verdicts)
    used = sum(v.resources["cpu"] + v.resources["examiner"] for v in verdicts)
    return wall / len(texts), (used + own) / len(texts)


def with_pytest(module, texts: list[str], folder: Path) -> tuple[float, float]:
    """The same with one pytest process for each submission."""

    def grade(text: str) -> None:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            script = Path(place, module.script.name)
            script.write_text(text, "utf-8")
            subprocess.run(
                [
                    *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
                    *("--script", str(script), str(module.checks)),
                ],
                stdout=subprocess.DEVNULL,
                env={**os.environ, **ONE_THREAD},
                cwd=ROOT,
                check=False,
            )

    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with ThreadPoolExecutor(JOBS) as executor:
        list(executor.map(grade, texts))
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall / len(texts), cpu / len(texts)


def speed(rounds: int, ours: int, theirs: int) -> None:
    """Both sides in turn, so that both see the same load."""
    from kursus.catalog import Course
    from kursus.grading.service import Service, choose_isolation

    module = Course(ROOT).module(MODULE)
    texts = itertools.cycle(submissions(MODULE))
    level = choose_isolation(None, None)
    rows = []
    with tempfile.TemporaryDirectory() as folder, Service(Course(ROOT), [module], level) as service:
        with_kursus(service, module, [next(texts)])  # warm the disk for both
        for number in range(rounds):
            a = with_kursus(service, module, [next(texts) for _ in range(ours)])
            b = with_pytest(module, [next(texts) for _ in range(theirs)], Path(folder))
            rows.append((a, b))
            print(
                f"round {number + 1}: kursus grade {1 / a[0]:.2f}/s, {a[1]:.2f} CPU-s each | "
                f"pytest {1 / b[0]:.2f}/s, {b[1]:.2f} CPU-s each | "
                f"{b[0] / a[0]:.1f} times as fast, {b[1] / a[1]:.1f} times less CPU"
            )
    print(f"module {module.number}, {JOBS} jobs, isolation {level}, {ours} and {theirs} a round")
    print(
        f"median: {statistics.median(1 / a[0] for a, _ in rows):.2f} against "
        f"{statistics.median(1 / b[0] for _, b in rows):.2f} submissions/s, ratio "
        f"{statistics.median(b[0] / a[0] for a, b in rows):.1f}; "
        f"{statistics.median(a[1] for a, _ in rows):.2f} against "
        f"{statistics.median(b[1] for _, b in rows):.2f} CPU-s, ratio "
        f"{statistics.median(b[1] / a[1] for a, b in rows):.1f}"
    )


# --- endurance --------------------------------------------------------------------


def make_class(folder: Path, count: int) -> dict[str, str]:
    """Write submissions of four kinds; student -> kind."""
    reference = (ROOT / "solutions" / ENDURED / f"{ENDURED[3:]}.py").read_text("utf-8")
    answers = itertools.cycle(submissions(ENDURED)[1::2])
    attacks = itertools.cycle(hostile())
    broken = itertools.cycle(["def sigmoid(z:\n", "", "import nothing_like_it\n", None, "\udcff"])
    draw = random.Random(0)
    kinds = {}
    for number in range(count):
        kind = draw.choices(["right", "wrong", "broken", "hostile"], [40, 40, 10, 10])[0]
        student = f"s{number:05}"
        kinds[student] = kind
        source = {"right": itertools.repeat(reference), "wrong": answers}.get(kind)
        text = next(source or (broken if kind == "broken" else attacks))
        if text is None:
            (folder / f"{student}.zip").write_bytes(b"PK\x03\x04 cut off")
            continue
        (folder / student).mkdir()
        path = folder / student / f"{ENDURED[3:]}.py"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return kinds


def hostile() -> list[str]:
    """Attacks that end quickly, aimed at places that are not there."""
    common = runpy.run_path(str(ROOT / "tests" / "tooling" / "attacks" / "common.py"))
    places = dict.fromkeys(common["PLACES"], "/nowhere") | {"PORT": "9"}
    return [
        common["fill"](attack["code"], **places)
        for attack in common["all_attacks"]()
        if attack["module"] == ENDURED and not {"slow", "processes"} & set(attack["proof"])
        if not attack["deserves"]
    ]


class Run:
    """One ``kursus grade`` process, watched for its memory."""

    def __init__(self, folder: Path, out: Path) -> None:
        command = [sys.executable, "-m", "kursus.cli", "grade", str(folder), "--out", str(out)]
        options = ["--modules", ENDURED, "--jobs", str(JOBS), "--seed", "1"]
        self.journal = out / "journal.jsonl"
        self.process = subprocess.Popen(
            [*command, *options], stdout=subprocess.DEVNULL, cwd=ROOT, start_new_session=True
        )
        self.memory = 0

    def graded(self) -> int:
        """Verdicts on disk."""
        with contextlib.suppress(OSError), self.journal.open("rb") as file:
            return sum(1 for _ in file) - 1
        return 0

    def wait(self, until: int | None = None) -> None:
        """Until so many verdicts are there, or to the end."""
        while self.process.poll() is None and (until is None or self.graded() < until):
            with contextlib.suppress(OSError):
                status = Path(f"/proc/{self.process.pid}/status").read_text()
                self.memory = int(status.split("VmHWM:")[1].split()[0])
            time.sleep(0.2)


def verdicts(out: Path) -> dict[str, str]:
    """Student -> verdict, without the resources."""
    from kursus.grading.journal import Journal
    from kursus.grading.verdicts import proper

    with contextlib.closing(Journal(out)) as journal:
        return {verdict.student: proper(verdict) for verdict in journal.verdicts()}


def grades(text: str) -> tuple[str, list[int]]:
    """Status and the points of every task."""
    verdict = json.loads(text)
    points = [task["points"] for module in verdict["modules"] for task in module["tasks"]]
    return verdict["status"], points


def endurance(count: int) -> None:
    """Grade a class twice, once killed in the middle two times; the grades must be equal."""
    with tempfile.TemporaryDirectory() as place:
        folder, killed, calm = (Path(place, name) for name in ("class", "killed", "calm"))
        folder.mkdir()
        kinds = make_class(folder, count)
        small = Path(place, "small")
        small.mkdir()
        make_class(small, 10)
        ten = Run(small, Path(place, "ten"))
        ten.wait()
        for part in (count // 3, 2 * count // 3):
            run = Run(folder, killed)
            run.wait(part)
            os.kill(run.process.pid, signal.SIGKILL)
            run.process.wait()
            print(f"killed after {run.graded()} of {count} verdicts")
        run = Run(folder, killed)
        run.wait()
        lines = run.graded()
        begin = time.perf_counter()
        undisturbed = Run(folder, calm)
        undisturbed.wait()
        seconds = time.perf_counter() - begin
        one, two = verdicts(killed), verdicts(calm)
        same = {student: grades(one[student]) == grades(two[student]) for student in two}
        print(f"resumed: {lines} verdicts for {len(one)} students, none twice: {lines == len(one)}")
        print(f"undisturbed: {len(two)} verdicts in {seconds:.0f} s, {len(two) / seconds:.1f}/s")
        print(
            f"equal grades: {all(same.values())}, whole verdicts equal byte for byte: "
            f"{sum(one[student] == two[student] for student in two)} (hostile threads race)"
        )
        for student, text in two.items():
            if not same[student] or (kinds[student] == "hostile" and "grader_fault" in text):
                print(f"{student} ({kinds[student]}): {one[student]}\n{text}")
        for kind in ("right", "wrong", "broken", "hostile"):
            told = [json.loads(two[student]) for student, k in kinds.items() if k == kind]
            full = sum(verdict["points"] == verdict["of"] > 0 for verdict in told)
            lost = sum(verdict["status"] != "graded" for verdict in told)
            print(
                f"{kind:8}{len(told):5} submissions, {full:5} with full points, {lost:4} ungradable"
            )
        print(
            f"peak memory of kursus grade: {ten.memory / 1024:.0f} MiB for 10 submissions, "
            f"{undisturbed.memory / 1024:.0f} MiB for {count}"
        )
        if not all(same.values()) or not lines == len(one) == len(two) == count:
            raise SystemExit("the grades differ")


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="two short rounds")
    parser.add_argument(
        "--endurance", type=int, metavar="N", help="grade N submissions, killed twice"
    )
    args = parser.parse_args()
    print(machine("pytest"))
    if args.endurance:
        endurance(args.endurance)
    elif args.quick:
        speed(rounds=2, ours=10, theirs=2)
    else:
        speed(rounds=4, ours=40, theirs=10)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
