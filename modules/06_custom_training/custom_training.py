"""Module 06 - clothes: custom layers, models, losses, metrics and loops.

From the repository root:

    python modules/06_custom_training/custom_training.py --epochs 10
    python modules/06_custom_training/custom_training.py --compile

Fashion-MNIST is read from --data-dir; where it is not there, scikit-learn's
digits stand in. N is the number of examples of a batch, D the size of the last
dimension of an input, C the number of classes. No function changes its
arguments, but for the model and the optimizer in what trains.
"""

from __future__ import annotations

import argparse
import copy
import math
import os
import shutil
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, Subset, TensorDataset
from torchvision import datasets
from torchvision.datasets.utils import check_integrity
from tqdm import tqdm

N_CLASSES = 10


class Dense(nn.Module):
    """activation(x W + b): a layer that finds out its number of inputs by itself."""

    # --- Task 6.1 ---------------------------------------------------------

    def __init__(self, units: int, activation: Callable[[Any], Any] | None = None) -> None:
        """Keep what is known; there are no parameters yet.

        Args:
            units: number of outputs.
            activation: any callable from tensor to tensor; None for none.
        """
        # Step 1: let nn.Module set itself up; keep both arguments.
        # Step 2: leave the places of the parameters empty.
        raise NotImplementedError("TODO 6.1: Dense.__init__")

    def build(self, x: torch.Tensor) -> None:
        """Create the parameters: a random weight matrix and a bias vector.

        ``forward`` calls this once, at the first call of the layer.

        Args:
            x: (..., D) the first input; the parameters get its device and dtype.
        """
        # Step 1: a matrix of D x units random numbers, not all too large.
        # Step 2: a vector of units numbers.
        # Step 3: make parameters of both.
        raise NotImplementedError("TODO 6.1: Dense.build")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Outputs of the layer, for inputs with any number of dimensions in front.

        The first call builds the parameters from the last dimension; every
        later call uses the same ones, so D must stay what it was (else an
        error of any kind).

        Args:
            x: (..., D).

        Returns:
            (..., units).
        """
        # Step 1: build the parameters if this is the first call.
        # Step 2: weighted sums over the last dimension, plus bias.
        # Step 3: the activation, if there is one.
        raise NotImplementedError("TODO 6.1: Dense.forward")


class Softmax(nn.Module):
    """Turns scores into positive numbers that sum to 1 along one dimension."""

    # --- Task 6.2 ---------------------------------------------------------

    def __init__(self, dim: int = -1) -> None:
        """Keep the dimension.

        Args:
            dim: along which the result sums to 1; negative counts from the end.
        """
        # Step 1: let nn.Module set itself up; keep dim.
        raise NotImplementedError("TODO 6.2: Softmax.__init__")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Softmax of ``x``, stable also for scores of +-1000.

        Args:
            x: float, any shape.

        Returns:
            The same shape, differentiable with respect to ``x``.

        Example:
            >>> Softmax()(torch.tensor([0.0, math.log(3)]))
            tensor([0.2500, 0.7500])
        """
        # Step 1: subtract along dim what keeps the exponentials from growing too large.
        # Step 2: exponentials, divided by their sum along dim.
        raise NotImplementedError("TODO 6.2: Softmax.forward")


class WideAndDeepNet(nn.Module):
    """A short way and a long way from the pixels to one output layer."""

    # --- Task 6.3 ---------------------------------------------------------

    def __init__(self, n_classes: int) -> None:
        """Create deep layers with an activation, and one output layer.

        Sizes and kinds of the deep layers are free. The output layer has one
        weight matrix: for each class, a number for every pixel and one for
        every output of the deep layers.

        Args:
            n_classes: C.
        """
        # Step 1: let nn.Module set itself up.
        # Step 2: the deep layers.
        # Step 3: the output layer.
        raise NotImplementedError("TODO 6.3: WideAndDeepNet.__init__")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Score of every class.

        Args:
            x: (N, 1, 28, 28) images.

        Returns:
            (N, C) logits: any real numbers, no softmax. The output layer sees
            the flattened image itself (wide) and what the deep layers make of
            it, side by side in either order.
        """
        # Step 1: flatten every image: the wide way.
        # Step 2: send it through the deep layers: the deep way.
        # Step 3: join both, then the output layer.
        raise NotImplementedError("TODO 6.3: WideAndDeepNet.forward")


# --- Task 6.4 -------------------------------------------------------------


def weighted_cross_entropy(
    logits: torch.Tensor, targets: torch.Tensor, class_weights: torch.Tensor
) -> torch.Tensor:
    """Weighted mean of the cross entropy: each example counts as much as its class weighs.

    Equal to ``F.cross_entropy(logits, targets, weight=class_weights)``, stable
    also for logits of +-1000.

    Args:
        logits: (N, C) float, with or without a graph.
        targets: (N,) torch.int64, the right classes.
        class_weights: (C,) float, not negative; the weights of the N targets
            sum to more than 0.

    Returns:
        A scalar tensor, differentiable with respect to ``logits``.

    Example:
        >>> logits = torch.tensor([[0.0, math.log(3)], [0.0, math.log(3)]])  # 1/4 and 3/4
        >>> weights = torch.tensor([3.0, 1.0])
        >>> loss = weighted_cross_entropy(logits, torch.tensor([0, 1]), weights)
        >>> round(float(loss), 4)  # (3 log 4 + log 4/3) / (3 + 1)
        1.1116
    """
    # Step 1: logarithm of softmax, without the exponential of a large number.
    # Step 2: each example's loss at its target, and the weight of its target.
    # Step 3: weighted mean.
    raise NotImplementedError("TODO 6.4: weighted_cross_entropy")


class MacroF1:
    """Precision, recall and F1 of batches as they come: each class counts the same.

    Example:
        >>> metric = MacroF1(2)
        >>> metric.update(torch.tensor([0, 0, 1]), torch.tensor([0, 1, 1]))
        >>> metric.compute()  # class 0: 1/2, 1, 2/3; class 1: 1, 1/2, 2/3
        {'precision': 0.75, 'recall': 0.75, 'f1': 0.6666666666666666}
    """

    # --- Task 6.5 ---------------------------------------------------------

    def __init__(self, n_classes: int) -> None:
        """Start with nothing counted.

        Args:
            n_classes: C; a class may be absent from what comes.
        """
        # Step 1: keep the number of classes; begin at zero.
        raise NotImplementedError("TODO 6.5: MacroF1.__init__")

    def update(self, predictions: torch.Tensor, targets: torch.Tensor) -> None:
        """Count one more batch.

        Args:
            predictions: (N,) torch.int64 classes; N may differ from call to call.
            targets: (N,) torch.int64 classes.
        """
        # Step 1: count for each class how often it was hit, predicted and due.
        # Step 2: add the counts to those of before.
        raise NotImplementedError("TODO 6.5: MacroF1.update")

    def compute(self) -> dict[str, float]:
        """Macro averages over everything since the start or the last ``reset``.

        May be called at any time and changes nothing.

        Returns:
            ``{'precision': ..., 'recall': ..., 'f1': ...}``, each the plain mean
            over all C classes, a float; what is undefined for a class (0/0)
            counts 0, so all are 0 before the first ``update``. Equal to
            scikit-learn's values over everything at once.
        """
        # Step 1: precision, recall and F1 of every class from the counts; 0 where undefined.
        # Step 2: plain means over the classes, as floats.
        raise NotImplementedError("TODO 6.5: MacroF1.compute")

    def reset(self) -> None:
        """Forget everything, as if nothing had ever come."""
        # Step 1: set all counts to zero.
        raise NotImplementedError("TODO 6.5: MacroF1.reset")


# --- Task 6.6 -------------------------------------------------------------


def train_step(
    model: nn.Module,
    x: torch.Tensor,
    y: torch.Tensor,
    loss_function: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    lr: float,
    max_norm: float | None = None,
) -> float:
    """One step of gradient descent by hand, without an optimizer.

    Args:
        model: is changed in place. Parameters that are frozen
            (``requires_grad`` False) or that the loss does not depend on stay
            as they are.
        x: inputs of the model.
        y: targets.
        loss_function: called as ``loss_function(model(x), y)``.
        lr: every parameter moves by -lr times its gradient.
        max_norm: where the norm of all gradients taken together as one vector
            exceeds it, all are shrunk by the same factor to this norm; a
            smaller norm stays. None: no clipping.

    Returns:
        The loss before the update, a float. Gradients left over in ``.grad``
        have no effect.
    """
    # Step 1: the loss, and its gradients by torch.autograd.grad.
    # Step 2: the factor by which all gradients shrink.
    # Step 3: move every parameter that has a gradient, outside the graph.
    raise NotImplementedError("TODO 6.6: train_step")


# --- Task 6.7 -------------------------------------------------------------


def split_train_validation(
    dataset: Dataset, n_validation: int, seed: int
) -> tuple[Dataset, Dataset]:
    """Two data sets that share no example and together hold every example.

    Args:
        dataset: anything with ``__len__`` and ``__getitem__`` (whole numbers
            from 0 up); may be sorted, so the examples are drawn at random.
        n_validation: examples to set aside, 0 to ``len(dataset)``.
        seed: alone decides who goes where: the same seed, the same split,
            whatever else the program draws; another seed, another split.

    Returns:
        ``(train, validation)``, both with ``__len__`` and ``__getitem__``.
    """
    # Step 1: a random order of all positions, from a generator with this seed.
    # Step 2: cut it in two.
    # Step 3: a data set for each part.
    raise NotImplementedError("TODO 6.7: split_train_validation")


# --- Task 6.8 -------------------------------------------------------------


def fit(
    model: nn.Module,
    train_loader: Iterable[tuple[torch.Tensor, torch.Tensor]],
    valid_loader: Iterable[tuple[torch.Tensor, torch.Tensor]],
    loss_function: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    optimizer: torch.optim.Optimizer,
    epochs: int,
    patience: int,
) -> dict[str, list[float]]:
    """Train with early stopping; the model ends as it was after its best epoch.

    An epoch is one pass over ``train_loader`` in train mode, then one over
    ``valid_loader`` in eval mode and without a graph. The best epoch is the one
    with the lowest validation loss, the first of several. ``train_one_epoch``
    and ``evaluate`` below, from module 05, may do the passes.

    Args:
        model: is changed: weights and buffers; gives (N, C) logits.
        train_loader: iterable of batches (x, y), again and again; batches may
            differ in size.
        valid_loader: likewise.
        loss_function: mean loss of a batch, ``loss_function(model(x), y)``.
        optimizer: holds the parameters of the model.
        epochs: at most so many; 0 gives empty lists.
        patience: at least 1; training stops after so many epochs in a row
            without a validation loss lower than the lowest before.

    Returns:
        ``{'train_loss': [...], 'valid_loss': [...], 'valid_accuracy': [...]}``
        with one float for each epoch run: mean losses per example (in training
        each before its batch's update), and the share of right answers, 0 to 1.
    """
    # Step 1: begin with empty lists and a copy of the weights.
    # Step 2: in each epoch: train, measure, write down.
    # Step 3: if the validation loss is the lowest so far, copy the weights; else lose patience.
    # Step 4: in the end bring the best weights back.
    raise NotImplementedError("TODO 6.8: fit")


# --- Given ----------------------------------------------------------------


def train_one_epoch(
    model: nn.Module,
    loader: Iterable[tuple[torch.Tensor, torch.Tensor]],
    loss_function: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    optimizer: torch.optim.Optimizer,
) -> float:
    """Train on every batch once; mean loss per example (task 5.6)."""
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        loss = loss_function(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        count += len(y)
    return total / count


def evaluate(
    model: nn.Module,
    loader: Iterable[tuple[torch.Tensor, torch.Tensor]],
    loss_function: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
) -> tuple[float, float]:
    """Mean loss per example and accuracy, in eval mode, without a graph (task 5.7)."""
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            logits = model(x)  # (N, C)
            total += loss_function(logits, y).item() * len(y)
            right += int((logits.argmax(dim=1) == y).sum())
            count += len(y)
    model.train(was_training)
    return total / count, right / count


def choose_device(name: str) -> torch.device:
    """Device by name; ``auto`` takes a GPU where there is one."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        return torch.empty(0, device=name).device
    except (RuntimeError, AssertionError, NotImplementedError):
        raise SystemExit(
            f"--device {name}: there is no such device here; try --device cpu"
        ) from None


def at_least(low: float, kind: type = int) -> Callable[[str], Any]:
    """Type of a flag for argparse: a number that is not below ``low``."""

    def number(text: str) -> Any:
        value = kind(text)
        if not value >= low:
            raise argparse.ArgumentTypeError(f"{text} is below {low:g}")
        return value

    return number


def open_folder(path: Path) -> Path:
    """Create the folder for the output before any work is done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SystemExit(
            f"{path} cannot be created ({error.strerror}); choose another --output-dir"
        ) from None
    return path


def write_idx(path: Path, array: np.ndarray) -> None:
    """Write a uint8 array in the idx format that MNIST is published in."""
    header = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, dtype=">i4").tobytes()
    path.write_bytes(header + array.astype(np.uint8).tobytes())


def write_digits(root: Path) -> None:
    """Write scikit-learn's 1,797 handwritten digits as idx files under ``root``.

    Each 8x8 digit is enlarged to 20x20 and framed to 28x28, as MNIST frames
    its own. The first 1,437 are for training, the last 360 for testing. They
    lie where torchvision looks for Fashion-MNIST.
    """
    from sklearn.datasets import load_digits  # only the stand-in needs it

    digits = load_digits()
    small = torch.from_numpy(digits.images).unsqueeze(1) * (255 / 16)  # (1797, 1, 8, 8)
    large = nn.functional.interpolate(small, size=20, mode="bilinear")  # (1797, 1, 20, 20)
    images = nn.functional.pad(large, (4, 4, 4, 4)).squeeze(1).round().numpy()  # (1797, 28, 28)
    raw = root / "FashionMNIST" / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    for name, part in (("train", slice(None, 1437)), ("t10k", slice(1437, None))):
        write_idx(raw / f"{name}-images-idx3-ubyte", images[part])
        write_idx(raw / f"{name}-labels-idx1-ubyte", digits.target[part])


def unpack_fashion_mnist(data_dir: Path, cache: Path) -> Path | None:
    """Root from which torchvision can read Fashion-MNIST, or None if it is not there.

    Packed files are copied to ``cache`` before torchvision unpacks them: the
    folder of the data may be read-only and shared.
    """
    for folder in (data_dir / "FashionMNIST" / "raw", data_dir / "fashion-mnist" / "raw"):
        packed = [(folder / name, md5) for name, md5 in datasets.FashionMNIST.resources]
        own_folder = folder.parent.name == "FashionMNIST"  # where torchvision itself looks
        if own_folder and all(path.with_suffix("").is_file() for path, _ in packed):
            return data_dir
        if not all(path.is_file() for path, _ in packed):
            continue
        for path, md5 in packed:
            if not check_integrity(str(path), md5):
                raise SystemExit(
                    f"{path} is damaged: its MD5 sum is not Fashion-MNIST's. "
                    "Delete it and fetch it again: kursus data get fashion-mnist"
                )
        raw = cache / "FashionMNIST" / "raw"
        try:
            raw.mkdir(parents=True, exist_ok=True)
            for path, _ in packed:
                shutil.copyfile(path, raw / path.name)
            datasets.FashionMNIST(str(cache), download=True)  # finds the files, only unpacks them
        except OSError as error:
            shutil.rmtree(raw, ignore_errors=True)  # nothing half unpacked
            raise SystemExit(
                f"Fashion-MNIST cannot be unpacked to {raw} ({error.strerror}). "
                "It needs 90 MB there; make room, or choose another --output-dir"
            ) from None
        return cache
    return None


def find_images(data_dir: Path, output_dir: Path, download: bool) -> tuple[Path, str]:
    """Root of the images for ``torchvision.datasets.FashionMNIST``, and their name."""
    root = unpack_fashion_mnist(data_dir, output_dir / "data")
    if root is None and download:
        try:
            datasets.FashionMNIST(str(data_dir), download=True)
            root = data_dir
        except (OSError, RuntimeError) as error:
            print(f"Fashion-MNIST could not be downloaded to {data_dir} ({error}).")
    if root is not None:
        return root, "Fashion-MNIST"
    print(
        f"No Fashion-MNIST under {data_dir}: scikit-learn's small digits stand in. "
        "For Fashion-MNIST (31 MB): kursus data get fashion-mnist, or the flag --download."
    )
    write_digits(output_dir / "digits")
    return output_dir / "digits", "scikit-learn's digits"


def load_images(root: Path, train: bool, device: torch.device) -> TensorDataset:
    """All images (N, 1, 28, 28), black 0 and white 1, and their labels (N,)."""
    part = datasets.FashionMNIST(str(root), train=train)
    return TensorDataset(part.data.unsqueeze(1).to(device) / 255, part.targets.to(device))


class WithBar:
    """A loader that shows a bar while it is passed over, again and again."""

    def __init__(self, loader: DataLoader) -> None:
        self.loader = loader
        self.passes = 0

    def __iter__(self) -> Iterator[Any]:
        self.passes += 1
        return iter(tqdm(self.loader, desc=f"epoch {self.passes}", leave=False, disable=None))


def make_optimizer(model: nn.Module, lr: float, steps: int) -> torch.optim.Optimizer:
    """Adam, with a learning rate that falls evenly to its twentieth part in so many steps."""
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, max(steps, 1))
    optimizer.register_step_post_hook(lambda *_: schedule.step())
    return optimizer


def compile_model(
    model: nn.Module, x: torch.Tensor, y: torch.Tensor
) -> tuple[nn.Module | None, float]:
    """A copy of the model for ``torch.compile``, and the seconds its first step took.

    None and one printed line where there is no compiler.
    """
    start = time.perf_counter()
    try:
        compiled = torch.compile(copy.deepcopy(model))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the compiler's own; they concern nobody here
            train_step(compiled, x, y, nn.functional.cross_entropy, 0.0)
    except Exception as error:  # each system lacks a compiler in its own way
        reason = str(error).strip().partition("\n")[0][:100] or type(error).__name__
        print(f"torch.compile does not work here ({reason}); only the plain step is timed.")
        return None, 0.0
    return compiled, time.perf_counter() - start


def time_step(model: nn.Module, x: torch.Tensor, y: torch.Tensor, repeats: int = 30) -> float:
    """Milliseconds of one ``train_step`` on a batch: the median of several."""
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        train_step(model, x, y, nn.functional.cross_entropy, 0.0, max_norm=1.0)
        seconds.append(time.perf_counter() - start)
    return 1000 * sorted(seconds)[repeats // 2]


def compare_steps(model: nn.Module, x: torch.Tensor, y: torch.Tensor, with_compile: bool) -> str:
    """Table of the time of one step, plain and compiled; the model stays as it is."""
    lines = [
        f"one train_step on {len(y)} images",
        f"  {'plain':<14}{time_step(model, x, y):8.2f} ms",
    ]
    if not with_compile:
        return "\n".join([*lines, "  torch.compile  not timed; the flag --compile does"])
    compiled, seconds = compile_model(model, x, y)
    if compiled is not None:
        took = f"{time_step(compiled, x, y):8.2f} ms, after {seconds:.1f} s for the first step"
        lines.append(f"  {'torch.compile':<14}{took}")
    return "\n".join(lines)


def describe_history(history: dict[str, list[float]], epochs: int) -> str:
    """One line for each epoch, a star at the best, and why training ended."""
    rows = list(zip(*history.values(), strict=True))
    if not rows:
        return "no epoch was asked for: the weights are random"
    losses = history["valid_loss"]
    best = losses.index(min(losses)) + 1
    lines = ["epoch  train loss  valid loss  valid accuracy"]
    for epoch, (train, valid, accuracy) in enumerate(rows, start=1):
        star = " *" if epoch == best else ""
        lines.append(f"{epoch:5}  {train:10.4f}  {valid:10.4f}  {accuracy:14.4f}{star}")
    ran = len(rows)
    if ran < epochs:
        waited = "1 epoch" if ran == best + 1 else f"{ran - best} epochs in a row"
        lines.append(f"stopped early: {waited} without a lower validation loss")
    lines.append(f"the weights of epoch {best} (*) are back")
    return "\n".join(lines)


def draw_images(path: Path, images: torch.Tensor, titles: list[str], heading: str) -> None:
    """Save up to 16 images (N, 1, 28, 28) with a title above each."""
    from matplotlib.figure import Figure  # only drawing needs it

    figure = Figure(figsize=(9, 3.4), layout="constrained")
    figure.suptitle(heading)
    panels = figure.subplots(2, 8).ravel()
    for axes in panels:
        axes.axis("off")
    for axes, image, title in zip(panels, images, titles, strict=False):
        axes.imshow(image[0].numpy(), cmap="gray")
        axes.set_title(title, fontsize=8)
    figure.savefig(path, dpi=120)


def draw_curves(path: Path, history: dict[str, list[float]], heading: str) -> None:
    """Save both losses and the accuracy of every epoch, the best epoch marked."""
    from matplotlib.figure import Figure  # only drawing needs it

    figure = Figure(figsize=(8, 3.4), layout="constrained")
    figure.suptitle(heading)
    left, right = figure.subplots(1, 2)
    epochs = range(1, len(history["valid_loss"]) + 1)
    best = min(epochs, key=lambda epoch: history["valid_loss"][epoch - 1])
    left.plot(epochs, history["train_loss"], "o--", color="gray", label="training")
    left.plot(epochs, history["valid_loss"], "o-", color="black", label="validation")
    right.plot(epochs, history["valid_accuracy"], "o-", color="black")
    for axes, label in ((left, "loss"), (right, "validation accuracy")):
        axes.axvline(best, color="black", linestyle=":", label="best epoch")
        axes.set(xlabel="epoch", ylabel=label)
        axes.xaxis.get_major_locator().set_params(integer=True)
    left.legend()
    figure.savefig(path, dpi=120)


def draw_confusion(path: Path, matrix: torch.Tensor, names: list[str], heading: str) -> None:
    """Save a confusion matrix as a picture; the diagonal is left white."""
    from matplotlib.figure import Figure  # only drawing needs it

    mistakes = matrix.clone().fill_diagonal_(0)
    figure = Figure(figsize=(6.6, 6), layout="constrained")
    axes = figure.subplots()
    axes.imshow(mistakes.numpy(), cmap="Greys")
    dark = mistakes.max() / 2
    for row in range(len(matrix)):
        for column in range(len(matrix)):
            color = "white" if mistakes[row, column] > dark else "black"
            text = str(int(matrix[row, column]))
            axes.text(column, row, text, ha="center", va="center", color=color, fontsize=8)
    ticks = range(len(matrix))
    axes.set(title=heading, xlabel="prediction", ylabel="target", xticks=ticks, yticks=ticks)
    axes.set_xticklabels(names, rotation=90 if len(max(names, key=len)) > 2 else 0)
    axes.set_yticklabels(names)
    figure.savefig(path, dpi=120)


def draw_f1(path: Path, matrix: torch.Tensor, names: list[str], heading: str) -> None:
    """Save the F1 of every class and their mean as a bar chart."""
    from matplotlib.figure import Figure  # only drawing needs it

    counted = (matrix.sum(dim=0) + matrix.sum(dim=1)).clamp(min=1)  # (C,)
    scores = 2 * matrix.diag() / counted  # (C,)
    figure = Figure(figsize=(6, 3.6), layout="constrained")
    axes = figure.subplots()
    bars = axes.barh(names, scores.numpy(), color="lightgray", edgecolor="black")
    axes.bar_label(bars, fmt="%.2f", label_type="center", fontsize=8)
    axes.axvline(float(scores.mean()), color="black", linestyle=":", label="macro-F1")
    axes.invert_yaxis()
    axes.set(title=heading, xlabel="F1", xlim=(0, 1.1))
    axes.legend(loc="lower left", fontsize=8)
    figure.savefig(path, dpi=120)


def test_model(
    model: nn.Module, test_set: TensorDataset, folder: Path, names: list[str], name: str
) -> tuple[float, dict[str, float]]:
    """Accuracy and macro averages on the test set; saves three figures of it."""
    metric = MacroF1(N_CLASSES)
    matrix = torch.zeros(N_CLASSES, N_CLASSES, dtype=torch.int64)  # rows are targets
    model.eval()
    with torch.no_grad():
        for x, y in DataLoader(test_set, 1000):
            predictions = model(x).argmax(dim=1)  # (N,)
            metric.update(predictions, y)
            pairs = (y * N_CLASSES + predictions).cpu()
            matrix += torch.bincount(pairs, minlength=N_CLASSES**2).view(N_CLASSES, N_CLASSES)
        images = test_set.tensors[0][:16]
        shares, classes = Softmax()(model(images)).max(dim=1)  # (16,) each
    titles = [
        f"{names[c]}\n{p:.0%}" for p, c in zip(shares.tolist(), classes.tolist(), strict=True)
    ]
    heading = f"{name}: test, argmax and max of softmax"
    draw_images(folder / "samples.png", images.cpu(), titles, heading)
    draw_confusion(folder / "confusion.png", matrix, names, f"{name}: test")
    draw_f1(folder / "f1.png", matrix, names, f"{name}: test")
    return float(matrix.diag().sum() / matrix.sum()), metric.compute()


def main(argv: list[str] | None = None) -> int:
    """Train the classifier, time its step, print accuracy and macro-F1, save four figures."""
    parser = argparse.ArgumentParser(
        description="Train a wide and deep classifier of clothes with early stopping.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--epochs", type=at_least(0), default=10, help="at most so many passes")
    parser.add_argument(
        "--lr", type=at_least(1e-9, float), default=0.001, help="learning rate of Adam at the start"
    )
    parser.add_argument("--batch-size", type=at_least(1), default=64, help="examples in a batch")
    parser.add_argument(
        "--patience",
        type=at_least(1),
        default=3,
        help="epochs in a row without a lower validation loss before training stops",
    )
    parser.add_argument(
        "--seed", type=at_least(0), default=0, help="seed of weights, split and order"
    )
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    parser.add_argument(
        "--data-dir",
        type=Path,
        default=Path(os.environ.get("KURSUS_DATA", "datasets")),
        help="folder with FashionMNIST/raw; KURSUS_DATA names another default",
    )
    parser.add_argument(
        "--output-dir",
        type=Path,
        default=Path("outputs/06_custom_training"),
        help="for figures and unpacked data",
    )
    parser.add_argument(
        "--download", action="store_true", help="fetch Fashion-MNIST if it is not there"
    )
    parser.add_argument(
        "--compile",
        action="store_true",
        help="time torch.compile, too; its first step may take a minute",
    )
    args = parser.parse_args(argv)
    folder = open_folder(args.output_dir)
    device = choose_device(args.device)

    root, name = find_images(args.data_dir, folder, args.download)
    real = name == "Fashion-MNIST"
    names = datasets.FashionMNIST.classes if real else [str(i) for i in range(N_CLASSES)]
    learn_set, test_set = (load_images(root, train, device) for train in (True, False))
    train_set, valid_set = split_train_validation(learn_set, 5000 if real else 200, args.seed)
    sizes = f"{len(train_set)} images for training, {len(valid_set)} for validation"
    print(f"{name}: {sizes}, {len(test_set)} for testing")

    torch.manual_seed(args.seed)
    order = torch.Generator().manual_seed(args.seed)
    train_loader = DataLoader(train_set, args.batch_size, shuffle=True, generator=order)
    valid_loader = DataLoader(valid_set, 1000)
    x, y = learn_set[: args.batch_size]
    model = WideAndDeepNet(N_CLASSES).to(device)
    model(x)  # builds the layers: an optimizer takes only parameters that are there already
    print(compare_steps(model, x, y, args.compile), flush=True)

    labels = torch.cat([y for _, y in DataLoader(train_set, 1000)])
    counts = torch.bincount(labels, minlength=N_CLASSES)  # (C,)
    class_weights = len(labels) / (N_CLASSES * counts.clamp(min=1))  # rare classes weigh more

    def loss_function(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        return weighted_cross_entropy(logits, targets, class_weights)

    optimizer = make_optimizer(model, args.lr, args.epochs * len(train_loader))
    history = fit(
        model,
        WithBar(train_loader),
        valid_loader,
        loss_function,
        optimizer,
        args.epochs,
        args.patience,
    )
    print(describe_history(history, args.epochs))
    if args.epochs:
        draw_curves(folder / "curves.png", history, name)
    accuracy, scores = test_model(model, test_set, folder, names, name)
    averages = ", ".join(f"{key} {value:.3f}" for key, value in scores.items())
    print(f"macro averages on {name}: {averages}")
    print(f"figures in {folder}")
    print(f"test accuracy on {name}: {accuracy:.1%}, macro-F1 {scores['f1']:.3f}")
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit("stopped; nothing was saved") from None
