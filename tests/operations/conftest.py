"""The log as it is written: formatted at once, as what a line says of its request is then known."""

import logging

import pytest
from django.core.cache import cache

from accord.ui.logs import JsonFormatter, LineFormatter

LOGGERS = ("", "accord.access", "accord.letters", "django.request", "django_tasks")


class Lines(logging.Handler):
    """All records, in both formats."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.plain, self.as_json = [], []

    def emit(self, record):
        self.plain.append(LineFormatter().format(record))
        self.as_json.append(JsonFormatter().format(record))


@pytest.fixture
def lines():
    """Listens to every logger that there is, at its lowest level."""
    handler, root = Lines(), logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in LOGGERS}
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture(autouse=True)
def fresh(quick_settings):
    cache.clear()
