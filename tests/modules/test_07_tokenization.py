"""Checks for module 07. Oracles: the library tokenizers, paper, counting by the definition.

Texts are drawn from code points that Unicode has long had, so that no version of
Python sees them otherwise.
"""

import re
import string
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from kursus.testing import expect_equal, expect_kept, get, raises

SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
CONSONANTS, VOWELS = "bdghklmnprstwy", "aeiou"
ACCENTED = "áàâäãåçéèêëíìîïñóòôöõúùûüýÁÀÂÄÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝ"
LIBRARY = BertNormalizer(lowercase=True)


def pick(rng, items, n=1):
    """Some of the items, all different."""
    return [items[i] for i in rng.choice(len(items), size=n, replace=False)]


def syllables(rng, n):
    """A word of n different syllables: nothing in it stands three times in a row."""
    pairs = [c + v for c in CONSONANTS for v in VOWELS]
    return "".join(pick(rng, pairs, n))


def draw_words(rng, n, size=3):
    """Different words of equal length: none is a part of another."""
    words = set()
    while len(words) < n:
        words.add(syllables(rng, size))
    return pick(rng, sorted(words), n)


def shuffled(rng, items):
    return pick(rng, list(items), len(items))


def library_words(text):
    return [piece[0] for piece in BertPreTokenizer().pre_tokenize_str(text)]


ODD = [
    *ACCENTED,
    *["e\u0301", "n\u0303", "o\u0308\u0304"],
    *"ßøłŁđæŒþΑΣςЖйИ你好世界かがカ한글ابעת€£©×°½²ﬁＡ",
    *"\u00a0\u2003\u3000\u2028\t\n\r ",
    *"\x00\x07\x0b\x1c\x1f\x7f\x85\u00ad\u200b\u200d\ufeff\ufffd\ue000",
    *"!\"#%&'()*,-./:;?@[\\]_{}$+<=>^`|~",
    *"“”‘’—…«»¿、。「」：",
    *"😀🎉👍🇮🇩\ufe0f",
]


def draw_text(rng, n):
    """Words with whatever may turn up in a text between and within them."""
    parts = []
    for word in draw_words(rng, n):
        kind = rng.integers(4)
        within = pick(rng, ODD, 2) if kind == 0 else []
        between = " " if kind == 1 else "".join(pick(rng, ODD, int(rng.integers(1, 4))))
        parts += [word.upper() if kind == 2 else word, *within, word[:2] if within else "", between]
    return "".join(parts)


# --- 7.1 normalize ----------------------------------------------------------------


@pytest.mark.task("7.1")
@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param("Selamat Pagi", "selamat pagi", id="capitals"),
        pytest.param("Kafé", "kafe", id="accent"),
        pytest.param("a\tb", "a b", id="tab"),
        pytest.param("a我b", "a 我 b", id="cjk"),
        pytest.param("", "", id="empty"),
    ],
)
def test_normalize_matches_paper(student, text, want):
    apart = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in apart if unicodedata.category(c) != "Mn")
    expect_equal(
        student.normalize(text),
        want,
        call=f"normalize({text!r})",
        mistakes=[
            ("cjk-not-separated", "a我b"),
            ("cjk-not-separated", "a 我b"),
            ("cjk-not-separated", "a我 b"),
            ("case-kept", plain),
            ("accents-kept", text.lower()),
            ("accents-kept", apart.lower()),
            ("foreign-letters-lost", "".join(c for c in text.lower() if c.isascii())),
            ("foreign-letters-lost", "".join(c for c in want if c.isascii())),
            ("tabs-dropped", re.sub(r"[\t\n\r]", "", text)),
        ],
    )


@pytest.mark.task("7.1")
def test_letters_become_small_and_lose_their_accents(student, rng):
    composed = pick(rng, ACCENTED, 4)
    apart = [letter + pick(rng, "\u0301\u0300\u0308\u0327\u0331")[0] for letter in "aEo"]
    words = [a + b for a, b in zip(draw_words(rng, 7), composed + apart, strict=True)]
    text = " ".join([*words, words[0].upper()])
    expect_equal(
        student.normalize(text),
        LIBRARY.normalize_str(text),
        call=f"normalize({text!r})",
        mistakes=[
            ("case-kept", BertNormalizer(lowercase=False, strip_accents=True).normalize_str(text)),
            ("accents-kept", BertNormalizer(strip_accents=False).normalize_str(text)),
            ("accents-kept", text.lower()),
            ("foreign-letters-lost", "".join(c for c in text.lower() if c.isascii())),
        ],
    )


@pytest.mark.task("7.1")
def test_other_letters_and_signs_stay(student, rng):
    signs = [*pick(rng, "ßøłđæœþħ", 3), *pick(rng, "ЖДФЯШ", 2), *pick(rng, "ابתם", 2)]
    signs += [*pick(rng, "ﬁ½²Ａ™㎏ª", 3), *pick(rng, "€£©×°", 2), *pick(rng, "😀🎉👍", 1)]
    signs.append("\u061d")  # younger than the library's tables: of category Cn to ``category``
    words = draw_words(rng, len(signs), size=2)
    text = " ".join(a + b for a, b in zip(words, shuffled(rng, signs), strict=True))
    compatible = LIBRARY.normalize_str(unicodedata.normalize("NFKD", text))
    ascii_alone = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    expect_equal(
        student.normalize(text),
        LIBRARY.normalize_str(text),
        call=f"normalize({text!r})",
        mistakes=[
            ("compatibility-forms", compatible),
            ("foreign-letters-lost", ascii_alone.lower()),
            ("foreign-letters-lost", "".join(c for c in text.lower() if c.isascii())),
        ],
    )


@pytest.mark.task("7.1")
def test_signs_of_ascii_stay(student, rng):
    text = "".join(shuffled(rng, string.punctuation))
    expect_equal(student.normalize(text), text, call=f"normalize({text!r})")


@pytest.mark.task("7.1")
def test_each_character_becomes_small_by_itself(student, rng):
    text = " ".join("".join(pick(rng, "ΑΒΓΔΕΚΛΜΝΟΠΡΤ", 3)) + "Σ" for _ in range(2))
    expect_equal(
        student.normalize(text),
        LIBRARY.normalize_str(text),
        call=f"normalize({text!r})",
        mistakes={"final-sigma": text.lower()},
    )


@pytest.mark.task("7.1")
def test_every_white_space_becomes_one_blank(student, rng):
    blanks = shuffled(rng, "\t\n\r\u00a0\u2003\u2009\u3000\u2028\u2029")
    words = draw_words(rng, len(blanks) + 1)
    text = "".join(b + w for b, w in zip(blanks, words, strict=False)) + f"  {words[-1]} \t"
    want = LIBRARY.normalize_str(text)
    expect_equal(
        student.normalize(text),
        want,
        call=f"normalize({text!r})",
        mistakes=[
            ("white-space-joined", " ".join(text.split())),
            ("white-space-joined", want.strip()),
            ("tabs-dropped", LIBRARY.normalize_str(re.sub(r"[\t\n\r]", "", text))),
            ("white-space-kept", BertNormalizer(clean_text=False).normalize_str(text)),
            ("white-space-kept", re.sub(r"[\t\n\r]", " ", text)),
            ("white-space-kept", re.sub(r"[^\S\u2028\u2029]", " ", text)),
        ],
    )


@pytest.mark.task("7.1")
def test_control_characters_disappear(student, rng):
    controls = [*"\x0b\x0c\x1c\x1f\x85", *pick(rng, "\x01\x07\x08\x0e\x1b\x7f\x80\x9f", 3)]
    formats = [*pick(rng, "\u00ad\u200b\u200d\u200e\u2060\ufeff", 3), "\ue000"]
    signs = shuffled(rng, [*controls, *formats, "\x00", "\ufffd"])
    words = draw_words(rng, len(signs))
    text = " ".join(f"{w[:3]}{s}{w[3:]}" for w, s in zip(words, signs, strict=True))
    all_blank = "".join(" " if c in signs else c for c in text)
    space_first = "".join(" " if c.isspace() else "" if c in signs else c for c in text)
    only_controls = "".join(c for c in text if unicodedata.category(c) != "Cc")
    no_formats = "".join(c for c in text if c == "\ufffd" or c not in signs)
    expect_equal(
        student.normalize(text),
        " ".join(words),
        call=f"normalize({text!r})",
        mistakes=[
            ("control-characters-kept", text),
            ("control-characters-kept", only_controls),
            ("control-characters-kept", only_controls.replace("\ufffd", "")),
            ("control-characters-kept", no_formats),
            (
                "control-characters-kept",
                "".join(c for c in text if c not in signs or c == "\ue000"),
            ),
            ("control-characters-to-blanks", all_blank),
            ("control-characters-to-blanks", space_first),
        ],
    )


@pytest.mark.task("7.1")
def test_cjk_characters_stand_apart(student, rng):
    blocks = [(0x4E00, 0x9FA5), (0x3400, 0x4DB5), (0x20000, 0x2A6D6), (0xF900, 0xFA0D)]
    signs = "".join(chr(int(rng.integers(a, b + 1))) for a, b in shuffled(rng, blocks))
    one, two = draw_words(rng, 2)
    text = one + signs + two
    apart = unicodedata.normalize("NFD", signs)
    expect_equal(
        student.normalize(text),
        LIBRARY.normalize_str(text),
        call=f"normalize({text!r})",
        mistakes=[
            ("cjk-not-separated", one + apart + two),
            ("cjk-not-separated", f"{one} {apart} {two}"),
            ("cjk-not-separated", f"{one} {' '.join(apart)} {two}"),
        ],
    )


@pytest.mark.task("7.1")
def test_first_and_last_cjk_characters_stand_apart_too(student, rng):
    firsts = "\u4e00\u3400\U00020000\U0002a700\U0002b740\U0002b920\uf900\U0002f800"
    lasts = "\u9fff\u4dbf\U0002a6df"  # the other blocks end in what is not assigned
    text = "".join(w + c for w, c in zip(draw_words(rng, 11), firsts + lasts, strict=True))
    expect_equal(student.normalize(text), LIBRARY.normalize_str(text), call=f"normalize({text!r})")


@pytest.mark.task("7.1")
def test_letters_of_other_scripts_do_not_stand_apart(student, rng):
    letters = [*pick(rng, "かきくけこ", 2), *pick(rng, "サシスセソ", 2), *pick(rng, "한글말", 2)]
    one, two = draw_words(rng, 2)
    text = one + "".join(shuffled(rng, letters)) + two
    want = LIBRARY.normalize_str(text)
    separated = "".join(f" {c} " if c in letters else c for c in text)
    expect_equal(
        student.normalize(text),
        want,
        call=f"normalize({text!r})",
        mistakes={
            "kana-separated": unicodedata.normalize("NFD", separated),
            "composed-again": unicodedata.normalize("NFC", want),
        },
    )


@pytest.mark.task("7.1")
def test_marks_of_every_script_disappear_but_those_with_width_stay(student, rng):
    # Marks without and with a combining class, then marks that take up room (Mc).
    flat = [*pick(rng, ["❤\ufe0f", "✌\ufe0f"], 1), *pick(rng, ["कु", "कू", "ก็", "กิ"], 2)]
    flat += pick(rng, ["क\u094d", "ب\u064e", "ב\u05b0"], 1)
    wide = pick(rng, ["का", "कि", "की", "কা", "কী"], 2)
    text = " ".join(shuffled(rng, [*flat, *wide, syllables(rng, 2)]))
    apart = unicodedata.normalize("NFD", text)
    expect_equal(
        student.normalize(text),
        LIBRARY.normalize_str(text),
        call=f"normalize({text!r})",
        mistakes=[
            ("some-marks-kept", "".join(c for c in apart if not unicodedata.combining(c))),
            ("wide-marks-lost", "".join(c for c in apart if unicodedata.category(c)[0] != "M")),
            ("accents-kept", apart),
        ],
    )


@pytest.mark.task("7.1")
def test_normalize_equals_the_library(student, rng):
    for n in (1, 2, 5, 10, 20, 40):
        text = draw_text(rng, n)
        expect_equal(
            student.normalize(text), LIBRARY.normalize_str(text), call=f"normalize({text!r})"
        )


@pytest.mark.task("7.1")
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ǅ ᾈ Ⅷ Ⓐ ẞ", id="titles_numerals_circled"),
        pytest.param("1\ufe0f\u20e3 a\u20dd", id="enclosing_marks"),
        pytest.param("a\r\nb\n\nc", id="line_ends"),
        pytest.param("ος ΟΣ σς", id="sigmas"),
        pytest.param("a⺀b⼀c㇀d、e。f㊀g", id="not_in_the_cjk_ranges"),
        pytest.param("\x00Halo\x07 du\x7fnia\t!", id="ascii_controls"),
    ],
)
def test_rare_characters_are_treated_as_the_library_does(student, text):
    want = LIBRARY.normalize_str(text)
    expect_equal(
        student.normalize(text),
        want,
        call=f"normalize({text!r})",
        mistakes=[
            ("white-space-joined", " ".join(want.split())),
            ("white-space-joined", LIBRARY.normalize_str(text.replace("\r\n", "\n"))),
        ]
        if "\n" in text
        else [],
    )


# --- 7.2 pre_tokenize -------------------------------------------------------------


@pytest.mark.task("7.2")
@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param("enak sekali", ["enak", "sekali"], id="words"),
        pytest.param("Enak, lho!", ["Enak", ",", "lho", "!"], id="marks"),
        pytest.param("", [], id="empty"),
        pytest.param(" \t\n ", [], id="blanks"),
    ],
)
def test_pre_tokenize_matches_paper(student, text, want):
    expect_equal(
        student.pre_tokenize(text),
        want,
        call=f"pre_tokenize({text!r})",
        mistakes=[
            ("empty-words", ["Enak", ",", "", "lho", "!"]),
            ("empty-words", ["Enak", ",", "", "lho", "!", ""]),
            ("empty-words", [""] * (len(text) + 1)),
            ("empty-words", [""] * len(text)),
            ("empty-words", [""]),
            ("blank-alone-separates", [word for word in text.split(" ") if word.isspace()]),
            ("punctuation-joined", text.split()),
            ("punctuation-lost", re.findall(r"\w+", text)),
            ("text-normalized", [word.lower() for word in want]),
        ],
    )


def all_but(text, mark):
    """The library's words if this punctuation mark were none."""
    return [word.replace("\ue000", mark) for word in library_words(text.replace(mark, "\ue000"))]


@pytest.mark.task("7.2")
def test_every_punctuation_mark_is_a_word(student, rng):
    marks = [*"!\"#%&'()*,-./:;?@[\\]_{}", "!!", "?!."]
    words = [w.title() for w in draw_words(rng, len(marks) + 1)]
    words[1] = words[1][:-1] + pick(rng, ACCENTED)[0]
    inside = zip(words, shuffled(rng, marks), strict=False)
    text = " ".join([f"{w[:2]}{m}{w[2:]}" for w, m in inside] + [words[-1]])
    want = library_words(text)
    expect_equal(
        student.pre_tokenize(text),
        want,
        call=f"pre_tokenize({text!r})",
        mistakes=[
            ("punctuation-joined", text.split()),
            ("punctuation-joined", re.findall(r"\w+|[^\w\s]+", text.replace("_", " _ "))),
            ("punctuation-joined", re.findall(r"\w+|[^\w\s]+", text)),
            ("punctuation-joined", re.findall(r"\w+|[^\w\s]", text)),
            ("punctuation-joined", all_but(text, "-")),
            ("punctuation-joined", all_but(text, "'")),
            ("punctuation-joined", all_but(text, "_")),
            ("punctuation-lost", [word for word in want if any(map(str.isalpha, word))]),
            ("punctuation-lost", re.findall(r"\w+", text)),
            ("text-normalized", library_words(LIBRARY.normalize_str(text))),
            ("text-normalized", [word.lower() for word in want]),
        ],
    )


@pytest.mark.task("7.2")
def test_symbols_of_ascii_are_punctuation(student, rng):
    signs = shuffled(rng, "$+<=>^`|~")
    words = draw_words(rng, len(signs))
    text = " ".join(f"{w[:2]}{s}{w[2:]}" for w, s in zip(words, signs, strict=True))
    expect_equal(
        student.pre_tokenize(text),
        library_words(text),
        call=f"pre_tokenize({text!r})",
        mistakes={"ascii-symbols-joined": text.split()},
    )


@pytest.mark.task("7.2")
def test_punctuation_beyond_ascii_is_separated(student, rng):
    signs = pick(rng, "“”‘’—–…«»¿¡、。「」：؟", 5)
    words = draw_words(rng, len(signs))
    text = " ".join(f"{w[:2]}{s}{w[2:]}" for w, s in zip(words, signs, strict=True))
    expect_equal(
        student.pre_tokenize(text),
        library_words(text),
        call=f"pre_tokenize({text!r})",
        mistakes={"ascii-punctuation-alone": text.split()},
    )


@pytest.mark.task("7.2")
def test_other_signs_stay_in_their_words(student, rng):
    signs = [*pick(rng, "€£©×°™½", 3), *pick(rng, "😀🎉👍", 1), "e\u0301"]
    words = draw_words(rng, len(signs))
    parts = zip(words, shuffled(rng, signs), strict=True)
    text = " ".join(f"{w[:2]}{s}{w[2:]}" for w, s in parts)
    symbols = "".join(f" {c} " if unicodedata.category(c)[0] == "S" else c for c in text)
    expect_equal(
        student.pre_tokenize(text),
        text.split(" "),
        call=f"pre_tokenize({text!r})",
        mistakes=[
            ("other-symbols-separated", re.findall(r"\w+|[^\w\s]", text)),
            ("other-symbols-separated", symbols.split()),
        ],
    )


@pytest.mark.task("7.2")
def test_white_space_separates_and_control_characters_do_not(student, rng):
    blanks = shuffled(rng, ["\t", "\n", "\r", "\x0b", "\x85", "\u00a0", "\u3000", "\u2028", "  "])
    words = draw_words(rng, len(blanks) + 3)
    controls = [*pick(rng, "\x1c\x1d\x1e\x1f", 2), pick(rng, "\u200b\x00\x07\ufeff")[0]]
    words[:3] = [f"{w[:2]}{c}{w[2:]}" for w, c in zip(words[:3], controls, strict=True)]
    words = shuffled(rng, words)
    text = "".join(w + b for w, b in zip(words, [*blanks, " ", " ", " "], strict=True))
    expect_equal(
        student.pre_tokenize(text),
        words,
        call=f"pre_tokenize({text!r})",
        mistakes=[
            ("split-at-control-characters", text.split()),
            ("empty-words", re.split(r"\s", text)),
            ("blank-alone-separates", [w for w in text.split(" ") if w]),
        ],
    )


@pytest.mark.task("7.2")
def test_pre_tokenize_equals_the_library(student, rng):
    for n in (1, 2, 5, 10, 20, 40):
        text = draw_text(rng, n)
        expect_equal(
            student.pre_tokenize(text), library_words(text), call=f"pre_tokenize({text!r})"
        )


@pytest.mark.task("7.2")
@pytest.mark.parametrize(
    "text",
    ["3.5 10.000 7,5% 1/2", "12:30 a.b.c @x #y _z_ don't", "a‿b ＿c d－e", "\x1ca\x1f b\x1c"],
    ids=["numbers", "names", "connectors", "separators_at_the_ends"],
)
def test_nothing_holds_punctuation_back(student, text):
    words = re.findall(r"\w+|[^\w\s]", text)  # the underscore and its like belong to \w
    expect_equal(
        student.pre_tokenize(text),
        library_words(text),
        call=f"pre_tokenize({text!r})",
        mistakes=[("punctuation-joined", text.split(" ")), ("punctuation-joined", words)],
    )


@pytest.mark.task("7.2")
def test_a_long_text_is_cut_too(student, rng):
    words = draw_words(rng, 40)
    many = [words[i] for i in rng.integers(0, 40, size=10_000)]
    expect_equal(
        student.pre_tokenize(" ".join(many)), many, call="pre_tokenize(text), 10,000 words"
    )


# --- 7.3 keyword_sentiment --------------------------------------------------------

FOOLED = "Tetanggaku memenangkan undian berhadiah! Tapi sayangnya aku belum beruntung."


def draw_lexicon(rng):
    """A lexicon with three words each, and seven words that are not in it."""
    words = draw_words(rng, 13)
    lists = {"positive": words[:3], "negative": words[3:6]}
    return {label: lists[label] for label in shuffled(rng, lists)}, words[6:]


@pytest.mark.task("7.3")
@pytest.mark.parametrize(
    ("n_positive", "n_negative"), [(2, 1), (1, 3), (1, 0), (0, 1), (2, 2), (0, 0)]
)
def test_the_larger_count_names_the_label(student, rng, n_positive, n_negative):
    lexicon, others = draw_lexicon(rng)
    words = lexicon["positive"][:n_positive] + lexicon["negative"][:n_negative] + others[:3]
    text = " ".join(shuffled(rng, words))
    tie = n_positive == n_negative
    want = "neutral" if tie else "positive" if n_positive > n_negative else "negative"
    wrong = {"positive": "negative", "negative": "positive"}
    expect_equal(
        student.keyword_sentiment(text, lexicon),
        want,
        call=f"keyword_sentiment({text!r}, {lexicon})",
        mistakes=[("tie-not-neutral", "positive"), ("tie-not-neutral", "negative")]
        if tie
        else {"labels-swapped": wrong[want]},
    )


@pytest.mark.task("7.3")
@pytest.mark.parametrize("label", ["positive", "negative"])
def test_each_occurrence_counts(student, rng, label):
    lexicon, others = draw_lexicon(rng)
    other = "negative" if label == "positive" else "positive"
    words = [lexicon[label][0]] * 3 + lexicon[other][:2] + others[:2]
    text = " ".join(shuffled(rng, words))
    expect_equal(
        student.keyword_sentiment(text, lexicon),
        label,
        call=f"keyword_sentiment({text!r}, {lexicon})",
        mistakes={"each-word-once": other},
    )


@pytest.mark.task("7.3")
@pytest.mark.parametrize("label", ["positive", "negative"])
def test_only_whole_words_count(student, rng, label):
    lexicon, others = draw_lexicon(rng)
    other = "negative" if label == "positive" else "positive"
    one, two, three = lexicon[other]
    parts = [f"ke{one}an", f"{two}nya", f"ber{three}"]
    text = " ".join(shuffled(rng, [lexicon[label][0], *parts, *others[:2]]))
    expect_equal(
        student.keyword_sentiment(text, lexicon),
        label,
        call=f"keyword_sentiment({text!r}, {lexicon})",
        mistakes=[("part-of-word-counted", other), ("part-of-word-counted", "neutral")],
    )


@pytest.mark.task("7.3")
@pytest.mark.parametrize("label", ["positive", "negative"])
def test_capitals_and_accents_hide_no_keyword(student, rng, label):
    lexicon, others = draw_lexicon(rng)
    other = "negative" if label == "positive" else "positive"
    one, two, _ = lexicon[label]
    accents = str.maketrans("aeiou", "áéíóú")
    text = " ".join(
        shuffled(rng, [one.upper(), two.translate(accents), lexicon[other][0], *others[:2]])
    )
    expect_equal(
        student.keyword_sentiment(text, lexicon),
        label,
        call=f"keyword_sentiment({text!r}, {lexicon})",
        mistakes=[("text-not-normalized", other), ("text-not-normalized", "neutral")],
    )


@pytest.mark.task("7.3")
@pytest.mark.parametrize("label", ["positive", "negative"])
def test_punctuation_hides_no_keyword(student, rng, label):
    lexicon, others = draw_lexicon(rng)
    other = "negative" if label == "positive" else "positive"
    one, two, three = lexicon[label]
    marked = shuffled(rng, [f"{one}!", f'"{two}",', f"({three})", f"{one}-{one}"])
    text = " ".join([others[0], *marked, *lexicon[other][:2]])
    expect_equal(
        student.keyword_sentiment(text, lexicon),
        label,
        call=f"keyword_sentiment({text!r}, {lexicon})",
        mistakes={"punctuation-hides-word": other},
    )


@pytest.mark.task("7.3")
@pytest.mark.parametrize("label", ["positive", "negative"])
def test_punctuation_without_blanks_separates_keywords(student, rng, label):
    lexicon, others = draw_lexicon(rng)
    other = "negative" if label == "positive" else "positive"
    one, two, _ = lexicon[label]
    text = f"{others[0]} {one}-{two},{lexicon[other][0]}...{others[1]}"
    expect_equal(
        student.keyword_sentiment(text, lexicon),
        label,
        call=f"keyword_sentiment({text!r}, {lexicon})",
        mistakes={"punctuation-hides-word": "neutral"},
    )


@pytest.mark.task("7.3")
@pytest.mark.parametrize("label", ["positive", "negative"])
def test_a_word_on_both_lists_counts_on_both(student, rng, label):
    lexicon, others = draw_lexicon(rng)
    lexicon = {key: [*words, others[0]] for key, words in lexicon.items()}
    text = " ".join(shuffled(rng, [others[0], others[0], lexicon[label][0], others[1]]))
    expect_equal(
        student.keyword_sentiment(text, lexicon),
        label,
        call=f"keyword_sentiment({text!r}, {lexicon})",
    )


@pytest.mark.task("7.3")
@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param("Tidak enak.", "positive", id="negation_is_a_word_like_others"),
        pytest.param("👍 basi 👍", "positive", id="signs"),
        pytest.param("top1 basi top1", "positive", id="digits"),
        pytest.param("_enak_", "positive", id="underscores"),
        pytest.param("enak€ enak😀", "neutral", id="symbols_belong_to_words"),
        pytest.param("enak-enak basi", "positive", id="doubled_word"),
        pytest.param("中enak文", "positive", id="cjk_stands_apart"),
        pytest.param("en\x0bak", "positive", id="control_character"),
        pytest.param("lalu " * 200 + "enak", "positive", id="one_in_many"),
    ],
)
def test_words_are_those_of_pre_tokenize(student, text, want):
    lexicon = {"positive": ["enak", "👍", "top1"], "negative": ["basi"]}
    said = text if len(text) < 40 else f"{text[:10]}..."
    expect_equal(
        student.keyword_sentiment(text, lexicon),
        want,
        call=f"keyword_sentiment({said!r}, {lexicon})",
    )


@pytest.mark.task("7.3")
def test_keyword_sentiment_leaves_the_lexicon(student, rng):
    lexicon, others = draw_lexicon(rng)
    text = " ".join([*others, lexicon["positive"][1]])
    expect_kept(
        student.keyword_sentiment, text, lexicon, call=f"keyword_sentiment({text!r}, lexicon)"
    )


@pytest.mark.task("7.3")
def test_the_neighbours_luck_fools_the_keywords(student):
    lexicon = {"positive": ["berhadiah", "beruntung", "memenangkan"], "negative": ["sayangnya"]}
    expect_equal(
        student.keyword_sentiment(FOOLED, lexicon),
        "positive",
        call=f"keyword_sentiment({FOOLED!r}, {lexicon})",
        mistakes={"labels-swapped": "negative"},
    )


# --- 7.4 train_wordpiece ----------------------------------------------------------


def letters_of(word):
    return [word[0], *(f"##{letter}" for letter in word[1:])]


def alphabet_of(words):
    return sorted({piece for word in words for piece in letters_of(word)})


def by_frequency(frequency, pair, single):
    return frequency[pair]


def by_score(frequency, pair, single):
    return frequency[pair] / (single[pair[0]] * single[pair[1]])


def join_pieces(left, right):
    return left + right.removeprefix("##")


def merges_by_definition(
    counts, limit, *, rate=by_frequency, smallest=True, join=join_pieces, rarest=1
):
    """Merged pieces in order, everything counted anew for each merge.

    Args:
        counts: word -> how often it occurs, words in the order of the texts.
        limit: largest number of merges.
        rate, smallest, join, rarest: what known mistakes do otherwise.
    """
    words = [(letters_of(word), count) for word, count in counts.items()]
    merges = []
    while len(merges) < limit:
        frequency, single = Counter(), Counter()
        for pieces, count in words:
            for piece in pieces:
                single[piece] += count
            for pair in pairwise(pieces):
                frequency[pair] += count
        rates = {p: rate(frequency, p, single) for p, n in frequency.items() if n >= rarest}
        if not rates:
            break
        best = [pair for pair in rates if rates[pair] == max(rates.values())]
        pair = min(best) if smallest else max(best)
        merges.append(join(*pair))
        for pieces, _ in words:
            i = 0
            while i < len(pieces) - 1:
                if (pieces[i], pieces[i + 1]) == pair:
                    pieces[i : i + 2] = [merges[-1]]
                i += 1
    return merges


def expect_vocab(got, alphabet, merges, *, call, mistakes=()):
    """Require special tokens, alphabet in any order and merges in this order, ids from 0.

    ``mistakes`` are pairs of an id and the merges that this mistake would give.
    """
    vocab = get(got)
    plain = isinstance(vocab, dict) and all(type(number) is int for number in vocab.values())
    if not plain or sorted(vocab.values()) != list(range(len(vocab))):
        expect_equal(
            vocab,
            {piece: i for i, piece in enumerate([*SPECIALS, *alphabet, *merges])},
            call=call,
        )
    pieces = sorted(vocab, key=vocab.__getitem__)
    first, end = len(SPECIALS), len(SPECIALS) + len(alphabet)
    expect_equal(pieces[:first], SPECIALS, call=f"{call}; ids 0 to 4")
    letters = sorted({piece.removeprefix("##") for piece in alphabet})
    both = sorted([*letters, *(f"##{letter}" for letter in letters)])
    found = sorted(pieces[first:end])
    if found != alphabet:  # perhaps another alphabet, of another size
        others = [sorted(pieces[first : first + len(forms)]) for forms in (both, letters)]
        found = next((o for o in others if o in (both, letters)), found)
    expect_equal(
        found,
        alphabet,
        call=f"{call}; alphabet, sorted",
        mistakes={"both-forms-of-every-letter": both, "letters-without-hashes": letters},
    )
    expect_equal(pieces[end:], merges, call=f"{call}; what follows the alphabet", mistakes=mistakes)


def draw_counts(rng, n):
    """Words with how often they occur, in random order."""
    words = [syllables(rng, int(rng.integers(1, 5))) for _ in range(n)]
    return {word: int(rng.integers(1, 6)) for word in dict.fromkeys(words)}


def texts_of(rng, counts, n_texts=4):
    """Texts in which each word occurs that often; the words' order is random."""
    words = shuffled(rng, [word for word, count in counts.items() for _ in range(count)])
    return [" ".join(words[i::n_texts]) for i in range(n_texts)]


def in_order(texts):
    """Counts of the words, in the order in which they turn up."""
    return Counter(word for text in texts for word in text.split())


@pytest.mark.task("7.4")
def test_first_merges_match_paper(student):
    # (a, ##b) stands 3 times, (##b, ##c) once, later (ab, ##c) once.
    texts, alphabet = ["ab abc", "ab"], ["##b", "##c", "a"]
    by_scores = merges_by_definition({"ab": 2, "abc": 1}, 50, rate=by_score)
    for n, merges in ((50, ["ab", "abc"]), (8, []), (9, ["ab"]), (10, ["ab", "abc"])):
        expect_vocab(
            student.train_wordpiece(texts, n),
            alphabet,
            merges,
            call=f"train_wordpiece({texts}, {n})",
            mistakes=[
                ("hashes-inside-piece", ["a##b", "a##b##c"][: len(merges)]),
                ("specials-not-counted", ["ab", "abc"]),
                ("rare-pairs-skipped", ["ab"]),
                ("score-instead-of-frequency", by_scores[: len(merges)]),
                ("score-instead-of-frequency", by_scores),
            ],
        )


@pytest.mark.task("7.4")
def test_pieces_inside_words_keep_their_hashes(student, rng):
    a, b, c, d, e = pick(rng, CONSONANTS, 5)
    texts = [f"{c}{a}{b} {d}{a}{b}", f"{e}{a}{b}"]
    expect_vocab(
        student.train_wordpiece(texts, 11),
        alphabet_of(in_order(texts)),
        [f"##{a}{b}"],
        call=f"train_wordpiece({texts}, 11)",
        mistakes=[
            ("hashes-lost", [f"{a}{b}"]),
            ("hashes-inside-piece", [f"##{a}##{b}"]),
        ],
    )


@pytest.mark.task("7.4")
def test_each_occurrence_of_a_word_counts(student, rng):
    p, q, x, y, r, s = pick(rng, CONSONANTS, 6)
    words = shuffled(rng, [p + q] * 3 + [x + y + r, x + y + s])
    texts = [" ".join(words[:2]), " ".join(words[2:])]
    n = 5 + len(alphabet_of(words)) + 1
    expect_vocab(
        student.train_wordpiece(texts, n),
        alphabet_of(words),
        [p + q],
        call=f"train_wordpiece({texts}, {n})",
        mistakes=[("words-counted-once", [x + y])],
    )


@pytest.mark.task("7.4")
def test_frequency_decides_and_no_score(student, rng):
    # (a, ##b) stands 4 times, but both its letters also stand elsewhere.
    a, b, c, d, p, q = pick(rng, CONSONANTS, 6)
    words = shuffled(rng, [a + b] * 4 + [a + c] * 3 + [d + b] * 3 + [p + q])
    texts = [" ".join(words)]
    n = 5 + len(alphabet_of(words)) + 1
    expect_vocab(
        student.train_wordpiece(texts, n),
        alphabet_of(words),
        [a + b],
        call=f"train_wordpiece({texts}, {n})",
        mistakes=[("score-instead-of-frequency", [p + q])],
    )


@pytest.mark.task("7.4")
@pytest.mark.parametrize("order", ["smallest_first", "smallest_last"])
def test_a_tie_goes_to_the_smallest_pair(student, rng, order):
    first, *rest = sorted(pick(rng, CONSONANTS, 4))
    other = "".join(shuffled(rng, rest)[:2])
    words = [first + rest[-1], other]
    words = words if order == "smallest_first" else words[::-1]
    texts = [" ".join(words), " ".join(words)]
    n = 5 + len(alphabet_of(words)) + 1
    expect_vocab(
        student.train_wordpiece(texts, n),
        alphabet_of(words),
        [first + rest[-1]],
        call=f"train_wordpiece({texts}, {n})",
        mistakes=[("tie-not-smallest", [other])],
    )


@pytest.mark.task("7.4")
def test_ties_compare_pairs_and_not_words(student, rng):
    # All pairs stand once; those inside a word begin with ##, which sorts before letters.
    a, b, c = sorted(pick(rng, CONSONANTS, 3))
    texts = [f"{a}{b}{c}"]
    expect_vocab(
        student.train_wordpiece(texts, 10),
        alphabet_of([f"{a}{b}{c}"]),
        [f"##{b}{c}", f"{a}{b}{c}"],
        call=f"train_wordpiece({texts}, 10)",
        mistakes=[("tie-not-smallest", [f"{a}{b}", f"{a}{b}{c}"])],
    )


@pytest.mark.task("7.4")
@pytest.mark.parametrize("n_merges", [1, 100])
def test_each_place_within_a_word_counts_and_is_merged(student, rng, n_merges):
    # (##x, ##y) stands twice in a word that occurs twice, (p, ##q) in one that occurs 3 times.
    a, y, p, q, *rest = pick(rng, CONSONANTS, 6)
    b, x = sorted(rest)  # so that a place that was left out is seen in the next merge
    words = shuffled(rng, [a + x + y + b + x + y] * 2 + [p + q] * 3)
    texts = [" ".join(words)]
    n = 5 + len(alphabet_of(words)) + n_merges
    expect_vocab(
        student.train_wordpiece(texts, n),
        alphabet_of(words),
        merges_by_definition(Counter(words), n_merges),
        call=f"train_wordpiece({texts}, {n})",
    )


@pytest.mark.task("7.4")
def test_a_pair_is_made_of_whole_pieces(student, rng):
    # When (a, ##b) is merged, "abc" is (a, ##bc) and must stay so.
    a, b, c, x = pick(rng, CONSONANTS, 4)
    words = shuffled(rng, [x + b + c] * 6 + [a + b + c] + [a + b] * 4)
    texts = [" ".join(words)]
    expect_vocab(
        student.train_wordpiece(texts, 100),
        alphabet_of(words),
        [f"##{b}{c}", x + b + c, a + b, a + b + c],
        call=f"train_wordpiece({texts}, 100)",
    )


@pytest.mark.task("7.4")
@pytest.mark.parametrize("n_merges", [0, 1, 7, 30])
def test_vocabulary_follows_the_definition(student, rng, n_merges):
    texts = texts_of(rng, draw_counts(rng, 14))
    counts = in_order(texts)
    alphabet = alphabet_of(counts)
    n = 5 + len(alphabet) + n_merges
    known = {
        "words-counted-once": merges_by_definition(dict.fromkeys(counts, 1), n_merges),
        "tie-not-smallest": merges_by_definition(counts, n_merges, smallest=False),
        "score-instead-of-frequency": merges_by_definition(counts, n_merges, rate=by_score),
        "specials-not-counted": merges_by_definition(counts, n_merges + 5),
    }
    expect_vocab(
        student.train_wordpiece(texts, n),
        alphabet,
        merges_by_definition(counts, n_merges),
        call=f"train_wordpiece({texts}, {n})",
        mistakes=known,
    )


@pytest.mark.task("7.4")
def test_merging_goes_on_until_no_pair_is_left(student, rng):
    texts = texts_of(rng, draw_counts(rng, 8))
    counts = in_order(texts)
    expect_vocab(
        student.train_wordpiece(texts, 100_000),
        alphabet_of(counts),
        merges_by_definition(counts, 100_000),
        call=f"train_wordpiece({texts}, 100000)",
        mistakes=[
            ("rare-pairs-skipped", merges_by_definition(counts, 100_000, rarest=2)),
            ("tie-not-smallest", merges_by_definition(counts, 100_000, smallest=False)),
        ],
    )


@pytest.mark.task("7.4")
def test_merging_makes_no_letters(student, rng):
    # In which direction a ##a ##a is merged is free; the letters stay the word's.
    letter, other = pick(rng, CONSONANTS, 2)
    texts = [" ".join([letter * n, other + letter * (n + 1)]) for n in (4, 5, 7)]
    words = [word for text in texts for word in text.split()]
    vocab = get(student.train_wordpiece(texts, 200))
    pieces = [piece for piece in vocab if piece not in SPECIALS]
    strange = [
        piece
        for piece in pieces
        if not any(
            piece[2:] in word[1:] if piece.startswith("##") else word.startswith(piece)
            for word in words
        )
    ]
    expect_equal(strange, [], call=f"pieces of train_wordpiece({texts}, 200) that no word holds")
    whole = [word for word in words if word not in vocab]
    expect_equal(whole, [], call=f"words that train_wordpiece({texts}, 200) does not merge to one")


@pytest.mark.task("7.4")
def test_long_words_are_learned_from_too(student, rng):
    word = syllables(rng, 60)
    alphabet = alphabet_of([word])
    merges = merges_by_definition({word: 1}, 4)
    expect_vocab(
        student.train_wordpiece([word], 5 + len(alphabet) + 4),
        alphabet,
        merges,
        call=f"train_wordpiece([a word of {len(word)} letters], {5 + len(alphabet) + 4})",
    )


@pytest.mark.task("7.4")
def test_texts_are_normalized_and_cut_at_punctuation(student, rng):
    one, two, three = draw_words(rng, 3, size=2)
    accents = str.maketrans("aeiou", "âêîôû")
    texts = [f"{one.upper()}, {one}!", f"{two.translate(accents)}-{two} {three}."]
    plain = Counter({one: 2, ",": 1, "!": 1, two: 2, "-": 1, three: 1, ".": 1})
    # Until no pair is left: no wrong alphabet is too large.
    call = f"train_wordpiece({texts}, 100000)"
    vocab = get(student.train_wordpiece(texts, 100_000))
    if isinstance(vocab, dict):
        others = [
            alphabet_of([word for text in texts for word in library_words(change(text))])
            for change in (str, str.lower)
        ]
        letters = {letter for other in (alphabet_of(plain), *others) for letter in other}
        expect_equal(
            sorted(letters & set(vocab)),
            alphabet_of(plain),
            call=f"{call}; letters, sorted",
            mistakes=[("text-not-normalized", other) for other in others],
        )
    expect_vocab(vocab, alphabet_of(plain), merges_by_definition(plain, 100_000), call=call)


@pytest.mark.task("7.4")
def test_a_smaller_vocabulary_is_the_beginning_of_a_larger(student, rng):
    texts = texts_of(rng, draw_counts(rng, 10))
    n_base = 5 + len(alphabet_of(in_order(texts)))
    small, large = (get(student.train_wordpiece(texts, n_base + n)) for n in (6, 9))
    expect_equal(
        {piece: number for piece, number in large.items() if n_base <= number < n_base + 6},
        {piece: number for piece, number in small.items() if number >= n_base},
        call=f"train_wordpiece({texts}, {n_base + 9}); the first six merges",
    )


@pytest.mark.task("7.4")
def test_no_room_for_the_alphabet_is_refused(student, lib, rng):
    texts = texts_of(rng, draw_counts(rng, 6))
    n = 5 + len(alphabet_of(in_order(texts)))
    for given, size in ((texts, n - 1), (texts, 5), ([], 4)):
        expect_equal(
            raises(lib, lib.builtins.ValueError, student.train_wordpiece, given, size),
            True,
            call=f"train_wordpiece({given}, {size}) raises ValueError",
            mistakes={"no-room-accepted": False},
        )
    expect_vocab(student.train_wordpiece([], 5), [], [], call="train_wordpiece([], 5)")


@pytest.mark.task("7.4")
def test_training_leaves_the_texts(student, rng):
    texts = [*texts_of(rng, draw_counts(rng, 5)), "AÁ, b"]
    n = 5 + len(alphabet_of(library_words(LIBRARY.normalize_str(" ".join(texts))))) + 3
    expect_kept(student.train_wordpiece, texts, n, call=f"train_wordpiece(texts, {n})")


# --- 7.5 wordpiece ----------------------------------------------------------------


def vocab_of(rng, pieces):
    """Pieces with the special tokens, ids in random order."""
    everything = dict.fromkeys([*SPECIALS, *pieces])
    return {piece: i for i, piece in enumerate(shuffled(rng, everything))}


def give_first_ids(vocab, words):
    """Give these words the ids from 0, which elsewhere belong to the special tokens."""
    for number, word in enumerate(words):
        other = next(piece for piece, i in vocab.items() if i == number)
        vocab[word], vocab[other] = vocab[other], vocab[word]


def library_pieces(word, vocab, max_chars=100):
    model = WordPiece(vocab, unk_token="[UNK]", max_input_chars_per_word=max_chars)
    return [token.value for token in model.tokenize(word)]


@pytest.mark.task("7.5")
def test_wordpiece_matches_paper(student):
    vocab = {"[UNK]": 0, "makan": 1, "ma": 2, "##kan": 3, "##an": 4, "an": 5, "##a": 6, "##n": 7}
    for word, want in (
        ("makanan", ["makan", "##an"]),
        ("makan", ["makan"]),
        ("mana", ["ma", "##n", "##a"]),
        ("minum", ["[UNK]"]),
    ):
        expect_equal(
            student.wordpiece(word, vocab),
            want,
            call=f"wordpiece({word!r}, {vocab})",
            mistakes=[
                ("shortest-first", ["ma", "##kan", "##a", "##n"]),
                ("hashes-missing", ["makan", "an"]),
                ("part-unknown", ["[UNK]", "[UNK]", "##n", "[UNK]", "[UNK]"]),
                ("rest-dropped", ["##n"]),
                ("rest-dropped", []),
            ],
        )


@pytest.mark.task("7.5")
def test_the_longest_piece_is_taken(student, rng):
    a, b, c, d = pick(rng, CONSONANTS, 4)
    pieces = [a, a + b, f"##{b}", f"##{c}", f"##{d}", f"##{c}{d}", b, c, d, c + d]
    vocab = vocab_of(rng, pieces)
    give_first_ids(vocab, [a + b])  # a piece with the id 0 is a piece like any other
    word = a + b + c + d
    expect_equal(
        student.wordpiece(word, vocab),
        [a + b, f"##{c}{d}"],
        call=f"wordpiece({word!r}, {vocab})",
        mistakes={
            "shortest-first": [a, f"##{b}", f"##{c}", f"##{d}"],
            "hashes-missing": [a + b, c + d],
        },
    )


@pytest.mark.task("7.5")
def test_a_word_begins_without_and_goes_on_with_hashes(student, rng):
    a, b, c = pick(rng, CONSONANTS, 3)
    for pieces, taken in (
        ([a, b, c, a + b], [a + b, c]),
        ([f"##{a}", f"##{b}", f"##{c}"], [f"##{a}", f"##{b}", f"##{c}"]),
    ):
        vocab, word = vocab_of(rng, pieces), a + b + c
        expect_equal(
            student.wordpiece(word, vocab),
            ["[UNK]"],
            call=f"wordpiece({word!r}, {vocab})",
            mistakes=[
                ("hashes-missing", taken),
                ("part-unknown", [a + b, "[UNK]"]),
                ("rest-dropped", [a + b]),
                ("rest-dropped", []),
            ],
        )


@pytest.mark.task("7.5")
def test_one_unknown_letter_makes_the_word_unknown(student, rng):
    a, b, c, d = pick(rng, CONSONANTS, 4)
    vocab = vocab_of(rng, [a, b, c, f"##{a}", f"##{b}", f"##{c}"])
    for word, known, each in (
        (a + d + b, [a], [a, "[UNK]", f"##{b}"]),
        (a + b + d, [a, f"##{b}"], [a, f"##{b}", "[UNK]"]),
        (d + a, [], ["[UNK]", f"##{a}"]),
    ):
        expect_equal(
            student.wordpiece(word, vocab),
            ["[UNK]"],
            call=f"wordpiece({word!r}, {vocab})",
            mistakes=[
                ("part-unknown", [*known, "[UNK]"]),
                ("part-unknown", each),
                ("rest-dropped", known),
            ],
        )


@pytest.mark.task("7.5")
def test_a_piece_is_never_taken_back(student, rng):
    a, b, c, d = pick(rng, CONSONANTS, 4)
    vocab = vocab_of(rng, [a, a + b, a + b + c, f"##{c}{d}", f"##{b}", f"##{c}"])
    word = a + b + c + d
    expect_equal(
        student.wordpiece(word, vocab),
        ["[UNK]"],
        call=f"wordpiece({word!r}, {vocab})",
        mistakes={
            "piece-taken-back": [a + b, f"##{c}{d}"],
            "part-unknown": [a + b + c, "[UNK]"],
            "rest-dropped": [a + b + c],
        },
    )


@pytest.mark.task("7.5")
def test_another_vocabulary_gives_other_pieces(student, rng):
    a, b, c = pick(rng, CONSONANTS, 3)
    word = a + b + c
    for pieces in ([a, f"##{b}{c}"], [a + b, f"##{c}"], [b, f"##{c}"], [word]):
        vocab = vocab_of(rng, pieces)
        expect_equal(
            student.wordpiece(word, vocab),
            ["[UNK]"] if pieces[0] == b else pieces,
            call=f"wordpiece({word!r}, {vocab})",
        )


@pytest.mark.task("7.5")
@pytest.mark.parametrize("max_chars", [None, 7, 130])
def test_a_word_that_is_too_long_is_unknown(student, rng, max_chars):
    limit = max_chars or 100
    a, b = pick(rng, CONSONANTS)[0], pick(rng, "жש好😀")[0]  # b is more than one byte
    vocab = vocab_of(rng, [a, b, f"##{a}", f"##{b}"])
    rest = {} if max_chars is None else {"max_chars": max_chars}
    said = "" if max_chars is None else f", max_chars={max_chars}"
    for extra in (0, 1, 1 + int(rng.integers(1, 30))):
        word = a + b + "".join(pick(rng, [a, b])[0] for _ in range(limit + extra - 2))
        pieces = letters_of(word)
        expect_equal(
            student.wordpiece(word, vocab, **rest),
            ["[UNK]"] if extra else pieces,
            call=f"wordpiece(word, vocab{said}), {len(word)} characters",
            mistakes={"long-word-split": pieces} if extra else {"limit-off-by-one": ["[UNK]"]},
        )


@pytest.mark.task("7.5")
def test_a_word_that_is_too_long_is_unknown_though_it_is_in_the_vocabulary(student, rng):
    word = syllables(rng, 4)
    vocab = vocab_of(rng, [word, word[:2], f"##{word[2:]}"])
    for max_chars in (len(word) - 1, 1, 0):
        expect_equal(
            student.wordpiece(word, vocab, max_chars),
            ["[UNK]"],
            call=f"wordpiece({word!r}, {vocab}, {max_chars})",
            mistakes=[("long-word-split", [word]), ("long-word-split", [word[:2], word[2:]])],
        )


@pytest.mark.task("7.5")
def test_unknown_is_said_though_the_vocabulary_has_no_word_for_it(student, rng):
    vocab = {word: number for number, word in enumerate(draw_words(rng, 3))}
    expect_equal(student.wordpiece("7", vocab), ["[UNK]"], call=f"wordpiece('7', {vocab})")


@pytest.mark.task("7.5")
def test_pieces_may_be_of_any_length(student, rng):
    begin, rest = syllables(rng, 1), syllables(rng, 20)
    vocab = vocab_of(rng, [begin, f"##{rest}", *letters_of(begin + rest)[1:]])
    word = begin + rest
    expect_equal(
        student.wordpiece(word, vocab), [begin, f"##{rest}"], call=f"wordpiece({word!r}, vocab)"
    )
    word = rest + begin
    vocab = vocab_of(rng, [rest, *letters_of(word)])
    want = [rest, *(f"##{letter}" for letter in begin)]
    expect_equal(student.wordpiece(word, vocab), want, call=f"wordpiece({word!r}, vocab)")


@pytest.mark.task("7.5")
def test_the_empty_word_has_no_pieces(student, rng):
    vocab = vocab_of(rng, draw_words(rng, 3))
    expect_equal(
        student.wordpiece("", vocab),
        [],
        call=f"wordpiece('', {vocab})",
        mistakes=[("empty-word-unknown", ["[UNK]"]), ("empty-word-unknown", [""])],
    )


@pytest.mark.task("7.5")
def test_wordpiece_equals_the_library(student, rng):
    letters = pick(rng, CONSONANTS + VOWELS, 5)
    known = [*letters[:4], *(f"##{letter}" for letter in letters)]
    for _ in range(25):
        drawn = "".join(letters[i] for i in rng.integers(0, 5, size=rng.integers(2, 5)))
        known += [drawn, f"##{drawn[::-1]}"]
    vocab = vocab_of(rng, known)
    for n in (1, 2, 5, 9, 14, 20):
        word = "".join(letters[i] for i in rng.integers(0, 5, size=n))
        expect_equal(
            student.wordpiece(word, vocab),
            library_pieces(word, vocab),
            call=f"wordpiece({word!r}, vocab)",
        )


@pytest.mark.task("7.5")
def test_wordpiece_leaves_the_vocabulary(student, rng):
    one, two = draw_words(rng, 2)
    vocab = vocab_of(rng, [one, f"##{two}"])
    expect_kept(student.wordpiece, one + two, vocab, call=f"wordpiece({one + two!r}, vocab)")


# --- 7.6 encode -------------------------------------------------------------------


def text_vocab(rng, words):
    """A vocabulary of these words, some of their letters and usual marks."""
    letters = sorted({letter for word in words for letter in word})
    pieces = [*words, *letters, *(f"##{letter}" for letter in letters), *"!,.-", "你", "##nya"]
    return vocab_of(rng, pieces)


def library_ids(text, vocab, max_length=None):
    """Ids by the library; one special token each at both ends, by its id in ``vocab``."""
    tokenizer = Tokenizer(WordPiece(vocab, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer, tokenizer.pre_tokenizer = LIBRARY, BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        special_tokens=[(name, vocab[name]) for name in ("[CLS]", "[SEP]")],
    )
    if max_length is not None:
        tokenizer.enable_truncation(max_length)
    return tokenizer.encode(text).ids


@pytest.mark.task("7.6")
def test_encode_matches_paper(student):
    vocab = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "enak": 4, "##nya": 5, "!": 6}
    for text, want in (
        ("Enaknya!", [2, 4, 5, 6, 3]),
        ("enak banget", [2, 4, 1, 3]),
        ("", [2, 3]),
    ):
        expect_equal(
            student.encode(text, vocab),
            want,
            call=f"encode({text!r}, {vocab})",
            mistakes=[
                ("cls-or-sep-missing", want[1:-1]),
                ("cls-or-sep-missing", want[1:]),
                ("cls-or-sep-missing", want[:-1]),
                ("text-not-normalized", [2, 1, 6, 3]),
                ("unknown-skipped", [i for i in want if i != 1]),
            ],
        )


@pytest.mark.task("7.6")
def test_ids_come_from_the_vocabulary(student, rng):
    words = draw_words(rng, 5)
    vocab = text_vocab(rng, words)
    give_first_ids(vocab, words)
    text = f"{words[0]} {words[1]}! 7 {words[2]}nya"
    want = library_ids(text, vocab)
    expect_equal(
        student.encode(text, vocab),
        want,
        call=f"encode({text!r}, {vocab})",
        mistakes=[
            ("special-ids-assumed", [2, *want[1:-1], 3]),
            ("special-ids-assumed", [1 if i == vocab["[UNK]"] else i for i in want]),
            ("cls-or-sep-missing", want[1:-1]),
            ("unknown-skipped", [i for i in want if i != vocab["[UNK]"]]),
        ],
    )


@pytest.mark.task("7.6")
def test_text_is_normalized_and_cut_into_words(student, rng):
    words = draw_words(rng, 4)
    vocab = text_vocab(rng, words)
    accents = str.maketrans("aeiou", "áèïôú")
    odd = [words[0].title(), words[1].translate(accents), f"{words[2][:2]}\u200b{words[2][2:]}"]
    text = ", ".join(odd) + f"你-{words[3].upper()}!"
    want = library_ids(text, vocab)
    raw = [p for word in library_words(text) for p in library_pieces(word, vocab)]
    joined = [
        p for word in LIBRARY.normalize_str(text).split() for p in library_pieces(word, vocab)
    ]
    expect_equal(
        student.encode(text, vocab),
        want,
        call=f"encode({text!r}, {vocab})",
        mistakes={
            "text-not-normalized": [want[0], *(vocab[p] for p in raw), want[-1]],
            "punctuation-joined": [want[0], *(vocab[p] for p in joined), want[-1]],
        },
    )


@pytest.mark.task("7.6")
@pytest.mark.parametrize("max_length", [2, 3, 6])
def test_truncation_keeps_sep(student, rng, max_length):
    words = draw_words(rng, 6)
    vocab = text_vocab(rng, words)
    text = " ".join([words[0], f"{words[1]}nya", *words[2:]])
    whole = library_ids(text, vocab)
    expect_equal(
        student.encode(text, vocab, max_length),
        library_ids(text, vocab, max_length),
        call=f"encode({text!r}, {vocab}, {max_length})",
        mistakes=[
            ("sep-cut-off", whole[:max_length]),
            ("specials-not-counted", [*whole[: max_length + 1], whole[-1]]),
            ("specials-not-counted", [*whole[:max_length], whole[-1]]),
            ("not-truncated", whole),
            ("not-truncated", [whole[0], *whole[1:-1][: max_length - 2 or None], whole[-1]]),
        ],
    )


@pytest.mark.task("7.6")
@pytest.mark.parametrize("room", [0, 1, 30])
def test_a_text_that_fits_is_not_cut(student, rng, room):
    words = draw_words(rng, 4)
    vocab = text_vocab(rng, words)
    text = " ".join(words)
    want = library_ids(text, vocab)
    max_length = len(want) + room
    expect_equal(
        student.encode(text, vocab, max_length=max_length),
        want,
        call=f"encode({text!r}, {vocab}, max_length={max_length})",
        mistakes={
            "sep-doubled": [*want, want[-1]],
            "padded-to-max-length": [*want, *[vocab["[PAD]"]] * room],
        },
    )


@pytest.mark.task("7.6")
def test_no_room_for_cls_and_sep_is_refused(student, lib, rng):
    words = draw_words(rng, 3)
    vocab = text_vocab(rng, words)
    for text in (" ".join(words), ""):
        for max_length in (1, 0, -3):
            expect_equal(
                raises(lib, lib.builtins.ValueError, student.encode, text, vocab, max_length),
                True,
                call=f"encode({text!r}, vocab, {max_length}) raises ValueError",
                mistakes={"no-room-accepted": False},
            )


@pytest.mark.task("7.6")
def test_encode_equals_the_library(student, rng):
    words = draw_words(rng, 8)
    vocab = text_vocab(rng, words)
    texts = [draw_text(rng, n) for n in (1, 4, 12)]
    texts.append(" ".join(pick(rng, words, 5)) + f" {words[0] * 20}, {words[1] * 14}...")
    for text in texts:
        for max_length in (None, int(rng.integers(3, 15))):
            expect_equal(
                student.encode(text, vocab, max_length),
                library_ids(text, vocab, max_length),
                call=f"encode({text!r}, vocab, {max_length})",
            )


@pytest.mark.task("7.6")
def test_a_long_text_is_encoded_too(student, rng):
    words = draw_words(rng, 30)
    vocab = text_vocab(rng, words)
    many = [words[i] for i in rng.integers(0, 30, size=10_000)]
    want = [vocab["[CLS]"], *(vocab[word] for word in many), vocab["[SEP]"]]
    expect_equal(
        student.encode(" ".join(many), vocab), want, call="encode(text, vocab), 10,000 words"
    )


@pytest.mark.task("7.6")
def test_encode_leaves_the_vocabulary(student, rng):
    words = draw_words(rng, 3)
    vocab = text_vocab(rng, words)
    text = f"{words[0]} 7 {words[1]}"
    expect_kept(student.encode, text, vocab, 3, call=f"encode({text!r}, vocab, 3)")
    few = {piece: n for piece, n in vocab.items() if piece not in ("[PAD]", "[MASK]")}
    expect_kept(student.encode, text, few, call=f"encode({text!r}, vocab without [PAD] and [MASK])")


# --- 7.7 decode -------------------------------------------------------------------


def put_together(pieces, mark=""):
    """Words of the pieces, by the definition; ``mark`` stays before what is joined."""
    return " ".join(pieces).replace(" ##", mark)


def decoding_mistakes(pieces):
    """What known mistakes give for these pieces, special tokens among them."""
    outside = ("[PAD]", "[CLS]", "[SEP]")
    kept = [piece for piece in pieces if piece not in outside]
    want = put_together(kept)
    yield "special-tokens-kept", put_together(pieces)
    for names in (("[PAD]",), ("[CLS]",), ("[SEP]",), ("[PAD]", "[SEP]"), ("[PAD]", "[CLS]")):
        yield "special-tokens-kept", put_together([p for p in pieces if p not in names])
    yield "special-tokens-kept", put_together(pieces[1:-1])
    yield "pieces-not-joined", " ".join(piece.removeprefix("##") for piece in kept)
    yield "pieces-not-joined", " ".join(kept)
    yield "hashes-kept", put_together(kept, "##")
    yield "words-run-together", want.replace(" ", "")
    yield "blank-at-the-end", f"{want} "
    yield "blank-at-the-end", f" {want}"
    for names in (("[UNK]",), ("[MASK]",), ("[UNK]", "[MASK]")):
        yield "unknown-dropped", put_together([p for p in kept if p not in names])


@pytest.mark.task("7.7")
def test_decode_matches_paper(student):
    vocab = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "enak": 5, "##nya": 6}
    pieces = list(vocab)
    for ids, want in (
        ([2, 5, 6, 5, 3], "enaknya enak"),
        ([5, 6], "enaknya"),
        ([2, 5, 1, 3, 0, 0], "enak [UNK]"),
        ([2, 5, 4, 3], "enak [MASK]"),
        ([2, 3, 0], ""),
        ([], ""),
    ):
        expect_equal(
            student.decode(ids, vocab),
            want,
            call=f"decode({ids}, {vocab})",
            mistakes=decoding_mistakes([pieces[i] for i in ids]),
        )


def draw_split_words(rng):
    """Words of one to three pieces: the pieces of each."""
    stems = draw_words(rng, 6, size=2)
    parts = [f"##{part}" for part in draw_words(rng, 4, size=1)]
    words = [[stems[0]], [stems[1], *parts[:1]], [stems[2], *parts[1:3]], [stems[3]]]
    words += [[stems[4], parts[3], parts[3]], ["("]]
    return [*shuffled(rng, [*words, ["#"]]), [","], [stems[5]], ["!"]]


@pytest.mark.task("7.7")
def test_only_the_first_two_hash_signs_join(student):
    vocab = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "c": 5, "###": 6}
    expect_equal(
        student.decode([2, 5, 6, 3], vocab),
        "c#",
        call=f"decode([2, 5, 6, 3], {vocab})",
        mistakes={"hash-sign-lost": "c"},
    )


@pytest.mark.task("7.7")
def test_pieces_are_joined_to_words(student, rng):
    words = draw_split_words(rng)
    pieces = [piece for word in words for piece in word]
    vocab = vocab_of(rng, pieces)
    everything = ["[CLS]", *pieces, "[SEP]"]
    ids = [vocab[piece] for piece in everything]
    want = " ".join("".join(piece.removeprefix("##") for piece in word) for word in words)
    expect_equal(
        student.decode(ids, vocab),
        want,
        call=f"decode({ids}, {vocab})",
        mistakes=[
            *decoding_mistakes(everything),
            (
                "special-ids-assumed",
                put_together([p for p in everything if vocab[p] not in (0, 2, 3)]),
            ),
            ("hash-sign-lost", want.replace("#", "")),
            ("hash-sign-lost", " ".join(want.replace("#", "").split())),
        ],
    )


@pytest.mark.task("7.7")
def test_only_pad_cls_and_sep_are_left_out(student, rng):
    one, two, three, four = draw_words(rng, 4)
    vocab = vocab_of(rng, [one, two, three, four])
    give_first_ids(vocab, [one, two, three, four])
    pieces = ["[CLS]", one, "[UNK]", two, "[SEP]", three, "[MASK]", four, "[SEP]", "[PAD]", "[PAD]"]
    ids = [vocab[piece] for piece in pieces]
    expect_equal(
        student.decode(ids, vocab),
        f"{one} [UNK] {two} {three} [MASK] {four}",
        call=f"decode({ids}, {vocab})",
        mistakes=[
            *decoding_mistakes(pieces),
            ("special-ids-assumed", " ".join(p for p in pieces if vocab[p] not in (0, 2, 3))),
        ],
    )


@pytest.mark.task("7.7")
def test_decode_brings_back_what_was_split(student, rng):
    words = draw_words(rng, 40)
    vocab = text_vocab(rng, words[:10])
    letters = {piece.removeprefix("##") for piece in vocab}
    known = [word for word in words if set(word) <= letters]
    text = " ".join(known[i] for i in rng.integers(0, len(known), size=3000))
    ids = library_ids(text, vocab)
    expect_equal(
        student.decode(ids, vocab), text, call="decode(ids, vocab), 3,000 words split and encoded"
    )


@pytest.mark.task("7.7")
def test_decode_leaves_its_arguments(student, rng):
    words = draw_words(rng, 3)
    vocab = vocab_of(rng, words)
    ids = [vocab[piece] for piece in ("[CLS]", *words, "[SEP]", "[PAD]")]
    expect_kept(student.decode, ids, vocab, call=f"decode({ids}, vocab)")


@pytest.mark.task("7.7")
def test_only_two_hash_signs_and_three_names_are_special(student):
    vocab = {"pagi": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[": 4, "#": 5, "]": 6, "##an": 7}
    for ids, want in (
        ([2, 0, 7, 0, 3], "pagian pagi"),  # no [PAD] in this vocabulary
        ([0, 4, 0, 6], "pagi [ pagi ]"),
        ([0, 5, 0, 5, 7], "pagi # pagi #an"),
        ([1, 1, 0, 1], "[UNK] [UNK] pagi [UNK]"),
    ):
        call = f"decode({ids}, {vocab})"
        expect_equal(student.decode(ids, vocab), want, call=call)


# --- 7.8 pad_batch ----------------------------------------------------------------


def padded(rows, pad_id, length=None, left=False, mask=None):
    """Ids and mask by the definition, row by row."""
    length = max(map(len, rows)) if length is None else length
    ids, real = [], []
    for row in rows:
        rest = length - len(row)
        ids.append([pad_id] * rest + list(row) if left else list(row) + [pad_id] * rest)
        real.append([0] * rest + [1] * len(row) if left else [1] * len(row) + [0] * rest)
    # Any dtype will do for the mask: int32 compares the values alone.
    return torch.tensor(ids, dtype=torch.long), torch.tensor(real, dtype=torch.int32)


def draw_rows(rng, lengths, low=1):
    return [[int(i) for i in rng.integers(low, 1000, size=n)] for n in lengths]


def padding_mistakes(rows, pad_id, max_length=None):
    """What known mistakes give, where it differs from what is due."""
    want = padded([row[:max_length] for row in rows], pad_id)
    ids, mask = want
    yield "padded-left", padded([row[:max_length] for row in rows], pad_id, left=True)
    yield "mask-inverted", (ids, 1 - mask)
    if pad_id != 0:
        yield "mask-from-pad-id", (ids, (ids != 0).int())
    yield "mask-all-ones", (ids, torch.ones_like(mask))
    if pad_id != 0:
        yield "pad-id-ignored", padded([row[:max_length] for row in rows], 0)
    if max_length is not None:
        yield "not-truncated", padded(rows, pad_id)
    if max_length:
        yield "cut-on-the-left", padded([row[-max_length:] for row in rows], pad_id)
        if max_length > ids.shape[1]:
            yield "padded-to-max-length", padded(rows, pad_id, max_length)


@pytest.mark.task("7.8")
def test_batch_matches_paper(student):
    want = torch.tensor([[2, 7, 3], [2, 3, 0]]), torch.tensor([[1, 1, 1], [1, 1, 0]]).int()
    expect_equal(
        student.pad_batch([[2, 7, 3], [2, 3]]),
        want,
        call="pad_batch([[2, 7, 3], [2, 3]])",
        mistakes=padding_mistakes([[2, 7, 3], [2, 3]], 0),
    )


@pytest.mark.task("7.8")
@pytest.mark.parametrize("pad_id", [0, 5, -100])
def test_short_rows_are_padded_on_the_right(student, rng, pad_id):
    rows = draw_rows(rng, [int(rng.integers(1, 4)), 6, int(rng.integers(1, 6)), 4], low=6)
    expect_equal(
        student.pad_batch(rows, pad_id),
        padded(rows, pad_id),
        call=f"pad_batch({rows}, {pad_id})",
        mistakes=padding_mistakes(rows, pad_id),
    )


@pytest.mark.task("7.8")
@pytest.mark.parametrize("lengths", [[1], [4], [3, 3, 3]], ids=["one_id", "one_row", "equal_rows"])
def test_rows_of_equal_length_need_no_padding(student, rng, lengths):
    rows = draw_rows(rng, lengths)
    expect_equal(student.pad_batch(rows), padded(rows, 0), call=f"pad_batch({rows})")


@pytest.mark.task("7.8")
@pytest.mark.parametrize(
    "rows", [[[], []], [[2**24 + 1, 2**40 + 1], [3]]], ids=["empty_rows", "large_ids"]
)
def test_ids_are_int64_whatever_they_are(student, rows):
    expect_equal(student.pad_batch(rows), padded(rows, 0), call=f"pad_batch({rows})")


@pytest.mark.task("7.8")
@pytest.mark.parametrize("max_length", [1, 3, 5, 0])
def test_long_rows_are_cut_on_the_right(student, rng, max_length):
    rows = shuffled(rng, draw_rows(rng, [7, 2, 6, 1]))
    expect_equal(
        student.pad_batch(rows, max_length=max_length),
        padded([row[:max_length] for row in rows], 0),
        call=f"pad_batch({rows}, max_length={max_length})",
        mistakes=padding_mistakes(rows, 0, max_length),
    )


@pytest.mark.task("7.8")
def test_batch_is_as_long_as_its_longest_row(student, rng):
    rows = draw_rows(rng, [2, 5, 3])
    for max_length in (5, 9):
        expect_equal(
            student.pad_batch(rows, max_length=max_length),
            padded(rows, 0),
            call=f"pad_batch({rows}, max_length={max_length})",
            mistakes=padding_mistakes(rows, 0, max_length),
        )


@pytest.mark.task("7.8")
def test_an_id_that_looks_like_padding_is_real(student, rng):
    pad_id = int(rng.integers(0, 50))
    rows = draw_rows(rng, [5, 3], low=60)
    rows[0][int(rng.integers(0, 5))] = rows[1][int(rng.integers(0, 3))] = pad_id
    ids, mask = padded(rows, pad_id)
    expect_equal(
        student.pad_batch(rows, pad_id),
        (ids, mask),
        call=f"pad_batch({rows}, {pad_id})",
        mistakes={"mask-from-pad-id": (ids, (ids != pad_id).int())},
    )


@pytest.mark.task("7.8")
def test_ids_at_the_end_are_real_whatever_they_are(student):
    for rows, pad_id in (([[5, 7, 7], [5]], 7), ([[0, 3, 0], [4]], 9), ([[7, 7], [7, 7, 7]], 7)):
        ids, mask = padded(rows, pad_id)
        expect_equal(
            student.pad_batch(rows, pad_id),
            (ids, mask),
            call=f"pad_batch({rows}, {pad_id})",
            mistakes={"mask-from-pad-id": (ids, (ids != pad_id).int())},
        )


@pytest.mark.task("7.8")
def test_an_empty_row_is_all_padding(student, rng):
    rows = [*draw_rows(rng, [3, 1]), []]
    expect_equal(student.pad_batch(rows), padded(rows, 0), call=f"pad_batch({rows})")


@pytest.mark.task("7.8")
@pytest.mark.parametrize("max_length", [None, 3])  # a row that is cut is a copy already
def test_pad_batch_leaves_the_sequences(student, rng, max_length):
    rows = draw_rows(rng, [5, 2])
    call = f"pad_batch({rows}, 0, {max_length})"
    expect_kept(student.pad_batch, rows, 0, max_length, call=call)
