"""Module 06, the same ideas in TensorFlow: custom layers, model, loss, metric and loop.

Nothing here is an exercise: read it beside custom_training.py, and run it. It needs
TensorFlow; from the repository root:

    pip install -e ".[tensorflow]"
    python modules/06_custom_training/tensorflow_version.py --epochs 10

Fashion-MNIST is read from --data-dir; where it is not there, scikit-learn's digits
stand in. N is the number of examples of a batch, D the number of inputs of a layer,
C the number of classes. No function changes its arguments, but for the model and the
optimizer in what trains.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gzip
import math
import os
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm


@contextlib.contextmanager
def hushed() -> Iterator[None]:
    """Keep what TensorFlow's C++ part writes while it is loaded off the screen."""
    sys.stderr.flush()
    with tempfile.TemporaryFile() as notes:
        screen = os.dup(2)
        os.dup2(notes.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(screen, 2)
            os.close(screen)


os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # and what it writes later
os.environ["KERAS_BACKEND"] = "tensorflow"  # Keras 3 can also stand on PyTorch or JAX
try:
    with hushed():
        import tensorflow as tf
        from tensorflow import keras

        keras.Model  # noqa: B018  (Keras is loaded when it is first asked for something)
except ImportError as problem:
    raise SystemExit(
        f"TensorFlow cannot be loaded ({problem}). From the repository root, install it with: "
        'pip install -e ".[tensorflow]"'
    ) from None

N_CLASSES = 10
CLOTHES = [
    *("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat"),
    *("Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"),
]
SHAPES = {
    "train-images-idx3-ubyte": (60_000, 28, 28),
    "train-labels-idx1-ubyte": (60_000,),
    "t10k-images-idx3-ubyte": (10_000, 28, 28),
    "t10k-labels-idx1-ubyte": (10_000,),
}  # the files of Fashion-MNIST
Loss = Callable[[tf.Tensor, tf.Tensor], tf.Tensor]
Batches = Iterable[tuple[tf.Tensor, tf.Tensor]]

# --- Layers: tasks 6.1 and 6.2 --------------------------------------------


class Dense(keras.layers.Layer):
    """Fully connected layer: ``activation(x @ weight + bias)``.

    Args:
        units: size of the output's last dimension.
        activation: a callable, or None.
    """

    def __init__(self, units: int, activation: Callable | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.units = units
        self.activation = keras.activations.get(activation)  # None: the identity

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Create the weights; Keras calls this once, just before the first ``call``."""
        self.weight = self.add_weight(
            name="weight", shape=(input_shape[-1], self.units), initializer="glorot_uniform"
        )  # (D, units)
        self.bias = self.add_weight(name="bias", shape=(self.units,), initializer="zeros")

    def call(self, x: tf.Tensor) -> tf.Tensor:
        """(..., D) in, (..., units) out."""
        return self.activation(tf.tensordot(x, self.weight, axes=1) + self.bias)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Shape of the output, known without computing it."""
        return (*input_shape[:-1], self.units)


class Softmax(keras.layers.Layer):
    """Probabilities from logits along the dimension ``dim``; stable for large logits."""

    def __init__(self, dim: int = -1, **options: Any) -> None:
        super().__init__(**options)
        self.dim = dim

    def call(self, x: tf.Tensor) -> tf.Tensor:
        """Same shape in and out; sums to one along ``dim``."""
        shifted = x - tf.reduce_max(x, axis=self.dim, keepdims=True)  # the largest is 0
        powers = tf.exp(shifted)
        return powers / tf.reduce_sum(powers, axis=self.dim, keepdims=True)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Shape of the output: that of the input."""
        return tuple(input_shape)


# --- Model: task 6.3 ------------------------------------------------------


class WideAndDeepNet(keras.Model):
    """Image -> logits; the output layer sees the pixels and what the deep layers make of them.

    TensorFlow puts the channel last: images are (N, 28, 28, 1), where PyTorch's are
    (N, 1, 28, 28). With one channel the flattened image is the same.
    """

    def __init__(self, n_classes: int, **options: Any) -> None:
        super().__init__(**options)
        self.flatten = keras.layers.Flatten()
        self.deep = [Dense(300, tf.nn.relu), Dense(100, tf.nn.relu)]
        self.output_layer = Dense(n_classes)

    def call(self, x: tf.Tensor) -> tf.Tensor:
        """(N, 28, 28, 1) in, logits (N, C) out."""
        wide = self.flatten(x)  # (N, 784)
        deep = wide
        for layer in self.deep:
            deep = layer(deep)  # (N, 300), then (N, 100)
        return self.output_layer(tf.concat([wide, deep], axis=1))  # (N, C)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Shape of the logits."""
        return (input_shape[0], self.output_layer.units)


# --- Loss: task 6.4 -------------------------------------------------------


def weighted_cross_entropy(
    logits: tf.Tensor, targets: tf.Tensor, class_weights: tf.Tensor
) -> tf.Tensor:
    """Mean cross entropy in which every example weighs as much as its class.

    Args:
        logits: (N, C) float.
        targets: (N,) integers, the right classes.
        class_weights: (C,) float.

    Returns:
        A scalar tensor: weighted sum, divided by the sum of the weights.
    """
    logs = logits - tf.reduce_logsumexp(logits, axis=1, keepdims=True)  # (N, C)
    surprise = -tf.gather(logs, targets, axis=1, batch_dims=1)  # (N,)
    importance = tf.gather(tf.cast(class_weights, logits.dtype), targets)  # (N,)
    return tf.reduce_sum(importance * surprise) / tf.reduce_sum(importance)


# --- Metric: task 6.5 -----------------------------------------------------


class MacroF1(keras.metrics.Metric):
    """Precision, recall and F1, averaged over all classes; fed batch by batch.

    Keras has its own names and its own order: ``update_state(targets, predictions)``,
    ``result()`` and ``reset_state()`` are PyTorch's ``update(predictions, targets)``,
    ``compute()`` and ``reset()``. A value that is undefined counts 0.
    """

    def __init__(self, n_classes: int, name: str = "macro_f1") -> None:
        super().__init__(name=name)
        self.n_classes = n_classes
        self.counts = self.add_weight(
            name="counts", shape=(n_classes, n_classes), initializer="zeros", dtype="int64"
        )  # row is the target, column the prediction

    def update_state(self, targets: Any, predictions: Any, sample_weight: None = None) -> None:
        """Count one batch: (N,) classes each; examples have no weights here."""
        self.counts.assign_add(
            tf.math.confusion_matrix(targets, predictions, self.n_classes, dtype=tf.int64)
        )

    def result(self) -> dict[str, tf.Tensor]:
        """``precision``, ``recall`` and ``f1`` of all that was counted: scalars."""
        counts = tf.cast(self.counts, tf.float64)  # (C, C)
        right = tf.linalg.diag_part(counts)  # (C,)
        predicted, actual = tf.reduce_sum(counts, axis=0), tf.reduce_sum(counts, axis=1)  # (C,)
        by_class = {
            "precision": tf.math.divide_no_nan(right, predicted),
            "recall": tf.math.divide_no_nan(right, actual),
            "f1": tf.math.divide_no_nan(2 * right, predicted + actual),
        }
        return {key: tf.reduce_mean(values) for key, values in by_class.items()}

    def reset_state(self) -> None:
        """Forget every batch."""
        self.counts.assign(tf.zeros_like(self.counts))


# --- Training step: task 6.6 ----------------------------------------------


def gradients_of(
    model: keras.Model, x: tf.Tensor, y: tf.Tensor, loss_function: Loss, max_norm: float | None
) -> tuple[tf.Tensor, list[tf.Tensor], list[tf.Variable]]:
    """Loss of a batch, its gradients, clipped, and the variables that they belong to.

    The tape records what happens to trainable variables; a variable that the loss does
    not depend on has the gradient None and is left out.
    """
    with tf.GradientTape() as tape:
        loss = loss_function(model(x, training=True), y)
    slopes = tape.gradient(loss, model.trainable_variables)
    known = zip(slopes, model.trainable_variables, strict=True)
    variables = [variable for slope, variable in known if slope is not None]
    gradients = [slope for slope in slopes if slope is not None]
    if max_norm is not None and gradients:
        gradients, _ = tf.clip_by_global_norm(gradients, max_norm)
    return loss, gradients, variables


def train_step(
    model: keras.Model,
    x: tf.Tensor,
    y: tf.Tensor,
    loss_function: Loss,
    lr: float,
    max_norm: float | None = None,
) -> tf.Tensor:
    """One step of gradient descent, by hand.

    Returns:
        The loss before the step: a scalar tensor, not a float, because inside of
        ``tf.function`` there are no numbers yet.
    """
    loss, gradients, variables = gradients_of(model, x, y, loss_function, max_norm)
    for gradient, variable in zip(gradients, variables, strict=True):
        variable.assign_sub(lr * gradient)
    return loss


# --- Validation and early stopping: tasks 6.7 and 6.8 ---------------------


def split_train_validation(
    dataset: tuple[np.ndarray, np.ndarray], n_validation: int, seed: int
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Two parts ``(train, validation)`` of ``(images, labels)``; the seed alone decides."""
    images, labels = dataset
    order = np.random.default_rng(seed).permutation(len(labels))
    validation, train = order[:n_validation], order[n_validation:]
    return (images[train], labels[train]), (images[validation], labels[validation])


def evaluate(
    model: keras.Model, loader: Batches, loss_function: Loss, metric: MacroF1 | None = None
) -> tuple[float, float]:
    """Mean loss per example and accuracy; fills ``metric`` on the way if there is one."""
    total, right, count = 0.0, 0, 0
    for x, y in loader:
        logits = model(x, training=False)  # (N, C)
        predictions = tf.argmax(logits, axis=1, output_type=y.dtype)  # (N,)
        if metric is not None:
            metric.update_state(y, predictions)
        total += float(loss_function(logits, y)) * len(y)
        right += int(tf.math.count_nonzero(predictions == y))
        count += len(y)
    return total / count, right / count


def fit(
    model: keras.Model,
    train_loader: Batches,
    valid_loader: Batches,
    loss_function: Loss,
    optimizer: keras.optimizers.Optimizer,
    epochs: int,
    patience: int,
    max_norm: float | None = None,
) -> dict[str, list[float]]:
    """Train until the validation loss has not fallen for ``patience`` epochs in a row.

    Returns:
        ``train_loss``, ``valid_loss`` and ``valid_accuracy`` of every epoch run; the
        model ends with the weights of the best one.
    """

    # The first call draws a graph of the whole step; later calls only run it.
    @tf.function(reduce_retracing=True)
    def step(x: tf.Tensor, y: tf.Tensor) -> tf.Tensor:
        loss, gradients, variables = gradients_of(model, x, y, loss_function, max_norm)
        optimizer.apply(gradients, variables)
        return loss

    names = ("train_loss", "valid_loss", "valid_accuracy")
    history: dict[str, list[float]] = {name: [] for name in names}
    lowest, best, waited = math.inf, model.get_weights(), 0
    while len(history["valid_loss"]) < epochs and waited < patience:
        total, count = 0.0, 0
        for x, y in tqdm(train_loader, desc="training", leave=False, disable=None):
            total += float(step(x, y)) * len(y)
            count += len(y)
        measured = (total / count, *evaluate(model, valid_loader, loss_function))
        for name, value in zip(names, measured, strict=True):
            history[name].append(value)
        waited += 1
        if measured[1] < lowest:
            lowest, best, waited = measured[1], model.get_weights(), 0  # arrays of their own
    model.set_weights(best)
    return history


# --- Around them ----------------------------------------------------------


def make_loader(
    dataset: tuple[np.ndarray, np.ndarray], batch_size: int, shuffle: bool, seed: int = 0
) -> tf.data.Dataset:
    """Batches of images (N, 28, 28, 1) between 0 and 1, and of labels (N,)."""
    images, labels = dataset
    loader = tf.data.Dataset.from_tensor_slices((images[..., None], labels.astype(np.int64)))
    if shuffle:
        loader = loader.shuffle(len(labels), seed=seed)  # a new order in each epoch
    loader = loader.batch(batch_size)
    scaled = loader.map(lambda x, y: (tf.cast(x, tf.float32) / 255.0, y))
    return scaled.prefetch(tf.data.AUTOTUNE)


def inverse_frequency(labels: np.ndarray) -> np.ndarray:
    """Weight of every class, (C,): rare classes weigh more, the mean example weighs 1."""
    counts = np.bincount(labels, minlength=N_CLASSES)  # (C,)
    return (len(labels) / (N_CLASSES * np.maximum(counts, 1))).astype(np.float32)


def make_optimizer(lr: float, steps: int) -> keras.optimizers.Optimizer:
    """Adam, with a learning rate that falls evenly to its twentieth part in so many steps."""
    schedule = keras.optimizers.schedules.PolynomialDecay(lr, max(steps, 1), lr / 20)
    return keras.optimizers.Adam(schedule)


def time_step(step: Callable[[], tf.Tensor], repeats: int = 30) -> float:
    """Milliseconds of one training step: the median of several."""
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        float(step())  # asking for the number waits until it is there
        seconds.append(time.perf_counter() - start)
    return 1000 * sorted(seconds)[repeats // 2]


def compare_steps(model: keras.Model, x: tf.Tensor, y: tf.Tensor, loss_function: Loss) -> str:
    """Table of the time of one step, plain and as a graph; the model stays as it is."""
    step = functools.partial(train_step, model, x, y, loss_function, 0.0, max_norm=1.0)
    compiled = tf.function(step)  # draws the graph at its first call
    plain = time_step(step)
    first = time_step(compiled, repeats=1) / 1000
    later = time_step(compiled)
    return "\n".join(
        [
            f"one train_step on {len(y)} images",
            f"  {'plain':<14}{plain:8.2f} ms",
            f"  {'tf.function':<14}{later:8.2f} ms, after {first:.1f} s for the first step",
        ]
    )


def choose_device(name: str) -> str:
    """TensorFlow's name of a device; ``auto`` takes a GPU where there is one."""
    there = {device.device_type.lower() for device in tf.config.list_logical_devices()}
    wanted = {"auto": "gpu" if "gpu" in there else "cpu", "cuda": "gpu"}.get(name, name)
    if wanted not in there:
        raise SystemExit(f"--device {name}: there is no such device here; try --device cpu")
    return f"/{wanted}:0"


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


def read_idx(path: Path, shape: tuple[int, ...]) -> np.ndarray:
    """Array of bytes from an idx file of this shape, packed with gzip or not.

    The header: two zeros, 8 (for bytes), the number of dimensions, then each of them as
    four bytes, the largest byte first.
    """
    try:
        data = path.read_bytes()
        if path.suffix == ".gz":
            data = gzip.decompress(data)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        data = b""
    except OSError as error:
        raise SystemExit(
            f"{path} cannot be read ({error.strerror}); choose another --data-dir"
        ) from None
    header = bytes([0, 0, 8, len(shape)]) + b"".join(n.to_bytes(4, "big") for n in shape)
    values = np.frombuffer(data[len(header) :], np.uint8)
    is_label = len(shape) == 1
    if (
        not data.startswith(header)
        or len(values) != math.prod(shape)
        or (is_label and values.max() >= N_CLASSES)
    ):
        raise SystemExit(
            f"{path} is damaged: its content is not Fashion-MNIST's. "
            "Delete it and fetch it again: kursus data get fashion-mnist"
        )
    return values.reshape(shape)


def read_fashion_mnist(data_dir: Path) -> list[tuple[np.ndarray, np.ndarray]] | None:
    """``(images, labels)`` for training and for testing, or None if they are not there."""
    for folder in (data_dir / "FashionMNIST" / "raw", data_dir / "fashion-mnist" / "raw"):
        for end in ("", ".gz"):
            paths = {folder / f"{name}{end}": shape for name, shape in SHAPES.items()}
            if all(path.is_file() for path in paths):
                arrays = [read_idx(path, shape) for path, shape in paths.items()]
                return [(arrays[0], arrays[1]), (arrays[2], arrays[3])]
    return None


def make_digits() -> list[tuple[np.ndarray, np.ndarray]]:
    """scikit-learn's 1,797 handwritten digits, framed to 28x28, in the place of clothes.

    The first 1,437 are for training, the last 360 for testing.
    """
    from sklearn.datasets import load_digits  # only the stand-in needs it

    digits = load_digits()
    small = digits.images[..., None] * (255 / 16)  # (1797, 8, 8, 1)
    large = tf.image.resize(small, (20, 20)).numpy().round()  # (1797, 20, 20, 1)
    images = np.pad(large[..., 0], ((0, 0), (4, 4), (4, 4))).astype(np.uint8)  # (1797, 28, 28)
    return [(images[:1437], digits.target[:1437]), (images[1437:], digits.target[1437:])]


def find_images(data_dir: Path) -> tuple[list[tuple[np.ndarray, np.ndarray]], str]:
    """``(images, labels)`` for training and for testing, and their name."""
    parts = read_fashion_mnist(data_dir)
    if parts is not None:
        return parts, "Fashion-MNIST"
    print(
        f"No Fashion-MNIST under {data_dir}: scikit-learn's small digits stand in. "
        "For Fashion-MNIST (31 MB): kursus data get fashion-mnist"
    )
    return make_digits(), "scikit-learn's digits"


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
        lines.append(f"stopped early: {ran - best} epochs in a row without a lower validation loss")
    lines.append(f"the weights of epoch {best} (*) are back")
    return "\n".join(lines)


def write_table(path: Path, history: dict[str, list[float]]) -> None:
    """Write one line for each epoch, to set beside another run."""
    epochs = range(1, len(history["valid_loss"]) + 1)
    rows = [("epoch", *history), *zip(epochs, *history.values(), strict=True)]
    try:
        path.write_text("".join(",".join(map(str, row)) + "\n" for row in rows), "utf-8")
    except OSError as error:
        raise SystemExit(
            f"{path} cannot be written ({error.strerror}). "
            "Make room on the disk, or choose another --output-dir"
        ) from None


def run(args: argparse.Namespace) -> None:
    """Train, compare the step with and without ``tf.function``, show the result."""
    folder = open_folder(args.output_dir)
    (train_part, test_part), name = find_images(args.data_dir)
    real = name == "Fashion-MNIST"
    train_set, valid_set = split_train_validation(train_part, 5000 if real else 200, seed=args.seed)
    sizes = [len(labels) for _, labels in (train_set, valid_set, test_part)]
    counts = f"{sizes[0]} images for training, {sizes[1]} for validation, {sizes[2]} for testing"
    print(f"{name}: {counts}")

    keras.utils.set_random_seed(args.seed % 2**32)  # all that NumPy takes
    train_loader = make_loader(train_set, args.batch_size, shuffle=True, seed=args.seed)
    valid_loader = make_loader(valid_set, 1000, shuffle=False)
    test_loader = make_loader(test_part, 1000, shuffle=False)
    class_weights = tf.constant(inverse_frequency(train_set[1]))  # (C,)

    def loss_function(logits: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
        return weighted_cross_entropy(logits, targets, class_weights)

    model = WideAndDeepNet(N_CLASSES)
    x, y = next(iter(train_loader))
    model(x)  # the first call builds the layers, from the shape that it sees
    print(compare_steps(model, x, y, loss_function), flush=True)
    optimizer = make_optimizer(args.lr, args.epochs * len(train_loader))
    history = fit(
        model, train_loader, valid_loader, loss_function, optimizer, args.epochs, args.patience
    )
    print(describe_history(history, args.epochs))
    write_table(folder / "tensorflow_version.csv", history)

    metric = MacroF1(N_CLASSES)
    _, accuracy = evaluate(model, test_loader, loss_function, metric)
    scores = {key: float(value) for key, value in metric.result().items()}
    probabilities = Softmax()(model(next(iter(test_loader))[0][:1]))[0].numpy()  # (C,)
    names = CLOTHES if real else [str(i) for i in range(N_CLASSES)]
    guess, truth = names[probabilities.argmax()], names[test_part[1][0]]
    print(f"first test image: {guess}, {probabilities.max():.0%} sure; it is {truth}")
    averages = ", ".join(f"{key} {value:.3f}" for key, value in scores.items())
    print(f"macro averages on {name}: {averages}")
    print(f"table of the epochs in {folder}")
    print(f"test accuracy on {name}: {accuracy:.1%}, macro-F1 {scores['f1']:.3f}")


def main(argv: list[str] | None = None) -> int:
    """Train the TensorFlow twin of custom_training.py and print how good it is."""
    parser = argparse.ArgumentParser(
        description="Train a classifier of clothes in TensorFlow, layer by layer.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--epochs", type=at_least(0), default=10, help="at most so many passes")
    parser.add_argument(
        "--patience",
        type=at_least(1),
        default=3,
        help="epochs in a row without a lower validation loss",
    )
    parser.add_argument(
        "--lr", type=at_least(1e-9, float), default=1e-3, help="learning rate of Adam at the start"
    )
    parser.add_argument("--batch-size", type=at_least(1), default=64, help="examples in a batch")
    parser.add_argument(
        "--seed", type=at_least(0), default=0, help="seed of weights, split and order"
    )
    parser.add_argument("--device", default="auto", help="auto, cpu or gpu")
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
        help="for the table of all epochs",
    )
    args = parser.parse_args(argv)
    with tf.device(choose_device(args.device)):
        run(args)
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit("stopped; nothing was saved") from None
