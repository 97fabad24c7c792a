"""Module 02 - what a gradient is, and how to trust one.

From the repository root:

    python modules/02_numpy_gradients/numpy_gradients.py --lr 0.3

N is the number of examples, D the number of inputs, H the number of outputs
of a layer. NumPy data is float64. A gradient has the shape of what it belongs
to. No function changes its arguments.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

CURVATURE = np.array([1.0, 6.0])  # (D,) of the valley that main walks down
START = np.array([-2.5, 1.0])  # (D,)

# --- Task 2.1 -------------------------------------------------------------


def mse_gradient(prediction: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Gradient of the mean squared error with respect to the prediction.

    The loss is the mean over all elements of ``(prediction - target) ** 2``.

    Args:
        prediction: any shape.
        target: the same shape.

    Returns:
        The gradient, in the shape of ``prediction``.

    Example:
        >>> mse_gradient(np.array([[1.0], [0.0]]), np.array([[0.0], [0.0]])).tolist()
        [[1.0], [0.0]]
    """
    # Step 1: derivative of the square of every difference.
    # Step 2: share of one element in the mean.
    return 2.0 * (prediction - target) / prediction.size


# --- Task 2.2 -------------------------------------------------------------


def numerical_gradient(
    f: Callable[[np.ndarray], float], x: np.ndarray, h: float = 1e-5
) -> np.ndarray:
    """Gradient of ``f`` at ``x`` by central differences, one element at a time.

    Args:
        f: takes an array in the shape of ``x``, returns one number.
        x: any shape; holds the same values afterwards as before.
        h: half the distance between the two points compared.

    Returns:
        For every element ``(f(x + h) - f(x - h)) / (2 h)``, in the shape of ``x``.

    Example:
        >>> numerical_gradient(lambda x: float(x[0] ** 2), np.array([3.0, 1.0])).round(6).tolist()
        [6.0, 0.0]
    """
    # Step 1: for every index, move that one element up by h and down by h.
    # Step 2: divide the change of f by the distance of the two points.
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2.0 * h)
    return gradient


# --- Task 2.3 -------------------------------------------------------------


def relative_error(a: np.ndarray, b: np.ndarray) -> float:
    """Disagreement of two arrays, measured against their own size.

    Scale-free: multiplying both arrays by the same number does not change it.

    Args:
        a: any shape.
        b: the same shape.

    Returns:
        0 for equal arrays (also when all are zero), 1 or 2 for opposite ones,
        by any of the usual definitions.

    Example:
        >>> relative_error(np.array([1.0, 0.0]), np.array([1.0, 0.0]))
        0.0
    """
    # Step 1: size of the difference, and size of the two arrays.
    # Step 2: divide, unless both arrays are zero.
    size = np.linalg.norm(a) + np.linalg.norm(b)
    return float(np.linalg.norm(a - b) / size) if size > 0 else 0.0


# --- Task 2.4 -------------------------------------------------------------


def dense_forward(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Weighted sums of a whole layer at once.

    Args:
        X: (N, D) inputs.
        W: (D, H) weights, one column for each output.
        b: (H,) biases.

    Returns:
        (N, H) outputs.

    Example:
        >>> dense_forward(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([0.5]))
        array([[11.5]])
    """
    # Step 1: multiply the matrices and add the bias to every row.
    return X @ W + b  # (N, H)


# --- Task 2.5 -------------------------------------------------------------


def dense_backward(
    grad_output: np.ndarray, X: np.ndarray, W: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient backwards through ``X @ W + b``.

    Args:
        grad_output: (N, H) gradient of the loss with respect to the outputs.
        X: (N, D) inputs of the layer.
        W: (D, H) weights of the layer.

    Returns:
        ``(grad_X, grad_W, grad_b)``: gradients of the loss with respect to
        X (N, D), W (D, H) and b (H,).
    """
    # Step 1: to X: back through the weights.
    # Step 2: to W: every input with every output, summed over the examples.
    # Step 3: to b: summed over the examples.
    grad_X = grad_output @ W.T  # (N, D)
    grad_W = X.T @ grad_output  # (D, H)
    grad_b = grad_output.sum(axis=0)  # (H,)
    return grad_X, grad_W, grad_b


# --- Task 2.6 -------------------------------------------------------------


def sigmoid_backward(grad_output: np.ndarray, a: np.ndarray) -> np.ndarray:
    """Carry a gradient backwards through a sigmoid.

    Args:
        grad_output: gradient of the loss with respect to the sigmoid's output.
        a: the sigmoid's output, in the same shape.

    Returns:
        Gradient of the loss with respect to the sigmoid's input, same shape.

    Example:
        >>> sigmoid_backward(np.array([2.0]), np.array([0.5])).tolist()
        [0.5]
    """
    # Step 1: multiply by the slope of the sigmoid, written with its output.
    return grad_output * a * (1.0 - a)


# --- Task 2.7 -------------------------------------------------------------


def gradient_descent(
    gradient: Callable[[np.ndarray], np.ndarray], start: np.ndarray, lr: float, steps: int
) -> np.ndarray:
    """Walk against the gradient and remember the way.

    Args:
        gradient: takes a point (D,), returns the gradient (D,) there.
        start: (D,) the first point.
        lr: the step is ``lr`` times the gradient.
        steps: how many steps; 0 gives the start alone.

    Returns:
        (steps + 1, D): the start and the point after every step.

    Example:
        >>> gradient_descent(lambda x: 2 * x, np.array([1.0]), lr=0.25, steps=2).tolist()
        [[1.0], [0.5], [0.25]]
    """
    # Step 1: begin the path with the start.
    # Step 2: from the last point step against the gradient; append a new point.
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - lr * gradient(path[-1]))
    return np.stack(path)  # (steps + 1, D)


# --- Given ----------------------------------------------------------------


def valley(x: np.ndarray) -> float:
    """Height of a long valley at the point ``x`` (D,)."""
    return float(0.5 * (CURVATURE * x**2).sum())


def valley_gradient(x: np.ndarray) -> np.ndarray:
    """Gradient (D,) of ``valley`` at the point ``x`` (D,)."""
    return CURVATURE * x


def check_layer(rng: np.random.Generator) -> float:
    """Relative error of the chain rule against central differences, on a small layer."""
    X, W, b, y = (rng.normal(size=shape) for shape in ((5, 3), (3, 2), (2,), (5, 2)))

    def loss(weights: np.ndarray) -> float:
        a = 1.0 / (1.0 + np.exp(-dense_forward(X, weights, b)))  # (N, H)
        return float(np.mean((a - y) ** 2))

    a = 1.0 / (1.0 + np.exp(-dense_forward(X, W, b)))  # (N, H)
    grad_z = sigmoid_backward(mse_gradient(a, y), a)  # (N, H)
    _, grad_W, _ = dense_backward(grad_z, X, W)
    return relative_error(grad_W, numerical_gradient(loss, W))


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


def draw_paths(paths: dict[str, np.ndarray], path: Path) -> None:
    """Save the way down the valley for every step size as a picture."""
    from matplotlib.figure import Figure  # only drawing needs it

    x1, x2 = np.meshgrid(np.linspace(-3, 3, 121), np.linspace(-2, 2, 121))
    height = 0.5 * (CURVATURE[0] * x1**2 + CURVATURE[1] * x2**2)
    figure = Figure(figsize=(10, 3.4), layout="constrained")
    for axes, (title, points) in zip(figure.subplots(1, len(paths)), paths.items(), strict=True):
        axes.contour(x1, x2, height, levels=14, colors="grey", linewidths=0.6)
        axes.plot(*points.T, "o-", color="black", markersize=3, linewidth=1)
        axes.plot(0, 0, "*", color="tab:red", markersize=12)
        axes.set(title=title, xlabel="$x_1$", ylabel="$x_2$", xlim=(-3, 3), ylim=(-2, 2))
    figure.savefig(path, dpi=120)


def main(argv: list[str] | None = None) -> int:
    """Check a gradient numerically, walk down a valley, save a figure."""
    parser = argparse.ArgumentParser(
        description="Check gradients and descend with three step sizes.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--epochs", type=at_least(0), default=25, help="steps of each descent")
    parser.add_argument("--lr", type=at_least(1e-9, float), default=0.25, help="the good step size")
    parser.add_argument(
        "--seed", type=at_least(0), default=0, help="seed of the layer that is checked"
    )
    parser.add_argument(
        "--output-dir", type=Path, default=Path("outputs/02_numpy_gradients"), help="for the figure"
    )
    args = parser.parse_args(argv)
    folder = open_folder(args.output_dir)

    error = check_layer(np.random.default_rng(args.seed))
    paths = {}
    for lr in (args.lr / 10, args.lr, args.lr * 1.4):
        points = gradient_descent(valley_gradient, START, lr, args.epochs)
        print(f"lr {lr:<6.3g} height {valley(START):.2f} -> {valley(points[-1]):.3g}")
        paths[f"lr = {lr:.3g}"] = points

    draw_paths(paths, folder / "paths.png")
    print(f"figure in {folder}")
    print(f"chain rule against central differences: relative error {error:.1e}")
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit("stopped; nothing was saved") from None
