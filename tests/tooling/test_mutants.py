"""Mutants of a miniature course: which are made, which survive, what is on record."""

import os
import subprocess
import sys

import pytest

from kursus import mutants
from kursus.catalog import find_course

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="trying mutants needs fork")


@pytest.fixture
def solution(course):
    """Put something in place of the one line of ``double``."""
    path = course / "solutions" / "01_mini" / "mini.py"
    text = path.read_text("utf-8")

    def write(*lines):
        path.write_text(text.replace("return 2 * x", "\n    ".join(lines)), "utf-8")

    return write


def changes(course):
    """What mutants of ``double`` change."""
    found = mutants.mutants(find_course(course).module("01"))
    return [m.change for m in found if m.function == "double"]


def run(course, *names):
    """The command in a process of its own, where nothing has been loaded yet."""
    return subprocess.run(
        [sys.executable, "-m", "kursus.mutants", *names],
        cwd=course,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("expression", "want"),
    [
        ("x + 1", {"x - 1", "x + 2", "x + 0"}),
        ("x @ x", {"x * x"}),
        ("-x", {"x"}),
        ("x < 0.5", {"x <= 0.5", "x < 1.0"}),
        ("x and (not y)", {"x or not y", "x", "not y", "x and y"}),
        ("f(x, y)", {"f(y, x)"}),
        ("f(x, k=y)", {"f(x)", "x"}),
        ("f(x)", {"x"}),
        ("x.f()", {"x"}),
        ("x[1:]", {"x[:]", "x[2:]", "x[0:]"}),
        ("x if y else z", {"x", "z"}),
        ("[x for x in y if z]", {"[x for x in y]"}),
        ("'a'", {"'a_'"}),
        ("True", {"False"}),
    ],
)
def test_an_expression_is_changed_in_every_way(course, solution, expression, want):
    solution(f"return {expression}")
    found = {change.partition("\n+ return ")[2] for change in changes(course)}
    assert found == want | {""}  # and the statement is left out


@pytest.mark.parametrize(
    ("lines", "want"),
    [
        (["x += 1", "return x"], "- x += 1\n+ x -= 1"),
        (["x += 1", "return x"], "- x += 1"),
        (["if x:", "    x = 1", "return x"], "- if x:\n+ if True:"),
        (["if x:", "    x = 1", "return x"], "- if x:\n+ if False:"),
        (["with x:", "    y = 1", "return y"], "- with x:\n+ if True:"),
        (["for y in x:", "    break", "return y"], "- break\n+ continue"),
        (["x.a()", "x.b()", "return x"], "+ x.b()\n- x.b()"),
    ],
)
def test_a_statement_is_changed_left_out_or_moved(course, solution, lines, want):
    solution(*lines)
    found = {"\n".join(sorted(change.splitlines())) for change in changes(course)}
    assert "\n".join(sorted(want.splitlines())) in found


def test_what_an_error_says_is_not_changed(course, solution):
    solution("raise ValueError('no' + str(1))")
    assert changes(course) == ["- raise ValueError('no' + str(1))"]


def test_every_mutant_is_python_and_has_a_name_of_its_own(course, solution):
    solution("y = x + 1 + 1", "y = y + 1", "return [y, 'a']")
    found = list(mutants.mutants(find_course(course).module("01")))
    assert len({(m.task, m.function, m.change) for m in found}) == len(found)
    for mutant in found:
        compile(mutant.source, "mutant", "exec")


@needs_fork
def test_good_checks_kill_all_mutants_and_the_score_is_printed(course):
    result = run(course)
    assert result.returncode == 0, result.stdout
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["1.1", "1.2", "1.3", "01_mini", "total"]
    assert all("0 survive" in line and "100.0% killed" in line for line in lines)


@needs_fork
def test_a_survivor_is_named_until_it_is_on_record(course, solution):
    solution("return x + abs(2 - 1) * x")
    result = run(course, "1.1")
    assert result.returncode == 1
    assert "survives, and tests/survivors.toml does not say why: 1.1 double" in result.stdout
    change = "- return x + abs(2 - 1) * x\n+ return x + (2 - 1) * x"
    assert change in result.stdout
    record = f"task = '1.1'\nfunction = 'double'\nchange = '''\n{change}'''\nwhy = 'same'\n"
    (course / "tests" / "survivors.toml").write_text(f"[[survivor]]\n{record}")
    missing = run(course, "1.1").stdout.count("does not say why")
    assert missing == result.stdout.count("does not say why") - 1


@needs_fork
def test_what_is_on_record_but_killed_is_named(course):
    (course / "tests" / "survivors.toml").write_text(
        "[[survivor]]\ntask = '1.1'\nfunction = 'double'\nchange = '- gone'\nwhy = 'no more'\n"
    )
    result = run(course, "1.1")
    assert result.returncode == 1
    assert "killed or gone: double\n- gone" in result.stdout


@needs_fork
def test_an_endless_mutant_is_killed(course, solution):
    solution("n = 2", "while n > 1:", "    n -= 1", "return 2 * x")
    result = run(course, "1.1")
    assert result.returncode == 1  # a round more or fewer changes nothing
    alive = {block.partition("\n")[2].strip() for block in result.stdout.split("\nsurvives")}
    assert "- n -= 1\n+ n -= 2" in alive
    assert not alive & {"- n -= 1", "- n -= 1\n+ n += 1"}


@needs_fork
def test_a_solution_that_fails_gets_one_sentence(course, solution):
    solution("return 3 * x")
    result = run(course)
    assert result.returncode == 1
    assert result.stdout == ""
    want = "solutions/01_mini itself does not pass test_three_doubled_is_six"
    assert result.stderr.startswith(want)
    assert len(result.stderr.splitlines()) == 1
