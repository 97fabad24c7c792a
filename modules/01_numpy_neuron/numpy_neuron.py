"""Module 01 - one neuron learns AND and OR, and meets its limit at XOR.

From the repository root:

    python modules/01_numpy_neuron/numpy_neuron.py --epochs 2000 --lr 1.0

N is the number of examples, D the number of inputs of one example.
NumPy data is float64, inputs are (N, D), predictions and targets (N, 1).
No function changes its arguments.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)  # (N, D)
GATES = {
    "AND": np.array([[0], [0], [0], [1]], dtype=float),  # (N, 1)
    "OR": np.array([[0], [1], [1], [1]], dtype=float),
    "XOR": np.array([[0], [1], [1], [0]], dtype=float),
}

# --- Task 1.1 -------------------------------------------------------------


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Squash every number into the range from 0 to 1.

    Works for any finite ``z``, also 1000 and -1000, without overflow or warning.

    Args:
        z: real numbers of any shape.

    Returns:
        ``1 / (1 + exp(-z))``, element by element, in the shape of ``z``.

    Example:
        >>> sigmoid(np.array([0.0, np.log(3.0)])).round(4).tolist()
        [0.5, 0.75]
    """
    # Step 1: take an exponential that cannot overflow.
    # Step 2: turn it into 1 / (1 + exp(-z)) for positive and for negative z.
    raise NotImplementedError("TODO 1.1: sigmoid")


# --- Task 1.2 -------------------------------------------------------------


def sigmoid_derivative(a: np.ndarray) -> np.ndarray:
    """Slope of the sigmoid, computed from its own output.

    Args:
        a: sigmoid(z) for some z, any shape; not z itself.

    Returns:
        The derivative of sigmoid at z, element by element, in the shape of ``a``.

    Example:
        >>> sigmoid_derivative(np.array([0.5, 0.75])).tolist()
        [0.25, 0.1875]
    """
    # Step 1: multiply the output by what is missing to 1.
    raise NotImplementedError("TODO 1.2: sigmoid_derivative")


# --- Task 1.3 -------------------------------------------------------------


def mse_loss(prediction: np.ndarray, target: np.ndarray) -> float:
    """Mean squared error: how far the predictions are from the targets.

    Args:
        prediction: any shape.
        target: the same shape.

    Returns:
        One real number: the mean over all elements of the squared difference.

    Example:
        >>> mse_loss(np.array([[1.0], [0.0]]), np.array([[0.0], [0.0]]))
        0.5
    """
    # Step 1: square the difference of every element.
    # Step 2: average over all elements.
    raise NotImplementedError("TODO 1.3: mse_loss")


class Neuron:
    """One neuron: a weighted sum of its inputs, a bias, a sigmoid.

    Attributes:
        weights: (D, 1) one weight for each input.
        bias: (1,) what is added to the weighted sum.
    """

    def __init__(self, n_inputs: int, rng: np.random.Generator) -> None:
        self.weights = rng.normal(size=(n_inputs, 1))  # (D, 1)
        self.bias = np.zeros(1)  # (1,)

    # --- Task 1.4 ---------------------------------------------------------

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Answer of the neuron for every example.

        Args:
            X: (N, D) inputs.

        Returns:
            (N, 1) numbers between 0 and 1.
        """
        # Step 1: weighted sum of the inputs, plus the bias.
        # Step 2: sigmoid.
        raise NotImplementedError("TODO 1.4: Neuron.forward")

    # --- Task 1.5 ---------------------------------------------------------

    def train_step(self, X: np.ndarray, y: np.ndarray, lr: float) -> float:
        """Take one step of gradient descent on ``mse_loss``.

        Afterwards ``weights`` (D, 1) and ``bias`` (1,) hold the new values.

        Args:
            X: (N, D) inputs.
            y: (N, 1) targets.
            lr: size of the step (learning rate).

        Returns:
            The loss before the step.
        """
        # Step 1: predict, and keep the loss.
        # Step 2: chain rule: slope of the loss, times slope of the sigmoid.
        # Step 3: carry it to the weights (through X) and to the bias (a sum over N).
        # Step 4: move weights and bias against their gradients.
        raise NotImplementedError("TODO 1.5: Neuron.train_step")

    # --- Task 1.6 ---------------------------------------------------------

    def train(self, X: np.ndarray, y: np.ndarray, epochs: int, lr: float) -> list[float]:
        """Repeat ``train_step`` on all examples.

        Args:
            X: (N, D) inputs.
            y: (N, 1) targets.
            epochs: how many steps; 0 gives an empty list.
            lr: size of each step.

        Returns:
            The loss before each step, ``epochs`` numbers.
        """
        # Step 1: take ``epochs`` steps and collect what each returns.
        raise NotImplementedError("TODO 1.6: Neuron.train")

    # --- Task 1.7 ---------------------------------------------------------

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Class of every example.

        Args:
            X: (N, D) inputs.

        Returns:
            (N, 1) integers: 1 where ``forward`` gives 0.5 or more, else 0.
        """
        # Step 1: compare the answers with 0.5 and turn the result into integers.
        raise NotImplementedError("TODO 1.7: Neuron.predict")


# --- Given ----------------------------------------------------------------


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


def draw_losses(losses: dict[str, list[float]], path: Path) -> None:
    """Save the loss of every gate against the epoch as a picture."""
    from matplotlib.figure import Figure  # only drawing needs it

    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    for (name, values), style in zip(losses.items(), ["-", "--", ":"], strict=True):
        axes.plot(values, style, color="black", label=name)
    axes.set(xlabel="epoch", ylabel="MSE loss", ylim=(0, None))
    axes.legend()
    figure.savefig(path, dpi=120)


def draw_boundaries(neurons: dict[str, Neuron], path: Path) -> None:
    """Save what every neuron answers on the whole plane as a picture."""
    from matplotlib.figure import Figure  # only drawing needs it

    line = np.linspace(-0.5, 1.5, 201)
    grid = np.stack(np.meshgrid(line, line), axis=-1)  # (201, 201, 2)
    figure = Figure(figsize=(9.5, 3.4), layout="constrained")
    panels = figure.subplots(1, len(neurons))
    for axes, (name, neuron) in zip(panels, neurons.items(), strict=True):
        answer = neuron.forward(grid.reshape(-1, 2)).reshape(line.size, line.size)
        shade = axes.imshow(
            answer, origin="lower", extent=(-0.5, 1.5, -0.5, 1.5), cmap="Greys", vmin=0, vmax=1
        )
        if np.ptp(answer) > 0.01:  # a neuron that says 0.5 everywhere has no boundary
            axes.contour(line, line, answer, levels=[0.5], colors="tab:red", linewidths=2)
        for label, marker in ((0, "o"), (1, "s")):
            chosen = INPUTS[GATES[name][:, 0] == label]
            axes.scatter(*chosen.T, marker=marker, s=90, c="white", edgecolors="black", label=label)
        axes.set(title=name, xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    panels[-1].legend(title="target", loc="center")
    figure.colorbar(shade, ax=panels, label="$a$")
    figure.savefig(path, dpi=120)


def main(argv: list[str] | None = None) -> int:
    """Train one neuron for each gate, print the outcome, save two figures."""
    parser = argparse.ArgumentParser(
        description="Train one neuron on AND, OR and XOR.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument(
        "--epochs", type=at_least(0), default=2000, help="passes over the four examples"
    )
    parser.add_argument(
        "--lr", type=at_least(1e-9, float), default=1.0, help="step size of gradient descent"
    )
    parser.add_argument("--seed", type=at_least(0), default=0, help="seed of the starting weights")
    parser.add_argument(
        "--output-dir", type=Path, default=Path("outputs/01_numpy_neuron"), help="for the figures"
    )
    args = parser.parse_args(argv)
    folder = open_folder(args.output_dir)

    neurons: dict[str, Neuron] = {}
    losses: dict[str, list[float]] = {}
    summary = []
    for name, y in GATES.items():
        neurons[name] = Neuron(INPUTS.shape[1], np.random.default_rng(args.seed))
        losses[name] = neurons[name].train(INPUTS, y, args.epochs, args.lr)
        final = mse_loss(neurons[name].forward(INPUTS), y)
        right = int((neurons[name].predict(INPUTS) == y).sum())
        print(f"{name:3}  loss after {args.epochs} epochs {final:.4f}, {right} of {len(y)} right")
        summary.append(f"{name} {right}/{len(y)}")

    draw_losses(losses, folder / "losses.png")
    draw_boundaries(neurons, folder / "boundaries.png")
    print(f"figures in {folder}")
    print("right answers: " + ", ".join(summary))
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit("stopped; nothing was saved") from None
