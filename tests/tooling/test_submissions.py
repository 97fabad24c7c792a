"""Submissions are found and read, whatever a learner hands in; nothing is extracted or run."""

import bz2
import dataclasses
import gzip
import io
import itertools
import lzma
import os
import socket
import stat
import struct
import sys
import tarfile
import threading
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kursus.catalog import Course
from kursus.errors import KursusError
from kursus.grading import archives, submissions
from kursus.grading.submissions import Limits, find_sources, single_source, stage, submission_hash
from kursus.grading.verdicts import course_version
from kursus.messages import LANGUAGES, say

MINE = b"# mine\ndef double(x):\n    return x + x\n"
OTHER = b"# other\n"
DEEP_ENOUGH = 3_000_000  # more than a megabyte


@pytest.fixture
def teacher(course):
    """The teacher's course."""
    return Course(course)


@pytest.fixture
def pile(tmp_path):
    """The folder of submissions."""
    folder = tmp_path / "pile"
    folder.mkdir()
    return folder


@pytest.fixture
def read(teacher):
    """Stage a path, or a source, for module 01; every sentence about it can be said."""

    def stage_it(source, **limits):
        if not isinstance(source, submissions.Source):
            source = single_source(source)
        staged = stage(source, teacher, [teacher.module("01")], Limits(**limits))
        for note in (*staged.notes, *staged.problems.values(), staged.problem):
            if note:
                assert all(isinstance(value, str) for value in note.fields.values())
                assert all(len(value) < 200 for value in note.fields.values())
                for lang in LANGUAGES:
                    sentence = say(note.key, lang, **note.fields)
                    assert sentence.replace("\u200c", "").isprintable()
                    sentence.encode()
        assert set(staged.files).isdisjoint(staged.problems)
        return staged

    return stage_it


def write(folder, **files):
    """Files below a folder; ``__`` stands for ``/`` and ``_py`` for ``.py``."""
    put(folder, {name.replace("__", "/").replace("_py", ".py"): files[name] for name in files})


def put(folder, files):
    """Files below a folder, by path."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def make_zip(path, files, method=zipfile.ZIP_DEFLATED):
    """A zip of (name or ZipInfo, bytes) pairs."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return path


def member(name, size=0, **attributes):
    """A tar member."""
    info = tarfile.TarInfo(name)
    info.size = size
    for key, value in attributes.items():
        setattr(info, key, value)
    return info


def make_tar(path, files, mode="w", extra=()):
    """A tar of (name, bytes) pairs, and of members without data."""
    with tarfile.open(path, mode) as archive:
        for info in extra:
            archive.addfile(info)
        for name, data in files:
            archive.addfile(member(name, len(data)), io.BytesIO(data))
    return path


def keys(notes):
    return sorted(note.key for note in notes)


# --- finding ----------------------------------------------------------------------


def students(folder):
    return {source.student: source for source in find_sources(folder)}


def test_folders_and_archives_are_submissions_sorted_by_student(pile):
    put(pile, {"budi/mini.py": MINE, "ani/mini.py": MINE})
    for number, suffix in enumerate(submissions.ARCHIVES):
        (pile / f"student {number}{suffix}").write_bytes(b"")
    (pile / "CITRA.ZIP").write_bytes(b"")
    found = find_sources(pile)
    others = [f"student {number}" for number in range(len(submissions.ARCHIVES))]
    assert [source.student for source in found] == ["CITRA", "ani", "budi", *others]
    assert all(source.problem is None for source in found)


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", ".hidden", "desktop.ini"])
def test_clutter_is_no_submission(pile, name):
    put(pile, {name: b"x", "__MACOSX/._ani": b"x", "ani/mini.py": MINE})
    assert list(students(pile)) == ["ani"]


@pytest.mark.parametrize("second", ["ani.zip", "ani.tar.gz", "ani.rar", "ANI.zip", "ani.zip/"])
def test_two_submissions_of_one_student_are_not_graded(pile, read, second):
    put(pile, {"ani/mini.py": MINE, "budi/mini.py": MINE})
    if second.endswith("/"):
        (pile / second).mkdir()
    else:
        (pile / second).write_bytes(b"")
    found = students(pile)
    assert len(found) == 2
    ani = next(source for source in found.values() if source.student.lower() == "ani")
    assert ani.problem.key == "submission_twice"
    assert len(ani.paths) == 2
    assert read(ani).problem == ani.problem
    assert read(ani).files == {}
    assert read(found["budi"]).files == {"01_mini": MINE}


@pytest.mark.parametrize(
    ("first", "second"),
    [("Jose\u0301", "Jos\u00e9"), ("Ani", "ani"), ("a\nb", "a\tb"), ("a\u202eb", "a\u2066b")],
    ids=["normal-form", "case", "control", "bidi"],
)
def test_names_that_become_one_are_two_submissions_of_one_student(pile, first, second):
    put(pile, {f"{first}/mini.py": MINE, f"{second}/mini.py": MINE})
    (source,) = find_sources(pile)
    assert source.problem.key == "submission_twice"


def test_names_are_fit_to_be_printed(pile, read):
    names = ["\u0645\u062d\u0645\u062f", "a\nb", "\u202egpj.exe", "\x1b[2Jx", "na\u200cme"]
    put(pile, {f"{name}/mini.py": MINE for name in names})
    os.mkdir(os.fsencode(pile) + b"/\xff\xfe")
    (pile / os.fsdecode(b"\xff\xfe") / "mini.py").write_bytes(MINE)
    found = students(pile)
    assert set(found) == {
        "\u0645\u062d\u0645\u062f",
        "a\ufffdb",
        "\ufffdgpj.exe",
        "\ufffd[2Jx",
        "na\u200cme",
        "\ufffd\ufffd",
    }
    assert all(read(source).files == {"01_mini": MINE} for source in found.values())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("notes.txt", "submission_stray"),
        ("mini.py", "submission_stray"),
        ("budi.rar", "submission_foreign"),
        ("budi.7Z", "submission_foreign"),
    ],
)
def test_other_files_are_reported(pile, name, key):
    put(pile, {name: b"x", "ani/mini.py": MINE})
    problems = {source.student: source.problem for source in find_sources(pile)}
    assert problems.pop("ani") is None
    ((student, problem),) = problems.items()
    assert problem.key == key
    assert problem.fields == {"name": name}
    assert student == (name if key == "submission_stray" else "budi")


def test_links_and_pipes_in_the_folder_are_reported_not_followed(pile, tmp_path):
    put(pile, {"ani/mini.py": MINE})
    (pile / "budi").symlink_to(tmp_path / "modules", target_is_directory=True)
    (pile / "citra.zip").symlink_to("/etc/hostname")
    (pile / "loop").symlink_to("loop")
    os.mkfifo(pile / "dewi.zip")
    problems = {source.student: source.problem for source in find_sources(pile)}
    assert problems.pop("ani") is None
    assert set(problems) == {"budi", "citra", "loop", "dewi"}
    assert {problem.key for problem in problems.values()} == {"submission_link"}


def test_folder_that_holds_no_submissions(pile, teacher, monkeypatch):
    def refusal(path):
        with pytest.raises(KursusError) as caught:
            find_sources(path)
        for lang in LANGUAGES:
            assert str(path) in say(caught.value.key, lang, **caught.value.fields)
        return caught.value.key

    assert refusal(pile) == "submissions_none"
    put(pile, {"notes.txt": b"", ".git/config": b""})
    assert refusal(pile) == "submissions_none"
    assert refusal(pile / "nowhere") == "submissions_missing"
    assert refusal(pile / "notes.txt") == "submissions_no_folder"
    assert refusal(teacher.root) == "submissions_single"  # a course by itself

    def locked(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(pile), "iterdir", locked)
    assert refusal(pile) == "submissions_unreadable"


def test_moodle_folders(pile, read):
    put(
        pile,
        {
            "Ani Wati_12345_assignsubmission_file/mini.py": MINE,
            "Ani Wati_12345_assignsubmission_onlinetext/onlinetext.html": b"<p>done",
            "Ani Wati_12346_assignsubmission_file_/modules/01_mini/mini.py": OTHER,
            "Citra_7_assignsubmission_file_mini.py": OTHER,
            "Citra_7_assignsubmission_file_report.pdf": b"%PDF",
        },
    )
    folder = pile / "Budi_9_assignsubmission_file"
    folder.mkdir()
    make_zip(folder / "work.zip", [("work/mini.py", MINE)])
    found = students(pile)
    assert set(found) == {"Ani Wati_12345", "Ani Wati_12346", "Budi_9", "Citra_7"}
    files = {student: read(source).files for student, source in found.items()}
    assert files == {
        "Ani Wati_12345": {"01_mini": MINE},
        "Ani Wati_12346": {"01_mini": OTHER},
        "Budi_9": {"01_mini": MINE},
        "Citra_7": {"01_mini": OTHER},
    }


def test_canvas_files(pile, read):
    put(
        pile,
        {
            "watiani_11_67890_mini.py": b"old",
            "watiani_11_67890_report.pdf": b"%PDF",
            "watiani_LATE_11_67899_mini-2.py": b"older",
            "watiani_11_67891_mini-10.py": MINE,
            "watiani_11_9991_mini-10.py": b"of the same number, but uploaded earlier",
            "watiani_12_67892_mini-1.py": OTHER,  # another one of the same name
        },
    )
    make_zip(pile / "budi_LATE_13_555_work-1.zip", [("mini.py", MINE)])
    found = students(pile)
    assert set(found) == {"watiani_11", "watiani_12", "budi_13"}
    assert read(found["watiani_11"]).files == {"01_mini": MINE}
    assert len(found["watiani_11"].paths) == 2
    assert read(found["watiani_12"]).files == {"01_mini": OTHER}
    assert read(found["budi_13"]).files == {"01_mini": MINE}


def test_single_source(pile, read):
    put(pile, {"ani/mini.py": MINE, "mini.py": OTHER, "notes.txt": b""})
    archive = make_zip(pile / "budi.zip", [("mini.py", MINE)])
    (pile / "link").symlink_to(pile / "ani")  # the teacher typed it: it is meant
    for path, student, data in (
        (pile / "ani", "ani", MINE),
        (pile / "link", "ani", MINE),
        (pile / "mini.py", "mini", OTHER),
        (archive, "budi", MINE),
    ):
        source = single_source(path)
        assert source.student == student
        assert read(source).files == {"01_mini": data}
    assert single_source(pile / "notes.txt").problem.key == "submission_stray"
    with pytest.raises(KursusError) as caught:
        single_source(pile / "nobody")
    assert caught.value.key == "submissions_missing"


# --- where a file may lie -----------------------------------------------------------

LAYOUTS = [
    "mini.py",
    "01_mini/mini.py",
    "modules/01_mini/mini.py",
    "kursus-main/modules/01_mini/mini.py",
    "some/where/else/mini.py",
    "./01_mini/./mini.py",
]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("form", ["folder", *submissions.ARCHIVES])
def test_every_layout_in_every_form(pile, read, form, name):
    if form == "folder":
        put(pile / "ani", {name: MINE})
        staged = read(pile / "ani")
    elif form == ".zip":
        staged = read(make_zip(pile / "ani.zip", [(name, MINE)]))
    else:
        mode = {"gz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}.get(form.split(".")[-1], "w")
        mode = "w:gz" if form == ".tgz" else mode
        staged = read(make_tar(pile / f"ani{form}", [(name, MINE)], mode))
    assert staged == submissions.Staged({"01_mini": MINE}, (), None, {})


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names_in_every_kind_of_tar(pile, read, form):
    name = "/".join(["n" * 60, "o" * 60, "01_mini", "mini.py"])
    path = pile / "ani.tar"
    with tarfile.open(path, "w", format=form) as archive:
        archive.addfile(member(name, len(MINE)), io.BytesIO(MINE))
    assert read(path).files == {"01_mini": MINE}


BEST_FIRST = [
    "deep/down/modules/01_mini/mini.py",
    "01_mini/mini.py",
    "x/01_mini/mini.py",
    "mini.py",
    "x/mini.py",
    "a/b/mini.py",
]


@pytest.mark.parametrize(("better", "worse"), [*itertools.pairwise(BEST_FIRST)])
def test_the_closest_file_counts(pile, read, better, worse):
    put(pile / "ani", {better: MINE, worse: OTHER})
    tar = make_tar(pile / "budi.tar", [(worse, OTHER), (better, MINE)])
    backwards = make_tar(pile / "citra.tar", [(better, MINE), (worse, OTHER)])
    for path in (pile / "ani", tar, backwards):
        assert read(path).files == {"01_mini": MINE}


def test_two_different_files_of_the_same_rank_are_a_problem(pile, read):
    put(pile / "ani", {"a/mini.py": MINE, "b/mini.py": OTHER, "c/mini.py": MINE})
    staged = read(pile / "ani")
    assert staged.files == {}
    assert staged.problem is None
    note = staged.problems["01_mini"]
    assert note.key == "submission_file_differs"
    assert note.fields == {"first": "a/mini.py", "second": "b/mini.py"}
    put(pile / "budi", {"a/mini.py": MINE, "b/mini.py": MINE})
    assert read(pile / "budi").files == {"01_mini": MINE}


def test_the_same_name_twice_in_an_archive(pile, read):
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = make_zip(pile / "ani.zip", [("mini.py", MINE), ("mini.py", OTHER)])
    assert keys(read(archive).problems.values()) == ["submission_file_differs"]
    tar = make_tar(pile / "budi.tar", [("mini.py", MINE), ("mini.py", OTHER)])
    assert keys(read(tar).problems.values()) == ["submission_file_differs"]


@pytest.mark.parametrize("ignored", [*sorted(submissions.IGNORED), "__MACOSX", "Tests"])
def test_copies_in_ignored_folders_do_not_count(pile, read, ignored):
    put(pile / "ani", {f"{ignored}/modules/01_mini/mini.py": OTHER, "x/y/mini.py": MINE})
    assert read(pile / "ani").files == {"01_mini": MINE}
    put(pile / "budi", {f"{ignored}/modules/01_mini/mini.py": OTHER})
    assert read(pile / "budi").problem.key in ("submission_empty", "submission_no_script")
    tar = make_tar(pile / "citra.tar", [(f"{ignored}/mini.py", OTHER)])
    assert read(tar).problem


def test_another_spelling_is_another_file(pile, read):
    tar = make_tar(pile / "ani.tar", [("MINI.py", OTHER), ("Mini.PY", OTHER), ("mini.py", MINE)])
    assert read(tar).files == {"01_mini": MINE}


def test_only_the_wanted_modules_are_read_and_twins_are_kept_apart(teacher, pile):
    for name in ("02_mini", "03_last"):
        folder = teacher.root / "modules" / name
        folder.mkdir()
        text = (teacher.root / "modules/01_mini/module.toml").read_text("utf-8")
        (folder / "module.toml").write_text(text, "utf-8")
        (teacher.root / "tests/modules" / f"test_{name}.py").write_text("", "utf-8")
    teacher = Course(teacher.root)
    put(pile / "ani", {"02_mini/mini.py": MINE, "03_last/last.py": OTHER})
    source = single_source(pile / "ani")
    wanted = [teacher.module("01"), teacher.module("02")]
    assert stage(source, teacher, wanted).files == {"02_mini": MINE}
    assert stage(source, teacher, wanted[:1]).problem.key == "submission_no_script"
    put(pile / "ani", {"01_mini/mini.py": OTHER})
    assert stage(source, teacher, wanted).files == {"01_mini": OTHER, "02_mini": MINE}


def test_one_archive_in_a_folder_is_opened(pile, read):
    for name in ("ani", "budi", "citra", "dewi", "eka"):
        (pile / name).mkdir()
    make_zip(pile / "ani/work.zip", [("mini.py", MINE)])
    put(pile / "ani", {"readme.txt": b"see the zip"})
    assert read(pile / "ani").files == {"01_mini": MINE}
    make_zip(pile / "budi/work.zip", [("mini.py", OTHER)])
    put(pile / "budi", {"deep/mini.py": MINE})
    assert read(pile / "budi").files == {"01_mini": MINE}
    make_zip(pile / "citra/a.zip", [("mini.py", MINE)])
    make_zip(pile / "citra/b.zip", [("mini.py", MINE)])
    assert read(pile / "citra").problem.key == "submission_archives"
    inner = make_zip(pile / "inner.zip", [("mini.py", MINE)]).read_bytes()
    make_zip(pile / "dewi/a.zip", [("b.zip", inner)])
    assert read(pile / "dewi").problem.key == "submission_archives"
    put(pile / "eka", {"work.rar": b"Rar!"})
    assert read(pile / "eka").problem.key == "submission_foreign"


def test_a_folder_may_be_named_like_an_archive(pile, read):
    put(pile, {"ani.zip/mini.py": MINE})
    (source,) = find_sources(pile)
    assert source.student == "ani"
    assert read(source).files == {"01_mini": MINE}


def test_an_archive_is_known_by_its_contents(pile, read):
    tar = make_tar(pile / "ani.zip", [("mini.py", MINE)], "w:gz")
    assert read(tar).files == {"01_mini": MINE}
    archive = make_zip(pile / "budi.tar", [("mini.py", MINE)])
    assert read(archive).files == {"01_mini": MINE}


# --- notes --------------------------------------------------------------------------


def test_notes_on_files_that_were_not_worked_on(pile, read, script):
    stub = script.read_bytes()
    put(pile, {"ani/mini.py": stub, "budi/mini.py": stub.replace(b"\n", b"\r\n")})
    put(pile, {"citra/mini.py": b" \n", "dewi/mini.py": stub + b"#"})
    assert read(pile / "ani").files == {"01_mini": stub}
    assert keys(read(pile / "ani").notes) == ["submission_unchanged"]
    assert keys(read(pile / "budi").notes) == ["submission_unchanged"]
    assert keys(read(pile / "citra").notes) == ["submission_file_empty"]
    assert read(pile / "citra").files == {"01_mini": b" \n"}
    assert read(pile / "dewi").notes == ()


def test_note_on_own_tests(pile, read, teacher):
    ours = teacher.module("01").checks.read_bytes()
    check = "kursus/tests/modules/test_01_mini.py"
    put(pile / "ani", {"mini.py": MINE, check: ours.replace(b"\n", b"\r\n")})
    put(pile / "budi", {"mini.py": MINE, check: ours + b"# easier"})
    put(pile / "citra", {"mini.py": MINE, "tests/test_mine.py": b""})
    assert read(pile / "ani").notes == ()
    assert keys(read(pile / "budi").notes) == ["submission_own_tests"]
    assert read(pile / "citra").notes == ()
    tar = make_tar(pile / "dewi.tar", [(check, b""), ("mini.py", MINE)])
    assert keys(read(tar).notes) == ["submission_own_tests"]


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        (b'[project]\nversion = "OURS"', False),
        (b'[project]\nversion = "99.0"', True),
        (b'[project]\nversion = "\\u202e\\u001b[2J"', True),
        (b"[project]\nversion = 3", False),
        (b"[project]", False),
        (b"project = 1", False),
        (b"\xff\xfe", False),
        (b"not toml", False),
        (b"x = " + b"[" * 50_000, False),
        (b"#" * 100_000 + b'\n[project]\nversion = "99.0"', False),
    ],
)
def test_note_on_another_version_of_the_course(pile, read, teacher, text, noted):
    text = text.replace(b"OURS", course_version(teacher).encode())
    put(pile / "ani", {"mini.py": MINE, "pyproject.toml": text})
    staged = read(pile / "ani")
    assert staged.files == {"01_mini": MINE}
    assert keys(staged.notes) == ["submission_version"] * noted


# --- hostile folders ------------------------------------------------------------------


def test_links_in_a_folder_are_not_followed(pile, read, tmp_path):
    put(tmp_path / "secret", {"mini.py": OTHER})
    put(pile, {"ani/x.txt": b"", "budi/deep/mini.py": MINE})
    (pile / "ani/modules").symlink_to(tmp_path / "secret", target_is_directory=True)
    (pile / "ani/mini.py").symlink_to(tmp_path / "secret/mini.py")
    staged = read(pile / "ani")
    assert staged.files == {}
    assert staged.problems["01_mini"].key == "submission_file_link"
    (note,) = staged.notes
    assert note.key == "submission_links"
    assert note.fields == {"count": "2", "first": "mini.py"}
    (pile / "budi/mini.py").symlink_to(tmp_path / "secret/mini.py")
    staged = read(pile / "budi")  # the real file is good enough
    assert staged.files == {"01_mini": MINE}
    assert keys(staged.notes) == ["submission_links"]


def test_a_second_name_of_somebodys_file_is_not_read(pile, read, tmp_path):
    put(tmp_path / "secret", {"mini.py": OTHER})
    (pile / "ani").mkdir()
    os.link(tmp_path / "secret/mini.py", pile / "ani/mini.py")
    staged = read(pile / "ani")
    assert staged.files == {}
    assert staged.problems["01_mini"].key == "submission_file_link"


def test_pipes_and_sockets_are_not_opened(pile, read, monkeypatch):
    (pile / "ani").mkdir()
    os.mkfifo(pile / "ani/mini.py")
    done = []
    thread = threading.Thread(target=lambda: done.append(read(pile / "ani")), daemon=True)
    thread.start()
    thread.join(20)
    assert done, "waits for somebody to write into the pipe"
    assert done[0].problems["01_mini"].key == "submission_file_link"
    (pile / "budi").mkdir()
    monkeypatch.chdir(pile / "budi")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("mini.py")
        assert read(pile / "budi").problems["01_mini"].key == "submission_file_link"


def test_a_file_that_becomes_a_pipe_or_link_is_not_read(pile, read, monkeypatch):
    """What counts is what was opened, not what the folder said before."""
    real = os.open
    for replace in (os.mkfifo, lambda path: os.symlink("/etc/hostname", path)):
        put(pile / "ani", {"mini.py": MINE})

        def swap(path, flags, *rest, replace=replace, **more):
            os.unlink(path)
            replace(path)
            return real(path, flags, *rest, **more)

        monkeypatch.setattr(submissions.os, "open", swap)
        staged = read(pile / "ani")
        assert staged.files == {}
        assert keys(staged.problems.values())[0] in (
            "submission_file_link",
            "submission_unreadable",
        )
        monkeypatch.undo()
        os.unlink(pile / "ani/mini.py")


def test_a_folder_in_place_of_the_file(pile, read):
    put(pile / "ani", {"modules/01_mini/mini.py/x.txt": b""})
    (pile / "budi/mini.py").mkdir(parents=True)
    archive = make_zip(pile / "citra.zip", [("mini.py/x.txt", b"")])
    tar = make_tar(pile / "dewi.tar", [], extra=[member("mini.py", type=tarfile.DIRTYPE)])
    for path in (pile / "ani", pile / "budi", archive, tar):
        assert read(path).problems["01_mini"].key == "submission_file_folder"
    put(pile / "ani", {"mini.py": MINE})
    assert read(pile / "ani").files == {"01_mini": MINE}


def test_empty_submissions(pile, read):
    (pile / "ani/modules").mkdir(parents=True)
    put(pile, {"budi.zip": b"", "citra/notes.txt": b"", "dewi/mini.py": b""})
    empty_zip = make_zip(pile / "eka.zip", [])
    empty_tar = make_tar(pile / "fajar.tar", [])
    assert read(pile / "ani").problem.key == "submission_empty"
    assert read(pile / "budi.zip").problem.key == "submission_damaged"
    assert read(pile / "citra").problem.key == "submission_no_script"
    assert read(pile / "dewi").files == {"01_mini": b""}
    assert keys(read(pile / "dewi").notes) == ["submission_file_empty"]
    assert read(empty_zip).problem.key == "submission_empty"
    assert read(empty_tar).problem.key == "submission_empty"


def refuse(monkeypatch, name, locked):
    """Let an os function fail as for somebody without permission: root has them all."""
    real = getattr(os, name)

    def function(path, *rest, **more):
        if str(path).endswith(locked):
            raise PermissionError(13, "Permission denied")
        return real(path, *rest, **more)

    monkeypatch.setattr(submissions.os, name, function)


def test_unreadable_files_and_folders(pile, read, monkeypatch):
    put(pile / "ani", {"mini.py": MINE, "locked/mini.py": OTHER})
    archive = make_zip(pile / "budi.zip", [("mini.py", MINE)])
    with monkeypatch.context() as patch:
        refuse(patch, "open", "mini.py")
        assert read(pile / "ani").problems["01_mini"].key == "submission_unreadable"
    with monkeypatch.context() as patch:
        refuse(patch, "open", "budi.zip")
        assert read(archive).problem.key == "submission_unreadable"
    with monkeypatch.context() as patch:
        refuse(patch, "scandir", "locked")
        staged = read(pile / "ani")
        assert staged.files == {"01_mini": MINE}
        assert keys(staged.notes) == ["submission_locked"]
    with monkeypatch.context() as patch:
        refuse(patch, "scandir", "ani")
        assert read(pile / "ani").problem.key == "submission_unreadable"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read anything")
def test_really_unreadable_file(pile, read):
    put(pile / "ani", {"mini.py": MINE})
    (pile / "ani/mini.py").chmod(0)
    assert read(pile / "ani").problems["01_mini"].key == "submission_unreadable"


def test_a_submission_that_is_gone_meanwhile(pile, read):
    put(pile / "ani", {"mini.py": MINE})
    source = single_source(pile / "ani")
    (pile / "ani").rename(pile / "budi")
    assert read(source).problem.key == "submission_unreadable"


def test_names_in_a_folder_may_be_anything(pile, read):
    put(pile / "ani", {"mini.py": MINE})
    odd = [b"\xff\xfe", b"a\nb", b"x" * 255, "\u0645.py".encode()]
    for name in odd:
        folder = os.fsencode(pile / "ani") + b"/" + name
        os.mkdir(folder)
        os.symlink(b"nowhere", folder + b"/link\xff")
    staged = read(pile / "ani")
    assert staged.files == {"01_mini": MINE}
    assert keys(staged.notes) == ["submission_links"]
    assert staged.notes[0].fields["count"] == "4"


# --- hostile archives -----------------------------------------------------------------

BAD_PATHS = [
    "../mini.py",
    "x/../../modules/01_mini/mini.py",
    "/modules/01_mini/mini.py",
    "C:/modules/01_mini/mini.py",
    "c:mini.py",
    "modules/01_mini\\..\\..\\mini.py",
    "d/" * 5000 + "modules/01_mini/mini.py",
]


def test_archive_with_the_separators_of_windows_is_read(pile, read):
    pile.mkdir(exist_ok=True)
    with zipfile.ZipFile(pile / "ani.zip", "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = info.orig_filename = "modules\\01_mini\\mini.py"
        archive.writestr(info, MINE)
    assert read(pile / "ani.zip").files == {"01_mini": MINE}


@pytest.mark.parametrize(
    "name",
    ["mini (1).py", "mini(2).py", "mini - Copy.py", "mini - Salinan (2).py", "ani_mini.py"],
)
def test_copies_and_names_with_a_prefix_are_taken_and_said(pile, read, name):
    (pile / "ani").mkdir(parents=True)
    (pile / "ani" / name).write_bytes(MINE)
    staged = read(pile / "ani")
    assert staged.files == {"01_mini": MINE}
    assert keys(staged.notes) == ["submission_renamed"]
    (pile / "ani" / "mini.py").write_bytes(OTHER)  # the plain name comes first
    assert read(pile / "ani").files == {"01_mini": OTHER}


def test_files_side_by_side_belong_to_whom_their_names_begin_with(pile, read):
    for name in ("ani_mini.py", "budi_mini.py", "budi_other.py"):
        (pile / name).write_bytes(MINE)
    found = find_sources(pile, ["mini.py", "other.py"])
    assert [source.student for source in found] == ["ani", "budi"]
    assert [source.problem for source in found] == [None, None]
    assert read(found[1]).files == {"01_mini": MINE}


def test_download_of_a_platform_inside_the_folder_is_no_submission(pile, read):
    for user in ("11111", "22222"):
        path = pile / "download" / f"ani_{user}_777_mini.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(MINE)
    assert read(pile / "download").problem.key == "submission_download"


@pytest.mark.parametrize("bad", BAD_PATHS)
@pytest.mark.parametrize("form", ["zip", "tar"])
def test_paths_that_lead_out_are_ignored_and_reported(pile, read, form, bad):
    files = [("deep/mini.py", MINE), (bad, OTHER)]
    path = pile / f"ani.{form}"
    staged = read(make_zip(path, files) if form == "zip" else make_tar(path, files))
    assert staged.files == {"01_mini": MINE}
    assert [note.key for note in staged.notes] == ["submission_paths"]
    assert staged.notes[0].fields["count"] == "1"


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE],
)
def test_links_and_devices_in_a_tar(pile, read, kind):
    extra = [member("modules/01_mini/mini.py", type=kind, linkname="deep/mini.py")]
    staged = read(make_tar(pile / "ani.tar", [("deep/mini.py", MINE)], extra=extra))
    assert staged.files == {"01_mini": MINE}
    assert keys(staged.notes) == ["submission_links"]
    staged = read(make_tar(pile / "budi.tar", [], extra=extra))
    assert staged.problems["01_mini"].key == "submission_file_link"


@pytest.mark.parametrize("form", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_in_a_zip(pile, read, form):
    info = zipfile.ZipInfo("mini.py")
    info.external_attr = (form | 0o777) << 16
    staged = read(make_zip(pile / "ani.zip", [(info, b"/etc/passwd")]))
    assert staged.files == {}
    assert staged.problems["01_mini"].key == "submission_file_link"
    assert keys(staged.notes) == ["submission_links"]


def test_large_files(pile, read):
    put(pile / "ani", {"mini.py": b"#" * 101})
    archive = make_zip(pile / "budi.zip", [("mini.py", b"#" * 101)])
    tar = make_tar(pile / "citra.tar.gz", [("mini.py", b"#" * 101)], "w:gz")
    for path in (pile / "ani", archive, tar):
        staged = read(path, file=100)
        assert staged.files == {}
        assert staged.problems["01_mini"].key == "submission_file_size"
        assert read(path, file=101).files == {"01_mini": b"#" * 101}


def test_the_limits():
    mib = 2**20
    assert dataclasses.astuple(Limits()) == (mib, 20_000, 256 * mib, 128 * mib, 20)


def test_many_members(pile, read):
    names = [("mini.py", MINE), *((f"{i}.txt", b"") for i in range(50))]
    put(pile / "ani", dict(names))
    archive = make_zip(pile / "budi.zip", names)
    tar = make_tar(pile / "citra.tar", names)
    for path in (pile / "ani", archive, tar):
        assert read(path, members=50).problem.key == "submission_members"
        assert read(path, members=51).files == {"01_mini": MINE}
    put(pile / "ani", {f".venv/{i}.txt": b"" for i in range(50)})  # nobody looks there
    assert read(pile / "ani", members=52).files == {"01_mini": MINE}


def directory(count, name=b"0123456789"):
    """A zip that consists of nothing but the records of ``count`` members."""
    fields = (20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0)
    record = b"PK\1\2" + struct.pack("<HHHHHHLLLHHHHHLL", *fields) + name
    short = min(count, 0xFFFF)
    end = b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, short, short, len(record) * count, 4, 0)
    return b"PK\3\4" + record * count + end


@pytest.mark.parametrize("count", [30_000, 1_000_000])
def test_a_hundred_thousand_members(pile, read, count, monkeypatch):
    put(pile, {"ani.zip": directory(count)})
    made = itertools.count()
    real = zipfile.ZipInfo.__init__

    def counted(self, *rest, **more):
        next(made)
        real(self, *rest, **more)

    monkeypatch.setattr(zipfile.ZipInfo, "__init__", counted)
    assert read(pile / "ani.zip").problem.key == "submission_members"
    assert next(made) < 100_000
    assert read(pile / "ani.zip", archive=1000).problem.key == "submission_archive_size"


def test_a_hundred_thousand_members_of_a_tar(pile, read):
    block = member("x").tobuf()
    put(pile, {"ani.tar.gz": gzip.compress(block * 100_000 + bytes(1024), 1)})
    assert read(pile / "ani.tar.gz").problem.key == "submission_members"


def test_deep_paths(pile, read):
    below = "/".join("x" * 19)
    put(pile / "ani", {f"{below}/mini.py": MINE})
    assert read(pile / "ani").files == {"01_mini": MINE}
    put(pile / "budi", {f"{below}/x/mini.py": OTHER, "a.txt": b""})
    put(pile / "citra", {f"{below}/x/y/z/mini.py": OTHER, "mini.py": MINE})
    assert read(pile / "budi").problem.key == "submission_no_script"
    assert keys(read(pile / "budi").notes) == ["submission_deep"]
    assert read(pile / "citra").files == {"01_mini": MINE}
    files = [("d/" * 1000 + "mini.py", OTHER), ("mini.py", MINE)]
    assert read(pile / "citra").notes[0].fields["count"] == "1"  # it looked no deeper
    for path in (make_zip(pile / "dewi.zip", files), make_tar(pile / "eka.tar", files)):
        staged = read(path)
        assert staged.files == {"01_mini": MINE}
        assert keys(staged.notes) == ["submission_deep"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_bombs(pile, read, pack):
    big = member("big.bin", DEEP_ENOUGH).tobuf() + bytes(DEEP_ENOUGH + -DEEP_ENOUGH % 512)
    small = member("mini.py", len(MINE)).tobuf() + MINE + bytes(-len(MINE) % 512)
    put(pile, {"before.tgz": pack(big + small + bytes(1024))})
    put(pile, {"after.tgz": pack(small + bytes(1024) + bytes(DEEP_ENOUGH))})
    for name in ("before.tgz", "after.tgz"):
        assert (pile / name).stat().st_size < 20_000
        assert read(pile / name, unpacked=2**20).problem.key == "submission_unpacked"
        assert read(pile / name, unpacked=2**22).files == {"01_mini": MINE}


def test_many_large_candidates(pile, read):
    names = [(f"{i}/mini.py", bytes(100_000)) for i in range(30)]
    put(pile / "budi", dict(names))
    for path in (make_zip(pile / "ani.zip", names), pile / "budi"):
        assert keys(read(path, unpacked=2**20).problems.values()) == ["submission_unpacked"]
        assert read(path).files == {"01_mini": bytes(100_000)}


def test_zip_that_lies_about_a_size(pile, read):
    whole = make_zip(pile / "ani.zip", [("mini.py", bytes(500_000))]).read_bytes()
    honest = struct.pack("<L", 500_000)
    assert whole.count(honest) == 2
    for lie in (10, 499_999, 500_001, 2**20, 2**32 - 2):
        put(pile, {"ani.zip": whole.replace(honest, struct.pack("<L", lie))})
        staged = read(pile / "ani.zip")
        assert staged.files == {}
        key = "submission_file_size" if lie > 2**20 else "submission_damaged"
        assert keys(staged.problems.values()) == [key]


def test_zip_with_a_password_or_another_compression(pile, read):
    whole = bytearray(make_zip(pile / "ani.zip", [("mini.py", MINE)]).read_bytes())
    whole[6] |= 1
    whole[whole.index(b"PK\1\2") + 8] |= 1
    put(pile, {"ani.zip": bytes(whole)})
    assert keys(read(pile / "ani.zip").problems.values()) == ["submission_encrypted"]
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        archive = make_zip(pile / "budi.zip", [("mini.py", MINE)], method)
        assert keys(read(archive).problems.values()) == ["submission_compression"]


def test_damaged_zips(pile, read):
    whole = make_zip(pile / "ani.zip", [("mini.py", MINE)], zipfile.ZIP_STORED).read_bytes()
    for name, data in {
        "cut.zip": whole[:-30],
        "half.zip": whole[: len(whole) // 2],
        "text.zip": b"<html>not found</html>",
        "rar.zip": b"Rar!\x1a\x07\x01\x00" + bytes(100),
        "start.zip": b"PK\3\4",
    }.items():
        put(pile, {name: data})
        assert read(pile / name).problem.key == "submission_damaged"
        assert read(pile / name).problem.fields == {"name": name}
    far = whole[:-6] + b"\xff\xff\xff\xff\0\0"
    for data in (far, whole.replace(b"x + x", b"x * x", 1)):
        put(pile, {"ani.zip": data})
        assert keys(read(pile / "ani.zip").problems.values()) == ["submission_damaged"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_damaged_tars(pile, read, pack):
    noise = b"".join(zlib.crc32(b"%d" % i).to_bytes(4, "little") for i in range(20_000))
    files = [("mini.py", MINE), ("noise.bin", noise), ("last.txt", b"x")]
    whole = make_tar(pile / "whole.tar", files).read_bytes()
    packed = pack(whole)
    put(pile, {"good.tar.gz": packed})
    assert read(pile / "good.tar.gz").files == {"01_mini": MINE}
    flipped = bytearray(packed)
    flipped[len(packed) // 2] ^= 0x55
    header = whole.index(b"last.txt")
    broken = pack(whole[:header] + b"\x01" * 512 + whole[header + 512 :])
    cases = {
        "cut": packed[: len(packed) // 2],
        "start": packed[:8],
        "no end": pack(whole[: 512 + 512]),
        "broken header": broken,
    }
    if pack is not bytes:  # a plain tar has no checksum over its contents
        cases["flipped"] = bytes(flipped)
    for name, data in cases.items():
        put(pile, {f"{name}.tar.gz": data})
        staged = read(pile / f"{name}.tar.gz")
        assert staged.files == {}, name
        assert staged.problem.key == "submission_damaged", name


def header(name, size, kind, magic=b"ustar\x0000"):
    """A tar header whose size may be any number, as GNU tar writes large ones."""
    info = tarfile.TarInfo(name)
    info.type = kind
    block = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    block[124:136] = (2**95 + size if size >= 0 else 2**96 + size).to_bytes(12, "big")
    block[257:265] = magic
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


@pytest.fixture
def asked(monkeypatch):
    """How many bytes of a tar were asked for at a time."""
    counts = []
    real = archives._Forward.take

    def take(self, count):
        counts.append(count)
        return real(self, count)

    monkeypatch.setattr(archives._Forward, "take", take)
    return counts


@pytest.mark.parametrize("kind", [b"x", b"g", b"L", b"K", b"S"])
@pytest.mark.parametrize("size", [8 * 2**30, 2**60, -512, -1024, -(2**60), 200_000])
def test_tar_whose_header_claims_an_absurd_size(pile, read, asked, kind, size):
    small = member("mini.py", len(MINE)).tobuf() + MINE + bytes(-len(MINE) % 512)
    data = small + header("long", size, kind) + small + bytes(1024)
    put(pile, {"ani.tar": data, "budi.tgz": gzip.compress(data)})
    for name in ("ani.tar", "budi.tgz"):
        assert read(pile / name).problem.key == "submission_damaged"
    assert 0 <= min(asked) <= max(asked) <= archives.TAR_HEADER


def test_tar_whose_file_claims_an_absurd_size(pile, read, asked):
    for size in (8 * 2**30, -512, -1):
        put(pile, {"ani.tar": header("mini.py", size, b"0") + bytes(2048)})
        assert read(pile / "ani.tar").problem.key == "submission_damaged"
    assert 0 <= min(asked) <= max(asked) <= archives.TAR_HEADER


def test_tar_with_many_or_chained_headers(pile, read):
    small = member("mini.py", len(MINE)).tobuf() + MINE + bytes(-len(MINE) % 512)
    many = tarfile.TarInfo.create_pax_global_header({f"key{i}": "x" for i in range(1000)})
    put(pile, {"ani.tar": many + small + bytes(1024)})
    assert read(pile / "ani.tar").problem.key == "submission_damaged"
    few = tarfile.TarInfo.create_pax_global_header({"comment": "a" * 40})  # as git archive writes
    put(pile, {"git.tar": few + small + bytes(1024)})
    assert read(pile / "git.tar").files == {"01_mini": MINE}
    chain = tarfile.TarInfo.create_pax_global_header({"comment": "x"}) * 5000
    put(pile, {"budi.tar": chain + small + bytes(1024)})
    assert read(pile / "budi.tar").problem.key in ("submission_memory", "submission_members")
    digits = tarfile.TarInfo.create_pax_global_header({"comment": "1" * 60_000})
    put(pile, {"citra.tar": digits + small + bytes(1024)})
    assert read(pile / "citra.tar").problem.key == "submission_damaged"
    costly = tarfile.TarInfo.create_pax_global_header({"comment": "x" * 60_000})
    put(pile, {"dewi.tgz": gzip.compress((costly + small) * 600 + bytes(1024), 1)})
    assert read(pile / "dewi.tgz").problem.key == "submission_damaged"


def test_sparse_members_are_not_read(pile, read):
    info = bytearray(header("mini.py", 0, b"S", b"ustar  \0"))
    info[483:495] = b"%011o\0" % (8 * 2**30)
    info[148:156] = b" " * 8
    info[148:156] = b"%06o\0 " % sum(info)
    put(pile, {"ani.tar": bytes(info) + bytes(1024)})
    staged = read(pile / "ani.tar")
    assert staged.files == {}
    assert staged.problems["01_mini"].key == "submission_file_link"


def test_odd_names_in_archives(pile, read):
    odd = ["\u0645\u062d\u0645\u062f/\u0648.py", "a\nb.py", "\u202ex.py", "", "./", "x" * 3000]
    files = [("mini.py", MINE), *((name, b"") for name in odd[:3]), (odd[5], b"")]
    assert read(make_zip(pile / "ani.zip", files)).files == {"01_mini": MINE}
    tar = make_tar(pile / "budi.tar", [*files, (os.fsdecode(b"\xff\xfe.py"), b"")])
    assert read(tar).files == {"01_mini": MINE}
    raw = make_zip(pile / "raw.zip", [("mini.py", MINE), ("AB.py", b"")]).read_bytes()
    put(pile, {"raw.zip": raw.replace(b"AB.py", b"\xff\xfe.py")})
    assert read(pile / "raw.zip").files == {"01_mini": MINE}
    null = raw.replace(b"AB.py", b"..\0py")
    put(pile, {"null.zip": null})
    assert keys(read(pile / "null.zip").notes) == ["submission_paths"]


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
@pytest.mark.parametrize("where", ["ZipInfo", "ZipFile"])
def test_no_memory_left_is_a_problem(pile, read, monkeypatch, error, where):
    archive = make_zip(pile / "ani.zip", [("mini.py", MINE)])

    def fail(*rest, **more):
        raise error

    monkeypatch.setattr(zipfile, where, fail)
    assert read(archive).problem.key == "submission_memory"


# --- nothing escapes ------------------------------------------------------------------


def seeds():
    """Small archives to be mutilated."""
    plain, packed = io.BytesIO(), io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(member("\u0645/" + "x" * 120 + "/mini.py", 40), io.BytesIO(bytes(40)))
        archive.addfile(member("link", type=tarfile.SYMTYPE, linkname="mini.py"))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mini.py", MINE)
        archive.writestr("pyproject.toml", b"[project]\nversion = '1'")
    tar = plain.getvalue()[:5120]
    return [packed.getvalue(), tar, gzip.compress(tar), bz2.compress(tar), lzma.compress(tar)]


MUTILATED = st.builds(
    lambda data, spots, tail: bytes(
        dict(spots).get(i, byte) for i, byte in enumerate(data[: len(data) - tail % len(data)])
    ),
    st.sampled_from(seeds()),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6),
    st.one_of(st.just(0), st.integers(0, 3000)),
)
HEADED = st.builds(
    bytes.__add__,
    st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0"]),
    st.binary(max_size=2000),
)


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.one_of(MUTILATED, HEADED), suffix=st.sampled_from([".zip", ".tar.xz"]))
def test_random_bytes_as_archive_never_raise(pile, read, data, suffix):
    path = pile / f"ani{suffix}"
    path.write_bytes(data)
    staged = read(path)
    assert staged.files or staged.problem or staged.problems


def test_nothing_is_written_or_executed(pile, read, monkeypatch, tmp_path):
    code = b"open('proof', 'w')\n"
    make_zip(pile / "ani.zip", [("mini.py", code), ("sitecustomize.py", code)])
    make_tar(pile / "budi.tar", [("mini.py", code), ("conftest.py", code)])
    put(pile, {"citra/mini.py": code, "citra/conftest.py": code})
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    opened = []
    real = os.open

    def watched(path, flags, *rest, **more):
        opened.append(flags)
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(submissions.os, "open", watched)
    loaded = set(sys.modules)
    for source in find_sources(pile):
        assert read(source).files == {"01_mini": code}
    assert opened
    assert not any(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) for flags in opened)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert not (set(sys.modules) - loaded) & {"mini", "sitecustomize", "conftest"}


def test_one_hostile_submission_disturbs_nobody_else(pile, read):
    put(pile, {"ani/mini.py": MINE, "bomb.zip": b"PK\3\4", "citra/x.txt": b""})
    staged = {source.student: read(source) for source in find_sources(pile)}
    assert {name: bool(one.problem) for name, one in staged.items()} == {
        "ani": False,
        "bomb": True,
        "citra": True,
    }


# --- hash -----------------------------------------------------------------------------


def test_hash_depends_on_names_and_contents_and_nothing_else():
    one = submission_hash({"01_mini": b"a", "02_maxi": b"b"})
    assert one == submission_hash({"02_maxi": b"b", "01_mini": b"a"})
    assert len(one) == 64
    others = [
        {"01_mini": b"b", "02_maxi": b"a"},
        {"01_mini": b"a02_maxib"},
        {"01_mini": b"a"},
        {"01_mini0": b"a", "2_maxi": b"b"},
        {},
    ]
    assert len({one, *map(submission_hash, others)}) == 6
