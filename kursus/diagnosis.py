"""From an exception in a check to an outcome and a :class:`Failure`."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

from kursus.loader import LoadError
from kursus.results import BLOCKED, ERROR, FAILED, TODO, Failure, clean
from kursus.stubs import TODO as TODO_TEXT
from kursus.testing import Mismatch

_MIXED = re.compile(
    r"must be Tensor, not numpy|must be Tensor, not \S*ndarray|got numpy\.ndarray|"
    r"expected np\.ndarray \(got Tensor\)|Can't call numpy\(\) on Tensor|"
    r"unsupported operand type.*('Tensor' and '(numpy\.)?ndarray'|ndarray' and 'Tensor')|"
    r"np\.ndarray|Concatenation operation is not implemented for NumPy arrays"
)
_DTYPES = re.compile(
    r"(same dtype|expected (scalar type|m1 and m2)|Found dtype).*(Float|Double|Long|float|double)"
)
_SIGNATURE = re.compile(r"\w+\(\) (takes|missing|got an unexpected|got multiple)")
_SHAPES = re.compile(
    r"shapes? .*(not aligned|cannot be (broadcast|multiplied))|size of tensor a|"
    r"could not be broadcast|mismatch in its core dimension"
)


class Diagnosed(Exception):  # noqa: N818 (a verdict, not a fault of the program)
    """An exception that brings its outcome and failure along."""

    def __init__(self, outcome: str, failure: Failure) -> None:
        super().__init__(failure.error or failure.kind)
        self.outcome = outcome
        self.failure = failure


def diagnose(error: BaseException, script: Path, task: str) -> tuple[str, Failure]:
    """Outcome and failure of a check that ended in an exception.

    Args:
        error: what the check raised.
        script: the learner's file.
        task: id of the task that the check belongs to.
    """
    if isinstance(error, Diagnosed):
        return error.outcome, error.failure
    if isinstance(error, Mismatch):
        return FAILED, error.failure
    if isinstance(error, LoadError):
        return ERROR, error.failure
    if isinstance(error, NotImplementedError) and (found := TODO_TEXT.match(_text(error))):
        if found[1] == task:
            return TODO, Failure("todo", call=found[2], task=task)
        return BLOCKED, Failure("blocked", call=found[2], task=found[1])
    where, code = _place(error, script)
    text = describe(error)
    if isinstance(error, AttributeError) and (missing := _missing_name(error, script)):
        return ERROR, Failure("missing", call=missing, where=where or script.name)
    if type(error).__name__ == "Skipped":
        return FAILED, Failure("skipped", where=where, code=code, error=text)
    kind = _kind(error, bool(where))
    return (FAILED if kind.startswith("unusable") else ERROR), Failure(
        kind, where=where, code=code, error=text
    )


def failure_of_load(error: BaseException, script: Path) -> Failure:
    """What an exception means that the learner's file raised while it was loaded."""
    where, code = _place(error, script)
    return Failure("file_raised", where=where or script.name, code=code, error=describe(error))


def describe(error: BaseException) -> str:
    """Name and text of an exception on one line, cut and free of control characters."""
    text = " ".join(clean(_text(error)).split())
    text = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return text if len(text) <= 300 else f"{text[:300]}..."


def _text(error: BaseException) -> str:
    """Text of an exception; a learner's own may even fail to give one."""
    try:
        return str(error)
    except BaseException:
        return "?"


def _kind(error: BaseException, inside: bool) -> str:
    text = describe(error)
    if isinstance(error, AttributeError) and _foreign_attribute(error):
        return "numpy_torch"
    if _MIXED.search(text):
        return "numpy_torch"
    if _DTYPES.search(text):
        return "dtypes"
    if isinstance(error, RuntimeWarning):
        return "warning"
    if "does not require grad and does not have a grad_fn" in text:
        return "no_graph"
    if not inside:
        # The check itself stumbled over what the learner's code returned.
        if "NoneType" in text:
            return "unusable_none"
        called_wrongly = _SIGNATURE.search(text) and _raised_by_the_call_itself(error)
        return "signature" if called_wrongly else "unusable"
    if isinstance(error, (ValueError, RuntimeError)) and _SHAPES.search(text):
        return "shapes"
    return "raised"


def _raised_by_the_call_itself(error: BaseException) -> bool:
    """Whether the exception comes from a check's own line, not from deeper within a library."""
    frames = traceback.extract_tb(error.__traceback__)
    last = Path(frames[-1].filename) if frames else Path()
    # When grading, the server in the learner's process makes the call for the check.
    return last.name.startswith("test_") or last.parts[-3:] == ("kursus", "grading", "server.py")


def _foreign_attribute(error: AttributeError) -> bool:
    """Whether a tensor was asked for an array's method, or the other way round."""
    owner = type(error.obj)
    names = {"detach", "item", "unsqueeze", "view", "numel", "backward", "float", "long", "dim"}
    if owner.__module__ == "numpy" and owner.__name__ == "ndarray":
        return error.name in names
    return owner.__name__ in ("Tensor", "Parameter") and error.name in ("astype", "copy", "ptp")


def _missing_name(error: AttributeError, script: Path) -> str:
    """Name that the learner's module or class should have, or an empty string."""
    owner: Any = error.obj
    if isinstance(owner, ModuleType):
        return str(error.name) if getattr(owner, "__file__", None) == str(script) else ""
    cls = owner if isinstance(owner, type) else type(owner)
    # A wrong attribute inside the learner's own methods is an ordinary error with a line.
    if cls.__module__ == script.stem and not _place(error, script)[0]:
        return f"{cls.__name__}.{error.name}"
    return ""


def _place(error: BaseException, script: Path) -> tuple[str, str]:
    """``file:line`` and code of the innermost frame in the learner's file."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).name == script.name and Path(frame.filename) == script:
            return f"{script.name}:{frame.lineno}", (frame.line or "").strip()
    return "", ""
