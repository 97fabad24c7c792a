"""Right answers to the tasks of module 04, in styles that differ from the reference."""

ANSWERS = [
    {
        "task": "4.1",
        "how": "weights drawn again from a normal distribution, biases zero",
        "code": """
def __init__(self, n_hidden=4):
    super(XORNet, self).__init__()
    self.hidden = nn.Linear(in_features=2, out_features=n_hidden, bias=True)
    self.output = nn.Linear(in_features=n_hidden, out_features=1, bias=True)
    for layer in (self.hidden, self.output):
        nn.init.normal_(layer.weight, std=1.0)
        nn.init.zeros_(layer.bias)
""",
    },
    {
        "task": "4.1",
        "how": "Xavier weights, output layer registered first",
        "code": """
def __init__(self, n_hidden: int = 4):
    nn.Module.__init__(self)
    output = nn.Linear(n_hidden, 1)
    hidden = nn.Linear(2, n_hidden)
    nn.init.xavier_uniform_(output.weight)
    nn.init.xavier_uniform_(hidden.weight)
    self.add_module("output", output)
    self.add_module("hidden", hidden)
""",
    },
    {
        "task": "4.1",
        "how": "other layer names, forward and gradients fit them",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.fc1 = nn.Linear(2, n_hidden)
    self.fc2 = nn.Linear(n_hidden, 1)
    self.activation = nn.Sigmoid()


def forward(self, x):
    x = self.activation(self.fc1(x))
    x = self.activation(self.fc2(x))
    return x


@torch.no_grad()
def manual_gradients(model, X, y):
    h = torch.sigmoid(model.fc1(X))
    p = torch.sigmoid(model.fc2(h))
    d2 = 2.0 / len(y) * (p - y) * p * (1 - p)
    d1 = torch.mm(d2, model.fc2.weight) * h * (1 - h)
    return {
        "fc1.weight": torch.mm(d1.t(), X),
        "fc1.bias": d1.sum(0),
        "fc2.weight": torch.mm(d2.t(), h),
        "fc2.bias": d2.sum(0),
    }
""",
    },
    {
        "task": "4.1",
        "how": "nn.Sequential of layers and sigmoids",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.net = nn.Sequential(
        nn.Linear(2, n_hidden), nn.Sigmoid(), nn.Linear(n_hidden, 1), nn.Sigmoid()
    )


def forward(self, x):
    return self.net(x)


def manual_gradients(model, X, y):
    with torch.no_grad():
        hidden = model.net[1](model.net[0](X))
        prediction = model.net[3](model.net[2](hidden))
        slope = (prediction - y) * 2 / y.numel()
        at_output = slope * prediction * (1 - prediction)
        at_hidden = at_output.matmul(model.net[2].weight) * hidden * (1 - hidden)
    gradients = {}
    for number, delta, inputs in ((0, at_hidden, X), (2, at_output, hidden)):
        gradients[f"net.{number}.weight"] = delta.T.matmul(inputs.detach())
        gradients[f"net.{number}.bias"] = delta.sum(dim=0)
    return gradients
""",
    },
    {
        "task": "4.1",
        "how": "bare parameters in the layout of NumPy, (inputs, outputs)",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.W1 = nn.Parameter(torch.randn(2, n_hidden))
    self.b1 = nn.Parameter(torch.zeros(n_hidden))
    self.W2 = nn.Parameter(torch.randn(n_hidden, 1))
    self.b2 = nn.Parameter(torch.zeros(1))


def forward(self, x):
    hidden = torch.sigmoid(x @ self.W1 + self.b1)
    return torch.sigmoid(hidden @ self.W2 + self.b2)


def manual_gradients(model, X, y):
    W1, b1 = model.W1.detach(), model.b1.detach()
    W2, b2 = model.W2.detach(), model.b2.detach()
    X, y = X.detach(), y.detach()
    h = torch.sigmoid(X @ W1 + b1)
    p = torch.sigmoid(h @ W2 + b2)
    dz2 = 2 * (p - y) / y.numel() * p * (1 - p)
    dz1 = dz2 @ W2.T * h * (1 - h)
    return {"W1": X.T @ dz1, "b1": dz1.sum(0), "W2": h.T @ dz2, "b2": dz2.sum(0)}
""",
    },
    {
        "task": "4.1",
        "how": "bare parameters (outputs, inputs), uniform, biases registered before weights",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.n_hidden = n_hidden
    self.bias_in = nn.Parameter(torch.rand(n_hidden) - 0.5)
    self.bias_out = nn.Parameter(torch.rand(1) - 0.5)
    self.weight_in = nn.Parameter(torch.empty(n_hidden, 2).uniform_(-1, 1))
    self.weight_out = nn.Parameter(torch.empty(1, n_hidden).uniform_(-1, 1))


def forward(self, x):
    hidden = nn.functional.linear(x, self.weight_in, self.bias_in).sigmoid()
    return nn.functional.linear(hidden, self.weight_out, self.bias_out).sigmoid()


def manual_gradients(model, X, y):
    with torch.no_grad():
        h = nn.functional.linear(X, model.weight_in, model.bias_in).sigmoid()
        p = nn.functional.linear(h, model.weight_out, model.bias_out).sigmoid()
        d2 = 2 * (p - y) / y.numel() * p * (1 - p)
        d1 = d2 * model.weight_out * h * (1 - h)
        by_hand = {
            "weight_in": torch.einsum("nh,nd->hd", d1, X),
            "weight_out": torch.einsum("no,nh->oh", d2, h),
            "bias_in": d1.sum(dim=0),
            "bias_out": d2.sum(dim=0),
        }
    return {name: by_hand[name] for name, _ in model.named_parameters()}
""",
    },
    {
        "task": "4.1",
        "how": "layers in a ModuleList, forward and backward as loops",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    sizes = [2, n_hidden, 1]
    self.layers = nn.ModuleList(
        [nn.Linear(a, b) for a, b in zip(sizes[:-1], sizes[1:], strict=True)]
    )


def forward(self, x):
    for layer in self.layers:
        x = torch.sigmoid(layer(x))
    return x


@torch.no_grad()
def manual_gradients(model, X, y):
    activations = [X]
    for layer in model.layers:
        activations.append(torch.sigmoid(layer(activations[-1])))
    upstream = 2 * (activations[-1] - y) / y.numel()
    gradients = {}
    for i in reversed(range(len(model.layers))):
        out = activations[i + 1]
        delta = upstream * out * (1 - out)
        gradients[f"layers.{i}.weight"] = delta.T @ activations[i]
        gradients[f"layers.{i}.bias"] = delta.sum(dim=0)
        upstream = delta @ model.layers[i].weight
    return gradients
""",
    },
    {
        "task": "4.1",
        "how": "a subclass of nn.Linear that applies the sigmoid itself",
        "code": """
def __init__(self, n_hidden=4):
    class Neurons(nn.Linear):
        def forward(self, x):
            return torch.sigmoid(super().forward(x))

    super().__init__()
    self.first = Neurons(2, n_hidden)
    self.second = Neurons(n_hidden, 1)


def forward(self, x):
    return self.second(self.first(x))


def manual_gradients(model, X, y):
    gradients = {}
    with torch.no_grad():
        h = model.first(X)
        p = model.second(h)
        d2 = 2 * (p - y) * (p - p**2) / y.shape[0]
        d1 = (d2 @ model.second.weight) * (h - h**2)
        gradients["second.bias"] = d2.sum(0)
        gradients["second.weight"] = d2.T @ h
        gradients["first.bias"] = d1.sum(0)
        gradients["first.weight"] = d1.T @ X
    return gradients
""",
    },
    {
        "task": "4.1",
        "how": "ParameterDict with the keys of module 03",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    params = {
        "W1": torch.randn(2, n_hidden) * 0.8,
        "b1": torch.zeros(n_hidden),
        "W2": torch.randn(n_hidden, 1) * 0.8,
        "b2": torch.zeros(1),
    }
    self.params = nn.ParameterDict({name: nn.Parameter(value) for name, value in params.items()})


def forward(self, x):
    hidden = torch.sigmoid(torch.addmm(self.params["b1"], x, self.params["W1"]))
    return torch.sigmoid(torch.addmm(self.params["b2"], hidden, self.params["W2"]))


def manual_gradients(model, X, y):
    with torch.no_grad():
        W2 = model.params["W2"]
        h = torch.sigmoid(X @ model.params["W1"] + model.params["b1"])
        p = torch.sigmoid(h @ W2 + model.params["b2"])
        d2 = 2 / y.numel() * (p - y) * p * (1 - p)
        d1 = (d2 @ W2.T) * h * (1 - h)
        return {
            "params.W1": X.T @ d1,
            "params.b1": d1.sum(dim=0),
            "params.W2": h.T @ d2,
            "params.b2": d2.sum(dim=0),
        }
""",
    },
    {
        "task": "4.2",
        "how": "sigmoid as a method, step by step",
        "code": """
def forward(self, x):
    z1 = self.hidden(x)
    a1 = z1.sigmoid()
    z2 = self.output(a1)
    a2 = z2.sigmoid()
    return a2
""",
    },
    {
        "task": "4.2",
        "how": "weights used directly, sigmoid written as a tanh",
        "code": """
def forward(self, x):
    h = 0.5 * (1 + torch.tanh(0.5 * (x @ self.hidden.weight.T + self.hidden.bias)))
    z = h @ self.output.weight.T + self.output.bias
    return 0.5 * (1 + torch.tanh(0.5 * z))
""",
    },
    {
        "task": "4.2",
        "how": "nn.Sequential put together on the fly",
        "code": """
def forward(self, x):
    steps = nn.Sequential(self.hidden, nn.Sigmoid(), self.output, nn.Sigmoid())
    return steps(x)
""",
    },
    {
        "task": "4.2",
        "how": "functional layers and torch.special.expit",
        "code": """
def forward(self, x):
    hidden = nn.functional.linear(x, self.hidden.weight, self.hidden.bias)
    weighted = nn.functional.linear(
        torch.special.expit(hidden), weight=self.output.weight, bias=self.output.bias
    )
    return torch.special.expit(weighted)
""",
    },
    {
        "task": "4.3",
        "how": "gradients cleared first of all",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    optimizer.zero_grad()
    output = model(X)
    loss = loss_function(output, y)
    loss.backward()
    optimizer.step()
    return float(loss.detach())
""",
    },
    {
        "task": "4.3",
        "how": "gradients filled with zeros between forward and loss, NumPy scalar back",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    prediction = model(X)
    optimizer.zero_grad(set_to_none=False)
    loss = loss_function(prediction, y)
    before = loss.detach().cpu().numpy().copy()
    loss.backward()
    optimizer.step()
    return before[()]
""",
    },
    {
        "task": "4.3",
        "how": "model.zero_grad, and once more after the step",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    model.zero_grad()
    loss = loss_function(model(X), y)
    loss.backward()
    optimizer.step()
    model.zero_grad()
    return loss.item()
""",
    },
    {
        "task": "4.3",
        "how": "the optimizer is given a closure",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    losses = []

    def closure():
        optimizer.zero_grad()
        loss = loss_function(model(X), y)
        loss.backward()
        losses.append(loss.item())
        return loss

    optimizer.step(closure)
    return losses[0]
""",
    },
    {
        "task": "4.3",
        "how": "torch.autograd.grad, results put into .grad",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    loss = loss_function(model(X), y)
    parameters = [p for p in model.parameters() if p.requires_grad]
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    optimizer.zero_grad()
    for parameter, gradient in zip(parameters, gradients, strict=True):
        parameter.grad = gradient
    optimizer.step()
    return loss.detach().item()
""",
    },
    {
        "task": "4.3",
        "how": "old gradients set to None by hand, loss read with tolist",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            parameter.grad = None
    with torch.set_grad_enabled(True):
        loss = loss_function(model(X), y)
        torch.autograd.backward(loss)
    optimizer.step()
    return loss.tolist()
""",
    },
    {
        "task": "4.4",
        "how": "own loop with the five lines",
        "code": """
def train(model, X, y, epochs, lr):
    criterion = nn.MSELoss()
    optimizer = torch.optim.SGD(params=model.parameters(), lr=lr)
    history = []
    for epoch in range(epochs):
        optimizer.zero_grad()
        loss = criterion(model(X), y)
        loss.backward()
        optimizer.step()
        history.append(loss.item())
    return history
""",
    },
    {
        "task": "4.4",
        "how": "functional loss, options of plain SGD spelled out, train mode switched on",
        "code": """
def train(model, X, y, epochs, lr):
    model.train()
    sgd = torch.optim.SGD([{"params": list(model.parameters())}], lr=lr, momentum=0, weight_decay=0)
    losses = []
    while len(losses) < epochs:
        losses.append(train_step(model, X, y, nn.functional.mse_loss, sgd))
    return losses
""",
    },
    {
        "task": "4.4",
        "how": "parameters moved by hand, no optimizer object",
        "code": """
def train(model, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        loss = ((model(X) - y) ** 2).mean()
        model.zero_grad()
        loss.backward()
        with torch.no_grad():
            for w in model.parameters():
                if w.grad is not None:
                    w -= lr * w.grad
        losses.append(float(loss.detach()))
    return losses
""",
    },
    {
        "task": "4.4",
        "how": "one batch from a DataLoader, gradients cleared before the loop and after each step",
        "code": """
def train(model, X, y, epochs, lr):
    from torch.utils.data import DataLoader, TensorDataset

    loader = DataLoader(TensorDataset(X, y), batch_size=len(X), shuffle=False)
    mse = nn.MSELoss(reduction="mean")
    optimizer = torch.optim.SGD(model.parameters(), lr)
    optimizer.zero_grad()
    losses = []
    for _ in range(epochs):
        for inputs, targets in loader:
            loss = mse(model(inputs), targets)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            losses.append(loss.item())
    return losses
""",
    },
    {
        "task": "4.5",
        "how": "computed with NumPy in float64, turned into tensors at the end",
        "code": """
def manual_gradients(model, X, y):
    import numpy as np

    def array(tensor):
        return tensor.detach().cpu().numpy().astype(np.float64)

    W1, b1 = array(model.hidden.weight), array(model.hidden.bias)
    W2, b2 = array(model.output.weight), array(model.output.bias)
    x, t = array(X), array(y)
    h = 0.5 * (1 + np.tanh((x @ W1.T + b1) / 2))
    p = 0.5 * (1 + np.tanh((h @ W2.T + b2) / 2))
    d2 = 2 * (p - t) / t.size * p * (1 - p)
    d1 = d2 @ W2 * h * (1 - h)
    arrays = {
        "hidden.weight": d1.T @ x,
        "hidden.bias": d1.sum(axis=0),
        "output.weight": d2.T @ h,
        "output.bias": d2.sum(axis=0),
    }
    return {
        name: torch.tensor(arrays[name], dtype=w.dtype, device=w.device)
        for name, w in model.named_parameters()
    }
""",
    },
    {
        "task": "4.5",
        "how": "one example at a time, outer products added up",
        "code": """
@torch.no_grad()
def manual_gradients(model, X, y):
    gradients = {name: torch.zeros_like(w) for name, w in model.named_parameters()}
    for x, target in zip(X, y, strict=True):
        h = torch.sigmoid(model.hidden.weight @ x + model.hidden.bias)
        p = torch.sigmoid(model.output.weight @ h + model.output.bias)
        d2 = 2 * (p - target) * p * (1 - p) / len(X)
        d1 = (model.output.weight.T @ d2) * h * (1 - h)
        gradients["output.weight"] += torch.outer(d2, h)
        gradients["output.bias"] += d2
        gradients["hidden.weight"] += torch.outer(d1, x)
        gradients["hidden.bias"] += d1
    return gradients
""",
    },
    {
        "task": "4.5",
        "how": "einsum on detached copies of the state dict",
        "code": """
def manual_gradients(model, X, y):
    w = {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}
    X = X.detach()
    y = y.detach()
    z1 = torch.einsum("nd,hd->nh", X, w["hidden.weight"]) + w["hidden.bias"]
    h = torch.sigmoid(z1)
    p = torch.sigmoid(torch.einsum("nh,oh->no", h, w["output.weight"]) + w["output.bias"])
    error = p.sub(y).mul(2).div(y.numel())
    d2 = error * (p - p.square())
    d1 = torch.einsum("no,oh,nh->nh", d2, w["output.weight"], h - h.square())
    return {
        "hidden.weight": torch.einsum("nh,nd->hd", d1, X),
        "hidden.bias": torch.einsum("nh->h", d1),
        "output.weight": torch.einsum("no,nh->oh", d2, h),
        "output.bias": torch.einsum("no->o", d2),
    }
""",
    },
    {
        "task": "4.5",
        "how": "gradient recording switched off and back by hand, other key order",
        "code": """
def manual_gradients(model, X, y):
    before = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    try:
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = 2 * (p - y) / y.numel() * torch.mul(p, 1 - p)
        d1 = torch.matmul(d2, model.output.weight) * torch.mul(h, 1 - h)
        result = {}
        result["output.bias"] = d2.sum(dim=0)
        result["output.weight"] = (h.T @ d2).T
        result["hidden.bias"] = d1.sum(dim=0)
        result["hidden.weight"] = (X.T @ d1).T
    finally:
        torch.set_grad_enabled(before)
    return result
""",
    },
    {
        "task": "4.6",
        "how": "decorator, mode brought back with an if",
        "code": """
@torch.no_grad()
def predict(model, X):
    training = model.training
    model.eval()
    answers = model(X)
    if training:
        model.train()
    return torch.where(answers >= 0.5, 1, 0)
""",
    },
    {
        "task": "4.6",
        "how": "inference mode, the classes cloned outside of it into a normal tensor",
        "code": """
def predict(model, X):
    mode = model.training
    model.train(False)
    try:
        with torch.inference_mode():
            classes = model(X).ge(0.5).to(torch.int64)
    finally:
        model.train(mode)
    return classes.clone()
""",
    },
    {
        "task": "4.6",
        "how": "inference mode as a decorator, an inference tensor comes back",
        "code": """
@torch.inference_mode()
def predict(model, X):
    before = model.training
    try:
        classes = (model.eval()(X) >= 0.5).int().to(dtype=torch.long)
    finally:
        model.train(before)
    return classes
""",
    },
    {
        "task": "4.6",
        "how": "mode of every single module remembered, set_grad_enabled as a context",
        "code": """
def predict(model, X):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    with torch.set_grad_enabled(False):
        answer = model(X)
        classes = torch.zeros(answer.shape, dtype=torch.long, device=answer.device)
        classes[answer >= 0.5] = 1
    for module, mode in modes.items():
        module.training = mode
    return classes
""",
    },
    {
        "task": "4.6",
        "how": "recording switched off globally and put back by hand",
        "code": """
def predict(model, X):
    was_training, was_recording = model.training, torch.is_grad_enabled()
    if was_training:
        model.eval()
    torch.set_grad_enabled(False)
    try:
        probability = model(X)
    finally:
        torch.set_grad_enabled(was_recording)
        model.train(was_training)
    return 1 - (probability < 0.5).type(torch.LongTensor).to(probability.device)
""",
    },
    {
        "task": "4.6",
        "how": "list of answers turned into a new tensor",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        numbers = model(X).squeeze(1).tolist()
    model.train(mode=was_training)
    classes = [1 if p >= 0.5 else 0 for p in numbers]
    return torch.tensor(classes, dtype=torch.int64, device=X.device).unsqueeze(1)
""",
    },
    {
        "task": "4.1",
        "how": "one nn.Sequential with the sigmoids inside, and gradients keyed by its names",
        "code": """
def __init__(self, n_hidden=4):
    nn.Module.__init__(self)
    self.net = nn.Sequential(nn.Linear(2, n_hidden), nn.Sigmoid(), nn.Linear(n_hidden, 1), nn.Sigmoid())


def forward(self, x):
    return self.net(x)


def _four(model):
    return model.net[0].weight, model.net[0].bias, model.net[2].weight, model.net[2].bias


def _named(*grads):
    return dict(zip(["net.0.weight", "net.0.bias", "net.2.weight", "net.2.bias"], grads))


def manual_gradients(model, X, y):
    with torch.no_grad():
        W1, b1, W2, b2 = _four(model)
        h = torch.sigmoid(X @ W1.T + b1)
        p = torch.sigmoid(h @ W2.T + b2)
        d2 = 2.0 * (p - y) * p * (1 - p) / y.numel()
        d1 = (d2 @ W2) * h * (1 - h)
        return _named(d1.T @ X, d1.sum(dim=0), d2.T @ h, d2.sum(dim=0))
""",
    },
    {
        "task": "4.1",
        "how": "bare nn.Parameter matrices, output layer registered first, stored (in, out)",
        "code": """
def __init__(self, n_hidden=4):
    nn.Module.__init__(self)
    self.c = nn.Parameter(torch.empty(1).uniform_(-1, 1) / n_hidden**0.5)
    self.V = nn.Parameter(torch.randn(n_hidden, 1) / n_hidden**0.5)
    self.b = nn.Parameter(torch.rand(n_hidden) - 0.5)
    self.W = nn.Parameter(torch.randn(2, n_hidden))


def forward(self, x):
    return torch.sigmoid(torch.sigmoid(x @ self.W + self.b) @ self.V + self.c)


def _four(model):
    return model.W.T, model.b, model.V.T, model.c


def _named(w, b, v, c):
    return {"W": w.T.contiguous(), "b": b, "V": v.T.contiguous(), "c": c}


def manual_gradients(model, X, y):
    with torch.no_grad():
        W1, b1, W2, b2 = _four(model)
        h = torch.sigmoid(X @ W1.T + b1)
        p = torch.sigmoid(h @ W2.T + b2)
        d2 = 2.0 * (p - y) * p * (1 - p) / y.numel()
        d1 = (d2 @ W2) * h * (1 - h)
        return _named(d1.T @ X, d1.sum(dim=0), d2.T @ h, d2.sum(dim=0))
""",
    },
    {
        "task": "4.2",
        "how": "one hidden unit at a time, over the parameters in their order",
        "code": """
def forward(self, x):
    W1, b1, W2, b2 = self.parameters()
    total = b2.expand(len(x), 1)
    for weights, bias, say in zip(W1, b1, W2[0]):
        unit = torch.sigmoid((x * weights).sum(dim=1, keepdim=True) + bias)
        total = total + say * unit
    return total.sigmoid()
""",
    },
    {
        "task": "4.2",
        "how": "float64 inside, sigmoid as a tanh, back to the dtype of x",
        "code": """
def forward(self, x):
    signal = x.double()
    for layer in self.children():
        z = torch.einsum("ni,oi->no", signal, layer.weight.double()) + layer.bias.double()
        signal = 0.5 * torch.tanh(0.5 * z) + 0.5
    return signal.to(x.dtype)
""",
    },
    {
        "task": "4.3",
        "how": "a closure handed to optimizer.step",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    seen = []

    def closure():
        optimizer.zero_grad()
        loss = loss_function(model(X), y)
        loss.backward()
        seen.append(float(loss.detach()))
        return loss

    optimizer.step(closure)
    return seen[0]
""",
    },
    {
        "task": "4.3",
        "how": "torch.autograd.grad, handed to the optimizer through .grad",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    movable = [
        p for group in optimizer.param_groups for p in group["params"] if p.requires_grad
    ]
    loss = loss_function(model(X), y)
    found = torch.autograd.grad(loss, movable, allow_unused=True)
    optimizer.zero_grad(set_to_none=True)
    for p, g in zip(movable, found):
        p.grad = g
    optimizer.step()
    return loss.detach().cpu().numpy().item()
""",
    },
    {
        "task": "4.4",
        "how": "no optimizer object: autograd.grad and an in-place subtraction",
        "code": """
def train(model, X, y, epochs, lr):
    movable = [p for p in model.parameters() if p.requires_grad]
    losses = []
    for _ in range(epochs):
        loss = (model(X) - y).square().mean()
        slopes = torch.autograd.grad(loss, movable, allow_unused=True)
        losses.append(float(loss.detach()))
        with torch.no_grad():
            for p, slope in zip(movable, slopes):
                if slope is not None:
                    p.sub_(slope, alpha=lr)
    return losses
""",
    },
    {
        "task": "4.4",
        "how": "parameter groups one by one, functional loss, list filled from a generator",
        "code": """
def train(model, X, y, epochs, lr):
    groups = [{"params": [p], "lr": lr} for p in model.parameters()]
    optimizer = torch.optim.SGD(groups, lr=1.0, momentum=0.0)

    def curve():
        for _ in range(epochs):
            yield train_step(model, X, y, nn.functional.mse_loss, optimizer)

    return [*curve()]
""",
    },
    {
        "task": "4.5",
        "how": "NumPy in float64, back to tensors of each parameter's type",
        "code": """
def manual_gradients(model, X, y):
    import numpy as np

    def plain(t):
        return t.detach().cpu().double().numpy()

    named = list(model.named_parameters())
    W1, b1, W2, b2 = (plain(p) for _, p in named)
    x, t = plain(X), plain(y)
    h = 0.5 + 0.5 * np.tanh((x @ W1.T + b1) / 2)
    p = 0.5 + 0.5 * np.tanh((h @ W2.T + b2) / 2)
    d2 = 2 * (p - t) * p * (1 - p) / t.size
    d1 = d2 @ W2 * h * (1 - h)
    found = (d1.T @ x, d1.sum(0), d2.T @ h, d2.sum(0))
    return {name: torch.tensor(g, dtype=q.dtype, device=q.device) for (name, q), g in zip(named, found)}
""",
    },
    {
        "task": "4.5",
        "how": "detached copies, einsum, example by example added up",
        "code": """
def manual_gradients(model, X, y):
    names, values = zip(*((n, p.detach()) for n, p in model.named_parameters()))
    W1, b1, W2, b2 = values
    sums = [torch.zeros_like(v) for v in values]
    for x, t in zip(X.detach(), y.detach()):
        h = torch.sigmoid(torch.mv(W1, x) + b1)
        p = torch.sigmoid(torch.mv(W2, h) + b2)
        d2 = (p - t).mul(2 / y.numel()).mul(p).mul(1 - p)
        d1 = torch.einsum("o,oh,h,h->h", d2, W2, h, 1 - h)
        for total, part in zip(sums, (torch.outer(d1, x), d1, torch.outer(d2, h), d2)):
            total += part
    return dict(zip(names, sums))
""",
    },
    {
        "task": "4.6",
        "how": "decorated with no_grad, every submodule gets its own mode back in a finally",
        "code": """
@torch.no_grad()
def predict(model, X):
    modes = {part: part.training for part in model.modules()}
    try:
        answers = model.eval()(X)
    finally:
        for part, mode in modes.items():
            part.training = mode
    return torch.where(answers < 0.5, 0, 1)
""",
    },
    {
        "task": "4.6",
        "how": "inference mode, classes through a Python list into a fresh tensor",
        "code": """
def predict(model, X):
    mode = model.training
    model.eval()
    with torch.inference_mode():
        rows = model(X).ge(0.5).tolist()
    model.train(mode)
    return torch.tensor(rows, dtype=torch.int64, device=X.device).reshape(-1, 1)
""",
    },
]
