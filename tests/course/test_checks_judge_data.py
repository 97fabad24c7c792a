"""The checks rest on data: they run unchanged when only data crosses to them.

``DataOnly`` keeps the learner's objects behind handles, as a grader in another
process does: values cross as copies of plain data, everything else stays where
it is. What a check gets beyond that would not be there when grading.
"""

import functools
import importlib
import types
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import torch

from kursus import practice, worker
from kursus.catalog import find_course
from kursus.results import PASSED

COURSE = find_course(Path(__file__).parent)


def to_checks(x):
    """A value of the learner's side as the checks may see it."""
    if x is None or type(x) in (bool, int, float, str):
        return x
    if isinstance(x, np.generic):
        return x.item()
    if isinstance(x, np.ndarray):
        return np.array(x)
    if isinstance(x, torch.Tensor):
        return x.detach().clone().requires_grad_(x.requires_grad)
    if isinstance(x, Mapping):
        return {to_checks(key): to_checks(value) for key, value in x.items()}
    if isinstance(x, (list, tuple)):
        items = [to_checks(item) for item in x]
        return items if isinstance(x, list) else tuple(items)
    return Handle(x)


def to_learner(x):
    """A value of the checks' side as the learner's code gets it."""
    if isinstance(x, Handle):
        return x._resolve()
    if x is None or type(x) in (bool, int, float, str):
        return x
    if type(x) is np.ndarray:
        return x.copy()
    if type(x) is torch.Tensor:
        return x.detach().clone()
    if type(x) is dict:
        return {key: to_learner(value) for key, value in x.items()}
    if type(x) in (list, tuple):
        return type(x)(to_learner(item) for item in x)
    if isinstance(x, types.FunctionType):
        return lambda *args: to_learner(x(*map(to_checks, args)))
    raise TypeError(f"{type(x).__name__} is no data and cannot cross")


class Handle:
    """Stands for an object of the learner's side, or for an attribute of one."""

    def __init__(self, target, path=()):
        object.__setattr__(self, "_target", target)
        object.__setattr__(self, "_path", path)

    def _resolve(self):
        return functools.reduce(getattr, self._path, self._target)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Handle(self._target, (*self._path, name))

    def __setattr__(self, name, value):
        setattr(self._resolve(), name, to_learner(value))

    def __call__(self, *args, **kwargs):
        kwargs = {key: to_learner(value) for key, value in kwargs.items()}
        return to_checks(self._resolve()(*map(to_learner, args), **kwargs))

    def __len__(self):
        return len(self._resolve())

    def __getitem__(self, index):
        return to_checks(self._resolve()[index])

    def __iter__(self):
        raise TypeError("iterate with take()")

    def __bool__(self):
        raise TypeError("a handle has no truth value; fetch it with get()")

    def __eq__(self, other):
        raise TypeError("handles are not compared; fetch them with get()")

    __hash__ = None

    def __array__(self, *args, **kwargs):
        raise TypeError("a handle is no array; fetch it with get()")

    def __kursus_get__(self):
        return to_checks(self._resolve())

    def __kursus_take__(self, n):
        return [to_checks(item) for item, _ in zip(self._resolve(), range(n), strict=False)]

    def __kursus_call__(self, *args):
        sent = [to_learner(arg) for arg in args]
        answer = to_checks(self._resolve()(*sent))
        return answer, [to_checks(arg) for arg in sent]


class Libraries:
    """``lib`` on the other side."""

    def __getattr__(self, name):
        return Handle(importlib.import_module(name))


class DataOnly(practice.Practice):
    """A learner's side that hands out nothing but data and handles."""

    @property
    def student(self):
        return Handle(super().student)

    @property
    def lib(self):
        return Libraries()


def outcomes(module, script):
    events = []
    job = {
        "checks": str(module.checks),
        "script": str(script),
        "tasks": [task.id for task in module.tasks],
        "skip": [],
        "seed": 5,
    }
    worker.run(job, lambda event, **fields: events.append({"event": event, **fields}))
    return {e["check"]: (e["outcome"], e["failure"]) for e in events if e["event"] == "end"}


@pytest.mark.parametrize("name", COURSE.names)
def test_solution_passes_when_only_data_crosses(monkeypatch, name):
    monkeypatch.setattr(worker, "Practice", DataOnly)
    module = COURSE.module(name)
    found = outcomes(module, module.solution)
    assert found
    wrong = [
        f"{check}: {failure}" for check, (outcome, failure) in found.items() if outcome != PASSED
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "old", "new", "mistake"),
    [
        ("01_numpy_neuron", "(prediction - y) / y.size", "(y - prediction) / y.size", "ascent"),
        ("03_numpy_xor", "2.0 * (prediction - y)", "2.0 * (y - prediction)", "sign"),
        ("04_pytorch_xor", "    optimizer.zero_grad()\n", "", "missing-zero-grad"),
        ("05_pytorch_mnist", "    model.eval()\n    right", "    right", "not-eval-mode"),
    ],
)
def test_mistake_is_told_when_only_data_crosses(monkeypatch, tmp_path, name, old, new, mistake):
    monkeypatch.setattr(worker, "Practice", DataOnly)
    module = COURSE.module(name)
    source = module.solution.read_text("utf-8")
    assert old in source
    script = tmp_path / module.script.name
    script.write_text(source.replace(old, new), "utf-8")
    told = {f["mistake"] for _, f in outcomes(module, script).values() if f}
    assert mistake in told
