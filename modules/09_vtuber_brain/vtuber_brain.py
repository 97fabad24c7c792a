"""Module 09 - the brain speaks: a small Llama gets a personality.

From the repository root:

    python modules/09_vtuber_brain/vtuber_brain.py
    python modules/09_vtuber_brain/vtuber_brain.py --prompt "Kenapa langit biru?"
    python modules/09_vtuber_brain/vtuber_brain.py --model NAME_OR_FOLDER --epochs 2 --lr 2e-4
    accelerate launch modules/09_vtuber_brain/vtuber_brain.py

Without --model nothing is downloaded: a Llama of less than a million weights is trained
on dialogues written for this course, then tuned to the voice of Tera, an AI VTuber.
N is the number of sequences of a batch, T of tokens, V of the vocabulary, R the rank.
No function changes its arguments, but for the model in what trains, wraps or merges.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import math
import os
import sys
import textwrap
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from torch import nn
from tqdm import tqdm
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

SAMPLES = Path(__file__).resolve().parent.parent.parent / "datasets" / "samples"
FILES = ("general.jsonl", "persona.jsonl", "persona_heldout.jsonl")
TARGETS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
OPENINGS = {"user": "Penonton:\n", "assistant": "Jawaban:\n"}  # the template of a dialogue
MAX_LENGTH = 192  # tokens of one dialogue
QUESTIONS = (
    "Halo, siapa kamu?",
    "Apakah kamu manusia?",
    "Aku capek belajar matematika hari ini.",
    "Kenapa langit berwarna biru?",
)

# --- Task 9.1 -------------------------------------------------------------


def causal_lm_loss(
    logits: torch.Tensor, labels: torch.Tensor, ignore_index: int = -100
) -> torch.Tensor:
    """Mean cross entropy of the next token: position t predicts label t+1.

    The logits of the last position and the label of the first have no partner.
    Stable also for logits of +-1000.

    Args:
        logits: (N, T, V) float, with or without a graph.
        labels: (N, T) torch.int64, not shifted; ``ignore_index`` where nothing is learned.
        ignore_index: a label that does not count; it may be any integer.

    Returns:
        A scalar tensor, differentiable with respect to ``logits``: the mean over all
        predictions of the batch that are not ignored, 0 if none is left.

    Example:
        >>> logits = torch.zeros(1, 3, 4)
        >>> round(float(causal_lm_loss(logits, torch.tensor([[-100, -100, 2]]))), 4)
        1.3863
    """
    # Step 1: put the logits of position t beside the label of position t+1.
    # Step 2: find the positions that count.
    # Step 3: logarithm of softmax at the labels there, without large exponentials.
    # Step 4: mean of the negatives; 0 where nothing counts.
    raise NotImplementedError("TODO 9.1: causal_lm_loss")


# --- Task 9.2 -------------------------------------------------------------


def build_dialogue(
    turns: Sequence[Mapping[str, str]], tokenizer: Any, max_length: int
) -> tuple[list[int], list[int]]:
    """Token ids of a dialogue, and the labels from which the persona learns to speak.

    The persona is the role ``assistant``. Its label is the token id at its own words
    and at the end token after each of its turns; everywhere else (the user's words,
    role names, anything of the template) it is -100. Labels are not shifted.

    Args:
        turns: dicts ``{"role": "user" | "assistant", "content": text}`` in the order of
            the dialogue; any role may begin, a role may have several turns.
        tokenizer: only ``encode(text, add_special_tokens=False)``, which gives a list of
            int, and its special ids are used. ``eos_token_id`` is the end token;
            others, such as ``bos_token_id``, may be None.
        max_length: both lists are cut on the right to at most so many.

    Returns:
        ``(ids, labels)``, two equally long lists of int. All words of all turns are in
        ``ids``, in order; what stands around them (the template) is free.
    """
    # Step 1: begin with the first token, if the tokenizer has one.
    # Step 2: for every turn: the name of the role, then the words; nothing is learned yet.
    # Step 3: of the persona, learn the words and the end token that follows.
    # Step 4: cut both lists.
    raise NotImplementedError("TODO 9.2: build_dialogue")


class LoRALinear(nn.Module):
    """A frozen linear layer with a small update beside it that can learn."""

    # --- Task 9.3 ---------------------------------------------------------

    def __init__(self, base: nn.Linear, rank: int, alpha: float) -> None:
        """Keep and freeze ``base``; create the two small matrices A and B.

        A maps the inputs to ``rank`` numbers and starts random, B maps these to the
        outputs and starts at zero. Both are trainable, nothing else is; neither has a
        bias. They may be stored in either orientation and under any name.

        Args:
            base: the layer, with or without bias; its values stay as they are.
            rank: R, at least 1.
            alpha: the update counts ``alpha / rank`` times.
        """
        # Step 1: let nn.Module set itself up; keep the layer and freeze it.
        # Step 2: create A (random) and B (zero).
        # Step 3: keep the factor of the update.
        raise NotImplementedError("TODO 9.3: LoRALinear.__init__")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Output of the layer plus the update: base(x) + alpha / rank * B(A(x)).

        Args:
            x: (..., D) float.

        Returns:
            (..., H); the very output of ``base`` as long as B is zero.
        """
        # Step 1: through A, then through B, times the factor.
        # Step 2: add what the frozen layer says.
        raise NotImplementedError("TODO 9.3: LoRALinear.forward")


# --- Task 9.4 -------------------------------------------------------------


def add_lora(model: nn.Module, targets: Collection[str], rank: int, alpha: float) -> int:
    """Wrap layers of a model in ``LoRALinear`` and freeze everything else.

    Args:
        model: any model; is changed in place. It may be nested to any depth.
        targets: own names of layers, the last part of the path: ``"q_proj"`` stands for
            ``layers.0.attention.q_proj``, but neither for ``other_q_proj`` nor for what
            lies below a module of that name. Only ``nn.Linear`` layers are wrapped.
        rank: of every update.
        alpha: of every update.

    Returns:
        Number of trainable parameters (single numbers) afterwards, a Python int.

    Raises:
        ValueError: not a single layer was found. A target that fits nothing is no
            error as long as another one fits.
    """
    # Step 1: find every linear layer whose own name is a target, and where it hangs.
    # Step 2: if there is none, say so.
    # Step 3: freeze the whole model; put the wrapped layers in their places.
    # Step 4: count what can still learn.
    raise NotImplementedError("TODO 9.4: add_lora")


# --- Task 9.5 -------------------------------------------------------------


def merge_lora(model: nn.Module) -> nn.Module:
    """Add every update into the layer it stands beside, and take the wrappers away.

    Args:
        model: with layers that ``add_lora`` has wrapped; is changed in place.

    Returns:
        The same model. It gives the same outputs as before, to rounding; every wrapped
        layer is a plain ``nn.Linear`` again, in its old place and with its old bias, so
        the parameters have the names that they had before ``add_lora``.
    """
    # Step 1: find every LoRALinear and where it hangs.
    # Step 2: without a graph, add alpha / rank * B A to the weight of its layer.
    # Step 3: put the layer back in its place.
    raise NotImplementedError("TODO 9.5: merge_lora")


# --- Task 9.6 -------------------------------------------------------------


def sample_next(
    logits: torch.Tensor,
    temperature: float = 1.0,
    top_k: int | None = None,
    top_p: float | None = None,
    generator: torch.Generator | None = None,
) -> torch.Tensor:
    """Draw one token for every row, each row by its own probabilities.

    The steps come in this order, each on the probabilities that the one before has left
    (which sum to 1 again): temperature, top-k, top-p.

    Args:
        logits: (N, V) float.
        temperature: the logits are divided by it; 0 takes the most likely token.
        top_k: only the ``top_k`` most likely tokens stay; all of them if V is smaller.
        top_p: only the most likely tokens stay, as few as possible, whose probabilities
            together reach ``top_p``; at least one.
        generator: source of randomness; None is torch's global one. Generators with
            the same seed draw the same tokens.

    Returns:
        (N,) torch.int64.

    Example:
        >>> sample_next(torch.tensor([[0.0, 2.0, 1.0]]), temperature=0).tolist()
        [1]
    """
    # Step 1: temperature 0: the most likely token. Otherwise divide.
    # Step 2: sort; top-k: take all but the first k away.
    # Step 3: top-p: take away what comes after the probability has been reached.
    # Step 4: draw, and translate the places in the order back into tokens.
    raise NotImplementedError("TODO 9.6: sample_next")


# --- Task 9.7 -------------------------------------------------------------


def generate(
    model: nn.Module,
    ids: torch.Tensor,
    max_new_tokens: int,
    temperature: float = 1.0,
    top_k: int | None = None,
    top_p: float | None = None,
    eos_id: int | None = None,
    generator: torch.Generator | None = None,
) -> torch.Tensor:
    """Let a model write on, token by token, in eval mode and without a graph.

    Afterwards the model is in the mode it was in before, and the global gradient mode is
    as before.

    Args:
        model: causal model of transformers, called with ``input_ids=`` and
            ``attention_mask=``; its ``.logits`` are (N, T, V).
        ids: (N, T) torch.int64, equally long prompts without padding.
        max_new_tokens: at most so many are added; 0 or more.
        temperature: as in ``sample_next``.
        top_k: as in ``sample_next``.
        top_p: as in ``sample_next``.
        eos_id: end token. A row has ended when a *new* token of it was this one (in the
            prompt it does not count); from then on the row is filled with it. As soon as
            every row has ended, writing stops. None: no row ends.
        generator: as in ``sample_next``.

    Returns:
        (N, T + new) torch.int64, the prompt included.
    """
    # Step 1: remember the mode, switch to eval mode and leave out the graph.
    # Step 2: again and again: logits of the last position, then one token for each row.
    # Step 3: fill rows that have ended; stop when all have.
    # Step 4: bring the mode back.
    raise NotImplementedError("TODO 9.7: generate")


# --- Given ----------------------------------------------------------------


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


def problem_of(dialogue: Any) -> str:
    """What is wrong with one line of a file of dialogues; empty if nothing is."""
    turns = dialogue.get("turns") if isinstance(dialogue, dict) else None
    if not isinstance(turns, list) or not turns:
        return 'no list of "turns"'
    for turn in turns:
        if not isinstance(turn, dict) or turn.get("role") not in ("user", "assistant"):
            return 'a "role" that is neither "user" nor "assistant"'
        if not isinstance(turn.get("content"), str) or not turn["content"].strip():
            return 'a turn without "content"'
    return ""


def read_dialogues(path: Path) -> list[list[dict[str, str]]]:
    """Turns of every dialogue of a JSONL file: one ``{"turns": [...]}`` a line."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        raise SystemExit(
            f"{path} cannot be read ({error.strerror}); put the file there, or choose "
            "another --data-dir"
        ) from None
    except UnicodeDecodeError as error:
        row = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SystemExit(f"{path}, line {row}: not UTF-8; save the file as UTF-8") from None
    dialogues = []
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            dialogue = json.loads(line)
        except (ValueError, RecursionError):
            raise SystemExit(f"{path}, line {row}: not valid JSON; mend or delete it") from None
        if problem := problem_of(dialogue):
            raise SystemExit(f"{path}, line {row}: {problem}; mend or delete it")
        dialogues.append(dialogue["turns"])
    if not any(turn["role"] == "assistant" for turns in dialogues for turn in turns):
        raise SystemExit(f"{path} holds no turn of the assistant; one dialogue a line is due")
    return dialogues


def find_dialogues(data_dir: Path) -> tuple[list[list[list[dict[str, str]]]], str]:
    """Dialogues without persona, with persona and held out, and the name of the data."""
    folder, name = data_dir / "dialogues", f"dialogues in {data_dir / 'dialogues'}"
    if not folder.is_dir():
        folder, name = SAMPLES / "dialogues", "datasets/samples"
        print(f"No folder {data_dir / 'dialogues'}: {name} are used.")
    return [read_dialogues(folder / file) for file in FILES], name


def train_tokenizer(texts: list[str], vocab_size: int = 1200) -> PreTrainedTokenizerFast:
    """Byte-level BPE tokenizer: every text can be encoded, nothing is unknown."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        special_tokens=["<pad>", "<bos>", "<eos>"],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", bos_token="<bos>", eos_token="<eos>"
    )


def make_llama(tokenizer: PreTrainedTokenizerFast) -> LlamaForCausalLM:
    """Llama with random weights, small enough for a laptop."""
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=128,
            intermediate_size=256,
            num_hidden_layers=3,
            num_attention_heads=4,
            num_key_value_heads=4,
            max_position_embeddings=512,
            pad_token_id=tokenizer.pad_token_id,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
        )
    )


def hub_answers() -> bool:
    """Whether the hub can be reached; the library itself would try for a minute."""
    if os.environ.get("HF_HUB_OFFLINE", "0") not in ("", "0"):
        return False
    try:
        hub = os.environ.get("HF_ENDPOINT", "https://huggingface.co")
        urllib.request.urlopen(hub, timeout=10).close()
    except urllib.error.HTTPError:
        return True  # it refuses this page, so it is there
    except (OSError, ValueError):
        return False
    return True


def load_model(name: str) -> tuple[nn.Module, Any]:
    """Causal model and its tokenizer from a folder or from the hub."""
    from transformers import AutoModelForCausalLM, AutoTokenizer  # only --model needs them
    from transformers.utils import logging

    logging.set_verbosity_error()  # only our own sentences
    logging.disable_progress_bar()
    where = "the folder" if Path(name).is_dir() else "the hub (or its copy on this computer)"
    try:
        local = {"local_files_only": Path(name).is_dir() or not hub_answers()}
        tokenizer = AutoTokenizer.from_pretrained(name, **local)
        model, report = AutoModelForCausalLM.from_pretrained(
            name, dtype=torch.float32, output_loading_info=True, **local
        )
    except (KeyboardInterrupt, MemoryError, torch.OutOfMemoryError):
        raise
    except Exception as error:  # hub, JSON and tensor libraries each raise their own kinds
        reason = textwrap.shorten(f"{type(error).__name__}: {error}", 160)
        raise SystemExit(
            f"--model {name}: no causal model with a tokenizer could be loaded from {where} "
            f"({reason}); check the name and the connection, or leave --model out"
        ) from None
    problem = "its weights are incomplete" if report["missing_keys"] else ""
    if tokenizer.eos_token_id is None:
        problem = "its tokenizer has no end token"
    elif len(tokenizer) > model.get_input_embeddings().weight.shape[0]:
        problem = "its tokenizer belongs to another model"
    if problem:
        raise SystemExit(f"--model {name}: {problem}; fetch it again, or leave --model out")
    return model, tokenizer


Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


def make_batches(
    examples: list[tuple[list[int], list[int]]], batch_size: int, pad_id: int
) -> Iterator[Batch]:
    """Batches (ids, labels, mask), each (N, T), padded on the right."""
    for start in range(0, len(examples), batch_size):
        part = examples[start : start + batch_size]
        length = max(len(ids) for ids, _ in part)
        rows = [
            (ids + [pad_id] * gap, labels + [-100] * gap, [1] * len(ids) + [0] * gap)
            for ids, labels in part
            for gap in [length - len(ids)]
        ]
        yield tuple(torch.tensor(column) for column in zip(*rows, strict=True))


def count_targets(batch: Batch) -> int:
    """Tokens of a batch that are to be predicted."""
    return int((batch[1][:, 1:] != -100).sum())


def loss_of(model: nn.Module, batch: Batch) -> torch.Tensor:
    """Mean loss of the tokens that are to be predicted."""
    device = next(model.parameters()).device
    ids, labels, mask = (x.to(device) for x in batch)  # (N, T) each
    return causal_lm_loss(model(input_ids=ids, attention_mask=mask).logits, labels)


def shared_loss(model: nn.Module, batch: Batch, accelerator: Any) -> torch.Tensor:
    """Share that this process has in the mean loss of a batch.

    Each takes every so many-th dialogue. The mean over the processes, which the exchange of
    gradients makes, is the loss that one process finds for the whole batch.
    """
    n, rank = accelerator.num_processes, accelerator.process_index
    own = tuple(x[rank::n] for x in batch)
    if len(own[0]) == 0:  # fewer dialogues than processes: takes part, but counts for nothing
        return 0 * loss_of(model, tuple(x[:1] for x in batch))
    return loss_of(model, own) * (n * count_targets(own) / max(count_targets(batch), 1))


def mean_of_all(total: float, count: int, device: torch.device, accelerator: Any) -> float:
    """Quotient of two sums over all processes."""
    sums = accelerator.reduce(torch.tensor([total, count], device=device), "sum")
    total, count = sums.tolist()
    return total / max(count, 1)


def fit(
    model: nn.Module,
    examples: list[tuple[list[int], list[int]]],
    epochs: int,
    lr: float,
    args: argparse.Namespace,
    pad_id: int,
    name: str,
    accelerator: Any,
) -> list[float]:
    """Train what is not frozen, on all processes; mean loss per token of every epoch.

    The learning rate falls in equal steps from ``lr`` to nothing. Dialogues of like length
    share a batch, so that little of it is padding.
    """
    trainable = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trainable, lr=lr, weight_decay=0.01)
    shared = accelerator.prepare(model)  # adds the exchange of gradients
    generator = torch.Generator().manual_seed(args.seed)
    per_epoch = math.ceil(len(examples) / args.batch_size)
    model.train()
    losses = []
    hidden = None if accelerator.is_main_process else True
    bar = tqdm(range(epochs), desc=name, leave=False, disable=hidden)
    for epoch in bar:
        total, count = 0.0, 0
        noise = (20 * torch.rand(len(examples), generator=generator)).tolist()
        alike = sorted(
            zip(examples, noise, strict=True), key=lambda pair: len(pair[0][0]) + pair[1]
        )
        batches = list(make_batches([example for example, _ in alike], args.batch_size, pad_id))
        order = torch.randperm(per_epoch, generator=generator).tolist()
        for step, number in enumerate(order, start=epoch * per_epoch):
            for group in optimizer.param_groups:
                group["lr"] = lr * (1 - step / (epochs * per_epoch))
            loss = shared_loss(shared, batches[number], accelerator)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(trainable, 1.0)
            optimizer.step()
            n_tokens = count_targets(batches[number])
            total += loss.item() * n_tokens
            count += n_tokens
        losses.append(mean_of_all(total, count, loss.device, accelerator))
        bar.set_postfix(loss=f"{losses[-1]:.2f}")
    accelerator.free_memory()  # the next training prepares the model anew
    return losses


def perplexity(
    model: nn.Module,
    examples: list[tuple[list[int], list[int]]],
    batch_size: int,
    pad_id: int,
    accelerator: Any,
) -> float:
    """Exponential of the mean loss per token that the persona says, over all processes."""
    model.eval()
    total, count = 0.0, 0
    batches = list(make_batches(examples, batch_size, pad_id))
    with torch.no_grad():
        for batch in batches[accelerator.process_index :: accelerator.num_processes]:
            n_tokens = count_targets(batch)
            total += loss_of(model, batch).item() * n_tokens
            count += n_tokens
    device = next(model.parameters()).device
    return math.exp(min(mean_of_all(total, count, device, accelerator), 700.0))


def prompt_ids(question: str, tokenizer: Any) -> list[int]:
    """Ids of a question and of all that the template puts before the persona's words."""
    turns = [{"role": "user", "content": question}, {"role": "assistant", "content": ""}]
    ids, labels = build_dialogue(turns, tokenizer, 10**6)
    first = next(place for place, label in enumerate(labels) if label != -100)
    return ids[:first]


def answer(model: nn.Module, tokenizer: Any, question: str, args: argparse.Namespace) -> str:
    """What the model says to a question; the same question is answered alike each time."""
    device = next(model.parameters()).device
    prompt = torch.tensor([prompt_ids(question, tokenizer)], device=device)  # (1, T)
    ids = generate(
        model,
        prompt,
        args.max_new_tokens,
        args.temperature,
        args.top_k,
        args.top_p,
        tokenizer.eos_token_id,
        torch.Generator(device).manual_seed(args.seed),
    )
    said = tokenizer.decode(ids[0, prompt.shape[1] :], skip_special_tokens=True)
    return " ".join(said.split()) or "(nothing)"


def pretrain(
    dialogues: list[list[dict[str, str]]],
    tokenizer: PreTrainedTokenizerFast,
    args: argparse.Namespace,
    device: torch.device,
    accelerator: Any,
) -> tuple[nn.Module, list[float]]:
    """Base model: a small Llama that has learned every word of the plain dialogues.

    It is kept in the output folder under a name made of data and settings, so that the
    next run with the same ones begins with the tuning.
    """
    settings = [args.pretrain_epochs, args.batch_size, args.seed, MAX_LENGTH]
    known = json.dumps([dialogues, tokenizer.backend_tokenizer.to_str(), settings])
    path = args.output_dir / f"base-{hashlib.sha256(known.encode()).hexdigest()[:12]}.pt"
    model, kept = make_llama(tokenizer).to(device), None
    try:
        kept = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError:
        pass
    except Exception:  # a damaged file raises errors of many kinds; it is written anew
        print(f"{path} is damaged and is made again")
    found = torch.tensor(float(kept is not None), device=device)
    if accelerator.reduce(found, "sum") == accelerator.num_processes:  # on every machine
        model.load_state_dict(kept["model"])
        print(f"base model from {path}")
        return model, kept["losses"]
    examples = [build_dialogue(turns, tokenizer, MAX_LENGTH)[0] for turns in dialogues]
    examples = [(ids, ids) for ids in examples]  # a base model learns everybody's words
    epochs = args.pretrain_epochs
    pad_id = tokenizer.pad_token_id
    losses = fit(model, examples, epochs, 3e-3, args, pad_id, "pre-training", accelerator)
    if not accelerator.is_main_process:
        return model, losses
    unfinished = Path(f"{path}.unfinished")
    try:
        torch.save({"model": model.state_dict(), "losses": losses}, unfinished)
        os.replace(unfinished, path)
    except (OSError, RuntimeError) as error:  # torch reports a full disk as RuntimeError
        unfinished.unlink(missing_ok=True)
        raise SystemExit(
            f"{path} cannot be saved ({error}). "
            "Make room on the disk, or choose another --output-dir"
        ) from None
    return model, losses


def save_model(folder: Path, model: nn.Module, tokenizer: Any) -> None:
    """Write model and tokenizer to a new folder, whole or not at all."""
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    try:
        model.save_pretrained(unfinished)
        tokenizer.save_pretrained(unfinished)
        os.replace(unfinished, folder)
    except (OSError, RuntimeError) as error:
        raise SystemExit(
            f"{folder} cannot be saved ({error}). Make room on the disk, or choose another --save"
        ) from None


def draw_losses(path: Path, history: dict[str, list[float]], heading: str) -> None:
    """Save the loss of every epoch, one panel for each training."""
    from matplotlib.figure import Figure  # only drawing needs it

    figure = Figure(figsize=(4 * len(history), 3.4), layout="constrained")
    figure.suptitle(heading)
    panels = figure.subplots(1, len(history), squeeze=False)[0]
    for axes, (name, losses) in zip(panels, history.items(), strict=True):
        axes.plot(range(1, len(losses) + 1), losses, "o-", color="black", markersize=4)
        axes.set(title=name, xlabel="epoch", ylabel="loss", ylim=(0, None))
        axes.xaxis.get_major_locator().set_params(integer=True)
    figure.savefig(path, dpi=120)


def draw_perplexity(path: Path, before: float, after: float, heading: str) -> None:
    """Save the two perplexities as bars."""
    from matplotlib.figure import Figure  # only drawing needs it

    figure = Figure(figsize=(6, 2.4), layout="constrained")
    figure.suptitle(heading, fontsize=10)
    axes = figure.subplots()
    bars = axes.barh(["LoRA", "pre-training"], [after, before], color=["black", "0.7"])
    axes.bar_label(bars, fmt="%.1f", padding=4)
    axes.set(xlabel="perplexity (held out)")
    axes.set_xlim(0, 1.15 * max(before, after))
    figure.savefig(path, dpi=120)


def draw_mask(path: Path, example: tuple[list[int], list[int]], tokenizer: Any, name: str) -> None:
    """Save the tokens of a dialogue: white on black what the persona learns."""
    from matplotlib.figure import Figure  # only drawing needs it

    figure = Figure(figsize=(9, 3.4), layout="constrained")
    figure.suptitle(f"{name}: ids, labels ≠ -100")
    axes = figure.subplots()
    axes.axis("off")
    row, column, width, rows = 0, 0, 84, 11
    for token, label in zip(*example, strict=True):
        text = tokenizer.decode([token]).replace("\n", "↵").replace("\ufffd", "·")
        if column + len(text) > width:
            row, column = row + 1, 0
        if row == rows:
            break
        box = {"boxstyle": "square,pad=0.12", "linewidth": 0.5}
        learned = label != -100
        box |= {"facecolor": "black" if learned else "0.92", "edgecolor": "0.6"}
        axes.text(
            column + len(text) / 2,
            row,
            text,
            color="white" if learned else "0.25",
            bbox=box,
            ha="center",
            family="monospace",
            fontsize=8.5,
        )
        column += len(text) + 0.6
        if "↵" in text or token == tokenizer.eos_token_id:
            row, column = row + 1, 0
    axes.set(xlim=(0, width + 2), ylim=(rows - 0.5, -0.8))
    figure.savefig(path, dpi=120)


def draw_next_token(
    path: Path, model: nn.Module, tokenizer: Any, question: str, heading: str
) -> None:
    """Save what the model may say first: what temperature and top-p do to the chances."""
    from matplotlib.figure import Figure  # only drawing needs it

    device = next(model.parameters()).device
    prompt = torch.tensor([prompt_ids(question, tokenizer)], device=device)  # (1, T)
    model.eval()
    with torch.no_grad():
        logits = model(input_ids=prompt, attention_mask=torch.ones_like(prompt)).logits[0, -1]
    best = logits.cpu().double().sort(descending=True)  # (V,)
    plain = best.values.softmax(dim=0)  # (V,)
    nucleus = plain.masked_fill(plain.cumsum(dim=0) - plain >= 0.5, 0.0)
    panels = {
        "temperature 1": plain,
        "temperature 0.5": (best.values / 0.5).softmax(dim=0),
        "temperature 2": (best.values / 2.0).softmax(dim=0),
        "top-p 0.5": nucleus / nucleus.sum(),
    }
    names = [repr(tokenizer.decode([i]).replace("\ufffd", "·")) for i in best.indices[:10].tolist()]
    figure = Figure(figsize=(10, 3.4), layout="constrained")
    figure.suptitle(heading)
    for axes, (name, chances) in zip(
        figure.subplots(1, 4, sharex=True, sharey=True), panels.items(), strict=True
    ):
        axes.barh(range(len(names)), chances[: len(names)].tolist(), color="black")
        axes.set(title=name, xlabel="$p$", yticks=range(len(names)), yticklabels=names)
    axes.invert_yaxis()  # shared: the most likely token on top of every panel
    figure.savefig(path, dpi=120)


def parse_flags(argv: list[str] | None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        description="Give a small Llama the personality of an AI VTuber.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    flag = parser.add_argument
    flag("--epochs", type=at_least(0), default=8, help="passes over the persona's dialogues")
    flag("--lr", type=at_least(1e-9, float), default=3e-3, help="learning rate of the tuning")
    flag("--batch-size", type=at_least(1), default=8, help="dialogues in a batch")
    flag("--pretrain-epochs", type=at_least(0), default=12, help="passes of the embedded model")
    flag("--rank", type=at_least(1), default=16, help="rank of LoRA's updates")
    flag("--alpha", type=at_least(1e-9, float), default=32.0, help="alpha of LoRA")
    flag("--model", help="causal model on the hub or in a folder (default: the embedded one)")
    flag("--targets", nargs="+", default=TARGETS, help="own names of the layers to tune")
    flag("--prompt", help="ask only this")
    flag("--max-new-tokens", type=at_least(0), default=48, help="longest answer, in tokens")
    flag("--temperature", type=at_least(0.0, float), default=0.4, help="0: no chance at all")
    flag("--top-k", type=at_least(1), help="draw from so many tokens only")
    flag("--top-p", type=at_least(0.0, float), default=0.9, help="draw from so much probability")
    flag("--save", type=Path, help="new folder for the tuned model, to be used with --model")
    flag("--seed", type=at_least(0), default=0, help="seed of weights, order and answers")
    flag("--device", default="auto", help="auto, cpu, cuda or mps")
    flag(
        "--data-dir",
        type=Path,
        default=Path(os.environ.get("KURSUS_DATA", "datasets")),
        help=f"folder with dialogues/{{{','.join(FILES)}}}; KURSUS_DATA names another default",
    )
    flag(
        "--output-dir",
        type=Path,
        default=Path("outputs/09_vtuber_brain"),
        help="for figures and the base model",
    )
    args = parser.parse_args(argv)
    if args.save is not None and args.save.exists():
        parser.error(f"argument --save: {args.save} is already there; choose a new folder")
    return args


def tune(args: argparse.Namespace, device: torch.device, accelerator: Any) -> str:
    """Everything from the data to the figures; the line with the result.

    Processes but the first take part in training and perplexity, and return "".
    """
    folder = open_folder(args.output_dir)
    parts, data = find_dialogues(args.data_dir)
    general, persona, held_out = parts
    counts = ", ".join(f"{len(part)}" for part in parts)
    print(f"{data}: {counts} (plain, persona, held out)")

    torch.manual_seed(args.seed)
    history = {}
    if args.model is None:
        texts = [turn["content"] for part in (general, persona) for d in part for turn in d]
        tokenizer = train_tokenizer([*texts, *OPENINGS.values()])
        model, history["pre-training"] = pretrain(general, tokenizer, args, device, accelerator)
        name, targets = "the embedded model", {*args.targets, "lm_head"}
    else:
        with accelerator.main_process_first():  # one process fetches what is not here yet
            model, tokenizer = load_model(args.model)
        model.to(device)
        name, targets = args.model, set(args.targets)
    pad_id = tokenizer.pad_token_id
    pad_id = tokenizer.eos_token_id if pad_id is None else pad_id  # masked all the same
    train_set, test_set = (
        [build_dialogue(turns, tokenizer, MAX_LENGTH) for turns in part]
        for part in (persona, held_out)
    )
    questions = QUESTIONS if args.prompt is None else (args.prompt,)
    questions = questions if accelerator.is_main_process else ()
    held = (test_set, args.batch_size, pad_id, accelerator)

    before = perplexity(model, *held)
    answers = [[answer(model, tokenizer, question, args)] for question in questions]
    n_all = sum(p.numel() for p in model.parameters())
    own_names = {path.rsplit(".", 1)[-1] for path, _ in model.named_modules()}
    if unknown := sorted(set(args.targets) - own_names):
        raise SystemExit(f"--targets {' '.join(unknown)}: {name} has no such layer; name others")
    try:
        n_trainable = add_lora(model, targets, args.rank, args.alpha)
    except ValueError as error:  # a layer, but no linear one
        raise SystemExit(f"--targets: {error} in {name}; name layers that it has") from None
    print(f"LoRA of rank {args.rank} trains {n_trainable:,} numbers beside {n_all:,} frozen ones")
    history["LoRA"] = fit(
        model, train_set, args.epochs, args.lr, args, pad_id, "tuning", accelerator
    )
    unmerged = perplexity(model, *held)
    merge_lora(model)
    after = perplexity(model, *held)
    accelerator.end_training()
    if not accelerator.is_main_process:
        return ""
    print(f"perplexity with LoRA beside the model {unmerged:.3f}, merged into it {after:.3f}")

    print("\nWhat follows is said by an AI: a language model with a role, nobody's opinion.")
    for question, said in zip(questions, answers, strict=True):
        said.append(answer(model, tokenizer, question, args))
        print(f"\n  {question}\n    before: {said[0]}\n    after:  {said[1]}")
    print()
    if args.save is not None:
        save_model(args.save, model, tokenizer)
        print(f"tuned model in {args.save}")
    heading = data if args.model is None else f"{args.model}, {data}"
    draw_losses(folder / "losses.png", history, heading)
    draw_perplexity(folder / "perplexity.png", before, after, heading)
    draw_mask(folder / "mask.png", train_set[0], tokenizer, data)
    draw_next_token(
        folder / "next_token.png",
        model,
        tokenizer,
        questions[0],
        f"{heading}: {questions[0]!r} → ?",
    )
    print(f"figures in {folder}")
    return (
        f"perplexity of {name} on {len(held_out)} held-out dialogues ({data}): "
        f"{before:.1f} -> {after:.1f}, {before / after:.1f} times lower"
    )


def main(argv: list[str] | None = None) -> int:
    """Tune the model, print its answers before and after, save four figures."""
    args = parse_flags(argv)
    accelerator, device = share_work(choose_device(args.device))
    first = accelerator.is_main_process
    try:
        with contextlib.redirect_stdout(sys.stdout if first else None):  # one process prints
            print(tune(args, device, accelerator))
    except (MemoryError, RuntimeError) as error:
        text = str(error).lower()
        if not isinstance(error, MemoryError) and "memory" not in text:
            raise
        raise SystemExit(
            f"out of memory with --batch-size {args.batch_size}; try a smaller one, "
            "or a smaller --model"
        ) from None
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(
            "stopped; a base model that was finished is kept, the tuning is not"
        ) from None
