"""The other commands, and what they answer to wrong input."""

import errno
import os
import re
import shutil
import subprocess
import sys

import pytest

from kursus import messages, results
from kursus.catalog import find_course


def test_status_names_what_is_next(kursus):
    result = kursus()
    assert result.exit_code == 0
    assert "Mini module" in result.output
    assert "modules/01_mini/lesson.en.md#11-double" in result.output
    assert "kursus check 1.1" in result.output


def test_status_when_all_is_done(kursus, solve):
    solve()
    kursus("check", "01")
    assert "All modules are done" in kursus().output


def test_outside_a_course_the_way_back_is_named(kursus, course, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    result = kursus("check")
    assert result.exit_code == 2
    assert "is not inside this course. Go to the course's folder first: cd " in result.stderr
    monkeypatch.chdir(course / "modules" / "01_mini")
    assert kursus().exit_code == 0


def test_the_next_task_is_one_that_never_passed(kursus, solve, script):
    solve((" len(items)", " 9"))
    assert "Next: kursus check 1.2" in kursus("check", "1.1").output
    kursus("check", "01")
    script.write_text(script.read_text().replace(" 9", " len(items) + 1"))  # all passes are stale
    assert "kursus check 1.3" in kursus().output
    assert "1.3 Counter.count" in kursus("hint").output


def test_after_the_last_stale_pass_a_new_check_is_offered(kursus, solve, script):
    solve()
    kursus("check", "01")
    script.write_text(script.read_text() + "# a comment\n")
    assert "Check again: kursus check 01" in kursus().output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["chekc"], "There is no command chekc. Closest: check."),
        (["check", "minni"], "There is no module called minni. Closest: mini"),
        (["check", "7"], "There is no module called 7. Closest: 01_mini"),
        (["check", "1.9"], "There is no task 1.9. Closest: 1."),
        (["check", "01", "--task", "dubble"], "There is no task dubble. Closest: double"),
        (["hint", "quadrupel"], "Closest: quadruple"),
        (["run", "minni"], "There is no module called minni"),
        (["data", "get", "mnits"], "There is no data set called mnits"),
        (["data", "gte"], "There is no command gte. Closest: get"),
        (
            ["check", "--tsk", "1.1"],
            "There is no option --tsk. For all options: kursus check --help",
        ),
        (["--foo"], "There is no option --foo. For all options: kursus --help"),
        (["run"], "MODULE is missing. How to use the command: kursus run --help"),
        (["check", "01", "02"], "The command cannot be run (Got unexpected extra argument (02))."),
        (["check", "--seed", "many"], "The command cannot be run (Invalid value for '--seed'"),
    ],
)
def test_unknown_names_get_the_nearest_ones(kursus, arguments, sentence):
    result = kursus(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "name", ["1", "01", "mini", "01_mini", "modules/01_mini", "modules/01_mini/mini.py"]
)
def test_a_module_answers_to_several_names(course, name):
    assert find_course(course).module(name).name == "01_mini"


@pytest.mark.parametrize("lang", messages.LANGUAGES)
@pytest.mark.parametrize(
    "command", ["", "check", "run", "hint", "solution", "reset", "data", "demo", "doctor"]
)
def test_help_is_translated(kursus, command, lang):
    result = kursus("--lang", lang, *([command] if command else []), "--help")
    assert result.exit_code == 0
    wanted = messages.say(f"help_{command or 'kursus'}", lang)
    assert " ".join(wanted.split()) in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "id"),
        ({"LANG": "fr_FR.UTF-8"}, "id"),
        ({}, "id"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "KURSUS_LANG": "id"}, "id"),
    ],
)
def test_language_follows_the_environment(monkeypatch, environment, lang):
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "KURSUS_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if os.name != "nt" or environment:
        assert messages.choose_language() == lang


# --- hint -------------------------------------------------------------------------


def test_hint_shows_one_more_each_time(kursus):
    shown = [kursus("hint", "1.1").output for _ in range(4)]
    assert "one" in shown[0]
    assert "two" not in shown[0]
    assert "two" in shown[1]
    assert "three" not in shown[1]
    assert "three" in shown[2]
    assert "kursus solution 1.1" in shown[2]
    assert shown[3] == shown[2]


def test_hint_without_task_is_for_the_next_open_one(kursus, solve):
    assert "1.1 double" in kursus("hint").output
    solve(("len(items)", "9"))
    kursus("check", "01")
    assert "1.3 Counter.count" in kursus("hint").output


# --- solution ---------------------------------------------------------------------


def test_solution_before_passing_needs_a_yes(kursus, script):
    before = script.read_bytes()
    refused = kursus("solution", "1.1")
    assert refused.exit_code == 1
    assert "kursus solution 1.1 --yes" in refused.stderr
    assert "2 * x" not in refused.output
    shown = kursus("solution", "1.1", "--yes")
    assert shown.exit_code == 0
    assert "return 2 * x" in shown.stdout
    assert script.read_bytes() == before


def test_solution_after_passing_needs_none(kursus, solve):
    solve()
    kursus("check", "01")
    assert "return len(items)" in kursus("solution", "1.3").stdout


def test_course_without_answers_says_so(kursus, course):
    (course / "solutions" / "01_mini" / "mini.py").unlink()
    result = kursus("solution", "1.1", "--yes")
    assert result.exit_code == 1
    assert "no answer file solutions/01_mini/mini.py" in result.stderr


# --- reset ------------------------------------------------------------------------


def test_reset_of_a_task_keeps_a_copy_and_the_other_tasks(kursus, solve, script, course):
    solve((" 2 * x", " 2.0 * x  # mine"))
    mine = script.read_bytes()
    result = kursus("reset", "1.1")
    assert result.exit_code == 0
    backups = list((course / ".kursus" / "backups").iterdir())
    assert [path.read_bytes() for path in backups] == [mine]
    assert backups[0].name in result.output
    text = script.read_text()
    assert 'raise NotImplementedError("TODO 1.1: double")' in text
    assert "return double(double(x))" in text
    assert text.count("def double") == 1


def test_reset_of_a_module_keeps_a_copy(kursus, solve, script, course):
    fresh = script.read_bytes()
    solve()
    mine = script.read_bytes()
    assert kursus("reset", "01").exit_code == 0
    assert script.read_bytes() == fresh
    assert [path.read_bytes() for path in (course / ".kursus" / "backups").iterdir()] == [mine]
    assert "nothing was changed" in kursus("reset", "01").output


def test_reset_of_a_deleted_function_puts_it_back(kursus, solve, script):
    solve(("def quadruple(x):", "def gone(x):"))
    assert kursus("reset", "1.2").exit_code == 0
    text = script.read_text()
    assert text.index("def double") < text.index("def quadruple") < text.index("class Counter")
    assert "to do" in kursus("check", "1.2").output


def test_reset_counts_lines_as_python_does(kursus, solve, script):
    odd = "    # \u2028 \u2029 \x0c \x85 \x1c\n"
    solve(("    return 2 * x\n", odd + "    return 2 * x\n"))
    assert kursus("reset", "1.2").exit_code == 0
    text = script.read_text("utf-8")
    assert odd + "    return 2 * x\n" in text
    assert "return double(double(x))" not in text
    assert "1 of 1 tasks passed" in kursus("check", "1.1").output


def test_reset_keeps_windows_line_ends(kursus, solve, script):
    solve()
    script.write_bytes(script.read_bytes().replace(b"\n", b"\r\n"))
    assert kursus("reset", "1.1").exit_code == 0
    data = script.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 10
    assert b"TODO 1.1" in data


def test_reset_of_a_deleted_class_puts_it_back(kursus, solve, script):
    solve(("class Counter:", "class Gone:"))
    assert kursus("reset", "1.3").exit_code == 0
    assert "class Counter:" in script.read_text()
    assert "to do" in kursus("check", "1.3").output


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"x = 1\n\ndef double(x:\n", "mini.py at line 3 ('(' was never closed). Repair that line"),
        (b"x = 1\n# caf\xe9\n", "mini.py at line 2 (UTF-8). Repair that line"),
        (b"x = 1\n", "double is not in modules/01_mini/mini.py. Reset the whole file"),
    ],
)
def test_reset_of_a_task_in_a_broken_file_says_what_to_do(kursus, script, text, sentence):
    script.write_bytes(text)
    result = kursus("reset", "1.1")
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert "kursus reset 01" in result.stderr
    assert script.read_bytes() == text


@pytest.fixture
def handed_out(course, script):
    """The miniature course as students get it: stubs in the place of the answers."""
    kept = course / "stubs" / "01_mini" / "mini.py"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(script.read_bytes())
    shutil.rmtree(course / "solutions")
    return kept


def test_reset_in_a_course_without_answers(kursus, handed_out, solve, script):
    solve()
    assert kursus("reset", "1.2").exit_code == 0
    text = script.read_text()
    assert "return 2 * x" in text
    assert "return double(double(x))" not in text
    assert kursus("reset", "01").exit_code == 0
    assert script.read_bytes() == handed_out.read_bytes()
    script.unlink()
    assert kursus("reset", "1.1").exit_code == 0
    assert script.read_bytes() == handed_out.read_bytes()


@pytest.mark.parametrize("damage", [None, b"\xff"])
def test_reset_without_answers_and_without_a_stub_says_so(
    kursus, handed_out, solve, script, damage
):
    solve()
    mine = script.read_bytes()
    if damage is None:
        handed_out.unlink()
    else:
        handed_out.write_bytes(damage)
    for target in ("1.1", "01"):
        result = kursus("reset", target)
        assert result.exit_code == 1
        assert "stubs/01_mini/mini.py is missing or damaged" in result.stderr
    assert script.read_bytes() == mine


def test_full_disk_destroys_nothing(kursus, solve, script, monkeypatch):
    solve()
    mine = script.read_bytes()

    def no_room(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(results.os, "fsync", no_room)
    result = kursus("reset", "01")
    assert result.exit_code == 1
    assert "the disk is full" in result.stderr
    assert script.read_bytes() == mine
    assert not list(script.parent.glob("*.unfinished"))


# --- run --------------------------------------------------------------------------


def call(course, *arguments):
    """The command in a process of its own: `run` hands its terminal to the script."""
    return subprocess.run(
        [sys.executable, "-m", "kursus.cli", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=course,
        check=False,
    )


def test_run_hands_its_arguments_to_the_script(course, solve):
    solve()
    done = call(course, "run", "01", "--epochs", "3", "--lr=0.1", "more")
    assert done.returncode == 0, done.stderr
    assert "arguments ['--epochs', '3', '--lr=0.1', 'more']" in done.stdout
    assert done.stderr == ""


def test_help_behind_a_module_is_the_scripts_own(course, solve):
    solve()
    done = call(course, "run", "01", "--help")
    assert "arguments ['--help']" in done.stdout
    assert "Usage: kursus run" in call(course, "run", "--help").stdout


def test_run_of_a_stub_says_what_is_to_do(course):
    done = call(course, "run", "01")
    assert done.returncode == 1
    assert done.stderr.startswith("Still to do: 1.1, 1.2, 1.3.")
    assert "TODO 1.1: double" in done.stderr


def test_run_of_the_solution(course):
    done = call(course, "run", "01", "--solution")
    assert done.returncode == 0
    assert "result 2.0" in done.stdout
    assert done.stderr == ""


def test_run_of_a_missing_file_names_the_remedy(course, script):
    script.unlink()
    done = call(course, "run", "01")
    assert done.returncode == 1
    assert done.stderr.strip().endswith(
        "modules/01_mini/mini.py is missing. Bring it back with: kursus reset 01."
    )


# --- demo, doctor, data -----------------------------------------------------------


def test_demo_prints_a_row_for_each_module(kursus):
    result = kursus("demo")
    assert result.exit_code == 0
    assert "doubling" in result.output
    assert "result 2.0" in result.output


def test_demo_of_a_broken_reference_fails(kursus, course):
    (course / "solutions" / "01_mini" / "mini.py").write_text("raise ValueError('no luck')\n")
    result = kursus("demo")
    assert result.exit_code == 1
    assert "failed: ValueError: no luck" in result.output


def test_demo_without_answers_shows_what_the_learner_has_made(kursus, handed_out, solve, script):
    fresh = kursus("demo")
    assert fresh.exit_code == 0
    assert "TODO 1.1, 1.2, 1.3" in fresh.output
    solve(("return 2 * x", "return x + x + 1"))
    made = kursus("demo")
    assert made.exit_code == 0
    assert "result 3.0" in made.output
    script.unlink()
    gone = kursus("demo")
    assert gone.exit_code == 1
    assert "mini.py is missing. Bring it back with: kursus reset 01" in gone.stderr


def test_doctor_names_the_cure(kursus, course):
    healthy = kursus("doctor")
    assert healthy.exit_code == 0, healthy.output
    (course / "requirements.txt").write_text("click >= 99  # of the future\nno-such-package >= 1\n")
    ill = kursus("doctor")
    assert ill.exit_code == 1
    assert "no-such-package is not installed. Run:" in ill.output
    assert "does not fit >=99. Run:" in ill.output
    assert "pip install -r requirements.txt" in ill.output


def test_data_names_a_folder_that_is_not_there(kursus, monkeypatch, tmp_path):
    monkeypatch.setenv("KURSUS_DATA", str(tmp_path / "nowhere"))
    result = kursus("data")
    assert result.exit_code == 2
    assert "KURSUS_DATA points to" in result.stderr


# --- module.toml and folders ------------------------------------------------------


def test_renamed_folder_is_named_with_its_old_name(kursus, course):
    (course / "modules" / "01_mini").rename(course / "modules" / "01_tiny")
    for arguments in ([], ["check", "01"], ["hint", "1.1"]):
        result = kursus(*arguments)
        assert result.exit_code == 2
        assert (
            "modules/01_tiny has been renamed. Rename it back to modules/01_mini" in result.stderr
        )


def test_missing_folder_is_named(kursus, course):
    (course / "modules" / "01_mini").rename(course / "elsewhere")
    result = kursus("check", "01")
    assert result.exit_code == 2
    assert "modules/01_mini is missing" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("points = 2", "points = = 2", 15),
        ("points = 2", 'points = "two"', 15),
        ("points = 2\n", "", 12),
        ('id = "1.2"', 'id = "1.1"', 22),
        ('needs = ["1.1"]', 'needs = ["1.7"]', 25),
        ("time_limit = 3\nhints.id", "time_limit = 0\nhints.id", 17),
        (
            'hints.en = ["one", "two", "three"]\n\n[[task]]\nid = "1.2"',
            '\n[[task]]\nid = "1.2"',
            18,
        ),
        ("minutes = 10", 'minutes = "ten"', 1),
        ("minutes = 10", "minutes = 10\ncolour = 3", 2),
        ('en = "Mini module"', 'en = ""', 4),
        ('function = "double"', "function = 3", 14),
        ('en = "This is the square, not the double."', "", 39),
        ('en = "Mini module"', "en = 'caf\xe9'", 6),
    ],
)
def test_broken_module_toml_names_file_and_line(kursus, course, old, new, line):
    path = course / "modules" / "01_mini" / "module.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("latin-1" if "\xe9" in new else "utf-8"))
    result = kursus("check", "01")
    assert result.exit_code == 2
    assert f"modules/01_mini/module.toml is broken at line {line} (" in result.stderr


# --- terminals --------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
def test_screen_without_utf8_gets_legible_signs(course, solve, encoding):
    solve(("    return 2 * x\n", "    return x * x\n"))
    done = subprocess.run(
        [sys.executable, "-m", "kursus.cli", "check", "01"],
        capture_output=True,
        cwd=course,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        check=False,
    )
    assert done.returncode == 1, done.stderr
    text = done.stdout.decode(encoding)
    assert "differs at" in text
    assert ("9 ≠ 6" if encoding == "utf-8" else "9 != 6") in text


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_sixty_columns_are_enough(course, solve):
    solve(("    return 2 * x\n", "    return x * x\n"))
    main, side = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kursus.cli", "check", "01"],
        stdout=side,
        stderr=side,
        stdin=side,
        cwd=course,
        env={**os.environ, "COLUMNS": "60", "TERM": "xterm"},
    )
    os.close(side)
    printed = b""
    while True:
        try:
            chunk = os.read(main, 4096)
        except OSError:  # Linux says so when the other side is closed
            break
        if not chunk:
            break
        printed += chunk
    os.close(main)
    assert process.wait() == 1
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", printed.decode())
    lines = [line.rsplit("\r", 1)[-1] for line in plain.replace("\r\n", "\n").split("\n")]
    assert max(len(line) for line in lines) <= 60
    assert any("not right yet" in line for line in lines)


def test_last_hint_and_run_name_no_answers_that_are_not_there(kursus, course):
    for _ in range(3):
        full = kursus("hint", "1.1").output
    assert "kursus solution 1.1" in full
    (course / "solutions/01_mini/mini.py").unlink()
    bare = kursus("hint", "1.1").output
    assert "kursus solution" not in bare
    assert "last hint" in bare
