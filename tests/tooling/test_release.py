"""A course for students: whole, equal every time, and without a trace of an answer."""

import errno
import gzip
import io
import json
import lzma
import marshal
import os
import py_compile
import re
import shutil
import stat
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

from kursus import release
from kursus.catalog import find_course
from kursus.errors import KursusError
from kursus.messages import say

REAL = find_course(Path(__file__).parent)
MINI = ("01_mini",)

BODY = """\
    scale = {"factor": 2.0, "shift": 0}  # a remark
    if x is not None and scale["factor"] > 1:
        result = scale["factor"] * x + 2 * scale["shift"]
    return result
"""
ANSWERS = '''\
ANSWERS = [
    {
        "task": "1.3",
        "code": """
def count(self, items):
    number_of_items_so_far = sum(1 for item_in_question in items)
    assert number_of_items_so_far >= 0
    return number_of_items_so_far
""",
    },
    {
        "task": "1.3",
        "code": """
def count(self, items)
    return sum(1 for every_single_one in items)
""",
    },
]
'''
WRONG = ANSWERS.replace("sum(1 for", "max(1 for")


def chunk(name, data=b""):
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


PICTURE = (
    chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\x7f"))
    + chunk(b"IEND")
)
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def full(course):
    """The miniature course with a longer answer, kept answers and a picture."""
    solution = course / "solutions" / "01_mini" / "mini.py"
    text = solution.read_text()
    assert "    return 2 * x\n" in text
    solution.write_text(text.replace("    return 2 * x\n", BODY))
    for name, answers in (("right_answers", ANSWERS), ("wrong_answers", WRONG)):
        path = course / "tests" / name / "01_mini.py"
        path.parent.mkdir()
        path.write_text(answers)
    figures = course / "modules" / "01_mini" / "figures"
    figures.mkdir()
    (figures / "one.png").write_bytes(PNG + chunk(b"tEXt", b"Software\0drawn") + PICTURE)
    return find_course(course)


@pytest.fixture
def out(full, tmp_path_factory):
    """A release of it."""
    folder = tmp_path_factory.mktemp("students") / "course"
    release.write_release(full, folder, MINI)
    return folder


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- what is in it ----------------------------------------------------------------


def test_a_release_holds_what_a_student_needs_and_no_answer(full, out):
    names = set(contents(out))
    assert {
        "modules/01_mini/mini.py",
        "modules/01_mini/lesson.id.md",
        "modules/01_mini/lesson.en.md",
        "modules/01_mini/module.toml",
        "modules/01_mini/figures/one.png",
        "stubs/01_mini/mini.py",
        "tests/modules/test_01_mini.py",
        "kursus/cli.py",
        "kursus/checks.ini",
        "kursus/report/terminal.py",
        "datasets/sources.toml",
        "requirements.txt",
        "README.md",
        "README.id.md",
        "Makefile",
        ".github/workflows/grade.yml",
        "autograder/README.md",
        "autograder/setup.sh",
        "autograder/run_autograder",
    } <= names
    tops = {name.split("/")[0] for name in names}
    assert tops.isdisjoint({"solutions", "outputs", ".git", ".kursus"})
    assert {name for name in names if name.startswith("tests/")} == {
        "tests/modules/test_01_mini.py"
    }
    assert not [name for name in names if "release_files" in name or name.endswith(".pyc")]
    assert release.leaks(full, out, MINI) == []


def test_it_tells_what_it_wrote(full, tmp_path_factory):
    folder = tmp_path_factory.mktemp("students") / "course"
    written = release.write_release(full, folder, MINI)
    assert written.folder == folder
    assert written.modules == MINI
    assert written.files == tuple(sorted(contents(folder)))


def test_stubs_are_rendered_anew(full, solve, tmp_path_factory):
    solve()  # the course's own folder is half solved
    folder = tmp_path_factory.mktemp("students") / "course"
    release.write_release(full, folder, MINI)
    text = (folder / "modules" / "01_mini" / "mini.py").read_text()
    assert text.count("raise NotImplementedError") == 3
    assert (folder / "stubs" / "01_mini" / "mini.py").read_text() == text


def test_two_releases_are_equal(full, out, tmp_path_factory, monkeypatch):
    os.utime(full.root / "modules" / "01_mini" / "lesson.en.md", (0, 0))
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    again = tmp_path_factory.mktemp("elsewhere") / "another-name"
    release.write_release(full, again, MINI)
    assert contents(out) == contents(again)


def test_only_the_chosen_modules_are_in_it(full, tmp_path_factory):
    for text in ("modules/01_mini", "solutions/01_mini"):
        shutil.copytree(full.root / text, full.root / text.replace("01_mini", "02_mini"))
    (full.root / "tests" / "modules" / "test_02_mini.py").write_text("")
    folder = tmp_path_factory.mktemp("students") / "course"
    release.write_release(find_course(full.root), folder, MINI)
    assert not [name for name in contents(folder) if "02_mini" in name]
    assert "02_mini" not in (folder / "README.md").read_text("utf-8")


def test_the_readmes_list_the_modules(out):
    english = (out / "README.md").read_text("utf-8")
    assert "| [01 Mini module](modules/01_mini/lesson.en.md) | doubling | 3 |" in english
    indonesian = (out / "README.id.md").read_text("utf-8")
    assert "| [01 Modul mini](modules/01_mini/lesson.id.md) | dua kali lipat | 3 |" in indonesian
    assert release.TABLE not in english + indonesian


def test_pictures_lose_what_can_carry_text(out):
    assert (out / "modules" / "01_mini" / "figures" / "one.png").read_bytes() == PNG + PICTURE


def test_the_project_file_keeps_what_an_installation_needs(full, tmp_path_factory):
    project = (
        '[project]\nname = "kursus"\nversion = "3"\n\n[tool.pytest.ini_options]\naddopts = "-q"\n\n'
        '[tool.setuptools]\npackages = ["kursus"]\n\n[[tool.mypy.overrides]]\nmodule = ["a"]\n'
    )
    (full.root / "pyproject.toml").write_text(project)
    folder = tmp_path_factory.mktemp("students") / "course"
    release.write_release(full, folder, MINI)
    assert (folder / "pyproject.toml").read_text() == (
        '[project]\nname = "kursus"\nversion = "3"\n\n[tool.setuptools]\npackages = ["kursus"]\n'
    )


def test_hidden_and_compiled_files_stay_behind(full, tmp_path_factory):
    folder = full.root / "modules" / "01_mini"
    (folder / "__pycache__").mkdir()
    for name in (".mini.py.swp", "mini.py~", "__pycache__/mini.cpython-311.pyc"):
        (folder / name).write_text(BODY)
    written = release.write_release(full, tmp_path_factory.mktemp("students") / "course", MINI)
    assert not [name for name in written.files if "swp" in name or "~" in name or "pyc" in name]


# --- refusals ---------------------------------------------------------------------


def test_an_empty_folder_is_filled(full, tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty")
    release.write_release(full, folder, MINI)
    assert (folder / "README.md").is_file()


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_is_there_is_not_touched(full, tmp_path_factory, kind):
    parent = tmp_path_factory.mktemp("taken")
    folder = parent / "course"
    if kind == "file":
        folder.write_text("mine")
    else:
        folder.mkdir()
        (folder / "mine").write_text("mine")
    before = contents(parent)
    with pytest.raises(KursusError) as caught:
        release.write_release(full, folder, MINI)
    assert caught.value.key == "release_exists"
    assert "is there already" in say(caught.value.key, "en", **caught.value.fields)
    assert contents(parent) == before


def test_a_leak_is_refused_and_nothing_is_left(full, tmp_path_factory):
    lesson = full.root / "modules" / "01_mini" / "lesson.en.md"
    lesson.write_text(f"# 01 · Mini module\n\n{BODY}")
    parent = tmp_path_factory.mktemp("students")
    with pytest.raises(KursusError) as caught:
        release.write_release(full, parent / "course", MINI)
    sentence = say(caught.value.key, "en", **caught.value.fields)
    assert "modules/01_mini/lesson.en.md holds something" in sentence
    assert "(1.1 double; findings in all: 1)" in sentence
    assert list(parent.iterdir()) == []


def test_a_full_disk_leaves_nothing(full, tmp_path_factory, monkeypatch):
    parent = tmp_path_factory.mktemp("students")

    def no_room(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(release.Path, "chmod", no_room)  # reached when some files are written
    with pytest.raises(KursusError) as caught:
        release.write_release(full, parent / "course", MINI)
    assert caught.value.key == "disk_full"
    assert list(parent.iterdir()) == []


def test_no_release_is_made_from_a_release(out, tmp_path, monkeypatch):
    monkeypatch.setattr(release, "TOOL", out / "kursus")
    monkeypatch.setattr(release, "TEMPLATES", out / "kursus" / "release_files")
    with pytest.raises(KursusError) as caught:
        release.write_release(find_course(out), tmp_path / "again", MINI)
    assert caught.value.key == "release_no_answers"
    assert "solutions/01_mini/mini.py" in say(caught.value.key, "id", **caught.value.fields)


# --- which modules ----------------------------------------------------------------


@pytest.fixture
def five(course):
    for number in range(2, 6):
        (course / "tests" / "modules" / f"test_0{number}_topic{number}.py").write_text("")
    return find_course(course)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("01-05", "12345"),
        ("1-3", "123"),
        ("01,03", "13"),
        ("03, 01", "13"),
        ("01-02,04-05", "1245"),
        ("02-02", "2"),
        ("1-3,2-4", "1234"),
        ("all", "12345"),
        (" ALL ", "12345"),
        ("topic4", "4"),
        ("mini-topic2", "12"),
    ],
)
def test_modules_are_named_in_several_ways(five, text, numbers):
    assert [name[1] for name in five.select(text)] == list(numbers)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "modules_unclear"),
        (",", "modules_unclear"),
        ("01,", "modules_unclear"),
        ("-03", "modules_unclear"),
        ("01-", "modules_unclear"),
        ("01-02-03", "modules_unclear"),
        ("03-01", "modules_unclear"),
        ("01-09", "unknown_module"),
        ("nonsense", "unknown_module"),
        ("all,01", "unknown_module"),
    ],
)
def test_nonsense_is_refused(five, text, key):
    with pytest.raises(KursusError) as caught:
        five.select(text)
    assert caught.value.key == key
    assert say(key, "en", **caught.value.fields)


# --- the proof: plant each kind of leak, and it must be found -----------------------


def zipped(name, data):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return packed.getvalue()


def taped(name, data, mode="w:gz"):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as tape:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        tape.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def compiled(full):
    """The compiled reference of task 1.1, as a code object."""
    solution = full.root / "solutions" / "01_mini" / "mini.py"
    module = compile(solution.read_text(), "mini.py", "exec")
    return next(code for code in module.co_consts if getattr(code, "co_name", "") == "double")


SQUEEZED = "".join(line.strip().replace(" ", "") + "\n" for line in BODY.splitlines())
NO_REMARK = BODY.replace("  # a remark", "")
PART = "".join(BODY.splitlines(keepends=True)[1:3])
RIGHT = """\
number_of_items_so_far = sum(1 for item_in_question in items)
assert number_of_items_so_far >= 0
"""
REFERENCE = "1.1 double"
HTML = BODY.replace(">", "&gt;").replace('"', "&quot;")

TEXTS = {
    "plain": (BODY, REFERENCE),
    "other blanks": (BODY.replace(" ", "\t  "), REFERENCE),
    "no blanks": (SQUEEZED, REFERENCE),
    "other remarks": (BODY.replace("\n", "  # mine\n"), REFERENCE),
    "no remark": (NO_REMARK, REFERENCE),
    "windows": (BODY.replace("\n", "\r\n"), REFERENCE),
    "two lines": (PART, REFERENCE),
    "one long line": ('result = scale["factor"] * x + 2 * scale["shift"]', REFERENCE),
    "one short answer": ("so we return double( double(x) ) and", "1.2 quadruple"),
    "a method": ("return len(items)", "1.3 Counter.count"),
    "notebook": (json.dumps({"source": BODY.splitlines(keepends=True)}, indent=1), REFERENCE),
    "string": (json.dumps(BODY), REFERENCE),
    "web page": (f"<pre>{HTML}</pre>", REFERENCE),
    "right answer": (RIGHT, "1.3 right_answers"),
    "notebook of short lines": (
        json.dumps({"source": RIGHT.splitlines(keepends=True)}, indent=1),
        "1.3 right_answers",
    ),
    "right answer that is not Python": (
        "def count(self, items)\n    return sum(1 for every_single_one in items)",
        "1.3 right_answers",
    ),
    "wrong answer": (RIGHT.replace("sum", "max"), "1.3 wrong_answers"),
}


@pytest.mark.parametrize("file", ["modules/01_mini/lesson.id.md", "kursus/cli.py", "new.txt"])
@pytest.mark.parametrize("kind", TEXTS)
def test_text_that_answers_is_found(full, out, kind, file):
    text, what = TEXTS[kind]
    path = out / file
    old = path.read_text("utf-8") if path.is_file() else ""
    path.write_text(f"{old}\n{text}\n", "utf-8", newline="")
    assert release.leaks(full, out, MINI) == [f"{file}: {what}"]


def test_words_for_a_mistake_may_not_answer(full, out):
    path = out / "modules" / "01_mini" / "module.toml"
    path.write_text(path.read_text().replace("not the double", "use `return double(double(x))`"))
    assert release.leaks(full, out, MINI) == ["modules/01_mini/module.toml: 1.2 quadruple"]


@pytest.mark.parametrize(
    ("name", "make", "whats"),
    [
        ("a.zip", lambda text: zipped("inner.py", text), ["inner.py: 1.1 double"]),
        ("a.dat", lambda text: zipped("inner.py", text), ["inner.py: 1.1 double"]),
        ("a.gz", gzip.compress, ["gzip: 1.1 double"]),
        ("a.xz", lzma.compress, ["xz: 1.1 double"]),
        ("a.tar", lambda text: taped("in.py", text, "w"), ["1.1 double", "in.py: 1.1 double"]),
        ("a.tgz", lambda text: taped("in.py", text), ["gzip: 1.1 double", "gzip: in.py: 1.1 do"]),
        (
            "a.zip",
            lambda text: zipped("b.zip", zipped("inner.py", text)),
            ["b.zip: inner.py: 1.1 double"],
        ),
        # A loose object of git, carried off from its folder.
        ("ab/cdef", lambda text: zlib.compress(b"blob 99\0" + text), ["zlib: 1.1 double"]),
        ("utf16.txt", lambda text: text.decode().encode("utf-16"), ["binary"]),
        ("latin1.txt", lambda text: b"\xe9" + text, ["1.1 double", "binary"]),
        ("photo.jpg", lambda text: b"\xff\xd8\xff\xe0\0\x10JFIF", ["binary"]),
        ("locked.zip", lambda text: b"PK\3\4\x14\0\1\0" + bytes(40), ["binary"]),
    ],
)
def test_packed_answers_are_found(full, out, name, make, whats):
    path = out / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(make(BODY.encode()))
    found = release.leaks(full, out, MINI)
    for what in whats:
        assert any(line.startswith(f"{name}: {what}") for line in found), found


def test_compiled_answers_are_found(full, out):
    solution = full.root / "solutions" / "01_mini" / "mini.py"
    py_compile.compile(str(solution), cfile=str(out / "mini.pyc"))
    (out / "mini.dat").write_bytes((out / "mini.pyc").read_bytes())
    (out / "function").write_bytes(marshal.dumps(compiled(full)))
    (out / "packed.zip").write_bytes(zipped("inner", marshal.dumps(compiled(full))))
    found = release.leaks(full, out, MINI)
    assert {
        "mini.pyc: .pyc",
        "mini.pyc: bytecode 1.1 double",
        "mini.pyc: bytecode 1.3 Counter.count",
        "mini.dat: bytecode 1.1 double",
        "function: bytecode 1.1 double",
        "packed.zip: inner: bytecode 1.1 double",
    } <= set(found)
    assert "function: bytecode 1.2 quadruple" not in found


@pytest.mark.parametrize("name", ["tEXt", "zTXt", "iTXt", "eXIf", "prVt"])
def test_text_in_a_picture_is_found(full, out, name):
    path = out / "modules" / "01_mini" / "figures" / "one.png"
    path.write_bytes(PNG + chunk(name.encode(), zlib.compress(BODY.encode())) + PICTURE)
    assert release.leaks(full, out, MINI) == [f"modules/01_mini/figures/one.png: PNG {name}"]


@pytest.mark.parametrize(
    ("extra", "name"), [(BODY.encode(), "tail"), (zipped("a", "b"), "tail"), (None, "damaged")]
)
def test_what_is_hung_onto_a_picture_is_found(full, out, extra, name):
    path = out / "figure.png"
    path.write_bytes(PNG + (PICTURE[:-20] if extra is None else PICTURE + extra))
    assert release.leaks(full, out, MINI) == [f"figure.png: PNG {name}"]


@pytest.mark.parametrize(
    "name",
    [
        "solutions/01_mini/mini.py",
        "tests/wrong_answers/01_mini.py",
        "tests/right_answers/01_mini.py",
        "tests/course/test_structure.py",
        "tests/tooling/conftest.py",
        ".git/HEAD",
        "modules/.git/HEAD",
        "modules/01_mini/__pycache__/mini.py",
        ".kursus/progress/01_mini.json",
        "outputs/01_mini/one.png",
    ],
)
def test_folders_of_the_course_are_found_whatever_they_hold(full, out, name):
    path = out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("harmless")
    found = release.leaks(full, out, MINI)
    assert len(found) == 1
    folder = found[0].split(": ")[0]
    assert name.startswith(f"{folder}/")
    assert found[0].split(": ")[1] == folder.rsplit("/", 1)[-1]


def test_a_git_file_that_points_to_the_history_is_found(full, out):
    (out / ".git").write_text("gitdir: /elsewhere")
    assert release.leaks(full, out, MINI) == [".git: .git"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_found(full, out):
    (out / "answer.py").symlink_to(full.root / "solutions" / "01_mini" / "mini.py")
    (out / "answers").symlink_to(full.root / "solutions")
    found = release.leaks(full, out, MINI)
    assert found == ["answer.py: symlink", "answers: symlink"]


def test_given_code_and_hints_are_no_leak(full, tmp_path_factory):
    solution = full.root / "solutions" / "01_mini" / "mini.py"
    given = 'print("result", double(np.array([1.0]))[0])'
    text = solution.read_text()
    assert given in text
    assert "return len(items)" in text
    solution.write_text(text.replace("return len(items)", given))
    toml = full.root / "modules" / "01_mini" / "module.toml"
    hint = '["one", "two", "`return double(double(x))`."]'
    toml.write_text(toml.read_text().replace('["one", "two", "three"]', hint, 2))
    folder = tmp_path_factory.mktemp("students") / "course"
    release.write_release(full, folder, MINI)
    # What both say is public; what goes beyond is not.
    (folder / "a.txt").write_text(f"{given}\nreturn double(double(x))\n")
    (folder / "b.txt").write_text(BODY)
    assert release.leaks(full, folder, MINI) == ["b.txt: 1.1 double"]


# --- the real course --------------------------------------------------------------


def test_the_real_course_can_be_released(tmp_path):
    written = release.write_release(REAL, tmp_path / "course", REAL.names)
    assert release.leaks(REAL, written.folder, REAL.names) == []
    for name in REAL.names:
        assert f"stubs/{name}/{REAL.module(name).script.name}" in written.files


@pytest.mark.parametrize(("first", "last"), [(0, 2), (2, 5), (5, 7), (7, 9)])
def test_parts_of_the_real_course_can_be_released(first, last, tmp_path):
    # What one module gives may be an exercise in another, and must then not be in its checks.
    names = REAL.names[first:last]
    written = release.write_release(REAL, tmp_path / "course", names)
    assert release.leaks(REAL, written.folder, names) == []


@pytest.mark.parametrize("name", REAL.names)
def test_every_answer_of_the_real_course_would_be_found(name, tmp_path):
    module = REAL.module(name)
    planted = set()
    for what, body, _ in release._reference(module):
        (tmp_path / what).write_text(f"Like this:\n\n{body}\n", "utf-8")
        planted.add(what)
    found = {tuple(line.split(": ")) for line in release.leaks(REAL, tmp_path, [name])}
    assert {(what, what) for what in planted} <= found


# --- in a student's hands ---------------------------------------------------------


def test_a_student_can_check_reset_and_show(kursus, out, monkeypatch):
    monkeypatch.chdir(out)
    script = out / "modules" / "01_mini" / "mini.py"
    fresh = script.read_bytes()
    assert "0 of 3 tasks passed" in kursus("check", "01").output
    assert "one" in kursus("hint", "1.2").output
    shown = kursus("demo")
    assert shown.exit_code == 0
    assert "TODO 1.1, 1.2, 1.3" in shown.output

    stub = 'raise NotImplementedError("TODO 1.1: double")'
    text = script.read_text()
    assert stub in text
    script.write_text(text.replace(stub, "return x + x"))
    assert "1 of 1 tasks passed" in kursus("check", "1.1").output
    assert kursus("reset", "1.1").exit_code == 0
    assert script.read_bytes() == fresh
    refused = kursus("solution", "1.1", "--yes")
    assert refused.exit_code == 1
    assert "no answer file" in refused.stderr


# --- the autograder ---------------------------------------------------------------

BASH = shutil.which("bash") if os.name != "nt" else None
needs_bash = pytest.mark.skipif(BASH is None, reason="the autograder runs on Linux")


@needs_bash
def test_the_scripts_are_executable_and_bash(out):
    for name in release.EXECUTABLE:
        assert stat.S_IMODE((out / name).stat().st_mode) & 0o111 == 0o111
        subprocess.run([BASH, "-n", out / name], check=True)


def run_autograder(out, root, kursus):
    """The script with its folder moved to ``root`` and a stand-in for the grader."""
    for name in ("source", "submission", "results", "venv/bin"):
        (root / name).mkdir(parents=True, exist_ok=True)
    command = root / "venv" / "bin" / "kursus"
    command.write_text(f"#!{BASH}\n{kursus}\n")
    command.chmod(0o755)
    text = (out / "autograder" / "run_autograder").read_text().replace("/autograder", str(root))
    script = root / "run_autograder"
    script.write_text(text)
    done = subprocess.run([BASH, script], capture_output=True, encoding="utf-8", check=False)
    return done, json.loads((root / "results" / "results.json").read_text("utf-8"))


@needs_bash
def test_the_autograder_keeps_the_graders_verdict(out, tmp_path):
    # Exit code 1 says that points are missing. The stand-in notes how it was called.
    stand_in = f'echo "$PWD: $*" > {tmp_path}/called; echo \'{{"score": 3}}\' > "$5"; exit 1'
    done, results = run_autograder(out, tmp_path, stand_in)
    assert results == {"score": 3}
    assert done.returncode == 0
    where = f"{tmp_path}/submission --gradescope {tmp_path}/results/results.json"
    want = f"{tmp_path}/source: grade --one {where} --require strong\n"
    assert (tmp_path / "called").read_text() == want
    assert stat.S_IMODE((tmp_path / "results").stat().st_mode) == 0o700


@needs_bash
@pytest.mark.parametrize("fault", ["exit 2", "kill -9 $$", 'touch "$5"'])
def test_a_fault_of_the_grader_is_told_and_is_no_zero(out, tmp_path, fault):
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "results.json").write_text('{"score": 100}')  # of whatever was before
    _, results = run_autograder(out, tmp_path, fault)
    assert set(results) == {"output"}
    assert "bukan nilai nol" in results["output"]
    assert "not a mark of zero" in results["output"]


def test_the_archive_for_the_autograder_carries_the_checks(out):
    (out / "conftest.py").touch()  # the miniature course has neither
    (out / "pyproject.toml").touch()
    (out / "datasets").mkdir(exist_ok=True)
    text = (out / "autograder" / "README.md").read_text("utf-8")
    command = re.search(r"^python (-m zipfile .*)$", text, re.MULTILINE)[1].split()
    subprocess.run([sys.executable, *command], cwd=out, check=True)
    with zipfile.ZipFile(out / "autograder.zip") as archive:
        names = archive.namelist()
    assert {
        "setup.sh",
        "run_autograder",
        "pyproject.toml",
        "kursus/cli.py",
        "modules/01_mini/module.toml",
        "stubs/01_mini/mini.py",
        "tests/modules/test_01_mini.py",
    } <= set(names)


@pytest.mark.parametrize("name", ["grade.yml", "run_autograder"])
def test_what_grades_asks_for_isolation(name):
    text = (release.TEMPLATES / name).read_text("utf-8")
    assert "--require strong" in text
