"""The teacher's page: one HTML file that needs nothing else and asks nobody for anything."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import re
import statistics
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.filters import do_forceescape, do_mark_safe

from kursus.catalog import Course, Module
from kursus.grading.verdicts import UNGRADABLE, TaskVerdict, Verdict, decisive_check
from kursus.messages import say
from kursus.report.exports import (
    Tally,
    Verdicts,
    details,
    graded_modules,
    origin,
    percent,
    plain,
    problems,
    told,
    whole_file,
)
from kursus.report.similar import near_pairs
from kursus.report.terminal import SIGNS
from kursus.results import OUTCOMES, TIMEOUT
from kursus.stubs import definitions, split_lines

Sources = Callable[[str], str | None]  # SHA-256 of a learner's file -> its text

MISTAKES = 12  # that the page tells
EXAMPLES = 5  # submissions that are tried for an example of a mistake
PAIRS = 20  # resembling submissions that the page shows side by side
BINS = 10  # of the histogram, and one more for full points
UNREADABLE = (LookupError, SyntaxError, ValueError, RecursionError, MemoryError)


def write_page(path: Path, course: Course, verdicts: Verdicts, sources: Sources, lang: str) -> None:
    """Write the page on a graded class.

    Args:
        path: file to write.
        course: the course that was graded.
        verdicts: gives all verdicts, each time it is called.
        sources: gives the text of a learner's file, if it is still there.
        lang: language of the page.

    Raises:
        KursusError: the file cannot be written.
    """
    modules = graded_modules(course, verdicts)
    survey = _survey(verdicts)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(prose=_prose, sha256=_sha256, plain=plain)
    environment.globals.update(
        score=lambda verdict: say("export_points", lang, points=verdict.points, of=verdict.of),
        counted=lambda count: say("page_count", lang, count=count),
        near=lambda share: say("page_near", lang, share=f"{100 * share:.0f}"),
        more=lambda count: say("export_more", lang, count=count),
        details=lambda module, task: details(module, task, lang),
        problems=lambda verdict: problems(verdict, lang),
        told=lambda note: told(note, lang),
    )
    stream = environment.get_template("page.html.j2").stream(
        lang=lang,
        words=_words(lang),
        modules=modules,
        titles={module.name: module for module in modules},
        tally=survey.tally,
        full=sum(share == 100 for share in survey.tally.percents),
        median=statistics.median(survey.tally.percents) if survey.tally.percents else None,
        origin=origin(survey.first.provenance, lang) if survey.first else "",
        practice=bool(survey.first and survey.first.provenance.isolation == "none"),
        legend={name: (_sign(name), say(f"outcome_{name}", lang)) for name in OUTCOMES},
        rows=lambda: _rows(modules, verdicts),
        bins=_bins(survey.tally.percents),
        mistakes=list(_mistakes(course, survey, sources, lang)),
        alike=[found for module in modules if (found := _alike(module, verdicts, sources)).groups],
    )
    stream.enable_buffering()
    with whole_file(path) as file:
        for part in stream:
            file.write(part)


def _words(lang: str) -> dict[str, str]:
    """The fixed texts of the page."""
    keys = (
        "export_title",
        "export_broken",
        "page_submissions",
        "page_graded",
        "page_ungradable",
        "page_median",
        "page_full",
        "page_contents",
        "page_map",
        "page_map_note",
        "page_find",
        "page_show",
        "page_show_all",
        "page_show_open",
        "page_shown",
        "page_tasks",
        "page_spread",
        "page_spread_note",
        "page_percent",
        "page_mistakes",
        "page_mistakes_note",
        "page_no_mistakes",
        "page_example",
        "page_similar",
        "page_similar_note",
        "page_no_similar",
        "page_identical",
        "page_broken_note",
        "page_no_broken",
        "page_details",
        "page_all_passed",
        "page_back",
        "page_practice",
        "column_student",
        "column_points",
        "column_task",
        "column_passed",
        "column_share",
        "column_problem",
    )
    return {key: say(key, lang) for key in keys}


# --- what the page tells ----------------------------------------------------------


@dataclass
class _Survey:
    """What one walk through all verdicts finds out.

    Attributes:
        tally: points and passed tasks.
        first: the first verdict, for its provenance.
        mistakes: (module, task, mistake) -> how many made it.
        examples: the same -> hashes of some files that hold it.
    """

    tally: Tally = field(default_factory=Tally)
    first: Verdict | None = None
    mistakes: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str, str], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )


def _survey(verdicts: Verdicts) -> _Survey:
    survey = _Survey()
    for verdict in verdicts():
        survey.first = survey.first or verdict
        survey.tally.add(verdict)
        for module in verdict.modules:
            for task in module.tasks:
                check = decisive_check(task)
                if check and check.failure and check.failure.mistake:
                    key = (module.name, task.id, check.failure.mistake)
                    survey.mistakes[key] += 1
                    if len(survey.examples[key]) < EXAMPLES:
                        survey.examples[key].append(module.sha256)
    return survey


@dataclass(frozen=True)
class _Row:
    """One line of the map: ``cells`` has a task's verdict, or None, for each column."""

    number: int
    verdict: Verdict
    share: float | None
    cells: list[TaskVerdict | None]
    broken: bool


def _rows(modules: list[Module], verdicts: Verdicts) -> Iterator[_Row]:
    for number, verdict in enumerate(verdicts(), 1):
        found = {
            task.id: task
            for module in verdict.modules
            if not module.problem
            for task in module.tasks
        }
        cells = [found.get(task.id) for module in modules for task in module.tasks]
        broken = verdict.status == UNGRADABLE
        yield _Row(number, verdict, percent(verdict), cells, broken)


def _bins(shares: list[float]) -> list[tuple[str, int]]:
    """How many submissions have 0-9, 10-19, ... and 100 percent of the points."""
    width = 100 // BINS
    counts = Counter(int(share // width) for share in shares)
    names = [f"{i * width}–{(i + 1) * width - 1}" for i in range(BINS)] + ["100"]
    return [(name, counts[i]) for i, name in enumerate(names)]


def _mistakes(
    course: Course, survey: _Survey, sources: Sources, lang: str
) -> Iterator[dict[str, Any]]:
    """The most frequent known mistakes, each with code that made it."""
    for key, count in survey.mistakes.most_common(MISTAKES):
        module = course.module(key[0])
        if key[2] not in module.mistakes:
            continue
        task = module.task(key[1])
        codes = (_code(sources(sha256), task.functions) for sha256 in survey.examples[key])
        yield {
            "task": task,
            "count": count,
            "sentence": module.mistakes[key[2]][lang],
            "code": min(filter(None, codes), key=len, default=""),
        }


def _code(source: str | None, functions: tuple[str, ...]) -> str:
    """Functions as they stand in a learner's file, those that can be found in it."""
    lines = split_lines(source or "")
    spans: set[tuple[int, int]] = set()
    for function in functions:
        with contextlib.suppress(*UNREADABLE), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd escapes in a learner's strings
            spans.update(definitions(source or "", function).values())
    return "\n".join("".join(lines[first - 1 : last]) for first, last in sorted(spans))


@dataclass(frozen=True)
class _Group:
    """Submissions to compare: one code for identical ones, two for a pair."""

    names: list[str]
    share: float
    identical: bool
    codes: list[str]


@dataclass(frozen=True)
class _Alike:
    """Resembling submissions of one module, and how many more there are."""

    module: Module
    groups: list[_Group]
    more: int


def _alike(module: Module, verdicts: Verdicts, sources: Sources) -> _Alike:
    """Resembling submissions of one module, identical ones together."""
    texts = {
        verdict.student: text
        for verdict in verdicts()
        for graded in verdict.modules
        if graded.name == module.name and graded.sha256
        if (text := sources(graded.sha256)) is not None
    }
    stub = module.script.read_text("utf-8") if module.script.is_file() else ""
    same: dict[str, list[str]] = {}
    near = []
    for pair in near_pairs(texts, module, stub):
        if pair.identical:
            same.setdefault(pair.first, [pair.first]).append(pair.second)
        else:
            near.append(pair)
    found = [(names, 1.0, True) for names in sorted(same.values(), key=len, reverse=True)]
    found += [([pair.first, pair.second], pair.share, False) for pair in near]
    functions = tuple(name for task in module.tasks for name in task.functions)
    groups = []
    for names, share, identical in found[:PAIRS]:
        codes = [_code(texts[name], functions) for name in names[: 1 if identical else 2]]
        groups.append(_Group(names, share, identical, codes))
    return _Alike(module, groups, len(found) - len(groups))


# --- signs and filters ------------------------------------------------------------


def _sign(name: str) -> str:
    """Sign of an outcome; the map tells out of time from stopped."""
    return "…" if name == TIMEOUT else SIGNS[name][0]


def _prose(text: str) -> str:
    """A sentence with its `code` marked; everything else stays text."""
    return do_mark_safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(do_forceescape(text))))


def _sha256(text: str) -> str:
    """Hash of a script or a style, as the page's own security policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
