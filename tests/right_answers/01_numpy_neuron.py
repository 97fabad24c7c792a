"""Right answers to the tasks of module 01, in styles that differ from the reference."""

ANSWERS = [
    {
        "task": "1.1",
        "how": "hyperbolic tangent instead of an exponential",
        "code": """
def sigmoid(z):
    return 0.5 * (1.0 + np.tanh(0.5 * z))
""",
    },
    {
        "task": "1.1",
        "how": "two masks, each side with its own formula",
        "code": """
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    result = np.empty(z.shape)
    positive = z >= 0
    result[positive] = 1 / (1 + np.exp(-z[positive]))
    small = np.exp(z[~positive])
    result[~positive] = small / (1 + small)
    return result
""",
    },
    {
        "task": "1.1",
        "how": "logaddexp: exp(-log(1 + exp(-z)))",
        "code": """
def sigmoid(z):
    log_denominator = np.logaddexp(0.0, -z)
    return np.exp(-log_denominator)
""",
    },
    {
        "task": "1.1",
        "how": "plain Python loop with the math module and a helper",
        "code": """
def one_number(value):
    import math

    if value < 0:
        e = math.exp(value)
        return e / (e + 1)
    return 1 / (1 + math.exp(-value))


def sigmoid(z):
    flat = [one_number(v) for v in np.ravel(z).tolist()]
    return np.array(flat, dtype=np.float64).reshape(np.shape(z))
""",
    },
    {
        "task": "1.1",
        "how": "exponent clipped to what float64 can hold",
        "code": """
def sigmoid(z: np.ndarray) -> np.ndarray:
    safe = np.clip(z, -700.0, 700.0)
    return np.reciprocal(1.0 + np.exp(-safe))
""",
    },
    {
        "task": "1.2",
        "how": "the product multiplied out",
        "code": """
def sigmoid_derivative(a):
    return a - a**2
""",
    },
    {
        "task": "1.2",
        "how": "completed square around the middle",
        "code": """
def sigmoid_derivative(a):
    distance = a - 0.5
    return 0.25 - distance * distance
""",
    },
    {
        "task": "1.2",
        "how": "element by element into an empty array",
        "code": """
def sigmoid_derivative(a):
    slope = np.zeros_like(a)
    for index in np.ndindex(a.shape):
        slope[index] = a[index] * (1 - a[index])
    return slope
""",
    },
    {
        "task": "1.2",
        "how": "NumPy functions instead of operators",
        "code": """
def sigmoid_derivative(a):
    return np.multiply(a, np.subtract(1, a))
""",
    },
    {
        "task": "1.3",
        "how": "a NumPy scalar comes back, not a Python float",
        "code": """
def mse_loss(prediction, target):
    error = prediction - target
    return np.square(error).mean()
""",
    },
    {
        "task": "1.3",
        "how": "loop over pairs of numbers",
        "code": """
def mse_loss(prediction, target):
    total = 0.0
    count = 0
    for p, t in zip(np.ravel(prediction), np.ravel(target), strict=True):
        total += (p - t) ** 2
        count += 1
    return total / count
""",
    },
    {
        "task": "1.3",
        "how": "dot product of the flattened difference with itself",
        "code": """
def mse_loss(prediction, target):
    d = (target - prediction).reshape(-1)
    return float(d @ d) / len(d)
""",
    },
    {
        "task": "1.3",
        "how": "norm of the difference",
        "code": """
def mse_loss(prediction, target):
    difference = np.subtract(prediction, target).flatten()
    return np.linalg.norm(difference) ** 2 / difference.size
""",
    },
    {
        "task": "1.4",
        "how": "broadcast product, then a sum over the inputs",
        "code": """
def forward(self, X):
    z = (X * self.weights.T).sum(axis=1, keepdims=True) + self.bias
    return sigmoid(z)
""",
    },
    {
        "task": "1.4",
        "how": "two explicit loops over examples and inputs",
        "code": """
def forward(self, X):
    n, d = X.shape
    z = np.zeros((n, 1))
    for i in range(n):
        for j in range(d):
            z[i, 0] += X[i, j] * self.weights[j, 0]
        z[i, 0] += self.bias[0]
    return sigmoid(z)
""",
    },
    {
        "task": "1.4",
        "how": "einsum, and the sigmoid written out again as a tanh",
        "code": """
def forward(self, X):
    z = np.einsum("nd,dk->nk", X, self.weights) + self.bias
    return (np.tanh(z / 2) + 1) / 2
""",
    },
    {
        "task": "1.4",
        "how": "bias as one more weight, for a column of ones",
        "code": """
def forward(self, X):
    ones = np.ones((X.shape[0], 1))
    augmented = np.hstack([X, ones])
    all_weights = np.vstack([self.weights, self.bias.reshape(1, 1)])
    return sigmoid(np.dot(augmented, all_weights))
""",
    },
    {
        "task": "1.4",
        "how": "flat vectors, made a column at the end",
        "code": """
def forward(self, X):
    z = X @ self.weights[:, 0] + self.bias.item()
    return sigmoid(z)[:, np.newaxis]
""",
    },
    {
        "task": "1.5",
        "how": "weights and bias changed in place",
        "code": """
def train_step(self, X, y, lr):
    a = self.forward(X)
    loss = mse_loss(a, y)
    delta = (a - y) * sigmoid_derivative(a) * 2 / len(X)
    self.weights -= lr * (X.T @ delta)
    self.bias -= lr * delta.sum()
    return loss
""",
    },
    {
        "task": "1.5",
        "how": "gradient collected example by example, then one step",
        "code": """
def train_step(self, X, y, lr):
    answers = self.forward(X)
    n = X.shape[0]
    grad_w = np.zeros((X.shape[1], 1))
    grad_b = np.zeros(1)
    loss = 0.0
    for x_i, a_i, y_i in zip(X, answers[:, 0], y[:, 0], strict=True):
        loss = loss + (a_i - y_i) ** 2 / n
        slope = 2 / n * (a_i - y_i) * a_i * (1 - a_i)
        grad_w[:, 0] = grad_w[:, 0] + slope * x_i
        grad_b[0] = grad_b[0] + slope
    self.weights = self.weights - lr * grad_w
    self.bias = self.bias - lr * grad_b
    return loss
""",
    },
    {
        "task": "1.5",
        "how": "einsum for the weights, target minus prediction and plus signs",
        "code": """
def train_step(self, X, y, lr):
    p = self.forward(X)
    missing = y - p
    before = np.mean(missing**2)
    push = 2 * missing * (p - p * p) / y.shape[0]
    self.weights = self.weights + lr * np.einsum("nd,nk->dk", X, push)
    self.bias = self.bias + lr * np.einsum("nk->k", push)
    return before
""",
    },
    {
        "task": "1.5",
        "how": "a helper method returns the gradients of the mean",
        "code": """
def _gradients(self, X, prediction, y):
    local = 2 * (prediction - y) * sigmoid_derivative(prediction)
    return (X * local).mean(axis=0).reshape(-1, 1), local.mean(axis=0)


def train_step(self, X, y, lr):
    prediction = self.forward(X)
    grad_weights, grad_bias = self._gradients(X, prediction, y)
    self.weights, self.bias = self.weights - lr * grad_weights, self.bias - lr * grad_bias
    return mse_loss(prediction, y)
""",
    },
    {
        "task": "1.6",
        "how": "empty list and append",
        "code": """
def train(self, X, y, epochs, lr):
    losses = []
    for epoch in range(epochs):
        loss = self.train_step(X=X, y=y, lr=lr)
        losses.append(loss)
    return losses
""",
    },
    {
        "task": "1.6",
        "how": "while loop and a list of known length, NumPy scalars inside",
        "code": """
def train(self, X, y, epochs, lr):
    losses = [np.float64(0.0)] * epochs
    done = 0
    while done < epochs:
        losses[done] = np.float64(self.train_step(X, y, lr))
        done += 1
    return losses
""",
    },
    {
        "task": "1.6",
        "how": "the whole mathematics repeated instead of calling train_step",
        "code": """
def train(self, X, y, epochs, lr):
    history = []
    for _ in range(epochs):
        a = sigmoid(X @ self.weights + self.bias)
        history.append(float(((a - y) ** 2).mean()))
        delta = 2 / len(y) * (a - y) * a * (1 - a)
        self.weights = self.weights - lr * (X.T @ delta)
        self.bias = self.bias - lr * delta.sum(axis=0)
    return history
""",
    },
    {
        "task": "1.7",
        "how": "np.where with whole numbers",
        "code": """
def predict(self, X):
    return np.where(self.forward(X) < 0.5, 0, 1)
""",
    },
    {
        "task": "1.7",
        "how": "loop into an array of small unsigned integers",
        "code": """
def predict(self, X):
    answers = self.forward(X)
    classes = np.zeros(answers.shape, dtype=np.uint8)
    for i in range(len(answers)):
        if answers[i, 0] >= 0.5:
            classes[i, 0] = 1
    return classes
""",
    },
    {
        "task": "1.7",
        "how": "digitize with one border",
        "code": """
def predict(self, X):
    return np.digitize(self.forward(X), bins=[0.5])
""",
    },
    {
        "task": "1.7",
        "how": "list of lists turned into an int32 array",
        "code": """
def predict(self, X):
    rows = [[1] if a >= 0.5 else [0] for a in self.forward(X)[:, 0]]
    return np.array(rows, dtype=np.int32).reshape(-1, 1)
""",
    },
    {
        "task": "1.1",
        "how": "exponential of minus a softplus, via logaddexp",
        "code": """
def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z)))
""",
    },
    {
        "task": "1.1",
        "how": "a shifted and squeezed hyperbolic tangent",
        "code": """
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(np.multiply(z, 0.5))
""",
    },
    {
        "task": "1.2",
        "how": "einsum over an ellipsis",
        "code": """
def sigmoid_derivative(a):
    return np.einsum("...,...->...", a, 1.0 - a)
""",
    },
    {
        "task": "1.2",
        "how": "np.vectorize of a scalar function with a fixed output type",
        "code": """
def sigmoid_derivative(a):
    one = np.vectorize(lambda v: v - v * v, otypes=[np.float64])
    return one(a)
""",
    },
    {
        "task": "1.3",
        "how": "dot product of the flattened difference with itself",
        "code": """
def mse_loss(prediction, target):
    d = np.asarray(prediction - target)
    return np.vdot(d, d) / d.size
""",
    },
    {
        "task": "1.3",
        "how": "exact summation with math.fsum over Python floats",
        "code": """
import math

def mse_loss(prediction, target):
    pairs = zip(np.asarray(prediction).ravel().tolist(), np.asarray(target).ravel().tolist())
    squares = [(p - t) * (p - t) for p, t in pairs]
    return math.fsum(squares) / len(squares)
""",
    },
    {
        "task": "1.4",
        "how": "bias as one more weight of a constant input",
        "code": """
def forward(self, X):
    extended = np.column_stack([X, np.ones(len(X))])
    return sigmoid(extended @ np.vstack([self.weights, self.bias[np.newaxis, :]]))
""",
    },
    {
        "task": "1.4",
        "how": "einsum",
        "code": """
def forward(self, X):
    z = np.einsum("nd,dk->nk", X, self.weights)
    np.add(z, self.bias, out=z)
    return sigmoid(z)
""",
    },
    {
        "task": "1.5",
        "how": "example by example in a plain loop, both gradients gathered before any step",
        "code": """
def train_step(self, X, y, lr):
    answers = self.forward(X)
    before = mse_loss(answers, y)
    grad_w = np.zeros_like(self.weights)
    grad_b = 0.0
    for row, a, t in zip(X, answers[:, 0], y[:, 0]):
        slope = 2.0 * (a - t) * a * (1.0 - a) / len(X)
        for j, value in enumerate(row):
            grad_w[j, 0] += slope * value
        grad_b += slope
    self.weights = self.weights - lr * grad_w
    self.bias = self.bias - lr * grad_b
    return np.float64(before)
""",
    },
    {
        "task": "1.5",
        "how": "einsum on inputs with a column of ones, updates in place",
        "code": """
def train_step(self, X, y, lr):
    a = self.forward(X)
    rest = a - y
    loss = np.einsum("nk,nk->", rest, rest) / rest.size
    ones = np.concatenate([X, np.ones((X.shape[0], 1))], axis=1)
    grad = np.einsum("nd,nk,nk,nk->dk", ones, rest, a, 1.0 - a) * (2.0 / rest.size)
    self.weights[...] -= lr * grad[:-1]
    self.bias[...] -= lr * grad[-1]
    return loss
""",
    },
    {
        "task": "1.6",
        "how": "map over itertools.repeat",
        "code": """
from itertools import repeat

def train(self, X, y, epochs, lr):
    return list(map(self.train_step, repeat(X, epochs), repeat(y), repeat(lr)))
""",
    },
    {
        "task": "1.6",
        "how": "a while loop that counts down",
        "code": """
def train(self, X, y, epochs, lr):
    curve = []
    left = epochs
    while left > 0:
        curve += [self.train_step(X, y, lr)]
        left -= 1
    return curve
""",
    },
    {
        "task": "1.7",
        "how": "Heaviside step whose value at the border is 1",
        "code": """
def predict(self, X):
    return np.heaviside(self.forward(X) - 0.5, 1.0).astype(np.int64)
""",
    },
    {
        "task": "1.7",
        "how": "boolean bytes looked at as int8",
        "code": """
def predict(self, X):
    return np.greater_equal(self.forward(X), 0.5).view(np.int8)
""",
    },
]
