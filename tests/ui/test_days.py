"""Days as people type them."""

import datetime as dt

import pytest
from django import forms
from django.utils import translation

from accord.ui.days import DayField, DayWidget, day_in_words, reading_order


class OneDay(forms.Form):
    due_on = DayField(label="Due on")


def sent(day, month, year):
    return OneDay({"due_on_day": day, "due_on_month": month, "due_on_year": year})


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", ("31", "5", "2027")),
        ("en", (" 31 ", "05", "2027")),
        ("en", ("31", "May", "2027")),
        ("es", ("31", "mayo", "2027")),
        ("fr", ("31", "Mai", "2027")),
        ("ar", ("٣١", "٥", "٢٠٢٧")),
    ],
)
def test_a_day_is_taken_in_digits_of_any_script_and_with_the_months_name(language, typed):
    with translation.override(language):
        form = sent(*typed)

        assert form.is_valid()
    assert form.cleaned_data == {"due_on": dt.date(2027, 5, 31)}


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("31", "2", "2027"), "day", "There is no 31 February 2027: that month has 28 days."),
        (("", "2", "2027"), "day", "The day is missing."),
        (("1", "", "2027"), "month", "The month is missing."),
        (("1", "2", ""), "year", "The year is missing."),
        (("0", "2", "2027"), "day", "The day is a number from 1 to 31."),
        (("1", "13", "2027"), "month", "The month is a number from 1 to 12, or its name."),
        (("1", "Mae", "2027"), "month", "The month is a number from 1 to 12, or its name."),
        (("1", "2", "27"), "year", "The year has four digits, such as 2027."),
        (("1", "2", "0202"), "year", "Check the year: 202 is far off."),
        (("²", "2", "2027"), "day", "The day is a number from 1 to 31."),
        (("9" * 5000, "2", "2027"), "day", "The day is a number from 1 to 31."),
        (("", "", ""), "required", "This is still empty."),
    ],
)
def test_what_is_wrong_is_said_of_the_part_it_is_wrong_in(typed, code, said):
    form = sent(*typed)

    error = form.errors.as_data()["due_on"][0]

    assert (error.code, error.messages) == (code, [said])


def test_a_day_may_be_left_out_where_it_is_not_needed():
    assert DayField(required=False).clean(["", "", ""]) is None


def test_a_day_sent_whole_is_taken_too():
    form = OneDay({"due_on": "2027-05-31"})

    assert (form.is_valid(), form.cleaned_data) == (True, {"due_on": dt.date(2027, 5, 31)})


def test_the_boxes_stand_as_the_language_says_a_day_and_the_day_in_words_beside(settings):
    page = DayWidget().render("due_on", dt.date(2027, 5, 31), {"id": "id_due_on"})

    assert page.index("Day") < page.index("Month") < page.index("Year")
    assert '<output class="day-said">Monday 31 May 2027</output>' in page


def test_a_language_that_begins_with_the_year_begins_with_its_box(monkeypatch):
    monkeypatch.setattr("accord.ui.days.get_format", lambda name: r"Y \d\e F j")

    assert reading_order() == ["year", "month", "day"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("es", "lunes 31 de mayo de 2027"), ("fr", "lundi 31 mai 2027"), ("en", "Monday 31 May 2027")],
)
def test_a_day_in_words_is_in_the_readers_language(language, said):
    with translation.override(language):
        assert day_in_words(dt.date(2027, 5, 31)).lower() == said.lower()
