"""Tests of the data library, against a real server on this computer."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kursus import datasets
from kursus.datasets import DataFile, DataSet
from kursus.errors import KursusError
from kursus.messages import LANGUAGES, SENTENCES, say

COURSE = Path(__file__).resolve().parents[2]
SOURCES = COURSE / "datasets" / "sources.toml"
BODIES = {"images.gz": bytes(range(256)) * 400, "labels.gz": b"0123456789"}


class Mirror(ThreadingHTTPServer):
    """Serves ``bodies``; ``spoiled`` names files to spoil, and how; ``asked`` counts requests."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.bodies = dict(BODIES)
        self.spoiled: dict[str, str] = {}
        self.asked: Counter[str] = Counter()
        self.accepted: set[str | None] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/data/"


class Handler(BaseHTTPRequestHandler):
    server: Mirror
    timeout = 10

    def do_GET(self) -> None:
        name = self.path.removeprefix("/data/")
        self.server.asked[name] += 1
        self.server.accepted.add(self.headers["Accept-Encoding"])
        spoiled = self.server.spoiled.get(name, "")
        if spoiled.isdigit():
            self.send_error(int(spoiled))
            return
        body = self.server.bodies[name]
        self.send_response(200)
        if spoiled != "no length":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if spoiled == "other bytes":
            body = body[::-1]
        elif spoiled in ("cut", "no length"):
            body = body[: len(body) // 2]
        elif spoiled == "cut once":
            del self.server.spoiled[name]
            body = body[: len(body) // 2]
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(autouse=True)
def quick_and_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datasets, "PAUSE", 0.0)
    monkeypatch.setattr(datasets, "TIMEOUT", (5.0, 5.0))
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with Mirror() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(timeout=10)


@pytest.fixture
def dead() -> Iterator[str]:
    """URL at which nobody answers: its port is taken, but nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/data/"


def digits(*urls: str) -> DataSet:
    return DataSet(
        name="digits",
        title={"id": "Angka", "en": "Digits"},
        licence="CC0",
        size={"id": "kecil", "en": "small"},
        origin="this test",
        folders=("Digits/raw", "digits/raw"),
        urls=urls,
        files=tuple(
            DataFile(name, hashlib.sha256(body).hexdigest(), len(body))
            for name, body in BODIES.items()
        ),
    )


def files_below(root: Path) -> dict[str, bytes]:
    """Every file below ``root``, temporary ones too."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def sentences(error: KursusError) -> list[str]:
    """What the error says in each language; no field may be left out."""
    return [say(error.key, lang, **error.fields) for lang in LANGUAGES]


WHOLE = {f"Digits/raw/{name}": body for name, body in BODIES.items()}


# --- Fetching ---------------------------------------------------------------


def test_fetch_stores_every_file_and_prints_nothing(mirror, tmp_path, capfd):
    new = datasets.fetch(digits(mirror.url), tmp_path, progress=True)
    assert new == [tmp_path / "Digits" / "raw" / name for name in BODIES]
    assert files_below(tmp_path) == WHOLE
    assert capfd.readouterr() == ("", "")


def test_server_is_asked_for_the_bytes_as_they_are(mirror, tmp_path):
    datasets.fetch(digits(mirror.url), tmp_path, progress=False)
    assert mirror.accepted == {"identity"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_new_file_has_ordinary_permissions(mirror, tmp_path):
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    for path in datasets.fetch(digits(mirror.url), tmp_path, progress=False):
        assert path.stat().st_mode == ordinary.stat().st_mode


def test_second_fetch_downloads_nothing(mirror, tmp_path):
    datasets.fetch(digits(mirror.url), tmp_path, progress=False)
    mirror.asked.clear()
    assert datasets.fetch(digits(mirror.url), tmp_path, progress=False) == []
    assert not mirror.asked


def test_files_in_another_known_folder_are_not_downloaded_again(mirror, tmp_path):
    folder = tmp_path / "digits" / "raw"
    folder.mkdir(parents=True)
    (folder / "images.gz").write_bytes(BODIES["images.gz"])
    new = datasets.fetch(digits(mirror.url), tmp_path, progress=False)
    assert [path.name for path in new] == ["labels.gz"]
    assert mirror.asked == {"labels.gz": 1}


@pytest.mark.parametrize(
    ("spoiled", "key", "times"),
    [
        pytest.param("other bytes", "data_checksum", 1, id="wrong_sum"),
        pytest.param("no length", "data_checksum", 1, id="short_without_length"),
        pytest.param("cut", "data_unreachable", 3, id="truncated_body"),
        pytest.param("404", "data_unreachable", 1, id="not_there"),
        pytest.param("503", "data_unreachable", 3, id="server_busy"),
    ],
)
def test_failed_download_keeps_nothing(mirror, tmp_path, spoiled, key, times):
    mirror.spoiled["images.gz"] = spoiled
    with pytest.raises(KursusError) as caught:
        datasets.fetch(digits(mirror.url), tmp_path, progress=False)
    assert (caught.value.key, caught.value.exit_code) == (key, 1)
    assert files_below(tmp_path) == {}
    assert mirror.asked == {"images.gz": times}
    for sentence in sentences(caught.value):
        assert "images.gz" in sentence.partition(". ")[0]
        assert f"127.0.0.1:{mirror.server_port}" in sentence
        assert (f"({spoiled})" in sentence) == spoiled.isdigit()


def test_files_before_the_failed_one_stay(mirror, tmp_path):
    mirror.spoiled["labels.gz"] = "other bytes"
    with pytest.raises(KursusError):
        datasets.fetch(digits(mirror.url), tmp_path, progress=False)
    assert files_below(tmp_path) == {"Digits/raw/images.gz": BODIES["images.gz"]}


def test_broken_connection_is_tried_again(mirror, tmp_path):
    mirror.spoiled["images.gz"] = "cut once"
    datasets.fetch(digits(mirror.url), tmp_path, progress=False)
    assert files_below(tmp_path) == WHOLE
    assert mirror.asked == {"images.gz": 2, "labels.gz": 1}


def test_second_mirror_stands_in_for_a_dead_one(dead, mirror, tmp_path):
    datasets.fetch(digits(dead, mirror.url), tmp_path, progress=False)
    assert files_below(tmp_path) == WHOLE


def test_second_mirror_stands_in_for_a_wrong_one_and_is_asked_first_from_then_on(mirror, tmp_path):
    with Mirror() as other:
        threading.Thread(target=other.serve_forever, args=(0.01,), daemon=True).start()
        other.spoiled["images.gz"] = "other bytes"
        datasets.fetch(digits(other.url, mirror.url), tmp_path, progress=False)
        other.shutdown()
    assert files_below(tmp_path) == WHOLE
    assert other.asked == {"images.gz": 1}


def test_no_network_names_hosts_and_ways_out(dead, tmp_path):
    by_name = dead.replace("127.0.0.1", "localhost")
    with pytest.raises(KursusError) as caught:
        datasets.fetch(digits(dead, by_name), tmp_path, progress=True)
    assert (caught.value.key, caught.value.exit_code) == ("data_unreachable", 1)
    assert files_below(tmp_path) == {}
    for sentence in sentences(caught.value):
        assert "127.0.0.1" in sentence
        assert "localhost" in sentence
        assert str(tmp_path / "Digits" / "raw") in sentence
        assert "KURSUS_DATA" in sentence


def test_damaged_file_is_replaced(mirror, tmp_path):
    datasets.fetch(digits(mirror.url), tmp_path, progress=False)
    damaged = tmp_path / "Digits" / "raw" / "images.gz"
    damaged.write_bytes(BODIES["images.gz"][::-1])
    assert datasets.fetch(digits(mirror.url), tmp_path, progress=False) == [damaged]
    assert files_below(tmp_path) == WHOLE


def test_damaged_file_stays_when_nothing_better_comes(dead, mirror, tmp_path):
    folder = tmp_path / "Digits" / "raw"
    folder.mkdir(parents=True)
    (folder / "images.gz").write_bytes(b"half a fi")
    mirror.spoiled["images.gz"] = "cut"
    with pytest.raises(KursusError):
        datasets.fetch(digits(dead, mirror.url), tmp_path, progress=False)
    assert files_below(tmp_path) == {"Digits/raw/images.gz": b"half a fi"}


# --- When the disk or the person says no -------------------------------------


def break_second_write(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let files that the library fills take one write, and answer the second with ``error``."""

    class Breaking(io.FileIO):
        written = 0

        def write(self, data: Any) -> int:
            if self.written:
                raise error
            self.written = super().write(data)
            return self.written

    def opened(path: Path, mode: str) -> Any:
        return Breaking(path, mode) if "w" in mode else open(path, mode)

    monkeypatch.setattr(datasets, "open", opened, raising=False)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_full_disk_keeps_nothing_and_names_folder_and_size(mirror, tmp_path, monkeypatch, number):
    break_second_write(monkeypatch, OSError(number, os.strerror(number)))
    with pytest.raises(KursusError) as caught:
        datasets.fetch(digits(mirror.url), tmp_path, progress=False)
    assert (caught.value.key, caught.value.exit_code) == ("data_disk_full", 1)
    assert files_below(tmp_path) == {}
    for sentence in sentences(caught.value):
        assert "images.gz" in sentence.partition(". ")[0]
        assert str(tmp_path / "Digits" / "raw") in sentence
        assert "1 MB" in sentence


def test_interrupt_keeps_nothing_new(mirror, tmp_path, monkeypatch):
    damaged = tmp_path / "Digits" / "raw" / "images.gz"
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b"half a fi")
    break_second_write(monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        datasets.fetch(digits(mirror.url), tmp_path, progress=False)
    assert files_below(tmp_path) == {"Digits/raw/images.gz": b"half a fi"}
    assert mirror.asked == {"images.gz": 1}


@pytest.mark.parametrize("in_the_way", ["Digits", "Digits/raw"])
def test_folder_that_cannot_be_made_is_one_sentence(mirror, tmp_path, in_the_way):
    obstacle = tmp_path / in_the_way
    obstacle.parent.mkdir(exist_ok=True)
    obstacle.write_text("a file where a folder should be")
    with pytest.raises(KursusError) as caught:
        datasets.fetch(digits(mirror.url), tmp_path, progress=False)
    assert (caught.value.key, caught.value.exit_code) == ("data_folder", 1)
    for sentence in sentences(caught.value):
        assert str(tmp_path / "Digits" / "raw") in sentence.partition(". ")[0]
    assert not mirror.asked


def test_refused_write_is_one_sentence(mirror, tmp_path, monkeypatch):
    break_second_write(monkeypatch, PermissionError(errno.EACCES, "Permission denied"))
    with pytest.raises(KursusError) as caught:
        datasets.fetch(digits(mirror.url), tmp_path, progress=False)
    assert caught.value.key == "data_folder"
    assert files_below(tmp_path) == {}


# --- Looking -----------------------------------------------------------------


def test_status_and_verify_tell_what_is_there(tmp_path):
    data_set = digits()
    images, labels = (tmp_path / "Digits" / "raw" / name for name in BODIES)
    missing = {"images.gz": "missing", "labels.gz": "missing"}
    assert datasets.locate(data_set, tmp_path) == {}
    assert datasets.status(data_set, tmp_path) == missing
    assert datasets.verify(data_set, tmp_path) == missing

    images.parent.mkdir(parents=True)
    images.write_bytes(BODIES["images.gz"])
    labels.write_bytes(BODIES["labels.gz"][::-1])
    assert datasets.locate(data_set, tmp_path) == {"images.gz": images, "labels.gz": labels}
    assert datasets.status(data_set, tmp_path) == {"images.gz": "present", "labels.gz": "present"}
    assert datasets.verify(data_set, tmp_path) == {"images.gz": "ok", "labels.gz": "damaged"}

    labels.write_bytes(b"cut")
    assert datasets.status(data_set, tmp_path) == {"images.gz": "present", "labels.gz": "missing"}
    assert datasets.verify(data_set, tmp_path) == {"images.gz": "ok", "labels.gz": "damaged"}


def test_file_of_the_right_size_comes_before_a_broken_one(tmp_path):
    data_set = replace(digits(), folders=("here", "there"))
    for folder, body in (("here", b"cut"), ("there", BODIES["labels.gz"])):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "labels.gz").write_bytes(body)
    assert datasets.locate(data_set, tmp_path) == {"labels.gz": tmp_path / "there" / "labels.gz"}


def test_unreadable_file_is_one_sentence(tmp_path, monkeypatch):
    path = tmp_path / "Digits" / "raw" / "labels.gz"
    path.parent.mkdir(parents=True)
    path.write_bytes(BODIES["labels.gz"])

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(datasets, "open", refuse, raising=False)
    with pytest.raises(KursusError) as caught:
        datasets.verify(digits(), tmp_path)
    assert caught.value.key == "data_unreadable"
    for sentence in sentences(caught.value):
        assert str(path) in sentence.partition(". ")[0]


# --- The data root -----------------------------------------------------------


def test_root_is_the_option_then_the_environment_then_the_course(tmp_path, monkeypatch):
    monkeypatch.delenv("KURSUS_DATA", raising=False)
    assert datasets.data_root(None, tmp_path) == tmp_path / "datasets"
    monkeypatch.setenv("KURSUS_DATA", "")
    assert datasets.data_root(None, tmp_path) == tmp_path / "datasets"
    shared = tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setenv("KURSUS_DATA", str(shared))
    assert datasets.data_root(None, tmp_path) == shared
    assert datasets.data_root(tmp_path / "new", tmp_path) == tmp_path / "new"


def test_root_in_the_environment_must_exist(tmp_path, monkeypatch):
    monkeypatch.setenv("KURSUS_DATA", str(tmp_path / "gone"))
    with pytest.raises(KursusError) as caught:
        datasets.data_root(None, tmp_path)
    assert (caught.value.key, caught.value.exit_code) == ("data_root_missing", 2)
    for sentence in sentences(caught.value):
        assert str(tmp_path / "gone") in sentence.partition(". ")[0]


# --- sources.toml ------------------------------------------------------------

SMALL = """\
# comment
[digits]
title = { id = "Angka", en = "Digits" }
licence = "CC0"
size = { id = "kecil", en = "small" }
origin = "this test"
folders = ["Digits/raw"]
urls = ["http://127.0.0.1/"]

[[digits.file]]
name = "images.gz"
sha256 = "ab"
size = 3

[[digits.file]]
name = "labels.gz"
sha256 = "cd"
size = 4
"""


def test_sources_are_read(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text("\N{BYTE ORDER MARK}" + SMALL, encoding="utf-8")
    digits = datasets.read_sources(path)["digits"]
    assert digits.title == {"id": "Angka", "en": "Digits"}
    assert digits.files == (DataFile("images.gz", "ab", 3), DataFile("labels.gz", "cd", 4))


@pytest.mark.parametrize(
    ("old", "new", "line", "named"),
    [
        pytest.param('"CC0"', "CC0", 4, "", id="not_toml"),
        pytest.param("size = 4\n", 'size = "', 18, "", id="ends_too_early"),
        pytest.param("CC0", "\udcff", 4, "", id="not_utf8"),
        pytest.param('licence = "CC0"\n', "", 2, "`licence`", id="no_licence"),
        pytest.param('en = "Digits"', 'nl = "Cijfers"', 2, "`en`", id="no_english_title"),
        pytest.param("# comment", "more = 1", 1, "`title`", id="set_is_a_number"),
        pytest.param('sha256 = "cd"\n', "", 15, "`sha256`", id="no_sum_of_second_file"),
        pytest.param("size = 3", 'size = "3"', 10, "`size`", id="size_is_text"),
    ],
)
def test_broken_sources_name_file_and_line(tmp_path, old, new, line, named):
    path = tmp_path / "sources.toml"
    assert old in SMALL
    path.write_bytes(SMALL.replace(old, new).encode("utf-8", "surrogateescape"))
    with pytest.raises(KursusError) as caught:
        datasets.read_sources(path)
    assert caught.value.exit_code == 2
    for sentence, word in zip(sentences(caught.value), ("baris", "line"), strict=True):
        assert str(path) in sentence
        assert f"{word} {line}:" in sentence
        assert named in sentence


def test_absent_sources_are_one_sentence(tmp_path):
    with pytest.raises(KursusError) as caught:
        datasets.read_sources(tmp_path / "sources.toml")
    assert caught.value.key == "data_unreadable"
    assert all(str(tmp_path / "sources.toml") in sentence for sentence in sentences(caught.value))


def test_sources_of_the_course_are_complete():
    sources = datasets.read_sources(SOURCES)
    assert list(sources) == ["mnist", "fashion-mnist", "smsa"]
    for data_set in sources.values():
        megabytes = f"{sum(file.size for file in data_set.files) / 1e6:.1f} MB"
        assert megabytes in data_set.size["en"]
        assert megabytes.replace(".", ",") in data_set.size["id"]
        assert all(url.startswith(("https://", "http://")) for url in data_set.urls)
        assert all(re.fullmatch("[0-9a-f]{64}", file.sha256) for file in data_set.files)


def test_sums_of_the_course_are_those_of_real_files():
    roots = [Path(os.environ.get("KURSUS_DATA") or COURSE), COURSE.parent / "shared" / "data"]
    root = next((root for root in roots if (root / "SHA256SUMS").is_file()), None)
    if root is None:
        pytest.skip("no real data here: neither KURSUS_DATA nor ../shared/data has SHA256SUMS")
    recorded = {}
    for row in (root / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        sha256, name = row.split(maxsplit=1)
        recorded[name.lstrip("*")] = sha256
    for data_set in datasets.read_sources(SOURCES).values():
        paths = datasets.locate(data_set, root)
        for file in data_set.files:
            assert recorded[paths[file.name].relative_to(root).as_posix()] == file.sha256
        assert set(datasets.status(data_set, root).values()) == {"present"}
        assert set(datasets.verify(data_set, root).values()) == {"ok"}


def test_every_sentence_has_both_languages_and_the_same_fields():
    for key, texts in SENTENCES.items():
        if key.startswith("data_"):
            fields = [set(re.findall(r"{(\w+)}", texts[lang])) for lang in LANGUAGES]
            assert fields[0] == fields[1], key


def test_library_starts_without_what_only_downloads_need():
    code = (
        "import sys, kursus.datasets; "
        "print(sorted({'numpy', 'torch', 'pooch', 'requests', 'tqdm'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=COURSE,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
