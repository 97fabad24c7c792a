"""Switches the kursus pytest plugin on."""

pytest_plugins = ["kursus.plugin"]
