"""A planner adds questions in the browser; they stand wherever the idea's own questions do."""

import csv
import json

import pytest
from django.urls import reverse

from accord.contributions.models import Contribution
from accord.questions.actions import add_question
from accord.questions.actions.drafts import QuestionWords
from accord.questions.models import Answer, Question, Sheet
from accord.record.models import LogEntry
from accord.ui.texts import LocalizedText
from tests.pages import form_with
from tests.questions.conftest import WORDS

pytestmark = pytest.mark.django_db

TRAVEL = {
    "text_es": "¿Cómo viene?",
    "text_fr": "Comment venez-vous ?",
    "choice-1_en": "By bus",
    "choice-1_es": "En bus",
    "choice-1_fr": "En bus de ville",
    "choice-1-code": "",
    "choice-2_en": "On foot",
    "choice-2-code": "",
}
AGE = {"text_es": "¿Cuántos viven con usted?", "text_fr": "Combien vivent chez vous ?"}
ASKED = {
    "en": ("How do you come?", "How many live with you?"),
    "es": ("¿Cómo viene?", "¿Cuántos viven con usted?"),
    "fr": ("Comment venez-vous ?", "Combien vivent chez vous ?"),
}
BY_BUS = {"en": "By bus", "es": "En bus", "fr": "En bus de ville"}
ANSWERS = {"answer-how_do_you_come": "by_bus", "answer-how_many_live_with_you": "3"}


@pytest.fixture
def asked(pages):
    """Two questions, added and published by real requests."""
    assert pages.add("single", "How do you come?", **TRAVEL).status_code == 302
    number = pages.add("number", "How many live with you?", min_number="1", max_number="9", **AGE)
    assert number.status_code == 302
    assert pages.publish().status_code == 302
    return pages


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_two_added_questions_stand_in_form_check_paper_and_files_in_each_language(
    asked, writer, language
):
    form = writer.text(language=language)
    writer.write(**ANSWERS)
    check = writer.text("check", language)
    writer.send(writer.text("check"))
    paper = writer.text("form", language)
    table = list(csv.reader(writer.file("csv", language).removeprefix("\ufeff").splitlines()))
    file = json.loads(writer.file("json", language))

    for page in (form, check, paper):
        assert all(text in page for text in ASKED[language])
    assert BY_BUS[language] in form
    assert f"☐ {BY_BUS[language]}" in paper
    assert BY_BUS[language] in check
    assert "On foot" not in check
    by_name = dict(zip(*table, strict=True))
    assert by_name["answer_how_do_you_come"] == "by_bus"
    assert by_name["answer_how_do_you_come_words"] == BY_BUS[language]
    assert by_name["answer_how_many_live_with_you"] == "3"
    (idea,) = file["ideas"]
    assert (idea["answer_how_do_you_come"], idea["answer_how_many_live_with_you"]) == (
        "by_bus",
        3,
    )
    described = {row["column"]: row for row in file["questions"]}
    (come,) = described["answer_how_do_you_come"]["wordings"]
    (live,) = described["answer_how_many_live_with_you"]["wordings"]
    assert (come["versions"], come["choices"]["by_bus"]) == ([1], BY_BUS)
    assert live["question"][language] == ASKED[language][1]


def test_our_own_columns_stay_where_they_were(asked, writer):
    writer.share(**ANSWERS)

    header = next(csv.reader(writer.file("csv").removeprefix("\ufeff").splitlines()))

    assert header[:12] == [
        "number",
        "said_on",
        "byline",
        "title",
        "body",
        "language",
        "place",
        "door",
        "revision",
        "supports",
        "comments",
        "answered_on",
    ]


def test_answers_stand_on_the_page_of_the_idea_and_in_rows(asked, writer, client):
    idea = writer.share(**ANSWERS)

    page = client.get(idea.get_absolute_url()).content.decode()

    assert "How do you come?" in page
    assert "By bus" in page
    assert {row.question.code: row.value for row in Answer.objects.all()} == {
        "how_do_you_come": ("by_bus",),
        "how_many_live_with_you": 3,
    }
    assert idea.sheet == Sheet.objects.get()


def test_publishing_is_one_line_of_the_log_and_says_all_that_is_asked(asked, client):
    entry = LogEntry.objects.get(verb="sheet.published")
    sheet = Sheet.objects.get()

    page = client.get(sheet.get_absolute_url()).content.decode()

    assert (entry.subject.kind, entry.subject.code) == ("sheet", sheet.subject.code)
    assert all(text in page for text in ASKED["en"])


@pytest.mark.tampers("puts another question into people's mouths past the site")
def test_a_question_changed_past_the_site_is_found(asked):
    from accord.record.checks import check_log
    from tests.record.helpers import numbered_log

    Question.objects.filter(code="how_do_you_come").update(text={"en": "Why do you come?"})

    (fault,) = check_log(numbered_log(asked.activity.process.space)).faults
    assert "sheet" in fault.message


def test_a_sheet_prepared_before_the_announcement_gets_its_line_with_it(pages, activity):
    activity.announced_at = None
    activity.save()
    pages.ask("short_text", "Who are you with?")
    pages.put()
    assert not LogEntry.objects.filter(verb="sheet.published").exists()

    from accord.processes.actions import announce_activity

    announce_activity(viewer=pages.viewer, activity=activity)

    assert LogEntry.objects.get(verb="sheet.published").subject == Sheet.objects.get().subject


def test_nobody_is_asked_before_it_is_published(pages, writer):
    pages.add("short_text", "Who told you of this?")

    assert "Who told you of this?" not in writer.text()
    assert "Who told you of this?" in pages.page("preview")
    assert pages.client.get(reverse("questions:version", args=[
        pages.activity.process.slug, pages.activity.slug, 1])).status_code == 200  # fmt: skip
    assert writer.client.get(Sheet.objects.get().get_absolute_url()).status_code == 404


def test_what_somebody_looked_at_is_what_they_publish(pages):
    pages.add("short_text", "One?")
    form = form_with(pages.page("preview"), "seen")
    pages.add("short_text", "Two?")

    pages.client.post(form.action, form.values)

    assert not Sheet.objects.filter(published_at__isnull=False).exists()


def test_up_and_down_and_who_depends_stays_behind(pages):
    first = pages.ask("single", "Do you drive?", choices=two_choices())
    pages.ask("short_text", "Which car?", show_if=("do_you_drive", "yes"))

    moved = pages.client.post(pages.address("place", first.code), {"to": "down"}, follow=True)
    pages.client.post(pages.address("place", first.code), {"to": "up"})

    assert "can only depend on a question that stands before it" in moved.content.decode()
    codes = list(Question.objects.order_by("position").values_list("code", flat=True))
    assert codes == [
        "title", "body", "do_you_drive", "place", "which_car", "signed_as", "language", "consent",
    ]  # fmt: skip


def two_choices():
    from accord.questions.actions import ChoiceWords
    from accord.ui.texts import LocalizedText

    return [ChoiceWords(LocalizedText({"en": text})) for text in ("Yes", "No")]


def test_a_question_is_removed_for_those_who_begin_after_it(asked, writer):
    idea = writer.share(**ANSWERS)

    asked.client.post(asked.address("removal", "how_do_you_come"))
    asked.publish()

    assert "How do you come?" not in writer.text()
    assert "How do you come?" in writer.client.get(idea.get_absolute_url()).content.decode()
    assert "answer_how_do_you_come" in writer.file("csv")


def test_our_own_questions_stay_and_can_be_put_in_other_words(pages, writer):
    refused = pages.client.post(pages.address("removal", "title"))
    pages.client.post(pages.address("edit", "place"), {"text_en": "Which village?", "text_es": ""})
    pages.client.post(pages.address("edit", "language"), {"text_en": "Tongue?"})
    pages.publish()

    assert "belongs to the activity" in refused.content.decode()
    assert refused.status_code == 422
    for page in (writer.text(), writer.text("form")):
        assert "Which village?" in page
        assert "Where is it about?" not in page
    assert "Tongue?" not in writer.text()
    assert writer.share(**WORDS).idea.place == "Lower Ford"


def test_taking_changes_back_begins_again_from_what_is_asked(asked, writer):
    asked.add("short_text", "Anything else?")

    asked.client.post(asked.address("discard"))

    assert "Anything else?" not in asked.page()
    assert "How do you come?" in asked.page()


def test_a_choice_more_and_what_was_typed_stays(pages):
    typed = {**TRAVEL, "more": "1", "text_en": "How do you come?"}
    page = pages.client.post(pages.address("new", kind="single"), typed).content.decode()

    form = form_with(page, "choice-3_en")
    assert form.values["choice-1_fr"] == "En bus de ville"
    assert form.values["text_en"] == "How do you come?"
    assert not Question.objects.exists()


def test_the_writers_language_stands_open_and_the_others_one_click_away(pages):
    headers = {"accept-language": "fr"}
    address = pages.address("new", kind="short_text")

    page = pages.client.get(address, headers=headers).content.decode()

    assert page.index('name="text_fr"') < page.index("<details") < page.index('name="text_en"')


def test_who_does_not_run_the_process_reaches_nothing(pages, client, activity):
    from tests.factories.people import PersonFactory
    from tests.questions.conftest import BACKEND

    pages.ask("short_text", "One?")
    client.force_login(PersonFactory(), BACKEND)
    names = ["list", "preview", "publication", "discard", "new"]

    found = {client.get(pages.address(name)).status_code for name in names}
    found |= {client.post(pages.address(name)).status_code for name in names}

    assert found <= {403, 404, 405}
    assert Contribution.objects.count() == 0


def test_where_no_kind_is_chosen_the_page_says_so(pages):
    page = pages.client.get(pages.address("new", chosen="1"))

    assert "There’s a problem" in page.content.decode()


def test_what_is_missing_in_a_language_is_said_before_it_is_published(pages):
    pages.ask("short_text", "Who?")
    both = LocalizedText({"en": "Where?", "es": "¿Dónde?", "fr": "Où ?"})
    words = QuestionWords(kind="short_text", text=both)
    add_question(viewer=pages.viewer, activity=pages.activity, words=words)

    page = pages.page("preview")

    assert "Not in Español: Who?" in page
    assert "Not in Français: Who?" in page
    assert "Not in English" not in page


def test_after_moving_a_question_the_page_is_where_it_stands(pages):
    pages.ask("short_text", "Who?")

    answer = pages.client.post(pages.address("place", "who"), {"to": "up"})

    assert answer["Location"].endswith("/questions/#question-who")
