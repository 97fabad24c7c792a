"""Draws the lessons' pictures of ideas; those of results are drawn by the scripts themselves.

    python docs/figures.py                      # into modules/NN_topic/figures
    python docs/figures.py --output-dir FOLDER

Black and grey on white, so that they print and stand on a dark page; symbols and names of code
only, so that one picture serves both languages.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

MODULES = Path(__file__).resolve().parents[1] / "modules"
RED = "tab:red"  # what the lesson is about
GREY = "0.45"


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """An empty picture, in inches; one unit of its axes is one inch, too."""
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    return figure, axes


def node(
    axes: Axes, x: float, y: float, text: str, size: float = 0.32, color: str = "black"
) -> None:
    """A circle around a symbol."""
    axes.scatter(x, y, s=(144 * size) ** 2, c="white", edgecolors=color, zorder=3)
    axes.text(x, y, text, ha="center", va="center", fontsize=13, color=color, zorder=4)


def box(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    width: float = 1.3,
    height: float = 0.6,
    color: str = "black",
    fill: str = "white",
    size: float = 11,
) -> None:
    """A box around its centre, with a name of code or a formula."""
    axes.add_patch(
        FancyBboxPatch(
            (x - width / 2, y - height / 2),
            width,
            height,
            boxstyle="round,pad=0,rounding_size=0.08",
            facecolor=fill,
            edgecolor=color,
            zorder=3,
        )
    )
    axes.text(x, y, text, ha="center", va="center", fontsize=size, color=color, zorder=4)


def arrow(
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    text: str = "",
    color: str = "black",
    above: float = 0.16,
    bend: float = 0.0,
) -> None:
    """An arrow with a few symbols beside its middle."""
    style = f"arc3,rad={bend}"
    axes.annotate(
        "",
        end,
        start,
        arrowprops={"arrowstyle": "-|>", "color": color, "connectionstyle": style, "lw": 1.3},
    )
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + above)
    axes.text(*middle, text, ha="center", va="center", fontsize=11, color=color)


# --- one function a picture -------------------------------------------------------


def neuron() -> Figure:
    """Inputs times weights, plus bias, through the sigmoid."""
    figure, axes = canvas(6.6, 2.7)
    for y, j in ((2.25, 1), (1.4, 2)):
        node(axes, 0.5, y, f"$x_{j}$")
        arrow(axes, (0.75, y), (2.35, 1.85 if j == 1 else 1.7), f"$w_{j}$", above=0.2)
    node(axes, 0.5, 0.55, "$1$", color=GREY)
    arrow(axes, (0.75, 0.6), (2.4, 1.5), "$b$", GREY)
    node(axes, 2.65, 1.75, r"$\Sigma$")
    arrow(axes, (2.9, 1.75), (4.05, 1.75), "$z$")
    node(axes, 4.3, 1.75, r"$\sigma$", color=RED)
    arrow(axes, (4.55, 1.75), (5.9, 1.75), "$a$")
    curve = figure.add_axes((0.54, 0.1, 0.23, 0.32))
    z = np.linspace(-6, 6, 100)
    curve.plot(z, 1 / (1 + np.exp(-z)), color=RED)
    curve.axhline(0.5, color=GREY, linewidth=0.6, linestyle=":")
    curve.set(xticks=[-6, 0, 6], yticks=[0, 0.5, 1])
    curve.tick_params(labelsize=7)
    return figure


def slope() -> Figure:
    """A slope by two points: on both sides of x, and on one side only."""
    figure = Figure(figsize=(6, 3.6), layout="constrained")
    axes = figure.subplots()

    def f(x: np.ndarray) -> np.ndarray:
        return 0.4 * x**3 - 0.3 * x + 0.5

    x, h = 0.9, 0.55
    line = np.linspace(0, 1.8, 200)
    axes.plot(line, f(line), color="black", label="$f$")
    tangent = 1.2 * x**2 - 0.3
    axes.plot(line, f(x) + tangent * (line - x), color=GREY, linestyle=":", label="$f'(x)$")
    sides = {(x - h, x + h): ("-", RED), (x, x + h): ("--", GREY)}
    names = [r"$\frac{f(x+h)-f(x-h)}{2h}$", r"$\frac{f(x+h)-f(x)}{h}$"]
    for ((left, right), (style, color)), name in zip(sides.items(), names, strict=True):
        rise = (f(right) - f(left)) / (right - left)
        axes.plot(line, f(left) + rise * (line - left), style, color=color, label=name)
    for place, name in ((x - h, "$x-h$"), (x, "$x$"), (x + h, "$x+h$")):
        axes.plot(place, f(place), "o", color="black", markersize=5)
        axes.axvline(place, color="0.85", zorder=0)
        axes.text(place, -0.27, name, ha="center", va="bottom", bbox={"color": "white", "pad": 1})
    axes.set(ylim=(-0.3, 2.3), xticks=[], yticks=[])
    axes.legend(fontsize=11, loc="upper left")
    return figure


def chain() -> Figure:
    """Two layers forward, and the gradients on their way back."""
    figure, axes = canvas(8.4, 2.2)
    names = ["$X$", "$z_1$", "$a_1$", "$z_2$", "$a_2$", "$L$"]
    forward = ["$W_1, b_1$", r"$\sigma$", "$W_2, b_2$", r"$\sigma$", "$y$"]
    back = [
        "",
        r"$\delta_1$",
        r"$\partial L/\partial a_1$",
        r"$\delta_2$",
        r"$\partial L/\partial a_2$",
    ]
    places = np.linspace(0.5, 7.9, len(names))
    for x, name in zip(places, names, strict=True):
        node(axes, x, 1.1, name)
    for i, (x, right) in enumerate(itertools.pairwise(places)):
        arrow(axes, (x + 0.22, 1.25), (right - 0.22, 1.25), forward[i], above=0.25, bend=-0.2)
        if i:
            arrow(axes, (right - 0.22, 0.95), (x + 0.22, 0.95), "", RED, bend=-0.2)
            axes.text(x, 0.45, back[i], ha="center", va="center", color=RED, fontsize=11)
    for x, name in (
        (places[1], r"$\partial L/\partial W_1, b_1$"),
        (places[3], r"$\partial L/\partial W_2, b_2$"),
    ):
        axes.text(x, 0.12, r"$\rightarrow$ " + name, ha="center", color=RED, fontsize=9)
    return figure


def graph() -> Figure:
    """What autograd records for one neuron, and what backward fills in."""
    figure, axes = canvas(8.2, 3.1)
    for y, name, color in ((2.7, "x", "black"), (1.9, "weight", RED), (1.0, "bias", RED)):
        box(axes, 0.75, y, name, 1.0, 0.5, color)
    box(axes, 2.5, 2.3, "matmul", 1.0, 0.5)
    box(axes, 4.0, 1.9, "add", 0.8, 0.5)
    box(axes, 5.4, 1.9, "sigmoid", 1.0, 0.5)
    box(axes, 7.2, 1.9, "mse_loss", 1.1, 0.5)
    box(axes, 7.2, 2.7, "y", 0.7, 0.5)
    for start, end in (
        ((7.2, 2.42), (7.2, 2.18)),
        ((1.25, 2.7), (2.0, 2.38)),
        ((1.25, 1.95), (2.0, 2.22)),
        ((3.0, 2.25), (3.6, 2.0)),
        ((1.25, 1.0), (3.6, 1.78)),
        ((4.4, 1.9), (4.9, 1.9)),
        ((5.9, 1.9), (6.65, 1.9)),
    ):
        arrow(axes, start, end)
    for end in ((1.15, 1.45), (1.15, 0.55)):
        arrow(axes, (7.1, 1.6), end, "", RED, bend=-0.2)
    axes.text(4.3, 0.12, "loss.backward()", color=RED, ha="center", family="monospace")
    for y in (1.48, 0.58):
        axes.text(0.75, y, ".grad", color=RED, ha="center", family="monospace", fontsize=9)
    return figure


def pipeline() -> Figure:
    """From files to batches to a step of the optimizer."""
    figure, axes = canvas(9.0, 2.3)
    boxes = (
        (0.85, "ImageDataset", "(28, 28)"),
        (2.75, "transform", "(1, 28, 28)"),
        (4.55, "DataLoader", "(N, 1, 28, 28)"),
        (6.45, "model", "(N, 10)"),
        (8.1, "loss", "()"),
    )
    for x, name, shape in boxes:
        box(axes, x, 1.4, name, 1.35 if x < 7 else 0.9, color=RED if x == 4.55 else "black")
        axes.text(x, 0.88, shape, ha="center", family="monospace", fontsize=9, color=GREY)
    for start, end in ((1.55, 2.05), (3.45, 3.85), (5.25, 5.75), (7.15, 7.63)):
        arrow(axes, (start, 1.4), (end, 1.4))
    arrow(axes, (8.1, 0.75), (6.45, 0.72), "", GREY, bend=-0.35)
    axes.text(7.3, 0.18, "backward, step", ha="center", color=GREY, family="monospace", fontsize=9)
    axes.text(1.8, 1.55, "[i]", ha="center", color=GREY, family="monospace", fontsize=9)
    axes.text(4.55, 2.05, "shuffle, batch", ha="center", color=RED, family="monospace", fontsize=9)
    return figure


def wide_and_deep() -> Figure:
    """The raw image beside what the deep layers make of it."""
    figure, axes = canvas(8.0, 2.6)
    box(axes, 0.85, 1.3, "image\n(N, 784)", 1.2, 0.8)
    box(axes, 2.9, 0.7, "Dense, ReLU", 1.4)
    box(axes, 4.7, 0.7, "Dense, ReLU", 1.4)
    box(axes, 6.1, 1.3, "concat", 0.9, 1.9, RED)
    box(axes, 7.3, 1.3, "Dense", 0.8)
    arrow(axes, (1.5, 1.1), (2.15, 0.8))
    arrow(axes, (3.65, 0.7), (3.95, 0.7))
    arrow(axes, (5.45, 0.7), (5.62, 0.7))
    arrow(axes, (1.5, 1.55), (5.62, 1.95), "wide", RED, above=0.22)
    axes.text(3.8, 0.15, "deep", ha="center", color=GREY, fontsize=11)
    arrow(axes, (6.58, 1.3), (6.87, 1.3))
    return figure


def attention() -> Figure:
    """Softmax of query times key for four tokens, from vectors small enough to check by hand."""
    tokens = ["film", "nya", "tidak", "bagus"]
    query = np.array([[1.0, 0], [0.5, 0], [0, 1], [0, 2]])
    key = np.array([[1.0, 0], [1, 0], [0, 2], [1, 1]])
    score = query @ key.T / np.sqrt(2)
    weight = np.exp(score) / np.exp(score).sum(axis=1, keepdims=True)
    figure = Figure(figsize=(4.6, 4.0), layout="constrained")
    axes = figure.subplots()
    axes.imshow(weight, cmap="Greys", vmin=0, vmax=1)
    for (i, j), w in np.ndenumerate(weight):
        axes.text(j, i, f"{w:.2f}", ha="center", va="center", color="white" if w > 0.5 else "black")
    axes.set(
        xticks=range(4), yticks=range(4), xticklabels=tokens, yticklabels=tokens,
        xlabel="key, value", ylabel="query",
    )  # fmt: skip
    axes.xaxis.set_ticks_position("top")
    axes.xaxis.set_label_position("top")
    axes.add_patch(
        FancyBboxPatch((-0.48, 2.52), 3.96, 0.96, boxstyle="square,pad=0", fill=False, ec=RED, lw=2)
    )
    return figure


def lora() -> Figure:
    """A frozen layer, and beside it two thin matrices that learn."""
    figure, axes = canvas(6.6, 2.9)
    node(axes, 0.5, 1.45, "$x$")
    box(axes, 2.9, 2.15, "$W$\n$(H, D)$", 2.0, 1.0, GREY, "0.92")
    box(axes, 2.2, 0.6, "$A$ $(R, D)$", 1.4, 0.45, RED)
    box(axes, 4.1, 0.6, "$B$ $(H, R)$", 1.4, 0.45, RED)
    node(axes, 5.5, 1.45, "$+$")
    arrow(axes, (0.75, 1.6), (1.88, 2.1))
    arrow(axes, (0.75, 1.3), (1.47, 0.7))
    arrow(axes, (2.92, 0.6), (3.38, 0.6))
    arrow(axes, (3.92, 2.1), (5.25, 1.58))
    arrow(axes, (4.82, 0.7), (5.35, 1.22))
    axes.text(5.35, 0.75, r"$\alpha / R$", fontsize=11, color=RED)
    arrow(axes, (5.75, 1.45), (6.35, 1.45))
    return figure


FIGURES: dict[str, list[Callable[[], Figure]]] = {
    "01_numpy_neuron": [neuron],
    "02_numpy_gradients": [slope],
    "03_numpy_xor": [chain],
    "04_pytorch_xor": [graph],
    "05_pytorch_mnist": [pipeline],
    "06_custom_training": [wide_and_deep],
    "08_indobert_smsa": [attention],
    "09_vtuber_brain": [lora],
}


def main(argv: list[str] | None = None) -> int:
    """Save every picture beside the lesson that shows it."""
    parser = argparse.ArgumentParser(description="Draw the lessons' pictures of ideas.")
    parser.add_argument("--output-dir", type=Path, default=MODULES, help="holds NN_topic/figures")
    args = parser.parse_args(argv)
    for module, drawn in FIGURES.items():
        folder = args.output_dir / module / "figures"
        folder.mkdir(parents=True, exist_ok=True)
        for draw in drawn:
            draw().savefig(folder / f"{draw.__name__}.png", dpi=120, facecolor="white")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
