"""Every sentence that kursus says, in Indonesian and in English.

A sentence has a key, and two texts with the same ``{fields}``. Checks and
commands name the key; no other file holds prose for learners.
"""

from __future__ import annotations

import locale
import os

LANGUAGES = ("id", "en")

SENTENCES: dict[str, dict[str, str]] = {
    # --- data -----------------------------------------------------------------
    "data_checksum": {
        "id": (
            "{file} tidak disimpan: kiriman dari {hosts} SHA-256-nya lain dari yang seharusnya. "
            "Coba lagi lewat jaringan lain (mungkin yang datang halaman masuk Wi-Fi), "
            "atau salin sendiri berkas yang benar ke {folder}."
        ),
        "en": (
            "{file} was not kept: what {hosts} sent has another SHA-256 than it should. "
            "Try again on another network (a Wi-Fi login page may have come instead), "
            "or copy the right file into {folder} yourself."
        ),
    },
    "data_unreachable": {
        "id": (
            "{file} gagal diunduh; server yang dicoba: {hosts}. "
            "Periksa sambungan internetmu lalu coba lagi, salin sendiri berkasnya ke {folder}, "
            "atau arahkan KURSUS_DATA ke folder yang sudah berisi data."
        ),
        "en": (
            "{file} could not be downloaded; hosts tried: {hosts}. "
            "Check your connection and try again, copy the files into {folder} yourself, "
            "or set KURSUS_DATA to a folder that already holds the data."
        ),
    },
    "data_disk_full": {
        "id": (
            "{file} tidak disimpan: tidak ada ruang lagi untuk {folder}. "
            "Kosongkan paling sedikit {megabytes} MB di disk itu, "
            "atau arahkan KURSUS_DATA ke folder di disk lain."
        ),
        "en": (
            "{file} was not kept: there is no space left for {folder}. "
            "Free at least {megabytes} MB on that disk, "
            "or set KURSUS_DATA to a folder on another disk."
        ),
    },
    "data_folder": {
        "id": (
            "{file} tidak bisa disimpan di {folder} ({reason}). "
            "Perbaiki folder itu atau izinnya, atau arahkan KURSUS_DATA ke folder milikmu."
        ),
        "en": (
            "{file} cannot be stored in {folder} ({reason}). "
            "Mend that folder or its permissions, or set KURSUS_DATA to a folder of your own."
        ),
    },
    "data_unreadable": {
        "id": (
            "{path} tidak bisa dibaca ({reason}). "
            "Perbaiki izinnya, atau ganti dengan salinan yang baru."
        ),
        "en": (
            "{path} cannot be read ({reason}). "
            "Mend its permissions, or put a fresh copy in its place."
        ),
    },
    "data_root_missing": {
        "id": (
            "KURSUS_DATA menunjuk ke {path}, padahal folder itu tidak ada. "
            "Buat foldernya, atau perbaiki isi KURSUS_DATA."
        ),
        "en": (
            "KURSUS_DATA names {path}, but there is no such folder. "
            "Create it, or correct KURSUS_DATA."
        ),
    },
    "data_sources_syntax": {
        "id": (
            "{path} rusak di baris {line}: {problem}. "
            "Perbaiki baris itu, atau ambil lagi berkas aslinya dari repositori kursus."
        ),
        "en": (
            "{path} is broken at line {line}: {problem}. "
            "Mend that line, or take the original file from the course's repository again."
        ),
    },
    "data_sources_key": {
        "id": (
            "{path}, baris {line}: `{entry}` di {table} tidak ada atau bentuknya salah. "
            "Tulis seperti pada kumpulan data lain di berkas itu."
        ),
        "en": (
            "{path}, line {line}: `{entry}` of {table} is missing or has the wrong form. "
            "Write it as the other sets of that file do."
        ),
    },
}


def say(key: str, lang: str, **fields: object) -> str:
    """Sentence ``key`` in ``lang`` with its fields filled in."""
    return SENTENCES[key][lang].format(**fields)


def choose_language(wanted: str | None = None) -> str:
    """Language of the output: asked for, ``KURSUS_LANG``, the system's, else Indonesian."""
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    for name in (wanted, os.environ.get("KURSUS_LANG"), system, locale.getlocale()[0]):
        # "en_US.UTF-8" on Linux and macOS, "English_United States" on Windows.
        code = {"indonesian": "id", "english": "en"}.get(
            (name or "").split("_")[0].lower(), (name or "")[:2].lower()
        )
        if code in LANGUAGES:
            return code
    return "id"
