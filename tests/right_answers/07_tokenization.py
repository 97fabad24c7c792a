"""Right answers to the tasks of module 07, in styles that differ from the reference."""

ANSWERS = [
    # --- 7.1 ---
    {
        "task": "7.1",
        "how": "the library itself",
        "code": r"""
def normalize(text):
    from tokenizers.normalizers import BertNormalizer

    return BertNormalizer(lowercase=True).normalize_str(text)
""",
    },
    {
        "task": "7.1",
        "how": "the library's parts said aloud, kept as an object of the module",
        "code": r"""
from tokenizers import normalizers

BERT = normalizers.Sequence(
    [
        normalizers.BertNormalizer(
            clean_text=True, handle_chinese_chars=True, strip_accents=False, lowercase=False
        ),
        normalizers.NFD(),
        normalizers.BertNormalizer(
            clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=True
        ),
    ]
)


def normalize(text):
    return BERT.normalize_str(text)
""",
    },
    {
        "task": "7.1",
        "how": "plain unicodedata, four loops over a string that grows",
        "code": r"""
def normalize(text):
    clean = ""
    for c in text:
        kind = unicodedata.category(c)
        if c in ("\t", "\n", "\r") or kind in ("Zs", "Zl", "Zp"):
            clean += " "
        elif c == "\x00" or c == "\ufffd" or kind in ("Cc", "Cf", "Co"):
            continue
        else:
            clean += c
    spaced = ""
    for c in clean:
        inside = False
        for first, last in CJK:
            if first <= ord(c) and ord(c) <= last:
                inside = True
        spaced += " " + c + " " if inside else c
    bare = ""
    for c in unicodedata.normalize("NFD", spaced):
        if unicodedata.category(c) != "Mn":
            bare += c
    small = ""
    for c in bare:
        small += c.lower()
    return small
""",
    },
    {
        "task": "7.1",
        "how": "lower case first, character by character, and NFD before CJK",
        "code": r"""
def normalize(text):
    def kept(c):
        return c not in "\x00\ufffd" and category(c) not in {"Cc", "Cf", "Co"}

    def is_cjk(c):
        number = ord(c)
        return any(number in range(first, last + 1) for first, last in CJK)

    small = "".join(map(str.lower, text))
    blank = (" " if c in "\t\n\r" or category(c).startswith("Z") else c for c in small)
    apart = unicodedata.normalize("NFD", "".join(filter(kept, blank)))
    return "".join(f" {c} " if is_cjk(c) else c for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "how": "a table for str.translate that fills itself",
        "code": r"""
def normalize(text):
    class Cleaning(dict):
        def __missing__(self, number):
            c = chr(number)
            kind = category(c)
            if kind in ("Zs", "Zl", "Zp") or c in "\r\n\t":
                new = " "
            elif kind in ("Cc", "Cf", "Co") or number in (0, 0xFFFD):
                new = None
            elif any(a <= number <= b for a, b in CJK):
                new = " " + c + " "
            else:
                new = c
            self[number] = new
            return new

    class Finish(dict):
        def __missing__(self, number):
            c = chr(number)
            self[number] = "" if category(c) == "Mn" else c.lower()
            return self[number]

    apart = unicodedata.normalize("NFD", text.translate(Cleaning()))
    return apart.translate(Finish())
""",
    },
    {
        "task": "7.1",
        "how": "regular expressions and helper functions with a cache",
        "code": r"""
import re


@cache
def meaning(c):
    kind = category(c)
    if c in "\t\n\r" or kind[0] == "Z":
        return " "
    return "" if kind in ("Cc", "Cf", "Co") or c == "\ufffd" else c


@cache
def bare(c):
    return "" if category(c) == "Mn" else c.lower()


def normalize(text):
    ranges = "".join(f"{chr(first)}-{chr(last)}" for first, last in CJK)
    text = re.sub(".", lambda found: meaning(found[0]), text, flags=re.DOTALL)
    text = re.sub(f"([{ranges}])", r" \1 ", text)
    return "".join(map(bare, unicodedata.normalize("NFD", text)))
""",
    },
    # --- 7.2 ---
    {
        "task": "7.2",
        "how": "the library itself, without the places",
        "code": r"""
def pre_tokenize(text):
    from tokenizers.pre_tokenizers import BertPreTokenizer

    return [word for word, _ in BertPreTokenizer().pre_tokenize_str(text)]
""",
    },
    {
        "task": "7.2",
        "how": "one pass that collects letters and empties them",
        "code": r"""
def pre_tokenize(text):
    words = []
    word = []

    def close():
        if word:
            words.append("".join(word))
            word.clear()

    for c in text:
        kind = category(c)
        if kind in ("Zs", "Zl", "Zp") or c in "\t\n\x0b\x0c\r\x85":
            close()
        elif kind.startswith("P") or (c.isascii() and kind.startswith("S")):
            close()
            words.append(c)
        else:
            word.append(c)
    close()
    return words
""",
    },
    {
        "task": "7.2",
        "how": "itertools.groupby, every punctuation mark in a group of its own",
        "code": r"""
def pre_tokenize(text):
    import itertools
    import string

    def group(place):
        c = text[place]
        kind = unicodedata.category(c)
        if kind.startswith("Z") or c in "\t\n\v\f\r\x85":
            return None
        return place if kind.startswith("P") or c in string.punctuation else -1

    groups = itertools.groupby(range(len(text)), key=group)
    return ["".join(text[i] for i in places) for key, places in groups if key is not None]
""",
    },
    {
        "task": "7.2",
        "how": "a regular expression over the text's own characters",
        "code": r"""
import re


def pre_tokenize(text):
    blanks = {c for c in text if category(c)[0] == "Z" or c in "\t\n\v\f\r\x85"}
    marks = {c for c in text if category(c)[0] == "P" or c in "$+<=>^`|~"}
    blank, mark = (re.escape("".join(sorted(part))) for part in (blanks, marks))
    pattern = f"[{mark}]|" * bool(marks) + f"[^{blank}{mark}]+" * bool(blanks | marks)
    return re.findall(pattern, text) if pattern else [text] * bool(text)
""",
    },
    {
        "task": "7.2",
        "how": "a generator that remembers where a word began",
        "code": r"""
def find_words(text):
    start = 0
    for place, c in enumerate(text):
        kind = category(c)
        blank = kind[0] == "Z" or c in "\t\n\v\f\r\x85"
        mark = kind[0] == "P" or "!" <= c <= "/" or ":" <= c <= "@"
        mark = mark or "[" <= c <= "`" or "{" <= c <= "~"
        if blank or mark:
            yield text[start:place]
            yield text[place] if mark else ""
            start = place + 1
    yield text[start:]


def pre_tokenize(text):
    return list(filter(None, find_words(text)))
""",
    },
    # --- 7.3 ---
    {
        "task": "7.3",
        "how": "one score, up and down",
        "code": r"""
def keyword_sentiment(text, lexicon):
    score = 0
    for word in pre_tokenize(normalize(text)):
        if word in lexicon["positive"]:
            score += 1
        if word in lexicon["negative"]:
            score -= 1
    if score > 0:
        return "positive"
    if score < 0:
        return "negative"
    return "neutral"
""",
    },
    {
        "task": "7.3",
        "how": "Counter of words and sets of keywords",
        "code": r"""
def keyword_sentiment(text, lexicon):
    counts = Counter(pre_tokenize(normalize(text)))
    found = {label: sum(counts[word] for word in set(lexicon[label])) for label in lexicon}
    difference = found["positive"] - found["negative"]
    return ("neutral", "positive", "negative")[(difference > 0) - (difference < 0)]
""",
    },
    {
        "task": "7.3",
        "how": "the whole library in place of the earlier tasks, NumPy for the counts",
        "code": r"""
import numpy as np


def keyword_sentiment(text, lexicon):
    from tokenizers import normalizers, pre_tokenizers

    clean = normalizers.BertNormalizer(lowercase=True).normalize_str(text)
    words = [word for word, _ in pre_tokenizers.BertPreTokenizer().pre_tokenize_str(clean)]
    signs = [(word in lexicon["positive"]) - int(word in lexicon["negative"]) for word in words]
    return {1: "positive", 0: "neutral", -1: "negative"}[int(np.sign(np.sum(signs)))]
""",
    },
    {
        "task": "7.3",
        "how": "sorted by counts, equal ones first of all",
        "code": r"""
def keyword_sentiment(text, lexicon):
    words = pre_tokenize(normalize(text))
    tally = Counter(label for word in words for label, part in lexicon.items() if word in part)
    if tally["positive"] == tally["negative"]:
        return "neutral"
    return sorted(("negative", "positive"), key=tally.__getitem__)[-1]
""",
    },
    # --- 7.4 ---
    {
        "task": "7.4",
        "how": "everything counted anew for each merge, alphabet in the order of the texts",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = {}
    for text in texts:
        for word in pre_tokenize(normalize(text)):
            counts[word] = counts.get(word, 0) + 1
    cut = {word: tuple(c if i == 0 else "##" + c for i, c in enumerate(word)) for word in counts}
    entries = list(SPECIALS)
    for pieces in cut.values():
        for piece in pieces:
            if piece not in entries:
                entries.append(piece)
    if len(entries) > vocab_size:
        raise ValueError("the vocabulary is too small")
    while len(entries) < vocab_size:
        pairs = {}
        for word, pieces in cut.items():
            for i in range(len(pieces) - 1):
                pair = (pieces[i], pieces[i + 1])
                pairs[pair] = pairs.get(pair, 0) + counts[word]
        if not pairs:
            break
        most = max(pairs.values())
        left, right = min(pair for pair in pairs if pairs[pair] == most)
        new = left + right[2:]
        for word, pieces in cut.items():
            merged, i = [], 0
            while i < len(pieces):
                if pieces[i : i + 2] == (left, right):
                    merged.append(new)
                    i += 2
                else:
                    merged.append(pieces[i])
                    i += 1
            cut[word] = tuple(merged)
        entries.append(new)
    return {piece: i for i, piece in enumerate(entries)}
""",
    },
    {
        "task": "7.4",
        "how": "words repeated instead of counted, alphabet backwards, merged in place",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    words = []
    for text in texts:
        for first, *others in pre_tokenize(normalize(text)):
            words.append([first] + ["##" + c for c in others])
    alphabet = sorted({piece for word in words for piece in word}, reverse=True)
    needed = len(SPECIALS) + len(alphabet)
    if vocab_size < needed:
        raise ValueError(f"needs {needed}")
    vocab = dict(zip((*SPECIALS, *alphabet), range(needed), strict=True))
    for number in range(needed, vocab_size):
        pairs = Counter(pair for word in words for pair in zip(word, word[1:], strict=False))
        if not pairs:
            break
        best, _ = min(pairs.items(), key=lambda item: (-item[1], item[0]))
        new = best[0] + best[1].replace("##", "", 1)
        for word in words:
            i = 0
            while i + 1 < len(word):
                if (word[i], word[i + 1]) == best:
                    word[i] = new
                    del word[i + 1]
                i += 1
        vocab[new] = number
    return vocab
""",
    },
    {
        "task": "7.4",
        "how": "a joined string and a regular expression, all plain letters first",
        "code": r"""
import re


def train_wordpiece(texts, vocab_size):
    counts = Counter()
    for text in texts:
        counts.update(pre_tokenize(normalize(text)))
    lines = {" ".join([word[0], *("##" + c for c in word[1:])]): n for word, n in counts.items()}
    alphabet = sorted(set(" ".join(lines).split(" ")) - {""}, key=lambda p: (p[:2] == "##", p))
    made = []

    def room():
        return vocab_size - len(SPECIALS) - len(alphabet) - len(made)

    if room() < 0:
        raise ValueError(vocab_size)
    while room():
        pairs = defaultdict(int)
        for line, n in lines.items():
            for pair in pairwise(line.split(" ")):
                pairs[pair] += n
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        new = best[0] + best[1][2:]
        pattern = re.compile(rf"(?<!\S){re.escape(' '.join(best))}(?!\S)")
        lines = {pattern.sub(lambda _, new=new: new, line): n for line, n in lines.items()}
        made.append(new)
    return {piece: i for i, piece in enumerate([*SPECIALS, *alphabet, *made])}
""",
    },
    {
        "task": "7.4",
        "how": "a helper class of its own with counts that are kept up to date",
        "code": r"""
class Words:
    def __init__(self, counts):
        self.counts = dict(counts)
        self.cut = {w: [w[0]] + [f"##{c}" for c in w[1:]] for w in counts}
        self.pairs = Counter()
        for word in self.cut:
            self.enter(word, +1)

    def enter(self, word, sign):
        for pair in pairwise(self.cut[word]):
            self.pairs[pair] += sign * self.counts[word]

    def best(self):
        left = [(-n, pair) for pair, n in self.pairs.items() if n > 0]
        return min(left)[1] if left else None

    def merge(self, pair):
        new = pair[0] + pair[1].removeprefix("##")
        for word, pieces in self.cut.items():
            if pair in pairwise(pieces):
                self.enter(word, -1)
                merged = []
                waiting = list(reversed(pieces))
                while waiting:
                    piece = waiting.pop()
                    if waiting and (piece, waiting[-1]) == pair:
                        waiting.pop()
                        piece = new
                    merged.append(piece)
                self.cut[word] = merged
                self.enter(word, +1)
        return new


def train_wordpiece(texts, vocab_size):
    words = Words(Counter(w for text in texts for w in pre_tokenize(normalize(text))))
    vocab = {}
    for piece in [*SPECIALS, *{piece for pieces in words.cut.values() for piece in pieces}]:
        vocab[piece] = len(vocab)
    if len(vocab) > vocab_size:
        raise ValueError("there is no room for the alphabet")
    while len(vocab) < vocab_size:
        pair = words.best()
        if pair is None:
            return vocab
        vocab[words.merge(pair)] = len(vocab)
    return vocab
""",
    },
    # --- 7.5 ---
    {
        "task": "7.5",
        "how": "recursion over what is left of the word",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    def split(rest, prefix):
        if not rest:
            return []
        for end in range(len(rest), 0, -1):
            if prefix + rest[:end] in vocab:
                others = split(rest[end:], "##")
                return None if others is None else [prefix + rest[:end], *others]
        return None

    pieces = split(word, "") if len(word) <= max_chars else None
    return ["[UNK]"] if pieces is None else pieces
""",
    },
    {
        "task": "7.5",
        "how": "the rest shortened from the right, ## kept in the rest itself",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    found = []
    rest = word
    least = 1
    while len(rest) >= least:
        candidate = rest
        while len(candidate) >= least and candidate not in vocab:
            candidate = candidate[:-1]
        if len(candidate) < least:
            return ["[UNK]"]
        found.append(candidate)
        rest = "##" + rest[len(candidate) :]
        least = 3
    return found
""",
    },
    {
        "task": "7.5",
        "how": "max over all pieces that begin what is left",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    pieces, start = [], 0
    too_long = len(word) > max_chars
    while not too_long and start != len(word):
        prefix = "##" * (start > 0)
        ends = {e for e in range(start + 1, len(word) + 1) if prefix + word[start:e] in vocab}
        if not ends:
            return ["[UNK]"]
        pieces.append(prefix + word[start : max(ends)])
        start = max(ends)
    return ["[UNK]"] if too_long else pieces
""",
    },
    {
        "task": "7.5",
        "how": "generator and StopIteration's default, vocab.get compared with None",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if not len(word) <= max_chars:
        return ["[UNK]"]
    longest = max((len(piece) for piece in vocab), default=0)
    pieces = []
    done = 0
    while done < len(word):
        mark = "##" if pieces else ""
        stop = min(len(word), done + longest)
        candidates = (mark + word[done:end] for end in range(stop, done, -1))
        piece = next((one for one in candidates if vocab.get(one) is not None), None)
        if piece is None:
            return ["[UNK]"]
        pieces.append(piece)
        done += len(piece) - len(mark)
    return pieces
""",
    },
    {
        "task": "7.5",
        "how": "the library's WordPiece model",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    from tokenizers.models import WordPiece

    if not word:
        return []
    if len(word) > max_chars:
        return ["[UNK]"]
    numbered = {"[UNK]": 0}
    for piece in vocab:
        numbered.setdefault(piece, len(numbered))
    model = WordPiece(numbered, unk_token="[UNK]", max_input_chars_per_word=max(len(word), 1))
    return [token.value for token in model.tokenize(word)]
""",
    },
    # --- 7.6 ---
    {
        "task": "7.6",
        "how": "ids first, cut afterwards, [SEP] put back only where it was lost",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None:
        if max_length < 2:
            raise ValueError("max_length must be at least 2")
    ids = [vocab["[CLS]"]]
    for word in pre_tokenize(normalize(text)):
        for piece in wordpiece(word, vocab):
            ids.append(vocab[piece])
    ids.append(vocab["[SEP]"])
    if max_length is not None and len(ids) > max_length:
        ids[max_length - 1 :] = [vocab["[SEP]"]]
    return ids
""",
    },
    {
        "task": "7.6",
        "how": "stops reading as soon as there is enough, keyword arguments",
        "code": r"""
def encode(text, vocab, max_length=None):
    limit = float("inf") if max_length is None else max_length - 2
    if limit < 0:
        raise ValueError(f"no room in {max_length}")
    ids = []
    for word in pre_tokenize(text=normalize(text=text)):
        if len(ids) >= limit:
            break
        ids.extend(map(vocab.__getitem__, wordpiece(word=word, vocab=vocab, max_chars=100)))
    while len(ids) > limit:
        ids.pop()
    return [vocab["[CLS]"]] + ids + [vocab["[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "how": "generators and islice, a subclass of ValueError",
        "code": r"""
from itertools import chain, islice


class NoRoom(ValueError):
    pass


def encode(text, vocab, max_length=None):
    if max_length in (0, 1) or (max_length or 0) < 0:
        raise NoRoom(max_length)
    room = None if max_length is None else max_length - 2
    words = pre_tokenize(normalize(text))
    pieces = chain.from_iterable(wordpiece(word, vocab) for word in words)
    return [vocab[piece] for piece in chain(["[CLS]"], islice(pieces, room), ["[SEP]"])]
""",
    },
    {
        "task": "7.6",
        "how": "the tokenizers library from end to end",
        "code": r"""
def encode(text, vocab, max_length=None):
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    pieces = models.WordPiece(dict(vocab), unk_token="[UNK]", max_input_chars_per_word=100)
    tokenizer = Tokenizer(pieces)
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ids = tokenizer.encode(text, add_special_tokens=False).ids
    room = len(ids) if max_length is None else max_length - 2
    return [vocab["[CLS]"], *ids[:room], vocab["[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "how": "each word split once, however often it occurs",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length <= 1:
        raise ValueError
    words = pre_tokenize(normalize(text))
    known = {word: tuple(vocab[p] for p in wordpiece(word, vocab)) for word in set(words)}
    ids = sum((known[word] for word in words), ())
    if max_length is not None:
        ids = ids[: max_length - 2]
    return list((vocab["[CLS]"],) + ids + (vocab["[SEP]"],))
""",
    },
    # --- 7.7 ---
    {
        "task": "7.7",
        "how": "joined with blanks, then the blanks before ## removed",
        "code": r"""
def decode(ids, vocab):
    pieces = dict(zip(vocab.values(), vocab.keys(), strict=True))
    found = [pieces[i] for i in ids]
    kept = [piece for piece in found if piece not in {"[PAD]", "[CLS]", "[SEP]"}]
    return " ".join(kept).replace(" ##", "")
""",
    },
    {
        "task": "7.7",
        "how": "ids of the special tokens looked up where the vocabulary has them",
        "code": r"""
def decode(ids, vocab):
    left_out = [vocab[name] for name in ("[PAD]", "[CLS]", "[SEP]") if name in vocab]
    turned = {vocab[piece]: piece for piece in vocab}
    text = ""
    for number in ids:
        if number in left_out:
            continue
        piece = turned[number]
        if text and piece[:2] != "##":
            text = text + " "
        text = text + (piece[2:] if text and piece[:2] == "##" else piece)
    return text
""",
    },
    {
        "task": "7.7",
        "how": "no dict turned round: the vocabulary is searched for every id",
        "code": r"""
def decode(ids, vocab):
    names, numbers = list(vocab), list(vocab.values())
    words = []
    for number in ids:
        piece = names[numbers.index(number)]
        match piece:
            case "[PAD]" | "[CLS]" | "[SEP]":
                pass
            case str() if piece.startswith("##") and words:
                words.append(words.pop() + piece.removeprefix("##"))
            case _:
                words.append(piece)
    return " ".join(words)
""",
    },
    {
        "task": "7.7",
        "how": "functools.reduce and a regular expression",
        "code": r"""
def decode(ids, vocab):
    import re
    from functools import reduce

    turned = {number: piece for piece, number in vocab.items()}
    kept = (p for p in map(turned.get, ids) if p not in ("[PAD]", "[CLS]", "[SEP]"))
    line = reduce(lambda text, piece: f"{text}\n{piece}", kept, "")
    return re.sub(r"\n", " ", re.sub(r"(?<=[^\n])\n##", "", line)).strip()
""",
    },
    # --- 7.8 ---
    {
        "task": "7.8",
        "how": "torch's pad_sequence, mask of bool from the lengths",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    if len(sequences) == 0:
        return torch.zeros(0, 0, dtype=torch.int64), torch.zeros(0, 0, dtype=torch.bool)
    rows = [torch.tensor(list(row)[:max_length], dtype=torch.long) for row in sequences]
    ids = nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=pad_id)
    lengths = torch.tensor([row.numel() for row in rows])
    return ids, torch.arange(ids.size(1))[None, :] < lengths[:, None]
""",
    },
    {
        "task": "7.8",
        "how": "lists made longer, mask of float",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = []
    for sequence in sequences:
        row = []
        for number in sequence:
            if max_length is None or len(row) < max_length:
                row.append(int(number))
        rows.append(row)
    length = 0
    for row in rows:
        length = max(length, len(row))
    ids = [row + [pad_id for _ in range(length - len(row))] for row in rows]
    mask = [[1.0] * len(row) + [0.0] * (length - len(row)) for row in rows]
    shape = (len(rows), length)
    return torch.tensor(ids, dtype=torch.long).view(shape), torch.tensor(mask).view(shape)
""",
    },
    {
        "task": "7.8",
        "how": "NumPy inside, a mask of uint8",
        "code": r"""
import numpy as np


def pad_batch(sequences, pad_id=0, max_length=None):
    lengths = np.array([len(s) for s in sequences], dtype=np.int64)
    if max_length is not None:
        lengths = np.minimum(lengths, max_length)
    width = int(lengths.max(initial=0))
    real = np.arange(width) < lengths.reshape(-1, 1)
    ids = np.full(real.shape, pad_id, dtype=np.int64)
    for row, sequence, length in zip(ids, sequences, lengths.tolist(), strict=True):
        row[:length] = sequence[:length]
    return torch.from_numpy(ids), torch.from_numpy(real.astype(np.uint8))
""",
    },
    {
        "task": "7.8",
        "how": "zip_longest gives columns, which are turned into rows",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    from itertools import zip_longest

    n = len(sequences)
    rows = [tuple(sequence[slice(max_length)]) for sequence in sequences]
    columns = list(zip_longest(*rows))
    ids = [pad_id if number is None else number for column in columns for number in column]
    mask = [int(number is not None) for column in columns for number in column]
    ids, mask = (torch.tensor(x, dtype=torch.long).reshape(len(columns), n) for x in (ids, mask))
    return ids.T, mask.T
""",
    },
    {
        "task": "7.8",
        "how": "all ids written through the mask at once",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(sequence)[:max_length] for sequence in sequences]
    lengths = torch.tensor([len(row) for row in rows], dtype=torch.long)
    longest = int(lengths.max()) if len(rows) else 0
    mask = torch.arange(longest).expand(len(rows), longest) < lengths.unsqueeze(1)
    ids = torch.full(mask.shape, pad_id, dtype=torch.long)
    ids[mask] = torch.tensor([number for row in rows for number in row], dtype=torch.long)
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "how": "F.pad row by row, stacked; mask padded likewise, int32",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    cut = [torch.as_tensor(list(s)[:max_length], dtype=torch.long) for s in sequences]
    if not cut:
        return torch.empty((0, 0), dtype=torch.long), torch.empty((0, 0), dtype=torch.int32)
    longest = max(len(row) for row in cut)
    pad = nn.functional.pad
    ids = [pad(row, (0, longest - len(row)), value=pad_id) for row in cut]
    mask = [pad(torch.ones(len(row)), (0, longest - len(row))) for row in cut]
    return torch.stack(ids), torch.stack(mask).to(torch.int32)
""",
    },
    {
        "task": "7.1",
        "how": "a lazy str.translate table before NFD and another one behind it",
        "code": r"""
from functools import cache

@cache
def _tables():
    class Before(dict):
        def __missing__(table, number):
            c = chr(number)
            kind = category(c)
            if kind[0] == "Z" or c in "\t\n\r":
                new = " "
            elif kind in ("Cc", "Cf", "Co") or c in "\0\ufffd":
                new = None
            elif any(low <= number <= high for low, high in CJK):
                new = f" {c} "
            else:
                new = c
            table[number] = new
            return new

    class After(dict):
        def __missing__(table, number):
            c = chr(number)
            table[number] = None if category(c) == "Mn" else c.lower()
            return table[number]

    return Before(), After()

def normalize(text):
    before, after = _tables()
    return unicodedata.normalize("NFD", text.translate(before)).translate(after)
""",
    },
    {
        "task": "7.1",
        "how": "a pipeline of generators, bisect for the CJK ranges",
        "code": r"""
from bisect import bisect_right

def _clean(characters):
    for c in characters:
        if c in "\t\n\r":
            yield " "
        elif c not in "\x00\ufffd":
            kind = category(c)
            if kind in {"Zs", "Zl", "Zp"}:
                yield " "
            elif kind not in {"Cc", "Cf", "Co"}:
                yield c

def _apart(characters):
    edges = sorted(edge for first, last in CJK for edge in (first, last + 1))
    for c in characters:
        # an odd number of edges below means: inside one of the ranges (some of them touch)
        inside = bisect_right(edges, ord(c)) % 2 == 1
        yield from (" ", c, " ") if inside else c

def normalize(text):
    letters = unicodedata.normalize("NFD", "".join(_apart(_clean(text))))
    return "".join(map(str.lower, (c for c in letters if category(c) != "Mn")))
""",
    },
    {
        "task": "7.2",
        "how": "itertools.groupby, where every punctuation mark gets a key of its own",
        "code": r"""
from itertools import groupby
from string import punctuation

def pre_tokenize(text):
    def key(pair):
        place, c = pair
        kind = category(c)
        if kind in ("Zs", "Zl", "Zp") or c in "\t\n\v\f\r\u0085":
            return -1
        return place if kind.startswith("P") or c in punctuation else -2

    return ["".join(c for _, c in run) for k, run in groupby(enumerate(text), key) if k != -1]
""",
    },
    {
        "task": "7.2",
        "how": "from the back to the front, a list of open and closed words, no splitting at all",
        "code": """
def pre_tokenize(text):
    found, end = [], len(text)  # text[place + 1 : end] is the word that is being read
    for place in range(len(text) - 1, -1, -1):
        c = text[place]
        white = ord(c) in (9, 10, 11, 12, 13, 0x85) or category(c)[:1] == "Z"
        mark = category(c)[:1] == "P" or (c.isascii() and c.isprintable() and not c.isalnum())
        if white or mark:
            if place + 1 < end:
                found.append(text[place + 1 : end])
            if mark and not white:
                found.append(c)
            end = place
    if end:
        found.append(text[:end])
    return found[::-1]
""",
    },
    {
        "task": "7.3",
        "how": "the sign of the difference as an index into three labels",
        "code": """
def keyword_sentiment(text, lexicon):
    words = pre_tokenize(normalize(text))
    p, n = (
        sum(map(frozenset(lexicon[side]).__contains__, words)) for side in ("positive", "negative")
    )
    return ("neutral", "positive", "negative")[(p > n) - (p < n)]
""",
    },
    {
        "task": "7.3",
        "how": "a Counter of words, total over the distinct keywords",
        "code": """
def keyword_sentiment(text, lexicon):
    often = Counter(pre_tokenize(normalize(text)))
    balance = 0
    for sign, side in ((-1, "negative"), (+1, "positive")):
        for keyword in dict.fromkeys(lexicon[side]):
            balance += sign * often[keyword]
    if balance == 0:
        return "neutral"
    return "negative" if balance < 0 else "positive"
""",
    },
    {
        "task": "7.4",
        "how": "all words in one long string with two delimiters a piece, merged by str.replace; alphabet backwards",
        "code": r"""
def _wrap(piece):
    return f"\x01{piece}\x02"

def train_wordpiece(texts, vocab_size):
    often = Counter()
    for text in texts:
        often.update(pre_tokenize(normalize(text)))
    numbers = list(often.values())
    everything = "\n".join(
        "".join(_wrap("##" * (i > 0) + c) for i, c in enumerate(word)) for word in often
    )
    letters = {("##" * (i > 0)) + c for word in often for i, c in enumerate(word)}
    born = [*SPECIALS, *sorted(letters, reverse=True)]
    if len(born) > vocab_size:
        raise ValueError(f"{len(born)} entries are needed at least")
    while len(born) < vocab_size:
        frequency = {}
        for count, line in zip(numbers, everything.split("\n")):
            pieces = line[1:-1].split("\x02\x01")
            for pair in zip(pieces, pieces[1:]):
                frequency[pair] = frequency.get(pair, 0) + count
        if not frequency:
            break
        left, right = min(frequency, key=lambda pair: (-frequency[pair], pair))
        born.append(left + right[2:])
        everything = everything.replace(_wrap(left) + _wrap(right), _wrap(born[-1]))
    return dict(zip(born, range(len(born))))
""",
    },
    {
        "task": "7.4",
        "how": "an endless generator of merges over PairTable, every occurrence of a word entered by itself",
        "code": """
from itertools import count, islice

def _merges(table):
    while (pair := table.most_frequent()) is not None:
        made = "".join((pair[0], pair[1].removeprefix("##")))
        table.merge(pair, made)
        yield made

def train_wordpiece(texts, vocab_size):
    words = [
        [c if i == 0 else "##" + c for i, c in enumerate(word)]
        for text in texts
        for word in pre_tokenize(normalize(text))
    ]
    alphabet = dict.fromkeys(letter for word in words for letter in word)  # in order of discovery
    room = vocab_size - len(SPECIALS) - len(alphabet)
    if room < 0:
        raise ValueError(f"vocab_size is too small by {-room}")
    merged = islice(_merges(PairTable(words, [1] * len(words))), room)
    return dict(zip((*SPECIALS, *alphabet, *merged), count()))
""",
    },
    {
        "task": "7.5",
        "how": "a trie of the vocabulary, walked from the left",
        "code": """
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    END = object()
    trie = {}
    for piece in vocab:
        node = trie
        for c in piece:
            node = node.setdefault(c, {})
        node[END] = piece
    inside = trie.get("#", {}).get("#", {})
    pieces, start = [], 0
    while start < len(word):
        node, best, stop = (inside if start else trie), None, start
        for place in range(start, len(word)):
            node = node.get(word[place])
            if node is None:
                break
            if END in node:
                best, stop = node[END], place + 1
        if best is None:
            return ["[UNK]"]
        pieces.append(best)
        start = stop
    return pieces
""",
    },
    {
        "task": "7.5",
        "how": "one next() for each piece over slices of falling length, the rest of the word as a string",
        "code": """
def wordpiece(word, vocab, max_chars=100):
    def longest(rest, mark):
        return next((n for n in reversed(range(1, len(rest) + 1)) if mark + rest[:n] in vocab), 0)

    found, rest, mark = [], word[: max_chars + 1], ""
    known = len(rest) == len(word) <= max_chars
    while rest and known:
        n = longest(rest, mark)
        found, rest, mark, known = [*found, mark + rest[:n]], rest[n:], "##", n > 0
    return found if known else ["[UNK]"]
""",
    },
    {
        "task": "7.6",
        "how": "lazy: chain and islice, words are split only as long as there is room",
        "code": """
from itertools import chain, islice

def encode(text, vocab, max_length=None):
    room = None if max_length is None else max_length - 2
    if room is not None and room < 0:
        raise ValueError(f"max_length {max_length} has no room for [CLS] and [SEP]")
    words = pre_tokenize(normalize(text))
    stream = chain.from_iterable(wordpiece(word, vocab) for word in words)
    return list(map(vocab.__getitem__, chain(["[CLS]"], islice(stream, room), ["[SEP]"])))
""",
    },
    {
        "task": "7.6",
        "how": "ids in one growing list, cut by deleting, [SEP] inserted last",
        "code": """
def encode(text, vocab, max_length=None):
    if not (max_length is None or max_length >= 2):
        raise ValueError("below 2")
    ids = [vocab["[CLS]"]]
    for word in pre_tokenize(normalize(text)):
        for piece in wordpiece(word, vocab):
            ids.append(vocab[piece])
    while max_length is not None and len(ids) >= max_length:
        del ids[-1]
    ids.insert(len(ids), vocab["[SEP]"])
    return ids
""",
    },
    {
        "task": "7.7",
        "how": "all pieces with a blank before each, then the blanks before ## taken out",
        "code": """
def decode(ids, vocab):
    wanted = set(ids)
    names = {number: piece for piece, number in vocab.items() if number in wanted}
    silent = frozenset(("[PAD]", "[CLS]", "[SEP]"))
    line = "".join(f" {names[i]}" for i in ids if names[i] not in silent)
    return line.replace(" ##", "").removeprefix(" ")
""",
    },
    {
        "task": "7.7",
        "how": "two parallel tuples instead of a dict, glue and piece in turn",
        "code": """
def decode(ids, vocab):
    pieces, numbers = tuple(vocab.keys()), tuple(vocab.values())
    text = []
    for i in ids:
        piece = pieces[numbers.index(i)]
        match piece:
            case "[PAD]" | "[CLS]" | "[SEP]":
                pass
            case _ if piece[:2] == "##":
                text += ["", piece[2:]]
            case _:
                text += [" ", piece]
    return "".join(text[1:])
""",
    },
    {
        "task": "7.8",
        "how": "columns by zip_longest with a sentinel that no id can equal; float mask",
        "code": """
from itertools import zip_longest

def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [tuple(sequence[:max_length]) for sequence in sequences]
    hole = object()
    columns = list(zip_longest(*rows, fillvalue=hole))
    shape = (len(columns), len(rows))
    filled = [pad_id if v is hole else v for column in columns for v in column]
    real = [float(v is not hole) for column in columns for v in column]
    ids = torch.tensor(filled, dtype=torch.int64).reshape(shape).T.contiguous()
    return ids, torch.tensor(real).reshape(shape).T.contiguous()
""",
    },
    {
        "task": "7.8",
        "how": "a boolean mask from the lengths first, then all ids scattered into it at once",
        "code": """
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(sequence) for sequence in sequences]
    if max_length is not None:
        rows = [row[:max_length] for row in rows]
    lengths = torch.tensor([len(row) for row in rows], dtype=torch.int64)
    steps = torch.arange(max(map(len, rows), default=0))
    mask = steps[None, :] < lengths[:, None]
    ids = torch.full(mask.shape, pad_id, dtype=torch.int64)
    ids[mask] = torch.tensor([i for row in rows for i in row], dtype=torch.int64)
    return ids, mask
""",
    },
]
