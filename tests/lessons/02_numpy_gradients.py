"""What lesson 02 works out by hand: by the reference, or by NumPy alone."""

import numpy as np

FACTS = {}  # number: source
REAL = {}  # command: what it prints on the real data

X = np.array([[1.0, 2.0], [3.0, 0.0]])
W = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])
B = np.array([0.5, 0.0, 1.0])
EPSILON = np.finfo(float).eps


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cube(x):
    return float(x[0] ** 3)


def one_sided(f, x, h=1e-5):
    """The difference that moves one way only."""
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        moved = x.copy()
        moved[index] += h
        gradient[index] = (f(moved) - f(x)) / h
    return gradient


def there_and_back(f, x, h=1e-5):
    """Central differences that move the elements of x itself."""
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += h
        above = f(x)
        x[index] -= 2 * h
        gradient[index] = (above - f(x)) / (2 * h)
        x[index] += h
    return gradient


def verdict(s, name, wrong):
    """The relative error that a run prints when a function is replaced by a wrong one."""
    right = getattr(s, name)
    setattr(s, name, wrong)
    try:
        return s.check_layer(np.random.default_rng(0))
    finally:
        setattr(s, name, right)


def without_factor_two(s):
    right = s.mse_gradient
    return verdict(s, "mse_gradient", lambda p, y: right(p, y) / 2)


def start(s):
    return [0.1, 3 + 0.1]


def task_2_1(s):
    p, y = np.array([[3.0, 1.0], [0.0, 2.0]]), np.array([[1.0, 1.0], [2.0, 0.0]])
    raised = p.copy()
    raised[0, 0] += 0.1
    loss, higher = np.mean((p - y) ** 2), np.mean((raised - y) ** 2)
    return [
        p,
        y,
        p - y,
        s.mse_gradient(p, y),
        0.1,
        raised,
        (raised - y) ** 2,
        higher,
        higher - loss,
    ]


def task_2_2(s):
    x, h = np.array([2.0]), 0.1
    both, one = s.numerical_gradient(cube, x, h), one_sided(cube, x, h)
    tiny = s.numerical_gradient(cube, x, 1e-13)
    grid = [3.0, 1.0, 4.0, 1.5]
    digits = -np.log10(EPSILON)
    return [
        12,
        h,
        2 * h,
        cube(x + h),
        cube(x - h),
        both,
        one,
        both - 12,
        one - 12,
        tiny - 12,
        digits,
        grid,
        3 + 1e-5,
        np.array([3 + 1e-5]).astype(int),
    ]


def task_2_3(s):
    a, b = np.array([3.0, 4.0]), np.array([4.0, 3.0])
    norm = np.linalg.norm(a - b)
    plain = [norm, 2 * np.linalg.norm(a), s.relative_error(a, b)]
    large = [1000, 1000 * norm, 1000 * plain[1], s.relative_error(1000 * a, 1000 * b)]
    threshold = [0.001, 0.001 / 0.5]
    single = np.finfo(np.float32).eps / 1e-5
    return [
        plain,
        large,
        threshold,
        single,
        -np.log10(EPSILON),
        -np.log10(EPSILON / 1e-5),
        without_factor_two(s),
    ]


def task_2_4(s):
    return [X, W, B, s.dense_forward(X, W, B)]


def task_2_5(s):
    G = np.array([[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]])
    return [G, *s.dense_backward(G, X, W)]


def task_2_6(s):
    a, g = np.array([0.8]), np.array([0.4])
    return [a, 1 - a, g, a * (1 - a), s.sigmoid_backward(g, a), sigmoid(a)]


def task_2_7(s):
    path = s.gradient_descent(s.valley_gradient, s.START, 0.25, 1)
    slope = s.valley_gradient(s.START)
    return [0.25, s.START, slope, 0.25 * slope, path, [s.valley(point) for point in path]]


def run(s):
    rates = np.array([0.025, 0.25, 0.35])
    other = verdict(s, "numerical_gradient", there_and_back)
    return [s.valley(s.START), rates, rates / 0.25, 1 - rates, 1 - 6 * rates, other]


def predict(s):
    factor, steps = 1 - 6 * 0.33, 25
    shrunk, high = factor ** (2 * steps), s.valley(s.START * [0, 1])
    return [0.33, factor, steps, 2 * steps, shrunk, high, high * shrunk, without_factor_two(s)]


def stuck(s):
    mse, sig, dense = s.mse_gradient, s.sigmoid_backward, s.dense_backward
    return [
        s.valley(s.START),
        verdict(s, "mse_gradient", lambda p, y: -mse(p, y)),
        without_factor_two(s),
        verdict(s, "mse_gradient", lambda p, y: mse(p, y) * p.size),
        verdict(s, "dense_backward", lambda g, X, W: (0, dense(g, X, W)[1] / len(X), 0)),
        verdict(s, "sigmoid_backward", lambda g, a: sig(g, sigmoid(a))),
        verdict(s, "sigmoid_backward", lambda g, a: a * (1 - a)),
    ]
