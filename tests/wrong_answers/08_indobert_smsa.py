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
        "id": "Baris kosong dibuang sebelum CR dihapus, jadi baris akhir yang hanya berisi CRLF ditolak.",
        "en": "Blank lines are dropped before the CR is removed, so a final CRLF-only line is refused.",
        "code": r"""
def __init__(self, path, tokenizer):
    lines = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8).split(b"\n")
    while lines and lines[-1] == b"":
        lines.pop()
    self.items = []
    for number, line in enumerate(lines, 1):
        try:
            text, _, label = line.removesuffix(b"\r").decode("utf-8").partition("\t")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        if not text or label not in self.LABEL2INDEX:
            raise ValueError(f"row {number} is broken")
        self.items.append((tokenizer.encode(text), self.LABEL2INDEX[label], text))

def __len__(self):
    return len(self.items)

def __getitem__(self, index):
    return self.items[index]
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Baris yang sama persis hanya disimpan sekali, jadi jumlah datanya berkurang.",
        "en": "Identical rows are kept only once, so the dataset comes out too short.",
        "code": r"""
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    lines = [line.removesuffix(b"\r") for line in data.split(b"\n")]
    while lines and not lines[-1]:
        lines.pop()
    pairs = {}
    for number, line in enumerate(lines, 1):
        try:
            text, _, label = line.decode("utf-8").partition("\t")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        if not text or label not in self.LABEL2INDEX:
            raise ValueError(f"row {number} is broken")
        pairs[text, self.LABEL2INDEX[label]] = tokenizer.encode(text)
    self.items = [(ids, label, text) for (text, label), ids in pairs.items()]

def __len__(self):
    return len(self.items)

def __getitem__(self, index):
    return self.items[index]
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Untuk file kosong, tokenizer dipanggil dengan list kosong dan bisa gagal.",
        "en": "For an empty file the tokenizer is called with an empty list and may fail.",
        "code": r"""
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    lines = [line.removesuffix(b"\r") for line in data.split(b"\n")]
    while lines and not lines[-1]:
        lines.pop()
    texts, labels = [], []
    for number, line in enumerate(lines, 1):
        try:
            text, _, label = line.decode("utf-8").partition("\t")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        if not text or label not in self.LABEL2INDEX:
            raise ValueError(f"row {number} is broken")
        texts.append(text)
        labels.append(self.LABEL2INDEX[label])
    self.items = list(zip(tokenizer(texts)["input_ids"], labels, texts))

def __len__(self):
    return len(self.items)

def __getitem__(self, index):
    return self.items[index]
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
        "id": "Mask dari batch diabaikan dan ditebak dari `ids != 0`.",
        "en": "The mask in the batch is ignored and guessed from `ids != 0`.",
        "code": """
def forward_sequence_classification(model, batch, device):
    ids, labels = batch[0].to(device), batch[2].to(device).reshape(-1)
    logits = model(input_ids=ids, attention_mask=(ids != 0).long()).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "`model.zero_grad()` menghapus gradient yang sedang dikumpulkan pemanggil.",
        "en": "`model.zero_grad()` erases the gradients that the caller is accumulating.",
        "code": """
def forward_sequence_classification(model, batch, device):
    model.zero_grad()
    ids, mask, labels = (tensor.to(device) for tensor in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=ids, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "batch-not-moved",
        "id": "Mask tidak dipindahkan ke `device`, hanya id dan label yang dipindahkan.",
        "en": "The mask is not moved to `device`; only the ids and labels are.",
        "code": """
def forward_sequence_classification(model, batch, device):
    ids, labels = batch[0].to(device), batch[2].to(device).reshape(-1)
    logits = model(input_ids=ids, attention_mask=batch[1]).logits
    loss = nn.functional.cross_entropy(logits, labels)
    return loss, logits.argmax(dim=1).tolist(), labels.tolist()
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
        "id": "Hanya kelas 0, 1, dan 2 yang diperiksa, jadi kelas lain yang muncul tidak dihitung.",
        "en": "Only classes 0, 1 and 2 are looked at, so any other class that occurs is left out.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    pairs = list(zip(predictions, labels))
    f1, recall, precision = [], [], []
    for c in range(DocumentSentimentDataset.NUM_LABELS):
        hits = sum(p == c and y == c for p, y in pairs)
        guessed, there = sum(p == c for p, _ in pairs), sum(y == c for _, y in pairs)
        if guessed + there == 0:
            continue
        f1.append(2 * hits / (guessed + there))
        recall.append(hits / there if there else 0.0)
        precision.append(hits / guessed if guessed else 0.0)
    n = max(len(f1), 1)
    accuracy = sum(p == y for p, y in pairs) / len(pairs)
    return {"ACC": accuracy, "F1": sum(f1) / n, "REC": sum(recall) / n, "PRE": sum(precision) / n}
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
        "mistake": "small-gradients-lost",
        "id": "fp16 tanpa `GradScaler`.",
        "en": "fp16 without a `GradScaler`.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, dtype, enabled=dtype is not None):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        optimizer.zero_grad()
        loss.backward()
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
        "mistake": "",
        "id": "`GradScaler` dibuat ulang tiap batch, jadi faktornya tidak pernah menyesuaikan diri.",
        "en": "`GradScaler` is created anew for every batch, so its factor never adapts.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
        optimizer.zero_grad()
        with torch.autocast(kind, HALF.get(precision), enabled=precision != "fp32"):
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
        "id": "`optimizer.step()` dipanggil langsung, jadi step tetap diambil saat gradient overflow.",
        "en": "`optimizer.step()` is called directly, so the step is taken even if gradients overflow.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        optimizer.zero_grad()
        with torch.autocast(kind, HALF.get(precision), enabled=precision != "fp32"):
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        if max_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        optimizer.step()
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
        "id": "Batch yang hanya berisi satu contoh dilewati.",
        "en": "A batch with a single example is skipped.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        if len(batch[0]) < 2:
            continue
        optimizer.zero_grad()
        with torch.autocast(kind, HALF.get(precision), enabled=precision != "fp32"):
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
    return total / max(len(labels), 1), document_sentiment_metrics(predictions, labels)
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
    {
        "task": "8.7",
        "mistake": "",
        "id": "`requires_grad_(True)` di akhir ikut membuka parameter yang tadinya beku.",
        "en": "`requires_grad_(True)` at the end also unfreezes parameters that were frozen before.",
        "code": """
def evaluate(model, loader, device):
    mode = model.training
    model.eval().requires_grad_(False)
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        loss, guessed, true = forward_sequence_classification(model, batch, device)
        total += loss.item() * len(true)
        predictions += guessed
        labels += true
    model.requires_grad_(True).train(mode)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "",
        "id": "`model.zero_grad()` menghapus gradient yang masih tersimpan di model.",
        "en": "`model.zero_grad()` erases the gradients that the model still holds.",
        "code": """
def evaluate(model, loader, device):
    mode = model.training
    model.eval()
    model.zero_grad()
    total, predictions, labels = 0.0, [], []
    with torch.no_grad():
        for batch in loader:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * len(true)
            predictions += guessed
            labels += true
    model.train(mode)
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
        "id": "Batch disimpan sekali dalam list, jadi setiap epoch memakai batch yang sama.",
        "en": "The batches are stored in a list once, so every epoch sees the same ones.",
        "code": """
def fit(model, train_loader, valid_loader, optimizer, epochs, device, gamma=0.9, patience=3, max_norm=10.0, precision="fp32", checkpoint=None):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    train_batches = list(train_loader)
    while len(history) < epochs and epochs_since_best(history) < patience:
        row = {"epoch": len(history) + 1, "lr": optimizer.param_groups[0]["lr"]}
        loss, metrics = train_epoch(model, train_batches, optimizer, device, max_norm, precision)
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
        "task": "8.1",
        "mistake": "",
        "id": "`lstrip(BOM)` membuang byte satu per satu: teks pertama yang mulai dengan byte 0xEF (misalnya `！`) ikut rusak.",
        "en": "`lstrip(BOM)` strips single bytes: a first text that begins with the byte 0xEF (such as `！`) is damaged.",
        "code": r"""
def __init__(self, path, tokenizer):
    rows = Path(path).read_bytes().lstrip(codecs.BOM_UTF8).split(b"\n")
    rows = [row.removesuffix(b"\r") for row in rows]
    while rows and not rows[-1].strip():
        rows.pop()
    pairs = []
    for number, row in enumerate(rows, start=1):
        try:
            columns = row.decode("utf-8").split("\t")
        except UnicodeDecodeError:
            raise ValueError(f"row {number} is not UTF-8") from None
        if len(columns) != 2 or not columns[0] or columns[1] not in self.LABEL2INDEX:
            raise ValueError(f"row {number} is not a text, a tab and a label")
        pairs.append((columns[0], self.LABEL2INDEX[columns[1]]))
    self.rows = [(tokenizer.encode(text), label, text) for text, label in pairs]

def __len__(self):
    return len(self.rows)

def __getitem__(self, index):
    return self.rows[index]
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Hasil encode disimpan bersama untuk semua dataset: dataset kedua dengan tokenizer lain mendapat id tokenizer pertama.",
        "en": "Encodings are cached for all data sets together: a second one with another tokenizer gets the ids of the first.",
        "code": r"""
_ENCODED = {}

def __init__(self, path, tokenizer):
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8).rstrip(b"\r\n")
    self.ids, self.labels, self.texts = [], [], []
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            text, label = line.decode("utf-8").split("\t")
        except ValueError:
            raise ValueError(f"row {number}: two columns in UTF-8 are due") from None
        if not text or label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: empty text or unknown label")
        if text not in _ENCODED:
            _ENCODED[text] = tokenizer.encode(text)
        self.ids.append(_ENCODED[text])
        self.labels.append(self.LABEL2INDEX[label])
        self.texts.append(text)

def __len__(self):
    return len(self.texts)

def __getitem__(self, index):
    return self.ids[index], self.labels[index], self.texts[index]
""",
    },
    {
        "task": "8.1",
        "mistake": "",
        "id": "Id dipotong di 512 sudah di sini, padahal dataset harus memberi panjang penuh (dan `[SEP]` ikut terbuang).",
        "en": "The ids are cut to 512 here already, while the data set has to give their full length (and `[SEP]` goes too).",
        "code": r"""
def __init__(self, path, tokenizer):
    data = Path(path).read_bytes()
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8):]
    self.items = []
    for number, line in enumerate(data.rstrip(b"\r\n").splitlines(), start=1):
        try:
            text, tab, label = line.decode("utf-8").partition("\t")
        except UnicodeDecodeError:
            raise ValueError(f"row {number}: not UTF-8") from None
        if not text or label not in self.LABEL2INDEX:
            raise ValueError(f"row {number}: {line!r}")
        ids = tokenizer.encode(text)[:512]  # BERT has no more positions
        self.items.append((ids, self.LABEL2INDEX[label], text))

def __len__(self):
    return len(self.items)

def __getitem__(self, index):
    return self.items[index]
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "`ids[:m-1] + ids[-1:]` menyambung list, tetapi pada array NumPy atau tensor ia menjumlahkan angka.",
        "en": "`ids[:m-1] + ids[-1:]` joins lists, but on NumPy arrays and tensors it adds the numbers up.",
        "code": """
def collate(batch, max_seq_len=512):
    ids, labels, texts = zip(*batch)
    rows = [row if len(row) <= max_seq_len else row[: max_seq_len - 1] + row[-1:] for row in ids]
    longest = max(len(row) for row in rows)
    subwords = torch.zeros(len(rows), longest, dtype=torch.int64)
    mask = torch.zeros(len(rows), longest, dtype=torch.int64)
    for n, row in enumerate(rows):
        subwords[n, : len(row)] = torch.as_tensor(row)
        mask[n, : len(row)] = 1
    return subwords, mask, torch.tensor(labels).reshape(-1, 1), list(texts)
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Memotong dengan `del` mengubah list id milik dataset; batch berikutnya dengan batas lain tidak lagi melihat kalimat utuh.",
        "en": "Cutting with `del` changes the list of ids that belongs to the data set; a later batch with another limit no longer sees it whole.",
        "code": """
def collate(batch, max_seq_len=512):
    rows, labels, texts = [], [], []
    for ids, label, text in batch:
        row = ids if isinstance(ids, list) else [int(i) for i in ids]
        if len(row) > max_seq_len:
            del row[max_seq_len - 1 : -1]
        rows.append(torch.tensor(row, dtype=torch.int64))
        labels.append([label])
        texts.append(text)
    subwords = nn.utils.rnn.pad_sequence(rows, batch_first=True)
    lengths = torch.tensor([len(row) for row in rows])
    mask = (torch.arange(subwords.shape[1]) < lengths[:, None]).long()
    return subwords, mask, torch.tensor(labels), texts
""",
    },
    {
        "task": "8.2",
        "mistake": "",
        "id": "Mask dibuat dari `ids != 0`: id 0 yang benar-benar ada di kalimat dianggap padding.",
        "en": "The mask is made of `ids != 0`: an id 0 that really stands in a sentence is taken for padding.",
        "code": """
def collate(batch, max_seq_len=512):
    ids, labels, texts = zip(*batch)
    cut = [
        torch.as_tensor([*row[: max_seq_len - 1], row[-1]] if len(row) > max_seq_len else row)
        for row in ids
    ]
    subwords = nn.utils.rnn.pad_sequence(cut, batch_first=True, padding_value=0).long()
    mask = (subwords != 0).long()
    return subwords, mask, torch.tensor(labels, dtype=torch.int64).unsqueeze(1), list(texts)
""",
    },
    {
        "task": "8.3",
        "mistake": "same-batches-each-epoch",
        "id": "Memakai salinan `rng` supaya argumen tidak berubah; `rng` sendiri tidak pernah maju.",
        "en": "Works on a copy of `rng` so that the argument does not change; `rng` itself never moves on.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    rng = copy.deepcopy(rng)
    order = rng.permutation(len(lengths))
    order = order[np.argsort(np.asarray(lengths)[order], kind="stable")]
    batches = [order[i : i + batch_size].tolist() for i in range(0, len(order), batch_size)]
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "mistake": "",
        "id": "Dibagi menjadi N // batch_size bagian: kalau ada sisa, batch menjadi lebih besar daripada `batch_size`.",
        "en": "Split into N // batch_size parts: where something is left over, batches grow larger than `batch_size`.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = rng.permutation(len(lengths))
    order = order[np.argsort(np.asarray(lengths)[order], kind="stable")]
    parts = np.array_split(order, max(len(lengths) // batch_size, 1))
    batches = [part.tolist() for part in parts if len(part)]
    return [batches[i] for i in rng.permutation(len(batches))]
""",
    },
    {
        "task": "8.3",
        "mistake": "not-by-length",
        "id": "Ember selebar 32 id: kalimat yang semuanya lebih pendek jatuh ke satu ember dan tercampur acak.",
        "en": "Buckets that are 32 ids wide: sentences that are all shorter fall into a single bucket and stay mixed at random.",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    order = rng.permutation(len(lengths)).tolist()
    order.sort(key=lambda i: lengths[i] // 32)
    batches = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "`squeeze()` pada batch berisi satu contoh membuang semua dimensi: label menjadi skalar.",
        "en": "`squeeze()` on a batch of a single example drops every dimension: the label becomes a scalar.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels, _ = batch
    labels = labels.to(device).squeeze()
    logits = model(input_ids=subwords.to(device), attention_mask=mask.to(device)).logits
    loss = nn.functional.cross_entropy(logits.squeeze(), labels)
    return loss, logits.squeeze().argmax(dim=-1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Prediksi berasal dari pass kedua dalam mode eval, bukan dari pass yang menghasilkan loss.",
        "en": "The predictions come from a second pass in eval mode, not from the pass that gave the loss.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels = (tensor.to(device) for tensor in batch[:3])
    labels = labels.reshape(-1)
    logits = model(input_ids=subwords, attention_mask=mask).logits
    loss = nn.functional.cross_entropy(logits, labels)
    was_training = model.training
    model.eval()  # dropout must not disturb the predictions
    with torch.no_grad():
        predictions = model(input_ids=subwords, attention_mask=mask).logits.argmax(dim=1)
    model.train(was_training)
    return loss, predictions.tolist(), labels.tolist()
""",
    },
    {
        "task": "8.4",
        "mistake": "",
        "id": "Logaritma dari softmax: untuk logit yang berjauhan peluangnya menjadi 0 dan loss menjadi inf.",
        "en": "The logarithm of a softmax: for logits far apart the probability turns to 0 and the loss to inf.",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, mask, labels, texts = batch
    subwords, mask, labels = subwords.to(device), mask.to(device), labels.to(device).flatten()
    logits = model(input_ids=subwords, attention_mask=mask).logits
    probabilities = logits.softmax(dim=1)
    picked = probabilities[torch.arange(len(labels), device=labels.device), labels]
    return -picked.log().mean(), logits.argmax(dim=1).tolist(), labels.tolist()
""",
    },
    {
        "task": "8.5",
        "mistake": "",
        "id": "Perbandingan 0 / 0 dilewati dengan `nanmean`, padahal harus dihitung 0.",
        "en": "Ratios of 0 / 0 are skipped by `nanmean`, while they have to count as 0.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    one, two = np.asarray(predictions), np.asarray(labels)
    precision, recall, f1 = [], [], []
    with np.errstate(invalid="ignore"):
        for c in np.union1d(one, two):
            hits = np.float64(((one == c) & (two == c)).sum())
            precision.append(hits / (one == c).sum())
            recall.append(hits / (two == c).sum())
            f1.append(2 * hits / ((one == c).sum() + (two == c).sum()))
    return {
        "ACC": float((one == two).mean()),
        "F1": float(np.nanmean(f1)),
        "REC": float(np.nanmean(recall)),
        "PRE": float(np.nanmean(precision)),
    }
""",
    },
    {
        "task": "8.5",
        "mistake": "",
        "id": "REC memakai balanced accuracy: kelas yang hanya ditebak tidak ikut dirata-ratakan.",
        "en": "REC is the balanced accuracy: a class that was only guessed takes no part in the mean.",
        "code": """
def document_sentiment_metrics(predictions, labels):
    import warnings
    from sklearn.metrics import accuracy_score, balanced_accuracy_score, f1_score, precision_score

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {
            "ACC": float(accuracy_score(labels, predictions)),
            "F1": float(f1_score(labels, predictions, average="macro", zero_division=0)),
            "REC": float(balanced_accuracy_score(labels, predictions)),
            "PRE": float(precision_score(labels, predictions, average="macro", zero_division=0)),
        }
""",
    },
    {
        "task": "8.5",
        "mistake": "",
        "id": "Hitungannya disimpan di nilai bawaan parameter: panggilan kedua ikut menghitung contoh dari panggilan pertama.",
        "en": "The counts live in the default of a parameter: a second call counts the examples of the first as well.",
        "code": """
def document_sentiment_metrics(predictions, labels, counts={}):
    for guess, true in zip(predictions, labels):
        for c in (guess, true):
            counts.setdefault(c, [0, 0, 0])
        counts[guess][0] += 1
        counts[true][1] += 1
        counts[guess][2] += guess == true
    rows = list(counts.values())
    n = len(rows)
    return {
        "ACC": sum(hit for _, _, hit in rows) / sum(true for _, true, _ in rows),
        "F1": sum(2 * hit / (guess + true) for guess, true, hit in rows) / n,
        "REC": sum(hit / true if true else 0.0 for _, true, hit in rows) / n,
        "PRE": sum(hit / guess if guess else 0.0 for guess, _, hit in rows) / n,
    }
""",
    },
    {
        "task": "8.6",
        "mistake": "missing-zero-grad",
        "id": "`zero_grad()` baru dipanggil sesudah langkah: gradient yang tersisa dari sebelum fungsi ini ikut di langkah pertama.",
        "en": "`zero_grad()` comes only after the step: gradients left over from before this function take part in the first step.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        with torch.autocast(kind, HALF.get(precision, torch.bfloat16), enabled=precision != "fp32"):
            loss, guesses, true = forward_sequence_classification(model, batch, device)
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        optimizer.zero_grad()
        total += loss.item() * len(true)
        predictions += guesses
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "",
        "id": "Setiap group optimizer dibatasi sendiri; dengan dua group, panjang semua gradient bersama bisa melewati `max_norm`.",
        "en": "Each group of the optimizer is clipped on its own; with two groups the norm of all gradients together can exceed `max_norm`.",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    kind = torch.device(device).type
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        optimizer.zero_grad()
        with torch.autocast(kind, HALF.get(precision, torch.bfloat16), enabled=precision != "fp32"):
            loss, guesses, true = forward_sequence_classification(model, batch, device)
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            for group in optimizer.param_groups:
                nn.utils.clip_grad_norm_(group["params"], max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions.extend(guesses)
        labels.extend(true)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "mistake": "small-gradients-lost",
        "id": 'GradScaler dibuat untuk "cuda" apa pun device-nya: di CPU ia mati diam-diam dan fp16 kehilangan gradient kecil.',
        "en": 'The GradScaler is made for "cuda" whatever the device: on a CPU it is off in silence and fp16 loses small gradients.',
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    import warnings

    model.train()
    kind = torch.device(device).type
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scaler = torch.amp.GradScaler(
            "cuda", enabled=precision == "fp16" and torch.cuda.is_available() and kind == "cuda"
        )
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        optimizer.zero_grad()
        with torch.autocast(kind, HALF.get(precision, torch.bfloat16), enabled=precision != "fp32"):
            loss, guesses, true = forward_sequence_classification(model, batch, device)
        scaler.scale(loss).backward()
        if max_norm is not None:
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * len(true)
        predictions += guesses
        labels += true
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "",
        "id": "Di akhir gradient selalu dinyalakan, juga kalau pemanggil sendiri sudah mematikannya.",
        "en": "In the end gradients are always switched on, even where the caller had them switched off.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    total, predictions, labels = 0.0, [], []
    for batch in loader:
        loss, guesses, true = forward_sequence_classification(model, batch, device)
        total += loss.item() * len(true)
        predictions += guesses
        labels += true
    torch.set_grad_enabled(True)
    model.train(was_training)
    return total / len(labels), document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "mean-of-batch-means",
        "id": "Semua batch ditimbang dengan ukuran batch pertama; batch terakhir yang pendek menjadi terlalu berat.",
        "en": "Every batch is weighted with the size of the first; a short last batch then weighs too much.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    batch_size, total, count, predictions, labels = None, 0.0, 0, [], []
    with torch.no_grad():
        for batch in loader:
            if batch_size is None:
                batch_size = len(batch[2])
            loss, guesses, true = forward_sequence_classification(model, batch, device)
            total += loss.item() * batch_size
            count += batch_size
            predictions += guesses
            labels += true
    model.train(was_training)
    return total / count, document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.7",
        "mistake": "",
        "id": "Loader dibaca dua kali, sekali untuk loss dan sekali untuk prediksi: sebuah generator sudah kosong di kali kedua.",
        "en": "The loader is read twice, once for the loss and once for the predictions: a generator is empty the second time.",
        "code": """
@torch.no_grad()
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    sums = [
        (loss.item() * len(true), len(true))
        for loss, _, true in (forward_sequence_classification(model, b, device) for b in loader)
    ]
    predictions, labels = [], []
    for batch in loader:
        _, guesses, true = forward_sequence_classification(model, batch, device)
        predictions += guesses
        labels += true
    model.train(was_training)
    mean = sum(value for value, _ in sums) / sum(n for _, n in sums)
    return mean, document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.8",
        "mistake": "",
        "id": "Rekor dimulai dari F1 0,0: kalau semua epoch bernilai 0, model kembali ke bobot sebelum latihan, bukan ke epoch 1.",
        "en": "The record starts at F1 0.0: if every epoch scores 0, the model returns to the weights before training, not to epoch 1.",
        "code": """
def fit(model, train_loader, valid_loader, optimizer, epochs, device, gamma=0.9, patience=3,
        max_norm=10.0, precision="fp32", checkpoint=None):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    best_f1 = max([0.0, *(row["valid_F1"] for row in history)])
    while len(history) < epochs and epochs_since_best(history) < patience:
        lr = optimizer.param_groups[0]["lr"]
        loss, metrics = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append({
            "epoch": len(history) + 1, "lr": lr, "train_loss": loss, "train_F1": metrics["F1"],
            "valid_loss": valid_loss, "valid_F1": valid["F1"],
        })
        if valid["F1"] > best_f1:
            best_f1, best = valid["F1"], copy.deepcopy(model.state_dict())
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
        "id": "Dengan `epochs=0` belum ada bobot terbaik, dan `load_state_dict(None)` gagal, padahal hasilnya harus [].",
        "en": "With `epochs=0` there are no best weights yet and `load_state_dict(None)` fails, while the answer has to be [].",
        "code": """
def fit(model, train_loader, valid_loader, optimizer, epochs, device, gamma=0.9, patience=3,
        max_norm=10.0, precision="fp32", checkpoint=None):
    history, best = [], None
    if checkpoint is not None and Path(checkpoint).exists():
        history, best = load_training(checkpoint, model, optimizer)
    for epoch in range(len(history) + 1, epochs + 1):
        if epochs_since_best(history) >= patience:
            break
        row = {"epoch": epoch, "lr": optimizer.param_groups[0]["lr"]}
        row["train_loss"], metrics = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        row["train_F1"] = metrics["F1"]
        row["valid_loss"], metrics = evaluate(model, valid_loader, device)
        row["valid_F1"] = metrics["F1"]
        history.append(row)
        if epochs_since_best(history) == 0:
            best = {key: value.clone() for key, value in model.state_dict().items()}
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
        "mistake": "optimizer-not-restored",
        "id": "Checkpoint ditulis sebelum learning rate diturunkan; latihan yang dilanjutkan memakai rate satu epoch sebelumnya.",
        "en": "The checkpoint is written before the rates are lowered; a resumed training uses the rate of one epoch earlier.",
        "code": """
def fit(model, train_loader, valid_loader, optimizer, epochs, device, gamma=0.9, patience=3,
        max_norm=10.0, precision="fp32", checkpoint=None):
    history, best = [], copy.deepcopy(model.state_dict())
    if checkpoint is not None and Path(checkpoint).is_file():
        history, best = load_training(checkpoint, model, optimizer)
    while len(history) < epochs and epochs_since_best(history) < patience:
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        valid_loss, valid = evaluate(model, valid_loader, device)
        history.append(dict(
            epoch=len(history) + 1, lr=lr, train_loss=train_loss, train_F1=train["F1"],
            valid_loss=valid_loss, valid_F1=valid["F1"],
        ))
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
        "task": "8.9",
        "mistake": "",
        "id": "Teks diurutkan menurut panjang, lalu urutan yang sama dipakai untuk mengembalikannya; yang perlu adalah kebalikannya.",
        "en": "The texts are sorted by length and the same order is used to bring them back; what is needed is its inverse.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    was_training = model.training
    model.eval()
    device = next(model.parameters()).device
    encoded = [tokenizer.encode(text) for text in texts]
    order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
    found = []
    with torch.no_grad():
        for start in range(0, len(order), batch_size):
            items = [(encoded[i], 0, texts[i]) for i in order[start : start + batch_size]]
            ids, mask, _, _ = collate(items, max_length)
            logits = model(input_ids=ids.to(device), attention_mask=mask.to(device)).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            for value, index in zip(values.tolist(), classes.tolist()):
                found.append((DocumentSentimentDataset.INDEX2LABEL[index], value))
    model.train(was_training)
    return [found[i] for i in order]
""",
    },
    {
        "task": "8.9",
        "mistake": "mode-not-restored",
        "id": "Tanpa teks fungsi keluar lebih awal, sesudah `model.eval()`: mode semula tidak kembali.",
        "en": "Without texts the function leaves early, after `model.eval()`: the mode does not come back.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    was_training = model.training
    model.eval()
    if len(texts) == 0:
        return []
    device = next(model.parameters()).device
    result = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            part = texts[start : start + batch_size]
            ids, mask, _, _ = collate([(tokenizer.encode(t), 0, t) for t in part], max_length)
            logits = model(input_ids=ids.to(device), attention_mask=mask.to(device)).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            result += [
                (DocumentSentimentDataset.INDEX2LABEL[index], value)
                for index, value in zip(classes.tolist(), values.tolist())
            ]
    model.train(was_training)
    return result
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Peluangnya sigmoid dari logit terbesar, bukan softmax atas ketiga kelas.",
        "en": "The probability is the sigmoid of the largest logit, not a softmax over the three classes.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    was_training = model.training
    model.eval()
    device = next(model.parameters()).device
    result = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            items = [(tokenizer.encode(text), 0, text) for text in texts[start : start + batch_size]]
            ids, mask, _, _ = collate(items, max_length)
            logits = model(input_ids=ids.to(device), attention_mask=mask.to(device)).logits
            values, classes = torch.sigmoid(logits).max(dim=1)
            for index, value in zip(classes.tolist(), values.tolist()):
                result.append((DocumentSentimentDataset.INDEX2LABEL[index], value))
    model.train(was_training)
    return result
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Logit terbesar tidak dikurangkan sebelum `exp`, jadi logit besar menghasilkan nan.",
        "en": "The largest logit is not subtracted before `exp`, so large logits give nan.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    mode = model.training
    model.eval()
    device, pairs = next(model.parameters()).device, []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            items = [(tokenizer.encode(text), 0, text) for text in texts[start : start + batch_size]]
            ids, mask, _, _ = collate(items, max_length)
            logits = model(input_ids=ids.to(device), attention_mask=mask.to(device)).logits
            powers = logits.exp()
            probabilities = powers / powers.sum(dim=1, keepdim=True)
            for row, index in zip(probabilities.tolist(), logits.argmax(dim=1).tolist()):
                pairs.append((DocumentSentimentDataset.INDEX2LABEL[index], row[index]))
    model.train(mode)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "Teks kosong dibuang, jadi jumlah hasilnya tidak sama dengan jumlah teks.",
        "en": "Empty texts are dropped, so there are fewer results than texts.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    mode = model.training
    model.eval()
    texts = [text for text in texts if text.strip()]
    device, pairs = next(model.parameters()).device, []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            items = [(tokenizer.encode(text), 0, text) for text in texts[start : start + batch_size]]
            ids, mask, _, _ = collate(items, max_length)
            logits = model(input_ids=ids.to(device), attention_mask=mask.to(device)).logits
            values, classes = logits.softmax(dim=1).max(dim=1)
            names = [DocumentSentimentDataset.INDEX2LABEL[index] for index in classes.tolist()]
            pairs += zip(names, values.tolist())
    model.train(mode)
    return pairs
""",
    },
    {
        "task": "8.9",
        "mistake": "",
        "id": "`requires_grad_(True)` di akhir ikut membuka parameter yang tadinya beku.",
        "en": "`requires_grad_(True)` at the end also unfreezes parameters that were frozen before.",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    mode = model.training
    model.eval().requires_grad_(False)
    device, pairs = next(model.parameters()).device, []
    for start in range(0, len(texts), batch_size):
        items = [(tokenizer.encode(text), 0, text) for text in texts[start : start + batch_size]]
        ids, mask, _, _ = collate(items, max_length)
        logits = model(input_ids=ids.to(device), attention_mask=mask.to(device)).logits
        values, classes = logits.softmax(dim=1).max(dim=1)
        names = [DocumentSentimentDataset.INDEX2LABEL[index] for index in classes.tolist()]
        pairs += zip(names, values.tolist())
    model.requires_grad_(True).train(mode)
    return pairs
""",
    },
]
