"""Dates and times are said the project's way in every language, never Django's."""

import datetime as dt
from importlib import import_module

import pytest
from django.conf import global_settings, settings
from django.utils import translation
from django.utils.formats import date_format

NAMES = {name for name in dir(global_settings) if name.endswith("_FORMAT")}
MOMENT = dt.datetime(2026, 11, 30, 1, 32, tzinfo=dt.UTC)
SAID = {
    "en": ["30 November 2026", "30 November 2026, 01:32", "30 Nov 2026, 01:32"],
    "es": [
        "30 de noviembre de 2026",
        "30 de noviembre de 2026, 01:32",
        "30 de noviembre de 2026, 01:32",
    ],
    "fr": ["30 novembre 2026", "30 novembre 2026, 01:32", "30 novembre 2026, 01:32"],
    "ar": ["30 نوفمبر 2026", "30 نوفمبر 2026، 01:32", "30 نوفمبر 2026، 01:32"],
}


@pytest.mark.parametrize("language", SAID)
def test_a_moment_is_said_in_the_order_of_the_language_and_by_24_hours(language):
    with translation.override(language):
        said = [
            date_format(MOMENT, name)
            for name in ("DATE_FORMAT", "DATETIME_FORMAT", "SHORT_DATETIME_FORMAT")
        ]

    assert said == SAID[language]


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_no_format_is_left_to_django(language):
    formats = import_module(f"accord.ui.formats.{language}.formats")

    assert {name for name in NAMES if not hasattr(formats, name)} == set()


@pytest.mark.parametrize(
    ("language", "first", "tenth"),
    [
        ("fr", "1er décembre 2026", "10 décembre 2026"),
        ("es", "1 de diciembre de 2026", "10 de diciembre de 2026"),
        ("en", "1 December 2026", "10 December 2026"),
    ],
)
def test_the_first_of_a_month_is_said_as_the_language_does(language, first, tenth):
    with translation.override(language):
        said = [date_format(dt.date(2026, 12, day)) for day in (1, 10)]

    assert said == [first, tenth]
