"""Right answers to the tasks of module 03, in styles that differ from the reference."""

ANSWERS = [
    {
        "task": "3.1",
        "how": "uniform numbers on both sides of zero",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    params = {}
    params["W1"] = rng.uniform(-1.0, 1.0, size=(n_in, n_hidden))
    params["W2"] = rng.uniform(-1.0, 1.0, size=(n_hidden, n_out))
    params["b1"] = np.zeros((n_hidden,))
    params["b2"] = np.zeros((n_out,))
    return params
""",
    },
    {
        "task": "3.1",
        "how": "Xavier scale, in a loop over the layers",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    sizes = [n_in, n_hidden, n_out]
    params = dict()
    for layer in (1, 2):
        before, after = sizes[layer - 1], sizes[layer]
        scale = np.sqrt(2 / (before + after))
        params[f"W{layer}"] = scale * rng.standard_normal((before, after))
        params[f"b{layer}"] = np.zeros(after, dtype=np.float64)
    return params
""",
    },
    {
        "task": "3.1",
        "how": "one draw for everything, the matrices are views of it",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    numbers = rng.normal(0, 1, n_in * n_hidden + n_hidden * n_out)
    first, second = np.split(numbers, [n_in * n_hidden])
    W1 = first.reshape(n_in, n_hidden)
    W2 = second.reshape(n_hidden, n_out)
    return dict(W1=W1, b1=np.zeros(n_hidden), W2=W2, b2=np.zeros(n_out))
""",
    },
    {
        "task": "3.1",
        "how": "only positive random numbers, drawn unit by unit",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    columns = [rng.random(n_in) + 0.1 for _ in range(n_hidden)]
    rows = [rng.random(n_out) + 0.1 for _ in range(n_hidden)]
    return {
        "b2": np.array([0.0] * n_out),
        "W2": np.stack(rows, axis=0),
        "b1": np.array([0.0] * n_hidden),
        "W1": np.stack(columns, axis=1),
    }
""",
    },
    {
        "task": "3.1",
        "how": "transposed draw from a Laplace distribution",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    W1 = rng.laplace(size=(n_hidden, n_in)).T
    W2 = rng.laplace(size=(n_out, n_hidden)).T
    b1, b2 = np.zeros(n_hidden), np.zeros(n_out)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
""",
    },
    {
        "task": "3.2",
        "how": "einsum, same cache as the reference",
        "code": """
def forward(params, X):
    z1 = np.einsum("nd,dh->nh", X, params["W1"]) + params["b1"]
    a1 = sigmoid(z1)
    z2 = np.einsum("nh,ho->no", a1, params["W2"]) + params["b2"]
    a2 = sigmoid(z2)
    cache = (X, a1, a2)
    return a2, cache
""",
    },
    {
        "task": "3.2",
        "how": "cache is a dict with the weighted sums, backward reads it",
        "code": """
def forward(params, X):
    cache = {"X": X}
    cache["Z1"] = np.dot(X, params["W1"]) + params["b1"]
    cache["A1"] = sigmoid(cache["Z1"])
    cache["Z2"] = np.dot(cache["A1"], params["W2"]) + params["b2"]
    cache["A2"] = sigmoid(cache["Z2"])
    return cache["A2"], cache


def backward(params, cache, y):
    m = y.shape[0] * y.shape[1]
    s2 = sigmoid(cache["Z2"])
    s1 = sigmoid(cache["Z1"])
    dZ2 = (2 / m) * (cache["A2"] - y) * s2 * (1 - s2)
    dA1 = np.dot(dZ2, params["W2"].T)
    dZ1 = dA1 * s1 * (1 - s1)
    grads = {}
    grads["W2"] = np.dot(cache["A1"].T, dZ2)
    grads["b2"] = np.sum(dZ2, axis=0)
    grads["W1"] = np.dot(cache["X"].T, dZ1)
    grads["b1"] = np.sum(dZ1, axis=0)
    return grads
""",
    },
    {
        "task": "3.2",
        "how": "cache is an object with attributes, the slopes among them",
        "code": """
def forward(params, X):
    from types import SimpleNamespace

    note = SimpleNamespace()
    note.inputs = X
    note.hidden = 0.5 + 0.5 * np.tanh(0.5 * (X @ params["W1"] + params["b1"]))
    note.answer = 0.5 + 0.5 * np.tanh(0.5 * (note.hidden @ params["W2"] + params["b2"]))
    note.hidden_slope = note.hidden * (1 - note.hidden)
    note.answer_slope = note.answer * (1 - note.answer)
    return note.answer, note


def backward(params, cache, y):
    delta2 = 2 * (cache.answer - y) * cache.answer_slope / np.size(y)
    delta1 = (delta2 @ params["W2"].T) * cache.hidden_slope
    return {
        "W1": cache.inputs.T @ delta1,
        "b1": delta1.sum(0),
        "W2": cache.hidden.T @ delta2,
        "b2": delta2.sum(0),
    }
""",
    },
    {
        "task": "3.2",
        "how": "cache holds the inputs alone, backward computes the rest again",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    return sigmoid(hidden @ params["W2"] + params["b2"]), X


def backward(params, cache, y):
    X = cache
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    p = sigmoid(hidden @ params["W2"] + params["b2"])
    d2 = (p - y) * (p - p * p) * (2.0 / y.size)
    d1 = d2.dot(params["W2"].transpose()) * (hidden - hidden * hidden)
    return dict(
        W1=X.transpose().dot(d1),
        b1=d1.sum(axis=0),
        W2=hidden.transpose().dot(d2),
        b2=d2.sum(axis=0),
    )
""",
    },
    {
        "task": "3.2",
        "how": "cache is a function that carries a gradient back",
        "code": """
def forward(params, X):
    W2 = params["W2"]
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    prediction = sigmoid(hidden @ W2 + params["b2"])

    def pull_back(grad_prediction):
        g2 = grad_prediction * prediction * (1 - prediction)
        g1 = (g2 @ W2.T) * hidden * (1 - hidden)
        return {"W1": X.T @ g1, "b1": g1.sum(axis=0), "W2": hidden.T @ g2, "b2": g2.sum(axis=0)}

    return prediction, (prediction, pull_back)


def backward(params, cache, y):
    prediction, pull_back = cache
    return pull_back(2 * (prediction - y) / y.size)
""",
    },
    {
        "task": "3.2",
        "how": "loop over the layers, cache is the list of activations",
        "code": """
def forward(params, X):
    activations = [X]
    for layer in "12":
        z = activations[-1] @ params["W" + layer] + params["b" + layer]
        activations.append(sigmoid(z))
    return activations[-1], activations


def backward(params, cache, y):
    grads = {}
    upstream = 2 * (cache[2] - y) / y.size
    for layer in (2, 1):
        inputs, outputs = cache[layer - 1], cache[layer]
        delta = upstream * outputs * (1 - outputs)
        grads[f"W{layer}"] = inputs.T @ delta
        grads[f"b{layer}"] = delta.sum(axis=0)
        upstream = delta @ params[f"W{layer}"].T
    return grads
""",
    },
    {
        "task": "3.2",
        "how": "one example at a time, rows stacked at the end",
        "code": """
def forward(params, X):
    hidden_rows = []
    rows = []
    for x in X:
        h = sigmoid(params["W1"].T @ x + params["b1"])
        hidden_rows.append(h)
        rows.append(sigmoid(params["W2"].T @ h + params["b2"]))
    prediction = np.stack(rows)
    return prediction, (X, np.stack(hidden_rows), prediction)
""",
    },
    {
        "task": "3.3",
        "how": "einsum for every product",
        "code": """
def backward(params, cache, y):
    X, hidden, prediction = cache
    d2 = 2 / y.size * np.einsum("no,no,no->no", prediction - y, prediction, 1 - prediction)
    d1 = np.einsum("no,ho,nh,nh->nh", d2, params["W2"], hidden, 1 - hidden)
    return {
        "W1": np.einsum("nd,nh->dh", X, d1),
        "b1": np.einsum("nh->h", d1),
        "W2": np.einsum("nh,no->ho", hidden, d2),
        "b2": np.einsum("no->o", d2),
    }
""",
    },
    {
        "task": "3.3",
        "how": "loop over the examples, gradients added up",
        "code": """
def backward(params, cache, y):
    X, hidden, prediction = cache
    grads = {name: np.zeros_like(value) for name, value in params.items()}
    for x, h, p, t in zip(X, hidden, prediction, y, strict=True):
        d2 = 2 * (p - t) * p * (1 - p) / y.size
        d1 = (params["W2"] @ d2) * h * (1 - h)
        grads["W2"] += np.outer(h, d2)
        grads["b2"] += d2
        grads["W1"] += np.outer(x, d1)
        grads["b1"] += d1
    return grads
""",
    },
    {
        "task": "3.3",
        "how": "biases as weights of a column of ones, one product for each layer",
        "code": """
def backward(params, cache, y):
    X, A1, A2 = cache
    ones = np.ones((len(X), 1))
    D2 = (A2 - y) * A2 * (1 - A2)
    D1 = (D2 @ params["W2"].T) * (A1 - A1**2)
    both1 = np.hstack([X, ones]).T @ D1 * 2 / y.size
    both2 = np.hstack([A1, ones]).T @ D2 * 2 / y.size
    return {"W1": both1[:-1], "b1": both1[-1], "W2": both2[:-1], "b2": both2[-1]}
""",
    },
    {
        "task": "3.4",
        "how": "copies of all arrays, changed in place",
        "code": """
def update(params, grads, lr):
    new = {key: value.copy() for key, value in params.items()}
    for key in new:
        new[key] -= lr * grads[key]
    return new
""",
    },
    {
        "task": "3.4",
        "how": "the four keys written out",
        "code": """
def update(params, grads, lr):
    W1 = params["W1"] - grads["W1"] * lr
    b1 = params["b1"] - grads["b1"] * lr
    W2 = params["W2"] - grads["W2"] * lr
    b2 = params["b2"] - grads["b2"] * lr
    return dict(W1=W1, b1=b1, W2=W2, b2=b2)
""",
    },
    {
        "task": "3.4",
        "how": "deep copy of the dict, keys in another order",
        "code": """
def update(params, grads, lr):
    import copy

    result = copy.deepcopy(params)
    for name in sorted(grads, reverse=True):
        result[name] = np.add(result[name], np.multiply(-lr, grads[name]))
    return result
""",
    },
    {
        "task": "3.5",
        "how": "NumPy scalars as losses, keyword arguments",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    current = params
    for epoch in range(epochs):
        prediction, cache = forward(params=current, X=X)
        losses.append(np.square(y - prediction).mean())
        grads = backward(params=current, cache=cache, y=y)
        current = update(params=current, grads=grads, lr=lr)
    return current, losses
""",
    },
    {
        "task": "3.5",
        "how": "private copy of the parameters, changed in place",
        "code": """
def train(params, X, y, epochs, lr):
    mine = {name: np.array(value) for name, value in params.items()}
    losses = [0.0] * epochs
    for i in range(epochs):
        p, cache = forward(mine, X)
        losses[i] = float(((p - y) ** 2).sum() / y.size)
        for name, gradient in backward(mine, cache, y).items():
            mine[name] -= lr * gradient
    return mine, losses
""",
    },
    {
        "task": "3.5",
        "how": "whole mathematics in one function, no other task called",
        "code": """
def train(params, X, y, epochs, lr):
    W1, b1 = params["W1"], params["b1"]
    W2, b2 = params["W2"], params["b2"]
    losses = []
    for _ in range(epochs):
        h = sigmoid(X @ W1 + b1)
        p = sigmoid(h @ W2 + b2)
        losses.append(np.mean((p - y) ** 2))
        d2 = 2 * (p - y) * p * (1 - p) / y.size
        d1 = d2 @ W2.T * h * (1 - h)
        W2 = W2 - lr * (h.T @ d2)
        b2 = b2 - lr * d2.sum(axis=0)
        W1 = W1 - lr * (X.T @ d1)
        b1 = b1 - lr * d1.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses
""",
    },
    {
        "task": "3.6",
        "how": "np.where",
        "code": """
def predict(params, X):
    return np.where(forward(params, X)[0] >= 0.5, 1, 0)
""",
    },
    {
        "task": "3.6",
        "how": "bytes 0 and 1 from the comparison",
        "code": """
def predict(params, X):
    answers = forward(params, X)[0]
    return np.greater_equal(answers, 0.5).view(np.int8)
""",
    },
    {
        "task": "3.6",
        "how": "starts from ones and clears what is below the border",
        "code": """
def predict(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    answers = sigmoid(hidden @ params["W2"] + params["b2"])
    classes = np.ones(answers.shape, dtype=np.int64)
    classes[answers < 0.5] = 0
    return classes
""",
    },
    {
        "task": "3.1",
        "how": "one long draw, cut into both matrices; keys in another order",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    draw = rng.standard_normal(n_hidden * (n_in + n_out))
    first, second = np.split(draw, [n_in * n_hidden])
    return dict(
        b2=np.zeros((n_out,)),
        b1=np.zeros((n_hidden,)),
        W2=second.reshape(n_hidden, n_out).copy(),
        W1=first.reshape(n_in, n_hidden).copy(),
    )
""",
    },
    {
        "task": "3.1",
        "how": "Glorot's uniform range, layer by layer in a loop",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    sizes = [n_in, n_hidden, n_out]
    params = {}
    for number, (fan_in, fan_out) in enumerate(zip(sizes, sizes[1:]), start=1):
        bound = np.sqrt(6.0 / (fan_in + fan_out))
        params[f"W{number}"] = rng.uniform(-bound, bound, size=(fan_in, fan_out))
        params[f"b{number}"] = np.full(fan_out, 0.0)
    return params
""",
    },
    {
        "task": "3.2",
        "how": "a loop over the layers that keeps every activation",
        "code": """
def forward(params, X):
    signals = [X]
    for layer in "12":
        z = np.einsum("ni,ij->nj", signals[-1], params["W" + layer]) + params["b" + layer]
        signals.append(sigmoid(z))
    return signals[-1], tuple(signals)
""",
    },
    {
        "task": "3.2",
        "how": "the cache is the pullback, a function of y; backward only calls it",
        "code": """
def forward(params, X):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    hidden = 0.5 * (1.0 + np.tanh(0.5 * (X @ W1 + b1)))
    prediction = 0.5 * (1.0 + np.tanh(0.5 * (hidden @ W2 + b2)))

    def pullback(y):
        d2 = (prediction - y) * prediction * (1 - prediction) * (2 / prediction.size)
        d1 = np.einsum("no,ho,nh,nh->nh", d2, W2, hidden, 1 - hidden)
        return {"W1": X.T @ d1, "b1": d1.sum(0), "W2": hidden.T @ d2, "b2": d2.sum(0)}

    return prediction, pullback


def backward(params, cache, y):
    return cache(y)
""",
    },
    {
        "task": "3.3",
        "how": "the cache is nothing but X; backward computes the pass again",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    return sigmoid(hidden @ params["W2"] + params["b2"]), X


def backward(params, cache, y):
    a = [cache]
    for n in (1, 2):
        a.append(sigmoid(a[-1] @ params[f"W{n}"] + params[f"b{n}"]))
    grads = {}
    upstream = (a[2] - y) * (2.0 / y.size)
    for n in (2, 1):
        delta = upstream * a[n] * (1.0 - a[n])
        grads[f"W{n}"] = np.tensordot(a[n - 1], delta, axes=(0, 0))
        grads[f"b{n}"] = np.ones(len(delta)) @ delta
        upstream = delta @ params[f"W{n}"].T
    return grads
""",
    },
    {
        "task": "3.3",
        "how": "own cache class, gradients summed example by example",
        "code": """
class Pass:
    def __init__(self, X, hidden, prediction):
        self.rows = list(zip(X, hidden, prediction))


def forward(params, X):
    hidden = sigmoid(X.dot(params["W1"]) + params["b1"])
    prediction = sigmoid(hidden.dot(params["W2"]) + params["b2"])
    return prediction, Pass(X.copy(), hidden.copy(), prediction.copy())


def backward(params, cache, y):
    grads = {name: np.zeros(value.shape) for name, value in params.items()}
    for (x, h, p), t in zip(cache.rows, y):
        d2 = 2.0 * (p - t) * p * (1.0 - p) / y.size
        d1 = params["W2"].dot(d2) * h * (1.0 - h)
        grads["W2"] += np.outer(h, d2)
        grads["b2"] += d2
        grads["W1"] += np.outer(x, d1)
        grads["b1"] += d1
    return grads
""",
    },
    {
        "task": "3.4",
        "how": "deep copy first, then in place on the copy",
        "code": """
from copy import deepcopy

def update(params, grads, lr):
    moved = deepcopy(params)
    for key, array in moved.items():
        np.subtract(array, np.multiply(lr, grads[key]), out=array)
    return moved
""",
    },
    {
        "task": "3.4",
        "how": "dict over map with a lambda",
        "code": """
def update(params, grads, lr):
    keys = sorted(params)
    return dict(zip(keys, map(lambda k: np.add(params[k], -lr * grads[k]), keys)))
""",
    },
    {
        "task": "3.5",
        "how": "writes every step into the dict it was given",
        "code": """
def train(params, X, y, epochs, lr):
    losses = list()
    while len(losses) < epochs:
        prediction, cache = forward(params, X)
        rest = np.ravel(prediction - y)
        losses.append(np.dot(rest, rest) / rest.size)
        params.update(update(params, backward(params, cache, y), lr))
    return params, losses
""",
    },
    {
        "task": "3.5",
        "how": "functools.reduce with a step function",
        "code": """
from functools import reduce

def train(params, X, y, epochs, lr):
    losses = []

    def step(now, _):
        prediction, cache = forward(now, X)
        losses.append(np.square(prediction - y).mean().item())
        return update(now, backward(now, cache, y), lr)

    return reduce(step, range(epochs), params), losses
""",
    },
    {
        "task": "3.6",
        "how": "np.digitize with a single bin edge",
        "code": """
def predict(params, X):
    return np.digitize(forward(params, X)[0], [0.5])
""",
    },
    {
        "task": "3.6",
        "how": "a comprehension over rows, reshaped",
        "code": """
def predict(params, X):
    column, *_ = forward(params, X)
    return np.array([int(p >= 0.5) for (p,) in column], dtype=np.int32).reshape(-1, 1)
""",
    },
]
