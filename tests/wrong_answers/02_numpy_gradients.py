"""Wrong answers to module 02, as learners write them, and the mistake each must be told."""

ANSWERS = [
    # --- Task 2.1 -------------------------------------------------------------
    {
        "task": "2.1",
        "mistake": "sign",
        "id": "Target dikurangi prediksi, bukan sebaliknya.",
        "en": "Target minus prediction instead of the other way round.",
        "code": """
def mse_gradient(prediction, target):
    return 2 * (target - prediction) / prediction.size
""",
    },
    {
        "task": "2.1",
        "mistake": "sign",
        "id": "Ada tanda minus tambahan di depan rumus yang benar.",
        "en": "There is an extra minus in front of the right formula.",
        "code": """
def mse_gradient(prediction, target):
    n = prediction.size
    diff = prediction - target
    return -(2 / n) * diff
""",
    },
    {
        "task": "2.1",
        "mistake": "sum-instead-of-mean",
        "id": "Turunan jumlah kuadrat: pembagian dengan banyak elemen hilang.",
        "en": "The derivative of the sum of squares: no division by the number of elements.",
        "code": """
def mse_gradient(prediction, target):
    return 2 * (prediction - target)
""",
    },
    {
        "task": "2.1",
        "mistake": "divided-by-rows",
        "id": "len menghitung baris, bukan elemen.",
        "en": "len counts the rows, not the elements.",
        "code": """
def mse_gradient(prediction, target):
    return 2 * (prediction - target) / len(prediction)
""",
    },
    {
        "task": "2.1",
        "mistake": "divided-by-rows",
        "id": "Pembaginya shape[0], yaitu banyak baris.",
        "en": "The divisor is shape[0], the number of rows.",
        "code": """
def mse_gradient(prediction, target):
    n_examples = prediction.shape[0]
    error = prediction - target
    return (2.0 / n_examples) * error
""",
    },
    {
        "task": "2.1",
        "mistake": "missing-factor-two",
        "id": "Faktor 2 dari turunan kuadrat hilang.",
        "en": "The factor 2 from the derivative of the square is missing.",
        "code": """
def mse_gradient(prediction, target):
    return (prediction - target) / prediction.size
""",
    },
    {
        "task": "2.1",
        "mistake": "",
        "id": "Gradient dirata-rata menjadi satu bilangan, bukan sebentuk dengan prediksi.",
        "en": "The gradient is averaged to one number, but must have the shape of the prediction.",
        "code": """
def mse_gradient(prediction, target):
    return np.mean(2 * (prediction - target))
""",
    },
    {
        "task": "2.1",
        "mistake": "",
        "id": "Kuadratnya tidak diturunkan: selisih kuadrat masih ada di dalam gradient.",
        "en": "The square was not differentiated: squared differences are still in the gradient.",
        "code": """
def mse_gradient(prediction, target):
    return 2 * (prediction - target) ** 2 / prediction.size
""",
    },
    {
        "task": "2.1",
        "mistake": "",
        "id": "Nilainya benar, tetapi array prediction milik pemanggil ditimpa.",
        "en": "The values are right, but the caller's array prediction is overwritten.",
        "code": """
def mse_gradient(prediction, target):
    prediction -= target
    prediction *= 2 / prediction.size
    return prediction
""",
    },
    {
        "task": "2.1",
        "mistake": "",
        "id": "Tanda hilang karena nilai mutlak: semua elemen gradient menjadi positif.",
        "en": "The absolute value drops the sign: every element of the gradient is positive.",
        "code": """
def mse_gradient(prediction, target):
    return 2 * np.abs(prediction - target) / prediction.size
""",
    },
    {
        "task": "2.1",
        "mistake": "",
        "id": "Bentuknya hilang: hasilnya list yang datar.",
        "en": "The shape is lost: the result is a flat list.",
        "code": """
def mse_gradient(prediction, target):
    n = prediction.size
    gradient = []
    for p, t in zip(prediction.flatten(), target.flatten()):
        gradient.append(2 * (p - t) / n)
    return gradient
""",
    },
    {
        "task": "2.1",
        "mistake": "",
        "id": "Pembaginya hanya ukuran dua sumbu pertama, jadi salah untuk array tiga sumbu.",
        "en": "It divides by the sizes of the first two axes only, which is wrong for three axes.",
        "code": """
def mse_gradient(prediction, target):
    n = int(np.prod(prediction.shape[:2]))
    return 2.0 * (prediction - target) / n
""",
    },
    {
        "task": "2.1",
        "mistake": "",
        "id": '`order="K"` mengikuti urutan memori, jadi elemen array hasil transpose salah tempat.',
        "en": '`order="K"` follows memory order, so the elements of a transposed array get misplaced.',
        "code": """
def mse_gradient(prediction, target):
    d = prediction.ravel(order="K") - target.ravel(order="K")
    return (2.0 * d / d.size).reshape(prediction.shape)
""",
    },
    {
        "task": "2.1",
        "mistake": "",
        "id": "`np.atleast_1d` mengubah prediksi 0-d, jadi gradient-nya berbentuk `(1,)`.",
        "en": "`np.atleast_1d` changes a 0-d prediction, so its gradient has the shape `(1,)`.",
        "code": """
def mse_gradient(prediction, target):
    d = np.atleast_1d(prediction - target)
    return 2.0 * d / d.size
""",
    },
    # --- Task 2.2 -------------------------------------------------------------
    {
        "task": "2.2",
        "mistake": "forward-difference",
        "id": "Beda satu sisi: hanya x + h yang dibandingkan dengan x.",
        "en": "A one-sided difference: only x + h is compared with x.",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    base = f(x)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - base) / h
    return gradient
""",
    },
    {
        "task": "2.2",
        "mistake": "forward-difference",
        "id": "Beda satu sisi, dengan np.nditer dan nilai lama yang dikembalikan.",
        "en": "A one-sided difference, with np.nditer and the old value put back.",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        idx = it.multi_index
        old = x[idx]
        before = f(x)
        x[idx] = old + h
        after = f(x)
        x[idx] = old
        grad[idx] = (after - before) / h
        it.iternext()
    return grad
""",
    },
    {
        "task": "2.2",
        "mistake": "missing-two-h",
        "id": "Beda dua sisi dibagi h, bukan 2h.",
        "en": "A two-sided difference divided by h instead of 2h.",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / h
    return gradient
""",
    },
    {
        "task": "2.2",
        "mistake": "",
        "id": "Kurung hilang: `/ 2 * h` membagi dengan 2 lalu mengalikan dengan h.",
        "en": "Parentheses are missing: `/ 2 * h` divides by 2 and then multiplies by h.",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        plus = x.copy()
        minus = x.copy()
        plus[index] += h
        minus[index] -= h
        gradient[index] = (f(plus) - f(minus)) / 2 * h
    return gradient
""",
    },
    {
        "task": "2.2",
        "mistake": "",
        "id": "Semua elemen digeser sekaligus, jadi semua kemiringan tercampur.",
        "en": "All elements are moved at once, so all slopes are mixed together.",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    slope = (f(x + h) - f(x - h)) / (2 * h)
    return np.full(x.shape, slope)
""",
    },
    {
        "task": "2.2",
        "mistake": "",
        "id": "plus dan minus bukan salinan: keduanya x sendiri, jadi selisihnya nol.",
        "en": "plus and minus are no copies: both are x itself, so the difference is zero.",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        plus = x
        minus = x
        plus[index] += h
        minus[index] -= h
        gradient[index] = (f(plus) - f(minus)) / (2 * h)
    return gradient
""",
    },
    {
        "task": "2.2",
        "mistake": "",
        "id": "Elemen yang digeser tidak dikembalikan, jadi x berubah.",
        "en": "The element that was moved is not put back, so x is changed.",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += h
        up = f(x)
        x[index] -= 2 * h
        down = f(x)
        gradient[index] = (up - down) / (2 * h)
    return gradient
""",
    },
    {
        "task": "2.2",
        "mistake": "",
        "id": "Hanya untuk satu dimensi: pada matriks, satu baris penuh ikut digeser.",
        "en": "For one dimension only: in a matrix a whole row is moved at a time.",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        up = x.copy()
        down = x.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient
""",
    },
    {
        "task": "2.2",
        "mistake": "",
        "id": "h ditetapkan lagi di dalam fungsi, jadi argumen h diabaikan.",
        "en": "h is set again inside the function, so the argument h is ignored.",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    h = 1e-5
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
""",
    },
    {
        "task": "2.2",
        "mistake": "",
        "id": "Hasilnya datar: bentuk x tidak dikembalikan.",
        "en": "The result is flat: the shape of x is not restored.",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    flat = x.flatten()
    gradient = np.zeros(flat.size)
    for i in range(flat.size):
        up, down = flat.copy(), flat.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up.reshape(x.shape)) - f(down.reshape(x.shape))) / (2 * h)
    return gradient
""",
    },
    # --- Task 2.3 -------------------------------------------------------------
    {
        "task": "2.3",
        "mistake": "absolute-error",
        "id": "Norma selisih saja, tidak dibandingkan dengan besar a dan b.",
        "en": "The norm of the difference alone, not compared with the size of a and b.",
        "code": """
def relative_error(a, b):
    return float(np.linalg.norm(a - b))
""",
    },
    {
        "task": "2.3",
        "mistake": "absolute-error",
        "id": "Selisih mutlak terbesar, tanpa pembagi.",
        "en": "The largest absolute difference, with nothing to divide by.",
        "code": """
def relative_error(a, b):
    difference = np.abs(a - b)
    return float(difference.max())
""",
    },
    {
        "task": "2.3",
        "mistake": "",
        "id": "Dua array nol menghasilkan 0 / 0.",
        "en": "Two arrays of zeros give 0 / 0.",
        "code": """
def relative_error(a, b):
    return float(np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b)))
""",
    },
    {
        "task": "2.3",
        "mistake": "",
        "id": "Penyebutnya norma dari a + b, yang nol untuk array berlawanan.",
        "en": "The denominator is the norm of a + b, which is zero for opposite arrays.",
        "code": """
def relative_error(a, b):
    difference = np.linalg.norm(a - b)
    if difference == 0:
        return 0.0
    return float(difference / np.linalg.norm(a + b))
""",
    },
    {
        "task": "2.3",
        "mistake": "",
        "id": "Selisih dijumlahkan dengan tandanya, jadi saling menghapus.",
        "en": "The differences are summed with their signs, so they cancel each other.",
        "code": """
def relative_error(a, b):
    size = np.sum(np.abs(a)) + np.sum(np.abs(b))
    if size == 0:
        return 0.0
    return float(np.sum(a - b) / size)
""",
    },
    {
        "task": "2.3",
        "mistake": "",
        "id": "Hasilnya dalam persen: array berlawanan menghasilkan 100.",
        "en": "The result is in percent: opposite arrays give 100.",
        "code": """
def relative_error(a, b):
    size = np.linalg.norm(a) + np.linalg.norm(b)
    if size == 0:
        return 0.0
    return float(100 * np.linalg.norm(a - b) / size)
""",
    },
    {
        "task": "2.3",
        "mistake": "",
        "id": "Jawaban ya atau tidak dari np.allclose, bukan ukuran kesalahan.",
        "en": "A yes or no from np.allclose instead of the size of the error.",
        "code": """
def relative_error(a, b):
    return np.allclose(a, b)
""",
    },
    {
        "task": "2.3",
        "mistake": "",
        "id": "Satu nilai untuk setiap elemen, bukan satu bilangan.",
        "en": "One value for every element instead of a single number.",
        "code": """
def relative_error(a, b):
    size = np.abs(a) + np.abs(b)
    size[size == 0] = 1.0
    return np.abs(a - b) / size
""",
    },
    {
        "task": "2.3",
        "mistake": "",
        "id": "Selisih dihitung di tempat, sehingga array a berubah.",
        "en": "The difference is taken in place, so the array a is changed.",
        "code": """
def relative_error(a, b):
    size = np.linalg.norm(a) + np.linalg.norm(b)
    if size == 0:
        return 0.0
    a -= b
    return float(np.linalg.norm(a) / size)
""",
    },
    {
        "task": "2.3",
        "mistake": "",
        "id": "Toleransi absolut `np.allclose` membuat dua array bernilai kecil dianggap sama.",
        "en": "The absolute tolerance of `np.allclose` makes two arrays of small values count as equal.",
        "code": """
def relative_error(a, b):
    if np.allclose(a, b):
        return 0.0
    return float(np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b)))
""",
    },
    {
        "task": "2.3",
        "mistake": "",
        "id": "Dengan argumen 2, norm matriks menjadi norm spektral dan array tiga sumbu memicu error.",
        "en": "With the argument 2 a matrix gets its spectral norm, and three axes raise an error.",
        "code": """
def relative_error(a, b):
    size = np.linalg.norm(a, 2) + np.linalg.norm(b, 2)
    return float(np.linalg.norm(a - b, 2) / size) if size else 0.0
""",
    },
    # --- Task 2.4 -------------------------------------------------------------
    {
        "task": "2.4",
        "mistake": "missing-bias",
        "id": "Bias tidak ditambahkan.",
        "en": "The bias is not added.",
        "code": """
def dense_forward(X, W, b):
    return X @ W
""",
    },
    {
        "task": "2.4",
        "mistake": "missing-bias",
        "id": "Perulangan menghitung jumlah berbobot, lalu bias terlupa.",
        "en": "Loops compute the weighted sums, and then the bias is forgotten.",
        "code": """
def dense_forward(X, W, b):
    N, D = X.shape
    H = W.shape[1]
    out = np.zeros((N, H))
    for n in range(N):
        for k in range(H):
            for d in range(D):
                out[n, k] += X[n, d] * W[d, k]
    return out
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "Bias ditambahkan pada W sebelum perkalian.",
        "en": "The bias is added to W before the multiplication.",
        "code": """
def dense_forward(X, W, b):
    return X @ (W + b)
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "Faktor-faktornya tertukar: W @ X.",
        "en": "The factors are swapped: W @ X.",
        "code": """
def dense_forward(X, W, b):
    return W @ X + b
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "Semua bias dijumlahkan, jadi setiap keluaran mendapat bilangan yang sama.",
        "en": "All biases are summed, so every output gets the same number.",
        "code": """
def dense_forward(X, W, b):
    return np.dot(X, W) + np.sum(b)
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "Hanya contoh pertama yang dihitung.",
        "en": "Only the first example is computed.",
        "code": """
def dense_forward(X, W, b):
    return X[0] @ W + b
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "Sigmoid ikut diterapkan, padahal yang diminta jumlah berbobotnya saja.",
        "en": "A sigmoid is applied as well, but only the weighted sums are asked for.",
        "code": """
def dense_forward(X, W, b):
    z = X @ W + b
    return 1 / (1 + np.exp(-z))
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "Bias berdiri sebagai kolom, jadi dijumlahkan per contoh, bukan per keluaran.",
        "en": "The bias stands as a column, so it is added per example, not per output.",
        "code": """
def dense_forward(X, W, b):
    return np.matmul(X, W) + b.reshape(-1, 1)
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "Satu input terlewat: perulangannya berhenti di D - 1.",
        "en": "One input is left out: the loop ends at D - 1.",
        "code": """
def dense_forward(X, W, b):
    out = np.zeros((X.shape[0], W.shape[1])) + b
    for d in range(X.shape[1] - 1):
        out += np.outer(X[:, d], W[d])
    return out
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "Jika layer hanya punya satu output, sumbu kedua dibuang dan bentuknya menjadi `(N,)`.",
        "en": "For a layer with one output the second axis is dropped, which leaves the shape `(N,)`.",
        "code": """
def dense_forward(X, W, b):
    Z = X @ W + b
    return Z[:, 0] if Z.shape[1] == 1 and len(Z) > 1 else Z
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "Output layer linear dipotong ke rentang -100 sampai 100.",
        "en": "The output of the linear layer is clipped to -100 through 100.",
        "code": """
def dense_forward(X, W, b):
    return np.clip(X @ W + b, -100.0, 100.0)
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "Jika `W` persegi, yang dipakai malah transposenya.",
        "en": "When `W` is square, its transpose is used instead.",
        "code": """
def dense_forward(X, W, b):
    if W.shape[0] == W.shape[1]:
        return X @ W.T + b
    return X @ W + b
""",
    },
    # --- Task 2.5 -------------------------------------------------------------
    {
        "task": "2.5",
        "mistake": "mean-over-batch",
        "id": "grad_W dan grad_b dibagi lagi dengan banyak contoh.",
        "en": "grad_W and grad_b are divided once more by the number of examples.",
        "code": """
def dense_backward(grad_output, X, W):
    n = X.shape[0]
    grad_X = grad_output @ W.T
    grad_W = X.T @ grad_output / n
    grad_b = grad_output.sum(axis=0) / n
    return grad_X, grad_W, grad_b
""",
    },
    {
        "task": "2.5",
        "mistake": "mean-over-batch",
        "id": "grad_b dirata-rata, sedangkan grad_W benar.",
        "en": "grad_b is averaged, while grad_W is right.",
        "code": """
def dense_backward(grad_output, X, W):
    return grad_output @ W.T, X.T @ grad_output, grad_output.mean(axis=0)
""",
    },
    {
        "task": "2.5",
        "mistake": "mean-over-batch",
        "id": "grad_W dirata-rata atas contoh, sedangkan grad_b benar.",
        "en": "grad_W is averaged over the examples, while grad_b is right.",
        "code": """
def dense_backward(grad_output, X, W):
    grad_X = np.dot(grad_output, W.T)
    grad_W = np.dot(X.T, grad_output) / len(X)
    grad_b = np.sum(grad_output, axis=0)
    return grad_X, grad_W, grad_b
""",
    },
    {
        "task": "2.5",
        "mistake": "",
        "id": "Urutannya tertukar: grad_W datang sebelum grad_X.",
        "en": "The order is wrong: grad_W comes before grad_X.",
        "code": """
def dense_backward(grad_output, X, W):
    grad_W = X.T @ grad_output
    grad_X = grad_output @ W.T
    grad_b = grad_output.sum(axis=0)
    return grad_W, grad_X, grad_b
""",
    },
    {
        "task": "2.5",
        "mistake": "",
        "id": "grad_b dijumlahkan sepanjang keluaran (axis=1), bukan sepanjang contoh.",
        "en": "grad_b is summed along the outputs (axis=1), not along the examples.",
        "code": """
def dense_backward(grad_output, X, W):
    grad_X = grad_output @ W.T
    grad_W = X.T @ grad_output
    grad_b = grad_output.sum(axis=1)
    return grad_X, grad_W, grad_b
""",
    },
    {
        "task": "2.5",
        "mistake": "",
        "id": "grad_b berbentuk (1, H), bukan (H,).",
        "en": "grad_b has the shape (1, H) instead of (H,).",
        "code": """
def dense_backward(grad_output, X, W):
    grad_X = grad_output @ W.T
    grad_W = X.T @ grad_output
    grad_b = np.sum(grad_output, axis=0, keepdims=True)
    return grad_X, grad_W, grad_b
""",
    },
    {
        "task": "2.5",
        "mistake": "",
        "id": "grad_b menjadi satu bilangan: axis tidak disebut.",
        "en": "grad_b becomes a single number: no axis is given.",
        "code": """
def dense_backward(grad_output, X, W):
    dX = grad_output.dot(W.T)
    dW = X.T.dot(grad_output)
    db = grad_output.sum()
    return dX, dW, db
""",
    },
    {
        "task": "2.5",
        "mistake": "",
        "id": "grad_W terbaring: bentuknya (H, D).",
        "en": "grad_W lies on its side: its shape is (H, D).",
        "code": """
def dense_backward(grad_output, X, W):
    grad_X = grad_output @ W.T
    grad_W = grad_output.T @ X
    grad_b = grad_output.sum(axis=0)
    return grad_X, grad_W, grad_b
""",
    },
    {
        "task": "2.5",
        "mistake": "",
        "id": "W tidak ditranspos: salah kalau D = H, dan tidak bisa dihitung selain itu.",
        "en": "W is not transposed: wrong if D = H, and impossible otherwise.",
        "code": """
def dense_backward(grad_output, X, W):
    grad_X = grad_output @ W
    grad_W = X.T @ grad_output
    grad_b = grad_output.sum(axis=0)
    return grad_X, grad_W, grad_b
""",
    },
    {
        "task": "2.5",
        "mistake": "",
        "id": "Hanya contoh pertama yang masuk ke grad_W dan grad_b.",
        "en": "Only the first example enters grad_W and grad_b.",
        "code": """
def dense_backward(grad_output, X, W):
    grad_X = grad_output @ W.T
    grad_W = np.outer(X[0], grad_output[0])
    grad_b = grad_output[0]
    return grad_X, grad_W, grad_b
""",
    },
    {
        "task": "2.5",
        "mistake": "",
        "id": "Jika `W` persegi, `grad_X` dihitung tanpa transpose.",
        "en": "When `W` is square, `grad_X` is computed without the transpose.",
        "code": """
def dense_backward(grad_output, X, W):
    if W.shape[0] == W.shape[1]:
        grad_X = grad_output @ W
    else:
        grad_X = grad_output @ W.T
    return grad_X, X.T @ grad_output, grad_output.sum(axis=0)
""",
    },
    {
        "task": "2.5",
        "mistake": "",
        "id": "`grad_X` dijadikan nol di setiap posisi yang inputnya nol.",
        "en": "`grad_X` is set to zero wherever the input is zero.",
        "code": """
def dense_backward(grad_output, X, W):
    grad_X = np.where(X == 0, 0.0, grad_output @ W.T)
    return grad_X, X.T @ grad_output, grad_output.sum(axis=0)
""",
    },
    {
        "task": "2.5",
        "mistake": "",
        "id": "Ketiga gradient dipotong ke rentang -10 sampai 10.",
        "en": "All three gradients are clipped to -10 through 10.",
        "code": """
def dense_backward(grad_output, X, W):
    grads = (grad_output @ W.T, X.T @ grad_output, grad_output.sum(axis=0))
    return tuple(np.clip(g, -10.0, 10.0) for g in grads)
""",
    },
    # --- Task 2.6 -------------------------------------------------------------
    {
        "task": "2.6",
        "mistake": "slope-at-z",
        "id": "a dimasukkan ke sigmoid sekali lagi.",
        "en": "a is sent through the sigmoid once more.",
        "code": """
def sigmoid_backward(grad_output, a):
    s = 1 / (1 + np.exp(-a))
    return grad_output * s * (1 - s)
""",
    },
    {
        "task": "2.6",
        "mistake": "slope-at-z",
        "id": "Turunan terhadap z dengan eksponensial, padahal yang diterima a.",
        "en": "The derivative in z, with an exponential, although a is what it is given.",
        "code": """
def sigmoid_backward(grad_output, a):
    e = np.exp(-a)
    slope = e / (1 + e) ** 2
    return grad_output * slope
""",
    },
    {
        "task": "2.6",
        "mistake": "missing-grad-output",
        "id": "Hanya kemiringannya yang kembali; grad_output tidak dipakai.",
        "en": "Only the slope comes back; grad_output is not used.",
        "code": """
def sigmoid_backward(grad_output, a):
    return a * (1 - a)
""",
    },
    {
        "task": "2.6",
        "mistake": "",
        "id": "Kemiringan ditambahkan pada grad_output, bukan dikalikan.",
        "en": "The slope is added to grad_output instead of multiplied.",
        "code": """
def sigmoid_backward(grad_output, a):
    return grad_output + a * (1 - a)
""",
    },
    {
        "task": "2.6",
        "mistake": "",
        "id": "Ini kemiringan tanh, bukan sigmoid.",
        "en": "This is the slope of tanh, not of the sigmoid.",
        "code": """
def sigmoid_backward(grad_output, a):
    return grad_output * (1 - a**2)
""",
    },
    {
        "task": "2.6",
        "mistake": "",
        "id": "Kedua argumen tertukar: kemiringan dihitung dari grad_output.",
        "en": "The two arguments are swapped: the slope is computed from grad_output.",
        "code": """
def sigmoid_backward(grad_output, a):
    return a * grad_output * (1 - grad_output)
""",
    },
    {
        "task": "2.6",
        "mistake": "",
        "id": "Perkalian matriks, bukan elemen demi elemen.",
        "en": "A matrix product, not element by element.",
        "code": """
def sigmoid_backward(grad_output, a):
    return grad_output @ (a * (1 - a))
""",
    },
    {
        "task": "2.6",
        "mistake": "",
        "id": "Nilainya benar, tetapi grad_output milik pemanggil ditimpa.",
        "en": "The values are right, but the caller's grad_output is overwritten.",
        "code": """
def sigmoid_backward(grad_output, a):
    grad_output *= a
    grad_output *= 1 - a
    return grad_output
""",
    },
    {
        "task": "2.6",
        "mistake": "",
        "id": "Kurung hilang: a - a**2 hanya sebagian yang dikalikan dengan grad_output.",
        "en": "Parentheses are missing: only part of a - a**2 is multiplied by grad_output.",
        "code": """
def sigmoid_backward(grad_output, a):
    return grad_output * a - a**2
""",
    },
    {
        "task": "2.6",
        "mistake": "",
        "id": "`z` dihitung balik lewat logaritma, jadi hasilnya nan saat `a` tepat 0.",
        "en": "`z` is recovered through a logarithm, so the result is nan where `a` is exactly 0.",
        "code": """
def sigmoid_backward(grad_output, a):
    z = np.log(a) - np.log(1.0 - a)
    e = np.exp(-z)
    return grad_output * e / (1.0 + e) ** 2
""",
    },
    {
        "task": "2.6",
        "mistake": "",
        "id": "Kemiringan sigmoid dipaksa minimal 1e-6, jadi salah untuk unit yang jenuh.",
        "en": "The sigmoid's slope is forced to be at least 1e-6, which is wrong for saturated units.",
        "code": """
def sigmoid_backward(grad_output, a):
    return grad_output * np.maximum(a * (1.0 - a), 1e-6)
""",
    },
    {
        "task": "2.6",
        "mistake": "",
        "id": "`np.atleast_1d` mengubah input 0-d, jadi hasilnya berbentuk `(1,)`.",
        "en": "`np.atleast_1d` changes a 0-d input, so the result has the shape `(1,)`.",
        "code": """
def sigmoid_backward(grad_output, a):
    a = np.atleast_1d(a)
    return grad_output * a * (1.0 - a)
""",
    },
    {
        "task": "2.6",
        "mistake": "",
        "id": "Array dengan lebih dari dua sumbu diratakan, jadi bentuknya berubah.",
        "en": "Arrays with more than two axes are flattened to two, so the shape changes.",
        "code": """
def sigmoid_backward(grad_output, a):
    grad = grad_output * a * (1.0 - a)
    return grad.reshape(len(grad), -1) if np.ndim(grad) > 2 else grad
""",
    },
    # --- Task 2.7 -------------------------------------------------------------
    {
        "task": "2.7",
        "mistake": "ascent",
        "id": "Gradient ditambahkan: langkahnya naik.",
        "en": "The gradient is added: the steps go uphill.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] + lr * gradient(path[-1]))
    return np.stack(path)
""",
    },
    {
        "task": "2.7",
        "mistake": "ascent",
        "id": "Tandanya terbalik di dalam matriks jalur yang disiapkan lebih dulu.",
        "en": "The sign is wrong, in a matrix for the path that was prepared beforehand.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for t in range(steps):
        path[t + 1] = path[t] + lr * gradient(path[t])
    return path
""",
    },
    {
        "task": "2.7",
        "mistake": "same-point-repeated",
        "id": "Satu array x diubah di tempat dan dimasukkan berulang kali.",
        "en": "One array x is changed in place and appended again and again.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    x = start.copy()
    path = [x]
    for _ in range(steps):
        x -= lr * gradient(x)
        path.append(x)
    return np.stack(path)
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Sama, dan x bahkan array start sendiri.",
        "en": "The same, and x is even the array start itself.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    x = start
    path = [x]
    for i in range(steps):
        g = gradient(x)
        x -= lr * g
        path.append(x)
    return np.array(path)
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Jalurnya benar, tetapi array start milik pemanggil ikut bergerak.",
        "en": "The path is right, but the caller's array start moves along.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    x = start
    path = [x.copy()]
    for _ in range(steps):
        x -= lr * gradient(x)
        path.append(x.copy())
    return np.stack(path)
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Titik awal tidak masuk ke jalur: satu baris kurang.",
        "en": "The start is not part of the path: one row is missing.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    x = start.copy()
    path = []
    for _ in range(steps):
        x = x - lr * gradient(x)
        path.append(x)
    return np.array(path)
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Titik disimpan sebelum melangkah, jadi titik terakhir hilang.",
        "en": "Each point is kept before the step, so the last point is lost.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    x = start
    path = np.zeros((steps, start.size))
    for t in range(steps):
        path[t] = x
        x = x - lr * gradient(x)
    return path
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Hanya titik terakhir yang dikembalikan.",
        "en": "Only the last point is returned.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    x = start
    for _ in range(steps):
        x = x - lr * gradient(x)
    return x
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Gradient selalu diambil di titik awal.",
        "en": "The gradient is always taken at the start.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - lr * gradient(start))
    return np.stack(path)
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Gradient dinormalkan, jadi panjang langkah bukan lagi lr kali gradient.",
        "en": "The gradient is normalised, so the step is no longer lr times the gradient.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    path = [start]
    for _ in range(steps):
        g = gradient(path[-1])
        path.append(path[-1] - lr * g / np.linalg.norm(g))
    return np.stack(path)
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Jalurnya terbaring: (D, steps + 1).",
        "en": "The path lies on its side: (D, steps + 1).",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    points = [start]
    for _ in range(steps):
        points.append(points[-1] - lr * gradient(points[-1]))
    return np.column_stack(points)
""",
    },
    {
        "task": "2.1",
        "mistake": "sum-instead-of-mean",
        "id": "Dibagi banyaknya kolom saja, bukan banyaknya semua elemen.",
        "en": "Divided by the number of columns only, not by the number of all elements.",
        "code": """
def mse_gradient(prediction, target):
    return 2.0 * (prediction - target) / prediction.shape[-1]
""",
    },
    {
        "task": "2.1",
        "mistake": "",
        "id": "Gradient-nya benar, tetapi ditulis ke dalam array prediksi milik pemanggil.",
        "en": "The gradient is right, but it is written into the caller's array of predictions.",
        "code": """
def mse_gradient(prediction, target):
    prediction -= target
    prediction *= 2.0 / prediction.size
    return prediction
""",
    },
    {
        "task": "2.1",
        "mistake": "",
        "id": "Selisihnya dirata-ratakan dulu; setiap elemen mendapat gradient yang sama.",
        "en": "The differences were averaged first, so every element receives the same gradient.",
        "code": """
def mse_gradient(prediction, target):
    return np.full(prediction.shape, 2.0 * np.mean(prediction - target) / prediction.size)
""",
    },
    {
        "task": "2.2",
        "mistake": "",
        "id": "ravel menyalin array yang tidak bersambung di memori, jadi x sendiri tidak bergerak dan gradient-nya nol.",
        "en": "ravel copies an array that is not contiguous, so x itself never moves and the gradient is zero.",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    flat = x.ravel()
    grad = np.zeros(x.size)
    for i in range(x.size):
        old = flat[i]
        flat[i] = old + h
        up = f(x)
        flat[i] = old - h
        down = f(x)
        flat[i] = old
        grad[i] = (up - down) / (2 * h)
    return grad.reshape(x.shape)
""",
    },
    {
        "task": "2.2",
        "mistake": "",
        "id": "Elemen yang sudah diukur tertinggal di x - h saat elemen berikutnya diukur.",
        "en": "An element already measured is left at x - h while the next ones are measured.",
        "code": """
def numerical_gradient(f, x, h=1e-5):
    moved = x.copy()
    grad = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        moved[index] = x[index] + h
        up = f(moved)
        moved[index] = x[index] - h
        down = f(moved)
        grad[index] = (up - down) / (2 * h)
    return grad
""",
    },
    {
        "task": "2.3",
        "mistake": "",
        "id": "Dibagi elemen demi elemen: di tempat kedua elemen nol terjadi 0 / 0 dan hasilnya nan.",
        "en": "Divided element by element: where both elements are zero that is 0 / 0, and the result is nan.",
        "code": """
def relative_error(a, b):
    if not a.any() and not b.any():
        return 0.0
    with np.errstate(all="ignore"):
        return float(np.max(np.abs(a - b) / (np.abs(a) + np.abs(b))))
""",
    },
    {
        "task": "2.3",
        "mistake": "",
        "id": "Cukup salah satu array nol untuk dijawab 0, padahal yang lain bisa sama sekali berbeda.",
        "en": "One zero array is enough for the answer 0, although the other may be altogether different.",
        "code": """
def relative_error(a, b):
    size_a, size_b = np.linalg.norm(a), np.linalg.norm(b)
    if size_a == 0 or size_b == 0:
        return 0.0
    return float(np.linalg.norm(a - b) / max(size_a, size_b))
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "Bias hanya ditambahkan ke baris pertama; dengan satu contoh tidak terlihat.",
        "en": "The bias is added to the first row only; with a single example nobody notices.",
        "code": """
def dense_forward(X, W, b):
    Z = X @ W
    Z[0] += b
    return Z
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "Bias ikut ditambahkan di setiap putaran, jadi terhitung D kali.",
        "en": "The bias is added in every round of the loop, so it counts D times.",
        "code": """
def dense_forward(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]))
    for d in range(X.shape[1]):
        Z += np.outer(X[:, d], W[d]) + b
    return Z
""",
    },
    {
        "task": "2.4",
        "mistake": "",
        "id": "squeeze membuang sumbu berukuran 1: satu contoh atau satu keluaran tidak lagi (N, H).",
        "en": "squeeze drops axes of size 1: with one example or one output the result is no longer (N, H).",
        "code": """
def dense_forward(X, W, b):
    return np.squeeze(X @ W + b)
""",
    },
    {
        "task": "2.5",
        "mistake": "",
        "id": "grad_W dihitung terbalik lalu di-reshape, bukan ditranspos: bentuknya cocok, elemennya tertukar.",
        "en": "grad_W is computed the other way round and reshaped, not transposed: the shape fits, the elements are mixed up.",
        "code": """
def dense_backward(grad_output, X, W):
    grad_X = grad_output @ W.T
    grad_W = (grad_output.T @ X).reshape(W.shape)
    grad_b = grad_output.sum(axis=0)
    return grad_X, grad_W, grad_b
""",
    },
    {
        "task": "2.5",
        "mistake": "",
        "id": "Masukan dan gradient dijumlahkan dulu, baru dikalikan; hanya benar kalau contohnya satu.",
        "en": "Inputs and gradients are summed first and multiplied afterwards; right for a single example only.",
        "code": """
def dense_backward(grad_output, X, W):
    grad_X = grad_output @ W.T
    grad_b = grad_output.sum(axis=0)
    grad_W = np.outer(X.sum(axis=0), grad_b)
    return grad_X, grad_W, grad_b
""",
    },
    {
        "task": "2.5",
        "mistake": "mean-over-batch",
        "id": "grad_b memakai mean, bukan sum.",
        "en": "grad_b uses mean instead of sum.",
        "code": """
def dense_backward(grad_output, X, W):
    return grad_output @ W.T, X.T @ grad_output, grad_output.mean(axis=0)
""",
    },
    {
        "task": "2.6",
        "mistake": "",
        "id": "Dikalikan di tempat: grad_output milik pemanggil ikut berubah.",
        "en": "Multiplied in place: the caller's grad_output changes as well.",
        "code": """
def sigmoid_backward(grad_output, a):
    grad_output *= a * (1 - a)
    return grad_output
""",
    },
    {
        "task": "2.6",
        "mistake": "",
        "id": "Dibagi lagi dengan banyaknya baris; mean sudah ada di dalam grad_output.",
        "en": "Divided once more by the number of rows; the mean is already inside grad_output.",
        "code": """
def sigmoid_backward(grad_output, a):
    return grad_output * a * (1 - a) / len(a)
""",
    },
    {
        "task": "2.6",
        "mistake": "slope-at-z",
        "id": "a diperlakukan sebagai z: sigmoid diterapkan lagi sebelum kemiringan dihitung.",
        "en": "a is taken for z: the sigmoid is applied once more before the slope is computed.",
        "code": """
def sigmoid_backward(grad_output, a):
    e = np.exp(-np.abs(a))
    return grad_output * e / (1 + e) ** 2
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Array dari gradient() dikalikan lr di tempat; kalau fungsi itu mengembalikan x sendiri atau array tetap, jalannya rusak.",
        "en": "The array that gradient() returned is scaled in place; where that is x itself or a constant, the path is ruined.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    path = [start.copy()]
    for _ in range(steps):
        step = gradient(path[-1])
        step *= lr
        path.append(path[-1] - step)
    return np.stack(path)
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Berhenti saat gradient hampir nol, sehingga barisnya kurang dari steps + 1.",
        "en": "Stops where the gradient is almost zero, so there are fewer than steps + 1 rows.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    x = start.copy()
    path = [x]
    for _ in range(steps):
        g = gradient(x)
        if np.linalg.norm(g) < 1e-6:
            break
        x = x - lr * g
        path.append(x)
    return np.stack(path)
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Jalannya benar, tetapi titik awal milik pemanggil ikut berjalan sampai ke ujung.",
        "en": "The path is right, but the caller's own start walks along to the end.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    x = start
    path = [x.copy()]
    for _ in range(steps):
        x -= lr * gradient(x)
        path.append(x.copy())
    return np.array(path)
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Learning rate dibagi dua setiap kali gradient membesar.",
        "en": "The learning rate is halved whenever the gradient grows.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    path = [start.copy()]
    before = np.inf
    for _ in range(steps):
        g = gradient(path[-1])
        size = float(np.linalg.norm(g))
        if size > before:
            lr = lr / 2
        before = size
        path.append(path[-1] - lr * g)
    return np.array(path)
""",
    },
    {
        "task": "2.7",
        "mistake": "",
        "id": "Koordinat diperbarui bergiliran, masing-masing dengan gradient yang dihitung ulang.",
        "en": "Coordinates are updated one after another, each with a freshly computed gradient.",
        "code": """
def gradient_descent(gradient, start, lr, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        x = path[-1].copy()
        for i in range(x.size):
            x[i] -= lr * gradient(x)[i]
        path.append(x)
    return np.stack(path)
""",
    },
]
