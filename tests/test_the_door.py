"""Whatever a person types and others will read goes through one door (accord.ui.words).

Each text column of ours is named here with how it is typed: a new one fails until somebody has
thought about it. So does a new text field of a form. The door itself is tried through the actions.
"""

import ast
import uuid
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.forms import ValidationError

import accord
from accord.activities.ideas.actions import submit_idea
from accord.answers.actions import rejoin
from accord.contributions import actions
from accord.contributions.models import Contribution
from accord.errors import Conflict
from accord.forum.actions import Stand, record_decision
from accord.people import actions as people
from accord.questions.answers import GivenAnswer
from accord.questions.sheets import sheet_of
from accord.themes.actions import contest
from accord.ui.words import REFUSAL, HeldWordsField, WordsField, clean_words
from tests.answers.test_answers import themed
from tests.factories.forum import ForumFactory, SeatFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory
from tests.factories.questions import QuestionFactory, SheetFactory
from tests.factories.viewers import viewer_of
from tests.themes.test_themes import contestable, publish

pytestmark = pytest.mark.django_db
PACKAGE = Path(accord.__file__).parent
CONTACT = "ask ana@example.org"

# A person's words: held until somebody has read them, where they look like contact details.
HELD = {
    "contributions.Contribution.title",
    "contributions.Contribution.body",
    "contributions.Contribution.signed_as",  # its form refuses; other ways in are held
    "ideas.Idea.place",  # so here
    "questions.Answer.text",  # those that aren't public are read by those who run the process alone
    "themes.Objection.body",
    "answers.Rejoinder.body",
}
# Public as soon as it is typed: refused beside the field.
REFUSED = {
    "people.Person.display_name",
    "contributions.Contribution.hidden_reason",
    "contributions.Translation.title",
    "contributions.Translation.body",
    "contributions.Contribution.shown_again_reason",
    "themes.Objection.hidden_reason",
    "themes.Objection.shown_again_reason",
    "answers.Rejoinder.hidden_reason",
    "answers.Rejoinder.shown_again_reason",
    "files.Attachment.description",
    "files.Attachment.removed_reason",
    "plans.Lead.name",
    "plans.CommitmentVersion.note",
}
# Copies of words that went through the door, or their hashes.
COPIES = {
    "spaces.Space.logo_url",  # the address of a picture, which we made
    "record.Link.relation",
    "record.LogEntry.body",
    "record.SealedValue.name",
    "record.SealedValue.value",
    "contributions.Revision.title",
    "contributions.Revision.body",
    "contributions.Translation.made_by",
    "answers.Response.cleared_name",
    "plans.ActionPlan.override_name",
}
# What an office says for itself, in its own name; it may well give its number.
OFFICIAL = {
    "files.Attachment.name",  # of a file, cleaned
    "plans.ClauseText.text",
    "plans.Evidence.url",
    "plans.Indicator.lead",
    "plans.PlanTemplate.source",
}
# Nobody else reads it: one's own, or staff's alone.
UNSHOWN = {
    "people.Person.email",
    "people.Person.phone",
    "people.SignInCode.email",
    # Written by the program: what of an error is logged, and a version.
    "operations.Fault.code",
    "operations.Fault.request_id",
    "operations.Fault.route",
    "operations.Fault.logger",
    "operations.Fault.kind",
    "operations.Fault.place",
    "operations.Backup.version",
    "people.Letter.to",
    "people.Letter.subject",
    "people.Letter.body",
    "jobs.Lease.worker",
    "jobs.QueuedLetter.to",
    "jobs.QueuedLetter.subject",
    "jobs.QueuedLetter.body",
    "jobs.Schedule.name",
    "runs.Job.file",
    "runs.Job.request_id",
    "people.Session.session_key",
    "people.Session.session_data",
    "contributions.Provenance.original_note",
}


# Made or chosen by the program, or of one shape that holds no sentence.
CODES = {
    "code", "code_hash", "digest", "due_precision", "field", "hash", "held_reason", "host", "icon",
    "kind", "language", "origin", "password", "purpose", "role", "root", "salt", "signature",
    "status", "subtree", "text_version", "time_zone", "verb",
}  # fmt: skip


def text_columns():
    """Free texts of ours, as `app.Model.field`; official ones in languages are another field."""
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("accord.")
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField)
        and not field.choices
    }


def test_each_text_column_is_known():
    known = HELD | REFUSED | COPIES | OFFICIAL | UNSHOWN
    typed = {column for column in text_columns() if column.rsplit(".", 1)[1] not in CODES}

    assert typed - known == set()
    assert known - text_columns() == set()


# Form fields that aren't words of people: what they take instead.
PLAIN_FIELDS = {
    "accord/ui/words.py": 1,  # the door itself
    "accord/ui/texts.py": 1,  # official texts, in the languages of the space
    "accord/people/forms.py": 1,  # the code of a letter
    "accord/ui/days.py": 1,  # the three boxes of a day
    "accord/answers/forms.py": 3,  # a mark of what was read, and which row to act on
    "accord/contributions/forms.py": 2,  # the code of a receipt, and the seal of a version
    "accord/questions/forms/questions.py": 1,  # a hidden mark of what was seen
    "accord/activities/ideas/forms.py": 1,  # a filter, which only its reader sees
    "accord/plans/forms/editor.py": 1,  # a hidden mark of what was seen
    "accord/plans/forms/leads.py": 1,  # the same
    "accord/plans/forms/milestones.py": 1,  # the same
    "accord/plans/forms/reports.py": 2,  # the same, and an address in the web
    "accord/plans/forms/adoption.py": 1,  # a word typed to confirm
}


def plain_fields(path):
    """How often a file makes a text field that is no door: by call, or as a base."""
    tree = ast.parse(path.read_text())
    found = []
    for node in ast.walk(tree):
        found += [node.func] if isinstance(node, ast.Call) else getattr(node, "bases", [])
    return sum(ast.unparse(one) == "forms.CharField" for one in found)


def test_each_text_field_of_a_form_is_the_door_or_known():
    counts = {
        str(path.relative_to(PACKAGE.parent)): plain_fields(path) for path in PACKAGE.rglob("*.py")
    }

    assert {path: count for path, count in counts.items() if count} == PLAIN_FIELDS


@pytest.mark.parametrize("field", [WordsField, HeldWordsField])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" Wells\x07\r\nand rivers ", "Wells\nand rivers"), ("\ud800Wells", "Wells")],
)
def test_both_fields_clean_what_was_typed(field, typed, kept):
    assert field().clean(typed) == kept == clean_words(typed)


@pytest.mark.parametrize("typed", [CONTACT, "Call 0800 446 446 12"])
def test_what_cannot_be_held_is_refused_beside_the_field(typed):
    with pytest.raises(ValidationError, match=str(REFUSAL)):
        WordsField().clean(typed)
    assert HeldWordsField().clean(typed) == typed


# --- Each way in, tried with contact details -----------------------------------------------------


def answer_added(words):
    """To a question that a planner added."""
    activity = ActivityFactory(identity_policy="pseudonym")
    sheet = SheetFactory(activity=activity)
    QuestionFactory(sheet=sheet, code="more")
    question = sheet_of(activity, sheet).by_code["more"]
    said = actions.ContributionInput(
        title="Wells",
        body="Test them.",
        language="en",
        sheet=sheet,
        answers=(GivenAnswer(question, words),),
    )
    viewer = viewer_of(PersonFactory())
    return submit_idea(viewer=viewer, activity=activity, said=said, key=uuid.uuid4()).contribution


def say_idea(place="", **words):
    said = actions.ContributionInput(
        **{"title": "Wells", "body": "Test them.", "language": "en", **words}
    )
    activity = ActivityFactory(identity_policy="pseudonym")
    return submit_idea(
        viewer=viewer_of(PersonFactory()),
        activity=activity,
        said=said,
        key=uuid.uuid4(),
        place=place,
    ).contribution


def say_comment():
    said, idea = actions.ContributionInput(body=CONTACT, language="en"), say_idea()
    return actions.comment(viewer=viewer_of(PersonFactory()), on=idea, said=said).contribution


def object_to_theme():
    membership = contestable()
    author = membership.contribution.author
    return contest(viewer=viewer_of(author), **membership.about, text=CONTACT)


def answer_back():
    _, words, theme, member = themed(1)
    said = {"response": publish(theme, member), "contribution": words[0], "verdict": "unclear"}
    return rejoin(viewer=viewer_of(words[0].author), text=CONTACT, **said)


WAYS_TO_SAY = {
    "title": lambda: say_idea(title=CONTACT),
    "body": lambda: say_idea(body=CONTACT),
    "name": lambda: say_idea(signed_as=CONTACT),
    "place": lambda: say_idea(place=CONTACT),
    "added question": lambda: answer_added(CONTACT),
    "comment": say_comment,
    "objection": object_to_theme,
    "rejoinder": answer_back,
}


@pytest.mark.parametrize("say", WAYS_TO_SAY.values(), ids=WAYS_TO_SAY.keys())
def test_words_with_contact_details_are_held(say):
    words = say()

    assert (words.published_at, words.held_reason) == (None, "It contains an e-mail address.")


def edit_published():
    idea = say_idea()
    author = idea.author
    actions.edit(viewer=viewer_of(author), contribution=idea, title="Wells", body=CONTACT)


def hide_words():
    idea = say_idea()
    judge = AppointmentFactory(process=idea.process, role="moderator").person
    actions.hide(viewer=viewer_of(judge), words=idea, reason=CONTACT)


def show_words_again():
    idea = say_idea()
    judge = AppointmentFactory(process=idea.process, role="moderator").person
    actions.hide(viewer=viewer_of(judge), words=idea, reason="Rule 3")
    actions.show_again(viewer=viewer_of(judge), words=idea, reason=CONTACT)


def change_name():
    people.change_account(person=PersonFactory(), display_name=CONTACT, language="en")


def give_reason_of_seat():
    forum = ForumFactory()
    seat = SeatFactory(forum=forum)
    process = ActivityFactory(process__space=forum.space, process__forum=forum).process
    record_decision(
        viewer=viewer_of(AppointmentFactory(process=process, role="planner").person),
        within=process,
        title={"en": "Wells"},
        text={"en": "Test them."},
        decided_by={"en": "The forum"},
        decided_on=seat.starts_on,
        rule="office",
        positions={seat: Stand("dissented", {"en": CONTACT})},
    )


WAYS_TO_WRITE = [edit_published, hide_words, show_words_again, change_name, give_reason_of_seat]


@pytest.mark.parametrize("write", WAYS_TO_WRITE)
def test_what_is_public_at_once_is_refused_with_contact_details(write):
    with pytest.raises(Conflict, match="Leave out phone numbers and e-mail addresses"):
        write()


def test_nothing_slips_by_without_an_account():
    activity = ActivityFactory(identity_policy="anonymous")
    said = actions.ContributionInput(title="Wells", body=CONTACT, language="en")

    submit_idea(viewer=viewer_of(AnonymousUser()), activity=activity, said=said, key=uuid.uuid4())

    assert not Contribution.objects.shown().exists()
