"""What lesson 03 works out by hand: by the reference, or by NumPy alone."""

import numpy as np

FACTS = {}  # number: source
REAL = {}  # command: what it prints on the real data

X, Y = np.array([[1.0, 0.0]]), np.array([[1.0]])  # the example of 3.2 to 3.5


def example():
    """Parameters of the example; b1 is such that the hidden units give 0.75 and 0.25."""
    b = np.log(3) - 1
    return {
        "W1": np.array([[1.0, -1.0], [2.0, 1.0]]),
        "b1": np.array([b, -b]),
        "W2": np.array([[2.0], [-2.0]]),
        "b2": np.array([-1.0]),
    }


def hidden(s, params, inputs):
    """Weighted sums and outputs of the hidden layer."""
    z = inputs @ params["W1"] + params["b1"]
    return z, s.sigmoid(z)


def loss(s, params, inputs=X, labels=Y):
    return float(np.mean((s.forward(params, inputs)[0] - labels) ** 2))


def constant(s, weight):
    """Starting values for XOR with all weights equal."""
    start = s.init_parameters(2, 4, 1, np.random.default_rng(0))
    return {k: np.full_like(v, weight if k in ("W1", "W2") else 0.0) for k, v in start.items()}


def trained(s, epochs=5000, n_hidden=4, seed=0):
    start = s.init_parameters(2, n_hidden, 1, np.random.default_rng(seed))
    return s.train(start, s.INPUTS, s.LABELS, epochs, 2.0)


def wrong(s, name):
    """Parameters of a network that has learned with a known mistake."""
    params = s.init_parameters(2, 4, 1, np.random.default_rng(0))
    for _ in range(5000):
        a1 = hidden(s, params, s.INPUTS)[1]
        a2 = s.forward(params, s.INPUTS)[0]
        d2 = 2 / 4 * (a2 - s.LABELS) * (1 if name == "output slope" else a2 * (1 - a2))
        d1 = d2 @ params["W2"].T * (1 if name == "hidden slope" else a1 * (1 - a1))
        grads = {"W1": s.INPUTS.T @ d1, "b1": d1.sum(0), "W2": a1.T @ d2, "b2": d2.sum(0)}
        params = s.update(params, grads, -2.0 if name == "sign" else 2.0)
    return params


def idea(s):
    crossing = s.INPUTS[[0, 3]].mean(axis=0)
    assert (crossing == s.INPUTS[[1, 2]].mean(axis=0)).all()
    return crossing  # and a line that lies halfway between h1 - h2 = 0 and 1


def task_3_1(s):
    zero = constant(s, 0.0)
    prediction, cache = s.forward(zero, s.INPUTS)
    grads = s.backward(zero, cache, s.LABELS)
    assert not any(grad.any() for grad in grads.values())
    count = sum(value.size for value in zero.values())
    return [prediction - s.LABELS, loss(s, zero, s.INPUTS, s.LABELS), count]


def task_3_2(s):
    params = example()
    return [params, hidden(s, params, X), s.forward(params, X)[0]]


def task_3_3(s):
    params = example()
    a1 = hidden(s, params, X)[1]
    a2, cache = s.forward(params, X)
    grad_a2 = 2 * (a2 - Y)
    d2 = grad_a2 * a2 * (1 - a2)
    measured = []
    for step in (0.1, -0.1):
        moved = {**params, "W2": params["W2"] + np.array([[step], [0.0]])}
        z2 = a1 @ moved["W2"] + moved["b2"]
        measured.append([moved["W2"], z2, s.forward(moved, X)[0], loss(s, moved), 2 * step])
    slope = (measured[0][3] - measured[1][3]) / 0.2
    grads = s.backward(params, cache, Y)
    assert (s.predict(wrong(s, "output slope"), s.INPUTS) == s.LABELS).all()
    return [a1, a2, grad_a2, d2, grads, d2 @ params["W2"].T, a1 * (1 - a1), measured, slope]


def task_3_4(s):
    params = example()
    grads = s.backward(params, s.forward(params, X)[1], Y)
    return [grads, s.update(params, grads, 2.0)]


def task_3_5(s):
    params, losses = s.train(example(), X, Y, 1, 2.0)
    z1, a1 = hidden(s, params, X)
    z2 = a1 @ params["W2"] + params["b2"]
    _, three = s.train(example(), X, Y, 3, 2.0)
    return [s.forward(example(), X)[0], params, losses, z1, a1, z2, s.sigmoid(z2), three]


def task_3_6(s):
    params, losses = trained(s, epochs=100)
    return [0.5, len(losses), s.forward(params, s.INPUTS)[0]]


def run(s):
    params, losses = trained(s)
    corners = hidden(s, params, s.INPUTS)[1]
    leaves = round(int(np.argmin(np.array(losses) > 0.24)), -2)  # the plateau of 0.25, nearly
    heavy = params["W2"][:2]
    assert (heavy < 0).all()
    assert (abs(heavy) > abs(params["W2"][2:]).max()).all()
    return [losses[0], losses[100], leaves, 0.5, heavy, corners[1, 0], corners[2, 1]]


def predict(s):
    stuck, _ = trained(s, n_hidden=2, seed=5)
    solved = []
    for n_hidden in (2, 4):
        # What has not succeeded by 2000 epochs has not by 5000 either.
        ends = [trained(s, 2000, n_hidden, seed)[0] for seed in range(20)]
        right = [(s.predict(end, s.INPUTS) == s.LABELS).all() for end in ends]
        solved += [sum(right), len(right)]
    twins, _ = s.train(constant(s, 0.5), s.INPUTS, s.LABELS, 5000, 2.0)
    answers = [s.forward(params, s.INPUTS)[0] for params in (stuck, twins)]
    rates = np.array([0.1, 10.0, 100.0])
    return [0.5, rates, 2.0 / rates, rates / 2.0, solved, answers]


def stuck(s):
    params = example()
    without_bias = s.forward({**params, "b2": np.zeros(1)}, X)[0]
    grad = s.backward(params, s.forward(params, X)[1], Y)["b2"]
    twins, _ = s.train(constant(s, 0.5), s.INPUTS, s.LABELS, 5000, 2.0)
    networks = [constant(s, 0.0), twins, wrong(s, "hidden slope"), wrong(s, "sign")]
    ends = [loss(s, network, s.INPUTS, s.LABELS) for network in networks]
    _, losses = s.train(params, X, Y, 2, 2.0)
    return [ends, without_bias, grad / 2, -grad, losses[1]]
