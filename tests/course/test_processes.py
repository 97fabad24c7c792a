"""Modules 08 and 09 on two processes of ``accelerate launch``: they learn and say what one does."""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    BertTokenizer,
    LlamaConfig,
    LlamaForCausalLM,
)

from kursus.catalog import find_course
from kursus.loader import load

COURSE = find_course(Path(__file__).parent)
BERT, LLAMA = COURSE.module("08"), COURSE.module("09")
pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="PyTorch's launcher needs libuv, which its Windows packages lack"
)
MARK = "--- the next script ---\n"
# Even and odd shares, one process without any, one sentence for each pass.
BATCHES = [[0, 1, 2, 3, 4, 5, 6, 7], [8, 3, 5], [2], [4, 1]]
WORDS = ["kuah", "segar", "meja", "lengket", "toko", "buka", "pelayan", "ramah", "jam", "lantai"]


def one_process(module, capsys, *arguments):
    """What a script prints in this process."""
    capsys.readouterr()
    assert load(module.solution).main([str(argument) for argument in arguments]) == 0
    return capsys.readouterr().out


# --- gradients ------------------------------------------------------------------------


class Sentences:
    """Nine sentences of different lengths as ids, with labels."""

    def __init__(self):
        rng = np.random.default_rng(0)
        self.items = [(rng.integers(5, 30, 3 + n).tolist(), n % 3, "") for n in range(9)]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]


def tiny_bert():
    torch.manual_seed(0)
    return BertForSequenceClassification(
        BertConfig(
            vocab_size=30,
            hidden_size=16,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=16,
            max_position_embeddings=16,
            num_labels=3,
            # Two processes drop other units than one does.
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
    )


def tiny_llama():
    torch.manual_seed(0)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=30,
            hidden_size=16,
            intermediate_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            num_key_value_heads=2,
            max_position_embeddings=16,
        )
    )


def dialogues(rows):
    """Ids, labels and mask of a padded batch; the longer half of each is to be predicted."""
    longest = max(3 + n for n in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.int64)  # (N, T)
    mask, labels = torch.zeros_like(ids), torch.full_like(ids, -100)
    for place, (row, n) in enumerate(zip(rows, (3 + n for n in rows), strict=True)):
        ids[place, :n] = torch.tensor(Sentences()[row][0])
        mask[place, :n] = 1
        labels[place, n // 2 : n] = ids[place, n // 2 : n]
    return ids, labels, mask


def gradients_of(model):
    found = {name: p.grad.clone() for name, p in model.named_parameters()}
    model.zero_grad()
    return found


def save_gradients(path):
    """The scripts' own way from a batch to gradients, on every process."""
    bert, llama = load(BERT.solution), load(LLAMA.solution)
    accelerator, device = llama.share_work(torch.device("cpu"))
    assert accelerator.num_processes == 2
    found = []
    for passes in (1, 2):
        flags = argparse.Namespace(
            precision="fp32", compile=False, accumulate=passes, max_norm=None
        )
        model = tiny_bert()
        texts = bert.PackedTexts(Sentences(), 8, device)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        training = bert.FastTraining(model, optimizer, accelerator, flags, texts.batch([0]))
        for rows in BATCHES:
            counts = training.backward(texts, rows)
            found.append((gradients_of(model), training.results(counts)))
    model = tiny_llama()
    shared = accelerator.prepare(model)
    for rows in BATCHES:
        llama.shared_loss(shared, dialogues(rows), accelerator).backward()
        found.append((gradients_of(model), None))
    if accelerator.is_main_process:
        torch.save(found, path)


def on_every_process(folder):
    """What each of the two processes does: gradients, then both scripts, one after the other."""
    from accelerate import Accelerator

    save_gradients(folder / "found.pt")
    end_training, Accelerator.end_training = Accelerator.end_training, lambda self: None
    for module, flags in ((BERT, bert_flags(folder, 2)), (LLAMA, llama_flags(folder))):
        if os.environ["RANK"] == "0":
            print(MARK, end="", flush=True)
        load(module.solution).main([*flags, "--output-dir", str(folder / module.number)])
    end_training(Accelerator(cpu=True))


def plain_bert(rows):
    """Gradients, loss and macro F1 by transformers' own loss and by scikit-learn."""
    from sklearn.metrics import f1_score

    model = tiny_bert()
    items = [Sentences()[row] for row in rows]
    cut = [[*ids[:7], ids[-1]] if len(ids) > 8 else ids for ids, _, _ in items]
    longest = max(map(len, cut))
    labels = torch.tensor([label for _, label, _ in items])
    output = model(
        input_ids=torch.tensor([ids + [0] * (longest - len(ids)) for ids in cut]),
        attention_mask=torch.tensor([[1] * len(x) + [0] * (longest - len(x)) for x in cut]),
        labels=labels,
    )
    output.loss.backward()
    predicted = output.logits.argmax(dim=1)
    return gradients_of(model), output.loss.item(), f1_score(labels, predicted, average="macro")


def plain_llama(rows):
    """Gradients by transformers' own loss."""
    model = tiny_llama()
    ids, labels, mask = dialogues(rows)
    model(input_ids=ids, attention_mask=mask, labels=labels).loss.backward()
    return gradients_of(model)


def assert_equal_gradients(mine, theirs):
    assert mine.keys() == theirs.keys()
    assert max(value.abs().max() for value in theirs.values()) > 1e-3
    for name, value in theirs.items():
        assert torch.allclose(mine[name], value, rtol=0.0, atol=1e-6), name


@pytest.fixture(scope="module")
def launched(tmp_path_factory):
    """Folder with what two processes have left, and what each script printed there."""
    folder = tmp_path_factory.mktemp("processes")
    write_data(folder)
    launch = [sys.executable, "-m", "accelerate.commands.launch", "--num_machines", "1"]
    # So the launcher calls several processes on one machine, with or without a GPU.
    launch += ["--multi_gpu", "--num_processes", "2", "--mixed_precision", "no"]
    launch += ["--dynamo_backend", "no", "--main_process_port", "0"]
    done = subprocess.run(
        [*launch, __file__, str(folder)],
        capture_output=True,
        encoding="utf-8",
        cwd=COURSE.root,
        env={**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"},
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    before, *said = done.stdout.split(MARK)
    assert before == ""
    return folder, said


@pytest.fixture(scope="module")
def found(launched):
    """Gradients and results of two processes."""
    return torch.load(launched[0] / "found.pt")


@pytest.mark.parametrize("number", range(len(BATCHES)))
@pytest.mark.parametrize("passes", [1, 2])
def test_two_processes_find_bert_s_gradients_of_one(found, number, passes):
    gradients, (loss, f1) = found[(passes - 1) * len(BATCHES) + number]
    theirs, their_loss, their_f1 = plain_bert(BATCHES[number])
    assert_equal_gradients(gradients, theirs)
    assert loss == pytest.approx(their_loss, abs=1e-6)
    assert f1 == pytest.approx(their_f1, abs=1e-6)


@pytest.mark.parametrize("number", range(len(BATCHES)))
def test_two_processes_find_llama_s_gradients_of_one(found, number):
    gradients, _ = found[2 * len(BATCHES) + number]
    assert_equal_gradients(gradients, plain_llama(BATCHES[number]))


# --- the scripts ------------------------------------------------------------------------


def write_data(folder):
    """A small SmSA of eleven sentences a split, a BERT without dropout, nine dialogues a file."""
    (folder / "smsa").mkdir()
    labels = ["positive", "neutral", "negative"]
    for part in ("train", "valid", "test"):
        rows = [
            f"{' '.join(WORDS[: n % 7 + 1])} {WORDS[n % 10]}\t{labels[n % 3]}" for n in range(11)
        ]
        (folder / "smsa" / f"{part}_preprocess.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    tiny_bert().save_pretrained(folder / "model")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    vocab = {piece: n for n, piece in enumerate(pieces)}
    BertTokenizer(vocab=vocab, do_lower_case=True).save_pretrained(folder / "model")
    (folder / "dialogues").mkdir()
    for path in (COURSE.root / "datasets" / "samples" / "dialogues").glob("*.jsonl"):
        lines = path.read_text("utf-8").splitlines(keepends=True)[:9]  # the last batch is of one
        (folder / "dialogues" / path.name).write_text("".join(lines), "utf-8")


def bert_flags(folder, epochs):
    flags = ["--data-dir", folder, "--model", folder / "model", "--device", "cpu", "--fast"]
    flags += ["--epochs", epochs, "--patience", 9, "--batch-size", 4, "--lr", 0.01]
    return [str(flag) for flag in flags]


def llama_flags(folder):
    flags = ["--data-dir", folder, "--device", "cpu", "--epochs", 2, "--pretrain-epochs", 2]
    flags += ["--prompt", "Halo", "--temperature", 0, "--max-new-tokens", 4]
    return [str(flag) for flag in flags]


def end_of(out):
    state = torch.load(out / "checkpoint-smsa-model.pt", weights_only=True)
    return state["history"], {
        **state["model"],
        **{f"best {k}": v for k, v in state["best"].items()},
    }


def assert_equal_ends(one, two):
    history, weights = one
    for row, other in zip(history, two[0], strict=True):
        assert row == pytest.approx(other, abs=1e-4)
    for name, value in weights.items():
        # AdamW divides by the size of the gradient: where that is nothing, rounding decides.
        assert torch.allclose(value, two[1][name], rtol=0.0, atol=1e-3), name


def test_indobert_s_script_ends_alike_on_two_processes_and_goes_on_with_one(
    launched, tmp_path, capsys
):
    folder, (both, _) = launched
    alone, shared = tmp_path, folder / "08"
    said = one_process(BERT, capsys, *bert_flags(folder, 2), "--output-dir", alone)
    assert len(end_of(alone)[0]) == 2
    assert_equal_ends(end_of(alone), end_of(shared))
    # One process prints and saves, about all of the data.
    assert both.replace(str(shared), "") == said.replace(str(alone), "")
    assert (shared / "predictions.csv").read_bytes() == (alone / "predictions.csv").read_bytes()
    for out in (alone, shared):
        one_process(BERT, capsys, *bert_flags(folder, 4), "--output-dir", out, "--resume")
    assert len(end_of(shared)[0]) == 4
    assert_equal_ends(end_of(alone), end_of(shared))


def test_vtuber_s_script_ends_alike_on_two_processes_and_finds_the_base_model(
    launched, tmp_path, capsys
):
    folder, (_, both) = launched
    alone, shared = tmp_path, folder / "09"
    said = one_process(LLAMA, capsys, *llama_flags(folder), "--output-dir", alone)
    one, two = (torch.load(next(f.glob("base-*.pt")), weights_only=True) for f in (alone, shared))
    assert one["losses"] == pytest.approx(two["losses"], rel=1e-4)
    assert len(both.splitlines()) == len(said.splitlines())
    ends = [printed.splitlines()[-1] for printed in (said, both)]
    assert re.sub(r"[\d.]+", "", ends[0]) == re.sub(r"[\d.]+", "", ends[1])
    perplexities = [[float(x) for x in re.findall(r"\d+\.\d+", end)] for end in ends]
    assert len(perplexities[0]) == 3
    assert perplexities[0] == pytest.approx(perplexities[1], rel=1e-2)
    again = one_process(LLAMA, capsys, *llama_flags(folder), "--output-dir", shared)
    assert "base model from" in again


if __name__ == "__main__":
    on_every_process(Path(sys.argv[1]))
