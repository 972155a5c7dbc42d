"""Two planners, or one in two tabs, write the same questions: neither covers the other's words."""

import re

import pytest

from accord.questions.models import Question
from tests.pages import form_with, forms_of

pytestmark = pytest.mark.django_db


def codes():
    rows = Question.objects.filter(is_built_in=False, sheet__published_at=None)
    return [row.code for row in rows.order_by("position")]


def form_to(page, address):
    return next(form for form in forms_of(page) if form.action == address)


def words_of(code):
    return Question.objects.get(code=code, sheet__published_at=None).text.plain()["en"]


@pytest.fixture
def who(pages):
    return pages.ask("short_text", "Who?")


def change_meanwhile(pages, **typed):
    form = form_with(pages.page("edit", "who"), "text_en")
    assert pages.client.post(pages.address("edit", "who"), form.values | typed).status_code == 302


@pytest.mark.parametrize("is_published", [True, False])
def test_words_that_somebody_else_saved_first_are_shown_and_stay(pages, who, is_published):
    if is_published:
        pages.put()
    form = form_with(pages.page("edit", "who"), "text_en")
    change_meanwhile(pages, text_en="Who comes with you?", hint_en="Count the children.")

    late = pages.client.post(pages.address("edit", "who"), form.values | {"hint_en": "A hint"})

    page = late.content.decode()
    assert late.status_code == 422
    assert "Somebody else has changed this question while you were writing." in page
    assert "Who comes with you?" in page
    assert "Count the children." in page
    assert form_with(page, "text_en").values["hint_en"] == "A hint"
    assert words_of("who") == "Who comes with you?"


def test_saving_again_replaces_what_was_shown(pages, who):
    form = form_with(pages.page("edit", "who"), "text_en")
    change_meanwhile(pages, text_en="Who comes with you?")
    typed = form.values | {"text_en": "Who else?"}
    both = pages.client.post(pages.address("edit", "who"), typed).content.decode()

    again = pages.client.post(pages.address("edit", "who"), form_with(both, "text_en").values)

    assert again.status_code == 302
    assert words_of("who") == "Who else?"


def test_one_more_choice_keeps_the_mark_of_what_was_read(pages):
    pages.add("single", "How?", **{"choice-1_en": "By bus", "choice-2_en": "On foot"})
    form = form_with(pages.page("edit", "how"), "text_en")
    pages.client.post(pages.address("edit", "how"), form.values | {"choice-1_en": "By tram"})
    more = pages.client.post(pages.address("edit", "how"), form.values | {"more": "1"})

    late = pages.client.post(
        pages.address("edit", "how"), form_with(more.content.decode(), "text_en").values
    )

    assert late.status_code == 422
    assert "By tram" in late.content.decode()


def test_all_that_somebody_else_set_is_shown(pages):
    pages.add("single", "Drive?", **{"choice-1_en": "Yes", "choice-2_en": "No"})
    pages.add("number", "How far?")
    form = form_with(pages.page("edit", "how_far"), "text_en")
    theirs = {"show_if": "drive=yes", "max_number": "90", "is_required": "on", "starts_page": "on"}
    pages.client.post(pages.address("edit", "how_far"), form.values | theirs)

    late = pages.client.post(pages.address("edit", "how_far"), form.values)

    (notice,) = re.findall(
        r'<div class="notice bad" role="alert">(.*?)</div>', late.content.decode(), re.S
    )
    for said in ("“Yes” to “Drive?”", "up to 90", "must be answered", "A new page begins here"):
        assert said in notice


def new_form(pages, kind="short_text"):
    return form_with(pages.client.get(pages.address("new", kind=kind)).content.decode(), "text_en")


@pytest.mark.parametrize("is_published", [True, False])
def test_a_new_question_that_is_sent_twice_is_one(pages, is_published):
    address, form = pages.address("new", kind="short_text"), new_form(pages)
    typed = form.values | {"text_en": "Who?"}

    first = pages.client.post(address, typed)
    if is_published:
        pages.publish()
    second = pages.client.post(address, typed)

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert Question.objects.filter(is_built_in=False).count() == 1


def test_other_words_from_the_same_form_are_another_question(pages):
    address, form = pages.address("new", kind="short_text"), new_form(pages)

    pages.client.post(address, form.values | {"text_en": "Who?"})
    pages.client.post(address, form.values | {"text_en": "Who else?"})

    assert codes() == ["who", "who_else"]


def test_a_question_can_be_added_again_from_another_form(pages):
    address = pages.address("new", kind="short_text")

    for _time in range(2):
        pages.client.post(address, new_form(pages).values | {"text_en": "Who?"})

    assert codes() == ["who", "who_2"]


def test_other_questions_can_be_changed_at_the_same_time(pages, who):
    pages.ask("short_text", "What?")
    form = form_with(pages.page("edit", "what"), "text_en")
    change_meanwhile(pages, text_en="Who comes with you?")

    saved = pages.client.post(pages.address("edit", "what"), form.values | {"text_en": "What now?"})

    assert saved.status_code == 302
    assert (words_of("who"), words_of("what")) == ("Who comes with you?", "What now?")


def test_a_question_that_somebody_else_changed_is_not_removed_unseen(pages, who):
    form = form_with(pages.page("removal", "who"), "seen")
    change_meanwhile(pages, text_en="Who comes with you?")

    late = pages.client.post(pages.address("removal", "who"), form.values)
    stays = codes()
    page = late.content.decode()
    pages.client.post(pages.address("removal", "who"), form_with(page, "seen").values)

    assert late.status_code == 422
    assert "Who comes with you?" in page
    assert stays == ["who"]
    assert codes() == []


def test_changes_of_somebody_else_are_not_taken_back_unseen(pages, who):
    listed = pages.page()
    seen = form_to(listed, pages.address("discard")).values
    pages.ask("long_text", "A colleague's long question?")

    late = pages.client.post(pages.address("discard"), seen, follow=True)

    assert "Somebody has changed the questions meanwhile." in late.content.decode()
    assert len(codes()) == 2


def test_nothing_moves_in_an_order_that_somebody_else_changed(pages, who):
    pages.ask("short_text", "What?")
    pages.ask("short_text", "Why?")
    address = pages.address("place", "why")
    seen = form_to(pages.page(), address).values

    pages.client.post(address, seen | {"to": "up"})
    late = pages.client.post(address, seen | {"to": "up"}, follow=True)

    assert "Somebody has changed the questions meanwhile." in late.content.decode()
    assert codes() == ["who", "why", "what"]
