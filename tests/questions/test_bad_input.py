"""What people and planners get wrong, and what the site says then."""

from decimal import Decimal

import pytest
from django.utils import translation

from accord.contributions.models import Contribution
from accord.errors import Conflict
from accord.questions.actions import ChoiceWords
from accord.questions.forms.answers import from_draft
from accord.questions.models import Answer, Question
from accord.questions.question_kinds import in_words
from accord.questions.registry import Asking
from accord.questions.sheets import MOST_QUESTIONS, current_sheet
from accord.ui.texts import LocalizedText
from tests.pages import form_with
from tests.questions.conftest import WORDS

pytestmark = pytest.mark.django_db


def choices(*words):
    return [ChoiceWords(LocalizedText({"en": one})) for one in words]


# --- Planners ------------------------------------------------------
@pytest.fixture
def drive(pages):
    return pages.ask("single", "Do you drive?", choices=choices("Yes", "No"))


@pytest.mark.parametrize("named", ["do_you_drive=yes", "later=yes", "nothing=yes", "do_you_drive"])
def test_a_question_that_depends_on_itself_or_a_later_one_is_refused_in_words(pages, drive, named):
    pages.ask("single", "Later?", choices=choices("Yes", "No"))
    typed = {"text_en": "Do you drive?", "choice-1_en": "Yes", "choice-2_en": "No"}
    codes = {"choice-1-code": "yes", "choice-2-code": "no"}

    refused = pages.client.post(
        pages.address("edit", drive.code), {**typed, **codes, "show_if": named}
    )

    assert refused.status_code == 422
    assert "can only depend on one that stands before it" in refused.content.decode()


def test_the_action_refuses_it_as_well(pages):
    with pytest.raises(Conflict, match="can only depend on a question that stands before it"):
        pages.ask("short_text", "Which car?", show_if=("which_car", "yes"))
    assert not Question.objects.filter(code="which_car").exists()


def test_a_choice_or_question_on_which_another_depends_stays(pages, drive):
    pages.ask("short_text", "Which car?", show_if=("do_you_drive", "yes"))
    typed = {"text_en": "Do you drive?", "choice-1_en": "Never", "choice-2_en": "No"}

    removed = pages.client.post(pages.address("removal", drive.code))
    changed = pages.client.post(
        pages.address("edit", drive.code), {**typed, "choice-1-code": "", "choice-2-code": "no"}
    )

    for answer in (removed, changed):
        assert answer.status_code == 422
        assert "Which car?" in answer.content.decode()
    assert "depends on a choice that isn’t there" in changed.content.decode().replace("&#x27;", "’")


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("short_text", {"text_en": " "}, "This is still empty."),
        ("short_text", {"text_en": "Q?", "max_length": "0"}, "Write 1 or more."),
        (
            "number",
            {"text_en": "Q?", "min_number": "9", "max_number": "1"},
            "less than the smallest",
        ),
        ("number", {"text_en": "Q?", "min_number": "-999999999999999.9999"}, "at most 11 digits"),
        ("number", {"text_en": "Q?", "max_number": "123456789012"}, "at most 11 digits"),
        ("date", {"text_en": "Q?", "min_date": "2027-01-02", "max_date": "2027-01-01"}, "before"),
        ("single", {"text_en": "Q?", "choice-1_en": "One"}, "at least two choices"),
        ("short_text", {"text_en": "Q?", "is_sensitive": "on"}, "Say why you ask"),
        ("language", {"text_en": "Q?"}, "Choose one of those offered."),
        ("nothing", {"text_en": "Q?"}, "Choose one of those offered."),
    ],
)
def test_what_a_planner_gets_wrong_is_said_and_kept(pages, kind, typed, said):
    refused = pages.client.post(pages.address("new", kind=kind), typed)

    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert not Question.objects.exists()


def test_two_choices_with_one_code_are_two(pages):
    typed = {"choice-1_en": "One", "choice-2_en": "Two", "choice-3_en": "Two"}

    pages.add("single", "Which?", **typed, **{f"choice-{n}-code": "one" for n in (1, 2, 3)})

    said = [(row["code"], row["text"]["en"]) for row in Question.objects.get(code="which").choices]
    assert said == [("one", "One"), ("two", "Two"), ("two_2", "Two")]


# --- What isn't public, and what depends on it ---------------------------------------------
WHY = {"is_sensitive": True, "sensitive_reason": LocalizedText({"en": "To help."})}


@pytest.fixture
def illness(pages):
    return pages.ask("single", "Are you ill?", choices=choices("Yes", "No"), **WHY)


def test_what_depends_on_an_answer_that_is_not_public_is_not_public_either(pages, illness):
    typed = {"text_en": "Which help?", "show_if": "are_you_ill=yes"}
    reason = {"is_sensitive": "on", "sensitive_reason_en": "To help."}

    refused = pages.client.post(pages.address("new", kind="short_text"), typed)
    taken = pages.client.post(pages.address("new", kind="short_text"), typed | reason)

    assert refused.status_code == 422
    assert 'id="id_is_sensitive_error"' in refused.content.decode()
    assert "would show what was answered" in refused.content.decode()
    assert taken.status_code == 302


def test_that_holds_through_the_whole_chain(pages, illness):
    show_if = ("are_you_ill", "yes")
    pages.ask("single", "Badly?", choices=choices("Yes", "No"), show_if=show_if, **WHY)

    with pytest.raises(Conflict, match="“Which help\\?” would show what was answered"):
        pages.ask("short_text", "Which help?", show_if=("badly", "yes"))


def test_a_question_on_which_a_public_one_depends_stays_public(pages, drive):
    pages.ask("short_text", "Which car?", show_if=("do_you_drive", "yes"))
    typed = {"text_en": "Do you drive?", "choice-1_en": "Yes", "choice-2_en": "No"}
    codes = {"choice-1-code": "yes", "choice-2-code": "no"}
    reason = {"is_sensitive": "on", "sensitive_reason_en": "To help."}

    refused = pages.client.post(pages.address("edit", "do_you_drive"), typed | codes | reason)

    assert refused.status_code == 422
    assert 'id="id_is_sensitive_error"' in refused.content.decode()
    assert "“Which car?” would show what was answered" in refused.content.decode()


def test_no_version_is_published_that_gives_an_answer_away(pages, illness):
    pages.ask("short_text", "Which help?", show_if=("are_you_ill", "yes"), **WHY)
    Question.objects.filter(code="which_help").update(is_sensitive=False)

    with pytest.raises(Conflict, match="would show what was answered"):
        pages.put()


def test_there_is_room_for_so_many_and_no_more(pages, activity):
    pages.ask("short_text", "First?")
    sheet = activity.subject.sheets.get()
    left = MOST_QUESTIONS - sheet.questions.count()
    Question.objects.bulk_create(
        Question(
            sheet=sheet, code=f"q{n}", kind="short_text", position=n + 50, text={"en": f"{n}?"}
        )
        for n in range(left)
    )

    refused = pages.add("short_text", "One more?")

    assert refused.status_code == 422
    assert f"There are {MOST_QUESTIONS} questions already" in refused.content.decode()


def test_nothing_is_asked_any_more_where_it_has_closed(pages, activity):
    activity.closes_at = activity.opens_at.replace(year=activity.opens_at.year - 1)
    activity.opens_at = activity.closes_at.replace(year=activity.closes_at.year - 1)
    activity.save()

    refused = pages.add("short_text", "Too late?")

    assert "This has closed" in refused.content.decode()
    assert not Question.objects.exists()


# --- Writers ------------------------------------------------------
def test_a_required_question_that_is_not_asked_is_not_required(pages, writer, drive):
    pages.ask("short_text", "Which car?", is_required=True, show_if=("do_you_drive", "yes"))
    pages.put()

    let_by = writer.write(**{"answer-do_you_drive": "no"})
    refused = writer.write(**{"answer-do_you_drive": "yes"})
    page = writer.text()

    assert let_by.status_code == 302
    assert refused.status_code == 422
    assert "Only if you answer “Yes” to “Do you drive?”" in page
    assert 'id="id_answer-which_car"' in page
    assert "required" not in page.split('id="id_answer-which_car"')[0].rsplit("<input", 1)[1]


def test_an_answer_to_what_is_not_asked_is_not_taken(pages, writer, drive):
    pages.ask("short_text", "Which car?", show_if=("do_you_drive", "yes"))
    pages.put()

    writer.share(**{"answer-do_you_drive": "no", "answer-which_car": "A van"})

    assert [row.question.code for row in Answer.objects.all()] == ["do_you_drive"]


def test_what_an_earlier_page_rules_out_is_not_shown(pages, writer, drive):
    pages.ask(
        "short_text",
        "Which car?",
        is_required=True,
        starts_page=True,
        show_if=("do_you_drive", "yes"),
    )
    pages.ask("short_text", "And who else?")
    pages.put()

    second = writer.client.get(writer.write(**{"answer-do_you_drive": "no"})["Location"])
    page = second.content.decode()
    form = form_with(page, "answer-and_who_else")
    check = writer.client.post(form.action, {**form.values, "answer-and_who_else": "Ana"})
    checked = writer.client.get(check["Location"]).content.decode()
    writer.send(checked)

    assert "Step 2 of 3" in page
    assert "Which car?" not in page
    assert form.values["title"] == "Test our wells"
    assert "Step 3 of 3" in checked
    assert Contribution.objects.get().title == "Test our wells"
    assert sorted(row.question.code for row in Answer.objects.all()) == [
        "and_who_else",
        "do_you_drive",
    ]


def test_going_back_a_page_keeps_what_was_typed(pages, writer):
    pages.ask("short_text", "Who?", starts_page=True, is_required=True)
    pages.put()
    second = writer.client.get(writer.write()["Location"]).content.decode()
    form = form_with(second, "answer-who")

    back = writer.client.post(form.action, {**form.values, "answer-who": "Ana", "back": "1"})
    first = form_with(writer.client.get(back["Location"]).content.decode(), "title")

    assert first.values["title"] == "Test our wells"
    assert first.values["answer-who"] == "Ana"


@pytest.mark.parametrize(
    ("kind", "limits", "typed", "said"),
    [
        ("number", {"min_number": 1, "max_number": 9}, "10", "Give a number from 1 to 9."),
        ("number", {"min_number": 1}, "0", "Give a number from 1 up."),
        ("number", {"max_number": 9}, "9,5", "Give a number up to 9."),
        ("number", {}, "999999999999999.9999", "at most 11 digits before the decimal point"),
        ("number", {}, "123456789012", "at most 11 digits before the decimal point"),
        ("number", {}, "0.00001", "and 4 digits after it"),
        ("number", {}, "NaN", "Give a number, such as 12."),
        ("number", {}, "ten", "Give a number, such as 12."),
        ("date", {}, "0202-01-01", "Check the year: 202 is far off."),
        ("short_text", {"max_length": 3}, "four", "Write at most 3 letters."),
        ("place", {}, "ask ana@example.org", "Leave out phone numbers"),
    ],
)
def test_limits_are_said_in_words(pages, writer, kind, limits, typed, said):
    pages.ask(kind, "Q?", **limits)
    pages.put()

    refused = writer.write(**{"answer-q": typed})

    assert refused.status_code == 422
    assert said in refused.content.decode()


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [
        ("en", "1,234.5", "1234.5"),
        ("es", "1.234,5", "1234.5"),
        ("fr", "1 234,5", "1234.5"),
        ("en", "12,5", "12.5"),
        ("en", "0,125", "0.125"),
        ("es", "0.125", "0.125"),
        ("en", "-0,125", "-0.125"),
        ("es", "00.125", "0.125"),
        ("en", "１２", "12"),
        ("ar", "١٢", "12"),
        ("en", "-0", "0"),
    ],
)
def test_numbers_are_read_as_people_write_them_where_they_are(pages, language, typed, kept):
    pages.ask("number", "Q?")
    pages.put()
    sheet = current_sheet(pages.activity)
    words = {"title": "A", "body": "B", "language": "en"}

    with translation.override(language):
        form = from_draft({**words, "answer-q": typed}, sheet=sheet, asking=Asking("hidden"))
        assert form.is_valid(), form.errors

    (given,) = form.given()
    assert given.value == Decimal(kept)


@pytest.mark.parametrize("typed", ["12345678901.2345", "-99999999999.9999", "0.0001"])
def test_a_number_comes_back_as_it_was_typed(pages, writer, typed):
    pages.ask("number", "Q?", min_number=Decimal("-99999999999.9999"))
    pages.put()

    idea = writer.share(**{"answer-q": typed})

    assert Answer.objects.get().number == Decimal(typed)
    assert typed in writer.client.get(idea.get_absolute_url()).content.decode()


@pytest.mark.parametrize("typed", ["A\x00B", "A\ud800B", "\u200b", "=1+1", "<b>A</b>", "\u202eA"])
def test_odd_characters_break_nothing(pages, writer, typed):
    pages.ask("short_text", "Q?")
    pages.ask("single", "How?", choices=choices("One", "Two"))
    pages.put()
    sent = typed.encode("utf-8", "replace").decode()

    answer = writer.write(**{"answer-q": sent})
    wrong = writer.write(**{"answer-how": f"one{sent}"})
    idea = writer.share(**{"answer-q": sent})

    assert answer.status_code == 302
    assert wrong.status_code == 422
    assert "<b>A</b>" not in writer.client.get(idea.get_absolute_url()).content.decode()
    assert "\x00" not in "".join(row.text for row in Answer.objects.all())


@pytest.mark.parametrize(
    ("typed_in", "typed", "kept", "shown_in"),
    [
        ("es", "1.500", "1500", "en"),
        ("en", "1,500", "1500", "es"),
        ("es", "1,125", "1.125", "en"),
        ("en", "1.125", "1.125", "es"),
        ("en", "1.125", "1.125", "fr"),
    ],
)
def test_a_number_stays_the_same_on_a_page_in_another_language(
    pages, writer, typed_in, typed, kept, shown_in
):
    pages.ask("number", "Q?")
    pages.put()
    form = form_with(writer.text(language=typed_in), "title")
    said = {**form.values, **WORDS, "answer-q": typed}

    answer = writer.client.post(form.action, said, headers={"accept-language": typed_in})
    check = writer.client.get(answer["Location"], headers={"accept-language": shown_in})
    again = form_with(writer.text(language=shown_in), "title")
    sent = form_with(check.content.decode(), "consent")
    writer.client.post(
        sent.action, {**sent.values, "consent": "on"}, headers={"accept-language": shown_in}
    )

    assert Answer.objects.get().number == Decimal(kept)
    with translation.override(shown_in):
        assert again.values["answer-q"] == in_words(Decimal(kept))


@pytest.mark.parametrize("typed", ["some 1.500", "1.12345", "1e999999999", "0e999999999", "NaN"])
def test_a_number_that_could_not_be_read_stays_as_it_was_typed(pages, writer, typed):
    pages.ask("number", "Q?")
    pages.put()

    writer.write(save="1", **{"answer-q": typed})

    assert form_with(writer.text(language="es"), "title").values["answer-q"] == typed


def test_a_choice_that_is_sent_several_times_is_kept_once(pages, writer):
    pages.ask("multiple", "Which?", choices=choices("One", "Two", "Three"), max_choices=2)
    pages.put()

    writer.share(**{"answer-which": ["two", "one", "two", "one"]})

    assert Answer.objects.get().choices == ["two", "one"]


@pytest.mark.parametrize("sheet", ["", "x", "-1", "7", "9" * 30, "\x00"])
def test_a_version_that_is_not_there_is_the_one_of_today(pages, writer, sheet):
    pages.ask("short_text", "Who?", is_required=True)
    pages.put()

    refused = writer.write(sheet=sheet)

    assert refused.status_code == 422
    assert "Who?" in refused.content.decode()


def test_a_draft_is_no_version_to_answer(pages, writer):
    pages.ask("short_text", "Who?", is_required=True)

    assert writer.write(sheet="1").status_code == 302


def test_words_in_one_language_alone_are_marked_with_it(pages, writer):
    from accord.questions.actions import QuestionWords, add_question

    words = QuestionWords(
        kind="single",
        text=LocalizedText({"ar": "من أين أنت؟"}),
        choices=[ChoiceWords(LocalizedText({"ar": word})) for word in ("هنا", "هناك")],
        is_required=True,
    )
    add_question(viewer=pages.viewer, activity=pages.activity, words=words)
    pages.put()

    page = writer.text(language="fr")
    form = form_with(page, "title")
    refused = writer.client.post(form.action, form.values).content.decode()

    assert '<span lang="ar" dir="auto">من أين أنت؟</span>' in page
    assert '<span lang="ar" dir="auto">هنا</span>' in page
    assert "&lt;span" not in refused
