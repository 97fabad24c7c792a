"""Right answers to the tasks of module 02, in styles that differ from the reference."""

ANSWERS = [
    {
        "task": "2.1",
        "how": "difference scaled in place, on an array of its own",
        "code": """
def mse_gradient(prediction, target):
    gradient = np.array(prediction - target)
    gradient *= 2
    gradient /= gradient.size
    return gradient
""",
    },
    {
        "task": "2.1",
        "how": "loop over every index, the count from the product of the shape",
        "code": """
def mse_gradient(prediction, target):
    n = 1
    for length in prediction.shape:
        n *= length
    result = np.empty(prediction.shape)
    for index in np.ndindex(*prediction.shape):
        result[index] = 2 * (prediction[index] - target[index]) / n
    return result
""",
    },
    {
        "task": "2.1",
        "how": "target minus prediction with a minus in front",
        "code": """
def mse_gradient(prediction, target):
    share = np.full_like(prediction, -2 / np.size(target))
    return share * (target - prediction)
""",
    },
    {
        "task": "2.1",
        "how": "same term added twice, divided by the length of the flat array",
        "code": """
def mse_gradient(prediction, target):
    d = np.subtract(prediction, target)
    return np.divide(d + d, len(np.ravel(d)))
""",
    },
    {
        "task": "2.2",
        "how": "moves one element of x in place and puts it back exactly",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index", "zerosize_ok"])
    while not it.finished:
        i = it.multi_index
        old = x[i].copy()
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        down = f(x)
        x[i] = old
        grad[i] = (up - down) / (2 * h)
        it.iternext()
    return grad
""",
    },
    {
        "task": "2.2",
        "how": "rows of the identity matrix as directions",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    slopes = []
    for row in np.eye(x.size):
        e = row.reshape(x.shape)
        slopes.append((f(x + h * e) - f(x - h * e)) / (2 * h))
    return np.array(slopes, dtype=float).reshape(x.shape)
""",
    },
    {
        "task": "2.2",
        "how": "two fresh copies for each element, flat indices",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    result = np.empty(x.shape)
    for k in range(x.size):
        higher = x.copy()
        lower = x.copy()
        higher.flat[k] += h
        lower.flat[k] -= h
        result.flat[k] = (f(higher) - f(lower)) / (2.0 * h)
    return result
""",
    },
    {
        "task": "2.2",
        "how": "flat view of a private copy that is moved and moved back",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    work = np.array(x, dtype=float, order="C")
    flat = work.reshape(-1)
    gradient = np.zeros(flat.shape)
    for k, value in enumerate(flat.tolist()):
        flat[k] = value + h
        gradient[k] = f(work)
        flat[k] = value - h
        gradient[k] -= f(work)
        flat[k] = value
    return (gradient / (2 * h)).reshape(x.shape)
""",
    },
    {
        "task": "2.2",
        "how": "mean of the forward and the backward difference",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    here = f(x.copy())
    gradient = np.zeros(x.shape)
    for index, _ in np.ndenumerate(x):
        step = np.zeros(x.shape)
        step[index] = h
        forwards = (f(x + step) - here) / h
        backwards = (here - f(x - step)) / h
        gradient[index] = (forwards + backwards) / 2
    return gradient
""",
    },
    {
        "task": "2.3",
        "how": "difference against the larger of the two norms (2 for opposite arrays)",
        "code": """
def relative_error(a, b):
    larger = max(np.linalg.norm(a), np.linalg.norm(b))
    if larger == 0:
        return 0.0
    return np.linalg.norm(a - b) / larger
""",
    },
    {
        "task": "2.3",
        "how": "sums of absolute values instead of norms",
        "code": """
def relative_error(a, b):
    total = np.abs(a).sum() + np.abs(b).sum()
    if total > 0:
        return float(np.abs(a - b).sum() / total)
    return 0.0
""",
    },
    {
        "task": "2.3",
        "how": "largest difference against the largest element",
        "code": """
def relative_error(a, b):
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return 0.0 if scale == 0.0 else np.max(np.abs(a - b)) / scale
""",
    },
    {
        "task": "2.3",
        "how": "the worst of all elements, each against its own size",
        "code": """
def relative_error(a, b):
    size = np.abs(a) + np.abs(b)
    ratio = np.divide(np.abs(a - b), size, out=np.zeros(np.shape(a)), where=size > 0)
    return ratio.max()
""",
    },
    {
        "task": "2.3",
        "how": "norms by hand, difference against the mean of both (2 for opposite arrays)",
        "code": """
def length(v):
    return float(np.sqrt(np.sum(np.square(v))))


def relative_error(a, b):
    if np.array_equal(a, b):
        return 0
    return length(a - b) / (0.5 * (length(a) + length(b)))
""",
    },
    {
        "task": "2.4",
        "how": "einsum",
        "code": """
def dense_forward(X, W, b):
    return np.einsum("nd,dh->nh", X, W) + b[None, :]
""",
    },
    {
        "task": "2.4",
        "how": "three explicit loops",
        "code": """
def dense_forward(X, W, b):
    N, D = X.shape
    H = W.shape[1]
    Z = np.zeros((N, H))
    for n in range(N):
        for h in range(H):
            s = b[h]
            for d in range(D):
                s += X[n, d] * W[d, h]
            Z[n, h] = s
    return Z
""",
    },
    {
        "task": "2.4",
        "how": "bias as one more row of the weights",
        "code": """
def dense_forward(X, W, b):
    with_ones = np.hstack((X, np.ones((len(X), 1))))
    return with_ones @ np.vstack((W, b))
""",
    },
    {
        "task": "2.4",
        "how": "everything transposed, a view comes back",
        "code": """
def dense_forward(X, W, b):
    columns = np.dot(W.T, X.T) + b.reshape(-1, 1)  # (H, N)
    return columns.T
""",
    },
    {
        "task": "2.4",
        "how": "starts from a copy of the bias in every row and adds one input at a time",
        "code": """
def dense_forward(X, W, b):
    out = np.tile(b, (X.shape[0], 1))
    for d in range(W.shape[0]):
        out += np.outer(X[:, d], W[d])
    return out
""",
    },
    {
        "task": "2.5",
        "how": "einsum for all three",
        "code": """
def dense_backward(grad_output, X, W):
    return (
        np.einsum("nh,dh->nd", grad_output, W),
        np.einsum("nd,nh->dh", X, grad_output),
        np.einsum("nh->h", grad_output),
    )
""",
    },
    {
        "task": "2.5",
        "how": "loop over the examples, outer products added up",
        "code": """
def dense_backward(grad_output, X, W):
    dX = np.zeros(X.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(W.shape[1])
    for n in range(len(X)):
        g = grad_output[n]
        dX[n] = W @ g
        dW += np.outer(X[n], g)
        db += g
    return dX, dW, db
""",
    },
    {
        "task": "2.5",
        "how": "transposes of products, the bias by a row of ones",
        "code": """
def dense_backward(grad_output, X, W):
    G = grad_output
    grad_X = np.matmul(W, G.T).T
    grad_W = np.matmul(G.T, X).T
    grad_b = np.matmul(np.ones(G.shape[0]), G)
    return grad_X, grad_W, grad_b
""",
    },
    {
        "task": "2.5",
        "how": "tensordot, and a named tuple comes back",
        "code": """
def dense_backward(grad_output, X, W):
    from collections import namedtuple

    gradients = namedtuple("gradients", ["X", "W", "b"])
    return gradients(
        X=np.tensordot(grad_output, W, axes=([1], [1])),
        W=np.tensordot(X, grad_output, axes=([0], [0])),
        b=np.add.reduce(grad_output, axis=0),
    )
""",
    },
    {
        "task": "2.6",
        "how": "slope multiplied out",
        "code": """
def sigmoid_backward(grad_output, a):
    slope = a - np.square(a)
    return slope * grad_output
""",
    },
    {
        "task": "2.6",
        "how": "Jacobian matrix of the flattened arrays",
        "code": """
def sigmoid_backward(grad_output, a):
    flat = np.ravel(a)
    jacobian = np.diag(flat * (1 - flat))
    return (jacobian @ np.ravel(grad_output)).reshape(np.shape(a))
""",
    },
    {
        "task": "2.6",
        "how": "loop over the flat arrays",
        "code": """
def sigmoid_backward(grad_output, a):
    result = np.empty_like(a)
    for k in range(a.size):
        s = a.flat[k]
        result.flat[k] = grad_output.flat[k] * s * (1 - s)
    return result
""",
    },
    {
        "task": "2.6",
        "how": "einsum with an ellipsis",
        "code": """
def sigmoid_backward(grad_output, a):
    return np.einsum("...,...,...->...", grad_output, a, 1 - a)
""",
    },
    {
        "task": "2.7",
        "how": "array of the final size, filled row by row",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    path = np.empty((steps + 1, len(start)))
    path[0] = start
    for t in range(steps):
        path[t + 1] = path[t] - lr * gradient(path[t])
    return path
""",
    },
    {
        "task": "2.7",
        "how": "one point changed in place, copies kept",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    x = np.array(start, dtype=float)
    path = [x.copy()]
    for _ in range(steps):
        x -= lr * gradient(x)
        path.append(x.copy())
    return np.array(path)
""",
    },
    {
        "task": "2.7",
        "how": "itertools.accumulate",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    from itertools import accumulate

    points = accumulate(range(steps), lambda x, _: x - lr * gradient(x), initial=start)
    return np.vstack(list(points))
""",
    },
    {
        "task": "2.7",
        "how": "the moves are collected and summed up at the end",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    moves = [np.copy(start)]
    here = np.copy(start)
    while len(moves) <= steps:
        move = -lr * gradient(here)
        here = here + move
        moves.append(move)
    return np.cumsum(moves, axis=0)
""",
    },
    {
        "task": "2.1",
        "how": "complex-step differentiation of the loss, exact for a square",
        "code": """
def mse_gradient(prediction, target):
    tiny = 1e-30
    moved = np.asarray(prediction) + 1j * tiny
    each = (moved - target) ** 2 / np.size(prediction)
    return each.imag / tiny
""",
    },
    {
        "task": "2.1",
        "how": "element by element through np.ndindex",
        "code": """
def mse_gradient(prediction, target):
    out = np.empty(np.shape(prediction))
    for index in np.ndindex(out.shape):
        out[index] = (prediction[index] - target[index]) / (0.5 * out.size)
    return out
""",
    },
    {
        "task": "2.2",
        "how": "rows of an identity matrix as directions",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    slopes = []
    for row in np.eye(x.size):
        shift = h * row.reshape(x.shape)
        slopes.append((f(x + shift) - f(x - shift)) / (h + h))
    return np.array(slopes, dtype=np.float64).reshape(x.shape)
""",
    },
    {
        "task": "2.2",
        "how": "moves x itself and puts the remembered value back in a finally",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    grad = np.empty(x.shape)
    for index in np.ndindex(*x.shape):
        kept = float(x[index])
        values = []
        try:
            for place in (kept + h, kept - h):
                x[index] = place
                values.append(float(f(x)))
        finally:
            x[index] = kept
        grad[index] = (values[0] - values[1]) / (2.0 * h)
    return grad
""",
    },
    {
        "task": "2.3",
        "how": "largest element-wise relative difference, zero where both are zero",
        "code": """
def relative_error(a, b):
    gap = np.abs(np.subtract(a, b))
    size = np.abs(a) + np.abs(b)
    ratio = np.divide(gap, size, out=np.zeros(np.shape(gap)), where=np.asarray(size) > 0)
    return np.max(ratio, initial=0.0)
""",
    },
    {
        "task": "2.3",
        "how": "math.hypot of all elements, measured against the longer array",
        "code": """
import math

def relative_error(a, b):
    longer = max(math.hypot(*np.ravel(a)), math.hypot(*np.ravel(b)))
    return math.dist(np.ravel(a), np.ravel(b)) / longer if longer else 0.0
""",
    },
    {
        "task": "2.4",
        "how": "plain loops over examples and outputs with np.dot of columns",
        "code": """
def dense_forward(X, W, b):
    Z = np.empty((len(X), len(b)))
    for h, (column, bias) in enumerate(zip(W.T, b)):
        for n, row in enumerate(X):
            Z[n, h] = np.dot(row, column) + bias
    return Z
""",
    },
    {
        "task": "2.4",
        "how": "tensordot, computed transposed",
        "code": """
def dense_forward(X, W, b):
    upright = np.tensordot(W, X, axes=([0], [1])) + b[:, None]
    return np.transpose(upright)
""",
    },
    {
        "task": "2.5",
        "how": "three einsums",
        "code": """
def dense_backward(grad_output, X, W):
    G = grad_output
    return (
        np.einsum("nh,dh->nd", G, W),
        np.einsum("nd,nh->dh", X, G),
        np.einsum("nh->h", G),
    )
""",
    },
    {
        "task": "2.5",
        "how": "outer products gathered example by example",
        "code": """
def dense_backward(grad_output, X, W):
    grad_X = np.zeros(X.shape)
    grad_W = np.zeros(W.shape)
    grad_b = np.zeros(W.shape[1])
    for n in range(X.shape[0]):
        g = grad_output[n]
        grad_X[n] = W.dot(g)
        grad_W += np.multiply.outer(X[n], g)
        grad_b += g
    return grad_X, grad_W, grad_b
""",
    },
    {
        "task": "2.6",
        "how": "einsum of three factors",
        "code": """
def sigmoid_backward(grad_output, a):
    return np.einsum("...,...,...->...", grad_output, a, np.subtract(1.0, a))
""",
    },
    {
        "task": "2.6",
        "how": "flat loop over Python floats, reshaped at the end",
        "code": """
def sigmoid_backward(grad_output, a):
    out = [g * v - g * v * v for g, v in zip(grad_output.ravel().tolist(), a.ravel().tolist())]
    return np.array(out, dtype=float).reshape(a.shape)
""",
    },
    {
        "task": "2.7",
        "how": "itertools.accumulate with an initial value",
        "code": """
from itertools import accumulate, repeat

def gradient_descent(gradient, start, lr, steps):
    walk = accumulate(
        repeat(None, steps), lambda x, _: x - lr * gradient(x), initial=np.array(start, dtype=float)
    )
    return np.vstack(list(walk))
""",
    },
    {
        "task": "2.7",
        "how": "a preallocated table filled row by row",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    path = np.empty((steps + 1, *start.shape))
    path[0] = start
    for here, there in zip(path[:-1], path[1:]):
        there[:] = here - lr * np.asarray(gradient(here.copy()))
    return path
""",
    },
]
