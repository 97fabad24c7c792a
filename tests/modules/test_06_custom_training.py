"""Checks for module 06. Oracles: formulas, torch's own operators, scikit-learn, replay here."""

import copy

import numpy as np
import pytest
import torch
from sklearn.metrics import precision_recall_fscore_support

from kursus.testing import (
    expect_between,
    expect_close,
    expect_differs,
    expect_equal,
    expect_kept,
    expect_shape,
    get,
    parameters,
    random_parameters,
    take,
)


def normal(rng, *shape, scale=1.0):
    return torch.from_numpy(rng.normal(scale=scale, size=shape)).float()


def pull_back(lib, model, x, slopes):
    """Gradient of sum(slopes * model(x)) for every parameter, on the learner's side."""
    call = lib.functools.partial(lib.torch.func.functional_call, model, args=(x,))
    _, pull = lib.torch.func.vjp(call, parameters(model))
    return get(pull(slopes)[0])


# --- 6.1 Dense --------------------------------------------------------------------


def expect_weight_and_bias(layer, n_inputs, units, call):
    """Two parameters, whatever they are called."""
    sizes = sorted(value.numel() for value in parameters(layer).values())
    expect_equal(
        sizes,
        sorted([n_inputs * units, units]),
        call=f"{call}; sizes of the parameters",
        mistakes={"missing-bias": [n_inputs * units], "parameters-not-registered": []},
    )


def weight_and_bias(params, units):
    """Weight (D, units) and bias (units,) by shape; D is not units."""
    weight = max(params.values(), key=lambda value: value.numel())
    bias = min(params.values(), key=lambda value: value.numel())
    return weight if weight.shape[-1] == units else weight.T, bias.reshape(-1)


def built_layer(student, rng, x, units, activation=None):
    """A layer that has met ``x``, with weight and bias of our choice."""
    layer = student.Dense(units, activation)
    layer(x)
    expect_weight_and_bias(layer, x.shape[-1], units, f"Dense({units})(x), x {tuple(x.shape)}")
    return layer, *weight_and_bias(random_parameters(layer, rng), units)


@pytest.mark.task("6.1")
@pytest.mark.parametrize(("n_inputs", "units"), [(4, 3), (7, 3), (2, 5)])
def test_dense_finds_out_its_number_of_inputs(student, rng, n_inputs, units):
    layer = student.Dense(units)
    expect_shape(layer(normal(rng, 6, n_inputs)), (6, units), call=f"Dense({units})(x)")
    expect_weight_and_bias(layer, n_inputs, units, f"Dense({units})(x), x (6, {n_inputs})")


@pytest.mark.task("6.1")
@pytest.mark.parametrize("shape", [(5, 4), (3,), (1, 6), (2, 5, 4), (2, 1, 5, 4)])
def test_dense_is_weighted_sums_over_the_last_dimension(student, rng, shape):
    units = 7
    layer, weight, bias = built_layer(student, rng, normal(rng, *shape), units)
    drawn = parameters(layer)
    x = normal(rng, *shape)
    got = get(layer(x))
    now = parameters(layer)
    mistakes = {"missing-bias": x @ weight}
    if any(
        value.shape != drawn[name].shape or value.ne(drawn[name]).any()
        for name, value in now.items()
    ):
        mistakes["rebuilt-at-every-call"] = got
    expect_close(
        got, x @ weight + bias, call=f"Dense({units})(x), x {shape}", mistakes=mistakes, scale=10.0
    )


@pytest.mark.task("6.1")
def test_inputs_may_lie_in_memory_in_any_order(student, lib, rng):
    x = normal(rng, 5, 2, 4)
    layer, weight, bias = built_layer(student, rng, x, 3)
    # A view keeps its order only on the learner's side.
    turned = lib.builtins.eval("lambda layer, x: layer(x.transpose(0, 1))")
    expect_close(
        turned(layer, x),
        x.transpose(0, 1) @ weight + bias,
        call="Dense(3)(x.transpose(0, 1)), x (5, 2, 4)",
        scale=10.0,
    )


@pytest.mark.task("6.1")
@pytest.mark.parametrize("name", ["torch.tanh", "Softplus()", "function"])
def test_dense_applies_its_activation(student, lib, rng, name):
    here = {
        "torch.tanh": torch.tanh,
        "Softplus()": torch.nn.functional.softplus,
        "function": lambda z: 3 * z + 1,
    }[name]
    activation = {
        "torch.tanh": lambda: lib.torch.tanh,
        "Softplus()": lib.torch.nn.Softplus,
        "function": lambda: here,
    }[name]()
    x = normal(rng, 5, 4)
    layer, weight, bias = built_layer(student, rng, x, 3, activation)
    expect_close(
        layer(x),
        here(x @ weight + bias),
        call=f"Dense(3, activation={name})(x), x (5, 4)",
        mistakes={
            "activation-ignored": x @ weight + bias,
            "activation-before-bias": here(x @ weight) + bias,
        },
        scale=10.0,
    )
    layer.eval()  # no layer that behaves otherwise in a test
    call = f"Dense(3, activation={name})(x), eval mode"
    expect_close(layer(x), here(x @ weight + bias), call=call, scale=10.0)


@pytest.mark.task("6.1")
def test_later_calls_use_the_same_parameters(student, rng):
    layer = student.Dense(3)
    layer(normal(rng, 5, 4))
    expect_weight_and_bias(layer, 4, 3, "Dense(3)(x), x (5, 4)")
    before = parameters(layer)
    for shape in ((2, 4), (6, 2, 4)):
        layer(normal(rng, *shape))
        after = parameters(layer)
        changed = set(after) == set(before)
        expect_equal(
            after,
            before,
            call=f"parameters of Dense(3) after a call with x {shape}",
            mistakes={"rebuilt-at-every-call": after} if changed else {},
        )


@pytest.mark.task("6.1")
def test_dense_refuses_another_number_of_inputs(student, rng):
    layer = student.Dense(3)
    layer(normal(rng, 5, 4))
    try:
        layer(normal(rng, 5, 6))
        outcome = "no error"
    except Exception:  # of any kind
        outcome = "error"
    expect_equal(outcome, "error", call="Dense(3): x (5, 4), then x (5, 6)")
    expect_shape(layer(normal(rng, 5, 4)), (5, 3), call="Dense(3): x (5, 4) again")


@pytest.mark.task("6.1")
def test_weights_of_dense_are_random(student, rng):
    x = normal(rng, 5, 4)
    weights = []
    for _ in range(2):
        layer = student.Dense(6)
        layer(x)
        expect_weight_and_bias(layer, 4, 6, "Dense(6)(x), x (5, 4)")
        weights.append(weight_and_bias(parameters(layer), 6)[0])
    name = "not-random-weights"
    expect_differs(weights[0], weights[1], call="weights of two Dense(6)", mistake=name)
    column = weights[0][:, :1].expand(4, 6)
    expect_differs(weights[0], column, call="units of Dense(6)", mistake=name)


@pytest.mark.task("6.1")
def test_weights_of_a_large_dense_are_drawn_each_for_itself(student, rng):
    # As large as this, memory that nobody has filled is mostly zeros.
    layer = student.Dense(700)
    layer(normal(rng, 1, 300))
    expect_weight_and_bias(layer, 300, 700, "Dense(700)(x), x (1, 300)")
    weight = weight_and_bias(parameters(layer), 700)[0]
    expect_equal(
        bool(weight.isfinite().all()), True, call="weights of Dense(700), x (1, 300): all finite"
    )
    different = weight.unique().numel() / weight.numel()
    # Of 2^24 numbers that rand draws from, 210,000 draws hit one twice about once in 160.
    expect_between(
        different,
        0.9,
        1.0,
        call="share of different numbers among the weights of Dense(700), x (1, 300)",
        mistake="not-random-weights",
    )


@pytest.mark.task("6.1")
def test_parameters_get_the_dtype_of_the_input(student, rng):
    layer = student.Dense(3)
    x = normal(rng, 5, 4).double()
    layer(x)
    expect_weight_and_bias(layer, 4, 3, "Dense(3)(x), x (5, 4) torch.float64")
    expect_equal(
        sorted(str(value.dtype) for value in parameters(layer).values()),
        ["torch.float64"] * 2,
        call="dtypes of the parameters of Dense(3) after a first input of torch.float64",
    )


@pytest.mark.task("6.1")
def test_parameters_learn_though_the_first_call_was_a_test(student, lib, rng):
    layer = student.Dense(3)
    layer.eval()
    lib.torch.set_grad_enabled(False)
    layer(normal(rng, 5, 4))
    lib.torch.set_grad_enabled(True)
    found = lib.builtins.eval("lambda layer: [p.requires_grad for p in layer.parameters()]")
    call = "requires_grad of the parameters of Dense(3), first called in eval mode without a graph"
    expect_equal(found(layer), [True] * 2, call=call)


@pytest.mark.task("6.1")
def test_gradients_reach_the_parameters_of_dense(student, lib, rng):
    x, slopes = normal(rng, 5, 4), normal(rng, 5, 3)
    layer, weight, bias = built_layer(student, rng, x, 3, lib.torch.tanh)
    leaves = [weight.clone().requires_grad_(), bias.clone().requires_grad_()]
    output = torch.tanh(x @ leaves[0] + leaves[1])
    want = torch.autograd.grad((slopes * output).sum(), leaves)
    got = weight_and_bias(pull_back(lib, layer, x, slopes), 3)
    expect_close(
        list(got),
        list(want),
        call="gradients of Dense(3, torch.tanh)(x) with respect to weight and bias",
        scale=10.0,
    )


@pytest.mark.task("6.1")
def test_gradients_reach_the_input_of_dense(student, lib, rng):
    x = normal(rng, 5, 4)
    layer, weight, bias = built_layer(student, rng, x, 3, lib.torch.tanh)
    want = torch.autograd.functional.jacobian(lambda x: torch.tanh(x @ weight + bias), x)
    expect_close(
        lib.torch.autograd.functional.jacobian(layer, x),
        want,
        call="gradient of Dense(3, torch.tanh)(x) with respect to x",
        scale=10.0,
    )


@pytest.mark.task("6.1")
def test_dense_leaves_its_argument(student, lib, rng):
    layer = student.Dense(3, lib.torch.relu)
    expect_kept(layer, normal(rng, 5, 4), call="Dense(3, torch.relu)(x)")
    expect_kept(layer, normal(rng, 5, 4), call="Dense(3, torch.relu)(x), second call")


# --- 6.2 Softmax ------------------------------------------------------------------


def softmax_mistakes(x, dim):
    """What known mistakes give; also softmax along the other dimensions."""
    others = [d for d in range(x.dim()) if d != dim % x.dim()]
    exponentials = torch.exp(x)
    return [
        *(("wrong-dimension", torch.softmax(x, dim=d)) for d in others),
        *[("wrong-dimension", exponentials / exponentials.sum())] * bool(others),
        ("not-normalized", exponentials),
        ("not-normalized", torch.exp(x - x.amax(dim=dim, keepdim=True))),
        ("log-instead-of-probability", torch.log_softmax(x, dim=dim)),
    ]


@pytest.mark.task("6.2")
def test_softmax_matches_paper(student):
    x = torch.tensor([[0.0, float(np.log(3.0))]])
    expect_close(
        student.Softmax()(x),
        torch.tensor([[0.25, 0.75]]),
        call="Softmax()([[0, log 3]])",
        mistakes=softmax_mistakes(x, -1),
    )


@pytest.mark.task("6.2")
@pytest.mark.parametrize(
    ("shape", "dim"),
    [((4, 3), None), ((4, 3), 0), ((2, 3, 4), None), ((2, 3, 4), 1), ((5, 1), 1), ((4,), None)],
)
def test_softmax_equals_torchs(student, rng, shape, dim):
    x = normal(rng, *shape, scale=2.0)
    layer = student.Softmax() if dim is None else student.Softmax(dim)
    true_dim = -1 if dim is None else dim
    expect_close(
        layer(x),
        torch.softmax(x, dim=true_dim),
        call=f"Softmax({'' if dim is None else dim})(x), x {shape}",
        mistakes=softmax_mistakes(x, true_dim),
    )


@pytest.mark.task("6.2")
def test_softmax_is_exact_in_double_precision(student, rng):
    x = normal(rng, 4, 3, scale=2.0).double()
    want = torch.softmax(x, dim=-1)
    expect_close(student.Softmax()(x), want, call="Softmax()(x), x (4, 3) torch.float64")


@pytest.mark.task("6.2")
@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([[1000.0, 999.0], [998.0, 1000.0]], id="large"),
        pytest.param([[-1000.0, -999.0]], id="very_negative"),
        pytest.param([[1000.0, 999.0], [-1000.0, -999.0]], id="rows_of_different_size"),
        pytest.param([[1000.0, -1000.0, 0.0]], id="far_apart"),
    ],
)
def test_softmax_is_stable(student, rng, rows):
    x = torch.tensor(rows)
    x = x[:, torch.from_numpy(rng.permutation(x.shape[1]))]
    got = get(student.Softmax()(x))
    broken = isinstance(got, torch.Tensor) and not bool(torch.isfinite(got).all())
    expect_close(
        got,
        torch.softmax(x, dim=-1),
        call=f"Softmax()({x.tolist()})",
        mistakes={"softmax-overflow": got} if broken else {},
    )


@pytest.mark.task("6.2")
@pytest.mark.parametrize("dim", [0, 1])
def test_gradient_of_softmax_equals_autograds(student, lib, rng, dim):
    x = normal(rng, 3, 4)
    expect_close(
        lib.torch.autograd.functional.jacobian(student.Softmax(dim), x),
        torch.autograd.functional.jacobian(lambda x: torch.softmax(x, dim=dim), x),
        call=f"gradient of Softmax({dim})(x) with respect to x",
    )


@pytest.mark.task("6.2")
def test_softmax_leaves_its_argument(student, rng):
    expect_kept(student.Softmax(1), normal(rng, 3, 4), call="Softmax(1)(x)")


# --- 6.3 WideAndDeepNet -----------------------------------------------------------

PIXELS = 784


def wide_and_deep(student, rng, n_classes):
    """A model that has met images, in eval mode: dropout would blur what it computes."""
    model = student.WideAndDeepNet(n_classes)
    model.eval()
    model(normal(rng, 2, 1, 28, 28))
    return model


def output_weight(model, n_classes, rng):
    """Name of the output layer's weight matrix, and how many inputs it takes.

    A deep layer may have C outputs, too; but only without the output layer's weights do all
    images look alike.
    """
    inputs = {
        name: max(value.shape)
        for name, value in parameters(model).items()
        if value.dim() == 2 and min(value.shape) == n_classes
    }
    sizes = sorted(inputs.values())
    mistake = ""
    if sizes == [PIXELS]:
        mistake = "missing-deep-part"
    elif PIXELS in sizes:
        mistake = "logits-added"
    elif len(sizes) == 1:
        mistake = "missing-wide-part"
    state, x = get(model.state_dict()), normal(rng, 3, 1, 28, 28)
    found, n_inputs = "", 0
    for name, size in inputs.items():
        model.load_state_dict({**state, name: torch.zeros_like(state[name])})
        logits = get(model(x))
        if size > PIXELS and float((logits - logits[0]).abs().max()) < 1e-6:
            found, n_inputs = name, size
    model.load_state_dict(state)
    call = f"inputs of the output layer of WideAndDeepNet({n_classes})"
    expect_between(n_inputs, PIXELS + 1, 1e6, call=call, mistake=mistake)
    return found, n_inputs


def with_weight(model, name, weight):
    """Put a (C, inputs) matrix in, whichever way round the model keeps it."""
    state = get(model.state_dict())
    fits = state[name].shape == weight.shape
    model.load_state_dict({**state, name: weight if fits else weight.T.contiguous()})


def show_joined(model, n_classes, rng, x):
    """Logits when the output layer sees the first or the last 784 of its inputs alone.

    Returns what the image should give there, with what known mistakes would, the logits
    where the image is, and whether it comes first.
    """
    name, n_inputs = output_weight(model, n_classes, rng)
    drawn = normal(rng, n_classes, PIXELS, scale=0.1)
    gap = torch.zeros(n_classes, n_inputs - PIXELS)
    with_weight(model, name, torch.zeros(n_classes, n_inputs))
    bias = get(model(x))
    with_weight(model, name, torch.cat([drawn, gap], dim=1))
    first = get(model(x))
    with_weight(model, name, torch.cat([gap, drawn], dim=1))
    last = get(model(x))
    wide = x.reshape(len(x), PIXELS) @ drawn.T
    softmax = torch.softmax(torch.log(bias.clamp(min=1e-9)) + wide, dim=1)
    answers = [bias + wide, softmax, torch.log_softmax(bias + wide, dim=1)]
    is_first = any(bool(torch.allclose(first, a, atol=1e-2)) for a in answers)
    mistakes = [("softmax-in-forward", answer) for answer in answers[1:]]
    return answers[0], mistakes, first if is_first else last, is_first


@pytest.mark.task("6.3")
@pytest.mark.parametrize("n_examples", [1, 4])
def test_net_gives_a_logit_for_every_class(student, rng, n_examples):
    for n_classes in (3, 10):
        model = wide_and_deep(student, rng, n_classes)
        expect_shape(
            model(normal(rng, n_examples, 1, 28, 28)),
            (n_examples, n_classes),
            call=f"WideAndDeepNet({n_classes})(x), x ({n_examples}, 1, 28, 28)",
        )


@pytest.mark.task("6.3")
def test_output_layer_sees_image_and_deep_layers(student, rng):
    n_classes = int(rng.integers(5, 10))
    output_weight(wide_and_deep(student, rng, n_classes), n_classes, rng)


@pytest.mark.task("6.3")
def test_wide_way_is_the_flattened_image(student, rng):
    n_classes = int(rng.integers(5, 10))
    model = wide_and_deep(student, rng, n_classes)
    x = normal(rng, 4, 1, 28, 28)
    want, mistakes, got, _ = show_joined(model, n_classes, rng, x)
    call = f"WideAndDeepNet({n_classes})(x), weights of the deep layers' outputs 0"
    expect_close(got, want, call=call, mistakes=mistakes, scale=30.0)


@pytest.mark.task("6.3")
@pytest.mark.parametrize("pixels", ["any", "not_negative"])
def test_deep_way_bends(student, rng, pixels):
    n_classes = int(rng.integers(5, 10))
    model = wide_and_deep(student, rng, n_classes)
    one, other = normal(rng, 8, 1, 28, 28, scale=3.0), normal(rng, 8, 1, 28, 28, scale=3.0)
    if pixels == "not_negative":  # as those of pictures: ReLU of them bends nothing
        one, other = one.abs(), other.abs()
    want, mistakes, got, is_first = show_joined(model, n_classes, rng, one)
    call = f"WideAndDeepNet({n_classes})(x), weights of the deep layers' outputs 0"
    expect_close(got, want, call=call, mistakes=mistakes, scale=100.0)
    name, n_inputs = output_weight(model, n_classes, rng)
    parts = [torch.zeros(n_classes, PIXELS), normal(rng, n_classes, n_inputs - PIXELS)]
    with_weight(model, name, torch.cat(parts if is_first else parts[::-1], dim=1))
    left, right, middle = (get(model(x)) for x in (one, other, (one + other) / 2))
    spread = float((left - right).abs().max())
    mistake = "missing-activation"
    if n_inputs == 2 * PIXELS:  # perhaps the image once more
        again = (one - other).reshape(len(one), PIXELS) @ parts[1].T
        if torch.allclose(left - right, again, atol=1e-2):
            mistake = "missing-deep-part"
    call = f"WideAndDeepNet({n_classes}), deep way alone"
    expect_between(spread, 1e-5, float("inf"), call=f"{call}: change from image to image")
    expect_between(
        float((middle - (left + right) / 2).abs().max()) / spread,
        1e-3,
        float("inf"),
        call=f"{call}: distance from a linear function",
        mistake=mistake,
    )


@pytest.mark.task("6.3")
def test_gradients_reach_both_ways(student, lib, rng):
    n_classes = int(rng.integers(5, 10))
    model = wide_and_deep(student, rng, n_classes)
    name, _ = output_weight(model, n_classes, rng)
    slopes = normal(rng, 6, n_classes)
    grads = pull_back(lib, model, normal(rng, 6, 1, 28, 28), slopes)
    sizes = {key: float(grad.abs().max()) for key, grad in grads.items()}
    expect_between(
        sizes.pop(name), 1e-9, float("inf"), call="largest gradient of the output layer's weights"
    )
    deep = [size for key, size in sizes.items() if grads[key].numel() > n_classes]
    expect_between(
        max(deep, default=0.0), 1e-9, float("inf"), call="largest gradient of the deep layers"
    )


@pytest.mark.task("6.3")
def test_net_leaves_its_argument(student, rng):
    model = wide_and_deep(student, rng, 4)
    expect_kept(model, normal(rng, 3, 1, 28, 28), call="WideAndDeepNet(4)(x)")


# --- 6.4 weighted_cross_entropy ---------------------------------------------------


def weighted_mistakes(logits, targets, weights):
    """What known mistakes give."""
    losses = torch.nn.functional.cross_entropy(logits, targets, reduction="none")
    weighted = weights[targets] * losses
    mean = weighted.sum() / weights[targets].sum()
    chances = torch.softmax(logits, dim=1)[torch.arange(len(targets)), targets]
    return [
        ("divided-by-number-of-examples", weighted.mean()),
        ("sum-instead-of-mean", weighted.sum()),
        ("weights-ignored", losses.mean()),
        ("missing-minus", -mean),
        ("missing-log", -(weights[targets] * chances).sum() / weights[targets].sum()),
        ("divided-by-all-weights", weighted.sum() / weights.sum()),
        ("weights-on-logits", torch.nn.functional.cross_entropy(logits * weights, targets)),
    ]


def expect_weighted_mean(student, logits, targets, weights, call):
    expect_close(
        student.weighted_cross_entropy(logits, targets, weights),
        torch.nn.functional.cross_entropy(logits, targets, weight=weights),
        call=call,
        mistakes=weighted_mistakes(logits, targets, weights),
        scale=10.0,
    )


@pytest.mark.task("6.4")
def test_weighted_mean_matches_paper(student):
    # softmax([0, log 3]) = [1/4, 3/4]; the first example weighs 1, the second 3.
    logits = torch.tensor([[0.0, float(np.log(3.0))], [0.0, float(np.log(3.0))]])
    targets, weights = torch.tensor([0, 1]), torch.tensor([1.0, 3.0])
    expect_close(
        student.weighted_cross_entropy(logits, targets, weights),
        torch.tensor((np.log(4.0) + 3 * np.log(4.0 / 3.0)) / 4).float(),
        call="weighted_cross_entropy([[0, log 3], [0, log 3]], [0, 1], [1, 3])",
        mistakes=weighted_mistakes(logits, targets, weights),
    )


@pytest.mark.task("6.4")
@pytest.mark.parametrize(("N", "C"), [(1, 3), (6, 3), (9, 10)])
def test_weighted_cross_entropy_equals_torchs(student, rng, N, C):
    logits = normal(rng, N, C, scale=3.0)
    targets = torch.from_numpy(rng.integers(0, C, size=N))
    weights = torch.from_numpy(rng.uniform(1.5, 4.0, size=C)).float()
    expect_weighted_mean(
        student, logits, targets, weights, f"weighted_cross_entropy(...), N={N} C={C}"
    )


@pytest.mark.task("6.4")
@pytest.mark.parametrize("size", [1e-4, 1e4])
def test_size_of_the_weights_is_no_matter(student, rng, size):
    logits = normal(rng, 6, 3, scale=3.0).double()
    targets = torch.from_numpy(rng.integers(0, 3, size=6))
    weights = size * torch.from_numpy(rng.uniform(1.5, 4.0, size=3))
    call = f"weighted_cross_entropy(...), torch.float64, weights of size {size:g}"
    expect_weighted_mean(student, logits, targets, weights, call)


@pytest.mark.task("6.4")
def test_class_with_weight_0_does_not_count(student, rng):
    logits = normal(rng, 6, 3, scale=3.0)
    weights = torch.tensor([0.0, *rng.uniform(1.5, 4.0, size=2)]).float()
    targets = torch.from_numpy(rng.permutation([0, 0, 1, 2, 2, 1]))
    expect_weighted_mean(
        student, logits, targets, weights, "weighted_cross_entropy(...), weight 0 for class 0"
    )


@pytest.mark.task("6.4")
@pytest.mark.parametrize(
    ("rows", "targets"),
    [
        pytest.param([[1000.0, 0.0, -1000.0], [0.0, -1000.0, 1000.0]], [1, 2], id="large"),
        pytest.param([[1000.0, 900.0], [-1000.0, -900.0]], [0, 1], id="rows_of_different_size"),
        pytest.param([[-1000.0, -1000.0]], [0], id="very_negative"),
    ],
)
def test_weighted_cross_entropy_is_stable(student, rng, rows, targets):
    logits, targets = torch.tensor(rows), torch.tensor(targets)
    weights = torch.from_numpy(rng.uniform(1.5, 4.0, size=logits.shape[1])).float()
    got = get(student.weighted_cross_entropy(logits, targets, weights))
    broken = isinstance(got, torch.Tensor) and not bool(torch.isfinite(got).all())
    expect_close(
        got,
        torch.nn.functional.cross_entropy(logits, targets, weight=weights),
        call=f"weighted_cross_entropy({rows}, {targets.tolist()}, class_weights)",
        mistakes={"softmax-overflow": got} if broken else {},
        scale=4000.0,
    )


@pytest.mark.task("6.4")
def test_gradient_of_weighted_cross_entropy_equals_autograds(student, lib, rng):
    logits = normal(rng, 5, 3)
    targets = torch.from_numpy(rng.integers(0, 3, size=5))
    weights = torch.from_numpy(rng.uniform(1.5, 4.0, size=3)).float()

    def slope(loss):
        leaf = logits.clone().requires_grad_()
        return torch.autograd.grad(loss(leaf), leaf)[0]

    want = slope(lambda z: torch.nn.functional.cross_entropy(z, targets, weight=weights))
    loss = lib.functools.partial(
        student.weighted_cross_entropy, targets=targets, class_weights=weights
    )
    expect_close(
        lib.torch.autograd.functional.jacobian(loss, logits),
        want,
        call="gradient of weighted_cross_entropy(...) with respect to logits",
        mistakes={"divided-by-number-of-examples": want * weights[targets].mean()},
        scale=10.0,
    )


@pytest.mark.task("6.4")
def test_weighted_cross_entropy_leaves_its_arguments(student, rng):
    expect_kept(
        student.weighted_cross_entropy,
        normal(rng, 4, 3),
        torch.from_numpy(rng.integers(0, 3, size=4)),
        torch.from_numpy(rng.uniform(1.5, 4.0, size=3)).float(),
        call="weighted_cross_entropy(logits, targets, class_weights)",
    )


# --- 6.5 MacroF1 ------------------------------------------------------------------

NOTHING = {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def scores(predictions, targets, labels, average="macro", zero_division=0):
    """scikit-learn's values, by name."""
    values = precision_recall_fscore_support(
        targets, predictions, labels=list(labels), average=average, zero_division=zero_division
    )
    return {name: float(value) for name, value in zip(NOTHING, values[:3], strict=True)}


def joined(batches):
    """All predictions and all targets."""
    return (torch.cat(part) for part in zip(*batches, strict=True))


def macro(batches, n_classes):
    """What is due after these batches."""
    return scores(*joined(batches), range(n_classes))


def macro_mistakes(batches, n_classes):
    """What known mistakes give; each differs from what is due."""
    predictions, targets = joined(batches)
    want = macro(batches, n_classes)
    share = float((predictions == targets).double().mean())
    seen = torch.unique(targets).tolist()
    met = torch.unique(torch.cat([predictions, targets])).tolist()
    single = [macro([batch], n_classes) for batch in batches]
    sizes = [len(batch[0]) for batch in batches]
    product, total = 2 * want["precision"] * want["recall"], want["precision"] + want["recall"]
    return [
        ("micro-instead-of-macro", dict.fromkeys(NOTHING, share)),
        ("weighted-by-class-size", scores(predictions, targets, range(n_classes), "weighted")),
        ("f1-of-the-averages", {**want, "f1": product / total if total else 0.0}),
        ("absent-classes-left-out", scores(predictions, targets, seen)),
        ("absent-classes-left-out", scores(predictions, targets, met)),
        (
            "precision-and-recall-swapped",
            {"precision": want["recall"], "recall": want["precision"], "f1": want["f1"]},
        ),
        ("only-the-last-batch", single[-1]),
        *(
            (
                "mean-over-batches",
                {k: float(np.average([s[k] for s in single], 0, w)) for k in want},
            )
            for w in (None, sizes)
        ),
    ]


def draw_batches(rng, sizes, n_classes):
    """Batches that every known mistake answers wrongly.

    The last class never occurs, the one before is never predicted, the one before that
    never due.
    """
    while True:
        batches = [
            (
                torch.from_numpy(rng.choice([*range(n_classes - 2)], size=size)),
                torch.from_numpy(rng.choice([*range(n_classes - 3), n_classes - 2], size=size)),
            )
            for size in sizes
        ]
        for predictions, targets in batches:  # more hits than chance would give
            known = torch.from_numpy(rng.random(len(targets)) < 0.5)
            copied = known & (targets < n_classes - 3)
            predictions[copied] = targets[copied]
        want = macro(batches, n_classes)
        wrong = [answer for _, answer in macro_mistakes(batches, n_classes)]
        if all(max(abs(answer[k] - want[k]) for k in want) > 1e-3 for answer in wrong):
            return batches


def feed(metric, batches):
    for predictions, targets in batches:
        metric.update(predictions, targets)
    return metric


@pytest.mark.task("6.5")
def test_macro_averages_match_paper(student):
    # Class 0: precision 1/2, recall 1. Class 1: precision 1, recall 1/2. F1 2/3 twice.
    metric = student.MacroF1(2)
    metric.update(torch.tensor([0, 0, 1]), torch.tensor([0, 1, 1]))
    expect_close(
        metric.compute(),
        {"precision": 0.75, "recall": 0.75, "f1": 2 / 3},
        call="MacroF1(2): update([0, 0, 1], [0, 1, 1]); compute()",
        mistakes={
            "f1-of-the-averages": {"precision": 0.75, "recall": 0.75, "f1": 0.75},
            "micro-instead-of-macro": dict.fromkeys(NOTHING, 2 / 3),
            "weighted-by-class-size": {"precision": 5 / 6, "recall": 2 / 3, "f1": 2 / 3},
        },
        dtype=np.float32,
    )


@pytest.mark.task("6.5")
@pytest.mark.parametrize("n_classes", [5, 7])
@pytest.mark.parametrize("sizes", [(14, 9, 5), (30,)], ids=["streaming", "one_batch"])
def test_macro_averages_equal_scikit_learns(student, rng, sizes, n_classes):
    if len(sizes) == 1:
        batches = draw_batches(rng, (14, 9, 7), n_classes)
        mistakes = macro_mistakes(batches, n_classes)[:-3]
        batches = [tuple(joined(batches))]
    else:
        batches = draw_batches(rng, sizes, n_classes)
        mistakes = macro_mistakes(batches, n_classes)
    got = get(feed(student.MacroF1(n_classes), batches).compute())
    if isinstance(got, dict) and any(value != value for value in got.values()):
        mistakes.append(("undefined-not-zero", got))
    mistakes.append(("undefined-not-zero", scores(*joined(batches), range(n_classes), "macro", 1)))
    expect_close(
        got,
        macro(batches, n_classes),
        call=f"MacroF1({n_classes}): {len(batches)} updates; compute()",
        mistakes=mistakes,
        dtype=np.float32,
    )


@pytest.mark.task("6.5")
@pytest.mark.parametrize(("size", "n_classes"), [(70_000, 2), (900, 40)])
def test_many_examples_and_many_classes(student, rng, size, n_classes):
    batch = torch.from_numpy(rng.integers(0, n_classes, size=(2, size)))
    metric = student.MacroF1(n_classes)
    metric.update(*batch)
    expect_close(
        metric.compute(),
        scores(*batch, range(n_classes)),
        call=f"MacroF1({n_classes}): an update with {size:,} examples; compute()",
        dtype=np.float32,
    )


@pytest.mark.task("6.5")
def test_everything_is_0_before_the_first_update(student):
    metric = student.MacroF1(3)
    got = get(metric.compute())
    broken = isinstance(got, dict) and any(value != value for value in got.values())
    expect_close(
        got,
        NOTHING,
        call="MacroF1(3).compute()",
        mistakes={
            "undefined-not-zero": got if broken else dict.fromkeys(NOTHING, 1.0),
        },
    )


@pytest.mark.task("6.5")
def test_compute_changes_nothing(student, rng):
    batches = draw_batches(rng, (12, 8, 6), 5)
    metric = student.MacroF1(5)
    metric.compute()
    for number, batch in enumerate(batches, start=1):
        metric.update(*batch)
        for time in ("", " again"):
            expect_close(
                metric.compute(),
                macro(batches[:number], 5),
                call=f"MacroF1(5): update {number}; compute(){time}",
                mistakes={"only-the-last-batch": macro([batch], 5)} if number > 1 else {},
                dtype=np.float32,
            )


@pytest.mark.task("6.5")
def test_reset_forgets_everything(student, rng):
    batches = draw_batches(rng, (12, 8, 6), 5)
    metric = feed(student.MacroF1(5), batches[:2])
    metric.compute()
    metric.reset()
    expect_close(
        metric.compute(),
        NOTHING,
        call="MacroF1(5): 2 updates; reset(); compute()",
        mistakes={"not-reset": macro(batches[:2], 5)},
        dtype=np.float32,
    )
    metric.update(*batches[2])
    expect_close(
        metric.compute(),
        macro(batches[2:], 5),
        call="MacroF1(5): 2 updates; reset(); update(...); compute()",
        mistakes={"not-reset": macro(batches, 5)},
        dtype=np.float32,
    )


@pytest.mark.task("6.5")
def test_two_metrics_count_apart(student, rng):
    batches = draw_batches(rng, (12, 8, 6), 5)
    first, second = student.MacroF1(5), student.MacroF1(5)
    first.update(*batches[0])
    second.update(*batches[1])
    first.update(*batches[2])
    for metric, mine in ((first, [batches[0], batches[2]]), (second, [batches[1]])):
        expect_close(
            metric.compute(),
            macro(mine, 5),
            call="two MacroF1(5) in turns: update(...); compute()",
            mistakes={"shared-between-metrics": macro(batches, 5)},
            dtype=np.float32,
        )


@pytest.mark.task("6.5")
def test_update_leaves_its_arguments(student, rng):
    predictions, targets = torch.from_numpy(rng.integers(0, 3, size=(2, 8)))
    expect_kept(student.MacroF1(3).update, predictions, targets, call="MacroF1(3).update(...)")


# --- 6.6 train_step ---------------------------------------------------------------


def same_objects(lib, function, model, *args):
    """Whether each parameter of the model is the same object after a call as before."""
    compare = lib.builtins.eval(
        "lambda function, model, *args: (lambda before: (function(model, *args),"
        " [a is b for a, b in zip(before, model.parameters())])[1])(list(model.parameters()))"
    )
    return compare(function, model, *args)


def two_layers(torch, tied=False):
    """A small network, of the learner's torch or of ours."""
    nn = torch.nn
    model = nn.Sequential(nn.Linear(4, 4), nn.Tanh(), nn.Linear(4, 4))
    if tied:
        model[2].weight = model[0].weight
    return model


def twins(lib, rng, tied=False):
    """The same network on the learner's side and here."""
    theirs, ours = two_layers(lib.torch, tied), two_layers(torch, tied)
    random_parameters(theirs, rng, scale=0.8)
    ours.load_state_dict(get(theirs.state_dict()))
    return theirs, ours


def step_data(rng, n_examples=6):
    x = normal(rng, n_examples, 4, scale=2.0)
    return x, torch.from_numpy(rng.integers(0, 4, size=n_examples))


def loss_and_gradients(model, x, y, loss_function=torch.nn.functional.cross_entropy):
    """Loss, and gradient (or None) of every parameter, by name."""
    loss = loss_function(model(x), y)
    named = {name: p for name, p in model.named_parameters() if p.requires_grad}
    grads = torch.autograd.grad(loss, list(named.values()), allow_unused=True)
    return loss.item(), dict(zip(named, grads, strict=True))


def total_norm(grads):
    return float(torch.cat([g.reshape(-1) for g in grads.values() if g is not None]).norm())


def moved(model, grads, lr, factor=1.0):
    """Parameters after a step against these gradients."""
    return {
        name: value - lr * factor * grads[name] if grads.get(name) is not None else value
        for name, value in parameters(model).items()
    }


@pytest.mark.task("6.6")
@pytest.mark.parametrize("n_examples", [1, 6])
def test_step_goes_against_the_gradient(student, lib, rng, n_examples):
    theirs, ours = twins(lib, rng)
    x, y = step_data(rng, n_examples)
    loss, grads = loss_and_gradients(ours, x, y)
    want = moved(ours, grads, 0.4)
    ahead = copy.deepcopy(ours)
    ahead.load_state_dict(want)
    call = "train_step(model, x, y, CrossEntropyLoss(), lr=0.4)"
    got = student.train_step(theirs, x, y, lib.torch.nn.CrossEntropyLoss(), 0.4)
    expect_equal(
        lib.torch.is_grad_enabled(),
        True,
        call=f"{call}; torch.is_grad_enabled()",
        mistakes={"gradients-off-afterwards": False},
    )
    expect_close(
        parameters(theirs),
        want,
        call=f"{call}; parameters",
        mistakes={
            "missing-step": parameters(ours),
            "step-uphill": moved(ours, grads, -0.4),
            "lr-ignored": moved(ours, grads, 1.0),
        },
    )
    expect_close(
        got,
        loss,
        call=call,
        mistakes={"loss-after-step": loss_and_gradients(ahead, x, y)[0]},
        scale=10.0,
        dtype=np.float32,
    )


@pytest.mark.task("6.6")
def test_steps_follow_one_another(student, lib, rng):
    theirs, ours = twins(lib, rng)
    piled = copy.deepcopy(ours)  # with the gradients of all earlier steps added
    x, y = step_data(rng)
    losses, total = [], dict.fromkeys(parameters(ours), 0.0)
    for _ in range(4):
        loss, grads = loss_and_gradients(ours, x, y)
        losses.append(loss)
        ours.load_state_dict(moved(ours, grads, 0.3))
        total = {name: total[name] + g for name, g in loss_and_gradients(piled, x, y)[1].items()}
        piled.load_state_dict(moved(piled, total, 0.3))
    loss_function = lib.torch.nn.CrossEntropyLoss()
    got = [student.train_step(theirs, x, y, loss_function, 0.3) for _ in range(4)]
    call = "4 times train_step(model, x, y, CrossEntropyLoss(), lr=0.3)"
    expect_close(
        parameters(theirs),
        parameters(ours),
        call=f"{call}; parameters",
        mistakes={"leftover-gradients-used": parameters(piled)},
        scale=10.0,
    )
    expect_close(got, losses, call=f"{call}: losses", scale=10.0, dtype=np.float32)


@pytest.mark.task("6.6")
def test_step_uses_the_loss_function_it_is_given(student, lib, rng):
    theirs, ours = twins(lib, rng)
    x, _ = step_data(rng)
    y = torch.from_numpy(rng.uniform(size=(6, 4))).float()
    # Not symmetric: predictions must come before targets.
    loss, grads = loss_and_gradients(ours, x, y, torch.nn.BCEWithLogitsLoss())
    got = student.train_step(theirs, x, y, lib.torch.nn.BCEWithLogitsLoss(), 0.5)
    call = "train_step(model, x, y, BCEWithLogitsLoss(), lr=0.5)"
    expect_close(parameters(theirs), moved(ours, grads, 0.5), call=f"{call}; parameters")
    expect_close(got, loss, call=call, scale=10.0, dtype=np.float32)


@pytest.mark.task("6.6")
def test_gradients_that_are_too_long_are_clipped_together(student, lib, rng):
    theirs, ours = twins(lib, rng)
    x, y = step_data(rng)
    loss, grads = loss_and_gradients(ours, x, y)
    lr, max_norm = 4.0, 0.1 * total_norm(grads)
    norms = {name: float(g.norm()) for name, g in grads.items()}
    one_by_one = {name: g * min(1.0, max_norm / norms[name]) for name, g in grads.items()}
    by_value = {name: g.clamp(-max_norm, max_norm) for name, g in grads.items()}
    call = "train_step(..., max_norm=a tenth of the norm)"
    got = student.train_step(theirs, x, y, lib.torch.nn.CrossEntropyLoss(), lr, max_norm)
    expect_close(
        parameters(theirs),
        moved(ours, grads, lr, 0.1),
        call=f"{call}; parameters",
        mistakes={
            "clip-ignored": moved(ours, grads, lr),
            "clipped-one-by-one": moved(ours, one_by_one, lr),
            "clipped-by-value": moved(ours, by_value, lr),
            "norms-added": moved(ours, grads, lr, max_norm / sum(norms.values())),
            "missing-step": parameters(ours),
        },
    )
    expect_close(got, loss, call=call, scale=10.0, dtype=np.float32)


@pytest.mark.task("6.6")
def test_max_norm_0_allows_no_movement(student, lib, rng):
    theirs, ours = twins(lib, rng)
    x, y = step_data(rng)
    _, grads = loss_and_gradients(ours, x, y)
    student.train_step(theirs, x, y, lib.torch.nn.CrossEntropyLoss(), 0.4, max_norm=0.0)
    expect_close(
        parameters(theirs),
        parameters(ours),
        call="train_step(..., max_norm=0.0); parameters",
        mistakes={"clip-ignored": moved(ours, grads, 0.4)},
    )


@pytest.mark.task("6.6")
@pytest.mark.parametrize("ratio", [1.5, 10.0])
def test_shorter_gradients_stay_as_they_are(student, lib, rng, ratio):
    theirs, ours = twins(lib, rng)
    x, y = step_data(rng)
    _, grads = loss_and_gradients(ours, x, y)
    max_norm = ratio * total_norm(grads)
    student.train_step(theirs, x, y, lib.torch.nn.CrossEntropyLoss(), 0.4, max_norm=max_norm)
    expect_close(
        parameters(theirs),
        moved(ours, grads, 0.4),
        call=f"train_step(..., max_norm={ratio:g} times the norm); parameters",
        mistakes={
            "short-gradients-stretched": moved(ours, grads, 0.4, ratio),
            "missing-step": parameters(ours),
        },
    )


@pytest.mark.task("6.6")
def test_gradients_of_zero_are_short_too(student, lib, rng):
    theirs, ours = twins(lib, rng)
    x, y = step_data(rng)
    flat = lib.builtins.eval("lambda logits, y: (0.0 * logits).sum()")
    student.train_step(theirs, x, y, flat, 0.4, max_norm=1.0)
    expect_equal(
        parameters(theirs),
        parameters(ours),
        call="train_step(..., max_norm=1.0), all gradients 0; parameters",
    )


@pytest.mark.task("6.6")
@pytest.mark.parametrize("clip", [False, True], ids=["plain", "clipped"])
def test_frozen_parameters_stay(student, lib, rng, clip):
    theirs, ours = twins(lib, rng)
    x, y = step_data(rng)
    _, everything = loss_and_gradients(ours, x, y)
    theirs[0].weight.requires_grad = False
    ours[0].weight.requires_grad = False
    _, grads = loss_and_gradients(ours, x, y)
    max_norm = 0.2 * total_norm(grads) if clip else None
    factor = 0.2 if clip else 1.0
    student.train_step(theirs, x, y, lib.torch.nn.CrossEntropyLoss(), 1.0, max_norm)
    expect_close(
        parameters(theirs),
        moved(ours, grads, 1.0, factor),
        call="train_step(model with frozen weights, ...); parameters",
        mistakes={"frozen-parameters-moved": moved(ours, everything, 1.0, factor)},
    )


@pytest.mark.task("6.6")
def test_frozen_parameters_stay_frozen_and_others_trainable(student, lib, rng):
    theirs, _ = twins(lib, rng)
    theirs[0].weight.requires_grad = False
    x, y = step_data(rng)
    student.train_step(theirs, x, y, lib.torch.nn.CrossEntropyLoss(), 0.1)
    expect_equal(
        {
            "0.weight": get(theirs[0].weight.requires_grad),
            "2.bias": get(theirs[2].bias.requires_grad),
        },
        {"0.weight": False, "2.bias": True},
        call="train_step(model with frozen 0.weight, ...); requires_grad",
    )


@pytest.mark.task("6.6")
@pytest.mark.parametrize("clip", [False, True], ids=["plain", "clipped"])
def test_unused_parameters_stay(student, lib, rng, clip):
    theirs, ours = twins(lib, rng)
    x, y = step_data(rng)
    _, grads = loss_and_gradients(ours, x, y)
    theirs[1].add_module("spare", lib.torch.nn.Linear(2, 3))  # tanh asks for no parameters
    spare = {name: value for name, value in parameters(theirs).items() if "spare" in name}
    max_norm = 0.2 * total_norm(grads) if clip else None
    student.train_step(theirs, x, y, lib.torch.nn.CrossEntropyLoss(), 1.0, max_norm)
    expect_close(
        parameters(theirs),
        {**moved(ours, grads, 1.0, 0.2 if clip else 1.0), **spare},
        call="train_step(model with parameters that the loss does not use, ...); parameters",
    )


@pytest.mark.task("6.6")
@pytest.mark.parametrize("clip", [False, True], ids=["plain", "clipped"])
def test_shared_weights_move_once(student, lib, rng, clip):
    theirs, ours = twins(lib, rng, tied=True)
    x, y = step_data(rng)
    _, grads = loss_and_gradients(ours, x, y)
    twice = {name: g * (2 if name == "0.weight" else 1) for name, g in grads.items()}
    max_norm = 0.2 * total_norm(grads) if clip else None
    factor = 0.2 if clip else 1.0
    student.train_step(theirs, x, y, lib.torch.nn.CrossEntropyLoss(), 0.4, max_norm)
    expect_close(
        parameters(theirs),
        moved(ours, grads, 0.4, factor),
        call="train_step(model whose layers share their weights, ...); parameters",
        mistakes={"shared-weights-moved-twice": moved(ours, twice, 0.4, factor)},
    )


@pytest.mark.task("6.6")
def test_parameters_are_changed_in_place(student, lib, rng):
    theirs, _ = twins(lib, rng)
    x, y = step_data(rng)
    got = same_objects(lib, student.train_step, theirs, x, y, lib.torch.nn.CrossEntropyLoss(), 0.4)
    call = "train_step(model, ...): whether the parameters are the same objects as before"
    expect_equal(got, [True] * 4, call=call)


@pytest.mark.task("6.6")
def test_model_is_called_once(student, lib, rng):
    # Each pass moves running statistics and draws dropout anew.
    theirs, _ = twins(lib, rng)
    passes = lib.collections.deque()
    count = lib.builtins.eval("lambda passes: lambda module, inputs, output: passes.append(1)")
    theirs.register_forward_hook(count(passes))
    student.train_step(theirs, *step_data(rng), lib.torch.nn.CrossEntropyLoss(), 0.1)
    found = len(take(passes, 100))
    expect_between(found, 0, 1, call="calls of the model in train_step(model, ...)")


@pytest.mark.task("6.6")
def test_frozen_parameters_stay_whatever_their_old_gradients(student, lib, rng):
    theirs, ours = twins(lib, rng)
    x, y = step_data(rng)
    theirs[0].weight.requires_grad = False
    ours[0].weight.requires_grad = False
    theirs[0].weight.grad = normal(rng, 4, 4)
    _, grads = loss_and_gradients(ours, x, y)
    student.train_step(theirs, x, y, lib.torch.nn.CrossEntropyLoss(), 1.0)
    expect_close(
        parameters(theirs),
        moved(ours, grads, 1.0),
        call="train_step(model with frozen weights that have old gradients, ...); parameters",
    )


@pytest.mark.task("6.6")
@pytest.mark.parametrize("clip", [False, True], ids=["plain", "clipped"])
def test_leftover_gradients_have_no_effect(student, lib, rng, clip):
    theirs, ours = twins(lib, rng)
    x, y = step_data(rng)
    _, grads = loss_and_gradients(ours, x, y)
    old = normal(rng, 4, 4)
    theirs[0].weight.grad = old.clone()
    added = {**grads, "0.weight": grads["0.weight"] + old}
    max_norm = 0.2 * total_norm(grads) if clip else None
    factor = 0.2 if clip else 1.0
    student.train_step(theirs, x, y, lib.torch.nn.CrossEntropyLoss(), 1.0, max_norm)
    expect_close(
        parameters(theirs),
        moved(ours, grads, 1.0, factor),
        call="train_step(model with old gradients, ...); parameters",
        mistakes={
            "leftover-gradients-used": moved(
                ours, added, 1.0, max_norm / total_norm(added) if clip else 1.0
            )
        },
    )


@pytest.mark.task("6.6")
def test_step_leaves_the_data_and_the_gradient_mode(student, lib, rng):
    theirs, _ = twins(lib, rng)
    x, y = step_data(rng)
    loss_function = lib.torch.nn.CrossEntropyLoss()
    expect_kept(
        student.train_step,
        theirs,
        x,
        y,
        loss_function,
        0.1,
        0.5,
        call="train_step(model, x, y, ...)",
    )
    expect_equal(
        lib.torch.is_grad_enabled(),
        True,
        call="train_step(...); torch.is_grad_enabled()",
        mistakes={"gradients-off-afterwards": False},
    )


# --- 6.7 split_train_validation ---------------------------------------------------


def numbered(n):
    """A data set whose items tell their own place."""
    return [(i / 2, i) for i in range(n)]


def places(part):
    """Places of all items of a part, in its order."""
    return [part[i][1] for i in range(len(part))]


@pytest.mark.task("6.7")
@pytest.mark.parametrize(("n", "n_validation"), [(10, 3), (40, 15), (7, 6)])
def test_split_shares_everything_out(student, rng, n, n_validation):
    seed = int(rng.integers(1000))
    train, validation = student.split_train_validation(numbered(n), n_validation, seed)
    call = f"split_train_validation({n} examples, {n_validation}, seed)"
    want = [n - n_validation, n_validation]
    expect_equal(
        [len(train), len(validation)],
        want,
        call=f"{call}: sizes",
        mistakes={"train-and-validation-swapped": want[::-1]},
    )
    expect_equal(
        sorted(places(train) + places(validation)), list(range(n)), call=f"{call}: all examples"
    )


@pytest.mark.task("6.7")
def test_items_of_a_split_are_those_of_the_dataset(student, rng):
    data = numbered(12)
    for part in student.split_train_validation(data, 5, int(rng.integers(1000))):
        got = [part[i] for i in range(len(part))]
        want = [data[place] for place in places(part)]
        expect_equal(got, want, call="items of split_train_validation(12 examples, 5, seed)")


@pytest.mark.task("6.7")
@pytest.mark.parametrize("n_validation", [0, 9])
def test_one_part_may_be_empty(student, rng, n_validation):
    parts = student.split_train_validation(numbered(9), n_validation, int(rng.integers(1000)))
    want = [9 - n_validation, n_validation]
    expect_equal(
        [len(part) for part in parts],
        want,
        call=f"sizes of split_train_validation(9 examples, {n_validation}, seed)",
        mistakes={"wrong-part-empty": want[::-1]},
    )
    expect_equal(
        sorted(places(parts[0]) + places(parts[1])),
        list(range(9)),
        call=f"examples of split_train_validation(9 examples, {n_validation}, seed)",
    )


@pytest.mark.task("6.7")
@pytest.mark.parametrize("seed", [None, 0])  # 0 is a seed, too; None: any
def test_same_seed_gives_the_same_split(student, lib, rng, seed):
    splits = []
    seed = int(rng.integers(1000)) if seed is None else seed
    for other in rng.integers(1000, size=2).tolist():
        # Whatever else the program draws: the seed alone decides.
        lib.torch.manual_seed(other)
        lib.numpy.random.seed(other)
        lib.random.seed(other)
        lib.torch.rand(other % 7 + 1)
        parts = student.split_train_validation(numbered(60), 25, seed)
        splits.append([places(part) for part in parts])
    expect_equal(
        splits[1],
        splits[0],
        call=f"split_train_validation(60 examples, 25, seed={seed}), twice",
        mistakes={"seed-ignored": splits[1]} if splits[1] != splits[0] else {},
    )


@pytest.mark.task("6.7")
def test_other_seed_gives_another_split(student, rng):
    seed = int(rng.integers(1000))
    # Of 60 examples two random splits are equal once in 10^16 draws.
    validations = [
        sorted(places(student.split_train_validation(numbered(60), 25, s)[1]))
        for s in (seed, seed + 1)
    ]
    expect_differs(
        validations[0],
        validations[1],
        call=f"split_train_validation(60 examples, 25, seed), seeds {seed} and {seed + 1}",
        mistake="always-the-same-split",
    )


@pytest.mark.task("6.7")
def test_examples_are_drawn_from_everywhere(student, rng):
    # A block of neighbours has 1 border, or 2; of 25 of 60 in a random order some 29 part
    # neighbours, and fewer than 8 not once in 10^9 draws.
    seed = int(rng.integers(1000))
    _, validation = student.split_train_validation(numbered(60), 25, seed)
    taken = set(places(validation))
    borders = sum((n in taken) != (n + 1 in taken) for n in range(59))
    expect_between(
        borders,
        8,
        59,
        call="neighbours that split_train_validation(60 examples, 25, seed) parts",
        mistake="block-instead-of-draw",
    )


@pytest.mark.task("6.7")
def test_every_example_has_its_chance(student, rng):
    # Of 40 draws of 5 from 10, none takes a given example once in 2^40 times.
    seeds = rng.choice(10_000, size=40, replace=False).tolist()
    validations = [places(student.split_train_validation(numbered(10), 5, s)[1]) for s in seeds]
    expect_equal(
        sorted({place for validation in validations for place in validation}),
        list(range(10)),
        call="examples that are in validation for one of 40 seeds, split_train_validation(10, 5)",
    )
    orders = [sorted(validation) for validation in validations]
    steps = {len(set(np.diff(order).tolist())) for order in orders}
    # Every k-th example would have one distance for all neighbours.
    expect_equal(
        steps == {1}, False, call="whether the drawn examples are always equally far apart"
    )


@pytest.mark.task("6.7")
def test_split_needs_only_length_and_items(student, lib, rng):
    n = 8
    # Neither can be cut with [a:b].
    data = lib.torch.utils.data.ConcatDataset([numbered(5), [(i / 2, i) for i in range(5, n)]])
    parts = student.split_train_validation(data, 3, int(rng.integers(1000)))
    call = "split_train_validation(ConcatDataset of 8 examples, 3, seed)"
    expect_equal([len(part) for part in parts], [5, 3], call=f"{call}: sizes")
    expect_equal(
        sorted(places(parts[0]) + places(parts[1])), list(range(n)), call=f"{call}: all examples"
    )


@pytest.mark.task("6.7")
def test_places_are_whole_numbers(student, rng):
    # What is kept under whole numbers does not know their tensors.
    data = dict(enumerate(numbered(8)))
    parts = student.split_train_validation(data, 3, int(rng.integers(1000)))
    expect_equal(
        sorted(places(parts[0]) + places(parts[1])),
        list(range(8)),
        call="split_train_validation(dict of 8 examples, 3, seed): all examples",
    )


@pytest.mark.task("6.7")
def test_parts_feed_a_loader(student, lib, rng):
    x = normal(rng, 11, 2)
    data = lib.torch.utils.data.TensorDataset(x, torch.arange(11))
    parts = student.split_train_validation(data, 4, int(rng.integers(1000)))
    seen = []
    for part, size in zip(parts, (7, 4), strict=True):
        batches = take(lib.torch.utils.data.DataLoader(part, batch_size=3), 100)
        expect_equal(sum(len(y) for _, y in batches), size, call="examples that a loader visits")
        for inputs, labels in batches:
            expect_equal(inputs, x[labels], call="inputs that a loader gives for these labels")
            seen += labels.tolist()
    expect_equal(sorted(seen), list(range(11)), call="labels that two loaders give together")


@pytest.mark.task("6.7")
def test_split_leaves_the_dataset(student, rng):
    expect_kept(
        student.split_train_validation,
        numbered(20),
        6,
        int(rng.integers(1000)),
        call="split_train_validation(dataset, 6, seed)",
    )


# --- 6.8 fit ----------------------------------------------------------------------

KEYS = ("train_loss", "valid_loss", "valid_accuracy")
TRAIN_SIZES, VALID_SIZES = (5, 5, 2), (6, 3)


def draw_loaders(rng):
    """Batches (x, y) for training and validation, of different sizes; float64."""
    rule = rng.normal(size=(4, 3))
    loaders = []
    for sizes in (TRAIN_SIZES, VALID_SIZES):
        batches = []
        for size in sizes:
            x = rng.normal(size=(size, 4))
            y = (x @ rule + rng.normal(size=(size, 3))).argmax(axis=1)
            batches.append((torch.from_numpy(x), torch.from_numpy(y)))
        loaders.append(batches)
    return loaders


def linear(torch):
    """A linear classifier in double precision, of the learner's torch or of ours."""
    return torch.nn.Linear(4, 3, dtype=torch.float64)


def normed(torch):
    """One with running statistics."""
    nn, double = torch.nn, torch.float64
    return nn.Sequential(nn.BatchNorm1d(4, dtype=double), nn.Linear(4, 3, dtype=double))


def same_models(lib, rng, make):
    """The same model on the learner's side and here."""
    theirs, ours = make(lib.torch), make(torch)
    random_parameters(theirs, rng)
    ours.load_state_dict(get(theirs.state_dict()))
    return theirs, ours


def measure(model, batches, loss_function):
    """Loss and accuracy of every batch, in eval mode."""
    model.eval()
    with torch.no_grad():
        outputs = [(model(x), y) for x, y in batches]
    model.train()
    losses = [loss_function(logits, y).item() for logits, y in outputs]
    return losses, [float((logits.argmax(dim=1) == y).double().mean()) for logits, y in outputs]


def per_example(values, sizes):
    return float(np.dot(values, sizes) / sum(sizes))


def replay(model, loaders, epochs, settings, loss_function=None, zero_grad=True):
    """All epochs without stopping: a list of values for each key, and the state after each.

    Returns also the values as a mean over batches, and the training losses after each update.
    """
    loss_function = loss_function or torch.nn.functional.cross_entropy
    optimizer = torch.optim.SGD(model.parameters(), **settings)
    history, by_batch = ({key: [] for key in KEYS} for _ in range(2))
    after, states = [], []
    model.train()
    for _ in range(epochs):
        losses, later = [], []
        for x, y in loaders[0]:
            if zero_grad:
                optimizer.zero_grad()
            logits = model(x)
            loss = loss_function(logits, y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            with torch.no_grad():  # a copy: running statistics must not see the batch twice
                later.append(loss_function(copy.deepcopy(model)(x), y).item())
        values = (losses, *measure(model, loaders[1], loss_function))
        for key, value in zip(KEYS, values, strict=True):
            sizes = TRAIN_SIZES if key == "train_loss" else VALID_SIZES
            history[key].append(per_example(value, sizes))
            by_batch[key].append(float(np.mean(value)))
        after.append(per_example(later, TRAIN_SIZES))
        states.append(copy.deepcopy(get(model.state_dict())))
    return history, states, by_batch, after


def first_epochs(history, n):
    return {key: values[:n] for key, values in history.items()}


def stopping(losses, patience, reset=True, previous=False):
    """Epochs that early stopping runs; variants are known mistakes."""
    lowest, waited = float("inf"), 0
    for number, loss in enumerate(losses, start=1):
        if loss < lowest:
            waited = 0 if reset else waited
        else:
            waited += 1
        lowest = loss if previous else min(loss, lowest)
        if waited == patience:
            return number
    return len(losses)


def zigzag(rng, epochs=14, patience=3):
    """A problem whose validation loss goes up and down, so that each mistake shows.

    Many problems at once are trained by softmax regression and momentum in NumPy; one is
    taken where early stopping, and stopping by every known mistake, end at different epochs.
    """
    settings = {"lr": 1.5, "momentum": 0.9}
    while True:
        B = 1500
        sizes = (*TRAIN_SIZES, *VALID_SIZES)
        xs = [rng.normal(size=(B, size, 4)) for size in sizes]
        ys = [rng.integers(0, 3, size=(B, size)) for size in sizes]
        weight, bias = rng.normal(size=(B, 4, 3)) * 0.5, rng.normal(size=(B, 1, 3)) * 0.5
        start = weight.copy(), bias.copy()
        speed = [np.zeros_like(weight), np.zeros_like(bias)]
        losses = np.zeros((B, epochs))
        for epoch in range(epochs):
            for x, y in zip(xs[:3], ys[:3], strict=True):
                z = x @ weight + bias
                chances = np.exp(z - z.max(axis=2, keepdims=True))
                chances /= chances.sum(axis=2, keepdims=True)
                error = (chances - np.eye(3)[y]) / y.shape[1]
                speed[0] = settings["momentum"] * speed[0] + x.transpose(0, 2, 1) @ error
                speed[1] = settings["momentum"] * speed[1] + error.sum(axis=1, keepdims=True)
                weight = weight - settings["lr"] * speed[0]
                bias = bias - settings["lr"] * speed[1]
            for x, y in zip(xs[3:], ys[3:], strict=True):
                z = x @ weight + bias
                z = z - z.max(axis=2, keepdims=True)
                log_sum = np.log(np.exp(z).sum(axis=2))
                picked = np.take_along_axis(z, y[:, :, None], axis=2)[:, :, 0]
                losses[:, epoch] += (log_sum - picked).sum(axis=1) / sum(VALID_SIZES)
        for b in range(B):
            path = losses[b].tolist()
            ends = {
                stopping(path, patience),
                stopping(path, patience - 1),
                stopping(path, patience + 1),
                stopping(path, patience, reset=False),
                stopping(path, patience, previous=True),
                epochs,
            }
            apart = np.diff(np.sort(path)).min() > 1e-3
            stop = stopping(path, patience)
            if len(ends) == 6 and apart and stop > patience + 1 and min(path) < min(path[:stop]):
                parts = [
                    (torch.from_numpy(x[b].copy()), torch.from_numpy(y[b].copy()))
                    for x, y in zip(xs, ys, strict=True)
                ]
                state = {
                    "weight": torch.from_numpy(start[0][b].T.copy()),
                    "bias": torch.from_numpy(start[1][b][0].copy()),
                }
                return (parts[:3], parts[3:]), state, settings


def fit(student, lib, model, loaders, settings, epochs, patience, loss="CrossEntropyLoss"):
    loss_function = getattr(lib.torch.nn, loss)()
    optimizer = lib.torch.optim.SGD(model.parameters(), **settings)
    return student.fit(model, *loaders, loss_function, optimizer, epochs, patience)


def lowest(history):
    """Index of the epoch with the lowest validation loss."""
    return history["valid_loss"].index(min(history["valid_loss"]))


def draw_run(lib, rng, make, epochs, settings, best_before_end, **options):
    """A model, loaders and a replay in which no two validation losses are about equal."""
    while True:
        theirs, ours = same_models(lib, rng, make)
        loaders = draw_loaders(rng)
        start = copy.deepcopy(ours)
        run = replay(ours, loaders, epochs, settings, **options)
        apart = np.diff(np.sort(run[0]["valid_loss"])).min() > 1e-3
        if apart and (lowest(run[0]) < epochs - 1 or not best_before_end):
            return theirs, start, loaders, run


@pytest.mark.task("6.8")
@pytest.mark.parametrize("kind", ["lists", "DataLoaders", "streams"])
def test_history_equals_a_replay(student, lib, rng, kind):
    settings, epochs = {"lr": 0.3}, 4
    theirs, start, loaders, run = draw_run(lib, rng, linear, epochs, settings, False)
    history, states, by_batch, after = run
    piled = replay(copy.deepcopy(start), loaders, epochs, settings, zero_grad=False)[0]
    given = loaders
    if kind == "DataLoaders":
        data = lib.torch.utils.data
        joined_up = [[torch.cat(part) for part in zip(*b, strict=True)] for b in loaders]
        given = [
            data.DataLoader(data.TensorDataset(*both), batch_size=len(batches[0][1]))
            for both, batches in zip(joined_up, loaders, strict=True)
        ]
    if kind == "streams":  # iterables without a length
        stream = "lambda batches: type('Stream', (), {'__iter__': lambda self: iter(batches)})()"
        given = [lib.builtins.eval(stream)(batches) for batches in loaders]
    call = f"fit(model, {kind}, CrossEntropyLoss(), SGD, epochs={epochs}, patience={epochs})"
    percent = [100 * share for share in history["valid_accuracy"]]
    expect_close(
        fit(student, lib, theirs, given, settings, epochs, epochs),
        history,
        call=call,
        mistakes=[
            ("mean-of-batch-means", by_batch),
            ("mean-of-batch-means", {**by_batch, "valid_accuracy": history["valid_accuracy"]}),
            ("mean-of-batch-means", {**history, "valid_accuracy": by_batch["valid_accuracy"]}),
            ("mean-of-batch-means", {**history, "valid_loss": by_batch["valid_loss"]}),
            ("mean-of-batch-means", {**history, "train_loss": by_batch["train_loss"]}),
            ("mean-of-batch-means", {**by_batch, "train_loss": history["train_loss"]}),
            ("percent-instead-of-fraction", {**history, "valid_accuracy": percent}),
            ("loss-after-step", {**history, "train_loss": after}),
            ("missing-zero-grad", piled),
        ],
        scale=10.0,
        dtype=np.float32,
    )
    expect_close(
        get(theirs.state_dict()),
        states[lowest(history)],
        call=f"{call}; parameters",
        mistakes={
            "last-weights-kept": states[-1],
            "first-weights-kept": get(start.state_dict()),
        },
        dtype=np.float32,
    )


@pytest.mark.task("6.8")
def test_fit_uses_the_loss_function_it_is_given(student, lib, rng):
    margin, settings = torch.nn.MultiMarginLoss(), {"lr": 0.2}
    theirs, _, loaders, (history, _, _, _) = draw_run(
        lib, rng, linear, 2, settings, False, loss_function=margin
    )
    expect_close(
        fit(student, lib, theirs, loaders, settings, 2, 2, "MultiMarginLoss"),
        history,
        call="fit(model, ..., MultiMarginLoss(), SGD, epochs=2, patience=2)",
        scale=10.0,
        dtype=np.float32,
    )


@pytest.mark.task("6.8")
def test_fit_keeps_parameters_and_what_is_frozen(student, lib, rng):
    theirs, _ = same_models(lib, rng, linear)
    theirs.bias.requires_grad_(False)
    before = parameters(theirs)["bias"]
    optimizer = lib.torch.optim.SGD([theirs.weight], lr=0.3)
    loss_function = lib.torch.nn.CrossEntropyLoss()
    kept = same_objects(
        lib, student.fit, theirs, *draw_loaders(rng), loss_function, optimizer, 3, 3
    )
    call = "fit(model, ...): whether the parameters are the same objects as before"
    expect_equal(kept, [True, True], call=call)
    expect_equal(get(theirs.bias), before, call="fit(model with a frozen bias, ...); bias")
    asked = [get(theirs.weight.requires_grad), get(theirs.bias.requires_grad)]
    call = "fit(model with a frozen bias, ...); requires_grad of weight and bias"
    expect_equal(asked, [True, False], call=call)


@pytest.mark.task("6.8")
def test_gradients_from_before_fit_have_no_effect(student, lib, rng):
    settings = {"lr": 0.3}
    theirs, _, loaders, (history, _, _, _) = draw_run(lib, rng, linear, 2, settings, False)
    theirs.weight.grad = torch.from_numpy(rng.normal(size=(3, 4)))
    got = get(fit(student, lib, theirs, loaders, settings, 2, 2))
    expect_close(
        got,
        history,
        call="fit(model with old gradients, ...)",
        mistakes={"missing-zero-grad": got} if isinstance(got, dict) else {},
        scale=10.0,
        dtype=np.float32,
    )


@pytest.mark.task("6.8")
def test_training_stops_when_patience_is_over(student, lib, rng):
    epochs, patience = 14, 3
    loaders, start, settings = zigzag(rng, epochs, patience)
    theirs, ours = linear(lib.torch), linear(torch)
    theirs.load_state_dict(start)
    ours.load_state_dict(start)
    history, states, _, _ = replay(ours, loaders, epochs, settings)
    losses = history["valid_loss"]
    stop = stopping(losses, patience)
    call = f"fit(model, ..., epochs={epochs}, patience={patience}), losses up and down"
    ends = [
        ("patience-ignored", epochs),
        ("patience-off-by-one", stopping(losses, patience - 1)),
        ("patience-off-by-one", stopping(losses, patience + 1)),
        ("patience-not-renewed", stopping(losses, patience, reset=False)),
        ("compared-with-previous-epoch", stopping(losses, patience, previous=True)),
    ]
    expect_close(
        fit(student, lib, theirs, loaders, settings, epochs, patience),
        first_epochs(history, stop),
        call=call,
        mistakes=[(name, first_epochs(history, end)) for name, end in ends],
        scale=10.0,
        dtype=np.float32,
    )
    expect_close(
        get(theirs.state_dict()),
        states[stop - patience - 1],
        call=f"{call}; parameters",
        mistakes={"last-weights-kept": states[stop - 1], "first-weights-kept": start},
        scale=10.0,
        dtype=np.float32,
    )


@pytest.mark.task("6.8")
@pytest.mark.parametrize("part", ["train", "validation"])
def test_loader_is_gone_through_once_an_epoch(student, lib, rng, part):
    # A loader that shuffles draws from its generator at every pass.
    epochs, seed = 3, int(rng.integers(1000))
    theirs, _ = same_models(lib, rng, linear)
    (x, y), *_ = draw_loaders(rng)[0]

    def make(library):
        generator = library.Generator().manual_seed(seed)
        data = library.utils.data
        return generator, data.DataLoader(
            data.TensorDataset(x, y), 2, shuffle=True, generator=generator
        )

    generator, loader = make(lib.torch)
    both = (loader, [(x, y)]) if part == "train" else ([(x, y)], loader)
    fit(student, lib, theirs, both, {"lr": 0.1}, epochs, epochs)
    here, twin = make(torch)
    states = [here.get_state()]
    for _ in range(2 * epochs):
        list(twin)
        states.append(here.get_state())
    got = get(generator.get_state())
    passes = [n for n, state in enumerate(states) if torch.equal(state, got)]
    expect_equal(
        passes,
        [epochs],
        call=f"passes over a {part} loader that shuffles, in fit(..., epochs={epochs})",
    )


@pytest.mark.task("6.8")
@pytest.mark.parametrize("patience", [1, 3])
def test_an_equal_loss_is_not_lower(student, lib, rng, patience):
    theirs, ours = same_models(lib, rng, linear)
    loaders = draw_loaders(rng)
    history, states, _, _ = replay(ours, loaders, 8, {"lr": 0.0})  # nothing ever changes
    call = f"fit(model, ..., SGD(lr=0), epochs=8, patience={patience})"
    got = get(fit(student, lib, theirs, loaders, {"lr": 0.0}, 8, patience))
    expect_close(
        got,
        first_epochs(history, 1 + patience),
        call=call,
        mistakes=[
            ("equal-counts-as-lower", history),
            ("patience-off-by-one", first_epochs(history, patience)),
            ("patience-off-by-one", first_epochs(history, patience + 2)),
        ],
        scale=10.0,
        dtype=np.float32,
    )
    expect_close(get(theirs.state_dict()), states[0], call=f"{call}; parameters")


@pytest.mark.task("6.8")
def test_a_loss_that_is_only_a_little_lower_is_lower(student, lib, rng):
    theirs, _ = same_models(lib, rng, linear)
    train, _ = draw_loaders(rng)
    # Small steps, measured on the examples that they are made for: down in every epoch.
    history = get(fit(student, lib, theirs, (train, train), {"lr": 1e-5}, 6, 1))
    expect_equal(
        len(history["valid_loss"]),
        6,
        call="epochs of fit(model, loader, the same loader, ..., SGD(lr=0.00001), 6, patience=1)",
    )


@pytest.mark.task("6.8")
@pytest.mark.parametrize("at_first", [False, True], ids=["from_eval", "from_train"])
def test_modes_follow_what_is_done(student, lib, rng, at_first):
    model = lib.torch.nn.Sequential(linear(lib.torch), lib.torch.nn.Dropout(0.0))
    model.train(at_first)
    seen = {len(y): [] for _, y in (*draw_loaders(rng)[0], *draw_loaders(rng)[1])}

    def watch(module, inputs, output):
        seen[len(output)].append((get(module.training), output.requires_grad))

    model.register_forward_hook(watch)
    fit(student, lib, model, draw_loaders(rng), {"lr": 0.1}, 3, 3)
    training = [mode for size in set(TRAIN_SIZES) for mode, _ in seen[size]]
    validation = [mode for size in VALID_SIZES for mode, _ in seen[size]]
    graphs = [graph for size in VALID_SIZES for _, graph in seen[size]]
    expect_equal(
        all(training),
        True,
        call="model.training during the training passes of fit(model, ..., epochs=3, ...)",
        mistakes={"not-train-mode": False},
    )
    expect_equal(
        any(validation),
        False,
        call="model.training during the validation passes of fit(model, ..., epochs=3, ...)",
        mistakes={"not-eval-mode": True},
    )
    expect_equal(
        any(graphs),
        False,
        call="requires_grad of what the model gives during the validation passes of fit(...)",
        mistakes={"graph-kept": True},
    )


@pytest.mark.task("6.8")
def test_running_statistics_of_the_best_epoch_come_back(student, lib, rng):
    settings, epochs = {"lr": 1.0, "momentum": 0.8}, 5
    theirs, start, loaders, (history, states, _, _) = draw_run(
        lib, rng, normed, epochs, settings, True
    )
    best = lowest(history)
    call = f"fit(model with BatchNorm1d, ..., epochs={epochs}, patience={epochs})"
    expect_close(
        fit(student, lib, theirs, loaders, settings, epochs, epochs),
        history,
        call=call,
        scale=10.0,
        dtype=np.float32,
    )
    names = set(parameters(start))
    buffers = {k: v for k, v in states[-1].items() if k not in names}
    expect_close(
        get(theirs.state_dict()),
        states[best],
        call=f"{call}; state_dict()",
        mistakes={
            "last-weights-kept": states[-1],
            "buffers-not-restored": {**states[best], **buffers},
        },
        scale=10.0,
        dtype=np.float32,
    )


@pytest.mark.task("6.8")
@pytest.mark.parametrize("shift", [1000.0, -1000.0])
def test_best_epoch_is_found_wherever_the_losses_lie(student, lib, rng, shift):
    def loss(logits, y):
        return shift + torch.nn.functional.cross_entropy(logits, y)

    settings, epochs = {"lr": 1.0, "momentum": 0.8}, 5
    theirs, start, loaders, (history, states, _, _) = draw_run(
        lib, rng, linear, epochs, settings, True, loss_function=loss
    )
    theirs_loss = lib.builtins.eval("lambda ce, shift: lambda z, y: shift + ce(z, y)")
    optimizer = lib.torch.optim.SGD(theirs.parameters(), **settings)
    shifted = theirs_loss(lib.torch.nn.functional.cross_entropy, shift)
    call = f"fit(model, ..., cross entropy {shift:+g}, SGD, epochs={epochs}, patience={epochs})"
    expect_close(
        student.fit(theirs, *loaders, shifted, optimizer, epochs, epochs),
        history,
        call=call,
        scale=1000.0,
    )
    expect_close(
        get(theirs.state_dict()),
        states[lowest(history)],
        call=f"{call}; parameters",
        mistakes={
            "last-weights-kept": states[-1],
            "first-weights-kept": get(start.state_dict()),
        },
        scale=10.0,
    )


@pytest.mark.task("6.8")
def test_fit_for_no_epochs_does_nothing(student, lib, rng):
    theirs, _ = same_models(lib, rng, normed)
    before = get(theirs.state_dict())
    expect_equal(
        fit(student, lib, theirs, draw_loaders(rng), {"lr": 0.1}, 0, 2),
        {key: [] for key in KEYS},
        call="fit(model, ..., epochs=0, patience=2)",
    )
    expect_equal(
        get(theirs.state_dict()), before, call="fit(model, ..., epochs=0, patience=2); state_dict()"
    )


@pytest.mark.task("6.8")
def test_fit_leaves_the_batches_and_the_gradient_mode(student, lib, rng):
    theirs, _ = same_models(lib, rng, linear)
    expect_kept(
        student.fit,
        theirs,
        *draw_loaders(rng),
        lib.torch.nn.CrossEntropyLoss(),
        lib.torch.optim.SGD(theirs.parameters(), lr=0.1),
        2,
        2,
        call="fit(model, train_loader, valid_loader, ...)",
    )
    expect_equal(
        lib.torch.is_grad_enabled(),
        True,
        call="fit(...); torch.is_grad_enabled()",
        mistakes={"gradients-off-afterwards": False},
    )
