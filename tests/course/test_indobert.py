"""Module 08's script: data, models of every kind, lack of memory, Ctrl-C, kill and resume."""

import contextlib
import errno
import http.server
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import types
from pathlib import Path

import pytest
import torch
import transformers
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

from kursus.catalog import find_course
from kursus.loader import load

COURSE = find_course(Path(__file__).parent)
MODULE = COURSE.module("08")
ROWS = [
    ("kuahnya segar dan gurih", "positive"),
    ("pelayan tersenyum saat kami datang", "positive"),
    ("toko buka pukul tujuh pagi", "neutral"),
    ("jarak stasiun ke pasar dua kilometer", "neutral"),
    ("pesanan datang sesudah satu jam", "negative"),
    ("meja lengket dan lantai basah", "negative"),
]
SIZES = {
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
    "max_position_embeddings": 32,
}


@pytest.fixture(scope="module")
def script():
    """The reference as a module."""
    return load(MODULE.solution)


@pytest.fixture(autouse=True)
def one_thread_and_no_network(monkeypatch, tmp_path):
    """Bits must not depend on what else the machine does, nor on models that lie about."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")  # a port that nobody listens to
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)


@pytest.fixture
def smsa(tmp_path):
    """A data folder with a very small SmSA; gives the folder."""
    write_smsa(tmp_path / "data")
    return tmp_path / "data"


def write_smsa(data, copies=2):
    (data / "smsa").mkdir(parents=True)
    for part in ("train", "valid", "test"):
        text = "".join(f"{text} {n}\t{label}\n" for n in range(copies) for text, label in ROWS)
        (data / "smsa" / f"{part}_preprocess.tsv").write_text(text, "utf-8")


def flags(data, out, *more):
    default = ["--data-dir", data, "--output-dir", out, "--device", "cpu", "--epochs", 1]
    return [str(flag) for flag in [*default, *more]]


def run(data, out, *more):
    """The script in a process of its own, as a person starts it."""
    return subprocess.run(
        [sys.executable, "-W", "error", str(MODULE.solution), *flags(data, out, *more)],
        capture_output=True,
        encoding="utf-8",
        cwd=COURSE.root,
        check=False,
        timeout=300,
    )


def sentence(script, *arguments):
    """What the script says when it refuses."""
    with pytest.raises(SystemExit) as caught:
        script.main(flags(*arguments))
    text = str(caught.value)
    assert text.strip() not in ("", "0", "1", "2")
    assert "\n" not in text.strip()
    return text


def save_model(folder, architecture=BertForSequenceClassification, **changes):
    """A tiny model in the form of save_pretrained, with its tokenizer."""
    words = sorted({word for text, _ in ROWS for word in text.split()})
    vocab = {
        word: n for n, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words])
    }
    config = BertConfig(**{**SIZES, "vocab_size": len(vocab), "num_labels": 3, **changes})
    torch.manual_seed(0)
    architecture(config).save_pretrained(folder)
    BertTokenizer(vocab=vocab, do_lower_case=True).save_pretrained(folder)
    return folder


# --- data ---------------------------------------------------------------------------


def test_the_course_s_sentences_stand_in_and_say_so(script, tmp_path, capsys):
    more = ["--model", "mini", "--max-steps", 1]
    assert script.main(flags(tmp_path / "none", tmp_path / "out", *more)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("No SmSA under")
    assert lines[-1].startswith("mini BERT on datasets/samples: macro F1")
    assert "Measured on datasets/samples:" in lines
    assert not any(line.startswith("SmSA:") for line in lines)


def test_predictions_are_written_for_the_portal(script, smsa, tmp_path):
    script.main(flags(smsa, tmp_path / "out", "--model", "mini"))
    lines = (tmp_path / "out" / "predictions.csv").read_text("utf-8").splitlines()
    assert lines[0] == "index,label"
    assert [line.split(",")[0] for line in lines[1:]] == [str(n) for n in range(12)]
    assert {line.split(",")[1] for line in lines[1:]} <= {"positive", "neutral", "negative"}


BROKEN = {
    "missing_column": (b"enak sekali\tpositive\nhanya teks\n", "row 2 is not a text, a tab"),
    "unknown_label": (b"enak sekali\tsenang\n", "row 1 is not a text, a tab and a label: 'senang'"),
    "empty_text": (b"enak\tpositive\n\tneutral\n", "row 2 has an empty text"),
    "latin_1": ("enak\tpositive\nkaf\u00e9\tneutral\n".encode("latin-1"), "row 2 is not UTF-8"),
    "empty_file": (b"", "holds no row"),
    "only_blank_lines": (b"\n\n", "holds no row"),
}


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("part", ["train", "test"])
def test_broken_file_gets_one_sentence(script, smsa, tmp_path, kind, part):
    content, words = BROKEN[kind]
    path = smsa / "smsa" / f"{part}_preprocess.tsv"
    path.write_bytes(content)
    said = sentence(script, smsa, tmp_path / "out", "--model", "mini")
    assert str(path) in said
    assert words in said


def test_missing_file_gets_one_sentence(script, smsa, tmp_path):
    (smsa / "smsa" / "test_preprocess.tsv").unlink()
    said = sentence(script, smsa, tmp_path / "out", "--model", "mini")
    assert "test_preprocess.tsv is not there" in said
    assert "kursus data get smsa" in said


def test_masked_test_split_is_refused(script, smsa, tmp_path):
    path = smsa / "smsa" / "test_preprocess.tsv"
    path.write_text("".join(f"{text}\tneutral\n" for text, _ in ROWS), "utf-8")
    assert "masked" in sentence(script, smsa, tmp_path / "out", "--model", "mini")


def test_windows_files_and_endless_texts_are_read(script, smsa, tmp_path):
    long = "meja lengket " * 5000  # 10,000 words
    for part in ("train", "valid", "test"):
        path = smsa / "smsa" / f"{part}_preprocess.tsv"
        text = path.read_text("utf-8") + f"{long.strip()}\tnegative\n"
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    model = save_model(tmp_path / "model")
    more = ["--model", model, "--batch-size", 1, "--max-length", 16]
    assert script.main(flags(smsa, tmp_path / "out", *more)) == 0


# --- models -------------------------------------------------------------------------


def test_folder_of_a_saved_model_is_tuned(script, smsa, tmp_path, capsys):
    model = save_model(tmp_path / "mine")
    assert script.main(flags(smsa, tmp_path / "out", "--model", model)) == 0
    printed = capsys.readouterr().out
    assert "do_lower_case=True, newly initialised: nothing" in printed
    assert "mine on SmSA: macro F1" in printed


def test_new_head_is_announced(script, smsa, tmp_path, capsys):
    model = save_model(tmp_path / "mine", transformers.BertForMaskedLM)
    assert script.main(flags(smsa, tmp_path / "out", "--model", model)) == 0
    line = next(x for x in capsys.readouterr().out.splitlines() if "newly initialised" in x)
    assert "classifier.weight" in line
    assert "classifier.bias" in line


def damage(folder, kind):
    weights = folder / "model.safetensors"
    if kind == "no_weights":
        weights.unlink()
    elif kind == "half_weights":
        weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])
    elif kind == "no_config":
        (folder / "config.json").unlink()
    elif kind == "broken_config":
        (folder / "config.json").write_text("{", "utf-8")
    elif kind == "no_tokenizer":
        for name in ("tokenizer.json", "tokenizer_config.json"):
            (folder / name).unlink()
    elif kind == "other_architecture":
        shutil.rmtree(folder)
        config = transformers.LlamaConfig(
            vocab_size=30, hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
            num_key_value_heads=2, intermediate_size=8,
        )  # fmt: skip
        transformers.LlamaForCausalLM(config).save_pretrained(folder)
        BertTokenizer().save_pretrained(folder)
    elif kind == "two_labels":
        save_model(folder, num_labels=2)
    elif kind == "small_vocabulary":
        BertTokenizer().save_pretrained(folder)
    elif kind == "missing_layers":
        config = json.loads((folder / "config.json").read_text("utf-8"))
        (folder / "config.json").write_text(json.dumps({**config, "num_hidden_layers": 3}), "utf-8")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("no_weights", "cannot be loaded"),
        ("half_weights", "cannot be loaded"),
        ("no_config", "it has no config.json"),
        ("broken_config", "cannot be loaded"),
        ("no_tokenizer", "has no tokenizer"),
        ("other_architecture", "is a llama model; --model needs a BERT"),
        ("two_labels", "another number of labels than 3"),
        ("small_vocabulary", "has no tokenizer that fits"),
        ("missing_layers", "weights are missing; copy it again"),
    ],
)
def test_folder_that_does_not_fit_gets_one_sentence(script, smsa, tmp_path, kind, words):
    folder = save_model(tmp_path / "mine")
    damage(folder, kind)
    said = sentence(script, smsa, tmp_path / "out", "--model", folder)
    assert str(folder) in said
    assert words in said


def test_folder_that_is_not_there_gets_one_sentence(script, smsa, tmp_path):
    said = sentence(script, smsa, tmp_path / "out", "--model", tmp_path / "nothing")
    assert "there is no such folder" in said


# --- the hub ------------------------------------------------------------------------


def test_nothing_is_fetched_unasked(script, smsa, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(script, "hub_answers", lambda: pytest.fail("the hub was asked"))
    assert script.main(flags(smsa, tmp_path / "out")) == 0
    assert "IndoBERT is not on this computer: a mini BERT" in capsys.readouterr().out


def test_hub_out_of_reach_gets_one_line_and_the_mini_bert(smsa, tmp_path):
    begin = time.monotonic()
    done = run(smsa, tmp_path / "out", "--download")
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - begin < 300  # a crowded machine; the hub is given up within seconds
    assert "IndoBERT could not be reached: a mini BERT" in done.stdout
    assert "mini BERT on SmSA" in done.stdout.splitlines()[-1]
    assert done.stderr == ""


def test_named_model_out_of_reach_ends_with_one_sentence(smsa, tmp_path):
    done = run(smsa, tmp_path / "out", "--model", "somebody/some-bert")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "--model somebody/some-bert: no folder here, and not to be had" in done.stderr


class Hub(http.server.BaseHTTPRequestHandler):
    """As much of the hub as is needed to hand out one model."""

    folder = None
    asked = None

    def do_HEAD(self):
        self.do_GET(send=False)

    def do_GET(self, send=True):
        match = re.fullmatch(r"/([\w.-]+/[\w.-]+)/resolve/(\w+)/([\w.-]+)", self.path)
        self.asked.append(self.path)
        path = self.folder / match[3] if match else None
        if path is None or not path.is_file():
            self.send_response(404)
            self.send_header("X-Error-Code", "EntryNotFound")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("X-Repo-Commit", match[2])
        self.send_header("ETag", f'"{len(data)}-{match[3]}"')
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if send:
            with contextlib.suppress(OSError):
                self.wfile.write(data)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def hub(tmp_path, monkeypatch):
    """A hub on this machine; gives the folder of its files and what was asked for."""
    handler = type("Handler", (Hub,), {"folder": tmp_path / "served", "asked": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    yield handler
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("form", ["safetensors", "bin"])
def test_indobert_comes_from_the_hub_at_its_pinned_revision(script, hub, smsa, tmp_path, form):
    save_model(hub.folder, transformers.BertForMaskedLM)
    if form == "bin":  # as IndoBERT itself is laid out
        from safetensors.torch import load_file

        torch.save(load_file(hub.folder / "model.safetensors"), hub.folder / "pytorch_model.bin")
        (hub.folder / "model.safetensors").unlink()
        vocab = json.loads((hub.folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
        (hub.folder / "vocab.txt").write_text(
            "".join(f"{piece}\n" for piece in sorted(vocab, key=vocab.get)), "utf-8"
        )
        (hub.folder / "tokenizer.json").unlink()
        (hub.folder / "tokenizer_config.json").unlink()
    done = run(smsa, tmp_path / "out", "--download")
    assert done.returncode == 0, done.stderr
    assert "indobenchmark/indobert-base-p1: do_lower_case=True, newly initialised" in done.stdout
    files = [path for path in hub.asked if "/resolve/" in path]
    assert files
    assert all(f"/resolve/{script.REVISION}/" in path for path in files)
    # From now on it is on this computer, and is used without being asked for.
    hub.asked.clear()
    again = run(smsa, tmp_path / "out")
    assert again.returncode == 0, again.stderr
    assert "indobert-base-p1 on SmSA" in again.stdout.splitlines()[-1]
    assert not any("/resolve/" in path for path in hub.asked)


def test_indobert_s_shape_has_its_published_number_of_parameters(script):
    config = BertConfig(vocab_size=50_000, **script.head_settings())
    with torch.device("meta"):
        model = BertForSequenceClassification(config)
    assert sum(parameter.numel() for parameter in model.parameters()) == 124_443_651


def test_mini_vocabulary_is_the_same_every_time(script):
    texts = [text for text, _ in ROWS] * 3
    one, two = (script.train_tokenizer(texts).get_vocab() for _ in range(2))
    assert one == two
    assert [one[piece] for piece in script.SPECIALS] == [0, 1, 2, 3, 4]


# --- memory, quick looks, precision ---------------------------------------------------


@pytest.mark.parametrize("where", ["train_epoch", "predict", "fit_fast"])
def test_lack_of_memory_names_the_batch_size(script, smsa, tmp_path, monkeypatch, where):
    def full(*arguments, **options):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")

    monkeypatch.setattr(script, where, full)
    more = ["--model", "mini", "--batch-size", 24, *(["--fast"] if where == "fit_fast" else [])]
    said = sentence(script, smsa, tmp_path / "out", *more)
    assert "not enough memory for --batch-size 24; try --batch-size 12" in said


def test_other_errors_are_not_called_lack_of_memory(script):
    error = RuntimeError("mat1 and mat2 shapes cannot be multiplied")
    assert script.out_of_memory(error, 8) is error


def test_full_disk_gets_one_sentence(script, smsa, tmp_path, monkeypatch):
    def no_room(*arguments, **options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(script.torch, "save", no_room)
    said = sentence(script, smsa, tmp_path / "out", "--model", "mini")
    assert "cannot be saved" in said
    assert "Make room" in said
    assert not list((tmp_path / "out").glob("*.unfinished"))


def test_max_steps_limits_each_epoch(script, smsa, tmp_path, monkeypatch):
    seen = []
    collate = script.collate
    monkeypatch.setattr(script, "collate", lambda *a: seen.append(1) or collate(*a))
    model = save_model(tmp_path / "mine")
    more = ["--model", model, "--epochs", 2, "--batch-size", 2, "--max-steps", 3]
    script.main(flags(smsa, tmp_path / "out", *more))
    # Twelve sentences: 3 of 6 batches in each epoch, 6 for validation; predictions twice 6.
    assert len(seen) == 2 * (3 + 6) + 2 * 6


@pytest.mark.parametrize("precision", ["bf16", "fp16"])
def test_half_precision_runs(script, smsa, tmp_path, precision):
    model = save_model(tmp_path / "mine")
    assert (
        script.main(flags(smsa, tmp_path / "out", "--model", model, "--precision", precision)) == 0
    )


# --- --fast ---------------------------------------------------------------------------


class CountingTokenizer:
    """Counts how often texts are encoded."""

    def __init__(self, tokenizer):
        self.tokenizer, self.calls = tokenizer, 0
        self.backend_tokenizer = tokenizer.backend_tokenizer

    def __call__(self, texts):
        self.calls += 1
        return self.tokenizer(texts)


def test_ids_are_kept_on_disk_by_texts_and_vocabulary(script, tmp_path):
    texts = [text for text, _ in ROWS]
    counting = CountingTokenizer(script.train_tokenizer(texts, 100))
    plain = counting.tokenizer(texts)["input_ids"]
    for _ in range(2):
        kept = script.KeptTokenizer(counting, tmp_path)(texts)["input_ids"]
        assert [list(ids) for ids in kept] == plain
    assert script.KeptTokenizer(counting, tmp_path)([])["input_ids"] == []
    assert counting.calls == 1
    assert [p.suffix for p in tmp_path.iterdir()] == [".npy"]
    # Other texts, and the same ones with another vocabulary, are encoded anew.
    script.KeptTokenizer(counting, tmp_path)(texts[::-1])
    assert counting.calls == 2
    other = CountingTokenizer(script.train_tokenizer([*texts, "sama sekali lain"], 90))
    kept = script.KeptTokenizer(other, tmp_path)(texts)["input_ids"]
    assert other.calls == 1
    assert [list(ids) for ids in kept] == other.tokenizer(texts)["input_ids"]


def test_damaged_file_of_ids_is_written_anew(script, tmp_path):
    texts = [text for text, _ in ROWS]
    tokenizer = script.train_tokenizer(texts, 100)
    script.KeptTokenizer(tokenizer, tmp_path)(texts)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for damaged in (b"", whole[: len(whole) // 2], b"no array"):
        path.write_bytes(damaged)
        kept = script.KeptTokenizer(tokenizer, tmp_path)(texts)["input_ids"]
        assert [list(ids) for ids in kept] == tokenizer(texts)["input_ids"]
        assert path.read_bytes() == whole


def test_batches_are_cut_out_as_collate_makes_them(script):
    rng = torch.Generator().manual_seed(0)
    lengths = [2, 9, 4, 4, 30, 1]
    items = [(torch.randint(5, 99, (n,), generator=rng).tolist(), n % 3, "") for n in lengths]
    texts = script.PackedTexts(items, 10, torch.device("cpu"))
    for rows in ([0], [1, 0, 4], [5, 2], [2, 3], list(range(6))):
        ids, mask, labels = texts.batch(rows)
        expected = script.collate([items[row] for row in rows], 10)
        assert torch.equal(ids.long(), expected[0])
        assert torch.equal(labels, expected[2].reshape(-1))
        if mask is None:
            assert expected[1].all()
        else:
            assert torch.equal(mask.long(), expected[1])


def test_last_layer_answers_the_same_for_the_first_token_alone(script):
    torch.manual_seed(0)
    model = BertForSequenceClassification(BertConfig(**SIZES, vocab_size=30, num_labels=3)).eval()
    ids = torch.randint(5, 30, (4, 7))
    mask = torch.arange(7) < torch.tensor([[7], [3], [1], [6]])
    for given in (mask, None):
        plain = model(input_ids=ids, attention_mask=given).logits
        last = model.bert.encoder.layer[-1]
        hidden = torch.randn(4, 7, SIZES["hidden_size"])
        wide = None if given is None else given[:, None, None, :].expand(4, 1, 7, 7)
        whole = last(hidden, wide)
        assert torch.allclose(
            script.first_token_forward(last, hidden, wide), whole[:, :1], atol=1e-6
        )
        last.forward = types.MethodType(script.first_token_forward, last)
        assert torch.allclose(model(input_ids=ids, attention_mask=given).logits, plain, atol=1e-6)
        del last.forward


def test_fast_run_is_reproduced_and_resumed(script, smsa, tmp_path):
    model = save_model(tmp_path / "mine")
    more = ["--model", model, "--batch-size", 4, "--patience", 9, "--fast"]
    ends = []
    for name, runs in {
        "once": [["--epochs", 3]],
        "again": [["--epochs", 3]],
        "resumed": [["--epochs", 1], ["--epochs", 3, "--resume"]],
    }.items():
        for changes in runs:
            script.main(flags(smsa, tmp_path / name, *more, *changes))
        ends.append(ends_of(tmp_path / name / "checkpoint-smsa-mine.pt"))
    assert len(ends[0][0]) == 3
    for history, weights in ends[1:]:
        assert history == ends[0][0]
        assert all(torch.equal(value, ends[0][1][name]) for name, value in weights.items())


@pytest.mark.parametrize("precision", ["bf16", "fp16"])
def test_fast_run_in_half_precision_and_several_passes(script, smsa, tmp_path, precision, capsys):
    model = save_model(tmp_path / "mine")
    more = ["--model", model, "--fast", "--precision", precision, "--accumulate", 3]
    assert script.main(flags(smsa, tmp_path / "out", *more)) == 0
    assert "mine on SmSA: macro F1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("amx", "width", "precision"), [(True, 768, "bf16"), (True, 128, "fp32"), (False, 768, "fp32")]
)
def test_half_precision_is_chosen_where_it_gains(script, monkeypatch, amx, width, precision):
    monkeypatch.setattr(
        script.torch.cpu, "get_capabilities", lambda: {"amx_tile": amx}, raising=False
    )
    assert script.best_precision(torch.device("cpu"), width) == precision


def test_without_a_compiler_training_goes_on_and_says_so(
    script, smsa, tmp_path, monkeypatch, capsys
):
    def no_compiler(function, **options):
        def fail(*arguments):
            raise RuntimeError("no C++ compiler was found")

        return fail

    monkeypatch.setattr(script.torch, "compile", no_compiler)
    model = save_model(tmp_path / "mine")
    more = ["--model", model, "--fast", "--compile"]
    assert script.main(flags(smsa, tmp_path / "out", *more)) == 0
    printed = capsys.readouterr().out
    assert "torch.compile does not work here (no C++ compiler was found)" in printed
    assert "mine on SmSA: macro F1" in printed


@pytest.mark.parametrize("flag", [["--compile"], ["--accumulate", 2]])
def test_flags_of_the_fast_way_need_it(script, smsa, tmp_path, flag, capsys):
    with pytest.raises(SystemExit) as caught:
        script.main(flags(smsa, tmp_path / "out", *flag))
    assert caught.value.code == 2
    assert "--compile and --accumulate need --fast" in capsys.readouterr().err


# --- Ctrl-C, kill and resume ----------------------------------------------------------

LONG = ["--model", "mini", "--epochs", "4", "--batch-size", "2", "--patience", "9"]


def start(data, out, *more):
    return subprocess.Popen(
        [sys.executable, str(MODULE.solution), *flags(data, out, *LONG, *more)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=COURSE.root,
    )


def wait_for_checkpoint(process, out):
    """Until the first epoch is saved; the next one has begun by then."""
    end = time.monotonic() + 240
    path = out / "checkpoint-smsa-mini-bert.pt"
    while not path.is_file():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)
    return path


def ends_of(path):
    state = torch.load(path, weights_only=True)
    return state["history"], {
        **state["model"],
        **{f"best {k}": v for k, v in state["best"].items()},
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot send Ctrl-C to one process alone")
def test_cut_and_resumed_training_equals_an_unbroken_one(script, tmp_path):
    data = tmp_path / "data"
    write_smsa(data, copies=40)
    unbroken = tmp_path / "unbroken"
    assert run(data, unbroken, *LONG).returncode == 0
    history, weights = ends_of(unbroken / "checkpoint-smsa-mini-bert.pt")
    assert len(history) == 4
    for kind in (signal.SIGINT, signal.SIGKILL):
        out = tmp_path / kind.name
        process = start(data, out)
        path = wait_for_checkpoint(process, out)
        process.send_signal(kind)
        _, errors = process.communicate(timeout=240)
        assert len(ends_of(path)[0]) < 4
        if kind is signal.SIGINT:
            assert process.returncode == 1
            assert "keeps the last whole epoch; the flag --resume goes on" in errors
            assert "Traceback" not in errors
        resumed = run(data, out, *LONG, "--resume")
        assert resumed.returncode == 0, resumed.stderr
        got, found = ends_of(path)
        assert got == history
        for name, value in weights.items():
            assert torch.equal(value, found[name]), name


def test_checkpoint_of_another_model_gets_one_sentence(script, smsa, tmp_path):
    model = save_model(tmp_path / "mine")
    script.main(flags(smsa, tmp_path / "out", "--model", model))
    (path,) = (tmp_path / "out").glob("checkpoint-*.pt")
    save_model(model, hidden_size=8)
    said = sentence(script, smsa, tmp_path / "out", "--model", model, "--resume")
    assert str(path) in said
    assert "start again without --resume" in said
    path.write_bytes(path.read_bytes()[:1000])
    assert str(path) in sentence(script, smsa, tmp_path / "out", "--model", model, "--resume")


def test_port_9_is_closed():
    # What the tests above take for granted.
    with socket.socket() as probe:
        probe.settimeout(2)
        assert probe.connect_ex(("127.0.0.1", 9)) != 0
