"""The data written for the course: enough of it, in form, no two alike, no label given away."""

import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from kursus.catalog import find_course

SAMPLES = find_course(Path(__file__).parent).root / "datasets" / "samples"
LABELS = ("positive", "neutral", "negative")
SPLITS = ("train", "valid", "test")
DIALOGUES = ("general", "persona", "persona_heldout")


def words(text):
    return re.findall(r"\w+", text.lower())


def trigrams(text):
    """Runs of three words; a shorter text is one run."""
    found = words(text)
    return {tuple(found[i : i + 3]) for i in range(len(found) - 2)} or {tuple(found)}


def near_duplicates(texts):
    """Pairs of texts with a Jaccard similarity of word trigrams of 0.5 or more."""
    grams = [trigrams(text) for text in texts]
    holders = {}
    for number, found in enumerate(grams):
        for gram in found:
            holders.setdefault(gram, []).append(number)
    shared = Counter(p for held in holders.values() for p in itertools.combinations(held, 2))
    return [
        (texts[one], texts[other])
        for (one, other), both in shared.items()
        if both / (len(grams[one]) + len(grams[other]) - both) >= 0.5
    ]


# --- sentiment --------------------------------------------------------------------


def rows(split):
    """(text, label) of one file; its format is SmSA's."""
    data = (SAMPLES / "sentiment" / f"{split}.tsv").read_bytes().decode("utf-8")
    assert data.endswith("\n")
    assert not {"\r", "\ufeff"} & set(data)
    return [tuple(line.split("\t")) for line in data.splitlines()]


EVERY = [row for split in SPLITS for row in rows(split)]


@pytest.mark.parametrize("split", SPLITS)
def test_each_split_has_every_label(split):
    counts = Counter(label for _, label in rows(split))
    assert set(counts) == set(LABELS)
    assert min(counts.values()) >= 20


def test_rows_are_a_text_and_a_label():
    assert len(EVERY) >= 600
    assert {len(row) for row in EVERY} == {2}
    assert all(text == text.strip() and text for text, _ in EVERY)


def test_no_two_texts_are_alike():
    texts = [text for text, _ in EVERY]
    assert len({" ".join(words(text)) for text in texts}) == len(texts)
    assert near_duplicates(texts) == []


def test_near_duplicates_are_found():
    pair = ["nasi goreng di sini sedap sekali", "nasi goreng di sini sedap betul"]
    assert near_duplicates([*pair, "kereta datang pukul tujuh pagi"]) == [tuple(pair)]


@pytest.mark.parametrize("label", LABELS)
def test_no_keyword_list_gives_a_label_away(label):
    # The best list with hindsight: words of at least three texts, four of five with this label.
    texts, mine = Counter(), Counter()
    for text, found in EVERY:
        texts.update(set(words(text)))
        mine.update(set(words(text)) if found == label else ())
    keywords = {word for word in texts if texts[word] >= 3 and mine[word] >= 0.8 * texts[word]}
    own = [set(words(text)) for text, found in EVERY if found == label]
    assert sum(bool(found & keywords) for found in own) <= 0.75 * len(own)


# --- dialogues --------------------------------------------------------------------


def dialogues(name):
    lines = (SAMPLES / "dialogues" / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["turns"] for line in lines]


@pytest.mark.parametrize("name", DIALOGUES)
def test_turns_alternate_and_the_assistant_has_the_last_word(name):
    for turns in dialogues(name):
        roles = [turn["role"] for turn in turns]
        assert roles == ["user", "assistant"] * (len(turns) // 2)
        assert all(turn.keys() == {"role", "content"} for turn in turns)
        assert all(turn["content"] == " ".join(turn["content"].split()) != "" for turn in turns)


def test_there_are_turns_enough():
    turns = {name: sum(map(len, dialogues(name))) for name in DIALOGUES}
    assert turns["persona"] + turns["persona_heldout"] >= 200
    assert min(turns.values()) >= 40


def test_no_two_lines_are_alike():
    # Short greetings may recur; nothing of five words or more does, within or between files.
    lines = [turn["content"] for name in DIALOGUES for turns in dialogues(name) for turn in turns]
    assert near_duplicates([line for line in lines if len(words(line)) >= 5]) == []
