"""Module 05: the plain way through torchvision, PIL and DataLoader against whole batches.

From the repository root, with MNIST in the folder that KURSUS_DATA or --data-dir names:

    python benchmarks/mnist.py            # four epochs a side, in turn
    python benchmarks/mnist.py --quick    # two, on 10,000 images
    python benchmarks/mnist.py --draw modules/05_pytorch_mnist/figures/profile.png

Both sides train the same model with the same steps; only the way of the images differs. A third
run over batches that lie ready shows what is left when loading costs nothing: the limit.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import torch
from common import machine
from torch.utils.data import DataLoader, Subset
from torchvision import datasets

from kursus.loader import load

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = load(ROOT / "solutions" / "05_pytorch_mnist" / "pytorch_mnist.py")
BATCH = 64


class Side:
    """One way of the images, with its own model."""

    def __init__(self, make: Callable[[int], Iterable], test: Iterable) -> None:
        torch.manual_seed(0)
        self.make, self.test = make, test
        self.model = SCRIPT.DigitClassifier()
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.02, momentum=0.9)
        self.seconds: list[float] = []

    def epoch(self) -> float:
        """Train one epoch; its seconds."""
        begin = time.perf_counter()
        batches = self.make(len(self.seconds))
        device = torch.device("cpu")
        SCRIPT.train_one_epoch(self.model, batches, SCRIPT.cross_entropy, self.optimizer, device)
        self.seconds.append(time.perf_counter() - begin)
        return self.seconds[-1]

    def accuracy(self) -> float:
        """On the test set."""
        return SCRIPT.evaluate(self.model, self.test, torch.device("cpu"))


def seconds_of(batches: Iterable) -> float:
    """Seconds to get all batches and do nothing with them."""
    begin = time.perf_counter()
    for _ in batches:
        pass
    return time.perf_counter() - begin


def matrix_work(side: Side, batches: list) -> float:
    """Seconds of an epoch's matrix products alone, forward and backward."""
    layers = [p for p in side.model.parameters() if p.ndim == 2]  # (out, in)
    begin = time.perf_counter()
    with torch.no_grad():
        for x, _ in batches:
            a = x.flatten(1)  # (N, in)
            for number, w in enumerate(layers):
                z = a @ w.T
                z.T @ a  # gradient of the weights
                if number:
                    z @ w  # gradient of the input
                a = z
    return time.perf_counter() - begin


def draw(path: Path, rows: dict[str, dict[str, float]]) -> None:
    """Save where the time of an epoch goes, a bar for each side."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 2.2), layout="constrained")
    axes = figure.subplots()
    shades = ("white", "0.75", "black")
    left = dict.fromkeys(rows, 0.0)
    for part, shade in zip(next(iter(rows.values())), shades, strict=True):
        widths = [row[part] for row in rows.values()]
        axes.barh(
            list(rows), widths, 0.6, list(left.values()), color=shade, edgecolor="black", label=part
        )
        left = {name: left[name] + rows[name][part] for name in rows}
    axes.set(xlabel="s / epoch")
    axes.invert_yaxis()
    axes.legend(ncols=3, loc="lower right", fontsize=8)
    figure.savefig(path, dpi=120)


def main() -> int:
    """Time both sides and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Path(os.environ.get("KURSUS_DATA", ROOT / "datasets"))
    parser.add_argument("--quick", action="store_true", help="two epochs on 10,000 images")
    parser.add_argument("--data-dir", type=Path, default=default, help="folder with MNIST")
    parser.add_argument("--draw", type=Path, metavar="FILE", help="save where the time goes")
    args = parser.parse_args()
    print(machine("torchvision"))
    with tempfile.TemporaryDirectory() as place:
        root, name = SCRIPT.find_images(args.data_dir, Path(place), False)
        transform = SCRIPT.make_transform()
        plain, test = (datasets.MNIST(str(root), part, transform) for part in (True, False))
        fast, fast_test = (SCRIPT.FastImages(part.data, part.targets) for part in (plain, test))
        if args.quick and len(plain) > 10_000:
            plain = Subset(plain, range(10_000))
            fast = SCRIPT.FastImages(fast.images[:10_000], fast.labels[:10_000])
        sides = {
            "plain": Side(
                lambda seed: SCRIPT.make_loader(plain, BATCH, shuffle=True, seed=seed),
                DataLoader(test, 1000),
            ),
            "--fast": Side(
                lambda seed: SCRIPT.make_fast_loader(fast, BATCH, shuffle=True, seed=seed),
                SCRIPT.make_fast_loader(fast_test, 1000, shuffle=False),
            ),
        }
        for number in range(2 if args.quick else 4):
            took = {side: sides[side].epoch() for side in sides}
            print(f"epoch {number + 1}: " + ", ".join(f"{s} {t:.2f} s" for s, t in took.items()))
        ready = list(sides["--fast"].make(0))
        rows = {}
        for side, made in sides.items():
            whole = statistics.median(made.seconds)
            loading = seconds_of(made.make(0))
            work = min(matrix_work(made, ready) for _ in range(3))
            rows[side] = {
                "loading": loading,
                "step": max(whole - loading - work, 0.0),
                "matrix": work,
            }
            print(
                f"{side}: {1 / whole:.3f} epochs/s; loading {loading / whole:.0%}, matrix work "
                f"{work / whole:.0%}, the rest of the step {1 - (loading + work) / whole:.0%}; "
                f"test accuracy on {name} {made.accuracy():.2%}"
            )
        limit = Side(lambda seed: ready, sides["--fast"].test)
        limit.epoch()
        medians = {side: statistics.median(made.seconds) for side, made in sides.items()}
        print(
            f"batches that lie ready: {1 / limit.seconds[0]:.3f} epochs/s; "
            f"{len(fast.images):,} images, batch {BATCH}, {torch.get_num_threads()} threads"
        )
        print(f"ratio of the medians: {medians['plain'] / medians['--fast']:.1f}")
        if args.draw:
            draw(args.draw, rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
