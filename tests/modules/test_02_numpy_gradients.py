"""Checks for module 02. Oracles: numbers worked out on paper, central differences, algebra."""

import numpy as np
import pytest

from kursus.testing import (
    expect_between,
    expect_close,
    expect_equal,
    expect_kept,
    get,
)


def central_differences(f, x, h=1e-5):
    """Our own, for arrays of any shape."""
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[index] += h
        down[index] -= h
        gradient[index] = (f(up) - f(down)) / (2 * h)
    return gradient[()]  # a number if x is one


# Central differences with h = 1e-5 are off by eps / h = 2e-11 from rounding and by
# h^2 / 6 = 2e-11 for third derivatives of size 1; scale=30 allows 1e-9.
DIFFERENCES = 30.0

# --- 2.1 mse_gradient -------------------------------------------------------------


@pytest.mark.task("2.1")
def test_gradient_of_the_loss_matches_paper(student):
    prediction, target = np.array([[3.0], [1.0]]), np.array([[1.0], [2.0]])
    want = np.array([[2.0], [-1.0]])
    expect_close(
        student.mse_gradient(prediction, target),
        want,
        call="mse_gradient([[3], [1]], [[1], [2]])",
        mistakes={
            "sign": -want,
            "sum-instead-of-mean": 2 * want,
            "missing-factor-two": want / 2,
        },
    )


@pytest.mark.task("2.1")
@pytest.mark.parametrize("shape", [(5, 1), (4, 3), (6,), (2, 3, 2), ()], ids=str)
def test_gradient_of_the_loss_matches_central_differences(student, rng, shape):
    prediction, target = rng.normal(size=shape), rng.normal(size=shape)
    want = central_differences(lambda p: float(np.mean((p - target) ** 2)), prediction)
    expect_close(
        student.mse_gradient(prediction, target),
        want,
        call=f"mse_gradient(prediction, target), {shape}",
        mistakes={
            "sign": -want,
            "sum-instead-of-mean": want * np.size(prediction),
            "divided-by-rows": want * np.size(prediction) / (*shape, 1)[0],
            "missing-factor-two": want / 2,
        },
        scale=DIFFERENCES,
    )


@pytest.mark.task("2.1")
def test_targets_may_lie_in_memory_in_any_order(student, lib, rng):
    prediction, target = rng.normal(size=(2, 3)), rng.normal(size=(3, 2))
    # A view keeps its order only on the learner's side.
    turned = lib.builtins.eval("lambda mse_gradient, p, t: mse_gradient(p, t.T)")
    expect_close(
        turned(student.mse_gradient, prediction, target),
        (prediction - target.T) / 3,
        call="mse_gradient(prediction, target.T), prediction (2, 3)",
    )


@pytest.mark.task("2.1")
def test_gradient_of_the_loss_leaves_its_arguments(student, rng):
    arrays = rng.normal(size=(2, 3, 2))
    expect_kept(student.mse_gradient, *arrays, call="mse_gradient(prediction, target)")


# --- 2.2 numerical_gradient -------------------------------------------------------


@pytest.mark.task("2.2")
def test_numerical_gradient_of_a_cube_matches_paper(student):
    # For x^3 central differences give 3 x^2 + h^2 exactly; with h = 0.1 that is visible.
    x = np.array([2.0])
    expect_close(
        student.numerical_gradient(lambda x: float(x[0] ** 3), x, h=0.1),
        np.array([12.01]),
        call="numerical_gradient(lambda x: x[0]**3, [2], h=0.1)",
        mistakes={
            "forward-difference": np.array([12.61]),
            "missing-two-h": np.array([24.02]),
        },
        scale=1e2,
    )


@pytest.mark.task("2.2")
@pytest.mark.parametrize("shape", [(3,), (2, 3), (2, 1, 2), (1,)], ids=str)
def test_numerical_gradient_works_for_any_shape(student, rng, shape):
    x, factor = rng.normal(size=shape), rng.normal(size=shape)
    want = factor * np.cos(x)
    expect_close(
        student.numerical_gradient(lambda x: float(np.sum(factor * np.sin(x))), x),
        want,
        call=f"numerical_gradient(f, x), x {shape}",
        mistakes={"missing-two-h": 2 * want},
        scale=DIFFERENCES * max(1.0, float(np.abs(factor).sum())),
    )


@pytest.mark.task("2.2")
def test_x_may_lie_in_memory_in_any_order(student, lib, rng):
    x, factor = rng.normal(size=(2, 3)), rng.normal(size=(3, 2))
    # A view keeps its order only on the learner's side.
    turned = lib.builtins.eval("lambda numerical_gradient, f, x: numerical_gradient(f, x.T)")
    expect_close(
        turned(student.numerical_gradient, lambda x: float(np.sum(factor * x)), x),
        factor,
        call="numerical_gradient(f, x.T), x (2, 3)",
        scale=DIFFERENCES * max(1.0, float(np.abs(factor).sum())),
    )


@pytest.mark.task("2.2")
def test_numerical_gradient_mixes_all_elements(student, rng):
    x = rng.uniform(0.5, 1.5, size=(2, 2))
    expect_close(
        student.numerical_gradient(lambda x: float(np.prod(x)), x),
        np.prod(x) / x,
        call="numerical_gradient(lambda x: np.prod(x), x)",
        scale=DIFFERENCES,
    )


@pytest.mark.task("2.2")
def test_numerical_gradient_leaves_x_with_the_same_values(student, rng):
    x = rng.normal(size=(2, 3))
    # Moving an element up and back may lose a rounding; expect_kept allows that.
    expect_kept(
        student.numerical_gradient,
        lambda x: float(np.sum(x**2)),
        x,
        call="numerical_gradient(f, x)",
    )


# --- 2.3 relative_error -----------------------------------------------------------


@pytest.mark.task("2.3")
@pytest.mark.parametrize(
    "values",
    [
        pytest.param([1.0, -2.0, 3.0], id="plain"),
        pytest.param([0.0, 1.0], id="with_a_zero"),
        pytest.param([0.0, 0.0], id="all_zero"),
    ],
)
def test_equal_arrays_have_no_error(student, values):
    a = np.array(values)
    expect_close(
        student.relative_error(a, a.copy()), 0.0, call=f"relative_error({values}, {values})"
    )


@pytest.mark.task("2.3")
def test_zeros_differ_from_what_is_not_zero(student, rng):
    b = rng.uniform(1.0, 2.0, size=4)
    got = float(get(student.relative_error(np.zeros(4), b)))
    # 1 or 2, by most definitions; by none less.
    expect_between(got, 0.5, float("inf"), call="relative_error(zeros, b), b not zero")


@pytest.mark.task("2.3")
@pytest.mark.parametrize("shape", [(2, 3), (2, 2, 2)], ids=str)
def test_opposite_arrays_have_error_1_or_2(student, rng, shape):
    a = rng.uniform(1.0, 2.0, size=shape)
    got = get(student.relative_error(a, -a))
    twice = np.abs(2 * a)
    expect_close(
        got,
        2.0 if isinstance(got, (int, float)) and got > 1.5 else 1.0,
        call=f"relative_error(a, -a), a {shape}",
        mistakes=[
            ("absolute-error", float(np.linalg.norm(twice))),
            ("absolute-error", float(twice.max())),
            ("absolute-error", float(twice.sum())),
            ("absolute-error", float(twice.mean())),
        ],
        # Definitions that add 1e-8 to the denominator are usual, too.
        scale=1e4,
    )


@pytest.mark.task("2.3")
@pytest.mark.parametrize("factor", [1e-2, 1e3])
def test_error_does_not_depend_on_the_scale(student, rng, factor):
    a = rng.uniform(1.0, 2.0, size=5)
    b = a * rng.uniform(1.1, 1.4, size=5)
    plain = float(student.relative_error(a, b))
    expect_close(
        student.relative_error(factor * a, factor * b),
        plain,
        call=f"relative_error({factor:g} * a, {factor:g} * b)",
        mistakes={
            "absolute-error": factor * plain,
        },
        scale=1e5,  # room for the 1e-8 or so that a usual definition adds to the denominator
    )


@pytest.mark.task("2.3")
def test_small_arrays_that_differ_are_not_equal(student, rng):
    a = 1e-9 * rng.uniform(1.0, 2.0, size=4)
    # Between a third and 1; less, but not 0, where 1e-8 or so is added to the denominator.
    got = student.relative_error(a, 2.0 * a)
    expect_between(got, 0.02, 1.0 + 1e-6, call="relative_error(a, 2 * a), a about 1e-9")


@pytest.mark.task("2.3")
def test_a_small_difference_gives_a_small_error(student, rng):
    a = rng.uniform(1.0, 2.0, size=4)
    expect_between(
        student.relative_error(a, a * (1.0 + 1e-4)),
        4e-5,
        1.1e-4,
        call="relative_error(a, 1.0001 * a)",
    )


@pytest.mark.task("2.3")
def test_one_different_element_among_equal_ones_shows(student):
    a, b = np.array([0.0, 0.0, 1.0]), np.array([0.0, 0.0, 2.0])
    # |a - b| is 1 and the larger size 2, the sum of both 3.
    expect_between(
        student.relative_error(a, b),
        1 / 3 - 1e-6,
        1.0 + 1e-6,
        call="relative_error([0,0,1], [0,0,2])",
    )


@pytest.mark.task("2.3")
def test_error_leaves_its_arguments(student, rng):
    expect_kept(student.relative_error, *rng.normal(size=(2, 4)), call="relative_error(a, b)")


# --- 2.4 dense_forward ------------------------------------------------------------


@pytest.mark.task("2.4")
@pytest.mark.parametrize(("N", "D", "H"), [(1, 2, 1), (4, 3, 2), (5, 2, 6), (6, 2, 1), (3, 3, 3)])
@pytest.mark.parametrize("size", [1.0, 100.0])
def test_dense_forward_adds_up_term_by_term(student, rng, size, N, D, H):
    X, W, b = size * rng.normal(size=(N, D)), rng.normal(size=(D, H)), rng.normal(size=H)
    want = np.array(
        [[sum(X[n, d] * W[d, h] for d in range(D)) + b[h] for h in range(H)] for n in range(N)]
    )
    expect_close(
        student.dense_forward(X, W, b),
        want,
        call=f"dense_forward(X, W, b), N={N} D={D} H={H}",
        mistakes={"missing-bias": want - b},
        scale=10.0 * size,
    )


@pytest.mark.task("2.4")
def test_dense_forward_leaves_its_arguments(student, rng):
    arrays = [rng.normal(size=shape) for shape in ((4, 3), (3, 2), (2,))]
    expect_kept(student.dense_forward, *arrays, call="dense_forward(X, W, b)")


# --- 2.5 dense_backward -----------------------------------------------------------


@pytest.mark.task("2.5")
@pytest.mark.parametrize(("N", "D", "H"), [(1, 2, 1), (4, 3, 2), (3, 2, 5), (3, 3, 3)])
@pytest.mark.parametrize("which", [0, 1, 2], ids=["grad_X", "grad_W", "grad_b"])
def test_dense_backward_matches_central_differences(student, rng, which, N, D, H):
    grad_output = 30.0 * rng.normal(size=(N, H))
    layer = [rng.normal(size=(N, D)), rng.normal(size=(D, H)), rng.normal(size=H)]
    layer[0][0, 0] = 0.0  # a silent input has a slope, too

    def loss(value):
        X, W, b = [*layer[:which], value, *layer[which + 1 :]]
        return float(np.sum(grad_output * (X @ W + b)))

    want = central_differences(loss, layer[which])
    grads = student.dense_backward(grad_output, layer[0], layer[1])
    name = ("grad_X", "grad_W", "grad_b")[which]
    expect_close(
        grads[which],
        want,
        call=f"{name} = dense_backward(grad_output, X, W)[{which}], N={N} D={D} H={H}",
        mistakes={"mean-over-batch": want / N} if which and N > 1 else {},
        scale=DIFFERENCES * 300.0,
    )


@pytest.mark.task("2.5")
def test_dense_backward_leaves_its_arguments(student, rng):
    arrays = [rng.normal(size=shape) for shape in ((4, 2), (4, 3), (3, 2))]
    expect_kept(student.dense_backward, *arrays, call="dense_backward(grad_output, X, W)")


# --- 2.6 sigmoid_backward ---------------------------------------------------------


@pytest.mark.task("2.6")
@pytest.mark.parametrize("shape", [(5, 1), (3, 4), (2, 3, 2), ()], ids=str)
def test_sigmoid_backward_matches_central_differences(student, rng, shape):
    z, grad_output = rng.normal(size=shape), rng.normal(size=shape)

    def sigmoid(z):
        return 1.0 / (1.0 + np.exp(-z))

    want = central_differences(lambda z: float(np.sum(grad_output * sigmoid(z))), z)
    a = np.asarray(sigmoid(z))
    again = sigmoid(a)
    expect_close(
        student.sigmoid_backward(grad_output, a),
        want,
        call=f"sigmoid_backward(grad_output, a), {shape}",
        mistakes={
            "slope-at-z": grad_output * again * (1.0 - again),
            "missing-grad-output": a * (1.0 - a),
        },
        scale=DIFFERENCES * 10.0,
    )


@pytest.mark.task("2.6")
def test_nothing_passes_a_saturated_sigmoid(student):
    grad_output, a = np.array([[2.0, -3.0, 4.0]]), np.array([[0.0, 1.0, 1e-9]])
    expect_close(
        student.sigmoid_backward(grad_output, a),
        np.array([[0.0, 0.0, 4e-9]]),
        call="sigmoid_backward([[2, -3, 4]], [[0, 1, 1e-9]])",
        mistakes={"missing-grad-output": a * (1.0 - a)},
    )


@pytest.mark.task("2.6")
def test_sigmoid_backward_leaves_its_arguments(student, rng):
    arrays = rng.uniform(size=(2, 3, 2))
    expect_kept(student.sigmoid_backward, *arrays, call="sigmoid_backward(grad_output, a)")


# --- 2.7 gradient_descent ---------------------------------------------------------


@pytest.mark.task("2.7")
def test_descent_of_a_parabola_matches_paper(student):
    want = np.array([[8.0], [4.0], [2.0], [1.0]])
    expect_close(
        student.gradient_descent(lambda x: 2.0 * x, np.array([8.0]), 0.25, 3),
        want,
        call="gradient_descent(lambda x: 2*x, [8], 0.25, 3)",
        mistakes={
            "ascent": np.array([[8.0], [12.0], [18.0], [27.0]]),
            "same-point-repeated": np.full((4, 1), 1.0),
        },
    )


@pytest.mark.task("2.7")
def test_descent_follows_the_gradient_of_each_point(student, rng):
    start, centre, lr, steps = rng.normal(size=3), rng.normal(size=3), 0.1, 5
    points = [start]
    climb = [start]
    for _ in range(steps):
        points.append(points[-1] - lr * np.tanh(points[-1] - centre))
        climb.append(climb[-1] + lr * np.tanh(climb[-1] - centre))
    want = np.array(points)
    expect_close(
        student.gradient_descent(lambda x: np.tanh(x - centre), start.copy(), lr, steps),
        want,
        call="gradient_descent(gradient, start, 0.1, 5), start (3,)",
        mistakes={
            "ascent": np.array(climb),
            "same-point-repeated": np.tile(want[-1], (steps + 1, 1)),
        },
    )


@pytest.mark.task("2.7")
@pytest.mark.parametrize("lr", [0.1, 1.5])
def test_all_coordinates_move_at_once(student, rng, lr):
    # Each slope depends on both coordinates; with lr 1.5 every step leads further away.
    mix, start = np.array([[2.0, 1.0], [1.0, 2.0]]), rng.uniform(0.5, 1.5, size=2)
    points = [start]
    for _ in range(4):
        points.append(points[-1] - lr * mix @ points[-1])
    expect_close(
        student.gradient_descent(lambda x: mix @ x, start.copy(), lr, 4),
        np.array(points),
        call=f"gradient_descent(lambda x: [[2, 1], [1, 2]] @ x, start, {lr:g}, 4)",
        scale=max(1.0, float(np.abs(points).max())),
    )


@pytest.mark.task("2.7")
def test_what_the_gradient_returns_is_not_changed(student, lib, rng):
    # The gradient of x^2 / 2 is x: the very same array, if one likes.
    start, lr, steps = rng.normal(size=2), 0.25, 3
    expect_close(
        student.gradient_descent(lib.builtins.eval("lambda x: x"), start.copy(), lr, steps),
        np.array([start * (1 - lr) ** n for n in range(steps + 1)]),
        call="gradient_descent(lambda x: x, start, 0.25, 3)",
    )


@pytest.mark.task("2.7")
def test_descent_stays_where_the_gradient_is_zero(student, rng):
    start = rng.normal(size=2)
    expect_close(
        student.gradient_descent(lambda x: np.zeros(2), start.copy(), 0.1, 4),
        np.tile(start, (5, 1)),
        call="gradient_descent(lambda x: zeros, start, 0.1, 4)",
    )


@pytest.mark.task("2.7")
def test_descent_of_no_steps_is_the_start(student, rng):
    start = rng.normal(size=2)
    expect_equal(
        student.gradient_descent(lambda x: x, start.copy(), 0.1, 0),
        start[None, :],
        call="gradient_descent(gradient, start, lr, 0)",
    )


@pytest.mark.task("2.7")
def test_descent_leaves_the_start(student, rng):
    start = rng.normal(size=2)
    expect_kept(
        student.gradient_descent,
        lambda x: x,
        start,
        0.1,
        3,
        call="gradient_descent(f, start, lr, 3)",
    )
