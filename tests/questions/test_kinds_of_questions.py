"""A kind is said once, and is then asked on the web, on paper, by voice, and stands in files."""

import csv
import datetime as dt
import json
import re
from decimal import Decimal

import pytest

from accord.questions.actions import ChoiceWords
from accord.questions.models import Answer
from accord.questions.registry import (
    Asking,
    QuestionKind,
    question_kind,
    question_kinds,
    register_question_kind,
)
from accord.questions.sheets import current_sheet
from accord.ui.texts import LocalizedText

pytestmark = pytest.mark.django_db


def choices(*words):
    return [ChoiceWords(LocalizedText({"en": one})) for one in words]


def test_two_owners_of_one_kind_stop_the_start():
    with pytest.raises(ValueError, match="has an owner already"):
        register_question_kind(question_kind("number"))


SAMPLES = {
    "short_text": ({}, "Ana", "Ana"),
    "long_text": ({}, "Ana\nand Ben", "Ana\nand Ben"),
    "number": ({}, "12,5", Decimal("12.5")),
    "date": ({}, "2027-02-03", dt.date(2027, 2, 3)),
    "single": ({"choices": choices("One", "Two")}, "one", ("one",)),
    "multiple": ({"choices": choices("One", "Two")}, ["one", "two"], ("one", "two")),
    "place": ({}, "Lower Ford", "Lower Ford"),
    "consent": ({}, "on", ("yes",)),
}


def test_there_is_a_sample_of_each_kind_that_can_be_chosen():
    assert sorted(SAMPLES) == sorted(kind.key for kind in question_kinds() if kind.is_offered)


@pytest.mark.parametrize("key", SAMPLES)
def test_what_is_answered_is_kept_shown_printed_spoken_and_taken_home(pages, writer, key):
    words, typed, kept = SAMPLES[key]
    pages.ask(key, "Which one?", **words)
    pages.put()

    check = writer.check(**{"answer-which_one": typed})
    writer.send(check)

    answer = Answer.objects.select_related("question").get()
    question = current_sheet(pages.activity).by_code["which_one"]
    shown = str(question.kind.shown(question, answer.value))
    assert answer.value == kept
    assert shown.split("\n")[0] in check
    assert "Which one?" in writer.text("form")
    assert "Which one?" in question.kind.spoken(question, Asking())
    table = list(csv.reader(writer.file("csv").removeprefix("\ufeff").splitlines(keepends=True)))
    cell = dict(zip(*table, strict=True))["answer_which_one"]
    assert cell == question.kind.canonical(kept)
    assert json.loads(writer.file("json"))["ideas"][0]["answer_which_one"] is not None


@pytest.mark.parametrize("key", SAMPLES)
def test_nothing_answered_is_nothing_kept(pages, writer, key):
    pages.ask(key, "Which one?", **SAMPLES[key][0])
    pages.put()

    writer.share()

    assert not Answer.objects.exists()


def test_a_question_is_spoken_in_sentences_with_numbered_choices(pages):
    pages.ask("multiple", "How do you come?", choices=choices("By bus", "On foot"), max_choices=1)
    pages.put()
    question = current_sheet(pages.activity).by_code["how_do_you_come"]

    said = question.kind.spoken(question, Asking())

    assert said == "How do you come? Tick at most 1. 1: By bus. 2: On foot. You can leave this out."


def test_a_kind_that_says_no_more_than_its_field_is_one(pages):
    class Plain(QuestionKind):
        key, name = "plain", "Plain"

        def field(self, question, asking):
            from django import forms

            return forms.IntegerField()

    assert Plain().canonical(Decimal("1E+2")) == "100"
    assert Plain().is_empty(None)


# --- Columns to take home ------------------------------------------------------------------
def header_of(writer):
    return writer.file("csv").removeprefix("\ufeff").splitlines()[0].split(",")


@pytest.mark.parametrize("key", SAMPLES)
@pytest.mark.parametrize("is_first", [True, False])
def test_no_two_questions_share_a_column(pages, writer, key, is_first):
    """Whatever a kind calls its columns, and in whatever order two are added."""
    words = SAMPLES[key][0]
    if is_first:
        pages.ask(key, "Key", **words)
    for other in ("Key words", "Key words 2"):
        pages.ask("short_text", other)
    if not is_first:
        pages.ask(key, "Key", **words)
    pages.put()

    header = header_of(writer)

    assert len(set(header)) == len(header)


def test_no_answer_covers_another_in_a_file(pages, writer):
    pages.ask("single", "Key", choices=choices("One", "Two"))
    other = pages.ask("short_text", "Key words")
    pages.put()

    writer.share(**{"answer-key": "one", f"answer-{other.code}": "wells and water"})

    cells = dict(zip(*csv.reader(writer.file("csv").splitlines()), strict=True))
    assert cells["answer_key_words"] == "One"
    assert cells[f"answer_{other.code}"] == "wells and water"


@pytest.mark.parametrize(
    ("typed", "cell"), [("-5", "-5"), ("-12.5", "-12.5"), ("1,200", "1200"), ("0.1", "0.1")]
)
def test_a_number_stands_in_a_table_as_a_number(pages, writer, typed, cell):
    pages.ask("number", "How warm?")
    pages.put()

    writer.share(**{"answer-how_warm": typed})

    cells = dict(zip(*csv.reader(writer.file("csv").splitlines()), strict=True))
    assert cells["answer_how_warm"] == cell


# --- How often the database is asked ------------------------------------------------------
@pytest.mark.parametrize("count", [1, 40])
def test_a_form_of_forty_questions_asks_the_database_as_often_as_one(
    pages, writer, count, django_assert_max_num_queries
):
    for number in range(count):
        pages.ask("single", f"No. {number}?", choices=choices("One", "Two"))
    pages.put()
    writer.write(save="1")

    with django_assert_max_num_queries(12):
        page = writer.text()

    assert page.count("<fieldset") >= count


@pytest.mark.parametrize("count", [1, 40])
def test_a_check_page_and_a_sending_of_forty_ask_no_more(
    pages, writer, count, django_assert_max_num_queries
):
    for number in range(count):
        pages.ask("short_text", f"No. {number}?")
    pages.put()
    check = writer.write(**{f"answer-no_{number}": "A" for number in range(count)})["Location"]

    with django_assert_max_num_queries(12):
        page = writer.client.get(check).content.decode()
    with django_assert_max_num_queries(44):
        writer.send(page)

    assert Answer.objects.count() == count


@pytest.mark.parametrize("count", [1, 5])
def test_a_file_of_many_ideas_asks_no_more_for_their_answers(
    pages, writer, count, django_assert_num_queries
):
    pages.ask("short_text", "Who?")
    pages.put()
    for number in range(count):
        writer.share(title=f"Wells {number}", **{"answer-who": "Ana"})
    export = pages.activity.type.exports["csv"].lines

    with django_assert_num_queries(3):  # questions, ideas, answers
        lines = list(export(pages.activity))

    assert len(lines) == count + 1


def test_on_paper_a_day_is_boxes_in_the_readers_order(pages, writer):
    pages.ask("date", "When did it begin?")
    pages.put()

    paper = writer.text("form", language="en")

    boxes = re.search(r'<dd class="day-boxes">(.*?)</dd>', paper, re.DOTALL)[1]
    assert re.findall(r"Day|Month|Year", boxes) == ["Day", "Month", "Year"]
    assert boxes.count("<i>&nbsp;</i>") == 8
