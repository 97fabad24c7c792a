"""The TensorFlow companion of module 06 says the same as the PyTorch reference.

PyTorch computes in this process, TensorFlow in one of its own: two libraries that each
bring their threads and their warnings do not meet. Arrays travel in files.
"""

import gzip
import inspect
import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import torch

from kursus.catalog import find_course
from kursus.loader import load

COURSE = find_course(Path(__file__).parent)
MODULE = COURSE.module("06")
SCRIPT = MODULE.folder / "tensorflow_version.py"
REAL = Path(os.environ.get("KURSUS_DATA", COURSE.root.parent / "shared" / "data"))
N, C = 32, 10
SETTINGS = {"lr": 0.5, "max_norm": 0.05, "epochs": 6, "patience": 2}

needs_tensorflow = pytest.mark.skipif(
    find_spec("tensorflow") is None, reason='needs TensorFlow: pip install -e ".[tensorflow]"'
)


def python(*arguments, home):
    """Python in a process of its own, on one thread; Keras keeps its settings in ``home``."""
    threads = dict.fromkeys(
        ["OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"], "1"
    )
    return subprocess.run(
        [sys.executable, "-W", "error", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=COURSE.root,
        env={**os.environ, **threads, "KERAS_HOME": str(home)},
        check=False,
        timeout=120,
    )


def close(got, want):
    np.testing.assert_allclose(got, want, rtol=0, atol=1e-5)


# --- the same questions for both --------------------------------------------------


def ask(twin):
    """Questions: images, labels and weights; every number of them decides something."""
    rng = np.random.default_rng(6)
    torch.manual_seed(6)
    questions = {
        "x": rng.random((N, 1, 28, 28), np.float32),
        "y": np.arange(N) % C,
        "valid_x": rng.random((N, 1, 28, 28), np.float32),
        "valid_y": rng.integers(C, size=N),
        "class_weights": np.linspace(0.5, 2.0, C, dtype=np.float32),
        "scores": rng.normal(size=(4, 3, 5)).astype(np.float32)
        * [[[1]], [[10]], [[100]], [[1000]]],
        "predictions": rng.integers(C - 1, size=200),  # the last class is never predicted
        "targets": rng.integers(1, C, size=200),  # the first is never right
    }
    model = twin.WideAndDeepNet(C)
    model(torch.from_numpy(questions["x"]))  # the layers come to be
    for name, weights in model.named_parameters():
        questions[f"weights of {name}"] = torch.randn(weights.shape).numpy() * 0.05
    return {
        name: values.astype(np.float32) if values.dtype == np.float64 else values
        for name, values in questions.items()
    }


def answer_with_pytorch(twin, questions):
    """Answers of the reference, by name."""
    data = {name: torch.from_numpy(values) for name, values in questions.items()}
    x, y = data["x"], data["y"]
    answers = {}

    def model():
        made = twin.WideAndDeepNet(C)
        made(x)
        made.load_state_dict({name: data[f"weights of {name}"] for name in names}, strict=False)
        return made

    def loss_function(logits, targets):
        return twin.weighted_cross_entropy(logits, targets, data["class_weights"])

    def tell(title, made):
        answers.update({f"{title}{n}": p.detach().numpy() for n, p in made.named_parameters()})

    names = [name.removeprefix("weights of ") for name in data if name.startswith("weights of ")]
    net = model()
    logits = net(x)
    loss = loss_function(logits, y)
    loss.backward()
    answers["logits"], answers["loss"] = logits.detach().numpy(), loss.item()
    answers |= {f"gradient of {name}": p.grad.numpy() for name, p in net.named_parameters()}
    for title, max_norm in (("step", None), ("clipped", SETTINGS["max_norm"])):
        net = model()
        answers[f"{title} loss"] = twin.train_step(
            net, x, y, loss_function, SETTINGS["lr"], max_norm
        )
        tell(f"{title} ", net)

    for dim in (-1, 1):
        answers[f"softmax {dim}"] = twin.Softmax(dim)(data["scores"]).numpy()
    metric = twin.MacroF1(C)
    for i, part in enumerate([slice(0, 70), slice(70, 71), slice(71, 200)]):
        metric.update(data["predictions"][part], data["targets"][part])
        answers |= {f"{key} {i}": value for key, value in metric.compute().items()}
    metric.reset()
    answers |= {f"{key} empty": value for key, value in metric.compute().items()}

    net = model()
    history = twin.fit(
        net,
        [(x[:20], y[:20]), (x[20:], y[20:])],
        [(data["valid_x"], data["valid_y"])],
        loss_function,
        torch.optim.SGD(net.parameters(), lr=SETTINGS["lr"] / 10),
        SETTINGS["epochs"],
        SETTINGS["patience"],
    )
    answers |= {f"fit {key}": np.array(values) for key, values in history.items()}
    tell("fit ", net)
    return answers


def answer_with_tensorflow(script, questions, answers, settings):
    """Answers of the companion; runs in a process of its own, so it imports for itself."""
    import json
    from pathlib import Path

    import numpy as np

    from kursus.loader import load

    twin = load(Path(script))
    tf, keras = twin.tf, twin.keras
    settings = json.loads(settings)
    data = dict(np.load(questions))
    x, valid_x = (np.moveaxis(data[name], 1, -1) for name in ("x", "valid_x"))
    y, valid_y = tf.constant(data["y"]), tf.constant(data["valid_y"])
    names = [name.removeprefix("weights of ") for name in data if name.startswith("weights of ")]
    found = {}

    def matching(model):
        """Variable for every name; a matrix may lie the other way round."""
        left = list(model.trainable_variables)
        for name in names:
            shape = data[f"weights of {name}"].shape
            index = [tuple(v.shape) in (shape, shape[::-1]) for v in left].index(True)
            yield name, left.pop(index)
        assert not left

    def turned(values, name):
        shape = data[f"weights of {name}"].shape
        return np.asarray(values) if tuple(values.shape) == shape else np.asarray(values).T

    def model():
        made = twin.WideAndDeepNet(len(data["class_weights"]))
        made(x)
        for name, variable in matching(made):
            weights = data[f"weights of {name}"]
            variable.assign(weights if tuple(variable.shape) == weights.shape else weights.T)
        return made

    def loss_function(logits, targets):
        return twin.weighted_cross_entropy(logits, targets, data["class_weights"])

    def tell(title, made):
        found.update({f"{title}{n}": turned(v.numpy(), n) for n, v in matching(made)})

    net = model()
    variables = dict(matching(net))
    with tf.GradientTape() as tape:
        logits = net(x)
        loss = loss_function(logits, y)
    gradients = tape.gradient(loss, list(variables.values()))
    found["logits"], found["loss"] = logits, loss
    for name, gradient in zip(variables, gradients, strict=True):
        found[f"gradient of {name}"] = turned(gradient, name)
    steps = {"": twin.train_step, "compiled ": tf.function(twin.train_step)}
    for title, max_norm in (("step", None), ("clipped", settings["max_norm"])):
        for how, step in steps.items():
            net = model()
            found[f"{how}{title} loss"] = step(
                net, x, y, loss_function, settings["lr"], max_norm=max_norm
            )
            tell(f"{how}{title} ", net)

    class Partly(keras.Model):
        def __init__(self):
            super().__init__()
            self.frozen, self.unused, self.used = (twin.Dense(3) for _ in range(3))
            self.frozen.trainable = False

        def call(self, x):
            z = self.frozen(tf.reshape(x, (len(x), -1)))
            self.unused(z)
            return self.used(z)

    net = Partly()
    net(x)
    before = [v.numpy() for v in net.variables]
    twin.train_step(net, x, y, lambda z, _: tf.reduce_mean(z), settings["lr"], 1.0)
    found["moved"] = [
        not np.array_equal(a, b.numpy()) for a, b in zip(before, net.variables, strict=True)
    ]
    found["used"] = [any(v is u for u in net.used.variables) for v in net.variables]

    for dim in (-1, 1):
        found[f"softmax {dim}"] = twin.Softmax(dim)(data["scores"])
    metric = twin.MacroF1(len(data["class_weights"]))
    for i, part in enumerate([slice(0, 70), slice(70, 71), slice(71, 200)]):
        metric.update_state(data["targets"][part], data["predictions"][part])
        found.update({f"{key} {i}": value for key, value in metric.result().items()})
    metric.reset_state()
    found.update({f"{key} empty": value for key, value in metric.result().items()})

    net = model()
    history = twin.fit(
        net,
        [(x[:20], y[:20]), (x[20:], y[20:])],
        [(valid_x, valid_y)],
        loss_function,
        keras.optimizers.SGD(settings["lr"] / 10),
        settings["epochs"],
        settings["patience"],
    )
    found.update({f"fit {key}": values for key, values in history.items()})
    tell("fit ", net)
    start = [weights.copy() for weights in net.get_weights()]
    nothing = twin.fit(net, [], [], loss_function, keras.optimizers.SGD(1.0), 0, 1)
    found["fit nothing"] = list(nothing.values()) == [[], [], []] and all(
        np.array_equal(a, b) for a, b in zip(start, net.get_weights(), strict=True)
    )

    layers = {
        "vector": (twin.Dense(3), (4,)),
        "matrix": (twin.Dense(3, tf.nn.relu), (2, 4)),
        "cube": (twin.Dense(3), (5, 2, 4)),
        "softmax": (twin.Softmax(), (5, 2, 4)),
        "net": (twin.WideAndDeepNet(7), (2, 28, 28, 1)),
    }
    for name, (layer, shape) in layers.items():
        found[f"shape {name}"] = layer(np.ones(shape, np.float32)).shape
        found[f"said {name}"] = layer.compute_output_shape(shape)
        found[f"open {name}"] = layer.compute_output_shape((None, *shape))[0] is None
    dense = twin.Dense(3, tf.nn.relu)
    found["built"] = [len(dense.weights), len(dense(np.ones((2, 4))).shape), len(dense.weights)]

    split = twin.split_train_validation((np.arange(50), np.arange(50)), 12, seed=3)
    found["train part"], found["validation part"] = split[0][0], split[1][0]
    again = twin.split_train_validation((np.arange(50), np.arange(50)), 12, seed=3)
    other = twin.split_train_validation((np.arange(50), np.arange(50)), 12, seed=4)
    found["same seed"] = np.array_equal(again[0][1], split[0][0])
    found["other seed"] = np.array_equal(other[0][1], split[0][0])

    # Files: six and two images in the place of 60,000 and 10,000.
    folder = Path(questions).parent / "files"
    twin.SHAPES = {
        "train-images-idx3-ubyte": (6, 28, 28),
        "train-labels-idx1-ubyte": (6,),
        "t10k-images-idx3-ubyte": (2, 28, 28),
        "t10k-labels-idx1-ubyte": (2,),
    }
    for case in sorted(folder.iterdir()):
        try:
            parts = twin.read_fashion_mnist(case)
            shapes = None if parts is None else [array.shape for part in parts for array in part]
            found[f"file {case.name}"] = str(shapes)
        except SystemExit as refusal:
            found[f"file {case.name}"] = str(refusal)
    try:
        twin.main(["--device", "warp", "--output-dir", str(folder)])
    except SystemExit as refusal:
        found["device"] = str(refusal)
    np.savez(answers, **{name: np.asarray(values) for name, values in found.items()})


# --- answers ----------------------------------------------------------------------


def place_files(folder):
    """Small Fashion-MNIST files in every state."""
    shapes = {
        "train-images-idx3-ubyte": (6, 28, 28),
        "train-labels-idx1-ubyte": (6,),
        "t10k-images-idx3-ubyte": (2, 28, 28),
        "t10k-labels-idx1-ubyte": (2,),
    }
    whole = {}
    for name, shape in shapes.items():
        header = bytes([0, 0, 8, len(shape)]) + np.array(shape, ">i4").tobytes()
        whole[name] = header + bytes(i % 10 for i in range(int(np.prod(shape))))
    packed = {f"{name}.gz": gzip.compress(data) for name, data in whole.items()}
    images, labels = "train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
    cases = {
        "plain": ("FashionMNIST", whole),
        "packed": ("fashion-mnist", packed),
        "absent": ("FashionMNIST", {images: whole[images]}),
        "short": ("FashionMNIST", whole | {images: whole[images][:-1]}),
        "cut": ("FashionMNIST", packed | {f"{images}.gz": packed[f"{images}.gz"][:-9]}),
        "page": ("FashionMNIST", packed | {f"{labels}.gz": b"<html>not found</html>"}),
        "empty": ("FashionMNIST", whole | {labels: b""}),
        "label": ("FashionMNIST", whole | {labels: whole[labels][:-1] + bytes([10])}),
    }
    for case, (name, files) in cases.items():
        raw = folder / case / name / "raw"
        raw.mkdir(parents=True)
        for file, data in files.items():
            (raw / file).write_bytes(data)


@pytest.fixture(scope="module")
def torchs():
    """PyTorch's answers and the questions."""
    twin = load(MODULE.solution)
    questions = ask(twin)
    return answer_with_pytorch(twin, questions), questions


@pytest.fixture(scope="module")
def tensors(torchs, tmp_path_factory):
    """TensorFlow's answers to the same questions."""
    folder = tmp_path_factory.mktemp("tensorflow")
    place_files(folder / "files")
    np.savez(folder / "questions.npz", **torchs[1])
    code = f"{inspect.getsource(answer_with_tensorflow)}\nimport sys\n"
    done = python(
        "-c",
        f"{code}answer_with_tensorflow(*sys.argv[1:])",
        SCRIPT,
        folder / "questions.npz",
        folder / "answers.npz",
        json.dumps(SETTINGS),
        home=folder,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""  # no notes of the C++ part
    return dict(np.load(folder / "answers.npz"))


def group(answers, start):
    found = {name: values for name, values in answers.items() if name.startswith(start)}
    assert found
    return found


@needs_tensorflow
def test_outputs_and_loss_are_equal(torchs, tensors):
    assert np.ptp(torchs[0]["logits"]) > 1  # weights that say something
    close(tensors["logits"], torchs[0]["logits"])
    close(tensors["loss"], torchs[0]["loss"])


@needs_tensorflow
def test_every_gradient_is_equal(torchs, tensors):
    wanted = group(torchs[0], "gradient of ")
    assert len(wanted) == 6
    for name, gradient in wanted.items():
        assert np.abs(gradient).max() > 1e-3, name
        close(tensors[name], gradient)


@needs_tensorflow
@pytest.mark.parametrize("how", ["", "compiled "])
@pytest.mark.parametrize("step", ["step ", "clipped "])
def test_training_step_moves_every_weight_equally(torchs, tensors, step, how):
    for name, values in group(torchs[0], step).items():
        close(tensors[f"{how}{name}"], values)


@needs_tensorflow
def test_clipping_was_needed(torchs):
    gradients = group(torchs[0], "gradient of ").values()
    norm = np.sqrt(sum(float((values**2).sum()) for values in gradients))
    assert norm > 2 * SETTINGS["max_norm"]


@needs_tensorflow
def test_frozen_and_unused_weights_stay(tensors):
    assert list(tensors["moved"]) == list(tensors["used"])
    assert sorted(tensors["moved"]) == [False] * 4 + [True] * 2


@needs_tensorflow
@pytest.mark.parametrize("dim", [-1, 1])
def test_softmax_is_equal_for_large_logits_too(torchs, tensors, dim):
    close(tensors[f"softmax {dim}"], torchs[0][f"softmax {dim}"])
    close(tensors[f"softmax {dim}"].sum(axis=dim), 1.0)


@needs_tensorflow
@pytest.mark.parametrize("key", ["precision", "recall", "f1"])
def test_metric_is_equal_after_every_batch(torchs, tensors, key):
    for name, value in group(torchs[0], f"{key} ").items():
        close(tensors[name], value)
    assert tensors[f"{key} empty"] == 0.0
    assert tensors[f"{key} 2"] > 0.0


@needs_tensorflow
def test_fit_stops_at_the_same_epoch_with_the_same_weights(torchs, tensors):
    losses = torchs[0]["fit valid_loss"]
    assert len(losses) < SETTINGS["epochs"]  # stopped early
    assert losses.argmin() == len(losses) - 1 - SETTINGS["patience"]
    for name, values in group(torchs[0], "fit ").items():
        close(tensors[name], values)
    assert tensors["fit nothing"]


@needs_tensorflow
@pytest.mark.parametrize("name", ["vector", "matrix", "cube", "softmax", "net"])
def test_output_shape_is_known_beforehand(tensors, name):
    assert list(tensors[f"said {name}"]) == list(tensors[f"shape {name}"])
    assert tensors[f"open {name}"]


@needs_tensorflow
def test_dense_has_no_weights_before_its_first_call(tensors):
    assert list(tensors["built"]) == [0, 2, 2]


@needs_tensorflow
def test_split_hands_out_everything_once_and_again(tensors):
    train, validation = tensors["train part"], tensors["validation part"]
    assert len(validation) == 12
    assert sorted([*train, *validation]) == list(range(50))
    assert tensors["same seed"]
    assert not tensors["other seed"]


# --- the script -------------------------------------------------------------------


@needs_tensorflow
@pytest.mark.parametrize("case", ["plain", "packed"])
def test_files_are_read_packed_or_not(tensors, case):
    assert str(tensors[f"file {case}"]) == "[(6, 28, 28), (6,), (2, 28, 28), (2,)]"


@needs_tensorflow
def test_missing_files_are_no_error(tensors):
    assert str(tensors["file absent"]) == "None"


@needs_tensorflow
@pytest.mark.parametrize(
    ("case", "file"),
    [
        ("short", "train-images-idx3-ubyte"),
        ("cut", "train-images-idx3-ubyte.gz"),
        ("page", "t10k-labels-idx1-ubyte.gz"),
        ("empty", "t10k-labels-idx1-ubyte"),
        ("label", "t10k-labels-idx1-ubyte"),
    ],
)
def test_damaged_file_is_refused_by_name(tensors, case, file):
    refusal = str(tensors[f"file {case}"])
    assert f"{file} is damaged" in refusal
    assert refusal.endswith("kursus data get fashion-mnist")


@needs_tensorflow
def test_missing_device_gets_one_sentence(tensors):
    want = "--device warp: there is no such device here; try --device cpu"
    assert str(tensors["device"]) == want


@needs_tensorflow
def test_digits_stand_in_and_say_so(tmp_path):
    done = python(
        SCRIPT,
        "--epochs",
        1,
        "--data-dir",
        tmp_path / "none",
        "--output-dir",
        tmp_path,
        home=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0].startswith("No Fashion-MNIST under")
    assert "1237 images for training, 200 for validation, 360 for testing" in lines[1]
    assert lines[-1].startswith("test accuracy on scikit-learn's digits: ")
    accuracy = re.search(r"([\d.]+)%, macro-F1 0\.\d+$", lines[-1])
    assert float(accuracy[1]) > 30  # guessing gives 10
    assert any(line.startswith("  tf.function ") for line in lines)
    assert len((tmp_path / "tensorflow_version.csv").read_text("utf-8").splitlines()) == 2


@needs_tensorflow
@pytest.mark.skipif(
    not (REAL / "fashion-mnist").is_dir() and not (REAL / "FashionMNIST").is_dir(),
    reason="extra test on the real Fashion-MNIST files",
)
def test_real_clothes_are_told_apart_after_one_epoch(tmp_path):
    flags = ["--epochs", 1, "--data-dir", REAL, "--output-dir", tmp_path]
    done = python(SCRIPT, *flags, home=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "55000 images for training, 5000 for validation, 10000 for testing" in lines[0]
    accuracy = re.search(r"test accuracy on Fashion-MNIST: ([\d.]+)%", lines[-1])
    assert float(accuracy[1]) > 75  # guessing gives 10


def test_without_tensorflow_one_sentence_names_the_remedy(tmp_path):
    code = "import runpy, sys; sys.modules['tensorflow'] = None; runpy.run_path(sys.argv[1])"
    done = python("-c", code, SCRIPT, home=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("TensorFlow cannot be loaded")
    assert done.stderr.endswith('pip install -e ".[tensorflow]"\n')
