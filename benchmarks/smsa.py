"""Module 08: the loop that most tutorials teach against ``--fast``, on SmSA.

From the repository root, with SmSA in the folder that KURSUS_DATA or --data-dir names:

    python benchmarks/smsa.py                 # the mini BERT, four epochs, three seeds
    python benchmarks/smsa.py --quick         # one seed, one epoch on a sixth of the sentences
    python benchmarks/smsa.py --base          # a BERT of IndoBERT-base's shape: steps only

The tutorial's loop encodes a sentence whenever it is asked for, draws batches at random, pads
them to their longest, steps with Adam, and takes loss and every prediction to Python one by one.
Both sides train the same model from the same weights over the same sentences, in turn.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from common import machine
from torch import nn
from torch.utils.data import DataLoader, Dataset
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer
from transformers.utils import logging

from kursus.loader import load

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = load(ROOT / "solutions" / "08_indobert_smsa" / "indobert_smsa.py")
BATCH = 32
# Dense bf16 (fp32: without TF32) in FLOP/s, by the beginning of a chip's name: its data sheet.
PEAKS = {"NVIDIA H100 80GB HBM3": (989e12, 67e12), "NVIDIA H200": (989e12, 67e12)}


class TutorialDataset(Dataset):
    """Sentences that are encoded at every access."""

    def __init__(self, encoded: Dataset, tokenizer: BertTokenizer) -> None:
        self.rows = [encoded[i][1:] for i in range(len(encoded))]
        self.tokenizer = tokenizer

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> tuple[np.ndarray, int, str]:
        """Ids, label, text."""
        label, text = self.rows[index]
        return np.array(self.tokenizer.encode(text)), label, text


def tutorial_pass(model: nn.Module, batch: tuple, device: torch.device) -> tuple:
    """Loss, predictions and labels of a batch, the last two one by one."""
    ids, mask, labels = (part.to(device) for part in batch[:3])
    output = model(input_ids=ids, attention_mask=mask, labels=labels)
    predicted, true = [], []
    best = output.logits.topk(1)[1]
    for row in range(len(best)):
        predicted.append(best[row].item())
        true.append(labels[row].item())
    return output.loss, predicted, true


class Tutorial:
    """The loop that most tutorials teach."""

    def __init__(
        self, model: nn.Module, splits: dict, tokenizer: BertTokenizer, args: argparse.Namespace
    ) -> None:
        self.model, self.device = model, args.device
        self.optimizer = torch.optim.Adam(model.parameters(), lr=args.lr)
        self.train, self.valid = (TutorialDataset(splits[p], tokenizer) for p in ("train", "valid"))

    def epoch(self, steps: int | None = None) -> int:
        """Train one epoch, or so many steps; how many sentences."""
        loader = DataLoader(self.train, BATCH, shuffle=True, collate_fn=SCRIPT.collate)
        self.model.train()
        total, predictions, labels = 0.0, [], []
        for step, batch in enumerate(loader):
            if step == steps:
                break
            self.optimizer.zero_grad()
            loss, predicted, true = tutorial_pass(self.model, batch, self.device)
            loss.backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 10.0)
            self.optimizer.step()
            total += loss.item()
            predictions += predicted
            labels += true
        SCRIPT.document_sentiment_metrics(predictions, labels)
        return len(labels)

    def end_epoch(self, gamma: float) -> float:
        """Lower the rate; macro F1 on the validation split."""
        self.optimizer.param_groups[0]["lr"] *= gamma
        self.model.eval()
        predictions, labels = [], []
        with torch.no_grad():
            for batch in DataLoader(self.valid, BATCH, collate_fn=SCRIPT.collate):
                _, predicted, true = tutorial_pass(self.model, batch, self.device)
                predictions += predicted
                labels += true
        return SCRIPT.document_sentiment_metrics(predictions, labels)["F1"]


class Fast:
    """The script's own loop for ``--fast``."""

    def __init__(
        self, model: nn.Module, splits: dict, tokenizer: BertTokenizer, args: argparse.Namespace
    ) -> None:
        self.train, self.valid = (
            SCRIPT.PackedTexts(splits[part], 512, args.device) for part in ("train", "valid")
        )
        self.optimizer = torch.optim.AdamW(model.parameters(), lr=args.lr, fused=True)
        accelerator, _ = SCRIPT.share_work(args.device)
        flags = argparse.Namespace(
            precision=args.precision, compile=args.compile, accumulate=1, max_norm=10.0
        )
        example = self.train.batch([0])
        self.training = SCRIPT.FastTraining(model, self.optimizer, accelerator, flags, example)
        self.rng = np.random.default_rng(args.seed)

    def order(self, texts: object) -> list[list[int]]:
        """Batches of an epoch."""
        return SCRIPT.length_bucketed_batches(texts.lengths.tolist(), BATCH, self.rng)

    def epoch(self, steps: int | None = None) -> int:
        """Train one epoch, or so many steps with batches of all lengths; how many sentences."""
        order = self.order(self.train)
        if steps is not None:
            order.sort(key=lambda rows: self.train.lengths[rows].max())
            order = order[len(order) // (2 * steps) :: -(-len(order) // steps)]
        self.training.train_epoch(self.train, order)
        return sum(map(len, order))

    def end_epoch(self, gamma: float) -> float:
        """Lower the rate; macro F1 on the validation split."""
        self.optimizer.param_groups[0]["lr"] *= gamma
        return self.training.evaluate(self.valid, self.order(self.valid))[1]


def timed(work: Callable[[], int], device: torch.device) -> float:
    """Sentences a second."""
    begin = time.perf_counter()
    n_texts = work()
    if device.type == "cuda":
        torch.cuda.synchronize()
    return n_texts / (time.perf_counter() - begin)


def make_sides(
    args: argparse.Namespace, splits: dict, tokenizer: BertTokenizer, config: BertConfig
) -> dict[str, Tutorial | Fast]:
    """Both sides, with equal weights."""
    sides = {}
    for name, kind in (("tutorial", Tutorial), ("--fast", Fast)):
        torch.manual_seed(args.seed)
        model = BertForSequenceClassification(config).to(args.device)
        sides[name] = kind(model, splits, tokenizer, args)
    return sides


def flops(model: nn.Module, lengths: np.ndarray) -> float:
    """Floating-point operations of one training pass over sentences, without their padding.

    Six for each weight of a matrix and token (forward two, backward four), and as many for
    scores and mixing of the attention.
    """
    layers = model.bert.encoder
    weights = sum(p.numel() for p in layers.parameters() if p.ndim == 2)
    attention = 2 * model.config.hidden_size * model.config.num_hidden_layers
    return 6.0 * float((weights * lengths + attention * lengths**2).sum())


def compare_speed(args: argparse.Namespace, sides: dict, rounds: int, steps: int) -> None:
    """Steps of both sides in turn."""
    speeds: dict[str, list[float]] = {name: [] for name in sides}
    for side in sides.values():
        side.epoch(1)  # the first step pays for what is made once
    for number in range(rounds):
        for name, side in sides.items():
            speeds[name].append(timed(lambda side=side: side.epoch(steps), args.device))
        print(f"round {number + 1}: " + show(speeds, -1))
    print_ratio(speeds)
    if args.device.type == "cuda":
        print_share(args, sides, statistics.median(speeds["--fast"]))


def print_share(args: argparse.Namespace, sides: dict, speed: float) -> None:
    """How much of the chip's peak is used."""
    name = torch.cuda.get_device_name()
    lengths = sides["--fast"].train.lengths
    work = flops(sides["--fast"].training.model, lengths) / len(lengths) * speed
    peak = next((both for start, both in PEAKS.items() if name.startswith(start)), None)
    share = f", {work / peak[args.precision == 'fp32']:.0%} of its peak" if peak else ""
    print(f"{name}: {work / 1e12:.1f} TFLOP/s{share}; an epoch takes {len(lengths) / speed:.1f} s")


def show(speeds: dict[str, list[float]], place: int) -> str:
    """Speeds of a round."""
    return ", ".join(f"{name} {found[place]:.1f} texts/s" for name, found in speeds.items())


def print_ratio(speeds: dict[str, list[float]]) -> None:
    """The medians, and how they relate."""
    medians = {name: statistics.median(found) for name, found in speeds.items()}
    print(
        f"medians: {medians['tutorial']:.1f} and {medians['--fast']:.1f} texts/s, "
        f"ratio {medians['--fast'] / medians['tutorial']:.2f}"
    )


def compare_training(
    args: argparse.Namespace, splits: dict, tokenizer: BertTokenizer, config: BertConfig
) -> None:
    """Whole trainings of both sides, epoch by epoch in turn."""
    speeds: dict[str, list[float]] = {"tutorial": [], "--fast": []}
    scores: dict[str, list[float]] = {"tutorial": [], "--fast": []}
    for seed in range(1 if args.quick else 3):
        args.seed = seed
        sides = make_sides(args, splits, tokenizer, config)
        best = dict.fromkeys(sides, 0.0)
        for _ in range(1 if args.quick else 4):
            for name, side in sides.items():
                speeds[name].append(timed(side.epoch, args.device))
                best[name] = max(best[name], side.end_epoch(0.6))
            print(f"seed {seed}: " + show(speeds, -1), flush=True)
        for name in sides:
            scores[name].append(best[name])
        shown = ", ".join(f"{name} {score:.3f}" for name, score in best.items())
        print(f"seed {seed}: best validation macro F1 {shown}", flush=True)
    print_ratio(speeds)
    for name, found in scores.items():
        spread = f" (standard deviation {statistics.stdev(found):.3f})" if len(found) > 1 else ""
        print(f"{name}: mean of the best validation macro F1 {statistics.mean(found):.3f}{spread}")


def main() -> int:
    """Compare both sides and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Path(os.environ.get("KURSUS_DATA", ROOT / "datasets"))
    parser.add_argument(
        "--quick", action="store_true", help="one seed, one epoch, a sixth of the sentences"
    )
    parser.add_argument("--base", action="store_true", help="IndoBERT-base's shape, steps only")
    parser.add_argument("--precision", choices=["fp32", "bf16", "fp16"], help="of --fast")
    parser.add_argument("--compile", action="store_true", help="with torch.compile, for --fast")
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--data-dir", type=Path, default=default, help="folder with smsa/")
    args = parser.parse_args()
    args.device = SCRIPT.choose_device(args.device)
    args.seed, args.lr = 0, 3e-5 if args.base else 1e-3
    logging.set_verbosity_error()
    print(machine("transformers"))
    paths, data = SCRIPT.find_data(args.data_dir)
    plain = SCRIPT.read_split(paths["train"], BertTokenizer())
    mini, tokenizer = SCRIPT.make_mini_bert([plain[i][2] for i in range(len(plain))])
    splits = {part: SCRIPT.read_split(paths[part], tokenizer) for part in ("train", "valid")}
    if args.quick:
        splits["train"] = [splits["train"][i] for i in range(0, len(splits["train"]), 6)]
    shape = BertConfig(vocab_size=50_000, **SCRIPT.head_settings()) if args.base else mini.config
    args.precision = args.precision or SCRIPT.best_precision(args.device, shape.hidden_size)
    print(
        f"{data}, {len(splits['train']):,} sentences, batch {BATCH}, {args.device}, "
        f"{torch.get_num_threads()} threads, --fast in {args.precision}"
    )
    if args.base:
        steps = 3 if args.device.type == "cpu" else 100
        rounds = 1 if args.quick else 3
        compare_speed(args, make_sides(args, splits, tokenizer, shape), rounds, steps)
    else:
        compare_training(args, splits, tokenizer, shape)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
