"""What all tests share: what takes long is left out unless ``--thorough`` is given."""


def pytest_addoption(parser):
    parser.addoption("--thorough", action="store_true", help="do what takes long, too")


def pytest_configure(config):
    config.addinivalue_line("markers", "thorough: left out unless --thorough is given")


def pytest_collection_modifyitems(config, items):
    """Leave out what takes long."""
    if not config.getoption("--thorough"):
        long = {item for item in items if item.get_closest_marker("thorough")}
        config.hook.pytest_deselected(items=list(long))
        items[:] = [item for item in items if item not in long]
