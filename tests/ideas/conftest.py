import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_earlier_tries(quick_settings):
    cache.clear()
