"""Stubs are rendered from solutions: one source for both.

A stub is the solution with the body of every task (below docstring and ``# Step``
comments) replaced by ``raise NotImplementedError("TODO 1.1: sigmoid")``.
For maintainers, from the root of the course::

    python -m kursus.stubs            writes every modules/NN_topic/topic.py
    python -m kursus.stubs --check    only compares, exits 1 where one differs
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from kursus.catalog import Course, Module, find_course

TODO = re.compile(r"TODO (\d+\.\d+): ([\w.]+)")


def render(solution: str, module: Module) -> str:
    """Text of the learner's file, from the text of the solution.

    Raises:
        LookupError: a task's function is not in the solution.
    """
    lines = split_lines(solution)
    blanks = [
        (span, f'raise NotImplementedError("TODO {task.id}: {name}")')
        for task in module.tasks
        for function in task.functions
        for name, span in bodies(solution, function).items()
    ]
    for (first, last), todo in sorted(blanks, reverse=True):
        indent = re.match(r"\s*", lines[first - 1])
        assert indent is not None  # \s* matches anything
        lines[first - 1 : last] = [f"{indent[0]}{todo}\n"]
    return "".join(lines)


def split_lines(source: str) -> list[str]:
    """Lines with their ends, as Python counts them.

    ``str.splitlines`` also splits at form feeds and other characters that may stand in a comment.
    """
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", source)


def bodies(source: str, function: str) -> dict[str, tuple[int, int]]:
    """Lines (first, last; from 1) of the body of a function, by full name.

    The body begins below the docstring and the ``# Step`` comments. For a class
    every method is given.

    Raises:
        LookupError: no such function in ``source``.
        SyntaxError: ``source`` is not Python.
    """
    lines = split_lines(source)
    return {
        name: (_first_line(node, lines), node.end_lineno or node.lineno)
        for name, node in _functions(source, function).items()
    }


def definitions(source: str, function: str) -> dict[str, tuple[int, int]]:
    """Lines (first, last; from 1) of whole functions with decorators, by full name.

    Raises:
        LookupError, SyntaxError: as :func:`bodies`.
    """
    return {name: _lines(node) for name, node in _functions(source, function).items()}


def _lines(node: ast.FunctionDef | ast.ClassDef) -> tuple[int, int]:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return first, node.end_lineno or node.lineno


def transplant(donor: str, host: str, functions: Iterable[str]) -> str:
    """``host`` with these functions taken from ``donor``; one that it lacks is put in.

    Raises:
        LookupError: ``host`` lacks everything around a function, so that there is no place for it.
        SyntaxError: one of both is not Python.
    """
    for function in functions:
        for name in definitions(donor, function):
            owner = name.rpartition(".")[0]
            if owner and owner not in _siblings(host, ""):
                host = _put(donor, host, "", owner)  # the whole class, in the state of the donor
            else:
                host = _put(donor, host, owner, name)
    return host


def _put(donor: str, host: str, owner: str, name: str) -> str:
    """``host`` with one function or class of the donor, in place of its own or put in."""
    first, last = _siblings(donor, owner)[name]
    block = split_lines(donor)[first - 1 : last]
    places = _siblings(host, owner)
    lines = split_lines(host)
    if name in places:
        start, end = places[name]
        lines[start - 1 : end] = block
    else:
        line = _gap(list(_siblings(donor, owner)), name, places)
        lines[line:line] = [*(["\n"] if owner else ["\n", "\n"]), *block]
    return "".join(lines)


def _siblings(source: str, owner: str) -> dict[str, tuple[int, int]]:
    """Lines of all methods of a class, or of all functions and classes if ``owner`` is empty."""
    if owner:
        return definitions(source, owner)
    return {
        node.name: _lines(node)
        for node in ast.parse(source).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }


def _gap(order: list[str], name: str, places: dict[str, tuple[int, int]]) -> int:
    """Line behind which ``name`` belongs: the end of the nearest sibling above it."""
    above = order[: order.index(name)]
    below = order[order.index(name) + 1 :]
    for sibling in reversed(above):
        if sibling in places:
            return places[sibling][1]
    for sibling in below:
        if sibling in places:
            return places[sibling][0] - 1
    raise LookupError(name)


def open_tasks(source: str) -> list[str]:
    """Ids of the tasks whose ``TODO`` still stands in ``source``."""
    return sorted({found[1] for found in TODO.finditer(source)}, key=_number)


def _number(task_id: str) -> tuple[int, ...]:
    return tuple(int(part) for part in task_id.split("."))


def _functions(source: str, function: str) -> dict[str, ast.FunctionDef]:
    nodes: Sequence[ast.AST] = [ast.parse(source)]
    for part in function.split("."):
        nodes = [
            child
            for node in nodes
            for child in ast.iter_child_nodes(node)
            if isinstance(child, (ast.FunctionDef, ast.ClassDef)) and child.name == part
        ][-1:]  # Python, too, takes the last of several
    if not nodes:
        raise LookupError(function)
    if isinstance(nodes[0], ast.FunctionDef):
        return {function: nodes[0]}
    methods = [m for m in ast.iter_child_nodes(nodes[0]) if isinstance(m, ast.FunctionDef)]
    return {f"{function}.{method.name}": method for method in methods}


def _first_line(node: ast.FunctionDef, lines: list[str]) -> int:
    """First line of the body below docstring and ``# Step`` comments."""
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        line = (first.end_lineno or first.lineno) + 1
    else:
        line = first.lineno
    last = node.end_lineno or node.lineno
    while line < last and (
        not lines[line - 1].strip() or lines[line - 1].strip().startswith("# Step")
    ):
        line += 1
    return min(line, last)


def main(argv: list[str] | None = None) -> int:
    """Write or compare all stubs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only")
    args = parser.parse_args(argv)
    course: Course = find_course(Path.cwd())
    differs = 0
    for name in course.names:
        module = course.module(name)
        stub = render(module.solution.read_text("utf-8"), module)
        old = module.script.read_text("utf-8") if module.script.is_file() else None
        if old == stub:
            continue
        differs += 1
        shown = module.script.relative_to(course.root).as_posix()
        if args.check:
            print(f"{shown} is not what its solution renders: python -m kursus.stubs")
        else:
            module.script.write_text(stub, encoding="utf-8", newline="\n")
            print(f"wrote {shown}")
    return 1 if args.check and differs else 0


if __name__ == "__main__":
    sys.exit(main())
