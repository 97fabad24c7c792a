"""Wrong answers to the tasks of module 09, and the mistake each of them makes."""

ANSWERS = [
    # --- 9.1 ---
    {
        "task": "9.1",
        "mistake": "missing-shift",
        "id": "Logit dan label dibandingkan pada posisi yang sama, tanpa pergeseran.",
        "en": "Logits and labels are compared at the same position, without a shift.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    counts = labels != ignore_index
    total = nn.functional.cross_entropy(
        logits.flatten(0, 1), labels.flatten(), ignore_index=ignore_index, reduction="sum"
    )
    return total / counts.sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "missing-shift",
        "id": "Posisi terakhir dibuang dari keduanya, jadi t tetap berpasangan dengan t.",
        "en": "The last position is dropped from both, so t is still paired with t.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    logits, targets = logits[:, :-1], labels[:, :-1]
    counts = targets != ignore_index
    log_p = logits.log_softmax(dim=-1)
    right = log_p.gather(2, targets.masked_fill(~counts, 0).unsqueeze(2)).squeeze(2)
    return -(right * counts).sum() / counts.sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "shifted-the-wrong-way",
        "id": "Logit posisi t+1 dipasangkan dengan label t.",
        "en": "The logits of position t+1 are paired with label t.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    scores, targets = logits[:, 1:], labels[:, :-1]
    total = nn.functional.cross_entropy(
        scores.transpose(1, 2), targets, ignore_index=ignore_index, reduction="sum"
    )
    return total / max(1, int((targets != ignore_index).sum()))
""",
    },
    {
        "task": "9.1",
        "mistake": "shifted-the-wrong-way",
        "id": "Label digeser ke kanan, bukan ke kiri.",
        "en": "The labels are moved to the right, not to the left.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = nn.functional.pad(labels, (1, 0), value=ignore_index)[:, :-1]
    if (targets == ignore_index).all():
        return 0.0 * logits.sum()
    return nn.functional.cross_entropy(
        logits.flatten(0, 1), targets.flatten(), ignore_index=ignore_index
    )
""",
    },
    {
        "task": "9.1",
        "mistake": "ignored-positions-counted",
        "id": "Jumlahnya dibagi semua posisi, juga yang diabaikan.",
        "en": "The sum is divided by all positions, the ignored ones too.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    total = nn.functional.cross_entropy(
        logits[:, :-1].transpose(1, 2), targets, ignore_index=ignore_index, reduction="sum"
    )
    return total / max(1, targets.numel())
""",
    },
    {
        "task": "9.1",
        "mistake": "ignored-positions-counted",
        "id": "Posisi yang diabaikan dijadikan nol, lalu `.mean()` atas semuanya.",
        "en": "Ignored positions are made zero, then `.mean()` over all of them.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    if labels.shape[1] < 2:
        return logits.sum() * 0
    losses = nn.functional.cross_entropy(
        logits[:, :-1].transpose(1, 2), labels[:, 1:], ignore_index=ignore_index, reduction="none"
    )
    return losses.mean()
""",
    },
    {
        "task": "9.1",
        "mistake": "ignore-index-fixed",
        "id": "`ignore_index` tidak diteruskan; selalu -100.",
        "en": "`ignore_index` is not passed on; it is always -100.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    total = nn.functional.cross_entropy(
        logits[:, :-1].transpose(1, 2), targets, reduction="sum"
    )
    return total / (targets != -100).sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "ignore-index-fixed",
        "id": "Mask membandingkan dengan -100 yang ditulis mati.",
        "en": "The mask compares with a hard-coded -100.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    counts = targets != -100
    chosen, right = logits[:, :-1][counts], targets[counts]
    if len(right) == 0:
        return chosen.sum()
    rows = torch.arange(len(right))
    return (torch.logsumexp(chosen, dim=1) - chosen[rows, right]).mean()
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "Semua label negatif diabaikan, bukan `ignore_index`.",
        "en": "All negative labels are ignored, not `ignore_index`.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    counts = targets >= 0
    log_p = logits[:, :-1].log_softmax(dim=-1)
    right = log_p.gather(2, targets.clamp(min=0).unsqueeze(2)).squeeze(2)
    return -(right * counts).sum() / counts.sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "`ignore_index` hanya boleh negatif: di luar V gather gagal.",
        "en": "`ignore_index` may only be negative: a positive one beyond V makes gather fail.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    counts = targets != ignore_index
    log_p = logits[:, :-1].log_softmax(dim=-1)
    right = log_p.gather(2, targets.clamp(min=0).unsqueeze(2)).squeeze(2)
    return -(right * counts).sum() / counts.sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "sum-instead-of-mean",
        "id": "Loss dijumlahkan, tidak dibagi.",
        "en": "The losses are summed, not divided.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    return nn.functional.cross_entropy(
        logits[:, :-1].transpose(1, 2), labels[:, 1:], ignore_index=ignore_index, reduction="sum"
    )
""",
    },
    {
        "task": "9.1",
        "mistake": "sum-instead-of-mean",
        "id": "Perulangan yang menjumlahkan, pembagiannya terlupa.",
        "en": "A loop that adds up; the division was forgotten.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    loss = logits.sum() * 0
    for n in range(labels.shape[0]):
        for t in range(labels.shape[1] - 1):
            label = int(labels[n, t + 1])
            if label != ignore_index:
                loss = loss + torch.logsumexp(logits[n, t], dim=0) - logits[n, t, label]
    return loss
""",
    },
    {
        "task": "9.1",
        "mistake": "mean-of-row-means",
        "id": "Rata-rata setiap baris dulu, lalu rata-rata atas baris.",
        "en": "The mean of every row first, then the mean over rows.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    counts = targets != ignore_index
    losses = nn.functional.cross_entropy(
        logits[:, :-1].transpose(1, 2), targets, ignore_index=ignore_index, reduction="none"
    )
    return (losses.sum(dim=1) / counts.sum(dim=1).clamp(min=1)).mean()
""",
    },
    {
        "task": "9.1",
        "mistake": "mean-of-row-means",
        "id": "Perulangan atas dialog: setiap dialog dirata-ratakan sendiri.",
        "en": "A loop over dialogues: each has a mean of its own.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    means = []
    for scores, row in zip(logits[:, :-1], labels[:, 1:]):
        keep = row != ignore_index
        if keep.any():
            means.append(nn.functional.cross_entropy(scores[keep], row[keep]))
    return torch.stack(means).mean() if means else logits.sum() * 0
""",
    },
    {
        "task": "9.1",
        "mistake": "missing-minus",
        "id": "Rata-rata log peluang, tanpa tanda minus.",
        "en": "The mean log probability, without the minus sign.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    counts = targets != ignore_index
    log_p = logits[:, :-1].log_softmax(dim=-1)
    right = log_p.gather(2, targets.masked_fill(~counts, 0).unsqueeze(2)).squeeze(2)
    return (right * counts).sum() / counts.sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "missing-minus",
        "id": "Dikurangkan terbalik: logit benar dikurangi logsumexp.",
        "en": "Subtracted the wrong way round: the right logit minus the logsumexp.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    logits, targets = logits[:, :-1], labels[:, 1:]
    counts = targets != ignore_index
    chosen, right = logits[counts], targets[counts]
    surprise = chosen.gather(1, right.unsqueeze(1)).squeeze(1) - chosen.logsumexp(dim=1)
    return surprise.sum() / max(1, len(right))
""",
    },
    {
        "task": "9.1",
        "mistake": "nan-if-nothing-left",
        "id": "`cross_entropy` biasa: nan kalau semuanya diabaikan.",
        "en": "Plain `cross_entropy`: nan if everything is ignored.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    v = logits.shape[-1]
    return nn.functional.cross_entropy(
        logits[:, :-1].reshape(-1, v), labels[:, 1:].reshape(-1), ignore_index=ignore_index
    )
""",
    },
    {
        "task": "9.1",
        "mistake": "nan-if-nothing-left",
        "id": "`.mean()` atas posisi terpilih, yang bisa kosong.",
        "en": "`.mean()` over the chosen positions, of which there may be none.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    keep = targets != ignore_index
    log_p = logits[:, :-1].log_softmax(dim=-1)[keep]
    return -log_p.gather(1, targets[keep].unsqueeze(1)).mean()
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "Kalau semuanya diabaikan, `torch.stack` menerima list kosong dan gagal.",
        "en": "If everything is ignored, `torch.stack` gets an empty list and fails.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    losses = [
        -logits[n, t].log_softmax(dim=0)[labels[n, t + 1]]
        for n in range(labels.shape[0])
        for t in range(labels.shape[1] - 1)
        if labels[n, t + 1] != ignore_index
    ]
    return torch.stack(losses).mean()
""",
    },
    {
        "task": "9.1",
        "mistake": "softmax-overflow",
        "id": "Logaritma dari softmax.",
        "en": "The logarithm of softmax.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    counts = targets != ignore_index
    log_p = torch.log(torch.softmax(logits[:, :-1], dim=-1))
    right = log_p.gather(2, targets.masked_fill(~counts, 0).unsqueeze(2)).squeeze(2)
    return -right.masked_fill(~counts, 0.0).sum() / counts.sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "softmax-overflow",
        "id": "Eksponensial dijumlahkan tanpa mengurangi logit terbesar dulu.",
        "en": "Exponentials are summed without subtracting the largest logit first.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    logits, targets = logits[:, :-1], labels[:, 1:]
    counts = targets != ignore_index
    chosen, right = logits[counts], targets[counts]
    log_sum = chosen.exp().sum(dim=1).log()
    surprise = log_sum - chosen[torch.arange(len(right)), right]
    return surprise.sum() / max(1, len(right))
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "Peluang ditambah 1e-9 sebelum logaritma, jadi loss besar terpotong.",
        "en": "1e-9 is added to the probability before the logarithm, so a large loss is capped.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    counts = targets != ignore_index
    p = torch.softmax(logits[:, :-1], dim=-1)
    right = p.gather(2, targets.masked_fill(~counts, 0).unsqueeze(2)).squeeze(2)
    return -(torch.log(right + 1e-9) * counts).sum() / counts.sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "Float Python kembali lewat `.item()`, jadi tidak ada yang bisa dipelajari.",
        "en": "A Python float comes back through `.item()`, so nothing can be learned from it.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    total = nn.functional.cross_entropy(
        logits[:, :-1].transpose(1, 2), targets, ignore_index=ignore_index, reduction="sum"
    )
    return (total / (targets != ignore_index).sum().clamp(min=1)).item()
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "Dihitung di bawah `no_grad`: tensornya tanpa graph.",
        "en": "Computed under `no_grad`: the tensor has no graph.",
        "code": """
@torch.no_grad()
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    total = nn.functional.cross_entropy(
        logits[:, :-1].transpose(1, 2), targets, ignore_index=ignore_index, reduction="sum"
    )
    return total / (targets != ignore_index).sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "Label yang diabaikan ditimpa dengan 0 di dalam argumen.",
        "en": "Ignored labels are overwritten with 0 inside the argument.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    counts = targets != ignore_index
    targets[~counts] = 0
    log_p = logits[:, :-1].log_softmax(dim=-1)
    right = log_p.gather(2, targets.unsqueeze(2)).squeeze(2)
    return -(right * counts).sum() / counts.sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "Logit terbesar dikurangkan di tempat: argumen berubah.",
        "en": "The largest logit is subtracted in place: the argument changes.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    with torch.no_grad():
        logits -= logits.max(dim=-1, keepdim=True).values
    targets = labels[:, 1:]
    counts = targets != ignore_index
    log_p = logits[:, :-1] - logits[:, :-1].exp().sum(dim=-1, keepdim=True).log()
    right = log_p.gather(2, targets.masked_fill(~counts, 0).unsqueeze(2)).squeeze(2)
    return -(right * counts).sum() / counts.sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "`torch.roll`: posisi terakhir dinilai dengan label pertama.",
        "en": "`torch.roll`: the last position is judged by the first label.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = torch.roll(labels, shifts=-1, dims=1)
    total = nn.functional.cross_entropy(
        logits.transpose(1, 2), targets, ignore_index=ignore_index, reduction="sum"
    )
    return total / (targets != ignore_index).sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "Pembaginya menghitung juga label pertama, yang tidak punya pasangan.",
        "en": "The divisor also counts the first label, which has no partner.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    total = nn.functional.cross_entropy(
        logits[:, :-1].transpose(1, 2), labels[:, 1:], ignore_index=ignore_index, reduction="sum"
    )
    return total / (labels != ignore_index).sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "`.view` atas potongan yang tidak bersambung gagal untuk lebih dari satu baris.",
        "en": "`.view` of a slice that is not contiguous fails for more than one row.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    scores = logits[:, :-1].view(-1, logits.shape[-1])
    targets = labels[:, 1:].view(-1)
    total = nn.functional.cross_entropy(
        scores, targets, ignore_index=ignore_index, reduction="sum"
    )
    return total / (targets != ignore_index).sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "Hasilnya berbentuk (1,), bukan skalar.",
        "en": "The result has the shape (1,) and is not a scalar.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    total = nn.functional.cross_entropy(
        logits[:, :-1].transpose(1, 2), targets, ignore_index=ignore_index, reduction="sum"
    )
    return (total / (targets != ignore_index).sum().clamp(min=1)).reshape(1)
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "Hanya baris pertama dari batch yang dihitung.",
        "en": "Only the first row of the batch is computed.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[0, 1:]
    total = nn.functional.cross_entropy(
        logits[0, :-1], targets, ignore_index=ignore_index, reduction="sum"
    )
    return total / (targets != ignore_index).sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "Jika tidak ada label yang dihitung, loss-nya tensor baru yang lepas dari graph logit.",
        "en": "With no labels to count, the loss is a new tensor cut off from the graph of the logits.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    target = labels[:, 1:]
    counts = target != ignore_index
    if not counts.any():
        return torch.zeros((), device=logits.device, dtype=logits.dtype, requires_grad=True)
    log_p = logits[:, :-1].log_softmax(dim=-1)[counts]
    return -log_p.gather(1, target[counts].unsqueeze(1)).mean()
""",
    },
    # --- 9.2 ---
    {
        "task": "9.2",
        "mistake": "missing-end-token",
        "id": "Sesudah giliran persona tidak ada token akhir.",
        "en": "There is no end token after the persona's turns.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        head = tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False)
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        ids += head + words
        labels += [-100] * len(head)
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "missing-end-token",
        "id": "Token akhirnya ada, tetapi labelnya -100.",
        "en": "The end token is there but its label is -100.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        head = tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False)
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        learned = turn["role"] == "assistant"
        ids += head + words + [tokenizer.eos_token_id]
        labels += [-100] * len(head) + (words if learned else [-100] * len(words)) + [-100]
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "missing-end-token",
        "id": "Hanya satu token akhir, di penghujung dialog.",
        "en": "Only one end token, at the close of the dialogue.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for number, turn in enumerate(turns):
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant" and number == len(turns) - 1:
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "user-learned",
        "id": "Kata-kata pengguna ikut mendapat label, namanya tidak.",
        "en": "The user's words have labels too, the role names do not.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        head = tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False)
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += head + words
        labels += [-100] * len(head) + words
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "user-learned",
        "id": "Hanya giliran pertama yang dianggap milik pengguna.",
        "en": "Only the first turn is taken to be the user's.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for number, turn in enumerate(turns):
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        if number == 0 and turn["role"] == "user":
            labels += [-100] * len(words)
        else:
            labels += words
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "everything-learned",
        "id": "Label adalah salinan dari id, seperti pada pre-training.",
        "en": "The labels are a copy of the ids, as in pre-training.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids = []
    for turn in turns:
        ids += tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False)
        ids += tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            ids.append(tokenizer.eos_token_id)
    ids = ids[:max_length]
    return ids, list(ids)
""",
    },
    {
        "task": "9.2",
        "mistake": "everything-learned",
        "id": "Peran tidak pernah dilihat: setiap giliran, pembuka, dan akhirnya dipelajari.",
        "en": "Roles are never looked at: every turn, its opening and its end are learned.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    encode = lambda text: tokenizer.encode(text, add_special_tokens=False)
    pairs = []
    for turn in turns:
        part = encode(OPENINGS[turn["role"]]) + encode(turn["content"]) + [tokenizer.eos_token_id]
        pairs += [(token, token) for token in part]
    pairs = pairs[:max_length]
    return [a for a, _ in pairs], [b for _, b in pairs]
""",
    },
    {
        "task": "9.2",
        "mistake": "only-last-answer-learned",
        "id": "Label hanya pada giliran persona yang terakhir.",
        "en": "Labels only on the persona's last turn.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    last = max((i for i, t in enumerate(turns) if t["role"] == "assistant"), default=-1)
    ids, labels = [], []
    for i, turn in enumerate(turns):
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if i == last else [-100] * len(words)
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "only-last-answer-learned",
        "id": "Semua label sebelumnya dihapus setiap kali persona berbicara.",
        "en": "All earlier labels are wiped each time the persona speaks.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        head = tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False)
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
            labels = [-100] * (len(ids) + len(head)) + words
        else:
            labels = labels + [-100] * (len(head) + len(words))
        ids = ids + head + words
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "special-tokens-added",
        "id": "`encode` dipanggil tanpa `add_special_tokens=False`.",
        "en": "`encode` is called without `add_special_tokens=False`.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"])
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
            labels += words
        else:
            labels += [-100] * len(words)
        ids += words
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "special-tokens-added",
        "id": "Kata-kata persona di-encode dengan `add_special_tokens=True`.",
        "en": "The persona's words are encoded with `add_special_tokens=True`.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        persona = turn["role"] == "assistant"
        head = tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False)
        words = tokenizer.encode(turn["content"], add_special_tokens=persona)
        if persona:
            words = list(words) + [tokenizer.eos_token_id]
        ids += head + words
        labels += [-100] * len(head) + (words if persona else [-100] * len(words))
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "labels-shifted",
        "id": "Label digeser satu ke kiri di akhir fungsi.",
        "en": "The labels are moved one to the left at the end of the function.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        head = tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False)
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += head + words
        learned = words if turn["role"] == "assistant" else [-100] * len(words)
        labels += [-100] * len(head) + learned
    labels = labels[1:] + [-100]
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "labels-shifted",
        "id": "Setiap posisi diberi id token berikutnya sebagai label.",
        "en": "Every position gets the id of the next token as its label.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, mine = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        mine += [turn["role"] == "assistant"] * len(words)
    labels = []
    for t in range(len(ids)):
        if t + 1 < len(ids) and mine[t + 1]:
            labels.append(ids[t + 1])
        else:
            labels.append(-100)
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "user-left-out",
        "id": "Giliran pengguna dilewati seluruhnya.",
        "en": "The user's turns are skipped altogether.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        if turn["role"] != "assistant":
            continue
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        ids += words + [tokenizer.eos_token_id]
        labels += words + [tokenizer.eos_token_id]
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "user-left-out",
        "id": "Dari pengguna hanya namanya yang masuk, kata-katanya tidak.",
        "en": "Of the user only the name goes in, not the words.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        head = tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False)
        ids += head
        labels += [-100] * len(head)
        if turn["role"] == "assistant":
            words = tokenizer.encode(turn["content"], add_special_tokens=False)
            words.append(tokenizer.eos_token_id)
            ids += words
            labels += words
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "none-among-ids",
        "id": "`bos_token_id` dipasang tanpa melihat apakah ada.",
        "en": "`bos_token_id` is put in without looking whether there is one.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [tokenizer.bos_token_id], [-100]
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "none-among-ids",
        "id": "`pad_token_id` memisahkan giliran, juga kalau tokenizer tidak punya.",
        "en": "`pad_token_id` separates the turns, even if the tokenizer has none.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words + [tokenizer.pad_token_id]
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
        labels += [-100]
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "cut-on-the-left",
        "id": "Yang disimpan `max_length` token terakhir.",
        "en": "The last `max_length` tokens are kept.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    return ids[-max_length:], labels[-max_length:]
""",
    },
    {
        "task": "9.2",
        "mistake": "cut-on-the-left",
        "id": "Token pertama dibuang satu per satu sampai muat.",
        "en": "First tokens are dropped one by one until it fits.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        head = tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False)
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += head + words
        learned = words if turn["role"] == "assistant" else [-100] * len(words)
        labels += [-100] * len(head) + learned
    while len(ids) > max_length:
        ids.pop(0)
        labels.pop(0)
    return ids, labels
""",
    },
    {
        "task": "9.2",
        "mistake": "not-cut",
        "id": "`max_length` tidak dipakai.",
        "en": "`max_length` is not used.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    return ids, labels
""",
    },
    {
        "task": "9.2",
        "mistake": "not-cut",
        "id": "Setiap giliran dipotong sendiri-sendiri, dialognya tidak.",
        "en": "Every turn is cut by itself, the dialogue is not.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        words = words[:max_length]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    return ids, labels
""",
    },
    {
        "task": "9.2",
        "mistake": "end-token-forced",
        "id": "Token terakhir dari dialog yang terpotong diganti token akhir.",
        "en": "The last token of a dialogue that was cut is replaced by the end token.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    if len(ids) > max_length:
        ids, labels = ids[:max_length], labels[:max_length]
        ids[-1] = labels[-1] = tokenizer.eos_token_id
    return ids, labels
""",
    },
    {
        "task": "9.2",
        "mistake": "end-token-forced",
        "id": "Dipotong satu lebih pendek, lalu ditutup dengan token akhir.",
        "en": "Cut one token shorter, then closed with an end token.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    eos = tokenizer.eos_token_id
    for turn in turns:
        head = tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False)
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [eos]
        ids += head + words
        learned = words if turn["role"] == "assistant" else [-100] * len(words)
        labels += [-100] * len(head) + learned
    if len(ids) <= max_length:
        return ids, labels
    return ids[: max_length - 1] + [eos], labels[: max_length - 1] + [eos]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Nama persona (template) ikut dipelajari.",
        "en": "The persona's role name, which is template, is learned too.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        part = tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False)
        part = part + tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            part = part + [tokenizer.eos_token_id]
            labels += part
        else:
            labels += [-100] * len(part)
        ids += part
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Token akhir sesudah giliran pengguna juga dipelajari.",
        "en": "The end token after the user's turns is learned as well.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        ids += words + [tokenizer.eos_token_id]
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
        labels += [tokenizer.eos_token_id]
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Tensor kembali, bukan list.",
        "en": "Tensors come back, not lists.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    return torch.tensor(ids[:max_length]), torch.tensor(labels[:max_length])
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Di tempat yang tidak dipelajari labelnya 0, bukan -100.",
        "en": "Where nothing is learned the label is 0, not -100.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if turn["role"] == "assistant" else [0] * len(words)
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Token akhir ditulis mati sebagai id 2.",
        "en": "The end token is hard-coded as id 2.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [2]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Hanya `ids` yang dipotong; `labels` tetap panjang.",
        "en": "Only `ids` are cut; `labels` stay long.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    return ids[:max_length], labels
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Giliran diambil berpasangan: pengguna dulu, lalu persona.",
        "en": "Turns are taken in pairs: the user first, then the persona.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for question, reply in zip(turns[::2], turns[1::2]):
        asked = tokenizer.encode(question["content"], add_special_tokens=False)
        said = tokenizer.encode(reply["content"], add_special_tokens=False)
        said = said + [tokenizer.eos_token_id]
        ids += asked + said
        labels += [-100] * len(asked) + said
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Giliran diambil dengan `pop`, jadi list pemanggil menjadi kosong.",
        "en": "Turns are taken with `pop`, so the caller's list ends up empty.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    while turns:
        turn = turns.pop(0)
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Id setiap giliran disimpan di dalam dict pemanggil.",
        "en": "The ids of every turn are stored in the caller's dict.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        turn["ids"] = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            turn["ids"] = turn["ids"] + [tokenizer.eos_token_id]
        ids += turn["ids"]
        labels += turn["ids"] if turn["role"] == "assistant" else [-100] * len(turn["ids"])
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Kata pertama setiap jawaban tidak dipelajari.",
        "en": "The first word of every answer is not learned.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        learned = [-100] + words[1:] if turn["role"] == "assistant" else [-100] * len(words)
        labels += learned
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Pertanyaan dikumpulkan di depan, semua jawaban di belakang.",
        "en": "The questions are gathered in front, all answers behind.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    asked, said = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            said += words + [tokenizer.eos_token_id]
        else:
            asked += words
    ids, labels = asked + said, [-100] * len(asked) + said
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Tokenizer dipanggil langsung, padahal hanya `encode` yang boleh dipakai.",
        "en": "The tokenizer is called itself, but only `encode` may be used.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer(turn["content"], add_special_tokens=False)["input_ids"]
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Setiap token yang pernah diucapkan persona berlabel, juga di kalimat pengguna.",
        "en": "Every token that the persona ever says has a label, in the user's sentences too.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, spoken = [], {tokenizer.eos_token_id}
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            spoken.update(words)
            words = words + [tokenizer.eos_token_id]
        ids += words
    ids = ids[:max_length]
    return ids, [token if token in spoken else -100 for token in ids]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Dialog pendek diisi sampai `max_length`, dan isiannya dipelajari.",
        "en": "A short dialogue is padded up to `max_length`, and the padding is learned.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    padding = [tokenizer.eos_token_id] * (max_length - len(ids))
    return (ids + padding)[:max_length], (labels + padding)[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Semua teks dijadikan huruf kecil dulu.",
        "en": "All text is put into lower case first.",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"].lower(), add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
        ids += words
        labels += words if turn["role"] == "assistant" else [-100] * len(words)
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Label token akhir ikut ditutup bila `pad_token_id` sama dengan `eos_token_id`.",
        "en": "The end token's label is masked too when `pad_token_id` equals `eos_token_id`.",
        "code": r"""
def build_dialogue(turns, tokenizer, max_length):
    def encode(text):
        return list(tokenizer.encode(text, add_special_tokens=False))

    ids = [] if tokenizer.bos_token_id is None else [tokenizer.bos_token_id]
    labels = [-100] * len(ids)
    for turn in turns:
        opening = encode(OPENINGS[turn["role"]])
        words = encode(turn["content"])
        if turn["role"] == "assistant":
            words += [tokenizer.eos_token_id]
            learned = words
        else:
            words += encode("\n")
            learned = [-100] * len(words)
        ids += opening + words
        labels += [-100] * len(opening) + learned
    pad = getattr(tokenizer, "pad_token_id", None)
    labels = [-100 if token == pad else label for token, label in zip(ids, labels)]
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "`max_length` 0 dianggap tanpa batas, jadi tidak ada yang dipotong.",
        "en": "A `max_length` of 0 is taken as no limit, so nothing is cut.",
        "code": r"""
def build_dialogue(turns, tokenizer, max_length):
    def encode(text):
        return list(tokenizer.encode(text, add_special_tokens=False))

    ids = [] if tokenizer.bos_token_id is None else [tokenizer.bos_token_id]
    labels = [-100] * len(ids)
    for turn in turns:
        opening = encode(OPENINGS[turn["role"]])
        words = encode(turn["content"])
        if turn["role"] == "assistant":
            words.append(tokenizer.eos_token_id)
            learned = words
        else:
            words += encode("\n")
            learned = [-100] * len(words)
        ids += opening + words
        labels += [-100] * len(opening) + learned
    if max_length and len(ids) > max_length:
        ids, labels = ids[:max_length], labels[:max_length]
    return ids, labels
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Token akhir ikut masuk ke list di cache, jadi jawaban yang berulang mendapat dua.",
        "en": "The end token is appended to the cached list, so a repeated answer gets two of them.",
        "code": r"""
def build_dialogue(turns, tokenizer, max_length):
    known = {}

    def encode(text):
        if text not in known:
            known[text] = list(tokenizer.encode(text, add_special_tokens=False))
        return known[text]

    ids = [] if tokenizer.bos_token_id is None else [tokenizer.bos_token_id]
    labels = [-100] * len(ids)
    for turn in turns:
        opening = encode(OPENINGS[turn["role"]])
        words = encode(turn["content"])
        if turn["role"] == "assistant":
            words.append(tokenizer.eos_token_id)
            learned = words
        else:
            words = words + encode("\n")
            learned = [-100] * len(words)
        ids.extend(opening + words)
        labels.extend([-100] * len(opening) + learned)
    return ids[:max_length], labels[:max_length]
""",
    },
    # --- 9.3 ---
    {
        "task": "9.3",
        "mistake": "base-not-frozen",
        "id": "Layer asli tidak dibekukan.",
        "en": "The original layer is not frozen.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base
    self.a = nn.Parameter(torch.randn(rank, base.in_features) * 0.1)
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.scale = alpha / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "base-not-frozen",
        "id": "Hanya weight yang dibekukan; bias masih belajar.",
        "en": "Only the weight is frozen; the bias still learns.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base
    self.base.weight.requires_grad = False
    self.a = nn.Parameter(torch.randn(rank, base.in_features) * 0.1)
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.scale = alpha / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "base-not-frozen",
        "id": "`base.requires_grad = False` hanya membuat atribut baru pada modulnya.",
        "en": "`base.requires_grad = False` only makes a new attribute on the module.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    base.requires_grad = False
    self.base = base
    self.a = nn.Parameter(torch.rand(rank, base.in_features) - 0.5)
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.scale = alpha / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "lora-with-bias",
        "id": "A dan B dibuat dengan `nn.Linear` beserta bias.",
        "en": "A and B are made with `nn.Linear`, bias included.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.down = nn.Linear(base.in_features, rank)
    self.up = nn.Linear(rank, base.out_features)
    nn.init.zeros_(self.up.weight)
    nn.init.zeros_(self.up.bias)
    self.scale = alpha / rank


def forward(self, x):
    return self.base(x) + self.scale * self.up(self.down(x))
""",
    },
    {
        "task": "9.3",
        "mistake": "lora-with-bias",
        "id": "Hanya A yang punya bias.",
        "en": "Only A has a bias.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.down = nn.Linear(base.in_features, rank)
    self.up = nn.Linear(rank, base.out_features, bias=False)
    nn.init.zeros_(self.up.weight)
    self.scale = alpha / rank


def forward(self, x):
    return self.base(x) + self.scale * self.up(self.down(x))
""",
    },
    {
        "task": "9.3",
        "mistake": "b-not-zero",
        "id": "B adalah `nn.Linear` dengan isi acak bawaannya.",
        "en": "B is an `nn.Linear` with its usual random values.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.down = nn.Linear(base.in_features, rank, bias=False)
    self.up = nn.Linear(rank, base.out_features, bias=False)
    self.scale = alpha / rank


def forward(self, x):
    return self.base(x) + self.scale * self.up(self.down(x))
""",
    },
    {
        "task": "9.3",
        "mistake": "b-not-zero",
        "id": "B dimulai dari angka acak yang kecil.",
        "en": "B starts at small random numbers.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.randn(rank, base.in_features) * 0.02)
    self.b = nn.Parameter(torch.randn(base.out_features, rank) * 0.02)
    self.scale = alpha / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Tertukar: A nol dan B acak.",
        "en": "Swapped: A is zero and B random.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.zeros(rank, base.in_features))
    self.b = nn.Parameter(torch.randn(base.out_features, rank) * 0.1)
    self.scale = alpha / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "a-all-zero",
        "id": "A dan B keduanya nol.",
        "en": "A and B are both zero.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.zeros(rank, base.in_features))
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.scale = alpha / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "a-all-zero",
        "id": "Perulangan menolkan semua matriks baru, bukan hanya B.",
        "en": "A loop zeroes all the new matrices, not only B.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.update = nn.Sequential(
        nn.Linear(base.in_features, rank, bias=False),
        nn.Linear(rank, base.out_features, bias=False),
    )
    for layer in self.update:
        nn.init.zeros_(layer.weight)
    self.scale = alpha / rank


def forward(self, x):
    return self.base(x) + self.scale * self.update(x)
""",
    },
    {
        "task": "9.3",
        "mistake": "missing-alpha-over-rank",
        "id": "Pembaruan ditambahkan tanpa faktor.",
        "en": "The update is added without its factor.",
        "code": """
def forward(self, x):
    return self.base(x) + (x @ self.a.T) @ self.b.T
""",
    },
    {
        "task": "9.3",
        "mistake": "missing-alpha-over-rank",
        "id": "Faktornya disimpan tetapi nilainya 1.",
        "en": "The factor is stored, but its value is 1.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.randn(rank, base.in_features) * 0.1)
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.rank, self.alpha = rank, alpha
    self.scale = 1.0
""",
    },
    {
        "task": "9.3",
        "mistake": "missing-rank",
        "id": "Dikalikan alpha, tidak dibagi rank.",
        "en": "Multiplied by alpha, not divided by the rank.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.randn(rank, base.in_features) * 0.1)
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.scale = alpha
""",
    },
    {
        "task": "9.3",
        "mistake": "missing-alpha",
        "id": "Dibagi rank, alpha tidak dipakai.",
        "en": "Divided by the rank, alpha is not used.",
        "code": """
def forward(self, x):
    rank = self.a.shape[0]
    return self.base(x) + (x @ self.a.T) @ self.b.T / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "rank-over-alpha",
        "id": "Faktornya terbalik, rank / alpha.",
        "en": "The factor is upside down, rank / alpha.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.randn(rank, base.in_features) * 0.1)
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.scale = rank / alpha
""",
    },
    {
        "task": "9.3",
        "mistake": "rounded-scale",
        "id": "Pembagian bulat: alpha // rank.",
        "en": "An integer division: alpha // rank.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.randn(rank, base.in_features) * 0.1)
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.scale = alpha // rank
""",
    },
    {
        "task": "9.3",
        "mistake": "rounded-scale",
        "id": "Faktornya dijadikan bilangan bulat dengan `int`.",
        "en": "The factor is made a whole number with `int`.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.down = nn.Linear(base.in_features, rank, bias=False)
    self.up = nn.Linear(rank, base.out_features, bias=False)
    self.up.weight.data.fill_(0)
    self.scale = int(alpha / rank)


def forward(self, x):
    return self.base(x) + self.scale * self.up(self.down(x))
""",
    },
    {
        "task": "9.3",
        "mistake": "base-left-out",
        "id": "Hanya pembaruan yang kembali.",
        "en": "Only the update comes back.",
        "code": """
def forward(self, x):
    return self.scale * (x @ self.a.T) @ self.b.T
""",
    },
    {
        "task": "9.3",
        "mistake": "base-left-out",
        "id": "Keluaran layer asli dihitung lalu ditimpa.",
        "en": "The original layer's output is computed and then overwritten.",
        "code": """
def forward(self, x):
    y = self.base(x)
    y = nn.functional.linear(nn.functional.linear(x, self.a), self.b) * self.scale
    return y
""",
    },
    {
        "task": "9.3",
        "mistake": "base-scaled-too",
        "id": "Faktor mengenai seluruh jumlah.",
        "en": "The factor is applied to the whole sum.",
        "code": """
def forward(self, x):
    return self.scale * (self.base(x) + (x @ self.a.T) @ self.b.T)
""",
    },
    {
        "task": "9.3",
        "mistake": "update-lost",
        "id": "Pembaruan dihitung tetapi tidak ditambahkan.",
        "en": "The update is computed but not added.",
        "code": """
def forward(self, x):
    update = self.scale * (x @ self.a.T) @ self.b.T
    return self.base(x)
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "A dan B tensor biasa, bukan parameter: tidak ada yang bisa dilatih.",
        "en": "A and B are plain tensors, not parameters: nothing can be trained.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = torch.randn(rank, base.in_features) * 0.1
    self.b = torch.zeros(base.out_features, rank)
    self.scale = alpha / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Dibekukan sesudah A dan B dibuat, jadi keduanya ikut beku.",
        "en": "Frozen after A and B were made, so they are frozen as well.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base
    self.a = nn.Parameter(torch.randn(rank, base.in_features) * 0.1)
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.scale = alpha / rank
    self.requires_grad_(False)
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "A semuanya satu, tidak acak.",
        "en": "A is all ones, not random.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.ones(rank, base.in_features))
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.scale = alpha / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "`torch.manual_seed(0)` di dalam: setiap layer mendapat A yang sama.",
        "en": "`torch.manual_seed(0)` inside: every layer gets the same A.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    torch.manual_seed(0)
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.randn(rank, base.in_features) * 0.1)
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.scale = alpha / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Ukuran B memakai banyaknya masukan; hanya jalan untuk layer persegi.",
        "en": "B takes its size from the inputs; that works for square layers only.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.randn(rank, base.in_features) * 0.1)
    self.b = nn.Parameter(torch.zeros(base.in_features, rank))
    self.scale = alpha / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Rank ditulis mati: 8.",
        "en": "The rank is hard-coded: 8.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.randn(8, base.in_features) * 0.1)
    self.b = nn.Parameter(torch.zeros(base.out_features, 8))
    self.scale = alpha / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Satu matriks penuh (H, D) sebagai pembaruan, bukan dua yang kecil.",
        "en": "One full (H, D) matrix as the update, not two small ones.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.delta = nn.Parameter(torch.zeros_like(base.weight))
    self.scale = alpha / rank


def forward(self, x):
    return self.base(x) + self.scale * nn.functional.linear(x, self.delta)
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Hanya untuk masukan 2-D: `torch.mm`.",
        "en": "For 2-D inputs only: `torch.mm`.",
        "code": """
def forward(self, x):
    update = torch.mm(torch.mm(x, self.a.t()), self.b.t())
    return self.base(x) + self.scale * update
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Masukan diratakan menjadi 2-D dan tidak dikembalikan ke bentuknya.",
        "en": "The input is flattened to 2-D and never brought back to its shape.",
        "code": """
def forward(self, x):
    x = x.reshape(-1, x.shape[-1])
    return self.base(x) + self.scale * (x @ self.a.T) @ self.b.T
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "ReLU di antara A dan B, jadi pembaruannya tidak linear.",
        "en": "A ReLU between A and B, so the update is not linear.",
        "code": """
def forward(self, x):
    inner = torch.relu(x @ self.a.T)
    return self.base(x) + self.scale * inner @ self.b.T
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Dropout pada masukan pembaruan.",
        "en": "Dropout on the input of the update.",
        "code": """
def forward(self, x):
    dropped = nn.functional.dropout(x, 0.1, training=self.training)
    return self.base(x) + self.scale * (dropped @ self.a.T) @ self.b.T
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Bias layer asli hilang.",
        "en": "The original layer's bias is lost.",
        "code": """
def forward(self, x):
    return x @ self.base.weight.T + self.scale * (x @ self.a.T) @ self.b.T
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Faktornya alpha dibagi akar rank.",
        "en": "The factor is alpha over the square root of the rank.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.randn(rank, base.in_features) * 0.1)
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.scale = alpha / rank**0.5
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Faktor dikenakan dua kali, sesudah A dan sesudah B.",
        "en": "The factor is applied twice, after A and after B.",
        "code": """
def forward(self, x):
    inner = self.scale * (x @ self.a.T)
    return self.base(x) + self.scale * (inner @ self.b.T)
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Faktornya sebuah parameter, jadi ada tiga hal yang belajar.",
        "en": "The factor is a parameter, so three things learn.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.randn(rank, base.in_features) * 0.1)
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    self.scale = nn.Parameter(torch.tensor(alpha / rank))
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Layer asli diberi isi acak yang baru.",
        "en": "The original layer gets new random values.",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.empty(rank, base.in_features))
    self.b = nn.Parameter(torch.zeros(base.out_features, rank))
    nn.init.kaiming_uniform_(self.a)
    nn.init.kaiming_uniform_(self.base.weight)
    self.scale = alpha / rank
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Pembaruan ditambahkan ke weight di setiap forward, jadi terus menumpuk.",
        "en": "The update is added into the weight at every forward, so it piles up.",
        "code": """
def forward(self, x):
    self.base.weight.data += self.scale * (self.b @ self.a).detach()
    return self.base(x)
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Pembaruan dihitung di bawah `no_grad`: A dan B tidak mendapat gradient.",
        "en": "The update is computed under `no_grad`: A and B get no gradient.",
        "code": """
def forward(self, x):
    with torch.no_grad():
        update = self.scale * (x @ self.a.T) @ self.b.T
    return self.base(x) + update
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Layer asli dijalankan di bawah `no_grad`: gradient tidak sampai ke masukan.",
        "en": "The original layer runs under `no_grad`: its gradient does not reach the input.",
        "code": """
def forward(self, x):
    with torch.no_grad():
        y = self.base(x)
    return y + self.scale * (x @ self.a.T) @ self.b.T
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "A dan B selalu float32, tidak mengikuti dtype `base.weight`.",
        "en": "A and B are always float32 instead of taking the dtype of `base.weight`.",
        "code": """
def __init__(self, base, rank, alpha):
    nn.Module.__init__(self)
    self.base = base.requires_grad_(False)
    device = base.weight.device
    self.a = nn.Parameter(torch.empty(rank, base.in_features, device=device))
    nn.init.kaiming_uniform_(self.a, a=math.sqrt(5))
    self.b = nn.Parameter(torch.zeros(base.out_features, rank, device=device))
    self.scale = alpha / rank


def forward(self, x):
    return self.base(x) + self.scale * (x.to(self.a.dtype) @ self.a.T) @ self.b.T
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "A dan B tidak dibuat di device yang sama dengan `base.weight`.",
        "en": "A and B are not created on the device of `base.weight`.",
        "code": """
def __init__(self, base, rank, alpha):
    nn.Module.__init__(self)
    self.base = base.requires_grad_(False)
    self.a = nn.Parameter(torch.empty(rank, base.in_features, dtype=base.weight.dtype))
    nn.init.kaiming_uniform_(self.a, a=math.sqrt(5))
    self.b = nn.Parameter(torch.zeros(base.out_features, rank, dtype=base.weight.dtype))
    self.scale = alpha / rank


def forward(self, x):
    return self.base(x) + self.scale * (x @ self.a.T) @ self.b.T
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Yang disimpan dan dibekukan hanya salinan, sedangkan `base` sendiri tidak.",
        "en": "Only a copy is kept and frozen, not `base` itself.",
        "code": """
def __init__(self, base, rank, alpha):
    import copy

    nn.Module.__init__(self)
    self.base = copy.deepcopy(base).requires_grad_(False)
    w = base.weight
    self.a = nn.Parameter(torch.empty(rank, base.in_features, device=w.device, dtype=w.dtype))
    nn.init.kaiming_uniform_(self.a, a=math.sqrt(5))
    self.b = nn.Parameter(torch.zeros(base.out_features, rank, device=w.device, dtype=w.dtype))
    self.scale = alpha / rank


def forward(self, x):
    return self.base(x) + self.scale * (x @ self.a.T) @ self.b.T
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "`squeeze(1)` membuang dimensi berukuran 1, jadi bentuk hasilnya salah.",
        "en": "`squeeze(1)` drops a dimension of size 1, so the output has the wrong shape.",
        "code": """
def __init__(self, base, rank, alpha):
    nn.Module.__init__(self)
    self.base = base.requires_grad_(False)
    w = base.weight
    self.a = nn.Parameter(torch.empty(rank, base.in_features, device=w.device, dtype=w.dtype))
    nn.init.kaiming_uniform_(self.a, a=math.sqrt(5))
    self.b = nn.Parameter(torch.zeros(base.out_features, rank, device=w.device, dtype=w.dtype))
    self.scale = alpha / rank


def forward(self, x):
    update = x.reshape(-1, x.shape[-1]) @ self.a.T @ self.b.T
    if x.dim() > 1:
        update = update.reshape(len(x), *x.shape[1:-1], -1).squeeze(1)
    else:
        update = update.squeeze(0)
    return self.base(x) + self.scale * update
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Rank yang lebih besar dari lebar layer dikecilkan, bukan dipakai apa adanya.",
        "en": "A rank larger than the layer's width is cut down instead of used as given.",
        "code": """
def __init__(self, base, rank, alpha):
    nn.Module.__init__(self)
    self.base = base.requires_grad_(False)
    self.scale = alpha / rank
    rank = min(rank, base.in_features, base.out_features)
    w = base.weight
    self.a = nn.Parameter(torch.empty(rank, base.in_features, device=w.device, dtype=w.dtype))
    nn.init.kaiming_uniform_(self.a, a=math.sqrt(5))
    self.b = nn.Parameter(torch.zeros(base.out_features, rank, device=w.device, dtype=w.dtype))


def forward(self, x):
    return self.base(x) + self.scale * (x @ self.a.T) @ self.b.T
""",
    },
    # --- 9.4 ---
    {
        "task": "9.4",
        "mistake": "matched-by-ending",
        "id": "`endswith` juga cocok dengan nama yang lebih panjang.",
        "en": "`endswith` also fits longer names.",
        "code": """
def add_lora(model, targets, rank, alpha):
    paths = [
        path
        for path, module in model.named_modules()
        if isinstance(module, nn.Linear) and path.endswith(tuple(targets))
    ]
    if not paths:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for path in paths:
        parent, _, name = path.rpartition(".")
        parent = model.get_submodule(parent)
        setattr(parent, name, LoRALinear(getattr(parent, name), rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "matched-by-ending",
        "id": "Setiap nama anak dibandingkan dengan `name.endswith(target)`.",
        "en": "Each child's name is compared by `name.endswith(target)`.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if isinstance(child, nn.Linear) and any(name.endswith(t) for t in targets)
    ]
    if not found:
        raise ValueError("no layer found")
    for p in model.parameters():
        p.requires_grad = False
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "matched-anywhere",
        "id": "Target dicari dengan `in` di seluruh jalan.",
        "en": "The target is looked for with `in` in the whole path.",
        "code": """
def add_lora(model, targets, rank, alpha):
    paths = [
        path
        for path, module in model.named_modules()
        if isinstance(module, nn.Linear) and any(target in path for target in targets)
    ]
    if not paths:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for path in paths:
        parent, _, name = path.rpartition(".")
        parent = model.get_submodule(parent)
        setattr(parent, name, LoRALinear(getattr(parent, name), rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Cocok kalau target salah satu bagian jalan, juga modul di atasnya.",
        "en": "It fits if any part of the path is a target, a module above it too.",
        "code": """
def add_lora(model, targets, rank, alpha):
    wanted = set(targets)
    paths = [
        path
        for path, module in model.named_modules()
        if isinstance(module, nn.Linear) and wanted & set(path.split("."))
    ]
    if not paths:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for path in paths:
        model.set_submodule(path, LoRALinear(model.get_submodule(path), rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "only-top-level-wrapped",
        "id": "Hanya `model.named_children()` yang dilihat.",
        "en": "Only `model.named_children()` is looked at.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (name, child)
        for name, child in model.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for name, child in found:
        setattr(model, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "only-top-level-wrapped",
        "id": "Jalan lengkap dibandingkan dengan target, jadi hanya nama tanpa titik yang cocok.",
        "en": "Whole paths are compared with the targets, so only names without a dot fit.",
        "code": """
def add_lora(model, targets, rank, alpha):
    layers = {p: m for p, m in model.named_modules() if isinstance(m, nn.Linear)}
    wanted = [path for path in layers if path in targets]
    if not wanted:
        raise ValueError("no layer found")
    for p in model.parameters():
        p.requires_grad_(False)
    for path in wanted:
        setattr(model, path, LoRALinear(layers[path], rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "rest-not-frozen",
        "id": "Hanya layer yang dibungkus yang beku, sisanya tidak.",
        "en": "Only wrapped layers are frozen, the rest is not.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "rest-not-frozen",
        "id": "Hanya layer linear yang dibekukan; embedding dan norm masih belajar.",
        "en": "Only linear layers are frozen; embeddings and norms still learn.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = []
    for parent in model.modules():
        for name, child in parent.named_children():
            if isinstance(child, nn.Linear):
                child.requires_grad_(False)
                if name in targets:
                    found.append((parent, name, child))
    if not found:
        raise ValueError("no layer found")
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Hanya parameter bernama `weight` yang dibekukan; semua bias masih belajar.",
        "en": "Only parameters called `weight` are frozen; all biases still learn.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    for name, p in model.named_parameters():
        if name.endswith("weight"):
            p.requires_grad = False
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Dibekukan sesudah dibungkus, jadi A dan B pun beku.",
        "en": "Frozen after wrapping, so A and B are frozen too.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    model.requires_grad_(False)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "layers-counted",
        "id": "Yang kembali banyaknya layer yang dibungkus.",
        "en": "The number of wrapped layers comes back.",
        "code": """
def add_lora(model, targets, rank, alpha):
    count = 0
    model.requires_grad_(False)
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if name in targets and isinstance(child, nn.Linear):
                setattr(parent, name, LoRALinear(child, rank, alpha))
                count += 1
    if count == 0:
        raise ValueError("no layer found")
    return count
""",
    },
    {
        "task": "9.4",
        "mistake": "layers-counted",
        "id": "`len` dari semua LoRALinear di dalam model.",
        "en": "`len` of all LoRALinear inside the model.",
        "code": """
def add_lora(model, targets, rank, alpha):
    model.requires_grad_(False)
    paths = [
        path
        for path, module in model.named_modules()
        if path.split(".")[-1] in targets and isinstance(module, nn.Linear)
    ]
    if not paths:
        raise ValueError("no layer found")
    for path in paths:
        model.set_submodule(path, LoRALinear(model.get_submodule(path), rank, alpha))
    return len([m for m in model.modules() if isinstance(m, LoRALinear)])
""",
    },
    {
        "task": "9.4",
        "mistake": "tensors-counted",
        "id": "Yang dihitung tensor yang bisa belajar.",
        "en": "What is counted are tensors that can learn.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(1 for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "tensors-counted",
        "id": "`sum(p.requires_grad ...)` menghitung True, bukan bilangan.",
        "en": "`sum(p.requires_grad ...)` counts True, not numbers.",
        "code": """
def add_lora(model, targets, rank, alpha):
    wrapped = False
    model.requires_grad_(False)
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if name in targets and isinstance(child, nn.Linear):
                parent.add_module(name, LoRALinear(child, rank, alpha))
                wrapped = True
    if not wrapped:
        raise ValueError("no layer found")
    return sum(p.requires_grad for p in model.parameters())
""",
    },
    {
        "task": "9.4",
        "mistake": "frozen-counted",
        "id": "Semua parameter dijumlahkan, juga yang beku.",
        "en": "All parameters are added up, the frozen ones too.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters())
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Di setiap layer yang dibungkus, weight dan bias yang beku ikut terhitung.",
        "en": "In every wrapped layer its frozen weight and bias are counted too.",
        "code": """
def add_lora(model, targets, rank, alpha):
    total = 0
    model.requires_grad_(False)
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if name in targets and isinstance(child, nn.Linear):
                layer = LoRALinear(child, rank, alpha)
                setattr(parent, name, layer)
                total += sum(p.numel() for p in layer.parameters())
    if total == 0:
        raise ValueError("no layer found")
    return total
""",
    },
    {
        "task": "9.4",
        "mistake": "alpha-not-passed",
        "id": "Alpha tidak diteruskan: yang dipakai rank, jadi faktornya 1.",
        "en": "Alpha is not passed on: the rank is used, so the factor is 1.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha=rank))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Alpha dan rank tertukar saat diteruskan.",
        "en": "Alpha and rank are swapped when passed on.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, int(alpha), rank))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Alpha sudah dibagi rank di sini, jadi dibagi dua kali.",
        "en": "Alpha is divided by the rank here already, so it is divided twice.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha / rank))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "missing-value-error",
        "id": "Tidak ada yang cocok: nol kembali tanpa exception.",
        "en": "Nothing fits: zero comes back without an exception.",
        "code": """
def add_lora(model, targets, rank, alpha):
    model.requires_grad_(False)
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if name in targets and isinstance(child, nn.Linear):
                setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "missing-value-error",
        "id": "Hanya pesan yang dicetak kalau tidak ada yang cocok.",
        "en": "Only a message is printed if nothing fits.",
        "code": """
def add_lora(model, targets, rank, alpha):
    paths = [
        path
        for path, module in model.named_modules()
        if path.rpartition(".")[2] in targets and isinstance(module, nn.Linear)
    ]
    if not paths:
        print("warning: no layer found")
    for p in model.parameters():
        p.requires_grad = False
    for path in paths:
        model.set_submodule(path, LoRALinear(model.get_submodule(path), rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "KeyError, bukan ValueError.",
        "en": "A KeyError, not a ValueError.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise KeyError(f"no layer is called {targets}")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "ValueError sudah kalau satu target saja tidak ditemukan.",
        "en": "A ValueError already if a single target is not found.",
        "code": """
def add_lora(model, targets, rank, alpha):
    for target in targets:
        if not any(
            path.split(".")[-1] == target and isinstance(module, nn.Linear)
            for path, module in model.named_modules()
        ):
            raise ValueError(f"no linear layer is called {target}")
    model.requires_grad_(False)
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if name in targets and isinstance(child, nn.Linear):
                setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Semua modul bernama target dibungkus, juga yang bukan `nn.Linear`.",
        "en": "Every module called so is wrapped, those that are no `nn.Linear` too.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Hanya layer pertama yang cocok dibungkus.",
        "en": "Only the first layer that fits is wrapped.",
        "code": """
def add_lora(model, targets, rank, alpha):
    for path, module in model.named_modules():
        if path.split(".")[-1] in targets and isinstance(module, nn.Linear):
            model.requires_grad_(False)
            model.set_submodule(path, LoRALinear(module, rank, alpha))
            return sum(p.numel() for p in model.parameters() if p.requires_grad)
    raise ValueError("no layer found")
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Layer baru yang kosong dibungkus; weight yang terlatih hilang.",
        "en": "A fresh layer is wrapped; the trained weights are lost.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, child in found:
        fresh = nn.Linear(child.in_features, child.out_features, bias=child.bias is not None)
        setattr(parent, name, LoRALinear(fresh, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Salinan model yang dibungkus; model pemanggil tetap seperti semula.",
        "en": "A copy of the model is wrapped; the caller's model stays as it was.",
        "code": """
def add_lora(model, targets, rank, alpha):
    import copy

    model = copy.deepcopy(model)
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Banyaknya kembali sebagai tensor.",
        "en": "The number comes back as a tensor.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return torch.tensor([p.numel() for p in model.parameters() if p.requires_grad]).sum()
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Hanya target pertama yang dicari, dan set tidak diterima.",
        "en": "Only the first target is looked for, and a set is not accepted.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name == targets[0] and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Target yang ditemukan dihapus dari list pemanggil, dan blok berikutnya terlewat.",
        "en": "Targets once found are removed from the caller's list, so later blocks are missed.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = []
    for path, module in model.named_modules():
        name = path.split(".")[-1]
        if name in targets and isinstance(module, nn.Linear):
            found.append((path, module))
            targets.remove(name)
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for path, module in found:
        model.set_submodule(path, LoRALinear(module, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Satu bungkus yang sama dipasang di semua tempat.",
        "en": "One and the same wrapper is hung in all places.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    layer = LoRALinear(found[0][2], rank, alpha)
    for parent, name, _ in found:
        setattr(parent, name, layer)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Hanya dua tingkat ke dalam yang dicari.",
        "en": "The search goes only two levels deep.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = []
    for name, child in model.named_children():
        if name in targets and isinstance(child, nn.Linear):
            found.append((model, name, child))
        for inner, layer in child.named_children():
            if inner in targets and isinstance(layer, nn.Linear):
                found.append((child, inner, layer))
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, layer in found:
        setattr(parent, name, LoRALinear(layer, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Hanya anak modul yang dibekukan, jadi parameter langsung milik `model` tetap belajar.",
        "en": "Only child modules are frozen, so parameters held directly by `model` still learn.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    for child in model.children():
        child.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "`name in target` mencocokkan potongan nama, jadi `proj` cocok dengan target `q_proj`.",
        "en": "`name in target` matches parts of names, so `proj` matches the target `q_proj`.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if isinstance(child, nn.Linear) and any(name in target for target in targets)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Pencarian hanya turun beberapa tingkat, jadi layer yang lebih dalam terlewat.",
        "en": "The search goes down only a few levels, so deeper layers are missed.",
        "code": """
def add_lora(model, targets, rank, alpha):
    level, parents = [model], [model]
    for _ in range(3):
        level = [child for parent in level for child in parent.children()]
        parents += level
    found = [
        (parent, name, child)
        for parent in parents
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError("no layer found")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    # --- 9.5 ---
    {
        "task": "9.5",
        "mistake": "update-lost",
        "id": "Layer asli dipasang kembali tanpa pembaruan.",
        "en": "The original layer is put back without the update.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                setattr(parent, name, child.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "update-lost",
        "id": "Jumlahnya ditulis ke nama lokal; weight tidak berubah.",
        "en": "The sum goes to a local name; the weight does not change.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                weight = child.base.weight.data
                weight = weight + child.scale * child.b.data @ child.a.data
                setattr(parent, name, child.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "lora-still-there",
        "id": "Weight dilebur, B dinolkan, tetapi bungkusnya tinggal.",
        "en": "The weight is merged and B zeroed, but the wrapper stays.",
        "code": """
def merge_lora(model):
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, LoRALinear):
                module.base.weight += module.scale * module.b @ module.a
                module.b.zero_()
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "lora-still-there",
        "id": "Bungkus tidak dilepas, jadi pembaruan berlaku dua kali.",
        "en": "The wrapper is not taken away, so the update counts twice.",
        "code": """
def merge_lora(model):
    for module in model.modules():
        if isinstance(module, LoRALinear):
            module.base.weight.data += module.scale * module.b.data @ module.a.data
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "update-subtracted",
        "id": "Pembaruan dikurangkan.",
        "en": "The update is subtracted.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                child.base.weight.data -= child.scale * child.b.data @ child.a.data
                setattr(parent, name, child.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "merged-twice",
        "id": "Satu kali sebelum dan satu kali saat memasang kembali.",
        "en": "Once before putting the layer back and once while doing so.",
        "code": """
@torch.no_grad()
def merge_lora(model):
    layers = {p: m for p, m in model.named_modules() if isinstance(m, LoRALinear)}
    for layer in layers.values():
        layer.base.weight += layer.scale * layer.b @ layer.a
    for path, layer in layers.items():
        layer.base.weight += layer.scale * layer.b @ layer.a
        model.set_submodule(path, layer.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "copy-returned",
        "id": "Salinan yang dilebur dan dikembalikan.",
        "en": "A copy is merged and returned.",
        "code": """
def merge_lora(model):
    import copy

    model = copy.deepcopy(model)
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                child.base.weight.data += child.scale * child.b.data @ child.a.data
                setattr(parent, name, child.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "copy-returned",
        "id": "Model dilebur di tempat, tetapi yang kembali salinannya.",
        "en": "The model is merged in place, but a copy of it comes back.",
        "code": """
def merge_lora(model):
    import copy

    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                child.base.weight.data += child.scale * child.b.data @ child.a.data
                setattr(parent, name, child.base)
    return copy.deepcopy(model)
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Tidak ada yang dikembalikan.",
        "en": "Nothing is returned.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                child.base.weight.data += child.scale * child.b.data @ child.a.data
                setattr(parent, name, child.base)
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "B A ditambahkan tanpa faktor alpha / rank.",
        "en": "B A is added without the factor alpha / rank.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                child.base.weight.data += child.b.data @ child.a.data
                setattr(parent, name, child.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Layer baru tanpa bias: bias lama hilang.",
        "en": "A new layer without bias: the old bias is lost.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                old = child.base
                new = nn.Linear(old.in_features, old.out_features, bias=False)
                new.weight.data = old.weight.data + child.scale * child.b.data @ child.a.data
                setattr(parent, name, new)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Layer baru dengan bias acak; bias lama tidak disalin.",
        "en": "A new layer with a random bias; the old one is not copied.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                old = child.base
                new = nn.Linear(old.in_features, old.out_features, bias=old.bias is not None)
                new.weight.data = old.weight.data + child.scale * child.b.data @ child.a.data
                setattr(parent, name, new)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Terbalik: A.T B.T, yang hanya cocok untuk layer persegi dan salah juga di situ.",
        "en": "The wrong way round: A.T B.T, which fits square layers only and is wrong there too.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                child.base.weight.data += child.scale * child.a.data.T @ child.b.data.T
                setattr(parent, name, child.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Hanya anak langsung model yang dilebur.",
        "en": "Only the model's direct children are merged.",
        "code": """
def merge_lora(model):
    for name, child in list(model.named_children()):
        if isinstance(child, LoRALinear):
            child.base.weight.data += child.scale * child.b.data @ child.a.data
            setattr(model, name, child.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "`return` di dalam perulangan: hanya layer pertama yang dilebur.",
        "en": "`return` inside the loop: only the first layer is merged.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                child.base.weight.data += child.scale * child.b.data @ child.a.data
                setattr(parent, name, child.base)
                return model
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Layer dipasang di dalam `nn.Sequential`, jadi nama parameternya berubah.",
        "en": "The layer is put into an `nn.Sequential`, so its parameters change their names.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                child.base.weight.data += child.scale * child.b.data @ child.a.data
                setattr(parent, name, nn.Sequential(child.base))
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Subclass `nn.Linear` yang menghitung pembaruan, bukan `nn.Linear` biasa.",
        "en": "A subclass of `nn.Linear` that computes the update, not a plain `nn.Linear`.",
        "code": """
class Merged(nn.Linear):
    def forward(self, x):
        return super().forward(x) + self.update(x)


def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                base, delta = child.base, (child.scale * child.b @ child.a).detach()
                layer = Merged(base.in_features, base.out_features, bias=base.bias is not None)
                layer.weight, layer.bias = base.weight, base.bias
                layer.update = lambda x, delta=delta: x @ delta.T
                setattr(parent, name, layer)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Pembaruan disimpan dalam `forward` yang ditambal, bukan dalam weight.",
        "en": "The update lives in a patched `forward`, not in the weight.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                layer, delta = child.base, (child.scale * child.b @ child.a).detach()

                def forward(x, layer=layer, delta=delta):
                    return nn.functional.linear(x, layer.weight + delta, layer.bias)

                layer.forward = forward
                setattr(parent, name, layer)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Weight yang dilebur dibulatkan ke half.",
        "en": "The merged weight is rounded to half precision.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                merged = child.base.weight.data + child.scale * child.b.data @ child.a.data
                child.base.weight.data = merged.half().to(merged.dtype)
                setattr(parent, name, child.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Layer yang dilebur dikembalikan sebagai list, bukan model.",
        "en": "A list of merged layers comes back, not the model.",
        "code": """
def merge_lora(model):
    layers = []
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                child.base.weight.data += child.scale * child.b.data @ child.a.data
                setattr(parent, name, child.base)
                layers.append(child.base)
    return layers
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Layer LoRA yang B-nya masih nol dilewati, jadi tidak kembali menjadi `nn.Linear`.",
        "en": "LoRA layers whose B is still zero are skipped, so they do not become `nn.Linear` again.",
        "code": """
def merge_lora(model):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if isinstance(child, LoRALinear)
    ]
    with torch.no_grad():
        for parent, name, child in found:
            if not child.b.any():
                continue
            child.base.weight += child.scale * child.b @ child.a
            setattr(parent, name, child.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Penggabungan tidak di dalam `torch.no_grad()`, jadi weight tetap terikat pada graph.",
        "en": "The merge is not inside `torch.no_grad()`, so the weight stays tied to the graph.",
        "code": """
def merge_lora(model):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if isinstance(child, LoRALinear)
    ]
    for parent, name, child in found:
        child.base.weight.add_(child.scale * child.b @ child.a)
        setattr(parent, name, child.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "`torch.set_grad_enabled(False)` mematikan gradient untuk seterusnya.",
        "en": "`torch.set_grad_enabled(False)` switches gradients off for good.",
        "code": """
def merge_lora(model):
    torch.set_grad_enabled(False)
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if isinstance(child, LoRALinear)
    ]
    for parent, name, child in found:
        child.base.weight += child.scale * child.b @ child.a
        setattr(parent, name, child.base)
    return model
""",
    },
    # --- 9.6 ---
    {
        "task": "9.6",
        "mistake": "least-likely-taken",
        "id": "`argmin` untuk temperature 0.",
        "en": "`argmin` for temperature 0.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmin(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "least-likely-taken",
        "id": "Urutannya menaik, dan yang pertama diambil.",
        "en": "The order is ascending, and the first is taken.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argsort(dim=-1)[:, 0]
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "always-the-most-likely",
        "id": "Selalu `argmax`, berapa pun temperature-nya.",
        "en": "Always `argmax`, whatever the temperature.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    return logits.argmax(dim=-1)
""",
    },
    {
        "task": "9.6",
        "mistake": "always-the-most-likely",
        "id": "Peluangnya dihitung, lalu yang terbesar diambil.",
        "en": "Probabilities are computed and then the largest is taken.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    p = (logits / max(temperature, 1e-6)).softmax(dim=-1)
    if top_k is not None:
        p = p * (p >= p.topk(min(top_k, p.shape[1]), dim=-1).values[:, -1:])
    return p.argmax(dim=-1)
""",
    },
    {
        "task": "9.6",
        "mistake": "all-equally-likely",
        "id": "Undian dari token yang tersisa, semua dengan peluang sama.",
        "en": "A draw among the tokens that stay, all equally likely.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    chances = (probabilities > 0).float()
    place = torch.multinomial(chances, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "all-equally-likely",
        "id": "`torch.randint` atas seluruh kosakata.",
        "en": "`torch.randint` over the whole vocabulary.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    n, v = logits.shape
    return torch.randint(v, (n,), generator=generator)
""",
    },
    {
        "task": "9.6",
        "mistake": "temperature-ignored",
        "id": "Temperature hanya dipakai untuk melihat apakah ia 0.",
        "en": "The temperature is only used to see whether it is 0.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "temperature-ignored",
        "id": "Peluang dibagi temperature, lalu dinormalkan lagi: pembagiannya hilang.",
        "en": "Probabilities are divided by the temperature, then normalised: it is lost.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    p, order = logits.softmax(dim=-1).sort(dim=-1, descending=True)
    if top_k is not None:
        p[:, top_k:] = 0
    p = p / temperature
    p = p / p.sum(dim=-1, keepdim=True)
    if top_p is not None:
        p = p.masked_fill(p.cumsum(dim=-1) - p >= top_p, 0.0)
    place = torch.multinomial(p, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "temperature-multiplied",
        "id": "Logit dikalikan temperature.",
        "en": "The logits are multiplied by the temperature.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits * temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "temperature-multiplied",
        "id": "Peluang dipangkatkan temperature, bukan satu per temperature.",
        "en": "Probabilities are raised to the temperature, not to one over it.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits.log_softmax(dim=-1) * temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "top-k-ignored",
        "id": "`top_k` tidak dipakai.",
        "en": "`top_k` is not used.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        pass
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "top-k-ignored",
        "id": "Hasil `masked_fill` tidak disimpan.",
        "en": "The result of `masked_fill` is not kept.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores.masked_fill(torch.arange(scores.shape[1]) >= top_k, -torch.inf)
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "top-k-off-by-one",
        "id": "Satu token terlalu banyak yang tersisa.",
        "en": "One token too many stays.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k + 1 :] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "top-k-off-by-one",
        "id": "Batasnya logit ke-k, dan hanya yang lebih besar yang tersisa.",
        "en": "The limit is the k-th logit, and only larger ones stay.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores = scores.masked_fill(scores <= scores[:, top_k - 1 : top_k], -torch.inf)
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "top-p-ignored",
        "id": "`top_p` tidak dipakai.",
        "en": "`top_p` is not used.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = torch.zeros_like(probabilities, dtype=torch.bool)
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "top-p-one-too-few",
        "id": "Yang tersisa hanya selama jumlahnya, termasuk diri sendiri, di bawah `top_p`.",
        "en": "Tokens stay only while the sum, themselves included, is below `top_p`.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "top-p-one-too-few",
        "id": "Token yang melewati `top_p` dibuang, tanpa menjamin satu tersisa.",
        "en": "The token that crosses `top_p` is dropped, with no care that one is left.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores = scores[:, :top_k]
    p = scores.softmax(dim=-1)
    if top_p is not None:
        p = p * (p.cumsum(dim=-1) < top_p)
    place = torch.multinomial(p, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "top-p-one-too-many",
        "id": "Dua kali digeser: satu token lagi tersisa sesudah `top_p` tercapai.",
        "en": "Moved twice: one more token stays after `top_p` has been reached.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) >= top_p
        reached = nn.functional.pad(reached, (2, 0))[:, :-2]
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "top-p-one-too-many",
        "id": "Banyaknya token dihitung, lalu ditambah satu sekali lagi.",
        "en": "The number of tokens is counted, then one is added once more.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        size = (probabilities.cumsum(dim=-1) < top_p).sum(-1, keepdim=True) + 2
        reached = torch.arange(scores.shape[1]) >= size
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "top-p-before-temperature",
        "id": "Himpunan top-p dari softmax logit asli, temperature baru sesudahnya.",
        "en": "The set of top-p comes from the plain logits, the temperature only after it.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = logits.sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    if top_p is not None:
        p = scores.softmax(dim=-1)
        reached = p.cumsum(dim=-1) - p >= top_p
        reached[:, 0] = False
        scores = scores.masked_fill(reached, -torch.inf)
    p = (scores / temperature).softmax(dim=-1)
    place = torch.multinomial(p, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "top-p-before-top-k",
        "id": "Top-p dihitung dulu, baru top-k memotong.",
        "en": "Top-p is computed first, only then top-k cuts.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    p = scores.softmax(dim=-1)
    if top_p is not None:
        reached = p.cumsum(dim=-1) - p >= top_p
        reached[:, 0] = False
        p = p.masked_fill(reached, 0.0)
    if top_k is not None:
        p[:, top_k:] = 0.0
    place = torch.multinomial(p, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "top-p-before-top-k",
        "id": "Sesudah top-k peluangnya tidak dinormalkan lagi sebelum top-p.",
        "en": "After top-k the probabilities are not normalised again before top-p.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    p = (logits / temperature).softmax(dim=-1)
    p, order = p.topk(p.shape[1] if top_k is None else min(top_k, p.shape[1]), dim=-1)
    if top_p is not None:
        before = p.cumsum(dim=-1) - p
        before[:, 0] = -1.0
        p = torch.where(before < top_p, p, 0.0)
    place = torch.multinomial(p, 1, generator=generator)
    return order.gather(1, place)[:, 0]
""",
    },
    {
        "task": "9.6",
        "mistake": "generator-ignored",
        "id": "`multinomial` tanpa generator.",
        "en": "`multinomial` without the generator.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "generator-ignored",
        "id": "`random.choices` dari Python yang mengundi.",
        "en": "Python's `random.choices` draws.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    import random

    places = range(probabilities.shape[1])
    place = torch.tensor([random.choices(places, row) for row in probabilities.tolist()])
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "same-draw-every-time",
        "id": "Generator baru dengan seed 0 di setiap panggilan.",
        "en": "A new generator with seed 0 at every call.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    generator = torch.Generator().manual_seed(0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "same-draw-every-time",
        "id": "Generator dikembalikan ke seed awalnya sebelum mengundi.",
        "en": "The generator is put back to its first seed before the draw.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    if generator is not None:
        generator.manual_seed(generator.initial_seed())
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Temperature 0 tidak dibedakan: dibagi nol.",
        "en": "Temperature 0 is no special case: a division by zero.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Hasilnya berbentuk (N, 1).",
        "en": "The result has the shape (N, 1).",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Hasilnya int32.",
        "en": "The result is int32.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1).int()
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1).int()
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Yang kembali tempat di dalam urutan, bukan tokennya.",
        "en": "The place in the order comes back, not the token.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return place.squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Logit dibagi di tempat: argumen berubah.",
        "en": "The logits are divided in place: the argument changes.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits.div_(temperature)).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Logit di luar top-k ditimpa dengan -inf di dalam argumen.",
        "en": "Logits beyond top-k are overwritten with -inf inside the argument.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    if top_k is not None and top_k < logits.shape[1]:
        outside = logits.argsort(dim=-1, descending=True)[:, top_k:]
        logits.scatter_(1, outside, -torch.inf)
    p, order = (logits / temperature).softmax(dim=-1).sort(dim=-1, descending=True)
    if top_p is not None:
        p = p.masked_fill(p.cumsum(dim=-1) - p >= top_p, 0.0)
    return order.gather(1, torch.multinomial(p, 1, generator=generator)).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "`topk` gagal kalau `top_k` lebih besar daripada V.",
        "en": "`topk` fails if `top_k` is larger than V.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores = scores.topk(top_k, dim=-1).values
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Satu token diundi dari baris pertama dan dipakai untuk semua baris.",
        "en": "One token is drawn from the first row and used for all rows.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities[:1], 1, generator=generator).expand(len(logits), 1)
    return order[:1].expand(len(logits), -1).gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Untuk temperature 0, `argmax` diambil atas seluruh batch.",
        "en": "For temperature 0, `argmax` is taken over the whole batch.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax().repeat(len(logits))
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "`.item()`: hanya jalan untuk batch berisi satu.",
        "en": "`.item()`: works for a batch of one only.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return torch.tensor([logits.argmax(dim=-1).item()])
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return torch.tensor([order.gather(1, place).item()])
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "List Python kembali, bukan tensor.",
        "en": "A Python list comes back, not a tensor.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1).tolist()
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1).tolist()
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "`top_p` dipakai sebagai peluang terkecil sebuah token.",
        "en": "`top_p` is taken for the least probability of a token.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities < 1 - top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Peluang yang dijumlahkan mulai dari token yang paling tidak mungkin.",
        "en": "The sum of probabilities begins with the least likely token.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.flip(-1).cumsum(dim=-1).flip(-1) >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "`squeeze()` tanpa dimensi: batch berisi satu menjadi skalar.",
        "en": "`squeeze()` without a dimension: a batch of one becomes a scalar.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze()
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Top-p menghitung seluruh batch sekaligus, bukan setiap baris.",
        "en": "Top-p counts over the whole batch, not within each row.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=-1)
    if top_p is not None:
        reached = probabilities.cumsum(dim=0) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Logit sendiri dipakai sebagai bobot undian, tanpa softmax.",
        "en": "The logits themselves are the weights of the draw, without softmax.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = 0
    weights = scores.clamp(min=0) + 1e-9
    p = weights / weights.sum(dim=-1, keepdim=True)
    if top_p is not None:
        p = p.masked_fill(p.cumsum(dim=-1) - p >= top_p, 0.0)
    place = torch.multinomial(p, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Softmax atas dimensi yang salah, yaitu baris.",
        "en": "Softmax over the wrong dimension, the rows.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    scores, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        scores[:, top_k:] = -torch.inf
    probabilities = scores.softmax(dim=0)
    if top_p is not None:
        reached = probabilities.cumsum(dim=-1) - probabilities >= top_p
        reached[:, 0] = False
        probabilities = probabilities.masked_fill(reached, 0.0)
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Setiap temperature di bawah 0.1 diperlakukan seperti 0.",
        "en": "Every temperature below 0.1 is treated as 0.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0.1:
        return logits.argmax(dim=-1)
    z, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        z[:, top_k:] = -torch.inf
    p = z.softmax(dim=-1)
    if top_p is not None:
        gone = p.cumsum(dim=-1) - p >= top_p
        gone[:, 0] = False
        p = p.masked_fill(gone, 0.0)
    place = torch.multinomial(p, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Jika `generator` `None`, dibuat generator baru sehingga `torch.manual_seed` tidak berlaku.",
        "en": "When `generator` is `None`, a new one is made, so `torch.manual_seed` has no effect.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    if generator is None:
        generator = torch.Generator(logits.device)
        generator.seed()
    z, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        z[:, top_k:] = -torch.inf
    p = z.softmax(dim=-1)
    if top_p is not None:
        gone = p.cumsum(dim=-1) - p >= top_p
        gone[:, 0] = False
        p = p.masked_fill(gone, 0.0)
    place = torch.multinomial(p, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Pada temperature 1, `scatter_` menulis `-inf` ke logit milik pemanggil.",
        "en": "At temperature 1, `scatter_` writes `-inf` into the caller's logits.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    if temperature != 1:
        logits = logits / temperature
    order = logits.argsort(dim=-1, descending=True)
    if top_k is not None:
        logits.scatter_(1, order[:, top_k:], -torch.inf)
    p = logits.gather(1, order).softmax(dim=-1)
    if top_p is not None:
        gone = p.cumsum(dim=-1) - p >= top_p
        gone[:, 0] = False
        p = p.masked_fill(gone, 0.0)
    place = torch.multinomial(p, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": "Token di luar top-k diberi logit -100, bukan `-inf`, jadi masih bisa terpilih.",
        "en": "Tokens outside the top k get the logit -100 instead of `-inf`, so they can still be drawn.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    z, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        z[:, top_k:] = -100.0
    p = z.softmax(dim=-1)
    if top_p is not None:
        gone = p.cumsum(dim=-1) - p >= top_p
        gone[:, 0] = False
        p = p.masked_fill(gone, 0.0)
    place = torch.multinomial(p, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    # --- 9.7 ---
    {
        "task": "9.7",
        "mistake": "prompt-left-out",
        "id": "Prompt dipotong dari hasilnya.",
        "en": "The prompt is cut off the result.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    t = ids.shape[1]
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids[:, t:]
""",
    },
    {
        "task": "9.7",
        "mistake": "prompt-left-out",
        "id": "Hanya token baru yang dikumpulkan dan ditumpuk.",
        "en": "Only new tokens are collected and stacked.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    new = [ids[:, :0]]
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            new.append(token.unsqueeze(1))
            if ended.all():
                break
    model.train(was_training)
    return torch.cat(new, dim=1)
""",
    },
    {
        "task": "9.7",
        "mistake": "one-token-too-few",
        "id": "Perulangan mulai dari 1.",
        "en": "The loop starts at 1.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(1, max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "one-token-too-few",
        "id": "`while` berhenti satu token sebelum batasnya.",
        "en": "`while` stops one token before the limit.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    limit = ids.shape[1] + max_new_tokens
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        while ids.shape[1] + 1 < limit and not ended.all():
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = torch.where(ended, eos_id, token)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token[:, None]], dim=1)
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "one-token-too-many",
        "id": "Perulangan satu langkah terlalu panjang.",
        "en": "The loop is one step too long.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens + 1):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "one-token-too-many",
        "id": "Panjang dilihat sesudah token ditambahkan, dengan `>`.",
        "en": "The length is looked at after a token was added, with `>`.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    n_prompt = ids.shape[1]
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        while True:
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = torch.where(ended, eos_id, token)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token[:, None]], dim=1)
            if ended.all() or ids.shape[1] - n_prompt > max_new_tokens:
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "only-one-new-token",
        "id": "Prompt asli ditambah token terakhir: hanya satu yang tersisa.",
        "en": "The prompt plus the last token: only one is left.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    prompt = ids
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([prompt, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "only-one-new-token",
        "id": "Tidak ada perulangan.",
        "en": "There is no loop.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    if max_new_tokens == 0:
        return ids
    was_training = model.training
    model.eval()
    with torch.no_grad():
        logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
    token = sample_next(logits, temperature, top_k, top_p, generator)
    model.train(was_training)
    return torch.cat([ids, token.unsqueeze(1)], dim=1)
""",
    },
    {
        "task": "9.7",
        "mistake": "context-forgotten",
        "id": "Model hanya menerima token terakhir.",
        "en": "The model gets only the last token.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            last = ids[:, -1:]
            logits = model(input_ids=last, attention_mask=torch.ones_like(last)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "context-forgotten",
        "id": "Model selalu menerima prompt saja, tanpa token baru.",
        "en": "The model always gets the prompt alone, without new tokens.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    prompt = ids
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=prompt, attention_mask=torch.ones_like(prompt)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "context-forgotten",
        "id": "Hanya token baru yang dilihat sesudah langkah pertama.",
        "en": "Only new tokens are seen after the first step.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    t = ids.shape[1]
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            seen = ids[:, t:] if ids.shape[1] > t else ids
            logits = model(input_ids=seen, attention_mask=torch.ones_like(seen)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "options-not-passed-on",
        "id": "`sample_next` dipanggil tanpa pilihan apa pun.",
        "en": "`sample_next` is called without any of the options.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "options-not-passed-on",
        "id": "`top_k` dan `top_p` tidak diteruskan.",
        "en": "`top_k` and `top_p` are not passed on.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, generator=generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "generator-ignored",
        "id": "Generator tidak diteruskan.",
        "en": "The generator is not passed on.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "options-not-passed-on",
        "id": "Selalu temperature 1.",
        "en": "Always temperature 1.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, top_k=top_k, top_p=top_p, generator=generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "`top_p` terlupa; yang lain diteruskan.",
        "en": "`top_p` was forgotten; the others are passed on.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, generator=generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "row-goes-on-after-end",
        "id": "Baris yang selesai tidak diisi token akhir.",
        "en": "Rows that have ended are not filled with the end token.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "not-stopped",
        "id": "Tidak pernah berhenti sebelum `max_new_tokens`.",
        "en": "Never stops before `max_new_tokens`.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "one-token-too-many",
        "id": "Berhenti hanya sesudah satu langkah lagi yang semuanya token akhir.",
        "en": "Stops only after one more step that is all end tokens.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            was_over = bool(ended.all())
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if was_over:
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "end-token-left-out",
        "id": "Berhenti sebelum token akhir ditambahkan.",
        "en": "Stops before the end token is added.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            if ended.all():
                break
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "stopped-at-first-row",
        "id": "`any` dan bukan `all`.",
        "en": "`any` and not `all`.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.any():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "stopped-at-first-row",
        "id": "Hanya baris pertama yang dilihat.",
        "en": "Only the first row is looked at.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended[0]:
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "Berhenti hanya kalau semua baris memberi token akhir pada langkah yang sama.",
        "en": "Stops only if all rows give the end token in the same step.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if eos_id is not None and (token == eos_id).all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "end-in-prompt-counted",
        "id": "Token akhir dicari di seluruh teks, prompt termasuk.",
        "en": "The end token is looked for in the whole text, the prompt included.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                ended = (ids == eos_id).any(dim=1)
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "end-in-prompt-counted",
        "id": "Baris dianggap selesai sejak awal kalau promptnya memuat token akhir.",
        "en": "A row counts as ended from the start if its prompt holds the end token.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    if eos_id is not None:
        ended = (ids == eos_id).any(dim=1)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "not-eval-mode",
        "id": "Mode tidak disentuh, jadi dropout bisa aktif.",
        "en": "The mode is not touched, so dropout may be on.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "not-eval-mode",
        "id": "`train()` dipanggil sebelum menulis.",
        "en": "`train()` is called before writing.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.train()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "graph-kept",
        "id": "Tanpa `no_grad`.",
        "en": "Without `no_grad`.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    if True:
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "graph-kept",
        "id": "Graph dicatat, hanya logitnya dilepas dengan `detach`.",
        "en": "The graph is recorded, only the logits are detached.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.enable_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits
            logits = logits[:, -1].detach()
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "mode-not-restored",
        "id": "Model tinggal dalam mode eval.",
        "en": "The model stays in eval mode.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "mode-not-restored",
        "id": "Selalu `train()` di akhir, juga kalau mode semula eval.",
        "en": "Always `train()` at the end, even if the mode was eval.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train()
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "mode-not-restored",
        "id": "`return` di dalam perulangan melewati pengembalian mode.",
        "en": "A `return` inside the loop skips bringing the mode back.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                return ids
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "gradients-off-afterwards",
        "id": "`torch.set_grad_enabled(False)` tanpa mengembalikannya.",
        "en": "`torch.set_grad_enabled(False)` and never back.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    torch.set_grad_enabled(False)
    if True:
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "Gradient selalu dihidupkan di akhir, juga kalau pemanggil mematikannya.",
        "en": "Gradients are always switched on at the end, even if the caller had them off.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    torch.set_grad_enabled(False)
    if True:
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    torch.set_grad_enabled(True)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "`if eos_id:` menganggap id 0 sama dengan None.",
        "en": "`if eos_id:` takes the id 0 for None.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "Baris yang selesai diisi 0, bukan token akhir.",
        "en": "Rows that have ended are filled with 0, not the end token.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, 0)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "`.item()` pada token: hanya untuk satu baris.",
        "en": "`.item()` of the token: for one row only.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if token.item() == eos_id:
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "Logit posisi pertama, bukan yang terakhir.",
        "en": "The logits of the first position, not the last.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, 0]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "`attention_mask` menutup token yang sama dengan token akhir.",
        "en": "The `attention_mask` covers tokens that equal the end token.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            mask = (ids != (eos_id or 0)).long()
            logits = model(input_ids=ids, attention_mask=mask).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "List kembali, bukan tensor.",
        "en": "A list comes back, not a tensor.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids.tolist()
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "Hasilnya int32.",
        "en": "The result is int32.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids.int()
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "Hasilnya tetap panjang: sisa sesudah berhenti diisi token akhir.",
        "en": "The result always has full length: what is left after stopping is filled up.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    length = ids.shape[1] + max_new_tokens
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return nn.functional.pad(ids, (0, length - ids.shape[1]), value=eos_id or 0)
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "`max_new_tokens` dianggap panjang seluruh teks.",
        "en": "`max_new_tokens` is taken for the length of the whole text.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens - ids.shape[1]):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "Tokennya ditaruh di depan prompt.",
        "en": "Tokens are put in front of the prompt.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([token.unsqueeze(1), ids], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "Setiap langkah memakai generator baru dengan seed yang sama.",
        "en": "Every step uses a new generator with the same seed.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            again = generator
            if generator is not None:
                again = torch.Generator().manual_seed(generator.initial_seed())
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, again)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "Selalu token yang paling mungkin, tanpa undian.",
        "en": "Always the most likely token, without a draw.",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = logits.argmax(dim=-1)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "Kalau tidak ada posisi tersisa, yang kembali tensor 0 baru tanpa graph: `backward()` gagal.",
        "en": "Where no position is left, a fresh tensor 0 without a graph is returned: `backward()` fails.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    guesses, truth = logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten()
    if bool((truth == ignore_index).all()):
        return torch.tensor(0.0, device=logits.device)
    return nn.functional.cross_entropy(guesses, truth, ignore_index=ignore_index)
""",
    },
    {
        "task": "9.1",
        "mistake": "",
        "id": "`clamp(min=0)` hanya menyelamatkan `gather` dari `ignore_index` negatif; yang positif dan lebih besar dari V membuatnya gagal.",
        "en": "`clamp(min=0)` saves `gather` from a negative `ignore_index` only; a positive one beyond V makes it fail.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    truth = labels[:, 1:]
    logs = logits[:, :-1].log_softmax(dim=-1)
    counts = truth != ignore_index
    losses = -logs.gather(2, truth.clamp(min=0).unsqueeze(2)).squeeze(2)
    return losses.masked_fill(~counts, 0.0).sum() / counts.sum().clamp(min=1)
""",
    },
    {
        "task": "9.1",
        "mistake": "softmax-overflow",
        "id": "Dikurangi maksimum seluruh batch, bukan maksimum setiap posisi: posisi yang logitnya jauh lebih kecil menjadi log 0.",
        "en": "The maximum of the whole batch is subtracted, not that of each position: positions with much smaller logits become log 0.",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    z = logits[:, :-1]
    truth = labels[:, 1:]
    if z.numel():
        z = z - z.max().detach()
    counts = truth != ignore_index
    logs = z - z.exp().sum(dim=-1, keepdim=True).log()
    picked = logs.gather(2, truth.masked_fill(~counts, 0).unsqueeze(2)).squeeze(2)
    return -picked.masked_fill(~counts, 0.0).sum() / counts.sum().clamp(min=1)
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Token disembunyikan menurut nomornya: kata persona yang juga diucapkan pengguna tidak dipelajari.",
        "en": "Tokens are hidden by their number: words of the persona that the user said as well are not learned.",
        "code": r"""
def build_dialogue(turns, tokenizer, max_length):
    def encode(text):
        return tokenizer.encode(text, add_special_tokens=False)

    ids = [] if tokenizer.bos_token_id is None else [tokenizer.bos_token_id]
    heard = set(ids)
    for turn in turns:
        opening, words = encode(OPENINGS[turn["role"]]), encode(turn["content"])
        heard.update(opening)
        if turn["role"] == "assistant":
            ids += opening + words + [tokenizer.eos_token_id]
        else:
            closing = encode("\n")
            heard.update(words + closing)
            ids += opening + words + closing
    labels = [-100 if token in heard else token for token in ids]
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "missing-end-token",
        "id": "Token akhir diperiksa dengan `if`: `eos_token_id` 0 dianggap tidak ada, lalu tidak ditulis dan tidak dipelajari.",
        "en": "Truth is asked of the end token: an `eos_token_id` of 0 counts as missing and is neither written nor learned.",
        "code": r"""
def build_dialogue(turns, tokenizer, max_length):
    end = [tokenizer.eos_token_id] if tokenizer.eos_token_id else []
    ids = [tokenizer.bos_token_id] if tokenizer.bos_token_id else []
    labels = [-100] * len(ids)
    for turn in turns:
        opening = tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False)
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            ids += opening + words + end
            labels += [-100] * len(opening) + words + end
        else:
            words = words + tokenizer.encode("\n", add_special_tokens=False)
            ids += opening + words
            labels += [-100] * (len(opening) + len(words))
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "mistake": "",
        "id": "Dua giliran persona berturut-turut digabung menjadi satu, jadi token akhir hanya datang sesudah yang kedua.",
        "en": "Two turns of the persona in a row are joined into one, so the end token comes only after the second.",
        "code": r"""
def build_dialogue(turns, tokenizer, max_length):
    def encode(text):
        return list(tokenizer.encode(text, add_special_tokens=False))

    ids = [] if tokenizer.bos_token_id is None else [tokenizer.bos_token_id]
    labels = [-100] * len(ids)
    for n, turn in enumerate(turns):
        role = turn["role"]
        follows = n > 0 and turns[n - 1]["role"] == role
        goes_on = n + 1 < len(turns) and turns[n + 1]["role"] == role
        opening = encode("\n") if follows else encode(OPENINGS[role])
        words = encode(turn["content"])
        ids += opening + words
        labels += [-100] * len(opening)
        labels += words if role == "assistant" else [-100] * len(words)
        if goes_on:
            continue
        if role == "assistant":
            ids.append(tokenizer.eos_token_id)
            labels.append(tokenizer.eos_token_id)
        else:
            closing = encode("\n")
            ids += closing
            labels += [-100] * len(closing)
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Faktornya alpha / akar rank: benar untuk rank 1, terlalu besar untuk rank lain.",
        "en": "The factor is alpha / root of rank: right for rank 1, too large for any other.",
        "code": """
def __init__(self, base, rank, alpha):
    nn.Module.__init__(self)
    self.base = base.requires_grad_(False)
    weight = base.weight
    self.a = nn.Parameter(nn.init.normal_(weight.new_empty(rank, base.in_features), std=0.02))
    self.b = nn.Parameter(weight.new_zeros(base.out_features, rank))
    self.scale = alpha / math.sqrt(rank)

def forward(self, x):
    return self.base(x) + self.scale * (x @ self.a.T) @ self.b.T
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "x diratakan dengan `flatten(0, -2)`: gagal untuk satu vektor (D,), yang juga termasuk (..., D).",
        "en": "x is flattened by `flatten(0, -2)`: that fails for a single vector (D,), which is (..., D) as well.",
        "code": """
def __init__(self, base, rank, alpha):
    nn.Module.__init__(self)
    base.requires_grad_(False)
    self.base = base
    self.scale = alpha / rank
    self.a = nn.Parameter(nn.init.normal_(base.weight.new_empty(rank, base.in_features), std=0.02))
    self.b = nn.Parameter(base.weight.new_zeros(base.out_features, rank))

def forward(self, x):
    flat = x.flatten(0, -2)  # (all the rest, D)
    update = torch.mm(torch.mm(flat, self.a.T), self.b.T)
    return self.base(x) + self.scale * update.reshape(x.shape[:-1] + (update.shape[1],))
""",
    },
    {
        "task": "9.3",
        "mistake": "",
        "id": "Ada dropout di jalan kecil: dalam mode train keluarannya acak dan bukan base(x) + alpha / rank * B(A(x)).",
        "en": "There is dropout on the small path: in train mode the output is random and not base(x) + alpha / rank * B(A(x)).",
        "code": """
def __init__(self, base, rank, alpha):
    nn.Module.__init__(self)
    self.base = base.requires_grad_(False)
    self.dropout = nn.Dropout(0.05)
    self.a = nn.Parameter(base.weight.new_empty(rank, base.in_features).normal_(std=0.02))
    self.b = nn.Parameter(base.weight.new_zeros(base.out_features, rank))
    self.scale = alpha / rank

def forward(self, x):
    return self.base(x) + self.scale * (self.dropout(x) @ self.a.T) @ self.b.T
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Temuan disimpan di dict menurut nama sendiri: dari layer senama di beberapa blok hanya yang terakhir terbungkus.",
        "en": "What is found goes into a dict by its own name: of layers with one name in several blocks only the last is wrapped.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = {
        name: (parent, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in targets and isinstance(child, nn.Linear)
    }
    if not found:
        raise ValueError(f"no linear layer is called {', '.join(sorted(targets))}")
    model.requires_grad_(False)
    for name, (parent, child) in found.items():
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Setiap target harus ditemukan: satu nama yang tidak cocok sudah memberi ValueError walaupun yang lain cocok.",
        "en": "Every target has to be found: a single name that fits nothing gives a ValueError although others fit.",
        "code": """
def add_lora(model, targets, rank, alpha):
    found = []
    for parent in model.modules():
        for name, child in parent.named_children():
            if name in targets and isinstance(child, nn.Linear):
                found.append((parent, name, child))
    missing = set(targets) - {name for _, name, _ in found}
    if missing or not found:
        raise ValueError(f"no linear layer for {sorted(missing)}")
    model.requires_grad_(False)
    for parent, name, child in found:
        setattr(parent, name, LoRALinear(child, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "mistake": "",
        "id": "Jalan induk dibuat dengan `rstrip(nama)`, yang membuang huruf: `mlp.up_proj` menjadi `ml`, dan induknya tidak ditemukan.",
        "en": "The parent's path is made by `rstrip(name)`, which strips letters: `mlp.up_proj` becomes `ml`, and no parent is found.",
        "code": """
def add_lora(model, targets, rank, alpha):
    paths = [
        path
        for path, module in model.named_modules()
        if isinstance(module, nn.Linear) and path.split(".")[-1] in targets
    ]
    if not paths:
        raise ValueError("no layer with such a name")
    model.requires_grad_(False)
    for path in paths:
        own = path.split(".")[-1]
        parent = model.get_submodule(path.rstrip("." + own))
        setattr(parent, own, LoRALinear(getattr(parent, own), rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Weight baru dibaca dari keluaran untuk vektor satuan tanpa mengurangi bias: benar hanya untuk layer tanpa bias.",
        "en": "The new weight is read off the outputs for unit vectors without taking the bias away: right for layers without bias only.",
        "code": """
def merge_lora(model):
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if isinstance(child, LoRALinear)
    ]
    with torch.no_grad():
        for parent, name, child in found:
            weight = child.base.weight
            units = torch.eye(child.base.in_features, dtype=weight.dtype, device=weight.device)
            weight.copy_(child(units).T)
            setattr(parent, name, child.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Bungkus dihapus lalu layer ditambahkan lagi: di `nn.Sequential` ia pindah ke belakang dan urutan layer berubah.",
        "en": "The wrapper is deleted and the layer added anew: in an `nn.Sequential` it moves to the end and the order of layers changes.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                with torch.no_grad():
                    child.base.weight += child.scale * child.b @ child.a
                delattr(parent, name)
                parent.add_module(name, child.base)
    return model
""",
    },
    {
        "task": "9.5",
        "mistake": "",
        "id": "Layer baru dibuat dengan bias bawaan: layer yang tidak punya bias mendapat bias acak dan satu nama parameter baru.",
        "en": "A new layer is made with the default bias: one that had none gets a random bias and one more parameter name.",
        "code": """
def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if not isinstance(child, LoRALinear):
                continue
            old = child.base
            layer = nn.Linear(old.in_features, old.out_features).to(old.weight)
            with torch.no_grad():
                layer.weight.copy_(old.weight + child.scale * child.b @ child.a)
                if old.bias is not None:
                    layer.bias.copy_(old.bias)
            setattr(parent, name, layer)
    return model
""",
    },
    {
        "task": "9.6",
        "mistake": "top-p-ignored",
        "id": "`if top_p:` menganggap `top_p=0.0` sebagai tidak ada, padahal saat itu hanya token paling mungkin yang tinggal.",
        "en": "`if top_p:` takes `top_p=0.0` for none at all, while then only the most likely token stays.",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if not temperature:
        return logits.argmax(dim=-1)
    values, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k:
        values[:, top_k:] = float("-inf")
    p = values.softmax(dim=-1)
    if top_p:
        gone = p.cumsum(dim=-1) - p >= top_p
        gone[:, 0] = False
        p = p.masked_fill(gone, 0.0)
    place = torch.multinomial(p, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.6",
        "mistake": "",
        "id": 'Tempat berhenti dicari dengan `argmax` atas "sudah mencapai": kalau karena pembulatan jumlahnya tidak sampai `top_p=1.0`, hanya satu token tersisa.',
        "en": 'The place to stop is the `argmax` of "has reached": where rounding keeps the sum below `top_p=1.0`, a single token is left.',
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.argmax(dim=-1)
    values, order = (logits / temperature).sort(dim=-1, descending=True)
    if top_k is not None:
        values, order = values[:, :top_k], order[:, :top_k]
    p = values.softmax(dim=-1)
    if top_p is not None:
        last = (p.cumsum(dim=-1) >= top_p).int().argmax(dim=-1, keepdim=True)
        p = p.masked_fill(torch.arange(p.shape[1], device=p.device) > last, 0.0)
    place = torch.multinomial(p, 1, generator=generator)
    return order.gather(1, place).squeeze(1)
""",
    },
    {
        "task": "9.7",
        "mistake": "one-token-too-many",
        "id": "Berhenti diperiksa sesudah menambah: dengan `max_new_tokens=0` satu token tetap ditulis.",
        "en": "The limit is looked at after appending: with `max_new_tokens=0` one token is written all the same.",
        "code": """
@torch.no_grad()
def generate(model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None,
             generator=None):
    was_training = model.training
    model.eval()
    ended = torch.zeros(len(ids), dtype=torch.bool, device=ids.device)
    written = 0
    while True:
        logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
        token = sample_next(logits, temperature, top_k, top_p, generator)
        if eos_id is not None:
            token = token.masked_fill(ended, eos_id)
            ended |= token == eos_id
        ids = torch.cat([ids, token[:, None]], dim=1)
        written += 1
        if written >= max_new_tokens or bool(ended.all()):
            break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "not-stopped",
        "id": "Tempat untuk semua token disiapkan dulu dan tidak dipotong: kalau semua baris selesai awal, hasilnya terlalu panjang.",
        "en": "Room for all tokens is made beforehand and never cut off: where every row ends early, the result is too long.",
        "code": """
def generate(model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None,
             generator=None):
    was_training = model.training
    model.eval()
    n, start = ids.shape
    fill = 0 if eos_id is None else eos_id
    out = torch.full((n, start + max_new_tokens), fill, dtype=ids.dtype, device=ids.device)
    out[:, :start] = ids
    ended = torch.zeros(n, dtype=torch.bool, device=ids.device)
    with torch.no_grad():
        for t in range(start, start + max_new_tokens):
            seen = out[:, :t]
            logits = model(input_ids=seen, attention_mask=torch.ones_like(seen)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            out[:, t] = token
            if ended.all():
                break
    model.train(was_training)
    return out
""",
    },
    {
        "task": "9.7",
        "mistake": "context-forgotten",
        "id": "Mask bernilai 0 di setiap token akhir, juga di prompt: model tidak lagi melihat token-token itu.",
        "en": "The mask is 0 at every end token, in the prompt too: the model no longer sees these tokens.",
        "code": """
def generate(model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None,
             generator=None):
    was_training = model.training
    model.eval()
    ended = torch.zeros(ids.shape[0], dtype=torch.bool, device=ids.device)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            mask = torch.ones_like(ids) if eos_id is None else (ids != eos_id).long()
            logits = model(input_ids=ids, attention_mask=mask).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, eos_id)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
    {
        "task": "9.7",
        "mistake": "",
        "id": "Setelah token akhir, baris diisi `pad_token_id` model, bukan `eos_id`.",
        "en": "After the end token the row is filled with the model's `pad_token_id`, not with `eos_id`.",
        "code": """
def generate(model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None):
    was_training = model.training
    model.eval()
    pad_id = getattr(getattr(model, "config", None), "pad_token_id", None)
    fill = eos_id if pad_id is None else pad_id
    ended = torch.zeros(len(ids), dtype=torch.bool, device=ids.device)
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[:, -1]
            token = sample_next(logits, temperature, top_k, top_p, generator)
            if eos_id is not None:
                token = token.masked_fill(ended, fill)
                ended = ended | (token == eos_id)
            ids = torch.cat([ids, token.unsqueeze(1)], dim=1)
            if ended.all():
                break
    model.train(was_training)
    return ids
""",
    },
]
