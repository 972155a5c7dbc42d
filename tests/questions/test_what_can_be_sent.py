"""Whatever people answer within the limits of a sheet, a browser can send it in one piece."""

from urllib.parse import urlencode

import pytest

from accord.errors import Conflict
from accord.questions.actions import ChoiceWords
from accord.questions.models import Question, Sheet
from accord.questions.question_kinds import LONGEST
from accord.questions.sheets import current_sheet
from accord.ui.texts import LocalizedText
from tests.questions.conftest import WORDS

pytestmark = pytest.mark.django_db
FOUR_BYTES = "𞤀"  # a letter of Adlam
SAID = "All that can be answered here could be too much to be sent at once."


def fill(pages, kind, count, **words):
    """As many questions as that, without their pages."""
    first = pages.ask(kind, "No. 0?", **words)
    rows = [
        Question(
            sheet=first.sheet,
            code=f"no_{number}",
            kind=kind,
            position=50 + number,
            text={"en": f"No. {number}?"},
            choices=first.choices,
            max_length=first.max_length,
        )
        for number in range(1, count)
    ]
    Question.objects.bulk_create(rows)


def choices(count):
    return [ChoiceWords(LocalizedText({"en": f"Choice {number}"})) for number in range(count)]


@pytest.mark.parametrize(
    ("kind", "count", "words"),
    [("long_text", 30, {"max_length": LONGEST}), ("multiple", 45, {"choices": choices(50)})],
)
def test_what_could_not_be_sent_is_not_published_and_said_while_it_is_written(
    pages, kind, count, words
):
    fill(pages, kind, count, **words)

    with pytest.raises(Conflict, match=SAID):
        pages.put()

    assert SAID in pages.page()
    assert SAID in pages.page("preview")
    assert not Sheet.objects.filter(published_at__isnull=False).exists()


@pytest.mark.parametrize("count", [1, 15])
def test_all_that_is_allowed_can_be_sent_whatever_the_letters(pages, writer, count):
    fill(pages, "long_text", count, max_length=LONGEST)
    assert SAID not in pages.page()
    pages.put()
    typed = {f"answer-no_{number}": FOUR_BYTES * LONGEST for number in range(count)}
    form = writer.form()
    typed |= {"title": FOUR_BYTES * 120, "body": FOUR_BYTES * 5000, "place": FOUR_BYTES * 200}

    body = urlencode({**form.values, **WORDS, **typed})
    answer = writer.client.post(form.action, body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 302
    assert len(body) <= current_sheet(pages.activity).most_bytes


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "This is too much to be sent at once"), ("es", None), ("fr", None)],
)
@pytest.mark.parametrize(
    ("typed", "status"),
    [({"body": "A" * 2_100_000}, 413), ({f"field-{n}": "" for n in range(2100)}, 400)],
)
def test_too_much_at_once_is_answered_in_words(writer, language, said, typed, status):
    form = writer.form()
    headers = {"accept-language": language}

    body = urlencode(form.values | typed)
    answer = writer.client.post(
        form.action, body, content_type="application/x-www-form-urlencoded", headers=headers
    )

    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{language}"' in page
    assert said is None or said in page


def test_too_much_at_once_is_said_on_top_of_the_page_that_is_there(writer):
    form = writer.form()

    answer = writer.client.post(
        form.action,
        urlencode(form.values | {"body": "A" * 2_100_000}),
        content_type="application/x-www-form-urlencoded",
        headers={"hx-request": "true"},
    )

    assert answer.status_code == 413
    assert answer["HX-Retarget"] == "#messages"
    assert "<html" not in answer.content.decode()
