"""Wrong answers to the tasks of module 06, and the mistake each of them makes."""

ANSWERS = [
    # --- 6.1 ---
    {
        "task": "6.1",
        "mistake": "rebuilt-at-every-call",
        "id": "Parameter dibuat ulang pada setiap panggilan.",
        "en": "The parameters are made anew at every call.",
        "code": """
def forward(self, x):
    self.build(x)
    z = x @ self.weight + self.bias
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "rebuilt-at-every-call",
        "id": "`nn.Linear` baru dibuat di setiap `forward`, jadi tidak ada yang dipelajari.",
        "en": "A new `nn.Linear` is made in every `forward`, so nothing is ever learned.",
        "code": """
def forward(self, x):
    self.linear = nn.Linear(x.shape[-1], self.units, device=x.device, dtype=x.dtype)
    z = self.linear(x)
    return self.activation(z) if self.activation else z
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Dibangun lagi kalau jumlah input berubah, padahal seharusnya error.",
        "en": "Builds again when the number of inputs changes, where an error is due.",
        "code": """
def forward(self, x):
    if self.weight is None or self.weight.shape[0] != x.shape[-1]:
        self.build(x)
    z = x @ self.weight + self.bias
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "parameters-not-registered",
        "id": "Weight dan bias tensor biasa, bukan `nn.Parameter`.",
        "en": "Weight and bias are plain tensors, not `nn.Parameter`.",
        "code": """
def build(self, x):
    n_inputs = x.shape[-1]
    self.weight = torch.randn(n_inputs, self.units, device=x.device, dtype=x.dtype) * 0.05
    self.bias = torch.zeros(self.units, device=x.device, dtype=x.dtype)
""",
    },
    {
        "task": "6.1",
        "mistake": "parameters-not-registered",
        "id": "`requires_grad=True` saja tidak menjadikan tensor sebuah parameter.",
        "en": "`requires_grad=True` alone does not make a tensor a parameter.",
        "code": """
def build(self, x):
    scale = x.shape[-1] ** -0.5
    weight = torch.randn(x.shape[-1], self.units, device=x.device, dtype=x.dtype) * scale
    self.weight = weight.requires_grad_()
    self.bias = torch.zeros(self.units, device=x.device, dtype=x.dtype, requires_grad=True)
""",
    },
    {
        "task": "6.1",
        "mistake": "parameters-not-registered",
        "id": "Parameter disimpan di list Python, jadi `parameters()` tidak melihatnya.",
        "en": "The parameters are kept in a Python list, so `parameters()` does not see them.",
        "code": """
def __init__(self, units, activation=None):
    super().__init__()
    self.units = units
    self.activation = activation
    self.params = []


def build(self, x):
    weight = torch.empty(x.shape[-1], self.units, device=x.device, dtype=x.dtype)
    nn.init.xavier_uniform_(weight)
    bias = torch.zeros(self.units, device=x.device, dtype=x.dtype)
    self.params = [nn.Parameter(weight), nn.Parameter(bias)]


def forward(self, x):
    if not self.params:
        self.build(x)
    weight, bias = self.params
    z = x @ weight + bias
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Bias tidak didaftarkan sebagai parameter.",
        "en": "The bias is not registered as a parameter.",
        "code": """
def build(self, x):
    weight = torch.empty(x.shape[-1], self.units, device=x.device, dtype=x.dtype)
    self.weight = nn.Parameter(nn.init.xavier_uniform_(weight))
    self.bias = torch.zeros(self.units, device=x.device, dtype=x.dtype)
""",
    },
    {
        "task": "6.1",
        "mistake": "missing-bias",
        "id": "Bias ada tetapi tidak ditambahkan.",
        "en": "There is a bias but it is not added.",
        "code": """
def forward(self, x):
    if self.weight is None:
        self.build(x)
    z = x @ self.weight
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "missing-bias",
        "id": "Layer-nya tidak punya bias.",
        "en": "The layer has no bias.",
        "code": """
def build(self, x):
    self.linear = nn.Linear(
        x.shape[-1], self.units, bias=False, device=x.device, dtype=x.dtype
    )


def forward(self, x):
    if self.weight is None:
        self.build(x)
        self.weight = self.linear.weight
    z = self.linear(x)
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "activation-ignored",
        "id": "Activation disimpan tetapi tidak dipanggil.",
        "en": "The activation is kept but not called.",
        "code": """
def forward(self, x):
    if self.weight is None:
        self.build(x)
    return x @ self.weight + self.bias
""",
    },
    {
        "task": "6.1",
        "mistake": "activation-before-bias",
        "id": "Activation dipanggil sebelum bias ditambahkan.",
        "en": "The activation is called before the bias is added.",
        "code": """
def forward(self, x):
    if self.weight is None:
        self.build(x)
    z = x @ self.weight
    if self.activation is not None:
        z = self.activation(z)
    return z + self.bias
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Selalu ReLU, apa pun activation-nya.",
        "en": "Always ReLU, whatever the activation.",
        "code": """
def forward(self, x):
    if self.weight is None:
        self.build(x)
    z = x @ self.weight + self.bias
    return torch.relu(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Tanpa activation, `forward` memanggil None.",
        "en": "Without an activation `forward` calls None.",
        "code": """
def forward(self, x):
    if self.weight is None:
        self.build(x)
    return self.activation(x @ self.weight + self.bias)
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Activation dicari dengan namanya, jadi hanya string yang diterima.",
        "en": "The activation is looked up by its name, so only strings are accepted.",
        "code": """
def forward(self, x):
    if self.weight is None:
        self.build(x)
    z = x @ self.weight + self.bias
    known = {None: lambda z: z, "relu": torch.relu, "tanh": torch.tanh}
    if self.activation in known:
        return known[self.activation](z)
    raise ValueError(self.activation)
""",
    },
    {
        "task": "6.1",
        "mistake": "not-random-weights",
        "id": "Semua weight 0, bukan acak.",
        "en": "All weights are 0, not random.",
        "code": """
def build(self, x):
    self.weight = nn.Parameter(torch.zeros(x.shape[-1], self.units).to(x))
    self.bias = nn.Parameter(torch.zeros(self.units).to(x))
""",
    },
    {
        "task": "6.1",
        "mistake": "not-random-weights",
        "id": "Semua weight 1 dibagi jumlah input, bukan acak.",
        "en": "All weights are 1 over the number of inputs, not random.",
        "code": """
def build(self, x):
    n_inputs = x.shape[-1]
    self.weight = nn.Parameter(torch.ones(n_inputs, self.units).to(x) / n_inputs)
    self.bias = nn.Parameter(torch.zeros(self.units).to(x))
""",
    },
    {
        "task": "6.1",
        "mistake": "not-random-weights",
        "id": "Seed tetap di `build`, jadi setiap layer mendapat weight yang sama.",
        "en": "A fixed seed in `build` gives every layer the same weights.",
        "code": """
def build(self, x):
    generator = torch.Generator().manual_seed(0)
    weight = torch.randn(x.shape[-1], self.units, generator=generator) / x.shape[-1] ** 0.5
    self.weight = nn.Parameter(weight.to(x))
    self.bias = nn.Parameter(torch.zeros(self.units).to(x))
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Jumlah input diambil dari dimensi kedua, bukan yang terakhir.",
        "en": "The number of inputs is taken from the second dimension, not the last.",
        "code": """
def build(self, x):
    weight = torch.empty(x.shape[1], self.units, device=x.device, dtype=x.dtype)
    self.weight = nn.Parameter(nn.init.xavier_uniform_(weight))
    self.bias = nn.Parameter(torch.zeros(self.units, device=x.device, dtype=x.dtype))
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Semua dimensi sesudah batch diratakan, jadi hanya input 2-D yang benar.",
        "en": "All dimensions behind the batch are flattened, so only 2-D input comes out right.",
        "code": """
def forward(self, x):
    x = x.flatten(1)
    if self.weight is None:
        self.build(x)
    z = x @ self.weight + self.bias
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "`torch.mm` hanya menerima input 2-D.",
        "en": "`torch.mm` accepts 2-D input only.",
        "code": """
def forward(self, x):
    if self.weight is None:
        self.build(x)
    z = torch.mm(x, self.weight) + self.bias
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Dimensi depan tidak dikembalikan: hasilnya selalu 2-D.",
        "en": "The dimensions in front are not brought back: the result is always 2-D.",
        "code": """
def forward(self, x):
    if self.weight is None:
        self.build(x)
    rows = x.reshape(-1, x.shape[-1])
    z = rows @ self.weight + self.bias
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Input diubah menjadi float32, jadi float64 tidak bertahan.",
        "en": "The input is turned into float32, so float64 does not last.",
        "code": """
def build(self, x):
    self.linear = nn.Linear(x.shape[-1], self.units)


def forward(self, x):
    if self.weight is None:
        self.build(x)
        self.weight = self.linear.weight
    z = self.linear(x.float())
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Parameter sudah dibuat di `__init__`, untuk 784 input.",
        "en": "The parameters are made in `__init__` already, for 784 inputs.",
        "code": """
def __init__(self, units, activation=None):
    super().__init__()
    self.units = units
    self.activation = activation
    self.weight = nn.Parameter(torch.randn(784, units) * 0.05)
    self.bias = nn.Parameter(torch.zeros(units))
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Bias berupa satu angka untuk semua output.",
        "en": "The bias is one number for all outputs.",
        "code": """
def build(self, x):
    weight = torch.empty(x.shape[-1], self.units, device=x.device, dtype=x.dtype)
    self.weight = nn.Parameter(nn.init.xavier_uniform_(weight))
    self.bias = nn.Parameter(torch.zeros(1, device=x.device, dtype=x.dtype))
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Graph diputus di weight: gradien tidak sampai ke parameter.",
        "en": "The graph is cut at the weight: no gradient reaches the parameters.",
        "code": """
def forward(self, x):
    if self.weight is None:
        self.build(x)
    z = x @ self.weight.data + self.bias.data
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Panggilan pertama hanya membangun dan tidak menghitung apa-apa.",
        "en": "The first call only builds and computes nothing.",
        "code": """
def forward(self, x):
    if self.weight is None:
        return self.build(x)
    z = x @ self.weight + self.bias
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "`super().__init__()` terlupa.",
        "en": "`super().__init__()` was forgotten.",
        "code": """
def __init__(self, units, activation=None):
    self.units = units
    self.activation = activation
    self.weight = None
    self.bias = None


def build(self, x):
    weight = torch.empty(x.shape[-1], self.units, device=x.device, dtype=x.dtype)
    self.weight = nn.Parameter(nn.init.xavier_uniform_(weight))
    self.bias = nn.Parameter(torch.zeros(self.units, device=x.device, dtype=x.dtype))
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Parameter disimpan di kelasnya, jadi semua layer memakai yang sama.",
        "en": "The parameters are kept on the class, so all layers share them.",
        "code": """
def __init__(self, units, activation=None):
    super().__init__()
    self.units = units
    self.activation = activation


def build(self, x):
    weight = torch.empty(x.shape[-1], self.units, device=x.device, dtype=x.dtype)
    Dense.weight = nn.Parameter(nn.init.xavier_uniform_(weight))
    Dense.bias = nn.Parameter(torch.zeros(self.units, device=x.device, dtype=x.dtype))


def forward(self, x):
    if not hasattr(self, "weight"):
        self.build(x)
    z = x @ self.weight + self.bias
    return z if self.activation is None else self.activation(z)
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Jika dibuat dalam mode eval atau tanpa gradient, weight dan bias beku untuk seterusnya.",
        "en": "If built in eval mode or without gradients, the weight and bias stay frozen for good.",
        "code": """
def build(self, x):
    make = dict(dtype=x.dtype, device=x.device)
    learn = self.training and torch.is_grad_enabled()
    w = nn.init.xavier_uniform_(torch.empty(x.shape[-1], self.units, **make))
    self.weight = nn.Parameter(w, requires_grad=learn)
    self.bias = nn.Parameter(torch.zeros(self.units, **make), requires_grad=learn)
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Aktivasi hanya dipakai dalam mode train dan dilewati dalam mode eval.",
        "en": "The activation is applied only in train mode and skipped in eval mode.",
        "code": """
def forward(self, x):
    if self.weight is None:
        self.build(x)
    out = x @ self.weight + self.bias
    if self.activation is None or not self.training:
        return out
    return self.activation(out)
""",
    },
    # --- 6.2 ---
    {
        "task": "6.2",
        "mistake": "softmax-overflow",
        "id": "Nilai terbesar tidak dikurangkan, jadi `exp(1000)` menjadi inf.",
        "en": "The largest score is not subtracted, so `exp(1000)` becomes inf.",
        "code": """
def forward(self, x):
    e = torch.exp(x)
    return e / e.sum(dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "softmax-overflow",
        "id": "Dihitung dalam float64, tetapi nilai terbesar tetap tidak dikurangkan.",
        "en": "Computed in float64, but the largest score is still not subtracted.",
        "code": """
def forward(self, x):
    e = torch.exp(x.double())
    return (e / e.sum(dim=self.dim, keepdim=True)).to(x.dtype)
""",
    },
    {
        "task": "6.2",
        "mistake": "softmax-overflow",
        "id": "Yang dikurangkan nilai terbesar seluruh tensor, jadi baris yang rendah menjadi nan.",
        "en": "Subtracts the largest score of the whole tensor, so a low row becomes nan.",
        "code": """
def forward(self, x):
    e = torch.exp(x - x.max())
    return e / e.sum(dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "softmax-overflow",
        "id": "Yang dikurangkan rata-ratanya, yang tidak cukup untuk skor besar.",
        "en": "Subtracts the mean, which is not enough for large scores.",
        "code": """
def forward(self, x):
    e = torch.exp(x - x.mean(dim=self.dim, keepdim=True))
    return e / e.sum(dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "softmax-overflow",
        "id": "Yang dikurangkan nilai terkecil, bukan terbesar.",
        "en": "Subtracts the smallest score, not the largest.",
        "code": """
def forward(self, x):
    e = torch.exp(x - x.amin(dim=self.dim, keepdim=True))
    return e / e.sum(dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Skor dibatasi pada 80 supaya tidak meluap, jadi skor besar dianggap sama.",
        "en": "Scores are cut off at 80 against overflow, so large scores count as equal.",
        "code": """
def forward(self, x):
    e = torch.exp(x.clamp(-80, 80))
    return e / e.sum(dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "wrong-dimension",
        "id": "`dim` disimpan tetapi selalu dimensi terakhir yang dipakai.",
        "en": "`dim` is kept but the last dimension is always used.",
        "code": """
def forward(self, x):
    return torch.softmax(x, dim=-1)
""",
    },
    {
        "task": "6.2",
        "mistake": "wrong-dimension",
        "id": "Selalu sepanjang dimensi 1, yang tidak ada pada satu baris skor.",
        "en": "Always along dimension 1, which a single row of scores does not have.",
        "code": """
def forward(self, x):
    e = torch.exp(x - x.amax(dim=1, keepdim=True))
    return e / e.sum(dim=1, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Dijumlahkan atas seluruh tensor, bukan sepanjang `dim`.",
        "en": "Sums over the whole tensor, not along `dim`.",
        "code": """
def forward(self, x):
    e = torch.exp(x - x.amax(dim=self.dim, keepdim=True))
    return e / e.sum()
""",
    },
    {
        "task": "6.2",
        "mistake": "wrong-dimension",
        "id": "`self.dim or -1` menjadikan dim 0 dimensi terakhir.",
        "en": "`self.dim or -1` turns dim 0 into the last dimension.",
        "code": """
def forward(self, x):
    dim = self.dim or -1
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Tanpa `keepdim` pada jumlah, jadi pembagiannya salah arah.",
        "en": "The sum lacks `keepdim`, so the division goes the wrong way.",
        "code": """
def forward(self, x):
    e = torch.exp(x - x.amax(dim=self.dim, keepdim=True))
    return e / e.sum(dim=self.dim)
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Tanpa `keepdim` pada nilai terbesar, jadi setiap kolom dikurangi angka lain.",
        "en": "The largest scores lack `keepdim`, so every column loses another number.",
        "code": """
def forward(self, x):
    e = torch.exp(x - x.amax(dim=self.dim))
    return e / e.sum(dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "wrong-dimension",
        "id": "Nilai bawaan `dim` 0, bukan -1.",
        "en": "The default of `dim` is 0, not -1.",
        "code": """
def __init__(self, dim=0):
    super().__init__()
    self.dim = dim
""",
    },
    {
        "task": "6.2",
        "mistake": "wrong-dimension",
        "id": "`__init__` mengabaikan argumennya dan menyimpan -1.",
        "en": "`__init__` ignores its argument and keeps -1.",
        "code": """
def __init__(self, dim=-1):
    super().__init__()
    self.dim = -1
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "`super().__init__()` terlupa.",
        "en": "`super().__init__()` was forgotten.",
        "code": """
def __init__(self, dim=-1):
    self.dim = dim
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Skor milik pemanggil dikurangi di tempat.",
        "en": "The caller's scores are lowered in place.",
        "code": """
def forward(self, x):
    with torch.no_grad():
        x -= x.amax(dim=self.dim, keepdim=True)
    e = torch.exp(x)
    return e / e.sum(dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "log-instead-of-probability",
        "id": "Hasilnya logaritma peluang.",
        "en": "The result is the logarithm of the probabilities.",
        "code": """
def forward(self, x):
    return x - torch.logsumexp(x, dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Sigmoid setiap skor; jumlahnya bukan 1.",
        "en": "The sigmoid of every score; they do not sum to 1.",
        "code": """
def forward(self, x):
    return torch.sigmoid(x)
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Sigmoid dibagi jumlahnya, bukan eksponensial.",
        "en": "Sigmoids over their sum, not exponentials.",
        "code": """
def forward(self, x):
    s = torch.sigmoid(x)
    return s / s.sum(dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Skor dibagi jumlahnya, tanpa eksponensial.",
        "en": "Scores over their sum, without an exponential.",
        "code": """
def forward(self, x):
    x = x - x.amin(dim=self.dim, keepdim=True)
    return x / x.sum(dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "not-normalized",
        "id": "Dibagi nilai terbesar, jadi yang terbesar 1 dan jumlahnya lebih.",
        "en": "Divides by the largest, so that one is 1 and the sum is more.",
        "code": """
def forward(self, x):
    e = torch.exp(x - x.amax(dim=self.dim, keepdim=True))
    return e / e.amax(dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Dihitung dengan NumPy, jadi tidak bisa diturunkan terhadap x.",
        "en": "Computed with NumPy, so it cannot be differentiated with respect to x.",
        "code": """
def forward(self, x):
    a = x.detach().numpy()
    e = np.exp(a - a.max(axis=self.dim, keepdims=True))
    return torch.from_numpy(e / e.sum(axis=self.dim, keepdims=True))
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Dihitung di dalam `no_grad`, jadi tanpa graph.",
        "en": "Computed inside `no_grad`, so without a graph.",
        "code": """
def forward(self, x):
    with torch.no_grad():
        return torch.softmax(x, dim=self.dim)
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Penyebut dianggap tetap: gradiennya salah.",
        "en": "The denominator is taken as constant: the gradient is wrong.",
        "code": """
def forward(self, x):
    e = torch.exp(x - x.amax(dim=self.dim, keepdim=True).detach())
    return e / e.sum(dim=self.dim, keepdim=True).detach()
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Pangkat dari 2, bukan dari e.",
        "en": "Powers of 2, not of e.",
        "code": """
def forward(self, x):
    p = 2 ** (x - x.amax(dim=self.dim, keepdim=True))
    return p / p.sum(dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Hanya untuk dua dimensi: bentuknya dibongkar menjadi baris dan kolom.",
        "en": "For two dimensions only: the shape is taken apart into rows and columns.",
        "code": """
def forward(self, x):
    n, c = x.shape
    rows = x if self.dim in (1, -1) else x.T
    e = torch.exp(rows - rows.max(dim=1, keepdim=True).values)
    p = e / e.sum(dim=1, keepdim=True)
    return p if self.dim in (1, -1) else p.T
""",
    },
    {
        "task": "6.2",
        "mistake": "not-normalized",
        "id": "Pembagian oleh jumlahnya terlupa.",
        "en": "The division by the sum was forgotten.",
        "code": """
def forward(self, x):
    return torch.exp(x - x.amax(dim=self.dim, keepdim=True))
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Penyebut ditambah `1e-5`, jadi jumlah probabilitasnya bukan 1.",
        "en": "`1e-5` is added to the denominator, so the probabilities do not sum to 1.",
        "code": """
def forward(self, x):
    e = torch.exp(x - x.amax(dim=self.dim, keepdim=True))
    return e / (e.sum(dim=self.dim, keepdim=True) + 1e-5)
""",
    },
    # --- 6.3 ---
    {
        "task": "6.3",
        "mistake": "missing-wide-part",
        "id": "Hanya jalan dalam; gambarnya sendiri tidak sampai ke layer output.",
        "en": "The deep way only; the image itself does not reach the output layer.",
        "code": """
def forward(self, x):
    return self.output(self.deep(x.flatten(1)))
""",
    },
    {
        "task": "6.3",
        "mistake": "missing-wide-part",
        "id": "`nn.Sequential` biasa tanpa jalan lebar.",
        "en": "A plain `nn.Sequential` without a wide way.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.net = nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 128),
        nn.ReLU(),
        nn.Linear(128, 64),
        nn.ReLU(),
        nn.Linear(64, n_classes),
    )


def forward(self, x):
    return self.net(x)
""",
    },
    {
        "task": "6.3",
        "mistake": "missing-deep-part",
        "id": "Hanya jalan lebar; layer dalam tidak dipakai.",
        "en": "The wide way only; the deep layers are not used.",
        "code": """
def forward(self, x):
    return self.output(x.flatten(1))
""",
    },
    {
        "task": "6.3",
        "mistake": "missing-deep-part",
        "id": "Jalan lebar digabung dua kali; hasil layer dalam dibuang.",
        "en": "The wide way is joined twice; what the deep layers give is thrown away.",
        "code": """
def forward(self, x):
    wide = x.flatten(1)
    deep = self.deep(wide)
    return self.output(torch.cat([wide, wide], dim=1))
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Kedua jalan dijumlahkan, bukan disandingkan.",
        "en": "Both ways are added, not put side by side.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.deep = nn.Sequential(Dense(300, torch.relu), Dense(784, torch.relu))
    self.output = Dense(n_classes)


def forward(self, x):
    wide = x.flatten(1)
    return self.output(wide + self.deep(wide))
""",
    },
    {
        "task": "6.3",
        "mistake": "logits-added",
        "id": "Dua layer output, satu per jalan, dan skornya dijumlahkan.",
        "en": "Two output layers, one for each way, and their scores are added.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.wide = nn.Linear(784, n_classes)
    self.deep = nn.Sequential(
        nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, n_classes)
    )


def forward(self, x):
    x = x.flatten(1)
    return self.wide(x) + self.deep(x)
""",
    },
    {
        "task": "6.3",
        "mistake": "softmax-in-forward",
        "id": "Softmax sesudah layer output: peluang, bukan logit.",
        "en": "Softmax behind the output layer: probabilities, not logits.",
        "code": """
def forward(self, x):
    wide = x.flatten(1)
    joined = torch.cat([wide, self.deep(wide)], dim=1)
    return torch.softmax(self.output(joined), dim=1)
""",
    },
    {
        "task": "6.3",
        "mistake": "softmax-in-forward",
        "id": "Layer output diberi activation softmax.",
        "en": "The output layer has softmax as its activation.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.deep = nn.Sequential(Dense(300, torch.relu), Dense(100, torch.relu))
    self.output = Dense(n_classes, Softmax())
""",
    },
    {
        "task": "6.3",
        "mistake": "softmax-in-forward",
        "id": "Logaritma softmax, bukan logit.",
        "en": "The logarithm of softmax, not logits.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.deep = nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
    self.output = nn.Linear(784 + 32, n_classes)


def forward(self, x):
    wide = x.flatten(1)
    scores = self.output(torch.cat([wide, self.deep(wide)], dim=1))
    return nn.functional.log_softmax(scores, dim=1)
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "ReLU sesudah layer output, jadi tidak ada skor negatif.",
        "en": "ReLU behind the output layer, so no score is negative.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.deep = nn.Sequential(Dense(300, torch.relu), Dense(100, torch.relu))
    self.output = Dense(n_classes, torch.relu)
""",
    },
    {
        "task": "6.3",
        "mistake": "missing-activation",
        "id": "Layer dalam tanpa activation: jalan dalam tetap linear.",
        "en": "The deep layers have no activation: the deep way stays linear.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.deep = nn.Sequential(Dense(300), Dense(100))
    self.output = Dense(n_classes)
""",
    },
    {
        "task": "6.3",
        "mistake": "missing-activation",
        "id": "ReLU dibuat tetapi tidak dipanggil di antara layer dalam.",
        "en": "ReLU is made but not called between the deep layers.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.hidden1 = nn.Linear(784, 100)
    self.hidden2 = nn.Linear(100, 30)
    self.relu = nn.ReLU()
    self.out = nn.Linear(784 + 30, n_classes)


def forward(self, x):
    wide = torch.flatten(x, 1)
    deep = self.hidden2(self.hidden1(wide))
    return self.out(torch.cat((wide, deep), dim=1))
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Selalu 10 kelas; `n_classes` diabaikan.",
        "en": "Always 10 classes; `n_classes` is ignored.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.deep = nn.Sequential(Dense(300, torch.relu), Dense(100, torch.relu))
    self.output = Dense(10)
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Digabung di dimensi 0: gambar dan hasil dalam menjadi baris.",
        "en": "Joined along dimension 0: image and deep outputs become rows.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.deep = nn.Sequential(Dense(300, torch.relu), Dense(784, torch.relu))
    self.output = Dense(n_classes)


def forward(self, x):
    wide = x.flatten(1)
    return self.output(torch.cat([wide, self.deep(wide)]))
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Gambar melewati satu layer dulu sebelum digabung, jadi tidak sampai apa adanya.",
        "en": "The image goes through a layer before the join, so it does not arrive as it is.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.wide = Dense(200)
    self.deep = nn.Sequential(Dense(300, torch.relu), Dense(100, torch.relu))
    self.output = Dense(n_classes)


def forward(self, x):
    flat = x.flatten(1)
    return self.output(torch.cat([self.wide(flat), self.deep(flat)], dim=1))
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Gambar dinormalkan sendiri-sendiri sebelum digabung.",
        "en": "Every image is normalised by itself before the join.",
        "code": """
def forward(self, x):
    wide = x.flatten(1)
    deep = self.deep(wide)
    wide = (wide - wide.mean(dim=1, keepdim=True)) / (wide.std(dim=1, keepdim=True) + 1e-6)
    return self.output(torch.cat([wide, deep], dim=1))
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Tanh sesudah penggabungan mengenai gambarnya juga.",
        "en": "Tanh behind the join hits the image, too.",
        "code": """
def forward(self, x):
    wide = x.flatten(1)
    joined = torch.tanh(torch.cat([wide, self.deep(wide)], dim=1))
    return self.output(joined)
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Layer output baru dibuat di setiap `forward`.",
        "en": "A new output layer is made in every `forward`.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.n_classes = n_classes
    self.deep = nn.Sequential(Dense(300, torch.relu), Dense(100, torch.relu))


def forward(self, x):
    wide = x.flatten(1)
    joined = torch.cat([wide, self.deep(wide)], dim=1)
    return Dense(self.n_classes)(joined)
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Layer dalam disimpan di list Python, jadi bukan bagian dari model.",
        "en": "The deep layers are kept in a Python list, so they are no part of the model.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.deep = [nn.Linear(784, 100), nn.Linear(100, 30)]
    self.output = nn.Linear(784 + 30, n_classes)


def forward(self, x):
    wide = x.flatten(1)
    h = wide
    for layer in self.deep:
        h = torch.relu(layer(h))
    return self.output(torch.cat([wide, h], dim=1))
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "`squeeze` di akhir menghilangkan dimensi batch kalau N = 1.",
        "en": "`squeeze` in the end drops the batch dimension where N = 1.",
        "code": """
def forward(self, x):
    wide = x.flatten(1)
    joined = torch.cat([wide, self.deep(wide)], dim=1)
    return self.output(joined).squeeze()
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "`x.squeeze()` di awal gagal kalau N = 1.",
        "en": "`x.squeeze()` at the start fails where N = 1.",
        "code": """
def forward(self, x):
    wide = x.squeeze().flatten(1)
    return self.output(torch.cat([wide, self.deep(wide)], dim=1))
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Ukuran batch 64 ditulis tetap.",
        "en": "A batch size of 64 is written into the code.",
        "code": """
def forward(self, x):
    wide = x.reshape(64, 28 * 28)
    return self.output(torch.cat([wide, self.deep(wide)], dim=1))
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Gambar tidak diratakan: layer bekerja pada baris 28 piksel.",
        "en": "The image is not flattened: the layers work on rows of 28 pixels.",
        "code": """
def forward(self, x):
    deep = self.deep(x)
    return self.output(torch.cat([x, deep], dim=-1))
""",
    },
    {
        "task": "6.3",
        "mistake": "missing-wide-part",
        "id": "Digabung sebelum layer dalam, bukan sebelum layer output.",
        "en": "Joined in front of the deep layers, not of the output layer.",
        "code": """
def forward(self, x):
    wide = x.flatten(1)
    return self.output(self.deep(torch.cat([wide, wide], dim=1)))
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Yang kembali kelas tebakannya, bukan skornya.",
        "en": "The guessed class comes back, not the scores.",
        "code": """
def forward(self, x):
    wide = x.flatten(1)
    return self.output(torch.cat([wide, self.deep(wide)], dim=1)).argmax(dim=1)
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Gambar milik pemanggil dibagi 255 di tempat.",
        "en": "The caller's images are divided by 255 in place.",
        "code": """
def forward(self, x):
    wide = x.flatten(1)
    wide /= 255
    return self.output(torch.cat([wide, self.deep(wide)], dim=1))
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "`nn.ReLU` ada sebelum kedua layer `Dense`, jadi di antara layer itu tidak ada aktivasi.",
        "en": "`nn.ReLU` comes before both `Dense` layers, so there is no activation between them.",
        "code": """
def __init__(self, n_classes):
    super().__init__()
    self.deep = nn.Sequential(nn.ReLU(), Dense(300), Dense(100))
    self.output = Dense(n_classes)
""",
    },
    # --- 6.4 ---
    {
        "task": "6.4",
        "mistake": "divided-by-number-of-examples",
        "id": "Dibagi N, bukan jumlah bobot target.",
        "en": "Divided by N, not by the sum of the targets' weights.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    losses = -log_p.gather(1, targets.unsqueeze(1)).squeeze(1)
    return (class_weights[targets] * losses).mean()
""",
    },
    {
        "task": "6.4",
        "mistake": "divided-by-number-of-examples",
        "id": 'Rata-rata biasa dari `reduction="none"`.',
        "en": 'A plain mean of `reduction="none"`.',
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    losses = nn.functional.cross_entropy(
        logits, targets, weight=class_weights, reduction="none"
    )
    return losses.mean()
""",
    },
    {
        "task": "6.4",
        "mistake": "divided-by-all-weights",
        "id": "Dibagi jumlah bobot semua kelas, bukan bobot target.",
        "en": "Divided by the sum of all class weights, not of the targets' weights.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = torch.log_softmax(logits, dim=1)
    losses = -log_p[torch.arange(len(targets)), targets]
    return (class_weights[targets] * losses).sum() / class_weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "sum-instead-of-mean",
        "id": "Tidak dibagi: jumlah, bukan rata-rata.",
        "en": "Not divided: a sum, not a mean.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    return nn.functional.cross_entropy(
        logits, targets, weight=class_weights, reduction="sum"
    )
""",
    },
    {
        "task": "6.4",
        "mistake": "weights-ignored",
        "id": "Bobot kelas tidak dipakai.",
        "en": "The class weights are not used.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    return nn.functional.cross_entropy(logits, targets)
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Bobot hanya membagi rata-ratanya, tidak mengenai tiap contoh.",
        "en": "The weights only scale the mean, they do not touch each example.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    losses = -log_p.gather(1, targets.unsqueeze(1)).squeeze(1)
    weights = class_weights[targets]
    return losses.mean() * weights.mean()
""",
    },
    {
        "task": "6.4",
        "mistake": "softmax-overflow",
        "id": "Softmax dulu baru logaritma, jadi logit besar memberi inf.",
        "en": "Softmax first and then the logarithm, so large logits give inf.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    p = torch.softmax(logits, dim=1)
    losses = -torch.log(p.gather(1, targets.unsqueeze(1)).squeeze(1))
    weights = class_weights[targets]
    return (weights * losses).sum() / weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "softmax-overflow",
        "id": "Eksponensial langsung dari logit, jadi logit besar memberi nan.",
        "en": "The exponential of the logits directly, so large logits give nan.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = logits - logits.exp().sum(dim=1, keepdim=True).log()
    losses = -log_p.gather(1, targets[:, None])[:, 0]
    weights = class_weights[targets]
    return (weights * losses).sum() / weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Peluang ditambah 1e-9 sebelum logaritma, jadi loss terpotong di sekitar 20.",
        "en": "1e-9 is added before the logarithm, so losses are cut off at about 20.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    p = torch.softmax(logits, dim=1)[torch.arange(len(targets)), targets]
    weights = class_weights[targets]
    return -(weights * torch.log(p + 1e-9)).sum() / weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "softmax-overflow",
        "id": "Yang dikurangkan logit terbesar seluruh batch, jadi baris yang rendah memberi inf.",
        "en": "Subtracts the largest logit of the whole batch, so a low row gives inf.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    z = logits - logits.max()
    log_p = z - torch.log(torch.exp(z).sum(dim=1, keepdim=True))
    losses = -log_p.gather(1, targets.unsqueeze(1)).squeeze(1)
    weights = class_weights[targets]
    return (weights * losses).sum() / weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Softmax sebelum `F.cross_entropy`: softmax dua kali.",
        "en": "Softmax in front of `F.cross_entropy`: softmax twice.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    p = torch.softmax(logits, dim=1)
    return nn.functional.cross_entropy(p, targets, weight=class_weights)
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Logaritma softmax di dimensi 0, atas contoh.",
        "en": "The logarithm of softmax along dimension 0, over the examples.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = torch.log_softmax(logits, dim=0)
    return nn.functional.nll_loss(log_p, targets, weight=class_weights)
""",
    },
    {
        "task": "6.4",
        "mistake": "weights-on-logits",
        "id": "Bobot dikalikan ke logit, bukan ke loss.",
        "en": "The weights multiply the logits, not the losses.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    return nn.functional.cross_entropy(logits * class_weights, targets)
""",
    },
    {
        "task": "6.4",
        "mistake": "missing-minus",
        "id": "Tanda minus terlupa.",
        "en": "The minus sign was forgotten.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    losses = log_p.gather(1, targets.unsqueeze(1)).squeeze(1)
    weights = class_weights[targets]
    return (weights * losses).sum() / weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Bobotnya menurut kelas tebakan, bukan target.",
        "en": "The weights follow the guessed class, not the target.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = torch.log_softmax(logits, dim=1)
    losses = -log_p.gather(1, targets.unsqueeze(1)).squeeze(1)
    weights = class_weights[logits.argmax(dim=1)]
    return (weights * losses).sum() / weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "`log_p[:, targets]` memberi matriks (N, N), bukan satu angka per contoh.",
        "en": "`log_p[:, targets]` gives an (N, N) matrix, not one number per example.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = torch.log_softmax(logits, dim=1)
    weights = class_weights[targets]
    return -(weights * log_p[:, targets]).mean(dim=0).sum() / weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Tanpa `squeeze`: bobot (N,) kali loss (N, 1) menjadi (N, N).",
        "en": "Without `squeeze`: weights (N,) times losses (N, 1) become (N, N).",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    losses = -log_p.gather(1, targets.unsqueeze(1))
    weights = class_weights[targets]
    return (weights * losses).sum() / weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Hasilnya float Python, bukan tensor yang bisa diturunkan.",
        "en": "The result is a Python float, not a differentiable tensor.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    return nn.functional.cross_entropy(logits, targets, weight=class_weights).item()
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Graph diputus: tidak bisa diturunkan terhadap logit.",
        "en": "The graph is cut: not differentiable with respect to the logits.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    z = torch.tensor(logits.tolist())
    return nn.functional.cross_entropy(z, targets, weight=class_weights.to(z.dtype))
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Satu loss per contoh, bukan satu skalar.",
        "en": "One loss for each example, not one scalar.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = torch.log_softmax(logits, dim=1)
    losses = -log_p.gather(1, targets.unsqueeze(1)).squeeze(1)
    weights = class_weights[targets]
    return weights * losses / weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Logit milik pemanggil diubah di tempat.",
        "en": "The caller's logits are changed in place.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    logits.data -= logits.data.max(dim=1, keepdim=True).values
    return nn.functional.cross_entropy(logits, targets, weight=class_weights)
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Bobot milik pemanggil dinormalkan di tempat.",
        "en": "The caller's weights are normalised in place.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    class_weights /= class_weights.sum()
    return nn.functional.cross_entropy(logits, targets, weight=class_weights)
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Selalu 10 kelas dalam one-hot.",
        "en": "Always 10 classes in the one-hot matrix.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    share = nn.functional.one_hot(targets, 10) * class_weights
    return -(share * torch.log_softmax(logits, dim=1)).sum() / share.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Hasilnya bentuk (1,), bukan skalar.",
        "en": "The result has shape (1,), not that of a scalar.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    loss = nn.functional.cross_entropy(logits, targets, weight=class_weights)
    return loss.reshape(1)
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Bobot dipangkatkan dua: sekali di loss, sekali lagi sesudahnya.",
        "en": "The weights act twice: once in the loss, once more afterwards.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    losses = nn.functional.cross_entropy(
        logits, targets, weight=class_weights, reduction="none"
    )
    weights = class_weights[targets]
    return (weights * losses).sum() / weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "missing-log",
        "id": "Peluang tanpa logaritma.",
        "en": "Probabilities without a logarithm.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    p = torch.softmax(logits, dim=1).gather(1, targets.unsqueeze(1)).squeeze(1)
    weights = class_weights[targets]
    return -(weights * p).sum() / weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "missing-log",
        "id": "`nll_loss` diberi peluang, bukan log-peluang.",
        "en": "`nll_loss` is given probabilities, not their logarithms.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    p = nn.functional.softmax(logits, dim=-1)
    return nn.functional.nll_loss(p, targets, weight=class_weights)
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Jumlah weight dipaksa minimal 1, jadi hasilnya salah bila jumlah itu kurang dari 1.",
        "en": "The sum of the weights is forced up to 1, so the mean is wrong when that sum is smaller.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    n = torch.arange(len(targets), device=targets.device)
    losses = torch.logsumexp(logits, dim=1) - logits[n, targets]

    w = class_weights[targets]
    return (w * losses).sum() / w.sum().clamp(min=1)
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Pembagi ditambah `1e-6`, jadi hasilnya meleset bila class weight sangat kecil.",
        "en": "`1e-6` is added to the divisor, so the result is off when the class weights are tiny.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    n = torch.arange(len(targets), device=targets.device)
    losses = torch.logsumexp(logits, dim=1) - logits[n, targets]

    w = class_weights[targets]
    return (w * losses).sum() / (w.sum() + 1e-6)
""",
    },
    # --- 6.5 ---
    {
        "task": "6.5",
        "mistake": "precision-and-recall-swapped",
        "id": "Precision dan recall tertukar.",
        "en": "Precision and recall are swapped.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    precision = hits / due.clamp(min=1)
    recall = hits / predicted.clamp(min=1)
    f1 = 2 * hits / (predicted + due).clamp(min=1)
    values = {"precision": precision, "recall": recall, "f1": f1}
    return {name: value.mean().item() for name, value in values.items()}
""",
    },
    {
        "task": "6.5",
        "mistake": "precision-and-recall-swapped",
        "id": "`update` menukar prediksi dan target.",
        "en": "`update` swaps predictions and targets.",
        "code": """
def update(self, predictions, targets):
    hits = targets[predictions == targets]
    for number, classes in enumerate((hits, targets, predictions)):
        self.counts[number] += torch.bincount(classes, minlength=self.n_classes)
""",
    },
    {
        "task": "6.5",
        "mistake": "f1-of-the-averages",
        "id": "F1 dihitung dari rata-rata precision dan recall, bukan per kelas.",
        "en": "F1 comes from the mean precision and recall, not class by class.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    precision = (hits / predicted.clamp(min=1)).mean().item()
    recall = (hits / due.clamp(min=1)).mean().item()
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}
""",
    },
    {
        "task": "6.5",
        "mistake": "f1-of-the-averages",
        "id": "Rata-rata harmonis dari kedua nilai makro.",
        "en": "The harmonic mean of the two macro values.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.tolist()
    n = self.n_classes
    p = sum(h / max(q, 1) for h, q in zip(hits, predicted)) / n
    r = sum(h / max(q, 1) for h, q in zip(hits, due)) / n
    f1 = 0.0 if p == 0 or r == 0 else 2 / (1 / p + 1 / r)
    return {"precision": p, "recall": r, "f1": f1}
""",
    },
    {
        "task": "6.5",
        "mistake": "micro-instead-of-macro",
        "id": "Micro: semua kelas dijumlahkan dulu.",
        "en": "Micro: all classes are added up first.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double().sum(dim=1)
    precision = (hits / predicted.clamp(min=1)).item()
    recall = (hits / due.clamp(min=1)).item()
    f1 = (2 * hits / (predicted + due).clamp(min=1)).item()
    return {"precision": precision, "recall": recall, "f1": f1}
""",
    },
    {
        "task": "6.5",
        "mistake": "weighted-by-class-size",
        "id": "Kelas ditimbang menurut banyaknya contoh.",
        "en": "Classes are weighted by their number of examples.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    share = due / due.sum().clamp(min=1)
    precision = hits / predicted.clamp(min=1)
    recall = hits / due.clamp(min=1)
    f1 = 2 * hits / (predicted + due).clamp(min=1)
    values = {"precision": precision, "recall": recall, "f1": f1}
    return {name: (share * value).sum().item() for name, value in values.items()}
""",
    },
    {
        "task": "6.5",
        "mistake": "absent-classes-left-out",
        "id": "Hanya kelas yang muncul yang dirata-ratakan.",
        "en": "Only classes that occur are averaged.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    seen = predicted + due > 0
    if not seen.any():
        return {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    hits, predicted, due = hits[seen], predicted[seen], due[seen]
    precision = hits / predicted.clamp(min=1)
    recall = hits / due.clamp(min=1)
    f1 = 2 * hits / (predicted + due)
    values = {"precision": precision, "recall": recall, "f1": f1}
    return {name: value.mean().item() for name, value in values.items()}
""",
    },
    {
        "task": "6.5",
        "mistake": "absent-classes-left-out",
        "id": "scikit-learn tanpa `labels`: kelas yang absen tidak ikut.",
        "en": "scikit-learn without `labels`: absent classes are left out.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.reset()


def update(self, predictions, targets):
    self.predictions += predictions.tolist()
    self.targets += targets.tolist()


def compute(self):
    from sklearn.metrics import precision_recall_fscore_support

    if not self.targets:
        return {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    p, r, f, _ = precision_recall_fscore_support(
        self.targets, self.predictions, average="macro", zero_division=0
    )
    return {"precision": float(p), "recall": float(r), "f1": float(f)}


def reset(self):
    self.predictions = []
    self.targets = []
""",
    },
    {
        "task": "6.5",
        "mistake": "undefined-not-zero",
        "id": "Yang tak terdefinisi (0/0) dihitung 1.",
        "en": "What is undefined (0/0) counts 1.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    precision = torch.where(predicted > 0, hits / predicted, torch.ones_like(hits))
    recall = torch.where(due > 0, hits / due, torch.ones_like(hits))
    both = predicted + due
    f1 = torch.where(both > 0, 2 * hits / both, torch.ones_like(hits))
    values = {"precision": precision, "recall": recall, "f1": f1}
    return {name: value.mean().item() for name, value in values.items()}
""",
    },
    {
        "task": "6.5",
        "mistake": "undefined-not-zero",
        "id": "0/0 memberi nan.",
        "en": "0/0 gives nan.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    precision = hits / predicted
    recall = hits / due
    f1 = 2 * precision * recall / (precision + recall)
    values = {"precision": precision, "recall": recall, "f1": f1}
    return {name: value.mean().item() for name, value in values.items()}
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "nan dilewati dalam rata-rata, bukan dihitung 0.",
        "en": "nan is skipped in the mean, not counted as 0.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    precision = (hits / predicted).nanmean().nan_to_num().item()
    recall = (hits / due).nanmean().nan_to_num().item()
    f1 = (2 * hits / (predicted + due)).nanmean().nan_to_num().item()
    return {"precision": precision, "recall": recall, "f1": f1}
""",
    },
    {
        "task": "6.5",
        "mistake": "undefined-not-zero",
        "id": "F1 memakai precision dan recall yang keduanya 0, jadi nan.",
        "en": "F1 divides by precision + recall where both are 0, so it is nan.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    precision = hits / predicted.clamp(min=1)
    recall = hits / due.clamp(min=1)
    f1 = 2 * precision * recall / (precision + recall)
    if not self.counts.any():
        f1 = torch.zeros(self.n_classes)
    values = {"precision": precision, "recall": recall, "f1": f1}
    return {name: value.mean().item() for name, value in values.items()}
""",
    },
    {
        "task": "6.5",
        "mistake": "only-the-last-batch",
        "id": "`update` menimpa hitungan sebelumnya: hanya batch terakhir yang dihitung.",
        "en": "`update` overwrites the counts of before: only the last batch counts.",
        "code": """
def update(self, predictions, targets):
    hits = targets[predictions == targets]
    n = self.n_classes
    self.counts = torch.stack(
        [torch.bincount(c, minlength=n) for c in (hits, predictions, targets)]
    )
""",
    },
    {
        "task": "6.5",
        "mistake": "mean-over-batches",
        "id": "Nilai tiap batch dirata-ratakan, bukan dihitung dari semuanya.",
        "en": "The values of the batches are averaged, not computed from everything.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.reset()


def update(self, predictions, targets):
    n = self.n_classes
    hits = torch.bincount(targets[predictions == targets], minlength=n).double()
    predicted = torch.bincount(predictions, minlength=n)
    due = torch.bincount(targets, minlength=n)
    p = (hits / predicted.clamp(min=1)).mean().item()
    r = (hits / due.clamp(min=1)).mean().item()
    f = (2 * hits / (predicted + due).clamp(min=1)).mean().item()
    self.rows.append((p, r, f))


def compute(self):
    if not self.rows:
        return {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    p, r, f = np.mean(self.rows, axis=0)
    return {"precision": float(p), "recall": float(r), "f1": float(f)}


def reset(self):
    self.rows = []
""",
    },
    {
        "task": "6.5",
        "mistake": "mean-over-batches",
        "id": "Nilai tiap batch dirata-ratakan dengan bobot ukurannya.",
        "en": "The values of the batches are averaged, weighted by their sizes.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.reset()


def update(self, predictions, targets):
    from sklearn.metrics import precision_recall_fscore_support

    p, r, f, _ = precision_recall_fscore_support(
        targets.numpy(),
        predictions.numpy(),
        labels=range(self.n_classes),
        average="macro",
        zero_division=0,
    )
    n = len(targets)
    self.total += n * np.array([p, r, f])
    self.n += n


def compute(self):
    p, r, f = (self.total / max(self.n, 1)).tolist()
    return {"precision": p, "recall": r, "f1": f}


def reset(self):
    self.total = np.zeros(3)
    self.n = 0
""",
    },
    {
        "task": "6.5",
        "mistake": "not-reset",
        "id": "`reset` tidak melakukan apa-apa.",
        "en": "`reset` does nothing.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.counts = torch.zeros(3, n_classes, dtype=torch.int64)


def reset(self):
    pass
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "`reset` hanya melupakan yang benar; prediksi dan target tetap terhitung.",
        "en": "`reset` forgets only the hits; predictions and targets stay counted.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.counts = torch.zeros(3, n_classes, dtype=torch.int64)


def reset(self):
    self.counts[0] = 0
""",
    },
    {
        "task": "6.5",
        "mistake": "not-reset",
        "id": "`reset` hanya membuat variabel lokal.",
        "en": "`reset` only makes a local variable.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.counts = torch.zeros(3, n_classes, dtype=torch.int64)


def reset(self):
    counts = torch.zeros(3, self.n_classes, dtype=torch.int64)
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "`compute` melupakan semuanya sesudah dibaca.",
        "en": "`compute` forgets everything once read.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    precision = hits / predicted.clamp(min=1)
    recall = hits / due.clamp(min=1)
    f1 = 2 * hits / (predicted + due).clamp(min=1)
    values = {"precision": precision, "recall": recall, "f1": f1}
    self.reset()
    return {name: value.mean().item() for name, value in values.items()}
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "`compute` mengubah hitungannya, jadi panggilan kedua memberi nilai lain.",
        "en": "`compute` changes the counts, so a second call gives another value.",
        "code": """
def compute(self):
    self.counts = self.counts.double()
    hits, predicted, due = self.counts
    hits /= predicted.clamp(min=1)
    precision = hits.clone()
    recall = hits * predicted / due.clamp(min=1)
    f1 = 2 * hits * predicted / (predicted + due).clamp(min=1)
    values = {"precision": precision, "recall": recall, "f1": f1}
    return {name: value.mean().item() for name, value in values.items()}
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "Nilainya tensor, bukan float.",
        "en": "The values are tensors, not floats.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    precision = hits / predicted.clamp(min=1)
    recall = hits / due.clamp(min=1)
    f1 = 2 * hits / (predicted + due).clamp(min=1)
    return {"precision": precision.mean(), "recall": recall.mean(), "f1": f1.mean()}
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "Satu nilai per kelas, bukan rata-ratanya.",
        "en": "One value for each class, not their mean.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    precision = hits / predicted.clamp(min=1)
    recall = hits / due.clamp(min=1)
    f1 = 2 * hits / (predicted + due).clamp(min=1)
    return {"precision": precision.tolist(), "recall": recall.tolist(), "f1": f1.tolist()}
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "Tuple, bukan dict.",
        "en": "A tuple, not a dict.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    precision = hits / predicted.clamp(min=1)
    recall = hits / due.clamp(min=1)
    f1 = 2 * hits / (predicted + due).clamp(min=1)
    return precision.mean().item(), recall.mean().item(), f1.mean().item()
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "Gagal sebelum `update` pertama: tidak ada yang bisa digabung.",
        "en": "Fails before the first `update`: there is nothing to join.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.reset()


def update(self, predictions, targets):
    self.pairs.append(torch.stack([predictions, targets]))


def compute(self):
    predictions, targets = torch.cat(self.pairs, dim=1)
    p = r = f = 0.0
    for c in range(self.n_classes):
        hits = ((predictions == c) & (targets == c)).sum().item()
        predicted = (predictions == c).sum().item()
        due = (targets == c).sum().item()
        p += hits / max(predicted, 1)
        r += hits / max(due, 1)
        f += 2 * hits / max(predicted + due, 1)
    n = self.n_classes
    return {"precision": p / n, "recall": r / n, "f1": f / n}


def reset(self):
    self.pairs = []
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "Batch disusun dengan `torch.stack`, jadi semuanya harus sama besar.",
        "en": "Batches are put on top of each other, so all must have the same size.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.reset()


def update(self, predictions, targets):
    self.pairs.append(torch.stack([predictions, targets]))


def compute(self):
    if not self.pairs:
        return {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    predictions, targets = torch.stack(self.pairs, dim=1)
    p = r = f = 0.0
    for c in range(self.n_classes):
        hits = ((predictions == c) & (targets == c)).sum().item()
        predicted = (predictions == c).sum().item()
        due = (targets == c).sum().item()
        p += hits / max(predicted, 1)
        r += hits / max(due, 1)
        f += 2 * hits / max(predicted + due, 1)
    n = self.n_classes
    return {"precision": p / n, "recall": r / n, "f1": f / n}


def reset(self):
    self.pairs = []
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "Tanpa `minlength`: gagal kalau kelas terakhir tidak muncul di batch.",
        "en": "Without `minlength`: fails where the last class is absent from a batch.",
        "code": """
def update(self, predictions, targets):
    hits = targets[predictions == targets]
    for number, classes in enumerate((hits, predictions, targets)):
        self.counts[number] += torch.bincount(classes)
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "Banyaknya kelas dari yang terbesar yang muncul, bukan `n_classes`.",
        "en": "The number of classes comes from the largest seen, not from `n_classes`.",
        "code": """
def __init__(self, n_classes):
    self.reset()


def update(self, predictions, targets):
    self.pairs += list(zip(predictions.tolist(), targets.tolist()))


def compute(self):
    n = max([max(pair) for pair in self.pairs], default=0) + 1
    p = r = f = 0.0
    for c in range(n):
        hits = sum(pair == (c, c) for pair in self.pairs)
        predicted = sum(pair[0] == c for pair in self.pairs)
        due = sum(pair[1] == c for pair in self.pairs)
        p += hits / max(predicted, 1)
        r += hits / max(due, 1)
        f += 2 * hits / max(predicted + due, 1)
    return {"precision": p / n, "recall": r / n, "f1": f / n}


def reset(self):
    self.pairs = []
""",
    },
    {
        "task": "6.5",
        "mistake": "shared-between-metrics",
        "id": "Hitungan disimpan di kelasnya, jadi dua metrik saling mengganggu.",
        "en": "The counts are kept on the class, so two metrics disturb each other.",
        "code": """
def update(self, predictions, targets):
    hits = targets[predictions == targets]
    for number, classes in enumerate((hits, predictions, targets)):
        MacroF1.counts[number] += torch.bincount(classes, minlength=self.n_classes)


def reset(self):
    MacroF1.counts = torch.zeros(3, self.n_classes, dtype=torch.int64)
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "`+=` dengan indeks tensor menghitung kelas yang sama hanya sekali per batch.",
        "en": "`+=` with index tensors counts equal classes only once per batch.",
        "code": """
def update(self, predictions, targets):
    self.counts[0][targets[predictions == targets]] += 1
    self.counts[1][predictions] += 1
    self.counts[2][targets] += 1
""",
    },
    {
        "task": "6.5",
        "mistake": "micro-instead-of-macro",
        "id": "Accuracy menggantikan precision, recall, dan F1.",
        "en": "Accuracy takes the place of precision, recall and F1.",
        "code": """
def compute(self):
    hits, _, due = self.counts.double().sum(dim=1)
    accuracy = (hits / due.clamp(min=1)).item()
    return {"precision": accuracy, "recall": accuracy, "f1": accuracy}
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "F1 dirata-ratakan biasa: (p + r) / 2, bukan harmonis.",
        "en": "F1 as a plain mean: (p + r) / 2, not harmonic.",
        "code": """
def compute(self):
    hits, predicted, due = self.counts.double()
    precision = hits / predicted.clamp(min=1)
    recall = hits / due.clamp(min=1)
    f1 = (precision + recall) / 2
    values = {"precision": precision, "recall": recall, "f1": f1}
    return {name: value.mean().item() for name, value in values.items()}
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "Prediksi milik pemanggil diubah di tempat.",
        "en": "The caller's predictions are changed in place.",
        "code": """
def update(self, predictions, targets):
    n = self.n_classes
    self.counts[1] += torch.bincount(predictions, minlength=n)
    self.counts[2] += torch.bincount(targets, minlength=n)
    predictions[predictions != targets] = n
    self.counts[0] += torch.bincount(predictions, minlength=n + 1)[:n]
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "Hitungan disimpan dalam `int16`, jadi meluap setelah 32.767 contoh dari satu kelas.",
        "en": "The counts are kept in `int16`, so they overflow past 32,767 examples of a class.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.reset()

def reset(self):
    self.right = torch.zeros(self.n_classes, dtype=torch.int16)
    self.predicted = torch.zeros(self.n_classes, dtype=torch.int16)
    self.due = torch.zeros(self.n_classes, dtype=torch.int16)

def update(self, predictions, targets):
    p, t = predictions.cpu(), targets.cpu()
    self.right += torch.bincount(p[p == t], minlength=self.n_classes)
    self.predicted += torch.bincount(p, minlength=self.n_classes)
    self.due += torch.bincount(t, minlength=self.n_classes)

def compute(self):
    h, t, a = self.right.double(), self.predicted.double(), self.due.double()
    return {
        "precision": (h / t.clamp(min=1)).mean().item(),
        "recall": (h / a.clamp(min=1)).mean().item(),
        "f1": (2 * h / (t + a).clamp(min=1)).mean().item(),
    }
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "Hitungan disimpan dalam `uint8`, jadi meluap setelah 255 contoh dari satu kelas.",
        "en": "The counts are kept in `uint8`, so they overflow past 255 examples of a class.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.reset()

def reset(self):
    self.right = torch.zeros(self.n_classes, dtype=torch.uint8)
    self.predicted = torch.zeros(self.n_classes, dtype=torch.uint8)
    self.due = torch.zeros(self.n_classes, dtype=torch.uint8)

def update(self, predictions, targets):
    p, t = predictions.cpu(), targets.cpu()
    self.right += torch.bincount(p[p == t], minlength=self.n_classes)
    self.predicted += torch.bincount(p, minlength=self.n_classes)
    self.due += torch.bincount(t, minlength=self.n_classes)

def compute(self):
    h, t, a = self.right.double(), self.predicted.double(), self.due.double()
    return {
        "precision": (h / t.clamp(min=1)).mean().item(),
        "recall": (h / a.clamp(min=1)).mean().item(),
        "f1": (2 * h / (t + a).clamp(min=1)).mean().item(),
    }
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "Ukuran hitungan selalu `N_CLASSES`, jadi gagal bila `n_classes` lebih besar.",
        "en": "The counts always have `N_CLASSES` places, so a larger `n_classes` crashes.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.reset()

def reset(self):
    self.right = torch.zeros(N_CLASSES, dtype=torch.int64)
    self.predicted = torch.zeros(N_CLASSES, dtype=torch.int64)
    self.due = torch.zeros(N_CLASSES, dtype=torch.int64)

def update(self, predictions, targets):
    p, t = predictions.cpu(), targets.cpu()
    self.right += torch.bincount(p[p == t], minlength=N_CLASSES)
    self.predicted += torch.bincount(p, minlength=N_CLASSES)
    self.due += torch.bincount(t, minlength=N_CLASSES)

def compute(self):
    h, t, a = self.right.double(), self.predicted.double(), self.due.double()
    c = self.n_classes
    return {
        "precision": (h / t.clamp(min=1)).sum().item() / c,
        "recall": (h / a.clamp(min=1)).sum().item() / c,
        "f1": (2 * h / (t + a).clamp(min=1)).sum().item() / c,
    }
""",
    },
    # --- 6.6 ---
    {
        "task": "6.6",
        "mistake": "leftover-gradients-used",
        "id": "`backward` menambah gradien yang tertinggal di `.grad`.",
        "en": "`backward` adds to the gradients left over in `.grad`.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    loss = loss_function(model(x), y)
    loss.backward()
    moves = [(p, p.grad) for p in model.parameters() if p.requires_grad and p.grad is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm().item()
        factor = min(1.0, max_norm / max(norm, 1e-12))
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "leftover-gradients-used",
        "id": "Gradien tidak dikosongkan, jadi langkah kedua memakai yang pertama juga.",
        "en": "Gradients are not cleared, so the second step uses the first's, too.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    loss = loss_function(model(x), y)
    loss.backward()
    params = [p for p in model.parameters() if p.requires_grad and p.grad is not None]
    if max_norm is not None:
        nn.utils.clip_grad_norm_(params, max_norm)
    for p in params:
        p.data.add_(p.grad, alpha=-lr)
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Tanpa `allow_unused`: parameter yang tidak dipakai menimbulkan error.",
        "en": "Without `allow_unused`: a parameter that is not used raises an error.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters)
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for g in gradients]).norm().item()
        factor = min(1.0, max_norm / max(norm, 1e-12))
    with torch.no_grad():
        for p, g in zip(parameters, gradients):
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "`allow_unused` ada, tetapi None ikut dikalikan.",
        "en": "`allow_unused` is there, but None is multiplied, too.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    factor = 1.0
    if max_norm is not None:
        norm = math.sqrt(sum(g.pow(2).sum().item() for g in gradients))
        factor = max_norm / max(norm, max_norm)
    with torch.no_grad():
        for p, g in zip(parameters, gradients):
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Parameter beku ikut diminta gradiennya, yang menimbulkan error.",
        "en": "Frozen parameters are asked for gradients, too, which raises an error.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = list(model.parameters())
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm().item()
        factor = max_norm / max(norm, max_norm)
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "frozen-parameters-moved",
        "id": "Parameter beku dicairkan dan ikut bergerak.",
        "en": "Frozen parameters are thawed and move along.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = list(model.parameters())
    for p in parameters:
        p.requires_grad_(True)
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm().item()
        factor = max_norm / max(norm, max_norm)
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "clip-ignored",
        "id": "Gradien tidak pernah dipotong; `max_norm` diabaikan.",
        "en": "Gradients are never clipped; `max_norm` is ignored.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    with torch.no_grad():
        for p, g in zip(parameters, gradients):
            if g is not None:
                p -= lr * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "clipped-one-by-one",
        "id": "Setiap gradien dipotong dengan normanya sendiri, bukan norma semuanya.",
        "en": "Each gradient is clipped by its own norm, not by that of all together.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    with torch.no_grad():
        for p, g in zip(parameters, gradients):
            if g is None:
                continue
            if max_norm is not None and g.norm() > max_norm:
                g = g * (max_norm / g.norm())
            p -= lr * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "clipped-one-by-one",
        "id": "Setiap tensor dibatasi sendiri-sendiri, jadi perbandingan antar parameter berubah.",
        "en": "Each tensor is clamped to length `max_norm`, so their proportions change.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    limit = math.inf if max_norm is None else max_norm
    for p, g in zip(parameters, gradients):
        if g is not None:
            factor = min(1.0, limit / max(g.norm().item(), 1e-12))
            p.data -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "clipped-by-value",
        "id": "Setiap angka gradien dibatasi, bukan normanya.",
        "en": "Every number of a gradient is limited, not the norm.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    with torch.no_grad():
        for p, g in zip(parameters, gradients):
            if g is not None:
                if max_norm is not None:
                    g = g.clamp(-max_norm, max_norm)
                p -= lr * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "short-gradients-stretched",
        "id": "Gradien selalu diskalakan ke `max_norm`, juga kalau normanya lebih kecil.",
        "en": "Gradients are always scaled to `max_norm`, also where their norm is smaller.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        factor = max_norm / torch.stack([g.norm() for _, g in moves]).norm()
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "norms-added",
        "id": "Norma-normanya dijumlahkan, bukan kuadratnya.",
        "en": "The norms are added, not their squares.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = sum(g.norm().item() for _, g in moves)
        factor = max_norm / max(norm, max_norm)
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Akar terlupa: yang dibandingkan kuadrat normanya.",
        "en": "The root was forgotten: the squared norm is compared.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = sum(g.pow(2).sum().item() for _, g in moves)
        if norm > max_norm:
            factor = max_norm / norm
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Norma terbesar dari satu tensor, bukan norma semuanya.",
        "en": "The largest norm of one tensor, not the norm of all.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = max(g.norm().item() for _, g in moves)
        factor = max_norm / max(norm, max_norm)
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Yang dibatasi langkah lr kali gradien, bukan gradiennya.",
        "en": "The step, lr times gradient, is limited, not the gradient.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    steps = [(p, lr * g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([s.norm() for _, s in steps]).norm().item()
        factor = max_norm / max(norm, max_norm)
    with torch.no_grad():
        for p, step in steps:
            p -= factor * step
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Yang dibatasi norma weight sesudah langkah, bukan gradien.",
        "en": "The norm of the weights after the step is limited, not the gradient.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    with torch.no_grad():
        for p, g in moves:
            p -= lr * g
        if max_norm is not None:
            norm = torch.stack([p.norm() for p, _ in moves]).norm()
            for p, _ in moves:
                p *= max_norm / norm.clamp(min=max_norm)
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "clip-ignored",
        "id": "`if max_norm:` menganggap 0.0 sama dengan None.",
        "en": "`if max_norm:` takes 0.0 for None.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm:
        norm = torch.stack([g.norm() for _, g in moves]).norm()
        factor = max_norm / norm.clamp(min=max_norm)
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "step-uphill",
        "id": "Langkahnya searah gradien: loss naik.",
        "en": "The step goes along the gradient: the loss rises.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm()
        factor = max_norm / norm.clamp(min=max_norm)
    with torch.no_grad():
        for p, g in moves:
            p += lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "loss-after-step",
        "id": "Loss sesudah langkah, bukan sebelumnya.",
        "en": "The loss after the step, not before it.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm()
        factor = max_norm / norm.clamp(min=max_norm)
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
        return loss_function(model(x), y).item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Loss kembali sebagai tensor, bukan float.",
        "en": "The loss comes back as a tensor, not as a float.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm()
        factor = max_norm / norm.clamp(min=max_norm)
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
    return loss.detach()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Tidak mengembalikan apa-apa.",
        "en": "Returns nothing.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm()
        factor = max_norm / norm.clamp(min=max_norm)
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
""",
    },
    {
        "task": "6.6",
        "mistake": "missing-step",
        "id": "`p = p - ...` hanya mengganti nama lokal; model tidak berubah.",
        "en": "`p = p - ...` only rebinds a local name; the model does not change.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm()
        factor = max_norm / norm.clamp(min=max_norm)
    with torch.no_grad():
        for p, g in moves:
            p = p - lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Parameter diubah tanpa `no_grad`, yang menimbulkan error.",
        "en": "Parameters are changed without `no_grad`, which raises an error.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm()
        factor = max_norm / norm.clamp(min=max_norm)
    for p, g in moves:
        p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Argumen fungsi loss tertukar: target dulu, baru prediksi.",
        "en": "The loss function's arguments are swapped: targets first, then predictions.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(y, model(x))
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm()
        factor = max_norm / norm.clamp(min=max_norm)
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "shared-weights-moved-twice",
        "id": "Weight bersama bergerak dua kali: tiap modul menurunkan parameternya sendiri.",
        "en": "A shared weight moves twice: every module lowers its own parameters.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = []
    for module in model.modules():
        parameters += [p for p in module.parameters(recurse=False) if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm()
        factor = max_norm / norm.clamp(min=max_norm)
    with torch.no_grad():
        for p, g in moves:
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Bukan gradien melainkan tandanya yang menentukan langkah.",
        "en": "Not the gradient but its sign makes the step.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    with torch.no_grad():
        for p, g in zip(parameters, gradients):
            if g is not None:
                p -= lr * g.sign()
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "gradients-off-afterwards",
        "id": "Pencatatan gradien dimatikan dan tidak dinyalakan lagi.",
        "en": "Recording of gradients is switched off and never on again.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm()
        factor = max_norm / norm.clamp(min=max_norm)
    torch.set_grad_enabled(False)
    for p, g in moves:
        p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Weight decay ditambahkan, jadi parameter yang tidak dipakai pun menyusut.",
        "en": "Weight decay is added, so even unused parameters shrink.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.SGD(parameters, lr=lr, weight_decay=0.01)
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(
        loss, parameters, allow_unused=True, materialize_grads=True
    )
    norm = torch.stack([g.norm() for g in gradients]).norm()
    if max_norm is not None and norm > max_norm:
        gradients = [g * max_norm / norm for g in gradients]
    for p, g in zip(parameters, gradients):
        p.grad = g
    optimizer.step()
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "`requires_grad` dimatikan untuk langkah dan tidak dinyalakan lagi.",
        "en": "`requires_grad` is switched off for the step and never on again.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm()
        factor = max_norm / norm.clamp(min=max_norm)
    for p, g in moves:
        p.requires_grad_(False)
        p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "lr-ignored",
        "id": "Learning rate tidak dipakai.",
        "en": "The learning rate is not used.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    moves = [(p, g) for p, g in zip(parameters, gradients) if g is not None]
    factor = 1.0
    if max_norm is not None:
        norm = torch.stack([g.norm() for _, g in moves]).norm()
        factor = max_norm / norm.clamp(min=max_norm)
    with torch.no_grad():
        for p, g in moves:
            p -= factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "missing-step",
        "id": "Gradien hanya ditaruh di `.grad`; langkahnya terlupa.",
        "en": "Gradients are only put into `.grad`; the step was forgotten.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    for p, g in zip(parameters, gradients):
        p.grad = g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Gradient weight yang dipakai bersama terhitung dua kali dalam norma.",
        "en": "The gradient of a shared weight is counted twice in the norm.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    loss = loss_function(model(x), y)
    ps = [p for _, p in model.named_parameters(remove_duplicate=False) if p.requires_grad]
    pairs = [(p, g) for p, g in zip(ps, torch.autograd.grad(loss, ps, allow_unused=True)) if g is not None]

    factor = 1.0
    norm = math.sqrt(sum(float(g.detach().double().pow(2).sum()) for _, g in pairs))
    if max_norm is not None and norm > max_norm:
        factor = max_norm / norm

    with torch.no_grad():
        for p, g in {id(p): (p, g) for p, g in pairs}.values():
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Parameter diganti objek baru, padahal optimizer masih memegang objek yang lama.",
        "en": "The parameters are replaced by new objects, while an optimizer still holds the old ones.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    loss = loss_function(model(x), y)
    ps = [p for p in model.parameters() if p.requires_grad]
    pairs = [(p, g) for p, g in zip(ps, torch.autograd.grad(loss, ps, allow_unused=True)) if g is not None]

    factor = 1.0
    norm = math.sqrt(sum(float(g.detach().double().pow(2).sum()) for _, g in pairs))
    if max_norm is not None and norm > max_norm:
        factor = max_norm / norm

    new = {id(p): nn.Parameter((p - lr * factor * g).detach()) for p, g in pairs}
    for module in model.modules():
        for name, p in list(module._parameters.items()):
            if id(p) in new:
                setattr(module, name, new[id(p)])
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Parameter beku yang masih menyimpan `.grad` lama ikut digeser.",
        "en": "A frozen parameter that still holds an old `.grad` is moved as well.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    for p in model.parameters():
        if p.requires_grad:
            p.grad = None
    loss = loss_function(model(x), y)
    loss.backward()
    pairs = [(p, p.grad) for p in model.parameters() if p.grad is not None]

    factor = 1.0
    norm = math.sqrt(sum(float(g.detach().double().pow(2).sum()) for _, g in pairs))
    if max_norm is not None and norm > max_norm:
        factor = max_norm / norm

    with torch.no_grad():
        for p, g in pairs:
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Forward pass dijalankan dua kali, jadi statistik batch norm juga diperbarui dua kali.",
        "en": "The forward pass runs twice, so batch norm statistics are updated twice as well.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    with torch.no_grad():
        value = loss_function(model(x), y).item()

    loss = loss_function(model(x), y)
    ps = [p for p in model.parameters() if p.requires_grad]
    pairs = [(p, g) for p, g in zip(ps, torch.autograd.grad(loss, ps, allow_unused=True)) if g is not None]

    factor = 1.0
    norm = math.sqrt(sum(float(g.detach().double().pow(2).sum()) for _, g in pairs))
    if max_norm is not None and norm > max_norm:
        factor = max_norm / norm

    with torch.no_grad():
        for p, g in pairs:
            p -= lr * factor * g
    return value
""",
    },
    # --- 6.7 ---
    {
        "task": "6.7",
        "mistake": "always-the-same-split",
        "id": "Tidak diacak: validasi adalah contoh-contoh terakhir.",
        "en": "Not shuffled: validation is the last examples.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    n = len(dataset)
    cut = n - n_validation
    return Subset(dataset, range(cut)), Subset(dataset, range(cut, n))
""",
    },
    {
        "task": "6.7",
        "mistake": "block-instead-of-draw",
        "id": "Seed hanya memilih tempat mulai; validasi adalah satu blok.",
        "en": "The seed only chooses where to begin; validation is one block.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    n = len(dataset)
    start = int(torch.randint(n, (1,), generator=torch.Generator().manual_seed(seed)))
    order = [(start + i) % n for i in range(n)]
    return Subset(dataset, order[n_validation:]), Subset(dataset, order[:n_validation])
""",
    },
    {
        "task": "6.7",
        "mistake": "always-the-same-split",
        "id": "Tidak diacak: validasi adalah contoh-contoh pertama.",
        "en": "Not shuffled: validation is the first examples.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    torch.Generator().manual_seed(seed)
    order = list(range(len(dataset)))
    return Subset(dataset, order[n_validation:]), Subset(dataset, order[:n_validation])
""",
    },
    {
        "task": "6.7",
        "mistake": "seed-ignored",
        "id": "`random_split` tanpa generator: seed tidak dipakai.",
        "en": "`random_split` without a generator: the seed is not used.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    from torch.utils.data import random_split

    return tuple(random_split(dataset, [len(dataset) - n_validation, n_validation]))
""",
    },
    {
        "task": "6.7",
        "mistake": "seed-ignored",
        "id": "`randperm` tanpa generator: setiap kali pembagian lain.",
        "en": "`randperm` without its generator: another split each time.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(dataset)).tolist()
    return Subset(dataset, order[n_validation:]), Subset(dataset, order[:n_validation])
""",
    },
    {
        "task": "6.7",
        "mistake": "seed-ignored",
        "id": "`torch.manual_seed`, tetapi NumPy yang mengacak.",
        "en": "`torch.manual_seed`, but it is NumPy that shuffles.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    torch.Generator().manual_seed(seed)
    order = np.random.permutation(len(dataset)).tolist()
    return Subset(dataset, order[n_validation:]), Subset(dataset, order[:n_validation])
""",
    },
    {
        "task": "6.7",
        "mistake": "always-the-same-split",
        "id": "Seed selalu 42; yang diberikan diabaikan.",
        "en": "The seed is always 42; the one given is ignored.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator().manual_seed(42)
    order = torch.randperm(len(dataset), generator=generator).tolist()
    return Subset(dataset, order[n_validation:]), Subset(dataset, order[:n_validation])
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Seed 0 dianggap tidak ada.",
        "en": "Seed 0 counts as no seed.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    import random

    order = list(range(len(dataset)))
    random.Random(seed if seed else None).shuffle(order)
    return Subset(dataset, order[n_validation:]), Subset(dataset, order[:n_validation])
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Kedua bagian diacak sendiri-sendiri, jadi ada contoh di keduanya.",
        "en": "Both parts are shuffled separately, so some examples are in both.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator().manual_seed(seed)
    n = len(dataset)
    validation = torch.randperm(n, generator=generator)[:n_validation].tolist()
    train = torch.randperm(n, generator=generator)[: n - n_validation].tolist()
    return Subset(dataset, train), Subset(dataset, validation)
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Data latihan tetap berisi semuanya, juga validasi.",
        "en": "The training data still holds everything, validation, too.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(dataset), generator=generator).tolist()
    return dataset, Subset(dataset, order[:n_validation])
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Ditarik dengan pengembalian: satu contoh bisa muncul beberapa kali.",
        "en": "Drawn with replacement: an example may occur several times.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    n = len(dataset)
    rng = np.random.default_rng(seed)
    validation = [int(i) for i in rng.integers(0, n, size=n_validation)]
    train = [i for i in range(n) if i not in set(validation)]
    return Subset(dataset, train), Subset(dataset, validation)
""",
    },
    {
        "task": "6.7",
        "mistake": "train-and-validation-swapped",
        "id": "Urutannya tertukar: validasi dulu, baru latihan.",
        "en": "The order is swapped: validation first, then training.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(dataset), generator=generator).tolist()
    return Subset(dataset, order[:n_validation]), Subset(dataset, order[n_validation:])
""",
    },
    {
        "task": "6.7",
        "mistake": "train-and-validation-swapped",
        "id": "`n_validation` menjadi banyaknya contoh latihan.",
        "en": "`n_validation` becomes the number of training examples.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    from torch.utils.data import random_split

    generator = torch.Generator().manual_seed(seed)
    sizes = [n_validation, len(dataset) - n_validation]
    train, validation = random_split(dataset, sizes, generator=generator)
    return train, validation
""",
    },
    {
        "task": "6.7",
        "mistake": "wrong-part-empty",
        "id": "`[:-0]` kosong: dengan n_validation 0 semua contoh hilang dari latihan.",
        "en": "`[:-0]` is empty: with n_validation 0 training loses every example.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(dataset), generator=generator).tolist()
    return Subset(dataset, order[:-n_validation]), Subset(dataset, order[-n_validation:])
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Satu contoh hilang di antara kedua bagian.",
        "en": "One example gets lost between the two parts.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(dataset), generator=generator).tolist()
    return Subset(dataset, order[n_validation + 1 :]), Subset(dataset, order[:n_validation])
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Posisi dihitung dari 1, jadi contoh ke-0 tidak pernah terpilih.",
        "en": "Positions count from 1, so example 0 is never chosen.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    import random

    order = list(range(1, len(dataset)))
    random.Random(seed).shuffle(order)
    return Subset(dataset, order[n_validation:]), Subset(dataset, order[:n_validation])
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Yang kembali posisi, bukan data set.",
        "en": "Positions come back, not data sets.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(dataset), generator=generator).tolist()
    return order[n_validation:], order[:n_validation]
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Yang kembali generator Python, yang tidak punya panjang.",
        "en": "Python generators come back, which have no length.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(dataset), generator=generator).tolist()
    train = (dataset[i] for i in order[n_validation:])
    validation = (dataset[i] for i in order[:n_validation])
    return train, validation
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "`train_test_split` menolak 0 dan semua contoh.",
        "en": "`train_test_split` refuses 0 and all examples.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    from sklearn.model_selection import train_test_split

    positions = list(range(len(dataset)))
    train, validation = train_test_split(
        positions, test_size=n_validation, random_state=seed
    )
    return Subset(dataset, train), Subset(dataset, validation)
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Data set dipotong dengan slice, yang tidak dimiliki setiap data set.",
        "en": "The data set is cut by slices, which not every data set has.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(dataset), generator=generator)
    return dataset[order[n_validation:]], dataset[order[:n_validation]]
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Atribut `tensors` hanya dimiliki TensorDataset.",
        "en": "Only a TensorDataset has the attribute `tensors`.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(dataset), generator=generator)
    x, y = dataset.tensors
    train, validation = order[n_validation:], order[:n_validation]
    return TensorDataset(x[train], y[train]), TensorDataset(x[validation], y[validation])
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Data milik pemanggil diacak di tempat.",
        "en": "The caller's data is shuffled in place.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    import random

    random.Random(seed).shuffle(dataset)
    n = len(dataset)
    validation = Subset(dataset, range(n_validation))
    return Subset(dataset, range(n_validation, n)), validation
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "`n_validation` dibulatkan lewat pecahan dan bisa kurang satu.",
        "en": "`n_validation` goes through a fraction and may come out one short.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    n = len(dataset)
    share = round(n_validation / n, 1)
    count = int(share * n)
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    return Subset(dataset, order[count:]), Subset(dataset, order[:count])
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Contoh diambil berjarak tetap dari satu titik awal acak, bukan diundi satu per satu.",
        "en": "Examples are taken at a fixed stride from a random start instead of being drawn at random.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    n = len(dataset)
    start = int(torch.randint(0, max(n, 1), (1,), generator=torch.Generator().manual_seed(seed)))
    step = max(n // max(n_validation, 1), 1)
    chosen = [(start + i * step) % n for i in range(n_validation)]
    rest = sorted(set(range(n)) - set(chosen))
    return Subset(dataset, rest), Subset(dataset, chosen)
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Contoh terakhir tidak ikut diacak, jadi hampir tidak mungkin masuk data validasi.",
        "en": "The last example is not shuffled, so it stays out of any validation set but a full one.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    n = len(dataset)
    g = torch.Generator().manual_seed(seed)
    order = [*torch.randperm(max(n - 1, 0), generator=g).tolist(), *([n - 1] if n else [])]

    return Subset(dataset, order[n_validation:]), Subset(dataset, order[:n_validation])
""",
    },
    # --- 6.8 ---
    {
        "task": "6.8",
        "mistake": "last-weights-kept",
        "id": "`state_dict()` tidak disalin, jadi weight terbaik ikut berubah.",
        "en": "`state_dict()` is not copied, so the best weights change along.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, model.state_dict(), 0
    for _ in range(epochs):
        history["train_loss"].append(
            train_one_epoch(model, train_loader, loss_function, optimizer)
        )
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, waited = loss, model.state_dict(), 0
        else:
            waited += 1
            if waited == patience:
                break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "last-weights-kept",
        "id": "Dict disalin dengan `.copy()`, tetapi tensor di dalamnya tetap sama.",
        "en": "The dict is copied by `.copy()`, but the tensors in it stay the same ones.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    best = dict(model.state_dict())
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        losses = history["valid_loss"]
        first = losses.index(min(losses))
        if first == len(losses) - 1:
            best = model.state_dict().copy()
        elif len(losses) - 1 - first >= patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "last-weights-kept",
        "id": "Weight terbaik tidak dikembalikan: model berakhir di epoch terakhir.",
        "en": "The best weights are not brought back: the model ends at the last epoch.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, waited = math.inf, 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "last-weights-kept",
        "id": "Weight terbaik hanya dikembalikan kalau berhenti lebih awal.",
        "en": "The best weights come back only where training stopped early.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, None, 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
            if waited == patience:
                model.load_state_dict(best)
                return history
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "last-weights-kept",
        "id": "Model terbaik hanya jadi nama lokal; model pemanggil tetap di epoch terakhir.",
        "en": "The best model is only a local name; the caller's stays at the last epoch.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        waited += 1
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model), 0
        if waited == patience:
            break
    model = best
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "buffers-not-restored",
        "id": "Hanya parameter yang dikembalikan; buffer batch norm tetap dari epoch terakhir.",
        "en": "Only parameters come back; batch norm's buffers stay those of the last epoch.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, waited = math.inf, 0
    best = [p.detach().clone() for p in model.parameters()]
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, waited = loss, 0
            best = [p.detach().clone() for p in model.parameters()]
        else:
            waited += 1
        if waited == patience:
            break
    with torch.no_grad():
        for p, value in zip(model.parameters(), best):
            p.copy_(value)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "patience-ignored",
        "id": "Tidak pernah berhenti lebih awal; `patience` diabaikan.",
        "en": "Never stops early; `patience` is ignored.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best = math.inf, copy.deepcopy(model.state_dict())
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best = loss, copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "patience-off-by-one",
        "id": "Berhenti satu epoch terlambat: `waited > patience`.",
        "en": "Stops one epoch too late: `waited > patience`.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited > patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "patience-off-by-one",
        "id": "Berhenti satu epoch terlalu cepat.",
        "en": "Stops one epoch too early.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, best_epoch = math.inf, copy.deepcopy(model.state_dict()), 0
    for epoch in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, best_epoch = loss, copy.deepcopy(model.state_dict()), epoch
        if epoch - best_epoch + 1 >= patience and epoch > best_epoch:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "patience-not-renewed",
        "id": "Kesabaran tidak diisi ulang: epoch gagal dihitung sejak awal.",
        "en": "Patience is not refilled after a better epoch: failures are counted overall.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best = loss, copy.deepcopy(model.state_dict())
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "compared-with-previous-epoch",
        "id": "Dibandingkan dengan epoch sebelumnya, bukan dengan yang terendah.",
        "en": "Compared with the epoch before, not with the lowest.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    previous, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < previous:
            best, waited = copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        previous = loss
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "equal-counts-as-lower",
        "id": "`<=`: loss yang sama dianggap lebih baik, jadi yang terakhir menang.",
        "en": "`<=`: an equal loss counts as better, so the last one wins.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss <= lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Perbaikan kurang dari 0.001 tidak dihitung.",
        "en": "An improvement below 0.001 does not count.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest - 1e-3:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Epoch terbaik menurut accuracy, bukan loss validasi.",
        "en": "The best epoch is that of the highest accuracy, not the lowest loss.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    highest, best, waited = -1.0, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if accuracy > highest:
            highest, best, waited = accuracy, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Epoch terbaik menurut loss latihan, bukan validasi.",
        "en": "The best epoch is that of the lowest training loss, not validation loss.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if train < lowest:
            lowest, best, waited = train, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "mean-of-batch-means",
        "id": "Rata-rata loss per batch, bukan per contoh.",
        "en": "The mean of the batches' losses, not of the examples'.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        model.train()
        losses = []
        for x, y in train_loader:
            loss = loss_function(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["train_loss"].append(sum(losses) / len(losses))
        model.eval()
        losses, right, count = [], 0, 0
        with torch.no_grad():
            for x, y in valid_loader:
                logits = model(x)
                losses.append(loss_function(logits, y).item())
                right += (logits.argmax(dim=1) == y).sum().item()
                count += len(y)
        valid = sum(losses) / len(losses)
        history["valid_loss"].append(valid)
        history["valid_accuracy"].append(right / count)
        if valid < lowest:
            lowest, best, waited = valid, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "mean-of-batch-means",
        "id": "Accuracy dirata-ratakan per batch, bukan per contoh.",
        "en": "The accuracy is averaged over batches, not over examples.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        pairs = [evaluate(model, [batch], loss_function) for batch in valid_loader]
        sizes = [len(y) for _, y in valid_loader]
        loss = sum(pair[0] * n for pair, n in zip(pairs, sizes)) / sum(sizes)
        accuracy = sum(pair[1] for pair in pairs) / len(pairs)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "percent-instead-of-fraction",
        "id": "Accuracy dalam persen.",
        "en": "The accuracy is in percent.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(100 * accuracy)
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "not-eval-mode",
        "id": "Validasi dalam mode train: dropout dan batch norm ikut bekerja.",
        "en": "Validation in train mode: dropout and batch norm are at work.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        history["train_loss"].append(
            train_one_epoch(model, train_loader, loss_function, optimizer)
        )
        total, right, count = 0.0, 0, 0
        with torch.no_grad():
            for x, y in valid_loader:
                logits = model(x)
                total += loss_function(logits, y).item() * len(y)
                right += int((logits.argmax(dim=1) == y).sum())
                count += len(y)
        history["valid_loss"].append(total / count)
        history["valid_accuracy"].append(right / count)
        if total / count < lowest:
            lowest, best, waited = total / count, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "not-train-mode",
        "id": "Mode train hanya sekali di awal, jadi epoch kedua berlatih dalam mode eval.",
        "en": "Train mode is set once at the start, so the second epoch trains in eval mode.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    model.train()
    for _ in range(epochs):
        total, count = 0.0, 0
        for x, y in train_loader:
            loss = loss_function(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / count)
        model.eval()
        valid, accuracy = evaluate(model, valid_loader, loss_function)
        history["valid_loss"].append(valid)
        history["valid_accuracy"].append(accuracy)
        if valid < lowest:
            lowest, best, waited = valid, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "not-train-mode",
        "id": "Mode tidak diatur sama sekali.",
        "en": "The mode is not set at all.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        total, count = 0.0, 0
        for x, y in train_loader:
            optimizer.zero_grad()
            loss = loss_function(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / count)
        total, right, count = 0.0, 0, 0
        with torch.no_grad():
            for x, y in valid_loader:
                logits = model(x)
                total += loss_function(logits, y).item() * len(y)
                right += int((logits.argmax(dim=1) == y).sum())
                count += len(y)
        history["valid_loss"].append(total / count)
        history["valid_accuracy"].append(right / count)
        if history["valid_loss"][-1] < lowest:
            lowest = history["valid_loss"][-1]
            best, waited = copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "graph-kept",
        "id": "Validasi mencatat graph: `no_grad` terlupa.",
        "en": "Validation records a graph: `no_grad` was forgotten.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        history["train_loss"].append(
            train_one_epoch(model, train_loader, loss_function, optimizer)
        )
        model.eval()
        total, right, count = 0.0, 0, 0
        for x, y in valid_loader:
            logits = model(x)
            total += loss_function(logits, y).item() * len(y)
            right += (logits.argmax(dim=1) == y).sum().item()
            count += len(y)
        history["valid_loss"].append(total / count)
        history["valid_accuracy"].append(right / count)
        if total / count < lowest:
            lowest, best, waited = total / count, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Model dilatih juga dengan data validasi.",
        "en": "The model is trained on the validation data, too.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss = train_one_epoch(model, valid_loader, loss_function, optimizer)
        _, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Data latihan dan validasi tertukar dalam pengukuran.",
        "en": "The training data is measured in place of the validation data.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, train_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Loss latihan diukur sesudah epoch, bukan sebelum setiap langkah.",
        "en": "The training loss is measured after the epoch, not before each update.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train_one_epoch(model, train_loader, loss_function, optimizer)
        history["train_loss"].append(evaluate(model, train_loader, loss_function)[0])
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "missing-zero-grad",
        "id": "Gradien tidak dikosongkan di antara batch.",
        "en": "Gradients are not cleared between batches.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in train_loader:
            loss = loss_function(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        valid, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(total / count)
        history["valid_loss"].append(valid)
        history["valid_accuracy"].append(accuracy)
        if valid < lowest:
            lowest, best, waited = valid, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Daftarnya dipotong di epoch terbaik.",
        "en": "The lists are cut off at the best epoch.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited, ran = math.inf, copy.deepcopy(model.state_dict()), 0, 0
    for epoch in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, waited, ran = loss, copy.deepcopy(model.state_dict()), 0, epoch + 1
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return {name: values[:ran] for name, values in history.items()}
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Epoch terakhir tidak dicatat: `break` sebelum ditulis.",
        "en": "The last epoch is not written down: `break` comes first.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
            if waited == patience:
                break
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Validasi sebelum latihan ikut dihitung sebagai calon terbaik.",
        "en": "The loss before any training counts as a candidate for the best.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, _ = evaluate(model, valid_loader, loss_function)
    best, waited = copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Gagal dengan `epochs=0`: belum ada weight terbaik.",
        "en": "Fails with `epochs=0`: there are no best weights yet.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    waited = 0
    for epoch in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if epoch == 0 or loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Daftarnya berisi tensor, bukan float.",
        "en": "The lists hold tensors, not floats.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(torch.tensor(train))
        history["valid_loss"].append(torch.tensor(loss))
        history["valid_accuracy"].append(torch.tensor(accuracy))
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Nama kuncinya lain: `val_loss` dan `val_accuracy`.",
        "en": "The keys have other names: `val_loss` and `val_accuracy`.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "val_loss": [], "val_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["val_loss"].append(loss)
        history["val_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "`len(loader.dataset)` hanya ada pada DataLoader, bukan pada list batch.",
        "en": "Only a DataLoader has `loader.dataset`, a list of batches does not.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    for _ in range(epochs):
        model.train()
        total = 0.0
        for x, y in train_loader:
            loss = loss_function(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
        history["train_loss"].append(total / len(train_loader.dataset))
        valid, accuracy = evaluate(model, valid_loader, loss_function)
        history["valid_loss"].append(valid)
        history["valid_accuracy"].append(accuracy)
        if valid < lowest:
            lowest, best, waited = valid, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Optimizer pemanggil tidak dipakai: SGD baru dibuat.",
        "en": "The caller's optimizer is not used: a new SGD is made.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Selalu cross entropy; `loss_function` pemanggil diabaikan.",
        "en": "Always cross entropy; the caller's `loss_function` is ignored.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    criterion = nn.CrossEntropyLoss()
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, criterion, optimizer)
        loss, accuracy = evaluate(model, valid_loader, criterion)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Loader diubah menjadi iterator sekali, jadi epoch kedua kosong.",
        "en": "The loader becomes an iterator once, so the second epoch is empty.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0
    batches = iter(train_loader)
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in batches:
            loss = loss_function(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / max(count, 1))
        valid, accuracy = evaluate(model, valid_loader, loss_function)
        history["valid_loss"].append(valid)
        history["valid_accuracy"].append(accuracy)
        if valid < lowest:
            lowest, best, waited = valid, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Berhenti sesudah `patience` epoch, apa pun yang terjadi.",
        "en": "Stops after `patience` epochs, whatever happens.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best = math.inf, copy.deepcopy(model.state_dict())
    for _ in range(min(epochs, patience)):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, best = loss, copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "first-weights-kept",
        "id": "Salinan weight dibuat sekali sebelum latihan dan tidak diperbarui.",
        "en": "Weights are copied once before training and never again.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    best = copy.deepcopy(model.state_dict())
    lowest, waited = math.inf, 0
    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Kalau D berubah, layer diam-diam dibangun ulang (semua yang dipelajari hilang), padahal harus error.",
        "en": "When D changes, the layer silently builds itself anew (all that was learned is gone) instead of failing.",
        "code": """
def forward(self, x):
    if self.weight is None or self.weight.shape[0] != x.shape[-1]:
        self.build(x)
    out = x @ self.weight + self.bias
    return out if self.activation is None else self.activation(out)

def build(self, x):
    d = x.shape[-1]
    self.weight = nn.Parameter(
        torch.randn(d, self.units, dtype=x.dtype, device=x.device) / math.sqrt(d)
    )
    self.bias = nn.Parameter(torch.zeros(self.units, dtype=x.dtype, device=x.device))

def __init__(self, units, activation=None):
    nn.Module.__init__(self)
    self.units = units
    self.activation = activation
    self.weight = None
    self.bias = None
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Parameter selalu float32: masukan float64 membuat perkalian matriks gagal (dtype masukan pertama diabaikan).",
        "en": "The parameters are always float32: with float64 input the matrix product fails (the first input's dtype is ignored).",
        "code": """
def __init__(self, units, activation=None):
    nn.Module.__init__(self)
    self.units = units
    self.activation = activation
    self.weight = None
    self.bias = None

def build(self, x):
    weight = torch.empty(x.shape[-1], self.units)
    nn.init.kaiming_uniform_(weight, a=math.sqrt(5))
    self.weight = nn.Parameter(weight.to(x.device))
    self.bias = nn.Parameter(torch.zeros(self.units).to(x.device))

def forward(self, x):
    if self.weight is None:
        self.build(x)
    out = torch.matmul(x, self.weight) + self.bias
    if self.activation is not None:
        out = self.activation(out)
    return out
""",
    },
    {
        "task": "6.1",
        "mistake": "",
        "id": "Dimensi depan diratakan dengan view, jadi masukan yang tidak contiguous (hasil transpose) gagal.",
        "en": "Leading dimensions are flattened with view, so a non-contiguous input (a transposed one) fails.",
        "code": """
def __init__(self, units, activation=None):
    nn.Module.__init__(self)
    self.units = units
    self.activation = activation
    self.weight = None
    self.bias = None

def build(self, x):
    d = x.shape[-1]
    bound = 1 / math.sqrt(d)
    self.weight = nn.Parameter(x.new_empty(d, self.units).uniform_(-bound, bound))
    self.bias = nn.Parameter(x.new_zeros(self.units))

def forward(self, x):
    if self.weight is None:
        self.build(x)
    rows = x.view(-1, x.shape[-1])
    out = torch.addmm(self.bias, rows, self.weight)
    out = out.view(*x.shape[:-1], self.units)
    return self.activation(out) if self.activation is not None else out
""",
    },
    {
        "task": "6.2",
        "mistake": "wrong-dimension",
        "id": "`dim or -1`: dim=0 dianggap kosong dan berubah menjadi -1.",
        "en": "`dim or -1`: dim=0 counts as missing and becomes -1.",
        "code": """
def __init__(self, dim=None):
    nn.Module.__init__(self)
    self.dim = dim or -1

def forward(self, x):
    shifted = x - x.amax(dim=self.dim, keepdim=True)
    e = shifted.exp()
    return e / e.sum(dim=self.dim, keepdim=True)
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Maksimum dikurangkan di tempat (`x -= ...`), jadi skor milik pemanggil ikut berubah.",
        "en": "The maximum is subtracted in place (`x -= ...`), so the caller's scores are changed.",
        "code": """
def forward(self, x):
    x -= x.amax(dim=self.dim, keepdim=True)
    e = torch.exp(x)
    return e / e.sum(dim=self.dim, keepdim=True)

def __init__(self, dim=-1):
    nn.Module.__init__(self)
    self.dim = dim
""",
    },
    {
        "task": "6.2",
        "mistake": "",
        "id": "Penyebut dihitung di dalam no_grad, sehingga nilainya benar tetapi gradient-nya salah.",
        "en": "The denominator is computed within no_grad, so the values are right but the gradients are wrong.",
        "code": """
def __init__(self, dim=-1):
    nn.Module.__init__(self)
    self.dim = dim

def forward(self, x):
    with torch.no_grad():  # only for stability
        largest = x.amax(dim=self.dim, keepdim=True)
        total = torch.exp(x - largest).sum(dim=self.dim, keepdim=True)
    return torch.exp(x - largest) / total
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Jalan lebar melewati satu Dense(784) dulu; yang dilihat layer keluaran bukan gambar itu sendiri.",
        "en": "The wide way goes through a Dense(784) first; what the output layer sees is not the image itself.",
        "code": """
def __init__(self, n_classes):
    nn.Module.__init__(self)
    self.wide = Dense(784)
    self.deep = nn.Sequential(Dense(200, torch.relu), Dense(80, torch.relu))
    self.output = Dense(n_classes)

def forward(self, x):
    flat = x.flatten(1)
    return self.output(torch.cat([self.wide(flat), self.deep(flat)], dim=1))
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "`squeeze()` tanpa argumen juga membuang dimensi batch kalau hanya ada satu gambar.",
        "en": "`squeeze()` without an argument also removes the batch dimension when there is just one image.",
        "code": """
def __init__(self, n_classes):
    nn.Module.__init__(self)
    self.first = Dense(300, torch.relu)
    self.second = Dense(100, torch.relu)
    self.output = Dense(n_classes)

def forward(self, x):
    images = x.squeeze()  # (N, 28, 28): there is one channel only
    wide = images.flatten(1)
    deep = self.second(self.first(wide))
    return self.output(torch.cat([wide, deep], dim=1))
""",
    },
    {
        "task": "6.3",
        "mistake": "",
        "id": "Layer-layer dalam disimpan di list Python biasa, jadi parameters() hanya menemukan layer keluaran.",
        "en": "The deep layers are kept in a plain Python list, so parameters() finds those of the output layer only.",
        "code": """
def __init__(self, n_classes):
    nn.Module.__init__(self)
    self.deep = [Dense(size, torch.relu) for size in (300, 100)]
    self.output = Dense(n_classes)

def forward(self, x):
    wide = deep = torch.flatten(x, start_dim=1)
    for layer in self.deep:
        deep = layer(deep)
    return self.output(torch.cat((wide, deep), dim=1))
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "class_weights dinormalkan di tempat: loss-nya benar, tetapi tensor milik pemanggil berubah.",
        "en": "class_weights is normalised in place: the loss is right, but the caller's tensor has changed.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    class_weights /= class_weights.sum()
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    losses = -log_p.gather(1, targets.unsqueeze(1)).squeeze(1)
    weights = class_weights[targets]
    return (weights * losses).sum() / weights.sum()
""",
    },
    {
        "task": "6.4",
        "mistake": "weights-ignored",
        "id": "Loss (N, 1) dikali bobot (N,) menjadi (N, N), sehingga bobotnya saling menghapus dan tersisa rata-rata biasa.",
        "en": "Losses (N, 1) times weights (N,) become (N, N), so the weights cancel and the plain mean remains.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = torch.log_softmax(logits, dim=1)
    losses = -log_p.gather(1, targets[:, None])
    weights = class_weights[targets]
    return (weights * losses).mean() / weights.mean()
""",
    },
    {
        "task": "6.4",
        "mistake": "",
        "id": "Dirata-ratakan dulu per kelas, lalu diboboti; hanya benar kalau setiap kelas muncul sama sering.",
        "en": "Losses are averaged within each class first and weighted then; right only if all classes occur equally often.",
        "code": """
def weighted_cross_entropy(logits, targets, class_weights):
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    losses = -log_p[torch.arange(len(targets), device=targets.device), targets]
    present = targets.unique()
    means = torch.stack([losses[targets == c].mean() for c in present])
    weights = class_weights[present]
    return (weights * means).sum() / weights.sum()
""",
    },
    {
        "task": "6.5",
        "mistake": "",
        "id": "`hitungan[indeks] += 1` menghitung indeks yang berulang dalam satu batch hanya sekali.",
        "en": "`counts[index] += 1` counts an index that is repeated within a batch only once.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.reset()

def reset(self):
    self.hit = torch.zeros(self.n_classes)
    self.predicted = torch.zeros(self.n_classes)
    self.due = torch.zeros(self.n_classes)

def update(self, predictions, targets):
    predictions, targets = predictions.cpu(), targets.cpu()
    self.hit[targets[predictions == targets]] += 1
    self.predicted[predictions] += 1
    self.due[targets] += 1

def compute(self):
    return {
        "precision": (self.hit / self.predicted.clamp(min=1)).mean().item(),
        "recall": (self.hit / self.due.clamp(min=1)).mean().item(),
        "f1": (2 * self.hit / (self.predicted + self.due).clamp(min=1)).mean().item(),
    }
""",
    },
    {
        "task": "6.5",
        "mistake": "absent-classes-left-out",
        "id": "scikit-learn dipanggil tanpa labels, jadi kelas yang tidak pernah muncul tidak ikut dirata-ratakan.",
        "en": "scikit-learn is called without labels, so classes that never came are left out of the mean.",
        "code": """
def __init__(self, n_classes):
    self.n_classes = n_classes
    self.reset()

def reset(self):
    self.seen, self.due = [], []

def update(self, predictions, targets):
    self.seen += predictions.tolist()
    self.due += targets.tolist()

def compute(self):
    from sklearn.metrics import precision_recall_fscore_support

    if not self.due:
        return {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    precision, recall, f1, _ = precision_recall_fscore_support(
        self.due, self.seen, average="macro", zero_division=0
    )
    return {"precision": float(precision), "recall": float(recall), "f1": float(f1)}
""",
    },
    {
        "task": "6.6",
        "mistake": "clip-ignored",
        "id": "`if max_norm:` memperlakukan max_norm 0.0 seperti None, jadi tidak ada yang dipendekkan.",
        "en": "`if max_norm:` takes a max_norm of 0.0 for None, so nothing is shrunk.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    loss = loss_function(model(x), y)
    moving = [p for p in model.parameters() if p.requires_grad]
    gradients = torch.autograd.grad(loss, moving, allow_unused=True)
    pairs = [(p, g) for p, g in zip(moving, gradients) if g is not None]
    factor = 1.0
    if max_norm:
        norm = torch.stack([g.norm() for _, g in pairs]).norm()
        if norm > max_norm:
            factor = max_norm / norm
    with torch.no_grad():
        for p, g in pairs:
            p -= lr * factor * g
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Kalau semua gradient nol, `max_norm / norm` membagi dengan nol dan langkahnya gagal.",
        "en": "When all gradients are zero, `max_norm / norm` divides by zero and the step fails.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    loss = loss_function(model(x), y)
    moving = [p for p in model.parameters() if p.requires_grad]
    gradients = torch.autograd.grad(loss, moving, allow_unused=True)
    factor = 1.0
    if max_norm is not None:
        norm = math.sqrt(sum((g * g).sum().item() for g in gradients if g is not None))
        factor = min(1.0, max_norm / norm)
    with torch.no_grad():
        for p, g in zip(moving, gradients):
            if g is not None:
                p.sub_(lr * factor * g)
    return loss.item()
""",
    },
    {
        "task": "6.6",
        "mistake": "",
        "id": "Setiap parameter diganti objek nn.Parameter baru; yang memegang parameter lama tidak melihat perubahannya.",
        "en": "Every parameter is replaced by a new nn.Parameter object; whoever holds the old one sees no change.",
        "code": """
def train_step(model, x, y, loss_function, lr, max_norm=None):
    named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    loss = loss_function(model(x), y)
    gradients = torch.autograd.grad(loss, [p for _, p in named], allow_unused=True)
    norm = math.sqrt(sum(float((g * g).sum()) for g in gradients if g is not None))
    factor = max_norm / norm if max_norm is not None and norm > max_norm else 1.0
    for (name, p), g in zip(named, gradients):
        if g is not None:
            path, _, leaf = name.rpartition(".")
            moved = p.detach() - lr * factor * g
            setattr(model.get_submodule(path), leaf, nn.Parameter(moved))
    return loss.item()
""",
    },
    {
        "task": "6.7",
        "mistake": "seed-ignored",
        "id": "Generator untuk setiap seed disimpan di cache; panggilan kedua meneruskannya dan memberi pembagian lain.",
        "en": "The generator of each seed is cached; a second call goes on with it and gives another split.",
        "code": """
from functools import cache

@cache
def _generator(seed):
    return torch.Generator().manual_seed(seed)

def split_train_validation(dataset, n_validation, seed):
    order = torch.randperm(len(dataset), generator=_generator(seed)).tolist()
    return Subset(dataset, order[n_validation:]), Subset(dataset, order[:n_validation])
""",
    },
    {
        "task": "6.7",
        "mistake": "block-instead-of-draw",
        "id": "Yang acak hanya titik awalnya; contoh validation tetap satu blok yang berurutan.",
        "en": "Only the starting point is random; the validation examples are still one block of neighbours.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    n = len(dataset)
    generator = torch.Generator().manual_seed(seed)
    start = int(torch.randint(max(n, 1), (1,), generator=generator))
    order = [(start + i) % n for i in range(n)]
    return Subset(dataset, order[n_validation:]), Subset(dataset, order[:n_validation])
""",
    },
    {
        "task": "6.7",
        "mistake": "",
        "id": "Nomornya tetap tensor (tanpa tolist), jadi dataset yang mencari dengan bilangan bulat, misalnya dict, gagal.",
        "en": "Positions stay tensors (no tolist), so a data set that looks up whole numbers, such as a dict, fails.",
        "code": """
def split_train_validation(dataset, n_validation, seed):
    generator = torch.Generator()
    generator.manual_seed(seed)
    order = torch.randperm(len(dataset), generator=generator)
    return Subset(dataset, order[n_validation:]), Subset(dataset, order[:n_validation])
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Loader dibaca sekali menjadi list sebelum epoch pertama; DataLoader tidak pernah mengacak ulang.",
        "en": "The loaders are read once into lists before the first epoch; a DataLoader never shuffles again.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    train_batches, valid_batches = list(train_loader), list(valid_loader)  # loading is slow
    best, lowest, waited = copy.deepcopy(model.state_dict()), math.inf, 0
    for _ in range(epochs):
        train_loss = train_one_epoch(model, train_batches, loss_function, optimizer)
        valid_loss, accuracy = evaluate(model, valid_batches, loss_function)
        history["train_loss"].append(train_loss)
        history["valid_loss"].append(valid_loss)
        history["valid_accuracy"].append(accuracy)
        if valid_loss < lowest:
            best, lowest, waited = copy.deepcopy(model.state_dict()), valid_loss, 0
        else:
            waited += 1
            if waited >= patience:
                break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "last-weights-kept",
        "id": "Weight terbaik hanya dikembalikan kalau latihan berhenti dini, tidak kalau semua epoch habis.",
        "en": "The best weights are brought back only when training stops early, not when all epochs were used up.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, waited = float("inf"), 0
    best = copy.deepcopy(model.state_dict())
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss_function, optimizer))
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)
        if loss < lowest:
            lowest, waited = loss, 0
            best = copy.deepcopy(model.state_dict())
            continue
        waited += 1
        if waited == patience:
            model.load_state_dict(best)
            break
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Riwayatnya nilai bawaan argumen (dict yang sama), jadi panggilan kedua menyambung riwayat yang pertama.",
        "en": "The history is an argument's default value (one dict for all), so a second call continues the first one's.",
        "code": """
def fit(
    model, train_loader, valid_loader, loss_function, optimizer, epochs, patience,
    history={"train_loss": [], "valid_loss": [], "valid_accuracy": []},
):
    best, lowest, waited = copy.deepcopy(model.state_dict()), math.inf, 0
    for _ in range(epochs):
        train_loss = train_one_epoch(model, train_loader, loss_function, optimizer)
        valid_loss, valid_accuracy = evaluate(model, valid_loader, loss_function)
        for key, value in zip(history, (train_loss, valid_loss, valid_accuracy)):
            history[key].append(value)
        waited += 1
        if valid_loss < lowest:
            best, lowest, waited = copy.deepcopy(model.state_dict()), valid_loss, 0
        if waited == patience:
            break
    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "`assign=True` memasang parameter baru, padahal optimizer masih memegang yang lama.",
        "en": "`assign=True` installs new parameters, while the optimizer still holds the old ones.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0

    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)

        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
            if waited == patience:
                break

    model.load_state_dict(best, assign=True)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Penurunan loss yang lebih kecil dari `1e-4` tidak dianggap sebagai perbaikan.",
        "en": "A loss that improves by less than `1e-4` is not counted as an improvement.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0

    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)

        if loss < lowest - 1e-4:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
            if waited == patience:
                break

    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Loss terendah dimulai dari 100, jadi loss di atas itu tidak pernah dianggap terbaik.",
        "en": "The lowest loss starts at 100, so losses above that never count as the best.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = 100.0, copy.deepcopy(model.state_dict()), 0

    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)

        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
            if waited == patience:
                break

    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "`requires_grad_(True)` setelah evaluasi ikut membuka parameter yang sengaja dibekukan.",
        "en": "`requires_grad_(True)` after evaluating also unfreezes parameters frozen on purpose.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0

    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        model.requires_grad_(False)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        model.requires_grad_(True)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)

        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
            if waited == patience:
                break

    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Data validasi dilalui dua kali tiap epoch, sekali untuk loss dan sekali untuk akurasi.",
        "en": "The validation data is run through twice per epoch, once for loss and once for accuracy.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0

    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss = evaluate(model, valid_loader, loss_function)[0]
        accuracy = evaluate(model, valid_loader, loss_function)[1]
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)

        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
            if waited == patience:
                break

    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "`len` dipanggil pada loader, padahal iterable belum tentu punya `__len__`.",
        "en": "`len` is called on the loaders, but an iterable need not have `__len__`.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0

    if len(train_loader) == 0 or len(valid_loader) == 0:
        return history

    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)

        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
            if waited == patience:
                break

    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Pelatihan langsung berhenti begitu loss validasi mencapai 0.",
        "en": "Training stops at once when the validation loss reaches 0.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0

    for _ in range(epochs):
        train = train_one_epoch(model, train_loader, loss_function, optimizer)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(train)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)

        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
            if waited == patience:
                break

        if loss <= 0:
            break

    model.load_state_dict(best)
    return history
""",
    },
    {
        "task": "6.8",
        "mistake": "",
        "id": "Gradient baru dikosongkan setelah step, jadi gradient lama ikut terpakai di step pertama.",
        "en": "Gradients are cleared only after each step, so old ones leak into the first step.",
        "code": """
def fit(model, train_loader, valid_loader, loss_function, optimizer, epochs, patience):
    history = {"train_loss": [], "valid_loss": [], "valid_accuracy": []}
    lowest, best, waited = math.inf, copy.deepcopy(model.state_dict()), 0

    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in train_loader:
            loss = loss_function(model(x), y)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            total += loss.item() * len(y)
            count += len(y)
        loss, accuracy = evaluate(model, valid_loader, loss_function)
        history["train_loss"].append(total / count)
        history["valid_loss"].append(loss)
        history["valid_accuracy"].append(accuracy)

        if loss < lowest:
            lowest, best, waited = loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
            if waited == patience:
                break

    model.load_state_dict(best)
    return history
""",
    },
]
