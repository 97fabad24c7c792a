"""Module 07 against the libraries, on every character and on real texts, and on bad files."""

import os
import subprocess
import sys
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from kursus.catalog import find_course
from kursus.loader import load

COURSE = find_course(Path(__file__).parent)
MODULE = COURSE.module("07")
REAL = Path(os.environ.get("KURSUS_DATA", COURSE.root.parent / "shared" / "data"))
SMSA, INDOBERT = REAL / "smsa", REAL / "indobert-base-p1-vocab" / "vocab.txt"
SPLITS = ("train", "valid", "test")
SAMPLES = COURSE.root / "datasets" / "samples" / "sentiment"

with_smsa = pytest.mark.skipif(not SMSA.is_dir(), reason="extra test on the real SmSA files")
with_indobert = pytest.mark.skipif(
    not (SMSA.is_dir() and INDOBERT.is_file()), reason="extra test with IndoBERT's vocabulary"
)


@pytest.fixture(scope="module")
def script():
    return load(MODULE.solution)


def library_words(text):
    return [word for word, _ in BertPreTokenizer().pre_tokenize_str(text)]


def bert_tokenizer(vocab):
    from transformers import BertTokenizer  # takes seconds

    return BertTokenizer(vocab=vocab, do_lower_case=True)


# --- every character ----------------------------------------------------------------


def assigned():
    """Every assigned character, but for those with a decomposition younger than the library."""
    library = BertNormalizer(lowercase=True)
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        apart = unicodedata.normalize("NFD", character)
        if unicodedata.category(character) not in ("Cn", "Cs") and (
            apart == character or library.normalize_str(apart) == library.normalize_str(character)
        ):
            yield character


def test_every_character_is_treated_as_the_library_treats_it(script):
    library = BertNormalizer(lowercase=True)
    characters = list(assigned())
    assert len(characters) > 280_000
    for start in range(0, len(characters), 500):
        # Alone and within a word, behind a sigma and before a separate accent.
        texts = [f"{c} aΣ{c}B\u0301" for c in characters[start : start + 500]]
        joined = " ".join(texts)
        if script.normalize(joined) != library.normalize_str(joined):
            wrong = [t for t in texts if script.normalize(t) != library.normalize_str(t)]
            pytest.fail(f"normalize: {wrong!r}")
        if script.pre_tokenize(joined) != library_words(joined):
            wrong = [t for t in texts if script.pre_tokenize(t) != library_words(t)]
            pytest.fail(f"pre_tokenize: {wrong!r}")


# --- encode and decode --------------------------------------------------------------

ODD_TEXTS = [
    "",
    " \t\r\n ",
    "Kafé, résumé & NAÏVE\u0301!",
    "enak 😀🎉👍🏽 banget ❤\ufe0f🇮🇩",
    "我爱jakarta一個，中文。カフェ 한국어",
    "a\x00b\x07c\u200bd\u00ade\ufefff\x1cg\x85h\ufffd",
    "İSTANBUL ΟΔΥΣΣΕΥΣ straße ﬁn ½",
    "mantap!!!...?? “kutip” — $5+5=10 ~ a_b",
    "a" * 100 + " " + "a" * 101 + " " + "ab" * 300,
    "הַמֶּלֶךְ العَرَبِيَّة हिन्दी ไทย",
]


@pytest.mark.parametrize("max_length", [None, 2, 7])
def test_odd_texts_are_encoded_as_by_bert_tokenizer(script, max_length):
    vocab = script.train_wordpiece(ODD_TEXTS[:6], 120)
    tokenizer = bert_tokenizer(vocab)
    for text in ODD_TEXTS:
        want = tokenizer(text, truncation=max_length is not None, max_length=max_length)
        assert script.encode(text, vocab, max_length) == want["input_ids"], text


@with_indobert
@pytest.mark.parametrize("max_length", [None, 32])
def test_every_text_of_smsa_is_encoded_as_by_bert_tokenizer(script, max_length):
    vocab = script.read_vocab(INDOBERT)
    assert len(vocab) == 30_521
    texts = [
        text for split in SPLITS for text, _ in script.read_tsv(SMSA / f"{split}_preprocess.tsv")
    ]
    assert len(texts) == 12_760
    tokenizer = bert_tokenizer(vocab)
    want = tokenizer(texts, truncation=max_length is not None, max_length=max_length)["input_ids"]
    wrong = [
        text
        for text, ids in zip(texts, want, strict=True)
        if script.encode(text, vocab, max_length) != ids
    ]
    assert wrong == []


@with_smsa
def test_learned_pieces_give_back_the_words_of_smsa(script):
    texts = [text for text, _ in script.read_tsv(SMSA / "train_preprocess.tsv")]
    vocab = script.train_wordpiece(texts, 8000)
    assert list(vocab.values()) == list(range(8000))
    for text in texts[:500]:
        words = script.pre_tokenize(script.normalize(text))
        assert script.decode(script.encode(text, vocab), vocab) == " ".join(words)


# --- learning a vocabulary ----------------------------------------------------------


def recounted(texts, vocab_size, script):
    """Pieces in order, every pair counted anew for each merge."""
    counts = Counter(w for t in texts for w in library_words(script.normalize(t)))
    words = {word: [word[0], *(f"##{c}" for c in word[1:])] for word in counts}
    pieces = [*script.SPECIALS, *sorted({p for word in words.values() for p in word})]
    while len(pieces) < vocab_size:
        frequency = Counter()
        for word, count in counts.items():
            for pair in pairwise(words[word]):
                frequency[pair] += count
        pair = min(frequency, key=lambda p: (-frequency[p], p))
        pieces.append(pair[0] + pair[1][2:])
        for word in words.values():
            i = 0
            while i < len(word) - 1:
                if (word[i], word[i + 1]) == pair:
                    word[i : i + 2] = pieces[-1:]
                i += 1
    return pieces


def test_updated_counts_equal_fresh_ones(script):
    lines = (SAMPLES / "train.tsv").read_text("utf-8").splitlines()[:60]
    texts = [line.split("\t")[0] for line in lines] + ["aaaa aaaaaaa baaaaab nananana"] * 9
    assert list(script.train_wordpiece(texts, 400)) == recounted(texts, 400, script)


def test_a_vocabulary_depends_on_the_texts_alone():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import tokenization as t; "
        "print(list(t.train_wordpiece(list(open(sys.argv[2], encoding='utf-8')), 700).items()))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code, str(MODULE.solution.parent), str(SAMPLES / "valid.tsv")],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("0", "1", "2026")
    }
    assert len(printed) == 1
    assert printed.pop().startswith("[('[PAD]', 0)")


def test_keywords_are_fooled_by_the_neighbours_luck(script):
    assert script.keyword_sentiment(script.FOOLED, script.LEXICON) == "positive"
    lists = script.LEXICON["positive"], script.LEXICON["negative"]
    for words in lists:
        assert len(set(words)) == len(words)
        assert all(script.pre_tokenize(script.normalize(word)) == [word] for word in words)
    assert set(lists[0]).isdisjoint(lists[1])


# --- files --------------------------------------------------------------------------


def refusal(function, *args):
    with pytest.raises(SystemExit) as caught:
        function(*args)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (b"enak sekali", "there are 1 columns in place of 2"),
        (b"enak\tpositive\t1", "there are 3 columns in place of 2"),
        (b"enak\tgood", "'good' is no label"),
        (b" \tpositive", "the text is empty"),
        (b"caf\xe9\tpositive", "this is not UTF-8"),
        (b"", "there are 1 columns in place of 2"),
    ],
)
def test_a_bad_row_is_named(script, tmp_path, row, problem):
    file = tmp_path / "train.tsv"
    file.write_bytes(b"enak\tpositive\n" + row + b"\nbasi\tnegative\n")
    said = refusal(script.read_tsv, file)
    assert said.startswith(f"{file}, row 2: {problem}")
    assert "positive, neutral or negative" in said


def test_bom_windows_lines_and_quotes_are_read(script, tmp_path):
    file = tmp_path / "train.tsv"
    file.write_bytes('\ufeff"enak", kata\u2028nya\tpositive\r\nbasi\tnegative\r\n\r\n'.encode())
    assert script.read_tsv(file) == [
        ('"enak", kata\u2028nya', "positive"),
        ("basi", "negative"),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"[PAD]\n[CLS]\n[SEP]\nenak\n", " has no [UNK]"),
        (b"[PAD]\n[UNK]\n[CLS]\n[SEP]\nenak\nenak\n", ", row 6: 'enak' is there twice"),
        (b"[PAD]\n[UNK]\ncaf\xe9\n", ", row 3: this is not UTF-8"),
        (b"", " has no [PAD]"),
        (None, " cannot be read"),
    ],
)
def test_a_bad_vocabulary_is_refused_and_nothing_is_written(tmp_path, content, problem):
    file = tmp_path / "vocab.txt"
    if content is not None:
        file.write_bytes(content)
    done = run_script("--vocab", file, "--output-dir", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{file}{problem}")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def run_script(*arguments):
    return subprocess.run(
        [sys.executable, "-W", "error", str(MODULE.solution), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=COURSE.root,
        check=False,
    )


def test_a_vocabulary_is_read_as_it_was_written(script, tmp_path):
    vocab = script.train_wordpiece(ODD_TEXTS, 150)
    script.write_vocab(tmp_path / "vocab.txt", vocab)
    assert script.read_vocab(tmp_path / "vocab.txt") == vocab
    lines = (tmp_path / "vocab.txt").read_bytes().replace(b"\n", b"\r\n")
    (tmp_path / "windows.txt").write_bytes(b"\xef\xbb\xbf" + lines)
    assert script.read_vocab(tmp_path / "windows.txt") == vocab


def test_too_small_a_vocabulary_gets_one_sentence(tmp_path):
    flags = ["--data-dir", tmp_path / "none", "--output-dir", tmp_path]
    done = run_script("--vocab-size", 20, *flags)
    assert done.returncode == 1
    assert done.stderr.startswith("--vocab-size 20 is too small: ")
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_bad_row_of_smsa_ends_the_script(tmp_path):
    (tmp_path / "smsa").mkdir()
    for split in ("train", "valid"):
        (tmp_path / "smsa" / f"{split}_preprocess.tsv").write_bytes(b"enak\tgood\n")
    done = run_script("--data-dir", tmp_path, "--output-dir", tmp_path / "out")
    assert done.returncode == 1
    assert "train_preprocess.tsv, row 1: 'good' is no label" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_given_vocabulary_is_used_and_the_data_named(tmp_path):
    file = tmp_path / "vocab.txt"
    file.write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\naku\n", encoding="utf-8")
    flags = ["--data-dir", tmp_path / "none", "--output-dir", tmp_path / "out", "--epochs", 0]
    done = run_script("--vocab", file, "--vocab-size", 300, *flags)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("No SmSA under")
    assert "vocabulary of 6 pieces, vocab.txt" in done.stdout
    assert "  [UNK] [UNK] [UNK] [UNK] [UNK] [UNK] [UNK] aku [UNK] [UNK] [UNK]" in lines
    assert "datasets/samples" in lines[-1]
    learned = (tmp_path / "out" / "vocab.txt").read_text("utf-8").splitlines()
    assert len(learned) == 300
