"""What lesson 01 works out by hand: by the reference, or by NumPy alone."""

import numpy as np

FACTS = {}  # number: source
REAL = {}  # command: what it prints on the real data

OR = np.array([[0.0], [1.0], [1.0], [1.0]])
GATE = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def neuron(s, weights, bias):
    """A neuron of the reference with these values."""
    made = s.Neuron(len(weights), np.random.default_rng(0))
    made.weights, made.bias = np.reshape(weights, (-1, 1)).astype(float), np.array([bias])
    return made


def task_1_1(s):
    e = np.exp(-2.0)
    overflow = np.floor(np.log(np.finfo(float).max))
    return [e, 1 + e, s.sigmoid(np.array([2.0, -2.0, 0.0])), overflow, overflow + 1]


def task_1_2(s):
    a = np.array([0.8, 0.2, 0.5])
    return [a, s.sigmoid_derivative(a)]


def task_1_3(s):
    prediction = np.array([[0.1], [0.8], [0.7], [0.6]])
    error = prediction - OR
    return [prediction, error, error**2, (error**2).sum(), s.mse_loss(prediction, OR)]


def task_1_4(s):
    made = neuron(s, [2, -1], 0.5)
    X = np.array([[1.0, 1.0], [0.0, 1.0]])
    return [0.5, X @ made.weights + 0.5, made.forward(X)]


def task_1_5(s):
    made = neuron(s, [0, 0], 0.0)
    error = made.forward(GATE) - OR
    delta = 2 / 4 * error * 0.25
    loss = made.train_step(GATE, OR, 1.0)
    return [0.5, 0.25, error, delta, GATE.T @ delta, delta.sum(), made.weights, made.bias, loss]


def task_1_6(s):
    made = neuron(s, [0, 0], 0.0)
    losses = made.train(GATE, OR, 1, 1.0)
    z = GATE @ made.weights + made.bias
    a = made.forward(GATE)
    return [losses, z, a, (a - OR) ** 2, made.train(GATE, OR, 2, 1.0)]


def task_1_7(s):
    made = neuron(s, [2, -1], 0.5)
    return [0.5, made.forward(np.array([[1.0, 1.0], [0.0, 1.0]]))]


def run(s):
    boundaries = []
    for gate in ("AND", "OR"):
        made = s.Neuron(2, np.random.default_rng(0))
        made.train(GATE, s.GATES[gate], 2000, 1.0)
        boundaries.append(-made.bias / made.weights.mean())  # both weights are nearly equal
    return [boundaries, 0.5]


def predict(s):
    made, by_hand = s.Neuron(2, np.random.default_rng(0)), neuron(s, [0, 0], 0.0)
    lr = 100.0
    made.train_step(GATE, OR, lr)
    by_hand.train_step(GATE, OR, lr)
    a = made.forward(GATE[:1])
    assert made.bias.round(1) == by_hand.bias.round(1)  # wherever the weights start
    return [lr, by_hand.bias, a * (1 - a)]


def stuck(s):
    prediction = np.array([[0.1], [0.8], [0.7], [0.6]])
    error = prediction - OR
    without_bias = neuron(s, [0, 0], 0.0)
    for _ in range(2000):
        without_bias.train_step(GATE, OR, 1.0)
        without_bias.bias[:] = 0.0
    return [
        s.sigmoid(np.array([-2.0])),
        [0.8, s.sigmoid_derivative(s.sigmoid(np.array([0.8])))],
        [(error**2).sum(), error.mean(), np.abs(error).mean(), (error**2).mean() / 2],
        s.mse_loss(without_bias.forward(GATE), OR),
    ]
