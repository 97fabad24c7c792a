"""Module 08 - fine-tuning IndoBERT: the sentiment of Indonesian sentences.

From the repository root:

    python modules/08_indobert_smsa/indobert_smsa.py
    python modules/08_indobert_smsa/indobert_smsa.py --download --epochs 3
    python modules/08_indobert_smsa/indobert_smsa.py --model folder/with/a/bert --max-steps 20
    python modules/08_indobert_smsa/indobert_smsa.py --fast
    accelerate launch modules/08_indobert_smsa/indobert_smsa.py

SmSA is read from --data-dir; where it is not there, sentences written for this
course stand in. Without --model, IndoBERT is used if it was downloaded before, and
a mini BERT that knows nothing yet if not: nothing large is fetched unasked.

N is the number of examples of a batch, T the number of tokens, C the number of
classes. A batch is what ``collate`` returns; a loader is any iterable of batches.
Models are those of transformers: called with ``input_ids=`` and
``attention_mask=``, they answer with ``.logits`` (N, C). No function changes its
arguments, but for the model and the optimizer in what trains.
"""

from __future__ import annotations

import argparse
import codecs
import contextlib
import copy
import hashlib
import json
import os
import random
import re
import sys
import types
import urllib.error
import urllib.request
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from torch import nn
from torch.utils.data import Dataset
from tqdm import tqdm
from transformers import (
    AutoConfig,
    AutoTokenizer,
    BertConfig,
    BertForSequenceClassification,
    BertTokenizer,
)
from transformers.utils import logging

MODEL = "indobenchmark/indobert-base-p1"
REVISION = "c2cd0b51ddce6580eb35263b39b0a1e5fb0a39e2"  # the same weights on every machine
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]  # ids 0 to 4
PUBLISHED = {"mBERT": 0.8414, "IndoBERT-base": 0.8773, "IndoBERT-large": 0.9272}
SOURCE = "Wilie et al. 2020, IndoNLU, AACL-IJCNLP"
POSITIVE_WORDS = """
bagus enak nyaman senang puas ramah suka mantap lezat indah murah terbaik cocok keren
segar bersih nikmat luas sejuk hebat cinta berhasil menang strategis lengkap
"""
NEGATIVE_WORDS = """
buruk kecewa jelek mahal lama lambat kotor rusak parah gagal susah marah benci
menyesal kurang bohong korupsi payah sampah bodoh salah sakit rugi mengecewakan
"""

# --- Task 8.1 -------------------------------------------------------------


class DocumentSentimentDataset(Dataset):
    """Sentences with their sentiment, encoded and in memory."""

    LABEL2INDEX = {"positive": 0, "neutral": 1, "negative": 2}
    INDEX2LABEL = {0: "positive", 1: "neutral", 2: "negative"}
    NUM_LABELS = 3

    def __init__(self, path: str | Path, tokenizer: Any) -> None:
        """Read a file and encode every text once.

        Args:
            path: UTF-8 TSV, with or without BOM, lines ended by LF or CRLF; no
                header and no quoting: every row is a text, one tab, a label of
                LABEL2INDEX. Blank last lines are ignored.
            tokenizer: offers ``tokenizer.encode(text)``, a list of ids, and
                ``tokenizer(texts)["input_ids"]``, a list of such lists; use either,
                here and not in ``__getitem__``.

        Raises:
            ValueError: a row is not two columns, not UTF-8, its label is unknown or
                its text empty; the message holds its number, counted from 1.
        """
        # Step 1: read the bytes and cut them into rows.
        # Step 2: cut every row into text and label; refuse bad ones by number.
        # Step 3: encode all texts and keep them with index of the label and text.
        data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
        data = re.sub(rb"(\r?\n[ \t]*)+\Z", b"", data)
        rows = []
        for number, line in enumerate(re.split(rb"\r?\n", data) if data else [], start=1):
            try:
                text, _, label = line.decode("utf-8").partition("\t")
            except UnicodeDecodeError:
                raise ValueError(f"row {number} is not UTF-8") from None
            if label not in self.LABEL2INDEX:
                raise ValueError(f"row {number} is not a text, a tab and a label: {label!r}")
            if not text.strip():
                raise ValueError(f"row {number} has an empty text")
            rows.append((text, self.LABEL2INDEX[label]))
        encoded = tokenizer([text for text, _ in rows])["input_ids"] if rows else []
        self.items = [(ids, *row[::-1]) for ids, row in zip(encoded, rows, strict=True)]

    def __len__(self) -> int:
        """Number of rows."""
        # Step 1: count.
        return len(self.items)

    def __getitem__(self, index: int) -> tuple[Sequence[int], int, str]:
        """The triple (subword ids, label as a Python int, text) at ``index``.

        The ids are a sequence (list, tuple, array or tensor of one dimension), with
        the special tokens that the tokenizer adds and in their full length.
        """
        # Step 1: hand out what was made before.
        return self.items[index]


# --- Task 8.2 -------------------------------------------------------------


def collate(
    batch: Sequence[tuple[Sequence[int], int, str]], max_seq_len: int = 512
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, list[str]]:
    """Tensors of one batch out of items of the data set.

    Args:
        batch: N items (ids, label, text); ids is a list, tuple, array or tensor.
        max_seq_len: longer sequences are cut to this many ids, at least 2; a cut
            sequence still ends in its last id (``[SEP]``).

    Returns:
        (subword_batch, mask_batch, label_batch, texts): ids (N, T) torch.int64, padded
        on the right with 0 to the longest of this batch; mask (N, T) tensor of any
        dtype, 1 where there is an id and 0 where there is padding; labels (N, 1)
        torch.int64; the N texts in order, uncut.

    Example:
        >>> ids, mask, labels, texts = collate([([2, 7, 8, 3], 1, "a b"), ([2, 9, 3], 0, "c")], 3)
        >>> ids.tolist()
        [[2, 7, 3], [2, 9, 3]]
    """
    # Step 1: cut what is too long, and keep its last id.
    # Step 2: make tensors of zeros that are as long as the longest sequence.
    # Step 3: fill in the ids, and ones where they stand.
    # Step 4: put the labels into a column.
    sequences, labels, texts = zip(*batch, strict=True)
    rows = [torch.as_tensor(ids, dtype=torch.int64) for ids in sequences]
    rows = [torch.cat([x[: max_seq_len - 1], x[-1:]]) if len(x) > max_seq_len else x for x in rows]
    longest = max(len(row) for row in rows)
    subwords = torch.zeros(len(rows), longest, dtype=torch.int64)  # (N, T)
    mask = torch.zeros(len(rows), longest, dtype=torch.int64)  # (N, T)
    for n, row in enumerate(rows):
        subwords[n, : len(row)] = row
        mask[n, : len(row)] = 1
    return subwords, mask, torch.tensor(labels).reshape(-1, 1), list(texts)


# --- Task 8.3 -------------------------------------------------------------


def length_bucketed_batches(
    lengths: Sequence[int], batch_size: int, rng: np.random.Generator
) -> list[list[int]]:
    """Batches of sentences that are about equally long, so that little is padding.

    Args:
        lengths: number of ids of every sentence.
        batch_size: sentences in a batch, at most.
        rng: the only source of randomness; every draw from it gives other batches
            or another order of the batches.

    Returns:
        Lists of indices; every index stands in exactly one. Padded to the longest
        of its batch, all sentences together have less than half the padding of
        batches at random.
    """
    # Step 1: order the indices by length, those of equal length at random.
    # Step 2: cut the order into batches.
    # Step 3: shuffle the batches, or training would begin with the short ones.
    order = rng.permutation(len(lengths))  # (N,)
    order = order[np.argsort(np.asarray(lengths)[order], kind="stable")]
    starts = range(0, len(order), batch_size)
    batches = [order[start : start + batch_size].tolist() for start in starts]
    return [batches[i] for i in rng.permutation(len(batches))]


# --- Task 8.4 -------------------------------------------------------------


def forward_sequence_classification(
    model: nn.Module, batch: tuple[Any, ...], device: torch.device | str
) -> tuple[torch.Tensor, list[int], list[int]]:
    """One pass of a batch through the model.

    Args:
        model: on ``device``, in whatever mode it is in.
        batch: (subword_batch (N, T), mask_batch (N, T), label_batch (N, 1), texts).
        device: where the tensors are moved to.

    Returns:
        (loss, predictions, labels): mean cross entropy of the batch, a scalar tensor
        with its graph; N predicted classes and N labels, lists of Python ints.
    """
    # Step 1: move the tensors to the device; labels become (N,).
    # Step 2: call the model with ids and mask.
    # Step 3: cross entropy of the logits; the largest logit is the prediction.
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)  # (N,)
    logits = model(input_ids=subwords, attention_mask=mask).logits.float()  # (N, C)
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()


# --- Task 8.5 -------------------------------------------------------------


def document_sentiment_metrics(
    predictions: Sequence[int], labels: Sequence[int]
) -> dict[str, float]:
    """Accuracy, and F1, recall and precision averaged over the classes.

    Args:
        predictions: N classes.
        labels: N classes, the right ones.

    Returns:
        ``ACC``, ``F1``, ``REC`` and ``PRE``: floats between 0 and 1. The last three
        are macro averages as scikit-learn's default: the plain mean over the classes
        that occur in predictions or labels; where a ratio is undefined (0 / 0) it
        counts as 0. F1 is the mean of the classes' F1.

    Example:
        >>> document_sentiment_metrics([0, 0], [0, 1])
        {'ACC': 0.5, 'F1': 0.3333333333333333, 'REC': 0.5, 'PRE': 0.25}
    """
    # Step 1: which classes occur?
    # Step 2: for each: how often hit, how often predicted, how often true.
    # Step 3: three ratios, and their means over the classes.
    predicted, true = np.asarray(predictions), np.asarray(labels)  # (N,)
    classes = np.union1d(predicted, true)[:, None]  # (C, 1)
    n_predicted = (predicted == classes).sum(axis=1)  # (C,)
    n_true = (true == classes).sum(axis=1)  # (C,)
    hits = ((predicted == classes) & (true == classes)).sum(axis=1)  # (C,)
    return {
        "ACC": float(np.mean(predicted == true)),
        "F1": float(np.mean(2 * hits / (n_predicted + n_true))),  # a class that occurs: never 0 / 0
        "REC": float(np.mean(hits / np.maximum(n_true, 1))),
        "PRE": float(np.mean(hits / np.maximum(n_predicted, 1))),
    }


# --- Task 8.6 -------------------------------------------------------------


def train_epoch(
    model: nn.Module,
    loader: Iterable[tuple[Any, ...]],
    optimizer: torch.optim.Optimizer,
    device: torch.device | str,
    max_norm: float | None = None,
    precision: str = "fp32",
) -> tuple[float, dict[str, float]]:
    """Train on every batch once, in train mode.

    Args:
        model: on ``device``; is changed by training. Its parameters stay float32.
        loader: any iterable of batches, which may differ in size.
        optimizer: holds the parameters of the model; gradients left over from before
            have no effect.
        device: where the batches are moved to.
        max_norm: before each step, all gradients together are scaled down to this
            norm where they are longer; None leaves them as they are.
        precision: ``fp32``; ``bf16`` or ``fp16`` compute forward and loss under
            ``torch.autocast``, and fp16 scales the loss so that small gradients survive.

    Returns:
        (mean loss per example, metrics of the whole epoch as in
        ``document_sentiment_metrics``), from the passes before each update.
    """
    # Step 1: switch to train mode; get a scaler that does nothing unless it is fp16.
    # Step 2: forward under autocast, then gradients of the scaled loss.
    # Step 3: unscale, clip, step.
    # Step 4: keep losses per example, predictions and labels.
    model.train()
    kind, total, predictions, labels = torch.device(device).type, 0.0, [], []
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    for batch in loader:
        with torch.autocast(kind, HALF.get(precision), enabled=precision != "fp32"):
            loss, predicted, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions, labels = predictions + predicted, labels + true
    return total / len(labels), document_sentiment_metrics(predictions, labels)


# --- Task 8.7 -------------------------------------------------------------


def evaluate(
    model: nn.Module, loader: Iterable[tuple[Any, ...]], device: torch.device | str
) -> tuple[float, dict[str, float]]:
    """Loss and metrics of a model as it is.

    Runs in eval mode and without a graph; afterwards the model is in the mode it was
    in before, and the global gradient mode is as before.

    Args:
        model: on ``device``.
        loader: any iterable of batches, which may differ in size.
        device: where the batches are moved to.

    Returns:
        (mean loss per example, metrics of all examples together as in
        ``document_sentiment_metrics``).
    """
    # Step 1: switch to eval mode and remember the mode before.
    # Step 2: without a graph, keep losses per example, predictions and labels.
    # Step 3: bring the mode back.
    was_training = model.training
    model.eval()
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, predicted, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions, labels = predictions + predicted, labels + true
    model.train(was_training)
    return total / len(labels), document_sentiment_metrics(predictions, labels)


# --- Task 8.8 -------------------------------------------------------------


def fit(
    model: nn.Module,
    train_loader: Iterable[tuple[Any, ...]],
    valid_loader: Iterable[tuple[Any, ...]],
    optimizer: torch.optim.Optimizer,
    epochs: int,
    device: torch.device | str,
    gamma: float = 0.9,
    patience: int = 3,
    max_norm: float | None = 10.0,
    precision: str = "fp32",
    checkpoint: str | Path | None = None,
) -> list[dict[str, float]]:
    """Train for several epochs, stop when it no longer helps, keep the best weights.

    Args:
        model: on ``device``; ends with the weights of the epoch that has the highest
            validation F1 (the first of them), in whatever mode.
        train_loader: iterable of batches, gone through once an epoch.
        valid_loader: iterable of batches, gone through after each epoch.
        optimizer: its learning rates are multiplied by ``gamma`` after each epoch.
        epochs: at most so many, those of the checkpoint included; 0 without one gives [].
        device: where the batches are moved to.
        gamma: factor of the learning rates.
        patience: stops after so many epochs in a row without a higher validation F1
            than ever before.
        max_norm: as in ``train_epoch``.
        precision: as in ``train_epoch``.
        checkpoint: file that is written after each epoch: model, optimizer (learning
            rates too), best weights, history, and the state of the random numbers. If
            it is there already, training goes on from it and gives the same results as
            a run that never stopped, whenever that run was ended; a finished run is
            not trained again. None: no file.

    Returns:
        One dict for each epoch, those before a resume included: ``epoch`` (int, from
        1), ``lr`` (of the first parameter group, used in this epoch), ``train_loss``,
        ``train_F1``, ``valid_loss``, ``valid_F1`` (floats).
    """
    # Step 1: with a checkpoint, bring back everything that it holds.
    # Step 2: as long as epochs and patience last: train, evaluate, write a row.
    # Step 3: copy the weights if they are the best so far; lower the rates; save.
    # Step 4: end with the best weights.
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row |= {"train_loss": loss, "train_F1": metrics["F1"]}
        loss, metrics = evaluate(model, valid_loader, device)
        history.append(row | {"valid_loss": loss, "valid_F1": metrics["F1"]})
        best = copy.deepcopy(model.state_dict()) if epochs_since_best(history) == 0 else best
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history


# --- Task 8.9 -------------------------------------------------------------


def predict(
    texts: Sequence[str],
    model: nn.Module,
    tokenizer: Any,
    max_length: int = 512,
    batch_size: int = 32,
) -> list[tuple[str, float]]:
    """Sentiment of every text, with its probability.

    Runs in eval mode and without a graph; afterwards the model is in the mode it was
    in before, and the global gradient mode is as before.

    Args:
        texts: any number of sentences; none gives [].
        model: on any device; its classes are those of ``DocumentSentimentDataset``.
        tokenizer: of transformers; also ``encode(text)`` or ``tokenizer(texts)["input_ids"]``
            alone suffice.
        max_length: longer texts are cut to this many ids, ``[SEP]`` included.
        batch_size: texts that go through the model at once.

    Returns:
        One pair for each text, in order: the name of the most probable label and its
        probability, a float.
    """
    # Step 1: switch to eval mode and remember the mode before.
    # Step 2: batch by batch, without a graph: encode, cut, pad, logits, softmax.
    # Step 3: name and probability of the largest; bring the mode back.
    device, was_training = next(model.parameters()).device, model.training
    model.eval()
    names, found = DocumentSentimentDataset.INDEX2LABEL, []
    for start in range(0, len(texts), batch_size):
        part = list(texts[start : start + batch_size])
        encoded = tokenizer(part)["input_ids"]
        items = [(ids, 0, text) for ids, text in zip(encoded, part, strict=True)]
        subwords, mask, _, _ = collate(items, max_length)
        with torch.no_grad():
            output = model(input_ids=subwords.to(device), attention_mask=mask.to(device))
        values, classes = output.logits.float().softmax(dim=1).max(dim=1)  # (N,)
        for value, index in zip(values.tolist(), classes.tolist(), strict=True):
            found.append((names[index], value))
    model.train(was_training)
    return found


# --- Given: training ------------------------------------------------------

HALF = {"bf16": torch.bfloat16, "fp16": torch.float16}


def epochs_since_best(history: list[dict[str, float]]) -> int:
    """Epochs that have passed since the highest validation F1; 0 without any epoch."""
    scores = [row["valid_F1"] for row in history]
    return len(scores) - 1 - scores.index(max(scores)) if scores else 0


def random_state() -> dict[str, Any]:
    """State of all generators that training may draw from, as plain data and tensors."""
    name, keys, *rest = np.random.get_state()
    return {
        "torch": torch.get_rng_state(),
        "cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
        "numpy": (name, keys.tolist(), *rest),
        "python": random.getstate(),
    }


def set_random_state(state: dict[str, Any]) -> None:
    """Bring the generators back to what ``random_state`` gave."""
    torch.set_rng_state(state["torch"])
    if torch.cuda.is_available() and len(state["cuda"]) == torch.cuda.device_count():
        torch.cuda.set_rng_state_all(state["cuda"])
    np.random.set_state(state["numpy"])
    random.setstate(state["python"])


def save_training(
    path: str | Path,
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    history: list[dict[str, float]],
    best: dict[str, torch.Tensor],
) -> None:
    """Write all that training needs to go on; an older file stays until this one is whole."""
    # Numbers of NumPy would be refused when the file is read.
    history = [
        {key: getattr(x, "item", lambda x=x: x)() for key, x in row.items()} for row in history
    ]
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "history": history,
        "best": best,
        "random": random_state(),
    }
    write_whole(path, lambda unfinished: torch.save(state, unfinished))


def load_training(
    path: str | Path, model: nn.Module, optimizer: torch.optim.Optimizer
) -> tuple[list[dict[str, float]], dict[str, torch.Tensor]]:
    """Bring model, optimizer and random numbers back; history and best weights."""
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        set_random_state(state["random"])
        return state["history"], state["best"]
    except Exception as error:
        raise SystemExit(
            f"{path} is damaged or of another model ({first_line(error)}). "
            "Delete it and start again without --resume"
        ) from None


def write_whole(path: str | Path, write: Callable[[Path], Any]) -> None:
    """Write a file; an older one stays until this one is whole."""
    unfinished = Path(f"{path}.unfinished")
    try:
        write(unfinished)
        os.replace(unfinished, path)
    except (OSError, RuntimeError) as error:  # torch reports a full disk as RuntimeError
        unfinished.unlink(missing_ok=True)
        raise SystemExit(
            f"{path} cannot be saved ({first_line(error)}). "
            "Make room on the disk, or choose another --output-dir"
        ) from None


class BucketLoader:
    """Batches of similar lengths; every epoch draws them anew from torch's generator.

    That generator is what a checkpoint keeps, so a resumed run sees the same batches.
    """

    def __init__(
        self, dataset: Dataset, batch_size: int, max_length: int, title: str, limit: int | None
    ) -> None:
        self.dataset, self.batch_size, self.max_length = dataset, batch_size, max_length
        self.title, self.limit = title, limit
        self.lengths = [min(len(dataset[i][0]), max_length) for i in range(len(dataset))]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        rng = np.random.default_rng(int(torch.randint(2**31, (1,))))
        batches = length_bucketed_batches(self.lengths, self.batch_size, rng)[: self.limit]
        for batch in tqdm(batches, desc=self.title, leave=False, disable=None):
            yield collate([self.dataset[i] for i in batch], self.max_length)


# --- Given: --fast, and more than one process -------------------------------


class KeptTokenizer:
    """A tokenizer that encodes a list of texts once and finds the ids on the disk afterwards.

    The name of the file is made of the tokenizer and the texts, so other ones get another file.
    """

    def __init__(self, tokenizer: Any, folder: Path) -> None:
        self.tokenizer, self.folder = tokenizer, folder

    def encode(self, text: str) -> list[int]:
        """Ids of one text; these are not kept."""
        return self.tokenizer.encode(text)

    def __call__(self, texts: Sequence[str]) -> dict[str, list[np.ndarray]]:
        """``{"input_ids": ids of every text}``."""
        if not texts:
            return {"input_ids": []}
        known = json.dumps([self.tokenizer.backend_tokenizer.to_str(), list(texts)])
        path = self.folder / f"encoded-{hashlib.sha256(known.encode()).hexdigest()[:16]}.npy"
        try:
            ends, ids = np.split(np.load(path), [len(texts)])  # where each ends, and all ids
        except (OSError, ValueError, EOFError):  # not there, or damaged: it is written anew
            rows = self.tokenizer(list(texts))["input_ids"]
            ends = np.cumsum([len(row) for row in rows])
            ids = np.concatenate(rows)
            flat = np.concatenate([ends, ids]).astype(np.int32)
            write_whole(path, lambda unfinished: save_array(unfinished, flat))
        return {"input_ids": np.split(ids.astype(np.int32), ends[:-1])}


def save_array(path: Path, array: np.ndarray) -> None:
    """Write an array under exactly this name."""
    with path.open("wb") as file:
        np.save(file, array)


class PackedTexts:
    """All sentences in one tensor on the device; a batch is cut out of it there.

    SmSA has half a million ids: 2 MB of int32. What crosses to a GPU at every step are
    the numbers of the sentences of a batch, nothing else.
    """

    def __init__(self, dataset: Dataset, max_length: int, device: torch.device) -> None:
        rows, labels = [], []
        for i in range(len(dataset)):
            ids, label, _ = dataset[i]
            ids = np.asarray(ids, dtype=np.int32)
            rows.append(np.append(ids[: max_length - 1], ids[-1]) if len(ids) > max_length else ids)
            labels.append(label)
        self.lengths = np.array([len(row) for row in rows])  # (N,)
        ends = self.lengths.cumsum()  # (N,)
        self.columns = torch.tensor(  # (3, N): where it begins, how long it is, its label
            np.stack([ends - self.lengths, self.lengths, labels]), device=device
        )
        # Behind the last sentence lies as much padding as a batch may reach for.
        flat = np.concatenate([*rows, np.zeros(self.lengths.max(), dtype=np.int32)])
        self.ids, self.device = torch.tensor(flat, device=device), device

    def batch(self, rows: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor | None, torch.Tensor]:
        """Ids (N, T), mask (N, T) and labels (N,) of these sentences, without waiting for them.

        Without a mask where all are equally long: attention has less to do then.
        """
        longest, even = int(self.lengths[rows].max()), len(set(self.lengths[rows])) == 1
        numbers = torch.tensor(rows)
        if self.device.type == "cuda":
            numbers = numbers.pin_memory().to(self.device, non_blocking=True)
        starts, lengths, labels = self.columns[:, numbers]
        places = torch.arange(longest, device=self.device)  # (T,)
        ids = self.ids[starts[:, None] + places]  # (N, T)
        if even:
            return ids, None, labels
        mask = places < lengths[:, None]  # (N, T)
        return ids * mask, mask, labels


def first_token_forward(
    layer: nn.Module, hidden: torch.Tensor, mask: torch.Tensor | None = None, *_: Any, **__: Any
) -> torch.Tensor:
    """``forward`` of a BERT layer for the first token alone: (N, T, H) to (N, 1, H).

    The classifier looks at nothing else of the last layer, so the answer stays the same.
    Only keys and values need the other tokens.
    """
    attention, first = layer.attention.self, hidden[:, :1]
    query, key, value = (
        linear(x).unflatten(2, (attention.num_attention_heads, -1)).transpose(1, 2)
        for linear, x in (
            (attention.query, first),
            (attention.key, hidden),
            (attention.value, hidden),
        )
    )
    mixed = nn.functional.scaled_dot_product_attention(
        query,
        key,
        value,
        attn_mask=None if mask is None else mask[:, :, :1],
        dropout_p=attention.dropout.p if layer.training else 0.0,
    )
    attended = layer.attention.output(mixed.transpose(1, 2).flatten(2), first)
    return layer.output(layer.intermediate(attended), attended)


def summed_loss(
    model: nn.Module, batch: tuple[torch.Tensor | None, ...]
) -> tuple[torch.Tensor, torch.Tensor]:
    """Cross entropy of a batch, summed, and counts to make the metrics of.

    The counts (1 + C * C,) stay on the device, so nothing waits for them: first the loss
    once more, then how often each pair of label and prediction occurs.
    """
    ids, mask, labels = batch
    logits = model(input_ids=ids, attention_mask=mask).logits.float()  # (N, C)
    loss = nn.functional.cross_entropy(logits, labels, reduction="sum")
    pairs = labels * logits.shape[1] + logits.argmax(dim=1)  # (N,)
    counts = torch.zeros(1 + logits.shape[1] ** 2, device=loss.device)
    counts = counts.scatter_add(0, 1 + pairs, torch.ones_like(pairs, dtype=counts.dtype))
    counts[0] = loss.detach()
    return loss, counts


def compile_loss(model: nn.Module, example: tuple[torch.Tensor | None, ...]) -> Callable[..., Any]:
    """``summed_loss`` through ``torch.compile``; as it is, and one line, without a compiler."""
    compiled = torch.compile(summed_loss, dynamic=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the compiler's own; they concern nobody here
            compiled(model, example)
    except Exception as error:  # each system lacks a compiler in its own way
        print(f"torch.compile does not work here ({first_line(error)}); training goes on without")
        return summed_loss
    return compiled


class FastTraining:
    """``train_epoch`` and ``evaluate`` as fast as the device can, on all processes there are.

    The processes share every batch. Sums of losses are divided by the size of the whole
    batch, so steps and metrics are those of one process that takes all of it.
    """

    def __init__(
        self,
        model: nn.Module,
        optimizer: torch.optim.Optimizer,
        accelerator: Any,
        args: argparse.Namespace,
        example: tuple[torch.Tensor | None, ...],
    ) -> None:
        last = model.bert.encoder.layer[-1]
        last.forward = types.MethodType(first_token_forward, last)
        self.model, self.optimizer, self.args = model, optimizer, args
        self.accelerator = accelerator
        self.shared = accelerator.prepare(model)  # adds the exchange of gradients
        kind, half = example[0].device.type, args.precision != "fp32"
        self.autocast = torch.autocast(kind, HALF.get(args.precision), enabled=half)
        self.scaler = torch.amp.GradScaler(kind, enabled=args.precision == "fp16")
        self.loss = compile_loss(model, example) if args.compile else summed_loss

    def own(self, rows: Sequence[int]) -> Sequence[int]:
        """The share that this process has of a batch."""
        return rows[self.accelerator.process_index :: self.accelerator.num_processes]

    def backward(self, texts: PackedTexts, rows: Sequence[int]) -> torch.Tensor:
        """Add the gradient of the mean loss of a batch, in ``--accumulate`` passes; own counts.

        Gradients are exchanged in the last pass. A process without a share (fewer sentences
        than processes) takes part in that, too, but counts for nothing.
        """
        own, passes = self.own(rows), self.args.accumulate
        parts = [own[k::passes] for k in range(min(passes, len(own)))] or [rows[:1]]
        # The exchange makes a mean over the processes, where the sum is due.
        weight = self.accelerator.num_processes / len(rows) if own else 0.0
        total: Any = 0
        for left in range(len(parts) - 1, -1, -1):
            with self.accelerator.no_sync(self.shared) if left else contextlib.nullcontext():
                with self.autocast:
                    loss, counts = self.loss(self.shared, texts.batch(parts[left]))
                self.scaler.scale(weight * loss).backward()
            total = total + counts * bool(own)
        return total

    def train_epoch(self, texts: PackedTexts, order: list[list[int]]) -> tuple[float, float]:
        """Train on the batches ``order``; mean loss and macro F1, from before each update."""
        self.model.train()
        counts: Any = 0
        hidden = None if self.accelerator.is_main_process else True
        for rows in tqdm(order, desc="train", leave=False, disable=hidden):
            counts = counts + self.backward(texts, rows)
            if self.args.max_norm:
                self.scaler.unscale_(self.optimizer)
                nn.utils.clip_grad_norm_(self.model.parameters(), self.args.max_norm)
            self.scaler.step(self.optimizer)
            self.scaler.update()
            self.optimizer.zero_grad()
        return self.results(counts)

    def evaluate(self, texts: PackedTexts, order: list[list[int]]) -> tuple[float, float]:
        """Mean loss and macro F1 of the batches ``order``."""
        self.model.eval()
        shares = [own for own in map(self.own, order) if own]
        with torch.no_grad(), self.autocast:
            parts = [self.loss(self.model, texts.batch(own))[1] for own in shares]
        n = DocumentSentimentDataset.NUM_LABELS
        return self.results(sum(parts, torch.zeros(1 + n * n, device=texts.ids.device)))

    def results(self, counts: torch.Tensor) -> tuple[float, float]:
        """Mean loss and macro F1 over the examples of all processes. Here the program waits."""
        loss, *pairs = self.accelerator.reduce(counts, "sum").tolist()
        n = DocumentSentimentDataset.NUM_LABELS
        labels, predictions = np.indices((n, n)).reshape(2, -1).repeat(np.int64(pairs), axis=1)
        f1 = document_sentiment_metrics(predictions.tolist(), labels.tolist())["F1"]
        return loss / len(labels), f1


def fit_fast(
    model: nn.Module,
    train: PackedTexts,
    valid: PackedTexts,
    accelerator: Any,
    checkpoint: Path,
    args: argparse.Namespace,
) -> list[dict[str, float]]:
    """What ``fit`` does, with ``FastTraining``.

    Batches and dropout follow from seed, epoch and process, so training goes on from a
    checkpoint with any number of processes.
    """
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.lr, fused=True)
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint.is_file():
        history, best = load_training(checkpoint, model, optimizer)
    epochs = accelerator.gather(torch.tensor([len(history)], device=train.ids.device))
    if len(set(epochs.tolist())) > 1:
        raise SystemExit(
            f"{checkpoint} is not the same on every machine. Choose an --output-dir that all share"
        )
    training = FastTraining(model, optimizer, accelerator, args, train.batch([0]))
    while len(history) < args.epochs and epochs_since_best(history) < args.patience:
        seeds = [args.seed, len(history)]
        rng = np.random.default_rng(seeds)  # the same batches in every process
        orders = [
            length_bucketed_batches(texts.lengths.tolist(), args.batch_size, rng)
            for texts in (train, valid)
        ]
        dropout = np.random.SeedSequence([*seeds, accelerator.process_index]).generate_state(1)
        torch.manual_seed(int(dropout[0]))
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, f1 = training.train_epoch(train, orders[0][: args.max_steps])
        row |= {"train_loss": loss, "train_F1": f1}
        loss, f1 = training.evaluate(valid, orders[1])
        history.append(row | {"valid_loss": loss, "valid_F1": f1})
        best = copy.deepcopy(model.state_dict()) if epochs_since_best(history) == 0 else best
        for group in optimizer.param_groups:
            group["lr"] *= args.gamma
        if accelerator.is_main_process:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history


# --- Given: data and models -----------------------------------------------


def choose_device(name: str) -> torch.device:
    """Device by name; ``auto`` takes a GPU where there is one."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        return torch.empty(0, device=name).device
    except (RuntimeError, AssertionError, NotImplementedError):
        raise SystemExit(
            f"--device {name}: there is no such device here; try --device cpu"
        ) from None


def share_work(device: torch.device) -> tuple[Any, torch.device]:
    """What the processes of ``accelerate launch`` have in common, and this one's device."""
    from accelerate import Accelerator  # only training needs it

    accelerator = Accelerator(cpu=device.type == "cpu", device_placement=False)
    return accelerator, accelerator.device if accelerator.num_processes > 1 else device


def best_precision(device: torch.device, width: int) -> str:
    """bf16 where the device itself computes in it and the matrices are large enough to gain."""
    if device.type == "cuda":
        has_it = torch.cuda.is_bf16_supported(including_emulation=False)
    else:
        has_it = getattr(torch.cpu, "get_capabilities", dict)().get("amx_tile", False)
        has_it = has_it and device.type == "cpu" and width >= 512  # narrow ones lose by converting
    return "bf16" if has_it else "fp32"


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


def first_line(error: BaseException) -> str:
    """The beginning of what an exception says."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0][:160].rstrip(". ")


def find_data(data_dir: Path) -> tuple[dict[str, Path], str]:
    """Files of the three splits, and the name of the data."""
    folder = data_dir / "smsa"
    if folder.is_dir():
        paths = {part: folder / f"{part}_preprocess.tsv" for part in ("train", "valid", "test")}
        name, remedy = "SmSA", "Get it: kursus data get smsa"
    else:
        folder = (
            Path(__file__).resolve().parent.parent.parent / "datasets" / "samples" / "sentiment"
        )
        paths = {part: folder / f"{part}.tsv" for part in ("train", "valid", "test")}
        name, remedy = "datasets/samples", "Get SmSA: kursus data get smsa"
        print(
            f"No SmSA under {data_dir}: sentences written for this course stand in. "
            "For SmSA (2.5 MB): kursus data get smsa"
        )
    for path in paths.values():
        if not path.is_file():
            raise SystemExit(f"{path} is not there. {remedy}")
    return paths, name


def read_split(path: Path, tokenizer: Any) -> DocumentSentimentDataset:
    """One file as a data set, or one sentence about what is wrong with it."""
    try:
        dataset = DocumentSentimentDataset(path, tokenizer)
    except ValueError as error:
        raise SystemExit(f"{path}: {error}. Mend this row, or fetch the file again") from None
    except OSError as error:
        raise SystemExit(f"{path} cannot be read ({error.strerror}); fetch it again") from None
    if len(dataset) == 0:
        raise SystemExit(f"{path} holds no row; fetch it again: kursus data get smsa")
    return dataset


def train_tokenizer(texts: list[str], vocab_size: int = 8000) -> BertTokenizer:
    """WordPiece tokenizer learnt from texts; the same texts give the same vocabulary."""
    backend = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    backend.normalizer = normalizers.BertNormalizer(lowercase=True)
    backend.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    # The trainer numbers inner letters in an order of its own unless they are given.
    letters = set().union(*(backend.normalizer.normalize_str(text) for text in texts))
    inner = [f"##{letter}" for letter in sorted(letters) if not letter.isspace()]
    trainer = trainers.WordPieceTrainer(
        vocab_size=vocab_size, special_tokens=SPECIALS + inner, show_progress=False
    )
    backend.train_from_iterator(texts, trainer)
    return BertTokenizer(vocab=backend.get_vocab(), do_lower_case=True, model_max_length=512)


def make_mini_bert(texts: list[str]) -> tuple[BertForSequenceClassification, BertTokenizer]:
    """A small BERT with random weights, and a tokenizer for it."""
    tokenizer = train_tokenizer(texts)
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=256,
        max_position_embeddings=512,
        **head_settings(),
    )
    return BertForSequenceClassification(config), tokenizer


def head_settings() -> dict[str, Any]:
    """What the configuration has to know of the classes."""
    dataset = DocumentSentimentDataset
    return {
        "num_labels": dataset.NUM_LABELS,
        "id2label": dataset.INDEX2LABEL,
        "label2id": dataset.LABEL2INDEX,
    }


def hub_answers() -> bool:
    """Whether the hub can be reached; its own library would try for a minute."""
    address = os.environ.get("HF_ENDPOINT", "https://huggingface.co")
    try:
        urllib.request.urlopen(address, timeout=10).close()
    except urllib.error.HTTPError:
        return True  # it says no, but it speaks
    except (OSError, ValueError) as error:
        # Certificates are looked for elsewhere by the hub's library.
        return "CERTIFICATE" in str(error)
    return True


def load_pretrained(
    source: str, offline: bool
) -> tuple[BertForSequenceClassification, BertTokenizer, set[str]]:
    """Model with a head for three classes, tokenizer, and what was newly initialised.

    Args:
        source: folder in the form of ``save_pretrained``, or name at the hub.
        offline: look on this computer only.

    Raises:
        OSError: there is no such model within reach.
        SystemExit: it is there but does not fit.
    """
    os.environ["DISABLE_SAFETENSORS_CONVERSION"] = "1"  # no thread that asks for other files
    where: dict[str, Any] = {"local_files_only": offline}
    if source == MODEL:
        where["revision"] = REVISION
    config = AutoConfig.from_pretrained(source, **where)
    if config.model_type != "bert":
        raise SystemExit(f"{source} is a {config.model_type} model; --model needs a BERT")
    # IndoBERT knows lower case only, which its own files do not say.
    case = {"do_lower_case": True} if source == MODEL or not says_case(source) else {}
    tokenizer = AutoTokenizer.from_pretrained(source, model_max_length=512, **case, **where)
    if not len(SPECIALS) < len(tokenizer) <= config.vocab_size:
        raise SystemExit(
            f"{source} has no tokenizer that fits: {len(tokenizer)} pieces for "
            f"{config.vocab_size} embeddings. Put its vocab.txt or tokenizer.json beside the model"
        )
    # Weights come from safetensors where the revision has them.
    model, info = BertForSequenceClassification.from_pretrained(
        source,
        dtype=torch.float32,
        ignore_mismatched_sizes=True,
        output_loading_info=True,
        **head_settings(),
        **where,
    )
    if info["mismatched_keys"]:
        raise SystemExit(
            f"{source} does not fit: {str(sorted(info['mismatched_keys'])[0])[:120]} has another "
            f"shape. Its head may be for another number of labels than {model.num_labels}"
        )
    new = set(info["missing_keys"])
    if any(not key.startswith(("classifier.", "bert.pooler.")) for key in new):
        raise SystemExit(f"{source} is incomplete: {len(new)} weights are missing; copy it again")
    return model, tokenizer, new


def says_case(source: str) -> bool:
    """Whether the configuration of a folder's tokenizer speaks about lower case."""
    path = Path(source, "tokenizer_config.json")
    return path.is_file() and "do_lower_case" in path.read_text("utf-8", "replace")


def load_folder(folder: Path) -> tuple[BertForSequenceClassification, BertTokenizer, set[str]]:
    """A model from a folder, or one sentence about what is wrong with it."""
    if not (folder / "config.json").is_file():
        raise SystemExit(f"{folder} is no model folder: it has no config.json")
    if not any((folder / name).is_file() for name in ("tokenizer.json", "vocab.txt")):
        raise SystemExit(
            f"{folder} has no tokenizer: put its vocab.txt or tokenizer.json beside config.json"
        )
    try:
        return load_pretrained(str(folder), offline=True)
    except Exception as error:  # many kinds, by file format and library
        raise SystemExit(
            f"{folder} cannot be loaded ({first_line(error)}). Copy it again, whole"
        ) from None


def choose_model(
    args: argparse.Namespace, texts: list[str]
) -> tuple[BertForSequenceClassification, BertTokenizer, str]:
    """Model, tokenizer and a name to show; says in one line where they come from."""
    found = None
    if args.model not in (None, "mini"):
        name = args.model
        if Path(name).is_dir():
            found = load_folder(Path(name))
        elif not re.fullmatch(r"[\w-][\w.-]*(/[\w.-]+)?", name):
            raise SystemExit(f"--model {name}: there is no such folder")
    try:
        if args.model is None:
            name = MODEL
            with_hub = args.download and hub_answers()
            found = load_pretrained(MODEL, offline=not with_hub)
        elif args.model != "mini" and found is None:
            found = load_pretrained(name, offline=not hub_answers())
    except (OSError, ValueError) as error:
        if args.model is not None:
            raise SystemExit(
                f"--model {name}: no folder here, and not to be had from the hub "
                f"({first_line(error)}). Check the name and the connection"
            ) from None
        print(
            f"IndoBERT {'could not be reached' if args.download else 'is not on this computer'}: "
            "a mini BERT without pre-training stands in. For IndoBERT (0.5 GB): --download"
        )
    if found is None:
        return *make_mini_bert(texts), "mini BERT"
    model, tokenizer, new = found
    print(
        f"{name}: do_lower_case={getattr(tokenizer, 'do_lower_case', None)}, "
        f"newly initialised: {', '.join(sorted(new)) or 'nothing'}"
    )
    return model, tokenizer, Path(name).name


# --- Given: baselines, table and figures ----------------------------------


def label_names(indices: Iterable[int]) -> list[str]:
    """Names of classes."""
    return [DocumentSentimentDataset.INDEX2LABEL[index] for index in indices]


def label_indices(names: Iterable[str]) -> list[int]:
    """Numbers of classes."""
    return [DocumentSentimentDataset.LABEL2INDEX[name] for name in names]


def predict_keywords(texts: list[str]) -> list[int]:
    """The label whose words occur more often; neutral if neither's do."""
    good, bad = POSITIVE_WORDS.split(), NEGATIVE_WORDS.split()
    names = []
    for text in texts:
        words = re.findall(r"\w+", text.lower())
        score = sum((word in good) - (word in bad) for word in words)
        names.append("positive" if score > 0 else "negative" if score < 0 else "neutral")
    return label_indices(names)


def predict_tfidf(
    items: list[tuple[Sequence[int], int, str]], splits: dict[str, list[str]]
) -> dict[str, list[int]]:
    """Predictions of a logistic regression on words and pairs of words."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # only the baseline needs it
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    pipeline = make_pipeline(vectorizer, LogisticRegression(C=10.0, max_iter=1000))
    pipeline.fit([text for _, _, text in items], [label for _, label, _ in items])
    return {part: pipeline.predict(texts).tolist() for part, texts in splits.items()}


def confusion(predictions: Sequence[int], labels: Sequence[int]) -> np.ndarray:
    """(C, C) counts: row is the label, column the prediction."""
    n = DocumentSentimentDataset.NUM_LABELS
    pairs = np.asarray(labels) * n + np.asarray(predictions)  # (N,)
    return np.bincount(pairs, minlength=n * n).reshape(n, n)


def class_f1(matrix: np.ndarray) -> np.ndarray:
    """(C,) F1 of every class; 0 for one that does not occur."""
    return 2 * matrix.diagonal() / np.maximum(matrix.sum(axis=0) + matrix.sum(axis=1), 1)


def bootstrap_interval(
    predictions: Sequence[int], labels: Sequence[int], seed: int, draws: int = 2000
) -> tuple[float, float]:
    """95 % interval of macro F1: how much it varies if the examples are drawn again."""
    rng = np.random.default_rng(seed)
    one, two = np.asarray(predictions), np.asarray(labels)  # (N,)
    scores = []
    for _ in range(draws):
        picks = rng.integers(len(one), size=len(one))
        scores.append(class_f1(confusion(one[picks], two[picks])).mean())
    low, high = np.quantile(scores, [0.025, 0.975])
    return float(low), float(high)


def table_rows(
    answers: dict[str, dict[str, list[int]]], truth: dict[str, list[int]], seed: int
) -> list[str]:
    """The closing table: one line for each method and split, these two kept apart."""
    names = label_names(range(DocumentSentimentDataset.NUM_LABELS))
    rows = [
        f"{'split':<11}{'method':<30}{'macro F1':>9}  {'95 % interval':<15}"
        f"{'accuracy':>9}" + "".join(f"{name:>10}" for name in names)
    ]
    for part, title in (("valid", "validation"), ("test", "test")):
        for method, predictions in answers.items():
            metrics = document_sentiment_metrics(predictions[part], truth[part])
            shown = ""
            if part == "test":
                low, high = bootstrap_interval(predictions[part], truth[part], seed)
                shown = f"{low:.3f} to {high:.3f}"
            each = class_f1(confusion(predictions[part], truth[part]))
            rows.append(
                f"{title:<11}{method:<30}{metrics['F1']:>9.3f}  {shown:<15}{metrics['ACC']:>9.3f}"
                + "".join(f"{value:>10.3f}" for value in each)
            )
    return rows


def draw_curves(path: Path, history: list[dict[str, float]], heading: str) -> None:
    """Save loss and macro F1 of every epoch as a picture."""
    from matplotlib.figure import Figure  # only drawing needs it

    figure = Figure(figsize=(8, 3.4), layout="constrained")
    figure.suptitle(heading)
    epochs = [row["epoch"] for row in history]
    for axes, key in zip(figure.subplots(1, 2), ("loss", "F1"), strict=True):
        for part, style in (("train", "o--"), ("valid", "s-")):
            values = [row[f"{part}_{key}"] for row in history]
            axes.plot(epochs, values, style, color="black", label=f"{part}", markersize=4)
        axes.set(xlabel="epoch", ylabel="loss" if key == "loss" else "macro F1")
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.legend(frameon=False)
    figure.savefig(path, dpi=120)


def draw_confusions(path: Path, matrices: dict[str, np.ndarray], heading: str) -> None:
    """Save confusion matrices side by side; shades are shares of a row."""
    from matplotlib.figure import Figure  # only drawing needs it

    names = label_names(range(DocumentSentimentDataset.NUM_LABELS))
    figure = Figure(figsize=(8.6, 4), layout="constrained")
    figure.suptitle(heading)
    for axes, (part, matrix) in zip(figure.subplots(1, 2), matrices.items(), strict=True):
        shares = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
        axes.imshow(shares, cmap="Greys", vmin=0, vmax=1)
        for (row, column), share in np.ndenumerate(shares):
            text = f"{matrix[row, column]}\n{share:.0%}"
            color = "white" if share > 0.5 else "black"
            axes.text(column, row, text, ha="center", va="center", color=color)
        axes.set(title=part, xlabel="prediction", ylabel="label")
        axes.set_xticks(range(len(names)), names)
        axes.set_yticks(range(len(names)), names, rotation=90, va="center")
    figure.savefig(path, dpi=120)


def draw_scores(
    path: Path,
    answers: dict[str, dict[str, list[int]]],
    truth: dict[str, list[int]],
    heading: str,
) -> None:
    """Save the F1 of every class by every method, for validation and test."""
    from matplotlib.figure import Figure  # only drawing needs it

    names = label_names(range(DocumentSentimentDataset.NUM_LABELS))
    figure = Figure(figsize=(8.6, 3.6), layout="constrained")
    figure.suptitle(heading)
    shades = ("white", "silver", "black")
    panels = figure.subplots(1, 2, sharey=True)
    for axes, (part, title) in zip(
        panels, (("valid", "validation"), ("test", "test")), strict=True
    ):
        for n, (method, predictions) in enumerate(answers.items()):
            places = np.arange(len(names)) + 0.26 * (n - 1)
            values = class_f1(confusion(predictions[part], truth[part]))
            axes.bar(places, values, 0.24, color=shades[n], edgecolor="black", label=method)
        axes.set(title=title, ylim=(0, 1), ylabel="F1" if part == "valid" else None)
        axes.set_xticks(range(len(names)), names)
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    figure.savefig(path, dpi=120)


def train_model(
    model: BertForSequenceClassification,
    splits: dict[str, DocumentSentimentDataset],
    checkpoint: Path,
    device: torch.device,
    accelerator: Any,
    args: argparse.Namespace,
) -> list[dict[str, float]]:
    """Fine-tune, by ``fit`` unless there is an accelerator."""
    if accelerator is not None:
        packed = [PackedTexts(splits[part], args.max_length, device) for part in ("train", "valid")]
        return fit_fast(model, *packed, accelerator, checkpoint, args)
    loaders = [
        BucketLoader(splits[part], args.batch_size, args.max_length, title, limit)
        for part, title, limit in (("train", "train", args.max_steps), ("valid", "validate", None))
    ]
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.lr)
    options = (args.gamma, args.patience, args.max_norm or None, args.precision)
    return fit(model, *loaders, optimizer, args.epochs, device, *options, checkpoint)


def train_or_stop(
    model: BertForSequenceClassification,
    splits: dict[str, DocumentSentimentDataset],
    checkpoint: Path,
    device: torch.device,
    accelerator: Any,
    args: argparse.Namespace,
) -> list[dict[str, float]]:
    """``train_model``; Ctrl-C and lack of memory end with one sentence."""
    try:
        return train_model(model, splits, checkpoint, device, accelerator, args)
    except KeyboardInterrupt:
        kept = "no epoch was finished"
        if checkpoint.is_file():
            kept = f"{checkpoint} keeps the last whole epoch; the flag --resume goes on from there"
        raise SystemExit(f"\nstopped; {kept}") from None
    except (RuntimeError, MemoryError) as error:
        raise out_of_memory(error, args.batch_size) from None


def out_of_memory(error: BaseException, batch_size: int) -> BaseException:
    """What to raise for an error: a sentence if it was lack of memory, else the error itself."""
    signs = ("out of memory", "DefaultCPUAllocator", "not enough memory")
    if isinstance(error, MemoryError) or any(sign in str(error) for sign in signs):
        return SystemExit(
            f"not enough memory for --batch-size {batch_size}; "
            f"try --batch-size {max(batch_size // 2, 1)} or a smaller --max-length"
        )
    return error


def parse(argv: list[str] | None) -> argparse.Namespace:
    """The flags of this script."""
    parser = argparse.ArgumentParser(
        description="Fine-tune a BERT on the sentiment of Indonesian sentences.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--epochs", type=at_least(0), help="passes over the data, at most: 4 for SmSA, else 8")
    add("--lr", type=at_least(1e-9, float), help="3e-5 for a pre-trained model, 1e-3 for the mini")
    add("--batch-size", type=at_least(1), default=32, help="sentences in a batch")
    add("--seed", type=at_least(0), default=0, help="seed of head, dropout and order")
    add("--device", default="auto", help="auto, cpu, cuda or mps")
    add(
        "--data-dir",
        type=Path,
        default=Path(os.environ.get("KURSUS_DATA", "datasets")),
        help="folder with smsa/; KURSUS_DATA names another default",
    )
    add(
        "--output-dir",
        type=Path,
        default=Path("outputs/08_indobert_smsa"),
        help="for figures, predictions and checkpoint",
    )
    add("--model", help="folder of a saved BERT, name at the hub, or mini")
    add("--download", action="store_true", help="fetch IndoBERT (0.5 GB) if it is not there")
    add("--precision", choices=["fp32", "bf16", "fp16"], help="fp32; --fast: bf16 where it gains")
    add("--gamma", type=at_least(0, float), help="factor of lr per epoch: 0.6 for SmSA, else 0.9")
    add("--patience", type=at_least(1), default=3, help="epochs to wait for a better F1")
    add("--max-norm", type=at_least(0, float), default=10.0, help="clip gradients; 0: do not")
    add("--max-length", type=at_least(2), default=512, help="pieces of a sentence, at most")
    add("--max-steps", type=at_least(1), help="of an epoch, at most: for a quick look")
    add("--resume", action="store_true", help="go on from the last checkpoint")
    add("--fast", action="store_true", help="as fast as it goes; always so in several processes")
    add("--accumulate", type=at_least(1), default=1, help="passes for a batch, with --fast")
    add("--compile", action="store_true", help="torch.compile, with --fast")
    args = parser.parse_args(argv)
    args.fast = args.fast or int(os.environ.get("WORLD_SIZE", "1")) > 1
    if not args.fast and (args.compile or args.accumulate > 1):
        parser.error("--compile and --accumulate need --fast")
    return args


def tune(args: argparse.Namespace, device: torch.device, accelerator: Any) -> None:
    """Everything from the data to the figures; processes but the first end with the training."""
    folder = open_folder(args.output_dir)
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    with accelerator.main_process_first() if accelerator else contextlib.nullcontext():
        paths, data = find_data(args.data_dir)
        torch.manual_seed(args.seed)
        plain = read_split(paths["train"], BertTokenizer())  # checked before any work
        model, tokenizer, name = choose_model(args, [plain[i][2] for i in range(len(plain))])
        encoder = KeptTokenizer(tokenizer, folder) if args.fast else tokenizer
        splits = {part: read_split(path, encoder) for part, path in paths.items()}
    width, smsa = model.config.hidden_size, data == "SmSA"
    usual = {
        "epochs": 4 if smsa else 8,  # fewer texts: fewer steps in an epoch
        "lr": 1e-3 if name == "mini BERT" else 3e-5,
        "gamma": 0.6 if smsa else 0.9,
        "precision": best_precision(device, width) if args.fast else "fp32",
    }
    for flag, value in usual.items():
        if getattr(args, flag) is None:
            setattr(args, flag, value)
    args.max_length = min(args.max_length, model.config.max_position_embeddings)
    items = {part: [split[i] for i in range(len(split))] for part, split in splits.items()}
    truth = {part: [label for _, label, _ in items[part]] for part in ("valid", "test")}
    texts = {part: [text for _, _, text in items[part]] for part in ("valid", "test")}
    if set(truth["test"]) == {DocumentSentimentDataset.LABEL2INDEX["neutral"]}:
        raise SystemExit(
            f"{paths['test']} calls every row neutral: it is the masked file, which cannot be "
            "scored. Fetch the one with labels: kursus data get smsa"
        )
    size = sum(parameter.numel() for parameter in model.parameters())
    print(f"{data}: {' / '.join(str(len(split)) for split in splits.values())} sentences")
    print(f"{name}: {size:,} parameters, {len(tokenizer):,} pieces, on {device.type}")

    kind = re.sub(r"\W+", "-", f"{'smsa' if data == 'SmSA' else 'samples'}-{name}".lower())
    checkpoint = folder / f"checkpoint-{kind}.pt"  # one for each data set and model
    if not args.resume:
        checkpoint.unlink(missing_ok=True)
    model.to(device)
    history = train_or_stop(model, splits, checkpoint, device, accelerator, args)
    if accelerator is not None:
        accelerator.end_training()
        if not accelerator.is_main_process:
            return
    for row in history:
        print("  ".join(f"{key} {value:.4g}" for key, value in row.items()))

    answers = {"keywords": {part: predict_keywords(texts[part]) for part in texts}}
    answers["TF-IDF + logistic regression"] = predict_tfidf(items["train"], texts)
    try:
        pairs = {
            part: predict(texts[part], model, tokenizer, args.max_length, args.batch_size)
            for part in texts
        }
    except (RuntimeError, MemoryError) as error:
        raise out_of_memory(error, args.batch_size) from None
    answers[name] = {part: label_indices(label for label, _ in pairs[part]) for part in pairs}

    print("\n".join(["", f"Measured on {data}:", *table_rows(answers, truth, args.seed), ""]))
    published = ", ".join(f"{key} {value:.4f}" for key, value in PUBLISHED.items())
    print(f"Published macro F1 on SmSA's test, not measured here: {published} ({SOURCE})")
    if history:
        draw_curves(folder / "curves.png", history, f"{data}: {name}")
    titles = {"valid": "validation", "test": "test"}
    matrices = {titles[p]: confusion(answers[name][p], truth[p]) for p in titles}
    draw_confusions(folder / "confusion.png", matrices, f"{data}: {name}")
    draw_scores(folder / "scores.png", answers, truth, f"{data}: F1")
    lines = ["index,label", *(f"{n},{label}" for n, (label, _) in enumerate(pairs["test"]))]
    (folder / "predictions.csv").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"figures and predictions.csv (test, for the benchmark's portal) in {folder}")
    scores = {p: document_sentiment_metrics(answers[name][p], truth[p])["F1"] for p in truth}
    print(f"{name} on {data}: macro F1 {scores['valid']:.3f} valid, {scores['test']:.3f} test")


def main(argv: list[str] | None = None) -> int:
    """Fine-tune, print the table, save three figures and the predictions."""
    args = parse(argv)
    device, accelerator = choose_device(args.device), None
    if args.fast:
        accelerator, device = share_work(device)
    first = accelerator is None or accelerator.is_main_process
    with contextlib.redirect_stdout(sys.stdout if first else None):  # one process prints
        tune(args, device, accelerator)
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit("stopped; nothing was saved") from None
