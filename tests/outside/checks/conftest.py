"""A process with a planner and a hearing that was made and published by the planner."""

import pytest
from django.utils import timezone

from hearings.actions import create_hearing, publish_hearing
from hearings.models import Hearing
from tests.factories.processes import AppointmentFactory
from tests.factories.viewers import viewer_of


@pytest.fixture
def planner(db):
    return viewer_of(AppointmentFactory(role="planner").person)


@pytest.fixture
def process(planner):
    (process,) = planner.scopes_of_role("planner")
    return Hearing.process.field.related_model.objects.get(pk=process)


@pytest.fixture
def draft(planner, process):
    title = {"en": "Water, heard in the town hall"}
    return create_hearing(
        viewer=planner, process=process, title=title, held_on=timezone.localdate()
    )


@pytest.fixture
def hearing(planner, draft):
    publish_hearing(viewer=planner, hearing=draft)
    return Hearing.objects.for_page().get(pk=draft.pk)
