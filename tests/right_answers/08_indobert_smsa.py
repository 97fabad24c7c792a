"""Right answers to the tasks of module 08, in other styles than the reference."""

ANSWERS = [
    {
        "task": "8.1",
        "how": "csv without quoting, one encode for each text, three parallel tuples",
        "code": """
import csv


def __init__(self, path, tokenizer):
    with open(path, "rb") as file:
        lines = file.read().split(b"\\n")
    if lines[0].startswith(b"\\xef\\xbb\\xbf"):
        lines[0] = lines[0][3:]
    while lines and not lines[-1].strip():
        del lines[-1]
    texts, labels = [], []
    for i in range(len(lines)):
        try:
            line = str(lines[i].removesuffix(b"\\r"), encoding="utf-8")
        except UnicodeDecodeError as error:
            raise ValueError(f"line {i + 1}: {error.reason}") from error
        fields = next(csv.reader([line], delimiter="\\t", quoting=csv.QUOTE_NONE), [])
        if len(fields) != 2 or fields[1] not in DocumentSentimentDataset.LABEL2INDEX:
            raise ValueError(f"cannot read line {i + 1}")
        if fields[0] == "" or fields[0].isspace():
            raise ValueError(f"no text in line {i + 1}")
        texts.append(fields[0])
        labels.append(DocumentSentimentDataset.LABEL2INDEX[fields[1]])
    self.texts = tuple(texts)
    self.labels = tuple(labels)
    self.ids = tuple(tuple(tokenizer.encode(text)) for text in texts)


def __len__(self):
    return len(self.labels)


def __getitem__(self, index):
    return self.ids[index], self.labels[index], self.texts[index]
""",
    },
    {
        "task": "8.1",
        "how": "text file opened with newline and utf-8-sig, ids as tensors of one dimension",
        "code": """
def __init__(self, path, tokenizer):
    super().__init__()
    self.data = []
    blank_since = None
    with open(path, encoding="utf-8-sig", newline="\\n", errors="surrogateescape") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\\n").removesuffix("\\r")
            if line.strip() == "":
                blank_since = blank_since or number
                continue
            if blank_since is not None:
                raise ValueError(f"row {blank_since} is blank")
            if re.search("[\\udc80-\\udcff]", line):
                raise ValueError(f"row {number} holds bytes that are not UTF-8")
            match = re.fullmatch("([^\\t]*)\\t(positive|neutral|negative)", line)
            if not match or not match[1].strip():
                raise ValueError(f"row {number}: a text, a tab and a label are due")
            ids = torch.tensor(tokenizer.encode(match[1]), dtype=torch.int32)
            self.data.append((ids, self.LABEL2INDEX[match[2]], match[1]))


def __len__(self):
    return sum(1 for _ in self.data)


def __getitem__(self, index):
    ids, label, text = self.data[index]
    return (ids, label, text)
""",
    },
    {
        "task": "8.1",
        "how": "regular expression cuts the rows, all texts in one call, ids as NumPy arrays",
        "code": """
def __init__(self, path, tokenizer):
    raw = Path(path).read_bytes()
    raw = raw[3:] if raw[:3] == codecs.BOM_UTF8 else raw
    rows = re.split(rb"\\r?\\n", re.sub(rb"(\\r?\\n[ \\t\\r]*)+\\Z", b"", raw))
    if not rows[0].strip() and len(rows) == 1:
        rows = []
    pairs = []
    for number, row in enumerate(rows):
        columns = row.split(b"\\t")
        try:
            text, label = (column.decode() for column in columns)
            label = self.LABEL2INDEX[label]
            assert text.strip()
        except (ValueError, KeyError, AssertionError) as error:
            raise ValueError(f"bad row: {number + 1}") from error
        pairs.append((text, label))
    texts = [text for text, _ in pairs]
    encoded = tokenizer(texts)["input_ids"] if texts else []
    self.n_rows = len(pairs)
    self.rows = {
        index: (np.array(encoded[index], dtype=np.int64), label, text)
        for index, (text, label) in enumerate(pairs)
    }


def __len__(self):
    return self.n_rows


def __getitem__(self, index):
    return self.rows[range(self.n_rows)[index]]
""",
    },
    {
        "task": "8.1",
        "how": "a generator of rows with an error class of its own, encoded in chunks",
        "code": """
class RowError(ValueError):
    def __init__(self, number, problem):
        super().__init__(number, problem)


def parse_rows(data, labels):
    lines = data.split(b"\\n")
    while lines and not lines[-1].strip():
        lines.pop()
    for number, line in enumerate(lines, start=1):
        try:
            line = line.decode("utf-8")
        except UnicodeError:
            raise RowError(number, "not UTF-8") from None
        if line.endswith("\\r"):
            line = line[:-1]
        if line.count("\\t") != 1:
            raise RowError(number, "not two columns")
        text, label = line.split("\\t")
        if label not in labels:
            raise RowError(number, "unknown label")
        if not text or text.isspace():
            raise RowError(number, "empty text")
        yield text, labels[label]


def __init__(self, path, tokenizer):
    data = Path(path).read_bytes()
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    pairs = list(parse_rows(data, self.LABEL2INDEX))
    self.samples = []
    for start in range(0, len(pairs), 3):
        part = pairs[start : start + 3]
        encoding = tokenizer([text for text, _ in part])
        for (text, label), ids in zip(part, encoding["input_ids"], strict=True):
            self.samples.append((list(ids), label, text))


def __len__(self):
    return self.samples.__len__()


def __getitem__(self, index):
    return tuple(self.samples[index])
""",
    },
    {
        "task": "8.2",
        "how": "pad_sequence, mask from lengths, bool",
        "code": """
def collate(batch, max_seq_len=512):
    rows, labels, texts = [], [], []
    for ids, label, text in batch:
        ids = torch.as_tensor(ids).long()
        if ids.numel() > max_seq_len:
            ids = torch.hstack([ids[: max_seq_len - 1], ids[-1]])
        rows.append(ids)
        labels.append([label])
        texts.append(text)
    lengths = torch.tensor([len(row) for row in rows])
    subwords = nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=0)
    mask = torch.arange(subwords.shape[1]) < lengths[:, None]
    return subwords, mask, torch.tensor(labels, dtype=torch.long), texts
""",
    },
    {
        "task": "8.2",
        "how": "plain lists that are filled up by hand, mask of floats",
        "code": """
def collate(batch, max_seq_len=512):
    cut = []
    for item in batch:
        ids = [int(i) for i in item[0]]
        if len(ids) > max_seq_len:
            ids = [*ids[: max_seq_len - 1], ids[-1]]
        cut.append(ids)
    longest = max(map(len, cut))
    subword_batch = torch.tensor([ids + [0] * (longest - len(ids)) for ids in cut])
    mask_batch = torch.tensor([[1.0] * len(x) + [0.0] * (longest - len(x)) for x in cut])
    label_batch = torch.tensor([item[1] for item in batch]).unsqueeze(1)
    return subword_batch, mask_batch, label_batch, [item[2] for item in batch]
""",
    },
    {
        "task": "8.2",
        "how": "NumPy arrays of the batch, cut by removing the middle, mask uint8",
        "code": """
def collate(batch, max_seq_len=512):
    n = len(batch)
    arrays = [np.array([int(i) for i in ids], dtype=np.int64) for ids, _, _ in batch]
    for i, ids in enumerate(arrays):
        surplus = len(ids) - max_seq_len
        if surplus > 0:
            arrays[i] = np.delete(ids, np.arange(len(ids) - 1 - surplus, len(ids) - 1))
    width = max(ids.size for ids in arrays)
    subwords = np.zeros((n, width), dtype=np.int64)
    mask = np.zeros((n, width), dtype=np.uint8)
    labels = np.full((n, 1), -1, dtype=np.int64)
    for i, (_, label, _) in enumerate(batch):
        subwords[i, : arrays[i].size] = arrays[i]
        mask[i, : arrays[i].size] = 1
        labels[i, 0] = label
    texts = [text for *_, text in batch]
    return torch.from_numpy(subwords), torch.from_numpy(mask), torch.from_numpy(labels), texts
""",
    },
    {
        "task": "8.2",
        "how": "zip_longest makes columns, stacked and turned",
        "code": """
import itertools


def collate(batch, max_seq_len=512):
    def shorten(ids):
        ids = ids.tolist() if hasattr(ids, "tolist") else list(ids)
        return ids if len(ids) <= max_seq_len else ids[: max_seq_len - 1] + ids[-1:]

    sequences, labels, texts = zip(*((shorten(a), b, c) for a, b, c in batch), strict=True)
    columns = list(itertools.zip_longest(*sequences, fillvalue=None))
    ids = torch.stack(
        [torch.tensor([0 if i is None else i for i in column]) for column in columns], dim=1
    )
    mask = torch.tensor([[i is not None for i in column] for column in columns]).T.to(torch.int32)
    return ids, mask, torch.tensor(labels, dtype=torch.int64).view(len(batch), 1), [*texts]
""",
    },
    {
        "task": "8.3",
        "how": "sorted with a random number behind the length, shuffled in place",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    ties = rng.random(len(lengths))
    indices = sorted(range(len(lengths)), key=lambda i: (lengths[i], ties[i]))
    batches = []
    while indices:
        batches.append(indices[:batch_size])
        indices = indices[batch_size:]
    rng.shuffle(batches)
    return batches
""",
    },
    {
        "task": "8.3",
        "how": "lexsort, longest first, the short batch at the long or the short end",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    n = len(lengths)
    order = np.lexsort((rng.integers(0, 2**31, size=n), np.asarray(lengths)))
    if rng.integers(2):
        order = order[::-1]
    pieces = np.split(order, np.arange(batch_size, n, batch_size))
    sequence = np.argsort(rng.random(len(pieces)))
    return [[int(i) for i in pieces[k]] for k in sequence if len(pieces[k])]
""",
    },
    {
        "task": "8.3",
        "how": "buckets by exact length in a dict, joined and cut, order drawn with choice",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    buckets = {}
    for index, length in enumerate(lengths):
        buckets.setdefault(int(length), []).append(index)
    joined = []
    for length in sorted(buckets):
        joined.extend(rng.permutation(buckets[length]).tolist())
    batches = [joined[i : i + batch_size] for i in range(0, len(joined), batch_size)]
    chosen = rng.choice(len(batches), size=len(batches), replace=False) if batches else []
    return [batches[k] for k in chosen]
""",
    },
    {
        "task": "8.3",
        "how": "lengths with a little noise, tensors of torch, own Fisher-Yates shuffle",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    noisy = torch.tensor([float(length) for length in lengths], dtype=torch.float64)
    noisy = noisy + torch.from_numpy(rng.uniform(0, 0.5, len(lengths)))
    batches = [list(part.tolist()) for part in noisy.argsort().split(batch_size)]
    for last in range(len(batches) - 1, 0, -1):
        other = int(rng.integers(last + 1))
        batches[last], batches[other] = batches[other], batches[last]
    return batches
""",
    },
    {
        "task": "8.4",
        "how": "unpacked with a star, log_softmax and nll_loss, prediction with max",
        "code": """
def forward_sequence_classification(model, batch, device):
    subword_batch, mask_batch, label_batch, *_ = batch
    inputs = {
        "input_ids": subword_batch.to(device=device),
        "attention_mask": mask_batch.to(device=device),
    }
    label_batch = label_batch.to(device)
    output = model(**inputs)
    log_p = torch.log_softmax(output.logits, dim=-1)
    loss = nn.functional.nll_loss(log_p, label_batch[:, 0])
    _, best = torch.max(output.logits, dim=-1)
    return loss, [int(k) for k in best], [int(k) for k in label_batch[:, 0]]
""",
    },
    {
        "task": "8.4",
        "how": "logsumexp less the right logit, gathered, in float64",
        "code": """
def forward_sequence_classification(model, batch, device):
    ids, mask, labels, texts = batch
    labels = labels.to(device)
    logits = model(attention_mask=mask.to(device), input_ids=ids.to(device)).logits.double()
    right = logits.gather(1, labels)
    losses = torch.logsumexp(logits, dim=1, keepdim=True) - right
    predictions = logits.detach().cpu().numpy().argmax(axis=1).tolist()
    return losses.sum() / len(texts), predictions, labels.flatten().cpu().tolist()
""",
    },
    {
        "task": "8.4",
        "how": "loss module of the library, topk, zip",
        "code": """
def forward_sequence_classification(model, batch, device):
    criterion = nn.CrossEntropyLoss(reduction="mean")
    moved = [tensor.to(torch.device(device)) for tensor in batch[:3]]
    out = model(input_ids=moved[0], attention_mask=moved[1])
    target = moved[2].view(-1)
    loss = criterion(out.logits, target)
    with torch.no_grad():
        pairs = zip(out.logits.topk(1).indices[:, 0].tolist(), target.tolist(), strict=True)
        guesses, truth = map(list, zip(*pairs, strict=True))
    return loss, guesses, truth
""",
    },
    {
        "task": "8.4",
        "how": "one-hot labels, loss of every example stacked",
        "code": """
def forward_sequence_classification(model, batch, device):
    subwords, masks = batch[0].to(device), batch[1].to(device)
    logits = model(input_ids=subwords, attention_mask=masks).logits
    true = batch[2].reshape(-1).tolist()
    losses, guessed = [], []
    for row, label in zip(logits, true, strict=True):
        one_hot = nn.functional.one_hot(torch.tensor(label), len(row)).to(row)
        losses.append(-(one_hot * row.log_softmax(dim=0)).sum())
        guessed.append(int(row.argmax()))
    return torch.stack(losses).mean(), guessed, true
""",
    },
    {
        "task": "8.5",
        "how": "scikit-learn with its defaults",
        "code": """
def document_sentiment_metrics(predictions, labels):
    from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

    return {
        "ACC": accuracy_score(labels, predictions),
        "F1": f1_score(labels, predictions, average="macro"),
        "REC": recall_score(labels, predictions, average="macro"),
        "PRE": precision_score(labels, predictions, average="macro"),
    }
""",
    },
    {
        "task": "8.5",
        "how": "precision_recall_fscore_support of scikit-learn, other order of keys",
        "code": """
def document_sentiment_metrics(predictions, labels):
    from sklearn import metrics

    precision, recall, f1, _ = metrics.precision_recall_fscore_support(
        np.array(labels), np.array(predictions), average="macro", zero_division=0
    )
    same = np.equal(predictions, labels)
    return {"F1": f1, "PRE": precision, "REC": recall, "ACC": same.mean()}
""",
    },
    {
        "task": "8.5",
        "how": "plain Python, true positives and the two kinds of errors",
        "code": """
def document_sentiment_metrics(predictions, labels):
    pairs = [(int(p), int(t)) for p, t in zip(predictions, labels, strict=True)]
    classes = {p for p, _ in pairs} | {t for _, t in pairs}
    precision, recall, f1 = [], [], []
    for c in classes:
        tp = sum(1 for p, t in pairs if p == c and t == c)
        fp = sum(1 for p, t in pairs if p == c and t != c)
        fn = sum(1 for p, t in pairs if p != c and t == c)
        precision.append(tp / (tp + fp) if tp + fp else 0)
        recall.append(tp / (tp + fn) if tp + fn else 0)
        both = precision[-1] + recall[-1]
        f1.append(2 * precision[-1] * recall[-1] / both if both else 0)
    return dict(
        ACC=sum(p == t for p, t in pairs) / len(pairs),
        F1=sum(f1) / len(f1),
        REC=sum(recall) / len(recall),
        PRE=sum(precision) / len(precision),
    )
""",
    },
    {
        "task": "8.5",
        "how": "confusion matrix built by np.add.at, classes renumbered",
        "code": """
def document_sentiment_metrics(predictions, labels):
    n = len(labels)
    classes, numbers = np.unique([*predictions, *labels], return_inverse=True)
    matrix = np.zeros((len(classes), len(classes)))
    np.add.at(matrix, (numbers[n:], numbers[:n]), 1.0)
    hits = np.diagonal(matrix)
    with np.errstate(divide="ignore", invalid="ignore"):
        recall = np.nan_to_num(hits / matrix.sum(axis=1))
        precision = np.nan_to_num(hits / matrix.sum(axis=0))
        f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
    return {
        "ACC": np.trace(matrix) / n,
        "F1": f1.mean(),
        "REC": recall.mean(),
        "PRE": precision.mean(),
    }
""",
    },
    {
        "task": "8.6",
        "how": "clipping by hand, autocast only where asked for, running mean, mode brought back",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    import contextlib

    device = torch.device(device)
    dtype = {"fp32": None, "bf16": torch.bfloat16, "fp16": torch.float16}[precision]
    scaler = torch.amp.GradScaler(device.type) if precision == "fp16" else None
    before = model.training
    model.train()
    mean, seen, predictions, labels = 0.0, 0, [], []
    for batch in loader:
        for p in model.parameters():
            p.grad = None
        context = contextlib.nullcontext()
        if dtype is not None:
            context = torch.autocast(device_type=device.type, dtype=dtype)
        with context:
            loss, guessed, true = forward_sequence_classification(model, batch, device)
        if scaler is None:
            loss.backward()
        else:
            scaler.scale(loss).backward()
            scaler.unscale_(optimizer)
        if max_norm is not None:
            grads = [p.grad for p in model.parameters() if p.grad is not None]
            norm = torch.sqrt(sum((g**2).sum() for g in grads))
            if norm > max_norm:
                for g in grads:
                    g.mul_(max_norm / norm)
        if scaler is None:
            optimizer.step()
        else:
            scaler.step(optimizer)
            scaler.update()
        seen += len(true)
        mean += (float(loss.detach()) - mean) * len(true) / seen
        predictions.extend(guessed)
        labels.extend(true)
    model.train(before)
    return mean, document_sentiment_metrics(predictions, labels)
""",
    },
    {
        "task": "8.6",
        "how": "own mathematics for loss and scale: a fixed factor, steps with overflow left out",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train(mode=True)
    kind = torch.device(device).type
    half = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    factor = 2.0**14 if precision == "fp16" else 1.0
    losses, sizes, guesses, truth = [], [], [], []
    for ids, mask, labels, _ in loader:
        ids, mask, labels = ids.to(device), mask.to(device), labels.to(device).flatten()
        optimizer.zero_grad(set_to_none=False)
        with torch.autocast(kind, dtype=half, enabled=half is not None):
            logits = model(input_ids=ids, attention_mask=mask).logits
            loss = nn.functional.cross_entropy(logits.float(), labels)
        (loss * factor).backward()
        gradients = [p.grad for p in model.parameters() if p.grad is not None]
        for gradient in gradients:
            gradient /= factor
        losses.append(loss.item())
        sizes.append(labels.numel())
        guesses += logits.detach().argmax(-1).tolist()
        truth += labels.tolist()
        if not all(gradient.isfinite().all() for gradient in gradients):
            factor /= 2
            continue
        if max_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_norm=max_norm)
        optimizer.step()
    return np.average(losses, weights=sizes), document_sentiment_metrics(guesses, truth)
""",
    },
    {
        "task": "8.6",
        "how": "gradients cleared before the loop and after every step, sum kept as a tensor",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    device_type = str(device).split(":")[0]
    use_amp = precision in ("bf16", "fp16")
    amp_dtype = torch.float16 if precision == "fp16" else torch.bfloat16
    scaler = torch.amp.GradScaler(device_type, init_scale=4096.0, enabled=precision == "fp16")
    total_loss = torch.zeros((), dtype=torch.float64)
    list_hyp, list_label = [], []
    optimizer.zero_grad()
    model.zero_grad()
    for batch_data in iter(loader):
        with torch.amp.autocast(device_type, dtype=amp_dtype, enabled=use_amp):
            loss, batch_hyp, batch_label = forward_sequence_classification(
                model, batch_data[:-1], device=device
            )
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        nn.utils.clip_grad_norm_(
            model.parameters(), float("inf") if max_norm is None else max_norm
        )
        scaler.step(optimizer)
        scaler.update()
        optimizer.zero_grad()
        total_loss += loss.detach().cpu().double() * len(batch_label)
        list_hyp += batch_hyp
        list_label += batch_label
    metrics = document_sentiment_metrics(list_hyp, list_label)
    return (total_loss / len(list_label)).item(), metrics
""",
    },
    {
        "task": "8.7",
        "how": "decorator, all logits joined before anything is counted",
        "code": """
@torch.no_grad()
def evaluate(model, loader, device):
    mode = model.training
    model.eval()
    logits, labels = [], []
    for subwords, mask, truth, _ in loader:
        output = model(input_ids=subwords.to(device), attention_mask=mask.to(device))
        logits.append(output.logits)
        labels.append(truth.to(device).flatten())
    logits, labels = torch.cat(logits), torch.cat(labels)
    loss = nn.functional.cross_entropy(logits, labels).item()
    if mode:
        model.train()
    return loss, document_sentiment_metrics(logits.argmax(1).tolist(), labels.tolist())
""",
    },
    {
        "task": "8.7",
        "how": "inference mode, try and finally, mode of every module remembered, weighted average",
        "code": """
def evaluate(model, loader, device):
    modes = {module: module.training for module in model.modules()}
    losses, weights, pairs = [], [], []
    try:
        with torch.inference_mode():
            for batch in loader:
                model.eval()
                loss, guessed, true = forward_sequence_classification(model, batch, device)
                losses.append(loss.item())
                weights.append(len(true))
                pairs += zip(guessed, true, strict=True)
    finally:
        for module, mode in modes.items():
            module.training = mode
    metrics = document_sentiment_metrics([p for p, _ in pairs], [t for _, t in pairs])
    return np.average(losses, weights=weights), metrics
""",
    },
    {
        "task": "8.7",
        "how": "recording switched off globally and put back by hand, sum as NumPy float",
        "code": """
def evaluate(model, loader, device):
    recording, training = torch.is_grad_enabled(), model.training
    torch.set_grad_enabled(False)
    model.train(False)
    total, n = np.float64(0), 0
    hypotheses, references = [], []
    try:
        for batch in loader:
            loss, *lists = forward_sequence_classification(model, batch, device)
            hypotheses.extend(lists[0])
            references.extend(lists[1])
            total += float(loss) * len(batch[3])
            n += len(batch[3])
    finally:
        torch.set_grad_enabled(recording)
        model.train(training)
    return total / n, document_sentiment_metrics(labels=references, predictions=hypotheses)
""",
    },
    {
        "task": "8.8",
        "how": "counts of its own, checkpoint of its own form, weights cloned",
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
    history, best_f1, bad, best = [], -1.0, 0, None
    file = None if checkpoint is None else Path(checkpoint)
    if file is not None and file.exists():
        state = torch.load(file, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        history, best_f1, bad, best = state["progress"]
        torch.random.set_rng_state(state["rng"][0])
        np.random.set_state(state["rng"][1])
        random.setstate(state["rng"][2])
    for epoch in range(len(history) + 1, epochs + 1):
        if bad >= patience:
            break
        lr = optimizer.param_groups[0]["lr"]
        train_loss, train_metrics = train_epoch(
            model, train_loader, optimizer, device, max_norm=max_norm, precision=precision
        )
        valid_loss, valid_metrics = evaluate(model, valid_loader, device)
        history.append(
            dict(
                epoch=epoch,
                lr=lr,
                train_loss=train_loss,
                train_F1=train_metrics["F1"],
                valid_loss=valid_loss,
                valid_F1=valid_metrics["F1"],
            )
        )
        if valid_metrics["F1"] > best_f1:
            best_f1, bad = valid_metrics["F1"], 0
            best = {key: value.detach().clone() for key, value in model.state_dict().items()}
        else:
            bad += 1
        for group in optimizer.param_groups:
            group["lr"] = group["lr"] * gamma
        if file is not None:
            new = file.with_name(file.name + ".new")
            torch.save(
                {
                    "model": model.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "progress": (history, best_f1, bad, best),
                    "rng": (torch.get_rng_state(), np.random.get_state(), random.getstate()),
                },
                new,
            )
            new.replace(file)
    if best is not None:
        model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "how": "ExponentialLR, best model as a deep copy, given helpers for the file",
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
    resumed = checkpoint is not None and os.path.exists(checkpoint)
    history, best_model = [], copy.deepcopy(model)
    if resumed:
        history, weights = load_training(checkpoint, model, optimizer)
        best_model.load_state_dict(weights)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma)
    while True:
        if len(history) >= epochs or epochs_since_best(history) >= patience:
            break
        row = {"epoch": len(history) + 1, "lr": scheduler.get_last_lr()[0]}
        row["train_loss"], metrics = train_epoch(
            model, train_loader, optimizer, device, max_norm, precision
        )
        row["train_F1"] = metrics["F1"]
        row["valid_loss"], metrics = evaluate(model, valid_loader, device)
        row["valid_F1"] = metrics["F1"]
        if all(row["valid_F1"] > old["valid_F1"] for old in history):
            best_model.load_state_dict(model.state_dict())
        history += [row]
        scheduler.step()
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best_model.state_dict())
    model.load_state_dict(best_model.state_dict())
    return history
""",
    },
    {
        "task": "8.8",
        "how": "best weights kept as bytes in memory, for and break, rates computed from the first",
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
    import io

    def pack():
        memory = io.BytesIO()
        torch.save(model.state_dict(), memory)
        return memory.getvalue()

    def unpack(packed):
        model.load_state_dict(torch.load(io.BytesIO(packed), weights_only=True))

    first_rates = [group["lr"] for group in optimizer.param_groups]
    history, best = [], pack()
    if checkpoint is not None and os.path.isfile(str(checkpoint)):
        with open(checkpoint, "rb") as file:
            saved = torch.load(io.BytesIO(file.read()), weights_only=True)
        unpack(saved["weights"])
        optimizer.load_state_dict(saved["optimizer"])
        first_rates, history, best = saved["first_rates"], saved["history"], saved["best"]
        set_random_state(saved["random"])
    scores = [row["valid_F1"] for row in history]
    for epoch in range(1 + len(history), 1 + epochs):
        if scores and len(scores) - int(np.argmax(scores)) > patience:
            break
        loss, metrics = train_epoch(
            model=model,
            loader=train_loader,
            optimizer=optimizer,
            device=device,
            max_norm=max_norm,
            precision=precision,
        )
        row = {
            "valid_F1": 0.0,
            "epoch": epoch,
            "lr": optimizer.param_groups[0]["lr"],
            "train_loss": loss,
            "train_F1": metrics["F1"],
        }
        loss, metrics = evaluate(model=model, loader=valid_loader, device=device)
        row.update(valid_loss=loss, valid_F1=metrics["F1"])
        history.append(row)
        scores.append(metrics["F1"])
        if np.argmax(scores) == len(scores) - 1:
            best = pack()
        for rate, group in zip(first_rates, optimizer.param_groups, strict=True):
            group["lr"] = rate * gamma**epoch
        if checkpoint is not None:
            state = {
                "weights": pack(),
                "optimizer": optimizer.state_dict(),
                "first_rates": first_rates,
                "history": history,
                "best": best,
                "random": random_state(),
            }
            torch.save(state, f"{checkpoint}.tmp")
            os.replace(f"{checkpoint}.tmp", checkpoint)
    unpack(best)
    return history
""",
    },
    {
        "task": "8.9",
        "how": "the tokenizer cuts, pads and makes tensors itself",
        "code": """
@torch.no_grad()
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    mode = model.training
    model.eval()
    pairs = []
    for i in range(0, len(texts), batch_size):
        encoded = tokenizer(
            list(texts[i : i + batch_size]),
            padding=True,
            truncation=True,
            max_length=max_length,
            return_tensors="pt",
        ).to(model.device)
        logits = model(
            input_ids=encoded["input_ids"], attention_mask=encoded["attention_mask"]
        ).logits
        for row in torch.softmax(logits, dim=-1):
            k = int(row.argmax())
            pairs.append((DocumentSentimentDataset.INDEX2LABEL[k], row[k].item()))
    model.train(mode)
    return pairs
""",
    },
    {
        "task": "8.9",
        "how": "encode for each text, sorted by length and put back, NumPy for the softmax",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    if len(texts) == 0:
        return []
    label_of = {index: name for name, index in DocumentSentimentDataset.LABEL2INDEX.items()}
    device = next(iter(model.parameters())).device
    encoded = [list(tokenizer.encode(text)) for text in texts]
    order = sorted(range(len(texts)), key=lambda n: len(encoded[n]), reverse=True)
    found = [None] * len(texts)
    modes = [(module, module.training) for module in model.modules()]
    model.train(False)
    try:
        for start in range(0, len(order), batch_size):
            chosen = order[start : start + batch_size]
            ids, mask, *_ = collate([(encoded[n], 0, "") for n in chosen], max_seq_len=max_length)
            with torch.inference_mode():
                output = model(input_ids=ids.to(device), attention_mask=mask.to(device))
            logits = output.logits.cpu().numpy().astype(np.float64)
            p = np.exp(logits - logits.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            for n, row in zip(chosen, p, strict=True):
                found[n] = (label_of[int(row.argmax())], row.max())
    finally:
        for module, mode in modes:
            module.training = mode
    return found
""",
    },
    {
        "task": "8.9",
        "how": "recursion over the texts, own padding, log_softmax",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    texts = list(texts)
    if not texts:
        return []
    now, later = texts[:batch_size], texts[batch_size:]
    rows = []
    for ids in tokenizer(now)["input_ids"]:
        if len(ids) > max_length:
            ids = ids[: max_length - 1] + ids[-1:]
        rows.append(torch.tensor(ids))
    subwords = nn.utils.rnn.pad_sequence(rows, batch_first=True)
    mask = nn.utils.rnn.pad_sequence([torch.ones_like(row) for row in rows], batch_first=True)
    where = next(model.parameters()).device
    was = model.training
    model.eval()
    with torch.set_grad_enabled(False):
        logits = model(input_ids=subwords.to(where), attention_mask=mask.to(where)).logits
    model.train(was)
    values, indices = logits.log_softmax(-1).exp().topk(1, dim=-1)
    names = label_names(indices.flatten().tolist())
    head = list(zip(names, values.flatten().tolist(), strict=True))
    return head + predict(later, model, tokenizer, max_length, batch_size)
""",
    },
    {
        "task": "8.9",
        "how": "BatchSampler over numbers of texts, answers yielded by an inner generator",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    from torch.utils.data import BatchSampler, SequentialSampler

    numbers_of = DocumentSentimentDataset.LABEL2INDEX
    names = sorted(numbers_of, key=numbers_of.get)

    def answers():
        for numbers in BatchSampler(SequentialSampler(texts), batch_size, drop_last=False):
            items = [(tokenizer.encode(texts[n]), 0, texts[n]) for n in numbers]
            subwords, mask, _, _ = collate(items, max_length)
            output = model(
                input_ids=subwords.to(next(model.parameters()).device),
                attention_mask=mask.to(next(model.parameters()).device),
            )
            for row in output.logits:
                probability = 1 / torch.exp(row - row.max()).sum()
                yield names[row.argmax().item()], probability.item()

    was_training = model.training
    model.eval()
    with torch.no_grad():
        found = list(answers())
    model.train(was_training)
    return found
""",
    },
    {
        "task": "8.1",
        "how": "streams the binary file line by line, holds blank lines back until a row follows, ids as one flat NumPy array cut by offsets",
        "code": r"""
def __init__(self, path, tokenizer):
    self._texts, self._marks, pieces = [], [], []
    blank = None
    with open(path, "rb") as file:
        for number, raw in enumerate(file, 1):
            if number == 1 and raw[:3] == b"\xef\xbb\xbf":
                raw = raw[3:]
            raw = raw[:-1] if raw.endswith(b"\n") else raw
            raw = raw[:-1] if raw.endswith(b"\r") else raw
            if not raw.strip():
                blank = blank or number
                continue
            if blank:
                raise ValueError(f"row {blank}: nothing in it")
            try:
                row = str(raw, "utf-8")
            except UnicodeDecodeError as error:
                raise ValueError(f"row {number}: not UTF-8") from error
            match row.split("\t"):
                case [text, ("positive" | "neutral" | "negative") as label] if text != "":
                    self._texts.append(text)
                    self._marks.append(type(self).LABEL2INDEX[label])
                    pieces.append(np.asarray(tokenizer.encode(text), dtype=np.int64))
                case _:
                    raise ValueError(f"row {number}: a text, one tab and a known label are due")
    self._ends = np.cumsum([0, *map(len, pieces)])
    self._flat = np.concatenate([np.empty(0, np.int64), *pieces])

def __len__(self):
    return len(self._texts)

def __getitem__(self, index):
    n = range(len(self._texts))[index]
    return self._flat[self._ends[n] : self._ends[n + 1]], self._marks[n], self._texts[n]
""",
    },
    {
        "task": "8.1",
        "how": "regular expression per row, one call of the tokenizer, tuples of three parallel columns, no call for an empty file",
        "code": r"""
_ROW = re.compile("([^\t]+)\t(positive|neutral|negative)", re.DOTALL)

def __init__(self, path, tokenizer):
    raw = Path(path).read_bytes()
    raw = raw[raw.startswith(b"\xef\xbb\xbf") * 3 :]
    lines = re.split(rb"\r?\n", raw)
    while lines and not lines[-1].strip():
        del lines[-1]
    found = []
    for k in range(len(lines)):
        try:
            found.append(_ROW.fullmatch(lines[k].decode()).groups())
        except (UnicodeDecodeError, AttributeError):
            raise ValueError("broken row: %d" % (k + 1)) from None
    texts = [text for text, _ in found]
    ids = tokenizer(texts)["input_ids"] if texts else []
    numbers = [self.LABEL2INDEX[label] for _, label in found]
    self.columns = tuple(map(tuple, ids)), tuple(numbers), tuple(texts)

def __len__(self):
    return len(self.columns[2])

def __getitem__(self, index):
    return tuple(column[index] for column in self.columns)
""",
    },
    {
        "task": "8.2",
        "how": "NumPy buffer filled through a boolean mask in one assignment, float64 mask",
        "code": """
def collate(batch, max_seq_len=512):
    kept = []
    for ids, _, _ in batch:
        row = np.array([int(i) for i in ids], dtype=np.int64)
        kept.append(np.delete(row, slice(max_seq_len - 1, -1)) if row.size > max_seq_len else row)
    lengths = np.array([row.size for row in kept])
    real = np.arange(lengths.max()) < lengths[:, None]
    grid = np.zeros(real.shape, dtype=np.int64)
    grid[real] = np.concatenate(kept)
    labels = np.array([[int(label)] for _, label, _ in batch], dtype=np.int64)
    return (
        torch.from_numpy(grid),
        torch.from_numpy(real.astype(np.float64)),
        torch.from_numpy(labels),
        [text for *_, text in batch],
    )
""",
    },
    {
        "task": "8.2",
        "how": "plain Python with itertools.zip_longest, transposed columns and a bool mask",
        "code": """
def collate(batch, max_seq_len=512):
    from itertools import zip_longest
    rows = [[int(i) for i in item[0]] for item in batch]
    rows = [row if len(row) <= max_seq_len else row[: max_seq_len - 1] + row[-1:] for row in rows]
    gap = object()
    columns = list(zip_longest(*rows, fillvalue=gap))
    ids = torch.tensor([[0 if i is gap else i for i in column] for column in columns]).T
    mask = torch.tensor([[i is not gap for i in column] for column in columns]).T
    labels = torch.tensor([item[1] for item in batch], dtype=torch.int64)[:, None]
    return ids.contiguous(), mask.contiguous(), labels, [item[2] for item in batch]
""",
    },
    {
        "task": "8.3",
        "how": "lexsort with random ties, even parts by array_split (the last is not the short one), batches taken away at random",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    n = len(lengths)
    if n == 0:
        return []
    order = np.lexsort((rng.random(n), np.array([int(x) for x in lengths])))
    heap = [list(map(int, part)) for part in np.array_split(order, -(-n // batch_size))]
    out = []
    while heap:
        out.append(heap.pop(int(rng.integers(len(heap)))))
    return out
""",
    },
    {
        "task": "8.3",
        "how": "pure Python, long first, the short batch stands at a random place of the order, members shuffled within a batch",
        "code": """
def length_bucketed_batches(lengths, batch_size, rng):
    ranked = sorted(
        range(len(lengths)), key=lambda i: (-int(lengths[i]), float(rng.random()))
    )
    full, rest = divmod(len(ranked), batch_size)
    sizes = [batch_size] * full
    if rest:
        sizes.insert(int(rng.integers(full + 1)), rest)
    batches, taken = [], iter(ranked)
    for size in sizes:
        members = [next(taken) for _ in range(size)]
        rng.shuffle(members)
        batches.append(members)
    return [batches[int(i)] for i in np.argsort(rng.random(len(batches)))]
""",
    },
    {
        "task": "8.4",
        "how": "logsumexp minus the right logit by hand in at least float32; predictions by max in comprehensions of int",
        "code": """
def forward_sequence_classification(model, batch, device):
    ids, mask, truth = [tensor.to(device=device) for tensor in batch[:3]]
    logits = model(attention_mask=mask, input_ids=ids).logits
    z = logits.to(torch.promote_types(logits.dtype, torch.float32))
    loss = (torch.logsumexp(z, 1, keepdim=True) - torch.take_along_dim(z, truth, 1)).mean()
    guesses = [int(row.max(dim=0).indices) for row in z.detach()]
    return loss, guesses, [int(row[0]) for row in truth]
""",
    },
    {
        "task": "8.4",
        "how": "soft targets: one-hot rows through einsum over log_softmax; NumPy for the predictions",
        "code": """
def forward_sequence_classification(model, batch, device):
    answer = model(**dict(zip(("input_ids", "attention_mask"), (t.to(device) for t in batch[:2]))))
    labels = batch[2][:, 0].to(device)
    logs = torch.log_softmax(answer.logits, dim=-1, dtype=torch.float64)
    wanted = nn.functional.one_hot(labels, logs.shape[1]).to(logs)
    loss = -torch.einsum("nc,nc->", wanted, logs) / len(labels)
    guesses = answer.logits.detach().float().cpu().numpy().argmax(axis=1)
    return loss.float(), guesses.tolist(), labels.cpu().numpy().tolist()
""",
    },
    {
        "task": "8.5",
        "how": "exact fractions and Counters, floats only at the end",
        "code": """
def document_sentiment_metrics(predictions, labels):
    from collections import Counter
    from fractions import Fraction

    pairs = [(int(p), int(t)) for p, t in zip(predictions, labels)]
    hit = Counter(t for p, t in pairs if p == t)
    said = Counter(p for p, _ in pairs)
    true = Counter(t for _, t in pairs)
    classes = said.keys() | true.keys()

    def mean(part):
        return float(sum(map(part, classes), Fraction(0)) / len(classes))

    return {
        "PRE": mean(lambda c: Fraction(hit[c], said[c] or 1)),
        "REC": mean(lambda c: Fraction(hit[c], true[c] or 1)),
        "F1": mean(lambda c: Fraction(2 * hit[c], said[c] + true[c])),
        "ACC": float(Fraction(hit.total(), len(pairs))),
    }
""",
    },
    {
        "task": "8.5",
        "how": "one-hot matrices and a confusion matrix by einsum over compact class numbers; NumPy scalars (float64 is a float)",
        "code": """
def document_sentiment_metrics(predictions, labels):
    names, place = np.unique(np.array([list(predictions), list(labels)]), return_inverse=True)
    one, two = np.eye(len(names))[place.reshape(2, -1)]
    table = np.einsum("np,nt->pt", one, two)
    hits, said, true = np.diag(table), table.sum(1), table.sum(0)
    ratio = lambda a, b: np.divide(a, b, out=np.zeros(len(names)), where=b > 0).mean()
    return {
        "ACC": np.trace(table) / table.sum(),
        "F1": ratio(2 * hits, said + true),
        "REC": ratio(hits, true),
        "PRE": ratio(hits, said),
    }
""",
    },
    {
        "task": "8.6",
        "how": "own loss scaling that repeats the backward pass at half the scale on overflow, own clipping in float64, no GradScaler",
        "code": """
def _gradients(model, loss, scale, careful):
    while True:
        for p in model.parameters():
            p.grad = None
        (loss.float() * scale).backward(retain_graph=careful)
        found = [p.grad for p in model.parameters() if p.grad is not None]
        if not careful:
            return found, scale, True
        for g in found:
            g.div_(scale)
        if all(bool(g.isfinite().all()) for g in found):
            return found, scale, True
        if scale <= 1:
            return found, scale, False
        scale /= 2

def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    model.train()
    where = torch.device(device).type
    dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(precision)
    scale = 65536.0 if precision == "fp16" else 1.0
    log = []
    for batch in loader:
        optimizer.zero_grad()
        with torch.autocast(where, dtype or torch.bfloat16, enabled=dtype is not None):
            loss, guesses, true = forward_sequence_classification(model, batch, device)
        found, scale, usable = _gradients(model, loss, scale, precision == "fp16")
        if usable:
            if max_norm is not None:
                norm = math_sqrt(sum(float(g.double().square().sum()) for g in found))
                if norm > max_norm:
                    for g in found:
                        g.mul_(max_norm / norm)
            optimizer.step()
        log.append((float(loss.detach()), guesses, true))
    guesses = [c for _, part, _ in log for c in part]
    labels = [c for _, _, part in log for c in part]
    mean = sum(value * len(part) for value, _, part in log) / len(labels)
    return mean, document_sentiment_metrics(guesses, labels)

from math import sqrt as math_sqrt
""",
    },
    {
        "task": "8.6",
        "how": "autocast as decorator of the forward function, always unscaled, one flat vector for the norm, np.average over batches",
        "code": """
def train_epoch(model, loader, optimizer, device, max_norm=None, precision="fp32"):
    kind = str(torch.device(device)).partition(":")[0]
    half = precision in ("bf16", "fp16")
    dtype = torch.float16 if precision == "fp16" else torch.bfloat16
    run = torch.autocast(kind, dtype=dtype, enabled=half)(forward_sequence_classification)
    scaler = torch.amp.GradScaler(kind, enabled=precision == "fp16")
    model.train()
    losses, sizes, columns = [], [], ([], [])
    steps = iter(loader)
    while (batch := next(steps, None)) is not None:
        loss, *lists = run(model, batch, device)
        optimizer.zero_grad(set_to_none=True)
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        grads = [p.grad for p in model.parameters() if p.grad is not None]
        if max_norm is not None and grads:
            norm = torch.cat([g.reshape(-1).double() for g in grads]).norm().item()
            if max_norm < norm < float("inf"):
                torch._foreach_mul_(grads, max_norm / norm)
        scaler.step(optimizer)
        scaler.update()
        losses.append(loss.item())
        sizes.append(len(lists[0]))
        for column, part in zip(columns, lists):
            column.extend(part)
    return float(np.average(losses, weights=sizes)), document_sentiment_metrics(*columns)
""",
    },
    {
        "task": "8.7",
        "how": "ExitStack that restores the mode of every single module, inference_mode, running mean instead of a sum",
        "code": """
def evaluate(model, loader, device):
    from contextlib import ExitStack

    with ExitStack() as stack:
        for module in model.modules():
            stack.callback(setattr, module, "training", module.training)
        model.eval()
        stack.enter_context(torch.inference_mode())
        mean, said, true = 0.0, [], []
        for batch in loader:
            loss, guesses, labels = forward_sequence_classification(model, batch, device)
            said.extend(guesses)
            true.extend(labels)
            mean += (float(loss) - mean) * len(labels) / len(true)
    return mean, document_sentiment_metrics(said, true)
""",
    },
    {
        "task": "8.7",
        "how": "map, zip and math.fsum over a list of results; gradient mode by hand in try/finally",
        "code": """
def evaluate(model, loader, device):
    from itertools import chain
    from math import fsum

    mode, recording = model.training, torch.is_grad_enabled()
    try:
        torch.set_grad_enabled(False)
        model.train(False)
        results = [forward_sequence_classification(model, batch, device) for batch in loader]
    finally:
        model.train(mode)
        torch.set_grad_enabled(recording)
    losses, guesses, labels = zip(*results)
    guesses, flat = list(chain(*guesses)), list(chain(*labels))
    weighted = fsum(loss.double().item() * len(part) for loss, part in zip(losses, labels))
    return weighted / len(flat), document_sentiment_metrics(guesses, flat)
""",
    },
    {
        "task": "8.8",
        "how": "torch's ExponentialLR (made after the checkpoint was read), endless loop with a stop rule written as a function",
        "code": """
def fit(model, train_loader, valid_loader, optimizer, epochs, device, gamma=0.9, patience=3,
        max_norm=10.0, precision="fp32", checkpoint=None):
    history = []
    best = {key: value.detach().clone() for key, value in model.state_dict().items()}
    if checkpoint is not None and os.path.exists(checkpoint):
        history, best = load_training(checkpoint, model, optimizer)
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma)

    def finished():
        scores = [row["valid_F1"] for row in history]
        waited = len(scores) - 1 - int(np.argmax(scores)) if scores else -1
        return len(scores) >= epochs or waited >= patience

    while not finished():
        rate = schedule.get_last_lr()[0]
        a = train_epoch(model, train_loader, optimizer, device, max_norm, precision)
        b = evaluate(model, valid_loader, device)
        if all(b[1]["F1"] > row["valid_F1"] for row in history):
            best = {key: value.detach().clone() for key, value in model.state_dict().items()}
        keys = "epoch", "lr", "train_loss", "train_F1", "valid_loss", "valid_F1"
        values = len(history) + 1, float(rate), a[0], a[1]["F1"], b[0], b[1]["F1"]
        history.append(dict(zip(keys, values)))
        schedule.step()
        if checkpoint is not None:
            save_training(checkpoint, model, optimizer, history, best)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "8.8",
        "how": "a small class with a checkpoint format of its own (best weights as bytes), given save and load not used",
        "code": """
class _Run:
    def __init__(my, model, optimizer, path):
        my.model, my.optimizer, my.path = model, optimizer, path
        my.history, my.best = [], my.frozen()
        if path is not None and Path(path).exists():
            state = torch.load(path, map_location="cpu", weights_only=False)
            my.history, my.best = state["rows"], state["best"]
            model.load_state_dict(state["weights"])
            optimizer.load_state_dict(state["optimizer"])
            random.setstate(state["chance"][0])
            np.random.set_state(state["chance"][1])
            torch.set_rng_state(state["chance"][2])
            if torch.cuda.is_available():
                torch.cuda.set_rng_state_all(state["chance"][3])

    def frozen(my):
        import io
        buffer = io.BytesIO()
        torch.save(my.model.state_dict(), buffer)
        return buffer.getvalue()

    def thaw(my):
        import io
        my.model.load_state_dict(torch.load(io.BytesIO(my.best), weights_only=True))

    def write(my):
        if my.path is None:
            return
        cuda = torch.cuda.get_rng_state_all() if torch.cuda.is_available() else []
        chance = random.getstate(), np.random.get_state(), torch.get_rng_state(), cuda
        state = {"rows": my.history, "best": my.best, "weights": my.model.state_dict(),
                 "optimizer": my.optimizer.state_dict(), "chance": chance}
        torch.save(state, f"{my.path}.part")
        os.replace(f"{my.path}.part", my.path)

def fit(model, train_loader, valid_loader, optimizer, epochs, device, gamma=0.9, patience=3,
        max_norm=10.0, precision="fp32", checkpoint=None):
    run = _Run(model, optimizer, checkpoint)
    record, waited = float("-inf"), 0
    for row in run.history:
        record, waited = (row["valid_F1"], 0) if row["valid_F1"] > record else (record, waited + 1)
    for epoch in range(len(run.history) + 1, epochs + 1):
        if waited >= patience:
            break
        row = dict(epoch=epoch, lr=float(optimizer.param_groups[0]["lr"]))
        for part, (loss, metrics) in (
            ("train", train_epoch(model, train_loader, optimizer, device, max_norm, precision)),
            ("valid", evaluate(model, valid_loader, device)),
        ):
            row |= {f"{part}_loss": float(loss), f"{part}_F1": float(metrics["F1"])}
        run.history.append(row)
        waited += 1
        if row["valid_F1"] > record:
            record, waited, run.best = row["valid_F1"], 0, run.frozen()
        for group in optimizer.param_groups:
            group["lr"] = group["lr"] * gamma
        run.write()
    run.thaw()
    return run.history
""",
    },
    {
        "task": "8.9",
        "how": "sorted by length, long first, results put back by assignment; softmax in float64 and NumPy; no collate",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    from itertools import chain

    device = next(chain(model.parameters(), model.buffers()), torch.empty(0)).device
    rows = []
    for text in texts:
        row = tokenizer.encode(text) if hasattr(tokenizer, "encode") else tokenizer([text])["input_ids"][0]
        row = [int(i) for i in row]
        rows.append(row[: max_length - 1] + row[-1:] if len(row) > max_length else row)
    order = np.argsort([-len(row) for row in rows], kind="stable") if rows else []
    result, mode = [None] * len(rows), model.training
    model.eval()
    try:
        with torch.inference_mode():
            for start in range(0, len(rows), batch_size):
                which = order[start : start + batch_size]
                width = max(len(rows[i]) for i in which)
                ids = np.zeros((len(which), width), dtype=np.int64)
                mask = np.zeros_like(ids)
                for n, i in enumerate(which):
                    ids[n, : len(rows[i])], mask[n, : len(rows[i])] = rows[i], 1
                logits = model(
                    input_ids=torch.from_numpy(ids).to(device),
                    attention_mask=torch.from_numpy(mask).to(device),
                ).logits
                z = logits.detach().double().cpu().numpy()
                p = np.exp(z - z.max(axis=1, keepdims=True))
                p /= p.sum(axis=1, keepdims=True)
                for i, row in zip(which, p):
                    c = int(row.argmax())
                    result[i] = DocumentSentimentDataset.INDEX2LABEL[c], float(row[c])
    finally:
        model.train(mode)
    return result
""",
    },
    {
        "task": "8.9",
        "how": "inner generator of batches, a Categorical distribution, names as a tuple, the modes of all modules noted",
        "code": """
def predict(texts, model, tokenizer, max_length=512, batch_size=32):
    names = [DocumentSentimentDataset.INDEX2LABEL[k] for k in range(DocumentSentimentDataset.NUM_LABELS)]
    modes = [(module, module.training) for module in model.modules()]

    @torch.no_grad()
    def answers(part):
        ids = tokenizer(part)["input_ids"] if callable(tokenizer) else list(map(tokenizer.encode, part))
        *tensors, _, _ = collate([(row, 0, "") for row in ids], max_len_of(max_length))
        device = next(model.parameters()).device
        ids, mask = (tensor.to(device) for tensor in tensors)
        chances = torch.distributions.Categorical(
            logits=model(input_ids=ids, attention_mask=mask).logits.double()
        ).probs
        for row in chances.tolist():
            yield names[row.index(max(row))], max(row)

    def max_len_of(limit):
        return int(limit)

    model.eval()
    try:
        parts = (list(texts[k : k + batch_size]) for k in range(0, len(texts), batch_size))
        return [pair for part in parts for pair in answers(part)]
    finally:
        for module, mode in modes:
            module.training = mode
""",
    },
]
