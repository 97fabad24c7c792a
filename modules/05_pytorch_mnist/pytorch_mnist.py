"""Module 05 - handwritten digits: the professional workflow.

From the repository root:

    python modules/05_pytorch_mnist/pytorch_mnist.py --epochs 5
    python modules/05_pytorch_mnist/pytorch_mnist.py --epochs 5 --resume

MNIST is read from --data-dir; where it is not there, scikit-learn's digits
stand in. N is the number of examples of a batch, C the number of classes.
No function changes its arguments, but for the model and the optimizer in what
trains or loads.
"""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, Sampler
from torchvision import datasets, transforms
from torchvision.datasets.utils import check_integrity
from tqdm import tqdm

N_CLASSES = 10

# --- Task 5.1 -------------------------------------------------------------


def make_transform() -> Callable[[Any], torch.Tensor]:
    """Transform that turns one image into what the network eats.

    Returns:
        A callable: PIL image or (28, 28) uint8 array in; float32 tensor
        (1, 28, 28) out, black -1, white 1.
    """
    # Step 1: to a tensor between 0 and 1 with a channel in front.
    # Step 2: shift and stretch to the range from -1 to 1.
    # Step 3: join both into one transform.
    raise NotImplementedError("TODO 5.1: make_transform")


class ImageDataset(Dataset):
    """Images and labels in memory, handed out one pair at a time."""

    # --- Task 5.2 ---------------------------------------------------------

    def __init__(
        self,
        images: np.ndarray,
        labels: np.ndarray,
        transform: Callable[[Any], Any] | None = None,
    ) -> None:
        """Keep what the other methods need.

        Args:
            images: (N, 28, 28) uint8.
            labels: (N,) integers.
            transform: takes one image, (28, 28) uint8 or PIL, each time it is
                asked for; None hands the image out as it is.
        """
        # Step 1: keep all three.
        raise NotImplementedError("TODO 5.2: ImageDataset.__init__")

    def __len__(self) -> int:
        """Number of images."""
        # Step 1: count.
        raise NotImplementedError("TODO 5.2: ImageDataset.__len__")

    def __getitem__(self, index: int) -> tuple[Any, int]:
        """The pair ``(image, label)`` at ``index``; the label is a Python int."""
        # Step 1: take the image; transform it if there is a transform.
        # Step 2: take the label as a Python int.
        raise NotImplementedError("TODO 5.2: ImageDataset.__getitem__")


# --- Task 5.3 -------------------------------------------------------------


def make_loader(
    dataset: Dataset, batch_size: int, shuffle: bool, num_workers: int = 0, seed: int | None = None
) -> DataLoader:
    """DataLoader that visits every example once an epoch and drops none.

    Args:
        dataset: anything with ``__len__`` and ``__getitem__``.
        batch_size: examples in a batch; the last batch may be smaller.
        shuffle: a new order in each epoch, or always the order of the dataset.
        num_workers: processes that load beside the training; 0 for none.
        seed: two loaders with the same seed visit in the same orders.

    Returns:
        A ``torch.utils.data.DataLoader``.
    """
    # Step 1: if there is a seed, a generator of random numbers of its own.
    # Step 2: hand everything to DataLoader.
    raise NotImplementedError("TODO 5.3: make_loader")


class DigitClassifier(nn.Module):
    """784 pixels -> 128 -> 64 -> 10 logits, ReLU between the layers."""

    # --- Task 5.4 ---------------------------------------------------------

    def __init__(self) -> None:
        """Create three layers with bias: 784 to 128, 128 to 64, 64 to 10.

        Weights are matrices, biases are vectors.
        """
        # Step 1: let nn.Module set itself up.
        # Step 2: create the layers.
        raise NotImplementedError("TODO 5.4: DigitClassifier.__init__")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Score of every class.

        Args:
            x: (N, 1, 28, 28) images.

        Returns:
            (N, 10) logits: any real numbers, no softmax.
        """
        # Step 1: flatten every image.
        # Step 2: three layers, ReLU after the first and the second.
        raise NotImplementedError("TODO 5.4: DigitClassifier.forward")


# --- Task 5.5 -------------------------------------------------------------


def cross_entropy(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Mean cross entropy of softmax(logits), stable also for logits of +-1000.

    Args:
        logits: (N, C) float, with or without a graph.
        targets: (N,) torch.int64, the right classes.

    Returns:
        A scalar tensor, differentiable with respect to ``logits``.

    Example:
        >>> round(float(cross_entropy(torch.zeros(1, 4), torch.tensor([2]))), 4)
        1.3863
    """
    # Step 1: logarithm of softmax, without the exponential of a large number.
    # Step 2: pick each example's entry at its target.
    # Step 3: mean of the negatives.
    raise NotImplementedError("TODO 5.5: cross_entropy")


# --- Task 5.6 -------------------------------------------------------------


def train_one_epoch(
    model: nn.Module,
    loader: Iterable[tuple[torch.Tensor, torch.Tensor]],
    loss_function: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    optimizer: torch.optim.Optimizer,
    device: torch.device | str,
) -> float:
    """Train on every batch once, in train mode.

    Args:
        model: on ``device``; is changed by training.
        loader: any iterable of batches (images, labels).
        loss_function: mean loss of a batch, from logits and labels.
        optimizer: holds the parameters of the model.
        device: where the batches are moved to.

    Returns:
        Mean loss per example, each before its batch's update; batches may
        differ in size.
    """
    # Step 1: switch to train mode.
    # Step 2: for every batch: move it to the device, then the five lines.
    # Step 3: add up the loss of all examples, not of all batches.
    # Step 4: divide by the number of examples.
    raise NotImplementedError("TODO 5.6: train_one_epoch")


# --- Task 5.7 -------------------------------------------------------------


def evaluate(
    model: nn.Module,
    loader: Iterable[tuple[torch.Tensor, torch.Tensor]],
    device: torch.device | str,
) -> float:
    """Share of the examples that the model gets right.

    Runs in eval mode and without a graph; afterwards the model is in the mode
    it was in before, and the global gradient mode is as before.

    Args:
        model: on ``device``; gives (N, C) logits.
        loader: any iterable of batches (images, labels).
        device: where the batches are moved to.

    Returns:
        Accuracy between 0 and 1.
    """
    # Step 1: switch to eval mode and remember the mode before.
    # Step 2: without a graph, count right answers and examples.
    # Step 3: bring the mode back; divide.
    raise NotImplementedError("TODO 5.7: evaluate")


# --- Task 5.8 -------------------------------------------------------------


def confusion_matrix(
    predictions: torch.Tensor, targets: torch.Tensor, n_classes: int
) -> torch.Tensor:
    """How often each target was given each prediction.

    Args:
        predictions: (N,) torch.int64 classes.
        targets: (N,) torch.int64 classes.
        n_classes: C; a class may be absent from both.

    Returns:
        (C, C) torch.int64: row is the target, column the prediction.

    Example:
        >>> confusion_matrix(torch.tensor([1, 1]), torch.tensor([0, 1]), 2).tolist()
        [[0, 1], [0, 1]]
    """
    # Step 1: give every pair (target, prediction) one number.
    # Step 2: count the numbers and lay them out as a matrix.
    raise NotImplementedError("TODO 5.8: confusion_matrix")


# --- Task 5.9 -------------------------------------------------------------


def save_checkpoint(
    path: str | Path, model: nn.Module, optimizer: torch.optim.Optimizer, epoch: int
) -> None:
    """Write everything that is needed to go on training later.

    Args:
        path: file to write; an older one is replaced.
        model: its weights and buffers are saved.
        optimizer: its state and its learning rate are saved.
        epoch: number of epochs done.
    """
    # Step 1: put both state dicts and the epoch into one dict.
    # Step 2: write it; a crash while writing must not destroy an older file.
    raise NotImplementedError("TODO 5.9: save_checkpoint")


def load_checkpoint(path: str | Path, model: nn.Module, optimizer: torch.optim.Optimizer) -> int:
    """Bring model and optimizer back to the saved state.

    Training that goes on from here gives the same weights as training that
    never stopped.

    Args:
        path: file written by ``save_checkpoint``.
        model: of the same architecture; is changed.
        optimizer: of the same kind, over the model's parameters; is changed.

    Returns:
        The saved number of epochs, a Python int.
    """
    # Step 1: read the dict.
    # Step 2: load both state dicts; return the epoch.
    raise NotImplementedError("TODO 5.9: load_checkpoint")


# --- Given ----------------------------------------------------------------


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
    its own. The first 1,437 are for training, the last 360 for testing.
    """
    from sklearn.datasets import load_digits  # only the stand-in needs it

    digits = load_digits()
    small = torch.from_numpy(digits.images).unsqueeze(1) * (255 / 16)  # (1797, 1, 8, 8)
    large = nn.functional.interpolate(small, size=20, mode="bilinear")  # (1797, 1, 20, 20)
    images = nn.functional.pad(large, (4, 4, 4, 4)).squeeze(1).round().numpy()  # (1797, 28, 28)
    raw = root / "MNIST" / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    for name, part in (("train", slice(None, 1437)), ("t10k", slice(1437, None))):
        write_idx(raw / f"{name}-images-idx3-ubyte", images[part])
        write_idx(raw / f"{name}-labels-idx1-ubyte", digits.target[part])


def unpack_mnist(data_dir: Path, cache: Path) -> Path | None:
    """Root from which torchvision can read MNIST, or None if it is not there.

    Packed files are copied to ``cache`` before torchvision unpacks them: the
    folder of the data may be read-only and shared.
    """
    for folder in (data_dir / "MNIST" / "raw", data_dir / "mnist" / "raw"):
        packed = [(folder / name, md5) for name, md5 in datasets.MNIST.resources]
        if folder.parent.name == "MNIST" and all(p.with_suffix("").is_file() for p, _ in packed):
            return data_dir
        if not all(path.is_file() for path, _ in packed):
            continue
        for path, md5 in packed:
            if not check_integrity(str(path), md5):
                raise SystemExit(
                    f"{path} is damaged: its MD5 sum is not MNIST's. "
                    "Delete it and fetch it again: kursus data get mnist"
                )
        raw = cache / "MNIST" / "raw"
        try:
            raw.mkdir(parents=True, exist_ok=True)
            for path, _ in packed:
                shutil.copyfile(path, raw / path.name)
            datasets.MNIST(str(cache), download=True)  # finds the files, so only unpacks them
        except OSError as error:
            shutil.rmtree(raw, ignore_errors=True)  # nothing half unpacked
            raise SystemExit(
                f"MNIST cannot be unpacked to {raw} ({error.strerror}). "
                "It needs 70 MB there; make room, or choose another --output-dir"
            ) from None
        return cache
    return None


def find_images(data_dir: Path, output_dir: Path, download: bool) -> tuple[Path, str]:
    """Root of the images for ``torchvision.datasets.MNIST``, and their name."""
    root = unpack_mnist(data_dir, output_dir / "data")
    if root is None and download:
        try:
            datasets.MNIST(str(data_dir), download=True)
            root = data_dir
        except (OSError, RuntimeError) as error:
            print(f"MNIST could not be downloaded to {data_dir} ({error}).")
    if root is not None:
        return root, "MNIST"
    print(
        f"No MNIST under {data_dir}: scikit-learn's small digits stand in. "
        "For MNIST (11 MB): kursus data get mnist, or the flag --download."
    )
    write_digits(output_dir / "digits")
    return output_dir / "digits", "scikit-learn's digits"


class FastImages(Dataset):
    """What ``ImageDataset`` and ``make_transform`` give, but a whole batch at a time.

    All images stay one uint8 tensor; a batch takes one index and three operations,
    where the plain way transforms image after image and then stacks them.
    """

    def __init__(self, images: torch.Tensor, labels: torch.Tensor) -> None:
        self.images = images  # (N, 28, 28) uint8
        self.labels = labels  # (N,) long

    def __getitem__(self, indices: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The batch of these indices (N,)."""
        images = self.images[indices].unsqueeze(1)  # (N, 1, 28, 28) uint8
        return images.float().div_(255).sub_(0.5).div_(0.5), self.labels[indices]


class BatchOrder(Sampler):
    """Indices of whole batches, as tensors, in the order of the first pass of ``make_loader``."""

    def __init__(
        self, n: int, batch_size: int, shuffle: bool, generator: torch.Generator | None
    ) -> None:
        self.n, self.batch_size, self.shuffle, self.generator = n, batch_size, shuffle, generator

    def __len__(self) -> int:
        return -(-self.n // self.batch_size)

    def __iter__(self) -> Iterator[torch.Tensor]:
        order = torch.arange(self.n)
        if self.shuffle:
            order = torch.randperm(self.n, generator=self.generator)
        yield from order.split(self.batch_size)


def make_fast_loader(
    dataset: FastImages, batch_size: int, shuffle: bool, seed: int | None = None
) -> DataLoader:
    """The same batches as from ``make_loader``; with ``batch_size=None`` nothing is collated."""
    generator = None if seed is None else torch.Generator().manual_seed(seed)
    order = BatchOrder(len(dataset.images), batch_size, shuffle, generator)
    return DataLoader(dataset, batch_size=None, sampler=order, generator=generator)


def fit(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    train_set: Dataset,
    test_loader: DataLoader,
    args: argparse.Namespace,
    checkpoint: Path,
) -> dict[str, list[float]]:
    """Train until ``args.epochs``, with a checkpoint after every epoch.

    The learning rate falls in equal steps from ``args.lr`` to its ``args.epochs``-th
    part. It and the order of the examples depend on the epoch alone, so a run that is
    resumed with the same flags takes the same steps as one that never stopped.
    """
    device = next(model.parameters()).device
    done = 0
    if args.resume and checkpoint.is_file():
        done = load_checkpoint(checkpoint, model, optimizer)
        print(f"resuming after epoch {done}")
    history: dict[str, list[float]] = {"loss": [], "accuracy": []}
    try:
        for epoch in range(done + 1, args.epochs + 1):
            for group in optimizer.param_groups:
                group["lr"] = args.lr * (args.epochs - epoch + 1) / args.epochs
            make = make_fast_loader if args.fast else make_loader
            loader = make(train_set, args.batch_size, shuffle=True, seed=args.seed + epoch)
            bar = tqdm(loader, desc=f"epoch {epoch}", leave=False, disable=None)
            loss = train_one_epoch(model, bar, cross_entropy, optimizer, device)
            try:
                save_checkpoint(checkpoint, model, optimizer, epoch)
            except (OSError, RuntimeError) as error:  # torch reports a full disk as RuntimeError
                raise SystemExit(
                    f"{checkpoint} cannot be saved ({error}). "
                    "Make room on the disk, or choose another --output-dir"
                ) from None
            done = epoch
            accuracy = evaluate(model, test_loader, device)
            history["loss"].append(loss)
            history["accuracy"].append(accuracy)
            print(f"epoch {epoch}  loss {loss:.4f}  test accuracy {accuracy:.4f}", flush=True)
    except KeyboardInterrupt:
        kept = f"epoch {done} is kept in {checkpoint}" if done else "no epoch was finished"
        raise SystemExit(f"\nstopped; {kept}; the flag --resume goes on from there") from None
    return history


def draw_images(path: Path, images: torch.Tensor, titles: list[str], heading: str) -> None:
    """Save up to 16 images (N, 1, 28, 28) with a title above each."""
    from matplotlib.figure import Figure  # only drawing needs it

    figure = Figure(figsize=(9, 3.2), layout="constrained")
    figure.suptitle(heading)
    panels = figure.subplots(2, 8).ravel()
    for axes in panels:
        axes.axis("off")
    for axes, image, title in zip(panels, images, titles, strict=False):
        axes.imshow(image[0].numpy(), cmap="gray")
        axes.set_title(title, fontsize=9)
    figure.savefig(path, dpi=120)


def draw_curves(path: Path, history: dict[str, list[float]], last: int, heading: str) -> None:
    """Save loss and accuracy of every epoch up to ``last`` as a picture."""
    from matplotlib.figure import Figure  # only drawing needs it

    figure = Figure(figsize=(8, 3.4), layout="constrained")
    figure.suptitle(heading)
    labels = ("training loss", "test accuracy")
    for axes, label, values in zip(figure.subplots(1, 2), labels, history.values(), strict=True):
        axes.plot(range(last - len(values) + 1, last + 1), values, "o-", color="black")
        axes.set(xlabel="epoch", ylabel=label)
        axes.xaxis.get_major_locator().set_params(integer=True)
    figure.savefig(path, dpi=120)


def draw_confusion(path: Path, matrix: torch.Tensor, heading: str) -> None:
    """Save a confusion matrix as a picture; the diagonal is left white."""
    from matplotlib.figure import Figure  # only drawing needs it

    mistakes = matrix.clone().fill_diagonal_(0)
    figure = Figure(figsize=(6, 5.4), layout="constrained")
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
    figure.savefig(path, dpi=120)


def draw_results(
    model: nn.Module, test_set: Dataset, device: torch.device, folder: Path, name: str
) -> None:
    """Save samples, the confusion matrix and the worst mistakes of the test set."""
    images = torch.stack([image for image, _ in test_set])  # (N, 1, 28, 28)
    labels = torch.tensor([label for _, label in test_set])  # (N,)
    model.eval()
    with torch.no_grad():
        logits = model(images.to(device)).cpu()  # (N, 10)
    predictions = logits.argmax(dim=1)
    draw_images(folder / "samples.png", images, [str(int(i)) for i in labels[:16]], name)
    matrix = confusion_matrix(predictions, labels, N_CLASSES)
    draw_confusion(folder / "confusion.png", matrix, f"{name}: test")
    surprise = nn.functional.cross_entropy(logits, labels, reduction="none")  # (N,)
    worst = torch.argsort(surprise, descending=True)
    worst = worst[predictions[worst] != labels[worst]][:16]
    titles = [f"{int(labels[i])} → {int(predictions[i])}" for i in worst]
    draw_images(folder / "mistakes.png", images[worst], titles, f"{name}: target → prediction")


def main(argv: list[str] | None = None) -> int:
    """Train the classifier, print the accuracy, save four figures."""
    parser = argparse.ArgumentParser(
        description="Train a classifier of handwritten digits.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument(
        "--epochs", type=at_least(0), default=5, help="passes over the training set"
    )
    parser.add_argument(
        "--lr",
        type=at_least(1e-9, float),
        default=0.02,
        help="learning rate of SGD in the first epoch",
    )
    parser.add_argument("--batch-size", type=at_least(1), default=64, help="examples in a batch")
    parser.add_argument("--seed", type=at_least(0), default=0, help="seed of weights and order")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    parser.add_argument(
        "--data-dir",
        type=Path,
        default=Path(os.environ.get("KURSUS_DATA", "datasets")),
        help="folder with MNIST/raw; KURSUS_DATA names another default",
    )
    parser.add_argument(
        "--output-dir",
        type=Path,
        default=Path("outputs/05_pytorch_mnist"),
        help="for figures, checkpoint and unpacked data",
    )
    parser.add_argument("--download", action="store_true", help="fetch MNIST if it is not there")
    parser.add_argument("--fast", action="store_true", help="fetch whole batches at once")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    args = parser.parse_args(argv)
    folder = open_folder(args.output_dir)

    root, name = find_images(args.data_dir, folder, args.download)
    transform = make_transform()
    parts = [datasets.MNIST(str(root), train=train) for train in (True, False)]
    train_set, test_set = (
        ImageDataset(part.data.numpy(), part.targets.numpy(), transform) for part in parts
    )
    test_loader = make_loader(test_set, 1000, shuffle=False)
    if args.fast:
        train_set, fast_test = (FastImages(part.data, part.targets) for part in parts)
        test_loader = make_fast_loader(fast_test, 1000, shuffle=False)
    print(f"{name}: {len(parts[0])} images for training, {len(parts[1])} for testing")

    torch.manual_seed(args.seed)
    device = choose_device(args.device)
    model = DigitClassifier().to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr, momentum=0.9)
    kind = "mnist" if name == "MNIST" else "digits"  # one checkpoint for each data set
    checkpoint = folder / f"checkpoint-{kind}.pt"
    history = fit(model, optimizer, train_set, test_loader, args, checkpoint)

    if history["loss"]:  # a run that resumed at its end has nothing new to show
        draw_curves(folder / "curves.png", history, args.epochs, name)
    draw_results(model, test_set, device, folder, name)
    print(f"figures in {folder}")
    accuracy = evaluate(model, test_loader, device)
    print(f"test accuracy on {name}: {accuracy:.1%}")
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit("stopped; nothing was saved") from None
