"""Checks for module 09. Oracles: torch's own operators, formulas, models worked out on paper."""

import functools
import re

import numpy as np
import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from kursus.testing import (
    expect_between,
    expect_close,
    expect_differs,
    expect_equal,
    expect_kept,
    get,
    gradients,
    parameters,
    raises,
    random_parameters,
)


def normal(rng, *shape, scale=1.0):
    return torch.from_numpy(rng.normal(scale=scale, size=shape)).float()


# --- 9.1 causal_lm_loss -----------------------------------------------------------


def surprises(logits, targets, ignore_index=-100):
    """Torch's loss of every position of (N, T, V), (N, T); 0 where ignored."""
    return torch.nn.functional.cross_entropy(
        logits.transpose(1, 2), targets, ignore_index=ignore_index, reduction="none"
    )


def loss_mistakes(logits, labels, ignore_index=-100):
    """What known mistakes would give."""
    each = surprises(logits[:, :-1], labels[:, 1:], ignore_index)
    counts = labels[:, 1:] != ignore_index
    per_row = [row.sum() / n for row, n in zip(each, counts.sum(dim=1), strict=True) if n]
    same = surprises(logits, labels, ignore_index)
    back = surprises(logits[:, 1:], labels[:, :-1], ignore_index)
    before = labels[:, :-1] != ignore_index
    return [
        ("missing-shift", same.sum() / (labels != ignore_index).sum()),
        ("missing-shift", same[:, :-1].sum() / before.sum()),
        ("shifted-the-wrong-way", back.sum() / before.sum()),
        ("ignored-positions-counted", each.mean()),
        ("sum-instead-of-mean", each.sum()),
        ("mean-of-row-means", torch.stack(per_row).mean()),
        ("missing-minus", -each.sum() / counts.sum()),
    ]


def draw_labels(rng, n, length, size, learned):
    """(n, length) labels of which row r has ``learned[r]`` after the first, which counts too."""
    labels = torch.from_numpy(rng.integers(0, size, size=(n, length)))
    for row, count in enumerate(learned):
        hidden = 1 + rng.permutation(length - 1)[: length - 1 - count]
        labels[row, hidden] = -100
    return labels


@pytest.mark.task("9.1")
def test_loss_matches_paper(student):
    # softmax([0, log 3]) = [1/4, 3/4]; the last position predicts nothing.
    log3 = float(np.log(3.0))
    logits = torch.tensor([[[0.0, log3], [0.0, log3], [9.0, 0.0]]])
    labels = torch.tensor([[0, 1, 0]])
    want = torch.tensor(float(np.log(4.0 / 3.0) + np.log(4.0)) / 2)
    expect_close(
        student.causal_lm_loss(logits, labels),
        want,
        call="causal_lm_loss([[[0, log 3], [0, log 3], [9, 0]]], [[0, 1, 0]])",
        mistakes=loss_mistakes(logits, labels),
        scale=10.0,
    )


@pytest.mark.task("9.1")
@pytest.mark.parametrize(
    ("N", "T", "V", "learned"),
    [(1, 2, 2, [1]), (2, 7, 5, [6, 6]), (3, 9, 11, [1, 4, 7])],
    ids=["two_tokens", "all_learned", "some_ignored"],
)
def test_loss_equals_torchs_of_shifted_positions(student, rng, N, T, V, learned):
    logits = normal(rng, N, T, V, scale=3.0)
    labels = draw_labels(rng, N, T, V, learned)
    want = torch.nn.functional.cross_entropy(
        logits[:, :-1].reshape(-1, V), labels[:, 1:].reshape(-1)
    )
    expect_close(
        student.causal_lm_loss(logits, labels),
        want,
        call=f"causal_lm_loss(logits, labels), N={N} T={T} V={V}, learned: {learned}",
        mistakes=loss_mistakes(logits, labels),
        scale=10.0,
    )


@pytest.mark.task("9.1")
@pytest.mark.parametrize("ignored", [0, -1, 50])
def test_loss_ignores_the_label_it_is_told(student, rng, ignored):
    logits = normal(rng, 2, 8, 6, scale=3.0)
    labels = draw_labels(rng, 2, 8, 5, [3, 5]) + 1  # 1 .. 5, and -99
    labels[labels < 0] = ignored
    want = torch.nn.functional.cross_entropy(
        logits[:, :-1].reshape(-1, 6), labels[:, 1:].reshape(-1), ignore_index=ignored
    )
    expect_close(
        student.causal_lm_loss(logits, labels, ignore_index=ignored),
        want,
        call=f"causal_lm_loss(logits, labels, ignore_index={ignored})",
        mistakes=[
            (
                "ignore-index-fixed",
                torch.nn.functional.cross_entropy(
                    logits[:, :-1].reshape(-1, 6), labels[:, 1:].reshape(-1).clamp(0, 5)
                ),
            ),
            *loss_mistakes(logits, labels, ignored),
        ],
        scale=10.0,
    )


@pytest.mark.task("9.1")
def test_gradient_of_loss_equals_autograds(student, lib, rng):
    logits = normal(rng, 2, 5, 4)
    labels = draw_labels(rng, 2, 5, 4, [1, 3])
    leaf = logits.clone().requires_grad_()
    torch.nn.functional.cross_entropy(
        leaf[:, :-1].reshape(-1, 4), labels[:, 1:].reshape(-1)
    ).backward()
    loss = lib.functools.partial(student.causal_lm_loss, labels=labels)
    expect_close(
        lib.torch.autograd.functional.jacobian(loss, logits),
        leaf.grad,
        call="gradient of causal_lm_loss(logits, labels) with respect to logits",
        mistakes={"sum-instead-of-mean": leaf.grad * 4, "missing-minus": -leaf.grad},
    )


@pytest.mark.task("9.1")
@pytest.mark.parametrize(("T", "first"), [(4, 2), (1, 2), (3, -100)])
def test_loss_is_0_if_nothing_is_left(student, lib, rng, T, first):
    logits = normal(rng, 2, T, 3)
    labels = torch.full((2, T), -100)
    labels[:, 0] = first  # has no position before it
    call = f"causal_lm_loss(logits, labels), labels {labels.tolist()}"
    got = get(student.causal_lm_loss(logits, labels))
    broken = isinstance(got, torch.Tensor) and bool(torch.isnan(got).all())
    mistakes = {"nan-if-nothing-left": got} if broken else {}
    expect_close(got, torch.tensor(0.0), call=call, mistakes=mistakes)
    loss = lib.functools.partial(student.causal_lm_loss, labels=labels)
    slope = get(lib.torch.autograd.functional.jacobian(loss, logits))
    backward = "lambda loss, logits: loss(logits.requires_grad_()).requires_grad"
    joined_on = get(lib.builtins.eval(backward)(loss, logits.clone()))
    expect_equal(joined_on, True, call=f"{call}.requires_grad, logits with a graph")
    reached = lib.builtins.eval(
        "lambda grad, loss, x: grad(loss(x.requires_grad_()), x, allow_unused=True)[0] is not None"
    )
    found = reached(lib.torch.autograd.grad, loss, logits.clone())
    expect_equal(found, True, call=f"whether the graph of {call} leads back to the logits")
    broken = isinstance(slope, torch.Tensor) and bool(torch.isnan(slope).any())
    mistakes = {"nan-if-nothing-left": slope} if broken else {}
    expect_close(slope, torch.zeros(2, T, 3), call=f"gradient of {call}", mistakes=mistakes)


@pytest.mark.task("9.1")
@pytest.mark.parametrize(
    ("row", "label", "want"),
    [
        pytest.param([1000.0, 0.0, -1000.0], 1, 1000.0, id="large"),
        pytest.param([-1000.0, -1000.0, -1000.0], 0, float(np.log(3.0)), id="very_negative"),
    ],
)
def test_loss_is_stable(student, row, label, want):
    logits, labels = torch.tensor([[row, [0.0, 0.0, 0.0]]]), torch.tensor([[0, label]])
    got = get(student.causal_lm_loss(logits, labels))
    broken = isinstance(got, torch.Tensor) and not bool(torch.isfinite(got).all())
    expect_close(
        got,
        torch.tensor(want),
        call=f"causal_lm_loss([[{row}, [0, 0, 0]]], [[0, {label}]])",
        mistakes={"softmax-overflow": got} if broken else {},
        scale=1000.0,
    )


@pytest.mark.task("9.1")
def test_every_position_is_stable_by_itself(student):
    # One position far above, one far below: a maximum of both would leave exp(-2000) of one.
    logits = torch.tensor([[[1000.0, 999.0], [-1000.0, -1001.0], [0.0, 0.0]]])
    labels = torch.tensor([[0, 0, 1]])
    surprise = float(np.log1p(np.exp(-1.0)))  # at the larger of two logits one apart
    got = get(student.causal_lm_loss(logits, labels))
    broken = isinstance(got, torch.Tensor) and not bool(torch.isfinite(got).all())
    expect_close(
        got,
        torch.tensor((2 * surprise + 1.0) / 2),
        call="causal_lm_loss([[[1000, 999], [-1000, -1001], [0, 0]]], [[0, 0, 1]])",
        mistakes={"softmax-overflow": got} if broken else {},
        scale=1000.0,
    )


@pytest.mark.task("9.1")
def test_loss_leaves_its_arguments(student, rng):
    logits, labels = normal(rng, 2, 6, 4), draw_labels(rng, 2, 6, 4, [2, 3])
    expect_kept(student.causal_lm_loss, logits, labels, call="causal_lm_loss(logits, labels)")


# --- 9.2 build_dialogue -----------------------------------------------------------

WORD = r"(?:zq[A-Za-z]{4})"  # words that no template holds, all of one length


def draw_words(rng, n):
    letters = np.array(list("abcdefghijklmnoprstuvwxy"))
    drawn = ["".join(rng.choice(letters, size=4)) for _ in range(2 * n)]
    words = {f"zq{end[:3]}{end[3].upper()}" for end in drawn}
    return rng.permutation(sorted(words))[:n].tolist()


class Language:
    """A tokenizer's rules on the check's side: one id a word, one for any other character."""

    def __init__(self, rng, words):
        numbers = 1000 + rng.permutation(8000)
        self.ids = {word: int(number) for word, number in zip(words, numbers, strict=False)}
        self.special = {
            f"{name}_token_id": int(number)
            for name, number in zip(
                ("bos", "eos", "pad", "cls", "sep"), 20_000 + rng.permutation(900), strict=False
            )
        }
        self.eos = self.special["eos_token_id"]

    def encode(self, text):
        pieces = re.findall(rf"{WORD}|\S", text)  # blanks are nowhere, so templates are free
        return [self.ids.get(piece, 30_000 + ord(piece[0])) for piece in pieces]

    def tokenizer(self, lib, bos=True):
        """A double on the learner's side: ``encode`` and special ids, nothing else."""
        cls, sep = self.special["cls_token_id"], self.special["sep_token_id"]

        def encode(text, add_special_tokens):
            ids = self.encode(text)
            return [cls, *ids, sep] if add_special_tokens else ids

        # Functions of a check are called back by position only.
        named = lib.builtins.eval(
            "lambda encode: lambda text, add_special_tokens=True: encode(text, add_special_tokens)"
        )
        ids = {**self.special, "unk_token_id": None, "mask_token_id": None}
        ids["bos_token_id"] = self.special["bos_token_id"] if bos else None
        return lib.types.SimpleNamespace(encode=named(encode), **ids)


def draw_dialogue(rng, roles, words_each=4):
    """Turns of different words, and the language that knows them."""
    words = draw_words(rng, words_each * len(roles))
    language = Language(rng, words)
    turns = [
        {"role": role, "content": " ".join(words[number * words_each :][:words_each])}
        for number, role in enumerate(roles)
    ]
    return turns, language


def told(answer):
    """Ids and labels, as far as they are two lists of the same length."""
    got = get(answer)
    if not isinstance(got, (tuple, list)) or len(got) != 2:
        expect_equal(got, ([], []), call="build_dialogue(turns, tokenizer, max_length)")
    ids, labels = got
    for name, value in (("ids", ids), ("labels", labels)):
        call = f"{name} of build_dialogue(turns, tokenizer, max_length)"
        plain = isinstance(value, (list, tuple))
        expect_equal(value if not plain else [], [], call=call)
        kinds = sorted({type(item).__name__ for item in value} - {"int"})
        expect_equal(
            kinds,
            [],
            call=f"what other than int is in {call}",
            mistakes={"none-among-ids": ["NoneType"]},
        )
    expect_equal(len(labels), len(ids), call="len(labels), where ids are as many")
    return list(ids), list(labels)


def joined(parts, before=(), after=()):
    """One list of all parts, each with something around it."""
    return [number for part in parts for number in (*before, *part, *after)]


USER, PERSONA = "user", "assistant"
SHAPES = {
    "question_and_answer": [USER, PERSONA],
    "four_turns": [USER, PERSONA, USER, PERSONA],
    "persona_first": [PERSONA, USER, PERSONA],
    "persona_twice": [USER, PERSONA, PERSONA, USER, USER, PERSONA],
}


@pytest.mark.task("9.2")
@pytest.mark.parametrize("shape", SHAPES)
def test_learned_labels_stand_at_their_ids(student, lib, rng, shape):
    # Whoever shifts here and in the loss shifts twice.
    turns, language = draw_dialogue(rng, SHAPES[shape])
    ids, labels = told(student.build_dialogue(turns, language.tokenizer(lib), 10_000))
    places = [place for place, label in enumerate(labels) if label != -100]
    got, want = [labels[place] for place in places], [ids[place] for place in places]
    shifted = [ids[place + 1] for place in places if place + 1 < len(ids)]
    expect_equal(
        got,
        want,
        call="labels other than -100, and ids at their places",
        mistakes={"labels-shifted": got} if got[: len(shifted)] == shifted else {},
    )
    expect_equal(bool(places), True, call="whether any label is not -100")


@pytest.mark.task("9.2")
@pytest.mark.parametrize("shape", SHAPES)
def test_labels_are_the_personas_words_and_end_tokens(student, lib, rng, shape):
    turns, language = draw_dialogue(rng, SHAPES[shape])
    ids, labels = told(student.build_dialogue(turns, language.tokenizer(lib), 10_000))
    every = [(turn["role"], language.encode(turn["content"])) for turn in turns]
    spoken = [words for role, words in every if role == PERSONA]
    asked = [words for role, words in every if role == USER]
    eos = language.eos
    around = [language.special["cls_token_id"]], [language.special["sep_token_id"]]
    got, want = [label for label in labels if label != -100], joined(spoken, after=[eos])
    of_users = set(joined(asked))
    more = [label for label in got if label not in of_users] == want
    expect_equal(
        got,
        want,
        call=f"labels other than -100 of build_dialogue({shape}, tokenizer, 10000)",
        mistakes=[
            ("missing-end-token", joined(spoken)),
            ("missing-end-token", [*joined(spoken), eos]),
            ("user-learned", joined([words for _, words in every])),
            ("user-learned", joined([words for _, words in every], after=[eos])),
            ("user-learned", joined(asked)),
            ("user-learned", joined(asked, after=[eos])),
            ("everything-learned", ids),
            ("only-last-answer-learned", [*spoken[-1], eos]),
            ("special-tokens-added", joined(spoken, *around)),
            ("special-tokens-added", joined(spoken, around[0], [*around[1], eos])),
            *([("user-learned", got)] if more else []),
        ],
    )


@pytest.mark.task("9.2")
@pytest.mark.parametrize("shape", SHAPES)
def test_ids_hold_all_words_in_order(student, lib, rng, shape):
    turns, language = draw_dialogue(rng, SHAPES[shape])
    ids, _ = told(student.build_dialogue(turns, language.tokenizer(lib), 10_000))
    known = set(language.ids.values())
    expect_equal(
        [number for number in ids if number in known],
        [number for turn in turns for number in language.encode(turn["content"])],
        call=f"words among the ids of build_dialogue({shape}, tokenizer, 10000)",
        mistakes={
            "user-left-out": [
                number
                for turn in turns
                if turn["role"] == PERSONA
                for number in language.encode(turn["content"])
            ]
        },
    )


@pytest.mark.task("9.2")
def test_nothing_is_learned_from_the_user(student, lib, rng):
    turns, language = draw_dialogue(rng, [USER, USER])
    ids, labels = told(student.build_dialogue(turns, language.tokenizer(lib), 10_000))
    expect_equal(
        labels,
        [-100] * len(ids),
        call="labels of build_dialogue([user, user], tokenizer, 10000)",
        mistakes={"everything-learned": ids, "user-learned": labels},
    )


@pytest.mark.task("9.2")
def test_words_that_both_say_are_learned_from_the_persona_alone(student, lib, rng):
    turns, language = draw_dialogue(rng, SHAPES["question_and_answer"])
    asked, own = (turn["content"].split() for turn in turns)
    turns[1]["content"] = " ".join([asked[2], own[0], asked[0], own[1]])
    _, labels = told(student.build_dialogue(turns, language.tokenizer(lib), 10_000))
    want = [*language.encode(turns[1]["content"]), language.eos]
    twice = [number for number in language.encode(turns[0]["content"]) if number in want]
    expect_equal(
        [label for label in labels if label != -100],
        want,
        call="labels other than -100, the user says some of the persona's words",
        mistakes=[("user-learned", [*twice, *want])],
    )


@pytest.mark.task("9.2")
def test_tokenizer_may_lack_a_first_token(student, lib, rng):
    turns, language = draw_dialogue(rng, SHAPES["question_and_answer"])
    _, labels = told(student.build_dialogue(turns, language.tokenizer(lib, bos=False), 10_000))
    expect_equal(
        [label for label in labels if label != -100],
        [*language.encode(turns[1]["content"]), language.eos],
        call="labels other than -100, tokenizer.bos_token_id None",
    )


@pytest.mark.task("9.2")
def test_end_token_may_be_number_0(student, lib, rng):
    turns, language = draw_dialogue(rng, [USER, PERSONA])
    language.special["eos_token_id"] = 0
    _, labels = told(student.build_dialogue(turns, language.tokenizer(lib), 10_000))
    words = language.encode(turns[1]["content"])
    expect_equal(
        [label for label in labels if label != -100],
        [*words, 0],
        call="labels other than -100 of build_dialogue(..., tokenizer with eos_token_id 0, 10000)",
        mistakes={"missing-end-token": words},
    )


@pytest.mark.task("9.2")
def test_end_token_may_serve_as_padding(student, lib, rng):
    turns, language = draw_dialogue(rng, [USER, PERSONA])
    language.special["pad_token_id"] = language.eos  # as many Llamas do
    _, labels = told(student.build_dialogue(turns, language.tokenizer(lib), 10_000))
    words = language.encode(turns[1]["content"])
    expect_equal(
        [label for label in labels if label != -100],
        [*words, language.eos],
        call="labels other than -100 of build_dialogue(..., pad_token_id = eos_token_id, 10000)",
        mistakes={"missing-end-token": words},
    )


@pytest.mark.task("9.2")
def test_same_answer_twice_is_learned_twice_alike(student, lib, rng):
    turns, language = draw_dialogue(rng, [USER, PERSONA])
    _, labels = told(student.build_dialogue(turns * 3, language.tokenizer(lib), 10_000))
    words = language.encode(turns[1]["content"])
    expect_equal(
        [label for label in labels if label != -100],
        [*words, language.eos] * 3,
        call="labels other than -100 of build_dialogue(3 times the same two turns, ...)",
        mistakes={"missing-end-token": words * 3},
    )


@pytest.mark.task("9.2")
@pytest.mark.parametrize("shape", SHAPES)
def test_dialogue_is_cut_on_the_right(student, lib, rng, shape):
    turns, language = draw_dialogue(rng, SHAPES[shape])
    tokenizer = language.tokenizer(lib)
    ids, labels = told(student.build_dialogue(turns, tokenizer, 10_000))
    n = len(ids)
    for length in (n + 3, n, n - 1, n // 2, 3, 1, 0):
        call = f"build_dialogue({shape}, tokenizer, {length}), {n} tokens uncut"
        short = told(student.build_dialogue(turns, tokenizer, length))
        for name, got, whole in zip(("ids", "labels"), short, (ids, labels), strict=True):
            expect_equal(
                got,
                whole[:length],
                call=f"{name} of {call}",
                mistakes=[
                    ("not-cut", whole),
                    ("cut-on-the-left", whole[-length:]),
                    ("end-token-forced", [*whole[: max(length - 1, 0)], language.eos]),
                ],
            )


@pytest.mark.task("9.2")
def test_dialogue_of_a_real_tokenizer(student, lib, rng):
    turns, language = draw_dialogue(rng, SHAPES["four_turns"])
    names = ["<unk>", "<s>", "</s>", *language.ids]
    vocab = {word: int(i) for word, i in zip(names, rng.permutation(len(names)), strict=True)}
    fast = lib.tokenizers.Tokenizer(lib.tokenizers.models.WordLevel(vocab, unk_token="<unk>"))
    fast.pre_tokenizer = lib.tokenizers.pre_tokenizers.Whitespace()
    fast.post_processor = lib.tokenizers.processors.TemplateProcessing(
        single="<s> $A </s>",
        special_tokens=[("<s>", vocab["<s>"]), ("</s>", vocab["</s>"])],
    )
    tokenizer = lib.transformers.PreTrainedTokenizerFast(
        tokenizer_object=fast, unk_token="<unk>", bos_token="<s>", eos_token="</s>"
    )
    _, labels = told(student.build_dialogue(turns, tokenizer, 10_000))
    spoken = [[vocab[word] for word in turns[i]["content"].split()] for i in (1, 3)]
    first, last = vocab["<s>"], vocab["</s>"]
    expect_equal(
        [label for label in labels if label != -100],
        joined(spoken, after=[last]),
        call="labels other than -100 of build_dialogue(turns, PreTrainedTokenizerFast, 10000)",
        mistakes=[
            ("special-tokens-added", joined(spoken, [first], [last])),
            ("special-tokens-added", joined(spoken, [first], [last, last])),
            ("missing-end-token", joined(spoken)),
        ],
    )


@pytest.mark.task("9.2")
def test_dialogue_leaves_its_arguments(student, lib, rng):
    turns, language = draw_dialogue(rng, SHAPES["four_turns"])
    expect_kept(
        student.build_dialogue,
        turns,
        language.tokenizer(lib),
        12,
        call="build_dialogue(turns, tokenizer, 12)",
    )


# --- 9.3 LoRALinear ---------------------------------------------------------------


def trainable(model):
    """Names of the parameters that can learn."""
    return [
        name
        for name in parameters(model)
        if get(functools.reduce(getattr, f"{name}.requires_grad".split("."), model))
    ]


def of_shape(params, *shape, below=""):
    """The one matrix of this shape, in either orientation, as asked for."""
    for name, value in params.items():
        if name.startswith(below) and sorted(value.shape) == sorted(shape):
            return value if tuple(value.shape) == shape else value.T
    return torch.zeros(shape)


D, H, R = 5, 7, 3  # no two alike, so that shapes tell A and B apart


def make_layer(student, lib, rng, bias=True, alpha=5.0, rank=R):
    """LoRALinear over random values; weight and bias of its base."""
    base = lib.torch.nn.Linear(D, H, bias=bias)
    drawn = random_parameters(base, rng)
    layer = student.LoRALinear(base, rank, alpha)
    return base, layer, drawn["weight"], drawn.get("bias", torch.zeros(H))


def fill_lora(layer, rng, rank=R):
    """Random A (rank, D) and B (H, rank) in a layer, and their values."""
    state = get(layer.state_dict())
    drawn = {
        name: normal(rng, *value.shape)
        for name, value in parameters(layer).items()
        if sorted(value.shape) in (sorted((rank, D)), sorted((H, rank)))
    }
    layer.load_state_dict({**state, **drawn})
    return of_shape(drawn, rank, D), of_shape(drawn, H, rank)


@pytest.mark.task("9.3")
@pytest.mark.parametrize(
    ("bias", "rank"), [(True, R), (False, R), (True, 9)], ids=["bias", "no_bias", "large_rank"]
)
def test_a_and_b_are_all_that_learns(student, lib, rng, bias, rank):
    base, layer, _, _ = make_layer(student, lib, rng, bias, rank=rank)
    values = parameters(layer)
    got = sorted(sorted(values[name].shape) for name in trainable(layer))
    lora = sorted([sorted((rank, D)), sorted((rank, H))])
    learns = trainable(base)
    expect_equal(
        learns,
        [],
        call=f"LoRALinear(base, {rank}, 5.0); what of base can still learn",
        mistakes={"base-not-frozen": learns} if learns else {},
    )
    expect_equal(
        got,
        lora,
        call=f"shapes that can learn in LoRALinear(Linear({D}, {H}, bias={bias}), {rank}, 5.0)",
        mistakes=[
            ("base-not-frozen", sorted([*lora, [D, H], [H]])),
            ("base-not-frozen", sorted([*lora, [D, H]])),
            ("base-not-frozen", sorted([*lora, [H]])),
            ("lora-with-bias", sorted([*lora, [rank], [H]])),
            ("lora-with-bias", sorted([*lora, [H]])),
            ("lora-with-bias", sorted([*lora, [rank]])),
        ],
    )


@pytest.mark.task("9.3")
def test_a_starts_random_and_b_at_zero(student, lib, rng):
    starts = []
    for _ in range(2):
        _, layer, _, _ = make_layer(student, lib, rng)
        values = parameters(layer)
        a, b = of_shape(values, R, D), of_shape(values, H, R)
        zero_a = not bool(a.any())
        expect_equal(
            "B all zero" if not bool(b.any()) else "B not zero",
            "B all zero",
            call=f"LoRALinear(Linear({D}, {H}), {R}, 5.0), B ({H}, {R})",
            mistakes={"b-not-zero": "B not zero"},
        )
        expect_equal(
            "A all zero" if zero_a else "A random",
            "A random",
            call=f"LoRALinear(Linear({D}, {H}), {R}, 5.0), A ({R}, {D})",
            mistakes={"a-all-zero": "A all zero"},
        )
        starts.append(a)
    expect_differs(starts[0], starts[1], call="A of two LoRALinear")


@pytest.mark.task("9.3")
def test_numbers_of_a_large_a_are_drawn_each_for_itself(student, lib):
    # As large as this, memory that nobody has filled is mostly zeros.
    layer = student.LoRALinear(lib.torch.nn.Linear(700, 301), 300, 5.0)
    a = of_shape(parameters(layer), 300, 700)
    call = "A (300, 700) of LoRALinear(Linear(700, 301), 300, 5.0)"
    expect_equal(bool(a.isfinite().all()), True, call=f"{call}: all finite")
    # Of 2^24 numbers that rand draws from, 210,000 draws hit one twice about once in 160.
    expect_between(
        a.unique().numel() / a.numel(), 0.9, 1.0, call=f"share of different numbers in {call}"
    )


@pytest.mark.task("9.3")
@pytest.mark.parametrize("bias", [True, False], ids=["bias", "no_bias"])
def test_fresh_layer_gives_what_its_base_gives(student, lib, rng, bias):
    _, layer, weight, offset = make_layer(student, lib, rng, bias)
    x = normal(rng, 4, D)
    want = x @ weight.T + offset
    expect_close(
        layer(x),
        want,
        call=f"LoRALinear(base, {R}, 5.0)(x), x (4, {D}), B zero",
        mistakes={"base-left-out": torch.zeros(4, H), "base-scaled-too": 5.0 / R * want},
        scale=10.0,
    )


@pytest.mark.task("9.3")
@pytest.mark.parametrize("shape", [(4, D), (2, 3, D), (D,), (3, 1, D)], ids=str)
@pytest.mark.parametrize(("alpha", "rank"), [(8, 3), (2.0, 4), (6.5, 1)])
def test_layer_matches_the_formula(student, lib, rng, shape, alpha, rank):
    _, layer, weight, offset = make_layer(student, lib, rng, alpha=alpha, rank=rank)
    a, b = fill_lora(layer, rng, rank)
    x = normal(rng, *shape)
    base, update = x @ weight.T + offset, x @ a.T @ b.T
    expect_close(
        layer(x),
        base + alpha / rank * update,
        call=f"LoRALinear(base, rank={rank}, alpha={alpha})(x), x {tuple(shape)}",
        mistakes=[
            ("missing-alpha-over-rank", base + update),
            ("missing-rank", base + alpha * update),
            ("missing-alpha", base + update / rank),
            ("rank-over-alpha", base + rank / alpha * update),
            ("rounded-scale", base + alpha // rank * update),
            ("update-lost", base),
            ("base-left-out", alpha / rank * update),
            ("base-scaled-too", alpha / rank * (base + update)),
        ],
        scale=100.0,
    )


@pytest.mark.task("9.3")
@pytest.mark.parametrize("bias", [True, False], ids=["bias", "no_bias"])
def test_gradients_reach_a_and_b_alone(student, lib, rng, bias):
    base, layer, weight, offset = make_layer(student, lib, rng, bias)
    a, b = fill_lora(layer, rng)
    x, toward = normal(rng, 4, D), normal(rng, 4, H)
    a, b = a.clone().requires_grad_(), b.clone().requires_grad_()
    here = x @ weight.T + offset + 5.0 / R * x @ a.T @ b.T
    (here * toward).sum().backward()
    # The graph lives on the learner's side, so the whole step runs there.
    step = "lambda layer, x, toward: (layer(x) * toward).sum().backward()"
    lib.builtins.eval(step)(layer, x, toward)
    found = {name: grad for name, grad in gradients(layer).items() if grad is not None}
    call = f"gradients of LoRALinear(base, {R}, 5.0)"
    expect_equal(
        sorted(sorted(grad.shape) for grad in found.values()),
        [[R, D], [R, H]],
        call=f"shapes of {call}",
        mistakes={"base-not-frozen": sorted(sorted(grad.shape) for grad in found.values())}
        if len(found) > 2
        else {},
    )
    expect_close(of_shape(found, R, D), a.grad, call=f"{call}: A", scale=100.0)
    expect_close(of_shape(found, H, R), b.grad, call=f"{call}: B", scale=100.0)
    expect_equal(get(base.weight.grad), None, call="base.weight.grad")


@pytest.mark.task("9.3")
def test_layer_passes_gradients_to_its_input(student, lib, rng):
    _, layer, weight, _ = make_layer(student, lib, rng)
    a, b = fill_lora(layer, rng)
    x = normal(rng, D)
    expect_close(
        lib.torch.autograd.functional.jacobian(layer, x),
        weight + 5.0 / R * b @ a,
        call="gradient of LoRALinear(base, rank, alpha)(x) with respect to x",
        scale=100.0,
    )


@pytest.mark.task("9.3")
def test_layer_leaves_the_values_of_its_base_and_its_input(student, lib, rng):
    base, layer, weight, offset = make_layer(student, lib, rng)
    expect_kept(layer, normal(rng, 2, D), call="LoRALinear(base, rank, alpha)(x)")
    call = "LoRALinear(base, rank, alpha); base"
    expect_equal(get(base.weight), weight, call=f"{call}.weight")
    expect_equal(get(base.bias), offset, call=f"{call}.bias")


@pytest.mark.task("9.3")
@pytest.mark.parametrize("dtype", ["float64", "float16"])
def test_a_and_b_are_like_the_weight_of_the_base(student, lib, dtype):
    # "meta" is a device that every computer has; its tensors have no values.
    for kind in ("cpu", "meta"):
        base = lib.torch.nn.Linear(D, H, dtype=getattr(lib.torch, dtype), device=kind)
        layer = student.LoRALinear(base, R, 5.0)
        found = lib.builtins.eval(
            "lambda layer: sorted({f'{p.dtype} {p.device.type}' for p in layer.parameters()})"
        )(layer)
        expect_equal(
            found,
            [f"torch.{dtype} {kind}"],
            call=f"dtype and device of the parameters, base {dtype} on {kind}",
        )


# --- 9.4 add_lora -----------------------------------------------------------------

# Path -> (inputs, outputs) of all linear layers; every shape with rank 3 is of one layer only.
LAYERS = {
    "query": (5, 7),
    "mix": (7, 8),
    "block.query": (8, 9),
    "block.other_query": (9, 11),
    "block.value": (11, 13),
    "block.query_2": (13, 14),
    "block.inner.query": (14, 15),
}
SEEN = ["query", "block.query", "block.inner.query"]


def make_model(lib, rng):
    """A nested model of named layers, filled at random; its parameters by name."""
    nn = lib.torch.nn

    def named(*pairs):
        container = nn.Sequential()
        for name, layer in pairs:
            container.add_module(name, layer)
        return container

    def linear(path):
        return nn.Linear(*LAYERS[path], bias=path != "block.value")

    parts = [name.split(".") for name in LAYERS]
    inside = [(part[1], linear(".".join(part))) for part in parts if len(part) == 2]
    inner = named(("query", linear("block.inner.query")))
    model = named(
        ("query", linear("query")),
        ("bend", nn.Tanh()),
        ("norm", nn.LayerNorm(7)),
        ("mix", linear("mix")),
        ("block", named(*inside, ("inner", inner))),
    )
    return model, random_parameters(model, rng)


def outputs(params, x, alpha=0.0, rank=3, sign=1.0):
    """The model by its definition, with what A and B of each layer add."""
    for path, (n_in, n_out) in LAYERS.items():
        weight = of_shape(params, n_out, n_in, below=f"{path}.")
        bias = next(
            (v for k, v in params.items() if k.startswith(f"{path}.") and v.ndim == 1),
            torch.zeros(n_out),
        )
        a = of_shape(params, rank, n_in, below=f"{path}.")
        b = of_shape(params, n_out, rank, below=f"{path}.")
        x = x @ (weight + alpha / rank * b @ a).T + bias
        if path == "query":
            x = torch.nn.functional.layer_norm(
                torch.tanh(x), (7,), params["norm.weight"], params["norm.bias"]
            )
    return x


def lora_shapes(paths, rank=3):
    """Sorted shapes of A and B of these layers."""
    return sorted(sorted((rank, size)) for path in paths for size in LAYERS[path])


def lora_count(paths, rank=3):
    return sum(rank * size for path in paths for size in LAYERS[path])


@pytest.mark.task("9.4")
@pytest.mark.parametrize("kind", ["list", "tuple"])
@pytest.mark.parametrize(
    ("targets", "wrapped"),
    [
        pytest.param(["query"], SEEN, id="one_name"),
        pytest.param(["value", "query"], [*SEEN, "block.value"], id="two_names"),
        pytest.param(["mix", "absent"], ["mix"], id="one_is_absent"),
        pytest.param(["query_2"], ["block.query_2"], id="longer_name"),
        pytest.param(["norm", "mix", "block"], ["mix"], id="others_are_not_linear"),
    ],
)
def test_layers_with_a_targets_own_name_are_wrapped(student, lib, rng, targets, wrapped, kind):
    model, _ = make_model(lib, rng)
    student.add_lora(model, list(targets) if kind == "list" else tuple(targets), 3, 6.0)
    values = parameters(model)
    ending = [path for path in LAYERS if path.endswith(tuple(targets))]
    inside = [path for path in LAYERS if any(target in path for target in targets)]
    lora = lora_shapes(wrapped)
    got = sorted(sorted(values[name].shape) for name in trainable(model))
    named = [
        ("matched-by-ending", lora_shapes(ending)),
        ("matched-anywhere", lora_shapes(inside)),
        ("only-top-level-wrapped", lora_shapes([p for p in wrapped if "." not in p])),
    ]
    mistakes = [(name, shapes) for name, shapes in named if shapes and shapes != lora]
    others = [shape for shape in got if 3 not in shape]
    if others and sorted(shape for shape in got if 3 in shape) == lora:
        mistakes.append(("rest-not-frozen", got))
    expect_equal(
        got,
        lora,
        call=f"shapes that can learn after add_lora(model, {targets}, 3, 6.0)",
        mistakes=mistakes,
    )


@pytest.mark.task("9.4")
@pytest.mark.parametrize(("targets", "wrapped"), [(["query"], SEEN), (["mix"], ["mix"])])
def test_number_of_trainable_parameters_is_returned(student, lib, rng, targets, wrapped):
    model, before = make_model(lib, rng)
    rank = int(rng.integers(2, 5))
    everything = sum(value.numel() for value in before.values())
    want = lora_count(wrapped, rank)
    expect_equal(
        student.add_lora(model, list(targets), rank, 8.0),
        want,
        call=f"add_lora(model, {targets}, {rank}, 8.0)",
        mistakes={
            "layers-counted": len(wrapped),
            "tensors-counted": 2 * len(wrapped),
            "frozen-counted": everything + want,
        },
    )


@pytest.mark.task("9.4")
def test_rank_and_alpha_reach_the_layers(student, lib, rng):
    model, before = make_model(lib, rng)
    x = normal(rng, 4, 5)
    student.add_lora(model, ["query"], 3, 7.5)
    expect_close(
        model(x),
        outputs(before, x),
        call="model(x) after add_lora(model, ['query'], 3, 7.5)",
        scale=1000.0,
    )
    drawn = random_parameters(model, rng)
    expect_close(
        model(x),
        outputs(drawn, x, alpha=7.5),
        call="add_lora(model, ['query'], 3, 7.5); random A and B; model(x)",
        mistakes={"update-lost": outputs(drawn, x), "alpha-not-passed": outputs(drawn, x, 3.0)},
        scale=1000.0,
    )


@pytest.mark.task("9.4")
def test_what_was_frozen_stays_frozen(student, lib, rng):
    model, _ = make_model(lib, rng)
    model.mix.requires_grad_(False)
    student.add_lora(model, ["query"], 3, 6.0)
    values = parameters(model)
    got = sorted(sorted(values[name].shape) for name in trainable(model))
    expect_equal(
        got,
        lora_shapes(SEEN),
        call="shapes that can learn after add_lora, where model.mix was frozen before",
        mistakes={"rest-not-frozen": got} if len(got) > 2 * len(SEEN) else {},
    )


@pytest.mark.task("9.4")
def test_what_hangs_on_the_model_itself_is_frozen(student, lib, rng):
    model, _ = make_model(lib, rng)
    hang = "lambda model, nn, values: model.register_parameter('own', nn.Parameter(values))"
    lib.builtins.eval(hang)(model, lib.torch.nn, torch.ones(4))
    student.add_lora(model, ["query"], 3, 6.0)
    expect_equal(
        [name for name in trainable(model) if name == "own"],
        [],
        call="add_lora(model with a parameter of its own, ['query'], 3, 6.0); whether it can learn",
        mistakes={"rest-not-frozen": ["own"]},
    )


@pytest.mark.task("9.4")
def test_layers_far_down_are_wrapped(student, lib):
    model = lib.torch.nn.Linear(5, 7)
    for name in ("query", *"abcdefgh"):
        container = lib.torch.nn.Sequential()
        container.add_module(name, model)
        model = container
    expect_equal(
        student.add_lora(model, ["query"], 3, 6.0),
        3 * (5 + 7),
        call="add_lora(model with a layer nine levels down, ['query'], 3, 6.0)",
        mistakes={"frozen-counted": 5 * 7 + 7 + 3 * (5 + 7)},
    )


@pytest.mark.task("9.4")
def test_values_of_the_model_are_kept(student, lib, rng):
    model, before = make_model(lib, rng)
    student.add_lora(model, ["query"], 3, 6.0)
    after = parameters(model)
    for path, (n_in, n_out) in LAYERS.items():
        expect_equal(
            of_shape(after, n_out, n_in, below=f"{path}."),
            before[f"{path}.weight"],
            call=f"add_lora(model, ['query'], 3, 6.0); weight of {path}",
        )


@pytest.mark.task("9.4")
@pytest.mark.parametrize("targets", [["absent"], ["norm", "block"], ["uery"]])
def test_nothing_matched_is_a_value_error(student, lib, rng, targets):
    model, _ = make_model(lib, rng)
    raised = raises(lib, lib.builtins.ValueError, student.add_lora, model, list(targets), 3, 6.0)
    expect_equal(
        "ValueError" if raised else "no exception",
        "ValueError",
        call=f"what add_lora(model, {targets}, 3, 6.0) raises",
        mistakes={"missing-value-error": "no exception"},
    )


@pytest.mark.task("9.4")
def test_targets_are_left_as_they_are(student, lib, rng):
    model, _ = make_model(lib, rng)
    expect_kept(
        student.add_lora,
        model,
        ["value", "query"],
        3,
        6.0,
        call="add_lora(model, ['value', 'query'], 3, 6.0)",
    )


# --- 9.5 merge_lora ---------------------------------------------------------------


def tuned_model(student, lib, rng, targets=("query", "value")):
    """A model after add_lora, everything filled at random; names before, values now."""
    model, before = make_model(lib, rng)
    student.add_lora(model, list(targets), 3, 7.5)
    return model, list(before), random_parameters(model, rng)


@pytest.mark.task("9.5")
def test_merged_weights_hold_the_update(student, lib, rng):
    model, names, drawn = tuned_model(student, lib, rng)
    merged = parameters(student.merge_lora(model))
    expect_equal(
        sorted(merged),
        sorted(names),
        call="names of the parameters of merge_lora(model)",
        mistakes={"lora-still-there": sorted(drawn)},
    )
    for path, (n_in, n_out) in LAYERS.items():
        weight = of_shape(drawn, n_out, n_in, below=f"{path}.")
        a = of_shape(drawn, 3, n_in, below=f"{path}.")
        b = of_shape(drawn, n_out, 3, below=f"{path}.")
        scale = 7.5 / 3
        wrong = {
            "update-lost": weight,
            "missing-alpha-over-rank": weight + b @ a,
            "missing-rank": weight + 7.5 * b @ a,
            "update-subtracted": weight - scale * b @ a,
            "merged-twice": weight + 2 * scale * b @ a,
            "base-left-out": scale * b @ a,
        }
        expect_close(
            merged[f"{path}.weight"],
            weight + scale * b @ a,
            call=f"merge_lora(model); weight of {path}",
            mistakes=wrong if bool(b.any()) else {},
            scale=10.0,
        )


@pytest.mark.task("9.5")
@pytest.mark.parametrize("targets", [("query", "value"), ("mix",)])
def test_merged_model_gives_the_same_outputs(student, lib, rng, targets):
    model, _, drawn = tuned_model(student, lib, rng, targets)
    x = normal(rng, 4, 5)
    merged = student.merge_lora(model)
    expect_close(
        merged(x),
        outputs(drawn, x, alpha=7.5),
        call="merge_lora(model)(x)",
        mistakes={"update-lost": outputs(drawn, x)},
        scale=1000.0,
    )


@pytest.mark.task("9.5")
def test_merged_layers_are_plain_linear_layers(student, lib, rng):
    model, _, drawn = tuned_model(student, lib, rng)
    merged = student.merge_lora(model)
    for path in ("query", "block.query", "block.value"):
        layer = functools.reduce(getattr, path.split("."), merged)
        expect_equal(
            lib.operator.is_(lib.builtins.type(layer), lib.torch.nn.Linear),
            True,
            call=f"type(merge_lora(model).{path}) is nn.Linear",
            mistakes={"lora-still-there": False},
        )
    biases = {name: v for name, v in parameters(merged).items() if name.endswith("bias")}
    want = {
        f"{path}.bias": next(
            v for k, v in drawn.items() if k.startswith(f"{path}.") and v.ndim == 1
        )
        for path in LAYERS
        if path != "block.value"
    }
    want["norm.bias"] = drawn["norm.bias"]
    expect_equal(biases, want, call="biases of merge_lora(model)")


@pytest.mark.task("9.5")
def test_fresh_layers_are_merged_too(student, lib, rng):
    model, before = make_model(lib, rng)
    student.add_lora(model, ["query"], 3, 6.0)
    merged = parameters(student.merge_lora(model))  # B is zero: nothing to add
    expect_close(
        merged,
        before,
        call="parameters of merge_lora(model) right after add_lora(model, ...)",
        mistakes={"lora-still-there": merged} if len(merged) > len(before) else {},
        scale=10.0,
    )


@pytest.mark.task("9.5")
@pytest.mark.parametrize("enabled", [True, False], ids=["on", "off"])
def test_merging_leaves_no_graph_and_the_gradient_mode(student, lib, rng, enabled):
    model, _, _ = tuned_model(student, lib, rng)
    lib.torch.set_grad_enabled(enabled)
    merged = student.merge_lora(model)
    expect_equal(
        lib.torch.is_grad_enabled(), enabled, call="merge_lora(model); torch.is_grad_enabled()"
    )
    tied = "lambda model: [name for name, p in model.named_parameters() if p.grad_fn is not None]"
    call = "parameters of merge_lora(model) that are tied to a graph"
    expect_equal(lib.builtins.eval(tied)(merged), [], call=call)


@pytest.mark.task("9.5")
def test_merging_happens_in_place(student, lib, rng):
    model, names, _ = tuned_model(student, lib, rng)
    merged = student.merge_lora(model)
    if merged is None:
        expect_equal(merged, "the model", call="merge_lora(model)")
    expect_equal(
        lib.operator.is_(merged, model),
        True,
        call="merge_lora(model) is model",
        mistakes={"copy-returned": False},
    )
    expect_equal(
        sorted(parameters(model)),
        sorted(names),
        call="merge_lora(model); names of the parameters of model",
    )


# --- 9.6 sample_next --------------------------------------------------------------

N_ROWS = 4_000  # few enough for a loop over rows
# By Hoeffding's inequality a share of so many draws misses its probability by more than
# this only once in 10^11 times.
BOUND = float(np.sqrt(np.log(2e11) / (2 * N_ROWS)))
SIZES = [0.36, 0.24, 0.16, 0.12, 0.08, 0.04]  # probabilities, the most likely first


def draw_sizes(rng):
    """Six probabilities, each near its size, in falling order."""
    sizes = np.array(SIZES) * rng.uniform(0.97, 1.03, size=6)
    return sizes / sizes.sum()


def shuffled_rows(rng, sizes, n=N_ROWS, around=0.0):
    """(n, V) logits whose rows have these probabilities in orders of their own, and these."""
    orders = rng.permuted(np.tile(np.arange(len(sizes)), (n, 1)), axis=1)
    shift = around + rng.uniform(-20.0, 20.0, size=(n, 1))  # softmax does not see it
    return torch.from_numpy(np.log(sizes)[orders] + shift).float(), orders


def left(sizes, temperature=1.0, steps="kp", top_k=None, top_p=None, spare=0, renormalize=True):
    """Probabilities after the steps in this order; ``spare`` tokens more or fewer than top-p's."""
    p = sizes ** (1 / temperature)
    p = p / p.sum()
    for letter in steps:
        if letter == "t":
            p = p ** (1 / temperature)
        elif letter == "k" and top_k is not None:
            p = np.where(np.arange(len(p)) < top_k, p, 0.0)
        elif letter == "p" and top_p is not None:
            n = int(np.sum(np.cumsum(p) < top_p)) + 1 + spare
            p = np.where(np.arange(len(p)) < max(n, 1), p, 0.0)
        if renormalize or letter == "t":
            p = p / p.sum()
    return p / p.sum()


def expect_tokens(got, shape, size, call):
    """Require torch.int64 tokens of this shape below ``size``, and return them."""
    value = get(got)
    tokens = isinstance(value, torch.Tensor) and value.dtype == torch.int64
    if not tokens or tuple(value.shape) != shape:
        expect_equal(value, torch.zeros(shape, dtype=torch.int64), call=call)
    expect_equal(value, value.clamp(0, size - 1), call=call)
    return value


def expect_drawn(got, orders, want, mistakes, call):
    """Require tokens whose ranks are distributed as wanted; what must not come comes never."""
    value = expect_tokens(got, (len(orders),), len(want), call)
    ranks = orders[np.arange(len(orders)), value.numpy()]
    shares = np.bincount(ranks, minlength=len(want)) / len(ranks)

    def fits(p):
        # What has a chance of 1 in 50 stays away once in e^80 times.
        missing, extra = shares[p > 0.02] == 0, shares[p == 0] > 0
        return bool(np.all(np.abs(shares - p) <= BOUND) and not missing.any() and not extra.any())

    if fits(want):
        return
    pairs = mistakes.items() if isinstance(mistakes, dict) else mistakes
    known = next((name for name, p in pairs if fits(p)), None)
    expect_close(
        shares,
        want,
        call=f"shares of the most likely token, the second, ... in {len(ranks)} draws of {call}",
        mistakes={known: shares} if known else {},
    )


@pytest.mark.task("9.6")
@pytest.mark.parametrize(
    "filters",
    [{}, {"top_k": 3}, {"top_p": 0.9}, {"top_k": 3, "top_p": 0.5}],
    ids=["plain", "top_k", "top_p", "both"],
)
def test_temperature_0_takes_the_most_likely(student, rng, filters):
    rows, orders = shuffled_rows(rng, draw_sizes(rng), n=50)
    best = np.argmax(orders == 0, axis=1)
    worst = np.argmax(orders == 5, axis=1)
    expect_equal(
        student.sample_next(rows, temperature=0.0 if filters else 0, **filters),
        torch.from_numpy(best),
        call=f"sample_next(logits, temperature=0, {filters})",
        mistakes={"least-likely-taken": torch.from_numpy(worst)},
    )


@pytest.mark.task("9.6")
@pytest.mark.parametrize("temperature", [1.0, 0.5, 4.0])
def test_tokens_come_as_often_as_softmax_says(student, rng, temperature):
    sizes = draw_sizes(rng)
    rows, orders = shuffled_rows(rng, sizes)
    mistakes = {
        "temperature-ignored": left(sizes),
        "temperature-multiplied": left(sizes, 1 / temperature),
        "always-the-most-likely": np.eye(6)[0],
    }
    if temperature == 1.0:
        mistakes = {"always-the-most-likely": np.eye(6)[0], "all-equally-likely": np.full(6, 1 / 6)}
    expect_drawn(
        student.sample_next(rows, temperature=temperature),
        orders,
        left(sizes, temperature),
        mistakes,
        call=f"sample_next(logits, temperature={temperature})",
    )


@pytest.mark.task("9.6")
@pytest.mark.parametrize("n", [1, 4])
def test_one_token_of_torch_int64_for_each_row(student, rng, n):
    rows = normal(rng, n, 3)
    rows[:, 1] += 200.0  # e^-200: nothing else is ever drawn
    expect_equal(
        student.sample_next(rows),
        torch.ones(n, dtype=torch.int64),
        call=f"sample_next(logits), logits ({n}, 3), the second larger by 200",
    )


@pytest.mark.task("9.6")
@pytest.mark.parametrize("top_k", [2, 1, 4, 6, 50])
def test_top_k_leaves_the_k_most_likely(student, rng, top_k):
    sizes = draw_sizes(rng)
    rows, orders = shuffled_rows(rng, sizes)
    mistakes = [
        ("top-k-ignored", left(sizes)),
        ("top-k-off-by-one", left(sizes, top_k=top_k + 1)),
    ]
    if top_k >= 6:
        mistakes = []
    elif top_k > 1:
        mistakes.append(("top-k-off-by-one", left(sizes, top_k=top_k - 1)))
        mistakes.append(("always-the-most-likely", np.eye(6)[0]))
    expect_drawn(
        student.sample_next(rows, top_k=top_k),
        orders,
        left(sizes, top_k=top_k),
        mistakes,
        call=f"sample_next(logits, top_k={top_k})",
    )


# Cumulative: 0.36, 0.60, 0.76, 0.88, 0.96, 1.
@pytest.mark.task("9.6")
@pytest.mark.parametrize("top_p", [0.5, 0.68, 0.82, 0.2, 1e-6, 0.0])
def test_top_p_leaves_the_smallest_set_that_reaches_it(student, rng, top_p):
    sizes = draw_sizes(rng)
    rows, orders = shuffled_rows(rng, sizes)
    expect_drawn(
        student.sample_next(rows, top_p=top_p),
        orders,
        left(sizes, top_p=top_p),
        [
            ("top-p-ignored", left(sizes)),
            ("top-p-one-too-few", left(sizes, top_p=top_p, spare=-1)),
            ("top-p-one-too-many", left(sizes, top_p=top_p, spare=1)),
        ],
        call=f"sample_next(logits, top_p={top_p})",
    )


@pytest.mark.task("9.6")
def test_top_p_of_1_leaves_everything(student, rng):
    sizes = draw_sizes(rng)
    rows, orders = shuffled_rows(rng, sizes)
    expect_drawn(
        student.sample_next(rows, top_p=1.0),
        orders,
        left(sizes),
        {"top-p-one-too-few": left(sizes, top_p=1.0 - 1e-9, spare=-1)},
        call="sample_next(logits, top_p=1.0)",
    )


@pytest.mark.task("9.6")
def test_temperature_comes_before_top_p(student, rng):
    # Temperature 2 flattens: three tokens hold 0.68 before, four after.
    sizes = draw_sizes(rng)
    rows, orders = shuffled_rows(rng, sizes)
    flat, top_p = left(sizes, 2.0), 0.68
    swapped = left(left(sizes, top_p=top_p), 2.0)
    expect_drawn(
        student.sample_next(rows, temperature=2.0, top_p=top_p),
        orders,
        left(flat, top_p=top_p),
        {
            "top-p-before-temperature": swapped,
            "temperature-ignored": left(sizes, top_p=top_p),
            "top-p-ignored": flat,
        },
        call=f"sample_next(logits, temperature=2.0, top_p={top_p})",
    )


@pytest.mark.task("9.6")
@pytest.mark.parametrize("temperature", [1.0, 0.8])
def test_top_k_comes_before_top_p(student, rng, temperature):
    # Of the three that top-k leaves, two hold 0.7; of all six, three do.
    sizes = draw_sizes(rng)
    rows, orders = shuffled_rows(rng, sizes)
    warm = left(sizes, temperature)
    expect_drawn(
        student.sample_next(rows, temperature=temperature, top_k=3, top_p=0.7),
        orders,
        left(warm, top_k=3, top_p=0.7),
        {
            "top-p-before-top-k": left(warm, steps="pk", top_k=3, top_p=0.7),
            "top-p-ignored": left(warm, top_k=3),
            "top-k-ignored": left(warm, top_p=0.7),
        },
        call=f"sample_next(logits, temperature={temperature}, top_k=3, top_p=0.7)",
    )


@pytest.mark.task("9.6")
def test_every_row_has_its_own_set(student, rng):
    # One row is sure of itself, the next is not: top-p leaves one token and four tokens.
    sure = np.array([0.9, 0.02, 0.02, 0.02, 0.02, 0.02])
    torn = draw_sizes(rng)
    rows, orders = shuffled_rows(rng, sure)
    other, other_orders = shuffled_rows(rng, torn)
    both = torch.stack([rows, other], dim=1)[: N_ROWS // 2].reshape(N_ROWS, 6)
    both_orders = np.stack([orders, other_orders], axis=1)[: N_ROWS // 2].reshape(N_ROWS, 6)
    want = (left(sure, top_p=0.8) + left(torn, top_p=0.8)) / 2
    expect_drawn(
        student.sample_next(both, top_p=0.8),
        both_orders,
        want,
        {"top-p-ignored": (sure + torn) / 2},
        call="sample_next(logits, top_p=0.8), rows of two kinds",
    )


@pytest.mark.task("9.6")
def test_draws_follow_the_generator(student, lib, rng):
    logits = normal(rng, 60, 30)
    seeds = [int(seed) for seed in rng.choice(10_000, size=2, replace=False)]
    call = "sample_next(logits, generator=a torch.Generator with a seed)"

    def draw(seed, **options):
        generator = lib.torch.Generator().manual_seed(seed)
        first = get(student.sample_next(logits, generator=generator, **options))
        return first, get(student.sample_next(logits, generator=generator, **options))

    for options in ({}, {"top_k": 20, "top_p": 0.95, "temperature": 1.5}):
        first, second = draw(seeds[0], **options)
        again, _ = draw(seeds[0], **options)
        expect_equal(
            again,
            first,
            call=f"{call}, the same seed again",
            mistakes={"generator-ignored": again} if not torch.equal(again, first) else {},
        )
        # 60 rows of 30 tokens each: equal by chance less than once in 10^20 times.
        other, _ = draw(seeds[1], **options)
        expect_differs(other, first, call=f"{call}, another seed", mistake="same-draw-every-time")
        expect_differs(
            second, first, call=f"{call}, again without a new seed", mistake="same-draw-every-time"
        )


@pytest.mark.task("9.6")
def test_sampling_leaves_the_logits(student, rng):
    rows, _ = shuffled_rows(rng, draw_sizes(rng), n=6)
    for temperature in (0.7, 1.0, 0):
        expect_kept(
            student.sample_next,
            rows,
            temperature,
            3,
            0.6,
            call=f"sample_next(logits, {temperature}, 3, 0.6)",
        )


@pytest.mark.task("9.6")
def test_a_low_temperature_still_draws(student, rng):
    sizes = np.array([0.3, 0.29, 0.2, 0.1, 0.07, 0.04])
    rows, orders = shuffled_rows(rng, sizes)
    expect_drawn(
        student.sample_next(rows, temperature=0.05),
        orders,
        left(sizes, 0.05),
        {"temperature-ignored": left(sizes), "always-the-most-likely": np.eye(6)[0]},
        call="sample_next(logits, temperature=0.05), the two most likely 0.30 and 0.29",
    )


@pytest.mark.task("9.6")
@pytest.mark.parametrize("options", [{"top_k": 2}, {"top_p": 0.5}], ids=["top_k", "top_p"])
def test_what_is_taken_away_never_comes_however_low_the_logits(student, rng, options):
    sizes = draw_sizes(rng)
    rows, orders = shuffled_rows(rng, sizes, around=-1000.0)
    expect_drawn(
        student.sample_next(rows, **options),
        orders,
        left(sizes, **options),
        {"top-k-ignored" if "top_k" in options else "top-p-ignored": left(sizes)},
        call=f"sample_next(logits, {options}), logits around -1000",
    )


@pytest.mark.task("9.6")
def test_without_a_generator_the_common_one_draws(student, lib, rng):
    logits, drawn = normal(rng, 60, 30), []
    for seed in (5, 5, 6):
        lib.torch.manual_seed(seed)
        drawn.append(get(student.sample_next(logits, top_k=20)))
    call = "torch.manual_seed({}); sample_next(logits, top_k=20)"
    expect_equal(drawn[1], drawn[0], call=call.format("5, as before"))
    expect_differs(drawn[2], drawn[0], call=call.format(6), mistake="same-draw-every-time")


# --- 9.7 generate -----------------------------------------------------------------

V = 12  # tokens


def config(**changes):
    settings = {
        "vocab_size": V,
        "hidden_size": V,
        "intermediate_size": 8,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "num_key_value_heads": 2,
        "max_position_embeddings": 64,
        "pad_token_id": None,
        "bos_token_id": None,
        "eos_token_id": None,
    }
    return {**settings, **changes}


def make_llama(lib, **changes):
    transformers = lib.transformers
    return transformers.LlamaForCausalLM(transformers.LlamaConfig(**config(**changes)))


def chain_model(lib, following, strength=20.0, **changes):
    """A Llama in which token i is followed by ``following[i]``, almost surely if strong.

    Attention and MLP add nothing; what is left are the embedding of the last token, which
    is a unit vector, its norm, and the last layer.
    """
    model = make_llama(lib, **changes)
    state = get(model.state_dict())
    for name, value in state.items():
        value.zero_()
        if name.endswith("norm.weight"):
            value.fill_(1.0)
    state["model.embed_tokens.weight"] = torch.eye(V)
    state["lm_head.weight"][following, torch.arange(V)] = strength  # times sqrt(V) by the norm
    model.load_state_dict(state)
    return model


def draw_chain(rng):
    """A round of all tokens, and who follows whom in it."""
    circle = torch.from_numpy(rng.permutation(V))
    following = torch.empty(V, dtype=torch.int64)
    following[circle] = circle.roll(-1)
    return circle, following


def prompts(circle, starts, length=3):
    """(N, length) prompts that end at these places of the circle."""
    rows = [[int(circle[(s - length + 1 + i) % V]) for i in range(length)] for s in starts]
    return torch.tensor(rows)


def continued(circle, starts, steps, stops=None, length=3):
    """Prompts and what follows; rows end at ``stops`` further steps and repeat the last token."""
    rows = []
    for number, start in enumerate(starts):
        stop = steps if stops is None else stops[number]
        row = [int(circle[(start - length + 1 + i) % V]) for i in range(length)]
        row += [int(circle[(start + min(i, stop)) % V]) for i in range(1, steps + 1)]
        rows.append(row)
    return torch.tensor(rows)


@pytest.mark.task("9.7")
@pytest.mark.parametrize("starts", [[4], [0, 7, 2]], ids=["one_row", "three_rows"])
def test_prompt_and_new_tokens_come_back(student, lib, rng, starts):
    circle, following = draw_chain(rng)
    model = chain_model(lib, following)
    ids, want = prompts(circle, starts), continued(circle, starts, 5)
    expect_equal(
        student.generate(model, ids, 5, temperature=0),
        want,
        call=f"generate(model, ids, 5, temperature=0), ids {tuple(ids.shape)}",
        mistakes=[
            ("prompt-left-out", want[:, 3:]),
            ("one-token-too-few", want[:, :-1]),
            ("one-token-too-many", continued(circle, starts, 6)),
            ("only-one-new-token", want[:, :4]),
            ("only-one-new-token", torch.cat([want[:, :3], want[:, -1:]], dim=1)),
            ("context-forgotten", torch.cat([want[:, :3], want[:, 3:4].expand(-1, 5)], dim=1)),
        ],
    )


@pytest.mark.task("9.7")
def test_no_new_tokens_give_the_prompt(student, lib, rng):
    circle, following = draw_chain(rng)
    ids = prompts(circle, [1, 5])
    for eos_id in (None, int(circle[3])):
        expect_equal(
            student.generate(chain_model(lib, following), ids, 0, eos_id=eos_id),
            ids,
            call=f"generate(model, ids, 0, eos_id={eos_id})",
            mistakes={"one-token-too-many": continued(circle, [1, 5], 1)},
        )


@pytest.mark.task("9.7")
@pytest.mark.parametrize(
    "options",
    [{"temperature": 2.0, "top_k": 1}, {"temperature": 2.0, "top_p": 1e-6}, {"temperature": 1e-4}],
    ids=["top_k", "top_p", "temperature"],
)
def test_options_reach_the_sampling(student, lib, rng, options):
    # So weak that all tokens are about equally likely without the options: 12 draws from 12
    # tokens all take the most likely less than once in 10^8 times.
    circle, following = draw_chain(rng)
    model = chain_model(lib, following, strength=0.1)
    got = get(student.generate(model, prompts(circle, [1, 6]), 6, **options))
    want = continued(circle, [1, 6], 6)
    shape = isinstance(got, torch.Tensor) and got.shape == want.shape
    expect_equal(
        got,
        want,
        call=f"generate(model, ids, 6, {options}); the most likely tokens are due",
        mistakes={"options-not-passed-on": got} if shape else {},
    )


def replay(model, ids, steps, view=None):
    """Greedy tokens, and by how much the most likely was ahead at least.

    ``view`` says which of the ids so far the model gets, and the mask; all of them without.
    """
    ahead = []
    with torch.no_grad():
        for _ in range(steps):
            seen, mask = view(ids) if view else (ids, torch.ones_like(ids))
            logits = model(input_ids=seen, attention_mask=mask).logits[:, -1]
            best = logits.topk(2, dim=-1).values
            ahead.append((best[:, 0] - best[:, 1]).min().item())
            ids = torch.cat([ids, logits.argmax(dim=-1, keepdim=True)], dim=1)
    return ids, min(ahead)


def only(*places):
    """A view of these of the ids so far."""

    def view(ids):
        seen = ids[:, slice(*places)]
        seen = seen if seen.shape[1] else ids  # the first step sees the prompt
        return seen, torch.ones_like(seen)

    return view


def draw_llama(lib, rng, eos=False):
    """Random Llama on the learner's side, prompts, and its greedy answer worked out here.

    Drawn anew until no choice is close, and until what was said before matters: last come
    the answers of a model that sees less. With ``eos`` there is one prompt, and the token
    at its second place matters and is never an answer.
    """
    here = LlamaForCausalLM(LlamaConfig(**config())).eval()
    while True:
        state = {
            name: normal(rng, *value.shape, scale=1.0) for name, value in here.state_dict().items()
        }
        here.load_state_dict(state)
        ids = torch.from_numpy(rng.integers(0, V, size=(1 if eos else 3, 4)))
        views = [only(-1, None), only(-4, None), only(4, None)]
        if eos:
            end = ids[0, 1].item()
            if end in ids[0, [0, 2, 3]]:
                continue
            views = [lambda seen, end=end: (seen, (seen != end).long())]
        want, ahead = replay(here, ids, 8)
        if ahead < 0.02 or (eos and end in want[:, 4:]):
            continue
        short = [replay(here, ids, 8, view) for view in views]
        if eos and short[0][1] < 0.02:
            continue
        if not any(torch.equal(want, answer) for answer, _ in short):
            break
    model = make_llama(lib)
    model.load_state_dict(state)
    return model, ids, want, [answer for answer, _ in short]


@pytest.mark.task("9.7")
def test_every_token_is_chosen_in_view_of_all_before(student, lib, rng):
    model, ids, want, short = draw_llama(lib, rng)
    expect_equal(
        student.generate(model, ids, 8, temperature=0.0),
        want,
        call="generate(Llama, ids, 8, temperature=0), ids (3, 4)",
        mistakes=[("context-forgotten", answer) for answer in short],
    )


@pytest.mark.task("9.7")
@pytest.mark.parametrize("options", [{"temperature": 50.0, "top_k": 1}, {"temperature": 1e-4}])
def test_sampled_tokens_are_chosen_in_view_of_all_before(student, lib, rng, options):
    model, ids, want, short = draw_llama(lib, rng)
    expect_equal(
        student.generate(model, ids, 8, **options),
        want,
        call=f"generate(Llama, ids, 8, {options}); the most likely tokens are due",
        mistakes=[("context-forgotten", answer) for answer in short],
    )


@pytest.mark.task("9.7")
def test_generated_tokens_follow_the_generator(student, lib, rng):
    circle, following = draw_chain(rng)
    model, ids = chain_model(lib, following), prompts(circle, [0, 3])
    seeds = [int(seed) for seed in rng.choice(10_000, size=2, replace=False)]
    call = "generate(model, ids, 20, temperature=1000.0, generator=...)"

    def draw(generator):
        return get(student.generate(model, ids, 20, temperature=1000.0, generator=generator))

    def seeded(seed):
        return lib.torch.Generator().manual_seed(seed)

    generator = seeded(seeds[0])
    first = expect_tokens(draw(generator), (2, 23), V, call)
    expect_equal(first[:, :3], ids, call=f"{call}[:, :3]")
    second, again, other = draw(generator), draw(seeded(seeds[0])), draw(seeded(seeds[1]))
    # 40 draws from 12 almost equally likely tokens: equal by chance once in 10^40 times.
    expect_equal(
        again,
        first,
        call=f"{call}, the same seed again",
        mistakes={"generator-ignored": again} if again is not None else {},
    )
    expect_differs(other, first, call=f"{call}, another seed", mistake="options-not-passed-on")
    expect_differs(
        second, first, call=f"{call}, again without a new seed", mistake="same-draw-every-time"
    )


@pytest.mark.task("9.7")
@pytest.mark.parametrize("zero", [True, False], ids=["eos_id_0", "any_eos_id"])
@pytest.mark.parametrize(
    "stops", [[2], [1, 4, 3], [3, 1]], ids=["one_row", "three_rows", "two_rows"]
)
def test_writing_stops_when_every_row_has_ended(student, lib, rng, stops, zero):
    circle, following = draw_chain(rng)
    place = int((circle == 0).nonzero()) if zero else int(rng.integers(0, V))
    eos_id = int(circle[place])
    starts = [(place - stop) % V for stop in stops]
    ids, last = prompts(circle, starts), max(stops)
    want = continued(circle, starts, last, stops)
    long = [V * 2] * len(stops)
    mistakes = [
        ("row-goes-on-after-end", continued(circle, starts, last, long)),
        ("not-stopped", continued(circle, starts, 9)),
        ("not-stopped", continued(circle, starts, 9, stops)),
        ("end-token-left-out", want[:, :-1]),
        ("one-token-too-many", continued(circle, starts, last + 1, stops)),
    ]
    if len(stops) > 1:
        mistakes.append(("stopped-at-first-row", continued(circle, starts, min(stops))))
    expect_equal(
        student.generate(chain_model(lib, following), ids, 9, temperature=0, eos_id=eos_id),
        want,
        call=f"generate(model, ids, 9, eos_id={eos_id}), rows end after {stops} new tokens",
        mistakes=mistakes,
    )


@pytest.mark.task("9.7")
@pytest.mark.parametrize("padding", [False, True], ids=["no_padding", "padding_token"])
def test_row_that_has_ended_is_filled_to_the_limit(student, lib, rng, padding):
    circle, following = draw_chain(rng)
    place = int(rng.integers(0, V))
    starts, stops = [(place - 2) % V, (place - 8) % V], [2, 8]
    changes = {"pad_token_id": int(circle[place - 5])} if padding else {}
    expect_equal(
        student.generate(
            chain_model(lib, following, **changes),
            prompts(circle, starts),
            5,
            temperature=0,
            eos_id=int(circle[place]),
        ),
        continued(circle, starts, 5, stops),
        call="generate(model, ids, 5, eos_id=...), rows end after 2 and 8 new tokens",
        mistakes={
            "row-goes-on-after-end": continued(circle, starts, 5),
            "stopped-at-first-row": continued(circle, starts, 2),
        },
    )


@pytest.mark.task("9.7")
def test_end_token_in_the_prompt_does_not_count(student, lib, rng):
    # In a dialogue every earlier turn has ended with it.
    circle, following = draw_chain(rng)
    place = int(rng.integers(0, V))
    eos_id, starts = int(circle[place]), [(place + 1) % V, place]
    ids = prompts(circle, starts)
    frozen = torch.cat([ids, torch.full((2, 4), eos_id)], dim=1)
    expect_equal(
        student.generate(chain_model(lib, following), ids, 4, temperature=0, eos_id=eos_id),
        continued(circle, starts, 4),
        call="generate(model, ids, 4, eos_id=...), eos_id in every prompt",
        mistakes=[
            ("end-in-prompt-counted", ids),
            ("end-in-prompt-counted", frozen),
            ("end-in-prompt-counted", frozen[:, :4]),
            ("end-in-prompt-counted", continued(circle, starts, 1)),
            ("end-in-prompt-counted", continued(circle, starts, 4, [4, 0])),
        ],
    )


@pytest.mark.task("9.7")
def test_end_token_in_the_prompt_is_seen(student, lib, rng):
    model, ids, want, short = draw_llama(lib, rng, eos=True)
    eos_id = ids[0, 1].item()
    expect_equal(
        student.generate(model, ids, 8, temperature=0.0, eos_id=eos_id),
        want,
        call=f"generate(Llama, {ids.tolist()}, 8, temperature=0, eos_id={eos_id})",
        mistakes=[("context-forgotten", answer) for answer in short],
    )


@pytest.mark.task("9.7")
def test_generation_runs_in_eval_mode_without_a_graph(student, lib, rng):
    circle, following = draw_chain(rng)
    model = chain_model(lib, following)
    model.train()
    modes, graphs = [], []

    def look(module, inputs, output):
        modes.append(get(module.training))
        graphs.append(output.requires_grad)

    model.lm_head.register_forward_hook(look)
    student.generate(model, prompts(circle, [2, 4]), 3, temperature=0)
    expect_equal(
        any(modes),
        False,
        call="model.training while generate(model, ...) runs",
        mistakes={"not-eval-mode": True},
    )
    expect_equal(
        any(graphs),
        False,
        call="requires_grad of the logits while generate(model, ...) runs",
        mistakes={"graph-kept": True},
    )
    expect_equal(bool(modes), True, call="whether generate(model, ...) calls the model")


@pytest.mark.task("9.7")
@pytest.mark.parametrize("training", [True, False], ids=["train", "eval"])
@pytest.mark.parametrize("stop", [True, False], ids=["stopped", "at_the_limit"])
def test_generation_brings_the_mode_back(student, lib, rng, training, stop):
    circle, following = draw_chain(rng)
    model = chain_model(lib, following)
    model.train(training)
    eos_id = int(circle[4]) if stop else None
    student.generate(model, prompts(circle, [2]), 4, temperature=0, eos_id=eos_id)
    for name, found in (("", model), (".lm_head", model.lm_head)):
        expect_equal(
            get(found.training),
            training,
            call=f"model.train({training}); generate(model, ...); model{name}.training",
            mistakes={"mode-not-restored": not training},
        )


@pytest.mark.task("9.7")
@pytest.mark.parametrize("enabled", [True, False], ids=["on", "off"])
def test_generation_brings_the_gradient_mode_back(student, lib, rng, enabled):
    circle, following = draw_chain(rng)
    model = chain_model(lib, following)
    lib.torch.set_grad_enabled(enabled)
    student.generate(model, prompts(circle, [2]), 2, temperature=0)
    expect_equal(
        lib.torch.is_grad_enabled(),
        enabled,
        call="generate(model, ...); torch.is_grad_enabled()",
        mistakes={"gradients-off-afterwards": False} if enabled else {},
    )


@pytest.mark.task("9.7")
def test_generation_changes_neither_model_nor_prompt(student, lib, rng):
    circle, following = draw_chain(rng)
    model = chain_model(lib, following)
    before = parameters(model)
    expect_kept(student.generate, model, prompts(circle, [1, 6]), 3, call="generate(model, ids, 3)")
    expect_equal(parameters(model), before, call="generate(model, ids, 3); parameters")
    expect_equal(gradients(model), dict.fromkeys(before), call="generate(model, ids, 3); .grad")
