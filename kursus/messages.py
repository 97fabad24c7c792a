"""Every sentence that kursus says, in Indonesian and in English.

A sentence has a key, and two texts with the same ``{fields}``. Checks and
commands name the key; no other file holds prose for learners.
"""

from __future__ import annotations

import locale
import os
import re

LANGUAGES = ("id", "en")

SENTENCES: dict[str, dict[str, str]] = {
    # --- finding one's way ------------------------------------------------------
    "no_course": {
        "id": "{folder} bukan bagian dari kursus ini. Masuk dulu ke folder kursus: cd {home}",
        "en": "{folder} is not inside this course. Go to the course's folder first: cd {home}",
    },
    "unknown_module": {
        "id": "Tidak ada modul bernama {name}. Yang mirip: {near}.",
        "en": "There is no module called {name}. Closest: {near}.",
    },
    "unknown_task": {
        "id": "Tidak ada tugas {name}. Yang mirip: {near}.",
        "en": "There is no task {name}. Closest: {near}.",
    },
    "unknown_option": {
        "id": "Pilihan {name} tidak dikenal. Yang ada: {command} --help.",
        "en": "There is no option {name}. For all options: {command} --help.",
    },
    "missing_argument": {
        "id": "{name} belum disebut. Cara memakainya: {command} --help.",
        "en": "{name} is missing. How to use the command: {command} --help.",
    },
    "bad_usage": {
        "id": "Perintahnya tidak bisa dijalankan ({what}). Cara memakainya: {command} --help.",
        "en": "The command cannot be run ({what}). How to use it: {command} --help.",
    },
    "unknown_command": {
        "id": "Tidak ada perintah {name}. Yang mirip: {near}. Semua perintah: kursus --help.",
        "en": "There is no command {name}. Closest: {near}. All commands: kursus --help.",
    },
    "unknown_data": {
        "id": "Tidak ada kumpulan data bernama {name}. Yang ada: {near}.",
        "en": "There is no data set called {name}. Available: {near}.",
    },
    "module_missing": {
        "id": "{folder} tidak ada. Ambil lagi dengan: git checkout -- {folder}.",
        "en": "{folder} is missing. Bring it back with: git checkout -- {folder}.",
    },
    "module_renamed": {
        "id": "{found} sudah berganti nama. Kembalikan namanya menjadi modules/{want}.",
        "en": "{found} has been renamed. Rename it back to modules/{want}.",
    },
    "toml_missing": {
        "id": "{file} tidak ada. Ambil lagi dengan: git checkout -- {file}.",
        "en": "{file} is missing. Bring it back with: git checkout -- {file}.",
    },
    "toml_broken": {
        "id": "{file} rusak di baris {line} ({what}). Perbaiki baris itu, atau: git checkout -- {file}.",
        "en": "{file} is broken at line {line} ({what}). Fix that line, or: git checkout -- {file}.",
    },
    "checks_broken": {
        "id": "Pemeriksaan di {file} tidak bisa dijalankan; ini bukan salahmu. Coba: kursus doctor.\n{what}",
        "en": "The checks in {file} cannot be run; this is not your fault. Try: kursus doctor.\n{what}",
    },
    "no_solution": {
        "id": "Berkas jawaban {file} tidak ada di kursus ini. Minta petunjuk saja: kursus hint {task}.",
        "en": "This course has no answer file {file}. Ask for a hint instead: kursus hint {task}.",
    },
    "solution_fails": {
        "id": "solutions/{name} sendiri tidak lulus {check}; benahi dulu salah satunya.",
        "en": "solutions/{name} itself does not pass {check}; mend one of the two first.",
    },
    "solution_refused": {
        "id": "Tugas {task} belum lulus. Untuk tetap melihat jawabannya: kursus solution {task} --yes.",
        "en": "Task {task} has not passed yet. To see its answer all the same: kursus solution {task} --yes.",
    },
    "reset_impossible": {
        "id": "{name} tidak ada di {file}. Kembalikan seluruh berkas (versimu disimpan dulu): kursus reset {module}.",
        "en": "{name} is not in {file}. Reset the whole file (your version is kept first): kursus reset {module}.",
    },
    "reset_unreadable": {
        "id": "{file} tidak bisa dibaca Python di baris {line} ({what}). Perbaiki dulu baris itu, atau kembalikan seluruh berkas (versimu disimpan dulu): kursus reset {module}.",
        "en": "Python cannot read {file} at line {line} ({what}). Repair that line first, or reset the whole file (your version is kept first): kursus reset {module}.",
    },
    "script_missing": {
        "id": "{file} tidak ada. Kembalikan dengan: kursus reset {module}.",
        "en": "{file} is missing. Bring it back with: kursus reset {module}.",
    },
    "disk_full": {
        "id": "{file} tidak tersimpan karena disk penuh. Kosongkan sedikit ruang, lalu ulangi.",
        "en": "{file} was not saved because the disk is full. Make some room, then try again.",
    },
    "not_writable": {
        "id": "{file} tidak bisa ditulis ({what}). Periksa izin foldernya, lalu ulangi.",
        "en": "{file} cannot be written ({what}). Check the folder's permissions, then try again.",
    },
    "stopped": {
        "id": "Dihentikan. Kemajuan yang sudah tersimpan tetap ada.",
        "en": "Stopped. The progress already saved is still there.",
    },
    # --- why a check did not pass -------------------------------------------------
    "failure_value": {"id": "", "en": ""},
    "failure_none": {
        "id": "Fungsimu mengembalikan None. Lupa `return`?",
        "en": "Your function returned None. Did you forget `return`?",
    },
    "failure_shape": {
        "id": "Bentuknya (shape) lain. Periksa sumbu mana yang dijumlahkan dan ukuran setiap suku.",
        "en": "The shape differs. Check which axis is summed, and the size of every term.",
    },
    "failure_type": {
        "id": "Jenis nilainya lain dari yang dijanjikan docstring.",
        "en": "The docstring promises another kind of value.",
    },
    "failure_dtype_float": {
        "id": "Yang diminta bilangan pecahan (float), bukan bilangan bulat atau True/False.",
        "en": "Real numbers (float) are due, not integers or True/False.",
    },
    "failure_dtype_int": {
        "id": "Yang diminta bilangan bulat, bukan float atau True/False.",
        "en": "Integers are due, not floats or True/False.",
    },
    "failure_dtype_long": {
        "id": "Yang diminta tensor torch.int64 (long).",
        "en": "A tensor of torch.int64 (long) is due.",
    },
    "failure_tensor_for_float": {
        "id": "Ini masih tensor. Yang diminta satu bilangan biasa; tensor masih membawa graph-nya.",
        "en": "This is still a tensor. One plain number is due; a tensor drags its graph along.",
    },
    "failure_tensor_for_array": {
        "id": "NumPy dan PyTorch tercampur: ini tensor, padahal yang diminta array NumPy.",
        "en": "NumPy and PyTorch are mixed up: this is a tensor, but a NumPy array is due.",
    },
    "failure_array_for_tensor": {
        "id": "NumPy dan PyTorch tercampur: ini array NumPy, padahal yang diminta tensor.",
        "en": "NumPy and PyTorch are mixed up: this is a NumPy array, but a tensor is due.",
    },
    "failure_keys": {
        "id": "Kunci dict-nya lain dari yang diminta.",
        "en": "The keys of the dict are not the ones that are due.",
    },
    "failure_length": {
        "id": "Banyaknya isi lain dari yang diminta.",
        "en": "The number of items is not the one that is due.",
    },
    "failure_same": {
        "id": "Dua hasil yang seharusnya berbeda ternyata sama.",
        "en": "Two results that should differ are the same.",
    },
    "failure_changed": {
        "id": "Argumen ke-{argument} diubah oleh pemanggilan ini. Simpan hasilnya di variabel baru, jangan di tempat (`+=`, `[...] =`).",
        "en": "Argument {argument} was changed by this call. Put the result into a new variable, not in place (`+=`, `[...] =`).",
    },
    "failure_raised": {
        "id": "Kodemu berhenti karena kesalahan.",
        "en": "Your code stopped with an error.",
    },
    "failure_numpy_torch": {
        "id": "NumPy dan PyTorch tercampur: fungsi yang satu menerima data dari yang lain.",
        "en": "NumPy and PyTorch are mixed up: a function from one was given data from the other.",
    },
    "failure_dtypes": {
        "id": "Dua tensor dengan dtype berbeda (misalnya float32 dan float64) bertemu dalam satu operasi.",
        "en": "Two tensors of different dtype (say float32 and float64) met in one operation.",
    },
    "failure_shapes": {
        "id": "Dua ukuran yang tidak cocok bertemu dalam satu operasi. Tulis bentuk (shape) setiap suku di kertas.",
        "en": "Two sizes that do not fit met in one operation. Write down the shape of every term on paper.",
    },
    "failure_warning": {
        "id": "NumPy memberi peringatan: bilangannya terlalu besar untuk operasi ini.",
        "en": "NumPy gave a warning: the numbers are too large for this operation.",
    },
    "failure_no_graph": {
        "id": "Tidak ada graf untuk `backward`: autograd sedang dimatikan di sini, atau tensornya terlepas dari grafnya.",
        "en": "There is no graph for `backward`: autograd is switched off here, or the tensor was cut off from its graph.",
    },
    "failure_signature": {
        "id": "Banyaknya atau nama parameter fungsimu lain dari yang ada di docstring.",
        "en": "The number or the names of your function's parameters differ from the docstring.",
    },
    "failure_unusable": {
        "id": "Hasil fungsimu tidak bisa dipakai seperti yang dijanjikan docstring.",
        "en": "What your function returned cannot be used as the docstring promises.",
    },
    "failure_unusable_none": {
        "id": "Ada None di tempat yang seharusnya berisi nilai. Lupa `return`?",
        "en": "There is a None where a value is due. Did you forget `return`?",
    },
    "failure_missing": {
        "id": "{call} tidak ada lagi di berkasmu. Kembalikan dengan: kursus reset {task}.",
        "en": "{call} is no longer in your file. Bring it back with: kursus reset {task}.",
    },
    "failure_skipped": {
        "id": "Pemeriksaan dilewati oleh kodemu; itu tidak dihitung lulus.",
        "en": "Your code skipped the check; that does not count as passed.",
    },
    "failure_todo": {"id": "belum dikerjakan", "en": "to do"},
    "failure_blocked": {"id": "butuh tugas {task} dulu", "en": "needs task {task} first"},
    "failure_timeout": {
        "id": "Tidak selesai dalam {error}. Adakah perulangan yang tidak pernah berakhir?",
        "en": "Not finished within {error}. Is there a loop that never ends?",
    },
    "failure_crash": {
        "id": "Prosesnya mati di tengah pemeriksaan ({error}).",
        "en": "The process died in the middle of the check ({error}).",
    },
    "failure_not_run": {
        "id": "Tidak dijalankan: {call} dari tugas yang sama sudah terhenti di tengah jalan.",
        "en": "Not run: {call} of the same task had already been cut short.",
    },
    "failure_lost": {
        "id": "Tidak ada hasil dari pemeriksaan ini.",
        "en": "There is no result for this check.",
    },
    "failure_file_missing": {
        "id": "Berkas {where} tidak ada. Kembalikan dengan: kursus reset {module}.",
        "en": "The file {where} is missing. Bring it back with: kursus reset {module}.",
    },
    "failure_file_encoding": {
        "id": "Berkasmu bukan UTF-8. Simpan ulang dengan encoding UTF-8 dari editormu.",
        "en": "Your file is not UTF-8. Save it again from your editor in the encoding UTF-8.",
    },
    "failure_file_syntax": {
        "id": "Python tidak bisa membaca berkasmu. Lihat baris ini dan baris di atasnya.",
        "en": "Python cannot read your file. Look at this line and the one above it.",
    },
    "failure_file_raised": {
        "id": "Berkasmu berhenti saat dimuat, sebelum satu tugas pun bisa diperiksa.",
        "en": "Your file stopped while it was being loaded, before any task could be checked.",
    },
    "failure_file_timeout": {
        "id": "Berkasmu tidak selesai dimuat dalam {error}. Pindahkan pekerjaan yang lama ke dalam fungsi.",
        "en": "Your file did not finish loading within {error}. Move long work into a function.",
    },
    "failure_file_crash": {
        "id": "Prosesnya mati saat memuat berkasmu ({error}).",
        "en": "The process died while loading your file ({error}).",
    },
    # --- the report of a check ----------------------------------------------------
    "label_got": {"id": "hasilmu", "en": "yours"},
    "label_want": {"id": "seharusnya", "en": "expected"},
    "label_difference": {"id": "beda pertama", "en": "differs at"},
    "label_why": {"id": "sebabnya", "en": "why"},
    "label_error": {"id": "kesalahan", "en": "error"},
    "label_where": {"id": "di baris", "en": "at line"},
    "label_read": {"id": "baca", "en": "read"},
    "label_printed": {"id": "tercetak", "en": "printed"},
    "outcome_failed": {"id": "belum benar", "en": "not right yet"},
    "outcome_error": {"id": "berhenti", "en": "stopped"},
    "outcome_timeout": {"id": "kehabisan waktu", "en": "out of time"},
    "check_summary": {
        "id": "{done} dari {total} tugas lulus · {points} dari {of} poin · {seconds:.1f} detik · seed {seed}",
        "en": "{done} of {total} tasks passed · {points} of {of} points · {seconds:.1f} s · seed {seed}",
    },
    "check_running": {"id": "memeriksa {name}", "en": "checking {name}"},
    "watch_begin": {
        "id": "{file} diperiksa setiap kali kamu menyimpannya.",
        "en": "{file} is checked whenever you save it.",
    },
    "watch_keys": {
        "id": "[h] petunjuk · [l] daftar · [n] tugas berikutnya · [q] keluar",
        "en": "[h] hint · [l] list · [n] next task · [q] quit",
    },
    "watch_count": {
        "id": "{done} dari {total} tugas lulus · {seconds:.1f} detik",
        "en": "{done} of {total} tasks passed · {seconds:.1f} s",
    },
    "watch_next": {
        "id": "Sekarang: {task} · baca {lesson}",
        "en": "Now: {task} · read {lesson}",
    },
    "next_check": {"id": "Berikutnya: kursus check {task}", "en": "Next: kursus check {task}"},
    "next_hint": {"id": "Macet? kursus hint {task}", "en": "Stuck? kursus hint {task}"},
    "next_module": {
        "id": "Modul selesai. Berikutnya: {lesson}",
        "en": "Module done. Next: {lesson}",
    },
    "all_done": {
        "id": "Semua modul selesai. Selamat!",
        "en": "All modules are done. Congratulations!",
    },
    "status_read": {"id": "Baca   : {path}", "en": "Read   : {path}"},
    "status_edit": {"id": "Isi    : {path}", "en": "Edit   : {path}"},
    "status_check": {"id": "Periksa: kursus check {task}", "en": "Check  : kursus check {task}"},
    "column_module": {"id": "modul", "en": "module"},
    "column_title": {"id": "judul", "en": "title"},
    "column_tasks": {"id": "tugas", "en": "tasks"},
    "column_points": {"id": "poin", "en": "points"},
    "column_shows": {"id": "memperlihatkan", "en": "shows"},
    "column_figure": {"id": "hasil", "en": "result"},
    "column_seconds": {"id": "detik", "en": "seconds"},
    "column_pictures": {"id": "gambar", "en": "pictures"},
    "column_file": {"id": "berkas", "en": "file"},
    "column_state": {"id": "keadaan", "en": "state"},
    "column_size": {"id": "ukuran", "en": "size"},
    "column_name": {"id": "nama", "en": "name"},
    "next_stale": {
        "id": "Semua tugas pernah lulus, tetapi berkasnya berubah. Periksa lagi: kursus check {module}",
        "en": "Every task has passed once, but the file has changed. Check again: kursus check {module}",
    },
    "stale_note": {
        "id": "* berkasnya berubah sesudah diperiksa; jalankan lagi kursus check",
        "en": "* the file has changed since it was checked; run kursus check again",
    },
    # --- hint, solution, reset, run -----------------------------------------------
    "hint_title": {
        "id": "Petunjuk {n} dari {total} untuk {task}",
        "en": "Hint {n} of {total} for {task}",
    },
    "hint_more": {"id": "Satu lagi: kursus hint {task}", "en": "One more: kursus hint {task}"},
    "hint_end": {
        "id": "Itu petunjuk terakhir. Baca lagi {lesson}.",
        "en": "That was the last hint. Read {lesson} again.",
    },
    "hint_answer": {
        "id": "Atau lihat jawabannya: kursus solution {task}",
        "en": "Or see the answer: kursus solution {task}",
    },
    "solution_ask": {
        "id": "Tugas {task} belum lulus. Tetap lihat jawabannya? [y/T]",
        "en": "Task {task} has not passed yet. See its answer all the same? [y/N]",
    },
    "solution_title": {
        "id": "# Satu jawaban untuk {task} (berkasmu tidak diubah)",
        "en": "# One answer to {task} (your file is not changed)",
    },
    "reset_done": {
        "id": "{what} kembali seperti semula. Versimu disimpan di {backup}",
        "en": "{what} is back as it was. Your version is kept in {backup}",
    },
    "reset_restored": {"id": "{what} dibuat kembali.", "en": "{what} was created again."},
    "reset_nothing": {
        "id": "{what} masih seperti semula; tidak ada yang diubah.",
        "en": "{what} is still as it was; nothing was changed.",
    },
    "run_finished": {
        "id": "Versi jadinya: kursus run {module} --solution",
        "en": "A finished version: kursus run {module} --solution",
    },
    "run_open": {
        "id": "Belum dikerjakan: {tasks}. Skrip berhenti di tugas pertama yang dibutuhkannya.",
        "en": "Still to do: {tasks}. The script stops at the first one it needs.",
    },
    # --- demo, data, doctor -------------------------------------------------------
    "demo_running": {"id": "menjalankan {name}", "en": "running {name}"},
    "demo_failed": {"id": "gagal: {error}", "en": "failed: {error}"},
    "demo_note": {
        "id": "Data bawaan saja, tanpa internet. Gambar ada di {folder}.",
        "en": "Built-in data only, no internet. The pictures are in {folder}.",
    },
    "data_here": {"id": "Folder data: {folder}", "en": "Data folder: {folder}"},
    "data_get_hint": {
        "id": "Ambil dengan: kursus data get NAMA",
        "en": "Fetch with: kursus data get NAME",
    },
    "data_fetched": {
        "id": "{name}: {count} berkas baru di {folder}",
        "en": "{name}: {count} new files in {folder}",
    },
    "data_complete": {"id": "{name}: sudah lengkap", "en": "{name}: complete already"},
    "data_state_present": {"id": "ada", "en": "present"},
    "data_state_missing": {"id": "tidak ada", "en": "missing"},
    "data_state_ok": {"id": "utuh", "en": "intact"},
    "data_state_damaged": {
        "id": "rusak: hapus, lalu kursus data get {name}",
        "en": "damaged: delete it, then kursus data get {name}",
    },
    "doctor_ok": {"id": "Semua beres.", "en": "All is well."},
    "doctor_python": {"id": "Python {version}", "en": "Python {version}"},
    "doctor_python_old": {
        "id": "Python {version} terlalu tua. Pasang Python 3.11 atau lebih baru.",
        "en": "Python {version} is too old. Install Python 3.11 or newer.",
    },
    "doctor_package": {"id": "{name} {version}", "en": "{name} {version}"},
    "doctor_package_old": {
        "id": "{name} {version} tidak sesuai dengan {range}. Jalankan: {python} -m pip install -r requirements.txt",
        "en": "{name} {version} does not fit {range}. Run: {python} -m pip install -r requirements.txt",
    },
    "doctor_package_missing": {
        "id": "{name} belum terpasang. Jalankan: {python} -m pip install -r requirements.txt",
        "en": "{name} is not installed. Run: {python} -m pip install -r requirements.txt",
    },
    "doctor_pair": {
        "id": "torch dan torchvision bisa dimuat bersama",
        "en": "torch and torchvision load together",
    },
    "doctor_pair_broken": {
        "id": "torch dan torchvision tidak cocok ({what}). Pasang ulang keduanya: {python} -m pip install --force-reinstall torch torchvision",
        "en": "torch and torchvision do not match ({what}). Install both again: {python} -m pip install --force-reinstall torch torchvision",
    },
    "doctor_modules": {"id": "{count} modul terbaca", "en": "{count} modules are readable"},
    "doctor_disk": {"id": "{free:.1f} GB kosong di disk", "en": "{free:.1f} GB free on the disk"},
    "doctor_disk_low": {
        "id": "Tinggal {free:.1f} GB kosong di {folder}. Kosongkan paling sedikit 1 GB.",
        "en": "Only {free:.1f} GB are free on {folder}. Free at least 1 GB.",
    },
    "doctor_write": {"id": "kemajuan bisa disimpan", "en": "progress can be saved"},
    "doctor_encoding": {
        "id": "terminal memakai {name}",
        "en": "the terminal uses {name}",
    },
    "doctor_encoding_narrow": {
        "id": "Terminal memakai {name}, jadi sebagian karakter diganti. Untuk UTF-8: setel PYTHONUTF8=1.",
        "en": "The terminal uses {name}, so some characters are replaced. For UTF-8: set PYTHONUTF8=1.",
    },
    "doctor_data": {
        "id": "{name}: {count} dari {total} berkas di {folder}",
        "en": "{name}: {count} of {total} files in {folder}",
    },
    # --- help ---------------------------------------------------------------------
    "help_kursus": {
        "id": "Dari Satu Neuron ke Otak VTuber. Tanpa perintah: sampai di mana kamu, dan apa berikutnya.",
        "en": "From One Neuron to a VTuber's Brain. Without a command: where you are, and what is next.",
    },
    "help_check": {
        "id": "Periksa pekerjaanmu. TARGET adalah modul (03) atau tugas (3.2); tanpa TARGET, modul berikutnya yang belum selesai.",
        "en": "Check your work. TARGET is a module (03) or a task (3.2); without it, the next unfinished module.",
    },
    "help_watch": {
        "id": "Periksa modul setiap kali berkasnya disimpan. TARGET seperti pada check; tombol-tombolnya tampil di layar.",
        "en": "Check a module whenever its file is saved. TARGET as for check; the keys are shown on the screen.",
    },
    "help_run": {
        "id": "Jalankan skrip MODUL. Argumen lain diteruskan ke skrip, misalnya --epochs 100.",
        "en": "Run the script of MODULE. Other arguments go to the script, e.g. --epochs 100.",
    },
    "help_hint": {
        "id": "Satu petunjuk lagi untuk TUGAS, atau untuk tugas berikutnya yang belum selesai.",
        "en": "One more hint for TASK, or for the next unfinished task.",
    },
    "help_solution": {
        "id": "Perlihatkan satu jawaban untuk TUGAS; berkasmu tidak diubah.",
        "en": "Show one answer to TASK; your file is not changed.",
    },
    "help_reset": {
        "id": "Kembalikan TARGET (tugas 1.2 atau modul 01) ke keadaan semula; versimu disimpan dulu.",
        "en": "Put TARGET (task 1.2 or module 01) back as it was; your version is saved first.",
    },
    "help_data": {
        "id": "Kumpulan data asli: daftar, unduh (get), periksa (verify).",
        "en": "The real data sets: list, download (get), verify.",
    },
    "help_list": {"id": "Daftar kumpulan data.", "en": "List the data sets."},
    "help_get": {"id": "Unduh NAMA, misalnya mnist.", "en": "Download NAME, e.g. mnist."},
    "help_verify": {
        "id": "Bandingkan SHA-256 berkas yang ada (NAMA, atau semua).",
        "en": "Compare the SHA-256 of the files that are there (NAME, or all).",
    },
    "help_doctor": {
        "id": "Periksa pemasangan, dan sebutkan cara memperbaikinya kalau ada yang salah.",
        "en": "Check the installation, and name the remedy if something is wrong.",
    },
    "help_demo": {
        "id": "Jalankan jawaban acuan semua modul pada data bawaan, tanpa internet.",
        "en": "Run the reference solution of every module on the built-in data, without internet.",
    },
    "option_lang": {"id": "bahasa: id atau en", "en": "language: id or en"},
    "option_task": {"id": "hanya tugas ini, misalnya 1.2", "en": "this task only, e.g. 1.2"},
    "option_seed": {
        "id": "seed bilangan acak pemeriksaan, untuk mengulang hasil yang sama",
        "en": "seed of the checks' random values, to repeat a result",
    },
    "option_solution": {"id": "jalankan versi jadi", "en": "run the finished version"},
    "option_yes": {"id": "jangan bertanya", "en": "do not ask"},
    "option_data_dir": {
        "id": "folder data (biasanya KURSUS_DATA, atau datasets)",
        "en": "data folder (normally KURSUS_DATA, or datasets)",
    },
    "help_usage": {"id": "Pemakaian: ", "en": "Usage: "},
    "help_options": {"id": "Pilihan", "en": "Options"},
    "help_commands": {"id": "Perintah", "en": "Commands"},
    "option_help": {"id": "perlihatkan ini", "en": "show this"},
    "option_version": {"id": "perlihatkan versinya", "en": "show the version"},
    # --- data -----------------------------------------------------------------
    "data_checksum": {
        "id": (
            "{file} tidak disimpan: SHA-256 kiriman dari {hosts} lain dari yang seharusnya. "
            "Coba lagi lewat jaringan lain (mungkin yang datang halaman login Wi-Fi), "
            "atau salin sendiri berkas yang benar ke {folder}."
        ),
        "en": (
            "{file} was not kept: what {hosts} sent does not have the right SHA-256. "
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
            "Check your internet connection and try again, copy the files into {folder} yourself, "
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
            "Fix that folder or its permissions, or set KURSUS_DATA to a folder of your own."
        ),
    },
    "data_unreadable": {
        "id": (
            "{path} tidak bisa dibaca ({reason}). "
            "Perbaiki izinnya, atau ganti dengan salinan yang baru."
        ),
        "en": (
            "{path} cannot be read ({reason}). "
            "Fix its permissions, or put a fresh copy in its place."
        ),
    },
    "data_root_missing": {
        "id": (
            "KURSUS_DATA menunjuk ke {path}, padahal folder itu tidak ada. "
            "Buat foldernya, atau perbaiki isi KURSUS_DATA."
        ),
        "en": (
            "KURSUS_DATA points to {path}, but there is no such folder. "
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
            "Fix that line, or take the original file from the course's repository again."
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
    # --- grading --------------------------------------------------------------------
    "grade_what": {
        "id": "Pilih salah satu: folder berisi semua kiriman (kursus grade FOLDER), atau satu kiriman saja (kursus grade --one PATH).",
        "en": "Choose one: the folder of all submissions (kursus grade FOLDER), or a single submission (kursus grade --one PATH).",
    },
    "grade_one_only": {
        "id": "{options} hanya untuk satu kiriman (--one). Hasil satu folder ditulis ke --out.",
        "en": "{options} is for a single submission (--one). The results of a folder are written to --out.",
    },
    "grade_folder_only": {
        "id": "{options} hanya untuk folder kiriman. Hasil satu kiriman ditulis dengan --json, --gradescope, atau --summary.",
        "en": "{options} is for a folder of submissions. Write the result of a single one with --json, --gradescope or --summary.",
    },
    "out_inside": {
        "id": "{out} ada di dalam {folder}, tempat kiriman. Tulis hasilnya ke folder lain dengan --out.",
        "en": "{out} lies inside {folder}, among the submissions. Write the results to another folder with --out.",
    },
    "out_no_folder": {
        "id": "{out} adalah berkas, bukan folder. Sebut folder lain dengan --out.",
        "en": "{out} is a file, not a folder. Name another folder with --out.",
    },
    "isolation_weaker": {
        "id": "--isolation {level} lebih lemah daripada --require {required}. Pilih salah satu.",
        "en": "--isolation {level} is weaker than --require {required}. Choose one of them.",
    },
    "grade_ignored": {
        "id": "Bukan kiriman, jadi diabaikan: {names}",
        "en": "No submissions, so ignored: {names}",
    },
    "grade_gone": {
        "id": "Tidak ada lagi di foldernya, tetapi masih ada di hasil ini: {names}",
        "en": "No longer in the folder, but still in these results: {names}",
    },
    "failure_not_handed_in": {
        "id": "Modul {module} tidak dikumpulkan: {where} tidak ada di dalam kiriman.",
        "en": "Module {module} was not handed in: {where} is not in the submission.",
    },
    "submission_renamed": {
        "id": "{file} dipakai sebagai {wanted}.",
        "en": "{file} was taken for {wanted}.",
    },
    "submission_download": {
        "id": "{name} tampaknya unduhan berisi kiriman {count} orang. Nilai folder itu sendiri: kursus grade {name}",
        "en": "{name} looks like a download with the submissions of {count} people. Grade it by itself: kursus grade {name}",
    },
    "grade_needs_linux": {
        "id": "Penilaian memerlukan Linux, dan sistem ini {system}. Jalankan di server Linux, di WSL 2, atau di dalam kontainer; lihat docs/grading.md.",
        "en": "Grading needs Linux, and this system is {system}. Run it on a Linux server, in WSL 2 or in a container; see docs/grading.md.",
    },
    "isolation_missing": {
        "id": "Mesin ini tidak memberi isolasi {level} ({why}). Pilih tingkat lain dengan --isolation, atau lihat docs/grading.md.",
        "en": "This machine does not give the isolation {level} ({why}). Choose another level with --isolation, or see docs/grading.md.",
    },
    "course_exposed": {
        "id": "Kursus di {folder} berada di bawah {path}, yang boleh dibaca kode kiriman. Pindahkan kursus ke tempat lain, misalnya ke folder home.",
        "en": "The course in {folder} lies below {path}, which submissions' code may read. Move the course elsewhere, for example to a home folder.",
    },
    "grader_not_started": {
        "id": "Penilai tidak bisa dimulai; sebabnya tertulis di atas. Coba: kursus doctor.",
        "en": "The grader could not be started; the reason stands above. Try: kursus doctor.",
    },
    "rehearsal_failed": {
        "id": "Di mesin ini jawaban acuan {file} tidak mendapat nilai penuh ({what}), jadi tidak ada kiriman yang dinilai. Coba: kursus doctor.",
        "en": "On this machine the reference {file} does not get full marks ({what}), so nothing was graded. Try: kursus doctor.",
    },
    "grader_fault": {
        "id": "Penilainya sendiri yang gagal ({what}), bukan kiriman ini. Jalankan kursus grade sekali lagi; kiriman ini akan dicoba ulang.",
        "en": "The grader itself failed ({what}), not this submission. Run kursus grade again; this submission will be tried once more.",
    },
    "submission_too_much": {
        "id": "Kiriman ini menghabiskan memori atau waktu yang disediakan untuk membacanya. Periksa isinya dengan tangan.",
        "en": "This submission used up the memory or the time that reading it may take. Look into it by hand.",
    },
    "grade_starting": {"id": "menyiapkan penilai", "en": "getting the grader ready"},
    "grade_progress": {"id": "menilai", "en": "grading"},
    "grade_not_for_credit": {
        "id": "Tanpa isolasi: kode kiriman bisa membaca dan mengubah apa saja di mesin ini. Jangan dipakai untuk nilai.",
        "en": "Without isolation: the submissions' code can read and change anything on this machine. Not for credit.",
    },
    "grade_points": {"id": "{points} dari {of} poin", "en": "{points} of {of} points"},
    "grade_done": {
        "id": "{total} kiriman: {graded} dinilai ({kept} di antaranya sudah sebelumnya), {ungradable} perlu dilihat orang. {seconds:.0f} s, isolasi {isolation}, seed {seed}",
        "en": "{total} submissions: {graded} graded ({kept} of them before), {ungradable} need a person to look. {seconds:.0f} s, isolation {isolation}, seed {seed}",
    },
    "grade_look": {
        "id": "Perlu dilihat: {names}. Sebabnya ada di {folder}/grades.csv.",
        "en": "To be looked at: {names}. The reasons are in {folder}/grades.csv.",
    },
    "grade_next": {
        "id": "Hasilnya di {folder}. Halaman untuk guru: kursus report {folder}",
        "en": "The results are in {folder}. A page for the teacher: kursus report {folder}",
    },
    "grade_there": {"id": "Hasilnya di {folder}.", "en": "The results are in {folder}."},
    "report_done": {"id": "Halaman ditulis: {file}", "en": "Page written: {file}"},
    "release_done": {
        "id": "Kursus untuk pelajar ditulis ke {folder}: modul {modules}, {count} berkas. Bagikan folder itu; kumpulkan modules/ dari tiap orang; nilai dengan: kursus grade FOLDER --modules {modules}",
        "en": "A course for students was written to {folder}: modules {modules}, {count} files. Hand that folder out; collect modules/ of each person; grade with: kursus grade FOLDER --modules {modules}",
    },
    "journal_missing": {
        "id": "{folder} tidak berisi hasil penilaian. Nilai dulu kirimannya: kursus grade FOLDER --out {folder}",
        "en": "{folder} holds no grading results. Grade the submissions first: kursus grade FOLDER --out {folder}",
    },
    "journal_schema": {
        "id": "{file} ditulis dengan skema {found}, padahal versi ini memakai skema {want}. Nilai ulang ke folder baru dengan --out.",
        "en": "{file} has schema {found}, and this version writes schema {want}. Grade anew into another folder with --out.",
    },
    "journal_broken": {
        "id": "{file} rusak di baris {line}. Pulihkan dari cadangan, atau nilai ulang ke folder baru dengan --out.",
        "en": "{file} is damaged at line {line}. Restore it from a backup, or grade anew into another folder with --out.",
    },
    "journal_other": {
        "id": "{file} memuat penilaian lain: {what} di sana {old}, sekarang {new}. Pakai folder lain dengan --out.",
        "en": "{file} belongs to another grading: there {what} is {old}, now it is {new}. Use another folder with --out.",
    },
    "journal_busy": {
        "id": "{file} sedang ditulis oleh kursus grade yang lain. Tunggu sampai selesai, atau pakai folder lain dengan --out.",
        "en": "Another kursus grade is writing {file}. Wait until it has finished, or use another folder with --out.",
    },
    "cluster_missing": {
        "id": "Dask belum terpasang. Pasang dengan: pip install -e '.[cluster]'",
        "en": "Dask is not installed. Install it with: pip install -e '.[cluster]'",
    },
    "cluster_silent": {
        "id": "Tidak ada penjadwal Dask yang menjawab di {address} ({what}). Periksa alamatnya dan apakah dask scheduler berjalan.",
        "en": "No Dask scheduler answers at {address} ({what}). Check the address, and that dask scheduler runs there.",
    },
    "cluster_empty": {
        "id": "Penjadwal di {address} belum punya pekerja. Mulai dulu di tiap mesin, dari folder kursus: dask worker {address}",
        "en": "The scheduler at {address} has no workers. Start them first on each machine, in the course's folder: dask worker {address}",
    },
    "cluster_differs": {
        "id": "Pemeriksaan atau pustaka di {folder} pada salah satu pekerja lain dari yang di sini. Samakan versi kursus dan pustakanya.",
        "en": "The checks or the libraries in {folder} on one of the workers differ from those here. Bring course and libraries to the same versions.",
    },
    "help_grade": {
        "id": "Nilai kiriman satu kelas. FOLDER berisi satu folder atau arsip untuk tiap orang; penilaian yang terputus dilanjutkan.",
        "en": "Grade the submissions of a class. FOLDER holds one folder or archive for each person; an interrupted grading goes on where it stopped.",
    },
    "help_report": {
        "id": "Buat halaman HTML untuk guru. FOLDER adalah tempat kursus grade menulis hasilnya.",
        "en": "Make an HTML page for the teacher. FOLDER is where kursus grade wrote its results.",
    },
    "help_release": {
        "id": "Buat kursus untuk pelajar. Kursus itu ditulis ke folder OUT, tanpa jawaban.",
        "en": "Make a course for students. It is written to the folder OUT, without answers.",
    },
    "option_one": {
        "id": "satu kiriman: folder, arsip, atau berkas",
        "en": "a single submission: folder, archive or file",
    },
    "option_modules": {"id": "modul: 01-05, 01,03, atau all", "en": "modules: 01-05, 01,03 or all"},
    "option_out": {"id": "tempat hasil ditulis", "en": "where results are written"},
    "option_jobs": {"id": "berapa kiriman sekaligus", "en": "how many submissions at once"},
    "option_isolation": {
        "id": "tingkat isolasi; bawaan: yang terkuat",
        "en": "level of isolation; default: the strongest",
    },
    "option_require": {
        "id": "gagal jika isolasi lebih lemah dari ini",
        "en": "fail if the isolation is weaker than this",
    },
    "option_cluster": {"id": "alamat penjadwal Dask", "en": "address of a Dask scheduler"},
    "option_json_file": {
        "id": "tulis putusan sebagai JSON; - untuk layar",
        "en": "write the verdict as JSON; - for the screen",
    },
    "option_gradescope": {
        "id": "tulis results.json untuk Gradescope",
        "en": "write results.json for Gradescope",
    },
    "option_summary": {"id": "tambahkan ringkasan Markdown", "en": "append a Markdown summary"},
    # --- what comes out of grading ----------------------------------------------
    "outcome_passed": {"id": "lulus", "en": "passed"},
    "outcome_todo": {"id": "belum dikerjakan", "en": "to do"},
    "outcome_blocked": {"id": "menunggu tugas lain", "en": "waiting for another task"},
    "label_call": {"id": "panggilan", "en": "call"},
    "column_student": {"id": "peserta", "en": "student"},
    "column_task": {"id": "tugas", "en": "task"},
    "column_outcome": {"id": "keadaan", "en": "outcome"},
    "column_passed": {"id": "lulus", "en": "passed"},
    "column_share": {"id": "bagian", "en": "share"},
    "column_problem": {"id": "masalah", "en": "problem"},
    "export_title": {"id": "Hasil penilaian", "en": "Grading results"},
    "export_origin": {
        "id": "Kursus {course} · modul {modules} · seed {seed} · isolasi {isolation} · pemeriksaan {checks}",
        "en": "Course {course} · modules {modules} · seed {seed} · isolation {isolation} · checks {checks}",
    },
    "export_class": {
        "id": "{total} kiriman: {graded} dinilai, {ungradable} tidak bisa dinilai. Nilai tengah: {median}.",
        "en": "{total} submissions: {graded} graded, {ungradable} could not be graded. Median: {median}.",
    },
    "export_points": {"id": "{points} dari {of} poin", "en": "{points} of {of} points"},
    "export_ungradable": {
        "id": "Belum bisa dinilai, dan ini bukan nilai nol. {why}",
        "en": "This could not be graded, which is not the same as zero points. {why}",
    },
    "export_broken": {"id": "Tidak bisa dinilai", "en": "Could not be graded"},
    "export_more": {"id": "… dan {count} lagi.", "en": "… and {count} more."},
    "export_feedback": {"id": "Umpan balik untuk {name}", "en": "Feedback for {name}"},
    "page_submissions": {"id": "kiriman", "en": "submissions"},
    "page_graded": {"id": "dinilai", "en": "graded"},
    "page_ungradable": {"id": "tidak bisa dinilai", "en": "could not be graded"},
    "page_median": {"id": "nilai tengah", "en": "median"},
    "page_full": {"id": "nilai penuh", "en": "full points"},
    "page_contents": {"id": "Isi halaman", "en": "On this page"},
    "page_map": {"id": "Siapa sampai di mana", "en": "Who stands where"},
    "page_map_note": {
        "id": "Satu baris untuk tiap kiriman, satu kolom untuk tiap tugas. Klik judul kolom untuk mengurutkan, klik nama untuk melihat rinciannya.",
        "en": "A row for each submission, a column for each task. Click a heading to sort, a name for the details.",
    },
    "page_find": {"id": "Cari nama", "en": "Find a name"},
    "page_show": {"id": "Tampilkan", "en": "Show"},
    "page_show_all": {"id": "semua", "en": "all"},
    "page_show_open": {"id": "yang belum penuh", "en": "not full yet"},
    "page_shown": {"id": "baris ditampilkan", "en": "rows shown"},
    "page_tasks": {"id": "Berapa yang lulus tiap tugas", "en": "How many passed each task"},
    "page_spread": {"id": "Sebaran nilai", "en": "Spread of the points"},
    "page_spread_note": {
        "id": "Banyaknya kiriman menurut persen poin; yang tidak bisa dinilai tidak dihitung.",
        "en": "Number of submissions by percent of the points, without those that could not be graded.",
    },
    "page_percent": {"id": "persen poin", "en": "percent of the points"},
    "page_mistakes": {"id": "Kekeliruan yang paling sering", "en": "The most frequent mistakes"},
    "page_mistakes_note": {
        "id": "Kekeliruan yang dikenali pemeriksaan. Contohnya dari salah satu kiriman, tanpa nama, supaya bisa dibahas di kelas.",
        "en": "Mistakes that the checks recognise. The example is from one of the submissions, without a name, so that the class can discuss it.",
    },
    "page_no_mistakes": {
        "id": "Tidak ada kekeliruan yang dikenali.",
        "en": "No known mistake was recognised.",
    },
    "page_example": {"id": "contoh kode", "en": "example code"},
    "page_count": {"id": "{count} kiriman", "en": "{count} submissions"},
    "page_similar": {"id": "Kiriman yang mirip", "en": "Submissions that resemble each other"},
    "page_similar_note": {
        "id": "Ini alasan untuk melihat lebih dekat, bukan bukti menyontek. Kode yang lazim di kelas ini sudah dikesampingkan, tetapi dua orang bisa saja menulis hal yang sama setelah belajar bersama atau dari sumber yang sama. Bacalah keduanya, dan bicaralah dulu dengan orangnya.",
        "en": "This is a reason to look closer, not proof of copying. Code that is common in this class has been set aside, but two people may still write the same after learning together or from the same source. Read both, and talk to the people first.",
    },
    "page_no_similar": {
        "id": "Tidak ada dua kiriman yang sama di bagian yang tidak lazim. Kemiripan jawaban pendek yang wajar tidak dihitung.",
        "en": "No two submissions share code that is out of the ordinary. Likeness of short, natural answers does not count.",
    },
    "page_identical": {
        "id": "sama persis, termasuk komentar dan baris kosong",
        "en": "identical, comments and blank lines included",
    },
    "page_near": {
        "id": "kecocokan {share} % pada kode yang tidak lazim",
        "en": "{share} % match in the code that is not common",
    },
    "page_broken_note": {
        "id": "Perlu dilihat orang; tidak ada poin yang diberikan atau dikurangi.",
        "en": "A person has to look at these; no points were given or taken away.",
    },
    "page_no_broken": {"id": "Semua kiriman bisa dinilai.", "en": "Every submission was graded."},
    "page_details": {"id": "Rincian tiap kiriman", "en": "Each submission in detail"},
    "page_all_passed": {"id": "Semua tugas lulus.", "en": "All tasks passed."},
    "page_back": {"id": "kembali ke tabel", "en": "back to the table"},
    "page_practice": {
        "id": "Kode dijalankan tanpa isolasi: hasil ini hanya untuk latihan, jangan dijadikan nilai.",
        "en": "The code ran without isolation: these results are for practice only, not for credit.",
    },
    # --- release ---------------------------------------------------------------
    "release_exists": {
        "id": "{folder} sudah ada isinya. Sebut folder yang belum ada, atau kosongkan dulu folder itu.",
        "en": "{folder} is there already and not empty. Name a new folder, or empty that one first.",
    },
    "release_no_answers": {
        "id": "{file} tidak ada, jadi kursus untuk pelajar tidak bisa dibuat dari sini. Jalankan di kursus lengkap, yang berisi jawaban.",
        "en": "{file} is missing, so no course for students can be made from here. Run this in the full course, the one with the answers.",
    },
    "release_leak": {
        "id": "Kursus untuk pelajar tidak ditulis: {file} memuat sesuatu yang bisa membocorkan jawaban ({what}; temuan seluruhnya: {count}). Buang itu dari berkasnya di kursus ini, lalu ulangi.",
        "en": "The course for students was not written: {file} holds something that could give an answer away ({what}; findings in all: {count}). Remove it from that file of this course, then try again.",
    },
    "modules_unclear": {
        "id": "Tidak jelas modul mana yang dimaksud dengan {text!r}. Tulis misalnya 01-05, 01,03, atau all.",
        "en": "It is not clear which modules {text!r} means. Write for example 01-05, 01,03 or all.",
    },
    "no_stub": {
        "id": "{file} tidak ada atau rusak, jadi tugasnya tidak bisa dikembalikan. Ambil lagi berkas itu dari kursus yang dibagikan pengajarmu.",
        "en": "{file} is missing or damaged, so the task cannot be reset. Take that file again from the course that your teacher handed out.",
    },
    # --- what was handed in ------------------------------------------------------
    "submissions_missing": {
        "id": "{path} tidak ada. Periksa ejaannya, atau sebut folder tempat kiriman disimpan.",
        "en": "{path} does not exist. Check the spelling, or name the folder that holds the submissions.",
    },
    "submissions_no_folder": {
        "id": "{path} bukan folder. Sebut folder yang berisi semua kiriman; untuk satu kiriman saja: kursus grade --one {path}.",
        "en": "{path} is no folder. Name the folder that holds all submissions; for a single one: kursus grade --one {path}.",
    },
    "submissions_single": {
        "id": "{path} adalah satu kiriman, bukan folder berisi banyak kiriman. Untuk menilainya: kursus grade --one {path}.",
        "en": "{path} is one submission, not a folder of submissions. To grade it: kursus grade --one {path}.",
    },
    "submissions_unreadable": {
        "id": "{path} tidak bisa dibaca. Periksa izin folder itu, lalu ulangi.",
        "en": "{path} cannot be read. Check the permissions of that folder, then try again.",
    },
    "submissions_none": {
        "id": "Tidak ada kiriman di {path}. Taruh di sana satu folder atau satu arsip (.zip, .tar.gz) untuk tiap mahasiswa; untuk satu kiriman saja: kursus grade --one.",
        "en": "There is no submission in {path}. Put a folder or an archive (.zip, .tar.gz) for each student there; for a single submission: kursus grade --one.",
    },
    "submission_twice": {
        "id": "Ada lebih dari satu kiriman dengan nama yang sama ({names}); semuanya belum dinilai. Sisakan yang berlaku, lalu ulangi.",
        "en": "There is more than one submission of the same name ({names}); none of them was graded. Keep the one that counts, then try again.",
    },
    "submission_stray": {
        "id": "{name} bukan folder dan bukan arsip, jadi tidak dinilai. Kalau itu kiriman, taruh di dalam folder bernama mahasiswanya.",
        "en": "{name} is neither a folder nor an archive and was not graded. If it is a submission, put it into a folder with the student's name.",
    },
    "submission_foreign": {
        "id": "{name} tidak bisa dibuka. Perlu dikumpulkan ulang sebagai .zip.",
        "en": "{name} cannot be opened. It must be handed in again as a .zip.",
    },
    "submission_link": {
        "id": "{name} adalah tautan atau bukan berkas biasa, jadi tidak dibuka. Ganti dengan salinan isinya.",
        "en": "{name} is a link or no ordinary file and was not opened. Put a copy of the contents in its place.",
    },
    "submission_unreadable": {
        "id": "{name} tidak bisa dibaca. Periksa izinnya, lalu nilai lagi.",
        "en": "{name} cannot be read. Check its permissions, then grade it again.",
    },
    "submission_empty": {
        "id": "{name} tidak berisi satu berkas pun. Perlu dikumpulkan ulang.",
        "en": "{name} holds no file at all. It must be handed in again.",
    },
    "submission_no_script": {
        "id": "Di {name} tidak ada satu pun berkas yang dinilai ({files}). Periksa nama berkasnya, atau kumpulkan ulang.",
        "en": "{name} holds none of the files to be graded ({files}). Check how its files are named, or have it handed in again.",
    },
    "submission_archives": {
        "id": "Di {name} tidak ada berkas yang dinilai, hanya {count} arsip di dalamnya (antara lain {first}) yang tidak dibuka. Sisakan satu arsip saja, tanpa arsip lain di dalamnya.",
        "en": "{name} holds none of the files to be graded, only archives inside it ({count}, one is {first}) that were not opened. Keep a single archive, without another one inside.",
    },
    "submission_archive_size": {
        "id": "{name} lebih besar dari {size} MiB. Perlu dikumpulkan ulang tanpa data, .git, dan .venv.",
        "en": "{name} is larger than {size} MiB. It must be handed in again without data, .git and .venv.",
    },
    "submission_members": {
        "id": "{name} berisi lebih dari {count} berkas. Perlu dikumpulkan ulang tanpa data, .git, dan .venv.",
        "en": "{name} holds more than {count} files. It must be handed in again without data, .git and .venv.",
    },
    "submission_unpacked": {
        "id": "Isi {name} lebih dari {size} MiB. Perlu dikumpulkan ulang yang hanya berisi berkas kursus.",
        "en": "{name} unpacks to more than {size} MiB. It must be handed in again with nothing but the course's files.",
    },
    "submission_memory": {
        "id": "{name} terlalu besar atau terlalu rumit untuk dibaca. Perlu dikumpulkan ulang sebagai .zip biasa.",
        "en": "{name} is too large or too convoluted to be read. It must be handed in again as an ordinary .zip.",
    },
    "submission_damaged": {
        "id": "{name} rusak, terpotong, atau bukan arsip. Perlu dikumpulkan ulang sebagai .zip.",
        "en": "{name} is damaged, cut short, or no archive. It must be handed in again as a .zip.",
    },
    "submission_encrypted": {
        "id": "{file} dikunci dengan kata sandi. Perlu dikumpulkan ulang tanpa kata sandi.",
        "en": "{file} is locked with a password. It must be handed in again without one.",
    },
    "submission_compression": {
        "id": "{file} dimampatkan dengan cara yang tidak lazim. Perlu dikumpulkan ulang sebagai .zip biasa.",
        "en": "{file} is compressed in an unusual way. It must be handed in again as an ordinary .zip.",
    },
    "submission_file_differs": {
        "id": "Ada dua berkas yang berbeda, {first} dan {second}, dan tidak jelas mana yang berlaku. Sisakan satu.",
        "en": "There are two different files, {first} and {second}, and it is not clear which one counts. Keep one of them.",
    },
    "submission_file_size": {
        "id": "{file} lebih besar dari {size} KiB, jadi tidak dibaca. Perlu dikumpulkan ulang yang hanya berisi kode.",
        "en": "{file} is larger than {size} KiB and was not read. It must be handed in again with nothing but code.",
    },
    "submission_file_folder": {
        "id": "{file} adalah folder, bukan berkas. Perlu dikumpulkan ulang.",
        "en": "{file} is a folder, not a file. It must be handed in again.",
    },
    "submission_file_link": {
        "id": "{file} adalah tautan atau bukan berkas biasa, jadi tidak dibaca. Perlu berkas aslinya.",
        "en": "{file} is a link or no ordinary file and was not read. The file itself is needed.",
    },
    "submission_file_empty": {
        "id": "{file} kosong. Mungkin berkasnya belum tersimpan waktu dikirim.",
        "en": "{file} is empty. It may not have been saved before it was handed in.",
    },
    "submission_unchanged": {
        "id": "{file} dikirim tanpa perubahan apa pun.",
        "en": "{file} was handed in without any change.",
    },
    "submission_links": {
        "id": "Tautan dan berkas khusus diabaikan: {count}, antara lain {first}.",
        "en": "Links and special files were ignored: {count}, one of them is {first}.",
    },
    "submission_paths": {
        "id": "Isi arsip dengan alamat yang keluar dari arsipnya atau tidak lazim diabaikan: {count}, antara lain {first}.",
        "en": "Entries with a path that is unusual or leads out of the archive were ignored: {count}, one of them is {first}.",
    },
    "submission_deep": {
        "id": "Isi yang terlalu dalam di bawah folder-folder diabaikan: {count}, antara lain {first}.",
        "en": "Entries too deep below other folders were ignored: {count}, one of them is {first}.",
    },
    "submission_locked": {
        "id": "Folder yang tidak bisa dibaca diabaikan: {count}, antara lain {first}.",
        "en": "Folders that cannot be read were ignored: {count}, one of them is {first}.",
    },
    "submission_own_tests": {
        "id": "Kiriman ini membawa pemeriksaan sendiri yang berbeda dari milik kursus ({files}); itu diabaikan.",
        "en": "The submission brings checks of its own that differ from the course's ({files}); they were ignored.",
    },
    "submission_version": {
        "id": "Kiriman ini dari kursus versi {theirs}; yang dipakai menilai versi {ours}. Periksa dulu kalau hasilnya aneh.",
        "en": "The submission comes from version {theirs} of the course, and was graded with version {ours}. Look twice if the result seems odd.",
    },
}


def say(key: str, lang: str, **fields: object) -> str:
    """Sentence ``key`` in ``lang`` with its fields filled in."""
    return SENTENCES[key][lang].format(**fields)


def choose_language() -> str:
    """Language of the output: ``KURSUS_LANG``, the system's, else Indonesian."""
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    if not system and os.name == "nt":
        system = locale.getlocale()[0]  # "English_United States"
    for name in (os.environ.get("KURSUS_LANG"), system):
        word = re.split(r"[^a-z]", (name or "").lower())[0]  # "en" of "en_US.UTF-8"
        code = {"indonesian": "id", "english": "en", "in": "id"}.get(word, word)
        if code in LANGUAGES:
            return code
    return "id"
