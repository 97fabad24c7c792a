"""What lesson 04 works out by hand: by the reference, or by PyTorch alone."""

import numpy as np
import torch
from torch import nn

# number: source
FACTS = {124: "millions of parameters of IndoBERT base (124,443,651, counted in lesson 08)"}
REAL = {}  # command: what it prints on the real data


def count(s):
    """Number of weights and biases of the network with four hidden units."""
    return sum(parameter.numel() for parameter in s.XORNet(4).parameters())


def example(s):
    """The small network of module 03, its input and its target."""
    model = s.XORNet(2)
    b = float(torch.tensor(3.0).log()) - 1  # so that h is 3/4 and 1/4
    values = ([[1.0, 2.0], [-1.0, 1.0]], [b, -b], [[2.0, -2.0]], [-1.0])
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), values, strict=True):
            parameter.copy_(torch.tensor(value))
    return model, torch.tensor([[1.0, 0.0]]), torch.tensor([[1.0]])


def opening(s):
    return count(s)


def idea(s):
    w = torch.tensor(3.0, requires_grad=True)
    loss = (w * 2 - 4) ** 2
    loss.backward()
    digits = [-np.log10(np.finfo(kind).eps) for kind in (np.float64, np.float32)]
    return [count(s), 2 * count(s), 2 * 124, digits, loss, w.grad]


def task_4_1(s):
    sizes = [parameter.numel() for parameter in s.XORNet(4).parameters()]
    return [sum(sizes[:2]), sum(sizes[2:]), sum(sizes), 1 / np.sqrt(2), 1 / np.sqrt(4)]


def task_4_2(s):
    model, X, _ = example(s)
    weight, bias = list(model.parameters())[:2]
    z = X @ weight.T + bias
    return [weight, bias, z, torch.sigmoid(z), model(X)]


def task_4_3(s):
    """Four steps down w^2, with old gradients cleared and without."""
    seen = []
    for cleared in (True, False):
        w = torch.tensor(1.0, requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=0.1)
        for _ in range(4):
            if cleared:
                optimizer.zero_grad()
            (w**2).backward()
            seen += [2 * w.item(), w.grad.item()]
            optimizer.step()
            seen.append(w.item())
    return [0.1, seen]


def task_4_4(s):
    y = s.LABELS
    p = torch.tensor([[0.1], [0.8], [0.9], [0.2]])
    half = torch.full((4, 1), 0.5)
    return [p, (p - y) ** 2, nn.MSELoss()(p, y), half, nn.MSELoss()(half, y)]


def task_4_5(s):
    model, X, y = example(s)
    nn.MSELoss()(model(X), y).backward()
    gradients = [parameter.grad for parameter in model.parameters()]
    p, h = model(X), torch.sigmoid(model.hidden(X))
    return [p, h, h * (1 - h), gradients[3] * model.output.weight, gradients]


def task_4_6(s):
    p = torch.tensor([[0.73], [0.51], [0.12]])
    return [0.5, p, s.predict(nn.Identity(), p)]


def trained(s, seed, cleared=True):
    """Losses of 3,000 epochs as the script takes them, and the loss at the end."""
    torch.manual_seed(seed)
    model, loss_function = s.XORNet(4), nn.MSELoss()
    loss_function(model(s.INPUTS), s.LABELS).backward()  # as main does before it trains
    optimizer = torch.optim.SGD(model.parameters(), lr=2.0)
    losses = []
    for _ in range(3000):
        loss = loss_function(model(s.INPUTS), s.LABELS)
        if cleared:
            optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return [*losses, loss_function(model(s.INPUTS), s.LABELS).item()]


def run(s):
    losses = trained(s, seed=0)
    epochs = [200, 600]  # the fall of the curve: from more than 0.23 to less than 0.02
    assert losses[200] > 0.23
    assert losses[600] < 0.02
    torch.manual_seed(0)
    gradients = s.manual_gradients(s.XORNet(4), s.INPUTS, s.LABELS).values()
    largest = max(float(gradient.abs().max()) for gradient in gradients)
    return [epochs, losses[100], largest, np.spacing(np.float32(largest))]


def predict(s):
    shared = torch.tensor([1.0, 1.0, 0.0])
    best = ((shared - shared.mean()) ** 2).sum() / 4
    zero, four = (trained(s, seed, cleared=False) for seed in (0, 4))
    lr, epochs = 2.0, 3000  # as the script has them
    return [best, lr, lr / 10, epochs, 10 * epochs, zero[-1], four[-1], min(four)]
