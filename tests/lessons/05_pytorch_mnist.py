"""What lesson 05 works out by hand: by the reference, or by NumPy and PyTorch alone."""

import math

import numpy as np
import torch
from sklearn.datasets import load_digits

FACTS = {  # number: source
    70_000: "MNIST's images, LeCun et al. 1998",
    60_000: "MNIST's training images, LeCun et al. 1998",
    10_000: "MNIST's test images, LeCun et al. 1998",
    11: "megabytes of MNIST's four packed files, torchvision's datasets.MNIST.resources",
}
REAL = {"KURSUS_DATA=DIR kursus run 05 --solution": [0.9751]}  # printed on the real data

N_TRAIN = 1437  # scikit-learn's digits for training; the rest is for testing
# Cells of figures/confusion.png.
ROW_1 = np.array([0, 28, 0, 1, 0, 0, 0, 0, 0, 7])
COLUMN_1 = np.array([0, 28, 0, 0, 1, 0, 1, 0, 1, 0])


def shapes(s):
    """Sizes of the network, and the side of an image."""
    weights = [value for value in s.DigitClassifier().parameters() if value.ndim == 2]
    return [[math.isqrt(weights[0].shape[1])], [list(value.shape) for value in weights]]


def one(z, target):
    """Loss of a single example."""
    return torch.nn.functional.cross_entropy(torch.tensor([z]), torch.tensor([target]))


def opening(s):
    return shapes(s)


def start(s):
    return [shapes(s), len(load_digits().images)]


def idea(s):
    return [shapes(s), 224, 224 * 224 * 3 * 1e6 / 1e9]


def task_5_1(s):
    pixel = np.full((28, 28), 51, dtype=np.uint8)
    x = s.make_transform()(pixel)
    return [shapes(s), pixel.max(), np.iinfo(np.uint8).max, 51 / 255, 0.5, x.unique()]


def task_5_2(s):
    total = 60_000 * 28 * 28
    return [shapes(s), total, total / 1e6, 4 * total / 1e6]


def task_5_3(s):
    loader = s.make_loader([0] * N_TRAIN, 64, shuffle=False)
    sizes = [len(batch) for batch in loader]
    return [N_TRAIN, sizes, len(sizes), len(sizes) - 1, sum(sizes[:-1])]


def task_5_4(s):
    model = s.DigitClassifier()
    counts = [value.numel() for value in model.parameters()]
    layers = [sum(counts[i : i + 2]) for i in (0, 2, 4)]
    return [shapes(s), layers, sum(layers)]


def task_5_5(s):
    z = torch.tensor([2.0, 0.0, 0.0])
    total, limit = z.exp().sum(), np.finfo(np.float32).max
    power = math.floor(math.log10(limit))
    return [
        [z.exp(), total, 1 / total, torch.softmax(z, 0)[0]],
        [s.cross_entropy(z[None], torch.tensor([target])) for target in (0, 1)],
        s.cross_entropy(torch.zeros(1, 10), torch.tensor([0])),
        [limit / 10.0**power, power],
        [one([1000.0, 0.0], target) for target in (0, 1)],
        torch.logsumexp(torch.tensor([1000.0, 0.0]), 0),
    ]


def losses():
    """Losses and sizes of the batches in 5.6."""
    return np.array([0.5, 0.4, 1.2]), np.array([4, 4, 2])


def task_5_6(s):
    loss, size = losses()
    return [loss, loss * size, (loss * size).sum() / size.sum(), loss.mean()]


def task_5_7(s):
    right, size = np.array([4, 1]), np.array([4, 2])
    return [right.sum() / size.sum(), right / size, (right / size).mean()]


def task_5_8(s):
    K = s.confusion_matrix(torch.tensor([0, 1, 1, 2]), torch.tensor([0, 0, 1, 2]), 3)
    return [K, K.trace() / K.sum(), torch.bincount(torch.tensor([1, 3, 1]), minlength=5)]


def task_5_9(s):
    """Two steps of torch's own SGD: with its memory, and without."""
    steps = []
    for memory in (2.0, 0.0):
        w = torch.nn.Parameter(torch.zeros(1))
        optimizer = torch.optim.SGD([w], lr=0.1, momentum=0.9)
        optimizer.state[w]["momentum_buffer"] = torch.tensor([memory])
        w.grad = torch.ones(1)
        optimizer.step()
        steps += [optimizer.state[w]["momentum_buffer"], -w]
    return [0.9, steps]


def run(s):
    return [
        [ROW_1, ROW_1.sum(), ROW_1[1] / ROW_1.sum()],
        [COLUMN_1, COLUMN_1.sum(), COLUMN_1[1] / COLUMN_1.sum()],
    ]


def predict(s):
    batches = math.ceil(N_TRAIN / 64)
    return [1000, 64, batches, 5 * batches, 20, math.log(10)]


def stuck(s):
    loss, _ = losses()
    certain = torch.eye(10)[:1]  # softmax at its surest, taken for logits
    mean = task_5_7(s)[-1]
    return [255, loss.mean(), mean, s.cross_entropy(certain, torch.tensor([0])), math.log(10)]
