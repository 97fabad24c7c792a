"""The judgements of kursus.testing: what they accept, what they refuse, what they say."""

import numpy as np
import pytest
import torch

from kursus.practice import Libraries
from kursus.testing import (
    Mismatch,
    expect_between,
    expect_close,
    expect_differs,
    expect_equal,
    expect_kept,
    expect_shape,
    get,
    gradients,
    input_devices,
    parameters,
    raises,
    random_parameters,
    take,
)

A = np.array([[1.0, 2.0], [3.0, 4.0]])
T = torch.tensor([1.0, 2.0])


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (0.5, 0.5),
        (np.float32(0.5), 0.5),
        (np.float64(0.5), 0.5),
        (np.array(0.5), 0.5),
        (1, 1.0),
        (A.copy(), A),
        (A.astype(np.float32), A),
        (A.T.copy().T, A),
        (A + 1e-12, A),
        (np.array([1, 2], dtype=np.int8), np.array([1, 2])),
        (np.array([1, 2], dtype=np.uint16), np.array([1, 2])),
        (T.clone().requires_grad_() * 1, T),
        (torch.nn.Parameter(T), T),
        (T.double(), T),
        (T + 1e-6, T),
        ([1.0, A], (1.0, A)),
        ({"b": T, "a": 1}, {"a": 1, "b": T}),
        (np.array([np.inf, -np.inf, np.nan]), np.array([np.inf, -np.inf, np.nan])),
        (np.int64(3), 3),
        (None, None),
        ("word", "word"),
        (True, True),
        (np.zeros((0, 2)), np.zeros((0, 2))),
    ],
)
def test_close_accepts(got, want):
    expect_close(got, want, call="f()")


@pytest.mark.parametrize(
    ("got", "want", "kind"),
    [
        (None, 0.5, "none"),
        (None, A, "none"),
        (torch.tensor(0.5), 0.5, "tensor_for_float"),
        (True, 1.0, "type"),
        ("0.5", 0.5, "type"),
        (np.array([0.5]), 0.5, "type"),
        (0.5 + 1e-9, 0.5, "value"),
        (float("nan"), 0.5, "value"),
        (A.tolist(), A, "type"),
        (torch.from_numpy(A), A, "tensor_for_array"),
        (T.numpy(), T, "array_for_tensor"),
        (A[:1], A, "shape"),
        (A.reshape(4), A, "shape"),
        (A[:, :, None], A, "shape"),
        (A.astype(int), A, "dtype_float"),
        (A + np.array([[0, 0], [0, 1e-6]]), A, "value"),
        (T + 1e-3, T, "value"),
        (T.long(), T, "dtype_float"),
        (np.array([True, False]), np.array([1, 0]), "dtype_int"),
        (np.array([1.0, 0.0]), np.array([1, 0]), "dtype_int"),
        (torch.tensor([1], dtype=torch.int32), torch.tensor([1]), "dtype_long"),
        (torch.tensor([True]), torch.tensor([1]), "dtype_long"),
        (3.0, 3, "type"),
        (True, 1, "type"),
        (1, True, "type"),
        ([1.0], [1.0, 2.0], "length"),
        ({"a": 1}, {"a": 1, "b": 2}, "keys"),
        ({"a": 1, "b": A + 1}, {"a": 1, "b": A}, "value"),
        (np.array([np.inf]), np.array([1.0]), "value"),
        (np.array([1.0]), np.array([np.inf]), "value"),
    ],
)
def test_close_refuses(got, want, kind):
    with pytest.raises(Mismatch) as caught:
        expect_close(got, want, call="f()")
    assert caught.value.failure.kind == kind
    assert caught.value.failure.call.startswith("f()")


def test_first_difference_is_named():
    got = A.copy()
    got[1, 0] = 7.0
    with pytest.raises(Mismatch) as caught:
        expect_close({"W": [got]}, {"W": [A]}, call="f()")
    failure = caught.value.failure
    assert failure.call == "f()  ['W'][0]"
    assert failure.difference == "[1, 0] 7 ≠ 3"
    assert failure.got.startswith("array([[1., 2.]")


def test_a_number_among_others_is_shown_with_them():
    with pytest.raises(Mismatch) as caught:
        expect_close([1.0, 2.0, 4.0], [1.0, 2.0, 3.0], call="f()")
    failure = caught.value.failure
    assert (failure.call, failure.got, failure.want) == ("f()", "[1, 2, 4]", "[1, 2, 3]")
    assert failure.difference == "[2] 4 ≠ 3"


def test_known_mistake_is_recognised_and_first_match_wins():
    mistakes = [("half", A / 2), ("double", A * 2), ("twice", A * 2)]
    with pytest.raises(Mismatch) as caught:
        expect_close(A * 2, A, call="f()", mistakes=mistakes)
    assert caught.value.failure.mistake == "double"
    with pytest.raises(Mismatch) as caught:
        expect_close(A * 3, A, call="f()", mistakes=dict(mistakes))
    assert caught.value.failure.mistake == ""


def test_a_mistake_of_another_shape_is_recognised():
    with pytest.raises(Mismatch) as caught:
        expect_close(A[0], A, call="f()", mistakes={"first-row-only": A[0]})
    assert caught.value.failure.mistake == "first-row-only"


def test_mistakes_do_not_matter_for_a_right_answer():
    expect_close(A, A, call="f()", mistakes={"same-as-right": A})


def test_tolerance_follows_precision_scale_and_dtype():
    expect_close(np.float64(1 + 1e-6), 1.0, call="f()", dtype=np.float32)
    expect_close(1 + 1e-9, 1.0, call="f()", scale=1e3)
    expect_close(1e6 + 1e-6, 1e6, call="f()")
    with pytest.raises(Mismatch):
        expect_close(1 + 1e-3, 1.0, call="f()", dtype=np.float32)
    with pytest.raises(Mismatch):
        expect_equal(1 + 1e-15, 1.0, call="f()")


def test_a_check_that_wants_no_data_is_a_mistake_of_the_check():
    with pytest.raises(TypeError, match="which is not data"):
        expect_close(1, object(), call="f()")


@pytest.mark.parametrize("got", [0.5, 1, np.float32(0.75), 1.0])
def test_between_accepts(got):
    expect_between(got, 0.5, 1.0, call="f()")


@pytest.mark.parametrize("got", [0.49, float("nan"), None, "x", torch.tensor(0.7), True])
def test_between_refuses(got):
    with pytest.raises(Mismatch):
        expect_between(got, 0.5, 1.0, call="f()")


def test_shape():
    expect_shape(A, (2, 2), call="f()")
    expect_shape(T, (2,), call="f()")
    for got in (A, None, 3):
        with pytest.raises(Mismatch):
            expect_shape(got, (4,), call="f()")


def test_differs():
    expect_differs(A, A + 1e-15, call="f()")
    expect_differs([1, 2], [2, 1], call="f()")
    for got, other in ((A, A.copy()), (None, A), ([1], [1])):
        with pytest.raises(Mismatch):
            expect_differs(got, other, call="f()")


@pytest.mark.parametrize(
    "change",
    [
        lambda x: x.__iadd__(1.0),
        lambda x: x.__setitem__((0, 0), 9.0),
    ],
)
def test_kept_refuses_a_change_in_place(change):
    with pytest.raises(Mismatch) as caught:
        expect_kept(lambda y, x: change(x), 3, A.copy(), call="f()")
    assert caught.value.failure.kind == "changed"
    assert caught.value.failure.argument == "2"
    expect_kept(lambda y, x: change(x), 3, A.copy(), call="f()", free=(1,))


@pytest.mark.parametrize(
    ("argument", "change"),
    [
        ({"a": A.copy()}, lambda d: d.update(a=A + 1)),
        ({"a": A.copy()}, lambda d: d["a"].__imul__(2)),
        ({"a": 1}, lambda d: d.clear()),
        ([1, 2], lambda d: d.append(3)),
        (T.clone(), lambda t: t.add_(1)),
    ],
)
def test_kept_looks_into_containers(argument, change):
    with pytest.raises(Mismatch):
        expect_kept(change, argument, call="f()")


def test_kept_returns_the_answer_and_allows_a_rounding():
    def there_and_back(x):
        x += 0.1
        x -= 0.1
        return "answer"

    assert expect_kept(there_and_back, A.copy(), call="f()") == "answer"


def test_get_is_a_copy_of_plain_data():
    assert type(get(np.float64(2.5))) is float
    assert type(get(torch.nn.Parameter(T))) is torch.Tensor
    assert not get(torch.nn.Parameter(T)).requires_grad
    copied = get({"a": [A]})
    copied["a"][0][0, 0] = 9.0
    assert A[0, 0] == 1.0
    marker = object()
    assert get(marker) is marker


def test_take_stops_at_n_or_at_the_end():
    assert take(iter(range(10)), 3) == [0, 1, 2]
    assert take([np.int64(1)], 5) == [1]


def test_parameters_of_a_model():
    model = torch.nn.Sequential(torch.nn.Linear(2, 1), torch.nn.BatchNorm1d(1))
    drawn = random_parameters(model, np.random.default_rng(0))
    assert drawn.keys() == {"0.weight", "0.bias", "1.weight", "1.bias"}
    expect_equal(parameters(model), drawn, call="parameters")
    assert gradients(model) == dict.fromkeys(drawn)
    model[0].weight.grad = torch.ones(1, 2)
    expect_equal(gradients(model)["0.weight"], torch.ones(1, 2), call="grad")


def test_raises_tells_one_kind_of_exception_and_passes_the_others_on():
    lib = Libraries()
    assert raises(lib, ValueError, int, "x") is True
    assert raises(lib, ValueError, int, "1") is False
    with pytest.raises(TypeError):
        raises(lib, ValueError, int, [])


def test_devices_of_all_inputs_are_seen_even_if_the_call_breaks_off():
    lib, model = Libraries(), torch.nn.Bilinear(2, 2, 1, device="meta")
    seen = input_devices(lib, model)
    model(torch.ones(1, 2, device="meta"), input2=torch.ones(1, 2, device="meta"))
    assert take(seen, 9) == ["meta", "meta"]
    assert raises(lib, Exception, model, torch.ones(1, 2), 7) is True
    assert take(seen, 9) == ["meta", "meta", "cpu"]
