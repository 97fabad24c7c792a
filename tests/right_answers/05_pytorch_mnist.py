"""Right answers to the tasks of module 05, in styles that differ from the reference."""

ANSWERS = [
    {
        "task": "5.1",
        "how": "plain function with NumPy",
        "code": """
def make_transform():
    def transform(image):
        pixels = np.array(image, dtype=np.float32)
        return torch.from_numpy(pixels / 127.5 - 1.0).unsqueeze(0)

    return transform
""",
    },
    {
        "task": "5.1",
        "how": "transforms.v2, back to a plain tensor at the end",
        "code": """
def make_transform():
    from torchvision.transforms import v2

    return v2.Compose(
        [
            v2.ToImage(),
            v2.ToDtype(torch.float32, scale=True),
            v2.Normalize(mean=[0.5], std=[0.5]),
            v2.ToPureTensor(),
        ]
    )
""",
    },
    {
        "task": "5.1",
        "how": "ToTensor and a lambda",
        "code": """
def make_transform():
    stretch = transforms.Lambda(lambda x: 2 * x - 1)
    return transforms.Compose([transforms.ToTensor(), stretch])
""",
    },
    {
        "task": "5.1",
        "how": "object with __call__, normalised in place on its own tensor",
        "code": """
def make_transform():
    class Preparation:
        def __init__(self, mean, std):
            self.mean = mean
            self.std = std

        def __call__(self, image):
            x = torch.tensor(np.asarray(image), dtype=torch.float32).view(1, 28, 28)
            return x.div_(255).sub_(self.mean).div_(self.std)

    return Preparation(0.5, 0.5)
""",
    },
    {
        "task": "5.1",
        "how": "nn.Module as the transform",
        "code": """
def make_transform():
    class ToNetwork(nn.Module):
        def forward(self, image):
            x = transforms.functional.to_tensor(image)
            return transforms.functional.normalize(x, mean=[0.5], std=[0.5])

    return ToNetwork()
""",
    },
    {
        "task": "5.2",
        "how": "everything kept as it came, an array made only for the transform",
        "code": """
def __init__(self, images, labels, transform=None):
    super().__init__()
    self.images = images
    self.labels = labels
    self.transform = transform


def __len__(self):
    return self.images.shape[0]


def __getitem__(self, index):
    image, label = self.images[index], self.labels[index]
    if self.transform is not None:
        image = self.transform(np.asarray(image))
    return image, int(label)
""",
    },
    {
        "task": "5.2",
        "how": "labels made a list of Python integers at the start, other attribute names",
        "code": """
def __init__(self, images, labels, transform=None):
    self.data = np.asarray(images).copy()
    self.targets = np.asarray(labels).tolist()
    self.prepare = transform


def __len__(self):
    return len(self.targets)


def __getitem__(self, index):
    picture = self.data[index]
    return (picture if self.prepare is None else self.prepare(picture)), self.targets[index]
""",
    },
    {
        "task": "5.2",
        "how": "list of pairs, the transform replaced by the identity where there is none",
        "code": """
def __init__(self, images, labels, transform=None):
    self.pairs = [(image, int(y)) for image, y in zip(np.asarray(images), labels, strict=True)]
    self.transform = (lambda image: image) if transform is None else transform


def __len__(self):
    return len(self.pairs)


def __getitem__(self, index):
    image, label = self.pairs[index]
    return self.transform(image), label
""",
    },
    {
        "task": "5.2",
        "how": "images kept as a tensor, handed out as arrays, IndexError raised by hand",
        "code": """
def __init__(self, images, labels, transform=None):
    self.images = torch.from_numpy(np.asarray(images).copy())
    self.labels = torch.tensor([int(label) for label in labels])
    self.transform = transform


def __len__(self):
    return int(self.images.size(0))


def __getitem__(self, index):
    n = len(self)
    if index < -n or index >= n:
        raise IndexError(index)
    image = self.images[index].numpy()
    if self.transform is not None:
        image = self.transform(image)
    return image, self.labels[index].item()
""",
    },
    {
        "task": "5.3",
        "how": "sampler chosen by hand",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    from torch.utils.data import RandomSampler, SequentialSampler

    if shuffle:
        generator = None
        if seed is not None:
            generator = torch.Generator()
            generator.manual_seed(seed)
        sampler = RandomSampler(dataset, generator=generator)
    else:
        sampler = SequentialSampler(dataset)
    return DataLoader(dataset, batch_size, sampler=sampler, num_workers=num_workers)
""",
    },
    {
        "task": "5.3",
        "how": "batch sampler",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    from torch.utils.data import BatchSampler, RandomSampler, SequentialSampler

    order = SequentialSampler(dataset)
    if shuffle and seed is None:
        order = RandomSampler(dataset)
    elif shuffle:
        order = RandomSampler(dataset, generator=torch.Generator().manual_seed(seed))
    batches = BatchSampler(order, batch_size=batch_size, drop_last=False)
    return DataLoader(dataset, batch_sampler=batches, num_workers=num_workers)
""",
    },
    {
        "task": "5.3",
        "how": "own sampler with Python's random numbers",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    import random

    class Shuffled:
        def __init__(self, length):
            self.length = length
            self.random = random.Random(seed)

        def __len__(self):
            return self.length

        def __iter__(self):
            order = list(range(self.length))
            self.random.shuffle(order)
            return iter(order)

    if not shuffle:
        return DataLoader(dataset, batch_size=batch_size, num_workers=num_workers)
    return DataLoader(
        dataset, batch_size=batch_size, sampler=Shuffled(len(dataset)), num_workers=num_workers
    )
""",
    },
    {
        "task": "5.3",
        "how": "options gathered in a dict, a generator also without a seed",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    options = dict(batch_size=batch_size, shuffle=shuffle, num_workers=num_workers, drop_last=False)
    g = torch.Generator()
    if seed is None:
        g.seed()
    else:
        g.manual_seed(int(seed))
    options["generator"] = g
    options["pin_memory"] = False
    return DataLoader(dataset, **options)
""",
    },
    {
        "task": "5.3",
        "how": "subclass of DataLoader that seeds its generator anew for every epoch",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    class EpochLoader(DataLoader):
        epoch = 0

        def __iter__(self):
            if seed is not None:
                self.generator.manual_seed(100003 * seed + self.epoch)
            self.epoch += 1
            return super().__iter__()

    generator = None if seed is None else torch.Generator()
    return EpochLoader(dataset, batch_size, shuffle, num_workers=num_workers, generator=generator)
""",
    },
    {
        "task": "5.4",
        "how": "three named layers and functional ReLU",
        "code": """
def __init__(self):
    super().__init__()
    self.fc1 = nn.Linear(784, 128)
    self.fc2 = nn.Linear(128, 64)
    self.fc3 = nn.Linear(64, 10)


def forward(self, x):
    x = x.reshape(-1, 28 * 28)
    x = nn.functional.relu(self.fc1(x))
    x = nn.functional.relu(self.fc2(x))
    return self.fc3(x)
""",
    },
    {
        "task": "5.4",
        "how": "bare parameters in the layout (inputs, outputs), output layer registered first",
        "code": """
def __init__(self):
    super().__init__()
    self.W3 = nn.Parameter(torch.randn(64, 10) * (2 / 64) ** 0.5)
    self.b3 = nn.Parameter(torch.zeros(10))
    self.W2 = nn.Parameter(torch.randn(128, 64) * (2 / 128) ** 0.5)
    self.b2 = nn.Parameter(torch.zeros(64))
    self.W1 = nn.Parameter(torch.randn(784, 128) * (2 / 784) ** 0.5)
    self.b1 = nn.Parameter(torch.zeros(128))


def forward(self, x):
    flat = x.reshape(-1, 784)
    first = torch.clamp(flat @ self.W1 + self.b1, min=0)
    second = torch.clamp(first @ self.W2 + self.b2, min=0)
    return second @ self.W3 + self.b3
""",
    },
    {
        "task": "5.4",
        "how": "ModuleList and a loop, one ReLU shared",
        "code": """
def __init__(self):
    super(DigitClassifier, self).__init__()
    sizes = (28 * 28, 128, 64, 10)
    self.layers = nn.ModuleList()
    for inputs, outputs in zip(sizes, sizes[1:], strict=False):
        layer = nn.Linear(inputs, outputs)
        nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
        self.layers.append(layer)
    self.relu = nn.ReLU()


def forward(self, x):
    x = torch.flatten(x, start_dim=1)
    for layer in self.layers[:-1]:
        x = self.relu(layer(x))
    return self.layers[-1](x)
""",
    },
    {
        "task": "5.4",
        "how": "lazy layers, given their shapes by a first call inside __init__",
        "code": """
def __init__(self):
    super().__init__()
    self.features = nn.Sequential(
        nn.Flatten(), nn.LazyLinear(128), nn.ReLU(inplace=True), nn.LazyLinear(64), nn.ReLU()
    )
    self.head = nn.LazyLinear(10)
    with torch.no_grad():
        self(torch.zeros(1, 1, 28, 28))


def forward(self, x):
    return self.head(self.features(x))
""",
    },
    {
        "task": "5.4",
        "how": "functional layers on parameters (outputs, inputs), ReLU as a product",
        "code": """
def __init__(self):
    super().__init__()
    for number, (inputs, outputs) in enumerate([(784, 128), (128, 64), (64, 10)], start=1):
        bound = inputs**-0.5
        weight = torch.empty(outputs, inputs).uniform_(-bound, bound)
        self.register_parameter(f"bias{number}", nn.Parameter(torch.zeros(outputs)))
        self.register_parameter(f"weight{number}", nn.Parameter(weight))


def forward(self, x):
    z1 = nn.functional.linear(x.flatten(1), self.weight1, self.bias1)
    z2 = nn.functional.linear(z1 * (z1 > 0), self.weight2, self.bias2)
    return nn.functional.linear(z2 * (z2 > 0), self.weight3, self.bias3)
""",
    },
    {
        "task": "5.5",
        "how": "the function of the library",
        "code": """
def cross_entropy(logits, targets):
    return nn.functional.cross_entropy(logits, targets)
""",
    },
    {
        "task": "5.5",
        "how": "log_softmax and nll_loss",
        "code": """
def cross_entropy(logits, targets):
    log_p = torch.log_softmax(logits, dim=-1)
    return nn.functional.nll_loss(log_p, targets, reduction="mean")
""",
    },
    {
        "task": "5.5",
        "how": "largest logit taken away by hand, indexed with arange",
        "code": """
def cross_entropy(logits, targets):
    n = logits.shape[0]
    shifted = logits - logits.max(dim=1, keepdim=True).values.detach()
    log_sum = torch.log(torch.exp(shifted).sum(dim=1))
    rows = torch.arange(n, device=logits.device)
    return (log_sum - shifted[rows, targets]).sum() / n
""",
    },
    {
        "task": "5.5",
        "how": "one-hot targets",
        "code": """
def cross_entropy(logits, targets):
    one_hot = nn.functional.one_hot(targets, num_classes=logits.size(1)).to(logits.dtype)
    log_probabilities = nn.functional.log_softmax(logits, dim=1)
    return -torch.sum(one_hot * log_probabilities, dim=1).mean()
""",
    },
    {
        "task": "5.5",
        "how": "loop over the examples, every logit measured from the right one",
        "code": """
def cross_entropy(logits, targets):
    losses = []
    for row, target in zip(logits, targets, strict=True):
        losses.append(torch.logsumexp(row - row[target], dim=0))
    return torch.stack(losses).mean()
""",
    },
    {
        "task": "5.5",
        "how": "custom autograd.Function with its own backward",
        "code": """
def cross_entropy(logits, targets):
    class CrossEntropy(torch.autograd.Function):
        @staticmethod
        def forward(ctx, z, y):
            ctx.save_for_backward(z, y)
            picked = z.gather(1, y[:, None]).squeeze(1)
            return (torch.logsumexp(z, dim=1) - picked).mean()

        @staticmethod
        def backward(ctx, grad_output):
            z, y = ctx.saved_tensors
            grad = torch.softmax(z, dim=1) - nn.functional.one_hot(y, z.shape[1])
            return grad_output * grad / z.shape[0], None

    return CrossEntropy.apply(logits, targets)
""",
    },
    {
        "task": "5.6",
        "how": "gradients cleared first, losses and sizes averaged at the end",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train(True)
    losses, sizes = [], []
    for batch in loader:
        optimizer.zero_grad()
        x = batch[0].to(device)
        y = batch[1].to(device)
        loss = loss_function(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        sizes.append(x.shape[0])
    return np.average(losses, weights=sizes)
""",
    },
    {
        "task": "5.6",
        "how": "sum kept as a tensor without a graph, gradients cleared in between",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total = torch.zeros((), dtype=torch.float64)
    seen = 0
    for inputs, labels in loader:
        inputs = inputs.to(device)
        labels = labels.to(device=device)
        logits = model(inputs)
        optimizer.zero_grad(set_to_none=False)
        loss = loss_function(logits, labels)
        loss.backward()
        total += loss.detach().cpu().double() * labels.size(0)
        optimizer.step()
        seen += labels.size(0)
    return (total / seen).item()
""",
    },
    {
        "task": "5.6",
        "how": "gradients cleared once before the loop and after every step",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    optimizer.zero_grad()
    running_loss = 0.0
    n_examples = 0
    for step, (images, labels) in enumerate(loader):
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        running_loss += float(loss.detach()) * images.size(0)
        n_examples += images.size(0)
    return running_loss / n_examples
""",
    },
    {
        "task": "5.6",
        "how": "running mean, closure for the optimizer, mode brought back afterwards",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    mode = model.training
    model.train()
    mean, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        before = []

        def closure(images=images, labels=labels, before=before):
            optimizer.zero_grad()
            loss = loss_function(model(images), labels)
            loss.backward()
            before.append(loss.item())
            return loss

        optimizer.step(closure)
        count += len(images)
        mean += (before[0] - mean) * len(images) / count
    model.train(mode)
    return mean
""",
    },
    {
        "task": "5.7",
        "how": "decorator, counted with Python numbers",
        "code": """
@torch.no_grad()
def evaluate(model, loader, device):
    mode = model.training
    model.eval()
    correct = 0
    total = 0
    for images, labels in loader:
        _, guesses = torch.max(model(images.to(device)), 1)
        correct += guesses.eq(labels.to(device)).sum().item()
        total += labels.size(0)
    if mode:
        model.train()
    return correct / total
""",
    },
    {
        "task": "5.7",
        "how": "inference mode, try and finally, NumPy scalar back",
        "code": """
def evaluate(model, loader, device):
    mode = model.training
    hits = []
    try:
        model.eval()
        with torch.inference_mode():
            for images, labels in loader:
                logits = model(images.to(device)).cpu().numpy()
                hits.append(logits.argmax(axis=-1) == labels.cpu().numpy())
    finally:
        model.train(mode)
    return np.concatenate(hits).mean()
""",
    },
    {
        "task": "5.7",
        "how": "mode of every module remembered, all answers joined before counting",
        "code": """
def evaluate(model, loader, device):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    guesses, truth = [], []
    for images, labels in loader:
        with torch.set_grad_enabled(False):
            guesses.append(model(images.to(device)).topk(1, dim=1).indices.flatten())
        truth.append(labels.to(device))
    for module, mode in modes:
        module.training = mode
    same = torch.cat(guesses) == torch.cat(truth)
    return same.double().mean().item()
""",
    },
    {
        "task": "5.7",
        "how": "recording switched off globally and put back by hand",
        "code": """
def evaluate(model, loader, device):
    recording = torch.is_grad_enabled()
    training = model.training
    torch.set_grad_enabled(False)
    model.train(False)
    right = count = 0
    try:
        for images, labels in loader:
            for logits, label in zip(model(images.to(device)), labels.tolist(), strict=True):
                right += int(logits.argmax()) == label
                count += 1
    finally:
        torch.set_grad_enabled(recording)
        model.train(training)
    return float(right) / count
""",
    },
    {
        "task": "5.8",
        "how": "plain loop",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    matrix = torch.zeros(n_classes, n_classes, dtype=torch.int64)
    for p, t in zip(predictions, targets, strict=True):
        matrix[t, p] += 1
    return matrix
""",
    },
    {
        "task": "5.8",
        "how": "product of two one-hot matrices",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    rows = nn.functional.one_hot(targets, n_classes)
    columns = nn.functional.one_hot(predictions, n_classes)
    return rows.T @ columns
""",
    },
    {
        "task": "5.8",
        "how": "index_put_ that accumulates",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    counts = torch.zeros((n_classes, n_classes), dtype=torch.long, device=targets.device)
    ones = torch.ones_like(targets)
    counts.index_put_((targets, predictions), ones, accumulate=True)
    return counts
""",
    },
    {
        "task": "5.8",
        "how": "NumPy's add.at",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    table = np.zeros((n_classes, n_classes), dtype=np.int64)
    np.add.at(table, (targets.cpu().numpy(), predictions.cpu().numpy()), 1)
    return torch.from_numpy(table)
""",
    },
    {
        "task": "5.8",
        "how": "two loops over the classes, each cell counted with a mask",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    rows = []
    for true in range(n_classes):
        chosen = predictions[targets == true]
        rows.append([int((chosen == guess).sum()) for guess in range(n_classes)])
    return torch.tensor(rows, dtype=torch.int64)
""",
    },
    {
        "task": "5.9",
        "how": "a tuple, written to a temporary file beside the old one",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    import tempfile

    path = Path(path)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        torch.save((model.state_dict(), optimizer.state_dict(), int(epoch)), file)
    Path(file.name).replace(path)


def load_checkpoint(path, model, optimizer):
    weights, memory, epoch = torch.load(Path(path), weights_only=True)
    model.load_state_dict(weights)
    optimizer.load_state_dict(memory)
    return epoch
""",
    },
    {
        "task": "5.9",
        "how": "built in memory first, flat keys, epoch kept as a tensor",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    import io

    content = {f"model.{name}": value for name, value in model.state_dict().items()}
    content["optimizer"] = optimizer.state_dict()
    content["epochs_done"] = torch.tensor(epoch)
    memory = io.BytesIO()
    torch.save(content, memory)
    temporary = str(path) + ".new"
    with open(temporary, "wb") as file:
        file.write(memory.getvalue())
    os.replace(temporary, str(path))


def load_checkpoint(path, model, optimizer):
    with open(path, "rb") as file:
        content = torch.load(file, map_location="cpu")
    weights = {
        name.removeprefix("model."): value
        for name, value in content.items()
        if name.startswith("model.")
    }
    model.load_state_dict(weights, strict=True)
    optimizer.load_state_dict(content["optimizer"])
    return int(content["epochs_done"])
""",
    },
    {
        "task": "5.9",
        "how": "pickle instead of torch.save",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    import pickle

    state = [epoch, model.state_dict(), optimizer.state_dict()]
    half = Path(path).with_name(Path(path).name + ".half")
    with half.open("wb") as file:
        pickle.dump(state, file)
    half.replace(path)


def load_checkpoint(path, model, optimizer):
    import pickle

    with Path(path).open("rb") as file:
        epoch, model_state, optimizer_state = pickle.load(file)
    optimizer.load_state_dict(optimizer_state)
    model.load_state_dict(model_state)
    return epoch
""",
    },
    {
        "task": "5.9",
        "how": "state of the random numbers too, so that dropout goes on as well",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    everything = dict(
        epoch=epoch,
        model_state_dict=model.state_dict(),
        optimizer_state_dict=optimizer.state_dict(),
        random_state=torch.get_rng_state(),
    )
    torch.save(everything, f"{path}~")
    shutil.move(f"{path}~", path)


def load_checkpoint(path, model, optimizer):
    everything = torch.load(path, map_location=torch.device("cpu"))
    model.load_state_dict(everything["model_state_dict"])
    optimizer.load_state_dict(everything["optimizer_state_dict"])
    torch.set_rng_state(everything["random_state"])
    return everything["epoch"]
""",
    },
    {
        "task": "5.1",
        "how": "a table of the 256 answers, indexed by the pixels",
        "code": """
def make_transform():
    table = (torch.arange(256, dtype=torch.float64) / 127.5 - 1.0).float()

    def look_up(image):
        pixels = np.array(image, dtype=np.int64, order="C")
        return table[torch.from_numpy(pixels)].unsqueeze(0)

    return look_up
""",
    },
    {
        "task": "5.1",
        "how": "own class with __call__, NumPy only until the last line",
        "code": """
class Centre:
    def __call__(self, image):
        pixels = np.asarray(image, dtype=np.float32)[np.newaxis]
        return torch.tensor((pixels / np.float32(255) - np.float32(0.5)) / np.float32(0.5))


def make_transform():
    return Centre()
""",
    },
    {
        "task": "5.2",
        "how": "pairs zipped into a tuple, transform as a pipeline of zero or one function",
        "code": """
def __init__(self, images, labels, transform=None):
    self._pairs = tuple(zip(images, np.asarray(labels).tolist()))
    self._pipeline = [] if transform is None else [transform]


def __len__(self):
    return len(self._pairs)


def __getitem__(self, index):
    item, label = self._pairs[index]
    for function in self._pipeline:
        item = function(item)
    return item, label
""",
    },
    {
        "task": "5.2",
        "how": "hands the transform a PIL image, label through operator.index",
        "code": """
import operator

from PIL import Image


def __init__(self, images, labels, transform=None):
    self.data = (images, labels)
    self.change = transform


def __len__(self):
    return int(self.data[1].shape[0])


def __getitem__(self, index):
    pixels, label = (array[index] for array in self.data)
    if self.change is not None:
        pixels = self.change(Image.fromarray(np.ascontiguousarray(pixels)))
    return (pixels, operator.index(label))
""",
    },
    {
        "task": "5.3",
        "how": "an own sampler that shuffles with Python's random",
        "code": """
import random


class Orders(torch.utils.data.Sampler):
    def __init__(self, count, shuffle, seed):
        self.count, self.shuffle = count, shuffle
        self.random = random.Random(seed)

    def __len__(self):
        return self.count

    def __iter__(self):
        order = list(range(self.count))
        if self.shuffle:
            self.random.shuffle(order)
        return iter(order)


def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    if seed is None:
        seed = int(torch.randint(2**62, ()))
    return DataLoader(
        dataset, batch_size, sampler=Orders(len(dataset), shuffle, seed), num_workers=num_workers
    )
""",
    },
    {
        "task": "5.3",
        "how": "RandomSampler or SequentialSampler, arguments gathered in a dict",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    own = None
    if seed is not None:
        own = torch.Generator()
        own.manual_seed(seed)
    if shuffle:
        sampler = torch.utils.data.RandomSampler(dataset, generator=own)
    else:
        sampler = torch.utils.data.SequentialSampler(dataset)
    settings = {"batch_size": batch_size, "sampler": sampler, "num_workers": num_workers}
    return DataLoader(dataset, **settings)
""",
    },
    {
        "task": "5.4",
        "how": "layers registered from the last to the first, ReLU as a clamp",
        "code": """
def __init__(self):
    nn.Module.__init__(self)
    self.head = nn.Linear(64, 10)
    self.body = nn.Linear(128, 64)
    self.eyes = nn.Linear(784, 128)


def forward(self, x):
    signal = self.eyes(x.reshape(len(x), 784)).clamp(min=0)
    return self.head(self.body(signal).clamp(min=0))
""",
    },
    {
        "task": "5.4",
        "how": "a ParameterList of bare matrices and vectors, chained with einsum",
        "code": """
def __init__(self):
    nn.Module.__init__(self)
    sizes = (784, 128, 64, 10)
    self.weights = nn.ParameterList(
        [torch.randn(o, i) * (2.0 / i) ** 0.5 for i, o in zip(sizes, sizes[1:])]
    )
    self.biases = nn.ParameterList([torch.zeros(o) for o in sizes[1:]])


def forward(self, x):
    signal = x.flatten(start_dim=1)
    for depth, (w, b) in enumerate(zip(self.weights, self.biases)):
        if depth:
            signal = torch.maximum(signal, torch.zeros_like(signal))
        signal = torch.einsum("ni,oi->no", signal, w) + b
    return signal
""",
    },
    {
        "task": "5.5",
        "how": "logsumexp of every row measured from its target",
        "code": """
def cross_entropy(logits, targets):
    above = logits - logits.gather(1, targets[:, None])
    return torch.logsumexp(above, 1).mean()
""",
    },
    {
        "task": "5.5",
        "how": "row by row in float64, largest logit taken out by hand",
        "code": """
def cross_entropy(logits, targets):
    losses = []
    for row, target in zip(logits.double(), targets.tolist()):
        top = row.max().detach()
        losses.append(top + (row - top).exp().sum().log() - row[target])
    return torch.stack(losses).mean().to(logits.dtype)
""",
    },
    {
        "task": "5.6",
        "how": "a running mean, the optimizer driven by a closure",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train(True)
    mean, count = 0.0, 0
    for batch in loader:
        images, labels = (part.to(device) for part in batch)

        def closure():
            optimizer.zero_grad()
            loss = loss_function(model(images), labels)
            loss.backward()
            return loss

        loss = float(optimizer.step(closure).detach())
        count += labels.shape[0]
        mean += (loss - mean) * labels.shape[0] / count
    return mean
""",
    },
    {
        "task": "5.6",
        "how": "an explicit iterator, weighted average by NumPy at the end",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    losses, sizes = [], []
    batches = iter(loader)
    while (batch := next(batches, None)) is not None:
        x, y = batch[0].to(device), batch[1].to(device)
        loss = loss_function(model(x), y)
        optimizer.zero_grad()
        torch.autograd.backward([loss])
        losses.append(loss.detach().cpu().item())
        sizes.append(y.numel())
        optimizer.step()
    return np.average(losses, weights=sizes)
""",
    },
    {
        "task": "5.7",
        "how": "all hits gathered in one tensor under inference mode, mode back in a finally",
        "code": """
def evaluate(model, loader, device):
    modes = [(part, part.training) for part in model.modules()]
    hits = []
    try:
        model.eval()
        for images, labels in loader:
            images, labels = images.to(device), labels.to(device)
            with torch.inference_mode():
                hits.append(model(images).max(dim=1).indices.eq(labels))
    finally:
        for part, mode in modes:
            part.training = mode
    return torch.cat(hits).double().mean().item()
""",
    },
    {
        "task": "5.7",
        "how": "NumPy counts, grad mode stored and restored by hand",
        "code": """
def evaluate(model, loader, device):
    before = (model.training, torch.is_grad_enabled())
    model.train(False)
    torch.set_grad_enabled(False)
    hits = []
    try:
        for images, labels in loader:
            scores = model(images.to(device)).cpu().numpy()
            hits.extend(scores.argmax(axis=-1) == labels.cpu().numpy())
    finally:
        torch.set_grad_enabled(before[1])
        model.train(before[0])
    return np.mean(hits)
""",
    },
    {
        "task": "5.8",
        "how": "product of two one-hot matrices",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    classes = torch.arange(n_classes, device=targets.device)
    rows = (targets.unsqueeze(1) == classes).double()
    columns = (predictions.unsqueeze(1) == classes).double()
    return (rows.T @ columns).round().to(torch.int64)
""",
    },
    {
        "task": "5.8",
        "how": "collections.Counter of Python pairs",
        "code": """
from collections import Counter


def confusion_matrix(predictions, targets, n_classes):
    pairs = Counter(zip(targets.tolist(), predictions.tolist()))
    numbers = range(n_classes)
    return torch.tensor([[pairs[t, p] for p in numbers] for t in numbers], dtype=torch.int64)
""",
    },
    {
        "task": "5.9",
        "how": "serialised in memory, written with fsync to a temporary neighbour, then renamed",
        "code": """
import io
import tempfile


def save_checkpoint(path, model, optimizer, epoch):
    bundle = [dict(model.state_dict()), optimizer.state_dict(), torch.tensor(epoch)]
    memory = io.BytesIO()
    torch.save(bundle, memory)
    target = Path(path).absolute()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".half-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(memory.getvalue())
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def load_checkpoint(path, model, optimizer):
    weights, rest, epoch = torch.load(io.BytesIO(Path(path).read_bytes()), weights_only=True)
    model.load_state_dict(weights)
    optimizer.load_state_dict(rest)
    return int(epoch)
""",
    },
    {
        "task": "5.9",
        "how": "one flat dict with prefixed names, pickled by the standard library",
        "code": """
import pickle


def save_checkpoint(path, model, optimizer, epoch):
    flat = {"model/" + name: tensor.cpu() for name, tensor in model.state_dict().items()}
    flat["optimizer"] = optimizer.state_dict()
    flat["done"] = int(epoch)
    beside = Path(str(path) + ".part")
    beside.write_bytes(pickle.dumps(flat))
    beside.replace(path)


def load_checkpoint(path, model, optimizer):
    flat = pickle.loads(Path(path).read_bytes())
    prefix = "model/"
    model.load_state_dict({k[len(prefix):]: v for k, v in flat.items() if k.startswith(prefix)})
    optimizer.load_state_dict(flat["optimizer"])
    return flat["done"]
""",
    },
]
