"""Wrong answers to the tasks of module 07, and the mistake each of them makes."""

ANSWERS = [
    # --- 7.1 ---
    {
        "task": "7.1",
        "mistake": "case-kept",
        "id": "Huruf besar dibiarkan.",
        "en": "Capitals are left as they are.",
        "code": r"""
def normalize(text):
    kept = ""
    for c in text:
        if c in "\t\n\r" or category(c).startswith("Z"):
            kept += " "
        elif category(c) in ("Cc", "Cf", "Co") or c == "\ufffd":
            continue
        elif any(low <= ord(c) <= high for low, high in CJK):
            kept += " " + c + " "
        else:
            kept += c
    return "".join(c for c in unicodedata.normalize("NFD", kept) if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "accents-kept",
        "id": "NFD terlupa, jadi huruf beraksen tetap satu karakter.",
        "en": "NFD was forgotten, so letters with accents stay one character.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    return "".join(c.lower() for c in "".join(kept) if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "accents-kept",
        "id": "Aksen dipisahkan dengan NFD, tetapi tidak dibuang.",
        "en": "Accents are taken off by NFD, but not dropped.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    return "".join(c.lower() for c in unicodedata.normalize("NFD", "".join(kept)))
""",
    },
    {
        "task": "7.1",
        "mistake": "foreign-letters-lost",
        "id": "Aksen dibuang lewat ASCII, sehingga huruf lain dan emoji ikut hilang.",
        "en": "Accents are dropped by way of ASCII, so other letters and emoji go too.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return apart.encode("ascii", "ignore").decode("ascii").lower()
""",
    },
    {
        "task": "7.1",
        "mistake": "compatibility-forms",
        "id": "Memakai NFKD, jadi ﬁ menjadi fi dan ² menjadi 2.",
        "en": "NFKD is used, so ﬁ becomes fi and ² becomes 2.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFKD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "final-sigma",
        "id": "`lower()` dipanggil sekali untuk seluruh teks.",
        "en": "`lower()` is called once on the whole text.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c for c in apart if category(c) != "Mn").lower()
""",
    },
    {
        "task": "7.1",
        "mistake": "white-space-joined",
        "id": 'Di akhir, spasi dirapikan dengan `" ".join(teks.split())`.',
        "en": 'In the end blanks are tidied with `" ".join(text.split())`.',
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    apart = "".join(c.lower() for c in apart if category(c) != "Mn")
    return " ".join(apart.split())
""",
    },
    {
        "task": "7.1",
        "mistake": "white-space-joined",
        "id": "Spasi di kedua tepi dibuang dengan `strip()`.",
        "en": "Blanks at both edges are dropped with `strip()`.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn").strip()
""",
    },
    {
        "task": "7.1",
        "mistake": "tabs-dropped",
        "id": "Karakter kontrol dibuang dulu, padahal tab dan baris baru juga kontrol.",
        "en": "Control characters are dropped first, but tab and newline are such too.",
        "code": r"""
def normalize(text):
    clean = [c for c in text if category(c) not in ("Cc", "Cf", "Co") and c != "\ufffd"]
    spaced = ""
    for c in clean:
        if category(c)[0] == "Z" or c in "\t\n\r":
            spaced += " "
        elif any(a <= ord(c) <= b for a, b in CJK):
            spaced += f" {c} "
        else:
            spaced += c
    apart = unicodedata.normalize("NFD", spaced)
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "white-space-kept",
        "id": "Hanya tab dan baris baru yang menjadi spasi; spasi tak-putus tetap.",
        "en": "Only tab and newlines become blanks; the no-break space stays.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "white-space-kept",
        "id": "Jenis Zs menjadi spasi, tetapi pemisah baris dan paragraf (Zl, Zp) terlewat.",
        "en": "Kind Zs becomes a blank, but line and paragraph separators (Zl, Zp) are missed.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind == "Zs" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "control-characters-kept",
        "id": "Pembersihan karakter yang tidak terlihat terlupa sama sekali.",
        "en": "Cleaning out invisible characters was forgotten altogether.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        if category(c)[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        else:
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "control-characters-kept",
        "id": "Hanya jenis Cc yang dibuang; U+200B dan soft hyphen (Cf) tetap ada.",
        "en": "Only kind Cc is dropped; U+200B and the soft hyphen (Cf) stay.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind != "Cc" and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "control-characters-kept",
        "id": "U+FFFD, tanda karakter yang rusak, tidak dibuang.",
        "en": "U+FFFD, the sign for a broken character, is not dropped.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co"):
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "control-characters-kept",
        "id": "Karakter pribadi (Co), misalnya ikon dari font, masih ada.",
        "en": "Private characters (Co), such as icons of a font, are still there.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "control-characters-to-blanks",
        "id": "Setiap karakter kontrol dan format diganti spasi.",
        "en": "Every control or format character is replaced by a blank.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or kind in ("Cc", "Cf", "Co") or c == "\ufffd":
            kept.append(" ")
        else:
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "control-characters-to-blanks",
        "id": "`isspace()` juga benar untuk form feed dan U+001C; keduanya jadi spasi.",
        "en": "`isspace()` is also true of form feed and U+001C; both become blanks.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        if c.isspace():
            kept.append(" ")
        elif category(c) not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "cjk-not-separated",
        "id": "Langkah untuk karakter CJK terlupa.",
        "en": "The step for CJK characters was forgotten.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "cjk-not-separated",
        "id": "Hanya spasi di depan karakter CJK, tidak di belakangnya.",
        "en": "Only a blank before a CJK character, none behind it.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            if any(a <= ord(c) <= b for a, b in CJK):
                kept.append(" ")
            kept.append(c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "cjk-not-separated",
        "id": "Deretan karakter CJK mendapat spasi di tepinya saja.",
        "en": "A run of CJK characters gets blanks at its edges only.",
        "code": r"""
def normalize(text):
    def is_cjk(c):
        return any(a <= ord(c) <= b for a, b in CJK)

    kept, inside = "", False
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            c = " "
        elif kind in ("Cc", "Cf", "Co") or c == "\ufffd":
            continue
        if is_cjk(c) != inside:
            kept += " "
            inside = not inside
        kept += c
    kept += " " * inside
    apart = unicodedata.normalize("NFD", kept)
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "kana-separated",
        "id": "Hiragana, katakana, dan hangul ikut dipisahkan per karakter.",
        "en": "Hiragana, katakana and hangul are set apart too.",
        "code": r"""
def normalize(text):
    ranges = [*CJK, (0x3040, 0x30FF), (0xAC00, 0xD7AF)]
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in ranges) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "",
        "id": "Hanya blok CJK pertama (4E00 sampai 9FFF) yang diperiksa.",
        "en": "Only the first block of CJK (4E00 to 9FFF) is looked at.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if "\u4e00" <= c <= "\u9fff" else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "",
        "id": "`casefold()` menggantikan `lower()`, jadi ß menjadi ss.",
        "en": "`casefold()` in place of `lower()`, so ß becomes ss.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.casefold() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "some-marks-kept",
        "id": "`unicodedata.combining` dipakai, padahal banyak Mn (mis. U+FE0F) bernilai 0.",
        "en": "`unicodedata.combining` is used, but for many Mn (U+FE0F, say) it is 0.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if not unicodedata.combining(c))
""",
    },
    {
        "task": "7.1",
        "mistake": "wide-marks-lost",
        "id": "Semua jenis M dibuang, juga tanda vokal Mc yang punya tempat sendiri.",
        "en": "All kinds M are dropped, also vowel signs Mc, which take a place of their own.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if not category(c).startswith("M"))
""",
    },
    {
        "task": "7.1",
        "mistake": "composed-again",
        "id": "Di akhir digabung lagi dengan NFC, jadi hangul tidak terurai.",
        "en": "In the end put together again with NFC, so hangul is not taken apart.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    bare = "".join(c.lower() for c in apart if category(c) != "Mn")
    return unicodedata.normalize("NFC", bare)
""",
    },
    {
        "task": "7.1",
        "mistake": "",
        "id": "Tanda baca ikut dibuang, kebiasaan dari bag-of-words.",
        "en": "Punctuation is dropped as well, a habit from bags of words.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind[0] != "P" and kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "",
        "id": "Hanya A sampai Z yang dikecilkan; Ж dan Ω tetap besar.",
        "en": "Only A to Z become lower case; Ж and Ω stay capitals.",
        "code": r"""
def normalize(text):
    kept = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Co") and c != "\ufffd":
            kept.append(f" {c} " if any(a <= ord(c) <= b for a, b in CJK) else c)
    apart = unicodedata.normalize("NFD", "".join(kept))
    bare = (c for c in apart if category(c) != "Mn")
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in bare)
""",
    },
    {
        "task": "7.1",
        "mistake": "",
        "id": "Semua `ς` diganti `σ`, termasuk yang memang sudah tertulis `ς` di teks.",
        "en": "Every `ς` is replaced by `σ`, even one that was written as `ς` in the text.",
        "code": r"""
def normalize(text):
    out = []
    for c in text:
        kind = category(c)
        if c in "\t\n\r" or kind[0] == "Z":
            out.append(" ")
        elif kind in ("Cc", "Cf", "Co") or c == "\ufffd":
            continue
        elif any(first <= ord(c) <= last for first, last in CJK):
            out.append(f" {c} ")
        else:
            out.append(c)
    text = unicodedata.normalize("NFD", "".join(out))
    text = "".join(c for c in text if category(c) != "Mn")
    return text.lower().replace("ς", "σ")
""",
    },
    {
        "task": "7.1",
        "mistake": "",
        "id": "Hanya kategori `Lu` yang dikecilkan, jadi huruf seperti `ǅ`, `Ⅷ`, dan `Ⓐ` tetap besar.",
        "en": "Only category `Lu` is lowercased, so `ǅ`, `Ⅷ` and `Ⓐ` stay as they are.",
        "code": r"""
def normalize(text):
    out = []
    for c in text:
        kind = category(c)
        if c in "\t\n\r" or kind[0] == "Z":
            out.append(" ")
        elif kind in ("Cc", "Cf", "Co") or c == "\ufffd":
            continue
        elif any(first <= ord(c) <= last for first, last in CJK):
            out.append(f" {c} ")
        else:
            out.append(c)
    text = unicodedata.normalize("NFD", "".join(out))
    return "".join(
        c.lower() if category(c) == "Lu" else c for c in text if category(c) != "Mn"
    )
""",
    },
    {
        "task": "7.1",
        "mistake": "",
        "id": "`isupper()` bernilai `False` untuk huruf titlecase seperti `ǅ`, jadi tidak dikecilkan.",
        "en": "`isupper()` is `False` for titlecase letters such as `ǅ`, so they are not lowercased.",
        "code": r"""
def normalize(text):
    def tidy(c):
        if c in "\t\n\r" or category(c)[0] == "Z":
            return " "
        if category(c) in ("Cc", "Cf", "Co") or c == "\ufffd":
            return ""
        if any(first <= ord(c) <= last for first, last in CJK):
            return f" {c} "
        return c

    text = unicodedata.normalize("NFD", "".join(map(tidy, text)))
    return "".join(c.lower() if c.isupper() else c for c in text if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "",
        "id": "Yang diperiksa awalan nama `CJK`, jadi radikal seperti `⺀` ikut dipisahkan.",
        "en": "Names starting with `CJK` are tested, so radicals such as `⺀` are set apart too.",
        "code": r"""
def normalize(text):
    out = []
    for c in text:
        kind = category(c)
        if c in "\t\n\r" or kind[0] == "Z":
            out.append(" ")
        elif kind in ("Cc", "Cf", "Co") or c == "\ufffd":
            continue
        elif unicodedata.name(c, "").startswith("CJK"):
            out.append(f" {c} ")
        else:
            out.append(c)
    text = unicodedata.normalize("NFD", "".join(out))
    return "".join(c.lower() for c in text if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "",
        "id": "Tanda kategori `Me` ikut dibuang, padahal hanya `Mn` yang harus hilang.",
        "en": "Marks of category `Me` are removed too, though only `Mn` should go.",
        "code": r"""
def normalize(text):
    out = []
    for c in text:
        kind = category(c)
        if c in "\t\n\r" or kind[0] == "Z":
            out.append(" ")
        elif kind in ("Cc", "Cf", "Co") or c == "\ufffd":
            continue
        elif any(first <= ord(c) <= last for first, last in CJK):
            out.append(f" {c} ")
        else:
            out.append(c)
    text = unicodedata.normalize("NFD", "".join(out))
    return "".join(c.lower() for c in text if category(c) not in ("Mn", "Me"))
""",
    },
    {
        "task": "7.1",
        "mistake": "",
        "id": "`\\r\\n` menjadi satu spasi, padahal masing-masing karakternya harus menjadi satu spasi.",
        "en": "`\\r\\n` becomes one space, though each of the two characters should become one.",
        "code": r"""
def normalize(text):
    out = []
    for c in text.replace("\r\n", "\n"):
        kind = category(c)
        if c in "\t\n\r" or kind[0] == "Z":
            out.append(" ")
        elif kind in ("Cc", "Cf", "Co") or c == "\ufffd":
            continue
        elif any(first <= ord(c) <= last for first, last in CJK):
            out.append(f" {c} ")
        else:
            out.append(c)
    text = unicodedata.normalize("NFD", "".join(out))
    return "".join(c.lower() for c in text if category(c) != "Mn")
""",
    },
    # --- 7.2 ---
    {
        "task": "7.2",
        "mistake": "empty-words",
        "id": "Dipotong di setiap spasi, dan string kosongnya tidak dibuang.",
        "en": "Cut at each blank, and the empty strings are not dropped.",
        "code": r"""
def pre_tokenize(text):
    spaced = ""
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\v\f\r\x85":
            spaced += " "
        elif kind[0] == "P" or c in "$+<=>^`|~":
            spaced += f" {c} "
        else:
            spaced += c
    return spaced.split(" ")
""",
    },
    {
        "task": "7.2",
        "mistake": "empty-words",
        "id": "Kata yang sedang dikumpulkan disimpan walaupun masih kosong.",
        "en": "The word being collected is stored even while it is empty.",
        "code": r"""
def pre_tokenize(text):
    words, word = [], ""
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\v\f\r\x85":
            words.append(word)
            word = ""
        elif kind[0] == "P" or c in "$+<=>^`|~":
            words.extend([word, c])
            word = ""
        else:
            word += c
    words.append(word)
    return words
""",
    },
    {
        "task": "7.2",
        "mistake": "punctuation-joined",
        "id": "Hanya dipotong di spasi; tanda baca tetap menempel.",
        "en": "Only cut at white space; punctuation sticks to the words.",
        "code": r"""
def pre_tokenize(text):
    blanks = "\t\n\v\f\r\x85"
    spaced = "".join(" " if category(c)[0] == "Z" or c in blanks else c for c in text)
    return [word for word in spaced.split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "punctuation-joined",
        "id": "Tanda baca berturut-turut, seperti `!!`, menjadi satu kata.",
        "en": "Neighbouring marks, as in `!!`, become one word.",
        "code": r"""
def pre_tokenize(text):
    def kind_of(c):
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\v\f\r\x85":
            return "blank"
        return "mark" if kind[0] == "P" or c in "$+<=>^`|~" else "word"

    words, before = [], "blank"
    for c in text:
        now = kind_of(c)
        if now != "blank":
            if now == before:
                words[-1] += c
            else:
                words.append(c)
        before = now
    return words
""",
    },
    {
        "task": "7.2",
        "mistake": "punctuation-joined",
        "id": "Garis bawah dianggap bagian kata, seperti `\\w` di regex.",
        "en": "The underscore is taken for a part of words, as `\\w` of regexes does.",
        "code": r"""
def pre_tokenize(text):
    spaced = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\v\f\r\x85":
            spaced.append(" ")
        elif c != "_" and (kind[0] == "P" or c in "$+<=>^`|~"):
            spaced.append(f" {c} ")
        else:
            spaced.append(c)
    return [word for word in "".join(spaced).split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "punctuation-joined",
        "id": "Tanda hubung di tengah kata ulang tidak memotong.",
        "en": "The hyphen within a doubled word does not cut.",
        "code": r"""
def pre_tokenize(text):
    spaced = ""
    for i, c in enumerate(text):
        kind = category(c)
        inner = c == "-" and 0 < i < len(text) - 1
        inner = inner and text[i - 1].isalpha() and text[i + 1].isalpha()
        if kind[0] == "Z" or c in "\t\n\v\f\r\x85":
            spaced += " "
        elif not inner and (kind[0] == "P" or c in "$+<=>^`|~"):
            spaced += f" {c} "
        else:
            spaced += c
    return [word for word in spaced.split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "punctuation-lost",
        "id": "Tanda baca diganti spasi, jadi hilang.",
        "en": "Punctuation is replaced by blanks, so it is gone.",
        "code": r"""
def pre_tokenize(text):
    spaced = ""
    for c in text:
        kind = category(c)
        if kind[0] in "ZP" or c in "\t\n\v\f\r\x85$+<=>^`|~":
            spaced += " "
        else:
            spaced += c
    return [word for word in spaced.split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "text-normalized",
        "id": "Teksnya dinormalisasi dulu.",
        "en": "The text is normalized first.",
        "code": r"""
def pre_tokenize(text):
    spaced = []
    for c in normalize(text):
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\v\f\r\x85":
            spaced.append(" ")
        elif kind[0] == "P" or c in "$+<=>^`|~":
            spaced.append(f" {c} ")
        else:
            spaced.append(c)
    return [word for word in "".join(spaced).split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "text-normalized",
        "id": "Setiap kata sekalian dikecilkan.",
        "en": "Every word is made lower case on the way.",
        "code": r"""
def pre_tokenize(text):
    spaced = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\v\f\r\x85":
            spaced.append(" ")
        elif kind[0] == "P" or c in "$+<=>^`|~":
            spaced.append(f" {c} ")
        else:
            spaced.append(c)
    return [word.lower() for word in "".join(spaced).split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "ascii-symbols-joined",
        "id": "Hanya jenis P; simbol ASCII seperti $ dan + tetap menempel.",
        "en": "Only kinds P; symbols of ASCII such as $ and + stay attached.",
        "code": r"""
def pre_tokenize(text):
    spaced = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\v\f\r\x85":
            spaced.append(" ")
        elif kind.startswith("P"):
            spaced.append(f" {c} ")
        else:
            spaced.append(c)
    return [word for word in "".join(spaced).split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "ascii-punctuation-alone",
        "id": "Hanya `string.punctuation`; tanda kutip melengkung tetap menempel.",
        "en": "Only `string.punctuation`; curved quotation marks stay attached.",
        "code": r"""
def pre_tokenize(text):
    import string

    spaced = []
    for c in text:
        if category(c)[0] == "Z" or c in "\t\n\v\f\r\x85":
            spaced.append(" ")
        elif c in string.punctuation:
            spaced.append(f" {c} ")
        else:
            spaced.append(c)
    return [word for word in "".join(spaced).split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "other-symbols-separated",
        "id": "Semua simbol (jenis S), juga emoji dan €, menjadi kata sendiri.",
        "en": "All symbols (kinds S), emoji and € too, become words of their own.",
        "code": r"""
def pre_tokenize(text):
    spaced = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\v\f\r\x85":
            spaced.append(" ")
        elif kind[0] in "PS":
            spaced.append(f" {c} ")
        else:
            spaced.append(c)
    return [word for word in "".join(spaced).split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "other-symbols-separated",
        "id": "Semua yang bukan `isalnum()` menjadi kata sendiri, juga aksen lepas.",
        "en": "All that is not `isalnum()` becomes a word of its own, separate accents too.",
        "code": r"""
def pre_tokenize(text):
    spaced = []
    for c in text:
        if category(c)[0] == "Z" or c in "\t\n\v\f\r\x85":
            spaced.append(" ")
        elif not c.isalnum():
            spaced.append(f" {c} ")
        else:
            spaced.append(c)
    return [word for word in "".join(spaced).split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "split-at-control-characters",
        "id": "`split()` tanpa argumen juga memotong di U+001C sampai U+001F.",
        "en": "`split()` without an argument also cuts at U+001C to U+001F.",
        "code": r"""
def pre_tokenize(text):
    for c in set(text):
        if category(c)[0] == "P" or c in "$+<=>^`|~":
            text = text.replace(c, f" {c} ")
    return text.split()
""",
    },
    {
        "task": "7.2",
        "mistake": "split-at-control-characters",
        "id": "`isspace()` menganggap U+001C sampai U+001F sebagai spasi.",
        "en": "`isspace()` takes U+001C to U+001F for white space.",
        "code": r"""
def pre_tokenize(text):
    words, word = [], ""
    for c in text + " ":
        mark = category(c)[0] == "P" or c in "$+<=>^`|~"
        if c.isspace() or mark:
            words += [word] * bool(word) + [c] * mark
            word = ""
        else:
            word += c
    return words
""",
    },
    {
        "task": "7.2",
        "mistake": "blank-alone-separates",
        "id": "Hanya spasi biasa yang memotong; tab dan baris baru tidak.",
        "en": "Only the ordinary blank cuts; tabs and newlines do not.",
        "code": r"""
def pre_tokenize(text):
    spaced = []
    for c in text:
        if category(c)[0] == "P" or c in "$+<=>^`|~":
            spaced.append(f" {c} ")
        else:
            spaced.append(c)
    return [word for word in "".join(spaced).split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "",
        "id": "Regex `\\w+|[^\\w\\s]`: garis bawah menempel, emoji terpisah.",
        "en": "The regex `\\w+|[^\\w\\s]`: underscores stick, emoji are split off.",
        "code": r"""
import re


def pre_tokenize(text):
    return re.findall(r"\w+|[^\w\s]", text)
""",
    },
    {
        "task": "7.2",
        "mistake": "",
        "id": "Vertical tab, form feed, dan U+0085 tidak memisahkan.",
        "en": "Vertical tab, form feed and U+0085 do not separate.",
        "code": r"""
def pre_tokenize(text):
    spaced = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\r":
            spaced.append(" ")
        elif kind[0] == "P" or c in "$+<=>^`|~":
            spaced.append(f" {c} ")
        else:
            spaced.append(c)
    return [word for word in "".join(spaced).split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "",
        "id": "Kata terakhir hilang kalau teks tidak ditutup tanda baca atau spasi.",
        "en": "The last word is lost unless a mark or a blank closes the text.",
        "code": r"""
def pre_tokenize(text):
    words, word = [], ""
    for c in text:
        kind = category(c)
        mark = kind[0] == "P" or c in "$+<=>^`|~"
        if mark or kind[0] == "Z" or c in "\t\n\v\f\r\x85":
            if word:
                words.append(word)
            if mark:
                words.append(c)
            word = ""
        else:
            word += c
    return words
""",
    },
    {
        "task": "7.2",
        "mistake": "",
        "id": "Hasil library dikembalikan apa adanya: pasangan (kata, letak), bukan kata.",
        "en": "The library's result is returned as it is: pairs (word, place), not words.",
        "code": r"""
def pre_tokenize(text):
    from tokenizers.pre_tokenizers import BertPreTokenizer

    return BertPreTokenizer().pre_tokenize_str(text)
""",
    },
    {
        "task": "7.2",
        "mistake": "",
        "id": "Karakter kontrol ikut dibuang, padahal itu tugas `normalize`.",
        "en": "Control characters are dropped too, but that is the task of `normalize`.",
        "code": r"""
def pre_tokenize(text):
    spaced = []
    for c in text:
        kind = category(c)
        if kind[0] == "Z" or c in "\t\n\v\f\r\x85":
            spaced.append(" ")
        elif kind[0] == "P" or c in "$+<=>^`|~":
            spaced.append(f" {c} ")
        elif kind not in ("Cc", "Cf"):
            spaced.append(c)
    return [word for word in "".join(spaced).split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "",
        "id": "Daftar kosong sebagai nilai bawaan dipakai ulang pada setiap panggilan.",
        "en": "An empty list as a default value is used again at every call.",
        "code": r"""
def pre_tokenize(text, words=[]):
    word = ""
    for c in text + " ":
        kind = category(c)
        mark = kind[0] == "P" or c in "$+<=>^`|~"
        if mark or kind[0] == "Z" or c in "\t\n\v\f\r\x85":
            if word:
                words.append(word)
            if mark:
                words.append(c)
            word = ""
        else:
            word += c
    return words
""",
    },
    {
        "task": "7.2",
        "mistake": "",
        "id": "Titik atau koma di antara dua angka tidak dipisahkan menjadi kata sendiri.",
        "en": "A period or comma between two digits is not split off as a word of its own.",
        "code": r"""
def pre_tokenize(text):
    import string

    out = []
    for i, c in enumerate(text):
        if category(c)[0] == "Z" or c in "\t\n\v\f\r\x85":
            out.append(" ")
        elif c in string.punctuation or category(c)[0] == "P":
            number = c in ".," and text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()
            out.append(c if number else f" {c} ")
        else:
            out.append(c)
    return [word for word in "".join(out).split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "",
        "id": "`text.strip()` ikut membuang `\\x1c` sampai `\\x1f` di ujung teks.",
        "en": "`text.strip()` also removes `\\x1c` to `\\x1f` from the ends of the text.",
        "code": r"""
def pre_tokenize(text):
    out = []
    for c in text.strip():
        if category(c)[0] == "Z" or c in "\t\n\v\f\r\x85":
            out.append(" ")
        elif category(c)[0] == "P" or c in "$+<=>^`|~":
            out.append(f" {c} ")
        else:
            out.append(c)
    return [word for word in "".join(out).split(" ") if word]
""",
    },
    # --- 7.3 ---
    {
        "task": "7.3",
        "mistake": "tie-not-neutral",
        "id": "`>=`: seri dianggap positif.",
        "en": "`>=`: a tie counts as positive.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    words = pre_tokenize(normalize(text))
    positive = sum(word in lexicon["positive"] for word in words)
    negative = sum(word in lexicon["negative"] for word in words)
    return "positive" if positive >= negative else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "tie-not-neutral",
        "id": "'neutral' hanya kalau tidak ada kata kunci; seri selebihnya negatif.",
        "en": "'neutral' only where there is no keyword; other ties are negative.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    words = pre_tokenize(normalize(text))
    positive = sum(word in lexicon["positive"] for word in words)
    negative = sum(word in lexicon["negative"] for word in words)
    if positive + negative == 0:
        return "neutral"
    return "positive" if positive > negative else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "tie-not-neutral",
        "id": "`max` atas hitungan: seri selalu jatuh ke label pertama.",
        "en": "`max` of the counts: a tie always falls to the first label.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    scores = {"positive": 0, "negative": 0}
    for word in pre_tokenize(normalize(text)):
        for label in scores:
            scores[label] += word in lexicon[label]
    return max(scores, key=scores.get)
""",
    },
    {
        "task": "7.3",
        "mistake": "labels-swapped",
        "id": "Positif dan negatif tertukar di akhir.",
        "en": "Positive and negative are swapped at the end.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    score = 0
    for word in pre_tokenize(normalize(text)):
        score += (word in lexicon["positive"]) - (word in lexicon["negative"])
    return "neutral" if score == 0 else "negative" if score > 0 else "positive"
""",
    },
    {
        "task": "7.3",
        "mistake": "labels-swapped",
        "id": "Kedua daftar diambil menurut urutan dict, bukan menurut kuncinya.",
        "en": "The two lists are taken by the order of the dict, not by key.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    words = pre_tokenize(normalize(text))
    good, bad = (sum(word in part for word in words) for part in lexicon.values())
    if good == bad:
        return "neutral"
    return "positive" if good > bad else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "each-word-once",
        "id": "`set(words)`: kata yang berulang dihitung sekali.",
        "en": "`set(words)`: repeated words count once.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    words = set(pre_tokenize(normalize(text)))
    positive = len(words & set(lexicon["positive"]))
    negative = len(words & set(lexicon["negative"]))
    if positive == negative:
        return "neutral"
    return "positive" if positive > negative else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "each-word-once",
        "id": "Untuk setiap kata kunci hanya ditanya ada atau tidak.",
        "en": "For every keyword it is only asked whether it is there.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    words = pre_tokenize(normalize(text))
    score = 0
    for keyword in lexicon["positive"]:
        if keyword in words:
            score += 1
    for keyword in lexicon["negative"]:
        if keyword in words:
            score -= 1
    return ("neutral", "positive", "negative")[(score > 0) - (score < 0)]
""",
    },
    {
        "task": "7.3",
        "mistake": "part-of-word-counted",
        "id": "`str.count` juga menemukan kata kunci di dalam kata lain.",
        "en": "`str.count` also finds keywords within other words.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    clean = normalize(text)
    positive = sum(clean.count(word) for word in lexicon["positive"])
    negative = sum(clean.count(word) for word in lexicon["negative"])
    if positive == negative:
        return "neutral"
    return "positive" if positive > negative else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "part-of-word-counted",
        "id": "Awalan sudah cukup: `startswith` menggantikan kesamaan.",
        "en": "A beginning is enough: `startswith` in place of equality.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    words = pre_tokenize(normalize(text))
    positive = sum(word.startswith(tuple(lexicon["positive"])) for word in words)
    negative = sum(word.startswith(tuple(lexicon["negative"])) for word in words)
    if positive == negative:
        return "neutral"
    return "positive" if positive > negative else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "text-not-normalized",
        "id": '`normalize` terlupa, jadi "Enak" bukan "enak".',
        "en": '`normalize` was forgotten, so "Enak" is not "enak".',
        "code": r"""
def keyword_sentiment(text, lexicon):
    words = pre_tokenize(text)
    positive = sum(word in lexicon["positive"] for word in words)
    negative = sum(word in lexicon["negative"] for word in words)
    if positive == negative:
        return "neutral"
    return "positive" if positive > negative else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "text-not-normalized",
        "id": "Hanya `lower()`; aksen dan karakter yang tidak terlihat tetap ada.",
        "en": "Only `lower()`; accents and invisible characters stay.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    words = pre_tokenize(text.lower())
    positive = sum(word in lexicon["positive"] for word in words)
    negative = sum(word in lexicon["negative"] for word in words)
    if positive == negative:
        return "neutral"
    return "positive" if positive > negative else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "punctuation-hides-word",
        "id": '`split()` menggantikan `pre_tokenize`; "enak!" tidak dikenali.',
        "en": '`split()` in place of `pre_tokenize`; "enak!" is not recognised.',
        "code": r"""
def keyword_sentiment(text, lexicon):
    words = normalize(text).split()
    positive = sum(word in lexicon["positive"] for word in words)
    negative = sum(word in lexicon["negative"] for word in words)
    if positive == negative:
        return "neutral"
    return "positive" if positive > negative else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "punctuation-hides-word",
        "id": 'Tanda baca hanya dikupas dari tepi; "enak-enak" tidak dikenali.',
        "en": 'Punctuation is only peeled off the edges; "enak-enak" is not recognised.',
        "code": r"""
def keyword_sentiment(text, lexicon):
    import string

    words = [word.strip(string.punctuation) for word in normalize(text).split()]
    positive = sum(word in lexicon["positive"] for word in words)
    negative = sum(word in lexicon["negative"] for word in words)
    if positive == negative:
        return "neutral"
    return "positive" if positive > negative else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "",
        "id": "Memakai `LEXICON` milik skrip, bukan argumen `lexicon`.",
        "en": "The script's `LEXICON` is used, not the argument `lexicon`.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    words = pre_tokenize(normalize(text))
    positive = sum(word in LEXICON["positive"] for word in words)
    negative = sum(word in LEXICON["negative"] for word in words)
    if positive == negative:
        return "neutral"
    return "positive" if positive > negative else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "",
        "id": "Kata kunci pertama yang ditemukan langsung menentukan.",
        "en": "The first keyword that is met decides at once.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    for word in pre_tokenize(normalize(text)):
        if word in lexicon["positive"]:
            return "positive"
        if word in lexicon["negative"]:
            return "negative"
    return "neutral"
""",
    },
    {
        "task": "7.3",
        "mistake": "",
        "id": '"tidak" dan "belum" membalik kata kunci sesudahnya; itu tidak diminta.',
        "en": '"tidak" and "belum" turn the next keyword round; that is not asked for.',
        "code": r"""
def keyword_sentiment(text, lexicon):
    score, sign = 0, 1
    for word in pre_tokenize(normalize(text)):
        if word in lexicon["positive"]:
            score += sign
        elif word in lexicon["negative"]:
            score -= sign
        sign = -1 if word in ("tidak", "belum", "bukan", "kurang") else 1
    return "neutral" if score == 0 else "positive" if score > 0 else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "",
        "id": "Daftar di dalam `lexicon` milik pemanggil diganti set.",
        "en": "The lists in the caller's `lexicon` are replaced by sets.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    for label in lexicon:
        lexicon[label] = set(lexicon[label])
    words = pre_tokenize(normalize(text))
    positive = sum(word in lexicon["positive"] for word in words)
    negative = sum(word in lexicon["negative"] for word in words)
    if positive == negative:
        return "neutral"
    return "positive" if positive > negative else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "",
        "id": "Hitungan dibagi panjang daftarnya sebelum dibandingkan.",
        "en": "Counts are divided by the length of their list before they are compared.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    words = pre_tokenize(normalize(text))
    share = {
        label: sum(word in keywords for word in words) / max(len(keywords), 1)
        for label, keywords in lexicon.items()
    }
    if share["positive"] == share["negative"]:
        return "neutral"
    return "positive" if share["positive"] > share["negative"] else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "",
        "id": "`elif`: kata yang ada di kedua daftar hanya dihitung positif.",
        "en": "`elif`: a word on both lists counts as positive alone.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    positive = negative = 0
    for word in pre_tokenize(normalize(text)):
        if word in lexicon["positive"]:
            positive += 1
        elif word in lexicon["negative"]:
            negative += 1
    if positive == negative:
        return "neutral"
    return "positive" if positive > negative else "negative"
""",
    },
    {
        "task": "7.3",
        "mistake": "",
        "id": "Hanya kata yang seluruhnya huruf yang dicari, jadi `👍` atau `top1` tidak dihitung.",
        "en": "Only words made of letters are looked up, so `👍` or `top1` is never counted.",
        "code": """
def keyword_sentiment(text, lexicon):
    words = [word for word in pre_tokenize(normalize(text)) if word.isalpha()]
    positive = sum(word in lexicon["positive"] for word in words)
    negative = sum(word in lexicon["negative"] for word in words)
    if positive > negative:
        return "positive"
    return "negative" if negative > positive else "neutral"
""",
    },
    {
        "task": "7.3",
        "mistake": "",
        "id": "Batas kata dari `\\b` berbeda dengan `pre_tokenize`, misalnya untuk `_enak_` dan `enak€`.",
        "en": "Word boundaries from `\\b` differ from `pre_tokenize`, as in `_enak_` and `enak€`.",
        "code": r"""
def keyword_sentiment(text, lexicon):
    import re

    text = normalize(text)
    counts = {}
    for label in ("positive", "negative"):
        keys = [re.escape(key) for key in lexicon[label]]
        counts[label] = len(re.findall(r"\b(?:" + "|".join(keys) + r")\b", text)) if keys else 0
    if counts["positive"] == counts["negative"]:
        return "neutral"
    return max(counts, key=counts.get)
""",
    },
    {
        "task": "7.3",
        "mistake": "",
        "id": "Kata ulang seperti `enak-enak` hanya dihitung sekali, padahal kata itu muncul dua kali.",
        "en": "A reduplicated word such as `enak-enak` counts once, though the word occurs twice.",
        "code": """
def keyword_sentiment(text, lexicon):
    words = pre_tokenize(normalize(text))
    kept = [
        word for i, word in enumerate(words) if not (i > 1 and words[i - 2 : i] == [word, "-"])
    ]
    positive = sum(word in lexicon["positive"] for word in kept)
    negative = sum(word in lexicon["negative"] for word in kept)
    if positive > negative:
        return "positive"
    return "negative" if negative > positive else "neutral"
""",
    },
    {
        "task": "7.3",
        "mistake": "",
        "id": "Teks dipotong sebelum dinormalkan, jadi `中文` tidak terpisah menjadi dua kata.",
        "en": "The text is split before it is normalized, so `中文` is not cut into two words.",
        "code": """
def keyword_sentiment(text, lexicon):
    words = [normalize(word) for word in pre_tokenize(text)]
    positive = sum(word in lexicon["positive"] for word in words)
    negative = sum(word in lexicon["negative"] for word in words)
    if positive > negative:
        return "positive"
    return "negative" if negative > positive else "neutral"
""",
    },
    # --- 7.4 ---
    {
        "task": "7.4",
        "mistake": "text-not-normalized",
        "id": "Teks dipotong tanpa dinormalisasi.",
        "en": "Texts are cut without being normalized.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(text))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "text-not-normalized",
        "id": "Hanya `lower()`, jadi huruf beraksen masuk alphabet.",
        "en": "Only `lower()`, so letters with accents enter the alphabet.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(text.lower()))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "specials-not-counted",
        "id": "Lima token khusus tidak ikut dihitung: hasilnya lima entri terlalu banyak.",
        "en": "The five special tokens are not counted: five entries too many.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    pieces = sorted({piece for word in words for piece in word})
    if vocab_size < len(pieces) + len(SPECIALS):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(pieces) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        pieces.append(piece)
    return {piece: i for i, piece in enumerate([*SPECIALS, *pieces])}
""",
    },
    {
        "task": "7.4",
        "mistake": "hashes-inside-piece",
        "id": "`pair[0] + pair[1]`: ## tertinggal di tengah potongan.",
        "en": "`pair[0] + pair[1]`: the ## stays in the middle of the piece.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "hashes-lost",
        "id": "Semua ## dibuang dari potongan baru, juga yang di depan.",
        "en": "Every ## is removed from the new piece, the one in front too.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = "".join(pair).replace("##", "")
        table.merge(pair, piece)
        vocab.setdefault(piece, len(vocab))
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "rare-pairs-skipped",
        "id": "Berhenti begitu pasangan tersering hanya muncul sekali.",
        "en": "It stops once the most frequent pair occurs only once.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        if table.frequency[pair] < 2:
            break
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "words-counted-once",
        "id": "`set` atas kata: kata yang sering tidak lebih berat dari yang jarang.",
        "en": "A `set` of words: frequent words weigh no more than rare ones.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = sorted({word for text in texts for word in pre_tokenize(normalize(text))})
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, [1] * len(words))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "words-counted-once",
        "id": "`pairs[pair] += 1`: jumlah kemunculan katanya terlupa.",
        "en": "`pairs[pair] += 1`: how often the word occurs was forgotten.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    cut = {word: [word[0], *("##" + c for c in word[1:])] for word in counts}
    alphabet = sorted({piece for pieces in cut.values() for piece in pieces})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    while len(vocab) < vocab_size:
        pairs = Counter()
        for pieces in cut.values():
            for pair in pairwise(pieces):
                pairs[pair] += 1
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        new = best[0] + best[1][2:]
        for pieces in cut.values():
            i = 0
            while i < len(pieces) - 1:
                if (pieces[i], pieces[i + 1]) == best:
                    pieces[i : i + 2] = [new]
                i += 1
        vocab[new] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "score-instead-of-frequency",
        "id": "Skor frekuensi / (kiri x kanan), seperti di banyak tutorial WordPiece.",
        "en": "The score frequency / (left x right), as in many tutorials on WordPiece.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    cut = {word: [word[0], *("##" + c for c in word[1:])] for word in counts}
    alphabet = sorted({piece for pieces in cut.values() for piece in pieces})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    while len(vocab) < vocab_size:
        pairs, single = Counter(), Counter()
        for word, pieces in cut.items():
            for piece in pieces:
                single[piece] += counts[word]
            for pair in pairwise(pieces):
                pairs[pair] += counts[word]
        if not pairs:
            break
        best = min(pairs, key=lambda p: (-pairs[p] / (single[p[0]] * single[p[1]]), p))
        new = best[0] + best[1][2:]
        for pieces in cut.values():
            i = 0
            while i < len(pieces) - 1:
                if (pieces[i], pieces[i + 1]) == best:
                    pieces[i : i + 2] = [new]
                i += 1
        vocab.setdefault(new, len(vocab))
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "tie-not-smallest",
        "id": "`most_common(1)`: pada seri, pasangan yang dilihat lebih dulu menang.",
        "en": "`most_common(1)`: in a tie the pair seen first wins.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    cut = {word: [word[0], *("##" + c for c in word[1:])] for word in counts}
    alphabet = sorted({piece for pieces in cut.values() for piece in pieces})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    while len(vocab) < vocab_size:
        pairs = Counter()
        for word, pieces in cut.items():
            for pair in pairwise(pieces):
                pairs[pair] += counts[word]
        if not pairs:
            break
        ((best, _),) = pairs.most_common(1)
        new = best[0] + best[1][2:]
        for pieces in cut.values():
            i = 0
            while i < len(pieces) - 1:
                if (pieces[i], pieces[i + 1]) == best:
                    pieces[i : i + 2] = [new]
                i += 1
        vocab.setdefault(new, len(vocab))
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "tie-not-smallest",
        "id": "`max` atas (frekuensi, pasangan): pada seri, yang terbesar menang.",
        "en": "`max` of (frequency, pair): in a tie the largest wins.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    cut = {word: [word[0], *("##" + c for c in word[1:])] for word in counts}
    alphabet = sorted({piece for pieces in cut.values() for piece in pieces})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    while len(vocab) < vocab_size:
        pairs = Counter()
        for word, pieces in cut.items():
            for pair in pairwise(pieces):
                pairs[pair] += counts[word]
        if not pairs:
            break
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        new = best[0] + best[1][2:]
        for pieces in cut.values():
            i = 0
            while i < len(pieces) - 1:
                if (pieces[i], pieces[i + 1]) == best:
                    pieces[i : i + 2] = [new]
                i += 1
        vocab.setdefault(new, len(vocab))
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "tie-not-smallest",
        "id": "Pada seri dibandingkan potongan gabungannya, bukan pasangannya.",
        "en": "In a tie the merged pieces are compared, not the pairs.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    cut = {word: [word[0], *("##" + c for c in word[1:])] for word in counts}
    alphabet = sorted({piece for pieces in cut.values() for piece in pieces})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    while len(vocab) < vocab_size:
        pairs = Counter()
        for word, pieces in cut.items():
            for pair in pairwise(pieces):
                pairs[pair] += counts[word]
        if not pairs:
            break
        best = min(pairs, key=lambda p: (-pairs[p], (p[0] + p[1]).replace("##", ""), p))
        new = best[0] + best[1][2:]
        for pieces in cut.values():
            i = 0
            while i < len(pieces) - 1:
                if (pieces[i], pieces[i + 1]) == best:
                    pieces[i : i + 2] = [new]
                i += 1
        vocab.setdefault(new, len(vocab))
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "both-forms-of-every-letter",
        "id": "Setiap huruf masuk dua kali, polos dan dengan ##.",
        "en": "Every letter enters twice, plain and with ##.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    letters = sorted({c for word in counts for c in word})
    alphabet = letters + ["##" + c for c in letters]
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "letters-without-hashes",
        "id": "Kata dipotong menjadi huruf polos, tanpa ##.",
        "en": "Words are cut into plain letters, without ##.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [list(word) for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1]
        table.merge(pair, piece)
        vocab.setdefault(piece, len(vocab))
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "letters-without-hashes",
        "id": "Alphabet berisi huruf polos, padahal potongan gabungannya sudah benar.",
        "en": "The alphabet holds plain letters although the merged pieces are right.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted(set("".join(counts)))
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "no-room-accepted",
        "id": "Ukuran yang terlalu kecil tidak ditolak.",
        "en": "A size that is too small is not refused.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "no-room-accepted",
        "id": "Batas bawah hanya memperhitungkan alphabet, tanpa token khusus.",
        "en": "The lower limit takes only the alphabet into account, not the special tokens.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    if vocab_size < len(alphabet):
        raise ValueError("vocab_size is too small")
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "`<=`: ukuran yang tepat cukup untuk alphabet pun ditolak.",
        "en": "`<=`: a size that just holds the alphabet is refused too.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size <= len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "`vocab_size` dianggap banyaknya penggabungan.",
        "en": "`vocab_size` is taken for the number of merges.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    for _ in range(vocab_size):
        pair = table.most_frequent()
        if pair is None:
            break
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "Tidak berhenti dengan baik kalau tidak ada pasangan lagi: `min` dari kosong.",
        "en": "It does not end well when no pair is left: `min` of nothing.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    cut = {word: [word[0], *("##" + c for c in word[1:])] for word in counts}
    alphabet = sorted({piece for pieces in cut.values() for piece in pieces})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    while len(vocab) < vocab_size:
        pairs = Counter()
        for word, pieces in cut.items():
            for pair in pairwise(pieces):
                pairs[pair] += counts[word]
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        new = best[0] + best[1][2:]
        for pieces in cut.values():
            i = 0
            while i < len(pieces) - 1:
                if (pieces[i], pieces[i + 1]) == best:
                    pieces[i : i + 2] = [new]
                i += 1
        vocab.setdefault(new, len(vocab))
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "Pasangan yang ada dua kali di dalam kata hanya dihitung sekali per kata.",
        "en": "A pair that stands in a word twice is counted once for that word.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    cut = {word: [word[0], *("##" + c for c in word[1:])] for word in counts}
    alphabet = sorted({piece for pieces in cut.values() for piece in pieces})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    while len(vocab) < vocab_size:
        pairs = Counter()
        for word, pieces in cut.items():
            for pair in set(pairwise(pieces)):
                pairs[pair] += counts[word]
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        new = best[0] + best[1][2:]
        for pieces in cut.values():
            i = 0
            while i < len(pieces) - 1:
                if (pieces[i], pieces[i + 1]) == best:
                    pieces[i : i + 2] = [new]
                i += 1
        vocab.setdefault(new, len(vocab))
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "Di dalam setiap kata hanya kemunculan pertama pasangan yang digabung.",
        "en": "In every word only the first occurrence of the pair is merged.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    cut = {word: [word[0], *("##" + c for c in word[1:])] for word in counts}
    alphabet = sorted({piece for pieces in cut.values() for piece in pieces})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    while len(vocab) < vocab_size:
        pairs = Counter()
        for word, pieces in cut.items():
            for pair in pairwise(pieces):
                pairs[pair] += counts[word]
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        new = best[0] + best[1][2:]
        for pieces in cut.values():
            for i, pair in enumerate(pairwise(pieces)):
                if pair == best:
                    pieces[i : i + 2] = [new]
                    break
        vocab.setdefault(new, len(vocab))
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "`str.replace` atas potongan yang dirangkai juga mengenai awal potongan lain.",
        "en": "`str.replace` on the joined pieces also hits the beginning of longer pieces.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    cut = {" ".join([word[0], *("##" + c for c in word[1:])]): n for word, n in counts.items()}
    alphabet = sorted({piece for line in cut for piece in line.split(" ")})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    while len(vocab) < vocab_size:
        pairs = Counter()
        for line, n in cut.items():
            for pair in pairwise(line.split(" ")):
                pairs[pair] += n
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        new = best[0] + best[1][2:]
        cut = {line.replace(" ".join(best), new): n for line, n in cut.items()}
        vocab.setdefault(new, len(vocab))
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "Pasangan dihitung sekali di awal; potongan baru tidak pernah ikut digabung.",
        "en": "Pairs are counted once at the start; new pieces never take part in a merge.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = {word: [word[0], *("##" + c for c in word[1:])] for word in counts}
    alphabet = sorted({piece for pieces in words.values() for piece in pieces})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    pairs = Counter()
    for word, pieces in words.items():
        for pair in pairwise(pieces):
            pairs[pair] += counts[word]
    for pair in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        if len(vocab) == vocab_size:
            break
        vocab[pair[0] + pair[1][2:]] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "Kata dari panggilan sebelumnya ikut dihitung lagi (nilai bawaan yang berubah).",
        "en": "Words of earlier calls are counted again (a default value that changes).",
        "code": r"""
def train_wordpiece(texts, vocab_size, counts=Counter()):
    for text in texts:
        counts.update(pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "Token khusus ditambahkan di akhir, jadi nomornya bukan 0 sampai 4.",
        "en": "The special tokens are added at the end, so their ids are not 0 to 4.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    pieces = sorted({piece for word in words for piece in word})
    if vocab_size < len(pieces) + 5:
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(pieces) + 5 < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        pieces.append(piece)
    return {piece: i for i, piece in enumerate([*pieces, *SPECIALS])}
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "Semua potongan diurutkan menurut abjad, bukan menurut waktu dibuat.",
        "en": "All pieces are sorted by alphabet, not by when they were made.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    pieces = {piece for word in words for piece in word}
    if vocab_size < len(pieces) + 5:
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(pieces) + 5 < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        pieces.add(piece)
    return {piece: i for i, piece in enumerate([*SPECIALS, *sorted(pieces)])}
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "Kata dipotong dengan `split()`, jadi tanda baca masuk ke dalam potongan.",
        "en": "Words are cut with `split()`, so punctuation enters the pieces.",
        "code": r"""
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in normalize(text).split())
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()):
        piece = pair[0] + pair[1][2:]
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "Kata yang lebih panjang dari 100 karakter tidak ikut dipelajari.",
        "en": "Words longer than 100 characters are left out of training.",
        "code": """
def train_wordpiece(texts, vocab_size):
    counts = Counter(
        word for text in texts for word in pre_tokenize(normalize(text)) if len(word) <= 100
    )
    words = [[word[0], *("##" + c for c in word[1:])] for word in counts]
    alphabet = sorted({piece for word in words for piece in word})
    vocab = {piece: i for i, piece in enumerate((*SPECIALS, *alphabet))}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size and (pair := table.most_frequent()) is not None:
        piece = pair[0] + pair[1].removeprefix("##")
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "Penggabungan tumpang tindih, jadi satu potongan dapat terpakai dua kali.",
        "en": "Merges overlap, so one piece can be used twice.",
        "code": """
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    words = {word: [word[0], *("##" + c for c in word[1:])] for word in counts}
    alphabet = sorted({piece for pieces in words.values() for piece in pieces})
    vocab = {piece: i for i, piece in enumerate((*SPECIALS, *alphabet))}
    if vocab_size < len(vocab):
        raise ValueError("vocab_size is too small")
    while len(vocab) < vocab_size:
        pairs = Counter()
        for word, pieces in words.items():
            for pair in pairwise(pieces):
                pairs[pair] += counts[word]
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        new = best[0] + best[1].removeprefix("##")
        for word, pieces in words.items():
            merged = []
            for i, piece in enumerate(pieces):
                if tuple(pieces[i : i + 2]) == best:
                    merged.append(new)
                elif i == 0 or tuple(pieces[i - 1 : i + 1]) != best:
                    merged.append(piece)
            words[word] = merged
        vocab.setdefault(new, len(vocab))
    return vocab
""",
    },
    # --- 7.5 ---
    {
        "task": "7.5",
        "mistake": "shortest-first",
        "id": "`end` berjalan dari depan, jadi potongan terpendek menang.",
        "en": "`end` runs from the front, so the shortest piece wins.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces, start = [], 0
    while start < len(word):
        prefix = "##" if start else ""
        for end in range(start + 1, len(word) + 1):
            if prefix + word[start:end] in vocab:
                break
        else:
            return ["[UNK]"]
        pieces.append(prefix + word[start:end])
        start = end
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "hashes-missing",
        "id": "Lanjutan kata dicari tanpa ##.",
        "en": "Continuations are looked up without ##.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces, start = [], 0
    while start < len(word):
        end = len(word)
        while end > start and word[start:end] not in vocab:
            end -= 1
        if end == start:
            return ["[UNK]"]
        pieces.append(word[start:end])
        start = end
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "hashes-missing",
        "id": "Dicari dengan ##, tetapi dikembalikan tanpa ##.",
        "en": "Looked up with ##, but returned without.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces, start = [], 0
    while start < len(word):
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            if prefix + word[start:end] in vocab:
                pieces.append(word[start:end])
                start = end
                break
        else:
            return ["[UNK]"]
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "part-unknown",
        "id": "Potongan yang sudah ada tetap dipakai; hanya sisanya menjadi [UNK].",
        "en": "Pieces found so far are kept; only the rest becomes [UNK].",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces, start = [], 0
    while start < len(word):
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            if prefix + word[start:end] in vocab:
                break
        else:
            return [*pieces, "[UNK]"]
        pieces.append(prefix + word[start:end])
        start = end
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "part-unknown",
        "id": "Huruf yang tidak dikenal menjadi [UNK], lalu sisanya dilanjutkan.",
        "en": "An unknown letter becomes [UNK], then the rest goes on.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces, start = [], 0
    while start < len(word):
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            if prefix + word[start:end] in vocab:
                pieces.append(prefix + word[start:end])
                start = end
                break
        else:
            pieces.append("[UNK]")
            start += 1
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "rest-dropped",
        "id": "Kalau sisanya tidak cocok, loop berhenti dan sisanya hilang.",
        "en": "Where the rest does not fit, the loop ends and the rest is gone.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces, start = [], 0
    while start < len(word):
        prefix = "##" if start else ""
        fits = [e for e in range(start + 1, len(word) + 1) if prefix + word[start:e] in vocab]
        if not fits:
            break
        pieces.append(prefix + word[start : fits[-1]])
        start = fits[-1]
    return pieces if pieces or not word else ["[UNK]"]
""",
    },
    {
        "task": "7.5",
        "mistake": "rest-dropped",
        "id": "Huruf yang tidak dikenal dilewati tanpa bekas.",
        "en": "Unknown letters are passed over without a trace.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces, start = [], 0
    while start < len(word):
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            if prefix + word[start:end] in vocab:
                pieces.append(prefix + word[start:end])
                start = end
                break
        else:
            start += 1
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "piece-taken-back",
        "id": "Rekursi yang mencoba potongan lebih pendek kalau sisanya buntu.",
        "en": "Recursion that tries a shorter piece where the rest leads nowhere.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    @cache
    def split(start):
        if start == len(word):
            return []
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            if prefix + word[start:end] in vocab:
                rest = split(end)
                if rest is not None:
                    return [prefix + word[start:end], *rest]
        return None

    if len(word) > max_chars:
        return ["[UNK]"]
    pieces = split(0)
    return ["[UNK]"] if pieces is None else pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "long-word-split",
        "id": "`max_chars` tidak dipakai.",
        "en": "`max_chars` is not used.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
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
""",
    },
    {
        "task": "7.5",
        "mistake": "limit-off-by-one",
        "id": "`>=`: kata sepanjang tepat `max_chars` ditolak.",
        "en": "`>=`: a word of exactly `max_chars` is refused.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if word and len(word) >= max_chars:
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
""",
    },
    {
        "task": "7.5",
        "mistake": "empty-word-unknown",
        "id": "Kata kosong menjadi [UNK].",
        "en": "The empty word becomes [UNK].",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if not word or len(word) > max_chars:
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
""",
    },
    {
        "task": "7.5",
        "mistake": "empty-word-unknown",
        "id": '`pieces or ["[UNK]"]`: tanpa huruf pun ada sebuah potongan.',
        "en": '`pieces or ["[UNK]"]`: a piece even where there is no letter.',
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    pieces, start = [], 0
    while len(word) <= max_chars and start < len(word):
        prefix = "##" if start else ""
        end = len(word)
        while end > start and prefix + word[start:end] not in vocab:
            end -= 1
        if end == start:
            pieces = []
            break
        pieces.append(prefix + word[start:end])
        start = end
    return pieces or ["[UNK]"]
""",
    },
    {
        "task": "7.5",
        "mistake": "limit-off-by-one",
        "id": "Panjang dihitung dalam byte UTF-8, bukan karakter.",
        "en": "Length is measured in bytes of UTF-8, not in characters.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if len(word.encode("utf-8")) > max_chars:
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
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": "`if vocab.get(piece)`: potongan bernomor 0 dianggap tidak ada.",
        "en": "`if vocab.get(piece)`: a piece with the id 0 is taken for missing.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces, start = [], 0
    while start < len(word):
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            if vocab.get(prefix + word[start:end]):
                break
        else:
            return ["[UNK]"]
        pieces.append(prefix + word[start:end])
        start = end
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": "Batas 100 ditulis langsung; `max_chars` dari pemanggil diabaikan.",
        "en": "The limit 100 is written down; the caller's `max_chars` is ignored.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if len(word) > 100:
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
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": "Kata terlalu panjang dipendekkan sampai `max_chars`, tidak ditolak.",
        "en": "A word that is too long is shortened to `max_chars`, not refused.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    word = word[:max_chars]
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
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": "Mengembalikan nomor potongan, bukan potongannya.",
        "en": "Ids are returned, not pieces.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    unknown = [vocab.get("[UNK]", 1)]
    if len(word) > max_chars:
        return unknown
    ids, start = [], 0
    while start < len(word):
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            if prefix + word[start:end] in vocab:
                break
        else:
            return unknown
        ids.append(vocab[prefix + word[start:end]])
        start = end
    return ids
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": "Dipotong dari kanan: akhiran terpanjang dulu.",
        "en": "Split from the right: the longest ending first.",
        "code": r"""
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces, end = [], len(word)
    while end > 0:
        for start in range(end):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                break
        else:
            return ["[UNK]"]
        pieces.insert(0, piece)
        end = start
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": "Hasil disimpan menurut kata saja, jadi vocabulary lain mendapat jawaban lama.",
        "en": "Results are kept by word alone, so another vocabulary gets the old answer.",
        "code": r"""
KNOWN = {}


def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    if word in KNOWN:
        return list(KNOWN[word])
    pieces, start = [], 0
    while start < len(word):
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            if prefix + word[start:end] in vocab:
                break
        else:
            pieces = ["[UNK]"]
            break
        pieces.append(prefix + word[start:end])
        start = end
    KNOWN[word] = pieces
    return list(pieces)
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": "Kata yang ada di `vocab` dikembalikan sebelum panjangnya dibandingkan dengan `max_chars`.",
        "en": "A word found in `vocab` is returned before its length is checked against `max_chars`.",
        "code": """
def wordpiece(word, vocab, max_chars=100):
    if word in vocab:
        return [word]
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return ["[UNK]"]
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": "`max_chars` 0 dianggap tanpa batas, padahal setiap kata lebih panjang dari itu.",
        "en": "A `max_chars` of 0 is taken as no limit, though every word is longer than that.",
        "code": """
def wordpiece(word, vocab, max_chars=100):
    if max_chars and len(word) > max_chars:
        return ["[UNK]"]
    pieces = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return ["[UNK]"]
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": "Hasilnya list kosong bila `[UNK]` tidak ada di `vocab`.",
        "en": "The result is an empty list when `[UNK]` is not in `vocab`.",
        "code": """
def wordpiece(word, vocab, max_chars=100):
    unknown = [piece for piece in ("[UNK]",) if piece in vocab]
    if len(word) > max_chars:
        return unknown
    pieces = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return unknown
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": "Potongan yang lebih panjang dari 20 karakter tidak pernah dicoba.",
        "en": "Pieces longer than 20 characters are never tried.",
        "code": """
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces = []
    start = 0
    while start < len(word):
        for end in range(min(len(word), start + 20), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return ["[UNK]"]
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": "Batas panjang hanya dari potongan awal, jadi potongan `##` yang lebih panjang terlewat.",
        "en": "The length limit comes from initial pieces only, so longer `##` pieces are missed.",
        "code": """
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    longest = max((len(piece) for piece in vocab if not piece.startswith("##")), default=0)
    pieces = []
    start = 0
    while start < len(word):
        for end in range(min(len(word), start + longest), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return ["[UNK]"]
    return pieces
""",
    },
    # --- 7.6 ---
    {
        "task": "7.6",
        "mistake": "text-not-normalized",
        "id": "`normalize` terlupa, jadi kata berhuruf besar menjadi [UNK].",
        "en": "`normalize` was forgotten, so words with capitals become [UNK].",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    pieces = [piece for word in pre_tokenize(text) for piece in wordpiece(word, vocab)]
    if max_length is not None:
        pieces = pieces[: max_length - 2]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "specials-not-counted",
        "id": "Potongan dibatasi `max_length`, lalu [CLS] dan [SEP] menambah dua.",
        "en": "Pieces are limited to `max_length`, then [CLS] and [SEP] add two.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)][:max_length]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "specials-not-counted",
        "id": "Hanya satu tempat yang disisakan: `max_length - 1`.",
        "en": "Only one place is left free: `max_length - 1`.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    if max_length is not None:
        pieces = pieces[: max_length - 1]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "special-ids-assumed",
        "id": "[CLS] = 2 dan [SEP] = 3 ditulis langsung.",
        "en": "[CLS] = 2 and [SEP] = 3 are written down.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    ids = [vocab[piece] for word in words for piece in wordpiece(word, vocab)]
    if max_length is not None:
        ids = ids[: max_length - 2]
    return [2, *ids, 3]
""",
    },
    {
        "task": "7.6",
        "mistake": "special-ids-assumed",
        "id": "Nomor [UNK] dianggap selalu 1.",
        "en": "The id of [UNK] is taken to be 1 always.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    ids = []
    for word in pre_tokenize(normalize(text)):
        pieces = wordpiece(word, vocab)
        ids += [1] if pieces == ["[UNK]"] else [vocab[piece] for piece in pieces]
    if max_length is not None:
        ids = ids[: max_length - 2]
    return [vocab["[CLS]"], *ids, vocab["[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "cls-or-sep-missing",
        "id": "[CLS] dan [SEP] terlupa.",
        "en": "[CLS] and [SEP] were forgotten.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    ids = [vocab[piece] for word in words for piece in wordpiece(word, vocab)]
    return ids if max_length is None else ids[: max_length - 2]
""",
    },
    {
        "task": "7.6",
        "mistake": "cls-or-sep-missing",
        "id": "[SEP] di belakang terlupa.",
        "en": "[SEP] at the end was forgotten.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    ids = [vocab[piece] for word in words for piece in wordpiece(word, vocab)]
    if max_length is not None:
        ids = ids[: max_length - 2]
    return [vocab["[CLS]"], *ids]
""",
    },
    {
        "task": "7.6",
        "mistake": "unknown-skipped",
        "id": "Kata yang tidak dikenal dilewati.",
        "en": "Unknown words are passed over.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    pieces = []
    for word in pre_tokenize(normalize(text)):
        found = wordpiece(word, vocab)
        if found != ["[UNK]"]:
            pieces.extend(found)
    if max_length is not None:
        pieces = pieces[: max_length - 2]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "sep-cut-off",
        "id": "Dipotong sesudah [SEP] ditambahkan.",
        "en": "Cut after [SEP] was added.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    pieces = ["[CLS]"]
    for word in words:
        pieces += wordpiece(word, vocab)
    pieces.append("[SEP]")
    return [vocab[piece] for piece in pieces[:max_length]]
""",
    },
    {
        "task": "7.6",
        "mistake": "not-truncated",
        "id": "`max_length` diperiksa, tetapi tidak ada yang dipotong.",
        "en": "`max_length` is checked, but nothing is cut.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "sep-doubled",
        "id": "[SEP] selalu ditambahkan lagi sesudah memotong, juga kalau teksnya muat.",
        "en": "[SEP] is always added again after cutting, even where the text fits.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    ids = [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
    if max_length is not None:
        ids = ids[: max_length - 1] + [vocab["[SEP]"]]
    return ids
""",
    },
    {
        "task": "7.6",
        "mistake": "padded-to-max-length",
        "id": "Teks yang pendek diisi [PAD] sampai `max_length`.",
        "en": "A short text is filled with [PAD] up to `max_length`.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    if max_length is not None:
        pieces = pieces[: max_length - 2]
    ids = [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
    if max_length is not None:
        ids += [vocab.get("[PAD]", 0)] * (max_length - len(ids))
    return ids
""",
    },
    {
        "task": "7.6",
        "mistake": "no-room-accepted",
        "id": "`max_length` di bawah 2 tidak ditolak.",
        "en": "A `max_length` below 2 is not refused.",
        "code": r"""
def encode(text, vocab, max_length=None):
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    if max_length is not None:
        pieces = pieces[: max(max_length - 2, 0)]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "no-room-accepted",
        "id": "`if max_length and ...`: 0 dianggap tanpa batas.",
        "en": "`if max_length and ...`: 0 passes for no limit.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    if max_length:
        pieces = pieces[: max_length - 2]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "no-room-accepted",
        "id": "Hanya ditolak kalau teksnya memang perlu dipotong.",
        "en": "Refused only where the text does need cutting.",
        "code": r"""
def encode(text, vocab, max_length=None):
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    if max_length is not None and pieces and len(pieces) > max_length - 2:
        if max_length < 2:
            raise ValueError("max_length is below 2")
        pieces = pieces[: max_length - 2]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "",
        "id": "`<= 2`: `max_length` 2 pun ditolak.",
        "en": "`<= 2`: a `max_length` of 2 is refused as well.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length <= 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    if max_length is not None:
        pieces = pieces[: max_length - 2]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "",
        "id": "Awal teks yang dipotong, bukan akhirnya.",
        "en": "The beginning of the text is cut off, not its end.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    if max_length is not None:
        pieces = pieces[max(len(pieces) - (max_length - 2), 0) :]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "",
        "id": "Kata yang dihitung dan dipotong, bukan potongannya.",
        "en": "Words are counted and cut, not pieces.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    if max_length is not None:
        words = words[: max_length - 2]
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "",
        "id": "Kata yang tidak muat seluruhnya ikut dibuang seluruhnya.",
        "en": "A word that does not fit in whole is left out in whole.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    pieces = []
    for word in pre_tokenize(normalize(text)):
        found = wordpiece(word, vocab)
        if max_length is not None and len(pieces) + len(found) > max_length - 2:
            break
        pieces += found
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "",
        "id": "Tanpa `max_length` pun dipotong pada 512.",
        "en": "Cut at 512 even where there is no `max_length`.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is None:
        max_length = 512
    if max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)][: max_length - 2]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "",
        "id": "Hasilnya tensor, bukan daftar bilangan bulat.",
        "en": "The result is a tensor, not a list of integers.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    if max_length is not None:
        pieces = pieces[: max_length - 2]
    return torch.tensor([vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]])
""",
    },
    {
        "task": "7.6",
        "mistake": "",
        "id": "Mengembalikan potongan, belum nomornya.",
        "en": "Pieces are returned, not yet their ids.",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    words = pre_tokenize(normalize(text))
    pieces = [piece for word in words for piece in wordpiece(word, vocab)]
    if max_length is not None:
        pieces = pieces[: max_length - 2]
    return ["[CLS]", *pieces, "[SEP]"]
""",
    },
    {
        "task": "7.6",
        "mistake": "",
        "id": "Hanya kata utuh yang dicari; kata yang perlu dipotong menjadi [UNK].",
        "en": "Only whole words are looked up; what needs splitting becomes [UNK].",
        "code": r"""
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    ids = [vocab.get(word, vocab["[UNK]"]) for word in pre_tokenize(normalize(text))]
    if max_length is not None:
        ids = ids[: max_length - 2]
    return [vocab["[CLS]"], *ids, vocab["[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "",
        "id": "Token khusus ditambahkan ke `vocab` milik pemanggil, jadi argumen ikut berubah.",
        "en": "Special tokens are added to the caller's `vocab`, so an argument is changed.",
        "code": """
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length must be at least 2")
    for token in SPECIALS:
        if token not in vocab:
            vocab[token] = max(vocab.values()) + 1
    pieces = [p for word in pre_tokenize(normalize(text)) for p in wordpiece(word, vocab)]
    if max_length is not None:
        pieces = pieces[: max_length - 2]
    return [vocab[piece] for piece in ("[CLS]", *pieces, "[SEP]")]
""",
    },
    # --- 7.7 ---
    {
        "task": "7.7",
        "mistake": "special-tokens-kept",
        "id": "Tidak ada token khusus yang dilewati.",
        "en": "No special token is left out.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    words = []
    for number in ids:
        piece = pieces[number]
        if piece.startswith("##") and words:
            words[-1] += piece[2:]
        else:
            words.append(piece)
    return " ".join(words)
""",
    },
    {
        "task": "7.7",
        "mistake": "special-tokens-kept",
        "id": "Hanya [PAD] yang dilewati.",
        "en": "Only [PAD] is left out.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    words = []
    for number in ids:
        piece = pieces[number]
        if piece == "[PAD]":
            continue
        if piece.startswith("##") and words:
            words[-1] += piece[2:]
        else:
            words.append(piece)
    return " ".join(words)
""",
    },
    {
        "task": "7.7",
        "mistake": "special-tokens-kept",
        "id": "Hanya id pertama dan terakhir yang dibuang, seperti pada satu teks tanpa padding.",
        "en": "Only the first and the last id go, as for one text without padding.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    found = [pieces[number] for number in ids]
    if found and found[0] == "[CLS]":
        found = found[1:]
    if found and found[-1] in ("[SEP]", "[PAD]"):
        found = found[:-1]
    return " ".join(found).replace(" ##", "")
""",
    },
    {
        "task": "7.7",
        "mistake": "special-ids-assumed",
        "id": "Nomor 0, 2, dan 3 dilewati, apa pun potongannya.",
        "en": "The ids 0, 2 and 3 are left out, whatever their pieces are.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    found = [pieces[number] for number in ids if number not in (0, 2, 3)]
    return " ".join(found).replace(" ##", "")
""",
    },
    {
        "task": "7.7",
        "mistake": "pieces-not-joined",
        "id": "## dibuang, tetapi potongannya tetap terpisah.",
        "en": "The ## is removed, but pieces stay apart.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    words = []
    for number in ids:
        piece = pieces[number]
        if piece not in ("[PAD]", "[CLS]", "[SEP]"):
            words.append(piece.removeprefix("##"))
    return " ".join(words)
""",
    },
    {
        "task": "7.7",
        "mistake": "hashes-kept",
        "id": "Potongan ditempelkan bersama ##-nya.",
        "en": "Pieces are joined together with their ##.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    words = []
    for number in ids:
        piece = pieces[number]
        if piece in ("[PAD]", "[CLS]", "[SEP]"):
            continue
        if piece.startswith("##") and words:
            words[-1] += piece
        else:
            words.append(piece)
    return " ".join(words)
""",
    },
    {
        "task": "7.7",
        "mistake": "words-run-together",
        "id": "Semua potongan dirangkai tanpa spasi.",
        "en": "All pieces are strung together without blanks.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    found = [pieces[number] for number in ids]
    left_out = {"[PAD]", "[CLS]", "[SEP]"}
    return "".join(piece.removeprefix("##") for piece in found if piece not in left_out)
""",
    },
    {
        "task": "7.7",
        "mistake": "hash-sign-lost",
        "id": '`replace("#", "")` juga menghapus # yang ditulis orang.',
        "en": '`replace("#", "")` also deletes a # that somebody wrote.',
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    left_out = ("[PAD]", "[CLS]", "[SEP]")
    found = [pieces[number] for number in ids]
    text = " ".join(piece for piece in found if piece not in left_out)
    return text.replace(" ##", "").replace("#", "").strip()
""",
    },
    {
        "task": "7.7",
        "mistake": "hash-sign-lost",
        "id": "Setiap potongan yang diawali # dianggap lanjutan kata.",
        "en": "Every piece that begins with # is taken for a continuation.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    words = []
    for number in ids:
        piece = pieces[number]
        if piece in ("[PAD]", "[CLS]", "[SEP]"):
            continue
        if piece[0] == "#" and words:
            words[-1] += piece.lstrip("#")
        else:
            words.append(piece)
    return " ".join(words)
""",
    },
    {
        "task": "7.7",
        "mistake": "blank-at-the-end",
        "id": "Sesudah setiap kata ada spasi, juga sesudah yang terakhir.",
        "en": "There is a blank behind every word, the last one too.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    text = ""
    for number in ids:
        piece = pieces[number]
        if piece in ("[PAD]", "[CLS]", "[SEP]"):
            continue
        if piece.startswith("##") and text:
            text = text[:-1] + piece[2:] + " "
        else:
            text += piece + " "
    return text
""",
    },
    {
        "task": "7.7",
        "mistake": "blank-at-the-end",
        "id": "Spasi ditulis di depan setiap kata, juga di depan yang pertama.",
        "en": "A blank is written before every word, the first one too.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    text = ""
    for number in ids:
        piece = pieces[number]
        if piece in ("[PAD]", "[CLS]", "[SEP]"):
            continue
        text += piece[2:] if piece.startswith("##") and text else " " + piece
    return text
""",
    },
    {
        "task": "7.7",
        "mistake": "unknown-dropped",
        "id": "[UNK] ikut dibuang.",
        "en": "[UNK] is left out as well.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    left_out = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
    found = [pieces[number] for number in ids]
    return " ".join(piece for piece in found if piece not in left_out).replace(" ##", "")
""",
    },
    {
        "task": "7.7",
        "mistake": "unknown-dropped",
        "id": "Semua yang ada di `SPECIALS` dibuang, juga [UNK] dan [MASK].",
        "en": "All of `SPECIALS` is left out, [UNK] and [MASK] too.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    found = [pieces[number] for number in ids]
    return " ".join(piece for piece in found if piece not in SPECIALS).replace(" ##", "")
""",
    },
    {
        "task": "7.7",
        "mistake": "unknown-dropped",
        "id": "Hanya [MASK] yang ikut dibuang.",
        "en": "Only [MASK] is left out as well.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    left_out = ("[PAD]", "[CLS]", "[SEP]", "[MASK]")
    found = [pieces[number] for number in ids]
    return " ".join(piece for piece in found if piece not in left_out).replace(" ##", "")
""",
    },
    {
        "task": "7.7",
        "mistake": "",
        "id": "Berhenti di [SEP] pertama; teks sesudahnya hilang.",
        "en": "It stops at the first [SEP]; the text behind is lost.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    words = []
    for number in ids:
        piece = pieces[number]
        if piece == "[SEP]":
            break
        if piece in ("[PAD]", "[CLS]"):
            continue
        if piece.startswith("##") and words:
            words[-1] += piece[2:]
        else:
            words.append(piece)
    return " ".join(words)
""",
    },
    {
        "task": "7.7",
        "mistake": "",
        "id": "Nomor dianggap letak di dalam dict: `list(vocab)[number]`.",
        "en": "An id is taken for a place in the dict: `list(vocab)[number]`.",
        "code": r"""
def decode(ids, vocab):
    pieces = list(vocab)
    words = []
    for number in ids:
        piece = pieces[number]
        if piece in ("[PAD]", "[CLS]", "[SEP]"):
            continue
        if piece.startswith("##") and words:
            words[-1] += piece[2:]
        else:
            words.append(piece)
    return " ".join(words)
""",
    },
    {
        "task": "7.7",
        "mistake": "",
        "id": "Token khusus dihapus dari `vocab` milik pemanggil.",
        "en": "The special tokens are deleted from the caller's `vocab`.",
        "code": r"""
def decode(ids, vocab):
    left_out = {vocab.pop(piece, None) for piece in ("[PAD]", "[CLS]", "[SEP]")}
    pieces = {number: piece for piece, number in vocab.items()}
    found = [pieces[number] for number in ids if number not in left_out]
    return " ".join(found).replace(" ##", "")
""",
    },
    {
        "task": "7.7",
        "mistake": "",
        "id": "Kebalikan vocabulary pertama disimpan dan dipakai untuk vocabulary lain.",
        "en": "The first vocabulary, turned round, is kept and used for others too.",
        "code": r"""
TURNED = {}


def decode(ids, vocab):
    if not TURNED:
        TURNED.update({number: piece for piece, number in vocab.items()})
    left_out = ("[PAD]", "[CLS]", "[SEP]")
    found = [TURNED.get(number, "[UNK]") for number in ids]
    return " ".join(piece for piece in found if piece not in left_out).replace(" ##", "")
""",
    },
    {
        "task": "7.7",
        "mistake": "",
        "id": "Tanda baca ditempelkan ke kata di depannya, supaya rapi.",
        "en": "Punctuation is attached to the word before it, to look tidy.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    left_out = ("[PAD]", "[CLS]", "[SEP]")
    found = [pieces[number] for number in ids]
    text = " ".join(piece for piece in found if piece not in left_out).replace(" ##", "")
    for mark in ".,!?;:":
        text = text.replace(" " + mark, mark)
    return text
""",
    },
    {
        "task": "7.7",
        "mistake": "",
        "id": "Daftar kata dikembalikan, bukan satu teks.",
        "en": "A list of words is returned, not one text.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    left_out = ("[PAD]", "[CLS]", "[SEP]")
    found = [pieces[number] for number in ids]
    text = " ".join(piece for piece in found if piece not in left_out).replace(" ##", "")
    return text.split()
""",
    },
    {
        "task": "7.7",
        "mistake": "",
        "id": "Bekas [CLS], [SEP], dan [PAD] menjadi spasi ganda di tengah teks.",
        "en": "Where [CLS], [SEP] and [PAD] were, double blanks stay within the text.",
        "code": r"""
def decode(ids, vocab):
    pieces = {number: piece for piece, number in vocab.items()}
    text = " ".join(pieces[number] for number in ids).replace(" ##", "")
    for special in ("[PAD]", "[CLS]", "[SEP]"):
        text = text.replace(special, "")
    return text.strip()
""",
    },
    {
        "task": "7.7",
        "mistake": "",
        "id": "Jika `vocab` tidak punya `[PAD]`, potongan dengan id 0 ikut dibuang.",
        "en": "If `vocab` has no `[PAD]`, the piece with id 0 is dropped.",
        "code": """
def decode(ids, vocab):
    names = {number: piece for piece, number in vocab.items()}
    drop = {vocab.get("[PAD]", 0), vocab.get("[CLS]"), vocab.get("[SEP]")}
    words = []
    for number in ids:
        if number in drop:
            continue
        if names[number].startswith("##") and words:
            words[-1] += names[number][2:]
        else:
            words.append(names[number])
    return " ".join(words)
""",
    },
    {
        "task": "7.7",
        "mistake": "",
        "id": "Potongan yang diawali `[` dianggap token khusus, jadi tanda baca `[` sendiri hilang.",
        "en": "A piece starting with `[` is taken for a special token, so the mark `[` itself is lost.",
        "code": """
def decode(ids, vocab):
    names = {number: piece for piece, number in vocab.items()}
    words = []
    for number in ids:
        piece = names[number]
        if piece.startswith("[") and piece not in ("[UNK]", "[MASK]"):
            continue
        if piece.startswith("##") and words:
            words[-1] += piece[2:]
        else:
            words.append(piece)
    return " ".join(words)
""",
    },
    {
        "task": "7.7",
        "mistake": "",
        "id": "Satu `#` saja sudah dianggap tanda sambungan, jadi kata `#` hilang.",
        "en": "A single `#` is taken as the mark of a continuation, so the word `#` is lost.",
        "code": """
def decode(ids, vocab):
    names = {number: piece for piece, number in vocab.items()}
    words = []
    for number in ids:
        piece = names[number]
        if piece in ("[PAD]", "[CLS]", "[SEP]"):
            continue
        if piece[0] == "#" and words:
            words[-1] += piece[2:]
        else:
            words.append(piece)
    return " ".join(words)
""",
    },
    {
        "task": "7.7",
        "mistake": "",
        "id": "`[UNK]` yang berurutan hanya ditulis sekali.",
        "en": "`[UNK]` tokens in a row are written only once.",
        "code": """
def decode(ids, vocab):
    names = {number: piece for piece, number in vocab.items()}
    words = []
    for number in ids:
        piece = names[number]
        if piece in ("[PAD]", "[CLS]", "[SEP]"):
            continue
        if piece.startswith("##") and words:
            words[-1] += piece[2:]
        elif piece != "[UNK]" or words[-1:] != ["[UNK]"]:
            words.append(piece)
    return " ".join(words)
""",
    },
    # --- 7.8 ---
    {
        "task": "7.8",
        "mistake": "padded-left",
        "id": "Padding di kiri, urutan rata kanan.",
        "en": "The padding is on the left, sequences end at the right.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row)[:max_length] for row in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.tensor([[pad_id] * (longest - len(r)) + r for r in rows], dtype=torch.long)
    mask = torch.tensor([[0] * (longest - len(r)) + [1] * len(r) for r in rows])
    return ids.reshape(len(rows), longest), mask.reshape(len(rows), longest)
""",
    },
    {
        "task": "7.8",
        "mistake": "mask-inverted",
        "id": "Mask 1 pada padding, seperti `key_padding_mask` PyTorch.",
        "en": "The mask is 1 at padding, like PyTorch's `key_padding_mask`.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row)[:max_length] for row in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    mask = torch.ones_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[i, : len(row)] = 0
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "mask-all-ones",
        "id": "`torch.ones_like(ids)` tidak pernah diberi nol.",
        "en": "`torch.ones_like(ids)` never gets its zeros.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row)[:max_length] for row in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
    return ids, torch.ones_like(ids)
""",
    },
    {
        "task": "7.8",
        "mistake": "mask-from-pad-id",
        "id": "`ids != pad_id`: id sungguhan yang sama dengan `pad_id` ikut ditutup.",
        "en": "`ids != pad_id`: a real id that equals `pad_id` is masked too.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row)[:max_length] for row in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
    return ids, (ids != pad_id).long()
""",
    },
    {
        "task": "7.8",
        "mistake": "mask-from-pad-id",
        "id": "Mask dari isi: semua id selain 0 dianggap nyata.",
        "en": "The mask comes from values: every id but 0 is taken for real.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row)[:max_length] for row in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
    return ids, ids.bool()
""",
    },
    {
        "task": "7.8",
        "mistake": "pad-id-ignored",
        "id": "`torch.zeros`: padding selalu nol.",
        "en": "`torch.zeros`: the padding is always zero.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row)[:max_length] for row in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[i, : len(row)] = 1
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "pad-id-ignored",
        "id": "`pad_sequence` dipanggil tanpa `padding_value`.",
        "en": "`pad_sequence` is called without `padding_value`.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [torch.tensor(list(row)[:max_length], dtype=torch.long) for row in sequences]
    ids = nn.utils.rnn.pad_sequence(rows, batch_first=True)
    mask = nn.utils.rnn.pad_sequence([torch.ones_like(row) for row in rows], batch_first=True)
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "cut-on-the-left",
        "id": "`row[-max_length:]` menyimpan akhirnya, bukan awalnya.",
        "en": "`row[-max_length:]` keeps the end, not the beginning.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row) if max_length is None else list(row)[-max_length:] for row in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[i, : len(row)] = 1
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "not-truncated",
        "id": "`max_length` tidak dipakai.",
        "en": "`max_length` is not used.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    longest = max(map(len, sequences), default=0)
    ids = torch.full((len(sequences), longest), pad_id, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(sequences):
        ids[i, : len(row)] = torch.tensor(list(row), dtype=torch.long)
        mask[i, : len(row)] = 1
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "padded-to-max-length",
        "id": "T selalu `max_length`, juga kalau semua urutan lebih pendek.",
        "en": "T is always `max_length`, even where all sequences are shorter.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row)[:max_length] for row in sequences]
    longest = max(map(len, rows), default=0) if max_length is None else max_length
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[i, : len(row)] = 1
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "T dihitung sebelum dipotong, jadi ada kolom yang isinya padding saja.",
        "en": "T is found before the cut, so some columns hold nothing but padding.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    longest = max(map(len, sequences), default=0)
    ids = torch.full((len(sequences), longest), pad_id, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(sequences):
        row = list(row)[:max_length]
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[i, : len(row)] = 1
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Id berupa int32, bukan int64.",
        "en": "Ids are int32, not int64.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row)[:max_length] for row in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.int32)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.int32)
        mask[i, : len(row)] = 1
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "`torch.zeros` tanpa dtype: id menjadi float32.",
        "en": "`torch.zeros` without a dtype: ids become float32.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row)[:max_length] for row in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.zeros(len(rows), longest) + pad_id
    mask = torch.zeros(len(rows), longest)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = 1
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Padding ditambahkan ke daftar milik pemanggil.",
        "en": "Padding is appended to the caller's own lists.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [row if max_length is None else row[:max_length] for row in sequences]
    lengths = [len(row) for row in rows]
    longest = max(lengths, default=0)
    for row in rows:
        row += [pad_id] * (longest - len(row))
    ids = torch.tensor(rows, dtype=torch.long).reshape(len(rows), longest)
    mask = torch.arange(longest) < torch.tensor(lengths, dtype=torch.long).unsqueeze(1)
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Batch berisi satu urutan kehilangan dimensi N karena `squeeze`.",
        "en": "A batch of one sequence loses its dimension N to `squeeze`.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row)[:max_length] for row in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[i, : len(row)] = 1
    return ids.squeeze(0), mask.squeeze(0)
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Urutan disusun menurut panjangnya; baris tidak lagi cocok dengan labelnya.",
        "en": "Sequences are sorted by length; rows no longer belong to their labels.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = sorted((list(row)[:max_length] for row in sequences), key=len, reverse=True)
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[i, : len(row)] = 1
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Mask berupa daftar Python, bukan tensor.",
        "en": "The mask is a Python list, not a tensor.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row)[:max_length] for row in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
    return ids, [[1] * len(row) + [0] * (longest - len(row)) for row in rows]
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Bentuknya (T, N): `pad_sequence` tanpa `batch_first`.",
        "en": "The shape is (T, N): `pad_sequence` without `batch_first`.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [torch.tensor(list(row)[:max_length], dtype=torch.long) for row in sequences]
    ids = nn.utils.rnn.pad_sequence(rows, padding_value=pad_id)
    mask = nn.utils.rnn.pad_sequence([torch.ones_like(row) for row in rows])
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Urutan kosong gagal: diisi ulang dengan id terakhirnya.",
        "en": "An empty sequence fails: rows are filled up by way of their last id.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(row)[:max_length] for row in sequences]
    longest = max(len(row) for row in rows)
    ids = torch.tensor([row + [row[-1]] * (longest - len(row)) for row in rows])
    mask = torch.arange(longest) < torch.tensor([[len(row)] for row in rows])
    return ids.long().masked_fill(~mask, pad_id), mask
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Urutan yang dipotong tetap berakhir dengan id terakhirnya; itu tidak diminta.",
        "en": "A sequence that was cut still ends in its last id; that is not asked for.",
        "code": r"""
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = []
    for sequence in sequences:
        row = list(sequence)
        if max_length is not None and len(row) > max_length:
            row = row[: max_length - 1] + [row[-1]]
        rows.append(row)
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[i, : len(row)] = 1
    return ids, mask
""",
    },
    {
        "task": "7.1",
        "mistake": "control-characters-to-blanks",
        "id": "`isspace()` menentukan spasi, jadi \\v, \\f, U+0085 dan U+001C menjadi spasi, padahal harus hilang.",
        "en": "`isspace()` decides what is white, so \\v, \\f, U+0085 and U+001C become blanks although they have to vanish.",
        "code": r"""
def normalize(text):
    out = []
    for c in text:
        if c.isspace():
            out.append(" ")
        elif c == "\ufffd" or category(c) in ("Cc", "Cf", "Co"):
            continue
        elif any(low <= ord(c) <= high for low, high in CJK):
            out.append(f" {c} ")
        else:
            out.append(c)
    apart = unicodedata.normalize("NFD", "".join(out))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.1",
        "mistake": "",
        "id": "`range(awal, akhir)` tidak memuat titik terakhir setiap rentang, misalnya U+9FFF.",
        "en": "`range(first, last)` leaves out the last code point of every range, U+9FFF for instance.",
        "code": r"""
def normalize(text):
    out = ""
    for c in text:
        kind = category(c)
        if c in "\t\n\r" or kind.startswith("Z"):
            out += " "
        elif c == "\ufffd" or kind in {"Cc", "Cf", "Co"}:
            pass
        elif any(ord(c) in range(first, last) for first, last in CJK):
            out += " " + c + " "
        else:
            out += c
    out = unicodedata.normalize("NFD", out)
    return "".join([c.lower() for c in out if category(c) != "Mn"])
""",
    },
    {
        "task": "7.1",
        "mistake": "",
        "id": "Semua jenis C... dibuang, termasuk Cn, jadi tanda baca yang lebih muda dari tabel library (misalnya U+061D) hilang.",
        "en": "Every category C... is dropped, Cn too, so marks younger than the library's tables (U+061D, say) are lost.",
        "code": r"""
def normalize(text):
    cleaned = []
    for c in text:
        if c in ("\t", "\n", "\r") or category(c)[0] == "Z":
            cleaned.append(" ")
        elif category(c)[0] != "C" and c != "\ufffd":
            cleaned.append(c)
    spaced = []
    for c in cleaned:
        cjk = any(low <= ord(c) <= high for low, high in CJK)
        spaced.append(f" {c} " if cjk else c)
    apart = unicodedata.normalize("NFD", "".join(spaced))
    return "".join(c.lower() for c in apart if category(c) != "Mn")
""",
    },
    {
        "task": "7.2",
        "mistake": "",
        "id": "Kata terakhir hanya disimpan kalau ada spasi atau tanda baca di belakangnya; kalau tidak, kata itu hilang.",
        "en": "The last word is kept only if a blank or a mark follows it; otherwise it is lost.",
        "code": r"""
def pre_tokenize(text):
    words, current = [], ""
    for c in text:
        white = category(c)[0] == "Z" or c in "\t\n\v\f\r\x85"
        mark = category(c)[0] == "P" or c in "$+<=>^`|~"
        if not white and not mark:
            current += c
            continue
        if current:
            words.append(current)
            current = ""
        if mark:
            words.append(c)
    return words
""",
    },
    {
        "task": "7.2",
        "mistake": "",
        "id": "Daftar spasi disalin dari 7.1; vertical tab, form feed, dan U+0085 tidak memisahkan kata.",
        "en": "The list of white space is copied from 7.1; vertical tab, form feed and U+0085 do not separate words.",
        "code": r"""
def pre_tokenize(text):
    pieces = []
    for c in text:
        kind = category(c)
        if c in "\t\n\r" or kind[0] == "Z":
            pieces.append(" ")
        elif kind[0] == "P" or c in "$+<=>^`|~":
            pieces.append(f" {c} ")
        else:
            pieces.append(c)
    return [word for word in "".join(pieces).split(" ") if word]
""",
    },
    {
        "task": "7.2",
        "mistake": "",
        "id": "string.punctuation ditaruh di regex tanpa re.escape, jadi garis miring terbalik menempel pada katanya.",
        "en": "string.punctuation stands in a regex without re.escape, so the backslash sticks to its word.",
        "code": r"""
import re
import string

def pre_tokenize(text):
    text = re.sub(f"([{string.punctuation}])", r" \1 ", text)
    out = []
    for c in text:
        if category(c)[0] == "Z" or c in "\t\n\v\f\r\x85":
            out.append(" ")
        elif not c.isascii() and category(c)[0] == "P":
            out.append(f" {c} ")
        else:
            out.append(c)
    return [word for word in "".join(out).split(" ") if word != ""]
""",
    },
    {
        "task": "7.3",
        "mistake": "",
        "id": "`elif`: kata yang ada di kedua daftar hanya dihitung positif, jadi yang seri menjadi 'positive'.",
        "en": "`elif`: a word that is in both lists counts as positive only, so a tie becomes 'positive'.",
        "code": """
def keyword_sentiment(text, lexicon):
    score = 0
    for word in pre_tokenize(normalize(text)):
        if word in lexicon["positive"]:
            score += 1
        elif word in lexicon["negative"]:
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
        "mistake": "",
        "id": "Daftar dari panggilan pertama disimpan; panggilan berikutnya dengan lexicon lain masih memakai yang lama.",
        "en": "The lists of the first call are kept; later calls with another lexicon still use the old ones.",
        "code": """
def keyword_sentiment(text, lexicon, sets={}):
    if not sets:  # looking up in a set is faster than in a tuple
        for label in ("positive", "negative"):
            sets[label] = set(lexicon[label])
    words = pre_tokenize(normalize(text))
    p = sum(word in sets["positive"] for word in words)
    n = sum(word in sets["negative"] for word in words)
    if p == n:
        return "neutral"
    return "positive" if p > n else "negative"
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": 'Penggabungan dengan str.replace: "a ##b" juga ditemukan di dalam "##a ##b" dan "a ##bc".',
        "en": 'Merging with str.replace: "a ##b" is also found inside "##a ##b" and "a ##bc".',
        "code": """
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    split = {word: " ".join([word[0], *("##" + c for c in word[1:])]) for word in counts}
    alphabet = sorted({piece for pieces in split.values() for piece in pieces.split(" ")})
    vocab = {piece: i for i, piece in enumerate((*SPECIALS, *alphabet))}
    if vocab_size < len(vocab):
        raise ValueError(f"the alphabet alone needs {len(vocab)} entries")
    while len(vocab) < vocab_size:
        pairs = Counter()
        for word, pieces in split.items():
            for pair in pairwise(pieces.split(" ")):
                pairs[pair] += counts[word]
        if not pairs:
            break
        first, second = min(pairs, key=lambda pair: (-pairs[pair], pair))
        piece = first + second.removeprefix("##")
        split = {w: p.replace(f"{first} {second}", piece) for w, p in split.items()}
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "`<=`: ukuran yang tepat sama dengan alphabet dan token khusus juga ditolak.",
        "en": "`<=`: a size that is exactly alphabet plus special tokens is refused as well.",
        "code": """
def train_wordpiece(texts, vocab_size):
    counts = Counter()
    for text in texts:
        counts.update(pre_tokenize(normalize(text)))
    words = [[word[0], *("##" + letter for letter in word[1:])] for word in counts]
    alphabet = sorted({letter for word in words for letter in word})
    vocab = {}
    for piece in (*SPECIALS, *alphabet):
        vocab[piece] = len(vocab)
    if vocab_size <= len(vocab):
        raise ValueError("vocab_size leaves no room for merged pieces")
    table = PairTable(words, list(counts.values()))
    while len(vocab) < vocab_size:
        pair = table.most_frequent()
        if pair is None:
            break
        piece = pair[0] + pair[1].removeprefix("##")
        table.merge(pair, piece)
        vocab[piece] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.4",
        "mistake": "",
        "id": "Pasangan dihitung sekali untuk setiap kata, walaupun berdiri dua kali di kata itu (set of pairwise).",
        "en": "A pair is counted once for each word although it may stand in it twice (set of pairwise).",
        "code": """
def train_wordpiece(texts, vocab_size):
    counts = Counter(word for text in texts for word in pre_tokenize(normalize(text)))
    split = {word: [word[0], *("##" + c for c in word[1:])] for word in counts}
    alphabet = sorted({piece for pieces in split.values() for piece in pieces})
    vocab = {piece: i for i, piece in enumerate([*SPECIALS, *alphabet])}
    if len(vocab) > vocab_size:
        raise ValueError("vocab_size is too small")
    while len(vocab) < vocab_size:
        frequency = Counter()
        for word, pieces in split.items():
            for pair in set(pairwise(pieces)):
                frequency[pair] += counts[word]
        if not frequency:
            break
        top = max(frequency.values())
        pair = min(p for p in frequency if frequency[p] == top)
        new = pair[0] + pair[1][2:]
        for word, pieces in split.items():
            merged, i = [], 0
            while i < len(pieces):
                if tuple(pieces[i : i + 2]) == pair:
                    merged.append(new)
                    i += 2
                else:
                    merged.append(pieces[i])
                    i += 1
            split[word] = merged
        vocab[new] = len(vocab)
    return vocab
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": "`if vocab.get(potongan)`: potongan yang id-nya 0 dianggap tidak ada.",
        "en": "`if vocab.get(piece)`: a piece whose id is 0 is taken for missing.",
        "code": """
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces, start = [], 0
    while start < len(word):
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            piece = prefix + word[start:end]
            if vocab.get(piece):
                break
        else:
            return ["[UNK]"]
        pieces.append(piece)
        start = end
    return pieces
""",
    },
    {
        "task": "7.5",
        "mistake": "limit-off-by-one",
        "id": 'Rekursi dengan "##" + sisa: kedua # ikut terhitung, jadi kata sepanjang max_chars yang potongan pertamanya satu huruf ditolak.',
        "en": 'Recursion on "##" + rest: both # count as characters, so a word of max_chars letters whose first piece is one letter is refused.',
        "code": """
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    if word in ("", "##"):
        return []
    shortest = 3 if word.startswith("##") else 1
    for end in range(len(word), shortest - 1, -1):
        if word[:end] in vocab:
            rest = wordpiece("##" + word[end:], vocab, max_chars)
            return ["[UNK]"] if rest == ["[UNK]"] else [word[:end], *rest]
    return ["[UNK]"]
""",
    },
    {
        "task": "7.5",
        "mistake": "",
        "id": 'Potongan diperpanjang huruf demi huruf dan berhenti di celah pertama: "makan" tidak ditemukan kalau "mak" tidak ada.',
        "en": 'A piece is extended letter by letter up to the first gap: "makan" is not found where "mak" is missing.',
        "code": """
def wordpiece(word, vocab, max_chars=100):
    if len(word) > max_chars:
        return ["[UNK]"]
    pieces = []
    start = 0
    while start < len(word):
        prefix = "##" if start > 0 else ""
        end = start
        while end < len(word) and prefix + word[start : end + 1] in vocab:
            end += 1
        if end == start:
            return ["[UNK]"]
        pieces.append(prefix + word[start:end])
        start = end
    return pieces
""",
    },
    {
        "task": "7.6",
        "mistake": "no-room-accepted",
        "id": "`if max_length`: nilai 0 dianggap None, jadi tidak ada ValueError.",
        "en": "`if max_length`: 0 is taken for None, so there is no ValueError.",
        "code": """
def encode(text, vocab, max_length=None):
    if max_length and max_length < 2:
        raise ValueError("max_length must leave room for [CLS] and [SEP]")
    pieces = []
    for word in pre_tokenize(normalize(text)):
        pieces.extend(wordpiece(word, vocab))
    if max_length:
        pieces = pieces[: max_length - 2]
    return [vocab[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "",
        "id": "Kelebihannya dipotong dengan `[:-lebih]`; teks yang tepat pas punya lebih 0, dan semua potongannya hilang.",
        "en": "The excess is cut with `[:-excess]`; a text that just fits has an excess of 0, and all its pieces vanish.",
        "code": """
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError("max_length is below 2")
    pieces = [p for word in pre_tokenize(normalize(text)) for p in wordpiece(word, vocab)]
    if max_length is not None:
        excess = len(pieces) + 2 - max_length
        if excess >= 0:
            pieces = pieces[:-excess]
    return [vocab["[CLS]"]] + [vocab[p] for p in pieces] + [vocab["[SEP]"]]
""",
    },
    {
        "task": "7.6",
        "mistake": "",
        "id": "max_length diteruskan sebagai max_chars, jadi kata yang hurufnya lebih banyak dari max_length menjadi [UNK].",
        "en": "max_length is handed on as max_chars, so words with more letters than max_length become [UNK].",
        "code": """
def encode(text, vocab, max_length=None):
    if max_length is not None and max_length < 2:
        raise ValueError(max_length)
    ids = [vocab["[CLS]"]]
    for word in pre_tokenize(normalize(text)):
        ids += [vocab[piece] for piece in wordpiece(word, vocab, max_length or 100)]
    if max_length is not None:
        ids = ids[: max_length - 1]
    return ids + [vocab["[SEP]"]]
""",
    },
    {
        "task": "7.7",
        "mistake": "hash-sign-lost",
        "id": '`lstrip("#")` membuang semua # di depan, juga # yang benar-benar ditulis (potongan "###").',
        "en": '`lstrip("#")` strips every # in front, also one that was really written (the piece "###").',
        "code": """
def decode(ids, vocab):
    names = {number: piece for piece, number in vocab.items()}
    words = []
    for i in ids:
        piece = names[i]
        if piece in ("[PAD]", "[CLS]", "[SEP]"):
            continue
        if piece.startswith("##") and words:
            words[-1] += piece.lstrip("#")
        else:
            words.append(piece)
    return " ".join(words)
""",
    },
    {
        "task": "7.7",
        "mistake": "",
        "id": "Berhenti di [SEP] pertama, padahal [SEP] hanya dilewati; kalimat kedua hilang.",
        "en": "It stops at the first [SEP], which is only to be passed over; a second sentence is lost.",
        "code": """
def decode(ids, vocab):
    names = {number: piece for piece, number in vocab.items()}
    words = []
    for number in ids:
        piece = names[number]
        if piece == "[SEP]":
            break  # the text is over, the rest is padding
        if piece in ("[CLS]", "[PAD]"):
            continue
        if piece.startswith("##") and words:
            words[-1] += piece[2:]
        else:
            words.append(piece)
    return " ".join(words)
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Tanpa max_length, padding ditambahkan ke list milik pemanggil itu sendiri (dan tuple gagal).",
        "en": "Without max_length the padding is appended to the caller's own lists (and tuples fail).",
        "code": """
def pad_batch(sequences, pad_id=0, max_length=None):
    if max_length is not None:
        sequences = [list(sequence[:max_length]) for sequence in sequences]
    lengths = [len(sequence) for sequence in sequences]
    longest = max(lengths, default=0)
    mask = torch.zeros(len(lengths), longest, dtype=torch.long)
    for row, length in enumerate(lengths):
        mask[row, :length] = 1
    for sequence in sequences:
        sequence.extend([pad_id] * (longest - len(sequence)))
    ids = torch.tensor(sequences, dtype=torch.long).reshape(len(lengths), longest)
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Tensor dibuat tanpa dtype: kalau semua urutan kosong, hasilnya float32, bukan int64.",
        "en": "The tensor is made without a dtype: where all sequences are empty it comes out float32, not int64.",
        "code": """
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(sequence)[:max_length] for sequence in sequences]
    longest = max(len(row) for row in rows)
    ids = torch.tensor([row + [pad_id] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Id dikumpulkan di tensor float32 lalu diubah ke int64; id di atas 2**24 dibulatkan.",
        "en": "Ids are gathered in a float32 tensor and turned into int64 then; ids above 2**24 are rounded.",
        "code": """
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [list(sequence)[:max_length] for sequence in sequences]
    longest = max((len(row) for row in rows), default=0)
    ids = torch.ones(len(rows), longest) * pad_id
    mask = torch.zeros(len(rows), longest)
    for i, row in enumerate(rows):
        for j, number in enumerate(row):
            ids[i, j] = number
            mask[i, j] = 1
    return ids.long(), mask.long()
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "`max_length` 0 dianggap tanpa batas, padahal hanya `None` yang berarti begitu.",
        "en": "A `max_length` of 0 is taken as no limit, though only `None` means that.",
        "code": """
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [sequence[:max_length] if max_length else sequence for sequence in sequences]
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[n, : len(row)] = 1
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Id asli di akhir barisan yang sama dengan `pad_id` dibuang seolah-olah padding.",
        "en": "Real ids at the end that equal `pad_id` are removed as if they were padding.",
        "code": """
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = []
    for sequence in sequences:
        row = list(sequence[:max_length])
        while row and row[-1] == pad_id:
            row.pop()
        rows.append(row)
    longest = max(map(len, rows), default=0)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[n, : len(row)] = 1
    return ids, mask
""",
    },
    {
        "task": "7.8",
        "mistake": "",
        "id": "Id asli 0 dianggap padding, jadi diganti `pad_id` dan mask-nya menjadi 0.",
        "en": "A real id 0 is taken for padding, so it becomes `pad_id` and its mask becomes 0.",
        "code": """
def pad_batch(sequences, pad_id=0, max_length=None):
    rows = [torch.tensor(sequence[:max_length], dtype=torch.long) for sequence in sequences]
    ids = nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=0)
    mask = (ids != 0).long()
    ids[mask == 0] = pad_id
    return ids, mask
""",
    },
]
