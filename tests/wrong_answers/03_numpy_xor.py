"""Wrong answers to module 03, as learners write them, and the mistake each must be told."""

ANSWERS = [
    # --- Task 3.1 -------------------------------------------------------------
    {
        "task": "3.1",
        "mistake": "equal-weights",
        "id": "Semua bobot nol.",
        "en": "All weights are zero.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    return {
        "W1": np.zeros((n_in, n_hidden)),
        "b1": np.zeros(n_hidden),
        "W2": np.zeros((n_hidden, n_out)),
        "b2": np.zeros(n_out),
    }
""",
    },
    {
        "task": "3.1",
        "mistake": "equal-weights",
        "id": "Semua bobot 0.5.",
        "en": "All weights are 0.5.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    W1 = np.full((n_in, n_hidden), 0.5)
    W2 = np.full((n_hidden, n_out), 0.5)
    b1 = np.zeros(n_hidden)
    b2 = np.zeros(n_out)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
""",
    },
    {
        "task": "3.1",
        "mistake": "equal-weights",
        "id": "Acak, tetapi satu bilangan yang sama mengisi seluruh matriks.",
        "en": "Random, but one and the same number fills the whole matrix.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    params = {}
    params["W1"] = np.ones((n_in, n_hidden)) * rng.normal()
    params["b1"] = np.zeros(n_hidden)
    params["W2"] = np.ones((n_hidden, n_out)) * rng.normal()
    params["b2"] = np.zeros(n_out)
    return params
""",
    },
    {
        "task": "3.1",
        "mistake": "",
        "id": "Hanya W1 yang acak; W2 nol.",
        "en": "Only W1 is random; W2 is zero.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    return {
        "W1": rng.normal(size=(n_in, n_hidden)),
        "b1": np.zeros(n_hidden),
        "W2": np.zeros((n_hidden, n_out)),
        "b2": np.zeros(n_out),
    }
""",
    },
    {
        "task": "3.1",
        "mistake": "",
        "id": "Bobotnya dari keacakan global NumPy, bukan dari rng.",
        "en": "The weights come from NumPy's global randomness, not from rng.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    return {
        "W1": np.random.randn(n_in, n_hidden),
        "b1": np.zeros(n_hidden),
        "W2": np.random.randn(n_hidden, n_out),
        "b2": np.zeros(n_out),
    }
""",
    },
    {
        "task": "3.1",
        "mistake": "",
        "id": "Generator baru dengan seed tetap: rng yang diberikan tidak dipakai.",
        "en": "A new generator with a fixed seed: the rng given is not used.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    rng = np.random.default_rng(42)
    return {
        "W1": rng.normal(size=(n_in, n_hidden)),
        "b1": np.zeros(n_hidden),
        "W2": rng.normal(size=(n_hidden, n_out)),
        "b2": np.zeros(n_out),
    }
""",
    },
    {
        "task": "3.1",
        "mistake": "",
        "id": "Bias juga acak, padahal harus nol.",
        "en": "The biases are random too, but must be zero.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    return {
        "W1": rng.normal(size=(n_in, n_hidden)),
        "b1": rng.normal(size=n_hidden),
        "W2": rng.normal(size=(n_hidden, n_out)),
        "b2": rng.normal(size=n_out),
    }
""",
    },
    {
        "task": "3.1",
        "mistake": "",
        "id": "Bias berbentuk (1, H) dan (1, n_out), bukan (H,) dan (n_out,).",
        "en": "The biases have the shapes (1, H) and (1, n_out), not (H,) and (n_out,).",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    W1 = rng.standard_normal((n_in, n_hidden))
    b1 = np.zeros((1, n_hidden))
    W2 = rng.standard_normal((n_hidden, n_out))
    b2 = np.zeros((1, n_out))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
""",
    },
    {
        "task": "3.1",
        "mistake": "",
        "id": "Matriks bobotnya terbaring: (H, D) dan (n_out, H).",
        "en": "The weight matrices lie on their side: (H, D) and (n_out, H).",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    return {
        "W1": rng.normal(size=(n_hidden, n_in)),
        "b1": np.zeros(n_hidden),
        "W2": rng.normal(size=(n_out, n_hidden)),
        "b2": np.zeros(n_out),
    }
""",
    },
    {
        "task": "3.1",
        "mistake": "",
        "id": "Sebuah tuple, bukan dict dengan kunci W1, b1, W2, b2.",
        "en": "A tuple instead of a dict with the keys W1, b1, W2, b2.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    W1 = rng.normal(size=(n_in, n_hidden))
    b1 = np.zeros(n_hidden)
    W2 = rng.normal(size=(n_hidden, n_out))
    b2 = np.zeros(n_out)
    return W1, b1, W2, b2
""",
    },
    {
        "task": "3.1",
        "mistake": "",
        "id": "Kunci b2 terlupa.",
        "en": "The key b2 is forgotten.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    params = dict()
    params["W1"] = rng.normal(0, 1, (n_in, n_hidden))
    params["W2"] = rng.normal(0, 1, (n_hidden, n_out))
    params["b1"] = np.zeros(n_hidden)
    params["b1"] = np.zeros(n_out)
    return params
""",
    },
    {
        "task": "3.1",
        "mistake": "",
        "id": "`b2` adalah irisan `b1`: memorinya sama, dan terlalu pendek jika `n_out` > `n_hidden`.",
        "en": "`b2` is a slice of `b1`: it shares memory and is too short when `n_out` > `n_hidden`.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    zeros = np.zeros(n_hidden)
    return {
        "W1": rng.normal(size=(n_in, n_hidden)),
        "b1": zeros,
        "W2": rng.normal(size=(n_hidden, n_out)),
        "b2": zeros[:n_out],
    }
""",
    },
    # --- Task 3.2 -------------------------------------------------------------
    {
        "task": "3.2",
        "mistake": "missing-bias",
        "id": "Kedua bias tidak ditambahkan.",
        "en": "Neither bias is added.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"])
    prediction = sigmoid(hidden @ params["W2"])
    return prediction, (X, hidden, prediction)
""",
    },
    {
        "task": "3.2",
        "mistake": "missing-bias",
        "id": "Bias layer pertama terlupa.",
        "en": "The bias of the first layer is forgotten.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"])
    prediction = sigmoid(hidden @ params["W2"] + params["b2"])
    return prediction, (X, hidden, prediction)
""",
    },
    {
        "task": "3.2",
        "mistake": "missing-bias",
        "id": "Bias layer kedua terlupa.",
        "en": "The bias of the second layer is forgotten.",
        "code": """
def forward(params, X):
    W1, b1, W2 = params["W1"], params["b1"], params["W2"]
    h = sigmoid(np.dot(X, W1) + b1)
    out = sigmoid(np.dot(h, W2))
    return out, (X, h, out)
""",
    },
    {
        "task": "3.2",
        "mistake": "missing-output-sigmoid",
        "id": "Layer keluaran tidak melewati sigmoid.",
        "en": "The output layer does not pass through the sigmoid.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    prediction = hidden @ params["W2"] + params["b2"]
    return prediction, (X, hidden, prediction)
""",
    },
    {
        "task": "3.2",
        "mistake": "missing-output-sigmoid",
        "id": "Sigmoid keluaran dihitung, tetapi yang dikembalikan z2.",
        "en": "The output's sigmoid is computed, but what is returned is z2.",
        "code": """
def forward(params, X):
    z1 = X @ params["W1"] + params["b1"]
    a1 = sigmoid(z1)
    z2 = a1 @ params["W2"] + params["b2"]
    a2 = sigmoid(z2)
    return z2, (X, a1, a2)
""",
    },
    {
        "task": "3.2",
        "mistake": "missing-hidden-sigmoid",
        "id": "Hidden layer tidak melewati sigmoid.",
        "en": "The hidden layer does not pass through the sigmoid.",
        "code": """
def forward(params, X):
    hidden = X @ params["W1"] + params["b1"]
    prediction = sigmoid(hidden @ params["W2"] + params["b2"])
    return prediction, (X, hidden, prediction)
""",
    },
    {
        "task": "3.2",
        "mistake": "missing-hidden-sigmoid",
        "id": "a1 dihitung, tetapi layer kedua menerima z1.",
        "en": "a1 is computed, but the second layer gets z1.",
        "code": """
def forward(params, X):
    z1 = np.dot(X, params["W1"]) + params["b1"]
    a1 = sigmoid(z1)
    z2 = np.dot(z1, params["W2"]) + params["b2"]
    a2 = sigmoid(z2)
    return a2, (X, a1, a2)
""",
    },
    {
        "task": "3.2",
        "mistake": "",
        "id": "tanh di hidden layer, bukan sigmoid.",
        "en": "tanh in the hidden layer instead of the sigmoid.",
        "code": """
def forward(params, X):
    hidden = np.tanh(X @ params["W1"] + params["b1"])
    prediction = sigmoid(hidden @ params["W2"] + params["b2"])
    return prediction, (X, hidden, prediction)
""",
    },
    {
        "task": "3.2",
        "mistake": "",
        "id": "Softmax di keluaran: dengan satu keluaran semua prediksi menjadi 1.",
        "en": "A softmax at the output: with one output every prediction becomes 1.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    scores = hidden @ params["W2"] + params["b2"]
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    prediction = e / e.sum(axis=1, keepdims=True)
    return prediction, (X, hidden, prediction)
""",
    },
    {
        "task": "3.2",
        "mistake": "",
        "id": "Hanya prediksi yang dikembalikan; cache tidak ada.",
        "en": "Only the prediction is returned; there is no cache.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    return sigmoid(hidden @ params["W2"] + params["b2"])
""",
    },
    {
        "task": "3.2",
        "mistake": "",
        "id": "Urutannya tertukar: cache dulu, lalu prediksi.",
        "en": "The order is wrong: first the cache, then the prediction.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    prediction = sigmoid(hidden @ params["W2"] + params["b2"])
    cache = (X, hidden, prediction)
    return cache, prediction
""",
    },
    {
        "task": "3.2",
        "mistake": "",
        "id": "Prediksi diratakan menjadi (N,), bukan (N, n_out).",
        "en": "The prediction is flattened to (N,) instead of (N, n_out).",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    prediction = sigmoid(hidden @ params["W2"] + params["b2"])
    return prediction.flatten(), (X, hidden, prediction)
""",
    },
    {
        "task": "3.2",
        "mistake": "",
        "id": "Sigmoid keluaran diterapkan dua kali.",
        "en": "The output's sigmoid is applied twice.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    output = sigmoid(hidden @ params["W2"] + params["b2"])
    prediction = sigmoid(output)
    return prediction, (X, hidden, prediction)
""",
    },
    {
        "task": "3.2",
        "mistake": "",
        "id": "Jumlah berbobot di kedua layer dipotong ke rentang -10 sampai 10.",
        "en": "The weighted sums of both layers are clipped to -10 through 10.",
        "code": """
def forward(params, X):
    hidden = sigmoid(np.clip(X @ params["W1"] + params["b1"], -10, 10))
    prediction = sigmoid(np.clip(hidden @ params["W2"] + params["b2"], -10, 10))
    return prediction, (X, hidden, prediction)
""",
    },
    {
        "task": "3.2",
        "mistake": "",
        "id": "Prediksi dipotong agar selalu berjarak minimal 1e-7 dari 0 dan 1.",
        "en": "The prediction is clipped to stay at least 1e-7 away from 0 and 1.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    prediction = np.clip(sigmoid(hidden @ params["W2"] + params["b2"]), 1e-7, 1 - 1e-7)
    return prediction, (X, hidden, prediction)
""",
    },
    {
        "task": "3.2",
        "mistake": "",
        "id": "Hasil lama dipakai lagi meskipun isi array sudah diubah di tempat.",
        "en": "The old result is reused even after an array has been changed in place.",
        "code": """
def forward(params, X, _last=[None, None]):
    key = [X, params["W1"], params["b1"], params["W2"], params["b2"]]
    if _last[0] is None or any(p is not q for p, q in zip(_last[0], key)):
        hidden = sigmoid(X @ params["W1"] + params["b1"])
        _last[:] = key, (hidden, sigmoid(hidden @ params["W2"] + params["b2"]))
    hidden, prediction = _last[1]
    return prediction.copy(), (X, hidden.copy(), prediction.copy())
""",
    },
    # --- Task 3.3 -------------------------------------------------------------
    {
        "task": "3.3",
        "mistake": "sign",
        "id": "Selisihnya target dikurangi prediksi.",
        "en": "The difference is target minus prediction.",
        "code": """
def backward(params, cache, y):
    X, hidden, prediction = cache
    d2 = 2.0 * (y - prediction) / y.size * prediction * (1.0 - prediction)
    d1 = d2 @ params["W2"].T * hidden * (1.0 - hidden)
    return {"W1": X.T @ d1, "b1": d1.sum(axis=0), "W2": hidden.T @ d2, "b2": d2.sum(axis=0)}
""",
    },
    {
        "task": "3.3",
        "mistake": "missing-factor-two",
        "id": "Faktor 2 dari turunan kuadrat hilang.",
        "en": "The factor 2 from the derivative of the square is missing.",
        "code": """
def backward(params, cache, y):
    X, hidden, prediction = cache
    d2 = (prediction - y) / y.size * prediction * (1 - prediction)
    d1 = (d2 @ params["W2"].T) * hidden * (1 - hidden)
    grads = {}
    grads["W2"] = hidden.T @ d2
    grads["b2"] = d2.sum(axis=0)
    grads["W1"] = X.T @ d1
    grads["b1"] = d1.sum(axis=0)
    return grads
""",
    },
    {
        "task": "3.3",
        "mistake": "sum-instead-of-mean",
        "id": "Gradien jumlah kuadrat: pembagian dengan y.size hilang.",
        "en": "The gradient of the sum of squares: the division by y.size is missing.",
        "code": """
def backward(params, cache, y):
    X, hidden, prediction = cache
    grad_z2 = 2 * (prediction - y) * prediction * (1 - prediction)
    grad_z1 = grad_z2 @ params["W2"].T * hidden * (1 - hidden)
    return {
        "W1": X.T @ grad_z1,
        "b1": grad_z1.sum(axis=0),
        "W2": hidden.T @ grad_z2,
        "b2": grad_z2.sum(axis=0),
    }
""",
    },
    {
        "task": "3.3",
        "mistake": "missing-output-slope",
        "id": "Kemiringan sigmoid keluaran tidak dikalikan.",
        "en": "The slope of the output sigmoid is not multiplied in.",
        "code": """
def backward(params, cache, y):
    X, hidden, prediction = cache
    grad_z2 = 2.0 * (prediction - y) / y.size
    grad_z1 = grad_z2 @ params["W2"].T * hidden * (1.0 - hidden)
    return {
        "W1": X.T @ grad_z1,
        "b1": grad_z1.sum(axis=0),
        "W2": hidden.T @ grad_z2,
        "b2": grad_z2.sum(axis=0),
    }
""",
    },
    {
        "task": "3.3",
        "mistake": "missing-hidden-slope",
        "id": "Kemiringan sigmoid hidden layer tidak dikalikan.",
        "en": "The slope of the hidden sigmoid is not multiplied in.",
        "code": """
def backward(params, cache, y):
    X, hidden, prediction = cache
    grad_z2 = 2.0 * (prediction - y) / y.size * prediction * (1.0 - prediction)
    grad_hidden = grad_z2 @ params["W2"].T
    return {
        "W1": X.T @ grad_hidden,
        "b1": grad_hidden.sum(axis=0),
        "W2": hidden.T @ grad_z2,
        "b2": grad_z2.sum(axis=0),
    }
""",
    },
    {
        "task": "3.3",
        "mistake": "",
        "id": "Dibagi banyak baris: benar hanya kalau keluarannya satu.",
        "en": "Divided by the number of rows: right only with a single output.",
        "code": """
def backward(params, cache, y):
    X, hidden, prediction = cache
    n = len(y)
    d2 = 2 / n * (prediction - y) * prediction * (1 - prediction)
    d1 = d2 @ params["W2"].T * hidden * (1 - hidden)
    return {"W1": X.T @ d1, "b1": d1.sum(axis=0), "W2": hidden.T @ d2, "b2": d2.sum(axis=0)}
""",
    },
    {
        "task": "3.3",
        "mistake": "",
        "id": "Perkalian elemen dengan W2.T: berjalan hanya kalau keluarannya satu.",
        "en": "An element-wise product with W2.T: runs with a single output only.",
        "code": """
def backward(params, cache, y):
    X, hidden, prediction = cache
    d2 = 2 / y.size * (prediction - y) * prediction * (1 - prediction)
    d1 = d2 * params["W2"].T * hidden * (1 - hidden)
    return {"W1": X.T @ d1, "b1": d1.sum(axis=0), "W2": hidden.T @ d2, "b2": d2.sum(axis=0)}
""",
    },
    {
        "task": "3.3",
        "mistake": "",
        "id": "Gradien bias dirata-rata, padahal pembagiannya sudah ada di grad_z.",
        "en": "The bias gradients are averaged, though grad_z is already divided.",
        "code": """
def backward(params, cache, y):
    X, hidden, prediction = cache
    grad_z2 = 2.0 * (prediction - y) / y.size * prediction * (1.0 - prediction)
    grad_z1 = grad_z2 @ params["W2"].T * hidden * (1.0 - hidden)
    return {
        "W1": X.T @ grad_z1,
        "b1": np.mean(grad_z1, axis=0),
        "W2": hidden.T @ grad_z2,
        "b2": np.mean(grad_z2, axis=0),
    }
""",
    },
    {
        "task": "3.3",
        "mistake": "",
        "id": "Gradien bias berbentuk (1, H) dan (1, n_out) karena keepdims.",
        "en": "The bias gradients have the shapes (1, H) and (1, n_out) because of keepdims.",
        "code": """
def backward(params, cache, y):
    X, A1, A2 = cache
    dZ2 = 2 * (A2 - y) / y.size * A2 * (1 - A2)
    dW2 = A1.T @ dZ2
    db2 = np.sum(dZ2, axis=0, keepdims=True)
    dZ1 = dZ2 @ params["W2"].T * A1 * (1 - A1)
    dW1 = X.T @ dZ1
    db1 = np.sum(dZ1, axis=0, keepdims=True)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
""",
    },
    {
        "task": "3.3",
        "mistake": "",
        "id": "Kuncinya dW1, db1, dan seterusnya, bukan W1, b1.",
        "en": "The keys are dW1, db1 and so on instead of W1, b1.",
        "code": """
def backward(params, cache, y):
    X, A1, A2 = cache
    dZ2 = 2 * (A2 - y) / y.size * A2 * (1 - A2)
    dZ1 = dZ2 @ params["W2"].T * A1 * (1 - A1)
    return {
        "dW1": X.T @ dZ1,
        "db1": dZ1.sum(axis=0),
        "dW2": A1.T @ dZ2,
        "db2": dZ2.sum(axis=0),
    }
""",
    },
    {
        "task": "3.3",
        "mistake": "",
        "id": "Sigmoid diterapkan lagi pada hidden, jadi kemiringannya dari titik yang salah.",
        "en": "The sigmoid is applied to hidden again, so its slope is that of a wrong point.",
        "code": """
def backward(params, cache, y):
    X, hidden, prediction = cache
    d2 = 2 * (prediction - y) / y.size * prediction * (1 - prediction)
    slope = sigmoid(hidden) * (1 - sigmoid(hidden))
    d1 = (d2 @ params["W2"].T) * slope
    return {"W1": X.T @ d1, "b1": d1.sum(axis=0), "W2": hidden.T @ d2, "b2": d2.sum(axis=0)}
""",
    },
    {
        "task": "3.3",
        "mistake": "",
        "id": "W2 sudah digeser di dalam backward sebelum dipakai untuk layer pertama.",
        "en": "W2 is already moved inside backward before the first layer uses it.",
        "code": """
def backward(params, cache, y):
    X, hidden, prediction = cache
    d2 = 2 * (prediction - y) / y.size * prediction * (1 - prediction)
    grads = {"W2": hidden.T @ d2, "b2": d2.sum(axis=0)}
    params["W2"] -= grads["W2"]
    params["b2"] -= grads["b2"]
    d1 = d2 @ params["W2"].T * hidden * (1 - hidden)
    grads["W1"] = X.T @ d1
    grads["b1"] = d1.sum(axis=0)
    return grads
""",
    },
    {
        "task": "3.3",
        "mistake": "",
        "id": "Kemiringan sigmoid dipaksa minimal 1e-4, jadi gradient unit yang jenuh salah.",
        "en": "Sigmoid slopes are forced to be at least 1e-4, so saturated units get wrong gradients.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    prediction = sigmoid(hidden @ params["W2"] + params["b2"])
    return prediction, (X, hidden, prediction)


def backward(params, cache, y):
    X, hidden, prediction = cache
    d2 = 2.0 * (prediction - y) / y.size * np.maximum(prediction * (1.0 - prediction), 1e-4)
    d1 = d2 @ params["W2"].T * np.maximum(hidden * (1.0 - hidden), 1e-4)
    return {"W1": X.T @ d1, "b1": d1.sum(axis=0), "W2": hidden.T @ d2, "b2": d2.sum(axis=0)}
""",
    },
    {
        "task": "3.3",
        "mistake": "",
        "id": "Gradient dengan norm di atas 1 dikecilkan menjadi norm 1.",
        "en": "Any gradient with a norm above 1 is scaled down to norm 1.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    prediction = sigmoid(hidden @ params["W2"] + params["b2"])
    return prediction, (X, hidden, prediction)


def backward(params, cache, y):
    X, hidden, prediction = cache
    d2 = 2.0 * (prediction - y) / y.size * prediction * (1.0 - prediction)
    d1 = d2 @ params["W2"].T * hidden * (1.0 - hidden)
    grads = {"W1": X.T @ d1, "b1": d1.sum(axis=0), "W2": hidden.T @ d2, "b2": d2.sum(axis=0)}
    return {name: g / max(1.0, np.linalg.norm(g)) for name, g in grads.items()}
""",
    },
    # --- Task 3.4 -------------------------------------------------------------
    {
        "task": "3.4",
        "mistake": "ascent",
        "id": "Gradien ditambahkan, bukan dikurangkan.",
        "en": "The gradient is added instead of subtracted.",
        "code": """
def update(params, grads, lr):
    return {name: params[name] + lr * grads[name] for name in params}
""",
    },
    {
        "task": "3.4",
        "mistake": "ascent",
        "id": "Tanda langkah terbalik pada dict yang ditulis kunci demi kunci.",
        "en": "The sign of the step is wrong, in a dict written key by key.",
        "code": """
def update(params, grads, lr):
    step = -lr
    new = {}
    new["W1"] = params["W1"] - step * grads["W1"]
    new["b1"] = params["b1"] - step * grads["b1"]
    new["W2"] = params["W2"] - step * grads["W2"]
    new["b2"] = params["b2"] - step * grads["b2"]
    return new
""",
    },
    {
        "task": "3.4",
        "mistake": "",
        "id": "Array milik pemanggil diubah di tempat, lalu dict yang sama dikembalikan.",
        "en": "The caller's arrays are changed in place and the same dict is returned.",
        "code": """
def update(params, grads, lr):
    for key in params:
        params[key] -= lr * grads[key]
    return params
""",
    },
    {
        "task": "3.4",
        "mistake": "",
        "id": "dict disalin, tetapi array di dalamnya tetap milik pemanggil dan ikut berubah.",
        "en": "The dict is copied, but its arrays are still the caller's and are changed.",
        "code": """
def update(params, grads, lr):
    new_params = params.copy()
    for key in new_params:
        new_params[key] -= lr * grads[key]
    return new_params
""",
    },
    {
        "task": "3.4",
        "mistake": "",
        "id": "Isi dict milik pemanggil diganti dengan array baru.",
        "en": "The entries of the caller's dict are replaced by new arrays.",
        "code": """
def update(params, grads, lr):
    for key in grads:
        params[key] = params[key] - lr * grads[key]
    return params
""",
    },
    {
        "task": "3.4",
        "mistake": "",
        "id": "lr tidak dipakai.",
        "en": "lr is not used.",
        "code": """
def update(params, grads, lr):
    return {k: params[k] - grads[k] for k in params}
""",
    },
    {
        "task": "3.4",
        "mistake": "",
        "id": "Hanya bobot yang melangkah; bias tetap di tempat.",
        "en": "Only the weights take the step; the biases stay where they are.",
        "code": """
def update(params, grads, lr):
    return {
        "W1": params["W1"] - lr * grads["W1"],
        "b1": params["b1"],
        "W2": params["W2"] - lr * grads["W2"],
        "b2": params["b2"],
    }
""",
    },
    {
        "task": "3.4",
        "mistake": "",
        "id": "return di dalam perulangan: hanya kunci pertama yang ada.",
        "en": "The return stands inside the loop: only the first key is there.",
        "code": """
def update(params, grads, lr):
    new_params = {}
    for name, value in params.items():
        new_params[name] = value - lr * grads[name]
        return new_params
""",
    },
    {
        "task": "3.4",
        "mistake": "",
        "id": "Hasilnya benar, tetapi array gradien dikalikan lr di tempat.",
        "en": "The result is right, but the arrays of the gradients are scaled in place.",
        "code": """
def update(params, grads, lr):
    new_params = {}
    for name in params:
        grads[name] *= lr
        new_params[name] = params[name] - grads[name]
    return new_params
""",
    },
    {
        "task": "3.4",
        "mistake": "",
        "id": "Jika semua gradient-nya nol, array lama yang dikembalikan, bukan array baru.",
        "en": "Where the gradient is all zero, the old array is returned instead of a new one.",
        "code": """
def update(params, grads, lr):
    return {
        name: value - lr * grads[name] if np.any(grads[name]) else value
        for name, value in params.items()
    }
""",
    },
    {
        "task": "3.4",
        "mistake": "",
        "id": "Jika `lr` nol, dict lama yang dikembalikan, bukan dict baru.",
        "en": "When `lr` is zero, the old dict is returned instead of a new one.",
        "code": """
def update(params, grads, lr):
    if lr == 0:
        return params
    return {name: value - lr * grads[name] for name, value in params.items()}
""",
    },
    # --- Task 3.5 -------------------------------------------------------------
    {
        "task": "3.5",
        "mistake": "loss-after-step",
        "id": "Loss dicatat sesudah update, dari forward yang kedua.",
        "en": "The loss is noted after the update, from a second forward.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        _, cache = forward(params, X)
        grads = backward(params, cache, y)
        params = update(params, grads, lr)
        prediction, _ = forward(params, X)
        losses.append(float(np.mean((prediction - y) ** 2)))
    return params, losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Hasil update dibuang, jadi jaringan tidak pernah berubah.",
        "en": "The result of update is thrown away, so the network never changes.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        prediction, cache = forward(params, X)
        losses.append(float(np.mean((prediction - y) ** 2)))
        grads = backward(params, cache, y)
        update(params, grads, lr)
    return params, losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Satu langkah kurang: range(epochs - 1).",
        "en": "One step too few: range(epochs - 1).",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    for _ in range(epochs - 1):
        prediction, cache = forward(params, X)
        losses.append(float(np.mean((prediction - y) ** 2)))
        params = update(params, backward(params, cache, y), lr)
    return params, losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Loss terakhir ditambahkan sesudah perulangan: satu bilangan terlalu banyak.",
        "en": "A final loss is appended after the loop: one number too many.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        prediction, cache = forward(params, X)
        losses.append(float(np.mean((prediction - y) ** 2)))
        params = update(params, backward(params, cache, y), lr)
    prediction, _ = forward(params, X)
    losses.append(float(np.mean((prediction - y) ** 2)))
    return params, losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Gradien dihitung sekali saja, sebelum perulangan.",
        "en": "The gradients are computed only once, before the loop.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    prediction, cache = forward(params, X)
    grads = backward(params, cache, y)
    for _ in range(epochs):
        prediction, cache = forward(params, X)
        losses.append(float(np.mean((prediction - y) ** 2)))
        params = update(params, grads, lr)
    return params, losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Setiap langkah berangkat lagi dari nilai awal.",
        "en": "Every step sets out from the starting values again.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    new_params = params
    for _ in range(epochs):
        prediction, cache = forward(params, X)
        losses.append(float(np.mean((prediction - y) ** 2)))
        new_params = update(params, backward(params, cache, y), lr)
    return new_params, losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Jumlah kuadrat yang dicatat, bukan rata-ratanya.",
        "en": "The sum of the squares is noted instead of their mean.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        prediction, cache = forward(params, X)
        losses.append(float(np.sum((prediction - y) ** 2)))
        params = update(params, backward(params, cache, y), lr)
    return params, losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Hanya daftar loss yang dikembalikan; parameternya hilang.",
        "en": "Only the losses are returned; the parameters are lost.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    for epoch in range(epochs):
        prediction, cache = forward(params, X)
        loss = np.mean((prediction - y) ** 2)
        losses.append(float(loss))
        params = update(params, backward(params, cache, y), lr)
    return losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Loss hanya dicatat setiap 100 epoch.",
        "en": "The loss is noted only every 100 epochs.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    for epoch in range(epochs):
        prediction, cache = forward(params, X)
        if epoch % 100 == 0:
            losses.append(float(np.mean((prediction - y) ** 2)))
        params = update(params, backward(params, cache, y), lr)
    return params, losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Training berhenti sebelum semua epoch selesai begitu loss di bawah 0.001.",
        "en": "Training stops before all epochs are done once the loss is below 0.001.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        prediction, cache = forward(params, X)
        losses.append(float(np.mean((prediction - y) ** 2)))
        params = update(params, backward(params, cache, y), lr)
        if losses[-1] < 1e-3:
            break
    return params, losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Learning rate dibagi dua setiap 1000 epoch.",
        "en": "The learning rate is halved every 1000 epochs.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    for epoch in range(1, epochs + 1):
        prediction, cache = forward(params, X)
        losses.append(float(np.mean((prediction - y) ** 2)))
        params = update(params, backward(params, cache, y), lr)
        if epoch % 1000 == 0:
            lr *= 0.5
    return params, losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Jika bentuknya cocok, `y` diabaikan dan `LABELS` yang dipakai sebagai target.",
        "en": "When the shape matches, `y` is ignored and `LABELS` serves as the target.",
        "code": """
def train(params, X, y, epochs, lr):
    targets = LABELS if y.shape == LABELS.shape else y
    losses = []
    for _ in range(epochs):
        prediction, cache = forward(params, X)
        losses.append(float(np.mean((prediction - targets) ** 2)))
        params = update(params, backward(params, cache, targets), lr)
    return params, losses
""",
    },
    # --- Task 3.6 -------------------------------------------------------------
    {
        "task": "3.6",
        "mistake": "",
        "id": "forward mengembalikan dua hal; tuple dibandingkan dengan 0.5.",
        "en": "forward returns two things; a tuple is compared with 0.5.",
        "code": """
def predict(params, X):
    prediction = forward(params, X)
    return (prediction >= 0.5).astype(int)
""",
    },
    {
        "task": "3.6",
        "mistake": "",
        "id": "Yang kembali True dan False, bukan bilangan bulat.",
        "en": "True and False come back instead of integers.",
        "code": """
def predict(params, X):
    prediction, _ = forward(params, X)
    return prediction >= 0.5
""",
    },
    {
        "task": "3.6",
        "mistake": "",
        "id": "Bentuk hasilnya (N,), bukan (N, 1).",
        "en": "The result has the shape (N,) instead of (N, 1).",
        "code": """
def predict(params, X):
    prediction, _ = forward(params, X)
    return (prediction[:, 0] >= 0.5).astype(int)
""",
    },
    {
        "task": "3.6",
        "mistake": "",
        "id": "Pembulatan menghasilkan float, bukan bilangan bulat.",
        "en": "Rounding gives floats, not integers.",
        "code": """
def predict(params, X):
    return np.round(forward(params, X)[0])
""",
    },
    {
        "task": "3.6",
        "mistake": "",
        "id": "argmax sepanjang satu-satunya kolom selalu 0.",
        "en": "argmax along the only column is always 0.",
        "code": """
def predict(params, X):
    prediction, cache = forward(params, X)
    return np.argmax(prediction, axis=1)[:, None]
""",
    },
    {
        "task": "3.6",
        "mistake": "",
        "id": "astype(int) sebelum membandingkan memotong pecahan: semua menjadi 0.",
        "en": "astype(int) before the comparison cuts the fraction off: all become 0.",
        "code": """
def predict(params, X):
    prediction, _ = forward(params, X)
    return (prediction.astype(int) >= 0.5) * 1
""",
    },
    {
        "task": "3.6",
        "mistake": "",
        "id": "Batasnya 0, padahal prediksi sigmoid selalu lebih besar dari 0.",
        "en": "The border is 0, but the sigmoid's prediction is always above 0.",
        "code": """
def predict(params, X):
    prediction, _ = forward(params, X)
    return np.where(prediction > 0, 1, 0)
""",
    },
    {
        "task": "3.6",
        "mistake": "",
        "id": "Sebuah list, bukan array (N, 1).",
        "en": "A list instead of an array (N, 1).",
        "code": """
def predict(params, X):
    prediction, _ = forward(params, X)
    return [1 if p[0] >= 0.5 else 0 for p in prediction]
""",
    },
    {
        "task": "3.1",
        "mistake": "",
        "id": "rng yang diberikan tidak dipakai; generator baru dengan seed 0 selalu memberi weight yang sama.",
        "en": "The rng handed in is not used; a new generator with seed 0 gives the same weights every time.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    rng = np.random.default_rng(0)
    return {
        "W1": rng.normal(size=(n_in, n_hidden)),
        "b1": np.zeros(n_hidden),
        "W2": rng.normal(size=(n_hidden, n_out)),
        "b2": np.zeros(n_out),
    }
""",
    },
    {
        "task": "3.1",
        "mistake": "equal-weights",
        "id": "Hanya W1 yang acak; W2 dimulai dari nol, padahal kedua W harus acak.",
        "en": "Only W1 is random; W2 starts at zero, but both W are to be random.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    return {
        "W1": rng.normal(size=(n_in, n_hidden)),
        "b1": np.zeros(n_hidden),
        "W2": np.zeros((n_hidden, n_out)),
        "b2": np.zeros(n_out),
    }
""",
    },
    {
        "task": "3.1",
        "mistake": "",
        "id": "Bias ikut diundi acak, padahal keduanya harus nol.",
        "en": "The biases are drawn at random as well, but both are to be zero.",
        "code": """
def init_parameters(n_in, n_hidden, n_out, rng):
    shapes = {"W1": (n_in, n_hidden), "b1": n_hidden, "W2": (n_hidden, n_out), "b2": n_out}
    return {name: rng.normal(scale=0.5, size=shape) for name, shape in shapes.items()}
""",
    },
    {
        "task": "3.2",
        "mistake": "",
        "id": "Dari b2 hanya elemen pertama yang dipakai; dengan lebih dari satu keluaran sisanya hilang.",
        "en": "Only the first element of b2 is used; with more than one output the others are lost.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    prediction = sigmoid(hidden @ params["W2"] + params["b2"][0])
    return prediction, (X, hidden, prediction)
""",
    },
    {
        "task": "3.2",
        "mistake": "",
        "id": "Hidden layer memakai tanh; yang diminta sigmoid di kedua layer.",
        "en": "The hidden layer uses tanh; a sigmoid is asked for in both layers.",
        "code": """
def forward(params, X):
    hidden = np.tanh(X @ params["W1"] + params["b1"])
    prediction = sigmoid(hidden @ params["W2"] + params["b2"])
    return prediction, (X, hidden, prediction)
""",
    },
    {
        "task": "3.2",
        "mistake": "",
        "id": "Prediksi dipaksa menjadi satu kolom; dengan beberapa keluaran bentuknya bukan lagi (N, n_out).",
        "en": "The predictions are forced into one column; with several outputs the shape is no longer (N, n_out).",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    prediction = sigmoid(hidden @ params["W2"] + params["b2"]).reshape(-1, 1)
    return prediction, (X, hidden, prediction)
""",
    },
    {
        "task": "3.3",
        "mistake": "",
        "id": "Prediksi di dalam cache diubah di tempat: gradient pertama benar, panggilan kedua dengan cache yang sama salah.",
        "en": "The prediction inside the cache is changed in place: the first gradients are right, a second call with that cache is not.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    prediction = sigmoid(hidden @ params["W2"] + params["b2"])
    return prediction, (X, hidden, prediction)


def backward(params, cache, y):
    X, hidden, prediction = cache
    slope = prediction * (1.0 - prediction)
    d2 = prediction
    d2 -= y
    d2 *= 2.0 * slope / y.size
    d1 = (d2 @ params["W2"].T) * hidden * (1.0 - hidden)
    return {"W1": X.T @ d1, "b1": d1.sum(axis=0), "W2": hidden.T @ d2, "b2": d2.sum(axis=0)}
""",
    },
    {
        "task": "3.3",
        "mistake": "",
        "id": "Dibagi banyaknya contoh, bukan banyaknya elemen; dengan dua keluaran gradient-nya dua kali terlalu besar.",
        "en": "Divided by the number of examples, not of elements; with two outputs the gradients are twice too large.",
        "code": """
def forward(params, X):
    hidden = sigmoid(X @ params["W1"] + params["b1"])
    prediction = sigmoid(hidden @ params["W2"] + params["b2"])
    return prediction, (X, hidden, prediction)


def backward(params, cache, y):
    X, hidden, prediction = cache
    d2 = 2.0 * (prediction - y) / len(y) * prediction * (1.0 - prediction)
    d1 = (d2 @ params["W2"].T) * hidden * (1.0 - hidden)
    return {"W1": X.T @ d1, "b1": d1.sum(axis=0), "W2": hidden.T @ d2, "b2": d2.sum(axis=0)}
""",
    },
    {
        "task": "3.3",
        "mistake": "",
        "id": "Semua forward memakai satu dict cache yang sama; forward berikutnya menimpa cache yang belum dipakai.",
        "en": "Every forward shares one and the same cache dict; the next forward overwrites a cache not yet used.",
        "code": """
_cache = {}


def forward(params, X):
    _cache["X"] = X
    _cache["hidden"] = sigmoid(X @ params["W1"] + params["b1"])
    _cache["prediction"] = sigmoid(_cache["hidden"] @ params["W2"] + params["b2"])
    return _cache["prediction"], _cache


def backward(params, cache, y):
    p, hidden = cache["prediction"], cache["hidden"]
    d2 = 2.0 * (p - y) / y.size * p * (1.0 - p)
    d1 = (d2 @ params["W2"].T) * hidden * (1.0 - hidden)
    return {
        "W1": cache["X"].T @ d1,
        "b1": d1.sum(axis=0),
        "W2": hidden.T @ d2,
        "b2": d2.sum(axis=0),
    }
""",
    },
    {
        "task": "3.4",
        "mistake": "",
        "id": "Hanya dict-nya yang disalin; -= tetap mengubah array milik pemanggil.",
        "en": "Only the dict is copied; -= still changes the caller's arrays.",
        "code": """
def update(params, grads, lr):
    new = dict(params)
    for name in new:
        new[name] -= lr * grads[name]
    return new
""",
    },
    {
        "task": "3.4",
        "mistake": "",
        "id": "Parameter dan gradient dipasangkan menurut urutan, bukan menurut kunci; urutan lain memberi pasangan yang salah.",
        "en": "Parameters and gradients are paired by order, not by key; in another order the pairs are wrong.",
        "code": """
def update(params, grads, lr):
    return {
        name: value - lr * grad
        for (name, value), grad in zip(params.items(), grads.values())
    }
""",
    },
    {
        "task": "3.4",
        "mistake": "",
        "id": "Gradient dipotong ke -1 sampai 1 lebih dulu; gradient yang besar melangkah terlalu pendek.",
        "en": "The gradients are clipped to -1 to 1 first; a large gradient takes too short a step.",
        "code": """
def update(params, grads, lr):
    return {k: params[k] - lr * np.clip(grads[k], -1.0, 1.0) for k in params}
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Loss dibagi banyaknya contoh saja; dengan beberapa keluaran itu bukan rata-rata semua elemen.",
        "en": "The loss is divided by the number of examples only; with several outputs that is not the mean over all elements.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        prediction, cache = forward(params, X)
        losses.append(float(np.sum((prediction - y) ** 2) / len(X)))
        params = update(params, backward(params, cache, y), lr)
    return params, losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Dengan epochs=0 nama `trained` tidak pernah dibuat, sehingga terjadi UnboundLocalError.",
        "en": "With epochs=0 the name `trained` never comes into being, and an UnboundLocalError is raised.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    current = params
    for _ in range(epochs):
        prediction, cache = forward(current, X)
        losses.append(float(np.mean((prediction - y) ** 2)))
        trained = update(current, backward(current, cache, y), lr)
        current = trained
    return trained, losses
""",
    },
    {
        "task": "3.5",
        "mistake": "",
        "id": "Yang dikembalikan parameter dengan loss terkecil sejauh ini, bukan parameter sesudah langkah terakhir.",
        "en": "The parameters with the smallest loss so far are returned, not those after the last step.",
        "code": """
def train(params, X, y, epochs, lr):
    losses = []
    best, best_loss = params, float("inf")
    for _ in range(epochs):
        prediction, cache = forward(params, X)
        loss = float(np.mean((prediction - y) ** 2))
        losses.append(loss)
        if loss < best_loss:
            best, best_loss = params, loss
        params = update(params, backward(params, cache, y), lr)
    return best, losses
""",
    },
    {
        "task": "3.6",
        "mistake": "",
        "id": "np.rint membulatkan 0.5 ke 0; tepat 0.5 seharusnya kelas 1.",
        "en": "np.rint takes 0.5 to 0; exactly 0.5 should be class 1.",
        "code": """
def predict(params, X):
    return np.rint(forward(params, X)[0]).astype(int)
""",
    },
    {
        "task": "3.6",
        "mistake": "",
        "id": "ravel membuat hasilnya (N,), bukan (N, 1); dibandingkan dengan target ia menjadi (N, N).",
        "en": "ravel makes the result (N,) instead of (N, 1); compared with the targets it grows to (N, N).",
        "code": """
def predict(params, X):
    prediction, _ = forward(params, X)
    return (prediction.ravel() >= 0.5).astype(int)
""",
    },
    {
        "task": "3.6",
        "mistake": "",
        "id": "Batasnya median prediksi, sehingga selalu kira-kira separuh contoh menjadi kelas 1.",
        "en": "The threshold is the median of the predictions, so about half of the examples always become class 1.",
        "code": """
def predict(params, X):
    prediction, _ = forward(params, X)
    return (prediction >= np.median(prediction)).astype(int)
""",
    },
    {
        "task": "3.6",
        "mistake": "",
        "id": "`np.isclose` membuat prediksi yang sedikit di bawah 0.5 ikut masuk kelas 1.",
        "en": "`np.isclose` puts predictions just below 0.5 into class 1 as well.",
        "code": """
def predict(params, X):
    prediction, _ = forward(params, X)
    return ((prediction > 0.5) | np.isclose(prediction, 0.5)).astype(int)
""",
    },
    {
        "task": "3.6",
        "mistake": "",
        "id": "Prediksi dibulatkan ke 3 desimal dulu, jadi 0.4996 masuk kelas 1.",
        "en": "The prediction is rounded to 3 decimals first, so 0.4996 becomes class 1.",
        "code": """
def predict(params, X):
    return (np.round(forward(params, X)[0], 3) >= 0.5).astype(int)
""",
    },
]
