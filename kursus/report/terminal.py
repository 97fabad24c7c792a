"""Results as lines and tables for a terminal, or for a pipe."""

from __future__ import annotations

import codecs
import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kursus.catalog import Module, Task
from kursus.messages import say
from kursus.results import (
    BLOCKED,
    ERROR,
    FAILED,
    PASSED,
    TIMEOUT,
    TODO,
    CheckResult,
    Failure,
    Progress,
    Report,
    TaskResult,
)

SIGNS = {
    PASSED: ("✓", "green"),
    FAILED: ("✗", "red"),
    ERROR: ("!", "red"),
    TIMEOUT: ("!", "red"),
    TODO: ("·", "yellow"),
    BLOCKED: ("○", "yellow"),
}
PLAIN = str.maketrans({"✓": "v", "✗": "x", "·": "-", "○": "o", "≠": "!=", "→": "->", "…": "..."})
PRINTED_LINES = 8
KILLED = ("timeout", "crash", "file_timeout", "file_crash")


def prepare_streams() -> None:
    """Let a console without UTF-8 show something legible for every sign."""

    def plain(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        text = error.object[error.start : error.end].translate(PLAIN)
        return text.encode("ascii", "replace").decode(), error.end

    codecs.register_error("kursus", plain)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="kursus")


def make_console(*, stderr: bool = False) -> Console:
    """A console that follows the terminal's width, and does not wrap where there is none."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(
        file=stream,
        width=None if stream.isatty() else 500,
        highlight=False,
        markup=False,
        emoji=False,
    )


def print_report(console: Console, report: Report, lang: str) -> None:
    """Outcome of every task, what is wrong where something is, and the sum."""
    print_tasks(console, report, lang)
    console.print(
        say(
            "check_summary",
            lang,
            done=sum(r.outcome == PASSED for r in report.tasks),
            total=len(report.tasks),
            points=report.points,
            of=sum(r.task.points for r in report.tasks),
            seconds=report.seconds,
            seed=report.seed,
        )
    )


def print_tasks(console: Console, report: Report, lang: str) -> None:
    """Outcome of every task, and what is wrong where something is."""
    module = report.module
    head = Text(f"{module.number} · {module.title[lang]}  ", style="bold")
    head.append(shown(module.root, module.script), style="dim")
    console.print(head)
    told: set[Failure] = set()
    for result in report.tasks:
        print_task(console, module, result, lang, told)


def print_task(
    console: Console,
    module: Module,
    result: TaskResult,
    lang: str,
    told: set[Failure],
    *,
    reasons: bool = True,
) -> None:
    """Outcome of a task, and with ``reasons`` what is wrong, if ``told`` does not hold it yet."""
    sign, color = SIGNS[result.outcome]
    line = Text("  ")
    line.append(f"{sign} ", style=color)
    check = result.decisive
    line.append(f"{result.task.heading:<28} " if check else result.task.heading)
    failure = check.failure if check else None
    if failure and result.outcome in (TODO, BLOCKED):
        line.append(sentence(module, result.task, failure, lang), style="dim")
    elif check:
        line.append(say(f"outcome_{result.outcome}", lang), style=color)
        if not (failure and failure.kind.startswith("file_")):
            line.append(f"  {check.id}", style="dim")
    console.print(line)
    if not check or not failure or not reasons or result.outcome in (TODO, BLOCKED):
        return
    shared = failure.kind.startswith("file_")
    if shared and failure in told:  # the same for every task: say it once
        return
    told.add(failure)
    if failure.call:
        console.print(Text(f"      {_clean(failure.call)}"))
    console.print(explain(module, result.task, check, lang))


def explain(module: Module, task: Task, check: CheckResult, lang: str) -> Table:
    """What came back, what was due, the known mistake, where to read: a row each."""
    failure = check.failure or Failure("lost")
    rows: list[tuple[str, str, str]] = []
    if failure.kind not in KILLED:  # there the sentence holds what is known
        rows.append(("label_error", failure.error, "red"))
    if failure.where:
        rows.append(("label_where", f"{failure.where}  {failure.code}".rstrip(), ""))
    rows.append(("label_got", failure.got, "red"))
    rows.append(("label_want", failure.want, "green"))
    rows.append(("label_difference", failure.difference, ""))
    rows.append(("label_why", sentence(module, task, failure, lang), "bold"))
    if not failure.kind.startswith("file_"):
        lesson = f"{shown(module.root, module.lesson(lang))}#{task.anchor}"
        rows.append(("label_read", lesson, "dim"))
    printed = check.output.strip().splitlines()
    if printed:
        kept = printed[:PRINTED_LINES] + ["…"] * (len(printed) > PRINTED_LINES)
        rows.append(("label_printed", "\n".join(line[:200] for line in kept), "dim"))
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_column(overflow="fold")
    for label, value, style in rows:
        if value:
            name = Text(f"        {say(label, lang)}")
            table.add_row(name, ":", Text(_clean(value), style=style))
    return table


def print_status(
    console: Console,
    rows: Sequence[tuple[Module, Progress, str]],
    lang: str,
) -> None:
    """Where the learner stands in every module; rows are (module, progress, file's hash)."""
    table = _table(lang, "column_module", "column_title", "column_tasks", "column_points")
    some_stale = False
    for module, progress, digest in rows:
        passed = [task for task in module.tasks if progress.outcome(task) == PASSED]
        stale = any(progress.stale(task, digest) for task in passed)
        some_stale |= stale
        count = f"{len(passed)}/{len(module.tasks)}{'*' if stale else ''}"
        complete = len(passed) == len(module.tasks) and not stale
        table.add_row(
            module.number,
            module.title[lang],
            Text(count, style="green" if complete else ""),
            f"{sum(task.points for task in passed)}/{module.points}",
        )
    console.print(table)
    if some_stale:
        console.print(say("stale_note", lang), style="yellow")


@contextlib.contextmanager
def progress(console: Console, total: int, what: str) -> Iterator[Callable[[], None]]:
    """A bar with the time left, where somebody watches; yields what is called after each step."""
    from rich import progress as rich  # 20 ms that only long work shall pay

    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeElapsedColumn(),
        rich.TimeRemainingColumn(),
    )
    with rich.Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def print_rows(
    console: Console, lang: str, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """A plain table with translated headings."""
    table = _table(lang, *columns)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _table(lang: str, *columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(say(column, lang), no_wrap=column == columns[0])
    return table


def sentence(module: Module, task: Task, failure: Failure, lang: str) -> str:
    """The known mistake in the module's words, else what the kind of failure means."""
    if failure.mistake in module.mistakes:
        return module.mistakes[failure.mistake][lang]
    return say(
        f"failure_{failure.kind}",
        lang,
        module=module.number,
        task=failure.task or task.id,
        argument=failure.argument,
        where=failure.where,
        call=failure.call,
        error=failure.error,
    )


def shown(root: Path, path: Path) -> str:
    """A path as the learner would type it from the course's folder ``root``."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return str(path)


def _clean(text: str) -> str:
    """No control characters: a learner's value must not steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)
