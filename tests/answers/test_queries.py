import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.answers import ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory
from tests.factories.themes import InThemeFactory, ParagraphFactory, SynthesisFactory, ThemeFactory

pytestmark = pytest.mark.django_db
PAGES = [
    "answers:inbox",
    "themes:list",
    "themes:detail",
    "themes:words",
    "answers:list",
    "themes:synthesis",
    "answers:office",
]


def fill(process, activity, synthesis, theme):
    words = ContributionFactory(activity=activity)
    InThemeFactory(theme=theme, contribution=words)
    ResponseFactory(theme=ThemeFactory(process=process), office=OfficeFactory(space=process.space))
    ResponseFactory(theme=None, paragraph=ParagraphFactory(synthesis=synthesis))


@pytest.mark.parametrize("name", PAGES)
def test_each_page_asks_as_often_for_three_rows_as_for_one(client, name):
    activity = ActivityFactory()
    process = activity.process
    synthesis, theme = SynthesisFactory(process=process), ThemeFactory(process=process)
    office = OfficeFactory(space=process.space)
    args = {
        "answers:list": [],
        "answers:office": [office.code],
        "themes:detail": [process.slug, theme.number],
        "themes:words": [process.slug, theme.number],
        "themes:synthesis": [process.slug, 1],
    }.get(name, [process.slug])
    person = AppointmentFactory(process=process, role="rapporteur").person
    client.force_login(person)
    counts = []

    for more in (1, 2):
        for _ in range(more):
            fill(process, activity, synthesis, theme)
            ResponseFactory(theme=ThemeFactory(process=process), office=office)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(reverse(name, args=args)).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[0] <= 15
