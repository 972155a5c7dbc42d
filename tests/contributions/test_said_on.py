import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.factories.contributions import ContributionFactory

pytestmark = pytest.mark.django_db


def test_the_day_of_words_is_that_of_the_space():
    late = dt.datetime(2026, 11, 24, 1, 30, tzinfo=dt.UTC)
    words = ContributionFactory(received_at=late)

    with timezone.override(ZoneInfo("America/Bogota")):
        assert words.said_on == dt.date(2026, 11, 23)
