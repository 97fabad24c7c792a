"""Checks for module 03. Oracles: the formula of the network, central differences, replay."""

import itertools

import numpy as np
import pytest

from kursus.testing import (
    expect_close,
    expect_differs,
    expect_equal,
    expect_kept,
    expect_shape,
    get,
)

KEYS = ("W1", "b1", "W2", "b2")

# Central differences with h = 1e-5 are off by eps / h = 2e-11 from rounding and by
# h^2 / 6 = 2e-11 for third derivatives of size 1; scale=30 allows 1e-9.
DIFFERENCES = 30.0


def logistic(z):
    return 1.0 / (1.0 + np.exp(-z))


def network(params, X):
    """Hidden units and prediction, by the definition."""
    hidden = logistic(X @ params["W1"] + params["b1"])
    return hidden, logistic(hidden @ params["W2"] + params["b2"])


def loss_of(params, X, y):
    return float(np.mean((network(params, X)[1] - y) ** 2))


def slopes(params, X, y, h=1e-5):
    """Gradients by central differences."""
    grads = {}
    for key in KEYS:
        grads[key] = np.zeros(params[key].shape)
        for index in np.ndindex(params[key].shape):
            up, down = params[key].copy(), params[key].copy()
            up[index] += h
            down[index] -= h
            difference = loss_of({**params, key: up}, X, y) - loss_of({**params, key: down}, X, y)
            grads[key][index] = difference / (2 * h)
    return grads


def chain_rule(params, X, y, *, output_slope=True, hidden_slope=True):
    """Gradients by the chain rule; without a slope it gives what a known mistake gives."""
    hidden, p = network(params, X)
    d2 = 2.0 * (p - y) / y.size
    if output_slope:
        d2 = d2 * p * (1.0 - p)
    d1 = d2 @ params["W2"].T
    if hidden_slope:
        d1 = d1 * hidden * (1.0 - hidden)
    return {"W1": X.T @ d1, "W2": hidden.T @ d2, "b1": d1.sum(axis=0), "b2": d2.sum(axis=0)}


def chain_of_steps(params, X, y, epochs, lr):
    """Parameters after so many steps; the loss before each and after the last."""
    losses = [loss_of(params, X, y)]
    for _ in range(epochs):
        grads = chain_rule(params, X, y)
        params = {key: params[key] - lr * grads[key] for key in KEYS}
        losses.append(loss_of(params, X, y))
    return params, losses


def make_problem(rng, N=6, D=2, H=3, n_out=1):
    params = {
        "W1": rng.normal(size=(D, H)),
        "b1": rng.normal(size=H),
        "W2": rng.normal(size=(H, n_out)),
        "b2": rng.normal(size=n_out),
    }
    return params, rng.normal(size=(N, D)), rng.uniform(size=(N, n_out))


def copy_of(params):
    return {key: value.copy() for key, value in params.items()}


# --- 3.1 init_parameters ----------------------------------------------------------


@pytest.mark.task("3.1")
@pytest.mark.parametrize(("D", "H", "n_out"), [(2, 4, 3), (3, 2, 5)])
def test_parameters_have_the_right_shapes(student, lib, D, H, n_out):
    params = student.init_parameters(D, H, n_out, lib.numpy.random.default_rng(5))
    expect_equal(sorted(params), ["W1", "W2", "b1", "b2"], call="keys of init_parameters(...)")
    for key, shape in {"W1": (D, H), "b1": (H,), "W2": (H, n_out), "b2": (n_out,)}.items():
        expect_shape(params[key], shape, call=f'init_parameters({D}, {H}, {n_out}, rng)["{key}"]')


@pytest.mark.task("3.1")
@pytest.mark.parametrize("key", ["b1", "b2"])
def test_biases_start_at_zero(student, lib, key):
    params = student.init_parameters(3, 5, 2, lib.numpy.random.default_rng(5))
    expect_equal(
        params[key],
        np.zeros({"b1": 5, "b2": 2}[key]),
        call=f'init_parameters(3, 5, 2, rng)["{key}"]',
    )


@pytest.mark.task("3.1")
def test_no_two_hidden_units_start_alike(student, lib):
    params = student.init_parameters(2, 6, 1, lib.numpy.random.default_rng(8))
    columns = params["W1"].T
    for first in range(6):
        for second in range(first):
            expect_differs(
                columns[first],
                columns[second],
                call=f'init_parameters(2, 6, 1, rng)["W1"][:, {first}]',
                mistake="equal-weights",
            )
    expect_differs(
        params["W2"],
        np.full((6, 1), float(params["W2"][0, 0])),
        call='init_parameters(2, 6, 1, rng)["W2"]',
        mistake="equal-weights",
    )


@pytest.mark.task("3.1")
@pytest.mark.parametrize("key", ["W1", "W2"])
def test_weights_come_from_rng_alone(student, lib, key):
    draw = [
        student.init_parameters(2, 4, 1, lib.numpy.random.default_rng(seed))[key]
        for seed in (11, 11, 12)
    ]
    expect_equal(draw[1], draw[0], call=f'init_parameters(2, 4, 1, default_rng(11))["{key}"]')
    expect_differs(
        draw[2],
        draw[0],
        call=f'init_parameters(2, 4, 1, default_rng(12))["{key}"]',
    )


# --- 3.2 forward ------------------------------------------------------------------


@pytest.mark.task("3.2")
@pytest.mark.parametrize(("N", "D", "H", "n_out"), [(4, 2, 3, 1), (1, 2, 4, 1), (5, 3, 2, 2)])
def test_forward_matches_the_formula(student, rng, N, D, H, n_out):
    params, X, _ = make_problem(rng, N, D, H, n_out)
    hidden, want = network(params, X)
    linear = X @ params["W1"] + params["b1"]
    none = {"b1": np.zeros(H), "b2": np.zeros(n_out)}
    prediction, _ = student.forward(copy_of(params), X)
    expect_close(
        prediction,
        want,
        call=f"prediction of forward(params, X), N={N} D={D} H={H}",
        mistakes=[
            ("missing-bias", network({**params, **none}, X)[1]),
            ("missing-bias", network({**params, "b1": none["b1"]}, X)[1]),
            ("missing-bias", network({**params, "b2": none["b2"]}, X)[1]),
            ("missing-output-sigmoid", hidden @ params["W2"] + params["b2"]),
            ("missing-hidden-sigmoid", logistic(linear @ params["W2"] + params["b2"])),
        ],
        scale=10.0,
    )


@pytest.mark.task("3.2")
def test_forward_uses_each_bias(student, rng):
    params, X, _ = make_problem(rng)
    for key in ("b1", "b2"):
        shifted = {**params, key: params[key] + 1.0}
        prediction, _ = student.forward(copy_of(shifted), X)
        expect_close(
            prediction,
            network(shifted, X)[1],
            call=f"prediction of forward(params, X), {key} + 1",
            mistakes={"missing-bias": network({**params, key: 0 * params[key]}, X)[1]},
            scale=10.0,
        )


@pytest.mark.task("3.2")
def test_predictions_of_large_sums_are_near_0_or_1_but_not_there(student, rng):
    params, X, _ = make_problem(rng, n_out=4)
    params["b1"] = np.array([-15.0, 0.0, 15.0])
    params["b2"] = np.array([-25.0, -15.0, 15.0, 25.0])
    prediction, _ = student.forward(copy_of(params), X)
    expect_close(
        prediction,
        network(params, X)[1],
        call="prediction of forward(params, X), b1 up to 15 and b2 up to 25",
    )


@pytest.mark.task("3.2")
def test_forward_reads_the_parameters_anew(student, lib, rng):
    params, X, _ = make_problem(rng)
    # What keeps its identity between two calls lives on the learner's side.
    twice = lib.builtins.eval(
        "lambda forward, params, X: (forward(params, X)[0].copy(),"
        " params['W1'].__imul__(2.0), forward(params, X)[0])"
    )
    first, _, second = twice(student.forward, copy_of(params), X)
    changed = {**params, "W1": 2.0 * params["W1"]}
    want = network(params, X)[1], network(changed, X)[1]
    for got, due, when in zip((first, second), want, ("before", "after"), strict=True):
        expect_close(got, due, call=f"forward(params, X)[0] {when} W1 *= 2", scale=10.0)


@pytest.mark.task("3.2")
def test_forward_leaves_its_arguments(student, rng):
    params, X, _ = make_problem(rng)
    expect_kept(student.forward, params, X, call="forward(params, X)")


# --- 3.3 backward -----------------------------------------------------------------


@pytest.mark.task("3.3")
@pytest.mark.parametrize("n_out", [1, 2])
def test_backward_matches_central_differences(student, rng, n_out):
    params, X, y = make_problem(rng, n_out=n_out)
    want = slopes(params, X, y)
    _, cache = student.forward(copy_of(params), X)
    expect_close(
        student.backward(copy_of(params), cache, y),
        want,
        call=f"backward(params, cache, y), n_out={n_out}",
        mistakes={
            "sign": {key: -value for key, value in want.items()},
            "missing-factor-two": {key: value / 2 for key, value in want.items()},
            "sum-instead-of-mean": {key: value * y.size for key, value in want.items()},
            "missing-output-slope": chain_rule(params, X, y, output_slope=False),
            "missing-hidden-slope": chain_rule(params, X, y, hidden_slope=False),
        },
        scale=DIFFERENCES,
    )


@pytest.mark.task("3.3")
@pytest.mark.parametrize(("bias", "size"), [(12.0, 1.0), (0.0, 1e3)], ids=["flat", "steep"])
def test_gradients_may_be_tiny_or_large(student, rng, bias, size):
    params, X, y = make_problem(rng)
    params["b1"], params["b2"] = params["b1"] + bias, params["b2"] - bias
    y *= size
    want = chain_rule(params, X, y)  # as central differences are, which are too coarse here
    _, cache = student.forward(copy_of(params), X)
    expect_close(
        student.backward(copy_of(params), cache, y),
        want,
        call=f"backward(params, cache, y), b1 + {bias:g}, b2 - {bias:g}, {size:g} * y",
        mistakes={"sign": {key: -value for key, value in want.items()}},
        scale=10.0 * size,
    )


@pytest.mark.task("3.3")
def test_backward_works_for_one_example(student, rng):
    params, X, y = make_problem(rng, N=1, D=3, H=4)
    want = slopes(params, X, y)
    _, cache = student.forward(copy_of(params), X)
    expect_close(
        student.backward(copy_of(params), cache, y),
        want,
        call="backward(params, cache, y), N=1 D=3 H=4",
        mistakes={"sign": {key: -value for key, value in want.items()}},
        scale=DIFFERENCES,
    )


@pytest.mark.task("3.3")
def test_backward_leaves_its_arguments(student, rng):
    params, X, y = make_problem(rng)
    _, cache = student.forward(params, X)
    expect_kept(student.backward, params, cache, y, call="backward(params, cache, y)")


# --- 3.4 update -------------------------------------------------------------------


@pytest.mark.task("3.3")
def test_caches_of_two_passes_do_not_mix(student, rng):
    params, X, y = make_problem(rng)
    _, other, _ = make_problem(rng)
    _, cache = student.forward(copy_of(params), X)
    student.forward(copy_of(params), other)
    expect_close(
        student.backward(copy_of(params), cache, y),
        slopes(params, X, y),
        call="backward(params, cache, y), after a forward of other examples",
        scale=DIFFERENCES,
    )


@pytest.mark.task("3.4")
def test_update_steps_against_the_gradient(student, rng):
    params, _, _ = make_problem(rng)
    grads, _, _ = make_problem(rng)
    expect_close(
        student.update(copy_of(params), copy_of(grads), 0.3),
        {key: params[key] - 0.3 * grads[key] for key in KEYS},
        call="update(params, grads, 0.3)",
        mistakes={"ascent": {key: params[key] + 0.3 * grads[key] for key in KEYS}},
    )


@pytest.mark.task("3.4")
def test_gradients_may_come_in_another_order(student, rng):
    params, _, _ = make_problem(rng, D=3, H=3)  # W1 and W2 could be taken for b1 and b2
    grads, _, _ = make_problem(rng, D=3, H=3)
    turned = {key: grads[key].copy() for key in reversed(KEYS)}
    expect_close(
        student.update(copy_of(params), turned, 0.3),
        {key: params[key] - 0.3 * grads[key] for key in KEYS},
        call="update(params, grads with b2 first, 0.3)",
    )


@pytest.mark.task("3.4")
def test_parameters_are_new_even_where_nothing_moves(student, lib, rng):
    params, _, _ = make_problem(rng)
    grads, _, _ = make_problem(rng)
    grads["b1"] = np.zeros(3)
    # Whether an array is the same one can be seen on the learner's side only.
    shared = lib.builtins.eval(
        "lambda update, params, grads, lr:"
        " (lambda new: new is params or any(new[key] is params[key] for key in new))"
        "(update(params, grads, lr))"
    )
    for lr in (0.3, 0.0):
        call = f"update(params, grads, {lr:g}) shares its dict or an array with params"
        expect_equal(shared(student.update, copy_of(params), grads, lr), False, call=call)


@pytest.mark.task("3.4")
def test_update_leaves_its_arguments(student, rng):
    params, _, _ = make_problem(rng)
    grads, _, _ = make_problem(rng)
    expect_kept(student.update, params, grads, 0.3, call="update(params, grads, lr)")


# --- 3.5 train --------------------------------------------------------------------


@pytest.mark.task("3.5")
@pytest.mark.parametrize(
    ("N", "n_out", "epochs", "lr"),
    [
        pytest.param(6, 1, 6, 0.8, id="one_output"),
        pytest.param(6, 3, 6, 0.8, id="three_outputs"),
        pytest.param(4, 1, 6, 0.8, id="as_many_as_xor"),
        pytest.param(6, 1, 1200, 0.1, id="long"),
    ],
)
def test_training_is_a_chain_of_steps(student, rng, N, n_out, epochs, lr):
    start, X, y = make_problem(rng, N=N, n_out=n_out)
    params, losses = chain_of_steps(start, X, y, epochs, lr)
    trained, got = student.train(copy_of(start), X, y, epochs, lr)
    call = f"train(params, X, y, epochs={epochs}, lr={lr:g})"
    scale = 10.0 * max(1, epochs / 6)  # every step adds a rounding
    expect_close(
        got,
        losses[:-1],
        call=f"losses of {call}",
        mistakes={"loss-after-step": losses[1:]},
        scale=scale,
    )
    expect_close(trained, params, call=f"params of {call}", scale=scale)


@pytest.mark.task("3.5")
def test_training_goes_on_when_the_loss_rises(student, rng):
    # A step too long, to where the sigmoid is flat, on the side that the target lies on.
    start, X, _ = make_problem(rng, N=1)
    p = network(start, X)[1]
    y = p + np.where(p < 0.5, 0.1, -0.1)
    params, losses = chain_of_steps(start, X, y, 3, 300.0)
    trained, got = student.train(copy_of(start), X, y, 3, 300.0)
    call = "train(params, x, y, 3, 300), one example, loss 0.01 at first, then more"
    expect_close(got, losses[:-1], call=f"losses of {call}", scale=1e3)
    expect_close(trained, params, call=f"params of {call}", scale=1e4)


@pytest.mark.task("3.5")
def test_training_goes_on_when_there_is_little_left_to_learn(student, rng):
    start, X, _ = make_problem(rng)
    y = network(start, X)[1] + 1e-3 * rng.uniform(0.5, 1.0, size=(6, 1))
    losses = get(student.train(copy_of(start), X, y, 5, 0.1)[1])
    expect_equal(
        [len(losses), all(later < sooner for sooner, later in itertools.pairwise(losses))],
        [5, True],
        call="train(params, X, y, 5, 0.1), loss about 1e-6: number of losses, whether all fall",
    )


@pytest.mark.task("3.5")
def test_training_for_no_epochs_does_nothing(student, rng):
    start, X, y = make_problem(rng)
    trained, losses = student.train(copy_of(start), X, y, 0, 0.8)
    expect_equal(losses, [], call="losses of train(params, X, y, epochs=0, lr=0.8)")
    expect_equal(trained, start, call="params of train(params, X, y, epochs=0, lr=0.8)")


@pytest.mark.task("3.5")
def test_training_leaves_the_data(student, rng):
    params, X, y = make_problem(rng)
    # The parameters are what is trained; whether train copies them is its own affair.
    expect_kept(student.train, params, X, y, 3, 0.8, call="train(params, X, y, 3, lr)", free=(0,))


# --- 3.6 predict ------------------------------------------------------------------


@pytest.mark.task("3.6")
def test_prediction_is_the_nearer_class(student, rng):
    params, X, _ = make_problem(rng, N=60)
    params["b2"] = -np.median(network(params, X)[0] @ params["W2"], axis=0)  # both classes occur
    z = network(params, X)[0] @ params["W2"] + params["b2"]
    X = X[np.abs(z[:, 0]) > 1e-6]  # stay off the tie
    want = (network(params, X)[1] > 0.5).astype(int)
    expect_equal(student.predict(copy_of(params), X), want, call="predict(params, X)")


@pytest.mark.task("3.6")
def test_a_prediction_of_one_half_is_class_1(student, rng):
    params, X, _ = make_problem(rng)
    params["W2"], params["b2"] = np.zeros((3, 1)), np.zeros(1)
    # A sigmoid may be off by a rounding; what the network gives decides.
    prediction, _ = student.forward(copy_of(params), X)
    want = (get(prediction) >= 0.5).astype(int)
    expect_equal(student.predict(copy_of(params), X), want, call="predict(params, X), W2 and b2 0")


@pytest.mark.task("3.6")
@pytest.mark.parametrize(("bias", "label"), [(1e-4, 1), (-1e-4, 0), (1e-8, 1), (-1e-8, 0)])
def test_predictions_close_to_one_half_are_not_rounded(student, rng, bias, label):
    params, X, _ = make_problem(rng)
    params["W2"], params["b2"] = np.zeros((3, 1)), np.array([bias])
    call = f"predict(params, X), W2 0 and b2 {bias:g}"
    expect_equal(student.predict(copy_of(params), X), np.full((6, 1), label), call=call)


@pytest.mark.task("3.6")
@pytest.mark.parametrize(("bias", "label"), [(100.0, 1), (-100.0, 0)])
def test_prediction_of_one_example_has_shape_1_1(student, rng, bias, label):
    params, X, _ = make_problem(rng, N=1)
    params["b2"] = np.array([bias])
    expect_equal(
        student.predict(copy_of(params), X),
        np.array([[label]]),
        call="predict(params, x), x (1, 2)",
    )


@pytest.mark.task("3.6")
def test_prediction_leaves_its_arguments(student, rng):
    params, X, _ = make_problem(rng)
    expect_kept(student.predict, params, X, call="predict(params, X)")
