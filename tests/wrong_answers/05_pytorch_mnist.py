"""Wrong answers to the tasks of module 05, and the mistake each of them makes."""

ANSWERS = [
    # --- 5.1 ---
    {
        "task": "5.1",
        "mistake": "missing-normalize",
        "id": "Hanya `ToTensor`; langkah ke -1 sampai 1 terlupa.",
        "en": "Only `ToTensor`; the step to -1 up to 1 was forgotten.",
        "code": """
def make_transform():
    return transforms.ToTensor()
""",
    },
    {
        "task": "5.1",
        "mistake": "missing-normalize",
        "id": "Hanya dibagi 255, tidak digeser ke -1 sampai 1.",
        "en": "Only divided by 255, not shifted to -1 up to 1.",
        "code": """
def make_transform():
    def transform(image):
        pixels = np.array(image, dtype=np.float32) / 255
        return torch.from_numpy(pixels).unsqueeze(0)

    return transform
""",
    },
    {
        "task": "5.1",
        "mistake": "pixels-not-divided",
        "id": "Nilai 0 sampai 255 langsung masuk ke `Normalize`.",
        "en": "The values 0 to 255 go straight into `Normalize`.",
        "code": """
def make_transform():
    def to_tensor(image):
        return torch.tensor(np.array(image), dtype=torch.float32).unsqueeze(0)

    return transforms.Compose([to_tensor, transforms.Normalize((0.5,), (0.5,))])
""",
    },
    {
        "task": "5.1",
        "mistake": "pixels-not-divided",
        "id": "Piksel dikali 2 lalu dikurangi 1 tanpa dibagi 255 dulu.",
        "en": "Pixels are doubled and lowered by 1 without dividing by 255 first.",
        "code": """
def make_transform():
    return lambda image: torch.from_numpy(np.array(image, dtype=np.float32))[None] * 2 - 1
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "`Normalize` memakai mean dan std MNIST, jadi hitam bukan -1 dan putih bukan 1.",
        "en": "`Normalize` uses MNIST's mean and std, so black is not -1 and white not 1.",
        "code": """
def make_transform():
    return transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))]
    )
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Std 1.0, jadi hasilnya hanya di antara -0.5 dan 0.5.",
        "en": "The std is 1.0, so the results lie between -0.5 and 0.5 only.",
        "code": """
def make_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (1.0,))])
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Hasilnya float64, bukan float32.",
        "en": "The result is float64, not float32.",
        "code": """
def make_transform():
    def transform(image):
        pixels = np.asarray(image) / 127.5 - 1
        return torch.from_numpy(pixels).unsqueeze(0)

    return transform
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Kanal tidak ditambahkan: bentuknya (28, 28).",
        "en": "No channel is added: the shape is (28, 28).",
        "code": """
def make_transform():
    def transform(image):
        pixels = np.array(image, dtype=np.float32)
        return torch.from_numpy(pixels) / 255 * 2 - 1

    return transform
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Kanal ada di belakang: (28, 28, 1).",
        "en": "The channel stands at the end: (28, 28, 1).",
        "code": """
def make_transform():
    def transform(image):
        pixels = np.array(image, dtype=np.float32).reshape(28, 28, 1)
        return torch.from_numpy(pixels / 127.5 - 1)

    return transform
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Gambar PIL tidak diterima: `torch.from_numpy` hanya mau array.",
        "en": "PIL images are not accepted: `torch.from_numpy` takes arrays only.",
        "code": """
def make_transform():
    def transform(image):
        x = torch.from_numpy(image).float().unsqueeze(0) / 255
        return (x - 0.5) / 0.5

    return transform
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Array tidak diterima: `PILToTensor` hanya mau gambar PIL.",
        "en": "Arrays are not accepted: `PILToTensor` takes PIL images only.",
        "code": """
def make_transform():
    return transforms.Compose(
        [
            transforms.PILToTensor(),
            transforms.ConvertImageDtype(torch.float32),
            transforms.Normalize((0.5,), (0.5,)),
        ]
    )
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Urutannya terbalik: `Normalize` sebelum `ToTensor`.",
        "en": "The order is reversed: `Normalize` before `ToTensor`.",
        "code": """
def make_transform():
    return transforms.Compose([transforms.Normalize((0.5,), (0.5,)), transforms.ToTensor()])
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Transform dirangkai tetapi tidak dikembalikan.",
        "en": "The transform is put together but not returned.",
        "code": """
def make_transform():
    transform = transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))]
    )
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Yang kembali list, yang tidak bisa dipanggil.",
        "en": "A list comes back, which cannot be called.",
        "code": """
def make_transform():
    return [transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))]
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Setiap gambar dinormalkan dengan mean dan std-nya sendiri.",
        "en": "Every image is normalised by its own mean and std.",
        "code": """
def make_transform():
    def transform(image):
        x = transforms.ToTensor()(image)
        return (x - x.mean()) / (x.std() + 1e-6)

    return transform
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Dibagi piksel terterang gambar itu, bukan 255.",
        "en": "Divides by the brightest pixel of the image, not by 255.",
        "code": """
def make_transform():
    def transform(image):
        x = torch.tensor(np.array(image), dtype=torch.float32).unsqueeze(0)
        x = x / x.max()
        return x * 2 - 1

    return transform
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Warnanya terbalik: hitam menjadi 1 dan putih -1.",
        "en": "The colours are inverted: black becomes 1 and white -1.",
        "code": """
def make_transform():
    return transforms.Compose(
        [transforms.ToTensor(), lambda x: 1 - x, transforms.Normalize((0.5,), (0.5,))]
    )
""",
    },
    # --- 5.2 ---
    {
        "task": "5.2",
        "mistake": "transform-not-applied",
        "id": "`__getitem__` tidak memanggil transform.",
        "en": "`__getitem__` does not call the transform.",
        "code": """
def __getitem__(self, index):
    return self.images[index], int(self.labels[index])
""",
    },
    {
        "task": "5.2",
        "mistake": "transform-not-applied",
        "id": "`__init__` menyimpan None, bukan transform yang diberikan.",
        "en": "`__init__` stores None instead of the transform it was given.",
        "code": """
def __init__(self, images, labels, transform=None):
    self.images = images
    self.labels = labels
    self.transform = None
""",
    },
    {
        "task": "5.2",
        "mistake": "transform-not-applied",
        "id": "Hasil transform dibuang; gambar asli yang dikembalikan.",
        "en": "The transform's result is thrown away; the original image is returned.",
        "code": """
def __getitem__(self, index):
    image = self.images[index]
    if self.transform:
        self.transform(image)
    return image, int(self.labels[index])
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Label keluar sebagai tensor, bukan bilangan bulat Python.",
        "en": "The label comes out as a tensor, not as a Python integer.",
        "code": """
def __getitem__(self, index):
    image = self.images[index]
    if self.transform is not None:
        image = self.transform(image)
    return image, torch.tensor(self.labels[index])
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Label keluar seperti disimpan, misalnya sebagai bilangan NumPy.",
        "en": "The label comes out as it was stored, say as a NumPy number.",
        "code": """
def __getitem__(self, index):
    x = self.images[index]
    y = self.labels[index]
    if self.transform:
        x = self.transform(x)
    return x, y
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Transform dipanggil juga kalau nilainya None.",
        "en": "The transform is called even where it is None.",
        "code": """
def __getitem__(self, index):
    image = self.transform(self.images[index])
    return image, int(self.labels[index])
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "`__len__` menghitung baris satu gambar, bukan banyaknya gambar.",
        "en": "`__len__` counts the rows of one image, not the images.",
        "code": """
def __len__(self):
    return len(self.images[0])
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "`__len__` menghitung piksel, bukan gambar.",
        "en": "`__len__` counts pixels, not images.",
        "code": """
def __len__(self):
    return int(np.size(self.images))
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "`__len__` tidak mengembalikan apa-apa.",
        "en": "`__len__` returns nothing.",
        "code": """
def __len__(self):
    len(self.images)
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Pasangannya terbalik: label dulu, baru gambar.",
        "en": "The pair is the wrong way round: label first, then image.",
        "code": """
def __getitem__(self, index):
    image = self.images[index]
    if self.transform is not None:
        image = self.transform(image)
    return int(self.labels[index]), image
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Yang kembali dict, bukan pasangan (gambar, label).",
        "en": "A dict comes back, not a pair (image, label).",
        "code": """
def __getitem__(self, index):
    image = self.images[index]
    if self.transform is not None:
        image = self.transform(image)
    return {"image": image, "label": int(self.labels[index])}
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Label terlupa: hanya gambar yang kembali.",
        "en": "The label was forgotten: only the image comes back.",
        "code": """
def __getitem__(self, index):
    image = self.images[index]
    if self.transform is not None:
        image = self.transform(image)
    return image
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Tanpa transform pun gambar diubah menjadi float 0 sampai 1.",
        "en": "Even without a transform the image is turned into floats from 0 to 1.",
        "code": """
def __getitem__(self, index):
    image = self.images[index]
    if self.transform is not None:
        image = self.transform(image)
    else:
        image = torch.tensor(np.array(image), dtype=torch.float32) / 255
    return image, int(self.labels[index])
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Transform dikenakan sekali di awal, bukan setiap kali gambar diminta.",
        "en": "The transform is applied once at the start, not each time an image is asked for.",
        "code": """
def __init__(self, images, labels, transform=None):
    if transform is not None:
        images = [transform(image) for image in np.asarray(images)]
    self.images = images
    self.labels = [int(label) for label in labels]

def __getitem__(self, index):
    return self.images[index], self.labels[index]
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Data disimpan di kelasnya, jadi dataset kedua menimpa yang pertama.",
        "en": "The data is kept on the class, so a second dataset overwrites the first.",
        "code": """
def __init__(self, images, labels, transform=None):
    ImageDataset.images = np.asarray(images)
    ImageDataset.labels = labels
    ImageDataset.transform = staticmethod(transform) if transform else None
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Gambar milik pemanggil ditimpa hasil transform.",
        "en": "The caller's images are overwritten by what the transform gives.",
        "code": """
def __init__(self, images, labels, transform=None):
    self.images = images
    self.labels = labels
    self.transform = transform

def __getitem__(self, index):
    if self.transform is not None:
        self.images[index] = self.transform(self.images[index])
    return self.images[index], int(self.labels[index])
""",
    },
    # --- 5.3 ---
    {
        "task": "5.3",
        "mistake": "last-batch-dropped",
        "id": "`drop_last=True` membuang batch terakhir yang tidak penuh.",
        "en": "`drop_last=True` drops a last batch that is not full.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    generator = None
    if seed is not None:
        generator = torch.Generator()
        generator.manual_seed(seed)
    return DataLoader(
        dataset,
        batch_size=batch_size,
        shuffle=shuffle,
        num_workers=num_workers,
        drop_last=True,
        generator=generator,
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "last-batch-dropped",
        "id": "`drop_last` menyala kalau diacak, jadi contoh terlewat saat melatih.",
        "en": "`drop_last` is on when shuffling, so examples are missed in training.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    g = None if seed is None else torch.Generator().manual_seed(seed)
    return DataLoader(
        dataset, batch_size, shuffle, num_workers=num_workers, drop_last=shuffle, generator=g
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "not-shuffled",
        "id": "`shuffle` tidak diteruskan ke `DataLoader`.",
        "en": "`shuffle` is not passed on to `DataLoader`.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    generator = None if seed is None else torch.Generator().manual_seed(seed)
    return DataLoader(
        dataset, batch_size=batch_size, num_workers=num_workers, generator=generator
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "always-shuffled",
        "id": "`shuffle=True` tertulis tetap.",
        "en": "`shuffle=True` is written in for good.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    generator = None if seed is None else torch.Generator().manual_seed(seed)
    return DataLoader(
        dataset,
        batch_size=batch_size,
        shuffle=True,
        num_workers=num_workers,
        generator=generator,
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "same-order-each-epoch",
        "id": "Urutan diacak sekali saat loader dibuat, lalu dipakai di semua epoch.",
        "en": "The order is drawn once, with the loader, and used in every epoch.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    order = list(range(len(dataset)))
    if shuffle:
        generator = torch.Generator()
        if seed is None:
            generator.seed()
        else:
            generator.manual_seed(seed)
        order = torch.randperm(len(dataset), generator=generator).tolist()
    subset = torch.utils.data.Subset(dataset, order)
    return DataLoader(subset, batch_size=batch_size, shuffle=False, num_workers=num_workers)
""",
    },
    {
        "task": "5.3",
        "mistake": "same-order-each-epoch",
        "id": "Sampler mulai lagi dari seed yang sama di awal setiap epoch.",
        "en": "The sampler starts again from the same seed at the start of every epoch.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    class SeededSampler(torch.utils.data.Sampler):
        def __iter__(self):
            g = torch.Generator().manual_seed(0 if seed is None else seed)
            return iter(torch.randperm(len(dataset), generator=g).tolist())

        def __len__(self):
            return len(dataset)

    if not shuffle:
        return DataLoader(dataset, batch_size=batch_size, num_workers=num_workers)
    return DataLoader(
        dataset, batch_size=batch_size, sampler=SeededSampler(), num_workers=num_workers
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "seed-ignored",
        "id": "Seed tidak dipakai sama sekali.",
        "en": "The seed is not used at all.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    return DataLoader(
        dataset, batch_size=batch_size, shuffle=shuffle, num_workers=num_workers
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "seed-ignored",
        "id": "`if seed:` menganggap seed 0 sebagai tanpa seed.",
        "en": "`if seed:` takes seed 0 for no seed.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    generator = None
    if seed:
        generator = torch.Generator()
        generator.manual_seed(seed)
    return DataLoader(
        dataset,
        batch_size=batch_size,
        shuffle=shuffle,
        num_workers=num_workers,
        generator=generator,
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "seed-ignored",
        "id": "Yang disetel seed NumPy, sedangkan `DataLoader` mengacak dengan torch.",
        "en": "NumPy's seed is set, while `DataLoader` shuffles with torch.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    if seed is not None:
        np.random.seed(seed)
    return DataLoader(
        dataset, batch_size=batch_size, shuffle=shuffle, num_workers=num_workers
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "seed-ignored",
        "id": "Seed global disetel saat loader dibuat; angka acak lain mengubah urutannya.",
        "en": "The global seed is set with the loader; other random draws change the order.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    if seed is not None:
        torch.manual_seed(seed)
    return DataLoader(
        dataset, batch_size=batch_size, shuffle=shuffle, num_workers=num_workers
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "",
        "id": "`batch_size` diabaikan: selalu 64.",
        "en": "`batch_size` is ignored: it is always 64.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    generator = None if seed is None else torch.Generator().manual_seed(seed)
    return DataLoader(
        dataset, batch_size=64, shuffle=shuffle, num_workers=num_workers, generator=generator
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "",
        "id": "`num_workers` tidak diteruskan.",
        "en": "`num_workers` is not passed on.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    generator = None if seed is None else torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, generator=generator)
""",
    },
    {
        "task": "5.3",
        "mistake": "",
        "id": "Diundi dengan pengembalian: ada contoh yang berulang dan ada yang terlewat.",
        "en": "Drawn with replacement: some examples come twice, others never.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    generator = None if seed is None else torch.Generator().manual_seed(seed)
    if not shuffle:
        return DataLoader(dataset, batch_size=batch_size, num_workers=num_workers)
    sampler = torch.utils.data.RandomSampler(dataset, replacement=True, generator=generator)
    return DataLoader(dataset, batch_size=batch_size, sampler=sampler, num_workers=num_workers)
""",
    },
    {
        "task": "5.3",
        "mistake": "",
        "id": "Yang kembali iterator, yang habis sesudah satu epoch.",
        "en": "An iterator comes back, which is used up after one epoch.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    generator = None if seed is None else torch.Generator().manual_seed(seed)
    loader = DataLoader(
        dataset, batch_size, shuffle=shuffle, num_workers=num_workers, generator=generator
    )
    return iter(loader)
""",
    },
    {
        "task": "5.3",
        "mistake": "",
        "id": "Loader dibuat tetapi tidak dikembalikan.",
        "en": "The loader is made but not returned.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    generator = None if seed is None else torch.Generator().manual_seed(seed)
    loader = DataLoader(
        dataset, batch_size, shuffle=shuffle, num_workers=num_workers, generator=generator
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "",
        "id": "Seed wajib: tanpa seed fungsi ini gagal.",
        "en": "The seed is compulsory: without one the function fails.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    g = torch.Generator()
    g.manual_seed(seed)
    return DataLoader(
        dataset, batch_size, shuffle=shuffle, num_workers=num_workers, generator=g
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "",
        "id": "`seed or 0` mengubah `None` menjadi seed 0, jadi urutannya selalu sama.",
        "en": "`seed or 0` turns `None` into seed 0, so the order is always the same.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    generator = torch.Generator().manual_seed(seed or 0)
    return DataLoader(
        dataset, batch_size=batch_size, shuffle=shuffle, num_workers=num_workers,
        generator=generator,
    )
""",
    },
    # --- 5.4 ---
    {
        "task": "5.4",
        "mistake": "softmax-in-forward",
        "id": "Softmax dikenakan pada keluaran.",
        "en": "Softmax is applied to the output.",
        "code": """
def __init__(self):
    super().__init__()
    self.flatten = nn.Flatten()
    self.fc1 = nn.Linear(784, 128)
    self.fc2 = nn.Linear(128, 64)
    self.fc3 = nn.Linear(64, 10)

def forward(self, x):
    x = self.flatten(x)
    x = torch.relu(self.fc1(x))
    x = torch.relu(self.fc2(x))
    return torch.softmax(self.fc3(x), dim=1)
""",
    },
    {
        "task": "5.4",
        "mistake": "softmax-in-forward",
        "id": "`nn.Softmax` menjadi layer terakhir.",
        "en": "`nn.Softmax` stands as the last layer.",
        "code": """
def __init__(self):
    super().__init__()
    self.layers = nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 128),
        nn.ReLU(),
        nn.Linear(128, 64),
        nn.ReLU(),
        nn.Linear(64, 10),
        nn.Softmax(dim=-1),
    )
""",
    },
    {
        "task": "5.4",
        "mistake": "missing-relu",
        "id": "Kedua ReLU di antara layer terlupa.",
        "en": "Both ReLUs between the layers were forgotten.",
        "code": """
def __init__(self):
    super().__init__()
    self.layers = nn.Sequential(
        nn.Flatten(), nn.Linear(784, 128), nn.Linear(128, 64), nn.Linear(64, 10)
    )
""",
    },
    {
        "task": "5.4",
        "mistake": "missing-relu",
        "id": "ReLU dibuat di `__init__` tetapi tidak dipakai di `forward`.",
        "en": "A ReLU is made in `__init__` but not used in `forward`.",
        "code": """
def __init__(self):
    super().__init__()
    self.fc1 = nn.Linear(28 * 28, 128)
    self.fc2 = nn.Linear(128, 64)
    self.fc3 = nn.Linear(64, 10)
    self.relu = nn.ReLU()

def forward(self, x):
    x = x.reshape(len(x), -1)
    x = self.fc1(x)
    x = self.fc2(x)
    return self.fc3(x)
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "ReLU sesudah layer kedua terlupa; yang pertama ada.",
        "en": "The ReLU after the second layer was forgotten; the first is there.",
        "code": """
def __init__(self):
    super().__init__()
    self.layers = nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 128),
        nn.ReLU(),
        nn.Linear(128, 64),
        nn.Linear(64, 10),
    )
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Ada ReLU sesudah layer terakhir, jadi logit tidak pernah negatif.",
        "en": "There is a ReLU after the last layer, so logits are never negative.",
        "code": """
def __init__(self):
    super().__init__()
    self.fc1 = nn.Linear(784, 128)
    self.fc2 = nn.Linear(128, 64)
    self.fc3 = nn.Linear(64, 10)

def forward(self, x):
    x = torch.flatten(x, 1)
    for layer in (self.fc1, self.fc2, self.fc3):
        x = torch.relu(layer(x))
    return x
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Keluarannya log-softmax, bukan logit mentah.",
        "en": "The output is log-softmax, not the raw logits.",
        "code": """
def forward(self, x):
    return torch.log_softmax(self.layers(x), dim=1)
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Sigmoid dikenakan pada keluaran.",
        "en": "A sigmoid is applied to the output.",
        "code": """
def forward(self, x):
    return torch.sigmoid(self.layers(x))
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Sigmoid dipakai di antara layer, bukan ReLU.",
        "en": "Sigmoids stand between the layers instead of ReLU.",
        "code": """
def __init__(self):
    super().__init__()
    self.layers = nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 128),
        nn.Sigmoid(),
        nn.Linear(128, 64),
        nn.Sigmoid(),
        nn.Linear(64, 10),
    )
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Ukuran hidden layer tertukar: 64 dulu, baru 128.",
        "en": "The hidden sizes are swapped: 64 first, then 128.",
        "code": """
def __init__(self):
    super().__init__()
    self.layers = nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 64),
        nn.ReLU(),
        nn.Linear(64, 128),
        nn.ReLU(),
        nn.Linear(128, 10),
    )
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Layer 64 terlewat: langsung dari 128 ke 10.",
        "en": "The layer of 64 is missing: 128 leads straight to 10.",
        "code": """
def __init__(self):
    super().__init__()
    self.layers = nn.Sequential(
        nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)
    )
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Layer terakhir tidak punya bias.",
        "en": "The last layer has no bias.",
        "code": """
def __init__(self):
    super().__init__()
    self.layers = nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 128),
        nn.ReLU(),
        nn.Linear(128, 64),
        nn.ReLU(),
        nn.Linear(64, 10, bias=False),
    )
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "`super().__init__()` lupa dipanggil.",
        "en": "`super().__init__()` was forgotten.",
        "code": """
def __init__(self):
    self.fc1 = nn.Linear(784, 128)
    self.fc2 = nn.Linear(128, 64)
    self.fc3 = nn.Linear(64, 10)

def forward(self, x):
    x = x.flatten(1)
    return self.fc3(torch.relu(self.fc2(torch.relu(self.fc1(x)))))
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Gambar tidak diratakan sebelum layer pertama.",
        "en": "The images are not flattened before the first layer.",
        "code": """
def __init__(self):
    super().__init__()
    self.layers = nn.Sequential(
        nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10)
    )
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Ukuran batch tertulis tetap: 64.",
        "en": "The batch size is written in for good: 64.",
        "code": """
def __init__(self):
    super().__init__()
    self.fc1 = nn.Linear(784, 128)
    self.fc2 = nn.Linear(128, 64)
    self.fc3 = nn.Linear(64, 10)

def forward(self, x):
    x = x.reshape(64, 784)
    x = nn.functional.relu(self.fc1(x))
    x = nn.functional.relu(self.fc2(x))
    return self.fc3(x)
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "`squeeze()` di akhir: satu gambar memberi bentuk (10,), bukan (1, 10).",
        "en": "A `squeeze()` at the end: one image gives (10,) instead of (1, 10).",
        "code": """
def forward(self, x):
    return self.layers(x).squeeze()
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Ada dropout yang tidak diminta, jadi dalam mode train jawabannya acak.",
        "en": "There is dropout nobody asked for, so in train mode the answers are random.",
        "code": """
def __init__(self):
    super().__init__()
    self.layers = nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 128),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(128, 64),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(64, 10),
    )
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Yang keluar kelas, bukan logit.",
        "en": "Classes come out, not logits.",
        "code": """
def forward(self, x):
    return self.layers(x).argmax(dim=1)
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "`return` di `forward` terlupa.",
        "en": "The `return` in `forward` was forgotten.",
        "code": """
def forward(self, x):
    x = self.layers(x)
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Layer dibuat baru di setiap `forward`, jadi tidak ada yang bisa dilatih.",
        "en": "The layers are made anew in every `forward`, so nothing can be trained.",
        "code": """
def __init__(self):
    super().__init__()

def forward(self, x):
    x = torch.flatten(x, start_dim=1)
    x = torch.relu(nn.Linear(784, 128)(x))
    x = torch.relu(nn.Linear(128, 64)(x))
    return nn.Linear(64, 10)(x)
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "Layer disimpan dalam list biasa, jadi parameternya tidak terdaftar.",
        "en": "The layers sit in a plain list, so their parameters are not registered.",
        "code": """
def __init__(self):
    super().__init__()
    sizes = [784, 128, 64, 10]
    self.layers = [nn.Linear(a, b) for a, b in zip(sizes[:-1], sizes[1:])]

def forward(self, x):
    x = x.flatten(1)
    for layer in self.layers[:-1]:
        x = torch.relu(layer(x))
    return self.layers[-1](x)
""",
    },
    # --- 5.5 ---
    {
        "task": "5.5",
        "mistake": "sum-instead-of-mean",
        "id": "Loss dijumlahkan atas contoh.",
        "en": "The losses are summed over the examples.",
        "code": """
def cross_entropy(logits, targets):
    log_p = torch.log_softmax(logits, dim=1)
    picked = log_p[torch.arange(len(targets)), targets]
    return -picked.sum()
""",
    },
    {
        "task": "5.5",
        "mistake": "missing-minus",
        "id": "Tanda minus terlupa.",
        "en": "The minus sign was forgotten.",
        "code": """
def cross_entropy(logits, targets):
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    return log_p.gather(1, targets.unsqueeze(1)).mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "missing-log",
        "id": "Peluangnya sendiri yang dirata-ratakan, tanpa logaritma.",
        "en": "The probabilities themselves are averaged, without a logarithm.",
        "code": """
def cross_entropy(logits, targets):
    p = torch.softmax(logits, dim=1)
    return -p[torch.arange(len(targets)), targets].mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "missing-log",
        "id": "`nll_loss` diberi peluang, padahal ia mengharapkan log-peluang.",
        "en": "`nll_loss` is given probabilities while it expects their logarithms.",
        "code": """
def cross_entropy(logits, targets):
    return nn.functional.nll_loss(nn.functional.softmax(logits, dim=1), targets)
""",
    },
    {
        "task": "5.5",
        "mistake": "softmax-overflow",
        "id": "Exponential dihitung langsung dari logit, jadi tidak muat untuk 1000.",
        "en": "The exponential is taken of the logits themselves, which overflows for 1000.",
        "code": """
def cross_entropy(logits, targets):
    e = torch.exp(logits)
    p = e / e.sum(dim=1, keepdim=True)
    picked = p[torch.arange(len(targets)), targets]
    return -torch.log(picked).mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "softmax-overflow",
        "id": "Logaritma sesudah softmax: peluang yang menjadi 0 memberi inf.",
        "en": "The logarithm after softmax: a probability that became 0 gives inf.",
        "code": """
def cross_entropy(logits, targets):
    probabilities = torch.softmax(logits, dim=1)
    right = probabilities.gather(1, targets.view(-1, 1))
    return -right.log().mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "softmax-overflow",
        "id": "Maksimum seluruh batch yang dikurangkan, jadi baris lain bisa menjadi log(0).",
        "en": "The maximum of the whole batch is subtracted, so other rows may become log(0).",
        "code": """
def cross_entropy(logits, targets):
    z = logits - logits.max()
    log_p = z - torch.log(torch.exp(z).sum(dim=1, keepdim=True))
    return -log_p[torch.arange(len(targets)), targets].mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Ditambah 1e-9 sebelum logaritma, jadi loss yang besar terpotong di sekitar 20.7.",
        "en": "1e-9 is added before the logarithm, so large losses are cut off near 20.7.",
        "code": """
def cross_entropy(logits, targets):
    p = torch.softmax(logits, dim=1)
    p = p[torch.arange(len(targets)), targets]
    return -torch.log(p + 1e-9).mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Logit dijepit di antara -50 dan 50.",
        "en": "The logits are clamped between -50 and 50.",
        "code": """
def cross_entropy(logits, targets):
    z = logits.clamp(-50, 50)
    log_p = z - z.exp().sum(dim=1, keepdim=True).log()
    return -log_p.gather(1, targets[:, None]).mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Yang kembali bilangan Python, jadi tidak bisa diturunkan.",
        "en": "A Python number comes back, which cannot be differentiated.",
        "code": """
def cross_entropy(logits, targets):
    log_p = torch.log_softmax(logits, dim=1)
    total = 0.0
    for i in range(len(targets)):
        total -= log_p[i, targets[i]].item()
    return total / len(targets)
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Nilainya benar, tetapi dihitung tanpa graph.",
        "en": "The value is right but was computed without a graph.",
        "code": """
def cross_entropy(logits, targets):
    with torch.no_grad():
        log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
        return -log_p.gather(1, targets.unsqueeze(1)).mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Hasilnya dibungkus menjadi tensor baru, jadi terlepas dari graph.",
        "en": "The result is wrapped into a new tensor, so it is cut off from its graph.",
        "code": """
def cross_entropy(logits, targets):
    losses = []
    for row, target in zip(logits, targets):
        losses.append((torch.logsumexp(row, dim=0) - row[target]).item())
    return torch.tensor(sum(losses) / len(losses), requires_grad=True)
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Rata-rata terlupa: satu loss untuk setiap contoh.",
        "en": "The mean was forgotten: one loss for each example.",
        "code": """
def cross_entropy(logits, targets):
    log_p = torch.log_softmax(logits, dim=1)
    return -log_p[torch.arange(len(targets)), targets]
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Dirata-ratakan atas semua N kali C elemen, jadi terlalu kecil sebanyak C.",
        "en": "The mean runs over all N times C entries, so it is too small by C.",
        "code": """
def cross_entropy(logits, targets):
    one_hot = nn.functional.one_hot(targets, logits.shape[1])
    log_p = torch.log_softmax(logits, dim=1)
    return -(one_hot * log_p).mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Softmax dihitung sepanjang contoh (dim 0), bukan sepanjang kelas.",
        "en": "Softmax runs along the examples (dim 0), not along the classes.",
        "code": """
def cross_entropy(logits, targets):
    log_p = torch.log_softmax(logits, dim=0)
    return -log_p.gather(1, targets.unsqueeze(1)).mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "`[:, targets]` mengambil kolom target semua contoh untuk setiap baris.",
        "en": "`[:, targets]` takes the target columns of all examples in every row.",
        "code": """
def cross_entropy(logits, targets):
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    return -log_p[:, targets].mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Softmax dua kali: cross entropy dihitung dari peluang.",
        "en": "Softmax twice: the cross entropy is computed from probabilities.",
        "code": """
def cross_entropy(logits, targets):
    p = torch.softmax(logits, dim=1)
    return nn.functional.cross_entropy(p, targets)
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "`nll_loss` diberi logit mentah; log-softmax terlupa.",
        "en": "`nll_loss` is given raw logits; log-softmax was forgotten.",
        "code": """
def cross_entropy(logits, targets):
    return nn.functional.nll_loss(logits, targets)
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Ini MSE antara peluang dan one-hot, bukan cross entropy.",
        "en": "This is MSE between probabilities and one-hot, not cross entropy.",
        "code": """
def cross_entropy(logits, targets):
    p = torch.softmax(logits, dim=1)
    one_hot = nn.functional.one_hot(targets, logits.shape[1]).float()
    return ((p - one_hot) ** 2).mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Logaritma berbasis 2, bukan logaritma natural.",
        "en": "The logarithm has base 2; it should be the natural one.",
        "code": """
def cross_entropy(logits, targets):
    log_p = torch.log_softmax(logits, dim=1) / np.log(2)
    return -log_p.gather(1, targets.unsqueeze(1)).mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Logit milik pemanggil dikurangi di tempat.",
        "en": "The caller's logits are lowered in place.",
        "code": """
def cross_entropy(logits, targets):
    logits -= logits.max(dim=1, keepdim=True).values
    log_p = logits - logits.exp().sum(dim=1, keepdim=True).log()
    return -log_p[torch.arange(len(targets)), targets].mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Dihitung dengan NumPy, jadi logit yang punya graph ditolak.",
        "en": "Computed with NumPy, so logits with a graph are refused.",
        "code": """
def cross_entropy(logits, targets):
    z = logits.numpy()
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return torch.tensor(-log_p[np.arange(len(z)), targets.numpy()].mean())
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Jika peluangnya 0, loss tetap benar, tetapi `p.log()` membuat gradient-nya nan.",
        "en": "Where the probability is 0 the loss is right, but `p.log()` makes the gradient nan.",
        "code": """
def cross_entropy(logits, targets):
    p = torch.softmax(logits, dim=1).gather(1, targets.unsqueeze(1))
    safe = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    return -torch.where(p > 0, p.log(), safe.gather(1, targets.unsqueeze(1))).mean()
""",
    },
    # --- 5.6 ---
    {
        "task": "5.6",
        "mistake": "mean-of-batch-means",
        "id": "Rata-rata diambil atas batch, bukan atas contoh.",
        "en": "The mean is taken over batches, not over examples.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    losses = []
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)
""",
    },
    {
        "task": "5.6",
        "mistake": "missing-zero-grad",
        "id": "`zero_grad` terlupa.",
        "en": "`zero_grad` was forgotten.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "missing-zero-grad",
        "id": "`zero_grad` hanya sekali, sebelum perulangan.",
        "en": "`zero_grad` is called only once, before the loop.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    optimizer.zero_grad()
    total, count = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        loss = loss_function(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * x.shape[0]
        count += x.shape[0]
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "not-train-mode",
        "id": "`model.train()` terlupa.",
        "en": "`model.train()` was forgotten.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "not-train-mode",
        "id": "Model dilatih dalam mode eval.",
        "en": "The model is trained in eval mode.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.eval()
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(images)
        count += len(images)
    model.train()
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "loss-after-step",
        "id": "Loss yang dicatat dihitung ulang sesudah langkah.",
        "en": "The loss that is recorded is computed again after the step.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss_function(model(images), labels).backward()
        optimizer.step()
        with torch.no_grad():
            loss = loss_function(model(images), labels)
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "`return` di dalam perulangan: hanya batch pertama yang dilatih.",
        "en": "The `return` is inside the loop: only the first batch is trained on.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
        return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Langkah ada di luar perulangan: satu langkah saja untuk semua batch.",
        "en": "The step is outside the loop: a single step for all batches.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0.0, 0
    optimizer.zero_grad()
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        loss.backward()
        total += loss.item() * len(labels)
        count += len(labels)
    optimizer.step()
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Optimizer tidak pernah melangkah.",
        "en": "The optimizer never takes a step.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Gradient baru dikosongkan sebelum optimizer melangkah.",
        "en": "The new gradients are cleared before the optimizer steps.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Memakai `nn.CrossEntropyLoss` sendiri, bukan `loss_function` yang diberikan.",
        "en": "Uses its own `nn.CrossEntropyLoss` instead of the `loss_function` handed in.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    criterion = nn.CrossEntropyLoss()
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = criterion(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Optimizer baru dibuat di dalam fungsi; yang diberikan tidak dipakai.",
        "en": "A new optimizer is made inside; the one handed in is not used.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Loader dibaca dua kali, padahal sebuah iterator habis sesudah sekali dibaca.",
        "en": "The loader is read twice, but an iterator is used up after one reading.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    count = sum(len(labels) for _, labels in loader)
    total = 0.0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "`loader.dataset` dipakai, padahal loader boleh sembarang iterable.",
        "en": "`loader.dataset` is used, although the loader may be any iterable.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    running_loss = 0.0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
        running_loss += loss.item() * images.size(0)
    return running_loss / len(loader.dataset)
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Hanya loss batch terakhir yang dikembalikan.",
        "en": "Only the loss of the last batch is returned.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss.item()
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Jumlah loss semua batch yang kembali, bukan rata-ratanya.",
        "en": "The sum of all batch losses comes back, not the mean.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total = 0.0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Yang kembali tensor, karena `item()` terlupa.",
        "en": "A tensor comes back, because `item()` was forgotten.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Argumen fungsi loss tertukar: label dulu, baru logit.",
        "en": "The arguments of the loss are swapped: labels first, then logits.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(labels, model(images))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Fungsi loss menerima kelas hasil argmax, bukan logit.",
        "en": "The loss function gets the argmax classes, not the logits.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        predictions = model(images).argmax(dim=1).float()
        loss = loss_function(predictions, labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "batches-not-moved",
        "id": "Hasil `.to(device)` tidak disimpan, jadi batch tidak pernah pindah device.",
        "en": "The result of `.to(device)` is not kept, so the batch never moves to the device.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        images.to(device)
        labels.to(device)
        optimizer.zero_grad()
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "batches-not-moved",
        "id": "Hanya gambar yang dipindahkan ke device, label tidak.",
        "en": "Only the images are moved to the device, not the labels.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        optimizer.zero_grad()
        loss = loss_function(model(images.to(device)), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "missing-zero-grad",
        "id": "Sisa gradient dari sebelum epoch ini ikut masuk ke langkah pertama.",
        "en": "Gradients left over from before this epoch enter the first step.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Batch yang berisi satu contoh dilewati.",
        "en": "A batch that holds a single example is skipped.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for images, labels in loader:
        if len(labels) == 1:
            continue
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / max(count, 1)
""",
    },
    # --- 5.7 ---
    {
        "task": "5.7",
        "mistake": "percent-instead-of-fraction",
        "id": "Dikali 100: hasilnya persen.",
        "en": "Multiplied by 100: the result is a percentage.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    correct, total = 0, 0
    with torch.no_grad():
        for images, labels in loader:
            images, labels = images.to(device), labels.to(device)
            predicted = model(images).argmax(dim=1)
            correct += (predicted == labels).sum().item()
            total += labels.size(0)
    model.train(was_training)
    return 100 * correct / total
""",
    },
    {
        "task": "5.7",
        "mistake": "mean-of-batch-accuracies",
        "id": "Accuracy dirata-ratakan atas batch.",
        "en": "The accuracies of the batches are averaged.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    accuracies = []
    with torch.no_grad():
        for images, labels in loader:
            logits = model(images.to(device))
            right = logits.argmax(dim=1) == labels.to(device)
            accuracies.append(right.float().mean().item())
    model.train(was_training)
    return sum(accuracies) / len(accuracies)
""",
    },
    {
        "task": "5.7",
        "mistake": "not-eval-mode",
        "id": "`model.eval()` terlupa.",
        "en": "`model.eval()` was forgotten.",
        "code": """
def evaluate(model, loader, device):
    right, count = 0, 0
    with torch.no_grad():
        for images, labels in loader:
            predictions = model(images.to(device)).argmax(dim=1)
            right += (predictions == labels.to(device)).sum().item()
            count += len(labels)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "not-eval-mode",
        "id": "Model dipindah ke mode train sebelum diukur.",
        "en": "The model is put into train mode before it is measured.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.train()
    right, count = 0, 0
    with torch.no_grad():
        for images, labels in loader:
            predictions = model(images.to(device)).argmax(dim=1)
            right += (predictions == labels.to(device)).sum().item()
            count += len(labels)
    model.train(was_training)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "mode-not-restored",
        "id": "Model tertinggal dalam mode eval.",
        "en": "The model is left in eval mode.",
        "code": """
def evaluate(model, loader, device):
    model.eval()
    with torch.inference_mode():
        right, count = 0, 0
        for images, labels in loader:
            predictions = model(images.to(device)).argmax(dim=1)
            right += int((predictions == labels.to(device)).sum())
            count += len(labels)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "mode-not-restored",
        "id": "Di akhir selalu ke mode train, juga kalau tadinya eval.",
        "en": "Always ends in train mode, even if the model was in eval mode.",
        "code": """
def evaluate(model, loader, device):
    model.eval()
    right, count = 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            right += (model(x).argmax(1) == y).sum().item()
            count += len(y)
    model.train()
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "gradients-off-afterwards",
        "id": "Gradient dimatikan untuk seluruh program dan tidak dinyalakan lagi.",
        "en": "Gradients are switched off for the whole program and never on again.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    right, count = 0, 0
    for images, labels in loader:
        predictions = model(images.to(device)).argmax(dim=1)
        right += int((predictions == labels.to(device)).sum())
        count += len(labels)
    model.train(was_training)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "graph-kept",
        "id": "`torch.no_grad()` terlupa.",
        "en": "`torch.no_grad()` was forgotten.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    right, count = 0, 0
    for images, labels in loader:
        predictions = model(images.to(device)).argmax(dim=1)
        right += int((predictions == labels.to(device)).sum())
        count += len(labels)
    model.train(was_training)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "Di akhir gradient selalu dinyalakan, juga kalau pemanggil mematikannya.",
        "en": "Gradients are always switched on at the end, even if the caller had them off.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    right, count = 0, 0
    for images, labels in loader:
        predictions = model(images.to(device)).argmax(dim=1)
        right += int((predictions == labels.to(device)).sum())
        count += len(labels)
    torch.set_grad_enabled(True)
    model.train(was_training)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "Argmax sepanjang contoh (dim 0), bukan sepanjang kelas.",
        "en": "The argmax runs along the examples (dim 0), not along the classes.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    right, count = 0, 0
    with torch.no_grad():
        for images, labels in loader:
            predictions = model(images.to(device)).argmax(dim=0)
            right += int((predictions == labels.to(device)).sum())
            count += len(labels)
    model.train(was_training)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "Logit terbesar dibandingkan dengan label, bukan indeksnya.",
        "en": "The largest logit is compared with the label, not its index.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    right, count = 0, 0
    with torch.no_grad():
        for images, labels in loader:
            predictions, _ = torch.max(model(images.to(device)), 1)
            right += int((predictions == labels.to(device)).sum())
            count += len(labels)
    model.train(was_training)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "Yang kembali tensor, bukan bilangan.",
        "en": "A tensor comes back, not a number.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    right, count = 0, 0
    with torch.no_grad():
        for images, labels in loader:
            predictions = model(images.to(device)).argmax(dim=1)
            right += (predictions == labels.to(device)).sum()
            count += len(labels)
    model.train(was_training)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "Banyaknya jawaban benar yang kembali, bukan bagiannya.",
        "en": "The number of right answers comes back, not their share.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    right = 0
    with torch.no_grad():
        for images, labels in loader:
            predictions = model(images.to(device)).argmax(dim=1)
            right += int((predictions == labels.to(device)).sum())
    model.train(was_training)
    return right
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "Ini bagian yang salah, bukan bagian yang benar.",
        "en": "This is the share that is wrong, not the share that is right.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    wrong, count = 0, 0
    with torch.no_grad():
        for images, labels in loader:
            predictions = model(images.to(device)).argmax(dim=1)
            wrong += int((predictions != labels.to(device)).sum())
            count += len(labels)
    model.train(was_training)
    return wrong / count
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "Pembagian bulat `//` membuat hasilnya hampir selalu 0.",
        "en": "The integer division `//` makes the result 0 almost always.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    right, count = 0, 0
    with torch.no_grad():
        for images, labels in loader:
            predictions = model(images.to(device)).argmax(dim=1)
            right += int((predictions == labels.to(device)).sum())
            count += len(labels)
    model.train(was_training)
    return right // count
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "Hitungan dimulai dari nol di setiap batch: hanya batch terakhir yang diukur.",
        "en": "The counts restart in every batch: only the last batch is measured.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        for images, labels in loader:
            right, count = 0, 0
            predictions = model(images.to(device)).argmax(dim=1)
            right += int((predictions == labels.to(device)).sum())
            count += len(labels)
    model.train(was_training)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "Loader dibaca dua kali, padahal sebuah iterator habis sesudah sekali dibaca.",
        "en": "The loader is read twice, but an iterator is used up after one reading.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        logits = torch.cat([model(images.to(device)) for images, _ in loader])
        labels = torch.cat([labels for _, labels in loader]).to(device)
    model.train(was_training)
    return (logits.argmax(dim=1) == labels).float().mean().item()
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "`loader.dataset` dipakai, padahal loader boleh sembarang iterable.",
        "en": "`loader.dataset` is used, although the loader may be any iterable.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    right = 0
    with torch.no_grad():
        for images, labels in loader:
            predictions = model(images.to(device)).argmax(dim=1)
            right += (predictions == labels.to(device)).sum().item()
    model.train(was_training)
    return right / len(loader.dataset)
""",
    },
    {
        "task": "5.7",
        "mistake": "batches-not-moved",
        "id": "Hasil `.to(device)` tidak disimpan, jadi batch tidak pernah pindah device.",
        "en": "The result of `.to(device)` is not kept, so the batch never moves to the device.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    right = count = 0
    with torch.no_grad():
        for images, labels in loader:
            images.to(device), labels.to(device)
            right += int((model(images).argmax(dim=1) == labels).sum())
            count += len(labels)
    model.train(was_training)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "`model.zero_grad()` menghapus gradient yang sudah tersimpan di model.",
        "en": "`model.zero_grad()` wipes the gradients that the model already held.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    model.zero_grad()
    right = count = 0
    with torch.no_grad():
        for images, labels in loader:
            predictions = model(images.to(device)).argmax(dim=1)
            right += int((predictions == labels.to(device)).sum())
            count += len(labels)
    model.train(was_training)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "Di akhir semua parameter dicairkan, termasuk yang tadinya memang dibekukan.",
        "en": "At the end all parameters are unfrozen, even those that were frozen before the call.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval().requires_grad_(False)
    right = count = 0
    for images, labels in loader:
        predictions = model(images.to(device)).argmax(dim=1)
        right += int((predictions == labels.to(device)).sum())
        count += len(labels)
    model.train(was_training).requires_grad_(True)
    return right / count
""",
    },
    # --- 5.8 ---
    {
        "task": "5.8",
        "mistake": "transposed",
        "id": "Barisnya prediksi dan kolomnya target.",
        "en": "The rows are predictions and the columns targets.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    matrix = torch.zeros(n_classes, n_classes, dtype=torch.int64)
    for p, t in zip(predictions, targets):
        matrix[p, t] += 1
    return matrix
""",
    },
    {
        "task": "5.8",
        "mistake": "transposed",
        "id": "Prediksi dan target tertukar dalam nomor kotak.",
        "en": "Prediction and target are swapped in the number of the cell.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    cells = predictions * n_classes + targets
    counts = torch.bincount(cells, minlength=n_classes * n_classes)
    return counts.reshape(n_classes, n_classes)
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Pasangan yang sama hanya dihitung sekali oleh `+= 1` dengan indeks tensor.",
        "en": "`+= 1` with index tensors counts equal pairs only once.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    matrix = torch.zeros(n_classes, n_classes, dtype=torch.long)
    matrix[targets, predictions] += 1
    return matrix
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Matriksnya float32, bukan int64.",
        "en": "The matrix is float32, not int64.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    matrix = torch.zeros(n_classes, n_classes)
    for p, t in zip(predictions.tolist(), targets.tolist()):
        matrix[t, p] += 1
    return matrix
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Kelas yang tidak muncul dihilangkan dari matriks.",
        "en": "Classes that do not occur are left out of the matrix.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    from sklearn import metrics

    matrix = metrics.confusion_matrix(targets.numpy(), predictions.numpy())
    return torch.from_numpy(matrix)
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Ukurannya dari kelas terbesar yang muncul, bukan dari `n_classes`.",
        "en": "The size comes from the largest class that occurs, not from `n_classes`.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    n = int(max(predictions.max(), targets.max())) + 1
    matrix = torch.zeros(n, n, dtype=torch.int64)
    for t, p in zip(targets, predictions):
        matrix[t, p] += 1
    return matrix
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "`minlength` terlupa, jadi `reshape` gagal kalau kotak terakhir kosong.",
        "en": "`minlength` was forgotten, so `reshape` fails if the last cells are empty.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    index = targets * n_classes + predictions
    return torch.bincount(index).reshape(n_classes, n_classes)
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Selalu untuk 10 kelas; `n_classes` diabaikan.",
        "en": "Always for 10 classes; `n_classes` is ignored.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    index = targets * 10 + predictions
    return torch.bincount(index, minlength=100).reshape(10, 10)
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Setiap baris dibagi jumlahnya: pecahan, bukan hitungan.",
        "en": "Every row is divided by its sum: fractions, not counts.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    pairs = targets * n_classes + predictions
    matrix = torch.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)
    return matrix / matrix.sum(dim=1, keepdim=True).clamp(min=1)
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Hanya kesalahan yang dihitung; diagonalnya 0.",
        "en": "Only mistakes are counted; the diagonal is 0.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    matrix = torch.zeros((n_classes, n_classes), dtype=torch.int64)
    for i in range(len(targets)):
        if predictions[i] != targets[i]:
            matrix[targets[i], predictions[i]] += 1
    return matrix
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Hasilnya array NumPy, bukan tensor.",
        "en": "The result is a NumPy array, not a tensor.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    matrix = np.zeros((n_classes, n_classes), dtype=np.int64)
    np.add.at(matrix, (targets.numpy(), predictions.numpy()), 1)
    return matrix
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Target milik pemanggil diubah di tempat.",
        "en": "The caller's targets are changed in place.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    targets *= n_classes
    targets += predictions
    return torch.bincount(targets, minlength=n_classes**2).view(n_classes, n_classes)
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Hitungannya tidak disusun menjadi matriks: bentuknya (C*C,).",
        "en": "The counts are not laid out as a matrix: the shape is (C*C,).",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    pairs = targets * n_classes + predictions
    return torch.bincount(pairs, minlength=n_classes**2)
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Hitungan disimpan sebagai `uint8`, jadi kembali ke 0 pada hitungan ke-256.",
        "en": "The counts are kept as `uint8`, so a cell wraps back to 0 at 256.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    matrix = torch.zeros(n_classes, n_classes, dtype=torch.uint8)
    for target, prediction in zip(targets, predictions):
        matrix[target, prediction] += 1
    return matrix.long()
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Nomor sel disimpan sebagai `uint8`, jadi salah jika ada lebih dari 16 kelas.",
        "en": "Cell numbers are kept as `uint8`, which goes wrong with more than 16 classes.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    cells = targets.to(torch.uint8) * n_classes + predictions.to(torch.uint8)
    return torch.bincount(cells, minlength=n_classes**2)[: n_classes**2].reshape(n_classes, n_classes)
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Argumen default `_counts` bertahan, jadi hitungan panggilan sebelumnya ikut terbawa.",
        "en": "The default argument `_counts` persists, so counts from earlier calls are carried over.",
        "code": """
def confusion_matrix(predictions, targets, n_classes, _counts={}):
    matrix = _counts.setdefault(n_classes, torch.zeros(n_classes, n_classes, dtype=torch.int64))
    for target, prediction in zip(targets.tolist(), predictions.tolist()):
        matrix[target, prediction] += 1
    return matrix.clone()
""",
    },
    # --- 5.9 ---
    {
        "task": "5.9",
        "mistake": "model-not-restored",
        "id": "`load_checkpoint` tidak memuat weight model.",
        "en": "`load_checkpoint` does not load the model's weights.",
        "code": """
def load_checkpoint(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    optimizer.load_state_dict(checkpoint["optimizer"])
    return checkpoint["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "model-not-restored",
        "id": "Hanya dict dari `state_dict()` yang diperbarui, bukan modelnya.",
        "en": "Only the dict from `state_dict()` is updated, not the model.",
        "code": """
def load_checkpoint(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    weights = model.state_dict()
    weights.update(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    return checkpoint["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "optimizer-not-restored",
        "id": "Optimizer tidak disimpan.",
        "en": "The optimizer is not saved.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    torch.save({"model": model.state_dict(), "epoch": epoch}, path)


def load_checkpoint(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    return checkpoint["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "optimizer-not-restored",
        "id": "Optimizer disimpan tetapi tidak dimuat kembali.",
        "en": "The optimizer is saved but not loaded again.",
        "code": """
def load_checkpoint(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    return checkpoint["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "optimizer-not-restored",
        "id": "Dari optimizer hanya learning rate yang disimpan; momentumnya hilang.",
        "en": "Of the optimizer only the learning rate is saved; its momentum is lost.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    lr = optimizer.param_groups[0]["lr"]
    torch.save({"model": model.state_dict(), "lr": lr, "epoch": epoch}, path)


def load_checkpoint(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    for group in optimizer.param_groups:
        group["lr"] = checkpoint["lr"]
    return checkpoint["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "optimizer-not-restored",
        "id": "Learning rate tidak kembali: hanya ingatan optimizer yang disimpan.",
        "en": "The learning rate does not come back: only the optimizer's memory is saved.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    torch.save(
        {
            "model": model.state_dict(),
            "state": optimizer.state_dict()["state"],
            "epoch": epoch,
        },
        path,
    )


def load_checkpoint(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict({"state": checkpoint["state"], "param_groups": groups})
    return checkpoint["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "epoch-off-by-one",
        "id": "`load_checkpoint` mengembalikan epoch berikutnya.",
        "en": "`load_checkpoint` returns the next epoch.",
        "code": """
def load_checkpoint(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    return checkpoint["epoch"] + 1
""",
    },
    {
        "task": "5.9",
        "mistake": "epoch-off-by-one",
        "id": "Epoch disimpan dikurangi satu.",
        "en": "The epoch is saved less one.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": epoch - 1,
    }
    torch.save(checkpoint, path)
""",
    },
    {
        "task": "5.9",
        "mistake": "",
        "id": "Epoch kembali sebagai tensor, bukan bilangan bulat Python.",
        "en": "The epoch comes back as a tensor, not as a Python integer.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": torch.tensor(epoch),
    }
    torch.save(checkpoint, path)
""",
    },
    {
        "task": "5.9",
        "mistake": "",
        "id": "`load_checkpoint` tidak mengembalikan apa-apa.",
        "en": "`load_checkpoint` returns nothing.",
        "code": """
def load_checkpoint(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    epoch = checkpoint["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "",
        "id": "Yang kembali seluruh checkpoint, bukan epoch.",
        "en": "The whole checkpoint comes back, not the epoch.",
        "code": """
def load_checkpoint(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    return checkpoint
""",
    },
    {
        "task": "5.9",
        "mistake": "",
        "id": "Hanya parameter yang disimpan; buffer batch norm hilang.",
        "en": "Only parameters are saved; the buffers of batch norm are lost.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    weights = {name: p.detach().clone() for name, p in model.named_parameters()}
    torch.save(
        {"model": weights, "optimizer": optimizer.state_dict(), "epoch": epoch}, path
    )


def load_checkpoint(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"], strict=False)
    optimizer.load_state_dict(checkpoint["optimizer"])
    return checkpoint["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "",
        "id": "File yang sudah ada tidak ditimpa, jadi checkpoint yang baru hilang.",
        "en": "A file that exists is not replaced, so the newer checkpoint is lost.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    if os.path.exists(path):
        return
    torch.save(
        {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "epoch": epoch,
        },
        path,
    )
""",
    },
    {
        "task": "5.9",
        "mistake": "",
        "id": "Ditulis ke nama lain (`.pt` ditambahkan), bukan ke `path`.",
        "en": "Written under another name (`.pt` is added), not to `path`.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": epoch,
    }
    torch.save(checkpoint, f"{path}.pt")


def load_checkpoint(path, model, optimizer):
    checkpoint = torch.load(f"{path}.pt", weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    return checkpoint["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "",
        "id": '`path + ".tmp"` gagal kalau `path` adalah Path, bukan str.',
        "en": '`path + ".tmp"` fails where `path` is a Path and not a str.',
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": epoch,
    }
    torch.save(checkpoint, path + ".tmp")
    os.replace(path + ".tmp", path)
""",
    },
    {
        "task": "5.9",
        "mistake": "",
        "id": "`path.with_suffix` gagal kalau `path` adalah str, bukan Path.",
        "en": "`path.with_suffix` fails where `path` is a str and not a Path.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": epoch,
    }
    temporary = path.with_suffix(".tmp")
    torch.save(checkpoint, temporary)
    temporary.replace(path)
""",
    },
    {
        "task": "5.9",
        "mistake": "",
        "id": "File sementara ditulis tetapi tidak pernah diganti namanya menjadi `path`.",
        "en": "The temporary file is written but never renamed to `path`.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": epoch,
    }
    torch.save(checkpoint, f"{path}.tmp")
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Mean dan std MNIST yang dipakai (0.1307 dan 0.3081), sehingga hitam bukan -1 dan putih bukan 1.",
        "en": "MNIST's own mean and std (0.1307 and 0.3081) are used, so black is not -1 and white not 1.",
        "code": """
def make_transform():
    return transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))]
    )
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Hitungan masih dalam uint8: dua kali piksel terang meluap dan mulai lagi dari nol.",
        "en": "The arithmetic is still in uint8: twice a bright pixel wraps round and starts at zero again.",
        "code": """
def make_transform():
    def transform(image):
        pixels = torch.from_numpy(np.array(image))
        doubled = (pixels * 2).unsqueeze(0)
        return doubled.float() / 255 - 1

    return transform
""",
    },
    {
        "task": "5.1",
        "mistake": "",
        "id": "Setiap gambar ditulis ke tensor yang sama; gambar sebelumnya ikut berubah menjadi yang terakhir.",
        "en": "Every image is written into one and the same tensor; earlier images turn into the latest.",
        "code": """
def make_transform():
    buffer = torch.empty(1, 28, 28)

    def transform(image):
        buffer[0] = torch.from_numpy(np.array(image)).float()
        return buffer.div_(127.5).sub_(1.0)

    return transform
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Transform dijalankan satu kali di __init__, bukan setiap kali gambar diminta.",
        "en": "The transform runs once in __init__, not each time an image is asked for.",
        "code": """
def __init__(self, images, labels, transform=None):
    self.images = images if transform is None else [transform(image) for image in images]
    self.labels = labels


def __len__(self):
    return len(self.images)


def __getitem__(self, index):
    return self.images[index], int(self.labels[index])
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Label keluar sebagai bilangan NumPy, bukan int Python.",
        "en": "The label comes out as a NumPy number, not as a Python int.",
        "code": """
def __init__(self, images, labels, transform=None):
    self.images = images
    self.labels = labels
    self.transform = transform


def __len__(self):
    return self.images.shape[0]


def __getitem__(self, index):
    image = self.images[index]
    if self.transform is not None:
        image = self.transform(image)
    return image, self.labels[index]
""",
    },
    {
        "task": "5.2",
        "mistake": "",
        "id": "Gambar jadi disimpan dalam dict yang dipakai bersama; dataset kedua menerima gambar dari dataset pertama.",
        "en": "Finished images are kept in a dict that all datasets share; a second one hands out images of the first.",
        "code": """
_ready = {}


def __init__(self, images, labels, transform=None):
    self.images = images
    self.labels = labels
    self.transform = transform


def __len__(self):
    return len(self.labels)


def __getitem__(self, index):
    if index not in _ready:
        image = self.images[index]
        _ready[index] = image if self.transform is None else self.transform(image)
    return _ready[index], int(self.labels[index])
""",
    },
    {
        "task": "5.3",
        "mistake": "last-batch-dropped",
        "id": "drop_last ikut menyala saat shuffle; batch terakhir yang tidak penuh hilang dari latihan.",
        "en": "drop_last is switched on together with shuffle; a last batch that is not full is lost to training.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    generator = None if seed is None else torch.Generator().manual_seed(seed)
    return DataLoader(
        dataset, batch_size=batch_size, shuffle=shuffle, num_workers=num_workers,
        drop_last=shuffle, generator=generator,
    )
""",
    },
    {
        "task": "5.3",
        "mistake": "seed-ignored",
        "id": "Seed dipasang pada generator umum; urutannya bergantung pada apa saja yang diundi program sesudah itu.",
        "en": "The seed is set on the common generator; the order depends on whatever the program draws after that.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    if seed is not None:
        torch.manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, num_workers=num_workers)
""",
    },
    {
        "task": "5.3",
        "mistake": "always-shuffled",
        "id": "Begitu ada seed, contoh selalu diacak, juga kalau shuffle False.",
        "en": "As soon as there is a seed the examples are shuffled, even if shuffle is False.",
        "code": """
def make_loader(dataset, batch_size, shuffle, num_workers=0, seed=None):
    if seed is None:
        return DataLoader(
            dataset, batch_size=batch_size, shuffle=shuffle, num_workers=num_workers
        )
    sampler = torch.utils.data.RandomSampler(
        dataset, generator=torch.Generator().manual_seed(seed)
    )
    return DataLoader(dataset, batch_size=batch_size, sampler=sampler, num_workers=num_workers)
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "view menolak gambar yang tidak bersambung di memori, misalnya hasil transpose.",
        "en": "view refuses images that are not contiguous in memory, for example after a transpose.",
        "code": """
def __init__(self):
    nn.Module.__init__(self)
    self.first = nn.Linear(784, 128)
    self.second = nn.Linear(128, 64)
    self.third = nn.Linear(64, 10)


def forward(self, x):
    x = x.view(-1, 784)
    x = torch.relu(self.first(x))
    x = torch.relu(self.second(x))
    return self.third(x)
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "squeeze juga membuang sumbu batch kalau contohnya hanya satu.",
        "en": "squeeze also drops the batch axis when there is a single example.",
        "code": """
def __init__(self):
    nn.Module.__init__(self)
    self.first = nn.Linear(784, 128)
    self.second = nn.Linear(128, 64)
    self.third = nn.Linear(64, 10)


def forward(self, x):
    x = torch.flatten(x.squeeze(), 1)
    x = torch.relu(self.first(x))
    x = torch.relu(self.second(x))
    return self.third(x)
""",
    },
    {
        "task": "5.4",
        "mistake": "",
        "id": "F.dropout tanpa `training=` selalu aktif, juga dalam mode eval; jawabannya acak.",
        "en": "F.dropout without `training=` is always active, in eval mode too; the answers are random.",
        "code": """
def __init__(self):
    nn.Module.__init__(self)
    self.first = nn.Linear(784, 128)
    self.second = nn.Linear(128, 64)
    self.third = nn.Linear(64, 10)


def forward(self, x):
    x = torch.flatten(x, 1)
    x = nn.functional.dropout(torch.relu(self.first(x)), 0.1)
    x = torch.relu(self.second(x))
    return self.third(x)
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "logp[:, targets] mengambil kolom semua target di setiap baris: matriks (N, N), benar hanya untuk satu contoh.",
        "en": "logp[:, targets] takes the columns of all targets in every row: an (N, N) matrix, right for one example only.",
        "code": """
def cross_entropy(logits, targets):
    logp = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    return -logp[:, targets].mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "softmax-overflow",
        "id": "Logit terbesar diambil dari seluruh batch, bukan dari tiap baris; baris yang jauh di bawahnya menjadi log 0.",
        "en": "The largest logit is taken over the whole batch, not per row; a row far below it becomes log 0.",
        "code": """
def cross_entropy(logits, targets):
    z = logits - logits.max()
    logp = z - torch.log(torch.exp(z).sum(dim=1, keepdim=True))
    return -logp.gather(1, targets.unsqueeze(1)).mean()
""",
    },
    {
        "task": "5.5",
        "mistake": "",
        "id": "Peluang dijepit di 1e-12 sebelum logaritma; kesalahan besar berhenti di 27.6 dan tanpa gradient.",
        "en": "The probability is clamped at 1e-12 before the logarithm; large mistakes stop at 27.6 and have no gradient.",
        "code": """
def cross_entropy(logits, targets):
    p = torch.softmax(logits, dim=1)
    right = p[torch.arange(len(targets)), targets]
    return -torch.log(right.clamp(min=1e-12)).mean()
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Loader dibaca dua kali, sekali untuk menghitung contoh; generator sudah habis sebelum latihan mulai.",
        "en": "The loader is read twice, once to count the examples; a generator is used up before training begins.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    count = sum(len(labels) for _, labels in loader)
    total = 0.0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "",
        "id": "Batch yang lebih kecil daripada batch pertama dilewati, jadi contohnya tidak ikut dilatih.",
        "en": "A batch smaller than the first is skipped, so its examples take no part in training.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    full = None
    total, count = 0.0, 0
    for images, labels in loader:
        full = full or len(labels)
        if len(labels) < full:
            continue
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.6",
        "mistake": "missing-zero-grad",
        "id": "zero_grad dipanggil sekali per epoch, sebelum perulangan; gradient setiap batch menumpuk.",
        "en": "zero_grad is called once per epoch, before the loop; the gradients of the batches pile up.",
        "code": """
def train_one_epoch(model, loader, loss_function, optimizer, device):
    model.train()
    optimizer.zero_grad()
    total, count = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "Pencatatan gradient selalu dinyalakan sesudahnya, juga kalau pemanggil tadinya mematikannya.",
        "en": "Recording of gradients is always switched on afterwards, even where the caller had it off.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    right = count = 0
    for images, labels in loader:
        guesses = model(images.to(device)).argmax(dim=1)
        right += int((guesses == labels.to(device)).sum())
        count += len(labels)
    torch.set_grad_enabled(True)
    model.train(was_training)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "mode-not-restored",
        "id": "Mode dicatat sesudah eval() dipanggil, jadi selalu tercatat eval dan model tertinggal di sana.",
        "en": "The mode is noted after eval() was called, so it is always eval and the model is left there.",
        "code": """
def evaluate(model, loader, device):
    model.eval()
    was_training = model.training
    right = count = 0
    with torch.no_grad():
        for images, labels in loader:
            guesses = model(images.to(device)).argmax(dim=1)
            right += int((guesses == labels.to(device)).sum())
            count += len(labels)
    model.train(was_training)
    return right / count
""",
    },
    {
        "task": "5.7",
        "mistake": "",
        "id": "Banyaknya contoh dikira-kira dari batch pertama; batch terakhir yang pendek dihitung penuh.",
        "en": "The number of examples is guessed from the first batch; a short last batch counts as a full one.",
        "code": """
def evaluate(model, loader, device):
    was_training = model.training
    model.eval()
    right = batches = 0
    size = None
    with torch.no_grad():
        for images, labels in loader:
            size = size or len(labels)
            batches += 1
            right += int((model(images.to(device)).argmax(dim=1) == labels.to(device)).sum())
    model.train(was_training)
    return right / (batches * size)
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "K[targets, predictions] += 1 menghitung pasangan yang sama hanya satu kali.",
        "en": "K[targets, predictions] += 1 counts equal pairs only once.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    K = torch.zeros(n_classes, n_classes, dtype=torch.int64)
    K[targets, predictions] += 1
    return K
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Nomor sel dihitung di dalam tensor targets milik pemanggil, sehingga target itu rusak.",
        "en": "The number of the cell is computed inside the caller's tensor of targets, which ruins them.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    cells = targets.mul_(n_classes).add_(predictions)
    return torch.bincount(cells, minlength=n_classes**2).reshape(n_classes, n_classes)
""",
    },
    {
        "task": "5.8",
        "mistake": "",
        "id": "Ukuran matriks diambil dari kelas terbesar yang muncul; kelas yang absen tidak mendapat baris dan kolom.",
        "en": "The size comes from the largest class that occurs; an absent class gets no row and column.",
        "code": """
def confusion_matrix(predictions, targets, n_classes):
    size = int(torch.max(predictions.max(), targets.max())) + 1
    cells = targets * size + predictions
    return torch.bincount(cells, minlength=size * size).reshape(size, size)
""",
    },
    {
        "task": "5.9",
        "mistake": "",
        "id": "Hanya parameter yang disimpan; buffer seperti statistik batch norm hilang.",
        "en": "Only the parameters are saved; buffers such as the statistics of batch norm are lost.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    state = {
        "model": {name: p.detach().clone() for name, p in model.named_parameters()},
        "optimizer": optimizer.state_dict(),
        "epoch": epoch,
    }
    temporary = f"{path}.tmp"
    torch.save(state, temporary)
    os.replace(temporary, path)


def load_checkpoint(path, model, optimizer):
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"], strict=False)
    optimizer.load_state_dict(state["optimizer"])
    return state["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "optimizer-not-restored",
        "id": "Ingatan optimizer kembali, tetapi learning rate-nya tidak: param_groups diambil dari optimizer baru.",
        "en": "The optimizer's memory is back but its learning rate is not: param_groups come from the new optimizer.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    state = {
        "model": model.state_dict(),
        "memory": optimizer.state_dict()["state"],
        "epoch": epoch,
    }
    temporary = f"{path}.tmp"
    torch.save(state, temporary)
    os.replace(temporary, path)


def load_checkpoint(path, model, optimizer):
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict({"state": state["memory"], "param_groups": groups})
    return state["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "",
        "id": "path diperlakukan sebagai Path; kalau diberi str, with_suffix tidak ada dan terjadi AttributeError.",
        "en": "path is taken for a Path; a str has no with_suffix, and an AttributeError is raised.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    temporary = path.with_suffix(".tmp")
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}
    torch.save(state, temporary)
    os.replace(temporary, path)


def load_checkpoint(path, model, optimizer):
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return state["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "older-checkpoint-destroyed",
        "id": "Ditulis langsung ke `path`, jadi crash di tengah penulisan merusak checkpoint lama.",
        "en": "It writes straight to `path`, so a crash midway destroys the older checkpoint.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    torch.save(
        {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}, path
    )


def load_checkpoint(path, model, optimizer):
    data = torch.load(path, weights_only=True)
    model.load_state_dict(data["model"])
    optimizer.load_state_dict(data["optimizer"])
    return data["epoch"]
""",
    },
    {
        "task": "5.9",
        "mistake": "older-checkpoint-destroyed",
        "id": "Checkpoint lama dihapus sebelum yang baru selesai ditulis.",
        "en": "The older checkpoint is deleted before the new one has been written.",
        "code": """
def save_checkpoint(path, model, optimizer, epoch):
    path = Path(path)
    path.unlink(missing_ok=True)
    temporary = path.with_name(path.name + ".tmp")
    torch.save(
        {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch},
        temporary,
    )
    temporary.rename(path)


def load_checkpoint(path, model, optimizer):
    data = torch.load(path, weights_only=True)
    model.load_state_dict(data["model"])
    optimizer.load_state_dict(data["optimizer"])
    return data["epoch"]
""",
    },
]
