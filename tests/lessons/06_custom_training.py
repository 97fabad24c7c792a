"""What lesson 06 works out by hand: by the reference, or by PyTorch alone."""

import math

import torch
from sklearn.datasets import load_digits

FACTS = {
    70_000: "Fashion-MNIST's images, Xiao et al. 2017",
    60_000: "Fashion-MNIST's training images, Xiao et al. 2017",
    10_000: "Fashion-MNIST's test images, Xiao et al. 2017",
    28: "side of an image of Fashion-MNIST in pixels, Xiao et al. 2017",
    31: "MB to download, the four files of Fashion-MNIST",
    13: "writers of scikit-learn's digits, load_digits().DESCR: UCI's test set",
}  # number: source
REAL = {
    "KURSUS_DATA=DIR kursus run 06 --solution": [89.3],
    "KURSUS_DATA=DIR python modules/06_custom_training/tensorflow_version.py": [89.2, 89.5],
}  # command: what it prints on the real data

WHITE = torch.iinfo(torch.uint8).max  # the lightest pixel
PROBABILITIES = torch.tensor([[0.25, 0.75], [0.25, 0.75]])  # one row for each example
CLASSES = torch.tensor([0, 1])
WEIGHTS = torch.tensor([3.0, 1.0])
GUESSES, DUE = torch.tensor([0, 0, 1]), torch.tensor([0, 1, 1])


class Line(torch.nn.Module):
    """One parameter for each gradient: the loss is their weighted sum."""

    def __init__(self, n_parameters):
        super().__init__()
        values = [torch.nn.Parameter(torch.ones(())) for _ in range(n_parameters)]
        self.values = torch.nn.ParameterList(values)

    def forward(self, x):
        return sum(value * slope for value, slope in zip(self.values, x, strict=True))


def start(s):
    return [load_digits().target.size]


def idea(s):
    return [WHITE, 51, 51 / WHITE]


def task_6_1(s):
    layer = s.Dense(2)
    shape = layer(torch.ones(5, 3)).shape
    sizes = [p.numel() for p in layer.parameters()]
    small = s.Dense(2, torch.relu)
    small(torch.zeros(1, 2))
    x, w, b = torch.tensor([1.0, 2.0]), torch.tensor([[1.0, 0.5], [-1.0, 1.0]]), [0.5, 0.0]
    with torch.no_grad():
        small.weight.copy_(w)
        small.bias.copy_(torch.tensor(b))
    return [list(shape), sizes, sum(sizes), w, b, x @ w + torch.tensor(b), small(x)]


def task_6_2(s):
    z = torch.tensor([2.0, 1.0, 0.0])
    e = torch.exp(z - z.max())
    large = z + 1000
    return [1000, large, e, e.sum(), s.Softmax()(z), s.Softmax()(large)]


def task_6_3(s):
    model = s.WideAndDeepNet(s.N_CLASSES)
    model(torch.zeros(1, 1, 28, 28))
    shapes = [list(p.shape) for p in model.parameters()]
    layers = [p.numel() + p.shape[1] for p in model.parameters() if p.dim() == 2]
    with_season = 28 * 28 + 100 + 4
    return [shapes, layers, sum(layers), with_season]


def task_6_4(s):
    losses = -PROBABILITIES[[0, 1], CLASSES].log()
    loss = s.weighted_cross_entropy(PROBABILITIES.log(), CLASSES, WEIGHTS)
    plain = s.weighted_cross_entropy(PROBABILITIES.log(), CLASSES, torch.ones(2))
    return [1000, PROBABILITIES, losses, loss, plain]


def macro_f1(s, *parts):
    """Precision, recall and F1 of the example, where only these positions have come."""
    metric = s.MacroF1(2)
    for part in parts:
        metric.update(GUESSES[part], DUE[part])
    return metric.compute()


def task_6_5(s):
    whole = macro_f1(s, slice(0, 1), slice(1, 3))
    batches = [macro_f1(s, part)["f1"] for part in (slice(0, 1), slice(1, 3))]
    return [whole, batches, sum(batches) / 2]


def task_6_6(s):
    slopes = torch.tensor([3.0, 4.0])
    norm = slopes.norm()
    model = Line(2)
    s.train_step(model, slopes, None, lambda out, _: out, lr=0.1, max_norm=1.0)
    return [slopes**2, norm, 1 / norm, slopes / norm, 0.1, list(model.values)]


def task_6_7(s):
    return [len(part) for part in s.split_train_validation(range(60_000), 5_000, seed=0)]


def task_6_8(s):
    return [0.9, 0.7, 0.8, 0.75, 0.6]


def run(s):
    found, guessed, members = 29, 31, 36  # row and column 1 of figures/confusion.png
    return [found, guessed, members, 2 * found / (guessed + members)]


def stuck(s):
    losses = -PROBABILITIES[[0, 1], CLASSES].log()
    weights = WEIGHTS[CLASSES]
    batches = [macro_f1(s, part)["f1"] for part in (slice(0, 1), slice(1, 3))]
    square = weights * losses.unsqueeze(1)  # (N, N)
    wrong = [losses.mean(), (weights * losses).mean(), square.sum() / weights.sum()]
    wrong.append(math.fsum(batches) / 2)
    return [*wrong, macro_f1(s, slice(0, 3))["f1"]]
