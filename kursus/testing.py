"""The vocabulary of the checks.

A check gets the learner's code as the fixture ``student``, randomness as ``rng``
and libraries on the learner's side as ``lib``; it judges data alone. In practice
``student`` is the learner's module itself and ``lib.torch`` is torch. When
grading, both stand for objects in another process, and only data crosses:
numbers, strings, lists, tuples, dicts, arrays and tensors by value, everything
else as a handle. So that a check need not know which, it keeps to four rules:

* what a call returns is data, or something to fetch with :func:`get` or
  :func:`take`; attributes are fetched with ``get(neuron.weights)``;
* what must keep its identity (models, optimizers, generators) is made with
  ``student`` or ``lib``, e.g. ``lib.numpy.random.default_rng(7)``;
* functions may be handed in; they are called back with data;
* a tensor or an array that was fetched is a copy, without a graph.

A failing ``expect_...`` raises :class:`Mismatch` with plain text fields; the
sentences for learners stand in :mod:`kursus.messages`.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from kursus.results import Failure

__all__ = [
    "Mismatch",
    "expect_between",
    "expect_close",
    "expect_differs",
    "expect_equal",
    "expect_kept",
    "expect_shape",
    "get",
    "gradients",
    "input_devices",
    "parameters",
    "raises",
    "random_parameters",
    "take",
    "warnings_as_errors",
]


class Mismatch(AssertionError):  # noqa: N818 (a verdict, not a fault of the program)
    """An answer is not what is due."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.call}: got {failure.got}, want {failure.want}")
        self.failure = failure


# --- Data from the learner's side -----------------------------------------------


def get(x: Any) -> Any:
    """Value of ``x`` as plain data: a copy, on the CPU, without a graph."""
    fetch = getattr(type(x), "__kursus_get__", None)
    if fetch is not None:
        return fetch(x)
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(x, torch.Tensor):
        return x.detach().cpu().clone()
    if isinstance(x, np.floating):
        return float(x)  # longdouble.item() would stay what it is
    if isinstance(x, np.generic):
        return x.item()
    if isinstance(x, np.ndarray):
        return np.array(x)
    if isinstance(x, Mapping):
        return {key: get(value) for key, value in x.items()}
    if isinstance(x, list):
        return [get(item) for item in x]
    if isinstance(x, tuple):
        return tuple(get(item) for item in x)
    return x


def take(x: Any, n: int) -> list[Any]:
    """The first ``n`` items of an iterable, or all if it has fewer, as plain data."""
    fetch = getattr(type(x), "__kursus_take__", None)
    if fetch is not None:
        return list(fetch(x, n))
    return [get(item) for item in itertools.islice(x, n)]


def parameters(model: Any) -> dict[str, Any]:
    """Name -> tensor of all parameters of a model."""
    return dict(take(model.named_parameters(), 10_000))


def gradients(model: Any) -> dict[str, Any]:
    """Name -> ``.grad`` (tensor or None) of all parameters of a model."""
    return {
        name: get(functools.reduce(getattr, f"{name}.grad".split("."), model))
        for name in parameters(model)
    }


def random_parameters(model: Any, rng: np.random.Generator, scale: float = 0.5) -> dict[str, Any]:
    """Fill a model with fresh random parameters and return them by name.

    Buffers stay as they are.
    """
    import torch

    state = get(model.state_dict())
    drawn = {
        name: torch.from_numpy(rng.normal(scale=scale, size=tuple(value.shape))).to(value.dtype)
        for name, value in parameters(model).items()
    }
    model.load_state_dict({**state, **drawn})
    return drawn


def input_devices(lib: Any, module: Any) -> Any:
    """Kinds of the devices of all tensors that a module is given from now on.

    On the device ``meta``, which every computer has, tensors have a shape and no values. An
    answer that is told to work there fails once it needs a number; until then this shows
    whether it moved its data.

    Args:
        lib: the fixture of that name.
        module: a ``torch.nn.Module`` of the learner's side.

    Returns:
        An iterable of ``cpu``, ``meta`` and the like; fetch it with :func:`take` after the call.
    """
    seen = lib.collections.deque()
    note = lib.builtins.eval(
        "lambda seen: lambda module, args, kwargs: seen.extend("
        "value.device.type for value in (*args, *kwargs.values()) if hasattr(value, 'device'))"
    )
    module.register_forward_pre_hook(note(seen), with_kwargs=True)
    return seen


def raises(lib: Any, error: Any, function: Any, *args: Any) -> bool:
    """Whether a call on the learner's side ends in an exception; one of another kind passes on.

    Args:
        lib: the fixture of that name.
        error: class of the learner's side, such as ``lib.builtins.ValueError``.
        function: of the learner's side.
        args: for it.
    """
    seen = []
    stack = lib.contextlib.ExitStack()
    stack.enter_context(lib.contextlib.suppress(error))
    stack.push(lambda kind, problem, trace: seen.append(kind is not None))
    stack.callback(function, *args)
    stack.close()
    return seen[0]


@contextlib.contextmanager
def warnings_as_errors(lib: Any) -> Iterator[None]:
    """Turn the RuntimeWarnings of NumPy on the learner's side into exceptions."""
    stack = lib.contextlib.ExitStack()
    category = lib.builtins.RuntimeWarning
    stack.enter_context(lib.warnings.catch_warnings(action="error", category=category))
    try:
        yield
    finally:
        stack.close()


Mistakes = Mapping[str, Any] | Iterable[tuple[str, Any]]

# --- Judgements -----------------------------------------------------------------


def expect_close(
    got: Any,
    want: Any,
    *,
    call: str,
    mistakes: Mistakes = (),
    scale: float = 1.0,
    dtype: type[np.floating[Any]] = np.float64,
) -> None:
    """Require the right type, shape and values, to what the dtype can hold.

    A float that is due may come as any real scalar of Python or NumPy; an array
    of floats or integers in any dtype of that kind; a ``torch.int64`` tensor in
    ``torch.int64`` only.

    Args:
        got: the learner's answer.
        want: float, int, string, array, tensor, or a list, tuple or dict of these.
        call: the call as the learner would type it.
        mistakes: id in ``module.toml`` and the answer that this mistake would give,
            as a dict, or as pairs where one mistake has several answers.
        scale: size of the largest quantity on the way, where it exceeds the answer's.
        dtype: precision of the computation, where the answer does not show it: a Python
            float that was a float32 tensor.
    """
    tolerance = functools.partial(_tolerance, scale=scale, dtype=dtype)
    _expect(got, want, call, mistakes, tolerance)


def expect_equal(got: Any, want: Any, *, call: str, mistakes: Mistakes = ()) -> None:
    """Require the right type and exactly equal values; arguments as :func:`expect_close`."""
    _expect(got, want, call, mistakes, _exact)


def expect_shape(got: Any, shape: tuple[int, ...], *, call: str) -> None:
    """Require an array or tensor of this shape."""
    value = get(got)
    if value is None:
        raise Mismatch(Failure("none", call, "None", str(shape)))
    found = tuple(getattr(value, "shape", ("?",)))
    if found != shape:
        raise Mismatch(Failure("shape", call, show(value), str(shape)))


def expect_between(got: Any, low: float, high: float, *, call: str, mistake: str = "") -> None:
    """Require a real number with ``low <= got <= high``."""
    value = get(got)
    problem = _type_problem(value, 0.0)
    if problem:
        raise Mismatch(Failure(problem, call, show(value), f"{low:.6g} .. {high:.6g}"))
    if not low <= float(value) <= high:
        raise Mismatch(
            Failure("value", call, show(value), f"{low:.6g} .. {high:.6g}", mistake=mistake)
        )


def expect_differs(got: Any, other: Any, *, call: str, mistake: str = "") -> None:
    """Require two answers that are not equal: random draws, orders, changed weights."""
    one, two = get(got), get(other)
    if one is None:
        raise Mismatch(Failure("none", call, "None", ""))
    if _difference(one, two, _exact) is None:
        raise Mismatch(Failure("same", call, show(one), "", mistake=mistake))


def expect_kept(function: Any, *args: Any, call: str, free: tuple[int, ...] = ()) -> Any:
    """Call ``function(*args)``, require that it keeps their values, return its answer.

    Args:
        function: of the learner's side.
        args: of which arrays, tensors, lists and dicts are compared, up to rounding.
        call: as in :func:`expect_close`.
        free: positions of arguments that may change.
    """
    before = [get(arg) for arg in args]
    remote = getattr(type(function), "__kursus_call__", None)
    if remote is not None:
        answer, after = remote(function, *args)
    else:
        answer = function(*args)
        after = [get(arg) for arg in args]
    for position, (old, new) in enumerate(zip(before, after, strict=True)):
        if position in free or not _is_data(old):
            continue
        problem = _difference(new, old, _tolerance)
        if problem is not None:
            number = str(position + 1)
            raise Mismatch(
                Failure("changed", call, show(new), show(old), problem.difference, argument=number)
            )
    return answer


# --- Comparison -----------------------------------------------------------------

_Tolerance = Callable[[Any, Any], float]


def _tolerance(
    got: Any, want: Any, scale: float = 1.0, dtype: type[np.floating[Any]] = np.float64
) -> float:
    """Largest absolute difference that rounding explains.

    k roundings of quantities up to M put an answer off by at most k * eps * M.
    We allow k = eps ** (-1/3): 165,000 roundings in float64 and 200 in float32,
    all in the same direction; no check chains more, and no mistake is so small.
    """
    dtypes = [np.dtype(dtype), *(np.asarray(x).dtype for x in (got, want))]
    eps = max(float(np.finfo(x).eps) for x in dtypes if x.kind == "f")
    eps = min(eps, float(np.finfo(np.float32).eps))  # half precision excuses nothing here
    finite = np.abs(np.asarray(want, dtype=float))
    largest = float(np.max(finite, initial=0.0, where=np.isfinite(finite)))
    return float(eps ** (2 / 3) * max(1.0, scale, largest))


@dataclass(frozen=True)
class _Problem:
    """Where two values part: the innermost array, dict or list around the place, and the place."""

    kind: str
    difference: str
    place: str
    got: Any
    want: Any


def _expect(got: Any, want: Any, call: str, mistakes: Mistakes, tolerance: _Tolerance) -> None:
    value, want = get(got), get(want)
    problem = _difference(value, want, tolerance)
    if problem is None:
        return
    mistake = ""
    for name, answer in mistakes.items() if isinstance(mistakes, Mapping) else mistakes:
        if _difference(value, get(answer), tolerance) is None:
            mistake = name
            break
    raise Mismatch(
        Failure(
            problem.kind,
            f"{call}  {problem.place}".rstrip(),
            show(problem.got),
            show(problem.want),
            problem.difference,
            mistake,
        )
    )


def _exact(got: Any, want: Any) -> float:
    """No tolerance at all."""
    return 0.0


def _difference(got: Any, want: Any, tolerance: _Tolerance, place: str = "") -> _Problem | None:
    """The first disagreement, or None where there is none."""

    def problem(kind: str, difference: str = "") -> _Problem:
        return _Problem(kind, difference, place, got, want)

    kind = _type_problem(got, want)
    if kind:
        return problem(kind)
    if isinstance(want, Mapping):
        if set(got) != set(want):
            return problem("keys", f"{sorted(map(str, got))} ≠ {sorted(map(str, want))}")
        pairs = [(f"[{key!r}]", got[key], want[key]) for key in want]
    elif isinstance(want, (list, tuple)):
        if len(got) != len(want):
            return problem("length", f"len: {len(got)} ≠ {len(want)}")
        pairs = [(f"[{i}]", g, w) for i, (g, w) in enumerate(zip(got, want, strict=True))]
    elif isinstance(want, (str, bool, int)) or want is None:
        return None if got == want else problem("value", f"{got!r} ≠ {want!r}")
    else:
        kind, difference = _number_difference(got, want, tolerance)
        return problem(kind, difference) if kind else None
    for inner, g, w in pairs:
        found = _difference(g, w, tolerance, f"{place}{inner}")
        if found is not None and isinstance(w, (str, int, float)) and not isinstance(want, Mapping):
            # A number among others says little: show the list that it stands in.
            return problem(found.kind, f"{inner} {found.difference}".strip())
        if found is not None:
            return found
    return None


def _number_difference(got: Any, want: Any, tolerance: _Tolerance) -> tuple[str, str]:
    """Kind and first place of a disagreement of floats, arrays and tensors of fitting type."""
    one, two = _array(got), _array(want)
    if one.shape != two.shape:
        return "shape", f"{one.shape} ≠ {two.shape}"
    if two.dtype.kind == "f":
        allowed = tolerance(one, two)
        one, two = one.astype(float), two.astype(float)
        with np.errstate(invalid="ignore"):  # inf - inf: equal infinities agree
            near = (np.abs(one - two) <= allowed) | (one == two)
        near |= np.isnan(one) & np.isnan(two)
    else:
        near = one == two
    if near.all():
        return "", ""
    index = tuple(int(i) for i in np.argwhere(~near)[0])
    inside = f"[{', '.join(map(str, index))}] " if index else ""
    return "value", f"{inside}{one[index]:.9g} ≠ {two[index]:.9g}"


def _type_problem(got: Any, want: Any) -> str:
    """Kind of mismatch between what came and what is due, or an empty string."""
    torch = sys.modules.get("torch")
    is_tensor = torch is not None and isinstance(got, torch.Tensor)
    if got is None and want is not None:
        return "none"
    if torch is not None and isinstance(want, torch.Tensor):
        if isinstance(got, np.ndarray):
            return "array_for_tensor"
        if not is_tensor:
            return "type"
        if want.dtype == torch.int64:
            return "" if got.dtype == torch.int64 else "dtype_long"
        fits = got.dtype.is_floating_point if want.dtype.is_floating_point else True
        return "" if fits else "dtype_float"
    if isinstance(want, np.ndarray):
        if is_tensor:
            return "tensor_for_array"
        if not isinstance(got, np.ndarray):
            return "type"
        if want.dtype.kind == "f":
            return "" if got.dtype.kind == "f" else "dtype_float"
        if want.dtype.kind in "iu":
            return "" if got.dtype.kind in "iu" else "dtype_int"
        return ""
    if isinstance(want, bool) or want is None or isinstance(want, str):
        return "" if type(got) is type(want) else "type"
    if isinstance(want, int):
        return "" if isinstance(got, int) and not isinstance(got, bool) else "type"
    if isinstance(want, float):
        if is_tensor:
            return "tensor_for_float"
        if isinstance(got, np.ndarray) and got.ndim == 0:
            return "" if got.dtype.kind in "fiu" else "type"
        return "" if isinstance(got, (int, float)) and not isinstance(got, bool) else "type"
    if isinstance(want, Mapping):
        return "" if isinstance(got, Mapping) else "type"
    if isinstance(want, (list, tuple)):
        # A tuple for a list, or the other way round, unpacks and indexes alike.
        return "" if isinstance(got, (list, tuple)) else "type"
    raise TypeError(f"a check wants {type(want).__name__}, which is not data")


def _array(x: Any) -> np.ndarray[Any, np.dtype[Any]]:
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(x, torch.Tensor):
        # NumPy has no bfloat16; its values fit into float32.
        return np.asarray(x.float() if x.dtype == torch.bfloat16 else x)
    return np.asarray(x)


def _is_data(x: Any) -> bool:
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(x, torch.Tensor):
        return True
    if isinstance(x, Mapping):
        return all(_is_data(value) for value in x.values())
    if isinstance(x, (list, tuple)):
        return all(_is_data(item) for item in x)
    return x is None or isinstance(x, (bool, int, float, str, np.ndarray))


def show(x: Any) -> str:
    """A value in a few lines: arrays with shape and dtype, long ones cut."""
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(x, torch.Tensor):
        return _show_array("tensor", _array(x), str(x.dtype).removeprefix("torch."))
    if isinstance(x, np.ndarray):
        return _show_array("array", x, str(x.dtype))
    if isinstance(x, float):
        return f"{x:.6g}" if math.isfinite(x) else str(x)
    if isinstance(x, Mapping):
        return "{" + ", ".join(f"{key!r}: {show(value)}" for key, value in x.items()) + "}"
    if isinstance(x, (list, tuple)):
        shown = [show(item) for item in x[:6]] + ["..."] * (len(x) > 6)
        text = ", ".join(shown)
        return f"[{text}]" if isinstance(x, list) else f"({text}{',' * (len(x) == 1)})"
    text = repr(x)
    return text if len(text) <= 200 else f"{text[:200]}..."


def _show_array(name: str, x: np.ndarray[Any, np.dtype[Any]], dtype: str) -> str:
    text = np.array2string(
        x, precision=4, threshold=16, edgeitems=2, separator=", ", prefix=f"{name}("
    )
    return f"{name}({text}, shape={x.shape}, {dtype})"
