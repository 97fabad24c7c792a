"""Module 06's script by itself: data and its stand-in, torch.compile, early stopping, Ctrl-C."""

import errno
import gzip
import hashlib
import math
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from kursus.catalog import find_course
from kursus.loader import load

COURSE = find_course(Path(__file__).parent)
MODULE = COURSE.module("06")
REAL = os.environ.get("KURSUS_DATA")


@pytest.fixture(autouse=True)
def one_thread(monkeypatch):
    """The networks are tiny, and bits must not depend on what else the machine does."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


def run(*arguments, strict=True, **options):
    """The reference in a process of its own, as a person starts it."""
    return subprocess.run(
        [
            sys.executable,
            *(["-W", "error"] if strict else []),
            str(MODULE.solution),
            *map(str, arguments),
        ],
        capture_output=True,
        encoding="utf-8",
        cwd=COURSE.root,
        check=False,
        timeout=300,
        **options,
    )


def test_missing_device_gets_one_sentence(tmp_path):
    done = run("--device", "warp", "--output-dir", tmp_path, "--epochs", "0")
    assert done.returncode == 1
    assert done.stderr.strip() == "--device warp: there is no such device here; try --device cpu"


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU here")
def test_gpu_that_is_not_there_gets_one_sentence(tmp_path):
    done = run("--device", "cuda", "--output-dir", tmp_path, "--epochs", "0")
    assert done.returncode == 1
    assert done.stderr.strip() == "--device cuda: there is no such device here; try --device cpu"


def test_patience_of_0_is_refused():
    done = run("--patience", "0")
    assert done.returncode == 2
    assert "argument --patience: 0 is below 1" in done.stderr.splitlines()[-1]


# --- data -------------------------------------------------------------------------


def test_digits_stand_in_and_say_so(tmp_path):
    flags = ["--data-dir", tmp_path / "none", "--output-dir", tmp_path]
    done = run("--epochs", 0, *flags)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0].startswith("No Fashion-MNIST under")
    assert "kursus data get fashion-mnist" in lines[0]
    assert lines[1] == (
        "scikit-learn's digits: 1237 images for training, 200 for validation, 360 for testing"
    )
    assert lines[-1].startswith("test accuracy on scikit-learn's digits")
    # Nothing is called by the name of the real data.
    assert not any("Fashion-MNIST" in line for line in lines[1:])
    raw = (tmp_path / "digits/FashionMNIST/raw/train-images-idx3-ubyte").read_bytes()
    assert raw[:4] == bytes([0, 0, 8, 3])
    assert [int.from_bytes(raw[i : i + 4], "big") for i in (4, 8, 12)] == [1437, 28, 28]
    assert len(raw) == 16 + 1437 * 28 * 28


def test_pixels_lie_between_0_and_1(tmp_path):
    module = load(MODULE.solution)
    module.write_digits(tmp_path)
    images, labels = module.load_images(tmp_path, False, torch.device("cpu")).tensors
    assert images.shape == (360, 1, 28, 28)
    assert images.dtype == torch.float32
    assert float(images.min()) == 0.0
    assert float(images.max()) == 1.0
    assert sorted(set(labels.tolist())) == list(range(10))


@pytest.fixture
def script(monkeypatch):
    """The reference as a module, with four tiny files in the place of Fashion-MNIST's."""
    module = load(MODULE.solution)
    files = {}
    for name, shape in (
        ("train-images-idx3-ubyte", (6, 28, 28)),
        ("train-labels-idx1-ubyte", (6,)),
        ("t10k-images-idx3-ubyte", (2, 28, 28)),
        ("t10k-labels-idx1-ubyte", (2,)),
    ):
        header = bytes([0, 0, 8, len(shape)]) + b"".join(n.to_bytes(4, "big") for n in shape)
        content = bytes(i % 10 for i in range(math.prod(shape)))
        files[f"{name}.gz"] = gzip.compress(header + content)
    resources = [(name, hashlib.md5(data).hexdigest()) for name, data in files.items()]
    monkeypatch.setattr(module.datasets.FashionMNIST, "resources", resources)
    module.files = files
    return module


def place(script, folder):
    folder.mkdir(parents=True)
    for name, data in script.files.items():
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("name", ["FashionMNIST", "fashion-mnist"])
def test_packed_files_are_unpacked_beside_the_output(script, tmp_path, name):
    place(script, tmp_path / "data" / name / "raw")
    before = sorted((tmp_path / "data").rglob("*"))
    root = script.unpack_fashion_mnist(tmp_path / "data", tmp_path / "out")
    assert root == tmp_path / "out"
    assert len(script.datasets.FashionMNIST(str(root), train=True)) == 6
    assert sorted((tmp_path / "data").rglob("*")) == before  # may be read-only and shared


def test_unpacked_files_are_read_where_they_are(script, tmp_path):
    raw = tmp_path / "FashionMNIST" / "raw"
    raw.mkdir(parents=True)
    for name, data in script.files.items():
        (raw / name.removesuffix(".gz")).write_bytes(gzip.decompress(data))
    assert script.unpack_fashion_mnist(tmp_path, tmp_path / "out") == tmp_path
    assert len(script.datasets.FashionMNIST(str(tmp_path), train=False)) == 2


@pytest.mark.parametrize("name", ["FashionMNIST", "fashion-mnist"])
@pytest.mark.parametrize("damage", ["truncated", "altered"])
def test_damaged_file_is_refused_by_name_and_nothing_is_kept(script, tmp_path, damage, name):
    raw = tmp_path / name / "raw"
    place(script, raw)
    file = raw / "t10k-labels-idx1-ubyte.gz"
    data = file.read_bytes()
    altered = data[:-9] + bytes([data[-9] ^ 255]) + data[-8:]
    file.write_bytes(data[:-7] if damage == "truncated" else altered)
    with pytest.raises(
        SystemExit, match=r"t10k-labels-idx1-ubyte\.gz is damaged.*kursus data get fashion-mnist"
    ):
        script.unpack_fashion_mnist(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def no_room(*arguments, **options):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_full_disk_leaves_nothing_half_unpacked(script, tmp_path, monkeypatch):
    place(script, tmp_path / "data" / "FashionMNIST" / "raw")
    monkeypatch.setattr(script.datasets.FashionMNIST, "download", no_room)
    with pytest.raises(SystemExit, match=r"Fashion-MNIST cannot be unpacked .*No space left"):
        script.unpack_fashion_mnist(tmp_path / "data", tmp_path / "out")
    assert not (tmp_path / "out" / "FashionMNIST" / "raw").exists()


def test_download_without_a_network_falls_back(script, tmp_path, monkeypatch, capsys):
    # A port on this machine that nobody listens to.
    monkeypatch.setattr(script.datasets.FashionMNIST, "mirrors", ["http://127.0.0.1:9/"])
    root, name = script.find_images(tmp_path / "data", tmp_path / "out", download=True)
    assert name == "scikit-learn's digits"
    assert root == tmp_path / "out" / "digits"
    assert "Fashion-MNIST could not be downloaded" in capsys.readouterr().out


@pytest.mark.skipif(not REAL, reason="extra test on the real Fashion-MNIST; set KURSUS_DATA")
def test_real_fashion_mnist_is_learned(tmp_path):
    done = run("--output-dir", tmp_path, "--device", "cpu")
    assert done.returncode == 0, done.stderr
    assert "55000 images for training, 5000 for validation, 10000 for testing" in done.stdout
    last = done.stdout.splitlines()[-1]
    accuracy = re.fullmatch(r"test accuracy on Fashion-MNIST: ([\d.]+)%, macro-F1 [\d.]+", last)
    assert float(accuracy[1]) >= 88.0, last


# --- torch.compile ----------------------------------------------------------------


def test_step_is_timed_without_a_compiler_by_default(tmp_path):
    done = run("--epochs", 0, "--data-dir", tmp_path / "none", "--output-dir", tmp_path)
    assert re.search(r"^  plain +[\d.]+ ms$", done.stdout, re.MULTILINE)
    assert "torch.compile  not timed; the flag --compile does" in done.stdout


def test_missing_compiler_gets_one_sentence(script, monkeypatch, capsys):
    def no_compiler(model):
        def call(x):
            raise RuntimeError("Compiler: cl is not found.\n\nand many more lines")

        model.forward = call
        return model

    monkeypatch.setattr(torch, "compile", no_compiler)
    model = script.WideAndDeepNet(10)
    x, y = torch.rand(4, 1, 28, 28), torch.tensor([0, 1, 2, 3])
    model(x)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    table = script.compare_steps(model, x, y, True)
    printed = capsys.readouterr().out.splitlines()
    assert printed == [
        "torch.compile does not work here (Compiler: cl is not found.); "
        "only the plain step is timed."
    ]
    assert "torch.compile" not in table
    assert "plain" in table
    # The model that is going to be trained has not moved.
    assert all(torch.equal(before[name], value) for name, value in model.state_dict().items())


def test_system_without_torch_compile_gets_one_sentence(script, monkeypatch, capsys):
    def unsupported(model):
        raise RuntimeError("torch.compile is not supported here")

    monkeypatch.setattr(torch, "compile", unsupported)
    model = script.WideAndDeepNet(10)
    x, y = torch.rand(4, 1, 28, 28), torch.tensor([0, 1, 2, 3])
    model(x)
    assert "torch.compile" not in script.compare_steps(model, x, y, True)
    assert "only the plain step is timed" in capsys.readouterr().out


def test_compiled_step_is_timed_beside_the_plain_one(script, monkeypatch):
    # What the compiler itself takes is not tested here: a minute, and not everywhere.
    monkeypatch.setattr(torch, "compile", lambda model: model)
    model = script.WideAndDeepNet(10)
    x, y = torch.rand(4, 1, 28, 28), torch.tensor([0, 1, 2, 3])
    model(x)
    lines = script.compare_steps(model, x, y, True).splitlines()
    assert lines[0] == "one train_step on 4 images"
    assert re.fullmatch(r"  plain +[\d.]+ ms", lines[1])
    assert re.fullmatch(r"  torch.compile +[\d.]+ ms, after [\d.]+ s for the first step", lines[2])


# --- training ---------------------------------------------------------------------


def test_every_epoch_has_a_line_and_early_stopping_is_said(tmp_path):
    flags = ["--data-dir", tmp_path / "none", "--output-dir", tmp_path, "--device", "cpu"]
    done = run("--epochs", 9, "--lr", "0.05", "--patience", 1, *flags)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    rows = [line for line in lines if re.match(r" +\d+  +[\d.]+  +[\d.]+  +[\d.]+", line)]
    stars = [line for line in rows if line.endswith("*")]
    assert 1 < len(rows) < 9
    assert len(stars) == 1
    assert stars[0] == rows[-2]  # patience 1: the best is the last but one
    assert "stopped early: 1 epoch without a lower validation loss" in lines
    assert f"the weights of epoch {len(rows) - 1} (*) are back" in lines


def test_same_seed_prints_the_same_numbers(tmp_path):
    flags = ["--data-dir", tmp_path / "none", "--output-dir", tmp_path, "--device", "cpu"]
    runs = [run("--epochs", 2, "--seed", seed, *flags).stdout for seed in (4, 4, 5)]
    tables = [text[text.index("epoch  train loss") :] for text in runs]
    assert tables[0] == tables[1] != tables[2]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot send Ctrl-C to one process alone")
def test_interrupted_training_says_so_in_one_sentence(tmp_path):
    flags = ["--epochs", "500", "--patience", "500", "--batch-size", "8", "--device", "cpu"]
    process = subprocess.Popen(
        [
            *(sys.executable, str(MODULE.solution), *flags),
            *("--data-dir", str(tmp_path / "none"), "--output-dir", str(tmp_path)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=COURSE.root,
    )
    for line in process.stdout:
        if "torch.compile" in line:  # the last line before training
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            break
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert errors.strip() == "stopped; nothing was saved"
    assert not list(tmp_path.glob("*.png"))
