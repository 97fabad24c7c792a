pytest_plugins = ["kursus.plugin"]
