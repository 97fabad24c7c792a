"""Module 07 - from text to tensors, and why keywords are not enough.

From the repository root:

    python modules/07_tokenization/tokenization.py --vocab-size 1500
    python modules/07_tokenization/tokenization.py --vocab path/to/vocab.txt

SmSA is read from --data-dir; where it is not there, sentences written for this
course stand in. N is the number of texts of a batch, T the number of tokens of
its longest text, C the number of labels. No function changes its arguments.
"""

from __future__ import annotations

import argparse
import heapq
import os
import random
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch
from torch import nn
from tqdm import tqdm

SPECIALS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
LABELS = ("positive", "neutral", "negative")
FOOLED = "Tetanggaku memenangkan undian berhadiah! Tapi sayangnya aku belum beruntung."

# First and last code points of the CJK characters that BERT sets apart.
CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)

# fmt: off
LEXICON = {
    "positive": (
        "aman", "asyik", "awet", "bagus", "bahagia", "baik", "bangga", "berhadiah", "berhasil",
        "berkualitas", "bersih", "beruntung", "betah", "bijak", "cantik", "cepat", "cocok",
        "empuk", "enak", "gembira", "gurih", "hangat", "hebat", "hemat", "indah", "jujur",
        "juara", "keren", "lancar", "lembut", "lezat", "lucu", "mantap", "memenangkan",
        "memuaskan", "menang", "menarik", "nikmat", "nyaman", "praktis", "puas", "ramah",
        "rapi", "sabar", "sedap", "segar", "sehat", "senang", "sopan", "suka", "sukses",
        "terbaik", "terjangkau", "unggul", "wangi",
    ),
    "negative": (
        "amis", "basi", "bau", "benci", "berantakan", "berisik", "bising", "bohong", "boros",
        "bosan", "buruk", "cacat", "curang", "gagal", "galak", "hambar", "hancur", "jahat",
        "jelek", "jijik", "jorok", "judes", "kacau", "kalah", "kapok", "kasar", "kecewa",
        "kesal", "korupsi", "kotor", "kurang", "kusam", "lambat", "lelet", "macet", "mahal",
        "marah", "mengecewakan", "menyesal", "muak", "palsu", "panas", "parah", "payah",
        "pelit", "pengap", "ribet", "rugi", "rusak", "sakit", "sayangnya", "sedih", "sempit",
        "sombong", "telat", "tipu",
    ),
}
# fmt: on

# --- Task 7.1 -------------------------------------------------------------


def normalize(text: str) -> str:
    """Text as an uncased BERT reads it.

    Equal to ``tokenizers.normalizers.BertNormalizer(lowercase=True)`` on assigned
    code points, in this order:

    * NUL, U+FFFD and what is of category Cc, Cf or Co disappear, all but tab, newline
      and carriage return; these three, and what is of category Zs, Zl or Zp, each
      become one blank;
    * each CJK character (see ``CJK``) gets one blank before and one behind;
    * characters are taken apart (NFD), and marks of category Mn disappear;
    * each character by itself becomes lower case.

    Blanks are neither joined nor stripped.

    Args:
        text: any string, also an empty one.

    Returns:
        The normalized string.

    Example:
        >>> normalize("Kafé 中!")
        'kafe  中 !'
    """
    # Step 1: drop what is no text; turn every kind of white space into a blank.
    # Step 2: set every CJK character apart.
    # Step 3: take letters and accents apart; drop the accents.
    # Step 4: lower case, character by character.
    kept = []
    for character in text:
        kind = category(character)
        if kind[0] == "Z" or character in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and character != "\ufffd":
            is_cjk = any(first <= ord(character) <= last for first, last in CJK)
            kept.append(f" {character} " if is_cjk else character)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")


# --- Task 7.2 -------------------------------------------------------------


def pre_tokenize(text: str) -> list[str]:
    """Cut a text into words and punctuation marks.

    Equal to ``tokenizers.pre_tokenizers.BertPreTokenizer()``: white space separates and
    disappears; every punctuation mark is a word of its own; nothing else is
    changed, so the text is not normalized here. White space is what is of category Zs,
    Zl or Zp, and tab, newline, vertical tab, form feed, carriage return and U+0085.
    Punctuation is what is of a category P, and all of ``string.punctuation``.

    Args:
        text: any string, also an empty one.

    Returns:
        Words in the order of the text, none of them empty.

    Example:
        >>> pre_tokenize("Enak-enak, lho!!")
        ['Enak', '-', 'enak', ',', 'lho', '!', '!']
    """
    # Step 1: write blanks around every punctuation mark and in place of white space.
    # Step 2: cut at the blanks, and only there.
    spaced = []
    for character in text:
        kind = category(character)
        if kind[0] == "Z" or character in "\t\n\v\f\r\x85":
            spaced.append(" ")
        elif kind[0] == "P" or character in "$+<=>^`|~":
            spaced.append(f" {character} ")
        else:
            spaced.append(character)
    return [word for word in "".join(spaced).split(" ") if word]


# --- Task 7.3 -------------------------------------------------------------


def keyword_sentiment(text: str, lexicon: Mapping[str, Collection[str]]) -> str:
    """Sentiment by counting keywords, the way before machine learning.

    Words are what ``pre_tokenize`` makes of the normalized text; only a whole word
    counts, and each of its occurrences does.

    Args:
        text: any string.
        lexicon: ``{'positive': words, 'negative': words}``, words in lower case.

    Returns:
        'positive' or 'negative', whichever has the larger count; 'neutral' for a
        tie, also where there is no keyword at all.

    Example:
        >>> keyword_sentiment("Enak, enak! Tapi mahal.", LEXICON)
        'positive'
    """
    # Step 1: words of the normalized text.
    # Step 2: count those of each list.
    # Step 3: compare the two counts.
    words = pre_tokenize(normalize(text))
    positive, negative = (
        sum(word in lexicon[label] for word in words) for label in ("positive", "negative")
    )
    if positive == negative:
        return "neutral"
    return "positive" if positive > negative else "negative"


# --- Task 7.4 -------------------------------------------------------------


def train_wordpiece(texts: Sequence[str], vocab_size: int) -> dict[str, int]:
    """Learn a vocabulary of word pieces from texts.

    The texts are normalized and cut into words (7.1, 7.2). At first every word is
    its letters: the first as it is, the others with ``##`` before them. Then, again
    and again, the most frequent pair of neighbours becomes one piece in every word:
    ("a", "##b") makes "ab", ("##a", "##b") makes "##ab". A pair is counted wherever
    it stands, in every occurrence of a word; of equally frequent pairs the
    lexicographically smallest is taken, as Python compares tuples of strings.

    Args:
        texts: list of strings to learn from.
        vocab_size: number of entries; the vocabulary stays smaller only where no pair
            is left.

    Returns:
        Piece -> id. [PAD] [UNK] [CLS] [SEP] [MASK] are 0 to 4; then the alphabet, in
        any order; then the merged pieces in the order in which they were made.

    Raises:
        ValueError: ``vocab_size`` is smaller than alphabet and special tokens together.

    Example:
        >>> list(train_wordpiece(["aba ab"], 9))[5:]
        ['##a', '##b', 'a', 'ab']
    """
    # Step 1: count the words; cut each into its letters.
    # Step 2: number the special tokens and the alphabet; refuse a size below that.
    # Step 3: merge the most frequent pair and number its piece, until there are enough.
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *(f"##{letter}" for letter in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: number for number, piece in enumerate((*SPECIALS, *alphabet))}
    if vocab_size < len(vocab):
        raise ValueError(f"vocab_size {vocab_size} is below the {len(vocab)} that are needed")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1].removeprefix("##")
        table.merge(pair, piece)
        vocab.setdefault(piece, len(vocab))
    return vocab


# --- Task 7.5 -------------------------------------------------------------


def wordpiece(word: str, vocab: Mapping[str, int], max_chars: int = 100) -> list[str]:
    """Split one word into pieces of the vocabulary, greedily from the left.

    Always the longest piece that fits is taken, and never taken back; pieces that do
    not begin the word are those with ``##``.

    Args:
        word: normalized, without white space.
        vocab: piece -> id.
        max_chars: longest word that is split, in characters.

    Returns:
        The pieces; ``['[UNK]']`` for a word that cannot be split so to its end, or
        is longer than ``max_chars``; ``[]`` for the empty word.

    Example:
        >>> wordpiece("makanan", {"makan": 7, "ma": 8, "##an": 9})
        ['makan', '##an']
    """
    # Step 1: a word that is too long is unknown.
    # Step 2: from where the last piece ended, try the longest piece first.
    # Step 3: if none fits, the whole word is unknown.
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces, start = [], 0
    while start < len(word):
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            if prefix + word[start:end] in vocab:
                break
        else:
            return ["[UNK]"]
        pieces.append(prefix + word[start:end])
        start = end
    return pieces


# --- Task 7.6 -------------------------------------------------------------


def encode(text: str, vocab: Mapping[str, int], max_length: int | None = None) -> list[int]:
    """Ids of a text: normalize, cut into words, split into pieces, look up.

    Args:
        text: any string, also an empty one.
        vocab: piece -> id, with [UNK], [CLS] and [SEP] at any ids.
        max_length: largest number of ids, both [CLS] and [SEP] counted; a longer text
            loses pieces at its end, never [SEP]. None for no limit.

    Returns:
        The id of [CLS], those of the pieces, the id of [SEP].

    Raises:
        ValueError: ``max_length`` is below 2.

    Example:
        >>> encode("Ada!", {"[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "ada": 9})
        [2, 9, 1, 3]
    """
    # Step 1: refuse a max_length that leaves no room for [CLS] and [SEP].
    # Step 2: pieces of every word.
    # Step 3: cut; put [CLS] before and [SEP] behind; look up the ids.
    if max_length is not None and max_length < 2:
        raise ValueError(f"max_length {max_length} leaves no room for [CLS] and [SEP]")
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    if max_length is not None:
        pieces = pieces[: max_length - 2]
    return [vocab[piece] for piece in ("[CLS]", *pieces, "[SEP]")]


# --- Task 7.7 -------------------------------------------------------------


def decode(ids: Sequence[int], vocab: Mapping[str, int]) -> str:
    """Text of ids: pieces joined to words, words apart by one blank.

    [PAD], [CLS] and [SEP] are left out wherever they stand; [UNK] and [MASK] stay as
    words. What ``normalize`` removed does not come back, nor do blanks: a
    punctuation mark is a word.

    Args:
        ids: list of ids of the vocabulary.
        vocab: piece -> id.

    Returns:
        The text, without a blank at either end.

    Example:
        >>> decode([2, 7, 9, 3, 0], {"[PAD]": 0, "[CLS]": 2, "[SEP]": 3, "makan": 7, "##an": 9})
        'makanan'
    """
    # Step 1: turn the vocabulary round: id -> piece.
    # Step 2: leave out [PAD], [CLS] and [SEP].
    # Step 3: join a piece with ## to the word before it; other pieces begin a word.
    pieces = {number: piece for piece, number in vocab.items()}
    words = []
    for number in ids:
        piece = pieces[int(number)]
        if piece in ("[PAD]", "[CLS]", "[SEP]"):
            continue
        if piece.startswith("##") and words:
            words[-1] += piece[2:]
        else:
            words.append(piece)
    return " ".join(words)


# --- Task 7.8 -------------------------------------------------------------


def pad_batch(
    sequences: Sequence[Sequence[int]], pad_id: int = 0, max_length: int | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Sequences of different lengths as two rectangular tensors.

    Args:
        sequences: N sequences of ids, of any lengths.
        pad_id: what stands behind the end of a shorter sequence; it may also occur
            as an ordinary id.
        max_length: longer sequences are cut to it on the right; None for no limit.

    Returns:
        ids: (N, T) torch.int64, T the length of the longest sequence after the cut.
        mask: (N, T) 1 where an id is real, 0 where it is padding; of any dtype.

    Example:
        >>> ids, mask = pad_batch([[2, 7, 3], [2, 3]])
        >>> ids.tolist(), mask.tolist()
        ([[2, 7, 3], [2, 3, 0]], [[1, 1, 1], [1, 1, 0]])
    """
    # Step 1: cut every sequence; find the longest.
    # Step 2: a tensor full of pad_id and one full of zeros.
    # Step 3: write every sequence into its row, and ones below it.
    rows = [list(sequence)[:max_length] for sequence in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)  # (N, T)
    mask = torch.zeros_like(ids)  # (N, T)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[number, : len(row)] = 1
    return ids, mask


# --- Given ----------------------------------------------------------------

# BERT's library knows Unicode 8; these marks, format characters and punctuation are younger.
YOUNGER = """
    61d 7fd 890-8e2 9fd-9fe a76 afa-aff b55 c04-c3c c77 c84 d00 d3b-d3c d81 eba ece 180f-1886
    1abf-1ace 1b4e-1b4f 1b7d-1b7f 1df6-1dfb 2e43-2e5d a82c a8c5 a8ff a9bd 10d24-10f89 11070-11074
    110c2-110cd 111cf 1123e-11241 1133b 113bb-113e2 11438-1145e 11660-1166c 116b9 1182f-11fff
    12ff1-13455 1611e-1612f 16d6d-16d6f 16e97-16f4f 16fe2-16fe4 1cf00-1cf46 1e000-1e5ff 1e944-1e95f
"""
YOUNGER_RANGES = [
    (int(first, 16), int(last or first, 16))
    for first, _, last in (entry.partition("-") for entry in YOUNGER.split())
]
CHANGED = {"\u166d": "Po", "\u1734": "Mn", "\U000111c9": "Po"}  # of another category since


@cache
def category(character: str) -> str:
    """General category of a character as BERT's library sees it, for example "Lu" or "Mn".

    That is ``unicodedata.category``, but for marks, format characters and punctuation
    younger than the library's tables, which it leaves alone: they are "Cn" here.
    """
    kind = unicodedata.category(character)
    younger = (kind[0] in "MP" or kind == "Cf") and any(
        first <= ord(character) <= last for first, last in YOUNGER_RANGES
    )
    return CHANGED.get(character, "Cn" if younger else kind)


class PairTable:
    """Words cut into pieces, and how often every pair of neighbouring pieces occurs.

    Remembers which words hold a pair, so that a merge touches these alone.

    Args:
        words: pieces of every word; the table works on copies.
        counts: how often each of the words occurs.
    """

    def __init__(self, words: Sequence[Sequence[str]], counts: Sequence[int]) -> None:
        self.words = [list(word) for word in words]
        self.counts = list(counts)
        self.frequency: Counter[tuple[str, str]] = Counter()
        self.places: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self.heap: list[tuple[int, tuple[str, str]]] = []  # (-frequency, pair), also outdated ones
        self._enter(range(len(self.words)))

    def most_frequent(self) -> tuple[str, str] | None:
        """The most frequent pair, of several the lexicographically smallest; None if none is left.

        Example:
            >>> PairTable([["b", "##a"], ["a", "##b"], ["c"]], [2, 2, 9]).most_frequent()
            ('a', '##b')
        """
        while self.heap:
            negative, pair = self.heap[0]
            frequency = self.frequency[pair]
            if frequency == -negative:
                return pair
            heapq.heappop(self.heap)  # outdated: the pair has become rarer
            if frequency > 0:
                heapq.heappush(self.heap, (-frequency, pair))
        return None

    def merge(self, pair: tuple[str, str], piece: str) -> None:
        """Write ``piece`` in the place of ``pair`` in every word that holds it."""
        touched = self.places.pop(pair)
        for number in touched:
            word = self.words[number]
            for old in pairwise(word):
                self.frequency[old] -= self.counts[number]
                self.places[old].discard(number)
            merged: list[str] = []
            left = None  # the piece before, if it may still become the first of a pair
            for right in word:
                if (left, right) == pair:
                    merged[-1] = piece
                    left = None
                else:
                    merged.append(right)
                    left = right
            self.words[number] = merged
        self._enter(touched)

    def _enter(self, numbers: Iterable[int]) -> None:
        """Count the pairs of some words."""
        changed = set()
        for number in numbers:
            for pair in pairwise(self.words[number]):
                self.frequency[pair] += self.counts[number]
                self.places[pair].add(number)
                changed.add(pair)
        for pair in changed:
            heapq.heappush(self.heap, (-self.frequency[pair], pair))


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


def read_lines(path: Path, remedy: str) -> list[str]:
    """Lines of a UTF-8 file, with or without BOM, of Unix or Windows; no empty ones at its end."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SystemExit(f"{path} cannot be read ({error.strerror}); {remedy}") from None
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1
        raise SystemExit(f"{path}, row {row}: this is not UTF-8; {remedy}") from None
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")


def read_tsv(path: Path) -> list[tuple[str, str]]:
    """Texts and labels of a file with the two columns text and label, without header."""
    remedy = "every row must be a text, a tab and " + ", ".join(LABELS[:-1]) + f" or {LABELS[-1]}"
    found = []
    for row, line in enumerate(read_lines(path, f"save it as UTF-8; {remedy}"), 1):
        text, *labels = line.split("\t")
        if len(labels) != 1:
            problem = f"there are {len(labels) + 1} columns in place of 2"
        elif not text.strip():
            problem = "the text is empty"
        elif labels[0] not in LABELS:
            problem = f"{labels[0]!r} is no label"
        else:
            found.append((text, labels[0]))
            continue
        raise SystemExit(f"{path}, row {row}: {problem}; {remedy}")
    return found


def find_texts(data_dir: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]], str]:
    """Texts with labels for training and for validation, and the name of the data."""
    files = [data_dir / "smsa" / f"{split}_preprocess.tsv" for split in ("train", "valid")]
    name = "SmSA"
    if not all(path.is_file() for path in files):
        print(
            f"No SmSA under {data_dir}: sentences written for this course stand in. "
            "For SmSA (2.5 MB): kursus data get smsa"
        )
        root = Path(__file__).resolve().parent.parent.parent
        samples = root / "datasets" / "samples" / "sentiment"
        files = [samples / f"{split}.tsv" for split in ("train", "valid")]
        name = "datasets/samples"
    train, valid = map(read_tsv, files)
    return train, valid, name


def read_vocab(path: Path) -> dict[str, int]:
    """Vocabulary from a file with one piece a line; the first line has id 0."""
    remedy = "a vocabulary is a UTF-8 text file with one piece a line"
    vocab: dict[str, int] = {}
    for row, piece in enumerate(read_lines(path, remedy), 1):
        if piece in vocab:
            raise SystemExit(f"{path}, row {row}: {piece!r} is there twice; {remedy}")
        vocab[piece] = row - 1
    missing = [piece for piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]") if piece not in vocab]
    if missing:
        raise SystemExit(f"{path} has no {missing[0]}; {remedy}, with [PAD] [UNK] [CLS] [SEP]")
    return vocab


def write_vocab(path: Path, vocab: Mapping[str, int]) -> None:
    """Write one piece a line, in the order of the ids."""
    unfinished = Path(f"{path}.unfinished")
    lines = "".join(f"{piece}\n" for piece in sorted(vocab, key=vocab.__getitem__))
    try:
        unfinished.write_bytes(lines.encode("utf-8"))
        os.replace(unfinished, path)
    except OSError as error:
        raise SystemExit(
            f"{path} cannot be written ({error.strerror}); choose another --output-dir"
        ) from None


def coverage(words: Counter[str], vocab: Mapping[str, int]) -> tuple[float, float, float]:
    """Share of words kept whole, share of unknown words, and mean number of pieces of a word."""
    whole = unknown = total = 0
    for word, count in words.items():
        pieces = wordpiece(word, vocab)
        unknown += count * (pieces == ["[UNK]"])
        whole += count * (pieces == [word])
        total += count * len(pieces)
    n_words = max(words.total(), 1)
    return whole / n_words, unknown / n_words, total / n_words


class MeanOfPieces(nn.Module):
    """The mean of a text's embeddings and one linear layer: about the simplest network on ids."""

    def __init__(self, n_ids: int, width: int = 32) -> None:
        super().__init__()
        self.embedding = nn.Embedding(n_ids, width)
        self.output = nn.Linear(width, len(LABELS))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits (N, C) from ids (N, T) and mask (N, T); padding has no influence."""
        weights = mask.unsqueeze(2).to(self.embedding.weight.dtype)  # (N, T, 1)
        mean = (self.embedding(ids) * weights).sum(dim=1) / weights.sum(dim=1)  # (N, 32)
        return self.output(mean)  # (N, C)


def train_network(
    texts: Sequence[Sequence[int]], labels: Sequence[str], n_ids: int, args: argparse.Namespace
) -> MeanOfPieces:
    """Fit the small network to encoded texts."""
    torch.manual_seed(args.seed)
    device = choose_device(args.device)
    model = MeanOfPieces(n_ids).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=args.lr)
    order = list(range(len(texts)))
    shuffle = random.Random(args.seed).shuffle
    for _ in tqdm(range(args.epochs), desc="epochs", leave=False, disable=None):
        shuffle(order)
        for start in range(0, len(order), args.batch_size):
            batch = order[start : start + args.batch_size]
            ids, mask = pad_batch([texts[i] for i in batch])  # (N, T) both
            targets = torch.tensor([LABELS.index(labels[i]) for i in batch])  # (N,)
            logits = model(ids.to(device), mask.to(device))  # (N, C)
            loss = nn.functional.cross_entropy(logits, targets.to(device))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model


def network_sentiment(model: MeanOfPieces, texts: Sequence[Sequence[int]]) -> list[str]:
    """Label of every encoded text."""
    device = model.output.weight.device
    found = []
    model.eval()
    with torch.no_grad():
        for start in range(0, len(texts), 256):
            ids, mask = pad_batch(texts[start : start + 256])  # (N, T) both
            best = model(ids.to(device), mask.to(device)).argmax(dim=1)  # (N,)
            found += [LABELS[i] for i in best.tolist()]
    return found


def accuracy(predictions: Sequence[str], labels: Sequence[str]) -> float:
    """Share of right labels."""
    right = sum(one == two for one, two in zip(predictions, labels, strict=True))
    return right / max(len(labels), 1)


def draw_pieces(path: Path, text: str, vocab: Mapping[str, int], heading: str) -> None:
    """Save the pieces of a text as boxes with their ids below; a word's boxes touch."""
    from matplotlib.figure import Figure  # only drawing needs it

    boxes, x, row = [], 0.0, 0
    for word in pre_tokenize(normalize(text)):
        pieces = wordpiece(word, vocab)
        widths = [max(len(piece), len(str(vocab[piece]))) + 1.0 for piece in pieces]
        if x and x + sum(widths) > 60:
            x, row = 0.0, row + 1
        for piece, width in zip(pieces, widths, strict=True):
            boxes.append((x, row, width, piece))
            x += width
        x += 1.0
    figure = Figure(figsize=(9, 1.0 + 0.75 * (row + 1)), layout="constrained")
    figure.suptitle(heading)
    axes = figure.subplots()
    for x, row, width, piece in boxes:
        face = "0.85" if piece.startswith("##") else "white"
        axes.add_patch(_rectangle((x, -row), width, 0.45, face))
        axes.text(x + width / 2, 0.225 - row, piece, ha="center", va="center", family="monospace")
        number = str(vocab[piece])
        axes.text(x + width / 2, -0.2 - row, number, ha="center", va="center", fontsize=8)
    axes.set(xlim=(-0.5, 61), ylim=(-row - 0.45, 0.6))
    axes.axis("off")
    figure.savefig(path, dpi=120)


def _rectangle(corner: tuple[float, float], width: float, height: float, face: str) -> Any:
    from matplotlib.patches import Rectangle  # only drawing needs it

    return Rectangle(corner, width, height, facecolor=face, edgecolor="black")


def draw_lengths(path: Path, lengths: Sequence[int], heading: str) -> None:
    """Save how many texts have how many ids."""
    from matplotlib.figure import Figure  # only drawing needs it

    figure = Figure(figsize=(8, 3.4), layout="constrained")
    axes = figure.subplots()
    axes.hist(lengths, bins=min(40, max(lengths)), color="0.7", edgecolor="black", linewidth=0.5)
    axes.axvline(max(lengths), color="black", linestyle="--", label=f"max: {max(lengths)}")
    axes.set(title=heading, xlabel="len(ids)", ylabel="N")
    axes.legend()
    figure.savefig(path, dpi=120)


def draw_coverage(path: Path, words: Counter[str], vocab: Mapping[str, int], heading: str) -> None:
    """Save how well vocabularies of growing size cover the words.

    Merges are numbered in the order in which they were made, so the smaller
    vocabularies are beginnings of the largest.
    """
    from matplotlib.figure import Figure  # only drawing needs it

    ordered = sorted(vocab, key=vocab.__getitem__)
    first = next(
        (
            i
            for i, piece in enumerate(ordered)
            if len(piece.removeprefix("##")) > 1 and piece not in SPECIALS
        ),
        len(ordered),
    )
    sizes = sorted({round(first * (len(ordered) / first) ** (step / 9)) for step in range(10)})
    measured = [coverage(words, {piece: vocab[piece] for piece in ordered[:n]}) for n in sizes]
    whole, unknown, pieces = zip(*measured, strict=True)
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    figure.suptitle(heading)
    left, right = figure.subplots(1, 2)
    left.plot(sizes, whole, "o-", color="black", label="word in vocab")
    left.plot(sizes, unknown, "s--", color="0.5", label="[UNK]")
    left.set(ylabel="words / all words", ylim=(-0.05, 1.05))
    left.legend()
    right.plot(sizes, pieces, "o-", color="black")
    right.set(ylabel="pieces / words", ylim=(0.9, None))
    for axes in (left, right):
        axes.set(xscale="log", xlabel="len(vocab)")
    figure.savefig(path, dpi=120)


def main(argv: list[str] | None = None) -> int:
    """Learn a vocabulary, encode with it, compare keywords with a network, save three figures."""
    parser = argparse.ArgumentParser(
        description="From Indonesian text to tensors.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument(
        "--vocab-size", type=at_least(5), default=1500, help="pieces in the vocabulary"
    )
    parser.add_argument("--vocab", type=Path, help="vocab.txt to encode with, IndoBERT's say")
    parser.add_argument(
        "--epochs", type=at_least(0), default=10, help="passes of the network over the texts"
    )
    parser.add_argument(
        "--lr", type=at_least(1e-9, float), default=0.01, help="learning rate of Adam"
    )
    parser.add_argument("--batch-size", type=at_least(1), default=32, help="texts in a batch")
    parser.add_argument("--seed", type=at_least(0), default=0, help="seed of weights and order")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    parser.add_argument(
        "--data-dir",
        type=Path,
        default=Path(os.environ.get("KURSUS_DATA", "datasets")),
        help="folder with smsa/; KURSUS_DATA names another default",
    )
    parser.add_argument(
        "--output-dir",
        type=Path,
        default=Path("outputs/07_tokenization"),
        help="for figures and vocabulary",
    )
    args = parser.parse_args(argv)
    choose_device(args.device)
    given = read_vocab(args.vocab) if args.vocab else None
    folder = open_folder(args.output_dir)

    train, valid, name = find_texts(args.data_dir)
    texts, labels = ([row[i] for row in train] for i in (0, 1))
    valid_texts, valid_labels = ([row[i] for row in valid] for i in (0, 1))
    print(f"{name}: {len(train)} texts for training, {len(valid)} for validation")
    print(f'"{FOOLED}"')
    print(f"keywords call this {keyword_sentiment(FOOLED, LEXICON)}")

    try:
        learned = train_wordpiece(texts, args.vocab_size)
    except ValueError as error:
        raise SystemExit(f"--vocab-size {args.vocab_size} is too small: {error}") from None
    write_vocab(folder / "vocab.txt", learned)
    vocab, source = (given, args.vocab.name) if given else (learned, f"learned from {name}")
    words = Counter(word for text in valid_texts for word in pre_tokenize(normalize(text)))
    whole, unknown, per_word = coverage(words, vocab)
    print(f"vocabulary of {len(vocab)} pieces, {source}; on the words for validation:")
    print(f"  {whole:.1%} stay whole, {unknown:.2%} are [UNK], {per_word:.2f} pieces a word")
    pieces = [p for word in pre_tokenize(normalize(FOOLED)) for p in wordpiece(word, vocab)]
    print("  " + " ".join(pieces))

    encoded, valid_encoded = (
        [encode(text, vocab) for text in part] for part in (texts, valid_texts)
    )
    model = train_network(encoded, labels, max(vocab.values()) + 1, args)
    draw_pieces(folder / "pieces.png", FOOLED, vocab, f"{name}: {len(vocab)} pieces")
    draw_lengths(folder / "lengths.png", [len(ids) for ids in encoded], f"{name}: train")
    draw_coverage(folder / "coverage.png", words, learned, f"{name}: validation")
    print(f"vocabulary and figures in {folder}")
    by_keywords = [keyword_sentiment(text, LEXICON) for text in valid_texts]
    by_network = network_sentiment(model, valid_encoded)
    print(
        f"right on the validation texts of {name}: "
        f"keywords {accuracy(by_keywords, valid_labels):.1%}, "
        f"network on word pieces {accuracy(by_network, valid_labels):.1%}"
    )
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit("stopped; the vocabulary and figures may be missing") from None
