"""The teacher's page, in a real browser where there is one."""

import functools
import hashlib
import html
import random
import re
import runpy
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kursus.catalog import Course
from kursus.errors import KursusError
from kursus.grading.verdicts import ModuleVerdict, Note, Provenance, TaskVerdict, Verdict
from kursus.report.page import MISTAKES, write_page
from kursus.results import Failure
from kursus.stubs import transplant

COURSE = Course(Path(__file__).resolve().parents[2])
MODULE = COURSE.module("03")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
SIZE = 400

HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
NAMES = [
    HOSTILE,
    "محمد عبد الله",
    "Ayu 👩🏽‍🔬 Lestari",
    "Å\u202egnirts",
    "'; alert(1) //",
    "{{ 7 * 7 }}",
]
FIRST = ("Adi", "Ayu", "Bagas", "Citra", "Dewi", "Eka", "Fajar", "Gita", "Hana", "Indra", "Joko")
LAST = ("Santoso", "Lestari", "Wibowo", "Nugraha", "Siregar", "Hasibuan", "Pratama", "Wijaya")


@functools.cache
def wrong_answers(task):
    path = COURSE.root / "tests" / "wrong_answers" / f"{MODULE.name}.py"
    return [answer for answer in runpy.run_path(str(path))["ANSWERS"] if answer["task"] == task]


def own_answers(which):
    """A file whose tasks are solved otherwise than in the reference."""
    path = COURSE.root / "tests" / "right_answers" / f"{MODULE.name}.py"
    text = MODULE.script.read_text("utf-8")
    for task in MODULE.tasks:
        codes = [a["code"] for a in runpy.run_path(str(path))["ANSWERS"] if a["task"] == task.id]
        text = transplant(codes[which], text, task.functions)
    return text


class Classroom:
    """Verdicts that are made up, and the files they are about."""

    def __init__(self, size, modules=(MODULE,), isolation="full"):
        self.random = random.Random(3)
        self.files = {}
        self.modules = modules
        names = tuple(module.name for module in modules)
        self.provenance = Provenance("0.1.0", "c0ffee" * 10, names, 7, isolation)
        self.verdicts = [self.one(number) for number in range(size)]

    def __call__(self):
        return iter(self.verdicts)

    def keep(self, text):
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.files[digest] = text
        return digest

    def one(self, number):
        name = NAMES[number] if number < len(NAMES) else self.name(number)
        if number % 37 == 8:
            problem = Note("script_missing", {"file": "<b>numpy_xor.py</b>", "module": "03"})
            return Verdict(name, name, "", self.provenance, problem=problem)
        modules = tuple(self.module(module, number) for module in self.modules)
        return Verdict(name, name, "1" * 64, self.provenance, modules)

    def name(self, number):
        return f"{self.random.choice(FIRST)} {self.random.choice(LAST)} {number:03}"

    def module(self, module, number):
        text = module.solution.read_text("utf-8")
        skill = self.random.betavariate(3, 1.2)
        tasks = []
        for task in module.tasks:
            outcome = "passed"
            if self.random.random() > skill:
                outcome = self.random.choice(
                    ["failed"] * 5 + ["error", "timeout", "todo", "blocked"]
                )
            failure = output = None
            if outcome == "failed":
                known = wrong_answers(task.id) if module is MODULE else []
                answer = self.random.choice(known) if known else {"mistake": "", "code": ""}
                failure = Failure(
                    "value",
                    call=f"{task.functions[0]}(X)",
                    got="[0.1 <i>0.2</i>]",
                    want="[0.2 0.1]",
                    difference="[0]: 0.1 ≠ 0.2",
                    mistake=answer["mistake"],
                )
                output = "printed </dd><script>document.title='owned'</script>\n" * 12
                if answer["code"]:
                    text = transplant(answer["code"], text, task.functions)
            elif outcome == "blocked":
                failure = Failure("blocked", task=module.tasks[0].id)
            elif outcome != "passed":
                failure = Failure(outcome if outcome != "error" else "raised", error=HOSTILE)
            tasks.append(
                TaskVerdict(
                    task.id,
                    outcome,
                    task.points if outcome == "passed" else 0,
                    task.points,
                    {"test_it": outcome},
                    None if outcome == "passed" else "test_it",
                    failure,
                    output or "",
                )
            )
        if number in (20, 21, 30) and module is MODULE:
            text = own_answers(0)
        if number in (40, 41):
            text = own_answers(-1)
        if number == 41:  # another's work with other names and remarks
            text = re.sub(r"\b(layer|hidden|params)\b", r"my_\1", text).replace(
                "):\n", "):  # ok\n"
            )
        return ModuleVerdict(module.name, self.keep(text), tuple(tasks))


@pytest.fixture(scope="module")
def classroom():
    return Classroom(SIZE)


@pytest.fixture(scope="module")
def page(classroom, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "hasil.html"
    write_page(path, COURSE, classroom, classroom.files.get, "id")
    return path


def write(folder, classroom, lang="en"):
    path = folder / "page.html"
    write_page(path, COURSE, classroom, classroom.files.get, lang)
    return path.read_text("utf-8")


# --- the file ---------------------------------------------------------------------


class Elements(HTMLParser):
    """Every element with its attributes, and the text inside of each kind."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.texts = {}
        self.open = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        self.texts.setdefault(self.open[-1] if self.open else "", []).append(data)

    def of(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


def test_page_needs_nothing_from_anywhere(page):
    elements = Elements(page.read_text("utf-8"))
    for tag, attributes in elements.found:
        assert not {name for name in attributes if name.startswith("on")}, (tag, attributes)
        assert not {"src", "srcset", "action", "style", "data"} & attributes.keys(), tag
        assert attributes.get("href", "#").startswith("#"), attributes
    tags = {tag for tag, _ in elements.found}
    assert not tags & {"img", "link", "iframe", "object", "embed", "form", "base"}
    assert "url(" not in page.read_text("utf-8").partition("</head>")[0]


def test_policy_of_the_page_allows_its_own_script_and_style_alone(page):
    elements = Elements(page.read_text("utf-8"))
    [policy] = [m["content"] for m in elements.of("meta") if "http-equiv" in m]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert len(elements.of("script")) == len(elements.of("style")) == 1


def test_tables_and_languages_are_told_to_those_who_cannot_see(page, tmp_path, classroom):
    for lang, text in (("id", page.read_text("utf-8")), ("en", write(tmp_path, classroom))):
        elements = Elements(text)
        assert elements.of("html") == [{"lang": lang}]
        heads = [th for th in elements.of("th") if "aria-hidden" not in th]
        assert {th.get("scope") for th in heads} == {"col", "row"}
        assert len(elements.of("h1")) == 1
        ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
        assert len(ids) == len(set(ids))
        links = {a["href"].removeprefix("#") for a in elements.of("a")}
        assert links <= set(ids)


def test_what_could_not_be_graded_is_not_a_zero(page, classroom):
    rows = re.findall(r'<tr data-kind="broken">.*?</tr>', page.read_text("utf-8"), re.DOTALL)
    broken = [verdict for verdict in classroom() if verdict.status == "ungradable"]
    assert len(rows) == len(broken) > 0
    for row in rows:
        assert "0/" not in row
        assert row.count("<b>?</b>") == 1 + len(MODULE.tasks)


def test_each_cell_has_a_sign_beside_its_colour(page):
    cells = re.findall(r'<td class="(\w+)" title="3\.\d[^"]*">(.*?)</td>', page.read_text("utf-8"))
    signs = {outcome: {sign for name, sign in cells if name == outcome} for outcome, _ in cells}
    assert {*signs} == {"passed", "failed", "todo", "blocked", "error", "timeout", "none"}
    assert all(len(sign) == 1 for sign in signs.values())
    assert len(set.union(*signs.values())) == len(signs)


def test_frequent_mistakes_have_a_count_a_sentence_and_code(page, classroom):
    made = Counter(
        (task.id, task.failure.mistake)
        for verdict in classroom()
        for module in verdict.modules
        for task in module.tasks
        if task.failure and task.failure.mistake
    )
    section = page.read_text("utf-8").partition('id="mistakes"')[2].partition("</section>")[0]
    shown = section.split('<div class="mistake">')[1:]
    assert shown
    counts = [int(re.search(r">(\d+) ×<", part)[1]) for part in shown]
    assert counts == sorted(made.values(), reverse=True)[:MISTAKES]
    for part, count in zip(shown, counts, strict=True):
        # Several mistakes may be equally frequent.
        assert any(
            f"</span>{MODULE.task(task).heading}<" in part
            and MODULE.mistakes[mistake]["id"].partition("`")[0] in html.unescape(part)
            for (task, mistake), times in made.items()
            if times == count
        )
        assert "<pre" in part
        assert "def " in part


def test_resembling_submissions_stand_side_by_side_with_a_warning(page, classroom):
    section = page.read_text("utf-8").partition('id="similar"')[2].partition("</section>")[0]
    groups = re.findall(r"<summary>(.*?)</summary>(.*?)</details>", section, re.DOTALL)
    named = [re.findall(r"<bdi>(.*?)</bdi>", summary) for summary, _ in groups]
    students = [verdict.student for verdict in classroom()]
    assert named == [sorted(students[i] for i in same) for same in ((20, 21, 30), (40, 41))]
    assert [code.count("<pre") for _, code in groups] == [1, 2]
    assert "bukan bukti" in section


def test_page_of_nobody_and_of_the_whole_course(tmp_path):
    assert "<h1>Grading results</h1>" in write(tmp_path, Classroom(0))
    modules = tuple(COURSE.module(name) for name in COURSE.names)
    text = write(tmp_path, Classroom(3, modules))
    assert text.count('scope="colgroup"') == len(modules)


def test_run_without_isolation_is_not_for_credit(tmp_path, page):
    assert "not for credit" in write(tmp_path, Classroom(2, isolation="none"))
    assert "hanya untuk latihan" not in page.read_text("utf-8")


def test_page_without_the_files_still_tells_the_outcomes(tmp_path, classroom):
    path = tmp_path / "page.html"
    write_page(path, COURSE, classroom, lambda sha256: None, "en")
    assert path.read_text("utf-8").count("<tr data-kind=") == SIZE


def test_page_that_cannot_be_written_leaves_nothing(tmp_path, classroom):
    (tmp_path / "file").write_text("")
    with pytest.raises(KursusError, match="not_writable"):
        write_page(tmp_path / "file" / "page.html", COURSE, classroom, lambda sha256: None, "en")

    def stops():
        yield from classroom.verdicts[:3]
        raise ValueError("the journal is damaged")

    with pytest.raises(ValueError, match="journal"):
        write_page(tmp_path / "page.html", COURSE, stops, lambda sha256: None, "en")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


# --- in a browser -----------------------------------------------------------------


@pytest.fixture
def browse(tmp_path):
    """Open a page in a headless browser; gives what the browser says."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium or Chrome here to open the page in")

    def run(path, *flags):
        quiet = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
        ]
        command = [CHROMIUM, *quiet, f"--user-data-dir={tmp_path / 'profile'}", *flags]
        done = subprocess.run(
            [*command, path.as_uri()], capture_output=True, text=True, timeout=120, check=True
        )
        return done.stdout

    return run


def test_browser_shows_every_row_and_runs_nobody_elses_script(browse, page):
    dom = browse(page, "--dump-dom")
    assert len(re.findall(r"<tr data-kind=", dom)) == SIZE
    title = re.search(r"<title>(.*?)</title>", dom)
    assert title[1].startswith("Hasil penilaian")
    assert "<img" not in dom
    assert '<div class="tools">' in dom  # the page's own script has run: it unhides the tools
    assert "محمد عبد الله" in dom
    assert "\u202e" not in dom


HARNESS = """<!doctype html><title>harness</title>
<iframe width="360" height="800" srcdoc="{page}"></iframe>
<script>
addEventListener("load", () => {{
  const page = document.querySelector("iframe").contentDocument;
  const said = [page.documentElement.scrollWidth];
  const shown = () => [...page.querySelectorAll(".map tbody tr")].filter((row) => !row.hidden);
  const points = page.querySelector("[data-column='1'] button");
  points.click();
  said.push(shown()[0].cells[1].textContent);
  points.click();
  said.push(shown()[0].cells[1].textContent);
  const find = page.querySelector("input");
  find.value = "SANTOSO";
  find.dispatchEvent(new Event("input"));
  said.push(shown().length, page.querySelector("output").textContent);
  find.value = "";
  page.querySelector("select").value = "broken";
  page.querySelector("select").dispatchEvent(new Event("change"));
  said.push(shown().length);
  document.title = said.join(" | ");
}});
</script>"""


def test_page_fits_a_phone_sorts_and_filters(browse, page, classroom, tmp_path):
    harness = tmp_path / "harness.html"
    text = html.escape(page.read_text("utf-8"), quote=True)
    harness.write_text(HARNESS.format(page=text), "utf-8")
    said = re.search(r"<title>(.*?)</title>", browse(harness, "--dump-dom"))[1].split(" | ")
    named = sum("Santoso" in verdict.student for verdict in classroom())
    broken = sum(verdict.status == "ungradable" for verdict in classroom())
    assert int(said[0]) <= 360
    assert said[1:] == ["?", "11/11", str(named), str(named), str(broken)]


def test_picture_of_the_page(browse, page, tmp_path):
    picture = tmp_path / "page.png"
    browse(page, f"--screenshot={picture}", "--window-size=1000,800")
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert [int.from_bytes(data[i : i + 4]) for i in (16, 20)] == [1000, 800]
    assert len(data) > 40_000  # an empty page takes far less
