"""Erasing a person: no row of any table holds who they were, and what they said and did holds."""

import datetime as dt
import uuid

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import ForeignKey
from django.urls import reverse
from django.utils import timezone

from accord.answers import actions as responses
from accord.answers.models import Rejoinder, Response
from accord.contributions import actions as words
from accord.contributions import receipts
from accord.contributions.models import (
    Contribution,
    Draft,
    Provenance,
    Receipt,
    Support,
    Translation,
)
from accord.jobs.models import QueuedLetter
from accord.people import actions as people
from accord.people.models import Letter, Person, Session, SignInCode
from accord.plans.models import ActionPlan, Edition, Lead
from accord.processes.models import DateChange
from accord.record.assignments import assign
from accord.record.checks import check_log
from accord.record.events import emit
from accord.record.freshness import newest_event
from accord.record.models import Assignment, Event, SealedValue
from accord.record.registry import verb
from accord.themes.models import Theme
from accord.ui.texts import LocalizedText
from tests.addresses import named
from tests.factories.answers import RejoinderFactory, ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.files import StoredFileFactory
from tests.factories.forum import SeatFactory
from tests.factories.organisations import OfficeFactory, OfficeHeadFactory
from tests.factories.people import PersonFactory
from tests.factories.plans import (
    ActionPlanFactory,
    CommitmentFactory,
    CommitmentVersionFactory,
    LeadFactory,
)
from tests.factories.processes import ActivityFactory, AppointmentFactory, PhaseFactory
from tests.factories.runs import JobFactory
from tests.factories.spaces import MembershipFactory
from tests.factories.subjects import inside
from tests.factories.themes import InThemeFactory, ObjectionFactory, ThemeFactory
from tests.factories.viewers import viewer_of
from tests.record.helpers import numbered_log

pytestmark = pytest.mark.django_db

NAME = "Zephyrine Quillfeather"
EMAIL = "zephyrine@quillfeather.example"
PHONE = "+1555017788"
SECRETS = (NAME, EMAIL, PHONE, "Quillfeather")
# What stays tied to an account that has no name any more: roles that stand in the public log.
STAYS_TIED = {Assignment}


@pytest.fixture
def person():
    return PersonFactory(display_name=NAME, email=EMAIL, phone=PHONE)


@pytest.fixture
def activity():
    return ActivityFactory()


def say(person, activity, body="We need a bridge."):
    said = words.ContributionInput(title="A bridge", body=body, language="en", signed_as=NAME)
    return words.submit(
        viewer=viewer_of(person), activity=activity, kind="idea", said=said, key=uuid.uuid4()
    ).contribution


def seed_account(person):
    people.agree_to_terms(person)
    SignInCode.objects.create(email=EMAIL, digest="0" * 64, expires_at=timezone.now())
    Letter.objects.create(to=EMAIL, subject="Your code", body=f"{NAME}, your code is 1")
    QueuedLetter.objects.create(to=EMAIL, subject="Your code", body=f"{NAME}, your code is 2")
    Session.objects.create(session_key="k", expire_date=timezone.now(), person=person)


def seed_words(person, activity):
    idea = say(person, activity)
    Draft.objects.create(key=uuid.uuid4(), activity=activity, person=person, data={"name": NAME})
    others = ContributionFactory(activity=activity)
    words.support(viewer=viewer_of(person), contribution=others)
    desk = ContributionFactory(activity=activity)
    Provenance.objects.filter(contribution=desk).update(operator=person)
    Translation.objects.create(
        contribution=others, language="es", revision=1, made_by=NAME, translator=person
    )
    claimed, _code = receipts.issue(activity)
    words.claim_receipt(viewer=viewer_of(person), receipt=claimed)
    ContributionFactory(activity=activity, author=None, signed_as=NAME, receipt=claimed)
    ContributionFactory(activity=activity, hidden_at=timezone.now(), hidden_by=person)
    return idea


def seed_roles(person, process):
    space = process.space
    secretary = MembershipFactory(space=space, role="secretariat").person
    MembershipFactory(space=space, person=person)
    JobFactory(space=space.subject, person=person)
    SeatFactory(forum__space=space, person=person)
    assign(viewer=viewer_of(secretary), scope=process, person=person, role="rapporteur")
    phase = PhaseFactory(process=process)
    DateChange.objects.create(
        subject=inside(phase, "date-change", 1),
        phase=phase,
        field="ends_on",
        reason={"en": "Rain"},
        by=person,
    )


def seed_answer(person, idea):
    office = OfficeFactory(space=idea.process.space)
    OfficeHeadFactory(office=office, person=person, title={"en": "Head, Water Office"})
    theme = ThemeFactory(process=idea.process, made_by=person)
    InThemeFactory(theme=theme, contribution=idea)
    response = ResponseFactory(
        theme=None,
        contribution=idea,
        office=office,
        outcome="adopted",
        assigned_to=person,
        drafted_by=person,
    )
    responses.clear_response(viewer=viewer_of(person), response=response)
    responses.publish_response(viewer=viewer_of(person), response=response)
    RejoinderFactory(response=response, person=person, body="Yes, it does.")
    RejoinderFactory(hidden_at=timezone.now(), hidden_by=person)
    ObjectionFactory(hidden_at=timezone.now(), hidden_by=person)
    return response


def seed_plan(person, process):
    plan = ActionPlanFactory(
        process=process,
        override_by=person,
        override_name=NAME,
        override_reason={"en": "The year is over."},
        override_unanswered=1,
    )
    commitment = CommitmentFactory(plan=plan)
    CommitmentVersionFactory(commitment=commitment, made_by=person)
    LeadFactory(commitment=commitment, person=person, name="Water Office")
    edition = Edition.objects.create(
        subject=inside(plan, "edition", "edition-1"),
        plan=plan,
        number=1,
        adopted_at=timezone.now(),
        digest="0" * 64,
    )
    emit(verb("plan.adopted"), edition, viewer_of(person), sealed={"override_by": NAME})


def seed_everywhere(person, activity):
    seed_account(person)
    seed_roles(person, activity.process)
    idea = seed_words(person, activity)
    response = seed_answer(person, idea)
    seed_plan(person, activity.process)
    StoredFileFactory(uploaded_by=person)
    return idea, response


def held_in_any_row():
    """Every place where a value of a row, of whatever table, holds a secret."""
    return sorted(
        f"{model.__name__}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        for value in model._base_manager.values_list(field.attname, flat=True)
        if any(secret in str(value) for secret in SECRETS)
    )


def tied_to(person):
    """Every column that still points at the account."""
    return {
        model
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.related_model is Person
        and model._base_manager.filter(**{field.attname: person.pk}).exists()
    }


def test_no_row_of_any_table_holds_who_they_were(person, activity):
    seed_everywhere(person, activity)
    before = set(held_in_any_row())

    people.erase(person=person)

    assert before >= {
        "Contribution.signed_as",
        "Draft.data",
        "Letter.to",
        "QueuedLetter.to",
        "ActionPlan.override_name",
        "SealedValue.value",
        "Person.display_name",
        "Response.cleared_name",
        "SignInCode.email",
    }
    assert held_in_any_row() == []


def test_nothing_but_an_ended_role_is_tied_to_the_empty_account(person, activity):
    seed_everywhere(person, activity)
    before = tied_to(person)

    people.erase(person=person)

    assert {Event, Contribution, Support, Receipt, Assignment} <= before
    assert {ActionPlan, Lead, DateChange, Response, Rejoinder, Theme} <= before
    assert tied_to(person) == STAYS_TIED
    assert {row.ends_on for row in person.assignments.all()} == {timezone.localdate()}


def test_every_column_that_points_at_a_person_was_tried(person, activity):
    """A new column fails here until its part of the site forgets it, and the seed above has it."""
    seed_everywhere(person, activity)
    people_columns = {
        f"{model.__name__}.{field.attname}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is Person
    }

    tried = {
        f"{model.__name__}.{field.attname}"
        for model in tied_to(person)
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.related_model is Person
        and model._base_manager.filter(**{field.attname: person.pk}).exists()
    }

    # allauth's own; erased, but nothing here makes one
    assert people_columns - tried == {"EmailAddress.user_id"}


def test_words_and_answers_stay(person, activity, client):
    idea, response = seed_everywhere(person, activity)

    people.erase(person=person)

    idea.refresh_from_db()
    response.refresh_from_db()
    rejoinder = response.rejoinders.get()
    page = client.get(reverse("contributions:detail", args=named(idea)), follow=True)
    assert (idea.title, idea.body, str(idea.byline)) == (
        "A bridge",
        "We need a bridge.",
        "A person",
    )
    assert response.cleared_name == "Head, Water Office"
    assert (rejoinder.body, rejoinder.person_id) == ("Yes, it does.", None)
    assert "We need a bridge." in page.content.decode()


def test_supports_go_and_are_counted_off(person, activity):
    idea = ContributionFactory(activity=activity)
    words.support(viewer=viewer_of(PersonFactory()), contribution=idea)
    words.support(viewer=viewer_of(person), contribution=idea)
    before = newest_event(activity)

    people.erase(person=person)

    idea.refresh_from_db()
    assert (idea.support_count, idea.supports.count()) == (1, 1)
    assert newest_event(activity).pk > before.pk


def test_the_log_still_holds(person, activity):
    seed_everywhere(person, activity)
    log = numbered_log(activity.process.space)
    assert check_log(log).faults == []

    people.erase(person=person)

    verdict = check_log(numbered_log(activity.process.space))
    assert verdict.faults == []
    assert verdict.things > 0
    assert not SealedValue.objects.filter(name__in=["person", "cleared_by", "override_by"]).exists()


def test_accord_verify_passes_after_erasing(person, activity, capsys):
    seed_everywhere(person, activity)
    people.erase(person=person)

    call_command("verify")

    assert "FAILED" not in capsys.readouterr().out


def test_another_person_of_that_name_is_left_alone(person, activity):
    namesake = PersonFactory(display_name=NAME)
    theirs = say(namesake, activity)

    people.erase(person=person)

    theirs.refresh_from_db()
    assert (theirs.author, theirs.signed_as) == (namesake, NAME)


@pytest.mark.parametrize(
    ("cleared_name", "kept"),
    [
        (f"{NAME}, Head, Water Office", "Head, Water Office"),
        (NAME, ""),
        ("Zephyrine Oldname, Head", ""),
        (f"{NAME}son, Head", ""),
    ],
)
def test_of_a_clearance_the_role_alone_stays(person, cleared_name, kept):
    response = ResponseFactory(
        cleared_by=person, cleared_at=timezone.now(), cleared_name=cleared_name
    )

    people.erase(person=person)

    response.refresh_from_db()
    assert response.cleared_name == kept


def test_a_role_that_ended_before_keeps_its_day(person, activity):
    last_year = timezone.localdate() - dt.timedelta(days=365)
    AppointmentFactory(
        process=activity.process,
        person=person,
        role="moderator",
        starts_on=last_year,
        ends_on=last_year + dt.timedelta(days=9),
    )

    people.erase(person=person)

    assert person.assignments.get().ends_on == last_year + dt.timedelta(days=9)


def test_reasons_of_an_override_stay_without_the_name(person, activity, client):
    seed_plan(person, activity.process)
    plan = ActionPlan.objects.get()

    people.erase(person=person)

    page = client.get(plan.get_absolute_url()).content.decode()
    assert "Someone who has left allowed it" in page
    assert str(LocalizedText({"en": "The year is over."})) in page
