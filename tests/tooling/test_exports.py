"""Verdicts as files: what other programs read in them, and what learners cannot do with them."""

import csv
import dataclasses
import errno
import io
import json
import re
import runpy
import weakref
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kursus.catalog import Course
from kursus.errors import KursusError
from kursus.grading.verdicts import (
    ModuleVerdict,
    Note,
    Provenance,
    TaskVerdict,
    Verdict,
    from_json,
)
from kursus.report import exports
from kursus.report.similar import near_pairs
from kursus.results import Failure
from kursus.stubs import render, transplant

REAL = Course(Path(__file__).resolve().parents[2])
PROVENANCE = Provenance("0.1.0", "ab" * 32, ("01_mini",), 7, "full")
PROBLEM = Note("script_missing", {"file": "mini.py", "module": "01"})
WRITERS = ("write_csv", "write_moodle", "write_canvas", "write_json", "write_junit")


def task(id, of, outcome="passed", failure=None, output=""):
    points = of if outcome == "passed" else 0
    decisive = None if outcome == "passed" else "test_it"
    return TaskVerdict(id, outcome, points, of, {"test_it": outcome}, decisive, failure, output)


def verdict(student, *tasks, source=None, problem=None, module_problem=None):
    modules = ()
    if problem is None:
        own = () if module_problem else tasks or (task("1.1", 2), task("1.2", 1), task("1.3", 1))
        modules = (ModuleVerdict("01_mini", "cd" * 32, own, module_problem),)
    return Verdict(student, source or student, "ef" * 32, PROVENANCE, modules, problem)


SQUARED = Failure(
    "value",
    call="double([3])",
    got="[9.]",
    want="[6.]",
    difference="[0]: 9. ≠ 6.",
    mistake="squared",
)
HALF = (
    task("1.1", 2, "failed", SQUARED),
    task("1.2", 1, "blocked", Failure("blocked", task="1.1")),
)


@pytest.fixture
def mini(course):
    return Course(course)


@pytest.fixture
def write(mini, tmp_path):
    """Write verdicts with one of the writers; gives the text of the file."""

    def call(writer, *verdicts, lang="en"):
        path = tmp_path / "out" / "file"
        languages = () if writer in ("write_canvas", "write_json") else (lang,)
        getattr(exports, writer)(path, mini, lambda: iter(verdicts), *languages)
        return path.read_bytes().decode("utf-8")

    return call


def rows(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# --- every file -------------------------------------------------------------------


@pytest.mark.parametrize("writer", WRITERS)
def test_no_verdict_is_kept_in_memory(writer, mini, tmp_path):
    alive = most = 0

    def gone():
        nonlocal alive
        alive -= 1

    def verdicts():
        nonlocal alive, most
        for number in range(50):
            one = verdict(f"s{number}")
            weakref.finalize(one, gone)
            alive += 1
            most = max(most, alive)
            yield one
            del one

    getattr(exports, writer)(tmp_path / "file", mini, verdicts)
    assert most <= 4


@pytest.mark.parametrize("writer", WRITERS)
def test_file_is_whole_or_as_it_was(writer, mini, tmp_path):
    path = tmp_path / "sub" / "file"
    path.parent.mkdir()
    path.write_text("old")

    def verdicts():
        yield verdict("a")
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        getattr(exports, writer)(path, mini, verdicts)
    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]


def test_full_disk_and_forbidden_folder_are_one_sentence(mini, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    with pytest.raises(KursusError) as caught:
        exports.write_csv(tmp_path / "file" / "grades.csv", mini, lambda: iter(()))
    assert caught.value.key == "not_writable"

    def full(descriptor):
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr("os.fsync", full)
    folder = tmp_path / "full"
    with pytest.raises(KursusError) as caught:
        exports.write_csv(folder / "grades.csv", mini, lambda: iter(()))
    assert caught.value.key == "disk_full"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("writer", WRITERS)
def test_half_a_character_in_a_name_stops_nothing(writer, write):
    assert re.search(r"caf(\ufffd|\\udce9)s", write(writer, verdict("caf\udce9s")))


# --- grades.csv -------------------------------------------------------------------


def test_grades_of_a_class(write):
    text = write(
        "write_csv", verdict("Ani"), verdict("Budi", *HALF), verdict("Cici", problem=PROBLEM)
    )
    assert text.startswith("\ufeff")
    head, ani, budi, cici = rows(text)
    assert head[:5] == ["student", "status", "points", "of", "percent"]
    assert head[5:] == ["1.1", "1.2", "1.3", "problem", "notes"]
    assert ani == ["Ani", "graded", "4", "4", "100.0", "2", "1", "1", "", ""]
    assert budi == ["Budi", "graded", "0", "4", "0.0", "0", "0", "", "", ""]
    assert cici[:8] == ["Cici", "ungradable", "", "4", "", "", "", ""]
    assert cici[8].startswith("mini.py is missing")


def test_module_without_a_grade_leaves_the_points_empty(write):
    row = rows(write("write_csv", verdict("Dedi", module_problem=PROBLEM)))[1]
    assert row[1:8] == ["ungradable", "", "4", "", "", "", ""]
    assert row[8].startswith("01_mini: mini.py")


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "  =", " \t@", "＝", "\x00=", "\n="]
)
@pytest.mark.parametrize("writer", ["write_csv", "write_moodle", "write_canvas"])
def test_name_is_never_a_formula(writer, start, write):
    name = f'{start}HYPERLINK("http://evil","x")'
    for row in rows(write(writer, verdict(name)))[1:]:
        for cell in row:
            assert not re.match(r"[\t\r\n]|\s*[=+@＝]|\s*-.", cell), row


# --- Moodle and Canvas ------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "identifier", "name"),
    [
        ("Ani Putri_123_assignsubmission_file", "Participant 123", "Ani Putri"),
        ("Ani_Putri_123_assignsubmission_file_", "Participant 123", "Ani_Putri"),
        ("Ani_12_assignsubmission_file_x_99_assignsubmission_file.py", "Participant 12", "Ani"),
        ("ani-putri", "ani-putri", "ani-putri"),
        ("Ani_assignsubmission_file", "Ani_assignsubmission_file", "Ani_assignsubmission_file"),
    ],
)
def test_moodle_knows_the_participant(source, identifier, name, write):
    head, row = rows(write("write_moodle", verdict(source)))
    record = dict(zip(head, row, strict=True))
    assert (record["Identifier"], record["Full name"]) == (identifier, name)
    assert (record["Grade"], record["Maximum Grade"]) == ("4", "4")
    # Moodle refuses a sheet without these three columns.
    assert {"Identifier", "Grade", "Last modified (grade)"} <= {*head}


def test_moodle_gets_no_grade_and_no_live_html_where_there_is_none(write):
    angry = Failure("raised", error="<img src=x onerror=alert(1)>")
    lost = Note("script_missing", {"file": "<b>x</b>", "module": "01"})
    text = write(
        "write_moodle", verdict("A", problem=lost), verdict("B", task("1.1", 2, "error", angry))
    )
    _, broken, failed = rows(text)
    assert broken[4] == ""
    assert "&lt;b&gt;x&lt;/b&gt;" in broken[9]
    assert failed[4] == "0"
    assert "<img" not in text
    assert "<b>" not in text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("putriani_12345_67890_mini.py", ["putriani", "12345", "", ""]),
        ("putriani_LATE_12345_67890_mini-2.py", ["putriani", "12345", "", ""]),
        ("putriani_12345_67890_x_1_2_y.py", ["putriani", "12345", "", ""]),
        ("putriani_12345_67890", ["putriani", "12345", "", ""]),
        ("13522001 Ani", ["13522001 Ani", "", "13522001 Ani", "13522001 Ani"]),
    ],
)
def test_canvas_knows_the_student(source, expected, write):
    head, possible, row = rows(
        write("write_canvas", verdict("Ani" if "_" in source else source, source=source))
    )
    assert head == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "01_mini"]
    assert possible == ["    Points Possible", "", "", "", "", "4"]
    assert row == [*expected, "", "4"]


def test_canvas_is_not_told_to_delete_a_grade_or_to_change_the_assignment(write):
    lines = rows(write("write_canvas", verdict("A", problem=PROBLEM), verdict("Points Possible")))
    assert [line[0] for line in lines] == ["Student", "    Points Possible", "Points-Possible"]


# --- JSON, JUnit, Gradescope ------------------------------------------------------


def test_json_gives_back_the_verdicts(write):
    given = [verdict("Ani"), verdict("<b>", *HALF), verdict("Cici", problem=PROBLEM)]
    data = json.loads(write("write_json", *given))
    assert data["schema"] == 1
    assert data["provenance"]["seed"] == 7
    assert [from_json(student) for student in data["students"]] == given
    assert json.loads(write("write_json")) == {"schema": 1, "provenance": None, "students": []}


def test_junit_tells_failures_errors_and_what_could_not_be_graded(write):
    late = task("1.3", 1, "timeout", Failure("timeout", error="3 s"))
    text = write(
        "write_junit", verdict("Ani"), verdict("Budi", *HALF, late), verdict("C", problem=PROBLEM)
    )
    ani, budi, cici = ElementTree.fromstring(text.encode())
    assert [suite.attrib["name"] for suite in (ani, budi, cici)] == ["Ani", "Budi", "C"]
    assert not list(ani.iter("failure")) + list(ani.iter("error"))
    counts = [
        (s.attrib["tests"], s.attrib["failures"], s.attrib["errors"]) for s in (ani, budi, cici)
    ]
    assert counts == [("3", "0", "0"), ("3", "2", "1"), ("1", "0", "1")]
    assert "This is the square, not the double." in budi.find("testcase/failure").text
    assert cici.find("testcase/error").attrib["message"].startswith("mini.py is missing")


def test_junit_is_xml_whatever_the_texts_hold(write):
    every = (
        "".join(map(chr, range(0x20))) + "\x7f\x85\ufffe\uffff\ud800\u202e]]></testsuite>&\"'<x>"
    )
    failure = Failure("raised", call=every, error=every, where=every, got=every)
    text = write("write_junit", verdict(every, task("1.1", 2, "error", failure, every)))
    [suite] = ElementTree.fromstring(text.encode())
    assert suite.attrib["name"].endswith("]]></testsuite>&\"'<x>")
    assert suite.find("testcase/error").text.count("]]></testsuite>") == 5


def test_gradescope_gets_points_by_task(mini):
    result = exports.gradescope(mini, verdict("Budi", task("1.3", 1), *HALF), "en")
    assert json.loads(json.dumps(result)) == result
    assert result["score"] == 1
    assert [(t["score"], t["max_score"], t["status"]) for t in result["tests"]] == [
        (1, 1, "passed"),
        (0, 2, "failed"),
        (0, 1, "failed"),
    ]
    assert "double([3])" in result["tests"][1]["output"]
    assert {result[key] for key in result if key.endswith("format")} == {"text"}


@pytest.mark.parametrize("reason", [{"problem": PROBLEM}, {"module_problem": PROBLEM}])
def test_gradescope_gets_no_points_for_what_could_not_be_graded(mini, reason):
    result = exports.gradescope(mini, verdict("Cici", **reason), "en")
    assert "score" not in result
    assert "tests" not in result
    assert "mini.py is missing" in result["output"]


# --- Markdown ---------------------------------------------------------------------

EVIL = (
    "\n::error::x\n# <script>alert(1)</script> [a](http://e) www.e.id `c`\n"
    "```\n| @all *b* _i_ ~s~ $m$\n</pre>"
)


def test_summary_of_a_class_counts_by_task(mini):
    given = [verdict("Ani"), verdict("Budi", *HALF), verdict(EVIL, problem=PROBLEM)]
    text = exports.summary_markdown(mini, lambda: iter(given), "en")
    assert "| 1.1 double | 1/2 | 50 % |" in text
    assert "3 submissions: 2 graded, 1 could not be graded. Median: 50 %." in text
    assert "mini.py is missing" in text
    harmless(text)
    assert "No" not in exports.summary_markdown(mini, lambda: iter(()), "en")


def test_summary_of_one_submission_tells_its_tasks(mini):
    text = exports.summary_markdown(mini, lambda: iter([verdict("Budi", *HALF)]), "en")
    assert "**0 of 3 points**" in text
    assert "| 1.1 double | ✗ not right yet | 0/2 |" in text
    text = exports.summary_markdown(mini, lambda: iter([verdict("C", problem=PROBLEM)]), "id")
    assert "bukan nilai nol" in text


def test_feedback_tells_call_values_mistake_and_lesson(mini):
    text = exports.feedback_markdown(mini, verdict("Budi", task("1.3", 1), *HALF), "en")
    for part in ("**1 of 4 points**", "double([3])", "[9.]", "[6.]", "[0]: 9. ≠ 6.", "### ✓ 1.3"):
        assert part in text
    assert "\nThis is the square, not the double.\n" in text
    assert "modules/01_mini/lesson.en.md#11-double" in text
    assert "Needs task 1.1 first" in text
    assert "kuadrat" in exports.feedback_markdown(mini, verdict("Budi", *HALF), "id")


def test_feedback_keeps_what_a_learner_wrote_in_its_place(mini):
    fields = {
        f.name: EVIL for f in dataclasses.fields(Failure) if f.name not in ("kind", "argument")
    }
    for kind in ("raised", "timeout", "missing", "file_missing", "value"):
        failure = Failure(kind, **{**fields, "mistake": "", "task": "1.1"})
        harmless(
            exports.feedback_markdown(
                mini, verdict(EVIL, task("1.1", 2, "failed", failure, EVIL)), "en"
            )
        )


def test_block_is_closed_by_nothing_inside_of_it(mini):
    failure = Failure("raised", got="a ```` b", error="`````")
    text = exports.feedback_markdown(mini, verdict("Budi", task("1.1", 2, "error", failure)), "en")
    assert re.findall("^(`{3,})(?:text)?$", text, re.MULTILINE) == ["``````", "``````"]


def harmless(text):
    """No line begins with a learner's text, and outside of blocks nothing of it is alive."""
    outside, fence = [], ""
    for line in text.splitlines():
        assert not line.lstrip(" |").startswith(("::", "##[", "<script")) or fence, line
        assert not line.lstrip().startswith("::"), line
        opened = re.match(r"(`{3,})(text)?$", line)
        if not fence and opened:
            fence = opened[1]
        elif fence and line == fence:
            fence = ""
        elif not fence and not line.startswith("Read: `modules/"):
            outside.append(line)
    assert fence == ""
    outside = "\n".join(outside)
    assert "<" not in outside
    assert not re.search(r"(?<!\\)[\[*_~$@]\w", outside.replace("**", "")), outside
    assert "http://" not in outside
    assert "www.e" not in outside


# --- similar submissions ----------------------------------------------------------

MODULE = REAL.module("03")
STUB = render(MODULE.solution.read_text("utf-8"), MODULE)


def handed_in(*which):
    """A file with one of the known right answers to each task; -1 leaves a task open."""
    path = REAL.root / "tests" / "right_answers" / f"{MODULE.name}.py"
    answers = runpy.run_path(str(path))["ANSWERS"]
    text = STUB
    for one, number in zip(MODULE.tasks, which, strict=True):
        codes = [answer["code"] for answer in answers if answer["task"] == one.id]
        text = transplant(codes[number], text, one.functions) if number >= 0 else text
    return text


def test_identical_and_renamed_work_is_found():
    own = handed_in(1, 1, 1, 1, 1, 1)
    renamed = re.sub(r"\b(layer|scale|W1|grads?|loss|losses)\b", r"\1_ku", own)
    renamed = renamed.replace("return params\n", "return params  # punyaku\n")
    texts = {
        "a": own,
        "b": own,
        "c": renamed,
        "d": handed_in(0, 0, 0, 0, 0, 0),
        "e": handed_in(2, 2, 2, 2, 2, 2),
        "f": MODULE.solution.read_text("utf-8"),
    }
    assert renamed != own
    found = near_pairs(texts, MODULE, STUB)
    assert [(pair.first, pair.second, pair.identical) for pair in found] == [
        ("a", "b", True),
        ("a", "c", False),
    ]
    assert 0.8 <= found[1].share <= 1


def test_nobody_is_accused_of_what_the_course_shows_or_everybody_writes():
    solution = MODULE.solution.read_text("utf-8")
    assert near_pairs({"a": solution, "b": solution}, MODULE, STUB) == []
    assert near_pairs({"a": STUB, "b": STUB}, MODULE, STUB) == []
    three_words = solution.replace("    return", "    pass\n    return", 3)
    assert near_pairs({"a": three_words, "b": three_words}, MODULE, STUB) == []
    one_task = handed_in(1, -1, -1, -1, -1, -1)
    assert near_pairs({"a": one_task, "b": one_task}, MODULE, STUB) == []
    common = {f"s{i}": handed_in(1, 1, 1, 1, 1, 1) + "\n" * i for i in range(5)}
    varied = {  # the same answers, each with a word of its own in one place: 5 texts of 5
        name: text.replace("return params\n", f"print({i})\n    return params\n", 1)
        for i, (name, text) in enumerate(common.items())
    }
    assert near_pairs(varied, MODULE, STUB) == []


def test_remark_of_ones_own_gives_away_a_copy():
    remark = "    # kenapa hasilnya aneh, tanya kak Rina besok\n    return"
    marked = MODULE.solution.read_text("utf-8").replace("    return", remark, 1)
    [pair] = near_pairs({"a": marked, "b": marked}, MODULE, STUB)
    assert pair.identical


@pytest.mark.parametrize("text", ["def (", "\x00", "x = " + "(" * 5000, "", "'\\d'\n"])
def test_file_that_is_no_python_resembles_nothing(text):
    own = handed_in(1, 1, 1, 1, 1, 1)
    pairs = near_pairs({"a": own, "b": own, "c": text, "d": text}, MODULE, STUB)
    assert [(pair.first, pair.second) for pair in pairs] == [("a", "b")]
