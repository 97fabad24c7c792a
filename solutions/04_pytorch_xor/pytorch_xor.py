"""Module 04 - the XOR network in PyTorch; autograd replaces the algebra.

From the repository root:

    python modules/04_pytorch_xor/pytorch_xor.py --epochs 3000 --lr 2.0

N is the number of examples, H the number of hidden units. Inputs are float32
tensors (N, 2), predictions and targets (N, 1). Layers may bear any names.
No function changes its arguments, but for the model and the optimizer in what
trains.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import nn

INPUTS = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float32)  # (N, 2)
LABELS = torch.tensor([[0], [1], [1], [0]], dtype=torch.float32)  # (N, 1)


class XORNet(nn.Module):
    """Two inputs, H hidden units, one output; a sigmoid in both layers."""

    # --- Task 4.1 ---------------------------------------------------------

    def __init__(self, n_hidden: int = 4) -> None:
        """Create both layers with random weights.

        Weights are matrices, biases are vectors: (H,) and (1,).

        Args:
            n_hidden: number of hidden units H.
        """
        # Step 1: let nn.Module set itself up.
        # Step 2: create a layer from 2 to H and one from H to 1, both with bias.
        super().__init__()
        self.hidden = nn.Linear(2, n_hidden)
        self.output = nn.Linear(n_hidden, 1)

    # --- Task 4.2 ---------------------------------------------------------

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Answer of the network.

        Args:
            x: (N, 2) inputs.

        Returns:
            (N, 1) numbers between 0 and 1.
        """
        # Step 1: hidden layer and sigmoid.
        # Step 2: output layer and sigmoid.
        return torch.sigmoid(self.output(torch.sigmoid(self.hidden(x))))


# --- Task 4.3 -------------------------------------------------------------


def train_step(
    model: nn.Module,
    X: torch.Tensor,
    y: torch.Tensor,
    loss_function: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    optimizer: torch.optim.Optimizer,
) -> float:
    """One training step: the five lines of PyTorch.

    Gradients left over from before have no effect.

    Args:
        model: is changed by the step.
        X: (N, 2) inputs.
        y: (N, 1) targets.
        loss_function: takes prediction and target, returns a scalar tensor.
        optimizer: holds the parameters of the model.

    Returns:
        The loss before the step: a real number, not a tensor.
    """
    # Step 1: predict.
    # Step 2: loss.
    # Step 3: forget old gradients, then compute new ones.
    # Step 4: let the optimizer step.
    prediction = model(X)  # (N, 1)
    loss = loss_function(prediction, y)  # ()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# --- Task 4.4 -------------------------------------------------------------


def train(
    model: nn.Module, X: torch.Tensor, y: torch.Tensor, epochs: int, lr: float
) -> list[float]:
    """Train on all examples at once with MSELoss and plain SGD.

    Args:
        model: is changed by training.
        X: (N, 2) inputs.
        y: (N, 1) targets.
        epochs: how many steps; 0 gives an empty list.
        lr: learning rate of SGD.

    Returns:
        The loss before each step, ``epochs`` real numbers.
    """
    # Step 1: create nn.MSELoss and torch.optim.SGD.
    # Step 2: take ``epochs`` steps and collect what each returns.
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, X, y, loss_function, optimizer) for _ in range(epochs)]


# --- Task 4.5 -------------------------------------------------------------


def manual_gradients(model: XORNet, X: torch.Tensor, y: torch.Tensor) -> dict[str, torch.Tensor]:
    """Gradients of MSELoss by the chain rule; autograd is not called.

    Args:
        model: an XORNet, in any state; it stays as it is.
        X: (N, 2) inputs.
        y: (N, 1) targets.

    Returns:
        One tensor for each parameter, keyed as in ``model.named_parameters()``
        and in the parameter's shape: equal to the ``.grad`` that
        ``MSELoss()(model(X), y).backward()`` would leave.
    """
    # Step 1: without a graph, compute the hidden units and the prediction.
    # Step 2: slope of the loss before the output's sigmoid.
    # Step 3: back through the output layer and the hidden sigmoid.
    # Step 4: gradient of each weight and bias; mind that nn.Linear keeps (out, in).
    with torch.no_grad():
        hidden = torch.sigmoid(model.hidden(X))  # (N, H)
        prediction = torch.sigmoid(model.output(hidden))  # (N, 1)
        grad_z2 = 2 * (prediction - y) / y.numel() * prediction * (1 - prediction)  # (N, 1)
        grad_z1 = grad_z2 @ model.output.weight * hidden * (1 - hidden)  # (N, H)
        return {
            "hidden.weight": grad_z1.T @ X,  # (H, 2)
            "hidden.bias": grad_z1.sum(dim=0),  # (H,)
            "output.weight": grad_z2.T @ hidden,  # (1, H)
            "output.bias": grad_z2.sum(dim=0),  # (1,)
        }


# --- Task 4.6 -------------------------------------------------------------


def predict(model: nn.Module, X: torch.Tensor) -> torch.Tensor:
    """Class of every example, computed in eval mode and without a graph.

    The model is in the same mode (train or eval) afterwards as before.

    Args:
        model: gives (N, 1) numbers between 0 and 1.
        X: (N, 2) inputs.

    Returns:
        (N, 1) torch.int64: 1 where the answer is 0.5 or more, else 0.
    """
    # Step 1: switch to eval mode and remember the mode before.
    # Step 2: answers without a graph, compared with 0.5.
    # Step 3: bring the mode back.
    was_training = model.training
    model.eval()
    with torch.no_grad():
        classes = (model(X) >= 0.5).long()  # (N, 1)
    model.train(was_training)
    return classes


# --- Given ----------------------------------------------------------------


def choose_device(name: str) -> torch.device:
    """Device by name; ``auto`` takes a GPU where there is one."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        return torch.empty(0, device=name).device
    except (RuntimeError, AssertionError, NotImplementedError):
        raise SystemExit(
            f"--device {name}: there is no such device here; try --device cpu"
        ) from None


def at_least(low: float, kind: type = int) -> Callable[[str], Any]:
    """Type of a flag for argparse: a number that is not below ``low``."""

    def number(text: str) -> Any:
        value = kind(text)
        if not value >= low:
            raise argparse.ArgumentTypeError(f"{text} is below {low:g}")
        return value

    return number


def open_folder(path: Path) -> Path:
    """Create the folder for the output before any work is done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SystemExit(
            f"{path} cannot be created ({error.strerror}); choose another --output-dir"
        ) from None
    return path


def draw(model: nn.Module, losses: list[float], device: torch.device, path: Path) -> None:
    """Save the loss curve and the decision surface as one picture."""
    from matplotlib.figure import Figure  # only drawing needs it

    line = torch.linspace(-0.5, 1.5, 201)
    x2, x1 = torch.meshgrid(line, line, indexing="ij")
    with torch.no_grad():
        grid = torch.stack([x1, x2], dim=-1).reshape(-1, 2)  # (201 * 201, 2)
        answer = model(grid.to(device)).cpu().reshape(201, 201).numpy()
    figure = Figure(figsize=(9, 4), layout="constrained")
    curve, plane = figure.subplots(1, 2)
    curve.plot(losses, color="black")
    curve.set(xlabel="epoch", ylabel="MSE loss", ylim=(0, None))
    levels = [i / 10 for i in range(11)]
    shade = plane.contourf(line.numpy(), line.numpy(), answer, levels=levels, cmap="Greys")
    for label, marker in ((0, "o"), (1, "s")):
        chosen = INPUTS[LABELS[:, 0] == label]
        plane.scatter(*chosen.T, marker=marker, s=90, c="white", edgecolors="black", label=label)
    plane.set(title="prediction", xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    plane.legend(title="target", loc="lower left")
    figure.colorbar(shade, ax=plane)
    figure.savefig(path, dpi=120)


def main(argv: list[str] | None = None) -> int:
    """Train on XOR, compare both kinds of gradients, save a figure."""
    parser = argparse.ArgumentParser(
        description="Train the XOR network with PyTorch.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument(
        "--epochs", type=at_least(0), default=3000, help="passes over the four examples"
    )
    parser.add_argument(
        "--lr", type=at_least(1e-9, float), default=2.0, help="learning rate of SGD"
    )
    parser.add_argument("--hidden", type=at_least(1), default=4, help="number of hidden units")
    parser.add_argument("--seed", type=at_least(0), default=0, help="seed of the starting weights")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    parser.add_argument(
        "--output-dir", type=Path, default=Path("outputs/04_pytorch_xor"), help="for the figure"
    )
    args = parser.parse_args(argv)
    folder = open_folder(args.output_dir)

    torch.manual_seed(args.seed)
    device = choose_device(args.device)
    model = XORNet(args.hidden).to(device)
    X, y = INPUTS.to(device), LABELS.to(device)

    nn.MSELoss()(model(X), y).backward()
    by_hand = manual_gradients(model, X, y)
    gap = max(
        float((parameter.grad - by_hand[name]).abs().max())
        for name, parameter in model.named_parameters()
    )
    print(f"autograd and chain rule differ by at most {gap:.1e}")

    losses = train(model, X, y, args.epochs, args.lr)
    with torch.no_grad():
        final = float(nn.MSELoss()(model(X), y))
    draw(model, losses, device, folder / "training.png")
    print(f"figure in {folder}")
    right = int((predict(model, X) == y).sum())
    print(f"right answers: XOR {right}/{len(y)}, loss {final:.4f}")
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit("stopped; nothing was saved") from None
