"""Module 03 - two layers learn XOR; backpropagation by hand.

From the repository root:

    python modules/03_numpy_xor/numpy_xor.py --epochs 5000 --lr 2.0

N is the number of examples, D the number of inputs, H the number of hidden
units. NumPy data is float64; parameters are a dict with the keys W1 (D, H),
b1 (H,), W2 (H, n_out) and b2 (n_out,). No function changes its arguments, but
for ``train``, which may write into the parameters that it is given.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)  # (N, D)
LABELS = np.array([[0], [1], [1], [0]], dtype=float)  # (N, 1)

# --- Task 3.1 -------------------------------------------------------------


def init_parameters(
    n_in: int, n_hidden: int, n_out: int, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """Starting values of both layers.

    Args:
        n_in: number of inputs D.
        n_hidden: number of hidden units H.
        n_out: number of outputs.
        rng: the only source of randomness.

    Returns:
        ``{"W1": (D, H), "b1": (H,), "W2": (H, n_out), "b2": (n_out,)}``,
        both W random (no two hidden units alike), both b zero.
    """
    # Step 1: draw both weight matrices from rng.
    # Step 2: fill both biases with zeros.
    raise NotImplementedError("TODO 3.1: init_parameters")


# --- Task 3.2 -------------------------------------------------------------


def forward(params: dict[str, np.ndarray], X: np.ndarray) -> tuple[np.ndarray, Any]:
    """Prediction of the network: a sigmoid in both layers.

    Args:
        params: the four arrays of ``init_parameters``.
        X: (N, D) inputs.

    Returns:
        ``(prediction, cache)``: the prediction (N, n_out), and whatever
        ``backward`` will need of this pass, in a form of your choice.
    """
    # Step 1: hidden layer: weighted sums, bias, sigmoid.
    # Step 2: output layer: the same with the hidden units as inputs.
    # Step 3: keep what backward needs.
    raise NotImplementedError("TODO 3.2: forward")


# --- Task 3.3 -------------------------------------------------------------


def backward(params: dict[str, np.ndarray], cache: Any, y: np.ndarray) -> dict[str, np.ndarray]:
    """Gradients of the mean squared error by the chain rule.

    The loss is the mean over all elements of ``(prediction - y) ** 2``.

    Args:
        params: the four arrays.
        cache: the second value that ``forward`` returned for the same params.
        y: (N, n_out) targets.

    Returns:
        The gradients under the same keys, each in the shape of its parameter.
    """
    # Step 1: slope of the loss at the prediction, through the output's sigmoid.
    # Step 2: gradients of W2 and b2.
    # Step 3: back through W2 and the hidden sigmoid.
    # Step 4: gradients of W1 and b1.
    raise NotImplementedError("TODO 3.3: backward")


# --- Task 3.4 -------------------------------------------------------------


def update(
    params: dict[str, np.ndarray], grads: dict[str, np.ndarray], lr: float
) -> dict[str, np.ndarray]:
    """One step of gradient descent.

    Args:
        params: the four arrays; they stay as they are.
        grads: their gradients, under the same keys.
        lr: size of the step.

    Returns:
        New parameters under the same keys.
    """
    # Step 1: for every key a new array, one step against the gradient.
    raise NotImplementedError("TODO 3.4: update")


# --- Task 3.5 -------------------------------------------------------------


def train(
    params: dict[str, np.ndarray], X: np.ndarray, y: np.ndarray, epochs: int, lr: float
) -> tuple[dict[str, np.ndarray], list[float]]:
    """Repeat forward, backward and update on all examples.

    Args:
        params: the starting values.
        X: (N, D) inputs.
        y: (N, n_out) targets.
        epochs: how many steps; 0 gives an empty list.
        lr: size of each step.

    Returns:
        ``(params, losses)``: the parameters after the last step, and the mean
        squared error before each step.
    """
    # Step 1: forward; note the loss.
    # Step 2: backward, then update; go on with the new parameters.
    raise NotImplementedError("TODO 3.5: train")


# --- Task 3.6 -------------------------------------------------------------


def predict(params: dict[str, np.ndarray], X: np.ndarray) -> np.ndarray:
    """Class of every example, for a network with one output.

    Args:
        params: the four arrays, n_out = 1.
        X: (N, D) inputs.

    Returns:
        (N, 1) integers: 1 where the prediction is 0.5 or more, else 0.
    """
    # Step 1: compare the prediction with 0.5 and turn the result into integers.
    raise NotImplementedError("TODO 3.6: predict")


# --- Given ----------------------------------------------------------------


def sigmoid(z: np.ndarray) -> np.ndarray:
    """``1 / (1 + exp(-z))`` without overflow, in the shape of ``z``."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


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


def draw_loss(losses: list[float], path: Path) -> None:
    """Save the loss against the epoch as a picture."""
    from matplotlib.figure import Figure  # only drawing needs it

    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    axes.plot(losses, color="black")
    axes.axhline(0.25, linestyle=":", color="grey")
    axes.annotate("XOR (01)", (len(losses) / 2, 0.252), ha="center", color="grey")
    axes.set(xlabel="epoch", ylabel="MSE loss", ylim=(0, None))
    figure.savefig(path, dpi=120)


def draw_surface(params: dict[str, np.ndarray], path: Path) -> None:
    """Save the answer on the plane, and the plane as the hidden layer sees it."""
    from matplotlib.figure import Figure  # only drawing needs it

    line = np.linspace(-0.5, 1.5, 201)
    grid = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)  # (201 * 201, 2)
    answer = forward(params, grid)[0].reshape(line.size, line.size)
    figure = Figure(figsize=(9, 4), layout="constrained")
    plane, bent = figure.subplots(1, 2)
    shade = plane.contourf(line, line, answer, levels=np.linspace(0, 1, 11), cmap="Greys")
    if answer.min() < 0.5 < answer.max():
        plane.contour(line, line, answer, levels=[0.5], colors="tab:red", linewidths=2)
    plane.set(title="prediction", xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    figure.colorbar(shade, ax=plane)

    # The two hidden units with the heaviest say span the picture on the right.
    first, second = np.argsort(-np.abs(params["W2"][:, 0]))[:2]
    ticks = np.linspace(0, 1, 11)
    for fixed in ticks:
        for points in (
            np.column_stack([ticks, np.full(11, fixed)]),
            np.column_stack([np.full(11, fixed), ticks]),
        ):
            hidden = sigmoid(points @ params["W1"] + params["b1"])
            bent.plot(hidden[:, first], hidden[:, second], color="grey", linewidth=0.7)
    corners = sigmoid(INPUTS @ params["W1"] + params["b1"])
    for label, marker in ((0, "o"), (1, "s")):
        chosen = LABELS[:, 0] == label
        style = {"marker": marker, "s": 90, "c": "white", "edgecolors": "black", "zorder": 3}
        plane.scatter(*INPUTS[chosen].T, **style)
        bent.scatter(corners[chosen, first], corners[chosen, second], label=label, **style)
    bent.set(
        title="hidden layer",
        xlabel=f"hidden unit {first + 1}",
        ylabel=f"hidden unit {second + 1}",
        aspect="equal",
    )
    bent.legend(title="target")
    figure.savefig(path, dpi=120)


def main(argv: list[str] | None = None) -> int:
    """Train the network on XOR, print the outcome, save two figures."""
    parser = argparse.ArgumentParser(
        description="Train a two-layer network on XOR.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument(
        "--epochs", type=at_least(0), default=5000, help="passes over the four examples"
    )
    parser.add_argument(
        "--lr", type=at_least(1e-9, float), default=2.0, help="step size of gradient descent"
    )
    parser.add_argument(
        "--hidden", type=at_least(2), default=4, help="number of hidden units, 2 or more"
    )
    parser.add_argument("--seed", type=at_least(0), default=0, help="seed of the starting weights")
    parser.add_argument(
        "--output-dir", type=Path, default=Path("outputs/03_numpy_xor"), help="for the figures"
    )
    args = parser.parse_args(argv)
    folder = open_folder(args.output_dir)

    params = init_parameters(2, args.hidden, 1, np.random.default_rng(args.seed))
    params, losses = train(params, INPUTS, LABELS, args.epochs, args.lr)
    prediction, _ = forward(params, INPUTS)
    for x, p, label in zip(INPUTS, prediction[:, 0], LABELS[:, 0], strict=True):
        print(f"{x[0]:.0f} XOR {x[1]:.0f} = {label:.0f}   network says {p:.3f}")

    draw_loss(losses, folder / "loss.png")
    draw_surface(params, folder / "surface.png")
    right = int((predict(params, INPUTS) == LABELS).sum())
    print(f"figures in {folder}")
    final = float(np.mean((prediction - LABELS) ** 2))
    print(f"right answers: XOR {right}/{len(LABELS)}, loss {final:.4f}")
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit("stopped; nothing was saved") from None
