"""The scripts run by themselves: figures, embedded data, damaged data, Ctrl-C and resume."""

import errno
import gzip
import hashlib
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from kursus import workspace
from kursus.catalog import find_course
from kursus.loader import load

COURSE = find_course(Path(__file__).parent)
BY_NAME = pytest.mark.parametrize("name", COURSE.names)
MNIST = COURSE.module("05")
MEASURED = {"05_pytorch_mnist": {"profile.png"}}  # drawn by benchmarks/mnist.py --draw
REAL = Path(os.environ.get("KURSUS_DATA", COURSE.root.parent / "shared" / "data"))


@pytest.fixture(autouse=True)
def one_thread(monkeypatch):
    """The networks are tiny, and bits must not depend on what else the machine does."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


def run(script, *arguments, **options):
    """A script in a process of its own, as a person starts it."""
    return subprocess.run(
        [sys.executable, "-W", "error", str(script), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=COURSE.root,
        check=False,
        timeout=120,
        **options,
    )


@BY_NAME
def test_reference_shows_its_result_and_its_figures(name, tmp_path):
    module = COURSE.module(name)
    shown = workspace.demo(module, tmp_path)
    assert shown.ok, shown.result
    drawn = {path.name for path in (tmp_path / name).glob("*.png")}
    assert shown.pictures == len(drawn)
    ideas = load(COURSE.root / "docs" / "figures.py")
    ideas.main(["--output-dir", str(tmp_path / "ideas")])
    drawn |= {path.name for path in (tmp_path / "ideas" / name).glob("figures/*.png")}
    drawn |= MEASURED.get(name, set())
    assert drawn == {path.name for path in (module.folder / "figures").iterdir()}
    if module.number == "09":  # the module's promise
        assert float(re.search(r"([\d.]+) times lower$", shown.result)[1]) >= 2


@BY_NAME
def test_script_names_its_flags(name):
    module = COURSE.module(name)
    help_text = run(module.script, "--help")
    assert help_text.returncode == 0, help_text.stderr
    flags = set(re.findall(r"--[a-z-]+", help_text.stdout))
    assert {"--epochs", "--lr", "--seed", "--output-dir"} <= flags
    if "torch" in module.script.read_text("utf-8"):
        assert "--device" in flags


@BY_NAME
def test_examples_in_docstrings_are_right(name):
    module = COURSE.module(name)
    done = subprocess.run(
        [sys.executable, "-m", "doctest", str(module.solution)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


@BY_NAME
@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (["--epochs", "-1"], "argument --epochs: -1 is below 0"),
        (["--lr", "0"], "argument --lr: 0 is below"),
        (["--lr", "fast"], "argument --lr: invalid number value: 'fast'"),
        (["--output-dir", str(MNIST.script)], "choose another --output-dir"),
    ],
)
def test_wrong_flag_gets_one_sentence(name, flags, sentence):
    done = run(COURSE.module(name).solution, *flags)
    assert done.returncode in (1, 2)
    assert sentence in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["04", "05", "06", "07", "08", "09"])
def test_missing_device_gets_one_sentence(name, tmp_path):
    flags = ["--device", "warp", "--output-dir", tmp_path, "--epochs", "0"]
    done = run(COURSE.module(name).solution, *flags)
    assert done.returncode == 1
    assert done.stderr.strip() == "--device warp: there is no such device here; try --device cpu"


def test_stub_stops_at_its_first_open_task(tmp_path):
    done = run(COURSE.module("01").script, "--output-dir", tmp_path)
    assert done.returncode == 1
    assert "NotImplementedError: TODO 1.6" in done.stderr.strip().splitlines()[-1]


# --- module 05: data --------------------------------------------------------------


def test_digits_stand_in_and_say_so(tmp_path):
    done = run(
        MNIST.solution, "--epochs", 0, "--data-dir", tmp_path / "none", "--output-dir", tmp_path
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("No MNIST under")
    assert lines[-1].startswith("test accuracy on scikit-learn's digits")
    # The file format is MNIST's own.
    raw = (tmp_path / "digits" / "MNIST" / "raw" / "train-images-idx3-ubyte").read_bytes()
    assert raw[:4] == bytes([0, 0, 8, 3])
    assert [int.from_bytes(raw[i : i + 4], "big") for i in (4, 8, 12)] == [1437, 28, 28]
    assert len(raw) == 16 + 1437 * 28 * 28


def test_whole_batches_teach_the_same_as_single_images(tmp_path):
    flags = ["--epochs", 2, "--data-dir", tmp_path / "none", "--output-dir", tmp_path]
    shown = []
    for more in ([], ["--fast"]):
        done = run(MNIST.solution, *flags, *more)
        assert done.returncode == 0, done.stderr
        shown.append(done.stdout)
    assert shown[0].count("epoch") == 2
    assert shown[0] == shown[1]


@pytest.fixture
def script(monkeypatch):
    """The reference as a module, with four tiny files in the place of MNIST's."""
    module = load(MNIST.solution)
    files = {}
    for name, shape in (
        ("train-images-idx3-ubyte", (6, 28, 28)),
        ("train-labels-idx1-ubyte", (6,)),
        ("t10k-images-idx3-ubyte", (2, 28, 28)),
        ("t10k-labels-idx1-ubyte", (2,)),
    ):
        size = 1
        for n in shape:
            size *= n
        header = bytes([0, 0, 8, len(shape)]) + b"".join(n.to_bytes(4, "big") for n in shape)
        files[f"{name}.gz"] = gzip.compress(header + bytes(i % 10 for i in range(size)))
    resources = [(name, hashlib.md5(data).hexdigest()) for name, data in files.items()]
    monkeypatch.setattr(module.datasets.MNIST, "resources", resources)
    module.files = files
    return module


def place(script, folder):
    folder.mkdir(parents=True)
    for name, data in script.files.items():
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("name", ["MNIST", "mnist"])
def test_packed_files_are_unpacked_beside_the_output(script, tmp_path, name):
    place(script, tmp_path / "data" / name / "raw")
    before = sorted((tmp_path / "data").rglob("*"))
    root = script.unpack_mnist(tmp_path / "data", tmp_path / "out")
    assert root == tmp_path / "out"
    assert len(script.datasets.MNIST(str(root), train=True)) == 6
    assert sorted((tmp_path / "data").rglob("*")) == before  # may be read-only and shared


def test_unpacked_files_are_read_where_they_are(script, tmp_path):
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for name, data in script.files.items():
        (raw / name.removesuffix(".gz")).write_bytes(gzip.decompress(data))
    assert script.unpack_mnist(tmp_path, tmp_path / "out") == tmp_path
    assert len(script.datasets.MNIST(str(tmp_path), train=False)) == 2


@pytest.mark.parametrize("damage", ["truncated", "altered"])
def test_damaged_file_is_refused_by_name_and_nothing_is_kept(script, tmp_path, damage):
    raw = tmp_path / "MNIST" / "raw"
    place(script, raw)
    file = raw / "train-images-idx3-ubyte.gz"
    data = file.read_bytes()
    altered = data[:40] + bytes([data[40] ^ 255]) + data[41:]
    file.write_bytes(data[:-7] if damage == "truncated" else altered)
    with pytest.raises(
        SystemExit, match=r"train-images-idx3-ubyte\.gz is damaged.*kursus data get"
    ):
        script.unpack_mnist(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def no_room(*arguments, **options):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_full_disk_leaves_nothing_half_unpacked(script, tmp_path, monkeypatch):
    place(script, tmp_path / "data" / "MNIST" / "raw")
    monkeypatch.setattr(script.datasets.MNIST, "download", no_room)
    with pytest.raises(SystemExit, match=r"MNIST cannot be unpacked .*No space left"):
        script.unpack_mnist(tmp_path / "data", tmp_path / "out")
    assert not (tmp_path / "out" / "MNIST" / "raw").exists()


def test_full_disk_during_training_gets_one_sentence(script, tmp_path, monkeypatch):
    monkeypatch.setattr(script, "save_checkpoint", no_room)
    flags = ["--data-dir", str(tmp_path / "none"), "--output-dir", str(tmp_path)]
    with pytest.raises(SystemExit, match=r"checkpoint-digits.pt cannot be saved .*Make room"):
        script.main(flags)


def test_download_without_a_network_falls_back(script, tmp_path, monkeypatch, capsys):
    # A port on this machine that nobody listens to.
    monkeypatch.setattr(script.datasets.MNIST, "mirrors", ["http://127.0.0.1:9/"])
    root, name = script.find_images(tmp_path / "data", tmp_path / "out", download=True)
    assert name == "scikit-learn's digits"
    assert root == tmp_path / "out" / "digits"
    printed = capsys.readouterr().out
    assert "MNIST could not be downloaded" in printed


@pytest.mark.skipif(not (REAL / "mnist").is_dir(), reason="extra test on the real MNIST files")
def test_real_mnist_is_found(tmp_path):
    module = load(MNIST.solution)
    root = module.unpack_mnist(REAL, tmp_path)
    sizes = [len(module.datasets.MNIST(str(root), train=train)) for train in (True, False)]
    assert sizes == [60_000, 10_000]


# --- module 05: Ctrl-C and resume -------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot send Ctrl-C to one process alone")
def test_interrupted_and_resumed_training_equals_an_unbroken_one(tmp_path):
    flags = ["--epochs", "5", "--batch-size", "8", "--data-dir", str(tmp_path / "none")]
    flags += ["--device", "cpu", "--output-dir"]
    unbroken, broken = tmp_path / "unbroken", tmp_path / "broken"
    assert run(MNIST.solution, *flags, unbroken).returncode == 0

    process = subprocess.Popen(
        [sys.executable, str(MNIST.solution), *flags, str(broken)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=COURSE.root,
    )
    for line in process.stdout:
        if line.startswith("epoch 2"):
            process.send_signal(signal.SIGINT)  # in the midst of epoch 3
            break
    printed, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "epoch 3" not in printed
    assert "stopped; epoch 2 is kept in" in errors
    assert "Traceback" not in errors
    assert torch.load(broken / "checkpoint-digits.pt", weights_only=True)["epoch"] == 2

    resumed = run(MNIST.solution, *flags, broken, "--resume")
    assert resumed.returncode == 0, resumed.stderr
    assert "resuming after epoch 2" in resumed.stdout
    ends = [
        torch.load(folder / "checkpoint-digits.pt", weights_only=True)
        for folder in (unbroken, broken)
    ]
    assert ends[0]["epoch"] == ends[1]["epoch"] == 5
    assert ends[0]["model"].keys() == ends[1]["model"].keys()
    for name, weights in ends[0]["model"].items():
        assert torch.equal(weights, ends[1]["model"][name]), name
