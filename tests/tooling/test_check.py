"""`kursus check`: outcomes, diagnosis, and learners' files that misbehave."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from kursus.cli import cli
from kursus.messages import say

BODY = "    return 2 * x\n"

CUT_LOOSE = """\
    import os, time
    pid = os.fork()
    if pid == 0:
        os.setsid()
        time.sleep(60)
        os._exit(0)
    while os.getpgid(pid) == os.getpgid(0):
        time.sleep(0.01)
    with open("loose", "a") as file:
        print(pid, file=file)
    return 2 * x
"""


def line_of(output, task):
    return next(line for line in output.splitlines() if f" {task} " in line)


def test_stub_is_to_do(kursus):
    result = kursus("check", "01")
    assert result.exit_code == 1
    assert "to do" in line_of(result.output, "1.1")
    assert "0 of 3 tasks passed · 0 of 4 points" in result.output


def test_solution_passes(kursus, solve):
    solve()
    result = kursus("check", "01")
    assert result.exit_code == 0, result.output
    assert "3 of 3 tasks passed · 4 of 4 points" in result.output


def test_one_task_alone(kursus, solve):
    solve(("len(items)", "1 + len(items)"))
    assert kursus("check", "1.1").exit_code == 0
    assert kursus("check", "01", "--task", "1.2").exit_code == 0
    result = kursus("check", "--task", "Counter.count", "01")
    assert result.exit_code == 1
    assert "1.1" not in result.output.replace("check 1.1", "")


def test_without_target_the_next_open_module_is_checked(kursus, solve):
    solve()
    assert "Mini module" in kursus("check").output


def test_failure_says_call_got_want_mistake_and_where_to_read(kursus, solve):
    solve((BODY, "    return x * x\n"))
    result = kursus("check", "01")
    assert result.exit_code == 1
    for part in (
        "double([3])",
        "yours      : array([9.], shape=(1,), float64)",
        "expected   : array([6.], shape=(1,), float64)",
        "differs at  : [0] 9 ≠ 6",
        "This is the square, not the double.",
        "modules/01_mini/lesson.en.md#11-double",
    ):
        assert " ".join(part.split()) in " ".join(result.output.split())


def test_language_of_the_failure(kursus, solve):
    solve((BODY, "    return x * x\n"))
    result = kursus("check", "01", "--lang", "id")
    assert "Ini kuadrat, bukan dua kali." in result.output
    assert "seharusnya" in result.output


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("    2 * x\n", "Did you forget `return`?"),
        ("    return (2 * x)[:, None]\n", "The shape differs."),
        ("    return [2 * v for v in x]\n", "another kind of value"),
        ("    return (2 * x).astype(int)\n", "Real numbers (float) are due"),
        ("    x *= 2\n    return x\n", "Argument 1 was changed"),
        ("    return 2 * x.unsqueeze(0)\n", "NumPy and PyTorch are mixed up"),
        ("    import pytest\n    pytest.skip('no')\n", "does not count as passed"),
        ("    raise SystemExit(0)\n", "SystemExit: 0"),
        ("    return 1 / 0\n", "mini.py:13  return 1 / 0"),
        ("    return 2 * y\n", "NameError: name 'y' is not defined"),
    ],
)
def test_mistake_is_recognised(kursus, solve, body, sentence):
    solve((BODY, body))
    result = kursus("check", "1.1")
    assert result.exit_code == 1
    assert sentence in result.output


def test_consequences_are_blamed_on_the_first_cause(kursus, solve):
    solve((BODY, "    return 3 * x\n"))
    output = kursus("check", "01").output
    assert "not right yet" in line_of(output, "1.1")
    assert "needs task 1.1 first" in line_of(output, "1.2")
    assert line_of(output, "1.3").strip().startswith("✓")


def test_own_mistakes_are_not_blamed_on_tasks_to_do(kursus, solve):
    solve(
        (BODY, '    raise NotImplementedError("TODO 1.1: double")\n'),
        ("    return double(double(x))\n", "    return 5 * x\n"),
    )
    output = kursus("check", "01").output
    assert "to do" in line_of(output, "1.1")
    assert "not right yet" in line_of(output, "1.2")


@pytest.mark.parametrize("old", ["def double(x):", "class Counter:", "    def count(self, items):"])
def test_missing_name_is_named_with_its_remedy(kursus, solve, old):
    solve(
        (old, old.replace("double", "dubble").replace("Counter", "Zaehler").replace("count(", "n("))
    )
    output = kursus("check", "01").output
    assert "is no longer in your file. Bring it back with: kursus reset 1." in output


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"def double(x:\n", "Python cannot read your file"),
        (b"# caf\xe9\ndef double(x): return 2 * x\n", "Your file is not UTF-8"),
        (b"import nunpy\n", "No module named 'nunpy'"),
        (b"x = [0][1]\n", "stopped while it was being loaded"),
        (b"import os\nos._exit(0)\n", "The process died while loading your file (exit code 0)"),
        (None, "The file mini.py is missing. Bring it back with: kursus reset 01."),
    ],
)
def test_file_that_does_not_load_fails_every_task(kursus, script, text, sentence):
    script.unlink()
    if text is not None:
        script.write_bytes(text)
    result = kursus("check", "01")
    assert result.exit_code == 1
    assert result.output.count(sentence) == 1  # said once, not for every task
    assert "0 of 3 tasks passed" in result.output
    assert "Traceback" not in result.output


def test_windows_line_ends_and_byte_order_mark_are_fine(kursus, solve, script):
    solve()
    script.write_bytes(b"\xef\xbb\xbf" + script.read_bytes().replace(b"\n", b"\r\n"))
    assert kursus("check", "01").exit_code == 0


@pytest.mark.parametrize(
    ("body", "outcome", "sentence"),
    [
        ("    while True:\n        pass\n", "out of time", "Not finished within 3 s"),
        (
            "    import os\n    os._exit(7)\n",
            "stopped",
            "died in the middle of the check (exit code 7)",
        ),
        pytest.param(
            "    import ctypes\n    ctypes.string_at(0)\n",
            "stopped",
            "died in the middle of the check (SIGSEGV)",
            marks=pytest.mark.skipif(os.name == "nt", reason="Windows has no signals"),
        ),
    ],
)
def test_loop_or_crash_costs_one_named_check_never_the_run(kursus, solve, body, outcome, sentence):
    solve((BODY, body), ("    return double(double(x))", "    return 4 * x"))
    result = kursus("check", "01")
    assert result.exit_code == 1
    assert outcome in line_of(result.output, "1.1")
    assert "test_three_doubled_is_six" in line_of(result.output, "1.1")
    assert sentence in result.output
    assert "2 of 3 tasks passed" in result.output


def test_print_of_100_megabytes_is_cut(kursus, solve):
    solve((BODY, "    print('y' * 100_000_000)\n    return 3 * x\n"))
    result = kursus("check", "1.1")
    assert result.exit_code == 1
    assert "yyyy" in result.output
    assert len(result.output) < 5000


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("    raise KeyboardInterrupt\n", "KeyboardInterrupt"),
        ("    import pytest\n    pytest.exit('enough')\n", "Exit: enough"),
        ("    import os\n    os.close(2)\n    return 3 * x\n", "not right yet"),
        ("    import os\n    os.chdir('..')\n    return 3 * x\n", "not right yet"),
        ("    import sys\n    sys.stdout = None\n    return 3 * x\n", "not right yet"),
        ("    raise type('E', (NotImplementedError,), {'__str__': lambda self: 1 / 0})\n", "E: ?"),
        ("    return double(x)\n", "RecursionError"),
        ("    raise BaseException('base')\n", "BaseException: base"),
    ],
)
def test_whatever_a_task_raises_the_others_get_their_verdict(kursus, solve, body, sentence):
    solve((BODY, body), ("    return double(double(x))", "    return 4 * x"))
    result = kursus("check", "01")
    assert result.exit_code == 1
    assert sentence in result.output
    assert "2 of 3 tasks passed" in result.output


@pytest.mark.skipif(os.name == "nt", reason="needs fork")
def test_a_process_that_was_cut_loose_is_not_waited_for(kursus, solve, course):
    solve((BODY, CUT_LOOSE))
    assert kursus("check", "1.1").exit_code == 0
    loose = [int(line) for line in (course / "loose").read_text().split()]
    for pid in loose:
        os.kill(pid, signal.SIGKILL)  # raises if it had ended, that is, if it was waited for
    assert loose


@pytest.mark.parametrize(
    "name",
    [
        "kursus [salinan]",
        pytest.param("a::b", marks=pytest.mark.skipif(os.name == "nt", reason="no colons there")),
        "$HOME x",
        "k\u00fcrsus \u65e5\u672c",
    ],
)
def test_any_name_of_the_courses_folder_will_do(course, solve, name, monkeypatch, tmp_path_factory):
    solve()
    folder = tmp_path_factory.mktemp("parent") / name
    shutil.copytree(course, folder)
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(cli, ["check", "01"])
    assert result.exit_code == 0, result.output


def test_a_verdict_that_cannot_be_stored_stands(kursus, solve, course):
    solve()
    shutil.rmtree(course / ".kursus", ignore_errors=True)
    (course / ".kursus").write_text("a file where the folder should be")
    result = kursus("check", "01")
    assert result.exit_code == 0
    assert "cannot be written" in result.stderr


def test_checks_without_any_check_of_a_task_are_broken(kursus, solve, course):
    solve()
    path = course / "tests" / "modules" / "test_01_mini.py"
    path.write_text(path.read_text().replace('task("1.2")', 'task("1.1")'))
    result = kursus("check", "01")
    assert result.exit_code == 1
    assert "this is not your fault" in result.stderr


def test_prints_of_the_failing_check_are_shown(kursus, solve):
    solve((BODY, "    print('x is', x)\n    return 3 * x\n"), ("len(items)", "print('other') or 9"))
    output = kursus("check", "01").output
    assert "printed : x is [3.]" in " ".join(output.split())
    assert output.count("x is") == 1


def test_control_characters_never_reach_the_terminal(kursus, solve):
    solve((BODY, "    raise ValueError('\\x1b[2J\\x07bad')\n"))
    result = kursus("check", "1.1", color=True)
    assert "\x1b[2J" not in result.output
    assert "\x07" not in result.output
    assert "bad" in result.output


def test_checks_that_cannot_be_imported_are_not_the_learners_fault(kursus, course):
    (course / "tests" / "modules" / "test_01_mini.py").write_text("import nothing_like_it\n")
    result = kursus("check", "01")
    assert result.exit_code == 1
    assert "this is not your fault" in result.stderr
    assert "nothing_like_it" in result.stderr


def test_seed_is_told_and_repeats_a_run(kursus, solve, script):
    solve(("    return double(double(x))", "    return 5 * x"))
    first = kursus("check", "1.2", "--seed", "7").output
    again = kursus("check", "1.2", "--seed", "7").output
    other = kursus("check", "1.2", "--seed", "8").output
    assert "seed 7" in first
    difference = [line_of(text, "differs at") for text in (first, again, other)]
    assert difference[0] == difference[1] != difference[2]


def test_results_are_stored_and_become_stale(kursus, solve, script, course):
    solve()
    kursus("check", "01")
    stored = json.loads((course / ".kursus" / "progress" / "01_mini.json").read_text())
    assert {entry["outcome"] for entry in stored["outcomes"].values()} == {"passed"}
    assert "3/3 " in kursus().output
    script.write_text(script.read_text() + "# a comment\n")
    output = kursus().output
    assert "3/3*" in output
    assert "has changed since it was checked" in output


def test_broken_progress_file_counts_as_none(kursus, course):
    path = course / ".kursus" / "progress" / "01_mini.json"
    path.parent.mkdir(parents=True)
    path.write_text("{not json")
    assert "0/3" in kursus().output
    assert kursus("hint", "1.1").exit_code == 0
    assert json.loads(path.read_text())["hints"] == {"1.1": 1}


WRITE_PID = """\
    import os
    with open("pid.part", "w") as file:
        file.write(str(os.getpid()))
    os.replace("pid.part", "pid")
    while True:
        pass
"""


def start_and_wait(course):
    """A check that runs for ever, and the process id of its worker."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kursus.cli", "check", "01"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=course,
    )
    for _ in range(600):
        if (course / "pid").exists():
            return process, int((course / "pid").read_text())
        time.sleep(0.05)
    process.kill()
    pytest.fail("the check did not start")


def ended(pid):
    """Whether a process has ended by itself; afterwards it has in any case."""
    for _ in range(200):
        found = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        if not found.stdout.strip() or found.stdout.startswith("Z"):  # gone, or waiting for init
            return True
        time.sleep(0.05)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    return False


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot send Ctrl-C to one process alone")
def test_ctrl_c_ends_the_check_with_one_line_and_no_orphan(course, solve):
    solve((BODY, WRITE_PID))
    process, worker = start_and_wait(course)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.strip() == say("stopped", "en")
    assert ended(worker)
    assert not (course / ".kursus" / "progress").exists()


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX process groups")
def test_worker_ends_when_its_terminal_is_gone(course, solve):
    solve((BODY, WRITE_PID))
    process, worker = start_and_wait(course)
    process.kill()
    process.communicate()
    assert ended(worker)
