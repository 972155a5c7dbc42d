"""What a kind says of its own rows in fewer words is what its model says of them."""

import pytest

from accord.record.kinds import kinds
from accord.record.viewer import Viewer
from tests.access.scenario import World

pytestmark = pytest.mark.django_db


def test_everybody_sees_the_same_by_the_narrow_rule_as_by_the_whole():
    world = World()
    narrow = [kind for kind in kinds() if kind.narrow is not None]
    found, other = 0, []

    for space in (world.space, world.stranger_space):
        for name, person in [*world.people.items(), ("visitor", None)]:
            viewer = Viewer(space.subject, person)
            for kind in narrow:
                whole = kind.model._default_manager.visible_to(viewer)
                seen = set(whole.filter(subject__kind=kind.key).values_list("pk", flat=True))
                rows = kind.visible_rows(viewer).filter(subject__kind=kind.key)
                other += [] if set(rows.values_list("pk", flat=True)) == seen else [(name, kind)]
                found += len(seen)

    assert {kind.key for kind in narrow} >= {"idea"}
    assert found > 50
    assert other == []
