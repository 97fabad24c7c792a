"""Checks for module 04. Oracles: the formula of the network, autograd and optimizers of torch."""

import numpy as np
import pytest
import torch

from kursus.testing import (
    expect_close,
    expect_differs,
    expect_equal,
    expect_kept,
    get,
    gradients,
    parameters,
    random_parameters,
)


def roles(values):
    """W1 (H, 2), b1 (H,), W2 (1, H), b2 (1,) by shape, whatever they are called; H > 2.

    Returns the names by role, and the parameters by role in nn.Linear's layout.
    """
    names = {}
    for name, value in values.items():
        shape = tuple(value.shape)
        if len(shape) == 1:
            names["b2" if shape == (1,) else "b1"] = name
        else:
            names["W1" if 2 in shape else "W2"] = name
    by_role = {role: values[name] for role, name in names.items()}
    if by_role["W1"].shape[1] != 2:
        by_role["W1"] = by_role["W1"].T
    if by_role["W2"].shape[0] != 1:
        by_role["W2"] = by_role["W2"].T
    return names, by_role


def formula(params, x, hidden_sigmoid=True, output_sigmoid=True):
    """The network by its definition; without a sigmoid it gives what a known mistake gives."""
    hidden = x @ params["W1"].T + params["b1"]
    hidden = torch.sigmoid(hidden) if hidden_sigmoid else hidden
    output = hidden @ params["W2"].T + params["b2"]
    return torch.sigmoid(output) if output_sigmoid else output


def make_data(rng, n_examples=6, n_inputs=2):
    X = torch.from_numpy(rng.normal(size=(n_examples, n_inputs))).float()
    # Both classes in an order of their own: with labels of 0 alone a wrong sign would not show.
    y = torch.from_numpy(rng.permutation(np.arange(1, n_examples + 1) % 2)[:, None]).float()
    return X, y


def linear_model(lib, rng, n_inputs=3):
    """A model of torch's own, with parameters of our choice."""
    model = lib.torch.nn.Linear(n_inputs, 1)
    return model, random_parameters(model, rng)


def replay(params, X, y, loss_function, make_optimizer, steps, zero_grad=True):
    """Losses before each step and parameters after each, by torch in this process."""
    params = {name: value.clone().requires_grad_() for name, value in params.items()}
    optimizer = make_optimizer(list(params.values()))
    losses, path = [], []
    for _ in range(steps):
        if zero_grad:
            optimizer.zero_grad()
        loss = loss_function(X @ params["weight"].T + params["bias"], y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        path.append(get(params))
    return losses, path


# --- 4.1 XORNet.__init__ ----------------------------------------------------------


@pytest.mark.task("4.1")
@pytest.mark.parametrize("n_hidden", [1, 3, 5])
def test_network_has_two_layers_with_bias(student, n_hidden):
    sizes = sorted(value.numel() for value in parameters(student.XORNet(n_hidden)).values())
    expect_equal(
        sizes,
        sorted([2 * n_hidden, n_hidden, n_hidden, 1]),
        call=f"sizes of the parameters of XORNet({n_hidden})",
    )


@pytest.mark.task("4.1")
def test_network_has_four_hidden_units_by_default(student):
    total = sum(value.numel() for value in parameters(student.XORNet()).values())
    expect_equal(total, 17, call="number of parameters of XORNet()")


@pytest.mark.task("4.1")
def test_every_parameter_learns_for_itself(student, lib, rng):
    model = student.XORNet(5)
    learns = lib.builtins.eval("lambda model: [p.requires_grad for p in model.parameters()]")
    expect_equal(learns(model), [True] * 4, call="requires_grad of the parameters of XORNet(5)")
    # What is written into one does not turn up in another.
    drawn = random_parameters(model, rng)
    expect_equal(parameters(model), drawn, call="parameters of XORNet(5) after load_state_dict")


@pytest.mark.task("4.1")
def test_weights_are_random(student, lib):
    lib.torch.manual_seed(3)
    nets = [roles(parameters(student.XORNet(6)))[1] for _ in range(2)]
    for role in ("W1", "W2"):
        expect_differs(nets[0][role], nets[1][role], call=f"{role} of two XORNet(6)")
    first = nets[0]["W1"]
    expect_differs(first, first[:1].expand(6, 2), call="hidden units of XORNet(6)")


# --- 4.2 XORNet.forward -----------------------------------------------------------


@pytest.mark.task("4.2")
@pytest.mark.parametrize("n_examples", [1, 4, 9])
def test_forward_matches_the_formula(student, rng, n_examples):
    model = student.XORNet(5)
    _, params = roles(random_parameters(model, rng, scale=1.0))
    x, _ = make_data(rng, n_examples)
    expect_close(
        model(x),
        formula(params, x),
        call=f"XORNet(5)(x), x ({n_examples}, 2)",
        mistakes={
            "missing-output-sigmoid": formula(params, x, output_sigmoid=False),
            "missing-hidden-sigmoid": formula(params, x, hidden_sigmoid=False),
        },
        scale=10.0,
    )


@pytest.mark.task("4.2")
@pytest.mark.parametrize("scale", [8.0, 100.0])
@pytest.mark.parametrize("training", [True, False], ids=["train", "eval"])
def test_large_weighted_sums_are_no_matter(student, rng, training, scale):
    model = student.XORNet(5)
    _, params = roles(random_parameters(model, rng, scale=scale))
    model.train(training)
    x, _ = make_data(rng, 9)
    expect_close(
        model(x),
        formula(params, x),
        call=f"XORNet(5)(x), x (9, 2), parameters of size {scale:g}",
        scale=scale,
    )


@pytest.mark.task("4.2")
def test_forward_lets_gradients_through(student, lib, rng):
    model = student.XORNet(5)
    _, params = roles(random_parameters(model, rng, scale=1.0))
    x, _ = make_data(rng, 3)
    want = torch.autograd.functional.jacobian(lambda x: formula(params, x), x)
    expect_close(
        lib.torch.autograd.functional.jacobian(model, x),
        want,
        call="gradient of XORNet(5)(x) with respect to x",
        scale=10.0,
    )


@pytest.mark.task("4.2")
def test_forward_leaves_its_argument(student, lib, rng):
    x, _ = make_data(rng)
    expect_kept(student.XORNet(3), x, call="XORNet(3)(x)")
    asked = lib.builtins.eval("lambda model, x: (model(x), x.requires_grad)[1]")
    expect_equal(asked(student.XORNet(3), x), False, call="XORNet(3)(x); x.requires_grad")


# --- 4.3 train_step ---------------------------------------------------------------


@pytest.mark.task("4.3")
def test_step_moves_the_parameters_as_sgd_does(student, lib, rng):
    model, start = linear_model(lib, rng)
    X, y = make_data(rng, n_inputs=3)
    losses, path = replay(start, X, y, torch.nn.MSELoss(), lambda p: torch.optim.SGD(p, lr=0.2), 1)
    after = float(torch.nn.MSELoss()(X @ path[0]["weight"].T + path[0]["bias"], y))
    optimizer = lib.torch.optim.SGD(model.parameters(), lr=0.2)
    got = student.train_step(model, X, y, lib.torch.nn.MSELoss(), optimizer)
    expect_close(
        parameters(model),
        path[0],
        call="train_step(model, X, y, MSELoss(), SGD(lr=0.2)); parameters",
        mistakes={"missing-step": start},
        scale=10.0,
    )
    expect_close(
        got,
        losses[0],
        call="train_step(model, X, y, MSELoss(), SGD(lr=0.2))",
        mistakes={"loss-after-step": after},
        dtype=np.float32,
    )


@pytest.mark.task("4.3")
def test_step_uses_the_loss_function_it_is_given(student, lib, rng):
    model, start = linear_model(lib, rng)
    X, y = make_data(rng, n_inputs=3)

    def sgd(params):
        return torch.optim.SGD(params, lr=0.5)

    # Not symmetric: prediction and target must come in this order.
    losses, path = replay(start, X, y, torch.nn.BCEWithLogitsLoss(), sgd, 1)
    _, own = replay(start, X, y, torch.nn.MSELoss(), sgd, 1)
    optimizer = lib.torch.optim.SGD(model.parameters(), lr=0.5)
    got = student.train_step(model, X, y, lib.torch.nn.BCEWithLogitsLoss(), optimizer)
    call = "train_step(model, X, y, BCEWithLogitsLoss(), SGD(lr=0.5))"
    expect_close(
        parameters(model),
        path[0],
        call=f"{call}; parameters",
        mistakes={"own-loss-function": own[0], "missing-step": start},
        scale=10.0,
    )
    expect_close(got, losses[0], call=call, dtype=np.float32)


@pytest.mark.task("4.3")
def test_old_gradients_have_no_effect(student, lib, rng):
    model, start = linear_model(lib, rng)
    X, y = make_data(rng, n_inputs=3)
    old = torch.from_numpy(rng.normal(size=(1, 3))).float()
    model.weight.grad = old.clone()
    model.bias.grad = torch.ones(1)
    _, path = replay(start, X, y, torch.nn.MSELoss(), lambda p: torch.optim.SGD(p, lr=0.2), 1)
    added = {"weight": path[0]["weight"] - 0.2 * old, "bias": path[0]["bias"] - 0.2}
    optimizer = lib.torch.optim.SGD(model.parameters(), lr=0.2)
    student.train_step(model, X, y, lib.torch.nn.MSELoss(), optimizer)
    expect_close(
        parameters(model),
        path[0],
        call="train_step(model, ...) with old gradients; parameters",
        mistakes={"missing-zero-grad": added, "missing-step": start},
        scale=10.0,
    )


@pytest.mark.task("4.3")
def test_steps_follow_the_optimizer_they_are_given(student, lib, rng):
    model, start = linear_model(lib, rng)
    X, y = make_data(rng, n_inputs=3)
    steps, settings = 4, {"lr": 0.05, "momentum": 0.9}
    losses, path = replay(
        start, X, y, torch.nn.MSELoss(), lambda p: torch.optim.SGD(p, **settings), steps
    )
    optimizer = lib.torch.optim.SGD(model.parameters(), **settings)
    loss_function = lib.torch.nn.MSELoss()
    got = [student.train_step(model, X, y, loss_function, optimizer) for _ in range(steps)]
    expect_close(
        parameters(model),
        path[-1],
        call="4 times train_step(model, X, y, MSELoss(), SGD(momentum=0.9)); parameters",
        mistakes={"missing-step": start},
        scale=10.0,
    )
    expect_close(got, losses, call="4 times train_step(...): losses", dtype=np.float32)


@pytest.mark.task("4.3")
def test_step_leaves_the_data(student, lib, rng):
    model, _ = linear_model(lib, rng)
    X, y = make_data(rng, n_inputs=3)
    optimizer = lib.torch.optim.SGD(model.parameters(), lr=0.1)
    expect_kept(
        student.train_step,
        model,
        X,
        y,
        lib.torch.nn.MSELoss(),
        optimizer,
        call="train_step(model, X, y, loss_function, optimizer)",
    )
    asked = lib.builtins.eval(
        "lambda step, model, X, *rest: (step(model, X, *rest), X.requires_grad)[1]"
    )
    got = asked(student.train_step, model, X, y, lib.torch.nn.MSELoss(), optimizer)
    expect_equal(got, False, call="train_step(model, X, ...); X.requires_grad")


# --- 4.4 train --------------------------------------------------------------------


@pytest.mark.task("4.4")
def test_training_is_plain_sgd_on_the_mean_squared_error(student, lib, rng):
    model, start = linear_model(lib, rng)
    X, y = make_data(rng, n_inputs=3)
    losses, path = replay(start, X, y, torch.nn.MSELoss(), lambda p: torch.optim.SGD(p, lr=0.1), 6)
    added, _ = replay(
        start, X, y, torch.nn.MSELoss(), lambda p: torch.optim.SGD(p, lr=0.1), 5, zero_grad=False
    )
    expect_close(
        student.train(model, X, y, 5, 0.1),
        losses[:-1],
        call="train(model, X, y, epochs=5, lr=0.1)",
        mistakes={"loss-after-step": losses[1:], "missing-zero-grad": added},
        dtype=np.float32,
    )
    expect_close(
        parameters(model),
        path[4],
        call="train(model, X, y, epochs=5, lr=0.1); parameters",
        mistakes={"missing-step": start},
        scale=10.0,
    )


@pytest.mark.task("4.4")
def test_training_works_for_the_network_of_this_module(student, lib, rng):
    model = student.XORNet(3)
    _, start = roles(random_parameters(model, rng, scale=1.0))
    X, y = make_data(rng)
    params = {role: value.clone().requires_grad_() for role, value in start.items()}
    losses = []
    for _ in range(4):
        loss = torch.nn.functional.mse_loss(formula(params, X), y)
        losses.append(loss.item())
        grads = torch.autograd.grad(loss, list(params.values()))
        params = {
            role: (value - 0.5 * grad).detach().requires_grad_()
            for (role, value), grad in zip(params.items(), grads, strict=True)
        }
    expect_close(
        student.train(model, X, y, 4, 0.5),
        losses,
        call="train(XORNet(3), X, y, epochs=4, lr=0.5)",
        dtype=np.float32,
    )
    expect_close(
        roles(parameters(model))[1],
        get(params),
        call="train(XORNet(3), X, y, epochs=4, lr=0.5); parameters",
        scale=10.0,
    )


@pytest.mark.task("4.4")
@pytest.mark.parametrize(("error", "lr"), [(1e-2, 0.1), (1.0, 3.0)], ids=["small", "rising"])
def test_training_goes_on_whatever_the_loss(student, lib, rng, error, lr):
    model, start = linear_model(lib, rng)
    X, _ = make_data(rng, n_inputs=3)
    # Either almost nothing is left to learn, or steps so long that the loss rises.
    y = X @ start["weight"].T + start["bias"] + error
    losses, path = replay(start, X, y, torch.nn.MSELoss(), lambda p: torch.optim.SGD(p, lr=lr), 4)
    call = f"train(model, X, y, epochs=4, lr={lr:g}), loss at first {error**2:g}"
    scale = 10.0 * max(1.0, *(float(value.abs().max()) for value in path[-1].values()))
    expect_close(
        student.train(model, X, y, 4, lr), losses, call=call, dtype=np.float32, scale=scale
    )
    expect_close(parameters(model), path[-1], call=f"{call}; parameters", scale=scale)


@pytest.mark.task("4.4")
def test_training_goes_on_where_the_loss_stands_still(student, lib, rng):
    model, start = linear_model(lib, rng)
    X, y = make_data(rng, n_inputs=3)
    loss = float(torch.nn.functional.mse_loss(X @ start["weight"].T + start["bias"], y))
    expect_close(
        student.train(model, X, y, 7, 0.0),
        [loss] * 7,
        call="train(model, X, y, epochs=7, lr=0.0)",
        dtype=np.float32,
    )


@pytest.mark.task("4.4")
def test_training_for_no_epochs_does_nothing(student, lib, rng):
    model, start = linear_model(lib, rng)
    X, y = make_data(rng, n_inputs=3)
    expect_equal(
        student.train(model, X, y, 0, 0.1), [], call="train(model, X, y, epochs=0, lr=0.1)"
    )
    expect_equal(parameters(model), start, call="train(model, X, y, epochs=0, lr=0.1); parameters")


@pytest.mark.task("4.4")
def test_training_leaves_the_data(student, lib, rng):
    model, _ = linear_model(lib, rng)
    X, y = make_data(rng, n_inputs=3)
    expect_kept(student.train, model, X, y, 2, 0.1, call="train(model, X, y, epochs, lr)")


# --- 4.5 manual_gradients ---------------------------------------------------------


def chain_rule(params, X, y, output_slope=True, hidden_slope=True):
    """Gradients by the chain rule; without a slope it gives what a known mistake gives."""
    hidden = torch.sigmoid(X @ params["W1"].T + params["b1"])
    p = torch.sigmoid(hidden @ params["W2"].T + params["b2"])
    d2 = 2 * (p - y) / y.numel()
    d2 = d2 * p * (1 - p) if output_slope else d2
    d1 = d2 @ params["W2"]
    d1 = d1 * hidden * (1 - hidden) if hidden_slope else d1
    return {"W1": d1.T @ X, "b1": d1.sum(0), "W2": d2.T @ hidden, "b2": d2.sum(0)}


@pytest.mark.task("4.5")
@pytest.mark.parametrize("n_examples", [1, 4, 7])
def test_manual_gradients_equal_autograds(student, lib, rng, n_examples):
    model = student.XORNet(5)
    drawn = random_parameters(model, rng, scale=1.0)
    names, params = roles(drawn)
    X, y = make_data(rng, n_examples)
    leaves = {role: value.clone().requires_grad_() for role, value in params.items()}
    torch.nn.functional.mse_loss(formula(leaves, X), y).backward()

    def keyed(by_role):
        """By the learner's names, in the learner's layout."""
        return {
            name: by_role[role] if by_role[role].shape == drawn[name].shape else by_role[role].T
            for role, name in names.items()
        }

    want = keyed({role: leaf.grad for role, leaf in leaves.items()})
    with_no_graph = lib.contextlib.ExitStack()
    with_no_graph.enter_context(lib.torch.inference_mode())  # autograd cannot answer here
    try:
        got = student.manual_gradients(model, X, y)
    finally:
        with_no_graph.close()
    expect_close(
        got,
        want,
        call=f"manual_gradients(XORNet(5), X, y), X ({n_examples}, 2)",
        mistakes={
            "sign": {name: -value for name, value in want.items()},
            "missing-factor-two": {name: value / 2 for name, value in want.items()},
            "sum-instead-of-mean": {name: value * len(y) for name, value in want.items()},
            "missing-output-slope": keyed(chain_rule(params, X, y, output_slope=False)),
            "missing-hidden-slope": keyed(chain_rule(params, X, y, hidden_slope=False)),
        },
        scale=10.0,
    )


@pytest.mark.task("4.5")
def test_manual_gradients_of_flat_sigmoids(student, rng):
    model = student.XORNet(5)
    drawn = random_parameters(model, rng, scale=100.0)
    names, params = roles(drawn)
    X, y = make_data(rng, 7)
    want = {
        names[role]: value if value.shape == drawn[names[role]].shape else value.T
        for role, value in chain_rule(params, X, y).items()
    }
    call = "manual_gradients(XORNet(5), X, y), parameters of size 100"
    expect_close(student.manual_gradients(model, X, y), want, call=call, scale=100.0)


@pytest.mark.task("4.5")
def test_manual_gradients_carry_no_graph(student, lib, rng):
    model = student.XORNet(3)
    random_parameters(model, rng)
    X, y = make_data(rng)
    graphs = lib.builtins.eval(
        "lambda manual_gradients, model, X, y:"
        " [name for name, g in manual_gradients(model, X, y).items() if g.requires_grad]"
    )
    call = "names of manual_gradients(model, X, y) with requires_grad"
    expect_equal(graphs(student.manual_gradients, model, X, y), [], call=call)


@pytest.mark.task("4.5")
def test_manual_gradients_leave_what_stands_in_grad(student, lib, rng):
    model = student.XORNet(3)
    random_parameters(model, rng)
    X, y = make_data(rng)
    before = "lambda model: sum(p.sum() for p in model.parameters()).backward()"
    lib.builtins.eval(before)(model)
    want = gradients(model)
    student.manual_gradients(model, X, y)
    expect_equal(gradients(model), want, call="manual_gradients(model with gradients, X, y); .grad")


@pytest.mark.task("4.5")
def test_manual_gradients_leave_the_model_and_its_gradients(student, rng):
    model = student.XORNet(3)
    before = random_parameters(model, rng)
    X, y = make_data(rng)
    expect_kept(student.manual_gradients, model, X, y, call="manual_gradients(model, X, y)")
    expect_equal(parameters(model), before, call="manual_gradients(model, X, y); parameters")
    expect_equal(get(model.training), True, call="manual_gradients(model, X, y); model.training")
    expect_equal(
        gradients(model), dict.fromkeys(before), call="manual_gradients(model, X, y); .grad"
    )


# --- 4.6 predict ------------------------------------------------------------------


def sigmoid_model(lib, rng):
    """A model of torch's own that answers between 0 and 1."""
    model = lib.torch.nn.Sequential(lib.torch.nn.Linear(2, 1), lib.torch.nn.Sigmoid())
    return model, random_parameters(model, rng, scale=1.0)


@pytest.mark.task("4.6")
def test_prediction_is_the_nearer_class(student, lib, rng):
    model, params = sigmoid_model(lib, rng)
    weight, bias = params["0.weight"], params["0.bias"]
    # On both sides, near and far, off the tie; in an order that nobody can know.
    answers = [0.05, 0.4, 0.49, 0.51, 0.6, 0.95, *rng.uniform(0.1, 0.45, 7)]
    answers = rng.permutation(answers + list(rng.uniform(0.55, 0.9, 7)))
    answers = torch.from_numpy(answers).float()[:, None]
    X, _ = make_data(rng, len(answers))
    X = X + (torch.logit(answers) - X @ weight.T - bias) * weight / (weight**2).sum()
    expect_equal(student.predict(model, X), (answers > 0.5).long(), call="predict(model, X)")


@pytest.mark.task("4.6")
@pytest.mark.parametrize(
    ("answer", "label"), [(0.5, 1), (0.5 - 2**-25, 0), (0.5 + 2**-24, 1), (1.0, 1), (0.0, 0)]
)
def test_an_answer_of_one_half_is_class_1_and_one_below_is_not(student, lib, rng, answer, label):
    model = lib.torch.nn.Linear(2, 1)  # what it says is exact: it gives its bias
    model.load_state_dict({"weight": torch.zeros(1, 2), "bias": torch.full((1,), answer)})
    X, _ = make_data(rng, 3)
    want = torch.full((3, 1), label)
    call = f"predict(model, X), every answer {answer:.8g}"
    expect_equal(student.predict(model, X), want, call=call)


@pytest.mark.task("4.6")
@pytest.mark.parametrize(("bias", "label"), [(3.0, 1), (-3.0, 0)])
def test_prediction_of_one_example_has_shape_1_1(student, lib, rng, bias, label):
    model, _ = sigmoid_model(lib, rng)
    model.load_state_dict({"0.weight": torch.zeros(1, 2), "0.bias": torch.full((1,), bias)})
    x, _ = make_data(rng, 1)
    want = torch.tensor([[label]])
    expect_equal(student.predict(model, x), want, call="predict(model, x), x (1, 2)")


@pytest.mark.task("4.6")
def test_prediction_switches_random_layers_off(student, lib, rng):
    model = lib.torch.nn.Sequential(
        lib.torch.nn.Dropout(0.5), lib.torch.nn.Linear(2, 1), lib.torch.nn.Sigmoid()
    )
    model.load_state_dict({"1.weight": torch.full((1, 2), 1.0), "1.bias": torch.full((1,), -3.0)})
    X = torch.full((200, 2), 2.0)  # z = 1; with dropout -3, 1 or 5
    expect_equal(
        student.predict(model, X),
        torch.ones(200, 1, dtype=torch.long),
        call="predict(model with Dropout, X)",
    )


@pytest.mark.task("4.6")
@pytest.mark.parametrize("training", [True, False], ids=["train", "eval"])
def test_prediction_brings_the_mode_back(student, lib, rng, training):
    model, _ = sigmoid_model(lib, rng)
    model.train(training)
    X, _ = make_data(rng)
    student.predict(model, X)
    expect_equal(
        get(model.training),
        training,
        call=f"model.train({training}); predict(model, X); model.training",
        mistakes={"mode-not-restored": not training},
    )


@pytest.mark.task("4.6")
@pytest.mark.parametrize("enabled", [True, False], ids=["on", "off"])
def test_prediction_brings_the_gradient_mode_back(student, lib, rng, enabled):
    model, _ = sigmoid_model(lib, rng)
    X, _ = make_data(rng)
    lib.torch.set_grad_enabled(enabled)
    student.predict(model, X)
    expect_equal(
        lib.torch.is_grad_enabled(),
        enabled,
        call="predict(model, X); torch.is_grad_enabled()",
        mistakes={"gradients-off-afterwards": False} if enabled else {},
    )


@pytest.mark.task("4.6")
def test_prediction_builds_no_graph(student, lib, rng):
    model, _ = sigmoid_model(lib, rng)
    seen = []
    model.register_forward_hook(lambda module, inputs, output: seen.append(output.requires_grad))
    X, _ = make_data(rng)
    student.predict(model, X)
    expect_equal(any(seen), False, call="requires_grad of what the model gives during predict")


@pytest.mark.task("4.6")
def test_prediction_changes_neither_model_nor_argument(student, lib, rng):
    model, before = sigmoid_model(lib, rng)
    model[0].bias.requires_grad = False
    X, _ = make_data(rng)
    expect_kept(student.predict, model, X, call="predict(model, X)")
    expect_equal(
        [get(model[0].weight.requires_grad), get(model[0].bias.requires_grad)],
        [True, False],
        call="predict(model with a frozen bias, X); requires_grad of weight and bias",
    )
    expect_equal(parameters(model), before, call="predict(model, X); parameters")
    expect_equal(gradients(model), dict.fromkeys(before), call="predict(model, X); .grad")
