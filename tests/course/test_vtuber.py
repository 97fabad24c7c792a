"""Module 09: LoRA agrees with peft; damaged data, models in folders and on an absent hub."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from kursus.catalog import find_course
from kursus.loader import load

COURSE = find_course(Path(__file__).parent)
VTUBER = COURSE.module("09")
TARGETS = ["q_proj", "v_proj", "down_proj"]
# peft asks transformers for something by a name that is on its way out.
OLD_NAMES = pytest.mark.filterwarnings("ignore:.*is_gradient_checkpointing:FutureWarning")


@pytest.fixture(autouse=True)
def one_thread(monkeypatch):
    """The networks are tiny, and bits must not depend on what else the machine does."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


@pytest.fixture(scope="module")
def script():
    """The reference as a module."""
    return load(VTUBER.solution)


def run(*arguments):
    """The script in a process of its own, with a hub that nobody answers for."""
    return subprocess.run(
        [sys.executable, "-W", "error", str(VTUBER.solution), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=COURSE.root,
        env={**os.environ, "HF_ENDPOINT": "http://127.0.0.1:9", "HF_HUB_OFFLINE": "0"},
        check=False,
        timeout=600,
    )


# --- LoRA and peft ----------------------------------------------------------------


def tiny_llama():
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=40,
            hidden_size=16,
            intermediate_size=24,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=1,
            max_position_embeddings=32,
        )
    )


@pytest.fixture
def twins(script):
    """The same Llama with our LoRA and with peft's, A and B filled alike at random."""
    peft = pytest.importorskip("peft")
    torch.manual_seed(0)
    ours, theirs = tiny_llama(), tiny_llama()
    theirs.load_state_dict(ours.state_dict())
    n_trainable = script.add_lora(ours, TARGETS, 4, 10.0)
    theirs = peft.get_peft_model(
        theirs, peft.LoraConfig(r=4, lora_alpha=10, target_modules=TARGETS, lora_dropout=0.0)
    )
    assert n_trainable == theirs.get_nb_trainable_parameters()[0]
    pairs = {}
    for name, layer in ours.named_modules():
        if isinstance(layer, script.LoRALinear):
            other = theirs.get_submodule(f"base_model.model.{name}")
            pairs[name] = (layer, other)
            with torch.no_grad():
                for one, two in ((layer.a, other.lora_A), (layer.b, other.lora_B)):
                    one.normal_()
                    two["default"].weight.copy_(one)
    assert len(pairs) == 2 * len(TARGETS)
    return ours, theirs, pairs


@OLD_NAMES
def test_outputs_and_gradients_equal_pefts(script, twins):
    ours, theirs, pairs = twins
    ids = torch.randint(0, 40, (3, 9))
    labels = ids.masked_fill(torch.rand(3, 9) < 0.4, -100)
    mine = ours(input_ids=ids, attention_mask=torch.ones_like(ids)).logits
    output = theirs(input_ids=ids, attention_mask=torch.ones_like(ids), labels=labels)
    assert torch.allclose(mine, output.logits, rtol=0.0, atol=1e-5)
    loss = script.causal_lm_loss(mine, labels)
    assert torch.allclose(loss, output.loss, rtol=0.0, atol=1e-5)
    loss.backward()
    output.loss.backward()
    for name, (layer, other) in pairs.items():
        for one, two in ((layer.a, other.lora_A), (layer.b, other.lora_B)):
            assert one.grad.abs().max() > 0, name
            assert torch.allclose(one.grad, two["default"].weight.grad, rtol=0.0, atol=1e-5), name
    with_gradient = {name for name, p in ours.named_parameters() if p.grad is not None}
    assert len(with_gradient) == 2 * len(pairs)


@OLD_NAMES
def test_merged_weights_equal_pefts(script, twins):
    ours, theirs, _ = twins
    assert script.merge_lora(ours) is ours
    merged, theirs = ours.state_dict(), theirs.merge_and_unload().state_dict()
    assert merged.keys() == theirs.keys() == tiny_llama().state_dict().keys()
    for name, weights in merged.items():
        assert torch.allclose(weights, theirs[name], rtol=0.0, atol=1e-5), name


# --- data -------------------------------------------------------------------------


def dialogue(*contents):
    roles = ["user", "assistant"] * len(contents)
    turns = [{"role": r, "content": c} for r, c in zip(roles, contents, strict=False)]
    return json.dumps({"turns": turns}, ensure_ascii=False)


GENERAL = [
    dialogue("Apa kabar?", "Saya baik, terima kasih. Ada yang bisa saya bantu?"),
    dialogue("Jam berapa toko buka?", "Toko buka pukul delapan pagi.", "Baik.", "Sama-sama."),
]
PERSONA = [
    dialogue("Halo!", "Nyala! Halo juga, kunang-kunang. Lampuku baru terang tiga."),
    dialogue("Kamu manusia?", "Bukan, aku AI. Aku tidak punya badan, tapi aku punya lampu!"),
]
HELD_OUT = [dialogue("Selamat malam!", "Nyala, kunang-kunang! Aku AI yang suka lampu.")]


@pytest.fixture
def data(tmp_path):
    """A data folder with three small files of dialogues."""
    folder = tmp_path / "data" / "dialogues"
    folder.mkdir(parents=True)
    files = ("general.jsonl", GENERAL), ("persona.jsonl", PERSONA)
    for name, lines in (*files, ("persona_heldout.jsonl", HELD_OUT)):
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"turns": [{"role"', "not valid JSON"),
        ('["turns"]', 'no list of "turns"'),
        ('{"turns": []}', 'no list of "turns"'),
        ('{"turns": [{"role": "tera", "content": "Halo"}]}', 'neither "user" nor "assistant"'),
        ('{"turns": [{"role": ["user"], "content": "Halo"}]}', 'neither "user" nor "assistant"'),
        ('{"turns": [{"role": "user", "content": "  "}]}', 'a turn without "content"'),
        ('{"turns": [{"role": "user"}]}', 'a turn without "content"'),
        (b'{"turns": "caf\xe9"}', "not UTF-8"),
    ],
)
def test_bad_line_is_named(script, tmp_path, line, problem):
    path = tmp_path / "persona.jsonl"
    line = line if isinstance(line, bytes) else line.encode()
    path.write_bytes(PERSONA[0].encode() + b"\n\n" + line + b"\n")
    with pytest.raises(SystemExit) as stopped:
        script.read_dialogues(path)
    assert str(stopped.value).startswith(f"{path}, line 3: ")
    assert problem in str(stopped.value)


def test_files_of_other_systems_are_read(script, tmp_path):
    path = tmp_path / "persona.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([*PERSONA, "", ""]).encode())
    turns = script.read_dialogues(path)
    assert [t[1]["content"][:5] for t in turns] == ["Nyala", "Bukan"]


@pytest.mark.parametrize("text", ["", "\n\n", dialogue("Halo") + "\n"])
def test_file_without_an_answer_is_refused(script, tmp_path, text):
    path = tmp_path / "persona.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(SystemExit, match=r"persona\.jsonl holds no turn of the assistant"):
        script.read_dialogues(path)


def test_missing_file_is_named(script, data):
    (data / "dialogues" / "persona_heldout.jsonl").unlink()
    with pytest.raises(SystemExit, match=r"persona_heldout\.jsonl cannot be read \(No such file"):
        script.main(quick(data))


# --- models -----------------------------------------------------------------------


def quick(data, *flags):
    """Flags of a run of few seconds."""
    common = ["--data-dir", data, "--output-dir", data.parent / "out", "--device", "cpu"]
    short = ["--epochs", 2, "--pretrain-epochs", 3, "--max-new-tokens", 4]
    return [str(flag) for flag in (*common, *short, *flags)]


def test_tuned_model_is_saved_and_serves_as_a_model(script, data, tmp_path, capsys):
    saved, out = tmp_path / "tera", tmp_path / "out"
    script.main(quick(data, "--save", saved))
    first = capsys.readouterr().out.strip()
    lines = first.splitlines()
    assert lines[-1].startswith("perplexity of the embedded model on 1 held-out dialogues")
    assert any("said by an AI" in line for line in lines)
    assert sum(line.startswith("    after: ") for line in lines) == 4
    assert sorted(p.suffix for p in out.iterdir()) == [".png"] * 4 + [".pt"]
    assert not saved.with_name("tera.unfinished").exists()

    script.main(quick(data, "--model", saved, "--prompt", "Siapa kamu?"))
    lines = capsys.readouterr().out.strip().splitlines()
    assert lines[-1].startswith(f"perplexity of {saved} on 1 held-out dialogues")
    assert sum(line.startswith("    after: ") for line in lines) == 1
    # It was merged: what the first run ended with, the second begins with.
    before = lines[-1].split(": ")[-1].split(" -> ")[0]
    assert before == first.split(" -> ")[-1].split(",")[0]

    with pytest.raises(SystemExit) as refused:
        script.main(quick(data, "--save", saved))
    assert refused.value.code == 2
    assert f"{saved} is already there; choose a new folder" in capsys.readouterr().err
    for flags in (["--model", saved], []):
        with pytest.raises(SystemExit, match=r"^--targets query: .* has no such layer"):
            script.main(quick(data, *flags, "--targets", "q_proj", "query"))
    weights = saved / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:5000])
    with pytest.raises(SystemExit, match=r"no causal model .* from the folder"):
        script.main(quick(data, "--model", saved))


def test_base_model_is_kept_and_used_again(script, data, tmp_path, capsys):
    flags = quick(data, "--epochs", 0)
    assert script.main(flags) == 0
    once = capsys.readouterr().out
    assert script.main(flags) == 0
    again = capsys.readouterr().out
    (base,) = (tmp_path / "out").glob("base-*.pt")
    assert f"base model from {base}" in again
    assert once.splitlines()[-1] == again.splitlines()[-1]

    base.write_bytes(base.read_bytes()[:1000])
    assert script.main(flags) == 0
    mended = capsys.readouterr().out
    assert f"{base} is damaged and is made again" in mended
    assert once.splitlines()[-1] == mended.splitlines()[-1]


def test_absent_hub_gets_one_sentence(data):
    done = run(*quick(data, "--model", "kursus/there-is-no-such-model"))
    assert done.returncode == 1
    assert done.stderr.startswith("--model kursus/there-is-no-such-model: no causal model")
    assert "leave --model out" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not list((data.parent / "out").iterdir())


def test_empty_folder_as_a_model_gets_one_sentence(script, data, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(SystemExit, match=r"could be loaded from the folder"):
        script.main(quick(data, "--model", tmp_path / "empty"))


# --- what goes wrong on the way ---------------------------------------------------


def test_full_disk_gets_one_sentence(script, data, monkeypatch):
    def no_room(*arguments, **options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(script.torch, "save", no_room)
    with pytest.raises(SystemExit, match=r"base-\w+\.pt cannot be saved .*Make room"):
        script.main(quick(data))


def test_full_memory_names_the_batch_size(script, data, monkeypatch):
    def no_memory(*arguments):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20 GiB")

    monkeypatch.setattr(script, "loss_of", no_memory)
    with pytest.raises(SystemExit, match=r"out of memory with --batch-size 8"):
        script.main(quick(data))


def test_missing_device_gets_one_sentence(script, data):
    with pytest.raises(SystemExit, match=r"^--device warp: there is no such device here"):
        script.main(quick(data, "--device", "warp"))
