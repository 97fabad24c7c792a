"""Checks for module 08. Oracles: a BERT with the same weights in this process, scikit-learn, paper.

The models are of two sizes of nothing: one layer, eight wide, filled at random.
"""

import copy
import csv
import functools
import io
import itertools

import numpy as np
import pytest
import torch
from sklearn.metrics import accuracy_score, precision_recall_fscore_support
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

from kursus.testing import (
    expect_between,
    expect_close,
    expect_differs,
    expect_equal,
    expect_kept,
    get,
    gradients,
    input_devices,
    parameters,
    raises,
    take,
)

LABELS = {"positive": 0, "neutral": 1, "negative": 2}
NAMES = {number: name for name, number in LABELS.items()}
WORDS = ["saya", "kamu", "makan", "minum", "enak", "basi", "jauh", "murah", "pagi", "bus"]
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, "##an", "##nya", '"', ",", "."]
VOCAB = {piece: number for number, piece in enumerate(PIECES)}
SETTINGS = {
    "vocab_size": len(VOCAB),
    "hidden_size": 8,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
    "max_position_embeddings": 512,
    "num_labels": 3,
    "hidden_dropout_prob": 0.0,
    "attention_probs_dropout_prob": 0.0,
}
SCALE = 10.0  # losses and weights reach 10 on the way of these small trainings


# --- What several tasks share -------------------------------------------------------


@functools.cache
def blank(**changes):
    """A model that is copied: making one anew takes longer than a training step."""
    return BertForSequenceClassification(BertConfig(**{**SETTINGS, **changes}))


def twin(params=None, **changes):
    """A model in this process, with these weights."""
    model = copy.deepcopy(blank(**changes))
    if params is not None:
        model.load_state_dict(params)
    return model.eval()


def draw_params(rng, scale=1.0):
    """Random weights by name, such that sentences differ in what the model says of them."""
    params = {}
    for name, value in blank().named_parameters():
        drawn = rng.normal(size=tuple(value.shape))
        if value.ndim > 1:
            drawn *= scale
        elif name.endswith("LayerNorm.weight"):
            drawn = 1.0 + 0.1 * drawn
        else:
            drawn *= 0.1
        params[name] = torch.from_numpy(drawn).float()
    return params


def make_model(lib, params, **changes):
    """A model on the learner's side, with these weights."""
    config = lib.transformers.BertConfig(**{**SETTINGS, **changes})
    model = lib.transformers.BertForSequenceClassification(config)
    model.load_state_dict(params)
    return model


def leave_gradients(lib, model):
    """Gradients of a model on the learner's side, from before what is checked."""
    step = "lambda model: sum(p.sum() for p in model.parameters()).backward()"
    lib.builtins.eval(step)(model)


def draw_sentences(rng, lengths):
    """Ids of sentences: [CLS] words [SEP]."""
    low, high = VOCAB["saya"], len(VOCAB)
    return [[2, *rng.integers(low, high, size=n - 2).tolist(), 3] for n in lengths]


def make_batch(sentences, labels):
    """What collate is to make of them."""
    longest = max(len(ids) for ids in sentences)
    ids = torch.tensor([[*s, *[0] * (longest - len(s))] for s in sentences])
    mask = torch.tensor([[1] * len(s) + [0] * (longest - len(s)) for s in sentences])
    texts = [f"kalimat {n}" for n in range(len(sentences))]
    return ids, mask, torch.tensor(labels).reshape(-1, 1), texts


def draw_batches(rng, sizes):
    """Batches of these sizes; sentences of different lengths in each."""
    batches = []
    for size in sizes:
        lengths = 3 + rng.permutation(10)[:size]
        batches.append(make_batch(draw_sentences(rng, lengths), rng.integers(0, 3, size).tolist()))
    return batches


def logits_of(model, batches):
    """Logits of all examples; each alone, so that there is no padding."""
    rows = []
    with torch.no_grad():
        for ids, mask, _, _ in batches:
            for row, real in zip(ids, mask, strict=True):
                rows.append(model(input_ids=row[real.bool()][None]).logits[0])
    return torch.stack(rows)


def labels_of(batches):
    return torch.cat([batch[2] for batch in batches]).reshape(-1)


def margin(logits):
    """How far the nearest second best is from the best."""
    top = logits.topk(2, dim=-1).values
    return float((top[..., 0] - top[..., 1]).min())


def draw_case(rng, sizes, scale=1.0):
    """Weights and batches without a prediction on the brink."""
    for _ in range(100):
        params, batches = draw_params(rng, scale), draw_batches(rng, sizes)
        model = twin(params)
        with torch.no_grad():
            logits = [model(input_ids=b[0], attention_mask=b[1]).logits for b in batches]
        if margin(torch.cat(logits)) > 0.01:
            return params, batches
    raise RuntimeError("no case without a tie")


def scores(predictions, labels):
    """What scikit-learn says."""
    precision, recall, f1, _ = precision_recall_fscore_support(
        labels, predictions, average="macro", zero_division=0
    )
    accuracy = accuracy_score(labels, predictions)
    return {"ACC": float(accuracy), "F1": float(f1), "REC": float(recall), "PRE": float(precision)}


def mean_of_batches(predictions, batches, weigh=False):
    """Metrics averaged over batches, or over their examples: not what is asked for."""
    each, start = [], 0
    for batch in batches:
        end = start + len(batch[2])
        each.append(scores(predictions[start:end], batch[2].reshape(-1).tolist()))
        start = end
    sizes = [len(batch[2]) if weigh else 1 for batch in batches]
    return {k: float(np.average([one[k] for one in each], weights=sizes)) for k in each[0]}


def averaged_metrics(predictions, batches):
    return [
        ("metrics-averaged-over-batches", mean_of_batches(predictions, batches, weigh))
        for weigh in (False, True)
    ]


def train_here(model, batches, optimizer, max_norm=None, zero_grad=True, clip="together"):
    """One epoch in this process: losses and logits of every batch before its update."""
    losses, logits = [], []
    for ids, mask, labels, _ in batches:
        if zero_grad:
            optimizer.zero_grad()
        out = model(input_ids=ids, attention_mask=mask).logits
        loss = torch.nn.functional.cross_entropy(out, labels.reshape(-1))
        loss.backward()
        grads = [p.grad for p in model.parameters() if p.grad is not None]
        if max_norm is not None and clip == "together":
            torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        elif max_norm is not None and clip == "always":
            norm = torch.stack([grad.norm() for grad in grads]).norm()
            for grad in grads:
                grad.mul_(max_norm / norm)
        elif max_norm is not None and clip == "each":
            for grad in grads:
                grad.mul_(min(1.0, max_norm / max(float(grad.norm()), 1e-12)))
        elif max_norm is not None and clip == "value":
            torch.nn.utils.clip_grad_value_(model.parameters(), max_norm)
        optimizer.step()
        losses.append(loss.item())
        logits.append(out.detach())
    return losses, torch.cat(logits)


def per_example(values, batches):
    """Mean over examples of what is a mean over each batch."""
    return float(np.average(values, weights=[len(batch[2]) for batch in batches]))


def weights_of(model):
    return {name: value.detach().clone() for name, value in model.named_parameters()}


@pytest.fixture
def folder(lib):
    """A folder on the learner's side."""
    path = lib.tempfile.mkdtemp()
    yield path
    lib.shutil.rmtree(path, ignore_errors=True)


# --- 8.1 DocumentSentimentDataset ---------------------------------------------------


def draw_rows(rng, n):
    """Rows (text, label) with all labels in them."""
    texts = [" ".join(rng.choice(WORDS, size=rng.integers(1, 8))) for _ in range(n)]
    labels = [*LABELS, *rng.choice(list(LABELS), size=n)][:n]
    return list(zip(texts, [labels[i] for i in rng.permutation(n)], strict=True))


def as_tsv(rows, end="\n"):
    return "".join(f"{text}\t{label}{end}" for text, label in rows)


def make_tokenizer(lib):
    return lib.transformers.BertTokenizer(vocab=VOCAB, do_lower_case=True)


def make_dataset(student, lib, folder, content):
    """The learner's data set of a file with this content, and its path."""
    path = lib.os.path.join(folder, "data.tsv")
    lib.pathlib.Path(path).write_bytes(lib.builtins.bytearray(list(content.encode())))
    return student.DocumentSentimentDataset(path, make_tokenizer(lib))


def plain_ids(ids):
    """Ids as a list, whatever sequence they came in."""
    ids = get(ids)
    if isinstance(ids, (np.ndarray, torch.Tensor)):
        return ids.tolist()
    if isinstance(ids, (list, tuple)):
        return [int(i) if isinstance(i, (int, torch.Tensor)) else i for i in ids]
    return ids if ids is None or isinstance(ids, (str, int, float, dict)) else take(ids, 10_000)


def item_of(dataset, index):
    item = get(dataset[index])
    if not isinstance(item, (list, tuple)) or len(item) != 3:
        return item
    return plain_ids(item[0]), item[1], item[2]


def items_of(dataset, n):
    return [item_of(dataset, index) for index in range(n)]


def want_items(rows, special=True, labels=LABELS):
    tokenizer = BertTokenizer(vocab=VOCAB, do_lower_case=True)
    return [
        (tokenizer.encode(text, add_special_tokens=special), labels[label], text)
        for text, label in rows
    ]


@pytest.mark.task("8.1")
def test_items_are_ids_label_and_text(student, lib, rng, folder):
    rows = draw_rows(rng, 9)
    rows[1] = (rows[1][0].upper(), rows[1][1])  # the text comes back as it was
    rows[4] = (" ".join(rng.choice(WORDS, size=600)), rows[4][1])  # and in its full length
    dataset = make_dataset(student, lib, folder, as_tsv(rows))
    expect_equal(
        len(dataset),
        9,
        call="len(DocumentSentimentDataset(path, tokenizer)), 9 rows",
        mistakes={"first-row-lost": 8},
    )
    alphabet = {name: number for number, name in enumerate(sorted(LABELS))}
    swapped = [(ids, text, label) for ids, label, text in want_items(rows)]
    expect_equal(
        items_of(dataset, len(rows)),
        want_items(rows),
        call="items of DocumentSentimentDataset(path, tokenizer)",
        mistakes={
            "special-tokens-missing": want_items(rows, special=False),
            "labels-in-alphabetical-order": want_items(rows, labels=alphabet),
            "label-not-a-number": want_items(rows, labels={name: name for name in LABELS}),
            "item-in-wrong-order": swapped,
        },
    )


@pytest.mark.task("8.1")
@pytest.mark.parametrize("n", [1, 12])
def test_dataset_has_as_many_items_as_rows(student, lib, rng, folder, n):
    dataset = make_dataset(student, lib, folder, as_tsv(draw_rows(rng, n)))
    expect_equal(
        len(dataset),
        n,
        call=f"len(DocumentSentimentDataset(path, tokenizer)), {n} rows",
        mistakes={"first-row-lost": n - 1},
    )


@pytest.mark.task("8.1")
def test_quotation_marks_are_part_of_the_text(student, lib, rng, folder):
    rows = draw_rows(rng, 8)
    quoted = ['"{}', '"{}"', '{} "', '{} ""', '"{}', '{}"']
    marked = [(form.format(text), label) for form, (text, label) in zip(quoted, rows, strict=False)]
    rows = marked + rows[6:]
    content = as_tsv(rows)
    read = list(csv.reader(io.StringIO(content), delimiter="\t"))
    dataset = make_dataset(student, lib, folder, content)
    expect_equal(
        len(dataset),
        len(rows),
        call='len(DocumentSentimentDataset(path, tokenizer)), texts with "',
        mistakes={"quotes-interpreted": len(read)},
    )
    expect_equal(
        items_of(dataset, len(rows)),
        want_items(rows),
        call='items of DocumentSentimentDataset(path, tokenizer), texts with "',
        mistakes={
            "quotes-interpreted": want_items([(t.replace('"', ""), label) for t, label in rows])
        },
    )


@pytest.mark.task("8.1")
@pytest.mark.parametrize(
    "form", ["crlf", "bom", "blank_end", "crlf_blank_end", "no_last_newline", "repeated"]
)
def test_forms_of_the_same_file_give_the_same_items(student, lib, rng, folder, form):
    rows = draw_rows(rng, 5)
    content = as_tsv(rows)
    if form == "crlf":
        content = as_tsv(rows, end="\r\n")
    elif form == "bom":
        content = "\ufeff" + content
    elif form == "blank_end":
        content += "\n\n"
    elif form == "crlf_blank_end":
        content = as_tsv(rows, end="\r\n") + "\r\n\r\n"
    elif form == "repeated":  # equal rows are as many rows
        rows = rows * 2
        content = as_tsv(rows)
    else:
        content = content.rstrip("\n")
    dataset = make_dataset(student, lib, folder, content)
    expect_equal(
        len(dataset), len(rows), call=f"len(DocumentSentimentDataset(path, tokenizer)), {form}"
    )
    expect_equal(
        items_of(dataset, len(rows)),
        want_items(rows),
        call=f"items of DocumentSentimentDataset(path, tokenizer), {form}",
        mistakes={
            "byte-order-mark-kept": [
                (want_items([(f"\ufeff{text}", label)])[0] if n == 0 else want_items(rows)[n])
                for n, (text, label) in enumerate(rows)
            ]
        }
        if form == "bom"
        else {},
    )


@pytest.mark.task("8.1")
def test_an_empty_file_gives_no_items(student, lib, folder):
    dataset = make_dataset(student, lib, folder, "")
    expect_equal(len(dataset), 0, call="len(DocumentSentimentDataset(path, tokenizer)), empty file")


def try_dataset(student, lib, folder, content):
    """The data set of a file with this content, or the exception that came instead."""
    path = lib.os.path.join(folder, "data.tsv")
    raw = content.encode("utf-8", "surrogateescape")
    lib.pathlib.Path(path).write_bytes(lib.builtins.bytearray(list(raw)))
    # A pool's future keeps what was raised, on the learner's side.
    pool = lib.concurrent.futures.ThreadPoolExecutor(1)
    future = pool.submit(student.DocumentSentimentDataset, path, make_tokenizer(lib))
    error = future.exception()
    pool.shutdown()
    return future, error


@pytest.mark.task("8.1")
def test_letters_beyond_ascii_are_read_as_utf8(student, lib, rng, folder):
    # The first letter begins with a byte of the BOM, and is none.
    rows = [("！kafé « enak » 👍", "positive"), *draw_rows(rng, 3), ("naïf — œuf", "neutral")]
    dataset = make_dataset(student, lib, folder, as_tsv(rows))
    expect_equal(
        [item_of(dataset, n)[2] for n in range(5)],
        [text for text, _ in rows],
        call="texts of DocumentSentimentDataset(path, tokenizer), beyond ASCII",
    )


@pytest.mark.task("8.1")
def test_only_line_ends_end_a_row(student, lib, rng, folder):
    rows = [("saya\u2028makan\u0085", "neutral"), *draw_rows(rng, 3), ("jauh\x0bbasi", "positive")]
    future, error = try_dataset(student, lib, folder, as_tsv(rows))
    call = r"DocumentSentimentDataset(path, tokenizer), texts with \u2028, \u0085 and \x0b"
    refused = error is not None and lib.builtins.isinstance(error, lib.builtins.ValueError)
    expect_equal(
        "ValueError" if refused else "a data set",
        "a data set",
        call=call,
        mistakes={"rows-cut-inside-a-text": "ValueError"},
    )
    dataset = future.result()
    expect_equal(
        len(dataset),
        5,
        call=f"len({call})",
        mistakes=[("rows-cut-inside-a-text", n) for n in (6, 7, 8)],
    )
    expect_equal(
        [item_of(dataset, n)[2] for n in range(5)],
        [text for text, _ in rows],
        call=f"texts of {call}",
        mistakes={"rows-cut-inside-a-text": [" ".join(text.split()) for text, _ in rows]},
    )


BAD_ROWS = {
    "no_tab": "saya makan",
    "three_columns": "saya\tmakan\tpositive",
    "label_in_the_middle": "saya makan\tpositive\tlagi",
    "unknown_label": "saya makan\tsenang",
    "label_in_capitals": "saya makan\tPOSITIVE",
    "empty_text": "\tpositive",
    "blank_in_the_middle": "",
    "not_utf8": "kaf\udce9 enak\tpositive",  # the byte E9, as Latin-1 writes é
}


@pytest.mark.task("8.1")
@pytest.mark.parametrize("kind", BAD_ROWS)
def test_bad_row_is_refused_with_its_number(student, lib, rng, folder, kind):
    number = int(rng.integers(110, 150))  # no such number stands in a path by chance
    lines = as_tsv(draw_rows(rng, 160)).splitlines()
    lines[number - 1] = BAD_ROWS[kind]
    future, error = try_dataset(student, lib, folder, "\n".join(lines) + "\n")
    call = f"DocumentSentimentDataset(path, tokenizer), row {number} is {BAD_ROWS[kind]!r}"
    expect_equal(
        "nothing is raised" if error is None else "an exception",
        "an exception",
        call=call,
        mistakes={"bad-row-accepted": "nothing is raised"},
    )
    if not lib.builtins.isinstance(error, lib.builtins.ValueError):
        future.result()  # raises it here, to be shown as it is
    message = str(lib.builtins.str(error))
    digits = "".join(c if c.isdigit() else " " for c in message).split()
    found = [int(n) for n in digits if len(n) < 10]
    expect_equal(
        next((n for n in (number, number - 1, *found) if n in found), message),
        number,
        call=f"{call}; number in the message of the ValueError",
        mistakes={"rows-counted-from-zero": number - 1},
    )


@pytest.mark.task("8.1")
def test_texts_are_encoded_once(student, lib, rng, folder):
    rows = draw_rows(rng, 6)
    path = lib.os.path.join(folder, "data.tsv")
    lib.pathlib.Path(path).write_text(as_tsv(rows))
    tokenizer = make_tokenizer(lib)
    dataset = student.DocumentSentimentDataset(path, tokenizer)
    # From now on the tokenizer gives other ids to all of these words.
    tokenizer.add_tokens([f"{word} " for word in WORDS] + WORDS)
    tokenizer.add_tokens(sorted({text for text, _ in rows}))
    later = [
        (plain_ids(lib.builtins.list(tokenizer.encode(text))), LABELS[label], text)
        for text, label in rows
    ]
    want = want_items(rows)
    expect_differs(later, want, call="encode(text) before and after add_tokens(...)")
    expect_equal(
        items_of(dataset, len(rows)),
        want,
        call="items of DocumentSentimentDataset(path, tokenizer), after tokenizer.add_tokens(...)",
        mistakes={"encoded-at-every-access": later},
    )


@pytest.mark.task("8.1")
def test_two_data_sets_have_their_own_tokenizers(student, lib, rng, folder):
    rows = draw_rows(rng, 4)
    make_dataset(student, lib, folder, as_tsv(rows))
    turned = dict(zip(PIECES, [*range(5), *reversed(range(5, len(PIECES)))], strict=True))
    path = lib.os.path.join(folder, "data.tsv")
    other = student.DocumentSentimentDataset(path, lib.transformers.BertTokenizer(vocab=turned))
    here = BertTokenizer(vocab=turned)
    expect_equal(
        [item_of(other, n)[0] for n in range(4)],
        [here.encode(text) for text, _ in rows],
        call="ids of DocumentSentimentDataset(path, another tokenizer), after one of the same path",
    )


@pytest.mark.task("8.1")
def test_two_data_sets_keep_their_own_rows(student, lib, rng, folder):
    rows = [draw_rows(rng, 6), draw_rows(rng, 4)]
    datasets = [make_dataset(student, lib, folder, as_tsv(part)) for part in rows]
    expect_equal([len(part) for part in datasets], [6, 4], call="lengths of two data sets")
    got = [items_of(dataset, 4) for dataset in datasets]
    expect_equal(
        got, [want_items(part)[:4] for part in rows], call="items of two DocumentSentimentDatasets"
    )


# --- 8.2 collate --------------------------------------------------------------------


def collated(items, cut=512, pad_to=None, left=False, keep_last=True):
    """The first three answers of collate, by definition or by a mistake."""
    rows = [list(map(int, ids)) for ids, _, _ in items]
    if keep_last:
        rows = [row if len(row) <= cut else [*row[: cut - 1], row[-1]] for row in rows]
    else:
        rows = [row[:cut] for row in rows]
    longest = pad_to or max(len(row) for row in rows)

    def fill(row, what):
        rest = [0] * (longest - len(row))
        return [*rest, *what] if left else [*what, *rest]

    ids = torch.tensor([fill(row, row) for row in rows])
    mask = torch.tensor([fill(row, [1] * len(row)) for row in rows])
    return ids, mask, torch.tensor([[label] for _, label, _ in items])


def draw_items(rng, lengths):
    ids = draw_sentences(rng, lengths)
    labels = rng.integers(0, 3, size=len(lengths)).tolist()
    return [
        (row, label, f"{rng.choice(WORDS)} {n}")
        for n, (row, label) in enumerate(zip(ids, labels, strict=True))
    ]


def expect_batch(got, items, call, cut=512):
    """Require what collate owes for these items."""
    ids, mask, labels = collated(items, cut)
    other = {
        "sep-cut-off": collated(items, cut, keep_last=False),
        "padded-to-the-maximum": collated(items, cut, pad_to=cut),
        "padded-on-the-left": collated(items, cut, left=True),
        "not-cut": collated(items, 10_000),
    }
    expect_equal(
        got[0],
        ids,
        call=f"subword_batch of {call}",
        mistakes={name: answer[0] for name, answer in other.items()},
    )
    given = get(got[1])
    # The mask may be of any dtype.
    whole = given.to(torch.int64) if isinstance(given, torch.Tensor) else given
    wrong = {name: answer[1] for name, answer in other.items()}
    expect_equal(
        whole,
        mask,
        call=f"mask_batch of {call}",
        mistakes={
            "mask-inverted": 1 - mask,
            "mask-all-ones": torch.ones_like(mask),
            **wrong,
        },
    )
    expect_equal(
        got[2], labels, call=f"label_batch of {call}", mistakes={"labels-flat": labels.reshape(-1)}
    )
    expect_equal(got[3], [text for _, _, text in items], call=f"texts of {call}")


@pytest.mark.task("8.2")
def test_batch_matches_paper(student):
    items = [([2, 7, 8, 9, 3], 1, "a b c"), ([2, 6, 3], 0, "d"), ([2, 5, 6, 3], 2, "e f")]
    expect_batch(student.collate(items), items, "collate(batch), 5, 3 and 4 ids")


@pytest.mark.task("8.2")
def test_cut_sequence_ends_in_its_last_id(student, rng):
    items = draw_items(rng, [9, 4, 7, 12])
    got = student.collate(items, 6)
    expect_batch(got, items, "collate(batch, 6), 9, 4, 7 and 12 ids", cut=6)


@pytest.mark.task("8.2")
def test_last_id_is_kept_whatever_its_number(student, rng):
    items = [([*ids[:-1], 11 + n], *rest) for n, (ids, *rest) in enumerate(draw_items(rng, [9, 8]))]
    expect_batch(student.collate(items, 5), items, "collate(batch, 5), last ids 11 and 12", cut=5)


@pytest.mark.task("8.2")
def test_an_id_that_is_0_is_no_padding(student):
    items = [([2, 0, 8, 0, 3], 1, "a b c"), ([2, 0, 3], 0, "d")]
    expect_batch(student.collate(items), items, "collate(batch), ids with a 0 among them")


@pytest.mark.task("8.2")
@pytest.mark.parametrize("cut", [2, 3])
def test_cut_to_very_few_ids(student, rng, cut):
    items = draw_items(rng, [5, 3])
    got = student.collate(items, max_seq_len=cut)
    expect_batch(got, items, f"collate(batch, max_seq_len={cut}), 5 and 3 ids", cut=cut)


@pytest.mark.task("8.2")
def test_sequence_of_just_the_maximum_is_kept(student, rng):
    items = draw_items(rng, [6, 5, 7])
    expect_batch(student.collate(items, 7), items, "collate(batch, 7), 6, 5 and 7 ids", cut=7)


@pytest.mark.task("8.2")
def test_sequences_are_cut_to_512_if_not_told(student, rng):
    items = draw_items(rng, [600, 512, 20])
    expect_batch(student.collate(items), items, "collate(batch), 600, 512 and 20 ids")


@pytest.mark.task("8.2")
@pytest.mark.parametrize("cut", [512, 4])
def test_batch_of_one(student, rng, cut):
    items = draw_items(rng, [6])
    expect_batch(student.collate(items, cut), items, f"collate(batch of one, {cut})", cut=cut)


@pytest.mark.task("8.2")
@pytest.mark.parametrize("kind", ["tuple", "array", "tensor"])
def test_ids_may_come_in_any_sequence(student, rng, kind):
    items = draw_items(rng, [6, 9, 4])
    change = {"tuple": tuple, "array": np.array, "tensor": torch.tensor}[kind]
    given = [(change(ids), label, text) for ids, label, text in items]
    expect_batch(student.collate(given, 5), items, f"collate(batch, 5), ids as {kind}", cut=5)


@pytest.mark.task("8.2")
def test_collate_leaves_its_batch(student, rng):
    expect_kept(student.collate, draw_items(rng, [8, 3, 5]), 6, call="collate(batch, 6)")


# --- 8.3 length_bucketed_batches ----------------------------------------------------


def plain_batches(batches):
    """Lists of Python ints, if they are lists."""
    batches = get(batches)
    kinds = (list, tuple)
    if not isinstance(batches, kinds):
        expect_equal(batches, [[]], call="type of length_bucketed_batches(lengths, size, rng)")
    for batch in batches:
        if not isinstance(batch, kinds):
            expect_equal(batch, [0], call="first of length_bucketed_batches(lengths, size, rng)")
    return [[int(index) for index in batch] for batch in batches]


def padding(batches, lengths):
    """Number of paddings if every batch is as long as its longest."""
    return sum(max(lengths[i] for i in b) * len(b) - sum(lengths[i] for i in b) for b in batches)


@pytest.mark.task("8.3")
@pytest.mark.parametrize(("n", "size"), [(1, 4), (7, 3), (12, 4), (5, 8), (6, 1), (101, 16)])
def test_every_index_stands_in_one_batch(student, lib, rng, n, size):
    lengths = rng.integers(3, 60, size=n).tolist()
    generator = lib.numpy.random.default_rng(int(rng.integers(2**31)))
    got = plain_batches(student.length_bucketed_batches(lengths, size, generator))
    call = f"length_bucketed_batches({n} lengths, {size}, rng)"
    expect_equal(
        bool(got),
        True,
        call=f"{call}; any batches",
        mistakes={"last-batch-dropped": False} if n < size else {},
    )
    seen = sorted(i for batch in got for i in batch)
    whole = n // size * size
    expect_equal(
        len(seen),
        n,
        call=f"{call}; indices in all batches",
        mistakes={"last-batch-dropped": whole} if whole != n else {},
    )
    expect_equal(seen, list(range(n)), call=f"{call}; sorted indices")
    largest = max(len(batch) for batch in got)
    expect_equal(
        largest if largest > size else size, size, call=f"{call}; sentences in the largest batch"
    )


@pytest.mark.task("8.3")
@pytest.mark.parametrize(("size", "longest"), [(4, 130), (16, 130), (8, 18)])
def test_padding_is_less_than_half_of_that_at_random(student, lib, rng, size, longest):
    every = np.arange(3, longest + 1)
    lengths = rng.permutation(np.repeat(every, 256 // len(every))).tolist()  # 256 in all
    generator = lib.numpy.random.default_rng(int(rng.integers(2**31)))
    got = plain_batches(student.length_bucketed_batches(lengths, size, generator))
    orders = [rng.permutation(len(lengths)).tolist() for _ in range(20)]
    at_random = np.mean(
        [padding([o[i : i + size] for i in range(0, len(o), size)], lengths) for o in orders]
    )
    expect_between(
        padding(got, lengths) / at_random,
        0.0,
        0.5,
        call=f"padding of length_bucketed_batches(lengths 3 to {longest}, {size}, rng)"
        " / padding at random",
        mistake="not-by-length",
    )


@pytest.mark.task("8.3")
def test_each_draw_gives_other_batches_or_another_order(student, lib, rng):
    lengths = rng.permutation(np.arange(3, 83)).tolist()  # all different
    generator = lib.numpy.random.default_rng(int(rng.integers(2**31)))
    first, second = (
        plain_batches(student.length_bucketed_batches(lengths, 4, generator)) for _ in range(2)
    )
    # Twenty batches come in the same order once in 10^18 draws.
    expect_differs(
        second,
        first,
        call="length_bucketed_batches(lengths, 4, rng), twice with one rng",
        mistake="same-batches-each-epoch",
    )


@pytest.mark.task("8.3")
def test_batches_depend_on_rng_alone(student, lib, rng):
    lengths = rng.integers(3, 60, size=80).tolist()
    seed = int(rng.integers(2**31))
    first, second = (
        plain_batches(
            student.length_bucketed_batches(lengths, 4, lib.numpy.random.default_rng(seed))
        )
        for _ in range(2)
    )
    expect_equal(
        second,
        first,
        call="length_bucketed_batches(lengths, 4, rng), twice with equal generators",
        mistakes={"rng-not-used": second} if second != first else {},
    )


@pytest.mark.task("8.3")
@pytest.mark.parametrize("kind", ["list", "array"])
def test_bucketing_leaves_the_lengths(student, lib, rng, kind):
    lengths = rng.integers(3, 60, size=30)
    given = lengths.tolist() if kind == "list" else lengths
    expect_kept(
        student.length_bucketed_batches,
        given,
        4,
        lib.numpy.random.default_rng(1),
        call="length_bucketed_batches(lengths, 4, rng)",
    )


# --- 8.4 forward_sequence_classification --------------------------------------------


def naive_logits(model, batches, labels_too=False):
    """Logits without a mask: padding is attended to."""
    with torch.no_grad():
        return torch.cat([model(input_ids=ids).logits for ids, _, _, _ in batches])


def loss_of(logits, labels, **options):
    return torch.nn.functional.cross_entropy(logits, labels, **options)


@pytest.mark.task("8.4")
@pytest.mark.parametrize("size", [1, 5])
def test_forward_gives_loss_predictions_and_labels(student, lib, rng, size):
    params, batches = draw_case(rng, [size])
    here, labels = twin(params), labels_of(batches)
    logits, naive = logits_of(here, batches), naive_logits(here, batches)
    model = make_model(lib, params)
    model.eval()
    loss, predictions, given = student.forward_sequence_classification(
        model, batches[0], lib.torch.device("cpu") if size > 1 else "cpu"
    )
    call = f"forward_sequence_classification(model, batch of {size}, device)"
    want = loss_of(logits, labels)
    ids, mask, _, _ = batches[0]
    with torch.no_grad():
        elsewhere = here(input_ids=ids, token_type_ids=mask).logits
    wrong = [("padding-attended", loss_of(elsewhere, labels))]
    if size > 1:
        wrong.append(("padding-attended", loss_of(naive, labels)))
        wrong.append(("sum-instead-of-mean", loss_of(logits, labels, reduction="sum")))
    expect_close(loss, want, call=f"loss of {call}", mistakes=wrong, scale=SCALE)
    expect_equal(
        predictions,
        logits.argmax(dim=1).tolist(),
        call=f"predictions of {call}",
        mistakes={"padding-attended": naive.argmax(dim=1).tolist()},
    )
    expect_equal(
        given,
        labels.tolist(),
        call=f"labels of {call}",
        mistakes={"labels-in-a-column": labels.reshape(-1, 1).tolist()},
    )


def first_of(lib, function, model, batch):
    """The first thing that a call gives, left on the learner's side in an iterator."""
    calls = lib.builtins.map(function, [model], [batch], [lib.torch.device("cpu")])
    return lib.itertools.chain.from_iterable(calls)


@pytest.mark.task("8.4")
def test_loss_is_stable(student, lib, rng):
    params = draw_params(rng)
    params["classifier.weight"].zero_()
    params["classifier.bias"] = torch.tensor([300.0, 0.0, -300.0])  # exp(-300) is 0 in float32
    model = make_model(lib, params)
    batch = make_batch(draw_sentences(rng, [4, 6]), [1, 2])
    loss, _, _ = student.forward_sequence_classification(model, batch, lib.torch.device("cpu"))
    expect_close(
        loss,
        torch.tensor(450.0),
        call="loss of forward_sequence_classification(...), logits 300, 0, -300, labels 1, 2",
    )


@pytest.mark.task("8.4")
def test_a_batch_passes_once(student, lib, rng):
    params, batches = draw_case(rng, [3])
    model = make_model(lib, params)
    seen = []
    model.classifier.register_forward_pre_hook(lambda module, inputs: seen.append(1))
    student.forward_sequence_classification(model, batches[0], lib.torch.device("cpu"))
    expect_equal(
        len(seen), 1, call="passes in forward_sequence_classification(model, batch, device)"
    )


@pytest.mark.task("8.4")
def test_mask_of_the_batch_decides_what_is_attended(student, lib, rng):
    # The mask hides two real words at the end, not the ids that are 0.
    sentences, labels = draw_sentences(rng, [7, 7, 7]), [0, 1, 2]
    for _ in range(100):
        params = draw_params(rng)
        short = [make_batch([ids[:5] for ids in sentences], labels)]
        logits = logits_of(twin(params), short)
        if margin(logits) > 0.01:
            break
    ids, mask, column, texts = make_batch(sentences, labels)
    mask[:, 5:] = 0
    batch = ids, mask, column, texts
    loss, predictions, _ = student.forward_sequence_classification(
        make_model(lib, params).eval(), batch, "cpu"
    )
    call = "forward_sequence_classification(model, batch whose mask hides words, device)"
    naive = naive_logits(twin(params), [batch])
    expect_close(
        loss,
        loss_of(logits, column.reshape(-1)),
        call=f"loss of {call}",
        mistakes={"padding-attended": loss_of(naive, column.reshape(-1))},
        scale=SCALE,
    )
    expect_equal(predictions, logits.argmax(dim=1).tolist(), call=f"predictions of {call}")


@pytest.mark.task("8.4")
def test_batch_goes_to_the_device(student, lib, rng):
    # "meta" is a device that every computer has; its tensors have no values.
    params, batches = draw_case(rng, [3])
    for kind in ("cpu", "meta"):
        model = make_model(lib, params).to(kind)
        seen = input_devices(lib, model)
        args = model, batches[0], lib.torch.device(kind)
        if kind == "cpu":
            student.forward_sequence_classification(*args)
        else:
            raises(lib, lib.builtins.Exception, student.forward_sequence_classification, *args)
        got = take(seen, 100)
        expect_equal(
            sorted(set(got)),
            [kind],
            call=f"devices of what the model gets, forward_sequence_classification(..., {kind})",
            mistakes={"batch-not-moved": sorted(set(got))} if "cpu" in got else {},
        )


@pytest.mark.task("8.4")
def test_forward_leaves_gradients_to_the_caller(student, lib, rng):
    params, batches = draw_case(rng, [3])
    model = make_model(lib, params)
    leave_gradients(lib, model)
    want = gradients(model)
    student.forward_sequence_classification(model, batches[0], "cpu")
    expect_equal(
        gradients(model),
        want,
        call="forward_sequence_classification(model with gradients, ...); .grad",
    )


@pytest.mark.task("8.4")
def test_loss_keeps_its_graph(student, lib, rng):
    params, batches = draw_case(rng, [4])
    model = make_model(lib, params)
    loss = first_of(lib, student.forward_sequence_classification, model, batches[0])
    asked = lib.builtins.map(lib.operator.attrgetter("requires_grad"), loss)
    expect_equal(
        take(asked, 1),
        [True],
        call="[loss.requires_grad] of forward_sequence_classification(model, batch, device)",
        mistakes={"graph-lost": [False]},
    )


@pytest.mark.task("8.4")
def test_gradients_come_from_the_loss(student, lib, rng):
    params, batches = draw_case(rng, [4])
    model = make_model(lib, params)
    loss = first_of(lib, student.forward_sequence_classification, model, batches[0])
    take(lib.builtins.map(lib.operator.methodcaller("backward"), loss), 1)
    here = twin(params)
    ids, mask, labels, _ = batches[0]
    logits = here(input_ids=ids, attention_mask=mask).logits
    loss_of(logits, labels.reshape(-1)).backward()
    expect_close(
        gradients(model),
        {name: value.grad for name, value in here.named_parameters()},
        call="loss, _, _ = forward_sequence_classification(...); loss.backward(); .grad",
        mistakes={"graph-lost": dict.fromkeys(params)},
        scale=SCALE,
    )


@pytest.mark.task("8.4")
def test_forward_leaves_batch_weights_and_mode(student, lib, rng):
    params, batches = draw_case(rng, [3])
    model = make_model(lib, params)
    for training in (True, False):
        model.train(training)
        expect_kept(
            student.forward_sequence_classification,
            model,
            batches[0],
            lib.torch.device("cpu"),
            call="forward_sequence_classification(model, batch, device)",
        )
        expect_equal(
            get(model.training),
            training,
            call=f"model.train({training}); forward_sequence_classification(...); model.training",
        )
    expect_equal(parameters(model), params, call="forward_sequence_classification(...); parameters")


# --- 8.5 document_sentiment_metrics -------------------------------------------------


def wrong_metrics(predictions, labels):
    """What known mistakes would give."""
    want = scores(predictions, labels)
    found = []
    for name, average in (
        ("micro-instead-of-macro", "micro"),
        ("weighted-instead-of-macro", "weighted"),
    ):
        p, r, f, _ = precision_recall_fscore_support(
            labels, predictions, average=average, zero_division=0
        )
        found.append((name, {**want, "F1": float(f), "REC": float(r), "PRE": float(p)}))
    found.append(("recall-and-precision-swapped", scores(labels, predictions)))
    found.append(("percent-instead-of-fraction", {k: 100 * v for k, v in want.items()}))
    found.append(("percent-instead-of-fraction", {**want, "ACC": 100 * want["ACC"]}))
    if want["PRE"] + want["REC"]:
        mean = 2 * want["PRE"] * want["REC"] / (want["PRE"] + want["REC"])
        found.append(("harmonic-mean-of-the-means", {**want, "F1": mean}))
    present = len({*predictions, *labels})
    if present < 3:
        thirds = {k: v * present / 3 for k, v in want.items() if k != "ACC"}
        found.append(("absent-class-counted", {**want, **thirds}))
    if set(predictions) - set(labels):
        p, r, f, _ = precision_recall_fscore_support(
            labels, predictions, labels=sorted(set(labels)), average="macro", zero_division=0
        )
        other = {**want, "F1": float(f), "REC": float(r), "PRE": float(p)}
        found.append(("only-true-classes-counted", other))
    return [(name, answer) for name, answer in found if answer != want]


def expect_metrics(student, predictions, labels, call):
    expect_close(
        student.document_sentiment_metrics(predictions, labels),
        scores(predictions, labels),
        call=call,
        mistakes=wrong_metrics(predictions, labels),
    )


@pytest.mark.task("8.5")
@pytest.mark.parametrize(
    ("predictions", "labels"),
    [
        pytest.param([0, 0], [0, 1], id="always_the_same"),
        pytest.param([2, 0, 1, 1, 0, 0], [2, 0, 0, 1, 0, 2], id="three_classes"),
        pytest.param([0, 1, 2], [0, 1, 2], id="all_right"),
        pytest.param([1, 2, 0], [0, 1, 2], id="all_wrong"),
        pytest.param([1], [1], id="one_example"),
    ],
)
def test_metrics_match_paper(student, predictions, labels):
    call = f"document_sentiment_metrics({predictions}, {labels})"
    expect_metrics(student, predictions, labels, call)


@pytest.mark.task("8.5")
def test_metrics_equal_scikit_learns(student, rng):
    for n in (20, 150):
        labels = rng.choice(3, size=n, p=[0.6, 0.1, 0.3])
        predictions = np.where(
            rng.random(n) < 0.6, labels, rng.choice(3, size=n, p=[0.2, 0.2, 0.6])
        )
        call = f"document_sentiment_metrics(predictions, labels), {n} examples"
        expect_metrics(student, predictions.tolist(), labels.tolist(), call)


@pytest.mark.task("8.5")
@pytest.mark.parametrize("absent", [0, 1, 2])
def test_a_class_that_nobody_names_does_not_count(student, rng, absent):
    others = [c for c in range(3) if c != absent]
    labels = [*others, *rng.choice(others, size=10).tolist()]
    predictions = [others[0], others[0], *rng.choice(others, size=10).tolist()]
    call = f"document_sentiment_metrics(predictions, labels) without class {absent}"
    expect_metrics(student, predictions, labels, call)


@pytest.mark.task("8.5")
@pytest.mark.parametrize("side", ["predictions", "labels"])
def test_a_class_on_one_side_alone_counts_as_0(student, rng, side):
    many = [0, 1, 2, *rng.integers(0, 3, size=12).tolist()]
    few = [0, 1, 0, *rng.integers(0, 2, size=12).tolist()]
    predictions, labels = (many, few) if side == "predictions" else (few, many)
    call = f"document_sentiment_metrics(predictions, labels), class 2 only in {side}"
    expect_metrics(student, predictions, labels, call)


@pytest.mark.task("8.5")
def test_classes_may_have_any_numbers(student, rng):
    labels, predictions = rng.choice([1, 3, 4, 7], size=(2, 40)).tolist()
    call = "document_sentiment_metrics(predictions, labels), classes 1, 3, 4 and 7"
    expect_metrics(student, predictions, labels, call)


@pytest.mark.task("8.5")
def test_metrics_leave_their_arguments(student, rng):
    one, two = rng.integers(0, 3, size=(2, 9)).tolist()
    expect_kept(
        student.document_sentiment_metrics, one, two, call="document_sentiment_metrics(p, y)"
    )


# --- 8.6 train_epoch ----------------------------------------------------------------


def sgd(lib, model, lr=0.3):
    return lib.torch.optim.SGD(model.parameters(), lr=lr)


def train_case(rng, sizes, lr=0.3, max_norm=None):
    """Weights, batches, and the replay: without a prediction on the brink at any step."""
    for _ in range(100):
        params, batches = draw_params(rng), draw_batches(rng, sizes)
        here = twin(params)
        losses, logits = train_here(
            here, batches, torch.optim.SGD(here.parameters(), lr=lr), max_norm
        )
        mixed = scores(logits.argmax(dim=1).tolist(), labels_of(batches).tolist())
        of_batches = mean_of_batches(logits.argmax(dim=1).tolist(), batches)
        if margin(logits) > 0.01 and abs(mixed["F1"] - of_batches["F1"]) > 0.01:
            return params, batches, losses, logits, weights_of(here)
    raise RuntimeError("no case without a tie")


def epoch_metrics(logits, batches):
    return scores(logits.argmax(dim=1).tolist(), labels_of(batches).tolist())


@pytest.mark.task("8.6")
@pytest.mark.parametrize("iterable", ["list", "iterator"])
def test_epoch_equals_its_replay(student, lib, rng, iterable):
    sizes, lr = [5, 1, 3], 0.3
    params, batches, losses, logits, after = train_case(rng, sizes, lr)
    model = make_model(lib, params)
    loader = batches if iterable == "list" else lib.builtins.iter(batches)
    device = lib.torch.device("cpu") if iterable == "list" else "cpu"
    got = student.train_epoch(model, loader, sgd(lib, model, lr), device)
    stale = twin(params)
    train_here(stale, batches, torch.optim.SGD(stale.parameters(), lr=lr), zero_grad=False)
    clipped = twin(params)
    train_here(clipped, batches, torch.optim.SGD(clipped.parameters(), lr=lr), max_norm=1.0)
    call = f"train_epoch(model, {iterable} of batches of 5, 1, 3, SGD, device)"
    expect_close(
        parameters(model),
        after,
        call=f"{call}; parameters",
        mistakes={
            "missing-zero-grad": weights_of(stale),
            "weights-not-changed": params,
            "clipped-without-being-asked": weights_of(clipped),
        },
        scale=SCALE,
    )
    want = per_example(losses, batches)
    expect_close(
        got[0],
        want,
        call=f"loss of {call}",
        mistakes={
            "mean-of-batch-means": float(np.mean(losses)),
            "sum-instead-of-mean": want * sum(sizes),
        },
        dtype=np.float32,
        scale=SCALE,
    )
    expect_close(
        got[1],
        epoch_metrics(logits, batches),
        call=f"metrics of {call}",
        mistakes=averaged_metrics(logits.argmax(dim=1).tolist(), batches),
    )


@pytest.mark.task("8.6")
def test_gradients_are_clipped_together(student, lib, rng):
    lr, limit = 0.5, 0.3
    params, batches, _, _, after = train_case(rng, [4, 3], lr, limit)
    model = make_model(lib, params)
    student.train_epoch(model, batches, sgd(lib, model, lr), lib.torch.device("cpu"), limit)
    wrong = {}
    kinds = {"not-clipped": "", "clipped-one-by-one": "each", "clipped-by-value": "value"}
    for name, clip in kinds.items():
        other = twin(params)
        train_here(other, batches, torch.optim.SGD(other.parameters(), lr=lr), limit, clip=clip)
        wrong[name] = weights_of(other)
    expect_close(
        parameters(model),
        after,
        call=f"train_epoch(model, batches, SGD, device, max_norm={limit}); parameters",
        mistakes=wrong,
        scale=SCALE,
    )


@pytest.mark.task("8.6")
def test_gradients_of_all_groups_are_clipped_together(student, lib, rng):
    lr, limit = 0.5, 0.3
    params, batches = draw_case(rng, [4])
    here = twin(params)
    train_here(here, batches, make_optimizer("SGD", here, lr, groups=True), limit)
    model = make_model(lib, params)
    theirs = make_optimizer("SGD", model, lr, groups=True, library=lib.torch.optim)
    student.train_epoch(model, batches, theirs, lib.torch.device("cpu"), limit)
    expect_close(
        parameters(model),
        weights_of(here),
        call=f"train_epoch(model, batches, SGD with two groups, device, {limit}); parameters",
        scale=SCALE,
    )


@pytest.mark.task("8.6")
def test_gradients_from_before_have_no_effect(student, lib, rng):
    params, batches = draw_case(rng, [4])
    here = twin(params)
    train_here(here, batches, torch.optim.SGD(here.parameters(), lr=0.3))
    model = make_model(lib, params)
    leave_gradients(lib, model)
    student.train_epoch(model, batches, sgd(lib, model), lib.torch.device("cpu"))
    stale = twin(params)
    sum(p.sum() for p in stale.parameters()).backward()
    train_here(stale, batches, torch.optim.SGD(stale.parameters(), lr=0.3), zero_grad=False)
    expect_close(
        parameters(model),
        weights_of(here),
        call="train_epoch(model with gradients from before, batches, SGD, device); parameters",
        mistakes={"missing-zero-grad": weights_of(stale)},
        scale=SCALE,
    )


@pytest.mark.task("8.6")
def test_short_gradients_are_not_stretched(student, lib, rng):
    lr, limit = 0.1, 1000.0
    params, batches, _, _, after = train_case(rng, [4, 3], lr)
    model = make_model(lib, params)
    student.train_epoch(model, batches, sgd(lib, model, lr), lib.torch.device("cpu"), limit)
    expect_close(
        parameters(model),
        after,
        call=f"train_epoch(model, batches, SGD, device, max_norm={limit}); parameters",
        scale=SCALE,
    )


@pytest.mark.task("8.6")
def test_epoch_runs_in_train_mode(student, lib, rng):
    params, batches = draw_case(rng, [3, 2])
    model = make_model(lib, params)
    model.eval()
    seen = []
    model.classifier.register_forward_pre_hook(
        lambda module, inputs: seen.append(get(module.training))
    )
    student.train_epoch(model, batches, sgd(lib, model), lib.torch.device("cpu"))
    expect_equal(
        seen,
        [True, True],
        call="model.training at each batch of train_epoch",
        mistakes={"not-train-mode": [False, False]},
    )


@pytest.mark.task("8.6")
def test_bf16_computes_in_bf16_and_keeps_float32_weights(student, lib, rng):
    # Weights around 0 as a new model has them: half precision then changes little.
    params, batches = draw_case(rng, [4, 2], scale=0.3)
    here = twin(params)
    losses, _ = train_here(here, batches, torch.optim.SGD(here.parameters(), lr=0.1))
    model = make_model(lib, params)
    seen = []
    model.classifier.register_forward_hook(
        lambda module, inputs, output: seen.append(str(get(output).dtype))
    )
    loss, _ = student.train_epoch(
        model, batches, sgd(lib, model, 0.1), lib.torch.device("cpu"), precision="bf16"
    )
    call = "train_epoch(model, batches, SGD, device, precision='bf16')"
    want = per_example(losses, batches)
    # 8 bits hold a loss of about 1 to 0.004; a few dozen roundings of that size fit in here.
    expect_between(loss, want - 0.1, want + 0.1, call=f"loss of {call}")
    expect_equal(
        sorted(set(seen)),
        ["torch.bfloat16"],
        call=f"dtype of the model's logits during {call}",
        mistakes={"precision-ignored": ["torch.float32"]},
    )
    dtypes = sorted({str(value.dtype) for value in parameters(model).values()})
    expect_equal(
        dtypes,
        ["torch.float32"],
        call=f"{call}; dtypes of the parameters",
        mistakes={"weights-in-half-precision": ["torch.bfloat16"]},
    )


@pytest.mark.task("8.6")
@pytest.mark.parametrize("limit", [0.05, None])
def test_fp16_steps_as_long_as_fp32(student, lib, rng, limit):
    lr = 1.0
    # Every class in each batch, and small weights: nothing overflows when it is scaled.
    params = draw_params(rng, scale=0.05)
    batches = [
        make_batch(draw_sentences(rng, [5, 7, 4, 6]), rng.permutation([0, 1, 2, 0]).tolist())
        for _ in range(3)
    ]
    here = twin(params)
    train_here(here, batches, torch.optim.SGD(here.parameters(), lr=lr), limit)
    model = make_model(lib, params)
    seen = []
    model.classifier.register_forward_hook(
        lambda module, inputs, output: seen.append(str(get(output).dtype))
    )
    student.train_epoch(
        model, batches, sgd(lib, model, lr), lib.torch.device("cpu"), limit, precision="fp16"
    )
    call = f"train_epoch(model, batches, SGD, device, {limit}, precision='fp16')"
    expect_equal(
        sorted(set(seen)),
        ["torch.float16"],
        call=f"dtype of the model's logits during {call}",
        mistakes={"precision-ignored": ["torch.float32"]},
    )
    got = parameters(model)
    dtypes = sorted({str(value.dtype) for value in got.values()})
    expect_equal(
        dtypes,
        ["torch.float32"],
        call=f"{call}; dtypes of the parameters",
        mistakes={"weights-in-half-precision": ["torch.float16"]},
    )
    moved = torch.cat([(got[name] - params[name]).reshape(-1) for name in params])
    want = torch.cat([(here.get_parameter(n).detach() - params[n]).reshape(-1) for n in params])
    ratio = float(moved @ want / (want @ want))
    expect_between(
        ratio,
        0.2,  # a scaler may leave out steps until its scale fits
        1.2,
        call=f"way of the weights in {call} / in fp32",
        mistake="clipped-before-unscaling" if limit and abs(ratio) < 0.1 else "",
    )


@pytest.mark.task("8.6")
def test_fp16_keeps_small_gradients(student, lib, rng):
    # All four answers are class 0, with logits 17, 0, 0: the probability of class 1 is 4e-8,
    # and each logit's gradient a quarter of that. The smallest number of fp16 is 6e-8.
    params, lr = draw_params(rng), 1e6
    params["classifier.weight"].zero_()
    params["classifier.bias"] = torch.tensor([17.0, 0.0, 0.0])
    batch = make_batch(draw_sentences(rng, [5, 7, 4, 6]), [0, 0, 0, 0])
    model = make_model(lib, params)
    student.train_epoch(
        model, [batch], sgd(lib, model, lr), lib.torch.device("cpu"), precision="fp16"
    )
    way = float(parameters(model)["classifier.bias"][1])
    want = -lr * float(params["classifier.bias"].softmax(0)[1])
    expect_between(
        way / want,
        0.9,  # a gradient of fp16 has 11 bits
        1.1,
        call="way of a bias with gradient 4e-8 in train_epoch(..., precision='fp16') / in fp32",
        mistake="small-gradients-lost" if abs(way / want) < 0.1 else "",
    )


@pytest.mark.task("8.6")
def test_fp16_leaves_steps_out_until_nothing_overflows(student, lib, rng):
    # All four answers are class 0 and wrong: the gradient of class 1's bias is -1, and scaled by
    # 2^16, as GradScaler begins, it exceeds what fp16 holds, 65,504.
    params = draw_params(rng)
    params["classifier.weight"].zero_()
    params["classifier.bias"] = torch.tensor([17.0, 0.0, 0.0])
    batches = [make_batch(draw_sentences(rng, [5, 7, 4, 6]), [1, 1, 1, 1])] * 8
    model = make_model(lib, params)
    student.train_epoch(
        model, batches, sgd(lib, model, 0.01), lib.torch.device("cpu"), precision="fp16"
    )
    got = parameters(model)
    call = "train_epoch(..., precision='fp16'), gradients that overflow at first"
    finite = all(bool(value.isfinite().all()) for value in got.values())
    expect_equal(finite, True, call=f"{call}; whether all parameters are finite")
    way = max(float((got[name] - params[name]).abs().max()) for name in params)
    expect_between(
        way, 1e-9, float("inf"), call=f"{call}; largest way of a parameter in 12 batches"
    )


@pytest.mark.task("8.6")
def test_epoch_leaves_the_batches(student, lib, rng):
    params, batches = draw_case(rng, [3, 2])
    model = make_model(lib, params)
    expect_kept(
        student.train_epoch,
        model,
        batches,
        sgd(lib, model),
        lib.torch.device("cpu"),
        call="train_epoch(model, batches, optimizer, device)",
    )


# --- 8.7 evaluate -------------------------------------------------------------------


def eval_case(rng, sizes):
    """As draw_case; the short last batch is worse or better than the others."""
    for _ in range(100):
        params, batches = draw_case(rng, sizes)
        logits = logits_of(twin(params), batches)
        predictions = logits.argmax(dim=1).tolist()
        whole = scores(predictions, labels_of(batches).tolist())
        if abs(whole["F1"] - mean_of_batches(predictions, batches)["F1"]) > 0.01:
            return params, batches, logits
    raise RuntimeError("no such case")


@pytest.mark.task("8.7")
@pytest.mark.parametrize("iterable", ["list", "iterator"])
def test_evaluation_equals_the_formula(student, lib, rng, iterable):
    params, batches, logits = eval_case(rng, [4, 4, 1])
    model = make_model(lib, params)
    loader = batches if iterable == "list" else lib.builtins.iter(batches)
    device = lib.torch.device("cpu") if iterable == "list" else "cpu"
    got = student.evaluate(model, loader, device)
    call = f"evaluate(model, {iterable} of batches of 4, 4, 1, device)"
    labels = labels_of(batches)
    naive = naive_logits(twin(params), batches)
    means = [
        loss_of(part, y).item()
        for part, y in zip(logits.split([4, 4, 1]), labels.split([4, 4, 1]), strict=True)
    ]
    want = loss_of(logits, labels).item()
    expect_close(
        got[0],
        want,
        call=f"loss of {call}",
        mistakes={
            "mean-of-batch-means": float(np.mean(means)),
            "sum-instead-of-mean": 9 * want,
            "padding-attended": loss_of(naive, labels).item(),
        },
        dtype=np.float32,
        scale=SCALE,
    )
    predictions = logits.argmax(dim=1).tolist()
    expect_close(
        got[1],
        scores(predictions, labels.tolist()),
        call=f"metrics of {call}",
        mistakes=averaged_metrics(predictions, batches),
    )


@pytest.mark.task("8.7")
def test_evaluation_runs_in_eval_mode_without_a_graph(student, lib, rng):
    params, batches = draw_case(rng, [3, 2])
    model = make_model(lib, params)
    model.train()
    modes, graphs = [], []

    def look(module, inputs, output):
        modes.append(get(module.training))
        graphs.append(output.requires_grad)

    model.classifier.register_forward_hook(look)
    student.evaluate(model, batches, lib.torch.device("cpu"))
    expect_equal(
        any(modes),
        False,
        call="model.training during evaluate",
        mistakes={"not-eval-mode": True},
    )
    expect_equal(
        any(graphs),
        False,
        call="requires_grad of what the model gives during evaluate",
        mistakes={"graph-kept": True},
    )


@pytest.mark.task("8.7")
@pytest.mark.parametrize("training", [True, False], ids=["train", "eval"])
def test_evaluation_brings_the_mode_back(student, lib, rng, training):
    params, batches = draw_case(rng, [2])
    model = make_model(lib, params)
    model.train(training)
    student.evaluate(model, batches, lib.torch.device("cpu"))
    expect_equal(
        get(model.training),
        training,
        call=f"model.train({training}); evaluate(model, ...); model.training",
        mistakes={"mode-not-restored": not training},
    )


@pytest.mark.task("8.7")
@pytest.mark.parametrize("enabled", [True, False], ids=["on", "off"])
def test_evaluation_brings_the_gradient_mode_back(student, lib, rng, enabled):
    params, batches = draw_case(rng, [2])
    model = make_model(lib, params)
    lib.torch.set_grad_enabled(enabled)
    student.evaluate(model, batches, lib.torch.device("cpu"))
    after = lib.torch.is_grad_enabled()
    lib.torch.set_grad_enabled(True)
    expect_equal(
        after,
        enabled,
        call="evaluate(model, ...); torch.is_grad_enabled()",
        mistakes={"gradients-off-afterwards": False} if enabled else {},
    )


@pytest.mark.task("8.7")
def test_evaluation_changes_neither_model_nor_data(student, lib, rng):
    params, batches = draw_case(rng, [3, 2])
    model = make_model(lib, params)
    expect_kept(
        student.evaluate,
        model,
        batches,
        lib.torch.device("cpu"),
        call="evaluate(model, batches, device)",
    )
    expect_equal(parameters(model), params, call="evaluate(model, ...); parameters")
    asked = lib.builtins.map(lib.operator.attrgetter("requires_grad"), model.parameters())
    expect_equal(
        sorted(set(take(asked, 1000))),
        [True],
        call="evaluate(model, ...); requires_grad of the parameters",
        mistakes={"gradients-off-afterwards": [False]},
    )
    expect_equal(gradients(model), dict.fromkeys(params), call="evaluate(model, ...); .grad")


@pytest.mark.task("8.7")
def test_evaluation_keeps_gradients_and_what_is_frozen(student, lib, rng):
    params, batches = draw_case(rng, [3])
    model = make_model(lib, params)
    leave_gradients(lib, model)
    model.classifier.bias.requires_grad_(False)
    want = gradients(model)
    student.evaluate(model, batches, lib.torch.device("cpu"))
    expect_equal(gradients(model), want, call="evaluate(model with gradients, ...); .grad")
    expect_equal(
        [get(p.requires_grad) for p in (model.classifier.weight, model.classifier.bias)],
        [True, False],
        call="evaluate(model with a frozen bias, ...); requires_grad of classifier's parameters",
    )


# --- 8.8 fit ------------------------------------------------------------------------

KEYS = ("epoch", "lr", "train_loss", "train_F1", "valid_loss", "valid_F1")


class PowerCutError(Exception):
    """What ends a run in the middle."""


def macro_f1(predictions, labels):
    """Over the last axis, of the classes that occur; arrays of any shape that fit together."""
    classes = np.arange(3)[:, None]
    predicted, true = predictions[..., None, :] == classes, labels[..., None, :] == classes
    both = predicted.sum(axis=-1) + true.sum(axis=-1)  # (..., 3)
    f1 = 2 * (predicted & true).sum(axis=-1) / np.maximum(both, 1)
    return f1.sum(axis=-1) / (both > 0).sum(axis=-1)


def make_optimizer(kind, model, lr, groups=False, library=torch.optim):
    """Optimizer on either side; with groups, the head learns at twice the rate."""
    parts = model.parameters()
    if groups:
        parts = [{"params": model.bert.parameters()}]
        parts.append({"params": model.classifier.parameters(), "lr": 2 * lr})
    # Not Adam: where a gradient is 0 but for rounding, it makes full steps of the rounding.
    return library.SGD(parts, lr=lr, momentum=0.9 if kind == "momentum" else 0.0)


def run_here(params, train, valid, epochs, kind, lr, gamma, max_norm=None, **options):
    """Training in this process.

    Options: ``groups`` as in make_optimizer; ``start_over``, an epoch before which
    something is lost: ``lost`` names the optimizer's state, its rate, weights;
    ``all_groups`` False lowers the rate of the first group only; ``clear``, how far the best
    class has to be from the second at every example trained on.

    Returns:
        One dict for each epoch: loss, logits of train and valid, weights afterwards. None if
        an example is not ``clear``.
    """
    model = twin(params)
    groups, lost = options.get("groups", False), options.get("lost", ())
    optimizer = make_optimizer(kind, model, lr, groups)
    path = []
    for epoch in range(epochs):
        if epoch == options.get("start_over"):
            rates = [group["lr"] for group in optimizer.param_groups]
            if "state" in lost:
                optimizer = make_optimizer(kind, model, lr, groups)
            for number, group in enumerate(optimizer.param_groups):
                group["lr"] = lr * (1 + number) if "rate" in lost else rates[number]
                group["lr"] /= gamma if "last rate" in lost else 1.0
            if "weights" in lost:
                model.load_state_dict(options["weights"] or path[0]["weights"])
        model.train()
        rate = optimizer.param_groups[0]["lr"]
        losses, logits = train_here(model, train, optimizer, max_norm)
        if margin(logits) < options.get("clear", 0.0):
            return None
        model.eval()
        with torch.no_grad():
            out = [model(input_ids=b[0], attention_mask=b[1]).logits for b in valid]
        for group in optimizer.param_groups[: None if options.get("all_groups", True) else 1]:
            group["lr"] *= gamma
        path.append(
            {
                "lr": rate,
                "loss": per_example(losses, train),
                "train": logits,
                "valid": torch.cat(out) if out else None,
                "weights": weights_of(model),
            }
        )
    return path


def history_of(path, train, valid):
    """What fit reports of this training."""
    return [
        {
            "epoch": number + 1,
            "lr": step["lr"],
            "train_loss": step["loss"],
            "train_F1": epoch_metrics(step["train"], train)["F1"],
            "valid_loss": loss_of(step["valid"], labels_of(valid)).item(),
            "valid_F1": epoch_metrics(step["valid"], valid)["F1"],
        }
        for number, step in enumerate(path)
    ]


def nudge(params, rng):
    """The parameters after some more rounding than any right computation does."""
    return {
        name: value * torch.from_numpy(1 + 3e-7 * rng.choice([-1, 1], size=value.shape)).float()
        for name, value in params.items()
    }


def steady(path, other):
    """Whether two trainings stay together: a chaotic one would tell right answers apart."""
    return all(
        bool((one["weights"][name] - two["weights"][name]).abs().max() < 1e-5)
        for one, two in zip(path, other, strict=True)
        for name in one["weights"]
    )


def draw_story(
    rng, fits, epochs=4, kind="SGD", lr=0.4, gamma=0.8, max_norm=1.0, lowest=(), **options
):
    """A training whose validation F1 takes a course that ``fits``.

    With ``lowest``, the validation loss is lowest after one of these epochs (from 0), and not
    where F1 is highest.

    Labels of the validation set do not change the training: they are drawn until the
    course is as wanted, and no prediction is on the brink. Nor does rounding grow.
    """
    for _ in range(300):
        params, train = draw_params(rng), draw_batches(rng, [4, 3])
        sentences = draw_sentences(rng, rng.integers(3, 10, size=60))
        candidates = [make_batch(sentences, [0] * len(sentences))]
        setup = (epochs, kind, lr, gamma, max_norm)
        path = run_here(params, train, candidates, *setup, clear=0.01, **options)
        if path is None:
            continue
        valid_logits = torch.stack([step["valid"] for step in path])  # (epochs, 60, 3)
        top = valid_logits.topk(2, dim=-1).values
        clear = ((top[..., 0] - top[..., 1]) > 0.05).all(dim=0)  # (60,)
        if int(clear.sum()) < 7:
            continue
        classes = valid_logits.argmax(dim=-1)  # (epochs, 60)
        changes = (classes[1:] != classes[:-1]).sum(dim=0)  # (60,)
        # Those first that are predicted otherwise again and again: they make a course.
        picked = changes.masked_fill(~clear, -1).argsort(descending=True, stable=True)
        picked = picked[: min(12, int(clear.sum()))]
        predicted = classes[:, picked].numpy()  # (epochs, M)
        # Each example has the label of what one epoch predicts; half of them of the same epoch.
        size = (500, len(picked))
        mixed = predicted[rng.integers(epochs, size=size), range(len(picked))]
        drawn = np.where(rng.random(size) < 0.5, predicted[rng.integers(epochs, size=500)], mixed)
        courses = macro_f1(predicted, drawn[:, None]).tolist()  # (500, epochs)
        for labels, course in zip(drawn, courses, strict=True):
            first, second = sorted(course)[:-3:-1]
            if first - second < 0.01 or not fits(course):  # no two are the best
                continue
            losses = [
                loss_of(logits[picked], torch.from_numpy(labels)).item() for logits in valid_logits
            ]
            if not lowest or int(np.argmin(losses)) in lowest:
                chosen = [sentences[int(i)] for i in picked]
                valid = [
                    make_batch(chosen[:4], labels[:4].tolist()),
                    make_batch(chosen[4:], labels[4:].tolist()),
                ]
                again = nudge(params, rng)
                other = run_here(again, train, [], *setup, **options)
                if not steady(path, other):
                    break
                for step in path:
                    step["valid"] = step["valid"][picked]
                return params, train, valid, path
    raise RuntimeError("no such story")


def rows_of(history):
    """The due columns of a history; others may stand beside them."""
    history = get(history)
    if not isinstance(history, (list, tuple)):
        return history
    return [
        {key: row[key] for key in KEYS if key in row} if isinstance(row, dict) else row
        for row in history
    ]


def expect_history(got, want, call, mistakes=()):
    expect_close(
        rows_of(got),
        want,
        call=f"history of {call}",
        mistakes=mistakes,
        dtype=np.float32,
        scale=SCALE,
    )


def start_fit(student, lib, params, kind="SGD", lr=0.4, groups=False, **changes):
    """A model, its optimizer, and fit with both and the device filled in."""
    model = make_model(lib, params, **changes)
    optimizer = make_optimizer(kind, model, lr, groups, lib.torch.optim)

    def fit(train, valid, epochs, **options):
        device = lib.torch.device("cpu")
        return student.fit(model, train, valid, optimizer, epochs, device, **options)

    return model, fit


def best_of(path, valid):
    """The step with the highest validation F1."""
    return max(path, key=lambda step: epoch_metrics(step["valid"], valid)["F1"])


def wrong_weights(path, valid):
    """What fit may end with instead of the best weights; each from another epoch."""
    losses = [loss_of(step["valid"], labels_of(valid)).item() for step in path]
    return [
        ("weights-of-the-first-epoch", path[0]["weights"]),
        ("last-weights-kept", path[-1]["weights"]),
        ("best-by-loss", path[int(np.argmin(losses))]["weights"]),
    ]


@pytest.mark.task("8.8")
def test_history_and_weights_equal_the_replay(student, lib, rng):
    params, train, valid, path = draw_story(rng, lambda f: f[0] < f[1] < f[2], epochs=3, lowest=[1])
    model, fit = start_fit(student, lib, params)
    got = fit(train, valid, 3, gamma=0.8, max_norm=1.0)
    want = history_of(path, train, valid)

    def other(gamma=0.8, max_norm=1.0):
        steps = run_here(params, train, valid, 3, "SGD", 0.4, gamma, max_norm)
        return history_of(steps, train, valid), steps[-1]["weights"]

    (constant, constant_weights), (unclipped, unclipped_weights) = other(1.0), other(0.8, None)
    call = "fit(model, train, valid, SGD, 3, device, gamma=0.8, max_norm=1.0)"
    expect_history(
        got,
        want,
        call,
        {
            "rate-not-lowered": constant,
            "rate-of-the-next-epoch": [{**row, "lr": 0.8 * row["lr"]} for row in want],
            "epochs-counted-from-zero": [{**row, "epoch": row["epoch"] - 1} for row in want],
            "not-clipped": unclipped,
        },
    )
    expect_close(
        parameters(model),
        path[-1]["weights"],
        call=f"{call}; parameters",
        mistakes=[
            ("rate-not-lowered", constant_weights),
            ("not-clipped", unclipped_weights),
            ("weights-not-changed", params),
            *wrong_weights(path, valid),
        ],
        scale=SCALE,
    )


@pytest.mark.task("8.8")
def test_every_rate_is_lowered(student, lib, rng):
    story = {"lr": 0.3, "gamma": 0.5, "groups": True, "lowest": [1]}
    params, train, valid, path = draw_story(rng, lambda f: max(f) == f[2], epochs=3, **story)
    model, fit = start_fit(student, lib, params, lr=0.3, groups=True)
    got = fit(train, valid, 3, gamma=0.5, max_norm=1.0)
    first = run_here(params, train, valid, 3, "SGD", 0.3, 0.5, 1.0, groups=True, all_groups=False)
    expect_close(
        parameters(model),
        path[-1]["weights"],
        call="fit(model, ..., optimizer with two groups, 3, device, gamma=0.5); parameters",
        mistakes=[
            ("only-first-rate-lowered", best_of(first, valid)["weights"]),
            *wrong_weights(path, valid),
        ],
        scale=SCALE,
    )
    expect_close(
        [row["lr"] for row in rows_of(got)],
        [0.3, 0.15, 0.075],
        call="lr in the history of fit(model, ..., rates 0.3 and 0.6, 3, device, gamma=0.5)",
        dtype=np.float32,
    )


@pytest.mark.task("8.8")
def test_best_weights_come_back(student, lib, rng):
    params, train, valid, path = draw_story(rng, lambda f: max(f) == f[1], lowest=[2])
    model, fit = start_fit(student, lib, params)
    got = fit(train, valid, 4, gamma=0.8, max_norm=1.0, patience=9)
    call = "fit(model, train, valid, SGD, 4, device, gamma=0.8, max_norm=1.0, patience=9)"
    expect_history(got, history_of(path, train, valid), call)
    expect_close(
        parameters(model),
        path[1]["weights"],
        call=f"{call}; parameters",
        mistakes=wrong_weights(path, valid),
        scale=SCALE,
    )


@pytest.mark.task("8.8")
def test_training_stops_when_patience_ends(student, lib, rng):
    # Down, up to the best, down, a little up: two epochs in a row are not better than ever.
    params, train, valid, path = draw_story(
        rng, lambda f: f[1] < f[0] < f[2] and f[3] < f[4] and max(f[:6]) == f[2], epochs=7
    )
    model, fit = start_fit(student, lib, params)
    got = fit(train, valid, 7, gamma=0.8, max_norm=1.0, patience=2)
    call = "fit(model, train, valid, SGD, 7, device, gamma=0.8, max_norm=1.0, patience=2)"
    expect_equal(
        len(get(got)),
        5,
        call=f"len of {call}",
        mistakes=[
            ("never-stopped", 7),
            ("patience-not-in-a-row", 4),
            ("patience-off-by-one", 6),
            ("patience-off-by-one", 2),
        ],
    )
    expect_history(got, history_of(path[:5], train, valid), call)
    expect_close(
        parameters(model),
        path[2]["weights"],
        call=f"{call}; parameters",
        mistakes=wrong_weights(path[:5], valid),
        scale=SCALE,
    )


@pytest.mark.task("8.8")
@pytest.mark.parametrize("patience", [1, 3])
def test_an_equal_f1_is_no_better_one(student, lib, rng, patience):
    params, batches = draw_case(rng, [3, 2])
    _, fit = start_fit(student, lib, params, lr=0.0)  # nothing ever changes
    got = fit(batches, batches, 7, patience=patience)
    call = f"len of fit(model, train, valid, SGD with rate 0, 7, device, patience={patience})"
    expect_equal(
        len(get(got)),
        1 + patience,
        call=call,
        mistakes=[
            ("equal-counts-as-better", 7),
            ("patience-off-by-one", 2 + patience),
            *([("patience-off-by-one", patience)] if patience > 1 else []),
        ],
    )


@pytest.mark.task("8.8")
def test_an_f1_of_0_may_be_the_best(student, lib, rng):
    # Every answer is class 0, and every label another: F1 is 0 after each epoch.
    params = draw_params(rng)
    params["classifier.weight"].zero_()
    params["classifier.bias"] = torch.tensor([30.0, 0.0, 0.0])
    train = [make_batch(draw_sentences(rng, [4, 6, 5]), [1, 2, 1])]
    valid = [make_batch(draw_sentences(rng, [5, 4]), [1, 2])]
    path = run_here(params, train, valid, 2, "SGD", 0.1, 0.9, 1.0)
    model, fit = start_fit(student, lib, params, lr=0.1)
    fit(train, valid, 2, gamma=0.9, max_norm=1.0)
    expect_close(
        parameters(model),
        path[0]["weights"],
        call="fit(model, ..., 2, device), validation F1 0 after each epoch; parameters",
        mistakes={"last-weights-kept": path[1]["weights"]},
        scale=SCALE,
    )


@pytest.mark.task("8.8")
def test_fit_trains_in_the_precision_asked_for(student, lib, rng):
    params, batches = draw_case(rng, [3, 2], scale=0.3)
    model, fit = start_fit(student, lib, params, lr=0.1)
    seen = []

    def look(module, inputs, output):
        if get(module.training):
            seen.append(str(get(output).dtype))

    model.classifier.register_forward_hook(look)
    fit(batches, batches, 1, precision="bf16")
    expect_equal(
        sorted(set(seen)),
        ["torch.bfloat16"],
        call="dtype of the model's logits in training during fit(..., precision='bf16')",
        mistakes={"precision-ignored": ["torch.float32"]},
    )


@pytest.mark.task("8.8")
def test_loaders_are_gone_through_once_an_epoch(student, lib, rng):
    params, batches = draw_case(rng, [3, 2])
    model = make_model(lib, params)
    stream = lib.builtins.eval(
        "lambda batches, passes: type('Stream', (), {'__len__': lambda self: len(batches),"
        " '__iter__': lambda self: (passes.append(1), iter(batches))[1]})()"
    )
    passes = [lib.collections.deque() for _ in range(2)]
    loaders = [stream(batches, seen) for seen in passes]
    student.fit(model, *loaders, sgd(lib, model, 0.01), 3, "cpu", patience=3)
    expect_equal(
        [len(take(seen, 100)) for seen in passes],
        [3, 3],
        call="passes over train_loader and valid_loader in fit(..., epochs=3, ...)",
    )


@pytest.mark.task("8.8")
def test_no_epochs_give_no_history(student, lib, rng):
    params, batches = draw_case(rng, [3, 2])
    model, fit = start_fit(student, lib, params)
    expect_equal(
        rows_of(fit(batches, batches, 0)), [], call="fit(model, train, valid, SGD, 0, device)"
    )
    expect_equal(
        parameters(model), params, call="fit(model, train, valid, SGD, 0, device); parameters"
    )


def fit_until_cut(model, fit, passes, *arguments, **options):
    """Training that ends in its n-th pass in train mode, as at a power cut."""
    seen = []

    def cut(module, inputs):
        if get(module.training):
            seen.append(1)
            if len(seen) == passes:
                raise PowerCutError

    model.classifier.register_forward_pre_hook(cut)
    try:
        fit(*arguments, **options)
    except PowerCutError:
        return


@pytest.mark.task("8.8")
@pytest.mark.parametrize("best", [1, 3], ids=["best_before", "best_after"])
def test_resumed_training_equals_unbroken_training(student, lib, rng, folder, best):
    story = {"kind": "momentum", "lr": 0.1, "gamma": 0.7, "max_norm": 5.0}
    params, train, valid, path = draw_story(rng, lambda f: max(f) == f[best], **story)
    options = {
        "gamma": 0.7,
        "max_norm": 5.0,
        "patience": 9,
        "checkpoint": lib.os.path.join(folder, "checkpoint.pt"),
    }
    model, fit = start_fit(student, lib, params, "momentum", 0.1)
    fit_until_cut(model, fit, 6, train, valid, 4, **options)  # in the midst of epoch 3
    fresh_params = draw_params(rng)
    fresh, fit = start_fit(student, lib, fresh_params, "momentum", 0.1)
    got = fit(train, valid, 4, **options)
    call = "fit(..., SGD, 4, device, checkpoint=path), cut in epoch 3 and called again"

    def other(start=params, **lost):
        return run_here(start, train, valid, 4, "momentum", 0.1, 0.7, 5.0, **lost)

    best_weights = best_of(path[:2], valid)["weights"]
    wrong = [  # trained only if an answer is to be explained
        ("checkpoint-not-used", {"start": fresh_params}),
        ("model-not-restored", {"start_over": 2, "lost": ["weights"], "weights": fresh_params}),
        (
            "resumed-from-best-weights",
            {"start_over": 2, "lost": ["weights"], "weights": best_weights},
        ),
        *(
            ("optimizer-not-restored", {"start_over": 2, "lost": lost})
            for lost in (["state"], ["rate"], ["state", "rate"], ["last rate"])
        ),
    ]
    want = history_of(path, train, valid)
    expect_equal(
        len(get(got)),
        4,
        call=f"len of {call}",
        mistakes={"trained-again": 6, "history-lost": 2},
    )
    expect_history(
        got,
        want,
        call,
        itertools.chain(
            [("history-lost", want[2:])],
            ((name, history_of(other(**how), train, valid)) for name, how in wrong),
        ),
    )
    expect_close(
        parameters(fresh),
        path[best]["weights"],
        call=f"{call}; parameters",
        mistakes=[
            ("best-weights-not-saved", best_of(path[2:], valid)["weights"]),
            ("last-weights-kept", path[-1]["weights"]),
        ],
        scale=SCALE,
    )


@pytest.mark.task("8.8")
def test_more_epochs_go_on_from_the_last_one(student, lib, rng, folder):
    params, train, valid, path = draw_story(rng, lambda f: max(f[:2]) == f[0] and max(f) == f[3])
    options = {
        "gamma": 0.8,
        "max_norm": 1.0,
        "patience": 9,
        "checkpoint": lib.os.path.join(folder, "checkpoint.pt"),
    }
    _, fit = start_fit(student, lib, params)
    fit(train, valid, 2, **options)
    fresh, fit = start_fit(student, lib, draw_params(rng))
    got = fit(train, valid, 4, **options)
    call = "fit(..., 2, device, checkpoint=path); fit(..., 4, device, checkpoint=path)"
    want = history_of(path, train, valid)
    from_best = run_here(
        params, train, valid, 4, "SGD", 0.4, 0.8, 1.0, start_over=2, lost=["weights"], weights=None
    )
    expect_history(
        got,
        want,
        call,
        {
            "history-lost": want[2:],
            "resumed-from-best-weights": history_of(from_best, train, valid),
        },
    )
    expect_close(parameters(fresh), path[3]["weights"], call=f"{call}; parameters", scale=SCALE)


@pytest.mark.task("8.8")
def test_resumed_training_draws_the_same_random_numbers(student, lib, rng, folder):
    params, batches = draw_case(rng, [4, 3])
    dropout = {"hidden_dropout_prob": 0.3}
    seeds = [int(rng.integers(2**31)) for _ in range(2)]
    options = {"patience": 9, "max_norm": 1.0}

    def start():
        return start_fit(student, lib, params, lr=0.2, **dropout)

    _, fit = start()
    lib.torch.manual_seed(seeds[0])
    want = rows_of(fit(batches, batches, 4, **options))
    options["checkpoint"] = lib.os.path.join(folder, "checkpoint.pt")
    model, fit = start()
    lib.torch.manual_seed(seeds[0])
    fit_until_cut(model, fit, 6, batches, batches, 4, **options)
    _, fit = start()
    lib.torch.manual_seed(seeds[1])
    got = rows_of(fit(batches, batches, 4, **options))
    if isinstance(want, list) and len(want) == 4 and isinstance(got, list) and len(got) == 4:
        names = [f"{part}_loss" for part in ("train", "valid")]
        expect_close(
            [[row.get(name) for name in names] for row in got],
            [[row.get(name) for name in names] for row in want],
            call="losses of fit(model with dropout, ..., checkpoint=path), cut and called again",
            mistakes={
                "random-numbers-not-restored": [[row.get(name) for name in names] for row in got]
            }
            if got[:2] == want[:2] and got[2:] != want[2:]
            else {},
            dtype=np.float32,
            scale=SCALE,
        )
    expect_equal(
        [len(get(one) or []) for one in (want, got)],
        [4, 4],
        call="len of fit(model with dropout, ..., 4, device): unbroken; cut and called again",
    )


@pytest.mark.task("8.8")
def test_finished_training_is_not_repeated(student, lib, rng, folder):
    # Neither after epoch 3 nor, for those who go on, after epoch 4 is it better than ever.
    params, train, valid, path = draw_story(
        rng, lambda f: f[0] < f[1] and max(f[2], f[3]) < f[1], epochs=5
    )
    options = {
        "gamma": 0.8,
        "max_norm": 1.0,
        "patience": 1,
        "checkpoint": lib.os.path.join(folder, "checkpoint.pt"),
    }
    want = history_of(path[:3], train, valid)
    call = "fit(..., 5, device, patience=1, checkpoint=path)"
    _, fit = start_fit(student, lib, params)
    expect_history(fit(train, valid, 5, **options), want, call)
    expect_equal(
        lib.os.path.isfile(options["checkpoint"]), True, call=f"{call}; os.path.isfile(path)"
    )
    fresh_params = draw_params(rng)
    fresh, fit = start_fit(student, lib, fresh_params)
    seen = []
    fresh.classifier.register_forward_pre_hook(
        lambda module, inputs: seen.append(get(module.training))
    )
    got = fit(train, valid, 5, **options)
    expect_equal(
        sum(seen),
        0,
        call=f"training passes of {call} after it had stopped",
        mistakes={"patience-forgotten": 2, "trained-again": 6},
    )
    expect_history(got, want, f"{call} after it had stopped", {"history-lost": []})
    expect_close(
        parameters(fresh),
        path[1]["weights"],
        call=f"{call} after it had stopped; parameters",
        mistakes={
            "model-not-restored": fresh_params,
            "best-weights-not-saved": path[2]["weights"],
        },
        scale=SCALE,
    )


@pytest.mark.task("8.8")
def test_fit_leaves_the_batches(student, lib, rng):
    params, batches = draw_case(rng, [3, 2])
    model = make_model(lib, params)
    expect_kept(
        student.fit,
        model,
        batches,
        batches[:1],
        sgd(lib, model, 0.1),
        1,
        lib.torch.device("cpu"),
        call="fit(model, train, valid, optimizer, 1, device)",
    )


# --- 8.9 predict --------------------------------------------------------------------


def predict_case(rng, n, words=8):
    """Weights and texts of different lengths without a prediction on the brink."""
    tokenizer = BertTokenizer(vocab=VOCAB, do_lower_case=True)
    for _ in range(200):
        params = draw_params(rng)
        lengths = 1 + rng.permutation(max(n, words))[:n]
        texts = [" ".join(rng.choice(WORDS, size=length)) for length in lengths]
        encoded = [tokenizer.encode(text) for text in texts]
        batches = [make_batch([ids], [0]) for ids in encoded]
        logits = logits_of(twin(params), batches)
        kinds = len(set(logits.argmax(dim=1).tolist()))
        if margin(logits) > 0.01 and (n == 1 or kinds > 1):
            return params, texts, encoded, logits
    raise RuntimeError("no such case")


def named(logits, values=None):
    """Pairs (label, probability) of these logits."""
    chosen = logits.argmax(dim=1).tolist()
    shares = torch.softmax(logits, dim=1) if values is None else values
    return [(NAMES[c], float(row[c])) for c, row in zip(chosen, shares, strict=True)]


def expect_pairs(got, want, call, mistakes=()):
    got = get(got)
    expect_close(got, want, call=call, mistakes=mistakes, dtype=np.float32, scale=SCALE)


@pytest.mark.task("8.9")
@pytest.mark.parametrize(
    ("n", "size"), [(1, 32), (5, 2), (4, 4), (7, 32)], ids=["one", "short_last", "full", "large"]
)
def test_predictions_equal_the_formula(student, lib, rng, n, size):
    params, texts, encoded, logits = predict_case(rng, n)
    model = make_model(lib, params)
    got = student.predict(texts, model, make_tokenizer(lib), batch_size=size)
    groups = [
        make_batch(encoded[i : i + size], [0] * len(encoded[i : i + size]))
        for i in range(0, n, size)
    ]
    naive = naive_logits(twin(params), groups)
    softmax = torch.softmax(logits, dim=1)
    want = named(logits)
    expect_pairs(
        got,
        want,
        f"predict({n} texts, model, tokenizer, batch_size={size})",
        {
            "padding-attended": named(naive),
            "logit-instead-of-probability": named(logits, logits),
            "number-instead-of-label": [
                (int(c), p) for c, (_, p) in zip(logits.argmax(dim=1), want, strict=True)
            ],
            "percent-instead-of-fraction": [(name, 100 * p) for name, p in want],
            "last-batch-dropped": want[: n // size * size],
            "probability-of-another-class": [
                (name, float(row[0])) for (name, _), row in zip(want, softmax, strict=True)
            ],
        },
    )


@pytest.mark.task("8.9")
@pytest.mark.parametrize("limit", [4, 6])
def test_long_texts_are_cut_and_keep_sep(student, lib, rng, limit):
    here = BertTokenizer(vocab=VOCAB, do_lower_case=True)
    for _ in range(200):
        params, texts, encoded, full = predict_case(rng, 6, words=20)
        cut = [here.encode(text, truncation=True, max_length=limit) for text in texts]
        model = twin(params)
        logits, without = (
            logits_of(model, [make_batch([ids], [0]) for ids in rows])
            for rows in (cut, [ids[:limit] for ids in encoded])
        )
        distances = [
            (torch.softmax(logits, 1) - torch.softmax(x, 1)).abs().max() for x in (full, without)
        ]
        if margin(logits) > 0.01 and min(distances) > 0.01:
            break
    got = student.predict(texts, make_model(lib, params), make_tokenizer(lib), max_length=limit)
    expect_pairs(
        got,
        named(logits),
        f"predict(long texts, model, tokenizer, max_length={limit})",
        {"not-cut": named(full), "sep-cut-off": named(without)},
    )


@pytest.mark.task("8.9")
def test_every_text_gets_an_answer_however_sure_or_short(student, lib, rng):
    params = draw_params(rng)
    params["classifier.weight"].zero_()
    params["classifier.bias"] = torch.tensor([-300.0, 300.0, 299.0])  # e^300 overflows
    model = make_model(lib, params)
    model.classifier.bias.requires_grad_(False)
    share = float(torch.tensor([300.0, 299.0]).softmax(0)[0])
    expect_pairs(
        student.predict(["saya makan", "", "enak"], model, make_tokenizer(lib)),
        [(NAMES[1], share)] * 3,
        "predict(['saya makan', '', 'enak'], model, tokenizer), logits -300, 300, 299",
    )
    expect_equal(
        [get(p.requires_grad) for p in (model.classifier.weight, model.classifier.bias)],
        [True, False],
        call="predict(texts, model with a frozen bias, tokenizer); requires_grad of classifier's",
    )


@pytest.mark.task("8.9")
def test_texts_go_to_the_model(student, lib, rng):
    # "meta" is a device that every computer has; its tensors have no values.
    params = draw_params(rng)
    for kind in ("cpu", "meta"):
        model = make_model(lib, params).to(kind)
        seen = input_devices(lib, model)
        args = ["saya makan", "enak"], model, make_tokenizer(lib)
        if kind == "cpu":
            student.predict(*args)
        else:
            raises(lib, lib.builtins.Exception, student.predict, *args)
        got = take(seen, 100)
        expect_equal(
            sorted(set(got)),
            [kind],
            call=f"devices of what the model gets, predict(texts, model on {kind}, tokenizer)",
            mistakes={"batch-not-moved": sorted(set(got))} if "cpu" in got else {},
        )


@pytest.mark.task("8.9")
def test_no_texts_give_no_predictions(student, lib, rng):
    model = make_model(lib, draw_params(rng))
    model.train()
    got = student.predict([], model, make_tokenizer(lib))
    expect_equal(got, [], call="predict([], model, tokenizer)")
    expect_equal(
        get(model.training),
        True,
        call="model.train(True); predict([], model, tokenizer); model.training",
        mistakes={"mode-not-restored": False},
    )


@pytest.mark.task("8.9")
def test_no_more_texts_at_once_than_asked(student, lib, rng):
    params, texts, _, _ = predict_case(rng, 7)
    model = make_model(lib, params)
    sizes = []
    model.classifier.register_forward_pre_hook(
        lambda module, inputs: sizes.append(len(get(inputs[0])))
    )
    student.predict(texts, model, make_tokenizer(lib), batch_size=3)
    expect_equal(sum(sizes), 7, call="texts that go through the model in predict(7 texts, ...)")
    expect_equal(
        max(sizes) if max(sizes) > 3 else 3,
        3,
        call="largest batch in predict(7 texts, ..., batch_size=3)",
        mistakes={"batch-size-ignored": 7},
    )


@pytest.mark.task("8.9")
def test_prediction_runs_in_eval_mode_without_a_graph(student, lib, rng):
    params, texts, _, _ = predict_case(rng, 3)
    model = make_model(lib, params)
    model.train()
    modes, graphs = [], []

    def look(module, inputs, output):
        modes.append(get(module.training))
        graphs.append(output.requires_grad)

    model.classifier.register_forward_hook(look)
    student.predict(texts, model, make_tokenizer(lib))
    expect_equal(
        any(modes), False, call="model.training during predict", mistakes={"not-eval-mode": True}
    )
    expect_equal(
        any(graphs),
        False,
        call="requires_grad of what the model gives during predict",
        mistakes={"graph-kept": True},
    )


@pytest.mark.task("8.9")
@pytest.mark.parametrize("training", [True, False], ids=["train", "eval"])
def test_prediction_brings_the_mode_back(student, lib, rng, training):
    params, texts, _, _ = predict_case(rng, 2)
    model = make_model(lib, params)
    model.train(training)
    student.predict(texts, model, make_tokenizer(lib))
    expect_equal(
        get(model.training),
        training,
        call=f"model.train({training}); predict(...); model.training",
        mistakes={"mode-not-restored": not training},
    )


@pytest.mark.task("8.9")
@pytest.mark.parametrize("enabled", [True, False], ids=["on", "off"])
def test_prediction_brings_the_gradient_mode_back(student, lib, rng, enabled):
    params, texts, _, _ = predict_case(rng, 2)
    model = make_model(lib, params)
    lib.torch.set_grad_enabled(enabled)
    student.predict(texts, model, make_tokenizer(lib))
    after = lib.torch.is_grad_enabled()
    lib.torch.set_grad_enabled(True)
    expect_equal(
        after,
        enabled,
        call="predict(...); torch.is_grad_enabled()",
        mistakes={"gradients-off-afterwards": False} if enabled else {},
    )


@pytest.mark.task("8.9")
@pytest.mark.parametrize("kind", [list, tuple], ids=["list", "tuple"])
def test_prediction_leaves_texts_and_weights(student, lib, rng, kind):
    params, texts, _, logits = predict_case(rng, 4)
    model = make_model(lib, params)
    got = expect_kept(
        student.predict,
        kind(texts),
        model,
        make_tokenizer(lib),
        call="predict(texts, model, tokenizer)",
    )
    expect_pairs(got, named(logits), f"predict({kind.__name__} of texts, model, tokenizer)")
    expect_equal(parameters(model), params, call="predict(...); parameters")
