"""What lesson 08 works out by hand: by the reference, or by NumPy and PyTorch alone."""

import numpy as np
import torch
from transformers import BertConfig, BertForSequenceClassification

FACTS = {
    2.5: "MB, SmSA's three files together",
    4e9: "words of Indo4B, IndoBERT's pre-training, Wilie et al. 2020",
    11_000: "SmSA's training texts, Wilie et al. 2020, table 1",
    1_260: "SmSA's validation texts, same table",
    500: "SmSA's test texts, same table",
    34.6: "% of SmSA's validation texts contain 'makan', counted in the files",
    4.6: "% of SmSA's test texts contain 'makan', counted in the files",
    2.6: "% of the words of SmSA's validation texts are in no training text, counted",
    5.0: "% of the words of SmSA's test texts are in no training text, counted",
    0.8773: "macro-F1 of IndoBERT-base on SmSA's test, Wilie et al. 2020, IndoNLU",
}
REAL = {
    "KURSUS_DATA=DIR kursus run 08 --solution --model mini": [
        [0.496, 0.595, 0.550, 0.639],  # keywords: validation, test, interval of the test
        [0.849, 0.703, 0.655, 0.745],  # TF-IDF
        [0.837, 0.778, 0.737, 0.816],  # mini BERT
    ],
    "KURSUS_DATA=DIR python benchmarks/smsa.py": [3.5],  # ratio of sentences a second
    "ids of random batches of 32, with filling, by those without, SmSA's training texts": [2.23],
}
# Texts of SmSA by label (positive, neutral, negative), counted in the files.
VALID = np.array([735, 131, 394])
TEST = np.array([208, 88, 204])
TRUE, GUESS = [0, 0, 0, 1, 2], [0, 0, 1, 1, 1]
QUERY = np.array([0.0, 2.0])
KEY = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 2.0], [1.0, 1.0]])


def attention_row():
    """Red row of the picture: scores, their exponentials, and the weights."""
    score = KEY @ QUERY / np.sqrt(2)
    return score, np.exp(score), np.exp(score) / np.exp(score).sum()


def indobert():
    """A BERT of IndoBERT's size, without memory for its weights."""
    with torch.device("meta"):
        return BertForSequenceClassification(BertConfig(vocab_size=50_000, num_labels=3))


def size(module):
    return sum(parameter.numel() for parameter in module.parameters())


def start(s):
    return size(indobert()) * 4 / 1e9  # GB in float32


def idea(s):
    score, e, weight = attention_row()
    model = indobert()
    return [
        [50, 50 - 1],
        [score, e, e.sum(), weight, weight @ np.array([0.0, 0.0, -1.0, 1.0])],
        [model.config.num_hidden_layers, model.config.hidden_size, size(model.classifier)],
        [size(model), len(QUERY)],
        [3e-5, 1e-3, 1e-3 / 3e-5],
    ]


def task_8_1(s):
    return 4 * 11_000


def task_8_2(s):
    _, e, weight = attention_row()
    return [e.sum(), 10 * np.exp(0.0), e.sum() + 10, weight, e / (e.sum() + 10)]


def padding(lengths):
    """Filling of one batch."""
    return len(lengths) * max(lengths) - sum(lengths)


def task_8_3(s):
    ordered = [padding(batch) for batch in ([3, 9], [4, 10])]
    grouped = [padding(batch) for batch in ([3, 4], [9, 10])]
    return [ordered, sum(ordered), sum(grouped)]


def task_8_4(s):
    return torch.nn.functional.cross_entropy(torch.tensor([[2.0, 0.0, 0.0]]), torch.tensor([0]))


def task_8_5(s):
    each = s.class_f1(s.confusion(GUESS, TRUE))
    truth = np.repeat([0, 1, 2], VALID)
    always = s.document_sentiment_metrics([0] * len(truth), truth.tolist())
    return [s.document_sentiment_metrics(GUESS, TRUE), each, 100 * always["ACC"], always]


def task_8_6(s):
    kinds = [torch.float32, torch.float16, torch.bfloat16]
    stored = [torch.tensor([1.001, 1e-8]).to(kind).double() for kind in kinds]
    scale = torch.amp.GradScaler("cpu").get_scale()
    sums = [4 * 0.5, 2 * 1.2]
    return [
        [[torch.finfo(kind).max, torch.finfo(kind).bits] for kind in kinds],
        stored,
        [scale, scale * 1e-8],
        [0.5, 1.2, sums, sum(sums) / 6],
    ]


def task_8_7(s):
    true, guess = [2, 2, 2, 2, 0, 0], [2, 2, 2, 0, 0, 0]
    each = [s.document_sentiment_metrics(guess[p], true[p])["F1"] for p in (slice(4), slice(4, 6))]
    whole = s.document_sentiment_metrics(guess, true)["F1"]
    return [(4 * 0.5 + 2 * 1.2) / 6, whole, each, np.mean(each)]


def task_8_8(s):
    scores = [0.78, 0.83, 0.82, 0.81, 0.82]
    history = [{"valid_F1": score} for score in scores]
    assert [s.epochs_since_best(history[:n]) for n in (4, 5)] == [2, 3]  # stops after the fifth
    return [scores, 0.9, [0.001 * 0.9**k for k in range(3)]]


def task_8_9(s):
    return torch.tensor([2.0, 1.0, 0.0]).softmax(dim=0)


def run(s):
    draws = s.bootstrap_interval.__defaults__
    return [0.5, 1.0, 95, draws, 100 * VALID / VALID.sum(), 100 * TEST / TEST.sum()]


def predict(s):
    return 3e-5


def stuck(s):
    whole = s.document_sentiment_metrics(GUESS, TRUE)
    of_means = 2 * whole["PRE"] * whole["REC"] / (whole["PRE"] + whole["REC"])
    return [of_means, whole["ACC"], np.mean([0.5, 1.2]), task_8_7(s)[-1]]
