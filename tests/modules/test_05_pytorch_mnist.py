"""Checks for module 05. Oracles: torch's own operators, scikit-learn, replay in this process."""

import copy

import numpy as np
import pytest
import torch
from sklearn.metrics import confusion_matrix as sklearn_confusion_matrix

from kursus.testing import (
    expect_close,
    expect_differs,
    expect_equal,
    expect_kept,
    get,
    gradients,
    input_devices,
    parameters,
    raises,
    random_parameters,
    take,
)


def make_images(rng, n):
    return rng.integers(0, 256, size=(n, 28, 28), dtype=np.uint8)


def make_batches(rng, sizes, n_features=4, n_classes=3):
    """Batches of different sizes, as lists of (inputs, labels)."""
    return [
        (
            torch.from_numpy(rng.normal(size=(size, n_features))).float(),
            torch.from_numpy(rng.integers(0, n_classes, size=size)),
        )
        for size in sizes
    ]


def draw_gradients(rng, n):
    """Gradients of a linear model from 4 to 3, n times."""
    return [
        {
            "weight": torch.from_numpy(rng.normal(size=(3, 4))).float(),
            "bias": torch.from_numpy(rng.normal(size=3)).float(),
        }
        for _ in range(n)
    ]


# --- 5.1 make_transform -----------------------------------------------------------


def normalized(image, shift=0.5, stretch=0.5, divisor=255.0):
    return torch.from_numpy((image / divisor - shift) / stretch).float()[None]


@pytest.mark.task("5.1")
@pytest.mark.parametrize("kind", ["array", "PIL"])
def test_transform_maps_pixels_to_minus_1_to_1(student, lib, rng, kind):
    image = make_images(rng, 1)[0]
    image[0, :3] = [0, 255, 51]  # -1, 1, -0.6
    given = image
    if kind == "PIL":
        given = lib.torchvision.transforms.functional.to_pil_image(image)
    expect_close(
        student.make_transform()(given),
        normalized(image),
        call=f"make_transform()(image), {kind} (28, 28)",
        mistakes={
            "missing-normalize": normalized(image, shift=0.0, stretch=1.0),
            "pixels-not-divided": normalized(image, divisor=1.0),
        },
    )


@pytest.mark.task("5.1")
def test_transform_is_the_same_for_a_dim_image(student, rng):
    image = make_images(rng, 1)[0] // 4 + 30  # neither black nor white
    expect_close(student.make_transform()(image), normalized(image), call="make_transform()(image)")


@pytest.mark.task("5.1")
def test_every_image_gets_a_tensor_of_its_own(student, lib, rng):
    images = make_images(rng, 2)
    both = lib.builtins.list(lib.builtins.map(student.make_transform(), list(images)))
    expect_close(
        take(both, 2),
        [normalized(image) for image in images],
        call="[transform(image) for image in two images]",
    )


@pytest.mark.task("5.1")
def test_transform_gives_float32(student, lib, rng):
    image = make_images(rng, 1)[0]
    got = get(student.make_transform()(image))
    expect_equal(
        str(getattr(got, "dtype", None)), "torch.float32", call="make_transform()(image).dtype"
    )


@pytest.mark.task("5.1")
def test_transform_leaves_its_argument(student, rng):
    image = make_images(rng, 1)[0]
    expect_kept(student.make_transform(), image, call="make_transform()(image)")


# --- 5.2 ImageDataset -------------------------------------------------------------


def pixels(lib, image):
    """A picture as an array, whatever holds it; text is none."""
    plain = get(image)
    return plain if isinstance(plain, str) else lib.numpy.asarray(image)


@pytest.mark.task("5.2")
@pytest.mark.parametrize("n", [1, 7])
def test_dataset_knows_its_length(student, rng, n):
    dataset = student.ImageDataset(make_images(rng, n), rng.integers(0, 10, size=n))
    expect_equal(len(dataset), n, call=f"len(ImageDataset(images, labels)), images ({n}, 28, 28)")


@pytest.mark.task("5.2")
def test_items_without_transform_are_images_as_they_are(student, lib, rng):
    images, labels = make_images(rng, 5), rng.integers(0, 10, size=5)
    dataset = student.ImageDataset(images, labels)
    for index in (0, 3, 4):
        image, label = dataset[index]
        expect_equal(
            pixels(lib, image),
            images[index],
            call=f"image of ImageDataset(images, labels)[{index}]",
        )
        expect_equal(
            label, int(labels[index]), call=f"label of ImageDataset(images, labels)[{index}]"
        )


@pytest.mark.task("5.2")
def test_labels_are_python_ints(student, lib, rng):
    labels = torch.from_numpy(rng.integers(0, 10, size=4))
    dataset = student.ImageDataset(make_images(rng, 4), labels)
    for index in range(4):
        _, label = dataset[index]
        expect_equal(
            label, int(labels[index]), call=f"label of ImageDataset(images, tensor)[{index}]"
        )


@pytest.mark.task("5.2")
def test_items_go_through_the_transform(student, lib, rng):
    images, labels = make_images(rng, 3), rng.integers(0, 10, size=3)
    dataset = student.ImageDataset(images.copy(), labels, lib.torchvision.transforms.ToTensor())
    for index in (2, 0):
        image, _ = dataset[index]
        plain = get(image)
        expect_close(
            plain if isinstance(plain, torch.Tensor) else pixels(lib, image),
            torch.from_numpy(images[index] / 255.0).float()[None],
            call=f"image of ImageDataset(images, labels, ToTensor())[{index}]",
            mistakes={"transform-not-applied": images[index]},
        )


@pytest.mark.task("5.2")
def test_transform_runs_each_time_an_item_is_asked_for(student, rng):
    # So that a random transform gives another picture in each epoch.
    calls = []

    def count(image):
        calls.append(1)
        return len(calls)

    dataset = student.ImageDataset(make_images(rng, 3), rng.integers(0, 10, size=3), count)
    expect_differs(
        dataset[1][0], dataset[1][0], call="image of ImageDataset(images, labels, count)[1], twice"
    )


@pytest.mark.task("5.2")
def test_two_datasets_keep_their_own_data(student, rng):
    labels = rng.integers(0, 10, size=(2, 6))
    first = student.ImageDataset(make_images(rng, 6), labels[0])
    second = student.ImageDataset(make_images(rng, 4), labels[1, :4])
    expect_equal(len(first), 6, call="len(first) after a second ImageDataset was made")
    got = [[dataset[index][1] for index in range(4)] for dataset in (first, second)]
    expect_equal(got, labels[:, :4].tolist(), call="labels of two ImageDatasets")


@pytest.mark.task("5.2")
def test_items_do_not_change_when_asked_for_again(student, lib, rng):
    images, labels = make_images(rng, 4), rng.integers(0, 10, size=4)

    def brightness(image):
        return float(np.mean(lib.numpy.asarray(image)))

    dataset = student.ImageDataset(images, labels, brightness)
    first = [dataset[index] for index in range(4)]
    want = [(float(image.mean()), int(label)) for image, label in zip(images, labels, strict=True)]
    expect_close(first, want, call="items of ImageDataset(images, labels, brightness)", scale=255.0)
    expect_equal([dataset[index] for index in range(4)], first, call="the same items again")


# --- 5.3 make_loader --------------------------------------------------------------


def numbers(n):
    """A data set whose items tell their own place."""
    return [(float(i), i) for i in range(n)]


def order_of(loader):
    """Labels in the order in which one epoch visits them."""
    return [int(label) for _, labels in take(loader, 1000) for label in labels]


@pytest.mark.task("5.3")
@pytest.mark.parametrize("shuffle", [False, True])
def test_loader_visits_every_example_once(student, shuffle):
    loader = student.make_loader(numbers(23), 5, shuffle, seed=1)
    sizes = [len(labels) for _, labels in take(loader, 1000)]
    expect_equal(
        sizes,
        [5, 5, 5, 5, 3],
        call=f"sizes of the batches of make_loader(23 examples, 5, shuffle={shuffle})",
        mistakes={"last-batch-dropped": [5, 5, 5, 5]},
    )
    expect_equal(
        sorted(order_of(loader)),
        list(range(23)),
        call=f"sorted labels of make_loader(23 examples, 5, shuffle={shuffle})",
    )


@pytest.mark.task("5.3")
@pytest.mark.parametrize("seed", [None, 7])
def test_loader_without_shuffle_keeps_the_order(student, seed):
    loader = student.make_loader(numbers(40), 8, False, seed=seed)
    got, want = order_of(loader), list(range(40))
    shuffled = sorted(got) == want and got != want
    expect_equal(
        got,
        want,
        call="labels of make_loader(40 examples, 8, shuffle=False)",
        mistakes={"always-shuffled": got} if shuffled else {},
    )


@pytest.mark.task("5.3")
@pytest.mark.parametrize("seed", [None, 4])
def test_loader_with_shuffle_changes_the_order_each_epoch(student, seed):
    # Of 40 examples two random orders are equal once in 10^47 draws.
    loader = student.make_loader(numbers(40), 8, True, seed=seed)
    first, second = order_of(loader), order_of(loader)
    name = f"labels of make_loader(40 examples, 8, shuffle=True, seed={seed})"
    expect_differs(first, list(range(40)), call=name, mistake="not-shuffled")
    expect_differs(second, first, call=f"{name}, second epoch", mistake="same-order-each-epoch")


@pytest.mark.task("5.3")
def test_loaders_without_a_seed_visit_in_different_orders(student):
    first, second = (order_of(student.make_loader(numbers(40), 8, True)) for _ in range(2))
    expect_differs(second, first, call="labels of two make_loader(40 examples, 8, shuffle=True)")


@pytest.mark.task("5.3")
@pytest.mark.parametrize("seed", [0, 9])
def test_loaders_with_the_same_seed_visit_in_the_same_orders(student, seed):
    first = student.make_loader(numbers(40), 8, True, seed=seed)
    second = student.make_loader(numbers(40), 8, True, seed=seed)
    other = student.make_loader(numbers(40), 8, True, seed=seed + 1)
    want = [order_of(first), order_of(first)]
    got = [order_of(second), order_of(second)]
    expect_equal(
        got,
        want,
        call=f"two epochs of two make_loader(..., shuffle=True, seed={seed})",
        mistakes={"seed-ignored": got} if got != want else {},
    )
    expect_differs(
        order_of(other), want[0], call=f"make_loader(..., seed={seed + 1}) and seed={seed}"
    )


@pytest.mark.task("5.3")
def test_loader_is_told_the_number_of_workers(student):
    loader = student.make_loader(numbers(4), 2, False, num_workers=2)
    expect_equal(get(loader.num_workers), 2, call="make_loader(..., num_workers=2).num_workers")


# --- 5.4 DigitClassifier ----------------------------------------------------------


def layers_of(params):
    """Weights (out, in) and biases from 784 to 10, found by shape whatever they are called."""
    layers = []
    for n_out, n_in in ((128, 784), (64, 128), (10, 64)):
        weight = next(v for v in params.values() if sorted(v.shape) == sorted((n_out, n_in)))
        bias = next(v for v in params.values() if tuple(v.shape) == (n_out,))
        layers.append((weight if weight.shape[0] == n_out else weight.T, bias))
    return layers


def formula(params, x, relu=True):
    """The network by its definition."""
    x = x.reshape(len(x), -1)
    for number, (weight, bias) in enumerate(layers_of(params)):
        x = x @ weight.T + bias
        if number < 2 and relu:
            x = torch.relu(x)
    return x


@pytest.mark.task("5.4")
def test_classifier_has_three_layers_with_bias(student):
    sizes = sorted(value.numel() for value in parameters(student.DigitClassifier()).values())
    expect_equal(
        sizes,
        sorted([784 * 128, 128, 128 * 64, 64, 64 * 10, 10]),
        call="sizes of the parameters of DigitClassifier()",
    )


@pytest.mark.task("5.4")
@pytest.mark.parametrize("n_examples", [1, 5])
def test_classifier_matches_the_formula(student, rng, n_examples):
    model = student.DigitClassifier()
    params = random_parameters(model, rng, scale=0.1)
    x = torch.from_numpy(rng.uniform(-1.0, 1.0, size=(n_examples, 1, 28, 28))).float()
    want = formula(params, x)
    expect_close(
        model(x),
        want,
        call=f"DigitClassifier()(x), x ({n_examples}, 1, 28, 28)",
        mistakes={
            "softmax-in-forward": torch.softmax(want, dim=1),
            "missing-relu": formula(params, x, relu=False),
        },
        # Sums of 784 products of size 0.1 feed the following layers.
        scale=30.0,
    )


@pytest.mark.task("5.4")
def test_images_may_lie_in_memory_in_any_order(student, lib, rng):
    model = student.DigitClassifier()
    params = random_parameters(model, rng, scale=0.1)
    x = torch.from_numpy(rng.uniform(-1.0, 1.0, size=(3, 1, 28, 28))).float()
    # A view keeps its order only on the learner's side.
    turned = lib.builtins.eval("lambda model, x: model(x.transpose(2, 3))")
    expect_close(
        turned(model, x),
        formula(params, x.transpose(2, 3)),
        call="DigitClassifier()(x.transpose(2, 3)), x (3, 1, 28, 28)",
        scale=30.0,
    )


@pytest.mark.task("5.4")
def test_classifier_lets_gradients_through(student, lib, rng):
    model = student.DigitClassifier()
    params = random_parameters(model, rng, scale=0.1)
    x = torch.from_numpy(rng.uniform(-1.0, 1.0, size=(1, 1, 28, 28))).float()
    want = torch.autograd.functional.jacobian(lambda x: formula(params, x), x)
    expect_close(
        lib.torch.autograd.functional.jacobian(model, x),
        want,
        call="gradient of DigitClassifier()(x) with respect to x",
        scale=10.0,
    )


@pytest.mark.task("5.4")
def test_classifier_leaves_its_argument(student, rng):
    x = torch.from_numpy(rng.normal(size=(2, 1, 28, 28))).float()
    expect_kept(student.DigitClassifier(), x, call="DigitClassifier()(x)")


@pytest.mark.task("5.4")
def test_two_classifiers_start_with_different_weights(student):
    nets = [layers_of(parameters(student.DigitClassifier())) for _ in range(2)]
    for one, other in zip(*nets, strict=True):
        expect_differs(one[0], other[0], call="weights of two DigitClassifier()")


# --- 5.5 cross_entropy ------------------------------------------------------------


@pytest.mark.task("5.5")
def test_cross_entropy_matches_paper(student):
    # softmax([0, log 3]) = [1/4, 3/4]
    logits = torch.tensor([[0.0, float(np.log(3.0))], [0.0, float(np.log(3.0))]])
    targets = torch.tensor([1, 0])
    quarter, rest = float(np.log(4.0)), float(np.log(4.0 / 3.0))
    expect_close(
        student.cross_entropy(logits, targets),
        torch.tensor((quarter + rest) / 2),
        call="cross_entropy([[0, log 3], [0, log 3]], [1, 0])",
        mistakes={
            "sum-instead-of-mean": torch.tensor(quarter + rest),
            "missing-minus": torch.tensor(-(quarter + rest) / 2),
            "missing-log": torch.tensor(-0.5),
        },
    )


@pytest.mark.task("5.5")
@pytest.mark.parametrize(("N", "C"), [(1, 2), (6, 3), (4, 10)])
def test_cross_entropy_equals_torchs(student, rng, N, C):
    logits = torch.from_numpy(rng.normal(scale=3.0, size=(N, C))).float()
    targets = torch.from_numpy(rng.integers(0, C, size=N))
    want = torch.nn.functional.cross_entropy(logits, targets)
    picked = torch.softmax(logits, dim=1)[torch.arange(N), targets].mean()
    expect_close(
        student.cross_entropy(logits, targets),
        want,
        call=f"cross_entropy(logits, targets), N={N} C={C}",
        mistakes={
            "sum-instead-of-mean": want * N,
            "missing-minus": -want,
            "missing-log": -picked,
        },
        scale=10.0,
    )


@pytest.mark.task("5.5")
@pytest.mark.parametrize(
    ("rows", "targets", "want"),
    [
        pytest.param([[1000, 0, -1000], [0, -1000, 1000]], [1, 2], 500.0, id="large"),
        pytest.param([[1000, 900], [-1000, -900]], [0, 1], 0.0, id="rows_of_different_size"),
        pytest.param([[-1000, -1000]], [0], float(np.log(2.0)), id="very_negative"),
    ],
)
def test_cross_entropy_is_stable(student, rows, targets, want):
    got = get(student.cross_entropy(torch.tensor(rows).float(), torch.tensor(targets)))
    broken = isinstance(got, torch.Tensor) and not bool(torch.isfinite(got).all())
    expect_close(
        got,
        torch.tensor(want),
        call=f"cross_entropy({rows}, {targets})",
        mistakes={"softmax-overflow": got} if broken else {},
        scale=1000.0,
    )


@pytest.mark.task("5.5")
@pytest.mark.parametrize("size", [1.0, 1000.0])
def test_gradient_of_cross_entropy_equals_autograds(student, lib, rng, size):
    logits = torch.from_numpy(size * rng.normal(size=(4, 3))).float()
    targets = torch.from_numpy(rng.integers(0, 3, size=4))
    leaf = logits.clone().requires_grad_()
    torch.nn.functional.cross_entropy(leaf, targets).backward()
    loss = lib.functools.partial(student.cross_entropy, targets=targets)
    expect_close(
        lib.torch.autograd.functional.jacobian(loss, logits),
        leaf.grad,
        call=f"gradient of cross_entropy(logits, targets), logits of size {size:g}",
        mistakes={
            "sum-instead-of-mean": leaf.grad * 4,
            "missing-minus": -leaf.grad,
        },
    )


@pytest.mark.task("5.5")
def test_cross_entropy_leaves_its_arguments(student, rng):
    logits = torch.from_numpy(rng.normal(size=(4, 3))).float()
    targets = torch.from_numpy(rng.integers(0, 3, size=4))
    expect_kept(student.cross_entropy, logits, targets, call="cross_entropy(logits, targets)")


# --- 5.6 train_one_epoch ----------------------------------------------------------


def linear_model(lib, rng):
    model = lib.torch.nn.Linear(4, 3)
    return model, random_parameters(model, rng)


def replay(start, batches, zero_grad=True, lr=0.3, old=None):
    """Losses of the batches before and after their updates, and the final parameters."""
    params = {name: value.clone().requires_grad_() for name, value in start.items()}
    for name, value in (old or {}).items():
        params[name].grad = value.clone()

    def loss_of(x, y):
        return torch.nn.functional.cross_entropy(x @ params["weight"].T + params["bias"], y)

    optimizer = torch.optim.SGD(list(params.values()), lr=lr)
    before, after = [], []
    for x, y in batches:
        if zero_grad:
            optimizer.zero_grad()
        loss = loss_of(x, y)
        loss.backward()
        optimizer.step()
        before.append(loss.item())
        after.append(loss_of(x, y).item())
    return before, after, get(params)


def per_example(losses, batches):
    sizes = [len(y) for _, y in batches]
    return float(np.dot(losses, sizes) / sum(sizes))


@pytest.mark.task("5.6")
@pytest.mark.parametrize("iterable", ["list", "iterator"])
def test_epoch_equals_a_replay(student, lib, rng, iterable):
    model, start = linear_model(lib, rng)
    batches = make_batches(rng, [5, 5, 2])
    before, after, end = replay(start, batches)
    loader = batches if iterable == "list" else lib.builtins.iter(batches)
    got = student.train_one_epoch(
        model,
        loader,
        lib.torch.nn.CrossEntropyLoss(),
        lib.torch.optim.SGD(model.parameters(), lr=0.3),
        lib.torch.device("cpu"),
    )
    call = f"train_one_epoch(model, {iterable} of batches of 5, 5, 2, ...)"
    expect_close(
        parameters(model),
        end,
        call=f"{call}; parameters",
        mistakes={"missing-zero-grad": replay(start, batches, zero_grad=False)[2]},
        scale=10.0,
    )
    expect_close(
        got,
        per_example(before, batches),
        call=call,
        mistakes={
            "mean-of-batch-means": float(np.mean(before)),
            "loss-after-step": per_example(after, batches),
        },
        dtype=np.float32,
    )


@pytest.mark.task("5.6")
def test_gradients_from_before_the_epoch_have_no_effect(student, lib, rng):
    model, start = linear_model(lib, rng)
    batches = make_batches(rng, [3, 1])
    before, _, end = replay(start, batches)
    old = draw_gradients(rng, 1)[0]
    model.weight.grad, model.bias.grad = old["weight"], old["bias"]
    got = student.train_one_epoch(
        model,
        batches,
        lib.torch.nn.CrossEntropyLoss(),
        lib.torch.optim.SGD(model.parameters(), lr=0.3),
        lib.torch.device("cpu"),
    )
    call = "train_one_epoch(model with old gradients, batches of 3 and 1, ...)"
    once = replay(start, batches[:1], zero_grad=False, old=old)[2]
    added = [replay(start, batches, zero_grad=False, old=old)[2], replay(once, batches[1:])[2]]
    expect_close(
        parameters(model),
        end,
        call=f"{call}; parameters",
        mistakes=[("missing-zero-grad", value) for value in added],
        scale=10.0,
    )
    expect_close(got, per_example(before, batches), call=call, dtype=np.float32)


@pytest.mark.task("5.6")
def test_batches_go_to_the_device(student, lib, rng):
    for kind in ("cpu", "meta"):
        device, loss_function = lib.torch.device(kind), lib.torch.nn.CrossEntropyLoss()
        model = lib.torch.nn.Linear(4, 3, device=device)
        seen = [input_devices(lib, module) for module in (model, loss_function)]
        optimizer = lib.torch.optim.SGD(model.parameters(), lr=0.3)
        args = model, make_batches(rng, [3]), loss_function, optimizer, device
        if kind == "cpu":
            student.train_one_epoch(*args)
        else:
            raises(lib, lib.builtins.Exception, student.train_one_epoch, *args)
        got = take(seen[0], 1) + take(seen[1], 2)
        expect_equal(
            got,
            [kind] * 3,
            call=f"device of what model and loss_function get, device {kind}",
            mistakes={"batches-not-moved": got} if kind == "meta" and "cpu" in got else {},
        )


@pytest.mark.task("5.6")
def test_epoch_uses_the_loss_function_it_is_given(student, lib, rng):
    model, _ = linear_model(lib, rng)
    batches = make_batches(rng, [6])
    x, y = batches[0]
    params = parameters(model)
    logits = x @ params["weight"].T + params["bias"]
    want = torch.nn.functional.multi_margin_loss(logits, y).item()
    got = student.train_one_epoch(
        model,
        batches,
        lib.torch.nn.MultiMarginLoss(),
        lib.torch.optim.SGD(model.parameters(), lr=0.3),
        lib.torch.device("cpu"),
    )
    expect_close(
        got, want, call="train_one_epoch(model, loader, MultiMarginLoss(), ...)", dtype=np.float32
    )


@pytest.mark.task("5.6")
def test_epoch_runs_in_train_mode(student, lib, rng):
    model = lib.torch.nn.Sequential(lib.torch.nn.BatchNorm1d(4), lib.torch.nn.Linear(4, 3))
    model.eval()
    student.train_one_epoch(
        model,
        make_batches(rng, [4, 4, 3]),
        lib.torch.nn.CrossEntropyLoss(),
        lib.torch.optim.SGD(model.parameters(), lr=0.1),
        lib.torch.device("cpu"),
    )
    # BatchNorm counts the batches that it sees in train mode.
    expect_equal(
        int(get(model.state_dict())["0.num_batches_tracked"]),
        3,
        call="batches that BatchNorm saw in train mode during train_one_epoch",
        mistakes={"not-train-mode": 0},
    )


@pytest.mark.task("5.6")
def test_epoch_leaves_the_batches(student, lib, rng):
    model, _ = linear_model(lib, rng)
    expect_kept(
        student.train_one_epoch,
        model,
        make_batches(rng, [3, 2]),
        lib.torch.nn.CrossEntropyLoss(),
        lib.torch.optim.SGD(model.parameters(), lr=0.1),
        lib.torch.device("cpu"),
        call="train_one_epoch(model, batches, ...)",
    )


# --- 5.7 evaluate -----------------------------------------------------------------


def share_right(params, batches):
    """Share of right answers of a linear model: over all examples, and as mean over batches."""
    shares = [
        (x @ params["weight"].T + params["bias"]).argmax(dim=1).eq(y).float().mean().item()
        for x, y in batches
    ]
    return per_example(shares, batches), float(np.mean(shares))


@pytest.mark.task("5.7")
@pytest.mark.parametrize("iterable", ["list", "iterator"])
def test_accuracy_counts_examples(student, lib, rng, iterable):
    model, params = linear_model(lib, rng)
    batches = make_batches(rng, [7, 7, 2])
    share, _ = share_right(params, batches)
    # Labels of the short batch are chosen so that it is all right or all wrong.
    x, _ = batches[2]
    best = (x @ params["weight"].T + params["bias"]).argmax(dim=1)
    batches[2] = (x, best if share < 0.5 else (best + 1) % 3)
    want, of_batches = share_right(params, batches)
    loader = batches if iterable == "list" else lib.builtins.iter(batches)
    expect_close(
        student.evaluate(model, loader, lib.torch.device("cpu")),
        want,
        call=f"evaluate(model, {iterable} of batches of 7, 7, 2, device)",
        mistakes={
            "percent-instead-of-fraction": 100 * want,
            "mean-of-batch-accuracies": of_batches,
        },
        dtype=np.float32,
    )


@pytest.mark.task("5.7")
@pytest.mark.parametrize(("shift", "want"), [(0, 1.0), (1, 0.0)], ids=["all_right", "all_wrong"])
def test_accuracy_of_all_right_and_all_wrong(student, lib, rng, shift, want):
    model, params = linear_model(lib, rng)
    x, _ = make_batches(rng, [6])[0]
    labels = ((x @ params["weight"].T + params["bias"]).argmax(dim=1) + shift) % 3
    expect_close(
        student.evaluate(model, [(x, labels)], lib.torch.device("cpu")),
        want,
        call="evaluate(model, loader, device)",
        mistakes={"percent-instead-of-fraction": 100 * want},
        dtype=np.float32,
    )


@pytest.mark.task("5.7")
def test_evaluation_runs_in_eval_mode(student, lib, rng):
    model = lib.torch.nn.Sequential(lib.torch.nn.BatchNorm1d(4), lib.torch.nn.Linear(4, 3))
    model.train()
    student.evaluate(model, make_batches(rng, [4, 4, 3]), lib.torch.device("cpu"))
    # BatchNorm counts the batches that it sees in train mode.
    expect_equal(
        int(get(model.state_dict())["0.num_batches_tracked"]),
        0,
        call="batches that BatchNorm saw in train mode during evaluate",
        mistakes={"not-eval-mode": 3},
    )


@pytest.mark.task("5.7")
def test_images_go_to_the_device(student, lib, rng):
    for kind in ("cpu", "meta"):
        device = lib.torch.device(kind)
        model = lib.torch.nn.Linear(4, 3, device=device)
        seen = input_devices(lib, model)
        args = model, make_batches(rng, [3]), device
        if kind == "cpu":
            student.evaluate(*args)
        else:
            raises(lib, lib.builtins.Exception, student.evaluate, *args)
        got = take(seen, 1)
        expect_equal(
            got,
            [kind],
            call=f"device of what the model gets in evaluate, device {kind}",
            mistakes={"batches-not-moved": ["cpu"]} if kind == "meta" else {},
        )


@pytest.mark.task("5.7")
@pytest.mark.parametrize("training", [True, False], ids=["train", "eval"])
def test_evaluation_brings_the_mode_back(student, lib, rng, training):
    model, _ = linear_model(lib, rng)
    model.train(training)
    student.evaluate(model, make_batches(rng, [3]), lib.torch.device("cpu"))
    expect_equal(
        get(model.training),
        training,
        call=f"model.train({training}); evaluate(model, ...); model.training",
        mistakes={"mode-not-restored": not training},
    )


@pytest.mark.task("5.7")
@pytest.mark.parametrize("enabled", [True, False], ids=["on", "off"])
def test_evaluation_brings_the_gradient_mode_back(student, lib, rng, enabled):
    model, _ = linear_model(lib, rng)
    lib.torch.set_grad_enabled(enabled)
    student.evaluate(model, make_batches(rng, [3]), lib.torch.device("cpu"))
    expect_equal(
        lib.torch.is_grad_enabled(),
        enabled,
        call="evaluate(model, ...); torch.is_grad_enabled()",
        mistakes={"gradients-off-afterwards": False} if enabled else {},
    )


@pytest.mark.task("5.7")
def test_evaluation_builds_no_graph(student, lib, rng):
    model, _ = linear_model(lib, rng)
    seen = []
    model.register_forward_hook(lambda module, inputs, output: seen.append(output.requires_grad))
    student.evaluate(model, make_batches(rng, [3, 2]), lib.torch.device("cpu"))
    expect_equal(
        any(seen),
        False,
        call="requires_grad of what the model gives during evaluate",
        mistakes={"graph-kept": True},
    )


@pytest.mark.task("5.7")
def test_evaluation_changes_neither_model_nor_data(student, lib, rng):
    model, before = linear_model(lib, rng)
    batches = make_batches(rng, [3, 2])
    expect_kept(
        student.evaluate,
        model,
        batches,
        lib.torch.device("cpu"),
        call="evaluate(model, batches, device)",
    )
    expect_equal(parameters(model), before, call="evaluate(model, ...); parameters")
    expect_equal(gradients(model), dict.fromkeys(before), call="evaluate(model, ...); .grad")


@pytest.mark.task("5.7")
def test_evaluation_keeps_gradients_and_what_is_frozen(student, lib, rng):
    model, _ = linear_model(lib, rng)
    old = draw_gradients(rng, 1)[0]
    model.weight.grad, model.bias.grad = old["weight"], old["bias"]
    model.bias.requires_grad_(False)
    student.evaluate(model, make_batches(rng, [3]), lib.torch.device("cpu"))
    expect_equal(gradients(model), old, call="evaluate(model with gradients, ...); .grad")
    expect_equal(
        {"weight": get(model.weight.requires_grad), "bias": get(model.bias.requires_grad)},
        {"weight": True, "bias": False},
        call="evaluate(model with a frozen bias, ...); requires_grad",
    )


# --- 5.8 confusion_matrix ---------------------------------------------------------


@pytest.mark.task("5.8")
def test_confusion_matches_paper(student):
    predictions, targets = torch.tensor([0, 2, 2, 1, 0]), torch.tensor([0, 1, 2, 1, 2])
    want = torch.tensor([[1, 0, 0], [0, 1, 1], [1, 0, 1]])
    expect_equal(
        student.confusion_matrix(predictions, targets, 3),
        want,
        call="confusion_matrix([0, 2, 2, 1, 0], [0, 1, 2, 1, 2], 3)",
        mistakes={"transposed": want.T},
    )


@pytest.mark.task("5.8")
@pytest.mark.parametrize(("N", "C"), [(1, 4), (200, 5), (30, 12), (3000, 3), (400, 20)])
def test_confusion_equals_scikit_learns(student, rng, N, C):
    # The last class never occurs; its row and column are due all the same.
    predictions, targets = rng.integers(0, C - 1, size=(2, N))
    want = sklearn_confusion_matrix(targets, predictions, labels=range(C))
    expect_equal(
        student.confusion_matrix(torch.from_numpy(predictions), torch.from_numpy(targets), C),
        torch.from_numpy(want),
        call=f"confusion_matrix(predictions, targets, {C}), N={N}",
        mistakes={"transposed": torch.from_numpy(want.T.copy())},
    )


@pytest.mark.task("5.8")
def test_confusion_leaves_its_arguments(student, rng):
    predictions, targets = torch.from_numpy(rng.integers(0, 3, size=(2, 8)))
    expect_kept(
        student.confusion_matrix,
        predictions,
        targets,
        3,
        call="confusion_matrix(predictions, targets, 3)",
    )


# --- 5.9 save_checkpoint, load_checkpoint -----------------------------------------


OPTIMIZERS = {
    "SGD": {"lr": 0.2, "momentum": 0.9},
    "Adam": {"lr": 0.05},
}


def make_trainer(lib, rng, kind, settings):
    model, start = linear_model(lib, rng)
    optimizer = getattr(lib.torch.optim, kind)(model.parameters(), **settings)
    return model, optimizer, start


def steps_with(model, optimizer, grads):
    """Steps of the optimizer for gradients of our choice, on the learner's side."""
    for grad in grads:
        model.weight.grad = grad["weight"].clone()
        model.bias.grad = grad["bias"].clone()
        optimizer.step()


def steps_here(start, kind, settings, grads):
    """The same steps in this process; parameters after each."""
    params = {name: torch.nn.Parameter(value.clone()) for name, value in start.items()}
    optimizer = getattr(torch.optim, kind)(list(params.values()), **settings)
    path = [get(params)]
    for grad in grads:
        for name, value in params.items():
            value.grad = grad[name].clone()
        optimizer.step()
        path.append(get(params))
    return path


@pytest.fixture
def folder(lib):
    """A folder on the learner's side."""
    path = lib.tempfile.mkdtemp()
    yield path
    lib.shutil.rmtree(path)


@pytest.mark.task("5.9")
@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_resumed_training_equals_unbroken_training(student, lib, rng, folder, kind):
    settings = OPTIMIZERS[kind]
    grads = draw_gradients(rng, 5)
    model, optimizer, start = make_trainer(lib, rng, kind, settings)
    steps_with(model, optimizer, grads[:3])
    path = lib.os.path.join(folder, "checkpoint.pt")
    student.save_checkpoint(path, model, optimizer, 3)

    # Another learning rate: it, too, must come back from the file.
    fresh, fresh_optimizer, other = make_trainer(lib, rng, kind, {**settings, "lr": 0.5})
    student.load_checkpoint(path, fresh, fresh_optimizer)
    unbroken = steps_here(start, kind, settings, grads)
    call = f"load_checkpoint(path, model, {kind})"
    expect_close(
        parameters(fresh),
        unbroken[3],
        call=f"{call}; parameters",
        mistakes={"model-not-restored": other},
        scale=10.0,
    )
    steps_with(fresh, fresh_optimizer, grads[3:])
    lost = [
        steps_here(unbroken[3], kind, settings, grads[3:])[-1],
        steps_here(unbroken[3], kind, {**settings, "lr": 0.5}, grads[3:])[-1],
        restart(start, kind, settings, grads, 0.5),
    ]
    expect_close(
        parameters(fresh),
        unbroken[5],
        call=f"{call}; two more steps; parameters",
        mistakes=[("optimizer-not-restored", end) for end in lost],
        scale=10.0,
    )


def restart(start, kind, settings, grads, lr):
    """Parameters if the optimizer's state came back, but not its learning rate."""
    params = {name: torch.nn.Parameter(value.clone()) for name, value in start.items()}
    optimizer = getattr(torch.optim, kind)(list(params.values()), **settings)
    for number, grad in enumerate(grads):
        if number == 3:
            state = copy.deepcopy(optimizer.state_dict())
            state["param_groups"][0]["lr"] = lr
            optimizer.load_state_dict(state)
        for name, value in params.items():
            value.grad = grad[name].clone()
        optimizer.step()
    return get(params)


@pytest.mark.task("5.9")
@pytest.mark.parametrize("epoch", [0, 1, 7])
def test_epoch_comes_back(student, lib, rng, folder, epoch):
    model, optimizer, _ = make_trainer(lib, rng, "SGD", OPTIMIZERS["SGD"])
    path = lib.pathlib.Path(folder, "checkpoint.pt")
    student.save_checkpoint(path, model, optimizer, epoch)
    got = student.load_checkpoint(path, model, optimizer)
    expect_equal(
        got,
        epoch,
        call=f"save_checkpoint(path, ..., epoch={epoch}); load_checkpoint(path, ...)",
        mistakes=[("epoch-off-by-one", epoch + 1), ("epoch-off-by-one", epoch - 1)],
    )
    expect_equal(lib.os.path.isfile(path), True, call="save_checkpoint(path, ...); isfile(path)")


@pytest.mark.task("5.9")
def test_buffers_come_back(student, lib, rng, folder):
    def make():
        model = lib.torch.nn.BatchNorm1d(3)
        return model, lib.torch.optim.SGD(model.parameters(), lr=0.1)

    model, optimizer = make()
    want = {
        "weight": torch.from_numpy(rng.normal(size=3)).float(),
        "bias": torch.from_numpy(rng.normal(size=3)).float(),
        "running_mean": torch.from_numpy(rng.normal(size=3)).float(),
        "running_var": torch.from_numpy(rng.uniform(1.0, 2.0, size=3)).float(),
        "num_batches_tracked": torch.tensor(17),
    }
    model.load_state_dict(want)
    path = lib.os.path.join(folder, "checkpoint.pt")
    student.save_checkpoint(path, model, optimizer, 2)
    fresh, fresh_optimizer = make()
    student.load_checkpoint(path, fresh, fresh_optimizer)
    expect_equal(
        get(fresh.state_dict()),
        want,
        call="load_checkpoint(path, BatchNorm1d, ...); state_dict()",
        mistakes={"model-not-restored": get(make()[0].state_dict())},
    )


@pytest.mark.task("5.9")
def test_a_later_checkpoint_replaces_the_older(student, lib, rng, folder):
    model, optimizer, _ = make_trainer(lib, rng, "SGD", OPTIMIZERS["SGD"])
    path = lib.os.path.join(folder, "checkpoint.pt")
    student.save_checkpoint(path, model, optimizer, 1)
    steps_with(model, optimizer, draw_gradients(rng, 2))
    want = parameters(model)
    student.save_checkpoint(path, model, optimizer, 2)
    fresh, fresh_optimizer, other = make_trainer(lib, rng, "SGD", OPTIMIZERS["SGD"])
    expect_equal(
        student.load_checkpoint(path, fresh, fresh_optimizer),
        2,
        call="load_checkpoint(path, ...) after a second save_checkpoint",
    )
    expect_equal(
        parameters(fresh),
        want,
        call="load_checkpoint(path, model, ...); parameters",
        mistakes={"model-not-restored": other},
    )


@pytest.mark.task("5.9")
def test_a_crash_while_saving_leaves_the_older_checkpoint(student, lib, rng, folder):
    model, optimizer, _ = make_trainer(lib, rng, "SGD", OPTIMIZERS["SGD"])
    path = lib.os.path.join(folder, "checkpoint.pt")
    student.save_checkpoint(path, model, optimizer, 1)
    want = parameters(model)
    steps_with(model, optimizer, draw_gradients(rng, 1))
    # A function without a name cannot be pickled: writing breaks off in the middle.
    spoil = lib.builtins.eval("lambda optimizer: optimizer.param_groups[0].update(x=lambda: 0)")
    spoil(optimizer)
    if not raises(lib, lib.builtins.Exception, student.save_checkpoint, path, model, optimizer, 2):
        want = parameters(model)  # it did not mind
    fresh, fresh_optimizer, _ = make_trainer(lib, rng, "SGD", OPTIMIZERS["SGD"])
    call = "load_checkpoint(path, ...) after a save_checkpoint(path, ...) that crashed"
    broken = raises(
        lib, lib.builtins.Exception, student.load_checkpoint, path, fresh, fresh_optimizer
    )
    whole = not broken and all(map(torch.equal, parameters(fresh).values(), want.values()))
    expect_equal(
        whole,
        True,
        call=f"{call} brings the older one back",
        mistakes={"older-checkpoint-destroyed": False},
    )


@pytest.mark.task("5.9")
def test_saving_changes_nothing(student, lib, rng, folder):
    model, optimizer, before = make_trainer(lib, rng, "Adam", OPTIMIZERS["Adam"])
    student.save_checkpoint(lib.os.path.join(folder, "checkpoint.pt"), model, optimizer, 4)
    expect_equal(parameters(model), before, call="save_checkpoint(path, model, ...); parameters")
    expect_equal(
        get(model.training), True, call="save_checkpoint(path, model, ...); model.training"
    )
