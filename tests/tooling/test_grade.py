"""Grading a class with the real processes, on the miniature course."""

import contextlib
import csv
import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("grading needs Linux", allow_module_level=True)

from kursus.errors import KursusError
from kursus.grading import batch, journal, sandbox
from kursus.grading.service import Job, Service
from kursus.grading.verdicts import Provenance, Verdict, from_json, proper

from .conftest import CHECKS, SOLUTION

SQUARED = SOLUTION.replace("return 2 * x", "return x * x")
ENDLESS = SOLUTION.replace("return 2 * x", "while True: pass")
SLOW = SOLUTION.replace(
    "import numpy as np", "import time\n\nimport numpy as np\n\ntime.sleep(0.05)"
)


@pytest.fixture
def handed_in(course):
    """Write submissions (name -> text of the script) into a folder; the folder."""

    def write(**texts):
        folder = course / "submissions"
        for name, text in texts.items():
            (folder / name).mkdir(parents=True, exist_ok=True)
            (folder / name / "mini.py").write_text(text, "utf-8")
        return folder

    return write


def rows(folder):
    with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def lines(folder):
    return (folder / journal.NAME).read_text("utf-8").splitlines()


def verdicts(folder):
    with contextlib.closing(journal.Journal(folder)) as found:
        return {verdict.student: proper(verdict) for verdict in found.verdicts()}


# --- a class --------------------------------------------------------------------------


def test_class_is_graded_and_everything_is_written(handed_in, kursus, course):
    folder = handed_in(
        ani=SOLUTION, budi=SQUARED, citra=(course / "modules/01_mini/mini.py").read_text()
    )
    with zipfile.ZipFile(folder / "dodi.zip", "w") as archive:
        archive.writestr("modules/01_mini/mini.py", SOLUTION)
    (folder / "edi.zip").write_bytes(b"no archive")
    result = kursus("grade", str(folder), "--out", "out", "--seed", "5", "--jobs", "2")
    assert result.exit_code == 3, result.output  # edi's cannot be graded
    assert "5 submissions: 4 graded (0 of them before), 1 need" in result.output
    assert "To be looked at: edi" in result.output
    out = course / "out"
    found = rows(out)
    assert {name: row["points"] for name, row in found.items()} == {
        **{"ani": "4", "budi": "1", "citra": "0", "dodi": "4"},
        "edi": "",
    }
    assert found["edi"]["status"] == "ungradable"
    names = {"grades.csv", "moodle.csv", "canvas.csv", "results.json", "junit.xml", "summary.md"}
    assert names <= {path.name for path in out.iterdir()}
    assert len(list((out / "feedback").iterdir())) == 5
    assert "This is the square" in (out / "feedback" / "budi.md").read_text("utf-8")


def test_ungradable_submissions_are_told_in_every_run(handed_in, kursus, course):
    folder = handed_in(ani=SOLUTION)
    (folder / "edi.zip").write_bytes(b"no archive")
    for kept in (0, 1):
        result = kursus("grade", str(folder), "--out", "out")
        assert result.exit_code == 3
        assert f"1 graded ({kept} of them before), 1 need" in result.output


def test_what_is_no_submission_is_ignored_and_said(handed_in, kursus, course):
    folder = handed_in(ani=SOLUTION)
    (folder / "notes.txt").write_text("hello")
    result = kursus("grade", str(folder), "--out", "out")
    assert result.exit_code == 0
    assert "ignored: notes.txt" in result.output
    assert set(rows(course / "out")) == {"ani"}


def test_students_who_are_gone_are_named(handed_in, kursus, course):
    folder = handed_in(ani=SOLUTION, budi=SOLUTION)
    kursus("grade", str(folder), "--out", "out")
    (folder / "budi" / "mini.py").unlink()
    (folder / "budi").rmdir()
    assert "still in these results: budi" in kursus("grade", str(folder), "--out", "out").output


def test_module_that_was_not_handed_in_is_no_crash(course, kursus):
    empty = course / "submissions" / "ani" / "notes"
    empty.mkdir(parents=True)
    (course / "modules/02_other").mkdir()
    text = (course / "modules/01_mini/module.toml").read_text().replace('id = "1.', 'id = "2.')
    text = text.replace('needs = ["1.1"]', 'needs = ["2.1"]')
    (course / "modules/02_other/module.toml").write_text(text)
    (course / "modules/02_other/other.py").write_text("x = 1\n")
    checks = CHECKS.replace('task("1.', 'task("2.')
    (course / "tests/modules/test_02_other.py").write_text(checks)
    (course / "submissions/ani/mini.py").write_text(SOLUTION)
    assert kursus("grade", "submissions", "--out", "out").exit_code == 0
    with contextlib.closing(journal.Journal(course / "out")) as found:
        (verdict,) = found.verdicts()
    assert [task.outcome for task in verdict.modules[1].tasks] == ["todo"] * 3
    feedback = (course / "out" / "feedback" / "ani.md").read_text()
    assert feedback.count("was not handed in") == 1
    assert "reset" not in feedback


def test_verdict_records_what_it_rests_on(handed_in, kursus, course):
    kursus("grade", str(handed_in(ani=SQUARED)), "--out", "out", "--seed", "5")
    with contextlib.closing(journal.Journal(course / "out")) as found:
        (verdict,) = found.verdicts()
    provenance = verdict.provenance
    assert provenance.seed == 5
    assert provenance.modules == ("01_mini",)
    assert provenance.isolation == sandbox.best(sandbox.probe())
    assert len(provenance.checks) == 64
    assert provenance.course
    assert verdict.resources["cpu"] > 0
    assert verdict.resources["memory"] > 1e6
    (module,) = verdict.modules
    assert found.text(module.sha256) == SQUARED  # the graded file is kept as evidence
    assert [task.outcome for task in module.tasks] == ["failed", "blocked", "passed"]
    assert module.tasks[0].failure.mistake == "squared"
    assert from_json(json.loads(lines(course / "out")[1])) == verdict


def test_same_seed_gives_the_same_verdicts_byte_for_byte(handed_in, kursus, course):
    folder = handed_in(
        ani=SQUARED, budi=SOLUTION.replace("return 2 * x", "raise ValueError(object())")
    )
    for out in ("one", "two"):
        kursus("grade", str(folder), "--out", out, "--seed", "9")
    assert verdicts(course / "one") == verdicts(course / "two")
    assert not re.search("0x[0-9a-f]{6}", "".join(verdicts(course / "one").values()))


def test_endless_loop_costs_its_task_alone(handed_in, kursus, course):
    text = (course / "modules/01_mini/module.toml").read_text()
    (course / "modules/01_mini/module.toml").write_text(text.replace("limit = 3", "limit = 0.3"))
    kursus("grade", str(handed_in(ani=ENDLESS, budi=SOLUTION)), "--out", "out")
    told = json.loads((course / "out" / "results.json").read_text("utf-8"))["students"]
    outcomes = {s["student"]: [t["outcome"] for t in s["modules"][0]["tasks"]] for s in told}
    assert outcomes == {"ani": ["timeout", "blocked", "passed"], "budi": ["passed"] * 3}


def test_what_is_printed_is_kept_shortened(handed_in, kursus, course):
    noisy = SQUARED.replace("return x * x", "print('halo' * 9000)\n    return x * x")
    kursus("grade", str(handed_in(ani=noisy)), "--out", "out")
    (student,) = json.loads((course / "out" / "results.json").read_text("utf-8"))["students"]
    output = student["modules"][0]["tasks"][0]["output"]
    assert output.startswith("halohalo")
    assert len(output) == 4000


def test_second_run_grades_only_what_is_new_or_changed(handed_in, kursus, course):
    folder = handed_in(ani=SOLUTION, budi=SQUARED)
    kursus("grade", str(folder), "--out", "out")
    again = kursus("grade", str(folder), "--out", "out")
    assert "2 graded (2 of them before)" in again.output
    handed_in(budi=SOLUTION, citra=SOLUTION)
    third = kursus("grade", str(folder), "--out", "out")
    assert "3 graded (1 of them before)" in third.output
    assert {name: row["points"] for name, row in rows(course / "out").items()} == {
        **{"ani": "4", "budi": "4", "citra": "4"}
    }
    assert len(lines(course / "out")) == 1 + 4  # the header, three students, one of them twice


# --- interrupted ------------------------------------------------------------------------


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "kursus.cli", "grade", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def test_killed_run_goes_on_with_nothing_lost_and_nothing_twice(handed_in, kursus, course):
    folder = handed_in(**{f"s{n:02}": SLOW if n % 3 else SQUARED for n in range(24)})
    arguments = (str(folder), "--out", "out", "--seed", "1", "--jobs", "2")
    for least in (3, 9):
        process = start(*arguments)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            if (course / "out" / journal.NAME).exists() and len(lines(course / "out")) > least:
                break
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL, "it was done before it could be killed"
    assert kursus("grade", *arguments).exit_code == 0
    students = [json.loads(line)["student"] for line in lines(course / "out")[1:]]
    assert sorted(students) == [f"s{n:02}" for n in range(24)]
    assert kursus("grade", str(folder), "--out", "calm", "--seed", "1").exit_code == 0
    assert verdicts(course / "out") == verdicts(course / "calm")


def test_processes_end_with_the_one_that_started_them(handed_in, course):
    process = start(str(handed_in(ani=ENDLESS)), "--out", "out")
    deadline = time.monotonic() + 60
    found = []
    while len(found) < 5 and time.monotonic() < deadline:  # two servers, and three for one check
        time.sleep(0.05)
        found = descendants(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    while any(map(alive, found)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(found) >= 5
    assert not any(map(alive, found))


def alive(pid):
    with contextlib.suppress(OSError):
        return "kursus.grading" in Path(f"/proc/{pid}/cmdline").read_text()
    return False


def descendants(pid):
    """Processes that a process has started, and those that they have."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rsplit(")", 1)[1].split()[1]
            )
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def test_half_written_line_is_graded_again(handed_in, kursus, course):
    folder = handed_in(ani=SOLUTION, budi=SOLUTION)
    kursus("grade", str(folder), "--out", "out", "--jobs", "1")
    path = course / "out" / journal.NAME
    path.write_bytes(path.read_bytes()[:-40])  # the power went
    result = kursus("grade", str(folder), "--out", "out")
    assert "2 graded (1 of them before)" in result.output
    assert len(rows(course / "out")) == 2


def test_full_disk_gets_one_sentence_and_the_journal_stays_whole(
    handed_in, kursus, course, monkeypatch
):
    folder = handed_in(ani=SOLUTION, budi=SOLUTION)
    kursus("grade", str(handed_in(ani=SOLUTION)), "--out", "out", "--seed", "1")
    before = lines(course / "out")
    handed_in(budi=SQUARED)
    real = os.fsync

    def fsync(descriptor):
        if os.path.samestat(os.fstat(descriptor), (course / "out" / journal.NAME).stat()):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    result = kursus("grade", str(folder), "--out", "out")
    assert result.exit_code == 1
    assert "disk is full" in result.stderr
    assert lines(course / "out") == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda text: text.replace('"journal": 1', '"journal": 99'), "schema 99"),
        (lambda text: text.replace('"journal": 1', '"other": 1'), "schema ?"),
        (lambda text: text.replace("\n{", "\n{{", 1), "line 2"),
        (lambda text: text.replace('"seed": 4', '"seed": 5'), "seed"),
    ],
    ids=["younger schema", "no schema", "damaged", "other seed"],
)
def test_journal_that_does_not_fit_is_refused_and_kept(handed_in, kursus, course, change, sentence):
    folder = handed_in(ani=SOLUTION)
    kursus("grade", str(folder), "--out", "out", "--seed", "4")
    path = course / "out" / journal.NAME
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    before = path.read_bytes()
    result = kursus("grade", str(folder), "--out", "out", "--seed", "4")
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "--out" in result.stderr
    assert path.read_bytes() == before


def test_changed_checks_are_refused(handed_in, kursus, course):
    folder = handed_in(ani=SOLUTION)
    kursus("grade", str(folder), "--out", "out")
    (course / "tests/modules/test_01_mini.py").write_text(CHECKS + "\n# changed\n", "utf-8")
    result = kursus("grade", str(folder), "--out", "out")
    assert result.exit_code == 2
    assert "checks" in result.stderr


def test_two_graders_in_one_folder_are_refused(handed_in, kursus, course):
    folder = handed_in(ani=SOLUTION)
    kursus("grade", str(folder), "--out", "out")
    with contextlib.closing(journal.Journal(course / "out")) as found:
        provenance = found.provenance
    with contextlib.closing(journal.Writer(course / "out", provenance)):
        result = kursus("grade", str(folder), "--out", "out")
    assert result.exit_code == 2
    assert "Another kursus grade" in result.stderr


# --- faults of the grader -----------------------------------------------------------------


def test_broken_checks_make_nobody_fail(handed_in, kursus, course):
    folder = handed_in(ani=SOLUTION)
    (course / "tests/modules/test_01_mini.py").write_text("import nothing_like_it\n", "utf-8")
    result = kursus("grade", str(folder), "--out", "out")
    assert result.exit_code == 1
    assert "not your fault" in result.stderr
    assert "nothing_like_it" in result.stderr
    assert len(lines(course / "out")) == 1  # the header: nobody was graded


def test_nobody_is_graded_where_the_reference_fails(handed_in, kursus, course):
    solution = course / "solutions/01_mini/mini.py"
    solution.write_text(SQUARED, "utf-8")
    result = kursus("grade", str(handed_in(ani=SOLUTION)), "--out", "out")
    assert result.exit_code == 3
    assert "mini.py does not get full marks (1.1: value)" in result.stderr
    assert len(lines(course / "out")) == 1


def test_lost_worker_makes_nobody_fail_and_is_tried_again(handed_in, course):
    from kursus.catalog import find_course

    found = find_course(course)
    provenance = Provenance("", "", ("01_mini",), 1, "none")
    job = Job("ani", "ani", provenance, {"01_mini": SOLUTION.encode()})

    class Broken:
        def result(self):
            raise RuntimeError("the worker was lost")

    verdict = batch._verdict(Broken(), job)
    assert verdict.status == "ungradable"
    with contextlib.closing(journal.Writer(course / "out", provenance)) as record:
        record.append(verdict, dict(job.files))
        assert record.known("ani", verdict.sha256, None, {}) is None
        with Service(found, [found.module("01")], "none") as service:
            again = service.grade(job)
        record.append(again, dict(job.files))
        assert again.points == 4
        assert record.known("ani", again.sha256, None, {}) == again


def test_killed_servers_are_started_again(course):
    from kursus.catalog import find_course

    found = find_course(course)
    job = Job("a", "a", Provenance("", "", ("01_mini",), 1, "none"), {"01_mini": SOLUTION.encode()})
    with Service(found, [found.module("01")], "none") as service:
        before = service.grade(job)
        for name in ("zygote", "examiner"):
            service.servers[name].process.kill()
            service.servers[name].process.wait()
            assert proper(service.grade(job)) == proper(before)


# --- one submission, and refusals -----------------------------------------------------------


def test_one_submission_as_json(kursus, solve, script):
    solve(("return 2 * x", "return x * x"))
    result = kursus("grade", "--one", str(script), "--json", "-", "--seed", "3")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert (told["status"], told["points"], told["of"]) == ("graded", 1, 4)
    assert isinstance(from_json(told), Verdict)


def test_one_submission_for_hosts(kursus, solve, script, course):
    solve()
    arguments = ["--gradescope", "gradescope.json", "--summary", "summary.md", "--json", "all.json"]
    (course / "summary.md").write_text("before\n")
    result = kursus("grade", "--one", ".", *arguments)
    assert result.exit_code == 0, result.output
    assert json.loads((course / "gradescope.json").read_text())["score"] == 4
    assert json.loads((course / "all.json").read_text())["points"] == 4
    assert (course / "summary.md").read_text().startswith("before\n")
    assert "4 of 4 points" in result.stdout


def test_one_submission_shows_what_a_check_would(kursus, solve, script):
    solve(("return 2 * x", "return x * x"))
    shown = kursus("grade", "--one", str(script)).stdout
    assert "This is the square, not the double." in shown
    assert "1 of 4 points" in shown


def test_submission_that_cannot_be_graded_has_its_own_exit_code(kursus, course):
    (course / "ani.zip").write_bytes(b"no archive")
    result = kursus("grade", "--one", "ani.zip", "--json", "-")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["status"] == "ungradable"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["grade"], "--one"),
        (["grade", "a", "--one", "b"], "--one"),
        (["grade", "nowhere"], "nowhere"),
        (["grade", "modules", "--modules", "9"], "9"),
        (["grade", "modules", "--modules", "01-"], "01-05"),
        (["grade", "modules", "--jobs", "0"], "0"),
        (["grade", "modules", "--json", "-"], "--json is for a single"),
        (["grade", "--one", "modules", "--out", "x", "--jobs", "2"], "--out, --jobs"),
        (["grade", "modules", "--out", "requirements.txt"], "file, not a folder"),
        (["grade", "tests", "--out", "tests/x"], "lies inside"),
        (["report", "."], "kursus grade"),
        (["report", "nowhere"], "kursus grade"),
        (["release", "modules"], "modules"),
    ],
    ids=" ".join,
)
def test_wrong_commands_get_one_sentence(kursus, arguments, sentence):
    result = kursus(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_missing_isolation_is_an_error_never_a_downgrade(kursus, handed_in, monkeypatch, course):
    folder = handed_in(ani=SOLUTION)
    missing = {"full": "unshare: Operation not permitted", "strong": "", "partial": "", "none": ""}
    monkeypatch.setattr(sandbox, "probe", lambda: missing)
    result = kursus("grade", str(folder), "--require", "full", "--out", "out")
    assert result.exit_code == 2
    assert "unshare: Operation not permitted" in result.stderr
    assert not (course / "out").exists()
    refused = kursus("grade", str(folder), "--isolation", "none", "--require", "strong")
    assert refused.exit_code == 2


def test_other_systems_are_told_what_to_do(kursus, handed_in, monkeypatch):
    folder = handed_in(ani=SOLUTION)
    monkeypatch.setattr("kursus.teacher.sys.platform", "darwin")
    result = kursus("grade", str(folder))
    assert result.exit_code == 2
    assert "docs/grading.md" in result.stderr


def test_page_is_made_of_the_journal(handed_in, kursus, course):
    kursus("grade", str(handed_in(ani=SQUARED, budi=SOLUTION)), "--out", "out")
    result = kursus("report", "out")
    assert result.exit_code == 0
    page = (course / "out" / "report.html").read_text("utf-8")
    assert "budi" in page
    assert "return x * x" in page  # the example of the mistake


# --- more than one machine ------------------------------------------------------------------


def test_cluster_gives_the_same_verdicts_though_a_worker_is_killed(handed_in, kursus, course):
    folder = handed_in(**{f"s{n:02}": SLOW if n % 3 else SQUARED for n in range(16)})
    with contextlib.ExitStack() as stack:

        def run(*command):
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=course,
                start_new_session=True,
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        file = course / "scheduler.json"
        run(
            *("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"),
            *("--no-dashboard", "--scheduler-file", str(file)),
        )
        worker = ("distributed.cli.dask_worker", "--scheduler-file", str(file), "--no-dashboard")
        options = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")
        workers = [run(*worker, *options) for _ in range(2)]
        deadline = time.monotonic() + 60
        address = wait_for_workers(file, 2, deadline)
        grader = start(str(folder), "--out", "far", "--seed", "1", "--cluster", address)
        while time.monotonic() < deadline and grader.poll() is None:
            if (course / "far" / journal.NAME).exists() and len(lines(course / "far")) > 4:
                break
            time.sleep(0.01)
        assert grader.poll() is None, "it was done before a worker could be killed"
        workers[0].kill()
        output, _ = grader.communicate(timeout=120)
        assert grader.returncode == 0, output.decode()
    assert kursus("grade", str(folder), "--out", "near", "--seed", "1").exit_code == 0
    assert verdicts(course / "far") == verdicts(course / "near")
    assert len(verdicts(course / "far")) == 16


def wait_for_workers(file, count, deadline):
    """Address of the scheduler, once it has its workers."""
    from distributed import Client

    text = ""
    while not text.endswith("}") and time.monotonic() < deadline:  # whole, not just begun
        time.sleep(0.05)
        text = file.read_text().strip() if file.exists() else ""
    address = json.loads(text)["address"]
    with Client(address, timeout=30) as client:
        client.wait_for_workers(count, timeout=60)
    return address


def test_silent_cluster_gets_one_sentence(handed_in, kursus, monkeypatch):
    import distributed

    class Nobody:
        def __init__(self, *args, **kwargs):
            raise OSError("Timed out trying to connect")

    monkeypatch.setattr(distributed, "Client", Nobody)
    result = kursus(
        "grade", str(handed_in(ani=SOLUTION)), "--cluster", "tcp://127.0.0.1:9", "--out", "o"
    )
    assert result.exit_code == 2
    assert "tcp://127.0.0.1:9" in result.stderr


def test_worker_with_other_checks_refuses(course):
    from kursus.grading import cluster

    provenance = Provenance("", "0" * 64, ("01_mini",), 1, "none")
    with pytest.raises(KursusError) as caught:
        cluster.grade(Job("ani", "ani", provenance, {"01_mini": b""}))
    assert caught.value.key == "cluster_differs"
