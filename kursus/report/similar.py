"""Finds submissions that resemble each other more than the class as a whole does.

A pair is a reason to look, never a verdict: short tasks have few good answers,
and many people find the same one. So the bodies of the tasks are compared as
runs of tokens with names and constants blinded; runs that the course itself
shows, or that many in the class have written, count for nothing; and where too
little is left, nothing is said.
"""

from __future__ import annotations

import ast
import contextlib
import math
import tokenize
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from keyword import iskeyword
from typing import TypeVar

from kursus.catalog import Module
from kursus.stubs import bodies, split_lines

RUN = 8  # tokens in a run; shorter ones are in everybody's code once names are blinded
COMMON = 0.2  # a run in more of the class than this share proves nothing
COMMON_LEAST = 3  # in a small class, a run may still be in this many submissions
EVIDENCE = 40  # uncommon runs that each of the two must have
SPREAD = 3  # functions that the evidence must come from; any one can be the same by chance
COMMENT = 20  # characters of a comment that nobody else writes by chance
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)

Bodies = tuple[tuple[str, str], ...]  # (function, body) of all tasks of one file
Run = tuple[str, str]  # (function, blinded tokens)

T = TypeVar("T")


@dataclass(frozen=True)
class Pair:
    """Two submissions to look at.

    Attributes:
        first: name of one student.
        second: name of the other.
        share: part of their uncommon runs that both have, 0 to 1.
        identical: the bodies are equal to the last comment and blank line.
    """

    first: str
    second: str
    share: float
    identical: bool


def near_pairs(
    texts: Mapping[str, str], module: Module, stub: str, least: float = 0.8
) -> list[Pair]:
    """Pairs of submissions whose uncommon code is the same, or nearly so.

    Of several identical submissions each is paired with the first alone, and that
    one stands for all of them in the other pairs.

    Args:
        texts: student -> text of the learner's file.
        module: whose tasks are compared.
        stub: the file that everybody started from.
        least: part of the uncommon runs that both must have.

    Returns:
        The pairs, identical ones first, then by share.
    """
    shown = [stub]
    if module.solution.is_file():  # everybody may read it: kursus solution
        shown.append(module.solution.read_text("utf-8"))
    read = {text: _bodies(text, module) for text in set(texts.values())}
    owners: dict[Bodies, list[str]] = defaultdict(list)
    for name in sorted(texts):
        if found := read[texts[name]]:
            owners[found].append(name)
    # A file that ten people hand in as it is makes no run common: each text counts once.
    most = max(COMMON_LEAST, COMMON * len(owners))
    known = {run for text in shown for run in _runs(_bodies(text, module))}
    rare = _uncommon({text: _runs(text) for text in owners}, known, most)
    remarks = {remark for text in shown for remark in _remarks((("", text),))}
    own = _uncommon({text: _remarks(text) for text in owners}, remarks, most)
    pairs = [
        Pair(names[0], other, share=1.0, identical=True)
        for text, names in owners.items()
        if _enough(rare[text]) or own[text]
        for other in names[1:]
    ]
    for one, other, share in _near(rare, least):
        first, second = sorted((owners[one][0], owners[other][0]))
        pairs.append(Pair(first, second, share, identical=False))
    return sorted(pairs, key=lambda p: (not p.identical, -p.share, p.first, p.second))


def _enough(runs: set[Run]) -> bool:
    """Whether so many runs, from so many functions, are worth a look."""
    return len(runs) >= EVIDENCE and len({function for function, _ in runs}) >= SPREAD


def _uncommon(found: Mapping[Bodies, set[T]], known: set[T], most: float) -> dict[Bodies, set[T]]:
    """What is left of each text without what is known or in more than ``most`` texts."""
    seen = Counter(item for items in found.values() for item in items)
    return {
        text: {item for item in items if seen[item] <= most} - known
        for text, items in found.items()
    }


def _near(rare: Mapping[Bodies, set[Run]], least: float) -> Iterator[tuple[Bodies, Bodies, float]]:
    """Texts of which at least this share of the uncommon runs is in both.

    Two sets that share so much must meet among the few rarest runs of each, so only
    those are looked up: a large class takes seconds.
    """
    count = Counter(run for found in rare.values() for run in found)
    index: dict[Run, list[Bodies]] = defaultdict(list)
    for text, found in rare.items():
        order = sorted(found, key=lambda run: (count[run], run))
        rarest = order[: len(order) - math.ceil(least * len(order)) + 1]
        for other in {text for run in rarest for text in index[run]}:
            both = found & rare[other]
            share = len(both) / len(found | rare[other])
            if share >= least and _enough(both):
                yield other, text, share
        for run in rarest:
            index[run].append(text)


def _bodies(text: str, module: Module) -> Bodies:
    """Bodies of all tasks, as they are written; none if the file is not Python."""
    lines = split_lines(text)
    found: list[tuple[str, str]] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd escapes in a learner's strings
            tops = {
                node.name: lines[node.lineno - 1 : node.end_lineno]
                for node in ast.parse(text).body
                if isinstance(node, (ast.FunctionDef, ast.ClassDef))
            }
            for function in (name for task in module.tasks for name in task.functions):
                # Parsing one definition at a time instead of the file saves most of the time.
                top = tops.get(function.partition(".")[0], [])
                with contextlib.suppress(LookupError):  # the learner has removed it
                    for name, (first, last) in bodies("".join(top), function).items():
                        found.append((name, "".join(top[first - 1 : last])))
    except UNREADABLE:
        return ()
    return tuple(found)


def _runs(text: Bodies) -> set[Run]:
    """All runs of tokens, blinded: a name is a name, a constant is a constant."""
    found: set[Run] = set()
    for function, body in text:
        blind: list[str] = []
        for token in _tokens(body):
            if token.type == tokenize.NAME and not iskeyword(token.string):
                blind.append("n")
            elif token.type in (tokenize.NAME, tokenize.OP):
                blind.append(token.string)
            elif token.type in (tokenize.NUMBER, tokenize.STRING):
                blind.append("0")
        windows = (blind[i : i + RUN] for i in range(len(blind) - RUN + 1))
        found.update((function, " ".join(window)) for window in windows)
    return found


def _remarks(text: Bodies) -> set[str]:
    """Comments that are too long to be an accident."""
    comments = (
        token.string.strip("# \t")
        for _, body in text
        for token in _tokens(body)
        if token.type == tokenize.COMMENT
    )
    return {comment for comment in comments if len(comment) >= COMMENT}


def _tokens(source: str) -> Iterator[tokenize.TokenInfo]:
    """Tokens of a piece of a program, as far as it can be read."""
    lines = iter(split_lines(source))
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        yield from tokenize.generate_tokens(lambda: next(lines, ""))
