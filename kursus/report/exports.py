"""Verdicts as files for a gradebook, a platform, a CI page and the students themselves.

Each function reads the verdicts as a stream, as often as it needs them, and keeps
none. Names, values and printed texts come from learners: whatever a format could
take for more than text is made harmless by that format's own rules.
"""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import errno
import html
import json
import os
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TextIO
from xml.sax.saxutils import escape, quoteattr

from kursus.catalog import Course, Module
from kursus.errors import KursusError
from kursus.grading.verdicts import (
    GRADED,
    SCHEMA,
    UNGRADABLE,
    ModuleVerdict,
    Note,
    Provenance,
    TaskVerdict,
    Verdict,
    decisive_check,
    to_json,
)
from kursus.messages import choose_language, say
from kursus.report.terminal import KILLED, PRINTED_LINES, SIGNS, sentence, shown
from kursus.results import BLOCKED, ERROR, PASSED, TIMEOUT, TODO, Failure

Verdicts = Callable[[], Iterator[Verdict]]

LISTED = 100  # ungradable submissions that a CI page names
FORMULA = "=+-@＝＋－＠"  # spreadsheets take the wide forms, too

# Control characters, halves of surrogate pairs, what XML does not allow, and the marks
# that reorder the text around them. Tab and line ends stay.
HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
MARKDOWN = re.compile(r"[\\`*_\[\]#|~@$<>&]|:(?=[:/])|(?<=www)\.", re.IGNORECASE)
MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_", re.DOTALL)
CANVAS = re.compile(r"(?P<name>.+?)(?:_LATE)?_(?P<id>\d+)_\d+(?=_|\.|$)", re.DOTALL)


# --- what the formats share -------------------------------------------------------


@contextlib.contextmanager
def whole_file(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A text file to write into that appears under its name only when it is complete.

    Raises:
        KursusError: no room, or no permission to write.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("w", encoding=encoding, errors="replace", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise KursusError("disk_full", file=path, exit_code=1) from None
        raise KursusError("not_writable", file=path, what=error.strerror, exit_code=1) from None
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()


def plain(text: str) -> str:
    """Text without the characters that steer a terminal, break XML or turn a line around."""
    return HARMFUL.sub("\ufffd", text)


def graded_modules(course: Course, verdicts: Verdicts) -> list[Module]:
    """The modules that were graded, as the first verdict names them."""
    first = next(verdicts(), None)
    return [course.module(name) for name in first.provenance.modules] if first else []


def percent(verdict: Verdict) -> float | None:
    """Share of the points in percent; None for a submission that could not be graded."""
    if verdict.status == UNGRADABLE or not verdict.of:
        return None
    return 100 * verdict.points / verdict.of


def problems(verdict: Verdict, lang: str) -> list[str]:
    """Why a submission, or a part of it, could not be graded: a sentence each."""
    found = [told(verdict.problem, lang)] if verdict.problem else []
    for module in verdict.modules:
        if module.problem:
            found.append(f"{module.name}: {told(module.problem, lang)}")
    return found


def told(note: Note, lang: str) -> str:
    """A note's sentence; its fields may hold what a learner wrote."""
    return plain(say(note.key, lang, **note.fields))


def outcome(task: TaskVerdict, lang: str) -> str:
    """What became of a task, in words."""
    return say(f"outcome_{task.outcome}", lang)


def origin(provenance: Provenance, lang: str) -> str:
    """What else the verdicts depend on, as a line for people."""
    return say(
        "export_origin",
        lang,
        course=provenance.course,
        modules=", ".join(provenance.modules),
        seed=provenance.seed,
        isolation=provenance.isolation,
        checks=provenance.checks[:12],
    )


class Fact(NamedTuple):
    """One thing to say of a task that did not pass.

    Attributes:
        kind: why, read, got and so on; ``label_KIND`` names it.
        label: its name in the reader's language.
        text: a sentence for ``why``, a path for ``read``, else what a learner's code gave.
    """

    kind: str
    label: str
    text: str


def details(module: Module, task: TaskVerdict, lang: str) -> list[Fact]:
    """What there is to say of a task that did not pass, in reading order."""
    failure = _failure(task)
    missing = failure.kind == "not_handed_in"
    if task.outcome == PASSED or (task.outcome == TODO and not missing):  # the outcome says it all
        return []
    course_task = module.task(task.id)
    why = sentence(module, course_task, failure, lang)
    if task.outcome == BLOCKED or missing:
        return [Fact("why", say("label_why", lang), plain(why))]
    printed = plain(task.output).strip().splitlines()
    kept = [line[:200] for line in printed[:PRINTED_LINES]]
    kept += ["…"] * (len(printed) > PRINTED_LINES)
    lesson = f"{shown(module.root, module.lesson(lang))}#{course_task.anchor}"
    texts = {
        "call": failure.call,
        "error": "" if failure.kind in KILLED else failure.error,
        "where": f"{failure.where}  {failure.code}".strip(),
        "got": failure.got,
        "want": failure.want,
        "difference": failure.difference,
        "why": why,
        "read": "" if failure.kind.startswith("file_") else lesson,
        "printed": "\n".join(kept),
    }
    return [
        Fact(kind, say(f"label_{kind}", lang), plain(text)) for kind, text in texts.items() if text
    ]


def _failure(task: TaskVerdict) -> Failure:
    check = decisive_check(task)
    return (check and check.failure) or Failure("lost")


def of_whole_file(graded: ModuleVerdict) -> TaskVerdict | None:
    """The first task, if the file itself is what is wrong: then all of them say the same."""
    failures = {task.failure for task in graded.tasks}
    first = graded.tasks[0] if len(failures) == 1 else None
    kind = first.failure.kind if first and first.failure else ""
    return first if kind.startswith("file_") or kind == "not_handed_in" else None


def remarks(course: Course, verdict: Verdict, lang: str) -> list[str]:
    """What a teacher should know although the submission was graded: a sentence each."""
    found = [told(note, lang) for note in verdict.notes]
    for graded in verdict.modules:
        if task := of_whole_file(graded):
            module = course.module(graded.name)
            why = sentence(module, module.task(task.id), _failure(task), lang)
            found.append(f"{graded.name}: {plain(why)}")
    return found


def as_text(facts: Iterable[Fact]) -> str:
    """Facts below each other; no line begins with a learner's text."""
    facts = list(facts)
    width = max((len(fact.label) for fact in facts), default=0)
    lines = []
    for fact in facts:
        for number, line in enumerate(fact.text.splitlines()):
            head = f"{fact.label:<{width}} :" if number == 0 else f"{'':<{width}} |"
            lines.append(f"{head} {line}".rstrip())
    return "\n".join(lines)


@dataclass
class Tally:
    """A class at a glance.

    Attributes:
        submissions: all of them.
        ungradable: how many could not be graded.
        percents: share of the points of every graded one.
        passed: task id -> how many passed it.
        graded: task id -> how many were graded in it.
    """

    submissions: int = 0
    ungradable: int = 0
    percents: list[float] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    graded: Counter[str] = field(default_factory=Counter)

    def add(self, verdict: Verdict) -> None:
        """Count one more submission."""
        self.submissions += 1
        self.ungradable += verdict.status == UNGRADABLE
        share = percent(verdict)
        if share is not None:
            self.percents.append(share)
        for module in verdict.modules:
            for task in module.tasks if not module.problem else ():
                self.graded[task.id] += 1
                self.passed[task.id] += task.outcome == PASSED

    def rate(self, task_id: str) -> float:
        """Share of the graded submissions that passed a task, in percent."""
        return 100 * self.passed[task_id] / max(self.graded[task_id], 1)

    def told(self, lang: str) -> str:
        """The class in one sentence."""
        return say(
            "export_class",
            lang,
            total=self.submissions,
            graded=self.submissions - self.ungradable,
            ungradable=self.ungradable,
            median=f"{statistics.median(self.percents):.0f} %" if self.percents else "–",
        )


# --- tables -----------------------------------------------------------------------


def write_csv(path: Path, course: Course, verdicts: Verdicts, lang: str | None = None) -> None:
    """Write grades.csv: a row for each student, a column for each task.

    A submission that could not be graded has no points, which is not the same as zero.

    Args:
        path: file to write.
        course: the course that was graded.
        verdicts: gives all verdicts, each time it is called.
        lang: language of the sentences; that of the system if not given.

    Raises:
        KursusError: the file cannot be written.
    """
    lang = lang or choose_language()
    modules = graded_modules(course, verdicts)
    tasks = [task.id for module in modules for task in module.tasks]
    with whole_file(path, "utf-8-sig") as file:  # Excel knows UTF-8 by the mark
        table = csv.writer(file)
        head = ["student", "status", "points", "of", "percent", *tasks, "problem", "notes"]
        table.writerow(head)
        for verdict in verdicts():
            share = percent(verdict)
            points = {
                task.id: task.points
                for module in verdict.modules
                for task in module.tasks
                if not module.problem
            }
            table.writerow(
                [
                    _cell(verdict.student),
                    verdict.status,
                    verdict.points if verdict.status == GRADED else "",
                    sum(module.points for module in modules),
                    "" if share is None else f"{share:.1f}",
                    *(points.get(task, "") for task in tasks),
                    _cell(" ".join(problems(verdict, lang))),
                    _cell(" ".join(remarks(course, verdict, lang))),
                ]
            )


def write_moodle(path: Path, course: Course, verdicts: Verdicts, lang: str | None = None) -> None:
    """Write the offline grading worksheet of a Moodle assignment.

    Moodle skips a row without a grade and, unless told otherwise, one that somebody
    has graded by hand. It takes the comments as HTML. Arguments and errors as
    :func:`write_csv`.
    """
    columns = (
        "Identifier",
        "Full name",
        "Email address",
        "Status",
        "Grade",
        "Maximum Grade",
        "Grade can be changed",
        "Last modified (submission)",
        "Last modified (grade)",
        "Feedback comments",
    )
    lang = lang or choose_language()
    modules = {module.name: module for module in graded_modules(course, verdicts)}
    total = sum(module.points for module in modules.values())
    with whole_file(path) as file:
        table = csv.writer(file)
        table.writerow(columns)
        for verdict in verdicts():
            found = MOODLE.match(verdict.source) or MOODLE.match(verdict.student)
            table.writerow(
                [
                    f"Participant {found['id']}" if found else _cell(verdict.student),
                    _cell(found["name"] if found else verdict.student),
                    "",
                    "",
                    verdict.points if verdict.status == GRADED else "",
                    total,
                    "Yes",
                    "-",
                    "-",
                    _cell("<br>".join(_comments(modules, verdict, lang))),
                ]
            )


def _comments(modules: dict[str, Module], verdict: Verdict, lang: str) -> Iterator[str]:
    """What a gradebook's comment says, as lines of HTML."""
    for problem in problems(verdict, lang):
        yield html.escape(say("export_ungradable", lang, why=problem))
    for graded in verdict.modules:
        module = modules[graded.name]
        shared = of_whole_file(graded)
        for task in (shared,) if shared else graded.tasks:
            why = " ".join(fact.text for fact in details(module, task, lang) if fact.kind == "why")
            line = f"{module.task(task.id).heading}: {outcome(task, lang)}. {why}"
            yield html.escape(line.strip())


def write_canvas(path: Path, course: Course, verdicts: Verdicts) -> None:
    """Write a gradebook that Canvas imports: one assignment, named after the modules.

    Canvas would take an empty cell for an order to delete a grade that somebody has
    given by hand: a submission that could not be graded is left out.

    Args:
        path: file to write.
        course: the course that was graded.
        verdicts: gives all verdicts, each time it is called.

    Raises:
        KursusError: the file cannot be written.
    """
    modules = graded_modules(course, verdicts)
    assignment = " + ".join(module.name for module in modules)
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    with whole_file(path) as file:
        table = csv.writer(file)
        table.writerow([*head, assignment])
        table.writerow(["    Points Possible", "", "", "", "", sum(m.points for m in modules)])
        for verdict in verdicts():
            if verdict.status == UNGRADABLE:
                continue
            found = CANVAS.match(verdict.source) or CANVAS.match(verdict.student)
            # Canvas compares SIS ids as text; of any other text in the column ID it takes the
            # digits in front, which may be those of somebody else.
            name = _cell(found["name"] if found else verdict.student)
            who = [found["id"], "", ""] if found else ["", name, name]
            student = name.replace("Points Possible", "Points-Possible")  # means the second row
            table.writerow([student, *who, "", verdict.points])


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = plain(text)
    risky = text[:1] in ("\t", "\r", "\n") or text.lstrip()[:1] in tuple(FORMULA)
    return f"'{text}" if risky else text


# --- for programs -----------------------------------------------------------------


def write_json(path: Path, course: Course, verdicts: Verdicts) -> None:
    """Write results.json: everything that is known, in the schema of ``verdicts``.

    Args and errors as :func:`write_canvas`.
    """
    first = next(verdicts(), None)
    provenance = json.dumps(dataclasses.asdict(first.provenance) if first else None)
    with whole_file(path) as file:
        file.write(f'{{"schema": {SCHEMA}, "provenance": {provenance}, "students": [')
        separator = "\n"
        for verdict in verdicts():
            file.write(separator + json.dumps(to_json(verdict)))
            separator = ",\n"
        file.write("\n]}\n")


def write_junit(path: Path, course: Course, verdicts: Verdicts, lang: str | None = None) -> None:
    """Write JUnit's XML: a suite for each student, a case for each task.

    What could not be graded is an error. Arguments and errors as :func:`write_csv`.
    """
    lang = lang or choose_language()
    modules = {module.name: module for module in graded_modules(course, verdicts)}
    with whole_file(path) as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kursus">\n')
        for verdict in verdicts():
            cases = list(_cases(modules, verdict, lang))
            tags = Counter(tag for _, _, tag, _, _ in cases)
            file.write(
                f'<testsuite name={_quoted(verdict.student)} tests="{len(cases)}" '
                f'failures="{tags["failure"]}" errors="{tags["error"]}">\n'
            )
            for group, name, tag, message, text in cases:
                file.write(f"<testcase classname={_quoted(group)} name={_quoted(name)}")
                if tag:
                    file.write(f"><{tag} message={_quoted(message)}>{escape(plain(text))}")
                    file.write(f"</{tag}></testcase>\n")
                else:
                    file.write("/>\n")
            file.write("</testsuite>\n")
        file.write("</testsuites>\n")


def _cases(
    modules: dict[str, Module], verdict: Verdict, lang: str
) -> Iterator[tuple[str, str, str, str, str]]:
    """Class name, name, failure or error or nothing, message and text of every test case."""
    if verdict.problem:
        yield "kursus", verdict.source, "error", told(verdict.problem, lang), ""
    for graded in verdict.modules:
        if graded.problem:
            yield graded.name, graded.name, "error", told(graded.problem, lang), ""
        for task in graded.tasks:
            module = modules[graded.name]
            text = as_text(details(module, task, lang))
            tag = "error" if task.outcome in (ERROR, TIMEOUT) else "failure"
            tag = "" if task.outcome == PASSED else tag
            heading = module.task(task.id).heading
            yield graded.name, heading, tag, outcome(task, lang), text


def _quoted(text: str) -> str:
    return quoteattr(plain(text))


def gradescope(course: Course, verdict: Verdict, lang: str) -> dict[str, Any]:
    """Gradescope's results.json for one submission.

    Without any score Gradescope shows the run as failed, which is what a submission
    that could not be graded is: it must not be handed zero points.
    """
    result: dict[str, Any] = {
        "output": "\n".join(problems(verdict, lang)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
    }
    if verdict.status == UNGRADABLE:
        result["output"] = say("export_ungradable", lang, why=result["output"])
        return result
    tests = []
    for graded in verdict.modules:
        module = course.module(graded.name)
        for task in graded.tasks:
            tests.append(
                {
                    "number": task.id,
                    "name": module.task(task.id).heading,
                    "score": task.points,
                    "max_score": task.of,
                    "status": "passed" if task.outcome == PASSED else "failed",
                    "output": as_text(details(module, task, lang)) or outcome(task, lang),
                }
            )
    line = say("export_points", lang, points=verdict.points, of=verdict.of)
    return {**result, "score": verdict.points, "output": line, "tests": tests}


# --- for people, as Markdown ------------------------------------------------------


def summary_markdown(course: Course, verdicts: Verdicts, lang: str) -> str:
    """What the page of a CI run shows: the class by task, or the tasks of the only submission."""
    modules = graded_modules(course, verdicts)
    tally, broken = Tally(), []
    first = last = None
    for verdict in verdicts():
        first, last = first or verdict, verdict
        tally.add(verdict)
        if verdict.status == UNGRADABLE and tally.ungradable <= LISTED:
            why = " ".join(problems(verdict, lang))
            broken.append(f"| {inert(verdict.student)} | {inert(why)} |")
    lines = [f"## {say('export_title', lang)}", ""]
    if first is None or last is None:
        return "\n".join([*lines, tally.told(lang), ""])
    lines += [inert(origin(first.provenance, lang)), ""]
    if tally.submissions == 1:
        lines += [_score(last, lang), "", *_outcomes(modules, last, lang)]
    else:
        heads = (say(key, lang) for key in ("column_task", "column_passed", "column_share"))
        lines += [tally.told(lang), "", f"| {' | '.join(heads)} |", "|---|--:|--:|"]
        for task in (task for module in modules for task in module.tasks):
            count = f"{tally.passed[task.id]}/{tally.graded[task.id]}"
            lines.append(f"| {inert(task.heading)} | {count} | {tally.rate(task.id):.0f} % |")
    if broken:
        heads = (say(key, lang) for key in ("column_student", "column_problem"))
        lines += ["", f"### {say('export_broken', lang)}", ""]
        lines += [f"| {' | '.join(heads)} |", "|---|---|", *broken]
        if tally.ungradable > LISTED:
            lines += ["", say("export_more", lang, count=tally.ungradable - LISTED)]
    return "\n".join([*lines, ""])


def feedback_markdown(course: Course, verdict: Verdict, lang: str) -> str:
    """What one student should read: points, and each task with what went wrong in it."""
    title = say("export_feedback", lang, name=inert(verdict.student))
    lines = [f"# {title}", "", _score(verdict, lang)]
    for graded in verdict.modules:
        module = course.module(graded.name)
        lines += ["", f"## {module.number} · {module.title[lang]}"]
        shared = of_whole_file(graded)
        for task in (shared,) if shared else graded.tasks:
            lines += _told_task(module, task, lang, whole=bool(shared))
    return "\n".join([*lines, "", inert(origin(verdict.provenance, lang)), ""])


def _told_task(module: Module, task: TaskVerdict, lang: str, whole: bool) -> Iterator[str]:
    """A heading, the sentence, the learner's own texts shut into a block, where to read.

    Without the heading if it is the whole file that something is wrong with.
    """
    heading = inert(module.task(task.id).heading)
    points = say("export_points", lang, points=task.points, of=task.of)
    if not whole:
        yield f"\n### {SIGNS[task.outcome][0]} {heading} · {outcome(task, lang)} · {points}"
    facts = {fact.kind: fact for fact in details(module, task, lang)}
    if "why" in facts:
        # The sentence is the course's own Markdown; what it quotes is the learner's.
        failure = _failure(task)
        quoted = {name: inert(getattr(failure, name)) for name in ("call", "where", "error")}
        failure = dataclasses.replace(failure, **quoted)
        why = plain(sentence(module, module.task(task.id), failure, lang))
        yield f"\n{why[0].upper()}{why[1:]}"
    if block := as_text(fact for fact in facts.values() if fact.kind not in ("why", "read")):
        longest = max(map(len, re.findall("`+", block)), default=0)
        fence = "`" * max(3, longest + 1)
        yield f"\n{fence}text\n{block}\n{fence}"
    if "read" in facts:
        label = facts["read"].label
        yield f"\n{label[0].upper()}{label[1:]}: `{facts['read'].text}`"


def _score(verdict: Verdict, lang: str) -> str:
    if verdict.status == UNGRADABLE:
        return say("export_ungradable", lang, why=inert(" ".join(problems(verdict, lang))))
    return f"**{say('export_points', lang, points=verdict.points, of=verdict.of)}**"


def _outcomes(modules: list[Module], verdict: Verdict, lang: str) -> Iterator[str]:
    """A table of the tasks of one submission."""
    heads = (say(key, lang) for key in ("column_task", "column_outcome", "column_points"))
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|--:|"
    graded: dict[str, ModuleVerdict] = {module.name: module for module in verdict.modules}
    for module in modules:
        for task in graded[module.name].tasks if module.name in graded else ():
            sign = SIGNS[task.outcome][0]
            heading = inert(module.task(task.id).heading)
            yield f"| {heading} | {sign} {outcome(task, lang)} | {task.points}/{task.of} |"


def inert(text: str) -> str:
    """Text on one line that neither Markdown nor HTML takes for anything but text."""
    line = " ".join(plain(text).split())
    entities = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
    return MARKDOWN.sub(lambda found: entities.get(found[0], f"\\{found[0]}"), line)
