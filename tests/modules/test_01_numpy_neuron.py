"""Checks for module 01. Oracles: numbers worked out on paper, symmetry, finite differences."""

import numpy as np
import pytest

from kursus.testing import (
    expect_close,
    expect_equal,
    expect_kept,
    get,
    take,
    warnings_as_errors,
)


def logistic(z):
    """The definition; for moderate z only."""
    return 1.0 / (1.0 + np.exp(-z))


def make_neuron(student, lib, rng, n_inputs):
    """A neuron with weights and bias of our choice."""
    neuron = student.Neuron(n_inputs, lib.numpy.random.default_rng(1))
    weights, bias = rng.normal(size=(n_inputs, 1)), rng.normal(size=1)
    neuron.weights, neuron.bias = weights.copy(), bias.copy()
    return neuron, weights, bias


def make_data(rng, n_examples, n_inputs):
    X = rng.normal(size=(n_examples, n_inputs))
    # Both classes in an order of their own: with labels of 0 alone a wrong sign would not show.
    return X, rng.permutation(np.arange(1, n_examples + 1) % 2)[:, None].astype(float)


def with_weighted_sum(z, weights, bias, rng, size=1.0):
    """Random inputs, one for each z (N, 1), for which X @ weights + bias is z."""
    X = size * rng.normal(size=(len(z), len(weights)))
    return X + (z - X @ weights - bias) * weights.T / np.sum(weights**2)


def loss_of(weights, bias, X, y):
    return float(np.mean((logistic(X @ weights + bias) - y) ** 2))


def step_on_paper(weights, bias, X, y, lr, factor=1.0, slope=None):
    """Weights and bias after one step; factor and slope vary it to the known mistakes."""
    p = logistic(X @ weights + bias)
    slope = p * (1.0 - p) if slope is None else slope
    grad_z = factor * 2.0 * (p - y) / y.size * slope
    return weights - lr * X.T @ grad_z, bias - lr * grad_z.sum(axis=0)


# --- 1.1 sigmoid ------------------------------------------------------------------


@pytest.mark.task("1.1")
@pytest.mark.parametrize(
    ("z", "a"),
    [
        pytest.param(0.0, 0.5, id="zero"),
        pytest.param(np.log(3.0), 0.75, id="log_3"),
        pytest.param(-np.log(9.0), 0.1, id="minus_log_9"),
    ],
)
def test_sigmoid_matches_paper(student, z, a):
    expect_close(
        student.sigmoid(np.array([z])),
        np.array([a]),
        call=f"sigmoid(np.array([{z:.4g}]))",
        mistakes={"sign-of-exponent": np.array([1.0 - a])},
    )


@pytest.mark.task("1.1")
def test_sigmoid_matches_the_formula_everywhere(student):
    z = np.linspace(-8.0, 8.0, 81)  # every fifth of a unit, on both sides and at 0
    expect_close(
        student.sigmoid(z),
        logistic(z),
        call="sigmoid(np.linspace(-8.0, 8.0, 81))",
        mistakes={"sign-of-exponent": logistic(-z)},
    )


@pytest.mark.task("1.1")
@pytest.mark.parametrize("shape", [(6,), (4, 1), (2, 3), (2, 1, 3), ()], ids=str)
def test_sigmoid_keeps_the_shape(student, rng, shape):
    z = rng.uniform(-5.0, 5.0, size=shape)
    expect_close(
        student.sigmoid(z),
        logistic(z),
        call=f"sigmoid(z), z {shape}",
        mistakes={"sign-of-exponent": logistic(-z)},
    )


@pytest.mark.task("1.1")
def test_sigmoid_of_large_numbers_neither_overflows_nor_warns(student, lib):
    z = np.array([-1e308, -1000.0, 1000.0, 1e308])
    with warnings_as_errors(lib):
        got = student.sigmoid(z)
    expect_close(got, np.array([0.0, 0.0, 1.0, 1.0]), call="sigmoid([-1e308, -1000, 1000, 1e308])")


@pytest.mark.task("1.1")
def test_sigmoid_leaves_its_argument(student, rng):
    z = np.array([-1e4, -30.0, rng.normal(), 30.0, 1e4])
    expect_kept(student.sigmoid, z, call="sigmoid(z)")


# --- 1.2 sigmoid_derivative -------------------------------------------------------


@pytest.mark.task("1.2")
@pytest.mark.parametrize("shape", [(5, 1), (3,), (2, 3, 2), ()], ids=str)
def test_derivative_matches_central_differences(student, rng, shape):
    z, h = rng.uniform(-3.0, 3.0, size=shape), 1e-5
    slope = (logistic(z + h) - logistic(z - h)) / (2 * h)
    a = np.asarray(logistic(z))
    again = logistic(a)
    # Central differences are off by about eps / h from rounding: 1e-11; scale allows 1e-9.
    expect_close(
        student.sigmoid_derivative(a),
        slope,
        call=f"sigmoid_derivative(a), a {shape}",
        mistakes={"derivative-at-z": again * (1.0 - again)},
        scale=30.0,
    )


@pytest.mark.task("1.2")
def test_derivative_matches_paper(student):
    a = np.array([0.0, 0.25, 0.5, 1.0])
    again = logistic(a)
    expect_close(
        student.sigmoid_derivative(a),
        np.array([0.0, 0.1875, 0.25, 0.0]),
        call="sigmoid_derivative([0, 0.25, 0.5, 1])",
        mistakes={"derivative-at-z": again * (1.0 - again)},
    )


@pytest.mark.task("1.2")
def test_derivative_leaves_its_argument(student, rng):
    expect_kept(student.sigmoid_derivative, rng.uniform(size=4), call="sigmoid_derivative(a)")


# --- 1.3 mse_loss -----------------------------------------------------------------


@pytest.mark.task("1.3")
def test_loss_matches_paper(student):
    prediction, target = np.array([[1.0], [0.0], [0.5]]), np.array([[0.0], [0.0], [1.0]])
    expect_close(
        student.mse_loss(prediction, target),
        1.25 / 3,
        call="mse_loss([[1], [0], [0.5]], [[0], [0], [1]])",
        mistakes=[
            ("sum-instead-of-mean", 1.25),
            ("missing-square", 0.5),
            ("missing-square", 0.5 / 3),
            ("half-the-mean", 1.25 / 6),
        ],
    )


@pytest.mark.task("1.3")
def test_loss_is_the_mean_over_all_elements(student, rng):
    prediction, target = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    error = (prediction - target).ravel()
    squares = float(sum(e * e for e in error))
    expect_close(
        student.mse_loss(prediction, target),
        squares / 12,
        call="mse_loss(prediction, target), (4, 3)",
        mistakes=[
            ("sum-instead-of-mean", squares),
            ("missing-square", float(np.abs(error).mean())),
            ("missing-square", float(error.mean())),
            ("half-the-mean", squares / 24),
        ],
        scale=squares,
    )


@pytest.mark.task("1.3")
def test_loss_of_a_perfect_prediction_is_zero(student, rng):
    target = rng.normal(size=(5, 1))
    expect_close(student.mse_loss(target.copy(), target), 0.0, call="mse_loss(target, target)")


@pytest.mark.task("1.3")
def test_loss_leaves_its_arguments(student, rng):
    arrays = rng.normal(size=(2, 3, 1))
    expect_kept(student.mse_loss, *arrays, call="mse_loss(prediction, target)")


# --- 1.4 Neuron.forward -----------------------------------------------------------


@pytest.mark.task("1.4")
@pytest.mark.parametrize(("n_examples", "n_inputs"), [(1, 2), (4, 2), (7, 5)])
def test_forward_matches_the_formula(student, lib, rng, n_examples, n_inputs):
    neuron, weights, bias = make_neuron(student, lib, rng, n_inputs)
    X, _ = make_data(rng, n_examples, n_inputs)
    expect_close(
        neuron.forward(X),
        logistic(X @ weights + bias),
        call=f"neuron.forward(X), X ({n_examples}, {n_inputs})",
        mistakes={
            "missing-bias": logistic(X @ weights),
            "missing-sigmoid": X @ weights + bias,
        },
    )


@pytest.mark.task("1.4")
def test_forward_of_large_sums_is_near_0_or_1_but_not_there(student, lib, rng):
    neuron, weights, bias = make_neuron(student, lib, rng, 2)
    z = np.array([[-25.0], [-15.0], [15.0], [25.0]])
    X = with_weighted_sum(z, weights, bias, rng)
    # The sum may lose a rounding of its largest term, which the slope there makes tiny again.
    expect_close(
        neuron.forward(X),
        logistic(z),
        call="neuron.forward(X), weighted sums -25, -15, 15 and 25",
        mistakes={"missing-bias": logistic(X @ weights), "missing-sigmoid": z},
    )


@pytest.mark.task("1.4")
def test_forward_changes_neither_neuron_nor_argument(student, lib, rng):
    neuron, weights, bias = make_neuron(student, lib, rng, 3)
    X, _ = make_data(rng, 4, 3)
    expect_kept(neuron.forward, X, call="neuron.forward(X)")
    expect_equal(get(neuron.weights), weights, call="neuron.weights")
    expect_equal(get(neuron.bias), bias, call="neuron.bias")


# --- 1.5 Neuron.train_step --------------------------------------------------------


@pytest.mark.task("1.5")
def test_step_matches_central_differences(student, lib, rng):
    neuron, weights, bias = make_neuron(student, lib, rng, 3)
    X, y = make_data(rng, 6, 3)
    lr, h = 0.7, 1e-5
    slope = np.zeros((3, 1))
    for i in range(3):
        step = np.zeros((3, 1))
        step[i] = h
        slope[i] = (loss_of(weights + step, bias, X, y) - loss_of(weights - step, bias, X, y)) / 2
    slope /= h
    p = logistic(X @ weights + bias)
    neuron.train_step(X, y, lr)
    # Central differences are off by about eps / h from rounding: 1e-11; scale allows 1e-9.
    expect_close(
        get(neuron.weights),
        weights - lr * slope,
        call="neuron.train_step(X, y, 0.7); neuron.weights",
        mistakes={
            "ascent": weights + lr * slope,
            "missing-factor-two": weights - lr * slope / 2,
            "sum-instead-of-mean": weights - lr * slope * y.size,
            "missing-sigmoid-slope": step_on_paper(weights, bias, X, y, lr, slope=1.0)[0],
            "derivative-at-z": step_on_paper(
                weights, bias, X, y, lr, slope=logistic(p) * (1.0 - logistic(p))
            )[0],
        },
        scale=30.0,
    )


@pytest.mark.task("1.5")
def test_step_moves_the_bias(student, lib, rng):
    neuron, weights, bias = make_neuron(student, lib, rng, 2)
    X, y = make_data(rng, 5, 2)
    _, want = step_on_paper(weights, bias, X, y, 0.7)
    neuron.train_step(X, y, 0.7)
    expect_close(
        get(neuron.bias),
        want,
        call="neuron.train_step(X, y, 0.7); neuron.bias",
        mistakes={
            "bias-not-moved": bias,
            "ascent": 2 * bias - want,
            "missing-factor-two": (bias + want) / 2,
            "sum-instead-of-mean": bias + (want - bias) * y.size,
            "missing-sigmoid-slope": step_on_paper(weights, bias, X, y, 0.7, slope=1.0)[1],
        },
    )


@pytest.mark.task("1.5")
def test_step_returns_the_loss_before_it(student, lib, rng):
    neuron, weights, bias = make_neuron(student, lib, rng, 2)
    X, y = make_data(rng, 4, 2)
    after = step_on_paper(weights, bias, X, y, 0.9)
    expect_close(
        neuron.train_step(X, y, 0.9),
        loss_of(weights, bias, X, y),
        call="neuron.train_step(X, y, 0.9)",
        mistakes={"loss-after-step": loss_of(*after, X, y)},
    )


@pytest.mark.task("1.5")
@pytest.mark.parametrize(
    ("size", "lr", "error"),
    [(10.0, 50.0, 0.5), (1.0, 1.0, 1e-3)],
    ids=["large_steps", "small_errors"],
)
def test_every_step_is_as_long_as_its_gradient_says(student, lib, rng, size, lr, error):
    neuron, weights, bias = make_neuron(student, lib, rng, 3)
    largest = 1.0
    for _ in range(3):
        z = rng.uniform(-2.0, 2.0, size=(4, 1))  # where the sigmoid has a slope
        X = with_weighted_sum(z, weights, bias, rng, size)
        y = logistic(z) + error * rng.uniform(0.5, 1.0, size=(4, 1))
        weights, bias = step_on_paper(weights, bias, X, y, lr)
        neuron.train_step(X, y, lr)
        largest = max(largest, float(np.abs(weights).max()))
    call = f"neuron.train_step(X, y, {lr:g}), three times"
    # The weighted sum loses roundings of its terms, which the step multiplies.
    scale = largest * size * lr * size
    expect_close(get(neuron.weights), weights, call=f"{call}; neuron.weights", scale=scale)
    expect_close(get(neuron.bias), bias, call=f"{call}; neuron.bias", scale=scale)


@pytest.mark.task("1.5")
def test_step_leaves_the_data(student, lib, rng):
    neuron, _, _ = make_neuron(student, lib, rng, 2)
    X, y = make_data(rng, 4, 2)
    expect_kept(neuron.train_step, X, y, 0.5, call="neuron.train_step(X, y, lr)")


# --- 1.6 Neuron.train -------------------------------------------------------------


@pytest.mark.task("1.6")
@pytest.mark.parametrize("epochs", [6, 1200])
def test_training_is_a_chain_of_steps(student, lib, rng, epochs):
    neuron, weights, bias = make_neuron(student, lib, rng, 2)
    X, y = make_data(rng, 5, 2)
    losses = [loss_of(weights, bias, X, y)]
    for _ in range(epochs):
        weights, bias = step_on_paper(weights, bias, X, y, 0.4)
        losses.append(loss_of(weights, bias, X, y))
    expect_close(
        neuron.train(X, y, epochs, 0.4),
        losses[:-1],
        call=f"neuron.train(X, y, epochs={epochs}, lr=0.4)",
        mistakes={"loss-after-step": losses[1:]},
    )
    # Steps downhill do not make a rounding grow; each adds one of its own.
    expect_close(
        get(neuron.weights), weights, call="neuron.train(...); neuron.weights", scale=epochs
    )
    expect_close(get(neuron.bias), bias, call="neuron.train(...); neuron.bias", scale=epochs)


@pytest.mark.task("1.6")
def test_training_goes_on_when_the_loss_rises(student, lib):
    # One step too long, from z = 1 to where the sigmoid is flat: the loss rises and stays.
    neuron = student.Neuron(1, lib.numpy.random.default_rng(1))
    weights, bias = np.array([[1.0]]), np.zeros(1)
    neuron.weights, neuron.bias = weights.copy(), bias.copy()
    X, y = np.array([[1.0]]), np.array([[0.5]])
    losses = []
    for _ in range(3):
        losses.append(loss_of(weights, bias, X, y))
        weights, bias = step_on_paper(weights, bias, X, y, 100.0)
    call = "neuron.train([[1]], [[0.5]], epochs=3, lr=100), weights 1 and bias 0"
    expect_close(neuron.train(X, y, 3, 100.0), losses, call=call)
    expect_close(get(neuron.weights), weights, call=f"{call}; neuron.weights", scale=100.0)
    expect_close(get(neuron.bias), bias, call=f"{call}; neuron.bias", scale=100.0)


@pytest.mark.task("1.6")
def test_each_training_reports_its_own_steps(student, lib, rng):
    neuron, _, _ = make_neuron(student, lib, rng, 2)
    X, y = make_data(rng, 4, 2)
    first = take(neuron.train(X, y, 3, 0.4), 100)
    second = take(neuron.train(X, y, 2, 0.4), 100)
    expect_equal(
        [len(first), len(second)],
        [3, 2],
        call="lengths of neuron.train(X, y, 3, lr), neuron.train(X, y, 2, lr)",
    )


@pytest.mark.task("1.6")
def test_training_goes_on_when_there_is_nothing_left_to_learn(student, lib, rng):
    neuron, weights, bias = make_neuron(student, lib, rng, 2)
    X, _ = make_data(rng, 4, 2)
    y = logistic(X @ weights + bias)  # the loss is 0 from the start, but for rounding
    losses = take(neuron.train(X, y, 5, 0.4), 100)
    expect_equal(len(losses), 5, call="len(neuron.train(X, y, 5, lr)), y what the neuron answers")


@pytest.mark.task("1.6")
def test_training_for_no_epochs_does_nothing(student, lib, rng):
    neuron, weights, _ = make_neuron(student, lib, rng, 2)
    X, y = make_data(rng, 4, 2)
    expect_equal(neuron.train(X, y, 0, 0.4), [], call="neuron.train(X, y, epochs=0, lr=0.4)")
    expect_equal(get(neuron.weights), weights, call="neuron.weights")


@pytest.mark.task("1.6")
def test_training_leaves_the_data(student, lib, rng):
    neuron, _, _ = make_neuron(student, lib, rng, 2)
    X, y = make_data(rng, 4, 2)
    expect_kept(neuron.train, X, y, 3, 0.4, call="neuron.train(X, y, epochs, lr)")


# --- 1.7 Neuron.predict -----------------------------------------------------------


@pytest.mark.task("1.7")
def test_prediction_is_the_nearer_class(student, lib, rng):
    neuron, weights, bias = make_neuron(student, lib, rng, 3)
    # On both sides, near and far, off the tie; in an order that nobody can know.
    answers = [0.05, 0.4, 0.49, 0.51, 0.6, 0.95, *rng.uniform(0.1, 0.45, 7)]
    answers = rng.permutation(answers + list(rng.uniform(0.55, 0.9, 7)))[:, None]
    X = with_weighted_sum(np.log(answers / (1.0 - answers)), weights, bias, rng)
    expect_equal(neuron.predict(X), (answers > 0.5).astype(int), call="neuron.predict(X)")


@pytest.mark.task("1.7")
def test_an_answer_of_one_half_is_class_1(student, lib, rng):
    neuron = student.Neuron(2, lib.numpy.random.default_rng(1))
    neuron.weights, neuron.bias = np.zeros((2, 1)), np.zeros(1)
    X, _ = make_data(rng, 3, 2)
    # A sigmoid may be off by a rounding; what it gives decides.
    want = (get(neuron.forward(X)) >= 0.5).astype(int)
    expect_equal(neuron.predict(X), want, call="neuron.predict(X), weights and bias all 0")


@pytest.mark.task("1.7")
@pytest.mark.parametrize(("bias", "label"), [(1e-4, 1), (-1e-4, 0), (1e-8, 1), (-1e-8, 0)])
def test_answers_close_to_one_half_are_not_rounded(student, lib, rng, bias, label):
    neuron = student.Neuron(2, lib.numpy.random.default_rng(1))
    neuron.weights, neuron.bias = np.zeros((2, 1)), np.array([bias])
    X, _ = make_data(rng, 3, 2)
    call = f"neuron.predict(X), weights 0 and bias {bias:g}"
    expect_equal(neuron.predict(X), np.full((3, 1), label), call=call)


@pytest.mark.task("1.7")
@pytest.mark.parametrize("label", [1, 0])
def test_prediction_of_one_example_has_shape_1_1(student, lib, rng, label):
    neuron, weights, bias = make_neuron(student, lib, rng, 2)
    x = with_weighted_sum(np.array([[2.0 if label else -2.0]]), weights, bias, rng)
    expect_equal(neuron.predict(x), np.array([[label]]), call="neuron.predict(x), x (1, 2)")


@pytest.mark.task("1.7")
def test_prediction_changes_neither_neuron_nor_argument(student, lib, rng):
    neuron, weights, _ = make_neuron(student, lib, rng, 2)
    X, _ = make_data(rng, 4, 2)
    expect_kept(neuron.predict, X, call="neuron.predict(X)")
    expect_equal(get(neuron.weights), weights, call="neuron.weights")
