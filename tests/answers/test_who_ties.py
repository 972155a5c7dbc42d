"""Who says what came of an answer, by what state it is in."""

import pytest
from django.utils import timezone

from accord.errors import NotAllowed
from accord.record.links import tie
from tests.access.scenario import World
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db


WRITERS = ["official", "rapporteur", "office_head"]


@pytest.mark.parametrize(
    ("state", "who"),
    [("draft", WRITERS), ("cleared", []), ("published", ["office_head"])],
)
def test_what_an_office_stands_for_is_tied_by_nobody_or_its_head(state, who):
    world = World()
    here = world.places["public"]
    draft = here.response if state == "published" else here.draft_response
    cleared_at = None if state == "draft" else timezone.now()
    type(draft).objects.filter(pk=draft.pk).update(cleared_at=cleared_at, office=world.office)
    done = []
    for role in WRITERS:
        viewer = viewer_of(world.people[role], world.space.subject)
        try:
            tie(viewer=viewer, source=draft, to=here.decision)
            done.append(role)
        except NotAllowed:
            pass

    assert done == who
