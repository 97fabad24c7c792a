"""Right answers to the tasks of module 06, in styles that differ from the reference."""

ANSWERS = [
    {
        "task": "6.1",
        "how": "nn.Linear made at the first call, with the input's device and dtype",
        "code": """
def __init__(self, units, activation=None):
    super().__init__()
    self.units = units
    self.activation = activation
    self.linear = None


def build(self, x):
    self.linear = nn.Linear(x.shape[-1], self.units, device=x.device, dtype=x.dtype)


def forward(self, x):
    if self.linear is None:
        self.build(x)
    z = self.linear(x)
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "how": "library's lazy layer, cast to the input's dtype before it is given its shape",
        "code": """
def __init__(self, units, activation=None):
    super().__init__()
    self.layer = nn.LazyLinear(units)
    self.activation = activation or (lambda z: z)
    self.built = False


def build(self, x):
    self.layer.to(device=x.device, dtype=x.dtype)
    with torch.no_grad():
        self.layer(x)
    self.built = True


def forward(self, x):
    if not self.built:
        self.build(x)
    return self.activation(self.layer(x))
""",
    },
    {
        "task": "6.1",
        "how": "layout (units, D), parameters registered by name, functional.linear",
        "code": """
def __init__(self, units, activation=None):
    super(Dense, self).__init__()
    self.n_outputs = int(units)
    self.function = nn.Identity() if activation is None else activation
    self.register_parameter("kernel", None)
    self.register_parameter("offset", None)


def build(self, x):
    bound = 1 / math.sqrt(x.size(-1))
    kernel = x.new_empty(self.n_outputs, x.size(-1)).uniform_(-bound, bound)
    offset = x.new_empty(self.n_outputs).uniform_(-bound, bound)
    self.register_parameter("offset", nn.Parameter(offset))
    self.register_parameter("kernel", nn.Parameter(kernel))


def forward(self, x):
    if self.kernel is None:
        self.build(x)
    return self.function(nn.functional.linear(x, self.kernel, self.offset))
""",
    },
    {
        "task": "6.1",
        "how": "ParameterDict, tensordot over the last dimension, He's random numbers",
        "code": """
def __init__(self, units, activation=None):
    super().__init__()
    self.units = units
    self.activation = activation
    self.variables = nn.ParameterDict()
    self.built = False


def build(self, x):
    n_inputs = x.shape[-1]
    scale = math.sqrt(2 / n_inputs)
    self.variables["b"] = nn.Parameter(torch.zeros(self.units).to(x))
    self.variables["w"] = nn.Parameter(scale * torch.randn(n_inputs, self.units).to(x))
    self.built = True


def forward(self, x):
    if not self.built:
        self.build(x)
    z = torch.tensordot(x, self.variables["w"], dims=1) + self.variables["b"]
    if self.activation is not None:
        z = self.activation(z)
    return z
""",
    },
    {
        "task": "6.1",
        "how": "all front dimensions flattened to rows, addmm, brought back at the end",
        "code": """
def __init__(self, units, activation=None):
    super().__init__()
    self.units, self.activation = units, activation


def build(self, x):
    with torch.no_grad():
        weight = torch.rand(x.shape[-1], self.units, dtype=x.dtype, device=x.device) - 0.5
        self.weight = nn.Parameter(weight / x.shape[-1] ** 0.5)
        self.bias = nn.Parameter(weight.new_zeros(self.units))


def forward(self, x):
    if not hasattr(self, "weight"):
        self.build(x)
    rows = x.reshape(-1, x.shape[-1])
    z = torch.addmm(self.bias, rows, self.weight)
    z = z.reshape(*x.shape[:-1], self.units)
    return self.activation(z) if callable(self.activation) else z
""",
    },
    {
        "task": "6.1",
        "how": "einsum with the size compared first, NumPy's random numbers",
        "code": """
def __init__(self, units, activation=None):
    super().__init__()
    self.units = units
    self.activation = activation
    self.n_inputs = None


def build(self, x):
    self.n_inputs = x.shape[-1]
    numbers = np.random.default_rng().normal(size=(self.units, self.n_inputs))
    weight = torch.from_numpy(numbers / np.sqrt(self.n_inputs + self.units))
    self.w = nn.Parameter(weight.to(x.device, x.dtype))
    self.b = nn.Parameter(torch.zeros(self.units, device=x.device, dtype=x.dtype))


def forward(self, x):
    if self.n_inputs is None:
        self.build(x)
    if x.shape[-1] != self.n_inputs:
        raise ValueError(f"{self.n_inputs} inputs expected, not {x.shape[-1]}")
    z = torch.einsum("...d,ud->...u", x, self.w).add(self.b)
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.2",
        "how": "the function of the library",
        "code": """
def __init__(self, dim=-1):
    super().__init__()
    self.axis = dim


def forward(self, x):
    return torch.softmax(x, self.axis)
""",
    },
    {
        "task": "6.2",
        "how": "the layer of the library inside",
        "code": """
def __init__(self, dim=-1):
    super().__init__()
    self.inner = nn.Softmax(dim=dim)


def forward(self, x):
    return self.inner(x)
""",
    },
    {
        "task": "6.2",
        "how": "exponential of x minus logsumexp",
        "code": """
def __init__(self, dim: int = -1):
    super().__init__()
    self.dim = dim


def forward(self, x):
    return (x - x.logsumexp(self.dim, keepdim=True)).exp()
""",
    },
    {
        "task": "6.2",
        "how": "largest score without a graph, float64 inside, back to the dtype of x",
        "code": """
def __init__(self, dim=-1):
    super().__init__()
    self.dim = dim


def forward(self, x):
    z = x.to(torch.float64)
    with torch.no_grad():
        largest = z.max(dim=self.dim, keepdim=True).values
    e = torch.exp(z - largest)
    return e.div(torch.sum(e, dim=self.dim, keepdim=True)).to(x.dtype)
""",
    },
    {
        "task": "6.2",
        "how": "the dimension moved to the end and back",
        "code": """
def __init__(self, dim=-1):
    super().__init__()
    self.dim = dim


def forward(self, x):
    z = x.movedim(self.dim, -1)
    top, _ = z.max(-1, keepdim=True)
    e = (z - top).exp()
    total = torch.einsum("...c->...", e).unsqueeze(-1)
    return (e / total).movedim(-1, self.dim)
""",
    },
    {
        "task": "6.2",
        "how": "loop over slices along the dimension",
        "code": """
def __init__(self, dim=-1):
    super().__init__()
    self.dim = dim


def forward(self, x):
    slices = x.unbind(self.dim)
    largest = slices[0]
    for part in slices[1:]:
        largest = torch.maximum(largest, part)
    powers = [torch.exp(part - largest) for part in slices]
    total = sum(powers)
    return torch.stack([power / total for power in powers], dim=self.dim)
""",
    },
    {
        "task": "6.2",
        "how": "custom autograd.Function with its own backward",
        "code": """
def __init__(self, dim=-1):
    super().__init__()
    self.dim = dim


def forward(self, x):
    class Function(torch.autograd.Function):
        @staticmethod
        def forward(ctx, scores, dim):
            p = torch.exp(torch.log_softmax(scores, dim))
            ctx.save_for_backward(p)
            ctx.dim = dim
            return p

        @staticmethod
        def backward(ctx, grad):
            (p,) = ctx.saved_tensors
            inner = (grad * p).sum(ctx.dim, keepdim=True)
            return p * (grad - inner), None

    return Function.apply(x, self.dim)
""",
    },
    {
        "task": "6.3",
        "how": "nn.Linear everywhere, the deep part in front of the wide part",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.hidden1 = nn.Linear(28 * 28, 64)
    self.hidden2 = nn.Linear(64, 32)
    self.out = nn.Linear(32 + 28 * 28, n_classes)


def forward(self, x):
    flat = x.reshape(x.shape[0], -1)
    h = torch.tanh(self.hidden1(flat))
    h = torch.tanh(self.hidden2(h))
    return self.out(torch.hstack([h, flat]))
""",
    },
    {
        "task": "6.3",
        "how": "bare parameters in the layout (inputs, classes), the join written as two products",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.matrix = nn.Parameter(0.02 * torch.randn(784 + 20, n_classes))
    self.deep = nn.Sequential(
        nn.Flatten(), nn.Linear(784, 50), nn.GELU(), nn.Linear(50, 20), nn.GELU()
    )
    self.bias = nn.Parameter(torch.zeros(n_classes))


def forward(self, x):
    h = self.deep(x)
    wide = torch.flatten(x, 1) @ self.matrix[:784]
    return wide + h @ self.matrix[784:] + self.bias
""",
    },
    {
        "task": "6.3",
        "how": "convolutions as deep layers, no bias at the output",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.head = nn.LazyLinear(n_classes, bias=False)
    self.body = nn.Sequential(
        nn.Conv2d(1, 4, 3, stride=2),
        nn.LeakyReLU(),
        nn.Conv2d(4, 8, 3, stride=2),
        nn.LeakyReLU(),
        nn.Flatten(),
    )


def forward(self, x):
    return self.head(torch.cat((nn.Flatten()(x), self.body(x)), dim=-1))
""",
    },
    {
        "task": "6.3",
        "how": "dropout among the deep layers, which end wider than the image, no activation last",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.deep = nn.Sequential(
        nn.Linear(784, 100), nn.ReLU(), nn.Dropout(0.3), nn.Linear(100, 784 + 16)
    )
    self.last = nn.Linear(784 + 784 + 16, n_classes)


def forward(self, x):
    wide = x.view(-1, 784)
    return self.last(torch.cat([wide, self.deep(wide)], 1))
""",
    },
    {
        "task": "6.3",
        "how": "own Dense layers in a ModuleList, layer norm, the join filled in place",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.score = Dense(n_classes)
    self.layers = nn.ModuleList([Dense(40, activation=torch.sigmoid) for _ in range(3)])
    self.norm = nn.LayerNorm(40)


def forward(self, x):
    flat = x.flatten(start_dim=1)
    h = flat
    for layer in self.layers:
        h = layer(h)
    joined = flat.new_zeros(len(flat), 784 + 40)
    joined[:, :784] = flat
    joined[:, 784:] = self.norm(h)
    return self.score(joined)
""",
    },
    {
        "task": "6.3",
        "how": "output layer as functional.linear, as many deep outputs as classes",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.first = nn.Linear(784, 128)
    self.second = nn.Linear(128, n_classes)
    self.weight = nn.Parameter(torch.empty(n_classes, 784 + n_classes))
    nn.init.kaiming_uniform_(self.weight, a=math.sqrt(5))
    self.bias = nn.Parameter(torch.randn(n_classes) / 10)


def forward(self, x):
    wide = x.squeeze(1).flatten(1)
    deep = torch.relu(self.second(torch.relu(self.first(wide))))
    return nn.functional.linear(torch.concat([wide, deep], dim=1), self.weight, self.bias)
""",
    },
    {
        "task": "6.3",
        "how": "two large deep layers, the second as small as the number of classes",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.deep = nn.Sequential(
        nn.Flatten(), nn.Linear(784, 1024), nn.ReLU(), nn.Linear(1024, n_classes), nn.ReLU()
    )
    self.output = nn.Linear(784 + n_classes, n_classes)


def forward(self, x):
    return self.output(torch.cat([x.flatten(1), self.deep(x)], dim=1))
""",
    },
    {
        "task": "6.4",
        "how": "the function of the library",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    return nn.functional.cross_entropy(logits, targets, weight=class_weights)
""",
    },
    {
        "task": "6.4",
        "how": "log_softmax and nll_loss summed, divided by the weights of the targets",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = nn.functional.log_softmax(logits, dim=-1)
    total = nn.functional.nll_loss(log_p, targets, class_weights, reduction="sum")
    return total / class_weights.index_select(0, targets).sum()
""",
    },
    {
        "task": "6.4",
        "how": "loop over the examples",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    total = 0.0
    weight = 0.0
    for row, target in zip(logits, targets.tolist(), strict=True):
        loss = torch.logsumexp(row, dim=0) - row[target]
        total = total + class_weights[target] * loss
        weight = weight + class_weights[target]
    return total / weight
""",
    },
    {
        "task": "6.4",
        "how": "one-hot targets carry the weights, largest logit taken away by hand",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    n_classes = logits.shape[1]
    share = nn.functional.one_hot(targets, n_classes).to(class_weights.dtype) * class_weights
    share = share / share.sum()
    shifted = logits - logits.max(dim=1, keepdim=True).values
    log_p = shifted - shifted.exp().sum(dim=1, keepdim=True).log()
    return -torch.einsum("nc,nc->", share, log_p)
""",
    },
    {
        "task": "6.4",
        "how": "weights normalised first, dot product with the losses",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    w = class_weights[targets]
    w = w / w.sum()
    rows = torch.arange(len(targets), device=logits.device)
    losses = logits.logsumexp(1) - logits[rows, targets]
    return torch.dot(w, losses)
""",
    },
    {
        "task": "6.4",
        "how": "custom autograd.Function with its own backward",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    class Loss(torch.autograd.Function):
        @staticmethod
        def forward(ctx, z, y, weights):
            share = weights[y] / weights[y].sum()
            ctx.save_for_backward(z, y, share)
            picked = z.gather(1, y[:, None])[:, 0]
            return (share * (torch.logsumexp(z, 1) - picked)).sum()

        @staticmethod
        def backward(ctx, grad_output):
            z, y, share = ctx.saved_tensors
            grad = torch.softmax(z, 1) - nn.functional.one_hot(y, z.shape[1])
            return grad_output * share[:, None] * grad, None, None

    return Loss.apply(logits, targets, class_weights)
""",
    },
    {
        "task": "6.5",
        "how": "everything kept, scikit-learn asked at the end",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.predictions = []
    self.targets = []


def update(self, predictions, targets):
    self.predictions.extend(predictions.tolist())
    self.targets.extend(targets.tolist())


def compute(self):
    from sklearn.metrics import precision_recall_fscore_support

    if not self.targets:
        return {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    precision, recall, f1, _ = precision_recall_fscore_support(
        self.targets,
        self.predictions,
        labels=range(self.n_classes),
        average="macro",
        zero_division=0,
    )
    return {"precision": precision, "recall": recall, "f1": f1}


def reset(self):
    self.predictions.clear()
    self.targets.clear()
""",
    },
    {
        "task": "6.5",
        "how": "confusion matrix in NumPy, NumPy scalars back",
        "code": """
def __init__(self, n_classes):
    self.matrix = np.zeros((n_classes, n_classes), dtype=np.int64)


def update(self, predictions, targets):
    np.add.at(self.matrix, (targets.cpu().numpy(), predictions.cpu().numpy()), 1)


def compute(self):
    hits = np.diag(self.matrix).astype(float)
    predicted = self.matrix.sum(axis=0)
    due = self.matrix.sum(axis=1)
    zeros = np.zeros_like(hits)
    p = np.divide(hits, predicted, out=zeros.copy(), where=predicted > 0)
    r = np.divide(hits, due, out=zeros.copy(), where=due > 0)
    f = np.divide(2 * p * r, p + r, out=zeros.copy(), where=p + r > 0)
    return {"f1": f.mean(), "precision": p.mean(), "recall": r.mean()}


def reset(self):
    self.matrix[:] = 0
""",
    },
    {
        "task": "6.5",
        "how": "counters of Python, plain loops",
        "code": """
def __init__(self, n_classes):
    self.classes = range(n_classes)
    self.reset()


def update(self, predictions, targets):
    for p, t in zip(predictions.tolist(), targets.tolist(), strict=True):
        if p == t:
            self.tp[p] += 1
        else:
            self.fp[p] += 1
            self.fn[t] += 1


def compute(self):
    def ratio(a, b):
        return a / b if b else 0.0

    p = [ratio(self.tp[c], self.tp[c] + self.fp[c]) for c in self.classes]
    r = [ratio(self.tp[c], self.tp[c] + self.fn[c]) for c in self.classes]
    f = [ratio(2 * a * b, a + b) for a, b in zip(p, r, strict=True)]
    n = len(self.classes)
    return {"precision": sum(p) / n, "recall": sum(r) / n, "f1": sum(f) / n}


def reset(self):
    self.tp = [0 for _ in self.classes]
    self.fp = [0 for _ in self.classes]
    self.fn = [0 for _ in self.classes]
""",
    },
    {
        "task": "6.5",
        "how": "product of one-hot matrices, ratios made whole with nan_to_num",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.n_classes = n_classes
    self.confusion = 0


def update(self, predictions, targets):
    rows = nn.functional.one_hot(targets, self.n_classes)
    columns = nn.functional.one_hot(predictions, self.n_classes)
    self.confusion = self.confusion + rows.T.double() @ columns.double()


def compute(self):
    matrix = self.confusion + torch.zeros(self.n_classes, self.n_classes).double()
    hits = matrix.diagonal()
    precision = (hits / matrix.sum(0)).nan_to_num(0.0)
    recall = (hits / matrix.sum(1)).nan_to_num(0.0)
    f1 = (2 * precision * recall / (precision + recall)).nan_to_num(0.0)
    return dict(
        precision=float(precision.mean()), recall=float(recall.mean()), f1=float(f1.mean())
    )


def reset(self):
    self.__init__(self.n_classes)
""",
    },
    {
        "task": "6.5",
        "how": "tensors kept, masks for every class, the answer remembered until the next batch",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.seen = []
    self.answer = None


def update(self, predictions, targets):
    self.seen.append(torch.stack([predictions, targets]))
    self.answer = None


def compute(self):
    if self.answer is None:
        pairs = torch.cat(self.seen, dim=1) if self.seen else torch.zeros(2, 0)
        predictions, targets = pairs
        sums = np.zeros(3)
        for c in range(self.n_classes):
            guessed, true = predictions == c, targets == c
            both = (guessed & true).sum().item()
            if both:
                p = both / guessed.sum().item()
                r = both / true.sum().item()
                sums += p, r, 2 / (1 / p + 1 / r)
        means = sums / self.n_classes
        self.answer = dict(zip(("precision", "recall", "f1"), means.tolist(), strict=True))
    return dict(self.answer)


def reset(self):
    self.seen, self.answer = [], None
""",
    },
    {
        "task": "6.6",
        "how": "factor by min, parameters written through data",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    params = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    grads = torch.autograd.grad(loss, params, allow_unused=True)
    used = [g for g in grads if g is not None]
    scale = 1.0
    if max_norm is not None:
        total = math.sqrt(sum((g**2).sum().item() for g in used))
        if total > max_norm:
            scale = max_norm / total
    for p, g in zip(params, grads, strict=True):
        if g is not None:
            p.data.sub_(g, alpha=lr * scale)
    return float(loss.detach())
""",
    },
    {
        "task": "6.6",
        "how": "missing gradients as zeros, one long vector cut up again",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    from torch.nn.utils import parameters_to_vector, vector_to_parameters

    chosen = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(
        loss, chosen, allow_unused=True, materialize_grads=True
    )
    vector = torch.cat([g.reshape(-1) for g in gradients])
    norm = torch.linalg.vector_norm(vector)
    if max_norm is not None and norm > max_norm:
        vector = vector * (max_norm / norm)
    with torch.no_grad():
        vector_to_parameters(parameters_to_vector(chosen) - lr * vector, chosen)
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "how": "torch.func, the model called as a function of its parameters",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    free = {name: p for name, p in model.named_parameters() if p.requires_grad}

    def loss_of(values):
        return loss_function(torch.func.functional_call(model, values, (x,)), y)

    values = {name: p.detach() for name, p in free.items()}
    grads, loss = torch.func.grad_and_value(loss_of)(values)
    norm = sum(g.square().sum() for g in grads.values()) ** 0.5
    factor = 1.0 if max_norm is None or norm <= max_norm else max_norm / norm
    with torch.no_grad():
        for name, p in free.items():
            p.copy_(p - lr * factor * grads[name])
    return loss.detach().numpy()[()]
""",
    },
    {
        "task": "6.6",
        "how": "gradients shrunk in place, foreach functions",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = tuple(filter(lambda p: p.requires_grad, model.parameters()))
    output = loss_function(model(x), y)
    pairs = [
        pair
        for pair in zip(parameters, torch.autograd.grad(output, parameters, allow_unused=True))
        if pair[1] is not None
    ]
    weights, gradients = map(list, zip(*pairs))
    if max_norm is not None:
        norms = torch.stack(torch._foreach_norm(gradients))
        norm = float(torch.linalg.norm(norms))
        if norm > max_norm:
            gradients = [g.mul(max_norm / norm) for g in gradients]
    with torch.no_grad():
        torch._foreach_add_(weights, gradients, alpha=-lr)
    return output.detach().item()
""",
    },
    {
        "task": "6.6",
        "how": "graph recording switched on and off by hand, norm in float64",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    recording = torch.is_grad_enabled()
    torch.set_grad_enabled(True)
    try:
        loss = loss_function(model(x), y)
        trainable = [p for p in model.parameters() if p.requires_grad]
        gradients = torch.autograd.grad(loss, trainable, allow_unused=True)
        torch.set_grad_enabled(False)
        squares = [g.double().square().sum().item() for g in gradients if g is not None]
        norm = sum(squares) ** 0.5
        shrink = min(1.0, max_norm / norm) if max_norm is not None and norm > 0 else 1.0
        for i in range(len(trainable)):
            if gradients[i] is not None:
                trainable[i] -= gradients[i] * (shrink * lr)
    finally:
        torch.set_grad_enabled(recording)
    return np.float64(loss.item())
""",
    },
    {
        "task": "6.6",
        "how": "backward between clearing and clearing, clip_grad_norm_ of the library",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    model.zero_grad(set_to_none=True)
    loss = loss_function(model(x), y)
    loss.backward()
    moving = [p for p in model.parameters() if p.grad is not None]
    if max_norm is not None:
        nn.utils.clip_grad_norm_(moving, max_norm)
    with torch.no_grad():
        for p in moving:
            p.add_(p.grad, alpha=-lr)
    model.zero_grad(set_to_none=True)
    return loss.item()
""",
    },
    {
        "task": "6.7",
        "how": "random_split with a generator of its own",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    from torch.utils.data import random_split

    generator = torch.Generator()
    generator.manual_seed(seed)
    sizes = [len(dataset) - n_validation, n_validation]
    train, validation = random_split(dataset, sizes, generator=generator)
    return train, validation
""",
    },
    {
        "task": "6.7",
        "how": "Python's random numbers, both parts kept in their old order",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    import random

    n = len(dataset)
    chosen = set(random.Random(seed).sample(range(n), n_validation))
    train = [i for i in range(n) if i not in chosen]
    return Subset(dataset, train), Subset(dataset, sorted(chosen))
""",
    },
    {
        "task": "6.7",
        "how": "NumPy's permutation, own data set class",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    class Part(Dataset):
        def __init__(self, indices):
            self.indices = indices

        def __len__(self):
            return len(self.indices)

        def __getitem__(self, i):
            return dataset[int(self.indices[i])]

    order = np.random.default_rng(seed).permutation(len(dataset))
    cut = len(dataset) - n_validation
    return Part(order[:cut]), Part(order[cut:])
""",
    },
    {
        "task": "6.7",
        "how": "lists of the examples themselves, as a tuple unpacked from one shuffled list",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    import random

    examples = [dataset[i] for i in range(len(dataset))]
    random.Random(seed).shuffle(examples)
    return examples[n_validation:], examples[:n_validation]
""",
    },
    {
        "task": "6.7",
        "how": "random numbers sorted, marks for the part of every example",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator().manual_seed(seed)
    draws = torch.rand(len(dataset), generator=generator, dtype=torch.float64)
    mark = torch.zeros(len(dataset), dtype=torch.bool)
    mark[draws.argsort()[:n_validation]] = True
    inside = mark.nonzero().flatten().tolist()
    outside = (~mark).nonzero().flatten().tolist()
    return Subset(dataset, indices=outside), Subset(dataset, indices=inside)
""",
    },
    {
        "task": "6.7",
        "how": "global random numbers seeded inside fork_rng only",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        order = torch.randperm(len(dataset))
    positions = [int(i) for i in order]
    return tuple(
        Subset(dataset, part) for part in (positions[n_validation:], positions[:n_validation])
    )
""",
    },
    {
        "task": "6.7",
        "how": "legacy NumPy generator, NumPy's whole numbers as positions, train part sorted",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    chosen = np.random.RandomState(seed).choice(len(dataset), n_validation, replace=False)
    rest = np.setdiff1d(np.arange(len(dataset)), chosen)
    return Subset(dataset, rest), Subset(dataset, chosen)
""",
    },
    {
        "task": "6.8",
        "how": "everything written out, best weights as clones, number of the best epoch kept",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    train_loss, valid_loss, valid_accuracy = [], [], []
    best_epoch = -1
    best = None
    for epoch in range(epochs):
        model.train()
        total = n = 0
        for x, y in train_loader:
            optimizer.zero_grad()
            loss = loss_function(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * x.size(0)
            n += x.size(0)
        train_loss.append(total / n)

        model.eval()
        total = n = right = 0
        with torch.no_grad():
            for x, y in valid_loader:
                z = model(x)
                total += loss_function(z, y).item() * x.size(0)
                right += (z.max(1).indices == y).sum().item()
                n += x.size(0)
        valid_loss.append(total / n)
        valid_accuracy.append(right / n)

        if best is None or valid_loss[-1] < valid_loss[best_epoch]:
            best_epoch = epoch
            best = {name: value.clone() for name, value in model.state_dict().items()}
        elif epoch - best_epoch >= patience:
            break
    if best is not None:
        model.load_state_dict(best)
    return {
        "train_loss": train_loss,
        "valid_loss": valid_loss,
        "valid_accuracy": valid_accuracy,
    }
""",
    },
    {
        "task": "6.8",
        "how": "given functions, best weights saved to memory with torch.save",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    import io

    history = {key: [] for key in ("valid_accuracy", "valid_loss", "train_loss")}
    file = io.BytesIO()
    torch.save(model.state_dict(), file)
    lowest = float("inf")
    left = patience
    epoch = 0
    while epoch < epochs and left > 0:
        epoch += 1
        mean = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        for key, value in zip(reversed(history), (mean, loss, accuracy), strict=True):
            history[key].append(value)
        left -= 1
        if loss < lowest:
            lowest = loss
            left = patience
            file = io.BytesIO()
            torch.save(model.state_dict(), file)
    file.seek(0)
    model.load_state_dict(torch.load(file, weights_only=True))
    return history
""",
    },
    {
        "task": "6.8",
        "how": "whole model copied at its best, values copied back one by one, ends in eval mode",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    rows = []
    best = copy.deepcopy(model)
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        rows.append((train, *evaluate(model, valid_loader, loss_function)))
        losses = [row[1] for row in rows]
        since = len(losses) - 1 - losses.index(min(losses))
        if since == 0:
            best = copy.deepcopy(model)
        if since == patience:
            break
    with torch.no_grad():
        for ours, theirs in zip(model.parameters(), best.parameters(), strict=True):
            ours.copy_(theirs)
        for ours, theirs in zip(model.buffers(), best.buffers(), strict=True):
            ours.copy_(theirs)
    model.eval()
    columns = zip(*rows, strict=True) if rows else ([], [], [])
    names = ("train_loss", "valid_loss", "valid_accuracy")
    return dict(zip(names, map(list, columns), strict=True))
""",
    },
    {
        "task": "6.8",
        "how": "recursion over the epochs, inference mode, NumPy scalars",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}

    def learn():
        model.train(True)
        losses, sizes = [], []
        for x, y in train_loader:
            loss = loss_function(model(x), y)
            optimizer.zero_grad(set_to_none=False)
            loss.backward()
            losses.append(loss.detach().item())
            sizes.append(y.shape[0])
            optimizer.step()
        return np.average(losses, weights=sizes)

    def measure():
        model.train(False)
        losses, hits = [], []
        with torch.inference_mode():
            for x, y in valid_loader:
                logits = model(x)
                losses += [loss_function(logits, y).item()] * len(y)
                hits += torch.eq(logits.argmax(-1), y).tolist()
        return np.mean(losses), np.mean(hits)

    def go(epoch, lowest, waited, best):
        if epoch == epochs or waited == patience:
            return best
        history["train_loss"].append(learn())
        loss, accuracy = measure()
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            return go(epoch + 1, loss, 0, copy.deepcopy(model.state_dict()))
        return go(epoch + 1, lowest, waited + 1, best)

    best = go(0, np.inf, 0, None)
    if best is not None:
        model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "how": "running means, gradients cleared after each step, all states kept until the end",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    states = []
    optimizer.zero_grad()
    for _ in range(epochs):
        model.train()
        mean, seen = 0.0, 0
        for batch in train_loader:
            inputs, targets = batch
            loss = loss_function(model(inputs), targets)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            seen += len(targets)
            mean += (loss.item() - mean) * len(targets) / seen
        history["train_loss"].append(mean)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        states.append({key: value.detach().clone() for key, value in model.state_dict().items()})
        ahead, recent = history["valid_loss"][:-patience], history["valid_loss"][-patience:]
        if ahead and min(recent) >= min(ahead):
            break
    if states:
        losses = history["valid_loss"]
        model.load_state_dict(states[losses.index(min(losses))])
    return history
""",
    },
    {
        "task": "6.1",
        "how": "register_parameter under other names, einsum, a random bias, a flag of its own",
        "code": """
def __init__(self, units, activation=None):
    nn.Module.__init__(self)
    self.width, self.squash, self.ready = units, activation, False

def build(self, x):
    d = x.shape[-1]
    random = torch.rand(d + 1, self.width, dtype=x.dtype, device=x.device) - 0.5
    random = random * math.sqrt(12 / (d + self.width))
    self.register_parameter("shift", nn.Parameter(random[-1].clone()))
    self.register_parameter("kernel", nn.Parameter(random[:-1].clone()))
    self.ready = True

def forward(self, x):
    if not self.ready:
        self.build(x)
    out = torch.einsum("...d,du->...u", x, self.kernel).add(self.shift)
    return out if self.squash is None else self.squash(out)
""",
    },
    {
        "task": "6.1",
        "how": "parameters in an nn.ParameterDict, truncated normal numbers, torch.tensordot",
        "code": """
def __init__(self, units, activation=None):
    nn.Module.__init__(self)
    self.units = int(units)
    self.f = (lambda z: z) if activation is None else activation
    self.learned = nn.ParameterDict()

def build(self, x):
    room = torch.empty(x.shape[-1], self.units, device=x.device, dtype=torch.float64)
    nn.init.trunc_normal_(room, std=1 / math.sqrt(max(x.shape[-1], 1)))
    self.learned["b"] = nn.Parameter(x.detach().new_full((self.units,), 0.01))
    self.learned["W"] = nn.Parameter(room.to(x.dtype))

def forward(self, x):
    if "W" not in self.learned:
        self.build(x)
    z = torch.tensordot(x, self.learned["W"], dims=1)
    return self.f(z + self.learned["b"])
""",
    },
    {
        "task": "6.2",
        "how": "exp(x - logsumexp) in float64, cast back",
        "code": """
def __init__(self, dim=-1):
    nn.Module.__init__(self)
    self.register_buffer("along", torch.tensor(dim), persistent=False)

def forward(self, x):
    wide = x.double()
    return wide.sub(wide.logsumexp(int(self.along), keepdim=True)).exp().to(x.dtype)
""",
    },
    {
        "task": "6.2",
        "how": "own autograd.Function with a hand-written backward",
        "code": """
from functools import cache

@cache
def _normalised():
    class Normalised(torch.autograd.Function):
        @staticmethod
        def forward(ctx, z, dim):
            top = torch.max(z, dim=dim, keepdim=True)[0]
            e = (z - top).exp()
            p = e / e.sum(dim, keepdim=True)
            ctx.dim = dim
            ctx.save_for_backward(p)
            return p

        @staticmethod
        def backward(ctx, upstream):
            (p,) = ctx.saved_tensors
            inner = (upstream * p).sum(ctx.dim, keepdim=True)
            return p * (upstream - inner), None

    return Normalised

def __init__(self, dim=-1):
    nn.Module.__init__(self)
    self.dim = dim

def forward(self, x):
    return _normalised().apply(x, self.dim)
""",
    },
    {
        "task": "6.3",
        "how": "the deep way is convolutional with tanh, stands first, and the output layer is nn.Linear",
        "code": """
def __init__(self, n_classes):
    nn.Module.__init__(self)
    self.head = nn.Linear(6 * 3 * 3 + 784, n_classes)
    self.eyes = nn.Sequential(
        nn.Conv2d(1, 4, kernel_size=4, stride=4),
        nn.Tanh(),
        nn.Conv2d(4, 6, kernel_size=3, stride=2),
        nn.Tanh(),
        nn.Flatten(),
    )

def forward(self, x):
    return self.head(torch.hstack((self.eyes(x), x.reshape(len(x), 784))))
""",
    },
    {
        "task": "6.3",
        "how": "residual deep layers with GELU and softplus, a bare parameter matrix as the output layer",
        "code": """
def __init__(self, n_classes):
    nn.Module.__init__(self)
    self.enter = Dense(48, nn.functional.gelu)
    self.more = nn.ModuleList([Dense(48, nn.functional.softplus), nn.Linear(48, 48)])
    self.mixing = nn.Parameter(torch.randn(n_classes, 784 + 48) / 29)
    self.offset = nn.Parameter(torch.zeros(n_classes))

def forward(self, x):
    pixels = x.reshape(x.shape[0], -1)
    h = self.enter(pixels)
    for layer in self.more:
        h = h + torch.tanh(layer(h))
    return torch.cat((pixels, h), -1) @ self.mixing.t() + self.offset
""",
    },
    {
        "task": "6.4",
        "how": "a plain loop over the examples in float64",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    above, below = 0, 0
    for row, target in zip(logits.double(), targets.tolist()):
        weight = class_weights[target].double()
        above = above + weight * (torch.logsumexp(row, 0) - row[target])
        below = below + weight
    return (above / below).to(logits.dtype)
""",
    },
    {
        "task": "6.4",
        "how": "a mask of right classes, losses by differences to the target's logit, masked sums",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    right = torch.eq(targets[:, None], torch.arange(logits.shape[1], device=targets.device))
    at_target = torch.masked_select(logits, right)
    losses = torch.logsumexp(logits - at_target[:, None], dim=1)
    share = torch.masked_select(class_weights.expand_as(logits), right)
    share = share / share.sum()
    return torch.dot(share.to(losses.dtype), losses)
""",
    },
    {
        "task": "6.5",
        "how": "pure Python: a Counter of (prediction, target) pairs and exact fractions",
        "code": """
from collections import Counter
from fractions import Fraction

def _share(part, whole):
    return Fraction(part, whole) if whole else Fraction(0)

def __init__(self, n_classes):
    self.classes = range(n_classes)
    self.pairs = Counter()

def update(self, predictions, targets):
    self.pairs.update(zip(predictions.tolist(), targets.tolist()))

def reset(self):
    self.pairs = Counter()

def compute(self):
    rows = []
    for c in self.classes:
        hit = self.pairs[c, c]
        guessed = sum(n for (p, _), n in self.pairs.items() if p == c)
        due = sum(n for (_, t), n in self.pairs.items() if t == c)
        rows.append((_share(hit, guessed), _share(hit, due), _share(2 * hit, guessed + due)))
    names = ("precision", "recall", "f1")
    return {k: float(sum(v) / len(rows)) for k, v in zip(names, zip(*rows))}
""",
    },
    {
        "task": "6.5",
        "how": "scikit-learn with all labels over copies of everything; numpy.float64 comes out",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.reset()

def reset(self):
    self.batches = [np.zeros((2, 0), dtype=np.int64)]

def update(self, predictions, targets):
    self.batches.append(np.stack([t.detach().cpu().numpy() for t in (predictions, targets)]))

def compute(self):
    from sklearn.metrics import precision_recall_fscore_support

    guessed, due = np.concatenate(self.batches, axis=1)
    if due.size == 0:
        return dict.fromkeys(("precision", "recall", "f1"), 0.0)
    each = precision_recall_fscore_support(
        due, guessed, labels=np.arange(self.n_classes), zero_division=0
    )
    return {"precision": each[0].mean(), "recall": each[1].mean(), "f1": each[2].mean()}
""",
    },
    {
        "task": "6.6",
        "how": "one long float64 vector of all gradients, clipped and split again",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    loss = loss_function(model(x), y)
    free = [p for p in model.parameters() if p.requires_grad]
    if free and loss.requires_grad:
        slopes = torch.autograd.grad(loss, free, allow_unused=True)
        arrow = torch.cat([
            (torch.zeros_like(p) if s is None else s).reshape(-1).double()
            for p, s in zip(free, slopes)
        ])
        length = float(torch.linalg.vector_norm(arrow))
        if max_norm is not None and length > max_norm:
            arrow = arrow * (max_norm / length)
        with torch.no_grad():
            for p, part in zip(free, arrow.split([p.numel() for p in free])):
                p.add_(part.view(p.shape).to(p.dtype), alpha=-lr)
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "how": "backward into emptied .grad fields that are restored afterwards; math.hypot for the norm",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    movable = [p for p in model.parameters() if p.requires_grad]
    kept = [p.grad for p in movable]
    loss = loss_function(model(x), y)
    value = loss.item()
    try:
        for p in movable:
            p.grad = None
        if movable and loss.requires_grad:
            loss.backward(inputs=movable)
        steps = [(p, p.grad) for p in movable if p.grad is not None]
    finally:
        for p, old in zip(movable, kept):
            p.grad = old
    norm = math.hypot(*(g.double().norm().item() for _, g in steps))
    shrink = max_norm / norm if max_norm is not None and norm > max_norm else 1.0
    with torch.no_grad():
        for p, g in steps:
            p.copy_(p - g * (lr * shrink))
    return value
""",
    },
    {
        "task": "6.7",
        "how": "positions sorted by a hash of seed and position; a data set class of its own",
        "code": """
import hashlib

def split_train_validation(dataset, n_validation, seed):
    class Part:
        def __init__(part, positions):
            part.positions = tuple(positions)

        def __len__(part):
            return len(part.positions)

        def __getitem__(part, i):
            return dataset[part.positions[i]]

    def lot(position):
        return hashlib.sha256(f"{seed}/{position}".encode()).digest(), position

    drawn = set(sorted(range(len(dataset)), key=lot)[:n_validation])
    rest = (i for i in range(len(dataset)) if i not in drawn)
    return Part(rest), Part(sorted(drawn))
""",
    },
    {
        "task": "6.7",
        "how": "Python's own random.Random, swaps by hand, validation from the end",
        "code": """
import random

def split_train_validation(dataset, n_validation, seed):
    chance = random.Random(f"split {seed}")
    places = list(range(len(dataset)))
    for last in range(len(places) - 1, 0, -1):
        other = chance.randint(0, last)
        places[last], places[other] = places[other], places[last]
    cut = len(places) - n_validation
    return Subset(dataset, places[:cut]), Subset(dataset, places[cut:])
""",
    },
    {
        "task": "6.8",
        "how": "own loops, math.fsum, a snapshot of all parameters and buffers written back in place",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    records, snapshot, lowest, since = [], None, math.inf, 0
    while len(records) < epochs and since < patience:
        model.train()
        sums, sizes = [], []
        for x, y in train_loader:
            with torch.enable_grad():
                optimizer.zero_grad()
                loss = loss_function(model(x), y)
                loss.backward()
            optimizer.step()
            sums.append(loss.item() * y.shape[0])
            sizes.append(y.shape[0])
        train_loss = math.fsum(sums) / sum(sizes)

        model.eval()
        sums, sizes, right = [], [], 0
        with torch.no_grad():
            for x, y in valid_loader:
                logits = model(x)
                sums.append(float(loss_function(logits, y)) * y.shape[0])
                sizes.append(y.shape[0])
                right += torch.count_nonzero(torch.argmax(logits, 1) == y).item()
        valid_loss = math.fsum(sums) / sum(sizes)
        records.append((train_loss, valid_loss, right / sum(sizes)))

        since += 1
        if valid_loss < lowest:
            lowest, since = valid_loss, 0
        if since == 0 or (snapshot is None and valid_loss == math.inf):
            tensors = [*model.parameters(), *model.buffers()]
            snapshot = [t.detach().clone() for t in tensors]
    if snapshot is not None:
        with torch.no_grad():
            for t, old in zip([*model.parameters(), *model.buffers()], snapshot):
                t.copy_(old)
    names = ("train_loss", "valid_loss", "valid_accuracy")
    return {name: [record[i] for record in records] for i, name in enumerate(names)}
""",
    },
    {
        "task": "6.8",
        "how": "the given passes; the best weights go through torch.save into memory; patience by epoch numbers",
        "code": """
import io

def _freeze(model):
    box = io.BytesIO()
    torch.save(model.state_dict(), box)
    return box.getvalue()

def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"valid_accuracy": [], "valid_loss": [], "train_loss": []}
    frozen, best_epoch, lowest = _freeze(model), 0, math.inf
    for epoch in range(1, epochs + 1):
        history["train_loss"] += [train_one_epoch(model, train_loader, loss_function, optimizer)]
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["valid_loss"] += [loss]
        history["valid_accuracy"] += [accuracy]
        if loss < lowest:
            frozen, best_epoch, lowest = _freeze(model), epoch, loss
        elif epoch == 1 and loss == math.inf:
            frozen = _freeze(model)
        if epoch - best_epoch >= patience:
            break
    model.load_state_dict(torch.load(io.BytesIO(frozen), weights_only=False))
    return history
""",
    },
]
