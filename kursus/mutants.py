"""Measures the checks: how many small mistakes in the solutions they see.

A mutant is a solution with one small change in the body of a task: another operator,
constant or comparison, arguments swapped or dropped, a statement gone or behind the next.
The checks of that task run on it under several seeds; if all pass under one of them, the
mutant survives, and the checks may have a hole. Those that are no mistake, or that no
check can see, are recorded in ``tests/survivors.toml``, each with its reason.
For maintainers, on Linux or macOS, from the root of the course::

    python -m kursus.mutants              all modules
    python -m kursus.mutants 03 7.4       a module, a task

Exits 1 where a survivor is not recorded, or a recorded mutant is killed or no longer exists.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import itertools
import json
import math
import os
import shutil
import signal
import sys
import tempfile
import textwrap
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kursus import forkserver, stubs
from kursus.catalog import Course, Module, find_course
from kursus.errors import KursusError
from kursus.messages import say

if TYPE_CHECKING:
    import pytest

SURVIVORS = Path("tests", "survivors.toml")
SEEDS = range(10)
BROKEN = 70  # exit code of a trial that itself went wrong: neither killed nor alive
# Each operator becomes one that a person might have meant.
OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


@dataclass(frozen=True)
class Mutant:
    """A changed solution.

    Attributes:
        task: id of the task whose body was changed.
        function: full name of the function.
        change: the lines that differ, with ``-`` and ``+`` before them. Equal changes at
            several places of a function are numbered.
        source: the whole file.
    """

    task: str
    function: str
    change: str
    source: str


# --- making them ------------------------------------------------------------------


def mutants(module: Module) -> Iterator[Mutant]:
    """All mutants of a module's solution, task by task."""
    source = module.solution.read_text("utf-8")
    aliases = {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.parse(source).body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    lines = stubs.split_lines(source)
    for task in module.tasks:
        found = [stubs.definitions(source, name).items() for name in task.functions]
        for name, (first, last) in itertools.chain.from_iterable(found):
            text = textwrap.dedent("".join(lines[first - 1 : last]))
            before = ast.unparse(ast.parse(text)).splitlines()
            margin = " " * (len(lines[first - 1]) - len(lines[first - 1].lstrip()))
            seen: Counter[str] = Counter()
            for after in _changed(text, aliases):
                change = _difference(before, after.splitlines())
                seen[change] += 1
                if seen[change] > 1:
                    change += f"\n({seen[change]})"
                block = textwrap.indent(after, margin) + "\n"
                yield Mutant(
                    task.id, name, change, "".join([*lines[: first - 1], block, *lines[last:]])
                )


def _difference(before: list[str], after: list[str]) -> str:
    """The lines that differ, without their indent."""
    return "\n".join(
        f"{line[0]} {line[2:].strip()}"
        for line in difflib.ndiff(before, after)
        if line[0] in "+-" and line[2:].strip() not in ("", "pass")
    )


def _changed(function: str, aliases: set[str]) -> Iterator[str]:
    """The text of a function with one change in its body, for every change there is."""
    tree = ast.parse(function)
    original = ast.unparse(tree)
    (definition,) = tree.body
    assert isinstance(definition, ast.FunctionDef)
    begin = 1 if ast.get_docstring(definition) is not None else 0
    for statement in definition.body[begin:]:
        for parent, put, node in _places(statement, definition.body):
            for new in _variants(node, parent, aliases):
                put(ast.copy_location(new, node))
                ast.fix_missing_locations(tree)
                text = ast.unparse(tree)
                put(node)
                if text != original:
                    yield text
    for body in _bodies(definition):
        for i in range(begin if body is definition.body else 0, len(body) - 1):
            # Calls for their effect; where values are used too early, Python says so itself.
            if isinstance(body[i], ast.Expr) and isinstance(body[i + 1], ast.Expr):
                body[i : i + 2] = reversed(body[i : i + 2])
                yield ast.unparse(tree)
                body[i : i + 2] = reversed(body[i : i + 2])


def _bodies(definition: ast.FunctionDef) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(definition):
        for field in ("body", "orelse", "finalbody"):
            statements = getattr(node, field, None)
            if isinstance(statements, list):  # the body of an expression is none
                yield statements


Put = Callable[[Any], None]


def _places(node: ast.AST, siblings: list[Any]) -> Iterator[tuple[ast.AST | None, Put, ast.AST]]:
    """(parent, what puts another node in its place, node) of a node and all below it."""
    index = next(i for i, other in enumerate(siblings) if other is node)
    yield None, lambda new: siblings.__setitem__(index, new), node
    yield from _below(node)


def _below(parent: ast.AST) -> Iterator[tuple[ast.AST | None, Put, ast.AST]]:
    # What an error says is not part of the contract; whether it is raised is.
    if isinstance(parent, (ast.Raise, ast.JoinedStr, ast.arguments)):
        return
    for field, value in list(ast.iter_fields(parent)):
        if isinstance(value, ast.AST):
            yield parent, _put_field(parent, field), value
            yield from _below(value)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield parent, _put_item(value, index), item
                    yield from _below(item)


def _put_field(parent: ast.AST, field: str) -> Put:
    return lambda new: setattr(parent, field, new)


def _put_item(items: list[Any], index: int) -> Put:
    return lambda new: items.__setitem__(index, new)


def _variants(node: ast.AST, parent: ast.AST | None, aliases: set[str]) -> Iterator[ast.AST]:
    """What may stand in a node's place."""
    if type(node) in OPERATORS:
        yield OPERATORS[type(node)]()
    match node:
        case ast.Constant() if not isinstance(parent, ast.Expr):
            yield from _constants(node.value)
        case ast.UnaryOp(op=ast.USub() | ast.Not() | ast.Invert()):
            yield node.operand
        case ast.BoolOp():
            for left_out in range(len(node.values)):
                values = [v for i, v in enumerate(node.values) if i != left_out]
                yield values[0] if len(values) == 1 else ast.BoolOp(node.op, values)
        case ast.Call():
            yield from _calls(node, aliases)
        case ast.Slice():
            for field in ("lower", "upper", "step"):
                if getattr(node, field) is not None:
                    yield ast.Slice(**{**dict(ast.iter_fields(node)), field: None})
        case ast.IfExp():
            yield node.body
            yield node.orelse
        case ast.comprehension() if node.ifs:
            yield ast.comprehension(node.target, node.iter, [], node.is_async)
    if isinstance(node, ast.stmt):
        yield from _statements(node)


def _constants(value: object) -> Iterator[ast.AST]:
    match value:
        case bool():
            yield ast.Constant(not value)
        case int():
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1) if value else ast.UnaryOp(ast.USub(), ast.Constant(1))
        case float():
            yield ast.Constant(2 * value if value and math.isfinite(value) else 1.0)
        case str():
            yield ast.Constant(f"{value}_")


def _calls(node: ast.Call, aliases: set[str]) -> Iterator[ast.AST]:
    args, keywords = node.args, node.keywords
    for i in range(len(args) - 1):
        yield ast.Call(node.func, [*args[:i], args[i + 1], args[i], *args[i + 2 :]], keywords)
    for i in range(len(keywords)):
        yield ast.Call(node.func, args, keywords[:i] + keywords[i + 1 :])
    if len(args) == 1 and not isinstance(args[0], ast.Starred):
        yield args[0]
    if isinstance(node.func, ast.Attribute):
        owner = node.func.value
        if not (isinstance(owner, ast.Name) and owner.id in aliases):
            yield owner


def _statements(node: ast.stmt) -> Iterator[ast.AST]:
    match node:
        case ast.If():
            yield ast.If(ast.Constant(True), node.body, node.orelse)
            yield ast.If(ast.Constant(False), node.body, node.orelse)
        case ast.With():
            yield ast.If(ast.Constant(True), node.body, [])
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
    if not isinstance(
        node, (ast.Pass, ast.FunctionDef, ast.ClassDef, ast.Import, ast.If, ast.With)
    ):
        yield ast.Pass()


# --- trying them ------------------------------------------------------------------


def survivors(module: Module, found: list[Mutant], jobs: int) -> list[Mutant]:
    """Those mutants that pass all checks of their own task under one seed at least.

    Args:
        module: whose solution they change.
        found: the mutants.
        jobs: how many to try at a time.

    Raises:
        KursusError: the solution itself does not pass.
    """
    import resource  # Windows has none

    from kursus import plugin, worker
    from kursus.loader import parse, preload
    from kursus.practice import Practice

    alive: list[Mutant] = []
    refused: list[str] = []

    class Trials(worker.Reporter):
        """Runs checks in forks of this process, where libraries and checks are loaded."""

        def open_side(self) -> None:
            preload(parse(module.solution))
            forkserver.load([])

        def passes(self, item: pytest.Item, seed: int, side: Practice) -> float | None:
            """Run one check in this process; the seconds it took, None if it failed."""
            item.config.stash[plugin.SEED] = seed
            item.config.stash[plugin.SIDE] = side
            begin = time.perf_counter()
            try:
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            except BaseException:  # what a mutant raises to end the whole run
                return None
            return None if self.error else time.perf_counter() - begin

        def _end(self, item: pytest.Item, seconds: float) -> None:
            """Nobody listens to single checks."""

        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            """Time the checks with the solution, then try every mutant, cheap checks first."""
            with tempfile.TemporaryDirectory(prefix="kursus-mutants-") as folder:
                solution = module.solution.read_text("utf-8")
                times = Path(folder, "times.json")
                os.waitpid(self.fork(session.items, solution, Path(folder), 0, times), 0)
                seconds = json.loads(times.read_text("utf-8"))
                refused.extend(name for name in seconds if seconds[name] is None)
                if not refused:
                    items = sorted(session.items, key=lambda item: seconds[item.name])
                    self.try_all(items, seconds, Path(folder))
            return True

        def try_all(
            self, items: list[pytest.Item], seconds: dict[str, float], folder: Path
        ) -> None:
            """As many at a time as there are jobs."""
            running: dict[int, Mutant] = {}
            waiting = iter(found)
            while True:
                for mutant in itertools.islice(waiting, jobs - len(running)):
                    own = [item for item in items if worker.task_of(item) == mutant.task]
                    # A change may make an answer slow; one that is five times as slow is stuck.
                    limit = 3 + 5 * sum(seconds[item.name] for item in own)
                    running[self.fork(own, mutant.source, folder, math.ceil(limit))] = mutant
                if not running:
                    return
                process, status = os.wait()
                mutant = running.pop(process)
                if os.waitstatus_to_exitcode(status) == BROKEN:
                    raise RuntimeError(f"{mutant.function} could not be tried:\n{mutant.change}")
                if status == 0:
                    alive.append(mutant)
                shutil.rmtree(folder / str(process), ignore_errors=True)

        def fork(
            self,
            items: list[pytest.Item],
            source: str,
            folder: Path,
            limit: int,
            times: Path | None = None,
        ) -> int:
            """Start the checks in a child, which exits with 0 if all pass, 1 if not; its number.

            With ``times`` they only write there how many seconds each takes (None: it fails).
            """
            process = os.fork()
            if process:
                return process
            code = BROKEN
            try:
                home = folder / str(os.getpid())
                home.mkdir()
                os.chdir(home)
                tempfile.tempdir = str(home)
                nothing = os.open(os.devnull, os.O_RDWR)
                for standard in (0, 1, 2):
                    os.dup2(nothing, standard)
                resource.setrlimit(resource.RLIMIT_DATA, (8 << 30, 8 << 30))
                script = home / module.script.name
                script.write_text(source, "utf-8")
                side = Practice(script)
                if times is not None:
                    seconds = {item.name: self.passes(item, 0, side) for item in items}
                    times.write_text(json.dumps(seconds), "utf-8")
                for seed in SEEDS if times is None else ():
                    # Killed by the system when it runs out of either.
                    soft = math.ceil(time.process_time()) + limit
                    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
                    signal.alarm(10 * limit)  # for what waits and does not compute
                    if all(self.passes(item, seed, side) is not None for item in items):
                        code = 0
                        break
                else:
                    code = 1
            finally:
                os._exit(code)

    tasks = [task.id for task in module.tasks if any(m.task == task.id for m in found)]
    job = {"checks": str(module.checks), "script": "", "tasks": tasks, "skip": [], "seed": 0}
    worker.run(job, lambda event, **fields: None, Trials)
    if refused:
        raise KursusError("solution_fails", exit_code=1, name=module.name, check=refused[0])
    return [mutant for mutant in found if mutant in alive]


# --- the command ------------------------------------------------------------------


def recorded(course: Course) -> dict[tuple[str, str, str], str]:
    """Reasons of the survivors on record, by (task, function, change)."""
    path = course.root / SURVIVORS
    entries = tomllib.loads(path.read_text("utf-8"))["survivor"] if path.is_file() else []
    return {(e["task"], e["function"], e["change"].strip()): e["why"] for e in entries}


def chosen(course: Course, names: list[str]) -> list[tuple[Module, list[Mutant]]]:
    """Modules with their mutants; of a name such as ``7.4`` only that task's.

    Raises:
        KursusError: no such module or task.
    """
    if not names:
        return [(module, list(mutants(module))) for module in map(course.module, course.names)]
    found: dict[str, set[str]] = {}
    for name in names:
        module = course.module(name.partition(".")[0])
        tasks = [module.task(name)] if "." in name else module.tasks
        found.setdefault(module.name, set()).update(task.id for task in tasks)
    return [
        (module, [mutant for mutant in mutants(module) if mutant.task in found[module.name]])
        for module in map(course.module, sorted(found))
    ]


def main(argv: list[str] | None = None) -> int:
    """Print the score of every task, and the survivors that are not on record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="modules or tasks; all if none is named")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="at a time")
    args = parser.parse_args(argv)
    if not hasattr(os, "fork"):
        parser.error("trying mutants needs fork: use Linux or macOS")
    # Before torch is loaded: forking is safe only while there is one thread.
    os.environ.update(forkserver.ENVIRONMENT)
    try:
        course = find_course(Path.cwd())
        reasons, wanted = recorded(course), chosen(course, args.names)
        rows: list[tuple[str, int, int, int]] = []
        unknown: list[Mutant] = []
        stale: list[tuple[str, str]] = []
        for module, found in wanted:
            alive = survivors(module, found, args.jobs)
            for task in dict.fromkeys(mutant.task for mutant in found):
                own = {_key(m): m for m in found if m.task == task}
                left = {_key(m): m for m in alive if m.task == task}
                known = {key for key in reasons if key[0] == task}
                rows.append((task, len(own), len(left), len(left.keys() & known)))
                print(_row(*rows[-1]), flush=True)
                unknown += [left[key] for key in left.keys() - known]
                stale += [(key[1], key[2]) for key in known - left.keys()]
            number = module.number.lstrip("0")
            print(_row(module.name, *_sums(r for r in rows if r[0].split(".")[0] == number)))
        print(_row("total", *_sums(rows)))
    except KursusError as error:
        print(say(error.key, "en", **error.fields), file=sys.stderr)
        return error.exit_code
    for mutant in unknown:
        print(f"\nsurvives, and {SURVIVORS} does not say why: {mutant.task} {mutant.function}")
        print(mutant.change)
    for function, change in stale:
        print(f"\non record in {SURVIVORS}, but killed or gone: {function}\n{change}")
    return 1 if unknown or stale else 0


def _key(mutant: Mutant) -> tuple[str, str, str]:
    return mutant.task, mutant.function, mutant.change


def _sums(rows: Iterable[tuple[str, int, int, int]]) -> list[int]:
    return [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)]


def _row(name: str, made: int, alive: int, known: int) -> str:
    """Killed share of all, and of those that are not on record as no mistake."""
    share, of_wrong = (made - alive) / made, (made - alive) / max(made - known, 1)
    return (
        f"{name:24}{made:5} mutants {alive:4} survive {known:4} on record"
        f" {share:8.1%} killed {of_wrong:8.1%} of those not on record"
    )


if __name__ == "__main__":
    sys.exit(main())
