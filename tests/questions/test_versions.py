"""Who began under a version finishes under it, whatever a planner does meanwhile."""

import csv
import datetime as dt
import json
import re
import uuid

import pytest
from django.utils import timezone

from accord.activities.ideas.actions import submit_idea
from accord.contributions.actions import ContributionInput, edit, withdraw
from accord.contributions.models import Contribution, Draft
from accord.contributions.retention import DAYS
from accord.contributions.revisions import with_answers
from accord.errors import Conflict
from accord.people.actions import erase
from accord.questions.actions import ChoiceWords, discard_changes, edit_question
from accord.questions.actions.drafts import QuestionWords
from accord.questions.answers import GivenAnswer, answers_of
from accord.questions.models import Answer, Sheet
from accord.questions.sheets import current_sheet, sheet_of
from accord.ui.texts import LocalizedText
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory
from tests.factories.viewers import viewer_of
from tests.pages import form_with
from tests.questions.conftest import WORDS

pytestmark = pytest.mark.django_db
CONTACT = "ask ana@example.org"


def text(words):
    return LocalizedText({"en": words})


def choices(*words):
    return [ChoiceWords(text(one)) for one in words]


def required_next(pages):
    pages.ask("short_text", "Who are you with?", is_required=True)
    pages.put()


def test_a_page_opened_before_is_taken_under_its_own_version(pages, writer):
    page = writer.text()
    required_next(pages)

    answer = writer.write(page)
    check = writer.client.get(answer["Location"]).content.decode()
    writer.send(check)

    assert "Who are you with?" not in check
    assert Contribution.objects.get().sheet is None
    assert "Who are you with?" in writer.text()


@pytest.mark.parametrize("said", ["0", "1", "0:made-up", "another page’s"])
def test_who_did_not_begin_under_a_version_is_asked_what_is_asked_now(pages, writer, said):
    before = writer.form().values["sheet"]
    required_next(pages)

    refused = writer.write(sheet=before if said == "another page’s" else said)

    assert refused.status_code == 422
    assert "Who are you with?" in refused.content.decode()
    assert Draft.objects.get().sheet.number == 1


@pytest.mark.parametrize(("days", "status"), [(DAYS - 1, 302), (DAYS + 1, 422)])
def test_an_earlier_version_is_taken_for_as_long_as_drafts_live(
    pages, writer, time_machine, days, status
):
    page, now = writer.text(), timezone.now()
    time_machine.move_to(now - dt.timedelta(days=days))
    required_next(pages)
    time_machine.move_to(now)

    answer = writer.write(page)

    assert answer.status_code == status


def test_a_draft_keeps_its_version(pages, writer):
    pages.ask("short_text", "Who are you with?")
    pages.put()
    writer.write(save="1", **{"answer-who_are_you_with": "My sister"})
    pages.ask("short_text", "Anything else?", is_required=True)
    pages.put()

    page = writer.text()
    check = writer.client.get(writer.write(page)["Location"])

    draft = Draft.objects.get()
    assert draft.sheet.number == 1
    assert form_with(page, "title").values["answer-who_are_you_with"] == "My sister"
    assert "Anything else?" not in page
    assert check.status_code == 200
    assert "Anything else?" in writer.text(new=1)


def test_a_choice_that_is_gone_keeps_its_words_in_old_answers(pages, writer):
    pages.ask("single", "How?", choices=choices("By bus", "On foot"))
    pages.put()
    idea = writer.share(**{"answer-how": "by_bus"})
    kept = ChoiceWords(text("On foot"), "on_foot")
    words = QuestionWords(text=text("How?"), choices=[kept, ChoiceWords(text("By tram"))])
    edit_question(viewer=pages.viewer, activity=pages.activity, code="how", words=words)
    pages.put()

    page = writer.client.get(idea.get_absolute_url()).content.decode()

    assert "By bus" in page
    assert "By bus" not in writer.text()
    assert "By bus" in writer.file("csv")
    assert '"by_bus": {"en": "By bus"}' in writer.file("json")


def test_a_choice_that_was_reworded_says_in_files_what_it_said_when_it_was_answered(pages, writer):
    pages.ask("single", "How?", choices=choices("Now and then", "Never"))
    pages.put()
    writer.share(**{"answer-how": "now_and_then"})
    kept = [ChoiceWords(text("Every day"), "now_and_then"), ChoiceWords(text("Never"), "never")]
    words = QuestionWords(text=text("How often?"), choices=kept)
    edit_question(viewer=pages.viewer, activity=pages.activity, code="how", words=words)
    pages.put()

    file = json.loads(writer.file("json"))
    table = csv.DictReader(writer.file("csv").removeprefix("\ufeff").splitlines())

    (idea,), (column,) = file["ideas"], file["questions"]
    (wording,) = [one for one in column["wordings"] if idea["questions_version"] in one["versions"]]
    assert wording["question"] == {"en": "How?"}
    assert wording["choices"][idea["answer_how"]] == {"en": "Now and then"}
    assert [one["versions"] for one in column["wordings"]] == [[2], [1]]
    assert [(row["questions_version"], row["answer_how_words"]) for row in table] == [
        ("1", "Now and then")
    ]


def test_changes_that_are_taken_back_leave_nothing_to_publish(pages):
    pages.ask("short_text", "Who?")
    pages.put()
    pages.ask("short_text", "Where?")
    assert "aren’t published yet" in pages.page()

    discard_changes(viewer=pages.viewer, activity=pages.activity)

    assert "aren’t published yet" not in pages.page()
    with pytest.raises(Conflict):
        pages.put()


def test_a_question_saved_as_it_was_is_nothing_to_publish(pages):
    pages.ask("short_text", "Who?")
    pages.put()
    words = QuestionWords(text=text("Who?"))
    edit_question(viewer=pages.viewer, activity=pages.activity, code="who", words=words)

    with pytest.raises(Conflict):
        pages.put()


def test_a_published_version_never_changes(pages):
    pages.ask("short_text", "Who?")
    first = pages.put()
    words = QuestionWords(text=text("Who else?"))
    edit_question(viewer=pages.viewer, activity=pages.activity, code="who", words=words)
    second = pages.put()

    said = [str(one.questions.get(code="who").text) for one in (first, second)]

    assert said == ["Who?", "Who else?"]
    assert [row.number for row in Sheet.objects.order_by("number")] == [1, 2]


def test_a_version_of_another_activity_is_never_taken(pages, writer):
    other = ActivityFactory(process=pages.activity.process)
    stray = Sheet.objects.create(
        subject=other.subject.children.create(
            space=other.subject.space, kind="sheet", code=f"{other.subject.code}/1"
        ),
        about=other.subject,
        number=1,
    )
    said = ContributionInput(title="A", body="B", language="en", sheet=stray)

    with pytest.raises(Conflict):
        submit_idea(viewer=viewer_of(), activity=pages.activity, said=said, key=uuid.uuid4())


# --- Drafts, and sending twice ------------------------------------------------------
def test_what_was_typed_comes_back_right_or_wrong(pages, writer):
    pages.ask("multiple", "Which?", choices=choices("One", "Two", "Three"), max_choices=1)
    pages.ask("number", "How many?")
    pages.put()
    typed = {"answer-which": ["one", "three"], "answer-how_many": "many"}

    refused = writer.write(**typed)
    again = writer.text()

    for page in (refused.content.decode(), again):
        assert page.count("checked") == 2
        assert 'value="many"' in page
    assert refused.status_code == 422
    assert "Tick at most 1." in refused.content.decode()
    assert "Give a number, such as 12." in refused.content.decode()


def test_sent_twice_it_is_one_and_other_answers_make_another(pages, writer):
    pages.ask("short_text", "Who?")
    pages.ask("short_text", "What?")
    pages.put()
    page = writer.text()
    sheet = form_with(page, "title").values["sheet"]
    check = writer.client.get(writer.write(page, **{"answer-who": "Ana"})["Location"])
    form = form_with(check.content.decode(), "consent")

    for answers in ({}, {}, {"answer-who": "", "answer-what": "Ana"}):
        writer.client.post(form.action, {**form.values, "consent": "on", **answers})

    assert sheet.startswith("1:")
    assert Contribution.objects.count() == 2
    assert sorted(Answer.objects.values_list("question__code", "text")) == [
        ("what", "Ana"),
        ("who", "Ana"),
    ]


# --- Free text, and what isn't public ------------------------------------------------------
def test_a_free_text_with_contact_details_is_held_with_the_words(pages, writer):
    pages.ask("long_text", "Tell us more.")
    pages.put()

    idea = writer.share(**{"answer-tell_us_more": CONTACT})

    assert (idea.published_at, idea.held_reason) == (None, "It contains an e-mail address.")
    assert CONTACT not in writer.file("csv")


def test_what_is_not_public_stands_on_no_page_and_in_no_public_file(pages, writer, client):
    pages.ask(
        "short_text",
        "Which illness?",
        is_sensitive=True,
        sensitive_reason=text("To see whom we reach."),
    )
    pages.put()
    form = writer.text()
    idea = writer.share(**{"answer-which_illness": f"Okapitis, {CONTACT}"})
    public = [
        client.get(idea.get_absolute_url()).content.decode(),
        writer.file("csv"),
        writer.file("json"),
    ]
    whole = pages.client.get(pages.address("data", "csv"))
    theirs = pages.client.get(idea.get_absolute_url()).content.decode()

    assert "To see whom we reach." in form
    assert "only those who run this see your answer" in form
    assert idea.published_at is not None
    assert all("Okapitis" not in page and "which_illness" not in page for page in public)
    assert "Okapitis" in theirs
    assert "Okapitis" in b"".join(whole.streaming_content).decode()
    assert client.get(pages.address("data", "csv")).status_code in (302, 403, 404)


def test_what_is_not_public_goes_with_the_words_that_are_taken_back(pages, writer):
    author = PersonFactory()
    writer.client.force_login(author, "allauth.account.auth_backends.AuthenticationBackend")
    pages.ask("short_text", "Which?", is_sensitive=True, sensitive_reason=text("Why."))
    pages.ask("short_text", "Who?")
    pages.put()
    idea = writer.share(**{"answer-which": "Okapitis", "answer-who": "Ana"})

    withdraw(viewer=viewer_of(author), contribution=idea)

    assert [row.text for row in Answer.objects.all()] == ["Ana"]


def test_what_is_not_public_goes_with_an_account(pages, writer):
    author = PersonFactory()
    writer.client.force_login(author, "allauth.account.auth_backends.AuthenticationBackend")
    pages.ask("short_text", "Which?", is_sensitive=True, sensitive_reason=text("Why."))
    pages.ask("short_text", "Who?")
    pages.put()
    writer.share(**{"answer-which": "Okapitis", "answer-who": "Ana"})

    erase(person=author)

    assert [row.text for row in Answer.objects.all()] == ["Ana"]


# --- Changed later ------------------------------------------------------
@pytest.fixture
def idea(pages, writer):
    author = PersonFactory()
    writer.client.force_login(author, "allauth.account.auth_backends.AuthenticationBackend")
    pages.ask("single", "How?", choices=choices("By bus", "On foot"))
    pages.ask("short_text", "Which?", is_sensitive=True, sensitive_reason=text("Why."))
    pages.ask("short_text", "Anything else?")
    pages.put()
    return writer.share(**{"answer-how": "by_bus", "answer-which": "Okapitis"})


def edit_page(writer, idea):
    from django.urls import reverse

    address = reverse("contributions:edit", args=[idea.subject.kind, idea.subject.code])
    return address, form_with(writer.client.get(address).content.decode(), "title")


def test_changing_an_idea_shows_its_answers_under_its_version(pages, writer, idea):
    required_next(pages)

    address, form = edit_page(writer, idea)
    answer = writer.client.post(address, {**form.values, "answer-how": "on_foot"})

    assert form.values["answer-how"] == "by_bus"
    assert "answer-who_are_you_with" not in form.names
    assert "place" not in form.names
    assert answer.status_code == 302
    given = answers_of([idea.pk], with_sensitive=True)[idea.pk]
    assert [one.canonical for one in given] == ["on_foot", "Okapitis"]


def test_earlier_answers_can_be_read_with_the_earlier_words(writer, idea):
    address, form = edit_page(writer, idea)
    writer.client.post(address, {**form.values, "answer-how": "on_foot"})

    (revision,) = with_answers(idea.revisions.all())
    page = writer.client.get(address.replace("/edit/", "/revisions/")).content.decode()

    assert [one.shown for one in revision.given] == ["By bus"]
    assert "By bus" in page
    assert "Okapitis" not in page


def test_a_change_of_what_is_not_public_leaves_no_trace(writer, idea):
    address, form = edit_page(writer, idea)

    writer.client.post(address, {**form.values, "answer-which": "None"})

    idea.refresh_from_db()
    assert (idea.revision, idea.revisions.count()) == (1, 0)
    assert Answer.objects.filter(text="None").exists()


def test_contact_details_put_in_later_are_refused(idea):
    question = sheet_of(idea.activity, idea.sheet).by_code["anything_else"]

    with pytest.raises(Conflict, match="Leave out phone numbers"):
        edit(
            viewer=viewer_of(idea.author),
            contribution=idea,
            title=idea.title,
            body=idea.body,
            answers=(GivenAnswer(question, CONTACT),),
        )
    assert not Answer.objects.filter(text=CONTACT).exists()


def test_the_types_own_sheet_is_asked_where_none_was_written(activity):
    sheet = current_sheet(activity)

    assert (sheet.number, sheet.row) == (0, None)
    assert [question.name for question in sheet.to_fill_in] == [
        "title", "body", "place", "signed_as", "language",
    ]  # fmt: skip
    assert WORDS.keys() <= set(sheet.by_code)


def test_a_sheet_of_two_pages_proposes_the_readers_language(pages, writer):
    edit_question(
        viewer=pages.viewer,
        activity=pages.activity,
        code="language",
        words=QuestionWords(kind="language", text=text("Language"), starts_page=True),
    )
    pages.put()
    form = form_with(writer.text(language="es"), "title")
    typed = {**form.values, "title": "El agua", "body": "Sabe a metal."}

    answer = writer.client.post(form.action, typed, headers={"accept-language": "es"})
    second = writer.client.get(answer["Location"], headers={"accept-language": "es"})

    assert re.findall(r'<option value="(\w+)" selected>', second.content.decode()) == ["es"]
