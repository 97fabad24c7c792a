"""Lessons tell the truth, in both languages: commands run, and numbers are what the code gives.

What a section works out by hand is computed a second time in ``tests/lessons``, one file a module:
a function for each section that states numbers (named as in `SECTIONS`, or ``task_1_3``) is given
the reference and returns the values. ``FACTS`` there are numbers that no code of ours gives, each
with its source; ``REAL`` are numbers that a command prints on the real data. The Indonesian lesson
is tried; the English one must show the same code, figures, links, tables, formulas and numbers.
"""

import contextlib
import io
import math
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch
from sybil import Document
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser

from kursus.catalog import find_course
from kursus.loader import load
from kursus.messages import LANGUAGES

COURSE = find_course(Path(__file__).parent)
MODULES = [COURSE.module(name) for name in COURSE.names]
BY_NAME = pytest.mark.parametrize("module", MODULES, ids=COURSE.names)
TASKS = {task.id for module in MODULES for task in module.tasks}
# The outline's sections, as tests/lessons names them; the tasks stand before "run".
SECTIONS = {
    "id": [
        ("start", "Sebelum mulai"),
        ("idea", "Gagasan"),
        ("anatomy", "Anatomi skrip"),
        ("run", "Jalankan"),
        ("predict", "Tebak dulu, lalu coba"),
        ("stuck", "Kalau macet"),
        ("summary", "Ringkasan"),
        ("reading", "Bacaan lanjutan"),
    ],
    "en": [
        ("start", "Before you start"),
        ("idea", "The idea"),
        ("anatomy", "Anatomy of the script"),
        ("run", "Run it"),
        ("predict", "Predict, then try"),
        ("stuck", "When you are stuck"),
        ("summary", "Summary"),
        ("reading", "Further reading"),
    ],
}
FENCE = re.compile(r"^ *```.*?^ *```$", re.DOTALL | re.MULTILINE)
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$]+\$", re.DOTALL)
NUMBER = re.compile(r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?(?!\w|\.\d)( ?%)?")
# Nothing is fetched while tests run; ``kursus data`` has tests of its own.
FETCHES = ("kursus data get", "pip install", "--download")
# Runs that take more than some seconds: the long part of the tests.
LONG = ("06", "08", "09")
# What a run prints, on another processor: sums are rounded otherwise, and training amplifies it.
ELSEWHERE = 0.02


def sections(module, lang):
    """Text of every section by name."""
    tasks = [(f"task_{task.id.replace('.', '_')}", task.heading) for task in module.tasks]
    outline = [("opening", None), *SECTIONS[lang][:3], *tasks, *SECTIONS[lang][3:]]
    parts, fenced = [""], False
    for line in module.lesson(lang).read_text("utf-8").splitlines(keepends=True):
        fenced ^= line.lstrip().startswith("```")
        if line.startswith("## ") and not fenced:
            parts.append("")
        parts[-1] += line
    found = [part.partition("\n")[0][3:].replace("\\", "") for part in parts[1:]]
    assert found == [heading for _, heading in outline[1:]]
    return {name: part for (name, _), part in zip(outline, parts, strict=True)}


def prose(text):
    """The text without code, targets of links and places of formulas that are no values."""
    text = re.sub(r"`[^`\n]+`", "`", FENCE.sub("", text))
    text = re.sub(r"\]\([^)]*\)|±\d+", "]", text)  # targets of links; the minutes of a module
    text = re.sub(r"_(\{[^}]*\}|\w)", "", text.replace("{,}", ",").replace("\\%", "%"))
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def numbers(text):
    """Every number of a text as it is written, e.g. ``1,437``, ``0.25`` or ``97.5%``."""
    return [match[0].replace(" ", "") for match in NUMBER.finditer(text)]


# --- both languages ---------------------------------------------------------------


@BY_NAME
@pytest.mark.parametrize("lang", LANGUAGES)
def test_lesson_follows_the_outline(module, lang):
    parts = sections(module, lang)
    assert parts["opening"].startswith(f"# {module.number} · {module.title[lang]}\n")
    for task in module.tasks:
        command = f"```sh\nkursus check {module.number} --task {task.id}\n```\n"
        assert parts[f"task_{task.id.replace('.', '_')}"].rstrip("\n").endswith(command.rstrip())


@BY_NAME
@pytest.mark.parametrize("lang", LANGUAGES)
def test_lesson_is_neither_a_note_nor_a_book(module, lang):
    text = FORMULA.sub("x", FENCE.sub("", module.lesson(lang).read_text("utf-8")))
    assert 1200 <= sum(any(c.isalpha() for c in word) for word in text.split()) <= 2500


def shown(text):
    """What two languages must have in common, kind by kind."""
    plain = FENCE.sub("", text)
    formulas = [re.sub(r"\\text\{[^}]*\}", "", formula) for formula in FORMULA.findall(plain)]
    links = re.findall(r"(!?)\[[^\]]*\]\(([^)#]*)#?([^)]*)\)", plain)
    same = re.compile(r"\.(id|en)\.md$")
    return {
        "code": FENCE.findall(text),
        "code spans": set(re.findall(r"`[^`\n]+`", plain)),
        "figures and links": Counter(
            (kind, same.sub(".md", path), place if place[:1].isdigit() else "")
            for kind, path, place in links
        ),
        "tables": [line.count("|") for line in plain.splitlines() if line.startswith("|")],
        "formulas": Counter(" ".join(formula.split()) for formula in formulas),
        "numbers": set(numbers(prose(FORMULA.sub("", text)))),
    }


@BY_NAME
def test_no_language_changes_alone(module):
    one, other = (sections(module, lang) for lang in LANGUAGES)
    for name in one:
        first, second = shown(one[name]), shown(other[name])
        for kind in first:
            assert first[kind] == second[kind], f"{kind} of {name}"


# --- code and numbers -------------------------------------------------------------


class Section:
    """Runs the code blocks of a section one after the other and keeps what they print."""

    def __init__(self, text, module, folder, long):
        self.folder, self.long = folder, long
        self.printed = ""
        self.drawn = ""  # blocks of text that show what nothing prints
        self.faults = []
        self.last = None
        document = Document(text, str(module.lesson("id")))
        document.namespace.update(vars(load(module.solution)))
        for language in ("sh", "python", "text"):
            for region in CodeBlockParser(language, getattr(self, language))(document):
                document.add(region)
        assert len(list(document)) == len(FENCE.findall(text)), "blocks are sh, python or text"
        for example in document.examples():
            example.evaluate()

    def sh(self, example):
        """Type the commands."""
        self.last = ""
        for command in example.parsed.splitlines():
            checks = command.startswith("kursus check")
            if any(word in command for word in FETCHES) or (checks and not self.long):
                continue
            done = subprocess.run(
                command,
                shell=True,
                cwd=self.folder,
                capture_output=True,
                encoding="utf-8",
                check=False,
                env=environment(),
            )
            if done.returncode:
                self.faults.append(f"{command}: {done.stderr}{done.stdout}")
            self.last += done.stdout
        self.printed += self.last

    def python(self, example):
        """Run a block with the names of the script at hand."""
        with contextlib.redirect_stdout(io.StringIO()) as out:
            PythonEvaluator()(example)
        self.last = out.getvalue()
        self.printed += self.last

    def text(self, example):
        """Find every line, in this order, in what the block before has printed."""
        if self.last is None:
            self.drawn += example.parsed
            return
        printed = iter(self.last.splitlines())
        for line in example.parsed.splitlines():
            if line.strip() not in ("", "...") and not any(same(line, other) for other in printed):
                self.faults.append(f"not printed: {line}")
                break


def environment():
    """Variables for a command: this Python's folder first, one thread, no network."""
    folder = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    kept = {k: v for k, v in os.environ.items() if k not in ("KURSUS_DATA", "PYTEST_CURRENT_TEST")}
    fixed = {"PATH": folder, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "KURSUS_LANG": "id"}
    return {**kept, **fixed}


def same(line, other):
    """Whether two printed lines say the same: words exactly, numbers nearly, times not at all."""
    timeless = [re.sub(r"[\d.]+ (ms|s)\b", r"\1", text) for text in (line, other)]
    if len({" ".join(NUMBER.sub("", text).split()) for text in timeless}) > 1:
        return False
    pairs = zip(*(numbers(text) for text in timeless), strict=False)
    return all(stands_for(stated, [value(given)], ELSEWHERE) for stated, given in pairs)


def value(number):
    """The value of a number as it is written."""
    return float(number.rstrip("%").replace(",", ""))


def stands_for(stated, known, tolerance=0.0):
    """Whether a written number is one of the values, to the last digit that it shows."""
    digits, _, power = stated.rstrip("%").partition("e")
    unit = 10.0 ** (int(power or 0) - len(digits.partition(".")[2]))
    near = 0.5 * unit * (1 + 1e-9)  # what rounding to these digits may take away
    for scale in (1, 100) if stated.endswith("%") else (1,):
        for other in known:
            other = abs(scale * other)
            if math.isclose(value(stated), other, rel_tol=tolerance, abs_tol=near):
                return True
    return False


def flat(values):
    """All numbers in nested lists, arrays and tensors."""
    if isinstance(values, torch.Tensor):
        values = values.detach().numpy()
    if isinstance(values, dict):
        values = list(values.values())
    if isinstance(values, list | tuple):
        return [number for part in values for number in flat(part)]
    return np.ravel(values).astype(float).tolist()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A course in which everything is solved."""
    folder = tmp_path_factory.mktemp("course")
    for part in ("modules", "solutions", "datasets", "tests/modules"):
        shutil.copytree(COURSE.root / part, folder / part)
    shutil.copy(COURSE.root / "conftest.py", folder)
    for module in MODULES:
        shutil.copy(module.solution, folder / module.script.relative_to(COURSE.root))
    return folder


@pytest.mark.skipif(os.name == "nt", reason="the commands are written for a POSIX shell")
@pytest.mark.parametrize(
    "module",
    [
        pytest.param(m, id=m.name, marks=[pytest.mark.thorough] * (m.number in LONG))
        for m in MODULES
    ],
)
def test_code_runs_and_every_number_is_given_by_code(module, folder, thorough):
    values = load(COURSE.root / "tests" / "lessons" / f"{module.name}.py")
    reference = load(module.solution)
    given = [*values.FACTS, *flat(list(values.REAL.values()))]
    faults = []
    for name, text in sections(module, "id").items():
        section = Section(text, module, folder, thorough)
        faults += [f"{name}: {fault}" for fault in section.faults]
        work = getattr(values, name, None)
        known = [*given, *(flat(work(reference)) if work else [])]
        printed = [value(n) for n in numbers(section.printed)]
        stated = [] if name == "reading" else numbers(prose(text) + section.drawn)
        for number in stated:
            whole = number.isdigit() and (int(number) <= 10 or number.startswith("0"))
            if not (
                whole
                or number in TASKS
                or stands_for(number, known)
                or stands_for(number, printed, ELSEWHERE)
            ):
                faults.append(f"{name}: no code gives {number}")
    assert not faults, "\n".join(faults)
