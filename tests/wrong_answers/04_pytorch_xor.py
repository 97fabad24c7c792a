"""Wrong answers to the tasks of module 04, and the mistake each of them makes."""

ANSWERS = [
    # --- 4.1 ---
    {
        "task": "4.1",
        "mistake": "",
        "id": "`super().__init__()` lupa dipanggil.",
        "en": "`super().__init__()` was forgotten.",
        "code": """
def __init__(self, n_hidden=4):
    self.hidden = nn.Linear(2, n_hidden)
    self.output = nn.Linear(n_hidden, 1)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Kedua layer dibuat tanpa bias.",
        "en": "Both layers are made without a bias.",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.hidden = nn.Linear(2, n_hidden, bias=False)
    self.output = nn.Linear(n_hidden, 1, bias=False)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Layer output tidak punya bias.",
        "en": "The output layer has no bias.",
        "code": """
def __init__(self, n_hidden=4):
    super(XORNet, self).__init__()
    self.hidden = nn.Linear(2, n_hidden)
    self.output = nn.Linear(n_hidden, 1, False)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Ukuran masuk dan keluar tertukar di kedua layer.",
        "en": "Input and output sizes are swapped in both layers.",
        "code": """
def __init__(self, n_hidden: int = 4) -> None:
    super().__init__()
    self.hidden = nn.Linear(n_hidden, 2)
    self.output = nn.Linear(1, n_hidden)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "`n_hidden` diabaikan: hidden layer selalu berisi 4 unit.",
        "en": "`n_hidden` is ignored: the hidden layer always has 4 units.",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.hidden = nn.Linear(2, 4)
    self.output = nn.Linear(4, 1)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Nilai bawaan `n_hidden` 2, bukan 4.",
        "en": "The default of `n_hidden` is 2 instead of 4.",
        "code": """
def __init__(self, n_hidden=2):
    super().__init__()
    self.hidden = nn.Linear(2, n_hidden)
    self.output = nn.Linear(n_hidden, 1)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Dua keluaran, satu untuk setiap kelas, padahal diminta satu.",
        "en": "Two outputs, one for each class, although one was asked for.",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.hidden = nn.Linear(2, n_hidden)
    self.output = nn.Linear(n_hidden, 2)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Semua bobot nol, bukan acak.",
        "en": "All weights are zero instead of random.",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.hidden = nn.Linear(2, n_hidden)
    self.output = nn.Linear(n_hidden, 1)
    for parameter in self.parameters():
        nn.init.zeros_(parameter)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Semua bobot 0.5, jadi semua hidden unit kembar selamanya.",
        "en": "All weights are 0.5, so all hidden units stay twins for ever.",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.hidden = nn.Linear(2, n_hidden)
    self.output = nn.Linear(n_hidden, 1)
    nn.init.constant_(self.hidden.weight, 0.5)
    nn.init.constant_(self.output.weight, 0.5)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Seed global disetel di dalam kelas, jadi setiap jaringan mulai dengan bobot sama.",
        "en": "The global seed is set inside the class, so all networks start from equal weights.",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    torch.manual_seed(42)
    self.hidden = nn.Linear(2, n_hidden)
    self.output = nn.Linear(n_hidden, 1)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Layer disimpan dalam list biasa, jadi parameternya tidak terdaftar.",
        "en": "The layers sit in a plain list, so their parameters are not registered.",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.layers = [nn.Linear(2, n_hidden), nn.Linear(n_hidden, 1)]
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Ada layer ketiga yang tidak diminta.",
        "en": "There is a third layer that nobody asked for.",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.hidden = nn.Linear(2, n_hidden)
    self.hidden2 = nn.Linear(n_hidden, n_hidden)
    self.output = nn.Linear(n_hidden, 1)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Permintaan satu hidden unit diam-diam diubah menjadi dua.",
        "en": "A request for one hidden unit is silently raised to two.",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    n_hidden = max(2, n_hidden)
    self.hidden = nn.Linear(2, n_hidden)
    self.output = nn.Linear(n_hidden, 1)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Weight layer output berbagi memori dengan weight layer pertama.",
        "en": "The output layer's weights share memory with the first layer's weights.",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.hidden = nn.Linear(2, n_hidden)
    self.output = nn.Linear(n_hidden, 1)
    self.output.weight = nn.Parameter(self.hidden.weight.detach()[:, :1].T)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Bias kedua layer dibuat nol dan dibekukan, jadi tidak pernah belajar.",
        "en": "The biases of both layers are zeroed and frozen, so they never learn.",
        "code": """
def __init__(self, n_hidden=4):
    super().__init__()
    self.hidden = nn.Linear(2, n_hidden)
    self.output = nn.Linear(n_hidden, 1)
    for layer in (self.hidden, self.output):
        nn.init.zeros_(layer.bias)
        layer.bias.requires_grad_(False)
""",
    },
    # --- 4.2 ---
    {
        "task": "4.2",
        "mistake": "missing-output-sigmoid",
        "id": "Sigmoid di layer output terlewat.",
        "en": "The sigmoid of the output layer is missing.",
        "code": """
def forward(self, x):
    h = torch.sigmoid(self.hidden(x))
    return self.output(h)
""",
    },
    {
        "task": "4.2",
        "mistake": "missing-hidden-sigmoid",
        "id": "Sigmoid di hidden layer terlewat.",
        "en": "The sigmoid of the hidden layer is missing.",
        "code": """
def forward(self, x):
    x = self.hidden(x)
    x = self.output(x)
    return torch.sigmoid(x)
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "`return` terlupa.",
        "en": "The `return` was forgotten.",
        "code": """
def forward(self, x):
    h = torch.sigmoid(self.hidden(x))
    out = torch.sigmoid(self.output(h))
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Hidden layer memakai ReLU, bukan sigmoid.",
        "en": "The hidden layer uses ReLU instead of the sigmoid.",
        "code": """
def forward(self, x):
    h = torch.relu(self.hidden(x))
    return torch.sigmoid(self.output(h))
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Hidden layer memakai tanh, bukan sigmoid.",
        "en": "The hidden layer uses tanh instead of the sigmoid.",
        "code": """
def forward(self, x):
    return self.output(self.hidden(x).tanh()).sigmoid()
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Softmax atas satu kolom: jawabannya selalu 1.",
        "en": "Softmax over a single column: the answer is always 1.",
        "code": """
def forward(self, x):
    h = torch.sigmoid(self.hidden(x))
    return torch.softmax(self.output(h), dim=1)
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Sigmoid di layer output dipakai dua kali.",
        "en": "The sigmoid of the output layer is applied twice.",
        "code": """
def forward(self, x):
    h = torch.sigmoid(self.hidden(x))
    out = torch.sigmoid(self.output(h))
    return torch.sigmoid(out)
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Bentuknya (N,), bukan (N, 1).",
        "en": "The shape is (N,) instead of (N, 1).",
        "code": """
def forward(self, x):
    h = torch.sigmoid(self.hidden(x))
    return torch.sigmoid(self.output(h)).squeeze()
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Yang keluar kelas 0 atau 1, bukan angka di antaranya.",
        "en": "What comes out is the class 0 or 1, not a number between.",
        "code": """
def forward(self, x):
    h = torch.sigmoid(self.hidden(x))
    p = torch.sigmoid(self.output(h))
    return (p >= 0.5).float()
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Dihitung tanpa graph, jadi layer-layernya tidak bisa mendapat gradien.",
        "en": "Computed without a graph, so the layers cannot get gradients.",
        "code": """
def forward(self, x):
    with torch.no_grad():
        h = torch.sigmoid(self.hidden(x))
        return torch.sigmoid(self.output(h))
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Hasilnya array NumPy, bukan tensor.",
        "en": "The result is a NumPy array, not a tensor.",
        "code": """
def forward(self, x):
    h = torch.sigmoid(self.hidden(x))
    return torch.sigmoid(self.output(h)).detach().numpy()
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Hanya bisa untuk tepat empat contoh.",
        "en": "Works for exactly four examples only.",
        "code": """
def forward(self, x):
    h = torch.sigmoid(self.hidden(x.view(4, 2)))
    return torch.sigmoid(self.output(h)).view(4, 1)
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Masukan digeser di tempat, jadi tensor milik pemanggil ikut berubah.",
        "en": "The input is shifted in place, so the caller's tensor changes too.",
        "code": """
def forward(self, x):
    x -= 0.5
    h = torch.sigmoid(self.hidden(x))
    return torch.sigmoid(self.output(h))
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "`x` milik pemanggil diubah sehingga ikut meminta gradient.",
        "en": "The caller's `x` is changed so that it requires a gradient.",
        "code": """
def forward(self, x):
    x.requires_grad_()
    h = torch.sigmoid(self.hidden(x))
    return torch.sigmoid(self.output(h))
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "`torch.exp(z)` menjadi tak hingga untuk `z` di atas sekitar 88, jadi hasilnya nan.",
        "en": "`torch.exp(z)` overflows for `z` above about 88, so the result is nan.",
        "code": """
def forward(self, x):
    def sigmoid(z):
        e = torch.exp(z)
        return e / (1 + e)

    return sigmoid(self.output(sigmoid(self.hidden(x))))
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Jumlah berbobot di kedua layer dipotong ke rentang -6 sampai 6.",
        "en": "The weighted sums of both layers are clamped to -6 through 6.",
        "code": """
def forward(self, x):
    h = torch.sigmoid(self.hidden(x).clamp(-6, 6))
    return torch.sigmoid(self.output(h).clamp(-6, 6))
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Dalam mode eval, yang keluar adalah kelas 0 atau 1, bukan peluang.",
        "en": "In eval mode it returns classes 0 or 1 instead of probabilities.",
        "code": """
def forward(self, x):
    h = torch.sigmoid(self.hidden(x))
    p = torch.sigmoid(self.output(h))
    return p if self.training else (p >= 0.5).float()
""",
    },
    # --- 4.3 ---
    {
        "task": "4.3",
        "mistake": "missing-zero-grad",
        "id": "`zero_grad` terlupa.",
        "en": "`zero_grad` was forgotten.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    prediction = model(X)
    loss = loss_function(prediction, y)
    loss.backward()
    optimizer.step()
    return loss.item()
""",
    },
    {
        "task": "4.3",
        "mistake": "own-loss-function",
        "id": "Memakai `nn.MSELoss` sendiri, bukan `loss_function` yang diberikan.",
        "en": "Uses its own `nn.MSELoss` instead of the `loss_function` handed in.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    criterion = nn.MSELoss()
    optimizer.zero_grad()
    loss = criterion(model(X), y)
    loss.backward()
    optimizer.step()
    return loss.item()
""",
    },
    {
        "task": "4.3",
        "mistake": "own-loss-function",
        "id": "Loss dihitung dengan rumus kuadrat sendiri.",
        "en": "The loss is computed with its own formula of squares.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    optimizer.zero_grad()
    out = model(X)
    loss = ((out - y) ** 2).mean()
    loss.backward()
    optimizer.step()
    return float(loss)
""",
    },
    {
        "task": "4.3",
        "mistake": "missing-step",
        "id": "`optimizer.step()` terlupa.",
        "en": "`optimizer.step()` was forgotten.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    prediction = model(X)
    loss = loss_function(prediction, y)
    optimizer.zero_grad()
    loss.backward()
    return loss.item()
""",
    },
    {
        "task": "4.3",
        "mistake": "missing-step",
        "id": "Optimizer melangkah sebelum `backward`.",
        "en": "The optimizer steps before `backward`.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    prediction = model(X)
    loss = loss_function(prediction, y)
    optimizer.zero_grad()
    optimizer.step()
    loss.backward()
    return loss.item()
""",
    },
    {
        "task": "4.3",
        "mistake": "missing-step",
        "id": "Gradien baru dihapus sebelum optimizer melangkah.",
        "en": "The new gradients are cleared before the optimizer steps.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    loss = loss_function(model(X), y)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()
""",
    },
    {
        "task": "4.3",
        "mistake": "loss-after-step",
        "id": "Loss dihitung ulang sesudah langkah.",
        "en": "The loss is computed again after the step.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    optimizer.zero_grad()
    loss_function(model(X), y).backward()
    optimizer.step()
    with torch.no_grad():
        return loss_function(model(X), y).item()
""",
    },
    {
        "task": "4.3",
        "mistake": "",
        "id": "Yang kembali tensor dengan graph, bukan bilangan.",
        "en": "A tensor with a graph comes back, not a number.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    prediction = model(X)
    loss = loss_function(prediction, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss
""",
    },
    {
        "task": "4.3",
        "mistake": "",
        "id": "Yang kembali masih tensor, walaupun tanpa graph.",
        "en": "What comes back is still a tensor, though without a graph.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    optimizer.zero_grad()
    loss = loss_function(model(X), y)
    loss.backward()
    optimizer.step()
    return loss.detach()
""",
    },
    {
        "task": "4.3",
        "mistake": "",
        "id": "`return` terlupa.",
        "en": "The `return` was forgotten.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    optimizer.zero_grad()
    loss = loss_function(model(X), y)
    loss.backward()
    optimizer.step()
""",
    },
    {
        "task": "4.3",
        "mistake": "",
        "id": "Target diberikan sebelum prediksi ke fungsi loss.",
        "en": "The target goes to the loss function before the prediction.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    optimizer.zero_grad()
    loss = loss_function(y, model(X))
    loss.backward()
    optimizer.step()
    return loss.item()
""",
    },
    {
        "task": "4.3",
        "mistake": "",
        "id": "Bobot digeser sendiri dengan lr 0.1; optimizer tidak dipakai untuk melangkah.",
        "en": "Moves the weights itself with lr 0.1; the optimizer is not used for the step.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    optimizer.zero_grad()
    loss = loss_function(model(X), y)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= 0.1 * p.grad
    return loss.item()
""",
    },
    {
        "task": "4.3",
        "mistake": "",
        "id": "Optimizer melangkah dua kali dengan gradien yang sama.",
        "en": "The optimizer steps twice with the same gradients.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    optimizer.zero_grad()
    loss = loss_function(model(X), y)
    loss.backward()
    optimizer.step()
    optimizer.step()
    return loss.item()
""",
    },
    {
        "task": "4.3",
        "mistake": "",
        "id": "Loss yang dikembalikan dibulatkan ke dua desimal.",
        "en": "The returned loss is rounded to two decimals.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    optimizer.zero_grad()
    loss = loss_function(model(X), y)
    loss.backward()
    optimizer.step()
    return round(loss.item(), 2)
""",
    },
    {
        "task": "4.3",
        "mistake": "",
        "id": "Prediksi dilepas dari graph, jadi `backward` gagal.",
        "en": "The prediction is detached from its graph, so `backward` fails.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    prediction = model(X).detach()
    loss = loss_function(prediction, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
""",
    },
    {
        "task": "4.3",
        "mistake": "",
        "id": "`X` milik pemanggil diubah sehingga meminta gradient dan mendapat `.grad`.",
        "en": "The caller's `X` is changed: it now requires a gradient and gets a `.grad`.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    X.requires_grad_(True)
    optimizer.zero_grad()
    loss = loss_function(model(X), y)
    loss.backward()
    optimizer.step()
    return loss.item()
""",
    },
    # --- 4.4 ---
    {
        "task": "4.4",
        "mistake": "",
        "id": "Satu langkah kurang: perulangan mulai dari 1.",
        "en": "One step short: the loop starts at 1.",
        "code": """
def train(model, X, y, epochs, lr):
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for epoch in range(1, epochs):
        losses.append(train_step(model, X, y, loss_function, optimizer))
    return losses
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Satu langkah lebih; `epochs=0` pun melatih.",
        "en": "One step too many; even `epochs=0` trains.",
        "code": """
def train(model, X, y, epochs, lr):
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = [train_step(model, X, y, loss_function, optimizer)]
    while len(losses) <= epochs:
        losses.append(train_step(model, X, y, loss_function, optimizer))
    return losses
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Adam dipakai sebagai ganti SGD.",
        "en": "Adam is used in place of SGD.",
        "code": """
def train(model, X, y, epochs, lr):
    criterion = nn.MSELoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    return [train_step(model, X, y, criterion, optimizer) for _ in range(epochs)]
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "SGD diberi momentum, padahal diminta SGD polos.",
        "en": "SGD gets momentum although plain SGD was asked for.",
        "code": """
def train(model, X, y, epochs, lr):
    criterion = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    history = []
    for i in range(epochs):
        history.append(train_step(model, X, y, criterion, optimizer))
    return history
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "`lr` diabaikan: SGD selalu memakai 0.1.",
        "en": "`lr` is ignored: SGD always uses 0.1.",
        "code": """
def train(model, X, y, epochs, lr):
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    return [train_step(model, X, y, loss_function, optimizer) for _ in range(epochs)]
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Kuadrat selisih dijumlahkan, bukan dirata-ratakan.",
        "en": "The squared errors are summed, not averaged.",
        "code": """
def train(model, X, y, epochs, lr):
    loss_function = nn.MSELoss(reduction="sum")
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, X, y, loss_function, optimizer) for _ in range(epochs)]
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Memakai BCELoss, bukan MSELoss.",
        "en": "Uses BCELoss instead of MSELoss.",
        "code": """
def train(model, X, y, epochs, lr):
    loss_function = nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, X, y, loss_function, optimizer) for _ in range(epochs)]
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Hanya loss terakhir yang dikembalikan.",
        "en": "Only the last loss is returned.",
        "code": """
def train(model, X, y, epochs, lr):
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    loss = 0.0
    for _ in range(epochs):
        loss = train_step(model, X, y, loss_function, optimizer)
    return loss
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Satu langkah untuk setiap contoh, bukan satu langkah untuk semua contoh sekaligus.",
        "en": "One step for every example instead of one for all examples at once.",
        "code": """
def train(model, X, y, epochs, lr):
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for i in range(len(X)):
            total += train_step(model, X[i : i + 1], y[i : i + 1], loss_function, optimizer)
        losses.append(total / len(X))
    return losses
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Isi list-nya tensor, bukan bilangan.",
        "en": "The list holds tensors, not numbers.",
        "code": """
def train(model, X, y, epochs, lr):
    criterion = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = criterion(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss)
    return losses
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Yang dilatih salinan model; model yang diberikan tidak berubah.",
        "en": "A copy of the model is trained; the model handed in does not change.",
        "code": """
def train(model, X, y, epochs, lr):
    import copy

    net = copy.deepcopy(model)
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    return [train_step(net, X, y, loss_function, optimizer) for _ in range(epochs)]
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Berhenti begitu loss hampir tidak berubah, jadi daftarnya terlalu pendek.",
        "en": "Stops early once the loss hardly changes, so the list is too short.",
        "code": """
def train(model, X, y, epochs, lr):
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(train_step(model, X, y, loss_function, optimizer))
        if len(losses) > 1 and abs(losses[-2] - losses[-1]) < 1e-4:
            break
    return losses
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Bobot diacak ulang sebelum dilatih, bukan dilatih dari bobot yang ada.",
        "en": "The weights are drawn anew before training instead of trained from where they are.",
        "code": """
def train(model, X, y, epochs, lr):
    for module in model.modules():
        if isinstance(module, nn.Linear):
            module.reset_parameters()
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, X, y, loss_function, optimizer) for _ in range(epochs)]
""",
    },
    {
        "task": "4.4",
        "mistake": "missing-zero-grad",
        "id": "Lima baris ditulis ulang tanpa `zero_grad`.",
        "en": "The five lines are written again, without `zero_grad`.",
        "code": """
def train(model, X, y, epochs, lr):
    criterion = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = criterion(model(X), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
""",
    },
    {
        "task": "4.4",
        "mistake": "loss-after-step",
        "id": "Yang dikumpulkan loss sesudah setiap langkah, bukan sebelumnya.",
        "en": "The losses collected are those after each step, not before it.",
        "code": """
def train(model, X, y, epochs, lr):
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        train_step(model, X, y, loss_function, optimizer)
        with torch.no_grad():
            losses.append(loss_function(model(X), y).item())
    return losses
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Training berhenti sebelum semua epoch selesai begitu loss di bawah 0.001.",
        "en": "Training stops before all epochs are done once the loss is below 0.001.",
        "code": """
def train(model, X, y, epochs, lr):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    loss_function = nn.MSELoss()
    losses = []
    for _ in range(epochs):
        losses.append(train_step(model, X, y, loss_function, optimizer))
        if losses[-1] < 1e-3:
            break
    return losses
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Jika loss terakhir bukan yang terendah, weight dari epoch terbaik dipasang kembali.",
        "en": "If the final loss is not the lowest, the weights of the best epoch are put back.",
        "code": """
def train(model, X, y, epochs, lr):
    import copy

    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    loss_function = nn.MSELoss()
    losses, best, kept = [], float("inf"), None
    for _ in range(epochs):
        before = copy.deepcopy(model.state_dict())
        losses.append(train_step(model, X, y, loss_function, optimizer))
        if losses[-1] < best:
            best, kept = losses[-1], before
    if losses and loss_function(model(X), y).item() > best:
        model.load_state_dict(kept)
    return losses
""",
    },
    # --- 4.5 ---
    {
        "task": "4.5",
        "mistake": "sign",
        "id": "Selisihnya terbalik: target dikurangi prediksi.",
        "en": "The difference is the wrong way round: target minus prediction.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = 2 * (y - p) / len(y) * p * (1 - p)
        d1 = (d2 @ model.output.weight) * h * (1 - h)
        return {
            "hidden.weight": d1.T @ X,
            "hidden.bias": d1.sum(dim=0),
            "output.weight": d2.T @ h,
            "output.bias": d2.sum(dim=0),
        }
""",
    },
    {
        "task": "4.5",
        "mistake": "missing-factor-two",
        "id": "Faktor 2 dari turunan kuadrat terlupa.",
        "en": "The factor 2 from the derivative of the square was forgotten.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = (p - y) / y.numel() * p * (1 - p)
        d1 = (d2 @ model.output.weight) * h * (1 - h)
        return {
            "hidden.weight": d1.T @ X,
            "hidden.bias": d1.sum(dim=0),
            "output.weight": d2.T @ h,
            "output.bias": d2.sum(dim=0),
        }
""",
    },
    {
        "task": "4.5",
        "mistake": "sum-instead-of-mean",
        "id": "Pembagian dengan banyaknya contoh terlupa.",
        "en": "The division by the number of examples was forgotten.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        hidden = model.hidden(X).sigmoid()
        prediction = model.output(hidden).sigmoid()
        grad_prediction = 2 * (prediction - y)
        grad_z2 = grad_prediction * prediction * (1 - prediction)
        grad_z1 = grad_z2 @ model.output.weight * hidden * (1 - hidden)
    grads = {}
    grads["hidden.weight"] = grad_z1.T @ X
    grads["hidden.bias"] = grad_z1.sum(0)
    grads["output.weight"] = grad_z2.T @ hidden
    grads["output.bias"] = grad_z2.sum(0)
    return grads
""",
    },
    {
        "task": "4.5",
        "mistake": "missing-output-slope",
        "id": "Slope sigmoid output, p(1-p), terlupa.",
        "en": "The slope of the output's sigmoid, p(1-p), was forgotten.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = 2 * (p - y) / y.numel()
        d1 = (d2 @ model.output.weight) * h * (1 - h)
        return {
            "hidden.weight": d1.T @ X,
            "hidden.bias": d1.sum(dim=0),
            "output.weight": d2.T @ h,
            "output.bias": d2.sum(dim=0),
        }
""",
    },
    {
        "task": "4.5",
        "mistake": "missing-hidden-slope",
        "id": "Slope sigmoid hidden, h(1-h), terlupa.",
        "en": "The slope of the hidden sigmoid, h(1-h), was forgotten.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = 2 * (p - y) / y.numel() * p * (1 - p)
        d1 = d2 @ model.output.weight
        return {
            "hidden.weight": d1.T @ X,
            "hidden.bias": d1.sum(dim=0),
            "output.weight": d2.T @ h,
            "output.bias": d2.sum(dim=0),
        }
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Bentuk gradien bobot seperti di modul 03: (masuk, keluar), bukan (keluar, masuk).",
        "en": "Weight gradients are laid out as in module 03: (in, out) instead of (out, in).",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = 2 * (p - y) / y.numel() * p * (1 - p)
        d1 = (d2 @ model.output.weight) * h * (1 - h)
        return {
            "hidden.weight": X.T @ d1,
            "hidden.bias": d1.sum(dim=0),
            "output.weight": h.T @ d2,
            "output.bias": d2.sum(dim=0),
        }
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Kunci dict-nya W1, b1, W2, b2 seperti di modul 03, bukan nama parameter.",
        "en": "The keys are W1, b1, W2, b2 as in module 03, not the names of the parameters.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = 2 * (p - y) / y.numel() * p * (1 - p)
        d1 = (d2 @ model.output.weight) * h * (1 - h)
        return {
            "W1": d1.T @ X,
            "b1": d1.sum(dim=0),
            "W2": d2.T @ h,
            "b2": d2.sum(dim=0),
        }
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Gradien bias berbentuk (1, H) dan (1, 1) karena `keepdim`.",
        "en": "The bias gradients have the shapes (1, H) and (1, 1) because of `keepdim`.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = 2 * (p - y) / y.numel() * p * (1 - p)
        d1 = (d2 @ model.output.weight) * h * (1 - h)
        return {
            "hidden.weight": d1.T @ X,
            "hidden.bias": d1.sum(dim=0, keepdim=True),
            "output.weight": d2.T @ h,
            "output.bias": d2.sum(dim=0, keepdim=True),
        }
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Untuk bias diambil rata-rata, bukan jumlah.",
        "en": "For the biases the mean is taken, not the sum.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = 2 * (p - y) / y.numel() * p * (1 - p)
        d1 = (d2 @ model.output.weight) * h * (1 - h)
        return {
            "hidden.weight": d1.T @ X,
            "hidden.bias": d1.mean(dim=0),
            "output.weight": d2.T @ h,
            "output.bias": d2.mean(dim=0),
        }
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Gradien kedua bias tidak ada di dict.",
        "en": "The gradients of both biases are absent from the dict.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = 2 * (p - y) / y.numel() * p * (1 - p)
        d1 = (d2 @ model.output.weight) * h * (1 - h)
        return {"hidden.weight": d1.T @ X, "output.weight": d2.T @ h}
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Dibagi 4, banyaknya contoh XOR, bukan banyaknya contoh yang diberikan.",
        "en": "Divides by 4, the number of XOR examples, not by the number given.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = 2 * (p - y) / 4 * p * (1 - p)
        d1 = (d2 @ model.output.weight) * h * (1 - h)
        return {
            "hidden.weight": d1.T @ X,
            "hidden.bias": d1.sum(dim=0),
            "output.weight": d2.T @ h,
            "output.bias": d2.sum(dim=0),
        }
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Slope dihitung dari z, nilai sebelum sigmoid, bukan dari hasil sigmoid.",
        "en": "The slopes are computed from z, before the sigmoid, not from its result.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        z1 = model.hidden(X)
        h = torch.sigmoid(z1)
        z2 = model.output(h)
        p = torch.sigmoid(z2)
        d2 = 2 * (p - y) / y.numel() * z2 * (1 - z2)
        d1 = (d2 @ model.output.weight) * z1 * (1 - z1)
        return {
            "hidden.weight": d1.T @ X,
            "hidden.bias": d1.sum(dim=0),
            "output.weight": d2.T @ h,
            "output.bias": d2.sum(dim=0),
        }
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Memakai autograd, dan `.grad` milik model ikut berubah.",
        "en": "Uses autograd, and the model's `.grad` changes with it.",
        "code": """
def manual_gradients(model, X, y):
    model.zero_grad()
    nn.MSELoss()(model(X), y).backward()
    return {name: p.grad.clone() for name, p in model.named_parameters()}
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Memakai `torch.autograd.grad`, padahal autograd tidak boleh dipanggil.",
        "en": "Uses `torch.autograd.grad`, although autograd must not be called.",
        "code": """
def manual_gradients(model, X, y):
    loss = nn.MSELoss()(model(X), y)
    names = [name for name, _ in model.named_parameters()]
    grads = torch.autograd.grad(loss, list(model.parameters()))
    return dict(zip(names, grads))
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Hasilnya juga ditulis ke `.grad`, padahal model harus tetap seperti semula.",
        "en": "Also writes the results into `.grad`, although the model must stay as it is.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = 2 * (p - y) / y.numel() * p * (1 - p)
        d1 = (d2 @ model.output.weight) * h * (1 - h)
    model.hidden.weight.grad = d1.T @ X
    model.hidden.bias.grad = d1.sum(dim=0)
    model.output.weight.grad = d2.T @ h
    model.output.bias.grad = d2.sum(dim=0)
    return {name: p.grad for name, p in model.named_parameters()}
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Isi dict-nya array NumPy, bukan tensor.",
        "en": "The dict holds NumPy arrays, not tensors.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        h = torch.sigmoid(model.hidden(X))
        p = torch.sigmoid(model.output(h))
        d2 = 2 * (p - y) / y.numel() * p * (1 - p)
        d1 = (d2 @ model.output.weight) * h * (1 - h)
        return {
            "hidden.weight": (d1.T @ X).numpy(),
            "hidden.bias": d1.sum(dim=0).numpy(),
            "output.weight": (d2.T @ h).numpy(),
            "output.bias": d2.sum(dim=0).numpy(),
        }
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "`torch.exp(-z)` menjadi tak hingga untuk `z` di bawah sekitar -88, jadi gradient-nya nan.",
        "en": "`torch.exp(-z)` overflows for `z` below about -88, so the gradient is nan.",
        "code": """
def manual_gradients(model, X, y):
    with torch.no_grad():
        z = model.hidden(X)
        h = torch.sigmoid(z)
        p = torch.sigmoid(model.output(h))
        e = torch.exp(-z)
        d2 = 2 * (p - y) / y.numel() * p * (1 - p)
        d1 = d2 @ model.output.weight * (e / (1 + e) ** 2)
        return {
            "hidden.weight": d1.T @ X,
            "hidden.bias": d1.sum(dim=0),
            "output.weight": d2.T @ h,
            "output.bias": d2.sum(dim=0),
        }
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Tanpa `torch.no_grad()`, gradient yang dikembalikan masih membawa graph.",
        "en": "Without `torch.no_grad()` the returned gradients still carry a graph.",
        "code": """
def manual_gradients(model, X, y):
    h = torch.sigmoid(model.hidden(X))
    p = torch.sigmoid(model.output(h))
    d2 = 2 * (p - y) / y.numel() * p * (1 - p)
    d1 = d2 @ model.output.weight * h * (1 - h)
    return {
        "hidden.weight": d1.T @ X,
        "hidden.bias": d1.sum(dim=0),
        "output.weight": d2.T @ h,
        "output.bias": d2.sum(dim=0),
    }
""",
    },
    # --- 4.6 ---
    {
        "task": "4.6",
        "mistake": "mode-not-restored",
        "id": "Model tertinggal dalam mode eval.",
        "en": "The model is left in eval mode.",
        "code": """
def predict(model, X):
    model.eval()
    with torch.no_grad():
        return (model(X) >= 0.5).long()
""",
    },
    {
        "task": "4.6",
        "mistake": "mode-not-restored",
        "id": "Di akhir selalu ke mode train, juga kalau tadinya eval.",
        "en": "Always ends in train mode, even if the model was in eval mode.",
        "code": """
def predict(model, X):
    model.eval()
    with torch.no_grad():
        classes = (model(X) >= 0.5).long()
    model.train()
    return classes
""",
    },
    {
        "task": "4.6",
        "mistake": "mode-not-restored",
        "id": "Mode dicatat sesudah `eval()`, jadi yang dikembalikan selalu eval.",
        "en": "The mode is noted after `eval()`, so what is brought back is always eval.",
        "code": """
def predict(model, X):
    model.eval()
    mode = model.training
    with torch.no_grad():
        out = model(X)
    model.train(mode)
    return (out >= 0.5).to(torch.int64)
""",
    },
    {
        "task": "4.6",
        "mistake": "gradients-off-afterwards",
        "id": "Gradien dimatikan secara global dan tidak dinyalakan lagi.",
        "en": "Gradients are switched off globally and never on again.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    classes = (model(X) >= 0.5).long()
    model.train(was_training)
    return classes
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Mode eval tidak dinyalakan, jadi dropout ikut bekerja.",
        "en": "Eval mode is not switched on, so dropout is at work.",
        "code": """
def predict(model, X):
    with torch.no_grad():
        return (model(X) >= 0.5).long()
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Jawabannya dihitung sambil mencatat graph.",
        "en": "The answers are computed while a graph is recorded.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    classes = (model(X) >= 0.5).long()
    model.train(was_training)
    return classes
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Kelasnya float32, bukan int64.",
        "en": "The classes are float32, not int64.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        classes = (model(X) >= 0.5).float()
    model.train(was_training)
    return classes
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Hasilnya benar/salah (bool), bukan int64.",
        "en": "The result is true/false (bool), not int64.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        p = model(X)
    model.train(was_training)
    return p >= 0.5
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Kelasnya int32, bukan int64.",
        "en": "The classes are int32, not int64.",
        "code": """
def predict(model, X):
    mode = model.training
    model.eval()
    with torch.no_grad():
        p = model(X)
    model.train(mode)
    return (p >= 0.5).int()
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Bentuknya (N,), bukan (N, 1).",
        "en": "The shape is (N,) instead of (N, 1).",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        p = model(X)[:, 0]
    model.train(was_training)
    return (p >= 0.5).long()
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Argmax atas satu kolom: kelasnya selalu 0.",
        "en": "Argmax over a single column: the class is always 0.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        classes = model(X).argmax(dim=1, keepdim=True)
    model.train(was_training)
    return classes
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "`.long()` langsung pada jawaban memotong desimalnya, jadi hampir semua kelas 0.",
        "en": "`.long()` right on the answers cuts off the decimals, so almost all classes are 0.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        classes = model(X).long()
    model.train(was_training)
    return classes
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Jawaban model dibandingkan dengan 0, bukan 0.5.",
        "en": "The answers of the model are compared with 0 instead of 0.5.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        classes = (model(X) > 0).long()
    model.train(was_training)
    return classes
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Sigmoid dikenakan lagi pada jawaban model, jadi semua kelas 1.",
        "en": "The sigmoid is applied again to the model's answers, so every class is 1.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        classes = (torch.sigmoid(model(X)) >= 0.5).long()
    model.train(was_training)
    return classes
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Hasilnya array NumPy, bukan tensor.",
        "en": "The result is a NumPy array, not a tensor.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        p = model(X).numpy()
    model.train(was_training)
    return (p >= 0.5).astype("int64")
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Tidak ada yang kembali: `return` terlupa.",
        "en": "Nothing comes back: the `return` was forgotten.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        classes = (model(X) >= 0.5).long()
    model.train(was_training)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "n_hidden diabaikan: jumlah hidden unit selalu 4.",
        "en": "n_hidden is ignored: there are always 4 hidden units.",
        "code": """
def __init__(self, n_hidden=4):
    nn.Module.__init__(self)
    self.hidden = nn.Linear(2, 4)
    self.output = nn.Linear(4, 1)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Layer keluaran dibuat tanpa bias, padahal kedua layer harus memilikinya.",
        "en": "The output layer is made without a bias, but both layers are to have one.",
        "code": """
def __init__(self, n_hidden=4):
    nn.Module.__init__(self)
    self.hidden = nn.Linear(2, n_hidden)
    self.output = nn.Linear(n_hidden, 1, bias=False)
""",
    },
    {
        "task": "4.1",
        "mistake": "",
        "id": "Semua weight diisi 0.5; tanpa nilai acak hidden unit tetap kembar.",
        "en": "Every weight is filled with 0.5; without random values the hidden units stay twins.",
        "code": """
def __init__(self, n_hidden=4):
    nn.Module.__init__(self)
    self.hidden = nn.Linear(2, n_hidden)
    self.output = nn.Linear(n_hidden, 1)
    for layer in (self.hidden, self.output):
        nn.init.constant_(layer.weight, 0.5)
        nn.init.zeros_(layer.bias)
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "squeeze membuang sumbu terakhir: keluarannya (N,), bukan (N, 1).",
        "en": "squeeze drops the last axis: the output is (N,) instead of (N, 1).",
        "code": """
def forward(self, x):
    h = torch.sigmoid(self.hidden(x))
    return torch.sigmoid(self.output(h)).squeeze(-1)
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Hidden layer memakai ReLU, bukan sigmoid.",
        "en": "The hidden layer uses ReLU instead of the sigmoid.",
        "code": """
def forward(self, x):
    return torch.sigmoid(self.output(torch.relu(self.hidden(x))))
""",
    },
    {
        "task": "4.2",
        "mistake": "",
        "id": "Sigmoid keluaran diterapkan dua kali, jadi jawabannya selalu antara 0.5 dan 0.74.",
        "en": "The output's sigmoid is applied twice, so the answers always lie between 0.5 and 0.74.",
        "code": """
def forward(self, x):
    h = self.hidden(x).sigmoid()
    p = self.output(h).sigmoid()
    return torch.sigmoid(p)
""",
    },
    {
        "task": "4.3",
        "mistake": "",
        "id": "Target dan prediksi tertukar di loss_function; pada MSE tidak terlihat, pada loss lain salah.",
        "en": "Target and prediction are swapped in loss_function; MSE does not notice, other losses do.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    optimizer.zero_grad()
    loss = loss_function(y, model(X))
    loss.backward()
    optimizer.step()
    return loss.item()
""",
    },
    {
        "task": "4.3",
        "mistake": "",
        "id": "Langkah SGD dihitung sendiri dari lr; momentum atau Adam milik optimizer tidak dipakai.",
        "en": "The SGD step is made by hand from lr; the optimizer's momentum or Adam is never used.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    loss = loss_function(model(X), y)
    optimizer.zero_grad()
    loss.backward()
    with torch.no_grad():
        for group in optimizer.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    p -= group["lr"] * p.grad
    return loss.item()
""",
    },
    {
        "task": "4.3",
        "mistake": "missing-zero-grad",
        "id": "zero_grad dipanggil sesudah langkah; gradient sisa dari sebelumnya masih ikut dalam langkah pertama.",
        "en": "zero_grad comes after the step; gradients left over from before still take part in the first step.",
        "code": """
def train_step(model, X, y, loss_function, optimizer):
    loss = loss_function(model(X), y)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "SGD diberi momentum 0.9; yang diminta SGD polos.",
        "en": "SGD is given a momentum of 0.9; plain SGD is asked for.",
        "code": """
def train(model, X, y, epochs, lr):
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    return [train_step(model, X, y, loss_function, optimizer) for _ in range(epochs)]
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Learning rate diturunkan sedikit demi sedikit; yang diminta lr tetap.",
        "en": "The learning rate is lowered little by little; it is meant to stay at lr.",
        "code": """
def train(model, X, y, epochs, lr):
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = lr * (1 - epoch / epochs)
        losses.append(train_step(model, X, y, loss_function, optimizer))
    return losses
""",
    },
    {
        "task": "4.4",
        "mistake": "",
        "id": "Setiap contoh mendapat langkah sendiri; yang diminta satu langkah untuk semua contoh sekaligus.",
        "en": "Every example gets a step of its own; asked for is one step on all examples at once.",
        "code": """
def train(model, X, y, epochs, lr):
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        each = [
            train_step(model, X[i : i + 1], y[i : i + 1], loss_function, optimizer)
            for i in range(len(X))
        ]
        losses.append(sum(each) / len(each))
    return losses
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Gradient weight pertama di-reshape, bukan ditranspos: bentuknya cocok, elemennya tertukar.",
        "en": "The gradient of the first weights is reshaped, not transposed: the shape fits, the elements are mixed up.",
        "code": """
def manual_gradients(model, X, y):
    names = [name for name, _ in model.named_parameters()]
    with torch.no_grad():
        W1, b1, W2, b2 = model.parameters()
        h = torch.sigmoid(X @ W1.T + b1)
        p = torch.sigmoid(h @ W2.T + b2)
        d2 = 2 * (p - y) / y.numel() * p * (1 - p)
        d1 = (d2 @ W2) * h * (1 - h)
        grads = [(X.T @ d1).reshape(W1.shape), d1.sum(dim=0), d2.T @ h, d2.sum(dim=0)]
    return dict(zip(names, grads))
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "zero_grad dipanggil dulu; isi .grad milik model hilang, padahal model harus tetap seperti semula.",
        "en": "zero_grad is called first; the contents of .grad are lost, but the model is to stay as it is.",
        "code": """
def manual_gradients(model, X, y):
    model.zero_grad()
    names = [name for name, _ in model.named_parameters()]
    with torch.no_grad():
        W1, b1, W2, b2 = model.parameters()
        h = torch.sigmoid(X @ W1.T + b1)
        p = torch.sigmoid(h @ W2.T + b2)
        d2 = 2 * (p - y) / y.numel() * p * (1 - p)
        d1 = (d2 @ W2) * h * (1 - h)
        return dict(zip(names, [d1.T @ X, d1.sum(dim=0), d2.T @ h, d2.sum(dim=0)]))
""",
    },
    {
        "task": "4.5",
        "mistake": "",
        "id": "Faktor 2/N ditulis mati sebagai 0.5, yang hanya cocok untuk empat contoh.",
        "en": "The factor 2/N is written in as 0.5, which fits four examples only.",
        "code": """
def manual_gradients(model, X, y):
    names = [name for name, _ in model.named_parameters()]
    with torch.no_grad():
        W1, b1, W2, b2 = model.parameters()
        h = torch.sigmoid(X @ W1.T + b1)
        p = torch.sigmoid(h @ W2.T + b2)
        d2 = 0.5 * (p - y) * p * (1 - p)
        d1 = (d2 @ W2) * h * (1 - h)
        return dict(zip(names, [d1.T @ X, d1.sum(dim=0), d2.T @ h, d2.sum(dim=0)]))
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Tanpa mode eval: model dengan dropout menjawab secara acak.",
        "en": "Without eval mode: a model with dropout answers at random.",
        "code": """
def predict(model, X):
    with torch.no_grad():
        return (model(X) >= 0.5).long()
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Pencatatan gradient selalu dinyalakan sesudahnya, juga kalau tadinya dimatikan oleh pemanggil.",
        "en": "Recording of gradients is always switched on afterwards, even where the caller had switched it off.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    answers = model(X)
    torch.set_grad_enabled(True)
    model.train(was_training)
    return (answers >= 0.5).long()
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "torch.round membulatkan 0.5 ke 0; tepat 0.5 seharusnya kelas 1.",
        "en": "torch.round takes 0.5 to 0; exactly 0.5 should be class 1.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        classes = model(X).round().long()
    model.train(was_training)
    return classes
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Output yang tepat 1.0 menghasilkan kelas 2.",
        "en": "An output of exactly 1.0 gives class 2.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        classes = (2 * model(X)).long()
    model.train(was_training)
    return classes
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Output tepat di bawah 0.5 dibulatkan saat ditambah 0.5, jadi masuk kelas 1.",
        "en": "For the output just below 0.5, adding 0.5 rounds up to 1, so it becomes class 1.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        classes = (model(X) + 0.5).long()
    model.train(was_training)
    return classes
""",
    },
    {
        "task": "4.6",
        "mistake": "",
        "id": "Di akhir semua parameter dicairkan, termasuk yang tadinya memang dibekukan.",
        "en": "At the end all parameters are unfrozen, even those that were frozen before the call.",
        "code": """
def predict(model, X):
    was_training = model.training
    model.eval()
    model.requires_grad_(False)
    classes = (model(X) >= 0.5).long()
    model.requires_grad_(True)
    model.train(was_training)
    return classes
""",
    },
]
