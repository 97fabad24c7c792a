"""What lesson 09 works out by hand: by the reference, or by torch alone."""

import re
from pathlib import Path

import torch

FACTS = {}  # number: source
REAL = {}  # command: what it prints on the real data

LABELS = torch.tensor([[-100, -100, 2, 1]])
CHANCES = torch.tensor([[0.50, 0.30, 0.15, 0.05]])


def logits_of_9_1():
    """Logits (1, 4, 4) of the lesson's example: 1/4 for token 2, then 1/2 for token 1."""
    p = torch.full((1, 4, 4), 0.25)
    p[0, 2] = torch.tensor([0.25, 0.5, 0.125, 0.125])
    return p.log()


def material(s):
    """Dialogues (plain, persona, held out) and the tokenizer that the script makes of them."""
    parts, _ = s.find_dialogues(Path("no folder"))
    texts = [turn["content"] for part in parts[:2] for turns in part for turn in turns]
    return parts, s.train_tokenizer([*texts, *s.OPENINGS.values()])


def small_llama(s, rank=16):
    """Size of the script's model, and how many numbers LoRA adds to it."""
    model = s.make_llama(material(s)[1])
    size = sum(p.numel() for p in model.parameters())
    return size, s.add_lora(model, {*s.TARGETS, "lm_head"}, rank, 32.0)


def small_layer(s):
    """The layer of 9.3: identity, A = (1, 2), B = (3, 0)."""
    base = torch.nn.Linear(2, 2, bias=False)
    base.weight.data = torch.eye(2)
    layer = s.LoRALinear(base, 1, 2.0)
    layer.a.data, layer.b.data = torch.tensor([[1.0, 2.0]]), torch.tensor([[3.0], [0.0]])
    return layer


def kept(chances, choose):
    """What is left of the chances where ``choose`` says so, summing to 1 again."""
    left = chances * torch.tensor(choose)
    return left / left.sum()


def start(s):
    return [len(part) for part in material(s)[0]]


def idea(s):
    return [small_llama(s)[0], len(material(s)[1])]


def task_9_1(s):
    logits = logits_of_9_1()
    each = -logits.log_softmax(-1)[0, [1, 2], [2, 1]]
    loss = s.causal_lm_loss(logits, LABELS)
    uniform = s.causal_lm_loss(torch.zeros(1, 2, 1200), torch.tensor([[0, 0]]))
    large = 1000 * torch.ones(1, 2, 4)
    assert torch.isfinite(s.causal_lm_loss(large, LABELS[:, 2:]))
    return [LABELS, each, each.sum(), loss, loss.exp(), uniform, uniform.exp(), large.max()]


def task_9_2(s):
    ids = {"Penonton:\n": [5, 6], "Jawaban:\n": [7, 6], "\n": [6], "Pagi!": [20]}
    ids["Nyala! Pagi."] = [30, 31]

    class Words:
        bos_token_id, eos_token_id = 1, 2

        def encode(self, text, add_special_tokens):
            return ids[text]

    turns = [("user", "Pagi!"), ("assistant", "Nyala! Pagi.")]
    turns = [{"role": role, "content": content} for role, content in turns]
    made = s.build_dialogue(turns, Words(), 100)
    assert set(s.build_dialogue(turns, Words(), 7)[1]) == {-100}
    parts, tokenizer = material(s)
    real = [s.build_dialogue(turns, tokenizer, s.MAX_LENGTH)[1] for turns in parts[1]]
    labels = [label for row in real for label in row]
    return [list(made), sum(label != -100 for label in labels), len(labels)]


def task_9_3(s):
    layer = small_layer(s)
    x = torch.ones(2)
    sizes = []
    for d, h, rank in ((128, 256, 16), (2048, 2048, 16)):
        added = s.LoRALinear(torch.nn.Linear(d, h, bias=False), rank, 32.0)
        new = sum(p.numel() for p in added.parameters() if p.requires_grad)
        sizes += [d, h, rank, d + h, new, added.base.weight.numel()]
        assert 0.9 < added.a.abs().max() * d**0.5 <= 1
    return [sizes, layer(x) - x, layer(x)]


def task_9_4(s):
    size, new = small_llama(s)
    blocks = [4 * 16 * (128 + 128), 3 * 16 * (128 + 256), 128 + 1200, 16 * (128 + 1200)]
    return [[16, 128, 256, 384, 1200], blocks, 3 * sum(blocks[:2]), size, new, new / size]


def task_9_5(s):
    box = torch.nn.Sequential(small_layer(s))
    x = torch.ones(2)
    assert torch.equal(box(x), s.merge_lora(box)(x))
    return [box[0].weight, box(x)]


def task_9_6(s):
    cut = [kept(CHANCES, keep) for keep in ([1, 1, 0, 0], [1, 1, 1, 0])]
    hot = [(CHANCES.log() / t).softmax(-1) for t in (0.5, 2.0)]
    top_p = [0.9, 0.82, 0.5]
    for options, allowed in (
        ({"top_k": 2}, {0, 1}),
        ({"top_p": 0.9}, {0, 1, 2}),
        ({"top_k": 3, "top_p": 0.82}, {0, 1}),
    ):
        drawn = s.sample_next(CHANCES.log().repeat(500, 1), **options)
        assert set(drawn.tolist()) == allowed
    squares = CHANCES**2
    sums = [CHANCES.cumsum(-1), cut[1].cumsum(-1)]
    return [CHANCES, cut, hot, top_p, squares, squares.sum(), sums]


def run(s):
    parts, _ = material(s)
    said = [[t["content"] for t in d if t["role"] == "assistant"] for d in parts[1]]
    ai = sum(any(re.search(r"\bAI\b", text) for text in texts) for texts in said)
    flags = s.parse_flags([])
    drawn = [flags.temperature, flags.top_p, flags.max_new_tokens]
    return [[len(part) for part in parts], ai, flags.epochs, flags.pretrain_epochs, drawn]


def predict(s):
    flags = s.parse_flags([])
    q_and_v = s.add_lora(s.make_llama(material(s)[1]), {"q_proj", "v_proj", "lm_head"}, 16, 32.0)
    given = [len(material(s)[0][0]), flags.pretrain_epochs, 16, flags.alpha]
    return [given, small_llama(s, rank=1)[1], q_and_v]


def stuck(s):
    each = -logits_of_9_1().log_softmax(-1)[0, [1, 2], [2, 1]]
    layer = small_layer(s)
    x = torch.ones(2)
    update = (layer(x) - x) / layer.scale
    size, new = small_llama(s)
    return [each.sum(), each.sum() / 3, x + update, x + update / 2, size + new, new, 2 + 10]


def summary(s):
    return small_llama(s)[0]
