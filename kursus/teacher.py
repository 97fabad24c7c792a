"""The teacher's commands: grade a class, show what came out, hand a course out."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kursus.catalog import Course, Module, find_course
from kursus.command import Option, Translated, common, language
from kursus.errors import KursusError
from kursus.messages import say
from kursus.report import terminal
from kursus.results import clean

if TYPE_CHECKING:
    from kursus.grading.batch import Tally
    from kursus.grading.journal import Journal
    from kursus.grading.service import Service
    from kursus.grading.verdicts import Provenance, Verdict

# As kursus.grading.sandbox.LEVELS, which is Linux's alone.
ISOLATION = click.Choice(("full", "strong", "partial", "none"))
PATH = click.Path(path_type=Path)
UNGRADED = 3  # exit code: somebody must look


def commands() -> Iterator[click.Command]:
    """The commands of this course; one for students has fewer."""
    yield grade
    if is_teachers():
        yield report
        yield release


def is_teachers() -> bool:
    """Whether this is the full tool: a course for students comes without the teacher's part."""
    return importlib.util.find_spec("kursus.release") is not None


# --- grade ------------------------------------------------------------------------


@click.command(cls=Translated)
@click.argument("folder", required=False, type=PATH)
@click.option("--one", cls=Option, type=PATH)
@click.option("--modules", cls=Option, default="all")
@click.option("--out", cls=Option, type=PATH)
@click.option("--jobs", cls=Option, type=click.IntRange(1, 1024))
@click.option("--isolation", cls=Option, type=ISOLATION)
@click.option("--require", cls=Option, type=ISOLATION)
@click.option("--seed", cls=Option, type=click.IntRange(0, 2**63 - 1))
@click.option("--cluster", cls=Option, metavar="ADDRESS")
@click.option("--json", "json_file", cls=Option, type=click.Path(allow_dash=True, path_type=Path))
@click.option("--gradescope", cls=Option, type=PATH)
@click.option("--summary", cls=Option, type=PATH)
@common
@click.pass_context
def grade(
    ctx: click.Context,
    folder: Path | None,
    one: Path | None,
    modules: str,
    out: Path | None,
    jobs: int | None,
    isolation: str | None,
    require: str | None,
    seed: int | None,
    cluster: str | None,
    json_file: Path | None,
    gradescope: Path | None,
    summary: Path | None,
) -> None:
    """See messages.help_grade."""
    course = find_course(Path.cwd())
    if (folder is None) == (one is None):
        raise KursusError("grade_what")
    given: dict[str, object] = {
        "--json": json_file,
        "--gradescope": gradescope,
        "--summary": summary,
    }
    if one is not None:
        given = {"--out": out, "--jobs": jobs, "--cluster": cluster}
    if misplaced := [name for name, value in given.items() if value is not None]:
        key = "grade_one_only" if one is None else "grade_folder_only"
        raise KursusError(key, options=", ".join(misplaced))
    names = course.select(modules)
    if modules == "all" and one is not None and one.suffix == ".py":  # a file of one module
        names = tuple(n for n in names if n.endswith(f"_{one.stem}")) or names
    chosen = [course.module(name) for name in names]
    if sys.platform != "linux":
        raise KursusError("grade_needs_linux", system=sys.platform)
    from kursus.grading import service

    level = service.choose_isolation(isolation, require)
    if level == "none":
        text = say("grade_not_for_credit", language())
        terminal.make_console(stderr=True).print(text, style="yellow")
    if one is not None:
        verdict = _grade_one(course, chosen, one, level, seed)
        _write_one(course, verdict, json_file, gradescope, summary)
        full = verdict.status == "graded" and verdict.points == verdict.of
        ctx.exit(UNGRADED if verdict.status != "graded" else 0 if full else 1)
    assert folder is not None  # one of the two was given
    out = out or course.root / "outputs" / "grades" / folder.resolve().name
    if out.exists() and not out.is_dir():
        raise KursusError("out_no_folder", out=out)
    if out.resolve().is_relative_to(folder.resolve()):
        raise KursusError("out_inside", out=out, folder=folder)
    tally = _grade_folder(course, chosen, folder, out, level, seed, jobs, cluster)
    ctx.exit(UNGRADED if tally.ungradable else 0)


def _provenance(course: Course, chosen: list[Module], level: str, seed: int | None) -> Provenance:
    from kursus.grading import verdicts

    return verdicts.Provenance(
        course=verdicts.course_version(course),
        checks=verdicts.checks_hash(chosen),
        modules=tuple(module.name for module in chosen),
        seed=secrets.randbelow(2**63) if seed is None else seed,
        isolation=level,
        versions=verdicts.library_versions(),
    )


def _grade_one(
    course: Course, chosen: list[Module], path: Path, level: str, seed: int | None
) -> Verdict:
    from kursus.grading import service, submissions

    source = submissions.single_source(path)
    provenance = _provenance(course, chosen, level, seed)
    with service.Service(course, chosen, level) as grader:
        grader.rehearse(provenance.seed)
        return grader.grade(grader.read(source, provenance))


def _write_one(
    course: Course,
    verdict: Verdict,
    json_file: Path | None,
    gradescope: Path | None,
    summary: Path | None,
) -> None:
    """Write what was asked for; without a wish, the feedback to the terminal."""
    from kursus.grading.verdicts import to_json
    from kursus.report import exports
    from kursus.results import write_whole

    lang = language()
    if json_file is not None:
        text = json.dumps(to_json(verdict), indent=1) + "\n"
        if str(json_file) == "-":
            click.echo(text, nl=False)
        else:
            write_whole(json_file, text)
    if gradescope is not None:
        told = exports.gradescope(course, verdict, lang)
        write_whole(gradescope, json.dumps(told, indent=1) + "\n")
    if summary is not None:
        text = exports.summary_markdown(course, lambda: iter((verdict,)), lang)
        try:
            with summary.open("a", encoding="utf-8") as file:  # CI collects several there
                file.write(text)
        except OSError as error:
            fields = {"file": summary, "what": error.strerror}
            raise KursusError("not_writable", **fields, exit_code=1) from None
    if str(json_file) != "-":
        _print_one(course, verdict, lang)


def _print_one(course: Course, verdict: Verdict, lang: str) -> None:
    """A verdict on the terminal, as ``kursus check`` would show it."""
    from kursus.grading.verdicts import as_report

    console = terminal.make_console()
    for note in (*verdict.notes, verdict.problem):
        if note:
            console.print(say(note.key, lang, **note.fields), style="yellow")
    for module in verdict.modules:
        if module.problem:
            console.print(
                f"{module.name}: {say(module.problem.key, lang, **module.problem.fields)}"
            )
        else:
            report = as_report(course.module(module.name), module, verdict.provenance.seed)
            terminal.print_tasks(console, report, lang)
    if verdict.status == "graded":
        text = say("grade_points", lang, points=verdict.points, of=verdict.of)
        console.print(text, style="bold")


def _grade_folder(
    course: Course,
    chosen: list[Module],
    folder: Path,
    out: Path,
    level: str,
    seed: int | None,
    jobs: int | None,
    cluster: str | None,
) -> Tally:
    from kursus.grading import batch, journal, service, submissions

    lang, console = language(), terminal.make_console()
    found = submissions.find_sources(folder, [module.script.name for module in chosen])
    sources = [s for s in found if not s.problem or s.problem.key != "submission_stray"]
    if ignored := [s.paths[0].name for s in found if s not in sources]:
        console.print(say("grade_ignored", lang, names=_names(ignored)), style="yellow")
    if seed is None:
        seed = journal.seed_of(out)
    provenance = _provenance(course, chosen, level, seed)
    with contextlib.ExitStack() as stack:
        record = stack.enter_context(contextlib.closing(journal.Writer(out, provenance)))
        grader = service.Service(course, chosen, None if cluster else level)
        # After Ctrl-C the grader is stopped first, so that the executor's threads need not wait.
        executor, judge, width = _executor(stack, grader, jobs, cluster)
        with console.status(say("grade_starting", lang), spinner="line"):
            stack.enter_context(grader)
            if not cluster:
                grader.rehearse(provenance.seed)
        with terminal.progress(console, len(sources), say("grade_progress", lang)) as step:
            tally = batch.run(
                sources,
                lambda source: grader.read(source, provenance),
                judge,
                executor,
                record,
                width,
                lambda student: step(),
            )
        _export(course, record, out, lang)
        gone = sorted(set(record.places) - {source.student for source in sources})
    shown = terminal.shown(Path.cwd(), out.resolve())
    sentence = say(
        "grade_done",
        lang,
        total=tally.total,
        graded=tally.total - len(tally.ungradable),
        kept=tally.kept,
        ungradable=len(tally.ungradable),
        seconds=tally.seconds,
        isolation=level,
        seed=provenance.seed,
    )
    console.print(sentence)
    if tally.ungradable:
        names = _names(tally.ungradable)
        console.print(say("grade_look", lang, names=names, folder=shown), style="yellow")
    if gone:
        console.print(say("grade_gone", lang, names=_names(gone)), style="yellow")
    console.print(say("grade_next" if is_teachers() else "grade_there", lang, folder=shown))
    return tally


def _names(names: Sequence[str]) -> str:
    """Some names for a sentence, fit to be printed."""
    listed = [clean(name) for name in names[:10]]
    return ", ".join(listed + ["…"] * (len(names) > 10))


def _executor(
    stack: contextlib.ExitStack, grader: Service, jobs: int | None, cluster: str | None
) -> tuple[Executor, Callable[..., Verdict], int]:
    """Who grades, with what function, and how many submissions may be under way."""
    from kursus.grading import batch

    if cluster:
        from kursus.grading import cluster as far

        executor, threads = stack.enter_context(far.connect(cluster))
        return executor, far.grade, 2 * (jobs or threads)
    jobs = jobs or batch.default_jobs()
    return stack.enter_context(ThreadPoolExecutor(jobs)), grader.grade, jobs + 1


def _export(course: Course, record: Journal, out: Path, lang: str) -> None:
    """Everything that is made of verdicts, but for the page."""
    from kursus.report import exports
    from kursus.results import write_whole

    exports.write_csv(out / "grades.csv", course, record.verdicts, lang)
    exports.write_moodle(out / "moodle.csv", course, record.verdicts, lang)
    exports.write_canvas(out / "canvas.csv", course, record.verdicts)
    exports.write_json(out / "results.json", course, record.verdicts)
    exports.write_junit(out / "junit.xml", course, record.verdicts, lang)
    summary = exports.summary_markdown(course, record.verdicts, lang)
    write_whole(out / "summary.md", summary)
    for verdict in record.verdicts():
        text = exports.feedback_markdown(course, verdict, lang)
        write_whole(out / "feedback" / f"{_file_name(verdict.student)}.md", text)


def _file_name(student: str) -> str:
    """A student's name, cut where it is too long for a file system."""
    if len(student.encode()) <= 200:
        return student
    return f"{student[:40]}-{hashlib.sha256(student.encode()).hexdigest()[:16]}"


# --- report and release -------------------------------------------------------------


@click.command(cls=Translated)
@click.argument("folder", type=PATH)
@click.option("--out", cls=Option, type=PATH)
@common
def report(folder: Path, out: Path | None) -> None:
    """See messages.help_report."""
    from kursus.grading.journal import Journal
    from kursus.report import page

    course, lang = find_course(Path.cwd()), language()
    out = out or folder / "report.html"
    with contextlib.closing(Journal(folder)) as record:
        page.write_page(out, course, record.verdicts, record.text, lang)
    terminal.make_console().print(say("report_done", lang, file=out))


@click.command(cls=Translated)
@click.argument("out", type=PATH)
@click.option("--modules", cls=Option, default="all")
@common
def release(out: Path, modules: str) -> None:
    """See messages.help_release."""
    from kursus.release import write_release

    course, lang = find_course(Path.cwd()), language()
    done = write_release(course, out, course.select(modules))
    names = ",".join(name.split("_", 1)[0] for name in done.modules)
    text = say("release_done", lang, folder=done.folder, modules=names, count=len(done.files))
    terminal.make_console().print(text)
