"""The demo's story, told once for all who go on from there: it takes seconds."""

import datetime as dt

import pytest
from django.db import transaction

from accord.demo.seed import seed

TODAY = dt.date(2026, 3, 5)


@pytest.fixture(scope="package")
def seeded(django_db_setup, django_db_blocker):
    """Each test takes back what it changed, and the last one the story."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed(today=TODAY)
        yield
        transaction.set_rollback(True)
