"""The learner's commands. They ask the other modules for data and print it."""

from __future__ import annotations

import difflib
import functools
import importlib.metadata
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kursus import results, teacher
from kursus.catalog import Course, Module, Task, find_course
from kursus.command import F, Group, Option, common, complain, language
from kursus.errors import KursusError
from kursus.messages import say
from kursus.report import terminal


def show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    """Print the version and stop."""
    if value:
        click.echo(f"kursus {importlib.metadata.version('kursus')}")
        ctx.exit()


@click.group("kursus", cls=Group, invoke_without_command=True)
@click.option("--version", cls=Option, is_flag=True, expose_value=False, callback=show_version)
@common
@click.pass_context
def cli(ctx: click.Context) -> None:
    """See messages.help_kursus."""
    terminal.prepare_streams()
    if ctx.invoked_subcommand is None:
        _status(find_course(Path.cwd()))


# --- where am I -------------------------------------------------------------------


def _status(course: Course) -> None:
    lang, console = language(), terminal.make_console()
    rows, broken = [], []
    for name in course.names:
        try:
            module = course.module(name)
            progress = results.load_progress(course, name)
            rows.append((module, progress, results.file_hash(module.script)))
        except KursusError as error:
            broken.append(error)
    terminal.print_status(console, rows, lang)
    if broken:
        raise broken[0]
    following = _next_open(course)
    if following:
        module, task = following
        lesson = f"{terminal.shown(course.root, module.lesson(lang))}#{task.anchor}"
        console.print(say("status_read", lang, path=lesson))
        console.print(say("status_edit", lang, path=terminal.shown(course.root, module.script)))
        console.print(say("status_check", lang, task=task.id))
    else:
        _print_all_done(course, lang)


def _next_open(course: Course, first: Module | None = None) -> tuple[Module, Task] | None:
    """The first task that has never passed, in the module ``first`` before all others.

    A pass that became stale does not count as open: while one works on a task, every
    edit makes the earlier passes of the file stale.
    """
    modules = [first] if first else []
    modules += [course.module(name) for name in course.names if not first or name != first.name]
    for module in modules:
        progress = results.load_progress(course, module.name)
        for task in module.tasks:
            if progress.outcome(task) != results.PASSED:
                return module, task
    return None


def _print_all_done(course: Course, lang: str) -> None:
    """Every task has passed; name a module whose file has changed since."""
    console = terminal.make_console()
    for module in map(course.module, course.names):
        progress = results.load_progress(course, module.name)
        digest = results.file_hash(module.script)
        if any(progress.stale(task, digest) for task in module.tasks):
            console.print(say("next_stale", lang, module=module.number))
            return
    console.print(say("all_done", lang))


def _target(course: Course, target: str | None) -> tuple[Module, Task | None]:
    """Module, and task if one was named; without a target the next open module."""
    if target is None:
        following = _next_open(course)
        return (following[0] if following else course.module(course.names[-1])), None
    if re.fullmatch(r"\d+\.\d+", target):
        module = course.of_task(target)
        return module, module.task(target)
    return course.module(target), None


def _task(course: Course, name: str | None) -> tuple[Module, Task]:
    """A task by id or function; the next open one of a module, or of the whole course."""
    if name is None:
        following = _next_open(course)
        last = course.module(course.names[-1])
        return following or (last, last.tasks[-1])
    if re.fullmatch(r"\d+\.\d+", name):
        module = course.of_task(name)
        return module, module.task(name)
    modules = [course.module(full) for full in course.names]
    for module in modules:
        for task in module.tasks:
            if name in task.functions:
                return module, task
    functions = [f for module in modules for task in module.tasks for f in task.functions]
    near = difflib.get_close_matches(name, functions, 3, 0.5)
    if near:
        raise KursusError("unknown_task", name=name, near=", ".join(near))
    module = course.module(name)
    following = _next_open(course, module)
    own = following is not None and following[0].name == module.name
    return following if following and own else (module, module.tasks[-1])


# --- check ------------------------------------------------------------------------


@cli.command()
@click.argument("target", required=False)
@click.option("--task", cls=Option, metavar="ID")
@click.option("--seed", cls=Option, type=click.IntRange(0, 2**31 - 1))
@common
@click.pass_context
def check(ctx: click.Context, target: str | None, task: str | None, seed: int | None) -> None:
    """See messages.help_check."""
    from kursus import runner, warm

    course, lang, console = find_course(Path.cwd()), language(), terminal.make_console()
    module, chosen = _target(course, target or (task if task and "." in task else None))
    if task is not None:
        chosen = module.task(task)
    tasks = [chosen] if chosen else None
    with console.status("", spinner="line") as spinner:

        class Shown(runner.Listener):
            """The name of the running check, where somebody watches."""

            def begin(self, check: str) -> None:
                if console.is_terminal:
                    spinner.update(say("check_running", lang, name=check))

        start = warm.borrow(course, module)
        report = runner.check(module, tasks=tasks, seed=seed, listener=Shown(), start=start)
    terminal.print_report(console, report, lang)
    try:
        results.record(course, report)
    except KursusError as error:  # the verdict stands, whether it can be remembered or not
        complain(error)
    _print_next(course, report, lang)
    ctx.exit(0 if report.passed else 1)


def _print_next(course: Course, report: results.Report, lang: str) -> None:
    console = terminal.make_console()
    for result in report.tasks:
        if result.outcome != results.PASSED:
            decisive = result.decisive
            broken = decisive and decisive.failure and decisive.failure.kind.startswith("file_")
            if not broken:  # no hint helps a file that does not load
                console.print(say("next_hint", lang, task=result.task.id))
            return
    try:
        following = _next_open(course, report.module)
        if following is None:
            _print_all_done(course, lang)
        elif following[0].name == report.module.name:
            console.print(say("next_check", lang, task=following[1].id))
        else:
            lesson = terminal.shown(course.root, following[0].lesson(lang))
            console.print(say("next_module", lang, lesson=lesson))
    except KursusError:
        return  # another module is broken; that is not this check's verdict


# --- watch ------------------------------------------------------------------------


@cli.command()
@click.argument("target", required=False)
@common
def watch(target: str | None) -> None:
    """See messages.help_watch."""
    from kursus import warm
    from kursus import watch as watching

    course, lang, console = find_course(Path.cwd()), language(), terminal.make_console()
    module, task = _target(course, target)
    start = warm.keep(course, module)
    screen = _Screen(course, module, task)
    console.print(say("watch_begin", lang, file=terminal.shown(course.root, module.script)))
    console.print(say("watch_keys", lang), style="dim")
    happenings = watching.happenings(module, start, watching.read_keys)
    try:
        for happening in happenings:
            match happening:
                case watching.Saved():
                    screen.begin()
                case watching.Gone():
                    shown = terminal.shown(course.root, module.script)
                    complain(KursusError("script_missing", file=shown, module=module.number))
                case watching.Verdict(result):
                    screen.show(result)
                case watching.Done(report):
                    screen.end(report)
                case watching.Key("h"):
                    _show_hint(course, module, screen.task)
                case watching.Key("l"):
                    screen.list()
                case watching.Key("n"):
                    screen.skip()
                case watching.Key("q"):
                    break
                case KursusError() as error:
                    complain(error)
    except KeyboardInterrupt:
        pass  # Ctrl-C is another way to quit
    finally:
        happenings.close()
        start.close()


class _Screen:
    """What `kursus watch` prints, and the task that the learner is at."""

    def __init__(self, course: Course, module: Module, task: Task | None) -> None:
        self.course, self.module = course, module
        self.lang, self.console = language(), terminal.make_console()
        self.report: results.Report | None = None
        following = _next_open(course, module)
        own = following is not None and following[0].name == module.name
        self.task = task or (following[1] if following and own else module.tasks[-1])

    def begin(self) -> None:
        """A run begins."""
        self.console.rule(time.strftime("%H:%M:%S"), style="dim")
        self.told: set[results.Failure] = set()
        self.shown: set[str] = set()

    def show(self, result: results.TaskResult) -> None:
        """A verdict; with its reasons up to the learner's task, since later ones may wait."""
        self.shown.add(result.task.id)
        places = [task.id for task in self.module.tasks]
        later = places.index(result.task.id) > places.index(self.task.id)
        failure = result.decisive.failure if result.decisive else None
        if later and result.outcome == results.TODO:
            return
        if failure and failure.kind.startswith("file_"):
            if failure in self.told:  # the same for every task
                return
            later = False
        terminal.print_task(
            self.console, self.module, result, self.lang, self.told, reasons=not later
        )

    def end(self, report: results.Report) -> None:
        """A run has ended: remember it, go on to the next task if this one has passed."""
        self.report = report
        for result in report.tasks:
            if result.task.id not in self.shown:
                self.show(result)
        try:
            results.record(self.course, report)
        except KursusError as error:  # the verdict stands, whether it can be remembered or not
            complain(error)
        outcomes = {result.task.id: result.outcome for result in report.tasks}
        still_open = [t for t in self.module.tasks if outcomes[t.id] != results.PASSED]
        passed = len(outcomes) - len(still_open)
        seconds = report.seconds
        count = {"done": passed, "total": len(outcomes), "seconds": seconds}
        self.console.print(say("watch_count", self.lang, **count))
        if not still_open:
            _print_next(self.course, report, self.lang)
        elif self.task not in still_open:
            self.go_to(still_open[0])

    def go_to(self, task: Task) -> None:
        """Another task is the learner's now."""
        self.task = task
        lesson = f"{terminal.shown(self.course.root, self.module.lesson(self.lang))}#{task.anchor}"
        self.console.print(say("watch_next", self.lang, task=task.heading, lesson=lesson))

    def skip(self) -> None:
        """To the next task that has not passed, from the last one to the first."""
        outcomes = {r.task.id: r.outcome for r in self.report.tasks} if self.report else {}
        place = self.module.tasks.index(self.task) + 1
        for task in [*self.module.tasks[place:], *self.module.tasks[:place]]:
            if outcomes.get(task.id) != results.PASSED:
                self.go_to(task)
                return

    def list(self) -> None:
        """Every task with its newest verdict."""
        for result in self.report.tasks if self.report else ():
            terminal.print_task(
                self.console, self.module, result, self.lang, self.told, reasons=False
            )


# --- hint, solution, reset, run ---------------------------------------------------


@cli.command()
@click.argument("task", required=False)
@common
def hint(task: str | None) -> None:
    """See messages.help_hint."""
    course = find_course(Path.cwd())
    module, found = _task(course, task)
    _show_hint(course, module, found)


def _show_hint(course: Course, module: Module, found: Task) -> None:
    """One hint more than last time."""
    lang, console = language(), terminal.make_console()
    progress = results.load_progress(course, module.name)
    hints = found.hints[lang]
    shown = min(max(progress.hints.get(found.id, 0), 0) + 1, len(hints))
    for number, text in enumerate(hints[:shown], start=1):
        title = say("hint_title", lang, n=number, total=len(hints), task=found.heading)
        console.print(title, style="bold" if number == shown else "dim")
        console.print(f"  {text}", style="" if number == shown else "dim")
    if shown < len(hints):
        console.print(say("hint_more", lang, task=found.id))
    else:
        lesson = f"{terminal.shown(course.root, module.lesson(lang))}#{found.anchor}"
        console.print(say("hint_end", lang, lesson=lesson))
        if module.solution.is_file():  # a course for students comes without
            console.print(say("hint_answer", lang, task=found.id))
    progress.hints[found.id] = shown
    results.save_progress(course, module.name, progress)


@cli.command()
@click.argument("task")
@click.option("--yes", cls=Option, is_flag=True)
@common
@click.pass_context
def solution(ctx: click.Context, task: str, yes: bool) -> None:
    """See messages.help_solution."""
    from kursus import workspace

    course, lang = find_course(Path.cwd()), language()
    module, found = _task(course, task)
    progress = results.load_progress(course, module.name)
    if not yes and progress.outcome(found) != results.PASSED:
        if not sys.stdin.isatty():
            raise KursusError("solution_refused", task=found.id, exit_code=1)
        question = say("solution_ask", lang, task=found.id)
        click.echo(f"{question} ", nl=False)
        if sys.stdin.readline().strip().lower() not in ("y", "ya", "yes"):
            ctx.exit(1)
    text = workspace.answer(module, found)
    click.echo(say("solution_title", lang, task=found.heading))
    click.echo(text)


@cli.command()
@click.argument("target")
@common
def reset(target: str) -> None:
    """See messages.help_reset."""
    from kursus import workspace

    course, lang, console = find_course(Path.cwd()), language(), terminal.make_console()
    module, task = _target(course, target)
    if task:
        done, what = workspace.reset_task(course, module, task), task.heading
    else:
        done, what = (
            workspace.reset_module(course, module),
            terminal.shown(course.root, module.script),
        )
    if not done.changed:
        console.print(say("reset_nothing", lang, what=what))
    elif done.backup is None:
        console.print(say("reset_restored", lang, what=what))
    else:
        backup = terminal.shown(course.root, done.backup)
        console.print(say("reset_done", lang, what=what, backup=backup))


@cli.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("module")
@click.option("--solution", cls=Option, is_flag=True)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@common
@click.pass_context
def run(ctx: click.Context, module: str, solution: bool, arguments: Sequence[str]) -> None:
    """See messages.help_run."""
    from kursus import stubs, workspace

    if module == "--help":  # behind a module it belongs to the script
        click.echo(ctx.get_help())
        ctx.exit()
    course, lang = find_course(Path.cwd()), language()
    found = course.module(module)
    script = found.solution if solution else found.script
    shown = terminal.shown(course.root, script)
    if not script.is_file():
        if solution:
            task = found.tasks[0].id
            raise KursusError("no_solution", file=shown, task=task, exit_code=1)
        raise KursusError("script_missing", file=shown, module=found.number, exit_code=1)
    if not solution:
        still_open = stubs.open_tasks(script.read_bytes().decode("utf-8", "replace"))
        if still_open:
            told = [say("run_open", lang, tasks=", ".join(still_open))]
            if found.solution.is_file():
                told.append(say("run_finished", lang, module=found.number))
            terminal.make_console(stderr=True).print(" ".join(told), style="yellow")
    sys.stdout.flush()
    ctx.exit(workspace.run(script, list(arguments)))


@cli.command()
@common
@click.pass_context
def demo(ctx: click.Context) -> None:
    """See messages.help_demo."""
    from kursus import workspace

    course, lang, console = find_course(Path.cwd()), language(), terminal.make_console()
    folder = course.root / "outputs" / "demo"
    rows = []
    for name in course.names:
        module = course.module(name)
        with console.status(say("demo_running", lang, name=name), spinner="line"):
            rows.append(workspace.demo(module, folder))
    columns = ("module", "shows", "figure", "seconds", "pictures")
    terminal.print_rows(
        console,
        lang,
        [f"column_{column}" for column in columns],
        [
            (
                row.module.number,
                row.module.shows[lang],
                row.result if row.ok else say("demo_failed", lang, error=row.result),
                f"{row.seconds:.1f}",
                str(row.pictures),
            )
            for row in rows
        ],
    )
    console.print(say("demo_note", lang, folder=terminal.shown(course.root, folder)))
    ctx.exit(0 if all(row.ok for row in rows) else 1)


# --- data -------------------------------------------------------------------------


def data_dir_option(function: F) -> F:
    """The option ``--data-dir``."""
    return click.option("--data-dir", cls=Option, type=click.Path(path_type=Path))(function)


@cli.group(cls=Group, invoke_without_command=True)
@common
@data_dir_option
@click.pass_context
def data(ctx: click.Context, data_dir: Path | None) -> None:
    """See messages.help_data."""
    if ctx.invoked_subcommand is None:
        _list_data(data_dir)


def _sources(data_dir: Path | None) -> tuple[Path, dict[str, Any]]:
    from kursus import datasets

    course = find_course(Path.cwd())
    sources = datasets.read_sources(course.root / "datasets" / "sources.toml")
    return datasets.data_root(data_dir, course.root), sources


def _chosen(sources: dict[str, Any], name: str) -> Any:
    if name.lower() not in sources:
        raise KursusError("unknown_data", name=name, near=", ".join(sources))
    return sources[name.lower()]


def _list_data(data_dir: Path | None) -> None:
    from kursus import datasets

    lang, console = language(), terminal.make_console()
    root, sources = _sources(data_dir)
    rows = []
    for name, data_set in sources.items():
        states = list(datasets.status(data_set, root).values())
        state = "present" if set(states) == {"present"} else "missing"
        shown = say(f"data_state_{state}", lang)
        if state == "missing" and "present" in states:
            shown = f"{states.count('present')}/{len(states)}"
        rows.append((name, data_set.title[lang], data_set.size[lang], shown))
    columns = ("name", "title", "size", "state")
    terminal.print_rows(console, lang, [f"column_{column}" for column in columns], rows)
    console.print(say("data_here", lang, folder=root))
    console.print(say("data_get_hint", lang))


@data.command("list")
@data_dir_option
@common
def list_data(data_dir: Path | None) -> None:
    """See messages.help_list."""
    _list_data(data_dir)


@data.command()
@click.argument("name")
@data_dir_option
@common
def get(name: str, data_dir: Path | None) -> None:
    """See messages.help_get."""
    from kursus import datasets

    lang, console = language(), terminal.make_console()
    root, sources = _sources(data_dir)
    new = datasets.fetch(_chosen(sources, name), root, progress=console.is_terminal)
    key = "data_fetched" if new else "data_complete"
    console.print(say(key, lang, name=name, count=len(new), folder=root))


@data.command()
@click.argument("name", required=False)
@data_dir_option
@common
@click.pass_context
def verify(ctx: click.Context, name: str | None, data_dir: Path | None) -> None:
    """See messages.help_verify."""
    from kursus import datasets

    lang, console = language(), terminal.make_console()
    root, sources = _sources(data_dir)
    chosen = {name: _chosen(sources, name)} if name else sources
    rows, bad = [], False
    for key, data_set in chosen.items():
        for file, state in datasets.verify(data_set, root).items():
            # Without a name, what was never fetched is no fault.
            bad |= state == "damaged" or (state == "missing" and name is not None)
            rows.append((f"{key}/{file}", say(f"data_state_{state}", lang, name=key)))
    terminal.print_rows(console, lang, ["column_file", "column_state"], rows)
    console.print(say("data_here", lang, folder=root))
    ctx.exit(1 if bad else 0)


# --- doctor -----------------------------------------------------------------------


@cli.command("doctor")
@common
@click.pass_context
def doctor_command(ctx: click.Context) -> None:
    """See messages.help_doctor."""
    from kursus import doctor

    lang, console = language(), terminal.make_console()
    healthy = True
    for finding in doctor.examine(find_course(Path.cwd())):
        sign, color = terminal.SIGNS[results.PASSED if finding.ok else results.FAILED]
        console.print(f"{sign} {finding.sentence(lang)}", style="" if finding.ok else color)
        healthy &= finding.ok
    if healthy:
        console.print(say("doctor_ok", lang), style="green")
    ctx.exit(0 if healthy else 1)


for _command in teacher.commands():
    cli.add_command(_command)

main = functools.partial(cli, prog_name="kursus")

if __name__ == "__main__":
    main()
