"""Wrong answers to module 01, as learners write them, and the mistake each must be told."""

ANSWERS = [
    # --- Task 1.1 -------------------------------------------------------------
    {
        "task": "1.1",
        "mistake": "sign-of-exponent",
        "id": "Pangkatnya z, bukan minus z.",
        "en": "The exponent is z instead of minus z.",
        "code": """
def sigmoid(z):
    return 1 / (1 + np.exp(z))
""",
    },
    {
        "task": "1.1",
        "mistake": "sign-of-exponent",
        "id": "Bentuk yang aman dari overflow, tetapi kedua cabang np.where tertukar.",
        "en": "The form that cannot overflow, but with the two branches of np.where swapped.",
        "code": """
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, e / (1 + e), 1 / (1 + e))
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "Rumus langsung: exp(-z) meluap untuk z yang sangat negatif.",
        "en": "The plain formula: exp(-z) overflows for very negative z.",
        "code": """
def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "np.where tetap menghitung kedua cabang, jadi overflow masih terjadi.",
        "en": "np.where still computes both branches, so the overflow remains.",
        "code": """
def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "z dipotong ke -10 sampai 10, sehingga nilai di luar itu tidak tepat lagi.",
        "en": "z is clipped to the range from -10 to 10, so values beyond are no longer right.",
        "code": """
def sigmoid(z):
    z = np.clip(z, -10, 10)
    return 1 / (1 + np.exp(-z))
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "Pemotongan dilakukan langsung di array z milik pemanggil.",
        "en": "The clipping is done in place, in the caller's array z.",
        "code": """
def sigmoid(z):
    z[z > 500] = 500
    z[z < -500] = -500
    return 1 / (1 + np.exp(-z))
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "Hanya bisa untuk array satu dimensi: satu baris tidak dapat dibandingkan dengan if.",
        "en": "Works for one-dimensional arrays only: a whole row cannot be tested with if.",
        "code": """
def sigmoid(z):
    result = np.zeros(len(z))
    for i in range(len(z)):
        if z[i] >= 0:
            result[i] = 1 / (1 + np.exp(-z[i]))
        else:
            result[i] = np.exp(z[i]) / (1 + np.exp(z[i]))
    return result
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "Bentuk array hilang: hasilnya selalu satu dimensi.",
        "en": "The shape is lost: the result always has one dimension.",
        "code": """
def sigmoid(z):
    values = []
    for v in z.flatten():
        e = np.exp(-abs(v))
        values.append(1 / (1 + e) if v >= 0 else e / (1 + e))
    return np.array(values)
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "Rumus lewat tanh tanpa membagi z dengan 2.",
        "en": "The formula by way of tanh, without dividing z by 2.",
        "code": """
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z))
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "Hasilnya dibulatkan ke empat angka, seperti tampilan pada contoh.",
        "en": "The result is rounded to four digits, as the example shows it.",
        "code": """
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.round(np.where(z >= 0, 1 / (1 + e), e / (1 + e)), 4)
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "Nilai mutlak dipakai, tetapi cabang untuk z negatif dilupakan.",
        "en": "The absolute value is used, but the branch for negative z is forgotten.",
        "code": """
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return 1 / (1 + e)
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "`np.atleast_1d` mengubah input 0-d, jadi hasilnya berbentuk `(1,)`.",
        "en": "`np.atleast_1d` changes a 0-d input, so the result has the shape `(1,)`.",
        "code": """
def sigmoid(z):
    z = np.atleast_1d(z)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)
""",
    },
    # --- Task 1.2 -------------------------------------------------------------
    {
        "task": "1.2",
        "mistake": "derivative-at-z",
        "id": "Sigmoid diterapkan lagi pada a, yang sudah merupakan keluarannya.",
        "en": "The sigmoid is applied again to a, which is its output already.",
        "code": """
def sigmoid_derivative(a):
    s = sigmoid(a)
    return s * (1 - s)
""",
    },
    {
        "task": "1.2",
        "mistake": "derivative-at-z",
        "id": "Rumus turunan terhadap z dipakai dengan a sebagai z.",
        "en": "The formula of the derivative in z is used with a in the place of z.",
        "code": """
def sigmoid_derivative(a):
    return np.exp(-a) / (1 + np.exp(-a)) ** 2
""",
    },
    {
        "task": "1.2",
        "mistake": "",
        "id": "Urutan pengurangan terbalik, sehingga kemiringannya negatif.",
        "en": "The subtraction is the wrong way round, so the slope is negative.",
        "code": """
def sigmoid_derivative(a):
    return a * (a - 1)
""",
    },
    {
        "task": "1.2",
        "mistake": "",
        "id": "Ini turunan tanh, bukan turunan sigmoid.",
        "en": "This is the derivative of tanh, not of the sigmoid.",
        "code": """
def sigmoid_derivative(a):
    return 1 - a**2
""",
    },
    {
        "task": "1.2",
        "mistake": "",
        "id": "Nilainya benar, tetapi array a milik pemanggil ikut berubah.",
        "en": "The values are right, but the caller's array a is changed.",
        "code": """
def sigmoid_derivative(a):
    a *= 1 - a
    return a
""",
    },
    {
        "task": "1.2",
        "mistake": "",
        "id": "Perkalian titik, bukan elemen demi elemen; (N, 1) malah tidak cocok bentuknya.",
        "en": "A dot product, not element by element; for (N, 1) the shapes do not even fit.",
        "code": """
def sigmoid_derivative(a):
    return np.dot(a, 1 - a)
""",
    },
    {
        "task": "1.2",
        "mistake": "",
        "id": "Lupa return.",
        "en": "The return is missing.",
        "code": """
def sigmoid_derivative(a):
    derivative = a * (1 - a)
""",
    },
    {
        "task": "1.2",
        "mistake": "",
        "id": "`ndmin=1` mengubah array 0-d, jadi hasilnya berbentuk `(1,)`.",
        "en": "`ndmin=1` changes a 0-d array, so the result has the shape `(1,)`.",
        "code": """
def sigmoid_derivative(a):
    a = np.array(a, ndmin=1)
    return a - a**2
""",
    },
    # --- Task 1.3 -------------------------------------------------------------
    {
        "task": "1.3",
        "mistake": "sum-instead-of-mean",
        "id": "Kuadratnya dijumlahkan, tidak dirata-rata.",
        "en": "The squares are summed instead of averaged.",
        "code": """
def mse_loss(prediction, target):
    return float(np.sum((prediction - target) ** 2))
""",
    },
    {
        "task": "1.3",
        "mistake": "sum-instead-of-mean",
        "id": "Perulangan menjumlahkan kuadrat, lalu pembagiannya terlupa.",
        "en": "A loop adds the squares up, and then the division is forgotten.",
        "code": """
def mse_loss(prediction, target):
    total = 0.0
    for p, t in zip(prediction.flatten(), target.flatten()):
        total += (p - t) ** 2
    return total
""",
    },
    {
        "task": "1.3",
        "mistake": "missing-square",
        "id": "Rata-rata selisih mutlak, bukan selisih kuadrat.",
        "en": "The mean of the absolute differences, not of their squares.",
        "code": """
def mse_loss(prediction, target):
    return float(np.mean(np.abs(prediction - target)))
""",
    },
    {
        "task": "1.3",
        "mistake": "missing-square",
        "id": "Rata-rata selisih polos: yang positif dan negatif saling menghapus.",
        "en": "The mean of the plain differences: positive and negative ones cancel.",
        "code": """
def mse_loss(prediction, target):
    error = prediction - target
    return float(error.mean())
""",
    },
    {
        "task": "1.3",
        "mistake": "half-the-mean",
        "id": "Ada faktor 1/2 tambahan, seperti di sebagian buku.",
        "en": "There is an extra factor 1/2, as in some books.",
        "code": """
def mse_loss(prediction, target):
    return float(0.5 * np.mean((prediction - target) ** 2))
""",
    },
    {
        "task": "1.3",
        "mistake": "half-the-mean",
        "id": "Jumlah kuadrat dibagi 2n, bukan n.",
        "en": "The sum of the squares is divided by 2n instead of n.",
        "code": """
def mse_loss(prediction, target):
    m = prediction.size
    return float(np.sum(np.square(prediction - target)) / (2 * m))
""",
    },
    {
        "task": "1.3",
        "mistake": "",
        "id": "Selisih dirata-rata dulu, baru dikuadratkan.",
        "en": "The differences are averaged first and squared afterwards.",
        "code": """
def mse_loss(prediction, target):
    return float(np.mean(prediction - target) ** 2)
""",
    },
    {
        "task": "1.3",
        "mistake": "",
        "id": "Akar dari rata-rata kuadrat (RMSE), bukan MSE.",
        "en": "The root of the mean square (RMSE), not the MSE.",
        "code": """
def mse_loss(prediction, target):
    return float(np.sqrt(np.mean((prediction - target) ** 2)))
""",
    },
    {
        "task": "1.3",
        "mistake": "",
        "id": "Dibagi banyak baris, bukan banyak elemen; dua kolom sudah membuatnya salah.",
        "en": "Divided by the number of rows, not of elements; two columns make it wrong.",
        "code": """
def mse_loss(prediction, target):
    n = len(prediction)
    return float(((prediction - target) ** 2).sum() / n)
""",
    },
    {
        "task": "1.3",
        "mistake": "",
        "id": "Kuadratnya tidak dirata-rata sama sekali: yang kembali sebuah array.",
        "en": "The squares are not averaged at all: an array comes back.",
        "code": """
def mse_loss(prediction, target):
    return (prediction - target) ** 2
""",
    },
    {
        "task": "1.3",
        "mistake": "",
        "id": "Rata-rata hanya sepanjang baris, jadi tiap kolom punya loss sendiri.",
        "en": "The mean runs along the rows only, so every column has a loss of its own.",
        "code": """
def mse_loss(prediction, target):
    return np.mean((prediction - target) ** 2, axis=0)
""",
    },
    {
        "task": "1.3",
        "mistake": "",
        "id": "Loss dihitung di dalam array prediction milik pemanggil.",
        "en": "The loss is computed inside the caller's array prediction.",
        "code": """
def mse_loss(prediction, target):
    prediction -= target
    prediction **= 2
    return float(prediction.mean())
""",
    },
    {
        "task": "1.3",
        "mistake": "",
        "id": "Hasilnya dicetak, bukan dikembalikan.",
        "en": "The result is printed instead of returned.",
        "code": """
def mse_loss(prediction, target):
    loss = np.mean((prediction - target) ** 2)
    print("loss:", loss)
""",
    },
    # --- Task 1.4 -------------------------------------------------------------
    {
        "task": "1.4",
        "mistake": "missing-bias",
        "id": "Bias tidak ditambahkan.",
        "en": "The bias is not added.",
        "code": """
def forward(self, X):
    return sigmoid(X @ self.weights)
""",
    },
    {
        "task": "1.4",
        "mistake": "missing-bias",
        "id": "Jumlah dengan bias dihitung, tetapi sigmoid menerima jumlah tanpa bias.",
        "en": "The sum with the bias is computed, but the sigmoid gets the one without.",
        "code": """
def forward(self, X):
    z = np.dot(X, self.weights)
    z_with_bias = z + self.bias
    a = sigmoid(z)
    return a
""",
    },
    {
        "task": "1.4",
        "mistake": "missing-sigmoid",
        "id": "Jumlah berbobotnya tidak melewati sigmoid.",
        "en": "The weighted sum does not pass through the sigmoid.",
        "code": """
def forward(self, X):
    return X @ self.weights + self.bias
""",
    },
    {
        "task": "1.4",
        "mistake": "missing-sigmoid",
        "id": "Sigmoid dihitung, tetapi yang dikembalikan z.",
        "en": "The sigmoid is computed, but what is returned is z.",
        "code": """
def forward(self, X):
    z = np.matmul(X, self.weights) + self.bias
    a = sigmoid(z)
    return z
""",
    },
    {
        "task": "1.4",
        "mistake": "",
        "id": "Bias ditambahkan sesudah sigmoid, jadi jawabannya bisa keluar dari 0 sampai 1.",
        "en": "The bias is added after the sigmoid, so answers can leave the range 0 to 1.",
        "code": """
def forward(self, X):
    return sigmoid(X @ self.weights) + self.bias
""",
    },
    {
        "task": "1.4",
        "mistake": "",
        "id": "Bentuk hasilnya (N,), bukan (N, 1).",
        "en": "The result has the shape (N,) instead of (N, 1).",
        "code": """
def forward(self, X):
    z = X @ self.weights.flatten() + self.bias
    return sigmoid(z)
""",
    },
    {
        "task": "1.4",
        "mistake": "",
        "id": "Urutan perkalian tertukar, sehingga hasilnya berbaring: (1, N).",
        "en": "The product is the other way round, so the result lies on its side: (1, N).",
        "code": """
def forward(self, X):
    return sigmoid(self.weights.T @ X.T + self.bias)
""",
    },
    {
        "task": "1.4",
        "mistake": "",
        "id": "Perkalian elemen demi elemen tanpa dijumlahkan: hasilnya (N, D).",
        "en": "A product element by element that is never summed: the result is (N, D).",
        "code": """
def forward(self, X):
    return sigmoid(X * self.weights.T + self.bias)
""",
    },
    {
        "task": "1.4",
        "mistake": "",
        "id": "Hanya berlaku untuk dua input; input ketiga dan seterusnya diabaikan.",
        "en": "Works for two inputs only; the third and all later ones are ignored.",
        "code": """
def forward(self, X):
    x1 = X[:, 0:1]
    x2 = X[:, 1:2]
    z = self.weights[0] * x1 + self.weights[1] * x2 + self.bias
    return sigmoid(z)
""",
    },
    {
        "task": "1.4",
        "mistake": "",
        "id": "Jawabannya sudah dibulatkan menjadi 0 atau 1, padahal itu tugas predict.",
        "en": "The answers are already rounded to 0 or 1, which is the work of predict.",
        "code": """
def forward(self, X):
    a = sigmoid(X @ self.weights + self.bias)
    return np.where(a >= 0.5, 1.0, 0.0)
""",
    },
    {
        "task": "1.4",
        "mistake": "",
        "id": "Jumlah berbobot dipotong ke rentang -10 sampai 10 sebelum masuk sigmoid.",
        "en": "The weighted sum is clipped to -10 through 10 before the sigmoid.",
        "code": """
def forward(self, X):
    return sigmoid(np.clip(X @ self.weights + self.bias, -10, 10))
""",
    },
    # --- Task 1.5 -------------------------------------------------------------
    {
        "task": "1.5",
        "mistake": "ascent",
        "id": "Gradient ditambahkan, bukan dikurangkan.",
        "en": "The gradient is added instead of subtracted.",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    delta = 2 / y.size * (prediction - y) * sigmoid_derivative(prediction)
    self.weights += lr * (X.T @ delta)
    self.bias += lr * delta.sum(axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "ascent",
        "id": "Selisihnya y - prediction, lalu tetap dikurangkan: langkahnya naik.",
        "en": "The difference is y - prediction and still subtracted: the step goes up.",
        "code": """
def train_step(self, X, y, lr):
    a = self.forward(X)
    loss = mse_loss(a, y)
    error = y - a
    delta = 2 * error * sigmoid_derivative(a) / len(X)
    self.weights = self.weights - lr * np.dot(X.T, delta)
    self.bias = self.bias - lr * np.sum(delta, axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "missing-factor-two",
        "id": "Faktor 2 dari turunan kuadrat hilang.",
        "en": "The factor 2 from the derivative of the square is missing.",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    delta = (prediction - y) / y.size * sigmoid_derivative(prediction)
    self.weights = self.weights - lr * X.T @ delta
    self.bias = self.bias - lr * delta.sum(axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "missing-factor-two",
        "id": "Rata-rata atas contoh benar, tetapi turunan kuadratnya ditulis tanpa 2.",
        "en": "The mean over the examples is right, but the square is derived without the 2.",
        "code": """
def train_step(self, X, y, lr):
    n = X.shape[0]
    out = self.forward(X)
    loss = mse_loss(out, y)
    d = (out - y) * out * (1 - out)
    dw = X.T.dot(d) / n
    db = d.mean(axis=0)
    self.weights -= lr * dw
    self.bias -= lr * db
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "missing-sigmoid-slope",
        "id": "Rantai berhenti di a: kemiringan sigmoid tidak dikalikan.",
        "en": "The chain stops at a: the slope of the sigmoid is not multiplied in.",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    delta = 2.0 * (prediction - y) / y.size
    self.weights = self.weights - lr * (X.T @ delta)
    self.bias = self.bias - lr * delta.sum(axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "bias-not-moved",
        "id": "Hanya weight yang diperbarui.",
        "en": "Only the weights are updated.",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    delta = 2 / y.size * (prediction - y) * sigmoid_derivative(prediction)
    self.weights = self.weights - lr * X.T @ delta
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "bias-not-moved",
        "id": "Bias baru hanya disimpan di variabel lokal, bukan di self.bias.",
        "en": "The new bias is kept in a local variable, not in self.bias.",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    delta = 2 / y.size * (prediction - y) * sigmoid_derivative(prediction)
    grad_w = X.T @ delta
    grad_b = delta.sum(axis=0)
    self.weights = self.weights - lr * grad_w
    bias = self.bias - lr * grad_b
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "loss-after-step",
        "id": "Loss dihitung lagi sesudah weight digeser.",
        "en": "The loss is computed again after the weights have moved.",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    delta = 2 / y.size * (prediction - y) * sigmoid_derivative(prediction)
    self.weights = self.weights - lr * X.T @ delta
    self.bias = self.bias - lr * delta.sum(axis=0)
    return mse_loss(self.forward(X), y)
""",
    },
    {
        "task": "1.5",
        "mistake": "sum-instead-of-mean",
        "id": "Gradient dari jumlah kuadrat: pembagian dengan banyak contoh hilang.",
        "en": "The gradient of the sum of squares: the division by the examples is missing.",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    delta = 2 * (prediction - y) * sigmoid_derivative(prediction)
    self.weights = self.weights - lr * X.T @ delta
    self.bias = self.bias - lr * delta.sum(axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "Gradient bias dirata-rata, padahal delta sudah dibagi banyak contoh.",
        "en": "The gradient of the bias is averaged, though delta is already divided by N.",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    delta = 2 / y.size * (prediction - y) * sigmoid_derivative(prediction)
    self.weights = self.weights - lr * X.T @ delta
    self.bias = self.bias - lr * delta.mean(axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "Gradient bias tidak dijumlahkan, sehingga bias menjadi (N, 1).",
        "en": "The gradient of the bias is not summed, so the bias becomes (N, 1).",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    delta = 2 / y.size * (prediction - y) * sigmoid_derivative(prediction)
    self.weights = self.weights - lr * X.T @ delta
    self.bias = self.bias - lr * delta
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "keepdims membuat bias menjadi (1, 1), bukan (1,).",
        "en": "keepdims turns the bias into (1, 1) instead of (1,).",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    delta = 2 / y.size * (prediction - y) * sigmoid_derivative(prediction)
    self.weights = self.weights - lr * X.T @ delta
    self.bias = self.bias - lr * np.sum(delta, axis=0, keepdims=True)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "Gradient bias memakai prediksi baru, sesudah weight terlanjur digeser.",
        "en": "The gradient of the bias uses a new prediction, after the weights have moved.",
        "code": """
def train_step(self, X, y, lr):
    a = self.forward(X)
    loss = mse_loss(a, y)
    delta = 2 / y.size * (a - y) * sigmoid_derivative(a)
    self.weights = self.weights - lr * X.T @ delta
    a = self.forward(X)
    delta = 2 / y.size * (a - y) * sigmoid_derivative(a)
    self.bias = self.bias - lr * delta.sum(axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "error dan prediction array yang sama, jadi kemiringannya dihitung dari selisih.",
        "en": "error and prediction are the same array, so the slope is taken at the difference.",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    error = prediction
    error -= y
    delta = 2 / y.size * error * sigmoid_derivative(prediction)
    self.weights = self.weights - lr * X.T @ delta
    self.bias = self.bias - lr * delta.sum(axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "Langkahnya benar, tetapi loss tidak dikembalikan.",
        "en": "The step is right, but the loss is not returned.",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    delta = 2 / y.size * (prediction - y) * sigmoid_derivative(prediction)
    self.weights = self.weights - lr * X.T @ delta
    self.bias = self.bias - lr * delta.sum(axis=0)
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "Nilai baru weight dan bias tidak pernah disimpan kembali ke self.",
        "en": "The new weights and bias are never stored back in self.",
        "code": """
def train_step(self, X, y, lr):
    w, b = self.weights, self.bias
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    delta = 2 / y.size * (prediction - y) * sigmoid_derivative(prediction)
    w = w - lr * X.T @ delta
    b = b - lr * delta.sum(axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "lr tidak dipakai: langkahnya selalu sepanjang gradient.",
        "en": "lr is not used: the step is always as long as the gradient.",
        "code": """
def train_step(self, X, y, lr):
    prediction = self.forward(X)
    loss = mse_loss(prediction, y)
    delta = 2 / y.size * (prediction - y) * sigmoid_derivative(prediction)
    self.weights = self.weights - X.T @ delta
    self.bias = self.bias - delta.sum(axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "Ada momentum dari panggilan sebelumnya, jadi hanya langkah pertama yang benar.",
        "en": "Momentum carries over from earlier calls, so only the first step is right.",
        "code": """
def train_step(self, X, y, lr):
    a = self.forward(X)
    loss = mse_loss(a, y)
    delta = 2 / y.size * (a - y) * sigmoid_derivative(a)
    vw, vb = self.__dict__.get("velocity", (0.0, 0.0))
    vw = 0.9 * vw + X.T @ delta
    vb = 0.9 * vb + delta.sum(axis=0)
    self.velocity = (vw, vb)
    self.weights = self.weights - lr * vw
    self.bias = self.bias - lr * vb
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "Gradient dipotong ke rentang -1 sampai 1, jadi langkahnya salah saat gradient besar.",
        "en": "The gradient is clipped to -1 through 1, so the step is wrong when the gradient is large.",
        "code": """
def train_step(self, X, y, lr):
    a = self.forward(X)
    loss = mse_loss(a, y)
    delta = 2 / y.size * (a - y) * sigmoid_derivative(a)
    self.weights = self.weights - lr * np.clip(X.T @ delta, -1, 1)
    self.bias = self.bias - lr * np.clip(delta.sum(axis=0), -1, 1)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "Weight dan bias tidak diperbarui lagi begitu loss di bawah 0.001.",
        "en": "Weights and bias are no longer updated once the loss is below 0.001.",
        "code": """
def train_step(self, X, y, lr):
    a = self.forward(X)
    loss = mse_loss(a, y)
    if loss < 1e-3:
        return loss
    delta = 2 / y.size * (a - y) * sigmoid_derivative(a)
    self.weights = self.weights - lr * (X.T @ delta)
    self.bias = self.bias - lr * delta.sum(axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "Learning rate di atas 10 diam-diam diturunkan menjadi 10.",
        "en": "A learning rate above 10 is silently lowered to 10.",
        "code": """
def train_step(self, X, y, lr):
    lr = min(lr, 10.0)
    a = self.forward(X)
    loss = mse_loss(a, y)
    delta = 2 / y.size * (a - y) * sigmoid_derivative(a)
    self.weights = self.weights - lr * (X.T @ delta)
    self.bias = self.bias - lr * delta.sum(axis=0)
    return loss
""",
    },
    # --- Task 1.6 -------------------------------------------------------------
    {
        "task": "1.6",
        "mistake": "loss-after-step",
        "id": "Yang dicatat loss sesudah setiap langkah, bukan sebelumnya.",
        "en": "What is noted is the loss after every step, not before it.",
        "code": """
def train(self, X, y, epochs, lr):
    losses = []
    for epoch in range(epochs):
        self.train_step(X, y, lr)
        losses.append(mse_loss(self.forward(X), y))
    return losses
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "Satu langkah kurang: range dimulai dari 1.",
        "en": "One step too few: the range starts at 1.",
        "code": """
def train(self, X, y, epochs, lr):
    losses = []
    for epoch in range(1, epochs):
        losses.append(self.train_step(X, y, lr))
    return losses
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "Satu langkah lebih: range(epochs + 1).",
        "en": "One step too many: range(epochs + 1).",
        "code": """
def train(self, X, y, epochs, lr):
    return [self.train_step(X, y, lr) for _ in range(epochs + 1)]
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "return berada di dalam perulangan, jadi hanya satu langkah yang terjadi.",
        "en": "The return stands inside the loop, so only one step is taken.",
        "code": """
def train(self, X, y, epochs, lr):
    losses = []
    for i in range(epochs):
        loss = self.train_step(X, y, lr)
        losses.append(loss)
        return losses
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "train_step dipanggil dua kali di setiap putaran.",
        "en": "train_step is called twice in every round.",
        "code": """
def train(self, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        self.train_step(X, y, lr)
        losses.append(self.train_step(X, y, lr))
    return losses
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "List dikosongkan lagi di setiap putaran, jadi hanya loss terakhir yang tersisa.",
        "en": "The list is emptied in every round, so only the last loss is left.",
        "code": """
def train(self, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        losses = []
        losses.append(self.train_step(X, y, lr))
    return losses
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "Weight dan bias dinolkan dulu, jadi latihan tidak melanjutkan neuron yang ada.",
        "en": "Weights and bias are zeroed first, so training ignores the neuron it was given.",
        "code": """
def train(self, X, y, epochs, lr):
    self.weights = np.zeros((X.shape[1], 1))
    self.bias = np.zeros(1)
    losses = []
    for _ in range(epochs):
        losses.append(self.train_step(X, y, lr))
    return losses
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "Satu langkah untuk setiap contoh, bukan satu langkah untuk semua contoh.",
        "en": "One step for every example instead of one step for all of them.",
        "code": """
def train(self, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for i in range(len(X)):
            total += self.train_step(X[i : i + 1], y[i : i + 1], lr)
        losses.append(total / len(X))
    return losses
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "lr dikunci pada 0.1; argumennya diabaikan.",
        "en": "lr is fixed at 0.1; the argument is ignored.",
        "code": """
def train(self, X, y, epochs, lr=0.1):
    losses = []
    for _ in range(epochs):
        loss = self.train_step(X, y, lr=0.1)
        losses.append(loss)
    return losses
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "Learning rate dibagi dua setiap 500 epoch.",
        "en": "The learning rate is halved every 500 epochs.",
        "code": """
def train(self, X, y, epochs, lr):
    losses = []
    for epoch in range(1, epochs + 1):
        losses.append(self.train_step(X, y, lr))
        if epoch % 500 == 0:
            lr = lr / 2
    return losses
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "Jika loss terakhir bukan yang terendah, weight dengan loss terendah dipasang kembali.",
        "en": "If the last loss is not the lowest, the weights with the lowest loss are put back.",
        "code": """
def train(self, X, y, epochs, lr):
    losses, best = [], None
    for _ in range(epochs):
        before = (self.weights.copy(), self.bias.copy())
        loss = self.train_step(X, y, lr)
        if best is None or loss < best[0]:
            best = (loss, *before)
        losses.append(loss)
    if best and mse_loss(self.forward(X), y) > best[0]:
        _, self.weights, self.bias = best
    return losses
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "Langkah yang menaikkan loss dibatalkan.",
        "en": "A step that raises the loss is undone.",
        "code": """
def train(self, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        old = (self.weights.copy(), self.bias.copy())
        losses.append(self.train_step(X, y, lr))
        if mse_loss(self.forward(X), y) > losses[-1]:
            self.weights, self.bias = old
    return losses
""",
    },
    # --- Task 1.7 -------------------------------------------------------------
    {
        "task": "1.7",
        "mistake": "",
        "id": "Yang kembali True dan False, bukan bilangan bulat.",
        "en": "True and False come back instead of integers.",
        "code": """
def predict(self, X):
    return self.forward(X) >= 0.5
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "Pembulatan menghasilkan float, bukan bilangan bulat.",
        "en": "Rounding gives floats, not integers.",
        "code": """
def predict(self, X):
    return np.round(self.forward(X))
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "Bentuk hasilnya (N,), bukan (N, 1).",
        "en": "The result has the shape (N,) instead of (N, 1).",
        "code": """
def predict(self, X):
    a = self.forward(X).ravel()
    return (a >= 0.5).astype(int)
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "astype(int) memotong pecahan, jadi hampir semua jawaban menjadi 0.",
        "en": "astype(int) cuts the fraction off, so nearly every answer becomes 0.",
        "code": """
def predict(self, X):
    return self.forward(X).astype(int)
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "Jumlah berbobot z yang dibandingkan dengan 0.5, bukan keluaran sigmoid.",
        "en": "The weighted sum z is compared with 0.5, not the output of the sigmoid.",
        "code": """
def predict(self, X):
    z = X @ self.weights + self.bias
    return np.where(z >= 0.5, 1, 0)
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "Keluaran sigmoid dibandingkan dengan 0: semua contoh menjadi kelas 1.",
        "en": "The output of the sigmoid is compared with 0: every example is class 1.",
        "code": """
def predict(self, X):
    return (self.forward(X) > 0).astype(int)
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "argmax sepanjang satu-satunya kolom selalu 0.",
        "en": "argmax along the only column is always 0.",
        "code": """
def predict(self, X):
    return np.argmax(self.forward(X), axis=1).reshape(-1, 1)
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "Sebuah list bilangan, bukan array (N, 1).",
        "en": "A list of numbers instead of an array (N, 1).",
        "code": """
def predict(self, X):
    classes = []
    for answer in self.forward(X):
        if answer[0] >= 0.5:
            classes.append(1)
        else:
            classes.append(0)
    return classes
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "Arah perbandingan terbalik: kelas 0 dan 1 tertukar.",
        "en": "The comparison points the wrong way: the classes 0 and 1 are swapped.",
        "code": """
def predict(self, X):
    return (self.forward(X) <= 0.5).astype(int)
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "Kedua cabang np.where tetap dihitung, jadi exp(1000) meluap dan muncul peringatan.",
        "en": "np.where computes both branches, so exp(1000) overflows and warns.",
        "code": """
def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "Rumus aman dipilih satu kali untuk seluruh array; array yang memuat 1000 dan -1000 sekaligus meluap.",
        "en": "The safe fraction is chosen once for the whole array, so one that holds 1000 and -1000 together overflows.",
        "code": """
def sigmoid(z):
    if np.all(z < 0):
        e = np.exp(z)
        return e / (1 + e)
    return 1 / (1 + np.exp(-z))
""",
    },
    {
        "task": "1.1",
        "mistake": "",
        "id": "Nilai ekstrem dipotong langsung di dalam array pemanggil, sehingga argumennya berubah.",
        "en": "Extreme values are cut off inside the caller's own array, so the argument is changed.",
        "code": """
def sigmoid(z):
    z[z < -700] = -700.0
    z[z > 700] = 700.0
    return 1.0 / (1.0 + np.exp(-z))
""",
    },
    {
        "task": "1.2",
        "mistake": "",
        "id": "z dicari kembali dengan logaritma; untuk a yang tepat 0 hasilnya nan.",
        "en": "z is recovered with a logarithm; where a is exactly 0 the result is nan.",
        "code": """
def sigmoid_derivative(a):
    with np.errstate(all="ignore"):
        z = np.log(a / (1 - a))
        e = np.exp(-z)
        return e / (1 + e) ** 2
""",
    },
    {
        "task": "1.2",
        "mistake": "",
        "id": "Hasilnya benar, tetapi dihitung di tempat: array a milik pemanggil ikut berubah.",
        "en": "The result is right but computed in place: the caller's array a changes.",
        "code": """
def sigmoid_derivative(a):
    a *= 1 - a
    return a
""",
    },
    {
        "task": "1.2",
        "mistake": "",
        "id": "Ini kemiringan tanh, 1 - a kuadrat, bukan kemiringan sigmoid.",
        "en": "This is the slope of tanh, 1 - a squared, not that of the sigmoid.",
        "code": """
def sigmoid_derivative(a):
    return 1.0 - a**2
""",
    },
    {
        "task": "1.3",
        "mistake": "",
        "id": "Jumlah kuadrat dibagi banyaknya baris, bukan banyaknya elemen; baru terlihat pada array berkolom banyak.",
        "en": "The sum of squares is divided by the number of rows, not of elements; it shows only with several columns.",
        "code": """
def mse_loss(prediction, target):
    return float(np.sum((prediction - target) ** 2) / len(prediction))
""",
    },
    {
        "task": "1.3",
        "mistake": "",
        "id": "Rata-rata diambil dulu, baru dikuadratkan, sehingga selisih berlawanan tanda saling menghapus.",
        "en": "The mean is taken first and squared afterwards, so differences of opposite sign cancel.",
        "code": """
def mse_loss(prediction, target):
    return float(np.mean(prediction - target) ** 2)
""",
    },
    {
        "task": "1.3",
        "mistake": "",
        "id": "Selisih dihitung di tempat dengan -=, sehingga prediksi milik pemanggil rusak.",
        "en": "The difference is taken in place with -=, which ruins the caller's predictions.",
        "code": """
def mse_loss(prediction, target):
    prediction -= target
    return float(np.mean(np.square(prediction)))
""",
    },
    {
        "task": "1.4",
        "mistake": "",
        "id": "Bias ditambahkan ke setiap perkalian sebelum dijumlahkan, jadi terhitung D kali.",
        "en": "The bias is added to every product before the sum, so it counts D times.",
        "code": """
def forward(self, X):
    return sigmoid((X * self.weights.T + self.bias).sum(axis=1, keepdims=True))
""",
    },
    {
        "task": "1.4",
        "mistake": "",
        "id": "Bias ditambahkan sesudah sigmoid; selama bias masih nol tidak terlihat.",
        "en": "The bias is added after the sigmoid; as long as it is still zero nobody notices.",
        "code": """
def forward(self, X):
    return sigmoid(X @ self.weights) + self.bias
""",
    },
    {
        "task": "1.4",
        "mistake": "",
        "id": "Keluarannya (N,), bukan (N, 1): sumbu terakhir hilang karena penjumlahan.",
        "en": "The output is (N,) instead of (N, 1): the sum has swallowed the last axis.",
        "code": """
def forward(self, X):
    z = np.sum(X * self.weights[:, 0], axis=1) + self.bias
    return sigmoid(z)
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "Bias dihitung dari prediksi baru, sesudah weight bergeser; kedua gradient harus dari titik yang sama.",
        "en": "The bias step uses a fresh prediction made after the weights moved; both gradients belong to the same point.",
        "code": """
def train_step(self, X, y, lr):
    p = self.forward(X)
    loss = mse_loss(p, y)
    delta = 2 / len(y) * (p - y) * sigmoid_derivative(p)
    self.weights = self.weights - lr * (X.T @ delta)
    p = self.forward(X)
    delta = 2 / len(y) * (p - y) * sigmoid_derivative(p)
    self.bias = self.bias - lr * delta.sum(axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "Gradient bias dirata-ratakan lagi padahal pembagian dengan N sudah ada di delta; cocok hanya untuk satu contoh.",
        "en": "The gradient of the bias is averaged although delta already holds the division by N; it fits one example only.",
        "code": """
def train_step(self, X, y, lr):
    p = self.forward(X)
    loss = mse_loss(p, y)
    delta = 2 / len(y) * (p - y) * sigmoid_derivative(p)
    self.weights = self.weights - lr * (X.T @ delta)
    self.bias = self.bias - lr * delta.mean(axis=0)
    return loss
""",
    },
    {
        "task": "1.5",
        "mistake": "",
        "id": "Banyaknya contoh ditulis mati sebagai 4; untuk data lain gradient-nya salah ukuran.",
        "en": "The number of examples is written in as 4; with any other data the gradient has the wrong size.",
        "code": """
def train_step(self, X, y, lr):
    p = self.forward(X)
    delta = 2 / 4 * (p - y) * p * (1 - p)
    loss = mse_loss(p, y)
    self.weights -= lr * np.dot(X.T, delta)
    self.bias -= lr * delta.sum(axis=0)
    return loss
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "Daftar loss disimpan di neuron dan terus bertambah; panggilan kedua mengembalikan terlalu banyak angka.",
        "en": "The list of losses lives in the neuron and keeps growing; a second call returns too many numbers.",
        "code": """
def train(self, X, y, epochs, lr):
    if not hasattr(self, "losses"):
        self.losses = []
    for _ in range(epochs):
        self.losses.append(self.train_step(X, y, lr))
    return self.losses
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "Latihan berhenti lebih awal saat loss sudah kecil, sehingga jumlah angka bukan epochs.",
        "en": "Training stops early once the loss is small, so there are not epochs numbers.",
        "code": """
def train(self, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        losses.append(self.train_step(X, y, lr))
        if losses[-1] < 0.01:
            break
    return losses
""",
    },
    {
        "task": "1.6",
        "mistake": "",
        "id": "Setiap epoch melangkah sekali per contoh lalu merata-ratakan; yang diminta satu langkah untuk semua contoh.",
        "en": "Each epoch takes one step per example and averages; asked for is one step on all examples.",
        "code": """
def train(self, X, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        rows = [self.train_step(X[i : i + 1], y[i : i + 1], lr) for i in range(len(X))]
        losses.append(float(np.mean(rows)))
    return losses
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "np.round membulatkan 0.5 ke bilangan genap, yaitu 0, padahal tepat 0.5 termasuk kelas 1.",
        "en": "np.round takes 0.5 to the even number 0, but exactly 0.5 belongs to class 1.",
        "code": """
def predict(self, X):
    return np.round(self.forward(X)).astype(int)
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "Batasnya rata-rata jawaban, bukan 0.5; hasil satu contoh jadi bergantung pada contoh lain.",
        "en": "The threshold is the mean of the answers, not 0.5, so the class of one example depends on the others.",
        "code": """
def predict(self, X):
    answers = self.forward(X)
    return (answers >= answers.mean()).astype(int)
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "Kelasnya benar tetapi bertipe float: yang diminta bilangan bulat.",
        "en": "The classes are right but floats: integers are asked for.",
        "code": """
def predict(self, X):
    return np.where(self.forward(X) >= 0.5, 1.0, 0.0)
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "`np.isclose` membuat nilai yang sedikit di bawah 0.5 ikut masuk kelas 1.",
        "en": "`np.isclose` puts values just below 0.5 into class 1 as well.",
        "code": """
def predict(self, X):
    a = self.forward(X)
    return ((a > 0.5) | np.isclose(a, 0.5)).astype(int)
""",
    },
    {
        "task": "1.7",
        "mistake": "",
        "id": "Output dibulatkan ke 4 desimal dulu, jadi 0.49996 masuk kelas 1.",
        "en": "The output is rounded to 4 decimals first, so 0.49996 becomes class 1.",
        "code": """
def predict(self, X):
    return (self.forward(X).round(4) >= 0.5).astype(int)
""",
    },
]
