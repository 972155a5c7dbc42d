"""A text without the reader's language is shown in the first one of the space, everywhere."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.contributions import ContributionFactory
from tests.factories.plans import ActionPlanFactory
from tests.factories.processes import (
    ActivityFactory,
    AppointmentFactory,
    PhaseFactory,
    ProcessFactory,
)
from tests.factories.spaces import SpaceFactory
from tests.factories.themes import ThemeFactory
from tests.plans.building import whole_commitment

pytestmark = pytest.mark.django_db

TITLE = {"ar": "ماء نظيف", "es": "Agua limpia"}
PURPOSE = {"ar": "لنكتب الخطة معًا.", "es": "Escribir el plan juntos."}


@pytest.fixture
def process():
    space = SpaceFactory(name=TITLE, languages=["es", "ar"])
    return ProcessFactory(space=space, title=TITLE, question=TITLE, purpose=PURPOSE)


@pytest.fixture
def client():
    """A reader of French."""
    reader = Client(headers={"accept-language": "fr"})
    reader.cookies["language"] = "fr"
    return reader


def read(client, name, *args, **kwargs):
    response = client.get(reverse(name, args=args), **kwargs)
    assert response.status_code == 200
    return response.getvalue().decode()


def is_spanish(page):
    return TITLE["es"] in page and TITLE["ar"] not in page


def test_a_page(client, process):
    page = read(client, "processes:detail", process.slug)

    assert is_spanish(page)
    assert f'lang="es" dir="auto">{TITLE["es"]}<' in page
    assert "Escribir el plan juntos." in page


def test_the_calendar(client, process):
    PhaseFactory(process=process, name=TITLE)

    assert is_spanish(read(client, "processes:calendar", process.slug))


def test_a_table_to_take_home(client, process):
    plan = ActionPlanFactory(process=process, title=TITLE)
    whole_commitment(plan, title=TITLE)

    table = csv.DictReader(io.StringIO(read(client, "plans:data-csv", plan.slug)))

    assert [row["commitment_title"] for row in table] == [TITLE["es"]]


def test_the_words_of_a_clause(client, process):
    plan = ActionPlanFactory(process=process)
    commitment = whole_commitment(plan)
    clause = commitment.clauses.get()
    clause.texts.all().delete()
    for language, text in TITLE.items():
        clause.texts.create(version=commitment.versions.get(), language=language, text=text)

    assert is_spanish(read(client, "plans:clause", plan.slug, commitment.code, clause.code))


def test_the_choices_of_a_form(client, process):
    ThemeFactory(process=process, number=1, title={"fr": "Transports"})
    ThemeFactory(process=process, number=2, title=TITLE)
    rapporteur = AppointmentFactory(process=process, role="rapporteur").person
    client.force_login(rapporteur, "allauth.account.auth_backends.AuthenticationBackend")

    assert is_spanish(read(client, "themes:merge", process.slug, 1).split("<select")[1])


def test_two_spaces_in_one_process_of_the_computer(client, process):
    other = SpaceFactory(key="other", host="other.localhost", languages=["ar", "es"], name=TITLE)
    far = ProcessFactory(space=other, title=TITLE, purpose=PURPOSE, question=TITLE)

    shown = []
    for _ in range(2):
        shown.append(is_spanish(read(client, "processes:detail", process.slug)))
        elsewhere = read(client, "processes:detail", far.slug, headers={"host": "other.localhost"})
        shown.append(TITLE["ar"] in elsewhere and TITLE["es"] not in elsewhere)

    assert shown == [True] * 4


def test_a_file_that_is_sent_piece_by_piece_speaks_as_its_page(client):
    """Its lines are made after the page is done."""
    space = SpaceFactory(languages=["es"], time_zone="America/Bogota")
    late = timezone.datetime(2026, 11, 24, 1, 30, tzinfo=timezone.get_fixed_timezone(0))
    activity = ActivityFactory(process__space=space, identity_policy="anonymous")
    ContributionFactory(activity=activity, received_at=late, published_at=late)

    table = read(
        client, "processes:data", activity.process.slug, activity.slug, "csv"
    ).removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(table))

    assert (row["byline"], row["said_on"]) == ("Une personne", "2026-11-23")
