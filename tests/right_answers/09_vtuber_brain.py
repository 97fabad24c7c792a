"""Right answers to the tasks of module 09, in styles that differ from the reference."""

ANSWERS = [
    {
        "task": "9.1",
        "how": "cross_entropy with the classes in the middle, summed, then divided",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    scores = logits[:, :-1].transpose(1, 2)
    targets = labels[:, 1:]
    total = nn.functional.cross_entropy(
        scores, targets, ignore_index=ignore_index, reduction="sum"
    )
    return total / max(1, int((targets != ignore_index).sum()))
""",
    },
    {
        "task": "9.1",
        "how": "labels moved to the left and closed with ignore_index, zero where nothing is left",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    labels = nn.functional.pad(labels, (0, 1), value=ignore_index)[:, 1:]
    if bool((labels == ignore_index).all()):
        return logits.sum() * 0.0
    criterion = nn.CrossEntropyLoss(ignore_index=ignore_index)
    return criterion(logits.flatten(0, 1), labels.flatten())
""",
    },
    {
        "task": "9.1",
        "how": "loop over single positions",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    total = logits.new_zeros(()) + 0 * logits.sum()
    count = 0
    for scores, row in zip(logits, labels.tolist()):
        for t in range(len(row) - 1):
            if row[t + 1] == ignore_index:
                continue
            highest = scores[t].max()
            log_sum = highest + (scores[t] - highest).exp().sum().log()
            total = total + log_sum - scores[t, row[t + 1]]
            count += 1
    return total / count if count else total
""",
    },
    {
        "task": "9.1",
        "how": "einsum with one-hot targets, doubles inside",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    weights = (targets != ignore_index).double()
    safe = torch.where(targets == ignore_index, torch.zeros_like(targets), targets)
    one_hot = nn.functional.one_hot(safe, logits.shape[-1]).double()
    log_p = logits[:, :-1].double().log_softmax(dim=-1)
    total = -torch.einsum("ntv,ntv,nt->", one_hot, log_p, weights)
    return (total / weights.sum().clamp(min=1)).to(logits.dtype)
""",
    },
    {
        "task": "9.1",
        "how": "only the positions that count are picked out with a boolean mask",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    targets = labels[:, 1:]
    mask = targets.ne(ignore_index)
    chosen, right = logits[:, :-1][mask], targets[mask]
    if right.numel() == 0:
        return chosen.sum()
    return nn.functional.nll_loss(nn.functional.log_softmax(chosen, dim=1), right)
""",
    },
    {
        "task": "9.2",
        "how": "no template at all: only words and end tokens",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, labels = [], []
    for turn in turns:
        words = tokenizer.encode(turn["content"], add_special_tokens=False)
        if turn["role"] == "assistant":
            words = words + [tokenizer.eos_token_id]
            labels.extend(words)
        else:
            labels.extend([-100] * len(words))
        ids.extend(words)
    return ids[:max_length], labels[:max_length]
""",
    },
    {
        "task": "9.2",
        "how": "pairs of id and label in one list, ChatML, a newline behind the end token",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    def encode(text):
        return tokenizer.encode(text, add_special_tokens=False)

    pairs = []
    for turn in turns:
        mine = turn["role"] == "assistant"
        pairs += [(i, -100) for i in encode(f"<|im_start|>{turn['role']}\\n")]
        pairs += [(i, i if mine else -100) for i in encode(turn["content"])]
        end = tokenizer.eos_token_id
        pairs.append((end, end if mine else -100))
        pairs += [(i, -100) for i in encode("\\n")]
    pairs = pairs[:max_length]
    return [i for i, _ in pairs], [label for _, label in pairs]
""",
    },
    {
        "task": "9.2",
        "how": "a system prompt first, reading stops when the list is long enough",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids = list(tokenizer.encode("Tera adalah VTuber AI.\\n\\n", add_special_tokens=False))
    learned = [False] * len(ids)
    for turn in turns:
        if len(ids) >= max_length:
            break
        speaker = "### Tera: " if turn["role"] == "assistant" else "### Penonton: "
        for text, counts in ((speaker, False), (turn["content"], turn["role"] == "assistant")):
            part = tokenizer.encode(text, add_special_tokens=False)
            ids.extend(part)
            learned.extend([counts] * len(part))
        if turn["role"] == "assistant":
            ids.append(tokenizer.eos_token_id)
            learned.append(True)
    ids, learned = ids[:max_length], learned[:max_length]
    return ids, [token if counts else -100 for token, counts in zip(ids, learned, strict=True)]
""",
    },
    {
        "task": "9.2",
        "how": "recursion over the turns, cut once more at every level",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    if not turns:
        return [], []
    first, rest = turns[0], turns[1:]
    head = tokenizer.encode(f"[{first['role']}]", add_special_tokens=False)
    body = tokenizer.encode(first["content"], add_special_tokens=False)
    labels = [-100] * (len(head) + len(body))
    if first["role"] == "assistant":
        body = body + [tokenizer.eos_token_id]
        labels = [-100] * len(head) + body
    later_ids, later_labels = build_dialogue(rest, tokenizer, max_length)
    return (head + body + later_ids)[:max_length], (labels + later_labels)[:max_length]
""",
    },
    {
        "task": "9.2",
        "how": "a first token before every turn if there is one, spans filled in at the end",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    ids, spans = [], []
    for turn in turns:
        if tokenizer.bos_token_id is not None:
            ids.append(tokenizer.bos_token_id)
        start = len(ids)
        ids += tokenizer.encode(turn["content"], add_special_tokens=False)
        ids.append(tokenizer.eos_token_id)
        if turn["role"] != "user":
            spans.append(slice(start, len(ids)))
    labels = [-100 for _ in ids]
    for span in spans:
        labels[span] = ids[span]
    del ids[max_length:], labels[max_length:]
    return ids, labels
""",
    },
    {
        "task": "9.3",
        "how": "two nn.Linear without bias",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.inner = base
    for p in self.inner.parameters():
        p.requires_grad = False
    kind = {"dtype": base.weight.dtype, "device": base.weight.device}
    self.down = nn.Linear(base.in_features, rank, bias=False, **kind)
    self.up = nn.Linear(rank, base.out_features, bias=False, **kind)
    nn.init.zeros_(self.up.weight)
    self.rank, self.alpha = rank, alpha


def forward(self, x):
    return self.inner(x) + self.up(self.down(x)) * (self.alpha / self.rank)


def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                update = child.up.weight.data @ child.down.weight.data
                child.inner.weight.data += child.alpha / child.rank * update
                setattr(parent, name, child.inner)
    return model
""",
    },
    {
        "task": "9.3",
        "how": "parameters the other way round, normal A, einsum",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    like = dict(dtype=base.weight.dtype, device=base.weight.device)
    self.up = nn.Parameter(torch.zeros((rank, base.out_features), **like))
    self.down = nn.Parameter(torch.randn((base.in_features, rank), **like) / rank)
    base.weight.requires_grad_(False)
    if base.bias is not None:
        base.bias.requires_grad_(False)
    self.frozen = base
    self.factor = float(alpha) / rank


def forward(self, x):
    update = torch.einsum("...d,dr,rh->...h", x, self.down, self.up)
    return torch.add(self.frozen(x), update, alpha=self.factor)


def merge_lora(model):
    wrapped = [(n, m) for n, m in model.named_modules() if isinstance(m, LoRALinear)]
    for path, layer in wrapped:
        with torch.no_grad():
            layer.frozen.weight.add_((layer.down @ layer.up).T, alpha=layer.factor)
        parent, _, own = path.rpartition(".")
        setattr(model.get_submodule(parent), own, layer.frozen)
    return model
""",
    },
    {
        "task": "9.3",
        "how": "whole weight put together in forward, matrices in a ParameterDict",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.layer = base
    self.layer.requires_grad_(False)
    like = base.weight
    self.lora = nn.ParameterDict(
        {
            "A": torch.rand(rank, like.shape[1], dtype=like.dtype, device=like.device) - 0.5,
            "B": torch.zeros(like.shape[0], rank, dtype=like.dtype, device=like.device),
        }
    )
    self.scaling = alpha / rank


def delta(self):
    return self.lora["B"] @ self.lora["A"] * self.scaling


def forward(self, x):
    return nn.functional.linear(x, self.layer.weight + self.delta(), self.layer.bias)


def merge_lora(model):
    for module in list(model.modules()):
        for name, child in list(module._modules.items()):
            if isinstance(child, LoRALinear):
                child.layer.weight.data.add_(child.delta().detach())
                module._modules[name] = child.layer
    return model
""",
    },
    {
        "task": "9.3",
        "how": "subclass of nn.Linear that takes over weight and bias",
        "code": """
class LoRALinear(nn.Linear):
    def __init__(self, base, rank, alpha):
        super().__init__(base.in_features, base.out_features, bias=base.bias is not None)
        base.requires_grad_(False)
        self.weight, self.bias = base.weight, base.bias
        self.a = nn.Parameter(base.weight.new_empty(rank, base.in_features).normal_(std=0.02))
        self.b = nn.Parameter(base.weight.new_zeros(base.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        inner = nn.functional.linear(x, self.a)
        return super().forward(x) + self.scale * nn.functional.linear(inner, self.b)


def merge_lora(model):
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, LoRALinear):
                plain = nn.Linear(child.in_features, child.out_features, child.bias is not None)
                plain.weight, plain.bias = child.weight, child.bias
                plain.weight.data.add_(child.scale * (child.b @ child.a).detach())
                plain.train(child.training)
                setattr(parent, name, plain)
    return model
""",
    },
    {
        "task": "9.3",
        "how": "nn.Sequential of A and B, the factor in a buffer",
        "code": """
def __init__(self, base, rank, alpha):
    super().__init__()
    self.add_module("original", base.requires_grad_(False))
    self.update = nn.Sequential(
        nn.Linear(base.in_features, rank, bias=False),
        nn.Linear(rank, base.out_features, bias=False),
    ).to(base.weight)
    self.update[1].weight.data.zero_()
    self.register_buffer("factor", base.weight.new_tensor(alpha / rank))


def forward(self, x):
    y = self.original(x)
    y = y + self.factor * self.update(x)
    return y


def merge_lora(model):
    def walk(module):
        for name, child in list(module.named_children()):
            if isinstance(child, LoRALinear):
                a, b = child.update
                with torch.no_grad():
                    child.original.weight += child.factor * (b.weight @ a.weight)
                setattr(module, name, child.original)
            else:
                walk(child)

    walk(model)
    return model
""",
    },
    {
        "task": "9.4",
        "how": "paths from named_modules, parents by get_submodule",
        "code": """
def add_lora(model, targets, rank, alpha):
    paths = [
        path
        for path, module in model.named_modules()
        if path.split(".")[-1] in targets and isinstance(module, nn.Linear)
    ]
    if len(paths) == 0:
        raise ValueError("no layer found")
    for parameter in model.parameters():
        parameter.requires_grad = False
    for path in paths:
        parent, _, name = path.rpartition(".")
        parent = model.get_submodule(parent) if parent else model
        setattr(parent, name, LoRALinear(getattr(parent, name), rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
""",
    },
    {
        "task": "9.4",
        "how": "recursion, numbers counted from the sizes of the layers",
        "code": """
def add_lora(model, targets, rank, alpha):
    def wrap(module):
        count = 0
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Linear) and any(name == target for target in targets):
                module.add_module(name, LoRALinear(child, rank=rank, alpha=alpha))
                count += rank * (child.in_features + child.out_features)
            else:
                count += wrap(child)
        return count

    names = {p.rpartition(".")[2] for p, m in model.named_modules() if isinstance(m, nn.Linear)}
    if names.isdisjoint(targets):
        raise ValueError(f"none of {list(targets)} is among {sorted(names)}")
    model.requires_grad_(False)
    return wrap(model)
""",
    },
    {
        "task": "9.4",
        "how": "wrapped first, then everything frozen but what the new layers brought",
        "code": """
def add_lora(model, targets, rank, alpha):
    wanted = frozenset(targets)
    before = {id(p) for p in model.parameters()}
    wrapped = 0
    queue = [model]
    while queue:
        parent = queue.pop()
        for name, child in list(parent.named_children()):
            if name in wanted and isinstance(child, nn.Linear):
                parent._modules[name] = LoRALinear(child, rank, alpha)
                wrapped += 1
            else:
                queue.append(child)
    if not wrapped:
        raise ValueError("nothing to wrap")
    total = 0
    for p in model.parameters():
        p.requires_grad_(id(p) not in before)
        total += math.prod(p.shape) if p.requires_grad else 0
    return total
""",
    },
    {
        "task": "9.4",
        "how": "one target after the other, set_submodule, an own kind of ValueError",
        "code": """
class NothingFound(ValueError):
    pass


def add_lora(model, targets, rank, alpha):
    layers = {}
    for target in targets:
        for path, module in model.named_modules():
            if isinstance(module, nn.Linear) and ("." + path).endswith("." + target):
                layers[path] = module
    if not layers:
        raise NothingFound(", ".join(targets))
    for module in model.modules():
        for p in module.parameters(recurse=False):
            p.requires_grad = False
    for path, module in layers.items():
        model.set_submodule(path, LoRALinear(module, rank, alpha))
    trainable = filter(lambda p: p.requires_grad, model.parameters())
    return int(sum(torch.tensor([p.numel() for p in trainable])))
""",
    },
    {
        "task": "9.5",
        "how": "the update read off the wrapper's own outputs, for whatever layout",
        "code": """
@torch.no_grad()
def merge_lora(model):
    for path, layer in list(model.named_modules()):
        if not isinstance(layer, LoRALinear):
            continue
        base = layer.base
        unit = torch.eye(base.in_features, dtype=base.weight.dtype, device=base.weight.device)
        zero = torch.zeros_like(unit[:1])
        base.weight.copy_((layer(unit) - layer(zero)).T)
        model.set_submodule(path, base)
    return model
""",
    },
    {
        "task": "9.5",
        "how": "recursion and addmm_",
        "code": """
def merge_lora(model):
    for name, child in model.named_children():
        if isinstance(child, LoRALinear):
            weight = child.base.weight.detach()
            weight.addmm_(child.b.detach(), child.a.detach(), alpha=child.scale)
            setattr(model, name, child.base)
        else:
            merge_lora(child)
    return model
""",
    },
    {
        "task": "9.5",
        "how": "new layers, as trainable as a new layer is",
        "code": """
def merge_lora(model):
    wrapped = {p: m for p, m in model.named_modules() if isinstance(m, LoRALinear)}
    for path, layer in wrapped.items():
        old = layer.base
        new = nn.Linear(
            old.in_features,
            old.out_features,
            bias=old.bias is not None,
            device=old.weight.device,
            dtype=old.weight.dtype,
        )
        merged = old.weight + layer.scale * torch.mm(layer.b, layer.a)
        new.weight = nn.Parameter(merged.detach().clone())
        if old.bias is not None:
            new.bias = nn.Parameter(old.bias.detach().clone())
        new.train(layer.training)
        head, _, tail = path.rpartition(".")
        setattr(model.get_submodule(head), tail, new)
    return model
""",
    },
    {
        "task": "9.5",
        "how": "rank by rank as outer products, the weight of the base a new parameter",
        "code": """
def merge_lora(model):
    for parent in tuple(model.modules()):
        for name in [n for n, c in parent.named_children() if type(c) is LoRALinear]:
            layer = getattr(parent, name)
            weight = layer.base.weight.detach().double()
            for r in range(layer.a.shape[0]):
                row, column = layer.a[r].detach().double(), layer.b[:, r].detach().double()
                weight = weight + layer.scale * torch.outer(column, row)
            plain = layer.base
            plain.weight = nn.Parameter(weight.to(plain.weight.dtype), requires_grad=False)
            parent._modules[name] = plain
    return model
""",
    },
    {
        "task": "9.6",
        "how": "Gumbel noise and argmax instead of multinomial, masks on the unsorted logits",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.max(dim=1).indices
    scores = logits.float() / temperature
    if top_k is not None:
        keep = scores.topk(min(top_k, scores.shape[1]), dim=1).indices
        outside = torch.ones_like(scores, dtype=torch.bool).scatter(1, keep, False)
        scores = scores.masked_fill(outside, float("-inf"))
    if top_p is not None:
        p, order = torch.sort(torch.softmax(scores, dim=1), dim=1, descending=True)
        drop = torch.cumsum(p, dim=1) >= top_p
        drop = torch.cat([torch.zeros_like(drop[:, :1]), drop[:, :-1]], dim=1)
        outside = torch.zeros_like(drop).scatter(1, order, drop)
        scores = scores.masked_fill(outside, float("-inf"))
    noise = torch.empty_like(scores).exponential_(generator=generator)
    return (scores - noise.log()).argmax(dim=1)
""",
    },
    {
        "task": "9.6",
        "how": "loop over rows, lists of Python, one uniform number for each row",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    drawn = []
    for row in logits.double().tolist():
        order = sorted(range(len(row)), key=lambda i: -row[i])
        if temperature == 0:
            drawn.append(order[0])
            continue
        order = order[:top_k]
        weights = [math.exp((row[i] - row[order[0]]) / temperature) for i in order]
        if top_p is not None:
            needed, total, size = top_p * sum(weights), 0.0, 0
            while size < len(weights) and (size == 0 or total < needed):
                total += weights[size]
                size += 1
            order, weights = order[:size], weights[:size]
        left = torch.rand(1, generator=generator, dtype=torch.float64).item() * sum(weights)
        place = 0
        while place < len(weights) - 1 and left >= weights[place]:
            left -= weights[place]
            place += 1
        drawn.append(order[place])
    return torch.tensor(drawn, dtype=torch.int64, device=logits.device)
""",
    },
    {
        "task": "9.6",
        "how": "inverse of the cumulative distribution with searchsorted, in doubles",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    n, v = logits.shape
    if temperature == 0:
        return torch.argmax(logits, -1)
    k = v if top_k is None else min(v, top_k)
    values, tokens = torch.topk(logits.double() / temperature, k, dim=-1)
    p = values.softmax(-1)
    if top_p is not None:
        size = (p.cumsum(-1) < top_p).sum(-1, keepdim=True) + 1
        p = p * (torch.arange(k, device=p.device) < size)
    cdf = p.cumsum(-1)
    cdf = cdf / cdf[:, -1:]
    u = torch.rand(n, 1, generator=generator, dtype=torch.float64, device=logits.device)
    place = torch.searchsorted(cdf, u, right=True).clamp(max=k - 1)
    return tokens.gather(-1, place)[:, 0]
""",
    },
    {
        "task": "9.6",
        "how": "row by row multinomial over the tokens that stay",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if not temperature:
        return logits.topk(1, dim=-1).indices.flatten()

    def draw(row):
        chances, tokens = (row / temperature).softmax(dim=0).sort(descending=True)
        if top_k is not None:
            chances = chances[:top_k] / chances[:top_k].sum()
        if top_p is not None:
            before = torch.cat([chances.new_zeros(1), chances.cumsum(0)[:-1]])
            stay = max(1, int((before < top_p).sum()))
            chances = chances[:stay]
        return tokens[torch.multinomial(chances, num_samples=1, generator=generator)]

    return torch.cat([draw(row) for row in logits]).long()
""",
    },
    {
        "task": "9.6",
        "how": "NumPy draws, its seed drawn from the generator",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    import numpy as np

    scores = logits.detach().cpu().double().numpy()
    if temperature == 0:
        return torch.from_numpy(scores.argmax(axis=1)).to(logits.device)
    device = "cpu" if generator is None else generator.device
    seed = torch.randint(2**62, (1,), generator=generator, device=device).item()
    rng = np.random.default_rng(seed)
    tokens = []
    for row in scores / temperature:
        order = np.argsort(-row, kind="stable")[: len(row) if top_k is None else top_k]
        p = np.exp(row[order] - row[order].max())
        p /= p.sum()
        if top_p is not None:
            last = int(np.searchsorted(np.cumsum(p), top_p))
            p = p[: last + 1]
            p /= p.sum()
        tokens.append(int(rng.choice(order[: len(p)], p=p)))
    return torch.tensor(tokens, device=logits.device)
""",
    },
    {
        "task": "9.7",
        "how": "result reserved beforehand and filled column by column, try and finally",
        "code": """
@torch.no_grad()
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    n, t = ids.shape
    out = torch.zeros(n, t + max_new_tokens, dtype=torch.long, device=ids.device)
    out[:, :t] = ids
    done = [False] * n
    end = t
    mode = model.training
    model.train(False)
    try:
        while end < t + max_new_tokens and not all(done or [True]):
            seen = out[:, :end]
            answer = model(input_ids=seen, attention_mask=torch.ones(n, end, dtype=torch.long))
            tokens = sample_next(
                answer.logits[:, -1, :],
                temperature=temperature,
                top_k=top_k,
                top_p=top_p,
                generator=generator,
            ).tolist()
            for row, token in enumerate(tokens):
                out[row, end] = eos_id if done[row] else token
                done[row] = done[row] or (eos_id is not None and token == eos_id)
            end += 1
    finally:
        model.train(mode)
    return out[:, :end].clone()
""",
    },
    {
        "task": "9.7",
        "how": "recursion, one token at each depth",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    def write(text, left, alive):
        if left == 0 or not alive.any():
            return text
        out = model(input_ids=text, attention_mask=torch.ones_like(text))
        token = sample_next(out.logits[:, -1], temperature, top_k, top_p, generator)
        if eos_id is not None:
            token = torch.where(alive, token, torch.full_like(token, eos_id))
            alive = alive & token.ne(eos_id)
        return write(torch.hstack([text, token[:, None]]), left - 1, alive)

    was_training, recording = model.training, torch.is_grad_enabled()
    model.eval()
    torch.set_grad_enabled(False)
    try:
        alive = torch.ones(ids.shape[0], dtype=torch.bool, device=ids.device)
        return write(ids, max_new_tokens, alive)
    finally:
        torch.set_grad_enabled(recording)
        model.train(was_training)
""",
    },
    {
        "task": "9.7",
        "how": "only rows that still write go through the model",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    mode = model.training
    model.eval()
    rows = torch.arange(ids.size(0))
    with torch.no_grad():
        for _ in range(max_new_tokens):
            if len(rows) == 0:
                break
            text = ids[rows]
            out = model(attention_mask=torch.ones_like(text), input_ids=text)
            token = sample_next(
                out.logits[:, -1], temperature, top_k, top_p, generator=generator
            )
            column = ids.new_full((ids.size(0), 1), -1 if eos_id is None else eos_id)
            column[rows, 0] = token
            ids = torch.cat((ids, column), dim=1)
            if eos_id is not None:
                rows = rows[token != eos_id]
    model.train(mode)
    return ids
""",
    },
    {
        "task": "9.7",
        "how": "columns in a list, inference_mode, ended rows found by looking at the new columns",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    training = model.training
    model.eval()
    columns = list(ids.split(1, dim=1))
    start = len(columns)
    with torch.inference_mode():
        for _ in range(max_new_tokens):
            text = torch.cat(columns, dim=1)
            mask = torch.ones(text.shape, dtype=torch.int64, device=text.device)
            scores = model(input_ids=text, attention_mask=mask).logits.select(1, -1)
            token = sample_next(scores, temperature, top_k, top_p, generator).view(-1, 1)
            columns.append(token)
            if eos_id is None:
                continue
            if len(columns) > start + 1:
                over = (torch.cat(columns[start:-1], dim=1) == eos_id).any(dim=1, keepdim=True)
                columns[-1] = torch.where(over, eos_id, token)
            if (torch.cat(columns[start:], dim=1) == eos_id).any(dim=1).all():
                break
    model.train(training)
    return torch.cat(columns, dim=1).clone()
""",
    },
    {
        "task": "9.7",
        "how": "written freely first, everything behind the first end token overwritten afterwards",
        "code": """
def generate(
    model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None, generator=None
):
    was = model.training
    prompt = ids.shape[1]
    text = ids.clone()
    model.eval()
    with torch.set_grad_enabled(False):
        for _ in range(max_new_tokens):
            logits = model(input_ids=text, attention_mask=(text == text).long()).logits
            step = sample_next(logits[:, -1, :], temperature, top_k, top_p, generator)
            text = torch.cat([text, step.reshape(-1, 1)], dim=1)
            if eos_id is not None:
                new = text[:, prompt:]
                met = (new == eos_id).cumsum(dim=1)
                text = torch.cat([text[:, :prompt], new.masked_fill(met > 0, eos_id)], dim=1)
                if bool((met[:, -1] > 0).all()):
                    break
    if was:
        model.train()
    return text
""",
    },
    {
        "task": "9.1",
        "how": "boolean selection first, so that only counted positions exist; logsumexp minus logit in float64",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    rows, places = torch.nonzero(labels[:, 1:] != ignore_index, as_tuple=True)
    z = logits[rows, places].double()
    truth = labels[rows, places + 1]
    surprise = torch.logsumexp(z, 1) - z[torch.arange(len(truth), device=z.device), truth]
    return (surprise.sum() / max(len(truth), 1)).to(logits.dtype)
""",
    },
    {
        "task": "9.1",
        "how": "library cross entropy with classes in the middle axis and reduction 'none', sum over count",
        "code": """
def causal_lm_loss(logits, labels, ignore_index=-100):
    guesses = logits.narrow(1, 0, logits.shape[1] - 1).movedim(2, 1)
    truth = labels.roll(-1, dims=1).narrow(1, 0, labels.shape[1] - 1)
    losses = nn.CrossEntropyLoss(reduction="none", ignore_index=ignore_index)(guesses, truth)
    n = int(torch.count_nonzero(truth != ignore_index))
    return losses.sum() if n == 0 else losses.sum().div(n)
""",
    },
    {
        "task": "9.2",
        "how": "a stream of (id, label) pairs taken by islice; ids and labels by comprehension; bos left out altogether",
        "code": r"""
def build_dialogue(turns, tokenizer, max_length):
    from itertools import islice

    def stream():
        for turn in turns:
            mine = turn["role"] == "assistant"
            for token in tokenizer.encode("Tera: " if mine else "Penonton: ", add_special_tokens=False):
                yield token, -100
            for token in tokenizer.encode(turn["content"], add_special_tokens=False):
                yield token, token if mine else -100
            if mine:
                yield tokenizer.eos_token_id, tokenizer.eos_token_id
            for token in tokenizer.encode("\n", add_special_tokens=False):
                yield token, -100

    pairs = list(islice(stream(), max_length))
    return [token for token, _ in pairs], [label for _, label in pairs]
""",
    },
    {
        "task": "9.2",
        "how": "NumPy: pieces with a flag each, one concatenation, np.where for the labels; the user's turns end in an end token that is not learned",
        "code": """
def build_dialogue(turns, tokenizer, max_length):
    import numpy as np

    pieces, flags = [], []

    def put(tokens, learned):
        pieces.append(np.array(list(tokens), dtype=np.int64))
        flags.append(np.full(len(pieces[-1]), learned))

    put([] if tokenizer.bos_token_id is None else [tokenizer.bos_token_id], False)
    for turn in turns:
        speaks = turn["role"] == "assistant"
        put(tokenizer.encode(OPENINGS[turn["role"]], add_special_tokens=False), False)
        put(tokenizer.encode(turn["content"], add_special_tokens=False), speaks)
        put([tokenizer.eos_token_id], speaks)
    ids = np.concatenate(pieces)[:max_length]
    labels = np.where(np.concatenate(flags)[:max_length], ids, -100)
    return ids.tolist(), labels.tolist()
""",
    },
    {
        "task": "9.4",
        "how": "recursion over children, wraps first and freezes afterwards whatever was there before (by identity), counts in the end",
        "code": """
def add_lora(model, targets, rank, alpha):
    old = list(model.parameters())
    seen, jobs = set(), []

    def walk(parent):
        if id(parent) in seen:
            return
        seen.add(id(parent))
        for own, child in parent._modules.items():
            if child is None:
                continue
            if own in targets and isinstance(child, nn.Linear):
                jobs.append((parent, own))
            walk(child)

    walk(model)
    if len(jobs) == 0:
        raise ValueError("nothing to wrap: %r" % (list(targets),))
    for parent, own in jobs:
        parent._modules[own] = LoRALinear(parent._modules[own], rank, alpha)
    for p in old:
        p.requires_grad = False
    total = 0
    for p in model.parameters():
        total += p.nelement() * p.requires_grad
    return int(total)
""",
    },
    {
        "task": "9.4",
        "how": "paths and rpartition, model.set_submodule-like replacement by get_submodule, the number by a difference of sums",
        "code": """
def add_lora(model, targets, rank, alpha):
    wanted = frozenset(targets)
    hits = [
        path.rpartition(".")
        for path, module in model.named_modules(remove_duplicate=False)
        if path and issubclass(type(module), nn.Linear) and path.rpartition(".")[2] in wanted
    ]
    try:
        hits[0]
    except IndexError:
        raise ValueError(f"none of {sorted(wanted)} is a linear layer of this model") from None
    for p in model.parameters():
        p.requires_grad_(False)
    for path, _, own in hits:
        parent = model.get_submodule(path)
        layer = getattr(parent, own)
        if isinstance(layer, nn.Linear):  # not yet wrapped by way of another path
            setattr(parent, own, LoRALinear(layer, rank=rank, alpha=alpha))
    return sum(map(torch.Tensor.numel, filter(lambda p: p.requires_grad, model.parameters())))
""",
    },
    {
        "task": "9.5",
        "how": "recursion; the update is measured as what the wrapper adds to its base for unit vectors, no knowledge of A and B",
        "code": """
def merge_lora(model):
    @torch.no_grad()
    def visit(parent):
        for name, child in tuple(parent.named_children()):
            if not isinstance(child, LoRALinear):
                visit(child)
                continue
            base = child.base
            units = torch.eye(base.in_features).to(base.weight)
            base.weight.add_((child(units) - base(units)).mT)
            setattr(parent, name, base)

    visit(model)
    return model
""",
    },
    {
        "task": "9.5",
        "how": "outer products summed in float64 rank by rank, a fresh frozen Parameter instead of in-place addition",
        "code": """
def merge_lora(model):
    places = [
        (parent, name)
        for parent in model.modules()
        for name in parent._modules
        if isinstance(parent._modules[name], LoRALinear)
    ]
    for parent, name in places:
        wrapper = getattr(parent, name)
        layer = wrapper.base
        weight = layer.weight.detach().double()
        for r in range(wrapper.a.shape[0]):
            column, row = wrapper.b.detach()[:, r].double(), wrapper.a.detach()[r].double()
            weight = weight + float(wrapper.scale) * torch.outer(column, row)
        layer.weight = nn.Parameter(weight.to(layer.weight.dtype), requires_grad=False)
        setattr(parent, name, layer)
    return model
""",
    },
    {
        "task": "9.6",
        "how": "exponential race in float64: the largest p / Exp(1) wins, on the unsorted axis by way of ranks",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return logits.max(dim=1).indices
    z = logits.detach().double() / temperature
    order = z.argsort(dim=1, descending=True, stable=True)
    rank = order.argsort(dim=1)
    if top_k is not None:
        z = torch.where(rank < top_k, z, float("-inf"))
    p = torch.softmax(z, dim=1)
    if top_p is not None:
        ahead = p.gather(1, order).cumsum(1).roll(1, dims=1)
        ahead[:, 0] = float("-inf")
        p = p * (ahead.gather(1, rank) < top_p)
    clocks = torch.empty_like(p).exponential_(generator=generator)
    return (p / clocks).argmax(dim=1)
""",
    },
    {
        "task": "9.6",
        "how": "row by row in plain Python: a sorted list, two cuts, one uniform number and an inverse distribution function",
        "code": """
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature == 0:
        return torch.argmax(logits, dim=1)
    where = logits.device if generator is None else generator.device
    lots = torch.rand(len(logits), generator=generator, device=where, dtype=torch.float64).tolist()
    drawn = []
    for row, lot in zip(logits.tolist(), lots):
        ranked = sorted(range(len(row)), key=lambda i: -row[i])
        ranked = ranked if top_k is None else ranked[:top_k]
        best = row[ranked[0]]
        chances = [math.exp((row[i] - best) / temperature) for i in ranked]
        total = math.fsum(chances)
        chances = [chance / total for chance in chances]
        if top_p is not None:
            kept, reached = 0, 0.0
            while kept == 0 or (kept < len(chances) and reached < top_p):
                reached += chances[kept]
                kept += 1
            chances = chances[:kept]
        left = lot * math.fsum(chances)
        token = ranked[0]
        for i, chance in zip(ranked, chances):
            if chance > 0:
                token = i
            left -= chance
            if left < 0:
                break
        drawn.append(token)
    return torch.tensor(drawn, dtype=torch.int64, device=logits.device)
""",
    },
    {
        "task": "9.7",
        "how": "a buffer made at full length and trimmed, a set of the rows that still write, try/finally for both modes",
        "code": """
def generate(model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None,
             generator=None):
    n, t = ids.shape
    page = ids.new_zeros((n, t + max_new_tokens))
    page[:, :t] = ids
    writing = set(range(n))
    mode, graph = model.training, torch.is_grad_enabled()
    try:
        model.train(False)
        torch.set_grad_enabled(False)
        while t < page.shape[1] and writing:
            seen = page[:, :t].clone()
            answer = model(input_ids=seen, attention_mask=seen.new_ones(seen.shape))
            fresh = sample_next(
                answer.logits[:, t - 1, :], temperature=temperature, top_k=top_k, top_p=top_p,
                generator=generator,
            ).tolist()
            for row, token in enumerate(fresh):
                if row not in writing:
                    page[row, t] = eos_id
                    continue
                page[row, t] = token
                if eos_id is not None and token == eos_id:
                    writing.remove(row)
            t += 1
    finally:
        torch.set_grad_enabled(graph)
        model.train(mode)
    return page[:, :t].clone()
""",
    },
    {
        "task": "9.7",
        "how": "an inner generator yields columns; the end is read off the columns written so far, none of the prompt",
        "code": """
def generate(model, ids, max_new_tokens, temperature=1.0, top_k=None, top_p=None, eos_id=None,
             generator=None):
    options = dict(temperature=temperature, top_k=top_k, top_p=top_p, generator=generator)
    columns = list(ids.unbind(dim=1))
    first = len(columns)

    def done():
        fresh = columns[first:]
        if eos_id is None or not fresh:
            return torch.zeros(ids.shape[0], dtype=torch.bool, device=ids.device)
        return torch.stack([column.eq(eos_id) for column in fresh]).any(dim=0)

    modes = {module: module.training for module in model.modules()}
    model.eval()
    try:
        with torch.no_grad():
            while len(columns) - first < max_new_tokens and not bool(done().all()):
                text = torch.stack(columns, dim=1)
                mask = torch.ones(text.shape, dtype=torch.int64, device=text.device)
                logits = model(attention_mask=mask, input_ids=text).logits
                token = sample_next(logits.select(1, -1), **options)
                columns.append(token if eos_id is None else torch.where(done(), eos_id, token))
    finally:
        for module, mode in modes.items():
            module.training = mode
    return torch.stack(columns, dim=1)
""",
    },
]
