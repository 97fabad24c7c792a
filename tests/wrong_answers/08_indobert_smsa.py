"""Wrong answers to the tasks of module 08, and the mistake each of them makes."""

ANSWERS = [
    # --- 8.1 ---
    {
        "task": "8.1",
        "mistake": "special-tokens-missing",
        "id": "`add_special_tokens=False` menghilangkan `[CLS]` dan `[SEP]`.",
        "en": "`add_special_tokens=False` leaves out `[CLS]` and `[SEP]`.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text, add_special_tokens=False), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "special-tokens-missing",
        "id": "Id pertama dan terakhir dibuang karena dikira sampah.",
        "en": "The first and the last id are thrown away as if they were rubbish.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text)[1:-1], label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "labels-in-alphabetical-order",
        "id": "Label dinomori menurut abjad.",
        "en": "The labels are numbered in alphabetical order.",
        "code": """
def __init__(self, path, tokenizer):
    names = sorted(self.LABEL2INDEX)
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    self.items = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            text, label = line.decode("utf-8").split("\\t")
            index = names.index(label)
        except ValueError:
            raise ValueError(f"row {number} is bad") from None
        if not text.strip():
            raise ValueError(f"row {number} is empty")
        self.items.append((tokenizer.encode(text), index, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "labels-in-alphabetical-order",
        "id": "Tabel sendiri: negatif 0, netral 1, positif 2.",
        "en": "A table of its own: negative 0, neutral 1, positive 2.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    numbers = {"negative": 0, "neutral": 1, "positive": 2}
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, numbers[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "label-not-a-number",
        "id": "Label disimpan seperti tertulis di file.",
        "en": "The label is kept as it stands in the file.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, label))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "label-not-a-number",
        "id": "`__getitem__` mengubah nomor kelas kembali menjadi teks.",
        "en": "`__getitem__` turns the number of the class back into text.",
        "code": """
def __getitem__(self, index):
    ids, label, text = self.items[index]
    return ids, self.INDEX2LABEL[label], text
""",
    },
    {
        "task": "8.1",
        "mistake": "item-in-wrong-order",
        "id": "Item berisi ids, teks, label.",
        "en": "An item holds ids, text, label.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), text, label))
""",
    },
    {
        "task": "8.1",
        "mistake": "item-in-wrong-order",
        "id": "`__getitem__` menyusun kembali item dengan teks di tengah.",
        "en": "`__getitem__` puts the item together again with the text in the middle.",
        "code": """
def __getitem__(self, index):
    ids, label, text = self.items[index]
    return (ids, text, label)
""",
    },
    {
        "task": "8.1",
        "mistake": "first-row-lost",
        "id": "Baris pertama dilewati seolah-olah header.",
        "en": "The first row is skipped as if it were a header.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        if number == 1:
            continue
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "first-row-lost",
        "id": "`next(reader)` membuang baris pertama.",
        "en": "`next(reader)` throws the first row away.",
        "code": """
def __init__(self, path, tokenizer):
    import csv

    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    lines = []
    for number, line in enumerate(data.rstrip().split(b"\\n"), start=1):
        try:
            lines.append(line.decode("utf-8").removesuffix("\\r"))
        except UnicodeDecodeError:
            raise ValueError(f"row {number}") from None
    reader = csv.reader(lines, delimiter="\\t", quoting=csv.QUOTE_NONE)
    next(reader)
    self.items = []
    for number, row in enumerate(reader, start=2):
        if len(row) != 2 or row[1] not in self.LABEL2INDEX or not row[0].strip():
            raise ValueError(f"row {number}")
        self.items.append((tokenizer.encode(row[0]), self.LABEL2INDEX[row[1]], row[0]))
""",
    },
    {
        "task": "8.1",
        "mistake": "quotes-interpreted",
        "id": "`csv.reader` dengan aturan tanda kutip bawaannya.",
        "en": "`csv.reader` with its default rules on quotation marks.",
        "code": """
def __init__(self, path, tokenizer):
    import csv

    rows = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter="\\t")
        try:
            lines = list(reader)
        except UnicodeDecodeError:
            raise ValueError(f"row {reader.line_num + 1} is not UTF-8") from None
    while lines and not any(lines[-1]):
        lines.pop()
    for number, line in enumerate(lines, start=1):
        if len(line) != 2 or line[1] not in self.LABEL2INDEX or not line[0].strip():
            raise ValueError(f"row {number} is bad: {line}")
        rows.append((line[0], self.LABEL2INDEX[line[1]]))
    self.items = [(tokenizer.encode(text), label, text) for text, label in rows]
""",
    },
    {
        "task": "8.1",
        "mistake": "quotes-interpreted",
        "id": "Tanda kutip di awal dan akhir teks dihapus.",
        "en": "Quotation marks around the text are removed.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text.strip('"'), self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "byte-order-mark-kept",
        "id": "Dibaca sebagai `utf-8`, jadi BOM ikut masuk ke teks pertama.",
        "en": "Read as `utf-8`, so the BOM gets into the first text.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes()
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "byte-order-mark-kept",
        "id": '`open(..., encoding="utf-8")` tidak membuang BOM.',
        "en": '`open(..., encoding="utf-8")` does not remove the BOM.',
        "code": """
def __init__(self, path, tokenizer):
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        lines = file.read().rstrip().split("\\n")
    texts, labels = [], []
    for number, line in enumerate(lines, start=1):
        try:
            line.encode("utf-8")
            text, label = line.split("\\t")
            labels.append(self.LABEL2INDEX[label])
        except (ValueError, KeyError):
            raise ValueError(f"bad row {number}") from None
        if not text.strip():
            raise ValueError(f"bad row {number}")
        texts.append(text)
    ids = tokenizer(texts)["input_ids"]
    self.items = list(zip(ids, labels, texts))
""",
    },
    {
        "task": "8.1",
        "mistake": "rows-cut-inside-a-text",
        "id": "`str.splitlines()` memotong juga di U+2028 dan kawan-kawannya.",
        "en": "`str.splitlines()` also cuts at U+2028 and its kin.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    content = data.decode("utf-8", "surrogateescape")
    for number, line in enumerate(content.rstrip().splitlines(), start=1):
        try:
            line = line.encode("utf-8", "surrogateescape").decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "rows-cut-inside-a-text",
        "id": "`splitlines()` atas seluruh teks, dengan nomor yang dihitung sendiri.",
        "en": "`splitlines()` on the whole text, with a number counted by hand.",
        "code": """
def __init__(self, path, tokenizer):
    try:
        content = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\\n") + 1
        raise ValueError(f"row {row} is not UTF-8") from None
    self.items = []
    number = 0
    for line in content.rstrip().splitlines():
        number += 1
        text, tab, label = line.partition("\\t")
        if not tab or label not in self.LABEL2INDEX or not text.strip():
            raise ValueError(f"row {number}: {line}")
        self.items.append((tokenizer.encode(text), self.LABEL2INDEX[label], text))
""",
    },
    {
        "task": "8.1",
        "mistake": "bad-row-accepted",
        "id": "Label yang tidak dikenal menjadi netral.",
        "en": "An unknown label becomes neutral.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX.get(label, 1)))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "bad-row-accepted",
        "id": "Baris yang rusak dilewati dengan `continue`.",
        "en": "Bad rows are skipped with `continue`.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    self.items = []
    for line in data.rstrip().splitlines():
        try:
            text, label = line.decode("utf-8").split("\\t")
        except ValueError:
            continue
        if label not in self.LABEL2INDEX or not text.strip():
            continue
        self.items.append((tokenizer.encode(text), self.LABEL2INDEX[label], text))
""",
    },
    {
        "task": "8.1",
        "mistake": "bad-row-accepted",
        "id": "`rsplit` dengan batas 1 menerima baris berkolom tiga.",
        "en": "`rsplit` with limit 1 accepts a row of three columns.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.rsplit("\\t", 1)
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "bad-row-accepted",
        "id": "Kolom ketiga dan selanjutnya dibuang diam-diam.",
        "en": "A third column and those after it are dropped in silence.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) < 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns[:2]
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "bad-row-accepted",
        "id": "Teks kosong diterima.",
        "en": "An empty text is accepted.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "bad-row-accepted",
        "id": "Teks yang hanya berisi spasi diterima.",
        "en": "A text of nothing but spaces is accepted.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if text == "":
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "bad-row-accepted",
        "id": "Byte yang bukan UTF-8 diganti tanda tanya.",
        "en": "Bytes that are not UTF-8 are replaced by question marks.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        line = line.decode("utf-8", errors="replace")
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "bad-row-accepted",
        "id": "Semua baris kosong dilewati, juga yang di tengah file.",
        "en": "All blank rows are skipped, those in the midst of the file too.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        if not line.strip():
            continue
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "bad-row-accepted",
        "id": "Label dicocokkan tanpa melihat huruf besar dan spasi.",
        "en": "The label is matched whatever its case and its spaces.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns[0], columns[1].strip().lower()
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "rows-counted-from-zero",
        "id": "`enumerate` tanpa `start=1`.",
        "en": "`enumerate` without `start=1`.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines()):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "rows-counted-from-zero",
        "id": "Nomor di pesan diambil dari banyaknya baris yang sudah terkumpul.",
        "en": "The number in the message is how many rows were collected so far.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for line in data.rstrip().splitlines():
        number = len(rows)
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "encoded-at-every-access",
        "id": "`__getitem__` memanggil tokenizer.",
        "en": "`__getitem__` calls the tokenizer.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = rows
    self.tokenizer = tokenizer


def __getitem__(self, index):
    text, label = self.items[index]
    return self.tokenizer.encode(text), label, text
""",
    },
    {
        "task": "8.1",
        "mistake": "encoded-at-every-access",
        "id": "Semua di-encode di awal, lalu di-encode lagi setiap kali diminta.",
        "en": "Everything is encoded at the start, and again whenever asked for.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.tokenizer = tokenizer
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))


def __getitem__(self, index):
    _, label, text = self.items[index]
    return self.tokenizer([text])["input_ids"][0], label, text
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Teks baru di-encode saat pertama kali diminta.",
        "en": "A text is encoded only when first asked for.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = rows
    self.tokenizer = tokenizer
    self.cache = {}


def __getitem__(self, index):
    text, label = self.items[index]
    if index not in self.cache:
        self.cache[index] = self.tokenizer.encode(text)
    return self.cache[index], label, text
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Label yang tidak dikenal menjadi KeyError, bukan ValueError.",
        "en": "An unknown label becomes a KeyError, not a ValueError.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Pesannya tidak menyebut nomor baris.",
        "en": "The message does not hold the number of the row.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError("a row must have a text and a label")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"unknown label {label!r}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Byte yang bukan UTF-8: galat Python tanpa nomor baris.",
        "en": "Bytes that are not UTF-8: Python's own error, without the number of the row.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        line = line.decode("utf-8")
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Baris kosong di akhir file ditolak.",
        "en": "Blank rows at the end of the file are refused.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "CRLF tidak dikenal: `\r` menempel di label.",
        "en": "CRLF is not known: `\r` sticks to the label.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().split(b"\\n"), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Ids dipotong sampai 16 pada saat dibaca.",
        "en": "The ids are cut to 16 when they are read.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text)[:16], label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Label keluar sebagai tensor.",
        "en": "The label comes out as a tensor.",
        "code": """
def __getitem__(self, index):
    ids, label, text = self.items[index]
    return ids, torch.tensor(label), text
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Teks diubah menjadi huruf kecil.",
        "en": "The text is turned to lower case.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text.lower(), self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "`__len__` kurang satu.",
        "en": "`__len__` is one too small.",
        "code": """
def __len__(self):
    return len(self.items) - 1
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Item disimpan di kelasnya: dataset kedua menimpa yang pertama.",
        "en": "The items are kept on the class: a second data set overwrites the first.",
        "code": """
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    DocumentSentimentDataset.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "`path.read_bytes()` gagal kalau path berupa str.",
        "en": "`path.read_bytes()` fails if the path is a str.",
        "code": """
def __init__(self, path, tokenizer):
    data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    rows = []
    for number, line in enumerate(data.rstrip().splitlines(), start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        columns = line.split("\\t")
        if len(columns) != 2:
            raise ValueError(f"row {number} has {len(columns)} columns")
        text, label = columns
        if label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: unknown label {label}")
        if not text.strip():
            raise ValueError(f"row {number}: empty text")
        rows.append((text, self.LABEL2INDEX[label]))
    self.items = []
    for text, label in rows:
        self.items.append((tokenizer.encode(text), label, text))
""",
    },
    # --- 8.2 ---
    {
        "task": "8.2",
        "mistake": "sep-cut-off",
        "id": "Dipotong dengan `[:max_seq_len]`, jadi `[SEP]` hilang.",
        "en": "Cut by `[:max_seq_len]`, so `[SEP]` is lost.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        ids = ids[:max_seq_len]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "sep-cut-off",
        "id": "Tensor yang sudah jadi dipotong di kolom `max_seq_len`.",
        "en": "The finished tensors are cut at column `max_seq_len`.",
        "code": """
def collate(batch, max_seq_len=512):
    sequences, labels, texts = zip(*batch)
    rows = [torch.as_tensor(ids, dtype=torch.int64) for ids in sequences]
    subwords = nn.utils.rnn.pad_sequence(rows, batch_first=True)[:, :max_seq_len]
    ones = [torch.ones_like(row) for row in rows]
    mask = nn.utils.rnn.pad_sequence(ones, batch_first=True)[:, :max_seq_len]
    return subwords, mask, torch.tensor(labels).unsqueeze(1), list(texts)
""",
    },
    {
        "task": "8.2",
        "mistake": "padded-to-the-maximum",
        "id": "Tensornya selalu selebar `max_seq_len`.",
        "en": "The tensors are always as wide as `max_seq_len`.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max_seq_len
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "padded-to-the-maximum",
        "id": "Setiap baris diisi sampai `max_seq_len` sebelum dijadikan tensor.",
        "en": "Every row is filled up to `max_seq_len` before tensors are made.",
        "code": """
def collate(batch, max_seq_len=512):
    subwords, masks, labels, texts = [], [], [], []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + [ids[-1]]
        padding = max_seq_len - len(ids)
        subwords.append(ids + [0] * padding)
        masks.append([1] * len(ids) + [0] * padding)
        labels.append([label])
        texts.append(text)
    return torch.tensor(subwords), torch.tensor(masks), torch.tensor(labels), texts
""",
    },
    {
        "task": "8.2",
        "mistake": "padded-on-the-left",
        "id": "Ids ditaruh di belakang, padding di depan.",
        "en": "The ids stand at the end, the padding in front.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, longest - len(ids) :] = torch.tensor(ids)
        mask[n, longest - len(ids) :] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "padded-on-the-left",
        "id": "Hanya ids yang diisi di depan; mask-nya tidak ikut.",
        "en": "Only the ids are filled in front; the mask is not.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, -len(ids) :] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "not-cut",
        "id": "Pemotongan terlupa.",
        "en": "Cutting was forgotten.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "not-cut",
        "id": "Hasil potongan tidak disimpan.",
        "en": "What was cut is not kept.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Selalu dipotong di 512; `max_seq_len` diabaikan.",
        "en": "Always cut at 512; `max_seq_len` is ignored.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > 512:
            ids = ids[:511] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Potongannya satu terlalu pendek.",
        "en": "What is cut is one too short.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 2] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Yang terpanjang dicari sebelum dipotong, jadi ada kolom yang kosong.",
        "en": "The longest is looked for before cutting, so some columns are empty.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids, _, _ in batch)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Nilai bawaan `max_seq_len` 128, bukan 512.",
        "en": "The default of `max_seq_len` is 128, not 512.",
        "code": """
def collate(batch, max_seq_len=128):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "`[SEP]` ditulis tetap sebagai id 3.",
        "en": "`[SEP]` is written in as id 3.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + [3]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "mask-inverted",
        "id": "1 di padding, 0 di kata.",
        "en": "1 on padding, 0 on words.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.ones(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 0
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "mask-inverted",
        "id": "Mask dari perbandingan `== 0`.",
        "en": "The mask comes from `== 0`.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    mask = (subwords == 0).long()
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "mask-all-ones",
        "id": "`ones_like` untuk seluruh batch.",
        "en": "`ones_like` for the whole batch.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    mask = torch.ones_like(subwords)
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "mask-all-ones",
        "id": "Mask diisi sampai yang terpanjang di setiap baris.",
        "en": "The mask is filled up to the longest in every row.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, :longest] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Mask dari `ids != 0`: id 0 yang memang ada di kalimat ikut tertutup.",
        "en": "The mask comes from `ids != 0`: an id 0 inside a sentence is hidden too.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    mask = (subwords != 0).long()
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "labels-flat",
        "id": "`reshape(-1, 1)` terlupa.",
        "en": "`reshape(-1, 1)` was forgotten.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch])
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "labels-flat",
        "id": "Label dalam array NumPy sepanjang N.",
        "en": "The labels stand in a NumPy array of length N.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = np.zeros(len(batch), dtype=np.int64)
    for n, item in enumerate(batch):
        labels[n] = item[1]
    labels = torch.from_numpy(labels)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Ids berupa int32.",
        "en": "The ids are int32.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int32)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Padding-nya 1, bukan 0.",
        "en": "The padding is 1, not 0.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.ones(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Ids di item milik pemanggil dipotong di tempat.",
        "en": "The ids in the caller's items are cut in place.",
        "code": """
def collate(batch, max_seq_len=512):
    for ids, _, _ in batch:
        if isinstance(ids, list) and len(ids) > max_seq_len:
            del ids[max_seq_len - 1 : -1]
    rows = [torch.as_tensor(ids, dtype=torch.int64) for ids, _, _ in batch]
    rows = [torch.cat([x[: max_seq_len - 1], x[-1:]]) if len(x) > max_seq_len else x for x in rows]
    subwords = nn.utils.rnn.pad_sequence(rows, batch_first=True)
    mask = nn.utils.rnn.pad_sequence([torch.ones_like(row) for row in rows], batch_first=True)
    labels = torch.tensor([[label] for _, label, _ in batch])
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Padding ditambahkan ke list milik pemanggil.",
        "en": "Padding is appended to the caller's lists.",
        "code": """
def collate(batch, max_seq_len=512):
    sequences = []
    for ids, _, _ in batch:
        if len(ids) > max_seq_len:
            ids = list(ids[: max_seq_len - 1]) + [ids[-1]]
        sequences.append(ids if isinstance(ids, list) else [int(i) for i in ids])
    lengths = [len(ids) for ids in sequences]
    for ids in sequences:
        while len(ids) < max(lengths):
            ids.append(0)
    mask = [[int(t < length) for t in range(max(lengths))] for length in lengths]
    labels = torch.tensor([[label] for _, label, _ in batch])
    return torch.tensor(sequences), torch.tensor(mask), labels, [item[2] for item in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Hanya untuk list: `ids + [0] * k` salah untuk tensor dan array.",
        "en": "For lists only: `ids + [0] * k` is wrong for tensors and arrays.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = [
        ids if len(ids) <= max_seq_len else ids[: max_seq_len - 1] + ids[-1:]
        for ids, _, _ in batch
    ]
    longest = max(len(ids) for ids in rows)
    subwords = torch.tensor([ids + [0] * (longest - len(ids)) for ids in rows])
    mask = torch.tensor([[1] * len(ids) + [0] * (longest - len(ids)) for ids in rows])
    labels = torch.tensor([[label] for _, label, _ in batch])
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Item diurutkan menurut panjangnya; urutan aslinya hilang.",
        "en": "The items are sorted by length; their own order is lost.",
        "code": """
def collate(batch, max_seq_len=512):
    batch = sorted(batch, key=lambda item: -len(item[0]))
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text for _, _, text in batch]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Teks ikut dipotong.",
        "en": "The texts are cut as well.",
        "code": """
def collate(batch, max_seq_len=512):
    rows = []
    for ids, label, text in batch:
        ids = [int(i) for i in ids]
        if len(ids) > max_seq_len:
            ids = ids[: max_seq_len - 1] + ids[-1:]
        rows.append(ids)
    longest = max(len(ids) for ids in rows)
    subwords = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    for n, ids in enumerate(rows):
        subwords[n, : len(ids)] = torch.tensor(ids)
        mask[n, : len(ids)] = 1
    labels = torch.tensor([label for _, label, _ in batch]).reshape(-1, 1)
    return subwords, mask, labels, [text[:max_seq_len] for _, _, text in batch]
""",
    },
    # --- 8.3 ---
    {
        "task": "8.3",
        "mistake": "last-batch-dropped",
        "id": "Hanya batch yang penuh yang dibuat.",
        "en": "Only full batches are made.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = rng.permutation(len(lengths))
    order = sorted(order.tolist(), key=lambda i: lengths[i])
    batches = []
    for start in range(0, len(order) - batch_size + 1, batch_size):
        batches.append(order[start : start + batch_size])
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "last-batch-dropped",
        "id": "Banyaknya batch dibulatkan ke bawah.",
        "en": "The number of batches is rounded down.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    noise = rng.random(len(lengths))
    order = np.argsort(np.asarray(lengths) + noise)
    n = len(order) // batch_size
    batches = order[: n * batch_size].reshape(n, batch_size).tolist()
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "not-by-length",
        "id": "Indeks hanya diacak.",
        "en": "The indices are only shuffled.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = rng.permutation(len(lengths)).tolist()
    return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
""",
    },
    {
        "task": "8.3",
        "mistake": "not-by-length",
        "id": "Diacak, dipotong, baru diurutkan di dalam setiap batch.",
        "en": "Shuffled, cut, and only then sorted inside each batch.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = rng.permutation(len(lengths)).tolist()
    batches = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
    return [sorted(batch, key=lambda i: lengths[i]) for batch in batches]
""",
    },
    {
        "task": "8.3",
        "mistake": "not-by-length",
        "id": "`argsort` menghasilkan posisi, tetapi dipakai tanpa `order`.",
        "en": "`argsort` gives positions in `order`, but they are used without it.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = rng.permutation(len(lengths))
    order = np.argsort(np.asarray(lengths)[order], kind="stable")
    batches = [order[i : i + batch_size].tolist() for i in range(0, len(order), batch_size)]
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "same-batches-each-epoch",
        "id": "Hanya diurutkan; `rng` tidak dipakai.",
        "en": "Only sorted; `rng` is not used.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
""",
    },
    {
        "task": "8.3",
        "mistake": "same-batches-each-epoch",
        "id": "Generator baru dengan seed tetap.",
        "en": "A new generator with a fixed seed.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    rng = np.random.default_rng(42)
    order = rng.permutation(len(lengths))
    order = sorted(order.tolist(), key=lambda i: lengths[i])
    batches = []
    for start in range(0, len(order), batch_size):
        batches.append(order[start : start + batch_size])
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "same-batches-each-epoch",
        "id": "`rng` disalin, jadi `rng` pemanggil tidak maju.",
        "en": "`rng` is copied, so the caller's does not advance.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    rng = copy.deepcopy(rng)
    order = rng.permutation(len(lengths))
    order = sorted(order.tolist(), key=lambda i: lengths[i])
    batches = []
    for start in range(0, len(order), batch_size):
        batches.append(order[start : start + batch_size])
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "rng-not-used",
        "id": "`random.shuffle` dari Python.",
        "en": "`random.shuffle` of Python.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    batches = []
    for start in range(0, len(order), batch_size):
        batches.append(order[start : start + batch_size])
    random.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "rng-not-used",
        "id": "`np.random` dan `torch` dipakai, bukan `rng`.",
        "en": "`np.random` and `torch` are used instead of `rng`.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = torch.randperm(len(lengths))
    order = sorted(order.tolist(), key=lambda i: lengths[i])
    batches = []
    for start in range(0, len(order), batch_size):
        batches.append(order[start : start + batch_size])
    np.random.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "rng-not-used",
        "id": "`default_rng()` tanpa seed.",
        "en": "`default_rng()` without a seed.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    rng = np.random.default_rng()
    order = rng.permutation(len(lengths))
    order = sorted(order.tolist(), key=lambda i: lengths[i])
    batches = []
    for start in range(0, len(order), batch_size):
        batches.append(order[start : start + batch_size])
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "",
        "id": "Urutan batch diacak dengan `rng`, tetapi yang sama panjang dengan `random`.",
        "en": "The batches are shuffled by `rng`, but those of equal length by `random`.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], random.random()))
    batches = []
    for start in range(0, len(order), batch_size):
        batches.append(order[start : start + batch_size])
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "",
        "id": "Batch berisi panjang kalimat, bukan indeksnya.",
        "en": "The batches hold lengths, not indices.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = rng.permutation(len(lengths))
    order = sorted(order.tolist(), key=lambda i: lengths[i])
    batches = []
    for start in range(0, len(order), batch_size):
        batches.append([lengths[i] for i in order[start : start + batch_size]])
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "",
        "id": "Banyaknya batch dan ukuran batch tertukar.",
        "en": "The number of batches and their size are mixed up.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = np.lexsort((rng.random(len(lengths)), lengths))
    batches = [part.tolist() for part in np.array_split(order, batch_size)]
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "",
        "id": "Sisa yang tidak penuh ditambahkan ke batch terakhir.",
        "en": "What does not fill a batch is added to the last one.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = rng.permutation(len(lengths))
    order = sorted(order.tolist(), key=lambda i: lengths[i])
    batches = []
    for start in range(0, len(order), batch_size):
        batches.append(order[start : start + batch_size])
    if len(batches) > 1 and len(batches[-1]) < batch_size:
        rest = batches.pop()
        batches[-1] = batches[-1] + rest
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "",
        "id": "Potongannya bertumpuk satu indeks.",
        "en": "The slices overlap by one index.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = rng.permutation(len(lengths))
    order = sorted(order.tolist(), key=lambda i: lengths[i])
    batches = []
    for start in range(0, len(order), batch_size):
        batches.append(order[max(start - 1, 0) : start + batch_size - 1])
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "",
        "id": "`lengths` milik pemanggil diurutkan di tempat.",
        "en": "The caller's `lengths` are sorted in place.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = rng.permutation(len(lengths))
    order = sorted(order.tolist(), key=lambda i: lengths[i])
    if isinstance(lengths, list):
        lengths.sort()
    batches = []
    for start in range(0, len(order), batch_size):
        batches.append(order[start : start + batch_size])
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "",
        "id": "Ember dengan batas tetap 10, 20, 30; yang lebih panjang hilang.",
        "en": "Buckets with fixed limits 10, 20, 30; what is longer is lost.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    batches = []
    for low, high in ((0, 10), (10, 20), (20, 30)):
        bucket = [i for i, length in enumerate(lengths) if low <= length < high]
        rng.shuffle(bucket)
        batches += [bucket[i : i + batch_size] for i in range(0, len(bucket), batch_size)]
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "",
        "id": "Hasil `rng.permutation(batches)` menuntut batch sama panjang.",
        "en": "`rng.permutation(batches)` needs batches of equal length.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = rng.permutation(len(lengths))
    order = sorted(order.tolist(), key=lambda i: lengths[i])
    batches = []
    for start in range(0, len(order), batch_size):
        batches.append(order[start : start + batch_size])
    return rng.permutation(np.array(batches)).tolist()
""",
    },
    {
        "task": "8.3",
        "mistake": "",
        "id": "`-lengths` gagal kalau `lengths` berupa list.",
        "en": "`-lengths` fails if `lengths` is a list.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = np.argsort(-lengths)
    batches = [order[i : i + batch_size].tolist() for i in range(0, len(order), batch_size)]
    rng.shuffle(batches)
    return batches
""",
    },
    # --- 8.4 ---
    {
        "task": "8.4",
        "mistake": "padding-attended",
        "id": "Mask tidak diberikan kepada model.",
        "en": "The mask is not given to the model.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "padding-attended",
        "id": "Mask diganti dengan 1 di mana-mana.",
        "en": "The mask is replaced by ones everywhere.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=torch.ones_like(subwords)).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Mask masuk sebagai `token_type_ids`.",
        "en": "The mask goes in as `token_type_ids`.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, token_type_ids=mask.long()).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "sum-instead-of-mean",
        "id": '`reduction="sum"`.',
        "en": '`reduction="sum"`.',
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels, reduction="sum")
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "sum-instead-of-mean",
        "id": "Loss setiap contoh dijumlahkan dalam perulangan.",
        "en": "The loss of every example is added up in a loop.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = 0
    for row, label in zip(logits.log_softmax(dim=1), labels):
        loss = loss - row[label]
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "labels-in-a-column",
        "id": "Label (N, 1) langsung diubah menjadi list.",
        "en": "Labels (N, 1) are turned into a list as they are.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels.reshape(-1))
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "labels-in-a-column",
        "id": "List label diambil dari batch asli.",
        "en": "The list of labels is taken from the original batch.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), batch[2].cpu().numpy().tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "graph-lost",
        "id": "Loss dilepas dengan `detach()`.",
        "en": "The loss is cut off by `detach()`.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    loss = loss.detach()
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "graph-lost",
        "id": "Model dipanggil di dalam `torch.no_grad()`.",
        "en": "The model is called inside `torch.no_grad()`.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    with torch.no_grad():
        logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "graph-lost",
        "id": "Loss dibungkus lagi dengan `torch.tensor`.",
        "en": "The loss is wrapped anew by `torch.tensor`.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    loss = torch.tensor(loss.item(), requires_grad=True)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Loss keluar sebagai float.",
        "en": "The loss comes out as a float.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss.item(), logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Softmax dikenakan sebelum `cross_entropy`, yang sudah memuat softmax.",
        "en": "Softmax is applied before `cross_entropy`, which contains it already.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits.softmax(dim=1), labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Label smoothing yang tidak diminta.",
        "en": "Label smoothing that was not asked for.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels, label_smoothing=0.1)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Ditulis untuk tepat 3 kelas.",
        "en": "Written for exactly 3 classes.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    one_hot = nn.functional.one_hot(labels, 3).float()
    loss = -(one_hot * logits.log_softmax(dim=1)).sum(dim=1).mean()
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "`squeeze()` gagal untuk batch dengan satu contoh.",
        "en": "`squeeze()` fails for a batch of one.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.squeeze()
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Label milik pemanggil diubah bentuknya di tempat.",
        "en": "The caller's labels are reshaped in place.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.squeeze_(1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Padding di ids milik pemanggil ditimpa.",
        "en": "The padding in the caller's ids is overwritten.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    subwords[mask == 0] = 1
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Model dipindahkan ke mode train.",
        "en": "The model is put in train mode.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    model.train()
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Model dipindahkan ke mode eval.",
        "en": "The model is put in eval mode.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    model.eval()
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "`backward()` sudah dipanggil di sini.",
        "en": "`backward()` is called here already.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    loss.backward()
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Prediksi keluar sebagai tensor.",
        "en": "The predictions come out as a tensor.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Label dan prediksi tertukar di hasil.",
        "en": "Labels and predictions have changed places in the answer.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (part.to(device) for part in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, labels.tolist(), logits.argmax(dim=1).tolist()
""",
    },
    # --- 8.5 ---
    {
        "task": "8.5",
        "mistake": "micro-instead-of-macro",
        "id": '`average="micro"`.',
        "en": '`average="micro"`.',
        "code": """
def document_sentiment_metrics(predictions, labels):
    from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

    options = {"average": "micro", "zero_division": 0}
    return {
        "ACC": float(accuracy_score(labels, predictions)),
        "F1": float(f1_score(labels, predictions, **options)),
        "REC": float(recall_score(labels, predictions, **options)),
        "PRE": float(precision_score(labels, predictions, **options)),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "micro-instead-of-macro",
        "id": "Hitungan semua kelas dijumlahkan dulu, baru dibagi.",
        "en": "The counts of all classes are added first and divided then.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    hits = sum(p == y for p, y in zip(predictions, labels))
    precision = hits / len(predictions)
    recall = hits / len(labels)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"ACC": hits / len(labels), "F1": f1, "REC": recall, "PRE": precision}
""",
    },
    {
        "task": "8.5",
        "mistake": "weighted-instead-of-macro",
        "id": '`average="weighted"`.',
        "en": '`average="weighted"`.',
        "code": """
def document_sentiment_metrics(predictions, labels):
    from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

    options = {"average": "weighted", "zero_division": 0}
    return {
        "ACC": float(accuracy_score(labels, predictions)),
        "F1": float(f1_score(labels, predictions, **options)),
        "REC": float(recall_score(labels, predictions, **options)),
        "PRE": float(precision_score(labels, predictions, **options)),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "weighted-instead-of-macro",
        "id": "Setiap kelas dikalikan bagiannya di antara label.",
        "en": "Every class is multiplied by its share of the labels.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = sorted(set(predictions) | set(labels))
    f1s, recalls, precisions = [], [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / guessed if guessed else 0.0
        recall = hits / true if true else 0.0
        f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
        share = true / len(labels)
        precisions.append(precision * share)
        recalls.append(recall * share)
        f1s.append(f1 * share)
    correct = sum(p == y for p, y in zip(predictions, labels))
    return {
        "ACC": correct / len(labels),
        "F1": sum(f1s),
        "REC": sum(recalls),
        "PRE": sum(precisions),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "recall-and-precision-swapped",
        "id": "scikit-learn dipanggil dengan prediksi sebagai `y_true`.",
        "en": "scikit-learn is called with the predictions as `y_true`.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

    options = {"average": "macro", "zero_division": 0}
    return {
        "ACC": float(accuracy_score(predictions, labels)),
        "F1": float(f1_score(predictions, labels, **options)),
        "REC": float(recall_score(predictions, labels, **options)),
        "PRE": float(precision_score(predictions, labels, **options)),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "recall-and-precision-swapped",
        "id": "Pembagi recall dan precision tertukar.",
        "en": "The divisors of recall and precision have changed places.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = sorted(set(predictions) | set(labels))
    f1s, recalls, precisions = [], [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / true if true else 0.0
        recall = hits / guessed if guessed else 0.0
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    correct = sum(p == y for p, y in zip(predictions, labels))
    return {
        "ACC": correct / len(labels),
        "F1": sum(f1s) / len(f1s),
        "REC": sum(recalls) / len(recalls),
        "PRE": sum(precisions) / len(precisions),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "percent-instead-of-fraction",
        "id": "Semuanya dikalikan 100.",
        "en": "Everything is multiplied by 100.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = sorted(set(predictions) | set(labels))
    f1s, recalls, precisions = [], [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / guessed if guessed else 0.0
        recall = hits / true if true else 0.0
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    correct = sum(p == y for p, y in zip(predictions, labels))
    return {
        "ACC": 100 * correct / len(labels),
        "F1": 100 * sum(f1s) / len(f1s),
        "REC": 100 * sum(recalls) / len(recalls),
        "PRE": 100 * sum(precisions) / len(precisions),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "percent-instead-of-fraction",
        "id": "Hanya accuracy yang dalam persen.",
        "en": "Only the accuracy is in percent.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = sorted(set(predictions) | set(labels))
    f1s, recalls, precisions = [], [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / guessed if guessed else 0.0
        recall = hits / true if true else 0.0
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    correct = sum(p == y for p, y in zip(predictions, labels))
    return {
        "ACC": correct / len(labels) * 100.0,
        "F1": sum(f1s) / len(f1s),
        "REC": sum(recalls) / len(recalls),
        "PRE": sum(precisions) / len(precisions),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "harmonic-mean-of-the-means",
        "id": "F1 dari rata-rata precision dan recall.",
        "en": "F1 from the averaged precision and recall.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = sorted(set(predictions) | set(labels))
    recalls, precisions = [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / guessed if guessed else 0.0
        recall = hits / true if true else 0.0
        precisions.append(precision)
        recalls.append(recall)
    correct = sum(p == y for p, y in zip(predictions, labels))
    r, p = np.mean(recalls), np.mean(precisions)
    return {
        "ACC": correct / len(labels),
        "F1": float(2 * p * r / max(p + r, 1e-12)),
        "REC": sum(recalls) / len(recalls),
        "PRE": sum(precisions) / len(precisions),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "harmonic-mean-of-the-means",
        "id": "Rumus F1 dikenakan pada nilai macro dari scikit-learn.",
        "en": "The formula of F1 is applied to scikit-learn's macro values.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    from sklearn import metrics

    rec = metrics.recall_score(labels, predictions, average="macro", zero_division=0)
    pre = metrics.precision_score(labels, predictions, average="macro", zero_division=0)
    acc = metrics.accuracy_score(labels, predictions)
    f1 = 0.0 if rec + pre == 0 else 2 * rec * pre / (rec + pre)
    return {"ACC": acc, "F1": f1, "REC": rec, "PRE": pre}
""",
    },
    {
        "task": "8.5",
        "mistake": "absent-class-counted",
        "id": "`labels=[0, 1, 2]`: kelas yang tidak muncul ikut dihitung.",
        "en": "`labels=[0, 1, 2]`: a class that does not occur is counted.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

    options = {"average": "macro", "zero_division": 0, "labels": [0, 1, 2]}
    return {
        "ACC": float(accuracy_score(labels, predictions)),
        "F1": float(f1_score(labels, predictions, **options)),
        "REC": float(recall_score(labels, predictions, **options)),
        "PRE": float(precision_score(labels, predictions, **options)),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "absent-class-counted",
        "id": "Perulangan atas semua kelas yang dikenal dataset.",
        "en": "A loop over all classes that the data set knows.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = list(DocumentSentimentDataset.INDEX2LABEL)
    f1s, recalls, precisions = [], [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / guessed if guessed else 0.0
        recall = hits / true if true else 0.0
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    correct = sum(p == y for p, y in zip(predictions, labels))
    return {
        "ACC": correct / len(labels),
        "F1": sum(f1s) / len(f1s),
        "REC": sum(recalls) / len(recalls),
        "PRE": sum(precisions) / len(precisions),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "only-true-classes-counted",
        "id": "Kelas diambil dari label saja.",
        "en": "The classes are taken from the labels only.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = sorted(set(labels))
    f1s, recalls, precisions = [], [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / guessed if guessed else 0.0
        recall = hits / true if true else 0.0
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    correct = sum(p == y for p, y in zip(predictions, labels))
    return {
        "ACC": correct / len(labels),
        "F1": sum(f1s) / len(f1s),
        "REC": sum(recalls) / len(recalls),
        "PRE": sum(precisions) / len(precisions),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "only-true-classes-counted",
        "id": "`labels=unique(labels)` diberikan kepada scikit-learn.",
        "en": "`labels=unique(labels)` is given to scikit-learn.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

    options = {"average": "macro", "zero_division": 0, "labels": np.unique(labels)}
    return {
        "ACC": float(accuracy_score(labels, predictions)),
        "F1": float(f1_score(labels, predictions, **options)),
        "REC": float(recall_score(labels, predictions, **options)),
        "PRE": float(precision_score(labels, predictions, **options)),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "",
        "id": "Kelas diambil dari prediksi saja.",
        "en": "The classes are taken from the predictions only.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = sorted(set(predictions))
    f1s, recalls, precisions = [], [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / guessed if guessed else 0.0
        recall = hits / true if true else 0.0
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    correct = sum(p == y for p, y in zip(predictions, labels))
    return {
        "ACC": correct / len(labels),
        "F1": sum(f1s) / len(f1s),
        "REC": sum(recalls) / len(recalls),
        "PRE": sum(precisions) / len(precisions),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "",
        "id": "Perbandingan 0 / 0 dihitung 1.",
        "en": "A ratio 0 / 0 counts as 1.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

    options = {"average": "macro", "zero_division": 1.0}
    return {
        "ACC": float(accuracy_score(labels, predictions)),
        "F1": float(f1_score(labels, predictions, **options)),
        "REC": float(recall_score(labels, predictions, **options)),
        "PRE": float(precision_score(labels, predictions, **options)),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "",
        "id": "Perbandingan 0 / 0 tidak ikut dirata-ratakan.",
        "en": "Ratios 0 / 0 are left out of the mean.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

    options = {"average": "macro", "zero_division": np.nan}
    return {
        "ACC": float(accuracy_score(labels, predictions)),
        "F1": float(f1_score(labels, predictions, **options)),
        "REC": float(recall_score(labels, predictions, **options)),
        "PRE": float(precision_score(labels, predictions, **options)),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "",
        "id": "0 / 0 menjadi NaN.",
        "en": "0 / 0 becomes NaN.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    p, y = np.array(predictions), np.array(labels)
    classes = np.union1d(p, y)
    hits = np.array([np.sum((p == c) & (y == c)) for c in classes])
    with np.errstate(all="ignore"):
        pre = hits / np.array([np.sum(p == c) for c in classes])
        rec = hits / np.array([np.sum(y == c) for c in classes])
        f1 = 2 * pre * rec / (pre + rec)
    return {
        "ACC": float((p == y).mean()),
        "F1": float(f1.mean()),
        "REC": float(rec.mean()),
        "PRE": float(pre.mean()),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "",
        "id": "Dua list dibandingkan langsung: `predictions == labels`.",
        "en": "Two lists are compared as they are: `predictions == labels`.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = sorted(set(predictions) | set(labels))
    f1s, recalls, precisions = [], [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / guessed if guessed else 0.0
        recall = hits / true if true else 0.0
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    return {
        "ACC": float(np.mean(predictions == labels)),
        "F1": sum(f1s) / len(f1s),
        "REC": sum(recalls) / len(recalls),
        "PRE": sum(precisions) / len(precisions),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "",
        "id": "Accuracy berupa banyaknya yang benar.",
        "en": "The accuracy is the number of hits.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = sorted(set(predictions) | set(labels))
    f1s, recalls, precisions = [], [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / guessed if guessed else 0.0
        recall = hits / true if true else 0.0
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    correct = sum(p == y for p, y in zip(predictions, labels))
    return {
        "ACC": float(correct),
        "F1": sum(f1s) / len(f1s),
        "REC": sum(recalls) / len(recalls),
        "PRE": sum(precisions) / len(precisions),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "",
        "id": "Dibulatkan sampai dua angka.",
        "en": "Rounded to two digits.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = sorted(set(predictions) | set(labels))
    f1s, recalls, precisions = [], [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / guessed if guessed else 0.0
        recall = hits / true if true else 0.0
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    correct = sum(p == y for p, y in zip(predictions, labels))
    return {
        "ACC": round(correct / len(labels), 2),
        "F1": round(sum(f1s) / len(f1s), 2),
        "REC": round(sum(recalls) / len(recalls), 2),
        "PRE": round(sum(precisions) / len(precisions), 2),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "",
        "id": "Nilainya tensor.",
        "en": "The values are tensors.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = sorted(set(predictions) | set(labels))
    f1s, recalls, precisions = [], [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / guessed if guessed else 0.0
        recall = hits / true if true else 0.0
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    correct = sum(p == y for p, y in zip(predictions, labels))
    return {
        "ACC": torch.tensor(correct / len(labels)),
        "F1": torch.tensor(f1s).mean(),
        "REC": torch.tensor(recalls).mean(),
        "PRE": torch.tensor(precisions).mean(),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "",
        "id": "List milik pemanggil diurutkan di tempat.",
        "en": "The caller's lists are sorted in place.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    classes = sorted(set(predictions) | set(labels))
    pairs = sorted(zip(predictions, labels))
    if isinstance(labels, list):
        predictions[:] = [p for p, _ in pairs]
        labels[:] = [y for _, y in pairs]
    f1s, recalls, precisions = [], [], []
    for c in classes:
        hits = sum(p == c and y == c for p, y in zip(predictions, labels))
        guessed = sum(p == c for p in predictions)
        true = sum(y == c for y in labels)
        precision = hits / guessed if guessed else 0.0
        recall = hits / true if true else 0.0
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    correct = sum(p == y for p, y in zip(predictions, labels))
    return {
        "ACC": correct / len(labels),
        "F1": sum(f1s) / len(f1s),
        "REC": sum(recalls) / len(recalls),
        "PRE": sum(precisions) / len(precisions),
    }
""",
    },
    # --- 8.6 ---
    {
        "task": "8.6",
        "mistake": "missing-zero-grad",
        "id": "`zero_grad()` terlupa.",
        "en": "`zero_grad()` was forgotten.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "missing-zero-grad",
        "id": "`zero_grad()` hanya sekali, sebelum perulangan.",
        "en": "`zero_grad()` only once, before the loop.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    optimizer.zero_grad()
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "`zero_grad()` hanya sesudah langkah: gradient lama ikut dalam langkah pertama.",
        "en": "`zero_grad()` only after the step: old gradients take part in the first one.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        optimizer.zero_grad()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "weights-not-changed",
        "id": "`zero_grad()` di antara `backward()` dan langkah.",
        "en": "`zero_grad()` between `backward()` and the step.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        scaler.scale(loss).backward()
        if max_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        optimizer.zero_grad()
        optimizer.step()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "weights-not-changed",
        "id": "Langkah optimizer terlupa.",
        "en": "The step of the optimizer was forgotten.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "clipped-without-being-asked",
        "id": "None dianggap 1.0.",
        "en": "None is taken as 1.0.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    max_norm = 1.0 if max_norm is None else max_norm
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "Tanpa `max_norm` elemen gradient dibatasi sampai 0.01.",
        "en": "Without `max_norm` the elements of gradients are limited to 0.01.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        else:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_value_(model.parameters(), 0.01)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "mean-of-batch-means",
        "id": "Loss batch dijumlahkan dan dibagi banyaknya batch.",
        "en": "The losses of batches are added and divided by their number.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, n, predictions, labels = 0.0, 0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item()
        n += 1
        predictions += guessed
        labels += true
    return total / n, document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "mean-of-batch-means",
        "id": "`np.mean` atas loss semua batch.",
        "en": "`np.mean` over the losses of all batches.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    losses, predictions, labels = [], [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        losses.append(loss.item())
        predictions += guessed
        labels += true
    return float(np.mean(losses)), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "metrics-averaged-over-batches",
        "id": "Metrik dihitung setiap batch, lalu dirata-ratakan.",
        "en": "Metrics are computed for every batch and averaged.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, rows, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        rows.append(document_sentiment_metrics(guessed, true))
        labels += true
    return total / len(labels), {key: float(np.mean([row[key] for row in rows])) for key in rows[0]}
""",
    },
    {
        "task": "8.6",
        "mistake": "metrics-averaged-over-batches",
        "id": "Metrik batch ditimbang banyaknya contoh.",
        "en": "Metrics of batches are weighted by their examples.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, sums, labels = 0.0, {}, []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        for key, value in document_sentiment_metrics(guessed, true).items():
            sums[key] = sums.get(key, 0.0) + value * len(true)
        labels += true
    return total / len(labels), {key: value / len(labels) for key, value in sums.items()}
""",
    },
    {
        "task": "8.6",
        "mistake": "not-clipped",
        "id": "`max_norm` tidak dipakai.",
        "en": "`max_norm` is not used.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "not-clipped",
        "id": "Dibatasi sesudah langkah.",
        "en": "Clipped after the step.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
        if max_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "clipped-one-by-one",
        "id": "`clip_grad_norm_` untuk setiap parameter.",
        "en": "`clip_grad_norm_` for each parameter.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            for parameter in model.parameters():
                nn.utils.clip_grad_norm_(parameter, max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "clipped-one-by-one",
        "id": "Setiap gradient dikalikan menurut panjangnya sendiri.",
        "en": "Every gradient is scaled by its own length.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            for p in model.parameters():
                if p.grad is not None and p.grad.norm() > max_norm:
                    p.grad *= max_norm / p.grad.norm()
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "clipped-by-value",
        "id": "`clip_grad_value_`, bukan `clip_grad_norm_`.",
        "en": "`clip_grad_value_` instead of `clip_grad_norm_`.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_value_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "clipped-by-value",
        "id": "`clamp_` pada setiap gradient.",
        "en": "`clamp_` on every gradient.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            for p in model.parameters():
                if p.grad is not None:
                    p.grad.clamp_(-max_norm, max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "Gradient pendek juga diperpanjang sampai `max_norm`.",
        "en": "Short gradients are lengthened to `max_norm` as well.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            grads = [p.grad for p in model.parameters() if p.grad is not None]
            norm = torch.stack([g.norm() for g in grads]).norm()
            for g in grads:
                g.mul_(max_norm / norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "clipped-before-unscaling",
        "id": "`unscale_` terlupa.",
        "en": "`unscale_` was forgotten.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "clipped-before-unscaling",
        "id": "`unscale_` dipanggil sesudah pembatasan.",
        "en": "`unscale_` is called after clipping.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
            scaler.unscale_(optimizer)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "not-train-mode",
        "id": "`model.train()` terlupa.",
        "en": "`model.train()` was forgotten.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "not-train-mode",
        "id": "`model.eval()` ditulis di awal.",
        "en": "`model.eval()` stands at the start.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.eval()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "precision-ignored",
        "id": "Tanpa autocast.",
        "en": "Without autocast.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "precision-ignored",
        "id": "Autocast hanya menyala kalau ada CUDA.",
        "en": "Autocast is on only where there is CUDA.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None and kind == "cuda"):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "Autocast hanya untuk fp16; bf16 terlupa.",
        "en": "Autocast for fp16 only; bf16 was forgotten.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=precision == "fp16"):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "fp16 dihitung sebagai bf16.",
        "en": "fp16 is computed as bf16.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.bfloat16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "Autocast tetap menyala untuk fp32.",
        "en": "Autocast stays on for fp32.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision, torch.bfloat16)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "weights-in-half-precision",
        "id": "`model.to(dtype)` di awal.",
        "en": "`model.to(dtype)` at the start.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    if dtype is not None:
        model.to(dtype)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "weights-in-half-precision",
        "id": "Data setiap parameter diubah ke 16 bit sesudah epoch.",
        "en": "The data of every parameter is turned to 16 bits after the epoch.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    if dtype is not None:
        for parameter in model.parameters():
            parameter.data = parameter.data.to(dtype)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "fp16 tanpa memperbesar loss: gradient kecil menjadi 0.",
        "en": "fp16 without scaling the loss: small gradients become 0.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=False)
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "Loss diperbesar, tetapi optimizer melangkah tanpa mengembalikan ukurannya.",
        "en": "The loss is scaled, but the optimizer steps without scaling back.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        optimizer.step()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "`device.type` gagal kalau device berupa str.",
        "en": "`device.type` fails if the device is a str.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = device.type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "`len(loader)` gagal untuk generator.",
        "en": "`len(loader)` fails for a generator.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    n_batches = len(loader)
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    assert n_batches > 0
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "Loss keluar sebagai tensor.",
        "en": "The loss comes out as a tensor.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.detach() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "Loss dan metrik diukur sesudah langkah.",
        "en": "Loss and metrics are measured after the step.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        with torch.no_grad():
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "Loader dilalui dua kali: sekali untuk menghitung contoh.",
        "en": "The loader is gone through twice: once to count the examples.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    n = sum(len(batch[3]) for batch in loader)
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    return total / n, document_sentiment_metrics(predictions, labels)
""",
    },
    # --- 8.7 ---
    {
        "task": "8.7",
        "mistake": "not-eval-mode",
        "id": "`model.eval()` terlupa.",
        "en": "`model.eval()` was forgotten.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    model.train(was_training)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "not-eval-mode",
        "id": "Mode dikembalikan terlalu awal.",
        "en": "The mode is brought back too early.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    model.train(was_training)
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "graph-kept",
        "id": "Tanpa `no_grad`.",
        "en": "Without `no_grad`.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    total, predictions, labels = 0.0, [], []
    if True:
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    model.train(was_training)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "graph-kept",
        "id": "`torch.no_grad()` dipanggil tanpa `with`.",
        "en": "`torch.no_grad()` is called without `with`.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    total, predictions, labels = 0.0, [], []
    torch.no_grad()
    if loader is not None:
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    model.train(was_training)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "mode-not-restored",
        "id": "Model tetap dalam mode eval.",
        "en": "The model stays in eval mode.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "mode-not-restored",
        "id": "Selalu kembali ke mode train.",
        "en": "Always back to train mode.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    model.train()
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "mode-not-restored",
        "id": "Mode dicatat sesudah `eval()`.",
        "en": "The mode is noted after `eval()`.",
        "code": """
def evaluate(model, loader, device):
    model.eval()
    was_training = model.training
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    model.train(was_training)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "gradients-off-afterwards",
        "id": "`set_grad_enabled(False)` tanpa mengembalikannya.",
        "en": "`set_grad_enabled(False)` without bringing it back.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    total, predictions, labels = 0.0, [], []
    torch.set_grad_enabled(False)
    if loader is not None:
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    model.train(was_training)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "gradients-off-afterwards",
        "id": "`no_grad().__enter__()` tanpa `__exit__`.",
        "en": "`no_grad().__enter__()` without `__exit__`.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    total, predictions, labels = 0.0, [], []
    torch.no_grad().__enter__()
    if loader is not None:
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    model.train(was_training)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "",
        "id": "Gradient selalu dinyalakan di akhir, juga kalau sebelumnya mati.",
        "en": "Gradients are always on in the end, even if they were off before.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    model.train(was_training)
    torch.set_grad_enabled(True)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "mean-of-batch-means",
        "id": "Rata-rata loss batch.",
        "en": "The mean of the batches' losses.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    n, total, predictions, labels = 0, 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item()
            n += 1
            predictions += guessed
            labels += true
    model.train(was_training)
    return total / n, document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "mean-of-batch-means",
        "id": "Setiap batch dihitung sebesar batch pertama.",
        "en": "Every batch counts as much as the first.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    size, n = None, 0
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            size = size or len(true)
            total += loss.item() * size
            n += size
            predictions += guessed
            labels += true
    model.train(was_training)
    return total / n, document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "metrics-averaged-over-batches",
        "id": "Metrik batch dirata-ratakan.",
        "en": "The metrics of batches are averaged.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    total, rows, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            rows.append(document_sentiment_metrics(guessed, true))
            labels += true
    model.train(was_training)
    return total / len(labels), {k: sum(row[k] for row in rows) / len(rows) for k in rows[0]}
""",
    },
    {
        "task": "8.7",
        "mistake": "",
        "id": "Loss keluar sebagai tensor.",
        "en": "The loss comes out as a tensor.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss * len(true)
            predictions += guessed
            labels += true
    model.train(was_training)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "",
        "id": "`loader.dataset` tidak ada pada sembarang iterable.",
        "en": "Any iterable need not have `loader.dataset`.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    model.train(was_training)
    return total / len(loader.dataset), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "",
        "id": "Batch yang lebih kecil dari yang pertama dilewati.",
        "en": "Batches smaller than the first are skipped.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            if labels and len(true) < size:
                continue
            size = len(true)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    model.train(was_training)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "",
        "id": "Parameter dibekukan dan tidak dibuka lagi.",
        "en": "The parameters are frozen and not thawed again.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    model.requires_grad_(False)
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    model.train(was_training)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    # --- 8.8 ---
    {
        "task": "8.8",
        "mistake": "rate-not-lowered",
        "id": "`gamma` tidak dipakai.",
        "en": "`gamma` is not used.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "rate-not-lowered",
        "id": "Yang dikalikan salinan angkanya, bukan yang ada di optimizer.",
        "en": "A copy of the number is multiplied, not the one in the optimizer.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            lr = group["lr"]
            lr *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "rate-of-the-next-epoch",
        "id": "`lr` dicatat sesudah diturunkan.",
        "en": "`lr` is noted after it was lowered.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        row["lr"] = optimizer.param_groups[0]["lr"]
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "rate-of-the-next-epoch",
        "id": "`lr` yang dicatat sudah dikalikan `gamma`.",
        "en": "The noted `lr` is multiplied by `gamma` already.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr * gamma,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "only-first-rate-lowered",
        "id": "Hanya group pertama yang diturunkan.",
        "en": "Only the first group is lowered.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        optimizer.param_groups[0]["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "only-first-rate-lowered",
        "id": "`break` sesudah group pertama.",
        "en": "`break` after the first group.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
            break
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "Learning rate hanya turun kalau F1 tidak membaik.",
        "en": "The rate is lowered only if F1 does not improve.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "epochs-counted-from-zero",
        "id": "`len(history)` dipakai sebagai nomor epoch.",
        "en": "`len(history)` is used as the number of the epoch.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history), "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "epochs-counted-from-zero",
        "id": "`range(epochs)` dari 0.",
        "en": "`range(epochs)` from 0.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history), epochs):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "last-weights-kept",
        "id": "`state_dict()` tidak disalin.",
        "en": "`state_dict()` is not copied.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = model.state_dict()
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "last-weights-kept",
        "id": "Dict disalin, tensornya tidak.",
        "en": "The dict is copied, its tensors are not.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = dict(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "last-weights-kept",
        "id": "Bobot terbaik tidak dimuat di akhir.",
        "en": "The best weights are not loaded in the end.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "weights-of-the-first-epoch",
        "id": "Bobot hanya disalin di epoch pertama.",
        "en": "The weights are copied in the first epoch only.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if len(history) == 1:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "weights-of-the-first-epoch",
        "id": "Rekor lama tidak pernah terlampaui karena dibandingkan dengan 1.",
        "en": "The record is set to 1 after the first epoch, so it is never beaten.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = 1.0
            best = copy.deepcopy(model.state_dict())
        bad = epochs_since_best(history)
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "best-by-loss",
        "id": "Bobot dengan loss validasi terendah.",
        "en": "The weights with the lowest validation loss.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if loss <= min(old["valid_loss"] for old in history):
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "best-by-loss",
        "id": "Rekor dihitung dari loss; kesabaran tetap dari F1.",
        "en": "The record is one of loss; patience is of F1.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1e9, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if -valid_loss > best_f1:
            best_f1 = -valid_loss
            best = copy.deepcopy(model.state_dict())
        bad = epochs_since_best(history)
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "Bobot dengan F1 latih tertinggi.",
        "en": "The weights with the highest training F1.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if train["F1"] > best_f1:
            best_f1 = train["F1"]
            best = copy.deepcopy(model.state_dict())
        bad = epochs_since_best(history)
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "Di antara F1 yang sama, bobot yang terakhir yang disimpan.",
        "en": "Among equal F1 the last weights are kept.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if row["valid_F1"] >= max(old["valid_F1"] for old in history):
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "never-stopped",
        "id": "`patience` tidak dipakai.",
        "en": "`patience` is not used.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "never-stopped",
        "id": "Hitungan epoch yang buruk tidak pernah naik.",
        "en": "The count of bad epochs never rises.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad = 0
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "patience-not-in-a-row",
        "id": "Hitungan tidak mulai lagi sesudah rekor.",
        "en": "The count does not begin again after a record.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "patience-not-in-a-row",
        "id": "Semua epoch yang tidak memecahkan rekor dijumlahkan.",
        "en": "All epochs that break no record are added up.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    tops = [max(old["valid_F1"] for old in history[: n + 1]) for n in range(len(history))]
    worse = sum(tops[n] == tops[n - 1] for n in range(1, len(tops)))
    while len(history) < epochs and worse < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        worse += epochs_since_best(history) > 0
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "patience-off-by-one",
        "id": "`<=` memberi satu epoch lebih.",
        "en": "`<=` gives one epoch more.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) <= patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "patience-off-by-one",
        "id": "Berhenti satu epoch terlalu awal.",
        "en": "Stops one epoch too early.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad and bad >= patience - 1:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "equal-counts-as-better",
        "id": "`>=` dan kesabaran mulai lagi.",
        "en": "`>=`, and patience begins again.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] >= best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "equal-counts-as-better",
        "id": "Jarak ke rekor terakhir, bukan ke yang pertama.",
        "en": "Distance to the last record instead of the first.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and since(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if since(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history


def since(history):
    scores = [row["valid_F1"] for row in history]
    return scores[::-1].index(max(scores)) if scores else 0
""",
    },
    {
        "task": "8.8",
        "mistake": "checkpoint-not-used",
        "id": "Checkpoint ditulis tetapi tidak dibaca.",
        "en": "The checkpoint is written but not read.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "checkpoint-not-used",
        "id": "File lama dihapus di awal.",
        "en": "The old file is deleted at the start.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None:
        Path(checkpoint).unlink(missing_ok=True)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "model-not-restored",
        "id": "Bobot model tidak dimuat.",
        "en": "The weights of the model are not loaded.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "model-not-restored",
        "id": "Hanya dict dari `state_dict()` yang diperbarui.",
        "en": "Only the dict from `state_dict()` is updated.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.state_dict().update(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "optimizer-not-restored",
        "id": "Optimizer tidak dimuat.",
        "en": "The optimizer is not loaded.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "optimizer-not-restored",
        "id": "Hanya learning rate yang kembali.",
        "en": "Only the rate comes back.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        for group, old in zip(optimizer.param_groups, state["optimizer"]["param_groups"]):
            group["lr"] = old["lr"]
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "optimizer-not-restored",
        "id": "Disimpan sebelum learning rate diturunkan.",
        "en": "Saved before the rate is lowered.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
        for group in optimizer.param_groups:
            group["lr"] *= gamma
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "history-lost",
        "id": "History dimulai kosong sesudah dilanjutkan.",
        "en": "The history begins empty after a resume.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    start = 0
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        start = len(state["history"]) + state["before"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(start + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "before": start,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "history-lost",
        "id": "Yang dikembalikan hanya epoch dari panggilan ini.",
        "en": "Only the epochs of this call are returned.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    before = len(history)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history[before:]
""",
    },
    {
        "task": "8.8",
        "mistake": "best-weights-not-saved",
        "id": "Bobot terbaik tidak ada di checkpoint.",
        "en": "The best weights are not in the checkpoint.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = copy.deepcopy(model.state_dict())
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "best-weights-not-saved",
        "id": "Bobot terbaik dan rekornya dimulai lagi; kesabaran diingat.",
        "en": "The best weights and the record begin anew; patience is remembered.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = copy.deepcopy(model.state_dict())
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
        bad = epochs_since_best(history)
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "random-numbers-not-restored",
        "id": "Bilangan acak tidak dikembalikan.",
        "en": "The random numbers are not brought back.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "random-numbers-not-restored",
        "id": "`torch.manual_seed(0)` sesudah memuat.",
        "en": "`torch.manual_seed(0)` after loading.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        torch.manual_seed(0)
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "random-numbers-not-restored",
        "id": "Keadaan acak diambil di awal latihan, bukan saat menyimpan.",
        "en": "The random state is taken at the start of training, not when saving.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    at_start = random_state()
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": at_start,
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "Hanya keadaan acak torch yang kembali, bukan milik NumPy dan Python.",
        "en": "Only torch's random state is brought back, not NumPy's and Python's.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        torch.set_rng_state(state["random"]["torch"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "patience-forgotten",
        "id": "Hitungan epoch yang buruk mulai dari 0 sesudah dilanjutkan.",
        "en": "The count of bad epochs begins at 0 after a resume.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "patience-forgotten",
        "id": "Kesabaran hanya melihat epoch dari panggilan ini.",
        "en": "Patience sees only the epochs of this call.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    before = len(history)
    while len(history) < epochs:
        if min(epochs_since_best(history), len(history) - before) >= patience:
            break
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "trained-again",
        "id": "Sesudah memuat, `epochs` epoch lagi.",
        "en": "After loading, another `epochs` epochs.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    epochs += len(history)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "trained-again",
        "id": "`range` selalu sepanjang `epochs`.",
        "en": "`range` is always `epochs` long.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, len(history) + epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "resumed-from-best-weights",
        "id": "Bobot terbaik dimuat ke model saat melanjutkan.",
        "en": "The best weights are loaded into the model on resuming.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
        model.load_state_dict(best)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "resumed-from-best-weights",
        "id": "Hanya bobot terbaik yang disimpan, sebagai `model`.",
        "en": "Only the best weights are saved, as `model`.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": best,
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "Checkpoint hanya ditulis di akhir latihan.",
        "en": "The checkpoint is written only at the end of training.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
    if checkpoint is not None:
        save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "Checkpoint hanya ditulis kalau F1 membaik.",
        "en": "The checkpoint is written only if F1 improves.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None and epochs_since_best(history) == 0:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "File lama ditimpa di tempat: terputus di tengah menulis, semuanya hilang.",
        "en": "The old file is overwritten in place: a cut while writing loses everything.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best, best_f1, bad = [], copy.deepcopy(model.state_dict()), -1.0, 0
    if checkpoint is not None and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history = state["history"]
        best = state["best"]
        best_f1 = state["best_f1"]
        bad = state["bad"]
        set_random_state(state["random"])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(
            {
                "epoch": epoch,
                "lr": lr,
                "train_loss": train_loss,
                "train_F1": train["F1"],
                "valid_loss": valid_loss,
                "valid_F1": valid["F1"],
            }
        )
        if valid["F1"] > best_f1:
            best_f1 = valid["F1"]
            best = copy.deepcopy(model.state_dict())
            bad = 0
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "history": history,
                "best": best,
                "best_f1": best_f1,
                "bad": bad,
                "random": random_state(),
            }
            torch.save(state, checkpoint)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "`checkpoint.is_file()` gagal kalau checkpoint berupa str.",
        "en": "`checkpoint.is_file()` fails if the checkpoint is a str.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and checkpoint.is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "Checkpoint ditulis ke nama lain.",
        "en": "The checkpoint is written under another name.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(f"{checkpoint}.pt").is_file():
        history, best = load_training(f"{checkpoint}.pt", model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(f"{checkpoint}.pt", model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "`max_norm` tidak diteruskan.",
        "en": "`max_norm` is not passed on.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, precision=precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "`precision` tidak diteruskan.",
        "en": "`precision` is not passed on.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "Gagal untuk epochs=0, karena tidak ada epoch terbaik.",
        "en": "Fails for epochs=0, as there is no best epoch.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    top = max(history, key=lambda row: row["valid_F1"])
    assert top in history
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "F1 latih dihitung ulang dalam mode eval sesudah epoch.",
        "en": "The training F1 is measured anew in eval mode after the epoch.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["F1"])
        row.update(train_F1=evaluate(model, train_loader, device)[1]["F1"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "F1 yang dicatat sebenarnya accuracy.",
        "en": "What is noted as F1 is the accuracy.",
        "code": """
def fit(
    model,
    train_loader,
    valid_loader,
    optimizer,
    epochs,
    device,
    gamma=0.9,
    patience=3,
    max_norm=10.0,
    precision="fp32",
    checkpoint=None,
):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        row.update(train_loss=loss, train_F1=metrics["ACC"])
        loss, metrics = evaluate(model, valid_loader, device)
        row.update(valid_loss=loss, valid_F1=metrics["ACC"])
        history.append(row)
        if epochs_since_best(history) == 0:
            best = copy.deepcopy(model.state_dict())
        for group in optimizer.param_groups:
            group["lr"] *= gamma
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    # --- 8.9 ---
    {
        "task": "8.9",
        "mistake": "logit-instead-of-probability",
        "id": "Softmax terlupa.",
        "en": "Softmax was forgotten.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "logit-instead-of-probability",
        "id": "Kelas dari softmax, nilai dari logit.",
        "en": "The class from softmax, the value from the logits.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            classes = logits.softmax(dim=1).argmax(dim=1)
            values = logits[torch.arange(len(part)), classes]
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "number-instead-of-label",
        "id": "Nomor kelas, bukan namanya.",
        "en": "The number of the class, not its name.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((k, value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "number-instead-of-label",
        "id": "Nomor kelas sebagai bilangan NumPy.",
        "en": "The number of the class as a NumPy number.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((np.int64(k), value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "probability-of-another-class",
        "id": "Selalu peluang kelas 0.",
        "en": "Always the probability of class 0.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            p = logits.softmax(dim=1)
            values, classes = p[:, 0], p.argmax(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "probability-of-another-class",
        "id": "Kolom positif dari peluang.",
        "en": "The positive column of the probabilities.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            column = DocumentSentimentDataset.LABEL2INDEX["positive"]
            positive = logits.softmax(dim=1)[:, column].tolist()
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                value = positive.pop(0)
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "batch-size-ignored",
        "id": "Semua teks sekaligus.",
        "en": "All texts at once.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for part in [list(texts)] if texts else []:
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "batch-size-ignored",
        "id": "Selalu 32 teks sekaligus.",
        "en": "Always 32 texts at once.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    batch_size = 32
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "last-batch-dropped",
        "id": "Sisa yang tidak penuh dilewati.",
        "en": "What does not fill a batch is skipped.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts) - batch_size + 1, batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "last-batch-dropped",
        "id": "Banyaknya batch dibulatkan ke bawah.",
        "en": "The number of batches is rounded down.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for n in range(len(texts) // batch_size):
            start = n * batch_size
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "not-eval-mode",
        "id": "`model.eval()` terlupa.",
        "en": "`model.eval()` was forgotten.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "not-eval-mode",
        "id": "`model.train(was_training)` di dalam perulangan, sebelum model dipanggil.",
        "en": "`model.train(was_training)` stands in the loop, before the model is called.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            model.train(was_training)
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "graph-kept",
        "id": "Tanpa `no_grad`.",
        "en": "Without `no_grad`.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    if True:
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "mode-not-restored",
        "id": "Model tetap dalam mode eval.",
        "en": "The model stays in eval mode.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "mode-not-restored",
        "id": "Selalu kembali ke mode train.",
        "en": "Always back to train mode.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train()
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "mode-not-restored",
        "id": "Tanpa teks fungsi kembali lebih dulu, sesudah `eval()`.",
        "en": "Without texts the function returns early, after `eval()`.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    if not texts:
        return []
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "gradients-off-afterwards",
        "id": "`set_grad_enabled(False)` tanpa mengembalikannya.",
        "en": "`set_grad_enabled(False)` without bringing it back.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    torch.set_grad_enabled(False)
    if True:
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Gradient selalu dinyalakan di akhir.",
        "en": "Gradients are always switched on in the end.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    torch.set_grad_enabled(True)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "padding-attended",
        "id": "Mask tidak diberikan.",
        "en": "The mask is not given.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "padding-attended",
        "id": "Mask 1 di mana-mana.",
        "en": "The mask is 1 everywhere.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=torch.ones_like(mask).to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "`max_length` tidak diteruskan ke `collate`.",
        "en": "`max_length` is not passed to `collate`.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Dipotong dengan `[:max_length]`: `[SEP]` hilang.",
        "en": "Cut by `[:max_length]`: `[SEP]` is lost.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text)[:max_length], 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Id khusus dibuang.",
        "en": "The special ids are thrown away.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text)[1:-1], 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Teksnya yang dipotong, bukan idnya.",
        "en": "The text is cut, not its ids.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text[:max_length]), 0, text) for text in part]
            subwords, mask, _, _ = collate(items)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Peluang keluar sebagai tensor.",
        "en": "The probability comes out as a tensor.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values, classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Peluang dalam persen.",
        "en": "The probability is in percent.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], 100 * value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Softmax atas contoh, bukan atas kelas.",
        "en": "Softmax over the examples, not over the classes.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=0).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Nama label menurut abjad.",
        "en": "The names of the labels in alphabetical order.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((sorted(DocumentSentimentDataset.LABEL2INDEX)[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Diurutkan menurut panjang dan tidak dikembalikan ke urutan semula.",
        "en": "Sorted by length and not put back in order.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    texts = sorted(texts, key=len)
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "List milik pemanggil diurutkan di tempat.",
        "en": "The caller's list is sorted in place.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    texts.sort(key=len)
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Tanpa teks fungsi gagal.",
        "en": "The function fails without texts.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    longest = max(len(text) for text in texts)
    assert longest >= 0
    pairs = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = list(texts[start : start + batch_size])
            items = [(tokenizer.encode(text), 0, text) for text in part]
            subwords, mask, _, _ = collate(items, max_length)
            logits = model(
                input_ids=subwords.to(device), attention_mask=mask.to(device)
            ).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, k in zip(values.tolist(), classes.tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], value))
    model.train(was_training)
    return pairs
""",
    },
]
