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
]
