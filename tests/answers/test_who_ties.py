"""Who says what came of an answer, by what state it is in."""

import pytest
from django.utils import timezone

from accord.errors import NotAllowed
from accord.record.links import tie
from tests.access.scenario import World
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_cleared", [False, True])
def test_what_an_office_stands_for_its_head_alone_ties(is_cleared):
    world = World()
    here = world.places["public"]
    draft = here.draft_response
    if is_cleared:
        type(draft).objects.filter(pk=draft.pk).update(cleared_at=timezone.now())
    done = []
    for role in ("official", "rapporteur", "office_head"):
        viewer = viewer_of(world.people[role], world.space.subject)
        try:
            tie(viewer=viewer, source=draft, to=here.decision)
            done.append(role)
        except NotAllowed:
            pass

    assert done == (["office_head"] if is_cleared else ["official", "rapporteur", "office_head"])
